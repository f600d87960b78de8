"""Points of the exposure plot that no bundled release has."""

from __future__ import annotations

from matplotlib.figure import Figure

import careerscore as cs
from careerscore.plots._exposure_and_wage import _draw_points, _legend, _Point, _points
from careerscore.plots._frame import open_canvas


def test_an_occupation_without_employment_is_a_cross():
    points = [
        _Point("Tinkers", 0.5, 50_000, False, 200_000.0),
        _Point("Tailors", 0.6, 60_000, False, 0.0),
    ]
    canvas = open_canvas("map", Figure().add_subplot())
    _draw_points(canvas, points, 1.0)
    (cross,) = canvas.axes.lines
    assert (cross.get_marker(), *cross.get_xydata()[0]) == ("x", 0.6, 60_000)
    keys = [key.get_label() for key in _legend(canvas, points, 1.0)]
    assert keys == ["100,000\nworkers", "workers\nnot published"]


def test_the_note_lists_no_reasons_where_nothing_is_left_out():
    class OneOccupation(dict):
        name = "mine"

    occupation = cs.occupation("29-2072.00", data="2026.1")
    points, note = _points(OneOccupation({occupation.code: occupation}), "eloundou_gpt4_beta")
    assert [point.title for point in points] == ["Medical Records Specialists"]
    assert note.startswith("1 of 1 occupation. Areas")
