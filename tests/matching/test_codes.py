"""Which occupations a code of some classification stands for."""

from __future__ import annotations

import pytest

import careerscore as cs
from careerscore._data import bundled
from careerscore.errors import InvalidInputError, RetiredCodeError
from careerscore.matching import SYSTEMS, MatchKind
from careerscore.reference import open_edition
from careerscore.reference.editions import Facts

RELEASE = cs.load("2026.1")

SOC_2010 = open_edition(bundled(), "soc-2010-to-soc-2018", "2017-11").table()
ONET_SOC_2010 = open_edition(bundled(), "onet-soc-2010-to-onet-soc-2019", "2019").table()
MATRIX = open_edition(bundled(), "national-employment-matrix", "2024-34").table("onet_crosswalk")


def successors(table, column):
    """The later codes of each earlier code, as the crosswalk file has them."""
    found = {}
    first, *_ = table.columns
    for row in table.rows():
        found.setdefault(row[first], set()).add(row[column])
    return found


CENSUS = "a code of Census 2018 and Census 2010: say so by system='census-2018'"
DIGITS = "digits, where a SOC code has 6 and an O*NET-SOC code 8"


def match(code, system=None):
    return RELEASE.match_code(code, system=system)


@pytest.mark.parametrize("system", [None, "onet-soc-2019"])
def test_every_code_of_an_occupation_is_its_own(system):
    for code in RELEASE:
        found = match(code, system)
        assert (found.kind, found.candidates) == (MatchKind.MATCHED, (code,))
        assert found.reason == ""


@pytest.mark.parametrize("system", [None, "soc-2018"])
def test_every_code_of_soc_2018_is_matched_as_the_look_up_resolves_it(system):
    codes = {row["soc_2018_code"] for row in SOC_2010.rows()}
    assert len(codes) == 867
    for code in codes:
        found = match(code, system)
        assert (found.kind, found.reason) == (MatchKind.MATCHED, "")
        assert found.candidates == (RELEASE.occupation(code).code,)


@pytest.mark.parametrize(
    ("system", "table", "column", "suffix", "split"),
    [
        ("soc-2010", SOC_2010, "soc_2018_code", ".00", 42),
        ("onet-soc-2010", ONET_SOC_2010, "onet_soc_2019_code", "", 44),
    ],
)
def test_every_earlier_code_goes_where_the_official_crosswalk_says(
    system, table, column, suffix, split
):
    several = 0
    for code, later in successors(table, column).items():
        found = match(code, system)
        assert set(found.candidates) == {f"{one}{suffix}" for one in later}
        assert list(found.candidates) == sorted(found.candidates)
        expected = MatchKind.MATCHED if len(later) == 1 else MatchKind.ONE_TO_MANY
        assert found.kind is expected
        assert found.reason == f"by the official crosswalk from {SYSTEMS[system]}"
        assert found.earlier == ()
        several += found.kind is MatchKind.ONE_TO_MANY
    assert several == split


def test_a_composite_of_the_matrix_leads_to_all_its_occupations():
    members = {}
    for row in MATRIX.rows():
        members.setdefault(row["matrix_code"], []).append(row["onet_soc_code"])
    composites = {code: found for code, found in members.items() if f"{code}.00" not in RELEASE}
    assert len(composites) == 12
    for code, codes in composites.items():
        found = match(code)
        assert (found.kind, found.candidates) == (MatchKind.ONE_TO_MANY, tuple(codes))
        assert found.reason == "no occupation stands for the whole of it"


def test_an_unknown_detailed_code_inherits_from_its_parent():
    found = match("29-2072.99")
    assert (found.kind, found.candidates) == (MatchKind.INHERITED, ("29-2072.00",))
    assert found.reason == "the release lacks it; 29-2072.00 stands for its parent 29-2072"
    # Merged into the very occupation that stands for its parent.
    merged = match("13-2011.01")
    assert (merged.kind, merged.candidates) == (MatchKind.INHERITED, ("13-2011.00",))


def test_an_earlier_code_that_went_elsewhere_does_not_inherit():
    found = match("11-9039.02")
    assert (found.kind, found.candidates) == (MatchKind.UNMATCHED, ())
    assert found.earlier == match("11-9039.02", "onet-soc-2010").candidates == ("11-9179.01",)
    assert found.reason == (
        "O*NET-SOC 2019 has no such code; O*NET-SOC 2010 has, with the successors 11-9179.01"
    )


