"""Agreement of two methodologies: the tiers they give the same occupations."""

from __future__ import annotations

from collections import Counter
from math import fsum
from typing import TYPE_CHECKING, Any, ClassVar, Final, NamedTuple

from attrs import field, frozen

from careerscore._record import Checks, Record, frozen_tuple, limits
from careerscore._render.display import RichDisplay
from careerscore.analysis.backtests import BASELINE, DEFAULT
from careerscore.analysis.cuts import cuts_of
from careerscore.analysis.figures import figure, known_figure, needs_numpy
from careerscore.analysis.tables import frame_of_part
from careerscore.api import assess_all
from careerscore.reference.columns import apportioned_employment
from careerscore.reference.loading import release_of
from careerscore.scoring.catalog import methodology_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from careerscore._render.blocks import Page
    from careerscore.reference.releases import Release
    from careerscore.scoring.base import Methodology

_COUNT: Final = limits(minimum=0)


@frozen(kw_only=True)
class ComparedOccupation(Record):
    """An occupation, or a line of the national employment matrix, by two methodologies.

    Parameters
    ----------
    code, title : str
        Its code and title.
    first_total, second_total : float, optional
        Its totals; None for a methodology without totals.
    first_tier, second_tier : str
        Its tiers.
    distance : int
        Tiers from the first to the second: above 0 where the second is worse.
    first_rationale, second_rationale : str
        Why, in a sentence each; empty for a line, which can hold several occupations.
    """

    code: str
    title: str
    first_total: float | None
    second_total: float | None
    first_tier: str
    second_tier: str
    distance: int
    first_rationale: str = field(metadata=limits(empty=True))
    second_rationale: str = field(metadata=limits(empty=True))


