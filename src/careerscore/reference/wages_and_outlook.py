"""Read the wages (OEWS) and the outlook (projections) of one occupation from the BLS tables.

BLS publishes by SOC code, O*NET by a finer one. An occupation is *published under* its
own SOC code where the survey has it, else under the composite that the national
employment matrix puts it in, else nowhere; the notes name the case.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from careerscore.codes import major_group, soc_code
from careerscore.model.outlook import EmploymentOutlook
from careerscore.model.provenance import EVERY_FIELD, Note, Provenance
from careerscore.model.wages import PERCENTILES, WageDistribution, WageEstimates

if TYPE_CHECKING:
    from careerscore.reference.editions import Row
    from careerscore.reference.facts import Facts

TOP_CODED: Final = "#"
NOT_AVAILABLE: Final = "*"
NOT_RELEASED: Final = "**"
NOT_PUBLISHED: Final = "—"

ANNUAL: Final = "a_"
HOURLY: Final = "h_"

MILITARY: Final = "55"


def number(cell: str) -> float | None:
    """Read a published number; None for an empty cell or a dash. Whole ones stay whole."""
    if cell in {"", NOT_PUBLISHED}:
        return None
    return float(cell) if "." in cell else int(cell)


def wage_column(prefix: str, name: str) -> str:
    """Return the name of the survey's column of a percentile, the median or the mean."""
    return f"{prefix}pct{name[1:]}" if name.startswith("p") else f"{prefix}{name}"


def wages_of(facts: Facts, code: str) -> WageDistribution:
    """Return the wages of an O*NET-SOC code."""
    edition = facts.edition("oews")
    period: str = edition.parameters["reference_period"]
    row = _wage_row(facts, code)
    if row is None:
        missing = Note(provenance=Provenance.MISSING, reason=_no_wage_reason(facts, code, period))
        notes = {EVERY_FIELD: missing}
        return WageDistribution(
            annual=WageEstimates(notes=notes),
            hourly=WageEstimates(notes=notes),
            reference_period=period,
            source=edition.source,
            notes=notes,
        )
    published = row["occ_code"]
    sharing = (
        facts.codes_of_soc(published)
        if published == soc_code(code)
        else facts.codes_of_matrix(published)
    )
    notes = {}
    join = published_under_note(code, published, row["occ_title"])
    if join is not None:
        notes[EVERY_FIELD] = join
    employment = number(row["tot_emp"])
    return WageDistribution(
        annual=_estimates(row, ANNUAL, edition.parameters.get("top_code_annual_usd")),
        hourly=_estimates(row, HOURLY, edition.parameters.get("top_code_hourly_usd")),
        published_code=published,
        published_title=row["occ_title"],
        reference_period=period,
        employment=None if employment is None else int(employment),
        employment_prse=number(row["emp_prse"]),
        mean_prse=number(row["mean_prse"]),
        shared_with=tuple(other for other in sharing if other != code),
        source=edition.source,
        notes=notes,
    )


def _wage_row(facts: Facts, code: str) -> Row | None:
    table = facts.table("oews")
    for published in (soc_code(code), facts.matrix_code(code)):
        # A composite stands there twice: as the broad group and as a detailed occupation.
        for row in table.rows_of(published) if published else ():
            if row["o_group"] == "detailed":
                return row
    return None


def _no_wage_reason(facts: Facts, code: str, period: str) -> str:
    if major_group(code) == MILITARY:
        return "the wage survey does not cover military occupations"
    title = facts.titles[code]
    return f"the wage survey of {period} has no row for {soc_code(code)} {title}"


@lru_cache(maxsize=64)  # wages, education, outlook and measures have the same one
def published_under_note(code: str, published: str, title: str) -> Note | None:
    """Say under which code a value was published, None where that is the occupation's own."""
    if published != soc_code(code):
        reason = f"published for {published} {title}, the composite that BLS puts it in"
        return Note(provenance=Provenance.BROAD_LEVEL, reason=reason, code=published)
    if not code.endswith(".00"):
        reason = f"published for its parent {published} {title}"
        return Note(provenance=Provenance.INHERITED, reason=reason, code=published)
    return None


def _estimates(row: Row, prefix: str, top_code: float | None) -> WageEstimates:
    values: dict[str, float | None] = {}
    notes: dict[str, Note] = {}
    for name in (*PERCENTILES, "mean"):
        cell = row[wage_column(prefix, name)]
        if cell == TOP_CODED:
            top = f"${top_code:,}" if prefix == ANNUAL else f"${top_code:,.2f} an hour"
            reason = f"at or above the survey's top code of {top}"
            notes[name] = Note(provenance=Provenance.TOP_CODED, reason=reason, bound=top_code)
        elif cell in {NOT_AVAILABLE, NOT_RELEASED}:
            reason = _no_estimate_reason(row, prefix)
            notes[name] = Note(provenance=Provenance.MISSING, reason=reason)
        else:
            values[name] = number(cell)
    return WageEstimates(**values, notes=notes)


def _no_estimate_reason(row: Row, prefix: str) -> str:
    if row["annual"] and prefix == HOURLY:
        return "BLS publishes only annual wages for this occupation"
    if row["hourly"] and prefix == ANNUAL:
        return "BLS publishes only hourly wages for this occupation"
    return "BLS has no estimate that it can publish"


def projections_row(facts: Facts, code: str) -> Row | None:
    """Return the line of the employment projections that an occupation is part of."""
    matrix_code = facts.matrix_code(code)
    return None if matrix_code is None else facts.row(matrix_code, "employment-projections")


def matrix_note(facts: Facts, code: str, row: Row | None) -> Note | None:
    """Say how a line of the projections belongs to an occupation, None where it is its own."""
    if row is not None:
        return published_under_note(code, row["matrix_code"], row["title"])
    reason = (
        "the national employment matrix has no military occupations"
        if major_group(code) == MILITARY
        else f"the national employment matrix has no line for {code} {facts.titles[code]}"
    )
    return Note(provenance=Provenance.MISSING, reason=reason)


def outlook_of(facts: Facts, code: str) -> EmploymentOutlook:
    """Return the outlook of an O*NET-SOC code."""
    edition = facts.edition("employment-projections")
    table = facts.table("employment-projections")
    base, projected = (column for column in table.columns if column.startswith("employment_2"))
    row = projections_row(facts, code)
    note = matrix_note(facts, code, row)
    notes = {} if note is None else {EVERY_FIELD: note}
    if row is None:
        return EmploymentOutlook(source=edition.source, notes=notes)
    values = {
        "employment_base_thousands": number(row[base]),
        "employment_projected_thousands": number(row[projected]),
        "employment_change_thousands": number(row["change"]),
        "percent_change": number(row["percent_change"]),
        "annual_openings_thousands": number(row["annual_openings"]),
        "percent_self_employed": number(row["percent_self_employed"]),
    }
    for name, value in values.items():
        if value is None:
            notes[name] = Note(provenance=Provenance.MISSING, reason="BLS publishes no figure")
    return EmploymentOutlook(
        **values,
        matrix_code=row["matrix_code"],
        matrix_title=row["title"],
        base_year=int(base[-4:]),
        projected_year=int(projected[-4:]),
        source=edition.source,
        notes=notes,
    )
