"""What the work of a career is like: profiles from O*NET's ratings, and gaps between two."""

from __future__ import annotations

from careerscore.profiles.catalog import methodologies, methodology
from careerscore.profiles.elements import Audience, Element, ElementGroup
from careerscore.profiles.methods import ProfileMethod
from careerscore.profiles.results import (
    CareerProfile,
    NearestCareer,
    RatedElement,
    RatingDifference,
    SkillGap,
)
from careerscore.profiles.workers import RatedWorkers

__all__ = [
    "Audience",
    "CareerProfile",
    "Element",
    "ElementGroup",
    "NearestCareer",
    "ProfileMethod",
    "RatedElement",
    "RatedWorkers",
    "RatingDifference",
    "SkillGap",
    "methodologies",
    "methodology",
]
