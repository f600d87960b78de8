"""All 1,016 occupations, every column: each format holds what the library says, exactly."""

from __future__ import annotations

import csv
import json

import pyarrow.parquet as pq
import pytest
from python_calamine import CalamineWorkbook

import careerscore as cs
from careerscore.exporting import export_columns
from careerscore.exporting.occupations import occupation_table
from careerscore.reference.columns import COUNT, NUMBER

COLUMNS = {column.name: column for column in export_columns(data="2026.2")}


def facts_of(occupation):
    """Some columns of an occupation, read from it by hand."""
    wages, outlook = occupation.wages, occupation.outlook
    return {
        "data_release": "2026.2",
        "onet_soc_code": occupation.code,
        "title": occupation.title,
        "category": occupation.category,
        "job_zone": occupation.job_zone,
        "annual_p10_usd": wages.annual.p10,
        "annual_median_usd": wages.annual.median,
        "annual_median_lower_bound_usd": wages.annual.lower_bound("median"),
        "hourly_p90_usd": wages.hourly.p90,
        "employment": wages.employment,
        "outlook_percent_change": outlook.percent_change,
        "education_entry_level": occupation.education.entry_level,
        "eloundou_gpt4_beta": occupation.exposures["eloundou_gpt4_beta"].value,
        "epoch_total": None if occupation.epoch is None else occupation.epoch.total,
        "aliases": "; ".join(occupation.aliases) or None,
        "reported_titles": "; ".join(occupation.reported_titles) or None,
        "short_titles": "; ".join(occupation.short_titles) or None,
        "technology_skills": "; ".join(each.name for each in occupation.technology_skills) or None,
        "related": "; ".join(each.title for each in occupation.related) or None,
        "related_codes": "; ".join(each.code for each in occupation.related) or None,
        "programs": "; ".join(f"{each.code} {each.title}" for each in occupation.programs) or None,
        "link_onet_online": occupation.links.onet_online,
        "link_my_next_move": occupation.links.my_next_move,
        "link_career_one_stop": occupation.links.career_one_stop,
        "link_training": occupation.links.training,
        "link_video": occupation.links.video,
    }


def scores_of(result):
    """Every column of a result of version 2.0, read from it by hand."""
    low, high = result.total_range
    told = {
        "total": result.total,
        "tier_rank": result.tier and result.tier.rank,
        "tier": result.tier and result.tier.label,
        "status": str(result.status),
        "total_min": low,
        "total_max": high,
        "possible_tiers": " or ".join(tier.label for tier in result.possible_tiers),
        "rationale": result.rationale,
        "methodology": result.methodology,
    }
    for factor in result.factors:
        told[f"{factor.name}_value"] = factor.value
        told[f"{factor.name}_label"] = factor.label
        told[f"{factor.name}_points"] = factor.points
    return told


@pytest.fixture(scope="module")
def rows(whole):
    return json.loads(whole["json"].read_text(encoding="utf-8"))["rows"]


def test_json_holds_what_each_occupation_is_and_how_it_scores(rows, release, results):
    assert [row["onet_soc_code"] for row in rows] == list(release)
    for row in rows:
        code = row["onet_soc_code"]
        told = facts_of(release[code]) | scores_of(results[code])
        assert {name: row[name] for name in told} == told


def test_json_holds_every_column_of_the_reference_table(rows, release):
    frame = release.to_frame("polars")
    for name in frame.columns:
        assert [row[name] for row in rows] == frame[name].to_list(), name


def test_the_scores_are_those_of_assess_by_name(rows):
    for row in rows[::97]:
        result = cs.assess(row["title"], data="2026.2")
        assert (row["total"], row["rationale"]) == (result.total, result.rationale)


def test_whole_numbers_stay_whole_and_numbers_are_floats(rows):
    for name, column in COLUMNS.items():
        kinds = {type(row[name]) for row in rows} - {type(None)}
        expected = {COUNT: {int}, NUMBER: {float}}.get(column.kind, {str})
        # A column may be empty, as that of alphabetic short titles is for most occupations.
        assert kinds <= expected, name


