"""The methods of economics by id: bundled, registered, and from other packages."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from careerscore.economics.american_dream_jobs import CalculatorPage, ComparePage
from careerscore.economics.base import KINDS, EconomicMethod
from careerscore.economics.cash_flows import DiscountedCashFlow
from careerscore.economics.education import EntryEducation
from careerscore.economics.gain import GainOverBaseline
from careerscore.economics.percentile_ladder import PercentileLadder
from careerscore.economics.progression import ExperienceQuantile
from careerscore.economics.tuition import TuitionSchedule
from careerscore.errors import InvalidInputError, MethodologyPluginError, Problem, shorten
from careerscore.methods.catalog import Catalog

CATALOG: Final = Catalog[EconomicMethod](
    "a method of economics",
    kinds=tuple(KINDS.values()),
    folder="economics",
    engines=lambda: (
        PercentileLadder,
        ExperienceQuantile,
        EntryEducation,
        TuitionSchedule,
        ComparePage,
        CalculatorPage,
        DiscountedCashFlow,
        GainOverBaseline,
    ),
    entry_points="careerscore.economics",
    subject="method",
)
"""Every method of economics; reads no file before it is asked."""


def methodology(id: str) -> EconomicMethod:
    """Return a method of economics; otherwise as `careerscore.methodology`.

    Examples
    --------
    >>> methodology("college-board/2025-26").title
    'Published tuition and fees, College Board 2025-26'
    """
    return CATALOG.get(id)


def register(methodology: EconomicMethod) -> None:
    """Add a method of your own; otherwise as `careerscore.register`."""
    CATALOG.register(methodology)


def load_method(path: str | Path) -> EconomicMethod:
    """Build a method from a TOML file; otherwise as `careerscore.load_methodology`."""
    return CATALOG.load(path)


def parse_method(
    text: str, name: str = "method", *, lookup: Callable[[str], object] | None = None
) -> EconomicMethod:
    """Build a method from a TOML text; otherwise as `careerscore.scoring.parse_methodology`."""
    return CATALOG.parse(text, name, lookup=lookup)


def refused_methods() -> tuple[Problem, ...]:
    """Return what other packages offer under ids that are taken."""
    return CATALOG.refused()


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
    found = []
    for id in CATALOG.ids():
        # Whoever asks for it by its id learns why it fails; the others do not suffer.
        with suppress(MethodologyPluginError):
            if isinstance(CATALOG.get(id), KINDS[kind]):
                found.append(id)
    return tuple(found)


def kinds_of(method: EconomicMethod) -> tuple[str, ...]:
    """Return the kinds of a method: what it can be asked.

    Examples
    --------
    >>> kinds_of(methodology("percentile-ladder/1"))
    ('progression',)
    """
    return tuple(name for name, kind in KINDS.items() if isinstance(method, kind))


def method_of(kind: str, given: object) -> Any:
    """Return a method of a kind that is given as such or by its id."""
    method = CATALOG.of(given)
    if not isinstance(method, KINDS[kind]):
        expected = f"a method of the kind {kind!r}, such as {' or '.join(methodologies(kind))}"
        raise InvalidInputError(kind, (Problem("method", shorten(method.id), expected),))
    return method
