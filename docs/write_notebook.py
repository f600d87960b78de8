"""Run the notebook and store it with its outputs: ``python docs/write_notebook.py``.

Needs the dependency group ``docs``. The build of the pages runs the notebook, too, and fails where
stored outputs are no longer those of a run.
"""

from __future__ import annotations

import base64
import io
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from PIL import Image
from write_pictures import in_few_colors

NOTEBOOK = Path(__file__).parent / "tutorials" / "all-occupations.ipynb"


def write_notebook() -> None:
    """Store what a run of the notebook gives, without times and versions."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    NotebookClient(notebook, timeout=300, record_timing=False).execute()
    notebook.metadata["language_info"] = {"name": "python"}
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if "image/png" in data:
                data["image/png"] = _smaller(data["image/png"])
    nbformat.write(notebook, NOTEBOOK)


def _smaller(encoded: str) -> str:
    picture = io.BytesIO()
    drawn = Image.open(io.BytesIO(base64.b64decode(encoded)))
    in_few_colors(drawn).save(picture, format="png", optimize=True)
    return base64.b64encode(picture.getvalue()).decode()


if __name__ == "__main__":
    write_notebook()
