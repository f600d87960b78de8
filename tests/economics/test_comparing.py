"""Careers side by side: what each is worth, where one passes another, and when that is not known."""

from __future__ import annotations

from itertools import accumulate, pairwise

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import careerscore as cs
from careerscore import api
from careerscore.economics import (
    ComparedCareer,
    Comparison,
    Crossover,
    LifetimeValue,
    LifeYear,
    Money,
    methodology,
)
from careerscore.economics.comparison import crossovers
from careerscore.economics.rates import internal_rate
from careerscore.errors import (
    InvalidInputError,
    UnknownMethodologyError,
    UnknownOccupationError,
    UnknownReleaseError,
)
from careerscore.model.provenance import Status

RECORDS, NURSE, CLERK, COUNSEL = "29-2072.00", "29-1141.00", "43-9061.00", "29-1031.00"
MILITARY = "55-1011.00"
SURGEON = "29-1249.00"
DATA = "2026.1"
NOTHING = Money.exact(0)


def life(*flows, code="11-1011.00", start=20, npv=None):
    """A value of cash flows by year, each an amount or a number."""
    nets = [flow if isinstance(flow, Money) else Money.exact(flow) for flow in flows]
    years = [
        LifeYear(
            age=start + place,
            in_education=0,
            experience=place,
            earnings=NOTHING,
            education=NOTHING,
            loan=NOTHING,
            net=net,
            cumulative=total,
            net_worth=NOTHING,
        )
        for place, (net, total) in enumerate(zip(nets, accumulate(nets), strict=True))
    ]
    return LifetimeValue(
        methodology="mine/1",
        status=Status.COMPLETE,
        fingerprint="x",
        occupation_code=code,
        taken=cs.Assumptions(),
        parts=(),
        education_level=None,
        education_years=None,
        education_cost=NOTHING,
        years=years,
        npv_at_least=npv,
        npv_at_most=npv,
    )


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


def test_a_lead_may_change_more_than_once():
    found = crossover(life(10, 0, 0, 20, code="A"), life(0, 15, 0, 0, code="B"))
    assert found.ages == (22, 24)
    assert (found.age, found.leader) == (24, "A")


def test_a_year_in_which_both_are_even_is_no_change_by_itself():
    touched = crossover(life(10, 0, 10, code="A"), life(0, 10, 0, code="B"))
    assert (touched.ages, touched.leader) == ((), "A")
    passed = crossover(life(10, 0, 0, code="A"), life(0, 10, 10, code="B"))
    assert (passed.ages, passed.leader) == ((23,), "B")


def test_careers_that_are_even_at_the_end_have_no_leader():
    found = crossover(life(10, 0, code="A"), life(0, 10, code="B"))
    assert (found.ages, found.leader, found.age, found.reason) == ((), None, None, None)
    assert found.irr_of_difference == pytest.approx(0, abs=1e-9)
    same = crossover(life(1, 2, code="A"), life(1, 2, code="B"))
    assert (same.ages, same.leader, same.reason) == ((), None, None)
    assert same.irr_of_difference is None


def test_the_lead_may_be_known_where_amounts_are_not():
    more = life(Money.at_least(10), Money.at_least(10), code="A")
    less = life(Money(0, 10), 5, code="B")
    assert crossover(more, less).leader == "A"
    assert crossover(less, more).leader == "A"
    assert crossover(more, less).irr_of_difference is None
    assert crossover(more, less).reason is None


def test_amounts_that_overlap_leave_the_lead_open_and_say_so():
    wide = life(0, Money(0, 20), 100, code="A")
    found = crossover(wide, life(0, 10, 0, code="B"))
    assert (found.ages, found.leader, found.age) == ((), None, None)
    assert found.reason == "the cash flows are known only within bounds, or not at all"
    assert found.irr_of_difference is None


@pytest.mark.parametrize("gap", [Money(-5, 1), Money(-1, 5), Money(None, 1), Money(-1, None)])
def test_a_difference_that_may_be_on_either_side_of_nothing_leaves_the_lead_open(gap):
    found = crossover(life(gap), life(0))
    assert (found.leader, found.ages) == (None, ())
    assert found.reason is not None


