"""The two calculators of American Dream Jobs: to the dollar what the site shows, faults included."""

from math import ceil

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import careerscore as cs
from careerscore.economics import CostRule, Money, Price, PricedItem, methodology
from careerscore.errors import InvalidInputError
from careerscore.model import EducationPath, Occupation, Status, WageDistribution, WageEstimates

CODE = "29-2072.00"
COMPARE = methodology("american-dream-jobs-compare/1")
CALCULATOR = methodology("american-dream-jobs-calculator/1")
LADDER = methodology("percentile-ladder/1")
PATH = methodology("onet-mode/1")
COST = methodology("american-dream-jobs/2024")


@pytest.fixture(scope="module", name="career")
def _career():
    return cs.occupation(CODE, data="2026.1")


def made_by_hand(**pay):
    """An occupation for which both sources name a Bachelor's degree."""
    return Occupation(
        code="11-1011.00",
        title="Chief Executives",
        wages=WageDistribution(annual=WageEstimates(**pay)),
        education=EducationPath(bls_entry_level="Bachelor's degree"),
    )


def free(years):
    """The path of the site with another typical duration for its default level."""
    durations = dict(PATH.durations)
    durations["Bachelor's degree"] = attrs.evolve(
        durations["Bachelor's degree"], min=years, typical=years, max=years
    )
    return PATH.evolve(durations=durations)


def costing(dollars):
    """A cost of education that is the same for everyone."""
    price = Price(dollars=dollars)
    whole = PricedItem(name="All of it", min=price, typical=price, max=price)
    return COST.evolve(rules=[CostRule(name="any", items=[whole])], programs=[])


def test_a_year_that_is_only_begun_at_65_counts_as_a_whole_one():
    career = cs.occupation("29-1031.00", data="2026.1")
    page = COMPARE.value(career)
    working = [year for year in page.years if not year.in_education]
    assert page.education_years == 4.5
    assert len(working) == 43 == ceil(65 - 18 - 4.5)
    assert [working[0].age, working[-1].age] == [22.5, 64.5]
    assert [year.age for year in page.years[:5]] == [18, 19, 20, 21, 22]
    assert [year.in_education for year in page.years[:6]] == [1, 1, 1, 1, 0.5, 0]
    pay = [year.pay for year in LADDER.progression(career).timeline]
    assert page.lifetime_earnings.value == sum(pay) + 22 * pay[-1]


def test_the_years_of_the_compare_page_add_up(career):
    page = COMPARE.value(career)
    assert [year.age for year in page.years] == list(range(18, 65))
    assert [year.experience for year in page.years] == [None] * 4 + list(range(43))
    assert [year.in_education for year in page.years] == [1] * 4 + [0] * 43
    assert [year.net.value for year in page.years[:5]] == [-110_538, 0, 0, 0, 35_080]
    assert page.years[0].education == Money.exact(110_538)
    assert {(year.net_worth, year.loan) for year in page.years} == {(Money(), Money.exact(0))}
    assert page.curve[-1] == (65, page.lifetime_net)


def test_a_free_education_is_made_up_for_in_the_first_year():
    career = made_by_hand(p10=1, p25=2, median=3, p75=4, p90=5)
    no_cost = costing(0)
    page = COMPARE.evolve(cost_by=no_cost).value(career)
    assert page.education_cost == Money.exact(0)
    assert page.payback_years == 1
    assert page.return_on_cost == page.twenty_year_net == 3 * 1 + 4 * 2 + 9 * 3 + 5 * 4
    assert CALCULATOR.evolve(cost_by=no_cost).value(career).payback_age == 22


@pytest.mark.parametrize(
    ("cost", "years"), [(1, 1), (99, 1), (100, 1), (101, 2), (200, 2), (4_300, 43), (4_301, None)]
)
def test_cost_is_made_up_for_once_pay_is_as_much(cost, years):
    career = made_by_hand(p10=100, p25=100, median=100, p75=100, p90=100)
    page = COMPARE.evolve(cost_by=costing(cost)).value(career)
    assert page.education_cost.value == cost
    assert page.payback_years == years


@pytest.mark.parametrize(("cost", "age"), [(19, 22), (20, 23), (39, 23), (40, 24), (880, None)])
def test_the_calculator_asks_for_more_than_nothing(cost, age):
    career = made_by_hand(p10=100, p25=100, median=100, p75=100, p90=100)
    page = CALCULATOR.evolve(cost_by=costing(cost)).value(career)
    assert page.payback_age == age


