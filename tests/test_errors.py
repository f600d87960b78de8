"""Errors: one base class, a builtin base, a message from typed attributes; they can be pickled."""

from __future__ import annotations

import builtins
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerscore import errors
from careerscore.errors import Problem, close_matches, shorten

PORTLANDS = (("0038860", "Portland, ME"), ("0038900", "Portland, OR"))
THE_PORTLANDS = "\n  0038860 Portland, ME\n  0038900 Portland, OR"
NURSES = (("29-1141.00", "Registered Nurses"), ("29-1171.00", "Nurse Practitioners"))
ONE = Problem("pay", "'much'", "a number")
TWO = Problem("age", "-1", "a number of at least 0")

LISTED = "\n  29-1141.00 Registered Nurses\n  29-1171.00 Nurse Practitioners"
WHICH = "Which one do you mean?"
SUCCESSORS = f"Its successors:{LISTED}"
TAKEN = "already registered with another definition; a changed methodology needs an id of its own"
CHANGED = Problem("a.csv", "SHA-256 1", "SHA-256 2")

OR_PASS = "in the environment, or pass the source with its key"
ANEW = "list them anew with careerscore.sources.write_checksums"
EXAMPLES = [
    (errors.InvalidInputError("House", (ONE, TWO)), f"House: 2 problems\n  - {ONE}\n  - {TWO}"),
    (errors.InvalidCodeError("'29'", "a SOC code"), "'29' is not a SOC code"),
    (
        errors.UnknownOccupationError("'nurze'", "2026.1", NURSES, "a reason"),
        f"no occupation 'nurze' in data release 2026.1: a reason. Nearest, best first:{LISTED}",
    ),
    (
        errors.RetiredCodeError("29-2071", "SOC 2010", "2026.1", NURSES),
        f"29-2071 is a code of SOC 2010 that data release 2026.1 no longer has. {SUCCESSORS}",
    ),
    (
        errors.AmbiguousOccupationError("'nurse'", "2026.1", NURSES),
        f"'nurse' may name several occupations of data release 2026.1. {WHICH}{LISTED}",
    ),
    (
        errors.UnknownPlaceError("'Portlnd'", "2026.3", PORTLANDS),
        f"no place 'Portlnd' in data release 2026.3. Nearest, best first:{THE_PORTLANDS}",
    ),
    (
        errors.AmbiguousPlaceError("'Portland'", "2026.3", PORTLANDS),
        f"'Portland' names 2 places in data release 2026.3. {WHICH}{THE_PORTLANDS}",
    ),
    (
        errors.UnknownReleaseError("2026.11", ("2026.1", "2026.2")),
        "no data release '2026.11'. There are:\n  2026.1\n  2026.2",
    ),
    (
        errors.UnknownDatasetError("oes", ("onet", "oews")),
        "no dataset 'oes'. There are:\n  onet\n  oews",
    ),
    (errors.UnknownEditionError("x", ("oews/2022",)), "no edition 'x'. There are:\n  oews/2022"),
    (
        errors.UnknownMethodologyError("x", ("a/1", "b")),
        "no methodology 'x'. There are:\n  a/1\n  b",
    ),
    (errors.DuplicateMethodologyError("example/1.0"), f"methodology 'example/1.0' is {TAKEN}"),
    (
        errors.DataIntegrityError((CHANGED,)),
        f"the data files are not those that were released; reinstall careerscore\n  - {CHANGED}",
    ),
    (
        errors.DataIntegrityError((CHANGED,), "/own"),
        f"your own data in /own are not as they are listed; build them again, or {ANEW}\n  - {CHANGED}",
    ),
    (
        errors.UnknownReleaseError("x", ("2026.1",), "/own"),
        "no data release 'x'. There are:\n  2026.1\nYour own are looked for in /own.",
    ),
    (
        errors.SourceFileError("a.xlsx", "a number", "'x'", "Sheet 1", 7, "A_MEAN"),
        "a.xlsx, sheet 'Sheet 1', column A_MEAN, row 7: expected a number, found 'x'",
    ),
    (errors.DefinitionError("a.toml", ("id: expected one",)), "a.toml: id: expected one"),
    (
        errors.MethodologyPluginError("example/1", "example (example:x)", "ImportError: no"),
        "methodology example/1 of example (example:x) cannot be loaded: ImportError: no",
    ),
    (
        errors.WageNotKnownError("the rank", "a reason", (0, 0.1)),
        "the rank is not known: a reason; it is at least 0 and at most 0.1",
    ),
    (errors.PinMismatchError("a.toml", (ONE,)), f"a.toml: {ONE}"),
    (
        errors.MissingKeyError("USAJOBS", ("A_KEY", "AN_EMAIL")),
        f"USAJOBS needs your own key: set A_KEY and AN_EMAIL {OR_PASS}",
    ),
    (errors.ServiceRefusedError("BLS", "it refused the key", 401), "BLS: it refused the key"),
    (errors.OverQuotaError("BLS", "over its quota", 429, 60.0), "BLS: over its quota"),
    (errors.ServiceAnswerError("BLS", "not JSON"), "BLS: not JSON"),
    (errors.ServiceUnavailableError("BLS", "busy", 503, True, 9.0), "BLS: busy"),
    (errors.RequestLimitError("BLS", "enough"), "BLS: enough"),
    (
        errors.MissingDependencyError("the command line", "cli"),
        'the command line needs an optional package: pip install "careerscore[cli]"',
    ),
]
BUILTINS = {
    "Import": "MethodologyPlugin MissingDependency",
    "Key": "RetiredCode UnknownOccupation",
    "Lookup": "MissingKey UnknownDataset UnknownEdition UnknownMethodology UnknownRelease",
    "Runtime": "Service ServiceRefused OverQuota ServiceAnswer ServiceUnavailable RequestLimit",
    "Value": "DataIntegrity Definition DuplicateMethodology InvalidCode InvalidInput SourceFile",
}


