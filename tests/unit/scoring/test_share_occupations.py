"""What methodologies of shares read from an occupation, and what they make of it."""

from __future__ import annotations

from math import isnan, nan, sqrt

import attrs
import pytest

from careerscore.model import Note, Occupation, Provenance, Ratings, Status
from careerscore.scoring import Curve, Distribution
from careerscore.scoring.operations import Numbers

from .made_up import (
    BOUND,
    CODES,
    CONSENSUS,
    DISTRIBUTION,
    EXPOSURE,
    HUMAN,
    LONG,
    MEASURES,
    OTHER,
    RATINGS,
    ROWS,
    SHORT,
    SOURCE,
    UNRATED,
    occupation,
    related,
)

ALONE = EXPOSURE.bind(DISTRIBUTION), HUMAN.bind(DISTRIBUTION)


def test_an_occupation_is_read_with_its_sources():
    inputs = BOUND.inputs_of(occupation())
    assert list(inputs) == [entry.name for entry in BOUND.inputs]
    assert (inputs["eloundou_beta"], inputs["job_growth"]) == (0.375, 4)
    assert {name: inputs[name] for name in RATINGS} == {
        name: ROWS[CODES[0]][name] for name in RATINGS
    }
    assert [inputs[name] for name in (*BOUND.share_names, "epoch_estimate")] == [None] * 4
    result = BOUND.assess(occupation())
    assert result.status is Status.COMPLETE
    assert result.total == BOUND.score(**inputs).total
    exposure, growth, human = result.factors
    assert (growth.value, growth.source, growth.note) == (4, SOURCE, None)
    assert [part.name for part in exposure.parts] == MEASURES
    assert [part.value for part in exposure.parts] == [inputs[name] for name in MEASURES]
    assert exposure.value == pytest.approx(sum(part.share for part in exposure.parts) / 5)
    assert exposure.parts[1].note.reason == "crosswalk eisfeldt_genai_exposure"
    low, high = sorted(part.share for part in exposure.parts)[::4]
    assert exposure.note.reason == f"5 of 5 measures, from {low:.0%} to {high:.0%}"
    assert human.value == sum(part.value for part in human.parts)
    assert [len(part.parts) for part in human.parts] == [4] * 5
    ratings = [rating for part in human.parts for rating in part.parts]
    assert [rating.name for rating in ratings] == RATINGS
    assert {rating.source for rating in ratings} == {SOURCE}


def test_a_measure_of_two_figures_needs_both():
    found = EXPOSURE.measures[0].value_of(occupation(without=["eloundou_human_beta"]))
    assert (found.value, found.note.reason) == (None, "missing eloundou_human_beta")
    both = EXPOSURE.measures[0].value_of(Occupation(code=CODES[0], title="a"))
    assert both.note.reason == (
        "the occupation has no eloundou gpt4 beta; the occupation has no eloundou human beta"
    )


def test_three_measures_suffice_with_a_larger_error():
    three, two = (
        BOUND.assess(occupation(without=MEASURES[-gone:])).factor("ai_exposure") for gone in (2, 3)
    )
    assert three.standard_error == pytest.approx(0.1 * sqrt(5 / 3))
    titles = [each.title for each in EXPOSURE.measures]
    assert three.note.reason.startswith("3 of 5 measures, from ")
    assert three.note.reason.endswith(f"; without {titles[3]}, {titles[4]}")
    assert (two.value, two.points, two.share, two.standard_error) == (None,) * 4
    assert two.note == Note(
        provenance=Provenance.MISSING,
        reason=f"2 of 5 measures, at least 3 are needed; without {', '.join(titles[2:])}",
    )
    assert [part.share is None for part in two.parts] == [False, False, True, True, True]


NO_RATINGS = Note(provenance=Provenance.MISSING, reason="not rated")


