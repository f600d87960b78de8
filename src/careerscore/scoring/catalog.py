"""The scoring methodologies by id: bundled, registered, and from other packages."""

from __future__ import annotations

from typing import Final

from careerscore.methods.catalog import Catalog
from careerscore.scoring.additive import AdditiveMethodology
from careerscore.scoring.base import Methodology

# The default methodology is additive; other engines are imported when a definition needs them.


def _rules() -> type:
    from careerscore.scoring.rules import RulesMethodology

    return RulesMethodology


def _measure() -> type:
    from careerscore.scoring.published_measure import PublishedMeasure

    return PublishedMeasure


def _composition() -> type:
    from careerscore.scoring.composite import CompositeMethodology

    return CompositeMethodology


CATALOG: Final = Catalog[Methodology](
    "a Methodology",
    kinds=(Methodology,),
    folder="methodologies",
    engines={
        "additive/1": lambda: AdditiveMethodology,
        "rules/1": _rules,
        "measure/1": _measure,
        "composition/1": _composition,
    },
    entry_points="careerscore.methodologies",
    module=__name__,
)
"""Every scoring methodology; reads no file before it is asked."""

load_methodology = CATALOG.load
methodologies = CATALOG.ids
methodology = CATALOG.get
methodology_of = CATALOG.of
parse_methodology = CATALOG.parse
refused_methodologies = CATALOG.refused
register = CATALOG.register
