"""Methodologies of shares: every engine gives the bits that `score` gives."""

from __future__ import annotations

import random
from math import inf, nan, nextafter

import dask.dataframe as dd
import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import careerscore as cs
from careerscore.errors import InvalidInputError

from .every_engine import ENGINES

CONSENSUS = cs.methodology("careerscore/1.0")
METHODS = {
    "consensus": CONSENSUS,
    "exposure": CONSENSUS.exposure,
    "human-advantage": CONSENSUS.human_advantage,
}
# Fewer inputs, as some engines take long to plan a query of all.
SMALL_EXPOSURE = {"measures": CONSENSUS.exposure.measures[:2], "least_measures": 1}
SMALL_HUMAN = {"dimensions": CONSENSUS.human_advantage.dimensions[:1]}
SMALL = {
    "consensus": CONSENSUS.evolve(exposure=SMALL_EXPOSURE, human_advantage=SMALL_HUMAN),
    "exposure": CONSENSUS.exposure.evolve(**SMALL_EXPOSURE),
    "human-advantage": CONSENSUS.human_advantage.evolve(**SMALL_HUMAN),
}
ODD = (None, nan, inf, -inf, 0.0, -0.0, 1e300, -1e300, 5e-324)
"""What any column may hold, whatever it is of."""

RESULT = ("total", "total_se", "total_min", "total_max")
PARTS = ("value", "share", "points", "standard_error")
EXAMPLES = {"duckdb": 3, "ibis": 2, "spark": 1}


def value_of(entry, dice):
    low = -50 if entry.minimum is None else entry.minimum
    high = 120 if entry.maximum is None else entry.maximum
    return low + (high - low) * dice.choice([0.0, 1.0, dice.random(), round(dice.random(), 2)])


def bound_at_random(method, dice):
    """A methodology bound to some occupations, of which some figures are missing or shared."""
    rows = {
        f"{number}": {
            entry.name: dice.choice([value_of(entry, dice)] * 9 + [None]) for entry in method.inputs
        }
        for number in range(dice.choice([1, 2, 3, 60]))
    }
    weights = {code: dice.choice([1.0, dice.random() + 1e-9]) for code in [*rows][:50]}
    return method.bind(method.distribution_of(rows, weights))


def rows_at_random(method, dice, names, count=40):
    """Rows of values that occur, of their neighbours, of gaps and odd values, and of any."""
    curves = method.distribution.curves

    def value(entry):
        drawn = value_of(entry, dice)
        if entry.name in curves:
            at = dice.choice(curves[entry.name].values)
            near = [at, nextafter(at, inf), nextafter(at, -inf), at + 1e-13, at - 1e-13]
            drawn = dice.choice([drawn, *near])
        return drawn

    def row():
        missing, odd = dice.choice([(0, 0), (0, 0), (0.05, 0), (0.5, 0), (0.05, 0.02)])
        return {
            entry.name: None
            if dice.random() < missing
            else dice.choice(ODD)
            if dice.random() < odd
            else value(entry)
            for entry in method.inputs
            if entry.name in names
        }

    return [row() for _ in range(count)]


def expected(method, inputs):
    """What the scalar path says of a row, as the columns of a frame have it."""
    row = dict.fromkeys(outputs_of(method))
    try:
        result = method.score(**inputs)
    except InvalidInputError:
        return {**row, "status": "invalid"}
    for factor in result.factors:
        row |= {f"{factor.name}_{part}": getattr(factor, part) for part in PARTS}
    row["total"], row["total_se"] = result.total, result.total_se
    row["total_min"], row["total_max"] = map(float, result.total_range)
    row["status"], row["rationale"] = result.status.value, result.rationale
    if method.tiers:
        row["tier"], row["tier_rank"] = (
            result.tier and result.tier.label,
            result.tier and result.tier.rank,
        )
        row["possible_tiers"] = " or ".join(tier.label for tier in result.possible_tiers)
        chances = result.tier_probabilities or [None] * len(method.tiers)
        row |= {f"tier_probability_{rank}": each for rank, each in enumerate(chances, 1)}
    return row


