"""Tables on another scale than the inputs they are given for."""

from __future__ import annotations

from decimal import Decimal
from math import inf, isfinite, isnan, nan

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import careerscore as cs
from careerscore.errors import InvalidInputError

from .every_engine import ENGINES

TWO = "american-dream-jobs/2.0"
EAGER = [name for name, engine in ENGINES.items() if not engine.is_lazy]

NUMBERS = st.lists(
    st.one_of(
        st.sampled_from([None, nan, inf, -inf, 0.0, 1.0, -1.0, 0.5, 2.0, -100.0, -101.0, 25.0]),
        st.floats(-1, 1),
        st.floats(-200, 200),
    ),
    max_size=9,
)


def is_wrong(entry, values):
    """What DECISIONS say of a column, value by value."""
    there = [value for value in values if value is not None and not isnan(value)]
    low = -inf if entry.minimum is None else entry.minimum
    high = inf if entry.maximum is None else entry.maximum
    outside = [value for value in there if not (isfinite(value) and low <= value <= high)]
    if there and 2 * len(outside) >= len(there):
        return True
    is_fine = len(there) < 3 or any(abs(value) > 1 for value in there)
    broken = [value for value in there if value % 1]
    return entry.name == "job_growth" and not is_fine and 2 * len(broken) >= len(there)


def refused(frame, **options):
    """The columns that are refused, and why."""
    try:
        cs.frames.assess(frame, **{"methodology": TWO, **options})
    except InvalidInputError as error:
        return {problem.field: str(problem) for problem in error.problems}
    return {}


@given(st.tuples(NUMBERS, NUMBERS, NUMBERS))
@example(([0.5, 2.0], [0.5, 0.0, 1.0], [nan, None, 3.0]))
@example(([], [0.5, 0.5, 1.0, 1.0], [inf, 5.0, 6.0]))
@example(([1.0] * 1000 + [2.0] * 999, [0.5] * 1001 + [7.0], [None] * 99 + [5.0, 26.0]))
def test_every_engine_refuses_exactly_what_the_rule_says(columns):
    inputs = cs.methodology(TWO).inputs
    length = max(map(len, columns))
    table = {
        entry.name: [*values, *[None] * (length - len(values))]
        for entry, values in zip(inputs, columns, strict=True)
    }
    wrong = {entry.name for entry in inputs if is_wrong(entry, table[entry.name])}
    for name in EAGER:
        assert refused(ENGINES[name].make(table), outputs=[]).keys() == wrong, name


@pytest.mark.parametrize("name", EAGER)
def test_the_error_gives_range_find_and_likely_scale_of_all_inputs_at_once(name):
    frame = ENGINES[name].make(
        {"e": [1.0, 1.0, 5.0, 9.0], "g": [0.07, -0.02, 0.0, None], "h": [62.0, 5.0, 40.0, -9.0]}
    )
    columns = {"ai_exposure": "e", "job_growth": "g", "human_advantage": "h"}
    flag = "or on_invalid='flag', got"
    assert refused(frame, columns=columns) == {
        "e": f"e: expected numbers of at most 1, for the input ai_exposure, {flag} 1 to 9, 2 of 4 "
        "out of range, which looks like a scale of 0 to 10",
        "g": f"g: expected numbers in per cent, for the input job_growth, {flag} -0.02 to 0.07, "
        "which looks like fractions: 0.07 for 7%",
        "h": f"h: expected numbers from 5 to 25, for the input human_advantage, {flag} -9 to 62, 3 "
        "of 4 out of range, which looks like per cent, 0 to 100; if numbers below 0 stand for "
        "missing ones, leave these empty",
    }
    scored = ENGINES[name].rows(
        cs.frames.assess(frame, methodology=TWO, columns=columns, on_invalid="flag")
    )
    assert [row["status"] for row in scored] == ["invalid", "complete", "invalid", "invalid"]


