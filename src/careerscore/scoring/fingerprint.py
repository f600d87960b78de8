"""Fingerprints of definitions and results: over values, not over the bytes of a file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

__all__ = ["fingerprint_of"]


def fingerprint_of(value: object) -> str:
    """Return the SHA-256 of a value's canonical JSON.

    Parameters
    ----------
    value : object
        Mappings, lists, texts, numbers and None.

    Examples
    --------
    >>> fingerprint_of({"cut": 0}) == fingerprint_of({"cut": 0.0})
    True
    """
    text = json.dumps(_canonical(value), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _canonical(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _canonical(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_canonical(item) for item in value]
    if isinstance(value, int | float):
        return repr(float(value))
    return value
