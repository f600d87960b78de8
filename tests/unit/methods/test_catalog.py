"""The catalog: an id keeps its meaning, and a package harms nothing but its own method."""

from __future__ import annotations

import pickle
import sys
from importlib import metadata

import pytest

import careerscore as cs
from careerscore.errors import (
    DuplicateMethodologyError,
    InvalidInputError,
    MethodologyPluginError,
    UnknownMethodologyError,
)
from careerscore.methods.catalog import Catalog
from careerscore.scoring import AdditiveMethodology, Methodology, PublishedMeasure

WEBB = "webb/2020"
TWO = cs.methodology("american-dream-jobs/2.0")
MINE = TWO.evolve(id="mine/1")
OTHER = TWO.evolve(id="mine/1", title="Other", factors={"job_growth": {"fixed": 3}})


@pytest.fixture
def catalog():
    return Catalog(
        "a Methodology",
        kinds=(Methodology,),
        folder="methodologies",
        engines=lambda: (AdditiveMethodology, PublishedMeasure),
        entry_points="careerscore.tests",
    )


@pytest.fixture
def packages(monkeypatch):
    """Let just these entry points be installed; returns the groups that were asked for."""
    asked = []

    def install(*offers):
        points = [metadata.EntryPoint(id, value, "careerscore.tests") for id, value in offers]

        def entry_points(*, group):
            asked.append(group)
            return points

        monkeypatch.setattr(metadata, "entry_points", entry_points)
        return asked

    return install


def test_bundled_methods_are_answered_without_a_look_at_packages(catalog, packages):
    asked = packages()
    assert WEBB in catalog.bundled_ids()
    assert catalog.get(WEBB) is catalog.get(WEBB)
    assert catalog.get(WEBB) == cs.methodology(WEBB)
    assert catalog.of(WEBB) is catalog.get(WEBB)
    assert asked == []
    assert catalog.ids() == catalog.bundled_ids() == tuple(sorted(catalog.bundled_ids()))
    for _ in range(2):
        with pytest.raises(UnknownMethodologyError) as caught:
            catalog.get("webb/2021")
        assert caught.value.suggestions == (WEBB,)
    assert asked == ["careerscore.tests"]


def test_a_method_is_given_as_such_or_by_its_id(catalog, packages):
    packages()
    assert catalog.of(MINE) is MINE
    assert MINE.id not in catalog.ids()
    for given in (None, AdditiveMethodology):
        with pytest.raises(InvalidInputError) as caught:
            catalog.of(given)
        (problem,) = caught.value.problems
        assert (problem.field, problem.expected) == ("methodology", "an id or a Methodology")


@pytest.mark.parametrize("function", [cs.methodology, cs.register, cs.economics.methodology])
def test_functions_of_a_catalog_can_be_pickled_for_other_processes(function):
    assert pickle.loads(pickle.dumps(function)) == function


def test_a_registered_method_is_found_until_the_catalog_is_cleared(catalog, packages):
    asked = packages()
    catalog.register(MINE)
    catalog.register(MINE.evolve(id="mine/1", title="The same by another title"))
    assert catalog.get("mine/1") is MINE
    assert "mine/1" in catalog.ids()
    catalog.clear()
    assert "mine/1" not in catalog.ids()
    assert asked == ["careerscore.tests"] * 2


def test_an_id_never_changes_its_meaning(catalog, packages):
    packages()
    catalog.register(MINE)
    for taken in (OTHER, OTHER.evolve(id=WEBB)):
        with pytest.raises(DuplicateMethodologyError) as caught:
            catalog.register(taken)
        assert caught.value.id == taken.id
    assert catalog.get("mine/1") is MINE
    assert catalog.get(WEBB) == cs.methodology(WEBB)


class Numbered:
    """Has every member of a methodology, and a number as its id."""

    def __init__(self):
        names = [name for name in dir(Methodology) if not name.startswith("_")]
        self.__dict__.update({name: getattr(TWO, name) for name in names} | {"id": 5})


@pytest.mark.parametrize("value", [WEBB, None, AdditiveMethodology, Numbered()])
def test_only_a_method_with_an_id_is_registered(catalog, value):
    with pytest.raises(InvalidInputError, match="register: methodology: expected a Methodology"):
        catalog.register(value)


# Packages

