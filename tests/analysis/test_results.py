"""Results: what is asked, what is refused, frames, JSON and pages."""

from __future__ import annotations

import sys

import pytest

import careerscore as cs
from careerscore import analysis
from careerscore.errors import (
    InvalidInputError,
    MissingDependencyError,
    UnknownEditionError,
    UnknownMethodologyError,
)

from .results import DATA, PLACEBO, WINDOW, backtest, robustness

FREY = "frey-osborne/2013"
TWO = "american-dream-jobs/2.0"
SCREEN = 80


def measured():
    """The backtest of a measure, which has tiers and no shares."""
    return backtest(*WINDOW, FREY)


def consensus():
    return backtest(*WINDOW).with_placebo(backtest(*PLACEBO))


RESULTS = {
    "backtest": consensus,
    "backtest-of-a-measure": measured,
    "projection-record": analysis.projection_record,
    "robustness": robustness,
    "agreement": lambda: analysis.agreement(data=DATA),
    "agreement-of-lines": lambda: analysis.agreement(
        "eisfeldt-genai-exposure/2024", "bls-ai-exposure/2026", by="line", data=DATA
    ),
    "consistency": lambda: analysis.consistency(data=DATA),
}


@pytest.mark.parametrize("name", RESULTS)
def test_a_result_is_read_back_and_has_a_page_and_a_short_form(name):
    result = RESULTS[name]()
    assert cs.loads(cs.dumps(result), type(result)) == result
    assert "<table" in result._repr_html_()
    assert repr(result).startswith(f"<{type(result).__name__}")
    assert len(repr(result)) < 2 * SCREEN


def test_the_page_of_a_backtest_says_what_came_out(text_of):
    page = text_of(consensus())
    for words in (
        "Backtest of careerscore/1.0, May 2022 to May 2025",
        "782 in 94 minor groups",
        "total 782 0.409 0.324 to 0.485 0.553 0.253",
        "Total minus projection -0.020 (-0.065 to 0.028)",
        "AI-Resilient 61 +19.0% 13.8 to 22.3 92% +4.7 +3.0%",
        "High Disruption Risk 47 -8.4% -11.7 to -5.6 4% +4.8 -8.0%",
        "1 - exposure 3.3 (2.7) 2.7 (3.4) 3.1 (2.5) -1.4 (4.2)",
        "0.8 to 0.9 250 0.861 0.780 0.892",
        "Sampling is 15% of the variance of changes",
    ):
        assert words in page, words


def test_a_page_has_only_what_the_methodology_has(text_of):
    page = text_of(measured())
    assert "Medium" in page
    for title in ("Regression", "Calibration", "placebo", "1 - exposure"):
        assert title not in page


def test_other_pages_say_what_came_out(text_of):
    assert "2021-31 May 2022 to May 2025 829" in text_of(RESULTS["projection-record"]())
    agreed = text_of(RESULTS["agreement"]())
    for words in ("Same tier 72.8%", "Kappa, quadratic weights 0.742"):
        assert words in agreed
    assert "Data 2026.3\n" in agreed
    found = text_of(robustness())
    for words in ("AI exposure 361 38.3%", "Median share 13.5%"):
        assert words in found
    consistent = text_of(RESULTS["consistency"]())
    for words in ("Cronbach's alpha 0.94", "job_growth 0.80"):
        assert words in consistent


def test_the_two_releases_of_an_agreement_are_named(text_of):
    found = analysis.agreement(TWO, TWO, data=DATA, second_data="2026.1")
    assert "2026.3 and 2026.1" in text_of(found)
    same = analysis.agreement(TWO, TWO, data=DATA)
    assert (same.same, same.kappa, same.first_only, same.second_only) == (1, 1, 0, 0)
    assert "Largest disagreements" not in text_of(same)


@pytest.mark.parametrize("part", ["tiers", "baseline_tiers", "outcomes", "coefficients"])
def test_every_record_is_a_row_of_a_frame(part):
    frame = consensus().to_frame(part, "pandas")
    records = getattr(consensus(), part)
    assert len(frame) == len(records)
    first = records[0]
    for name, cell in frame.iloc[0].items():
        value = getattr(first, name)
        assert cell == getattr(value, "label", "; ".join(value) if type(value) is tuple else value)


def test_frames_of_other_results_have_a_row_for_each_entry():
    assert len(consensus().to_frame("calibration", "polars")) == 6
    assert len(measured().to_frame("calibration", "polars")) == 0
    assert len(RESULTS["projection-record"]().to_frame("polars")) == 6
    found = RESULTS["agreement"]()
    assert found.to_frame("pyarrow").num_rows == len(found.occupations) == 764
    assert len(robustness().to_frame("polars")) == 36
    assert RESULTS["consistency"]().to_frame("polars")["value"].null_count() == 0
    with pytest.raises(InvalidInputError, match="part: expected 'tiers', got 'tier'"):
        measured().to_frame("tier", "polars")
    with pytest.raises(InvalidInputError, match="part: expected 'outcomes' or 'correlations' or"):
        measured().to_frame(3, "polars")
    with pytest.raises(InvalidInputError, match="backend"):
        measured().to_frame("tiers", "excel")


