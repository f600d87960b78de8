"""Local pay of many occupations and places as rows of a table: the figures of `pay_in`."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from careerscore.local.estimates import (
    estimates_of,
    published_codes,
    published_estimates,
    unpublished_in,
    why_unpublished,
)
from careerscore.local.pay import compared_unit, differences_from, lacks_pay, percent_above
from careerscore.local.places import AREAS, FIPS
from careerscore.local.prices import in_average_prices
from careerscore.model.provenance import note_on
from careerscore.reference.columns import COUNT, LIST_SEPARATOR, NUMBER, TEXT
from careerscore.reference.wages import NOT_ESTIMATED, NOT_PUBLISHED, TOP_CODED, number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from careerscore.local.places import Place
    from careerscore.model.occupation import Occupation
    from careerscore.reference.editions import Table
    from careerscore.reference.releases import Release

LOCAL_COLUMNS: Final = {
    "local_annual_median_usd": NUMBER,
    "local_annual_median_lower_bound_usd": NUMBER,
    "local_hourly_median_usd": NUMBER,
    "local_employment": COUNT,
    "local_jobs_per_thousand": NUMBER,
    "local_location_quotient": NUMBER,
    "local_price_parity": NUMBER,
    "local_median_difference_percent": NUMBER,
    "local_real_annual_median_usd": NUMBER,
    "local_published_code": TEXT,
    "local_note": TEXT,
}
"""The kind of each column of local pay, by name."""

MEDIAN, BOUND, HOURLY, WORKERS, JOBS, QUOTIENT, PARITY, DIFFERENCE, REAL, CODE, NOTE = LOCAL_COLUMNS

MATCH, PLACE, NAME = "place_match", "place_code", "place_name"
"""How a place matched, and where the figures hold."""

AFTER: Final = "after"
"""The end of a note."""

_FIGURES: Final[dict[str, Callable[[float], float]]] = {
    "tot_emp": int,
    "jobs_1000": float,
    "loc_quotient": float,
    "a_median": float,
    "h_median": float,
}
"""The columns of figures that are read, and the type of their numbers."""

_MARKS: Final = {mark: mark for mark in (TOP_CODED, *NOT_ESTIMATED, *NOT_PUBLISHED)}


class _Numbers(dict[str, float | None]):
    """The number in each cell of a column: a look-up takes half the time of reading it."""

    def __init__(self, kind: Callable[[float], float]) -> None:
        # One type for the whole column: some figures are published as whole numbers.
        self._kind = kind

    def __missing__(self, cell: str) -> float | None:
        value = None if cell in _MARKS else number(cell)
        self[cell] = None if value is None else self._kind(value)
        return self[cell]


_Shape: TypeAlias = tuple[str | None, ...]
"""The mark in each cell of a row, None in those of numbers."""


class _Estimates(NamedTuple):
    """The rows of a code in the table of estimates; none of their cells is quoted."""

    lines: list[str]
    areas: list[str]
    figures: list[list[str]]
    """The cells of figures, column by column."""
    shapes: Mapping[int, _Shape]
    """How figures are withheld, by the number of each row where some are."""


class _Reading(NamedTuple):
    """What rows in which the same figures are withheld have in common."""

    lacks_pay: bool
    compared: str | None
    """The unit of the median that is compared with the nation's, None where none is."""
    bound: float | None
    notes: list[str | None]
    """Why figures are withheld, for each place: it may have no price parity."""


