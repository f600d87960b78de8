"""The bundled tables are those of the editions, with the figures that were published."""

from __future__ import annotations

import csv

import attrs
import pytest

from careerscore._data import bundled
from careerscore.sources import CATEGORIES, bundled_editions, category, epoch_heuristic

EDITIONS = {edition.id: edition for edition in bundled_editions()}
TABLES = {table.file: table for edition in EDITIONS.values() for table in edition.tables}
PERCENTILES = ["pct10", "pct25", "median", "pct75", "pct90"]


def read(name):
    text = bundled().read_bytes(f"datasets/{name}").decode("utf-8")
    return list(csv.DictReader(text.splitlines()))


def by_code(name, code):
    return [row for row in read(name) if next(iter(row.values())) == code]


def test_what_is_computed_has_a_rule_and_what_is_read_has_inputs():
    for edition in EDITIONS.values():
        assert bool(edition.rule) == bool(edition.built_from) == (not edition.inputs)
    assert "american-dream-jobs-editorial/2026-02" not in EDITIONS


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_a_table_has_its_rows_columns_and_key_one_line_a_row(table):
    content = bundled().read_bytes(f"datasets/{table.file}")
    header, *rows = csv.reader(content.decode("utf-8").splitlines())
    assert header == list(table.columns)
    assert len(rows) == table.rows == content.count(b"\n") - 1
    assert b"\r" not in content
    assert all(cell == " ".join(cell.split()) for row in rows for cell in row)
    places = [header.index(name) for name in table.key]
    assert len({tuple(row[place] for place in places) for row in rows}) == len(rows)
    if table.name != "structure":
        codes = [row[0] for row in rows]
        assert codes == sorted(codes)


@pytest.mark.parametrize(
    ("year", "annual", "mean", "employment"),
    [
        (2023, [35080, 39620, 48780, 61960, 77810], 53690, 185690),
        (2024, [35780, 41600, 50250, 64070, 80950], 55970, 187910),
        (2025, [37000, 43490, 51140, 64820, 81150], 56790, 194720),
    ],
)
def test_wages_of_medical_records_specialists(year, annual, mean, employment):
    (row,) = by_code(f"oews/{year}-05.csv", "29-2072")
    assert [int(row[f"a_{name}"]) for name in PERCENTILES] == annual
    assert (int(row["a_mean"]), int(row["tot_emp"])) == (mean, employment)


def test_projections_of_medical_records_specialists():
    (row,) = by_code("employment-projections/2024-34.csv", "29-2072")
    assert (row["employment_2024"], row["employment_2034"]) == ("194.8", "208.6")
    assert (row["percent_change"], row["annual_openings"]) == ("7.1", "14.2")
    assert row["entry_education"] == "Postsecondary nondegree award"
    assert (row["work_experience"], row["on_the_job_training"]) == ("None", "None")


def test_language_model_exposure_keeps_its_digits():
    (row,) = by_code("gpts-are-gpts/2024.csv", "29-2072.00")
    assert row["dv_rating_alpha"] == "0.23529411764705882"
    assert row["human_rating_beta"] == "0.5588235294117647"
    (row,) = by_code("gpts-are-gpts/2024.csv", "33-3052.00")
    assert row["dv_rating_beta"] == "0.24999999999999997"


def test_occupations_without_data_are_those_of_onet():
    rows = read("onet/30.1/occupations.csv")
    assert sum(row["job_zone"] == "" for row in rows) == 1016 - 923
    for name, count in (("technology_skills", 923), ("related_occupations", 923)):
        assert len({row["onet_soc_code"] for row in read(f"onet/30.1/{name}.csv")}) == count
    educated = {row["onet_soc_code"] for row in read("onet/30.1/required_education.csv")}
    assert len(educated) == 878
    assert "29-2072.00" not in educated
    titles = read("onet/30.1/alternate_titles.csv")
    reported = [row for row in titles if row["reported"] == "Y"]
    assert len(reported) == 7955
    assert sum(row["my_next_move"] == "Y" for row in reported) == 3576


def test_categories_are_those_of_the_rule():
    rows = read("occupation-categories/onet-30.1.csv")
    assert {row["category"] for row in rows} == {*CATEGORIES}
    assert all(row["category"] == category(row["onet_soc_code"]) for row in rows)


def test_epoch_profiles_are_those_of_the_rule():
    profiles = {row["onet_soc_code"]: row for row in read("epoch-heuristic/onet-30.1.csv")}
    for row in read("onet/30.1/occupations.csv"):
        code, zone = row["onet_soc_code"], row["job_zone"]
        profile = epoch_heuristic(
            title=row["title"], job_zone=int(zone) if zone else None, category=category(code)
        )
        *numbers, defaulted = attrs.astuple(profile)
        assert list(profiles[code].values()) == [code, *map(str, numbers), "Y"[: not zone]]
        assert defaulted == (not zone)
