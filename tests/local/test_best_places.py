"""Places in the order of an occupation's pay and jobs: what is left out is counted."""

from __future__ import annotations

import csv
import io
import zipfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import careerscore as cs
from careerscore.errors import InvalidInputError
from careerscore.model import Provenance

RELEASE = cs.load("2026.3")
DATA = Path(cs.__file__).parent / "data" / "datasets"
CODES = sorted({each.wages.published_code for each in RELEASE.values()} - {None})
STATES = {place.code: place for place in cs.places(data=RELEASE) if place.kind == "state"}
FIELDS = {
    "pay": "median",
    "real_pay": "real_median",
    "jobs": "employment",
    "concentration": "location_quotient",
}


@cache
def rows_of(code):
    """Rows of an occupation, read by nothing of ours."""
    with zipfile.ZipFile(DATA / "oews-areas" / "2025-05" / "estimates.zip") as archive:
        text = archive.read(f"{code[:6]}.csv").decode()
    return [row for row in csv.DictReader(io.StringIO(text)) if row["occ_code"] == code]


def best_by_hand(code, *, real):
    """The best-paying state among those with enough workers and small errors."""
    with (DATA / "regional-price-parities" / "2023.csv").open(encoding="utf-8") as file:
        level = {row["area_code"]: float(row["all_items"]) for row in csv.DictReader(file)}
    paid = [
        (-float(row["a_median"]) / (level[row["area_code"]] if real else 1), row["area_code"])
        for row in rows_of(code)
        if row["area_code"] in STATES
        and not {"*", "**", "#"} & {row["tot_emp"], row["mean_prse"], row["a_median"]}
        and int(row["tot_emp"]) >= 500
        and float(row["emp_prse"]) <= 30
        and float(row["mean_prse"]) <= 10
    ]
    return min(paid)[1] if paid else None


@pytest.mark.parametrize("by", ["pay", "real_pay"])
def test_the_best_paying_state_is_that_of_the_table(by):
    for code in CODES[::25]:
        career = next(each for each in RELEASE.values() if each.wages.published_code == code)
        found = cs.best_places(career, by=by)
        if found.unit == "annual":
            first = found.places[0].place.code if found.places else None
            assert first == best_by_hand(code, real=by == "real_pay"), code


@given(st.sampled_from(CODES), st.sampled_from(list(FIELDS)), st.sampled_from([None, "state"]))
def test_a_ranking_falls_and_every_place_is_ranked_or_counted(code, by, kind):
    career = next(each for each in RELEASE.values() if each.wages.published_code == code)
    found = cs.best_places(career, by=by, kind=kind)
    values = [getattr(each, FIELDS[by]) for each in found.places]
    assert values == sorted(values, reverse=True)
    assert [each.rank for each in found.places] == [1 + values.index(each) for each in values]
    wanted = [place for place in cs.places(data=RELEASE) if kind in (None, place.kind)]
    counted = len(found.places) + len(found.bounded) + sum(found.left_out.values())
    assert counted == len(wanted)
    assert all(each.employment >= 500 for each in (*found.places, *found.bounded))
    assert all(each.employment_prse <= 30 for each in found.places)
    if by in ("pay", "real_pay"):
        assert all(each.mean_prse <= 10 for each in found.places)
    if found.places:
        assert getattr(found.unfiltered_leader, FIELDS[by]) >= values[0]
    assert cs.loads(cs.dumps(found), cs.PlaceRanking) == found
    assert found._repr_html_()


def test_without_bounds_the_leader_is_the_unfiltered_one():
    bounded = cs.best_places("29-1214", data=RELEASE)
    free = cs.best_places(
        "29-1214", at_least=0, max_employment_prse=None, max_mean_prse=None, data=RELEASE
    )
    assert free.places[0].place == bounded.unfiltered_leader.place
    assert bounded.unfiltered_leader.place.name == "Rhode Island"
    assert bounded.unfiltered_leader.employment < 500
    assert bounded.unfiltered_leader.rank is None
    page = bounded._repr_html_()
    assert "First without bounds on workers and errors: Rhode Island (median $" in page
    assert "workers: 290, error of employment ± 3.4%, error of mean pay ± 9.3%)" in page
    assert "without bounds" not in free._repr_html_()


def test_a_median_that_is_only_a_bound_is_not_ranked():
    found = cs.best_places("29-1214", data=RELEASE)
    assert len(found.bounded) == 5
    assert all(each.rank is None and each.median is None for each in found.bounded)
    assert {each.notes["median"].bound for each in found.bounded} == {239_200}
    assert "5 with a bound alone, in no order" in found._repr_html_()
    real = cs.best_places("29-1214", by="real_pay", data=RELEASE)
    first = real.bounded[0]
    bound = first.notes["real_median"].bound
    assert bound == pytest.approx(23_920_000 / first.place.price_parity)


