"""All editions that careerscore bundles."""

from __future__ import annotations

from typing import Final

from careerscore.sources.classifications import CLASSIFICATION_EDITIONS
from careerscore.sources.crosswalks import CROSSWALK_EDITIONS
from careerscore.sources.derived import DERIVED_EDITIONS
from careerscore.sources.exposure import EXPOSURE_EDITIONS
from careerscore.sources.felten import FELTEN_EDITIONS
from careerscore.sources.observed_use import OBSERVED_USE_EDITIONS
from careerscore.sources.oews import OEWS_EDITIONS
from careerscore.sources.onet import ONET_EDITIONS
from careerscore.sources.projections import PROJECTIONS_EDITIONS
from careerscore.sources.webb import WEBB_EDITIONS

__all__ = ["EDITIONS"]

EDITIONS: Final = (
    *ONET_EDITIONS,
    *OEWS_EDITIONS,
    *PROJECTIONS_EDITIONS,
    *EXPOSURE_EDITIONS,
    *FELTEN_EDITIONS,
    *WEBB_EDITIONS,
    *OBSERVED_USE_EDITIONS,
    *CROSSWALK_EDITIONS,
    *CLASSIFICATION_EDITIONS,
    *DERIVED_EDITIONS,
)
"""Every edition; a derived one stands after those it is computed from."""
