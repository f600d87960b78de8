"""The cards: an occupation with or without its assessment, or an assessment alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careerscore.report.blocks import line
from careerscore.report.economics import (
    cost_section,
    path_section,
    progression_section,
    value_section,
)
from careerscore.report.page import GAP, Columns, Group, Page, Title, Tone
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
from careerscore.report.source_list import sources_of, sources_section

if TYPE_CHECKING:
    from careerscore.api import CareerEconomics
    from careerscore.model.assessment import ResilienceAssessment
    from careerscore.model.occupation import Occupation
    from careerscore.report.page import Block, Section
    from careerscore.scoring.protocol import Methodology

__all__ = ["assessment_card", "career_card", "occupation_card"]


def career_card(
    occupation: Occupation,
    assessment: ResilienceAssessment,
    methodology: Methodology,
    economics: CareerEconomics,
) -> Page:
    """Lay an occupation out with its assessment and with what it pays and costs.

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

    Examples
    --------
    >>> import careerscore as cs
    >>> from rich.console import Console
    >>> occupation = cs.occupation("29-2072.00", data="2026.1")
    >>> from careerscore.api import career_economics
    >>> method = cs.methodology("american-dream-jobs/2.0")
    >>> result, economics = method.assess(occupation), career_economics(occupation)
    >>> console = Console(width=80)
    >>> with console.capture() as shown:
    ...     console.print(career_card(occupation, result, method, economics))
    >>> "3 of 6 points, AI-Augmented (2nd of 4 tiers)" in shown.get()
    True
    """
    resilience = resilience_section(assessment, len(methodology.tiers))
    results = (*economics.progressions, *economics.paths, *economics.costs, *economics.values)
    methods = dict.fromkeys(result.methodology for result in results)
    return Page(
        occupation.title,
        (
            _head(occupation, _scored_by(methodology)),
            Columns((resilience, epoch_section(occupation.epoch)), _figures(occupation)),
            progression_section(economics.progressions),
            path_section(economics.paths),
            cost_section(economics.costs),
            value_section(economics.values),
            *_further(occupation),
            sources_section(
                sources_of(occupation, assessment, economics), methods, assessment.fingerprint
            ),
        ),
    )


def occupation_card(occupation: Occupation) -> Page:
    """Lay the facts about an occupation out.

    Parameters
    ----------
    occupation : Occupation
        What the page is about.

    Examples
    --------
    >>> import careerscore as cs
    >>> occupation_card(cs.occupation("29-2072.00")).title
    'Medical Records Specialists'
    """
    pay, *others = _figures(occupation)
    return Page(
        occupation.title,
        (
            _head(occupation),
            Columns((pay, epoch_section(occupation.epoch)), others),
            *_further(occupation),
            sources_section(sources_of(occupation)),
        ),
    )


def assessment_card(assessment: ResilienceAssessment, methodology: Methodology | None) -> Page:
    """Lay an assessment out: what, by which methodology, on which data.

    Parameters
    ----------
    assessment : ResilienceAssessment
        The result.
    methodology : Methodology, optional
        By what it was scored; None where it cannot be had.

    Examples
    --------
    >>> import careerscore as cs
    >>> method = cs.methodology("american-dream-jobs/2.0")
    >>> assessment_card(method.score(ai_exposure=0.3), method).title
    'american-dream-jobs/2.0'
    """
    name = f"{assessment.occupation_title or ''} {assessment.occupation_code or ''}".strip()
    head: list[Block] = [Title(name)] if name else []
    if assessment.data_release:
        head.append(line(f"Data release {assessment.data_release}", Tone.QUIET))
    by = f"Methodology {assessment.methodology}" if methodology is None else _scored_by(methodology)
    return Page(
        name or assessment.methodology,
        (
            *head,
            line(by, Tone.QUIET),
            GAP,
            resilience_section(assessment, None if methodology is None else len(methodology.tiers)),
            line(f"Fingerprint of this result: {assessment.fingerprint}", Tone.QUIET),
        ),
    )


def _scored_by(methodology: Methodology) -> str:
    return f"Methodology {methodology.id}, {methodology.title}, {methodology.released}"


def _head(occupation: Occupation, *rests_on: str) -> Group:
    zone = "no job zone" if occupation.job_zone is None else f"job zone {occupation.job_zone}"
    note = occupation.notes.get("job_zone")
    if note is not None and occupation.job_zone is not None:
        zone += f" ({note.reason})"
    of = [occupation.code, f"SOC {occupation.soc_code}", occupation.category, zone]
    release = occupation.data_release or "none: made by hand"
    quiet = [f"Data release {release}", *rests_on]
    if occupation.siblings:
        named = ", ".join(f"{title} ({code})" for code, title in occupation.siblings.items())
        quiet.append(f"Same SOC code: {named}")
    return Group(
        (
            Title(occupation.title),
            line(" · ".join(part for part in of if part)),
            *(line(text, Tone.QUIET) for text in quiet),
            GAP,
        )
    )


def _figures(occupation: Occupation) -> tuple[Section, ...]:
    return (
        pay_section(occupation.wages),
        education_section(occupation.education),
        outlook_section(occupation.outlook),
    )


def _further(occupation: Occupation) -> tuple[Section, ...]:
    return (
        exposures_section(occupation),
        technology_section(occupation),
        names_section(occupation),
        related_section(occupation),
        links_section(occupation),
    )
