"""Fields of official files: which cells are valid, and how a cell is written in a table.

Types and constraints are called as in Table Schema: ``type``, ``required``, ``enum``,
``pattern``, ``minimum``, ``maximum``, ``missing``.
"""

from __future__ import annotations

import re
from functools import cached_property
from math import inf
from typing import Any, Final

from attrs import field, frozen

from careerscore._record import Record, is_number, limits
from careerscore.codes import is_onet_soc_code, is_soc_code

_DECIMAL: Final = re.compile(r"-?(?:0|[1-9][0-9]*|(?=\.))(?:\.[0-9]+)?")
_CODES: Final = {
    "soc-code": (is_soc_code, "a SOC code such as 29-2072"),
    "onet-soc-code": (is_onet_soc_code, "an O*NET-SOC code such as 29-2072.00"),
}
_TYPES: Final = limits(enum=("string", "number", "integer", *_CODES))
_ANY: Final = limits(empty=True)


def collapse(text: str) -> str:
    r"""Strip a text and turn every run of whitespace into one space.

    Examples
    --------
    >>> collapse("  Registered\n nurses ")
    'Registered nurses'
    """
    return " ".join(text.split())


@frozen(kw_only=True)
class Field(Record):
    """A column of an official file: its heading, and the cells that are valid in it.

    Parameters
    ----------
    heading : str
        Heading, whitespace collapsed.
    type : str
        ``"string"``, ``"number"``, ``"integer"``, ``"soc-code"`` or ``"onet-soc-code"``.
    required : bool
        Whether an empty cell is invalid.
    optional : bool
        Whether a file may lack the column.
    enum : tuple of str
        The only valid texts, if any are listed.
    pattern : str
        Regular expression of the whole text, if there is one; `form` describes it for messages.
    form : str
        For example ``"a month such as '08/2023'"``.
    minimum, maximum : float, optional
        Bounds of a number, both included.
    missing : tuple of str
        Symbols of a missing value; they are bundled as they are.
    top_code : str
        Symbol of a number at or above `maximum`; empty if there is none.
    decimal_text : bool
        Whether numbers are decimal text and keep their digits, as in a text file; in a workbook
        they are numbers.

    Examples
    --------
    >>> Field(heading="Title").read(" Chief  Executives")
    'Chief Executives'
    >>> wage = Field(heading="A_MEDIAN", type="number", minimum=0, missing=("*",))
    >>> wage.read(48780.0), wage.read(23.45), wage.read("*"), wage.read("#")
    ('48780', '23.45', '*', None)
    >>> wage.expected
    "a number of at least 0 or '*'"
    """

    heading: str = field(metadata=_ANY)
    type: str = field(default="string", metadata=_TYPES)
    required: bool = True
    optional: bool = False
    enum: tuple[str, ...] = ()
    pattern: str = field(default="", metadata=_ANY)
    form: str = field(default="", metadata=_ANY)
    minimum: float | None = None
    maximum: float | None = None
    missing: tuple[str, ...] = ()
    top_code: str = field(default="", metadata=_ANY)
    decimal_text: bool = False

    @property
    def expected(self) -> str:
        """The valid cells, for messages."""
        _, valid = self._rule
        return " or ".join(
            [valid, *map(repr, self._symbols), *([] if self.required else ["nothing"])]
        )

    @property
    def _symbols(self) -> tuple[str, ...]:
        return (*self.missing, self.top_code) if self.top_code else self.missing

    @cached_property
    def _rule(self) -> tuple[Any, str]:
        """The test of a text, or None for a number; and what is valid, in words."""
        if self.enum:
            words = " or ".join(repr(text) if text else "nothing" for text in self.enum)
            return self.enum.__contains__, words
        if self.pattern:
            return re.compile(self.pattern).fullmatch, self.form
        if self.type in _CODES:
            return _CODES[self.type]
        if self.type == "string":
            words = "a non-empty string" if self.required else "a string"
            return str.strip if self.required else (lambda _: True), words
        kind = "an integer" if self.type == "integer" else "a number"
        if self.minimum is not None and self.maximum is not None:
            return None, f"{kind} from {self.minimum:.15g} to {self.maximum:.15g}"
        if self.minimum is not None:
            return None, f"{kind} of at least {self.minimum:.15g}"
        return None, kind if self.maximum is None else f"{kind} of at most {self.maximum:.15g}"

    def read(self, value: object) -> str | None:
        """Return the text to bundle, or None where the cell is invalid.

        Parameters
        ----------
        value : object
            The cell as the reader found it.
        """
        text = value if isinstance(value, str) else None
        if text is not None and (text in self._symbols or not (text or self.required)):
            return text
        test, _ = self._rule
        if test is not None:
            if text is None and self.pattern and is_number(value) and float(value).is_integer():
                text = f"{value:.0f}"  # a code that a workbook holds as a number
            if text is None or not test(text):
                return None
            return text if self.enum or self.pattern else collapse(text)
        number: str | None = None
        if self.decimal_text:
            number = text if text and _DECIMAL.fullmatch(text) else None
            if number and number.lstrip("-").startswith("."):
                number = number.replace(".", "0.")  # some programs write .5
        elif is_number(value):
            # A workbook holds every number as a float; a whole one is published without decimals.
            number = str(int(value)) if float(value).is_integer() else repr(value)
        if number is None or (self.type == "integer" and not float(number).is_integer()):
            return None
        low = -inf if self.minimum is None else self.minimum
        high = inf if self.maximum is None else self.maximum
        return number if low <= float(number) <= high else None
