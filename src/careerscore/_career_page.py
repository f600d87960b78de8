"""The career page: the facts about an occupation, its score, and what it pays and costs."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve, frozen

from careerscore import _career_sections as brief
from careerscore import api, economics, profiles, scoring
from careerscore._career_pay import pay_brief, progression_brief
from careerscore._record import Checks
from careerscore._render.blocks import Block, Page, Section, muted, notes
from careerscore._render.display import RichDisplay
from careerscore.economics.words import NOT_KNOWN
from careerscore.errors import MissingDependencyError, UnknownReleaseError
from careerscore.local import LocalPay, Place
from careerscore.methods.pages import name_of
from careerscore.model import Occupation, ResilienceAssessment, Source, pages
from careerscore.model.assessment_pages import assessment_section, consensus_section
from careerscore.profiles import CareerProfile
from careerscore.profiles.pages import headline, inside_section
from careerscore.reference import Release
from careerscore.reference.loading import release_of
from careerscore.scoring.catalog import methodology_of
from careerscore.serde import to_dict

if TYPE_CHECKING:
    from careerscore.methods.base import Method

SECTIONS: Final = (
    "profile",
    "tasks",
    "score",
    "pay",
    "outlook",
    "progression",
    "education",
    "value",
    "related",
    "technology",
    "names",
    "exposure",
    "links",
    "sources",
)
"""The sections of a career page, in order."""


@frozen(kw_only=True)
class CareerEconomics:
    """Pay, education, cost and value of a career: ours first, then the published ones.

    Parameters
    ----------
    progressions : tuple of CareerProgression
        Pay along a career.
    paths : tuple of EducationRequirements
        The education it requires.
    costs : tuple of EducationCost
        The cost of that education.
    values : tuple of LifetimeValue
        Lifetime values.
    """

    progressions: tuple[economics.CareerProgression, ...]
    paths: tuple[economics.EducationRequirements, ...]
    costs: tuple[economics.EducationCost, ...]
    values: tuple[economics.LifetimeValue, ...]


def career_economics(career: Occupation) -> CareerEconomics:
    """Return what a career pays and costs, by our methods and those of American Dream Jobs."""
    ladder, mode, tuition = "percentile-ladder/1", "onet-mode/1", "american-dream-jobs/2024"
    ids = (api.DEFAULT_VALUE, "american-dream-jobs-compare/1", "american-dream-jobs-calculator/1")
    return CareerEconomics(
        progressions=(api.progression(career), api.progression(career, method=ladder)),
        paths=(api.education_requirements(career), api.education_requirements(career, method=mode)),
        costs=(api.education_cost(career), api.education_cost(career, method=tuition)),
        values=tuple(api.lifetime_value(career, method=id) for id in ids),
    )


@frozen(kw_only=True, repr=False)
class CareerPage(RichDisplay):
    """An occupation with its score and with what it pays and costs.

    A notebook displays it as HTML, rich prints it as text.

    Parameters
    ----------
    occupation, assessment, methodology : Occupation, ResilienceAssessment, Methodology
        The facts, the score, and its methodology.
    economics : CareerEconomics
        Pay, education, cost and lifetime value, by our methods and by the published ones.
    profile : CareerProfile, optional
        What the work is like; None where the release of the occupation is not known.
    consensus : ResilienceAssessment, optional
        The consensus score; None where it is the score itself.
    job_title : str
        The job title by which the occupation was found; empty where it was found otherwise.
    local : LocalPay, optional
        Pay and jobs in a place.
    everything : bool
        Whether all sections are on the page, in full.
    sections : tuple of str
        The sections that alone are on the page, in full; by default all of them, in short.
    as_published : bool
        Whether the methods of American Dream Jobs stand next to ours.
    """

    occupation: Occupation
    assessment: ResilienceAssessment
    economics: CareerEconomics
    methodology: scoring.Methodology
    profile: CareerProfile | None = None
    consensus: ResilienceAssessment | None = None
    job_title: str = ""
    local: LocalPay | None = None
    everything: bool = False
    sections: tuple[str, ...] = ()
    as_published: bool = False

    def show(self) -> None:
        """Print the page on the terminal.

        Raises
        ------
        MissingDependencyError
            If rich is not installed.
        """
        try:
            from rich.console import Console
        except ImportError as error:
            raise MissingDependencyError("a page in a terminal", "cli") from error
        Console(highlight=False).print(self)

    def to_dict(self) -> dict[str, Any]:
        """Return what the page is made of, or its sections alone, ready for JSON."""
        if self.sections:
            return {name: to_dict(self._values(name)) for name in self.sections}
        names = ("occupation", "assessment", "consensus", "economics", "local")
        parts = {name: getattr(self, name) for name in names}
        return {name: to_dict(part) for name, part in parts.items() if part is not None}

    def _values(self, section: str) -> Any:
        occupation, found = self.occupation, self.economics
        values: dict[str, Any] = {
            "profile": self.profile,
            "tasks": occupation.tasks,
            "score": {"assessment": self.assessment, "consensus": self.consensus},
            "pay": occupation.wages if self.local is None else (occupation.wages, self.local),
            "outlook": occupation.outlook,
            "progression": found.progressions,
            "education": {"paths": found.paths, "costs": found.costs},
            "value": found.values,
            "related": occupation.related,
            "technology": occupation.technology_skills,
            "names": occupation.aliases,
            "exposure": occupation.exposures,
            "links": occupation.links,
            "sources": list(self._sources()),
        }
        return values[section]

    def __repr__(self) -> str:
        return f"<CareerPage of {self.occupation!r}, {self.assessment!r}>"

    def _page(self) -> Page:
        occupation = self.occupation
        found_by = self.job_title and f"Found by the job title {self.job_title!r}"
        head = [*muted(brief.head_line(occupation), found_by)]
        whole = self._whole()
        if self.sections:
            chosen = [each for name in self.sections for each in whole[name] or self._missing(name)]
            return Page(occupation.title, [*head, *chosen])
        path = self.economics.paths[0]
        sentence = (
            *(() if self.profile is None else (headline(self.profile),)),
            brief.facts_strip(occupation, self.assessment, path),
        )
        if self.everything:
            head = pages.head(occupation, f"Methodology {name_of(self.methodology)}", found_by)
            sections = [block for name in SECTIONS for block in whole[name]]
            return Page(occupation.title, [*head, *sentence, *sections])
        short = [block for name in SECTIONS for block in self._brief(name)]
        folded = [
            evolve(block, folded=True, in_terminal=False)
            for name in SECTIONS
            for block in whole[name]
            if isinstance(block, Section) and name != "tasks"
        ]
        return Page(occupation.title, [*head, *sentence, *short, *folded])

    def _missing(self, section: str) -> Sequence[Block]:
        """Return a section without anything, and why."""
        note = self.occupation.notes.get("description") if section == "tasks" else None
        why = NOT_KNOWN if note is None else pages.text_of_note(note)
        return (Section(section.capitalize(), notes(why)),)

    def _brief(self, section: str) -> Sequence[Block]:
        """Return a section in short; nothing for one that is only printed in full."""
        from careerscore.local.pages import near_section

        occupation, found = self.occupation, self.economics
        match section:
            case "profile":
                if self.profile is None:
                    return ()
                return (evolve(inside_section(self.profile), dense=True),)
            case "tasks":
                return self._details(whole=False)["tasks"]
            case "score":
                return self._score_in_short()
            case "pay":
                near = () if self.local is None else (near_section(self.local),)
                return (pay_brief(occupation), *near)
            case "progression":
                return (progression_brief(found.progressions[0]),)
            case "education":
                parts = (found.paths[0], found.costs[0], found.values[0])
                return (brief.education_brief(*parts),)
            case "related":
                in_short = self._sources_in_short()
                return (brief.related_brief(occupation, self.profile, in_short),)
            case _:
                return ()

    def _score_in_short(self) -> Sequence[Block]:
        method = self.methodology
        if isinstance(method, scoring.AdditiveMethodology):
            section = brief.score_section(self.occupation, self.assessment, method, self.consensus)
            return (section,)
        return (assessment_section(self.assessment, method.tiers), *self._consensus())

    def _consensus(self) -> Sequence[Section]:
        if self.consensus is None:
            return ()
        tiers = scoring.methodology(self.consensus.methodology).tiers
        return (consensus_section(self.consensus, tiers, self.assessment),)

    def _whole(self) -> dict[str, Sequence[Block]]:
        """Return every section in full."""
        from careerscore.economics import pages as economic_pages
        from careerscore.local.pages import near_section
        from careerscore.profiles.pages import profile_sections

        occupation, found = self.occupation, self.economics
        count = None if self.as_published or self.everything else 1
        pay, education, outlook = pages.facts(occupation)
        score = assessment_section(self.assessment, self.methodology.tiers)
        basis = muted(f"Methodology {name_of(self.methodology)}")
        ids = dict.fromkeys(
            result.methodology
            for group in (found.progressions, found.paths, found.costs, found.values)
            for result in group[:count]
        )
        methods: list[Method] = [self.methodology]
        if self.consensus is not None:
            methods.append(scoring.methodology(self.consensus.methodology))
        if self.profile is not None:
            methods.append(profiles.methodology(self.profile.methodology))
        methods += map(economics.methodology, ids)
        citations = (f"{method.id}: {method.citation}" for method in methods)
        fingerprint = self.assessment.fingerprint
        return {
            "profile": [] if self.profile is None else profile_sections(self.profile),
            "score": [
                evolve(score, blocks=[*score.blocks, *basis]),
                *self._consensus(),
                pages.epoch_section(occupation.epoch),
            ],
            "pay": [pay, *(() if self.local is None else (near_section(self.local),))],
            "outlook": [outlook],
            "progression": [economic_pages.progression_section(found.progressions[:count])],
            "education": [
                education,
                economic_pages.education_section(found.paths[:count]),
                economic_pages.cost_section(found.costs[:count]),
            ],
            "value": [economic_pages.value_section(found.values[:count])],
            **self._details(whole=bool(self.sections) or self.everything),
            "sources": [pages.sources_section(self._sources(), citations, fingerprint)],
        }

    def _details(self, *, whole: bool) -> dict[str, list[Section]]:
        command = brief.command_for(self.occupation)
        return pages.details(self.occupation, command=command, whole=whole)

    def _sources_in_short(self) -> Sequence[Source]:
        """Return the editions of what the page has in short."""
        occupation = self.occupation
        given = (
            occupation.wages.source,
            occupation.outlook.source,
            occupation.sources.get("title"),
            *(each for each in self._of_profile() if each.dataset == "onet-ratings"),
            *self.economics.costs[0].sources,
            *(self.local.sources if self.local else ()),
        )
        return tuple(dict.fromkeys(source for source in given if source is not None))

    def _sources(self) -> Sequence[Source]:
        found = self.economics
        given = (
            *(factor.source for factor in self.assessment.factors),
            *pages.occupation_sources(self.occupation),
            *(self.consensus.sources if self.consensus else ()),
            *self._of_profile(),
            *(source for cost in found.costs for source in cost.sources),
            *(source for value in found.values for source in value.sources),
            *(self.local.sources if self.local else ()),
        )
        return tuple(dict.fromkeys(source for source in given if source is not None))

    def _of_profile(self) -> Sequence[Source]:
        return () if self.profile is None else self.profile.sources


def career_page(
    career: str | Occupation,
    *,
    methodology: str | scoring.Methodology = api.DEFAULT_METHODOLOGY,
    near: str | Place | None = None,
    data: str | Release | None = None,
    everything: bool = False,
    sections: Sequence[str] = (),
    as_published: bool = False,
) -> CareerPage:
    """Return the page on a career: what the work is like, its score, pay, education and value.

    Parameters
    ----------
    career : str or Occupation
        Code, slug, title or alias, or an occupation.
    methodology : str or Methodology
        Id of the methodology of the score, or a methodology of your own.
    near : str or Place, optional
        A place whose pay and jobs are added, as `careerscore.local_pay` gives them.
    data : str or Release, optional
        The release to look a name up in; the newest by default.
    everything : bool, optional
        Whether all sections are on the page, in full.
    sections : sequence of str, optional
        The sections that alone are on the page, in full: ``"profile"``, ``"tasks"``, ``"score"``,
        ``"pay"``, ``"outlook"``, ``"progression"``, ``"education"``, ``"value"``, ``"related"``,
        ``"technology"``, ``"names"``, ``"exposure"``, ``"links"`` or ``"sources"``.
    as_published : bool, optional
        Whether the methods of American Dream Jobs stand next to ours in full sections.

    Raises
    ------
    CareerscoreError
        As in `careerscore.assess`; with a place also as in `careerscore.local_pay`.
    InvalidInputError
        If there is no such section, or an argument is of another kind.

    Examples
    --------
    >>> page = career_page("29-2072.00", data="2026.1")
    >>> "3 of 6 points" in page.to_html(), list(page.to_dict())
    (True, ['occupation', 'assessment', 'consensus', 'economics'])
    >>> list(career_page("29-2072.00", sections=["pay"], data="2026.1").to_dict())
    ['pay']
    """
    checks = Checks("career_page")
    checks.value("everything", everything, bool)
    checks.value("as_published", as_published, bool)
    is_list = isinstance(sections, Sequence) and not isinstance(sections, str)
    checks.expect("sections", sections, "a list of names of sections", holds=is_list)
    expected = f"one of {', '.join(SECTIONS)}"
    for name in sections if is_list else ():
        checks.expect("sections", name, expected, holds=name in SECTIONS)
    checks.raise_problems()
    job_title = ""
    if isinstance(career, str):
        data = release_of(data)
        found = data.find(career)
        job_title = found.matched if found.how == "alias" else ""
        career = data[found.code]
    occupation = api.occupation_of("career_page", career, data)
    method = methodology_of(methodology)
    try:
        profile = api.profile(occupation, data=data)
    except UnknownReleaseError:
        profile = None
    return CareerPage(
        occupation=occupation,
        assessment=api.assess(occupation, methodology=method, data=data),
        consensus=api.consensus_of(occupation, method, data),
        economics=career_economics(occupation),
        profile=profile,
        methodology=method,
        job_title=job_title,
        local=None if near is None else api.local_pay(occupation, near, data=data),
        everything=everything,
        sections=tuple(dict.fromkeys(sections)),
        as_published=as_published,
    )
