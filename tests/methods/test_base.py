"""Identity, variants and fingerprints of every versioned method, on a small one of our own."""

from __future__ import annotations

import datetime
import enum
from typing import ClassVar

import attrs
import pytest
from attrs import frozen

from careerscore.errors import InvalidInputError
from careerscore.methods import MethodologyBase, fingerprint_of


@frozen(kw_only=True, repr=False)
class Doubling(MethodologyBase):
    """Multiplies: the least that a methodology has to define."""

    engine: ClassVar[str] = "doubling/1"

    times: float = 2

    def _check(self, checks):
        super()._check(checks)
        checks.expect("times", self.times, "anything but 13", holds=self.times != 13)

    def _definition(self):
        return {"times": self.times}

    @property
    def formula(self):
        return f"{self.times:g} times the input"


def doubling(id="mine/1", **changes):
    fields = {
        "title": "Twice",
        "released": datetime.date(2026, 1, 2),
        "status": "released",
        "citation": "Me (2026).",
    }
    return Doubling(id=id, **fields | changes)


def test_a_variant_has_an_id_and_fingerprint_of_its_own():
    one = doubling(status="superseded", superseded_by="mine/2")
    variant = one.evolve(times=5)
    identity = (variant.id, variant.status, variant.superseded_by)
    assert identity == ("mine/1 (modified)", "draft", None)
    assert variant.evolve(times=6).id == "mine/1 (modified)"
    assert (variant.times, variant.engine) == (5, "doubling/1")
    assert one.evolve(id="own/1", status="released").status == "released"
    assert one.evolve().fingerprint != one.fingerprint


def test_a_change_to_an_unknown_field_names_the_nearest():
    with pytest.raises(InvalidInputError) as caught:
        doubling().evolve(time=1, fingerprint="f")
    assert [problem.field for problem in caught.value.problems] == ["time", "fingerprint"]
    assert "did you mean times" in str(caught.value.problems[0])
    with pytest.raises(InvalidInputError, match="times: expected anything but 13, got 13"):
        doubling().evolve(times=13)


def test_the_fingerprint_is_over_engine_id_and_definition():
    one = doubling()
    assert one.fingerprint == fingerprint_of({"engine": "doubling/1", "id": "mine/1", "times": 2})
    assert doubling(title="Other", citation="Other", limits=["a"]).fingerprint == one.fingerprint
    assert doubling(times=3).fingerprint != one.fingerprint
    assert doubling("mine/2").fingerprint != one.fingerprint
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        one.times = 3


@pytest.mark.parametrize(
    "id", ["mine", "/1", "mine/", "mine/ ", " mine/1", "mine/1 ", "mine/1\n", "m\n/1", "", 5, None]
)
def test_an_id_is_a_family_and_a_version(id):
    with pytest.raises(InvalidInputError, match="id: expected family/version"):
        doubling(id)
    assert doubling("our house/2 b/c").id == "our house/2 b/c"


def test_all_problems_are_named():
    with pytest.raises(InvalidInputError) as caught:
        doubling(
            "mine", title="", released="2026", status="old", citation=" ", url="", description="",
            changes="", superseded_by="", limits=[1], times="2",
        )  # fmt: skip
    assert [problem.field for problem in caught.value.problems] == [
        "id", "title", "released", "status", "citation", "url", "description", "limits", "changes",
        "superseded_by", "times",
    ]  # fmt: skip
    with pytest.raises(InvalidInputError, match="released: expected a date without a time"):
        doubling(released=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC))


def test_a_card_names_the_methodology():
    one = doubling()
    assert repr(one) == "<Methodology mine/1, Twice, 2026-01-02>"
    card = one.card()
    assert card.startswith("# mine/1\n")
    assert "2 times the input" in card
    assert one.fingerprint in card


class Colour(enum.StrEnum):
    RED = "red"


def test_equal_values_have_equal_fingerprints_however_they_are_written():
    assert fingerprint_of({"a": 1, "b": [1, 2]}) == fingerprint_of({"b": (1.0, 2), "a": 1.0})
    assert fingerprint_of(Colour.RED) == fingerprint_of("red")
    for one, other in (([1, 2], [2, 1]), ("1", 1), (None, "None"), ({"a": 1}, {"a": None})):
        assert fingerprint_of(one) != fingerprint_of(other)
    assert len(fingerprint_of("ü")) == 64
    assert fingerprint_of("x") == "4755bd1b01771ffabd88f76b2c68a47c68ae3f94aab0eb85a5ffd1f47780e249"
