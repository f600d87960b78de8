"""What scoring a frame costs: ours beside what one would write by hand, and the physical floor.

One run, the cases interleaved so that a busy machine slows all of them alike; medians, and
ratios. The floor reads the three columns once. Every hand-written case gives the same columns
as ours does, compared before anything is timed.

    python benchmarks/frames.py [rows] [runs]
"""

from __future__ import annotations

import gc
import statistics
import sys
import time

import duckdb
import numpy as np
import pandas as pd
import polars as pl

import careerscore as cs

METHOD = cs.methodology("american-dream-jobs/2.0")
INPUTS = ("ai_exposure", "job_growth", "human_advantage")
NUMERIC = ["total", "tier_rank"]
TIERS = [tier.label for tier in METHOD.tiers]
SETS = [(best, worst) for best in range(1, 5) for worst in range(best, 5)]
LABELS = {
    "ai_exposure": ["Low", "Medium", "High"],
    "job_growth": ["Declining", "Stable", "Growing"],
    "human_advantage": ["Weak", "Moderate", "Strong"],
}
POINTS = {"ai_exposure": (2, 1, 0), "job_growth": (0, 1, 2), "human_advantage": (0, 1, 2)}
CUTS = {
    "ai_exposure": ("< 0.25", "<= 0.5"),
    "job_growth": ("< 0", "<= 5"),
    "human_advantage": ("< 12", "< 20"),
}
BAD = (
    "(ai_exposure > 1 OR ai_exposure = '-inf' OR job_growth < -100 OR job_growth = 'inf' "
    "OR human_advantage < 5 OR human_advantage > 25)"
)
STATUSES = ["complete", "fallback", "insufficient", "invalid"]


def inputs(rows: int) -> dict[str, np.ndarray]:
    """Three columns, one value in twenty missing from the first, one in a hundred from another."""
    random = np.random.default_rng(2026)
    columns = {
        "ai_exposure": random.random(rows),
        "job_growth": random.normal(3, 6, rows).clip(-100),
        "human_advantage": random.integers(5, 26, rows).astype(float),
    }
    columns["ai_exposure"][random.random(rows) < 0.05] = np.nan
    columns["human_advantage"][random.random(rows) < 0.01] = np.nan
    return columns


def nested_where(columns):
    """Total and rank as one writes them with NumPy."""
    x, g, h = (columns[name] for name in INPUTS)
    missing = np.isnan(x) | np.isnan(g) | np.isnan(h)
    total = (
        np.where(x < 0.25, 2, np.where(x <= 0.5, 1, 0))
        + np.where(g < 0, 0, np.where(g <= 5, 1, 2))
        + np.where(h < 12, 0, np.where(h < 20, 1, 2))
    )
    rank = np.where(total >= 5, 1, np.where(total >= 3, 2, np.where(total >= 2, 3, 4)))
    return np.where(missing, np.nan, total), np.where(missing, np.nan, rank)


def by_rows(columns, rows):
    """Total and rank by a loop over `score`."""
    found = []
    for values in zip(*(columns[name][:rows].tolist() for name in INPUTS), strict=True):
        result = METHOD.score(**dict(zip(INPUTS, values, strict=True)))
        found.append((result.total, result.tier and result.tier.rank))
    return found


