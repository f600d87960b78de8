"""Whether a method of economics keeps the promises that careerscore makes of every one."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Any, Final

from careerscore.economics.catalog import kinds_of
from careerscore.economics.methods import KINDS, EconomicMethod
from careerscore.economics.results import EconomicResult
from careerscore.errors import InvalidInputError
from careerscore.methods.base import STATUSES
from careerscore.serde import dumps, loads
from careerscore.testing.conformance import ConformanceError, for_all
from careerscore.testing.strategies import occupations

if TYPE_CHECKING:
    from collections.abc import Callable

    from careerscore.model import Occupation

__all__ = ["check_economic_method"]


def check_economic_method(method: EconomicMethod, *, examples: int = 50) -> None:
    """Check a method of economics against every promise, with examples that Hypothesis finds.

    Parameters
    ----------
    method : EconomicMethod
        What to check.
    examples : int
        Number of examples for each promise.

    Raises
    ------
    ConformanceError
        If a promise is broken; every broken one is named with an example.

    Examples
    --------
    >>> import careerscore as cs
    >>> check_economic_method(cs.economics.methodology("percentile-ladder/1"), examples=10)
    """
    questions = kinds_of(method)
    if not questions:
        expected = f"answers none of {', '.join(KINDS)}, or lacks a part of EconomicMethod"
        raise ConformanceError(repr(method), (("protocol", expected),), len(PROMISES))
    broken: list[tuple[str, str]] = []
    for name, promise in PROMISES.items():
        try:
            promise(method, questions, examples)
        # A method is foreign code: whatever it raises, it breaks the promise.
        except Exception as error:  # noqa: BLE001
            broken.append((name, f"{type(error).__name__}: {error}".partition("\n")[0]))
    if broken:
        raise ConformanceError(method.id, tuple(broken), len(PROMISES))


def _expect(holds: object, what: str) -> None:
    if not holds:
        raise AssertionError(what)


def _answer(method: EconomicMethod, question: str, occupation: object) -> Any:
    return getattr(method, question)(occupation)


def _identity(method: EconomicMethod, _questions: tuple[str, ...], _: int) -> None:
    family, _slash, version = method.id.partition("/")
    _expect(family and version, f"the id is no family/version: {method.id!r}")
    _expect(method.title.strip(), "there is no title")
    _expect(method.citation.strip(), "there is no citation")
    _expect(isinstance(method.released, datetime.date), "there is no date of release")
    _expect(method.status in STATUSES, f"the status is {method.status!r}")
    digest = re.fullmatch("[0-9a-f]{64}", method.fingerprint)
    _expect(digest, f"the fingerprint is no SHA-256: {method.fingerprint!r}")
    _expect(method.id in method.card(), "the card does not name the id")


def _results(method: EconomicMethod, questions: tuple[str, ...], examples: int) -> None:
    """Every occupation has an answer that names it, the method, and what it lacks."""

    def check(occupation: Occupation) -> None:
        for question in questions:
            result = _answer(method, question, occupation)
            _expect(isinstance(result, EconomicResult), f"{question}: no EconomicResult")
            _expect(result.methodology == method.id, f"{question}: names another method")
            holds = result.occupation_code == occupation.code
            _expect(holds, f"{question}: names another occupation than {occupation!r}")
            holds = result.data_release == occupation.data_release
            _expect(holds, f"{question}: names another release than that of {occupation!r}")

    for_all(occupations(), examples, check)


def _determinism(method: EconomicMethod, questions: tuple[str, ...], examples: int) -> None:
    def check(occupation: Occupation) -> None:
        for question in questions:
            once, again = (_answer(method, question, occupation) for _ in range(2))
            _expect(once == again, f"{occupation!r}: two answers to one question")

    for_all(occupations(), examples, check)


def _round_trip(method: EconomicMethod, questions: tuple[str, ...], examples: int) -> None:
    def check(occupation: Occupation) -> None:
        for question in questions:
            result = _answer(method, question, occupation)
            back = loads(dumps(result), type(result))
            _expect(back == result, f"{occupation!r}: the result does not come back from JSON")

    for_all(occupations(), examples, check)


def _refusal(method: EconomicMethod, questions: tuple[str, ...], _: int) -> None:
    for question in questions:
        try:
            _answer(method, question, "29-2072.00")
        except InvalidInputError:
            continue
        raise AssertionError(f"{question}: takes a code for an occupation")


PROMISES: Final[dict[str, Callable[[EconomicMethod, tuple[str, ...], int], None]]] = {
    "identity": _identity,
    "results": _results,
    "determinism": _determinism,
    "JSON round trip": _round_trip,
    "refusal": _refusal,
}
"""Every promise by name."""
