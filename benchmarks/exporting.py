"""What exports of every occupation take, each way, and how far that is from writing alone.

``cold`` is a fresh process: import, load the release, put 1,016 occupations together, score,
write, by the clock and of the processor, which differ where the machine does other things
too. ``again`` is the same export once more in that process. ``floor`` is what pandas or
pyarrow take to write the same table, at hand as a frame, without sources, metadata and checks.
``read`` is the file read back. These three are of the processor. Medians of interleaved runs.

    python benchmarks/exporting.py [runs]
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CASES = [
    (format, columns) for format in ("json", "csv", "parquet", "xlsx") for columns in (None, "all")
]


def timed(work):
    """Return how long some work takes [seconds], by the clock and of the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - clock, time.process_time() - processor


def write_alone(frame, path):
    """Write a frame as one would without this library."""
    if path.suffix == ".json":
        frame.to_json(path, orient="records")
    elif path.suffix == ".csv":
        frame.to_csv(path, index=False)
    elif path.suffix == ".xlsx":
        frame.to_excel(path, engine="xlsxwriter", index=False)
    else:
        from pyarrow import Table
        from pyarrow.parquet import write_table

        write_table(Table.from_pandas(frame, preserve_index=False), path)


def read(path):
    """Read a file back, each with the reader that most people have."""
    import pandas

    if path.suffix == ".json":
        json.loads(path.read_text(encoding="utf-8"))
    elif path.suffix == ".csv":
        pandas.read_csv(path)
    elif path.suffix == ".xlsx":
        pandas.read_excel(path, engine="calamine")
    else:
        pandas.read_parquet(path)


def one(format: str, columns: str | None, folder: str) -> None:
    """Measure one case in this process and print it as JSON."""
    path = Path(folder, f"jobs.{format}")

    def export():
        import careerscore as cs

        cs.export(path, columns=columns)

    found = {"cold": timed(export), "again": timed(export), "bytes": path.stat().st_size}
    import pandas

    parquet = Path(folder, "frame.parquet")
    import careerscore as cs

    cs.export(parquet, columns=columns)
    frame = pandas.read_parquet(parquet)
    alone = Path(folder, f"alone.{format}")
    write_alone(frame.head(2), alone)
    found["floor"] = timed(lambda: write_alone(frame, alone))
    read(path)
    found["read"] = timed(lambda: read(path))
    print(json.dumps(found))


def main(runs: int = 5) -> None:
    times = {case: [] for case in CASES}
    for _ in range(runs):
        for format, columns in CASES:
            with tempfile.TemporaryDirectory() as folder:
                arguments = [sys.executable, __file__, "--one", format, columns or "", folder]
                done = subprocess.run(arguments, check=True, capture_output=True, text=True)
                times[format, columns].append(json.loads(done.stdout))
    print("format    columns      cold    (cpu)    again    floor     read  again/floor      bytes")
    for (format, columns), found in times.items():
        cold = statistics.median(each["cold"][0] for each in found)
        cpu, again, floor, back = (
            statistics.median(each[name][1] for each in found)
            for name in ("cold", "again", "floor", "read")
        )
        print(
            f"{format:9} {columns or 'standard':9} {cold:5.2f} s {cpu:5.2f} s "
            f"{1000 * again:5.0f} ms {1000 * floor:5.0f} ms "
            f"{1000 * back:5.0f} ms {again / floor:11.1f} {found[0]['bytes']:12,}"
        )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        _, _, format, columns, folder = sys.argv
        one(format, columns or None, folder)
    else:
        main(*map(int, sys.argv[1:]))
