"""Pages on occupations made by hand: what the golden pages do not have."""

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

RECORDS = cs.occupation("29-2072.00", data="2026.1")
BETA = ExposureMeasure(measure="b", title="Beta", unit="share", value=1)


def made(**changes):
    return Occupation(**{"code": "29-2072.00", "title": "Medical Records Specialists"} | changes)


@pytest.fixture(scope="session")
def section(show):
    return lambda value, heading: " ".join(show.section(value, heading))


def test_pay_can_be_incomplete(section):
    def pay(**wages):
        return section(WageDistribution(**wages), "Pay ──")

    text = pay(annual=WageEstimates(median=50_000))
    assert text.startswith(
        "a year an hour P10 — — P25 — — Median $50,000 — ████████████████████ P75"
    )
    assert "P10 $0 — P25 — — Median $0 — P75 — —" in pay(annual=WageEstimates(p10=0, median=0))
    workers = pay(employment=1200, published_code="29-2072")
    assert workers.endswith("Mean — — 1,200 employees in the US under 29-2072")


def test_a_share_of_low_precision_is_marked(section):
    share = EducationShare(level="Associate's degree", percent=100, suppress=True)
    education = EducationPath(entry_level="Associate's degree", onet_shares=[share])
    text = section(education, "Education")
    assert text.endswith("O*NET says Associate's degree 100% (low precision)")


def test_jobs_need_both_years(section):
    growth = EmploymentOutlook(percent_change=-3, base_year=2024, projected_year=2034)
    assert section(growth, "Outlook") == "Growth -3.0% (2024-2034)"
    before = attrs.evolve(growth, employment_base_thousands=1.5)
    assert section(before, "Outlook") == "Growth -3.0% (2024-2034)"
    ended = attrs.evolve(before, employment_projected_thousands=0)
    assert (
        section(ended, "Outlook")
        == "Growth -3.0% (2024-2034) Jobs 1,500 in 2024, 0 expected in 2034"
    )


GROWS = {
    "2026.2": "Growth +7.1% (2024-2034) Jobs 194,800 in 2024, 208,600 expected in 2034 "
    "Openings 14,200 a year Self-employed 0.8%",
    "2026.3": "Growth +7.8% (2025-2035) Openings 14,000 a year "
    "Jobs, self-employed: not in the data at hand for 2025-35",
}
ENDED = "missing: employment-projections/2025-35 has no line for 11-1031"


@pytest.mark.parametrize(
    ("release", "code", "text"),
    [
        *((name, "29-2072.00", text) for name, text in GROWS.items()),
        ("2026.3", "11-1031.00", ENDED),
    ],
)
def test_an_outlook_has_the_rows_it_has_and_says_what_is_missing(section, release, code, text):
    assert section(cs.occupation(code, data=release).outlook, "Outlook") == text


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"value": 0.61764}, "Beta 0.6176 share"),
        ({"value": 7}, "Beta 7 share"),
        ({"value": 4, "label": "Very high"}, "Beta Very high share"),
        # Cuts are compared with the value, not with its four digits.
        ({"value": 0.25 - 3e-17}, "Beta just below 0.25 share"),
        ({"value": 0.1 + 0.2}, "Beta just above 0.3 share"),
        (
            {"notes": {"value": Note(provenance=Provenance.OBSERVED, reason="a remark")}},
            "Beta 1 share; a remark",
        ),
        (
            {"value": None, "notes": {"value": Note(provenance=Provenance.MISSING, reason="no")}},
            "Beta — share; missing: no",
        ),
    ],
)
def test_exposures_have_four_digits_and_their_notes(section, changes, text):
    occupation = made(exposures={"b": attrs.evolve(BETA, **changes)})
    assert section(occupation, "Published") == text


def skill(name, kind="Office", **marks):
    return TechnologySkill(name=name, category=kind, **marks)


def test_technology_most_in_demand_is_first(section):
    skills = [
        skill("Plain", "Other"),
        skill("Cold"),
        skill("Hot", hot=True),
        skill("Both", hot=True, in_demand=True),
    ]
    assert section(made(technology_skills=skills), "Technology") == (
        "Office Both (often asked for in job ads); Hot; Cold Other Plain"
    )


CAREERS = [
    RelatedOccupation(code=f"29-{number:04}.00", title="Nurses", tier="Primary")
    for number in range(11)
]
NAMES = [f"n{number}" for number in range(16)]
SKILLS = [skill(name) for name in "abcdef"]
KINDS = [skill("x", f"K{number:02}") for number in range(10)]


@pytest.mark.parametrize(
    ("changes", "heading", "end"),
    [
        ({"technology_skills": SKILLS[:5]}, "Technology", "c; d; e"),
        ({"technology_skills": SKILLS}, "Technology", "e; and 1 more"),
        ({"technology_skills": KINDS[:8]}, "Technology", "K07 x"),
        (
            {"technology_skills": KINDS[:9]},
            "Technology",
            "1 more kind: careerscore show 29-2072.00 --section technology",
        ),
        (
            {"technology_skills": KINDS},
            "Technology",
            "2 more kinds: careerscore show 29-2072.00 --section technology",
        ),
        ({"aliases": NAMES[:15]}, "Also known as", "n13; n14"),
        (
            {"aliases": NAMES},
            "Also known as",
            "n14 and 1 more: careerscore show 29-2072.00 --section names",
        ),
        ({"related": CAREERS[:10]}, "Related careers", "29-0009.00 Nurses"),
        (
            {"related": CAREERS},
            "Related careers",
            "29-0009.00 Nurses and 1 more: careerscore show 29-2072.00 --section related",
        ),
    ],
)
def test_long_lists_are_cut_and_counted(section, changes, heading, end):
    assert section(made(**changes), heading).endswith(end)


def test_a_note_on_no_job_zone_is_left_out(show):
    note = Note(provenance=Provenance.MISSING, reason="none")
    assert "no job zone (" not in show(made(notes={"job_zone": note}))


@pytest.mark.parametrize("part", ["wages", "outlook", "education", "epoch"])
def test_a_part_of_an_occupation_has_its_section_and_sources(show, part):
    headings = [line.split(" ─")[0] for line in show.lines(getattr(RECORDS, part)) if "──" in line]
    titles = {"wages": "Pay, May 2023", "epoch": "Human advantage (EPOCH)"}
    assert headings == [titles.get(part, part.capitalize()), "Sources"]
    assert "Sources" not in show(WageDistribution())
