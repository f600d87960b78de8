"""What results on pay, education, cost and value have in common."""

from __future__ import annotations

import attrs
import pytest

import careerscore as cs
from careerscore.economics import (
    CareerLevel,
    ComparedCareer,
    Comparison,
    CostItem,
    CostRule,
    Crossover,
    EconomicResult,
    EducationCost,
    EducationRequirements,
    EntryLevel,
    ExperienceLevel,
    InstitutionCost,
    JobZone,
    LadderLevel,
    LifetimeValue,
    LifeYear,
    MissingPercentiles,
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


def answer(id, occupation, **options):
    method = cs.economics.methodology(id)
    (kind,) = cs.economics.kinds_of(method)
    return getattr(method, kind)(occupation, **options)


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


def test_sources_are_listed_once(page):
    for id in METHODS:
        sources = answer(id, page).sources
        assert sources
        assert len(set(sources)) == len(sources)


def test_a_result_that_is_not_complete_has_a_reason():
    made = {"methodology": "mine/1", "fingerprint": "f"}
    for status in Status:
        assert EconomicResult(**made, status=status, reasons=["because"]).status is status
        if status is not Status.COMPLETE:
            with pytest.raises(InvalidInputError, match=f"reasons: expected why it is {status}"):
                EconomicResult(**made, status=status)


RESULT = {"methodology": "mine/1", "status": Status.COMPLETE, "fingerprint": "f"}
LEVEL = {"name": "Entry", "percentile": "p10", "years": Range(0, 1, 2)}


@pytest.mark.parametrize(
    ("kind", "fields", "wrong"),
    [
        (EconomicResult, RESULT, {"methodology": "", "status": "complete", "fingerprint": "",
         "reasons": [1], "assumption_notes": [1], "sources": ["BLS"], "occupation_code": "",
         "occupation_title": "", "data_release": ""}),
        (CareerLevel, {**LEVEL, "pay": 1, "pay_low": 1, "pay_high": 1},
         {"name": "", "percentile": "", "years": None, "pay": -1, "pay_low": -1, "pay_high": "",
          "at_least": -1, "note": ""}),
        (PayYear, {"year": 0, "quantile": 0.5, "pay": 5, "at_least": 5, "at_most": 5},
         {"year": 101, "quantile": 1.1, "pay": -1, "at_least": None, "at_most": -1, "level": "",
          "reason": ""}),
        (LadderLevel, LEVEL, {"name": "", "percentile": "mean", "years": 1, "first_year": -1,
                              "last_year": 101}),
        (ExperienceLevel, LEVEL, {"name": " ", "percentile": "p99", "years": None}),
        (MissingPercentiles, {"p10": 1, "p25_to_p10": 1, "median_to_p25": 1,
                              "p75_share_of_excess": 0, "p75_most": 1, "p90_to_mean": 1,
                              "p90_most": 1},
         {"p10": -1, "p25_to_p10": 0.9, "median_to_p25": 0.9, "p75_share_of_excess": -1,
          "p75_most": 0.9, "p90_to_mean": 0.9, "p90_most": 0.9}),
        (MissingPercentiles, {"p10": 1, "p25_to_p10": 1, "median_to_p25": 1,
                              "p75_share_of_excess": 0, "p75_most": 1, "p90_to_mean": 1,
                              "p90_most": 1}, {"p10": 0}),
        (EntryLevel, {"by": "bls", "level": None, "reason": "x"},
         {"by": "", "level": "", "reason": "", "source": "BLS"}),
        (JobZone, {"job_ready": Range(0, 1, 2), "experience": "x", "training": "x"},
         {"job_ready": 5, "experience": "", "training": ""}),
        (TrainingTime, {"label": "x"}, {"label": "", "below": -1}),
        (EducationRequirements, {**RESULT, **dict.fromkeys((
            "entry_level", "sources_agree", "duration", "training_time", "years_to_job_ready",
            "work_experience", "on_the_job_training", "license_required")),
            "entry_level_by": "none", "entry_level_reason": "x", "by_source": ()},
         {"entry_level": "", "entry_level_by": "", "entry_level_reason": "", "by_source": ["x"],
          "sources_agree": 1, "duration": 4, "training_time": "", "years_to_job_ready": 4,
          "work_experience": "", "on_the_job_training": "", "license_required": "yes"}),
        (CostItem, {"name": "x", "cost": Range(0, 0, 0)}, {"name": "", "cost": 5, "note": ""}),
        (InstitutionCost, {"total": None, "per_year": None, "years": 1},
         {"total": -1, "per_year": -1, "years": -1, "at_least": -1}),
        (EducationCost, {**RESULT, "level": None, "level_reason": "x", "basis": None,
                         "total": Range(0, 0, 0), "at_least": None, "items": (),
                         "by_institution": {}, "field_multiplier": 1, "field_of_study": None},
         {"level": "", "level_reason": "", "basis": "", "total": 5, "at_least": -1,
          "items": ["x"], "by_institution": {"trade_school": 5}, "field_multiplier": -1,
          "field_of_study": ""}),
        (EducationCost, {**RESULT, "level": None, "level_reason": "x", "basis": None,
                         "total": Range(0, 0, 0), "at_least": None, "items": (),
                         "by_institution": {}, "field_multiplier": 1, "field_of_study": None},
         {"by_institution": {"ivy": InstitutionCost(total=1, per_year=1, years=1)}}),
        (Price, {"dollars": 1}, {"dollars": -1, "tuition": "ivy", "years": -1, "factor": -1,
                                 "by_field": 1, "graduate": None}),
        (Price, {"dollars": 1}, {"tuition": "trade_school"}),
        (PricedItem, {"name": "x"}, {"name": "", "min": 5, "typical": 5, "max": 5, "note": ""}),
        (PricedInstitution, {"institution": "trade_school", "parts": ()},
         {"institution": "ivy", "parts": [5], "unknown_years": -1}),
        (CostRule, {"name": "x", "items": [PricedItem(name="x")]},
         {"name": "", "levels": [5], "contains": [5], "items": [5], "institutions": [5]}),
        (CostRule, {"name": "x", "items": [PricedItem(name="x")]}, {"items": []}),
        (Program, {"name": "x", "soc": ["29"], "years": 1, "cost": Range(0, 0, 0)},
         {"name": "", "soc": [5], "years": -1, "cost": 5, "bachelors": 1, "institution": "ivy"}),
        (Program, {"name": "x", "soc": ["29"], "years": 1, "cost": Range(0, 0, 0)},
         {"cost": Range(0, None, 0)}),
        (TaxBracket, {"above": 0, "rate": 0}, {"above": -1, "rate": 1.1}),
        (TaxSchedule, {"name": "x", "brackets": [TaxBracket(above=0, rate=0)]},
         {"name": "", "brackets": [5], "deduction": -1}),
        (TaxSchedule, {"name": "x", "brackets": [TaxBracket(above=0, rate=0)]},
         {"brackets": []}),
        (Comparison, {"careers": (), "crossovers": ()}, {"careers": [5], "crossovers": "x"}),
    ],
)  # fmt: skip
def test_every_wrong_field_is_named_in_order(kind, fields, wrong):
    kind(**fields)
    with pytest.raises(InvalidInputError) as caught:
        kind(**fields | wrong)
    names = [each.name for each in attrs.fields(kind) if each.name in wrong]
    assert [problem.field for problem in caught.value.problems] == names


def test_every_wrong_field_of_a_value_is_named(page):
    value = answer("discounted-cash-flow/1.0", page)
    wrong = {
        LifetimeValue: {"assumptions": {}, "parts": ("a", 5), "education_level": "",
                        "education_years": -1, "education_cost": 5, "years": (5,),
                        "lifetime_earnings": 5, "npv": 5.0, "irr": True, "payback_years": -1,
                        "net_worth": "5"},
        LifeYear: {"age": -1, "in_education": 1.5, "experience": -1, "net": 5, "net_worth": None},
        ComparedCareer: {"code": "", "title": 5, "median_pay": 5, "assessment": None,
                         "value": None},
        Crossover: {"first": "", "second": 5, "ages": ["20"], "first_leads": "A",
                    "npv_difference": 5, "irr_of_difference": "x", "reason": ""},
    }  # fmt: skip
    comparison = cs.compare(page, page)
    good = [value, value.years[0], comparison.careers[0], comparison.crossovers[0]]
    for one, changes in zip(good, wrong.values(), strict=True):
        with pytest.raises(InvalidInputError) as caught:
            attrs.evolve(one, **changes)
        assert [problem.field for problem in caught.value.problems] == list(changes)
