"""What is assumed: defaults with their sources, everything else refused, all written down."""

from __future__ import annotations

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
from careerscore.economics import (
    ASSUMPTION_SOURCES,
    INSTITUTIONS,
    LifetimeValue,
    TaxBracket,
    TaxSchedule,
    methodology,
)
from careerscore.errors import InvalidInputError
from careerscore.model import Note, Provenance

OURS = methodology("discounted-cash-flow/1.0")
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
    """A flat tax, as a function."""
    return 0.25 * pay


class Progressive:
    """A tax that is an object."""

    def __call__(self, pay):
        return 0.25 * pay


# ---------------------------------------------------------------- defaults


def test_the_defaults_are_those_of_the_released_method(data_folder):
    text = (data_folder / "economics/discounted-cash-flow/1.0.toml").read_text(encoding="utf-8")
    stated = tomllib.loads(text)["defaults"]
    defaults = attrs.asdict(cs.Assumptions())
    assert {name: value for name, value in defaults.items() if value is not None} == stated
    assert OURS.defaults == cs.Assumptions()


def test_the_defaults_are_these():
    assert attrs.asdict(cs.Assumptions()) == {
        "start_age": 18,
        "retirement_age": 67,
        "discount_rate": 0.03,
        "wage_growth": 0,
        "tuition_growth": 0,
        "earnings_in_education": 0,
        "institution": "typical",
        "level": None,
        "field_multiplier": None,
        "graduate_ratio": None,
        "education_cost": None,
        "education_years": None,
        "loan_share": 0,
        "loan_rate": 0.043,
        "loan_years": 10,
        "initial_savings": 0,
        "savings_rate": 0,
        "savings_return": 0.03,
        "tax": None,
        "tail": None,
    }


def test_the_loan_rate_is_that_of_its_source():
    assert cs.Assumptions().loan_rate == round(1.0639 / 1.02 - 1, 3)
    assert "1.0639 / 1.02 - 1" in ASSUMPTION_SOURCES["loan_rate"]


def test_every_default_has_a_source():
    assert {each.name for each in attrs.fields(cs.Assumptions)} == set(ASSUMPTION_SOURCES)
    assert all(source.strip() for source in ASSUMPTION_SOURCES.values())


def test_the_sources_cannot_be_changed():
    with pytest.raises(TypeError):
        ASSUMPTION_SOURCES["start_age"] = "because"


# ---------------------------------------------------------------- refusals

NO_NUMBERS = [math.nan, math.inf, -math.inf, True, "0.1", None, [], 10**400]

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
    "graduate_ratio": (0, 10),
}
WHOLE = {"start_age": (10, 66), "retirement_age": (19, 100), "loan_years": (1, 50)}
OPTIONAL = {"education_cost", "education_years", "graduate_ratio"}


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


@pytest.mark.parametrize("name", [*RANGES, *WHOLE])
@pytest.mark.parametrize("value", NO_NUMBERS, ids=lambda value: str(value)[:5])
def test_what_is_no_number_is_refused_by_name(name, value):
    if value is None and name in OPTIONAL:
        assert getattr(cs.Assumptions(**{name: None}), name) is None
        return
    with pytest.raises(InvalidInputError) as caught:
        cs.Assumptions(**{name: value})
    assert {problem.field for problem in caught.value.problems} <= {name, "retirement_age"}
    assert caught.value.problems[0].field == name
    kind = "an integer" if name in WHOLE else "a number"
    assert caught.value.problems[0].expected.startswith(kind)


@pytest.mark.parametrize("name", WHOLE)
def test_a_whole_number_is_not_a_fraction(name):
    with pytest.raises(InvalidInputError, match=f"{name}: expected an integer"):
        cs.Assumptions(**{name: 40.0})


