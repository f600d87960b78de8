"""Methodologies that rank among workers are bound to those of a release."""

from __future__ import annotations

import csv
import pickle

import polars as pl
import pytest
from attrs import evolve

import careerscore as cs
from careerscore._data import bundled
from careerscore.errors import InvalidInputError, UnknownReleaseError
from careerscore.reference import Release
from careerscore.reference.columns import apportioned_employment

CONSENSUS = "careerscore/1.0"
IDS = ("careerscore-exposure/1.0", "careerscore-human-advantage/1.0", CONSENSUS)
NEWEST = cs.load("2026.3")
EARLIER = NEWEST.replace(employment_projections="2024-34")


def computed(release, method):
    """The distribution of a methodology over a release, from its occupations."""
    inputs = {code: method.inputs_of(each) for code, each in release.items()}
    weights = {code: apportioned_employment(each) for code, each in release.items()}
    made = method.distribution_of(inputs, {code: one for code, one in weights.items() if one})
    return evolve(made, data_release=release.name)


@pytest.mark.parametrize("name", cs.releases())
@pytest.mark.parametrize("id", IDS)
def test_a_release_has_the_distribution_that_its_occupations_have(name, id):
    method = cs.methodology(id)
    bundled = cs.load(name).bind(method).distribution
    assert bundled == (again := computed(cs.load(name), method))
    assert bundled.fingerprint == again.fingerprint


def test_a_bound_methodology_is_kept_and_keeps_its_id():
    method = cs.methodology(CONSENSUS)
    assert method.distribution is None
    bound = NEWEST.bind(method)
    assert NEWEST.bind(method) is bound
    assert (bound.id, bound.fingerprint != method.fingerprint) == (method.id, True)
    assert NEWEST.bind(bound).fingerprint == bound.fingerprint
    assert pickle.loads(pickle.dumps(bound)).fingerprint == bound.fingerprint


@pytest.mark.parametrize("wrong", [cs.methodology("american-dream-jobs/2.0"), CONSENSUS, None])
def test_what_ranks_nothing_cannot_be_bound(wrong):
    with pytest.raises(InvalidInputError, match=r"Release\.bind: methodology: expected a method"):
        NEWEST.bind(wrong)


def test_shares_are_of_the_workers_of_the_release_that_is_named():
    method = cs.methodology(CONSENSUS)
    share = {
        name: method.score(job_growth=5, data=data).factor("job_growth").share
        for name, data in (("newest", None), ("2026.1", "2026.1"), ("earlier", EARLIER))
    }
    assert share["newest"] == NEWEST.bind(method).score(job_growth=5).factor("job_growth").share
    assert share["2026.1"] == cs.load("2026.1").bind(method).score(job_growth=5).factors[1].share
    assert len(set(share.values())) == 3


@pytest.mark.parametrize("id", IDS)
def test_an_occupation_is_ranked_among_the_workers_of_its_own_release(id):
    expected = EARLIER.bind(cs.methodology(id)).assess(EARLIER["29-2072.00"])
    for occupation, data in (
        ("29-2072.00", EARLIER),
        (EARLIER["29-2072.00"], None),
        (EARLIER["29-2072.00"], EARLIER),
    ):
        assert cs.assess(occupation, methodology=id, data=data) == expected
    assert cs.assess_all(id, data=EARLIER)["29-2072.00"] == expected
    here = cs.assess("29-2072.00", methodology=id)
    # The projections are no part of exposure and of human advantage.
    assert (here.total == expected.total) == (id != CONSENSUS)
    assert here.fingerprint != expected.fingerprint


def test_a_methodology_that_is_bound_stays_bound():
    bound = cs.load("2026.2").bind(cs.methodology("careerscore-exposure/1.0"))
    expected = bound.assess(NEWEST["29-2072.00"])
    assert cs.assess("29-2072.00", methodology=bound, data="2026.3") == expected
    assert cs.assess_all(bound, data="2026.3")["29-2072.00"] == expected
    assert cs.assess("29-2072.00", methodology=bound.id, data="2026.3") != expected


