"""Pages on occupations: every section, every note, and what is missing."""

from __future__ import annotations

import attrs
import pytest

import careerscore as cs
from careerscore.model import (
    EducationPath,
    EducationShare,
    EmploymentOutlook,
    ExposureMeasure,
    Note,
    Occupation,
    Provenance,
    RelatedOccupation,
    TechnologySkill,
    WageDistribution,
    WageEstimates,
)

MISSING = Note(provenance=Provenance.MISSING, reason="no figure")


def occupation(**changes):
    return Occupation(**{"code": "29-2072.00", "title": "Medical Records Specialists"} | changes)


def skill(name, kind="Office", **marks):
    return TechnologySkill(name=name, category=kind, **marks)


@pytest.fixture(scope="session")
def section(show):
    """The text of a section."""
    return lambda value, heading, width=80: " ".join(show.section(value, heading, width))


def test_an_occupation_shows_facts_and_no_score(show, records):
    text = show(records)
    for heading in ("Pay, May 2023", "Education", "Outlook", "Technology", "Links", "Sources"):
        assert any(line.startswith(heading) and "──" in line for line in text.splitlines())
    assert "AI resilience" not in text
    assert "Lifetime value" not in text


def test_the_head_names_codes_release_and_siblings(show, records, release):
    assert show.lines(records, 130)[:3] == [
        "Medical Records Specialists",
        (
            "29-2072.00 · SOC 29-2072 · healthcare-technical · job zone 3 "
            "(preliminary, set by an O*NET analyst (11/2021))"
        ),
        "Data release 2026.1",
    ]
    nurses = show.words(release["29-1141.00"])
    assert "Same SOC code: Acute Care Nurses (29-1141.01), " in nurses


def test_an_occupation_made_by_hand_has_no_release(show):
    assert show.lines(occupation())[1:3] == [
        "29-2072.00 · SOC 29-2072 · no job zone",
        "Data release none: made by hand",
    ]
    assert "no job zone (" not in show(occupation(notes={"job_zone": MISSING}))


def test_epoch_has_five_dimensions_and_their_sum(section, records):
    assert section(records, "Human advantage") == (
        "Empathy 3 of 5 Presence 4 of 5 Opinion 4 of 5 Creativity 2 of 5 Hope 2 of 5 "
        "Together 15 of 25 estimated: a heuristic over category, job zone and words of the title"
    )
    assert section(occupation(), "Human advantage") == "not known"


def test_pay_has_bars_and_standard_errors(section, records):
    assert section(records, "Pay, May 2023") == (
        "a year an hour "
        "P10 $35,080 $16.87 █████████ P25 $39,620 $19.05 ██████████ "
        "Median $48,780 $23.45 █████████████ P75 $61,960 $29.79 ████████████████ "
        "P90 $77,810 $37.41 ████████████████████ Mean $53,690 $25.81 ██████████████ "
        "185,690 workers (± 1%) under 29-2072; mean wage ± 0.4% (relative standard errors)"
    )


def test_top_coded_pay_is_a_lower_bound(section, release):
    text = section(release["29-1211.00"], "Pay, May 2023")
    assert "Median ≥ $239,200 ≥ $115.00 ██████████████ ..." in text
    assert text.count("top-coded: at or above the survey's top code of $239,200 ") == 1
    assert text.count("top-coded: at or above the survey's top code of $115.00 an hour") == 1


def test_hourly_pay_alone_has_bars_of_hourly_pay(section, release):
    text = section(release["27-2011.00"], "Pay, May 2023")
    assert "P10 — $" in text
    assert "████████████████████" in text
    assert "missing: BLS publishes only hourly wages for this occupation" in text


def test_shared_and_missing_pay_have_a_reason(section, release):
    text = section(release["29-1141.01"], "Pay, May 2023")
    assert "; shared with 29-1141.00, 29-1141.02, 29-1141.03, 29-1141.04" in text
    assert "inherited: " in text
    assert section(release["55-1011.00"], "Pay") == (
        "missing: the wage survey does not cover military occupations"
    )


def test_pay_made_by_hand_can_be_incomplete(section):
    pay = WageDistribution(annual=WageEstimates(median=50_000))
    assert section(occupation(wages=pay), "Pay ──") == (
        "a year an hour P10 — — P25 — — Median $50,000 — ████████████████████ "
        "P75 — — P90 — — Mean — —"
    )
    count = WageDistribution(employment=1200, published_code="29-2072")
    assert section(occupation(wages=count), "Pay").endswith("1,200 workers under 29-2072")
    nothing = WageDistribution(annual=WageEstimates(p10=0, median=0))
    assert "P10 $0 — P25" in section(occupation(wages=nothing), "Pay")


def test_education_names_both_sources(section, release):
    assert section(release["29-1211.00"], "Education").startswith(
        "Entry level Doctoral or professional degree Experience None Training Internship/residency "
        "O*NET says Post-doctoral training 69.18%; Doctoral degree 24.71%; "
        "First professional degree 4.85%"
    )
    assert section(release["55-1011.00"], "Education") == (
        "Entry level not known Experience not known Training not known "
        "missing: neither BLS nor O*NET has a level for this occupation"
    )
    doubtful = EducationShare(level="Associate's degree", percent=100, suppress=True)
    education = EducationPath(entry_level="Associate's degree", onet_shares=[doubtful])
    text = section(occupation(education=education), "Education")
    assert text.endswith("O*NET says Associate's degree 100% (low precision)")


