"""The sections on pay and cost, the comparison and the coverage, as people read them."""

from __future__ import annotations

import attrs
import pytest
from careerscore.report.comparison import comparison_table
from careerscore.report.coverage import coverage_list
from careerscore.report.economics import (
    amount,
    cost_section,
    path_section,
    progression_section,
    rate,
    value_section,
    years,
)
from rich.console import Console

import careerscore as cs
from careerscore.api import career_economics
from careerscore.economics import Money, Range
from careerscore.model import (
    EducationPath,
    EducationShare,
    Note,
    Occupation,
    Provenance,
    WageDistribution,
    WageEstimates,
)
from careerscore.records.coverage_report import Coverage

RELEASE = cs.load("2026.1")
REFERENCE = RELEASE["29-2072.00"]
FULL = WageEstimates(p10=30_000, p25=40_000, median=50_000, p75=60_000, p90=70_000)


def lines_of(renderable, width=110):
    console = Console(width=width, highlight=False, markup=False, emoji=False, no_color=True)
    with console.capture() as capture:
        console.print(renderable)
    return [" ".join(line.split()) for line in capture.get().splitlines()]


def words_of(renderable, width=110):
    return " ".join(" ".join(lines_of(renderable, width)).split())


def by_hand(**changes):
    return Occupation(**{"code": "29-2072.00", "title": "Made by hand"} | changes)


def paid(pay, **changes):
    return by_hand(wages=WageDistribution(annual=pay), **changes)


def test_the_progression_of_the_reference_page_is_shown_beside_ours():
    shown = lines_of(progression_section(career_economics(REFERENCE).progressions))
    assert shown[1:] == [
        "experience-quantile/1.0",
        "Entry 0-2 years P10 $35,080 $35,080 - $36,511",
        "Early Career 2-6 years P25 $39,620 $36,511 - $42,412",
        "Mid-Career 5-15 years Median $48,780 $41,000 - $61,960",
        "Experienced 10-20 years P75 $61,960 $48,780 - $77,810",
        "Expert 15-30 years P90 $77,810 $61,960 - $77,810",
        "",
        "percentile-ladder/1, as published",
        "Entry 0-2 years P10 $35,080 $31,572 - $38,588",
        "Early Career 2-6 years P25 $39,620 $35,658 - $43,582",
        "Mid-Career 5-15 years Median $48,780 $43,902 - $53,658",
        "Experienced 10-20 years P75 $61,960 $55,764 - $68,156",
        "Expert 15-30 years P90 $77,810 $70,029 - $85,591",
        "",
        "experience-quantile/1.0 percentile-ladder/1, as published",
        "after 0 years $35,080 $35,080",
        "after 2 years $36,511 $35,080",
        "after 5 years $41,000 $39,620",
        "after 10 years $48,780 $48,780",
        "after 15 years $61,960 $48,780",
        "after 20 years $77,810 $61,960",
        "",
    ]


def test_pay_that_is_known_only_as_a_bound_is_shown_as_one():
    shown = lines_of(progression_section(career_economics(RELEASE["29-1213.00"]).progressions))
    assert "Mid-Career 5-15 years Median ≥ $239,200 — - —" not in shown
    assert "Mid-Career 5-15 years Median ≥ $239,200" in shown
    assert "after 10 years at least $239,200 $225,938" in shown
    reason = "the median is not published (at or above the survey's top code of $239,200)"
    assert any(line.startswith(f"bounded: {reason}") for line in shown)


def test_a_range_with_one_end_known_shows_that_end():
    top = Note(provenance=Provenance.TOP_CODED, reason="top code", bound=90_000)
    pay = attrs.evolve(FULL, p90=None, notes={"p90": top})
    shown = lines_of(progression_section(career_economics(paid(pay)).progressions))
    assert "Experienced 10-20 years P75 $60,000 $50,000 - —" in shown


def test_without_wages_the_progression_says_why():
    shown = words_of(progression_section(career_economics(RELEASE["55-1011.00"]).progressions))
    assert "insufficient: no percentile is published (the wage survey does not cover" in shown
    assert "after 0 years not known $30,000" in shown
    ours = career_economics(by_hand()).progressions[:1]
    assert "after 0 years" not in words_of(progression_section(ours))


