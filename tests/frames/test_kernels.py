"""One definition: every engine gives what `score` gives, for every methodology."""

from __future__ import annotations

import random
from decimal import Decimal
from functools import cache
from math import inf, isfinite, nan, nextafter

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import careerscore as cs
from careerscore.errors import InvalidInputError
from careerscore.scoring import FactorMethodology, PublishedMeasure, parse_methodology

from .every_engine import ENGINES

ADDITIVE = """
id = "example/{version}"
engine = "additive/1"
title = "House"
released = 2026-01-01
status = "draft"
citation = "The example."
{factors}
tier_rules = [
  {{ rank = 1, label = "Good", color = "green", at_least = {good}, conclusion = "is good" }},
  {{ rank = 2, label = "Fair", color = "yellow", at_least = {fair}, conclusion = "is fair" }},
  {{ rank = 3, label = "Poor", color = "red", at_least = {poor}, conclusion = "is poor" }},
]
"""


def additive(factors, good, fair, poor, version="1.0"):
    lines = []
    for name, extra, bands in factors:
        ends = ", ".join(
            "{ "
            f'label = "{label}", points = {points}'
            + (f", {end}" if end else "")
            + (f', phrase = "{label} {name}"' if label != "b" else "")
            + " }"
            for label, points, end in bands
        )
        lines.append(
            f'[[factors]]\nname = "{name}"\ntitle = "{name}"\nunit = "u"\n{extra}\nbands = [{ends}]'
        )
    text = ADDITIVE.format(
        version=version, factors="", good=good, fair=fair, poor=poor
    ) + "\n".join(lines)
    return parse_methodology(text, "example")


# Points with gaps, a default, a fixed value, a cut at a double that no float32 is.
GAPPY = additive(
    [
        ("x", "default = 0.05", [("a", 0, "below = 0.1"), ("b", 5, "up_to = 0.1"), ("c", -3, "")]),
        ("y", "minimum = -1", [("a", 0, "up_to = 0"), ("b", 4, "up_to = 2"), ("c", 4, "")]),
        ("z", "fixed = 3", [("a", 1, "below = 3"), ("b", 200, "")]),
        ("w", "maximum = 9", [("a", 7, "below = 2"), ("b", 0, "below = 2.5"), ("c", 3, "")]),
    ],
    good=210,
    fair=204,
    poor=-10,
    version="gappy",
)

# Nothing is ever missing: something stands in for everything.
DEFAULTED = additive(
    [
        ("x", "default = 0.05", [("a", 0, "below = 0.1"), ("b", 1, "")]),
        ("w", "default = 7", [("a", 0, "below = 2"), ("b", 1, "")]),
    ],
    good=2,
    fair=1,
    poor=0,
    version="defaulted",
)

FEW = additive(
    [("w", "", [("a", 0, "below = 2"), ("b", 1, "")]), ("v", "", [("a", 0, "below = 2"), ("b", 1, "")])],
    good=2, fair=1, poor=0, version="few",
)  # fmt: skip

RULES = parse_methodology(
    """
    id = "example/rules"
    engine = "rules/1"
    title = "Rules"
    released = 2026-01-01
    status = "draft"
    citation = "The example."
    tier_rules = [
      { rank = 1, label = "Good", color = "green" }, { rank = 2, label = "Poor", color = "red" },
    ]
    rules = [
      { name = "1", when = { f1 = ["low"] }, tier = 1 },
      { name = "2", when = { f3 = ["low"], f5 = ["high"] }, tier = 2 },
      { name = "3", tier = 1 },
    ]
    """
    + "".join(
        f"""
    [[factors]]
    name = "f{number}"
    title = "F{number}"
    unit = "u"
    minimum = {number}
    {"default = 9" if number == 5 else ""}
    {"fixed = 9" if number == 6 else ""}
    bands = [{{ label = "low", below = {number + 1} }}, {{ label = "high" }}]
    """
        for number in range(12)
    ),
    "rules",
)

