"""Editions computed from other editions by rules of American Dream Jobs."""

from __future__ import annotations

from math import floor
from statistics import median
from typing import TYPE_CHECKING, Final, NamedTuple

from careerscore.codes import soc_code
from careerscore.sources.categories import category, category_before_overrides
from careerscore.sources.epoch import epoch_heuristic

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from careerscore.sources.checks import Rows, SourceTable

_OCCUPATIONS: Final = "onet/occupations"


class LegacyRisk(NamedTuple):
    """The legacy risk of an occupation; the metadata of its edition describe the columns."""

    match: str
    basis: str
    matched: int
    probability: float
    risk: float


def legacy_risk(probability: float) -> float:
    """Return a probability of computerisation on the scale of 1 to 10.

    Examples
    --------
    >>> legacy_risk(0.0), legacy_risk(0.91), legacy_risk(1.0)
    (1.0, 9.2, 10.0)
    """
    return floor((1 + probability * 9) * 10 + 0.5) / 10


def legacy_risks(codes: Iterable[str], probabilities: Mapping[str, float]) -> dict[str, LegacyRisk]:
    """Return the legacy risk of every occupation.

    The probabilities of Frey and Osborne (2013) are joined to O*NET-SOC codes as text, by the
    first seven characters. The fallback is the median of the matched occupations of the same
    category, then the median of all matched occupations; each sibling counts.

    Examples
    --------
    >>> found = legacy_risks(["11-1011.00", "11-1021.00", "55-1011.00"], {"11-1011": 0.5})
    >>> found["11-1011.00"].match, found["11-1021.00"].match, found["55-1011.00"].match
    ('soc', 'category-median', 'global-median')
    """
    every_code = tuple(codes)
    matched = {
        code: probabilities[soc_code(code)]
        for code in every_code
        if soc_code(code) in probabilities
    }
    by_category: dict[str, list[float]] = {}
    for code, probability in matched.items():
        by_category.setdefault(category_before_overrides(code), []).append(probability)
    found: dict[str, LegacyRisk] = {}
    for code in every_code:
        group = category_before_overrides(code)
        if code in matched:
            match, basis, values = "soc", soc_code(code), [matched[code]]
        elif group in by_category:
            match, basis, values = "category-median", group, by_category[group]
        else:
            match, basis, values = "global-median", "", list(matched.values())
        probability = median(values)
        found[code] = LegacyRisk(match, basis, len(values), probability, legacy_risk(probability))
    return found


def percentile(score: float, scores: Sequence[float]) -> int:
    """Return the share of scores strictly below, in whole percent, halves rounded up.

    Examples
    --------
    >>> percentile(2, [1, 2, 2, 5])
    25
    """
    below = sum(other < score for other in scores)
    return floor(100 * below / len(scores) + 0.5)


def _categories(sources: Mapping[str, SourceTable], _: Mapping[str, Rows]) -> dict[str, Rows]:
    codes = sources[_OCCUPATIONS].column("onet_soc_code")
    return {"occupations": [(code, category(code)) for code in codes]}


def _epoch(sources: Mapping[str, SourceTable], _: Mapping[str, Rows]) -> dict[str, Rows]:
    occupations = sources[_OCCUPATIONS].columns("onet_soc_code", "title", "job_zone")
    return {"occupations": [_epoch_cells(*cells) for cells in occupations]}


def _epoch_cells(code: str, title: str, job_zone: str) -> tuple[str, ...]:
    profile = epoch_heuristic(
        title=title, job_zone=int(job_zone) if job_zone else None, category=category(code)
    )
    dimensions = (
        profile.empathy,
        profile.presence,
        profile.opinion,
        profile.creativity,
        profile.hope,
        profile.job_zone_used,
    )
    return (code, *map(str, dimensions), "Y" if profile.job_zone_defaulted else "")


def _legacy_risk(sources: Mapping[str, SourceTable], _: Mapping[str, Rows]) -> dict[str, Rows]:
    codes = sources[_OCCUPATIONS].column("onet_soc_code")
    published = sources["frey-osborne/occupations"].lookup("soc_2010_code", "probability")
    risks = legacy_risks(codes, {code: float(cell) for code, cell in published.items()})
    return {"occupations": [(code, *map(str, risk)) for code, risk in risks.items()]}


def _aioe_percentile(sources: Mapping[str, SourceTable], _: Mapping[str, Rows]) -> dict[str, Rows]:
    occupations = sources["felten-aioe/occupations"].columns("soc_2010_code", "aioe")
    scores = [float(score) for _, score in occupations]
    return {
        "occupations": [
            (f"{code}.00", str(percentile(float(score), scores))) for code, score in occupations
        ]
    }


RULES: Final = {
    "american-dream-jobs/categories": _categories,
    "american-dream-jobs/epoch-heuristic": _epoch,
    "american-dream-jobs/legacy-risk": _legacy_risk,
    "american-dream-jobs/aioe-percentile": _aioe_percentile,
}
"""Builders of the computed editions, by the id of the rule."""
