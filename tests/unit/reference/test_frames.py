"""The catalogue of columns, and a release as a data frame."""

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
from careerscore.model import Occupation
from careerscore.reference import REFERENCE_COLUMNS
from careerscore.reference.columns import (
    CATEGORY,
    COUNT,
    EXPORT_COLUMNS,
    NUMBER,
    TEXT,
    frame_of,
)

BACKENDS = ("pandas", "polars", "pyarrow")
COLUMN = {column.name: column for column in REFERENCE_COLUMNS}


def values_of(frame):
    """The columns of a frame as lists, whatever it writes for missing as None."""
    if isinstance(frame, pd.DataFrame):
        return {
            name: [None if pd.isna(value) else value for value in frame[name].tolist()]
            for name in frame
        }
    return frame.to_pydict() if isinstance(frame, pa.Table) else frame.to_dict(as_series=False)


def test_every_value_is_the_one_of_the_occupation():
    # A frame of a fresh release, for which no occupation was put together before.
    fresh = cs.load("2026.3").replace()
    found = [values_of(fresh.to_frame(backend)) for backend in BACKENDS]
    occupations = tuple(fresh.values())
    expected = {each.name: list(map(each.value_for, occupations)) for each in fresh.columns}
    for values in found:
        assert list(values) == list(expected)
        assert values == expected


DTYPES = {
    "pandas": ({TEXT: "string", COUNT: "Int64", NUMBER: "float64"}, pd.CategoricalDtype),
    "polars": (
        {TEXT: pl.String, COUNT: pl.Int64, NUMBER: pl.Float64},
        lambda words, _: pl.Enum(words),
    ),
    "pyarrow": (
        {TEXT: pa.string(), COUNT: pa.int64(), NUMBER: pa.float64()},
        lambda _, ordered: pa.dictionary(pa.int32(), pa.string(), ordered=ordered),
    ),
}


def dtypes(frame):
    if isinstance(frame, pd.DataFrame):
        return list(frame.dtypes)
    return frame.schema.types if isinstance(frame, pa.Table) else frame.dtypes


@pytest.mark.parametrize("backend", BACKENDS)
def test_types_follow_from_the_column_never_from_the_rows(backend):
    columns, (types, category) = cs.load("2026.3").columns, DTYPES[backend]
    expected = [types.get(each.kind) or category(each.words, each.ordered) for each in columns]
    assert dtypes(cs.load("2026.3").to_frame(backend)) == expected
    for values in ((), (None, None)):
        frame = frame_of(columns, {column.name: values for column in columns}, backend)
        assert dtypes(frame) == expected
        assert set(map(tuple, values_of(frame).values())) == {values}


def test_frames_of_pandas_are_the_same_without_pyarrow(monkeypatch):
    release = cs.load("2026.3")
    expected = release.to_frame("pandas")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    pd.testing.assert_frame_equal(release.to_frame("pandas"), expected)


def test_a_word_outside_a_closed_list_is_no_missing_value():
    values = {"category": ("astrology",)}
    with pytest.raises(KeyError, match="astrology"):
        frame_of([COLUMN["category"]], values, "pyarrow")


def test_every_column_says_what_it_is():
    assert len(COLUMN) == len(REFERENCE_COLUMNS)
    for column in REFERENCE_COLUMNS:
        assert re.fullmatch(r"[a-z][a-z0-9_]*", column.name)
        assert column.title
        assert bool(column.unit) == (column.kind in {COUNT, NUMBER})
        assert bool(column.words) == (column.kind == CATEGORY)
        assert bool(column.dataset) == (column.name != "data_release")
        assert column.name.endswith("_usd") == (column.unit.startswith("US dollars"))
        assert not column.holds_addresses
    assert sum(column.holds_addresses for column in EXPORT_COLUMNS) == 5
    datasets = {column.dataset for column in EXPORT_COLUMNS} - {"", "onet-texts"}
    assert datasets <= set(cs.load("2026.3").editions)


