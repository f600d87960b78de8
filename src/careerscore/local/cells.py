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
        self._no_notes = self._notes({})

    def of(
        self, occupation: Occupation, places: Sequence[int]
    ) -> tuple[list[int], dict[str, list[Any]]]:
        """Return places, those without an estimate last, and in this order the columns for them.

        Code and name are those of where the figures hold. Columns of figures end with the last
        estimate.
        """
        code = code_in_areas(self._release, occupation)
        found = _estimates(self._table, code or "")
        readings = [*self._readings_of(occupation, code or "", found)]
        row_of: list[int | None] = [None] * len(self.places)
        for row, area in enumerate(found.areas):
            row_of[self._at[area]] = row
        instead, remarks = dict[int, int](), dict[int, str]()
        if self._fallback is not None:
            instead, remarks = self._states_instead(places, row_of, readings)
            for place, state in instead.items():
                row_of[place] = row_of[state]
        published = [place for place in places if row_of[place] is not None]
        others = [place for place in places if row_of[place] is None]
        order = published + others
        where = [instead.get(place, place) for place in order] if instead else order
        rows: list[Any] = [*map(row_of.__getitem__, published)]
        read = [*map(readings.__getitem__, rows)]
        notes = [reading.notes[place] for reading, place in zip(read, where, strict=False)]
        for place in others:
            why = why_unpublished(occupation, code, self.places[place], self._period)
            notes.append(_listed(why, self._no_notes[place]))
        at = {place: row for row, place in enumerate(order)} if remarks else {}
        for place, remark in remarks.items():
            notes[at[place]] = _listed(remark, notes[at[place]])
        workers, jobs, quotients, medians, hourly = (
            [*map([*map(numbers.__getitem__, cells)].__getitem__, rows)]
            for numbers, cells in zip(self._numbers, found.figures, strict=True)
        )
        parities = [*map(self._parities.__getitem__, where)]
        local: dict[str, list[Any]] = {"annual": medians, "hourly": hourly}
        nation: dict[str, Any] = {unit: getattr(occupation.wages, unit).median for unit in local}
        return order, {
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
                else percent_above(local[unit][row], nation[unit])
                for row, reading in enumerate(read)
            ],
            REAL: [
                None if median is None or parity is None else in_average_prices(median, parity)
                for median, parity in zip(medians, parities, strict=False)
            ],
            CODE: [code] * len(rows),
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

    def _states_instead(
        self, places: Sequence[int], row_of: Sequence[int | None], readings: Sequence[_Reading]
    ) -> tuple[dict[int, int], dict[int, str]]:
        """Return the states whose figures stand for those of some places, and remarks on places."""

        def has_pay(place: int) -> bool:
            row = row_of[place]
            return row is not None and not readings[row].lacks_pay

        instead, remarks = dict[int, int](), dict[int, str]()
        for at in places:
            place = self.places[at]
            if has_pay(at) or place.is_statewide:
                continue
            state = self._at[f"{FIPS[place.states[0]]}00000"]
            if len(place.states) > 1:
                remarks[at] = f"{place.name} lies in several states"
            elif has_pay(state):
                instead[at] = state
                figures = f"figures of {self._names_of[state]}"
                remarks[at] = f"no pay is published for {place.name}; {figures}"
        return instead, remarks

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
