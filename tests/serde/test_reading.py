"""Reading and writing: nothing lost, nothing converted, every problem with its path."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import attrs
import pytest

import careerscore as cs
from careerscore.economics import Assumptions, Money, TaxBracket, TaxSchedule
from careerscore.errors import InvalidInputError
from careerscore.serde import KIND, dumps, from_dict, loads, make_converter, to_dict, unversioned

MIDNIGHT = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
TIER = {"rank": 1, "label": "A", "color": "b"}


def problems(data, kind):
    with pytest.raises(InvalidInputError) as caught:
        from_dict(data, kind)
    return [str(problem) for problem in caught.value.problems]


# ---- round trip


def test_lists_tuples_and_mappings_of_objects_are_written_and_read():
    tier = cs.Tier(**TIER)
    versioned = {"schema_version": 1, **TIER}
    assert to_dict({"best": [tier], "all": (tier,)}) == {"best": [versioned], "all": [versioned]}
    assert unversioned({"best": (tier,)}) == {"best": [TIER]}
    assert from_dict([TIER], tuple[cs.Tier, ...]) == (tier,)
    assert from_dict([TIER], list[cs.Tier]) == [tier]
    assert from_dict({"best": TIER}, dict[str, cs.Tier]) == {"best": tier}
    assert from_dict((None, TIER), tuple[int | None, cs.Tier]) == (None, tier)
    assert problems([1, 2, 3], tuple[int, int])[0].startswith("tuple: expected a list of 2, got")
    assert from_dict(None, cs.Tier | None) is None
    assert to_dict([1, "a", None, datetime.date(2026, 1, 9)]) == [1, "a", None, "2026-01-09"]


# ---- derived fields


def test_derived_fields_are_written_and_have_to_agree():
    written = to_dict(cs.Occupation(code="29-2072.00", title="Medical Records Specialists"))
    assert written["soc_code"] == "29-2072"
    assert written["slug"] == "medical-records-specialists"
    assert written["links"]["onet_online"] == "https://www.onetonline.org/link/summary/29-2072.00"
    assert written["education"]["onet_entry_level"] is None
    (problem,) = problems(written | {"slug": "another"}, cs.Occupation)
    assert problem.startswith("slug: expected 'medical-records-specialists', as computed from")
    del written["slug"]
    assert from_dict(written, cs.Occupation).slug == "medical-records-specialists"


def test_true_does_not_agree_with_1():
    assert from_dict({"low": 1, "high": 1, "value": 1.0}, Money) == Money.exact(1)
    for data in ({"low": 1, "high": 1, "value": True}, {"low": 5, "high": None, "value": 5}):
        assert problems(data, Money)[0].startswith("value: expected ")


# ---- problems


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"rank": "1"}, "rank: expected an integer, got '1'"),
        ({"rank": True}, "rank: expected an integer, got True"),
        ({"rank": 1.0}, "rank: expected an integer, got 1.0"),
        ({"rank": 10**5000}, "rank: expected an integer, got a very large int"),
        ({"label": 5}, "label: expected a string, got 5"),
        ({"hue": 3}, "hue: unknown field"),
        ({"colour": 3}, "colour: unknown field; did you mean color?"),
        ({3: 3}, "[3]: unknown field"),
        ({"\x1b\ud83d": 3}, r"['\x1b\ud83d']: unknown field"),
    ],
)
def test_a_problem_has_the_name_of_its_field(change, problem):
    assert problems(TIER | change, cs.Tier) == [problem]


def test_all_problems_are_reported_in_the_order_of_the_fields():
    data = {"shade": 1, "rank": "1", "label": "A"}
    assert problems(data, cs.Tier) == [
        "rank: expected an integer, got '1'",
        "color: missing",
        "shade: unknown field",
    ]
    with pytest.raises(InvalidInputError) as caught:
        from_dict([data, {}], list[cs.Tier])
    fields = "[0].rank [0].color [0].shade [1].rank [1].label [1].color"
    assert " ".join(problem.field for problem in caught.value.problems) == fields
    with pytest.raises(InvalidInputError) as caught:
        from_dict(["a", *range(1_000_000)], list[str])
    assert [each.field for each in caught.value.problems[::999]] == ["[1]", "[1000]"]
    assert problems(None, cs.Tier) == ["Tier: expected an object with the fields of Tier, got None"]


@pytest.mark.parametrize(
    ("changes", "field", "expected"),
    [
        ({"aliases": "coder"}, "aliases", "a list"),
        ({"aliases": ["coder", 3]}, "aliases[1]", "a string"),
        (
            {"technology_skills": [{"name": "a", "category": "b", "hot": 1}]},
            "technology_skills[0].hot",
            "true or false",
        ),
        ({"wages": {"annual": {"p10": "9"}}}, "wages.annual.p10", "a number"),
        ({"wages": {"annual": {"p10": float("nan")}}}, "wages.annual.p10", "a number"),
        ({"wages": {"annual": {"p10": 9, "p25": 8}}}, "wages.annual.p25", "at least 9, as p10 is"),
        ({"notes": [1]}, "notes", "a mapping of strings"),
        ({"notes": {3: {}}}, "notes", "a mapping of strings"),
        ({"siblings": {"29-2072.01": 5}}, "siblings['29-2072.01']", "a string"),
    ],
)
def test_a_nested_problem_has_its_path(changes, field, expected):
    data = {"code": "29-2072.00", "title": "Medical Records Specialists"} | changes
    with pytest.raises(InvalidInputError) as caught:
        from_dict(data, cs.Occupation)
    assert [(each.field, each.expected) for each in caught.value.problems] == [(field, expected)]


def test_an_enumeration_lists_its_members():
    note = {"provenance": "guessed", "reason": "r"}
    assert problems(note, cs.Note)[0].startswith("provenance: expected one of observed, inherited,")
    assert problems(note | {"provenance": []}, cs.Note)[0].endswith("missing, got []")


@pytest.mark.parametrize(
    "retrieved",
    ["2026-13-01", "20260109", "2026-W02-5", "2026-1-9", "2026-01-09 ", 5, None, MIDNIGHT],
)
def test_only_iso_dates_with_dashes_are_dates(retrieved):
    fields = ("dataset", "edition", "title", "publisher", "licence", "citation", "url")
    data = dict.fromkeys(fields, "x")
    assert problems(data | {"retrieved": retrieved}, cs.Source)[0].startswith(
        "retrieved: expected a date such as 2026-01-09, got "
    )
    for date in ("2026-01-09", datetime.date(2026, 1, 9)):
        assert from_dict(data | {"retrieved": date}, cs.Source).retrieved.isoformat() == str(date)


# ---- which types are read


@pytest.mark.parametrize(
    "kind",
    [dict, list, tuple, set[str], list[set[str]], object, cs.Release, cs.Methodology, 5, "Tier"],
)
def test_other_types_are_refused(kind):
    with pytest.raises(InvalidInputError, match=r"^from_dict: kind: expected a class of careersco"):
        from_dict([], kind)


@attrs.frozen
class Unreadable:
    """Fields of types that cannot be read."""

    either: int | str = 0
    anything: tuple = ()
    some: Mapping = attrs.field(factory=dict)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("either", "a type that can be read, or a hook for it"),
        ("anything", "a list with the type of its items, such as list[Occupation]"),
        ("some", "a mapping with the type of its values, such as dict[str, Occupation]"),
    ],
)
def test_a_field_of_a_type_that_cannot_be_read_is_named(name, expected):
    with pytest.raises(InvalidInputError) as caught:
        from_dict({name: {}}, Unreadable)
    ((field, _, found),) = caught.value.problems
    assert (field, found) == (name, expected)
    assert from_dict({}, Unreadable) == Unreadable()


@attrs.frozen
class Loose:
    """Fields that are read as other types than their own."""

    part: object = attrs.field(metadata={KIND: object})
    text: str | None = attrs.field(default=None, metadata={KIND: cs.Tier | None})
    plain: int = 0


def test_metadata_give_the_type_that_a_field_is_read_as():
    anything = object()
    assert from_dict({"part": anything, "text": TIER}, Loose) == Loose(anything, cs.Tier(**TIER))
    assert problems({"text": TIER | {"rank": "1"}, "plain": "2"}, Loose) == [
        "part: missing",
        "text.rank: expected an integer, got '1'",
        "plain: expected an integer, got '2'",
    ]


@attrs.frozen
class Private:
    """A field with another name in the arguments of the class."""

    _held: int
    mapped: dict[str, int] = attrs.field(factory=dict)
    made: int = attrs.field(init=False, default=3)


def test_a_private_field_is_written_and_read_under_its_name():
    assert to_dict(Private(3)) == {"schema_version": 1, "_held": 3, "mapped": {}}
    assert loads(dumps(Private(3, {"a": 1})), Private) == Private(3, {"a": 1})


@attrs.frozen
class Strange:
    """A class with an error of its own."""

    text: str

    def __attrs_post_init__(self):
        raise KeyError(self.text)


def test_an_error_of_the_class_itself_is_raised_as_it_is():
    with pytest.raises(KeyError, match="text"):
        from_dict({"text": "text"}, Strange)


def test_a_converter_belongs_to_its_caller():
    ours, theirs = make_converter(), make_converter()
    theirs.register_structure_hook(str, lambda value, _: str(value).upper())
    data = TIER | {"label": "a"}
    assert theirs.structure(data, cs.Tier).label == "A"
    assert ours.structure(data, cs.Tier).label == from_dict(data, cs.Tier).label == "a"
    assert ours.structure([data], list[cs.Tier]) == [cs.Tier(**data)]
    with pytest.raises(InvalidInputError, match="rank: expected an integer, got True"):
        ours.structure(data | {"rank": True}, cs.Tier)


@attrs.frozen
class Nested:
    """An object that can hold one of its own class."""

    inner: Nested | None = None
    others: tuple[Nested, ...] = ()
    by_name: Mapping[str, Nested] = attrs.field(factory=dict)


def test_an_object_can_hold_objects_of_its_own_class():
    nested = Nested(Nested(Nested(), (Nested(),)), (), {"a": Nested()})
    assert loads(dumps(nested), Nested) == nested
    wrong = to_dict(nested)
    wrong["inner"]["others"][0]["inner"] = 5
    assert problems(wrong, Nested)[0].startswith("inner.others[0].inner: expected an object with")


# ---- functions, and values within themselves


def by_hand(pay):
    return pay / 4


@pytest.mark.parametrize(
    ("value", "path"),
    [
        (by_hand, "function"),
        (cs.Tier, "type"),
        ({"b": [1, by_hand]}, "['b'][1]"),
        (Assumptions(tax=by_hand), "tax"),
        ({"a": Loose(Assumptions(tax=by_hand))}, "['a'].part.tax"),
    ],
)
def test_a_function_cannot_be_written(value, path):
    for write in (to_dict, dumps, unversioned):
        with pytest.raises(InvalidInputError) as caught:
            write(value)
        assert [problem.field for problem in caught.value.problems] == [path]
        assert caught.value.subject == type(value).__name__


def test_an_object_that_can_be_called_is_written():
    tax = Assumptions(tax=TaxSchedule(name="x", brackets=[TaxBracket(above=0, rate=0.1)]))
    assert loads(dumps(tax), Assumptions) == tax


def test_endless_values_are_refused():
    deep = []
    for _ in range(100_000):
        deep = [deep]
    circle = {}
    circle["inner"] = circle
    for attempt in (
        lambda: to_dict(circle),
        lambda: unversioned(circle),
        lambda: dumps(deep),
        lambda: from_dict(circle, Nested),
    ):
        with pytest.raises(InvalidInputError, match="expected fewer levels, and no value within"):
            attempt()
