"""What the wage survey says of its occupations in two editions, and how they changed."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING, NamedTuple

from careerscore.local.cpi import constant_dollars, price_index
from careerscore.model.dollars import month_of
from careerscore.reference.wages import NOT_ESTIMATED, NOT_PUBLISHED, TOP_CODED, number

if TYPE_CHECKING:
    from careerscore.reference.releases import Release

_NO_NUMBER = {TOP_CODED, *NOT_ESTIMATED, *NOT_PUBLISHED}


class SurveyRow(NamedTuple):
    """Figures of an occupation of the wage survey; None where none is published."""

    title: str
    employment: float | None
    employment_prse: float | None
    annual_median: float | None


class Change(NamedTuple):
    """The change of an occupation from one edition of the survey to another."""

    title: str
    employment_start: int
    employment_end: int
    employment: float
    """100 times the logarithm of the ratio."""
    pay: float | None
    """The same of the median, in constant dollars."""
    sampling_variance: float | None
    """Sum of the squares of the relative standard errors of employment [percent squared]."""


def survey_rows(release: Release) -> dict[str, SurveyRow]:
    """Return the occupations of the survey's edition in a release, by code in its order."""
    columns = ("occ_code", "o_group", "occ_title", "tot_emp", "emp_prse", "a_median")
    return {
        code: SurveyRow(title, _number(employment), _number(error), _number(median))
        for code, level, title, employment, error, median in release.edition("oews")
        .table()
        .select(*columns)
        if level == "detailed"
    }


def _number(cell: str) -> float | None:
    return None if cell in _NO_NUMBER else number(cell)


def changes_between(start: Release, end: Release) -> dict[str, Change]:
    """Return the changes of the occupations with employment in both editions, sorted by code.

    Codes are compared as they are published.
    """
    before, after = survey_rows(start), survey_rows(end)
    factor = _inflation(start, end)
    found = {}
    for code in sorted(before.keys() & after.keys()):
        old, new = before[code], after[code]
        if not (old.employment and new.employment):
            continue
        pay = variance = None
        if old.annual_median and new.annual_median:
            pay = 100 * log(new.annual_median / old.annual_median / factor)
        if old.employment_prse is not None and new.employment_prse is not None:
            variance = float(old.employment_prse**2 + new.employment_prse**2)
        found[code] = Change(
            title=new.title,
            employment_start=int(old.employment),
            employment_end=int(new.employment),
            employment=100 * log(new.employment / old.employment),
            pay=pay,
            sampling_variance=variance,
        )
    return found


def _inflation(start: Release, end: Release) -> float:
    before, after = (
        month_of(each.edition("oews").parameters["reference_period"]) for each in (start, end)
    )
    return constant_dollars("backtest", before, after, price_index(end)).factor
