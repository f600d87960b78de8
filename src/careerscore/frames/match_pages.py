"""Pages on a match report: its counts, reasons and candidates, in words and in tables."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from careerscore._render.blocks import BLANK, Page, Section, definitions, paragraph, text_table
from careerscore._text import number_of, strip_control
from careerscore.errors import shorten
from careerscore.frames.match_report import choices_of, counted, matches_of_kind, unplaced
from careerscore.frames.places import PLACE_KINDS
from careerscore.matching.matches import MatchKind
from careerscore.matching.systems import SYSTEMS
from careerscore.reference.columns import LIST_SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from careerscore.frames.match_report import MatchReport
    from careerscore.frames.places import PlaceMatch
    from careerscore.matching.matches import Match

MOST_REASONS: Final = 10
"""Reasons of a kind that a report names, those of most rows first."""

MOST_LISTED: Final = 5
"""Codes or titles that it lists for each reason."""

MOST_CHOICES: Final = 3
"""Occupations that it names for each of these."""

MOST_IN_TABLE: Final = 50
"""Rows of a table in HTML."""

_BEGINNING: Final = re.compile("[:;,] ")


def report_text(report: MatchReport) -> str:
    """Return a report as lines of text."""
    lines = [_heading(report)]
    lines += [f"  by {', '.join(report.crosswalks)}"] if report.crosswalks else []
    for term, counts, below in _entries(report):
        lines += [f"  {term}: {counts}", *(f"    {line}" for line in below)]
    return "\n".join(lines)


def report_page(report: MatchReport) -> Page:
    """Return the page on a report: its counts, and tables of what did not match one to one."""
    counts = definitions(*((term.capitalize(), text) for term, text, _ in _entries(report)))
    heads = (report.by, "rows", "reason", "occupations")
    tables = []
    for kind in MatchKind:
        rows = [
            (match.text, f"{count:,}", match.reason, LIST_SEPARATOR.join(choices_of(report, match)))
            for match, count in ([] if kind is MatchKind.MATCHED else matches_of_kind(report, kind))
        ]
        tables += _section(kind.value.capitalize(), heads, rows)
    rows = [
        (
            each.text,
            f"{each.rows:,}",
            each.reason or each.kind,
            LIST_SEPARATOR.join(each.nearest),
        )
        for each in unplaced(report)
    ]
    tables += _section("Places", ("place", "rows", "reason", "places near"), rows)
    by = [paragraph(f"By {', '.join(report.crosswalks)}")] if report.crosswalks else []
    return Page(_heading(report), [*by, *counts, *([BLANK] * bool(tables)), *tables])


def _section(title: str, heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> list[Section]:
    """Return a section with the first rows of a table, and where the others are; none for none."""
    rest = len(rows) - MOST_IN_TABLE
    where = ".review() has all, as has the file of --unmatched"
    more = [paragraph(f"and {rest:,} more: {where}")] if rest > 0 else []
    return [Section(title, [*text_table(heads, rows[:MOST_IN_TABLE]), *more])] if rows else []


def _heading(report: MatchReport) -> str:
    how = "" if report.by == "title" else ", by their form"
    how = how if report.system is None else f", as {SYSTEMS[report.system]}"
    on = strip_control(report.on)
    return f"{report.by.capitalize()}s of {on} in data release {report.data_release}{how}"


def _entries(report: MatchReport) -> Iterator[tuple[str, str, list[str]]]:
    """Give the entries of a report: a term, its counts, and the lines below them."""
    rows = report.rows
    for kind in MatchKind:
        matches = matches_of_kind(report, kind)
        counts = f"{number_of(rows[kind.value], 'row')}, {number_of(len(matches), report.by)}"
        if kind is MatchKind.UNMATCHED and report.rows_missing:
            counts += f", {number_of(report.rows_missing, 'row')} without a {report.by}"
        if rows[kind.value] or kind is MatchKind.MATCHED:
            is_listed = kind is not MatchKind.MATCHED
            yield kind.value, counts, _by_reason(report, matches) if is_listed else []
    read = [(match, count) for match, count in counted(report) if match.read_as]
    if read:
        counts = number_of(sum(count for _, count in read), "row")
        counts += f", {number_of(len(read), report.by)}"
        listed = _cut([f"{shorten(match.text)} as {match.read_as}" for match, _ in read])
        yield "read from another spelling", counts, [", ".join(listed)]
    if without := [pair for pair in counted(report) if _unweighted(report, pair[0])]:
        counts = number_of(sum(rows for _, rows in without), "row")
        counts += f", {number_of(len(without), report.by)}"
        yield "without all weights", counts, _cut([_weightless(report, m) for m, _ in without])
    texts = [match.text for match in report.matches]
    likely = [text for text in texts if any(map(str.isdigit, text)) and text.upper() == text]
    likely = [text for text in likely if sum(map(str.isalpha, text)) <= 1]
    if report.by == "title" and texts and 2 * len(likely) >= len(texts):
        counts = f"{len(likely):,} of {number_of(len(texts), 'title')}"
        yield "look like codes", counts, ["if they are, join them by code, not by title"]
    if (better := report.better_system) is not None:
        counts = f"{SYSTEMS[better]} has {report.fits[better]:,} of {len(report.matches):,} codes"
        below = [f"if the table is of it, say so: system={better!r}"]
        if report.redefined_codes and better in {"soc-2010", "onet-soc-2010"}:
            other = f"{number_of(len(report.redefined_codes), 'code')} that matched"
            codes = ", ".join(_cut([*report.redefined_codes]))
            below.append(f"then {other} would mean something else: {codes}")
        yield "another classification fits better", counts, below
    yield from _place_entries(report)


def _place_entries(report: MatchReport) -> Iterator[tuple[str, str, list[str]]]:
    """Give the entries on places."""
    missing = report.rows_without_place
    for kind in PLACE_KINDS if report.place is not None else ():
        found = [each for each in report.places if each.kind == kind]
        listed = [_place_line(each) for each in unplaced(report) if each.kind == kind]
        rows = sum(each.rows for each in found)
        without = missing if kind == "unmatched" else 0
        counts = f"{number_of(rows + without, 'row')}, {number_of(len(found), 'place')}"
        counts += f", {number_of(without, 'row')} without a place" if without else ""
        if rows or without or kind == "matched":
            yield f"places {kind}", counts, _cut(listed)


def _unweighted(report: MatchReport, match: Match) -> list[str]:
    """Return the occupations that a match opens to and that have no weight."""
    several = match.candidates if len(match.candidates) > 1 else ()
    return [code for code in several if code in report.unweighted]


def _weightless(report: MatchReport, match: Match) -> str:
    """Return a line on the occupations of a match that have no weight."""
    codes = _unweighted(report, match)
    listed = LIST_SEPARATOR.join(_cut([f"{code} {report.titles[code]}" for code in codes]))
    verb = "has" if len(codes) == 1 else "have"
    return (
        f"{len(codes):,} of {len(match.candidates):,} occupations of {shorten(match.text)} "
        f"{verb} no published employment and no weight: {listed}"
    )


def _by_reason(report: MatchReport, matches: Sequence[tuple[Match, int]]) -> list[str]:
    """Return the reasons, those of most rows first, with the codes that each is given for."""
    # Reasons that begin alike go on with what differs from code to code.
    rows_of: Counter[str] = Counter()
    matches_of: dict[str, list[Match]] = {}
    for match, rows in matches:
        begins = _BEGINNING.split(match.reason, maxsplit=1)[0]
        rows_of[begins] += rows
        matches_of.setdefault(begins, []).append(match)
    lines: list[str] = []
    for begins, rows in rows_of.most_common(MOST_REASONS):
        found = matches_of[begins]
        start = f"{begins if len(found) > 1 else found[0].reason} ({number_of(rows, 'row')}):"
        listed = _cut([_with_choices(report, match) for match in found])
        if any(match.candidates or match.nearest for match in found):
            lines += [start, *(f"  {text}" for text in listed)]
        else:
            lines.append(f"{start} {', '.join(listed)}")
    rest = len(rows_of) - MOST_REASONS
    return [*lines, *([f"and {number_of(rest, 'other reason')}"] if rest > 0 else [])]


def _with_choices(report: MatchReport, match: Match) -> str:
    """Return a code or title with the first of the occupations to choose from."""
    choices = choices_of(report, match)
    if match.candidates:
        return f"{shorten(match.text)} -> {LIST_SEPARATOR.join(_cut(choices, MOST_CHOICES))}"
    perhaps = f", perhaps {LIST_SEPARATOR.join(choices[:MOST_CHOICES])}" if choices else ""
    return f"{shorten(match.text)}{perhaps}"


def _place_line(match: PlaceMatch) -> str:
    """Return a place with its rows, why it did not match, and the first of those near."""
    reason = f", {match.reason}" if match.reason else ""
    nearest = LIST_SEPARATOR.join(match.nearest[:MOST_CHOICES])
    perhaps = f", perhaps {nearest}" if nearest else ""
    return f"{shorten(match.text)} ({number_of(match.rows, 'row')}){reason}{perhaps}"


def _cut(texts: list[str], most: int = MOST_LISTED) -> list[str]:
    rest = len(texts) - most
    return [*texts[:most], f"and {rest:,} more"] if rest > 0 else texts
