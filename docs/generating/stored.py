"""Whether the outputs that a notebook is stored with are those of a run."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import nbformat

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["cells_that_differ"]


def cells_that_differ(stored: Path, executed: Path) -> list[str]:
    """Return the ids of cells whose words or figures differ; pictures differ by their titles.

    How HTML looks is not compared, nor what a version of matplotlib draws.
    """
    before, after = (dict(_texts(path)) for path in (stored, executed))
    return [id for id in before | after if before.get(id) != after.get(id)]


def _texts(notebook: Path) -> Iterator[tuple[str, list[str]]]:
    for cell in nbformat.read(notebook, as_version=4).cells:
        outputs = [output.get("data", output) for output in cell.get("outputs", [])]
        yield (
            cell.id,
            [
                _words(data.get(kind, ""))
                for data in outputs
                for kind in ("text", "text/plain", "text/html")
            ],
        )


def _words(text: str) -> str:
    without_style = re.sub(r"<style.*?</style>", "", text, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]*>", " ", without_style).split())
