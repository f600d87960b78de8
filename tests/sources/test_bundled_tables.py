"""The bundled tables are those of the editions, with the figures that were published."""

from __future__ import annotations

import csv

import pytest

from careerscore._data import bundled
from careerscore.codes import is_onet_soc_code
from careerscore.model import EPOCH_DIMENSIONS
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


def test_dropped_and_kept_rows_of_the_cip_crosswalk_add_up_to_the_file():
    edition = EDITIONS["cip-soc/2020"]
    dropped = sum(edition.parameters.values())
    assert edition.tables[0].rows + dropped == edition.inputs["source"].rows == 6097


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


@pytest.mark.parametrize(
    ("year", "detailed", "top_coded_medians"),
    [(2022, 830, 12), (2023, 831, 17), (2024, 831, 19), (2025, 830, 0)],
)
def test_occupations_and_top_codes_of_a_year(year, detailed, top_coded_medians):
    rows = read(f"oews/{year}-05.csv")
    assert [row["o_group"] for row in rows].count("detailed") == detailed
    assert [row["a_median"] for row in rows].count("#") == top_coded_medians
    if not top_coded_medians:
        assert "#" not in {cell for row in rows for cell in row.values()}


def test_projections_of_medical_records_specialists():
    (row,) = by_code("employment-projections/2024-34.csv", "29-2072")
    assert (row["employment_2024"], row["employment_2034"]) == ("194.8", "208.6")
    assert (row["percent_change"], row["annual_openings"]) == ("7.1", "14.2")
    assert row["entry_education"] == "Postsecondary nondegree award"
    assert (row["work_experience"], row["on_the_job_training"]) == ("None", "None")


def test_language_model_exposure_keeps_its_digits():
    (row,) = by_code("gpts-are-gpts/2024.csv", "29-2072.00")
    assert row["dv_rating_alpha"] == "0.23529411764705882"
    assert row["dv_rating_beta"] == "0.6176470588235294"
    assert row["dv_rating_gamma"] == "1.0"
    assert row["human_rating_beta"] == "0.5588235294117647"
    rows = read("gpts-are-gpts/2024.csv")
    below = [row["onet_soc_code"] for row in rows if row["dv_rating_beta"] == "0.24999999999999997"]
    assert "33-3052.00" in below
    assert "53-7072.00" in below


def test_aioe_runs_from_its_lowest_to_its_highest_value():
    values = [float(row["aioe"]) for row in read("felten-aioe/2021.csv")]
    assert (min(values), max(values)) == (-2.669758, 1.527667)


def test_29_job_zones_are_missing_or_preliminary_as_published():
    rows = read("onet/30.1/occupations.csv")
    assert sum(row["job_zone"] == "" for row in rows) == 1016 - 923
    preliminary = [row for row in rows if row["job_zone_source"] == "Analyst - Preliminary"]
    assert len(preliminary) == 28
    assert "29-2072.00" in [row["onet_soc_code"] for row in preliminary]


def test_titles_that_job_holders_report_are_marked():
    rows = read("onet/30.1/alternate_titles.csv")
    reported = [row for row in rows if row["reported"] == "Y"]
    assert len(reported) == 7955
    assert len({row["onet_soc_code"] for row in reported}) == 907
    assert sum(row["my_next_move"] == "Y" for row in reported) == 3576
    assert all(row["my_next_move"] == "" for row in rows if row["reported"] == "")
    assert sum(row["short_title"] != "" for row in rows) == 3866


def test_every_technology_has_a_commodity():
    commodities = {row["commodity_code"] for row in read("onet/30.1/commodities.csv")}
    skills = read("onet/30.1/technology_skills.csv")
    assert {row["commodity_code"] for row in skills} == commodities
    assert "43232202" in commodities
    assert len({row["onet_soc_code"] for row in skills}) == 923


def test_every_occupation_with_relations_has_twenty():
    rows = read("onet/30.1/related_occupations.csv")
    codes = [row["onet_soc_code"] for row in rows]
    assert {codes.count(code) for code in {*codes[:200]}} == {20}
    assert len({*codes}) == 923


def test_medical_records_specialists_have_no_required_education():
    rows = read("onet/30.1/required_education.csv")
    assert len({row["onet_soc_code"] for row in rows}) == 878
    assert not [row for row in rows if row["onet_soc_code"] == "29-2072.00"]


def test_the_structure_names_each_code_once():
    rows = read("soc-structure/onet-2019.csv")
    codes = [next(cell for cell in row.values() if cell) for row in rows]
    assert codes == sorted(set(codes))
    assert sum(is_onet_soc_code(code) for code in codes) == 149


def test_categories_are_those_of_the_rule():
    rows = read("occupation-categories/onet-30.1.csv")
    assert {row["category"] for row in rows} == {*CATEGORIES}
    assert all(row["category"] == category(row["onet_soc_code"]) for row in rows)


def test_epoch_profiles_are_those_of_the_rule():
    profiles = {row["onet_soc_code"]: row for row in read("epoch-heuristic/onet-30.1.csv")}
    assert list(profiles["29-2072.00"].values())[1:6] == ["3", "4", "4", "2", "2"]
    for row in read("onet/30.1/occupations.csv"):
        code, zone = row["onet_soc_code"], row["job_zone"]
        profile = epoch_heuristic(
            title=row["title"], job_zone=int(zone) if zone else None, category=category(code)
        )
        found = profiles[code]
        assert [found[name] for name in EPOCH_DIMENSIONS] == [
            str(getattr(profile, name)) for name in EPOCH_DIMENSIONS
        ]
        assert (found["job_zone_used"], found["job_zone_defaulted"]) == (
            zone or "3",
            "Y"[: not zone],
        )
