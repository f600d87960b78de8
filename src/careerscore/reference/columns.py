"""The catalogue of columns: for data frames, joins, exports, panels and coverage."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from attrs import frozen

from careerscore.model.ai import EPOCH_DIMENSIONS
from careerscore.model.occupation import CATEGORIES, Occupation
from careerscore.model.provenance import EVERY_FIELD, Note, Provenance, note_on
from careerscore.model.wages import PERCENTILES, WageEstimates
from careerscore.reference.exposure_measures import MEASURES
from careerscore.reference.facts import MATRIX

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from careerscore.reference.exposure_measures import Measure

TEXT: Final = "text"
CATEGORY: Final = "category"
COUNT: Final = "count"
NUMBER: Final = "number"

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
    >>> column = next(each for each in REFERENCE_COLUMNS if each.name == "annual_median_usd")
    >>> column.title, column.unit, column.datasets
    ('annual wage, median', 'US dollars a year', ('oews', 'national-employment-matrix'))
    """

    name: str
    title: str
    unit: str
    kind: str
    words: tuple[str, ...] = ()
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
        """Return the value for an occupation.

        Examples
        --------
        >>> import careerscore as cs
        >>> column = next(each for each in REFERENCE_COLUMNS if each.name == "annual_median_usd")
        >>> column.value_for(cs.occupation("29-2072.00", data="2026.1"))
        48780.0
        """
        value = _READERS[self.name](occupation)
        # One type for the whole column: some wages are published as whole numbers.
        return float(value) if self.kind == NUMBER and value is not None else value

    def note_for(self, occupation: Occupation) -> Note | None:
        """Return how the value was obtained, or why there is none; None where it was observed.

        Examples
        --------
        >>> import careerscore as cs
        >>> column = next(each for each in REFERENCE_COLUMNS if each.name == "felten_aioe")
        >>> column.note_for(cs.occupation("29-2072.00", data="2026.1")).reason
        'published for SOC 2010 29-2071'
        """
        read = _NOTES.get(self.name)
        return None if read is None else read(occupation)


_Reader: TypeAlias = Callable[[Occupation], Value]
_NoteOf: TypeAlias = Callable[[Occupation], Note | None]

_READERS: Final[dict[str, _Reader]] = {}
_NOTES: Final[dict[str, _NoteOf]] = {}
"""How the value of each column, and the note on it, is read from an occupation."""


_HOW: Final = tuple(how.value for how in Provenance)

_ONET: Final = ("onet",)
_WAGES: Final = ("oews", MATRIX)
_PROJECTIONS: Final = ("employment-projections", MATRIX)
_EPOCH: Final = ("epoch-heuristic",)


def _column(
    name: str,
    title: str,
    kind: str = TEXT,
    unit: str = "",
    read: str | _Reader = "",
    note: _NoteOf | None = None,
    **options: Any,
) -> ReferenceColumn:
    """Declare a column and how it is read: by default, from the attribute called like it."""
    _READERS[name] = read if callable(read) else attrgetter(read or name)
    if note is not None:
        _NOTES[name] = note
    return ReferenceColumn(name=name, title=title, unit=unit, kind=kind, **options)


_onet = partial(_column, datasets=_ONET)
_wages = partial(_column, datasets=_WAGES)


def _how(name: str, what: str, note: _NoteOf, **options: Any) -> ReferenceColumn:
    def read(occupation: Occupation) -> str:
        found = note(occupation)
        return (Provenance.OBSERVED if found is None else found.provenance).value

    title = f"how {what} obtained"
    return _column(name, title, CATEGORY, read=read, words=_HOW, required=True, **options)


def _reason(name: str, what: str, note: _NoteOf, **options: Any) -> ReferenceColumn:
    def read(occupation: Occupation) -> str | None:
        found = note(occupation)
        return None if found is None else found.reason

    return _column(name, f"why, where {what} not simply observed", read=read, **options)


