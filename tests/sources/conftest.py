"""Tiny official files of every edition, and the editions pinned to them."""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
from typing import TYPE_CHECKING

import attrs
import pytest
import xlsxwriter

from careerscore._data import DataDirectory
from careerscore.errors import SourceFileError
from careerscore.sources import EDITIONS, Edition, Input, build

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MAJOR_GROUPS = [f"{number}" for number in range(11, 57, 2)]
CODES = [f"{group}-1011.00" for group in MAJOR_GROUPS]
TITLES = {code: f"Workers of group {code[:2]}" for code in CODES}
WAGES = [10.5, 15.25, 20.0, 30.0, 50.0]
ANNUAL_WAGES = [20000.0, 30000.0, 40000.0, 60000.0, 100000.0]
TOP_CODE_NOTE = (
    "#  = indicates a wage equal to or greater than $115.00 per hour or $239,200 per year "
)
EDUCATION_PERCENTAGES = [0.0, 10.5, 20.25, 69.25, *[0.0] * 8]

Row = list[object]
Grid = list[Row]


def oews_row(code, title, group, wages, annual_wages, *, employment=1000.0, flags=("", "")):
    place = ["99", "U.S.", "1", "US", "000000", "Cross-industry", "cross-industry", "1235"]
    h_mean = "*" if flags[0] else 25.5
    a_mean = "*" if flags[1] else 53040.0
    counts = [employment, "**" if employment == "**" else 1.5, "", "", "", ""]
    return [
        *place,
        code,
        title,
        group,
        *counts,
        h_mean,
        a_mean,
        0.6,
        *wages,
        *annual_wages,
        *flags,
    ]


def oews_rows(*, top_coded: bool) -> Grid:
    highest = ["#" if top_coded else 150.0] * 2
    highest_annual = ["#" if top_coded else 312000.0] * 2
    return [
        oews_row("00-0000", "All Occupations", "total", WAGES, ANNUAL_WAGES),
        oews_row("13-1020", "Buyers", "broad", WAGES, ANNUAL_WAGES),
        oews_row("13-1020", "Buyers", "detailed", WAGES, ANNUAL_WAGES, employment="**"),
        oews_row("25-1011", "Teachers", "detailed", ["*"] * 5, ANNUAL_WAGES, flags=("TRUE", "")),
        oews_row("27-2011", "Actors", "detailed", WAGES, ["*"] * 5, flags=("", "TRUE")),
        oews_row(
            "29-1215",
            "Family Medicine\nPhysicians ",
            "detailed",
            [*WAGES[:3], *highest],
            [*ANNUAL_WAGES[:3], *highest_annual],
        ),
    ]


def education_row(code, element, scale, category, percent, *, expert=False):
    error = ["", "", "", ""] if expert else [1.5, 0.5, 60.25, "N"]
    source = "Occupational Expert" if expert else "Incumbent"
    name = f"Element {element}"
    scores = [scale, f"Scale {scale}", category, percent, 28.0]
    return [code, TITLES[code], element, name, *scores, *error, "08/2023", source]


def onet_rows() -> dict[str, Grid]:
    codes = {code: [code, TITLES[code]] for code in CODES}
    tiers = ["Primary-Short"] * 5 + ["Primary-Long"] * 5 + ["Supplemental"] * 10
    related = [code for code in CODES if code != CODES[0]][:20]
    return {
        "Occupation Data": [[*codes[code], "What they do."] for code in CODES],
        "Job Zones": [
            [*codes[CODES[0]], 5.0, "08/2023", "Analyst"],
            [*codes[CODES[1]], 3.0, "11/2021", "Analyst - Preliminary"],
        ],
        "Alternate Titles": [
            [*codes[CODES[0]], "CEO (Chief Executive Officer)", "CEO", "02,08"],
            [*codes[CODES[0]], "chief of staff", "", "08"],
            [*codes[CODES[0]], "President", "", "04"],
            [*codes[CODES[1]], "Accountant", "", "04"],
        ],
        "Sample of Reported Titles": [
            [*codes[CODES[0]], "CEO (Chief Executive Officer)", "Y"],
            [*codes[CODES[0]], "President", "N"],
        ],
        "Technology Skills": [
            [*codes[CODES[0]], "AdSense Tracker", 43232306.0, "Data base software", "N", "N"],
            [*codes[CODES[0]], "Atlassian JIRA", 43232201.0, "Workflow software", "Y", "N"],
            [*codes[CODES[1]], "Oracle Database", 43232306.0, "Data base software", "Y", "Y"],
        ],
        "Related Occupations": [
            [*codes[CODES[0]], *codes[code], tier, float(index)]
            for index, (code, tier) in enumerate(zip(related, tiers, strict=True), start=1)
        ],
        "Education, Training, and Experience": [
            *(
                education_row(CODES[0], "2.D.1", "RL", float(category), percent)
                for category, percent in enumerate(EDUCATION_PERCENTAGES, start=1)
            ),
            education_row(CODES[0], "2.D.4.a", "IM", "", 2.5, expert=True),
            education_row(CODES[0], "3.A.1", "RW", 1.0, 100.0),
        ],
    }


