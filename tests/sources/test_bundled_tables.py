"""The bundled tables are those of the editions, with the figures that were published."""

from __future__ import annotations

import csv
from collections import Counter

import attrs
import pytest

from careerscore._data import bundled
from careerscore.reference import open_edition
from careerscore.sources import CATEGORIES, bundled_editions, category, epoch_heuristic

EDITIONS = {edition.id: edition for edition in bundled_editions()}
TABLES = {table.file: table for edition in EDITIONS.values() for table in edition.tables}
PERCENTILES = ["pct10", "pct25", "median", "pct75", "pct90"]


def read(name):
    text = bundled().read_bytes(f"datasets/{name}").decode("utf-8")
    return list(csv.DictReader(text.splitlines()))


def column(name, heading):
    return [row[heading] for row in read(name)]


def by_code(name, code):
    return [row for row in read(name) if next(iter(row.values())) == code]


def test_what_is_computed_has_a_rule_and_what_is_read_has_inputs():
    for edition in EDITIONS.values():
        assert bool(edition.rule) == (not edition.inputs)
        # The Census's codes are read, and completed by the codes of other editions.
        is_computed = bool(edition.rule) or edition.dataset == "census-occupations"
        assert bool(edition.built_from) == is_computed
    assert "american-dream-jobs-editorial/2026-02" not in EDITIONS


PLAIN = {name: table for name, table in TABLES.items() if name.endswith(".csv")}


@pytest.mark.parametrize("table", PLAIN.values(), ids=PLAIN)
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


def test_projections_of_2025_have_831_line_items_and_their_categories():
    (row,) = by_code("employment-projections/2025-35.csv", "29-2072")
    assert (row["percent_change"], row["annual_openings"]) == ("7.8", "14")
    categories = dict(
        zip(*columns("bls-ai-exposure/2026.csv", "matrix_code", "category"), strict=True)
    )
    assert categories["29-2072"] == "Very high"
    assert [*categories] == column("employment-projections/2025-35.csv", "matrix_code")
    counts = {"Low": 213, "Moderate": 206, "High": 206, "Very high": 206}
    assert (Counter(categories.values()), len(categories)) == (counts, 831)


def columns(name, *headings):
    return [column(name, heading) for heading in headings]


def test_consumer_prices_of_each_may_and_none_of_october_2025():
    prices = dict(zip(*columns("cpi-u/2026-05.csv", "month", "index"), strict=True))
    mays = {year: float(prices[f"{year}-05"]) for year in range(2022, 2026)}
    assert mays == {2022: 292.296, 2023: 304.127, 2024: 314.069, 2025: 321.465}
    assert "2025-10" not in prices
    assert [*prices][-1] == "2026-05"


def test_areas_and_those_with_a_price_parity():
    kinds = {row["area_code"]: row["kind"] for row in read("oews-areas/2025-05/areas.csv")}
    counts = {"state": 54, "metropolitan": 393, "nonmetropolitan": 135}
    assert Counter(kinds.values()) == counts
    priced = {*column("regional-price-parities/2023.csv", "area_code")}
    with_parity = Counter(kinds[code] for code in kinds if code in priced)
    assert with_parity == {"state": 51, "metropolitan": 371}
    (fresno,) = by_code("regional-price-parities/2023.csv", "0023420")
    assert fresno["name"] == "Fresno, CA"


def test_estimates_of_areas_are_sorted_complete_and_of_known_areas():
    table = TABLES["oews-areas/2025-05/estimates.zip"]
    estimates = open_edition(bundled(), "oews-areas", "2025-05").table("estimates")
    assert estimates.columns == tuple(table.columns)
    areas = {*column("oews-areas/2025-05/areas.csv", "area_code")}
    # All of them take seconds: one occupation, and how many lines there are.
    rows = estimates.rows_of("29-2072")
    codes = [row["area_code"] for row in rows]
    assert codes == sorted({*codes} & areas)
    states = [row for row in rows if row["area_code"].endswith("00000")]
    employment = sum(int(row["tot_emp"]) for row in states if row["tot_emp"] != "**")
    (national,) = by_code("oews/2025-05.csv", "29-2072")
    assert employment == pytest.approx(int(national["tot_emp"]), rel=0.01)


