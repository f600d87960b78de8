"""What results on pay, education, cost and value have in common."""

import re
from collections.abc import Mapping

import attrs
import pytest

import careerscore as cs
from careerscore.economics import (
    CareerProgression,
    CostRule,
    EconomicResult,
    InstitutionCost,
    MissingPercentiles,
    Money,
    PayYear,
    Price,
    PricedInstitution,
    PricedItem,
    Program,
    Range,
    TaxBracket,
    TaxSchedule,
    TrainingTime,
)
from careerscore.errors import InvalidInputError
from careerscore.model import Occupation, Status

METHODS = [
    "percentile-ladder/1",
    "experience-quantile/1.0",
    "bls-entry/1.0",
    "college-board/2025-26",
    "american-dream-jobs-compare/1",
    "american-dream-jobs-calculator/1",
    "discounted-cash-flow/1.0",
    "bls-entry/1.1",
    "discounted-cash-flow/1.1",
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
        cs.compare(career, "registered-nurses", data="2026.1"),
        cs.lifetime_value("plumbers", data="2026.1"),
        cs.Assumptions(tax=TAX),
    ):
        one_of_each(value, found)
    return list(found.values())


EXAMPLES = examples()
ANY_NUMBER = {"irr", "payback_age", "ten_year_net", "twenty_year_net", "return_on_cost",
              "net_worth", "irr_of_difference", "low", "high", "rate_of_return"}  # fmt: skip
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


METHOD = cs.economics.methodology
LADDER, CURVE = METHOD("percentile-ladder/1"), METHOD("experience-quantile/1.0")
STEP, STEP_2, *STEPS = LADDER.levels
ANCHOR, ANCHOR_2, *ANCHORS = CURVE.levels
PATH, COST = METHOD("bls-entry/1.0"), METHOD("college-board/2025-26")
SITE = METHOD("american-dream-jobs/2024")
YEAR = PayYear(year=0, quantile=0.5, pay=5, at_least=5, at_most=5)
YEARS = [attrs.evolve(YEAR, year=year) for year in range(3)]
PAY = CareerProgression(methodology="a/1", status=Status.COMPLETE, fingerprint="f", timeline=YEARS)
FALLBACKS = MissingPercentiles(
    **dict.fromkeys((each.name for each in attrs.fields(MissingPercentiles)), 1)
)
PRICE, ITEM = Price(dollars=1), PricedItem(name="x")
THERE = PricedInstitution(institution="trade_school", parts=[])
RULE = CostRule(name="x", items=[ITEM])
PROGRAM = Program(name="x", soc=["29"], years=1, cost=Range(0, 0, 0))
TRAINING = METHOD("bls-entry/1.1").training[4]
RANGE, MONEY, NAN = Range(0, 1, 2), Money(0, 1), float("nan")
COST_FOUND = next(each for each in EXAMPLES if isinstance(each, cs.EducationCost))
SCHEDULE = COST.evolve(rules=[], tuition={}, before_programs=None)


def times(*cuts):
    return [TrainingTime(label="a", below=cut) for cut in cuts]


