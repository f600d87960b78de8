"""The columns that hold what a release says of an occupation."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from attrs import fields

from careerscore.exporting.table import ExportColumn
from careerscore.model.links import Links
from careerscore.model.occupation import Occupation
from careerscore.reference.columns import TEXT
from careerscore.reference.table import columns_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from careerscore.exporting.table import Cell
    from careerscore.reference.columns import ReferenceColumn
    from careerscore.reference.releases import Release

__all__ = ["BETWEEN", "ONET", "FactColumn", "fact_columns"]

BETWEEN: Final = "; "
"""Stands between the texts of a list."""

ONET: Final = "onet"
"""Every row is an occupation of O*NET, whatever its columns are."""

STANDARD: Final = frozenset(
    {
        "onet_soc_code",
        "title",
        "category",
        "job_zone",
        "annual_p10_usd",
        "annual_median_usd",
        "annual_median_lower_bound_usd",
        "annual_p90_usd",
        "annual_p90_lower_bound_usd",
        "wages_how",
        "employment",
        "employment_apportioned",
        "outlook_percent_change",
        "outlook_annual_openings_thousands",
        "outlook_how",
        "education_entry_level",
        "education_entry_level_how",
        "epoch_total",
        "link_onet_online",
        "link_career_one_stop",
    }
)
"""What an export has that names no columns, besides scores."""

REQUIRED: Final = frozenset({"data_release", "onet_soc_code", "soc_code", "title", "slug"})

_MATRIX: Final = "national-employment-matrix"
_SOC_2010: Final = "soc-2010-to-soc-2018"

_JOINED_BY: Final = {
    "oews": _MATRIX,
    "employment-projections": _MATRIX,
    "microsoft-applicability": _MATRIX,
    "anthropic-observed-exposure": _MATRIX,
    "felten-aioe": _SOC_2010,
    "felten-aioe-language-modeling": _SOC_2010,
    "felten-aioe-image-generation": _SOC_2010,
    "frey-osborne": _SOC_2010,
    "webb": "onet-soc-2010-to-onet-soc-2019",
}
"""The crosswalk by which the codes of a dataset reach those of O*NET."""

_Read: TypeAlias = Callable[[Occupation], "Cell"]


class FactColumn(NamedTuple):
    """A column, and how it is read from an occupation."""

    column: ExportColumn
    read: _Read


def fact_columns(release: Release) -> Iterator[FactColumn]:
    """Give every column of facts that a release has.

    Examples
    --------
    >>> import careerscore as cs
    >>> [each.column.name for each in fact_columns(cs.load())][-3:]
    ['link_career_one_stop', 'link_training', 'link_video']
    """
    yield from map(_of_reference, columns_of(release))
    for name, title, read in _LISTS:
        datasets = ("cip-soc",) if name == "programs" else (ONET,)
        column = ExportColumn(name=name, title=title, unit="", kind=TEXT, datasets=datasets)
        yield FactColumn(column, _joined(read))
    for field in fields(Links):
        yield _link(field.name)


def _of_reference(column: ReferenceColumn) -> FactColumn:
    name, dataset = column.name, column.dataset
    datasets = (dataset, *filter(None, (_JOINED_BY.get(dataset),))) if dataset else ()
    described = ExportColumn(
        name=name,
        title=column.title,
        unit=column.unit,
        kind=column.kind,
        words=column.words,
        datasets=datasets,
        required=name in REQUIRED or name.endswith("_how"),
        standard=name in STANDARD,
    )
    return FactColumn(described, column.value_for)


def _joined(read: Callable[[Occupation], Iterable[str]]) -> _Read:
    return lambda occupation: BETWEEN.join(read(occupation)) or None


_LISTS: Final[tuple[tuple[str, str, Callable[[Occupation], Iterable[str]]], ...]] = (
    ("aliases", "other names, those that workers reported first", attrgetter("aliases")),
    ("reported_titles", "names that workers reported as their own", attrgetter("reported_titles")),
    ("short_titles", "abbreviations", attrgetter("short_titles")),
    (
        "technology_skills",
        "technologies that workers use",
        lambda occupation: (skill.name for skill in occupation.technology_skills),
    ),
    (
        "related",
        "similar occupations, most similar first",
        lambda occupation: (other.title for other in occupation.related),
    ),
    (
        "related_codes",
        "O*NET-SOC codes of the similar occupations",
        lambda occupation: (other.code for other in occupation.related),
    ),
    (
        "programs",
        "fields of study that lead to its SOC code, each with its CIP 2020 code",
        lambda occupation: (f"{program.code} {program.title}" for program in occupation.programs),
    ),
)

_PAGES: Final = {
    "onet_online": "O*NET OnLine, summary",
    "my_next_move": "My Next Move, profile",
    "career_one_stop": "CareerOneStop, profile with local pay and job openings",
    "training": "CareerOneStop, search for training",
    "video": "CareerOneStop, video; not every occupation has one",
}


def _link(page: str) -> FactColumn:
    name = f"link_{page}"
    column = ExportColumn(
        name=name,
        title=f"web page: {_PAGES[page]}",
        unit="",
        kind=TEXT,
        datasets=(ONET,),
        required=True,
        standard=name in STANDARD,
        link=True,
    )
    return FactColumn(column, attrgetter(f"links.{page}"))
