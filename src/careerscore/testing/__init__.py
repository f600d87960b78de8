"""For the tests of those who build on careerscore; needs Hypothesis.

`check_methodology` and `check_economic_method` say whether a methodology of your own keeps
the promises that the bundled ones keep. With careerscore installed, Hypothesis knows its classes:
``st.from_type(Occupation)`` gives occupations, and `documents` gives objects of any class that is
written as JSON.
"""

from careerscore.testing.conformance import ConformanceError, check_methodology
from careerscore.testing.documents import documents
from careerscore.testing.economics import check_economic_method
from careerscore.testing.strategies import (
    assessments,
    epoch_profiles,
    notes,
    occupations,
    sources,
    wage_estimates,
)

__all__ = [
    "ConformanceError",
    "assessments",
    "check_economic_method",
    "check_methodology",
    "documents",
    "epoch_profiles",
    "notes",
    "occupations",
    "sources",
    "wage_estimates",
]