def test_debt_bears_nothing_and_savings_bear_interest():
    career = made_by_hand(p10=100, p25=100, median=100, p75=100, p90=100)
    page = CALCULATOR.evolve(
        cost_by=costing(80),
        retirement_age=25,
        initial_savings=15,
        savings_rate=0.5,
        savings_return=0.1,
    ).value(career)
    assert [year.net_worth.value for year in page.years] == pytest.approx([-15, 35, 88.5, 147.35])
    assert page.net_worth == page.years[-1].net_worth.value


def test_a_variant_has_other_years(career):
    later = COMPARE.evolve(retirement_age=67).value(career)
    assert later.methodology == "american-dream-jobs-compare/1 (modified)"
    assert later.lifetime_net.value == 2_265_122 + 2 * 61_960
    assert later.ten_year_net == 299_522
    assert COMPARE.evolve(start_age=20).value(career).years[0].age == 20
    assert len(COMPARE.evolve(retirement_age=19, path_by=free(0)).value(career).years) == 1
    assert len(CALCULATOR.evolve(retirement_age=22).value(career).years) == 1
    for page, age in ((COMPARE, 18), (CALCULATOR, 21)):
        with pytest.raises(InvalidInputError, match="retirement_age: expected"):
            page.evolve(retirement_age=age)


@pytest.mark.parametrize("page", [COMPARE, CALCULATOR])
def test_assumptions_are_refused_with_the_way_to_change_them(page, career):
    with pytest.raises(InvalidInputError, match=r"assumptions: expected None.*evolve\(\)"):
        page.value(career, cs.Assumptions())


def test_an_education_that_outlasts_the_working_life_pays_nothing(career):
    page = COMPARE.evolve(path_by=free(60)).value(career)
    assert (page.lifetime_earnings.value, page.lifetime_net.value) == (0, -110_538)
    assert page.payback_years is None
    assert len(page.years) == 60


def test_what_the_methods_do_not_say_is_not_made_up():
    page = COMPARE.evolve(
        progression_by=methodology("experience-quantile/1.0"),
        path_by=methodology("bls-entry/1.0"),
        cost_by=methodology("college-board/2025-26"),
    )
    found = page.value(Occupation(code="55-1011.00", title="Air Crew Officers"))
    assert found.status is Status.INSUFFICIENT
    assert found.reasons[0].endswith("no pay and no duration of education and no cost of education")
    assert (found.years, found.education_cost) == ((), Money())
    assert found.lifetime_net is found.education_years is found.ten_year_net is None
    # Pay within bounds is no pay of a page.
    for pay in ({}, {"p10": 100, "p25": 100, "median": 100}):
        found = page.value(made_by_hand(**pay))
        assert (found.status, found.reasons[0]) == (Status.INSUFFICIENT, "the methods give no pay")
        assert found.education_years == 4


@pytest.mark.parametrize("page", [COMPARE, CALCULATOR])
@given(data=st.data())
def test_more_tuition_never_makes_a_career_look_better(page, data):
    pay = sorted(data.draw(st.lists(st.integers(1, 200_000), min_size=5, max_size=5)))
    career = made_by_hand(**dict(zip(("p10", "p25", "median", "p75", "p90"), pay, strict=True)))
    low = data.draw(st.integers(0, 300_000))
    high = low + data.draw(st.integers(1, 300_000))
    before, after = (page.evolve(cost_by=costing(dollars)).value(career) for dollars in (low, high))
    assert (before.education_cost.value, after.education_cost.value) == (low, high)
    assert after.lifetime_net.value < before.lifetime_net.value
    for name in ("ten_year_net", "twenty_year_net", "return_on_cost", "net_worth"):
        if getattr(before, name) is not None:
            assert getattr(after, name) <= getattr(before, name)
    for one, other in zip(before.years, after.years, strict=True):
        assert other.cumulative.value <= one.cumulative.value
        assert (other.net_worth.value or 0) <= (one.net_worth.value or 0)
    for name in ("payback_years", "payback_age"):
        never = 1_000
        assert (getattr(after, name) or never) >= (getattr(before, name) or never)