CONSTANT = RULES.evolve(
    id="example/constant",
    factors=[factor for factor in RULES.factors if factor.name == "f1"],
    rules=[rule for rule in RULES.rules if not rule.when],
)

SMALL_RULES = parse_methodology(
    """
    id = "example/small-rules"
    engine = "rules/1"
    title = "Rules"
    released = 2026-01-01
    status = "draft"
    citation = "The example."
    tier_rules = [
      { rank = 1, label = "Good", color = "green" }, { rank = 2, label = "Fair", color = "yellow" },
      { rank = 3, label = "Poor", color = "red" },
    ]
    rules = [
      { name = "1", when = { x = ["low"], f = ["low"] }, tier = 3 },
      { name = "2", when = { f = ["middle", "high"] }, tier = 1 },
      { name = "3", tier = 2 },
    ]
    [[factors]]
    name = "x"
    title = "X"
    unit = "u"
    maximum = 2
    bands = [{ label = "low", up_to = 0.1 }, { label = "high" }]
    [[factors]]
    name = "f"
    title = "F"
    unit = "u"
    minimum = -1
    bands = [{ label = "low", below = 0 }, { label = "middle", up_to = 3 }, { label = "high" }]
    """,
    "small-rules",
)


def composed(id, *steps):
    return parse_methodology(
        f"""
        id = "{id}"
        engine = "composition/1"
        title = "Composed"
        released = 2026-01-01
        status = "draft"
        citation = "The example."
        steps = {[step.id for step in steps]}
        """,
        "composed",
        lookup={step.id: step for step in steps}.__getitem__,
    )


COMPOSED = composed("example/composed", SMALL_RULES, FEW, DEFAULTED)
COMPOSED_WITH_GAPS = composed("example/composed-with-gaps", GAPPY, FEW)
NESTED = composed("example/nested", composed("example/inner", SMALL_RULES, FEW), GAPPY)

METHODOLOGIES = {id: cs.methodology(id) for id in cs.methodologies()} | {
    method.id: method
    for method in (GAPPY, DEFAULTED, RULES, CONSTANT, COMPOSED, COMPOSED_WITH_GAPS, NESTED)
}


RESULT = ("total", "tier_rank", "tier", "status", "total_min", "total_max", "possible_tiers")


def definitions(method):
    """The methodology, or the steps of a composite one."""
    steps = getattr(method, "steps", None)
    return [each for step in steps for each in definitions(step)] if steps else [method]


def repeats_values(method):
    return any(isinstance(each, PublishedMeasure) for each in definitions(method))


def columns_by_default(method):
    factors = dict.fromkeys(factor.name for each in definitions(method) for factor in each.factors)
    return [*(f"{name}_{part}" for name in factors for part in ("label", "points")), *RESULT]


def expected(method, inputs):
    """What the scalar path says of a row, as the columns of a frame have it."""
    row = dict.fromkeys((*columns_by_default(method), "rationale"))
    try:
        result = method.score(**inputs)
    except InvalidInputError:
        return {**row, "status": "invalid"}
    row["total"] = result.total
    row["status"] = result.status.value
    row["rationale"] = result.rationale
    if result.tier is not None:
        row["tier_rank"], row["tier"] = result.tier.rank, result.tier.label
    if result.total_range is not None:
        row["total_min"], row["total_max"] = result.total_range
    if result.possible_tiers:
        row["possible_tiers"] = " or ".join(tier.label for tier in result.possible_tiers)
    for factor in result.factors:
        row[f"{factor.name}_label"], row[f"{factor.name}_points"] = factor.label, factor.points
    return row


def cuts_of(method):
    """Every cut and every bound, and their neighbours on both sides."""
    found = {entry.name: set() for entry in method.inputs}
    for each in definitions(method):
        assert isinstance(each, FactorMethodology)
        for factor in each.factors:
            if factor.fixed is None:
                ends = [band.end[0] for band in factor.bands if band.end is not None]
                bounds = [each for each in (factor.minimum, factor.maximum) if each is not None]
                found[factor.input_name] |= {*map(float, ends), *map(float, bounds)}
    return {
        name: [
            near
            for cut in sorted(cuts)
            for near in (cut, nextafter(cut, inf), nextafter(cut, -inf))
        ]
        for name, cuts in found.items()
    }


