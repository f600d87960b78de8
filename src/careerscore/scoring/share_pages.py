"""What the page of a methodology of shares adds: its measures, ratings, errors and tiers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careerscore._render.blocks import muted, section, text_table
from careerscore.methods.pages import format_range

if TYPE_CHECKING:
    from collections.abc import Iterator

    from careerscore._render.blocks import Block
    from careerscore.scoring.consensus import ConsensusMethodology
    from careerscore.scoring.exposure_share import ExposureMethodology
    from careerscore.scoring.human_advantage import HumanAdvantageMethodology
    from careerscore.scoring.measures import Measure

_READ = ("input", "measure", "unit", "read from", "source")


def exposure_details(methodology: ExposureMethodology) -> Iterator[Block]:
    """Yield the measures, how many are needed, and what they are compared with."""
    pairs = methodology.standard_errors.items()
    errors = ", ".join(f"{error:.3f} with {count:g} measures" for count, error in pairs)
    yield from section(
        "Measures",
        *text_table(_READ, map(_row, methodology.measures)),
        *muted(f"At least {methodology.least_measures} are needed. Standard error: {errors}."),
    )
    if (agreement := methodology.agreement) is not None:
        cuts = zip(agreement.labels, agreement.counts, strict=True)
        text = ", ".join(f"{label} {count}" for label, count in cuts)
        yield from section(
            "Compared with",
            *text_table(_READ, [_row(agreement)]),
            *muted(f"Shares are cut in the same proportions: {text}."),
        )


def human_advantage_details(methodology: HumanAdvantageMethodology) -> Iterator[Block]:
    """Yield the dimensions with their ratings, and what replaces missing ones."""
    rows = [
        (dimension.title, each.name, each.title, each.rating, each.unit)
        for dimension in methodology.dimensions
        for each in dimension.indicators
    ]
    heads = ("dimension", "input", "rating", "element and scale", "unit")
    own, estimated = methodology.standard_errors.values()
    (*_, estimate) = methodology.inputs
    yield from section(
        "Dimensions",
        *text_table(heads, rows),
        *muted(
            "A dimension needs all of its ratings, the sum all dimensions. Otherwise it is the "
            f"mean of related occupations ({', '.join(methodology.related_tiers)}), at least "
            f"{methodology.least_related}, or else of those of the same SOC code "
            f"({estimate.name}).",
            f"Standard error of the share: {own:g}, estimated from others {estimated:g}.",
        ),
    )


def consensus_details(methodology: ConsensusMethodology) -> Iterator[Block]:
    """Yield the three parts with their errors, and the tiers."""
    exposure, human = methodology.exposure, methodology.human_advantage
    demand, error = methodology.demand, methodology.demand_standard_error
    own, estimated = human.standard_errors.values()
    rows = (
        ("exposure", exposure.title, exposure.id, f"{exposure.standard_error:g}, more with fewer"),
        ("demand", demand.title, demand.name, f"{error:g}"),
        ("human_advantage", human.title, human.id, f"{own:g}, estimated {estimated:g}"),
    )
    heads = ("share", "part", "computed by", "standard error")
    yield from section(
        "Parts",
        *text_table(heads, rows),
        *muted(
            f"Standard error of the total: {methodology.max_points:g} times the root of the sum of "
            "their squares. The probability of a tier is that of a normal distribution with this "
            "error around the total."
        ),
        *text_table(_READ, [_row(demand)]),
    )
    inputs = [(each.name, each.title, each.unit) for each in methodology.inputs]
    yield from section("Inputs", *text_table(("input", "title", "unit"), inputs))
    tiers = [
        (
            str(rule.rank),
            rule.label,
            rule.color,
            "" if rule.at_least is None else f"{rule.at_least:g} or more",
        )
        for rule in methodology.tier_rules
    ]
    yield from section("Tiers", *text_table(("rank", "tier", "color", "total"), tiers))


def _row(measure: Measure) -> tuple[str, ...]:
    span = format_range(measure)
    unit = measure.unit + f", {span}" * (not measure.unit.endswith(span))
    paths = " and ".join(source.path for source in measure.mean_of)
    mean = "mean of " * (len(measure.mean_of) > 1)
    return measure.name, measure.title, unit, f"{mean}{paths}", measure.source or ""
