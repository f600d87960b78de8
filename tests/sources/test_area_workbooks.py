"""Workbooks of areas, by the headings that the BLS documents: no official one was at hand."""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from careerscore._data import DataDirectory
from careerscore.errors import SourceFileError
from careerscore.reference import open_edition
from careerscore.sources import build, read_edition

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = (
    "AREA AREA_TITLE AREA_TYPE PRIM_STATE NAICS NAICS_TITLE I_GROUP OWN_CODE OCC_CODE OCC_TITLE "
    "O_GROUP TOT_EMP EMP_PRSE JOBS_1000 LOC_QUOTIENT PCT_TOTAL PCT_RPT H_MEAN A_MEAN MEAN_PRSE "
    "H_PCT10 H_PCT25 H_MEDIAN H_PCT75 H_PCT90 A_PCT10 A_PCT25 A_MEDIAN A_PCT75 A_PCT90 ANNUAL "
    "HOURLY"
)
HEADINGS = COLUMNS.split()
INDUSTRY = ("000000", "Cross-industry", "cross-industry", "1235")
TYPES = {"state": "2", "metropolitan": "4", "nonmetropolitan": "6"}
POSTAL = {"01": "AL", "06": "CA"}


def rows_of(data, *tables):
    """The rows of areas and of estimates of an edition, numbers as numbers."""
    edition = open_edition(DataDirectory(data), "oews-areas", "2025-05")
    return [
        [{k: number(v) for k, v in row.items()} for row in edition.table(name).rows()]
        for name in tables
    ]


def number(cell):
    return float(cell) if cell.replace(".", "", 1).isdecimal() else cell


def workbook(path, rows, period="May 2025"):
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet("data")
        for place, row in enumerate([HEADINGS, *rows]):
            sheet.write_row(place, 0, row)
        book.add_worksheet("Field Descriptions").write(0, 0, f"{period} OEWS Estimates")
    path.write_bytes(content.getvalue())


class Workbooks:
    """Workbooks with the figures of the tiny flat files: one of states, one of other areas."""

    def __init__(self, folder: Path, flat: Path) -> None:
        self.folder = folder
        areas, estimates = rows_of(flat, "areas", "estimates")
        self.expected = areas, estimates
        self.metadata = (flat / "datasets/oews-areas/2025-05.toml").read_text(encoding="utf-8")
        by_code = {f"{int(area['area_code']):07}": area for area in areas}
        self.rows: dict[str, list[list[object]]] = {"states": [], "others": []}
        for each in estimates:
            values = dict(each)
            code = f"{int(values.pop('area_code')):07}"
            area, state = by_code[code], f"{int(by_code[code]['state_code']):02}"
            place = code[:2] if area["kind"] == "state" else str(int(code))
            cells = {key.upper(): value for key, value in values.items()}
            cells |= {
                "AREA": place,
                "AREA_TITLE": area["name"],
                "AREA_TYPE": TYPES[str(area["kind"])],
            }
            cells |= dict(zip(HEADINGS[4:8], INDUSTRY, strict=True), PRIM_STATE=POSTAL[state])
            cells |= {"OCC_TITLE": "Workers", "O_GROUP": "detailed"}
            row: list[object] = [cells.get(heading, "") for heading in HEADINGS]
            self.rows["states" if area["kind"] == "state" else "others"].append(row)

    def build(self, out: Path, period: str = "May 2025") -> None:
        head, _, _ = self.metadata.partition("[[inputs]]")
        _, mark, tables = self.metadata.partition("[[tables]]")
        inputs = ""
        for name, rows in self.rows.items():
            path = self.folder / f"{name}.xlsx"
            workbook(path, rows, period)
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            inputs += f'[[inputs]]\nfile = "{name}.xlsx"\nsheet = "data"\n'
            inputs += f'sha256 = "{digest}"\nrows = {len(rows)}\n\n'
        text = head.replace(
            'edition = "2025-05"', 'edition = "2025-05"\nspecification = "oews-area-workbooks"'
        )
        path = self.folder / "edition.toml"
        for _ in range(2):
            path.write_text(text + inputs + mark + tables, encoding="utf-8")
            try:
                build(self.folder, out, editions=[read_edition(path)])
            except SourceFileError as error:
                if "estimates_sha256" not in error.expected:
                    raise
                # Numbers of a workbook have no zeros at their end: other bytes.
                _, _, stated = error.expected.rpartition(", ")
                text = text.replace(stated, error.found)