@frozen(kw_only=True, repr=False)
class Agreement(RichDisplay, Record):
    """How far two methodologies put the same occupations into the same tiers.

    Parameters
    ----------
    first, second : str
        Ids of the methodologies.
    first_release, second_release : str
        The releases of their data.
    by : str
        ``"occupation"`` or ``"line"``.
    first_tiers, second_tiers : tuple of str
        Labels of their tiers, the best first. A methodology without tiers has those of the other.
    table : tuple of tuple of int
        Number of occupations: a row for each tier of the first, a column for each of the second.
    first_only, second_only : int
        Number of occupations that only one of them scores.
    same : float
        Share of the occupations in the same tier.
    weighted_same : float
        Share of their workers, by the first release.
    kappa : float, optional
        Cohen's kappa with quadratic weights; None where all are in one tier.
    farther_than_one : int
        Number of occupations whose tiers are not even neighbours.
    occupations : tuple of ComparedOccupation
        Those that both score, the largest disagreement first.

    Examples
    --------
    >>> from careerscore import analysis
    >>> ids = ("american-dream-jobs/2.0", "american-dream-jobs/1.0")
    >>> found = analysis.agreement(*ids, data="2026.3")
    >>> found.first_tiers[0], found.table[0]
    ('AI-Resilient', (59, 12, 9, 0))
    """

    _repr_fields: ClassVar[tuple[str, ...]] = ("first", "second", "same", "kappa")

    first: str
    second: str
    first_release: str
    second_release: str
    by: str
    first_tiers: tuple[str, ...] = field(converter=frozen_tuple)
    second_tiers: tuple[str, ...] = field(converter=frozen_tuple)
    table: tuple[tuple[int, ...], ...] = field(converter=frozen_tuple)
    first_only: int = field(metadata=_COUNT)
    second_only: int = field(metadata=_COUNT)
    same: float
    weighted_same: float
    kappa: float | None
    farther_than_one: int = field(metadata=_COUNT)
    occupations: tuple[ComparedOccupation, ...] = field(converter=frozen_tuple)

    def to_frame(self, backend: str) -> Any:
        """Return the occupations as a data frame.

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
        parts = {"occupations": (ComparedOccupation, self.occupations)}
        return frame_of_part(parts, "occupations", backend)

    def _page(self) -> Page:
        from careerscore.analysis.pages import agreement_page

        return agreement_page(self)


class _Placed(NamedTuple):
    """An occupation or line by one methodology."""

    total: float | None
    tier: str
    rationale: str


def agreement(
    first: str | Methodology = DEFAULT,
    second: str | Methodology = BASELINE,
    *,
    by: str = "occupation",
    data: str | Release | None = None,
    second_data: str | Release | None = None,
) -> Agreement:
    """Compare the tiers that two methodologies give the same occupations.

    Parameters
    ----------
    first, second : str or Methodology
        Ids of methodologies, or your own. Where one has no tiers, such as a measure, the
        occupations are put into those of the other in the order of its totals, as many into each
        as the other has there.
    by : str
        ``"occupation"``, or ``"line"`` for lines of the national employment matrix, in which BLS
        publishes projections and exposure categories: a line has the mean total of its
        occupations.
    data, second_data : str or Release, optional
        The releases of both; by default the newest, and the same for the second.

    Raises
    ------
    CareerscoreError
        If there is no such methodology or release.
    InvalidInputError
        If neither has tiers, their numbers differ, or they score no occupation in common.
    MissingDependencyError
        If NumPy is not installed.

    Examples
    --------
    >>> from careerscore import analysis
    >>> ids = ("american-dream-jobs/2.0", "american-dream-jobs/1.0")
    >>> found = analysis.agreement(*ids, data="2026.3")
    >>> round(found.same, 3), round(found.kappa, 3), found.farther_than_one
    (0.551, 0.52, 23)
    """
    with needs_numpy():
        from careerscore.analysis.statistics import quadratic_kappa
    checks = Checks("agreement")
    checks.value("by", by, str, enum=("occupation", "line"))
    checks.raise_problems()
    methods = methodology_of(first), methodology_of(second)
    releases = release_of(data), release_of(data if second_data is None else second_data)
    tiers = [tuple(tier.label for tier in each.tiers) for each in methods]
    numbers = set(map(len, filter(None, tiers)))
    ids = f"{methods[0].id} and {methods[1].id}"
    expected = "two methodologies with the same number of tiers, or one with and one without"
    checks.expect("second", ids, expected, holds=len(numbers) == 1)
    checks.raise_problems()
    placed = [_placed(*each, by) for each in zip(methods, releases, strict=True)]
    codes = sorted(placed[0].keys() & placed[1].keys())
    checks.expect("second", ids, "some occupation that both score", holds=bool(codes))
    checks.raise_problems()
    for here, there in ((0, 1), (1, 0)):
        if not tiers[here]:
            tiers[here], cuts = tiers[there], cuts_of(methods[there])
            expected = "tiers that follow from totals"
            checks.expect("second", methods[there].id, expected, holds=cuts is not None)
            checks.raise_problems()
            order = [] if cuts is None else [tier.label for tier in cuts.tiers]
            placed[here] = _cut(placed[here], placed[there], codes, order)
    ranks = [{label: rank for rank, label in enumerate(labels)} for labels in tiers]
    table = [[0] * len(tiers[1]) for _ in tiers[0]]
    named = _names_and_workers(releases[0], by)
    compared, workers_of = [], {}
    for code in codes:
        ours, theirs = placed[0][code], placed[1][code]
        row, column = ranks[0][ours.tier], ranks[1][theirs.tier]
        table[row][column] += 1
        title, workers_of[code] = named[code]
        one = ComparedOccupation(
            code=code,
            title=title,
            first_total=ours.total,
            second_total=theirs.total,
            first_tier=ours.tier,
            second_tier=theirs.tier,
            distance=column - row,
            first_rationale=ours.rationale,
            second_rationale=theirs.rationale,
        )
        compared.append(one)
    compared.sort(key=_disagreement)
    same = [each for each in compared if not each.distance]
    workers = fsum(workers_of.values())
    return Agreement(
        first=methods[0].id,
        second=methods[1].id,
        first_release=releases[0].name,
        second_release=releases[1].name,
        by=by,
        first_tiers=tiers[0],
        second_tiers=tiers[1],
        table=tuple(map(tuple, table)),
        first_only=len(placed[0].keys() - placed[1].keys()),
        second_only=len(placed[1].keys() - placed[0].keys()),
        same=figure(len(same) / len(compared)),
        weighted_same=figure(fsum(workers_of[each.code] for each in same) / workers),
        kappa=known_figure(quadratic_kappa(table)),
        farther_than_one=sum(abs(each.distance) > 1 for each in compared),
        occupations=tuple(compared),
    )


def _placed(methodology: Methodology, release: Release, by: str) -> dict[str, _Placed]:
    """Return the occupations or lines that have a total or a tier."""
    results = assess_all(methodology, data=release)
    if by == "occupation":
        return {
            code: _Placed(each.total, "" if each.tier is None else each.tier.label, each.rationale)
            for code, each in results.items()
            if each.total is not None or each.tier is not None
        }
    totals_of: dict[str, list[float]] = {}
    for code, result in results.items():
        line = release[code].outlook.matrix_code
        if line is not None and result.total is not None:
            totals_of.setdefault(line, []).append(result.total)
    cuts = cuts_of(methodology)
    means = {line: fsum(totals) / len(totals) for line, totals in totals_of.items()}
    return {
        line: _Placed(mean, "" if cuts is None else cuts.tier_of(mean).label, "")
        for line, mean in means.items()
    }


def _cut(
    measured: Mapping[str, _Placed],
    tiered: Mapping[str, _Placed],
    codes: Iterable[str],
    order: Iterable[str],
) -> dict[str, _Placed]:
    """Return occupations in tiers by their totals, as many in each as the other has there.

    `order` has the tiers from the lowest totals to the highest.
    """
    counts = Counter(tiered[code].tier for code in codes)
    labels = [label for label in order for _ in range(counts[label])]
    rising = sorted(codes, key=lambda code: (measured[code].total, code))
    found = zip(rising, labels, strict=True)
    return {**measured, **{code: measured[code]._replace(tier=label) for code, label in found}}


def _names_and_workers(release: Release, by: str) -> dict[str, tuple[str, float]]:
    """Return title and workers of every occupation or line."""
    if by == "occupation":
        return {
            code: (each.title, apportioned_employment(each) or 0) for code, each in release.items()
        }
    found: dict[str, tuple[str, float]] = {}
    for each in release.values():
        code, title = each.outlook.matrix_code, each.outlook.matrix_title
        if code is not None and title is not None:
            _, workers = found.get(code, ("", 0.0))
            found[code] = title, workers + (apportioned_employment(each) or 0)
    return found


def _disagreement(compared: ComparedOccupation) -> tuple[float, float, str]:
    """Return what the largest disagreement is the least by."""
    totals = (compared.first_total or 0) - (compared.second_total or 0)
    return -abs(compared.distance), -abs(totals), compared.code