def test_what_is_missing_is_named():
    without = Occupation(code="55-1011.00", title="a")
    result = BOUND.assess(without)
    assert result.status is Status.INSUFFICIENT
    assert result.status_reason.startswith(
        "AI exposure: 0 of 5 measures, at least 3 are needed; without "
    )
    assert "Job growth: the occupation has no percent change; Human adv" in result.status_reason
    assert result.status_reason.endswith("Human advantage: the release has no ratings")
    unrated = attrs.evolve(without, ratings=Ratings(notes={"IM": NO_RATINGS}))
    assert BOUND.assess(unrated).factor("human_advantage").note.reason == (
        "ratings are missing (Empathy 4 of 4, Presence 4 of 4, Opinion 4 of 4, Creativity 4 of 4, "
        "Hope 4 of 4): not rated; O*NET does not rate it; fewer than 3 related occupations and "
        "none of the same SOC code have an EPOCH sum"
    )
    assert result.rationale.startswith(
        "Insufficient data, AI exposure and Job growth and Human advantage missing: a total of 0 "
        "to 6 of 6 is possible, AI-Resilient or "
    )
    bare = BOUND.score(exposure=0.5)
    assert bare.status_reason.startswith("Job growth: not given; Human advantage: ratings are ")
    assert bare.status_reason.endswith("Hope 4 of 4); epoch_estimate is not given")
    empty = CONSENSUS.bind(Distribution(curves={}))
    for given in (ROWS[CODES[0]], {"job_growth": 1, "epoch_estimate": 15}):
        assert empty.score(**given).status_reason.endswith(
            "Job growth: no occupation of the release has any; Human advantage: no occupation of "
            "the release has an EPOCH sum"
        )


def test_an_epoch_sum_is_estimated_from_related_occupations():
    near = related(SHORT, OTHER, LONG, SHORT)
    found = occupation("29-2072.00", **UNRATED, related=near, sources={"related": SOURCE})
    epoch = [DISTRIBUTION.epoch[CODES[place]] for place in (0, 2, 3)]
    result = BOUND.assess(found)
    human = result.factor("human_advantage")
    assert human.value == pytest.approx(sum(epoch) / 3)
    assert [(part.name, part.value) for part in human.parts] == [
        (CODES[place], DISTRIBUTION.epoch[CODES[place]]) for place in (0, 2, 3)
    ]
    assert human.source == SOURCE
    assert (result.status, human.note.provenance) == (Status.ESTIMATED, Provenance.ESTIMATED)
    assert result.status_reason == f"Human advantage: {human.note.reason}"
    assert human.note.reason == (
        "mean EPOCH of 3 related occupations, as ratings are missing (Empathy 3 of 4, Presence 4 "
        "of 4, Opinion 4 of 4, Creativity 4 of 4, Hope 4 of 4): O*NET does not rate it"
    )
    assert human.standard_error == 0.15
    assert result.total_se == pytest.approx(0.7)
    assert BOUND.inputs_of(found)["epoch_estimate"] == human.value
    assert CONSENSUS.inputs_of(found)["epoch_estimate"] is None
    assert BOUND.score(**BOUND.inputs_of(found)).total == result.total


def test_else_from_those_of_the_same_soc_code():
    same = {CODES[4]: "Four", CODES[5]: "Five", "29-2072.99": "Unrated"}
    found = occupation("29-2072.00", **UNRATED, related=related(SHORT, SHORT), siblings=same)
    human = BOUND.assess(found).factor("human_advantage")
    assert human.value == pytest.approx(sum(DISTRIBUTION.epoch[code] for code in CODES[4:6]) / 2)
    assert human.note.reason.startswith("mean EPOCH of 2 occupations of SOC code 29-2072, as ")
    one = occupation("29-2072.00", **UNRATED, siblings={CODES[4]: "Four"})
    note = BOUND.assess(one).factor("human_advantage").note
    assert note.reason.startswith("mean EPOCH of 1 occupation of SOC code 29-2072, as ")
    alone = occupation("29-2072.00", **UNRATED, related=related(SHORT, SHORT))
    assert BOUND.assess(alone).factor("human_advantage").share is None


def test_imprecise_ratings_are_used_and_counted():
    ratings = occupation().ratings
    keys = (HUMAN.indicators[0].rating, "9.Z IM", HUMAN.indicators[7].rating)
    found = attrs.evolve(occupation(), ratings=attrs.evolve(ratings, suppressed=keys))
    result, plain = BOUND.assess(found), BOUND.assess(occupation())
    assert (result.total, result.status) == (plain.total, Status.COMPLETE)
    human = result.factor("human_advantage")
    assert human.note.reason == (
        "O*NET recommends to suppress 2 of the 20 ratings used, for lack of precision"
    )
    assert plain.factor("human_advantage").note is None
    noted = [part.name for each in human.parts for part in each.parts if part.note]
    assert noted == [HUMAN.indicators[place].name for place in (0, 7)]


