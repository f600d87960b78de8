"""Local pay for the rows of a table: what their places are, and what is attached to them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from attrs import field, frozen

from careerscore._record import Record, frozen_tuple, limits
from careerscore.errors import AmbiguousPlaceError, InvalidInputError, UnknownPlaceError
from careerscore.frames.native import hstack, take
from careerscore.local.cells import LOCAL_COLUMNS, NOTE, LocalCells, code_in_areas
from careerscore.local.places import AREAS, WITH_AREAS, places_in
from careerscore.reference.columns import CATEGORY, TEXT, PlainColumn, frame_of
from careerscore.reference.releases import Release

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Mapping

    from careerscore._record import Checks
    from careerscore.frames.keys import Pair
    from careerscore.local.places import Place
    from careerscore.model.occupation import Occupation

PLACE_KINDS: Final = ("matched", "ambiguous", "unmatched")

NO_PLACE: Final = "no place"
"""Why a row without a place has no local pay."""

_OF_PLACE: Final = (
    PlainColumn("place_match", CATEGORY, PLACE_KINDS),
    PlainColumn("place_code", TEXT),
    PlainColumn("place_name", TEXT),
)

_SEVERAL: Final = "several occupations"
_NONE: Final = "no occupation"


@frozen(kw_only=True)
class PlaceMatch(Record):
    """What a text stands for as a place.

    Parameters
    ----------
    text : str
        The text, as the table has it.
    rows : int
        Number of rows with it.
    kind : str
        ``"matched"``, ``"ambiguous"`` or ``"unmatched"``.
    code, name : str, optional
        The place that matched.
    reason : str
        Why none matched; empty where one did, or nothing more is known.
    nearest : tuple of str
        Code and name of the places that may be meant, best first.

    Examples
    --------
    >>> import careerscore as cs
    >>> import pandas as pd
    >>> table = pd.DataFrame({"soc": ["29-2072"], "where": ["Portland"]})
    >>> joined = cs.frames.join_reference(table, on="soc", place="where", data="2026.3")
    >>> joined.report.places[0].nearest
    ('0038860 Portland-South Portland, ME', '0038900 Portland-Vancouver-Hillsboro, OR-WA')
    """

    text: str
    rows: int = field(metadata=limits(minimum=0))
    kind: str = field(metadata=limits(enum=PLACE_KINDS))
    code: str | None = None
    name: str | None = None
    reason: str = field(default="", metadata=limits(empty=True))
    nearest: tuple[str, ...] = field(default=(), converter=frozen_tuple)


def expect_areas(checks: Checks, release: Release) -> None:
    """Expect a release that has wages of areas."""
    checks.expect("data", release.name, WITH_AREAS, holds=AREAS in release.editions)


def shared_by(release: Release, occupations: Sequence[Occupation]) -> Occupation | None:
    """Return one of some occupations whose figures, here and in the nation, are those of all."""
    if len(occupations) == 1:
        return occupations[0]
    # The nation's first: those of areas take longer to find.
    for codes in (
        (each.wages.published_code for each in occupations),
        (code_in_areas(release, each) for each in occupations),
    ):
        published = {*codes}
        if len(published) != 1 or None in published:
            return None
    return occupations[0]


class FoundPlaces:
    """The places that texts of a table stand for."""

    def __init__(self, release: Release, rows_of: Counter[str]) -> None:
        self.rows_missing: int = rows_of[""]
        self.by_text: dict[str, Place | None] = {"": None}
        self.matches: tuple[PlaceMatch, ...] = tuple(
            self._match(release, each, rows_of[each]) for each in sorted(filter(None, rows_of))
        )
        self.kinds: dict[str, str] = {each.text: each.kind for each in self.matches} | {
            "": "unmatched"
        }
        self.reasons: dict[str, str] = {
            text: f"{self.kinds[text]} place" if text else NO_PLACE
            for text, place in self.by_text.items()
            if place is None
        }

    def _match(self, release: Release, text: str, rows: int) -> PlaceMatch:
        self.by_text[text] = None
        kind, reason, nearest = "unmatched", "", tuple[tuple[str, str], ...]()
        try:
            place = places_in(release).one(text)
        except AmbiguousPlaceError as error:
            kind, nearest = "ambiguous", error.suggestions
        except UnknownPlaceError as error:
            reason, nearest = error.reason, error.suggestions
        except InvalidInputError as error:
            reason = f"not {error.problems[0].expected}"
        else:
            self.by_text[text] = place
            return PlaceMatch(
                text=text, rows=rows, kind="matched", code=place.code, name=place.name
            )
        named = tuple(f"{code} {name}" for code, name in nearest)
        return PlaceMatch(text=text, rows=rows, kind=kind, reason=reason, nearest=named)


@frozen
class LocalAttachments:
    """The new columns of local pay: which ones, of what release, and the fallback."""

    release: Release
    names: Sequence[str]
    fallback: str | None
    prefix: str

    @property
    def plain(self) -> list[PlainColumn]:
        """The new columns, in order, before any prefix."""
        return [*_OF_PLACE, *(PlainColumn(name, LOCAL_COLUMNS[name]) for name in self.names)]

    @property
    def columns(self) -> list[PlainColumn]:
        """The new columns, in order."""
        return [each._replace(name=f"{self.prefix}{each.name}") for each in self.plain]


class PlacedRows:
    """Local pay for the rows of a join: a row for each occupation and place.

    An occupation and a place are a number: `jobs` of the row of occupations times `width`, and
    `texts` of the place.
    """

    def __init__(
        self, local: LocalAttachments, places: FoundPlaces, used: Sequence[tuple[str, ...]]
    ) -> None:
        self._local = local
        release = local.release
        self._cells = LocalCells(release, local.names, local.fallback)
        # The code of the occupation whose figures are those of all, or why there is none.
        shared = dict.fromkeys(used, _NONE)
        for codes in filter(None, shared):
            one = shared_by(release, [release[code] for code in codes])
            shared[codes] = _SEVERAL if one is None else one.code
        self._jobs = sorted({*shared.values()})
        at = {job: number for number, job in enumerate(self._jobs)}
        self.jobs: list[int] = [at[shared[codes]] for codes in used]
        kinds = {reason: places.kinds[text] for text, reason in places.reasons.items()}
        self._nowhere = [(kind, reason) for reason, kind in kinds.items()]
        at = {
            each: number
            for number, each in enumerate((*(place.code for place in self._cells.places), *kinds))
        }
        self.width: int = len(at)
        self.texts: dict[str, int] = {
            text: at[places.reasons[text] if place is None else place.code]
            for text, place in places.by_text.items()
        }

    def table(self, asked: Iterable[int], backend: str) -> tuple[Any, list[int]]:
        """Return the rows of different numbers as a data frame, and the row of each number."""
        lists, rows = self._columns(asked)
        columns = self._local.columns
        values = dict(zip((column.name for column in columns), lists, strict=True))
        return frame_of(columns, values, backend), rows

    def joined(
        self, table: Any, ranges: Mapping[Pair, range], pairs: Iterable[Any], backend: str | None
    ) -> tuple[Any, dict[Any, range]]:
        """Return the rows of occupations with those of places, and which are those of each pair.

        `ranges` are the rows of each code or title in the table of the occupations; without a
        backend, that is a list of tuples.
        """
        rows: list[int] = []
        numbers: list[int] = []
        found: dict[Any, range] = {}
        for pair in dict.fromkeys(pairs):
            those, text = ranges[pair[0]], self.texts[pair[1]]
            found[pair] = range(len(rows), len(rows) + len(those))
            rows += those
            numbers += [self.jobs[row] * self.width + text for row in those]
        if backend is None:
            lists, row_of = self._columns({*numbers})
            cells = [*zip(*lists, strict=True)]
            pairs = zip(rows, numbers, strict=True)
            return [(*table[row], *cells[row_of[number]]) for row, number in pairs], found
        local, row_of = self.table({*numbers}, backend)
        local = take(local, [row_of[number] for number in numbers], backend)
        return hstack(take(table, rows, backend), local, backend), found

    def _columns(self, asked: Iterable[int]) -> tuple[list[list[Any]], list[int]]:
        """Return the cells of different numbers, column by column, and the row of each number."""
        release, local = self._local.release, self._cells
        lists: dict[str, list[Any]] = {column.name: [] for column in self._local.plain}
        order: list[int] = []

        def add(first: int, places: Iterable[int], cells: Mapping[str, Sequence[Any]]) -> None:
            order.extend(first + place for place in places)
            for name, column in lists.items():
                column += cells.get(name, ())
                column += [None] * (len(order) - len(column))

        asked, start, known = sorted(asked), 0, len(local.places)
        for number, job in enumerate(self._jobs):
            first = number * self.width
            middle = bisect_left(asked, first + known, start)
            end = bisect_left(asked, first + self.width, middle)
            places = [each - first for each in asked[start:middle]]
            if places and job in release:
                places, cells = local.of(release[job], places)
            else:
                cells = local.without(places, job)
            add(first, places, {"place_match": ["matched"] * len(places), **cells})
            places = [each - first for each in asked[middle:end]]
            kinds, reasons = ([self._nowhere[at - known][part] for at in places] for part in (0, 1))
            add(first, places, {"place_match": kinds, NOTE: reasons})
            start = end
        rows = [0] * (asked[-1] + 1 if asked else 0)
        for row, each in enumerate(order):
            rows[each] = row
        return [*lists.values()], rows