def test_earlier_codes_alone_are_told_and_not_taken():
    for code in successors(SOC_2010, "soc_2018_code"):
        found = match(code)
        if found.kind is MatchKind.UNMATCHED:
            assert found.earlier == match(code, "soc-2010").candidates
            with pytest.raises(RetiredCodeError) as caught:
                RELEASE.occupation(code)
            assert {one for one, _ in caught.value.suggestions} == set(found.earlier)
    assert match("29-2071").earlier == ("29-2072.00", "29-9021.00")


def test_codes_that_meant_more_in_the_earlier_classification_say_so():
    found = [match(code) for code in successors(SOC_2010, "soc_2018_code")]
    assert sum(each.kind is MatchKind.MATCHED and bool(each.earlier) for each in found) == 18
    assert match("13-1199").candidates == ("13-1199.00",)
    assert match("13-1199").earlier == match("13-1199.00").earlier == ("13-1082.00", "13-1199.00")
    assert match("29-2072.00").earlier == match("29-1141").earlier == ()


def test_six_and_eight_digits_of_a_vintage_may_be_mixed():
    for pair in (("soc-2018", "onet-soc-2019"), ("soc-2010", "onet-soc-2010")):
        for code in ("29-1141", "29-1141.00", "15-1132", "15-1132.00", "15-1252.00"):
            first, second = (match(code, system) for system in pair)
            assert first == second
            assert (first.system == pair[1]) == (len(code) > len("29-1141"))


@pytest.mark.parametrize(
    ("code", "system", "reason"),
    [
        ("98-7654", None, "SOC 2018 has no such code"),
        ("12-3450", None, "SOC 2018 has no such code"),
        (
            "15-1256",
            "soc-2018",
            "SOC 2018 has no such code; a code of OES 2019-20: say so by system='oes-2019'",
        ),
        ("98-7654.32", None, "O*NET-SOC 2019 has no such code"),
        ("98-7654", "soc-2010", "SOC 2010 has no such code"),
        ("98-7654.32", "onet-soc-2010", "O*NET-SOC 2010 has no such code"),
        (
            "29-2072",
            "census-2018",
            "Census 2018 has no such code; a code of SOC 2018: say so by system='soc-2018'",
        ),
        (
            "3060",
            "census-2018",
            "Census 2018 has no such code; a code of Census 2010: say so by system='census-2010'",
        ),
        ("29-207", "census-2018", f"a digit is missing or too many: 5 {DIGITS}"),
        ("2110", None, f"4 {DIGITS}; {CENSUS}"),
        ("0854", None, f"4 {DIGITS}; series of the US Office of Personnel Management have 4"),
        ("10", None, f"SOC 2018 has no such code; {CENSUS}"),
        ("541511", None, "SOC 2018 has no such code; industries of NAICS have six digits, too"),
        (
            "559830",
            None,
            "SOC 2018 has no such code; no occupation of the SOC: Military, rank not Specified",
        ),
        ("00-0000", None, "the total of all occupations, not an occupation"),
        ("12-34XX", None, "no code of SOC 2018 or SOC 2010 begins with 12-34"),
        ("12-34XX", "oes-2019", "no code of OES 2019-20 begins with 12-34"),
    ],
)
def test_what_leads_nowhere_says_truly_why(code, system, reason):
    found = match(code, system)
    assert (found.kind, found.candidates, found.members) == (MatchKind.UNMATCHED, (), ())
    assert found.reason == reason


def test_what_is_no_text_and_no_classification_is_refused_at_once():
    with pytest.raises(InvalidInputError) as caught:
        RELEASE.match_code(None, system="soc")
    assert [problem.field for problem in caught.value.problems] == ["code", "system"]
    with pytest.raises(InvalidInputError, match="code: expected a text or a number, got True"):
        RELEASE.match_code(True)
    with pytest.raises(InvalidInputError, match="system: expected"):
        RELEASE.match_code("29-2072", system=[])


def test_the_parts_of_an_occupation_stand_for_it_where_it_has_no_code_of_its_own():
    facts = Facts(bundled(), {})
    facts.titles = {"29-1141.00": "", "29-1141.01": "", "29-2072.01": "", "29-2072.02": ""}
    assert facts.occupations_of("29-1141") == ("29-1141.00",)
    assert facts.occupations_of("29-2072") == ("29-2072.01", "29-2072.02")
    assert facts.occupations_of("29-2073") == ()
