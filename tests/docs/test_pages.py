"""The pages are complete and name no place on a machine."""

from __future__ import annotations

import inspect
import json
import re
import runpy
from importlib import import_module
from itertools import chain
from pathlib import Path
from pkgutil import iter_modules

import pytest

import careerscore

DOCS = Path(__file__).parents[2] / "docs"
NOTEBOOK = DOCS / "tutorials" / "all-occupations.ipynb"
PAGES = sorted(
    page
    for page in (*DOCS.rglob("*.md"), *DOCS.rglob("*.ipynb"))
    if not {"_build", "api", "generated", "jupyter_execute"} & set(page.relative_to(DOCS).parts)
)


def test_the_pages_of_the_api_have_every_public_name():
    # By its path, as the other pages that are generated need what builds the documentation.
    pages = runpy.run_path(str(DOCS / "generating" / "api.py"))["api_pages"]()
    found = [re.findall(r"^\.\. auto\w+:: (\S+)$", page, re.MULTILINE) for page in pages.values()]
    entries = set(chain.from_iterable(found))
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


def test_every_page_of_the_api_stands_in_the_list_of_them():
    pages = runpy.run_path(str(DOCS / "generating" / "api.py"))["api_pages"]()
    listing = (DOCS / "reference" / "api.md").read_text(encoding="utf-8")
    assert re.findall(r"\(api/(\w+)\.md\)", listing) == list(pages)
    assert re.findall(r"^api/(\w+)$", listing, re.MULTILINE) == list(pages)


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


def test_the_notebook_is_stored_as_it_ran_with_every_figure_there_is():
    notebook = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"
    # Of the machine that ran it nothing is told, not even the version of Python.
    assert notebook["metadata"]["language_info"] == {"name": "python"}
    assert len({cell["id"] for cell in notebook["cells"]}) == len(notebook["cells"])
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert [cell["execution_count"] for cell in code] == list(range(1, len(code) + 1))
    assert all("execution" not in cell["metadata"] for cell in code)
    outputs = [output for cell in code for output in cell["outputs"]]
    assert {output["output_type"] for output in outputs} == {"execute_result"}
    program = "\n".join("".join(cell["source"]) for cell in code)
    drawn = re.findall(r"cs\.plots\.(\w+)\(", program)
    assert set(drawn) == set(import_module("careerscore.plots").__all__)
    pictures = [output["data"]["image/png"] for output in outputs if "image/png" in output["data"]]
    assert len(pictures) == len(drawn)
    assert all(len(picture) < 200_000 for picture in pictures)
    # It reads and fetches nothing.
    assert re.findall(r"\bopen\(|\bread_\w+\(|\bPath\(|https?://", program) == []


def test_the_gallery_has_every_plot():
    gallery = (DOCS / "gallery.md").read_text(encoding="utf-8")
    drawn = set(re.findall(r"^cs\.plots\.(\w+)\(", gallery, re.MULTILINE))
    assert drawn == set(import_module("careerscore.plots").__all__)


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
