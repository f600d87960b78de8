"""Durations, amounts and gains in words, rounded for readers."""

from math import floor
from typing import Final

from careerscore.economics.base import EconomicResult
from careerscore.economics.lifetime import Gain
from careerscore.economics.money import Money, Range
from careerscore.economics.training import Training
from careerscore.model import HIGH_SCHOOL_GRADUATE

NOT_KNOWN: Final = "not known"

_STEP: Final = 10_000
"""What amounts over a working life are rounded to [US dollars]."""

_OF_THE_SITE: Final = (
    "american-dream-jobs",
    "american-dream-jobs-calculator",
    "american-dream-jobs-compare",
    "onet-mode",
    "percentile-ladder",
)
"""The families of methods of American Dream Jobs."""

_INPUTS_OF_THE_SITE: Final = {"oews": "2023-05", "onet": "30.1"}
"""The editions that American Dream Jobs took, of the datasets that its methods read."""


def name_of_method(result: EconomicResult) -> str:
    """Return the id of a result's method; of one of the site, whether its inputs are the site's."""
    id = result.methodology
    if id.partition("/")[0] not in _OF_THE_SITE:
        return id
    is_published = (
        result.data_release is not None
        and getattr(result, "dollars", None) is None
        and all(
            source.edition == _INPUTS_OF_THE_SITE.get(source.dataset, source.edition)
            for source in result.sources
        )
    )
    return f"{id}, as published" if is_published else f"{id}, by the site's formula"


def in_years(span: Range | None) -> str:
    """Return a duration in words: months of less than a year, else years to the half.

    >>> in_years(Range(3, 4, 5)), in_years(Range(0, 0.04, 1 / 12)), in_years(Range(0.5, 1, 2))
    ('3 to 5 years (typically 4)', 'up to 1 month', '6 months to 2 years (typically 1)')
    >>> in_years(Range(1 / 12, 0.5, 1)), in_years(Range(4, None, None)), in_years(Range(1, 1, 1))
    ('1 to 12 months (typically 6)', 'at least 4 years', '1 year')
    """
    if span is None or span.min is None:
        return NOT_KNOWN
    if span.max is None:
        return f"at least {_time(span.min)}"
    if span.max == 0:
        return "none"
    months = span.min < span.max <= 1
    (least, unit), (most, most_unit) = (
        _time(each, months=months).split() for each in (span.min, span.max)
    )
    if (least, unit) == (most, most_unit):
        return f"{most} {most_unit}"
    if span.min == 0:
        return f"up to {most} {most_unit}"
    same = unit.rstrip("s") == most_unit.rstrip("s")
    text = f"{least if same else f'{least} {unit}'} to {most} {most_unit}"
    if span.typical is None:
        return text
    typical, unit = _time(span.typical, months=months).split()
    same = unit.rstrip("s") == most_unit.rstrip("s")
    return f"{text} (typically {typical if same else f'{typical} {unit}'})"


def _time(years: float, *, months: bool = False) -> str:
    number, unit = float(floor(12 * years + 0.5)), "month"
    if number >= 12 and not months:
        number, unit = floor(2 * years + 0.5) / 2, "year"
    return f"{number:g} {unit}{'' if number == 1 else 's'}"


def training_in_words(training: Training) -> str:
    """Return name and length of a training, and that it is paid.

    >>> from careerscore.economics import methodology
    >>> [training_in_words(each) for each in methodology("bls-entry/1.1").training[3:]]
    ['on-the-job training of 1 to 2 years (typically 1.5), paid', 'an apprenticeship of 3 to 5
    years (typically 4), paid', 'an internship and residency of 3 to 9 years', 'an internship or
    residency of unknown length']
    """
    if training.max_months == 0:
        return "none"
    length = "unknown length" if training.min_months is None else in_years(training.years)
    return f"{training.name} of {length}{', paid' if training.employed else ''}"


def about(amount: Money) -> str:
    """Return an amount or its bounds, rounded to $10,000.

    >>> about(Money.exact(1_843_210)), about(Money(-8_000, 52_000)), about(Money(None, 7_000))
    ('about $1,840,000', '-$10,000 to $50,000', 'at most $10,000')
    """
    low, high = amount.bounds_by(_rounded)
    if low is None and high is None:
        return NOT_KNOWN
    return f"{'about ' if low == high else ''}{Money(low, high)}"


def _rounded(amount: float) -> float:
    return _STEP * floor(amount / _STEP + 0.5)


def tuition(cost: Money) -> str:
    """Return a cost of education in words; what is not known of it is graduate tuition.

    >>> tuition(Money.exact(47_800)), tuition(Money.at_least(47_800)), tuition(Money.at_least(0))
    ('$47,800', '$47,800 plus graduate tuition', 'not known')
    """
    if cost.value is None and cost.low:
        return f"{Money.exact(cost.low)} plus graduate tuition"
    return NOT_KNOWN if cost.value is None else str(cost)


def gain_in_words(gain: Gain) -> str:
    """Return a gain in a phrase, such as: about $1,840,000 more than a high-school graduate."""
    is_graduate = gain.baseline_code == HIGH_SCHOOL_GRADUATE
    beside = "a high-school graduate" if is_graduate else gain.baseline
    amount = gain.before_unknown_tuition or gain.lifetime
    low, high = amount.bounds_by(_rounded)
    if low == high == 0:
        text = f"about as much as {beside}"
    elif low is not None and high is not None and high <= 0:
        text = f"{about(-amount)} less than {beside}"
    elif low is None and high is None:
        return NOT_KNOWN
    else:
        text = f"{about(amount)} more than {beside}"
    return f"{text}, before graduate tuition" if gain.before_unknown_tuition else text


def ahead_in_words(gain: Gain, start_age: int) -> str:
    """Return from which age on a career is ahead of its baseline."""
    ages = gain.ahead_age
    if ages is None:
        return "never"
    if ages.max == start_age:
        return "from the start"
    if ages.max is None:
        return f"from age {ages.min:g} at the earliest"
    return f"from age {' to '.join(f'{age:g}' for age in dict.fromkeys((ages.min, ages.max)))}"
