"""Engine of education requirements: the entry level used, its duration, and the job zone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from attrs import field, frozen

from careerscore._record import Checks, Record, frozen_map, frozen_tuple, limits
from careerscore.economics.education import EducationRequirements, EntryLevel
from careerscore.economics.methods import Definition
from careerscore.economics.ranges import Range
from careerscore.economics.results import make_result
from careerscore.errors import InvalidInputError, Problem, close_matches, shorten
from careerscore.methods.base import check_occupation
from careerscore.model.provenance import Status, note_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from careerscore.model.education import EducationPath
    from careerscore.model.occupation import Occupation

__all__ = ["EntryEducation", "JobZone", "TrainingTime"]

_SOURCES: Final = {"bls": "BLS", "onet": "O*NET"}
_FALLBACKS: Final = ("default", "override")


@frozen(kw_only=True)
class JobZone(Record):
    """The meaning of an O*NET job zone.

    Parameters
    ----------
    job_ready : Range
        Years until a worker is ready for the job.
    experience, training : str
        Experience and training required.
    """

    job_ready: Range
    experience: str
    training: str


@frozen(kw_only=True)
class TrainingTime(Record):
    """A class of durations.

    Parameters
    ----------
    label : str
        Name of the class.
    below : float, optional
        Upper bound of the typical years, not included; None for the last class.
    """

    label: str
    below: float | None = field(default=None, metadata=limits(minimum=0))


class _Choice(NamedTuple):
    """The entry level that is used, where it is from, and why."""

    level: str | None
    by: str
    reason: str


@frozen(kw_only=True, repr=False)
class EntryEducation(Definition):
    """Education requirements from the entry level of BLS or O*NET and from the job zone.

    Parameters
    ----------
    prefer : tuple of str
        The sources asked, in order: ``"bls"``, ``"onet"``.
    durations : Mapping of str to Range
        Years of education after high school, keyed by level.
    training_times : tuple of TrainingTime
        Classes of the typical duration, shortest first.
    job_zones : Mapping of str to JobZone
        Keyed by O*NET's job zone, ``"1"`` to ``"5"``.
    overrides : Mapping of str to str, optional
        Levels set by hand, keyed by O*NET-SOC code; they come before every source.
    default_level : str, optional
        Fallback where no source has a level.
    default_job_zone : int, optional
        Fallback where O*NET has none.
    texts_from_job_zone : bool
        Whether experience and training come from the job zone, else from BLS.
    license_from_job_zone : int, optional
        The job zone from which a licence is required; None where nothing is known.
    equivalents : Mapping of str to tuple of str
        For each level of BLS the equivalent levels of O*NET.
    """

    engine: ClassVar[str] = "entry-education/1"

    prefer: tuple[str, ...] = field(converter=frozen_tuple)
    durations: Mapping[str, Range] = field(converter=frozen_map)
    training_times: tuple[TrainingTime, ...] = field(converter=frozen_tuple)
    job_zones: Mapping[str, JobZone] = field(converter=frozen_map)
    equivalents: Mapping[str, tuple[str, ...]] = field(converter=frozen_map)
    overrides: Mapping[str, str] = field(factory=dict, converter=frozen_map)
    default_level: str | None = None
    default_job_zone: int | None = field(default=None, metadata=limits(minimum=1, maximum=5))
    texts_from_job_zone: bool = False
    license_from_job_zone: int | None = field(default=None, metadata=limits(minimum=1, maximum=5))

    def _check(self, checks: Checks) -> None:
        super()._check(checks)
        holds = bool(self.prefer) and set(self.prefer) <= set(_SOURCES)
        checks.expect("prefer", self.prefer, "'bls', 'onet' or both", holds=holds)
        for zone in self.job_zones:
            holds = zone in {"1", "2", "3", "4", "5"}
            checks.expect("job_zones", zone, "keys from '1' to '5'", holds=holds)
        for name, years in self.durations.items():
            longest = max(years.min or 0, years.typical or 0, years.max or 0)
            checks.expect(f"durations.{name}", longest, "at most 100 years", holds=longest <= 100)
        for level in (*self.overrides.values(), self.default_level):
            if level is not None:
                holds = level in self.durations
                checks.expect("durations", level, "a duration of it", holds=holds)
        cuts = [each.below for each in self.training_times]
        ends = [cut for cut in cuts[:-1] if cut is not None]
        holds = bool(cuts) and cuts == [*sorted(set(ends)), None]
        expected = "cuts that rise, and a last class without one"
        checks.expect("training_times", cuts, expected, holds=holds)

    def path(self, occupation: Occupation, *, level: str | None = None) -> EducationRequirements:
        """Return the education requirements of an occupation.

        Parameters
        ----------
        occupation : Occupation
            Its education and job zone are read.
        level : str, optional
            A level of education as BLS or O*NET names it, instead of the entry level.

        Raises
        ------
        InvalidInputError
            If `occupation` is not an `Occupation`, or the level has no duration.
        """
        check_occupation(self.id, occupation)
        education = occupation.education
        by_source = {"bls": _bls_entry(education), "onet": _onet_entry(education)}
        choice = self._choice(occupation.code, by_source) if level is None else self._given(level)
        duration = None if choice.level is None else self.durations.get(choice.level)
        zone = occupation.job_zone or self.default_job_zone
        meaning = None if zone is None else self.job_zones.get(str(zone))
        experience, training = education.bls_work_experience, education.bls_on_the_job_training
        if self.texts_from_job_zone:
            experience = None if meaning is None else meaning.experience
            training = None if meaning is None else meaning.training
        license_from = self.license_from_job_zone
        has_license = None if license_from is None or zone is None else zone >= license_from
        reasons = tuple(self._reasons(occupation, choice, duration))
        return make_result(
            EducationRequirements,
            self,
            occupation,
            [education.bls_source, education.onet_source],
            {"level": level},
            status=self._status(occupation, choice, duration, reasons),
            reasons=reasons,
            assumption_notes=() if level is None else (f"level of education: {level}",),
            entry_level=choice.level,
            entry_level_by=choice.by,
            entry_level_reason=choice.reason,
            by_source=tuple(by_source.values()),
            sources_agree=self._agree(education),
            duration=duration,
            training_time=self._training_time(duration),
            years_to_job_ready=None if meaning is None else meaning.job_ready,
            work_experience=experience,
            on_the_job_training=training,
            license_required=has_license,
        )

    def _given(self, level: object) -> _Choice:
        if not isinstance(level, str) or level not in self.durations:
            known = tuple(self.durations)
            named = close_matches(level, known) if isinstance(level, str) else ()
            expected = " or ".join(map(repr, named or known))
            raise InvalidInputError(self.id, (Problem("level", shorten(level), expected),))
        return _Choice(level, "caller", "chosen by the caller")

    def _choice(self, code: str, by_source: Mapping[str, EntryLevel]) -> _Choice:
        if code in self.overrides:
            reason = "set by hand for this occupation, before any source"
            return _Choice(self.overrides[code], "override", reason)
        reasons: list[str] = []
        for by in self.prefer:
            entry = by_source[by]
            if entry.level is not None:
                reason = "; ".join([*reasons, f"{_SOURCES[by]}: {entry.reason}"])
                return _Choice(entry.level, by, reason)
            reasons.append(f"{_SOURCES[by]} has no level: {entry.reason}")
        if self.default_level is not None:
            return _Choice(self.default_level, "default", "; ".join([*reasons, "a default"]))
        return _Choice(None, "none", "; ".join(reasons))

    def _reasons(
        self, occupation: Occupation, choice: _Choice, duration: Range | None
    ) -> Iterator[str]:
        if choice.level is None or choice.by in _FALLBACKS:
            yield f"entry level: {choice.reason}"
        if occupation.job_zone is None:
            note = note_on(occupation.notes, "job_zone")
            why = note.reason if note else "O*NET has no job zone for this occupation"
            if self.default_job_zone is None:
                yield f"years to job-ready: {why}"
            else:
                yield f"job zone: {why}; {self.default_job_zone} stands in"
        zone = occupation.job_zone or self.default_job_zone
        if zone is not None and str(zone) not in self.job_zones:
            yield f"years to job-ready: the method has none for job zone {zone}"
        if choice.level is not None and duration is None:
            yield f"duration: the method has none for {choice.level!r}"

    def _status(
        self,
        occupation: Occupation,
        choice: _Choice,
        duration: Range | None,
        reasons: tuple[str, ...],
    ) -> Status:
        if duration is None:
            return Status.INSUFFICIENT
        has_default_zone = occupation.job_zone is None and self.default_job_zone is not None
        if choice.by in _FALLBACKS or has_default_zone:
            return Status.FALLBACK
        return Status.PARTIAL if reasons else Status.COMPLETE

    def _agree(self, education: EducationPath) -> bool | None:
        bls, onet = education.bls_entry_level, education.onet_entry_level
        if bls is None or onet is None:
            return None
        return onet in self.equivalents.get(bls, (bls,))

    def _training_time(self, duration: Range | None) -> str | None:
        years = None if duration is None else duration.typical
        if years is None:
            return None
        return next(
            each.label for each in self.training_times if each.below is None or years < each.below
        )


def _bls_entry(education: EducationPath) -> EntryLevel:
    level, note = education.bls_entry_level, note_on(education.notes, "bls_entry_level")
    reason = "assigned by its analysts" if level else "it assigns none to this occupation"
    return EntryLevel(
        by="bls",
        level=level,
        reason=reason if note is None else note.reason,
        source=education.bls_source,
    )


def _onet_entry(education: EducationPath) -> EntryLevel:
    note = note_on(education.notes, "onet_shares")
    reason = "no answers to its question on the required level of education"
    if note is not None:
        reason = note.reason
    elif education.onet_shares:
        percents = [share.percent for share in education.onet_shares]
        most = max(percents)
        tie = percents.count(most) > 1
        than = "as many as name a higher level" if tie else "more than any other"
        reason = f"named as required by {most:g}% of those asked, {than}"
    return EntryLevel(
        by="onet", level=education.onet_entry_level, reason=reason, source=education.onet_source
    )
