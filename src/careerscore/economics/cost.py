"""Cost of an education: a total, its parts, and the cost at each kind of institution."""

from collections.abc import Mapping
from typing import Final

from attrs import field, frozen

from careerscore._record import Checks, Record, frozen_map, frozen_tuple, limits
from careerscore._text import short_repr
from careerscore.economics.base import EconomicResult
from careerscore.economics.money import Range
from careerscore.methods.fingerprint import NOT_IN_FINGERPRINT

INSTITUTIONS: Final = {
    "public_two_year": "Public two-year, in district",
    "public_in_state": "Public four-year, in state",
    "public_out_of_state": "Public four-year, out of state",
    "private_nonprofit": "Private nonprofit four-year",
    "trade_school": "Trade school",
    "apprenticeship": "Apprenticeship",
}
"""Kinds of institution, and their names for readers."""

_AT_LEAST_0: Final = limits(minimum=0)


@frozen(kw_only=True)
class CostItem(Record):
    """One part of an education.

    Parameters
    ----------
    name : str
        Name of the part.
    cost : Range
        Total cost [US dollars]; None where no source supports a figure.
    note : str, optional
        Why the cost is not known, or its basis.
    """

    name: str
    cost: Range
    note: str | None = field(default=None, metadata=NOT_IN_FINGERPRINT)


@frozen(kw_only=True)
class InstitutionCost(Record):
    """The cost of an education at one kind of institution.

    Parameters
    ----------
    total : float, optional
        Total [US dollars]; None where a part of it is not known.
    per_year : float, optional
        Cost a year [US dollars]; None where a part of it is not known.
    years : float
        Duration [years].
    at_least : float, optional
        The sum of the parts that are known, where others are not [US dollars].
    """

    total: float | None = field(metadata=_AT_LEAST_0)
    per_year: float | None = field(metadata=_AT_LEAST_0)
    years: float = field(metadata=_AT_LEAST_0)
    at_least: float | None = field(default=None, metadata=_AT_LEAST_0)


@frozen(kw_only=True, repr=False)
class EducationCost(EconomicResult):
    """The cost of the education for an occupation: published tuition and fees.

    Not included: housing and food, books, aid and grants, and pay that is forgone. What
    students pay on average is less than the published price.

    Parameters
    ----------
    level : str, optional
        The level of education it is for; None where no source has one.
    level_reason : str
        Why that level.
    basis : str, optional
        The rule the figures follow; None where none fits.
    total : Range
        Total [US dollars]: the least expensive kind of institution, the typical one, the
        most expensive one. None where a part is not known.
    at_least : float, optional
        The sum of the parts that are known, where others are not [US dollars].
    items : tuple of CostItem
        The parts.
    by_institution : Mapping of str to InstitutionCost
        Keyed by `INSTITUTIONS`.
    field_multiplier : float
        Multiplier of tuition for the field of study; 1 where none applies.
    field_of_study : str, optional
        The field that the multiplier is for, with its CIP code.
    """

    level: str | None
    level_reason: str = field(metadata=NOT_IN_FINGERPRINT)
    basis: str | None
    total: Range
    at_least: float | None = field(metadata=_AT_LEAST_0)
    items: tuple[CostItem, ...] = field(converter=frozen_tuple)
    by_institution: Mapping[str, InstitutionCost] = field(converter=frozen_map)
    field_multiplier: float = field(metadata=_AT_LEAST_0)
    field_of_study: str | None = field(metadata=NOT_IN_FINGERPRINT)

    def _check(self, checks: Checks) -> None:
        super()._check(checks)
        for kind in self.by_institution:
            expected = " or ".join(INSTITUTIONS)
            checks.expect("by_institution", kind, expected, holds=kind in INSTITUTIONS)

    def __repr__(self) -> str:
        cost = "not known" if self.at_least is None else f"at least {self.at_least:,.0f}"
        if self.total.typical is not None:
            cost = f"{self.total.typical:,.0f} US dollars"
        return short_repr(f"<EducationCost {self._of}: {cost}, {self.status}>")
