"""Results on places, pay over time and ratings as files."""

from __future__ import annotations

import csv
import json
import re

import openpyxl
import pyarrow.parquet as pq
import pytest
from attrs import evolve

import careerscore as cs
from careerscore.errors import InvalidInputError
from careerscore.local.words import CATALOG

from .conftest import FORMATS

DATA = {"data": "2026.3"}
VERMONT = cs.local_market("Vermont", **DATA)
RESULTS = {
    "Places": cs.places(**DATA),
    "Ranked places": cs.best_places("anesthesiologists", kind=None, at_least=0, **DATA),
    "Local market": VERMONT,
    "Local pay": [cs.local_pay("29-1211", each, **DATA) for each in ("NY", "CA", "Alaska")],
    "Pay history": cs.pay_history("29-2072", **DATA),
    "Career profile": [cs.profile(each, **DATA) for each in ("29-2072", "15-1221")],
    "Skill gap": cs.skill_gap("15-1221", "29-1141", **DATA),
}


@pytest.fixture
def table(tmp_path):
    def table(result):
        cs.export_result(result, tmp_path / "a.parquet")
        return pq.read_table(tmp_path / "a.parquet").to_pylist()

    return table


@pytest.mark.parametrize("name", RESULTS)
def test_every_format_has_the_same_rows_and_names_its_sources(name, tmp_path):
    reports = {}
    for format in FORMATS:
        reports[format] = cs.export_result(RESULTS[name], tmp_path / f"a.{format}")
    report = reports["json"]
    document = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    rows = document["rows"]
    assert len(rows) == report.rows > 0
    assert pq.read_table(tmp_path / "a.parquet").to_pylist() == rows
    text = (tmp_path / "a.csv").read_text(encoding="utf-8")
    read = list(csv.DictReader(text.splitlines()))
    assert [list(row) for row in read] == [list(row) for row in rows]
    assert [row[report.columns[0]] for row in read] == [
        "" if (cell := row[report.columns[0]]) is None else str(cell) for row in rows
    ]
    cs.export_result(RESULTS[name], tmp_path / "b.csv", attributions=True)
    text = (tmp_path / "b.csv").read_text(encoding="utf-8")
    said = {row["attributions"] for row in csv.DictReader(text.splitlines())}
    assert said == {" ".join(document["attributions"])}
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames[:4] == [name, "About", "Columns", "Sources"]
    assert book[name].max_row == len(rows) + 1
    released = None if name == "Places" else "2026.3"
    assert {each.data_release for each in reports.values()} == {released}
    fingerprint = None if released is None else cs.load(released).fingerprint
    assert document["data_fingerprint"] == fingerprint
    assert set(report.sources) & {"oews-areas/2025-05", "cpi-u/2026-05", "onet-ratings/30.2"}
    assert all(column["title"] for column in document["columns"])
    numbers = [each["name"] for each in document["columns"] if each["kind"] == "number"]
    assert {type(row[each]) for row in rows for each in numbers} <= {float, type(None)}


def test_a_ranking_is_a_row_a_place_bounds_last(table):
    ranking = RESULTS["Ranked places"]
    rows = table(ranking)
    assert [row["place"] for row in rows] == [
        each.place.name for each in (*ranking.places, *ranking.bounded)
    ]
    first, last = rows[0], rows[-1]
    assert (first["rank"], first["kind"], first["states"]) == (1, "state", "MN")
    assert first["annual_median_usd"] == first["annual_median_lower_bound_usd"] == 496_510
    assert (last["rank"], last["annual_median_usd"]) == (None, None)
    assert last["annual_median_lower_bound_usd"] == 239_200
    note = ranking.bounded[-1].notes["median"]
    assert f"median: {note.reason}" in last["reasons"]
    collapsed = {each.place.name: "; ".join(each.collapsed) or None for each in ranking.places}
    assert {row["place"]: row["collapsed"] for row in rows if row["rank"]} == collapsed
    hourly = table(cs.best_places("actors", by="real_pay", **DATA))[0]
    assert hourly["hourly_median_average_prices_usd"] < hourly["hourly_median_usd"] + 10
    assert "annual_median_usd" not in hourly


def test_a_row_of_pay_has_the_reason_of_a_missing_price_level_too(table):
    (row,) = table(cs.local_pay("27-2011", "San Juan", **DATA))
    assert row["price_parity"] is None
    assert "price_parity: the Bureau of Economic Analysis publishes no" in row["reasons"]


