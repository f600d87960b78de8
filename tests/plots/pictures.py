"""The pictures that are kept for reference, and occupations made by hand for hard cases."""

from __future__ import annotations

from attrs import evolve

import careerscore as cs
from careerscore import plots
from careerscore.model import Note, Provenance, WageDistribution, WageEstimates

from .backtests import PLACEBO, backtest

RELEASE = "2026.1"

ANESTHESIOLOGISTS = "29-1211.00"
AIR_CREW_OFFICERS = "55-1011.00"
ACTORS = "27-2011.00"
CHIEF_EXECUTIVES = "11-1011.00"
MEDICAL_RECORDS = "29-2072.00"
NURSES = "29-1141.00"
PLUMBERS = "47-2152.00"
SOFTWARE = "15-1252.00"

TOP_CODED = Note(provenance=Provenance.TOP_CODED, reason="at or above the top code", bound=239_200)
MISSING = Note(provenance=Provenance.MISSING, reason="BLS has no estimate that it can publish")

PAY = WageEstimates(p10=35_080, p25=39_620, median=48_780, p75=61_960, p90=77_810, mean=51_090)


def occupation(code):
    return cs.occupation(code, data=RELEASE)


def career(annual=PAY, title="Tinkers", **fields):
    """An occupation made by hand."""
    return cs.Occupation(
        code="51-9999.00", title=title, wages=WageDistribution(annual=annual), **fields
    )


def progression(code, method="experience-quantile/1.0"):
    return cs.progression(code, method=method, data=RELEASE)


def history(code):
    return cs.pay_history(code, data="2026.3")


def local_pays(code, *places, **options):
    """Pay in the places, by default in all states and territories."""
    found = places or [each for each in cs.places(data="2026.3") if each.code.endswith("00000")]
    return [cs.local_pay(code, place, data="2026.3", **options) for place in found]


def assessment(code, methodology="american-dream-jobs/2.0"):
    return cs.assess(code, methodology=methodology, data=RELEASE)


def compared(*codes, **options):
    return cs.compare(*codes, data=RELEASE, **options)


PICTURES = {
    "wages": lambda **on: plots.wages(occupation(MEDICAL_RECORDS), wage=55_000, **on),
    "wages-curve": lambda **on: plots.wages(
        occupation(MEDICAL_RECORDS), wage=55_000, curve=True, **on
    ),
    "wages-curve-top-coded": lambda **on: plots.wages(
        occupation(ANESTHESIOLOGISTS), wage=250_000, curve=True, **on
    ),
    "wages-plain": lambda **on: plots.wages(occupation(PLUMBERS), **on),
    "wages-top-coded": lambda **on: plots.wages(occupation(ANESTHESIOLOGISTS), wage=250_000, **on),
    "wages-hourly": lambda **on: plots.wages(occupation(ACTORS), wage=20, period="hourly", **on),
    "wages-with-gaps": lambda **on: plots.wages(
        career(
            WageEstimates(
                p25=50_000,
                median=60_000,
                notes={"p10": MISSING, "p75": MISSING, "p90": TOP_CODED, "mean": TOP_CODED},
            )
        ),
        wage=61_000,
        **on,
    ),
    "progression": lambda **on: plots.progression(progression(MEDICAL_RECORDS), **on),
    "progression-bounds": lambda **on: plots.progression(progression(ANESTHESIOLOGISTS), **on),
    "progression-stand-ins": lambda **on: plots.progression(
        progression(ANESTHESIOLOGISTS, "percentile-ladder/1"), **on
    ),
    "pay-history": lambda **on: plots.pay_history(history(MEDICAL_RECORDS), **on),
    "pay-history-top-coded": lambda **on: plots.pay_history(history(ANESTHESIOLOGISTS), **on),
    "pay-history-hourly": lambda **on: plots.pay_history(history(ACTORS), **on),
    "local-pay": lambda **on: plots.local_pay(local_pays(MEDICAL_RECORDS), **on),
    "local-pay-real": lambda **on: plots.local_pay(
        local_pays(NURSES, "San Jose", "Bozeman", "Fresno", "Tulsa"), real=True, **on
    ),
    "local-pay-top-coded": lambda **on: plots.local_pay(local_pays(ANESTHESIOLOGISTS), **on),
    "local-pay-stand-in": lambda **on: plots.local_pay(
        local_pays("19-2012.00", "Abilene, TX", "San Diego", "TX", fallback="state"), **on
    ),
    "local-pay-hourly": lambda **on: plots.local_pay(local_pays(ACTORS, "CA", "NY"), **on),
    "local-pay-one": lambda **on: plots.local_pay(local_pays(NURSES, "San Francisco"), **on),
    "local-market": lambda **on: plots.local_market(
        cs.local_market("Vermont", data="2026.3"), **on
    ),
    "local-market-risk": lambda **on: plots.local_market(
        cs.local_market("San Jose", methodology="american-dream-jobs-risk/1.0", data="2026.3"), **on
    ),
    "backtest": lambda **on: plots.backtest(backtest(), placebo=PLACEBO, **on),
    "calibration": lambda **on: plots.calibration(backtest(), **on),
    "coefficients": lambda **on: plots.coefficients(backtest(placebo=PLACEBO), **on),
    "breakdown": lambda **on: plots.breakdown(assessment(MEDICAL_RECORDS), **on),
    "breakdown-missing": lambda **on: plots.breakdown(assessment(AIR_CREW_OFFICERS), **on),
    "breakdown-fallback": lambda **on: plots.breakdown(
        assessment(AIR_CREW_OFFICERS, "american-dream-jobs/2.0-as-published"), **on
    ),
    "breakdown-measure": lambda **on: plots.breakdown(
        assessment(MEDICAL_RECORDS, "eloundou/2024"), **on
    ),
    "lifetime-values": lambda **on: plots.lifetime_values(
        compared(MEDICAL_RECORDS, NURSES, SOFTWARE), **on
    ),
    "lifetime-values-bounds": lambda **on: plots.lifetime_values(
        compared(CHIEF_EXECUTIVES, ANESTHESIOLOGISTS, NURSES), **on
    ),
    "lifetime-values-equal": lambda **on: plots.lifetime_values(
        cs.compare(
            career(),
            evolve(career(title="Tailors"), code="51-9998.00"),
            assumptions=cs.Assumptions(education_cost=0.0, education_years=1, training_years=0),
        ),
        **on,
    ),
    "breakdown-consensus": lambda **on: plots.breakdown(
        cs.assess(NURSES, methodology="careerscore/1.0", data="2026.3"), **on
    ),
    "career-strip": lambda **on: plots.career_strip(NURSES, data=RELEASE, **on),
    "career-strip-unknown": lambda **on: plots.career_strip(AIR_CREW_OFFICERS, data=RELEASE, **on),
    "exposure-and-wage": lambda **on: plots.exposure_and_wage(data=RELEASE, **on),
    "exposure-and-wage-categories": lambda **on: plots.exposure_and_wage(
        "bls_ai_exposure", data="2026.3", **on
    ),
    "measures": lambda **on: plots.measures(data=RELEASE, **on),
    "tier-shares": lambda **on: plots.tier_shares(data=RELEASE, **on),
    "tier-shares-fallback": lambda **on: plots.tier_shares(
        "american-dream-jobs/2.0-as-published", data=RELEASE, **on
    ),
    "tiers-by-category": lambda **on: plots.tiers_by_category(data=RELEASE, **on),
}
"""A function that draws each, in the axes it is given or in its own."""
