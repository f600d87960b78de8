"""JSON in and out: nothing lost, nothing guessed, every problem with its path."""

from __future__ import annotations

import datetime
import json

import attrs
import pytest
from hypothesis import given

import careerscore as cs
from careerscore.economics import Assumptions, Money, TaxBracket, TaxSchedule
from careerscore.economics.methods import PART
from careerscore.errors import InvalidInputError
from careerscore.model import EpochProfile, ExposureMeasure, Occupation, Source, WageEstimates
from careerscore.model.assessment import ResilienceAssessment, Tier
from careerscore.serde import (
    KIND,
    SCHEMA_VERSION,
    dumps,
    from_dict,
    loads,
    make_converter,
    to_dict,
    unversioned,
)
from careerscore.testing import assessments, occupations


@given(occupations())
def test_an_occupation_comes_back_as_it_was(occupation):
    assert loads(dumps(occupation), Occupation) == occupation
    assert dumps(loads(dumps(occupation), Occupation)) == dumps(occupation)


@given(assessments())
def test_an_assessment_comes_back_as_it_was(assessment):
    assert loads(dumps(assessment), ResilienceAssessment) == assessment


def test_numbers_keep_their_kind_and_digits():
    wages = WageEstimates(p10=35080, median=48780.5)
    assert '"p10": 35080,' in dumps(wages)
    assert '"median": 48780.5,' in dumps(wages)
    beta = ExposureMeasure(measure="b", title="b", unit="u", value=0.24999999999999997)
    assert loads(dumps(beta), ExposureMeasure).value == 0.24999999999999997


def test_what_follows_from_other_fields_is_written_too():
    written = to_dict(Occupation(code="29-2072.00", title="Medical Records Specialists"))
    assert written["soc_code"] == "29-2072"
    assert written["slug"] == "medical-records-specialists"
    assert written["published_slug"] == "medical-records-specialists"
    assert written["links"]["onet_online"] == "https://www.onetonline.org/link/summary/29-2072.00"
    assert written["education"]["onet_entry_level"] is None
    epoch = EpochProfile(empathy=3, presence=4, opinion=4, creativity=2, hope=2)
    assert to_dict(epoch)["total"] == 15


def test_what_follows_from_other_fields_has_to_agree():
    written = to_dict(Occupation(code="29-2072.00", title="Medical Records Specialists"))
    written["slug"] = "another"
    with pytest.raises(InvalidInputError) as caught:
        from_dict(written, Occupation)
    assert str(caught.value) == (
        "Occupation: slug: expected medical-records-specialists, as the other fields say, got 'another'"
    )
    del written["slug"]
    assert from_dict(written, Occupation).slug == "medical-records-specialists"


def test_lists_tuples_and_mappings_of_objects_are_written():
    tier = Tier(rank=1, label="A", color="b")
    as_dict = {"rank": 1, "label": "A", "color": "b"}
    versioned = {"schema_version": 1, **as_dict}
    assert to_dict([tier]) == [versioned]
    assert to_dict((tier,)) == [versioned]
    assert to_dict({"best": tier}) == {"best": versioned}
    assert to_dict({"best": [tier]}) == {"best": [versioned]}
    assert from_dict([as_dict], tuple[Tier, ...]) == (tier,)
    assert from_dict([as_dict], list[Tier]) == [tier]
    assert from_dict({"best": as_dict}, dict[str, Tier]) == {"best": tier}
    assert from_dict(None, Tier | None) is None
    assert to_dict([1, "a", None, datetime.date(2026, 1, 9)]) == [1, "a", None, "2026-01-09"]


def test_an_object_of_its_own_says_its_version_first_and_its_parts_do_not():
    written = to_dict(cs.occupation("29-2072.00", data="2026.1"))
    assert next(iter(written)) == "schema_version"
    assert written["schema_version"] == SCHEMA_VERSION == 1
    assert "schema_version" not in json.dumps(list(written.values()))


def test_what_is_hashed_or_compared_says_nothing_of_versions():
    tier = Tier(rank=1, label="A", color="b")
    as_dict = {"rank": 1, "label": "A", "color": "b"}
    assert unversioned(tier) == make_converter().unstructure(tier) == as_dict
    assert unversioned({"best": (tier,)}) == {"best": [as_dict]}
    with pytest.raises(InvalidInputError, match="Assumptions: tax: expected something"):
        unversioned(Assumptions(tax=by_hand))


@pytest.mark.parametrize("version", [0, -1, 2, 10**30, 1.0, True, "1", None])
def test_a_document_of_another_version_is_refused(version):
    data = {"schema_version": version, "rank": 1, "label": "A", "color": "b"}
    with pytest.raises(InvalidInputError) as caught:
        from_dict(data, Tier)
    assert str(caught.value) == (
        "Tier: schema_version: expected 1, the newest version that this careerscore reads, "
        f"got {version!r}"
    )
    with pytest.raises(InvalidInputError, match=r"\['a'\].tier.schema_version: expected 1, the"):
        from_dict({"a": {"tier": data}}, dict[str, WithTier])


