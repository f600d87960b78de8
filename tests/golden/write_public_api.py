"""Write the listing of the public API: ``python tests/golden/write_public_api.py``.

Public is what `careerscore`, its packages and `careerscore.errors` list in ``__all__``. A line a
name: a function with its parameters, a class with its fields and methods. Before the first release
names may change; afterwards a line that goes or changes is a breaking change.
"""

from __future__ import annotations

import inspect
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import attrs

import careerscore

LISTING = Path(__file__).with_name("public-api.txt")


def modules() -> list[str]:
    packages = [each.name for each in iter_modules(careerscore.__path__) if each.ispkg]
    public = [name for name in packages if not name.startswith("_")]
    return ["careerscore", *(f"careerscore.{name}" for name in (*public, "errors"))]


def parameters(function) -> str:
    try:
        signature = inspect.signature(function)
    except ValueError:
        return "(...)"
    empty = inspect.Parameter.empty
    entries = signature.parameters.values()
    text = str(
        inspect.Signature([each.replace(annotation=empty, default=empty) for each in entries])
    )
    optional = sorted(each.name for each in entries if each.default is not empty)
    return f"{text} optional: {' '.join(optional)}" if optional else text


def described(value) -> str:
    if inspect.isclass(value):
        # Not what Python's own classes have, which differs between its versions.
        classes = [each for each in value.__mro__ if each.__module__.startswith("careerscore")]
        own = {name for each in classes for name in vars(each) if not name.startswith("_")}
        fields = [each.name for each in attrs.fields(value)] if attrs.has(value) else []
        fields += getattr(value, "_arguments", ())
        names = sorted({*own, *(name for name in fields if not name.startswith("_"))})
        return f" class: {' '.join(names)}"
    if inspect.isfunction(value) or inspect.ismethod(value):
        return parameters(value)
    return f" {type(value).__name__}"


def listing() -> list[str]:
    """Every public name, with what a caller can rely on."""
    lines = []
    for name in modules():
        module = import_module(name)
        lines += [f"{name}.{each}{described(getattr(module, each))}" for each in module.__all__]
    return sorted(lines)


if __name__ == "__main__":
    sys.exit(LISTING.write_text("\n".join(listing()) + "\n", encoding="utf-8") and None)
