"""Figures of a result, from NumPy's numbers; and the error where NumPy is missing."""

from __future__ import annotations

from contextlib import contextmanager
from math import isnan
from typing import TYPE_CHECKING, Any, Final

from careerscore.errors import MissingDependencyError

if TYPE_CHECKING:
    from collections.abc import Iterator

_DECIMALS: Final = 10
"""Beyond them, sums differ from one processor to the next."""


def figure(value: Any) -> float:
    """Return a number of a result, rounded to 10 decimals."""
    return round(float(value), _DECIMALS)


def known_figure(value: Any) -> float | None:
    """Return a number of a result; None for NaN."""
    return None if isnan(value) else figure(value)


@contextmanager
def needs_numpy() -> Iterator[None]:
    """Say which extra brings NumPy, where an import within fails."""
    try:
        yield
    except ImportError as error:
        raise MissingDependencyError("an analysis", "analysis") from error
