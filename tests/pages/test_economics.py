"""Pages on pay, education, cost and value, and on careers side by side."""

from __future__ import annotations

import attrs
import pytest

import careerscore as cs
from careerscore.model import (
    EducationPath,
    EducationShare,
    Note,
    Occupation,
    Provenance,
    WageDistribution,
    WageEstimates,
)

FULL = WageEstimates(p10=30_000, p25=40_000, median=50_000, p75=60_000, p90=70_000)
TOP = Note(provenance=Provenance.TOP_CODED, reason="top code", bound=90_000)
NO_EDUCATION = EducationPath(bls_entry_level="No formal educational credential")


def by_hand(**changes):
    return Occupation(**{"code": "29-2072.00", "title": "Made by hand"} | changes)


def paid(pay=FULL, **changes):
    return by_hand(wages=WageDistribution(annual=pay), **changes)


@pytest.fixture(scope="session")
def section(show):
    """The lines of a section of a career page, at a width with one column."""
    return lambda career, heading: show.section(cs.career_page(career), heading, 109)


def test_the_published_progression_follows_ours(section, records):
    assert section(records, "Career progression") == [
        "experience-quantile/1.0",
        "Entry 0-2 years P10 $35,080 $35,080 - $36,511",
        "Early Career 2-6 years P25 $39,620 $36,511 - $42,412",
        "Mid-Career 5-15 years Median $48,780 $41,000 - $61,960",
        "Experienced 10-20 years P75 $61,960 $48,780 - $77,810",
        "Expert 15-30 years P90 $77,810 $61,960 - $77,810",
        "percentile-ladder/1, as published",
        "Entry 0-2 years P10 $35,080 $31,572 - $38,588",
        "Early Career 2-6 years P25 $39,620 $35,658 - $43,582",
        "Mid-Career 5-15 years Median $48,780 $43,902 - $53,658",
        "Experienced 10-20 years P75 $61,960 $55,764 - $68,156",
        "Expert 15-30 years P90 $77,810 $70,029 - $85,591",
        "experience-quantile/1.0 percentile-ladder/1, as published",
        "after 0 years $35,080 $35,080",
        "after 2 years $36,511 $35,080",
        "after 5 years $41,000 $39,620",
        "after 10 years $48,780 $48,780",
        "after 15 years $61,960 $48,780",
        "after 20 years $77,810 $61,960",
    ]


def test_pay_known_only_as_a_bound_is_printed_as_a_bound(section, release):
    lines = section(release["29-1213.00"], "Career progression")
    assert "Mid-Career 5-15 years Median ≥ $239,200" in lines
    assert "after 10 years at least $239,200 $225,938" in lines
    reason = "the median is not published (at or above the survey's top code of $239,200)"
    assert any(line.startswith(f"bounded: {reason}") for line in lines)
    pay = attrs.evolve(FULL, p90=None, notes={"p90": TOP})
    lines = section(paid(pay), "Career progression")
    assert "Experienced 10-20 years P75 $60,000 $50,000 - —" in lines


def test_without_wages_the_progression_has_the_reason(show, section, release):
    lines = section(release["55-1011.00"], "Career progression")
    text = " ".join(lines)
    assert "insufficient: no percentile is published (the wage survey does not cover" in text
    assert "after 0 years not known $30,000" in text
    assert "after 0 years" not in show(cs.progression(by_hand()))


def test_more_than_six_reasons_are_cut_and_counted(show, release):
    ladder = cs.progression(release["55-1011.00"], method="percentile-ladder/1")
    assert "more" not in show(ladder)
    many = attrs.evolve(ladder, reasons=tuple(f"reason {number}." for number in range(8)))
    text = show.words(many)
    assert "fallback: reason 5. fallback: and 2 more" in text
    assert "reason 6" not in text


def test_a_result_has_head_section_sources_and_fingerprint(show, records):
    result = cs.education_cost(records)
    lines = show.lines(result, 160)
    assert lines[:2] == ["Medical Records Specialists 29-2072.00", "Data release 2026.1"]
    assert "college-board-tuition/2025-26: College Board, " in " ".join(lines)
    assert lines[-2] == f"Fingerprint of this result: {result.fingerprint}"
    nobody = attrs.evolve(result, occupation_code=None, occupation_title=None, data_release=None)
    assert show.lines(nobody)[0] == "Data release none: made by hand"


def test_education_has_both_methods_and_both_sources(section, records):
    assert section(records, "Education path")[:11] == [
        "bls-entry/1.0 onet-mode/1, as published",
        "Entry level Postsecondary nondegree award Bachelor's degree",
        "Education 0.5-2 years 4-5 years",
        "Job-ready 1-3 years 1-3 years",
        "Experience None One to two years",
        "Training None One to two years",
        "License not in the data shown as required",
        "By BLS Postsecondary nondegree award",
        "By O*NET none: O*NET has not surveyed the required level of education of this occupation",
        "The two sources cannot be compared.",
        (
            "onet-mode/1, fallback: entry level: O*NET has no level: O*NET has not surveyed the "
            "required level of"
        ),
    ]


