"""Education requirements of an occupation, by each source, and their duration."""

from __future__ import annotations

from attrs import field, frozen

from careerscore._record import Record, frozen_tuple
from careerscore._text import short_repr
from careerscore.economics.ranges import Range
from careerscore.economics.results import EconomicResult
from careerscore.methods.fingerprint import NOT_IN_FINGERPRINT
from careerscore.model.provenance import Source

__all__ = ["EducationRequirements", "EntryLevel"]


@frozen(kw_only=True)
class EntryLevel(Record):
    """The entry level of education by one source.

    Parameters
    ----------
    by : str
        ``"bls"`` or ``"onet"``.
    level : str, optional
        The level as the source names it; None where it has none.
    reason : str
        How the source determines it.
    source : Source, optional
        The edition.
    """

    by: str
    level: str | None
    reason: str = field(metadata=NOT_IN_FINGERPRINT)
    source: Source | None = field(default=None, metadata=NOT_IN_FINGERPRINT)


@frozen(kw_only=True, repr=False)
class EducationRequirements(EconomicResult):
    """The education, experience and training that an occupation requires.

    Parameters
    ----------
    entry_level : str, optional
        The entry level used; None where no source has one.
    entry_level_by : str
        Its origin: ``"bls"``, ``"onet"``, ``"override"``, ``"default"``,
        ``"caller"`` or ``"none"``.
    entry_level_reason : str
        Why that level is used.
    by_source : tuple of EntryLevel
        The level by each source.
    sources_agree : bool, optional
        Whether the two sources name the same level; None where one of them has none.
    duration : Range, optional
        Years of education after high school.
    training_time : str, optional
        The duration in four classes: ``<6mo``, ``6-24mo``, ``2-4yr``, ``4+yr``.
    years_to_job_ready : Range, optional
        Years until one can do the work, by O*NET's job zone.
    work_experience, on_the_job_training : str, optional
        Experience and training required or given; None where no source has them.
    license_required : bool, optional
        Whether a licence or certification is required; None where no source says.

    Examples
    --------
    >>> import careerscore as cs
    >>> path = cs.education_requirements("29-2072.00", data="2026.1")
    >>> path.entry_level, path.sources_agree, path.duration
    ('Postsecondary nondegree award', None, Range(min=0.5, typical=1, max=2))
    >>> published = cs.education_requirements("29-2072.00", method="onet-mode/1", data="2026.1")
    >>> published.entry_level, published.entry_level_by, published.duration
    ("Bachelor's degree", 'default', Range(min=4, typical=4, max=5))
    """

    entry_level: str | None
    entry_level_by: str
    entry_level_reason: str = field(metadata=NOT_IN_FINGERPRINT)
    by_source: tuple[EntryLevel, ...] = field(converter=frozen_tuple)
    sources_agree: bool | None
    duration: Range | None
    training_time: str | None
    years_to_job_ready: Range | None
    work_experience: str | None
    on_the_job_training: str | None
    license_required: bool | None

    def __repr__(self) -> str:
        level = self.entry_level or "no entry level"
        return short_repr(f"<EducationRequirements {self._of}: {level}, {self.status}>")