def outputs_of(method):
    """The columns that are added unless others are named."""
    factors = {
        "consensus/1": ("share", "points", "standard_error"),
        "exposure-share/1": ("share",),
        "human-advantage/1": ("value", "share"),
    }[method.engine]
    names = [f"{name}_{part}" for name in method.factor_names for part in factors]
    if method.engine == "exposure-share/1":
        names[-1] = "bls_agreement_value"
    names += ["total", "total_se"]
    if method.tiers:
        names += ["tier_rank", "tier", *(f"tier_probability_{rank}" for rank in range(1, 5))]
    names += ["status", "total_min", "total_max"]
    return [*names, "possible_tiers"] if method.tiers else names


def check_rows(engine, method, rows, names=None, **options):
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    frame = engine.make(columns)
    scored = cs.frames.assess(frame, methodology=method, on_invalid="flag", **options)
    assert type(scored) is type(frame)
    names = names or outputs_of(method)
    for found, inputs in zip(engine.rows(scored), rows, strict=True):
        wanted = expected(method, inputs)
        assert list(found) == [*inputs, "row", *names]
        # As texts: 0.0 and -0.0 are equal, and so is nothing to NaN.
        assert {n: repr(found[n]) for n in names} == {n: repr(wanted[n]) for n in names}, inputs


@pytest.mark.parametrize("name", METHODS)
def test_every_engine_gives_the_bits_of_score(engine, name):
    is_slow = engine.name in {"ibis", "spark"}
    method = (SMALL if is_slow else METHODS)[name]

    @settings(max_examples=EXAMPLES.get(engine.name, 6))
    @given(st.integers(0, 2**32))
    def check(seed):
        dice = random.Random(seed)
        bound = bound_at_random(method, dice)
        names = [entry.name for entry in method.inputs]
        check_rows(engine, bound, rows_at_random(bound, dice, names))

    check()


@pytest.mark.parametrize("release", ["2026.1", "2026.3"])
@pytest.mark.parametrize("name", METHODS)
def test_every_occupation_scores_in_a_frame_as_it_does_alone(name, release, every):
    method = cs.load(release).bind(METHODS[name])
    read = [method.inputs_of(occupation) for occupation in every[release]]
    wanted = [method.assess(occupation).total for occupation in every[release]]
    columns = {entry.name: [one[entry.name] for one in read] for entry in method.inputs}
    for engine in (ENGINES["pandas"], ENGINES["polars"]):
        scored = cs.frames.assess(engine.make(columns), methodology=method.id, data=release)
        assert [row["total"] for row in engine.rows(scored)] == wanted


SHARES = {
    "exposure": [0.8, 0.2, None, 2.0],
    "demand": [0.85, 0.9, 0.5, 0.1],
    "human_advantage": [0.45, 0.9, 0.1, 0.2],
}


def assess(frame, **options):
    return cs.frames.assess(frame, **{"methodology": CONSENSUS, **options})


def test_labels_are_categories_and_ranks_are_small_where_the_engine_has_them():
    tiers = [tier.label for tier in CONSENSUS.tiers]
    statuses = ["complete", "estimated", "insufficient", "invalid"]
    scored = assess(ENGINES["pandas"].make(SHARES))
    for name, wanted in (("tier", tiers), ("status", statuses)):
        assert scored[name].dtype == pd.CategoricalDtype(wanted, ordered=True)
    assert scored["tier_rank"].dtype == "Int16"
    assert scored["total"].dtype == scored["tier_probability_4"].dtype == "float64"
    schema = assess(ENGINES["polars"].make(SHARES)).schema
    assert (schema["tier"], schema["tier_rank"]) == (pl.Enum(tiers), pl.Int16)
    stretches = schema["possible_tiers"].categories.to_list()
    assert [len(each.split(" or ")) for each in stretches] == [1, 2, 3, 4, 1, 2, 3, 1, 2, 1]
    relation = assess(ENGINES["duckdb"].make(SHARES))
    kinds = dict(zip(relation.columns, map(str, relation.types), strict=True))
    assert kinds["status"] == "ENUM('complete', 'estimated', 'insufficient', 'invalid')"
    assert (kinds["tier_rank"], kinds["total_se"]) == ("SMALLINT", "DOUBLE")
    kind = assess(ENGINES["pyarrow"].make(SHARES)).schema.field("tier").type
    assert kind == pa.dictionary(pa.int8(), pa.string(), ordered=True)


