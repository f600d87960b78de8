"""Comparison of careers: where one passes another, and when that is not known."""

from itertools import accumulate, pairwise

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import careerscore as cs
from careerscore.economics import Money
from careerscore.economics.comparison import crossovers
from careerscore.economics.present_value import internal_rate

RECORDS, NURSE, CLERK, COUNSEL = "29-2072.00", "29-1141.00", "43-9061.00", "29-1031.00"
MILITARY, SURGEON = "55-1011.00", "29-1249.00"
DATA = "2026.1"
VALUE = cs.lifetime_value(RECORDS, data=DATA)


def life(*flows, code="11-1011.00", start=20, npv=None):
    """A value of cash flows by year, each an amount or a number."""
    nets = [flow if isinstance(flow, Money) else Money.exact(flow) for flow in flows]
    years = [
        attrs.evolve(VALUE.years[0], age=start + place, net=net, cumulative=total)
        for place, (net, total) in enumerate(zip(nets, accumulate(nets), strict=True))
    ]
    npv = None if npv is None else Money.exact(npv)
    return attrs.evolve(VALUE, occupation_code=code, years=years, npv=npv)


def crossover(first, second):
    (found,) = crossovers([first, second])
    return found


def test_the_lead_changes_in_the_year_by_whose_end_the_sum_is_higher():
    early, late = life(10, 10, 10, 10), life(-5, 20, 20, 20, code="B")
    # Sums of 10, 20, 30, 40 and of -5, 15, 35, 55.
    found = crossover(early, late)
    assert (found.first, found.second) == ("11-1011.00", "B")
    assert found.ages == (23,)
    assert found.age == 23
    assert found.leader == "B"
    assert found.reason is None
    assert found.irr_of_difference == pytest.approx(internal_rate([-15, 10, 10, 10]))


def test_amounts_that_overlap_leave_the_lead_open_and_say_so():
    wide = life(0, Money(0, 20), 100, code="A")
    found = crossover(wide, life(0, 10, 0, code="B"))
    assert (found.ages, found.leader, found.age) == ((), None, None)
    assert found.reason == "the cash flows are known only within bounds, or not at all"
    assert found.irr_of_difference is None


@pytest.mark.parametrize(
    ("gap", "leader"),
    [
        (Money(0, 5), "A"),
        (Money(-5, 0), "B"),
        (Money(None, -1), "B"),
        (Money(-5, 1), None),
        (Money(-1, 5), None),
        (Money(None, 1), None),
        (Money(-1, None), None),
    ],
)
def test_the_lead_is_known_where_the_difference_is_on_one_side_of_zero(gap, leader):
    found = crossover(life(gap, code="A"), life(0, code="B"))
    assert (found.leader, found.reason is None) == (leader, leader is not None)


def test_without_cash_flows_nothing_is_known():
    for first, second in ((life(), life(1)), (life(1), life()), (life(), life())):
        found = crossover(first, second)
        assert (found.ages, found.leader, found.irr_of_difference) == ((), None, None)
        assert found.reason == "the cash flows are known only within bounds, or not at all"


def test_other_years_of_life_are_not_laid_side_by_side():
    for other in (life(1, 2, start=21), life(1, 2, start=20.5), life(1, 2, 3)):
        found = crossover(life(1, 2), other)
        assert (found.ages, found.leader, found.irr_of_difference) == ((), None, None)
        assert found.reason == "the cash flows of the two do not fall in the same years of life"


def test_the_difference_of_present_values_keeps_its_bounds():
    assert crossover(life(1, npv=5), life(1, npv=2)).npv_difference == Money.exact(3)
    bounded = attrs.evolve(life(1, npv=5), npv=Money.at_least(5))
    assert crossover(bounded, life(1, npv=2)).npv_difference == Money.at_least(3)
    assert crossover(life(1, npv=2), bounded).npv_difference == Money(None, -3)
    assert crossover(life(1), life(1)).npv_difference == Money()


def test_a_career_made_by_hand_is_called_by_its_place():
    found = crossover(life(2, code=None), life(1, code=None))
    assert (found.first, found.second, found.leader) == ("first", "second", "first")


@given(st.lists(st.tuples(st.integers(-50, 50), st.integers(-50, 50)), min_size=1, max_size=12))
def test_crossings_are_where_the_sign_of_the_difference_changes(pairs):
    mine, theirs = zip(*pairs, strict=True)
    found = crossover(life(*mine, code="A"), life(*theirs, code="B"))
    sums = list(accumulate(one - other for one, other in pairs))
    apart = [(place, total) for place, total in enumerate(sums) if total]
    expected = [
        21 + place for (_, before), (place, after) in pairwise(apart) if (before > 0) != (after > 0)
    ]
    assert list(found.ages) == expected
    assert found.leader == ("A" if sums[-1] > 0 else "B" if sums[-1] < 0 else None)
    swapped = crossover(life(*theirs, code="B"), life(*mine, code="A"))
    assert (swapped.ages, swapped.leader) == (found.ages, found.leader)
    assert swapped.npv_difference == -found.npv_difference
    assert swapped.irr_of_difference == found.irr_of_difference
    assert found.irr_of_difference in (
        internal_rate([one - other for one, other in pairs]),
        internal_rate([other - one for one, other in pairs]),
    )


def test_at_the_rate_of_the_difference_both_are_worth_the_same():
    (found,) = cs.compare(RECORDS, NURSE, data=DATA).crossovers
    rate = found.irr_of_difference
    assert 0 < rate < 1
    one, other = (
        cs.lifetime_value(code, cs.Assumptions(discount_rate=rate), data=DATA).npv.value
        for code in (RECORDS, NURSE)
    )
    assert one == pytest.approx(other, rel=1e-9)


def test_a_comparison_has_each_career_as_it_is_by_itself():
    found = cs.compare(RECORDS, "registered-nurses", cs.occupation(CLERK, data=DATA), data=DATA)
    assert [career.code for career in found.careers] == [RECORDS, NURSE, CLERK]
    for career in found.careers:
        alone = cs.occupation(career.code, data=DATA)
        assert career.title == alone.title
        assert career.median_pay == Money.exact(alone.wages.annual.median)
        assert career.assessment == cs.assess(alone)
        assert career.value == cs.lifetime_value(alone)
    assert repr(found).startswith("<Comparison of Medical Records Specialists, Registered Nurses,")
    assert found.titles[2] in found._repr_html_()


def test_a_career_without_published_pay_says_why_it_cannot_be_compared():
    found = cs.compare(MILITARY, SURGEON, data=DATA)
    assert [career.median_pay for career in found.careers] == [Money(), Money.at_least(239_200)]
    (both,) = found.crossovers
    assert (both.ages, both.leader, both.irr_of_difference) == ((), None, None)
    assert both.npv_difference == Money()
    assert both.reason == "the cash flows are known only within bounds, or not at all"


@pytest.mark.parametrize("page", ["compare", "calculator"])
def test_the_pages_of_the_site_compare_no_years(page):
    method = f"american-dream-jobs-{page}/1"
    (found,) = cs.compare(RECORDS, COUNSEL, method=method, data=DATA).crossovers
    assert (found.ages, found.leader, found.irr_of_difference) == ((), None, None)
    assert found.reason == "the method compares no years"
    published = attrs.evolve(life(1), assumptions=None)
    for pair in ((life(2), published), (published, life(2))):
        assert crossover(*pair).reason == "the method compares no years"