def test_any_object_may_say_its_version():
    tier = {"schema_version": 1, "rank": 1, "label": "A", "color": "b"}
    assert from_dict({"tier": tier}, WithTier).tier.rank == 1
    assert from_dict({"schema_version": 1, "tier": tier}, WithTier).tier.rank == 1


@attrs.frozen
class WithTier:
    """A part that is an object."""

    tier: Tier


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"rank": "1", "label": "A", "color": "b"}, "Tier: rank: expected an integer, got '1'"),
        (
            {"rank": True, "label": "A", "color": "b"},
            "Tier: rank: expected an integer, got True",
        ),
        ({"rank": 1.0, "label": "A", "color": "b"}, "Tier: rank: expected an integer, got 1.0"),
        ({"rank": 1, "label": 5, "color": "b"}, "Tier: label: expected a text, got 5"),
        ({"rank": 1, "label": "A"}, "Tier: color: expected a value, got nothing"),
        (
            {"rank": 1, "label": "A", "color": "b", "hue": 3},
            "Tier: hue: expected no field of this name, got 3",
        ),
        (
            {"rank": 0, "label": "A", "color": "b"},
            "Tier: rank: expected an integer from 1 to 1000, got 0",
        ),
        ([], "Tier: Tier: expected an object with the fields of Tier, got []"),
        (None, "Tier: Tier: expected an object with the fields of Tier, got None"),
    ],
)
def test_a_problem_is_named_with_its_field(data, message):
    with pytest.raises(InvalidInputError) as caught:
        from_dict(data, Tier)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"job_zone": "3"}, "job_zone: expected an integer, got '3'"),
        ({"aliases": "coder"}, "aliases: expected a list, got 'coder'"),
        ({"aliases": ["coder", 3]}, "aliases[1]: expected a text, got 3"),
        (
            {"technology_skills": [{"name": "a", "category": "b", "hot": 1}]},
            "technology_skills[0].hot: expected true or false, got 1",
        ),
        ({"wages": {"annual": {"p10": "9"}}}, "wages.annual.p10: expected a number, got '9'"),
        (
            {"wages": {"annual": {"p10": float("nan")}}},
            "wages.annual.p10: expected a number, got nan",
        ),
        (
            {"wages": {"annual": {"p10": 9, "p25": 8}}},
            "wages.annual.p25: expected at least 9, as p10 is, got 8",
        ),
        (
            {"notes": {"title": {"how": "guessed", "reason": "r"}}},
            "notes['title'].provenance: expected one of observed, inherited, broad-level, crosswalk, crosswalk-mean, defaulted, estimated, top-coded, missing, got 'guessed'",
        ),
        ({"notes": [1]}, "notes: expected a mapping of strings, got [1]"),
        ({"notes": {3: {}}}, "notes: expected a mapping of strings, got {3: {}}"),
        ({"siblings": {"29-2072.01": 5}}, "siblings['29-2072.01']: expected a text, got 5"),
    ],
)
def test_a_problem_deep_inside_is_named_with_its_path(changes, problem):
    data = {"code": "29-2072.00", "title": "Medical Records Specialists"} | changes
    with pytest.raises(InvalidInputError) as caught:
        from_dict(data, Occupation)
    assert [str(found) for found in caught.value.problems] == [problem]


@pytest.mark.parametrize(
    "retrieved",
    [
        "2026-13-01",
        "20260109",
        "2026-W02-5",
        "2026-1-9",
        "2026-01-09 ",
        5,
        None,
        datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC),
    ],
)
def test_a_date_is_a_date(retrieved):
    data = dict.fromkeys(
        ("dataset", "edition", "title", "publisher", "licence", "citation", "url"), "x"
    )
    with pytest.raises(InvalidInputError, match="retrieved: expected a date such as 2026-01-09"):
        from_dict(data | {"retrieved": retrieved}, Source)
    assert from_dict(data | {"retrieved": "2026-01-09"}, Source).retrieved == datetime.date(
        2026, 1, 9
    )


def test_a_pair_has_two():
    with pytest.raises(InvalidInputError, match="tuple: expected a list of 2, got"):
        from_dict([1, 2, 3], tuple[int, int])
    assert from_dict([1, 2], tuple[int, int]) == (1, 2)


@pytest.mark.parametrize(
    "kind",
    [dict, list, tuple, set[str], list[set[str]], object, cs.Release, cs.Methodology, 5, "Tier"],
)
def test_what_is_not_read_strictly_is_not_read(kind):
    with pytest.raises(InvalidInputError) as caught:
        from_dict([], kind)
    start = "from_dict: kind: expected a class of careerscore such as Occupation, or a list or dict"
    assert str(caught.value).startswith(start)


def test_a_class_that_holds_what_cannot_be_read_is_refused():
    with pytest.raises(InvalidInputError) as caught:
        from_dict({"either": 1}, Unreadable)
    assert str(caught.value).startswith("Unreadable: either: expected ")
    with pytest.raises(InvalidInputError, match="Unreadable: anything: expected a list that says"):
        from_dict({"anything": []}, Unreadable)
    with pytest.raises(
        InvalidInputError, match="Unreadable: some: expected a mapping that says of"
    ):
        from_dict({"some": {}}, Unreadable)


