"""The career card: every section, every remark, at every width, whatever the texts hold."""

from __future__ import annotations

import unicodedata

import attrs
import pytest
from careerscore.report.card import assessment_card, career_card
from careerscore.report.terminal import TWO_COLUMNS_FROM
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

import careerscore as cs
from careerscore.api import career_economics
from careerscore.model import (
    EducationPath,
    EducationShare,
    EmploymentOutlook,
    EpochProfile,
    ExposureMeasure,
    Note,
    Occupation,
    Provenance,
    RelatedOccupation,
    TechnologySkill,
    WageDistribution,
    WageEstimates,
)

METHOD = cs.methodology("american-dream-jobs/2.0")
RELEASE = cs.load("2026.1")
HEADINGS = (
    "AI resilience",
    "Human advantage (EPOCH)",
    "Pay",
    "Education",
    "Outlook",
    "Published measures of exposure, each in its own unit",
    "Technology",
    "Also known as",
    "Related careers",
    "Links",
    "Sources",
)


def text_of(renderable, width):
    console = Console(width=width, highlight=False, markup=False, emoji=False, no_color=True)
    with console.capture() as capture:
        console.print(renderable)
    return capture.get()


def page(occupation, width=80):
    economics = career_economics(occupation)
    card = career_card(occupation, METHOD.assess(occupation), METHOD, economics)
    return text_of(card, width)


def words(text):
    return " ".join(text.split())


def occupation(**changes):
    return Occupation(**{"code": "29-2072.00", "title": "Medical Records Specialists"} | changes)


def section(occupation, heading, width=80):
    """The lines of one section, words joined."""
    lines = page(occupation, width).splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith(heading))
    end = next((number for number in range(start + 1, len(lines)) if "──" in lines[number]), None)
    return words(" ".join(lines[start + 1 : end]))


@pytest.mark.parametrize("width", [60, 80, 120, 200])
@pytest.mark.parametrize(
    "code",
    [
        "29-2072.00",
        "55-1011.00",
        "27-2011.00",
        "29-1211.00",
        "29-1141.01",
        "13-1021.00",
        "29-2099.01",
    ],
)
def test_every_section_is_there_and_no_line_is_too_wide(code, width):
    shown = page(RELEASE[code], width)
    for heading in HEADINGS:
        assert any(heading in line and "──" in line for line in shown.splitlines())
    assert max(map(len, shown.splitlines())) <= width


def test_sections_stand_side_by_side_where_there_is_room():
    beside = "AI resilience ─"
    narrow = page(RELEASE["29-2072.00"], TWO_COLUMNS_FROM - 1)
    wide = page(RELEASE["29-2072.00"], TWO_COLUMNS_FROM)
    assert not any(beside in line and "Pay, May 2023" in line for line in narrow.splitlines())
    assert any(beside in line and "Pay, May 2023" in line for line in wide.splitlines())


def test_a_very_wide_terminal_is_not_filled():
    assert max(map(len, map(str.rstrip, page(RELEASE["29-2072.00"], 200).splitlines()))) <= 140


def test_the_head_says_what_the_page_rests_on():
    lines = page(RELEASE["29-2072.00"], 130).splitlines()
    assert lines[0].rstrip() == "Medical Records Specialists"
    assert lines[1].rstrip() == (
        "29-2072.00 · SOC 29-2072 · healthcare-technical · job zone 3 "
        "(preliminary, set by an O*NET analyst (11/2021))"
    )
    assert lines[2].rstrip() == "Data release 2026.1"
    assert lines[3].rstrip() == (
        "Methodology american-dream-jobs/2.0, GPTs are GPTs / BLS / EPOCH Additive Scoring, 2026-01-09"
    )


def test_an_occupation_made_by_hand_says_so():
    lines = page(occupation()).splitlines()
    assert lines[1].rstrip() == "29-2072.00 · SOC 29-2072 · no job zone"
    assert lines[2].rstrip() == "Data release none: made by hand"
    noted = {"job_zone": Note(provenance=Provenance.MISSING, reason="none")}
    assert "no job zone (" not in page(occupation(notes=noted))


def test_siblings_are_named():
    shown = words(page(RELEASE["29-1141.00"]))
    assert "Same SOC code: Acute Care Nurses (29-1141.01), " in shown


