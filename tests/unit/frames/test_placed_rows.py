"""Notes on local pay are put together piece by piece, with nothing lost between the pieces."""

from __future__ import annotations

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from careerscore.frames import join_reference, places

CODES = ["29-1141", "19-2012", "55-1011", "99-9999", "29-1211"]
PLACES = ["CA", "Abilene, TX", "Portland", "Bozeman", None]


@pytest.mark.parametrize("make", [pd.DataFrame, pl.DataFrame, pa.table])
@pytest.mark.parametrize("rows", [0, 1, 25])
def test_notes_are_the_same_in_pieces_of_any_size(make, rows, monkeypatch):
    soc, where = ([each for each in names for _ in range(5)] for names in (CODES, PLACES * 5))
    where = PLACES * 5
    frame = make(
        {"soc": pa.array(soc[:rows], pa.string()), "where": pa.array(where[:rows], pa.string())}
    )
    found = []
    for size in (2, 1000):
        monkeypatch.setattr(places, "PIECE", size)
        joined = join_reference(frame, on="soc", place="where", columns=[], data="2026.3")
        found.append(
            joined.frame["local_note"].to_pylist()
            if make is pa.table
            else list(joined.frame["local_note"])
        )
    assert len(found[0]) == rows
    assert str(found[0]) == str(found[1])
