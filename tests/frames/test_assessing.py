"""What `frames.assess` keeps, adds and refuses."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from decimal import Decimal

import attrs
import dask.dataframe as dd
import duckdb
import narwhals
import narwhals.stable.v1 as narwhals_v1
import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import careerscore as cs
from careerscore.errors import (
    InvalidInputError,
    MissingDependencyError,
    Problem,
    UnknownMethodologyError,
)
from careerscore.scoring import AdditiveMethodology, Methodology
from careerscore.serde import from_dict

from .every_engine import ENGINES, read

ID = "american-dream-jobs/2.0"
ROWS = {
    "ai_exposure": [0.6176, 0.3, None, 2.0],
    "job_growth": [7.0, 2.0, 6.0, 1.0],
    "human_advantage": [15.0, 22.0, 12.0, 9.0],
}
NAMES = [
    "ai_exposure_label", "ai_exposure_points", "job_growth_label", "job_growth_points",
    "human_advantage_label", "human_advantage_points", "total", "tier_rank", "tier", "status",
    "total_min", "total_max", "possible_tiers",
]  # fmt: skip


def problems(caught):
    return [str(problem) for problem in caught.value.problems]


def assess(frame, **options):
    return cs.frames.assess(frame, **{"methodology": ID, **options})


def test_the_columns_are_those_the_methodology_gives(engine):
    rows = engine.rows(assess(engine.make(ROWS)))
    assert list(rows[0]) == [*ROWS, "row", *NAMES]
    assert list(rows[0].values())[4:] == [
        "High", 0, "Growing", 2, "Moderate", 1, 3, 2, "AI-Augmented", "complete", 3, 3,
        "AI-Augmented",
    ]  # fmt: skip
    assert rows[2]["possible_tiers"] == "AI-Resilient or AI-Augmented"
    # An invalid row says nothing but that it is one.
    assert [rows[3][name] for name in NAMES if name != "status"] == [None] * 12
    assert rows[3]["status"] == "invalid"


def test_outputs_can_be_chosen_and_prefixed(engine):
    options = {"outputs": ["tier_rank", "methodology"], "prefix": "adj_", "rationale": True}
    rows = engine.rows(assess(engine.make(ROWS), **options))
    assert list(rows[0])[4:] == ["adj_tier_rank", "adj_methodology", "adj_rationale"]
    assert [row["adj_tier_rank"] for row in rows] == [2, 2, None, None]
    inputs = {name: values[0] for name, values in ROWS.items()}
    assert rows[0]["adj_rationale"] == cs.methodology(ID).score(**inputs).rationale


@pytest.mark.parametrize("kind", ["bands", "rows", "expressions"])
def test_rows_name_their_methodology_on_request(engine, kind):
    method = {"bands": cs.methodology(ID), "rows": ByRow(), "expressions": ByExpression()}[kind]
    if kind == "rows" and engine.is_lazy and engine.name != "dask":
        return
    names = {"prefix": "a_", "outputs": ["methodology", "status"]}
    rows = engine.rows(assess(engine.make(ROWS), methodology=method, **names))
    assert [row["a_methodology"] for row in rows] == [method.id] * 4
    assert rows[3]["a_status"] == "invalid"


def test_columns_name_the_inputs_and_none_is_missing_everywhere(engine):
    frame = engine.make({"beta": [0.1, 0.9], "epoch": [21.0, 5.0]})
    columns = {"ai_exposure": "beta", "job_growth": None, "human_advantage": "epoch"}
    none = engine.rows(assess(frame, columns=dict.fromkeys(ROWS)))
    assert {(row["total"], row["total_min"], row["total_max"]) for row in none} == {(None, 0, 6)}
    rows = engine.rows(assess(frame, columns=columns))
    assert [(row["total_min"], row["total_max"], row["status"]) for row in rows] == [
        (4, 6, "insufficient"), (0, 2, "insufficient"),
    ]  # fmt: skip


def test_a_frame_may_have_no_rows_or_get_no_outputs(engine):
    frame = engine.make({name: [] for name in ROWS})
    assert engine.rows(assess(frame, rationale=True)) == []
    assert list(engine.rows(assess(engine.make(ROWS), outputs=[]))[0]) == [*ROWS, "row"]


def test_labels_are_categories_where_the_engine_has_them():
    scored = assess(ENGINES["pandas"].make(ROWS))
    growth = ["Declining", "Stable", "Growing"]
    statuses = ["complete", "fallback", "insufficient", "invalid"]
    for name, wanted in (("job_growth_label", growth), ("status", statuses)):
        assert scored[name].dtype == pd.CategoricalDtype(wanted, ordered=True)
    assert scored["total"].dtype == scored["tier_rank"].dtype == "Int16"
    assert assess(ENGINES["polars"].make(ROWS)).schema["job_growth_label"] == pl.Enum(growth)
    relation = assess(ENGINES["duckdb"].make(ROWS))
    kinds = dict(zip(relation.columns, map(str, relation.types), strict=True))
    assert kinds["job_growth_label"] == "ENUM('Declining', 'Stable', 'Growing')"
    assert kinds["total"] == "SMALLINT"
    kind = assess(ENGINES["pyarrow"].make(ROWS)).schema.field("job_growth_label").type
    assert kind == pa.dictionary(pa.int8(), pa.string(), ordered=True)
    assert ENGINES["dask"].make(ROWS).pipe(assess)["tier"].cat.known


@pytest.mark.parametrize("id", cs.methodologies())
def test_types_do_not_depend_on_the_data(id):
    frame = ENGINES["pandas"].make(ROWS)
    columns = {entry.name: None for entry in cs.methodology(id).inputs}
    made = [assess(some, methodology=id, columns=columns) for some in (frame, frame.iloc[:0])]
    assert made[0].dtypes.equals(made[1].dtypes)
    numbers = pd.DataFrame([[0.5] * len(columns)], columns=list(columns))
    names = made[0].columns[4:]
    scored = assess(numbers, methodology=id, on_invalid="flag")
    assert scored[names].dtypes.equals(made[0][names].dtypes)


def test_columns_come_in_the_order_they_are_asked_for():
    for frame in (pl.DataFrame({"probability": [0.9]}), pd.DataFrame({"probability": [0.9]})):
        names = ["rationale", "total", "methodology", "tier"]
        scored = cs.frames.assess(frame, methodology="frey-osborne/2013", outputs=names)
        assert list(scored.columns) == ["probability", *names]


TWO_LEVELS = pd.MultiIndex.from_product([[1, 2], ["x", "y"]])


@pytest.mark.parametrize(
    "index", [pd.Index([7, 7, 7, 7]), pd.Index([*"dcba"], name="person"), TWO_LEVELS]
)
@pytest.mark.parametrize("by_row", [False, True])
def test_what_a_pandas_frame_had_it_keeps(index, by_row):
    frame = ENGINES["pandas"].make(ROWS).set_index(index)
    frame["text"] = ["=a", None, "c", "d"]
    frame["day"] = pd.Timestamp("2026-01-01")
    frame[0] = pd.array([1, None, 2, 3], "Int8")
    frame = frame.rename_axis(columns="measure")
    frame.attrs["notes"] = ["survey"]
    before = frame.copy()
    scored = assess(frame, methodology=ByRow() if by_row else ID)
    pd.testing.assert_frame_equal(frame, before)
    pd.testing.assert_frame_equal(scored[list(frame.columns)], before)
    assert scored.columns.name == "measure"
    assert scored["status"].tolist() == ["complete", "complete", "insufficient", "invalid"]
    scored.attrs["notes"].append("changed")
    assert frame.attrs == {"notes": ["survey"]}
    # No new column shares its memory with another.
    total_max = scored["total_max"].copy()
    scored["total_min"] = scored["total"] = pd.NA
    pd.testing.assert_series_equal(scored["total_max"], total_max)


def test_chunks_of_arrow_are_read_across_their_borders():
    part = ENGINES["pyarrow"].make(ROWS).replace_schema_metadata({"source": "survey"})
    table = pa.concat_tables([part, part.slice(1), part.slice(0, 0), part])
    assert assess(table).schema.metadata == {b"source": b"survey"}
    assert assess(table)["total"].to_pylist() == [3, 4, None, None, 4, None, None, 3, 4, None, None]


def test_lazy_frames_stay_lazy():
    def never(_):
        raise AssertionError("computed")

    frame = ENGINES["polars"].make(ROWS)
    lazy = frame.lazy().map_batches(never, schema=frame.schema)
    assert isinstance(assess(lazy), pl.LazyFrame)
    part = ENGINES["dask"].make(ROWS)
    assert isinstance(assess(part.map_partitions(never, meta=part._meta)), dd.DataFrame)


@pytest.mark.parametrize("home", [narwhals, nw, narwhals_v1], ids=["main", "v2", "v1"])
@pytest.mark.parametrize("name", ["pandas", "polars-lazy"])
def test_frames_of_narwhals_come_back_as_such(home, name):
    frame = home.from_native(ENGINES[name].make(ROWS))
    scored = assess(frame)
    assert type(scored) is type(frame)
    assert type(scored.to_native()) is type(frame.to_native())


def test_a_column_of_nothing_but_gaps_holds_missing_numbers(engine):
    if engine.name == "dask":
        return
    gaps = {"ai_exposure": pa.nulls(2), "job_growth": [6, 1], "human_advantage": [20, 5]}
    frame = engine.of_arrow(pa.table(gaps | {"row": [0, 1]}))
    rows = engine.rows(assess(frame, outputs=["total_min", "total_max"]))
    assert [(row["total_min"], row["total_max"]) for row in rows] == [(4, 6), (1, 3)]


@pytest.mark.parametrize("kind", [">f8", np.longdouble, np.float16])
def test_numbers_of_odd_kinds_are_numbers(kind):
    frame = pd.DataFrame({name: np.array([0.0, 9.0], kind) for name in ROWS})
    scored = assess(frame, outputs=["status"], on_invalid="flag")
    assert scored["status"].tolist() == ["invalid"] * 2


@pytest.mark.parametrize("engine_name", [name for name in ENGINES if name != "spark"])
def test_several_problems_come_at_once(engine_name):
    frame = ENGINES[engine_name].make({"beta": [0.1], "growht": [1.0], "total": [1.0]})
    with pytest.raises(InvalidInputError) as caught:
        assess(frame, columns={"ai_exposure": "beat"}, key="id")
    near, job_growth, human_advantage, key, total = problems(caught)
    assert near == "columns: no column 'beat' for the input ai_exposure; the table has beta"
    assert job_growth.endswith("for the input job_growth; the table has growht")
    assert human_advantage.endswith("; the table has beta, growht, total, row")
    assert key == "key: expected a column of the frame: beta, growht, total, row, got 'id'"
    assert total.endswith("no column named total, or a prefix for the new one, got 'total'")


def test_arguments_of_other_kinds_are_named():
    frame = ENGINES["polars"].make(ROWS)
    with pytest.raises(InvalidInputError) as caught:
        assess(frame, columns=["ai_exposure"], prefix=1, outputs="total", key=5, rationale="yes")
    fields = [problem.field for problem in caught.value.problems]
    assert fields == ["prefix", "rationale", "outputs", "columns", "key"]
    with pytest.raises(InvalidInputError) as caught:
        assess(frame, columns={"exposure": "x", "job_growth": 5}, outputs=["totl", "tier"])
    assert problems(caught) == [
        "outputs: expected an output named total or total_min or total_max, got 'totl'",
        "columns: expected an input named ai_exposure, got 'exposure'",
        "columns.job_growth: expected the name of a column, or None, got 5",
    ]
    with pytest.raises(InvalidInputError, match=r"expected an output named .*, got \['total'\]"):
        assess(frame, outputs=[["total"]])
    with pytest.raises(UnknownMethodologyError):
        assess(frame, methodology="american-dream-jobs/9")


PANDAS = ENGINES["pandas"].make(ROWS)
UNREADABLE = [
    ([1, 2], "frame: expected a data frame of pandas, polars"),
    (pd.DataFrame([[1.0, 2.0]], columns=["a", "a"]), "columns that all have different names, got"),
    (PANDAS.set_axis(pd.MultiIndex.from_product([["pay"], [*"abcd"]]), axis=1), "of one level"),
    (PANDAS.astype({"job_growth": object}), "job_growth: expected numbers, for the input job_g"),
    (PANDAS.astype({"job_growth": "Sparse[float64]"}), "for the input job_growth, got Sparse"),
    (pl.DataFrame([[1.0]] * 30), "column_18, column_19 and 10 more"),
]


@pytest.mark.parametrize(("frame", "message"), UNREADABLE)
def test_a_frame_that_cannot_be_scored_is_refused(frame, message):
    with pytest.raises(InvalidInputError, match=message):
        assess(frame)


def test_new_names_that_an_engine_takes_for_one_are_refused():
    method = banded([{"label": "low", "points": 0, "below": 1}, HIGH], ("x", "X"))
    table = pa.table({"a": [0.0], "row": [0]})
    columns = {"x": "a", "X": "a"}
    with pytest.raises(InvalidInputError, match="no column named X_label, or a prefix"):
        assess(duckdb.from_arrow(table), methodology=method, columns=columns)
    assert assess(table, methodology=method, columns=columns)["X_label"].to_pylist() == ["low"]


DEFINITION = {
    "id": "labels/1.0", "title": "Labels", "released": "2026-01-01", "status": "draft",
    "citation": "Nobody.", "tier_rules": [
        {"rank": 1, "label": "it's", "color": "green", "at_least": 1, "conclusion": "is"},
        {"rank": 2, "label": 'a "b"', "color": "red", "at_least": 0, "conclusion": "is"},
    ],
}  # fmt: skip


HIGH = {"label": "high", "points": 1}


def banded(bands, names=("x",), **more):
    """A methodology of factors of the same bands."""
    factors = [{"name": name, "title": name, "unit": "u", "bands": bands} for name in names]
    return from_dict(DEFINITION | {"factors": factors} | more, AdditiveMethodology)


def test_labels_may_hold_any_character(engine):
    labels = ["Bachelor's", "back\\slash", 'a "quote"', "line\nbreak", "ø"]
    bands = [{"label": label, "points": 1, "below": n + 1} for n, label in enumerate(labels)]
    method = banded([*bands, HIGH | {"points": 0}])
    rows = engine.rows(assess(engine.make({"x": [0.0, 1, 2, 3, 4, 5, None]}), methodology=method))
    assert [row["x_label"] for row in rows] == [*labels, "high", None]
    assert [row["tier"] for row in rows] == ["it's"] * 5 + ['a "b"', None]


def test_a_factor_may_have_hundreds_of_bands(engine):
    # Planning more of them takes some engines seconds.
    many = {"duckdb": 250, "ibis": 250, "spark": 200}.get(engine.name, 400)
    method = banded([*({"label": f"b{n}", "points": n % 2, "below": n} for n in range(many)), HIGH])
    values = [-1.0, 0, 0.5, 150, many - 1, 1e6, None]
    rows = engine.rows(assess(engine.make({"x": values}), methodology=method))
    assert [row["x_label"] for row in rows] == ["b0", "b1", "b1", "b151", "high", "high", None]


def test_the_names_of_other_columns_of_spark_may_hold_dots(spark):
    columns = {"a.b": [1, 2, 3, 4], "a`b": [1.0] * 4, "row": [0, 1, 2, 3]}
    frame = spark.createDataFrame(pa.table(ROWS | columns))
    rows = ENGINES["spark"].rows(assess(frame, outputs=["total"]))
    assert [(row["a.b"], row["total"]) for row in rows] == [(1, 3), (2, 4), (3, None), (4, None)]
    columns = {"job_growth": "a.b", "human_advantage": "a`b"}
    with pytest.raises(InvalidInputError) as caught:
        assess(frame, columns=columns, key="a.b", prefix="x.", outputs=["total"])
    told = [problem.value for problem in caught.value.problems if "backtick" in problem.expected]
    assert told == ["'a.b'", "'a`b'", "'a.b'", "'x.total'"]


@pytest.mark.parametrize("value", ["0.3", True, "29-2072", date(2026, 1, 1)])
@pytest.mark.parametrize("name", [name for name in ENGINES if name != "spark"])
def test_what_is_no_number_is_refused_by_its_column(value, name):
    columns = {"ai_exposure": [value], "job_growth": [1.0], "human_advantage": [5.0]}
    with pytest.raises(InvalidInputError) as caught:
        assess(ENGINES[name].of_arrow(pa.table(columns)))
    (problem,) = caught.value.problems
    assert problem.field == "ai_exposure"
    assert problem.expected == "numbers, for the input ai_exposure"


def test_engines_of_sql_take_names_for_the_same_that_differ_in_case():
    columns = ROWS | {"Total": ROWS["job_growth"]}
    message = "no column named total, or a prefix for the new one, got 'Total'"
    for name in ("duckdb", "ibis"):
        with pytest.raises(InvalidInputError, match=message):
            assess(ENGINES[name].make(columns))
    for name in ("pandas", "polars", "pyarrow"):
        assert {"Total", "total"} <= set(ENGINES[name].rows(assess(ENGINES[name].make(columns)))[0])


def test_helper_columns_take_no_name_that_is_there(engine):
    named = {f"__careerscore_{number}": ROWS["job_growth"] for number in range(9)}
    rows = engine.rows(assess(engine.make(ROWS | named), outputs=["total"]))
    assert [row["total"] for row in rows] == [3, 4, None, None]
    for name, values in named.items():
        assert [row[name] for row in rows] == values


def test_rows_that_share_a_key_are_refused(engine):
    frame = engine.make(ROWS | {"id": [1.0, 2.0, 2.0, 3.0]})
    message = r"key: expected a different id in every row, got several rows of 2\.0$"
    with pytest.raises(InvalidInputError, match=message):
        assess(frame, key="id")
    two = {"id": [1.0, 2.0, 2.0, None], "year": [1.0, 1.0, 2.0, None]}
    rows = engine.rows(assess(engine.make(ROWS | two), key=["id", "year", "id"], outputs=["total"]))
    assert [row["total"] for row in rows] == [3, 4, None, None]


def test_keys_are_single_values_and_may_be_missing_once():
    for make in (pl.DataFrame, pd.DataFrame):
        with pytest.raises(InvalidInputError, match="key: expected single values that can be"):
            assess(make(ROWS | {"id": [[1], [2], [1], [3]]}), key="id")
    with pytest.raises(InvalidInputError, match=r"got several rows of None$"):
        assess(pl.DataFrame(ROWS | {"id": [None, "b", "a", None]}), key="id")
    # A star stands for every column.
    for name in ("polars", "duckdb"):
        with pytest.raises(InvalidInputError, match="key: expected a name other than '\\*'"):
            assess(ENGINES[name].make(ROWS | {"*": [1.0] * 4}), key="*")


@pytest.mark.parametrize("name", ["occ.code", "occ\n", 'a"b', "k0", "rows", "__careerscore_rows"])
@pytest.mark.parametrize("engine", ["polars", "polars-lazy", "duckdb", "pandas"], indirect=True)
def test_columns_of_keys_and_inputs_may_have_any_name(engine, name):
    columns = {"ai_exposure": "ai.exposure"}
    rows = {columns.get(key, key): value for key, value in ROWS.items()}
    frame = engine.make(rows | {name: [1.0, 2.0, 3.0, 3.0]})
    with pytest.raises(InvalidInputError, match="got several rows of 3"):
        assess(frame, columns=columns, key=name)
    found = engine.rows(assess(frame, columns=columns, key=["row"]))
    assert [row["total"] for row in found] == [3, 4, None, None]


def test_nan_in_a_parquet_file_is_missing(tmp_path):
    # The statistics of the file leave NaN out, and DuckDB believes them.
    path = tmp_path / "x.parquet"
    columns = {"ai_exposure": [0.5, float("nan")], "job_growth": [2.0, 2.0], "row": [0, 1]}
    pl.DataFrame(columns).write_parquet(path)
    relation = duckdb.read_parquet(str(path))
    for frame in (relation, pl.scan_parquet(path)):
        rows = read(assess(frame, columns={"human_advantage": None}))
        assert [row["ai_exposure_label"] for row in rows] == ["Medium", None]
    rows = read(assess(relation, methodology=ByExpression(), columns={"human_advantage": None}))
    assert [row["status"] for row in rows] == ["insufficient", "insufficient"]
    method = "frey-osborne/2013"
    rows = read(assess(relation, methodology=method, columns={"probability": "ai_exposure"}))
    assert [row["total"] for row in rows] == [0.5, None]


class ByRow:
    """One that can only score, as the protocol has it."""

    id = title = status = citation = fingerprint = "row-by-row/1.0"

    def __init__(self):
        self._method = cs.methodology(ID).evolve(id="third-party/1.0")
        for part in dir(Methodology):
            if not (part.startswith("_") or hasattr(self, part)):
                setattr(self, part, getattr(self._method, part))

    def score(self, **inputs):
        return self._method.score(**inputs)


class ByExpression(ByRow):
    """One that gives expressions: the share of a hundred, half of it the growth."""

    id = title = citation = fingerprint = "by-expression/1.0"

    def expressions(self, inputs):
        total = inputs["ai_exposure"] * 50 + inputs["job_growth"]
        return {
            "total": total,
            "tier_rank": nw.when(total >= 20).then(1).otherwise(nw.when(total < 20).then(2)),
            "ai_exposure_label": nw.when(inputs["ai_exposure"] > 0.5).then(nw.lit("much")),
        }


@pytest.mark.parametrize("name", ["pandas", "pyarrow"])
def test_a_label_that_is_not_declared_is_refused_by_name(name):
    class Undeclared(ByRow):
        tiers = cs.methodology(ID).tiers[:1]

    with pytest.raises(InvalidInputError, match="tier: expected what the methodology declares"):
        assess(ENGINES[name].make(ROWS), methodology=Undeclared())


@pytest.mark.parametrize("points", [50_000, 7.5])
@pytest.mark.parametrize("name", ["pandas", "pyarrow", "polars"])
def test_points_of_a_methodology_of_another_kind_are_any_numbers(name, points):
    class Many(ByRow):
        """One whose points are beyond 16 bits, or not whole."""

        def score(self, **inputs):
            result = self._method.score(**inputs)
            first = attrs.evolve(result.factors[0], points=points, max_points=10**6)
            return attrs.evolve(result, factors=(first, *result.factors[1:]))

    frame = ENGINES[name].make({name: values[:2] for name, values in ROWS.items()})
    rows = ENGINES[name].rows(assess(frame, methodology=Many()))
    assert [row["ai_exposure_points"] for row in rows] == [points] * 2


def test_a_fault_of_the_methodology_is_no_invalid_row():
    class Faulty(ByRow):
        """One that refuses what it says it takes."""

        def score(self, **_):
            raise InvalidInputError("faulty", (Problem("rank", "0", "a rank"),))

    frame = ENGINES["polars"].make(ROWS)
    with pytest.raises(InvalidInputError, match="faulty: rank: expected a rank, got 0"):
        assess(frame, methodology=Faulty())
    scored = assess(frame[3:], methodology=Faulty(), on_invalid="flag")
    assert scored["status"].to_list() == ["invalid"]


def test_a_methodology_that_can_only_score_works_where_rows_are_at_hand(engine):
    frame = engine.make(ROWS)
    method = ByRow()
    if engine.is_lazy and engine.name != "dask":
        with pytest.raises(InvalidInputError, match="methodology: expected an eager frame"):
            assess(frame, methodology=method)
        return
    rows = engine.rows(assess(frame, methodology=method, rationale=True))
    wanted = engine.rows(assess(frame, rationale=True))
    assert rows == wanted


def test_a_rationale_that_repeats_values_needs_an_eager_frame():
    lazy = pl.LazyFrame({"probability": [0.5]})
    with pytest.raises(InvalidInputError, match="got rationale of frey-osborne/2013 for a lazy"):
        cs.frames.assess(lazy, methodology="frey-osborne/2013", rationale=True)


def test_a_methodology_that_gives_expressions_works_everywhere(engine):
    frame = engine.make(ROWS)
    rows = engine.rows(assess(frame, methodology=ByExpression(), rationale=True))
    assert [row["total"] for row in rows] == [0.6176 * 50 + 7, 0.3 * 50 + 2, None, None]
    assert [row["tier_rank"] for row in rows] == [1, 2, None, None]
    assert [row["tier"] for row in rows] == ["AI-Resilient", "AI-Augmented", None, None]
    assert [row["status"] for row in rows] == ["complete", "complete", "insufficient", "invalid"]
    assert [row["ai_exposure_label"] for row in rows] == ["much", None, None, None]
    assert [row["rationale"] for row in rows] == [None] * 4


def test_expressions_read_decimals_as_the_doubles_nearest_to_them():
    class Same(ByExpression):
        def expressions(self, inputs):
            return {"total": inputs["ai_exposure"]}

    decimals = pa.array([Decimal("0.70"), None], pa.decimal128(5, 2))
    table = pa.table({"ai_exposure": decimals, "job_growth": [1, 2], "human_advantage": [5, 6]})
    for frame in (table, table.to_pandas(types_mapper=pd.ArrowDtype)):
        assert read(assess(frame, methodology=Same()))[0]["total"] == 0.7


def test_expressions_that_come_to_nothing_are_null_and_may_give_the_status(engine):
    class Ratio(ByExpression):
        def expressions(self, inputs):
            zero = inputs["job_growth"] - inputs["job_growth"]
            return {"total": zero / zero, "status": nw.lit("fallback")}

    rows = engine.rows(assess(engine.make(ROWS), methodology=Ratio()))
    assert {(row["total"], row["tier"]) for row in rows} == {(None, None)}
    assert [row["status"] for row in rows] == ["fallback", "fallback", "fallback", "invalid"]


def test_more_tiers_than_sets_can_be_listed_for_are_texts():
    rule = {"color": "red", "conclusion": "is"}
    tiers = [rule | {"rank": n, "label": f"tier {n}", "at_least": 12 - n} for n in range(1, 13)]
    bands = [{"label": str(n), "points": n, "up_to": n} for n in range(11)]
    method = banded([*bands, HIGH | {"points": 11}], tier_rules=tiers)
    for name in ("polars", "duckdb", "pandas"):
        frame = ENGINES[name].make({"x": [3.0, None]})
        known, missing = ENGINES[name].rows(cs.frames.assess(frame, methodology=method))
        assert (known["tier"], missing["tier"]) == ("tier 9", None)
        assert missing["possible_tiers"].count(" or ") == 11


def loaded_by(code):
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


FRAME_LIBRARIES = {"pandas", "polars", "pyarrow", "duckdb", "dask", "ibis", "pyspark", "numpy"}


def test_importing_and_scoring_an_occupation_loads_no_data_frame_library():
    start = "import sys, careerscore as cs; "
    loaded = loaded_by(start + "cs.assess('29-2072.00'); print(*sys.modules)")
    assert not (FRAME_LIBRARIES | {"narwhals"}) & loaded
    assert not FRAME_LIBRARIES & loaded_by(start + "cs.frames.assess; print(*sys.modules)")
    frame = "pl.DataFrame({'probability': [0.5]})"
    scoring = f"import polars as pl; cs.frames.assess({frame}, methodology='frey-osborne/2013')"
    # A frame loads no other library than its own.
    assert FRAME_LIBRARIES & loaded_by(f"{start}{scoring}; print(*sys.modules)") == {"polars"}


def test_a_frame_of_pyarrow_needs_numpy_and_says_so(monkeypatch):
    frame = pa.table(ROWS | {"probability": [0.5, None, 0.1, 0.9]})
    monkeypatch.delitem(sys.modules, "careerscore.frames.arrays", raising=False)
    monkeypatch.delattr(cs.frames, "arrays", raising=False)
    monkeypatch.setitem(sys.modules, "numpy", None)
    for method in (ID, ByExpression(), "frey-osborne/2013"):
        with pytest.raises(MissingDependencyError, match=r"a frame of pyarrow needs.*\[parquet\]"):
            assess(frame, methodology=method, rationale=True)


def test_a_key_on_duckdb_needs_pyarrow_and_says_so(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    frame = duckdb.sql("select 1 as id, 0.5::double as probability")
    with pytest.raises(MissingDependencyError, match=r"a key on duckdb needs.*\[parquet\]"):
        assess(frame, methodology="frey-osborne/2013", key="id")
