"""Pages of backtests, records of projections, agreements and robustness."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from careerscore._render.blocks import (
    BLANK,
    Column,
    Page,
    Section,
    Table,
    definitions,
    muted,
    section,
)
from careerscore._text import number_of
from careerscore.model.dollars import month_name
from careerscore.model.pages import sources_section

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from careerscore._render.blocks import Block
    from careerscore.analysis.agreements import Agreement
    from careerscore.analysis.backtests import Backtest, Coefficient, GroupOutcome
    from careerscore.analysis.calibration import Calibration, CalibrationBand
    from careerscore.analysis.consistencies import Consistency
    from careerscore.analysis.projection_records import ProjectionRecord
    from careerscore.analysis.variants import Robustness, Variant

_UNKNOWN: Final = "—"
_MOST_DISAGREEMENTS: Final = 15
_NAMES: Final = {
    "total": "total",
    "projection": "projection",
    "baseline": "baseline",
    "epoch_heuristic": "EPOCH heuristic",
    "one_minus_exposure": "1 - exposure",
    "demand": "demand",
    "human_advantage": "human advantage",
    "constant": "constant",
}
"""What a reader calls a predictor or term."""

_INTERVALS: Final = (
    "Intervals are percentiles 2.5 to 97.5 over 1,000 samples of minor occupational groups."
)


def backtest_page(result: Backtest) -> Page:
    """Return a backtest, with its placebo in further columns where it has one."""
    placebo = result.placebo
    other = f"{_window(placebo)}, projections {placebo.projections}" if placebo else None
    return Page(
        f"Backtest of {result.methodology}, {_window(result)}",
        [
            *definitions(
                ("Occupations", f"{len(result.outcomes):,} in {result.clusters} minor groups"),
                ("Projections", result.projections),
                ("Baseline", result.baseline),
                ("Placebo", other),
                ("Data", result.data_release),
            ),
            Section(
                "Rank correlation with the change of employment",
                [*_correlations(result, "employment"), BLANK, *_differences(result)],
            ),
            *section("Rank correlation with the change of real pay", *_correlations(result, "pay")),
            *section("Change of employment by tier", *_groups(result, "tiers")),
            *section(
                "Change of employment by tier of the baseline", *_groups(result, "baseline_tiers")
            ),
            *section("Highest and lowest tenth", *_groups(result, "tenths")),
            *section("Regression of the change of employment", *_coefficients(result)),
            *section("Calibration", *_calibration(result.calibration)),
            *section("Sampling error", *_sampling(result)),
            sources_section(result.sources, fingerprint=result.methodology_fingerprint),
        ],
    )


def _window(result: Backtest) -> str:
    return f"{month_name(result.start)} to {month_name(result.end)}"


def _correlations(result: Backtest, outcome: str) -> list[Block]:
    """Return the correlations of each predictor with an outcome."""
    before = {
        each.predictor: each.value
        for each in (result.placebo.correlations if result.placebo else ())
        if (each.outcome, each.weights) == (outcome, "equal")
    }
    rows = []
    for each in result.correlations:
        if (each.outcome, each.weights) == (outcome, "equal"):
            weighted = result.correlation(each.predictor, outcome, "employment").value
            row = [
                _NAMES[each.predictor],
                f"{each.occupations:,}",
                _number(each.value),
                _interval(each.low, each.high, 3),
                _number(weighted),
            ]
            rows.append([*row, _number(before.get(each.predictor))] if result.placebo else row)
    heads = ["", "n", "correlation", "95% interval", "weighted"]
    table = _table([*heads, "placebo"] if result.placebo else heads, rows)
    return [table, *muted(_INTERVALS)] if rows else []


def _differences(result: Backtest) -> list[Block]:
    """Return the differences between the correlations of the total and of others."""
    return definitions(
        *(
            (
                f"Total minus {_NAMES[each.other]}",
                f"{_number(each.value)} ({_interval(each.low, each.high, 3)})",
            )
            for each in result.differences
            if (each.outcome, each.weights) == ("employment", "equal")
        )
    )


def _groups(result: Backtest, part: str) -> list[Block]:
    """Return what happened in some groups of occupations."""
    groups: Sequence[GroupOutcome] = getattr(result, part)
    if not groups:
        return []
    before = {(each.by, each.group): each for each in getattr(result.placebo, part, ())}
    heads = ["", "n", "change", "95% interval", "growing", "real pay"]
    heads += ["placebo"] if before else []
    rows = []
    for each in groups:
        label = each.group
        if part == "tenths":
            label = f"{_NAMES[each.by]}, {each.group.removesuffix(' tenth')}"
        row = [
            label,
            f"{each.occupations:,}",
            _percent(each.change),
            _interval(each.low, each.high, 1),
            _UNKNOWN if each.share_growing is None else f"{100 * each.share_growing:.0f}%",
            _UNKNOWN if each.pay_change is None else f"{each.pay_change:+.1f}",
        ]
        if before:
            there = before.get((each.by, each.group))
            row.append(_percent(there and there.change))
        rows.append(row)
    remark = "Real pay: mean change of the median in constant dollars [log points]."
    return [_table(heads, rows), *(muted(remark) if part == "tiers" else [])]


def _coefficients(result: Backtest) -> list[Block]:
    """Return the coefficients: each regression has a column."""
    if not result.coefficients:
        return []
    placebo = result.placebo.coefficients if result.placebo else ()
    columns = {
        "coefficient": _of(result.coefficients, "employment", "none"),
        "major groups": _of(result.coefficients, "employment", "major groups"),
        "precision": _of(result.coefficients, "inverse variance", "none"),
        "placebo": _of(placebo, "employment", "none"),
    }
    known = {head: found for head, found in columns.items() if found}
    rows = [
        [_NAMES[term], *(_coefficient(found[term]) for found in known.values())]
        for term in columns["coefficient"]
    ]
    remark = (
        "Log points over the whole range of a share, weighted by employment, with cluster standard "
        "errors. Major groups: within them. Precision: weighted by inverse variance."
    )
    return [_table(["", *known], rows), *muted(remark)]


def _of(coefficients: Iterable[Coefficient], weights: str, controls: str) -> dict[str, Coefficient]:
    return {
        each.term: each
        for each in coefficients
        if (each.weights, each.controls) == (weights, controls)
    }


def _coefficient(coefficient: Coefficient) -> str:
    return f"{coefficient.value:.1f} ({coefficient.cluster_standard_error:.1f})"


def _calibration(calibration: Calibration | None) -> list[Block]:
    if calibration is None:
        return []
    heads = ["probability of the tier", "n", "predicted", "realised", "weighted"]
    rows = [*map(_band, calibration.bands), ["all", *_band(calibration.overall)[1:]]]
    large = f"{_number(calibration.large_rms)} in {calibration.large_occupations:,} large ones"
    error = f"{calibration.rms:.3f}; weighted {calibration.weighted_rms:.3f}; {large}"
    return [
        _table(heads, rows),
        BLANK,
        *definitions(
            ("Error of the share of demand (RMS)", error),
            ("Slope of the realised on the projected share", f"{calibration.slope:.3f}"),
        ),
    ]


def _band(band: CalibrationBand) -> list[str]:
    return [
        f"{band.low:g} to {band.high:g}",
        f"{band.occupations:,}",
        _number(band.predicted),
        _number(band.realised),
        _number(band.weighted_realised),
    ]


def _sampling(result: Backtest) -> list[Block]:
    if result.sampling_share is None or result.weighted_sampling_share is None:
        return []
    share, weighted = 100 * result.sampling_share, 100 * result.weighted_sampling_share
    return muted(
        f"Sampling is {share:.0f}% of the variance of changes, {weighted:.0f}% weighted by "
        "employment."
    )


def record_page(record: ProjectionRecord) -> Page:
    """Return how projections compare with what happened, a row for each window."""
    heads = ("projections", "survey", "n", "direction", "faster", "rank", "error")
    rows = [
        [
            each.projections,
            f"{month_name(each.start)} to {month_name(each.end)}",
            f"{each.occupations:,}",
            f"{100 * each.direction:.1f}%",
            f"{100 * each.faster:.1f}%",
            _number(each.rank_correlation),
            f"{each.mean_absolute_error:.1f}",
        ]
        for each in record.windows
    ]
    remark = (
        "Direction and faster: share of occupations for which it was right whether they grow, and "
        "whether faster than all. Rank: rank correlation. Error: mean absolute error [percentage "
        "points]."
    )
    body = [_table(heads, rows), *muted(remark), sources_section(record.sources)]
    return Page("Record of the employment projections", body)


def agreement_page(found: Agreement) -> Page:
    """Return how two methodologies agree, with the largest disagreements."""
    noun = "occupation" if found.by == "occupation" else "line"
    releases = found.first_release
    if found.second_release != found.first_release:
        releases += f" and {found.second_release}"
    only = f"{found.first_only:,} by the first alone, {found.second_only:,} by the second alone"
    table = [
        [label, *map(str, counts)]
        for label, counts in zip(found.first_tiers, found.table, strict=True)
    ]
    apart = [each for each in found.occupations if each.distance][:_MOST_DISAGREEMENTS]
    rows = [[f"{each.code} {each.title}", each.first_tier, each.second_tier] for each in apart]
    return Page(
        f"Agreement of {found.first} and {found.second}",
        [
            *definitions(
                ("Compared", f"{number_of(len(found.occupations), noun)}; {only}"),
                (
                    "Same tier",
                    f"{100 * found.same:.1f}%, of workers {100 * found.weighted_same:.1f}%",
                ),
                ("Kappa, quadratic weights", _number(found.kappa)),
                ("Not even neighbours", f"{found.farther_than_one:,}"),
                ("Data", releases),
            ),
            Section("Tiers", [_table([found.first, *found.second_tiers], table)]),
            *section(
                "Largest disagreements",
                *([_table(["", found.first, found.second], rows)] if rows else []),
            ),
        ],
    )


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """Return a table whose first column has names, and the others figures."""
    columns = [Column(), *[Column(right=True, wraps=False)] * (len(heads) - 1)]
    return Table(columns, rows, heads)


def _number(value: float | None, decimals: int = 3) -> str:
    return _UNKNOWN if value is None else f"{value:.{decimals}f}"


def _percent(value: float | None) -> str:
    return _UNKNOWN if value is None else f"{value:+.1f}%"


def _interval(low: float | None, high: float | None, decimals: int) -> str:
    return "" if low is None else f"{_number(low, decimals)} to {_number(high, decimals)}"


def robustness_page(found: Robustness) -> Page:
    """Return the share of occupations that change tier by each variant."""
    titles = {
        "part": "Without a part",
        "measure": "Without an exposure measure",
        "dimension": "Without a dimension of human advantage",
        "indicator": "Without an indicator",
        "aggregation": "Put together otherwise",
    }
    heads = ("", "n", "share", "workers", "better", "no total")
    sections = [
        Section(title, [_table(heads, [_variant(each) for each in found.of_kind(kind)])])
        for kind, title in titles.items()
    ]
    weights = found.weights
    return Page(
        f"Robustness of {found.methodology}",
        [
            *definitions(("Data", found.data_release), ("Occupations", f"{found.occupations:,}")),
            *muted("Number and share of occupations, and share of workers, whose tier changes."),
            *sections,
            Section(
                f"Other weights, {weights.draws:,} draws",
                definitions(
                    ("Median share", f"{100 * weights.median:.1f}%"),
                    (
                        "5th to 95th percentile",
                        f"{100 * weights.low:.1f}% to {100 * weights.high:.1f}%",
                    ),
                    ("Largest", f"{100 * weights.largest:.1f}%"),
                ),
            ),
        ],
    )


def _variant(variant: Variant) -> list[str]:
    return [
        variant.title,
        f"{variant.changed:,}",
        f"{100 * variant.share_changed:.1f}%",
        f"{100 * variant.weighted_share_changed:.1f}%",
        f"{variant.better:,}",
        f"{variant.without_total:,}",
    ]


def consistency_page(found: Consistency) -> Page:
    """Return the correlations of each group as a triangle, then those with the total."""
    *groups, _ = dict.fromkeys(each.group for each in found.correlations)
    sections = [_triangle(found, group) for group in groups]
    totals = [
        (each.first, _number(each.value, 2)) for each in found.correlations if each.group == "total"
    ]
    sections.append(Section("correlation with the total", definitions(*totals)))
    remark = "Correlations of shares, weighted by workers."
    about = definitions(("Data", found.data_release))
    return Page(f"Consistency of {found.methodology}", [*about, *muted(remark), *sections])


def _triangle(found: Consistency, group: str) -> Section:
    pairs = {
        (each.second, each.first): _number(each.value, 2)
        for each in found.correlations
        if each.group == group
    }
    names = list(dict.fromkeys(name for second, first in pairs for name in (first, second)))
    rows = [
        [f"{number} {name}", *(pairs.get((name, other), "") for other in names[:-1])]
        for number, name in enumerate(names, start=1)
    ]
    heads = ["", *map(str, range(1, len(names)))]
    alphas = [_number(each.alpha, 2) for each in found.reliabilities if each.group == group]
    alpha = [BLANK, *definitions(("Cronbach's alpha", alphas[0]))] if alphas else []
    return Section(group, [_table(heads, rows), *alpha])
