"""The tables of codes agree with each other and with the surveys that use them."""

from __future__ import annotations

import re

import pytest

from careerscore._data import bundled
from careerscore.matching import crosswalk
from careerscore.matching.systems import codes_of
from careerscore.reference import open_edition


def every(system):
    return {code: crosswalk(code, system=system) for code in codes_of(system)}


def rows_of(id, table=""):
    return list(open_edition(bundled(), *id.split("/")).table(table).rows())


@pytest.mark.parametrize("system", ["census-2018", "census-2010"])
def test_a_group_or_pattern_has_the_digits_of_its_occupations(system):
    for each in every(system).values():
        codes = each.soc_2010_codes or each.soc_codes
        digits = re.sub("0+$", lambda zeros: "." * len(zeros[0]), each.published).replace("X", ".")
        assert len(codes) <= 1 or digits
        assert all(re.fullmatch(digits or code, code) for code in codes)


def test_isco_marks_a_part_where_a_code_leads_to_several():
    for row in rows_of("isco-08-to-soc-2010/2015-06"):
        several = len(crosswalk(row["isco_08_code"], system="isco-08").soc_2010_codes) > 1
        assert (row["part"] == "Y") == several


def test_the_hybrid_codes_are_those_of_the_survey_and_the_projections():
    codes = set(every("oes-2019"))
    for edition in ("2019-05", "2020-05"):
        rows = rows_of(f"oews/{edition}")
        assert {row["occ_code"] for row in rows if row["o_group"] == "detailed"} == codes - {
            "45-3031"
        }
    assert {row["matrix_code"] for row in rows_of("employment-projections/2019-29")} == codes


def test_a_census_code_in_both_lists_stands_for_the_same():
    earlier, later = every("census-2010"), every("census-2018")
    both = earlier.keys() & later.keys()
    assert len(both) == 415
    assert all(earlier[code].soc_codes == later[code].soc_codes for code in both)


def test_codes_are_shared_by_systems_that_mean_different_things():
    today = {code for each in every("census-2018").values() for code in each.soc_codes}
    for system, redefined in (("soc-2010", 18), ("soc-2000", 33)):
        several = [code for code, each in every(system).items() if len(each.soc_codes) > 1]
        shared = today.intersection(several)
        assert len(shared) == redefined
        assert all(code in every(system)[code].soc_codes for code in shared)
    isco = every("isco-08")
    census = [every("census-2010"), every("census-2018")]
    assert len(isco.keys() & (census[0].keys() | census[1].keys())) == 43
    for each in census:
        for code in isco.keys() & each.keys():
            assert set(isco[code].soc_codes) != set(each[code].soc_codes)
