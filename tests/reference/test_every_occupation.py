"""Facts about all 1,016 occupations of both releases, exceptions listed."""

from __future__ import annotations

import re

import pytest

import careerscore as cs
from careerscore.model import Occupation, Provenance, note_on

OLD = cs.load("2026.1")


def test_there_are_1016_in_the_order_of_their_codes():
    assert len(OLD) == len({each.title for each in OLD.values()}) == 1016
    assert list(OLD) == sorted(OLD)
    assert all(re.fullmatch(r"\d{2}-\d{4}\.\d{2}", code) for code in OLD)


@pytest.mark.parametrize(("name", "measures"), [("2026.1", 10), ("2026.2", 15)])
def test_every_occupation_comes_with_every_part(name, measures):
    for code, occupation in cs.load(name).items():
        assert isinstance(occupation, Occupation)
        assert occupation.code == code
        assert occupation.category
        assert occupation.epoch is not None
        assert occupation.aliases
        assert len(occupation.exposures) == measures
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


def test_pay_by_the_hour_alone_is_named_as_the_reason():
    assert OLD["27-2011.00"].wages.annual.notes["median"].reason == (
        "BLS publishes only hourly wages for this occupation"
    )


def test_members_of_a_composite_name_it_and_each_other():
    composites = {
        code: found.wages.published_code
        for code, found in OLD.items()
        if found.wages.published_code not in (None, found.soc_code)
    }
    assert len(composites) == 34
    assert len(set(composites.values())) == 12
    for code, composite in composites.items():
        wages = OLD[code].wages
        assert wages.notes["*"].provenance is Provenance.BROAD_LEVEL
        assert wages.notes["*"].code == composite
        members = {other for other, under in composites.items() if under == composite}
        assert set(wages.shared_with) == members - {code}
