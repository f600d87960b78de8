"""What results on pay, education, cost and value have in common."""

from __future__ import annotations

from collections.abc import Mapping

import attrs
import pytest

import careerscore as cs
from careerscore.economics import (
    CostRule,
    EconomicResult,
    InstitutionCost,
    MissingPercentiles,
    PayYear,
    Price,
    PricedInstitution,
    PricedItem,
    Program,
    Range,
    TaxBracket,
    TaxSchedule,
)
from careerscore.errors import InvalidInputError
from careerscore.model import Status

METHODS = [
    "percentile-ladder/1",
    "experience-quantile/1.0",
    "bls-entry/1.0",
    "college-board/2025-26",
    "american-dream-jobs-compare/1",
    "american-dream-jobs-calculator/1",
    "discounted-cash-flow/1.0",
]
TAX = TaxSchedule(name="flat", brackets=[TaxBracket(above=0, rate=0.1)])


def answer(id, occupation, **options):
    method = cs.economics.methodology(id)
    (kind,) = cs.economics.kinds_of(method)
    return getattr(method, kind)(occupation, **options)


@pytest.mark.parametrize("id", METHODS)
def test_a_result_names_its_origin_and_comes_back_from_json(id, page):
    result = answer(id, page)
    assert result.methodology == id
    assert (result.occupation_code, result.occupation_title) == (page.code, page.title)
    assert result.data_release == "2026.1"
    assert len(set(result.sources)) == len(result.sources) > 0
    assert cs.loads(cs.dumps(result), type(result)) == result
    assert result.methodology in result._repr_html_()
    with pytest.raises(InvalidInputError, match="occupation: expected an Occupation"):
        answer(id, page.code)


@pytest.mark.parametrize("id", METHODS)
def test_a_fingerprint_covers_method_data_and_code_but_no_title(id, page):
    result = answer(id, page)
    assert answer(id, page) == result
    for changes in ({"data_fingerprint": "another"}, {"code": "29-2072.01"}):
        assert answer(id, attrs.evolve(page, **changes)).fingerprint != result.fingerprint
    renamed = answer(id, attrs.evolve(page, title="Coders", data_release="mine"))
    assert (renamed.fingerprint, renamed.occupation_title) == (result.fingerprint, "Coders")
    variant = cs.economics.methodology(id).evolve(id="mine/1")
    (kind,) = cs.economics.kinds_of(variant)
    assert getattr(variant, kind)(page).fingerprint != result.fingerprint


@pytest.mark.parametrize(
    ("id", "options"),
    [
        ("experience-quantile/1.0", {"tail": "pareto"}),
        ("bls-entry/1.0", {"level": "Postsecondary nondegree award"}),
        ("college-board/2025-26", {"level": "Postsecondary nondegree award"}),
        ("college-board/2025-26", {"field_multiplier": False}),
        ("college-board/2025-26", {"graduate_ratio": 1.0}),
        ("discounted-cash-flow/1.0", {"assumptions": cs.Assumptions(savings_return=0.02)}),
    ],
)
def test_a_fingerprint_covers_the_options_even_where_no_figure_differs(id, options, page):
    assert answer(id, page, **options).fingerprint != answer(id, page).fingerprint


def test_a_result_that_is_not_complete_has_a_reason():
    made = {"methodology": "mine/1", "fingerprint": "f"}
    for status in Status:
        assert EconomicResult(**made, status=status, reasons=["because"]).status is status
        if status is not Status.COMPLETE:
            with pytest.raises(InvalidInputError, match=f"reasons: expected why it is {status}"):
                EconomicResult(**made, status=status)


# Checks of fields


def one_of_each(value, found):
    """One object of every class of economics within a value, by class."""
    if type(value).__module__.startswith("careerscore.economics") and attrs.has(type(value)):
        found.setdefault(type(value), value)
        for each in attrs.fields(type(value)):
            one_of_each(getattr(value, each.name), found)
    elif isinstance(value, tuple):
        for item in value:
            one_of_each(item, found)
    elif isinstance(value, Mapping):
        one_of_each(tuple(value.values()), found)
    return found


