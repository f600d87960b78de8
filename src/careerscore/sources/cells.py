"""What may stand in a cell of an official file, and how it is written in a bundled table.

Each kind reads a cell as the reader found it (text from a text file; text, number or
something else from a workbook) and returns the text to bundle, or None where the cell
is not of its kind.
"""

from __future__ import annotations

import re
from math import isfinite
from typing import Final, Protocol

from attrs import field, frozen

from careerscore.codes import is_onet_soc_code, is_soc_code

__all__ = [
    "BLANK",
    "FLAG",
    "ONET_SOC_CODE",
    "SOC_CODE",
    "TEXT",
    "Cell",
    "Choice",
    "Code",
    "Number",
    "Pattern",
    "Text",
    "collapse",
]

_DECIMAL: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")


class Cell(Protocol):
    """A kind of cell."""

    @property
    def expected(self) -> str:
        """What a cell of this kind holds, in words."""
        ...

    def read(self, value: object) -> str | None:
        """Return the text to bundle, or None where the value is not of this kind."""
        ...


def collapse(text: str) -> str:
    r"""Strip a text and turn every run of whitespace into one space.

    Examples
    --------
    >>> collapse("  Registered\n nurses ")
    'Registered nurses'
    """
    return " ".join(text.split())


@frozen
class Text:
    """Any text.

    Parameters
    ----------
    blank : bool
        Whether the cell may be empty.

    Examples
    --------
    >>> Text().read(" Chief  Executives"), Text().read(""), Text().read(5.0)
    ('Chief Executives', None, None)
    """

    blank: bool = field(default=False, kw_only=True)

    @property
    def expected(self) -> str:
        """What a cell of this kind holds, in words."""
        return "a text or nothing" if self.blank else "a text"

    def read(self, value: object) -> str | None:
        """Return the text, its whitespace collapsed."""
        if not isinstance(value, str):
            return None
        text = collapse(value)
        return text if text or self.blank else None


@frozen
class Pattern:
    """Text of a certain form.

    Parameters
    ----------
    pattern : str
        Regular expression of the whole text.
    expected : str
        The form in words.

    Examples
    --------
    >>> Pattern("[0-9]{2}/[0-9]{4}", "a month such as '08/2023'").read("8/2023") is None
    True
    """

    pattern: str
    expected: str

    def read(self, value: object) -> str | None:
        """Return the text."""
        if isinstance(value, str) and re.fullmatch(self.pattern, value) is not None:
            return value
        return None


@frozen
class Choice:
    """One of a few texts.

    Parameters
    ----------
    values : tuple of str
        The texts.

    Examples
    --------
    >>> FLAG.expected, FLAG.read("Y"), FLAG.read("y")
    ("'Y' or 'N'", 'Y', None)
    """

    values: tuple[str, ...]

    @property
    def expected(self) -> str:
        """What a cell of this kind holds, in words."""
        return " or ".join(repr(value) if value else "nothing" for value in self.values)

    def read(self, value: object) -> str | None:
        """Return the text."""
        return value if isinstance(value, str) and value in self.values else None


@frozen
class Code:
    """An occupation code.

    Parameters
    ----------
    onet : bool
        Whether it is an O*NET-SOC code rather than a SOC code.
    blank : bool
        Whether the cell may be empty.

    Examples
    --------
    >>> Code(onet=True).read("29-2072.00"), Code(onet=False).read("29-2072.00")
    ('29-2072.00', None)
    """

    onet: bool = field(kw_only=True)
    blank: bool = field(default=False, kw_only=True)

    @property
    def expected(self) -> str:
        """What a cell of this kind holds, in words."""
        form = "an O*NET-SOC code such as 29-2072.00" if self.onet else "a SOC code such as 29-2072"
        return f"{form}, or nothing" if self.blank else form

    def read(self, value: object) -> str | None:
        """Return the code."""
        if not isinstance(value, str):
            return None
        of_this_form = is_onet_soc_code(value) if self.onet else is_soc_code(value)
        return value if of_this_form or (self.blank and not value) else None


@frozen(kw_only=True)
class Number:
    """A number within bounds, or a symbol that stands in for one.

    Parameters
    ----------
    minimum, maximum : float, optional
        Bounds, both included.
    whole : bool
        Whether it has to be a whole number.
    symbols : tuple of str
        Texts that may stand in its place; ``""`` for an empty cell.
    as_text : bool
        Whether it is written as decimal text, which is then kept to the digit; a
        workbook's numbers are numbers.

    Examples
    --------
    >>> Number(minimum=0).read(48780.0), Number(minimum=0).read(23.45)
    ('48780', '23.45')
    >>> Number(maximum=1, as_text=True).read("0.24999999999999997")
    '0.24999999999999997'
    >>> Number(symbols=("#",)).read("#"), Number().read("#")
    ('#', None)
    """

    minimum: float | None = None
    maximum: float | None = None
    whole: bool = False
    symbols: tuple[str, ...] = ()
    as_text: bool = False

    @property
    def expected(self) -> str:
        """What a cell of this kind holds, in words."""
        words = ["an integer" if self.whole else "a number"]
        if self.minimum is not None and self.maximum is not None:
            words.append(f"from {self.minimum:.15g} to {self.maximum:.15g}")
        elif self.minimum is not None:
            words.append(f"of at least {self.minimum:.15g}")
        elif self.maximum is not None:
            words.append(f"of at most {self.maximum:.15g}")
        alternatives = [repr(symbol) if symbol else "nothing" for symbol in self.symbols]
        return " or ".join([" ".join(words), *alternatives])

    def read(self, value: object) -> str | None:
        """Return the number as a decimal text, or the symbol."""
        if isinstance(value, str) and value in self.symbols:
            return value
        text = _decimal_text(value) if self.as_text else _workbook_number(value)
        return text if text is not None and self._within_bounds(float(text)) else None

    def _within_bounds(self, number: float) -> bool:
        if self.whole and not number.is_integer():
            return False
        if self.minimum is not None and number < self.minimum:
            return False
        return self.maximum is None or number <= self.maximum


def _decimal_text(value: object) -> str | None:
    return value if isinstance(value, str) and _DECIMAL.fullmatch(value) else None


def _workbook_number(value: object) -> str | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        return None
    # A workbook holds every number as a float; a whole one is published without decimals.
    return str(int(value)) if float(value).is_integer() else repr(value)


TEXT: Final = Text()
"""Any text that is not empty."""
BLANK: Final = Choice(("",))
"""An empty cell."""
FLAG: Final = Choice(("Y", "N"))
"""Yes or no."""
ONET_SOC_CODE: Final = Code(onet=True)
"""An O*NET-SOC code."""
SOC_CODE: Final = Code(onet=False)
"""A SOC code, or a code of the same form that an agency made for a group of them."""
