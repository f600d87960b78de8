"""Pay of areas is that of the flat file of the BLS, cell by cell, and is read when asked for."""

from __future__ import annotations

import csv
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import careerscore as cs
from careerscore.errors import InvalidInputError, UnknownDatasetError

PLACES = ("pct10", "pct25", "median", "pct75", "pct90")
COLUMNS = (
    *("tot_emp", "emp_prse", "h_mean", "a_mean", "mean_prse"),
    *(f"{prefix}_{place}" for prefix in "ha" for place in PLACES),
    *("jobs_1000", "loc_quotient"),
)
WITHHELD = {name: "*" if name[:2] in ("h_", "a_", "me") else "**" for name in COLUMNS}
SAMPLE = Path(__file__).with_name("area-cells.csv")
"""Cells of the official file: 120 of all, 80 of those with a footnote."""


@cache
def edition():
    return cs.load("2026.3").edition("oews-areas")


@cache
def estimates():
    return edition().table("estimates")


@pytest.mark.parametrize(
    ("code", "area", "name", "employment_and_means", "others"),
    [
        (
            "29-1141",
            "0023420",
            "Fresno, CA",
            "11030 0.9 61.00 126880 0.4",
            "43.22 51.02 60.30 68.01 80.37 89890 106110 125420 141450 167160 23.139 1.06",
        ),
        (
            "15-1252",
            "0041860",
            "San Francisco-Oakland-Fremont, CA",
            "69030 2.3 93.00 193430 1.0",
            "61.58 78.61 89.73 105.61 131.44 128090 163500 186640 219670 273400 29.078 2.68",
        ),
    ],
)
def test_an_occupation_in_a_metropolitan_area(code, area, name, employment_and_means, others):
    cells = dict(zip(COLUMNS, f"{employment_and_means} {others}".split(), strict=True))
    row = {"occ_code": code, "area_code": area, "annual": "", "hourly": ""}
    assert [each for each in estimates().rows_of(code) if each["area_code"] == area] == [
        row | cells
    ]
    (found,) = edition().table("areas").rows_of(area)
    assert found == {"area_code": area, "kind": "metropolitan", "state_code": "06", "name": name}


def test_cells_are_those_of_the_flat_file():
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        sample = list(csv.DictReader(file))
    assert len(sample) == 200
    for each in sample:
        name = each["column"]
        columns = ("area_code", name, "annual", "hourly")
        rows = estimates().select(*columns, code=each["occ_code"])
        ((_, cell, annual, hourly),) = (row for row in rows if row[0] == each["area_code"])
        expected = {"": each["value"], "5": "#"}.get(each["footnote"], WITHHELD[name])
        assert cell == expected, each
        if each["footnote"] == "4":
            assert (annual if name.startswith("h_") else hourly) == "TRUE", each
    assert {each["footnote"] for each in sample} == {"", "4", "5", "8"}


def test_the_top_code_is_that_of_the_footnote():
    tops = ("top_code_hourly_usd", "top_code_annual_usd")
    assert [edition().parameters[name] for name in tops] == [115.00, 239_200]


def test_states_and_territories_sum_to_the_nation():
    (nation,) = (
        row
        for row in cs.load("2026.3").edition("oews").table().rows_of("29-2072")
        if row["o_group"] == "detailed"
    )
    states = {row["area_code"] for row in edition().table("areas").rows_where("kind", "state")}
    cells = estimates().select("area_code", "tot_emp", code="29-2072")
    total = sum(int(cell) for area, cell in cells if area in states and cell != "**")
    assert len(states) == 54
    assert total == pytest.approx(int(nation["tot_emp"]), rel=0.01)


def test_looking_up_and_listing_read_no_pay_of_areas():
    code = (
        "import sys, careerscore as cs\n"
        "opened = []\n"
        "sys.addaudithook(lambda event, args: event == 'open' and opened.append(str(args[0])))\n"
        "release = cs.load('2026.3')\n"
        "release['29-1141.00'], cs.assess('29-1141', data=release), release.search('nurse')\n"
        "areas = release.edition('oews-areas')\n"
        "names = ('zipfile', 'lzma')\n"
        "print(any('oews-areas/2025-05/' in name for name in opened), *map(sys.modules.get, names))\n"
        "areas.table('areas').rows_of('0023420')\n"
        "print(sum('oews-areas/2025-05/' in name for name in opened), 'zipfile' in sys.modules)\n"
    )
    found = subprocess.check_output([sys.executable, "-c", code], text=True)
    assert found.splitlines() == ["False None None", "1 False"]


def test_an_edition_or_table_that_there_is_not_is_named():
    with pytest.raises(UnknownDatasetError) as dataset:
        cs.load("2026.3").edition("oews-area")
    assert dataset.value.suggestions == ("oews-areas", "oews")
    with pytest.raises(UnknownDatasetError):
        cs.load("2026.1").edition("oews-areas")
    with pytest.raises(InvalidInputError, match="name: expected 'areas' or 'estimates', got 'x'"):
        edition().table("x")
    with pytest.raises(InvalidInputError, match="expected no name: it has a single table, got"):
        cs.load("2026.3").edition("oews").table("x")
