"""What is said of licences, and the sentences that they require."""

from __future__ import annotations

from typing import Final

__all__ = ["NO_LICENCE", "ONET_ATTRIBUTION", "TAXONOMY_ATTRIBUTION"]

NO_LICENCE: Final = "none stated; figures cited as facts"
"""The licence of figures whose authors state none."""

_ONET_REST: Final = (
    "by the U.S. Department of Labor, Employment and Training Administration (USDOL/ETA). Used "
    "under the CC BY 4.0 license (https://creativecommons.org/licenses/by/4.0/). O*NET® is a "
    "trademark of USDOL/ETA. careerscore has modified all or some of this information. USDOL/ETA "
    "has not approved, endorsed, or tested these modifications."
)

ONET_ATTRIBUTION: Final = (
    f"This product includes information from the O*NET 30.1 Database {_ONET_REST}"
)
"""What O*NET asks of those who use its database."""

TAXONOMY_ATTRIBUTION: Final = (
    f"This product includes information from the O*NET-SOC taxonomy {_ONET_REST}"
)
"""The same for the classification of occupations."""