@pytest.mark.parametrize(
    ("name", "values", "expected"),
    [
        ("level", ["", "  ", 5, []], "a non-empty string or None"),
        ("field_multiplier", [1, "yes", 1.15], "true or false or None"),
        (
            "institution",
            ["", "harvard", None, 5, []],
            (
                "'typical' or 'public_two_year' or 'public_in_state' or 'public_out_of_state' or "
                "'private_nonprofit' or 'trade_school' or 'apprenticeship'"
            ),
        ),
        ("tail", ["", "normal", 5, []], "'pareto' or None"),
        ("tax", [0.25, "flat", {}], "a TaxSchedule, a function or None"),
    ],
)
def test_what_is_of_another_kind_is_refused_by_name(name, values, expected):
    for value in values:
        with pytest.raises(InvalidInputError) as caught:
            cs.Assumptions(**{name: value})
        (problem,) = caught.value.problems
        assert (problem.field, problem.expected) == (name, expected)


def test_every_institution_and_tail_can_be_assumed():
    for institution in ("typical", *INSTITUTIONS):
        assert cs.Assumptions(institution=institution).institution == institution
    assert cs.Assumptions(tail="pareto").tail == "pareto"
    assert cs.Assumptions(field_multiplier=False).field_multiplier is False


@pytest.mark.parametrize(("start", "end"), [(30, 30), (30, 29), (67, 67)])
def test_retirement_comes_after_the_start(start, end):
    with pytest.raises(InvalidInputError) as caught:
        cs.Assumptions(start_age=start, retirement_age=end)
    assert str(caught.value) == (
        f"Assumptions: retirement_age: expected more than start_age, {start}, got {end}"
    )
    assert cs.Assumptions(start_age=start, retirement_age=start + 1).retirement_age == start + 1


def test_all_that_is_wrong_is_listed_at_once():
    with pytest.raises(InvalidInputError) as caught:
        cs.Assumptions(
            start_age=70,
            discount_rate=-2,
            education_cost=-1,
            loan_years=0,
            savings_rate=math.nan,
            institution="harvard",
            level="",
            field_multiplier=1,
            tax=5,
            tail="normal",
        )
    assert [problem.field for problem in caught.value.problems] == [
        "discount_rate",
        "loan_years",
        "savings_rate",
        "education_cost",
        "level",
        "field_multiplier",
        "institution",
        "tax",
        "tail",
        "retirement_age",
    ]
    assert str(caught.value).startswith("Assumptions: 10 problems\n")


def test_assumptions_are_never_changed():
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        cs.Assumptions().start_age = 20
    with pytest.raises(TypeError):
        cs.Assumptions(20)


# ---------------------------------------------------------------- tax


@pytest.mark.parametrize(
    ("pay", "tax"),
    [
        (0, 0),
        (5_000, 0),
        (5_001, 0.1),
        (15_000, 1_000),
        (15_001, 1_000.2),
        (45_000, 7_000),
        (45_002, 7_001),
        (100_000, 34_500),
    ],
)
def test_a_tax_by_brackets_by_hand(pay, tax):
    assert TAX(pay) == pytest.approx(tax)
    assert cs.Assumptions(tax=TAX).after_tax(pay) == pytest.approx(pay - tax)


def test_what_is_below_the_first_bracket_is_not_taxed():
    tax = TaxSchedule(name="above 100", brackets=[TaxBracket(above=100, rate=0.5)])
    assert (tax(50), tax(100), tax(150)) == (0, 0, 25)


def test_a_tax_may_be_a_function():
    assert cs.Assumptions(tax=flat).after_tax(1_000) == 750
    assert cs.Assumptions().after_tax(1_000) == 1_000
    by_function = OURS.value(CAREER, cs.Assumptions(tax=flat))
    schedule = TaxSchedule(name="flat", brackets=[TaxBracket(above=0, rate=0.25)])
    by_schedule = OURS.value(CAREER, cs.Assumptions(tax=schedule))
    assert by_function.npv.value == pytest.approx(by_schedule.npv.value)
    assert by_function.assumption_notes == ("tax: flat",)
    untaxed = OURS.value(CAREER)
    assert by_function.lifetime_earnings.value == pytest.approx(
        0.75 * untaxed.lifetime_earnings.value
    )


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
    assert (problem.field, problem.expected) == (
        "tax",
        "a tax that never leaves less of more pay",
    )
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
    in_each = 0.0
    for place, step in enumerate(steps):
        end = steps[place + 1].above if place + 1 < len(steps) else math.inf
        if pay - deduction > step.above:
            in_each += step.rate * (min(pay - deduction, end) - step.above)
    assert tax(pay) == pytest.approx(in_each, abs=1e-6)


