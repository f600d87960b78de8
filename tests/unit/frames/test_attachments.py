"""The weights of the rows that a code is opened to."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from careerscore.frames.attachments import Attachments
from careerscore.matching import Match, MatchKind

BUS, TAXI, OTHER, NURSE = "53-3051.00", "53-3054.00", "53-3099.00", "29-1141.00"
PART, ANOTHER = "29-1141.01", "29-1141.03"


class Occupations(dict):
    """What is read of a release."""

    _brief = dict.__getitem__


def weights(employment, *together):
    """The weights of occupations by employment, of which some are published together."""

    def wages(code):
        shared = [other for group in together if code in group for other in group if other != code]
        return SimpleNamespace(employment=employment[code], shared_with=tuple(shared))

    release = Occupations({code: SimpleNamespace(wages=wages(code)) for code in employment})
    match = Match(text="x", kind=MatchKind.ONE_TO_MANY, candidates=list(employment))
    made = Attachments(release, {}, None, "", expands=True, by_title=False)
    return made.table([match], "polars")[0]["match_weight"].to_list()


def test_occupations_that_are_published_together_share_their_employment():
    found = weights({BUS: 60, TAXI: 60, OTHER: 40}, (BUS, TAXI))
    assert found == pytest.approx([0.3, 0.3, 0.4])


def test_an_occupation_that_is_published_with_others_outside_has_its_part_alone():
    assert weights({BUS: 60, OTHER: 30}, (BUS, TAXI)) == pytest.approx([0.5, 0.5])


def test_the_occupation_for_the_whole_of_a_soc_code_has_all_its_workers():
    shared = (NURSE, PART, ANOTHER)
    assert weights({NURSE: 60, OTHER: 40}, shared) == pytest.approx([0.6, 0.4])
    assert weights({PART: 60, ANOTHER: 60, OTHER: 40}, shared) == pytest.approx([0.3, 0.3, 0.4])


def test_weights_are_shares_of_the_employment_that_is_known():
    assert weights({BUS: 60, TAXI: None, OTHER: 20}) == pytest.approx([0.75, None, 0.25])
    assert weights({BUS: None, TAXI: None}) == [None, None]
    assert weights({BUS: 0, TAXI: 0}) == [None, None]
