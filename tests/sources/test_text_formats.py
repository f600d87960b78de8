"""What is written can be read back: TOML and comma-separated text."""

from __future__ import annotations

import csv
import io
import tomllib

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerscore.sources import EDITIONS
from careerscore.sources.cells import Number, Text, collapse
from careerscore.sources.metadata import metadata_toml, toml_string
from careerscore.sources.spec import Field, Table
from careerscore.sources.tables import table_csv

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@given(TEXTS)
def test_a_toml_string_reads_back_as_the_text(text):
    assert tomllib.loads(f"key = {toml_string(text)}") == {"key": text}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a "quoted" word', r'"a \"quoted\" word"'),
        ("back\\slash", r'"back\\slash"'),
        ("two\nlines\r", r'"two\nlines\u000D"'),
        ("\x00\x1f\x7f", r'"\u0000\u001F\u007F"'),
        ("O*NET® — dash", '"O*NET® — dash"'),
    ],
)
def test_toml_escapes_what_it_has_to(text, expected):
    assert toml_string(text) == expected


@given(TEXTS, TEXTS, st.integers(), st.floats(allow_nan=False, allow_infinity=False))
def test_metadata_read_back_as_what_was_said(title, attribution, whole, number):
    parameters = {"text": title, "whole": whole, "number": number}
    edition = attrs.evolve(EDITIONS[0], title=title, attribution=attribution, parameters=parameters)
    read = tomllib.loads(metadata_toml(edition))
    assert read["title"] == title
    assert read["attribution"] == attribution
    assert read["parameters"] == parameters


@given(st.lists(st.tuples(TEXTS.map(collapse), TEXTS.map(collapse))))
def test_a_table_reads_back_as_its_cells(cells):
    fields = (Field("code", "Code", "code"), Field("title", "Title", "title"))
    table = Table(name="example", rows=len(cells), key=("code",), fields=fields)
    text = table_csv(table, cells).decode("utf-8")
    assert list(csv.reader(io.StringIO(text, newline=""))) == [
        ["code", "title"],
        *map(list, cells),
    ]
    # A reader may split a table into lines, and a spreadsheet shows one row for each.
    assert len(text.splitlines()) == len(cells) + 1


@given(TEXTS)
def test_a_text_cell_has_no_odd_whitespace(text):
    read = Text(blank=True).read(text)
    assert read is not None
    assert read == " ".join(read.split())
    assert Text(blank=True).read(read) == read


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_of_a_workbook_keeps_its_value(value):
    text = Number().read(value)
    assert text is not None
    assert float(text) == value
    assert not text.endswith(".0")


@given(st.decimals(0, 1, places=20).map(lambda number: f"{number:f}"))
def test_a_number_of_a_text_file_keeps_its_digits(text):
    assert Number(minimum=0, maximum=1, as_text=True).read(text) == text


@pytest.mark.parametrize("value", [float("nan"), float("inf"), True, None, "1"])
def test_what_is_no_number_is_refused(value):
    assert Number().read(value) is None


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (Number(), "a number"),
        (Number(whole=True, maximum=5), "an integer of at most 5"),
        (
            Number(minimum=0.5, maximum=1, symbols=("*", "")),
            "a number from 0.5 to 1 or '*' or nothing",
        ),
    ],
)
def test_a_kind_of_cell_says_what_it_expects(number, expected):
    assert number.expected == expected


def test_a_number_may_have_one_bound():
    assert Number(maximum=5).read(5.5) is None
    assert Number(maximum=5).read(-7.0) == "-7"
    assert Number(minimum=5).read(4.0) is None