@pytest.mark.parametrize(("error", "message"), EXAMPLES)
def test_an_error_has_our_base_and_a_message(error, message):
    assert isinstance(error, errors.CareerscoreError)
    assert str(error) == message


@pytest.mark.parametrize("builtin", BUILTINS)
def test_an_error_has_a_builtin_base(builtin):
    base = getattr(builtins, f"{builtin}Error")
    assert all(
        issubclass(getattr(errors, f"{name}Error"), base) for name in BUILTINS[builtin].split()
    )


@pytest.mark.parametrize("error", [error for error, _ in EXAMPLES])
def test_an_error_survives_pickling_with_its_attributes(error):
    back = pickle.loads(pickle.dumps(error))
    assert type(back) is type(error)
    assert str(back) == str(error)
    assert back.args == error.args


def test_arguments_can_be_named_and_none_may_be_missing():
    error = errors.SourceFileError("a.csv", found="b", expected="c", row=7)
    assert error.args == ("a.csv", "c", "b", None, 7, None)
    with pytest.raises(AttributeError, match="problems"):
        errors.DefinitionError("a.toml")


def test_every_error_has_an_example_here():
    names = {name for name in errors.__all__ if name.endswith("Error")}
    others = {"CareerscoreError", "DataError", "ServiceError"}
    assert {type(error).__name__ for error, _ in EXAMPLES} == names - others
    data = {type(error).__name__ for error, _ in EXAMPLES if isinstance(error, errors.DataError)}
    assert data == {"DataIntegrityError", "DefinitionError", "PinMismatchError", "SourceFileError"}


def test_only_what_is_known_is_in_a_message():
    assert str(errors.CareerscoreError("plain")) == "plain"
    assert (
        str(errors.UnknownOccupationError("'x'", "2026.1"))
        == "no occupation 'x' in data release 2026.1"
    )
    assert (
        str(errors.SourceFileError("a.csv", "a file", "none"))
        == "a.csv: expected a file, found none"
    )
    assert str(errors.WageNotKnownError("x", "y", (None, None))) == "x is not known: y"
    assert str(errors.WageNotKnownError("x", "y", (239_200, None))).endswith(
        "; it is at least 239,200"
    )


def test_a_problem_is_a_wrong_value_a_missing_field_or_an_unknown_one():
    assert str(ONE) == "pay: expected a number, got 'much'"
    assert str(Problem.missing("a.pay")) == "a.pay: missing"
    assert (
        str(Problem.unknown("a.pey", ("pay", "age"))) == "a.pey: unknown field; did you mean pay?"
    )
    assert str(Problem.unknown("zzz", ("pay",))) == "zzz: unknown field"


