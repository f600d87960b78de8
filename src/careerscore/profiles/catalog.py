"""Every method of profiles, by id."""

from __future__ import annotations

from typing import Final

from careerscore.methods.catalog import Catalog
from careerscore.profiles.methods import ProfileMethod

CATALOG: Final = Catalog[ProfileMethod](
    "a method of profiles",
    kinds=(ProfileMethod,),
    folder="profiles",
    engines=lambda: (ProfileMethod,),
    entry_points="careerscore.profiles",
    subject="method",
)
"""Reads no file before it is asked."""


def methodology(id: str) -> ProfileMethod:
    """Return a method of profiles; otherwise as `careerscore.methodology`.

    Examples
    --------
    >>> method = methodology("careerscore-profile/1.0")
    >>> method.skills.elements["2.B.1.d"].phrase, method.skills.least, method.skills.above
    ('negotiation', 3, 50)
    """
    return CATALOG.get(id)


def methodologies() -> tuple[str, ...]:
    """Return the ids of the methods of profiles, those of other packages too.

    Examples
    --------
    >>> methodologies()
    ('careerscore-profile/1.0',)
    """
    return CATALOG.ids()
