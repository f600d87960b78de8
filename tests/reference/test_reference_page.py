"""The reference career page: Medical Records Specialists, on the release of its vintage."""

from __future__ import annotations

import pytest

import careerscore as cs
from careerscore.model import Note, Provenance

CODE = "29-2072.00"


@pytest.fixture(scope="module", name="page")
def _page():
    return cs.occupation(CODE, data="2026.1")


def test_title_category_and_names(page):
    assert page.title == "Medical Records Specialists"
    assert page.soc_code == "29-2072"
    assert page.slug == page.published_slug == "medical-records-specialists"
    assert page.category == "healthcare-technical"
    assert page.data_release == "2026.1"


def test_job_zone_is_marked_as_preliminary(page):
    assert page.job_zone == 3
    assert page.notes["job_zone"].provenance is Provenance.ESTIMATED
    assert "preliminary" in page.notes["job_zone"].reason


def test_wages_of_may_2023(page):
    annual = page.wages.annual
    assert (annual.p10, annual.p25, annual.median, annual.p75, annual.p90) == (
        35_080,
        39_620,
        48_780,
        61_960,
        77_810,
    )
    assert annual.mean == 53_690
    assert annual.notes == {}
    assert page.wages.hourly.p10 == 16.87
    assert page.wages.employment == 185_690
    assert page.wages.reference_period == "May 2023"
    assert page.wages.published_code == "29-2072"
    assert page.wages.shared_with == ()
    assert page.wages.notes == {}
    assert page.wages.source.id == "oews/2023-05"


def test_annual_pay_is_never_derived_from_hourly_pay(page):
    assert round(page.wages.hourly.p10 * 2080, -1) == 35_090
    assert page.wages.annual.p10 == 35_080


def test_outlook(page):
    outlook = page.outlook
    assert (outlook.matrix_code, outlook.base_year, outlook.projected_year) == (
        "29-2072",
        2024,
        2034,
    )
    assert outlook.employment_base_thousands == 194.8
    assert outlook.employment_projected_thousands == 208.6
    assert outlook.percent_change == 7.1
    assert outlook.annual_openings_thousands == 14.2
    assert outlook.notes == {}
    assert outlook.source.id == "employment-projections/2024-34"


def test_education_by_bls_as_onet_has_none(page):
    education = page.education
    assert education.bls_entry_level == "Postsecondary nondegree award"
    assert (education.bls_work_experience, education.bls_on_the_job_training) == ("None", "None")
    assert education.onet_shares == ()
    assert education.onet_entry_level is None
    assert education.notes["onet_shares"].provenance is Provenance.MISSING
    assert education.entry_level == "Postsecondary nondegree award"
    assert education.entry_level_source == education.bls_source
    assert education.notes["entry_level"] == Note(
        provenance=Provenance.OBSERVED,
        reason=(
            "BLS's is used, as it is assigned to every occupation of its matrix; "
            "O*NET has no answers for this occupation"
        ),
    )


def test_lists(page):
    assert "Medical Coder" in page.aliases
    assert page.aliases[: len(page.reported_titles)] == page.reported_titles
    assert len(set(page.aliases)) == len(page.aliases)
    assert len(page.related) == 20
    assert page.related[0].tier == "Primary-Short"
    assert page.technology_skills
    assert page.siblings == {}


def test_sources_carry_licence_citation_and_address(page):
    for source in (*page.sources.values(), page.wages.source, page.outlook.source):
        assert source.licence
        assert source.citation
        assert source.url.startswith("https://")
        assert source.retrieved.year == 2026
    assert "O*NET" in page.sources["title"].attribution
