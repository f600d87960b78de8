"""The API: every public name, as `careerscore`, its packages and `careerscore.errors` list it."""

from __future__ import annotations

import inspect
from importlib import import_module
from types import ModuleType

__all__ = ["api"]

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
"""The public packages, in the order of the page."""


def api() -> str:
    """Return the page: a section a package, without what an earlier one has."""
    listed: set[int] = set()
    sections = []
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
        directives = "\n".join(_directive(name, each, value) for each, value in new.items())
        intro = f"`{name}`: {_first_line(module)}"
        sections.append(f"## {title}\n\n{intro}\n\n```{{eval-rst}}\n{directives}\n```\n")
    return "\n".join(sections)


def _first_line(module: ModuleType) -> str:
    return (module.__doc__ or "").splitlines()[0]


def _directive(module: str, name: str, value: object) -> str:
    if inspect.isclass(value):
        return f".. autoclass:: {module}.{name}\n   :members:"
    if callable(value):
        return f".. autofunction:: {module}.{name}"
    return f".. autodata:: {module}.{name}\n   :no-value:"