ODD = (None, nan, inf, -inf, 0.0, -0.0, 1e300)
"""What any column may hold, whatever it is of."""


@st.composite
def columns_of_inputs(draw, method):
    rows = draw(st.integers(1, 12))
    columns = {}
    for entry in method.inputs:
        low, high = (
            None if bound is None else float(bound) for bound in (entry.minimum, entry.maximum)
        )
        values = st.floats(low, high, allow_nan=False) | st.sampled_from(ODD)
        if near := cuts_of(method)[entry.name]:
            values |= st.sampled_from(near)
        columns[entry.name] = draw(st.lists(values, min_size=rows, max_size=rows))
    return columns


def is_allowed(entry, value):
    low = -inf if entry.minimum is None else entry.minimum
    high = inf if entry.maximum is None else entry.maximum
    return isfinite(value) and low <= value <= high


@cache
def telling_rows(id):
    """Rows that tell kernels apart, with what `score` says of each.

    Every cut with its neighbours and every odd value among others that are allowed, rows of
    nothing but allowed values, of such values and gaps, and of any mix.
    """
    method = METHODOLOGIES[id]
    any_of = {entry.name: [*cuts_of(method)[entry.name], *ODD] for entry in method.inputs}
    dice = random.Random(id)

    def allowed():
        row = {}
        for entry in method.inputs:
            near = [cut for cut in cuts_of(method)[entry.name] if is_allowed(entry, cut)]
            low, high = max(entry.minimum or -20, -20), min(entry.maximum or 120, 120)
            row[entry.name] = dice.choice([*near, dice.uniform(low, high)])
        return row

    rows = [allowed() for _ in range(20)]
    rows += [{**allowed(), name: one} for name, values in any_of.items() for one in values]
    rows += [{**allowed(), **dict.fromkeys(dice.sample([*any_of], k=1))} for _ in range(10)]
    rows += [{name: dice.choice((None, one)) for name, one in allowed().items()} for _ in range(20)]
    rows += [{name: dice.choice(values) for name, values in any_of.items()} for _ in range(10)]
    return rows, [expected(method, row) for row in rows]


def columns_of(rows):
    return {name: [row[name] for row in rows] for name in rows[0]}


def scored(engine, method, columns, kind=None, **options):
    frame = engine.make(columns, kind)
    result = cs.frames.assess(frame, methodology=method, **options)
    assert type(result) is type(frame)
    return engine.rows(result)


def missing_as_none(value):
    return None if value is None or value != value else float(value)


def check_columns(engine, method, columns, names, kind=None, wanted=None, **options):
    rows = scored(engine, method, columns, kind, **options)
    read = [
        dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)
    ]
    wanted = wanted or [expected(method, inputs) for inputs in read]
    for row, inputs, one in zip(rows, read, wanted, strict=True):
        assert {name: row[name] for name in names} == {name: one[name] for name in names}, inputs
        assert {name: missing_as_none(row[name]) for name in inputs} == {
            name: missing_as_none(value) for name, value in inputs.items()
        }


@pytest.mark.parametrize("id", METHODOLOGIES)
def test_every_engine_gives_what_score_gives(engine, id):
    rows, wanted = telling_rows(id)
    method = METHODOLOGIES[id]
    names = columns_by_default(method)
    check_columns(engine, method, columns_of(rows), names, wanted=wanted)
    if not engine.is_lazy:
        # A frame without gaps, and one of a single row.
        for few in (20, 1):
            check_columns(engine, method, columns_of(rows[:few]), names, wanted=wanted[:few])


