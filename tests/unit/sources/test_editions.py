"""Editions: metadata completed by the specification of the dataset, strictly."""

from __future__ import annotations

import pytest

from careerscore.errors import DefinitionError, SourceFileError
from careerscore.sources import Field, Input, bundled_editions, read_edition
from careerscore.sources.readers import read_sources

EDITIONS = {edition.id: edition for edition in bundled_editions()}

METADATA = """
dataset = "example"
edition = "2030-40"
title = "Example"
publisher = "Publisher"
licence = "none"
attribution = ""
citation = "Publisher (2030)."
url = "https://example.org"
retrieved = 2030-01-01
rule = ""
built_from = []

[parameters]
base_year = 2030

[[inputs]]
file = "example.csv"
sha256 = "00"

[[tables]]
name = "jobs"
file = "example/2030-40.csv"
rows = 3
key = ["code"]

[tables.columns]
code = "SOC code"
jobs_2030 = "jobs"
"""
SPECIFICATION = """
[types]
share = { type = "number", minimum = 0, top_code = { symbol = "#", parameter = "top" } }

[files.table]
key = ["Code"]
captions = [{ row = 2, text = "At most {top}", when = "top" }, { row = 1, text = "{period}" }]
references = [{ fields = ["Code", "Title"], file = "table" }]

[files.table.fields]
Code = "soc-code"
Title = { pattern = "[A-Z]{2}", form = "two letters" }
"Jobs {base_year}" = { type = "share", maximum = 5 }

[tables.jobs.columns]
code = "Code"
"jobs_{base_year}" = "Jobs {base_year}"

[editions."2030-40"]
note = "unused"
"""


@pytest.fixture
def read(tmp_path):
    def read_texts(metadata, specification=SPECIFICATION):
        (tmp_path / "edition.toml").write_text(metadata, encoding="utf-8")
        path = None
        if specification is not None:
            path = tmp_path / "specification.toml"
            path.write_text(specification, encoding="utf-8")
        return read_edition(tmp_path / "edition.toml", path)

    return read_texts


def test_parameters_are_filled_in_everywhere_but_in_patterns(read):
    edition = read(METADATA)
    source, (table,) = edition.inputs["table"], edition.tables
    assert source.headings == ("Code", "Title", "Jobs 2030")
    assert table.headings == ("Code", "Jobs 2030")
    assert source.fields[1].pattern == "[A-Z]{2}"
    assert [caption.text for caption in source.captions] == ["2030–40"]
    assert source.references[0].to == ("Code", "Title")
    assert (source.rows, source.fields[2].decimal_text) == (3, True)


def test_a_top_code_is_a_bound_where_the_edition_has_one(read):
    without = read(METADATA).inputs["table"].fields[2]
    assert (without.maximum, without.top_code) == (5, "")
    edition = read(METADATA.replace("base_year = 2030", "base_year = 2030\ntop = 4"))
    field = edition.inputs["table"].fields[2]
    assert (field.maximum, field.top_code) == (4, "#")
    assert edition.inputs["table"].captions[0].text == "At most 4"


def test_an_input_may_state_more_than_its_specification(read):
    source = read(METADATA.replace('sha256 = "00"', 'sha256 = "00"\nrows = 7\nheader_row = 2'))
    assert (source.inputs["table"].rows, source.inputs["table"].header_row) == (7, 2)


def test_a_workbook_has_numbers_and_text_has_decimal_text():
    oews, gpts = EDITIONS["oews/2025-05"], EDITIONS["gpts-are-gpts/2024"]
    assert not any(field.decimal_text for field in oews.inputs["source"].fields)
    assert all(field.decimal_text for field in gpts.inputs["source"].fields)


def test_a_bundled_specification_serves_another_edition(read):
    bundled = EDITIONS["oews/2023-05"]
    text = bundled.metadata.replace("2023-05", "2030-05")
    assert read(text, None).inputs == bundled.inputs
    named = text.replace('"oews', '"mine').replace('file = "mine/nat', 'file = "oews/nat')
    named = named.replace('dataset = "mine"', 'dataset = "mine"\nspecification = "oews"')
    assert read(named, None).inputs == bundled.inputs


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('dataset = "example"\n', "", "dataset"),
        ('title = "Example"\n', "", "title"),
        ("base_year = 2030", "", "base_year: missing"),
        ("rows = 3", 'rows = "3"', "rows"),
        ("rows = 3", "rows = true", "rows"),
        ("retrieved = 2030-01-01", "retrieved = 5", "retrieved"),
        ('sha256 = "00"', 'sha256 = "00"\nsize = 7', "size"),
        ("jobs_2030 =", "jobs =", "code, jobs_2030"),
        ("[[inputs]]", "[[inputs]]\n[[inputs]]", "expected 1 inputs (table), got 2"),
        ("[parameters]", "[other]", "base_year: missing"),
        ('edition = "2030-40"', "edition = 5", "not the metadata of an edition"),
        ('dataset = "example"', 'dataset = ".."', "expected names of files"),
        ("example/2030-40.csv", "../2030-40.csv", "expected the file 'example/2030-40.csv'"),
        ('name = "jobs"', 'name = "../jobs"', "expected the file"),
    ],
)
def test_metadata_that_are_not_complete_are_refused(old, new, problem, read):
    with pytest.raises(DefinitionError) as caught:
        read(METADATA.replace(old, new, 1))
    assert problem in " ".join(caught.value.problems)


