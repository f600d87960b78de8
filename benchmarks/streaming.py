"""What scoring a file of any size takes: seconds and peak memory, Parquet to Parquet.

The file has an id and three inputs, one value in twenty missing; every column but the rationale
is written. The engine works in a process of its own, whose peak the system tells. The floor reads
the file once and writes it again as it is.

    python benchmarks/streaming.py [rows] [engine ...]
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

INPUTS = {"ai_exposure": "beta", "job_growth": "growth", "human_advantage": "epoch"}


def make(path: Path, rows: int) -> None:
    connection = duckdb.connect()
    connection.execute("SELECT setseed(0.2026)")
    connection.execute(
        "COPY (SELECT i AS id, CASE WHEN random() > 0.05 THEN random() END AS beta, "
        "random() * 30 - 10 AS growth, 5 + floor(random() * 21) AS epoch "
        f"FROM range({rows}) t(i)) TO '{path}' (FORMAT parquet)"
    )


def child(source: str, target: str, engine: str) -> None:
    start = time.perf_counter()
    if engine == "copy":
        connection = duckdb.connect(config={"memory_limit": "330MB"})
        query = f"COPY (FROM read_parquet('{source}')) TO '{target}' (FORMAT parquet)"
        rows = connection.execute(query).fetchall()[0][0]
    else:
        import careerscore as cs

        rows = cs.frames.score_file(
            source, target, methodology="american-dream-jobs/2.0", engine=engine, columns=INPUTS
        ).rows
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"rows": rows, "seconds": seconds, "peak": peak}))


def main(rows: int, engines: list[str]) -> None:
    with TemporaryDirectory() as folder:
        source, target = Path(folder, "in.parquet"), Path(folder, "out.parquet")
        make(source, rows)
        print(f"{rows:,} rows, {source.stat().st_size / 1e6:,.0f} MB of Parquet, "
              f"DuckDB {duckdb.__version__}")  # fmt: skip
        for engine in ("copy", *engines):
            command = [sys.executable, __file__, "--child", str(source), str(target), engine]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            found = json.loads(done.stdout)
            print(f"{engine:8} {found['seconds']:7.1f} s, peak {found['peak']:7.0f} MB, "
                  f"{target.stat().st_size / 1e6:,.0f} MB written")  # fmt: skip


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        child(*sys.argv[2:])
    else:
        main(
            int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000,
            sys.argv[2:] or ["duckdb", "polars"],
        )
