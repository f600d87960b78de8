"""Titles of findings that no bundled release has."""

from __future__ import annotations

import pytest

from careerscore.plots._exposure_and_wage import _title
from careerscore.plots._population import rank_correlation, with_unit


@pytest.mark.parametrize(
    ("correlation", "said"),
    [
        (None, "Exposure to AI and pay of all occupations"),
        (0.099, "Exposure to AI and pay hardly go together: rank correlation +0.10"),
        (-0.05, "Exposure to AI and pay hardly go together: rank correlation -0.05"),
        (0.1, "Occupations more exposed to AI pay more: rank correlation +0.10"),
        (-0.1, "Occupations more exposed to AI pay less: rank correlation -0.10"),
    ],
)
def test_the_title_follows_from_the_correlation(correlation, said):
    assert _title(correlation) == said


def test_a_rank_correlation_is_of_ranks_and_not_defined_without_a_spread():
    assert rank_correlation([(1, 1), (2, 10), (3, 1000)]) == pytest.approx(1)
    assert rank_correlation([(1, 3), (2, 2), (3, 1)]) == pytest.approx(-1)
    assert rank_correlation([(1, 1), (1, 2)]) is None


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (48_780, "US dollars a year", "$48,780"),
        (23.451, "US dollars an hour", "$23.45"),
        (0.6176, "share of tasks, E1 + 0.5 E2", "62% of tasks"),
        (15, "5 to 25", "15 of 25"),
        (0.801, "mean share of the measures, 0 to 1", "0.80 of 1"),
        (7.8, "percent change of employment", "+7.8%"),
        (0, "percent change of employment", "0%"),
        (-3.14159, "percent change", "-3.14%"),
        (7.8, "percent", "7.8%"),
        (1000, "workers", "1,000"),
        (999, "workers", "999"),
        (-1.26862, "standardised over occupations", "-1.27"),
    ],
)
def test_figures_have_the_units_of_readers(value, unit, said):
    assert with_unit(value, unit) == said
