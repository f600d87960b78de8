"""Fields of official files: which cells are valid, and how a cell is written in a table.

Types and constraints are called as in Table Schema: ``type``, ``required``, ``enum``,
``pattern``, ``minimum``, ``maximum``, ``missing``.
"""

from __future__ import annotations

import re
from math import isfinite
from typing import Final, Literal

from attrs import frozen

from careerscore.codes import is_onet_soc_code, is_soc_code

_DECIMAL: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_CODES: Final = {
    "soc-code": (is_soc_code, "a SOC code such as 29-2072"),
    "onet-soc-code": (is_onet_soc_code, "an O*NET-SOC code such as 29-2072.00"),
}


def collapse(text: str) -> str:
    r"""Strip a text and turn every run of whitespace into one space.

    Examples
    --------
    >>> collapse("  Registered\n nurses ")
    'Registered nurses'
    """
    return " ".join(text.split())


@frozen(kw_only=True)
class Field:
    """A column of an official file: its heading, and the cells that are valid in it.

    Parameters
    ----------
    heading : str
        Heading, whitespace collapsed.
    type : str
        ``"string"``, ``"number"``, ``"integer"``, ``"soc-code"`` or ``"onet-soc-code"``.
    required : bool
        Whether an empty cell is invalid.
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

    heading: str
    type: Literal["string", "number", "integer", "soc-code", "onet-soc-code"] = "string"
    required: bool = True
    enum: tuple[str, ...] = ()
    pattern: str = ""
    form: str = ""
    minimum: float | None = None
    maximum: float | None = None
    missing: tuple[str, ...] = ()
    top_code: str = ""
    decimal_text: bool = False

    @property
    def expected(self) -> str:
        """The valid cells, for messages."""
        symbols = (*self.missing, *([self.top_code] if self.top_code else []))
        words = [self._valid, *map(repr, symbols), *([] if self.required else ["nothing"])]
        return " or ".join(words)

    @property
    def _valid(self) -> str:
        if self.enum:
            return " or ".join(repr(text) if text else "nothing" for text in self.enum)
        if self.pattern:
            return self.form
        if self.type in _CODES:
            return _CODES[self.type][1]
        if self.type == "string":
            return "a non-empty string" if self.required else "a string"
        kind = "an integer" if self.type == "integer" else "a number"
        if self.minimum is not None and self.maximum is not None:
            return f"{kind} from {self.minimum:.15g} to {self.maximum:.15g}"
        if self.minimum is not None:
            return f"{kind} of at least {self.minimum:.15g}"
        return kind if self.maximum is None else f"{kind} of at most {self.maximum:.15g}"

    def read(self, value: object) -> str | None:
        """Return the text to bundle, or None where the cell is invalid.

        Parameters
        ----------
        value : object
            The cell as the reader found it.
        """
        if isinstance(value, str):
            symbol = self.missing + ((self.top_code,) if self.top_code else ())
            if value in symbol or not (value or self.required):
                return value
            if self.enum:
                return value if value in self.enum else None
            if self.pattern:
                return value if re.fullmatch(self.pattern, value) else None
            if self.type in _CODES:
                return value if _CODES[self.type][0](value) else None
            if self.type == "string":
                return collapse(value) or (None if self.required else "")
        if self.enum or self.pattern or self.type not in ("number", "integer"):
            return None
        text = _decimal_text(value) if self.decimal_text else _workbook_number(value)
        return text if text is not None and self._within_bounds(float(text)) else None

    def _within_bounds(self, number: float) -> bool:
        if self.type == "integer" and not number.is_integer():
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
