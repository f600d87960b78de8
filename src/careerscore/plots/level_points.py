"""The levels of a career as rows: what is paid at each, or the bound that is known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from careerscore._record import Checks
from careerscore.economics.progression import CareerProgression

if TYPE_CHECKING:
    from careerscore.economics.progression import CareerLevel
    from careerscore.economics.ranges import Range

__all__ = ["LevelRow", "level_rows"]


class LevelRow(NamedTuple):
    """One level of a career.

    Attributes
    ----------
    name : str
        What it is called.
    years : str
        Years of experience at which one is at it, in words.
    pay : float or None
        Pay [US dollars a year].
    at_least : float or None
        What the pay is at least, where it is not known [US dollars a year].
    low, high : float or None
        The range of pay, as far as it is known [US dollars a year].
    note : str
        What is exceptional about the pay; empty where nothing is.
    """

    name: str
    years: str
    pay: float | None
    at_least: float | None
    low: float | None
    high: float | None
    note: str

    @property
    def amounts(self) -> tuple[float, ...]:
        """Every amount that has to be in the picture [US dollars a year]."""
        found = (self.pay, self.at_least, self.low, self.high)
        return tuple(amount for amount in found if amount is not None)


def level_rows(subject: str, progression: CareerProgression) -> tuple[LevelRow, ...]:
    """Return the levels of a career, from the first.

    Parameters
    ----------
    subject : str
        Who asks, for the message.
    progression : CareerProgression
        The career.

    Raises
    ------
    InvalidInputError
        If it is no progression, or nothing is known of the pay at any level.

    Examples
    --------
    >>> import careerscore as cs
    >>> rows = level_rows("progression", cs.progression("29-1211.00", data="2026.1"))
    >>> rows[2].name, rows[2].years, rows[2].pay, rows[2].at_least
    ('Mid-Career', '5 to 15 years', None, 239200)
    """
    checks = Checks(subject)
    checks.instance("progression", progression, CareerProgression)
    checks.raise_problems()
    rows = tuple(map(_row, progression.levels))
    if not any(row.amounts for row in rows):
        reasons = "; ".join(progression.reasons) or "it has no levels"
        expected = f"a progression in which some pay is known: {reasons}"
        checks.expect("progression", progression, expected, holds=False)
    checks.raise_problems()
    return rows


def _row(level: CareerLevel) -> LevelRow:
    return LevelRow(
        level.name,
        _span(level.years),
        level.pay,
        level.at_least,
        level.pay_low,
        level.pay_high,
        level.note or "",
    )


def _span(years: Range) -> str:
    low, high = years.min, years.max
    if low is None and high is None:
        return "years not known"
    if low is None:
        return f"up to {high:g} years"
    if high is None:
        return f"{low:g} years or more"
    return f"{low:g} years" if low == high else f"{low:g} to {high:g} years"
