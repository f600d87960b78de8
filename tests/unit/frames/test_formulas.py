"""Formulas on frames: what they refuse, and the columns that a query makes."""

from __future__ import annotations

import narwhals.stable.v2 as nw
import pandas as pd
import polars as pl
import pytest

import careerscore as cs
from careerscore.errors import InvalidInputError
from careerscore.frames import array_formulas
from careerscore.frames.engine_columns import PolarsColumns
from careerscore.frames.formulas import score_columns

METHOD = cs.methodology("careerscore/1.0")


def test_an_engine_without_operations_is_refused_by_name():
    frame = nw.from_native(pl.LazyFrame({"exposure": [0.5]}))
    with pytest.raises(InvalidInputError, match="Ibis or Spark, got sqlframe"):
        score_columns(METHOD, frame, "sqlframe", {"exposure": "exposure"}, {})


def test_a_query_makes_no_column_that_no_output_needs():
    frame = pl.LazyFrame({"x": [0.25, -0.25]})
    columns = PolarsColumns(frame.collect_schema())
    x = columns.input("x")
    double = columns.keep(x + x)
    columns.keep(double * 3.0)
    made = columns.add_to(frame, {"y": columns.where(double < 0, -double, 1 - double)})
    assert "3.0" not in made.explain(optimized=False)
    assert made.collect().to_dict(as_series=False) == {"x": [0.25, -0.25], "y": [0.5, 0.5]}


def test_polars_divides_by_what_is_the_same_in_every_row():
    # It multiplies with the reciprocal instead: 3 * (1 / 49) is not 3 / 49.
    frame = pl.LazyFrame({"x": [3.0, 5.0]})
    columns = PolarsColumns(frame.collect_schema())
    x = columns.input("x")
    same = columns.where(x > 0, 49.0, 1.0)
    made = columns.add_to(frame, {"number": x / 49.0, "column": x / same, "flipped": 49.0 / x})
    wanted = [{"number": x / 49, "column": x / 49, "flipped": 49 / x} for x in (3.0, 5.0)]
    assert made.drop("x").collect().to_dicts() == wanted


def test_blocks_of_arrays_fit_together(monkeypatch):
    frame = pd.DataFrame({"job_growth": [7.8, None, -3.0, 400.0, 7.8]})
    whole = cs.frames.assess(frame, methodology=METHOD)
    monkeypatch.setattr(array_formulas, "BLOCK_ROWS", 2)
    pd.testing.assert_frame_equal(cs.frames.assess(frame, methodology=METHOD), whole)
