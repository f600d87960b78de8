"""For the tests of packages that build on careerscore; needs Hypothesis.

`methodology_checks` gives the promises that every methodology keeps as cases for
``pytest.mark.parametrize``; `check_methodology` and `check_economic_method` run all of them. With
careerscore installed, Hypothesis knows its classes: ``st.from_type(Occupation)`` gives
occupations, and `documents` gives objects of any class that is written as JSON.
"""

from careerscore.testing.conformance import (
    Check,
    ConformanceError,
    check_economic_method,
    check_methodology,
    methodology_checks,
)
from careerscore.testing.strategies import (
    assessments,
    documents,
    epoch_profiles,
    notes,
    occupations,
    sources,
    wage_estimates,
)

__all__ = [
    "Check",
    "ConformanceError",
    "assessments",
    "check_economic_method",
    "check_methodology",
    "documents",
    "epoch_profiles",
    "methodology_checks",
    "notes",
    "occupations",
    "sources",
    "wage_estimates",
]
