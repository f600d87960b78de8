"""The methodologies there are, by id."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from careerscore.errors import (
    DuplicateMethodologyError,
    InvalidInputError,
    Problem,
    UnknownMethodologyError,
    shorten,
)
from careerscore.scoring.loading import bundled_methodologies
from careerscore.scoring.protocol import Methodology

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Registry", "methodologies", "methodology", "register"]


class Registry:
    """Methodologies by id; an id never changes its meaning.

    Parameters
    ----------
    methodologies : iterable of Methodology
        Those it starts with.
    """

    def __init__(self, methodologies: Iterable[Methodology] = ()) -> None:
        self._by_id: dict[str, Methodology] = {}
        for methodology in methodologies:
            self.register(methodology)

    def register(self, methodology: Methodology) -> None:
        """Add a methodology; the same one twice is no fault."""
        if not isinstance(methodology, Methodology):
            problem = Problem("methodology", shorten(methodology), "a Methodology")
            raise InvalidInputError("register", (problem,))
        held = self._by_id.get(methodology.id)
        if held is not None and held.fingerprint != methodology.fingerprint:
            raise DuplicateMethodologyError(methodology.id)
        self._by_id[methodology.id] = held or methodology

    def ids(self) -> tuple[str, ...]:
        """Return every id, sorted."""
        return tuple(sorted(self._by_id))

    def get(self, id: str) -> Methodology:
        """Return the methodology of an id."""
        if id not in self._by_id:
            raise UnknownMethodologyError(id, self.ids())
        return self._by_id[id]


@cache
def _shared() -> Registry:
    # Filled when first asked for, so that importing reads no file.
    return Registry(bundled_methodologies())


def methodologies() -> tuple[str, ...]:
    """Return the ids of every methodology there is, sorted.

    Examples
    --------
    >>> "american-dream-jobs/2.0" in methodologies()
    True
    """
    return _shared().ids()


def methodology(id: str) -> Methodology:
    """Return a methodology.

    Parameters
    ----------
    id : str
        ``family/version``.

    Raises
    ------
    UnknownMethodologyError
        If there is none of this id; the nearest ids are named.

    Examples
    --------
    >>> methodology("american-dream-jobs/2.0").title
    'GPTs are GPTs / BLS / EPOCH Additive Scoring'
    """
    return _shared().get(id)


def register(methodology: Methodology) -> None:
    """Add a methodology of your own, for as long as the process runs.

    Parameters
    ----------
    methodology : Methodology
        What to add. Adding the same one again does nothing.

    Raises
    ------
    InvalidInputError
        If it lacks a part of the protocol.
    DuplicateMethodologyError
        If its id is taken by another definition.

    Examples
    --------
    >>> register(methodology("american-dream-jobs/2.0"))
    """
    _shared().register(methodology)
