"""Pages on pay along a career, education, its cost, and lifetime value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from careerscore._render.blocks import (
    BLANK,
    Column,
    ComparisonTable,
    DefinitionList,
    Emphasis,
    Page,
    Section,
    Table,
    paragraph,
    paragraphs,
)
from careerscore.economics.cost import INSTITUTIONS, EducationCost
from careerscore.economics.education import EducationRequirements
from careerscore.economics.lifetime import LifetimeValue
from careerscore.economics.money import Money
from careerscore.economics.progression import CareerProgression
from careerscore.model.pages import sources_section

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from careerscore._render.blocks import Block
    from careerscore.economics.progression import CareerLevel, PayYear
    from careerscore.economics.ranges import Range
    from careerscore.economics.results import EconomicResult

__all__ = [
    "NOT_KNOWN",
    "cost_section",
    "education_section",
    "format_money",
    "format_rate",
    "progression_section",
    "result_page",
    "value_figures",
    "value_section",
]

NOT_KNOWN: Final = "not known"

_YEARS: Final = (0, 2, 5, 10, 15, 20)
_MOST_REASONS: Final = 6


def result_page(result: EconomicResult) -> Page:
    """Return the page on one result."""
    name = f"{result.occupation_title or ''} {result.occupation_code or ''}".strip()
    release = result.data_release or "none: made by hand"
    section = next(section for kind, section in _SECTIONS.items() if isinstance(result, kind))
    return Page(
        name or result.methodology,
        (
            paragraph(f"Data release {release}", Emphasis.MUTED),
            section([result]),
            sources_section(result.sources, (), result.fingerprint),
        ),
        heading=bool(name),
    )


def progression_section(progressions: Sequence[CareerProgression]) -> Section:
    """Return the levels of each method, and pay by years of experience, method by method."""
    body: list[Block] = []
    names = _names(progressions)
    for name, result in zip(names, progressions, strict=True):
        body.append(paragraph(name, Emphasis.STRONG))
        if result.levels:
            body += [_levels(result.levels), BLANK]
        if result.reasons:
            body += [*_reasons(result), BLANK]
    if any(result.timeline for result in progressions):
        rows = [
            (f"after {year} years", [_pay(result.in_year(year)) for result in progressions])
            for year in _YEARS
        ]
        body.append(ComparisonTable(names, rows))
    return Section("Career progression, US dollars a year", body)


def _levels(levels: Sequence[CareerLevel]) -> Table:
    rows = [_level(level) for level in levels]
    columns = (
        Column(Emphasis.MUTED, wraps=False),
        Column(wraps=False),
        *[Column(right=True, wraps=False)] * 3,
    )
    stacked = [
        paragraph(f"{name}, {span}, {percentile}: {pay}{f' ({ends})' if ends else ''}")
        for name, span, percentile, pay, ends in rows
    ]
    return Table(columns, rows, stacked=stacked)


def _level(level: CareerLevel) -> tuple[str, str, str, str, str]:
    pay = _dollars(level.pay)
    if level.pay is None and level.at_least is not None:
        pay = f"≥ {_dollars(level.at_least)}"
    low, high = level.pay_low, level.pay_high
    ends = "" if low is None and high is None else f"{_dollars(low)} - {_dollars(high)}"
    percentile = level.percentile.upper() if level.percentile.startswith("p") else "Median"
    return level.name, f"{_ends(level.years)} years", percentile, pay, ends


def _pay(year: PayYear | None) -> str:
    return NOT_KNOWN if year is None else format_money(Money(year.at_least, year.at_most))


def education_section(results: Sequence[EducationRequirements]) -> Section:
    """Return the requirements by each method, and the level that BLS and O*NET name."""
    rows: list[tuple[str, Callable[[EducationRequirements], str]]] = [
        ("Entry level", lambda result: result.entry_level or NOT_KNOWN),
        ("Education", lambda result: _years(result.duration)),
        ("Job-ready", lambda result: _years(result.years_to_job_ready)),
        ("Experience", lambda result: result.work_experience or NOT_KNOWN),
        ("Training", lambda result: result.on_the_job_training or NOT_KNOWN),
        ("License", lambda result: _LICENSE[result.license_required]),
    ]
    table = [(name, [value(result) for result in results]) for name, value in rows]
    levels = [
        (f"By {_SOURCES.get(each.by, each.by)}", each.level or f"none: {each.reason}")
        for each in results[0].by_source
    ]
    return Section(
        "Education path",
        (
            ComparisonTable(_names(results), table),
            BLANK,
            DefinitionList(levels),
            paragraph(_AGREE[results[0].sources_agree], Emphasis.MUTED),
            *(line for result in results for line in _reasons(result, result.methodology)),
        ),
    )


_SOURCES: Final = {"bls": "BLS", "onet": "O*NET"}
_AGREE: Final = {
    True: "The two sources name the same level.",
    False: "The two sources name different levels.",
    None: "The two sources cannot be compared.",
}
_LICENSE: Final = {
    None: "not in the data",
    True: "shown as required",
    False: "not shown as required",
}


def cost_section(costs: Sequence[EducationCost]) -> Section:
    """Return the cost of education by kind of institution, method by method."""
    rows = [
        ("Level", [cost.level or NOT_KNOWN for cost in costs]),
        *(
            (title, [_cost_at(cost, kind) for cost in costs])
            for kind, title in INSTITUTIONS.items()
            if any(kind in cost.by_institution for cost in costs)
        ),
        ("Typical", [_typical(cost) for cost in costs]),
        ("Range", [_range(cost.total) for cost in costs]),
    ]
    caution = "Published tuition and fees, before grants; housing, food and books are not in it."
    return Section(
        "Education cost, US dollars in all",
        (
            ComparisonTable(_names(costs), rows),
            *(line for cost in costs for line in _reasons(cost, cost.methodology)),
            paragraph(caution, Emphasis.MUTED),
        ),
    )


def _cost_at(cost: EducationCost, kind: str) -> str:
    item = cost.by_institution.get(kind)
    if item is None:
        return ""
    if item.total is None:
        return format_money(Money(item.at_least, None))
    yearly = item.per_year not in {None, item.total}
    return _dollars(item.total) + (f" ({_dollars(item.per_year)} a year)" if yearly else "")


def _typical(cost: EducationCost) -> str:
    if cost.total.typical is not None:
        return _dollars(cost.total.typical)
    return NOT_KNOWN if cost.at_least is None else f"at least {_dollars(cost.at_least)}"


def _range(total: Range) -> str:
    if total.min is None or total.max is None:
        return NOT_KNOWN
    return f"{_dollars(total.min)} - {_dollars(total.max)}"


def value_section(values: Sequence[LifetimeValue]) -> Section:
    """Return the lifetime value of a career, method by method."""
    body: list[Block] = []
    for name, value in zip(_names(values), values, strict=True):
        figures = DefinitionList(list(value_figures(value)))
        body += [paragraph(name, Emphasis.STRONG), figures, *_reasons(value), BLANK]
    return Section("Lifetime value, US dollars", body[:-1])


def value_figures(value: LifetimeValue) -> Iterator[tuple[str, str]]:
    """Yield name and text of each figure that the method gives."""
    assumed = value.assumptions
    if value.npv is not None:
        yield "Net present value", format_money(value.npv)
    if value.irr is not None:
        yield "Internal rate of return", f"{format_rate(value.irr)} a year"
    if value.ten_year_net is not None:
        yield "10-year net", _dollars(value.ten_year_net)
    if value.twenty_year_net is not None:
        yield '"20-year" net', _dollars(value.twenty_year_net)
    if value.return_on_cost is not None:
        yield "Return on cost", format_rate(value.return_on_cost)
    if value.payback_years == 0:
        yield "Paid back", "nothing to pay back"
    elif value.payback_age is not None:
        yield "Paid back", f"at age {value.payback_age:g}"
    elif value.payback_years is not None:
        yield "Break-even", f"in year {value.payback_years} of work"
    if value.net_worth is not None and (assumed is None or assumed.savings_rate):
        yield "Net worth at the end", _dollars(value.net_worth)
    if value.lifetime_earnings is not None:
        yield "Lifetime earnings", format_money(value.lifetime_earnings)
    if value.lifetime_net is not None:
        yield "Lifetime net", format_money(value.lifetime_net)
    if assumed is not None:
        span = f"from {assumed.start_age} to {assumed.retirement_age}"
        rate = format_rate(assumed.discount_rate)
        yield "Assumed", f"{span}, {rate} discount rate, above inflation"


_SECTIONS: Final[dict[type[EconomicResult], Callable[..., Section]]] = {
    CareerProgression: progression_section,
    EducationRequirements: education_section,
    EducationCost: cost_section,
    LifetimeValue: value_section,
}


def _names(results: Sequence[EconomicResult]) -> list[str]:
    """Return the ids of the methods: ours is the first, the others are as published."""
    first, *published = (result.methodology for result in results)
    return [first, *(f"{id}, as published" for id in published)]


def _reasons(result: EconomicResult, method: str = "") -> list[Block]:
    reasons = list(result.reasons[:_MOST_REASONS])
    more = len(result.reasons) - len(reasons)
    if more > 0:
        reasons.append(f"and {more} more")
    label = f"{method}, " if method else ""
    lines = (f"{label}{result.status}: {reason}" for reason in reasons)
    return paragraphs(*lines, emphasis=Emphasis.NOTE)


def format_money(value: Money) -> str:
    """Return an amount in dollars, with its bounds where it is not exact.

    Examples
    --------
    >>> format_money(Money.exact(48_780)), format_money(Money(0, None))
    ('$48,780', 'not known')
    """
    return NOT_KNOWN if value.low == 0 and value.high is None else str(value)


def format_rate(value: float) -> str:
    """Return a rate in percent.

    Examples
    --------
    >>> format_rate(0.03), format_rate(8.1601)
    ('3%', '816%')
    """
    percent = 100 * value
    return f"{percent:.0f}%" if abs(percent) >= 10 else f"{percent:.3g}%"


def _years(years: Range | None) -> str:
    if years is None:
        return NOT_KNOWN
    return f"{_ends(years)} years" if years.max else "none"


def _ends(years: Range) -> str:
    ends = dict.fromkeys((years.min, years.max))
    return "-".join(f"{end:g}" for end in ends if end is not None)


def _dollars(value: float | None) -> str:
    return "—" if value is None else str(Money.exact(value))