def test_a_complete_score_gives_verdict_rationale_factors_and_their_sources():
    shown = section(RELEASE["29-2072.00"], "AI resilience")
    assert shown == (
        "3 of 6 points, AI-Augmented (2nd of 4 tiers) "
        "Score 3/6: high AI task exposure, growing job demand means AI will assist but humans "
        "remain essential "
        "AI exposure 0.6176 High +0 of 2 Job growth 7 Growing +2 of 2 "
        "Human advantage 15 Moderate +1 of 2 "
        "AI exposure: share of tasks, those that need further software counted half; "
        "gpts-are-gpts/2024 "
        "Job growth: percent change of employment over ten years; read as a whole number, halves "
        "away from zero; published as 7.1; employment-projections/2024-34 "
        "Human advantage: sum of five EPOCH dimensions of 1 to 5; estimated: a heuristic over "
        "category, job zone and words of the title; epoch-heuristic/onet-30.1"
    )


def test_an_open_score_gives_what_is_left_possible():
    shown = section(RELEASE["55-1011.00"], "AI resilience")
    assert shown.startswith(
        "1 to 5 of 6 points possible: AI-Resilient or AI-Augmented or In Transition or High "
        "Disruption Risk Insufficient data, AI exposure and Job growth missing:"
    )
    assert "AI exposure — missing of 2 Job growth — missing of 2" in shown


@pytest.mark.parametrize(("total", "place"), [(6, "1st"), (3, "2nd"), (2, "3rd"), (0, "4th")])
def test_the_place_of_the_tier_is_said_in_words(total, place):
    inputs = {
        6: (0.1, 9, 21),
        3: (0.5, 2, 15),
        2: (0.5, 2, 11),
        0: (0.9, -5, 11),
    }[total]
    names = ("ai_exposure", "job_growth", "human_advantage")
    result = METHOD.score(**dict(zip(names, inputs, strict=True)))
    shown = text_of(assessment_card(result, METHOD), 80)
    assert f"{total} of 6 points, {result.tier.label} ({place} of 4 tiers)" in shown


def test_the_assessment_card_of_bare_inputs_names_no_occupation():
    result = METHOD.score(ai_exposure=0.3)
    lines = text_of(assessment_card(result, METHOD), 120).splitlines()
    assert lines[0].rstrip().startswith("Methodology american-dream-jobs/2.0")
    assert f"Fingerprint of this result: {result.fingerprint}" in [line.rstrip() for line in lines]


def test_epoch_is_shown_dimension_by_dimension():
    assert section(RELEASE["29-2072.00"], "Human advantage") == (
        "Empathy 3 of 5 Presence 4 of 5 Opinion 4 of 5 Creativity 2 of 5 Hope 2 of 5 "
        "Together 15 of 25 estimated: a heuristic over category, job zone and words of the title"
    )
    assert section(occupation(), "Human advantage") == "not known"


def test_pay_is_shown_with_bars_and_errors():
    assert section(RELEASE["29-2072.00"], "Pay, May 2023") == (
        "a year an hour "
        "P10 $35,080 $16.87 █████████ P25 $39,620 $19.05 ██████████ "
        "Median $48,780 $23.45 █████████████ P75 $61,960 $29.79 ████████████████ "
        "P90 $77,810 $37.41 ████████████████████ Mean $53,690 $25.81 ██████████████ "
        "185,690 workers (± 1%) under 29-2072; mean wage ± 0.4% (relative standard errors)"
    )


def test_top_coded_pay_is_shown_as_a_bound_that_goes_on():
    shown = section(RELEASE["29-1211.00"], "Pay, May 2023")
    assert "Median ≥ $239,200 ≥ $115.00 ██████████████ ..." in shown
    assert shown.count("top-coded: at or above the survey's top code of $239,200 ") == 1
    assert shown.count("top-coded: at or above the survey's top code of $115.00 an hour") == 1


def test_pay_by_the_hour_alone_has_bars_of_the_hour():
    shown = section(RELEASE["27-2011.00"], "Pay, May 2023")
    assert "P10 — $" in shown
    assert "████████████████████" in shown
    assert "missing: BLS publishes only hourly wages for this occupation" in shown


def test_pay_shared_with_others_says_so():
    shown = section(RELEASE["29-1141.01"], "Pay, May 2023")
    assert "under 29-1141; mean wage ±" in shown
    assert "; shared with 29-1141.00, 29-1141.02, 29-1141.03, 29-1141.04" in shown
    assert "inherited: " in shown


def test_an_occupation_without_wages_says_why():
    assert section(RELEASE["55-1011.00"], "Pay") == (
        "missing: the wage survey does not cover military occupations"
    )


def test_pay_made_by_hand_has_no_period_no_workers_and_no_errors():
    pay = WageDistribution(annual=WageEstimates(median=50_000))
    shown = section(occupation(wages=pay), "Pay ──")
    assert (
        shown
        == "a year an hour P10 — — P25 — — Median $50,000 — ████████████████████ P75 — — P90 — — Mean — —"
    )
    plain_count = WageDistribution(employment=1200, published_code="29-2072")
    assert section(occupation(wages=plain_count), "Pay").endswith("1,200 workers under 29-2072")
    nothing = WageDistribution(annual=WageEstimates(p10=0, median=0))
    assert "P10 $0 — P25" in section(occupation(wages=nothing), "Pay")