def examples():
    career = cs.occupation("29-2072.00", data="2026.1")
    methods = [cs.economics.methodology(id) for id in (*METHODS, "american-dream-jobs/2024")]
    found = {}
    for value in (
        *methods,
        *(answer(id, career) for id in METHODS),
        cs.compare(career, career),
        cs.Assumptions(tax=TAX),
    ):
        one_of_each(value, found)
    return list(found.values())


EXAMPLES = examples()
ANY_NUMBER = {"irr", "payback_age", "ten_year_net", "twenty_year_net", "return_on_cost",
              "net_worth", "irr_of_difference", "low", "high"}  # fmt: skip
"""Fields of results that may be less than nothing."""


def test_every_class_of_economics_is_among_the_examples():
    public = [getattr(cs.economics, name) for name in cs.economics.__all__]
    records = {kind for kind in public if isinstance(kind, type) and attrs.has(kind)}
    assert records - {EconomicResult} == {type(example) for example in EXAMPLES}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: type(example).__name__)
def test_every_field_refuses_what_it_cannot_be(example):
    for each in attrs.fields(attrs.resolve_types(type(example))):
        wrong = [object()]
        if str in (each.type, *getattr(each.type, "__args__", ())):
            wrong.append("")
        if {float, int} & {each.type, *getattr(each.type, "__args__", ())}:
            wrong += [float("nan"), True] + [-1e12] * (each.name not in ANY_NUMBER)
        for value in wrong if each.init else ():
            with pytest.raises(InvalidInputError) as caught:
                attrs.evolve(example, **{each.name: value})
            assert [problem.field for problem in caught.value.problems] == [each.name]


YEAR = PayYear(year=0, quantile=0.5, pay=5, at_least=5, at_most=5)
FALLBACKS = MissingPercentiles(
    **dict.fromkeys((each.name for each in attrs.fields(MissingPercentiles)), 1)
)
RULE = CostRule(name="x", items=[PricedItem(name="x")])
PROGRAM = Program(name="x", soc=["29"], years=1, cost=Range(0, 0, 0))


@pytest.mark.parametrize(
    ("example", "field", "limit", "beyond"),
    [
        (YEAR, "year", 100, 101),
        (YEAR, "quantile", 1, 1.1),
        (FALLBACKS, "p10", 0.1, 0),
        (FALLBACKS, "p25_to_p10", 1, 0.9),
        (FALLBACKS, "p75_share_of_excess", 0, -0.1),
        (FALLBACKS, "p90_most", 1000, 1001),
        (Price(dollars=1), "tuition", None, "trade_school"),
        (Price(dollars=1), "years", 100, 101),
        (Price(dollars=1), "factor", 0, -0.1),
        (PricedInstitution(institution="trade_school", parts=[]), "unknown_years", 0, -1),
        (PricedInstitution(institution="trade_school", parts=[]), "institution",
         "apprenticeship", "ivy"),
        (RULE, "items", RULE.items, []),
        (PROGRAM, "cost", Range(0, 1, 1e9), Range(0, 1, 2e9)),
        (PROGRAM, "cost", Range(0, 0, 0), Range(0, None, 0)),
        (TAX.brackets[0], "rate", 1, 1.1),
        (TAX, "brackets", TAX.brackets, []),
        (TAX, "brackets", TAX.brackets, [TAX.brackets[0]] * 2),
        (next(each for each in EXAMPLES if isinstance(each, cs.EducationCost)), "by_institution",
         {}, {"ivy": InstitutionCost(total=1, per_year=1, years=1)}),
    ],
)  # fmt: skip
def test_a_field_may_be_at_its_limit_and_not_beyond(example, field, limit, beyond):
    assert getattr(attrs.evolve(example, **{field: limit}), field) == limit
    with pytest.raises(InvalidInputError) as caught:
        attrs.evolve(example, **{field: beyond})
    assert caught.value.problems[0].field == field
