"""What became of the codes or titles of a table, and which of them need a person."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping
from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar, Final

from attrs import field, frozen

from careerscore._record import Checks, Record, frozen_map, frozen_tuple, limits
from careerscore._render.display import RichDisplay
from careerscore._text import short_repr, strip_control
from careerscore.errors import shorten
from careerscore.frames.places import KINDS as KINDS_OF_PLACES
from careerscore.frames.places import PlaceMatch
from careerscore.matching.matches import Match, MatchKind
from careerscore.matching.systems import SYSTEMS
from careerscore.reference.columns import (
    CATEGORY,
    COUNT,
    LIST_SEPARATOR,
    NUMBER,
    TEXT,
    PlainColumn,
    frame_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from careerscore._render.blocks import Page

MOST_REASONS: Final = 10
"""Reasons of a kind that a report names, those of most rows first."""

MOST_LISTED: Final = 5
"""Codes or titles that it lists for each reason."""

MOST_CHOICES: Final = 3
"""Occupations that it names for each of these."""

MOST_IN_TABLE: Final = 50
"""Rows of a table in HTML."""

_BEGINNING: Final = re.compile("[:;,] ")

KINDS: Final = tuple(kind.value for kind in MatchKind)

REVIEWED: Final = (
    PlainColumn("text", TEXT),
    PlainColumn("rows", COUNT),
    PlainColumn("match", CATEGORY, KINDS),
    PlainColumn("reason", TEXT),
    PlainColumn("system", TEXT),
    PlainColumn("candidates", TEXT),
    PlainColumn("confidence", NUMBER),
)
"""The columns of what a person has to decide on."""


@frozen(kw_only=True, repr=False)
class MatchReport(RichDisplay, Record):
    """How many rows and codes, or titles, of a table matched, and which did not.

    Parameters
    ----------
    on : str
        Column of the codes or titles.
    by : str
        What it holds: ``code`` or ``title``.
    system : str, optional
        Classification that the codes were taken for; None where the form of each, or a column of
        the table, decided.
    data_release : str
        The release they were looked up in.
    matches : tuple of Match
        One for each different text, in the order of the texts; where a column told their
        classifications, one for each text of each of them.
    rows_of : tuple of int
        Number of rows with each of these, in the table as it was given.
    rows_missing : int
        Number of rows without a code or title; they count as unmatched.
    crosswalks : tuple of str
        Editions of the official crosswalks on the way; none where the codes are the release's own.
    titles : Mapping of str to str
        Title of each occupation that several are candidates with, by its code.
    unweighted : tuple of str
        Those of these occupations that have no weight, as their employment is not published; none
        unless ``many="expand"``.
    fits : Mapping of str to int
        How many of the different codes each classification has, the best one first; empty for
        titles, and where a column told the classifications.
    place : str, optional
        Column of the places, if there was one.
    places : tuple of PlaceMatch
        One for each different text of it, in the order of the texts.
    rows_without_place : int
        Number of rows without a place.

    Examples
    --------
    >>> import careerscore as cs
    >>> import pandas as pd
    >>> table = pd.DataFrame({"soc": ["29-2072", "13-1020"], "workers": [12, 3]})
    >>> report = cs.frames.join_reference(table, on="soc", data="2026.1").report
    >>> report.rows["one-to-many"], report.codes["one-to-many"]
    (1, ('13-1020',))
    >>> report.match("29-2072").candidates
    ('29-2072.00',)
    """

    _repr_fields: ClassVar = ("on", "data_release")

    on: str = field(metadata=limits(empty=True))
    by: str = field(default="code", metadata=limits(enum=["code", "title"]))
    system: str | None
    data_release: str
    matches: tuple[Match, ...] = field(converter=frozen_tuple)
    rows_of: tuple[int, ...] = field(converter=frozen_tuple)
    rows_missing: int = field(default=0, metadata=limits(minimum=0, maximum=2**63))
    crosswalks: tuple[str, ...] = field(default=(), converter=frozen_tuple)
    titles: Mapping[str, str] = field(factory=dict, converter=frozen_map)
    unweighted: tuple[str, ...] = field(default=(), converter=frozen_tuple)
    fits: Mapping[str, int] = field(factory=dict, converter=frozen_map)
    place: str | None = None
    places: tuple[PlaceMatch, ...] = field(default=(), converter=frozen_tuple)
    rows_without_place: int = field(default=0, metadata=limits(minimum=0, maximum=2**63))

    def _check(self, checks: Checks) -> None:
        expected = f"{len(self.matches):,} numbers, one for each match"
        holds = len(self.rows_of) == len(self.matches)
        checks.expect("rows_of", self.rows_of, expected, holds=holds)
        texts = [match.text for match in self.matches]
        checks.expect("matches", texts, "the order of the texts", holds=texts == sorted(texts))

    @property
    def rows(self) -> Mapping[str, int]:
        """Number of rows by how they matched, all four kinds."""
        found = dict.fromkeys(KINDS, 0)
        for match, rows in self._counted():
            found[match.kind.value] += rows
        found[MatchKind.UNMATCHED.value] += self.rows_missing
        return found

    @property
    def codes(self) -> Mapping[str, tuple[str, ...]]:
        """The different codes, or titles, by how they matched, all four kinds."""
        return {
            kind: tuple(match.text for match in self.matches if match.kind.value == kind)
            for kind in KINDS
        }

    @property
    def read_as(self) -> Mapping[str, str]:
        """The codes that were written otherwise, each with the code that it was read as."""
        return {match.text: match.read_as for match in self.matches if match.read_as}

    @property
    def better_system(self) -> str | None:
        """The classification that has more of the codes than the one they were taken for."""
        taken = ("soc-2018", "onet-soc-2019") if self.system is None else (self.system,)
        fit = max((self.fits.get(name, 0) for name in taken), default=0)
        return next((name for name, count in self.fits.items() if count > fit), None)

    @property
    def redefined_codes(self) -> tuple[str, ...]:
        """The codes that matched, but mean something else in the earlier classification."""
        kind = MatchKind.UNMATCHED
        return tuple(m.text for m in self.matches if m.earlier and m.kind is not kind)

    def match(self, text: str, system: str | None = None) -> Match:
        """Return what became of a code or title.

        Parameters
        ----------
        text : str
            The code or title, as the table has it.
        system : str, optional
            Its classification, where a column told them; else the first one that has the code.

        Raises
        ------
        KeyError
            If the table has no such code or title.
        """
        by_text = attrgetter("text")
        start = bisect_left(self.matches, text, key=by_text)
        for match in self.matches[start : bisect_right(self.matches, text, start, key=by_text)]:
            if system in (None, match.system):
                return match
        raise KeyError(text)

    def review(self, backend: str) -> Any:
        """Return the codes or titles that a person has to decide on, those of most rows first.

        Parameters
        ----------
        backend : str
            ``"pandas"``, ``"polars"`` or ``"pyarrow"``.

        Returns
        -------
        pandas.DataFrame, polars.DataFrame or pyarrow.Table
            A row for each that is one-to-many or unmatched: ``text``, ``rows``, ``match``,
            ``reason``, ``system``, ``candidates`` (occupations to choose from, each with its
            title, joined by ``"; "``) and ``confidence``. Rows without a code have one row, whose
            text is null.

        Raises
        ------
        InvalidInputError
            If there is no such backend.

        Examples
        --------
        >>> import careerscore as cs
        >>> import polars as pl
        >>> table = pl.DataFrame({"soc": ["29-2072", "13-1020", "13-1020"]})
        >>> report = cs.frames.join_reference(table, on="soc", data="2026.1").report
        >>> report.review("polars").select("text", "rows", "match").rows()
        [('13-1020', 2, 'one-to-many')]
        """
        rows = self.review_rows()
        values = zip(*rows, strict=True) if rows else [()] * len(REVIEWED)
        names = (column.name for column in REVIEWED)
        return frame_of(REVIEWED, dict(zip(names, map(list, values), strict=True)), backend)

    def review_rows(self) -> list[tuple[Any, ...]]:
        """Return the rows of `review` as tuples, for which no data-frame library is needed."""
        rows: list[tuple[Any, ...]] = [
            (
                match.text,
                count,
                match.kind.value,
                match.reason or None,
                match.system,
                LIST_SEPARATOR.join(self._choices(match)) or None,
                match.confidence if match.candidates else None,
            )
            for kind in (MatchKind.ONE_TO_MANY, MatchKind.UNMATCHED)
            for match, count in self._of_kind(kind)
        ]
        if self.rows_missing:
            unmatched = MatchKind.UNMATCHED.value
            rows.append((None, self.rows_missing, unmatched, f"no {self.by}", None, None, None))
        rows.sort(key=lambda row: -row[1])
        return rows

    def _counted(self) -> Iterator[tuple[Match, int]]:
        return zip(self.matches, self.rows_of, strict=True)

    def _of_kind(self, kind: MatchKind) -> list[tuple[Match, int]]:
        """Return the matches of a kind with their numbers of rows, most rows first."""
        found = [(match, rows) for match, rows in self._counted() if match.kind is kind]
        return sorted(found, key=lambda pair: -pair[1])

    def _choices(self, match: Match) -> list[str]:
        """Return the occupations that a person can choose from, each with its title."""
        if match.candidates:
            return [f"{code} {self.titles.get(code, '')}".strip() for code in match.candidates]
        return [f"{each.code} {each.title}" for each in match.nearest]

    def __repr__(self) -> str:
        counts = [f"{count:,} {kind}" for kind, count in self.rows.items() if count]
        rows = f"{', '.join(counts)} of {sum(self.rows.values()):,} rows"
        return short_repr(f"<MatchReport of {self.on}, data release {self.data_release}: {rows}>")

    @property
    def _heading(self) -> str:
        how = "" if self.by == "title" else ", by their form"
        how = how if self.system is None else f", as {SYSTEMS[self.system]}"
        on = strip_control(self.on)
        return f"{self.by.capitalize()}s of {on} in data release {self.data_release}{how}"

    def _sentences(self) -> Iterator[tuple[str, str, list[str]]]:
        """Give what the report says: a word, its counts, and the lines below them."""
        rows = self.rows
        for kind in MatchKind:
            matches = self._of_kind(kind)
            counts = f"{_number(rows[kind.value], 'row')}, {_number(len(matches), self.by)}"
            if kind is MatchKind.UNMATCHED and self.rows_missing:
                counts += f", {_number(self.rows_missing, 'row')} without a {self.by}"
            if rows[kind.value] or kind is MatchKind.MATCHED:
                is_listed = kind is not MatchKind.MATCHED
                yield kind.value, counts, self._by_reason(matches) if is_listed else []
        read = [(match, count) for match, count in self._counted() if match.read_as]
        if read:
            counts = _number(sum(count for _, count in read), "row")
            counts += f", {_number(len(read), self.by)}"
            listed = _cut([f"{shorten(match.text)} as {match.read_as}" for match, _ in read])
            yield "read from another spelling", counts, [", ".join(listed)]
        if without := [pair for pair in self._counted() if self._unweighted(pair[0])]:
            counts = _number(sum(rows for _, rows in without), "row")
            counts += f", {_number(len(without), self.by)}"
            yield "without all weights", counts, _cut([self._weightless(m) for m, _ in without])
        texts = [match.text for match in self.matches]
        likely = [text for text in texts if any(map(str.isdigit, text)) and text.upper() == text]
        likely = [text for text in likely if sum(map(str.isalpha, text)) <= 1]
        if self.by == "title" and texts and 2 * len(likely) >= len(texts):
            counts = f"{len(likely):,} of {_number(len(texts), 'title')}"
            yield "look like codes", counts, ["if they are, join them by code, not by title"]
        if (better := self.better_system) is not None:
            counts = f"{SYSTEMS[better]} has {self.fits[better]:,} of {len(self.matches):,} codes"
            below = [f"if the table is of it, say so: system={better!r}"]
            if self.redefined_codes and better in {"soc-2010", "onet-soc-2010"}:
                other = f"{_number(len(self.redefined_codes), 'code')} that matched"
                codes = ", ".join(_cut([*self.redefined_codes]))
                below.append(f"then {other} would mean something else: {codes}")
            yield "another classification fits better", counts, below
        yield from self._of_places()

    def _of_places(self) -> Iterator[tuple[str, str, list[str]]]:
        """Give what the report says of places: a word, its counts, and the lines below them."""
        for kind in KINDS_OF_PLACES if self.place is not None else ():
            found = sorted((each for each in self.places if each.kind == kind), key=_most_rows)
            rows = sum(each.rows for each in found)
            missing = self.rows_without_place if kind == "unmatched" else 0
            counts = f"{_number(rows + missing, 'row')}, {_number(len(found), 'place')}"
            counts += f", {_number(missing, 'row')} without a place" if missing else ""
            if rows or missing or kind == "matched":
                is_listed = kind != "matched"
                yield f"places {kind}", counts, _cut([*map(_place_line, found)] * is_listed)

    def _unweighted(self, match: Match) -> list[str]:
        """Return the occupations that a match opens to and that have no weight."""
        several = match.candidates if len(match.candidates) > 1 else ()
        return [code for code in several if code in self.unweighted]

    def _weightless(self, match: Match) -> str:
        """Say which occupations of a match have no weight."""
        codes = self._unweighted(match)
        listed = LIST_SEPARATOR.join(_cut([f"{code} {self.titles[code]}" for code in codes]))
        verb = "has" if len(codes) == 1 else "have"
        return (
            f"{len(codes):,} of {len(match.candidates):,} occupations of {shorten(match.text)} "
            f"{verb} no published employment and no weight: {listed}"
        )

    def _by_reason(self, matches: Sequence[tuple[Match, int]]) -> list[str]:
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
            start = f"{begins if len(found) > 1 else found[0].reason} ({_number(rows, 'row')}):"
            listed = _cut([self._with_choices(match) for match in found])
            if any(match.candidates or match.nearest for match in found):
                lines += [start, *(f"  {text}" for text in listed)]
            else:
                lines.append(f"{start} {', '.join(listed)}")
        rest = len(rows_of) - MOST_REASONS
        return [*lines, *([f"and {_number(rest, 'other reason')}"] if rest > 0 else [])]

    def _with_choices(self, match: Match) -> str:
        """Return a code or title with the first of the occupations to choose from."""
        choices = self._choices(match)
        if match.candidates:
            return f"{shorten(match.text)} -> {LIST_SEPARATOR.join(_cut(choices, MOST_CHOICES))}"
        perhaps = f", perhaps {LIST_SEPARATOR.join(choices[:MOST_CHOICES])}" if choices else ""
        return f"{shorten(match.text)}{perhaps}"

    def __str__(self) -> str:
        lines = [self._heading]
        lines += [f"  by {' and '.join(self.crosswalks)}"] if self.crosswalks else []
        for word, counts, below in self._sentences():
            lines += [f"  {word}: {counts}", *(f"    {line}" for line in below)]
        return "\n".join(lines)

    def _page(self) -> Page:
        from careerscore._render.blocks import Page, Section, definitions, paragraph, text_table

        counts = definitions(*((word.capitalize(), said) for word, said, _ in self._sentences()))
        heads = (self.by, "rows", "reason", "occupations")
        tables = []
        for kind in MatchKind:
            matches = [] if kind is MatchKind.MATCHED else self._of_kind(kind)
            rows = [
                (match.text, f"{count:,}", match.reason, LIST_SEPARATOR.join(self._choices(match)))
                for match, count in matches[:MOST_IN_TABLE]
            ]
            if rows:
                rest = len(matches) - len(rows)
                told = f"and {rest:,} more: .review() has all, as has the file of --unmatched"
                more = [paragraph(told)] if rest else []
                tables.append(Section(kind.value.capitalize(), [*text_table(heads, rows), *more]))
        places = sorted((each for each in self.places if each.kind != "matched"), key=_most_rows)
        rows = [
            (
                each.text,
                f"{each.rows:,}",
                each.reason or each.kind,
                LIST_SEPARATOR.join(each.nearest),
            )
            for each in places[:MOST_IN_TABLE]
        ]
        if rows:
            rest = len(places) - len(rows)
            more = [paragraph(f"and {rest:,} more: .places has all")] if rest else []
            heads = ("place", "rows", "reason", "places near")
            tables.append(Section("Places", [*text_table(heads, rows), *more]))
        by = [paragraph(f"By {' and '.join(self.crosswalks)}")] if self.crosswalks else []
        return Page(self._heading, [*by, *counts, *tables])


def _most_rows(match: PlaceMatch) -> tuple[int, str]:
    return -match.rows, match.text


def _place_line(match: PlaceMatch) -> str:
    """Return a place with its rows, why it did not match, and the first of those near."""
    reason = f", {match.reason}" if match.reason else ""
    nearest = LIST_SEPARATOR.join(match.nearest[:MOST_CHOICES])
    perhaps = f", perhaps {nearest}" if nearest else ""
    return f"{shorten(match.text)} ({_number(match.rows, 'row')}){reason}{perhaps}"


def _number(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _cut(texts: list[str], most: int = MOST_LISTED) -> list[str]:
    rest = len(texts) - most
    return [*texts[:most], f"and {rest:,} more"] if rest > 0 else texts
