"""How much of a result rests on published inputs."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Status"]


class Status(StrEnum):
    """How much of a result rests on published inputs.

    Examples
    --------
    >>> Status("complete") is Status.COMPLETE
    True
    """

    COMPLETE = "complete"
    """Every input is published, and every figure follows from them."""
    ESTIMATED = "estimated"
    """Some inputs are estimated by a stated rule, and the result has an error for it."""
    FALLBACK = "fallback"
    """A stated fallback replaces missing inputs; the reasons name it."""
    PARTIAL = "partial"
    """Some figures are not published; the others do not depend on them."""
    BOUNDED = "bounded"
    """Some figures are known only within bounds."""
    INSUFFICIENT = "insufficient"
    """Inputs are missing; only a range can be given, if that."""
    INVALID = "invalid"
    """An input lies outside its range; there is no result."""
