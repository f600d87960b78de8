"""What every versioned strategy has, on a small one of the tests' own."""

from __future__ import annotations

import datetime
from importlib import metadata
from typing import ClassVar

import attrs
import pytest
from attrs import frozen

from careerscore.errors import (
    DuplicateMethodologyError,
    InvalidInputError,
    MethodologyPluginError,
    UnknownMethodologyError,
)
from careerscore.methods import Catalogue, MethodologyBase, Registry, fingerprint_of
from careerscore.methods.base import (
    is_set,
    modified_id,
    nearest,
    refuse_unknown_inputs,
    unknown_field,
)


@frozen(kw_only=True, repr=False)
class Doubling(MethodologyBase):
    """Multiplies: a strategy that says no more of itself than it has to."""

    engine: ClassVar[str] = "doubling/1"

    times: float = 2

    def _check_parts(self, checks):
        checks.number("times", self.times, minimum=0)

    def _check_rules(self, checks):
        checks.expect("times", self.times, "anything but 13", holds=self.times != 13)

    def _definition(self):
        return {"times": self.times}

    @property
    def formula(self):
        return f"{self.times:g} times what is given"


class Doublings(Registry[Doubling]):
    expected = "a doubling"

    def holds(self, value):
        return isinstance(value, Doubling)


def doubling(id="mine/1", **changes):
    fields = {
        "title": "Twice",
        "released": datetime.date(2026, 1, 2),
        "status": "released",
        "citation": "Me (2026).",
    }
    return Doubling(id=id, **fields | changes)


BUNDLED = {"mine/1": doubling(), "mine/2": doubling("mine/2", times=3)}
OFFERED = doubling("theirs/1", times=4)


def catalogue(asked=None):
    """A catalogue of the bundled ones; the ids that are built are added to `asked`."""

    def bundled(id):
        if asked is not None:
            asked.append(id)
        return BUNDLED[id]

    return Catalogue(
        Doublings,
        entry_points="careerscore.tests.doublings",
        bundled_ids=lambda: tuple(BUNDLED),
        bundled=bundled,
    )


@pytest.fixture
def packages(monkeypatch):
    """Let just these entry points be installed; gives the groups that were looked through."""
    looked = []

    def install(**values):
        points = [
            metadata.EntryPoint(name.replace("__", "/"), value, "careerscore.tests.doublings")
            for name, value in values.items()
        ]

        def found(*, group):
            looked.append(group)
            return points

        monkeypatch.setattr(metadata, "entry_points", found)
        return looked

    return install


# The catalogue


def test_nothing_is_built_before_it_is_asked_for(packages):
    looked = packages()
    asked = []
    found = catalogue(asked)
    assert asked == looked == []
    assert found.ids() == ("mine/1", "mine/2")
    assert asked == []
    assert found.get("mine/2") is BUNDLED["mine/2"]
    assert found.get("mine/2") is BUNDLED["mine/2"]
    assert asked == ["mine/2"]


def test_packages_are_looked_through_once_and_only_where_an_id_is_not_bundled(packages):
    looked = packages()
    found = catalogue()
    found.get("mine/1")
    assert looked == []
    for _ in range(2):
        with pytest.raises(UnknownMethodologyError) as caught:
            found.get("mine/3")
        assert caught.value.suggestions
    assert looked == ["careerscore.tests.doublings"]
    found.clear()
    found.ids()
    assert looked == ["careerscore.tests.doublings"] * 2


def test_a_strategy_is_given_as_such_or_by_its_id(packages):
    packages()
    found = catalogue()
    assert found.of("mine/1") is BUNDLED["mine/1"]
    own = doubling("own/1")
    assert found.of(own) is own
    assert found.ids() == ("mine/1", "mine/2")


@pytest.mark.parametrize("given", [None, 5, ["mine/1"], Doubling])
def test_what_is_neither_is_refused(packages, given):
    packages()
    with pytest.raises(InvalidInputError) as caught:
        catalogue().of(given)
    (problem,) = caught.value.problems
    assert (problem.field, problem.expected) == ("methodology", "an id or a doubling")
    with pytest.raises(InvalidInputError, match="method: expected an id or a doubling, got"):
        catalogue().of(given, "method")


def test_what_is_registered_is_found_until_the_catalogue_is_cleared(packages):
    packages()
    found = catalogue()
    own = doubling("own/1")
    found.register(own)
    assert found.get("own/1") is own
    assert found.ids() == ("mine/1", "mine/2", "own/1")
    found.clear()
    assert found.ids() == ("mine/1", "mine/2")


def test_a_registered_strategy_does_not_take_the_id_of_another(packages):
    packages()
    found = catalogue()
    with pytest.raises(DuplicateMethodologyError):
        found.register(doubling(times=5))
    found.register(doubling(title="The same by another title"))
    assert found.get("mine/1") is BUNDLED["mine/1"]


def test_a_package_offers_a_strategy_or_what_makes_one(packages, monkeypatch):
    packages(theirs__1="offers:one", theirs__2="offers:make")
    monkeypatch.setattr(
        metadata.EntryPoint,
        "load",
        lambda self: {
            "offers:one": OFFERED,
            "offers:make": lambda: doubling("theirs/2"),
        }[self.value],
    )
    found = catalogue()
    assert found.ids() == ("mine/1", "mine/2", "theirs/1", "theirs/2")
    assert found.get("theirs/1") is OFFERED
    assert found.get("theirs/2").id == "theirs/2"


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("no_such_package:x", "ModuleNotFoundError: No module named 'no_such_package'"),
        ("math:pi", "3.141592653589793 is no methodology"),
        ("math:sqrt", "TypeError: math.sqrt() takes exactly one argument (0 given)"),
    ],
)
def test_what_a_package_does_wrong_is_told(packages, value, reason):
    packages(theirs__1=value)
    found = catalogue()
    with pytest.raises(MethodologyPluginError) as caught:
        found.get("theirs/1")
    assert (caught.value.reason, caught.value.origin) == (reason, f"an unnamed package ({value})")
    assert found.get("mine/1") is BUNDLED["mine/1"]