@given(brackets)
def test_a_tax_never_raises_a_value(steps):
    taxed = OURS.value(CAREER, cs.Assumptions(tax=TaxSchedule(name="any", brackets=steps)))
    assert taxed.npv.value <= OURS.value(CAREER).npv.value + 1e-6


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ({"name": ""}, ["name: expected a non-empty string"]),
        ({"brackets": []}, ["brackets: expected one or more, rising, got []"]),
        ({"brackets": [TAX]}, ["brackets: expected a list of TaxBracket"]),
        (
            {"brackets": 5, "name": 5},
            ["name: expected a non-empty string", "brackets: expected a list"],
        ),
        ({"brackets": TAX.brackets[::-1]}, ["brackets: expected one or more, rising"]),
        (
            {"brackets": TAX.brackets[:1] * 2},
            ["brackets: expected one or more, rising, got [0, 0]"],
        ),
        ({"deduction": -1}, ["deduction: expected a number of at least 0, got -1"]),
        ({"deduction": math.nan}, ["deduction: expected a number of at least 0, got nan"]),
    ],
)
def test_a_schedule_that_cannot_be_is_refused(changes, problems):
    with pytest.raises(InvalidInputError) as caught:
        attrs.evolve(TAX, **changes)
    assert len(caught.value.problems) == len(problems)
    for problem, start in zip(caught.value.problems, problems, strict=True):
        assert str(problem).startswith(start)


@pytest.mark.parametrize(
    ("above", "rate", "fields"),
    [
        (-1, 0.1, ["above"]),
        (0, -0.1, ["rate"]),
        (0, 1.1, ["rate"]),
        ("0", True, ["above", "rate"]),
        (math.inf, math.nan, ["above", "rate"]),
    ],
)
def test_a_bracket_that_cannot_be_is_refused(above, rate, fields):
    with pytest.raises(InvalidInputError) as caught:
        TaxBracket(above=above, rate=rate)
    assert [problem.field for problem in caught.value.problems] == fields


@pytest.mark.parametrize("tax", ["x", None, math.nan, math.inf, True, [1]])
def test_a_tax_that_is_no_number_is_told_with_the_pay_it_is_of(tax):
    with pytest.raises(InvalidInputError) as caught:
        cs.Assumptions(tax=lambda _: tax).after_tax(1_234.5)
    (problem,) = caught.value.problems
    assert (problem.field, problem.expected) == ("tax", "a number as the tax on pay of 1,234")
    with pytest.raises(InvalidInputError, match="Assumptions: tax: expected a number as the tax"):
        OURS.value(CAREER, cs.Assumptions(tax=lambda _: tax))


# ---------------------------------------------------------------- written down


@pytest.mark.parametrize(
    "assumed",
    [
        cs.Assumptions(),
        cs.Assumptions(tax=TAX),
        cs.Assumptions(
            level="Bachelor's degree",
            field_multiplier=True,
            graduate_ratio=1.4,
            education_cost=10_000,
            education_years=2.5,
            tail="pareto",
        ),
    ],
)
def test_assumptions_come_back_from_json_as_they_were(assumed):
    assert cs.loads(cs.dumps(assumed), cs.Assumptions) == assumed
    assert cs.from_dict(cs.to_dict(assumed), cs.Assumptions) == assumed


def test_a_tax_schedule_is_written_with_the_rest():
    assert cs.to_dict(cs.Assumptions(tax=TAX))["tax"] == {
        "name": "example",
        "brackets": [
            {"above": 0, "rate": 0.1},
            {"above": 10_000, "rate": 0.2},
            {"above": 40_000, "rate": 0.5},
        ],
        "deduction": 5_000,
    }
    assert cs.to_dict(cs.Assumptions())["tax"] is None


