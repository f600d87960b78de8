"""Fingerprints of definitions and results: over values, not over the bytes of a file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

__all__ = ["fingerprint_of"]


def fingerprint_of(value: object) -> str:
    """Return the SHA-256 of a value's canonical form.

    The same numbers, texts and structure give the same fingerprint, in whatever order the
    keys stand and whether a whole number is written as 5 or as 5.0.

    Parameters
    ----------
    value : object
        Mappings, lists, tuples, texts, numbers and None.

    Examples
    --------
    >>> fingerprint_of({"cut": 0}) == fingerprint_of({"cut": 0.0})
    True
    """
    # ascii(), as what repr() finds printable differs between versions of Python.
    return hashlib.sha256(ascii(_canonical(value)).encode()).hexdigest()


def _canonical(value: object) -> object:
    if isinstance(value, Mapping):
        return tuple((key, _canonical(value[key])) for key in sorted(value))
    if isinstance(value, list | tuple):
        return tuple(_canonical(item) for item in value)
    if isinstance(value, int | float):
        return float(value)
    # An enumeration of texts counts as its text.
    return str(value) if isinstance(value, str) else value