def test_a_row_has_every_figure_under_its_own_name(table):
    place = RESULTS["Ranked places"].places[0]
    row = table(RESULTS["Ranked places"])[0]
    for name in ("employment", "jobs_per_thousand", "location_quotient"):
        assert row[name] == getattr(place, name)
    assert row["employment_prse_percent"] == place.employment_prse
    assert row["mean_wage_prse_percent"] == place.mean_prse
    assert row["annual_median_average_prices_usd"] == place.real_median
    job = VERMONT.most_concentrated[0]
    row = next(row for row in table(VERMONT) if row["list"] == "most concentrated")
    assert row["occupation_code"] == job.code
    assert row["occupation_codes"] == "; ".join(job.occupations)
    figures = ("employment", "employment_prse_percent", "mean_wage_prse_percent", "percent_change")
    assert [row[name] for name in figures] == [
        *(job.employment, job.employment_prse, job.mean_prse, job.percent_change)
    ]
    assert (row["location_quotient"], row["annual_median_usd"]) == (
        job.location_quotient,
        job.annual_median,
    )
    pay = cs.local_pay("29-1141", "TX", **DATA)
    (row,) = table(pay)
    for unit in ("annual", "hourly"):
        for figure in ("p10", "p25", "median", "p75", "p90", "mean"):
            assert row[f"{unit}_{figure}_usd"] == getattr(getattr(pay.wages, unit), figure)
            real = getattr(getattr(pay.real_wages, unit), figure)
            assert row[f"{unit}_{figure}_average_prices_usd"] == real
    assert row["national_hourly_median_usd"] == pay.national.hourly.median
    assert (row["pay_words"], row["concentration_words"]) == (
        pay.pay_words,
        pay.concentration_words,
    )
    assert row["real_difference_percent"] == pay.real_percent
    assert (row["employment"], row["employment_prse_percent"], row["mean_wage_prse_percent"]) == (
        pay.wages.employment,
        pay.wages.employment_prse,
        pay.wages.mean_prse,
    )
    assert (row["jobs_per_thousand"], row["location_quotient"]) == (
        pay.jobs_per_thousand,
        pay.location_quotient,
    )
    assert (row["published_code"], row["reference_period"]) == ("29-1141", "May 2025")


def test_a_place_without_price_parity_says_why(table):
    rows = {row["place"]: row for row in table(cs.places("Bozeman", **DATA))}
    assert rows["Bozeman, MT"]["price_parity"] is None
    assert rows["Bozeman, MT"]["reasons"].startswith("price_parity: the price parities of 2023")


def test_local_pays_are_a_row_each(table, tmp_path):
    new_york, california, alaska = table(RESULTS["Local pay"])
    assert (new_york["annual_median_usd"], new_york["dollars_of"]) == (445_660, None)
    assert new_york["annual_median_average_prices_usd"] == pytest.approx(445_660 / 1.07626)
    assert new_york["national_annual_median_usd"] == 391_490
    assert round(new_york["difference_percent"], 1) == 13.8
    assert california["status"] == "insufficient"
    assert california["reasons"].startswith("BLS published no estimate of 29-1211")
    assert alaska["annual_median_usd"] is None
    assert alaska["annual_median_lower_bound_usd"] == 239_200
    assert alaska["annual_median_average_prices_lower_bound_usd"] > 200_000
    asked = cs.local_pay(
        "19-2012", "Abilene, TX", fallback="state", in_dollars_of="2026-05", **DATA
    )
    (row,) = table(asked)
    assert (row["place"], row["asked_area_code"]) == ("Texas", "0010180")
    assert row["dollars_of"] == "2026-05"
    report = cs.export_result(asked, tmp_path / "one.json")
    document = json.loads((tmp_path / "one.json").read_text(encoding="utf-8"))
    assert document["title"] == "Local pay: Physicists: Texas"
    assert document["occupation"] == {"code": "19-2012.00", "title": "Physicists"}
    assert report.methodology == "american-dream-jobs-local/1"


def test_pays_of_several_occupations_releases_or_methods_name_none_for_all(tmp_path):
    pays = RESULTS["Local pay"]
    others = [*pays, evolve(cs.local_pay("29-2072", "NY", **DATA), data_release="mine")]
    path = tmp_path / "a.json"
    report = cs.export_result(others, path)
    document = json.loads(path.read_text(encoding="utf-8"))
    assert (report.data_release, document["occupation"]) == (None, None)
    assert document["title"] == "Local pay"
    assert [row["data_release"] for row in document["rows"]] == [*["2026.3"] * 3, "mine"]
    mixed = [pays[0], evolve(pays[1], methodology="mine/1")]
    assert cs.export_result(mixed, path).methodology is None
    CATALOG.register(evolve(CATALOG.get(pays[0].methodology), id="mine/1"))
    assert cs.export_result(mixed[1:], path).methodology == "mine/1"
    assert cs.export_result(mixed, path).methodology is None
    CATALOG.clear()
    assert cs.export_result(VERMONT, path).methodology == "american-dream-jobs/2.0"
    own = evolve(VERMONT, methodology="mine/1", data_release="mine")
    report = cs.export_result(own, path)
    assert (report.methodology, report.data_release) == (None, "mine")
    assert json.loads(path.read_text(encoding="utf-8"))["data_fingerprint"] is None


