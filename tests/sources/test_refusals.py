"""A file that is not the published one is refused, and the error names the place."""

from __future__ import annotations

import datetime
import io
import random
import sys
import zipfile
from pathlib import Path

import pytest

from careerscore.errors import MissingDependencyError
from careerscore.sources import build

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
EDUCATION = "onet-30.1/Education, Training, and Experience.xlsx"
TECHNOLOGY = "onet-30.1/Technology Skills.xlsx"
RELATED = "onet-30.1/Related Occupations.xlsx"
ALTERNATES = "onet-30.1/Alternate Titles.xlsx"
REPORTED = "onet-30.1/Sample of Reported Titles.xlsx"
MATRIX = "crosswalks/nem_onet_to_soc_crosswalk.xlsx"
AREAS = "oews-areas/oews_areas_2025-05.csv.gz"
RATINGS = "onet-30.2-ratings/ratings.parquet"

# A workbook, one with a caption and a footer, text, and text without an order.
EVERY_FORM = [OEWS, PROJECTIONS, GPTS, FREY]


def place(error):
    return error.column, error.row


def test_a_changed_heading_is_refused(any_table, official, refused):
    source = official.sources[any_table]
    official.set_cell(any_table, source.header_row, len(source.headings), "Something else")
    error = refused(any_table)
    assert place(error) == (str(len(source.headings)), source.header_row)
    assert error.sheet == source.sheet
    assert error.expected.startswith(f"the heading {source.headings[-1]!r}")
    assert error.found.startswith("'Something else'")


def test_another_layout_of_onet_is_named(official, refused):
    official.set_cell(JOB_ZONES, 1, "Job Zone", "Zone")
    error = refused(JOB_ZONES)
    assert error.expected == "the heading 'Job Zone' of O*NET 30.1"
    assert error.found == "'Zone', in a layout other than that of O*NET 30.1"
    official.set_cell(JOB_ZONES, 1, 6, "New")
    assert refused(JOB_ZONES).expected == "no more than 5 columns of O*NET 30.1"


def test_the_headings_of_another_official_file_are_recognised(official, refused):
    headings = official.sources[TECHNOLOGY].headings
    official.damage(JOB_ZONES, lambda grid: grid.__setitem__(0, [*headings, ""]))
    assert refused(JOB_ZONES).found == f"'Example', with the headings of {TECHNOLOGY}"


@pytest.mark.parametrize("file", [OEWS, GPTS, AREAS, RATINGS])
@pytest.mark.parametrize("page", [b"<!DOCTYPE html><p>Moved", b"\n <HTML>", b"\xef\xbb\xbf<html"])
def test_a_web_page_in_place_of_a_file_is_named(file, page, official, refused):
    official.path(file).write_bytes(page)
    error = refused(file)
    assert error.found == "a web page (HTML)"
    assert error.sheet == official.sources[file].sheet


@pytest.mark.parametrize("file", [OEWS, PROJECTIONS, GPTS, AREAS, RATINGS])
def test_a_file_that_is_cut_off_or_has_another_byte_is_refused(file, official, refused):
    path = official.path(file)
    content = path.read_bytes()
    chance = random.Random(file)
    for _ in range(20):
        place = chance.randrange(len(content))
        path.write_bytes(content[:place])
        refused(file)
        path.write_bytes(content[:place] + chance.randbytes(1) + b"?" + content[place + 2 :])
        refused(file)


def test_a_missing_last_row_is_refused(any_table, official, refused):
    source = official.sources[any_table]
    last = source.header_row + source.rows
    official.damage(any_table, lambda grid: grid.pop(last - 1))
    error = refused(any_table)
    assert place(error) == (source.headings[0], last)
    assert error.expected == f"{source.rows} rows of data"
    assert error.found == f"{source.rows - 1} rows"


@pytest.mark.parametrize("file", EVERY_FORM)
def test_a_row_too_many_and_an_empty_table_are_refused(file, official, refused):
    source = official.sources[file]
    end = source.header_row + source.rows
    official.damage(file, lambda grid: grid.insert(end, list(grid[end - 1])))
    error = refused(file)
    assert place(error) == (source.headings[0], end + 1)
    assert error.found == f"{source.rows + 1} rows"
    official.damage(file, lambda grid: grid.clear())
    error = refused(file)
    assert (*place(error), error.found) == ("1", 1, "nothing")


