"""The methodologies there are, by id: bundled, registered, and from other packages."""

from __future__ import annotations

from typing import ClassVar, Final, TypeGuard

from careerscore import methods as base_methods
from careerscore.errors import InvalidInputError, Problem, shorten
from careerscore.scoring.loading import bundled_methodology, bundled_methodology_ids
from careerscore.scoring.protocol import Methodology

__all__ = [
    "CATALOGUE",
    "ENTRY_POINTS",
    "Registry",
    "methodologies",
    "methodology",
    "methodology_of",
    "refused_methodologies",
    "register",
]

ENTRY_POINTS: Final = "careerscore.methodologies"
"""The entry-point group of packages that bring methodologies; the name is the id."""


class Registry(base_methods.Registry[Methodology]):
    """Methodologies by id; an id never changes its meaning.

    Parameters
    ----------
    strategies : iterable of Methodology
        Those it starts with.
    """

    expected: ClassVar[str] = "a Methodology"

    def holds(self, value: object) -> TypeGuard[Methodology]:
        """Tell whether a value is a methodology."""
        return isinstance(value, Methodology)


CATALOGUE: Final = base_methods.Catalogue[Methodology](
    Registry,
    entry_points=ENTRY_POINTS,
    bundled_ids=bundled_methodology_ids,
    bundled=bundled_methodology,
)
"""Every methodology there is; reads no file before it is asked."""


def methodologies() -> tuple[str, ...]:
    """Return the ids of every methodology there is, sorted, those of other packages too.

    Nothing is imported for it: a package's methodology is loaded when it is asked for.

    Examples
    --------
    >>> "american-dream-jobs/2.0" in methodologies()
    True
    """
    return CATALOGUE.ids()


def refused_methodologies() -> tuple[Problem, ...]:
    """Return what other packages offer under ids that are taken.

    Examples
    --------
    >>> refused_methodologies()
    ()
    """
    return CATALOGUE.refused


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
    MethodologyPluginError
        If the package that offers it cannot load it.

    Examples
    --------
    >>> methodology("american-dream-jobs/2.0").title
    'GPTs are GPTs / BLS / EPOCH Additive Scoring'
    """
    if not isinstance(id, str):
        raise InvalidInputError("methodology", (Problem("id", shorten(id), "a text"),))
    return CATALOGUE.get(id)


def methodology_of(methodology: str | Methodology) -> Methodology:
    """Return a methodology that is given as such or by its id.

    Raises
    ------
    InvalidInputError
        If it is neither.
    UnknownMethodologyError
        If there is none of this id.

    Examples
    --------
    >>> methodology_of("webb/2020") is methodology_of(methodology("webb/2020"))
    True
    """
    return CATALOGUE.of(methodology)


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
    CATALOGUE.register(methodology)
