"""What `frames.assess` keeps, adds and refuses."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal

import attrs
import dask.dataframe as dd
import duckdb
import ibis
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

from .every_engine import ENGINES

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
    frame = engine.make(ROWS)
    rows = engine.rows(assess(frame))
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
    frame = engine.make(ROWS)
    made = assess(frame, outputs=["tier_rank", "total"], prefix="adj_", rationale=True)
    rows = engine.rows(made)
    assert list(rows[0])[4:] == ["adj_tier_rank", "adj_total", "adj_rationale"]
    assert [row["adj_tier_rank"] for row in rows] == [2, 2, None, None]
    assert (
        rows[0]["adj_rationale"]
        == cs.methodology(ID).score(ai_exposure=0.6176, job_growth=7, human_advantage=15).rationale
    )


@pytest.mark.parametrize("kind", ["bands", "rows", "expressions"])
def test_rows_name_their_methodology_on_request(engine, kind):
    methods = {"bands": cs.methodology(ID), "rows": ByRow(), "expressions": ByExpression()}
    method = methods[kind]
    if kind == "rows" and engine.is_lazy and engine.name != "dask":
        return
    scored = assess(engine.make(ROWS), methodology=method, outputs=["methodology", "status"])
    rows = engine.rows(scored)
    assert [row["methodology"] for row in rows] == [method.id] * 4
    assert rows[3]["status"] == "invalid"


def test_columns_name_the_inputs_and_none_is_missing_everywhere(engine):
    frame = engine.make({"beta": [0.1, 0.9], "epoch": [21.0, 5.0]})
    columns = {"ai_exposure": "beta", "job_growth": None, "human_advantage": "epoch"}
    none = engine.rows(assess(frame, columns=dict.fromkeys(ROWS)))
    assert [(row["total"], row["total_min"], row["total_max"]) for row in none] == [
        (None, 0, 6)
    ] * 2
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
    for name, wanted in (
        ("job_growth_label", growth),
        ("status", ["complete", "fallback", "insufficient", "invalid"]),
    ):
        assert scored[name].dtype == pd.CategoricalDtype(wanted, ordered=True)
    assert scored["total"].dtype == scored["tier_rank"].dtype == "Int16"
    assert assess(ENGINES["polars"].make(ROWS)).schema["job_growth_label"] == pl.Enum(growth)
    relation = assess(ENGINES["duckdb"].make(ROWS))
    kinds = dict(zip(relation.columns, map(str, relation.types), strict=True))
    assert kinds["job_growth_label"] == "ENUM('Declining', 'Stable', 'Growing')"
    assert kinds["total"] == "SMALLINT"
    field = assess(ENGINES["pyarrow"].make(ROWS)).schema.field("job_growth_label")
    assert pa.types.is_dictionary(field.type)
    assert field.type.ordered
    assert ENGINES["dask"].make(ROWS).pipe(assess)["tier"].cat.known


def test_types_do_not_depend_on_the_data():
    full = ENGINES["pandas"].make({name: [values[0]] for name, values in ROWS.items()})
    gaps = ENGINES["pandas"].make(ROWS).iloc[2:]
    for id in cs.methodologies():
        columns = {entry.name: None for entry in cs.methodology(id).inputs}
        for some in (full, gaps, full.iloc[:0]):
            none = cs.frames.assess(some, methodology=id, columns=columns)
            assert list(none.dtypes.items()) == list(
                cs.frames.assess(full, methodology=id, columns=columns).dtypes.items()
            )


def test_columns_come_in_the_order_they_are_asked_for():
    for frame in (pl.DataFrame({"probability": [0.9]}), pd.DataFrame({"probability": [0.9]})):
        names = ["rationale", "total", "methodology", "tier"]
        scored = cs.frames.assess(frame, methodology="frey-osborne/2013", outputs=names)
        assert list(scored.columns) == ["probability", *names]


@pytest.mark.parametrize(
    "index",
    [
        pd.Index([7, 7, 7, 7]),
        pd.Index(["d", "c", "b", "a"], name="person"),
        pd.MultiIndex.from_product([[1, 2], ["x", "y"]]),
        pd.date_range("2026-01-01", periods=4),
    ],
)
@pytest.mark.parametrize("id", [ID, "row-by-row/1.0"])
def test_what_a_pandas_frame_had_it_keeps(index, id):
    frame = ENGINES["pandas"].make(ROWS).set_index(index)
    frame["text"] = ["=a", None, "c", "d"]
    frame["day"] = pd.Timestamp("2026-01-01")
    frame[0] = pd.array([1, None, 2, 3], "Int8")
    frame = frame.rename_axis(columns="measure")
    frame.attrs["notes"] = ["survey"]
    before = frame.copy()
    method = ByRow() if id == "row-by-row/1.0" else id
    scored = assess(frame, methodology=method)
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
    part = dd.from_pandas(ENGINES["pandas"].make(ROWS), npartitions=1)
    lazy = part.map_partitions(never, meta=part._meta)
    assert isinstance(assess(lazy), dd.DataFrame)


@pytest.mark.parametrize("home", [narwhals, nw, narwhals_v1], ids=["main", "v2", "v1"])
@pytest.mark.parametrize("name", ["pandas", "polars", "polars-lazy"])
def test_frames_of_narwhals_come_back_as_such(home, name):
    native = ENGINES[name].make(ROWS)
    frame = home.from_native(native)
    scored = assess(frame)
    assert type(scored) is type(frame)
    assert type(scored.to_native()) is type(native)


def test_a_column_of_nothing_but_gaps_holds_missing_numbers(engine):
    if engine.name == "dask":
        return
    table = pa.table(
        {
            "ai_exposure": pa.nulls(2),
            "job_growth": [6, 1],
            "human_advantage": [20, 5],
            "row": [0, 1],
        }
    )
    rows = engine.rows(assess(engine.of_arrow(table), outputs=["total_min", "total_max"]))
    assert [(row["total_min"], row["total_max"]) for row in rows] == [(4, 6), (1, 3)]


def test_a_null_of_sql_is_a_missing_number():
    query = "select null as ai_exposure, 6 as job_growth, 20 as human_advantage"
    assert assess(duckdb.sql(query), outputs=["total_min"]).fetchall() == [(None, 6, 20, 4)]


@pytest.mark.parametrize("kind", [">f8", np.longdouble, np.float16])
def test_numbers_of_odd_kinds_are_numbers(kind):
    frame = pd.DataFrame({name: np.array([0.0, 9.0], kind) for name in ROWS})
    assert assess(frame, outputs=["status"])["status"].tolist() == ["invalid"] * 2


@pytest.mark.parametrize("engine_name", [name for name in ENGINES if name != "spark"])
def test_several_problems_come_at_once(engine_name):
    frame = ENGINES[engine_name].make({"beta": [0.1], "growht": [1.0], "total": [1.0]})
    with pytest.raises(InvalidInputError) as caught:
        assess(frame, columns={"ai_exposure": "beat"}, key="id")
    assert problems(caught) == [
        "columns: expected a column for the input ai_exposure: beta, got 'beat'",
        "columns: expected a column for the input job_growth: growht, got 'job_growth'",
        (
            "columns: expected a column for the input human_advantage: beta, growht, total, row, "
            "got 'human_advantage'"
        ),
        "key: expected a column of the frame: beta, growht, total, row, got 'id'",
        "frame: expected no column named total, or a prefix for the new one, got 'total'",
    ]


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


UNREADABLE = {
    "a list": ([1, 2], "frame: expected a data frame of pandas, polars"),
    "an array": (np.zeros(3), "frame: expected a data frame of pandas, polars"),
    "two columns of one name": (
        pd.DataFrame([[1.0, 2.0]], columns=["ai_exposure", "ai_exposure"]),
        "columns that all have different names, got",
    ),
    "columns of levels": (
        pd.DataFrame([[1.0]], columns=pd.MultiIndex.from_tuples([("pay", "2024")])),
        "columns of one level",
    ),
    "objects that are numbers": (
        ENGINES["pandas"].make(ROWS).astype({"job_growth": object}),
        "job_growth: expected numbers, for the input job_growth",
    ),
    "a type of pandas alone": (
        ENGINES["pandas"].make(ROWS).astype({"job_growth": "Sparse[float64]"}),
        "for the input job_growth, got Sparse",
    ),
    "many columns": (
        pl.DataFrame({f"c{number}": [1.0] for number in range(30)}),
        "c18, c19 and 10 more, got 'ai_exposure'",
    ),
}


@pytest.mark.parametrize(("frame", "message"), UNREADABLE.values(), ids=UNREADABLE)
def test_a_frame_that_cannot_be_scored_is_refused(frame, message):
    with pytest.raises(InvalidInputError, match=message):
        assess(frame)


def test_new_names_that_an_engine_takes_for_one_are_refused():
    bands = [{"label": "low", "points": 0, "below": 1}, {"label": "high", "points": 1}]
    factors = [{"name": name, "title": name, "unit": "u", "bands": bands} for name in ("x", "X")]
    method = from_dict(DEFINITION | {"factors": factors}, AdditiveMethodology)
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


def test_labels_may_hold_any_character(engine):
    labels = ["Bachelor's", "back\\slash", 'a "quote"', "line\nbreak", "ø"]
    bands = [{"label": label, "points": 1, "below": n + 1} for n, label in enumerate(labels)]
    bands.append({"label": "high", "points": 0})
    factors = [{"name": "x", "title": "X", "unit": "u", "bands": bands}]
    method = from_dict(DEFINITION | {"factors": factors}, AdditiveMethodology)
    rows = engine.rows(assess(engine.make({"x": [0.0, 1, 2, 3, 4, 5, None]}), methodology=method))
    assert [row["x_label"] for row in rows] == [*labels, "high", None]
    assert [row["tier"] for row in rows] == ["it's"] * 5 + ['a "b"', None]


def test_a_factor_may_have_hundreds_of_bands(engine):
    # Planning more of them takes some engines seconds.
    many = {"duckdb": 250, "ibis": 250, "spark": 200}.get(engine.name, 400)
    bands = [{"label": f"b{n}", "points": n % 2, "below": n} for n in range(many)]
    bands.append({"label": "last", "points": 1})
    factors = [{"name": "x", "title": "X", "unit": "u", "bands": bands}]
    method = from_dict(DEFINITION | {"factors": factors}, AdditiveMethodology)
    values = [-1.0, 0, 0.5, 150, many - 1, 1e6, None]
    rows = engine.rows(assess(engine.make({"x": values}), methodology=method))
    assert [row["x_label"] for row in rows] == ["b0", "b1", "b1", "b151", "last", "last", None]


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


@pytest.mark.parametrize(
    "values",
    [["0.3"], [True], ["29-2072"], [pd.Timestamp("2026-01-01")]],
    ids=["text", "truth", "code", "time"],
)
def test_what_is_no_number_is_refused_by_its_column(values):
    columns = {"ai_exposure": values, "job_growth": [1.0], "human_advantage": [5.0]}
    native = pl.DataFrame(columns)
    frames = [
        native, native.lazy(), native.to_arrow(), native.to_pandas(),
        duckdb.from_arrow(native.to_arrow()), ibis.memtable(native.to_arrow()),
        dd.from_pandas(native.to_pandas(), npartitions=1),
    ]  # fmt: skip
    for frame in frames:
        with pytest.raises(InvalidInputError) as caught:
            assess(frame)
        (problem,) = caught.value.problems
        assert (problem.field, problem.expected) == (
            "ai_exposure", "numbers, for the input ai_exposure",
        )  # fmt: skip


def test_engines_of_sql_take_names_for_the_same_that_differ_in_case():
    columns = ROWS | {"Total": ROWS["job_growth"]}
    for name in ("duckdb", "ibis"):
        with pytest.raises(
            InvalidInputError,
            match="no column named total, or a prefix for the new one, got 'Total'",
        ):
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
    rows = engine.rows(assess(engine.make(ROWS | two), key=["id", "year"], outputs=["total"]))
    assert [row["total"] for row in rows] == [3, 4, None, None]


def test_a_key_column_may_have_any_name_and_stand_twice(engine):
    frame = engine.make(ROWS | {"__careerscore_rows": [1.0, 2.0, 3.0, 3.0]})
    with pytest.raises(InvalidInputError, match="a different __careerscore_rows in every row"):
        assess(frame, key=["__careerscore_rows", "__careerscore_rows"])


def test_keys_are_single_values_and_may_be_missing_once():
    for make in (pl.DataFrame, pd.DataFrame):
        with pytest.raises(InvalidInputError, match="key: expected single values that can be"):
            assess(make(ROWS | {"id": [[1], [2], [1], [3]]}), key="id")
    with pytest.raises(InvalidInputError, match=r"got several rows of None$"):
        assess(pl.DataFrame(ROWS | {"id": [None, "b", "a", None]}), key="id")


@pytest.mark.parametrize("name", ["occ.code", "occ\n", 'a"b', "k0", "rows"])
def test_columns_of_keys_and_inputs_may_have_any_name(name):
    columns = {"ai_exposure": "ai.exposure"}
    rows = {"ai.exposure" if key == "ai_exposure" else key: value for key, value in ROWS.items()}
    for key in ("polars", "polars-lazy", "duckdb", "pandas", "pyarrow"):
        frame = ENGINES[key].of_arrow(pa.table(rows | {name: [1, 2, 3, 3], "row": [0, 1, 2, 3]}))
        with pytest.raises(InvalidInputError, match="got several rows of 3"):
            assess(frame, columns=columns, key=name)
        found = ENGINES[key].rows(assess(frame, columns=columns, key=["row"]))
        assert [row["total"] for row in found] == [3, 4, None, None]


def test_names_that_stand_for_several_columns_are_refused():
    for frame in (
        pl.DataFrame(ROWS | {"*": 1}),
        duckdb.from_arrow(pa.table(ROWS | {"*": [1] * 4})),
    ):
        with pytest.raises(InvalidInputError, match="key: expected a name other than '\\*'"):
            assess(frame, key="*")


def test_nan_in_a_parquet_file_is_missing(tmp_path):
    # The statistics of the file leave NaN out, and DuckDB believes them.
    path = tmp_path / "x.parquet"
    pl.DataFrame({"ai_exposure": [0.5, float("nan")], "job_growth": [2.0, 2.0]}).write_parquet(path)
    columns = {"human_advantage": None}
    for frame in (duckdb.read_parquet(str(path)), pl.scan_parquet(path)):
        found = assess(frame, columns=columns, outputs=["ai_exposure_label", "status"])
        rows = found.fetchall() if hasattr(found, "fetchall") else found.collect().rows()
        assert [row[2:] for row in rows] == [("Medium", "insufficient"), (None, "insufficient")]
    relation = duckdb.read_parquet(str(path))
    made = assess(
        relation, methodology=ByExpression(), columns=columns, outputs=["total", "status"]
    )
    assert [row[3] for row in made.fetchall()] == ["insufficient", "insufficient"]
    method = "frey-osborne/2013"
    found = assess(relation, methodology=method, columns={"probability": "ai_exposure"})
    assert [row[4] for row in found.fetchall()] == [0.5, None]


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


class Many(ByRow):
    """One whose points are beyond 16 bits, and not whole."""

    id = title = citation = fingerprint = "many/1.0"

    def __init__(self, points):
        super().__init__()
        self.points = points

    def score(self, **inputs):
        result = self._method.score(**inputs)
        first, *rest = result.factors
        first = attrs.evolve(first, points=self.points, max_points=10**6)
        return attrs.evolve(result, factors=(first, *rest))


class Undeclared(ByRow):
    """One that names a tier it has not declared."""

    id = title = citation = fingerprint = "undeclared/1.0"
    tiers = cs.methodology(ID).tiers[:1]


@pytest.mark.parametrize("name", ["pandas", "pyarrow"])
def test_a_label_that_is_not_declared_is_refused_by_name(name):
    with pytest.raises(InvalidInputError, match="tier: expected what the methodology declares"):
        assess(ENGINES[name].make(ROWS), methodology=Undeclared())


@pytest.mark.parametrize("points", [50_000, 7.5])
def test_points_of_a_methodology_of_another_kind_are_any_numbers(points):
    for name in ("pandas", "pyarrow", "polars"):
        engine = ENGINES[name]
        frame = engine.make({name: values[:2] for name, values in ROWS.items()})
        rows = engine.rows(assess(frame, methodology=Many(points)))
        assert [row["ai_exposure_points"] for row in rows] == [points] * 2


class Faulty(ByRow):
    """One that refuses what it says it takes."""

    id = title = citation = fingerprint = "faulty/1.0"

    def score(self, **_):
        raise InvalidInputError("faulty", (Problem("rank", "0", "a rank"),))


def test_a_fault_of_the_methodology_is_no_invalid_row():
    frame = ENGINES["polars"].make(ROWS)
    with pytest.raises(InvalidInputError, match="faulty: rank: expected a rank, got 0"):
        assess(frame, methodology=Faulty())
    assert assess(frame[3:], methodology=Faulty())["status"].to_list() == ["invalid"]


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
        total = assess(frame, methodology=Same())["total"]
        assert total[0].as_py() == 0.7 if frame is table else total[0] == 0.7


def test_expressions_that_come_to_nothing_are_null(engine):
    class Ratio(ByExpression):
        def expressions(self, inputs):
            zero = inputs["job_growth"] - inputs["job_growth"]
            return {"total": zero / zero}

    rows = engine.rows(assess(engine.make(ROWS), methodology=Ratio()))
    assert [row["total"] for row in rows] == [None] * 4


def test_expressions_may_tell_the_status_themselves(engine):
    class Telling(ByExpression):
        def expressions(self, inputs):  # noqa: ARG002
            return {"status": nw.lit("fallback")}

    rows = engine.rows(assess(engine.make(ROWS), methodology=Telling()))
    assert [row["status"] for row in rows] == ["fallback", "fallback", "fallback", "invalid"]
    assert {row["tier"] for row in rows} == {None}


def test_more_tiers_than_sets_can_be_listed_for_are_texts():
    tiers = [
        {"rank": n, "label": f"tier {n}", "color": "red", "at_least": 12 - n, "conclusion": "is"}
        for n in range(1, 13)
    ]
    bands = [{"label": str(n), "points": n, "up_to": n} for n in range(11)]
    bands.append({"label": "11", "points": 11})
    method = from_dict(
        {
            "id": "many-tiers/1.0", "title": "Many", "released": "2026-01-01", "status": "draft",
            "citation": "Nobody.", "tier_rules": tiers,
            "factors": [{"name": "x", "title": "X", "unit": "u", "bands": bands}],
        },
        AdditiveMethodology,
    )  # fmt: skip
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
    loaded = loaded_by(
        "import sys, careerscore as cs; cs.assess('29-2072.00'); print(*sys.modules)"
    )
    assert not (FRAME_LIBRARIES | {"narwhals"}) & loaded
    loaded = loaded_by("import sys, careerscore as cs; cs.frames.assess; print(*sys.modules)")
    assert not FRAME_LIBRARIES & loaded


def test_a_frame_loads_no_other_library_than_its_own():
    loaded = loaded_by(
        "import sys, polars as pl, careerscore as cs\n"
        "cs.frames.assess(pl.DataFrame({'probability': [0.5]}), methodology='frey-osborne/2013')\n"
        "print(*sys.modules)"
    )
    assert not (FRAME_LIBRARIES - {"polars"}) & loaded


def test_a_frame_of_pyarrow_needs_numpy_and_says_so(monkeypatch):
    monkeypatch.setitem(sys.modules, "careerscore.frames.arrays", None)
    for method in (ID, ByExpression(), "frey-osborne/2013"):
        with pytest.raises(MissingDependencyError, match="scoring a frame of pyarrow needs"):
            assess(
                pa.table(ROWS | {"probability": [0.5, None, 0.1, 0.9]}),
                methodology=method,
                rationale=True,
            )


def test_a_key_on_duckdb_needs_pyarrow_and_says_so(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    frame = duckdb.sql("select 1 as id, 0.5::double as probability")
    with pytest.raises(MissingDependencyError, match="checking a key on duckdb needs"):
        assess(frame, methodology="frey-osborne/2013", key="id")
