"""Match report: how the codes or titles of a table matched, and which need a decision."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar, Final

from attrs import field, frozen

from careerscore._record import Checks, Record, frozen_map, frozen_tuple, limits
from careerscore._render.display import RichDisplay
from careerscore._text import short_repr
from careerscore.frames.places import NO_PLACE, PLACE_KINDS, PlaceMatch
from careerscore.matching.matches import Match, MatchKind
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
    from collections.abc import Iterator

    from careerscore._render.blocks import Page

KINDS: Final = tuple(kind.value for kind in MatchKind)

REVIEWED: Final = (
    PlainColumn("column", TEXT),
    PlainColumn("text", TEXT),
    PlainColumn("rows", COUNT),
    PlainColumn("match", CATEGORY, tuple(dict.fromkeys((*KINDS, *PLACE_KINDS)))),
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
        One for each different text, in the order of the texts; where a column has their
        classifications, one for each text of each of them.
    rows_of : tuple of int
        Number of rows with each of these, in the table as it was given.
    rows_missing : int
        Number of rows without a code or title; they count as unmatched.
    crosswalks : tuple of str
        Editions of the official crosswalks on the way, none where the codes are the release's own;
        for titles, of the official lists that titles are looked up in besides the release's.
    titles : Mapping of str to str
        Title of each occupation that several are candidates with, by its code.
    unweighted : tuple of str
        Those of these occupations that have no weight, as their employment is not published; none
        unless ``many="expand"``.
    fits : Mapping of str to int
        How many of the different codes each classification has, the best one first; empty for
        titles, and where a column has the classifications.
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
        for match, rows in counted(self):
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
            Its classification, where a column has them; else the first one that has the code.

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
        """Return what a person has to decide on, that of most rows first.

        Parameters
        ----------
        backend : str
            ``"pandas"``, ``"polars"`` or ``"pyarrow"``.

        Returns
        -------
        pandas.DataFrame, polars.DataFrame or pyarrow.Table
            A row for each code or title that is one-to-many or unmatched, and each place that is
            ambiguous or unmatched: ``column``, ``text``, ``rows``, ``match``, ``reason``,
            ``system``, ``candidates`` (occupations or places to choose from, each by code and
            name, joined by ``"; "``) and ``confidence``. Rows without a code have one row, whose
            text is null, as have those without a place.

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
                self.on,
                match.text,
                count,
                match.kind.value,
                match.reason or None,
                match.system,
                LIST_SEPARATOR.join(choices_of(self, match)) or None,
                match.confidence if match.candidates else None,
            )
            for kind in (MatchKind.ONE_TO_MANY, MatchKind.UNMATCHED)
            for match, count in matches_of_kind(self, kind)
        ]
        for each in unplaced(self):
            nearest = LIST_SEPARATOR.join(each.nearest) or None
            of_place = (each.text, each.rows, each.kind, each.reason or None, None, nearest, None)
            rows.append((self.place, *of_place))
        for column, count, reason in (
            (self.on, self.rows_missing, f"no {self.by}"),
            (self.place, self.rows_without_place, NO_PLACE),
        ):
            if count:
                kind = MatchKind.UNMATCHED.value
                rows.append((column, None, count, kind, reason, None, None, None))
        rows.sort(key=lambda row: -row[2])
        return rows

    def __repr__(self) -> str:
        counts = [f"{count:,} {kind}" for kind, count in self.rows.items() if count]
        rows = f"{', '.join(counts)} of {sum(self.rows.values()):,} rows"
        return short_repr(f"<MatchReport of {self.on}, data release {self.data_release}: {rows}>")

    def __str__(self) -> str:
        from careerscore.frames.match_pages import report_text

        return report_text(self)

    def _page(self) -> Page:
        from careerscore.frames.match_pages import report_page

        return report_page(self)


def counted(report: MatchReport) -> Iterator[tuple[Match, int]]:
    """Return the matches, each with its number of rows."""
    return zip(report.matches, report.rows_of, strict=True)


def matches_of_kind(report: MatchReport, kind: MatchKind) -> list[tuple[Match, int]]:
    """Return the matches of a kind with their numbers of rows, most rows first."""
    found = [(match, rows) for match, rows in counted(report) if match.kind is kind]
    return sorted(found, key=lambda pair: -pair[1])


def unplaced(report: MatchReport) -> list[PlaceMatch]:
    """Return the places that did not match, most rows first."""
    found = (each for each in report.places if each.kind != "matched")
    return sorted(found, key=lambda each: (-each.rows, each.text))


def choices_of(report: MatchReport, match: Match) -> list[str]:
    """Return the occupations that a person can choose from, each with its title."""
    if match.candidates:
        return [f"{code} {report.titles.get(code, '')}".strip() for code in match.candidates]
    return [f"{each.code} {each.title}" for each in match.nearest]
