"""Published measures as methodologies: the figure in its unit, labelled only by its authors."""

from __future__ import annotations

import attrs
import pytest

import careerscore as cs
from careerscore.errors import InvalidInputError
from careerscore.model.provenance import Status

FREY = cs.methodology("frey-osborne/2013")


def test_the_six_columns_of_a_study_have_no_common_total():
    result = cs.assess("29-2072.00", methodology="eloundou/2024", data="2026.1")
    assert len(result.factors) == 6
    assert (result.total, result.max_total, result.total_range, result.tier) == (None,) * 4
    assert result.status is Status.COMPLETE
    assert result.rationale.startswith("alpha, GPT-4 0.2353; beta, GPT-4 0.6176; ")


@pytest.mark.parametrize(
    ("probability", "label", "rank"),
    [(0, "Low", 1), (0.2999, "Low", 1), (0.3, "Medium", 2), (0.7, "Medium", 2), (0.71, "High", 3)],
)
def test_frey_and_osborne_cut_at_3_and_7_tenths(probability, label, rank):
    result = FREY.score(probability=probability)
    assert (result.tier.label, result.tier.rank, result.total) == (label, rank, probability)
    assert result.possible_tiers == (result.tier,)
    assert FREY.formula == "probability as published"
    assert result.rationale == f"Probability of computerisation {probability:.4g}: {label}"


BLS = cs.methodology("bls-ai-exposure/2026")


def test_a_category_of_bls_is_the_tier_and_no_figure():
    labels = ["Low", "Moderate", "High", "Very high"]
    assert [tier.label for tier in BLS.tiers] == labels
    for number, label in enumerate(labels, start=1):
        result = BLS.score(exposure_category=number)
        assert (result.tier.label, result.tier.rank, result.total) == (label, number, number)
        assert result.rationale == f"AI exposure relative to other occupations: {label}"
        assert result.is_category


def test_a_figure_that_is_the_rank_of_its_tier_is_a_figure_still():
    result = cs.methodology("american-dream-jobs-risk/1.0").score(legacy_risk=1)
    assert (result.total, result.tier.rank, result.is_category) == (1, 1, False)
    assert result.rationale == "Legacy AI risk 1: Very low"
    assert not BLS.score().is_category


def test_every_occupation_has_the_tier_that_bls_published():
    release = cs.load("2026.3")
    for code, result in cs.assess_all(BLS, data=release).items():
        label = release[code].exposures["bls_ai_exposure"].label
        assert (result.tier and result.tier.label) == label
        assert result.status == ("complete" if label else "insufficient")
    result = cs.assess("29-2072.00", methodology=BLS, data=release)
    assert (result.tier.label, result.factors[0].source.id) == ("Very high", "bls-ai-exposure/2026")


def test_exposure_by_eisfeldt_is_the_figure_of_the_release():
    result = cs.assess("29-2072.00", methodology="eisfeldt-genai-exposure/2024", data="2026.3")
    assert (result.total, result.max_total, result.tier) == (0.48774636, 1, None)
    assert result.rationale == "Exposure to generative AI 0.4877"
    # Of the methodology and of the edition.
    paper = "Eisfeldt, A. L., Schubert, G., & Zhang, M. B. (2023). Generative AI and Firm Values."
    assert cs.cite(result).count(paper) == 2


def test_a_missing_measure_leaves_every_class_open():
    result = FREY.score()
    assert result.rationale == "Insufficient data, Probability of computerisation missing"
    assert [tier.label for tier in result.possible_tiers] == ["Low", "Medium", "High"]
    assert (result.total, result.total_range, result.tier) == (None, None, None)


POINTED = [{"label": "Low", "points": 1, "below": 0.5}, {"label": "High"}]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"tier_rules": FREY.tier_rules[:2]}, "a tier for each band, ['Low', 'Medium', 'High']"),
        ({"factors": {"probability": {"bands": POINTED}}}, "bands without points"),
        (
            {"factors": [*FREY.factors, attrs.evolve(FREY.factors[0], name="b")]},
            "bands on a single measure alone",
        ),
    ],
)
def test_a_measure_that_contradicts_itself_is_refused(changes, problem):
    with pytest.raises(InvalidInputError) as caught:
        FREY.evolve(**changes)
    assert problem in str(caught.value)
