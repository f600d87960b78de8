"""Rules of the joins that no occupation of the bundled editions happens to need."""

from __future__ import annotations

import pytest

import careerscore as cs
from careerscore._data import bundled
from careerscore.model import EducationPath, EducationShare, Provenance
from careerscore.reference import open_edition
from careerscore.reference.labor_market import _estimates
from careerscore.reference.schooling import _chosen

SHARES = [
    EducationShare(level="Associate's degree", percent=60),
    EducationShare(level="Bachelor's degree", percent=40),
]


def wage_row(cell, **flags):
    names = ("pct10", "pct25", "median", "pct75", "pct90", "mean")
    return {f"a_{name}": cell for name in names} | {"annual": "", "hourly": ""} | flags


@pytest.mark.parametrize("cell", ["*", "**"])
def test_a_wage_without_estimate_says_so(cell):
    pay = _estimates(wage_row(cell), "a_", 239_200)
    assert pay.median is None
    assert pay.notes["median"].provenance is Provenance.MISSING
    assert pay.notes["median"].reason == "BLS has no estimate that it can publish"


def test_a_flag_for_the_other_kind_of_pay_explains_nothing():
    pay = _estimates(wage_row("*", annual="TRUE"), "a_", 239_200)
    assert pay.notes["mean"].reason == "BLS has no estimate that it can publish"
    hourly = _estimates(wage_row("*", hourly="TRUE"), "a_", 239_200)
    assert hourly.notes["mean"].reason == "BLS publishes only hourly wages for this occupation"


def test_onets_level_stands_in_where_bls_assigns_none():
    onet = open_edition(bundled(), "onet", "30.1").source
    path = EducationPath(onet_shares=SHARES, onet_source=onet)
    level, source, note = _chosen(path, None)
    assert (level, source) == ("Associate's degree", onet)
    assert note.provenance is Provenance.OBSERVED
    assert note.reason == (
        "O*NET's most frequent answer is used, as BLS assigns no level to this occupation"
    )


def test_every_matrix_code_of_an_occupation_is_one_line_item():
    release = cs.load("2026.1")
    table = open_edition(bundled(), "employment-projections", "2024-34").table()
    codes = {
        row["matrix_code"]
        for row in open_edition(bundled(), "national-employment-matrix", "2024-34")
        .table("onet_crosswalk")
        .rows()
        if row["onet_soc_code"] in release
    }
    assert len(codes) == 832
    for code in codes:
        (row,) = table.rows_of(code)
        assert row["occupation_type"] == "Line item"
