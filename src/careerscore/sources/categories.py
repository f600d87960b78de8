"""Career categories: the 23 groups into which American Dream Jobs sorts occupations.

The category depends on the O*NET-SOC code alone: on the SOC major group, for managers on the
field they manage, and for health care on the minor group.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from careerscore.codes import is_onet_soc_code
from careerscore.errors import InvalidCodeError, shorten

if TYPE_CHECKING:
    from collections.abc import Mapping

CATEGORY_BY_MAJOR_GROUP: Final[Mapping[str, str]] = MappingProxyType(
    {
        "11": "management",
        "13": "business-finance",
        "15": "technology",
        "17": "engineering",
        "19": "science",
        "21": "social-services",
        "23": "legal",
        "25": "education",
        "27": "arts-media",
        "29": "healthcare-technical",
        "31": "healthcare-technical",
        "33": "protective-services",
        "35": "food-service",
        "37": "building-grounds",
        "39": "personal-care",
        "41": "sales",
        "43": "office-admin",
        "45": "agriculture",
        "47": "construction",
        "49": "installation-repair",
        "51": "production",
        "53": "transportation",
        "55": "military",
    }
)
"""Category of a SOC major group; the rules for managers and health care go before it."""

_MANAGERS: Final[Mapping[str, str]] = {
    "business-finance": (
        "11-2021.00 11-2033.00 11-3031.00 11-3031.01 11-3031.03 11-3061.00 11-3111.00 "
        "11-3121.00 11-3131.00"
    ),
    "sales": "11-2022.00",
    "arts-media": "11-2011.00 11-2032.00",
    "transportation": "11-3071.00 11-3071.04",
    "technology": "11-3021.00",
    "engineering": ("11-9041.00 11-9041.01 11-3051.02 11-3051.03 11-3051.06 11-9199.09 11-9199.10"),
    "healthcare-clinical": "11-9111.00 11-9121.01",
    "education": "11-9031.00 11-9032.00 11-9033.00 11-9039.00",
    "construction": "11-9021.00",
    "agriculture": "11-9013.00",
    "food-service": "11-9051.00",
    "science": "11-9121.00 11-9121.02",
    "social-services": "11-9151.00",
    "protective-services": "11-3013.01",
}

_MOVED_LATER: Final = {"41-9012.00": "arts-media"}

CATEGORY_BY_CODE: Final[Mapping[str, str]] = MappingProxyType(
    {
        **_MOVED_LATER,
        **{code: name for name, codes in _MANAGERS.items() for code in codes.split()},
    }
)
"""Category of single codes: fashion models, and managers by the field they manage."""


def category(onet_soc_code: str) -> str:
    """Return the career category of an occupation.

    Parameters
    ----------
    onet_soc_code : str
        O*NET-SOC code, ``NN-NNNN.NN``.

    Returns
    -------
    str
        One of `CATEGORIES`.

    Raises
    ------
    InvalidCodeError
        If the text is not an O*NET-SOC code of one of the 23 SOC major groups.

    Examples
    --------
    >>> category("29-2072.00"), category("29-1141.00"), category("11-3021.00")
    ('healthcare-technical', 'healthcare-clinical', 'technology')
    """
    if not is_onet_soc_code(onet_soc_code) or onet_soc_code[:2] not in CATEGORY_BY_MAJOR_GROUP:
        raise InvalidCodeError(
            shorten(onet_soc_code), "an O*NET-SOC code of one of the 23 SOC major groups"
        )
    if onet_soc_code in CATEGORY_BY_CODE:
        return CATEGORY_BY_CODE[onet_soc_code]
    return _by_group(onet_soc_code)


def category_before_overrides(onet_soc_code: str) -> str:
    """Return the category of an occupation as the legacy risk uses it: before fashion models moved.

    Examples
    --------
    >>> category_before_overrides("41-9012.00"), category("41-9012.00")
    ('sales', 'arts-media')
    """
    if onet_soc_code in _MOVED_LATER:
        return _by_group(onet_soc_code)
    return category(onet_soc_code)


def _by_group(onet_soc_code: str) -> str:
    if onet_soc_code.startswith(("29-1", "29-9")):
        return "healthcare-clinical"
    return CATEGORY_BY_MAJOR_GROUP[onet_soc_code[:2]]
