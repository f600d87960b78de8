"""Constant dollars: amounts of one month in the prices of another."""

import re
from typing import Final

from attrs import field, frozen

from careerscore._record import Record, limits
from careerscore.model.provenance import Source

_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

MONTH: Final = limits(
    # For Python, a line break may follow the end of a pattern: hence the length.
    pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$",
    maxLength=7,
    expected="a month such as '2025-05'",
)
"""The metadata of a field that holds a month."""

_LEVEL: Final = limits(minimum=1, maximum=10_000)


def month_name(month: str) -> str:
    """Return what a month is called.

    Examples
    --------
    >>> month_name("2025-05")
    'May 2025'
    """
    year, number = month.split("-")
    return f"{_MONTHS[int(number) - 1]} {year}"


def month_of(period: str | None) -> str | None:
    """Return the month that a reference period names, None where it names none.

    Examples
    --------
    >>> month_of("May 2025"), month_of("2025")
    ('2025-05', None)
    """
    found = re.fullmatch(rf"({'|'.join(_MONTHS)}) ([0-9]{{4}})", period or "")
    return found and f"{found[2]}-{_MONTHS.index(found[1]) + 1:02}"


@frozen(kw_only=True)
class ConstantDollars(Record):
    """The dollars of a month, into which those of another are converted by a price index.

    Parameters
    ----------
    month : str
        The month whose dollars they are: ``"2025-05"``.
    from_month : str
        The month whose dollars were converted: that of the survey.
    price_level, from_price_level : float
        The index in both months.
    source : Source
        The edition of the index.

    Examples
    --------
    >>> import careerscore as cs
    >>> career = cs.occupation("29-2072.00", data="2026.1", in_dollars_of="2025-05")
    >>> print(career.wages.dollars)
    dollars of May 2025: those of May 2023 times 1.0570, as CPI-U went from 304.127 to 321.465
    """

    _derived = ("factor",)

    month: str = field(metadata=MONTH)
    from_month: str = field(metadata=MONTH)
    price_level: float = field(metadata=_LEVEL)
    from_price_level: float = field(metadata=_LEVEL)
    source: Source

    @property
    def factor(self) -> float:
        """What an amount is multiplied by."""
        return self.price_level / self.from_price_level

    @property
    def name(self) -> str:
        """The month as readers call it: ``May 2025``."""
        return month_name(self.month)

    @property
    def from_name(self) -> str:
        """The month of the survey as readers call it."""
        return month_name(self.from_month)

    def __str__(self) -> str:
        return (
            f"dollars of {self.name}: those of {self.from_name} times "
            f"{self.factor:.4f}, as {self.source.dataset.upper()} went from "
            f"{self.from_price_level:g} to {self.price_level:g}"
        )