def test_outputs_can_be_chosen_and_prefixed(engine):
    options = {"outputs": ["tier", "methodology", "total"], "prefix": "cs_"}
    rows = engine.rows(assess(engine.make(SHARES), **options))
    assert [list(row.values())[4:] for row in rows] == [
        ["AI-Augmented", CONSENSUS.id, CONSENSUS.score(**{n: v[0] for n, v in SHARES.items()}).total],
        ["AI-Resilient", CONSENSUS.id, CONSENSUS.score(**{n: v[1] for n, v in SHARES.items()}).total],
        [None, CONSENSUS.id, None],
        [None, CONSENSUS.id, None],
    ]  # fmt: skip
    assert list(rows[0])[4:] == ["cs_tier", "cs_methodology", "cs_total"]


def test_the_columns_of_one_factor_suffice(engine):
    frame = engine.make({"growth": [7.8, None, -101.0, 1e300]})
    outputs = ["job_growth_points", "total_min", "total_max", "status"]
    rows = engine.rows(assess(frame, columns={"job_growth": "growth"}, outputs=outputs))
    bound = cs.load().bind(CONSENSUS)
    curve = bound.distribution.curves["job_growth"]
    points = bound.score(job_growth=7.8).factor("job_growth").points
    assert [list(row.values())[2:] for row in rows] == [
        [points, points, points + 4, "insufficient"],
        [None, 0, 6, "insufficient"],
        [None, None, None, "invalid"],
        [2 * (last := curve.shares[-1]), 2 * last, 2 * last + 4, "insufficient"],
    ]


@pytest.mark.parametrize("name", METHODS)
def test_a_frame_without_the_columns_of_a_factor_is_refused(name):
    method = METHODS[name]
    frame = pl.DataFrame({"x": [0.5], "eloundou_beta": [0.5], "empathy": [2.0]})
    with pytest.raises(InvalidInputError) as caught:
        assess(frame, methodology=method)
    (problem,) = caught.value.problems
    assert problem.field == "columns"
    assert problem.value == "'x, eloundou_beta, empathy'"
    first = method.inputs[0].name
    assert problem.expected.startswith(f"columns for the inputs of a factor, such as {first}, ")
    # That an input has no column can be stated; one that is named has to be there.
    columns = {entry.name: None for entry in method.inputs}
    outputs = ["status", "total", "total_min", "methodology"]
    scored = assess(frame, methodology=method, columns=columns, outputs=outputs)
    assert scored.row(0)[3:] == ("insufficient", None, 0.0, method.id)
    with pytest.raises(InvalidInputError, match=f" for the input {first}; the table has "):
        assess(frame, methodology=method, columns={first: "elsewhere"})


def test_shares_are_among_the_workers_of_a_release():
    frame = pl.DataFrame({"job_growth": [7.8]})
    share = {
        release: assess(frame, data=release, outputs=["job_growth_share"]).row(0)[1]
        for release in cs.releases()
    }
    wanted = {
        release: cs.load(release).bind(CONSENSUS).score(job_growth=7.8).factor("job_growth").share
        for release in cs.releases()
    }
    assert share == wanted
    assert len({*share.values()}) > 1
    with pytest.raises(cs.errors.UnknownReleaseError):
        assess(frame, data="2019.1")


WRONG_SCALES = [
    ({"exposure": [61.8, 30.0]}, "looks like per cent, 0 to 100"),
    ({"human_advantage": [15.0, 22.0]}, "exposure|human_advantage: expected numbers from 0 to 1"),
    ({"job_growth": [0.07, 0.02, -0.03]}, "which looks like fractions: 0.07 for 7%"),
    ({"eloundou_beta": [61.0], "exposure": [0.5]}, "eloundou_beta: expected numbers from 0 to 1"),
]


