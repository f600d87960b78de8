"""The columns of an export that hold the results of a methodology."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeAlias

from careerscore.frames.outputs import OR, outputs_of
from careerscore.model.assessment import ResilienceAssessment
from careerscore.reference.columns import CATEGORY, COUNT, NUMBER, TEXT, ReferenceColumn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from careerscore.exporting.table import Cell
    from careerscore.frames.outputs import Output
    from careerscore.scoring.base import Methodology

__all__ = ["score_columns"]

_Reader: TypeAlias = Callable[[ResilienceAssessment], "Cell"]

_NOT_STANDARD: Final = frozenset({"tier_rank", "rationale", "methodology"})
_REQUIRED: Final = frozenset({"status", "rationale", "methodology"})

_KINDS: Final = {"whole": COUNT, "number": NUMBER, "label": CATEGORY, "text": TEXT}

_RESULT: Final[dict[str, tuple[str, _Reader]]] = {
    "total": ("sum of the points, or the measure itself", lambda result: result.total),
    "tier_rank": (
        "number of the class of outcomes, 1 for the best",
        lambda result: None if result.tier is None else result.tier.rank,
    ),
    "tier": (
        "class of outcomes",
        lambda result: None if result.tier is None else result.tier.label,
    ),
    "status": (
        "how much of the result rests on the methodology's own inputs",
        lambda result: result.status.value,
    ),
    "total_min": (
        "the least that the total can be, where inputs are missing",
        lambda result: result.total_range and result.total_range[0],
    ),
    "total_max": (
        "the most that the total can be, where inputs are missing",
        lambda result: result.total_range and result.total_range[1],
    ),
    "possible_tiers": (
        "classes of outcomes that missing inputs leave open, or the one class",
        lambda result: OR.join(tier.label for tier in result.possible_tiers) or None,
    ),
    "rationale": ("the result in a sentence", lambda result: result.rationale),
    "methodology": ("the methodology that scored", lambda result: result.methodology),
}
"""Title and reading of each column of the result as a whole."""


def score_columns(methodology: Methodology) -> Iterator[tuple[ReferenceColumn, _Reader]]:
    """Yield every column of results of a methodology, and how it is read from a result.

    Examples
    --------
    >>> import careerscore as cs
    >>> method = cs.methodology("american-dream-jobs/2.0")
    >>> [column.name for column, _ in score_columns(method)][:4]
    ['ai_exposure_value', 'ai_exposure_label', 'ai_exposure_points', 'job_growth_value']
    """
    factors = {each.name: (each.title, each.unit) for each in methodology.inputs}
    own = getattr(methodology, "factors", ())
    factors |= {factor.name: (factor.title, factor.unit) for factor in own}
    for name, output in outputs_of(methodology).items():
        if output.factor is None:
            unit = _unit_of_total(output, factors) if output.part.startswith("total") else ""
            title, read = _RESULT[output.part]
        else:
            factor_title, factor_unit = factors.get(output.factor, (output.factor, ""))
            if output.part == "label":
                value = f"{factor_title}, as the methodology reads it"
                yield (
                    _column(f"{output.factor}_value", value, factor_unit, NUMBER),
                    _as_number(_part_of(output.factor, "value")),
                )
            unit = "points" if output.part == "points" else ""
            title, read = f"{factor_title}: {output.part}", _part_of(output.factor, output.part)
        kind = _KINDS[output.kind]
        standard = name not in _NOT_STANDARD and output.part != "points"
        column = _column(name, title, unit, kind, output.categories, standard=standard)
        yield column, _as_number(read) if kind == NUMBER else read


def _column(
    name: str,
    title: str,
    unit: str,
    kind: str,
    words: tuple[str, ...] = (),
    *,
    standard: bool = True,
) -> ReferenceColumn:
    return ReferenceColumn(
        name=name,
        title=title,
        unit=unit,
        kind=kind,
        words=words,
        required=name in _REQUIRED,
        standard=standard,
    )


def _unit_of_total(output: Output, factors: dict[str, tuple[str, str]]) -> str:
    if output.kind == "whole":
        return "points"
    return next(iter(factors.values()))[1] if len(factors) == 1 else ""


def _part_of(factor: str, part: str) -> _Reader:
    def read(result: ResilienceAssessment) -> Cell:
        found = next((each for each in result.factors if each.name == factor), None)
        return None if found is None else getattr(found, part)

    return read


def _as_number(read: _Reader) -> _Reader:
    """Return the same reading in one type for the whole column: some totals are integers."""

    def read_number(result: ResilienceAssessment) -> Cell:
        value = read(result)
        return None if value is None else float(value)  # type: ignore[arg-type]

    return read_number
