"""The pages are complete and name no place on a machine."""

from __future__ import annotations

import inspect
import json
import re
import runpy
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

import careerscore

DOCS = Path(__file__).parents[2] / "docs"
NOTEBOOK = DOCS / "tutorials" / "all-occupations.ipynb"
PAGES = sorted(
    page
    for page in (*DOCS.rglob("*.md"), *DOCS.rglob("*.ipynb"))
    if not {"_build", "generated", "jupyter_execute"} & set(page.relative_to(DOCS).parts)
)


def test_the_page_of_the_api_has_every_public_name():
    # By its path, as the other pages that are generated need what builds the documentation.
    page = runpy.run_path(str(DOCS / "generating" / "api.py"))["api"]()
    entries = set(re.findall(r"^\.\. auto\w+:: (\S+)$", page, re.MULTILINE))
    packages = {entry.rpartition(".")[0] for entry in entries}
    public = {
        f"careerscore.{each.name}"
        for each in iter_modules(careerscore.__path__)
        if each.ispkg and not each.name.startswith("_")
    }
    assert packages >= public - {"careerscore.cli"} | {"careerscore", "careerscore.errors"}
    listed = {entry.rpartition(".")[2] for entry in entries}
    for name in packages:
        names = set(import_module(name).__all__) - {"__version__", *iter_names(name)}
        assert names <= listed, name


def iter_names(package):
    """The modules among the names of a package: they have sections of their own."""
    module = import_module(package)
    return [each for each in module.__all__ if inspect.ismodule(getattr(module, each))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(DOCS).as_posix())
def test_no_page_names_a_place_on_a_machine(page):
    text = page.read_text(encoding="utf-8")
    assert re.findall(r"(?<![\w.])/(?:home|root|tmp|work|usr|Users|var)/", text) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(DOCS).as_posix())
def test_every_page_stands_in_a_table_of_contents(page):
    index = (DOCS / "index.md").read_text(encoding="utf-8")
    name = page.relative_to(DOCS).with_suffix("").as_posix()
    assert name == "index" or re.search(rf"^{re.escape(name)}$", index, re.MULTILINE)


def test_the_notebook_has_ids_no_outputs_and_every_figure_there_is():
    notebook = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"
    assert len({cell["id"] for cell in notebook["cells"]}) == len(notebook["cells"])
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert len(code) > 15
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)
    program = "\n".join("".join(cell["source"]) for cell in code)
    drawn = set(re.findall(r"cs\.plots\.(\w+)\(", program))
    assert drawn == set(import_module("careerscore.plots").__all__)
    # It reads and fetches nothing.
    assert re.findall(r"\bopen\(|\bread_\w+\(|\bPath\(|https?://", program) == []


def commands(group, path=()):
    """The words of every command that does something itself."""
    names = [name for name in group if not name.startswith("-")]
    if not names:
        yield " ".join(path)
    for name in names:
        yield from commands(group[name], (*path, name))


def test_the_table_of_commands_has_those_there_are():
    page = (DOCS / "reference" / "command-line.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `careerscore ([a-z -]+?)(?: [^a-z`][^`]*)?` \|", page, re.MULTILINE)
    assert sorted(rows) == sorted(commands(import_module("careerscore.cli").app))
