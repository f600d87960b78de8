"""JSON text: nothing that two readers could understand differently is written or read."""

from __future__ import annotations

from time import process_time

import pytest

import careerscore as cs
from careerscore.economics import Money
from careerscore.errors import InvalidInputError
from careerscore.serde import dumps, from_dict, loads, to_dict, unversioned


def test_json_is_utf8_and_can_be_indented():
    tier = cs.Tier(rank=1, label="Größe", color="b")
    assert dumps(tier) == '{"schema_version": 1, "rank": 1, "label": "Größe", "color": "b"}'
    assert dumps([1, {"a": "é"}], indent=1) == '[\n 1,\n {\n  "a": "é"\n }\n]'


@pytest.mark.parametrize(
    "text", ["", "{", "nope", "[" * 100_000, '{"a": 1} trailing', "9" * 5000, "\ufeff\ufeff{}"]
)
def test_text_that_is_not_json_is_refused(text):
    with pytest.raises(InvalidInputError, match="JSON: text: expected valid JSON"):
        loads(text, cs.Tier)


@pytest.mark.parametrize("text", [b"{}", None])
def test_only_strings_are_read(text):
    with pytest.raises(InvalidInputError, match="JSON: text: expected a string of JSON, got"):
        loads(text, cs.Tier)


def test_a_byte_order_mark_is_ignored():
    assert loads('\ufeff{"rank": 1, "label": "A", "color": "b"}', cs.Tier).rank == 1


def test_repeated_keys_are_refused_with_their_paths():
    with pytest.raises(InvalidInputError) as caught:
        loads('{"a": {"rank": 1, "label": "A", "color": "b", "label": "A"}}', dict[str, cs.Tier])
    assert str(caught.value) == "dict: ['a'].label: expected a string, got several values"
    twice = '{"code": "29-2072.00", "title": "x", "aliases": [], "aliases": [], "notes": 1}'
    with pytest.raises(InvalidInputError) as caught:
        loads(twice, cs.Occupation)
    assert [problem.field for problem in caught.value.problems] == ["aliases", "notes"]


def test_repeated_keys_are_looked_for_in_linear_time():
    keys = ", ".join(f'"{number}": "x"' for number in range(100_000))
    start = process_time()
    with pytest.raises(InvalidInputError, match=r"\['5'\]: expected a string, got several values"):
        loads(f'{{{keys}, "5": "x"}}', dict[str, str])
    assert process_time() - start < 5


HALF = "\ud83d"
"""Half of a character: UTF-8 cannot hold it."""


def test_all_values_that_json_cannot_hold_are_named_with_their_paths():
    odd = {"a": [float("nan"), HALF, 1, True, None, "é"], "b": 1j, HALF: HALF, "c": 10**5000}
    with pytest.raises(InvalidInputError) as caught:
        dumps(odd | {"d": cs.Tier(rank=1, label=HALF, color="b")})
    paths = ["['a'][0]", "['a'][1]", "['b']", "['\\ud83d']", "['\\ud83d']", "['c']", "['d'].label"]
    assert [problem.field for problem in caught.value.problems] == paths
    assert str(caught.value).encode()
    for value in (HALF, float("inf"), b"bytes"):
        with pytest.raises(InvalidInputError) as caught:
            dumps(value)
        assert [problem.field for problem in caught.value.problems] == [type(value).__name__]


@pytest.mark.parametrize(("key", "path"), [(1, "[1]"), (None, "[None]"), ((1, 2), "[(1, 2)]")])
def test_keys_are_strings(key, path):
    for write in (to_dict, dumps, unversioned):
        with pytest.raises(InvalidInputError) as caught:
            write({"a": {key: 1}})
        assert [problem.field for problem in caught.value.problems] == [f"['a']{path}"]


def test_half_a_character_is_not_read():
    with pytest.raises(InvalidInputError) as caught:
        loads(r'{"rank": 1, "label": "\ud83d", "color": "b"}', cs.Tier)
    assert caught.value.problems == (
        ("label", r"'\ud83d'", "a string without halves of surrogate pairs"),
    )
    with pytest.raises(InvalidInputError, match="expected a key without halves of surrogate pairs"):
        from_dict({HALF: "a"}, dict[str, str])
    assert loads(r'{"rank": 1, "label": "\ud83d\ude00", "color": "b"}', cs.Tier).label == "😀"


def test_numbers_are_exact_and_finite():
    for number in (2**53 + 1, 35_080, 48_780.5, 0.24999999999999997, -0.0):
        assert repr(loads(dumps(Money.exact(number)), Money).low) == repr(number)
    for number in ("1e400", f"1{'0' * 400}", "NaN", "-Infinity"):
        with pytest.raises(InvalidInputError, match="Money: low: expected a number, got "):
            loads(f'{{"low": {number}, "high": null}}', Money)
