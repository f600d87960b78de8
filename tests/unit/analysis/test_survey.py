"""Changes between two editions of the wage survey."""

from __future__ import annotations

from math import log
from types import SimpleNamespace

import pytest

from careerscore.analysis.survey import changes_between, survey_rows
from careerscore.reference import load

HEAD = ("occ_code", "o_group", "occ_title", "tot_emp", "emp_prse", "a_median")


def release(year, *rows):
    """What is read of a release: the rows of its wage survey, and an index of prices."""

    def select(*columns):
        places = [HEAD.index(column) for column in columns]
        return [tuple(row[place] for place in places) for row in rows]

    survey = SimpleNamespace(
        table=lambda: SimpleNamespace(select=select),
        parameters={"reference_period": f"May {year}"},
    )
    prices = load().edition("cpi-u")
    editions = {"oews": survey, "cpi-u": prices}
    return SimpleNamespace(edition=editions.get, editions=editions)


def row(code, employment="100", error="3", median="50000", level="detailed"):
    return (code, level, f"Title of {code}", employment, error, median)


def changed(before, after):
    return changes_between(release(2022, *before), release(2025, *after))


def test_a_change_is_a_hundred_times_a_logarithm_and_pay_is_in_constant_dollars():
    found = changed([row("11-1011")], [row("11-1011", "110", "4", "60000")])["11-1011"]
    assert found.employment == pytest.approx(100 * log(1.1))
    prices = 321.465 / 292.296
    assert found.pay == pytest.approx(100 * log(1.2 / prices))
    assert found.sampling_variance == 9 + 16
    assert (found.employment_start, found.employment_end) == (100, 110)
    assert found.title == "Title of 11-1011"


def test_only_occupations_with_employment_in_both_are_compared_by_code():
    before = [
        row("13-1011"),
        row("11-1011"),
        row("11-1021", "**"),
        row("11-1031", "0"),
        row("99-1"),
    ]
    after = [row("11-1011"), row("11-1021"), row("11-1031"), row("13-1011", level="broad")]
    assert list(changed(before, after)) == ["11-1011"]
    after = [*after, row("13-1011")]
    assert list(changed(before, after)) == ["11-1011", "13-1011"]


@pytest.mark.parametrize("mark", ["*", "**", "#", "", "—"])
def test_a_figure_that_is_not_published_says_nothing(mark):
    found = changed([row("11-1011", error=mark)], [row("11-1011", median=mark)])["11-1011"]
    assert (found.pay, found.sampling_variance) == (None, None)
    assert survey_rows(release(2022, row("11-1011", mark)))["11-1011"].employment is None
    found = changed([row("11-1011", median=mark)], [row("11-1011", error=mark)])["11-1011"]
    assert (found.pay, found.sampling_variance) == (None, None)
