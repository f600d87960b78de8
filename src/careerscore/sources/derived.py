"""Editions computed from other editions by published rules."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING, Final

from careerscore.sources.categories import CATEGORIES_RULE, category
from careerscore.sources.epoch import EPOCH_RULE, epoch_heuristic
from careerscore.sources.legacy_risk import LEGACY_RISK_RULE, legacy_risks
from careerscore.sources.notices import NO_LICENCE, ONET_ATTRIBUTION
from careerscore.sources.spec import Edition, Field, OutputRow, Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from careerscore.sources.spec import SourceTable

__all__ = ["AIOE_PERCENTILE_RULE", "DERIVED_EDITIONS"]

AIOE_PERCENTILE_RULE: Final = "american-dream-jobs/aioe-percentile"
"""Id of the rule by which version 1.0 ranks AIOE."""

_OCCUPATIONS: Final = "onet/30.1/occupations"
_FREY_OSBORNE: Final = "frey-osborne/2013/occupations"
_AIOE: Final = "felten-aioe/2021/occupations"
_PUBLISHER: Final = "careerscore, by a rule of American Dream Jobs"
_LICENCE: Final = "CC BY 4.0"
_CODE_FIELD: Final = Field("onet_soc_code", "", "O*NET-SOC 2019 code")


def _make_categories(
    edition: Edition, sources: Mapping[str, SourceTable]
) -> Mapping[str, Sequence[OutputRow]]:
    codes = sources[_OCCUPATIONS].column("onet_soc_code")
    rows = [OutputRow((code, category(code)), position) for position, code in enumerate(codes)]
    return {edition.tables[0].name: rows}


def _make_epoch(
    edition: Edition, sources: Mapping[str, SourceTable]
) -> Mapping[str, Sequence[OutputRow]]:
    occupations = sources[_OCCUPATIONS].columns("onet_soc_code", "title", "job_zone")
    rows = [
        OutputRow(_epoch_cells(code, title, job_zone), position)
        for position, (code, title, job_zone) in enumerate(occupations)
    ]
    return {edition.tables[0].name: rows}


def _epoch_cells(code: str, title: str, job_zone: str) -> tuple[str, ...]:
    profile = epoch_heuristic(
        title=title, job_zone=int(job_zone) if job_zone else None, category=category(code)
    )
    return (
        code,
        str(profile.empathy),
        str(profile.presence),
        str(profile.opinion),
        str(profile.creativity),
        str(profile.hope),
        str(profile.job_zone_used),
        "Y" if profile.job_zone_defaulted else "",
    )


def _make_legacy_risk(
    edition: Edition, sources: Mapping[str, SourceTable]
) -> Mapping[str, Sequence[OutputRow]]:
    codes = sources[_OCCUPATIONS].column("onet_soc_code")
    published = sources[_FREY_OSBORNE].lookup("soc_2010_code", "probability")
    risks = legacy_risks(codes, {code: float(cell) for code, cell in published.items()})
    rows = [
        OutputRow(
            (
                code,
                risk.match,
                risk.basis,
                str(risk.matched),
                repr(risk.probability),
                repr(risk.risk),
            ),
            position,
        )
        for position, (code, risk) in enumerate(risks.items())
    ]
    return {edition.tables[0].name: rows}


def _make_aioe_percentile(
    edition: Edition, sources: Mapping[str, SourceTable]
) -> Mapping[str, Sequence[OutputRow]]:
    occupations = sources[_AIOE].columns("soc_2010_code", "aioe")
    scores = [float(score) for _, score in occupations]
    rows = [
        OutputRow((f"{code}.00", str(_percentile(float(score), scores))), position)
        for position, (code, score) in enumerate(occupations)
    ]
    return {edition.tables[0].name: rows}


def _percentile(score: float, scores: Sequence[float]) -> int:
    """Return the share of scores strictly below, in whole percent, halves rounded up."""
    below = sum(other < score for other in scores)
    return floor(100 * below / len(scores) + 0.5)


DERIVED_EDITIONS: Final = (
    Edition(
        dataset="occupation-categories",
        edition="onet-30.1",
        title="Career categories of American Dream Jobs for the occupations of O*NET 30.1",
        publisher=_PUBLISHER,
        licence=_LICENCE,
        attribution=ONET_ATTRIBUTION,
        citation=(
            "American Dream Jobs, career categories, https://americandreamjobs.org, applied to "
            "the O*NET 30.1 Database."
        ),
        url="https://americandreamjobs.org",
        make=_make_categories,
        tables=(
            Table(
                name="occupations",
                rows=1016,
                key=("onet_soc_code",),
                fields=(_CODE_FIELD, Field("category", "", "career category, one of 23")),
            ),
        ),
        rule=CATEGORIES_RULE,
        built_from=("onet/30.1",),
    ),
    Edition(
        dataset="epoch-heuristic",
        edition="onet-30.1",
        title="EPOCH heuristic of American Dream Jobs for the occupations of O*NET 30.1",
        publisher=_PUBLISHER,
        licence=_LICENCE,
        attribution=ONET_ATTRIBUTION,
        citation=(
            "American Dream Jobs, EPOCH heuristic, https://americandreamjobs.org, applied to the "
            "O*NET 30.1 Database; dimensions after Loaiza, I., & Rigobon, R. (2024). The EPOCH of "
            "AI: Human-machine complementarities at work. MIT Sloan School of Management. "
            "A heuristic, not the authors' index."
        ),
        url="https://americandreamjobs.org",
        make=_make_epoch,
        tables=(
            Table(
                name="occupations",
                rows=1016,
                key=("onet_soc_code",),
                fields=(
                    _CODE_FIELD,
                    Field("empathy", "", "empathy [1 to 5]"),
                    Field("presence", "", "presence [1 to 5]"),
                    Field("opinion", "", "opinion [1 to 5]"),
                    Field("creativity", "", "creativity [1 to 5]"),
                    Field("hope", "", "hope [1 to 5]"),
                    Field("job_zone_used", "", "job zone that went in [1 to 5]"),
                    Field(
                        "job_zone_defaulted",
                        "",
                        "Y where O*NET has no job zone and 3 stands in for it",
                    ),
                ),
            ),
        ),
        rule=EPOCH_RULE,
        built_from=("onet/30.1",),
    ),
    Edition(
        dataset="legacy-risk",
        edition="onet-30.1",
        title="Legacy risk of American Dream Jobs for the occupations of O*NET 30.1",
        publisher=_PUBLISHER,
        licence="CC BY 4.0; figures of Frey and Osborne cited as facts",
        attribution=ONET_ATTRIBUTION,
        citation=(
            "American Dream Jobs, legacy AI risk, https://americandreamjobs.org, applied to the "
            "O*NET 30.1 Database and to Frey, C. B., & Osborne, M. A. (2013). The future of "
            "employment: How susceptible are jobs to computerisation?"
        ),
        url="https://americandreamjobs.org",
        make=_make_legacy_risk,
        tables=(
            Table(
                name="occupations",
                rows=1016,
                key=("onet_soc_code",),
                fields=(
                    _CODE_FIELD,
                    Field("match", "", "soc, category-median or global-median"),
                    Field("basis", "", "SOC 2010 code or category; empty for all occupations"),
                    Field("matched", "", "occupations that the probability is the median of"),
                    Field("probability", "", "probability of computerisation [0 to 1]"),
                    Field("risk", "", "the same on the site's scale [1 to 10, one decimal]"),
                ),
            ),
        ),
        rule=LEGACY_RISK_RULE,
        built_from=("onet/30.1", "frey-osborne/2013"),
    ),
    Edition(
        dataset="aioe-percentile",
        edition="2021",
        title="Percentile ranks of AIOE, as American Dream Jobs 1.0 takes them",
        publisher=_PUBLISHER,
        licence=NO_LICENCE,
        citation=(
            "American Dream Jobs, AI Resilience Score, version 1.0, https://americandreamjobs.org, "
            "applied to Felten, E., Raj, M., & Seamans, R. (2021). Occupational, industry, and "
            "geographic exposure to artificial intelligence. https://doi.org/10.1002/smj.3286"
        ),
        url="https://americandreamjobs.org",
        make=_make_aioe_percentile,
        tables=(
            Table(
                name="occupations",
                rows=774,
                key=("onet_soc_code",),
                fields=(
                    Field("onet_soc_code", "", "SOC 2010 code with .00, as the site joins it"),
                    Field("percentile", "", "share of scores strictly below [whole percent]"),
                ),
            ),
        ),
        rule=AIOE_PERCENTILE_RULE,
        built_from=("felten-aioe/2021",),
    ),
)
"""Computed from O*NET 30.1, Frey and Osborne 2013, and AIOE 2021."""