def test_a_long_list_of_candidates_is_cut():
    many = tuple((f"29-{number:04}.00", "Nurses") for number in range(12))
    message = str(errors.AmbiguousOccupationError("'nurse'", "2026.1", many))
    assert message.endswith("\n  29-0009.00 Nurses\n  and 2 more")
    assert str(errors.AmbiguousOccupationError("'nurse'", "2026.1", many[:10])).endswith(
        "09.00 Nurses"
    )


def test_only_the_first_20_problems_are_listed():
    lines = str(errors.InvalidInputError("House", (ONE,) * 1_000_000)).splitlines()
    assert lines[0] == "House: 1,000,000 problems"
    assert lines[20:] == [f"  - {ONE}", "  - and 999,980 more"]
    assert len(str(errors.DefinitionError("a.toml", ("id: wrong",) * 20)).splitlines()) == 21


def test_of_many_available_names_the_nearest_are_listed_or_else_the_first():
    message = str(
        errors.UnknownMethodologyError("x/9", tuple(f"x/{number}" for number in range(9, 40)))
    )
    assert message == "no methodology 'x/9'. Did you mean:\n  x/9\n  x/39\n  x/29"
    names = tuple(f"x/{number}" for number in range(9, 40))
    listed = "".join(f"\n  {name}" for name in names[:20])
    far = str(errors.UnknownMethodologyError("far", names))
    assert far == f"no methodology 'far'. There are:{listed}\n  and 11 more"


def test_of_ten_available_names_all_are_listed():
    message = str(errors.UnknownDatasetError("a", tuple("abcdefghij")))
    assert message == "no dataset 'a'. There are:" + "".join(f"\n  {x}" for x in "abcdefghij")


def test_a_path_that_is_not_unicode_can_be_printed():
    assert str(errors.DefinitionError("d\udce9p.toml", ("wrong",))) == r"d\udce9p.toml: wrong"


def test_a_value_in_a_message_is_cut_and_keeps_accents():
    assert shorten("Größe") == "'Größe'"
    assert shorten("x" * 60) == repr("x" * 60)
    assert shorten("x" * 61) == repr("x" * 60) + "... (61 characters)"
    assert shorten(list(range(100))) == repr(list(range(100)))[:60] + "..."
    assert shorten({n: n for n in range(100)}).endswith("...")
    assert shorten(("x" * 115,)) == repr(("x" * 115,))
    assert shorten(("x" * 116,)) == repr(("x" * 116,))[:60] + "..."
    assert shorten("\ud800") == r"'\ud800'"
    assert shorten(10**5000) == "a very large int"
    nested = []
    for _ in range(100_000):
        nested = [nested]
    assert shorten(nested) == "a deeply nested list"


@given(st.text(max_size=500) | st.integers() | st.floats() | st.lists(st.text()))
def test_a_value_in_a_message_can_be_written_and_is_short(value):
    text = shorten(value)
    assert text.encode("utf-8")
    assert len(text) < 1000
    assert not set(text) & {"\n", "\x1b", "\r"}


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("titel", ("title", "Title")),
        ("TITLE", ("title", "Title")),
        ("Job zone", ("job_zone",)),
        ("usd", ("median_annual_usd", "p90_annual_usd")),
        ("hourly p90", ("p90_annual_usd",)),
        ("pay: annu., p90", ("p90_annual_usd", "median_annual_usd")),
        ("an", ()),
        ("annual" * 40, ()),
    ],
)
def test_names_are_near_by_spelling_or_else_by_the_words_they_share(word, near):
    names = ("title", "Title", "job_zone", "median_annual_usd", "p90_annual_usd")
    assert close_matches(word, names) == near


def test_only_short_names_are_compared():
    assert close_matches("american-dream-jobs/2.1", ("american-dream-jobs/2.0",)) == (
        "american-dream-jobs/2.0",
    )
    assert close_matches("a" * 200, ("a" * 200,)) == ("a" * 200,)
    assert close_matches("a" * 201, ("a" * 201,)) == ()
    assert close_matches("soc", ("soc " * 51, "soc code")) == ("soc code",)
    assert errors.UnknownReleaseError("zzz", ("2026.1",)).suggestions == ()
