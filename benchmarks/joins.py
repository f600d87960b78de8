"""What joining a table costs: codes, groups that are opened, places, titles; beside a plain join.

One run, in processor time, of which polars and pyarrow can use several cores at once. The plain
join is that of the engine, on a key that is clean already and a table of as many columns. Titles
are job titles of the release with a rank or a place added, one row in five a different one.

    python benchmarks/joins.py [rows] [titles]
"""

from __future__ import annotations

import random
import sys
import time

import pandas as pd
import polars as pl
import pyarrow as pa

import careerscore as cs

METHOD = "american-dream-jobs/2.0"
RELEASE = cs.load("2026.3")
MAKE = {"pandas": pd.DataFrame, "polars": pl.DataFrame, "pyarrow": pa.table}


def timed(work):
    """The seconds of processor time of a call, and what it gave."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def plain(name, frame, table):
    """A left join as one writes it."""
    if name == "pandas":
        return frame.merge(table, on="soc", how="left")
    if name == "polars":
        return frame.join(table, on="soc", how="left", maintain_order="left")
    return frame.join(table, "soc", join_type="left outer")


def local(make, codes, rows, count):
    """Rows of codes and places, joined with local pay: of some different pairs, or of any."""
    chosen = random.Random(0)
    places = [place.code for place in cs.places(data=RELEASE)]
    pairs = [(chosen.choice(codes), chosen.choice(places)) for _ in range(count or rows)]
    pairs = chosen.choices(pairs, k=rows) if count else pairs
    soc, where = zip(*pairs, strict=True)
    frame = make({"soc": soc, "where": where})
    return timed(lambda: cs.frames.join_reference(frame, on="soc", place="where", data=RELEASE))


def main(rows=1_000_000, titles=100_000):
    """Print a line for each engine and case."""
    codes = list(RELEASE)
    census = [f"{number:04}" for number in (10, 3255, 3515, 1750, 1010, 1021, 4760, 2310, 8320)]
    spelled = [code[:7].replace("-", "\u2013") for code in codes]
    cases = {
        "codes, scored": (codes, {}),
        "another spelling": (spelled, {}),
        "Census codes, opened": (census, {"system": "census-2018", "many": "expand"}),
    }
    for name, make in MAKE.items():
        for case, (values, options) in cases.items():
            frame = make({"soc": [values[row * 7919 % len(values)] for row in range(rows)]})
            options = {"on": "soc", "data": RELEASE, "methodology": METHOD, **options}
            seconds, joined = timed(lambda: cs.frames.join_reference(frame, **options))  # noqa: B023
            line = f"{name:8} {case:22} {len(joined.frame):>10,} rows {seconds:6.2f} s"
            if case == "codes, scored":
                whole = cs.frames.join_reference(make({"soc": codes}), **options).frame
                floor, _ = timed(lambda: plain(name, frame, whole))  # noqa: B023
                line += f", {seconds / floor:.1f} times a plain join"
            print(line, flush=True)
        for case, count in (("codes and places", 50_000), ("any codes and places", None)):
            seconds, joined = local(make, codes, rows, count)
            print(f"{name:8} {case:22} {len(joined.frame):>10,} rows {seconds:6.2f} s", flush=True)
    names = sorted({name for code in codes for name in RELEASE[code].aliases})[: titles // 5]
    added = ("Senior {}", "{} II", "{} (Remote)", "{}, Chicago")
    different = [added[place % len(added)].format(name) for place, name in enumerate(names)]
    frame = pl.DataFrame({"job": [different[row % len(different)] for row in range(titles)]})
    RELEASE.match_title("nurse")
    seconds, joined = timed(lambda: cs.frames.join_reference(frame, on="job", data=RELEASE))
    print(f"titles: {titles:,}, {len(different):,} different: {seconds:.1f} s; {joined.report!r}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
