"""The weights of the rows that a code is opened to."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from careerscore.frames.attachments import Attachments
from careerscore.matching import Match, MatchKind


def weights(**employment):
    """The weights of occupations by employment and the code it is published under."""
    release = {
        code: SimpleNamespace(wages=SimpleNamespace(employment=workers, published_code=published))
        for code, (workers, published) in employment.items()
    }
    match = Match(text="x", kind=MatchKind.ONE_TO_MANY, candidates=list(employment))
    made = Attachments(release, {}, None, "", expands=True, by_title=False)
    return made.table([match], "polars")[0]["match_weight"].to_list()


def test_occupations_that_are_published_together_share_their_employment():
    assert weights(a=(60, "p"), b=(60, "p"), c=(40, "q")) == pytest.approx([0.3, 0.3, 0.4])


def test_one_unknown_employment_leaves_all_weights_unknown():
    assert weights(a=(60, "p"), b=(None, None)) == [None, None]
    assert weights(a=(0, "p"), b=(0, "q")) == [None, None]
