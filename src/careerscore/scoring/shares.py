"""What methodologies of shares have in common: they rank their inputs among the workers of a release.

A formula is written once, for numbers, arrays and columns (`operations`). In it None is a figure
that no row has, as its inputs are not there at all.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any, Self

import attrs
from attrs import field, frozen

from careerscore._frozen_map import FrozenMap
from careerscore._record import Checks
from careerscore.methods.base import (
    MethodologyBase,
    check_occupation,
    refuse_unknown_inputs,
)
from careerscore.methods.fingerprint import fingerprint_of
from careerscore.scoring.bindable import bound
from careerscore.scoring.distribution import Distribution
from careerscore.scoring.operations import Numbers
from careerscore.scoring.sources import InputValue, as_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from careerscore.model.assessment import ResilienceAssessment, Tier
    from careerscore.model.occupation import Occupation
    from careerscore.scoring.factors import Input
    from careerscore.scoring.operations import Operations

Figures = dict[str, Any]
"""Figures of a formula by name."""


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

    distribution: Distribution | None = None

    @property
    @abstractmethod
    def inputs(self) -> tuple[Input, ...]:
        """What `score` takes."""

    @property
    def tiers(self) -> tuple[Tier, ...]:
        """Its classes of outcomes, best first; none for a share."""
        return ()

    @abstractmethod
    def formula_of(
        self,
        inputs: Mapping[str, Any],
        operations: Operations,
        distribution: Distribution | None,
    ) -> Figures:
        """Return every figure, None for one that no row has."""

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
    def _read(self, occupation: Occupation) -> Mapping[str, InputValue]:
        """Read the inputs that it reads from an occupation, each with its source and note."""

    @abstractmethod
    def _result(
        self,
        read: Mapping[str, InputValue],
        figures: Figures,
        occupation: Occupation | None,
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
        """
        found = self.formula_of(inputs, operations, self.distribution)
        missing = operations.missing
        return {name: missing if each is None else each for name, each in found.items()}

    def score(self, *, data: Any = None, **inputs: float | None) -> ResilienceAssessment:
        """Score bare inputs.

        Parameters
        ----------
        data : str or Release, optional
            The release among whose workers inputs are ranked, for a methodology that is not
            bound; the newest by default. Shares need none.
        **inputs : float or None
            One for each of `inputs`; None, NaN or leaving it out means that it is missing.

        Raises
        ------
        InvalidInputError
            If an input is unknown, not a number or out of range; all such are named.
        """
        refuse_unknown_inputs(self.id, inputs, [entry.name for entry in self.inputs])
        read = {name: InputValue(as_number(value)) for name, value in inputs.items()}
        self._check_range(self.id, read)
        given = {name for name, one in read.items() if one.value is not None}
        ranked = given - {entry.name for entry in self._shares}
        method = bound(self, data) if ranked or data is not None else self
        return method._assessed(read, None)  # noqa: SLF001 - of its own class

    def assess(self, occupation: Occupation) -> ResilienceAssessment:
        """Score an occupation.

        Parameters
        ----------
        occupation : Occupation
            A methodology that is not bound is bound to its release.

        Raises
        ------
        InvalidInputError
            If what is read is out of range.
        """
        check_occupation(self.id, occupation)
        method = self
        if self.distribution is None:
            method = bound(self, occupation.data_release)
        read = method._read(occupation)  # noqa: SLF001 - of its own class
        self._check_range(f"{self.id} for {occupation.code}", read)
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
        read = self._read(occupation)
        none = InputValue(None)
        return FrozenMap({each.name: read.get(each.name, none).value for each in self.inputs})

    @property
    def _shares(self) -> tuple[Input, ...]:
        """The inputs that are shares already: they are not ranked."""
        return ()

    def _check_range(self, subject: str, read: Mapping[str, InputValue]) -> None:
        checks = Checks(subject)
        for entry in self.inputs:
            if entry.name in read:
                value = read[entry.name].value
                low, high = entry.minimum, entry.maximum
                checks.value(entry.name, value, float | None, minimum=low, maximum=high)
        checks.raise_problems()

    def _assessed(
        self, read: Mapping[str, InputValue], occupation: Occupation | None
    ) -> ResilienceAssessment:
        from careerscore.model.assessment import ResilienceAssessment

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
            data_release=None if occupation is None else occupation.data_release,
            **self._result(read, figures, occupation),
        )


def known(value: float) -> float | None:
    """Return a figure, or None for a missing one."""
    return None if value != value else value
