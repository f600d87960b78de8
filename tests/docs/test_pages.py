"""The pages have what they promise, and nothing of the machine they were written on."""

from __future__ import annotations

import inspect
import json
import re
from importlib import import_module
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
NOTEBOOK = DOCS / "tutorials" / "all-occupations.ipynb"
PAGES = sorted(
    page
    for page in (*DOCS.rglob("*.md"), *DOCS.rglob("*.ipynb"))
    if not {"_build", "generated", "jupyter_execute"} & set(page.relative_to(DOCS).parts)
)

ROOMS = (
    "careerscore",
    "careerscore.economics",
    "careerscore.exporting",
    "careerscore.frames",
    "careerscore.model",
    "careerscore.plots",
    "careerscore.scoring",
    "careerscore.serde",
    "careerscore.sources",
    "careerscore.testing",
)

# Names of what is said of others, and rooms, which have a section of their own.
WITHOUT_ENTRY = {"__version__", "economics", "frames", "plots"}


def documented():
    """Full name of everything that the page on the API has a directive for."""
    room, found = "", set()
    for line in (DOCS / "reference" / "api.md").read_text(encoding="utf-8").splitlines():
        directive, _, name = line.removeprefix(".. ").partition(":: ")
        if directive == "currentmodule":
            room = name
        elif directive.startswith("auto"):
            found.add(name if name.startswith("careerscore.") else f"{room}.{name}")
    return found


def places(room, name):
    """Every name under which a public object may stand on the page."""
    home = getattr(getattr(import_module(room), name), "__module__", room)
    # Errors stand there as a whole.
    whole = {home} if home == "careerscore.errors" else set()
    return {f"careerscore.{name}", f"{room}.{name}", f"{home}.{name}", *whole}


@pytest.mark.parametrize("room", ROOMS)
def test_every_public_name_stands_on_the_page_of_the_api(room):
    entries = documented()
    missing = [
        name
        for name in import_module(room).__all__
        if name not in WITHOUT_ENTRY and not places(room, name) & entries
    ]
    assert missing == []


def test_every_error_stands_there_with_its_room():
    errors = import_module("careerscore.errors")
    public = [name for name in errors.__all__ if inspect.isclass(getattr(errors, name))]
    assert len(public) > 15
    assert "careerscore.errors" in documented()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(DOCS).as_posix())
def test_no_page_names_a_place_on_a_machine(page):
    text = page.read_text(encoding="utf-8")
    assert re.findall(r"(?<![\w.])/(?:home|root|tmp|work|usr|Users|var)/", text) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(DOCS).as_posix())
def test_every_page_stands_in_a_table_of_contents(page):
    index = (DOCS / "index.md").read_text(encoding="utf-8")
    name = page.relative_to(DOCS).with_suffix("").as_posix()
    assert name == "index" or re.search(rf"^{re.escape(name)}$", index, re.MULTILINE)


@pytest.fixture(scope="module")
def notebook():
    return json.loads(NOTEBOOK.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def code(notebook):
    """The cells of code of the notebook."""
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


@pytest.fixture(scope="module")
def program(code):
    """All code of the notebook."""
    return "\n".join("".join(cell["source"]) for cell in code)


def test_the_notebook_is_of_the_format_that_has_ids(notebook):
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"
    names = [cell["id"] for cell in notebook["cells"]]
    assert all(re.fullmatch(r"[a-zA-Z0-9-_]{1,64}", name) for name in names)
    assert len(set(names)) == len(names)


def test_the_notebook_is_stored_without_outputs(code):
    assert len(code) > 15
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)


def test_the_notebook_draws_every_figure_there_is(program):
    drawn = set(re.findall(r"cs\.plots\.(\w+)\(", program))
    assert drawn == set(import_module("careerscore.plots").__all__)


def test_the_notebook_reads_and_fetches_nothing(program):
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
    rows = re.findall(r"^\| `careerscore ([a-z ]+?)(?: [^a-z`][^`]*)?` \|", page, re.MULTILINE)
    assert sorted(rows) == sorted(commands(import_module("careerscore.cli").app))
