"""Facts about all 1,016 occupations of both releases, exceptions listed."""

from __future__ import annotations

import re
from collections import Counter

import pytest

import careerscore as cs
from careerscore.model import Occupation, Provenance, note_on

MILITARY = 19


@pytest.fixture(scope="module", name="old")
def _old():
    return cs.load("2026.1")


def test_there_are_1016_in_the_order_of_their_codes(old):
    assert len(old) == 1016
    assert list(old) == sorted(old)
    assert all(re.fullmatch(r"\d{2}-\d{4}\.\d{2}", code) for code in old)
    assert len({old[code].title for code in old}) == 1016


@pytest.mark.parametrize("name", ["2026.1", "2026.2"])
def test_every_occupation_comes_with_every_part(name):
    for code, occupation in cs.load(name).items():
        assert isinstance(occupation, Occupation)
        assert occupation.code == code
        assert occupation.category
        assert occupation.epoch is not None
        assert occupation.aliases
        assert len(occupation.exposures) == (10 if name == "2026.1" else 15)
        assert (occupation.job_zone is None) == (
            "job_zone" in occupation.notes
            and occupation.notes["job_zone"].provenance is Provenance.MISSING
        )


@pytest.mark.parametrize("name", ["2026.1", "2026.2"])
def test_whatever_is_missing_says_why(name):
    for occupation in cs.load(name).values():
        for pay in (occupation.wages.annual, occupation.wages.hourly):
            for field in ("p10", "p25", "median", "p75", "p90", "mean"):
                note = note_on(pay.notes, field)
                assert (getattr(pay, field) is None) == (note is not None)
        for field in ("percent_change", "employment_base_thousands", "annual_openings_thousands"):
            if getattr(occupation.outlook, field) is None:
                assert note_on(occupation.outlook.notes, field).provenance is Provenance.MISSING
        for measure in occupation.exposures.values():
            if measure.value is None:
                assert measure.notes["value"].provenance is Provenance.MISSING
        if not occupation.education.onet_shares:
            assert occupation.education.notes["onet_shares"].provenance is Provenance.MISSING
        if occupation.education.entry_level is None:
            assert occupation.education.notes["entry_level"].provenance is Provenance.MISSING


@pytest.mark.parametrize(
    ("name", "own", "composite", "without"),
    [("2026.1", 962, 34, 20), ("2026.2", 961, 34, 21)],
)
def test_where_wages_are_published(name, own, composite, without):
    joins = Counter()
    for occupation in cs.load(name).values():
        published = occupation.wages.published_code
        joins[
            "none"
            if published is None
            else "own"
            if published == occupation.soc_code
            else "composite"
        ] += 1
    assert joins == {"own": own, "composite": composite, "none": without}


def test_codes_without_wages_say_why(old):
    missing = {code for code, found in old.items() if found.wages.published_code is None}
    assert {code for code in missing if not code.startswith("55")} == {"45-3031.00"}
    assert len(missing) == MILITARY + 1
    assert (
        old["55-1011.00"].wages.notes["*"].reason
        == "the wage survey does not cover military occupations"
    )
    assert old["45-3031.00"].wages.notes["*"].reason == (
        "the wage survey of May 2023 has no row for 45-3031 Fishing and Hunting Workers"
    )
    newly_missing = {
        code for code, found in cs.load("2026.2").items() if found.wages.published_code is None
    } - missing
    assert newly_missing == {"11-1031.00"}


@pytest.mark.parametrize(
    ("name", "count", "bounds"), [("2026.1", 15, {239_200}), ("2026.2", 0, set())]
)
def test_top_coded_medians_have_the_top_code_as_their_bound(name, count, bounds):
    notes = {
        occupation.soc_code: note
        for occupation in cs.load(name).values()
        if (note := occupation.wages.annual.notes.get("median"))
        and note.provenance is Provenance.TOP_CODED
    }
    assert len(notes) == count
    assert {note.bound for note in notes.values()} == bounds


def test_five_occupations_are_paid_by_the_hour_only(old):
    hourly_only = {
        code
        for code, found in old.items()
        if found.wages.annual.median is None and found.wages.hourly.median is not None
    }
    assert hourly_only == {"27-2011.00", "27-2031.00", "27-2042.00", "27-2091.00", "27-2099.00"}
    assert old["27-2011.00"].wages.annual.notes["median"].reason == (
        "BLS publishes only hourly wages for this occupation"
    )


def test_composites(old):
    composites = {
        code: found.wages.published_code
        for code, found in old.items()
        if found.wages.published_code not in (None, found.soc_code)
    }
    assert len(composites) == 34
    assert set(composites.values()) <= {
        "13-1020", "13-2020", "21-1018", "25-2052", "25-9045", "29-2010", "31-1120", "39-7010",
        "47-4090", "51-2028", "51-2090", "53-1047",
    }  # fmt: skip
    for code in composites:
        wages = old[code].wages
        assert wages.notes["*"].provenance is Provenance.BROAD_LEVEL
        assert wages.notes["*"].code == composites[code]
        assert set(wages.shared_with) == {
            other for other, under in composites.items() if under == composites[code]
        } - {code}
