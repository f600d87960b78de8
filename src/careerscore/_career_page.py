"""The career page: the facts about an occupation, its score, and what it pays and costs."""

from typing import Any

from attrs import frozen

from careerscore import api, economics, scoring
from careerscore._render.blocks import Columns, Page
from careerscore._render.display import RichDisplay
from careerscore.errors import MissingDependencyError
from careerscore.local import LocalPay, Place
from careerscore.methods.pages import name_of
from careerscore.model import Occupation, ResilienceAssessment, pages
from careerscore.model.assessment_pages import assessment_section, consensus_section
from careerscore.reference import Release
from careerscore.reference.loading import release_of
from careerscore.serde import to_dict


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
    consensus : ResilienceAssessment, optional
        The consensus score; None where it is the score itself.
    economics : CareerEconomics
        Pay, education, cost and lifetime value, by our methods and by the published ones.
    job_title : str
        The job title by which the occupation was found; empty where it was found otherwise.
    local : LocalPay, optional
        Pay and jobs in a place.
    """

    occupation: Occupation
    assessment: ResilienceAssessment
    economics: CareerEconomics
    methodology: scoring.Methodology
    consensus: ResilienceAssessment | None = None
    job_title: str = ""
    local: LocalPay | None = None

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
        """Return occupation, scores, economics and local pay if any, ready for JSON."""
        names = ("occupation", "assessment", "consensus", "economics", "local")
        parts = {name: getattr(self, name) for name in names}
        return {name: to_dict(part) for name, part in parts.items() if part is not None}

    def __repr__(self) -> str:
        return f"<CareerPage of {self.occupation!r}, {self.assessment!r}>"

    def _page(self) -> Page:
        from careerscore.economics import pages as economic_pages
        from careerscore.local.pages import near_section

        occupation, found = self.occupation, self.economics
        score = assessment_section(self.assessment, self.methodology.tiers)
        consensus = []
        if self.consensus is not None:
            tiers = scoring.methodology(self.consensus.methodology).tiers
            consensus = [consensus_section(self.consensus, tiers, self.assessment)]
        groups = (found.progressions, found.paths, found.costs, found.values)
        ids = dict.fromkeys(result.methodology for group in groups for result in group)
        citations = (f"{id}: {economics.methodology(id).citation}" for id in ids)
        sources = (
            *self.assessment.sources,
            *pages.occupation_sources(occupation),
            *(source for cost in found.costs for source in cost.sources),
            *(self.local.sources if self.local else ()),
        )
        basis = (
            f"Methodology {name_of(self.methodology)}",
            self.job_title and f"Found by the job title {self.job_title!r}",
        )
        blocks = (
            *pages.head(occupation, *basis),
            Columns(
                (score, *consensus, pages.epoch_section(occupation.epoch)), pages.facts(occupation)
            ),
            *((near_section(self.local),) if self.local else ()),
            economic_pages.progression_section(found.progressions),
            economic_pages.education_section(found.paths),
            economic_pages.cost_section(found.costs),
            economic_pages.value_section(found.values),
            *pages.details(occupation),
            pages.sources_section(sources, citations, self.assessment.fingerprint),
        )
        return Page(occupation.title, blocks)


def career_page(
    career: str | Occupation,
    *,
    methodology: str | scoring.Methodology = api.DEFAULT_METHODOLOGY,
    near: str | Place | None = None,
    data: str | Release | None = None,
) -> CareerPage:
    """Return the whole page on a career: facts, score, pay, education, cost and value.

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

    Raises
    ------
    CareerscoreError
        As in `careerscore.assess`; with a place also as in `careerscore.local_pay`.

    Examples
    --------
    >>> page = career_page("29-2072.00", data="2026.1")
    >>> "3 of 6 points" in page.to_html(), list(page.to_dict())
    (True, ['occupation', 'assessment', 'consensus', 'economics'])
    """
    job_title = ""
    if isinstance(career, str):
        data = release_of(data)
        found = data.find(career)
        job_title = found.matched if found.how == "alias" else ""
        career = data[found.code]
    occupation = api.occupation_of("career_page", career, data)
    method = scoring.methodology(methodology) if isinstance(methodology, str) else methodology
    return CareerPage(
        occupation=occupation,
        assessment=api.assess(occupation, methodology=method, data=data),
        consensus=api.consensus_of(occupation, method, data),
        economics=career_economics(occupation),
        methodology=method,
        job_title=job_title,
        local=None if near is None else api.local_pay(occupation, near, data=data),
    )
