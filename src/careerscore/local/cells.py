"""Local pay of many occupations and places as cells of a table: the figures of `pay_in`."""

from __future__ import annotations

from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from careerscore.local.estimates import (
    estimates_of,
    published_codes,
    published_estimates,
    why_unpublished,
)
from careerscore.local.pay import compared_unit, differences_from, lacks_pay, percent_above
from careerscore.local.places import AREAS, FIPS, places_in
from careerscore.local.prices import in_average_prices
from careerscore.reference.columns import COUNT, LIST_SEPARATOR, NUMBER, TEXT
from careerscore.reference.wages import NOT_ESTIMATED, NOT_PUBLISHED, TOP_CODED, number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from careerscore.local.places import Place
    from careerscore.model.occupation import Occupation
    from careerscore.reference.editions import Table
    from careerscore.reference.releases import Release

Cell: TypeAlias = str | float | None

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

_READ: Final = ("tot_emp", "jobs_1000", "loc_quotient", "a_median", "h_median")
_NO_FIGURES: Final = (None,) * 6
_MARKS: Final = {mark: mark for mark in (TOP_CODED, *NOT_ESTIMATED, *NOT_PUBLISHED)}


class _Numbers(dict[str, float | None]):
    """The number in each cell: a look-up takes a fifth of the time of reading it."""

    def __missing__(self, cell: str) -> float | None:
        # One type for the whole column: some figures are published as whole numbers.
        value = None if cell in _MARKS else number(cell)
        self[cell] = None if value is None else float(value)
        return self[cell]


class _Reading(NamedTuple):
    """What rows in which the same figures are withheld have in common."""

    unit: str
    lacks_pay: bool
    bound: float | None
    reasons: Mapping[str, str]
    notes: dict[str, list[str]]
    """The reasons as texts, by the reason why the place has no price parity."""


_Head: TypeAlias = tuple[str, str, float | None, str]
"""Code, name and price parity of a place, or why it has none."""


