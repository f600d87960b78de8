"""The public classes that are written as JSON, for their schemas."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from careerscore import economics, exporting, frames, model, records, reference, scoring, sources
from careerscore._career_page import CareerEconomics
from careerscore.errors import InvalidInputError, Problem, close_matches, shorten
from careerscore.reference.search import SearchResult

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["document_class", "document_classes"]

_CLASSES: Final[tuple[type, ...]] = (
    scoring.AdditiveMethodology,
    economics.Assumptions,
    scoring.Band,
    sources.BuildReport,
    CareerEconomics,
    economics.CareerLevel,
    economics.CareerProgression,
    reference.CodeMatch,
    economics.ComparedCareer,
    economics.Comparison,
    economics.CostItem,
    economics.CostRule,
    records.Coverage,
    economics.Crossover,
    economics.EconomicResult,
    economics.EducationCost,
    model.EducationPath,
    economics.EducationRequirements,
    model.EducationShare,
    model.EmploymentOutlook,
    economics.EntryEducation,
    economics.EntryLevel,
    model.EpochProfile,
    economics.ExperienceLevel,
    economics.ExperienceQuantile,
    exporting.ExportReport,
    model.ExposureMeasure,
    scoring.Factor,
    model.FactorScore,
    frames.FileReport,
    scoring.Input,
    scoring.InputSource,
    economics.InstitutionCost,
    model.InstructionalProgram,
    model.JobListing,
    economics.JobZone,
    economics.LadderLevel,
    economics.LifeYear,
    economics.LifetimeValue,
    model.Links,
    frames.MatchReport,
    economics.MissingPercentiles,
    economics.Money,
    model.Note,
    model.Occupation,
    economics.PayYear,
    economics.PercentileLadder,
    records.Pin,
    economics.Price,
    economics.PricedInstitution,
    economics.PricedItem,
    economics.Program,
    scoring.PublishedMeasure,
    economics.Range,
    scoring.Rationale,
    reference.ReferenceColumn,
    model.RelatedOccupation,
    model.ResilienceAssessment,
    scoring.Rule,
    scoring.RulesMethodology,
    SearchResult,
    model.Source,
    economics.TaxBracket,
    economics.TaxSchedule,
    model.TechnologySkill,
    model.Tier,
    scoring.TierRule,
    economics.TrainingTime,
    model.WageDistribution,
    model.WageEstimates,
)


def document_classes() -> Mapping[str, type]:
    """Return every public class whose objects are written as JSON, by name.

    See Also
    --------
    json_schema : the schema of one of them.

    Examples
    --------
    >>> import careerscore as cs
    >>> cs.document_classes()["Tier"]
    <class 'careerscore.model.assessment.Tier'>
    """
    return MappingProxyType({kind.__name__: kind for kind in _CLASSES})


def document_class(name: str) -> type:
    """Return the class of a name.

    Raises
    ------
    InvalidInputError
        If there is none; the message lists the nearest names.
    """
    classes = document_classes()
    if name not in classes:
        expected = " or ".join(close_matches(name, tuple(classes)) or classes)
        raise InvalidInputError("json_schema", (Problem("class", shorten(name), expected),))
    return classes[name]