def test_a_variant_has_a_distribution_of_its_own():
    method = cs.methodology("careerscore-exposure/1.0")
    variant = method.evolve(measures=method.measures[:4])
    bound = NEWEST.bind(variant)
    assert bound.distribution == computed(NEWEST, variant)
    assert len(bound.distribution.curves) == len(NEWEST.bind(method).distribution.curves) - 1


def test_a_variant_that_keeps_the_id_is_not_taken_for_the_released_one():
    method = cs.methodology("careerscore-exposure/1.0")
    variant = method.evolve(id=method.id, measures=method.measures[:4])
    assert "anthropic_observed_exposure" not in NEWEST.bind(variant).distribution.curves


def test_a_release_that_only_has_the_name_is_not_taken_for_the_released_one():
    method = cs.methodology("careerscore-exposure/1.0")
    editions = {**NEWEST.editions, "oews": "2022-05"}
    named = Release(bundled(), "2026.3", editions)
    assert named.bind(method).distribution == computed(named, method)
    assert named.bind(method).distribution != NEWEST.bind(method).distribution


@pytest.mark.parametrize("id", IDS)
def test_a_pin_holds_the_distribution(id, tmp_path):
    method = cs.methodology(id)
    pin = cs.pin(tmp_path / "pin.toml", methodology=id, data="2026.3")
    assert pin.methodology_fingerprint == NEWEST.bind(method).fingerprint
    assert cs.pin(methodology=NEWEST.bind(method), data="2026.3") == pin
    read = cs.load_pin(tmp_path / "pin.toml")
    result = read.assess("29-2072.00")
    assert result == cs.assess("29-2072.00", methodology=id, data="2026.3")
    assert cs.pin_result(result) == pin
    with pytest.raises(cs.CareerscoreError, match="a registered methodology"):
        cs.pin(methodology=NEWEST.bind(method), data="2026.1")


def test_a_pin_of_a_release_that_is_gone_names_the_release_alone(tmp_path):
    path = tmp_path / "pin.toml"
    made = cs.pin(methodology=CONSENSUS, data="2026.3")
    path.write_text(made.to_toml().replace('"2026.3"', '"2099.1"'), encoding="utf-8")
    with pytest.raises(cs.CareerscoreError) as caught:
        cs.load_pin(path)
    assert [problem.field for problem in caught.value.problems] == ["data.release", "pin.sha256"]


def test_exports_rank_among_the_workers_of_the_release(tmp_path):
    cs.export(
        tmp_path / "scores.csv",
        occupations=["29-2072.00"],
        columns=["onet_soc_code", "total"],
        methodology="careerscore-exposure/1.0",
        data="2026.2",
    )
    with (tmp_path / "scores.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    total = cs.assess("29-2072.00", methodology="careerscore-exposure/1.0", data="2026.2").total
    assert float(row["total"]) == total


def test_a_frame_is_ranked_among_the_workers_of_the_release_that_is_named():
    method = cs.methodology(CONSENSUS)
    columns = {entry.name: None for entry in method.inputs} | {"job_growth": "growth"}
    frame = pl.DataFrame({"growth": [-10.0, 5.0]})
    points = {}
    for data in (None, "2026.1", EARLIER):
        scored = cs.frames.assess(frame, methodology=method, columns=columns, data=data)
        points[data] = scored["job_growth_points"].to_list()
        for growth, found in zip(frame["growth"], points[data], strict=True):
            assert found == method.score(job_growth=growth, data=data).factor("job_growth").points
    assert points[None] != points["2026.1"]
    with pytest.raises(UnknownReleaseError):
        cs.frames.assess(frame, methodology="webb/2020", columns={"ai_score": None}, data="2099.1")
