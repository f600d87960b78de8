"""Robustness: how many occupations change tier when a score is made a little differently."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import field, frozen

from careerscore._record import Record, frozen_tuple, limits
from careerscore._render.display import RichDisplay
from careerscore.analysis.backtests import DEFAULT
from careerscore.analysis.figures import needs_numpy
from careerscore.analysis.tables import frame_of_part
from careerscore.errors import InvalidInputError, Problem, shorten
from careerscore.reference.loading import release_of
from careerscore.scoring.catalog import methodology_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from careerscore._render.blocks import Page
    from careerscore.reference.releases import Release
    from careerscore.scoring.base import Methodology

_COUNT = limits(minimum=0)
_SHARE = limits(minimum=0, maximum=1)


@frozen(kw_only=True)
class Variant(Record):
    """How one variant of a score compares with the score.

    Parameters
    ----------
    kind : str
        What is left out: ``"part"``, ``"measure"``, ``"dimension"`` or ``"indicator"``; or
        ``"aggregation"``, for another way to put the same figures together.
    name, title : str
        What is left out, or how the figures are put together.
    without_total : int
        Number of occupations that have a total by the score and none by the variant.
    changed : int
        Number of occupations whose tier changes.
    share_changed : float
        Their share of the occupations that have a total by the score.
    weighted_share_changed : float
        Share of workers whose tier changes, among those of occupations that have both totals.
    better : int
        Number of occupations in a better tier by the variant.
    farther_than_one : int
        Number of occupations that move by more than one tier.
    """

    kind: str
    name: str
    title: str
    without_total: int = field(metadata=_COUNT)
    changed: int = field(metadata=_COUNT)
    share_changed: float = field(metadata=_SHARE)
    weighted_share_changed: float = field(metadata=_SHARE)
    better: int = field(metadata=_COUNT)
    farther_than_one: int = field(metadata=_COUNT)


@frozen(kw_only=True)
class WeightDraws(Record):
    """Shares of occupations that change tier when the three parts get other weights.

    Parameters
    ----------
    draws : int
        Number of sets of weights, each log-uniform between a half and two, in sum three.
    median : float
        Median of the shares.
    low, high : float
        Their 5th and 95th percentiles.
    largest : float
        The largest.
    """

    draws: int = field(metadata=_COUNT)
    median: float = field(metadata=_SHARE)
    low: float = field(metadata=_SHARE)
    high: float = field(metadata=_SHARE)
    largest: float = field(metadata=_SHARE)


@frozen(kw_only=True, repr=False)
class Robustness(RichDisplay, Record):
    """How robust the tiers of a score are.

    Parameters
    ----------
    methodology : str
        Id of the methodology.
    methodology_fingerprint : str
        Its fingerprint, bound to the release.
    data_release : str
        The release.
    occupations : int
        Number of occupations that have a total.
    variants : tuple of Variant
        One for each thing that is left out, then other aggregations.
    weights : WeightDraws
        Other weights of the three parts.
    """

    _repr_fields: ClassVar[tuple[str, ...]] = ("methodology", "data_release", "occupations")

    methodology: str
    methodology_fingerprint: str
    data_release: str
    occupations: int = field(metadata=_COUNT)
    variants: tuple[Variant, ...] = field(converter=frozen_tuple)
    weights: WeightDraws

    def of_kind(self, kind: str) -> tuple[Variant, ...]:
        """Return the variants of a kind, the one with most changes first."""
        found = (each for each in self.variants if each.kind == kind)
        return tuple(sorted(found, key=lambda each: -each.changed))

    def to_frame(self, backend: str) -> Any:
        """Return the variants as a data frame.

        Parameters
        ----------
        backend : str
            ``"pandas"``, ``"polars"`` or ``"pyarrow"``.

        Raises
        ------
        InvalidInputError
            If there is no such backend.
        MissingDependencyError
            If its package is not installed.
        """
        return frame_of_part({"variants": (Variant, self.variants)}, "variants", backend)

    def _page(self) -> Page:
        from careerscore.analysis.pages import robustness_page

        return robustness_page(self)


def robustness(
    methodology: str | Methodology = DEFAULT,
    *,
    data: str | Release | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Robustness:
    """Return how many occupations change tier by variants of a consensus score.

    Left out are each part (the others count for it), exposure measure, dimension and indicator;
    shares are combined otherwise: by their geometric mean, with the median of the measures, among
    occupations instead of workers; and the three parts get other weights.

    Parameters
    ----------
    methodology : str or Methodology
        Id of a consensus methodology such as ``"careerscore/1.0"``, or a variant of one.
    data : str or Release, optional
        The release; the newest by default.
    progress : callable, optional
        Called with the number of variants done, and of all.

    Raises
    ------
    CareerscoreError
        If there is no such methodology or release.
    InvalidInputError
        If it is another kind of methodology, or no occupation of the release has a total.
    MissingDependencyError
        If NumPy is not installed.

    Notes
    -----
    Weights are drawn 1,000 times with a fixed seed.

    Examples
    --------
    >>> from careerscore import analysis
    >>> found = analysis.robustness(data="2026.3")
    >>> [(each.name, each.changed) for each in found.of_kind("part")]
    [('ai_exposure', 361), ('human_advantage', 316), ('job_growth', 268)]
    """
    with needs_numpy():
        from careerscore.analysis.varying import run_robustness
    from careerscore.scoring.consensus import ConsensusMethodology

    method = methodology_of(methodology)
    if not isinstance(method, ConsensusMethodology):
        problem = Problem(
            "methodology", shorten(method.id), f"a consensus methodology such as {DEFAULT}"
        )
        raise InvalidInputError("robustness", (problem,))
    return run_robustness(method, release_of(data), progress)
