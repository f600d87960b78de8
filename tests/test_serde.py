"""JSON in and out: nothing lost, nothing guessed, every problem with its path."""

from __future__ import annotations

import datetime
import json

import attrs
import pytest
from hypothesis import given

from careerscore.economics import Amount, Assumptions, TaxBracket, TaxSchedule
from careerscore.economics.methods import PART
from careerscore.errors import InvalidInputError
from careerscore.model import (
    EpochProfile,
    ExposureMeasure,
    Occupation,
    ResilienceAssessment,
    Source,
    Tier,
    WageEstimates,
)
from careerscore.serde import KIND, dumps, from_dict, loads, to_dict
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
    assert to_dict([tier]) == [as_dict]
    assert to_dict((tier,)) == [as_dict]
    assert to_dict({"best": tier}) == {"best": as_dict}
    assert from_dict([as_dict], tuple[Tier, ...]) == (tier,)


def test_json_is_plain_utf8_and_can_be_indented():
    tier = Tier(rank=1, label="Größe", color="b")
    assert dumps(tier) == '{"rank": 1, "label": "Größe", "color": "b"}'
    assert dumps(tier, indent=1) == '{\n "rank": 1,\n "label": "Größe",\n "color": "b"\n}'


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"rank": "1", "label": "A", "color": "b"}, "Tier: rank: expected a whole number, got '1'"),
        (
            {"rank": True, "label": "A", "color": "b"},
            "Tier: rank: expected a whole number, got True",
        ),
        ({"rank": 1.0, "label": "A", "color": "b"}, "Tier: rank: expected a whole number, got 1.0"),
        ({"rank": 1, "label": 5, "color": "b"}, "Tier: label: expected a text, got 5"),
        ({"rank": 1, "label": "A"}, "Tier: color: expected a value, got nothing"),
        (
            {"rank": 1, "label": "A", "color": "b", "hue": 3},
            "Tier: hue: expected no field of this name, got 3",
        ),
        (
            {"rank": 0, "label": "A", "color": "b"},
            "Tier: rank: expected a whole number from 1 to 1000, got 0",
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
        ({"job_zone": "3"}, "job_zone: expected a whole number, got '3'"),
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
            "notes['title'].how: expected one of observed, inherited, broad-level, crosswalk, crosswalk-mean, defaulted, estimated, top-coded, missing, got 'guessed'",
        ),
        ({"notes": [1]}, "notes: expected a mapping from text, got [1]"),
        ({"notes": {3: {}}}, "notes: expected a mapping from text, got {3: {}}"),
        ({"siblings": {"29-2072.01": 5}}, "siblings['29-2072.01']: expected a text, got 5"),
    ],
)
def test_a_problem_deep_inside_is_named_with_its_path(changes, problem):
    data = {"code": "29-2072.00", "title": "Medical Records Specialists"} | changes
    with pytest.raises(InvalidInputError) as caught:
        from_dict(data, Occupation)
    assert [str(found) for found in caught.value.problems] == [problem]


@pytest.mark.parametrize(
    "retrieved", ["2026-13-01", 5, None, datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)]
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


@pytest.mark.parametrize("text", ["", "{", "nope", "[" * 100_000, '{"a": 1} trailing'])
def test_what_is_no_json_is_refused(text):
    with pytest.raises(InvalidInputError, match="JSON: text: expected valid JSON"):
        loads(text, Tier)


def test_a_key_that_stands_twice_is_refused():
    with pytest.raises(InvalidInputError) as caught:
        loads('{"rank": 1, "label": "A", "color": "b", "label": "B"}', Tier)
    assert str(caught.value) == "JSON: label: expected one value, got several values"


@pytest.mark.parametrize("constant", ["NaN", "Infinity", "-Infinity"])
def test_json_has_no_nan_and_no_infinity(constant):
    with pytest.raises(InvalidInputError, match="p10: expected a number"):
        loads(f'{{"p10": {constant}}}', WageEstimates)


def test_the_json_is_what_others_read():
    tier = Tier(rank=1, label="A", color="b")
    assert json.loads(dumps(tier)) == to_dict(tier)


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
        "text.rank: expected a whole number, got '1'",
        "plain: expected a whole number, got '2'",
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
        ([by_hand], "list: list"),
        (Assumptions(tax=by_hand), "Assumptions: tax"),
        (Holder(Assumptions(tax=by_hand)), "Holder: part.tax"),
        ({"a": Holder(by_hand)}, "dict: part"),
    ],
)
def test_a_function_cannot_be_written_down(value, path):
    for write in (to_dict, dumps):
        with pytest.raises(InvalidInputError) as caught:
            write(value)
        start = f"{path}: expected something that can be written down, as a function cannot, got <"
        assert str(caught.value).startswith(start)


def test_a_value_between_bounds_says_so_to_readers_without_python():
    assert to_dict(Amount.at_least(5)) == {"low": 5, "high": None, "value": None}
    assert to_dict(Amount.of(5)) == {"low": 5, "high": 5, "value": 5}
    with pytest.raises(InvalidInputError, match="Amount: value: expected None, as the other fiel"):
        from_dict({"low": 5, "high": None, "value": 5}, Amount)
