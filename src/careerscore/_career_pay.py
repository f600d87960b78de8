"""The sections of a career page on pay, outlook and progression, with a picture each."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    paragraph,
)
from careerscore.economics.pages import ends_of
from careerscore.economics.words import NOT_KNOWN

if TYPE_CHECKING:
    from careerscore import economics
    from careerscore.model import Occupation, WageDistribution
    from careerscore.model.wages import WageEstimates


def paid_by(wages: WageDistribution) -> tuple[WageEstimates, str]:
    """Return the wages that are published, those of a year first, and the unit for a heading."""
    if wages.annual.lower_bound("median") is None and wages.hourly.lower_bound("median"):
        return wages.hourly, ", an hour"
    return wages.annual, ", a year"


def amount(pay: WageEstimates, name: str) -> str:
    value, bound = getattr(pay, name), pay.lower_bound(name)
    if bound is None:
        return "" if name != "median" else NOT_KNOWN
    digits = ".2f" if bound < 1000 else ",.0f"
    return f"{'' if value is not None else 'at least '}${bound:{digits}}"


def years_of(occupation: Occupation) -> str:
    first, last = occupation.outlook.base_year, occupation.outlook.projected_year
    return f"{first}-{(last or 0) % 100:02d}"


def pay_brief(occupation: Occupation) -> Section:
    """Return three figures of pay with a bar each, the number of workers, and growth."""
    wages = occupation.wages
    title = f"Pay, {wages.reference_period}" if wages.reference_period else "Pay"
    pay, unit = paid_by(wages)
    rows: list[tuple[Cell, ...]] = []
    names = {"p10": "One in ten below", "median": "Median", "p90": "One in ten above"}
    highest = max((pay.lower_bound(name) or 0 for name in names), default=0)
    for name, words in names.items():
        bound = pay.lower_bound(name)
        if bound is not None:
            bar = Bar(bound / highest, open=getattr(pay, name) is None)
            rows.append((words, amount(pay, name), bar))
    columns = (Column(muted=True), Column(right=True, wraps=False), Column(wraps=False))
    table = Table(columns, rows, ("", "pay", ""), heads_in_terminal=False)
    body: list[Block] = [_strip(pay, table) or table] if rows else []
    note = wages.notes.get("*")
    if not rows:
        body += notes(note.reason if note else "no pay is published")
    if wages.employment is not None:
        shared = " and those that share its code" if wages.shared_with else ""
        body += muted(f"{wages.employment:,} people in the US work in this job{shared}.")
    return Section(f"{title}{unit}", [*body, *_outlook(occupation)], dense=True)


def _strip(pay: WageEstimates, table: Table) -> Chart | None:
    """Return pay as a strip from the lowest to the highest tenth; None where an end is unknown."""
    words = {"p10": "one in ten below", "p25": "", "median": "Median", "p75": "", "p90": ""}
    words["p90"] = "one in ten above"
    bounds = {name: pay.lower_bound(name) for name in words}
    if bounds["p25"] is None or bounds["p75"] is None:
        words = {name: text for name, text in words.items() if text}
    marks = [
        Mark(text, amount(pay, name), bound)
        for name, text in words.items()
        if (bound := bounds[name]) is not None
    ]
    return Chart("Pay", marks, table, on_a_line=True) if len(marks) == len(words) else None


def _outlook(occupation: Occupation) -> list[Block]:
    """Return growth and openings in a line."""
    outlook = occupation.outlook
    if outlook.percent_change is None:
        note = outlook.notes.get("percent_change") or outlook.notes.get("*")
        return notes(note.reason if note else "no projection")
    text = f"Outlook: {outlook.percent_change:+,.1f}% jobs, {years_of(occupation)}"
    if outlook.annual_openings_thousands is not None:
        text += f"; {1000 * outlook.annual_openings_thousands:,.0f} openings a year"
    return [paragraph(f"{text}.")]


def progression_brief(progression: economics.CareerProgression) -> Section:
    """Return the levels with years, pay and range."""
    rows: list[tuple[Cell, ...]] = []
    known = [level for level in progression.levels if level.pay is not None or level.at_least]
    highest = max((level.pay or level.at_least or 0 for level in known), default=0)
    for level in known:
        bound = level.pay or level.at_least or 0
        amount = f"{'' if level.pay is not None else 'at least '}${bound:,.0f}"
        low, high = level.pay_low, level.pay_high
        span = "" if low is None or high is None else f"${low:,.0f} - ${high:,.0f}"
        bar = Bar(bound / highest, open=level.pay is None)
        rows.append((level.name, ends_of(level.years), amount, bar, span))
    columns = (
        Column(muted=True, wraps=False),
        Column(wraps=False),
        Column(right=True, wraps=False),
        Column(wraps=False),
        Column(right=True, muted=True, wraps=False),
    )
    heads = ("level", "years", "pay", "", "usual range")
    marks = [
        Mark(
            level.name,
            f"${level.pay or level.at_least or 0:,.0f}{'' if level.pay is not None else '+'}",
            level.pay or level.at_least or 0,
            level.pay_low,
            level.pay_high,
            ends_of(level.years),
        )
        for level in known
    ]
    table = Table(columns, rows, heads)
    chart = Chart("Pay by level", marks, table, note="The lines are the usual range.")
    body = [chart] if rows else notes(*progression.reasons[:1])
    return Section("Career progression, pay a year", body, dense=True)
