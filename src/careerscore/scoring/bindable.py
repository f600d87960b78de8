"""Methodologies whose results are relative to the workers of a release.

Such a methodology is bound to a distribution, plain numbers of one release. Scoring knows no
releases: whoever does (`careerscore.reference`) says how a methodology is bound to one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Protocol, Self, TypeVar, runtime_checkable

from careerscore.scoring.base import Methodology

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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

_BINDERS: Final[list[Callable[[Any, Any], Any]]] = []


def set_binder(binder: Callable[[Any, Any], Any]) -> None:
    """Set the function that binds a methodology to a release.

    It is given the methodology and a release or its name, None for the newest one, and returns
    the bound methodology.
    """
    _BINDERS[:] = [binder]


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
    if not _BINDERS:
        # The front door loads releases, which set the binder.
        from careerscore import load

        load()
    made: BindableT = _BINDERS[0](methodology, data)
    return made
