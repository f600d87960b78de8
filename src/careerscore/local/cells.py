"""Local pay of many occupations and places as cells of a table: the figures of `pay_in`."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from careerscore.local.estimates import (
    estimates_of,
    published_codes,
    published_estimates,
    why_unpublished,
)
from careerscore.local.pay import compared_unit, differences_from, lacks_pay, percent_above
from careerscore.local.places import AREAS, FIPS, places_in
from careerscore.local.prices import in_average_prices
from careerscore.model.provenance import note_on
from careerscore.reference.columns import COUNT, LIST_SEPARATOR, NUMBER, TEXT
from careerscore.reference.wages import NOT_ESTIMATED, NOT_PUBLISHED, TOP_CODED, number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

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

_FIGURES: Final = ("tot_emp", "jobs_1000", "loc_quotient", "a_median", "h_median")
_MARKS: Final = {mark: mark for mark in (TOP_CODED, *NOT_ESTIMATED, *NOT_PUBLISHED)}


class _Numbers(dict[str, float | None]):
    """The number in each cell: a look-up takes half the time of reading it."""

    def __missing__(self, cell: str) -> float | None:
        # One type for the whole column: some figures are published as whole numbers.
        value = None if cell in _MARKS else number(cell)
        self[cell] = None if value is None else float(value)
        return self[cell]


class _Estimates(NamedTuple):
    """The rows of a code in the table of estimates; none of their cells is quoted."""

    lines: list[str]
    areas: list[str]
    figures: list[list[str]]
    """The cells of figures, column by column."""
    shapes: Mapping[int, tuple[str | None, ...]]
    """How figures are withheld, by the number of each row where some are."""


class _Reading(NamedTuple):
    """What rows in which the same figures are withheld have in common."""

    lacks_pay: bool
    compared: str | None
    """The unit of the median that is compared with the nation's, None where none is."""
    bound: float | None
    notes: list[str | None]
    """Why figures are withheld, for each place: it may have no price parity."""


