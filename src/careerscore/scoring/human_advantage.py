"""Human advantage: an EPOCH-type profile from O*NET's ratings, as shares of workers."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Final

from attrs import field, frozen

from careerscore._record import Checks, Record, frozen_tuple, limits
from careerscore.methods.fingerprint import NOT_IN_FINGERPRINT
from careerscore.model.assessment import FactorPart, FactorScore
from careerscore.model.provenance import Note, Provenance
from careerscore.scoring.distribution import Distribution
from careerscore.scoring.estimates import EpochEstimate, estimate_of
from careerscore.scoring.factors import Input
from careerscore.scoring.formulas import (
    Figures,
    choose,
    curves_of,
    first_known,
    keep,
    known_values,
    number,
    share_on,
    sum_of,
    where_known,
)
from careerscore.scoring.operations import Numbers
from careerscore.scoring.ratings import NO_RATINGS, SUPPRESSED, read_rating
from careerscore.scoring.shares import NOTHING, Read, ShareMethodology, factor_of, share_outcome
from careerscore.scoring.sources import InputValue

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from careerscore._render.blocks import Block
    from careerscore.model.occupation import Occupation
    from careerscore.scoring.curves import Curve
    from careerscore.scoring.operations import Operations

EPOCH: Final = "epoch"
"""Name of the sum of the dimensions, and of its curve."""

ESTIMATE: Final = "epoch_estimate"
"""Name of the input that replaces a sum."""

_NO_SUMS: Final = "no occupation of the release has an EPOCH sum"


@frozen(kw_only=True)
class Indicator(Input):
    """A rating of O*NET.

    Parameters
    ----------
    rating : str
        Element and scale: ``"2.B.1.a IM"``.
    **entry
        The parameters of `Input`; an indicator is optional by default.
    """

    rating: str
    optional: bool = field(default=True, metadata=NOT_IN_FINGERPRINT)


@frozen(kw_only=True)
class Dimension(Record):
    """The mean share of some ratings, ranked among workers again, from 1 to 5.

    Parameters
    ----------
    name, title : str
        Its name, and what a reader calls it.
    indicators : tuple of Indicator
        The ratings; all of them are needed.
    """

    name: str
    title: str
    indicators: tuple[Indicator, ...] = field(converter=frozen_tuple)

    def _check(self, checks: Checks) -> None:
        holds = bool(self.indicators)
        checks.expect("indicators", self.indicators, "one or more", holds=holds)

    def mean_of(self, shares: Figures) -> Any:
        """Return the mean of the shares of its indicators."""
        total = sum_of([shares[f"{each.name}_share"] for each in self.indicators])
        return None if total is None else total / len(self.indicators)


@frozen(kw_only=True, repr=False)
class HumanAdvantageMethodology(ShareMethodology):
    """The sum of dimensions of 1 to 5 (EPOCH), ranked among workers.

    Parameters
    ----------
    dimensions : tuple of Dimension
        What is summed.
    standard_error, estimated_standard_error : float
        Standard error of the share, from an occupation's own ratings and from those of others.
    related_tiers : tuple of str
        The tiers of related occupations whose mean sum replaces one that is missing.
    least_related : int
        How many of them are needed; with fewer, those of the same SOC code are taken.
    **identity
        The parameters of `MethodologyBase`.

    Examples
    --------
    >>> import careerscore as cs
    >>> id = "careerscore-human-advantage/1.0"
    >>> result = cs.assess("29-2072.00", methodology=id, data="2026.3")
    >>> round(result.total, 3), result.status.value
    (0.44, 'estimated')
    """

    engine: ClassVar[str] = "human-advantage/1"

    dimensions: tuple[Dimension, ...] = field(converter=frozen_tuple)
    standard_error: float = field(metadata=limits(minimum=1e-9, maximum=1))
    estimated_standard_error: float = field(metadata=limits(minimum=1e-9, maximum=1))
    related_tiers: tuple[str, ...] = field(converter=frozen_tuple)
    least_related: int = field(metadata=limits(minimum=1, maximum=1000))

    def _check(self, checks: Checks) -> None:
        super()._check(checks)
        names = [each.name for each in self.dimensions]
        names += [each.name for each in self.indicators]
        holds = bool(names) and len({*names, EPOCH, ESTIMATE}) == len(names) + 2
        expected = f"one or more, names that are all different, none of them {EPOCH} or {ESTIMATE}"
        checks.expect("dimensions", names, expected, holds=holds)

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """The ratings of all dimensions."""
        return tuple(each for dimension in self.dimensions for each in dimension.indicators)

    def _details(self) -> Iterable[Block]:
        from careerscore.scoring.share_pages import human_advantage_details

        return human_advantage_details(self)

    @property
    def formula(self) -> str:
        """How the result follows from the inputs, in a line."""
        titles = ", ".join(dimension.title for dimension in self.dimensions)
        return f"share of workers below the sum of {titles}, each 1 + 4 times a share of workers"

    @property
    def inputs(self) -> tuple[Input, ...]:
        """What `score` takes: the ratings, or a sum that was estimated."""
        return (*self.indicators, self._estimate)

    @cached_property
    def _estimate(self) -> Input:
        count = len(self.dimensions)
        return Input(
            name=ESTIMATE,
            title="EPOCH of related occupations",
            unit=f"sum of {count} dimensions of 1 to 5, estimated from other occupations",
            minimum=count,
            maximum=5 * count,
            better="higher",
            optional=True,
        )

    @property
    def factor_names(self) -> tuple[str, ...]:
        """The names of its factors, in order."""
        return (*(dimension.name for dimension in self.dimensions), "human_advantage")

    @property
    def standard_errors(self) -> dict[float, float]:
        """The standard error of the share: 0 from own ratings, 1 estimated from others."""
        return {0.0: self.standard_error, 1.0: self.estimated_standard_error}

    def shares(
        self, inputs: Mapping[str, Any], operations: Operations, curves: Mapping[str, Curve]
    ) -> Figures:
        """Return the shares of the ratings, the dimensions, their sum, and its share."""
        found: Figures = {
            f"{each.name}_share": share_on(curves, each.name, inputs.get(each.name), operations)
            for each in self.indicators
        }
        for each in self.dimensions:
            share = share_on(curves, each.name, each.mean_of(found), operations)
            found[f"{each.name}_share"] = share
            found[each.name] = None if share is None else keep(1 + 4 * share, operations)
        own = keep(sum_of([found[each.name] for each in self.dimensions]), operations)
        estimate = inputs.get(ESTIMATE)
        is_estimated: Any = 0.0
        if estimate is not None:
            is_estimated = operations.where(operations.is_known(estimate), 1.0, 0.0)
        if estimate is not None and own is not None:
            is_estimated = operations.where(operations.is_known(own), 0.0, is_estimated)
        epoch = first_known(own, estimate, operations)
        share = share_on(curves, EPOCH, epoch, operations)
        return found | {
            EPOCH: epoch,
            "is_estimated": keep(is_estimated, operations),
            "human_advantage_share": share,
        }

    def _figures(self, inputs: Mapping[str, Any], operations: Operations) -> Figures:
        found = self.shares(inputs, operations, self._curves)
        total = found["human_advantage_share"]
        error = choose(found["is_estimated"], self.standard_errors, operations)
        return found | {
            "human_advantage": where_known(total, found[EPOCH], operations),
            "total": total,
            "total_se": where_known(total, error, operations),
        }

    def distribution_of(
        self, inputs: Mapping[str, Mapping[str, float | None]], weights: Mapping[str, float]
    ) -> Distribution:
        """Return the distribution of the ratings, the dimensions and their sum."""
        names = [each.name for each in self.indicators]
        rows = {
            code: known_values({name: row.get(name) for name in names})
            for code, row in inputs.items()
        }
        curves = curves_of(names, rows, weights)
        ranked = {code: self.shares(row, Numbers(), curves) for code, row in rows.items()}
        means = {
            code: known_values({each.name: each.mean_of(found) for each in self.dimensions})
            for code, found in ranked.items()
        }
        curves |= curves_of([each.name for each in self.dimensions], means, weights)
        sums = {
            code: known_values({EPOCH: self.shares(row, Numbers(), curves)[EPOCH]})
            for code, row in rows.items()
        }
        curves |= curves_of([EPOCH], sums, weights)
        epoch = {code: row[EPOCH] for code, row in sums.items() if row}
        return Distribution(curves=curves, epoch=epoch)

    def estimate(
        self, occupation: Occupation, distribution: Distribution | None
    ) -> EpochEstimate | None:
        """Return the sum that is estimated for an occupation from others."""
        if distribution is None:
            return None
        scale = self.indicators[0].rating.partition(" ")[2]
        return estimate_of(
            occupation,
            distribution.epoch,
            tiers=self.related_tiers,
            least=self.least_related,
            source=occupation.ratings.sources.get(scale) if occupation.ratings else None,
        )

    def read(
        self, occupation: Occupation, distribution: Distribution | None, /
    ) -> dict[str, InputValue]:
        """Read the ratings from an occupation, and where one is missing an estimate from others."""
        found = {
            each.name: read_rating(occupation.ratings, each.rating) for each in self.indicators
        }
        is_short = any(one.value is None for one in found.values())
        if is_short and (estimate := self.estimate(occupation, distribution)) is not None:
            note = Note(provenance=Provenance.ESTIMATED, reason=estimate.reason)
            found[ESTIMATE] = InputValue(estimate.value, estimate.source, note)
        return found

    def parts(self, read: Read, figures: Figures) -> tuple[FactorPart, ...]:
        """Return the dimensions with their ratings."""
        return tuple(
            FactorPart(
                name=dimension.name,
                title=dimension.title,
                value=number(figures[dimension.name]),
                unit="1 to 5",
                share=number(figures[f"{dimension.name}_share"]),
                parts=tuple(
                    FactorPart(
                        name=each.name,
                        title=each.title,
                        value=one.value,
                        unit=each.unit,
                        share=number(figures[f"{each.name}_share"]),
                        source=one.source,
                        note=one.note,
                    )
                    for each in dimension.indicators
                    for one in [read.get(each.name, NOTHING)]
                ),
            )
            for dimension in self.dimensions
        )

    def basis(
        self,
        read: Read,
        figures: Figures,
        occupation: Occupation | None,
        distribution: Distribution | None,
    ) -> dict[str, Any]:
        """Return the fields of a factor that its share was computed from."""
        estimate = None
        if figures["is_estimated"] == 1 and occupation is not None:
            estimate = self.estimate(occupation, distribution)
        is_missing = number(figures["human_advantage_share"]) is None
        return {
            "title": "Human advantage",
            "value": None if is_missing else figures[EPOCH],
            "unit": f"sum of {len(self.dimensions)} dimensions of 1 to 5 (EPOCH)",
            "source": None if estimate is None else estimate.source,
            "note": self._note(read, figures, occupation),
            "parts": self.parts(read, figures) if estimate is None else estimate.parts,
        }

    def _note(self, read: Read, figures: Figures, occupation: Occupation | None) -> Note | None:
        """Return why there is no share, what it was estimated from, or how precise ratings are."""
        if number(figures["human_advantage_share"]) is None:
            if occupation is not None and occupation.ratings is None:
                return NO_RATINGS
            reason = self._missing(read) if number(figures[EPOCH]) is None else _NO_SUMS
            if reason != _NO_SUMS and occupation is None:
                reason += f"; {ESTIMATE} is not given"
            elif reason != _NO_SUMS:
                others = f"fewer than {self.least_related} related occupations"
                reason += f"; {others} and none of the same SOC code have an EPOCH sum"
            return Note(provenance=Provenance.MISSING, reason=reason)
        if figures["is_estimated"] == 1:
            note = read[ESTIMATE].note
            reason = f"{note.reason if note else 'estimated'}, as {self._missing(read)}"
            return Note(provenance=Provenance.ESTIMATED, reason=reason)
        ratings = [read.get(each.name, NOTHING) for each in self.indicators]
        if not (count := sum(one.note is SUPPRESSED for one in ratings)):
            return None
        reason = f"O*NET recommends to suppress {count} of the {len(ratings)} ratings used, "
        reason += "for lack of precision"
        return Note(provenance=Provenance.OBSERVED, reason=reason)

    def _missing(self, read: Read) -> str:
        """Return how many ratings of which dimensions are missing, and why."""
        lacks: list[str] = []
        reasons: dict[str, None] = {}
        for dimension in self.dimensions:
            ratings = [read.get(each.name, NOTHING) for each in dimension.indicators]
            missing = [one for one in ratings if one.value is None]
            reasons |= {one.note.reason: None for one in missing if one.note}
            if missing:
                lacks.append(f"{dimension.title} {len(missing)} of {len(ratings)}")
        if not lacks:
            return _NO_SUMS
        why = f": {'; '.join(reasons)}" if reasons else ""
        return f"ratings are missing ({', '.join(lacks)}){why}"

    def _outcome(
        self, read: Read, figures: Figures, occupation: Occupation | None, /
    ) -> dict[str, Any]:
        dimensions = self.parts(read, figures)
        basis = self.basis(read, figures, occupation, self.distribution)
        if basis["parts"] == dimensions:
            basis["parts"] = ()
        whole = FactorScore(
            name="human_advantage",
            label=None,
            points=None,
            max_points=None,
            share=number(figures["total"]),
            standard_error=number(figures["total_se"]),
            **basis,
        )
        factors = [*map(factor_of, dimensions), whole]
        return share_outcome(factors, "Human advantage", figures, whole.note)
