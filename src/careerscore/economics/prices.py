"""Prices of an education: dollars or years of tuition, and the rules that choose them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from attrs import field, frozen

from careerscore._record import Checks, Record, frozen_tuple, limits
from careerscore.economics.cost import INSTITUTIONS, CostItem, InstitutionCost
from careerscore.economics.money import half_up
from careerscore.economics.ranges import Range
from careerscore.methods.fingerprint import NOT_IN_FINGERPRINT

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ENDS", "CostRule", "Price", "PricedInstitution", "PricedItem", "Program", "Terms"]

ENDS: Final = ("min", "typical", "max")
"""The three sums of a part of an education."""

_KINDS: Final = limits(choices=tuple(INSTITUTIONS))
_DOLLARS: Final = limits(minimum=0, maximum=1e9)
_YEARS: Final = limits(minimum=0, maximum=100)

_PROFESSIONAL: Final = ("public_in_state", "public_out_of_state", "private_nonprofit")


@frozen(kw_only=True)
class Price(Record):
    """A price: dollars, or tuition for a number of years.

    Parameters
    ----------
    dollars : float, optional
        The price itself [US dollars].
    tuition : str, optional
        Or the kind of institution where tuition is paid.
    years : float
        Number of years of tuition.
    factor : float
        Multiplier.
    by_field : bool
        Whether the multiplier of the field of study applies.
    graduate : bool
        Whether it is graduate tuition, known only by its ratio to undergraduate tuition.
    """

    dollars: float | None = field(default=None, metadata=_DOLLARS)
    tuition: str | None = field(default=None, metadata=_KINDS)
    years: float = field(default=1, metadata=_YEARS)
    factor: float = field(default=1, metadata=limits(minimum=0, maximum=1000))
    by_field: bool = False
    graduate: bool = False

    def _check(self, checks: Checks) -> None:
        holds = (self.dollars is None) != (self.tuition is None)
        checks.expect("tuition", self.tuition, "this or dollars, not both", holds=holds)

    def total(self, terms: Terms) -> int | None:
        """Return the sum in whole dollars; None where no source supports a figure."""
        return self._amount(terms, self.years)

    def a_year(self, terms: Terms) -> int | None:
        """Return the sum a year, in whole dollars."""
        if self.dollars is not None:
            return half_up(self.dollars / self.years) if self.years else None
        return self._amount(terms, 1)

    def _amount(self, terms: Terms, years: float) -> int | None:
        if self.tuition is None:
            return half_up(self.dollars or 0)
        if self.graduate and terms.graduate_ratio is None:
            return None
        # In this order, as the last digit of a product decides some halves.
        amount = terms.tuition[self.tuition] * years * self.factor
        if self.graduate and terms.graduate_ratio is not None:
            amount *= terms.graduate_ratio
        return half_up(amount * terms.multiplier if self.by_field else amount)


class Terms(NamedTuple):
    """The numbers that prices are computed with."""

    tuition: Mapping[str, float]
    multiplier: float
    graduate_ratio: float | None


@frozen(kw_only=True)
class PricedItem(Record):
    """One part of an education, with its prices.

    Parameters
    ----------
    name : str
        Name of the part.
    min, typical, max : Price, optional
        Its prices; None where no source supports a figure.
    note : str, optional
        The basis of the figures, or why there are none.
    """

    name: str
    min: Price | None = None
    typical: Price | None = None
    max: Price | None = None
    note: str | None = field(default=None, metadata=NOT_IN_FINGERPRINT)

    def sums(self, terms: Terms) -> list[int | None]:
        """Return the least, the typical and the most in whole dollars."""
        prices = [getattr(self, name) for name in ENDS]
        return [None if price is None else price.total(terms) for price in prices]

    def priced(self, terms: Terms) -> CostItem:
        """Return the item with sums of money; where one is not known, none is."""
        sums = self.sums(terms)
        known = sums if None not in sums else (None, None, None)
        return CostItem(name=self.name, cost=Range(*known), note=self.note)


@frozen(kw_only=True)
class PricedInstitution(Record):
    """The prices of an education at one kind of institution.

    Parameters
    ----------
    institution : str
        The kind.
    parts : tuple of Price
        The prices that are paid.
    unknown_years : float
        Years of further parts for which no source supports a figure.
    """

    institution: str = field(metadata=_KINDS)
    parts: tuple[Price, ...] = field(converter=frozen_tuple)
    unknown_years: float = field(default=0, metadata=_YEARS)

    def priced(self, terms: Terms) -> InstitutionCost:
        """Return the cost there."""
        years = sum(part.years for part in self.parts) + self.unknown_years
        sums = [part.total(terms) for part in self.parts]
        known = sum(each for each in sums if each is not None)
        if None in sums or self.unknown_years:
            return InstitutionCost(total=None, per_year=None, years=years, at_least=known)
        if len(self.parts) == 1:
            per_year = self.parts[0].a_year(terms)
        else:
            per_year = half_up(known / years) if years else None
        return InstitutionCost(total=known, per_year=per_year, years=years)


@frozen(kw_only=True)
class CostRule(Record):
    """The prices of an education at some levels.

    Parameters
    ----------
    name : str
        Name of the rule.
    levels : tuple of str
        Its levels.
    contains : tuple of str
        Or texts in lower case, one of which is part of the level.
    items : tuple of PricedItem
        The parts.
    institutions : tuple of PricedInstitution
        The kinds of institution.

    A rule with neither levels nor texts fits every level.
    """

    name: str
    levels: tuple[str, ...] = field(default=(), converter=frozen_tuple)
    contains: tuple[str, ...] = field(default=(), converter=frozen_tuple)
    items: tuple[PricedItem, ...] = field(default=(), converter=frozen_tuple)
    institutions: tuple[PricedInstitution, ...] = field(default=(), converter=frozen_tuple)

    def _check(self, checks: Checks) -> None:
        checks.expect("items", self.items, "one part or more", holds=self.items != ())

    @property
    def prices(self) -> tuple[Price, ...]:
        """All its prices."""
        of_items = (getattr(item, end) for item in self.items for end in ENDS)
        of_parts = (part for each in self.institutions for part in each.parts)
        return tuple(price for price in (*of_items, *of_parts) if price is not None)

    def fits(self, level: str) -> bool:
        """Tell whether the rule fits a level."""
        if not self.levels and not self.contains:
            return True
        return level in self.levels or any(text in level.lower() for text in self.contains)


@frozen(kw_only=True)
class Program(Record):
    """A program of study of some occupations, with its own price.

    Parameters
    ----------
    name : str
        Name of the program.
    soc : tuple of str
        First characters of the SOC codes of these occupations.
    years : float
        Its duration [years].
    cost : Range
        Its total cost [US dollars].
    bachelors : bool
        Whether a Bachelor's degree comes before it.
    institution : str, optional
        The kind of institution of the typical cost; None for professional schools, whose
        least, typical and most are those of the three kinds of four-year institutions.
    """

    name: str
    soc: tuple[str, ...] = field(converter=frozen_tuple)
    years: float = field(metadata=_YEARS)
    cost: Range
    bachelors: bool = False
    institution: str | None = field(default=None, metadata=_KINDS)

    def _check(self, checks: Checks) -> None:
        holds = self.cost.known and (self.cost.max or 0) <= 1e9
        checks.expect("cost", self.cost, "min, typical and max of at most 1e9", holds=holds)

    def as_rule(self, bachelors: PricedItem | None) -> CostRule:
        """Return the rule of the program, after a degree where it requires one."""
        before = bachelors if self.bachelors else None
        own = {end: Price(dollars=getattr(self.cost, end), years=self.years) for end in ENDS}
        item = PricedItem(name=self.name, min=own["min"], typical=own["typical"], max=own["max"])
        kinds = dict(zip(_PROFESSIONAL, ENDS, strict=True))
        if self.institution is not None:
            kinds = {self.institution: "typical"}
        return CostRule(
            name=self.name,
            items=(item,) if before is None else (before, item),
            institutions=tuple(
                PricedInstitution(
                    institution=kind,
                    parts=(own[end],) if before is None else (getattr(before, end), own[end]),
                )
                for kind, end in kinds.items()
            ),
        )
