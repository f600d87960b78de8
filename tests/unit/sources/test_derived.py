"""Legacy risk and AIOE percentile: a probability from 1 to 10, and the medians that replace a missing one."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerscore._data import bundled
from careerscore.sources.derived import legacy_risk, legacy_risks, percentile


def read(name):
    return list(csv.DictReader(bundled().read_bytes(f"datasets/{name}").decode().splitlines()))


@given(st.floats(0, 1), st.floats(0, 1))
def test_the_risk_rises_with_the_probability_from_1_to_10(one, other):
    low, high = sorted((one, other))
    assert 1 <= legacy_risk(low) <= legacy_risk(high) <= 10
    assert legacy_risk(low) * 10 == pytest.approx(round(legacy_risk(low) * 10))


@pytest.mark.parametrize(
    ("probability", "risk"), [(0, 1), (0.05, 1.5), (0.5, 5.5), (0.99, 9.9), (1, 10)]
)
def test_one_decimal_halves_rounded_up(probability, risk):
    assert legacy_risk(probability) == risk


def test_medians_of_odd_and_even_numbers_of_siblings():
    codes = ["13-1011.00", "13-1011.01", "13-1021.00", "13-1022.00", "15-1111.00", "17-1011.00"]
    found = legacy_risks(codes, {"13-1011": 0.2, "13-1021": 0.6, "15-1111": 0.4})
    assert found["13-1022.00"] == ("category-median", "business-finance", 3, 0.2, 2.8)
    assert found["17-1011.00"].match == "global-median"
    assert found["17-1011.00"].probability == pytest.approx(0.3)
    assert found["17-1011.00"].matched == 4
    assert found["13-1011.01"] == ("soc", "13-1011", 1, 0.2, 2.8)


def test_models_count_as_sales():
    codes = ["41-9012.00", "41-2011.00", "27-1011.00"]
    found = legacy_risks(codes, {"41-9012": 0.9})
    assert found["41-2011.00"].basis == "sales"
    assert found["27-1011.00"].match == "global-median"


def test_every_bundled_risk_is_the_rule_applied():
    published = {
        row["soc_2010_code"]: float(row["probability"]) for row in read("frey-osborne/2013.csv")
    }
    rows = read("legacy-risk/onet-30.1.csv")
    found = legacy_risks([row["onet_soc_code"] for row in rows], published)
    assert len(rows) == 1016
    for row in rows:
        risk = found[row["onet_soc_code"]]
        assert (row["match"], float(row["risk"])) == (risk.match, risk.risk)


def test_percentiles_count_the_scores_strictly_below():
    assert [percentile(score, [1, 2, 2, 5]) for score in (1, 2, 5)] == [0, 25, 75]
    assert percentile(5, [1, *[5] * 199]) == 1
    assert percentile(2, [1, *[2] * 7]) == 13
