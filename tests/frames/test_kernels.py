"""One definition: every engine gives what `score` gives, for every methodology."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import zip_longest
from math import inf, isfinite, nan, nextafter

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import careerscore as cs
from careerscore.errors import InvalidInputError
from careerscore.scoring import (
    AdditiveMethodology,
    CompositeMethodology,
    PublishedMeasure,
    RulesMethodology,
)
from careerscore.serde import from_dict

from .every_engine import ENGINES, read

BASE = {"title": "Example", "released": date(2026, 1, 1), "status": "draft", "citation": "Nobody."}


def factor(name, ends, points=(), **more):
    """A factor of bands a, b and so on: below a number, or up to it where it is a text."""
    bands = []
    for label, end, worth in zip_longest("abc"[: len(ends) + 1], ends, points):
        kind = "up_to" if isinstance(end, str) else "below"
        band = {"label": label, kind: None if end is None else float(end), "points": worth}
        band["phrase"] = f"{label} {name}" if label != "b" else None
        bands.append({key: value for key, value in band.items() if value is not None})
    return {"name": name, "title": name, "unit": "u", **more, "bands": bands}


def tiers(**more):
    """Three tiers, each with its part of every keyword."""
    rules = zip((1, 2, 3), ("Good", "Fair", "Poor"), ("green", "yellow", "red"), strict=True)
    return [
        {"rank": rank, "label": label, "color": color}
        | {name: values[rank - 1] for name, values in more.items()}
        for rank, label, color in rules
    ]


def additive(name, at_least, *factors):
    rules = tiers(at_least=at_least, conclusion=["is good", "is fair", "is poor"])
    id = {"id": f"example/{name}", "tier_rules": rules, "factors": list(factors)}
    return from_dict(BASE | id, AdditiveMethodology)


def rules(name, rules, *factors):
    numbered = [{"name": str(n), **rule} for n, rule in enumerate(rules)]
    id = {"id": f"example/{name}", "tier_rules": tiers(), "rules": numbered}
    return from_dict(BASE | id | {"factors": list(factors)}, RulesMethodology)


def composed(name, *steps):
    return CompositeMethodology(id=f"example/{name}", steps=steps, **BASE)


# Points with gaps, a default, a fixed value, a cut at a double that no float32 is.
GAPPY = additive(
    "gappy", [210, 204, -10],
    factor("x", [0.1, "0.1"], [0, 5, -3], default=0.05),
    factor("y", ["0", "2"], [0, 4, 4], minimum=-1),
    factor("z", [3], [1, 200], fixed=3),
    factor("w", [2, 2.5], [7, 0, 3], maximum=9),
)  # fmt: skip

# Nothing is ever missing: something stands in for everything.
DEFAULTED = additive(
    "defaulted", [2, 1, 0],
    factor("x", [0.1], [0, 1], default=0.05), factor("w", [2], [0, 1], default=7),
)  # fmt: skip

FEW = additive("few", [2, 1, 0], factor("w", [2], [0, 1]), factor("v", [2], [0, 1]))

STAND_INS = {5: {"default": 9}, 6: {"fixed": 9}}
RULES = rules(
    "rules",
    [{"when": {"f1": ["a"]}, "tier": 1}, {"when": {"f3": ["a"], "f5": ["b"]}, "tier": 2}, {"tier": 1}],
    *(factor(f"f{n}", [n + 1], minimum=n, **STAND_INS.get(n, {})) for n in range(12)),
)  # fmt: skip

CONSTANT = rules("constant", [{"tier": 1}], factor("f1", [2], minimum=1))

SMALL_RULES = rules(
    "small-rules",
    [{"when": {"x": ["a"], "f": ["a"]}, "tier": 3}, {"when": {"f": ["b", "c"]}, "tier": 1}, {"tier": 2}],
    factor("x", ["0.1"], maximum=2), factor("f", [0, "3"], minimum=-1),
)  # fmt: skip

# The least and the most points of 12 factors, of many states, are small.
MANY = additive(
    "many", [16, 8, 0],
    *(factor(f"f{n}", [1, 2], [0, 1, 2], minimum=0, maximum=4) for n in range(12)),
)  # fmt: skip

LARGE = additive(
    "large", [10_000, 5000, 0], *(factor(f"f{n}", [1], [0, 1000]) for n in range(33))
)  # fmt: skip

GAPS = additive(
    "gaps", [20, 0, -49], *(factor(f"f{n}", [1], [-4 - n, 4 + n]) for n in range(7))
)  # fmt: skip


def measure(name, **more):
    method = cs.methodology("frey-osborne/2013")
    return method.evolve(id=f"example/{name}", factors={"probability": more})


# Methodologies of shares have no bands: test_shares.py has them.
IDS = [id for id in cs.methodologies() if not hasattr(cs.methodology(id), "distribution")]
METHODOLOGIES = {id: cs.methodology(id) for id in IDS} | {
    method.id: method
    for method in (
        GAPPY,
        DEFAULTED,
        RULES,
        CONSTANT,
        composed("composed", SMALL_RULES, FEW, DEFAULTED),
        composed("composed-with-gaps", GAPPY, FEW),
        composed("nested", composed("inner", SMALL_RULES, FEW), GAPPY),
        measure("defaulted-measure", default=0.5),
        composed("measures", cs.methodology("frey-osborne/2013"), measure("other", input="y")),
    )
}

RESULT = ("total", "tier_rank", "tier", "status", "total_min", "total_max", "possible_tiers")


def definitions(method):
    """The methodology, or the steps of a composite one."""
    steps = getattr(method, "steps", None)
    return [each for step in steps for each in definitions(step)] if steps else [method]


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
    for factor in (factor for each in definitions(method) for factor in each.factors):
        ends = [band.end[0] for band in factor.bands if band.end is not None]
        for cut in {*ends, factor.minimum, factor.maximum} - {None} if factor.fixed is None else ():
            found[factor.input_name] |= {float(cut), nextafter(cut, inf), nextafter(cut, -inf)}
    return {name: sorted(cuts) for name, cuts in found.items()}


ODD = (None, nan, inf, -inf, 0.0, -0.0, 1e300)
"""What any column may hold, whatever it is of."""


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
    result = cs.frames.assess(frame, methodology=method, on_invalid="flag", **options)
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


@pytest.mark.parametrize("id", ["american-dream-jobs/2.0", "frey-osborne/2013"])
@pytest.mark.parametrize("kind", [pa.float32(), pa.int16()])
def test_numbers_of_other_kinds_are_scored_as_the_doubles_they_are(engine, kind, id):
    rows, _ = telling_rows(id)
    numbers = {
        name: pa.array(values).cast(kind, safe=False).to_pylist()
        for name, values in columns_of(rows).items()
    }
    columns = {
        name: [None if one is None else float(one) for one in values]
        for name, values in numbers.items()
    }
    method = METHODOLOGIES[id]
    check_columns(engine, method, columns, columns_by_default(method), kind=kind)


@pytest.mark.parametrize("id", METHODOLOGIES)
@pytest.mark.parametrize("name", ["pandas", "pyarrow", "polars", "duckdb", "dask"])
def test_the_rationale_is_that_of_the_scalar_result(name, id):
    method = METHODOLOGIES[id]
    # Words that repeat a value need rows at hand, and those of many states no query.
    repeats = any(isinstance(each, PublishedMeasure) for each in definitions(method))
    if (name == "duckdb" and repeats) or (name in {"duckdb", "polars"} and method is RULES):
        return
    rows, wanted = telling_rows(id)
    names = ["status", "rationale"]
    check_columns(
        ENGINES[name], method, columns_of(rows), names,
        wanted=wanted, outputs=["status"], rationale=True,
    )  # fmt: skip


@pytest.mark.parametrize("id", IDS)
@pytest.mark.parametrize("release", ["2026.1", "2026.3"])
def test_every_occupation_scores_in_a_frame_as_it_does_alone(id, release, every):
    method = cs.methodology(id)
    read = [method.inputs_of(occupation) for occupation in every[release]]
    columns = {entry.name: [one[entry.name] for one in read] for entry in method.inputs}
    wanted = [expected(method, inputs) for inputs in read]
    for name in ("polars", "pandas"):
        check_columns(ENGINES[name], method, columns, columns_by_default(method), wanted=wanted)


METHOD = cs.methodology("american-dream-jobs/2.0")
ROWS = {
    "ai_exposure": [0, 1, 0, None],
    "job_growth": [6, 5, None, -1],
    "human_advantage": [20, 19, 12, 11],
}


def pandas_of(dtype):
    kinds = dict.fromkeys(("ai_exposure", "human_advantage"), dtype)
    return pd.DataFrame({n: pd.array(v, "Int64") for n, v in ROWS.items()}).astype(kinds)


def arrow_of(kind):
    return pa.table({**ROWS, "ai_exposure": pa.array(ROWS["ai_exposure"]).cast(kind)})


ARROW = (pa.int32(), pa.uint8(), pa.float32(), pa.decimal128(22, 2))
POLARS = (pl.Int8, pl.UInt32, pl.Float32, pl.Decimal(5, 2))
OTHER_KINDS = [
    *map(pandas_of, ["Int64", "int8[pyarrow]", "uint16[pyarrow]", "Float32"]),
    *map(arrow_of, ARROW),
    *(arrow_of(kind).to_pandas(types_mapper=pd.ArrowDtype) for kind in ARROW),
    *(pl.DataFrame(ROWS).with_columns(pl.col("ai_exposure").cast(kind)) for kind in POLARS),
]


@pytest.mark.parametrize("frame", OTHER_KINDS)
def test_columns_of_other_kinds_of_numbers_are_read_and_kept(frame):
    scored = cs.frames.assess(frame, methodology=METHOD)
    assert [row["total"] for row in read(scored)] == [6, 2, None, None]
    if isinstance(frame, pa.Table):
        assert scored.schema.field("ai_exposure") == frame.schema.field("ai_exposure")
    else:
        assert scored["ai_exposure"].dtype == frame["ai_exposure"].dtype


@pytest.mark.parametrize("make", [pl.DataFrame, pa.table, pd.DataFrame])
def test_a_float32_is_compared_as_the_double_it_is(make):
    # The nearest float32 to .1 lies above the double .1, so it has passed a cut at .1.
    near = np.array([0.1], np.float32)
    scored = cs.frames.assess(make({"x": near, "y": [1.0], "w": [1.0]}), methodology=GAPPY)
    assert read(scored)[0]["x_label"] == "c"


@pytest.mark.parametrize("outputs", [["tier", "total"], ["tier", "total", "rationale"]])
def test_decimals_are_the_doubles_nearest_to_them(outputs):
    hundredths = [Decimal(number).scaleb(-2) for number in range(101)]
    table = pa.table({"probability": pa.array(hundredths, pa.decimal128(5, 2))})
    method = cs.methodology("frey-osborne/2013")
    wanted = [method.score(probability=float(one)) for one in hundredths]
    frames = [table, table.to_pandas(types_mapper=pd.ArrowDtype), pl.from_arrow(table)]
    frames.append(table.cast(pa.schema([("probability", pa.decimal256(5, 2))])))
    for frame in frames:
        rows = read(cs.frames.assess(frame, methodology=method, outputs=outputs))
        assert [(row["tier"], row["total"]) for row in rows] == [
            (one.tier.label, one.total) for one in wanted
        ]


def test_decimals_of_sql_are_numbers():
    frame = duckdb.sql("select 0.25 as ai_exposure, 7.1 as job_growth, 15 as human_advantage")
    (row,) = cs.frames.assess(frame, methodology=METHOD).fetchall()
    assert row[:5] == (Decimal("0.25"), Decimal("7.1"), 15, "Medium", 1)


# The others count as one of these: polars-lazy as polars, ibis as duckdb, dask as pandas.
COUNTING = ["pandas", "pandas-nullable", "pandas-arrow", "pyarrow", "polars", "duckdb", "spark"]


@pytest.mark.parametrize("engine", COUNTING, indirect=True)
def test_a_methodology_of_many_factors_scores_on_every_engine(engine):
    # 12 factors of 3 bands have 6 ** 12 states: no table could list them.
    columns = {f"f{number}": [number / 3, 4.0, None] for number in range(12)}
    check_columns(engine, MANY, columns, columns_by_default(MANY))


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


@pytest.mark.parametrize(("method", "count"), [(MANY, 12), (LARGE, 33)], ids=["many", "large"])
def test_what_has_too_many_states_for_a_query_says_so(method, count):
    columns = {f"f{number}": [1.0] for number in range(count)}
    with pytest.raises(InvalidInputError, match="at most 20,000 states of its inputs to lay rati"):
        cs.frames.assess(pl.DataFrame(columns), methodology=method, outputs=["rationale"])
    # 5 ** 33 states are more than 64 bits can number.
    made = cs.frames.assess(pd.DataFrame(columns), methodology=method, outputs=["rationale"])
    assert made["rationale"].tolist() == [method.score(**dict.fromkeys(columns, 1.0)).rationale]


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


ASKED = {f"f{n}": ["a"] for n in range(9)}
WIDE = [
    composed("many-composed", MANY, FEW),
    rules(
        "wide", [{"when": ASKED, "tier": 1}, {"tier": 2}], *(factor(name, [1]) for name in ASKED)
    ),
]


@pytest.mark.parametrize("method", WIDE, ids=["composite", "rules"])
def test_many_states_that_no_expression_gives_need_an_eager_frame(method):
    columns = {entry.name: [0.0, 1.0, None] for entry in method.inputs}
    check_columns(ENGINES["pandas"], method, columns, columns_by_default(method))
    with pytest.raises(InvalidInputError, match="or score an eager frame of pandas or pyarrow"):
        scored(ENGINES["duckdb"], method, columns)