@pytest.mark.parametrize("id", METHODOLOGIES)
@pytest.mark.parametrize(("name", "examples"), [("pandas", 25), ("polars", 5)])
def test_both_kernels_give_what_score_gives_for_any_rows(name, examples, id):
    method = METHODOLOGIES[id]

    @settings(max_examples=min(examples, settings().max_examples), database=None)
    @given(columns_of_inputs(method))
    def check(columns):
        check_columns(ENGINES[name], method, columns, columns_by_default(method))

    check()


def columns_of_kind(method, kind):
    """Numbers of a kind with fewer of them; those nearest to the cuts among them."""
    dice = random.Random(str(kind))
    columns = {}
    for entry in method.inputs:
        near = [cut for cut in cuts_of(method)[entry.name] if abs(cut) < 1e4]
        if kind == pa.float32():
            values = [np.float32(one) for one in (*near, *np.linspace(-50, 150, 40), inf, nan)]
        else:
            values = [*map(round, near), *range(-10, 110, 3), -(2**15), 2**15 - 1]
        columns[entry.name] = dice.choices([None, *values], k=120)
    return {
        name: [None if v is None else float(v) for v in column] for name, column in columns.items()
    }


@pytest.mark.parametrize("id", ["american-dream-jobs/2.0", "frey-osborne/2013"])
@pytest.mark.parametrize("kind", [pa.float32(), pa.int16()])
def test_numbers_of_other_kinds_are_scored_as_the_doubles_they_are(engine, kind, id):
    method = METHODOLOGIES[id]
    columns = columns_of_kind(method, kind)
    check_columns(engine, method, columns, columns_by_default(method), kind=kind)


@pytest.mark.parametrize("id", METHODOLOGIES)
@pytest.mark.parametrize("name", ["pandas", "pyarrow", "polars", "duckdb", "dask"])
def test_the_rationale_is_that_of_the_scalar_result(name, id):
    method = METHODOLOGIES[id]
    if name == "duckdb" and repeats_values(method):
        return
    # Its words have too many states for a query.
    if name in {"duckdb", "polars"} and method is RULES:
        return
    rows, wanted = telling_rows(id)
    names = ["status", "rationale"]
    check_columns(
        ENGINES[name], method, columns_of(rows), names,
        wanted=wanted, outputs=["status"], rationale=True,
    )  # fmt: skip


@pytest.mark.parametrize("id", cs.methodologies())
@pytest.mark.parametrize("release", ["2026.1", "2026.2"])
def test_every_occupation_scores_in_a_frame_as_it_does_alone(id, release, every):
    method = cs.methodology(id)
    read = [method.inputs_of(occupation) for occupation in every[release]]
    columns = {entry.name: [one[entry.name] for one in read] for entry in method.inputs}
    outputs = columns_by_default(method)
    frames = [pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.Float64)), numpy(columns)]
    for frame in frames:
        made = cs.frames.assess(frame, methodology=method)
        rows = pl.from_pandas(made) if isinstance(made, pd.DataFrame) else made
        wanted = [expected(method, inputs) for inputs in read]
        for name in outputs:
            assert rows[name].to_list() == [row[name] for row in wanted], name


def numpy(columns):
    return pd.DataFrame({name: np.array(v, dtype=float) for name, v in columns.items()})


METHOD = cs.methodology("american-dream-jobs/2.0")
ROWS = {
    "ai_exposure": [0, 1, 0, None],
    "job_growth": [6, 5, None, -1],
    "human_advantage": [20, 19, 12, 11],
}
TOTALS = [6, 2, None, None]


@pytest.mark.parametrize("dtype", ["Int64", "int8[pyarrow]", "uint16[pyarrow]", "Float32"])
def test_pandas_columns_of_other_kinds_of_numbers_are_read(dtype):
    frame = pd.DataFrame({name: pd.array(v, "Int64") for name, v in ROWS.items()})
    kinds = dict.fromkeys(("ai_exposure", "human_advantage"), dtype)
    scored = cs.frames.assess(frame.astype(kinds), methodology=METHOD)
    assert [None if pd.isna(t) else t for t in scored["total"]] == TOTALS
    assert scored["ai_exposure"].dtype == dtype