DASH = "—"
PROJECTIONS = [
    [
        "Total, all occupations",
        "00-0000",
        "Summary",
        169956.1,
        175167.9,
        100.0,
        100.0,
        5211.8,
        3.1,
        5.8,
        18863.3,
        49500.0,
        DASH,
        DASH,
        DASH,
        DASH,
    ],
    [
        "      Chief executives",
        "11-1011",
        "Line item",
        1309.4,
        1322.0,
        0.2,
        0.2,
        12.6,
        1.0,
        DASH,
        22.2,
        ">=$239,200",
        "Bachelor's degree",
        "5 years or more",
        "None",
        "OOH Content",
    ],
    [
        "      Actors",
        "27-2011",
        "Line item",
        57.0,
        50.0,
        0.0,
        0.0,
        -7.0,
        -12.3,
        26.8,
        6.3,
        DASH,
        "Some college, no degree",
        "None",
        "Long-term on-the-job training",
        DASH,
    ],
]
PROJECTIONS_TEXT = [
    [
        "Actors    * Actress* Vaudeville Actor",
        '="27-2011"',
        "57.0",
        "50.0",
        "-7.0",
        "-12.3",
        "6.3",
        "N/A",
        "Some college, no degree",
        "6",
        "None",
        "4",
        "Long-term on-the-job training",
        "3",
    ],
    [
        "Chief executives",
        '="11-1011"',
        "1,309.4",
        "1,322.0",
        "12.6",
        "1.0",
        "22.2",
        ">=239,200",
        "Bachelor's degree",
        "3",
        "5 years or more",
        "1",
        "None",
        "6",
    ],
]


