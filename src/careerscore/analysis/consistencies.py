"""Internal consistency: how the figures that a score is made of go together."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any, ClassVar, Final, TypeAlias

from attrs import field, frozen

from careerscore._record import Record, frozen_tuple, limits
from careerscore._render.display import RichDisplay
from careerscore.analysis.backtests import DEFAULT
from careerscore.analysis.figures import needs_numpy
from careerscore.analysis.tables import frame_of_part
from careerscore.api import assess_all
from careerscore.errors import InvalidInputError, Problem, shorten
from careerscore.reference.loading import release_of
from careerscore.scoring.catalog import methodology_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from careerscore._render.blocks import Page
    from careerscore.model.assessment import ResilienceAssessment
    from careerscore.reference.releases import Release
    from careerscore.scoring.base import Methodology

_COUNT = limits(minimum=0)
_FACTORS: Final = "factors"
_Columns: TypeAlias = dict[str, dict[str, float]]
"""Figures by name, each by O*NET-SOC code."""


@frozen(kw_only=True)
class PairCorrelation(Record):
    """Correlation of two figures among workers.

    Parameters
    ----------
    group : str
        What the figures belong to: the name of a factor, whose parts they are; ``"factors"`` for
        the points of factors; ``"total"`` for the points of a factor with the total.
    first, second : str
        Names of the figures.
    occupations : int
        Number of occupations that have both, and workers.
    value : float, optional
        The correlation of their shares, weighted by workers: a rank correlation, as shares are
        ranks. None where one figure is the same for all.
    """

    group: str
    first: str
    second: str
    occupations: int = field(metadata=_COUNT)
    value: float | None


@frozen(kw_only=True)
class Reliability(Record):
    """Cronbach's alpha of the parts of a factor.

    Parameters
    ----------
    group : str
        Name of the factor.
    items : tuple of str
        Names of its parts.
    occupations : int
        Number of occupations that have all of them, and workers.
    alpha : float, optional
        Cronbach's alpha of their shares, weighted by workers.
    """

    group: str
    items: tuple[str, ...] = field(converter=frozen_tuple)
    occupations: int = field(metadata=_COUNT)
    alpha: float | None


@frozen(kw_only=True, repr=False)
class Consistency(RichDisplay, Record):
    """How the figures that a score is made of go together.

    Parameters
    ----------
    methodology : str
        Id of the methodology.
    data_release : str
        The release.
    correlations : tuple of PairCorrelation
        Between the parts of each factor, between the factors, and of each with the total.
    reliabilities : tuple of Reliability
        One for each factor that has parts.
    """

    _repr_fields: ClassVar[tuple[str, ...]] = ("methodology", "data_release")

    methodology: str
    data_release: str
    correlations: tuple[PairCorrelation, ...] = field(converter=frozen_tuple)
    reliabilities: tuple[Reliability, ...] = field(converter=frozen_tuple)

    def to_frame(self, backend: str) -> Any:
        """Return the correlations as a data frame.

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
        parts = {"correlations": (PairCorrelation, self.correlations)}
        return frame_of_part(parts, "correlations", backend)

    def _page(self) -> Page:
        from careerscore.analysis.pages import consistency_page

        return consistency_page(self)


def consistency(
    methodology: str | Methodology = DEFAULT, *, data: str | Release | None = None
) -> Consistency:
    """Correlate the figures that a score is made of, among workers.

    Parameters
    ----------
    methodology : str or Methodology
        Id of a methodology whose factors have points, or one of your own.
    data : str or Release, optional
        The release; the newest by default.

    Raises
    ------
    CareerscoreError
        If there is no such methodology or release.
    InvalidInputError
        If it gives no occupation of the release points and a total.
    MissingDependencyError
        If NumPy is not installed.

    Examples
    --------
    >>> from careerscore import analysis
    >>> found = analysis.consistency("american-dream-jobs/2.0", data="2026.1")
    >>> {each.first: round(each.value, 2) for each in found.correlations if each.group == "total"}
    {'ai_exposure': 0.64, 'job_growth': 0.68, 'human_advantage': 0.57}
    """
    with needs_numpy():
        from careerscore.analysis.correlating import alpha_of, correlation_of
    method, release = methodology_of(methodology), release_of(data)
    weights = release.worker_weights
    groups: dict[str, _Columns] = {}
    totals: dict[str, float] = {}
    for code, result in assess_all(method, data=release).items():
        if code in weights:
            for group, name, value in _figures_of(result):
                groups.setdefault(group, {}).setdefault(name, {})[code] = value
            if result.total is not None:
                totals[code] = result.total
    factors = groups.get(_FACTORS, {})
    if not (factors and totals):
        expected = "a methodology with a total, and with points or shares of factors"
        raise InvalidInputError(
            "consistency", (Problem("methodology", shorten(method.id), expected),)
        )
    pairs = [
        (group, *pair)
        for group, columns in groups.items()
        for pair in combinations(columns.items(), 2)
    ]
    pairs += [("total", each, ("total", totals)) for each in factors.items()]
    return Consistency(
        methodology=method.id,
        data_release=release.name,
        correlations=tuple(
            PairCorrelation(
                group=group,
                first=first,
                second=second,
                **correlation_of(one, other, weights),
            )
            for group, (first, one), (second, other) in pairs
        ),
        reliabilities=tuple(
            Reliability(
                group=group, items=tuple(columns), **alpha_of(list(columns.values()), weights)
            )
            for group, columns in groups.items()
            if group != _FACTORS
        ),
    )


def _figures_of(result: ResilienceAssessment) -> Iterator[tuple[str, str, float]]:
    """Give the points or shares of the factors of a result, and the shares of their parts."""
    for factor in result.factors:
        value = factor.share if factor.points is None else factor.points
        if value is not None:
            yield _FACTORS, factor.name, value
        for part in factor.parts:
            if part.share is not None:
                yield factor.name, part.name, part.share