def test_education_shows_both_sources():
    shown = section(RELEASE["29-1211.00"], "Education")
    assert shown.startswith(
        "Entry level Doctoral or professional degree Experience None Training Internship/residency "
        "O*NET says Post-doctoral training 69.18%; Doctoral degree 24.71%; "
        "First professional degree 4.85%"
    )
    assert section(RELEASE["55-1011.00"], "Education") == (
        "Entry level not known Experience not known Training not known "
        "missing: neither BLS nor O*NET has a level for this occupation"
    )
    doubtful = EducationShare(level="Associate's degree", percent=100, suppress=True)
    education = EducationPath(entry_level="Associate's degree", onet_shares=[doubtful])
    assert section(occupation(education=education), "Education") == (
        "Entry level Associate's degree Experience not known Training not known "
        "O*NET says Associate's degree 100% (low precision)"
    )


def test_the_outlook_shows_what_is_published():
    assert section(RELEASE["29-2072.00"], "Outlook") == (
        "Growth +7.1% (2024-2034) Jobs 194.8 to 208.6 thousand Openings 14.2 thousand a year "
        "Self-employed 0.8%"
    )
    assert section(RELEASE["55-1011.00"], "Outlook") == (
        "missing: the national employment matrix has no military occupations"
    )
    bare = EmploymentOutlook(percent_change=-3, base_year=2024, projected_year=2034)
    assert section(occupation(outlook=bare), "Outlook") == "Growth -3% (2024-2034)"
    gone = attrs.evolve(bare, employment_base_thousands=1.5, employment_projected_thousands=0)
    assert section(occupation(outlook=gone), "Outlook") == (
        "Growth -3% (2024-2034) Jobs 1.5 to 0 thousand"
    )


def test_exposures_are_shown_in_their_units_with_their_notes():
    shown = section(RELEASE["29-2072.00"], "Published measures", 120)
    assert "Exposure to language models, beta (GPT-4) 0.6176 share of tasks, E1 + 0.5 E2" in shown
    assert (
        "AI Occupational Exposure 0.5739 standardised over occupations; crosswalk: published for "
        "SOC 2010 29-2071" in shown
    )
    assert section(occupation(), "Published measures") == "not known"
    missing = Note(provenance=Provenance.MISSING, reason="no figure")
    beta = ExposureMeasure(measure="b", title="Beta", unit="share", notes={"value": missing})
    assert (
        section(occupation(exposures={"b": beta}), "Published")
        == "Beta — share; missing: no figure"
    )


def skill(name, kind="Office", **marks):
    return TechnologySkill(name=name, category=kind, **marks)


def test_the_most_wanted_technology_comes_first():
    skills = [
        skill("Plain", "Other"),
        skill("Cold"),
        skill("Hot", hot=True),
        skill("Both", hot=True, in_demand=True),
    ]
    assert section(occupation(technology_skills=skills), "Technology") == (
        "Office Both (hot) (in demand); Hot (hot); Cold Other Plain"
    )


@pytest.mark.parametrize(
    ("kinds", "rest"),
    [(8, ""), (9, " and 1 more kind of software"), (10, " and 2 more kinds of software")],
)
def test_further_kinds_of_technology_are_counted(kinds, rest):
    skills = [skill("x", f"Kind {number:02}") for number in range(kinds)]
    shown = section(occupation(technology_skills=skills), "Technology")
    assert ("Kind 07 x" + rest) in shown
    assert "Kind 08" not in shown


def test_a_kind_with_many_products_is_cut():
    five = [skill(name) for name in "abcde"]
    assert section(occupation(technology_skills=five), "Technology") == "Office a; b; c; d; e"
    six = [*five, skill("f")]
    assert section(occupation(technology_skills=six), "Technology") == (
        "Office a; b; c; d; e; and 1 more"
    )


def test_technology_that_is_missing_says_why():
    assert section(RELEASE["55-1011.00"], "Technology") == (
        "missing: O*NET has no technology skills for this occupation"
    )
    assert section(occupation(), "Technology") == "not known"


def test_aliases_and_related_careers_are_cut_and_counted():
    names = [f"name {number}" for number in range(16)]
    assert section(occupation(aliases=names), "Also known as").endswith("name 14; and 1 more")
    assert section(occupation(aliases=names[:15]), "Also known as").endswith("name 14")
    assert section(occupation(), "Also known as") == "not known"
    related = [
        RelatedOccupation(code=f"29-{number:04}.00", title="Nurses", tier="Primary-Short")
        for number in range(11)
    ]
    shown = section(occupation(related=related), "Related careers")
    assert shown.endswith("29-0009.00 Nurses and 1 more")
    assert section(occupation(related=related[:10]), "Related").endswith("29-0009.00 Nurses")
    assert section(occupation(), "Related careers") == "not known"