MODULE = """
import careerscore as cs

good = cs.methodology("american-dream-jobs/2.0").evolve(id="theirs/1")
names = [name for name in dir(cs.Methodology) if not name.startswith("_")]
made = []

def make():
    made.append(1)
    return good.evolve(id="theirs/2")

def raises(error):
    def function(*_):
        raise error
    return function

class Unprintable(Exception):
    __str__ = raises(SystemExit(3))

class Interrupted(Exception):
    __str__ = raises(KeyboardInterrupt())

interrupted_while_it_talks = raises(Interrupted())
exits = raises(SystemExit(7))
unprintable = raises(Unprintable())
interrupts_itself = raises(KeyboardInterrupt())
talks = raises(ValueError("x\\x1b[31m" * 1_000_000))
silent = raises(ValueError())

def methodology(**members):
    return type("Theirs", (), {name: getattr(good, name) for name in names} | members)()

def of_another_id():
    return methodology(id="theirs/1")

def raising_inputs():
    return methodology(id="broken/1", inputs=property(raises(SystemExit("inputs"))))

def numbered():
    return methodology(id="broken/1", fingerprint=5)
"""


@pytest.fixture
def module(monkeypatch, tmp_path):
    (tmp_path / "offers.py").write_text(MODULE, encoding="utf-8")
    (tmp_path / "leaves.py").write_text("import sys\nsys.exit(7)\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "offers", raising=False)


@pytest.mark.usefixtures("module")
def test_a_package_offers_a_method_or_a_function_that_returns_one(catalog, packages):
    packages(("theirs/2", "offers:make"), ("theirs/1", "offers:good"))
    assert {"theirs/1", "theirs/2"} <= set(catalog.ids())
    assert catalog.get("theirs/1").id == "theirs/1"
    assert catalog.get("theirs/2") is catalog.get("theirs/2")
    assert sys.modules["offers"].made == [1]
    assert catalog.refused() == ()


@pytest.mark.usefixtures("module")
@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("no_such_package:x", "ModuleNotFoundError: No module named 'no_such_package'"),
        ("leaves:x", "SystemExit: 7"),
        ("math:pi", "3.141592653589793 is not a Methodology"),
        ("offers:of_another_id", "its methodology has another id, 'theirs/1'"),
        ("offers:exits", "SystemExit: 7"),
        ("offers:unprintable", "Unprintable, without a readable message"),
        ("offers:talks", "ValueError: x\N{REPLACEMENT CHARACTER}[31mx"),
        ("offers:silent", "ValueError"),
        ("offers:raising_inputs", "SystemExit: inputs"),
        ("offers:numbered", "its fingerprint is not a string but 5"),
    ],
)
def test_a_package_that_misbehaves_breaks_its_own_method_alone(catalog, packages, value, reason):
    packages(("broken/1", value), ("theirs/1", "offers:good"))
    assert {"broken/1", "theirs/1", WEBB} <= set(catalog.ids())
    with pytest.raises(MethodologyPluginError) as caught:
        catalog.get("broken/1")
    error = caught.value
    assert (error.id, error.origin) == ("broken/1", f"an unnamed package ({value})")
    assert error.reason.startswith(reason)
    assert len(str(error)) < 500
    assert catalog.get("theirs/1").title == TWO.title
    assert catalog.refused() == ()


@pytest.mark.usefixtures("module")
def test_the_user_can_interrupt_a_package(catalog, packages):
    packages(
        ("broken/1", "offers:interrupts_itself"), ("broken/2", "offers:interrupted_while_it_talks")
    )
    for id in ("broken/1", "broken/2"):
        with pytest.raises(KeyboardInterrupt):
            catalog.get(id)


@pytest.mark.usefixtures("module")
def test_a_package_cannot_take_a_bundled_or_registered_id(catalog, packages):
    packages((WEBB, "offers:good"), ("mine/1", "offers:good"), ("theirs/1", "offers:good"))
    catalog.register(MINE)
    assert [(problem.field, problem.value) for problem in catalog.refused()] == [
        ("mine/1", "an unnamed package (offers:good)"),
        (WEBB, "an unnamed package (offers:good)"),
    ]
    assert catalog.get("mine/1") is MINE
    assert catalog.get(WEBB) == cs.methodology(WEBB)


@pytest.mark.usefixtures("module")
def test_the_first_of_two_packages_has_an_id_and_a_method_in_use_keeps_it(catalog, packages):
    packages(("theirs/1", "offers:good"), ("theirs/1", "offers:exits"))
    used = catalog.get("theirs/1")
    assert [problem.value for problem in catalog.refused()] == ["an unnamed package (offers:exits)"]
    with pytest.raises(DuplicateMethodologyError):
        catalog.register(OTHER.evolve(id="theirs/1"))
    assert catalog.get("theirs/1") is used
