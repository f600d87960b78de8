"""Pages on pay along a career, education and training, its cost, and lifetime value."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from careerscore._render import blocks
from careerscore._render.blocks import Block, Section
from careerscore.economics.assumptions import Assumptions
from careerscore.economics.base import EconomicResult
from careerscore.economics.cost import INSTITUTIONS, EducationCost
from careerscore.economics.education import SOURCES, EducationRequirements
from careerscore.economics.lifetime import LifetimeValue
from careerscore.economics.money import Money, Range
from careerscore.economics.progression import CareerLevel, CareerProgression
from careerscore.economics.training import Training
from careerscore.economics.words import (
    NOT_KNOWN,
    about,
    ahead_in_words,
    gain_in_words,
    in_years,
    name_of_method,
    training_in_words,
    tuition,
)
from careerscore.model.pages import sources_section
from careerscore.model.words import plain

_YEARS: Final = (0, 2, 5, 10, 15, 20)
_MOST_REASONS: Final = 6
OVER_A_LIFE: Final = "Over a working life"
_RETURN: Final = "Return on tuition and pay forgone"
_LEVEL_HEADS: Final = ("level", "experience", "percentile", "pay", "range")


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
            body += [blocks.Table(columns, rows, _LEVEL_HEADS), blocks.BLANK]
        if result.reasons:
            body += [*_reasons(result), blocks.BLANK]
        if result.dollars:
            body += [*blocks.muted(f"In {result.dollars}"), blocks.BLANK]
    if any(result.timeline for result in progressions):
        paid = [[result.in_year(year) for result in progressions] for year in _YEARS]
        table = [
            [NOT_KNOWN if pay is None else money(Money(pay.at_least, pay.at_most)) for pay in row]
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
    return level.name, f"{ends_of(level.years)} years", percentile, pay, ends


def education_section(results: Sequence[EducationRequirements]) -> Section:
    """Return the requirements by each method, and the level that BLS and O*NET name."""
    rows = [
        ("Entry level", [result.entry_level or NOT_KNOWN for result in results]),
        (
            "Education",
            [in_years(result.education_duration or result.duration) for result in results],
        ),
        ("Training", [_training(result) for result in results]),
        ("Until fully trained", [_until_trained(result) for result in results]),
        ("Experience", [result.work_experience or NOT_KNOWN for result in results]),
        ("Licence", [_licence(result) for result in results]),
    ]
    by_source = {each.by: each for each in results[0].by_source}
    levels = [
        (f"By {SOURCES.get(by, by)}", each.level)
        for by, each in by_source.items()
        if each.level is not None
    ]
    body = (
        blocks.ComparisonTable(_names(results), rows),
        blocks.BLANK,
        *blocks.definitions(*levels),
        *blocks.muted(_agreement(results[0])),
        *(line for result in results for line in _on_training(result)),
        *(line for result in results for line in _reasons(result, result.methodology)),
    )
    return Section("Education and training", body)


def _training(result: EducationRequirements) -> str:
    if result.training is not None:
        return training_in_words(result.training)
    return result.on_the_job_training or NOT_KNOWN


def _on_training(result: EducationRequirements) -> list[Block]:
    training = result.training
    if training is None or training.max_months == 0:
        return []
    name = training.name[0].upper() + training.name[1:]
    return blocks.muted(f"{name}: {training.note or 'no note'} ({training.source}).")


def training_table(kinds: Sequence[Training]) -> list[Block]:
    """Return the categories of training with their lengths and sources."""
    rows = [
        (
            each.category,
            " ".join(f"SOC {code}" for code in each.soc) or "all others",
            "not known" if each.min_months is None else in_years(each.years),
            each.source,
        )
        for each in kinds
    ]
    table = blocks.text_table(("category", "occupations", "length", "source"), rows)
    return blocks.section("Training", *table)


def _until_trained(result: EducationRequirements) -> str:
    counted = result.education_duration is not None
    return in_years(result.duration if counted else result.years_to_job_ready)


def _licence(result: EducationRequirements) -> str:
    required = {None: NOT_KNOWN, True: "shown as required", False: "not shown as required"}
    return result.license_note or required[result.license_required]


def _agreement(result: EducationRequirements) -> str:
    if result.sources_agree is not None:
        agree = "the same level" if result.sources_agree else "different levels"
        return f"The two sources name {agree}."
    named = [SOURCES.get(each.by, each.by) for each in result.by_source if each.level is not None]
    if named == ["BLS"]:
        return "O*NET has not surveyed this job's education, so only BLS's answer is shown."
    return f"Only {named[0]} names a level." if named else "No source names a level."


def cost_section(costs: Sequence[EducationCost]) -> Section:
    """Return the cost of education by kind of institution, method by method."""
    typical = [
        Money.at_least(cost.at_least or 0)
        if cost.total.typical is None
        else Money.exact(cost.total.typical)
        for cost in costs
    ]
    ends = [(cost.total.min, cost.total.max) for cost in costs]
    rows = [
        ("Level", [cost.level or NOT_KNOWN for cost in costs]),
        *(
            (title, [_cost_at(cost, kind) for cost in costs])
            for kind, title in INSTITUTIONS.items()
            if any(kind in cost.by_institution for cost in costs)
        ),
        ("Typical", [tuition(amount) for amount in typical]),
        ("Range", [" - ".join(map(_dollars, x)) if None not in x else NOT_KNOWN for x in ends]),
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
        return tuition(Money.at_least(item.at_least or 0))
    yearly = item.per_year not in {None, item.total}
    return _dollars(item.total) + (f" ({_dollars(item.per_year)} a year)" if yearly else "")


def value_section(values: Sequence[LifetimeValue]) -> Section:
    """Return the lifetime value of a career, method by method."""
    body: list[Block] = []
    for name, value in zip(_names(values), values, strict=True):
        figures = figures_of(value)
        answer = figures.pop(OVER_A_LIFE, None)
        answer = answer and f"{OVER_A_LIFE}: {answer}."
        dollars = f"Pay in {value.dollars}" if value.dollars else None
        notes = (*_reasons(value), *blocks.muted(dollars))
        rows = blocks.definitions(*figures.items())
        body += [blocks.strong(name), *blocks.paragraphs(answer), *rows, *notes, blocks.BLANK]
    return Section("Lifetime value, US dollars", body[:-1])


def figures_of(value: LifetimeValue) -> dict[str, str]:
    """Return the text of each figure that the method gives, by its name."""
    assumed = value.assumptions
    if value.training_years is not None and assumed is not None:
        return _gain_of(value, assumed)
    label, paid = "Paid back", None
    if value.payback_years == 0:
        paid = "no tuition to pay back"
    elif value.payback_age is not None:
        paid = f"at age {value.payback_age:g}"
    elif value.payback_years is not None:
        label, paid = "Break-even", f"in year {value.payback_years} of work"
    is_saved = assumed is None or assumed.savings_rate
    figures: list[tuple[str, Any, Callable[[Any], str]]] = [
        ("Net present value", value.npv, money),
        ("Internal rate of return", value.irr, lambda value: f"{rate(value)} a year"),
        ("10-year net", value.ten_year_net, _dollars),
        ('"20-year" net', value.twenty_year_net, _dollars),
        ("Return on cost", value.return_on_cost, rate),
        (label, paid, str),
        ("Net worth at the end", value.net_worth if is_saved else None, _dollars),
        ("Lifetime earnings", value.lifetime_earnings, money),
        ("Lifetime net", value.lifetime_net, money),
    ]
    texts = {name: text(figure) for name, figure, text in figures if figure is not None}
    return texts | ({} if assumed is None else {"Assumed": _assumed(value, assumed)})


def _gain_of(value: LifetimeValue, assumed: Assumptions) -> dict[str, str]:
    """Return the gain over the baseline, rounded, and what is assumed."""
    gain, texts = value.gain, {OVER_A_LIFE: NOT_KNOWN}
    if gain is not None:
        texts = {OVER_A_LIFE: gain_in_words(gain), "Ahead": ahead_in_words(gain, assumed.start_age)}
        if gain.rate_of_return is not None:
            texts[_RETURN] = f"{rate(gain.rate_of_return)} a year"
        elif gain.lifetime.value is not None:
            # There is no such rate; it is not unknown.
            is_free = not value.education_years and not value.education_cost.low
            texts[_RETURN] = "no education to pay for" if is_free else "none"
        texts[f"Discounted at {rate(assumed.discount_rate)} a year"] = about(gain.npv)
        texts |= {"Baseline": gain.baseline_note} if gain.baseline_note else {}
    if assumed.savings_rate and value.net_worth is not None:
        texts["Net worth at the end"] = about(Money.exact(value.net_worth))
    pay = "" if value.training_pay is None else f"; {money(value.training_pay)} a year in training"
    return texts | {"Assumed": f"{_assumed(value, assumed)}{pay}"}


def _assumed(value: LifetimeValue, assumed: Assumptions) -> str:
    ages = f"from {assumed.start_age} to {assumed.retirement_age}"
    pay = f"pay by {value.parts[0]}, {tax_in_words(assumed)}"
    return f"{ages}, {pay}; {rate(assumed.discount_rate)} discount rate, above inflation"


def tax_in_words(assumed: Assumptions) -> str:
    """Return whether pay is after a tax."""
    return "before tax" if assumed.tax is None else "after the tax assumed"


_SECTIONS: Final[dict[type[EconomicResult], Callable[..., Section]]] = {
    CareerProgression: progression_section,
    EducationRequirements: education_section,
    EducationCost: cost_section,
    LifetimeValue: value_section,
}


def _names(results: Sequence[EconomicResult]) -> list[str]:
    return list(map(name_of_method, results))


def _reasons(result: EconomicResult, method: str = "") -> list[Block]:
    more = len(result.reasons) - _MOST_REASONS
    rest = [f"and {more} more"] if more > 0 else []
    label = f"{method}, {result.status}" if method else result.status
    reasons = map(plain, result.reasons[:_MOST_REASONS])
    return blocks.notes(*(f"{label}: {text}" for text in [*reasons, *rest]))


def money(value: Money) -> str:
    """Return an amount in dollars, with its bounds where it is not exact."""
    return NOT_KNOWN if value.low == 0 and value.high is None else str(value)


def rate(value: float) -> str:
    """Return a rate in percent, such as 3% for 0.03."""
    percent = 100 * value
    return f"{percent:.0f}%" if abs(percent) >= 10 else f"{percent:.3g}%"


def ends_of(years: Range) -> str:
    """Return the ends of a range of years, such as 2-6."""
    ends = dict.fromkeys((years.min, years.max))
    return "-".join(f"{end:g}" for end in ends if end is not None)


def _dollars(value: float | None) -> str:
    return "—" if value is None else str(Money.exact(value))
