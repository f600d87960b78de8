"""The public backtest: scores from data of one year against what happened afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from attrs import evolve, field, frozen

from careerscore._record import Record, frozen_tuple, limits
from careerscore._render.display import RichDisplay
from careerscore._text import short_repr
from careerscore.analysis.calibration import Calibration, CalibrationBand
from careerscore.analysis.figures import needs_numpy
from careerscore.analysis.outcomes import OccupationOutcome
from careerscore.analysis.tables import frame_of_part
from careerscore.model.provenance import Source
from careerscore.reference.loading import release_of
from careerscore.scoring.catalog import methodology_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from careerscore._render.blocks import Page
    from careerscore.reference.releases import Release
    from careerscore.scoring.base import Methodology

DEFAULT: Final = "careerscore/1.0"
BASELINE: Final = "american-dream-jobs/2.0"

TOTAL: Final = "total"

_COUNT: Final = limits(minimum=0)


@frozen(kw_only=True)
class Correlation(Record):
    """Rank correlation of a predictor with an outcome, with its bootstrap interval.

    Parameters
    ----------
    predictor : str
        ``"total"``, ``"projection"``, ``"baseline"``, ``"epoch_heuristic"``,
        ``"one_minus_exposure"``, ``"demand"`` or ``"human_advantage"``.
    outcome : str
        ``"employment"`` or ``"pay"``.
    weights : str
        ``"equal"``, or ``"employment"`` for that of the start.
    occupations : int
        Number of occupations.
    value : float, optional
        The rank correlation (Spearman); None where the predictor is the same for all.
    low, high : float, optional
        2.5th and 97.5th percentiles over samples of minor groups.
    standard_error : float, optional
        Standard deviation over the samples.
    """

    predictor: str
    outcome: str
    weights: str
    occupations: int = field(metadata=_COUNT)
    value: float | None
    low: float | None
    high: float | None
    standard_error: float | None


@frozen(kw_only=True)
class CorrelationDifference(Record):
    """Difference between the rank correlations of two predictors in the same occupations.

    Parameters
    ----------
    predictor, other : str
        The predictors.
    outcome, weights, occupations
        As in `Correlation`.
    predictor_value, other_value : float, optional
        Their rank correlations.
    value, low, high, standard_error : float, optional
        The first minus the second, with its interval and standard error as in `Correlation`.
    """

    predictor: str
    other: str
    outcome: str
    weights: str
    occupations: int = field(metadata=_COUNT)
    predictor_value: float | None
    other_value: float | None
    value: float | None
    low: float | None
    high: float | None
    standard_error: float | None


@frozen(kw_only=True)
class Coefficient(Record):
    """Coefficient of a regression of the change of employment on the parts of a score.

    Parameters
    ----------
    term : str
        ``"constant"``, ``"one_minus_exposure"``, ``"demand"`` or ``"human_advantage"``; each is a
        share from 0 to 1.
    weights : str
        ``"employment"``, or ``"inverse variance"`` for one over the sum of the sampling variance
        and the variance between occupations.
    controls : str
        ``"none"``, or ``"major groups"`` for a constant in each.
    value : float
        Log points over the whole range of the share.
    robust_standard_error : float
        HC1.
    cluster_standard_error : float
        CR1, clustered by minor group.
    """

    _derived = ("low", "high")

    term: str
    weights: str
    controls: str
    value: float
    robust_standard_error: float = field(metadata=_COUNT)
    cluster_standard_error: float = field(metadata=_COUNT)

    @property
    def low(self) -> float:
        """Lower end of the 95% interval, by the cluster standard error."""
        return self.value - 1.96 * self.cluster_standard_error

    @property
    def high(self) -> float:
        """Upper end of the 95% interval."""
        return self.value + 1.96 * self.cluster_standard_error


@frozen(kw_only=True)
class GroupOutcome(Record):
    """What happened to the occupations of a tier, or of a tenth, together.

    Parameters
    ----------
    group : str
        Label of the tier, ``"all"``, ``"highest tenth"`` or ``"lowest tenth"``.
    by : str
        What the group is formed by: ``"total"``, ``"projection"`` or ``"baseline"``.
    occupations : int
        Number of occupations.
    employment_start : int
        Their employment at the start.
    change : float, optional
        Change of their employment together [percent]; None without occupations.
    low, high : float, optional
        2.5th and 97.5th percentiles of the change over samples of minor groups.
    share_growing : float, optional
        Share of the occupations whose employment grew.
    occupations_with_pay : int
        Number of occupations whose pay is known in both editions.
    pay_change : float, optional
        Mean change of real pay, weighted by employment at the start [log points].
    """

    group: str
    by: str
    occupations: int = field(metadata=_COUNT)
    employment_start: int = field(metadata=_COUNT)
    change: float | None = None
    low: float | None = None
    high: float | None = None
    share_growing: float | None = None
    occupations_with_pay: int = field(metadata=_COUNT)
    pay_change: float | None = None


@frozen(kw_only=True, repr=False)
class Backtest(RichDisplay, Record):
    """A backtest: scores from data of the start against changes until the end.

    Parameters
    ----------
    methodology : str
        Id of the methodology.
    methodology_fingerprint : str
        Its fingerprint, bound to the data of the start.
    baseline : str, optional
        Id of the methodology that it is compared with.
    data_release : str
        The data of the scores.
    start, end, projections : str
        The editions of the wage survey and of the projections.
    clusters : int
        Number of minor groups.
    outcomes : tuple of OccupationOutcome
        The occupations, by code.
    correlations : tuple of Correlation
        Of each predictor with employment and pay.
    differences : tuple of CorrelationDifference
        Of the total against the projection and the baseline.
    coefficients : tuple of Coefficient
        Of the regressions; none for a methodology without shares.
    tiers, baseline_tiers : tuple of GroupOutcome
        By tier of the methodology and of the baseline, the best first, then all together.
    tenths : tuple of GroupOutcome
        The occupations with the highest and lowest tenth of employment by the total, the
        projection and the baseline.
    sampling_share, weighted_sampling_share : float
        Share of the variance of changes that is due to sampling; weighted by employment.
    calibration : Calibration, optional
        Predicted against realised tiers; None for a methodology without shares.
    sources : tuple of Source
        The editions that outcomes and projections come from.
    placebo : Backtest, optional
        A backtest over years in which the scores could not yet say anything on AI.

    Examples
    --------
    >>> from careerscore import analysis
    >>> result = analysis.backtest("american-dream-jobs/2.0", data="2026.3")
    >>> round(result.correlation("total").value, 3), [round(t.change, 1) for t in result.tiers]
    (0.359, [11.6, 5.5, 1.8, -6.8, 4.8])
    """

    _repr_fields: ClassVar[tuple[str, ...]] = ("methodology", "start", "end", "projections")

    methodology: str
    methodology_fingerprint: str
    baseline: str | None
    data_release: str
    start: str
    end: str
    projections: str
    clusters: int = field(metadata=_COUNT)
    outcomes: tuple[OccupationOutcome, ...] = field(converter=frozen_tuple)
    correlations: tuple[Correlation, ...] = field(converter=frozen_tuple)
    differences: tuple[CorrelationDifference, ...] = field(converter=frozen_tuple)
    coefficients: tuple[Coefficient, ...] = field(converter=frozen_tuple)
    tiers: tuple[GroupOutcome, ...] = field(converter=frozen_tuple)
    baseline_tiers: tuple[GroupOutcome, ...] = field(converter=frozen_tuple)
    tenths: tuple[GroupOutcome, ...] = field(converter=frozen_tuple)
    sampling_share: float | None
    weighted_sampling_share: float | None
    calibration: Calibration | None
    sources: tuple[Source, ...] = field(converter=frozen_tuple)
    placebo: Backtest | None = None

    def correlation(
        self, predictor: str, outcome: str = "employment", weights: str = "equal"
    ) -> Correlation:
        """Return the correlation of a predictor with an outcome.

        Raises
        ------
        KeyError
            If there is none.
        """
        asked = (predictor, outcome, weights)
        for each in self.correlations:
            if (each.predictor, each.outcome, each.weights) == asked:
                return each
        raise KeyError(asked)

    def with_placebo(self, placebo: Backtest) -> Backtest:
        """Return the backtest with a placebo, which its page has in further columns.

        Parameters
        ----------
        placebo : Backtest
            A backtest of the same methodology over earlier years.
        """
        return evolve(self, placebo=placebo)

    def to_frame(self, part: str, backend: str) -> Any:
        """Return a part of the result as a data frame.

        Parameters
        ----------
        part : str
            ``"outcomes"``, ``"correlations"``, ``"differences"``, ``"coefficients"``, ``"tiers"``,
            ``"baseline_tiers"``, ``"tenths"`` or ``"calibration"``.
        backend : str
            ``"pandas"``, ``"polars"`` or ``"pyarrow"``.

        Raises
        ------
        InvalidInputError
            If there is no such part or backend.
        MissingDependencyError
            If the package of the backend is not installed.

        Examples
        --------
        >>> from careerscore import analysis
        >>> result = analysis.backtest("american-dream-jobs/2.0", data="2026.3")
        >>> result.to_frame("tiers", "polars").select("group", "occupations").row(0)
        ('AI-Resilient', 157)
        """
        bands = () if self.calibration is None else self.calibration.bands
        kinds: dict[str, type] = {
            "outcomes": OccupationOutcome,
            "correlations": Correlation,
            "differences": CorrelationDifference,
            "coefficients": Coefficient,
            "tiers": GroupOutcome,
            "baseline_tiers": GroupOutcome,
            "tenths": GroupOutcome,
        }
        parts: dict[str, Any] = {name: (kind, getattr(self, name)) for name, kind in kinds.items()}
        return frame_of_part({**parts, "calibration": (CalibrationBand, bands)}, part, backend)

    def __repr__(self) -> str:
        window = f"{self.start} to {self.end}, projections {self.projections}"
        counted = f"{len(self.outcomes)} occupations"
        return short_repr(f"<Backtest {self.methodology}: {window}, {counted}>")

    def _page(self) -> Page:
        from careerscore.analysis.pages import backtest_page

        return backtest_page(self)


def backtest(
    methodology: str | Methodology = DEFAULT,
    *,
    start: str = "2022-05",
    end: str = "2025-05",
    projections: str = "2021-31",
    baseline: str | Methodology | None = BASELINE,
    data: str | Release | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Backtest:
    """Score occupations from data of an earlier year, and compare with what happened since.

    Employment weights and the codes of occupations are those of the wage survey at the start, and
    growth is that of the projections; everything else comes from the release. Exposure measures
    and ratings are therefore newer than the start: the backtest is no forecast.

    Parameters
    ----------
    methodology : str or Methodology
        Id of a methodology with a total, or one of your own.
    start, end : str
        Editions of the wage survey.
    projections : str
        Edition of the employment projections.
    baseline : str, Methodology or None
        Another methodology that it is compared with, where that scores an occupation too.
    data : str or Release, optional
        The release; the newest by default.
    progress : callable, optional
        Called with the number of steps done, and of all.

    Returns
    -------
    Backtest
        Correlations, regressions, changes by tier and tenth, and calibration, as far as the
        methodology has what they need.

    Raises
    ------
    CareerscoreError
        If there is no such methodology, release or edition.
    InvalidInputError
        If the end is not after the start, or hardly an occupation has a total.
    MissingDependencyError
        If NumPy is not installed.

    Notes
    -----
    Intervals are percentiles of 1,000 samples of minor groups (four characters of the code), with
    a fixed seed. Weights are employment at the start.

    Examples
    --------
    >>> from careerscore import analysis
    >>> result = analysis.backtest("frey-osborne/2013", data="2026.3")
    >>> low, high = result.correlation("total").low, result.correlation("total").high
    >>> round(low, 2), round(high, 2)
    (-0.42, -0.25)
    """
    with needs_numpy():
        from careerscore.analysis.backtesting import run_backtest
    method = methodology_of(methodology)
    other = None if baseline is None else methodology_of(baseline)
    return run_backtest(
        method,
        None if other is None or other.id == method.id else other,
        release_of(data),
        start=start,
        end=end,
        projections=projections,
        progress=progress,
    )