@pytest.mark.parametrize("row", [0, 2])
@pytest.mark.parametrize("file", EVERY_FORM)
def test_a_cell_beyond_the_last_column_is_refused(file, row, official, refused):
    source = official.sources[file]
    width = len(source.headings)
    official.set_cell(file, source.header_row + row, width + 1, "note")
    error = refused(file)
    assert place(error) == (str(width + 1), source.header_row + row)
    assert error.found == "'note'"


@pytest.mark.parametrize("file", [OEWS, GPTS])
def test_an_empty_row_in_between_is_refused(file, official, refused):
    official.damage(file, lambda grid: grid.__setitem__(1, [""] * len(grid[1])))
    error = refused(file)
    assert place(error) == (official.sources[file].headings[0], 2)
    assert error.found == "nothing"


def test_a_row_of_a_text_file_that_is_too_short_is_refused(official, refused):
    official.damage(GPTS, lambda grid: grid[2].pop())
    error = refused(GPTS)
    assert place(error) == ("human_rating_gamma", 3)
    assert error.found == "nothing"


def test_rows_in_another_order_are_refused(ordered_table, official, refused):
    source = official.sources[ordered_table]
    first, last = source.header_row, source.header_row + source.rows - 1

    def swap(grid):
        grid[first], grid[last] = grid[last], grid[first]

    official.damage(ordered_table, swap)
    error = refused(ordered_table)
    assert error.column in source.order
    assert first + 1 < error.row <= last + 1
    assert "order" in error.expected


def test_the_order_disregards_case_as_the_publisher_does(official, refused):
    official.damage(ALTERNATES, lambda grid: grid.insert(3, grid.pop(2)))
    error = refused(ALTERNATES)
    assert place(error) == ("Alternate Title", 4)
    assert error.found == "'chief of staff' after 'President'"


def test_the_same_row_twice_is_refused(keyed_table, official, refused):
    source = official.sources[keyed_table]
    last = source.header_row + source.rows
    official.damage(keyed_table, lambda grid: grid.__setitem__(last - 1, list(grid[last - 2])))
    error = refused(keyed_table)
    assert place(error) == (source.key[-1], last)
    assert error.found.endswith(f"again, first on row {last - 1}")


@pytest.mark.parametrize(
    ("file", "heading", "values"),
    [
        (OEWS, "AREA", ["1", 99.0]),
        (OEWS, "OCC_CODE", ["13-102", "13-1020.00", 131020.0]),
        (OEWS, "OCC_TITLE", ["", 5.0]),
        (OEWS, "O_GROUP", ["Detailed"]),
        (OEWS, "TOT_EMP", ["#", 10.5, -10.0]),
        (OEWS, "EMP_PRSE", [True]),
        (OEWS, "JOBS_1000", [1.5]),
        (OEWS, "A_MEAN", ["#"]),
        (OEWS, "A_MEDIAN", ["**", "48,780"]),
        (OEWS, "A_PCT90", [239210.0]),
        (OEWS, "H_PCT90", [115.01]),
        (OEWS, "H_MEDIAN", ["23.45"]),
        (OEWS_2025, "H_PCT90", ["#"]),
        (OEWS_2025, "A_PCT90", ["#"]),
        (OEWS, "ANNUAL", ["yes"]),
        (PROJECTIONS, "Occupation type", ["Exclude"]),
        (PROJECTIONS, "Percent self employed, 2024", ["N/A"]),
        (PROJECTIONS, "Employment change, percent, 2024–34", [-100.1]),
        (PROJECTIONS, "Median annual wage, dollars, 2024[1]", [">=239,200", 239210.0]),
        (PROJECTIONS_TEXT, "Occupation Code", ["27-2011"]),
        (PROJECTIONS_TEXT, "Employment 2024", ["1579.8", "1,579"]),
        (PROJECTIONS_TEXT, "Median Annual Wage 2024", ["#", ">=$239,200"]),
        (GPTS, "O*NET-SOC Code", ["29-2072"]),
        (GPTS, "dv_rating_beta", ["1.0000000000000002", "-0.1", "nan", "1e-3", ""]),
        (FREY, "_ - rank", ["1.5"]),
        (CIP, "CIP2020Code", ["1.0"]),
        (STRUCTURE, "Detailed O*NET-SOC", ["x"]),
        (STRUCTURE, "Major Group", ["x"]),
        (JOB_ZONES, "Job Zone", [6.0, "5"]),
        (JOB_ZONES, "Date", ["13/2023", datetime.date(2023, 8, 1)]),
        (JOB_ZONES, "Domain Source", ["Robot"]),
        (TECHNOLOGY, "Hot Technology", ["y"]),
        (TECHNOLOGY, "Commodity Code", [4323.0]),
        (REPORTED, "Shown in My Next Move", [""]),
        (ALTERNATES, "Short Title", [5.0]),
        (EDUCATION, "Category", [13.0]),
        (EDUCATION, "Data Value", [100.5]),
        (EDUCATION, "Recommend Suppress", ["maybe"]),
        (RELATED, "Relatedness Tier", ["Primary"]),
    ],
)
def test_an_invalid_cell_is_refused(file, heading, values, official, refused):
    source = official.sources[file]
    (field,) = [field for field in source.fields if field.heading == heading]
    row = source.header_row + 2
    for value in values:
        official.set_cell(file, row, heading, value)
        error = refused(file)
        assert (*place(error), error.sheet) == (heading, row, source.sheet)
        assert error.expected == field.expected