class LocalRows:
    """Rows of local pay, column by column: of estimates, and of places without one.

    A grid has a cell for each occupation, in the order in which they are added, and each place,
    with each text that is no place after them: `nowhere` has its kind, and what is said of it. In
    the grid, `row_of` is the number of the row, and `reason_of` that of the reason why there is no
    estimate. A note is that of the row, then the reason, then the text `AFTER` of the row.
    """

    def __init__(
        self,
        release: Release,
        names: Sequence[str],
        places: Sequence[Place],
        nowhere: Sequence[tuple[str, str]],
        fallback: str | None,
    ) -> None:
        self._release, self._names, self._places = release, names, places
        self._edition = release.edition(AREAS)
        self._period: str = self._edition.parameters["reference_period"]
        self._table = estimates_of(release)
        self._at = {place.code: at for at, place in enumerate(places)}
        self._of_place: dict[str, list[Any]] = {
            MATCH: ["matched"] * len(places),
            PLACE: [*self._at],
            NAME: [place.name for place in places],
            PARITY: [place.price_parity for place in places],
        }
        self.columns: dict[str, list[Any]] = {
            name: [] for name in (MATCH, PLACE, NAME, *LOCAL_COLUMNS, AFTER)
        }
        self.reasons: list[str] = [""]
        self.row_of: list[int] = []
        self.reason_of: list[int] = []
        self._numbers = [_Numbers(kind) for kind in _FIGURES.values()]
        self._readings: dict[Any, dict[_Shape | None, _Reading]] = {}
        self._published: dict[Any, list[int]] = {}
        self._instead = {} if fallback is None else dict(self._states_instead())
        before, blank = ([""] * len(places) for _ in range(2))
        for at, (state, remark) in self._instead.items():
            before[at] = "" if state is not None else f"{remark}{LIST_SEPARATOR}"
        more = ["" if note is None else f"{LIST_SEPARATOR}{note}" for note in self._notes({})]
        after = [unpublished_in(place, self._period) + more[at] for at, place in enumerate(places)]
        every = range(len(places))
        self._unpublished = self._add(every, {NOTE: before, AFTER: after})
        self._uncovered = self._add(every, {NOTE: before, AFTER: more})
        self._undecided = self._add(every, {NOTE: blank, AFTER: blank})
        self._first = 3 * len(places)
        kinds, texts = ([each[part] for each in nowhere] for part in (0, 1))
        cells = {MATCH: kinds, NOTE: texts, AFTER: [""] * len(nowhere)}
        self._nowhere = self._extend(len(nowhere), cells)

    def add(self, job: Occupation | str, wanted: set[int] | None = None) -> None:
        """Add the rows of an occupation, or of codes that stand for none, with the reason.

        Estimates are those of the places that are wanted, of all by default.
        """
        reason, rows = (job, self._undecided) if isinstance(job, str) else self._of(job, wanted)
        number = len(self.reasons)
        self.reasons.append(reason)
        self.row_of += rows
        self.row_of += self._nowhere
        self.reason_of += [number * (row < self._first) for row in rows]
        self.reason_of += [0] * len(self._nowhere)

    def _of(self, occupation: Occupation, wanted: set[int] | None) -> tuple[str, list[int]]:
        """Return why there may be no estimate of an occupation, and the row of each place."""
        code = code_in_areas(self._release, occupation)
        reason = why_unpublished(occupation, code, self._period)
        if code is None:
            return reason, self._uncovered
        pay = (occupation.wages.annual, occupation.wages.hourly)
        medians = tuple(each.median for each in pay)
        notes = (note_on(each.notes, "median") for each in pay)
        nation = (occupation.wages.reference_period, *map(bool, medians), *notes)
        known = self._readings.setdefault(nation, {})
        if wanted is not None:
            return reason, self._read(occupation, code, known, wanted)
        # Occupations that are published together have the same rows.
        key = (code, medians, nation)
        if key not in self._published:
            every = {*range(len(self._places))}
            self._published[key] = self._read(occupation, code, known, every)
        return reason, self._published[key]

    def _read(
        self,
        occupation: Occupation,
        code: str,
        known: dict[_Shape | None, _Reading],
        wanted: set[int],
    ) -> list[int]:
        """Add the rows of the estimates of an occupation; return the row of each place."""
        found = _estimates(self._table, code)
        instead = {place: self._instead[place] for place in wanted & self._instead.keys()}
        needed = wanted | {state for state, _ in instead.values() if state is not None}
        rows = [row for row, area in enumerate(found.areas) if self._at.get(area) in needed]
        asked = [self._at[found.areas[row]] for row in rows]
        shapes = [*map(found.shapes.get, rows)]
        for shape, row in dict(zip(shapes, rows, strict=True)).items():
            if shape not in known:
                known[shape] = self._reading(occupation, code, found.lines[row])
        read = [*map(known.__getitem__, shapes)]
        where, remarks = [*asked], dict[int, str]()
        if instead:
            at = {place: row for row, place in enumerate(asked)}
            paid = {place for place, row in at.items() if not read[row].lacks_pay}
            for place, (state, remark) in instead.items():
                if place in paid:
                    continue
                if state in paid:
                    remarks[len(rows)] = remark
                    asked.append(place)
                    where.append(state)
                    rows.append(rows[at[state]])
                    read.append(read[at[state]])
                elif state is None and place in at:
                    remarks[at[place]] = remark
        notes = [reading.notes[place] for reading, place in zip(read, where, strict=True)]
        for row, remark in remarks.items():
            more = notes[row]
            notes[row] = remark if more is None else f"{remark}{LIST_SEPARATOR}{more}"
        workers, jobs, quotients, medians, hourly = (
            [*map(numbers.__getitem__, map(cells.__getitem__, rows))]
            for numbers, cells in zip(self._numbers, found.figures, strict=True)
        )
        local: dict[str, list[Any]] = {"annual": medians, "hourly": hourly}
        nation: dict[str, Any] = {unit: getattr(occupation.wages, unit).median for unit in local}
        parities = [*map(self._of_place[PARITY].__getitem__, where)]
        cells: dict[str, list[Any]] = {
            MEDIAN: medians,
            BOUND: [
                reading.bound if median is None else median
                for reading, median in zip(read, medians, strict=True)
            ],
            HOURLY: hourly,
            WORKERS: workers,
            JOBS: jobs,
            QUOTIENT: quotients,
            DIFFERENCE: [
                None
                if (unit := reading.compared) is None
                else percent_above(local[unit][number], nation[unit])
                for number, reading in enumerate(read)
            ],
            REAL: [
                None if median is None or parity is None else in_average_prices(median, parity)
                for median, parity in zip(medians, parities, strict=True)
            ],
            CODE: [code] * len(rows),
            NOTE: notes,
            AFTER: [""] * len(rows),
        }
        numbers = [*self._unpublished]
        for place, added in zip(asked, self._add(where, cells), strict=True):
            numbers[place] = added
        return numbers

    def _add(self, where: Sequence[int], cells: Mapping[str, Sequence[Any]]) -> list[int]:
        """Add rows in which figures of places hold; return their numbers."""
        known = {name: [*map(column.__getitem__, where)] for name, column in self._of_place.items()}
        return self._extend(len(where), {**known, **cells})

    def _extend(self, count: int, cells: Mapping[str, Sequence[Any]]) -> list[int]:
        """Add rows of some columns; return their numbers."""
        start = len(self.columns[MATCH])
        for name, column in self.columns.items():
            column += cells.get(name, [None] * count)
        return [*range(start, start + count)]

    def _states_instead(self) -> Iterator[tuple[int, tuple[int | None, str]]]:
        """Give the state whose pay stands for an area, None where it has several, and a remark."""
        for at, place in enumerate(self._places):
            state, *others = place.states
            if others:
                yield at, (None, f"{place.name} lies in several states")
            elif not place.is_statewide:
                instead = self._at[f"{FIPS[state]}00000"]
                figures = f"figures of {self._places[instead].name}"
                yield at, (instead, f"no pay is published for {place.name}; {figures}")

    def _reading(self, occupation: Occupation, code: str, line: str) -> _Reading:
        row = dict(zip(self._table.columns, line.split(","), strict=True))
        estimates = published_estimates(self._edition, occupation, code, row)
        wages, place = estimates.wages, self._places[self._at[row["area_code"]]]
        unit, median = compared_unit(wages), wages.annual.notes.get("median")
        difference = differences_from(wages, occupation.wages, unit, place)["median"]
        notes = {
            MEDIAN: median,
            HOURLY: wages.hourly.notes.get("median"),
            WORKERS: wages.notes.get("employment"),
            JOBS: estimates.notes.get("jobs_per_thousand"),
            QUOTIENT: estimates.notes.get("location_quotient"),
            DIFFERENCE: difference.notes.get("percent"),
            REAL: median,
        }
        return _Reading(
            lacks_pay=lacks_pay(wages),
            compared=None if difference.percent is None else unit,
            bound=wages.annual.lower_bound("median"),
            notes=self._notes({name: note.reason for name, note in notes.items() if note}),
        )

    def _notes(self, reasons: Mapping[str, str]) -> list[str | None]:
        """Return why figures that are asked for are withheld, for each place."""
        notes = []
        for place in self._places:
            named = reasons
            if no_parity := place.notes.get("price_parity"):
                named = {REAL: no_parity.reason, **reasons, PARITY: no_parity.reason}
            names_of: dict[str, list[str]] = {}
            for name in self._names:
                if name in named:
                    names_of.setdefault(named[name], []).append(name)
            texts = [f"{', '.join(names)}: {reason}" for reason, names in names_of.items()]
            notes.append(LIST_SEPARATOR.join(texts) or None)
        return notes


def code_in_areas(release: Release, occupation: Occupation) -> str | None:
    """Return the code under which the estimates have an occupation."""
    table = estimates_of(release)
    codes = published_codes(occupation)
    return next((code for code in codes if _estimates(table, code).lines), None)


@lru_cache(maxsize=4)
def _estimates(table: Table, code: str) -> _Estimates:
    """Return the rows of a code, of which few may be asked for."""
    text = table.text_of(code)
    lines, cells = text.split("\n")[:-1], text.replace("\n", ",").split(",")
    starts = map(table.columns.index, ("area_code", *_FIGURES))
    areas, *figures = (cells[start : -1 : len(table.columns)] for start in starts)
    shapes = {
        row: tuple(map(_MARKS.get, line.split(",")))
        for row, line in enumerate(lines)
        # Whole rows have no mark, and no empty cell but the last two.
        if "#" in line or "*" in line or ",," in line[:-1] or not line.isascii()
    }
    return _Estimates(lines, areas, figures, shapes)
