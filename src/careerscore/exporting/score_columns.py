"""The columns that hold what a methodology says of an occupation."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from careerscore.frames.outputs import OR, outputs_of
from careerscore.model.assessment import ResilienceAssessment
from careerscore.reference.columns import CATEGORY, COUNT, NUMBER, TEXT, ReferenceColumn

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from careerscore.exporting.table import Cell
    from careerscore.frames.outputs import Output
    from careerscore.model.assessment import FactorScore
    from careerscore.scoring.base import Methodology

__all__ = ["score_columns"]

NOT_STANDARD: Final = frozenset({"tier_rank", "rationale", "methodology"})

REQUIRED: Final = frozenset({"status", "rationale", "methodology"})

VALUE: Final = "value"
"""What a factor's value is called behind its name, as a label is and points are."""

_KINDS: Final = {"whole": COUNT, "number": NUMBER, "label": CATEGORY, "text": TEXT}

_TITLES: Final = {
    "total": "sum of the points, or the measure itself",
    "tier_rank": "number of the class of outcomes, 1 for the best",
    "tier": "class of outcomes",
    "status": "how much of the result rests on the methodology's own inputs",
    "total_min": "the least that the total can be, where inputs are missing",
    "total_max": "the most that the total can be, where inputs are missing",
    "possible_tiers": "classes of outcomes that missing inputs leave open, or the one class",
    "rationale": "the result in a sentence",
    "methodology": "the methodology that scored",
}

_Read: TypeAlias = Callable[[ResilienceAssessment], "Cell"]


class _Words(NamedTuple):
    """What a factor is called, and the unit of its value."""

    title: str
    unit: str


def score_columns(methodology: Methodology) -> Iterator[tuple[ReferenceColumn, _Read]]:
    """Give every column of results that a methodology has.

    Examples
    --------
    >>> import careerscore as cs
    >>> method = cs.methodology("american-dream-jobs/2.0")
    >>> [column.name for column, _ in score_columns(method)][:4]
    ['ai_exposure_value', 'ai_exposure_label', 'ai_exposure_points', 'job_growth_value']
    """
    known = _factors(methodology)
    for name, output in outputs_of(methodology).items():
        kind = _KINDS[output.kind]
        if output.factor is None:
            unit = _unit_of_total(output, known) if output.part.startswith("total") else ""
            title, read = _TITLES[output.part], _RESULT[output.part]
        else:
            words = known.get(output.factor, _Words(output.factor, ""))
            if output.part == "label":
                yield _value_of(output.factor, words)
            unit = "points" if output.part == "points" else ""
            title, read = f"{words.title}: {output.part}", _part_of(output.factor, output.part)
        column = ReferenceColumn(
            name=name,
            title=title,
            unit=unit,
            kind=kind,
            words=output.categories,
            required=name in REQUIRED,
            standard=name not in NOT_STANDARD and output.part != "points",
        )
        yield column, _as_number(read) if kind == NUMBER else read


def _factors(methodology: Methodology) -> Mapping[str, _Words]:
    inputs = {entry.name: _Words(entry.title, entry.unit) for entry in methodology.inputs}
    own = getattr(methodology, "factors", ())
    return inputs | {factor.name: _Words(factor.title, factor.unit) for factor in own}


def _unit_of_total(output: Output, factors: Mapping[str, _Words]) -> str:
    if output.kind == "whole":
        return "points"
    return next(iter(factors.values())).unit if len(factors) == 1 else ""


def _value_of(factor: str, words: _Words) -> tuple[ReferenceColumn, _Read]:
    """Return the column of what the methodology read."""
    column = ReferenceColumn(
        name=f"{factor}_{VALUE}",
        title=f"{words.title}, as the methodology reads it",
        unit=words.unit,
        kind=NUMBER,
        standard=True,
    )
    return column, _as_number(_part_of(factor, VALUE))


def _part_of(factor: str, part: str) -> _Read:
    def read(result: ResilienceAssessment) -> Cell:
        found: FactorScore | None = next(
            (each for each in result.factors if each.name == factor), None
        )
        return None if found is None else getattr(found, part)

    return read


def _as_number(read: _Read) -> _Read:
    """Return the same reading in one type for the whole column: some totals are whole numbers."""

    def read_number(result: ResilienceAssessment) -> Cell:
        value = read(result)
        return None if value is None else float(value)  # type: ignore[arg-type]

    return read_number


_RESULT: Final[Mapping[str, _Read]] = {
    "total": lambda result: result.total,
    "tier_rank": lambda result: None if result.tier is None else result.tier.rank,
    "tier": lambda result: None if result.tier is None else result.tier.label,
    "status": lambda result: result.status.value,
    "total_min": lambda result: None if result.total_range is None else result.total_range[0],
    "total_max": lambda result: None if result.total_range is None else result.total_range[1],
    "possible_tiers": lambda result: OR.join(tier.label for tier in result.possible_tiers) or None,
    "rationale": lambda result: result.rationale,
    "methodology": lambda result: result.methodology,
}