def test_the_page_says_why_a_figure_in_it_is_missing_or_a_bound():
    found = cs.best_places(
        "29-1211", kind=None, at_least=0, max_employment_prse=None, max_mean_prse=None, data=RELEASE
    )
    page = " ".join(found._repr_html_().split())
    for told in (
        "workers, quotient: BLS has not released the estimate (Boise City, ID; Bridgeport",
        "of $239,200 (Anchorage, AK; Asheville, NC;",
        "which is new or has been renumbered (Cleveland, OH)",
    ):
        assert told in page


def test_equal_percentiles_are_flagged_and_stay():
    found = cs.best_places("29-1214", data=RELEASE)
    first = found.places[0]
    assert (first.place.name, first.collapsed) == ("Maryland", ("p75", "p90"))
    assert "Maryland: equal percentiles (P75, P90)" in found._repr_html_()


def test_places_without_price_parity_are_left_out_of_real_pay_alone():
    nominal = cs.best_places("29-1141", kind="territory", data=RELEASE)
    real = cs.best_places("29-1141", kind="territory", by="real_pay", data=RELEASE)
    assert "Puerto Rico" in [each.place.name for each in nominal.places]
    assert real.places == ()
    assert sum(real.left_out.values()) == 3
    assert any("no price parities of the territories" in reason for reason in real.left_out)
    assert real.unfiltered_leader is None
    assert "none" in real._repr_html_()


def test_reasons_of_what_is_left_out_are_counted():
    found = cs.best_places("29-1214", data=RELEASE)
    assert found.left_out["fewer than 500 workers"] == 22
    assert found.left_out["employment is not released"] == 5
    assert found.left_out["no estimate is published"] == 4


def test_errors_of_pay_do_not_matter_for_jobs():
    by_jobs = cs.best_places("29-1214", by="jobs", max_mean_prse=0, data=RELEASE)
    assert by_jobs.places
    assert by_jobs.max_mean_prse is None
    assert (
        "error of mean pay" not in cs.best_places("29-1141", by="jobs", data=RELEASE)._repr_html_()
    )
    assert cs.best_places("29-1214", max_mean_prse=0, data=RELEASE).places == ()


def test_pay_by_the_hour_is_ranked_where_nothing_else_is_published():
    found = cs.best_places("Actors", kind="metropolitan", data=RELEASE)
    assert found.unit == "hourly"
    assert found.places[0].median < 1_000
    assert "US dollars an hour" in found._repr_html_()


def test_pay_of_a_parent_says_so():
    found = cs.best_places("29-1141.01", data=RELEASE)
    assert found.notes["*"].provenance is Provenance.INHERITED
    assert "published for its parent 29-1141" in found._repr_html_()


def test_an_occupation_without_estimates_has_no_place():
    found = cs.best_places("55-1011", data=RELEASE)
    assert (found.places, found.left_out) == ((), {"no estimate is published": 50})
    assert "the wage survey does not cover military occupations" in found._repr_html_()
    assert repr(found) == "<PlaceRanking of 0 places by pay: 55-1011.00 Air Crew Officers>"


def test_a_release_without_price_parities_ranks_pay():
    release = cs.load("2026.2").replace(oews_areas="2025-05")
    found = cs.best_places("29-2072", data=release)
    assert found.places[0].notes["real_median"].reason == "the release has no price parities"
    assert [source.id for source in found.sources] == ["oews-areas/2025-05"]


@pytest.mark.parametrize(
    ("given_as", "words"),
    [
        ({"by": "wages"}, "by: expected 'pay' or 'real_pay' or 'jobs' or 'concentration'"),
        ({"kind": "county"}, "kind: expected 'state' or 'district' or 'territory' or"),
        ({"at_least": -1}, "at_least: expected an integer of at least 0"),
        ({"max_employment_prse": "30"}, "max_employment_prse: expected a number of at least 0"),
        ({"max_mean_prse": -1}, "max_mean_prse: expected a number of at least 0"),
    ],
)
def test_arguments_of_another_kind_are_refused(given_as, words):
    with pytest.raises(InvalidInputError) as caught:
        cs.best_places("29-2072", data=RELEASE, **given_as)
    assert words in str(caught.value)


def test_a_page_says_of_which_places_in_which_unit_and_what_is_not_published():
    actors = cs.best_places("27-2011", by="jobs", data=RELEASE)._repr_html_()
    assert "Most jobs, states, May 2025" in actors
    assert "Median pay is in US dollars an hour." in actors
    assert "California (median not published, workers: 26,170" in actors
    nurses = cs.best_places("29-1141", kind="metropolitan", data=RELEASE)._repr_html_()
    assert "Best paid, metropolitan areas, May 2025" in nurses
    assert "Median pay is in US dollars a year." in nurses