def all_rows() -> dict[str, Grid]:
    """The rows of data of every official file, keyed by file."""
    rows = {f"onet-30.1/{name}.xlsx": grid for name, grid in onet_rows().items()}
    for year in range(2022, 2026):
        rows[f"oews/national_M{year}_dl.xlsx"] = oews_rows(top_coded=year < 2025)
    rows |= {
        "employment-projections/occupation_2024_34.xlsx": PROJECTIONS,
        "employment-projections/Employment Projections.csv": PROJECTIONS_TEXT,
        "exposure/eloundou/occ_level.csv": [
            [
                "11-1011.00",
                "Chief Executives",
                "0.1",
                "0.24999999999999997",
                "0.82",
                "0.18",
                "0.35",
                "0.52",
            ],
            ["29-2072.00", "Medical Records Specialists", "0.2", "0.6", "1.0", "0.2", "0.5", "0.9"],
        ],
        "exposure/felten/AIOE_DataAppendix.xlsx": [
            ["11-1011", "Chief Executives", 1.334246],
            ["53-7121", "Tank Car, Truck, and Ship Loaders", -1.38776],
        ],
        "exposure/felten/Language Modeling AIOE and AIIE.xlsx": [
            ["11-1011", "Chief Executives", 1.308912],
            ["53-7121", "Tank Car, Truck, and Ship Loaders", -1.403185],
        ],
        "exposure/felten/Image Generation AIOE and AIIE.xlsx": [
            ["11-1011", "Chief Executives", 1.309602],
            ["53-7121", "Tank Car, Truck, and Ship Loaders", -1.098081],
        ],
        "exposure/webb/webb_exposure_by_soc4.xlsx": [
            ["Chief Executives", "11-1011.00", 0.20430624],
            ["Chief Sustainability Officers", "11-1011.03", 0.29871672],
        ],
        "exposure/microsoft/soc_ai_applicability_scores.csv": [
            ["11-1011", "Chief Executives", "0.155502898114603"],
            ["13-1020", "Buyers and Purchasing Agents", "0.2"],
        ],
        "exposure/anthropic/job_exposure.csv": [
            ["11-1011", "Chief Executives", "0.0333"],
            ["11-1031", "Legislators", "0.0"],
        ],
        "exposure/frey-osborne/frey-osborne-2013-raw.csv": [
            [
                "2",
                "51-4033",
                "0.95",
                "34920",
                "",
                "Machine Setters",
                "Setters",
                "7",
                "0.95",
                "74600",
                "32890",
                "74600",
                "34920",
            ],
            ["1", "11-1011", "0.015", "", "", "Chief Executives", "", "", "0.015", "", "", "", ""],
        ],
        "crosswalks/CIP2020_SOC2018_Crosswalk.csv": [
            ["01.0000", "Agriculture,  General.", "19-1011", "Animal Scientists"],
            ["36.0101", "Leisure Activities.", "99-9999", "NO MATCH"],
            ["52.0201", "Business Administration.", "11-1011", "Chief Executives"],
            ["99.9999", "NO MATCH", "55-3019", "Police and Sheriff’s Patrol Officers"],
        ],
        "crosswalks/soc_2010_to_2018_crosswalk.xlsx": [
            ["11-1011", "Chief Executives", "11-1011", "Chief Executives"],
            ["15-1131", "Computer Programmers", "15-1251", "Computer Programmers"],
            ["15-1131", "Computer Programmers", "15-1252", "Software Developers (##)"],
        ],
        "crosswalks/onetsoc_2010_to_2019_Crosswalk.csv": [
            ["11-1011.00", "Chief Executives", "11-1011.00", "Chief Executives"],
            ["15-1131.00", "Computer Programmers", "15-1251.00", "Computer Programmers"],
        ],
        "crosswalks/onetsoc_2010_to_SOC_2010_Crosswalk.xlsx": [
            ["11-1011.00", "Chief Executives", "11-1011", "Chief Executives"],
            ["11-1011.03", "Chief Sustainability Officers", "11-1011", "Chief Executives"],
        ],
        "crosswalks/nem_onet_to_soc_crosswalk.xlsx": [
            [
                1.0,
                "11-1011.00",
                "Chief Executives",
                "11-1011",
                "Chief executives",
                "B039",
                "Top executives",
                "Management",
                "Management",
                "https://www.bls.gov/ooh",
            ],
            [2.0, "11-1011.03", "Sustainability Officers", "11-1011", "Chief executives"]
            + [DASH] * 5,
        ],
        "crosswalks/nem_occupational_coverage.xlsx": [
            [1.0, "00-0000", "Total, all occupations", "Summary", 0.0],
            [2.0, "11-1011", "Chief executives", "Line item", 3.0],
        ],
        "crosswalks/onetsoc_2019_SOC_Structure.csv": [
            ["11-0000", "", "", "", "", "Management Occupations"],
            ["", "11-1000", "", "", "", "Top Executives"],
            ["", "", "11-1010", "", "", "Chief Executives"],
            ["", "", "", "11-1011", "", "Chief Executives"],
            ["", "", "", "", "11-1011.03", "Chief Sustainability Officers"],
        ],
    }
    return {file: [list(row) for row in grid] for file, grid in rows.items()}


TABLE_ROWS = {
    "occupations of aioe-percentile": 2,
    "commodities": 2,
    "required_education": 12,
    "crosswalk of cip-soc": 2,
}


_WRITTEN: dict[str, bytes] = {}
"""The tiny files as they were first written, keyed by file."""


