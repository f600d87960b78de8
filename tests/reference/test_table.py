"""The reference table: a release as a data frame."""

from __future__ import annotations

import math
import re
import subprocess
import sys

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import careerscore as cs
from careerscore.errors import InvalidInputError, MissingDependencyError
from careerscore.model import EPOCH_DIMENSIONS, PERCENTILES, Occupation, Provenance
from careerscore.model.occupation import CATEGORIES
from careerscore.reference import REFERENCE_COLUMNS, table
from careerscore.reference.columns import CATEGORY, COUNT, NUMBER, TEXT

BACKENDS = ("pandas", "polars", "pyarrow")
RELEASES = ("2026.1", "2026.2")
COLUMN = {column.name: column for column in REFERENCE_COLUMNS}


def strip_control(frame):
    """The columns of a frame as lists, whatever it writes for missing as None."""
    if isinstance(frame, pd.DataFrame):
        return {
            name: [None if pd.isna(value) else value for value in frame[name].tolist()]
            for name in frame
        }
    return frame.to_pydict() if isinstance(frame, pa.Table) else frame.to_dict(as_series=False)


def how(note):
    return "observed" if note is None else note.provenance.value


def reason(note):
    return None if note is None else note.reason


def expected_row(occupation):
    """What stands in each column, read from the occupation one by one."""
    wages, outlook, education = occupation.wages, occupation.outlook, occupation.education
    row = {
        "data_release": occupation.data_release,
        "onet_soc_code": occupation.code,
        "soc_code": occupation.soc_code,
        "title": occupation.title,
        "slug": occupation.slug,
        "category": occupation.category,
        "job_zone": occupation.job_zone,
        "job_zone_how": how(occupation.notes.get("job_zone")),
    }
    for period, pay in (("annual", wages.annual), ("hourly", wages.hourly)):
        for name in (*PERCENTILES, "mean"):
            row[f"{period}_{name}_usd"] = getattr(pay, name)
            row[f"{period}_{name}_lower_bound_usd"] = pay.lower_bound(name)
    shared_by = None if wages.published_code is None else len({occupation.code, *wages.shared_with})
    row |= {
        "wages_reference_period": wages.reference_period,
        "wages_published_code": wages.published_code,
        "wages_how": how(wages.notes.get("*")),
        "wages_reason": reason(wages.notes.get("*")),
        "employment": wages.employment,
        "employment_prse_percent": wages.employment_prse,
        "mean_wage_prse_percent": wages.mean_prse,
        "employment_shared_by": shared_by,
        "employment_apportioned": None if not wages.employment else wages.employment / shared_by,
        "outlook_matrix_code": outlook.matrix_code,
        "outlook_how": how(outlook.notes.get("*")),
        "outlook_reason": reason(outlook.notes.get("*")),
        "outlook_base_year": outlook.base_year,
        "outlook_projected_year": outlook.projected_year,
        "outlook_employment_base_thousands": outlook.employment_base_thousands,
        "outlook_employment_projected_thousands": outlook.employment_projected_thousands,
        "outlook_employment_change_thousands": outlook.employment_change_thousands,
        "outlook_percent_change": outlook.percent_change,
        "outlook_annual_openings_thousands": outlook.annual_openings_thousands,
        "outlook_percent_self_employed": outlook.percent_self_employed,
        "education_entry_level": education.entry_level,
        "education_entry_level_how": how(education.notes["entry_level"]),
        "education_entry_level_reason": education.notes["entry_level"].reason,
        "education_bls_entry_level": education.bls_entry_level,
        "education_bls_work_experience": education.bls_work_experience,
        "education_bls_on_the_job_training": education.bls_on_the_job_training,
        "education_onet_entry_level": education.onet_entry_level,
    }
    for name, measure in occupation.exposures.items():
        row[name] = measure.value
        row[f"{name}_how"] = how(measure.notes.get("value"))
    for name in EPOCH_DIMENSIONS:
        row[f"epoch_{name}"] = getattr(occupation.epoch, name)
    row["epoch_total"] = occupation.epoch.total
    row["epoch_how"] = occupation.epoch.notes["*"].provenance.value
    return row


@pytest.fixture(scope="module", name="expected")
def _expected():
    return {name: [expected_row(each) for each in cs.load(name).values()] for name in RELEASES}


