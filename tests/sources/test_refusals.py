"""A file that is not the published one is refused, and the place is named."""

from __future__ import annotations

import datetime
import sys
import zipfile
from pathlib import Path

import pytest

from careerscore.errors import MissingDependencyError
from careerscore.sources import EDITIONS, build

OEWS = "oews/national_M2023_dl.xlsx"
OEWS_2025 = "oews/national_M2025_dl.xlsx"
PROJECTIONS = "employment-projections/occupation_2024_34.xlsx"
PROJECTIONS_TEXT = "employment-projections/Employment Projections.csv"
GPTS = "exposure/eloundou/occ_level.csv"
CIP = "crosswalks/CIP2020_SOC2018_Crosswalk.csv"
SOC = "crosswalks/soc_2010_to_2018_crosswalk.xlsx"
STRUCTURE = "crosswalks/onetsoc_2019_SOC_Structure.csv"
FREY = "exposure/frey-osborne/frey-osborne-2013-raw.csv"
JOB_ZONES = "onet-30.1/Job Zones.xlsx"
OCCUPATIONS = "onet-30.1/Occupation Data.xlsx"
EDUCATION = "onet-30.1/Education, Training, and Experience.xlsx"
TECHNOLOGY = "onet-30.1/Technology Skills.xlsx"
RELATED = "onet-30.1/Related Occupations.xlsx"
ALTERNATES = "onet-30.1/Alternate Titles.xlsx"
REPORTED = "onet-30.1/Sample of Reported Titles.xlsx"
MATRIX = "crosswalks/nem_onet_to_soc_crosswalk.xlsx"

EVERY_FILE = [source.file for edition in EDITIONS for source in edition.inputs]
WORKBOOKS = [file for file in EVERY_FILE if file.endswith(".xlsx")]
TEXT_FILES = [file for file in EVERY_FILE if file.endswith(".csv")]
# The related occupations of the tiny file belong to one occupation; they are told apart by Index.
ORDERED_FILES = [
    source.file
    for edition in EDITIONS
    for source in edition.inputs
    if source.order and source.file != RELATED
]
HEADER_ROWS = {source.file: source.header_row for edition in EDITIONS for source in edition.inputs}


def place(error):
    return error.column, error.row


@pytest.mark.parametrize("file", EVERY_FILE)
def test_a_changed_heading_is_refused(file, official, refused):
    headings = official.sources[file].headings
    official.set_cell(file, HEADER_ROWS[file], len(headings), "Something else")
    error = refused(file)
    assert place(error) == (str(len(headings)), HEADER_ROWS[file])
    assert error.expected == f"the heading {headings[-1]!r}"
    assert error.found == "'Something else'"


@pytest.mark.parametrize("file", EVERY_FILE)
def test_swapped_columns_are_refused_at_the_first_heading(file, official, refused):
    def swap(grid):
        for row in grid[HEADER_ROWS[file] - 1 :]:
            row[:2] = row[:2][::-1]

    official.spoil(file, swap)
    error = refused(file)
    assert place(error) == ("1", HEADER_ROWS[file])


@pytest.mark.parametrize("file", EVERY_FILE)
def test_a_missing_last_row_is_refused(file, official, refused):
    source, count = official.sources[file], len(official.rows[file])
    official.spoil(file, lambda grid: grid.pop(source.header_row + count - 1))
    error = refused(file)
    assert place(error) == (source.headings[0], source.header_row + count)
    assert (error.expected, error.found) == (f"{count} rows of data", f"{count - 1} rows")


@pytest.mark.parametrize("file", EVERY_FILE)
def test_a_row_too_many_is_refused(file, official, refused):
    source, count = official.sources[file], len(official.rows[file])
    end = source.header_row + count
    official.spoil(file, lambda grid: grid.insert(end, list(grid[end - 1])))
    error = refused(file)
    assert place(error) == (source.headings[0], end + 1)
    assert (error.expected, error.found) == (f"{count} rows of data", f"{count + 1} rows")


