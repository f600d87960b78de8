"""Entry education: which source's level is used, how long it takes, what else is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from attrs import field, frozen

from careerscore._record import Checks, Record, frozen_map, frozen_tuple, limits
from careerscore.economics.education import EducationRequirements, EntryLevel
from careerscore.economics.methods import Definition, check_occupation
from careerscore.economics.ranges import Range
from careerscore.economics.results import make_result
from careerscore.errors import InvalidInputError, Problem, close_matches, shorten
from careerscore.model.provenance import Status, note_on

if TYPE_CHECKING:
    from careerscore.model.education import EducationPath
    from careerscore.model.occupation import Occupation

__all__ = ["ENTRY_ENGINE", "EntryEducation", "JobZone", "TrainingTime"]

ENTRY_ENGINE: Final = "entry-education/1"
"""Name of the engine and version of its rules; part of every fingerprint."""

_SOURCES: Final = ("bls", "onet")


@frozen(kw_only=True)
class JobZone(Record):
    """What O*NET's job zone means for a career page.

    Parameters
    ----------
    job_ready : Range
        Years until one can do the work.
    experience, training : str
        What is asked for, in words.
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
        What it is called.
    below : float, optional
        Typical years that are too many for it; None for the last class.
    """

    label: str
    below: float | None = field(default=None, metadata=limits(minimum=0))


class _Chosen(NamedTuple):
    level: str | None
    by: str
    reason: str


@frozen(kw_only=True, repr=False)
class EntryEducation(Definition):
    """Which entry level of education is used, and what follows from it and from the job zone.

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
        Stands in where no source has a level.
    default_job_zone : int, optional
        Stands in where O*NET has none.
    texts_from_job_zone : bool
        Whether experience and training are the words of the job zone, else BLS's.
    license_from_job_zone : int, optional
        The job zone from which a licence is shown as required; None leaves it open.
    equivalents : Mapping of str to tuple of str
        For each of BLS's levels the levels of O*NET that say the same.

    See Also
    --------
    careerscore.scoring.MethodologyBase : the other parameters.
    """

    engine: ClassVar[str] = ENTRY_ENGINE

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
        """Return what an occupation asks for.

        Parameters
        ----------
        occupation : Occupation
            Its education and job zone are read.
        level : str, optional
            A level of education of the caller's choice, in words of BLS or O*NET.

        Raises
        ------
        InvalidInputError
            If `occupation` is not one, or there is no duration of the level.
        """
        check_occupation(self, occupation)
        if level is not None:
            self._check_level(level)
        education = occupation.education
        chosen = (
            self._chosen(occupation)
            if level is None
            else _Chosen(level, "caller", "chosen by the caller")
        )
        duration = None if chosen.level is None else self.durations.get(chosen.level)
        zone = occupation.job_zone or self.default_job_zone
        meaning = None if zone is None else self.job_zones.get(str(zone))
        reasons, status = self._gaps(occupation, chosen, duration)
        experience, training = education.bls_work_experience, education.bls_on_the_job_training
        if self.texts_from_job_zone:
            experience = None if meaning is None else meaning.experience
            training = None if meaning is None else meaning.training
        license_from = self.license_from_job_zone
        return make_result(
            EducationRequirements,
            self,
            occupation,
            [education.bls_source, education.onet_source],
            {"level": level},
            status=status,
            reasons=reasons,
            assumption_notes=() if level is None else (f"level of education: {level}",),
            entry_level=chosen.level,
            entry_level_by=chosen.by,
            entry_level_reason=chosen.reason,
            by_source=_by_source(education),
            sources_agree=self._agree(education),
            duration=duration,
            training_time=self._training_time(duration),
            years_to_job_ready=None if meaning is None else meaning.job_ready,
            work_experience=experience,
            on_the_job_training=training,
            license_required=(
                None if license_from is None or zone is None else zone >= license_from
            ),
        )

    def _check_level(self, level: object) -> None:
        if not isinstance(level, str) or level not in self.durations:
            known = tuple(self.durations)
            named = close_matches(level, known) if isinstance(level, str) else ()
            expected = " or ".join(map(repr, named or known))
            raise InvalidInputError(self.id, (Problem("level", shorten(level), expected),))

    def _chosen(self, occupation: Occupation) -> _Chosen:
        if occupation.code in self.overrides:
            reason = "set by hand for this occupation, before any source"
            return _Chosen(self.overrides[occupation.code], "override", reason)
        said = {each.by: each for each in _by_source(occupation.education)}
        passed: list[str] = []
        for by in self.prefer:
            entry = said[by]
            if entry.level is not None:
                reason = "; ".join([*passed, f"{_NAMES[by]}: {entry.reason}"])
                return _Chosen(entry.level, by, reason)
            passed.append(f"{_NAMES[by]} has no level: {entry.reason}")
        if self.default_level is not None:
            return _Chosen(self.default_level, "default", "; ".join([*passed, "a default"]))
        return _Chosen(None, "none", "; ".join(passed))

    def _gaps(
        self, occupation: Occupation, chosen: _Chosen, duration: Range | None
    ) -> tuple[tuple[str, ...], Status]:
        reasons: list[str] = []
        status = Status.COMPLETE
        if chosen.by in {"default", "override"}:
            status = Status.FALLBACK
            reasons.append(f"entry level: {chosen.reason}")
        if occupation.job_zone is None:
            note = note_on(occupation.notes, "job_zone")
            why = note.reason if note else "O*NET has no job zone for this occupation"
            if self.default_job_zone is None:
                reasons.append(f"years to job-ready: {why}")
            else:
                status = Status.FALLBACK
                reasons.append(f"job zone: {why}; {self.default_job_zone} stands in")
        zone = occupation.job_zone or self.default_job_zone
        if zone is not None and str(zone) not in self.job_zones:
            reasons.append(f"years to job-ready: the method has none for job zone {zone}")
        if chosen.level is None:
            return (f"entry level: {chosen.reason}", *reasons), Status.INSUFFICIENT
        if duration is None:
            reasons.append(f"duration: the method has none for {chosen.level!r}")
            return tuple(reasons), Status.INSUFFICIENT
        if reasons and status is Status.COMPLETE:
            status = Status.PARTIAL
        return tuple(reasons), status

    def _agree(self, education: EducationPath) -> bool | None:
        bls, onet = education.bls_entry_level, education.onet_entry_level
        if bls is None or onet is None:
            return None
        return onet in self.equivalents.get(bls, (bls,))

    def _training_time(self, duration: Range | None) -> str | None:
        if duration is None or duration.typical is None:
            return None
        years = duration.typical
        return next(
            each.label for each in self.training_times if each.below is None or years < each.below
        )


_NAMES: Final = {"bls": "BLS", "onet": "O*NET"}


def _by_source(education: EducationPath) -> tuple[EntryLevel, EntryLevel]:
    note = note_on(education.notes, "bls_entry_level")
    bls_reason = "assigned by its analysts" if note is None else note.reason
    if education.bls_entry_level is None and note is None:
        bls_reason = "it assigns none to this occupation"
    note = note_on(education.notes, "onet_shares")
    onet_reason = "no answers to its question on the required level of education"
    if note is not None:
        onet_reason = note.reason
    elif education.onet_shares:
        percents = [share.percent for share in education.onet_shares]
        most = max(percents)
        than = (
            "more than any other" if percents.count(most) == 1 else "as many as name a higher level"
        )
        onet_reason = f"named as required by {most:g}% of those asked, {than}"
    return (
        EntryLevel(
            by="bls",
            level=education.bls_entry_level,
            reason=bls_reason,
            source=education.bls_source,
        ),
        EntryLevel(
            by="onet",
            level=education.onet_entry_level,
            reason=onet_reason,
            source=education.onet_source,
        ),
    )
