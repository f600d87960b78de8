"""Codes of other systems lead to SOC 2018, and to occupations of every release."""

from __future__ import annotations

import pandas as pd
import polars as pl
import pytest

import careerscore as cs
from careerscore.errors import InvalidInputError
from careerscore.frames import join_reference
from careerscore.matching import SYSTEMS, MatchKind, code_systems, crosswalk, predecessors

RELEASE = cs.load("2026.1")
SOC = sorted({code[:7] for code in RELEASE})
EVERY = {
    system: {each.code: each for soc in SOC for each in predecessors(soc, system=system)}
    for system in code_systems()
}


@pytest.mark.parametrize(
    ("system", "codes", "several"),
    [
        ("soc-2010", 840, 42),
        ("soc-2000", 821, 64),
        ("oes-2019", 790, 42),
        ("census-2018", 568, 138),
        ("census-2010", 538, 153),
        ("isco-08", 438, 299),
    ],
)
def test_every_code_leads_to_codes_of_soc_2018(system, codes, several):
    found = EVERY[system].values()
    assert len(found) == codes
    assert sum(len(each.soc_codes) > 1 for each in found) == several
    for each in found:
        assert set(each.soc_codes) <= set(SOC)
        assert list(each.soc_codes) == sorted(set(each.soc_codes))
        assert crosswalk(each.code, system=system) == each
        assert each.title
        assert each.editions == code_systems()[system].editions


@pytest.mark.parametrize("system", ["census-2018", "oes-2019"])
def test_every_code_of_soc_2018_is_in_one_code_alone(system):
    # The wage survey leaves the armed forces out.
    covered = [soc for soc in SOC if system == "census-2018" or not soc.startswith("55")]
    codes = [code for each in EVERY[system].values() for code in each.soc_codes]
    assert sorted(codes) == covered


@pytest.mark.parametrize("system", ["soc-2000", "census-2010", "isco-08"])
def test_a_chain_is_its_steps_one_after_the_other(system):
    for each in EVERY[system].values():
        steps = [crosswalk(code, system="soc-2010").soc_codes for code in each.soc_2010_codes]
        assert set(each.soc_codes) == {code for step in steps for code in step}
        assert len(each.editions) == 2
        assert each.reason.endswith(" and on to SOC 2018")


@pytest.mark.parametrize("release", cs.releases())
@pytest.mark.parametrize("system", sorted(set(code_systems()) - {"soc-2010"}))
def test_a_match_has_the_occupations_of_the_codes(release, system):
    release = cs.load(release)
    for code, each in EVERY[system].items():
        match = release.match_code(code, system=system)
        assert match.candidates == tuple(f"{soc}.00" for soc in each.soc_codes)
        assert all(candidate in release for candidate in match.candidates)
        one = MatchKind.MATCHED if len(each.soc_codes) == 1 else MatchKind.ONE_TO_MANY
        assert (match.kind, match.reason) == (one, each.reason)


@pytest.mark.parametrize(
    ("code", "system", "published", "soc_codes", "reason"),
    [
        ("29-2071", "soc-2010", "", "29-2072 29-9021", "crosswalk from SOC 2010"),
        ("29-2098", "oes-2019", "", "29-2036 29-2072 29-2099", "crosswalk from OES 2019-20"),
        (
            "8990",
            "census-2018",
            "51-91XX",
            "51-9141 51-9199",
            "crosswalk from Census 2018, as 51-91XX",
        ),
        (
            "1750",
            "census-2018",
            "19-204X",
            "19-2042 19-2043",
            "crosswalk from Census 2018, as 19-204X",
        ),
        (
            "1050",
            "census-2018",
            "15-1230",
            "15-1231 15-1232",
            "crosswalk from Census 2018, as 15-1230",
        ),
        (
            "1020",
            "census-2010",
            "15-113X",
            "15-1252 15-1253",
            "crosswalks from Census 2010 to SOC 2010, as 15-113X, and on to SOC 2018",
        ),
        (
            "3252",
            "isco-08",
            "",
            "29-2072 29-9021",
            "crosswalks from ISCO-08 to SOC 2010 and on to SOC 2018",
        ),
        ("211", "isco-08", "", "19-2099", "crosswalks from ISCO-08 to SOC 2010 and on to SOC 2018"),
    ],
)
def test_a_crosswalk_says_what_was_published_and_how_it_was_reached(
    code, system, published, soc_codes, reason
):
    found = crosswalk(code, system=system)
    assert (found.published, found.soc_codes) == (published, tuple(soc_codes.split()))
    assert found.reason == f"by the official {reason}"


