"""Circles of occupations, in cases that no bundled release has."""

from __future__ import annotations

import pytest
from matplotlib.figure import Figure

from careerscore import plots
from careerscore.errors import InvalidInputError
from careerscore.plots import _exposure_and_wage
from careerscore.plots._bubbles import Bubble, draw_bubbles, name_bubbles
from careerscore.plots._frame import open_canvas


def test_an_occupation_without_employment_is_a_cross():
    canvas = open_canvas("map", Figure().add_subplot())
    bubbles = [
        Bubble("a", "Tinkers", 0.5, 50_000, 200_000.0, "#123456"),
        Bubble("b", "Tailors", 0.6, 60_000, 0.0, "#123456"),
    ]
    draw_bubbles(canvas, bubbles)
    (cross,) = canvas.axes.lines
    assert (cross.get_marker(), *cross.get_xydata()[0]) == ("x", 0.6, 60_000)
    (circles,) = canvas.axes.collections
    assert circles.get_sizes().tolist() == [620]


def test_one_place_alone_has_an_axis_around_it():
    canvas = open_canvas("map", Figure().add_subplot())
    draw_bubbles(canvas, [Bubble("a", "Tinkers", 3, 5, 1.0, "red")])
    assert canvas.axes.get_xlim() == (2.94, 3.06)


def test_where_there_is_no_room_an_occupation_has_no_name_and_no_ring():
    canvas = open_canvas("map", Figure().add_subplot())
    bubbles = [
        Bubble(str(n), "A very long name of work", 0.5, 0.5, 100.0, "red") for n in range(20)
    ]
    draw_bubbles(canvas, bubbles)
    canvas.axes.set_ylim(0, 1)
    name_bubbles(canvas, bubbles, bubbles)
    names = [text for text in canvas.axes.texts if text.get_text()]
    assert 0 < len(names) < 20
    assert len(canvas.axes.collections) == 1 + len(names)


def test_without_any_employment_all_are_crosses():
    canvas = open_canvas("map", Figure().add_subplot())
    bubbles = [Bubble("a", "Tinkers", 0.5, 0.5, 0.0, "red")]
    draw_bubbles(canvas, bubbles)
    assert len(canvas.axes.lines) == 1


def test_a_measure_that_no_occupation_with_a_wage_has_is_refused(monkeypatch):
    monkeypatch.setattr(_exposure_and_wage, "_bubbles", lambda *_: ([], ""))
    with pytest.raises(
        InvalidInputError, match="exposure: expected a measure that some occupation"
    ):
        plots.exposure_and_wage(data="2026.1")
