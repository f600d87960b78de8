"""``import careerscore``: light, complete, and the place where code, release and method meet."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module, metadata

import pytest

import careerscore as cs
from careerscore.errors import InvalidInputError, UnknownMethodologyError, UnknownReleaseError


@pytest.mark.parametrize("name", cs.__all__)
def test_every_name_of_the_front_door_is_there(name):
    assert getattr(cs, name) is not None
    assert name in dir(cs)


def test_dir_lists_the_front_door_and_nothing_else():
    assert dir(cs) == sorted(cs.__all__)


def test_the_version_is_that_of_the_package():
    assert cs.__version__ == metadata.version("careerscore")


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="module 'careerscore' has no attribute 'scores'"):
        cs.scores  # noqa: B018


def test_a_function_stays_a_function_whatever_is_imported():
    import_module("careerscore.scoring.catalog")
    import_module("careerscore.reference.releases")
    for name in ("methodologies", "methodology", "releases", "load", "occupation", "assess"):
        assert callable(getattr(cs, name))


def run(code):
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.split()


def test_importing_loads_none_of_the_rooms():
    loaded = run(
        "import sys; before = set(sys.modules); import careerscore;"
        "print(*sorted(set(sys.modules) - before))"
    )
    assert "attrs" not in loaded
    assert [name for name in loaded if name.startswith("careerscore")] == ["careerscore"]


def test_looking_up_and_assessing_loads_no_search_and_no_command_line():
    loaded = run("import sys, careerscore as cs; cs.assess('29-2072.00'); print(*sys.modules)")
    assert not {"rapidfuzz", "cyclopts", "rich", "python_calamine", "hypothesis"} & set(loaded)


def test_assess_takes_names_and_objects_alike():
    by_name = cs.assess("medical coder", data="2026.1")
    occupation = cs.occupation("29-2072.00", data=cs.load("2026.1"))
    method = cs.methodology("american-dream-jobs/2.0")
    assert cs.assess(occupation, methodology=method) == by_name
    assert by_name == method.assess(occupation)


def test_assess_uses_the_newest_release_unless_told_otherwise():
    assert cs.assess("29-2072.00").data_release == "2026.2"
    variant = cs.load("2026.1").replace(oews="2025-05")
    assert cs.assess("29-2072.00", data=variant).data_release == variant.name


def test_an_unknown_methodology_or_release_is_refused():
    with pytest.raises(UnknownMethodologyError):
        cs.assess("29-2072.00", methodology="american-dream-jobs/9")
    with pytest.raises(UnknownReleaseError):
        cs.assess("29-2072.00", data="2025.1")


def test_an_occupation_at_hand_keeps_its_release():
    career = cs.occupation("29-2072.00", data="2026.1")
    assert (
        cs.assess(career, data="2026.1")
        == cs.assess(career)
        == cs.assess(career, data=cs.load("2026.1"))
    )
    with pytest.raises(InvalidInputError, match="data: expected the occupation's own release"):
        cs.assess(career, data="2026.2")


@pytest.mark.parametrize("wrong", [None, 29, ["29-2072.00"]])
def test_assess_names_what_it_cannot_take(wrong):
    with pytest.raises(InvalidInputError) as caught:
        cs.assess(wrong, methodology=5)
    assert [problem.field for problem in caught.value.problems] == ["occupation", "methodology"]
