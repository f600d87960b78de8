"""States, look-ups and outputs: what no call of the public functions can choose."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from math import nan

import numpy as np
import pandas as pd
import pytest

import careerscore as cs
from careerscore.frames import arrays, outputs
from careerscore.frames.outputs import StateTable, state_table
from careerscore.scoring import Input

METHOD = cs.methodology("american-dream-jobs/2.0")
ID = METHOD.id


@pytest.mark.parametrize("rows", [50, 300])
def test_blocks_fit_together(rows, monkeypatch):
    # Of fewer rows than there are states, those that occur are scored.
    assert 50 < state_table(METHOD).count < 300
    monkeypatch.setattr(arrays, "BLOCK_ROWS", 3)
    rng = np.random.default_rng(7)
    frame = pd.DataFrame(
        {
            "ai_exposure": rng.uniform(0, 1.2, rows),
            "job_growth": rng.normal(3, 6, rows),
            "human_advantage": np.where(rng.random(rows) < 0.3, np.nan, rng.integers(5, 26, rows)),
        }
    )
    in_blocks = cs.frames.assess(frame, methodology=METHOD, rationale=True)
    monkeypatch.undo()
    pd.testing.assert_frame_equal(
        in_blocks, cs.frames.assess(frame, methodology=METHOD, rationale=True)
    )


def test_more_states_than_are_listed_are_scored_as_they_occur(monkeypatch):
    frame = pd.DataFrame(
        {
            "ai_exposure": [10.0, 50, 90, nan] * 100,
            "job_growth": [20.0, 1, -20, 3] * 100,
            "human_advantage": [25.0, 12, 5, 9] * 100,
        }
    )
    rules = cs.methodology("american-dream-jobs/1.0")
    assert state_table(rules).count < len(frame)
    listed = cs.frames.assess(frame, methodology=rules, rationale=True)
    monkeypatch.setattr(arrays, "LARGEST_TABLE", 10)
    pd.testing.assert_frame_equal(
        cs.frames.assess(frame, methodology=rules, rationale=True), listed
    )


@pytest.mark.parametrize("value", [0.0, 0.1, 0.2499])
def test_a_state_has_the_result_of_every_value_in_it(value):
    table = StateTable(METHOD)
    assert table.count == 6**3
    state = sum(value >= cut for cut in table.cuts["ai_exposure"]) * 36
    label = METHOD.score(ai_exposure=value).factors[0].label
    assert table.row(state)["ai_exposure_label"] == label


def test_the_last_tables_and_outputs_are_shared_by_threads():
    methods = [METHOD.evolve(id=f"kept/{number}") for number in range(90)]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(16) as pool:
            found = list(
                pool.map(lambda m: (outputs.outputs_of(m), state_table(m).count), methods * 20)
            )
    finally:
        sys.setswitchinterval(interval)
    assert {count for _, count in found} == {216}
    assert state_table(METHOD) is state_table(cs.methodology(ID))


def test_outputs_are_those_of_the_methodology_asked_whatever_its_fingerprint():
    class Claimed:
        fingerprint = "0" * 64
        tiers = ()

        def __init__(self, id, *names):
            self.id = id
            self.inputs = tuple(Input(name=name, title=name, unit="u") for name in names)

    found = [
        outputs.outputs_of(each)
        for each in (Claimed("a/1", "x"), Claimed("a/2", "x"), Claimed("a/1", "y"))
    ]
    assert [each["methodology"].categories for each in found] == [("a/1",), ("a/2",), ("a/1",)]
    assert ["y_label" in each for each in found] == [False, False, True]


def test_a_stand_in_for_a_bundled_methodology_leaves_its_outputs_alone():
    class StandIn:
        def __getattr__(self, name):
            return getattr(cs.methodology(ID), name)

    assert outputs.outputs_of(StandIn())["ai_exposure_label"].kind == "text"
    assert outputs.outputs_of(cs.methodology(ID))["ai_exposure_label"].kind == "label"
