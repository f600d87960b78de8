"""Official crosswalks between classifications: one code to the codes it became."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from careerscore.sources.cells import ONET_SOC_CODE, SOC_CODE, TEXT, Pattern
from careerscore.sources.notices import TAXONOMY_ATTRIBUTION
from careerscore.sources.spec import Column, Edition, Field, FixedCell, Input, Table
from careerscore.sources.tables import copy_table, copy_tables

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from careerscore.sources.spec import OutputRow, SourceTable

__all__ = ["CROSSWALK_EDITIONS"]

_ONET: Final = "US Department of Labor, Employment and Training Administration (O*NET)"
_BLS: Final = "US Bureau of Labor Statistics"
_TAXONOMY: Final = "https://www.onetcenter.org/taxonomy.html"

_CIP: Final = "crosswalks/CIP2020_SOC2018_Crosswalk.csv"
_SOC: Final = "crosswalks/soc_2010_to_2018_crosswalk.xlsx"
_ONET_2010_TO_2019: Final = "crosswalks/onetsoc_2010_to_2019_Crosswalk.csv"
_ONET_2010_TO_SOC: Final = "crosswalks/onetsoc_2010_to_SOC_2010_Crosswalk.xlsx"

_NO_MATCH: Final = frozenset(("99.9999", "99-9999"))
"""What stands for a code where a field of study, or an occupation, has no counterpart."""


def _make_cip(
    edition: Edition, sources: Mapping[str, SourceTable]
) -> Mapping[str, Sequence[OutputRow]]:
    (table,) = edition.tables
    rows = copy_table(table, sources[_CIP])
    return {table.name: [row for row in rows if not _NO_MATCH.intersection(row.cells)]}


_CIP_SOC: Final = Edition(
    dataset="cip-soc",
    edition="2020",
    title="CIP 2020 to SOC 2018 crosswalk",
    publisher="US National Center for Education Statistics",
    licence="US public domain",
    citation=(
        "US National Center for Education Statistics and US Bureau of Labor Statistics, "
        "CIP 2020 - SOC 2018 crosswalk."
    ),
    url="https://nces.ed.gov/ipeds/cipcode/",
    make=_make_cip,
    inputs=(
        Input(
            file=_CIP,
            sha256="8d0793e9df0a06aa8757d221957b5f5394d676e0cec41a801f31825af38a73ba",
            columns=(
                Column(
                    "CIP2020Code",
                    Pattern(r"[0-9]{2}\.[0-9]{4}", "a CIP code such as '51.0707'"),
                ),
                Column("CIP2020Title", TEXT),
                Column("SOC2018Code", SOC_CODE),
                Column("SOC2018Title", TEXT),
            ),
            rows=6097,
            order=("CIP2020Code", "SOC2018Code"),
            key=("CIP2020Code", "SOC2018Code"),
        ),
    ),
    tables=(
        Table(
            name="crosswalk",
            file=_CIP,
            rows=5723,
            key=("cip_code", "soc_code"),
            fields=(
                Field("cip_code", "CIP2020Code", "CIP 2020 code of the field of study"),
                Field("cip_title", "CIP2020Title", "title of the field of study"),
                Field("soc_code", "SOC2018Code", "SOC 2018 code"),
                Field("soc_title", "SOC2018Title", "title of the occupation"),
            ),
        ),
    ),
    parameters={"dropped_rows_cip_99_9999": 180, "dropped_rows_soc_99_9999": 194},
)

_SOC_2010_TO_2018: Final = Edition(
    dataset="soc-2010-to-soc-2018",
    edition="2017-11",
    title="Crosswalk from the 2010 SOC to the 2018 SOC, November 2017",
    publisher=_BLS,
    licence="US public domain",
    citation=(
        "US Bureau of Labor Statistics, Standard Occupational Classification Policy Committee, "
        "Crosswalk from the 2010 SOC to the 2018 SOC, November 2017."
    ),
    url="https://www.bls.gov/soc/2018/crosswalks.htm",
    make=copy_tables,
    inputs=(
        Input(
            file=_SOC,
            sheet="Sorted by 2010",
            sha256="f3a847561562d3e5a30eb848f2902a5f7b02e9c48b3d7f2cc8879899fbc242a7",
            header_row=9,
            fixed=(FixedCell("Sorted by 2010", 4, "November 2017"),),
            columns=(
                Column("2010 SOC Code", SOC_CODE),
                Column("2010 SOC Title", TEXT),
                Column("2018 SOC Code", SOC_CODE),
                Column("2018 SOC Title", TEXT),
            ),
            rows=900,
            order=("2010 SOC Code", "2018 SOC Code"),
            key=("2010 SOC Code", "2018 SOC Code"),
        ),
    ),
    tables=(
        Table(
            name="crosswalk",
            file=_SOC,
            rows=900,
            key=("soc_2010_code", "soc_2018_code"),
            fields=(
                Field("soc_2010_code", "2010 SOC Code", "SOC 2010 code"),
                Field("soc_2010_title", "2010 SOC Title", "title in SOC 2010"),
                Field("soc_2018_code", "2018 SOC Code", "SOC 2018 code"),
                Field("soc_2018_title", "2018 SOC Title", "title in SOC 2018, with its marks"),
            ),
        ),
    ),
)

_ONET_SOC_2010_TO_2019: Final = Edition(
    dataset="onet-soc-2010-to-onet-soc-2019",
    edition="2019",
    title="Crosswalk from O*NET-SOC 2010 to O*NET-SOC 2019",
    publisher=_ONET,
    licence="CC BY 4.0",
    attribution=TAXONOMY_ATTRIBUTION,
    citation="National Center for O*NET Development, O*NET-SOC 2010 to O*NET-SOC 2019 crosswalk.",
    url=_TAXONOMY,
    make=copy_tables,
    inputs=(
        Input(
            file=_ONET_2010_TO_2019,
            sha256="8f026a33134bfde5770308d1c6117cf70d9dd41c2b3467e6dd271d65bdeecc5a",
            columns=(
                Column("O*NET-SOC 2010 Code", ONET_SOC_CODE),
                Column("O*NET-SOC 2010 Title", TEXT),
                Column("O*NET-SOC 2019 Code", ONET_SOC_CODE),
                Column("O*NET-SOC 2019 Title", TEXT),
            ),
            rows=1164,
            order=("O*NET-SOC 2010 Code", "O*NET-SOC 2019 Code"),
            key=("O*NET-SOC 2010 Code", "O*NET-SOC 2019 Code"),
        ),
    ),
    tables=(
        Table(
            name="crosswalk",
            file=_ONET_2010_TO_2019,
            rows=1164,
            key=("onet_soc_2010_code", "onet_soc_2019_code"),
            fields=(
                Field("onet_soc_2010_code", "O*NET-SOC 2010 Code", "O*NET-SOC 2010 code"),
                Field("onet_soc_2010_title", "O*NET-SOC 2010 Title", "title in O*NET-SOC 2010"),
                Field("onet_soc_2019_code", "O*NET-SOC 2019 Code", "O*NET-SOC 2019 code"),
                Field("onet_soc_2019_title", "O*NET-SOC 2019 Title", "title in O*NET-SOC 2019"),
            ),
        ),
    ),
)

_ONET_SOC_2010_TO_SOC_2010: Final = Edition(
    dataset="onet-soc-2010-to-soc-2010",
    edition="2010",
    title="Crosswalk from O*NET-SOC 2010 to SOC 2010",
    publisher=_ONET,
    licence="CC BY 4.0",
    attribution=TAXONOMY_ATTRIBUTION,
    citation="National Center for O*NET Development, O*NET-SOC 2010 to 2010 SOC crosswalk.",
    url=_TAXONOMY,
    make=copy_tables,
    inputs=(
        Input(
            file=_ONET_2010_TO_SOC,
            sheet="O-NET-SOC 2010 Occupation Listi",
            sha256="37095ee07efae2e0064927fa14acda3d00e9c3cc4119b2aa8b9ff377dcf10a45",
            header_row=4,
            fixed=(
                FixedCell(
                    "O-NET-SOC 2010 Occupation Listi", 2, "Crosswalk O*NET-SOC 2010 to 2010 SOC"
                ),
            ),
            columns=(
                Column("O*NET-SOC 2010 Code", ONET_SOC_CODE),
                Column("O*NET-SOC 2010 Title", TEXT),
                Column("2010 SOC Code", SOC_CODE),
                Column("2010 SOC Title", TEXT),
            ),
            rows=1110,
            order=("O*NET-SOC 2010 Code",),
            key=("O*NET-SOC 2010 Code",),
        ),
    ),
    tables=(
        Table(
            name="crosswalk",
            file=_ONET_2010_TO_SOC,
            rows=1110,
            key=("onet_soc_2010_code",),
            fields=(
                Field("onet_soc_2010_code", "O*NET-SOC 2010 Code", "O*NET-SOC 2010 code"),
                Field("onet_soc_2010_title", "O*NET-SOC 2010 Title", "title in O*NET-SOC 2010"),
                Field("soc_2010_code", "2010 SOC Code", "SOC 2010 code"),
                Field("soc_2010_title", "2010 SOC Title", "title in SOC 2010"),
            ),
        ),
    ),
)


CROSSWALK_EDITIONS: Final = (
    _CIP_SOC,
    _SOC_2010_TO_2018,
    _ONET_SOC_2010_TO_2019,
    _ONET_SOC_2010_TO_SOC_2010,
)
"""Fields of study to occupations, and older codes to newer ones."""