def _note(part: str, field: str = EVERY_FIELD) -> _NoteOf:
    """Return the reading of a note: on a field of a part of an occupation, such as its outlook."""
    notes = attrgetter(f"{part}.notes" if part else "notes")
    return lambda occupation: note_on(notes(occupation), field)


def _epoch_note(occupation: Occupation) -> Note | None:
    if occupation.epoch is None:
        return Note(provenance=Provenance.MISSING, reason="the release has no EPOCH profile of it")
    return note_on(occupation.epoch.notes, "total")


def _shared_by(occupation: Occupation) -> int | None:
    wages = occupation.wages
    return None if wages.published_code is None else 1 + len(wages.shared_with)


def _apportioned(occupation: Occupation) -> float | None:
    employment, shared_by = occupation.wages.employment, _shared_by(occupation)
    return None if employment is None or shared_by is None else employment / shared_by


_STANDARD_PAY: Final = {
    "annual_p10_usd",
    "annual_median_usd",
    "annual_median_lower_bound_usd",
    "annual_p90_usd",
    "annual_p90_lower_bound_usd",
}


def _pay() -> Iterator[ReferenceColumn]:
    """Give each percentile and the mean, by the year and by the hour, with its lower bound."""
    for period, unit in (("annual", "US dollars a year"), ("hourly", "US dollars an hour")):
        for estimate in (*PERCENTILES, "mean"):
            title = f"{period} wage, {estimate}"
            least = f"{title}: the least it can be; where it is top-coded, the top code"
            for name, text, read in (
                (f"{period}_{estimate}_usd", title, attrgetter(f"wages.{period}.{estimate}")),
                (f"{period}_{estimate}_lower_bound_usd", least, partial(_bound, period, estimate)),
            ):
                is_standard = name in _STANDARD_PAY
                yield _wages(name, text, NUMBER, unit, read, standard=is_standard)


def _bound(period: str, estimate: str, occupation: Occupation) -> float | None:
    estimates: WageEstimates = getattr(occupation.wages, period)
    return estimates.lower_bound(estimate)


def _outlook(
    name: str, title: str, kind: str = NUMBER, unit: str = "thousand jobs", **options: Any
) -> ReferenceColumn:
    options |= {"datasets": _PROJECTIONS, "note": _note("outlook", name)}
    return _column(f"outlook_{name}", title, kind, unit, f"outlook.{name}", **options)


def _education(name: str, title: str, note: str = "", **options: Any) -> ReferenceColumn:
    options = {"datasets": _PROJECTIONS, "note": _note("education", note or name), **options}
    return _column(f"education_{name}", title, read=f"education.{name}", **options)


def _exposure(measure: Measure) -> tuple[ReferenceColumn, ReferenceColumn]:
    name, datasets = measure.name, measure.datasets

    def value(occupation: Occupation) -> float | None:
        return occupation.exposures[name].value

    def note(occupation: Occupation) -> Note | None:
        return note_on(occupation.exposures[name].notes, "value")

    return (
        _column(name, measure.title, NUMBER, measure.unit, value, note, datasets=datasets),
        _how(f"{name}_how", "the measure was", note, datasets=datasets),
    )


def _epoch(name: str, unit: str, title: str, *, standard: bool = False) -> ReferenceColumn:
    def read(occupation: Occupation) -> float | None:
        value: float | None = getattr(occupation.epoch, name, None)
        return value

    column = f"epoch_{name}"
    return _column(column, title, NUMBER, unit, read, datasets=_EPOCH, standard=standard)


def _list(
    name: str, title: str, texts: Callable[[Occupation], Iterable[str]], **options: Any
) -> ReferenceColumn:
    def read(occupation: Occupation) -> str | None:
        return LIST_SEPARATOR.join(texts(occupation)) or None

    options = {"datasets": _ONET, "note": _note("", name), **options}
    return _column(name, title, read=read, **options)


_EXPOSURES: Final = tuple(map(_exposure, MEASURES))

