"""The API, a page a package: every public name, as its package lists it."""

from __future__ import annotations

import inspect
from importlib import import_module
from types import ModuleType

__all__ = ["api_pages"]

_PACKAGES = {
    "careerscore": "Front door",
    "careerscore.model": "The occupation and the assessment",
    "careerscore.scoring": "Scoring",
    "careerscore.economics": "Pay, cost and value",
    "careerscore.local": "Places and prices",
    "careerscore.profiles": "What work is like",
    "careerscore.methods": "What every methodology has",
    "careerscore.reference": "Releases and editions",
    "careerscore.matching": "Code systems",
    "careerscore.frames": "Data frames",
    "careerscore.analysis": "Backtest, robustness, agreement",
    "careerscore.records": "Pins, citations, coverage",
    "careerscore.plots": "Plots",
    "careerscore.exporting": "Exports",
    "careerscore.live": "Live services",
    "careerscore.serde": "JSON",
    "careerscore.testing": "Testing",
    "careerscore.sources": "Building the data",
    "careerscore.errors": "Errors",
}
"""The public packages, in the order of the pages."""

_KINDS = {"function": "Functions", "class": "Classes", "data": "Values"}


def api_pages() -> dict[str, str]:
    """Return the page of each package, by its short name, without what an earlier page has."""
    listed: set[int] = set()
    pages = {}
    for name, title in _PACKAGES.items():
        module = import_module(name)
        public = {each: getattr(module, each) for each in module.__all__ if each != "__version__"}
        new = {
            each: value
            for each, value in public.items()
            if not isinstance(value, ModuleType) and id(value) not in listed
        }
        # Small numbers and short texts are one object wherever they stand.
        listed |= {id(value) for value in new.values() if callable(value)}
        pages[name.rpartition(".")[2]] = _page(module, title, new)
    return pages


def _page(module: ModuleType, title: str, public: dict[str, object]) -> str:
    """Return a page: a list of the names, each with its first line, then each in full."""
    intro = f"`{module.__name__}`: {_first_line(module)}"
    tables, sections = [], []
    for kind, heading in _KINDS.items():
        of_kind = {name: value for name, value in public.items() if _kind(value) == kind}
        if not of_kind:
            continue
        rows = [
            f"| {{py:obj}}`{name} <{module.__name__}.{name}>` "
            f"| {_first_line(value) if callable(value) else ''} |"
            for name, value in of_kind.items()
        ]
        tables.append("\n".join([f"| {heading.lower()} | |", "|---|---|", *rows, ""]))
        directives = "\n".join(_directive(f"{module.__name__}.{name}", kind) for name in of_kind)
        sections.append(f"## {heading}\n\n```{{eval-rst}}\n{directives}\n```\n")
    return "\n".join([f"# {title}\n\n{intro}\n", *tables, *sections])


def _kind(value: object) -> str:
    if inspect.isclass(value):
        return "class"
    return "function" if callable(value) else "data"


def _first_line(value: object) -> str:
    return (value.__doc__ or "").strip().splitlines()[0].replace("|", "\\|").replace("*", "\\*")


def _directive(name: str, kind: str) -> str:
    option = {"class": "\n   :members:", "data": "\n   :no-value:"}.get(kind, "")
    return f".. auto{kind}:: {name}{option}"
