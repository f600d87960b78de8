"""Measures by judgement of tasks and occupations: GPTs are GPTs, and computerisation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from careerscore.sources.cells import ONET_SOC_CODE, SOC_CODE, TEXT, Number, Text
from careerscore.sources.checks import check_sequence
from careerscore.sources.notices import NO_LICENCE
from careerscore.sources.spec import Column, Edition, Field, Input, OutputRow, Table
from careerscore.sources.tables import copy_table, copy_tables

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from careerscore.sources.spec import SourceTable

__all__ = ["EXPOSURE_EDITIONS"]

_SHARE: Final = Number(minimum=0, maximum=1, as_text=True)
_RATERS: Final = {"dv_rating": "GPT-4", "human_rating": "the human annotators"}

_GPTS: Final = "exposure/eloundou/occ_level.csv"
_FREY_OSBORNE: Final = "exposure/frey-osborne/frey-osborne-2013-raw.csv"


def _rating_fields(prefix: str, rater: str) -> tuple[Field, ...]:
    return (
        Field(
            f"{prefix}_alpha",
            f"{prefix}_alpha",
            f"share of tasks exposed to a language model alone (E1), by {rater} [0 to 1]",
        ),
        Field(
            f"{prefix}_beta",
            f"{prefix}_beta",
            f"E1 plus half of the tasks exposed through further software (E2), by {rater} [0 to 1]",
        ),
        Field(f"{prefix}_gamma", f"{prefix}_gamma", f"E1 plus E2, by {rater} [0 to 1]"),
    )


_RATINGS: Final = tuple(
    field for prefix, rater in _RATERS.items() for field in _rating_fields(prefix, rater)
)


def _make_gpts(
    edition: Edition, sources: Mapping[str, SourceTable]
) -> Mapping[str, Sequence[OutputRow]]:
    source = sources[_GPTS]
    for prefix in _RATERS:
        _check_ratings(source, f"{prefix}_alpha", f"{prefix}_beta")
        _check_ratings(source, f"{prefix}_beta", f"{prefix}_gamma")
    return copy_tables(edition, sources)


def _check_ratings(source: SourceTable, narrow: str, wide: str) -> None:
    """Check that a wider notion of exposure covers no fewer tasks."""
    for position, (less, more) in enumerate(source.columns(narrow, wide)):
        if float(more) < float(less):
            raise source.error(position, wide, f"at least {narrow}, {less}", more)


_GPTS_ARE_GPTS: Final = Edition(
    dataset="gpts-are-gpts",
    edition="2024",
    title="GPTs are GPTs: occupational exposure to large language models",
    publisher="Eloundou, Manning, Mishkin and Rock (OpenAI)",
    licence="MIT",
    attribution="Copyright (c) 2024 OpenAI, used under the MIT License.",
    citation=(
        "Eloundou, T., Manning, S., Mishkin, P., & Rock, D. (2024). GPTs are GPTs: Labor market "
        "impact potential of LLMs. Science, 384(6702), 1306-1308. "
        "https://doi.org/10.1126/science.adj0998"
    ),
    url="https://doi.org/10.1126/science.adj0998",
    make=_make_gpts,
    inputs=(
        Input(
            file=_GPTS,
            sha256="40c74f53de40aec91c0017d80690cbba915f83a8bb414bcf2f884692f1749acb",
            columns=(
                Column("O*NET-SOC Code", ONET_SOC_CODE),
                Column("Title", TEXT),
                *(Column(rating.heading, _SHARE) for rating in _RATINGS),
            ),
            rows=923,
            order=("O*NET-SOC Code",),
            key=("O*NET-SOC Code",),
        ),
    ),
    tables=(
        Table(
            name="occupations",
            file=_GPTS,
            rows=923,
            key=("onet_soc_code",),
            fields=(
                Field("onet_soc_code", "O*NET-SOC Code", "O*NET-SOC 2019 code"),
                Field("title", "Title", "title"),
                *_RATINGS,
            ),
        ),
    ),
)


def _make_frey_osborne(
    edition: Edition, sources: Mapping[str, SourceTable]
) -> Mapping[str, Sequence[OutputRow]]:
    source = sources[_FREY_OSBORNE]
    for position, (first, second) in enumerate(source.columns("prob", "probability")):
        if first != second:
            raise source.error(position, "probability", f"{first}, as in column prob", second)
    ranks = source.column("_ - rank")
    check_sequence(source, "_ - rank", sorted(range(len(ranks)), key=lambda i: int(ranks[i])))
    (table,) = edition.tables
    rows = sorted(copy_table(table, source), key=lambda row: row.cells[0])
    return {table.name: rows}


_FREY_AND_OSBORNE: Final = Edition(
    dataset="frey-osborne",
    edition="2013",
    title="The future of employment: probability of computerisation",
    publisher="Frey and Osborne",
    licence=NO_LICENCE,
    citation=(
        "Frey, C. B., & Osborne, M. A. (2017). The future of employment: How susceptible are "
        "jobs to computerisation? Technological Forecasting and Social Change, 114, 254-280. "
        "https://doi.org/10.1016/j.techfore.2016.08.019 (working paper 2013)"
    ),
    url="https://doi.org/10.1016/j.techfore.2016.08.019",
    make=_make_frey_osborne,
    inputs=(
        Input(
            file=_FREY_OSBORNE,
            sha256="5f4a78996cc5e5856c7277085a10a7ff3bea376435b7da4d7d9d3d7c3a7d474c",
            columns=(
                Column("_ - rank", Number(minimum=1, whole=True, as_text=True)),
                Column("_ - code", SOC_CODE),
                Column("prob", _SHARE),
                Column("Average annual wage", Text(blank=True)),
                Column("education", Text(blank=True)),
                Column("occupation", TEXT),
                Column("short occupation", Text(blank=True)),
                Column("len", Text(blank=True)),
                Column("probability", _SHARE),
                Column("numbEmployed", Text(blank=True)),
                Column("median_ann_wage", Text(blank=True)),
                Column("employed_may2016", Text(blank=True)),
                Column("average_ann_wage", Text(blank=True)),
            ),
            rows=702,
            key=("_ - code",),
        ),
    ),
    tables=(
        Table(
            name="occupations",
            file=_FREY_OSBORNE,
            rows=702,
            key=("soc_2010_code",),
            fields=(
                Field("soc_2010_code", "_ - code", "SOC 2010 code"),
                Field("title", "occupation", "title"),
                Field("rank", "_ - rank", "rank by probability [1 = least likely]"),
                Field("probability", "probability", "probability of computerisation [0 to 1]"),
            ),
        ),
    ),
)

EXPOSURE_EDITIONS: Final = (_GPTS_ARE_GPTS, _FREY_AND_OSBORNE)
"""Eloundou et al. 2024, and Frey and Osborne 2013."""
