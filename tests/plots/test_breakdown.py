"""Plot of the breakdown of an assessment."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import careerscore as cs
from careerscore import plots
from careerscore.errors import InvalidInputError
from careerscore.model import FactorScore, ResilienceAssessment, Status

from .drawn import bars, labels, marks, note, title
from .pictures import MEDICAL_RECORDS, assessment

HATCH = "////"
METHOD = cs.methodology("american-dream-jobs/2.0")


def factor(points, most=2, **fields):
    known = points is not None
    given = {"name": "f", "title": "Factor", "value": 1.0 if known else None, "unit": "points"}
    label = "Band" if known else None
    return FactorScore(**{**given, "label": label, "points": points, "max_points": most, **fields})


def made_of(*factors, total=None, span=None, most=None, status=Status.INSUFFICIENT):
    return ResilienceAssessment(
        methodology="mine/1",
        status=status,
        factors=factors,
        total=total,
        max_total=most,
        total_range=span,
        tier=None,
        possible_tiers=(),
        rationale="So it is.",
        fingerprint="0",
    )


def possible(axes):
    """The least, the most and the maximum of each row."""
    found = {}
    for start, end, row, hatch in bars(axes):
        low, high, _ = found.get(round(row), (end, end, 0))
        found[round(row)] = (low, end if hatch else high, end if start == 0 else 0)
    return list(found.values())


def test_inputs_without_an_occupation_are_ones_own():
    axes = plots.breakdown(METHOD.score(ai_exposure=0.24999999999999997, human_advantage=15))
    assert title(axes) == (
        "Inputs of one's own: 3 to 5 of 6 points; possible: AI-Resilient, AI-Augmented"
    )
    assert next(iter(labels(axes))) == "just below 0.25: Low, 2 of 2 points"
    assert note(axes).endswith("By american-dream-jobs/2.0. Sources: no source is named.")


@settings(max_examples=30)
@given(
    st.floats(0, 1) | st.none(), st.integers(-50, 50) | st.none(), st.integers(5, 25) | st.none()
)
def test_factors_add_up_to_the_total(exposure, growth, human):
    result = METHOD.score(ai_exposure=exposure, job_growth=growth, human_advantage=human)
    *factors, total = possible(plots.breakdown(result))
    assert total == (*result.total_range, 6)
    for end in (0, 1):
        assert sum(row[end] for row in factors) == total[end]
    assert all(0 <= low <= high <= maximum for low, high, maximum in [*factors, total])


def test_the_least_of_one_missing_factor_follows_from_the_range():
    axes = plots.breakdown(made_of(factor(1), factor(None), span=(-1, 3), most=4))
    assert list(labels(axes))[1] == "missing: could be -2 to 2 points"
    assert axes.get_xlim()[0] == -2


def test_without_a_range_the_total_is_the_sum_of_its_factors():
    axes = plots.breakdown(made_of(factor(1), factor(None), factor(2, most=3)))
    assert possible(axes)[-1] == (3, 5, 7)
    assert title(axes) == "Inputs of one's own: 3 to 5 of 7 points"


def test_factors_that_can_be_worth_nothing_have_an_axis():
    assert plots.breakdown(made_of(factor(0, most=0), span=(0, 0))).get_xlim() == (0, 1)


def test_a_published_word_is_named_without_its_number():
    axes = plots.breakdown(cs.assess("29-2072", methodology="bls-ai-exposure/2026", data="2026.3"))
    assert title(axes) == "Medical Records Specialists: Very high"
    assert labels(axes) == {"4: Very high": (4, 0)}


def test_a_measure_is_drawn_as_its_value_in_its_unit():
    axes = plots.breakdown(assessment(MEDICAL_RECORDS, "frey-osborne/2013"))
    assert marks(axes, "o") == [(0.91, 0)]
    assert labels(axes) == {"0.91: High": (0.91, 0)}
    assert axes.get_xlim() == (0, 1)
    assert axes.get_xlabel() == "probability, 0 to 1"
    assert title(axes) == "Medical Records Specialists: 0.91 of 1, High"


def test_a_value_that_is_missing_among_others_says_so():
    values = [factor(None, most=None, value=value, label=None) for value in (0.5, None)]
    axes = plots.breakdown(made_of(*values, most=10))
    assert labels(axes) == {"0.5": (0.5, 0), "not published": (0, 1)}
    # The most of a total is none of its parts.
    assert axes.get_xlim()[1] < 1


@pytest.mark.parametrize(
    ("methodology", "said"),
    [
        ("american-dream-jobs/1.0", "american-dream-jobs/1.0 has rules"),
        ("american-dream-jobs/1.0-fallback", "values in one unit"),
        ("webb/2020", "a value, which is missing: missing: Overlap with AI patents"),
    ],
)
def test_what_has_neither_points_nor_a_value_is_refused(methodology, said):
    with pytest.raises(InvalidInputError, match=said):
        plots.breakdown(assessment(MEDICAL_RECORDS, methodology))


def test_a_measure_without_a_reason_or_without_factors_is_refused():
    with pytest.raises(InvalidInputError, match="no reason is given"):
        plots.breakdown(made_of(factor(None, most=None)))
    with pytest.raises(InvalidInputError, match="mine/1 has rules"):
        plots.breakdown(made_of())


def test_a_measure_without_tiers_is_its_value():
    result = cs.methodology("microsoft-applicability/2025").score(ai_applicability=0.25)
    assert title(plots.breakdown(result)) == "Inputs of one's own: 0.25 of 1"
