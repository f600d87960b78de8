"""Plot of an occupation's pay in several places."""

from __future__ import annotations

import pytest
from attrs import evolve

import careerscore as cs
from careerscore import plots
from careerscore.errors import InvalidInputError
from careerscore.model import WageDistribution

from .drawn import labels, marks, note, subtitle, title
from .pictures import (
    ACTORS,
    ANESTHESIOLOGISTS,
    MEDICAL_RECORDS,
    MISSING,
    NURSES,
    TOP_CODED,
    local_pays,
)


def names(axes):
    return [text.get_text() for text in axes.get_yticklabels()]


def ranges(axes):
    """Ends and row of each bar."""
    lines = [line for line in axes.lines if len(line.get_xdata()) == 2 and line.get_alpha()]
    return [(*line.get_xdata(), line.get_ydata()[0]) for line in lines]


def dashed(axes):
    """Where the line of the nation is."""
    lines = [line for line in axes.lines if line.get_marker() == "None" and not line.get_alpha()]
    return [line.get_xdata()[0] for line in lines]


def test_medians_ranges_and_the_nation_are_those_of_the_results():
    pays = local_pays(MEDICAL_RECORDS)
    axes = plots.local_pay(pays)
    known = [pay for pay in pays if pay.wages.annual.median is not None]
    known.sort(key=lambda pay: -pay.wages.annual.median)
    assert names(axes) == [pay.place.name for pay in known]
    wages = [pay.wages.annual for pay in known]
    assert marks(axes, "o") == [(each.median, row) for row, each in enumerate(wages)]
    assert ranges(axes) == [(each.p25, each.p75, row) for row, each in enumerate(wages)]
    assert dashed(axes) == [51_140]
    assert labels(axes).keys() == {"nation $51,140"}
    assert subtitle(axes) == (
        "Dot: median, band: P25 to P75, the middle half. Without published pay: Virgin Islands."
    )
    assert "data release 2026.3" in note(axes)
    assert title(axes).endswith(
        "Specialists: highest of 53 medians in District of Columbia, $72,040"
    )
    assert axes.figure.get_size_inches()[1] > 10


def test_real_pay_leaves_out_places_without_price_parity():
    pays = local_pays(NURSES, "San Jose", "Bozeman", "Fresno")
    axes = plots.local_pay(pays, real=True)
    assert names(axes) == ["San Jose-Sunnyvale-Sa…, CA", "Fresno, CA"]
    assert [x for x, _ in marks(axes, "o")] == [
        pay.real_wages.annual.median for pay in pays if pay.real_wages
    ]
    assert subtitle(axes).endswith("Without published pay, or without price parity: Bozeman, MT.")
    assert axes.get_xlabel() == "pay [US dollars of average US prices a year]"
    assert list(axes.figure.get_size_inches()) == pytest.approx([6.4, 4.8])


def test_a_top_code_is_a_triangle_and_the_title_names_no_highest():
    pays = local_pays(ANESTHESIOLOGISTS)
    axes = plots.local_pay(pays)
    bounds = marks(axes, ">")
    assert {x for x, _ in bounds} == {239_200}
    assert len(bounds) + len(marks(axes, "o")) == len(names(axes)) == 38
    assert "Triangle: top code, at least that much." in subtitle(axes)
    assert title(axes) == "Anesthesiologists: median pay in 38 places"
    assert subtitle(axes).endswith("; Illinois and 10 more.")


def test_a_state_that_stands_in_is_a_square_under_the_name_that_was_asked():
    pays = local_pays("19-2012.00", "Abilene, TX", "Texas", fallback="state")
    axes = plots.local_pay(pays)
    assert names(axes) == ["Abilene, TX", "Texas"]
    assert marks(axes, "s") == [(184_040, 0)]
    assert marks(axes, "o") == [(184_040, 1)]
    assert "Square: median of the state instead." in subtitle(axes)
    assert title(axes) == "Physicists: highest of 2 medians in Texas, $184,040"


def test_pay_by_the_hour_is_drawn_where_there_is_no_other():
    axes = plots.local_pay(local_pays(ACTORS, "Maryland", "Alaska"))
    assert marks(axes, "o") == [(36.98, 0)]
    assert axes.get_xlabel() == "pay [US dollars an hour]"
    assert title(axes) == "Actors: median in Maryland, $36.98"
    assert "nation $29.05" in labels(axes)


@pytest.mark.parametrize("real", [False, True])
def test_dollars_of_another_month_are_named(real):
    pays = local_pays(NURSES, "Texas", in_dollars_of="2026-05")
    axes = plots.local_pay(pays, real=real)
    of = " of average US prices" * real
    assert axes.get_xlabel() == f"pay [US dollars{of} of May 2026 a year]"


def test_what_is_not_known_is_not_drawn():
    (pay,) = local_pays(NURSES, "Texas")
    notes = {"p25": MISSING, "p75": TOP_CODED, "p90": TOP_CODED}
    gaps = evolve(pay.wages.annual, p25=None, p75=None, p90=None, notes=notes)
    alone = evolve(pay, wages=evolve(pay.wages, annual=gaps), national=WageDistribution())
    axes = plots.local_pay([alone])
    assert ranges(axes) == dashed(axes) == []
    assert subtitle(axes) == "Dot: median."
    assert labels(axes) == {}
    high = {"p75": TOP_CODED, "p90": TOP_CODED}
    bound = evolve(pay.wages.annual, p75=None, p90=None, notes=high)
    axes = plots.local_pay([evolve(pay, wages=evolve(pay.wages, annual=bound))])
    assert [end for _, end, _ in ranges(axes)] == [239_200]


def test_other_pays_are_refused():
    nurses, records = local_pays(NURSES, "TX"), local_pays(MEDICAL_RECORDS, "TX")
    converted = local_pays(NURSES, "CA", in_dollars_of="2026-05")
    for wrong in ([], 7, "TX", [cs.places("TX")[0]]):
        with pytest.raises(InvalidInputError, match="pays: expected one LocalPay or more"):
            plots.local_pay(wrong)
    for mixed in (nurses + records, nurses + converted):
        with pytest.raises(InvalidInputError, match="pays: expected those of one occupation"):
            plots.local_pay(mixed)
    with pytest.raises(InvalidInputError, match="pays: expected some median that is known"):
        plots.local_pay(local_pays("19-2012.00", "Abilene, TX"))
    with pytest.raises(InvalidInputError, match="real: expected "):
        plots.local_pay(nurses, real="yes")
