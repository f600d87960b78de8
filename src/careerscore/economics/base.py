"""What methods of economics have in common: their kinds, definitions and results."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Final, Protocol, TypeVar, runtime_checkable

from attrs import field, frozen

from careerscore._record import Checks, Record, frozen_tuple
from careerscore._render.display import RichDisplay
from careerscore.methods.base import Method, MethodologyBase
from careerscore.methods.fingerprint import NOT_IN_FINGERPRINT, figures_of, fingerprint_of
from careerscore.model import ConstantDollars, Occupation, Source, Status

if TYPE_CHECKING:
    from careerscore import economics
    from careerscore._render.blocks import Page


class EconomicMethod(Method, Protocol):
    """A versioned method of economics: of one of the `KINDS`."""


@runtime_checkable
class ProgressionMethod(EconomicMethod, Protocol):
    """Pay at each year of experience."""

    def progression(
        self, occupation: Occupation, *, tail: str | None = None
    ) -> "economics.CareerProgression":
        """Return the levels and the years of a career."""
        ...


@runtime_checkable
class PathMethod(EconomicMethod, Protocol):
    """Education, experience and training that an occupation requires."""

    def path(
        self, occupation: Occupation, *, level: str | None = None
    ) -> "economics.EducationRequirements":
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
    ) -> "economics.EducationCost":
        """Return the cost of the education, by kind of institution."""
        ...


@runtime_checkable
class ValueMethod(EconomicMethod, Protocol):
    """Value of a career over a life."""

    def value(
        self, occupation: Occupation, assumptions: "economics.Assumptions | None" = None
    ) -> "economics.LifetimeValue":
        """Return cash flows by year, and their totals."""
        ...


@runtime_checkable
class GainMethod(ValueMethod, Protocol):
    """Value of a career over a life, and its gain over a baseline."""

    def value_over(
        self,
        baseline: Occupation | float,
        occupation: Occupation,
        assumptions: "economics.Assumptions | None" = None,
    ) -> "economics.LifetimeValue":
        """Return cash flows by year, their totals, and what they are more than a baseline's."""
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


@frozen(kw_only=True)
class EconomicResult(RichDisplay, Record):
    """The result of a method for an occupation, with its reasons and sources.

    Parameters
    ----------
    methodology : str
        Id of the method, ``family/version``.
    status : Status
        Whether every input was available.
    reasons : tuple of str
        Why it is not complete: what is missing, which fallback was used, what is a bound.
    assumption_notes : tuple of str
        Assumptions that the caller chose.
    sources : tuple of Source
        The editions of the figures.
    fingerprint : str
        SHA-256 over method, data, assumptions and figures: equal fingerprints, equal figures.
        Titles, reasons, notes and sources are not part of it.
    occupation_code, occupation_title : str, optional
        The occupation.
    data_release : str, optional
        The release the facts come from; None for an occupation made by hand.
    """

    _repr_fields: ClassVar = ("occupation_code", "status", "methodology", "data_release")

    # The fingerprint covers the method and the data by their own fingerprints.
    methodology: str = field(metadata=NOT_IN_FINGERPRINT)
    status: Status
    fingerprint: str = field(metadata=NOT_IN_FINGERPRINT)
    reasons: tuple[str, ...] = field(
        default=(), converter=frozen_tuple, metadata=NOT_IN_FINGERPRINT
    )
    assumption_notes: tuple[str, ...] = field(
        default=(), converter=frozen_tuple, metadata=NOT_IN_FINGERPRINT
    )
    sources: tuple[Source, ...] = field(
        default=(), converter=frozen_tuple, metadata=NOT_IN_FINGERPRINT, repr=False
    )
    occupation_code: str | None = None
    occupation_title: str | None = field(default=None, metadata=NOT_IN_FINGERPRINT)
    data_release: str | None = field(default=None, metadata=NOT_IN_FINGERPRINT)

    def _page(self) -> "Page":
        from careerscore.economics.pages import result_page

        return result_page(self)

    def _check(self, checks: Checks) -> None:
        holds = self.status is Status.COMPLETE or bool(self.reasons)
        checks.expect("reasons", self.reasons, f"why it is {self.status}", holds=holds)

    @property
    def _of(self) -> str:
        """The occupation, method and release, for `repr`."""
        data = f", data release {self.data_release}" if self.data_release else ""
        return f"{self.occupation_code} {self.occupation_title}, by {self.methodology}{data}"


ResultT = TypeVar("ResultT", bound=EconomicResult)


def make_result(
    kind: type[ResultT],
    method: EconomicMethod,
    occupation: Occupation,
    sources: Iterable[Source | None],
    options: Mapping[str, object] | None = None,
    dollars: ConstantDollars | None = None,
    **fields: Any,
) -> ResultT:
    """Return a result with its fingerprint; `options` are what the caller chose, or None.

    `dollars` are those of the wages that it is computed from, where these were converted.
    """
    fields["occupation_code"] = occupation.code
    if dollars is not None:
        options = {**(options or {}), "in_dollars_of": dollars.month}
        notes = (*fields.get("assumption_notes", ()), f"pay in {dollars}")
        fields |= {"dollars": dollars, "assumption_notes": notes}
        sources = (*sources, dollars.source)
    inputs = {
        "methodology": method.fingerprint,
        "data": occupation.data_fingerprint,
        "options": {name: value for name, value in (options or {}).items() if value is not None},
        "figures": figures_of(kind, fields),
    }
    return kind(
        methodology=method.id,
        occupation_title=occupation.title,
        data_release=occupation.data_release,
        sources=tuple(dict.fromkeys(source for source in sources if source is not None)),
        fingerprint=fingerprint_of(inputs),
        **fields,
    )