class LocalCells:
    """The local columns of some names, for one occupation after the other.

    Places are their numbers in the order of `places`.
    """

    def __init__(self, release: Release, names: Sequence[str], fallback: str | None) -> None:
        self._release, self._names, self._fallback = release, names, fallback
        self._edition = release.edition(AREAS)
        self._period: str = self._edition.parameters["reference_period"]
        self._table = estimates_of(release)
        self._by_code = places_in(release).by_code
        self.places: tuple[Place, ...] = (*self._by_code.values(),)
        self._codes = [place.code for place in self.places]
        self._at = {code: number for number, code in enumerate(self._codes)}
        self._names_of = [place.name for place in self.places]
        self._parities = [place.price_parity for place in self.places]
        self._numbers = [_Numbers() for _ in _FIGURES]
        self._readings: dict[Any, dict[tuple[str | None, ...], _Reading]] = {}
        # That of an area without a row.
        self._nothing = _Reading(lacks_pay=True, compared=None, bound=None, notes=self._notes({}))

    def of(self, occupation: Occupation, places: Sequence[int]) -> dict[str, list[Any]]:
        """Return the columns for some places, with code and name of where the figures hold."""
        code = code_in_areas(self._release, occupation)
        found = _estimates(self._table, code or "")
        # After the last row, that of an area without any.
        readings = [*self._readings_of(occupation, code or "", found), self._nothing]
        row_of = [-1] * len(self.places)
        for row, area in enumerate(found.areas):
            row_of[self._at[area]] = row
        where, remarks = places, dict[int, str]()
        if self._fallback is not None:
            where, remarks = self._states_where_pay_is_missing(places, row_of, readings)
        rows = [*map(row_of.__getitem__, where)]
        read = [*map(readings.__getitem__, rows)]
        notes = [reading.notes[place] for reading, place in zip(read, where, strict=True)]
        for number, row in enumerate(rows):
            if row < 0:
                place = self.places[where[number]]
                why = why_unpublished(occupation, code, place, self._period)
                notes[number] = _listed(why, notes[number])
        for number, remark in remarks.items():
            notes[number] = _listed(remark, notes[number])
        workers, jobs, quotients, medians, hourly = (
            [*map([*map(numbers.__getitem__, cells), None].__getitem__, rows)]
            for numbers, cells in zip(self._numbers, found.figures, strict=True)
        )
        parities = [*map(self._parities.__getitem__, where)]
        local = {"annual": medians, "hourly": hourly}
        nation: dict[str, Any] = {unit: getattr(occupation.wages, unit).median for unit in local}
        return {
            "place_code": [*map(self._codes.__getitem__, where)],
            "place_name": [*map(self._names_of.__getitem__, where)],
            MEDIAN: medians,
            BOUND: [
                reading.bound if median is None else median
                for reading, median in zip(read, medians, strict=True)
            ],
            HOURLY: hourly,
            WORKERS: [None if each is None else int(each) for each in workers],
            JOBS: jobs,
            QUOTIENT: quotients,
            PARITY: parities,
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
            CODE: [None if row < 0 else code for row in rows],
            NOTE: notes,
        }

    def without(self, places: Sequence[int], reason: str) -> dict[str, list[Any]]:
        """Return the columns for some places where there is no one occupation."""
        return {
            "place_code": [self._codes[place] for place in places],
            "place_name": [self._names_of[place] for place in places],
            PARITY: [self._parities[place] for place in places],
            NOTE: [reason] * len(places),
        }

    def _states_where_pay_is_missing(
        self, places: Sequence[int], row_of: Sequence[int], readings: Sequence[_Reading]
    ) -> tuple[list[int], dict[int, str]]:
        """Return where figures are taken from, with a remark where that is another place."""
        where, remarks = [*places], dict[int, str]()
        for number, at in enumerate(places):
            place = self.places[at]
            if not readings[row_of[at]].lacks_pay or place.is_statewide:
                continue
            state = self._at[f"{FIPS[place.states[0]]}00000"]
            if len(place.states) > 1:
                remarks[number] = f"{place.name} lies in several states"
            elif not readings[row_of[state]].lacks_pay:
                where[number] = state
                of_state = f"figures of {self._names_of[state]}"
                remarks[number] = f"no pay is published for {place.name}; {of_state}"
        return where, remarks

    def _readings_of(
        self, occupation: Occupation, code: str, found: _Estimates
    ) -> Iterator[_Reading]:
        """Give what each row has in common with others."""
        pay = occupation.wages
        nation = [
            (bool(each.median), note_on(each.notes, "median")) for each in (pay.annual, pay.hourly)
        ]
        known = self._readings.setdefault((pay.reference_period, *nation), {})
        for row, line in enumerate(found.lines):
            shape = found.shapes.get(row, ())
            if shape not in known:
                known[shape] = self._reading(occupation, code, line)
            yield known[shape]

    def _reading(self, occupation: Occupation, code: str, line: str) -> _Reading:
        row = dict(zip(self._table.columns, line.split(","), strict=True))
        estimates = published_estimates(self._edition, occupation, code, row)
        wages, place = estimates.wages, self._by_code[row["area_code"]]
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
        for place in self.places:
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


def _listed(reason: str, more: str | None) -> str:
    return reason if more is None else f"{reason}{LIST_SEPARATOR}{more}"


def code_in_areas(release: Release, occupation: Occupation) -> str | None:
    """Return the code under which the estimates have an occupation."""
    table = estimates_of(release)
    codes = published_codes(occupation)
    return next((code for code in codes if _estimates(table, code).lines), None)


@lru_cache(maxsize=4)
def _estimates(table: Table, code: str) -> _Estimates:
    """Return the rows of a code, of which few may be asked for."""
    text = table.text_of(code)
    lines, cells, width = (
        text.split("\n")[:-1],
        text.replace("\n", ",").split(","),
        len(table.columns),
    )
    areas, *figures = (
        cells[table.columns.index(name) : -1 : width] for name in ("area_code", *_FIGURES)
    )
    shapes = {
        row: tuple(map(_MARKS.get, line.split(",")))
        for row, line in enumerate(lines)
        # Whole rows have no mark, and no empty cell but the last two.
        if "#" in line or "*" in line or ",," in line[:-1] or not line.isascii()
    }
    return _Estimates(lines, areas, figures, shapes)
