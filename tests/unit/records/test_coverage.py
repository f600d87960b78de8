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


@pytest.fixture(params=cs.releases())
def covered(request, counted):
    found, told = counted(request.param)
    assert told == [(done, 1016) for done in range(1, 1017)]
    return cs.load(request.param), {each.part: each for each in found}


def test_every_occupation_counts_once_in_every_part(covered):
    release, parts = covered
    assert list(parts) == list(_PARTS)
    for each in parts.values():
        assert each.total == 1016
        assert each.complete + each.partly + each.none == 1016
        assert min(each.complete, each.partly, each.none) >= 0
        assert len(each.gaps) == each.partly + each.none
        assert set(each.gaps) <= set(release)


def test_every_gap_has_a_reason(covered):
    _, parts = covered
    for each in parts.values():
        assert all(reason.strip() for reason in each.gaps.values()), each.part
        assert sum(count for _, count in each.reasons) == len(each.gaps)


def test_counts_are_those_of_the_facts(covered, answered):
    release, parts = covered
    careers = list(release.values())
    names = ("p10", "p25", "median", "p75", "p90")
    full = [all(getattr(one.wages.annual, name) is not None for name in names) for one in careers]
    assert parts["annual pay"].complete == sum(full)
    assert parts["job zone"].complete == sum(one.job_zone is not None for one in careers)
    assert parts["fields of study"].complete == sum(bool(one.programs) for one in careers)
    assert parts["EPOCH profile"].partly == sum(one.job_zone is None for one in careers)
    scored = cs.assess_all("american-dream-jobs/2.0", data=release).values()
    score = parts["score by american-dream-jobs/2.0"]
    assert score.complete == sum(each.status.value == "complete" for each in scored)
    values = answered("discounted-cash-flow/1.0", release.name)
    assert values[0] == cs.lifetime_value(careers[0])
    standings = [one.status.value for one in values]
    value = parts["lifetime value by discounted-cash-flow/1.0"]
    assert value.complete == standings.count("complete")
    assert value.none == standings.count("insufficient")


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
