"""Methodologies whose results are relative to the workers of a release.

Such a methodology is bound to a distribution, plain numbers of one release.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, Self, TypeVar, runtime_checkable

from careerscore import _binding
from careerscore.scoring.base import Methodology

if TYPE_CHECKING:
    from collections.abc import Mapping

    from careerscore.model.occupation import Occupation
    from careerscore.scoring.distribution import Distribution


@runtime_checkable
class Bindable(Methodology, Protocol):
    """A methodology that ranks its inputs among the workers of a release."""

    @property
    def distribution(self) -> Distribution | None:
        """What it is bound to; None where it is bound to nothing."""
        ...

    def inputs_of(self, occupation: Occupation) -> Mapping[str, float | None]:
        """Return what it reads from an occupation, ready for `score`."""
        ...

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
        ...

    def bind(self, distribution: Distribution) -> Self:
        """Return the same methodology, bound to a distribution."""
        ...


BindableT = TypeVar("BindableT", bound=Bindable)


def release_of_ranks(methodology: object) -> str | None:
    """Return the release whose workers a methodology ranks among, where it is bound to one."""
    distribution = methodology.distribution if isinstance(methodology, Bindable) else None
    return None if distribution is None else distribution.data_release


def bound(methodology: BindableT, data: object = None) -> BindableT:
    """Return a methodology bound to a release, the newest by default.

    Parameters
    ----------
    methodology : Bindable
        Bound or not.
    data : Release or str, optional
        The release or its name. None leaves a bound methodology as it is.
    """
    if data is None and methodology.distribution is not None:
        return methodology
    made: BindableT = _binding.bind_to_release(methodology, data)
    return made
