"""What is assumed: defaults with their sources, everything else refused, all written down."""

import decimal
import fractions
import functools
import math
import tomllib

import attrs
import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

import careerscore as cs
from careerscore.economics import ASSUMPTION_SOURCES, TaxBracket, TaxSchedule, methodology
from careerscore.errors import InvalidInputError
from careerscore.model import Note, Provenance

OURS = methodology("discounted-cash-flow/1.1")
CAREER = cs.occupation("29-2072.00", data="2026.1")
TAX = TaxSchedule(
    name="example",
    brackets=[
        TaxBracket(above=0, rate=0.1),
        TaxBracket(above=10_000, rate=0.2),
        TaxBracket(above=40_000, rate=0.5),
    ],
    deduction=5_000,
)


def flat(pay):
    return 0.25 * pay


class Progressive:
    def __call__(self, pay):
        return flat(pay)


def test_the_defaults_are_those_of_the_released_method(data_folder):
    text = (data_folder / "economics/discounted-cash-flow/1.1.toml").read_text(encoding="utf-8")
    stated = tomllib.loads(text)["defaults"]
    defaults = attrs.asdict(cs.Assumptions())
    assert {name: value for name, value in defaults.items() if value is not None} == stated
    assert OURS.defaults == cs.Assumptions()


def test_every_default_has_a_source():
    assert {each.name for each in attrs.fields(cs.Assumptions)} == set(ASSUMPTION_SOURCES)
    assert all(source.strip() for source in ASSUMPTION_SOURCES.values())


RANGES = {
    "discount_rate": (-0.5, 1),
    "wage_growth": (-0.5, 1),
    "tuition_growth": (-0.5, 1),
    "savings_return": (-0.5, 1),
    "loan_rate": (0, 1),
    "loan_share": (0, 1),
    "savings_rate": (0, 1),
    "earnings_in_education": (0, 1e9),
    "initial_savings": (0, 1e9),
    "education_cost": (0, 1e9),
    "education_years": (0, 30),
    "training_years": (0, 30),
    "training_pay": (0, 1e9),
    "graduate_ratio": (0, 10),
}
WHOLE = {"start_age": (10, 66), "retirement_age": (19, 100), "loan_years": (1, 50)}


@pytest.mark.parametrize("name", [*RANGES, *WHOLE])
def test_a_number_may_be_at_either_end_of_its_range_and_not_beyond(name):
    low, high = (RANGES | WHOLE)[name]
    step = 1 if name in WHOLE else 1e-6 * max(1, high)
    for value in (low, high):
        assert getattr(cs.Assumptions(**{name: value}), name) == value
    for value in (low - step, high + step):
        with pytest.raises(InvalidInputError) as caught:
            cs.Assumptions(**{name: value})
        # A start age beyond is one at which there is no working life.
        field = "retirement_age" if (name, value) == ("start_age", 67) else name
        assert [problem.field for problem in caught.value.problems] == [field]


@pytest.mark.parametrize(("start", "end"), [(30, 30), (30, 29), (67, 67)])
def test_retirement_comes_after_the_start(start, end):
    with pytest.raises(InvalidInputError) as caught:
        cs.Assumptions(start_age=start, retirement_age=end)
    assert [problem.field for problem in caught.value.problems] == ["retirement_age"]
    assert cs.Assumptions(start_age=start, retirement_age=start + 1).retirement_age == start + 1


def test_every_wrong_assumption_is_named_in_the_order_of_the_fields():
    wrong = {"start_age": 18.0, "institution": "ivy", "level": "", "loan_years": 2.5, "tail": "x"}
    with pytest.raises(InvalidInputError) as caught:
        cs.Assumptions(**wrong)
    assert [problem.field for problem in caught.value.problems] == list(wrong)


@pytest.mark.parametrize(
    ("pay", "tax"),
    [
        (0, 0),
        (5_001, 0.1),
        (15_001, 1_000.2),
        (45_002, 7_001),
    ],
)
def test_a_tax_by_brackets_by_hand(pay, tax):
    assert TAX(pay) == pytest.approx(tax)
    assert cs.Assumptions(tax=TAX).after_tax(pay) == pytest.approx(pay - tax)


def test_a_tax_may_be_a_function():
    assert cs.Assumptions(tax=flat).after_tax(1_000) == 750
    assert cs.Assumptions().after_tax(1_000) == 1_000
    by_function = OURS.value(CAREER, cs.Assumptions(tax=flat))
    schedule = TaxSchedule(name="flat", brackets=[TaxBracket(above=0, rate=0.25)])
    by_schedule = OURS.value(CAREER, cs.Assumptions(tax=schedule))
    assert by_function.npv.value == pytest.approx(by_schedule.npv.value)
    assert by_function.assumption_notes == ("tax: flat",)
    untaxed = OURS.value(CAREER).lifetime_earnings.value
    assert by_function.lifetime_earnings.value == pytest.approx(0.75 * untaxed)


