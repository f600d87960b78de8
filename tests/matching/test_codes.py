"""Which occupations a code of some classification stands for."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import careerscore as cs
from careerscore._data import bundled
from careerscore.errors import InvalidInputError, RetiredCodeError, UnknownOccupationError
from careerscore.matching import SYSTEMS, MatchKind, code_systems, crosswalk
from careerscore.reference import open_edition
from careerscore.reference.editions import Facts

RELEASE = cs.load("2026.1")

SOC_2010 = open_edition(bundled(), "soc-2010-to-soc-2018", "2017-11").table()
STRUCTURE = open_edition(bundled(), "soc-structure", "onet-2019").table()
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
OF_CENSUS = "as the list of the Census has it in"
ALL = "all of OES 2019-20 that begins with"
DIGITS = "digits, where a SOC code has 6 and an O*NET-SOC code 8"


def first_codes(system):
    """The codes of a system, as the first crosswalk on their way has them."""
    edition = open_edition(bundled(), *system.editions[0].split("/"))
    name = system.id.replace("-", "_")
    table = edition.table(name if name in edition.tables else "")
    return sorted({next(iter(row.values())) for row in table.rows()})


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


KNOWN = {
    "soc-2018": sorted({row["soc_2018_code"] for row in SOC_2010.rows()}),
    **{name: first_codes(system) for name, system in code_systems().items()},
}
WRITTEN = {
    "a blank": "{}\u00a0",
    "an apostrophe": "'{}",
    "a formula": '="{}"',
}


@given(st.data(), st.sampled_from(sorted(KNOWN)), st.sampled_from(sorted(WRITTEN)))
def test_every_code_of_every_system_is_read_from_its_spellings(data, system, how):
    code = data.draw(st.sampled_from(KNOWN[system]))
    own = match(code, system)
    written = WRITTEN[how].format(code.replace("-", data.draw(st.sampled_from(["-", "–", ""]))))
    assert match(written, system) == evolve(own, text=written, read_as=code)
    number = code.replace("-", "")
    expected = evolve(own, text=str(int(number)), read_as="" if str(int(number)) == code else code)
    assert match(int(number), system) == match(float(number), system) == expected


@given(
    st.text() | st.integers() | st.floats() | st.from_regex(r"[0-9-]{2,3}[0-9.XY]{1,7}"),
    st.sampled_from([None, *SYSTEMS]),
)
def test_a_match_never_fails(code, system):
    found = match(code, system)
    assert found.candidates or found.reason
    assert set(found.candidates) | set(found.members) <= set(RELEASE)
    assert not (found.candidates and found.members)


def test_every_group_of_soc_2018_is_named_with_its_members():
    above, groups = [], {}
    for *codes, detailed, _, title in STRUCTURE.select(*STRUCTURE.columns):
        for depth, code in enumerate(codes):
            if code:
                above = [*above[:depth], code]
                groups[code] = (STRUCTURE.columns[depth].replace("_", " "), title, [])
        for code in above if detailed else ():
            groups[code][2].append(f"{detailed}.00")
    assert len(groups) == 23 + 98 + 459
    composites = 0
    for code, (level, title, members) in groups.items():
        for written in (code, code.replace("-", ""), f"{code}.00"):
            found = match(written)
            if found.kind is MatchKind.ONE_TO_MANY:
                composites += 1
                continue
            assert (found.kind, found.candidates) == (MatchKind.UNMATCHED, ())
            assert found.members == tuple(members)
            assert found.reason == f"a group of SOC 2018 ({level}): {title}"
            assert found.system == "soc-2018"
    assert composites == 3 * 7


@pytest.mark.parametrize(
    ("code", "system", "reason", "members"),
    [
        ("11", None, "a group of SOC 2018 (major group): Management Occupations", 38),
        ("11-10", None, "a group of SOC 2018 (minor group): Top Executives", 3),
        ("11-90", None, "a group of SOC 2018 (codes that begin with 11-90)", 11),
        ("15-11", "soc-2010", "a group of SOC 2010 (minor group)", 16),
        ("15-1100", "onet-soc-2010", "a group of SOC 2010 (minor group)", 16),
        ("15-1130.00", "soc-2010", "a group of SOC 2010 (broad occupation)", 5),
        ("19-1020", "soc-2010", "a group of SOC 2010 (broad occupation): Biological Scientists", 4),
        ("15-1200", "oes-2019", "a group of OES 2019-20 (minor group)", 15),
        ("31-1100", "oes-2019", "a group of OES 2019-20 (minor group)", 5),
        ("51-5100", "oes-2019", "a group of OES 2019-20 (minor group)", 3),
        ("51-5100", "soc-2010", "a group of SOC 2010 (minor group)", 3),
        ("15-0000", "soc-2000", "a group of SOC 2000 (major group)", 22),
        ("2", "isco-08", "a group of ISCO-08 (major group)", 243),
        ("25", "isco-08", "a group of ISCO-08 (sub-major group)", 14),
        ("2500", "isco-08", "a group of ISCO-08 (sub-major group)", 14),
        (251, "isco-08", "a group of ISCO-08 (minor group)", 10),
    ],
)
def test_groups_of_every_system_are_named_and_can_be_opened(code, system, reason, members):
    found = match(code, system)
    assert (found.kind, found.candidates) == (MatchKind.UNMATCHED, ())
    assert (found.reason, len(found.members)) == (reason, members)
    assert list(found.members) == sorted(set(found.members))


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("15-1130", "SOC 2018 has no such code; a group of SOC 2010 (broad occupation)"),
        ("15-1000", "SOC 2018 has no such code; a group of SOC 2000 (minor group)"),
    ],
)
def test_a_group_of_another_vintage_is_named_and_not_opened(code, reason):
    assert (match(code).reason, match(code).members) == (reason, ())


@pytest.mark.parametrize(
    ("code", "system", "candidates", "reason"),
    [
        ("19204X", None, "19-2042 19-2043", f"19-204X, {OF_CENSUS} SOC 2018"),
        ("37-201x", "soc-2018", "37-2011 37-2019", f"37-201X, {OF_CENSUS} SOC 2018"),
        ("15113X", None, "15-1252 15-1253", f"15-113X, {OF_CENSUS} SOC 2010"),
        ("15113X", "onet-soc-2010", "15-1252 15-1253", f"15-113X, {OF_CENSUS} SOC 2010"),
        ("1110XX", None, "11-1011 11-1021 11-1031", "all of SOC 2018 that begins with 11-10"),
        ("29-203X", "oes-2019", "29-2031 29-2032 29-2033 29-2034 29-2035", f"{ALL} 29-203"),
    ],
)
def test_a_pattern_leads_to_all_that_it_can_be(code, system, candidates, reason):
    found = match(code, system)
    assert found.kind is MatchKind.ONE_TO_MANY
    assert set(found.candidates) == {f"{soc}.00" for soc in candidates.split()}
    assert found.reason == reason


def test_a_pattern_that_one_occupation_fits_is_matched():
    assert match("4530XX").candidates == ("45-3031.00",)
    assert match("4530XX").kind is MatchKind.MATCHED


def test_every_pattern_of_the_census_leads_where_its_code_does():
    for census, system in (("census-2018", "soc-2018"), ("census-2010", "soc-2010")):
        patterns = {
            each.published: each
            for each in (crosswalk(code, system=census) for code in KNOWN[census])
            if each.published.endswith("X")
        }
        assert len(patterns) == {"census-2018": 38, "census-2010": 13}[census]
        # In microdata, those of environment and nuclear technology; in the list, all others.
        assert match("1940XX").reason == "all of SOC 2018 that begins with 19-40"
        assert patterns.pop("19-40XX", None) is None or system == "soc-2018"
        for pattern, each in patterns.items():
            assert match(pattern, system).candidates == tuple(f"{soc}.00" for soc in each.soc_codes)


def test_codes_that_the_wage_survey_alone_had_are_taken_for_its():
    alone = set(KNOWN["oes-2019"]) - set(KNOWN["soc-2018"]) - set(KNOWN["soc-2010"])
    of_survey = [code for code in alone if match(code).system == "oes-2019"]
    assert {"15-1256", "13-1198", "29-2098", "53-6098"} <= set(of_survey)
    for code in alone:
        # The others are groups of SOC 2018, or composites of the employment projections.
        if code in of_survey:
            assert match(code) == match(code, "oes-2019")
        else:
            assert match(code).members or match(code).kind is MatchKind.ONE_TO_MANY
    assert match("15-1256").reason == "by the official crosswalk from OES 2019-20"


def test_a_code_beside_its_own_title_is_read():
    for text in (
        "Registered Nurses(291141)",
        "29-1141: Registered Nurses",
        "29-1141 REGISTERED nurses",
    ):
        assert match(text) == evolve(match("29-1141"), text=text, read_as="29-1141")
    records = "29-2071 Medical Records and Health Information Technicians"
    for system in ("soc-2010", "onet-soc-2010", "soc-2000"):
        assert match(records, system).read_as == "29-2071"
    assert match("29-1141.01 Acute Care Nurses").read_as == "29-1141.01"
    for text, system in (
        (records, None),
        ("29-1141 Nurses", None),
        ("29-1141 Registered Nurses", "isco-08"),
    ):
        assert match(text, system).read_as == ""


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("2021-11-01", [("11-2021.00", "11-2021", 0.5)]),
        (
            "Nov-21",
            [
                (f"11-{year}.00", f"11-{year}", 1 / 6)
                for year in ("2021", "3021", "3121", "9021", "9121")
            ],
        ),
        (
            "29-1141, 29-1141.01",
            [("29-1141.00", "29-1141", 1 / 3), ("29-1141.01", "29-1141", 1 / 3)],
        ),
        ("29-2071, 29-2072", [("29-2072.00", "29-2072", 0.5)]),
        ("29-2072.99 (old)", [("29-2072.00", "29-2072", 0.5)]),
        ("29-2072", []),
    ],
)
def test_what_lies_in_an_unreadable_text_can_be_chosen(text, nearest):
    found = match(text).nearest
    assert [(each.code, each.matched, each.confidence) for each in found] == nearest
    assert all(each.title == RELEASE[each.code].title and each.how == "code" for each in found)


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
        (
            "409743",
            None,
            "SOC 2018 has no such code; or a day, which a spreadsheet makes of 11-3021",
        ),
        ("541511", None, "SOC 2018 has no such code; industries of NAICS have six digits, too"),
        (
            "559830",
            None,
            "SOC 2018 has no such code; no occupation of the SOC: Military, rank not Specified",
        ),
        ("55-0010", None, "SOC 2018 has no such code"),
        ("00-0000", None, "the total of all occupations, not an occupation"),
        ("000000", "soc-2010", "the total of all occupations, not an occupation"),
        ("00-0000.00", "onet-soc-2019", "the total of all occupations, not an occupation"),
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


def test_a_query_is_not_advised_on_a_system_that_it_does_not_take():
    with pytest.raises(UnknownOccupationError) as caught:
        cs.occupation("3255")
    assert str(caught.value).endswith("ISCO-08: Release.match_code takes system='census-2018'")
