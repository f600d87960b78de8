"""Plots of a backtest: changes by tier, coefficients, calibration."""

from __future__ import annotations

import pytest

from careerscore import plots
from careerscore.errors import InvalidInputError

from .backtests import CALIBRATION, PLACEBO, backtest, group
from .drawn import labels, marks, note, subtitle, title

RESULT, OTHER, BLUE = "o", "s", "#0072B2"


def lines(axes):
    """From where to where every interval goes, and in which row."""
    return [
        (*map(float, line.get_xdata()), float(line.get_ydata()[0]))
        for line in axes.lines
        if line.get_marker() == "None" and len(set(line.get_ydata())) == 1
    ]


def test_a_tier_has_a_row_with_its_change_and_interval():
    result = backtest()
    axes = plots.backtest(result)
    tiers = result.tiers[:-1]
    assert marks(axes, RESULT) == [(tier.change, row) for row, tier in enumerate(tiers)]
    assert lines(axes) == [(tier.low, tier.high, row) for row, tier in enumerate(tiers)]
    assert [text.get_text() for text in axes.get_yticklabels()] == ["Rising", "Steady", "Falling"]
    assert list(labels(axes)) == ["+19.0%", "+1.4%", "-8.4%"]
    assert title(axes) == "Employment: Rising +19.0%, Falling -8.4%"
    assert subtitle(axes) == (
        "Dot: May 2022 to May 2025, with its 95% interval. "
        "Dashed: all 50 occupations together, +5.3%."
    )
    assert note(axes) == "data release 2026.3 \N{MIDDLE DOT} mine/1"
    assert {line.get_color() for line in axes.lines if line.get_marker() == RESULT} == {BLUE}
    dashed = [line for line in axes.lines if line.get_linestyle() == "--"]
    assert [line.get_xdata()[0] for line in dashed] == [5.3]


@pytest.mark.parametrize("options", [{"placebo": PLACEBO}, {}])
def test_a_placebo_is_below_the_tier(options):
    result = backtest(placebo=None if options else PLACEBO)
    axes = plots.backtest(result, **options)
    below = {tier.change: 0.3 for tier in PLACEBO.tiers[:-1]}
    assert [x for x, _ in marks(axes, OTHER)] == list(below)
    assert [y for _, y in marks(axes, OTHER)] == [0.3, 1.3, 2.3]
    assert "interval; square: placebo, May 2019 to May 2022. Dashed" in subtitle(axes)
    assert (PLACEBO.tiers[0].low, PLACEBO.tiers[0].high, 0.3) in lines(axes)


def test_a_tier_without_occupations_has_a_row_and_no_mark():
    tiers = (group("Rising", None, None, None), *backtest().tiers[1:])
    axes = plots.backtest(backtest(tiers=tiers), placebo=backtest(tiers=tiers[1:]))
    assert [row for _, row in marks(axes, RESULT)] == [1, 2]
    assert [row for _, row in marks(axes, OTHER)] == [1.3, 2.3]
    assert title(axes) == "Employment: Steady +1.4%, Falling -8.4%"
    one = plots.backtest(backtest(tiers=tiers[:1] + tiers[2:]), placebo=backtest(tiers=tiers))
    assert title(one) == "Employment: Falling -8.4%"


def test_a_known_tier_has_its_colour():
    tiers = (group("AI-Resilient", 1, 0, 2), group("High Disruption Risk", -1, -2, 0))
    known = backtest(methodology="careerscore/1.0", tiers=(*tiers, backtest().tiers[-1]))
    lines = [line for line in plots.backtest(known).lines if line.get_marker() == RESULT]
    assert [line.get_color() for line in lines] == ["#009e73", "#b5203a"]


def test_zero_has_no_sign():
    texts = [tick.get_text() for tick in plots.backtest(backtest()).get_xticklabels()]
    assert "0" in texts
    assert {"+10", "-5"} <= {text.replace("\N{MINUS SIGN}", "-") for text in texts}


def test_coefficients_are_those_without_controls():
    result = backtest()
    axes = plots.coefficients(result, placebo=PLACEBO)
    shown = [each for each in result.coefficients if each.controls == "none"][1:]
    assert marks(axes, RESULT) == [(each.value, row) for row, each in enumerate(shown)]
    assert lines(axes)[0] == (shown[0].low, shown[0].high, 0)
    assert [x for x, _ in marks(axes, OTHER)] == [each.value + 4 for each in shown]
    assert (
        title(axes)
        == "Projected growth +18.7, human advantage +9.2, low exposure +3.3 (not established)"
    )
    assert subtitle(plots.coefficients(result)) == (
        "Dot: May 2022 to May 2025, with its 95% interval. Weighted by employment; errors by cluster."
    )
    bare = plots.coefficients(result, placebo=backtest(coefficients=()))
    assert marks(bare, OTHER) == []


def test_calibration_has_a_mark_for_each_band_with_occupations():
    axes = plots.calibration(backtest())
    bands = [each for each in CALIBRATION.bands if each.occupations]
    (one, other) = axes.collections
    centres = [tuple(map(float, each.get_offsets()[0])) for each in (one, other)]
    assert centres == [(each.predicted, each.realised) for each in bands]
    assert [float(each.get_sizes()[0]) for each in (one, other)] == [300, 100]
    weighted = [(each.weighted_predicted, each.weighted_realised) for each in bands]
    assert marks(axes, OTHER) == weighted
    assert list(labels(axes)) == ["150", "50"]
    assert title(axes) == "Probability of the tier 65% on average, realised 66%"
    assert subtitle(axes).startswith("Circle: 200 occupations by probability")
    assert subtitle(axes).endswith("May 2022 to May 2025.")
    assert note(axes) == "data release 2026.3 \N{MIDDLE DOT} mine/1"
    low = axes.get_xlim()[0]
    assert low < 0.6
    assert axes.get_ylim()[0] < 0.6


@pytest.mark.parametrize(
    ("plot", "fields", "message"),
    [
        (plots.backtest, {"tiers": ()}, "a backtest with tiers; mine/1 has none"),
        (plots.coefficients, {"coefficients": ()}, "a backtest of shares; mine/1 has none"),
        (
            plots.calibration,
            {"calibration": None},
            "a backtest with a calibration; mine/1 has none",
        ),
    ],
)
def test_what_a_result_does_not_have_is_not_drawn(plot, fields, message):
    with pytest.raises(InvalidInputError, match=message):
        plot(backtest(**fields))


@pytest.mark.parametrize("plot", [plots.backtest, plots.coefficients])
def test_a_placebo_is_a_backtest(plot):
    with pytest.raises(InvalidInputError) as caught:
        plot(backtest(), placebo=3)
    assert [problem.field for problem in caught.value.problems] == ["placebo"]
