"""Local pay for the rows of a table: what their places are, and what is attached to them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial, reduce
from itertools import groupby, repeat
from typing import TYPE_CHECKING, Any, Final

from attrs import field, frozen

from careerscore._record import Record, frozen_tuple, limits
from careerscore.errors import AmbiguousPlaceError, InvalidInputError, UnknownPlaceError
from careerscore.frames.native import (
    different,
    hstack,
    look_up,
    paired,
    select,
    take,
    texts_joined,
    vstack,
    whole_numbers,
)
from careerscore.local.cells import (
    AFTER,
    LOCAL_COLUMNS,
    MATCH,
    NAME,
    NOTE,
    PLACE,
    LocalRows,
)
from careerscore.local.estimate_rows import code_in_areas
from careerscore.local.places import AREAS, WITH_AREAS, places_in
from careerscore.reference.columns import CATEGORY, TEXT, PlainColumn, frame_of
from careerscore.reference.releases import Release, brief_occupation

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Mapping

    from careerscore._record import Checks
    from careerscore.frames.keys import Pair
    from careerscore.local.cells import Table
    from careerscore.local.places import Place
    from careerscore.model.occupation import Occupation

PLACE_KINDS: Final = ("matched", "ambiguous", "unmatched")

NO_PLACE: Final = "no place"
"""Why a row without a place has no local pay."""

PIECE: Final = 2**17
"""Rows whose notes are put together at once."""

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
    def columns(self) -> dict[str, PlainColumn]:
        """The new columns, in order, by their names before the prefix."""
        kinds = {MATCH: CATEGORY, PLACE: TEXT, NAME: TEXT} | LOCAL_COLUMNS
        words = {MATCH: PLACE_KINDS}
        return {
            name: PlainColumn(f"{self.prefix}{name}", kinds[name], words.get(name, ()))
            for name in (MATCH, PLACE, NAME, *self.names)
        }


class PlacedRows:
    """Local pay for the rows of a join.

    What is attached to a row is found by two numbers: `jobs` has that of each row of occupations,
    and `texts` that of each place.
    """

    def __init__(
        self, local: LocalAttachments, places: FoundPlaces, used: Sequence[tuple[str, ...]]
    ) -> None:
        self._local = local
        release = local.release
        # The code of the occupation whose figures are those of all, or why there is none.
        shared = dict.fromkeys(used, _NONE)
        for codes in filter(None, shared):
            one = shared_by(release, [brief_occupation(release, code) for code in codes])
            shared[codes] = _SEVERAL if one is None else one.code
        # By their codes: the estimates of a group of occupations are cached for the next one.
        self._jobs = sorted({*shared.values()})
        at = {job: number for number, job in enumerate(self._jobs)}
        self.jobs: list[int] = [at[shared[codes]] for codes in used]
        found = {place.code: place for place in places.by_text.values() if place is not None}
        if local.fallback is not None:  # for which states are needed, too
            found = {**places_in(release).by_code}
        kinds = {reason: places.kinds[text] for text, reason in places.reasons.items()}
        self._places, self._nowhere = [*found.values()], [(kinds[each], each) for each in kinds]
        at = {each: number for number, each in enumerate((*found, *kinds))}
        self._width = len(at)
        self.texts: dict[str, int] = {
            text: at[places.reasons[text] if place is None else place.code]
            for text, place in places.by_text.items()
        }

    def table(self, jobs: Any, texts: Any, backend: str) -> Any:
        """Return what is attached to rows with these numbers, as a data frame."""
        both = paired(jobs, texts, self._width, backend)
        pairs = different(both, backend)
        row_of = dict(zip(pairs, range(len(pairs)), strict=True))
        every = range(len(self._jobs) * self._width)
        numbers = look_up([*map(row_of.get, every, repeat(0))], both, backend)
        columns = self._local.columns
        *tables, notes, ends = self._rows(pairs).tables
        parts = []
        for table, rows in tables:
            named = {columns[name]: cells for name, cells in table.items() if name in columns}
            if named:
                values = {column.name: cells for column, cells in named.items()}
                frame = frame_of(named, values, backend)
                parts.append(take(frame, look_up(rows, numbers, backend), backend))
        if NOTE in columns:
            parts.append(_notes((notes, ends), numbers, columns[NOTE].name, backend))
        names = [column.name for column in columns.values()]
        return select(reduce(partial(hstack, backend=backend), parts), names, backend)

    def cells(self, jobs: Iterable[int], texts: Iterable[int]) -> list[tuple[Any, ...]]:
        """Return what `table` has as plain values, for which no engine is needed."""
        asked = [job * self._width + text for job, text in zip(jobs, texts, strict=True)]
        pairs = sorted({*asked})
        lists = {
            name: [column[row] for row in rows]
            for table, rows in self._rows(pairs).tables
            for name, column in table.items()
        }
        notes = zip(lists[NOTE], lists[AFTER], strict=True)
        lists[NOTE] = [None if note is None else note + after for note, after in notes]
        columns = (lists[name] for name in self._local.columns)
        cells_of = dict(zip(pairs, zip(*columns, strict=True), strict=True))
        return [cells_of[pair] for pair in asked]

    def joined(
        self, table: Any, ranges: Mapping[Pair, range], pairs: Iterable[Any], backend: str | None
    ) -> tuple[Any, dict[Any, range]]:
        """Return the rows of occupations with those of places, and which are those of each pair.

        `ranges` are the rows of each code or title in the table of the occupations; without a
        backend, that is a list of tuples.
        """
        rows: list[int] = []
        texts: list[int] = []
        found: dict[Any, range] = {}
        for pair in dict.fromkeys(pairs):
            those = ranges[pair[0]]
            found[pair] = range(len(rows), len(rows) + len(those))
            rows += those
            texts += [self.texts[pair[1]]] * len(those)
        jobs = [self.jobs[row] for row in rows]
        if backend is None:
            cells = self.cells(jobs, texts)
            return [(*table[row], *local) for row, local in zip(rows, cells, strict=True)], found
        at, where = (whole_numbers(each, backend) for each in (jobs, texts))
        return hstack(take(table, rows, backend), self.table(at, where, backend), backend), found

    def _rows(self, pairs: Sequence[int]) -> LocalRows:
        """Return local pay of pairs of an occupation and a place, which ascend."""
        local, release = self._local, self._local.release
        rows = LocalRows(release, local.names, self._places, self._nowhere, local.fallback)
        for number, group in groupby(pairs, lambda pair: pair // self._width):
            job = self._jobs[number]
            places = [pair % self._width for pair in group]
            rows.add(brief_occupation(release, job) if job in release else job, places)
        return rows


def _notes(tables: Iterable[Table], numbers: Any, name: str, backend: str) -> Any:
    """Return the notes of pairs with some numbers, whose parts are in two tables."""
    parts = []
    for table, rows in tables:
        columns = [PlainColumn(each, TEXT) for each in table]
        parts.append((frame_of(columns, table, backend), look_up(rows, numbers, backend)))
    pieces = []
    # Piece by piece: the parts of all notes at once take much memory.
    for start in range(0, max(len(numbers), 1), PIECE):
        taken = [take(texts, rows[start : start + PIECE], backend) for texts, rows in parts]
        both = reduce(partial(hstack, backend=backend), taken)
        pieces.append(texts_joined(both, (NOTE, AFTER), name, backend))
    return vstack(pieces, backend)
