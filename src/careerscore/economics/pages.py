"""Pages on pay along a career, education, its cost, lifetime value, and careers side by side."""

from collections.abc import Callable, Sequence
from itertools import combinations
from typing import Any, Final

from careerscore._render import blocks
from careerscore._render.blocks import Block, Section
from careerscore.economics.base import EconomicResult
from careerscore.economics.comparison import ComparedCareer, Comparison, Crossover
from careerscore.economics.cost import INSTITUTIONS, EducationCost
from careerscore.economics.education import SOURCES, EducationRequirements
from careerscore.economics.lifetime import LifetimeValue
from careerscore.economics.money import Money, Range
from careerscore.economics.progression import CareerLevel, CareerProgression
from careerscore.model.pages import sources_section

_NOT_KNOWN: Final = "not known"
_YEARS: Final = (0, 2, 5, 10, 15, 20)
_MOST_REASONS: Final = 6


def result_page(result: EconomicResult) -> blocks.Page:
    """Return the page on one result."""
    name = f"{result.occupation_title or ''} {result.occupation_code or ''}".strip()
    section = next(section for kind, section in _SECTIONS.items() if isinstance(result, kind))
    body = (
        *blocks.muted(f"Data release {result.data_release or 'none: made by hand'}"),
        section([result]),
        sources_section(result.sources, (), result.fingerprint),
    )
    return blocks.Page(name or result.methodology, body, heading=bool(name))


def progression_section(progressions: Sequence[CareerProgression]) -> Section:
    """Return the levels of each method, and pay by years of experience, method by method."""
    body: list[Block] = []
    names = _names(progressions)
    column = blocks.Column
    number = column(right=True, wraps=False)
    columns = (column(muted=True, wraps=False), column(wraps=False), number, number, number)
    for name, result in zip(names, progressions, strict=True):
        body.append(blocks.strong(name))
        if result.levels:
            rows = [_level(level) for level in result.levels]
            stacked = [
                blocks.paragraph(f"{level}, {span}, {rank}: {pay}{f' ({ends})' if ends else ''}")
                for level, span, rank, pay, ends in rows
            ]
            body += [blocks.Table(columns, rows, stacked=stacked), blocks.BLANK]
        if result.reasons:
            body += [*_reasons(result), blocks.BLANK]
        if result.dollars:
            body += [*blocks.muted(f"In {result.dollars}"), blocks.BLANK]
    if any(result.timeline for result in progressions):
        paid = [[result.in_year(year) for result in progressions] for year in _YEARS]
        table = [
            [_NOT_KNOWN if pay is None else _money(Money(pay.at_least, pay.at_most)) for pay in row]
            for row in paid
        ]
        heads = [f"after {year} years" for year in _YEARS]
        body.append(blocks.ComparisonTable(names, list(zip(heads, table, strict=True))))
    return Section("Career progression, US dollars a year", body)


def _level(level: CareerLevel) -> tuple[str, str, str, str, str]:
    is_bound = level.pay is None and level.at_least is not None
    pay = f"≥ {_dollars(level.at_least)}" if is_bound else _dollars(level.pay)
    low, high = level.pay_low, level.pay_high
    ends = "" if low is None and high is None else f"{_dollars(low)} - {_dollars(high)}"
    percentile = level.percentile.upper() if level.percentile.startswith("p") else "Median"
    return level.name, f"{_ends(level.years)} years", percentile, pay, ends


def education_section(results: Sequence[EducationRequirements]) -> Section:
    """Return the requirements by each method, and the level that BLS and O*NET name."""
    required = {None: "not in the data", True: "shown as required", False: "not shown as required"}
    rows = [
        ("Entry level", [result.entry_level or _NOT_KNOWN for result in results]),
        ("Education", [_years(result.duration) for result in results]),
        ("Job-ready", [_years(result.years_to_job_ready) for result in results]),
        ("Experience", [result.work_experience or _NOT_KNOWN for result in results]),
        ("Training", [result.on_the_job_training or _NOT_KNOWN for result in results]),
        ("License", [required[result.license_required] for result in results]),
    ]
    levels = [
        (f"By {SOURCES.get(each.by, each.by)}", each.level or f"none: {each.reason}")
        for each in results[0].by_source
    ]
    agreement = {
        True: "The two sources name the same level.",
        False: "The two sources name different levels.",
        None: "The two sources cannot be compared.",
    }
    body = (
        blocks.ComparisonTable(_names(results), rows),
        blocks.BLANK,
        *blocks.definitions(*levels),
        *blocks.muted(agreement[results[0].sources_agree]),
        *(line for result in results for line in _reasons(result, result.methodology)),
    )
    return Section("Education path", body)


