"""Documents of earlier versions are read for ever: renamed, split and moved fields, at any depth."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Thread

import attrs
import pytest

from careerscore._record import Checks
from careerscore.errors import InvalidInputError
from careerscore.serde import MIGRATIONS, SCHEMA_VERSION, Migration, from_dict, make_converter


@attrs.frozen
class Pay:
    """Pay; since version 2 in two fields, since version 3 by the year."""

    low: int
    high: int
    by: str = "year"

    def __attrs_post_init__(self):
        checks = Checks("Pay")
        checks.integer("low", self.low, minimum=0, maximum=10**6)
        checks.expect("high", self.high, f"at least {self.low}", holds=self.high >= self.low)
        checks.raise_problems()


@attrs.frozen
class Career:
    """A career; its name is a title since version 2, and its pays are keyed since version 3."""

    title: str
    pay: Pay | None = None
    history: tuple[Pay, ...] = ()
    by_state: Mapping[str, Pay] = attrs.field(factory=dict)


@attrs.frozen
class Local(Career):
    """A class derived from another."""

    city: str = ""


def in_two(fields):
    low, high = fields.pop("range").split("-")
    return {**fields, "low": int(low), "high": int(high)}


def by_the_year(fields):
    return {"by": "year", **fields}


RANGE = Migration("Pay", 1, in_two)
YEAR = Migration("Pay", 2, by_the_year)
TITLE = Migration("Career", 1, renamed={"name": "heading"})
AGAIN = Migration("Career", 2, renamed={"heading": "title", "past": "history"})
HISTORY = (RANGE, YEAR, TITLE, AGAIN)

FIRST = {
    "schema_version": 1,
    "name": "Baker",
    "pay": {"range": "1-2"},
    "past": [{"range": "3-4"}, {"range": "5-6"}],
    "by_state": {"NY": {"range": "7-8"}},
}
NOW = Career("Baker", Pay(1, 2), (Pay(3, 4), Pay(5, 6)), {"NY": Pay(7, 8)})


def read(data, kind=Career, version=3, migrations=HISTORY):
    return make_converter(version, migrations=migrations).structure(data, kind)


def problems(data, kind=Career, **options):
    with pytest.raises(InvalidInputError) as caught:
        read(data, kind, **options)
    return [str(problem) for problem in caught.value.problems]


def test_no_migration_has_been_released_as_version_1_is_the_first():
    assert (SCHEMA_VERSION, MIGRATIONS) == (1, ())
    newest = max([1, *(each.since + 1 for each in MIGRATIONS)])
    assert newest == SCHEMA_VERSION


def test_a_document_of_the_first_version_is_read_through_a_chain_at_every_depth():
    assert read(FIRST) == NOW
    assert read([FIRST], list[Career]) == [NOW]
    assert read({"a": FIRST}, dict[str, Career]) == {"a": NOW}
    assert read((None, FIRST), tuple[Career | None, Career]) == (None, NOW)


def test_a_document_of_a_version_in_between_is_read():
    second = {
        "schema_version": 2,
        "heading": "Baker",
        "pay": {"low": 1, "high": 2},
        "past": [{"low": 3, "high": 4}, {"low": 5, "high": 6}],
        "by_state": {"NY": {"low": 7, "high": 8}},
    }
    assert read(second) == NOW


def test_a_document_of_the_newest_version_is_left_alone():
    third = {"schema_version": 3, "title": "Baker", "pay": {"low": 1, "high": 2}}
    assert read(third) == Career("Baker", Pay(1, 2))
    assert problems({**third, "heading": "x"}) == [
        "heading: expected no field of this name, got 'x'"
    ]


def test_documents_that_do_not_say_their_version_are_of_that_of_the_converter():
    unstated = {name: value for name, value in FIRST.items() if name != "schema_version"}
    assert read(unstated, version=1) == NOW
    assert read({"title": "Baker"}, version=3) == Career("Baker")
    assert problems(unstated, version=3)[0] == "title: expected a value, got nothing"
    default = make_converter(migrations=HISTORY)
    assert default.structure(unstated, Career) == NOW


def test_a_part_may_be_of_another_version_than_the_whole():
    newer = {"schema_version": 3, "low": 1, "high": 2, "by": "month"}
    found = read({**FIRST, "pay": newer, "past": [newer, {"range": "3-4"}]})
    assert found == Career(
        "Baker", Pay(1, 2, "month"), (Pay(1, 2, "month"), Pay(3, 4)), {"NY": Pay(7, 8)}
    )
    older = {"schema_version": 1, "range": "3-4"}
    whole = {"title": "Baker", "pay": older, "history": [older, {"low": 5, "high": 6}]}
    assert read(whole) == Career("Baker", Pay(3, 4), (Pay(3, 4), Pay(5, 6)))


def test_a_class_that_is_derived_takes_the_migrations_of_its_base_first():
    own = Migration("Local", 1, lambda fields: {**fields, "city": fields["heading"][0]})
    assert read(FIRST, Local, migrations=(*HISTORY, own)).city == "B"
    assert read(FIRST, Local, migrations=(own, *HISTORY)).title == "Baker"


def test_the_document_is_left_as_it_is():
    pay = {"range": "1-2"}
    assert read(pay, Pay, version=1) == Pay(1, 2)
    assert pay == {"range": "1-2"}


def test_a_problem_has_the_path_that_the_document_has():
    data = {**FIRST, "name": 5, "past": [{"range": "3-4"}, {"range": "5-6", "by": 7}], "hue": 1}
    assert problems(data) == [
        "name: expected a text, got 5",
        "past[1].by: expected a text, got 7",
        "hue: expected no field of this name, got 1",
    ]
    del data["name"]
    assert problems(data)[0] == "name: expected a value, got nothing"


def test_a_problem_with_what_a_migration_made_says_so():
    data = {**FIRST, "pay": {"range": "9-2"}, "by_state": {"NY": {"range": "9999999-9999999"}}}
    assert problems(data) == [
        "pay.high: expected at least 9, as made from an earlier version, got 2",
        "by_state['NY'].low: expected an integer from 0 to 1000000, as made from an earlier version, got 9999999",
    ]


@pytest.mark.parametrize("given", [{}, {"range": 5}, {"range": "5"}, {"range": "a-b"}])
def test_a_document_that_a_migration_cannot_read_is_refused_with_its_path(given):
    assert problems({**FIRST, "pay": given}) == [
        f"pay: expected a Pay as version 1 writes it, got {given}"
    ]


def test_a_migration_may_say_itself_what_is_wrong():
    def refuse(fields):
        checks = Checks("Pay")
        checks.expect("range", fields["range"], "another range", holds=False)
        checks.raise_problems()

    migrations = (Migration("Pay", 1, refuse), Migration("Career", 1, renamed={"name": "title"}))
    found = problems({**FIRST, "past": []}, version=1, migrations=migrations)
    assert "pay.range: expected another range, got '1-2'" in found


def test_what_an_earlier_version_does_not_have_is_refused_not_overwritten():
    assert problems({**FIRST, "heading": "x"}) == [
        "heading: expected no field of this name in version 1, got 'x'"
    ]
    assert problems({**FIRST, "history": []}) == [
        "history: expected no field of this name in version 2, got []"
    ]


def test_fields_may_change_places():
    swap = Migration("Pay", 1, renamed={"low": "high", "high": "low"})
    given = {"schema_version": 1, "low": 2, "high": 1}
    assert read(given, Pay, 2, [swap]) == Pay(1, 2)
    assert problems({**given, "low": "2"}, Pay, version=2, migrations=[swap]) == [
        "low: expected an integer, got '2'"
    ]


def test_a_part_that_is_made_anew_says_of_which_version_it_is():
    def moved(fields):
        fields["pay"] = {"schema_version": 2, "low": fields.pop("low"), "high": 9}
        fields["history"] = [fields.pop("before")]
        return fields

    migrations = (Migration("Career", 1, moved), RANGE)
    given = {"schema_version": 1, "title": "Baker", "low": 4, "before": {"range": "1-2"}}
    assert read(given, version=2, migrations=migrations) == Career("Baker", Pay(4, 9), (Pay(1, 2),))


@pytest.mark.parametrize("version", [4, 0, "3", True, 2.0, None])
def test_a_version_that_is_not_known_is_refused(version):
    expected = "expected an integer from 1 to 3, the newest version that this careerscore reads"
    given = {**FIRST, "schema_version": version}
    assert problems(given) == [f"schema_version: {expected}, got {version!r}"]
    assert problems({"title": "x", "history": [given]}) == [
        f"history[0].schema_version: {expected}, got {version!r}"
    ]


def test_after_a_document_that_is_refused_the_next_one_is_read_as_before():
    converter = make_converter(3, migrations=HISTORY)
    for _ in range(2):
        with pytest.raises(InvalidInputError):
            converter.structure({**FIRST, "past": [{"range": "x"}]}, Career)
        assert converter.structure({"title": "Baker"}, Career) == Career("Baker")


def test_documents_of_several_versions_are_read_at_once():
    converter = make_converter(3, migrations=HISTORY)
    newest = {"title": "Baker", "history": [{"low": 1, "high": 2}]}
    found = []

    def read_many(data, expected):
        found.extend(converter.structure(data, Career) == expected for _ in range(200))

    of_now = Career("Baker", None, (Pay(1, 2),))
    threads = [Thread(target=read_many, args=pair) for pair in ((FIRST, NOW), (newest, of_now)) * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [True] * 800


def test_the_converter_of_the_library_knows_none_of_them():
    with pytest.raises(InvalidInputError, match="schema_version: expected 1, the newest version"):
        from_dict({**FIRST, "schema_version": 2}, Career)


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ((0,), "version: expected an integer from 1 to 3, got 0"),
        ((4,), "version: expected an integer from 1 to 3, got 4"),
        (("1",), "version: expected an integer from 1 to 3, got '1'"),
    ],
)
def test_a_converter_is_for_a_version_there_is(arguments, problem):
    with pytest.raises(InvalidInputError) as caught:
        make_converter(*arguments, migrations=HISTORY)
    assert str(caught.value) == f"make_converter: {problem}"


def test_there_is_one_migration_for_each_class_and_version():
    with pytest.raises(InvalidInputError, match="migrations: expected one for each class and ver"):
        make_converter(1, migrations=[RANGE, RANGE])
    with pytest.raises(InvalidInputError, match="migrations: expected a list of Migration"):
        make_converter(1, migrations=[("Pay", 1, in_two)])
    with pytest.raises(InvalidInputError, match="version: expected an integer from 1 to 1, got"):
        make_converter(2)


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"kind": ""}, "kind: expected a non-empty string, got ''"),
        ({"since": 0}, "since: expected an integer from 1 to 1000000, got 0"),
        ({"change": 5}, "change: expected a function or None, got 5"),
        (
            {"renamed": {"a": 1}},
            "renamed: expected a mapping of strings to strings, got FrozenMap({'a': 1})",
        ),
        ({"change": None}, "change: expected this or renamed, or both, got None"),
        (
            {"renamed": {"a": "c", "b": "c"}},
            "renamed: expected new names that are all different, got ['c', 'c']",
        ),
    ],
)
def test_a_migration_changes_something(given, problem):
    with pytest.raises(InvalidInputError) as caught:
        Migration(**{"kind": "Pay", "since": 1, "change": in_two} | given)
    assert str(caught.value) == f"Migration: {problem}"
