"""Plot of the breakdown of an assessment."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import careerscore as cs
from careerscore import plots
from careerscore.errors import InvalidInputError
from careerscore.model import FactorScore, ResilienceAssessment, Status

from .drawn import bars, labels, marks, note, subtitle, title
from .pictures import MEDICAL_RECORDS, assessment

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


def rows(axes):
    """What is said on the left and on the right above each bar, and the cuts below it."""
    said = [text for text in axes.texts if text.get_fontsize() == 9]
    left = [text.get_text() for text in said if text.get_ha() == "left"]
    return left, [text.get_text() for text in said if text.get_ha() == "right"]


def cuts(axes):
    return [text.get_text() for text in axes.texts if text.get_text().startswith("points: ")]


def possible(axes):
    """The least and the most of each row, as shares of its maximum."""
    found = {}
    for start, end, row, hatch in bars(axes):
        if start == 0 and end != 1:
            found[round(row)] = (end, end)
        if hatch:
            found[round(row)] = (start, end)
    return found


def test_inputs_without_an_occupation_are_ones_own():
    axes = plots.breakdown(METHOD.score(ai_exposure=0.24999999999999997, human_advantage=15))
    assert title(axes) == (
        "Inputs of one's own: 3 to 5 of 6 points; possible: AI-Resilient, AI-Augmented"
    )
    left, right = rows(axes)
    assert left[0] == "AI exposure: just below 0.25, Low"
    assert right == ["2 of 2 points", "0 to 2 of 2 points", "1 of 2 points", "3 to 5 of 6 points"]
    assert note(axes) == "american-dream-jobs/2.0"
    assert "Missing: Job growth." in subtitle(axes)


def test_values_have_units_and_cuts_are_named():
    axes = plots.breakdown(assessment(MEDICAL_RECORDS))
    assert rows(axes)[0] == [
        "AI exposure: 62% of tasks, High",
        "Job growth: +7%, Growing",
        "Human advantage: 15 of 25, Moderate",
        "Total: AI-Augmented",
    ]
    assert cuts(axes) == [
        "points: 2 below 25% of tasks, 1 up to 50% of tasks, else 0",
        "points: 0 below 0%, 1 up to +5%, else 2",
        "points: 0 below 12, 1 below 20, else 2",
    ]


def test_the_total_stands_in_the_cell_of_its_tier():
    axes = plots.breakdown(assessment(MEDICAL_RECORDS))
    (total,) = marks(axes, "D")
    assert total == (pytest.approx(3.5 / 7), 3)
    tiers = {
        bar.get_facecolor(): (bar.get_x(), bar.get_x() + bar.get_width())
        for bar in axes.patches
        if round(bar.get_y() + bar.get_height() / 2) == 3
    }
    ends = [end for pair in tiers.values() for end in pair]
    assert ends == pytest.approx([5 / 7, 1, 3 / 7, 5 / 7, 2 / 7, 3 / 7, 0, 2 / 7])
    faint = [color[3] for color in tiers]
    assert faint == [0.35, 1, 0.35, 0.35]
    begins = [text for text in labels(axes) if text.startswith("from ")]
    assert begins == [
        "from 5\nAI-Resilient",
        "from 3\nAI-Augmented",
        "from 2\nIn Transition",
        "from 0\nHigh Disruption Risk",
    ]


def test_a_total_of_shares_stands_where_it_is():
    result = cs.assess(MEDICAL_RECORDS, methodology="careerscore/1.0", data="2026.3")
    axes = plots.breakdown(result)
    assert marks(axes, "D") == [(pytest.approx(result.total / 6), 3)]
    assert rows(axes)[0][0] == "AI exposure: 0.80 of 1"
    assert rows(axes)[1][-1] == "2.89 of 6 points"


@settings(max_examples=30)
@given(
    st.floats(0, 1) | st.none(), st.integers(-50, 50) | st.none(), st.integers(5, 25) | st.none()
)
def test_the_bounds_of_the_total_are_marked(exposure, growth, human):
    result = METHOD.score(ai_exposure=exposure, job_growth=growth, human_advantage=human)
    axes = plots.breakdown(result)
    ends = [round(7 * x - 0.5, 9) for x, _ in marks(axes, "D")]
    assert ends == list(dict.fromkeys(result.total_range))
    assert (
        possible(axes).get(0, (1, 1))
        == {0: (0, 0), 1: (0.5, 0.5), 2: (1, 1), None: (0, 1)}[result.factors[0].points]
    )


def test_the_least_of_one_missing_factor_follows_from_the_range():
    axes = plots.breakdown(made_of(factor(1), factor(None), span=(-1, 3), most=4))
    assert rows(axes)[1] == ["1 of 2 points", "-2 to 2 of 2 points", "-1 to 3 of 4 points"]


def test_without_a_range_the_total_is_the_sum_of_its_factors():
    axes = plots.breakdown(made_of(factor(1), factor(None), factor(2, most=3)))
    assert possible(axes)[3] == (pytest.approx(3 / 7), pytest.approx(5 / 7))
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