EXPOSURE_COLUMNS: Final = tuple(column for column, _ in _EXPOSURES)
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
          "1 (little preparation) to 5 (extensive preparation)",
          note=_note("", "job_zone"), standard=True),
    _how("job_zone_how", "the job zone was", _note("", "job_zone"), datasets=_ONET),
    *_pay(),
    _wages("wages_reference_period", "when wages and employment hold",
           read="wages.reference_period"),
    _wages("wages_published_code", "code that wages and employment are published under",
           read="wages.published_code"),
    _how("wages_how", "wages and employment were", _note("wages"), datasets=_WAGES, standard=True),
    _reason("wages_reason", "wages and employment are", _note("wages"), datasets=_WAGES),
    _wages("employment", "employment of the published code, without the self-employed; "
           "occupations that share a code repeat it", COUNT, "workers", "wages.employment",
           note=_note("wages", "employment"), standard=True),
    _wages("employment_prse_percent", "relative standard error of employment", NUMBER, "percent",
           "wages.employment_prse"),
    _wages("mean_wage_prse_percent", "relative standard error of the mean wage", NUMBER, "percent",
           "wages.mean_prse"),
    _wages("employment_shared_by",
           "number of O*NET occupations published under the same code, with this one",
           COUNT, "occupations", _shared_by),
    _wages("employment_apportioned", "employment in equal parts among the occupations that share "
           "its code: a sum of it counts no code twice",
           NUMBER, "workers", _apportioned, standard=True),
    _outlook("matrix_code", "code of the employment matrix the outlook stands under", TEXT, ""),
    _how("outlook_how", "the outlook was", _note("outlook"), datasets=_PROJECTIONS, standard=True),
    _reason("outlook_reason", "the outlook is", _note("outlook"), datasets=_PROJECTIONS),
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
    _how("education_entry_level_how", "that level was", _note("education", "entry_level"),
         datasets=_PROJECTIONS, standard=True),
    _column("education_entry_level_reason", "why that level is used", datasets=_PROJECTIONS,
            read=lambda occupation: occupation.education.notes["entry_level"].reason),
    _education("bls_entry_level", "education typically needed for entry, by BLS"),
    _education("bls_work_experience",
               "work experience in a related occupation, by BLS; 'None' is an answer"),
    _education("bls_on_the_job_training",
               "typical on-the-job training, by BLS; 'None' is an answer"),
    _education("onet_entry_level", "level that most answers to O*NET name as required",
               "onet_shares", datasets=_ONET),
    *(column for pair in _EXPOSURES for column in pair),
    *(_epoch(name, "1 to 5", f"EPOCH dimension {name}") for name in EPOCH_DIMENSIONS),
    _epoch("total", "5 to 25", "sum of the five EPOCH dimensions", standard=True),
    _how("epoch_how", "the EPOCH dimensions were", _epoch_note, datasets=_EPOCH),
)
"""Every column of a data frame, in order."""
# fmt: on

_PAGES: Final = {
    "onet_online": "O*NET OnLine, summary",
    "my_next_move": "My Next Move, profile",
    "career_one_stop": "CareerOneStop, profile with local pay and job openings",
    "training": "CareerOneStop, search for training",
    "video": "CareerOneStop, video; not every occupation has one",
}

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
          lambda occupation: (other.code for other in occupation.related),
          note=_note("", "related")),
    _list("programs", "fields of study that lead to its SOC code, each with its CIP 2020 code",
          lambda occupation: (f"{each.code} {each.title}" for each in occupation.programs),
          datasets=("cip-soc",)),
    *(
        _onet(f"link_{page}", f"web page: {title}", read=f"links.{page}", required=True,
              standard=page in {"onet_online", "career_one_stop"}, link=True)
        for page, title in _PAGES.items()
    ),
)
"""Every column of facts of an export: those of a data frame, then lists and links."""
# fmt: on


def columns_of(
    editions: Container[str], columns: Iterable[ReferenceColumn] = REFERENCE_COLUMNS
) -> tuple[ReferenceColumn, ...]:
    """Return the columns that a release with some editions has."""
    return tuple(
        column for column in columns if not column.datasets or column.datasets[0] in editions
    )
