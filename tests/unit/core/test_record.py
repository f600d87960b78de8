"""Records check their fields by types and limits; Checks collect problems of arguments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from unittest.mock import ANY

import pytest
from attrs import field, frozen
from hypothesis import given
from hypothesis import strategies as st

from careerscore._record import (
    Checks,
    Record,
    fields_of,
    frozen_map,
    frozen_tuple,
    is_number,
    limits,
    limits_of,
)
from careerscore.errors import InvalidInputError


@frozen(kw_only=True)
class Part(Record):
    size: int = 1


@frozen(kw_only=True)
class Whole(Record):
    name: str
    kind: str | None = field(default=None, metadata=limits(enum=("a", "b")))
    code: str = field(
        default="12", metadata=limits(pattern="^[0-9]+$", maxLength=3, expected="up to 3 digits")
    )
    word: str = field(default="x", metadata=limits(pattern="x"))
    comment: str = field(default="", metadata=limits(empty=True))
    count: int = field(default=1, metadata=limits(minimum=1, maximum=5))
    rate: float | None = field(default=None, metadata=limits(minimum=-0.5))
    most: float = field(default=0, metadata=limits(maximum=10**9))
    exact: bool = False
    part: Part | None = None
    parts: tuple[Part, ...] = field(default=(), converter=frozen_tuple)
    sizes: tuple[float, ...] = field(default=(), converter=frozen_tuple)
    texts: tuple[str | None, ...] = ()
    pair: tuple[float, float] = field(default=(0, 1), converter=frozen_tuple)
    numbers: Mapping[str, float] = field(factory=dict, converter=frozen_map)
    lists: Mapping[str, tuple[int, ...]] = field(factory=dict, converter=frozen_map)
    anything: Any = None
    either: int | str = 1
    strange: int | Any = 1
    values: tuple[Any, ...] = ()
    anythings: tuple[int | str, ...] = ()
    length: int = field(init=False)

    @length.default
    def _length(self) -> Any:
        return f"{len(str(self.name))}, unchecked"

    def _check(self, checks: Checks) -> None:
        checks.expect("rate", self.rate, "at most `most`", holds=(self.rate or 0) <= self.most)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"name": " "}, "name: expected a non-empty string, got ' '"),
        ({"kind": "c"}, "kind: expected 'a' or 'b' or None, got 'c'"),
        ({"kind": ANY}, "kind: expected 'a' or 'b' or None, got <ANY>"),
        ({"code": "1234"}, "code: expected up to 3 digits, got '1234'"),
        ({"code": "a"}, "code: expected up to 3 digits, got 'a'"),
        ({"word": "y"}, "word: expected a string that matches x, got 'y'"),
        ({"comment": None}, "comment: expected a string, got None"),
        ({"count": 0}, "count: expected an integer from 1 to 5, got 0"),
        ({"count": 1.0}, "count: expected an integer from 1 to 5, got 1.0"),
        ({"count": True}, "count: expected an integer from 1 to 5, got True"),
        ({"rate": -1}, "rate: expected a number of at least -0.5 or None, got -1"),
        ({"rate": float("nan")}, "rate: expected a number of at least -0.5 or None, got nan"),
        ({"most": 1e10}, "most: expected a number of at most 1000000000, got 10000000000.0"),
        ({"most": 10**400}, "most: expected a number of at most 1000000000, got 1"),
        ({"exact": 1}, "exact: expected true or false, got 1"),
        ({"part": 1}, "part: expected a Part or None, got 1"),
        ({"parts": [1]}, "parts: expected a list of Part, got (1,)"),
        ({"parts": "x"}, "parts: expected a list of Part, got 'x'"),
        ({"sizes": [float("nan")]}, "sizes: expected a list of numbers, got (nan,)"),
        ({"sizes": [True]}, "sizes: expected a list of numbers, got (True,)"),
        ({"texts": (1,)}, "texts: expected a list of values, got (1,)"),
        ({"pair": [1]}, "pair: expected a list of 2 numbers, got (1,)"),
        ({"pair": [1, "2"]}, "pair: expected a list of 2 numbers, got (1, '2')"),
        ({"numbers": {1: 1}}, "numbers: expected a mapping of strings to numbers, got"),
        ({"numbers": {"a": "1"}}, "numbers: expected a mapping of strings to numbers, got"),
        ({"numbers": [1]}, "numbers: expected a mapping of strings to numbers, got [1]"),
        ({"lists": {"a": (1.5,)}}, "lists: expected a mapping of strings to tuple, got"),
        ({"either": 1.5}, "either: expected an integer or a string, got 1.5"),
        ({"rate": 1}, "rate: expected at most `most`, got 1"),
    ],
)
def test_a_wrong_field_is_named(changes, problem):
    with pytest.raises(InvalidInputError) as caught:
        Whole(**{"name": "x"} | changes)
    assert caught.value.subject == "Whole"
    assert str(caught.value.problems[0]).startswith(problem)
    assert len(caught.value.problems) == 1


def test_valid_values_are_taken():
    given = {
        "name": "x", "kind": "b", "code": "123", "count": 5, "rate": -0.5, "most": 1e9,
        "exact": True, "part": Part(), "parts": [Part()], "sizes": [1, 2.5], "texts": ("", None),
        "pair": [1, 2], "numbers": {"": 1}, "lists": {"a": (1,)}, "anything": object(),
        "either": "", "strange": None, "values": (object(),), "anythings": (1, ""),
    }  # fmt: skip
    whole = Whole(**given)
    assert whole.parts == (Part(),)
    assert whole.numbers == {"": 1}
    assert whole.length == "1, unchecked"


@frozen(kw_only=True)
class Together(Record):
    _checked_together = ("low", "high")

    name: str = "x"
    low: int = 0
    high: int = 1

    def _check(self, checks: Checks) -> None:
        checks.expect("high", self.high, "at least `low`", holds=self.high >= self.low)


@pytest.mark.parametrize(
    ("changes", "fields"),
    [({"name": 1, "low": 2}, ["name", "high"]), ({"name": 1, "low": "2"}, ["name", "low"])],
)
def test_fields_are_checked_together_where_these_are_valid(changes, fields):
    with pytest.raises(InvalidInputError) as caught:
        Together(**changes)
    assert [problem.field for problem in caught.value.problems] == fields


def test_limits_are_keywords_of_json_schema():
    found = {each.name: limits_of(each) for each in fields_of(Whole)}
    assert found["name"] == found["anything"] | {"pattern": r"\S"}
    assert found["kind"] == {"enum": ("a", "b")}
    assert found["code"] == {"pattern": "^[0-9]+$", "maxLength": 3}
    assert found["count"] == {"minimum": 1, "maximum": 5}
    assert found["comment"] == found["anything"] == {}


@given(st.none() | st.text() | st.sampled_from([True, False, float("nan"), float("inf"), 10**400]))
def test_other_values_are_not_numbers(value):
    assert not is_number(value)


@given(st.integers() | st.floats(allow_nan=False, allow_infinity=False))
def test_finite_numbers_are_numbers(value):
    assert is_number(value)


def test_checks_collect_problems_of_arguments():
    checks = Checks("house")
    checks.value("size", 1, float, minimum=1, maximum=5)
    checks.value("size", 5, float, minimum=1, maximum=5)
    checks.value("size", None, float | None)
    checks.value("rooms", 3, int, minimum=1, maximum=3)
    checks.value("street", "", str | None)
    checks.value("part", Part(), Part)
    checks.raise_problems()
    assert checks.passed
    checks.value("size", 6, float, maximum=5)
    checks.value("rooms", 2.0, int, minimum=1, maximum=3)
    checks.value("street", 1, str)
    checks.value("part", 1, Part | None)
    checks.expect("door", "red", "a door", holds=False)
    checks.fail("roof", "leaks")
    assert not checks.passed
    with pytest.raises(InvalidInputError) as caught:
        checks.raise_problems()
    assert [(problem.field, problem.expected) for problem in caught.value.problems] == [
        ("size", "a number of at most 5"),
        ("rooms", "an integer from 1 to 3"),
        ("street", "a string"),
        ("part", "a Part or None"),
        ("door", "a door"),
        ("roof", "leaks"),
    ]
