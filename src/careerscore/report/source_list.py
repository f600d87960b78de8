"""The section on sources: what to cite, under which terms, with the attributions required."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careerscore.report.blocks import line, section
from careerscore.report.page import Tone

if TYPE_CHECKING:
    from collections.abc import Iterable

    from careerscore.api import CareerEconomics
    from careerscore.model.assessment import ResilienceAssessment
    from careerscore.model.occupation import Occupation
    from careerscore.model.provenance import Source
    from careerscore.report.page import Section

__all__ = ["sources_of", "sources_section"]


def sources_of(
    occupation: Occupation,
    assessment: ResilienceAssessment | None = None,
    economics: CareerEconomics | None = None,
) -> tuple[Source, ...]:
    """Return every edition that a page on an occupation takes figures from, each once."""
    found = [
        *(factor.source for factor in (assessment.factors if assessment else ())),
        occupation.wages.source,
        occupation.outlook.source,
        occupation.education.bls_source,
        occupation.education.onet_source,
        *(measure.source for measure in occupation.exposures.values()),
        None if occupation.epoch is None else occupation.epoch.source,
        *occupation.sources.values(),
        *(source for cost in (economics.costs if economics else ()) for source in cost.sources),
    ]
    return tuple(dict.fromkeys(source for source in found if source is not None))


def sources_section(
    sources: Iterable[Source], methods: Iterable[str] = (), fingerprint: str | None = None
) -> Section:
    """Return how to cite editions and methods.

    Parameters
    ----------
    sources : iterable of Source
        The editions that figures come from.
    methods : iterable of str
        Ids of the methods of pay, cost and value that were used.
    fingerprint : str, optional
        The fingerprint of the score.
    """
    shown = list(sources)
    attributions = dict.fromkeys(source.attribution for source in shown if source.attribution)
    quiet = [*attributions, *map(_method_cited, methods)]
    if fingerprint is not None:
        quiet.append(f"Fingerprint of this result: {fingerprint}")
    return section(
        "Sources",
        *(line(_source_cited(source)) for source in shown),
        *(line(text, Tone.QUIET) for text in quiet),
    )


def _source_cited(source: Source) -> str:
    address = "" if source.url in source.citation else f" {source.url}"
    return f"{source.id}: {source.citation}{address} Licence: {source.licence}."


def _method_cited(id: str) -> str:
    from careerscore.economics.catalog import methodology

    return f"{id}: {methodology(id).citation}"