@pytest.mark.parametrize(
    ("gap", "leader"), [(Money(0, 5), "A"), (Money(-5, 0), "B"), (Money(None, -1), "B")]
)
def test_a_difference_that_is_on_one_side_of_nothing_tells_the_lead(gap, leader):
    assert crossover(life(gap, code="A"), life(0, code="B")).leader == leader


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
    bounded = attrs.evolve(life(1, npv=5), npv_at_most=None)
    assert crossover(bounded, life(1, npv=2)).npv_difference == Money.at_least(3)
    assert crossover(life(1, npv=2), bounded).npv_difference == Money(None, -3)
    assert crossover(life(1), life(1)).npv_difference == Money()


def test_a_career_made_by_hand_is_called_by_its_place():
    found = crossover(life(2, code=None), life(1, code=None))
    assert (found.first, found.second, found.leader) == ("first", "second", "first")


def test_every_pair_is_compared_in_the_order_given():
    found = crossovers([life(1, code="A"), life(2, code="B"), life(3, code="C")])
    assert [(each.first, each.second) for each in found] == [("A", "B"), ("A", "C"), ("B", "C")]
    assert [each.leader for each in found] == ["B", "C", "C"]
    assert crossovers([life(1)]) == crossovers([]) == ()


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


def cumulative(code, assumed=None):
    found = cs.lifetime_value(code, assumed, data=DATA)
    return {year.age + 1: year.cumulative.value for year in found.years}


@pytest.mark.parametrize(
    ("first", "second"), [(RECORDS, NURSE), (NURSE, CLERK), (RECORDS, CLERK), (COUNSEL, NURSE)]
)
def test_careers_of_the_data_cross_where_their_own_values_do(first, second):
    found = cs.compare(first, second, data=DATA)
    (both,) = found.crossovers
    mine, theirs = cumulative(first), cumulative(second)
    ahead = [(age, mine[age] > theirs[age]) for age in mine if mine[age] != theirs[age]]
    changes = [age for (_, before), (age, after) in pairwise(ahead) if before != after]
    assert list(both.ages) == changes
    assert both.leader == (first if ahead[-1][1] else second)
    values = [career.value.npv.value for career in found.careers]
    assert both.npv_difference == Money.exact(values[0] - values[1])
    (swapped,) = cs.compare(second, first, data=DATA).crossovers
    assert (swapped.ages, swapped.leader) == (both.ages, both.leader)
    assert swapped.npv_difference == -both.npv_difference
    assert swapped.irr_of_difference == both.irr_of_difference


def test_at_the_rate_of_the_difference_both_are_worth_the_same():
    (found,) = cs.compare(RECORDS, NURSE, data=DATA).crossovers
    rate = found.irr_of_difference
    assert 0 < rate < 1
    one, other = (
        cs.lifetime_value(code, cs.Assumptions(discount_rate=rate), data=DATA).npv
        for code in (RECORDS, NURSE)
    )
    assert one == pytest.approx(other, rel=1e-9)


def test_a_comparison_has_each_career_as_it_is_by_itself():
    found = cs.compare(RECORDS, "registered-nurses", cs.occupation(CLERK, data=DATA), data=None)
    assert [career.code for career in found.careers] == [RECORDS, NURSE, CLERK]
    found = cs.compare(RECORDS, NURSE, CLERK, data=DATA)
    assert [(each.first, each.second) for each in found.crossovers] == [
        (RECORDS, NURSE),
        (RECORDS, CLERK),
        (NURSE, CLERK),
    ]
    for career in found.careers:
        alone = cs.occupation(career.code, data=DATA)
        assert career.title == alone.title
        assert career.median_pay == Money.exact(alone.wages.annual.median)
        assert career.assessment == cs.assess(alone)
        assert career.value == cs.lifetime_value(alone)
    assert repr(found) == (
        f"<Comparison of Medical Records Specialists, Registered Nurses, {found.careers[2].title}>"
    )


