"""What scoring a frame holds in memory besides the frame and its result.

Each engine in a process of its own, on Linux: the peak while it scores, less what the process
held before and less the new columns.

    python benchmarks/frames_memory.py [rows]
"""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

import numpy as np

STATUS = Path("/proc/self/status")
FORGET_PEAK = "5"


def kilobytes(name: str) -> int:
    lines = STATUS.read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:"))


def frame_of(engine: str, rows: int):
    random = np.random.default_rng(2026)
    columns = {
        "ai_exposure": random.random(rows),
        "job_growth": random.normal(3, 6, rows).clip(-100),
        "human_advantage": random.integers(5, 26, rows).astype(float),
    }
    columns["ai_exposure"][random.random(rows) < 0.05] = np.nan
    if engine.startswith("pandas"):
        import pandas as pd

        frame = pd.DataFrame(columns)
        return frame.astype("Float64") if engine == "pandas, nullable" else frame
    if engine == "pyarrow":
        import pyarrow as pa

        return pa.table(columns)
    import polars as pl

    return pl.DataFrame(columns)


def size_of(frame) -> int:
    for name in ("estimated_size", "get_total_buffer_size"):
        if hasattr(frame, name):
            return getattr(frame, name)()
    return int(frame.memory_usage(index=False).sum())


def child(engine: str, rows: int) -> None:
    import careerscore as cs

    frame = frame_of(engine, rows)
    # What is loaded and compiled once is no part of it.
    cs.frames.assess(frame[:1000], methodology="american-dream-jobs/2.0")
    gc.collect()
    Path("/proc/self/clear_refs").write_text(FORGET_PEAK)
    before = kilobytes("VmRSS")
    scored = cs.frames.assess(frame, methodology="american-dream-jobs/2.0")
    peak = kilobytes("VmHWM") - before
    made = (size_of(scored) - size_of(frame)) / 1024
    print(f"{engine:20} peak {peak / 1024:8.1f} MB, new columns {made / 1024:8.1f} MB, "
          f"besides {(peak - made) / 1024:8.1f} MB")  # fmt: skip


def main(rows: int) -> None:
    print(f"{rows:,} rows, every column but the rationale")
    for engine in ("pandas, NumPy", "pandas, nullable", "pyarrow", "polars"):
        subprocess.run([sys.executable, __file__, "--child", engine, str(rows)], check=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        child(sys.argv[2], int(sys.argv[3]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000_000)
