"""Cells of official files: valid ones keep their value, others are refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerscore.sources.fields import Field

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


def number(**limits):
    return Field(heading="n", type="number", **limits)


@given(TEXTS)
def test_a_string_has_no_odd_whitespace(text):
    field = Field(heading="title", required=False)
    read = field.read(text)
    assert read == " ".join(text.split())
    assert field.read(read) == read


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_of_a_workbook_keeps_its_value(value):
    text = number().read(value)
    assert float(text) == value
    assert not text.endswith(".0")


@given(st.decimals(0, 1, places=20).map(lambda number: f"{number:f}"))
def test_a_number_of_a_text_file_keeps_its_digits(text):
    assert number(minimum=0, maximum=1, decimal_text=True).read(text) == text


@pytest.mark.parametrize("value", [float("nan"), float("inf"), True, None, "1", "", b"1"])
def test_what_is_not_a_number_of_a_workbook_is_refused(value):
    assert number().read(value) is None


@pytest.mark.parametrize("value", [1.0, "1e3", "01", "5.", "-.", "+1", "-", "1 "])
def test_what_is_not_decimal_text_is_refused(value):
    assert number(decimal_text=True).read(value) is None


def test_a_number_of_a_text_file_gets_the_zero_that_its_program_left_out():
    assert [number(decimal_text=True).read(text) for text in (".5", "-.25")] == ["0.5", "-0.25"]


def test_a_code_that_a_workbook_holds_as_a_number_is_a_whole_one():
    code = Field(heading="code", pattern="[0-9]{1,3}")
    assert [code.read(value) for value in (12.0, 7, 1.5, 1e9, True)] == [
        "12",
        "7",
        None,
        None,
        None,
    ]


@pytest.mark.parametrize("value", [" ", "", None, 5.0])
def test_what_is_not_a_string_is_refused(value):
    assert Field(heading="title").read(value) is None


def test_an_optional_number_may_be_empty():
    assert number(required=False).read("") == ""
    assert number().read("") is None


def test_both_bounds_belong_to_the_range():
    field = Field(heading="zone", type="integer", minimum=1, maximum=5)
    found = [field.read(value) for value in (0.0, 1.0, 2.5, 5.0, 6.0)]
    assert found == [None, "1", None, "5", None]
    assert number(maximum=5).read(-7.0) == "-7"
    assert number(minimum=5).read(4.0) is None


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        (number(), "a number"),
        (number(minimum=2), "a number of at least 2"),
        (Field(heading="n", type="integer", maximum=5), "an integer of at most 5"),
        (
            number(minimum=0.5, maximum=1, missing=("*",), top_code="#", required=False),
            "a number from 0.5 to 1 or '*' or '#' or nothing",
        ),
        (Field(heading="t"), "a non-empty string"),
        (Field(heading="t", required=False), "a string or nothing"),
        (Field(heading="t", type="soc-code"), "a SOC code such as 29-2072"),
        (Field(heading="t", enum=("Y", "N")), "'Y' or 'N'"),
        (Field(heading="t", enum=("",)), "nothing"),
        (Field(heading="t", pattern="[0-9]", form="a digit"), "a digit"),
    ],
)
def test_the_valid_cells_are_named(field, expected):
    assert field.expected == expected
