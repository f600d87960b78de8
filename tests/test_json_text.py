"""JSON as text: what other readers would take for something else is neither written nor read."""

from __future__ import annotations

import json
from math import copysign

import attrs
import pytest

from careerscore.economics import Money
from careerscore.errors import InvalidInputError
from careerscore.model import WageEstimates
from careerscore.model.assessment import Tier
from careerscore.serde import dumps, from_dict, loads, to_dict, unversioned


def test_json_is_plain_utf8_and_can_be_indented():
    tier = Tier(rank=1, label="Größe", color="b")
    assert dumps(tier) == '{"schema_version": 1, "rank": 1, "label": "Größe", "color": "b"}'
    lines = (
        "{",
        ' "schema_version": 1,',
        ' "rank": 1,',
        ' "label": "Größe",',
        ' "color": "b"',
        "}",
    )
    assert dumps(tier, indent=1) == "\n".join(lines)


@pytest.mark.parametrize("text", ["", "{", "nope", "[" * 100_000, '{"a": 1} trailing'])
def test_what_is_no_json_is_refused(text):
    with pytest.raises(InvalidInputError, match="JSON: text: expected valid JSON"):
        loads(text, Tier)


@pytest.mark.parametrize("text", [b"{}", None, 5, {}])
def test_what_is_no_text_is_refused(text):
    with pytest.raises(InvalidInputError, match="JSON: text: expected a text of valid JSON, got"):
        loads(text, Tier)


def test_a_key_that_stands_twice_is_refused():
    with pytest.raises(InvalidInputError) as caught:
        loads('{"rank": 1, "label": "A", "color": "b", "label": "B"}', Tier)
    assert str(caught.value) == "JSON: label: expected one value, got several values"


def test_every_key_that_stands_twice_is_named_with_its_path():
    twice = '{"a": 1, "a": {"b": 2, "b": 3}, "c": [{"d": [], "d": {}, "e": 1, "e": 2, "f": [0]}]}'
    with pytest.raises(InvalidInputError) as caught:
        loads(twice, Tier)
    assert [problem.field for problem in caught.value.problems] == ["a", "a.b", "c[0].d", "c[0].e"]


def test_the_mark_that_editors_put_before_a_text_is_no_part_of_it():
    text = dumps(Tier(rank=1, label="A", color="b"))
    assert loads(f"\ufeff{text}", Tier).rank == 1
    with pytest.raises(InvalidInputError, match="expected valid JSON"):
        loads(f"\ufeff\ufeff{text}", Tier)


HALF = "\ud83d"
"""Half of a character: no UTF-8 can hold it."""


@pytest.mark.parametrize(
    ("value", "path"),
    [
        (Tier(rank=1, label=HALF, color="b"), "['label']"),
        ([{"a": ["b", HALF]}], "[0]['a'][1]"),
        (HALF, "text"),
        ([float("nan")], "[0]"),
        (float("inf"), "number"),
        ({"a": 10**5000}, "['a']"),
        ([{1, 2}], "[0]"),
        (b"bytes", "bytes"),
        ({"a": {HALF: True}}, "['a']['\\ud83d']"),
    ],
)
def test_what_json_cannot_hold_is_named_with_its_path(value, path):
    with pytest.raises(InvalidInputError) as caught:
        dumps(value)
    (problem,) = caught.value.problems
    assert caught.value.subject == "JSON"
    assert problem.field == path
    assert str(caught.value).encode()


def test_all_that_json_cannot_hold_is_named():
    with pytest.raises(InvalidInputError) as caught:
        dumps({"a": [float("nan"), 1, True, None, "é", HALF], "b": 1j, HALF: HALF})
    expected = ["a finite number", "a text without halves", "an object of", "a key without"]
    expected.append("a text without halves")
    found = [problem.expected for problem in caught.value.problems]
    assert [text[: len(start)] for text, start in zip(found, expected, strict=True)] == expected


@pytest.mark.parametrize(("key", "shown"), [(1, "[1]"), (None, "[None]"), ((1, 2), "[(1, 2)]")])
def test_a_key_is_a_text(key, shown):
    for write in (to_dict, dumps, unversioned):
        with pytest.raises(InvalidInputError) as caught:
            write({"a": {key: 1}})
        assert str(caught.value).startswith(f"dict: ['a']{shown}: expected a key that is a text")


def test_half_a_character_is_not_read_either():
    with pytest.raises(InvalidInputError) as caught:
        loads(r'{"rank": 1, "label": "\ud83d", "color": "b"}', Tier)
    (problem,) = caught.value.problems
    assert problem == ("label", r"'\ud83d'", "a text without halves of surrogate pairs")
    with pytest.raises(InvalidInputError, match="expected a key without halves of surrogate pairs"):
        from_dict({HALF: "a"}, dict[str, str])
    assert loads(r'{"rank": 1, "label": "\ud83d\ude00", "color": "b"}', Tier).label == "😀"


def test_what_lies_too_deep_is_refused():
    deep = []
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(InvalidInputError, match="list: list: expected fewer levels, none within"):
        dumps(deep)
    circle = {}
    circle["a"] = circle
    with pytest.raises(InvalidInputError, match="dict: dict: expected fewer levels, none within"):
        to_dict(circle)
    with pytest.raises(InvalidInputError, match="Nested: Nested: expected fewer levels, none with"):
        from_dict(endless(), Nested)


@attrs.frozen
class Nested:
    """An object that may hold one of its own kind."""

    inner: Nested | None = None
    names: tuple[str, ...] = ()


def endless():
    data = {}
    data["inner"] = data
    return data


def test_an_object_may_hold_one_of_its_own_kind():
    nested = Nested(Nested(Nested(), ("a",)), ("b", "c"))
    assert loads(dumps(nested), Nested) == nested
    with pytest.raises(InvalidInputError, match=r"Nested: inner.inner.names\[1\]: expected a text"):
        from_dict({"inner": {"inner": {"names": ["a", 1]}}}, Nested)


def test_long_texts_great_numbers_and_the_sign_of_zero_are_kept():
    label = "Größe" * 2_000
    assert loads(dumps(Tier(rank=1, label=label, color="b")), Tier).label == label
    odd = 2**53 + 1
    assert loads(dumps(Money.exact(odd)), Money).low == odd
    assert copysign(1, loads(dumps(Money.exact(-0.0)), Money).low) == -1
    with pytest.raises(InvalidInputError, match="Money: low: expected a number, got inf"):
        loads('{"low": 1e400, "high": null}', Money)
    with pytest.raises(InvalidInputError, match="JSON: text: expected valid JSON"):
        loads(f'{{"low": {"9" * 5000}, "high": null}}', Money)
    with pytest.raises(InvalidInputError, match="low: expected a number, got 1000"):
        loads(f'{{"low": 1{"0" * 400}, "high": null}}', Money)


@pytest.mark.parametrize("constant", ["NaN", "Infinity", "-Infinity"])
def test_json_has_no_nan_and_no_infinity(constant):
    with pytest.raises(InvalidInputError, match="p10: expected a number"):
        loads(f'{{"p10": {constant}}}', WageEstimates)


def test_the_json_is_what_others_read():
    tier = Tier(rank=1, label="A", color="b")
    assert json.loads(dumps(tier)) == to_dict(tier)
