"""The method of profiles: its definition, and what it computes from ratings and percentiles."""

from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from heapq import nsmallest
from operator import attrgetter
from typing import Any, ClassVar, Self

import attrs
from attrs import field, frozen

from careerscore._record import Checks, frozen_map, frozen_tuple, limits
from careerscore._render.blocks import Block, section, text_table
from careerscore.errors import InvalidInputError, Problem
from careerscore.methods.base import MethodologyBase, check_occupation
from careerscore.methods.fingerprint import NOT_IN_FINGERPRINT, fingerprint_of
from careerscore.model import Note, Occupation, Provenance, Ratings, Source
from careerscore.profiles.comparing import Row, chief, differences_of, distance, row_of, rows_of
from careerscore.profiles.elements import Audience, ElementGroup
from careerscore.profiles.results import CareerProfile, NearestCareer, RatedElement, SkillGap
from careerscore.profiles.sentences import gap_text, paragraphs_of, sentence_of
from careerscore.profiles.workers import Rated, RatedWorkers

GROUPS = ("activities", "skills", "knowledge", "abilities", "styles", "interests", "values")
"""The groups of ratings, in the order of a profile."""

_COUNT = limits(minimum=1)


@frozen(kw_only=True, repr=False)
class ProfileMethod(MethodologyBase):
    """A method that describes careers by O*NET's ratings and compares them.

    Parameters
    ----------
    rule : str
        How it selects and compares, in a sentence.
    activities, skills, knowledge, abilities, styles, interests, values : ElementGroup
        The ratings that it reads.
    categories : Mapping of str to str
        What a job of each career category is called.
    audiences : tuple of Audience
        Whom work is done with; the first that fits holds.
    nearest : int
        How many nearest careers are listed.
    named_careers, named_differences, named_technologies : int
        The most careers, differences up and down, and technologies that sentences name.
    least_difference : float
        The smallest difference of percentiles that is named [percentage points].
    standing_out : float
        The percentile from which on a rating is said to stand out.
    longest_sentence : int
        The length that the sentence on the job is kept to [characters].
    may_repeat : tuple of str
        Words that two phrases of a list may share.
    separating : tuple of str
        The groups whose differences sentences name.
    workers : RatedWorkers, optional
        Percentiles among workers, which `bind` sets; part of the fingerprint.

    Examples
    --------
    >>> import careerscore as cs
    >>> from careerscore.profiles import methodology
    >>> method = methodology("careerscore-profile/1.0").evolve(named_careers=1)
    >>> profile = cs.profile("29-1141.00", method=method, data="2026.3")
    >>> profile.paragraphs["compares"].partition(".")[0]
    'The nearest careers by profile are Nurse Midwives'
    """

    engine: ClassVar[str] = "profile/1"

    rule: str = field(metadata=NOT_IN_FINGERPRINT)
    activities: ElementGroup
    skills: ElementGroup
    knowledge: ElementGroup
    abilities: ElementGroup
    styles: ElementGroup
    interests: ElementGroup
    values: ElementGroup
    categories: Mapping[str, str] = field(converter=frozen_map)
    audiences: tuple[Audience, ...] = field(converter=frozen_tuple)
    nearest: int = field(metadata=_COUNT)
    named_careers: int = field(metadata=_COUNT)
    named_differences: int = field(metadata=_COUNT)
    named_technologies: int = field(metadata=_COUNT)
    least_difference: float = field(metadata=limits(minimum=0, maximum=100))
    standing_out: float = field(metadata=limits(minimum=0, maximum=100))
    longest_sentence: int = field(metadata=_COUNT)
    may_repeat: tuple[str, ...] = field(converter=frozen_tuple)
    separating: tuple[str, ...] = field(converter=frozen_tuple)
    workers: RatedWorkers | None = None

    def _check(self, checks: Checks) -> None:
        super()._check(checks)
        holds = any(group.compared for group in self.groups.values())
        checks.expect("activities", "no group", "a group that is compared", holds=holds)
        holds = self.compared.keys() >= {*self.separating}
        checks.expect("separating", self.separating, "groups that are compared", holds=holds)

    @cached_property
    def groups(self) -> Mapping[str, ElementGroup]:
        """The groups of ratings, by name."""
        return {name: getattr(self, name) for name in GROUPS}

    @cached_property
    def compared(self) -> Mapping[str, ElementGroup]:
        """The groups that the distance between careers is computed from."""
        return {name: group for name, group in self.groups.items() if group.compared}

    @property
    def formula(self) -> str:
        """How it selects and compares, in a line."""
        return self.rule

    def bind(self, workers: RatedWorkers) -> Self:
        """Return the same method, bound to the workers of a release: it keeps its id.

        Parameters
        ----------
        workers : RatedWorkers
            Percentiles among the workers of a release.
        """
        return attrs.evolve(self, workers=workers)

    def _details(self) -> list[Block]:
        rows = [
            (
                group.title,
                group.scale,
                str(len(group.elements)),
                f"{group.least:g}",
                f"{group.above:g}",
                str(group.named),
                group.order,
            )
            for group in self.groups.values()
        ]
        heads = ("group", "scale", "elements", "least rating", "above percentile", "named", "order")
        return section("Ratings", *text_table(heads, rows))

    def _expanded(self, changes: dict[str, Any]) -> dict[str, Any]:
        return {"workers": None, **changes}

    def profile(self, occupation: Occupation) -> CareerProfile:
        """Return the profile of an occupation.

        Parameters
        ----------
        occupation : Occupation
            It is ranked among the workers that the method is bound to.

        Raises
        ------
        InvalidInputError
            If it is no occupation, or the method is not bound.
        """
        check_occupation(self.id, occupation)
        rated = self._rated(occupation)
        ratings = [
            each for name, group in self.groups.items() for each in _ranked(name, group, rated)
        ]
        named = {name: [x for x in ratings if x.group == name and x.notable] for name in GROUPS}
        nearest = self._nearest(occupation, rated)
        asked = [each for each in occupation.technology_skills if each.in_demand]
        hot = [each for each in occupation.technology_skills if each.hot and not each.in_demand]
        # First what most of the technologies of the job are for: those of nurses are medical.
        kinds = Counter(each.category for each in occupation.technology_skills)
        hot.sort(key=lambda each: -kinds[each.category])
        technologies = [*asked, *hot][: self.named_technologies]
        related = [each for each in occupation.related if each.tier.startswith("Primary")]
        return CareerProfile(
            occupation_code=occupation.code,
            occupation_title=occupation.title,
            methodology=self.id,
            data_release=occupation.data_release,
            sentence=sentence_of(self, occupation.category, rated, named, technologies),
            description=occupation.description,
            paragraphs=paragraphs_of(self, named, technologies, nearest, related),
            ratings=ratings,
            technologies=technologies,
            nearest=nearest,
            related=related,
            notes=_notes(occupation, self.groups),
            sources=_sources(occupation),
            fingerprint=self._fingerprint(occupation),
        )

    def gap(self, from_: Occupation, to: Occupation) -> SkillGap:
        """Return what a move from one occupation to another takes.

        Parameters
        ----------
        from_, to : Occupation
            Two occupations of one data release.

        Raises
        ------
        InvalidInputError
            If they are no occupations, the same one or of different releases, or the method is
            not bound.
        """
        check_occupation(self.id, from_)
        check_occupation(self.id, to)
        checks = Checks("skill_gap")
        holds = from_.code != to.code
        checks.expect("to", to.code, "another occupation than the first", holds=holds)
        holds = from_.data_fingerprint == to.data_fingerprint
        checks.expect("to", to.data_release, f"the release {from_.data_release}", holds=holds)
        checks.raise_problems()
        here, there = self._rated(from_), self._rated(to)
        found = differences_of(self, here, there)
        used = {each.name for each in from_.technology_skills}
        new = [each for each in to.technology_skills if each.in_demand and each.name not in used]
        notes = {
            each.code: note
            for each in (from_, to)
            for note in [*_notes(each, self.compared).values()][:1]
        }
        titles = [each.title for each in (from_, to) if each.code in notes]
        row, other = (row_of(self.compared, each) for each in (here, there))
        return SkillGap(
            from_code=from_.code,
            from_title=from_.title,
            to_code=to.code,
            to_title=to.title,
            methodology=self.id,
            data_release=to.data_release,
            text=gap_text(self, chief(self, found, len(self.compared)), new, titles),
            distance=None if row is None or other is None else round(distance(row, other), 2),
            differences=found,
            technologies=new,
            notes=notes,
            sources=[*dict.fromkeys((*_sources(from_), *_sources(to)))],
            fingerprint=fingerprint_of([self._fingerprint(from_), self._fingerprint(to)]),
        )

    def _rated(self, occupation: Occupation) -> Rated:
        if self.workers is None:
            expected = "those of a release: bind() the method to them"
            raise InvalidInputError(self.id, (Problem("workers", "none", expected),))
        ratings = occupation.ratings or Ratings()
        return self.workers.of(ratings.values, ratings.suppressed)

    @cached_property
    def _rows(self) -> Mapping[str, Row]:
        return {} if self.workers is None else rows_of(self.compared, self.workers)

    def _nearest(self, occupation: Occupation, rated: Rated) -> list[NearestCareer]:
        row, workers = row_of(self.compared, rated), self.workers
        if row is None or workers is None:
            return []
        tiers = {each.code: each.tier for each in occupation.related}
        found: list[NearestCareer] = []
        for far, code in self._closest(occupation.code, row):
            other = workers.of_code(code)
            differences = differences_of(self, rated, other, notable=True)
            career = NearestCareer(
                code=code,
                title=workers.titles[code],
                distance=round(far, 2),
                tier=tiers.get(code),
                differences=chief(self, differences, self.named_differences),
            )
            found.append(career)
        return found

    def _closest(self, code: str, row: Row) -> list[tuple[float, str]]:
        """Return distance and code of the nearest occupations, besides the one of a code."""
        others = ((distance(row, each), other) for other, each in self._rows.items())
        return nsmallest(self.nearest, (each for each in others if each[1] != code))

    def _fingerprint(self, occupation: Occupation) -> str:
        ratings = occupation.ratings or Ratings()
        data = (occupation.code, occupation.data_fingerprint or "", ratings.suppressed)
        return fingerprint_of([self.fingerprint, *data, ratings.values])


