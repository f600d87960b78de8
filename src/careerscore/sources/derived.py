"""Editions computed from other editions: career categories and the EPOCH heuristic."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from careerscore.sources.categories import CATEGORIES_RULE, category
from careerscore.sources.epoch import EPOCH_RULE, epoch_heuristic
from careerscore.sources.notices import ONET_ATTRIBUTION
from careerscore.sources.spec import Edition, Field, OutputRow, Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from careerscore.sources.spec import SourceTable

__all__ = ["DERIVED_EDITIONS"]

_OCCUPATIONS: Final = "onet/30.1/occupations"
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
)
"""Computed from O*NET 30.1."""
