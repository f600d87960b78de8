"""The sections on what an occupation pays and costs: ours beside what was published."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from careerscore.economics.cost import INSTITUTIONS
from careerscore.economics.money import Money
from careerscore.report.blocks import facts, line, section
from careerscore.report.page import GAP, Column, Grid, SideBySide, Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from careerscore.economics.cost import EducationCost
    from careerscore.economics.education import EducationRequirements
    from careerscore.economics.lifetime import LifetimeValue
    from careerscore.economics.progression import CareerLevel, CareerProgression, PayYear
    from careerscore.economics.ranges import Range
    from careerscore.economics.results import EconomicResult
    from careerscore.report.page import Block, Section

__all__ = [
    "amount",
    "cost_section",
    "path_section",
    "progression_section",
    "rate",
    "value_figures",
    "value_section",
    "years",
]

_YEARS_SHOWN: Final = (0, 2, 5, 10, 15, 20)
_MOST_REASONS: Final = 6
_NOT_KNOWN: Final = "not known"


def progression_section(progressions: Sequence[CareerProgression]) -> Section:
    """Return the levels of each method, then pay by years of experience side by side."""
    body: list[Block] = []
    names = _names(progressions)
    for name, result in zip(names, progressions, strict=True):
        body.append(line(name, Tone.STRONG))
        if result.levels:
            body += [_levels(result.levels), GAP]
        if result.reasons:
            body += [*_reasons(result), GAP]
    if any(result.timeline for result in progressions):
        rows = [
            (f"after {year} years", [_pay_in(result.in_year(year)) for result in progressions])
            for year in _YEARS_SHOWN
        ]
        body.append(SideBySide(names, rows))
    return section("Career progression, US dollars a year", *body)


def _levels(levels: Iterable[CareerLevel]) -> Grid:
    rows = [_level(level) for level in levels]
    columns = (
        Column(Tone.QUIET, wraps=False),
        Column(wraps=False),
        *[Column(right=True, wraps=False)] * 3,
    )
    stacked = [
        line(f"{name}, {span}, {percentile}: {pay}{f' ({ends})' if ends else ''}")
        for name, span, percentile, pay, ends in rows
    ]
    return Grid(columns, rows, stacked=stacked)


def _level(level: CareerLevel) -> tuple[str, str, str, str, str]:
    pay = _money(level.pay)
    if level.pay is None and level.at_least is not None:
        pay = f"≥ {_money(level.at_least)}"
    low, high = level.pay_low, level.pay_high
    ends = "" if low is None and high is None else f"{_money(low)} - {_money(high)}"
    percentile = level.percentile.upper() if level.percentile.startswith("p") else "Median"
    return level.name, f"{years(level.years)} years", percentile, pay, ends


def _pay_in(year: PayYear | None) -> str:
    if year is None:
        return _NOT_KNOWN
    return amount(Money(year.at_least, year.at_most))


def path_section(paths: Sequence[EducationRequirements]) -> Section:
    """Return what each method says an occupation asks for, and what either source says."""
    names = _names(paths)
    rows: list[tuple[str, Callable[[EducationRequirements], str]]] = [
        ("Entry level", lambda path: path.entry_level or _NOT_KNOWN),
        ("Education", lambda path: _years_of(path.duration)),
        ("Job-ready", lambda path: _years_of(path.years_to_job_ready)),
        ("Experience", lambda path: path.work_experience or _NOT_KNOWN),
        ("Training", lambda path: path.on_the_job_training or _NOT_KNOWN),
        ("License", lambda path: _LICENCE[path.license_required]),
    ]
    table = SideBySide(names, [(name, [say(path) for path in paths]) for name, say in rows])
    said = [
        (
            f"By {each.by.upper() if each.by == 'bls' else 'O*NET'}",
            each.level or f"none: {each.reason}",
        )
        for each in paths[0].by_source
    ]
    agree = {
        True: "The two sources name the same level.",
        False: "The two sources name different levels.",
        None: "The two sources cannot be compared.",
    }[paths[0].sources_agree]
    remarks = [part for path in paths for part in _reasons(path, path.methodology)]
    return section("Education path", table, GAP, facts(said), line(agree, Tone.QUIET), *remarks)


_LICENCE: Final = {
    None: "not in the data",
    True: "shown as required",
    False: "not shown as required",
}


def cost_section(costs: Sequence[EducationCost]) -> Section:
    """Return the cost of education by kind of institution, method beside method."""
    names = _names(costs)
    rows = [
        ("Level", [cost.level or _NOT_KNOWN for cost in costs]),
        *(
            (title, [_at(cost, kind) for cost in costs])
            for kind, title in INSTITUTIONS.items()
            if any(kind in cost.by_institution for cost in costs)
        ),
        ("Typical", [_typical(cost) for cost in costs]),
        ("Range", [_span(cost.total) for cost in costs]),
    ]
    remarks = [part for cost in costs for part in _reasons(cost, cost.methodology)]
    caution = "Published tuition and fees, before grants; housing, food and books are not in it."
    return section(
        "Education cost, US dollars in all",
        SideBySide(names, rows),
        *remarks,
        line(caution, Tone.QUIET),
    )


def _at(cost: EducationCost, kind: str) -> str:
    there = cost.by_institution.get(kind)
    if there is None:
        return ""
    if there.total is None:
        return amount(Money(there.at_least, None))
    a_year = "" if there.per_year in {None, there.total} else f" ({_money(there.per_year)} a year)"
    return f"{_money(there.total)}{a_year}"


def _typical(cost: EducationCost) -> str:
    if cost.total.typical is not None:
        return _money(cost.total.typical)
    return _NOT_KNOWN if cost.at_least is None else f"at least {_money(cost.at_least)}"


def _span(total: Range) -> str:
    if total.min is None or total.max is None:
        return _NOT_KNOWN
    return f"{_money(total.min)} - {_money(total.max)}"


def value_section(values: Sequence[LifetimeValue]) -> Section:
    """Return what a career is worth over a life, method by method."""
    body: list[Block] = []
    for name, value in zip(_names(values), values, strict=True):
        body += [line(name, Tone.STRONG), facts(value_figures(value)), *_reasons(value), GAP]
    return section("Lifetime value, US dollars", *body[:-1])


def value_figures(value: LifetimeValue) -> Iterable[tuple[str, str]]:
    """Yield the figures that a method gives, with their names."""
    assumed = value.assumptions
    if value.npv is not None:
        yield "Net present value", amount(value.npv)
    if value.irr is not None:
        yield "Internal rate of return", f"{rate(value.irr)} a year"
    if value.ten_year_net is not None:
        yield "10-year net", _money(value.ten_year_net)
    if value.twenty_year_net is not None:
        yield '"20-year" net', _money(value.twenty_year_net)
    if value.return_on_cost is not None:
        yield "Return on cost", rate(value.return_on_cost)
    if value.payback_years == 0:
        yield "Paid back", "nothing to pay back"
    elif value.payback_age is not None:
        yield "Paid back", f"at age {value.payback_age:g}"
    elif value.payback_years is not None:
        yield "Break-even", f"in year {value.payback_years} of work"
    if value.net_worth is not None and (assumed is None or assumed.savings_rate):
        yield "Net worth at the end", _money(value.net_worth)
    if value.lifetime_earnings is not None:
        yield "Lifetime earnings", amount(value.lifetime_earnings)
    if value.lifetime_net is not None:
        yield "Lifetime net", amount(value.lifetime_net)
    if assumed is not None:
        span = f"from {assumed.start_age} to {assumed.retirement_age}"
        yield "Assumed", f"{span}, {rate(assumed.discount_rate)} discount rate, above inflation"


def _names(results: Sequence[EconomicResult]) -> list[str]:
    """Return the ids of the methods: ours comes first, the others are as published."""
    first, *published = (result.methodology for result in results)
    return [first, *(f"{id}, as published" for id in published)]


def _reasons(result: EconomicResult, of: str = "") -> list[Block]:
    shown = list(result.reasons[:_MOST_REASONS])
    more = len(result.reasons) - len(shown)
    if more > 0:
        shown.append(f"and {more} more")
    label = f"{of}, " if of else ""
    return [line(f"{label}{result.status}: {reason}", Tone.REMARK) for reason in shown]


def amount(value: Money) -> str:
    """Return an amount of money as people write it, with its bounds where it is not known.

    Examples
    --------
    >>> amount(Money.exact(48_780)), amount(Money(0, None))
    ('$48,780', 'not known')
    """
    if value.low == 0 and value.high is None:
        return _NOT_KNOWN
    return str(value)


def rate(value: float) -> str:
    """Return a rate as people write it.

    Examples
    --------
    >>> rate(0.03), rate(8.1601)
    ('3%', '816%')
    """
    percent = 100 * value
    return f"{percent:.0f}%" if abs(percent) >= 10 else f"{percent:.3g}%"


def years(spread: Range) -> str:
    """Return the least and the most of some years.

    Examples
    --------
    >>> from careerscore.economics import Range
    >>> years(Range(0.5, 1, 2)), years(Range(4, 4, 4))
    ('0.5-2', '4')
    """
    low, high = spread.min, spread.max
    ends = [f"{end:g}" for end in dict.fromkeys((low, high)) if end is not None]
    return "-".join(ends)


def _years_of(spread: Range | None) -> str:
    if spread is None:
        return _NOT_KNOWN
    return f"{years(spread)} years" if spread.max else "none"


def _money(value: float | None) -> str:
    return "—" if value is None else str(Money.exact(value))
