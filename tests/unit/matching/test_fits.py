"""Which system the codes of a table fit."""

from __future__ import annotations

import careerscore as cs
from careerscore._data import bundled
from careerscore.matching import SYSTEMS, code_systems
from careerscore.matching.codes import fits
from careerscore.matching.systems import codes_of
from careerscore.reference.editions import Facts

RELEASE = cs.load("2026.1")
FACTS = Facts(bundled(), RELEASE.editions)


def test_the_system_that_a_table_is_of_comes_first():
    for name in (*code_systems(), "soc-2018"):
        found = fits(codes_of(name), FACTS)
        assert set(found) == set(SYSTEMS)
        assert next(iter(found)) == name
        assert found[name] == len(codes_of(name))
        assert list(found.values()) == sorted(found.values(), reverse=True)
    assert next(iter(fits(RELEASE, FACTS))) == "onet-soc-2019"
    assert fits(RELEASE, FACTS)["soc-2018"] == len(RELEASE)


def test_the_form_that_most_codes_have_decides_between_the_forms_of_a_vintage():
    assert next(iter(fits(["29-2071.00", "15-1132"], FACTS))) == "soc-2010"
    assert next(iter(fits(["29-2071.00", "15-1132.00", "29-1141"], FACTS))) == "onet-soc-2010"


def test_spellings_composites_and_lost_zeros_count_and_groups_do_not():
    assert fits(["13-1020", "292072", "15-1230", "nurse"], FACTS)["soc-2018"] == 2
    found = fits(["3060", "2110", "10"], FACTS)
    assert (found["census-2010"], found["census-2018"]) == (3, 2)
    assert set(fits([], FACTS).values()) == {0}
