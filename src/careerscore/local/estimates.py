"""Wages and jobs in the survey's estimates by area, as published."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from careerscore.codes import soc_code
from careerscore.local.places import AREAS
from careerscore.model.provenance import EVERY_FIELD, Note, Provenance
from careerscore.model.wages import PERCENTILES, WageDistribution, WageEstimates
from careerscore.reference.editions import note_of, published_under_note
from careerscore.reference.wages import ANNUAL, HOURLY, NOT_ESTIMATED, number, wage_estimates

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from careerscore.local.places import Place
    from careerscore.model.occupation import Occupation
    from careerscore.reference.editions import Edition, Row, Table
    from careerscore.reference.releases import Release

_CELLS: Final = {
    "employment": "tot_emp",
    "employment_prse": "emp_prse",
    "mean_prse": "mean_prse",
    "jobs_per_thousand": "jobs_1000",
    "location_quotient": "loc_quotient",
}
"""The column of each figure on jobs."""

_SHARES: Final[tuple[str, ...]] = ("jobs_per_thousand", "location_quotient")


class AreaEstimates(NamedTuple):
    """Wages and jobs of an occupation in an area, and a note on each share of jobs withheld."""

    wages: WageDistribution
    jobs_per_thousand: float | None
    location_quotient: float | None
    notes: Mapping[str, Note]


@lru_cache(maxsize=8)
def estimates_of(release: Release) -> Table:
    """Return the table of estimates by occupation and area."""
    return release.edition(AREAS).table("estimates")


def rows_by_area(release: Release, occupation: Occupation) -> tuple[str | None, dict[str, Row]]:
    """Return the code under which the estimates have an occupation, and its row of each area."""
    for code in published_codes(occupation):
        if rows := estimates_of(release).rows_of(code):
            return code, {row["area_code"]: row for row in rows}
    return None, {}


def published_codes(occupation: Occupation) -> Iterator[str]:
    """Give the codes under which the survey may have an occupation, its own first."""
    yield soc_code(occupation.code)
    if (national := occupation.wages.published_code) is not None:
        yield national


def why_unpublished(occupation: Occupation, code: str | None, period: str) -> str:
    """Return why there is no row of the estimates for an occupation; without code, anywhere."""
    name = f"{code or soc_code(occupation.code)} {occupation.title}"
    if code is not None:
        return f"BLS published no estimate of {name}"
    nowhere = occupation.wages.notes.get(EVERY_FIELD)  # none where the nation has pay
    return nowhere.reason if nowhere else f"the wage survey of areas ({period}) has no {name}"


def unpublished_in(place: Place, period: str) -> str:
    """Return where there is no row of the estimates, with a blank before."""
    return f" in {place.name} ({period})"


def estimates_in(
    release: Release, occupation: Occupation, place: Place, code: str | None, row: Row | None
) -> AreaEstimates:
    """Return wages and jobs in a row of the estimates, or why there are none."""
    edition = release.edition(AREAS)
    if row is not None and code is not None:
        return published_estimates(edition, occupation, code, row)
    period: str = edition.parameters["reference_period"]
    where = "" if code is None else unpublished_in(place, period)
    missing = note_of(Provenance.MISSING, why_unpublished(occupation, code, period) + where)
    notes = {EVERY_FIELD: missing}
    none = WageEstimates(notes=notes)
    wages = WageDistribution(
        annual=none, hourly=none, reference_period=period, source=edition.source, notes=notes
    )
    return AreaEstimates(wages, None, None, dict.fromkeys(_SHARES, missing))


def published_estimates(
    edition: Edition, occupation: Occupation, code: str, row: Row
) -> AreaEstimates:
    """Return wages and jobs in a row of the estimates, with a note on what is withheld."""
    national = occupation.wages
    is_national = national.published_code == code
    title = (national.published_title if is_national else None) or occupation.title
    inherited = published_under_note(occupation.code, code, title)
    figures, withheld = jobs_in(row)
    shares = {name: figures.pop(name) for name in _SHARES}
    notes = {name: withheld.pop(name) for name in _SHARES if name in withheld}
    wages = WageDistribution(
        annual=pay_in_row(edition, row, "annual"),
        hourly=pay_in_row(edition, row, "hourly"),
        published_code=code,
        published_title=title,
        reference_period=edition.parameters["reference_period"],
        shared_with=national.shared_with if is_national else tuple(occupation.siblings),
        source=edition.source,
        notes=withheld if inherited is None else {**withheld, EVERY_FIELD: inherited},
        **figures,
    )
    return AreaEstimates(wages, **shares, notes=notes)


def pay_in_row(edition: Edition, row: Row, unit: str) -> WageEstimates:
    """Return the percentiles and the mean in a row of the estimates, by the year or the hour."""
    prefix = ANNUAL if unit == "annual" else HOURLY
    return wage_estimates(row, prefix, edition.parameters.get(f"top_code_{unit}_usd"))


def equal_percentiles(pay: WageEstimates) -> tuple[str, ...]:
    """Return the percentiles with the figure of a neighbour."""
    known = [(name, value) for name in PERCENTILES if (value := getattr(pay, name)) is not None]
    pairs = [(below, above) for (below, low), (above, high) in pairwise(known) if low == high]
    return tuple(dict.fromkeys(name for pair in pairs for name in pair))


def jobs_in(row: Row) -> tuple[dict[str, Any], dict[str, Note]]:
    """Return the figures on jobs in a row of the estimates, and a note on each withheld one."""
    withheld = note_of(Provenance.MISSING, "BLS has not released the estimate")
    notes = {name: withheld for name, column in _CELLS.items() if row[column] in NOT_ESTIMATED}
    figures: dict[str, Any] = {
        name: None if name in notes else number(row[column]) for name, column in _CELLS.items()
    }
    if figures["employment"] is not None:
        figures["employment"] = int(figures["employment"])
    return figures, notes
