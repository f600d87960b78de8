"""The columns of the reference table: what each is called, means, and is read from."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from careerscore.model.epoch import EPOCH_DIMENSIONS
from careerscore.model.occupation import CATEGORIES, Occupation
from careerscore.model.provenance import EVERY_FIELD, Note, Provenance, note_on
from careerscore.model.wages import PERCENTILES
from careerscore.reference.exposure_measures import MEASURES

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["CATEGORY", "COUNT", "NUMBER", "REFERENCE_COLUMNS", "TEXT", "ReferenceColumn", "Value"]

TEXT: Final = "text"
CATEGORY: Final = "category"
COUNT: Final = "count"
NUMBER: Final = "number"

Value: TypeAlias = str | float | None

_Read: TypeAlias = Callable[[Occupation], Value]
_NoteOf: TypeAlias = Callable[[Occupation], Note | None]


class ReferenceColumn(NamedTuple):
    """One column of the reference table.

    Attributes
    ----------
    name : str
        Its name, with the unit where that is not obvious.
    kind : str
        ``text``, ``category`` (a text of a closed list), ``count`` (a whole number) or
        ``number``. The kind decides the type of the column, whatever the rows hold.
    unit : str
        Unit of its numbers; empty for texts.
    title : str
        What it means.
    dataset : str
        Where it comes from; a release without the dataset has no such column. Empty where
        the release itself says it.
    read : callable
        Reads it from an `Occupation`; None where there is nothing.
    words : tuple of str
        The closed list of a ``category``.

    Examples
    --------
    >>> column = next(each for each in REFERENCE_COLUMNS if each.name == "annual_median_usd")
    >>> column.title, column.unit, column.dataset
    ('annual wage, median', 'US dollars a year', 'oews')
    """

    name: str
    kind: str
    unit: str
    title: str
    dataset: str
    read: _Read
    words: tuple[str, ...] = ()

    def value_for(self, occupation: Occupation) -> Value:
        """Return the value for an occupation.

        Examples
        --------
        >>> import careerscore as cs
        >>> column = next(each for each in REFERENCE_COLUMNS if each.name == "annual_median_usd")
        >>> column.value_for(cs.occupation("29-2072.00", data="2026.1"))
        48780.0
        """
        value = self.read(occupation)
        # One type for the whole column: some wages are published as whole numbers.
        return float(value) if self.kind == NUMBER and value is not None else value


HOW: Final = tuple(how.value for how in Provenance)

ONET: Final = "onet"
WAGES: Final = "oews"
PROJECTIONS: Final = "employment-projections"
EPOCH: Final = "epoch-heuristic"

THOUSANDS: Final = "thousand jobs"


def _how(name: str, what: str, dataset: str, note_of: _NoteOf) -> ReferenceColumn:
    def read(occupation: Occupation) -> str:
        note = note_of(occupation)
        return (Provenance.OBSERVED if note is None else note.provenance).value

    return ReferenceColumn(name, CATEGORY, "", f"how {what} obtained", dataset, read, HOW)


def _reason(name: str, what: str, dataset: str, note_of: _NoteOf) -> ReferenceColumn:
    def read(occupation: Occupation) -> str | None:
        note = note_of(occupation)
        return None if note is None else note.reason

    return ReferenceColumn(name, TEXT, "", f"why, where {what} not simply observed", dataset, read)


def _wage_note(occupation: Occupation) -> Note | None:
    return occupation.wages.notes.get(EVERY_FIELD)


def _outlook_note(occupation: Occupation) -> Note | None:
    return occupation.outlook.notes.get(EVERY_FIELD)


def _job_zone_note(occupation: Occupation) -> Note | None:
    return note_on(occupation.notes, "job_zone")


def _entry_level_note(occupation: Occupation) -> Note | None:
    return note_on(occupation.education.notes, "entry_level")


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


def _pay() -> Iterator[ReferenceColumn]:
    """Give each percentile and the mean, by the year and by the hour, with its lower bound."""
    for period, unit in (("annual", "US dollars a year"), ("hourly", "US dollars an hour")):
        for estimate in (*PERCENTILES, "mean"):
            title = f"{period} wage, {estimate}"
            read = attrgetter(f"wages.{period}.{estimate}")
            yield ReferenceColumn(f"{period}_{estimate}_usd", NUMBER, unit, title, WAGES, read)
            least = f"{title}: the least it can be; where it is top-coded, the top code"
            yield ReferenceColumn(
                f"{period}_{estimate}_lower_bound_usd",
                NUMBER,
                unit,
                least,
                WAGES,
                _lower_bound(period, estimate),
            )


def _lower_bound(period: str, estimate: str) -> Callable[[Occupation], float | None]:
    def read(occupation: Occupation) -> float | None:
        wages = occupation.wages
        return (wages.annual if period == "annual" else wages.hourly).lower_bound(estimate)

    return read


def _exposures() -> Iterator[ReferenceColumn]:
    for measure in MEASURES:
        value_of, note_of = _exposure(measure.name)
        yield ReferenceColumn(
            measure.name, NUMBER, measure.unit, measure.title, measure.dataset, value_of
        )
        yield _how(f"{measure.name}_how", "the measure was", measure.dataset, note_of)


def _exposure(name: str) -> tuple[Callable[[Occupation], float | None], _NoteOf]:
    def value_of(occupation: Occupation) -> float | None:
        return occupation.exposures[name].value

    def note_of(occupation: Occupation) -> Note | None:
        return note_on(occupation.exposures[name].notes, "value")

    return value_of, note_of


def _outlook(name: str, kind: str, unit: str, title: str) -> ReferenceColumn:
    read = attrgetter(f"outlook.{name}")
    return ReferenceColumn(f"outlook_{name}", kind, unit, title, PROJECTIONS, read)


def _education(name: str, title: str, dataset: str) -> ReferenceColumn:
    read = attrgetter(f"education.{name}")
    return ReferenceColumn(f"education_{name}", TEXT, "", title, dataset, read)


def _epoch(name: str, unit: str, title: str) -> ReferenceColumn:
    def read(occupation: Occupation) -> float | None:
        value: float | None = getattr(occupation.epoch, name, None)
        return value

    return ReferenceColumn(f"epoch_{name}", NUMBER, unit, title, EPOCH, read)


REFERENCE_COLUMNS: Final = (
    ReferenceColumn(
        "data_release", TEXT, "", "release of the data", "", attrgetter("data_release")
    ),
    ReferenceColumn("onet_soc_code", TEXT, "", "O*NET-SOC 2019 code", ONET, attrgetter("code")),
    ReferenceColumn("soc_code", TEXT, "", "parent code, in SOC 2018", ONET, attrgetter("soc_code")),
    ReferenceColumn("title", TEXT, "", "O*NET's title", ONET, attrgetter("title")),
    ReferenceColumn(
        "slug", TEXT, "", "the title as it stands in a web address", ONET, attrgetter("slug")
    ),
    ReferenceColumn(
        "category",
        CATEGORY,
        "",
        "career category",
        "occupation-categories",
        attrgetter("category"),
        CATEGORIES,
    ),
    ReferenceColumn(
        "job_zone",
        COUNT,
        "1 (little preparation) to 5 (extensive preparation)",
        "O*NET's job zone",
        ONET,
        attrgetter("job_zone"),
    ),
    _how("job_zone_how", "the job zone was", ONET, _job_zone_note),
    *_pay(),
    ReferenceColumn(
        "wages_reference_period",
        TEXT,
        "",
        "when wages and employment hold",
        WAGES,
        attrgetter("wages.reference_period"),
    ),
    ReferenceColumn(
        "wages_published_code",
        TEXT,
        "",
        "code that wages and employment are published under",
        WAGES,
        attrgetter("wages.published_code"),
    ),
    _how("wages_how", "wages and employment were", WAGES, _wage_note),
    _reason("wages_reason", "wages and employment are", WAGES, _wage_note),
    ReferenceColumn(
        "employment",
        COUNT,
        "workers",
        "employment of the published code, without the self-employed; occupations that share "
        "a code repeat it",
        WAGES,
        attrgetter("wages.employment"),
    ),
    ReferenceColumn(
        "employment_prse_percent",
        NUMBER,
        "percent",
        "relative standard error of employment",
        WAGES,
        attrgetter("wages.employment_prse"),
    ),
    ReferenceColumn(
        "mean_wage_prse_percent",
        NUMBER,
        "percent",
        "relative standard error of the mean wage",
        WAGES,
        attrgetter("wages.mean_prse"),
    ),
    ReferenceColumn(
        "employment_shared_by",
        COUNT,
        "occupations",
        "number of O*NET occupations published under the same code, with this one",
        WAGES,
        _shared_by,
    ),
    ReferenceColumn(
        "employment_apportioned",
        NUMBER,
        "workers",
        "employment in equal parts among the occupations that share its code: a sum of it "
        "counts no code twice",
        WAGES,
        _apportioned,
    ),
    _outlook("matrix_code", TEXT, "", "code of the employment matrix the outlook stands under"),
    _how("outlook_how", "the outlook was", PROJECTIONS, _outlook_note),
    _reason("outlook_reason", "the outlook is", PROJECTIONS, _outlook_note),
    _outlook("base_year", COUNT, "year", "first year of the projection"),
    _outlook("projected_year", COUNT, "year", "last year of the projection"),
    _outlook("employment_base_thousands", NUMBER, THOUSANDS, "employment in the first year"),
    _outlook("employment_projected_thousands", NUMBER, THOUSANDS, "employment in the last year"),
    _outlook("employment_change_thousands", NUMBER, THOUSANDS, "difference between the two"),
    _outlook("percent_change", NUMBER, "percent", "change over the whole period"),
    _outlook(
        "annual_openings_thousands",
        NUMBER,
        f"{THOUSANDS} a year",
        "openings by growth and replacement",
    ),
    _outlook(
        "percent_self_employed", NUMBER, "percent", "share of self-employed in the first year"
    ),
    _education("entry_level", "entry level of education used: BLS's, else O*NET's", PROJECTIONS),
    _how("education_entry_level_how", "that level was", PROJECTIONS, _entry_level_note),
    ReferenceColumn(
        "education_entry_level_reason",
        TEXT,
        "",
        "why that level is used",
        PROJECTIONS,
        lambda occupation: occupation.education.notes["entry_level"].reason,
    ),
    _education("bls_entry_level", "education typically needed for entry, by BLS", PROJECTIONS),
    _education(
        "bls_work_experience",
        "work experience in a related occupation, by BLS; 'None' is an answer",
        PROJECTIONS,
    ),
    _education(
        "bls_on_the_job_training",
        "typical on-the-job training, by BLS; 'None' is an answer",
        PROJECTIONS,
    ),
    _education("onet_entry_level", "level that most answers to O*NET name as required", ONET),
    *_exposures(),
    *(_epoch(name, "1 to 5", f"EPOCH dimension {name}") for name in EPOCH_DIMENSIONS),
    _epoch("total", "5 to 25", "sum of the five EPOCH dimensions"),
    _how("epoch_how", "the EPOCH dimensions were", EPOCH, _epoch_note),
)
"""Every column, in the order of the table."""