@pytest.mark.parametrize("number", [decimal.Decimal, fractions.Fraction, numpy.float32])
def test_a_tax_may_be_a_number_of_any_kind(number):
    left = cs.Assumptions(tax=lambda _: number(250)).after_tax(1_000)
    assert left == 750
    assert type(left) is float


def test_a_tax_that_leaves_less_of_more_pay_is_refused_where_pay_has_bounds():
    wide = CAREER.wages.annual
    top = Note(provenance=Provenance.MISSING, reason="not published")
    gap = attrs.evolve(wide, p75=None, notes={"p75": top})
    career = attrs.evolve(CAREER, wages=attrs.evolve(CAREER.wages, annual=gap))
    with pytest.raises(InvalidInputError) as caught:
        OURS.value(career, cs.Assumptions(tax=lambda pay: 2 * pay))
    (problem,) = caught.value.problems
    assert problem.value == "leaves -48,780 of 48,780, but -77,810 of 77,810"
    assert OURS.value(career, cs.Assumptions(tax=lambda pay: pay)).lifetime_earnings.value == 0


brackets = st.lists(
    st.tuples(st.integers(0, 200_000), st.floats(0, 1)),
    min_size=1,
    max_size=5,
    unique_by=lambda each: each[0],
).map(lambda pairs: [TaxBracket(above=above, rate=rate) for above, rate in sorted(pairs)])


@given(brackets, st.integers(0, 20_000), st.floats(0, 500_000), st.floats(0, 100_000))
def test_more_pay_is_taxed_more_and_leaves_no_less(steps, deduction, pay, more):
    tax = TaxSchedule(name="any", brackets=steps, deduction=deduction)
    slack = 1e-6
    assert 0 <= tax(pay) <= pay + slack
    assert tax(pay) <= tax(pay + more) + slack
    assert pay - tax(pay) <= pay + more - tax(pay + more) + slack


@pytest.mark.parametrize("tax", ["x", None, math.nan, math.inf, True, [1]])
def test_a_tax_that_is_no_number_is_told_with_the_pay_it_is_of(tax):
    with pytest.raises(InvalidInputError) as caught:
        cs.Assumptions(tax=lambda _: tax).after_tax(1_234.5)
    (problem,) = caught.value.problems
    assert (problem.field, problem.expected) == ("tax", "a number as the tax on pay of 1,234")
    with pytest.raises(InvalidInputError, match="Assumptions: tax: expected a number as the tax"):
        OURS.value(CAREER, cs.Assumptions(tax=lambda _: tax))


def test_assumptions_come_back_from_json_as_they_were():
    for assumed in (cs.Assumptions(), cs.Assumptions(**CHANGES)):
        assert cs.loads(cs.dumps(assumed), cs.Assumptions) == assumed


@pytest.mark.parametrize(
    "tax", [flat, lambda pay: 0.1 * pay, functools.partial(flat), Progressive(), abs]
)
def test_a_function_is_refused_where_it_would_have_to_be_written(tax):
    with pytest.raises(InvalidInputError) as caught:
        cs.dumps(cs.Assumptions(tax=tax))
    assert [problem.field for problem in caught.value.problems] == ["tax"]
    found = OURS.value(CAREER, cs.Assumptions(tax=tax))
    with pytest.raises(InvalidInputError) as caught:
        cs.dumps(found)
    assert [problem.field for problem in caught.value.problems] == ["assumptions.tax"]


CHANGES = {
    each.name: each.default + (1 if type(each.default) is int else 0.01)
    for each in attrs.fields(cs.Assumptions)
    if type(each.default) in (int, float)
} | {
    "institution": "public_two_year",
    "level": "Bachelor's degree",
    "field_multiplier": True,
    "graduate_ratio": 1.5,
    "education_cost": 5_000,
    "education_years": 3,
    "training_years": 2,
    "training_pay": 20_000,
    "tax": TAX,
    "tail": "pareto",
}


@pytest.mark.parametrize("name", [each.name for each in attrs.fields(cs.Assumptions)])
def test_another_assumption_gives_another_fingerprint_and_is_named(name):
    found = OURS.value(CAREER, cs.Assumptions(**{name: CHANGES[name]}))
    assert found.fingerprint != OURS.value(CAREER).fingerprint
    value = "example" if name == "tax" else CHANGES[name]
    assert found.assumption_notes == (f"{name}: {value}",)


def test_a_tax_that_is_an_object_is_named_after_its_class():
    found = [OURS.value(CAREER, cs.Assumptions(tax=Progressive())) for _ in range(2)]
    assert found[0].assumption_notes == ("tax: Progressive",)
    assert found[0].fingerprint == found[1].fingerprint
    partial = OURS.value(CAREER, cs.Assumptions(tax=functools.partial(flat)))
    assert partial.assumption_notes == ("tax: partial",)
