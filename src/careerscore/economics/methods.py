"""The kinds of methods of economics: protocols, and base classes of their definitions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol, runtime_checkable

from attrs import field, frozen

from careerscore.economics.lifetime import LifetimeValue
from careerscore.economics.results import make_result
from careerscore.methods.base import Method, MethodologyBase
from careerscore.methods.fingerprint import NOT_IN_FINGERPRINT

if TYPE_CHECKING:
    from careerscore.economics.assumptions import Assumptions
    from careerscore.economics.cost import EducationCost
    from careerscore.economics.education import EducationRequirements
    from careerscore.economics.progression import CareerProgression
    from careerscore.model.occupation import Occupation


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
        """Return its requirements, or those of a given level of education."""
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
        """Return cash flows by year, and their totals."""
        ...


KINDS: Final[dict[str, type[object]]] = {
    "progression": ProgressionMethod,
    "path": PathMethod,
    "cost": CostMethod,
    "value": ValueMethod,
}
"""The kinds of methods, named as the function that each has, and their protocols."""


@frozen(kw_only=True, repr=False)
class Definition(MethodologyBase):
    """A method of economics that is defined in a file.

    Parameters
    ----------
    rule : str
        How the result is computed, in a sentence.
    """

    rule: str = field(metadata=NOT_IN_FINGERPRINT)

    @property
    def formula(self) -> str:
        """How the result is computed, in a line."""
        return self.rule


@frozen(kw_only=True, repr=False)
class ValueDefinition(Definition):
    """A method of lifetime values that uses a method of each other kind.

    Parameters
    ----------
    progression_by, path_by, cost_by : ProgressionMethod, PathMethod, CostMethod
        The methods of pay, of education requirements and of their cost.
    """

    progression_by: ProgressionMethod
    path_by: PathMethod
    cost_by: CostMethod

    def _parts(self, occupation: Occupation, assumed: Assumptions) -> Parts:
        """Return the results of the three methods."""
        return Parts(
            self.progression_by.progression(occupation, tail=assumed.tail),
            self.path_by.path(occupation, level=assumed.level),
            self.cost_by.cost(
                occupation,
                level=assumed.level,
                field_multiplier=assumed.field_multiplier,
                graduate_ratio=assumed.graduate_ratio,
            ),
        )

    def _result(self, occupation: Occupation, parts: Parts, **fields: Any) -> LifetimeValue:
        return make_result(
            LifetimeValue,
            self,
            occupation,
            [source for part in parts for source in part.sources],
            parts=tuple(part.methodology for part in parts),
            education_level=parts.path.entry_level,
            **fields,
        )


class Parts(NamedTuple):
    """Results that a lifetime value is computed from."""

    progression: CareerProgression
    path: EducationRequirements
    cost: EducationCost
