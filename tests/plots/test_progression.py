"""Plot of a career's progression."""

from __future__ import annotations

import pytest

import careerscore as cs
from careerscore import plots
from careerscore.economics import CareerLevel, Range
from careerscore.errors import InvalidInputError
from careerscore.model import Status

from .drawn import labels, marks, subtitle, title
from .pictures import AIR_CREW_OFFICERS, MEDICAL_RECORDS, progression

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


def bands(axes):
    """The ends of every range."""
    lines = (line.get_xdata() for line in axes.lines if line.get_linewidth() == 9)
    return [tuple(map(float, ends)) for ends in lines]


def test_an_end_that_is_the_pay_is_written_once():
    axes = plots.progression(progression(MEDICAL_RECORDS))
    said = [text.get_text() for text in axes.texts if text.get_text().startswith("$")]
    levels = progression(MEDICAL_RECORDS).levels
    assert bands(axes) == [(level.pay_low, level.pay_high) for level in levels]
    assert said[:3] == ["$36,500", "$35,080", "$36,500"]
    assert len(said) == 3 * len(levels) - 2
    assert title(axes) == "Medical Records Specialists: Expert pay is 2.2 times Entry pay"


def test_a_level_of_which_nothing_is_known_says_so():
    axes = plots.progression(of_levels(level(pay=50_000.0), level()))
    assert labels(axes)["not known"] == (0, 1)
    assert title(axes) == "Tinkers: $50,000 at Only"
    assert subtitle(axes).endswith("Arrow: no upper end is known.")


def test_pay_of_which_only_the_range_is_known_is_a_bar():
    axes = plots.progression(of_levels(level(pay_low=1_000.0, pay_high=2_000.0)))
    assert bands(axes) == [(1_000, 2_000)]
    assert {"$1,000", "$2,000", "not known"} == set(labels(axes))
    assert title(axes) == "Tinkers: not known at Only"
    assert marks(axes, "o") == []


def test_an_upper_end_alone_has_no_bar():
    axes = plots.progression(of_levels(level(pay_high=2_000.0)))
    assert bands(axes) == []
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
