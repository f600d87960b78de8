"""The career page: the facts about an occupation, its score, and what it pays and costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from careerscore._render.blocks import Columns, Page
from careerscore._render.display import RichDisplay
from careerscore.api import (
    DEFAULT_COST,
    DEFAULT_METHODOLOGY,
    DEFAULT_PATH,
    DEFAULT_PROGRESSION,
    DEFAULT_VALUE,
    education_cost,
    education_requirements,
    lifetime_value,
    occupation_of,
    progression,
)
from careerscore.api import assess as assess_occupation
from careerscore.economics import (
    CareerProgression,
    EducationCost,
    EducationRequirements,
    LifetimeValue,
)
from careerscore.economics import methodology as economic_methodology
from careerscore.errors import MissingDependencyError
from careerscore.methods.pages import name_of
from careerscore.model.assessment import ResilienceAssessment
from careerscore.model.occupation import Occupation
from careerscore.model.pages import (
    assessment_section,
    details,
    epoch_section,
    facts,
    head,
    occupation_sources,
    sources_section,
)
from careerscore.scoring import methodology as scoring_methodology
from careerscore.scoring.base import Methodology
from careerscore.serde import to_dict

if TYPE_CHECKING:
    from careerscore.reference import Release

# Ours first, then those of the career pages of American Dream Jobs.
_PROGRESSIONS: Final = (DEFAULT_PROGRESSION, "percentile-ladder/1")
_PATHS: Final = (DEFAULT_PATH, "onet-mode/1")
_COSTS: Final = (DEFAULT_COST, "american-dream-jobs/2024")
_VALUES: Final = (
    DEFAULT_VALUE,
    "american-dream-jobs-compare/1",
    "american-dream-jobs-calculator/1",
)


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

    progressions: tuple[CareerProgression, ...]
    paths: tuple[EducationRequirements, ...]
    costs: tuple[EducationCost, ...]
    values: tuple[LifetimeValue, ...]


def career_economics(occupation: Occupation) -> CareerEconomics:
    """Return what a career pays and costs, by our methods and those of American Dream Jobs."""
    return CareerEconomics(
        progressions=tuple(progression(occupation, method=id) for id in _PROGRESSIONS),
        paths=tuple(education_requirements(occupation, method=id) for id in _PATHS),
        costs=tuple(education_cost(occupation, method=id) for id in _COSTS),
        values=tuple(lifetime_value(occupation, method=id) for id in _VALUES),
    )


@frozen(kw_only=True, repr=False)
class CareerPage(RichDisplay):
    """An occupation with its score and with what it pays and costs.

    A notebook displays it as HTML, rich prints it as text.

    Parameters
    ----------
    occupation : Occupation
        The facts.
    assessment : ResilienceAssessment
        Its score.
    economics : CareerEconomics
        Pay, education, cost and lifetime value, by our methods and by the published ones.
    methodology : Methodology
        The methodology of the score.

    See Also
    --------
    career_page : the usual way to make one.
    """

    occupation: Occupation
    assessment: ResilienceAssessment
    economics: CareerEconomics
    methodology: Methodology

    def to_html(self) -> str:
        """Return the page as a whole HTML document: no scripts, nothing fetched."""
        from careerscore._render.html import document

        return document(self._page())

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
        """Return occupation, assessment and economics, ready for JSON."""
        return {
            "occupation": to_dict(self.occupation),
            "assessment": to_dict(self.assessment),
            "economics": to_dict(self.economics),
        }

    def __repr__(self) -> str:
        return f"<CareerPage of {self.occupation!r}, {self.assessment!r}>"

    def _page(self) -> Page:
        from careerscore.economics.pages import (
            cost_section,
            education_section,
            progression_section,
            value_section,
        )

        occupation, economics = self.occupation, self.economics
        score = assessment_section(self.assessment, len(self.methodology.tiers))
        groups = (economics.progressions, economics.paths, economics.costs, economics.values)
        ids = dict.fromkeys(result.methodology for group in groups for result in group)
        citations = (f"{id}: {economic_methodology(id).citation}" for id in ids)
        sources = (
            *(factor.source for factor in self.assessment.factors),
            *occupation_sources(occupation),
            *(source for cost in economics.costs for source in cost.sources),
        )
        return Page(
            occupation.title,
            (
                *head(occupation, f"Methodology {name_of(self.methodology)}"),
                Columns((score, epoch_section(occupation.epoch)), facts(occupation)),
                progression_section(economics.progressions),
                education_section(economics.paths),
                cost_section(economics.costs),
                value_section(economics.values),
                *details(occupation),
                sources_section(sources, citations, self.assessment.fingerprint),
            ),
        )


def career_page(
    career: str | Occupation,
    *,
    methodology: str | Methodology = DEFAULT_METHODOLOGY,
    data: str | Release | None = None,
) -> CareerPage:
    """Return the whole page on a career: facts, score, pay, education, cost and value.

    Parameters
    ----------
    career : str or Occupation
        Code, slug, title or alias, or an occupation.
    methodology : str or Methodology
        Id of the methodology of the score, or a methodology of your own.
    data : str or Release, optional
        The release to look a name up in; the newest by default.

    Raises
    ------
    AmbiguousOccupationError, UnknownOccupationError, RetiredCodeError
        If not exactly one occupation has the name.
    UnknownMethodologyError, UnknownReleaseError
        If there is no such methodology or release.
    InvalidInputError
        If an argument has another type, or the occupation is of another release.

    Examples
    --------
    >>> page = career_page("29-2072.00", data="2026.1")
    >>> "3 of 6 points" in page.to_html(), list(page.to_dict())
    (True, ['occupation', 'assessment', 'economics'])
    """
    occupation = occupation_of("career_page", career, data)
    method = scoring_methodology(methodology) if isinstance(methodology, str) else methodology
    return CareerPage(
        occupation=occupation,
        assessment=assess_occupation(occupation, methodology=method),
        economics=career_economics(occupation),
        methodology=method,
    )
