"""The result on the cost of education: by kind of institution, and item by item."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from attrs import field, frozen

from careerscore._record import Checks, frozen_map, frozen_tuple
from careerscore._text import short_repr
from careerscore.economics.ranges import Range
from careerscore.economics.results import EconomicResult
from careerscore.methods.fingerprint import NOT_IN_FINGERPRINT

__all__ = ["INSTITUTIONS", "CostItem", "EducationCost", "InstitutionCost"]

INSTITUTIONS: Final = {
    "public_two_year": "Public two-year, in district",
    "public_in_state": "Public four-year, in state",
    "public_out_of_state": "Public four-year, out of state",
    "private_nonprofit": "Private nonprofit four-year",
    "trade_school": "Trade school",
    "apprenticeship": "Apprenticeship",
}
"""Kinds of institution, and what a reader calls them."""


@frozen(kw_only=True)
class CostItem:
    """One part of an education.

    Parameters
    ----------
    name : str
        What it is.
    cost : Range
        What it costs in all [US dollars]; None where nothing supports a figure.
    note : str, optional
        Why it is not known, or what the figure rests on.
    """

    name: str
    cost: Range
    note: str | None = field(default=None, metadata=NOT_IN_FINGERPRINT)

    def __attrs_post_init__(self) -> None:
        checks = Checks("CostItem")
        checks.text("name", self.name)
        checks.instance("cost", self.cost, Range)
        checks.text("note", self.note, optional=True)
        checks.raise_problems()


@frozen(kw_only=True)
class InstitutionCost:
    """What the education costs at one kind of institution.

    Parameters
    ----------
    total : float, optional
        In all [US dollars]; None where a part of it is not known.
    per_year : float, optional
        A year [US dollars]; None where a part of it is not known.
    years : float
        How long it takes [years].
    at_least : float, optional
        The sum of the parts that are known, where others are not [US dollars].
    """

    total: float | None
    per_year: float | None
    years: float
    at_least: float | None = None

    def __attrs_post_init__(self) -> None:
        checks = Checks("InstitutionCost")
        for name in ("total", "per_year", "at_least"):
            checks.number(name, getattr(self, name), minimum=0, optional=True)
        checks.number("years", self.years, minimum=0)
        checks.raise_problems()


@frozen(kw_only=True, repr=False)
class EducationCost(EconomicResult):
    """What the education for an occupation costs: published tuition and fees.

    Not in it: housing and food, books, aid and grants, and pay that is forgone. What
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
        In all [US dollars]: the least expensive kind of institution, the typical one, the
        most expensive one. None where a part is not known.
    at_least : float, optional
        The sum of the parts that are known, where others are not [US dollars].
    items : tuple of CostItem
        The parts.
    by_institution : Mapping of str to InstitutionCost
        Keyed by `INSTITUTIONS`.
    field_multiplier : float
        What tuition is multiplied by for the field of study; 1 where it is not.
    field_of_study : str, optional
        The field that the multiplier is for, with its CIP code.

    See Also
    --------
    careerscore.economics.EconomicResult : the other parameters.

    Examples
    --------
    >>> import careerscore as cs
    >>> cost = cs.education_cost("29-2072.00", method="american-dream-jobs/2024", data="2026.1")
    >>> cost.total
    Range(min=53406, typical=110538, max=199410)
    >>> cost.by_institution["public_in_state"].per_year
    13351
    """

    level: str | None
    level_reason: str = field(metadata=NOT_IN_FINGERPRINT)
    basis: str | None
    total: Range
    at_least: float | None
    items: tuple[CostItem, ...] = field(converter=frozen_tuple)
    by_institution: Mapping[str, InstitutionCost] = field(converter=frozen_map)
    field_multiplier: float
    field_of_study: str | None = field(metadata=NOT_IN_FINGERPRINT)

    def _check(self, checks: Checks) -> None:
        for name in ("level", "basis", "field_of_study"):
            checks.text(name, getattr(self, name), optional=True)
        checks.text("level_reason", self.level_reason)
        checks.instance("total", self.total, Range)
        checks.number("at_least", self.at_least, minimum=0, optional=True)
        checks.items("items", self.items, CostItem)
        checks.mapping("by_institution", self.by_institution, InstitutionCost)
        checks.number("field_multiplier", self.field_multiplier, minimum=0)
        if checks.passed:
            for name in self.by_institution:
                expected = " or ".join(INSTITUTIONS)
                checks.expect("by_institution", name, expected, holds=name in INSTITUTIONS)

    def __repr__(self) -> str:
        typical = self.total.typical
        if typical is not None:
            cost = f"{typical:,.0f} US dollars"
        else:
            cost = "not known" if self.at_least is None else f"at least {self.at_least:,.0f}"
        return short_repr(f"<EducationCost {self._of}: {cost}, {self.status}>")
