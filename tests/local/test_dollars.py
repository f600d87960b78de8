"""Dollars of another month: one factor for every amount, and the rule in the result."""

import csv
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

import careerscore as cs
from careerscore.errors import InvalidInputError
from careerscore.model import PERCENTILES, Occupation, WageDistribution, WageEstimates

NURSE, RECORDS, SURGEON = "29-1141.00", "29-2072.00", "29-1242.00"
NAMES = (*PERCENTILES, "mean")


@pytest.fixture(scope="module")
def levels(data_folder):
    """The index of each month, read from the bundled table by itself."""
    with (data_folder / "datasets/cpi-u/2026-05.csv").open() as file:
        return {row["month"]: float(row["index"]) for row in csv.DictReader(file)}


@given(st.data())
def test_every_amount_and_bound_is_multiplied_by_the_ratio_of_the_index(levels, data):
    month = data.draw(st.sampled_from(sorted(levels)))
    code = data.draw(st.sampled_from([RECORDS, SURGEON, "27-2011.00", "55-1011.00"]))
    before = cs.occupation(code, data="2026.1").wages
    wages = cs.occupation(code, data="2026.1", in_dollars_of=month).wages
    ratio = levels[month] / levels["2023-05"]
    for pay, published in ((wages.annual, before.annual), (wages.hourly, before.hourly)):
        for name in NAMES:
            value = getattr(published, name)
            assert getattr(pay, name) == (None if value is None else value * ratio)
            bound = published.lower_bound(name)
            assert pay.lower_bound(name) == (None if bound is None else bound * ratio)
    assert (wages.dollars.month, wages.dollars.from_month) == (month, "2023-05")
    assert wages.dollars.factor == ratio
    assert wages.employment == before.employment


def test_a_converted_bound_says_whose_dollars_the_top_code_is_in():
    notes = cs.occupation(SURGEON, data="2026.1", in_dollars_of="2025-05").wages.annual.notes
    reason = "at or above the survey's top code of $239,200, in the dollars of May 2023"
    assert notes["median"].reason == reason


@pytest.mark.parametrize("ask", [cs.occupation, cs.progression, cs.lifetime_value])
def test_a_month_without_an_index_is_refused_with_the_nearest(ask):
    with pytest.raises(InvalidInputError) as caught:
        ask(NURSE, in_dollars_of="2025-10")
    (problem,) = caught.value.problems
    assert (problem.field, problem.value) == ("in_dollars_of", "'2025-10'")
    assert problem.expected == (
        "a month from 1913-01 to 2026-05, of which 2025-09 and 2025-11 are the nearest with a CPI-U"
    )


@pytest.mark.parametrize(
    "month", ["2026-06", "1912-12", "2025-5", "2025-13", "May 2025", "", 2025, ["2025-05"]]
)
def test_what_is_no_month_of_the_index_is_refused(month):
    expected = "in_dollars_of: expected a month from 1913-01 to 2026-05, got"
    with pytest.raises(InvalidInputError, match=expected):
        cs.occupation(NURSE, in_dollars_of=month)


def test_wages_are_converted_once():
    today = cs.occupation(NURSE, in_dollars_of="2026-05")
    assert cs.progression(today, in_dollars_of="2026-05") == cs.progression(today)
    with pytest.raises(InvalidInputError, match="2026-05, in whose dollars the wages are already"):
        cs.progression(today, in_dollars_of="2025-05")


def test_wages_made_by_hand_need_a_month():
    pay = WageEstimates(median=50_000)
    dated = WageDistribution(annual=pay, reference_period="May 2022")
    made = Occupation(code="00-0000.00", title="Testers", wages=dated)
    wages = cs.progression(made, in_dollars_of="2025-05").dollars
    assert (wages.factor, wages.source.id) == (321.465 / 292.296, "cpi-u/2026-05")
    undated = Occupation(code="00-0000.00", title="T", wages=WageDistribution(annual=pay))
    with pytest.raises(InvalidInputError, match="reference_period: expected a month from"):
        cs.progression(undated, in_dollars_of="2025-05")


def test_a_release_without_an_index_uses_the_newest_and_names_it():
    releases = ("2026.2", "2026.3")
    old, new = (cs.occupation(NURSE, data=each, in_dollars_of="2026-05") for each in releases)
    assert old.wages == new.wages
    assert old.wages.dollars.source.id == "cpi-u/2026-05"


@pytest.mark.parametrize("method", ["experience-quantile/1.0", "percentile-ladder/1"])
def test_progression_is_that_of_the_converted_wages_and_says_so(method):
    plain = cs.progression(RECORDS, method=method, data="2026.1")
    real = cs.progression(RECORDS, method=method, data="2026.1", in_dollars_of="2025-05")
    factor = real.dollars.factor
    for year, before in zip(real.timeline, plain.timeline, strict=True):
        assert isclose(year.pay, before.pay * factor, abs_tol=0.5, rel_tol=1e-12)
    (note,) = real.assumption_notes
    rule = "May 2023 times 1.0570, as CPI-U went from 304.127 to 321.465"
    assert note == f"pay in dollars of May 2025: those of {rule}"
    assert [source.id for source in real.sources] == ["oews/2023-05", "cpi-u/2026-05"]
    assert plain.dollars is None
    assert plain.assumption_notes == ()


def test_the_fingerprint_holds_the_month_and_no_word_of_the_source():
    plain, same, other = (
        cs.progression(NURSE, data="2026.2", in_dollars_of=each)
        for each in (None, "2025-05", "2026-05")
    )
    # In the dollars of its own month the figures are the same, but they were asked for.
    assert [year.pay for year in plain.timeline] == [year.pay for year in same.timeline]
    assert len({plain.fingerprint, same.fingerprint, other.fingerprint}) == 3
    assert cs.loads(cs.dumps(other), cs.CareerProgression) == other


def test_value_converts_pay_and_leaves_the_cost_of_education():
    plain = cs.lifetime_value(NURSE, data="2026.2")
    real = cs.lifetime_value(NURSE, data="2026.2", in_dollars_of="2026-05")
    factor = real.dollars.factor
    assert real.education_cost == plain.education_cost
    assert isclose(real.lifetime_earnings.value, plain.lifetime_earnings.value * factor)
    cost, pay = real.assumption_notes
    assert cost == "the cost of the education as published, in dollars of its academic year"
    assert pay.startswith("pay in dollars of May 2026: those of May 2025 times")
    assert "cpi-u/2026-05" in [source.id for source in real.sources]
    page = cs.lifetime_value(
        NURSE, method="american-dream-jobs-compare/1", data="2026.2", in_dollars_of="2026-05"
    )
    assert page.assumption_notes == (cost, pay)


def test_careers_are_compared_in_the_dollars_asked_for():
    found = cs.compare(NURSE, RECORDS, data="2026.1", in_dollars_of="2026-05")
    nurse = found.careers[0]
    assert nurse.median_pay.value == nurse.value.dollars.factor * 86_070
    assert "times 1.1019" in found._repr_html_()


def test_pages_name_the_dollars():
    career = cs.occupation(RECORDS, data="2026.1", in_dollars_of="2025-05")
    page = career._repr_html_()
    assert "Pay, May 2023, in dollars of May 2025" in page
    assert "$51,561" in page
    assert "cpi-u/2026-05" in page
    assert "cpi-u/2026-05" in career.wages._repr_html_()
    assert "In dollars of May 2025" in cs.progression(career)._repr_html_()
    assert "Pay in dollars of May 2025" in cs.lifetime_value(career)._repr_html_()