def test_many_reasons_are_cut_and_counted():
    ladder = career_economics(RELEASE["55-1011.00"]).progressions[1]
    shown = words_of(progression_section([ladder]))
    assert shown.count("stands in") == 5
    assert "more" not in shown
    many = attrs.evolve(ladder, reasons=tuple(f"reason {number}." for number in range(8)))
    shown = lines_of(progression_section([many]))
    assert shown.count("fallback: reason 5.") == 1
    assert "fallback: and 2 more" in shown
    assert "reason 6" not in " ".join(shown)


def test_the_education_path_shows_both_sources_and_what_is_a_default():
    shown = lines_of(path_section(career_economics(REFERENCE).paths))
    assert shown[1:13] == [
        "bls-entry/1.0 onet-mode/1, as published",
        "Entry level Postsecondary nondegree award Bachelor's degree",
        "Education 0.5-2 years 4-5 years",
        "Job-ready 1-3 years 1-3 years",
        "Experience None One to two years",
        "Training None One to two years",
        "License not in the data shown as required",
        "",
        "By BLS Postsecondary nondegree award",
        "By O*NET none: O*NET has not surveyed the required level of education of this occupation",
        "The two sources cannot be compared.",
        "onet-mode/1, fallback: entry level: O*NET has no level: O*NET has not surveyed the required level of",
    ]


@pytest.mark.parametrize(
    ("onet", "said"),
    [
        ("Associate's degree", "The two sources name the same level."),
        ("Bachelor's degree", "The two sources name different levels."),
    ],
)
def test_whether_the_sources_agree_is_said(onet, said):
    education = EducationPath(
        bls_entry_level="Associate's degree",
        onet_shares=[EducationShare(level=onet, percent=60)],
    )
    paths = career_economics(by_hand(education=education, job_zone=2)).paths
    shown = lines_of(path_section(paths))
    assert said in shown
    assert "License not in the data not shown as required" in shown


def test_what_no_source_says_of_education_is_not_known():
    shown = lines_of(path_section(career_economics(by_hand()).paths[:1]))
    assert "Entry level not known" in shown
    assert "Education not known" in shown
    assert "Job-ready not known" in shown
    none = EducationPath(bls_entry_level="High school diploma or equivalent")
    shown = lines_of(path_section(career_economics(by_hand(education=none, job_zone=1)).paths[:1]))
    assert "Education none" in shown
    assert "Job-ready 0-0.5 years" in shown


def test_the_cost_of_the_reference_page_is_shown_beside_ours():
    shown = lines_of(cost_section(career_economics(REFERENCE).costs))
    assert shown[1:9] == [
        "college-board/2025-26 american-dream-jobs/2024, as published",
        "Level Postsecondary nondegree award Bachelor's degree",
        "Public two-year, in district $4,150",
        "Public four-year, in state $53,406 ($13,351 a year)",
        "Public four-year, out of state $110,538 ($27,634 a year)",
        "Private nonprofit four-year $199,410 ($49,852 a year)",
        "Typical $4,150 $110,538",
        "Range $2,075 - $8,300 $53,406 - $199,410",
    ]
    assert "Trade school" not in " ".join(shown)


def test_a_cost_that_is_known_in_part_has_its_least():
    shown = lines_of(cost_section(career_economics(RELEASE["29-1171.00"]).costs[:1]))
    assert "Public four-year, in state at least $47,800" in shown
    assert "Typical at least $47,800" in shown
    assert "Range not known" in shown
    shown = lines_of(cost_section(career_economics(by_hand()).costs[:1]))
    assert shown[2:5] == ["Level not known", "Typical not known", "Range not known"]


def test_the_value_of_the_reference_page_is_shown_by_each_method():
    shown = lines_of(value_section(career_economics(REFERENCE).values))
    assert shown[1:8] == [
        "discounted-cash-flow/1.0",
        "Net present value $1,526,083",
        "Internal rate of return 846% a year",
        "Paid back at age 20",
        "Lifetime earnings $3,188,393",
        "Lifetime net $3,184,243",
        "Assumed from 18 to 67, 3% discount rate, above inflation",
    ]
    assert shown[9:16] == [
        "american-dream-jobs-compare/1, as published",
        "10-year net $299,522",
        '"20-year" net $902,002',
        "Return on cost 816%",
        "Break-even in year 4 of work",
        "Lifetime earnings $2,375,660",
        "Lifetime net $2,265,122",
    ]
    assert "Paid back at age 34" in shown
    assert "Net worth at the end $1,214,587" in shown


