"""Legacy risk and AIOE percentile: a probability from 1 to 10, and the medians that replace it."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerscore._data import bundled
from careerscore.sources.readers import SourceTable
from careerscore.sources.rules import RULES, legacy_risks


def found(codes, probabilities):
    """Match, basis, number matched, probability and risk of each code."""
    return {row[0]: row[1:] for row in legacy_risks(codes, probabilities)}


def risk(probability):
    return float(found(["13-1011.00"], {"13-1011": probability})["13-1011.00"][-1])


@given(st.floats(0, 1), st.floats(0, 1))
def test_the_risk_rises_with_the_probability_from_1_to_10(one, other):
    low, high = sorted((one, other))
    assert 1 <= risk(low) <= risk(high) <= 10
    assert risk(low) * 10 == pytest.approx(round(risk(low) * 10))


@pytest.mark.parametrize(
    ("probability", "expected"),
    [(0, 1), (0.05, 1.5), (0.5, 5.5), (0.91, 9.2), (0.99, 9.9), (1, 10)],
)
def test_one_decimal_halves_rounded_up(probability, expected):
    assert risk(probability) == expected


def test_medians_of_odd_and_even_numbers_of_siblings():
    codes = ["13-1011.00", "13-1011.01", "13-1021.00", "13-1022.00", "15-1111.00", "17-1011.00"]
    rows = found(codes, {"13-1011": 0.2, "13-1021": 0.6, "15-1111": 0.5})
    assert rows["13-1022.00"] == ("category-median", "business-finance", "3", "0.2", "2.8")
    assert rows["17-1011.00"] == ("global-median", "", "4", "0.35", "4.2")
    assert rows["13-1011.01"] == ("soc", "13-1011", "1", "0.2", "2.8")


def test_models_count_as_sales():
    rows = found(["41-9012.00", "41-2011.00", "27-1011.00"], {"41-9012": 0.9})
    assert rows["41-2011.00"][1] == "sales"
    assert rows["27-1011.00"][0] == "global-median"


def test_every_bundled_risk_is_the_rule_applied():
    def read(name):
        return list(csv.reader(bundled().read_bytes(f"datasets/{name}").decode().splitlines()))[1:]

    published = {row[0]: float(row[3]) for row in read("frey-osborne/2013.csv")}
    rows = read("legacy-risk/onet-30.1.csv")
    assert len(rows) == 1016
    assert list(map(list, legacy_risks([row[0] for row in rows], published))) == rows


@pytest.mark.parametrize(
    ("scores", "shares"),
    [
        ("1 2 2 5", "0 25 25 75"),
        ("2 1" + " 2" * 6, "13 0" + " 13" * 6),
        ("5 1" + " 5" * 198, "1 0" + " 1" * 198),
    ],
)
def test_percentiles_count_the_scores_strictly_below(scores, shares):
    rows = [("11-1011", score) for score in scores.split()]
    source = SourceTable("", None, ("soc_2010_code", "aioe"), 2, rows)
    tables = {}
    (rule,) = RULES["american-dream-jobs/aioe-percentile"]
    rule({"felten-aioe/occupations": source}, tables)
    assert tables["occupations"] == [("11-1011.00", share) for share in shares.split()]
