"""The occupations of a place, and its workers by tier: every worker has a tier or a reason."""

from __future__ import annotations

import csv
import io
import zipfile
from functools import cache
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import careerscore as cs
from careerscore.errors import InvalidInputError
from careerscore.local import WorkerShare

RELEASE = cs.load("2026.3")
TABLE = Path(cs.__file__).parent / "data" / "datasets" / "oews-areas" / "2025-05" / "estimates.zip"
PUBLISHED = {each.wages.published_code for each in RELEASE.values()} - {None}
LISTS = ("most_jobs", "most_concentrated", "highest_paid", "fastest_growing")


@cache
def market(place, **arguments):
    return cs.local_market(place, data=RELEASE, **arguments)


def rows_in(area):
    """Rows of a place, read by nothing of ours."""
    with zipfile.ZipFile(TABLE) as archive:
        for name in archive.namelist():
            text = archive.read(name).decode()
            header, *lines = text.splitlines()
            kept = [line for line in lines if line.split(",", 2)[1] == area]
            yield from csv.DictReader(io.StringIO("\n".join([header, *kept])))


def test_lists_and_shares_are_those_of_the_table():
    rows = {row["occ_code"]: row for row in rows_in("5000000")}
    workers = {
        code: int(row["tot_emp"])
        for code, row in rows.items()
        if code in PUBLISHED and row["tot_emp"] != "**"
    }
    found = market("Vermont")
    order = sorted(workers, key=lambda code: (-workers[code], code))
    assert [each.code for each in found.most_jobs] == order[:10]
    assert [each.employment for each in found.most_jobs] == [workers[code] for code in order[:10]]
    assert found.employment == int(rows["00-0000"]["tot_emp"])
    by_tier = dict.fromkeys((1, 2, 3, 4, None), 0.0)
    results = cs.assess_all(data=RELEASE)
    for code, count in workers.items():
        members = [one for one, each in RELEASE.items() if each.wages.published_code == code]
        for one in members:
            tier = results[one].tier
            by_tier[tier.rank if tier else None] += count / len(members)
    scored = {each.tier.rank: each.workers for each in found.tiers if each.tier}
    assert scored == pytest.approx({rank: count for rank, count in by_tier.items() if rank})
    no_tier, rest = (each for each in found.tiers if each.tier is None)
    assert no_tier.workers == pytest.approx(by_tier[None])
    assert no_tier.reason == "no tier by american-dream-jobs/2.0: not enough data"
    assert rest.workers == pytest.approx(found.employment - sum(workers.values()))
    assert rest.reason.startswith("in occupations that are not published for the place")


@given(st.sampled_from(cs.places(data=RELEASE)))
def test_shares_sum_to_one_and_lists_fall(place):
    found = market(place)
    assert sum(each.share for each in found.tiers) == pytest.approx(1)
    assert sum(each.workers for each in found.tiers) >= found.employment - 1e-6
    for name, figure in (
        ("most_jobs", "employment"),
        ("most_concentrated", "location_quotient"),
        ("fastest_growing", "percent_change"),
    ):
        values = [getattr(each, figure) for each in getattr(found, name)]
        assert values == sorted(values, reverse=True)
    pay = [
        each.annual_median if each.annual_median is not None else each.notes["annual_median"].bound
        for each in found.highest_paid
    ]
    assert pay == sorted(pay, reverse=True)
    for name in LISTS[1:]:
        assert all(each.employment >= 100 for each in getattr(found, name))
        assert all(each.employment_prse <= 30 for each in getattr(found, name))
    assert all(each.mean_prse <= 10 for each in found.highest_paid)


def test_pay_that_is_only_a_bound_counts_with_it_and_says_so():
    found = market("San Francisco")
    bounded = [each for each in found.highest_paid if each.annual_median is None]
    assert [each.title for each in bounded] == ["Nurse Anesthetists"]
    assert bounded[0].notes["annual_median"].bound == 239_200
    assert "≥ $239,200" in found._repr_html_()


def test_what_is_not_published_has_a_note():
    found = market("San Francisco", at_least=0, max_employment_prse=None, limit=1_000)
    dancers = next(each for each in found.most_concentrated if each.title == "Dancers")
    assert dancers.annual_median is None
    assert "only hourly wages" in dancers.notes["annual_median"].reason
    unreleased = [each for each in found.fastest_growing if each.employment is None]
    assert unreleased
    assert all("employment" in each.notes for each in unreleased)


def test_growth_that_is_not_projected_has_a_note():
    older = RELEASE.replace(employment_projections="2019-29")
    found = cs.local_market("California", limit=1_000, data=older)
    lacking = [each for each in found.most_jobs if each.percent_change is None]
    assert lacking
    assert all("percent_change" in each.notes for each in lacking)
    assert {each.code for each in lacking}.isdisjoint(each.code for each in found.fastest_growing)


def test_any_methodology_with_tiers_will_do():
    found = market("Vermont", methodology="american-dream-jobs-risk/1.0")
    assert found.methodology == "american-dream-jobs-risk/1.0"
    assert found.most_jobs == market("Vermont").most_jobs
    with pytest.raises(InvalidInputError, match="methodology: expected a methodology with tiers"):
        cs.local_market("Vermont", methodology="webb/2020", data=RELEASE)


def test_an_occupation_under_one_code_with_others_names_them():
    found = market("California", limit=1_000)
    nurses = next(each for each in found.most_jobs if each.code == "29-1141")
    assert nurses.occupations[0] == "29-1141.00"
    assert len(nurses.occupations) == 5
    assert "*" not in nurses.notes


def test_a_market_is_read_from_json_and_has_a_page():
    found = market("Vermont")
    assert cs.loads(cs.dumps(found), cs.LocalMarket) == found
    page = found._repr_html_()
    for text in (
        "Workers by tier",
        "Most jobs",
        "AI-Augmented",
        "Not scored",
        "oews-areas/2025-05",
    ):
        assert text in page
    for told in (
        "median: BLS has no estimate that it can publish (Foreign Language and Literature Teachers",
        "published under one code share its workers equally",
        "at least 100 workers, error of employment at most 30%, error of mean pay at most 10%",
    ):
        assert told in page
    assert repr(found) == "<LocalMarket of Vermont, tiers by american-dream-jobs/2.0>"


def test_a_place_without_rows_has_workers_of_nothing():
    nowhere = attrs.evolve(cs.places("Vermont", data=RELEASE)[0], code="9900000")
    with pytest.raises(cs.CareerscoreError, match="no area of the survey has this code"):
        cs.local_market(nowhere, data=RELEASE)


@pytest.mark.parametrize(
    ("given_as", "words"),
    [
        ({"at_least": -1}, "at_least: expected an integer of at least 0"),
        ({"limit": 0}, "limit: expected an integer of at least 1"),
        ({"max_employment_prse": -1}, "max_employment_prse: expected a number of at least 0"),
        ({"max_mean_prse": "x"}, "max_mean_prse: expected a number of at least 0"),
    ],
)
def test_arguments_of_another_kind_are_refused(given_as, words):
    with pytest.raises(InvalidInputError) as caught:
        cs.local_market("Vermont", data=RELEASE, **given_as)
    assert words in str(caught.value)


@pytest.mark.parametrize("reason", [None, "both"])
def test_a_share_has_a_tier_or_a_reason(reason):
    tier = None if reason is None else market("Vermont").tiers[0].tier
    with pytest.raises(InvalidInputError, match="a reason where there is no tier, and only there"):
        WorkerShare(tier=tier, reason=reason, workers=1, share=1)
