"""Career scoring you can pin.

An occupation's wages, education, outlook and exposure to AI, from official data in dated
releases; and what a versioned methodology says about it. Everything loads on first use.

>>> import careerscore as cs
>>> cs.assess("medical-records-specialists", data="2026.1").tier.label
'AI-Augmented'
"""

from __future__ import annotations

from careerscore import _binding

TYPE_CHECKING = False  # as in typing, the import of which would be most of that of this package
if TYPE_CHECKING:
    from typing import Any

    from careerscore import analysis, economics, frames, live, plots
    from careerscore._career_page import CareerPage, career_page
    from careerscore._documents import document_classes
    from careerscore._render.style import style_sheet
    from careerscore.api import (
        assess,
        assess_all,
        best_places,
        compare,
        education_cost,
        education_requirements,
        lifetime_value,
        local_market,
        local_pay,
        occupation,
        pay_history,
        places,
        profile,
        progression,
        skill_gap,
    )
    from careerscore.economics.assumptions import Assumptions
    from careerscore.economics.comparison import Comparison
    from careerscore.economics.cost import EducationCost
    from careerscore.economics.education import EducationRequirements
    from careerscore.economics.lifetime import LifetimeValue
    from careerscore.economics.progression import CareerProgression
    from careerscore.errors import CareerscoreError
    from careerscore.exporting.api import export
    from careerscore.exporting.listings import export_listings
    from careerscore.exporting.results import export_result
    from careerscore.local.history import PayHistory
    from careerscore.local.market import LocalMarket
    from careerscore.local.pay import LocalPay
    from careerscore.local.places import Place
    from careerscore.local.ranking import PlaceRanking
    from careerscore.model.ai import EpochProfile, ExposureMeasure
    from careerscore.model.assessment import FactorScore, ResilienceAssessment, Tier
    from careerscore.model.education import EducationPath
    from careerscore.model.listing import JobListing
    from careerscore.model.occupation import Occupation
    from careerscore.model.outlook import EmploymentOutlook
    from careerscore.model.provenance import Note, Provenance, Source
    from careerscore.model.wages import WageDistribution, WageEstimates
    from careerscore.profiles.results import CareerProfile, SkillGap
    from careerscore.records.citations import cite
    from careerscore.records.pins import Pin, load_pin, pin, pin_result
    from careerscore.reference.loading import load, releases
    from careerscore.reference.releases import Release
    from careerscore.scoring.base import Methodology
    from careerscore.scoring.catalog import load_methodology, methodologies, methodology, register
    from careerscore.serde import dumps, from_dict, json_schema, loads, make_converter, to_dict

    __version__: str

__all__ = [
    "Assumptions",
    "CareerPage",
    "CareerProfile",
    "CareerProgression",
    "CareerscoreError",
    "Comparison",
    "EducationCost",
    "EducationPath",
    "EducationRequirements",
    "EmploymentOutlook",
    "EpochProfile",
    "ExposureMeasure",
    "FactorScore",
    "JobListing",
    "LifetimeValue",
    "LocalMarket",
    "LocalPay",
    "Methodology",
    "Note",
    "Occupation",
    "PayHistory",
    "Pin",
    "Place",
    "PlaceRanking",
    "Provenance",
    "Release",
    "ResilienceAssessment",
    "SkillGap",
    "Source",
    "Tier",
    "WageDistribution",
    "WageEstimates",
    "__version__",
    "analysis",
    "assess",
    "assess_all",
    "best_places",
    "career_page",
    "cite",
    "compare",
    "document_classes",
    "dumps",
    "economics",
    "education_cost",
    "education_requirements",
    "export",
    "export_listings",
    "export_result",
    "frames",
    "from_dict",
    "json_schema",
    "lifetime_value",
    "live",
    "load",
    "load_methodology",
    "load_pin",
    "loads",
    "local_market",
    "local_pay",
    "make_converter",
    "methodologies",
    "methodology",
    "occupation",
    "pay_history",
    "pin",
    "pin_result",
    "places",
    "plots",
    "profile",
    "progression",
    "register",
    "releases",
    "skill_gap",
    "style_sheet",
    "to_dict",
]

_MODULES = {
    "_career_page": "CareerPage career_page",
    "_documents": "document_classes",
    "_render.style": "style_sheet",
    "analysis": "analysis",
    "api": (
        "assess assess_all best_places compare education_cost education_requirements "
        "lifetime_value local_market local_pay occupation pay_history places profile progression "
        "skill_gap"
    ),
    "economics": (
        "Assumptions CareerProgression Comparison EducationCost EducationRequirements "
        "LifetimeValue economics"
    ),
    "errors": "CareerscoreError",
    "exporting": "export export_listings export_result",
    "frames": "frames",
    "live": "live",
    "local": "LocalMarket LocalPay PayHistory Place PlaceRanking",
    "model": (
        "EducationPath EmploymentOutlook EpochProfile ExposureMeasure FactorScore JobListing Note "
        "Occupation Provenance ResilienceAssessment Source Tier WageDistribution WageEstimates"
    ),
    "plots": "plots",
    "profiles": "CareerProfile SkillGap",
    "records": "Pin cite load_pin pin pin_result",
    "reference": "Release load releases",
    "scoring": "Methodology load_methodology methodologies methodology register",
    "serde": "dumps from_dict json_schema loads make_converter to_dict",
}
"""The names of the front door, by the module that has them."""

_HOME = {name: module for module, names in _MODULES.items() for name in names.split()}


def __getattr__(name: str) -> object:
    # Imported when first used: ``import careerscore`` costs no more than ``import attrs``.
    if name == "__version__":
        from importlib.metadata import version

        return version(__name__)
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    home = import_module(f"{__name__}.{_HOME[name]}")
    value = home if name == _HOME[name] else getattr(home, name)
    globals()[name] = value
    return value


def _bind_to_release(methodology: Any, data: Any) -> Any:
    from careerscore.reference.loading import release_of, release_of_name

    release: Any = release_of_name(data) if isinstance(data, str) else release_of(data)
    return release.bind(methodology)


_binding.bind_to_release = _bind_to_release


def __dir__() -> list[str]:
    return sorted(__all__)
