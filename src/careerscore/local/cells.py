"""Local pay of many occupations and places as columns of a table: the figures of `pay_in`."""

from __future__ import annotations

from itertools import repeat
from operator import add
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from careerscore.local.estimate_rows import estimate_rows
from careerscore.local.estimates import published_estimates, unpublished_in, why_unpublished
from careerscore.local.pay import compared_unit, differences_from, lacks_pay, percent_above
from careerscore.local.places import AREAS, FIPS, places_in
from careerscore.local.prices import in_average_prices
from careerscore.model.provenance import note_on
from careerscore.reference.columns import COUNT, LIST_SEPARATOR, NUMBER, TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from careerscore.local.estimate_rows import EstimateRows, Shape
    from careerscore.local.places import Place
    from careerscore.model.occupation import Occupation
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

_PUBLISHED: Final = {
    MEDIAN: "a_median",
    HOURLY: "h_median",
    WORKERS: "tot_emp",
    JOBS: "jobs_1000",
    QUOTIENT: "loc_quotient",
}
"""The column of the survey that has a figure."""

_KINDS: Final = {COUNT: int, NUMBER: float}

Table: TypeAlias = "tuple[Mapping[str, Sequence[Any]], Sequence[int]]"
"""Columns by their names, and the row in them of each of some pairs."""


class _Reading(NamedTuple):
    """What rows in which the same figures are withheld have in common; by default all are."""

    notes: Sequence[str | None]
    """Why figures are withheld, for each place: it may have no price parity."""
    ends: Sequence[str]
    """How the note goes on, for each place."""
    lacks_pay: bool = True
    bound: float | None = None
    compared: str | None = None
    """The unit of the median that is compared with the nation's, None where none is."""


