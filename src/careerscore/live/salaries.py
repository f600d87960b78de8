"""Texts of pay, as listings word them, in numbers."""

from __future__ import annotations

import re
from typing import Final

from careerscore._record import Checks, is_number
from careerscore.model.listing import SalaryRange

_PERIODS: Final = {
    **dict.fromkeys(("hour", "hours", "hr", "hrs", "h", "hourly", "ph"), "hour"),
    **dict.fromkeys(("day", "daily", "pd"), "day"),
    **dict.fromkeys(("week", "wk", "weekly"), "week"),
    **dict.fromkeys(("month", "mo", "mth", "monthly", "pm"), "month"),
    **dict.fromkeys(("year", "yr", "y", "yearly", "annum", "annually", "annual", "pa"), "year"),
}
"""How listings and services name the periods."""

_CURRENCIES: Final = {"$": "USD", "us$": "USD", "ca$": "CAD", "c$": "CAD", "£": "GBP", "€": "EUR"}
_FACTORS: Final = {"k": 1_000, "m": 1_000_000}
_MOST: Final = 10**12
_LONGEST: Final = 200

_AMOUNT: Final = r"""
    (?P<sign{0}> us\$ | ca\$ | c\$ | [$£€] | usd | cad | gbp | eur )? \s*
    (?P<number{0}> [0-9]{{1,3}} (?:,[0-9]{{3}})+ (?:\.[0-9]{{1,2}})? | [0-9]+ (?:\.[0-9]{{1,2}})? )
    (?! [0-9.,]*[0-9] ) \s? (?P<factor{0}> [km]\b )? \s* (?P<code{0}> usd | cad | gbp | eur )?
"""
_PERIOD: Final = r"""
    (?: \s* (?: / | per\b | each\b | an?\b )? \s*
        (?P<period{0}> [a-z]+ | p\.\s?a\. | p\.\s?h\. ) )?
"""
_PAY: Final = re.compile(
    rf"""
    (?P<start> from | starting\ (?:at|from) | at\ least | minimum | min\.? | up\ to | at\ most
             | maximum | max\.? | between )? \s*
    {_AMOUNT.format("")}
    (?: {_PERIOD.format("_low")} \s* (?: [-\u2010-\u2015\u2212] | to | and ) \s*
        {_AMOUNT.format("_high")} )?
    (?P<plus> \+ | \s and\ (?:up|above) | \s or\ more )?
    {_PERIOD.format("")} \.?
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
_UP_TO: Final = ("up to", "at most", "max", "max.", "maximum")
_FROM: Final = ("from", "starting at", "starting from", "at least", "min", "min.", "minimum")


def parse_salary(text: str, *, currency: str | None = None) -> SalaryRange | None:
    """Return the pay that a text states; None where it states none, or more than one range.

    Nothing is guessed: where the period is not stated it is not known, so that 25 is not taken for
    an hour's pay, nor 60,000 for a year's.

    Parameters
    ----------
    text : str
        Such as ``$50,000 - $70,000 a year``, ``60K-80K``, ``From $18.50/hr`` or ``Up to $120K``.
    currency : str, optional
        The currency where the text names none, by its code of ISO 4217. A dollar sign alone is that
        of the United States.

    Examples
    --------
    >>> print(parse_salary("$50K-$62.5K a year"))
    $50,000 - $62,500 a year
    >>> parse_salary("From 18.50").low, parse_salary("From 18.50").period
    (18.5, None)
    >>> parse_salary("competitive") is None
    True
    """
    checks = Checks("parse_salary")
    checks.value("text", text, str)
    checks.raise_problems()
    found = _PAY.fullmatch(" ".join(text[: _LONGEST + 1].split()))
    if found is None or len(text) > _LONGEST:
        return None
    words = [word for word in (found["period_low"], found["period"]) if word]
    periods = {period_of(word) for word in words}
    # A word that is no period may change what the amount means: "a shift", "bonus".
    if None in periods or len(periods) > 1:
        return None
    period = next(iter(periods), None)
    low, high = _amounts(found)
    signs = {found[name].casefold() for name in found.groupdict() if _names_currency(name, found)}
    named = {_CURRENCIES.get(sign, sign.upper()) for sign in signs}
    if len(named) > 1:
        return None
    start = (found["start"] or "").casefold()
    ends: tuple[float | None, float | None] = (low, low if high is None else high)
    if start in _UP_TO and high is None:
        ends = (None, low)
    elif (start in _FROM or found["plus"]) and high is None:
        ends = (low, None)
    return salary_of(*ends, period, named.pop() if named else currency)


def _names_currency(name: str, found: re.Match[str]) -> bool:
    return name.startswith(("sign", "code")) and found[name] is not None


def _amounts(found: re.Match[str]) -> tuple[float, float | None]:
    """Return both ends; in 50-70K the factor is that of both."""
    number = float(found["number"].replace(",", ""))
    factor = _FACTORS.get((found["factor"] or "").casefold(), 1)
    if found["number_high"] is None:
        return number * factor, None
    high = float(found["number_high"].replace(",", ""))
    high_factor = _FACTORS.get((found["factor_high"] or "").casefold(), 1)
    if number < high < 1_000:
        factor = high_factor = max(factor, high_factor)
    return number * factor, high * high_factor


def period_of(text: str) -> str | None:
    """Return the period that a word of a listing or a service names, if it does.

    Examples
    --------
    >>> period_of("Per Year"), period_of("HOUR"), period_of("Bi-weekly")
    ('year', 'hour', None)
    """
    plain = re.sub(r"^(?:per|an?|each)\s+", "", text.strip().casefold())
    return _PERIODS.get(plain.replace(".", "").replace(" ", ""))


def salary_of(
    low: object, high: object, period: str | None = None, currency: str | None = None
) -> SalaryRange | None:
    """Return a range of two ends, of which one may be missing; None where they make no range."""
    least, most = _end(low), _end(high)
    if least is most is None or (least is not None and most is not None and least > most):
        return None
    return SalaryRange(low=least, high=most, period=period, currency=currency)


def _end(amount: object) -> float | None:
    """Return an amount; None where it is none, or zero, by which boards say that it is missing."""
    return amount if is_number(amount) and 0 < amount <= _MOST else None
