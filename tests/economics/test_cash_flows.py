"""Discounted cash flows: worked examples, bounds, and properties."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import careerscore as cs
from careerscore.economics import LadderLevel, Money, Range, TaxBracket, TaxSchedule, methodology
from careerscore.errors import InvalidInputError
from careerscore.model import (
    EducationPath,
    Note,
    Occupation,
    Provenance,
    Status,
    WageDistribution,
    WageEstimates,
)

PERCENTILES = ("p10", "p25", "median", "p75", "p90")
OURS = methodology("discounted-cash-flow/1.0")
LADDER = methodology("percentile-ladder/1")

# Pay of the first five years, one percentile each; the fifth repeats.
STEPS = LADDER.evolve(
    levels=[
        LadderLevel(name=name, percentile=name, years=Range(n, n, n), first_year=n, last_year=n)
        for n, name in enumerate(PERCENTILES)
    ]
)
STEPWISE = OURS.evolve(progression_by=STEPS)
ON_THE_LADDER = OURS.evolve(progression_by=LADDER)
TAX = TaxSchedule(
    name="two brackets",
    brackets=[TaxBracket(above=0, rate=0.1), TaxBracket(above=15_000, rate=0.5)],
    deduction=5_000,
)


def earning(*pay, level="Bachelor's degree", notes=None):
    """An occupation with five percentiles of pay."""
    estimates = WageEstimates(**dict(zip(PERCENTILES, pay, strict=False)), notes=notes or {})
    return Occupation(
        code="11-1011.00",
        title="Chief Executives",
        job_zone=4,
        wages=WageDistribution(annual=estimates),
        education=EducationPath(bls_entry_level=level),
    )


CAREER = earning(10_000, 20_000, 30_000, 40_000, 50_000)


def worth(career=CAREER, by=STEPWISE, **assumed):
    """The value of a short career with a year of education for 5,000 dollars."""
    short = {
        "start_age": 18,
        "retirement_age": 22,
        "discount_rate": 0.1,
        "education_years": 1,
        "education_cost": 5_000,
    }
    return by.value(career, cs.Assumptions(**short | assumed))


def column(found, name):
    return [getattr(year, name).value for year in found.years]


def test_a_short_career_by_hand():
    found = worth()
    assert column(found, "net") == [-5_000, 10_000, 20_000, 30_000]
    assert column(found, "cumulative") == [-5_000, 5_000, 25_000, 55_000]
    assert column(found, "education") == [5_000, 0, 0, 0]
    assert column(found, "earnings") == [0, 10_000, 20_000, 30_000]
    assert [year.age for year in found.years] == [18, 19, 20, 21]
    assert [year.experience for year in found.years] == [None, 0, 1, 2]
    assert [year.in_education for year in found.years] == [1, 0, 0, 0]
    assert found.npv.value == pytest.approx(-5_000 + 10_000 / 1.1 + 20_000 / 1.21 + 30_000 / 1.331)
    assert (found.npv.low, found.npv.high) == (found.npv.value, found.npv.value)
    assert found.lifetime_net == Money.exact(55_000)
    assert found.lifetime_earnings == Money.exact(60_000)
    growth = 1 + found.irr
    assert 10_000 / growth + 20_000 / growth**2 + 30_000 / growth**3 == pytest.approx(5_000)
    assert (found.payback_years, found.payback_age) == (2, 20)
    assert found.net_worth == -5_000
    assert found.status is Status.COMPLETE
    assert found.reasons == ()
    assert (found.education_years, found.education_cost) == (1, Money.exact(5_000))
    assert found.curve == tuple(
        (age, Money.exact(net))
        for age, net in ((19, -5_000), (20, 5_000), (21, 25_000), (22, 55_000))
    )


def test_a_year_begun_in_education_is_worked_for_the_rest():
    found = worth(education_years=1.5, education_cost=6_000)
    assert column(found, "education") == [4_000, 2_000, 0, 0]
    assert column(found, "earnings") == [0, 5_000, 10_000, 20_000]
    assert [year.experience for year in found.years] == [None, 0, 0, 1]
    assert [year.in_education for year in found.years] == [1, 0.5, 0, 0]


def test_without_education_the_cost_falls_due_at_once_and_work_begins():
    found = worth(education_years=0)
    assert column(found, "net") == [5_000, 20_000, 30_000, 40_000]
    assert (found.payback_years, found.payback_age) == (0, 18)
    assert found.irr is None


def test_pay_and_tuition_grow_from_the_start_age_on():
    found = worth(education_years=2, wage_growth=0.5, tuition_growth=0.2)
    assert column(found, "education") == pytest.approx([2_500, 3_000, 0, 0])
    assert column(found, "earnings") == pytest.approx([0, 0, 10_000 * 1.5**2, 20_000 * 1.5**3])


def test_tax_is_taken_of_all_the_pay_of_a_year():
    found = worth(education_years=1.5, earnings_in_education=8_000, tax=TAX)
    # Pay of 8,000, 9,000, 10,000 and 20,000, of which 5,000 are free.
    assert column(found, "earnings") == pytest.approx([7_700, 8_600, 9_500, 18_500])


def test_a_loan_by_hand():
    found = worth(loan_share=0.8, loan_rate=0.25, loan_years=2, savings_rate=0.5)
    owed = 4_000 * 1.25
    level = owed / (1 + 1 / 1.25)
    assert column(found, "education") == pytest.approx([1_000, 0, 0, 0])
    assert column(found, "loan") == pytest.approx([0, level, level, 0])
    assert column(found, "net") == pytest.approx([-1_000, 10_000 - level, 20_000 - level, 30_000])
    saved = [-1_000, -1_000 - level + 5_000]
    saved.append((saved[1] - level) * (1.03 if saved[1] > level else 1) + 10_000)
    saved.append(saved[2] * 1.03 + 15_000)
    debts = [4_000, owed - level, 0, 0]
    expected = [have - owe for have, owe in zip(saved, debts, strict=True)]
    assert column(found, "net_worth") == pytest.approx(expected)
    assert found.net_worth == pytest.approx(expected[-1])


def test_what_is_left_of_a_loan_is_paid_in_the_last_year_of_work():
    found = worth(loan_share=1, loan_rate=0, loan_years=10)
    assert column(found, "loan") == pytest.approx([0, 500, 500, 4_000])
    assert column(worth(loan_share=1, loan_rate=0, loan_years=1), "loan") == [0, 5_000, 0, 0]
    assert column(worth(loan_share=1, loan_rate=0, loan_years=3), "loan") == pytest.approx(
        [0, 5_000 / 3, 5_000 / 3, 5_000 / 3]
    )


def test_an_education_longer_than_the_working_life_leaves_its_debt_to_the_last_year():
    found = worth(education_years=8, education_cost=8_000, loan_share=0.5, loan_rate=0)
    assert column(found, "education") == [500] * 4
    assert column(found, "loan") == [0, 0, 0, 2_000]
    assert column(found, "earnings") == [0] * 4
    assert (found.payback_years, found.payback_age) == (None, None)
    assert found.irr is None
    assert found.npv.value < 0


def test_savings_bear_their_return_and_debt_does_not():
    found = worth(initial_savings=6_000, savings_rate=0.1, savings_return=0.2)
    assert column(found, "net_worth") == pytest.approx(
        [1_000 * 1.2, 1_440 + 1_000, 2_440 * 1.2 + 2_000, (2_440 * 1.2 + 2_000) * 1.2 + 3_000]
    )
    # However small they are.
    little = worth(education_cost=0, initial_savings=0.5, savings_return=0.2)
    assert column(little, "net_worth")[0] == pytest.approx(0.6)
    in_debt = worth(initial_savings=4_000, savings_rate=0.1, savings_return=0.2)
    assert column(in_debt, "net_worth")[:2] == pytest.approx([-1_000, 0])


def test_the_career_is_paid_back_when_it_is_so_for_good():
    # Paid, then in debt again by the loan of the last year.
    found = worth(
        education_years=1,
        education_cost=110_000,
        earnings_in_education=40_000,
        loan_share=0.7,
        loan_rate=0.0,
        loan_years=50,
    )
    assert [total >= 0 for total in column(found, "cumulative")] == [True, True, True, False]
    assert found.payback_years is None
    later = worth(
        education_years=2, education_cost=30_000, earnings_in_education=20_000, tuition_growth=1
    )
    assert column(later, "cumulative") == [5_000, -5_000, 5_000, 25_000]
    assert (later.payback_years, later.payback_age) == (3, 21)


def test_education_comes_from_the_methods_unless_it_is_given():
    bachelor = worth(education_years=None, education_cost=None, retirement_age=30)
    assert (bachelor.education_level, bachelor.education_years) == ("Bachelor's degree", 4)
    assert bachelor.education_cost == Money.exact(47_800)
    associate = worth(
        education_years=None, education_cost=None, level="Associate's degree", retirement_age=30
    )
    assert (associate.education_years, associate.education_cost) == (2, Money.exact(8_300))
    private = worth(education_cost=None, institution="private_nonprofit")
    assert private.education_cost == Money.exact(180_000)
    nurse = attrs.evolve(CAREER, programs=cs.occupation("29-1141.00").programs)
    in_field = worth(nurse, education_cost=None, field_multiplier=True)
    assert in_field.education_cost == Money.exact(round(47_800 * 1.15))


def test_a_kind_of_institution_without_a_figure_gives_a_bound_and_says_so():
    found = worth(education_cost=None, institution="trade_school")
    assert found.education_cost == Money.at_least(0)
    assert found.status is Status.BOUNDED
    assert found.reasons == ("no figure for trade_school at Bachelor's degree",)
    assert (found.npv.value, found.npv.low) == (None, None)
    assert found.npv.high == pytest.approx(10_000 / 1.1 + 20_000 / 1.21 + 30_000 / 1.331)
    assert found.payback_years is found.irr is None
    career = earning(1, 2, 3, 4, 5, level=None)
    nowhere = worth(career, education_cost=None, institution="trade_school")
    assert "no figure for trade_school at any level" in nowhere.reasons
    assert worth(career, education_cost=None).education_cost == Money.at_least(0)


def test_a_cost_known_in_part_bounds_the_value():
    master = earning(10_000, 20_000, 30_000, 40_000, 50_000, level="Master's degree")
    found = worth(master, education_cost=None)
    assert found.education_cost == Money.at_least(47_800)
    assert found.status is Status.BOUNDED
    assert found.npv.low is None
    named = worth(master, education_cost=None, graduate_ratio=1.5)
    assert named.education_cost == Money.exact(47_800 + 1.5 * 2 * 11_950)
    assert named.npv.value < found.npv.high


def test_where_no_pay_is_published_there_is_no_value():
    found = OURS.value(earning())
    assert found.status is Status.INSUFFICIENT
    assert found.reasons[0] == "no pay is published"
    assert found.years == ()
    assert found.npv is found.lifetime_net is found.lifetime_earnings is found.net_worth is None
    assert found.education_cost == Money.exact(47_800)
    assert repr(found).endswith("discounted-cash-flow/1.0: insufficient>")


def test_where_the_length_of_education_is_not_known_there_is_no_value():
    career = earning(1, 2, 3, 4, 5, level=None)
    found = OURS.value(career)
    assert found.status is Status.INSUFFICIENT
    assert found.reasons[0] == "how long the education takes is not known"
    assert found.reasons[1].startswith("entry level: BLS has no level")
    assert (found.education_years, found.education_cost) == (None, Money())
    assert found.years == ()
    given_both = OURS.value(career, cs.Assumptions(education_years=2, education_cost=9))
    assert given_both.status is Status.COMPLETE
    assert given_both.education_level is None


def test_a_fallback_of_the_pay_has_a_reason_where_it_is_used():
    found = ON_THE_LADDER.value(earning(None, 40_000, 50_000, 60_000, 70_000))
    assert found.status is Status.FALLBACK
    (reason,) = found.reasons
    assert reason.startswith("p10 is not published")
    assert found.npv.value is not None
    # The ladder of the site never reaches the 90th percentile.
    unused = ON_THE_LADDER.value(earning(10_000, 20_000, 30_000, 40_000))
    assert unused.status is Status.COMPLETE


def test_pay_beyond_retirement_may_be_missing():
    career = earning(10_000, 20_000, 30_000, 40_000)
    short, long = (OURS.value(career, cs.Assumptions(retirement_age=age)) for age in (38, 39))
    assert (short.status, short.reasons) == (Status.COMPLETE, ())
    assert long.status is Status.BOUNDED
    assert long.reasons == ("P90 is not published",)


def test_wrong_arguments_are_refused_by_name():
    with pytest.raises(InvalidInputError, match=r"discounted-cash-flow/1\.0: assumptions: expect"):
        OURS.value(CAREER, {"discount_rate": 0.05})
    with pytest.raises(InvalidInputError, match="level: expected"):
        worth(education_cost=None, education_years=None, level="Kindergarten")
    with pytest.raises(InvalidInputError, match="tail: expected None"):
        worth(tail="pareto")


def test_a_tail_model_closes_the_bounds_from_above():
    top = Note(provenance=Provenance.TOP_CODED, reason="at or above the top code", bound=50_000)
    career = earning(10_000, 20_000, 30_000, 40_000, notes={"p90": top})
    open_above = OURS.value(career)
    assert open_above.status is Status.BOUNDED
    assert open_above.npv.value is open_above.npv.high is None
    assert open_above.payback_age is not None
    closed = OURS.value(career, cs.Assumptions(tail="pareto"))
    assert closed.status is Status.FALLBACK
    assert closed.assumption_notes == ("tail: pareto",)
    assert closed.npv.value > open_above.npv.low


def test_defaults_of_your_own_are_used_unless_others_are_given():
    mine = OURS.evolve(defaults=cs.Assumptions(discount_rate=0.07))
    assert mine.value(CAREER) == mine.value(CAREER, cs.Assumptions(discount_rate=0.07))
    assert mine.value(CAREER).assumption_notes == ("discount_rate: 0.07",)
    assert mine.fingerprint != OURS.fingerprint


pays = st.lists(st.integers(1, 300_000), min_size=5, max_size=5).map(sorted)


@st.composite
def assumptions(draw, **fixed):
    start = draw(st.integers(15, 40))
    drawn = {
        "start_age": start,
        "retirement_age": draw(st.integers(start + 1, 75)),
        "discount_rate": draw(st.floats(-0.05, 0.3)),
        "wage_growth": draw(st.sampled_from([0.0, 0.01, -0.02])),
        "tuition_growth": draw(st.sampled_from([0.0, 0.05, -0.03])),
        "earnings_in_education": draw(st.sampled_from([0.0, 12_000.0])),
        "education_cost": draw(st.integers(0, 400_000)),
        "education_years": draw(st.sampled_from([0, 0.5, 1, 2, 4, 4.5, 11])),
        "loan_share": draw(st.sampled_from([0.0, 0.3, 1.0])),
        "loan_rate": draw(st.sampled_from([0.0, 0.043, 0.2])),
        "loan_years": draw(st.integers(1, 30)),
        "initial_savings": draw(st.sampled_from([0.0, 10_000.0])),
        "savings_rate": draw(st.sampled_from([0.0, 0.2, 1.0])),
        "savings_return": draw(st.sampled_from([0.0, 0.07, -0.05])),
        "tax": draw(st.sampled_from([None, TAX])),
    }
    return cs.Assumptions(**drawn | fixed)


@given(
    pays,
    st.integers(1, 400_000),
    st.sampled_from([1, 2, 4, 7]),
    st.integers(-5, 29),
    st.integers(1, 30),
    st.sampled_from([None, TAX]),
)
def test_a_higher_discount_rate_lowers_any_value_that_is_not_negative(
    pay, cost, years, percent, more, tax
):
    # With costs before all pay the flows change their sign once, from minus to plus. Then
    # (1 + r)^k NPV, k being the year of the change, falls strictly in r, and so does NPV
    # wherever it is at least zero. Below zero it need not: later costs weigh less.
    low, high = percent / 100, (percent + more) / 100
    assumed = cs.Assumptions(education_years=years, education_cost=cost, discount_rate=low, tax=tax)
    found = STEPWISE.value(earning(*pay), assumed)
    signs = [net > 0 for net in column(found, "net") if net]
    assert signs == sorted(signs)
    later = STEPWISE.value(earning(*pay), attrs.evolve(assumed, discount_rate=high))
    assert later.lifetime_net == found.lifetime_net
    if found.npv.value >= 0:
        assert later.npv.value < found.npv.value
    else:
        assert later.npv.value < 0
    assert found.irr == later.irr
    if found.irr is not None and abs(found.npv.value) > 1:
        assert (found.npv.value > 0) == (low < found.irr)


@given(pays, assumptions(), st.integers(1, 200_000))
def test_more_tuition_never_makes_a_career_look_better(pay, assumed, more):
    career = earning(*pay)
    before = STEPWISE.value(career, assumed)
    dearer = attrs.evolve(assumed, education_cost=assumed.education_cost + more)
    after = STEPWISE.value(career, dearer)

    def slack(value):
        return 1e-9 * (abs(value) + 1e6)

    assert after.npv.value <= before.npv.value + slack(before.npv.value)
    for name in ("cumulative", "net_worth", "net"):
        for one, other in zip(column(before, name), column(after, name), strict=True):
            assert other <= one + slack(one)
    never = 1_000
    assert (never if after.payback_years is None else after.payback_years) >= (
        never if before.payback_years is None else before.payback_years
    )
    if before.irr is not None and after.irr is not None:
        assert after.irr <= before.irr + 1e-6 * (1 + abs(before.irr))


@given(pays, st.sampled_from([0.0, 0.01, 0.043, 0.3]), st.floats(0, 1), assumptions())
def test_borrowing_at_the_discount_rate_changes_nothing(pay, rate, share, assumed):
    career = earning(*pay)
    own = attrs.evolve(assumed, discount_rate=rate, loan_rate=rate, loan_share=0.0)
    borrowed = attrs.evolve(own, loan_share=share)
    value = STEPWISE.value(career, own).npv.value
    assert STEPWISE.value(career, borrowed).npv.value == pytest.approx(value, rel=1e-9, abs=1e-2)


@given(
    st.lists(st.integers(1, 200_000), min_size=5, max_size=5).map(sorted),
    st.integers(0, 300_000),
    assumptions(),
)
def test_bounds_hold_over_a_working_life_whatever_a_top_coded_wage_is(pay, above, assumed):
    # Not for each year by itself: a wage between the median and the 75th percentile lies on a
    # curve that bends with the 90th, and is taken for known without it.
    *known, bound = pay
    top = Note(provenance=Provenance.TOP_CODED, reason="at or above the top code", bound=bound)
    assumed = attrs.evolve(
        assumed,
        start_age=min(assumed.start_age, 25),
        retirement_age=max(assumed.retirement_age, 65),
    )
    bounded = OURS.value(earning(*known, notes={"p90": top}), assumed)
    exact = OURS.value(earning(*known, bound + above), assumed)
    assert bounded.status is Status.BOUNDED
    assert bounded.npv.low <= exact.npv.value + 1e-6 * abs(exact.npv.value)
    assert bounded.npv.high is None
    assert bounded.lifetime_net.low <= exact.lifetime_net.value + 1e-3
    assert bounded.lifetime_net.high is bounded.lifetime_earnings.high is None
    assert bounded.lifetime_earnings.low <= exact.lifetime_earnings.value + 1e-3
    assert (bounded.net_worth is None) == (assumed.savings_rate > 0)
    assert bounded.years[-1].net_worth.low <= exact.net_worth + 1e-3