def test_required_columns_have_no_gaps(rows):
    for name, column in COLUMNS.items():
        if column.required:
            assert all(row[name] is not None for row in rows), name


def test_csv_holds_the_same_cells(whole, rows):
    with whole["csv"].open(encoding="utf-8", newline="") as file:
        head, *lines = csv.reader(file)
    assert head == [*COLUMNS, "attributions"]
    assert len(lines) == len(rows)
    for line, row in zip(lines, rows, strict=True):
        cells = dict(zip(head, line, strict=True))
        for name, value in row.items():
            if name == "technology_skills" and value is not None:
                # One product is called @Road GeoManager.
                value = value.replace("; @", "; '@")
                value = f"'{value}" if value.startswith("@") else value
            assert cells[name] == ("" if value is None else str(value)), name
            if isinstance(value, float):
                assert float(cells[name]) == value


def test_parquet_holds_the_same_cells_in_the_types_of_the_reference_table(whole, rows, release):
    read = pq.read_table(whole["parquet"])
    assert read.to_pylist() == rows
    frame = release.to_frame("pyarrow")
    assert read.select(frame.column_names).equals(frame)
    assert [read.schema.field(name).type for name in frame.column_names] == [
        frame.schema.field(name).type for name in frame.column_names
    ]


def test_excel_holds_the_same_cells(whole, rows):
    book = CalamineWorkbook.from_path(whole["xlsx"])
    head, *lines = book.get_sheet_by_name("Occupations").to_python()
    assert head == list(COLUMNS)
    assert len(lines) == len(rows)
    for line, row in zip(lines, rows, strict=True):
        for name, cell in zip(head, line, strict=True):
            expected = "" if row[name] is None else row[name]
            if isinstance(expected, str) and len(expected) > 32_767:
                mark = f"... [cut: {len(expected):,} characters]"
                assert cell == expected[: 32_767 - len(mark)] + mark
            else:
                # Excel knows one kind of number.
                assert cell == expected, name
                assert isinstance(cell, str) == isinstance(expected, str), name


@pytest.mark.parametrize("id", cs.methodologies())
def test_every_methodology_has_its_results_in_the_table(id, release):
    method = cs.methodology(id)
    table = occupation_table(data=release, methodology=method)
    results = method_results(method, release)
    factors = {factor.name for result in results for factor in result.factors}
    assert table.values["status"] == tuple(str(result.status) for result in results)
    assert table.values["total"] == tuple(result.total for result in results)
    assert table.values["tier"] == tuple(
        None if result.tier is None else result.tier.label for result in results
    )
    for name in factors:
        found = [next((f for f in r.factors if f.name == name), None) for r in results]
        assert list(table.values[f"{name}_value"]) == [f and f.value for f in found]
        assert list(table.values[f"{name}_label"]) == [f and f.label for f in found]


def method_results(method, release):
    return [method.assess(occupation) for occupation in release.values()]


def test_no_two_columns_share_a_name():
    for id in cs.methodologies():
        names = [column.name for column in export_columns(methodology=id)]
        alone = [column.name for column in export_columns(methodology=None)]
        assert len(names) == len(set(names))
        assert set(names) > set(alone)
    # Nor can those of a methodology of another package: facts are never called so.
    assert not [n for n in alone if n.endswith(("_value", "_label", "_points"))]


def test_earlier_releases_have_the_columns_of_their_datasets():
    earlier = {column.name for column in export_columns(data="2026.1")}
    assert {name for name in COLUMNS if name not in earlier} == {
        f"{name}{end}"
        for name in (
            "felten_aioe_language_modeling",
            "felten_aioe_image_generation",
            "webb_ai_score",
            "microsoft_ai_applicability",
            "anthropic_observed_exposure",
        )
        for end in ("", "_how")
    }
