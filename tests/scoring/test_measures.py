"""Published measures as methodologies: the figure in its unit, labelled only by its authors."""

from __future__ import annotations

import pytest

import careerscore as cs
from careerscore.errors import DefinitionError
from careerscore.model.provenance import Status
from careerscore.scoring import parse_methodology

FREY = cs.methodology("frey-osborne/2013")

TOML = """
id = "example-measure/1.0"
engine = "measure/1"
title = "A measure"
released = 2026-01-01
status = "draft"
citation = "Nobody (2026)."

[[factors]]
name = "share"
title = "Share"
unit = "share, 0 to 1"
bands = [{ label = "Low", below = 0.5 }, { label = "High" }]

[[tier_rules]]
rank = 1
label = "Low"
color = "green"

[[tier_rules]]
rank = 2
label = "High"
color = "red"
"""


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


def test_a_missing_measure_leaves_every_class_open():
    result = FREY.score()
    assert result.rationale == "Insufficient data, Probability of computerisation missing"
    assert [tier.label for tier in result.possible_tiers] == ["Low", "Medium", "High"]
    assert (result.total, result.total_range, result.tier) == (None, None, None)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('label = "High"\nc', 'label = "Other"\nc', "a tier for each band, ['Low', 'High']"),
        ("below = 0.5", "below = 0.5, points = 1", "bands without points"),
        (
            "[[tier_rules]]\nrank = 1",
            '[[factors]]\nname = "b"\ntitle = "B"\nunit = "u"\n\n[[tier_rules]]\nrank = 1',
            "bands on a single measure alone",
        ),
    ],
)
def test_a_measure_that_contradicts_itself_is_refused(old, new, problem):
    assert parse_methodology(TOML).score(share=0.5).tier.label == "High"
    assert old in TOML
    with pytest.raises(DefinitionError) as caught:
        parse_methodology(TOML.replace(old, new, 1))
    assert problem in str(caught.value)
