"""The page of a backtest that has little to say."""

from __future__ import annotations

from careerscore.analysis import Backtest
from careerscore.analysis.backtesting import parts_of

from .made_up import CUTS, occupations


def page(**parts):
    rows = occupations()
    result = Backtest(
        methodology="mine/1",
        methodology_fingerprint="f",
        baseline=None,
        data_release="2026.3",
        start="2022-05",
        end="2025-05",
        projections="2021-31",
        outcomes=rows,
        sources=(),
        **{**parts_of(rows, CUTS, None, None), **parts},
    )
    return result._repr_html_()


def test_what_is_not_there_has_no_section():
    whole = page()
    for part, title in (
        ("tiers", "Change of employment by tier"),
        ("tenths", "Highest and lowest tenth"),
        ("coefficients", "Regression of the change of employment"),
        ("correlations", "Rank correlation with the change of real pay"),
    ):
        assert title in whole
        assert title not in page(**{part: ()})
    assert "Sampling error" in whole
    assert "Sampling error" not in page(sampling_share=None)
    assert "Calibration" not in whole


def test_what_is_not_known_is_a_dash():
    rows = occupations(total=3.0, tier=CUTS.tiers[1])
    parts = parts_of(rows, CUTS, None, None)
    assert "—" not in page()
    assert "—" in page(tiers=parts["tiers"])
    assert "—" in page(correlations=parts["correlations"])
