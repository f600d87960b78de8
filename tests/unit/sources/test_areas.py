"""The states of workbooks of areas are those of the flat files."""

from __future__ import annotations

from careerscore._data import bundled
from careerscore.local.places import FIPS
from careerscore.reference import open_edition


def test_each_state_and_territory_has_its_code():
    areas = list(open_edition(bundled(), "oews-areas", "2025-05").table("areas").rows())
    states = {row["state_code"] for row in areas if row["kind"] == "state"}
    assert (len(FIPS), set(FIPS.values())) == (54, states)
    # The name of a metropolitan area ends in its states, the first of which is its own.
    names = [row for row in areas if row["kind"] == "metropolitan"]
    found = [FIPS[row["name"].rpartition(", ")[2][:2]] for row in names]
    assert found == [row["state_code"] for row in names]