@pytest.mark.parametrize("file", EVERY_FILE)
def test_a_file_without_rows_is_refused(file, official, refused):
    source, count = official.sources[file], len(official.rows[file])

    def cut(grid):
        del grid[source.header_row :]

    official.spoil(file, cut)
    error = refused(file)
    assert place(error) == (source.headings[0], source.header_row + 1)
    assert (error.expected, error.found) == (f"{count} rows of data", "0 rows")


@pytest.mark.parametrize("file", EVERY_FILE)
def test_an_empty_table_is_refused(file, official, refused):
    source = official.sources[file]
    official.spoil(file, lambda grid: grid.clear())
    error = refused(file)
    first = next((fixed for fixed in source.fixed if fixed.sheet == source.sheet), None)
    assert place(error) == ("1", first.row if first else source.header_row)
    assert error.found == "nothing"


@pytest.mark.parametrize("file", EVERY_FILE)
def test_a_column_too_many_is_refused(file, official, refused):
    width, row = len(official.sources[file].headings), HEADER_ROWS[file]
    official.set_cell(file, row, width + 1, "Notes")
    error = refused(file)
    assert place(error) == (str(width + 1), row)
    assert (error.expected, error.found) == (f"no more than {width} columns", "'Notes'")


@pytest.mark.parametrize("file", [OEWS, GPTS])
def test_a_cell_beyond_the_last_column_is_refused(file, official, refused):
    width = len(official.sources[file].headings)
    official.set_cell(file, 3, width + 1, "note")
    assert place(refused(file)) == (str(width + 1), 3)


@pytest.mark.parametrize("file", [OEWS, GPTS])
def test_an_empty_row_in_between_is_refused(file, official, refused):
    official.spoil(file, lambda grid: grid.__setitem__(1, [""] * len(grid[1])))
    error = refused(file)
    assert place(error) == (official.sources[file].headings[0], 2)
    assert error.found == "nothing"


def test_a_row_of_a_text_file_that_is_too_short_is_refused(official, refused):
    official.spoil(GPTS, lambda grid: grid[2].pop())
    error = refused(GPTS)
    assert place(error) == ("human_rating_gamma", 3)
    assert (error.expected, error.found) == ("a number from 0 to 1", "nothing")


@pytest.mark.parametrize("file", ORDERED_FILES)
def test_rows_in_another_order_are_refused(file, official, refused):
    source, count = official.sources[file], len(official.rows[file])
    first, last = source.header_row, source.header_row + count - 1

    def swap(grid):
        grid[first], grid[last] = grid[last], grid[first]

    official.spoil(file, swap)
    error = refused(file)
    assert error.column in source.order
    assert error.row is not None
    assert first + 1 < error.row <= last + 1
    assert error.expected == f"rows in order of {', '.join(source.order)}"


def test_order_disregards_case_as_the_publisher_does(official, refused):
    def swap(grid):
        grid[2], grid[3] = grid[3], grid[2]

    official.spoil(ALTERNATES, swap)
    error = refused(ALTERNATES)
    assert place(error) == ("Alternate Title", 4)
    assert error.found == "'chief of staff' after 'President'"


@pytest.mark.parametrize("file", EVERY_FILE)
def test_the_same_row_twice_is_refused(file, official, refused):
    source, count = official.sources[file], len(official.rows[file])
    last = source.header_row + count

    def repeat(grid):
        grid[last - 1] = list(grid[last - 2])

    official.spoil(file, repeat)
    error = refused(file)
    assert place(error) == (source.key[-1], last)
    assert error.expected == f"one row for each {', '.join(source.key)}"
    assert error.found.endswith(f"again, first on row {last - 1}")


