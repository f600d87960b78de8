"""Pages are printed as they were; ``tests/golden/write_pages.py`` writes them anew."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

WRITE = runpy.run_path(str(Path(__file__).parents[1] / "golden" / "write_pages.py"))
VALUES = dict(WRITE["values"]())


@pytest.mark.parametrize("name", VALUES)
def test_a_page_is_printed_as_it_was(name):
    golden = (WRITE["FOLDER"] / f"{name}.txt").read_text(encoding="utf-8")
    assert WRITE["printed"](VALUES[name]) == golden


def test_every_golden_page_has_a_value():
    assert {path.stem for path in WRITE["FOLDER"].iterdir()} == set(VALUES)
