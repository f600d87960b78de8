"""Plot of pay over the editions of the wage survey."""

from __future__ import annotations

import pytest
from attrs import evolve

from careerscore import plots
from careerscore.errors import InvalidInputError
from careerscore.model import WageDistribution, WageEstimates

from .drawn import labels, subtitle, title
from .pictures import ACTORS, AIR_CREW_OFFICERS, ANESTHESIOLOGISTS, MEDICAL_RECORDS, history


def lines(axes):
    """Points of each line with a mark that is drawn, without those that have none."""
    return [
        [(x, round(y)) for x, y in zip(line.get_xdata(), line.get_ydata(), strict=True) if y == y]
        for line in axes.lines
        if line.get_marker() in ("o", "s")
    ]


def test_no_line_crosses_a_break():
    axes = plots.pay_history(history(MEDICAL_RECORDS))
    nominal_before, nominal, _, real = lines(axes)
    assert nominal_before == [(0, 42_630), (1, 44_090)]
    assert nominal[0] == (2, 46_660)
    assert nominal[-1] == real[-1] == (6, 51_140)
    assert real[1] == (3, 51_888)
    (dotted,) = [line for line in axes.lines if line.get_linestyle() == ":"]
    assert list(dotted.get_xdata()) == [1.5, 1.5]
    assert labels(axes)["new classification"] == (1.5, 1)
    assert [line for line in axes.lines if line.get_marker() == "^"] == []
    together = "May 2020 and before: 29-2036, 29-2072, 29-2099 together."
    assert together in subtitle(axes)
    assert subtitle(axes).startswith("Median pay; real: in dollars of May 2025. The BLS makes")
    names = {"both\n$51,140": (6, 51_140), "nominal": (0, 42_630)}
    assert names.items() <= labels(axes).items()
    assert labels(axes)["real"][0] == 0
    assert axes.get_ylim()[0] > 0


def test_a_top_code_is_a_triangle_and_the_title_has_no_change():
    axes = plots.pay_history(history(ANESTHESIOLOGISTS))
    bounds = [line for line in axes.lines if line.get_marker() == "^"]
    assert 239_200 in [line.get_ydata()[0] for line in bounds]
    assert "Triangle: top code, at least that much." in subtitle(axes)
    assert title(axes) == "Anesthesiologists: median pay by edition of the wage survey"


def test_pay_by_the_hour_is_drawn_where_there_is_no_other():
    axes = plots.pay_history(history(ACTORS))
    assert axes.get_ylabel() == "median pay [US dollars an hour]"
    assert "new classification" not in labels(axes)
    assert title(axes).startswith("Actors: pay +42.2%, in real terms +13.3%,")


def test_one_edition_alone_has_an_axis_that_begins_at_nothing_or_above():
    first = history(MEDICAL_RECORDS).surveys[-1]
    small = WageDistribution(annual=WageEstimates(median=10))
    alone = evolve(history(MEDICAL_RECORDS), surveys=[evolve(first, wages=small)])
    axes = plots.pay_history(alone)
    assert axes.get_ylim() == (8.5, 13.0)


def test_ends_that_differ_have_a_label_each():
    full = history(MEDICAL_RECORDS)
    axes = plots.pay_history(evolve(full, surveys=full.surveys[:-1]))
    ends = [text for text in labels(axes) if "$" in text]
    assert ends == ["nominal\n$50,250", "real\n$51,433"]


def test_a_history_without_pay_is_refused():
    with pytest.raises(InvalidInputError, match="history: expected a history in which some median"):
        plots.pay_history(history(AIR_CREW_OFFICERS))
    with pytest.raises(InvalidInputError, match="history: expected a PayHistory"):
        plots.pay_history("29-2072.00")
