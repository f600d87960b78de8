"""The scoring methodologies by id: bundled, registered, and from other packages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from careerscore.errors import InvalidInputError, Problem, shorten
from careerscore.methods.catalog import Catalog
from careerscore.scoring.additive import AdditiveMethodology
from careerscore.scoring.base import Methodology
from careerscore.scoring.composite import CompositeMethodology
from careerscore.scoring.published_measure import PublishedMeasure
from careerscore.scoring.rules import RulesMethodology

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = [
    "CATALOG",
    "load_methodology",
    "methodologies",
    "methodology",
    "methodology_of",
    "parse_methodology",
    "refused_methodologies",
    "register",
]


CATALOG: Final = Catalog[Methodology](
    "a Methodology",
    kinds=(Methodology,),
    folder="methodologies",
    engines={
        "additive/1": AdditiveMethodology,
        "rules/1": RulesMethodology,
        "measure/1": PublishedMeasure,
        "composition/1": CompositeMethodology,
    },
    entry_points="careerscore.methodologies",
)
"""Every scoring methodology; reads no file before it is asked."""


def parse_methodology(
    text: str, name: str = "methodology", *, lookup: Callable[[str], Methodology] | None = None
) -> Methodology:
    """Build a methodology from a TOML text.

    Parameters
    ----------
    text : str
        The definition.
    name : str
        Name of the file, for messages.
    lookup : callable, optional
        Returns the methodology of an id, for the steps of a composition; `methodology` by
        default.

    Raises
    ------
    DefinitionError
        If it is not TOML, or the definition has faults; all of them are listed.

    Examples
    --------
    >>> parse_methodology('engine = "additive/1"', "mine.toml")
    Traceback (most recent call last):
    careerscore.errors.DefinitionError: mine.toml: 6 problems
      - id: missing
      - title: missing
      - released: missing
      - status: missing
      - citation: missing
      - factors: missing
    """
    return CATALOG.parse(text, name, lookup)


def load_methodology(path: str | Path) -> Methodology:
    """Build a methodology from a TOML file of your own.

    The steps of a composition are looked up by id among all methodologies, registered ones and
    those of packages too.

    Parameters
    ----------
    path : str or pathlib.Path
        The file.

    Raises
    ------
    DefinitionError
        If the file cannot be read, is not TOML, has faults, or has the id of a released
        methodology with another definition.
    """
    return CATALOG.load(path)


def methodologies() -> tuple[str, ...]:
    """Return the ids of all methodologies, sorted, those of other packages too.

    Nothing is imported for it: a package's methodology is loaded when it is asked for.

    Examples
    --------
    >>> "american-dream-jobs/2.0" in methodologies()
    True
    """
    return CATALOG.ids()


def refused_methodologies() -> tuple[Problem, ...]:
    """Return what other packages offer under ids that are taken.

    Examples
    --------
    >>> refused_methodologies()
    ()
    """
    return CATALOG.refused


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
        raise InvalidInputError("methodology", (Problem("id", shorten(id), "a string"),))
    return CATALOG.get(id)


def methodology_of(methodology: str | Methodology) -> Methodology:
    """Return a methodology that is given as such or by its id."""
    return CATALOG.of(methodology)


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
    CATALOG.register(methodology)