def test_a_file_that_is_not_a_workbook_or_damaged_inside_is_refused(official, refused):
    path = official.path(OEWS)
    content = path.read_bytes()
    for other in (content[: len(content) // 2], b"not a workbook"):
        path.write_bytes(other)
        assert refused(OEWS).expected == "an Excel workbook"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"][:-200]
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    assert refused(OEWS).expected == "a worksheet"


def test_a_panic_of_the_reader_is_refused_and_an_interrupt_is_none(official, refused, monkeypatch):
    class PanicException(BaseException):
        pass

    class Workbook:
        raised: type[BaseException] = PanicException

        def from_filelike(self, _):
            raise self.raised("range end index")

    workbook = Workbook()
    monkeypatch.setattr("python_calamine.CalamineWorkbook", workbook)
    assert refused(OEWS).found == "one that cannot be read (range end index)"
    workbook.raised = KeyboardInterrupt
    with pytest.raises(KeyboardInterrupt):
        refused(OEWS)


def test_text_of_a_parquet_file_that_is_not_utf8_is_refused(official, refused):
    content = official.path(RATINGS).read_bytes()
    official.path(RATINGS).write_bytes(content.replace(b"Cognitive", b"Cogniti\xffe"))
    assert refused(RATINGS).expected == "a Parquet file"


@pytest.mark.parametrize("file", [OEWS, PROJECTIONS])
def test_a_workbook_without_the_sheet_is_refused(file, official, refused):
    sheet = official.sources[file].sheet
    official.rename_sheet(file, "Sheet1")
    error = refused(file)
    assert (error.sheet, error.expected) == (sheet, f"a sheet {sheet!r}")
    assert "'Sheet1'" in error.found


@pytest.mark.parametrize(
    ("file", "row", "sheet", "text"),
    [
        (OEWS, 1, "Field Descriptions", "May 2022 OEWS Estimates"),
        (PROJECTIONS, 1, "Table 1.2", "January 1999"),
        (SOC, 4, "Sorted by 2010", "January 1999"),
        (MATRIX, 3, "ONET to SOC crosswalk", "January 1999"),
    ],
)
def test_a_caption_of_another_edition_is_refused(file, row, sheet, text, official, refused):
    official.set_cell(file, row, 1, text, sheet=sheet)
    error = refused(file)
    assert (*place(error), error.sheet) == ("1", row, sheet)
    assert error.found == (repr(text) if text else "nothing")


def test_another_top_code_is_refused(official, refused):
    for text in ("# = indicates $100.00 per hour", ""):
        official.set_cell(OEWS, 2, 1, text, sheet="Field Descriptions")
        error = refused(OEWS)
        assert (*place(error), error.found) == ("1", None, "no row with it")
        assert "$115.00 per hour or $239,200 per year" in error.expected


@pytest.mark.parametrize(
    ("change", "column", "row", "found"),
    [
        (lambda grid: grid.__delitem__(slice(-4, None)), "1", 6, "nothing"),
        (lambda grid: grid[-1].__setitem__(0, "Source: elsewhere"), "1", 9, "'Source: elsewhere'"),
        (lambda grid: grid.append(["More"]), "2024 National Employment Matrix title", 10, "'More'"),
    ],
)
def test_another_footer_is_refused(change, column, row, found, official, refused):
    official.damage(PROJECTIONS, change)
    error = refused(PROJECTIONS)
    assert (*place(error), error.found) == (column, row, found)


@pytest.mark.parametrize(
    ("content", "column", "row"),
    [
        (b"\xff\xfe", "O*NET-SOC Code", 1),
        (b"a,b\n\xe9", "O*NET-SOC Code", 2),
        (b'a,"b\nb"\nc,d\xe9,\xe8', "Title", 2),
        (b"," * 20 + b"\xe9", "21", 1),
    ],
)
def test_text_in_another_encoding_is_refused_at_its_cell(content, column, row, official, refused):
    official.path(GPTS).write_bytes(content)
    error = refused(GPTS)
    assert (*place(error), error.expected) == (column, row, "text in UTF-8")
    assert error.found in {"the byte 0xe9, which is none", "the byte 0xff, which is none"}


def test_bytes_after_a_fault_of_the_text_do_not_hide_it(official, refused):
    official.path(GPTS).write_bytes(b'a,b\n"x"y\xe9')
    error = refused(GPTS)
    assert (error.row, error.expected) == (2, "delimited text")


def test_text_cut_off_inside_a_quoted_cell_is_refused(official, refused):
    official.damage(CIP, lambda grid: grid[1].__setitem__(1, "Agriculture, General."))
    content = official.path(CIP).read_bytes()
    official.path(CIP).write_bytes(content[: content.index(b", General")])
    error = refused(CIP)
    assert (error.row, error.expected) == (2, "delimited text")


@pytest.mark.parametrize(("before", "after"), [(b"\xef\xbb\xbf", b""), (b"", b"\n,,,\n")])
def test_a_byte_order_mark_and_empty_lines_are_not_data(before, after, official, refused):
    content = official.path(CIP).read_bytes()
    official.path(CIP).write_bytes(before + content + after)
    assert refused(CIP).expected.startswith("the published file")


def test_an_optional_column_and_empty_cells_without_a_heading_are_no_fault(official, refused):
    place = official.sources[OEWS].headings.index("PRIM_STATE")
    official.damage(OEWS, lambda grid: [row.pop(place) for row in grid])
    assert refused(OEWS).expected.startswith("the published file")
    official.damage(CIP, lambda grid: [row.append("") for row in grid])
    assert refused(CIP).expected.startswith("the published file")


@pytest.mark.parametrize(
    ("file", "column", "value"), [(OEWS, 28, 41000.0), (CIP, 2, "Agriculture")]
)
def test_another_checksum_is_refused_when_every_check_passes(
    file, column, value, official, refused
):
    official.set_cell(file, 3, column, value)
    error = refused(file)
    source = official.sources[file]
    assert (*place(error), error.sheet) == (None, None, source.sheet)
    assert error.expected == f"the published file, SHA-256 {source.sha256}"
    assert error.found.startswith("SHA-256 ")


def test_a_file_that_cannot_be_read_is_refused(official, refused, monkeypatch):
    read_bytes = Path.read_bytes

    def deny(path):
        if path == official.path(OEWS):
            raise PermissionError
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", deny)
    assert "PermissionError" in refused(OEWS).found


@pytest.mark.parametrize(
    ("file", "module", "extra"),
    [(OEWS, "python_calamine", "sources"), (RATINGS, "pyarrow", "parquet")],
)
def test_workbooks_and_parquet_need_a_package_and_text_files_do_not(
    file, module, extra, official, tmp_path, monkeypatch
):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingDependencyError) as caught:
        build(official.folder, tmp_path / "data", editions=official.editions_of(file))
    assert caught.value.extra == extra
    report = build(official.folder, tmp_path / "data", editions=official.editions_of(GPTS))
    assert report.editions == ("gpts-are-gpts/2024",)
