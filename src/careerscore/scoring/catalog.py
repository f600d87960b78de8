"""The scoring methodologies by id: bundled, registered, and from other packages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from careerscore.methods.catalog import Catalog
from careerscore.scoring.additive import AdditiveMethodology
from careerscore.scoring.base import Methodology

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from careerscore.errors import Problem
    from careerscore.methods.base import MethodologyBase


def _engines() -> Iterator[type[MethodologyBase]]:
    # The default methodology is additive; other engines are imported when a definition needs them.
    yield AdditiveMethodology
    from careerscore.scoring import engines

    yield from (engines.RulesMethodology, engines.PublishedMeasure, engines.CompositeMethodology)
    from careerscore.scoring import consensus, exposure_share, human_advantage

    yield consensus.ConsensusMethodology
    yield exposure_share.ExposureMethodology
    yield human_advantage.HumanAdvantageMethodology


CATALOG: Final = Catalog[Methodology](
    "a Methodology",
    kinds=(Methodology,),
    folder="methodologies",
    engines=_engines,
    entry_points="careerscore.methodologies",
)
"""Every scoring methodology; reads no file before it is asked."""

methodology_of: Final = CATALOG.of
"""Return a methodology that is given as such or by its id."""


def methodologies() -> tuple[str, ...]:
    """Return the ids of all scoring methodologies, sorted, those of other packages too.

    Nothing is imported for it: a package's methodology is loaded when it is asked for.

    Examples
    --------
    >>> "american-dream-jobs/2.0" in methodologies()
    True
    """
    return CATALOG.ids()


def methodology(id: str) -> Methodology:
    """Return a scoring methodology.

    Parameters
    ----------
    id : str
        ``family/version``.

    Raises
    ------
    UnknownMethodologyError
        If no methodology has this id; the nearest ids are named.
    MethodologyPluginError
        If the package that offers it cannot load it.

    Examples
    --------
    >>> methodology("american-dream-jobs/2.0").title
    'GPTs are GPTs / BLS / EPOCH Additive Scoring'
    """
    return CATALOG.get(id)


def register(methodology: Methodology) -> None:
    """Add a methodology of your own, for as long as the process runs.

    It comes before what a package offers under its id, unless that has been used.

    Parameters
    ----------
    methodology : Methodology
        The methodology. Adding the same one again does nothing.

    Raises
    ------
    InvalidInputError
        If it lacks a part of the protocol.
    DuplicateMethodologyError
        If its id is taken by another definition.

    Examples
    --------
    >>> import careerscore as cs
    >>> register(cs.methodology("american-dream-jobs/2.0"))
    """
    CATALOG.register(methodology)


def load_methodology(path: str | Path) -> Methodology:
    """Build a methodology from a TOML file of your own.

    Methodologies that it names by id may also be registered ones or those of packages.

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


def parse_methodology(
    text: str, name: str = "methodology", *, lookup: Callable[[str], object] | None = None
) -> Methodology:
    """Build a methodology from a TOML text.

    Parameters
    ----------
    text : str
        The definition.
    name : str
        Name of the file, for messages.
    lookup : callable, optional
        Returns the methodology of an id, for definitions that name others; all methodologies by
        default.

    Raises
    ------
    DefinitionError
        If it is not TOML, or the definition has faults; all of them are listed.

    Examples
    --------
    >>> parse_methodology('engine = "additive/2"', "mine.toml")
    Traceback (most recent call last):
    careerscore.errors.DefinitionError: mine.toml: engine: expected 'additive/1' or 'rules/1' or
        'measure/1' or 'composition/1' or 'consensus/1' or 'exposure-share/1' or
        'human-advantage/1', got 'additive/2'
    """
    return CATALOG.parse(text, name, lookup=lookup)


def refused_methodologies() -> tuple[Problem, ...]:
    """Return what other packages offer under ids that are taken."""
    return CATALOG.refused()
