"""Plot of a career's progression."""

from __future__ import annotations

import pytest

import careerscore as cs
from careerscore import plots
from careerscore.economics import CareerLevel, Range
from careerscore.errors import InvalidInputError
from careerscore.model import Status

from .drawn import arrows, bars, keys, labels, marks, title
from .pictures import AIR_CREW_OFFICERS, ANESTHESIOLOGISTS, MEDICAL_RECORDS, progression

LADDER = "percentile-ladder/1"


def level(**fields):
    given = {"name": "Only", "percentile": "median", "years": Range(0, 1, 2)}
    pay = {"pay": None, "pay_low": None, "pay_high": None}
    return CareerLevel(**{**given, **pay, **fields})


def of_levels(*levels):
    return cs.CareerProgression(
        methodology="mine/1",
        status=Status.COMPLETE,
        fingerprint="0",
        levels=levels,
        occupation_title="Tinkers",
    )


def test_every_level_is_a_row_with_its_pay_its_range_and_its_years():
    axes = plots.progression(progression(MEDICAL_RECORDS, LADDER))
    assert marks(axes, "o") == [(35_080, 0), (39_620, 1), (48_780, 2), (61_960, 3), (77_810, 4)]
    drawn = [(start, end, round(row, 9), hatch) for start, end, row, hatch in bars(axes)]
    assert drawn[0] == (31_572, 38_588, 0, None)
    assert drawn[4] == (70_029, 85_591, 4, None)
    names = [text.get_text() for text in axes.get_yticklabels()]
    assert names[0] == "Entry\n0 to 2 years"
    assert names[4] == "Expert\n15 to 30 years"
    # From the top down.
    assert axes.get_ylim() == (4.5, -0.6)


def test_a_bound_is_an_open_mark_with_an_arrow_and_no_bar():
    axes = plots.progression(progression(ANESTHESIOLOGISTS))
    assert marks(axes, ">") == [(239_200, 2), (239_200, 3), (239_200, 4)]
    assert arrows(axes) == [(191_980, 1), (239_200, 2), (239_200, 3), (239_200, 4)]
    assert [row for _, _, row, _ in bars(axes)] == pytest.approx([0, 1])
    assert "≥ $239,200" in labels(axes)
    assert keys(axes) == [
        "pay",
        "at least that much",
        "range at that level",
        "no upper end is known",
    ]


def test_a_stand_in_has_an_open_face_and_says_what_it_is():
    axes = plots.progression(progression(ANESTHESIOLOGISTS, LADDER))
    faces = [line.get_markerfacecolor() for line in axes.lines if line.get_marker() == "o"]
    assert [face == "none" for face in faces] == [False, False, True, True, True]
    assert keys(axes)[:2] == ["pay", "not published; the method's stand-in"]
    assert arrows(axes) == []


def test_a_level_of_which_nothing_is_known_says_so():
    axes = plots.progression(of_levels(level(pay=50_000.0), level()))
    assert labels(axes)["not known"] == (0, 1)
    assert title(axes) == "Tinkers: $50,000 at Only"
    assert keys(axes) == ["pay"]


def test_pay_of_which_only_the_range_is_known_is_a_bar():
    axes = plots.progression(of_levels(level(pay_low=1_000.0, pay_high=2_000.0)))
    assert bars(axes)[0][:2] == (1_000, 2_000)
    assert title(axes) == "Tinkers: not known at Only"
    assert marks(axes, "o") == []


def test_an_upper_end_alone_has_no_bar():
    axes = plots.progression(of_levels(level(pay_high=2_000.0)))
    assert bars(axes) == []
    assert "$2,000" in labels(axes)


def test_pay_of_nothing_has_an_axis():
    assert plots.progression(of_levels(level(pay=0.0))).get_xlim() == (0, 1)


@pytest.mark.parametrize(
    ("years", "said"),
    [
        (Range(0, 1, 2), "0 to 2 years"),
        (Range(None, 1, 2.5), "up to 2.5 years"),
        (Range(3, 4, None), "3 years or more"),
        (Range(3, 3, 3), "3 years"),
        (Range(None, 3, None), "years not known"),
    ],
)
def test_years_are_said_as_far_as_they_are_known(years, said):
    axes = plots.progression(of_levels(level(pay=1.0, years=years)))
    assert axes.get_yticklabels()[0].get_text() == f"Only\n{said}"


def test_without_pay_the_reason_is_said():
    with pytest.raises(InvalidInputError, match="does not cover military occupations"):
        plots.progression(progression(AIR_CREW_OFFICERS))
    with pytest.raises(InvalidInputError, match="it has no levels"):
        plots.progression(of_levels())
