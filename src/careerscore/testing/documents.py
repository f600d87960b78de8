"""A Hypothesis strategy for every class that is written as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

import attrs
from hypothesis import strategies as st

from careerscore import economics, scoring
from careerscore.model import Occupation, ResilienceAssessment, WageEstimates
from careerscore.testing.strategies import assessments, objects, occupations, wage_estimates

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

__all__ = ["documents"]

T = TypeVar("T")


def documents(kind: type[T]) -> SearchStrategy[T]:
    """Give objects of a class that is written as JSON, one of yours too.

    Methodologies, and what they are made of, are the registered ones. Objects of other classes
    are made by the types and limits of their fields.

    Parameters
    ----------
    kind : type
        Any class of which `careerscore.json_schema` gives a schema.

    Raises
    ------
    InvalidInputError
        If it is no such class.

    Examples
    --------
    >>> import careerscore as cs
    >>> from hypothesis import find
    >>> find(documents(cs.Tier), lambda tier: tier.rank > 4).rank
    5
    """
    own: dict[type, Any] = {
        Occupation: occupations,
        ResilienceAssessment: _assessments,
        WageEstimates: wage_estimates,
    }
    if kind in own:
        return cast("SearchStrategy[T]", own[kind]())
    registered = _parts_of_methodologies().get(kind)
    return st.sampled_from(registered) if registered else objects(kind)


def _assessments() -> SearchStrategy[ResilienceAssessment]:
    return st.sampled_from(scoring.methodologies()).map(scoring.methodology).flatmap(assessments)


@cache
def _parts_of_methodologies() -> Mapping[type, list[Any]]:
    """Return every methodology and all that they are made of, by class."""
    found: dict[type, list[Any]] = {}
    for methodology in (
        *map(scoring.methodology, scoring.methodologies()),
        *map(economics.methodology, economics.methodologies()),
    ):
        for part in _parts_of(methodology):
            found.setdefault(type(part), []).append(part)
    return found


def _parts_of(value: Any) -> Iterator[object]:
    if attrs.has(type(value)):
        yield value
        value = [getattr(value, each.name) for each in attrs.fields(type(value)) if each.init]
    elif isinstance(value, Mapping):
        value = value.values()
    if isinstance(value, Iterable) and not isinstance(value, str):
        for item in value:
            yield from _parts_of(item)