def test_reasons_for_changing_shares_are_codes():
    pairs, industries = [], {*column("utilization-factors/2024-34/industries.csv", "industry_code")}
    items = {*column("employment-projections/2024-34.csv", "matrix_code")}
    for row in read("utilization-factors/2024-34/factors.csv"):
        pairs.append((row["matrix_code"], row["industry_code"]))
        assert row["matrix_code"] in items
        assert row["industry_code"] in industries
        assert row["direction"] in {"increases", "decreases"}
    assert (len({*pairs}), len({*column("utilization-factors/2024-34/factors.csv", "kind")})) == (
        998,
        5,
    )


def test_scores_that_the_authors_lack_are_blank():
    scores = column("eisfeldt-genai-exposure/2024.csv", "total")
    assert (len(scores), scores.count("")) == (840, 62)


def test_ratings_of_894_occupations_on_161_elements():
    first, *rows = read("onet-ratings/30.2.csv")
    assert (len(rows) + 1, len(first)) == (894, 1 + 161 + 1)
    elements = [name for name in first if name[0].isdigit()]
    assert Counter(name[:2] for name in elements) == {"1.": 52, "2.": 68, "4.": 41}
    for row in (first, rows[-1]):
        assert all(1 <= float(row[name]) <= 5 for name in elements)
        assert {*row["suppressed"].split()} <= {*elements}


@pytest.mark.parametrize(
    ("year", "count", "soc"),
    [
        (2018, 570, ("soc-structure/onet-2019.csv", "detailed_occupation")),
        (2010, 540, ("soc-2010-to-soc-2018/2017-11.csv", "soc_2010_code")),
    ],
)
def test_census_codes_stand_for_codes_that_the_soc_has(year, count, soc):
    rows = read(f"census-occupations/2018/census_{year}.csv")
    assert len({row["census_code"] for row in rows}) == count
    assert {row[f"soc_{year}_code"] for row in rows} <= {*column(*soc), ""}


OTHERS = {
    "bls-entry-requirements/2024-34.csv": "employment-projections/2024-34.csv",
    "occupational-separations/2024-34.csv": "employment-projections/2024-34.csv",
    "ooh-titles/2025-08.csv": "national-employment-matrix/2024-34/coverage.csv",
    "onet-ratings/30.2.csv": "onet/30.1/occupations.csv",
    "onet-work-styles/30.1.csv": "onet/30.1/occupations.csv",
    "onet-interests/30.1.csv": "onet/30.1/occupations.csv",
    "onet-work-values/30.1.csv": "onet/30.1/occupations.csv",
}
SOC = {
    "oes-2019-to-soc-2018/2019.csv": ("soc_2018_code", "soc_2010_code"),
    "soc-2000-to-soc-2010/2010-01.csv": ("soc_2010_code",),
    "isco-08-to-soc-2010/2015-06.csv": ("soc_2010_code",),
    "eisfeldt-genai-exposure/2024.csv": ("soc_2010_code",),
}


@pytest.mark.parametrize(("name", "other"), OTHERS.items())
def test_codes_are_those_of_the_table_that_lists_them(name, other):
    key = next(iter(read(name)[0]))
    assert {*column(name, key)} <= {*column(other, next(iter(read(other)[0])))}


@pytest.mark.parametrize(("name", "keys"), SOC.items())
def test_soc_codes_are_those_of_the_classification(name, keys):
    known = read("soc-2010-to-soc-2018/2017-11.csv")
    for key in keys:
        assert {*column(name, key)} <= {row[key] for row in known}
