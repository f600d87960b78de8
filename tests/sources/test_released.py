"""A file that passes every check but is not the published one: the first cell is named."""

from __future__ import annotations

import pytest

from careerscore._data import DataDirectory
from careerscore.errors import SourceFileError
from careerscore.sources import build, write_checksums

OEWS = "oews/national_M2023_dl.xlsx"
JOB_ZONES = "onet-30.1/Job Zones.xlsx"
OCCUPATIONS = "onet-30.1/Occupation Data.xlsx"
REPORTED = "onet-30.1/Sample of Reported Titles.xlsx"
TECHNOLOGY = "onet-30.1/Technology Skills.xlsx"
EDUCATION = "onet-30.1/Education, Training, and Experience.xlsx"
CIP = "crosswalks/CIP2020_SOC2018_Crosswalk.csv"
FREY = "exposure/frey-osborne/frey-osborne-2013-raw.csv"
GPTS = "exposure/eloundou/occ_level.csv"
STRUCTURE = "crosswalks/onetsoc_2019_SOC_Structure.csv"
SOC = "crosswalks/soc_2010_to_2018_crosswalk.xlsx"


@pytest.mark.parametrize(
    ("file", "row", "heading", "value", "before", "after"),
    [
        (OEWS, 3, "A_MEDIAN", 41000.0, "40000", "41000"),
        (OEWS, 3, "OCC_TITLE", "Byers", "Buyers", "Byers"),
        (OEWS, 6, "OCC_CODE", "27-2012", "27-2011", "27-2012"),
        (JOB_ZONES, 3, "Job Zone", 4.0, "3", "4"),
        (REPORTED, 3, "Shown in My Next Move", "Y", "N", "Y"),
        (REPORTED, 3, "Reported Job Title", "chief of staff", "", "Y"),
        (TECHNOLOGY, 3, "Commodity Code", 43232202.0, "43232201", "43232202"),
        (TECHNOLOGY, 3, "Commodity Title", "Flow software", "Workflow software", "Flow software"),
        (EDUCATION, 3, "N", 29.0, "28", "29"),
        (CIP, 4, "SOC2018Title", "Chiefs", "Chief Executives", "Chiefs"),
        (CIP, 3, "SOC2018Code", "11-1011", "52.0201", "36.0101"),
        (FREY, 3, "occupation", "Chiefs", "Chief Executives", "Chiefs"),
        (GPTS, 2, "dv_rating_beta", "0.25", "0.24999999999999997", "0.25"),
    ],
)
def test_the_first_cell_that_differs_is_named(
    file, row, heading, value, before, after, official, refused
):
    official.set_cell(file, row, official.sources[file].headings.index(heading) + 1, value)
    error = refused(file, compare=True)
    named = "CIP2020Code" if before == "52.0201" else heading
    assert (error.column, error.row) == (named, row)
    assert (error.expected, error.found) == (f"{before!r}, as published", repr(after))


def test_the_first_of_several_cells_is_named(official, refused):
    def change(grid):
        grid[5][10] = "broad"
        grid[3][26] = 35000.0
        grid[3][27] = 45000.0

    official.spoil(OEWS, change)
    error = refused(OEWS, compare=True)
    assert (error.column, error.row) == ("A_PCT25", 4)


def test_rows_that_share_a_place_in_the_order_cannot_be_swapped(official, refused):
    def swap(grid):
        grid[2], grid[3] = grid[3], grid[2]

    official.spoil(OEWS, swap)
    error = refused(OEWS, compare=True)
    assert (error.column, error.row) == ("O_GROUP", 3)
    assert (error.expected, error.found) == ("'broad', as published", "'detailed'")


def test_a_change_outside_the_bundled_columns_names_the_checksums(official, refused):
    published = official.edition("onet/30.1").inputs[0].sha256
    official.set_cell(OCCUPATIONS, 2, 3, "They do something else.")
    error = refused(OCCUPATIONS, compare=True)
    assert (error.column, error.row) == (None, None)
    assert error.expected == f"the published file, SHA-256 {published}"
    assert error.found.startswith("SHA-256 ")


def test_without_released_data_the_checksums_are_named(official, refused):
    official.set_cell(OEWS, 3, 28, 41000.0)
    error = refused(OEWS)
    assert (error.column, error.row) == (None, None)
    assert error.expected.startswith("the published file, SHA-256 ")


def test_released_tables_of_other_columns_are_not_compared(official, tmp_path):
    (edition,) = official.editions_of(SOC)
    out = tmp_path / "data"
    build(official.folder, out, editions=[edition])
    table = out / "datasets" / edition.table_file(edition.tables[0])
    table.write_bytes(table.read_bytes().replace(b"soc_2010_code", b"soc_code"))
    write_checksums(out)
    official.set_cell(SOC, 10, 2, "Chiefs")
    with pytest.raises(SourceFileError, match="expected the published file"):
        build(official.folder, out, editions=[edition], released=DataDirectory(out))


def test_the_data_of_the_package_are_compared_by_default(official, tmp_path):
    """The tiny file differs from the official one in its very first figure."""
    official.set_cell(GPTS, 3, 3, "0.21")
    with pytest.raises(SourceFileError) as caught:
        build(official.folder, tmp_path / "data", editions=official.editions_of(GPTS))
    assert (caught.value.file, caught.value.row) == (GPTS, 2)
    assert caught.value.column == "dv_rating_beta"
    assert caught.value.expected == "'0.46', as published"
