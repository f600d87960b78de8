"""Wages of an occupation, from the wage survey (OEWS).

BLS publishes by SOC code, O*NET by a finer one. An occupation is *published under* its
own SOC code where the survey has it, else under the composite that the national
employment matrix puts it in, else nowhere; the notes name the case.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Final

from careerscore.codes import major_group, soc_code
from careerscore.matching.crosswalks import crosswalk, predecessors
from careerscore.model.dollars import month_of
from careerscore.model.provenance import EVERY_FIELD, Note, Provenance
from careerscore.model.wages import FIGURES, WageDistribution, WageEstimates
from careerscore.reference.editions import (
    MATRIX,
    dataset_editions,
    note_of,
    published_under_note,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from careerscore.reference.editions import Edition, Facts, Row, Table

TOP_CODED: Final = "#"
NOT_ESTIMATED: Final = ("*", "**")
NOT_PUBLISHED: Final = ("", "—")
"""Symbols of the tables of BLS: top-coded, not estimated, not published."""

_NO_ESTIMATE: Final = "BLS has no estimate that it can publish"

ANNUAL: Final = "a_"
HOURLY: Final = "h_"

MILITARY: Final = "55"


def number(cell: str) -> float | None:
    """Read a published number; None for an empty cell or a dash. Whole ones stay whole."""
    if cell in NOT_PUBLISHED:
        return None
    return float(cell) if "." in cell else int(cell)


def _estimate(cell: str) -> float | None:
    return None if cell in NOT_ESTIMATED else number(cell)


def wage_column(prefix: str, name: str) -> str:
    """Return the name of the survey's column of a percentile, the median or the mean."""
    return f"{prefix}pct{name[1:]}" if name.startswith("p") else f"{prefix}{name}"


HYBRID: Final = ("2019-05", "2020-05")
"""The editions in the survey's own classification, between SOC 2010 and SOC 2018."""

HYBRID_SYSTEM: Final = "oes-2019"
"""That classification, as `careerscore.matching` names it."""


def wages_of(facts: Facts, code: str) -> WageDistribution:
    """Return the wages (OEWS) of an O*NET-SOC code, by the edition that is pinned."""
    return _published(facts, code, facts.edition("oews"), facts.table("oews"))


def wages_by_edition(facts: Facts, code: str) -> dict[str, WageDistribution]:
    """Return the wages of an O*NET-SOC code in each edition up to the pinned one, oldest first."""
    own = facts.edition("oews").parameters["reference_period"]
    earlier = (
        edition
        for edition in dataset_editions(facts.folder)["oews"]
        if re.fullmatch(r"\d{4}-\d{2}", edition) and HYBRID[0] <= edition < (month_of(own) or "")
    )
    return {
        **{
            edition: _published(facts, code, *facts.survey(edition), is_hybrid=edition in HYBRID)
            for edition in earlier
        },
        facts.editions["oews"]: wages_of(facts, code),
    }


def _published(
    facts: Facts, code: str, edition: Edition, table: Table, *, is_hybrid: bool = False
) -> WageDistribution:
    """Return the wages in an edition, under the first code that it has for an O*NET-SOC code."""
    soc, period = soc_code(code), edition.parameters["reference_period"]
    if is_hybrid:
        crosswalks = predecessors(soc, system=HYBRID_SYSTEM)
        under: Iterable[str | None] = (each.code for each in crosswalks)
    else:
        under = (soc, facts.matrix_code(code))
    rows = (row for published in filter(None, under) for row in table.rows_of(published))
    # A composite stands there twice: as the broad group and as a detailed occupation.
    row = next((row for row in rows if row["o_group"] == "detailed"), None)
    if row is None:
        reason = f"the wage survey of {period} has no row for {soc} {facts.titles[code]}"
        if major_group(code) == MILITARY:
            reason = "the wage survey does not cover military occupations"
        notes = {EVERY_FIELD: note_of(Provenance.MISSING, reason)}
        none = WageEstimates(notes=notes)
        return WageDistribution(
            annual=none, hourly=none, reference_period=period, source=edition.source, notes=notes
        )
    published = row["occ_code"]
    if is_hybrid:
        held = crosswalk(published, system=HYBRID_SYSTEM).soc_codes
        sharing = tuple(chain.from_iterable(map(facts.codes_of_soc, held)))
    elif published == soc:
        sharing = facts.codes_of_soc(published)
    else:
        sharing = facts.codes_of_matrix(published)
    join = published_under_note(code, published, row["occ_title"])
    employment = _estimate(row["tot_emp"])
    notes = {} if join is None else {EVERY_FIELD: join}
    if employment is None:
        notes["employment"] = note_of(Provenance.MISSING, _NO_ESTIMATE)
    return WageDistribution(
        annual=wage_estimates(row, ANNUAL, edition.parameters.get("top_code_annual_usd")),
        hourly=wage_estimates(row, HOURLY, edition.parameters.get("top_code_hourly_usd")),
        published_code=published,
        published_title=row["occ_title"],
        reference_period=period,
        employment=None if employment is None else int(employment),
        employment_prse=_estimate(row["emp_prse"]),
        mean_prse=_estimate(row["mean_prse"]),
        shared_with=tuple(other for other in sharing if other != code),
        source=edition.source,
        notes=notes,
    )


def worker_weights(facts: Facts) -> dict[str, float]:
    """Return the workers of each O*NET-SOC code, those of a row of the survey in equal parts.

    A code is published under its SOC code or its composite, as `wages_of` has it; one whose row
    has no number of workers has no weight.
    """
    columns = ("occ_code", "o_group", "tot_emp")
    rows = facts.table("oews").select(*columns)
    workers = {code: _estimate(cell) for code, group, cell in rows if group == "detailed"}
    composites = facts.table(MATRIX, "onet_crosswalk").select("onet_soc_code", "matrix_code")
    composite_of = dict(composites)
    under = {
        code: soc_code(code) if soc_code(code) in workers else composite_of.get(code)
        for code in facts.titles
    }
    sharing = Counter(under.values())
    return {
        code: number / sharing[row] for code, row in under.items() if (number := workers.get(row))
    }


def wage_estimates(row: Row, prefix: str, top_code: float | None) -> WageEstimates:
    """Return the percentiles and the mean in a row, by the year or by the hour."""
    values: dict[str, float | None] = {}
    notes: dict[str, Note] = {}
    for name in FIGURES:
        cell = row[wage_column(prefix, name)]
        if cell == TOP_CODED:
            top = f"${top_code:,}" if prefix == ANNUAL else f"${top_code:,.2f} an hour"
            reason = f"at or above the survey's top code of {top}"
            notes[name] = Note(provenance=Provenance.TOP_CODED, reason=reason, bound=top_code)
        elif cell in NOT_ESTIMATED:
            other = "annual" if prefix == HOURLY else "hourly"
            reason = (
                f"BLS publishes only {other} wages for this occupation"
                if row[other]
                else _NO_ESTIMATE
            )
            notes[name] = note_of(Provenance.MISSING, reason)
        else:
            values[name] = number(cell)
    return WageEstimates(**values, notes=notes)
