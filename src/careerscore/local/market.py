"""The job market of a place: its occupations, and its workers by tier of AI resilience."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from math import fsum
from typing import TYPE_CHECKING, ClassVar, Final

from attrs import field, frozen

from careerscore._record import Checks, Record, frozen_map, frozen_tuple, limits
from careerscore._render.display import RichDisplay
from careerscore._text import short_repr
from careerscore.local.estimates import estimates_of, published_codes, published_estimates
from careerscore.local.places import AREAS, Place
from careerscore.model.assessment import Tier
from careerscore.model.provenance import EVERY_FIELD, Note, Source, note_on
from careerscore.reference.wages import number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from careerscore._render.blocks import Page
    from careerscore.model.assessment import ResilienceAssessment
    from careerscore.model.occupation import Occupation
    from careerscore.reference.editions import Edition, Row
    from careerscore.reference.releases import Release
    from careerscore.scoring.base import Methodology

ALL: Final = "00-0000"
"""The code of all occupations together."""

_REST: Final = "in occupations that are not published for the place, or that O*NET does not have"
"""Why the rest of the workers are not scored."""


@frozen(kw_only=True)
class MarketOccupation(Record):
    """An occupation in a place.

    Parameters
    ----------
    code, title : str
        SOC code that the survey publishes, and its title.
    occupations : tuple of str
        The O*NET-SOC codes that are published under it.
    employment : int, optional
        Workers there, self-employed not included.
    employment_prse, mean_prse : float, optional
        Relative standard error of employment and of mean pay [percent].
    location_quotient : float, optional
        Its share of the jobs of the place, divided by its share of the nation's.
    annual_median : float, optional
        Median annual pay there [US dollars].
    percent_change : float, optional
        Projected change of employment in the nation [percent].
    notes : Mapping of str to Note
        Keyed by field: why a figure is missing, or its bound.
    """

    code: str
    title: str
    occupations: tuple[str, ...] = field(converter=frozen_tuple)
    employment: int | None = field(default=None, metadata=limits(minimum=0))
    employment_prse: float | None = field(default=None, metadata=limits(minimum=0))
    mean_prse: float | None = field(default=None, metadata=limits(minimum=0))
    location_quotient: float | None = field(default=None, metadata=limits(minimum=0))
    annual_median: float | None = field(default=None, metadata=limits(minimum=0))
    percent_change: float | None = None
    notes: Mapping[str, Note] = field(factory=dict, converter=frozen_map)


@frozen(kw_only=True)
class WorkerShare(Record):
    """Workers of a place who are in one tier, or who cannot be scored.

    Parameters
    ----------
    tier : Tier, optional
        The tier; None for those that are not scored.
    reason : str, optional
        Why they are not scored; None for those that are.
    workers : float
        Their number. Occupations that are published under one code share its workers equally.
    share : float
        Their share of all workers of the place, 0 to 1.
    """

    tier: Tier | None = None
    reason: str | None = None
    workers: float = field(metadata=limits(minimum=0))
    share: float = field(metadata=limits(minimum=0))

    def _check(self, checks: Checks) -> None:
        expected = "a reason where there is no tier, and only there"
        holds = (self.tier is None) != (self.reason is None)
        checks.expect("reason", self.reason, expected, holds=holds)


@frozen(kw_only=True, repr=False)
class LocalMarket(RichDisplay, Record):
    """The occupations of a place, and its workers by tier.

    Parameters
    ----------
    place : Place
        The place.
    reference_period : str
        When the figures hold.
    employment : int, optional
        All workers of the place, self-employed not included.
    at_least : int
        The fewest workers of an occupation that is listed by concentration, pay or growth.
    max_employment_prse, max_mean_prse : float, optional
        The largest relative standard error of its employment and, for pay, of its mean pay
        [percent].
    most_jobs, most_concentrated, highest_paid, fastest_growing : tuple of MarketOccupation
        Occupations by employment, location quotient, median annual pay and projected growth in
        the nation, the highest first. Pay that is only a bound counts with the bound.
    tiers : tuple of WorkerShare
        Workers in each tier, the best first, then those that are not scored, by reason. The
        shares sum to 1.
    methodology : str
        Id of the methodology of the tiers.
    data_release : str
        The release of the figures.
    sources : tuple of Source
        The editions of the figures.

    Examples
    --------
    >>> import careerscore as cs
    >>> market = cs.local_market("San Francisco", data="2026.3")
    >>> [(each.title, each.employment) for each in market.most_jobs[:2]]
    [('Home Health and Personal Care Aides', 119120), ('Software Developers', 69030)]
    >>> [(share.tier.label, round(share.share, 3)) for share in market.tiers[:2]]
    [('AI-Resilient', 0.086), ('AI-Augmented', 0.489)]
    """

    place: Place
    reference_period: str
    employment: int | None = field(default=None, metadata=limits(minimum=0))
    at_least: int = field(metadata=limits(minimum=0))
    max_employment_prse: float | None = field(metadata=limits(minimum=0))
    max_mean_prse: float | None = field(metadata=limits(minimum=0))
    most_jobs: tuple[MarketOccupation, ...] = field(converter=frozen_tuple)
    most_concentrated: tuple[MarketOccupation, ...] = field(converter=frozen_tuple)
    highest_paid: tuple[MarketOccupation, ...] = field(converter=frozen_tuple)
    fastest_growing: tuple[MarketOccupation, ...] = field(converter=frozen_tuple)
    tiers: tuple[WorkerShare, ...] = field(converter=frozen_tuple)
    methodology: str
    data_release: str
    sources: tuple[Source, ...] = field(default=(), converter=frozen_tuple)

    _repr_fields: ClassVar = ("place", "employment", "methodology")

    def _page(self) -> Page:
        from careerscore.local.pages import market_page

        return market_page(self)

    def __repr__(self) -> str:
        return short_repr(f"<LocalMarket of {self.place.name}, tiers by {self.methodology}>")


@lru_cache(maxsize=1)
def _lines_by_area(release: Release) -> tuple[Mapping[str, bytes], frozenset[str]]:
    """Return the lines of each area, and the codes of all of them: to decompress takes longest."""
    found: dict[bytes, list[bytes]] = {}
    codes: set[bytes] = set()
    for line in estimates_of(release).lines():
        code, area, _ = line.split(b",", 2)
        found.setdefault(area, []).append(line)
        codes.add(code)
    lines = {area.decode(): b"\n".join(each) for area, each in found.items()}
    return lines, frozenset(code.decode() for code in codes)


def market_in(
    release: Release,
    place: Place,
    method: Methodology,
    results: Mapping[str, ResilienceAssessment],
    *,
    at_least: int,
    max_employment_prse: float | None,
    max_mean_prse: float | None,
    limit: int,
) -> LocalMarket:
    """Return the occupations of a place, and its workers by tier of the results."""
    checks = Checks("local_market")
    checks.value("at_least", at_least, int, minimum=0)
    checks.value("max_employment_prse", max_employment_prse, float | None, minimum=0)
    checks.value("max_mean_prse", max_mean_prse, float | None, minimum=0)
    checks.value("limit", limit, int, minimum=1)
    holds = bool(method.tiers)
    checks.expect("methodology", method.id, "a methodology with tiers", holds=holds)
    checks.raise_problems()
    by_area, codes = _lines_by_area(release)
    columns = estimates_of(release).columns
    cells = (line.split(",") for line in by_area.get(place.code, b"").decode().splitlines())
    rows = {row[0]: dict(zip(columns, row, strict=True)) for row in cells}
    members: dict[str, list[Occupation]] = {}
    for occupation in release.values():
        code = next((each for each in published_codes(occupation) if each in codes), None)
        if code in rows:
            members.setdefault(code, []).append(occupation)
    edition = release.edition(AREAS)
    found = [_occupation(edition, code, each, rows[code]) for code, each in members.items()]

    def is_sure(each: MarketOccupation, *errors: tuple[float | None, float | None]) -> bool:
        if at_least and (each.employment is None or each.employment < at_least):
            return False
        return all(
            most is None or (error is not None and error <= most)
            for error, most in ((each.employment_prse, max_employment_prse), *errors)
        )

    def highest(
        figure: Callable[[MarketOccupation], float | None], among: Iterable[MarketOccupation]
    ) -> tuple[MarketOccupation, ...]:
        known = [(value, each) for each in among if (value := figure(each)) is not None]
        known.sort(key=lambda pair: (-pair[0], pair[1].code))
        return tuple(each for _, each in known[:limit])

    sure = [each for each in found if is_sure(each)]
    paid = [each for each in found if is_sure(each, (each.mean_prse, max_mean_prse))]
    total = None if ALL not in rows else number(rows[ALL]["tot_emp"])
    factors = (source for result in results.values() for source in result.sources)
    outlooks = (occupation.outlook.source for occupation in release.values())
    sources = filter(None, (edition.source, *outlooks, *factors))
    return LocalMarket(
        place=place,
        reference_period=edition.parameters["reference_period"],
        employment=None if total is None else int(total),
        at_least=at_least,
        max_employment_prse=max_employment_prse,
        max_mean_prse=max_mean_prse,
        most_jobs=highest(lambda each: each.employment, found),
        most_concentrated=highest(lambda each: each.location_quotient, sure),
        highest_paid=highest(_least_pay, paid),
        fastest_growing=highest(lambda each: each.percent_change, sure),
        tiers=_shares(found, total, method, results),
        methodology=method.id,
        data_release=release.name,
        sources=tuple(dict.fromkeys(sources)),
    )


def _occupation(
    edition: Edition, code: str, occupations: Sequence[Occupation], row: Row
) -> MarketOccupation:
    first = occupations[0]
    estimates = published_estimates(edition, first, code, row)
    wages = estimates.wages
    notes: dict[str, Note] = {**wages.notes, **estimates.notes}
    notes.pop(EVERY_FIELD, None)  # it holds for one of the occupations alone
    if (note := wages.annual.notes.get("median")) is not None:
        notes["annual_median"] = note
    projected = first.outlook.percent_change
    if projected is None and (note := note_on(first.outlook.notes, "percent_change")) is not None:
        notes["percent_change"] = note
    return MarketOccupation(
        code=code,
        title=wages.published_title or first.title,
        occupations=tuple(occupation.code for occupation in occupations),
        employment=wages.employment,
        employment_prse=wages.employment_prse,
        mean_prse=wages.mean_prse,
        location_quotient=estimates.location_quotient,
        annual_median=wages.annual.median,
        percent_change=projected,
        notes=notes,
    )


def _least_pay(occupation: MarketOccupation) -> float | None:
    note = occupation.notes.get("annual_median")
    return occupation.annual_median if note is None else note.bound


def _shares(
    found: Sequence[MarketOccupation],
    total: float | None,
    method: Methodology,
    results: Mapping[str, ResilienceAssessment],
) -> tuple[WorkerShare, ...]:
    """Return the workers of each tier, and those who are not scored, by reason."""
    workers: dict[Tier | str, list[float]] = {tier: [] for tier in method.tiers}
    for each in found:
        for code in each.occupations:
            tier = results[code].tier
            group = f"no tier by {method.id}: not enough data" if tier is None else tier
            apart = (each.employment or 0) / len(each.occupations)
            workers.setdefault(group, []).append(apart)
    known = fsum(fsum(each) for each in workers.values())
    everyone = max(total or 0, known)
    workers[_REST] = [everyone - known]
    return tuple(
        WorkerShare(
            tier=None if isinstance(group, str) else group,
            reason=group if isinstance(group, str) else None,
            workers=fsum(each),
            share=fsum(each) / everyone if everyone else 0.0,
        )
        for group, each in workers.items()
    )
