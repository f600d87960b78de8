"""The cards: an occupation and its assessment, or the assessment alone, as a page of text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from careerscore.report.blocks import line, section
from careerscore.report.economics import (
    cost_section,
    path_section,
    progression_section,
    value_section,
)
from careerscore.report.plain import plain
from careerscore.report.resilience import resilience_section
from careerscore.report.sections import (
    education_section,
    epoch_section,
    exposures_section,
    links_section,
    names_section,
    outlook_section,
    pay_section,
    related_section,
    technology_section,
)

if TYPE_CHECKING:
    from rich.console import RenderableType

    from careerscore.model.assessment import ResilienceAssessment
    from careerscore.model.occupation import Occupation
    from careerscore.model.provenance import Source
    from careerscore.pay_and_cost import CareerEconomics
    from careerscore.scoring.protocol import Methodology

__all__ = ["TWO_COLUMNS_FROM", "assessment_card", "career_card"]

TWO_COLUMNS_FROM: Final = 110
"""Width from which sections stand side by side [characters]."""

_WIDEST: Final = 140


def career_card(
    occupation: Occupation,
    assessment: ResilienceAssessment,
    methodology: Methodology,
    economics: CareerEconomics,
    *,
    width: int,
) -> RenderableType:
    """Lay an occupation and its assessment out as a page of text.

    Parameters
    ----------
    occupation : Occupation
        What the page is about.
    assessment : ResilienceAssessment
        How it scores.
    methodology : Methodology
        By what it was scored.
    economics : CareerEconomics
        What it pays and costs.
    width : int
        Width of the page [characters]; from 110 on, sections stand side by side.

    Returns
    -------
    rich.console.RenderableType
        For a `rich.console.Console` of that width.

    Examples
    --------
    >>> import careerscore as cs
    >>> from rich.console import Console
    >>> occupation = cs.occupation("29-2072.00", data="2026.1")
    >>> from careerscore.pay_and_cost import career_economics
    >>> method = cs.methodology("american-dream-jobs/2.0")
    >>> result, economics = method.assess(occupation), career_economics(occupation)
    >>> console = Console(width=80)
    >>> with console.capture() as shown:
    ...     console.print(career_card(occupation, result, method, economics, width=80))
    >>> "3 of 6 points, AI-Augmented (2nd of 4 tiers)" in shown.get()
    True
    """
    left = [resilience_section(assessment, len(methodology.tiers)), epoch_section(occupation)]
    right = [pay_section(occupation), education_section(occupation), outlook_section(occupation)]
    middle = _side_by_side(left, right) if width >= TWO_COLUMNS_FROM else Group(*left, *right)
    page = Group(
        _head(occupation, methodology),
        middle,
        progression_section(economics.progressions),
        path_section(economics.paths),
        cost_section(economics.costs),
        value_section(economics.values),
        exposures_section(occupation),
        technology_section(occupation),
        names_section(occupation),
        related_section(occupation),
        links_section(occupation),
        _sources(occupation, assessment, economics),
    )
    return Padding(page, (0, max(0, width - _WIDEST), 0, 0))


def _side_by_side(left: list[RenderableType], right: list[RenderableType]) -> RenderableType:
    table = Table.grid(padding=(0, 2), expand=True)
    table.add_column(ratio=1)
    table.add_column(ratio=1)
    table.add_row(Group(*left), Group(*right))
    return table


def assessment_card(assessment: ResilienceAssessment, methodology: Methodology) -> RenderableType:
    """Lay an assessment out as a short text: what, by which methodology, on which data.

    Parameters
    ----------
    assessment : ResilienceAssessment
        The result.
    methodology : Methodology
        By what it was scored.

    Returns
    -------
    rich.console.RenderableType
        For a `rich.console.Console` of any width.
    """
    name = f"{assessment.occupation_title or ''} {assessment.occupation_code or ''}".strip()
    head = [line(name, "bold underline")] if name else []
    if assessment.data_release:
        head.append(line(f"Data release {assessment.data_release}", "dim"))
    return Group(
        *head,
        line(f"Methodology {methodology.id}, {methodology.title}, {methodology.released}", "dim"),
        Text(),
        resilience_section(assessment, len(methodology.tiers)),
        line(f"Fingerprint of this result: {assessment.fingerprint}", "dim"),
    )


def _head(occupation: Occupation, methodology: Methodology) -> RenderableType:
    zone = "no job zone" if occupation.job_zone is None else f"job zone {occupation.job_zone}"
    note = occupation.notes.get("job_zone")
    if note is not None and occupation.job_zone is not None:
        zone += f" ({note.reason})"
    of = [occupation.code, f"SOC {occupation.soc_code}", occupation.category, zone]
    release = occupation.data_release or "none: made by hand"
    lines: list[RenderableType] = [
        Text(plain(occupation.title), style="bold underline"),
        line(" · ".join(part for part in of if part)),
        line(f"Data release {release}", "dim"),
        line(f"Methodology {methodology.id}, {methodology.title}, {methodology.released}", "dim"),
    ]
    if occupation.siblings:
        named = ", ".join(f"{title} ({code})" for code, title in occupation.siblings.items())
        lines.append(line(f"Same SOC code: {named}", "dim"))
    return Padding(Group(*lines), (0, 0, 1, 0))


def _sources(
    occupation: Occupation, assessment: ResilienceAssessment, economics: CareerEconomics
) -> RenderableType:
    lines: list[RenderableType] = []
    attributions: dict[str, None] = {}
    for source in _every_source(occupation, assessment, economics):
        address = "" if source.url in source.citation else f" {source.url}"
        text = f"{source.id}: {source.citation}{address} Licence: {source.licence}."
        lines.append(Text(plain(text), overflow="fold"))
        if source.attribution:
            attributions[source.attribution] = None
    lines += [line(text, "dim") for text in attributions]
    lines += [line(text, "dim") for text in _methods_cited(economics)]
    lines.append(line(f"Fingerprint of this result: {assessment.fingerprint}", "dim"))
    return section("Sources", *lines)


def _methods_cited(economics: CareerEconomics) -> list[str]:
    """Return how to cite the methods that the figures on pay and cost come from."""
    from careerscore.economics.registry import method

    results = (*economics.progressions, *economics.paths, *economics.costs, *economics.values)
    ids = dict.fromkeys(result.methodology for result in results)
    return [f"{id}: {method(id).citation}" for id in ids]


def _every_source(
    occupation: Occupation, assessment: ResilienceAssessment, economics: CareerEconomics
) -> dict[Source, None]:
    found = [
        *(factor.source for factor in assessment.factors),
        occupation.wages.source,
        occupation.outlook.source,
        occupation.education.bls_source,
        occupation.education.onet_source,
        *(measure.source for measure in occupation.exposures.values()),
        None if occupation.epoch is None else occupation.epoch.source,
        *occupation.sources.values(),
        *(source for cost in economics.costs for source in cost.sources),
    ]
    return dict.fromkeys(source for source in found if source is not None)