def test_a_specification_like_another_says_what_differs(read):
    metadata = EDITIONS["cip-soc/2020"].metadata
    other = """
like = "cip-soc"

[files.source]
order = []

[files.source.fields]
CIP2020Title = { type = "string", required = false }

[tables.crosswalk.columns]
cip_code = "CIP2020Code"
cip_title = "CIP2020Title"
soc_code = "SOC2018Code"
soc_title = "SOC2018Title"
"""
    source, bundled = (read(metadata, spec).inputs["source"] for spec in (other, None))
    assert (source.headings, source.rows, source.key) == (bundled.headings, 6097, bundled.key)
    assert (source.order, source.fields[1].required) == ((), False)
    with pytest.raises(DefinitionError, match="sauce: missing"):
        read(metadata, other.replace("files.source", "files.sauce"))
    with pytest.raises(DefinitionError, match="no specification 'cip' among"):
        read(metadata, other.replace('"cip-soc"', '"cip"'))


def test_a_repeated_file_has_any_number_of_inputs_but_none(read):
    spec = SPECIFICATION.replace("[files.table]", "[files.table]\nrepeated = true")
    spec = spec.replace('file = "table"', 'file = "table_1"')
    assert [*read(METADATA, spec).inputs] == ["table_1"]
    again = METADATA.replace("[[tables]]", '[[inputs]]\nfile = "b.csv"\nsha256 = "0"\n\n[[tables]]')
    assert [*read(again, spec).inputs] == ["table_1", "table_2"]
    _, _, after = METADATA.partition("[[tables]]")
    head, _, _ = METADATA.partition("[[inputs]]")
    with pytest.raises(DefinitionError, match=r"expected 1 inputs \(table_1\), got 0"):
        read(f"{head}[[tables]]{after}", spec)


def test_a_dataset_without_a_specification_is_refused(read):
    with pytest.raises(DefinitionError, match="no specification 'example' among anthropic"):
        read(METADATA, None)


def test_an_edition_without_tables_is_refused(read):
    text, _, _ = METADATA.partition("[[tables]]")
    with pytest.raises(DefinitionError, match="rows"):
        read(text.replace("built_from = []", "built_from = []\ntables = []"))


@pytest.mark.parametrize(("file", "delimiter"), [("x.csv", b","), ("x.txt", b"\t")])
def test_the_name_of_a_text_file_decides_on_its_delimiter(file, delimiter, tmp_path):
    fields = (Field(heading="a"), Field(heading="b"))
    source = Input(file=file, sha256="0", rows=1, fields=fields, key=("a",))
    (tmp_path / file).write_bytes(delimiter.join([b"a", b"b\n1", b"2"]))
    assert read_sources(tmp_path, {"x": source})["x"].rows == [("1", "2")]
    (tmp_path / file).write_bytes(delimiter.join([b"a", b"b\n1", b"\xe9"]))
    with pytest.raises(SourceFileError, match="column b, row 2: expected text in UTF-8"):
        read_sources(tmp_path, {"x": source})


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('Code = "soc-code"', 'Code = "soc-kode"', "soc-kode"),
        ('key = ["Code"]', 'key = ["Kode"]', "no field 'Kode' in example.csv"),
        ('key = ["Code"]', 'key = ["Code"]\ncounter = "Count"', "no field 'Count'"),
        ('code = "Code"', 'code = "Kode"', "no field 'Kode'"),
        ('file = "table"', 'file = "table", to = ["Kode", "Title"]', "no field 'Kode'"),
        ('file = "table"', 'file = "chair"', "chair"),
    ],
)
def test_a_specification_that_contradicts_itself_is_refused(old, new, problem, read):
    with pytest.raises(DefinitionError) as caught:
        read(METADATA, SPECIFICATION.replace(old, new, 1))
    assert problem in " ".join(caught.value.problems)
