"""Published exposure measures, joined to O*NET-SOC codes.

A study publishes in the codes of its year. Current codes are looked up directly, a SOC code
that the study lacks under its composite in the national employment matrix. Earlier codes are
joined by the official crosswalks; where several meet in one, the value is their mean.
"""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING, Final, NamedTuple

from careerscore.codes import soc_code
from careerscore.model.ai import ExposureMeasure
from careerscore.model.provenance import Note, Provenance
from careerscore.reference.facts import MATRIX, ONET_SOC_2010, SOC_2010
from careerscore.reference.wages_and_outlook import published_under_note

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from careerscore.reference.facts import Facts


class Joined(NamedTuple):
    """The value of a study for an occupation."""

    value: float | None
    note: Note | None = None
    components: Mapping[str, float] = {}


class Join(NamedTuple):
    """How a value is found for a code, by the dataset of a crosswalk where codes differ."""

    find: Callable[[Facts, Measure, str], Joined]
    crosswalk: str | None


class Measure(NamedTuple):
    """One column of a study, and the join by which it reaches an occupation."""

    name: str
    title: str
    unit: str
    dataset: str
    column: str
    join: Join

    @property
    def datasets(self) -> tuple[str, ...]:
        """Its dataset, then the crosswalk, if it needs one."""
        return tuple(filter(None, (self.dataset, self.join.crosswalk)))


def exposures_of(facts: Facts, code: str) -> Mapping[str, ExposureMeasure]:
    """Return every measure that the release has; where one has no figure, its note says why."""
    found: dict[str, ExposureMeasure] = {}
    for measure in MEASURES:
        if facts.has(measure.dataset):
            value, note, components = measure.join.find(facts, measure, code)
            found[measure.name] = ExposureMeasure(
                measure=measure.name,
                title=measure.title,
                unit=measure.unit,
                value=value,
                components=components,
                source=facts.edition(measure.dataset).source,
                notes={} if note is None else {"value": note},
            )
    return found


def _missing(reason: str) -> Joined:
    return Joined(None, Note(provenance=Provenance.MISSING, reason=reason))


def _by_onet_code(facts: Facts, measure: Measure, code: str) -> Joined:
    row = facts.row(code, measure.dataset)
    if row is None:
        return _missing(f"the authors publish no figure for {code}")
    return Joined(float(row[measure.column]))


def _by_soc_code(facts: Facts, measure: Measure, code: str) -> Joined:
    matrix_code = facts.matrix_code(code)
    for published in dict.fromkeys((soc_code(code), matrix_code)):
        row = None if published is None else facts.row(published, measure.dataset)
        if row is not None:
            note = published_under_note(code, row["soc_code"], row["title"])
            return Joined(float(row[measure.column]), note)
    return _missing(f"the authors publish no figure for {soc_code(code)}")


def _by_soc_2010(facts: Facts, measure: Measure, code: str) -> Joined:
    soc = soc_code(code)
    return _by_crosswalk(facts, measure, "SOC 2010", facts.soc_2010_codes(soc), soc)


def _by_onet_soc_2010(facts: Facts, measure: Measure, code: str) -> Joined:
    earlier = facts.onet_soc_2010_codes(code)
    return _by_crosswalk(facts, measure, "O*NET-SOC 2010", earlier, code)


def _by_crosswalk(
    facts: Facts, measure: Measure, system: str, codes: tuple[str, ...], today: str
) -> Joined:
    components: dict[str, float] = {}
    for earlier in codes:
        row = facts.row(earlier, measure.dataset)
        if row is not None:
            components[earlier] = float(row[measure.column])
    if not components:
        return _missing(
            f"the authors publish no figure for {system} {', '.join(codes)}"
            if codes
            else f"no {system} code leads to {today}"
        )
    without = ", ".join(earlier for earlier in codes if earlier not in components)
    reason = f"published for {system} {' and '.join(components)}"
    if without:
        reason += f", not for {without}"
    how = Provenance.CROSSWALK if len(components) == 1 else Provenance.CROSSWALK_MEAN
    # Not sum(), which rounds differently from one Python to the next.
    value = fsum(components.values()) / len(components)
    return Joined(value, Note(provenance=how, reason=reason), components)