def polars_by_hand(frame, *, numeric=False):
    """Every column as one writes it with polars."""

    def label(text, texts):
        return pl.lit(text, dtype=pl.Enum(texts))

    def number(value):
        return pl.lit(value, dtype=pl.Int16)

    col = pl.col
    clean = frame.with_columns(
        pl.when(col(name).is_not_nan()).then(col(name)).alias(f"{name}_known") for name in INPUTS
    )
    x, g, h = (col(f"{name}_known") for name in INPUTS)
    inf = float("inf")
    bad = (x > 1) | (x == -inf) | (g < -100) | (g == inf) | (h < 5) | (h > 25)
    below = {
        "ai_exposure": (x < 0.25, x <= 0.5),
        "job_growth": (g < 0, g <= 5),
        "human_advantage": (h < 12, h < 20),
    }

    def banded(name, values):
        first, second = below[name]
        known = col(f"{name}_known").is_not_null()
        return (
            pl.when(col("bad")).then(None)
            .when(first).then(values[0])
            .when(second).then(values[1])
            .when(known).then(values[2])
        )  # fmt: skip

    clean = clean.with_columns(bad=bad.fill_null(value=False))
    made = clean.with_columns(
        **{f"{name}_points": banded(name, [*map(number, POINTS[name])]) for name in INPUTS},
        **{
            f"{name}_label": banded(name, [label(text, LABELS[name]) for text in LABELS[name]])
            for name in ([] if numeric else INPUTS)
        },
    )
    points = [col(f"{name}_points") for name in INPUTS]

    def ranked(total, values):
        return (
            pl.when(total >= 5).then(values[0])
            .when(total >= 3).then(values[1])
            .when(total >= 2).then(values[2])
            .when(total >= 0).then(values[3])
        )  # fmt: skip

    ranks = [*map(number, (1, 2, 3, 4))]
    total = points[0] + points[1] + points[2]
    if numeric:
        return made.with_columns(total=total).select(
            *INPUTS, "total", tier_rank=ranked(col("total"), ranks)
        )
    made = made.with_columns(
        total=total,
        total_min=pl.when(~col("bad")).then(sum(p.fill_null(0) for p in points)).cast(pl.Int16),
        total_max=pl.when(~col("bad")).then(sum(p.fill_null(2) for p in points)).cast(pl.Int16),
    )
    made = made.with_columns(
        tier_rank=ranked(col("total"), ranks),
        best=ranked(col("total_max"), ranks),
        worst=ranked(col("total_min"), ranks),
    )
    empty = pl.DataFrame(schema=dict.fromkeys(INPUTS, pl.Float64))
    sets = ours(empty).schema["possible_tiers"].categories.to_list()
    possible = pl.when(False).then(label(sets[0], sets))  # noqa: FBT003
    for best, worst in SETS:
        text = " or ".join(TIERS[best - 1 : worst])
        possible = possible.when((col("best") == best) & (col("worst") == worst))
        possible = possible.then(label(text, sets))
    statuses = [label(status, STATUSES) for status in STATUSES]
    return made.with_columns(
        tier=ranked(col("total"), [label(tier, TIERS) for tier in TIERS]),
        status=pl.when(col("bad")).then(statuses[3])
        .when(col("total").is_null()).then(statuses[2]).otherwise(statuses[0]),
        possible_tiers=possible,
    ).select(*INPUTS, *outputs())  # fmt: skip


def outputs():
    """The columns that every complete case gives, in their order."""
    factors = [f"{name}_{part}" for name in INPUTS for part in ("label", "points")]
    return [*factors, "total", "tier_rank", "tier", "status", "total_min", "total_max",
            "possible_tiers"]  # fmt: skip


def enum(texts):
    """A type of DuckDB."""
    return "ENUM(" + ", ".join(f"'{text}'" for text in texts) + ")"


