"""Page on careers side by side: pay, training, cost, score, value, and where they cross."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final

from careerscore._render.blocks import BLANK, ComparisonTable, Page, muted, paragraphs
from careerscore.economics.pages import NOT_KNOWN, format_money, format_rate, value_figures

if TYPE_CHECKING:
    from careerscore.economics.comparison import ComparedCareer, Comparison, Crossover

__all__ = ["comparison_page"]

_ALWAYS: Final = ("Net present value", "Internal rate of return", "Paid back")
"""Our figures, which have a row even if no career has a value."""


def comparison_page(comparison: Comparison) -> Page:
    """Return a table with a column for each career, then the crossovers and the assumptions.

    Examples
    --------
    >>> import careerscore as cs
    >>> comparison_page(cs.compare("29-2072.00", "29-1141.00", data="2026.1")).title
    'Medical Records Specialists, Registered Nurses'
    """
    careers = comparison.careers
    figures = [value_figures(career.value) for career in careers]
    ours = any(career.value.assumptions is not None for career in careers)
    given = (name for each in figures for name in each)
    names = dict.fromkeys((*(_ALWAYS if ours else ()), *given))
    names.pop("Assumed", None)
    rows = [
        ("Code", [career.code for career in careers]),
        ("Median pay", [format_money(career.median_pay) for career in careers]),
        ("Training time", [_training(career.value.education_years) for career in careers]),
        ("Education", [career.value.education_level or NOT_KNOWN for career in careers]),
        ("Education cost", [format_money(career.value.education_cost) for career in careers]),
        ("Tier", [_tier(career) for career in careers]),
        *(
            (name, [_figure(name, *pair) for pair in zip(figures, careers, strict=True)])
            for name in names
        ),
    ]
    labels = _labels(comparison)
    pairs = zip(comparison.crossovers, combinations(labels, 2), strict=True)
    crossovers = (_crossover(crossover, *pair) for crossover, pair in pairs)
    blocks = (
        ComparisonTable(labels, rows),
        BLANK,
        *paragraphs(*crossovers),
        BLANK,
        *muted(*_foot(comparison)),
    )
    return Page(", ".join(labels), blocks, heading=False)


def _labels(comparison: Comparison) -> list[str]:
    """Return the titles; equal ones with a number and the release."""
    titles = [career.title for career in comparison.careers]
    return [
        career.title
        if titles.count(career.title) == 1
        else f"{career.title} ({number}{_release(career.value.data_release)})"
        for number, career in enumerate(comparison.careers, start=1)
    ]


def _release(data_release: str | None) -> str:
    return "" if data_release is None else f", data release {data_release}"


def _figure(name: str, figures: dict[str, str], career: ComparedCareer) -> str:
    if name in figures:
        return figures[name]
    value = career.value
    if value.assumptions is None:
        return "none"
    # An exact net present value without a rate: there is no rate, it is not unknown.
    is_exact = value.npv is not None and value.npv.value is not None
    return "none" if name == "Internal rate of return" and is_exact else NOT_KNOWN


def _training(years: float | None) -> str:
    if years is None:
        return NOT_KNOWN
    return "none" if years == 0 else f"{years:g} year{'s' if years != 1 else ''}"


def _tier(career: ComparedCareer) -> str:
    assessment = career.assessment
    tiers = assessment.possible_tiers if assessment.tier is None else (assessment.tier,)
    return " or ".join(tier.label for tier in tiers) or "none"


def _crossover(crossover: Crossover, first: str, second: str) -> str:
    pair = f"{first} and {second}"
    if crossover.reason is not None:
        return f"{pair}: when they cross is not known, as {crossover.reason}."
    if crossover.first_leads is None:
        return f"{pair}: even at the end."
    leader = first if crossover.first_leads else second
    gap = crossover.npv_difference if crossover.first_leads else -crossover.npv_difference
    since = "the first year" if crossover.age is None else f"age {crossover.age:g}"
    text = f"{pair}: from {since} on {leader} lead; net present value higher by {format_money(gap)}"
    if crossover.irr_of_difference is not None:
        rate = format_rate(crossover.irr_of_difference)
        text += f", a return of {rate} a year on the difference"
    return f"{text}."


def _foot(comparison: Comparison) -> list[str]:
    lines = [
        f"{career.title}, {career.value.status}: {'; '.join(career.value.reasons)}"
        for career in comparison.careers
        if career.value.reasons
    ]
    first = comparison.careers[0]
    value, assumed = first.value, first.value.assumptions
    if assumed is not None:
        tax = "before tax" if assumed.tax is None else "after the tax assumed"
        lines.append(
            f"Work from {assumed.start_age} to {assumed.retirement_age}, discounted at "
            f"{format_rate(assumed.discount_rate)} a year; dollars of today, {tax}."
        )
    lines += [f"Assumed: {text}" for text in value.assumption_notes]
    by = f"{value.methodology} ({', '.join(value.parts)}){_release(value.data_release)}"
    return [*lines, f"{by}; tiers by {first.assessment.methodology}."]
