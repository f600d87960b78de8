"""Fingerprints of definitions and results: over values, not over the bytes of a file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from functools import cache
from operator import attrgetter
from typing import Any, Final

import attrs

__all__ = ["NOT_IN_FINGERPRINT", "figures_of", "fingerprint_of"]

_COVERED: Final = "careerscore.fingerprint"

NOT_IN_FINGERPRINT: Final = {_COVERED: False}
"""Metadata of a field that explains figures and is none: a reason, a note, a source."""


def fingerprint_of(value: object) -> str:
    """Return the SHA-256 of a value's canonical form.

    The same numbers, texts and structure give the same fingerprint, in whatever order the
    keys stand and whether a whole number is written as 5 or as 5.0. An attrs object counts as
    the mapping of its fields, without those that are None, so that a field added later changes
    no earlier fingerprint, and without those declared with `NOT_IN_FINGERPRINT`.

    Parameters
    ----------
    value : object
        Mappings, lists, tuples, attrs objects, texts, numbers and None; a function counts as
        its name.

    Examples
    --------
    >>> fingerprint_of({"cut": 0}) == fingerprint_of({"cut": 0.0})
    True
    """
    # ascii(), as what repr() finds printable differs between versions of Python.
    return hashlib.sha256(ascii(_canonical(value)).encode()).hexdigest()


def figures_of(kind: Any, values: Mapping[str, object]) -> dict[str, object]:
    """Return those values that a fingerprint of an attrs class covers, without None."""
    names, _ = _covered(kind)
    return {name: values[name] for name in names if values.get(name) is not None}


@cache
def _covered(kind: Any) -> tuple[tuple[str, ...], Callable[[object], tuple[object, ...]]]:
    """Return the names of the fields that a fingerprint covers, sorted, and what reads them."""
    fields = (each for each in attrs.fields(kind) if each.metadata.get(_COVERED, True))
    names = tuple(sorted(each.name for each in fields))
    return names, attrgetter(*names) if len(names) > 1 else lambda value: tuple(
        getattr(value, name) for name in names
    )


def _canonical(value: object) -> object:
    kind: Any = type(value)
    if kind is float or value is None:
        return value
    if isinstance(value, int | float):
        return float(value)
    # An enumeration of texts counts as its text.
    if isinstance(value, str):
        return str(value)
    if isinstance(value, list | tuple):
        return tuple([_canonical(item) for item in value])
    if attrs.has(kind):
        # A life has hundreds of amounts: numbers are most of the fields.
        names, values_of = _covered(kind)
        return tuple(
            [
                (name, item if type(item) is float else _canonical(item))
                for name, item in zip(names, values_of(value), strict=True)
                if item is not None
            ]
        )
    if isinstance(value, Mapping):
        return tuple((key, _canonical(value[key])) for key in sorted(value))
    return getattr(value, "__qualname__", kind.__qualname__) if callable(value) else value