@pytest.mark.parametrize(
    ("id", "values", "words"),
    [
        (
            "frey-osborne/2013",
            [94, 7, 80],
            "7 to 94, 3 of 3 out of range, which looks like per cen",
        ),
        ("frey-osborne/2013", [-1, -1, 0.5], "-1 to 0.5, 2 of 3 out of range; if numbers below 0"),
        ("frey-osborne/2013", [300, 5], "5 to 300, 2 of 2 out of range"),
        ("american-dream-jobs-risk/1.0", [0.4, 0.9], "out of range, which looks like fractions, 0"),
        ("bls-ai-exposure/2026", [5, 5], "out of range, which looks like a scale of 1 to 5"),
        ("bls-ai-exposure/2026", [0.5, 5], "looks like a scale of 0 to 10"),
        ("webb/2020", [-3, -4], "of at least 0, for the input ai_score, or on_invalid='flag', got"),
        (
            "felten-aioe/2021",
            [inf, 1],
            "expected finite numbers, for the input aioe, or on_invalid",
        ),
    ],
)
def test_the_likely_scale_is_the_narrowest_that_holds_the_values(id, values, words):
    (entry,) = cs.methodology(id).inputs
    found = refused(
        pl.DataFrame({"x": values}, strict=False), methodology=id, columns={entry.name: "x"}
    )
    assert words in found["x"]


def test_percentiles_may_look_like_fractions_as_well():
    frame = pd.DataFrame({"ai_exposure": [0.2, 0.9, 0.4]})
    columns = {"job_growth": None, "human_advantage": None}
    found = refused(frame, methodology="american-dream-jobs/1.0", columns=columns)
    assert found["ai_exposure"].endswith("looks like fractions: 0.07 for 7%")


def test_numbers_of_any_type_have_a_scale():
    columns = {"job_growth": None, "human_advantage": None}
    decimals = pa.array([Decimal("0.5"), Decimal(9)])
    for values in (decimals, pa.array([1, 9], pa.int8()), pa.array([0.5, 9], pa.float32())):
        table = pa.table({"ai_exposure": values})
        for frame in (table, table.to_pandas(types_mapper=pd.ArrowDtype), pl.from_arrow(table)):
            assert "1 of 2 out of range" in refused(frame, columns=columns)["ai_exposure"]
    none = pa.table({"ai_exposure": pa.nulls(3)})
    assert not any(refused(one, columns=columns) for one in (none, none.to_pandas()))


def test_a_lazy_frame_is_not_read_for_its_scale():
    def never(_):
        raise AssertionError("computed")

    frame = pl.DataFrame({"probability": [91, 7]})
    lazy = frame.lazy().map_batches(never, schema=frame.schema)
    assert isinstance(cs.frames.assess(lazy, methodology="frey-osborne/2013"), pl.LazyFrame)


def test_what_becomes_of_a_wrong_scale_is_one_of_two_words():
    with pytest.raises(InvalidInputError, match="on_invalid: expected 'error' or 'flag', got 'no'"):
        cs.frames.assess(pl.DataFrame({"probability": [1]}), methodology=TWO, on_invalid="no")


@pytest.mark.parametrize("engine", ["duckdb", "polars"])
@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_a_file_on_another_scale_is_refused_and_nothing_is_written(tmp_path, engine, ending):
    source, target = tmp_path / f"in.{ending}", tmp_path / f"out.{ending}"
    frame = pd.DataFrame({"ai_exposure": [62, 30, 0.5], "growth": [0.07, None, 0.1]})
    getattr(frame, f"to_{ending}")(source, index=False)
    options = {"methodology": TWO, "engine": engine}
    columns = {"job_growth": "growth", "human_advantage": None}
    with pytest.raises(InvalidInputError) as caught:
        cs.frames.score_file(source, target, **options, columns=columns)
    (problem,) = caught.value.problems
    assert problem.value.startswith("0.5 to 62, 2 of 3 out of range, which looks like per cent")
    assert not target.exists()
    options |= {"columns": columns, "on_invalid": "flag"}
    assert cs.frames.score_file(source, target, **options).rows == 3