def duckdb_by_hand(source, *, numeric=False):
    """Every column as one writes it in SQL."""
    known = ", ".join(f"CASE WHEN NOT isnan({n}) THEN {n} END AS {n}_known" for n in INPUTS)
    bad = BAD
    for name in INPUTS:
        bad = bad.replace(name, f"{name}_known")

    def banded(name, values, kind):
        first, second = CUTS[name]
        x = f"{name}_known"
        low, middle, high = (f"CAST({value} AS {kind})" for value in values)
        return (
            f"CASE WHEN bad THEN NULL WHEN {x} {first} THEN {low} WHEN {x} {second} THEN {middle} "
            f"WHEN {x} IS NOT NULL THEN {high} END"
        )

    def ranked(total, values, kind):
        tests = zip((5, 3, 2, 0), values, strict=True)
        whens = " ".join(f"WHEN {total} >= {t} THEN CAST({v} AS {kind})" for t, v in tests)
        return f"CASE {whens} END"

    quoted = {name: [f"'{text}'" for text in texts] for name, texts in LABELS.items()}
    points = ", ".join(f"{banded(n, POINTS[n], 'SMALLINT')} AS {n}_points" for n in INPUTS)
    labels = ", ".join(
        f"{banded(n, quoted[n], enum(LABELS[n]))} AS {n}_label" for n in INPUTS
    )  # fmt: skip
    cleaned = f"SELECT *, {known} FROM {source}"
    flagged = f"SELECT *, coalesce({bad}, FALSE) AS bad FROM ({cleaned})"
    total = " + ".join(f"{name}_points" for name in INPUTS)
    if numeric:
        summed = f"SELECT *, {total} AS total FROM (SELECT *, {points} FROM ({flagged}))"
        rank = ranked("total", (1, 2, 3, 4), "SMALLINT")
        return f"SELECT {', '.join(INPUTS)}, total, {rank} AS tier_rank FROM ({summed})"
    least = " + ".join(f"coalesce({name}_points, 0::SMALLINT)" for name in INPUTS)
    most = " + ".join(f"coalesce({name}_points, 2::SMALLINT)" for name in INPUTS)
    summed = (
        f"SELECT *, {total} AS total, CASE WHEN NOT bad THEN {least} END AS total_min, "
        f"CASE WHEN NOT bad THEN {most} END AS total_max FROM (SELECT *, {points}, {labels} "
        f"FROM ({flagged}))"
    )
    ranks = (1, 2, 3, 4)
    ends = (
        f"SELECT *, {ranked('total', ranks, 'SMALLINT')} AS tier_rank, "
        f"{ranked('total_max', ranks, 'SMALLINT')} AS best, "
        f"{ranked('total_min', ranks, 'SMALLINT')} AS worst FROM ({summed})"
    )
    sets = [" or ".join(TIERS[best - 1 : worst]) for best, worst in SETS]
    whens = " ".join(
        f"WHEN best = {best} AND worst = {worst} THEN CAST('{text}' AS {enum(sets)})"
        for (best, worst), text in zip(SETS, sets, strict=True)
    )
    status = enum(STATUSES)
    tiers = [f"'{tier}'" for tier in TIERS]
    return (
        f"SELECT {', '.join(INPUTS)}, {', '.join(outputs())} FROM (SELECT *, "
        f"{ranked('total', tiers, enum(TIERS))} AS tier, "
        f"CASE WHEN bad THEN CAST('invalid' AS {status}) WHEN total IS NULL THEN "
        f"CAST('insufficient' AS {status}) ELSE CAST('complete' AS {status}) END AS status, "
        f"CASE {whens} END AS possible_tiers FROM ({ends}))"
    )


def ours(frame, names=None):
    """Our call."""
    return cs.frames.assess(frame, methodology=METHOD, outputs=names)


class DuckDB:
    """A table in memory, and queries that write another."""

    def __init__(self, columns):
        self.connection = duckdb.connect()
        frame = pl.DataFrame(columns).to_arrow()  # noqa: F841 - DuckDB finds it by its name
        self.connection.execute("CREATE TABLE careers AS SELECT * FROM frame")

    def ours(self, names=None):
        """Our query."""
        return ours(self.connection.table("careers"), names)

    def run(self, query):
        """Write the result of a query into a table."""
        self.connection.execute(f"CREATE OR REPLACE TEMP TABLE scored AS {query}")

    def run_ours(self, names=None):
        """Write the result of our query into a table."""
        self.connection.execute("DROP TABLE IF EXISTS scored_by_us")
        self.ours(names).create("scored_by_us")


