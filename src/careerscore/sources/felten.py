"""AI Occupational Exposure of Felten, Raj and Seamans, and its two variants of 2023."""

from __future__ import annotations

from typing import Final

from careerscore.sources.cells import SOC_CODE, TEXT, Number
from careerscore.sources.notices import NO_LICENCE
from careerscore.sources.spec import Column, Edition, Field, Input, Table
from careerscore.sources.tables import copy_tables

__all__ = ["FELTEN_EDITIONS"]

_ROWS: Final = 774


def _edition(
    *,
    dataset: str,
    edition: str,
    title: str,
    citation: str,
    url: str,
    file: str,
    sheet: str,
    sha256: str,
    heading: str,
    bounds: tuple[float, float],
    measured: str,
) -> Edition:
    """Return an edition of one measure by SOC 2010 code; all three have the same form."""
    minimum, maximum = bounds
    return Edition(
        dataset=dataset,
        edition=edition,
        title=title,
        publisher="Felten, Raj and Seamans",
        licence=NO_LICENCE,
        citation=citation,
        url=url,
        make=copy_tables,
        inputs=(
            Input(
                file=file,
                sheet=sheet,
                sha256=sha256,
                columns=(
                    Column("SOC Code", SOC_CODE),
                    Column("Occupation Title", TEXT),
                    Column(heading, Number(minimum=minimum, maximum=maximum)),
                ),
                rows=_ROWS,
                order=("SOC Code",),
                key=("SOC Code",),
            ),
        ),
        tables=(
            Table(
                name="occupations",
                file=file,
                rows=_ROWS,
                key=("soc_2010_code",),
                fields=(
                    Field("soc_2010_code", "SOC Code", "SOC 2010 code"),
                    Field("title", "Occupation Title", "title"),
                    Field("aioe", heading, f"{measured} [standard deviations from the mean]"),
                ),
            ),
        ),
    )


FELTEN_EDITIONS: Final = (
    _edition(
        dataset="felten-aioe",
        edition="2021",
        title="AI Occupational Exposure (AIOE)",
        citation=(
            "Felten, E., Raj, M., & Seamans, R. (2021). Occupational, industry, and geographic "
            "exposure to artificial intelligence: A novel dataset and its potential uses. "
            "Strategic Management Journal, 42(12), 2195-2217. https://doi.org/10.1002/smj.3286"
        ),
        url="https://doi.org/10.1002/smj.3286",
        file="exposure/felten/AIOE_DataAppendix.xlsx",
        sheet="Appendix A",
        sha256="c123b4c64840aff3568ae6c97256678719b88a74d45b6362dbefb5af34667b95",
        heading="AIOE",
        bounds=(-2.669758, 1.527667),
        measured="exposure to AI",
    ),
    _edition(
        dataset="felten-aioe-language-modeling",
        edition="2023",
        title="AI Occupational Exposure, language modeling",
        citation=(
            "Felten, E., Raj, M., & Seamans, R. (2023). How will language modelers like ChatGPT "
            "affect occupations and industries? https://doi.org/10.48550/arXiv.2303.01157"
        ),
        url="https://doi.org/10.48550/arXiv.2303.01157",
        file="exposure/felten/Language Modeling AIOE and AIIE.xlsx",
        sheet="LM AIOE",
        sha256="ccdd1fb916dfa404914367eafde7c00b7148ea86f18fe616240bc85cf6131c8b",
        heading="Language Modeling AIOE",
        bounds=(-1.853906, 1.925633),
        measured="exposure to language modeling",
    ),
    _edition(
        dataset="felten-aioe-image-generation",
        edition="2023",
        title="AI Occupational Exposure, image generation",
        citation=(
            "Felten, E., Raj, M., & Seamans, R. (2023). Occupational heterogeneity in exposure to "
            "generative AI. https://doi.org/10.2139/ssrn.4414065"
        ),
        url="https://doi.org/10.2139/ssrn.4414065",
        file="exposure/felten/Image Generation AIOE and AIIE.xlsx",
        sheet="IG AIOE",
        sha256="62c310544a6c1181037484b4c4017443c8d32661a0bdd482967a108aa224f5f7",
        heading="Image Generation AIOE",
        bounds=(-3.654782, 2.420953),
        measured="exposure to image generation",
    ),
)
"""AIOE of 2021, and the language-modeling and image-generation variants of 2023."""