def _legacy_risk(facts: Facts, measure: Measure, code: str) -> Joined:
    row = facts.row(code, measure.dataset)
    if row is None:
        return _missing(f"there is no legacy risk of {code}")
    match, basis = row["match"], row["basis"]
    how = Provenance.DEFAULTED if match == "global-median" else Provenance.ESTIMATED
    reason = f"{match}: probability {row['probability']}, " + (
        f"SOC 2010 {basis} joined as text"
        if match == "soc"
        else f"median of the {row['matched']} matched occupations of {basis or 'all categories'}"
    )
    return Joined(float(row[measure.column]), Note(provenance=how, reason=reason))


def _aioe_percentile(facts: Facts, measure: Measure, code: str) -> Joined:
    row = facts.row(code, measure.dataset)
    if row is None:
        return _missing(f"AIOE has no SOC 2010 code that is {code} as text")
    reason = f"rank of SOC 2010 {soc_code(code)}, joined as text, among the codes of AIOE"
    return Joined(float(row[measure.column]), Note(provenance=Provenance.ESTIMATED, reason=reason))


BY_ONET_CODE: Final = Join(_by_onet_code, None)
BY_SOC_CODE: Final = Join(_by_soc_code, MATRIX)
BY_SOC_2010: Final = Join(_by_soc_2010, SOC_2010)
BY_ONET_SOC_2010: Final = Join(_by_onet_soc_2010, ONET_SOC_2010)

_STANDARDISED: Final = "standardised over occupations"

# fmt: off
MEASURES: Final = (
    *(
        Measure(f"eloundou_{rater}_{weight}",
                f"Exposure to language models, {weight} ({raters})",
                f"share of tasks, {formula}",
                "gpts-are-gpts", f"{prefix}_rating_{weight}", BY_ONET_CODE)
        for rater, raters, prefix in (("gpt4", "GPT-4", "dv"), ("human", "annotators", "human"))
        for weight, formula in (("alpha", "E1"), ("beta", "E1 + 0.5 E2"), ("gamma", "E1 + E2"))
    ),
    Measure("felten_aioe", "AI Occupational Exposure", _STANDARDISED,
            "felten-aioe", "aioe", BY_SOC_2010),
    Measure("felten_aioe_language_modeling", "AIOE, language modeling", _STANDARDISED,
            "felten-aioe-language-modeling", "aioe", BY_SOC_2010),
    Measure("felten_aioe_image_generation", "AIOE, image generation", _STANDARDISED,
            "felten-aioe-image-generation", "aioe", BY_SOC_2010),
    Measure("felten_aioe_percentile", "Percentile of AIOE, as American Dream Jobs 1.0 takes it",
            "percent of AIOE's codes strictly below",
            "aioe-percentile", "percentile", Join(_aioe_percentile, None)),
    Measure("frey_osborne_probability", "Probability of computerisation", "probability, 0 to 1",
            "frey-osborne", "probability", BY_SOC_2010),
    Measure("legacy_risk", "Legacy risk of American Dream Jobs",
            "1 to 10, from the probability of computerisation",
            "legacy-risk", "risk", Join(_legacy_risk, None)),
    Measure("webb_ai_score", "Overlap of tasks with AI patents", "score, 0 and up",
            "webb", "ai_score", BY_ONET_SOC_2010),
    Measure("microsoft_ai_applicability", "AI applicability", "score, 0 to 1",
            "microsoft-applicability", "ai_applicability", BY_SOC_CODE),
    Measure("anthropic_observed_exposure", "Observed exposure", "weighted share of tasks, 0 to 1",
            "anthropic-observed-exposure", "observed_exposure", BY_SOC_CODE),
)
"""Every measure, in the order in which an occupation lists them."""
# fmt: on
