"""The sections of a career page on pay, outlook and progression, with a picture each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from careerscore._render.blocks import (
    Bar,
    Block,
    Cell,
    Chart,
    Column,
    Mark,
    Section,
    Table,
    muted,
    notes,
)
from careerscore.economics.pages import ends_of
from careerscore.economics.words import NOT_KNOWN
from careerscore.model.pages import pay_title
from careerscore.model.provenance import Provenance, note_on
from careerscore.model.words import plain, sentence

if TYPE_CHECKING:
    from careerscore import economics
    from careerscore.model import Occupation, WageDistribution
    from careerscore.model.wages import WageEstimates


_OF_A_GROUP: Final = {Provenance.INHERITED, Provenance.BROAD_LEVEL}


def paid_by(wages: WageDistribution) -> tuple[WageEstimates, str]:
    """Return the wages that are published, those of a year first, and the unit for a heading."""
    if wages.annual.lower_bound("median") is None and wages.hourly.lower_bound("median"):
        return wages.hourly, ", an hour"
    return wages.annual, ", a year"


def amount(pay: WageEstimates, name: str) -> str:
    """Return a figure in dollars, or what it is at least; nothing if unknown, unless the median."""
    value, bound = getattr(pay, name), pay.lower_bound(name)
    if bound is None:
        return "" if name != "median" else NOT_KNOWN
    digits = ".2f" if bound < 1000 else ",.0f"
    return f"{'' if value is not None else 'at least '}${bound:{digits}}"


def years_of(occupation: Occupation) -> str:
    """Return the years of the projection after a comma, nothing where they are not known."""
    first, last = occupation.outlook.base_year, occupation.outlook.projected_year
    return "" if first is None or last is None else f", {first}-{last % 100:02d}"


def pay_brief(occupation: Occupation) -> Section:
    """Return three figures of pay with a bar each, the number of workers, and growth."""
    wages = occupation.wages
    pay, unit = paid_by(wages)
    rows: list[tuple[Cell, ...]] = []
    names = {"p10": "One in ten below", "median": "Median, half below", "p90": "One in ten above"}
    highest = max(pay.lower_bound(name) or 0 for name in names) or 1
    for name, words in names.items():
        bound = pay.lower_bound(name)
        if bound is not None:
            bar = Bar(bound / highest, open=getattr(pay, name) is None)
            rows.append((words, amount(pay, name), bar))
    columns = (Column(muted=True), Column(right=True, wraps=False), Column(wraps=False))
    table = Table(columns, rows, ("", "pay", ""), heads_needed=False)
    body: list[Block] = [_strip(pay, table) or table] if rows else []
    note = wages.notes.get("*")
    if not rows:
        body += notes(sentence(note.reason if note else "no pay is published"))
    of_a_group = note is not None and note.provenance in _OF_A_GROUP
    group = ", of the broader group" * of_a_group
    counted = ", other careers included" * bool(wages.shared_with and not of_a_group)
    return Section(
        f"{pay_title(wages)}{unit}{group}", [*body, *_jobs(occupation, counted)], dense=True
    )


def _strip(pay: WageEstimates, table: Table) -> Chart | None:
    """Return pay from the lowest to the highest tenth as a strip; None where one is unknown."""
    words = {"p10": "one in ten below", "p25": "one in four below", "median": "Median"}
    words |= {"p75": "one in four above", "p90": "one in ten above"}
    marks = [
        Mark(text, amount(pay, name), bound)
        for name, text in words.items()
        if (bound := pay.lower_bound(name)) is not None
    ]
    return Chart("Pay", marks, table, on_a_line=True) if len(marks) == len(words) else None


def _jobs(occupation: Occupation, counted: str) -> list[Block]:
    """Return the number of workers, growth and openings in a line."""
    workers, outlook = occupation.wages.employment, occupation.outlook
    growth, openings = outlook.percent_change, outlook.annual_openings_thousands
    texts = (
        "" if workers is None else f"{workers:,} employees in the US{counted}",
        "" if growth is None else f"jobs {growth:+,.1f}%{years_of(occupation)}",
        "" if openings is None else f"{1000 * openings:,.0f} openings a year",
    )
    known = "; ".join(filter(None, texts))
    note = note_on(outlook.notes, "percent_change")
    missing = (
        None if growth is not None else f"Outlook: {plain(note.reason) if note else NOT_KNOWN}."
    )
    return [*muted(known and f"{known[0].upper()}{known[1:]}."), *notes(missing)]


def progression_brief(progression: economics.CareerProgression) -> Section:
    """Return the levels with years, pay and range."""
    rows: list[tuple[Cell, ...]] = []
    marks: list[Mark] = []
    known = [level for level in progression.levels if level.pay is not None or level.at_least]
    highest = max((level.pay or level.at_least or 0 for level in known), default=0) or 1
    for level in known:
        bound, years, is_bound = (
            level.pay or level.at_least or 0,
            ends_of(level.years),
            level.pay is None,
        )
        low, high = level.pay_low, level.pay_high
        span = "" if low is None or high is None else f"${low:,.0f} - ${high:,.0f}"
        amount, bar = f"${bound:,.0f}", Bar(bound / highest, open=is_bound)
        rows.append((level.name, years, f"{'at least ' * is_bound}{amount}", bar, span))
        marks.append(Mark(level.name, f"{amount}{'+' * is_bound}", bound, low, high, years))
    columns = (
        Column(muted=True, wraps=False),
        Column(wraps=False),
        Column(right=True, wraps=False),
        Column(wraps=False),
        Column(right=True, muted=True, wraps=False),
    )
    heads = ("level", "years", "pay", "", "over these years")
    table = Table(columns, rows, heads)
    has_ranges = any(mark.low is not None and mark.high is not None for mark in marks)
    note = "The lines are pay over these years." if has_ranges else ""
    chart = Chart("Pay by level", marks, table, note=note)
    title = "Career progression, pay a year"
    if not rows:
        return Section(title, notes(*map(sentence, progression.reasons[:1])), dense=True)
    return Section(f"{title}, estimated from the spread of pay", [chart], dense=True)