def test_links_say_what_is_not_in_the_data():
    shown = section(RELEASE["29-2072.00"], "Links", 140)
    assert "O*NET OnLine https://www.onetonline.org/link/summary/29-2072.00" in shown
    assert "Local pay and job openings are not in the data." in shown


def test_sources_are_cited_once_with_their_licences_and_attributions():
    shown = section(RELEASE["29-2072.00"], "Sources", 140)
    assert shown.count("gpts-are-gpts/2024: Eloundou, T.") == 1
    assert shown.count("https://doi.org/10.1126/science.adj0998") == 1
    assert "estimates. https://www.bls.gov/oes/tables.htm Licence: US public domain." in shown
    assert shown.count("USDOL/ETA has not approved, endorsed, or tested these modifications.") == 1
    assert "Copyright (c) 2024 OpenAI, used under the MIT License." in shown
    fingerprint = METHOD.assess(RELEASE["29-2072.00"]).fingerprint
    assert shown.endswith(f"Fingerprint of this result: {fingerprint}")


texts = st.text(min_size=1, max_size=60).filter(str.strip)
odd_occupations = st.builds(
    Occupation,
    code=st.just("29-2072.00"),
    title=texts,
    category=texts,
    aliases=st.lists(texts, max_size=3),
    technology_skills=st.lists(st.builds(TechnologySkill, name=texts, category=texts), max_size=3),
    related=st.lists(st.builds(RelatedOccupation, code=texts, title=texts, tier=texts), max_size=2),
    siblings=st.dictionaries(texts, texts, max_size=2),
    education=st.builds(EducationPath, entry_level=texts),
    exposures=st.dictionaries(
        texts,
        st.builds(ExposureMeasure, measure=texts, title=texts, unit=texts, value=st.floats(-9, 9)),
        max_size=2,
    ),
    epoch=st.none() | st.just(EpochProfile(empathy=1, presence=2, opinion=3, creativity=4, hope=5)),
    data_release=texts,
    notes=st.dictionaries(
        st.sampled_from(["technology_skills", "related"]),
        st.builds(Note, provenance=st.just(Provenance.MISSING), reason=texts),
    ),
)


@given(odd_occupations, st.integers(60, 200))
@settings(max_examples=50, deadline=None)
def test_whatever_the_texts_hold_no_control_character_is_printed(occupation, width):
    shown = page(occupation, width)
    assert {unicodedata.category(character) for character in set(shown) - {"\n"}}.isdisjoint(
        {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    )


def score_of(occupation, methodology):
    method = cs.methodology(methodology)
    card = text_of(assessment_card(method.assess(occupation), method), 120)
    return words(card.partition("AI resilience")[2])


def test_the_card_of_a_fallback_says_what_stood_in():
    shown = score_of(RELEASE["29-1141.01"], "american-dream-jobs/2.0-as-published")
    assert "5 of 6 points, AI-Resilient (1st of 4 tiers)" in shown
    assert "fallback: american-dream-jobs/2.0 cannot tell (missing: Job growth); " in shown


def test_the_card_of_a_measure_gives_the_figure():
    assert "──── 0.91, High (3rd of 3 tiers)" in score_of(
        RELEASE["29-2072.00"], "frey-osborne/2013"
    )
    assert "──── 0.5739 AIOE 0.5739" in score_of(RELEASE["29-2072.00"], "felten-aioe/2021")
    assert "──── as published alpha, GPT-4" in score_of(RELEASE["29-2072.00"], "eloundou/2024")


def test_the_card_of_a_missing_measure_cannot_tell():
    military = RELEASE["55-1011.00"]
    assert "──── cannot be told: Low or Medium or High" in score_of(military, "frey-osborne/2013")
    shown = score_of(military, "felten-aioe/2021")
    assert "──── cannot be told Insufficient data, AIOE missing AIOE — missing " in shown


def test_the_card_of_rules_gives_the_rule():
    shown = score_of(RELEASE["11-1011.00"], "american-dream-jobs/1.0")
    assert (
        "──── In Transition (3rd of 4 tiers) Rule 6: AI exposure High, Job growth Stable" in shown
    )


def test_the_prices_of_education_have_their_source():
    shown = words(page(RELEASE["29-2072.00"], 200))
    assert "college-board-tuition/2025-26: College Board, Trends in College Pricing 2025;" in shown
    assert "american-dream-jobs-tuition/2024: American Dream Jobs (2026). Education costs" in shown
