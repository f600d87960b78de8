"""What a spreadsheet program makes of the files: LibreOffice opens them, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import xml.etree.ElementTree as ET

import pytest

import careerscore as cs

OFFICE = shutil.which("soffice")

pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
KIND = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}value-type"
VALUE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}value"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"

TITLES = ("=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("https://example.org")', "x;=1+1", "plain")
COLUMNS = ["onet_soc_code", "title", "employment", "annual_median_usd", "tier", "ai_exposure_value"]


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """What LibreOffice reads of a workbook of occupations, one of listings, and both as CSV."""
    folder = tmp_path_factory.mktemp("office")
    codes = ["29-2072.00", "33-3052.00", "55-1011.00"]
    listings = [
        cs.JobListing(title=title, salary="-5", apply_url="javascript:alert(1)") for title in TITLES
    ]
    for end in ("xlsx", "csv"):
        cs.export(folder / f"careers-{end}.{end}", occupations=codes, columns=COLUMNS)
        cs.export_listings(listings, folder / f"listings-{end}.{end}")
    names = [f"{name}-{end}" for name in ("careers", "listings") for end in ("xlsx", "csv")]
    files = [str(folder / f"{name}.{name.rpartition('-')[2]}") for name in names]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [OFFICE, profile, "--headless", "--convert-to", "fods", "--outdir", str(folder)]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=180)
    return {name: ET.parse(folder / f"{name}.fods").getroot() for name in names}


def cells_of(root):
    """The cells of the first sheet, row by row."""
    table = root.find(f".//{TABLE}table")
    return [row.findall(f"{TABLE}table-cell") for row in table.iter(f"{TABLE}table-row")]


def words(cell):
    return "".join(cell.find(TEXT).itertext())


def test_nothing_is_a_formula(opened):
    for root in opened.values():
        assert not [cell for cell in root.iter() if f"{TABLE}formula" in cell.attrib]


def test_occupations_have_numbers_where_they_are_numbers(opened):
    head, records, *_ = cells_of(opened["careers-xlsx"])
    assert [words(cell) for cell in head[:6]] == COLUMNS
    kinds = [cell.get(KIND) for cell in records[:6]]
    assert kinds == ["string", "string", "float", "currency", "string", "float"]
    career = cs.occupation("29-2072.00")
    assert float(records[2].get(VALUE)) == career.wages.employment
    assert float(records[3].get(VALUE)) == career.wages.annual.median
    assert words(records[3]) == f"${career.wages.annual.median:,}"


def test_titles_of_listings_stay_texts(opened):
    rows = cells_of(opened["listings-xlsx"])
    titles = [row[0] for row in rows[1 : len(TITLES) + 1]]
    assert [words(cell) for cell in titles] == list(TITLES)
    assert {cell.get(KIND) for cell in titles} == {"string"}
    # Cells that are empty one after the other stand as one.
    salary = rows[1][2]
    assert (words(salary), salary.get(KIND)) == ("-5", "string")
    assert b"javascript" in ET.tostring(opened["listings-xlsx"])
    links = [each for each in opened["listings-xlsx"].iter() if each.tag.endswith("}a")]
    assert links == []


def test_csv_shows_the_apostrophe_and_computes_nothing(opened):
    titles = [row[0] for row in cells_of(opened["listings-csv"])[1 : len(TITLES) + 1]]
    *formulas, listed, plain = TITLES
    protected = [f"'{title}" for title in formulas]
    assert [words(cell) for cell in titles] == [*protected, listed.replace("=", "'="), plain]