@pytest.mark.parametrize(
    ("file", "heading", "value", "expected"),
    [
        (OEWS, "AREA", "1", "'99'"),
        (OEWS, "OCC_CODE", "13-102", "a SOC code such as 29-2072"),
        (OEWS, "OCC_CODE", "13-1020.00", "a SOC code such as 29-2072"),
        (OEWS, "OCC_CODE", 131020.0, "a SOC code such as 29-2072"),
        (OEWS, "OCC_TITLE", "", "a text"),
        (OEWS, "OCC_TITLE", 5.0, "a text"),
        (OEWS, "O_GROUP", "Detailed", "'total' or 'major' or 'minor' or 'broad' or 'detailed'"),
        (OEWS, "TOT_EMP", "#", "an integer of at least 0 or '**'"),
        (OEWS, "TOT_EMP", 10.5, "an integer of at least 0 or '**'"),
        (OEWS, "TOT_EMP", -10.0, "an integer of at least 0 or '**'"),
        (OEWS, "EMP_PRSE", True, "a number of at least 0 or '**'"),
        (OEWS, "JOBS_1000", 1.5, "nothing"),
        (OEWS, "A_MEAN", "#", "a number of at least 0 or '*'"),
        (OEWS, "A_MEDIAN", "**", "an integer from 0 to 239200 or '*' or '#'"),
        (OEWS, "A_MEDIAN", "48,780", "an integer from 0 to 239200 or '*' or '#'"),
        (OEWS, "A_PCT90", 239210.0, "an integer from 0 to 239200 or '*' or '#'"),
        (OEWS, "H_PCT90", 115.01, "a number from 0 to 115 or '*' or '#'"),
        (OEWS, "H_MEDIAN", "23.45", "a number from 0 to 115 or '*' or '#'"),
        (OEWS_2025, "H_PCT90", "#", "a number of at least 0 or '*'"),
        (OEWS_2025, "A_PCT90", "#", "an integer of at least 0 or '*'"),
        (OEWS, "ANNUAL", "yes", "'TRUE' or nothing"),
        (PROJECTIONS, "Occupation type", "Exclude", "'Line item' or 'Summary'"),
        (PROJECTIONS, "Percent self employed, 2024", "N/A", "a number from 0 to 100 or '—'"),
        (
            PROJECTIONS,
            "Employment change, percent, 2024–34",
            -100.1,
            "a number of at least -100",
        ),
        (
            PROJECTIONS,
            "Median annual wage, dollars, 2024[1]",
            ">=239,200",
            "an integer from 0 to 239200 or '—' or '>=$239,200'",
        ),
        (PROJECTIONS_TEXT, "Occupation Code", "27-2011", 'a quoted SOC code such as ="29-2072"'),
        (PROJECTIONS_TEXT, "Employment 2024", "1579.8", "a number such as '1,579.8'"),
        (
            PROJECTIONS_TEXT,
            "Median Annual Wage 2024",
            "#",
            "a wage such as '48,780', '>=239,200' or 'N/A'",
        ),
        (GPTS, "O*NET-SOC Code", "29-2072", "an O*NET-SOC code such as 29-2072.00"),
        (GPTS, "dv_rating_beta", "1.0000000000000002", "a number from 0 to 1"),
        (GPTS, "dv_rating_beta", "-0.1", "a number from 0 to 1"),
        (GPTS, "dv_rating_beta", "nan", "a number from 0 to 1"),
        (GPTS, "dv_rating_beta", "1e-3", "a number from 0 to 1"),
        (GPTS, "dv_rating_beta", "", "a number from 0 to 1"),
        (FREY, "_ - rank", "1.5", "an integer of at least 1"),
        (CIP, "CIP2020Code", "1.0", "a CIP code such as '51.0707'"),
        (STRUCTURE, "Detailed O*NET-SOC", "x", "an O*NET-SOC code such as 29-2072.00, or nothing"),
        (STRUCTURE, "Major Group", "x", "a SOC code such as 29-2072, or nothing"),
        (JOB_ZONES, "Job Zone", 6.0, "an integer from 1 to 5"),
        (JOB_ZONES, "Job Zone", "5", "an integer from 1 to 5"),
        (JOB_ZONES, "Date", "13/2023", "a month such as '08/2023'"),
        (JOB_ZONES, "Date", datetime.date(2023, 8, 1), "a month such as '08/2023'"),
        (JOB_ZONES, "Domain Source", "Robot", "'Analyst' or 'Analyst - Preliminary'"),
        (TECHNOLOGY, "Hot Technology", "y", "'Y' or 'N'"),
        (TECHNOLOGY, "Commodity Code", 4323.0, "an integer from 43000000 to 43999999"),
        (REPORTED, "Shown in My Next Move", "", "'Y' or 'N'"),
        (ALTERNATES, "Short Title", 5.0, "a text or nothing"),
        (EDUCATION, "Category", 13.0, "an integer from 1 to 12 or nothing"),
        (EDUCATION, "Data Value", 100.5, "a number from 0 to 100"),
        (EDUCATION, "Recommend Suppress", "maybe", "'Y' or 'N' or nothing"),
        (RELATED, "Relatedness Tier", "Primary", "'Primary-Short' or 'Primary-Long' or "),
    ],
)
def test_a_cell_that_is_not_of_its_kind_is_refused(
    file, heading, value, expected, official, refused
):
    row = HEADER_ROWS[file] + 2
    column = official.sources[file].headings.index(heading) + 1
    official.set_cell(file, row, column, value)
    error = refused(file)
    assert place(error) == (heading, row)
    assert error.expected.startswith(expected)