@pytest.mark.parametrize("release", RELEASES)
@pytest.mark.parametrize("backend", BACKENDS)
def test_every_value_is_the_one_of_the_occupation(release, backend, expected):
    found = strip_control(cs.load(release).to_frame(backend))
    rows = expected[release]
    assert list(found) == list(rows[0])
    for name, values in found.items():
        assert values == [row[name] for row in rows], name


@pytest.mark.parametrize("backend", BACKENDS)
def test_there_is_a_row_for_each_occupation_in_the_order_of_the_codes(backend):
    release = cs.load("2026.2")
    assert strip_control(release.to_frame(backend))["onet_soc_code"] == list(release)


DTYPES = {
    "pandas": {TEXT: "string", COUNT: "Int64", NUMBER: "float64"},
    "polars": {TEXT: pl.String, COUNT: pl.Int64, NUMBER: pl.Float64},
    "pyarrow": {TEXT: pa.string(), COUNT: pa.int64(), NUMBER: pa.float64()},
}


def dtypes(frame):
    if isinstance(frame, pd.DataFrame):
        return dict(frame.dtypes)
    return dict(zip(frame.schema.names, frame.schema.types, strict=True) if isinstance(
        frame, pa.Table) else frame.schema)  # fmt: skip


@pytest.mark.parametrize("backend", BACKENDS)
def test_types_follow_from_the_column_never_from_the_rows(backend):
    old, new = (dtypes(cs.load(name).to_frame(backend)) for name in RELEASES)
    assert {name: new[name] for name in old} == old
    words = {
        "pandas": pd.CategoricalDtype,
        "polars": pl.Enum,
        "pyarrow": lambda _: pa.dictionary(pa.int32(), pa.string()),
    }[backend]
    for name, dtype in new.items():
        column = COLUMN[name]
        wanted = words(column.words) if column.kind == CATEGORY else DTYPES[backend][column.kind]
        assert dtype == wanted, name


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_column_without_rows_or_values_has_the_same_type(backend):
    columns = cs.load("2026.2").columns
    full = dtypes(cs.load("2026.2").to_frame(backend))
    for values in ((), (None, None)):
        frame = table.frame_of(columns, {column.name: values for column in columns}, backend)
        assert dtypes(frame) == full
        assert set(map(tuple, strip_control(frame).values())) == {values}


def test_closed_lists_hold_every_word_in_their_order():
    frame = cs.load("2026.1").to_frame("pyarrow")
    assert frame["category"].chunk(0).dictionary.to_pylist() == list(CATEGORIES)
    assert frame["wages_how"].chunk(0).dictionary.to_pylist() == [how.value for how in Provenance]


def test_a_word_outside_a_closed_list_is_no_missing_value():
    values = {"category": ("astrology",)}
    with pytest.raises(KeyError, match="astrology"):
        table.frame_of([COLUMN["category"]], values, "pyarrow")


def test_a_release_has_the_measures_of_its_own_datasets():
    old, new = (cs.load(name).to_frame("polars").columns for name in RELEASES)
    assert [name for name in new if name in old] == old
    measures = [
        "felten_aioe_language_modeling",
        "felten_aioe_image_generation",
        "webb_ai_score",
        "microsoft_ai_applicability",
        "anthropic_observed_exposure",
    ]
    added = [name for measure in measures for name in (measure, f"{measure}_how")]
    assert [name for name in new if name not in old] == added
    assert new == list(COLUMN)
    assert {column.dataset for column in REFERENCE_COLUMNS} - {""} <= set(
        cs.load("2026.2").editions
    )


def test_every_column_says_what_it_is():
    assert len(COLUMN) == len(REFERENCE_COLUMNS)
    for column in REFERENCE_COLUMNS:
        assert re.fullmatch(r"[a-z][a-z0-9_]*", column.name)
        assert column.title
        assert bool(column.unit) == (column.kind in {COUNT, NUMBER})
        assert bool(column.words) == (column.kind == CATEGORY)
        assert bool(column.dataset) == (column.name != "data_release")
        assert column.name.endswith("_usd") == (column.unit.startswith("US dollars"))