class LocalCells:
    """The local columns of some names, for one occupation after the other."""

    def __init__(self, release: Release, names: Sequence[str], fallback: str | None) -> None:
        self._release, self._names, self._fallback = release, names, fallback
        order = ("match", "code", "name", *LOCAL_COLUMNS)
        self._chosen: Callable[[tuple[Cell, ...]], tuple[Cell, ...]] | None = None
        if tuple(names) != order[3:]:
            self._chosen = itemgetter(0, 1, 2, *map(order.index, names))
        self._edition = release.edition(AREAS)
        self._table = estimates_of(release)
        self._read = itemgetter(*map(self._table.columns.index, _READ))
        self._by_code = places_in(release).by_code
        self._heads = {code: _head(place) for code, place in self._by_code.items()}
        self._numbers = _Numbers()
        self._nothing = _Reading("annual", lacks_pay=True, bound=None, reasons={}, notes={})

    def of(self, occupation: Occupation, places: Iterable[Place]) -> dict[str, tuple[Cell, ...]]:
        """Return the cells by the code of each place: matched, where the figures hold, figures."""
        code = code_in_areas(self._release, occupation)
        rows = {} if code is None else _rows(self._table, code)
        readings: dict[tuple[str | None, ...], _Reading] = {}

        def read(area: str) -> tuple[list[str], _Reading]:
            if code is None or (line := rows.get(area)) is None:
                return [], self._nothing
            cells = line.decode().split(",")
            shape = () if _is_whole(line) else tuple(map(_MARKS.get, cells))
            if shape not in readings:
                readings[shape] = self._reading(occupation, code, cells)
            return cells, readings[shape]

        period: str = self._edition.parameters["reference_period"]
        pay = occupation.wages
        nation = {"annual": pay.annual.median, "hourly": pay.hourly.median}
        found = {}
        for place in places:
            where, texts = place.code, []
            cells, reading = read(where)
            if self._fallback is not None and reading.lacks_pay and not place.is_statewide:
                state = self._by_code[f"{FIPS[place.states[0]]}00000"]
                instead = read(state.code)
                if len(place.states) > 1:
                    texts = [f"{place.name} lies in several states"]
                elif not instead[1].lacks_pay:
                    texts = [f"no pay is published for {place.name}; figures of {state.name}"]
                    where, (cells, reading) = state.code, instead
            if not cells:
                texts.append(why_unpublished(occupation, code, place, period))
            head = self._heads[where]
            found[place.code] = self._cells(code, head, cells, reading, nation, texts)
        return found

    def without(self, place: Place | None, reason: str) -> tuple[Cell, ...]:
        """Return the cells of a row without an occupation or a place."""
        values = {PARITY: None if place is None else place.price_parity, NOTE: reason}
        return tuple(map(values.get, self._names))

    def _reading(self, occupation: Occupation, code: str, cells: Sequence[str]) -> _Reading:
        row = dict(zip(self._table.columns, cells, strict=True))
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
        reasons = {name: note.reason for name, note in notes.items() if note is not None}
        bound = wages.annual.lower_bound("median")
        return _Reading(unit, lacks_pay(wages), bound, reasons, {})

    def _cells(
        self,
        code: str | None,
        head: _Head,
        cells: Sequence[str],
        reading: _Reading,
        nation: Mapping[str, float | None],
        texts: list[str],
    ) -> tuple[Cell, ...]:
        area, name, parity, no_parity = head
        if (notes := reading.notes.get(no_parity)) is None:
            notes = reading.notes[no_parity] = self._texts(reading.reasons, no_parity)
        note = LIST_SEPARATOR.join(texts + notes) if texts or notes else None
        found: tuple[Cell, ...]
        if not cells:
            found = ("matched", area, name, *_NO_FIGURES, parity, None, None, None, note)
        else:
            numbers = self._numbers
            workers, jobs, quotient, median, hourly = [numbers[cell] for cell in self._read(cells)]
            local, other = median, nation[reading.unit]
            if reading.unit == "hourly":
                local = hourly
            difference = None
            if local is not None and other is not None and DIFFERENCE not in reading.reasons:
                difference = percent_above(local, other)
            found = (
                "matched",
                area,
                name,
                median,
                reading.bound if median is None else median,
                hourly,
                None if workers is None else int(workers),
                jobs,
                quotient,
                parity,
                difference,
                None if median is None or parity is None else in_average_prices(median, parity),
                code,
                note,
            )
        return found if self._chosen is None else self._chosen(found)

    def _texts(self, reasons: Mapping[str, str], no_parity: str) -> list[str]:
        """Return why figures that are asked for are withheld."""
        if no_parity:
            reasons = {REAL: no_parity, **reasons, PARITY: no_parity}
        names_of: dict[str, list[str]] = {}
        for name in self._names:
            if name in reasons:
                names_of.setdefault(reasons[name], []).append(name)
        return [f"{', '.join(names)}: {reason}" for reason, names in names_of.items()]


def _is_whole(line: bytes) -> bool:
    """Tell whether every figure of a row is published, both by the year and by the hour."""
    return not (b"#" in line or b"*" in line or b",," in line[:-1] or not line.isascii())


def _head(place: Place) -> _Head:
    note = place.notes.get("price_parity")
    return place.code, place.name, place.price_parity, "" if note is None else note.reason


def code_in_areas(release: Release, occupation: Occupation) -> str | None:
    """Return the code under which the estimates have an occupation."""
    table = estimates_of(release)
    return next((code for code in published_codes(occupation) if _rows(table, code)), None)


@lru_cache(maxsize=4)
def _rows(table: Table, code: str) -> dict[str, bytes]:
    """Return the line of each area, of which few may be asked for; no cell is quoted."""
    start = len(code) + 1
    return {line[start : line.index(b",", start)].decode(): line for line in table.lines(code)}
