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


@pytest.mark.parametrize(
    ("edition", "expected"),
    [
        ("2024-05", (35_780, 41_600, 50_250, 64_070, 80_950)),
        ("2025-05", (37_000, 43_490, 51_140, 64_820, 81_150)),
    ],
)
def test_wages_of_other_years(edition, expected):
    annual = cs.load("2026.1").replace(oews=edition)[CODE].wages.annual
    assert (annual.p10, annual.p25, annual.median, annual.p75, annual.p90) == expected


def test_the_newest_release_has_the_wages_of_may_2025():
    wages = cs.occupation(CODE).wages
    assert wages.reference_period == "May 2025"
    assert wages.annual.median == 51_140
    assert wages.employment == 194_720


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


def test_exposures(page):
    value = {name: measure.value for name, measure in page.exposures.items()}
    assert round(value["eloundou_gpt4_alpha"], 3) == 0.235
    assert value["eloundou_gpt4_beta"] == 0.6176470588235294
    assert value["eloundou_gpt4_gamma"] == 1.0
    assert round(value["eloundou_human_beta"], 4) == 0.5588
    assert list(value) == [
        "eloundou_gpt4_alpha",
        "eloundou_gpt4_beta",
        "eloundou_gpt4_gamma",
        "eloundou_human_alpha",
        "eloundou_human_beta",
        "eloundou_human_gamma",
        "felten_aioe",
        "felten_aioe_percentile",
        "frey_osborne_probability",
        "legacy_risk",
    ]


def test_exposures_of_the_newest_release():
    exposures = cs.occupation(CODE).exposures
    assert round(exposures["microsoft_ai_applicability"].value, 4) == 0.2706
    assert round(exposures["anthropic_observed_exposure"].value, 3) == 0.667
    assert (
        exposures["felten_aioe_language_modeling"].source.id == "felten-aioe-language-modeling/2023"
    )
    assert len(exposures) == 15


def test_epoch_by_the_heuristic(page):
    epoch = page.epoch
    assert (epoch.empathy, epoch.presence, epoch.opinion, epoch.creativity, epoch.hope) == (
        3,
        4,
        4,
        2,
        2,
    )
    assert epoch.total == 15
    assert epoch.notes["*"].provenance is Provenance.ESTIMATED
    assert epoch.source.id == "epoch-heuristic/onet-30.1"


def test_lists(page):
    assert "Medical Coder" in page.aliases
    assert page.aliases[: len(page.reported_titles)] == page.reported_titles
    assert len(set(page.aliases)) == len(page.aliases)
    assert len(page.related) == 20
    assert page.related[0].tier == "Primary-Short"
    assert page.technology_skills
    assert page.siblings == {}


def test_assessment(page):
    result = cs.assess(CODE, methodology="american-dream-jobs/2.0", data="2026.1")
    assert [(factor.name, factor.label, factor.points) for factor in result.factors] == [
        ("ai_exposure", "High", 0),
        ("job_growth", "Growing", 2),
        ("human_advantage", "Moderate", 1),
    ]
    assert [factor.value for factor in result.factors] == [0.6176470588235294, 7, 15]
    assert [factor.source.id for factor in result.factors] == [
        "gpts-are-gpts/2024",
        "employment-projections/2024-34",
        "epoch-heuristic/onet-30.1",
    ]
    assert (result.total, result.max_total) == (3, 6)
    assert (result.tier.rank, result.tier.label) == (2, "AI-Augmented")
    assert result.rationale == (
        "Score 3/6: high AI task exposure, growing job demand means AI will assist "
        "but humans remain essential"
    )
    assert result == cs.assess(page)


def test_sources_carry_licence_citation_and_address(page):
    for source in (*page.sources.values(), page.wages.source, page.outlook.source):
        assert source.licence
        assert source.citation
        assert source.url.startswith("https://")
        assert source.retrieved.year == 2026
    assert "O*NET" in page.sources["title"].attribution