def test_a_market_is_its_lists_then_its_workers_by_tier(table):
    rows = table(VERMONT)
    lists = dict.fromkeys(row["list"] for row in rows)
    assert list(lists) == [
        *("most jobs", "most concentrated", "highest paid", "fastest growing", "workers by tier")
    ]
    assert [row["title"] for row in rows[:10]] == [each.title for each in VERMONT.most_jobs]
    assert [row["rank"] for row in rows[:10]] == [*range(1, 11)]
    tiers = rows[-len(VERMONT.tiers) :]
    assert [row["share_of_workers"] for row in tiers] == [each.share for each in VERMONT.tiers]
    assert (tiers[0]["rank"], tiers[0]["title"]) == (1, "AI-Resilient")
    assert (tiers[-1]["rank"], tiers[-1]["title"]) == (None, VERMONT.tiers[-1].reason)


def test_a_history_is_its_data_frame(table):
    history = RESULTS["Pay history"]
    assert table(history) == history.to_frame("pyarrow").to_pylist()


def test_a_profile_is_a_row_a_rating(table, tmp_path):
    records, scientists = RESULTS["Career profile"]
    rows = table([records, scientists])
    assert len(rows) == len(records.ratings) + len(scientists.ratings)
    for row, each in zip(rows, (*records.ratings, *scientists.ratings), strict=True):
        found = (row["group"], row["element_id"], row["element"], row["scale"], row["rating"])
        assert found == (each.group, each.id, each.name, each.scale, each.value)
        assert row["percentile"] == each.percentile
        caution = "O*NET recommends to suppress the estimate" if each.suppressed else None
        assert row["caution"] == caution
    assert {row["caution"] for row in rows} > {None}
    assert {row["occupation_code"]: row["title"] for row in rows} == {
        each.occupation_code: each.occupation_title for each in (records, scientists)
    }
    report = cs.export_result(records, tmp_path / "one.json")
    document = json.loads((tmp_path / "one.json").read_text(encoding="utf-8"))
    assert document["title"] == "Career profile: Medical Records Specialists"
    assert report.methodology == "careerscore-profile/1.0"


def test_a_gap_is_a_row_a_difference(table, tmp_path):
    gap = RESULTS["Skill gap"]
    names = ("from_rating", "to_rating", "from_percentile", "to_percentile", "difference")
    fields = ("from_value", "to_value", "from_percentile", "to_percentile", "difference")
    for row, each in zip(table(gap), gap.differences, strict=True):
        assert [row[name] for name in names] == [getattr(each, name) for name in fields]
        assert (row["element"], row["caution"] is None) == (each.name, not each.suppressed)
    cs.export_result(gap, tmp_path / "one.json")
    document = json.loads((tmp_path / "one.json").read_text(encoding="utf-8"))
    assert document["title"] == (
        "Skill gap: Computer and Information Research Scientists to Registered Nurses"
    )


def test_no_text_of_a_result_is_a_formula(tmp_path):
    ranking = RESULTS["Ranked places"]
    first = ranking.places[0]
    hostile = evolve(first, place=evolve(first.place, name='=HYPERLINK("x")\n@a'))
    result = evolve(ranking, places=[hostile], bounded=())
    cs.export_result(result, tmp_path / "a.csv")
    (row,) = csv.DictReader((tmp_path / "a.csv").read_text(encoding="utf-8").splitlines())
    assert row["place"].startswith("'=")
    cs.export_result(result, tmp_path / "a.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "a.xlsx")["Ranked places"]["C2"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


@pytest.mark.parametrize(
    "wrong", [None, [], "29-2072", [VERMONT], [*RESULTS["Local pay"], *RESULTS["Places"]], {}]
)
def test_other_things_are_refused_with_all_that_is_wrong(wrong, tmp_path):
    message = re.compile(r"2 problems.*target: expected.*result: expected a LocalPay", re.DOTALL)
    with pytest.raises(InvalidInputError, match=message):
        cs.export_result(wrong, tmp_path / "a.nix")