def test_a_career_compared_with_itself_is_even():
    (found,) = cs.compare(NURSE, NURSE, data=DATA).crossovers
    assert (found.ages, found.leader, found.reason) == ((), None, None)
    assert found.npv_difference == NOTHING


def test_a_career_without_published_pay_says_why_it_cannot_be_compared():
    found = cs.compare(MILITARY, NURSE, data=DATA)
    assert found.careers[0].median_pay == Money()
    (both,) = found.crossovers
    assert (both.ages, both.leader, both.irr_of_difference) == ((), None, None)
    assert both.npv_difference == Money()
    assert both.reason == "the cash flows are known only within bounds, or not at all"


def test_a_top_coded_median_is_a_bound():
    found = cs.compare(SURGEON, NURSE, data=DATA)
    assert found.careers[0].median_pay == Money.at_least(239_200)


def test_assumptions_may_come_last_or_by_name():
    assumed = cs.Assumptions(retirement_age=65, discount_rate=0.05)
    last = cs.compare(RECORDS, NURSE, assumed, data=DATA)
    assert last == cs.compare(RECORDS, NURSE, assumptions=assumed, data=DATA)
    assert all(career.value.assumptions == assumed for career in last.careers)
    three = cs.compare(RECORDS, NURSE, CLERK, assumed, data=DATA)
    assert [career.code for career in three.careers] == [RECORDS, NURSE, CLERK]
    assert last.careers == three.careers[:2]
    assert all(
        career.value.assumptions == cs.Assumptions()
        for career in cs.compare(RECORDS, NURSE, data=DATA).careers
    )


def test_methods_are_chosen_for_all_careers():
    pages = cs.compare(
        RECORDS,
        NURSE,
        method="american-dream-jobs-calculator/1",
        methodology="webb/2020",
        data=DATA,
    )
    assert {career.value.methodology for career in pages.careers} == {
        "american-dream-jobs-calculator/1"
    }
    assert {career.assessment.methodology for career in pages.careers} == {"webb/2020"}
    mine = methodology("discounted-cash-flow/1.0").evolve(id="mine/1")
    assert cs.compare(RECORDS, NURSE, method=mine).careers[0].value.methodology == "mine/1"


@pytest.mark.parametrize(
    "page", ["american-dream-jobs-compare/1", "american-dream-jobs-calculator/1"]
)
def test_the_pages_of_the_site_compare_no_years(page):
    for other in (NURSE, COUNSEL):
        (found,) = cs.compare(RECORDS, other, method=page, data=DATA).crossovers
        assert (found.ages, found.leader, found.irr_of_difference) == ((), None, None)
        assert found.reason == "the method compares no years"
    published = attrs.evolve(life(1), assumptions=None)
    for pair in ((life(2), published), (published, life(2))):
        assert crossover(*pair).reason == "the method compares no years"


