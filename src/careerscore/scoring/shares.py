"""What methodologies of shares have in common: they rank inputs among the workers of a release."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

import attrs
from attrs import frozen

from careerscore._frozen_map import FrozenMap
from careerscore._text import percent
from careerscore.methods.base import MethodologyBase, check_occupation
from careerscore.methods.fingerprint import fingerprint_of
from careerscore.model.assessment import FactorPart, FactorScore, ResilienceAssessment
from careerscore.model.provenance import Note, Provenance, Status
from careerscore.scoring.bindable import bound, release_of_ranks
from careerscore.scoring.distribution import Distribution
from careerscore.scoring.factors import check_inputs
from careerscore.scoring.formulas import Figures, number
from careerscore.scoring.operations import Numbers
from careerscore.scoring.sources import InputValue, as_number

if TYPE_CHECKING:
    from careerscore.model.assessment import Tier
    from careerscore.model.occupation import Occupation
    from careerscore.scoring.curves import Curve
    from careerscore.scoring.factors import Input
    from careerscore.scoring.operations import Operations

Read = Mapping[str, InputValue]
"""The inputs that were read, or given, by name."""

NOTHING = InputValue(None)


@frozen(kw_only=True, repr=False)
class ShareMethodology(MethodologyBase):
    """A methodology that ranks its inputs among the workers of a release.

    Parameters
    ----------
    distribution : Distribution, optional
        How the inputs are distributed over the workers of a release, which `bind` sets; part of
        the fingerprint. None for a methodology that is not bound.
    **identity
        The parameters of `MethodologyBase`.
    """

    share_names: ClassVar[tuple[str, ...]] = ()
    """The inputs that are shares of workers already, which no distribution is needed for."""

    distribution: Distribution | None = None

    @property
    @abstractmethod
    def inputs(self) -> tuple[Input, ...]:
        """What `score` takes."""

    @property
    @abstractmethod
    def factor_names(self) -> tuple[str, ...]:
        """The names of its factors, in order."""

    @property
    def tiers(self) -> tuple[Tier, ...]:
        """Its classes of outcomes, best first; none for a share."""
        return ()

    @property
    def _curves(self) -> dict[str, Curve]:
        return dict(self.distribution.curves.items()) if self.distribution else {}

    @abstractmethod
    def _figures(self, inputs: Mapping[str, Any], operations: Operations) -> Figures:
        """Return every figure of the formula, None for one that no row has."""

    @abstractmethod
    def distribution_of(
        self, inputs: Mapping[str, Mapping[str, float | None]], weights: Mapping[str, float]
    ) -> Distribution:
        """Return the distribution of the inputs of a release's occupations.

        Parameters
        ----------
        inputs : Mapping of str to Mapping of str to float or None
            By O*NET-SOC code: what `inputs_of` reads.
        weights : Mapping of str to float
            Workers by code, above 0; occupations that are not there are not ranked.
        """

    @abstractmethod
    def read(
        self, occupation: Occupation, distribution: Distribution | None, /
    ) -> dict[str, InputValue]:
        """Read inputs from an occupation, each with its source and note."""

    @abstractmethod
    def _outcome(
        self, read: Read, figures: Figures, occupation: Occupation | None, /
    ) -> dict[str, Any]:
        """Return the fields of the assessment that follow from the inputs."""

    def bind(self, distribution: Distribution) -> Self:
        """Return the same methodology, bound to a distribution: it keeps its id.

        Parameters
        ----------
        distribution : Distribution
            That of a release. Its fingerprint joins that of the methodology.
        """
        return attrs.evolve(self, distribution=distribution)

    def figures(self, inputs: Mapping[str, Any], operations: Operations) -> Figures:
        """Return every figure of the formula, by name.

        Parameters
        ----------
        inputs : Mapping of str to number, array or column
            By name; an input that is not there is missing in every row.
        operations : Operations
            Those of the kind of the inputs.

        Returns
        -------
        dict of str to number, array or column
            A plain number is that of every row.
        """
        missing = operations.missing
        found = self._figures(inputs, operations)
        return {name: missing if each is None else each for name, each in found.items()}

    def _expanded(self, changes: dict[str, Any]) -> dict[str, Any]:
        # Other figures are distributed otherwise.
        return {"distribution": None, **changes}

    def score(self, *, data: Any = None, **inputs: float | None) -> ResilienceAssessment:
        """Score bare inputs.

        Parameters
        ----------
        data : str or Release, optional
            The release among whose workers inputs are ranked; by default the newest, or the one
            that the methodology is bound to. Shares need none.
        **inputs : float or None
            One for each of `inputs`; None, NaN or leaving it out means that it is missing.

        Raises
        ------
        InvalidInputError
            If an input is unknown, not a number or out of range; all such are named.
        """
        given = {name: as_number(value) for name, value in inputs.items()}
        check_inputs(self.id, given, self.inputs)
        read = {name: InputValue(value) for name, value in given.items()}
        known = {name for name, value in given.items() if value is not None}
        is_ranked = not known.issubset(self.share_names)
        method = bound(self, data) if is_ranked or data is not None else self
        return method._assessed(read, None)  # noqa: SLF001 - of this class

    def assess(self, occupation: Occupation) -> ResilienceAssessment:
        """Score an occupation.

        Parameters
        ----------
        occupation : Occupation
            A methodology that is not bound ranks among the workers of its release.

        Raises
        ------
        InvalidInputError
            If what is read is out of range.
        """
        check_occupation(self.id, occupation)
        method = bound(self, occupation.data_release) if self.distribution is None else self
        read = method.read(occupation, method.distribution)
        found = {name: one.value for name, one in read.items()}
        check_inputs(f"{self.id} for {occupation.code}", found, self.inputs)
        return method._assessed(read, occupation)  # noqa: SLF001

    def inputs_of(self, occupation: Occupation) -> Mapping[str, float | None]:
        """Return what it reads from an occupation, ready for `score`.

        Parameters
        ----------
        occupation : Occupation
            Read as in `assess`.

        Returns
        -------
        Mapping of str to float or None
            One for each of `inputs`, by name; None where there is nothing. An estimate from other
            occupations is there where the methodology is bound.

        Raises
        ------
        InvalidInputError
            If it is no occupation.
        """
        check_occupation(self.id, occupation)
        read = self.read(occupation, self.distribution)
        return FrozenMap({each.name: read.get(each.name, NOTHING).value for each in self.inputs})

    def _assessed(self, read: Read, occupation: Occupation | None) -> ResilienceAssessment:
        known = {name: one.value for name, one in read.items() if one.value is not None}
        figures = self.figures({name: float(value) for name, value in known.items()}, Numbers())
        inputs: dict[str, object] = {
            "methodology": self.fingerprint,
            "data": None if occupation is None else occupation.data_fingerprint,
            "occupation": None if occupation is None else occupation.code,
            "inputs": known,
        }
        return ResilienceAssessment(
            methodology=self.id,
            fingerprint=fingerprint_of(inputs),
            occupation_code=None if occupation is None else occupation.code,
            occupation_title=None if occupation is None else occupation.title,
            data_release=(
                release_of_ranks(self) if occupation is None else occupation.data_release
            ),
            **self._outcome(read, figures, occupation),
        )


def factor_of(part: FactorPart) -> FactorScore:
    """Return a figure as a factor without points."""
    return FactorScore(
        name=part.name,
        title=part.title,
        value=part.value,
        unit=part.unit,
        label=None,
        points=None,
        max_points=None,
        source=part.source,
        note=part.note,
        share=part.share,
        parts=part.parts,
    )


def share_outcome(
    factors: list[FactorScore], title: str, figures: Figures, note: Note | None
) -> dict[str, Any]:
    """Return the fields of an assessment whose total is a share, from the figures of a formula."""
    total, reason = number(figures["total"]), f": {note.reason}" if note else ""
    if total is None:
        return {
            "status": Status.INSUFFICIENT,
            "status_reason": f"{title}{reason}",
            "factors": factors,
            "total": None,
            "max_total": 1,
            "total_range": (0, 1),
            "tier": None,
            "possible_tiers": (),
            "rationale": f"Insufficient data, {title}{reason}",
        }
    is_estimated = note is not None and note.provenance is Provenance.ESTIMATED
    return {
        "status": Status.ESTIMATED if is_estimated else Status.COMPLETE,
        "status_reason": f"{title}{reason}" if is_estimated else None,
        "factors": factors,
        "total": total,
        "max_total": 1,
        "total_range": (total, total),
        "tier": None,
        "possible_tiers": (),
        "rationale": f"{title} above that of {percent(total)} of workers{reason}",
        "total_se": figures["total_se"],
    }