@pytest.mark.parametrize("kind", [pa.int32(), pa.uint8(), pa.float32(), pa.decimal128(22, 2)])
def test_arrow_columns_of_other_kinds_of_numbers_are_read(kind):
    exposure = pa.array(ROWS["ai_exposure"]).cast(kind)
    table = pa.table({**ROWS, "ai_exposure": exposure})
    scored = cs.frames.assess(table, methodology=METHOD)
    assert scored["total"].to_pylist() == TOTALS
    assert scored.schema.field("ai_exposure").type == kind
    frame = cs.frames.assess(table.to_pandas(types_mapper=pd.ArrowDtype), methodology=METHOD)
    assert [None if pd.isna(total) else total for total in frame["total"]] == TOTALS
    assert frame["ai_exposure"].dtype == pd.ArrowDtype(kind)


@pytest.mark.parametrize("kind", [pl.Int8, pl.UInt32, pl.Float32, pl.Decimal(5, 2)])
def test_polars_columns_of_other_kinds_of_numbers_are_read(kind):
    frame = pl.DataFrame(ROWS).with_columns(pl.col("ai_exposure").cast(kind))
    scored = cs.frames.assess(frame, methodology=METHOD)
    assert scored["total"].to_list() == TOTALS
    assert scored.schema["ai_exposure"] == kind


@pytest.mark.parametrize("make", [pl.DataFrame, pa.table, pd.DataFrame])
def test_a_float32_is_compared_as_the_double_it_is(make):
    # The nearest float32 to .1 lies above the double .1, so it has passed a cut at .1.
    near = np.array([0.1], np.float32)
    frame = make({"x": near, "y": [1.0], "w": [1.0]})
    scored = cs.frames.assess(frame, methodology=GAPPY)
    rows = (
        scored.to_pylist()
        if isinstance(scored, pa.Table)
        else scored.to_dict("records")
        if (isinstance(scored, pd.DataFrame))
        else scored.to_dicts()
    )
    assert rows[0]["x_label"] == GAPPY.score(x=float(near[0]), y=1.0, w=1.0).factors[0].label == "c"


@pytest.mark.parametrize("outputs", [["tier", "total"], ["tier", "total", "rationale"]])
def test_decimals_are_the_doubles_nearest_to_them(outputs):
    hundredths = [Decimal(number).scaleb(-2) for number in range(101)]
    table = pa.table({"probability": pa.array(hundredths, pa.decimal128(5, 2))})
    method = cs.methodology("frey-osborne/2013")
    wanted = [method.score(probability=float(one)) for one in hundredths]
    frames = [table, table.to_pandas(types_mapper=pd.ArrowDtype), pl.from_arrow(table)]
    frames.append(table.cast(pa.schema([("probability", pa.decimal256(5, 2))])))
    for frame in frames:
        scored = cs.frames.assess(frame, methodology=method, outputs=outputs)
        values = {
            name: getattr(
                scored[name],
                "to_pylist",
                scored[name].to_list if hasattr(scored[name], "to_list") else None,
            )()
            for name in outputs
        }
        assert values["tier"] == [one.tier.label for one in wanted]
        assert values["total"] == [one.total for one in wanted]


def test_decimals_of_sql_are_numbers():
    import duckdb

    frame = duckdb.sql("select 0.25 as ai_exposure, 7.1 as job_growth, 15 as human_advantage")
    (row,) = cs.frames.assess(frame, methodology=METHOD).fetchall()
    assert row[:5] == (Decimal("0.25"), Decimal("7.1"), 15, "Medium", 1)


MANY = additive(
    [
        (f"f{number}", "minimum = 0\nmaximum = 4", [("a", 0, "below = 1"), ("b", 1, "below = 2"), ("c", 2, "")])
        for number in range(12)
    ],
    good=16, fair=8, poor=0, version="many",
)  # fmt: skip


# The others count as one of these: polars-lazy as polars, ibis as duckdb, dask as pandas.
COUNTING = ["pandas", "pandas-nullable", "pandas-arrow", "pyarrow", "polars", "duckdb", "spark"]