@pytest.mark.parametrize(
    ("onet", "text"),
    [
        ("Associate's degree", "The two sources name the same level."),
        ("Bachelor's degree", "The two sources name different levels."),
    ],
)
def test_the_page_tells_whether_the_sources_agree(section, onet, text):
    education = EducationPath(
        bls_entry_level="Associate's degree", onet_shares=[EducationShare(level=onet, percent=60)]
    )
    lines = section(by_hand(education=education, job_zone=2), "Education path")
    assert text in lines
    assert "License not in the data not shown as required" in lines


def test_education_can_be_unknown_or_none(show):
    lines = show.lines(cs.education_requirements(by_hand()))
    for text in ("Entry level not known", "Education not known", "Job-ready not known"):
        assert text in lines
    school = EducationPath(bls_entry_level="High school diploma or equivalent")
    lines = show.lines(cs.education_requirements(by_hand(education=school, job_zone=1)))
    assert "Education none" in lines
    assert "Job-ready 0-0.5 years" in lines


def test_the_published_cost_is_beside_ours(section, records):
    lines = section(records, "Education cost")
    assert lines[:8] == [
        "college-board/2025-26 american-dream-jobs/2024, as published",
        "Level Postsecondary nondegree award Bachelor's degree",
        "Public two-year, in district $4,150",
        "Public four-year, in state $53,406 ($13,351 a year)",
        "Public four-year, out of state $110,538 ($27,634 a year)",
        "Private nonprofit four-year $199,410 ($49,852 a year)",
        "Typical $4,150 $110,538",
        "Range $2,075 - $8,300 $53,406 - $199,410",
    ]
    assert "Trade school" not in " ".join(lines)


def test_a_cost_known_in_part_is_a_lower_bound(show, release):
    lines = show.lines(cs.education_cost(release["29-1171.00"]))
    assert "Public four-year, in state at least $47,800" in lines
    assert "Typical at least $47,800" in lines
    assert "Range not known" in lines
    lines = show.lines(cs.education_cost(by_hand()))
    for text in ("Level not known", "Typical not known", "Range not known"):
        assert text in lines


def test_value_has_the_figures_of_each_method(section, records):
    lines = section(records, "Lifetime value")
    assert lines[:14] == [
        "discounted-cash-flow/1.0",
        "Net present value $1,526,083",
        "Internal rate of return 846% a year",
        "Paid back at age 20",
        "Lifetime earnings $3,188,393",
        "Lifetime net $3,184,243",
        "Assumed from 18 to 67, 3% discount rate, above inflation",
        "american-dream-jobs-compare/1, as published",
        "10-year net $299,522",
        '"20-year" net $902,002',
        "Return on cost 816%",
        "Break-even in year 4 of work",
        "Lifetime earnings $2,375,660",
        "Lifetime net $2,265,122",
    ]
    assert "Paid back at age 34" in lines
    assert "Net worth at the end $1,214,587" in lines


def test_net_worth_is_printed_where_something_is_saved(show, records):
    assert "Net worth" not in show(cs.lifetime_value(records))
    saving = cs.lifetime_value(records, cs.Assumptions(savings_rate=0.2))
    assert "Net worth at the end $" in show.words(saving)


def test_a_value_can_be_bounded_unknown_or_without_cost(show):
    lines = show.lines(cs.lifetime_value(paid(education=NO_EDUCATION)))
    assert "Paid back nothing to pay back" in lines
    assert "Internal rate of return" not in " ".join(lines)
    text = show.words(cs.lifetime_value(by_hand()))
    assert "Net present value" not in text
    assert "insufficient: no pay is published" in text
    pay = attrs.evolve(FULL, p90=None, notes={"p90": TOP})
    education = EducationPath(bls_entry_level="Associate's degree")
    text = show.words(cs.lifetime_value(paid(pay, education=education)))
    assert "Net present value at least $" in text


@pytest.mark.parametrize(
    ("rate", "text"), [(0.03, "3%"), (0.0999, "9.99%"), (0.1, "10%"), (0.0043, "0.43%"), (0, "0%")]
)
def test_rates_have_three_digits_and_from_ten_percent_none_after_the_point(
    show, records, rate, text
):
    value = cs.lifetime_value(records, cs.Assumptions(discount_rate=rate))
    assert f"from 18 to 67, {text} discount rate" in show.words(value)


# Comparisons


def compared(*careers, **assumptions):
    return cs.compare(*careers, cs.Assumptions(**assumptions))


@pytest.fixture(scope="session")
def nurses(release):
    return release["29-1141.00"]


