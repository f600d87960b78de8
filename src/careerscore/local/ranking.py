"""The places where an occupation is paid best, or has most jobs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Final

from attrs import evolve, field, frozen

from careerscore._record import Checks, Record, frozen_map, frozen_tuple, limits
from careerscore._render.display import RichDisplay
from careerscore._text import short_repr
from careerscore.local.estimates import equal_percentiles, jobs_in, pay_in_row, rows_by_area
from careerscore.local.places import AREAS, KINDS, Place, places_in
from careerscore.local.prices import PARITIES, in_average_prices
from careerscore.model.provenance import EVERY_FIELD, Note, Source
from careerscore.model.wages import PERIODS
from careerscore.reference.editions import published_under_note
from careerscore.reference.wages import NOT_ESTIMATED

if TYPE_CHECKING:
    from careerscore._render.blocks import Page
    from careerscore.model.occupation import Occupation
    from careerscore.reference.editions import Edition, Row
    from careerscore.reference.releases import Release

ORDERS: Final = {
    "pay": "median",
    "real_pay": "real_median",
    "jobs": "employment",
    "concentration": "location_quotient",
}
"""What places can be ranked by, and the field that has it."""

_WORDS: Final = {
    "median": "median pay",
    "real_median": "median pay in average US prices",
    "employment": "employment",
    "location_quotient": "location quotient",
    "employment_prse": "relative standard error of employment",
    "mean_prse": "relative standard error of mean pay",
}


@frozen(kw_only=True)
class RankedPlace(Record):
    """A place with the figures that it is ranked by.

    Parameters
    ----------
    place : Place
        The place.
    rank : int, optional
        1 is the first; places with the same figure share a rank. None where the figure is only a
        bound, or the place is not among those that are compared.
    median, real_median : float, optional
        Median pay there [US dollars], and in dollars of average US prices.
    employment : int, optional
        Workers there, self-employed not included.
    employment_prse, mean_prse : float, optional
        Relative standard error of employment and of mean pay [percent].
    jobs_per_thousand : float, optional
        Jobs in the occupation [per 1,000 jobs of the place].
    location_quotient : float, optional
        The occupation's share of the jobs of the place, divided by its share of the nation's.
    collapsed : tuple of str
        Percentiles that have the figure of a neighbour: little is known of the pay of so few
        workers.
    notes : Mapping of str to Note
        Keyed by field: why a figure is missing, or its bound.
    """

    place: Place
    rank: int | None = field(default=None, metadata=limits(minimum=1))
    median: float | None = field(default=None, metadata=limits(minimum=0))
    real_median: float | None = field(default=None, metadata=limits(minimum=0))
    employment: int | None = field(default=None, metadata=limits(minimum=0))
    employment_prse: float | None = field(default=None, metadata=limits(minimum=0))
    mean_prse: float | None = field(default=None, metadata=limits(minimum=0))
    jobs_per_thousand: float | None = field(default=None, metadata=limits(minimum=0))
    location_quotient: float | None = field(default=None, metadata=limits(minimum=0))
    collapsed: tuple[str, ...] = field(default=(), converter=frozen_tuple)
    notes: Mapping[str, Note] = field(factory=dict, converter=frozen_map)


@frozen(kw_only=True, repr=False)
class PlaceRanking(RichDisplay, Record):
    """Places in the order of an occupation's pay or jobs there.

    Parameters
    ----------
    occupation_code, occupation_title : str
        The occupation.
    by : str
        ``"pay"``, ``"real_pay"``, ``"jobs"`` or ``"concentration"``.
    kind : str, optional
        The kind of places; None for all.
    at_least : int
        The fewest workers of a place that is compared.
    max_employment_prse, max_mean_prse : float, optional
        The largest relative standard errors of employment and of mean pay of a place that is
        compared [percent]; None for any, which of mean pay are all where jobs are ranked.
    unit : str
        Whether pay is ``"annual"`` or ``"hourly"``; the latter where only that is published.
    reference_period : str
        When the figures hold.
    places : tuple of RankedPlace
        The places with a published figure, best first; those with the same in the order of their
        codes.
    bounded : tuple of RankedPlace
        The places that have only a bound, which may come before all others.
    unfiltered_leader : RankedPlace, optional
        The first place if neither workers nor errors are looked at.
    left_out : Mapping of str to int
        How many places of the kind are not compared, by reason.
    data_release : str
        The release of the figures.
    sources : tuple of Source
        The editions of the figures.
    notes : Mapping of str to Note
        Under ``"*"`` the code that all figures are published under, where that is not the
        occupation's own, or why there are none.

    Examples
    --------
    >>> import careerscore as cs
    >>> ranking = cs.best_places("29-2072", data="2026.3")
    >>> [(each.rank, each.place.name, each.median) for each in ranking.places[:2]]
    [(1, 'Rhode Island', 63960), (2, 'Washington', 62270)]
    """

    occupation_code: str
    occupation_title: str
    by: str = field(metadata=limits(enum=tuple(ORDERS)))
    kind: str | None = field(metadata=limits(enum=KINDS))
    at_least: int = field(metadata=limits(minimum=0))
    max_employment_prse: float | None = field(metadata=limits(minimum=0))
    max_mean_prse: float | None = field(metadata=limits(minimum=0))
    unit: str = field(metadata=limits(enum=tuple(PERIODS)))
    reference_period: str
    places: tuple[RankedPlace, ...] = field(converter=frozen_tuple)
    bounded: tuple[RankedPlace, ...] = field(default=(), converter=frozen_tuple)
    unfiltered_leader: RankedPlace | None = None
    left_out: Mapping[str, int] = field(factory=dict, converter=frozen_map)
    data_release: str
    sources: tuple[Source, ...] = field(default=(), converter=frozen_tuple)
    notes: Mapping[str, Note] = field(factory=dict, converter=frozen_map)

    _repr_fields: ClassVar = ("occupation_code", "by", "kind")

    def _page(self) -> Page:
        from careerscore.local.pages import ranking_page

        return ranking_page(self)

    def __repr__(self) -> str:
        first = f", first {self.places[0].place.name}" if self.places else ""
        name = f"{self.occupation_code} {self.occupation_title}"
        return short_repr(
            f"<PlaceRanking of {len(self.places)} places by {self.by}: {name}{first}>"
        )


def rank_places(
    release: Release,
    occupation: Occupation,
    *,
    by: str,
    kind: str | None,
    at_least: int,
    max_employment_prse: float | None,
    max_mean_prse: float | None,
) -> PlaceRanking:
    """Return the places of a kind in the order of an occupation's pay or jobs there."""
    checks = Checks("best_places")
    checks.value("by", by, str, enum=tuple(ORDERS))
    checks.value("kind", kind, str | None, enum=KINDS)
    checks.value("at_least", at_least, int, minimum=0)
    checks.value("max_employment_prse", max_employment_prse, float | None, minimum=0)
    checks.value("max_mean_prse", max_mean_prse, float | None, minimum=0)
    checks.raise_problems()
    edition, figure = release.edition(AREAS), ORDERS[by]
    code, rows = rows_by_area(release, occupation)
    annual, hourly = (
        [row[f"{unit}_median"] not in NOT_ESTIMATED for row in rows.values()] for unit in "ah"
    )
    unit = "hourly" if any(hourly) and not any(annual) else "annual"
    errors = {"employment_prse": max_employment_prse}
    if by in ("pay", "real_pay"):  # errors of pay say nothing on the number of jobs
        errors["mean_prse"] = max_mean_prse
    left_out: Counter[str] = Counter()
    known: list[RankedPlace] = []
    bounded: list[RankedPlace] = []
    leaders: list[RankedPlace] = []
    for place in places_in(release).by_code.values():
        if kind not in (None, place.kind):
            continue
        row = rows.get(place.code)
        if row is None:
            left_out["no estimate is published"] += 1
            continue
        entry = _entry(row, place, unit, edition)
        is_known = getattr(entry, figure) is not None
        leaders += [entry] if is_known else []
        if reason := _why_left_out(entry, figure, at_least, errors):
            left_out[reason] += 1
        else:
            (known if is_known else bounded).append(entry)

    def order(entry: RankedPlace) -> tuple[float, str]:
        return -getattr(entry, figure), entry.place.code

    known.sort(key=order)
    rank_of: dict[float, int] = {}
    for position, entry in enumerate(known, start=1):
        rank_of.setdefault(getattr(entry, figure), position)
    inherited = occupation.wages.notes.get(EVERY_FIELD)
    if code is not None:
        title = occupation.wages.published_title or occupation.title
        inherited = published_under_note(occupation.code, code, title)
    prices = release.edition(PARITIES).source if PARITIES in release.editions else None
    return PlaceRanking(
        occupation_code=occupation.code,
        occupation_title=occupation.title,
        by=by,
        kind=kind,
        at_least=at_least,
        max_employment_prse=max_employment_prse,
        max_mean_prse=errors.get("mean_prse"),
        unit=unit,
        reference_period=edition.parameters["reference_period"],
        places=tuple(evolve(entry, rank=rank_of[getattr(entry, figure)]) for entry in known),
        bounded=tuple(bounded),
        unfiltered_leader=min(leaders, key=order, default=None),
        left_out=dict(left_out),
        data_release=release.name,
        sources=tuple(filter(None, (edition.source, prices))),
        notes={} if inherited is None else {EVERY_FIELD: inherited},
    )


