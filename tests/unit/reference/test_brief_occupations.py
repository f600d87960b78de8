"""An occupation without its lists has the figures of the whole one."""

from __future__ import annotations

import pickle

import pytest

import careerscore as cs
from careerscore.reference.releases import brief_occupation


@pytest.mark.parametrize("code", ["29-2072.00", "13-1021.00", "55-1011.00"])
def test_a_brief_occupation_has_every_column_until_the_whole_one_is_made(code):
    release = pickle.loads(pickle.dumps(cs.load("2026.3")))
    brief = brief_occupation(release, code)
    assert brief_occupation(release, code) is brief
    assert brief.technology_skills == brief.related == ()
    whole = release[code]
    assert brief_occupation(release, code) is whole is not brief
    for column in release.columns:
        assert column.value_for(brief) == column.value_for(whole)
    assert (brief.wages, brief.siblings) == (whole.wages, whole.siblings)
