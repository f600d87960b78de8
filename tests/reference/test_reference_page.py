"""The reference career, Medical Records Specialists: what its values and notes say."""

from __future__ import annotations

import careerscore as cs
from careerscore.model import Note, Provenance

CAREER = cs.occupation("29-2072.00", data="2026.1")


def test_the_job_zone_is_marked_as_preliminary():
    assert CAREER.job_zone == 3
    assert CAREER.notes["job_zone"].provenance is Provenance.ESTIMATED
    assert "preliminary" in CAREER.notes["job_zone"].reason


def test_annual_pay_is_never_derived_from_hourly_pay():
    assert round(CAREER.wages.hourly.p10 * 2080, -1) == 35_090
    assert CAREER.wages.annual.p10 == 35_080


def test_what_is_published_for_the_career_itself_has_no_notes():
    wages, outlook = CAREER.wages, CAREER.outlook
    assert wages.notes == wages.annual.notes == outlook.notes == CAREER.siblings == {}
    assert wages.shared_with == ()
    assert (wages.source.id, wages.reference_period) == ("oews/2023-05", "May 2023")
    assert (outlook.source.id, outlook.percent_change) == ("employment-projections/2024-34", 7.1)


def test_education_is_by_bls_as_onet_has_none():
    education = CAREER.education
    assert (education.onet_shares, education.onet_entry_level) == ((), None)
    assert education.notes["onet_shares"].provenance is Provenance.MISSING
    assert education.entry_level == education.bls_entry_level == "Postsecondary nondegree award"
    assert education.entry_level_source == education.bls_source
    assert education.notes["entry_level"] == Note(
        provenance=Provenance.OBSERVED,
        reason=(
            "BLS's is used, as it is assigned to every occupation of its matrix; "
            "O*NET has no answers for this occupation"
        ),
    )


def test_lists_are_in_the_order_of_their_source():
    assert "Medical Coder" in CAREER.aliases
    assert CAREER.aliases[: len(CAREER.reported_titles)] == CAREER.reported_titles
    assert len(set(CAREER.aliases)) == len(CAREER.aliases)
    assert (len(CAREER.related), CAREER.related[0].tier) == (20, "Primary-Short")


def test_sources_have_licence_citation_and_address():
    for source in (*CAREER.sources.values(), CAREER.wages.source, CAREER.outlook.source):
        assert source.licence
        assert source.citation
        assert source.url.startswith("https://")
    assert "O*NET" in CAREER.sources["title"].attribution
