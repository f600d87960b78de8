"""Published exposure measures, joined to O*NET-SOC codes.

A study publishes in the codes of its year. Current codes are looked up directly, a SOC code
that the study lacks under its composite in the national employment matrix. Earlier codes are
joined by the official crosswalks; where several meet in one, the value is their mean.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from math import fsum
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from careerscore._frozen_map import FrozenMap
from careerscore.codes import soc_code
from careerscore.errors import CareerscoreError, DefinitionError
from careerscore.matching.systems import ONET_SOC_2010, SOC_2010
from careerscore.model.ai import ExposureMeasure
from careerscore.model.provenance import Note, Provenance
from careerscore.reference.editions import MATRIX, published_under_note
from careerscore.reference.projections import matrix_row

if TYPE_CHECKING:
    from careerscore.reference.editions import Facts

_Joined: TypeAlias = tuple[float | None, Mapping[str, Note], Mapping[str, float]]
"""The value of a study for an occupation, the notes on it, and the figures it is the mean of."""


class Measure(NamedTuple):
    """One column of a study, and the join by which it reaches an occupation.

    A study may publish words, which are numbered from 1.
    """

    name: str
    title: str
    unit: str
    dataset: str
    column: str
    join: Callable[[Facts, Measure, str], _Joined]
    words: tuple[str, ...] = ()

    @property
    def datasets(self) -> tuple[str, ...]:
        """Its dataset, then the crosswalk, if it needs one."""
        return tuple(filter(None, (self.dataset, _CROSSWALKS.get(self.join))))


def exposures_of(facts: Facts, code: str) -> Mapping[str, ExposureMeasure]:
    """Return every measure that the release has; where one has no figure, its note says why."""
    found: dict[str, ExposureMeasure] = {}
    for measure in MEASURES:
        if measure.dataset in facts.editions:
            try:
                value, notes, components = measure.join(facts, measure, code)
            except (IndexError, KeyError, ValueError) as error:
                if isinstance(error, CareerscoreError):
                    raise
                # The tables of a user need not be those of a build.
                problem = f"{measure.column} of {code}: not as its metadata describe it ({error})"
                raise DefinitionError(facts.edition(measure.dataset).id, (problem,)) from error
            found[measure.name] = ExposureMeasure(
                measure=measure.name,
                title=measure.title,
                unit=measure.unit,
                value=value,
                label=measure.words[int(value) - 1] if measure.words and value else None,
                components=components,
                source=facts.edition(measure.dataset).source,
                notes=notes,
            )
    return found


@lru_cache(maxsize=20_000)
def _notes(provenance: Provenance, reason: str) -> Mapping[str, Note]:
    # One mapping for every measure that has the same note, as many do.
    return FrozenMap({"value": Note(provenance=provenance, reason=reason)})


def _missing(reason: str) -> _Joined:
    return None, _notes(Provenance.MISSING, reason), {}


def _by_onet_code(facts: Facts, measure: Measure, code: str) -> _Joined:
    row = facts.row(code, measure.dataset)
    if row is None:
        return _missing(f"the authors publish no figure for {code}")
    return float(row[measure.column]), {}, {}


def _by_soc_code(facts: Facts, measure: Measure, code: str) -> _Joined:
    for published in filter(None, (soc_code(code), facts.matrix_code(code))):
        row = facts.row(published, measure.dataset)
        if row is not None:
            note = published_under_note(code, row["soc_code"], row["title"])
            return float(row[measure.column]), {} if note is None else {"value": note}, {}
    return _missing(f"the authors publish no figure for {soc_code(code)}")


def _by_matrix_code(facts: Facts, measure: Measure, code: str) -> _Joined:
    row, note = matrix_row(facts, code, measure.dataset)
    value = None if row is None else measure.words.index(row[measure.column]) + 1.0
    return value, {} if note is None else {"value": note}, {}


def _by_crosswalk(
    crosswalk: str, system: str, facts: Facts, measure: Measure, code: str
) -> _Joined:
    today = code if crosswalk == ONET_SOC_2010 else soc_code(code)
    codes = facts.predecessors(today, crosswalk)
    components: dict[str, float] = {}
    for earlier in codes:
        row = facts.row(earlier, measure.dataset)
        if row is not None and row[measure.column]:
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
    return fsum(components.values()) / len(components), _notes(how, reason), components


def _legacy_risk(facts: Facts, measure: Measure, code: str) -> _Joined:
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
    return float(row[measure.column]), _notes(how, reason), {}


def _aioe_percentile(facts: Facts, measure: Measure, code: str) -> _Joined:
    row = facts.row(code, measure.dataset)
    if row is None:
        return _missing(f"AIOE has no SOC 2010 code that is {code} as text")
    reason = f"rank of SOC 2010 {soc_code(code)}, joined as text, among the codes of AIOE"
    return float(row[measure.column]), _notes(Provenance.ESTIMATED, reason), {}


_by_soc_2010: Final = partial(_by_crosswalk, SOC_2010, "SOC 2010")
_by_onet_soc_2010: Final = partial(_by_crosswalk, ONET_SOC_2010, "O*NET-SOC 2010")

_CROSSWALKS: Final[Mapping[object, str]] = {
    _by_soc_code: MATRIX,
    _by_matrix_code: MATRIX,
    _by_soc_2010: SOC_2010,
    _by_onet_soc_2010: ONET_SOC_2010,
}
"""The dataset of the crosswalk by which a join reaches the codes of occupations."""

_STANDARDISED: Final = "standardised over occupations"

# fmt: off
MEASURES: Final = (
    *(
        Measure(f"eloundou_{rater}_{weight}",
                f"Exposure to language models, {weight} ({raters})",
                f"share of tasks, {formula}",
                "gpts-are-gpts", f"{prefix}_rating_{weight}", _by_onet_code)
        for rater, raters, prefix in (("gpt4", "GPT-4", "dv"), ("human", "annotators", "human"))
        for weight, formula in (("alpha", "E1"), ("beta", "E1 + 0.5 E2"), ("gamma", "E1 + E2"))
    ),
    Measure("felten_aioe", "AI Occupational Exposure", _STANDARDISED,
            "felten-aioe", "aioe", _by_soc_2010),
    Measure("felten_aioe_language_modeling", "AIOE, language modeling", _STANDARDISED,
            "felten-aioe-language-modeling", "aioe", _by_soc_2010),
    Measure("felten_aioe_image_generation", "AIOE, image generation", _STANDARDISED,
            "felten-aioe-image-generation", "aioe", _by_soc_2010),
    Measure("felten_aioe_percentile", "Percentile of AIOE, as American Dream Jobs 1.0 takes it",
            "percent of AIOE's codes strictly below",
            "aioe-percentile", "percentile", _aioe_percentile),
    Measure("frey_osborne_probability", "Probability of computerisation", "probability, 0 to 1",
            "frey-osborne", "probability", _by_soc_2010),
    Measure("legacy_risk", "Legacy risk of American Dream Jobs",
            "1 to 10, from the probability of computerisation",
            "legacy-risk", "risk", _legacy_risk),
    Measure("webb_ai_score", "Overlap of tasks with AI patents", "score, 0 and up",
            "webb", "ai_score", _by_onet_soc_2010),
    Measure("microsoft_ai_applicability", "AI applicability", "score, 0 to 1",
            "microsoft-applicability", "ai_applicability", _by_soc_code),
    Measure("anthropic_observed_exposure", "Observed exposure", "weighted share of tasks, 0 to 1",
            "anthropic-observed-exposure", "observed_exposure", _by_soc_code),
    Measure("eisfeldt_genai_exposure", "Exposure to generative AI", "share of tasks, 0 to 1",
            "eisfeldt-genai-exposure", "total", _by_soc_2010),
    Measure("bls_ai_exposure", "AI exposure relative to other occupations (BLS)",
            "1 Low, 2 Moderate, 3 High, 4 Very high",
            "bls-ai-exposure", "category", _by_matrix_code,
            ("Low", "Moderate", "High", "Very high")),
)
"""Every measure, in the order in which an occupation lists them."""
# fmt: on
