"""Facts about occupations and results of scoring, as frozen attrs classes."""

from __future__ import annotations

from careerscore._frozen_map import FrozenMap
from careerscore.model.ai import EPOCH_DIMENSIONS, EpochProfile, ExposureMeasure
from careerscore.model.assessment import FactorPart, FactorScore, ResilienceAssessment, Tier
from careerscore.model.dollars import ConstantDollars
from careerscore.model.education import (
    HIGH_SCHOOL_GRADUATE,
    ONET_EDUCATION_LEVELS,
    EducationPath,
    EducationShare,
)
from careerscore.model.listing import JobListing, SalaryRange
from careerscore.model.occupation import (
    InstructionalProgram,
    Links,
    Occupation,
    RelatedOccupation,
    TechnologySkill,
    slug_of,
)
from careerscore.model.outlook import EmploymentOutlook
from careerscore.model.provenance import EVERY_FIELD, Note, Provenance, Source, Status, note_on
from careerscore.model.ratings import Ratings
from careerscore.model.training import Certification, TrainingProgram
from careerscore.model.wages import PERCENTILES, TAILS, WageDistribution, WageEstimates

__all__ = [
    "EPOCH_DIMENSIONS",
    "EVERY_FIELD",
    "HIGH_SCHOOL_GRADUATE",
    "ONET_EDUCATION_LEVELS",
    "PERCENTILES",
    "TAILS",
    "Certification",
    "ConstantDollars",
    "EducationPath",
    "EducationShare",
    "EmploymentOutlook",
    "EpochProfile",
    "ExposureMeasure",
    "FactorPart",
    "FactorScore",
    "FrozenMap",
    "InstructionalProgram",
    "JobListing",
    "Links",
    "Note",
    "Occupation",
    "Provenance",
    "Ratings",
    "RelatedOccupation",
    "ResilienceAssessment",
    "SalaryRange",
    "Source",
    "Status",
    "TechnologySkill",
    "Tier",
    "TrainingProgram",
    "WageDistribution",
    "WageEstimates",
    "note_on",
    "slug_of",
]