@pytest.mark.parametrize(
    ("example", "changes", "message"),
    [
        (LADDER, {"levels": []}, "levels: expected every year from 0 on, at one level each"),
        (LADDER, {"levels": [STEP, *STEPS]}, "levels: expected every year from 0 on"),
        (LADDER, {"levels": [STEP_2, *STEPS]}, "levels: expected every year from 0 on"),
        (LADDER, {"levels": [attrs.evolve(STEP, percentile="p25"), STEP_2]}, "percentiles that ris"),
        (STEP, {"first_year": None}, "last_year: expected a year not before first_year"),
        (STEP, {"last_year": None}, "last_year: expected a year not before first_year"),
        (STEP, {"first_year": 3, "last_year": 2}, "last_year: expected a year not before"),
        (CURVE, {"levels": []}, "levels: expected levels whose typical years and percentiles both"),
        (CURVE, {"levels": [ANCHOR_2, ANCHOR]}, "levels: expected levels whose typical years"),
        (CURVE, {"levels": [ANCHOR, attrs.evolve(ANCHOR_2, years=Range(0, 1, 6))]}, "levels whose"),
        (CURVE, {"levels": [ANCHOR, attrs.evolve(ANCHOR_2, percentile="p10")]}, "levels whose"),
        (ANCHOR, {"years": Range(0, None, 2)}, "years: expected min, typical and max, all known"),
        (YEAR, {"at_most": 4, "pay": None}, "at_most: expected at least at_least, 5, got 4"),
        (YEAR, {"pay": 6}, "pay: expected the bound, where both bounds are the same, else None"),
        (YEAR, {"pay": None}, "pay: expected the bound"),
        (YEAR, {"at_most": None}, "pay: expected the bound"),
        (PAY, {"timeline": YEARS[1:]}, "timeline: expected years 0, 1, 2 and so on"),
        (PAY, {"timeline": YEARS[::-1]}, "timeline: expected years 0, 1, 2 and so on"),
        (PATH, {"prefer": []}, "prefer: expected 'bls', 'onet' or both"),
        (PATH, {"prefer": ["bls", "me"]}, "prefer: expected 'bls', 'onet' or both"),
        (PATH, {"job_zones": {"6": PATH.job_zones["5"]}}, "job_zones: expected keys from '1' to"),
        (PATH, {"durations": {"Own": Range(0, 1, 101)}}, "durations.Own: expected at most 100 y"),
        (PATH, {"durations": {"Own": Range(0, 101, None)}}, "durations.Own: expected at most 100"),
        (PATH, {"durations": {"Own": Range(101, None, None)}}, "durations.Own: expected at most"),
        (PATH, {"default_level": "No"}, "durations: expected a duration of it, got 'No'"),
        (PATH, {"overrides": {"a": "No"}}, "durations: expected a duration of it, got 'No'"),
        (PATH, {"training_times": []}, "cuts that rise, and a last class without one"),
        (PATH, {"training_times": times(2, 1, None)}, "cuts that rise, and a last class without"),
        (PATH, {"training_times": times(1, 1, None)}, "cuts that rise, and a last class without"),
        (PATH, {"training_times": times(1, 2)}, "cuts that rise, and a last class without one"),
        (PATH, {"training_times": times(None, 1, None)}, "cuts that rise, and a last class with"),
        (COST, {"tuition": {**COST.tuition, "public_in_state": -1}}, "tuition.public_in_state: ex"),
        (COST, {"tuition": {**COST.tuition, "public_in_state": 2e9}}, "tuition.public_in_state: "),
        (COST, {"field_multipliers": {"51": 1001}}, "field_multipliers.51: expected a number fro"),
        (COST, {"tuition": {**COST.tuition, "ivy": 5}}, "tuition: expected public_two_year or"),
        (COST, {"tuition": {}}, "tuition: expected tuition of this kind, got 'private_nonprofit'"),
        (SCHEDULE, {"before_programs": SITE.before_programs}, "of this kind, got 'public_in_state'"),
        (SITE, {"before_programs": None}, "before_programs: expected what comes before these pro"),
        (SITE, {"before_programs": PricedItem(name="x", min=PRICE)}, "before_programs: expected"),
        (COST_FOUND, {"by_institution": {"ivy": InstitutionCost(total=1, per_year=1, years=1)}},
         "by_institution: expected public_two_year or"),
        (PRICE, {"tuition": "trade_school"}, "tuition: expected this or dollars, not both"),
        (PRICE, {"dollars": None}, "tuition: expected this or dollars, not both"),
        (RULE, {"items": []}, "items: expected one part or more"),
        (PROGRAM, {"cost": Range(0, 1, 2e9)}, "cost: expected min, typical and max of at most 1e9"),
        (PROGRAM, {"cost": Range(0, None, 0)}, "cost: expected min, typical and max of at most"),
        (TAX, {"brackets": []}, "brackets: expected one or more, rising"),
        (TAX, {"brackets": [TAX.brackets[0]] * 2}, "brackets: expected one or more, rising"),
        (TRAINING, {"max_months": None}, "min_months: expected months that never fall, the least"),
        (TRAINING, {"min_months": 49}, "min_months: expected months that never fall"),
        (TRAINING, {"min_months": None}, "the least and the most or none of them"),
        (RANGE, {"typical": 3}, "max: expected at least 3, as typical is, got 2"),
        (RANGE, {"min": 3, "typical": None}, "max: expected at least 3, as min is, got 2"),
        (MONEY, {"low": 2}, "high: expected at least low, 2, got 1"),
        (MONEY, {"low": NAN, "high": NAN}, "Money: 2 problems"),
        (MONEY, {"high": 10**400}, "high: expected a number"),
        (MONEY, {"low": True, "high": True}, "Money: 2 problems"),
    ],
)  # fmt: skip
def test_fields_agree_with_each_other(example, changes, message):
    with pytest.raises(InvalidInputError, match=re.escape(message)):
        attrs.evolve(example, **changes)