@attrs.frozen
class Unreadable:
    """Fields of kinds that nothing says how to read."""

    either: int | str = 0
    anything: tuple = ()
    some: dict = attrs.field(factory=dict)


def test_a_field_may_not_take_the_name_of_the_version():
    with pytest.raises(InvalidInputError) as caught:
        to_dict(Versioned(3))
    assert str(caught.value).startswith("Versioned: schema_version: expected a field of another na")


@attrs.frozen
class Versioned:
    """A class with a version of its own."""

    schema_version: int


@attrs.frozen
class Private:
    """A field that its class takes under another name."""

    _held: int
    mapped: dict[str, int] = attrs.field(factory=dict)


def test_a_private_field_comes_back():
    assert loads(dumps(Private(3, {"a": 1})), Private) == Private(3, {"a": 1})


def test_a_converter_is_the_callers_own():
    ours, theirs = make_converter(), make_converter()
    theirs.register_structure_hook(str, lambda value, _: str(value).upper())
    data = {"rank": 1, "label": "a", "color": "b"}
    assert theirs.structure(data, Tier).label == "A"
    assert ours.structure(data, Tier).label == from_dict(data, Tier).label == "a"
    with pytest.raises(InvalidInputError, match="rank: expected an integer, got True"):
        ours.structure(data | {"rank": True}, Tier)
    assert ours.structure([data], list[Tier]) == [Tier(**data)]


@attrs.frozen
class Holder:
    """Two fields that are read as something else than their type says."""

    part: object = attrs.field(metadata=PART)
    text: str | None = attrs.field(default=None, metadata={KIND: Tier | None})
    plain: int = 0


def test_a_field_may_be_read_as_what_its_metadata_say():
    tier = Tier(rank=1, label="A", color="b")
    found = from_dict({"part": [1], "text": to_dict(tier)}, Holder)
    assert found == Holder([1], tier)
    assert from_dict({"part": None, "text": None, "plain": 2}, Holder) == Holder(None, None, 2)
    with pytest.raises(InvalidInputError) as caught:
        from_dict({"text": {"rank": "1", "label": "A", "color": "b"}, "plain": "2"}, Holder)
    assert [str(problem) for problem in caught.value.problems] == [
        "part: expected a value, got nothing",
        "text.rank: expected an integer, got '1'",
        "plain: expected an integer, got '2'",
    ]


def test_what_a_field_takes_as_it_is_given_is_not_touched():
    given_as_it_is = object()
    assert from_dict({"part": given_as_it_is}, Holder).part is given_as_it_is


def test_a_schedule_is_read_where_a_function_may_stand():
    tax = TaxSchedule(name="x", brackets=[TaxBracket(above=0, rate=0.1)])
    assert callable(tax)
    assert loads(dumps(tax), TaxSchedule) == tax
    assert loads(dumps(Assumptions(tax=tax)), Assumptions).tax == tax
    assert loads(dumps(Assumptions()), Assumptions).tax is None


def by_hand(pay):
    return pay / 4


@pytest.mark.parametrize(
    ("value", "path"),
    [
        (by_hand, "function: function"),
        (abs, "builtin_function_or_method: builtin_function_or_method"),
        ([by_hand], "list: [0]"),
        ({"b": [1, by_hand]}, "dict: ['b'][1]"),
        (Assumptions(tax=by_hand), "Assumptions: tax"),
        (Holder(Assumptions(tax=by_hand)), "Holder: part.tax"),
        ({"a": Holder(by_hand)}, "dict: ['a'].part"),
    ],
)
def test_a_function_cannot_be_written_down(value, path):
    for write in (to_dict, dumps):
        with pytest.raises(InvalidInputError) as caught:
            write(value)
        start = f"{path}: expected something that can be written down, as a function cannot, got <"
        assert str(caught.value).startswith(start)


def test_a_value_between_bounds_says_so_to_readers_without_python():
    assert unversioned(Money.at_least(5)) == {"low": 5, "high": None, "value": None}
    assert unversioned(Money.exact(5)) == {"low": 5, "high": 5, "value": 5}
    with pytest.raises(InvalidInputError, match="Money: value: expected None, as the other fiel"):
        from_dict({"low": 5, "high": None, "value": 5}, Money)
    with pytest.raises(
        InvalidInputError, match="value: expected 1, as the other fields say, got T"
    ):
        from_dict({"low": 1, "high": 1, "value": True}, Money)
    assert from_dict({"low": 1, "high": 1, "value": 1.0}, Money) == Money.exact(1)


def test_what_has_no_end_is_refused_without_a_version_too():
    endless = []
    endless.append(endless)
    for write in (to_dict, unversioned):
        with pytest.raises(InvalidInputError, match="fewer levels, none within itself"):
            write(endless)