class LocalRows:
    """Local pay of pairs of an occupation and a place, in the order in which they are added.

    A place is a number: that of one of `places` or, after them, of a text that is none; `nowhere`
    has the kind of each such text, and what is said of it.
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
        kinds, self._nowhere = ([each[part] for each in nowhere] for part in (0, 1))
        none, blank = [None] * len(nowhere), [""] * len(nowhere)
        self._of_place: dict[str, list[Any]] = {
            MATCH: ["matched"] * len(places) + kinds,
            PLACE: [place.code for place in places] + none,
            NAME: [place.name for place in places] + none,
            PARITY: [place.price_parity for place in places] + none,
        }
        # How a note goes on that says why there is no estimate, anywhere or in the place.
        anywhere = [f"{LIST_SEPARATOR}{note}" if note else "" for note in self._notes({})]
        here = [unpublished_in(place, self._period) for place in places]
        self._anywhere, self._here = anywhere + blank, [*map(add, here, anywhere), *blank]
        self._whole = [""] * len(self._here)
        self._fallbacks = {} if fallback is None else dict(self._states())
        self._known: dict[Any, dict[Shape, _Reading]] = {}
        # The first row is that of all pairs without an estimate.
        self._figures: dict[str, list[Any]] = {
            name: [None] for name in LOCAL_COLUMNS if name not in (PARITY, NOTE)
        }
        self._where, self._rows = list[int](), list[int]()
        self._why, self._ends = list[str | None](), list[str]()

    @property
    def tables(self) -> list[Table]:
        """Places, figures, and the two parts of notes.

        A note is the text of `NOTE` with that of `AFTER`; None where the former is.
        """
        return [
            (self._of_place, self._where),
            (self._figures, self._rows),
            _different(NOTE, self._why),
            _different(AFTER, self._ends),
        ]

    def add(self, job: Occupation | str, places: Sequence[int]) -> None:
        """Add an occupation, or why there is none, in some places."""
        if isinstance(job, str):
            reading = _Reading([job] * len(self._places) + self._nowhere, self._whole)
            readings, where, remarks = [reading] * len(self._whole), places, dict[int, str]()
            rows = [0] * len(places)
        else:
            found = estimate_rows(self._release, job)
            readings = self._readings(job, found)
            where, remarks = self._instead(places, readings)
            rows = self._add_figures(job, found, where, readings)
        why = [readings[place].notes[place] for place in where]
        ends = [readings[place].ends[place] for place in where]
        for at, remark in remarks.items():
            note = f"{why[at] or ''}{ends[at]}"
            why[at], ends[at] = LIST_SEPARATOR.join(filter(None, (remark, note))), ""
        self._where += where
        self._rows += rows
        self._why += why
        self._ends += ends

    def _readings(self, occupation: Occupation, found: EstimateRows) -> list[_Reading]:
        """Return how to read the row of each place, or that there is none."""
        wages = occupation.wages
        pays = (wages.annual, wages.hourly)
        nation = ((bool(pay.median), note_on(pay.notes, "median")) for pay in pays)
        known = self._known.setdefault((wages.reference_period, *nation), {})
        for shape, line in found.examples.items():
            if shape not in known:
                known[shape] = self._reading(occupation, found, line)
        reason = why_unpublished(occupation, found.code, self._period)
        ends = self._anywhere if found.code is None else self._here
        missing = _Reading([reason] * len(self._places) + self._nowhere, ends)
        rows = map(found.row_of.get, self._of_place[PLACE])
        return [missing if row is None else known[found.shapes.get(row)] for row in rows]

    def _reading(self, occupation: Occupation, found: EstimateRows, line: str) -> _Reading:
        row = dict(zip(found.columns, line.split(","), strict=True))
        estimates = published_estimates(self._edition, occupation, row["occ_code"], row)
        wages, place = estimates.wages, places_in(self._release).by_code[row["area_code"]]
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
            self._notes({name: note.reason for name, note in notes.items() if note}),
            self._whole,
            lacks_pay(wages),
            wages.annual.lower_bound("median"),
            None if difference.percent is None else unit,
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

    def _states(self) -> Iterator[tuple[int, tuple[int, str]]]:
        """Give the state of each area, or the area itself where it has several, and a remark."""
        for at, place in enumerate(self._places):
            state, *others = place.states
            if others:
                yield at, (at, f"{place.name} lies in several states")
            elif not place.is_statewide:
                instead = self._of_place[PLACE].index(f"{FIPS[state]}00000")
                figures = f"figures of {self._places[instead].name}"
                yield at, (instead, f"no pay is published for {place.name}; {figures}")

    def _instead(
        self, places: Sequence[int], readings: Sequence[_Reading]
    ) -> tuple[Sequence[int], dict[int, str]]:
        """Return where the figures of places hold, and remarks by their position."""
        where, remarks = [*places], dict[int, str]()
        for at, place in enumerate(places if self._fallbacks else ()):
            if place in self._fallbacks and readings[place].lacks_pay:
                instead, remark = self._fallbacks[place]
                if instead == place or not readings[instead].lacks_pay:
                    where[at], remarks[at] = instead, remark
        return where, remarks

    def _add_figures(
        self,
        occupation: Occupation,
        found: EstimateRows,
        where: Sequence[int],
        readings: Sequence[_Reading],
    ) -> list[int]:
        """Add the figures of an occupation in some places; return their row for each place."""
        areas, parities = self._of_place[PLACE], self._of_place[PARITY]
        rows = {
            place: row for place in where if (row := found.row_of.get(areas[place])) is not None
        }
        figures: dict[str, list[Any]] = {
            name: found.numbers(column, _KINDS[LOCAL_COLUMNS[name]], rows.values())
            for name, column in _PUBLISHED.items()
        }
        wages, medians = occupation.wages, figures[MEDIAN]
        local = {"annual": medians, "hourly": figures[HOURLY]}
        nation: dict[str, Any] = {"annual": wages.annual.median, "hourly": wages.hourly.median}
        figures[BOUND] = [
            readings[place].bound if median is None else median
            for place, median in zip(rows, medians, strict=True)
        ]
        figures[DIFFERENCE] = [
            None
            if (unit := readings[place].compared) is None
            else percent_above(local[unit][at], nation[unit])
            for at, place in enumerate(rows)
        ]
        figures[REAL] = [
            None
            if median is None or (parity := parities[place]) is None
            else in_average_prices(median, parity)
            for place, median in zip(rows, medians, strict=True)
        ]
        figures[CODE] = [found.code] * len(rows)
        start = len(self._figures[CODE])
        for name, column in figures.items():
            self._figures[name] += column
        number_of = {place: start + number for number, place in enumerate(rows)}
        return [*map(number_of.get, where, repeat(0))]


def _different(name: str, texts: Sequence[str | None]) -> Table:
    """Return the different ones of some texts as a column, and the row of each text in it."""
    row_of = {text: row for row, text in enumerate(dict.fromkeys(texts))}
    return {name: [*row_of]}, [row_of[text] for text in texts]