def test_net_worth_of_ours_is_shown_where_something_is_put_aside():
    nothing = cs.lifetime_value(REFERENCE)
    assert "Net worth" not in words_of(value_section([nothing]))
    saving = cs.lifetime_value(REFERENCE, cs.Assumptions(savings_rate=0.2))
    assert "Net worth at the end $" in words_of(value_section([saving]))


def test_a_career_without_education_has_nothing_to_pay_back():
    career = paid(FULL, education=EducationPath(bls_entry_level="No formal educational credential"))
    shown = lines_of(value_section([cs.lifetime_value(career)]))
    assert "Paid back nothing to pay back" in shown
    assert "Internal rate of return" not in " ".join(shown)


def test_a_value_that_is_not_known_has_no_figures():
    shown = lines_of(value_section([cs.lifetime_value(by_hand())]))
    assert shown[1:3] == [
        "discounted-cash-flow/1.0",
        "Assumed from 18 to 67, 3% discount rate, above inflation",
    ]
    assert "insufficient: no pay is published" in shown


def test_a_value_with_one_bound_shows_it():
    top = Note(provenance=Provenance.TOP_CODED, reason="top code", bound=90_000)
    pay = attrs.evolve(FULL, p90=None, notes={"p90": top})
    education = EducationPath(bls_entry_level="Associate's degree")
    shown = words_of(value_section([cs.lifetime_value(paid(pay, education=education))]))
    assert "Net present value at least $" in shown


def test_amounts_rates_and_years_as_people_write_them():
    assert amount(Money.exact(-1_234.5)) == "-$1,234"
    assert amount(Money(0, 5)) == "$0 to $5"
    assert amount(Money(None, 5)) == "at most $5"
    assert amount(Money(None, None)) == "not known"
    assert (rate(0.0999), rate(0.1), rate(-0.5), rate(0.0043)) == ("9.99%", "10%", "-50%", "0.43%")
    assert years(Range(None, 1, 2)) == "2"


def compared(*occupations, **assumptions):
    taken = cs.Assumptions(**assumptions)
    return cs.compare(*occupations, taken)