# ---- the parts as methodologies of their own


def test_exposure_alone_is_a_share_with_its_measures():
    result = ALONE[0].assess(occupation())
    whole = BOUND.assess(occupation()).factor("ai_exposure")
    assert (result.total, result.total_se) == (whole.share, 0.1)
    assert [factor.name for factor in result.factors] == [*ALONE[0].factor_names]
    assert [factor.share for factor in result.factors[:5]] == [part.share for part in whole.parts]
    assert (result.max_total, result.tier, result.tier_probabilities) == (1, None, ())
    assert result.rationale == (
        f"AI exposure above that of {result.total:.0%} of workers: {whole.note.reason}"
    )
    few = ALONE[0].assess(occupation(without=MEASURES[2:]))
    assert (few.status, few.total, few.total_range) == (Status.INSUFFICIENT, None, (0, 1))
    assert few.max_total == 1
    assert few.status_reason.startswith("AI exposure: 2 of 5 measures, at least 3 are needed; ")
    assert few.rationale == f"Insufficient data, {few.status_reason}"


def test_measures_agree_with_a_category_that_their_shares_fall_in():
    cuts = [213 / 831, 419 / 831, 625 / 831]
    method = EXPOSURE.bind(
        Distribution(
            curves=dict.fromkeys(MEASURES, Curve(values=(0, 1), shares=(0, 1)))
            | {"exposure": Curve(values=(0, 1), shares=(0, 1))}
        )
    )
    above = dict(zip(MEASURES, (0, *(cut + 1e-9 for cut in cuts), 1), strict=True))
    below = dict(zip(MEASURES, (0, *(cut - 1e-9 for cut in cuts)), strict=False))

    def agreement(category, shares):
        return method.score(bls_ai_exposure=category, **shares).factor("bls_agreement")

    found = [agreement(category, above).value for category in (1, 2, 3, 4)]
    assert found == [1 / 5, 1 / 5, 1 / 5, 2 / 5]
    found = [agreement(category, below).value for category in (1, 2, 3, 4)]
    assert found == [2 / 4, 1 / 4, 1 / 4, 0]
    assert agreement(4, above).label == "Very high"
    unknown = [agreement(None, above), agreement(4, {}), agreement(2.5, above)]
    assert [(factor.value, factor.label) for factor in unknown] == [(None, None)] * 3
    of = EXPOSURE.agreement.of
    at_cuts = [of(cuts, category, Numbers()) for category in (1.0, 2.0, 3.0, 4.0)]
    assert at_cuts == [0, 1 / 3, 1 / 3, 1 / 3]
    assert isnan(of([nan, nan], 1.0, Numbers()))
    assert of([nan, 0.1], 1.0, Numbers()) == 1
    without = EXPOSURE.evolve(agreement=None)
    assert without.factor_names == tuple(MEASURES)
    assert [factor.name for factor in without.score().factors] == MEASURES
    assert (
        without.bind(DISTRIBUTION).assess(occupation()).total == ALONE[0].assess(occupation()).total
    )


def test_human_advantage_alone_is_a_share_with_its_dimensions():
    result = ALONE[1].assess(occupation())
    whole = BOUND.assess(occupation()).factor("human_advantage")
    assert (result.total, result.total_se) == (whole.share, 0.1)
    assert [factor.name for factor in result.factors] == [*ALONE[1].factor_names]
    assert [factor.value for factor in result.factors] == [
        *(part.value for part in whole.parts),
        whole.value,
    ]
    assert result.factors[0].parts == whole.parts[0].parts
    assert (result.factors[-1].parts, result.factors[-1].standard_error) == ((), 0.1)
    found = occupation("29-2072.00", **UNRATED, related=related(SHORT, LONG, SHORT))
    estimated = ALONE[1].assess(found)
    assert (estimated.status, estimated.total_se) == (Status.ESTIMATED, 0.15)
    assert [part.name for part in estimated.factors[-1].parts] == CODES[:3]
    assert (estimated.factors[-1].source, estimated.factors[-1].parts[0].source) == (None, SOURCE)
    assert estimated.status_reason == f"Human advantage: {estimated.factors[-1].note.reason}"
    assert result.status_reason is None
    assert estimated.rationale.startswith(f"Human advantage above that of {estimated.total:.0%} ")
    assert ALONE[1].score().status_reason.endswith("epoch_estimate is not given")