@pytest.mark.parametrize(("release", "total"), [("2026.1", 151_853_170), ("2026.2", 155_481_840)])
def test_apportioned_employment_sums_to_the_surveys_without_counting_a_code_twice(release, total):
    values = cs.load(release)._column_values
    by_code = dict(zip(values["wages_published_code"], values["employment"], strict=True))
    del by_code[None]
    apportioned = [value for value in values["employment_apportioned"] if value is not None]
    assert math.fsum(apportioned) == pytest.approx(sum(by_code.values()), rel=1e-12)
    assert sum(by_code.values()) == total


def test_employment_is_shared_by_all_that_stand_under_the_code():
    values = cs.load("2026.1")._column_values
    published = list(values["wages_published_code"])
    for code, shared_by in zip(published, values["employment_shared_by"], strict=True):
        assert shared_by == (None if code is None else published.count(code))


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_top_coded_wage_has_no_value_but_a_lower_bound(backend):
    found = strip_control(cs.load("2026.1").to_frame(backend))
    row = found["onet_soc_code"].index("29-1211.00")
    assert found["title"][row] == "Anesthesiologists"
    assert found["annual_median_usd"][row] is None
    assert found["annual_median_lower_bound_usd"][row] == 239_200
    assert found["hourly_p90_usd"][row] is None
    assert found["hourly_p90_lower_bound_usd"][row] == 115
    bounded = zip(found["annual_median_usd"], found["annual_median_lower_bound_usd"], strict=True)
    assert sum(value is None and bound is not None for value, bound in bounded) == 15


def test_numbers_are_floats_and_counts_whole():
    kinds = {NUMBER: float, COUNT: int, TEXT: str, CATEGORY: str}
    for name, values in cs.load("2026.2")._column_values.items():
        assert {type(value) for value in values} - {type(None)} == {kinds[COLUMN[name].kind]}, name


def test_values_are_read_once_and_frames_are_not_shared():
    release = cs.load("2026.1")
    assert release._column_values is cs.load("2026.1")._column_values
    first, second = release.to_frame("pandas"), release.to_frame("pandas")
    first.loc[0, "title"] = "changed"
    assert second.loc[0, "title"] == "Chief Executives"


def test_a_modified_release_has_the_figures_of_its_own_editions():
    release = cs.load("2026.1").replace(oews="2025-05")
    frame = release.to_frame("polars")
    row = frame.row(by_predicate=pl.col("onet_soc_code") == "29-2072.00", named=True)
    assert row["annual_median_usd"] == 51_140
    assert row["data_release"] == "2026.1 with oews/2025-05 (modified)"
    assert row["wages_reference_period"] == "May 2025"


def test_an_occupation_without_epoch_has_none():
    bare = Occupation(code="55-1011.00", title="Air Crew Officers")
    assert COLUMN["epoch_total"].value_for(bare) is None
    assert COLUMN["epoch_how"].value_for(bare) == "missing"
    assert COLUMN["employment_apportioned"].value_for(bare) is None
    assert COLUMN["employment_shared_by"].value_for(bare) is None


@pytest.mark.parametrize(
    ("backend", "problem"),
    [
        ("panda", "to_frame: backend: expected 'pandas', got 'panda'"),
        ("", "to_frame: backend: expected 'pandas' or 'polars' or 'pyarrow', got ''"),
        (pd, "to_frame: backend: expected 'pandas' or 'polars' or 'pyarrow', got <module 'pandas'"),
        ([], "to_frame: backend: expected 'pandas' or 'polars' or 'pyarrow', got []"),
    ],
)
def test_an_unknown_backend_is_refused_with_those_there_are(backend, problem):
    with pytest.raises(InvalidInputError) as caught:
        cs.load("2026.1").to_frame(backend)
    assert str(caught.value).startswith(problem)


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_backend_that_is_not_installed_is_named_with_the_extra_that_brings_it(
    backend, monkeypatch
):
    monkeypatch.setitem(sys.modules, backend, None)
    with pytest.raises(MissingDependencyError) as caught:
        cs.load("2026.1").to_frame(backend)
    assert caught.value.extra == "engines"
    assert str(caught.value) == (
        f'a data frame of {backend} needs an optional package: pip install "careerscore[engines]"'
    )


def test_importing_the_library_imports_no_data_frame_library():
    heavy = ("pandas", "polars", "pyarrow", "numpy", "narwhals")
    program = (
        "import sys, careerscore.reference, careerscore.reference.table\n"
        "careerscore.load('2026.1')['29-2072.00']\n"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    found = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "[]"