@pytest.mark.parametrize(
    "tax", [flat, lambda pay: 0.1 * pay, functools.partial(flat), Progressive(), abs]
)
def test_a_function_is_refused_where_it_would_have_to_be_written(tax):
    with pytest.raises(InvalidInputError) as caught:
        cs.dumps(cs.Assumptions(tax=tax))
    (problem,) = caught.value.problems
    assert (problem.field, problem.expected) == (
        "tax",
        "an object of careerscore, a list, a mapping, a string, a number, true or None",
    )
    found = OURS.value(CAREER, cs.Assumptions(tax=tax))
    with pytest.raises(InvalidInputError) as caught:
        cs.dumps(found)
    assert str(caught.value).startswith(
        "LifetimeValue: assumptions.tax: expected an object of careerscore"
    )


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"start_age": "18"}, "start_age: expected an integer, got '18'"),
        ({"discount_rate": -2}, "discount_rate: expected a number from -0.5 to 1, got -2"),
        ({"tax": "flat"}, "tax: expected an object with the fields of TaxSchedule, got 'flat'"),
        ({"tax": {"name": "x"}}, "tax.brackets: missing"),
        (
            {"tax": {"name": "x", "brackets": [{"above": 0, "rate": 2}]}},
            "tax.brackets[0].rate: expected a number from 0 to 1, got 2",
        ),
        ({"inflation": 0.02}, "inflation: unknown field; did you mean institution?"),
    ],
)
def test_what_is_read_is_checked_with_its_path(changes, problem):
    with pytest.raises(InvalidInputError) as caught:
        cs.from_dict(changes, cs.Assumptions)
    assert [str(found) for found in caught.value.problems] == [problem]


# ---------------------------------------------------------------- in the result

CHANGES = {
    "start_age": 19,
    "retirement_age": 66,
    "discount_rate": 0.04,
    "wage_growth": 0.01,
    "tuition_growth": 0.01,
    "earnings_in_education": 1.0,
    "institution": "public_two_year",
    "level": "Bachelor's degree",
    "field_multiplier": True,
    "graduate_ratio": 1.5,
    "education_cost": 5_000,
    "education_years": 3,
    "loan_share": 0.5,
    "loan_rate": 0.05,
    "loan_years": 5,
    "initial_savings": 1.0,
    "savings_rate": 0.1,
    "savings_return": 0.04,
    "tax": TAX,
    "tail": "pareto",
}


def test_every_assumption_is_changed_once():
    assert set(CHANGES) == {each.name for each in attrs.fields(cs.Assumptions)}


@pytest.mark.parametrize("name", CHANGES)
def test_another_assumption_gives_another_fingerprint_and_is_named(name):
    found = OURS.value(CAREER, cs.Assumptions(**{name: CHANGES[name]}))
    assert found.fingerprint != OURS.value(CAREER).fingerprint
    value = "example" if name == "tax" else CHANGES[name]
    assert found.assumption_notes == (f"{name}: {value}",)


def test_equal_assumptions_give_equal_fingerprints():
    bare = OURS.value(CAREER)
    assert OURS.value(CAREER, cs.Assumptions()) == bare
    assert OURS.value(CAREER, cs.Assumptions(wage_growth=0, start_age=18)) == bare
    once, again = (
        OURS.value(CAREER, cs.Assumptions(tax=attrs.evolve(TAX), discount_rate=0.05))
        for _ in range(2)
    )
    assert once.fingerprint == again.fingerprint


def test_two_taxes_of_one_name_have_their_own_fingerprints():
    found = {
        OURS.value(CAREER, cs.Assumptions(tax=tax)).fingerprint
        for tax in (lambda pay: 0.1 * pay, lambda pay: 0.2 * pay)
    }
    assert len(found) == 2


def test_a_tax_that_is_an_object_is_named_after_its_class():
    found = [OURS.value(CAREER, cs.Assumptions(tax=Progressive())) for _ in range(2)]
    assert found[0].assumption_notes == ("tax: Progressive",)
    assert found[0].fingerprint == found[1].fingerprint
    partial = OURS.value(CAREER, cs.Assumptions(tax=functools.partial(flat)))
    assert partial.assumption_notes == ("tax: partial",)


def test_a_value_knows_what_it_took_for_granted():
    assumed = cs.Assumptions(discount_rate=0.05, tax=TAX)
    found = cs.loads(cs.dumps(OURS.value(CAREER, assumed)), LifetimeValue)
    assert found.assumptions == assumed
    assert OURS.value(CAREER, found.assumptions) == found
