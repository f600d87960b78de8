"""The output columns of scoring, and their values in each state of the inputs.

A methodology of bands sees nothing of an input but which cuts it has passed, or that it is
missing. So a row of a frame is one integer, the number of a combination of bands: its state. A
state has one result, that of `score`; and an output column is a look-up by state. Nothing is
computed a second way.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from itertools import combinations
from math import inf, isfinite, nextafter, prod
from sys import float_info
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from attrs import frozen

from careerscore.errors import InvalidInputError
from careerscore.model.provenance import Status
from careerscore.scoring.additive import AdditiveMethodology
from careerscore.scoring.base import FactorMethodology
from careerscore.scoring.engines import CompositeMethodology, PublishedMeasure
from careerscore.scoring.operations import Numbers
from careerscore.scoring.shares import ShareMethodology

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from careerscore.model.assessment import ResilienceAssessment
    from careerscore.scoring.base import Methodology
    from careerscore.scoring.factors import Factor, Input

    Inputs = Mapping[str, float | None]

Kind = Literal["integer", "number", "label", "text"]

INVALID: Final = Status.INVALID.value
"""Status of a row whose inputs `score` refuses."""

STATUSES: Final = tuple(
    status.value
    for status in (
        Status.COMPLETE,
        Status.ESTIMATED,
        Status.FALLBACK,
        Status.INSUFFICIENT,
        Status.INVALID,
    )
)

LARGEST_INTEGER: Final = 2**15 - 1
"""Totals of points are 16-bit integers, unless they can be larger."""

MOST_TIERS: Final = 10
"""Up to this many tiers, every set of them is a category of the column `possible_tiers`."""

OR: Final = " or "

PROBABILITY: Final = "tier_probability_"
"""Followed by the rank of a tier, its probability."""

TOTALS: Final = ("total", "total_min", "total_max")

LARGEST_TABLE: Final = 20_000
"""The most states for which every result is listed."""

COPIED: Final = "copied"
"""Names in a row the input whose value the totals are; it differs from row to row."""

SHARE: Final = "share of workers, 0 to 1"

_OF_SHARES: Final = (
    ("share", "share of workers with a lower value", SHARE),
    ("points", "points", "points"),
    ("standard_error", "standard error of the share", SHARE),
)
"""The parts of a factor of shares, what they are, and their units."""

Row: TypeAlias = "dict[str, Any]"
"""The outputs of a row by name, None for null."""

_OF_RESULT: Final[Mapping[str, tuple[str, Callable[[ResilienceAssessment], Any]]]] = {
    "total": ("sum of the points, or the measure itself", lambda result: result.total),
    "total_se": ("standard error of the total", lambda result: result.total_se),
    "tier_rank": (
        "number of the class of outcomes, 1 for the best",
        lambda result: result.tier and result.tier.rank,
    ),
    "tier": ("class of outcomes", lambda result: result.tier and result.tier.label),
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
"""What each part of a result means, and how it is read."""


@frozen
class Output:
    """One column that scoring adds."""

    part: str
    kind: Kind
    title: str
    unit: str = ""
    categories: tuple[str, ...] = ()
    factor: str | None = None
    figure: str | None = None
    """The figure of a formula that it is, if any."""

    @property
    def name(self) -> str:
        """Name of the column, before any prefix."""
        return self.part if self.factor is None else f"{self.factor}_{self.part}"

    def value_of(self, result: ResilienceAssessment | None) -> Any:
        """Return the value of a row, None for null; the result is None for refused inputs."""
        if result is None:
            return INVALID if self.part == "status" else None
        if self.part.startswith(PROBABILITY):
            rank, chances = int(self.part.removeprefix(PROBABILITY)), result.tier_probabilities
            return chances[rank - 1] if chances else None
        if self.factor is None:
            return _OF_RESULT[self.part][1](result)
        factors = (factor for factor in result.factors if factor.name == self.factor)
        return next((getattr(factor, self.part) for factor in factors), None)


def steps_of(methodology: Methodology) -> list[Methodology]:
    """Return the steps of a composite methodology, and of those in it; any other is its own."""
    if not isinstance(methodology, CompositeMethodology):
        return [methodology]
    return [one for step in methodology.steps for one in steps_of(step)]


def result_outputs(methodology: Methodology) -> list[Output]:
    """Return every column that can be read from the results of a methodology, in order."""
    if isinstance(methodology, ShareMethodology):
        return _share_outputs(methodology)
    steps = steps_of(methodology)
    is_banded = all(isinstance(one, FactorMethodology) for one in steps)
    made = _factor_outputs(methodology, is_banded=is_banded)
    adds_up = all(isinstance(one, AdditiveMethodology) and _has_small_sums(one) for one in steps)
    units = [output.unit for output in made if output.part == "value"]
    unit = "points" if adds_up else units[0] if len(units) == 1 else ""
    kinds: dict[str, Kind] = dict.fromkeys(TOTALS, "integer" if adds_up else "number")
    kinds["tier_rank"] = "integer"
    tiers = {tier.rank: tier.label for tier in methodology.tiers}
    sizes = range(1, len(tiers) + 1) if len(tiers) <= MOST_TIERS else ()
    # Every set of tiers, best first.
    sets = sorted(ranks for size in sizes for ranks in combinations(tiers, size))
    listed = {
        "tier": tuple(dict.fromkeys(tier.label for tier in methodology.tiers)),
        "status": _statuses(Status.FALLBACK),
        "possible_tiers": tuple(
            dict.fromkeys(OR.join(tiers[rank] for rank in ranks) for ranks in sets)
        ),
        "methodology": (methodology.id,),
    }
    for part, (title, _) in _OF_RESULT.items():
        kind = kinds.get(part) or ("label" if listed.get(part) else "text")
        if part != "total_se":
            made.append(Output(part, kind, title, unit * (part in TOTALS), listed.get(part, ())))
    return made


def _statuses(between: Status) -> tuple[str, ...]:
    """Return the statuses that a methodology can give, one of them between whole and nothing."""
    found = (Status.COMPLETE, between, Status.INSUFFICIENT, Status.INVALID)
    return tuple(status.value for status in found)


def _share_outputs(methodology: ShareMethodology) -> list[Output]:
    """Return the columns of a methodology of shares: the figures of its formula, and tiers."""
    figures = methodology.figures({}, Numbers())
    made = []
    for factor in methodology.score().factors:
        read = f"{factor.title}, as the methodology reads it"
        figure = factor.name if factor.name in figures else None
        made.append(Output("value", "number", read, factor.unit, (), factor.name, figure))
        for part, what, unit in _OF_SHARES:
            if (figure := f"{factor.name}_{part}") in figures:
                title = f"{factor.title}: {what}"
                made.append(Output(part, "number", title, unit, (), factor.name, figure))
    labels = [tier.label for tier in methodology.tiers]
    stretches = [
        OR.join(labels[best:worst])
        for best in range(len(labels))
        for worst in range(best + 1, len(labels) + 1)
    ]
    listed = {
        "tier": tuple(labels),
        "status": _statuses(Status.ESTIMATED),
        "possible_tiers": tuple(stretches),
        "methodology": (methodology.id,),
    }
    unit = "points" if labels else SHARE
    for part, (title, _) in _OF_RESULT.items():
        if part in listed:
            made += [Output(part, "label", title, "", listed[part])] if listed[part] else []
        elif part == "rationale":
            made.append(Output(part, "text", title))
        elif part == "tier_rank":
            made += [Output(part, "integer", title, figure=part)] if labels else []
        else:
            made.append(Output(part, "number", title, unit, figure=part))
        for rank, label in enumerate(labels if part == "tier" else (), 1):
            name = f"{PROBABILITY}{rank}"
            made.append(Output(name, "number", f"probability of {label}", "0 to 1", figure=name))
    return made


def _has_small_sums(methodology: AdditiveMethodology) -> bool:
    points = ([abs(band.points or 0) for band in one.bands] for one in methodology.factors)
    return sum(map(max, points)) <= LARGEST_INTEGER


def outputs_of(methodology: Methodology) -> dict[str, Output]:
    """Return the columns that scoring a frame can add: all but the values that it has."""
    found = result_outputs(methodology)
    return {each.name: each for each in found if each.part != "value" or each.figure}


def default_outputs(methodology: Methodology) -> list[str]:
    """Return the names of the columns that scoring a frame adds unless others are named."""
    return [name for name in outputs_of(methodology) if name not in {"rationale", "methodology"}]


def _factor_outputs(methodology: Methodology, *, is_banded: bool) -> list[Output]:
    """Return the value, label and points of each factor; without factors, of each input.

    Of bands, every label and every point is part of the definition.
    """
    factors: tuple[Factor, ...] = ()
    if isinstance(methodology, FactorMethodology | CompositeMethodology):
        factors = methodology.factors
    entries: dict[str, Factor | Input] = {each.name: each for each in factors}
    for entry in () if is_banded else methodology.inputs:
        entries.setdefault(entry.name, entry)
    made = []
    for name, entry in entries.items():
        bands = [band for each in factors if each.name == name for band in each.bands]
        labels = tuple(dict.fromkeys(band.label for band in bands)) if is_banded else ()
        kind: Kind = "label" if labels else "text"
        points: Kind = "integer" if is_banded else "number"
        read = f"{entry.title}, as the methodology reads it"
        made.append(Output("value", "number", read, entry.unit, factor=name))
        made.append(Output("label", kind, f"{entry.title}: label", "", labels, name))
        made.append(Output("points", points, f"{entry.title}: points", "points", factor=name))
    return made


class StateTable:
    """The states of a methodology's inputs.

    `cuts` are those of each input, rising from minus infinity. The state of an input is the
    number of cuts that it is not below; a missing value has passed none. `count` is the number
    of states of all inputs together.
    """

    def __init__(self, methodology: Methodology) -> None:
        self.methodology = methodology
        found: dict[str, set[float]] = {entry.name: {-inf} for entry in methodology.inputs}
        for step in steps_of(methodology):
            for factor in step.factors if isinstance(step, FactorMethodology) else ():
                if factor.fixed is None:
                    ends = [band.end for band in factor.bands if band.end is not None]
                    # The bounds cut as well: infinities are out of range.
                    low = -float_info.max if factor.minimum is None else factor.minimum
                    high = float_info.max if factor.maximum is None else factor.maximum
                    ends += [(low, False), (high, True)]
                    found[factor.input_name] |= set(map(cut_of, ends))
        self.cuts: dict[str, list[float]] = {name: sorted(cuts) for name, cuts in found.items()}
        self.count: int = prod(len(cuts) + 1 for cuts in self.cuts.values())
        self._outputs = outputs_of(methodology)

    @cached_property
    def rows(self) -> list[Row]:
        """The outputs in every state."""
        return [self.row(state) for state in range(self.count)]

    def row(self, state: int) -> Row:
        """Return the outputs in a state."""
        inputs: dict[str, float | None] = {}
        for name, cuts in reversed(self.cuts.items()):
            state, passed = divmod(state, len(cuts) + 1)
            # One value of each stretch between cuts, and None for missing.
            inputs[name] = [None, nextafter(cuts[1], -inf), *cuts[1:]][passed]
        row = score_row(self.methodology, inputs, self._outputs)
        row[COPIED] = None
        for step in steps_of(self.methodology) if row["total"] is not None else ():
            own = {entry.name: inputs[entry.name] for entry in step.inputs}
            # The first step whose inputs suffice gives the total.
            if step.score(**own).status is not Status.INSUFFICIENT:
                if isinstance(step, PublishedMeasure):
                    row[COPIED] = next((name for name, one in own.items() if one is not None), None)
                break
        return row


state_table: Callable[[Methodology], StateTable] = lru_cache(maxsize=32)(StateTable)  # type: ignore[assignment]
"""Returns the table of a methodology; the last few are kept, with the results they have."""


def copied_in(rows: Sequence[Row]) -> dict[str, list[int]]:
    """Return the states in which the totals are the value of an input, by input."""
    found: dict[str, list[int]] = {}
    for state, row in enumerate(rows):
        if row[COPIED] is not None:
            found.setdefault(row[COPIED], []).append(state)
    return found


def score_row(methodology: Methodology, inputs: Inputs, outputs: Mapping[str, Output]) -> Row:
    """Return the outputs of one row of inputs."""
    try:
        result = methodology.score(**inputs)
    except InvalidInputError:
        entries = [entry for step in steps_of(methodology) for entry in step.inputs]
        if all(_is_in_range(entry, inputs.get(entry.name)) for entry in entries):
            raise
        result = None
    # A result may name another: one that a methodology of someone's own asks.
    return {
        name: methodology.id if output.part == "methodology" else output.value_of(result)
        for name, output in outputs.items()
    }


def score_rows(
    methodology: Methodology,
    columns: Mapping[str, Sequence[float | None]],
    outputs: Mapping[str, Output],
) -> dict[str, list[Any]]:
    """Return outputs of columns of inputs as lists: each different row is scored once."""
    known: dict[str, Row] = {}
    found: dict[str, list[Any]] = {name: [] for name in outputs}
    for values in zip(*columns.values(), strict=True):
        # As text, 0.0 and -0.0 are two keys: in a rationale they differ.
        key = repr(values)
        if key not in known:
            known[key] = score_row(methodology, dict(zip(columns, values, strict=True)), outputs)
        for name, column in found.items():
            column.append(known[key][name])
    return found


def _is_in_range(entry: Input, value: float | None) -> bool:
    low = -inf if entry.minimum is None else entry.minimum
    high = inf if entry.maximum is None else entry.maximum
    return value is None or (isfinite(value) and low <= value <= high)


def cut_of(end: tuple[float, bool]) -> float:
    """Return the least value beyond the end of a band, which may be included."""
    value, is_included = end
    return nextafter(value, inf) if is_included else float(value)
