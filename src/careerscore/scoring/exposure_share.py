"""Exposure as several studies measure it: the share of workers in less exposed occupations."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, Any, ClassVar, Final

from attrs import field, frozen

from careerscore._record import Checks, frozen_tuple, limits
from careerscore._text import percent
from careerscore.model.assessment import FactorPart, FactorScore
from careerscore.model.provenance import Note, Provenance
from careerscore.scoring.agreement import Agreement
from careerscore.scoring.distribution import Distribution
from careerscore.scoring.formulas import (
    Figures,
    choose,
    curves_of,
    keep,
    known_values,
    number,
    share_on,
    sum_of,
    where_known,
)
from careerscore.scoring.measures import Measure
from careerscore.scoring.operations import Numbers
from careerscore.scoring.shares import NOTHING, Read, ShareMethodology, factor_of, share_outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from careerscore._render.blocks import Block
    from careerscore.model.occupation import Occupation
    from careerscore.scoring.curves import Curve
    from careerscore.scoring.factors import Input
    from careerscore.scoring.operations import Operations
    from careerscore.scoring.sources import InputValue

EXPOSURE: Final = "exposure"
"""Name of the curve of the mean share of the measures."""


@frozen(kw_only=True, repr=False)
class ExposureMethodology(ShareMethodology):
    """The mean share of several measures of exposure, ranked among workers again.

    Parameters
    ----------
    measures : tuple of Measure
        What it is the mean of, each as a share of workers.
    least_measures : int
        How many of them are needed.
    standard_error : float
        Standard error of the share where all measures are there; with fewer it grows as that of
        a mean does.
    agreement : Agreement, optional
        Published categories with which the measures are compared.
    **identity
        The parameters of `MethodologyBase`.

    Examples
    --------
    >>> import careerscore as cs
    >>> result = cs.assess("29-2072.00", methodology="careerscore-exposure/1.0", data="2026.3")
    >>> round(result.total, 3), round(result.total_se, 3)
    (0.829, 0.1)
    """

    engine: ClassVar[str] = "exposure-share/1"

    measures: tuple[Measure, ...] = field(converter=frozen_tuple)
    least_measures: int = field(metadata=limits(minimum=1, maximum=1000))
    standard_error: float = field(metadata=limits(minimum=1e-9, maximum=1))
    agreement: Agreement | None = None

    def _check(self, checks: Checks) -> None:
        super()._check(checks)
        names = [entry.name for entry in self.inputs]
        holds = len({*names, EXPOSURE}) == len(names) + 1
        expected = f"names that are all different, none of them {EXPOSURE}"
        checks.expect("measures", names, expected, holds=holds)
        holds = self.least_measures <= len(self.measures)
        expected = f"at most the number of measures, {len(self.measures)}"
        checks.expect("least_measures", self.least_measures, expected, holds=holds)

    def _details(self) -> Iterable[Block]:
        from careerscore.scoring.share_pages import exposure_details

        return exposure_details(self)

    @property
    def formula(self) -> str:
        """How the result follows from the inputs, in a line."""
        return (
            f"share of workers below the mean share of {len(self.measures)} measures, at least "
            f"{self.least_measures}"
        )

    @property
    def inputs(self) -> tuple[Input, ...]:
        """What `score` takes."""
        return (*self.measures, *([self.agreement] if self.agreement else []))

    @property
    def factor_names(self) -> tuple[str, ...]:
        """The names of its factors, in order."""
        names = [measure.name for measure in self.measures]
        return (*names, *([self.agreement.factor] if self.agreement else []))

    @property
    def standard_errors(self) -> dict[float, float]:
        """The standard error of the share by the number of measures."""
        most = len(self.measures)
        counts = range(self.least_measures, most + 1)
        return {float(count): self.standard_error * sqrt(most / count) for count in counts}

    def shares(
        self, inputs: Mapping[str, Any], operations: Operations, curves: Mapping[str, Curve]
    ) -> Figures:
        """Return the share of each measure, how many there are, their mean, and its share."""
        where = operations.where
        found: Figures = {
            f"{each.name}_share": share_on(curves, each.name, inputs.get(each.name), operations)
            for each in self.measures
        }
        present = [share for share in found.values() if share is not None]
        known = [operations.is_known(share) for share in present]
        count: Any = 0.0
        if present:
            count = keep(sum_of([where(one, 1.0, 0.0) for one in known]), operations)
        mean = None
        if len(present) >= self.least_measures:
            parts = zip(known, present, strict=True)
            total = sum_of([where(one, share, 0.0) for one, share in parts])
            suffices = count >= self.least_measures
            mean = where(suffices, total / where(suffices, count, 1.0), operations.missing)
            mean = keep(mean, operations)
        return found | {
            "measures": count,
            "mean_share": mean,
            "ai_exposure_share": share_on(curves, EXPOSURE, mean, operations),
        }

    def _figures(self, inputs: Mapping[str, Any], operations: Operations) -> Figures:
        found = self.shares(inputs, operations, self._curves)
        total = found["ai_exposure_share"]
        error = choose(found["measures"], self.standard_errors, operations)
        if self.agreement is not None:
            shares = [found[f"{each.name}_share"] for each in self.measures]
            category = inputs.get(self.agreement.name)
            found[self.agreement.factor] = self.agreement.of(shares, category, operations)
        return found | {"total": total, "total_se": where_known(total, error, operations)}

    def distribution_of(
        self, inputs: Mapping[str, Mapping[str, float | None]], weights: Mapping[str, float]
    ) -> Distribution:
        """Return the distribution of the measures and of their mean share."""
        rows = {code: known_values(row) for code, row in inputs.items()}
        curves = curves_of([each.name for each in self.measures], rows, weights)
        means = {
            code: {EXPOSURE: self.shares(row, Numbers(), curves)["mean_share"]}
            for code, row in rows.items()
        }
        return Distribution(curves=curves | curves_of([EXPOSURE], means, weights))

    def read(
        self, occupation: Occupation, _distribution: Distribution | None = None, /
    ) -> dict[str, InputValue]:
        """Read the measures from an occupation."""
        found = {measure.name: measure.value_of(occupation) for measure in self.measures}
        if self.agreement is not None:
            found[self.agreement.name] = self.agreement.value_of(occupation)
        return found

    def parts(self, read: Read, figures: Figures) -> tuple[FactorPart, ...]:
        """Return the measures with their shares."""
        return tuple(
            FactorPart(
                name=each.name,
                title=each.title,
                value=one.value,
                unit=each.unit,
                share=number(figures[f"{each.name}_share"]),
                source=one.source,
                note=one.note,
            )
            for each in self.measures
            for one in [read.get(each.name, NOTHING)]
        )

    def note_on(self, figures: Figures) -> Note:
        """Return how many measures there are with their lowest and highest share, or too few."""
        shares = [(each.title, number(figures[f"{each.name}_share"])) for each in self.measures]
        known = [share for _, share in shares if share is not None]
        missing = [title for title, share in shares if share is None]
        reason = f"{len(known)} of {len(shares)} measures"
        without = f"; without {', '.join(missing)}" if missing else ""
        if number(figures["ai_exposure_share"]) is None:
            reason += f", at least {self.least_measures} are needed{without}"
            return Note(provenance=Provenance.MISSING, reason=reason)
        reason += f", from {percent(min(known))} to {percent(max(known))}{without}"
        return Note(provenance=Provenance.OBSERVED, reason=reason)

    def basis(self, read: Read, figures: Figures) -> dict[str, Any]:
        """Return the fields of a factor that its share was computed from."""
        is_missing = number(figures["ai_exposure_share"]) is None
        return {
            "title": "AI exposure",
            "value": None if is_missing else figures["mean_share"],
            "unit": "mean share of the measures, 0 to 1",
            "note": self.note_on(figures),
            "parts": self.parts(read, figures),
        }

    def _outcome(
        self, read: Read, figures: Figures, _occupation: Occupation | None, /
    ) -> dict[str, Any]:
        factors = [*map(factor_of, self.parts(read, figures))]
        if self.agreement is not None:
            factors.append(self._agreement(self.agreement, read, figures))
        return share_outcome(factors, "AI exposure", figures, self.note_on(figures))

    @staticmethod
    def _agreement(agreement: Agreement, read: Read, figures: Figures) -> FactorScore:
        published, part = read.get(agreement.name, NOTHING), number(figures[agreement.factor])
        label = None
        if part is not None and published.value is not None:
            label = agreement.labels[int(published.value) - 1]
        return FactorScore(
            name=agreement.factor,
            title=f"Agreement with the {agreement.title}",
            value=part,
            unit="share of the measures that fall in the category, 0 to 1",
            label=label,
            points=None,
            max_points=None,
            source=published.source,
            note=published.note,
        )