def _ranked(name: str, group: ElementGroup, rated: Rated) -> list[RatedElement]:
    """Return the ratings of a group, the notable ones first, in the order of naming."""
    found: list[RatedElement] = []
    for (id, element), key in zip(group.elements.items(), group.keys, strict=True):
        if key in rated.values:
            value, rank = rated.values[key], rated.percentiles.get(key)
            percentile = None if rank is None else rank / 100
            suppressed = key in rated.suppressed
            matters = value >= group.least and (percentile or 0) > group.above
            each = RatedElement(
                id=id,
                name=element.name,
                phrase=element.phrase,
                group=name,
                scale=group.scale,
                value=value,
                percentile=percentile,
                suppressed=suppressed,
                notable=matters and not suppressed,
            )
            found.append(each)
    # Sorted twice, as what is equal keeps the order of the definition.
    pairs = zip(group.elements, group.keys, strict=True)
    above = {id: rated.above.get(key, 0.0) for id, key in pairs}
    found.sort(
        key=lambda each: group.weight(each.value, each.percentile or 0, above[each.id]),
        reverse=True,
    )
    return sorted(found, key=attrgetter("notable"), reverse=True)


def _notes(occupation: Occupation, groups: Mapping[str, ElementGroup]) -> dict[str, Note]:
    """Return why the ratings of groups are missing."""
    if occupation.ratings is None:
        release = occupation.data_release
        whose = f"Data release {release}" if release else "The occupation"
        reason = f"{whose} has no ratings of O*NET"
        return dict.fromkeys(groups, Note(provenance=Provenance.MISSING, reason=reason))
    notes = occupation.ratings.notes
    return {name: notes[each.scale] for name, each in groups.items() if each.scale in notes}


def _sources(occupation: Occupation) -> tuple[Source, ...]:
    ratings = {} if occupation.ratings is None else occupation.ratings.sources
    others = (occupation.sources.get("technology_skills"), occupation.wages.source)
    return tuple(dict.fromkeys((*ratings.values(), *filter(None, others))))