def test_who_leads_and_since_when_is_written_too():
    found = crossover(life(10, 0, 0, code="A"), life(0, 10, 10, code="B"))
    assert (found.first_leads, found.leader, found.age) == (False, "B", 23)
    written = cs.to_dict(found)
    assert (written["first_leads"], written["leader"], written["age"]) == (False, "B", 23)
    assert cs.from_dict(written, Crossover) == found
    with pytest.raises(InvalidInputError, match="leader: expected B, as the other fields say"):
        cs.from_dict(written | {"leader": "A"}, Crossover)


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: cs.compare(RECORDS, 5), InvalidInputError, "compare: occupation: expected a code"),
        (lambda: cs.compare(None, NURSE), InvalidInputError, "compare: occupation: expected a cod"),
        (
            lambda: cs.compare(RECORDS, cs.Assumptions()),
            InvalidInputError,
            "compare: occupation: expected a code, slug, title or alias, or an Occupation, got Ass",
        ),
        (
            lambda: cs.compare(RECORDS, NURSE, cs.Assumptions(), CLERK),
            InvalidInputError,
            "compare: occupation: expected a code, slug, title or alias, or an Occupation, got Ass",
        ),
        (
            lambda: cs.compare(RECORDS, NURSE, cs.Assumptions(), assumptions=cs.Assumptions()),
            InvalidInputError,
            "compare: assumptions: expected assumptions once, not twice",
        ),
        (
            lambda: cs.compare(RECORDS, NURSE, assumptions={"start_age": 20}),
            InvalidInputError,
            "discounted-cash-flow/1.0: assumptions: expected a",
        ),
        (
            lambda: cs.compare(RECORDS, NURSE, method=5),
            InvalidInputError,
            "method: method: expected an id or a method of economics, got 5",
        ),
        (
            lambda: cs.compare(RECORDS, NURSE, methodology=5),
            InvalidInputError,
            "expected an id or a Methodology, got 5",
        ),
        (
            lambda: cs.compare(RECORDS, NURSE, method="discounted-cash-flow/1"),
            UnknownMethodologyError,
            "Did you mean discounted-cash-flow/1.0",
        ),
        (
            lambda: cs.compare(RECORDS, NURSE, methodology="web/2020"),
            UnknownMethodologyError,
            "Did you mean webb/2020",
        ),
        (lambda: cs.compare(RECORDS, "nrse xyz"), UnknownOccupationError, "nrse xyz"),
        (lambda: cs.compare(RECORDS, NURSE, data="2026.11"), UnknownReleaseError, "2026.1"),
        (
            lambda: cs.compare(cs.occupation(RECORDS, data=DATA), NURSE, data="2026.2"),
            InvalidInputError,
            "data: expected the occupation's own release, 2026.1, or None, got '2026.2'",
        ),
        (
            lambda: cs.compare(
                RECORDS, NURSE, cs.Assumptions(), method="american-dream-jobs-compare/1"
            ),
            InvalidInputError,
            "american-dream-jobs-compare/1: assumptions: expected None: the page has its own",
        ),
    ],
)
def test_what_cannot_be_compared_is_told_by_name(call, error, message):
    with pytest.raises(error) as caught:
        call()
    assert message in str(caught.value)


QUESTIONS = {
    cs.progression: ("a progression", "experience-quantile/1.0 or percentile-ladder/1 or perc"),
    cs.education_requirements: ("a path", "bls-entry/1.0 or onet-mode/1"),
    cs.education_cost: ("a cost", "american-dream-jobs/2024 or college-board/2024-25 or college"),
    cs.lifetime_value: (
        "a value",
        "american-dream-jobs-calculator/1 or american-dream-jobs-compare/1 or discounted-cash-f",
    ),
}
OTHERS = {
    cs.progression: "bls-entry/1.0",
    cs.education_requirements: "percentile-ladder/1",
    cs.education_cost: "discounted-cash-flow/1.0",
    cs.lifetime_value: "college-board/2025-26",
}


@pytest.mark.parametrize("ask", QUESTIONS, ids=lambda ask: ask.__name__)
@pytest.mark.parametrize("as_object", [False, True])
def test_a_method_of_another_question_is_refused_with_those_that_answer(ask, as_object):
    id = OTHERS[ask]
    with pytest.raises(InvalidInputError) as caught:
        ask(RECORDS, method=methodology(id) if as_object else id, data=DATA)
    question, candidates = QUESTIONS[ask]
    (problem,) = caught.value.problems
    assert (problem.field, problem.value) == ("method", repr(id))
    assert problem.expected.startswith(f"a method that gives {question}, such as {candidates}")


