"""What scoring a frame by a methodology of shares costs, beside the physical floor.

Three shares; growth, the five measures of exposure and a share; and all 27 raw inputs, of the
consensus score, every column. The floor reads the columns and writes as many new ones. Scores
are compared with those of single rows, bit by bit, before anything is timed. Times are of the
processor, as a busy machine slows the clock on the wall alone, and of the wall.

    python benchmarks/shares.py [rows] [runs]
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

METHOD = cs.load().bind(cs.methodology("careerscore/1.0"))
MEASURES = [measure.name for measure in METHOD.exposure.measures]
SETS = {
    "three shares": [*METHOD.share_names],
    "growth, five measures, one share": [*MEASURES, "job_growth", "human_advantage"],
    "27 raw inputs": [e.name for e in METHOD.inputs if e.name not in METHOD.share_names],
}


def inputs(rows, names):
    """Columns of numbers in the range of each input, one value in fifty missing."""
    random = np.random.default_rng(2026)
    columns = {}
    for entry in METHOD.inputs:
        if entry.name in names:
            low = (
                -45
                if entry.name == "job_growth"
                else -3
                if entry.minimum is None
                else entry.minimum
            )
            high = 3 if entry.name in MEASURES else 60
            high = high if entry.maximum is None else entry.maximum
            columns[entry.name] = random.uniform(low, high, rows)
            columns[entry.name][random.random(rows) < 0.02] = np.nan
    return columns


def ours(frame, names=None):
    """Our call."""
    return cs.frames.assess(frame, methodology=METHOD, outputs=names)


def by_rows(columns, rows):
    """Totals by a loop over `score`."""
    lists = (values[:rows].tolist() for values in columns.values())
    scores = (
        METHOD.score(**dict(zip(columns, row, strict=True))) for row in zip(*lists, strict=True)
    )
    return [score.total for score in scores]


def floor(columns, count):
    """Read the columns, and write as many new ones."""
    for values in columns.values():
        values.sum()
    return [np.full(len(values), 1.0) for _ in range(count)]


class DuckDB:
    """A table in memory, of which our query writes another."""

    def __init__(self, columns):
        self.connection = duckdb.connect()
        frame = pl.DataFrame(columns).to_arrow()  # noqa: F841 - DuckDB finds it by its name
        self.connection.execute("CREATE TABLE careers AS SELECT * FROM frame")

    def run(self):
        """Write the result of our query into a table."""
        self.connection.execute("DROP TABLE IF EXISTS scored")
        ours(self.connection.table("careers")).create("scored")


def measure(cases, runs):
    """Median seconds of the processor and of the wall of each case, in turn."""
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in cases}
    for _ in range(runs + 1):
        for name, case in cases.items():
            gc.collect()
            start = time.process_time(), time.perf_counter()
            made = case()
            taken = time.process_time() - start[0], time.perf_counter() - start[1]
            times[name].append(taken)
            del made
    # The first round pays for what is loaded and compiled once.
    return {
        name: [*map(statistics.median, zip(*each[1:], strict=True))] for name, each in times.items()
    }


def main(rows: int, runs: int) -> None:
    """Measure, and print a table."""
    versions = f"pandas {pd.__version__}, polars {pl.__version__}, DuckDB {duckdb.__version__}"
    print(f"{rows:,} rows, median of {runs} interleaved runs, {versions}")
    for title, names in SETS.items():
        columns = inputs(rows, names)
        few = {name: values[:500] for name, values in columns.items()}
        wanted = by_rows(few, 500)
        assert ours(pl.DataFrame(few).fill_nan(None))["total"].to_list() == wanted
        numpy = pd.DataFrame(columns)
        frame = pl.DataFrame(columns)
        arrow, sql = frame.to_arrow(), DuckDB(columns)
        count = len(ours(numpy[:1]).columns) - len(names)
        found = measure(
            {
                "floor": lambda columns=columns, count=count: floor(columns, count),
                "pandas": lambda numpy=numpy: ours(numpy),
                "pandas, total alone": lambda numpy=numpy: ours(numpy, ["total"]),
                "pyarrow": lambda arrow=arrow: ours(arrow),
                "polars": lambda frame=frame: ours(frame),
                "polars, total alone": lambda frame=frame: ours(frame, ["total"]),
                "DuckDB, into a table": lambda sql=sql: sql.run(),
                "a loop over score, 1,000 rows": lambda columns=columns: by_rows(columns, 1000),
            },
            runs,
        )
        print(title)
        for name, (processor, wall) in found.items():
            print(f"  {name:32} {processor:7.3f} s of the processor {wall:7.3f} s on the wall")


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000,
        int(sys.argv[2]) if len(sys.argv) > 2 else 5,
    )