def check(columns, sql):
    """The hand-written cases give what ours gives."""
    few = {name: values[:20_000] for name, values in columns.items()}
    frame = pl.DataFrame(few)
    wanted = ours(frame)
    assert polars_by_hand(frame.lazy()).collect().equals(wanted)
    total, rank = nested_where(few)
    np.testing.assert_array_equal(total, wanted["total"].cast(pl.Float64).fill_null(np.nan))
    np.testing.assert_array_equal(rank, wanted["tier_rank"].cast(pl.Float64).fill_null(np.nan))
    assert by_rows(few, 2000) == wanted[:2000].select("total", "tier_rank").rows()
    sql.run(duckdb_by_hand("careers"))
    sql.run_ours()
    names = ", ".join(f"{name}::VARCHAR" for name in outputs())
    one, other = (
        f"SELECT {names}, count(*) AS n FROM {table} GROUP BY ALL"
        for table in ("scored", "scored_by_us")
    )
    left = sql.connection.execute(f"({one}) EXCEPT ({other})").fetchall()
    assert not left, left


def measure(cases, runs):
    """Median milliseconds of each case, in turn."""
    times: dict[str, list[float]] = {name: [] for name in cases}
    for _ in range(runs + 1):
        for name, case in cases.items():
            gc.collect()
            start = time.perf_counter()
            made = case()
            times[name].append(time.perf_counter() - start)
            del made
    # The first round pays for what is loaded and compiled once.
    return {name: statistics.median(taken[1:]) * 1000 for name, taken in times.items()}


def main(rows: int, runs: int) -> None:
    """Measure, and print a table."""
    columns = inputs(rows)
    sql = DuckDB(columns)
    check(columns, sql)
    frame = pl.DataFrame(columns)
    numpy = pd.DataFrame(columns)
    arrow = frame.to_arrow()
    nullable = numpy.astype("Float64")
    arrow_backed = frame.to_pandas(use_pyarrow_extension_array=True)
    looped = min(rows, 20_000)
    floor = "read the three columns once (the floor)"
    cases = {
        floor: lambda: [values.sum() for values in columns.values()],
        "total and rank: nested np.where": lambda: nested_where(columns),
        "total and rank: pandas, NumPy": lambda: ours(numpy, NUMERIC),
        "total and rank: pandas, nullable": lambda: ours(nullable, NUMERIC),
        "total and rank: pandas, Arrow": lambda: ours(arrow_backed, NUMERIC),
        "total and rank: pyarrow": lambda: ours(arrow, NUMERIC),
        "every column: pandas, NumPy": lambda: ours(numpy),
        "every column: pandas, nullable": lambda: ours(nullable),
        "every column: pandas, Arrow": lambda: ours(arrow_backed),
        "every column: pyarrow": lambda: ours(arrow),
        "numeric columns: pandas, NumPy": lambda: ours(
            numpy, [name for name in outputs() if name.endswith(("points", "rank", "min", "max"))
                    or name == "total"]
        ),
        "total and rank: polars by hand": lambda: polars_by_hand(
            frame.lazy(), numeric=True
        ).collect(),
        "total and rank: polars": lambda: ours(frame, NUMERIC),
        "every column: polars by hand": lambda: polars_by_hand(frame.lazy()).collect(),
        "every column: polars": lambda: ours(frame),
        "total and rank: DuckDB by hand": lambda: sql.run(duckdb_by_hand("careers", numeric=True)),
        "total and rank: DuckDB": lambda: sql.run_ours(NUMERIC),
        "every column: DuckDB by hand": lambda: sql.run(duckdb_by_hand("careers")),
        "every column: DuckDB": lambda: sql.run_ours(),
        f"total and rank: a loop over score, {looped:,} rows": lambda: by_rows(columns, looped),
    }  # fmt: skip
    found = measure(cases, runs)
    versions = f"pandas {pd.__version__}, polars {pl.__version__}, DuckDB {duckdb.__version__}"
    print(f"{rows:,} rows, median of {runs} interleaved runs, {versions}")
    for name, taken in found.items():
        by_hand = found.get(f"{name} by hand")
        ratio = f", {taken / by_hand:.2f} x by hand" if by_hand else ""
        print(f"{name:55} {taken:9.1f} ms {taken / found[floor]:7.1f} x floor{ratio}")


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000,
        int(sys.argv[2]) if len(sys.argv) > 2 else 7,
    )
