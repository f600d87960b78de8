"""The catalogue of columns, for data frames, joins, exports and panels, and frames of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from attrs import evolve, frozen

from careerscore.errors import (
    InvalidInputError,
    MissingDependencyError,
    Problem,
    close_matches,
    shorten,
)
from careerscore.model.ai import EPOCH_DIMENSIONS
from careerscore.model.occupation import CATEGORIES, Occupation
from careerscore.model.provenance import Note, Provenance, note_on
from careerscore.model.wages import FIGURES, PERIODS, WageEstimates
from careerscore.reference.editions import MATRIX, TEXTS
from careerscore.reference.exposure_measures import MEASURES
from careerscore.reference.projections import entry_dataset

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from careerscore.reference.exposure_measures import Measure

TEXT: Final = "text"
CATEGORY: Final = "category"
COUNT: Final = "count"
NUMBER: Final = "number"

BACKENDS: Final = ("pandas", "polars", "pyarrow")

EXTRAS: Final = {
    "duckdb": "duckdb",
    "numpy": "parquet",
    "pandas": "pandas",
    "polars": "polars",
    "pyarrow": "parquet",
}
"""The smallest extra that brings a package. NumPy is missing where pyarrow came without it."""

LIST_SEPARATOR: Final = "; "
"""Separates the texts of a list in one cell."""

Value: TypeAlias = str | float | None


@frozen(kw_only=True)
class ReferenceColumn:
    """One column of a table of occupations: of a data frame, a join or an export.

    Parameters
    ----------
    name : str
        Its name, with the unit where that is not obvious.
    title : str
        What it means.
    unit : str
        Unit of its numbers; empty for texts.
    kind : str
        ``text``, ``category`` (a text of a closed list), ``count`` (an integer) or ``number``.
        The kind decides the type of the column, whatever the rows hold.
    words : tuple of str
        The closed list of a ``category``.
    ordered : bool
        Whether its words rise from the first to the last.
    datasets : tuple of str
        The dataset it comes from, then the crosswalk by which that dataset reaches O*NET-SOC
        codes. A release without the dataset has no such column. Empty where the release itself
        says it, and for scores.
    required : bool
        Whether every row has a value.
    standard : bool
        Whether an export has the column by default.
    link : bool
        Whether its texts are addresses of web pages.

    Examples
    --------
    >>> import careerscore as cs
    >>> column = next(each for each in REFERENCE_COLUMNS if each.name == "annual_median_usd")
    >>> column.title, column.unit, column.datasets
    ('annual wage, median', 'US dollars a year', ('oews', 'national-employment-matrix'))
    >>> column.value_for(cs.occupation("29-2072.00", data="2026.1"))
    48780.0
    """

    name: str
    title: str
    unit: str
    kind: str
    words: tuple[str, ...] = ()
    ordered: bool = False
    datasets: tuple[str, ...] = ()
    required: bool = False
    standard: bool = False
    link: bool = False

    @property
    def dataset(self) -> str:
        """The dataset it comes from, without the crosswalk; empty where there is none."""
        return self.datasets[0] if self.datasets else ""

    @property
    def holds_addresses(self) -> bool:
        """Whether all its texts are web addresses: those of users can be anything."""
        return self.link and bool(self.datasets)

    def value_for(self, occupation: Occupation) -> Value:
        """Return the value for an occupation."""
        value = _READERS[self.name](occupation)
        # One type for the whole column: some wages are published as whole numbers.
        return float(value) if self.kind == NUMBER and value is not None else value

    def note_for(self, occupation: Occupation) -> Note | None:
        """Return how the value was obtained, or why there is none; None where it was observed."""
        read = _NOTES.get(self.name)
        return None if read is None else read(occupation)


_Reader: TypeAlias = Callable[[Occupation], Value]
_NoteOf: TypeAlias = Callable[[Occupation], Note | None]
_Texts: TypeAlias = Callable[[Occupation], Iterable[str]]
_Declare: TypeAlias = Callable[..., ReferenceColumn]

_READERS: Final[dict[str, _Reader]] = {}
_NOTES: Final[dict[str, _NoteOf]] = {}
"""How the value of each column, and the note on it, is read from an occupation."""

_HOW: Final = tuple(how.value for how in Provenance)


def _column(
    name: str,
    title: str,
    kind: str = TEXT,
    unit: str = "",
    read: str | _Reader = "",
    note: str | _NoteOf = "",
    **options: Any,
) -> ReferenceColumn:
    """Declare a column and how it is read: by default, from the attribute called like it."""
    _READERS[name] = read if callable(read) else attrgetter(read or name)
    if note:
        _NOTES[name] = _note_reader(note)
    return ReferenceColumn(name=name, title=title, unit=unit, kind=kind, **options)


def _note_reader(note: str | _NoteOf) -> _NoteOf:
    """Return how a note is read: by default, the one on a field such as ``outlook.base_year``."""
    if callable(note):
        return note
    part, _, field = note.rpartition(".")
    notes = attrgetter(f"{part}.notes" if part else "notes")
    return lambda occupation: note_on(notes(occupation), field)


_onet = partial(_column, datasets=("onet",))
_wages = partial(_column, datasets=("oews", MATRIX))
_projections = partial(_column, datasets=("employment-projections", MATRIX))
_entry = partial(_column, datasets=("bls-entry-requirements", MATRIX))
_epoch = partial(_column, datasets=("epoch-heuristic",))


def _how(
    declare: _Declare, name: str, what: str, note: str | _NoteOf, **options: Any
) -> ReferenceColumn:
    find = _note_reader(note)

    def read(occupation: Occupation) -> str:
        found = find(occupation)
        return (Provenance.OBSERVED if found is None else found.provenance).value

    title = f"how {what} obtained"
    return declare(name, title, CATEGORY, read=read, words=_HOW, required=True, **options)


def _reason(declare: _Declare, name: str, what: str, note: str) -> ReferenceColumn:
    find = _note_reader(note)

    def read(occupation: Occupation) -> str | None:
        found = find(occupation)
        return None if found is None else found.reason

    return declare(name, f"why, where {what} not simply observed", read=read)


def _epoch_note(occupation: Occupation) -> Note | None:
    if occupation.epoch is None:
        return Note(provenance=Provenance.MISSING, reason="the release has no EPOCH profile of it")
    return note_on(occupation.epoch.notes, "total")


def _shared_by(occupation: Occupation) -> int | None:
    wages = occupation.wages
    return None if wages.published_code is None else 1 + len(wages.shared_with)


def apportioned_employment(occupation: Occupation) -> float | None:
    """Return the workers of an occupation; occupations of one code share them equally."""
    employment, shared_by = occupation.wages.employment, _shared_by(occupation)
    return None if employment is None or shared_by is None else employment / shared_by


def _pay(period: str, unit: str, estimate: str) -> tuple[ReferenceColumn, ReferenceColumn]:
    """Declare a percentile or the mean, by the year or by the hour, and its lower bound."""

    def bound(occupation: Occupation) -> float | None:
        estimates: WageEstimates = getattr(occupation.wages, period)
        return estimates.lower_bound(estimate)

    name, title = f"{period}_{estimate}", f"{period} wage, {estimate}"
    read = attrgetter(f"wages.{period}.{estimate}")
    is_standard = period == "annual" and estimate in {"p10", "median", "p90"}
    least = f"{title}: the least it can be; where it is top-coded, the top code"
    has_bound = is_standard and estimate != "p10"
    return (
        _wages(f"{name}_usd", title, NUMBER, unit, read, standard=is_standard),
        _wages(f"{name}_lower_bound_usd", least, NUMBER, unit, bound, standard=has_bound),
    )


def _outlook(
    name: str, title: str, kind: str = NUMBER, unit: str = "thousand jobs", **options: Any
) -> ReferenceColumn:
    path = f"outlook.{name}"
    return _projections(f"outlook_{name}", title, kind, unit, path, path, **options)


def _education(name: str, title: str, *, standard: bool = False) -> ReferenceColumn:
    path = f"education.{name}"
    return _entry(f"education_{name}", title, read=path, note=path, standard=standard)


_ABSENT: Final = Note(provenance=Provenance.MISSING, reason="the occupation has no such measure")


def _exposure(measure: Measure) -> tuple[ReferenceColumn, ...]:
    name, declare = measure.name, partial(_column, datasets=measure.datasets)

    def note(occupation: Occupation) -> Note | None:
        measure = occupation.exposures.get(name)
        return _ABSENT if measure is None else note_on(measure.notes, "value")

    def value(occupation: Occupation) -> float | None:
        measure = occupation.exposures.get(name)
        return None if measure is None else measure.value

    def label(occupation: Occupation) -> str | None:
        measure = occupation.exposures.get(name)
        return None if measure is None else measure.label

    columns = [declare(name, measure.title, NUMBER, measure.unit, value, note)]
    if measure.words:
        title, rising = f"{measure.title}, in words", {"words": measure.words, "ordered": True}
        columns.append(declare(f"{name}_category", title, CATEGORY, "", label, note, **rising))
    return (*columns, _how(declare, f"{name}_how", "the measure was", note))


def _epoch_score(name: str, unit: str, title: str, *, standard: bool = False) -> ReferenceColumn:
    def read(occupation: Occupation) -> Any:
        return getattr(occupation.epoch, name, None)

    return _epoch(f"epoch_{name}", title, NUMBER, unit, read, standard=standard)


def _list(name: str, title: str, texts: _Texts, note: str = "") -> ReferenceColumn:
    def read(occupation: Occupation) -> str | None:
        return LIST_SEPARATOR.join(texts(occupation)) or None

    dataset = {"programs": "cip-soc", "tasks": TEXTS}.get(name, "onet")
    return _column(name, title, read=read, note=note or name, datasets=(dataset,))


_EXPOSURES: Final = tuple(map(_exposure, MEASURES))

EXPOSURE_COLUMNS: Final = tuple(column for column, *_ in _EXPOSURES)
"""The columns of the published exposure measures."""

# fmt: off
REFERENCE_COLUMNS: Final = (
    _column("data_release", "release of the data", required=True),
    _onet("onet_soc_code", "O*NET-SOC 2019 code", read="code", required=True, standard=True),
    _onet("soc_code", "parent code, in SOC 2018", required=True),
    _onet("title", "O*NET's title", required=True, standard=True),
    _onet("slug", "the title as it stands in a web address", required=True),
    _column("category", "career category", CATEGORY, words=CATEGORIES,
            datasets=("occupation-categories",), standard=True),
    _onet("job_zone", "O*NET's job zone", COUNT,
          "1 (little preparation) to 5 (extensive preparation)", note="job_zone", standard=True),
    _how(_onet, "job_zone_how", "the job zone was", "job_zone"),
    *(
        column
        for period, words in PERIODS.items()
        for estimate in FIGURES
        for column in _pay(period, f"US dollars {words}", estimate)
    ),
    _wages("wages_reference_period", "when wages and employment hold",
           read="wages.reference_period"),
    _wages("wages_published_code", "code that wages and employment are published under",
           read="wages.published_code"),
    _how(_wages, "wages_how", "wages and employment were", "wages.*", standard=True),
    _reason(_wages, "wages_reason", "wages and employment are", "wages.*"),
    _wages("employment", "employment of the published code, without the self-employed; "
           "occupations that share a code repeat it", COUNT, "workers", "wages.employment",
           "wages.employment", standard=True),
    _wages("employment_prse_percent", "relative standard error of employment", NUMBER, "percent",
           "wages.employment_prse"),
    _wages("mean_wage_prse_percent", "relative standard error of the mean wage", NUMBER, "percent",
           "wages.mean_prse"),
    _wages("employment_shared_by",
           "number of O*NET occupations published under the same code, with this one",
           COUNT, "occupations", _shared_by),
    _wages("employment_apportioned", "employment in equal parts among the occupations that share "
           "its code: a sum of it counts no code twice",
           NUMBER, "workers", apportioned_employment, standard=True),
    _outlook("matrix_code", "code of the employment matrix the outlook stands under", TEXT, ""),
    _how(_projections, "outlook_how", "the outlook was", "outlook.*", standard=True),
    _reason(_projections, "outlook_reason", "the outlook is", "outlook.*"),
    _outlook("base_year", "first year of the projection", COUNT, "year"),
    _outlook("projected_year", "last year of the projection", COUNT, "year"),
    _outlook("employment_base_thousands", "employment in the first year"),
    _outlook("employment_projected_thousands", "employment in the last year"),
    _outlook("employment_change_thousands", "difference between the two"),
    _outlook("percent_change", "change over the whole period", NUMBER, "percent", standard=True),
    _outlook("annual_openings_thousands", "openings by growth and replacement", NUMBER,
             "thousand jobs a year", standard=True),
    _outlook("percent_self_employed", "share of self-employed in the first year", NUMBER,
             "percent"),
    _education("entry_level", "entry level of education used: BLS's, else O*NET's", standard=True),
    _how(_entry, "education_entry_level_how", "that level was", "education.entry_level",
         standard=True),
    _entry("education_entry_level_reason", "why that level is used",
           read=lambda occupation: occupation.education.notes["entry_level"].reason),
    _education("bls_entry_level", "education typically needed for entry, by BLS"),
    _education("bls_work_experience",
               "work experience in a related occupation, by BLS; 'None' is an answer"),
    _education("bls_on_the_job_training",
               "typical on-the-job training, by BLS; 'None' is an answer"),
    _onet("education_onet_entry_level", "level that most answers to O*NET name as required",
          read="education.onet_entry_level", note="education.onet_shares"),
    *(column for columns in _EXPOSURES for column in columns),
    *(_epoch_score(name, "1 to 5", f"EPOCH dimension {name}") for name in EPOCH_DIMENSIONS),
    _epoch_score("total", "5 to 25", "sum of the five EPOCH dimensions", standard=True),
    _how(_epoch, "epoch_how", "the EPOCH dimensions were", _epoch_note),
)
"""Every column of a data frame, in order."""
# fmt: on

# fmt: off
EXPORT_COLUMNS: Final = (
    *REFERENCE_COLUMNS,
    _list("aliases", "other names, those that workers reported first", attrgetter("aliases")),
    _list("reported_titles", "names that workers reported as their own",
          attrgetter("reported_titles")),
    _list("short_titles", "abbreviations", attrgetter("short_titles")),
    _list("technology_skills", "technologies that workers use",
          lambda occupation: (skill.name for skill in occupation.technology_skills)),
    _list("related", "similar occupations, most similar first",
          lambda occupation: (other.title for other in occupation.related)),
    _list("related_codes", "O*NET-SOC codes of the similar occupations",
          lambda occupation: (other.code for other in occupation.related), "related"),
    _list("programs", "fields of study that lead to its SOC code, each with its CIP 2020 code",
          lambda occupation: (f"{each.code} {each.title}" for each in occupation.programs)),
    _column("description", "O*NET's sentence on the work", note="description", datasets=(TEXTS,)),
    _list("tasks", "O*NET's task statements, core ones first", attrgetter("tasks")),
    *(
        _onet(f"link_{page}", f"web page: {title}", read=f"links.{page}", required=True,
              standard=page in {"onet_online", "career_one_stop"}, link=True)
        for page, title in (
            ("onet_online", "O*NET OnLine, summary"),
            ("my_next_move", "My Next Move, profile"),
            ("career_one_stop", "CareerOneStop, profile with local pay and job openings"),
            ("training", "CareerOneStop, search for training"),
            ("video", "CareerOneStop, video; not every occupation has one"),
        )
    ),
)
"""Every column of facts of an export: those of a data frame, then lists and links."""
# fmt: on


def columns_of(
    editions: Container[str], columns: Iterable[ReferenceColumn] = REFERENCE_COLUMNS
) -> tuple[ReferenceColumn, ...]:
    """Return the columns that a release with some editions has."""
    entry = (entry_dataset(editions), MATRIX)
    found = (
        evolve(column, datasets=entry) if column.dataset == "bls-entry-requirements" else column
        for column in columns
    )
    return tuple(column for column in found if not column.dataset or column.dataset in editions)


class PlainColumn(NamedTuple):
    """A column of plain values; what it is called, and what decides its type."""

    name: str
    kind: str
    words: tuple[str, ...] = ()
    ordered: bool = False


def frame_of(columns: Iterable[Any], values: Mapping[str, Sequence[Value]], backend: str) -> Any:
    """Return columns of plain values as a data frame of pandas, polars or pyarrow.

    Name, kind, words and order of a column, a `ReferenceColumn` or `PlainColumn`, decide its type.
    """
    if not isinstance(backend, str) or backend not in BACKENDS:
        near = close_matches(backend, BACKENDS) or BACKENDS
        problem = Problem("backend", shorten(backend), " or ".join(map(repr, near)))
        raise InvalidInputError("to_frame", (problem,))
    try:
        package: Any = import_module(backend)
    except ImportError as error:
        raise MissingDependencyError(f"a data frame of {backend}", EXTRAS[backend]) from error
    made: dict[str, Any] = {}
    types: Any
    if backend == "pandas" and find_spec("pyarrow") is not None:
        # Arrow takes a fifth of the time that pandas takes for lists.
        table = frame_of(columns, values, "pyarrow")
        types = {"string": package.StringDtype(), "int64": package.Int64Dtype()}
        return table.to_pandas(types_mapper=lambda kind: types.get(str(kind)), split_blocks=True)
    if backend == "pandas":
        types = {TEXT: "string", COUNT: "Int64", NUMBER: "float64"}
        for each in columns:
            dtype = types.get(each.kind) or package.CategoricalDtype(each.words, each.ordered)
            made[each.name] = package.Series(values[each.name], dtype=dtype)
        return package.DataFrame(made)
    if backend == "polars":
        types = {TEXT: package.String, COUNT: package.Int64, NUMBER: package.Float64}
        for each in columns:
            dtype = types.get(each.kind) or package.Enum(each.words)
            made[each.name] = package.Series(each.name, values[each.name], dtype)
        return package.DataFrame(made)
    types = {TEXT: package.string(), COUNT: package.int64(), NUMBER: package.float64()}
    for each in columns:
        if each.kind == CATEGORY:
            # The whole list, in its order: the data would leave out words and shuffle the rest.
            place = {word: number for number, word in enumerate(each.words)} | {None: None}
            places = package.array([place[cell] for cell in values[each.name]], package.int32())
            words = package.array(each.words, types[TEXT])
            made[each.name] = package.DictionaryArray.from_arrays(
                places, words, ordered=each.ordered
            )
        else:
            made[each.name] = package.array(values[each.name], types[each.kind])
    return package.table(made)
