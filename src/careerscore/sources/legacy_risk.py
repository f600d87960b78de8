"""The legacy risk of American Dream Jobs: computerisation on a scale of 1 to 10.

The probabilities of Frey and Osborne (2013) are joined to O*NET-SOC codes as text, SOC
2010 code to the first seven characters; where that finds nothing, the median of the
matched occupations of the same career category stands in, else the median of them all.
"""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING, Final, NamedTuple

from careerscore.codes import soc_code
from careerscore.sources.categories import category_before_overrides

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["LEGACY_RISK_RULE", "LegacyRisk", "legacy_risk", "legacy_risks"]

LEGACY_RISK_RULE: Final = "american-dream-jobs/legacy-risk"
"""Id of the rule."""


class LegacyRisk(NamedTuple):
    """The legacy risk of an occupation.

    Attributes
    ----------
    match : str
        ``"soc"``, ``"category-median"`` or ``"global-median"``.
    basis : str
        The SOC 2010 code or the category the probability is taken from; empty for all.
    matched : int
        Number of occupations the median is over; 1 for a code of its own.
    probability : float
        Probability of computerisation, 0 to 1.
    risk : float
        The same from 1 to 10, one decimal.
    """

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

    Parameters
    ----------
    codes : iterable of str
        O*NET-SOC codes of every occupation; siblings count each in a median.
    probabilities : Mapping of str to float
        Probability of computerisation by SOC 2010 code.

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
        probability = _median(values)
        found[code] = LegacyRisk(match, basis, len(values), probability, legacy_risk(probability))
    return found


def _median(values: list[float]) -> float:
    ordered = sorted(values)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) / 2