def cost_section(costs: Sequence[EducationCost]) -> Section:
    """Return the cost of education by kind of institution, method by method."""
    typical = [
        Money(cost.at_least) if cost.total.typical is None else Money.exact(cost.total.typical)
        for cost in costs
    ]
    ends = [(cost.total.min, cost.total.max) for cost in costs]
    rows = [
        ("Level", [cost.level or _NOT_KNOWN for cost in costs]),
        *(
            (title, [_cost_at(cost, kind) for cost in costs])
            for kind, title in INSTITUTIONS.items()
            if any(kind in cost.by_institution for cost in costs)
        ),
        ("Typical", [str(amount) for amount in typical]),
        ("Range", [" - ".join(map(_dollars, x)) if None not in x else _NOT_KNOWN for x in ends]),
    ]
    caution = "Published tuition and fees, before grants; housing, food and books are not in it."
    body = (
        blocks.ComparisonTable(_names(costs), rows),
        *(line for cost in costs for line in _reasons(cost, cost.methodology)),
        *blocks.muted(caution),
    )
    return Section("Education cost, US dollars in all", body)


def _cost_at(cost: EducationCost, kind: str) -> str:
    item = cost.by_institution.get(kind)
    if item is None:
        return ""
    if item.total is None:
        return _money(Money(item.at_least, None))
    yearly = item.per_year not in {None, item.total}
    return _dollars(item.total) + (f" ({_dollars(item.per_year)} a year)" if yearly else "")


def value_section(values: Sequence[LifetimeValue]) -> Section:
    """Return the lifetime value of a career, method by method."""
    body: list[Block] = []
    for name, value in zip(_names(values), values, strict=True):
        figures = blocks.definitions(*_figures_of(value).items())
        dollars = f"Pay in {value.dollars}" if value.dollars else None
        notes = (*_reasons(value), *blocks.muted(dollars))
        body += [blocks.strong(name), *figures, *notes, blocks.BLANK]
    return Section("Lifetime value, US dollars", body[:-1])


def _figures_of(value: LifetimeValue) -> dict[str, str]:
    """Return the text of each figure that the method gives, by its name."""
    assumed = value.assumptions
    label, paid = "Paid back", None
    if value.payback_years == 0:
        paid = "nothing to pay back"
    elif value.payback_age is not None:
        paid = f"at age {value.payback_age:g}"
    elif value.payback_years is not None:
        label, paid = "Break-even", f"in year {value.payback_years} of work"
    is_saved = assumed is None or assumed.savings_rate
    figures: list[tuple[str, Any, Callable[[Any], str]]] = [
        ("Net present value", value.npv, _money),
        ("Internal rate of return", value.irr, lambda rate: f"{_rate(rate)} a year"),
        ("10-year net", value.ten_year_net, _dollars),
        ('"20-year" net', value.twenty_year_net, _dollars),
        ("Return on cost", value.return_on_cost, _rate),
        (label, paid, str),
        ("Net worth at the end", value.net_worth if is_saved else None, _dollars),
        ("Lifetime earnings", value.lifetime_earnings, _money),
        ("Lifetime net", value.lifetime_net, _money),
    ]
    texts = {name: text(figure) for name, figure, text in figures if figure is not None}
    if assumed is not None:
        ages = f"from {assumed.start_age} to {assumed.retirement_age}"
        texts["Assumed"] = f"{ages}, {_rate(assumed.discount_rate)} discount rate, above inflation"
    return texts


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
    more = len(result.reasons) - _MOST_REASONS
    rest = [f"and {more} more"] if more > 0 else []
    label = f"{method}, {result.status}" if method else result.status
    return blocks.notes(*(f"{label}: {text}" for text in [*result.reasons[:_MOST_REASONS], *rest]))


def _money(value: Money) -> str:
    """Return an amount in dollars, with its bounds where it is not exact."""
    return _NOT_KNOWN if value.low == 0 and value.high is None else str(value)


def _rate(value: float) -> str:
    """Return a rate in percent, such as 3% for 0.03."""
    percent = 100 * value
    return f"{percent:.0f}%" if abs(percent) >= 10 else f"{percent:.3g}%"


