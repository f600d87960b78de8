"""Registered methods, which are forgotten after each test."""

from __future__ import annotations

from importlib import metadata

import pytest

import careerscore as cs
from careerscore import economics
from careerscore.economics.catalog import CATALOG as ECONOMICS
from careerscore.errors import DefinitionError
from careerscore.scoring import refused_methodologies

TWO = cs.methodology("american-dream-jobs/2.0")
LADDER = economics.methodology("percentile-ladder/1")

pytestmark = pytest.mark.usefixtures("forgotten")


def test_a_registered_methodology_is_used_by_its_id():
    mine = TWO.evolve(id="mine-registered/1")
    cs.register(mine)
    assert cs.methodology("mine-registered/1") is mine
    assert "mine-registered/1" in cs.methodologies()
    assert cs.assess("29-2072.00", methodology="mine-registered/1").methodology == mine.id


def test_registered_methods_are_found_by_files(tmp_path, data_folder):
    ladder = LADDER.evolve(id="mine-registered/1", high=1.3)
    economics.register(ladder)
    text = (data_folder / "economics/discounted-cash-flow/1.0.toml").read_text(encoding="utf-8")
    text = text.replace("cash-flow/1.0", "cash-flow/mine")
    file = tmp_path / "mine.toml"
    file.write_text(text.replace("experience-quantile/1.0", ladder.id), encoding="utf-8")
    assert economics.load_method(file).progression_by is ladder
    with pytest.raises(DefinitionError) as caught:
        economics.parse_method(text.replace("experience-quantile/1.0", "registered/1"))
    (problem,) = caught.value.problems
    assert problem.startswith("progression_by: expected the id of a methodology, such as mine-reg")
    assert problem.endswith("got 'registered/1'")


def test_a_kind_is_listed_without_methods_that_cannot_be_loaded(monkeypatch):
    points = [metadata.EntryPoint("broken/1", "no_such_package:x", "careerscore.economics")]
    monkeypatch.setattr(metadata, "entry_points", lambda **_: points)
    ECONOMICS.clear()
    assert "broken/1" in economics.methodologies()
    assert economics.methodologies("path") == ("bls-entry/1.0", "bls-entry/1.1", "onet-mode/1")
    assert economics.refused_methods() == refused_methodologies() == ()
