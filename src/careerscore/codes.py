"""Parse and format occupation codes of the SOC and of O*NET-SOC.

O*NET-SOC 2019 extends the 2018 Standard Occupational Classification (SOC): the first
seven characters of an O*NET-SOC code are its parent SOC code.
"""

from __future__ import annotations

import re
from typing import Final

from careerscore.errors import InvalidCodeError, shorten

_SOC: Final = re.compile(r"[0-9]{2}-[0-9]{4}")
_ONET_SOC: Final = re.compile(r"[0-9]{2}-[0-9]{4}\.[0-9]{2}")


def is_soc_code(text: str) -> bool:
    """Whether a string has the form of a SOC code, ``NN-NNNN``.

    Examples
    --------
    >>> is_soc_code("29-2072"), is_soc_code("29-2072.00"), is_soc_code("292072")
    (True, False, False)
    """
    return _SOC.fullmatch(text) is not None


def is_onet_soc_code(text: str) -> bool:
    """Whether a string has the form of an O*NET-SOC code, ``NN-NNNN.NN``.

    Examples
    --------
    >>> is_onet_soc_code("29-2072.00"), is_onet_soc_code("29-2072")
    (True, False)
    """
    return _ONET_SOC.fullmatch(text) is not None


def soc_code(onet_soc_code: str) -> str:
    """Return the parent SOC code of an O*NET-SOC code.

    Parameters
    ----------
    onet_soc_code : str
        O*NET-SOC code, ``NN-NNNN.NN``.

    Raises
    ------
    InvalidCodeError
        If the string is not an O*NET-SOC code.

    Examples
    --------
    >>> soc_code("29-1141.01")
    '29-1141'
    """
    if not is_onet_soc_code(onet_soc_code):
        raise InvalidCodeError(shorten(onet_soc_code), "an O*NET-SOC code such as '29-2072.00'")
    return onet_soc_code[:7]


def onet_soc_code(soc_code: str) -> str:
    """Return the O*NET-SOC code of a whole SOC occupation.

    Parameters
    ----------
    soc_code : str
        SOC code, ``NN-NNNN``.

    Raises
    ------
    InvalidCodeError
        If the string is not a SOC code.

    Examples
    --------
    >>> onet_soc_code("29-2072")
    '29-2072.00'
    """
    if not is_soc_code(soc_code):
        raise InvalidCodeError(shorten(soc_code), "a SOC code such as '29-2072'")
    return f"{soc_code}.00"


def major_group(code: str) -> str:
    """Return the two digits of the SOC major group of a SOC or O*NET-SOC code.

    Raises
    ------
    InvalidCodeError
        If the string is neither.

    Examples
    --------
    >>> major_group("29-2072.00"), major_group("29-2072")
    ('29', '29')
    """
    if not (is_soc_code(code) or is_onet_soc_code(code)):
        raise InvalidCodeError(shorten(code), "a SOC or O*NET-SOC code")
    return code[:2]
