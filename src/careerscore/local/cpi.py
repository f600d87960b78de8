"""Consumer price index (CPI-U): dollars of a month as dollars of another."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from careerscore._data import bundled
from careerscore._record import Checks
from careerscore.local.prices import converted
from careerscore.model.dollars import ConstantDollars, month_of
from careerscore.reference.editions import dataset_editions, open_edition

if TYPE_CHECKING:
    from collections.abc import Mapping

    from careerscore.model.wages import WageDistribution
    from careerscore.reference.editions import Edition
    from careerscore.reference.releases import Release

CPI_U: Final = "cpi-u"
"""The dataset of consumer prices: CPI-U, all items, US city average, not seasonally adjusted."""


def price_index(release: Release) -> Edition:
    """Return the price index of a release; the newest bundled one where it pins none."""
    if CPI_U in release.editions:
        return release.edition(CPI_U)
    return _newest()


@cache
def _newest() -> Edition:
    return open_edition(bundled(), CPI_U, dataset_editions(bundled())[CPI_U][-1])


@lru_cache(maxsize=8)
def _levels(index: Edition) -> Mapping[str, float]:
    """Return the index by month."""
    return {month: float(level) for month, level in index.table().select("month", "index")}


def constant_dollars(subject: str, from_month: Any, month: Any, index: Edition) -> ConstantDollars:
    """Return what converts dollars of a month into those of another.

    Raises
    ------
    InvalidInputError
        If the index lacks one of the months; the nearest that it has are named.

    Examples
    --------
    >>> from careerscore.reference import load
    >>> constant_dollars("pay", "2022-05", "2025-05", price_index(load())).factor
    1.099792675917563
    >>> constant_dollars("pay", "2022-05", "2025-10", price_index(load()))
    Traceback (most recent call last):
    careerscore.errors.InvalidInputError: pay: in_dollars_of: expected a month from 1913-01 to
        2026-05, of which 2025-09 and 2025-11 are the nearest with a CPI-U, got '2025-10'
    """
    levels, checks = _levels(index), Checks(subject)
    for field, each in (("reference_period", from_month), ("in_dollars_of", month)):
        if not isinstance(each, str) or each not in levels:
            checks.expect(field, each, _expected(each, list(levels)), holds=False)
    checks.raise_problems()
    return ConstantDollars(
        month=month,
        from_month=from_month,
        price_level=levels[month],
        from_price_level=levels[from_month],
        source=index.source,
    )


def _expected(month: object, months: list[str]) -> str:
    """Return the months there are, and the nearest before and after one that is missing."""
    expected = f"a month from {months[0]} to {months[-1]}"
    if not isinstance(month, str) or not re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", month):
        return expected
    if months[0] < month < months[-1]:
        before = max(each for each in months if each < month)
        after = min(each for each in months if each > month)
        expected += f", of which {before} and {after} are the nearest with a CPI-U"
    return expected


def in_dollars(
    subject: str, wages: WageDistribution, month: str, index: Edition
) -> WageDistribution:
    """Return wages in the dollars of a month: each amount and bound times one factor.

    Raises
    ------
    InvalidInputError
        If there is no index of the month, the wages name no month, or are in the dollars of
        another one already.

    Examples
    --------
    >>> from careerscore.reference import load
    >>> release = load("2026.2")
    >>> wages = release["29-2072.00"].wages
    >>> round(in_dollars("pay", wages, "2026-05", price_index(release)).annual.median, 2)
    53312.77
    """
    checks = Checks(subject)
    if wages.dollars is not None:
        expected = f"{wages.dollars.month}, in whose dollars the wages are already, or None"
        checks.expect("in_dollars_of", month, expected, holds=month == wages.dollars.month)
        checks.raise_problems()
        return wages
    period = wages.reference_period
    dollars = constant_dollars(subject, month_of(period) or period, month, index)
    return in_constant_dollars(wages, dollars)


def in_constant_dollars(wages: WageDistribution, dollars: ConstantDollars) -> WageDistribution:
    """Return wages in constant dollars."""
    remark = f", in the dollars of {dollars.from_name}"
    annual, hourly = (
        converted(pay, dollars.factor.__mul__, remark) for pay in (wages.annual, wages.hourly)
    )
    return evolve(wages, annual=annual, hourly=hourly, dollars=dollars)