@pytest.fixture
def workbooks(official, tmp_path):
    flat = tmp_path / "flat"
    build(official.folder, flat, editions=[official.edition("oews-areas/2025-05")])
    folder = tmp_path / "workbooks"
    folder.mkdir()
    return Workbooks(folder, flat)


def test_the_same_figures_give_the_same_tables_as_the_flat_files(workbooks, tmp_path):
    workbooks.build(tmp_path / "data")
    assert tuple(rows_of(tmp_path / "data", "areas", "estimates")) == workbooks.expected


def test_other_forms_of_a_code_and_a_territory_are_the_same(workbooks, tmp_path):
    for place, kind in (("6", "2"), (6.0, 2.0), ("06", "3")):
        workbooks.rows["states"][0][:3:2] = place, kind
        workbooks.build(tmp_path / "data")
        assert tuple(rows_of(tmp_path / "data", "areas", "estimates")) == workbooks.expected


def test_a_broad_occupation_with_the_code_of_its_detailed_one_counts_once(workbooks, tmp_path):
    (row,) = workbooks.rows["states"]
    broad = ["broad" if cell == "detailed" else cell for cell in row]
    workbooks.rows["states"] = [broad, row]
    workbooks.build(tmp_path / "data")
    assert tuple(rows_of(tmp_path / "data", "areas", "estimates")) == workbooks.expected


@pytest.mark.parametrize(
    ("heading", "value", "expected"),
    [
        ("AREA", "x", "a code of an area such as '06' or '41860'"),
        ("AREA", 6.5, "a code of an area such as '06' or '41860'"),
        ("AREA_TYPE", "1", "2 (state), 3 (territory), 4 (metropolitan area) or 6"),
        ("PRIM_STATE", "XX", "a state or territory"),
        ("LOC_QUOTIENT", "*", "a number of at least 0 or '**'"),
        ("A_PCT90", 300000.0, "an integer from 0 to 239200 or '*' or '#'"),
        ("H_PCT25", 9.0, "at least H_PCT10, 10.5"),
    ],
)
def test_a_wrong_cell_is_refused(heading, value, expected, workbooks, tmp_path):
    workbooks.rows["states"][0][HEADINGS.index(heading)] = value
    with pytest.raises(SourceFileError) as caught:
        workbooks.build(tmp_path / "data")
    error = caught.value
    assert (error.file, error.sheet, error.row) == ("states.xlsx", "data", 2)
    assert error.column == heading
    assert error.expected.startswith(expected)


def test_an_area_of_two_names_or_in_two_workbooks_is_refused(workbooks, tmp_path):
    (row,) = workbooks.rows["states"]
    other = [*row]
    other[1], other[8] = "Californien", "29-2072"
    workbooks.rows["states"].append(other)
    with pytest.raises(SourceFileError, match="row 3: expected 'California', as on the first row"):
        workbooks.build(tmp_path / "data")
    workbooks.rows |= {"states": [row], "others": [row]}
    with pytest.raises(SourceFileError, match=r"others.xlsx.*no other workbook has, found 06"):
        workbooks.build(tmp_path / "data")


def test_workbooks_of_another_year_are_refused(workbooks, tmp_path):
    with pytest.raises(SourceFileError, match="expected 'May 2025 OEWS Estimates', found no row"):
        workbooks.build(tmp_path / "data", "May 2024")
