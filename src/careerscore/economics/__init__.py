"""Economics of a career: pay, education, cost and lifetime value, by versioned methods."""

from careerscore.economics.american_dream_jobs import CalculatorPage, ComparePage
from careerscore.economics.assumptions import (
    ASSUMPTION_SOURCES,
    Assumptions,
    TaxBracket,
    TaxSchedule,
)
from careerscore.economics.base import (
    KINDS,
    CostMethod,
    EconomicMethod,
    EconomicResult,
    GainMethod,
    PathMethod,
    ProgressionMethod,
    ValueMethod,
)
from careerscore.economics.cash_flows import DiscountedCashFlow
from careerscore.economics.catalog import (
    kinds_of,
    load_method,
    methodologies,
    methodology,
    parse_method,
    refused_methods,
    register,
)
from careerscore.economics.comparison import ComparedCareer, Comparison, Crossover
from careerscore.economics.cost import INSTITUTIONS, CostItem, EducationCost, InstitutionCost
from careerscore.economics.education import (
    EducationRequirements,
    EntryEducation,
    EntryLevel,
    JobZone,
    TrainingTime,
)
from careerscore.economics.gain import GainOverBaseline
from careerscore.economics.lifetime import Gain, LifetimeValue, LifeYear
from careerscore.economics.money import Money, Range
from careerscore.economics.percentile_ladder import (
    LadderLevel,
    MissingPercentiles,
    PercentileLadder,
)
from careerscore.economics.progression import (
    CareerLevel,
    CareerProgression,
    ExperienceLevel,
    ExperienceQuantile,
    PayYear,
)
from careerscore.economics.training import Training
from careerscore.economics.tuition import (
    CostRule,
    Price,
    PricedInstitution,
    PricedItem,
    Program,
    TuitionSchedule,
)

__all__ = [
    "ASSUMPTION_SOURCES",
    "INSTITUTIONS",
    "KINDS",
    "Assumptions",
    "CalculatorPage",
    "CareerLevel",
    "CareerProgression",
    "ComparePage",
    "ComparedCareer",
    "Comparison",
    "CostItem",
    "CostMethod",
    "CostRule",
    "Crossover",
    "DiscountedCashFlow",
    "EconomicMethod",
    "EconomicResult",
    "EducationCost",
    "EducationRequirements",
    "EntryEducation",
    "EntryLevel",
    "ExperienceLevel",
    "ExperienceQuantile",
    "Gain",
    "GainMethod",
    "GainOverBaseline",
    "InstitutionCost",
    "JobZone",
    "LadderLevel",
    "LifeYear",
    "LifetimeValue",
    "MissingPercentiles",
    "Money",
    "PathMethod",
    "PayYear",
    "PercentileLadder",
    "Price",
    "PricedInstitution",
    "PricedItem",
    "Program",
    "ProgressionMethod",
    "Range",
    "TaxBracket",
    "TaxSchedule",
    "Training",
    "TrainingTime",
    "TuitionSchedule",
    "ValueMethod",
    "kinds_of",
    "load_method",
    "methodologies",
    "methodology",
    "parse_method",
    "refused_methods",
    "register",
]
