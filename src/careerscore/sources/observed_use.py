"""Measures from the observed use of AI: Microsoft's applicability, Anthropic's exposure."""

from __future__ import annotations

from typing import Final

from careerscore.sources.cells import SOC_CODE, TEXT, Number
from careerscore.sources.spec import Column, Edition, Field, Input, Table
from careerscore.sources.tables import copy_tables

__all__ = ["OBSERVED_USE_EDITIONS"]

_MICROSOFT: Final = "exposure/microsoft/soc_ai_applicability_scores.csv"
_ANTHROPIC: Final = "exposure/anthropic/job_exposure.csv"

_SHARE: Final = Number(minimum=0, maximum=1, as_text=True)
_CODE_DESCRIPTION: Final = "SOC 2018 code, or a composite of the employment matrix"

OBSERVED_USE_EDITIONS: Final = (
    Edition(
        dataset="microsoft-applicability",
        edition="2025",
        title="AI applicability of occupations",
        publisher="Microsoft Research",
        licence="CC BY 4.0",
        attribution=(
            "AI applicability scores by Microsoft Research, used under the CC BY 4.0 license "
            "(https://creativecommons.org/licenses/by/4.0/)."
        ),
        citation=(
            "Tomlinson, K., Jaffe, S., Wang, W., Counts, S., & Suri, S. (2025). Working with AI: "
            "Measuring the applicability of generative AI to occupations. "
            "https://doi.org/10.48550/arXiv.2507.07935"
        ),
        url="https://doi.org/10.48550/arXiv.2507.07935",
        make=copy_tables,
        inputs=(
            Input(
                file=_MICROSOFT,
                sha256="2a077dbe90ff377813adac04b2acef6aee51c4b13505a4760ea84ca3efc9039a",
                columns=(
                    Column("SOC Code", SOC_CODE),
                    Column("title", TEXT),
                    Column("ai_applicability_score", _SHARE),
                ),
                rows=785,
                order=("SOC Code",),
                key=("SOC Code",),
            ),
        ),
        tables=(
            Table(
                name="occupations",
                file=_MICROSOFT,
                rows=785,
                key=("soc_code",),
                fields=(
                    Field("soc_code", "SOC Code", _CODE_DESCRIPTION),
                    Field("title", "title", "title"),
                    Field(
                        "ai_applicability",
                        "ai_applicability_score",
                        "AI applicability score [0 to 1]",
                    ),
                ),
            ),
        ),
    ),
    Edition(
        dataset="anthropic-observed-exposure",
        edition="2026",
        title="Observed exposure of occupations to AI",
        publisher="Anthropic",
        licence="CC BY",
        attribution="Observed exposure by Anthropic, used under the CC BY license.",
        citation=(
            "Massenkoff, M., & McCrory, P. (2026). Labor market impacts of AI: A new measure and "
            "early evidence. Anthropic. https://www.anthropic.com/research/labor-market-impacts"
        ),
        url="https://www.anthropic.com/research/labor-market-impacts",
        make=copy_tables,
        inputs=(
            Input(
                file=_ANTHROPIC,
                sha256="4f0a3adf5feeb2ec5f5d02ab18cc5e851a2a4b8470bde84c0c9335017be12d68",
                columns=(
                    Column("occ_code", SOC_CODE),
                    Column("title", TEXT),
                    Column("observed_exposure", _SHARE),
                ),
                rows=756,
                order=("occ_code",),
                key=("occ_code",),
            ),
        ),
        tables=(
            Table(
                name="occupations",
                file=_ANTHROPIC,
                rows=756,
                key=("soc_code",),
                fields=(
                    Field("soc_code", "occ_code", _CODE_DESCRIPTION),
                    Field("title", "title", "title"),
                    Field(
                        "observed_exposure",
                        "observed_exposure",
                        "share of tasks, weighted by observed and automated use [0 to 1]",
                    ),
                ),
            ),
        ),
    ),
)
"""Microsoft 2025 and Anthropic 2026."""
