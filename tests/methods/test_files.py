"""Methods from TOML files: bundled ones and those of users by the same reader."""

from __future__ import annotations

import pytest

import careerscore as cs
from careerscore import economics
from careerscore.errors import DefinitionError, InvalidInputError
from careerscore.scoring import parse_methodology
from careerscore.testing import check_methodology

TWO = cs.methodology("american-dream-jobs/2.0")
PUBLISHED = cs.methodology("american-dream-jobs/2.0-as-published")

COMPOSITION = """
id = "mine/1.0"
engine = "composition/1"
title = "Mine"
released = 2026-01-01
status = "draft"
citation = "Me."
steps = ["american-dream-jobs/2.0", "american-dream-jobs/2.0-fallback"]
"""


@pytest.fixture
def written(tmp_path):
    def write(text):
        file = tmp_path / "mine.toml"
        file.write_text(text, encoding="utf-8")
        return file

    return write


@pytest.mark.parametrize("id", cs.methodologies())
def test_a_bundled_file_has_the_methodology_of_its_name(id, data_folder):
    assert cs.load_methodology(data_folder / f"methodologies/{id}.toml") == cs.methodology(id)
    assert cs.methodology(id).id == id


def test_the_id_of_a_bundled_methodology_keeps_its_definition(written, data_folder):
    text = (data_folder / "methodologies/american-dream-jobs/2.0.toml").read_text(encoding="utf-8")
    retitled = cs.load_methodology(str(written(text.replace('title = "', 'title = "My ', 1))))
    assert (retitled.fingerprint, retitled.title[:3]) == (TWO.fingerprint, "My ")
    with pytest.raises(DefinitionError) as caught:
        cs.load_methodology(written(text.replace("below = 0.25", "below = 0.3")))
    (problem,) = caught.value.problems
    assert problem.startswith("id: expected an id of its own, as this one is released")


def test_a_composition_is_read_from_a_file(written):
    mine = cs.load_methodology(written(COMPOSITION))
    assert mine.steps == PUBLISHED.steps
    assert mine.tiers == TWO.tiers
    assert mine.evolve(title="Other").id == "mine/1.0 (modified)"
    check_methodology(mine, examples=5)


@pytest.mark.parametrize(
    ("steps", "problem"),
    [
        ('"american-dream-jobs/2.0"', "steps: expected a list of Methodology"),
        ("[1]", "steps[0]: expected the id of a methodology, got 1"),
        ('["american-dream-jobs/2.0"]', "steps: expected two methodologies or more"),
        ('["american-dream-jobs/2.0", "webb/2020"]', "steps: expected methodologies of the same"),
        (
            '["american-dream-jobs/2.O", "american-dream-jobs/1.0"]',
            "steps[0]: expected the id of a methodology, such as american-dream-jobs/2.0 or",
        ),
    ],
)
def test_a_fault_of_a_composition_is_named(written, steps, problem):
    file = written(f"{COMPOSITION.partition('steps')[0]}steps = {steps}\n")
    with pytest.raises(DefinitionError) as caught:
        cs.load_methodology(file)
    assert caught.value.file == str(file)
    assert caught.value.problems[0].startswith(problem)


def test_steps_in_python_are_methodologies():
    with pytest.raises(InvalidInputError, match="steps: expected a list of Methodology"):
        PUBLISHED.evolve(steps=["american-dream-jobs/2.0"])
    assert PUBLISHED.evolve(steps=list(PUBLISHED.steps)) == PUBLISHED.evolve()


def test_a_lookup_of_ones_own_gives_the_steps_or_the_reason_why_not():
    def lookup(id):
        if id == TWO.id:
            return TWO
        raise InvalidInputError("lookup", ())

    with pytest.raises(DefinitionError) as caught:
        parse_methodology(COMPOSITION, lookup=lookup)
    assert [problem.partition(":")[0] for problem in caught.value.problems] == ["steps[1]"]
    with pytest.raises(DefinitionError, match="all different"):
        parse_methodology(COMPOSITION, lookup=lambda _: TWO)


@pytest.mark.parametrize(
    "text",
    [
        'id = "a/1"\nid = "a/2"',
        f"engine = {'9' * 5000}",
        f"engine.{'.'.join('a' * 2000)} = 1",
        f"{COMPOSITION}more.{'.'.join('a' * 500)} = 1",
        f'{COMPOSITION}"{"x" * 10_000}" = 1',
    ],
)
def test_hostile_toml_is_refused_in_few_words(written, text):
    for load in (cs.load_methodology, economics.load_method):
        with pytest.raises(DefinitionError) as caught:
            load(written(text))
        assert len(str(caught.value)) < 1000


@pytest.mark.parametrize("path", ["no/such/file.toml", "a\0b", "x" * 10_000, None, 5])
def test_a_file_that_cannot_be_read_is_named(path):
    for load in (cs.load_methodology, economics.load_method):
        with pytest.raises(DefinitionError) as caught:
            load(path)
        assert "cannot be read" in str(caught.value)
        assert len(str(caught.value)) < 500