def test_a_correlation_is_found_by_its_names():
    found = consensus().correlation("projection", "pay", "employment")
    assert (found.predictor, found.outcome, found.weights) == ("projection", "pay", "employment")
    with pytest.raises(KeyError):
        measured().correlation("demand")


def test_a_methodology_without_shares_gets_what_applies():
    result = measured()
    assert result.coefficients == ()
    assert result.calibration is None
    assert [each.group for each in result.tiers] == ["Low", "Medium", "High", "all"]
    assert {each.other for each in result.differences} == {"projection", "baseline"}
    untiered = backtest(*WINDOW, "careerscore-exposure/1.0")
    assert untiered.tiers == ()
    exposed = untiered.correlation("total").value
    assert exposed == pytest.approx(-consensus().correlation("one_minus_exposure").value, abs=0.02)


def test_a_methodology_is_not_compared_with_itself_or_with_none():
    for options in ({"methodology": TWO}, {"methodology": FREY, "baseline": None}):
        result = analysis.backtest(**options, data=DATA)
        assert result.baseline is None
        assert {each.other for each in result.differences} == {"projection"}
        assert result.baseline_tiers == ()


def test_steps_are_reported():
    steps = []
    analysis.backtest(FREY, data=DATA, progress=lambda *step: steps.append(step))
    assert steps == [(done, 4) for done in range(1, 5)]


def test_a_result_names_its_methodology_and_data():
    result = consensus()
    before = cs.load(DATA).replace(oews="2022-05", employment_projections="2021-31")
    bound = before.bind(cs.methodology("careerscore/1.0"))
    assert result.methodology_fingerprint == bound.fingerprint
    assert result.data_release == before.name
    ids = ["oews/2022-05", "oews/2025-05", "employment-projections/2021-31", "cpi-u/2026-05"]
    assert [source.id for source in result.sources] == ids


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (
            lambda: analysis.backtest(start="2025-05"),
            InvalidInputError,
            "end: expected an edition after",
        ),
        (lambda: analysis.backtest(start="1999-05"), UnknownEditionError, "oews/1999-05"),
        (lambda: analysis.backtest("mine/1"), UnknownMethodologyError, "mine/1"),
        (
            lambda: analysis.backtest("american-dream-jobs/1.0"),
            InvalidInputError,
            "methodology: expected a methodology with a total for 50 occupations or more of 2026.3 w",
        ),
        (
            lambda: analysis.backtest(data="2026.1"),
            InvalidInputError,
            "a methodology with a total for 50 occupations",
        ),
        (
            lambda: analysis.robustness(TWO),
            InvalidInputError,
            "a consensus methodology such as careerscore/1.0, got 'american-dream-jobs/2.0'",
        ),
        (
            lambda: analysis.robustness(data="2026.1"),
            InvalidInputError,
            "data: expected a release in which careerscore/1.0 gives a total, got '2026.1'",
        ),
        (
            lambda: analysis.agreement(by="title"),
            InvalidInputError,
            "'occupation' or 'line', got 'ti",
        ),
        (
            lambda: analysis.agreement("webb/2020", "felten-aioe/2021"),
            InvalidInputError,
            "the same number of tiers, or one with and one without, got 'webb/2020 and felten",
        ),
        (
            lambda: analysis.agreement(FREY, TWO),
            InvalidInputError,
            "the same number of tiers",
        ),
        (
            lambda: analysis.agreement("webb/2020", "american-dream-jobs/1.0"),
            InvalidInputError,
            "second: expected tiers that follow from totals, got 'american-dream-jobs/1.0'",
        ),
        (
            lambda: analysis.agreement(TWO, "american-dream-jobs/2.1-editorial"),
            InvalidInputError,
            "some occupation that both score",
        ),
        (
            lambda: analysis.consistency(FREY),
            InvalidInputError,
            "a methodology with a total, and with points or shares of factors, got 'frey-osborne/2013'",
        ),
        (
            lambda: analysis.consistency(data="2026.1"),
            InvalidInputError,
            "a methodology with a total",
        ),
    ],
)
def test_what_cannot_be_answered_is_refused(call, error, message):
    with pytest.raises(error) as caught:
        call()
    assert message in str(caught.value)


@pytest.mark.parametrize(
    "function", ["agreement", "backtest", "consistency", "projection_record", "robustness"]
)
def test_without_numpy_an_analysis_says_what_to_install(function, monkeypatch):
    for name in [each for each in sys.modules if each.startswith("careerscore.analysis.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "numpy", None)
    with pytest.raises(MissingDependencyError) as caught:
        getattr(analysis, function)()
    assert (caught.value.feature, caught.value.extra) == ("an analysis", "analysis")


def test_the_package_is_imported_without_numpy(spawn_python):
    spawn_python("import sys; from careerscore import analysis; assert 'numpy' not in sys.modules")
