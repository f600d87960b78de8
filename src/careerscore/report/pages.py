"""The page of each kind of thing that people look at."""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING

from careerscore.economics.comparison import Comparison
from careerscore.economics.cost import EducationCost
from careerscore.economics.education import EducationRequirements
from careerscore.economics.lifetime import LifetimeValue
from careerscore.economics.progression import CareerProgression
from careerscore.errors import InvalidInputError, Problem, UnknownMethodologyError, shorten
from careerscore.methods.base import MethodologyBase
from careerscore.model.assessment import ResilienceAssessment
from careerscore.model.education import EducationPath
from careerscore.model.epoch import EpochProfile
from careerscore.model.occupation import Occupation
from careerscore.model.outlook import EmploymentOutlook
from careerscore.model.wages import WageDistribution
from careerscore.reference.releases import Release
from careerscore.report.blocks import line
from careerscore.report.card import assessment_card, occupation_card
from careerscore.report.comparison import comparison_table
from careerscore.report.economics import (
    cost_section,
    path_section,
    progression_section,
    value_section,
)
from careerscore.report.page import Page, Title, Tone
from careerscore.report.release import release_page
from careerscore.report.sections import (
    education_section,
    epoch_section,
    outlook_section,
    pay_section,
)
from careerscore.report.source_list import sources_section
from careerscore.report.strategy import strategy_page
from careerscore.scoring.catalog import methodology as methodology_of_id

if TYPE_CHECKING:
    from careerscore.economics.results import EconomicResult
    from careerscore.model.provenance import Source
    from careerscore.report.page import Section

__all__ = ["page_of"]


@singledispatch
def page_of(value: object) -> Page:
    """Return the page on a value.

    Parameters
    ----------
    value : object
        An occupation or a part of one, a result, a release, or a methodology; or a page.

    Raises
    ------
    InvalidInputError
        If there are no pages on such things.

    Examples
    --------
    >>> import careerscore as cs
    >>> page_of(cs.load("2026.1")).title
    'Release 2026.1'
    """
    expected = "an occupation or a part of one, a result, a release or a methodology"
    raise InvalidInputError("page", (Problem("value", shorten(value), expected),))


page_of.register(Occupation, occupation_card)
page_of.register(Comparison, comparison_table)
page_of.register(MethodologyBase, strategy_page)
page_of.register(Release, release_page)


@page_of.register
def _page(value: Page) -> Page:
    # A page put together elsewhere, such as a career with its score, is one already.
    return value


@page_of.register
def _assessment(value: ResilienceAssessment) -> Page:
    try:
        methodology = methodology_of_id(value.methodology)
    except UnknownMethodologyError:
        # A methodology of the reader's own, or one that is not installed here.
        return assessment_card(value, None)
    return assessment_card(value, methodology)


@page_of.register
def _wages(value: WageDistribution) -> Page:
    return _part("Pay", pay_section(value), value.source)


@page_of.register
def _education(value: EducationPath) -> Page:
    return _part("Education", education_section(value), value.bls_source, value.onet_source)


@page_of.register
def _outlook(value: EmploymentOutlook) -> Page:
    return _part("Outlook", outlook_section(value), value.source)


@page_of.register
def _epoch(value: EpochProfile) -> Page:
    return _part("Human advantage (EPOCH)", epoch_section(value), value.source)


@page_of.register
def _progression(value: CareerProgression) -> Page:
    return _result(value, progression_section([value]))


@page_of.register
def _path(value: EducationRequirements) -> Page:
    return _result(value, path_section([value]))


@page_of.register
def _cost(value: EducationCost) -> Page:
    return _result(value, cost_section([value]))


@page_of.register
def _value(value: LifetimeValue) -> Page:
    return _result(value, value_section([value]))


def _part(title: str, body: Section, *sources: Source | None) -> Page:
    used = dict.fromkeys(source for source in sources if source is not None)
    return Page(title, (body, sources_section(used)) if used else (body,))


def _result(value: EconomicResult, body: Section) -> Page:
    name = f"{value.occupation_title or ''} {value.occupation_code or ''}".strip()
    release = value.data_release or "none: made by hand"
    return Page(
        name or value.methodology,
        (
            *([Title(name)] if name else []),
            line(f"Data release {release}", Tone.QUIET),
            body,
            sources_section(value.sources, (), value.fingerprint),
        ),
    )
