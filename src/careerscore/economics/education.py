"""Education requirements of an occupation: the entry level, its duration, and the job zone."""

from collections.abc import Mapping
from math import inf
from typing import TYPE_CHECKING, ClassVar, Final

from attrs import field, frozen

from careerscore._record import Checks, Record, frozen_map, frozen_tuple, limits
from careerscore._text import as_named, short_repr
from careerscore.economics.base import Definition, EconomicResult, make_result
from careerscore.economics.money import Range
from careerscore.economics.training import Training, together
from careerscore.errors import InvalidInputError, Problem, close_matches, shorten
from careerscore.methods.base import check_occupation
from careerscore.methods.fingerprint import NOT_IN_FINGERPRINT
from careerscore.model import EducationPath, Occupation, Source, Status, note_on

if TYPE_CHECKING:
    from careerscore._render.blocks import Block

SOURCES: Final = {"bls": "BLS", "onet": "O*NET"}
_ZONE: Final = limits(minimum=1, maximum=5)


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
        Years after high school until trained: of education and, where the method counts it, of
        training.
    training_time : str, optional
        The duration in four classes: ``<6mo``, ``6-24mo``, ``2-4yr``, ``4+yr``.
    years_to_job_ready : Range, optional
        Years until one can do the work, by O*NET's job zone.
    work_experience, on_the_job_training : str, optional
        Experience and training required or given; None where no source has them.
    license_required : bool, optional
        Whether a licence or certification is required; None where no source says.
    education_duration : Range, optional
        Years of education alone; None where the method counts no training.
    training : Training, optional
        The training after education; None where the method counts none, or BLS assigns none to the
        occupation.
    license_note : str, optional
        Where to look up whether a licence is required.
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
    education_duration: Range | None = None
    training: Training | None = None
    license_note: str | None = field(default=None, metadata=NOT_IN_FINGERPRINT)

    def __repr__(self) -> str:
        level = self.entry_level or "no entry level"
        return short_repr(f"<EducationRequirements {self._of}: {level}, {self.status}>")


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
    training : tuple of Training, optional
        The categories of training, of which the first for an occupation is used; None where
        training is not counted.
    license_note : str, optional
        Where to look up whether a licence is required.
    """

    engine: ClassVar[str] = "entry-education/1"
    prefer: tuple[str, ...] = field(converter=frozen_tuple)
    durations: Mapping[str, Range] = field(converter=frozen_map)
    training_times: tuple[TrainingTime, ...] = field(converter=frozen_tuple)
    job_zones: Mapping[str, JobZone] = field(converter=frozen_map)
    equivalents: Mapping[str, tuple[str, ...]] = field(converter=frozen_map)
    overrides: Mapping[str, str] = field(factory=dict, converter=frozen_map)
    default_level: str | None = None
    default_job_zone: int | None = field(default=None, metadata=_ZONE)
    texts_from_job_zone: bool = False
    license_from_job_zone: int | None = field(default=None, metadata=_ZONE)
    training: tuple[Training, ...] | None = field(default=None, converter=frozen_tuple)
    license_note: str | None = None

    def _check(self, checks: Checks) -> None:
        super()._check(checks)
        holds = bool(self.prefer) and set(self.prefer) <= set(SOURCES)
        checks.expect("prefer", self.prefer, "'bls', 'onet' or both", holds=holds)
        for zone in self.job_zones:
            checks.expect("job_zones", zone, "keys from '1' to '5'", holds=zone in set("12345"))
        for name, years in self.durations.items():
            longest = max(years.min or 0, years.typical or 0, years.max or 0)
            checks.expect(f"durations.{name}", longest, "at most 100 years", holds=longest <= 100)
        for level in (*self.overrides.values(), self.default_level):
            holds = level is None or level in self.durations
            checks.expect("durations", level, "a duration of it", holds=holds)
        cuts = [each.below for each in self.training_times]
        ends = [cut for cut in cuts[:-1] if cut is not None]
        holds = bool(cuts) and cuts == [*sorted(set(ends)), None]
        expected = "cuts that rise, and a last class without one"
        checks.expect("training_times", cuts, expected, holds=holds)

    def _details(self) -> "list[Block]":
        from careerscore.economics.pages import training_table

        return training_table(self.training or ())

    def path(self, occupation: Occupation, *, level: str | None = None) -> EducationRequirements:
        """Return the requirements; otherwise as `careerscore.education_requirements`."""
        check_occupation(self.id, occupation)
        if isinstance(level, str):
            level = as_named(level, self.durations)
        if level is not None and (not isinstance(level, str) or level not in self.durations):
            known = tuple(self.durations)
            near = close_matches(level, known) if isinstance(level, str) else ()
            expected = " or ".join(map(repr, near or known))
            raise InvalidInputError(self.id, (Problem("level", shorten(level), expected),))
        education, zone = occupation.education, occupation.job_zone or self.default_job_zone
        by_source = _entry_levels(education)
        entry, by, why = level, "caller", "chosen by the caller"
        if entry is None:
            entry, by, why = self._entry(occupation.code, by_source)
        is_fallback = by in {"default", "override"}
        reasons = [f"entry level: {why}"] if entry is None or is_fallback else []
        meaning = None if zone is None else self.job_zones.get(str(zone))
        if occupation.job_zone is None:
            note = note_on(occupation.notes, "job_zone")
            gap = note.reason if note else "O*NET has no job zone for this occupation"
            if zone is None:
                reasons.append(f"years to job-ready: {gap}")
            else:
                reasons.append(f"job zone: {gap}; {zone} stands in")
        if zone is not None and meaning is None:
            reasons.append(f"years to job-ready: the method has none for job zone {zone}")
        experience, on_the_job = education.bls_work_experience, education.bls_on_the_job_training
        if self.texts_from_job_zone:
            experience = None if meaning is None else meaning.experience
            on_the_job = None if meaning is None else meaning.training
        license_from = self.license_from_job_zone
        schooling = duration = None if entry is None else self.durations.get(entry)
        if entry is not None and schooling is None:
            reasons.append(f"duration: the method has none for {entry!r}")
        training = open_length = None
        if self.training is not None:
            training, open_length = self._training_of(occupation)
            reasons += [f"training: {open_length}"] if open_length else []
            if schooling is not None:
                unknown = Range(None, None, None)
                duration = together(schooling, unknown if training is None else training.years)
        if duration is None:
            status = Status.INSUFFICIENT
        elif is_fallback or (occupation.job_zone is None and zone is not None):
            status = Status.FALLBACK
        elif open_length is not None:
            status = Status.BOUNDED
        else:
            status = Status.PARTIAL if reasons else Status.COMPLETE
        bls, onet = education.bls_entry_level, education.onet_entry_level
        return make_result(
            EducationRequirements,
            self,
            occupation,
            [education.bls_source, education.onet_source],
            {"level": level},
            status=status,
            reasons=tuple(reasons),
            assumption_notes=() if level is None else (f"level of education: {level}",),
            entry_level=entry,
            entry_level_by=by,
            entry_level_reason=why,
            by_source=tuple(by_source.values()),
            sources_agree=onet in self.equivalents.get(bls, (bls,)) if bls and onet else None,
            duration=duration,
            training_time=None if duration is None else self._class_of(duration),
            years_to_job_ready=None if meaning is None else meaning.job_ready,
            work_experience=experience,
            on_the_job_training=on_the_job,
            license_required=None if license_from is None or zone is None else zone >= license_from,
            education_duration=None if self.training is None else schooling,
            training=training,
            license_note=None if entry is None else self.license_note,
        )

    def _class_of(self, duration: Range) -> str | None:
        """Return the class of the typical years, else the one that all possible years are in."""
        years = (duration.min or 0, inf if duration.max is None else duration.max)
        if duration.typical is not None:
            years = (duration.typical, duration.typical)
        shortest, longest = (
            next(x.label for x in self.training_times if x.below is None or each < x.below)
            for each in years
        )
        return shortest if shortest == longest else None

    def _training_of(self, occupation: Occupation) -> tuple[Training | None, str | None]:
        """Return the training of an occupation, and what is not known about it."""
        education = occupation.education
        category = education.bls_on_the_job_training
        if category is None:
            note = note_on(education.notes, "bls_on_the_job_training")
            return None, note.reason if note else "BLS assigns none to this occupation"
        code = occupation.soc_code
        found = next((each for each in self.training or () if each.is_for(category, code)), None)
        if found is None:
            return None, f"the method has none of the category {category!r}"
        if found.min_months is None:
            return found, f"no source has the length of {found.name} for this occupation"
        if found.typical_months is None:
            years = found.years
            between = f"from {years.min:g} to {years.max:g} years"
            return found, f"{found.name} takes {between}, and no source has a typical length"
        return found, None

    def _entry(self, code: str, by_source: Mapping[str, EntryLevel]) -> tuple[str | None, str, str]:
        """Return the entry level that is used, its origin, and why."""
        if code in self.overrides:
            why = "set by hand for this occupation, before any source"
            return self.overrides[code], "override", why
        reasons: list[str] = []
        for by in self.prefer:
            entry = by_source[by]
            if entry.level is not None:
                reasons.append(f"{SOURCES[by]}: {entry.reason}")
                return entry.level, by, "; ".join(reasons)
            reasons.append(f"{SOURCES[by]} has no level: {entry.reason}")
        if self.default_level is not None:
            return self.default_level, "default", "; ".join([*reasons, "a default"])
        return None, "none", "; ".join(reasons)


def _entry_levels(education: EducationPath) -> dict[str, EntryLevel]:
    bls, onet = education.bls_entry_level, education.onet_entry_level
    by_bls = "assigned by its analysts" if bls else "it assigns none to this occupation"
    by_onet = "no answers to its question on the required level of education"
    if education.onet_shares:
        percents = [share.percent for share in education.onet_shares]
        most = max(percents)
        tie = percents.count(most) > 1
        than = "as many as name a higher level" if tie else "more than any other"
        by_onet = f"named as required by {most:g}% of those asked, {than}"
    found = {}
    for by, level, reason, noted, source in (
        ("bls", bls, by_bls, "bls_entry_level", education.bls_source),
        ("onet", onet, by_onet, "onet_shares", education.onet_source),
    ):
        note = note_on(education.notes, noted)
        why = reason if note is None else note.reason
        found[by] = EntryLevel(by=by, level=level, reason=why, source=source)
    return found