@pytest.mark.parametrize(("release", "total"), [("2026.1", 151_853_170), ("2026.3", 155_481_840)])
def test_apportioned_employment_sums_to_the_surveys_without_counting_a_code_twice(release, total):
    values = cs.load(release)._column_values
    by_code = dict(zip(values["wages_published_code"], values["employment"], strict=True))
    del by_code[None]
    apportioned = [value for value in values["employment_apportioned"] if value is not None]
    assert math.fsum(apportioned) == pytest.approx(sum(by_code.values()), rel=1e-12)
    assert sum(by_code.values()) == total


@pytest.mark.parametrize(("edition", "known"), [("2019-05", 888), ("2025-05", 995)])
def test_weights_are_the_apportioned_employment_by_the_codes_of_the_edition(edition, known):
    release = cs.load("2026.3").replace(oews=edition)
    apportioned = dict(zip(release, release._column_values["employment_apportioned"], strict=True))
    assert release.worker_weights == {c: value for c, value in apportioned.items() if value}
    assert len(release.worker_weights) == known


def test_values_are_read_once_and_frames_are_not_shared():
    release = cs.load("2026.1")
    assert release._column_values is cs.load("2026.1")._column_values
    first, second = release.to_frame("pandas"), release.to_frame("pandas")
    first.loc[0, "title"] = "changed"
    assert second.loc[0, "title"] == "Chief Executives"


def test_lists_and_links_are_columns_of_exports():
    columns = {column.name: column for column in EXPORT_COLUMNS}
    occupation = cs.occupation("29-2072.00")
    assert columns["aliases"].value_for(occupation) == "; ".join(occupation.aliases)
    assert columns["short_titles"].value_for(cs.occupation("11-3012.00")) is None
    assert columns["link_video"].value_for(occupation) == occupation.links.video
    assert columns["related"].note_for(occupation) is None


def test_a_bare_occupation_has_no_values_of_the_parts_it_lacks():
    bare = Occupation(code="55-1011.00", title="Air Crew Officers")
    assert COLUMN["epoch_how"].value_for(bare) == "missing"
    assert COLUMN["epoch_total"].note_for(bare) is None
    for name in ("epoch_total", "employment_apportioned", "employment_shared_by"):
        assert COLUMN[name].value_for(bare) is None


@pytest.mark.parametrize("backend", ["panda", "", pd, []])
def test_an_unknown_backend_is_refused_with_those_there_are(backend):
    with pytest.raises(InvalidInputError, match="to_frame: backend: expected 'pandas'"):
        cs.load("2026.1").to_frame(backend)


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_backend_that_is_not_installed_is_named_with_its_extra(backend, monkeypatch):
    monkeypatch.setitem(sys.modules, backend, None)
    with pytest.raises(MissingDependencyError) as caught:
        cs.load("2026.1").to_frame(backend)
    assert caught.value.extra == {"pyarrow": "parquet"}.get(backend, backend)


def test_importing_the_library_imports_no_data_frame_library():
    program = (
        "import sys, careerscore.reference, careerscore.reference.columns\n"
        "careerscore.load('2026.1')['29-2072.00']\n"
        "sys.exit(bool({'pandas', 'polars', 'pyarrow', 'numpy', 'narwhals'} & set(sys.modules)))"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_an_occupation_without_measures_has_no_figures_of_them():
    by_hand = Occupation(code="29-2072.00", title="By hand")
    measures = [each for each in REFERENCE_COLUMNS if each.name.startswith("bls_ai_exposure")]
    assert [each.name for each in measures] == [
        "bls_ai_exposure",
        "bls_ai_exposure_category",
        "bls_ai_exposure_how",
    ]
    assert [each.value_for(by_hand) for each in measures] == [None, None, "missing"]
    assert measures[0].note_for(by_hand).reason == "the occupation has no such measure"
