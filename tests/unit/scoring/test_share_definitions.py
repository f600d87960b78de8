"""Definitions of methodologies of shares: ranges, variants, faults, files and cards."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest

import careerscore as cs
from careerscore import _binding
from careerscore.errors import DefinitionError, InvalidInputError
from careerscore.scoring.catalog import CATALOG

from .made_up import (
    BOUND,
    CODES,
    CONSENSUS,
    EXPOSURE,
    HUMAN,
    MEASURES,
    ROWS,
    WEIGHTS,
    occupation,
)

FOLDER = Path(cs.__file__).parent / "data" / "methodologies"


@pytest.fixture
def unbound(monkeypatch):
    """Binding to a release fails."""

    def fail(methodology, data):
        raise AssertionError((methodology, data))

    monkeypatch.setattr(_binding, "bind_to_release", fail)


@pytest.mark.parametrize("method", [CONSENSUS, EXPOSURE, HUMAN])
def test_an_input_out_of_range_is_refused_before_anything_is_bound(unbound, method):
    wrong = {entry.name: 1e9 for entry in method.inputs if entry.maximum is not None}
    with pytest.raises(InvalidInputError) as caught:
        method.score(**wrong)
    assert [problem.field for problem in caught.value.problems] == list(wrong)
    with pytest.raises(InvalidInputError) as caught:
        method.score(exposures=1, **wrong)
    assert [problem.field for problem in caught.value.problems] == ["exposures", *wrong]
    assert caught.value.problems[0].expected.startswith("an input named ")
    with pytest.raises(InvalidInputError, match="expected an Occupation"):
        method.assess("29-2072.00")
    with pytest.raises(InvalidInputError, match="expected an Occupation"):
        method.inputs_of(None)


def test_a_figure_out_of_range_names_the_occupation():
    ratings = {"2.B.1.a IM": 9.0}
    with pytest.raises(InvalidInputError, match=r"careerscore/1\.0 for 29-2072\.00: social_perc"):
        BOUND.assess(occupation("29-2072.00", ratings=ratings))


def test_a_variant_changes_parts_by_their_fields():
    variant = BOUND.evolve(
        exposure={"measures": EXPOSURE.measures[:4]},
        human_advantage={"standard_error": 0.2},
        demand={"title": "Growth"},
    )
    assert variant.exposure.id == "careerscore-exposure/1.0 (modified)"
    assert len(variant.exposure.measures) == 4
    assert variant.human_advantage.standard_error == 0.2
    assert (variant.demand.title, variant.demand.mean_of) == ("Growth", CONSENSUS.demand.mean_of)
    rebound = variant.bind(variant.distribution_of(ROWS, WEIGHTS))
    result = rebound.score(**{name: ROWS[CODES[3]][name] for name in MEASURES[:4]})
    assert [part.name for part in result.factor("ai_exposure").parts] == MEASURES[:4]
    assert result.factor("ai_exposure").standard_error == 0.1
    assert CONSENSUS.evolve(exposure=EXPOSURE).exposure is EXPOSURE
    assert CONSENSUS.evolve(max_points=3).score(exposure=0, demand=1, human_advantage=1).total == 9


TIERS = CONSENSUS.tier_rules


def test_the_last_tier_needs_no_least_total():
    rules = (TIERS[0], attrs.evolve(TIERS[1], at_least=None))
    two = CONSENSUS.evolve(tier_rules=rules)
    result = two.score(exposure=1, demand=0, human_advantage=0)
    assert (result.tier.rank, len(result.tier_probabilities)) == (2, 2)


@pytest.mark.parametrize(
    ("method", "changes", "problem"),
    [
        (CONSENSUS, {"tier_rules": TIERS[:1]}, "ranks 1, 2, 3"),
        (CONSENSUS, {"tier_rules": TIERS[::-1]}, "ranks 1, 2, 3"),
        (
            CONSENSUS,
            {"tier_rules": (*TIERS[:2], attrs.evolve(TIERS[2], at_least=2.5), TIERS[3])},
            "at_least to fall from tier to tier",
        ),
        (
            CONSENSUS,
            {"tier_rules": (*TIERS[:2], attrs.evolve(TIERS[2], at_least=None), TIERS[3])},
            "at_least to fall from tier to tier",
        ),
        (CONSENSUS, {"demand": {"name": "empathy"}}, "names that are all different"),
        (CONSENSUS, {"demand": {"name": "epoch_hope"}}, "names that are all different"),
        (CONSENSUS, {"demand": {"name": "epoch"}}, "names that are all different"),
        (CONSENSUS, {"demand": {"name": "job growth"}}, "a name such as 'job_growth'"),
        (CONSENSUS, {"demand": {"mean_of": []}}, "one source or more"),
        (CONSENSUS, {"demand": {"minimum": 2**60}}, "at most 2"),
        (CONSENSUS, {"demand_standard_error": 0}, "demand_standard_error"),
        (EXPOSURE, {"least_measures": 6}, "at most the number of measures, 5"),
        (EXPOSURE, {"measures": EXPOSURE.measures * 2}, "names that are all different"),
        (HUMAN, {"dimensions": HUMAN.dimensions * 2}, "names that are all different"),
        (HUMAN, {"dimensions": ()}, "one or more"),
        *(
            (
                HUMAN,
                {"dimensions": [attrs.evolve(HUMAN.dimensions[0], name=name)]},
                "none of them ep",
            )
            for name in ("epoch", "epoch_estimate")
        ),
        (
            EXPOSURE,
            {"agreement": attrs.evolve(EXPOSURE.agreement, name="exposure")},
            "none of them exposure",
        ),
    ],
)
def test_a_definition_that_contradicts_itself_is_refused(method, changes, problem):
    with pytest.raises(InvalidInputError, match=problem):
        method.evolve(**changes)


def test_parts_of_a_definition_are_checked():
    with pytest.raises(InvalidInputError, match="indicators: expected one or more"):
        attrs.evolve(HUMAN.dimensions[0], indicators=())
    assert attrs.evolve(EXPOSURE.agreement, counts=[1, 1, 1, 1])
    assert EXPOSURE.evolve(least_measures=5)
    for counts in ([1], [1, 2, 3, 0]):
        with pytest.raises(InvalidInputError, match="a count above 0 for each of"):
            attrs.evolve(EXPOSURE.agreement, counts=counts)


@pytest.mark.parametrize("method", [CONSENSUS, EXPOSURE, HUMAN])
def test_a_definition_names_its_parts_by_their_ids(method):
    text = (FOLDER / f"{method.id}.toml").read_text(encoding="utf-8")
    assert CATALOG.parse(text, "x.toml").fingerprint == method.fingerprint
    if method is CONSENSUS:
        other = text.replace('"careerscore-exposure/1.0"', '"careerscore-exposure/9"')
        with pytest.raises(DefinitionError, match="exposure: expected the id of a methodology"):
            CATALOG.parse(other, "x.toml")
        other = text.replace('"careerscore-exposure/1.0"', '"webb/2020"')
        with pytest.raises(DefinitionError, match="exposure: expected an ExposureMethodology"):
            CATALOG.parse(other, "x.toml")


def test_a_card_has_the_whole_definition():
    exposure, human, consensus = (each.card() for each in (EXPOSURE, HUMAN, CONSENSUS))
    for each in EXPOSURE.measures:
        assert f"| {each.name} | {each.title} |" in exposure
    assert "mean of exposures.eloundou_gpt4_beta.value and exposures.eloundou_hum" in exposure
    assert exposure.count("mean of exposures") == 1
    assert "0.129 with 3 measures, 0.112 with 4 measures, 0.100 with 5 measures" in exposure
    assert "Low 213, Moderate 206, High 206, Very high 206" in exposure
    assert "Compared with" not in EXPOSURE.evolve(agreement=None).card()
    for each in HUMAN.indicators:
        assert f"| {each.name} | {each.title} | {each.rating} |" in human
    assert "careerscore-exposure/1.0 | 0.1, more with fewer |" in consensus
    assert (
        "| job_growth | Job growth | percent change of employment over ten years, at " in consensus
    )
    assert "total: 2 times the root of the sum of their squares. The probability of" in consensus
    assert "| 2 | AI-Augmented | yellow | 2.5 or more |" in consensus