def test_a_package_offers_under_the_id_of_what_it_offers(packages, monkeypatch):
    packages(theirs__9="offers:one")
    monkeypatch.setattr(metadata.EntryPoint, "load", lambda _: OFFERED)
    with pytest.raises(MethodologyPluginError, match="its methodology has another id, 'theirs/1'"):
        catalogue().get("theirs/9")


def test_an_offer_under_a_taken_id_is_refused_and_kept_for_who_asks(packages):
    packages(mine__1="offers:one")
    found = catalogue()
    assert [str(problem) for problem in found.refused] == [
        "mine/1: expected an id that is not taken, got an unnamed package (offers:one)"
    ]
    assert found.get("mine/1") is BUNDLED["mine/1"]


# The registry


def test_a_registry_holds_its_own_kind():
    held = Doublings([doubling()])
    assert held.ids() == ("mine/1",)
    assert held.refused == ()
    for wrong in ("mine/1", None, Doubling):
        with pytest.raises(InvalidInputError, match="methodology: expected a doubling, got"):
            held.register(wrong)


def test_an_offered_strategy_is_made_once():
    made = []

    def source():
        made.append(1)
        return doubling()

    held = Doublings()
    held.offer("mine/1", source, "here")
    assert held.ids() == ("mine/1",)
    assert held.get("mine/1") is held.get("mine/1")
    assert made == [1]
    held.offer("mine/1", source, "there")
    assert [(each.field, each.value) for each in held.refused] == [("mine/1", "there")]


def test_an_unknown_id_is_refused_with_all_there_are():
    with pytest.raises(UnknownMethodologyError):
        Doublings([doubling()]).get("mine/2")


# MethodologyBase


def test_a_variant_is_another_strategy():
    one = doubling(status="superseded", superseded_by="mine/2")
    variant = one.evolve(times=5)
    assert (variant.id, variant.status, variant.superseded_by) == (
        "mine/1 (modified)",
        "draft",
        None,
    )
    assert variant.evolve(times=6).id == "mine/1 (modified)"
    assert (variant.times, variant.engine) == (5, "doubling/1")
    assert one.evolve(id="own/1", status="released").status == "released"
    assert one.evolve().fingerprint != one.fingerprint
    with pytest.raises(InvalidInputError) as caught:
        one.evolve(time=1, fingerprint="f")
    assert [problem.field for problem in caught.value.problems] == ["time", "fingerprint"]
    assert caught.value.problems[0].expected.startswith("a change to times")
    with pytest.raises(InvalidInputError, match="times: expected anything but 13, got 13"):
        one.evolve(times=13)


def test_the_fingerprint_is_over_engine_id_and_definition():
    one = doubling()
    assert one.fingerprint == fingerprint_of({"engine": "doubling/1", "id": "mine/1", "times": 2})
    assert doubling(title="Other", citation="Other", limits=["a"]).fingerprint == one.fingerprint
    assert doubling(times=3).fingerprint != one.fingerprint
    assert doubling("mine/2").fingerprint != one.fingerprint
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        one.times = 3


@pytest.mark.parametrize("id", ["mine", "/1", "mine/", " mine/1", "mine/1 ", "", 5, None])
def test_an_id_is_a_family_and_a_version(id):
    with pytest.raises(InvalidInputError, match="id: expected family/version"):
        doubling(id)


def test_everything_that_is_wrong_is_named():
    with pytest.raises(InvalidInputError) as caught:
        doubling(
            "mine", title="", released="2026", status="old", citation=" ", url="", description="",
            changes="", superseded_by="", limits=[1], times=-1,
        )  # fmt: skip
    assert [problem.field for problem in caught.value.problems] == [
        "id", "title", "citation", "url", "description", "changes", "superseded_by", "released",
        "status", "limits", "times",
    ]  # fmt: skip


def test_the_short_form_is_id_title_and_date():
    assert repr(doubling()) == "<Methodology mine/1, Twice, 2026-01-02>"


def test_what_one_may_have_meant():
    assert (is_set(None, None), is_set(None, 0)) == (False, True)
    assert modified_id("a/1") == "a/1 (modified)"
    assert nearest("levl", ["level", "rules"]) == "level"
    assert nearest("xyzzy", ["level", "rules"]) == "level, rules"
    assert str(unknown_field("a.levl", "levl", ["level"])) == (
        "a.levl: expected a change to level, got a change"
    )
    assert refuse_unknown_inputs("mine/1", {"level": 1}, ["level"]) is None
    with pytest.raises(InvalidInputError) as caught:
        refuse_unknown_inputs("mine/1", {"levl": 1, "level": 2, "x": 3}, ["level"])
    assert [str(problem) for problem in caught.value.problems] == [
        "levl: expected an input named level, got 1",
        "x: expected an input named level, got 3",
    ]


# Fingerprints


def test_equal_values_have_equal_fingerprints_however_they_are_written():
    assert fingerprint_of({"a": 1, "b": [1, 2]}) == fingerprint_of({"b": (1.0, 2), "a": 1.0})
    assert fingerprint_of([1, 2]) != fingerprint_of([2, 1])
    assert fingerprint_of("1") != fingerprint_of(1)
    assert fingerprint_of(None) != fingerprint_of("None")
    assert len(fingerprint_of("ü")) == 64
