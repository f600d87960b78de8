"""Careers side by side, as a table: pay, training, cost, score, value, and where they cross."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final

from careerscore.report.blocks import line
from careerscore.report.economics import amount, rate, value_figures
from careerscore.report.page import GAP, Page, SideBySide, Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from careerscore.economics.comparison import ComparedCareer, Comparison, Crossover
    from careerscore.report.page import Line

__all__ = ["comparison_table"]


def comparison_table(comparison: Comparison) -> Page:
    """Lay careers out side by side.

    Parameters
    ----------
    comparison : Comparison
        What to show.

    Returns
    -------
    Page
        For a terminal of any width, or a browser.

    Examples
    --------
    >>> import careerscore as cs
    >>> from rich.console import Console
    >>> console = Console(width=200)
    >>> with console.capture() as shown:
    ...     console.print(comparison_table(cs.compare("29-2072.00", "29-1141.00", data="2026.1")))
    >>> "from age 28 on Registered Nurses lead" in shown.get()
    True
    """
    careers = comparison.careers
    facts: list[tuple[str, Callable[[ComparedCareer], str]]] = [
        ("Code", lambda career: career.code),
        ("Median pay", lambda career: amount(career.median_pay)),
        ("Training time", _training),
        ("Education", lambda career: career.value.education_level or _NOT_KNOWN),
        ("Education cost", lambda career: amount(career.value.education_cost)),
        ("Tier", _tier),
    ]
    rows = [(name, [say(career) for career in careers]) for name, say in facts]
    figures = [dict(value_figures(career.value)) for career in careers]
    ours = any(career.value.assumptions is not None for career in careers)
    given = (name for each in figures for name in each)
    names = dict.fromkeys((*(_ALWAYS if ours else ()), *given))
    rows += [
        (name, [_figure(name, *pair) for pair in zip(figures, careers, strict=True)])
        for name in names
        if name != "Assumed"
    ]
    labels = _labels(comparison)
    crossovers = [
        line(_crossover(crossover, *pair))
        for crossover, pair in zip(comparison.crossovers, combinations(labels, 2), strict=True)
    ]
    title = ", ".join(labels)
    table = SideBySide(labels, rows)
    return Page(title, (table, GAP, *crossovers, GAP, *_foot(comparison)))


_NOT_KNOWN: Final = "not known"

_ALWAYS: Final = ("Net present value", "Internal rate of return", "Paid back")
"""Figures of ours that stand there even where no career has them."""


def _labels(comparison: Comparison) -> list[str]:
    """Return the titles, with their release where one title stands there twice."""
    titles = [career.title for career in comparison.careers]
    return [
        title
        if titles.count(title) == 1
        else f"{title} ({number}{_release(career.value.data_release)})"
        for number, (title, career) in enumerate(
            zip(titles, comparison.careers, strict=True), start=1
        )
    ]


def _release(data_release: str | None) -> str:
    return "" if data_release is None else f", data release {data_release}"


def _figure(name: str, figures: dict[str, str], career: ComparedCareer) -> str:
    if name in figures:
        return figures[name]
    value = career.value
    told = (
        name == "Internal rate of return" and value.npv is not None and value.npv.value is not None
    )
    return "none" if told or value.assumptions is None else _NOT_KNOWN


def _training(career: ComparedCareer) -> str:
    years = career.value.education_years
    if years is None:
        return _NOT_KNOWN
    return "none" if years == 0 else f"{years:g} year{'s' if years != 1 else ''}"


def _tier(career: ComparedCareer) -> str:
    assessment = career.assessment
    if assessment.tier is not None:
        return assessment.tier.label
    return " or ".join(tier.label for tier in assessment.possible_tiers) or "none"


def _crossover(crossover: Crossover, first: str, second: str) -> str:
    pair = f"{first} and {second}"
    if crossover.reason is not None:
        return f"{pair}: when they cross is not known, as {crossover.reason}."
    if crossover.first_leads is None:
        return f"{pair}: even at the end."
    leader = first if crossover.first_leads else second
    gap = crossover.npv_difference if crossover.first_leads else -crossover.npv_difference
    since = "the first year" if crossover.age is None else f"age {crossover.age:g}"
    said = f"{pair}: from {since} on {leader} lead; net present value higher by {amount(gap)}"
    if crossover.irr_of_difference is not None:
        said += f", a return of {rate(crossover.irr_of_difference)} a year on the difference"
    return f"{said}."


def _foot(comparison: Comparison) -> list[Line]:
    lines: list[str] = []
    for career in comparison.careers:
        reasons = "; ".join(career.value.reasons)
        if reasons:
            lines.append(f"{career.title}, {career.value.status}: {reasons}")
    first = comparison.careers[0]
    assumed = first.value.assumptions
    if assumed is not None:
        tax = "before tax" if assumed.tax is None else "after the tax assumed"
        lines.append(
            f"Work from {assumed.start_age} to {assumed.retirement_age}, discounted at "
            f"{rate(assumed.discount_rate)} a year; dollars of today, {tax}."
        )
    lines += [f"Assumed: {text}" for text in first.value.assumption_notes]
    release = _release(first.value.data_release)
    lines.append(
        f"{first.value.methodology} ({', '.join(first.value.parts)}){release}; tiers by "
        f"{first.assessment.methodology}."
    )
    return [line(text, Tone.QUIET) for text in lines]
