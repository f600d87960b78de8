"""The result on education: what an occupation asks for, by each source, and how long it takes."""

from __future__ import annotations

from attrs import field, frozen

from careerscore._record import Checks, frozen_tuple
from careerscore._text import short_repr
from careerscore.economics.ranges import Range
from careerscore.economics.results import EconomicResult
from careerscore.methods.fingerprint import NOT_IN_FINGERPRINT
from careerscore.model.provenance import Source

__all__ = ["EducationRequirements", "EntryLevel"]


@frozen(kw_only=True)
class EntryLevel:
    """The entry level of education by one source.

    Parameters
    ----------
    by : str
        ``"bls"`` or ``"onet"``.
    level : str, optional
        In the words of the source; None where it has none.
    reason : str
        How the source comes to it.
    source : Source, optional
        The edition.
    """

    by: str
    level: str | None
    reason: str = field(metadata=NOT_IN_FINGERPRINT)
    source: Source | None = field(default=None, metadata=NOT_IN_FINGERPRINT)

    def __attrs_post_init__(self) -> None:
        checks = Checks("EntryLevel")
        checks.text("by", self.by)
        checks.text("level", self.level, optional=True)
        checks.text("reason", self.reason)
        checks.instance("source", self.source, Source, optional=True)
        checks.raise_problems()


@frozen(kw_only=True, repr=False)
class EducationRequirements(EconomicResult):
    """What education, experience and training an occupation asks for.

    Parameters
    ----------
    entry_level : str, optional
        The entry level used; None where no source has one.
    entry_level_by : str
        Whose it is: ``"bls"``, ``"onet"``, ``"override"``, ``"default"``,
        ``"caller"`` or ``"none"``.
    entry_level_reason : str
        Why that one is used.
    by_source : tuple of EntryLevel
        What each source says.
    sources_agree : bool, optional
        Whether the two sources name the same level; None where one of them has none.
    duration : Range, optional
        Years of education after high school.
    training_time : str, optional
        The duration in four classes: ``<6mo``, ``6-24mo``, ``2-4yr``, ``4+yr``.
    years_to_job_ready : Range, optional
        Years until one can do the work, by O*NET's job zone.
    work_experience, on_the_job_training : str, optional
        What is asked for or given besides; None where no source says.
    license_required : bool, optional
        Whether a licence or certification is shown as required; None where nothing says.

    See Also
    --------
    careerscore.economics.EconomicResult : the other parameters.

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

    def _check(self, checks: Checks) -> None:
        for name in ("entry_level", "training_time", "work_experience", "on_the_job_training"):
            checks.text(name, getattr(self, name), optional=True)
        for name in ("entry_level_by", "entry_level_reason"):
            checks.text(name, getattr(self, name))
        checks.items("by_source", self.by_source, EntryLevel)
        for name in ("sources_agree", "license_required"):
            checks.instance(name, getattr(self, name), bool, optional=True)
        for name in ("duration", "years_to_job_ready"):
            checks.instance(name, getattr(self, name), Range, optional=True)

    def __repr__(self) -> str:
        level = self.entry_level or "no entry level"
        return short_repr(f"<EducationRequirements {self._of}: {level}, {self.status}>")