def test_the_outlook_has_what_is_published(section, records, release):
    assert section(records, "Outlook") == (
        "Growth +7.1% (2024-2034) Jobs 194.8 to 208.6 thousand Openings 14.2 thousand a year "
        "Self-employed 0.8%"
    )
    assert section(release["55-1011.00"], "Outlook") == (
        "missing: the national employment matrix has no military occupations"
    )
    bare = EmploymentOutlook(percent_change=-3, base_year=2024, projected_year=2034)
    assert section(occupation(outlook=bare), "Outlook") == "Growth -3% (2024-2034)"
    gone = attrs.evolve(bare, employment_base_thousands=1.5, employment_projected_thousands=0)
    assert section(occupation(outlook=gone), "Outlook") == (
        "Growth -3% (2024-2034) Jobs 1.5 to 0 thousand"
    )
    half = attrs.evolve(bare, employment_base_thousands=1.5)
    assert "Jobs" not in section(occupation(outlook=half), "Outlook")


def test_exposures_have_their_units_and_notes(section, records):
    text = section(records, "Published measures", 120)
    assert "Exposure to language models, beta (GPT-4) 0.6176 share of tasks, E1 + 0.5 E2" in text
    assert (
        "AI Occupational Exposure 0.5739 standardised over occupations; crosswalk: published for "
        "SOC 2010 29-2071" in text
    )
    assert section(occupation(), "Published measures") == "not known"
    beta = ExposureMeasure(measure="b", title="Beta", unit="share", notes={"value": MISSING})
    text = section(occupation(exposures={"b": beta}), "Published")
    assert text == "Beta — share; missing: no figure"


def test_an_observed_value_has_its_reason_alone(section):
    note = Note(provenance=Provenance.OBSERVED, reason="a remark")
    beta = ExposureMeasure(measure="b", title="Beta", unit="share", value=1, notes={"value": note})
    assert section(occupation(exposures={"b": beta}), "Published") == "Beta 1 share; a remark"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.25, "0.25"),
        (0.24999999999999997, "just below 0.25"),
        (0.30000000000000004, "just above 0.3"),
        (0.61764, "0.6176"),
        (7, "7"),
    ],
)
def test_numbers_have_four_digits_and_float_noise_is_marked(section, value, text):
    beta = ExposureMeasure(measure="b", title="Beta", unit="share", value=value)
    assert section(occupation(exposures={"b": beta}), "Published") == f"Beta {text} share"


def test_technology_most_in_demand_is_first(section):
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
def test_more_than_eight_kinds_of_technology_are_counted(section, kinds, rest):
    skills = [skill("x", f"Kind {number:02}") for number in range(kinds)]
    text = section(occupation(technology_skills=skills), "Technology")
    assert f"Kind 07 x{rest}" in text
    assert "Kind 08" not in text


def test_long_lists_are_cut_and_counted(section):
    six = [skill(name) for name in "abcdef"]
    assert section(occupation(technology_skills=six[:5]), "Technology") == "Office a; b; c; d; e"
    text = section(occupation(technology_skills=six), "Technology")
    assert text == "Office a; b; c; d; e; and 1 more"
    names = [f"name {number}" for number in range(16)]
    assert section(occupation(aliases=names), "Also known as").endswith("name 14; and 1 more")
    assert section(occupation(aliases=names[:15]), "Also known as").endswith("name 14")
    related = [
        RelatedOccupation(code=f"29-{number:04}.00", title="Nurses", tier="Primary-Short")
        for number in range(11)
    ]
    text = section(occupation(related=related), "Related careers")
    assert text.endswith("29-0009.00 Nurses and 1 more")
    assert section(occupation(related=related[:10]), "Related").endswith("29-0009.00 Nurses")


def test_empty_lists_have_a_reason_or_are_not_known(section, release):
    assert section(release["55-1011.00"], "Technology") == (
        "missing: O*NET has no technology skills for this occupation"
    )
    for heading in ("Technology", "Also known as", "Related careers"):
        assert section(occupation(), heading) == "not known"


def test_sources_are_cited_once_with_licence_and_attribution(section, records):
    text = section(cs.career_page(records), "Sources", 140)
    assert text.count("gpts-are-gpts/2024: Eloundou, T.") == 1
    assert text.count("https://doi.org/10.1126/science.adj0998") == 1
    assert "estimates. https://www.bls.gov/oes/tables.htm Licence: US public domain." in text
    assert text.count("USDOL/ETA has not approved, endorsed, or tested these modifications.") == 1
    assert "college-board-tuition/2025-26: College Board, Trends in College Pricing" in text
    assert text.endswith(f"Fingerprint of this result: {cs.assess(records).fingerprint}")


def test_parts_have_pages_with_their_sources(show, records, section):
    assert section(records.wages, "Sources").startswith("oews/2023-05: US Bureau of Labor")
    assert section(records.outlook, "Outlook").startswith("Growth +7.1%")
    assert section(records.education, "Education").startswith("Entry level")
    assert section(records.epoch, "Human advantage").startswith("Empathy 3 of 5")
    assert "Sources" not in show(WageDistribution())


def test_a_release_lists_its_editions(show, release, section):
    lines = show.lines(release)
    assert lines[:3] == ["Release 2026.1", "Occupations 1,016", f"Editions {len(release.datasets)}"]
    assert "oews/2023-05 Occupational Employment" in section(release, "Editions", 140)
    assert lines[-1] == f"Fingerprint: {release.fingerprint}"
