"""How many occupations have each part: counted anew, every gap with a reason."""

from __future__ import annotations

import attrs
import pytest
from rich.console import Console

import careerscore as cs
from careerscore._render.terminal import render
from careerscore.model import (
    EpochProfile,
    ExposureMeasure,
    Note,
    Occupation,
    Provenance,
    WageDistribution,
    WageEstimates,
)
from careerscore.records.coverage_report import _PARTS, Coverage, coverage, coverage_page

FULL = WageEstimates(p10=1, p25=2, median=3, p75=4, p90=5)


@pytest.fixture(scope="module")
def parts():
    """The coverage of every twentieth occupation of release 2026.1 by part."""
    release = cs.load("2026.1")
    return {
        each.part: each for each in coverage({code: release[code] for code in [*release][::20]})
    }


def test_every_occupation_counts_once_in_every_part_and_every_gap_has_a_reason(parts):
    assert list(parts) == list(_PARTS)
    for each in parts.values():
        assert each.total == each.complete + each.partly + each.none == 51
        assert min(each.complete, each.partly, each.none) >= 0
        assert len(each.gaps) == each.partly + each.none == sum(n for _, n in each.reasons)
        assert all(reason.strip() for reason in each.gaps.values()), each.part


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
        (FULL, None),
        (some, (True, "top code")),
        (bound, (True, "top code")),
        (WageEstimates(), (False, "not published")),
    ):
        assert answer("annual pay", wages=WageDistribution(annual=pay)) == expected


def test_measures_that_are_missing_are_named():
    def measure(name, value):
        return ExposureMeasure(measure=name, title=name, unit="share", value=value)

    one, two = measure("one", 0.5), measure("two", None)
    assert answer("exposure measures") == (False, "no measure")
    assert answer("exposure measures", exposures={"one": one}) is None
    assert answer("exposure measures", exposures={"one": one, "two": two}) == (True, "without two")
    assert answer("exposure measures", exposures={"two": two}) == (False, "without two")


def test_an_epoch_profile_on_a_stand_in_counts_in_part():
    profile = EpochProfile(empathy=1, presence=1, opinion=1, creativity=1, hope=1)
    note = Note(provenance=Provenance.DEFAULTED, reason="zone 3 stands in")
    assert answer("EPOCH profile") == (False, "no profile")
    assert answer("EPOCH profile", epoch=profile) is None
    defaulted = attrs.evolve(profile, notes={"*": note})
    assert answer("EPOCH profile", epoch=defaulted) == (True, "zone 3 stands in")


def test_what_is_not_there_and_has_no_note_is_not_published():
    assert answer("employment") == (False, "not published")
    assert answer("related careers") == (False, "not published")
    assert answer("employment", wages=WageDistribution(employment=0)) is None


def lines(page):
    console = Console(width=110, highlight=False, markup=False, emoji=False, no_color=True)
    with console.capture() as capture:
        console.print(render(page))
    return [" ".join(line.split()) for line in capture.get().splitlines()]


def part(**changes):
    fields = {"part": "pay", "total": 10, "complete": 7, "partly": 1, "gaps": {}}
    return Coverage(**fields | changes)


def test_coverage_has_counts_and_reasons_for_gaps():
    gaps = {"11-1011.00": "no survey", "11-1021.00": "no survey", "11-1031.00": "no row"}
    assert lines(coverage_page("2026.1", [part(gaps=gaps), part(part="skills", complete=9)])) == [
        "Release 2026.1, 10 occupations",
        "part complete in part none",
        "pay 7 1 2",
        "skills 9 1 0",
        "",
        "pay",
        "2: no survey",
        "1: no row",
    ]


@pytest.mark.parametrize(("reasons", "last"), [(5, "2: reason 4"), (6, "2: 1 other reasons")])
def test_more_than_five_reasons_are_counted(reasons, last):
    gaps = {f"11-10{number:02}.00": f"reason {number // 2}" for number in range(2 * reasons)}
    text = lines(coverage_page("2026.1", [part(gaps=gaps)]))
    assert text[-1].startswith(last)
