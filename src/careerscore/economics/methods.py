"""The kinds of methods of economics, and what their definitions have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

import attrs
from attrs import frozen

from careerscore.errors import InvalidInputError, Problem, shorten
from careerscore.methods.base import Method, MethodologyBase
from careerscore.model.occupation import Occupation
from careerscore.serde import KIND, unversioned

if TYPE_CHECKING:
    from careerscore._record import Checks
    from careerscore.economics.assumptions import Assumptions
    from careerscore.economics.cost import EducationCost
    from careerscore.economics.education import EducationRequirements
    from careerscore.economics.lifetime import LifetimeValue
    from careerscore.economics.progression import CareerProgression

__all__ = [
    "KINDS",
    "PART",
    "CostMethod",
    "Definition",
    "EconomicMethod",
    "PathMethod",
    "ProgressionMethod",
    "ValueMethod",
    "check_occupation",
]

PART: Final = {KIND: object}
"""Metadata of a field that holds another method, which is given as it is."""

_IDENTITY: Final = frozenset(each.name for each in attrs.fields(MethodologyBase))


class EconomicMethod(Method, Protocol):
    """A versioned method of economics: of one of the `KINDS`."""


@runtime_checkable
class ProgressionMethod(EconomicMethod, Protocol):
    """Pay at each year of experience."""

    def progression(self, occupation: Occupation, *, tail: str | None = None) -> CareerProgression:
        """Return the levels and the years of a career."""
        ...


@runtime_checkable
class PathMethod(EconomicMethod, Protocol):
    """Education, experience and training that an occupation requires."""

    def path(self, occupation: Occupation, *, level: str | None = None) -> EducationRequirements:
        """Return what it requires, or what a level of the caller's choice takes."""
        ...


@runtime_checkable
class CostMethod(EconomicMethod, Protocol):
    """Cost of the education for an occupation."""

    def cost(
        self,
        occupation: Occupation,
        *,
        level: str | None = None,
        field_multiplier: bool | None = None,
        graduate_ratio: float | None = None,
    ) -> EducationCost:
        """Return the cost of the education, by kind of institution."""
        ...


@runtime_checkable
class ValueMethod(EconomicMethod, Protocol):
    """Value of a career over a life."""

    def value(
        self, occupation: Occupation, assumptions: Assumptions | None = None
    ) -> LifetimeValue:
        """Return cash flows by year, and what they come to."""
        ...


KINDS: Final[dict[str, type[object]]] = {
    "progression": ProgressionMethod,
    "path": PathMethod,
    "cost": CostMethod,
    "value": ValueMethod,
}
"""The kinds of methods, each with its protocol and named as the function that is asked."""


@frozen(kw_only=True, repr=False)
class Definition(MethodologyBase):
    """A method of economics that stands in a file: a value with a fingerprint.

    Parameters
    ----------
    rule : str
        How the result follows, in a sentence.

    See Also
    --------
    careerscore.scoring.MethodologyBase : the other parameters.
    """

    rule: str

    def _check(self, checks: Checks) -> None:
        super()._check(checks)
        self._check_parts(checks)
        if checks.passed:
            self._check_rules(checks)

    def _check_parts(self, checks: Checks) -> None:
        """Check what no field says by itself."""

    def _check_rules(self, checks: Checks) -> None:
        """Check that the fields agree."""

    def _definition(self) -> dict[str, object]:
        own = (each.name for each in attrs.fields(type(self)) if each.name not in _IDENTITY)
        values = {name: getattr(self, name) for name in own if name not in {"rule", *_WORDS}}
        return {
            name: value.fingerprint
            if hasattr(value, "fingerprint")
            else _numbers(unversioned(value))
            for name, value in values.items()
            if value is not None
        }

    @property
    def formula(self) -> str:
        """How the result follows, in a line."""
        return self.rule


_WORDS: Final = frozenset({"note", "programs_note", "price_source", "academic_year"})


def _numbers(value: object) -> object:
    """Leave out what no figure is made of: nothing at all, and remarks."""
    if isinstance(value, dict):
        return {
            key: _numbers(item)
            for key, item in value.items()
            if item is not None and key not in _WORDS
        }
    return [_numbers(item) for item in value] if isinstance(value, list) else value


def check_occupation(method: EconomicMethod, occupation: object) -> None:
    """Refuse what is no occupation."""
    if not isinstance(occupation, Occupation):
        expected = "an Occupation, as careerscore.occupation gives"
        raise InvalidInputError(method.id, (Problem("occupation", shorten(occupation), expected),))