@pytest.mark.parametrize("engine", COUNTING, indirect=True)
def test_a_methodology_of_many_factors_scores_on_every_engine(engine):
    # 12 factors of 3 bands have 4 ** 12 states: no table could list them.
    columns = {f"f{number}": [number / 3, 4.0, None] for number in range(12)}
    rows = scored(engine, MANY, columns)
    for number, row in enumerate(rows):
        wanted = expected(MANY, {name: values[number] for name, values in columns.items()})
        names = columns_by_default(MANY)
        assert [row[name] for name in names] == [wanted[name] for name in names]


LARGE = additive(
    [
        (f"f{number}", "", [("a", 0, "below = 1"), ("b", 1000, "")])
        for number in range(33)
    ],
    good=10_000, fair=5000, poor=0, version="large",
)  # fmt: skip


@pytest.mark.parametrize("engine", COUNTING, indirect=True)
def test_totals_beyond_16_bits_are_counted_in_full(engine):
    columns = {f"f{number}": [2.0, 0.0, float(number % 2), None] for number in range(33)}
    few = ["total", "total_min", "total_max", "tier"]
    rows = scored(engine, LARGE, columns, outputs=few)
    assert [[row[name] for name in few] for row in rows] == [
        [33_000, 33_000, 33_000, "Good"],
        [0, 0, 0, "Poor"],
        [16_000, 16_000, 16_000, "Good"],
        [None, 0, 33_000, None],
    ]


def test_what_has_too_many_states_for_a_query_says_so():
    columns = {f"f{number}": [1.0] for number in range(12)}
    with pytest.raises(InvalidInputError, match="at most 20,000 states of its inputs to lay rati"):
        cs.frames.assess(pl.DataFrame(columns), methodology=MANY, rationale=True)
    made = cs.frames.assess(pd.DataFrame(columns), methodology=MANY, rationale=True)
    assert made["rationale"].tolist() == [MANY.score(**dict.fromkeys(columns, 1.0)).rationale]


GAPS = additive(
    [(f"f{n}", "", [("a", -4 - n, "below = 1"), ("b", 4 + n, "")]) for n in range(7)],
    good=20, fair=0, poor=-49, version="gaps",
)  # fmt: skip


def test_points_with_gaps_around_zero_leave_tiers_out(engine):
    # 5 ** 7 states; whatever lies between two totals need not be possible.
    values = [0.0, None, 2.0, 2.0]
    columns = {f"f{n}": values[n % 4 :] + values[: n % 4] for n in range(7)}
    columns["f6"] = [None, 0.0, 2.0, None]
    names = columns_by_default(GAPS)
    if (engine.is_lazy and engine.name != "dask") or engine.name == "polars":
        with pytest.raises(InvalidInputError, match=r"at most 20,000 states .* lay possible_tiers"):
            scored(engine, GAPS, columns)
        names.remove("possible_tiers")
    check_columns(engine, GAPS, columns, names, outputs=names)


def test_a_composite_of_many_states_needs_an_eager_frame():
    method = composed("example/many-composed", MANY, FEW)
    columns = {name: [1.0, None] for name in (entry.name for entry in method.inputs)}
    check_columns(ENGINES["pandas"], method, columns, columns_by_default(method))
    with pytest.raises(InvalidInputError, match="or score an eager frame of pandas or pyarrow"):
        scored(ENGINES["duckdb"], method, columns)


@pytest.mark.parametrize("name", ["pandas", "polars", "duckdb"])
def test_the_total_of_a_measure_is_its_value_or_what_replaces_a_missing_one(name):
    frey = cs.methodology("frey-osborne/2013")
    method = frey.evolve(id="example/defaulted", factors={"probability": {"default": 0.5}})
    columns = {"probability": [0.1, None, 0.30000000000000004, 2.0]}
    check_columns(ENGINES[name], method, columns, columns_by_default(method))
    assert scored(ENGINES[name], method, columns)[1]["total"] == 0.5