def _entry(row: Row, place: Place, unit: str, edition: Edition) -> RankedPlace:
    """Return the figures of a place."""
    pay, (figures, notes) = pay_in_row(edition, row, unit), jobs_in(row)
    parity = place.price_parity

    def real(dollars: float | None) -> float | None:
        return None if dollars is None or parity is None else in_average_prices(dollars, parity)

    if (note := pay.notes.get("median")) is not None:
        notes["median"] = note
    if parity is None:
        notes["real_median"] = place.notes["price_parity"]
    elif note is not None:
        notes["real_median"] = evolve(note, bound=real(note.bound))
    return RankedPlace(
        place=place,
        median=pay.median,
        real_median=real(pay.median),
        collapsed=equal_percentiles(pay),
        notes=notes,
        **figures,
    )


def _why_left_out(
    entry: RankedPlace, figure: str, at_least: int, errors: Mapping[str, float | None]
) -> str | None:
    """Return why a place is not compared, None where it is."""
    note = entry.notes.get(figure)
    if getattr(entry, figure) is None and (note is None or note.bound is None):
        return f"{_WORDS[figure]}: {note.reason if note else 'not known'}"
    if at_least:
        if entry.employment is None:
            return "employment is not released"
        if entry.employment < at_least:
            return f"fewer than {at_least:,} workers"
    for name, most in errors.items():
        error = getattr(entry, name)
        if most is not None and (error is None or error > most):
            return f"{_WORDS[name]} above {most:g}% or not known"
    return None
