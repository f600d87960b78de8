"""The published exposure measures of an occupation, and how each reaches its code."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING, Final, NamedTuple

from careerscore.codes import soc_code
from careerscore.model.exposure import ExposureMeasure
from careerscore.model.provenance import Note, Obtained

if TYPE_CHECKING:
    from collections.abc import Mapping

    from careerscore.reference.facts import Facts

__all__ = ["exposures_of"]


class _Measure(NamedTuple):
    name: str
    title: str
    unit: str
    dataset: str
    column: str


_BY_ONET_CODE: Final = tuple(
    _Measure(
        f"eloundou_{rater}_{weight}",
        f"Exposure to language models, {weight} ({raters})",
        f"share of tasks, {formula}",
        "gpts-are-gpts",
        f"{prefix}_rating_{weight}",
    )
    for rater, raters, prefix in (("gpt4", "GPT-4", "dv"), ("human", "annotators", "human"))
    for weight, formula in (("alpha", "E1"), ("beta", "E1 + 0.5 E2"), ("gamma", "E1 + E2"))
)

_BY_SOC_2010: Final = (
    _Measure(
        "felten_aioe",
        "AI Occupational Exposure",
        "standardised over occupations",
        "felten-aioe",
        "aioe",
    ),
    _Measure(
        "frey_osborne_probability",
        "Probability of computerisation",
        "probability, 0 to 1",
        "frey-osborne",
        "probability",
    ),
)


def exposures_of(facts: Facts, code: str) -> Mapping[str, ExposureMeasure]:
    """Return every measure of an O*NET-SOC code; where one has no figure, its note says why.

    Examples
    --------
    >>> import careerscore as cs
    >>> aioe = cs.load("2026.1")["29-2072.00"].exposures["felten_aioe"]
    >>> aioe.components, aioe.notes["value"].how.value
    (FrozenMap({'29-2071': 0.5738765}), 'crosswalk')
    """
    found = {measure.name: _by_onet_code(facts, measure, code) for measure in _BY_ONET_CODE}
    found |= {measure.name: _by_soc_2010(facts, measure, code) for measure in _BY_SOC_2010}
    return found


def _by_onet_code(facts: Facts, measure: _Measure, code: str) -> ExposureMeasure:
    row = facts.row(code, measure.dataset)
    if row is None:
        note = Note(how=Obtained.MISSING, reason=f"the authors publish no figure for {code}")
        return _measure_of(facts, measure, None, {}, note)
    return _measure_of(facts, measure, float(row[measure.column]), {}, None)


def _by_soc_2010(facts: Facts, measure: _Measure, code: str) -> ExposureMeasure:
    soc = soc_code(code)
    codes = facts.soc_2010_codes(soc)
    components: dict[str, float] = {}
    for earlier in codes:
        row = facts.row(earlier, measure.dataset)
        if row is not None:
            components[earlier] = float(row[measure.column])
    if not components:
        reason = (
            f"the authors publish no figure for SOC 2010 {', '.join(codes)}"
            if codes
            else f"no SOC 2010 code leads to {soc}"
        )
        return _measure_of(facts, measure, None, {}, Note(how=Obtained.MISSING, reason=reason))
    without = ", ".join(earlier for earlier in codes if earlier not in components)
    reason = f"published for SOC 2010 {' and '.join(components)}"
    if without:
        reason += f", not for {without}"
    how = Obtained.CROSSWALK if len(components) == 1 else Obtained.CROSSWALK_MEAN
    # Not sum(), which rounds differently from one Python to the next.
    value = fsum(components.values()) / len(components)
    return _measure_of(facts, measure, value, components, Note(how=how, reason=reason))


def _measure_of(
    facts: Facts,
    measure: _Measure,
    value: float | None,
    components: Mapping[str, float],
    note: Note | None,
) -> ExposureMeasure:
    return ExposureMeasure(
        measure=measure.name,
        title=measure.title,
        unit=measure.unit,
        value=value,
        components=components,
        source=facts.edition(measure.dataset).source,
        notes={} if note is None else {"value": note},
    )