@pytest.mark.parametrize("file", WORKBOOKS)
def test_a_file_that_is_no_workbook_is_refused(file, official, refused):
    official.path(file).write_bytes(b"not a workbook")
    error = refused(file)
    assert error.expected == "an Excel workbook"
    assert error.found.startswith("one that cannot be opened")


def test_a_workbook_cut_short_is_refused(official, refused):
    content = official.path(OEWS).read_bytes()
    official.path(OEWS).write_bytes(content[: len(content) // 2])
    assert refused(OEWS).expected == "an Excel workbook"


def test_a_worksheet_that_is_damaged_inside_is_refused(official, refused):
    path = official.path(OEWS)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"][:-200]
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    error = refused(OEWS)
    assert error.expected == "a worksheet"
    assert error.found.startswith("one that cannot be read")


@pytest.mark.parametrize("file", WORKBOOKS)
def test_a_workbook_without_the_sheet_is_refused(file, official, refused):
    source = official.sources[file]
    grids = official.grids(file)
    renamed = {"Sheet1" if name == source.sheet else name: grid for name, grid in grids.items()}
    official.write(file, renamed)
    error = refused(file)
    assert error.expected == f"a sheet {source.sheet!r}"
    assert "'Sheet1'" in error.found


def test_the_workbook_of_another_year_is_noticed(official, refused):
    official.path(OEWS).write_bytes(official.path("oews/national_M2022_dl.xlsx").read_bytes())
    error = refused(OEWS)
    assert error.expected == "a sheet 'national_M2023_dl'"
    assert error.found == "only 'national_M2022_dl', 'Field Descriptions'"


@pytest.mark.parametrize(
    ("row", "text", "found"),
    [
        (1, "May 2022 OEWS Estimates", "'May 2022 OEWS Estimates'"),
        (47, "# = indicates $100.00 per hour", "'# = indicates $100.00 per hour'"),
        (47, "", "nothing"),
    ],
)
def test_field_descriptions_that_say_something_else_are_refused(
    row, text, found, official, tmp_path
):
    official.set_cell(OEWS, row, 1, text, sheet="Field Descriptions")
    with pytest.raises(ValueError, match=r"national_M2023_dl\.xlsx") as caught:
        build(official.folder, tmp_path / "data", editions=official.editions_of(OEWS))
    assert caught.value.sheet == "Field Descriptions"
    assert place(caught.value) == ("1", row)
    assert caught.value.found == found


@pytest.mark.parametrize(("file", "row"), [(PROJECTIONS, 1), (SOC, 4), (MATRIX, 3)])
def test_a_caption_of_another_edition_is_refused(file, row, official, refused):
    official.set_cell(file, row, 1, "January 1999")
    error = refused(file)
    assert place(error) == ("1", row)
    assert error.found == "'January 1999'"


def test_a_missing_footer_is_refused(official, refused):
    last = 2 + len(official.rows[PROJECTIONS])
    official.spoil(PROJECTIONS, lambda grid: grid.__delitem__(slice(last, None)))
    error = refused(PROJECTIONS)
    assert place(error) == ("1", last + 1)
    assert (error.expected, error.found) == ("'Footnotes:'", "nothing")


def test_a_changed_footer_is_refused(official, refused):
    last = 2 + len(official.rows[PROJECTIONS])
    official.set_cell(PROJECTIONS, last + 4, 1, "Source: elsewhere")
    assert place(refused(PROJECTIONS)) == ("1", last + 4)


def test_a_row_below_the_footer_is_refused(official, refused):
    last = 2 + len(official.rows[PROJECTIONS]) + 4
    official.spoil(PROJECTIONS, lambda grid: grid.append(["More"]))
    error = refused(PROJECTIONS)
    assert place(error) == (official.sources[PROJECTIONS].headings[0], last + 1)
    assert (error.expected, error.found) == ("no more rows", "'More'")


@pytest.mark.parametrize("file", TEXT_FILES)
def test_text_in_another_encoding_is_refused(file, official, refused):
    source = official.sources[file]
    content = official.path(file).read_bytes()
    last_line = content.rstrip(b"\n").rfind(b"\n")
    spoiled = content[: last_line + 1] + b"Caf\xe9" + content[last_line + 1 :]
    official.path(file).write_bytes(spoiled)
    error = refused(file)
    assert place(error) == (source.headings[0], source.header_row + len(official.rows[file]))
    assert (error.expected, error.found) == ("text in UTF-8", "the byte 0xe9, which is none")


@pytest.mark.parametrize(
    ("content", "column", "row"),
    [
        (b"\xff\xfe", "O*NET-SOC Code", 1),
        (b"a,b\n\xe9", "O*NET-SOC Code", 2),
        (b"a,b\nc,d\xe9", "Title", 2),
        (b"," * 20 + b"\xe9", "21", 1),
    ],
)
def test_the_cell_of_another_encoding_is_named(content, column, row, official, refused):
    official.path(GPTS).write_bytes(content)
    assert place(refused(GPTS)) == (column, row)


def test_text_cut_off_inside_a_quoted_cell_is_refused(official, refused):
    official.spoil(CIP, lambda grid: grid[1].__setitem__(1, "Agriculture, General."))
    content = official.path(CIP).read_bytes()
    official.path(CIP).write_bytes(content[: content.index(b", General")])
    error = refused(CIP)
    assert error.row == 2
    assert (error.expected, error.found) == ("comma-separated text", "unexpected end of data")


def test_a_byte_order_mark_is_no_part_of_the_first_heading(official, refused):
    content = official.path(CIP).read_bytes()
    official.path(CIP).write_bytes(b"\xef\xbb\xbf" + content)
    assert refused(CIP).expected.startswith("the published file")


def test_empty_lines_at_the_end_are_no_rows(official, refused):
    content = official.path(CIP).read_bytes()
    official.path(CIP).write_bytes(content + b"\n,,,\n")
    assert refused(CIP).expected.startswith("the published file")


def test_a_file_that_cannot_be_read_is_refused(official, refused, monkeypatch):
    read_bytes = Path.read_bytes

    def deny(path):
        if path == official.path(OEWS):
            raise PermissionError
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", deny)
    error = refused(OEWS)
    assert error.found == "none that can be read (PermissionError)"


def test_workbooks_need_python_calamine(official, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(MissingDependencyError) as caught:
        build(official.folder, tmp_path / "data", editions=official.editions)
    assert caught.value.extra == "sources"


def test_text_files_alone_need_no_python_calamine(official, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    report = build(official.folder, tmp_path / "data", editions=official.editions_of(GPTS))
    assert report.editions == ("gpts-are-gpts/2024",)
