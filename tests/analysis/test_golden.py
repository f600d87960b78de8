"""Every figure against an independent computation from the official files."""

from __future__ import annotations

import csv
from pathlib import Path

import attrs
import pytest

from careerscore import analysis

from .results import DATA, WINDOWS, backtest, robustness

GOLDEN = Path(__file__).parents[1] / "golden" / "validation.csv"

TOLERANCE = 0.001


def golden(result):
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["result"] == result]
    return {row["figure"]: row["value"] for row in rows}


def numbers(record, prefix=""):
    """The figures of a record by name; none is left out but what is not a number."""
    values = attrs.asdict(record, recurse=False)
    return {
        f"{prefix}{name}": value for name, value in values.items() if isinstance(value, int | float)
    }


def figures(result):
    found = {"occupations": len(result.outcomes), **numbers(result)}
    for each in result.correlations:
        found |= numbers(each, f"correlation {each.predictor} {each.outcome} {each.weights} ")
    for each in result.differences:
        found |= numbers(each, f"difference {each.other} {each.outcome} {each.weights} ")
    for each in result.coefficients:
        found |= numbers(each, f"coefficient {each.term} {each.weights} {each.controls} ")
    for each in (*result.tiers, *result.baseline_tiers, *result.tenths):
        found |= numbers(each, f"tier {each.by} {each.group} ")
    for each in result.calibration.bands:
        found |= numbers(each, f"band {each.low:g} ")
    return (
        found | numbers(result.calibration.overall, "band overall ") | numbers(result.calibration)
    )


def compare(found, expected):
    assert expected
    different = {
        name: (found.get(name), value)
        for name, value in expected.items()
        if found.get(name) != pytest.approx(float(value), abs=TOLERANCE)
    }
    assert not different


@pytest.mark.parametrize("window", WINDOWS, ids=" to ".join)
def test_a_backtest(window):
    compare(figures(backtest(*window)), golden(f"backtest {' '.join(window)}"))


def test_the_record_of_the_projections():
    for each in analysis.projection_record().windows:
        compare(numbers(each), golden(f"record {each.start} {each.end} {each.projections}"))


def test_robustness():
    found = robustness()
    assert found.occupations == 943
    known = numbers(found.weights, "weights ")
    for each in found.variants:
        known |= numbers(each, f"{each.kind} {each.name} ")
    compare(known, golden("robustness"))


@pytest.mark.parametrize("second_data", ["2026.1", "2026.3"])
def test_agreement_with_american_dream_jobs(second_data):
    found = analysis.agreement(data=DATA, second_data=second_data)
    expected = golden(f"agreement american-dream-jobs/2.0 {second_data}")
    assert " ".join(str(n) for row in found.table for n in row) == expected.pop("table")
    compare({**numbers(found), "n": len(found.occupations)}, expected)


def test_agreement_with_the_categories_of_bls():
    exposure, bls = "careerscore-exposure/1.0", "bls-ai-exposure/2026"
    found = analysis.agreement(exposure, bls, by="line", data=DATA)
    compare(
        {**numbers(found), "n": len(found.occupations)}, golden("agreement bls-ai-exposure/2026")
    )


def test_consistency():
    found = analysis.consistency(data=DATA).correlations
    totals = {each.first: each.value for each in found if each.group == "total"}
    compare(totals, golden("consistency"))
    assert len(totals) == 3


def test_the_figures_that_the_documentation_states():
    result, before = backtest(*WINDOWS[0]), backtest(*WINDOWS[-1])

    def stated(predictor, outcome="employment"):
        one = result.correlation(predictor, outcome)
        return tuple(round(each, 3) for each in (one.value, one.low, one.high))

    assert len(result.outcomes) == 782
    assert stated("total") == (0.409, 0.324, 0.485)
    assert stated("one_minus_exposure") == (-0.085, -0.217, 0.064)
    others = ("projection", "baseline", "human_advantage")
    assert [stated(each)[0] for each in others] == [0.429, 0.360, 0.359]
    assert stated("total", "pay")[0] == 0.027
    assert [round(each.change, 1) for each in result.tiers] == [19.0, 7.5, 1.4, -8.4, 5.3]
    assert [round(each.change, 1) for each in before.tiers[:-1]] == [3.0, 1.8, -3.2, -8.0]
    (ahead,) = (
        each
        for each in result.differences
        if (each.other, each.outcome, each.weights) == ("baseline", "employment", "equal")
    )
    figures = (ahead.value, ahead.low, ahead.high)
    assert tuple(round(each, 3) for each in figures) == (0.041, -0.004, 0.088)
    exposure = result.coefficients[1]
    assert (exposure.term, exposure.controls) == ("one_minus_exposure", "none")
    assert (round(exposure.value, 1), round(exposure.cluster_standard_error, 1)) == (3.3, 2.7)
    found = robustness()
    shares = {
        kind: [round(100 * each.share_changed, 1) for each in found.of_kind(kind)]
        for kind in ("part", "measure", "indicator")
    }
    assert (shares["part"][0], shares["part"][-1]) == (38.3, 28.4)
    assert (shares["measure"][0], shares["indicator"][0]) == (5.1, 2.5)
    assert round(100 * found.weights.median, 1) == 13.5