@pytest.mark.parametrize(("columns", "message"), WRONG_SCALES)
@pytest.mark.parametrize("name", ["pandas", "polars"])
def test_columns_on_another_scale_are_refused(name, columns, message):
    with pytest.raises(InvalidInputError, match=message):
        assess(ENGINES[name].make(columns))


@pytest.mark.parametrize("kind", [pa.float32(), pa.int16()])
def test_numbers_of_other_kinds_are_scored_as_the_doubles_they_are(engine, kind):
    numbers = pa.array([7.3, 0.1, -40.0, None]).cast(kind, safe=False)
    rows = engine.rows(
        assess(engine.make({"job_growth": numbers}, kind), outputs=["job_growth_share"])
    )
    bound = cs.load().bind(CONSENSUS)
    wanted = [
        bound.score(job_growth=value).factor("job_growth").share for value in numbers.to_pylist()
    ]
    assert [row["job_growth_share"] for row in rows] == wanted


def test_lazy_frames_stay_lazy():
    def never(_):
        raise AssertionError("computed")

    frame = ENGINES["polars"].make(SHARES)
    lazy = frame.lazy().map_batches(never, schema=frame.schema)
    assert isinstance(assess(lazy), pl.LazyFrame)
    part = ENGINES["dask"].make(SHARES)
    assert isinstance(assess(part.map_partitions(never, meta=part._meta)), dd.DataFrame)


def test_a_frame_may_have_no_rows_or_get_no_outputs(engine):
    assert engine.rows(assess(engine.make({name: [] for name in SHARES}))) == []
    assert list(engine.rows(assess(engine.make(SHARES), outputs=[]))[0]) == [*SHARES, "row"]


def test_the_rationale_is_that_of_score_where_rows_are_at_hand():
    wanted = [
        CONSENSUS.score(**dict(zip(SHARES, values, strict=True))).rationale
        for values in list(zip(*SHARES.values(), strict=True))[:3]
    ]
    for name in ("pandas", "polars", "dask"):
        engine = ENGINES[name]
        rows = engine.rows(assess(engine.make(SHARES), rationale=True))
        assert [row["rationale"] for row in rows] == [*wanted, None]
        assert list(rows[0])[-2:] == ["possible_tiers", "rationale"]
    with pytest.raises(InvalidInputError, match=r"got rationale of careerscore/1\.0 for a lazy"):
        assess(ENGINES["polars-lazy"].make(SHARES), rationale=True)


def test_helper_columns_take_no_name_that_is_there(engine):
    named = {f"__careerscore_{number}": [float(number)] * 4 for number in range(3)}
    rows = engine.rows(assess(engine.make(SHARES | named), outputs=["tier_rank"]))
    assert [row["tier_rank"] for row in rows] == [2, 1, None, None]
    assert [rows[0][name] for name in named] == [0.0, 1.0, 2.0]


def test_nan_in_a_parquet_file_is_missing(tmp_path):
    path = tmp_path / "x.parquet"
    pl.DataFrame({**SHARES, "exposure": [0.5, nan, 0.5, 0.5]}).write_parquet(path)
    scored = assess(duckdb.read_parquet(str(path)), outputs=["status"])
    statuses = ["complete", "insufficient", "complete", "complete"]
    assert [row[-1] for row in scored.fetchall()] == statuses


def test_careers_are_joined_with_their_consensus_and_what_it_is_computed_from():
    staff = pd.DataFrame({"soc": ["29-2072", "31-9094", "99-9999"]})
    joined = cs.frames.join_reference(staff, on="soc", methodology=CONSENSUS.id, data="2026.3")
    wanted = [cs.assess(code, methodology=CONSENSUS.id) for code in ("29-2072", "31-9094")]
    assert joined.frame["total"].tolist()[:2] == [result.total for result in wanted]
    assert joined.frame["status"].tolist()[:2] == ["estimated", "complete"]
    assert {"eloundou_beta", "job_growth", "empathy", "epoch_estimate"} <= {*joined.frame}
    # Shares are given, never read.
    assert {"exposure", "demand", "human_advantage"}.isdisjoint(joined.frame)
