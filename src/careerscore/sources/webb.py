"""Webb's exposure to AI: overlap of an occupation's tasks with the text of AI patents."""

from __future__ import annotations

from typing import Final

from careerscore.sources.cells import ONET_SOC_CODE, TEXT, Number
from careerscore.sources.notices import NO_LICENCE
from careerscore.sources.spec import Column, Edition, Field, Input, Table
from careerscore.sources.tables import copy_tables

__all__ = ["WEBB_EDITIONS"]

_WEBB: Final = "exposure/webb/webb_exposure_by_soc4.xlsx"

WEBB_EDITIONS: Final = (
    Edition(
        dataset="webb",
        edition="2020",
        title="Exposure of occupations to AI patents",
        publisher="Webb",
        licence=NO_LICENCE,
        citation=(
            "Webb, M. (2020). The impact of artificial intelligence on the labor market. "
            "https://doi.org/10.2139/ssrn.3482150"
        ),
        url="https://doi.org/10.2139/ssrn.3482150",
        make=copy_tables,
        inputs=(
            Input(
                file=_WEBB,
                sheet="exposure_by_soc4",
                sha256="b10453e1aa10b1a67345675f146b1c05e9c7a5890ab7af2dac685967c302aee4",
                columns=(
                    Column("index", TEXT),
                    Column("occ_code", ONET_SOC_CODE),
                    Column("ai_score", Number(minimum=0, maximum=2.0485342)),
                ),
                rows=964,
                order=("occ_code",),
                key=("occ_code",),
            ),
        ),
        tables=(
            Table(
                name="occupations",
                file=_WEBB,
                rows=964,
                key=("onet_soc_2010_code",),
                fields=(
                    Field("onet_soc_2010_code", "occ_code", "O*NET-SOC 2010 code"),
                    Field("title", "index", "title"),
                    Field("ai_score", "ai_score", "overlap of tasks and AI patents [score, 0 up]"),
                ),
            ),
        ),
    ),
)
"""Webb 2020."""
