"""Careers side by side, as a table: pay, training, cost, score, value, and where they cross."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.table import Table
from rich.text import Text

from careerscore.economics.amounts import UNKNOWN, Amount
from careerscore.report.blocks import line
from careerscore.report.economics import amount, rate
from careerscore.report.plain import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import RenderableType

    from careerscore.economics.comparing import ComparedCareer, Comparison, Crossing

__all__ = ["comparison_table"]


def comparison_table(comparison: Comparison) -> RenderableType:
    """Lay careers out side by side.

    Parameters
    ----------
    comparison : Comparison
        What to show.

    Returns
    -------
    rich.console.RenderableType
        For a `rich.console.Console` of any width.

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
    rows: list[tuple[str, Callable[[ComparedCareer], str]]] = [
        ("", lambda career: career.code),
        ("Median pay", lambda career: amount(career.median_pay)),
        ("Training time", _training),
        ("Education", lambda career: career.value.education_level or "not known"),
        ("Education cost", lambda career: amount(career.value.education_cost)),
        ("Tier", _tier),
        ("Net present value", _npv),
        ("Rate of return", _rate),
        ("Paid back", _payback),
    ]
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim")
    for _ in comparison.careers:
        table.add_column(overflow="fold")
    heads = (Text(plain(career.title), style="bold") for career in comparison.careers)
    table.add_row("", *heads)
    for name, say in rows:
        table.add_row(name, *(plain(say(career)) for career in comparison.careers))
    titles = {career.code: career.title for career in comparison.careers}
    crossings = [line(_crossing(crossing, titles)) for crossing in comparison.crossings]
    return Group(table, Text(), *crossings, Text(), *_foot(comparison))


def _training(career: ComparedCareer) -> str:
    years = career.value.education_years
    if years is None:
        return "not known"
    return "none" if years == 0 else f"{years:g} year{'s' if years != 1 else ''}"


def _tier(career: ComparedCareer) -> str:
    assessment = career.assessment
    if assessment.tier is not None:
        return assessment.tier.label
    return " or ".join(tier.label for tier in assessment.possible_tiers) or "none"


def _npv(career: ComparedCareer) -> str:
    return amount(Amount(career.value.npv_at_least, career.value.npv_at_most))


def _rate(career: ComparedCareer) -> str:
    value = career.value
    if value.irr is not None:
        return f"{rate(value.irr)} a year"
    return "not known" if value.npv is None else "none"


def _payback(career: ComparedCareer) -> str:
    value = career.value
    if value.payback_years == 0:
        return "nothing to pay back"
    if value.payback_age is not None:
        return f"at age {value.payback_age:g}"
    return "not known" if value.payback_years is None else f"in year {value.payback_years} of work"


def _crossing(crossing: Crossing, titles: dict[str, str]) -> str:
    pair = f"{titles.get(crossing.first)} and {titles.get(crossing.second)}"
    if crossing.reason is not None:
        return f"{pair}: when they cross is not known, as {crossing.reason}."
    if crossing.leader is None:
        return f"{pair}: even to the end."
    leader = titles.get(crossing.leader)
    gap = crossing.npv_difference
    lead = gap if crossing.leader == crossing.first else -gap
    since = "the first year" if crossing.age is None else f"age {crossing.age:g}"
    said = f"{pair}: from {since} on {leader} lead"
    if lead != UNKNOWN:
        said += f"; net present value higher by {amount(lead)}"
    if crossing.irr_of_difference is not None:
        said += f", a return of {rate(crossing.irr_of_difference)} a year on the difference"
    return f"{said}."


def _foot(comparison: Comparison) -> list[RenderableType]:
    lines: list[str] = []
    for career in comparison.careers:
        reasons = "; ".join(career.value.reasons)
        if reasons:
            lines.append(f"{career.title}, {career.value.standing}: {reasons}")
    first = comparison.careers[0]
    taken = first.value.taken
    if taken is not None:
        tax = "before tax" if taken.tax is None else "after the tax assumed"
        lines.append(
            f"Work from {taken.start_age} to {taken.retirement_age}, discounted at "
            f"{rate(taken.discount_rate)} a year; dollars of today, {tax}."
        )
    lines += [f"Assumed: {text}" for text in first.value.assumptions]
    release = f", data release {first.value.data_release}" if first.value.data_release else ""
    lines.append(
        f"{first.value.methodology} ({', '.join(first.value.parts)}){release}; tiers by "
        f"{first.assessment.methodology}."
    )
    return [line(text, "dim") for text in lines]
