"""How many occupations have each part: counted anew, every gap with a reason."""

from __future__ import annotations

import attrs
import pytest

import careerscore as cs
from careerscore.model import (
    EpochProfile,
    ExposureMeasure,
    Note,
    Occupation,
    Provenance,
    WageDistribution,
    WageEstimates,
)
from careerscore.records.coverage_report import _PARTS, coverage

FULL = WageEstimates(p10=1, p25=2, median=3, p75=4, p90=5)


@pytest.fixture(scope="module")
def parts():
    """The coverage of release 2026.1 by part."""
    steps = []
    found = coverage(cs.load("2026.1"), progress=lambda *step: steps.append(step))
    assert steps == [(done, 1016) for done in range(1, 1017)]
    return {each.part: each for each in found}


def test_every_occupation_counts_once_in_every_part(parts):
    assert list(parts) == list(_PARTS)
    for each in parts.values():
        assert each.total == each.complete + each.partly + each.none == 1016
        assert min(each.complete, each.partly, each.none) >= 0


def test_every_gap_has_a_reason(parts):
    release = set(cs.load("2026.1"))
    for each in parts.values():
        assert len(each.gaps) == each.partly + each.none == sum(n for _, n in each.reasons)
        assert set(each.gaps) <= release
        assert all(reason.strip() for reason in each.gaps.values()), each.part


def test_counts_are_those_of_release_2026_1(parts):
    counts = {name: (one.complete, one.partly, one.none) for name, one in parts.items()}
    assert counts["annual pay"] == (939, 52, 25)
    assert counts["score by american-dream-jobs/2.0"] == (770, 246, 0)
    assert counts["lifetime value by discounted-cash-flow/1.0"] == (844, 147, 25)


def test_occupations_are_told_apart_by_what_they_have():
    careers = {"1": Occupation(code="29-2072.00", title="By hand", job_zone=2)}
    careers["2"] = attrs.evolve(careers["1"], job_zone=None)
    careers["3"] = attrs.evolve(careers["1"], wages=WageDistribution(annual=FULL))
    told = []
    found = {each.part: each for each in coverage(careers, progress=lambda *one: told.append(one))}
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert list(found) == list(_PARTS)
    zone, pay = found["job zone"], found["annual pay"]
    assert (zone.total, zone.complete, zone.partly, zone.none) == (3, 2, 0, 1)
    assert zone.gaps == {"2": "not published"}
    assert (pay.complete, pay.none, pay.reasons) == (1, 2, (("not published", 2),))


def answer(part, **changes):
    return _PARTS[part](Occupation(**{"code": "29-2072.00", "title": "By hand"} | changes))


def test_pay_that_is_known_in_part_counts_as_such():
    top = Note(provenance=Provenance.TOP_CODED, reason="top code", bound=9)
    some = attrs.evolve(FULL, p90=None, notes={"p90": top})
    bound = WageEstimates(notes=dict.fromkeys(("p10", "p25", "median", "p75", "p90"), top))
    for pay, expected in (
        (FULL, ("whole", "")),
        (some, ("partly", "top code")),
        (bound, ("partly", "top code")),
        (WageEstimates(), ("not", "not published")),
    ):
        assert answer("annual pay", wages=WageDistribution(annual=pay)) == expected


def test_measures_that_are_missing_are_named():
    def measure(name, value):
        return ExposureMeasure(measure=name, title=name, unit="share", value=value)

    one, two = measure("one", 0.5), measure("two", None)
    assert answer("exposure measures") == ("not", "no measure")
    assert answer("exposure measures", exposures={"one": one}) == ("whole", "")
    assert answer("exposure measures", exposures={"one": one, "two": two}) == (
        "partly",
        "without two",
    )
    assert answer("exposure measures", exposures={"two": two}) == ("not", "without two")


def test_an_epoch_profile_on_a_stand_in_counts_in_part():
    profile = EpochProfile(empathy=1, presence=1, opinion=1, creativity=1, hope=1)
    note = Note(provenance=Provenance.DEFAULTED, reason="zone 3 stands in")
    assert answer("EPOCH profile") == ("not", "no profile")
    assert answer("EPOCH profile", epoch=profile) == ("whole", "")
    defaulted = attrs.evolve(profile, notes={"*": note})
    assert answer("EPOCH profile", epoch=defaulted) == ("partly", "zone 3 stands in")


def test_what_is_not_there_and_has_no_note_is_not_published():
    assert answer("employment") == ("not", "not published")
    assert answer("related careers") == ("not", "not published")
    assert answer("employment", wages=WageDistribution(employment=0)) == ("whole", "")
