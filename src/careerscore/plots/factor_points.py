"""The factors of an assessment as rows: points out of the most there can be, or values."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from careerscore._record import Checks
from careerscore.model.assessment import ResilienceAssessment
from careerscore.plots.words import count, figure

if TYPE_CHECKING:
    from careerscore.model.assessment import FactorScore

__all__ = ["FactorRow", "check_assessment", "gives_points", "point_rows", "shared_unit"]


class FactorRow(NamedTuple):
    """One factor, or the total.

    Attributes
    ----------
    name : str
        What a reader calls it.
    low, high : float
        The least and the most that it is worth; the same where it is known [points].
    most : float
        The most that it can be worth at all [points].
    said : str
        Its value, its band and its points, in words.
    """

    name: str
    low: float
    high: float
    most: float
    said: str

    @property
    def is_known(self) -> bool:
        """Whether its points are known."""
        return self.low == self.high


def check_assessment(subject: str, assessment: ResilienceAssessment) -> None:
    """Refuse what cannot be shown factor by factor.

    Raises
    ------
    InvalidInputError
        If it is no assessment, or its factors have neither points nor values in one unit.
    """
    checks = Checks(subject)
    checks.instance("assessment", assessment, ResilienceAssessment)
    checks.raise_problems()
    if gives_points(assessment):
        return
    if shared_unit(assessment) is None:
        expected = f"factors with points, or values in one unit; {assessment.methodology} has rules"
        checks.expect("assessment", assessment, expected, holds=False)
    elif all(factor.value is None for factor in assessment.factors):
        expected = f"a value, which is missing: {assessment.status_reason or 'no reason is given'}"
        checks.expect("assessment", assessment, expected, holds=False)
    checks.raise_problems()


def gives_points(assessment: ResilienceAssessment) -> bool:
    """Tell whether every factor has points."""
    factors = assessment.factors
    return bool(factors) and all(factor.max_points is not None for factor in factors)


def shared_unit(assessment: ResilienceAssessment) -> str | None:
    """Return the unit that all values are in, None where one axis cannot hold them all.

    What follows a comma says more of a value than its unit: ``share of tasks, E1 + E2``.

    Examples
    --------
    >>> import careerscore as cs
    >>> shared_unit(cs.assess("29-2072.00", methodology="eloundou/2024", data="2026.1"))
    'share of tasks'
    """
    units = [factor.unit for factor in assessment.factors]
    if len(units) == 1:
        return units[0]
    kinds = {unit.partition(",")[0] for unit in units}
    return kinds.pop() if len(kinds) == 1 else None


def point_rows(assessment: ResilienceAssessment) -> tuple[FactorRow, ...]:
    """Return the factors of an assessment that gives points, and the total last.

    Examples
    --------
    >>> import careerscore as cs
    >>> rows = point_rows(cs.assess("29-2072.00", data="2026.1"))
    >>> rows[1].low, rows[1].high, rows[1].most, rows[1].said
    (2, 2, 2, '7: Growing, 2 of 2 points')
    >>> cs.methodology("american-dream-jobs/2.0").score(ai_exposure=0.3, human_advantage=15)
    <ResilienceAssessment 2 to 4 of 6, AI-Augmented or In Transition, insufficient, by
    american-dream-jobs/2.0>
    >>> point_rows(_)[1].said
    'missing: could be 0 to 2 points'
    """
    missing = [factor for factor in assessment.factors if factor.points is None]
    known = sum(factor.points or 0 for factor in assessment.factors)
    least = [0.0, assessment.total_range[0] - known if assessment.total_range else 0.0]
    # Of several missing factors only the sum of what they are worth at least is known.
    floor = least[len(missing) == 1]
    rows = [_row(factor, floor) for factor in assessment.factors]
    most = assessment.max_total
    most = float(sum(row.most for row in rows)) if most is None else most
    low, high = assessment.total_range or (
        sum(row.low for row in rows),
        sum(row.high for row in rows),
    )
    return (*rows, FactorRow("Total", low, high, most, _points(low, high, most)))


def _row(factor: FactorScore, floor: float) -> FactorRow:
    most = factor.max_points or 0
    if factor.points is None or factor.value is None:
        span = f"missing: could be {floor:g} to {count(most, 'point')}"
        return FactorRow(factor.title, floor, most, most, span)
    band = f"{figure(factor.value)}: {factor.label}"
    said = f"{band}, {_points(factor.points, factor.points, most)}"
    return FactorRow(factor.title, factor.points, factor.points, most, said)


def _points(low: float, high: float, most: float) -> str:
    span = f"{low:g}" if low == high else f"{low:g} to {high:g}"
    return f"{span} of {count(most, 'point')}"