def test_careers_are_laid_out_side_by_side():
    shown = lines_of(comparison_table(compared(REFERENCE, RELEASE["29-1141.00"])))
    assert shown[:10] == [
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
    text = " ".join(shown)
    assert (
        "Medical Records Specialists and Registered Nurses: from age 28 on Registered Nurses lead; "
        "net present value higher by $774,107, a return of 17% a year on the difference."
    ) in text
    assert "Work from 18 to 67, discounted at 3% a year; dollars of today, before tax." in text
    assert "data release 2026.1; tiers by american-dream-jobs/2.0." in text


def test_the_gap_is_that_of_the_leader_whoever_comes_first():
    text = words_of(comparison_table(compared(RELEASE["29-1141.00"], REFERENCE)))
    assert "Registered Nurses lead; net present value higher by $774,107" in text


def test_a_lead_that_never_changes_holds_from_the_first_year():
    poor = paid(FULL, education=EducationPath(bls_entry_level="No formal educational credential"))
    double = WageEstimates(p10=60_000, p25=80_000, median=100_000, p75=120_000, p90=140_000)
    rich = attrs.evolve(
        poor, wages=WageDistribution(annual=double), code="11-1011.00", title="Rich"
    )
    text = words_of(comparison_table(compared(poor, rich)))
    assert "Made by hand and Rich: from the first year on Rich lead; net present value" in text
    assert "on the difference" not in text
    assert "Paid back nothing to pay back nothing to pay back" in text
    assert "Internal rate of return none none" in text
    assert "Training time none none" in text
    assert "tiers by american-dream-jobs/2.0." in text
    assert "data release" not in text


def test_careers_that_are_the_same_are_even_and_told_apart():
    text = words_of(comparison_table(compared(REFERENCE, REFERENCE)), 200)
    one, two = (f"Medical Records Specialists ({n}, data release 2026.1)" for n in (1, 2))
    assert f"{one} and {two}: even at the end." in text
    by_hand_twice = words_of(comparison_table(compared(paid(FULL), paid(FULL))))
    assert "Made by hand (1) and Made by hand (2): when they cross is not known" in by_hand_twice


def test_one_career_on_two_releases_has_the_right_leader():
    newer = cs.occupation("29-2072.00", data="2026.2")
    for pair in ((REFERENCE, newer), (newer, REFERENCE)):
        found = compared(*pair)
        assert found.crossovers[0].leader == "29-2072.00"
        text = words_of(comparison_table(found), 200)
        place = pair.index(newer) + 1
        lead = (
            f"on Medical Records Specialists ({place}, data release 2026.2) lead; net present value"
        )
        assert f"{lead} higher by $77,701" in text


def test_what_is_not_known_of_a_career_is_said():
    text = words_of(comparison_table(compared(REFERENCE, RELEASE["55-1011.00"])))
    assert "when they cross is not known, as the cash flows are known only within bounds" in text
    assert "Training time 1 year not known" in text
    assert "Internal rate of return 846% a year not known" in text
    assert "Paid back at age 20 not known" in text
    assert "Air Crew Officers, insufficient: no pay is published; no percentile" in text
    assert "AI-Resilient or AI-Augmented or In Transition or High Disruption Risk" in text


def test_a_methodology_without_tiers_gives_none():
    careers = cs.compare(REFERENCE, RELEASE["29-1141.00"], methodology="webb/2020")
    assert "Tier none none" in words_of(comparison_table(careers))


def test_assumptions_are_named_and_a_tax_is_said():
    tax = cs.economics.TaxSchedule(
        name="a tenth", brackets=[cs.economics.TaxBracket(above=0, rate=0.1)]
    )
    found = compared(REFERENCE, RELEASE["29-1141.00"], discount_rate=0.05, tax=tax)
    text = words_of(comparison_table(found))
    assert "Assumed: discount_rate: 0.05" in text
    assert "Assumed: tax: a tenth" in text
    assert "discounted at 5% a year; dollars of today, before tax less the tax assumed." not in text
    assert "dollars of today, after the tax assumed." in text


def test_the_published_pages_are_compared_by_their_own_figures():
    pair = (REFERENCE, RELEASE["29-1141.00"])
    text = words_of(comparison_table(cs.compare(*pair, method="american-dream-jobs-compare/1")))
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


@pytest.mark.parametrize("width", [40, 60])
def test_where_there_is_no_room_for_columns_no_figure_is_broken(width):
    economics = career_economics(REFERENCE)
    for shown, figures in (
        (progression_section(economics.progressions), ("$35,080", "$85,591", "$36,511")),
        (cost_section(economics.costs), ("$110,538", "($27,634", "$199,410")),
        (comparison_table(compared(REFERENCE, RELEASE["29-1141.00"])), ("$1,526,083", "61%")),
    ):
        lines = lines_of(shown, width)
        assert max(map(len, lines)) <= width
        assert "…" not in " ".join(lines)
        for figure in figures:
            assert any(figure in line.split() or figure in line for line in lines)
    stacked = lines_of(progression_section(economics.progressions), 50)
    assert "Entry, 0-2 years, P10: $35,080 ($31,572 - $38,588)" in " ".join(stacked)


def part(**changes):
    fields = {"part": "pay", "total": 10, "complete": 7, "partly": 1, "gaps": {}}
    return Coverage(**fields | changes)


def test_coverage_is_counted_and_its_gaps_are_told():
    gaps = {"11-1011.00": "no survey", "11-1021.00": "no survey", "11-1031.00": "no row"}
    shown = lines_of(coverage_list("2026.1", [part(gaps=gaps), part(part="skills", complete=9)]))
    assert shown == [
        "Release 2026.1, 10 occupations",
        "part complete in part none",
        "pay 7 1 2",
        "skills 9 1 0",
        "",
        "pay",
        "2: no survey",
        "1: no row",
    ]


def test_many_reasons_for_gaps_are_cut_and_counted():
    gaps = {f"11-10{number}1.00": f"reason {number // 2}" for number in range(12)}
    shown = lines_of(coverage_list("2026.1", [part(gaps=gaps)]))
    assert shown[-1] == "2: 1 other reasons (--format json has all)"
    assert shown[-6:-1] == [f"2: reason {number}" for number in range(5)]
    assert lines_of(coverage_list("2026.1", [])) == ["Release 2026.1, 0 occupations", shown[1]]