def test_careers_are_side_by_side(show, records, nurses):
    lines = show.lines(compared(records, nurses))
    assert lines[:10] == [
        "Medical Records Specialists Registered Nurses",
        "Code 29-2072.00 29-1141.00",
        "Median pay $48,780 $86,070",
        "Training time 1 year 4 years",
        "Education Postsecondary nondegree award Bachelor's degree",
        "Education cost $4,150 $47,800",
        "Tier AI-Augmented AI-Augmented",
        "Net present value $1,526,083 $2,300,190",
        "Internal rate of return 846% a year 61% a year",
        "Paid back at age 20 at age 23",
    ]
    text = " ".join(lines)
    lead = "from age 28 on Registered Nurses lead; net present value higher by $774,107"
    assert f"Nurses: {lead}, a return of 17% a year on the difference." in text
    assert "Work from 18 to 67, discounted at 3% a year; dollars of today, before tax." in text
    assert "data release 2026.1; tiers by american-dream-jobs/2.0." in text
    # The gap is that of the leader, whichever comes first.
    assert lead in show.words(compared(nurses, records))


def test_a_lead_from_the_first_year_on(show):
    poor = paid(education=NO_EDUCATION)
    double = WageEstimates(p10=60_000, p25=80_000, median=100_000, p75=120_000, p90=140_000)
    rich = attrs.evolve(
        poor, wages=WageDistribution(annual=double), code="11-1011.00", title="Rich"
    )
    text = show.words(compared(poor, rich))
    assert "Made by hand and Rich: from the first year on Rich lead; net present value" in text
    assert "on the difference" not in text
    assert "Paid back nothing to pay back nothing to pay back" in text
    assert "Internal rate of return none none" in text
    assert "Training time none none" in text
    assert "data release" not in text


def test_equal_titles_have_a_number_and_the_release(show, records):
    text = show.words(compared(records, records), 200)
    one, two = (f"Medical Records Specialists ({n}, data release 2026.1)" for n in (1, 2))
    assert f"{one} and {two}: even at the end." in text
    text = show.words(compared(paid(), paid()))
    assert "Made by hand (1) and Made by hand (2): when they cross is not known" in text
    newer = cs.occupation("29-2072.00", data="2026.2")
    for pair in ((records, newer), (newer, records)):
        text = show.words(compared(*pair), 200)
        place = pair.index(newer) + 1
        lead = f"on Medical Records Specialists ({place}, data release 2026.2) lead; net present"
        assert f"{lead} value higher by $77,701" in text


def test_unknown_figures_have_a_reason(show, records, release):
    text = show.words(compared(records, release["55-1011.00"]))
    assert "when they cross is not known, as the cash flows are known only within bounds" in text
    assert "Training time 1 year not known" in text
    assert "Internal rate of return 846% a year not known" in text
    assert "Paid back at age 20 not known" in text
    assert "Air Crew Officers, insufficient: no pay is published; no percentile" in text
    assert "AI-Resilient or AI-Augmented or In Transition or High Disruption Risk" in text


def test_a_methodology_without_tiers_gives_none(show, records, nurses):
    text = show.words(cs.compare(records, nurses, methodology="webb/2020"))
    assert "Tier none none" in text


def test_assumptions_are_named(show, records, nurses):
    tax = cs.economics.TaxSchedule(
        name="a tenth", brackets=[cs.economics.TaxBracket(above=0, rate=0.1)]
    )
    text = show.words(compared(records, nurses, discount_rate=0.05, tax=tax))
    assert "Assumed: discount_rate: 0.05" in text
    assert "Assumed: tax: a tenth" in text
    assert "discounted at 5% a year; dollars of today, after the tax assumed." in text


def test_published_methods_are_compared_by_their_own_figures(show, records, nurses):
    text = show.words(cs.compare(records, nurses, method="american-dream-jobs-compare/1"))
    for figures in (
        "10-year net $299,522 $",
        '"20-year" net $902,002 $',
        "Return on cost 816% ",
        "Break-even in year 4 of work in year",
        "Lifetime net $2,265,122 $",
    ):
        assert figures in text
    assert "when they cross is not known, as the method compares no years." in text
    assert "Net present value" not in text
    assert "Work from" not in text
    assert "american-dream-jobs-compare/1 (percentile-ladder/1, onet-mode/1," in text


def test_a_published_figure_that_one_career_lacks_is_none(show, records, nurses):
    comparison = cs.compare(records, nurses, method="american-dream-jobs-compare/1")
    first, second = comparison.careers
    second = attrs.evolve(second, value=attrs.evolve(second.value, payback_years=None))
    lacking = attrs.evolve(comparison, careers=(first, second))
    assert "Break-even in year 4 of work none" in show.lines(lacking)


@pytest.mark.parametrize("width", [40, 60])
def test_in_a_narrow_terminal_no_number_is_broken(show, records, nurses, width):
    comparison = compared(records, nurses)
    for value, figures in (
        (cs.progression(records), ("$35,080", "$77,810", "$36,511")),
        (cs.education_cost(records, method="american-dream-jobs/2024"), ("$110,538", "($27,634")),
        (comparison, ("$1,526,083", "61%")),
    ):
        lines = show.lines(value, width)
        assert max(map(len, lines)) <= width
        assert "…" not in " ".join(lines)
        for figure in figures:
            assert any(figure in line.split() or figure in line for line in lines)
    assert "Entry, 0-2 years, P10: $35,080 ($35,080 - $36,511)" in show.words(
        cs.progression(records), 50
    )
