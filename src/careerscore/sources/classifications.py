"""How occupations are grouped: the BLS National Employment Matrix and the SOC structure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from careerscore.sources.cells import ONET_SOC_CODE, SOC_CODE, TEXT, Choice, Code, Number
from careerscore.sources.checks import check_sequence
from careerscore.sources.notices import TAXONOMY_ATTRIBUTION
from careerscore.sources.spec import Column, Edition, Field, FixedCell, Input, Table
from careerscore.sources.tables import copy_tables

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from careerscore.sources.spec import OutputRow, SourceTable

__all__ = ["CLASSIFICATION_EDITIONS"]

_NEM_ONET: Final = "crosswalks/nem_onet_to_soc_crosswalk.xlsx"
_NEM_COVERAGE: Final = "crosswalks/nem_occupational_coverage.xlsx"
_STRUCTURE: Final = "crosswalks/onetsoc_2019_SOC_Structure.csv"


def _make_matrix(
    edition: Edition, sources: Mapping[str, SourceTable]
) -> Mapping[str, Sequence[OutputRow]]:
    crosswalk, coverage = sources[_NEM_ONET], sources[_NEM_COVERAGE]
    for source in (crosswalk, coverage):
        check_sequence(source, "Sort order", range(len(source.rows)))
    titles = coverage.lookup("National Employment Matrix code", "National Employment Matrix title")
    for position, (code, title) in enumerate(crosswalk.columns("NEM Code", "NEM title")):
        if titles.get(code) != title:
            known = titles.get(code, "no title")
            expected = f"{known}, as for {code} in {coverage.file}"
            raise crosswalk.error(position, "NEM title", expected, title)
    return copy_tables(edition, sources)


_MATRIX: Final = Edition(
    dataset="national-employment-matrix",
    edition="2024-34",
    title="National Employment Matrix 2024-34: occupations, and their O*NET-SOC codes",
    publisher="US Bureau of Labor Statistics",
    licence="US public domain; O*NET-SOC titles CC BY 4.0",
    attribution=TAXONOMY_ATTRIBUTION,
    citation=(
        "US Bureau of Labor Statistics, Employment Projections program, O*NET-SOC to National "
        "Employment Matrix crosswalk and occupation coverage, as of August 28, 2025."
    ),
    url="https://www.bls.gov/emp/",
    make=_make_matrix,
    inputs=(
        Input(
            file=_NEM_ONET,
            sheet="ONET to SOC crosswalk",
            sha256="faeff84413dc4828f1a6b3154012a34d804b2e2067477ab6895eb62fd4b9bc06",
            header_row=5,
            fixed=(FixedCell("ONET to SOC crosswalk", 3, "As of 08/28/2025"),),
            columns=(
                Column("Sort order", Number(minimum=1, whole=True)),
                Column("O*NET-SOC code", ONET_SOC_CODE),
                Column("O*NET-SOC title", TEXT),
                Column("NEM Code", SOC_CODE),
                Column("NEM title", TEXT),
                Column("OOH profile code", TEXT),
                Column("OOH profile title", TEXT),
                Column("OOH occupation group", TEXT),
                Column("OOH Occupation Group (brief)", TEXT),
                Column("OOH profile website", TEXT),
            ),
            rows=997,
            order=("O*NET-SOC code",),
            key=("O*NET-SOC code",),
        ),
        Input(
            file=_NEM_COVERAGE,
            sheet="2024-34 Occupational Directory",
            sha256="f98d634cdb68e5a2dde6cd1bb6335094533c82a0c6a939017aa6a7b8eea6673c",
            header_row=4,
            fixed=(FixedCell("2024-34 Occupational Directory", 3, "As of 08/28/2025"),),
            columns=(
                Column("Sort order", Number(minimum=1, whole=True)),
                Column("National Employment Matrix code", SOC_CODE),
                Column("National Employment Matrix title", TEXT),
                Column("Occupation type", Choice(("Line item", "Summary"))),
                Column("Level", Number(minimum=0, maximum=4, whole=True)),
            ),
            rows=1113,
            order=("National Employment Matrix code",),
            key=("National Employment Matrix code",),
        ),
    ),
    tables=(
        Table(
            name="onet_crosswalk",
            file=_NEM_ONET,
            rows=997,
            key=("onet_soc_code",),
            fields=(
                Field("onet_soc_code", "O*NET-SOC code", "O*NET-SOC 2019 code"),
                Field("onet_soc_title", "O*NET-SOC title", "title in O*NET-SOC 2019"),
                Field("matrix_code", "NEM Code", "National Employment Matrix code"),
                Field("matrix_title", "NEM title", "title in the matrix"),
            ),
        ),
        Table(
            name="coverage",
            file=_NEM_COVERAGE,
            rows=1113,
            key=("matrix_code",),
            fields=(
                Field(
                    "matrix_code",
                    "National Employment Matrix code",
                    "National Employment Matrix code",
                ),
                Field("matrix_title", "National Employment Matrix title", "title in the matrix"),
                Field("occupation_type", "Occupation type", "Line item or Summary"),
                Field("level", "Level", "level in the hierarchy [0 = all occupations]"),
                Field("sort_order", "Sort order", "place in the official order [from 1]"),
            ),
        ),
    ),
)

_STRUCTURE_FIELDS: Final = (
    Field("major_group", "Major Group", "SOC 2018 code, for a major group"),
    Field("minor_group", "Minor Group", "SOC 2018 code, for a minor group"),
    Field("broad_occupation", "Broad Occupation", "SOC 2018 code, for a broad occupation"),
    Field("detailed_occupation", "Detailed Occupation", "SOC 2018 code, for a detailed occupation"),
    Field(
        "detailed_onet_soc",
        "Detailed O*NET-SOC",
        "O*NET-SOC 2019 code, for a detailed O*NET occupation",
    ),
    Field(
        "soc_or_onet_soc_2019_title",
        "SOC or O*NET-SOC 2019 Title",
        "title of the group or occupation",
    ),
)
_LEVELS: Final = tuple(field.heading for field in _STRUCTURE_FIELDS[:-1])


def _make_structure(
    edition: Edition, sources: Mapping[str, SourceTable]
) -> Mapping[str, Sequence[OutputRow]]:
    source = sources[_STRUCTURE]
    previous = ""
    for position, cells in enumerate(source.columns(*_LEVELS)):
        codes = [cell for cell in cells if cell]
        if len(codes) != 1:
            expected = "a code in one of the first five columns"
            raise source.error(position, _LEVELS[0], expected, ", ".join(codes) or "none")
        if codes[0] <= previous:
            heading = _LEVELS[cells.index(codes[0])]
            raise source.error(position, heading, f"a code after {previous}", codes[0])
        previous = codes[0]
    return copy_tables(edition, sources)


_SOC_STRUCTURE: Final = Edition(
    dataset="soc-structure",
    edition="onet-2019",
    title="Structure of the 2018 SOC with the occupations of O*NET-SOC 2019",
    publisher="US Department of Labor, Employment and Training Administration (O*NET)",
    licence="CC BY 4.0",
    attribution=TAXONOMY_ATTRIBUTION,
    citation="National Center for O*NET Development, O*NET-SOC 2019 taxonomy, SOC structure.",
    url="https://www.onetcenter.org/taxonomy.html",
    make=_make_structure,
    inputs=(
        Input(
            file=_STRUCTURE,
            sha256="05eb5e689fb471b7a66962b57bba6666dee2c3e6a6854f0f84faf423af68dd17",
            columns=(
                *(Column(heading, Code(onet=False, blank=True)) for heading in _LEVELS[:-1]),
                Column(_LEVELS[-1], Code(onet=True, blank=True)),
                Column("SOC or O*NET-SOC 2019 Title", TEXT),
            ),
            rows=1596,
            key=_LEVELS,
        ),
    ),
    tables=(
        Table(
            name="structure",
            file=_STRUCTURE,
            rows=1596,
            key=tuple(field.name for field in _STRUCTURE_FIELDS[:-1]),
            fields=_STRUCTURE_FIELDS,
        ),
    ),
)

CLASSIFICATION_EDITIONS: Final = (_MATRIX, _SOC_STRUCTURE)
"""The matrix of 2024 to 2034, and the 2018 SOC with the occupations of O*NET-SOC 2019."""