def _years(years: Range | None) -> str:
    if years is None:
        return _NOT_KNOWN
    return f"{_ends(years)} years" if years.max else "none"


def _ends(years: Range) -> str:
    ends = dict.fromkeys((years.min, years.max))
    return "-".join(f"{end:g}" for end in ends if end is not None)


def _dollars(value: float | None) -> str:
    return "—" if value is None else str(Money.exact(value))


def comparison_page(comparison: Comparison) -> blocks.Page:
    """Return a table with a column for each career, then the crossovers and the assumptions."""
    careers = comparison.careers
    # Equal titles have a number and the release.
    labels = [
        career.title
        if comparison.titles.count(career.title) == 1
        else f"{career.title} ({number}{_release(career.value.data_release)})"
        for number, career in enumerate(careers, start=1)
    ]
    columns = [_column(career) for career in careers]
    names = dict.fromkeys(name for column in columns for name in column if name != "Assumed")
    # The pages of the site are complete without a figure that they do not have.
    lacking = ["none" if career.value.assumptions is None else _NOT_KNOWN for career in careers]
    rows = [
        (name, [column.get(name, gap) for column, gap in zip(columns, lacking, strict=True)])
        for name in names
    ]
    pairs = zip(comparison.crossovers, combinations(labels, 2), strict=True)
    crossovers = (_crossover(crossover, *pair) for crossover, pair in pairs)
    body = (
        blocks.ComparisonTable(labels, rows),
        blocks.BLANK,
        *blocks.paragraphs(*crossovers),
        blocks.BLANK,
        *blocks.muted(*_foot(careers)),
    )
    return blocks.Page(", ".join(labels), body, heading=False)


def _column(career: ComparedCareer) -> dict[str, str]:
    value, assessment = career.value, career.assessment
    years = value.education_years
    tiers = assessment.possible_tiers if assessment.tier is None else (assessment.tier,)
    training = _NOT_KNOWN
    if years is not None:
        training = f"{years:g} year{'s' if years != 1 else ''}" if years else "none"
    facts = {
        "Code": career.code,
        "Median pay": _money(career.median_pay),
        "Training time": training,
        "Education": value.education_level or _NOT_KNOWN,
        "Education cost": _money(value.education_cost),
        "Tier": " or ".join(tier.label for tier in tiers) or "none",
    }
    if value.assumptions is not None:
        # Ours have a row even if no career has a value.
        ours = ("Net present value", "Internal rate of return", "Paid back")
        facts |= dict.fromkeys(ours, _NOT_KNOWN)
        if value.npv is not None and value.npv.value is not None:
            # There is no such rate; it is not unknown.
            facts["Internal rate of return"] = "none"
    return facts | _figures_of(value)


def _release(data_release: str | None) -> str:
    return "" if data_release is None else f", data release {data_release}"


def _crossover(crossover: Crossover, first: str, second: str) -> str:
    pair = f"{first} and {second}"
    if crossover.reason is not None:
        return f"{pair}: when they cross is not known, as {crossover.reason}."
    if crossover.first_leads is None:
        return f"{pair}: even at the end."
    leader = first if crossover.first_leads else second
    gap = crossover.npv_difference if crossover.first_leads else -crossover.npv_difference
    since = "the first year" if crossover.age is None else f"age {crossover.age:g}"
    text = f"{pair}: from {since} on {leader} lead; net present value higher by {_money(gap)}"
    if crossover.irr_of_difference is not None:
        text += f", a return of {_rate(crossover.irr_of_difference)} a year on the difference"
    return f"{text}."


def _foot(careers: Sequence[ComparedCareer]) -> list[str]:
    lines = [
        f"{career.title}, {career.value.status}: {'; '.join(career.value.reasons)}"
        for career in careers
        if career.value.reasons
    ]
    value, assumed = careers[0].value, careers[0].value.assumptions
    if assumed is not None:
        tax = "before tax" if assumed.tax is None else "after the tax assumed"
        lines.append(
            f"Work from {assumed.start_age} to {assumed.retirement_age}, discounted at "
            f"{_rate(assumed.discount_rate)} a year; dollars of today, {tax}."
        )
    lines += [f"Assumed: {text}" for text in value.assumption_notes]
    by = f"{value.methodology} ({', '.join(value.parts)}){_release(value.data_release)}"
    return [*lines, f"{by}; tiers by {careers[0].assessment.methodology}."]
