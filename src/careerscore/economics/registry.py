"""The methods of economics there are, by id: bundled, registered, and from other packages."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, TypeGuard, cast

from careerscore import methods as base_methods
from careerscore.economics.loading import bundled_method, bundled_method_ids
from careerscore.economics.methods import QUESTIONS, EconomicMethod
from careerscore.errors import InvalidInputError, MethodologyPluginError, Problem, shorten

if TYPE_CHECKING:
    from careerscore.economics.methods import (
        CostMethod,
        PathMethod,
        ProgressionMethod,
        ValueMethod,
    )

__all__ = [
    "CATALOGUE",
    "ENTRY_POINTS",
    "Registry",
    "cost_method",
    "kinds_of",
    "methodologies",
    "methodology",
    "path_method",
    "progression_method",
    "refused_methods",
    "register",
    "value_method",
]

ENTRY_POINTS: Final = "careerscore.economics"
"""The entry-point group of packages that bring methods; the name is the id."""


class Registry(base_methods.Registry[EconomicMethod]):
    """Methods of economics by id; an id never changes its meaning.

    Parameters
    ----------
    strategies : iterable of EconomicMethod
        Those it starts with.
    """

    expected: ClassVar[str] = "a method of economics"

    def holds(self, value: object) -> TypeGuard[EconomicMethod]:
        """Tell whether a value is a method of economics: it can be asked one of the questions."""
        # A class has what its objects have, and answers nothing.
        return not isinstance(value, type) and any(
            isinstance(value, kind) for kind in QUESTIONS.values()
        )


CATALOGUE: Final = base_methods.Catalogue[EconomicMethod](
    Registry,
    entry_points=ENTRY_POINTS,
    bundled_ids=bundled_method_ids,
    bundled=bundled_method,
)
"""Every method there is; reads no file before it is asked."""


def methodologies(question: str | None = None) -> tuple[str, ...]:
    """Return the ids of the methods of economics, sorted, those of other packages too.

    Parameters
    ----------
    question : str, optional
        ``"progression"``, ``"path"``, ``"cost"`` or ``"value"``: only those that answer it,
        without those that cannot be loaded.

    Raises
    ------
    InvalidInputError
        If there is no such question.

    Examples
    --------
    >>> methodologies("progression")
    ('experience-quantile/1.0', 'percentile-ladder/1', 'percentile-ladder/manual')
    """
    if question is None:
        return CATALOGUE.ids()
    if not isinstance(question, str) or question not in QUESTIONS:
        expected = " or ".join(map(repr, QUESTIONS))
        raise InvalidInputError("methods", (Problem("question", shorten(question), expected),))
    return tuple(id for id in CATALOGUE.ids() if _answers(id, question))


def _answers(id: str, question: str) -> bool:
    try:
        return isinstance(CATALOGUE.get(id), QUESTIONS[question])
    except MethodologyPluginError:
        # Told to whoever asks for it by its id; the others are no worse for it.
        return False


def kinds_of(method: EconomicMethod) -> tuple[str, ...]:
    """Return the questions that a method answers.

    Examples
    --------
    >>> kinds_of(methodology("percentile-ladder/1"))
    ('progression',)
    """
    return tuple(name for name, kind in QUESTIONS.items() if isinstance(method, kind))


def refused_methods() -> tuple[Problem, ...]:
    """Return what other packages offer under ids that are taken.

    Examples
    --------
    >>> refused_methods()
    ()
    """
    return CATALOGUE.refused


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
        raise InvalidInputError("method", (Problem("id", shorten(id), "a text"),))
    return CATALOGUE.get(id)


def progression_method(given: object) -> ProgressionMethod:
    """Return a method of progressions that is given as such or by its id.

    Raises
    ------
    InvalidInputError
        If it is neither, or answers another question.
    UnknownMethodologyError
        If there is none of this id.
    """
    return cast("ProgressionMethod", _answering(given, "progression"))


def path_method(given: object) -> PathMethod:
    """Return a method of education paths; otherwise like `progression_method`."""
    return cast("PathMethod", _answering(given, "path"))


def cost_method(given: object) -> CostMethod:
    """Return a method of education costs; otherwise like `progression_method`."""
    return cast("CostMethod", _answering(given, "cost"))


def value_method(given: object) -> ValueMethod:
    """Return a method of lifetime values; otherwise like `progression_method`."""
    return cast("ValueMethod", _answering(given, "value"))


def _answering(given: object, question: str) -> EconomicMethod:
    found = CATALOGUE.of(given, "method")
    if not isinstance(found, QUESTIONS[question]):
        expected = (
            f"a method that gives a {question}, such as {' or '.join(methodologies(question))}"
        )
        raise InvalidInputError(question, (Problem("method", repr(found.id), expected),))
    return found


def register(method: EconomicMethod) -> None:
    """Add a method of your own, for as long as the process runs.

    Parameters
    ----------
    method : EconomicMethod
        What to add. Adding the same one again does nothing.

    Raises
    ------
    InvalidInputError
        If it answers none of the questions.
    DuplicateMethodologyError
        If its id is taken by another definition.

    Examples
    --------
    >>> register(methodology("percentile-ladder/1"))
    """
    CATALOGUE.register(method)