@pytest.mark.parametrize(
    ("example", "field", "limit", "beyond"),
    [
        (YEAR, "year", 100, 101),
        (YEAR, "quantile", 1, 1.1),
        (FALLBACKS, "p10", 0.1, 0),
        (FALLBACKS, "p25_to_p10", 1, 0.9),
        (FALLBACKS, "p75_share_of_excess", 0, -0.1),
        (FALLBACKS, "p90_most", 1000, 1001),
        (PRICE, "years", 100, 101),
        (PRICE, "factor", 0, -0.1),
        (THERE, "unknown_years", 0, -1),
        (THERE, "institution", "apprenticeship", "ivy"),
        (PROGRAM, "cost", Range(0, 1, 1e9), Range(0, 1, 1.1e9)),
        (TAX.brackets[0], "rate", 1, 1.1),
        (PATH, "default_job_zone", 5, 6),
        (TRAINING, "max_months", 600, 601),
        (PATH, "license_from_job_zone", 1, 0),
        (RANGE, "min", 0, -1),
        (RANGE, "typical", 2, 2.1),
        (MONEY, "low", 1, 1.1),
    ],
)
def test_a_field_may_be_at_its_limit_and_not_beyond(example, field, limit, beyond):
    assert getattr(attrs.evolve(example, **{field: limit}), field) == limit
    with pytest.raises(InvalidInputError):
        attrs.evolve(example, **{field: beyond})


@pytest.mark.parametrize(
    ("id", "options", "text"),
    [
        ("experience-quantile/1.0", {}, ": 35,080 to 77,810 a year, complete>"),
        ("bls-entry/1.0", {}, ": Postsecondary nondegree award, complete>"),
        ("college-board/2025-26", {"level": "Associate's degree"}, ": 8,300 US dollars, complete>"),
        ("college-board/2025-26", {"level": "Master's degree"}, ": at least 47,800, bounded>"),
        ("discounted-cash-flow/1.0", {}, ": NPV 1,526,083 US dollars, complete>"),
        ("american-dream-jobs-calculator/1", {}, ": net 2,327,082 US dollars, fallback>"),
    ],
)
def test_the_short_form_has_the_figure(id, options, text, page):
    assert text in repr(answer(id, page, **options))
    unknown = answer(id, Occupation(code="29-2072.00", title="Unknown"))
    assert "Unknown, by " + id in repr(unknown)


def test_an_occupation_is_compared_once_in_a_release():
    career = cs.occupation("29-2072.00", data="2026.1")
    with pytest.raises(InvalidInputError) as caught:
        cs.compare(career, "registered-nurses", "medical coder", "29-1141", data="2026.1")
    assert [str(each) for each in caught.value.problems] == [
        "careers[2]: expected each occupation once, got 'Medical Records Specialists'",
        "careers[3]: expected each occupation once, got 'Registered Nurses'",
    ]
    assert len(cs.compare(career, cs.occupation(career.code, data="2026.2")).careers) == 2
