"""The public API is what it was, and every package says what is public."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"
WRITE = runpy.run_path(str(GOLDEN / "write_public_api.py"))


def test_the_public_api_is_the_committed_listing():
    expected = (GOLDEN / "public-api.txt").read_text(encoding="utf-8").splitlines()
    assert WRITE["listing"]() == expected


@pytest.mark.parametrize("name", WRITE["modules"]())
def test_a_public_name_is_listed_once(name):
    listed = __import__(name, fromlist=["__all__"]).__all__
    assert len(listed) == len(set(listed)) > 0
