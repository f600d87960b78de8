"""The methods of economics by id: bundled, registered, and from other packages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, overload

from careerscore.economics.american_dream_jobs import CalculatorPage, ComparePage
from careerscore.economics.cash_flows import DiscountedCashFlow
from careerscore.economics.education_engine import EntryEducation
from careerscore.economics.ladder import PercentileLadder
from careerscore.economics.methods import KINDS, Definition, EconomicMethod
from careerscore.economics.quantile_progression import ExperienceQuantile
from careerscore.economics.tuition import TuitionSchedule
from careerscore.errors import InvalidInputError, MethodologyPluginError, Problem, shorten
from careerscore.methods.catalog import Catalog

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from careerscore.economics.methods import (
        CostMethod,
        PathMethod,
        ProgressionMethod,
        ValueMethod,
    )

__all__ = [
    "CATALOG",
    "kinds_of",
    "load_method",
    "method_of",
    "methodologies",
    "methodology",
    "parse_method",
    "refused_methods",
    "register",
]


_ENGINES: Final[tuple[type[Definition], ...]] = (
    PercentileLadder,
    ExperienceQuantile,
    EntryEducation,
    TuitionSchedule,
    ComparePage,
    CalculatorPage,
    DiscountedCashFlow,
)

CATALOG: Final = Catalog[EconomicMethod](
    "a method of economics",
    kinds=tuple(KINDS.values()),
    folder="economics",
    engines={kind.engine: kind for kind in _ENGINES},
    entry_points="careerscore.economics",
)
"""Every method of economics; reads no file before it is asked."""


def parse_method(
    text: str, name: str = "method", *, lookup: Callable[[str], object] | None = None
) -> EconomicMethod:
    """Build a method from a TOML text.

    Parameters
    ----------
    text : str
        The definition.
    name : str
        Name of the file, for messages.
    lookup : callable, optional
        Returns the method of an id, for methods that use others; `methodology` by default.

    Raises
    ------
    DefinitionError
        If it is not TOML, or the definition has faults; all of them are listed.

    Examples
    --------
    >>> parse_method('engine = "tuition/2"', "mine.toml")
    Traceback (most recent call last):
    careerscore.errors.DefinitionError: mine.toml: engine: expected 'percentile-ladder/1' or
        'experience-quantile/1' or 'entry-education/1' or 'tuition/1' or 'compare-page/1' or
        'calculator-page/1' or 'discounted-cash-flow/1', got 'tuition/2'
    """
    return CATALOG.parse(text, name, lookup)


def load_method(path: str | Path) -> EconomicMethod:
    """Build a method from a TOML file of your own.

    The methods it uses are looked up by id among all methods, registered ones and those of
    packages too.

    Parameters
    ----------
    path : str or pathlib.Path
        The file.

    Raises
    ------
    DefinitionError
        If the file cannot be read, is not TOML, has faults, or has the id of a released method
        with another definition.
    """
    return CATALOG.load(path)


def methodologies(kind: str | None = None) -> tuple[str, ...]:
    """Return the ids of the methods of economics, sorted, those of other packages too.

    Parameters
    ----------
    kind : str, optional
        ``"progression"``, ``"path"``, ``"cost"`` or ``"value"``: only those of this kind, without
        those that cannot be loaded.

    Raises
    ------
    InvalidInputError
        If there is no such kind.

    Examples
    --------
    >>> methodologies("progression")
    ('experience-quantile/1.0', 'percentile-ladder/1', 'percentile-ladder/manual')
    """
    if kind is None:
        return CATALOG.ids()
    if not isinstance(kind, str) or kind not in KINDS:
        expected = " or ".join(map(repr, KINDS))
        raise InvalidInputError("methodologies", (Problem("kind", shorten(kind), expected),))
    return tuple(id for id in CATALOG.ids() if _is_of_kind(id, kind))


def _is_of_kind(id: str, kind: str) -> bool:
    try:
        return isinstance(CATALOG.get(id), KINDS[kind])
    except MethodologyPluginError:
        # Whoever asks for it by its id learns why; the others do not suffer.
        return False


def kinds_of(method: EconomicMethod) -> tuple[str, ...]:
    """Return the kinds of a method: what it can be asked.

    Examples
    --------
    >>> kinds_of(methodology("percentile-ladder/1"))
    ('progression',)
    """
    return tuple(name for name, kind in KINDS.items() if isinstance(method, kind))


def refused_methods() -> tuple[Problem, ...]:
    """Return what other packages offer under ids that are taken.

    Examples
    --------
    >>> refused_methods()
    ()
    """
    return CATALOG.refused


def methodology(id: str) -> EconomicMethod:
    """Return a method of economics.

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
    >>> methodology("college-board/2025-26").title
    'Published tuition and fees, College Board 2025-26'
    """
    if not isinstance(id, str):
        raise InvalidInputError("method", (Problem("id", shorten(id), "a string"),))
    return CATALOG.get(id)


@overload
def method_of(kind: Literal["progression"], given: object) -> ProgressionMethod: ...
@overload
def method_of(kind: Literal["path"], given: object) -> PathMethod: ...
@overload
def method_of(kind: Literal["cost"], given: object) -> CostMethod: ...
@overload
def method_of(kind: Literal["value"], given: object) -> ValueMethod: ...
def method_of(kind: str, given: object) -> Any:
    """Return a method of a kind that is given as such or by its id."""
    method = CATALOG.of(given, "method")
    if not isinstance(method, KINDS[kind]):
        expected = f"a method of the kind {kind!r}, such as {' or '.join(methodologies(kind))}"
        raise InvalidInputError(kind, (Problem("method", shorten(method.id), expected),))
    return method


def register(method: EconomicMethod) -> None:
    """Add a method of your own, for as long as the process runs.

    Parameters
    ----------
    method : EconomicMethod
        What to add. Adding the same one again does nothing.

    Raises
    ------
    InvalidInputError
        If it is of none of the kinds.
    DuplicateMethodologyError
        If its id is taken by another definition.

    Examples
    --------
    >>> register(methodology("percentile-ladder/1"))
    """
    CATALOG.register(method)
