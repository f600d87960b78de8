"""What the methods of economics have in common: an identity, and one question each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final, Protocol, runtime_checkable

import attrs
from attrs import frozen

from careerscore.errors import InvalidInputError, Problem, shorten
from careerscore.methods.base import MethodologyBase
from careerscore.model.occupation import Occupation
from careerscore.serde import KIND, unversioned

if TYPE_CHECKING:
    import datetime

    from careerscore._record import Checks
    from careerscore.economics.assumptions import Assumptions
    from careerscore.economics.cost import EducationCost
    from careerscore.economics.education import EducationRequirements
    from careerscore.economics.lifetime import LifetimeValue
    from careerscore.economics.progression import CareerProgression

__all__ = [
    "PART",
    "QUESTIONS",
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


class EconomicMethod(Protocol):
    """What every method of economics offers, whoever wrote it.

    A method is a value: it holds its whole definition, touches no files and no network, and
    gives the same answer to the same question for ever.
    """

    @property
    def id(self) -> str:
        """``family/version``."""
        ...

    @property
    def title(self) -> str:
        """What a reader calls it."""
        ...

    @property
    def released(self) -> datetime.date:
        """When this version was released."""
        ...

    @property
    def status(self) -> str:
        """``draft``, ``released``, ``superseded`` or ``withdrawn``."""
        ...

    @property
    def superseded_by(self) -> str | None:
        """Id of the version that replaces it."""
        ...

    @property
    def citation(self) -> str:
        """How to cite it."""
        ...

    @property
    def fingerprint(self) -> str:
        """SHA-256 over everything that defines a result."""
        ...

    def evolve(self, **changes: Any) -> EconomicMethod:
        """Return a variant with an id and a fingerprint of its own."""
        ...

    def card(self) -> str:
        """Return what there is to know of it as a page of Markdown."""
        ...


@runtime_checkable
class ProgressionMethod(EconomicMethod, Protocol):
    """Says what an occupation pays at each year of experience."""

    def progression(self, occupation: Occupation, *, tail: str | None = None) -> CareerProgression:
        """Return the levels and the years of a career."""
        ...


@runtime_checkable
class PathMethod(EconomicMethod, Protocol):
    """Says what education, experience and training an occupation asks for."""

    def path(self, occupation: Occupation, *, level: str | None = None) -> EducationRequirements:
        """Return what it asks for, or what a level of the caller's choice takes."""
        ...


@runtime_checkable
class CostMethod(EconomicMethod, Protocol):
    """Says what the education for an occupation costs."""

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
    """Says what a career is worth over a life."""

    def value(
        self, occupation: Occupation, assumptions: Assumptions | None = None
    ) -> LifetimeValue:
        """Return cash flows by year, and what they come to."""
        ...


QUESTIONS: Final[dict[str, type[object]]] = {
    "progression": ProgressionMethod,
    "path": PathMethod,
    "cost": CostMethod,
    "value": ValueMethod,
}
"""What a method can be asked, named as its answer is called, and what it is then."""


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

    question: ClassVar[str] = ""

    rule: str

    def _check_parts(self, checks: Checks) -> None:
        checks.text("rule", self.rule)

    def _check_rules(self, checks: Checks) -> None:
        """Nothing more, unless a kind of method has more to check."""

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