@pytest.mark.parametrize(
    ("code", "system", "reason"),
    [
        ("15-0000", "soc-2000", "a group of SOC 2000 (major group)"),
        ("15-0000", "soc-2010", "a group of SOC 2010 (major group)"),
        ("19-1020", "soc-2010", "a group of SOC 2010 (broad occupation): Biological Scientists"),
        ("11-1010", "oes-2019", "a group of OES 2019-20 (broad occupation)"),
        ("325", "isco-08", "a group of ISCO-08 (minor group)"),
        ("98-7650", "soc-2000", "SOC 2000 has no such code"),
        ("29-2071.00", "soc-2000", "SOC 2000 has no such code"),
        ("10", "census-2018", "Census 2018 has no such code"),
        ("", "isco-08", "ISCO-08 has no such code"),
        ("29-2070", "census-2010", "Census 2010 has no such code"),
    ],
)
def test_what_leads_nowhere_says_why(code, system, reason):
    found = crosswalk(code, system=system)
    assert (found.soc_codes, found.reason) == ((), reason)


def test_people_without_an_occupation_are_told_from_codes_that_do_not_exist():
    found = crosswalk("9920", system="census-2018")
    assert (found.soc_codes, found.published) == ((), "")
    assert found.reason.startswith("no occupation of the SOC: Unemployed, with no work experience")


def test_what_is_no_code_and_no_system_is_refused_at_once():
    for call, name in ((crosswalk, "code"), (predecessors, "soc_code")):
        with pytest.raises(InvalidInputError) as caught:
            call(3515, system="soc-2018")
        assert [problem.field for problem in caught.value.problems] == [name, "system"]
    with pytest.raises(InvalidInputError, match="'soc-2010' or 'soc-2000' or 'oes-2019'"):
        crosswalk("3515", system=[])
    with pytest.raises(InvalidInputError, match="'census-2018', 'census-2010', 'isco-08' or None"):
        RELEASE.match_code("3515", system="census")


def test_nothing_leads_to_a_code_that_does_not_exist():
    assert predecessors("98-7654", system="oes-2019") == ()


def test_a_survey_with_census_codes_is_joined():
    survey = pl.DataFrame(
        {"OCCP": ["0010", "1750", None, "9920", "12"], "PWGTP": [90, 12, 55, 7, 1]}
    )
    joined = join_reference(
        survey, on="OCCP", system="census-2018", data="2026.1", columns=["title"]
    )
    assert joined.frame["match_codes"].to_list() == [
        "11-1011.00",
        "19-2042.00; 19-2043.00",
        *[None] * 3,
    ]
    assert joined.report.crosswalks == ("census-occupations/2018",)
    assert str(joined.report).splitlines() == [
        "Codes of OCCP in data release 2026.1, as Census 2018",
        "  by census-occupations/2018",
        "  matched: 1 row, 1 code",
        "  one-to-many: 1 row, 1 code",
        "    by the official crosswalk from Census 2018, as 19-204X (1 row):",
        "      '1750' -> 19-2042.00 Geoscientists, Except Hydrologists and Geographers; 19-2043.00 Hydrologists",
        "  unmatched: 3 rows, 2 codes, 1 row without a code",
        "    Census 2018 has no such code (1 row): '12'",
        "    no occupation of the SOC: Unemployed, with no work experience in the last 5 years or earlier or never worked (1 row): '9920'",
    ]


def test_wages_of_may_2019_are_joined():
    wages = pd.DataFrame({"occ_code": ["00-0000", "11-1010", "11-1011", "29-2098", "13-1020"]})
    joined = join_reference(
        wages, on="occ_code", system="oes-2019", data="2026.1", columns=["title"], many="expand"
    )
    assert joined.frame["match"].tolist() == ["unmatched"] + ["matched"] * 2 + ["one-to-many"] * 6
    # The group of chief executives is opened, too.
    assert joined.frame["match_codes"].tolist()[1:] == [
        *["11-1011.00", "11-1011.00"],
        *["29-2036.00", "29-2072.00", "29-2099.00"],
        *["13-1021.00", "13-1022.00", "13-1023.00"],
    ]


def test_a_report_names_the_crosswalks_on_the_way():
    frame = pd.DataFrame({"code": ["29-2071"]})
    for system in SYSTEMS:
        report = join_reference(frame, on="code", system=system, data="2026.1", columns=[]).report
        assert ("  by " in str(report)) == bool(report.crosswalks)
        expected = code_systems()[system].editions if system in code_systems() else ()
        if system == "onet-soc-2010":
            # A code of six digits is taken for one of SOC 2010.
            expected = ("onet-soc-2010-to-onet-soc-2019/2019", "soc-2010-to-soc-2018/2017-11")
        assert report.crosswalks == expected
