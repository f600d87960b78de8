"""Local pay for the rows of a table: what their places are, and what is attached to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from attrs import field, frozen

from careerscore._record import Record, frozen_tuple, limits
from careerscore.errors import AmbiguousPlaceError, InvalidInputError, UnknownPlaceError
from careerscore.frames.native import hstack, look_up, paired, select, take, whole_numbers
from careerscore.local.cells import (
    AFTER,
    LOCAL_COLUMNS,
    MATCH,
    NAME,
    NOTE,
    PLACE,
    LocalRows,
    code_in_areas,
)
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

REASON: Final = "reason"
"""The column of why places may lack an estimate of an occupation."""

PIECE: Final = 2**17
"""Notes are put together for so many rows at once."""

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
            one = shared_by(release, [release[code] for code in codes])
            shared[codes] = _SEVERAL if one is None else one.code
        jobs = sorted({*shared.values()})
        at = {job: number for number, job in enumerate(jobs)}
        self.jobs: list[int] = [at[shared[codes]] for codes in used]
        known = {place.code: place for place in places.by_text.values() if place is not None}
        rows = LocalRows(release, local.names, known.values(), local.fallback)
        nowhere = {
            reason: rows.no_place(places.kinds[text], reason)
            for text, reason in places.reasons.items()
        }
        at = rows.at | {reason: len(rows.at) + number for number, reason in enumerate(nowhere)}
        self.texts: dict[str, int] = {
            text: at[places.reasons[text] if place is None else place.code]
            for text, place in places.by_text.items()
        }
        self._width = len(at)
        self._reasons = [""]
        self._row_of: list[int] = []
        self._reason_of: list[int] = []
        # By their codes: the estimates of a group of occupations are cached for the next one.
        for number, job in enumerate(jobs, 1):
            is_read = bool(known) and job in release
            reason, found = rows.of(release[job]) if is_read else (job, rows.without)
            self._reasons.append(reason)
            self._row_of += [*found, *nowhere.values()]
            self._reason_of += [number * (row < rows.first) for row in found]
            self._reason_of += [0] * len(nowhere)
        self._columns = rows.columns

    def table(self, jobs: Any, texts: Any, backend: str) -> Any:
        """Return what is attached to rows with these numbers, as a data frame."""
        columns = self._local.columns
        both = paired(jobs, texts, self._width, backend)
        numbers = look_up(self._row_of, both, backend)
        kept = [each for name, each in columns.items() if name != NOTE]
        values = {each.name: self._columns[name] for name, each in columns.items()}
        local = take(frame_of(kept, values, backend), numbers, backend)
        if NOTE not in columns:
            return local
        notes = self._notes(numbers, look_up(self._reason_of, both, backend), backend)
        return select(
            hstack(local, notes, backend), [each.name for each in columns.values()], backend
        )

    def _notes(self, numbers: Any, reasons: Any, backend: str) -> Any:
        """Return the notes of rows with these numbers of theirs and of their reasons."""
        import narwhals.stable.v2 as nw

        names = [NOTE, AFTER]
        parts = frame_of([PlainColumn(name, TEXT) for name in names], self._columns, backend)
        reason = frame_of([PlainColumn(REASON, TEXT)], {REASON: self._reasons}, backend)
        note = nw.concat_str(NOTE, REASON, AFTER).alias(self._local.columns[NOTE].name)
        pieces = []
        # Piece by piece: texts of all rows at once take much memory.
        for start in range(0, max(len(numbers), 1), PIECE):
            piece = slice(start, start + PIECE)
            texts = hstack(
                take(parts, numbers[piece], backend), take(reason, reasons[piece], backend), backend
            )
            pieces.append(nw.from_native(texts, eager_only=True).select(note))
        return nw.concat(pieces).to_native()

    def cells(self, jobs: Sequence[int], texts: Sequence[int]) -> list[tuple[Any, ...]]:
        """Return what `table` has as plain values."""
        both = [job * self._width + text for job, text in zip(jobs, texts, strict=True)]
        numbers = [self._row_of[each] for each in both]
        lists = {
            name: [*map(self._columns[name].__getitem__, numbers)]
            for name in (*self._local.columns, AFTER)
        }
        after = lists.pop(AFTER)
        if NOTE in lists:
            reasons = [self._reasons[self._reason_of[each]] for each in both]
            lists[NOTE] = [
                None if note is None else f"{note}{reason}{last}"
                for note, reason, last in zip(lists[NOTE], reasons, after, strict=True)
            ]
        return [*zip(*lists.values(), strict=True)]

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
        local = self.table(at, where, backend)
        return hstack(take(table, rows, backend), local, backend), found