class OfficialFiles:
    """A folder of tiny official files that a test may spoil."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rows = all_rows()
        self.sources = {source.file: source for edition in EDITIONS for source in edition.inputs}
        for file in self.sources:
            if file not in _WRITTEN:
                _WRITTEN[file] = file_bytes(self.grids(file))
            self._write_bytes(file, _WRITTEN[file])
        self.editions = tuple(map(self._pinned, EDITIONS))

    def _pinned(self, edition: Edition) -> Edition:
        inputs = tuple(map(self._pinned_input, edition.inputs))
        tables = []
        for table in edition.tables:
            copied = len(self.rows[table.file]) if table.file else len(CODES)
            rows = TABLE_ROWS.get(f"{table.name} of {edition.dataset}", copied)
            tables.append(attrs.evolve(table, rows=TABLE_ROWS.get(table.name, rows)))
        return attrs.evolve(edition, inputs=inputs, tables=tuple(tables))

    def _pinned_input(self, source: Input) -> Input:
        content = self.path(source.file).read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        return attrs.evolve(source, rows=len(self.rows[source.file]), sha256=digest)

    def path(self, file: str) -> Path:
        return self.folder.joinpath(*file.split("/"))

    def grids(self, file: str) -> dict[str | None, Grid]:
        """The cells of every sheet of a file as it was published."""
        source = self.sources[file]
        main: Grid = [[""] for _ in range(source.header_row - 1)]
        main += [list(source.headings), *map(list, self.rows[file])]
        main += [[text] for text in source.footer]
        grids: dict[str | None, Grid] = {source.sheet: main}
        for fixed in source.fixed:
            grid = grids.setdefault(fixed.sheet, [])
            grid += [[""] for _ in range(fixed.row - len(grid))]
            grid[fixed.row - 1] = [fixed.text]
        return grids

    def write(self, file: str, grids: dict[str | None, Grid]) -> None:
        """Write a file with other cells than the published ones."""
        self._write_bytes(file, file_bytes(grids))

    def _write_bytes(self, file: str, content: bytes) -> None:
        path = self.path(file)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    def spoil(self, file: str, change: Callable[[Grid], object], sheet: str | None = None) -> None:
        """Change the cells of a sheet, the one with the data by default, and write the file."""
        grids = self.grids(file)
        change(grids[sheet or self.sources[file].sheet])
        self.write(file, grids)

    def set_cell(
        self, file: str, row: int, column: int, value: object, sheet: str | None = None
    ) -> None:
        """Put a value into a cell, both numbers counted from 1, and write the file."""

        def change(grid: Grid) -> None:
            cells = grid[row - 1]
            cells += [""] * (column - len(cells))
            cells[column - 1] = value

        self.spoil(file, change, sheet)

    def edition(self, name: str) -> Edition:
        return next(edition for edition in self.editions if edition.id == name)

    def editions_of(self, file: str) -> tuple[Edition, ...]:
        return tuple(
            edition
            for edition in self.editions
            if file in [source.file for source in edition.inputs]
        )


def file_bytes(grids: dict[str | None, Grid]) -> bytes:
    return csv_bytes(grids[None]) if None in grids else workbook_bytes(grids)


def csv_bytes(grid: Grid) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(grid)
    return text.getvalue().encode("utf-8")


def workbook_bytes(grids: dict[str | None, Grid]) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as workbook:
        workbook.set_properties({"created": datetime.datetime(2026, 11, 23, tzinfo=datetime.UTC)})
        for name, grid in grids.items():
            sheet = workbook.add_worksheet(name)
            for row, cells in enumerate(grid):
                for column, value in enumerate(cells):
                    if isinstance(value, str) and value:
                        sheet.write_string(row, column, value)
                    elif value != "":
                        sheet.write(row, column, value)
    return content.getvalue()


def snapshot(folder: Path) -> dict[str, bytes]:
    """The content of every file below a folder, hidden ones too."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def official(tmp_path: Path) -> OfficialFiles:
    """Tiny official files of every edition."""
    return OfficialFiles(tmp_path / "official")


@pytest.fixture
def contents() -> Callable[[Path], dict[str, bytes]]:
    """Read every file below a folder."""
    return snapshot


@pytest.fixture
def refused(official: OfficialFiles, tmp_path: Path) -> Callable[[str], SourceFileError]:
    """Build the editions of a spoiled file: return the error, having seen nothing written."""
    out = tmp_path / "data"
    pristine = OfficialFiles(tmp_path / "pristine")

    def build_refused(file: str, *, compare: bool = False) -> SourceFileError:
        editions = official.editions_of(file)
        build(pristine.folder, out, editions=editions)
        before = snapshot(out)
        released = DataDirectory(out if compare else tmp_path / "none")
        with pytest.raises(SourceFileError) as caught:
            build(official.folder, out, editions=editions, released=released)
        assert snapshot(out) == before
        with pytest.raises(SourceFileError):
            build(official.folder, tmp_path / "new", editions=editions, released=released)
        assert not (tmp_path / "new").exists()
        assert caught.value.file == file
        assert caught.value.sheet == official.sources[file].sheet
        return caught.value

    return build_refused