@pytest.mark.parametrize("ask", QUESTIONS, ids=lambda ask: ask.__name__)
def test_what_is_asked_of_the_front_door_is_checked_by_name(ask):
    with pytest.raises(InvalidInputError, match="expected an id or a method of economics, got"):
        ask(RECORDS, method=methodology, data=DATA)
    with pytest.raises(InvalidInputError, match="expected an id or a method of economics, got"):
        ask(RECORDS, method=type(methodology(OTHERS[ask])), data=DATA)
    with pytest.raises(InvalidInputError, match=f"{ask.__name__}: occupation: expected a code"):
        ask(5)
    with pytest.raises(UnknownMethodologyError):
        ask(RECORDS, method="nothing/1")
    with pytest.raises(UnknownOccupationError):
        ask("nrse xyz")
    with pytest.raises(UnknownReleaseError):
        ask(RECORDS, data="2026.11")
    assert ask(RECORDS, data=DATA) == ask(cs.occupation(RECORDS, data=DATA))
    assert ask(RECORDS).data_release == cs.load().name
    assert ask(RECORDS, data=DATA).data_release == DATA


def test_options_are_handed_on():
    asked = cs.progression(SURGEON, tail="pareto", data=DATA)
    assert asked.assumption_notes == ("tail: pareto",)
    assert (
        cs.education_requirements(RECORDS, level="Master's degree").entry_level == "Master's degree"
    )
    cost = cs.education_cost(
        RECORDS, level="Master's degree", field_multiplier=True, graduate_ratio=1.5, data=DATA
    )
    assert cost.level == "Master's degree"
    assert cost.field_multiplier == 1.15
    assert cost.total.typical == 54_970 + 41_228


def test_the_defaults_are_ours_and_those_published_are_the_sites():
    found = api.career_economics(RECORDS, data=DATA)
    assert [each.methodology for each in found.progressions] == [
        "experience-quantile/1.0",
        "percentile-ladder/1",
    ]
    assert [each.methodology for each in found.paths] == ["bls-entry/1.0", "onet-mode/1"]
    assert [each.methodology for each in found.costs] == [
        "college-board/2025-26",
        "american-dream-jobs/2024",
    ]
    assert [each.methodology for each in found.values] == [
        "discounted-cash-flow/1.0",
        "american-dream-jobs-compare/1",
        "american-dream-jobs-calculator/1",
    ]
    for ask, answers in (
        (cs.progression, found.progressions),
        (cs.education_requirements, found.paths),
        (cs.education_cost, found.costs),
        (cs.lifetime_value, found.values),
    ):
        assert ask(RECORDS, data=DATA) == answers[0]
        for answer in answers:
            assert ask(RECORDS, method=answer.methodology, data=DATA) == answer
    assert api.career_economics(cs.occupation(RECORDS, data=DATA)) == found
    with pytest.raises(InvalidInputError, match="career_economics: occupation: expected a code"):
        api.career_economics(5)


def test_what_cannot_be_a_comparison_is_refused_with_all_its_faults():
    found = cs.compare(RECORDS, NURSE, data=DATA)
    with pytest.raises(InvalidInputError) as caught:
        Comparison(careers=[5], crossovers="x")
    assert [problem.field for problem in caught.value.problems] == ["careers", "crossovers"]
    with pytest.raises(InvalidInputError) as caught:
        ComparedCareer(code="", title=5, median_pay=5, assessment=None, value=None)
    assert [problem.field for problem in caught.value.problems] == [
        "code",
        "title",
        "median_pay",
        "assessment",
        "value",
    ]
    with pytest.raises(InvalidInputError) as caught:
        Crossover(
            first="",
            second=5,
            ages=["20"],
            first_leads="A",
            npv_difference=5,
            irr_of_difference="x",
            reason="",
        )
    assert [problem.field for problem in caught.value.problems] == [
        "first",
        "second",
        "ages",
        "first_leads",
        "npv_difference",
        "irr_of_difference",
        "reason",
    ]
    assert attrs.evolve(found, careers=list(found.careers)) == found


@pytest.mark.parametrize("codes", [(RECORDS, NURSE), (MILITARY, NURSE, SURGEON)])
def test_a_comparison_comes_back_from_json_as_it_was(codes):
    found = cs.compare(*codes, cs.Assumptions(discount_rate=0.05), data=DATA)
    assert cs.loads(cs.dumps(found), Comparison) == found
