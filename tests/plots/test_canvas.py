"""What all plots have in common: axes, titles, notes, settings."""

from __future__ import annotations

import gc
import io
import pickle
import subprocess
import sys
import weakref

import matplotlib
import pytest
from attrs import evolve
from matplotlib.figure import Figure
from matplotlib.text import Text

import careerscore as cs
from careerscore import plots
from careerscore.errors import InvalidInputError, MissingDependencyError

from .drawn import faults, keys, note, title, words
from .pictures import (
    CHIEF_EXECUTIVES,
    MEDICAL_RECORDS,
    NURSES,
    PICTURES,
    RELEASE,
    assessment,
    career,
    compared,
    occupation,
    progression,
)

HOSTILE = (
    r"Nurse $\frac{1}{2}$ $x^2$ \input{passwd} <script>alert(1)</script> "
    "\u202ertl\u202c\x1b[31m _x_ "
) * 100


def test_without_axes_a_figure_has_the_size_of_a_notebook_and_a_layout():
    axes = Figure().add_subplot()
    assert plots.wages(career(), ax=axes) is axes
    figure = plots.wages(career()).figure
    assert tuple(figure.get_size_inches()) == (6.4, 4.8)
    assert type(figure.get_layout_engine()).__name__ == "ConstrainedLayoutEngine"


def test_nothing_keeps_a_figure_alive():
    axes = plots.wages(career())
    axes.figure.draw_without_rendering()
    kept = weakref.ref(axes.figure)
    del axes
    gc.collect()
    assert kept() is None


def test_axes_show_themselves_in_a_notebook():
    picture, size = plots.wages(career())._repr_png_()
    assert picture.startswith(b"\x89PNG")
    assert size == {"width": 640, "height": 480}
    # Twice as fine as it is large.
    assert int.from_bytes(picture[16:20], "big") == 1280


def test_a_figure_survives_pickling_and_every_backend_draws_it():
    again = pickle.loads(pickle.dumps(plots.breakdown(assessment(MEDICAL_RECORDS)).figure))
    for format in ("png", "svg", "pdf"):
        file = io.BytesIO()
        again.savefig(file, format=format)
        assert len(file.getvalue()) > 5_000
    assert title(again.axes[0]) == "Medical Records Specialists: 3 of 6 points, AI-Augmented"


def test_the_package_is_imported_without_matplotlib_and_plots_need_no_pyplot():
    code = (
        "import sys, careerscore as cs\n"
        "from careerscore import plots\n"
        "assert 'matplotlib' not in sys.modules\n"
        "plots.wages(cs.occupation('29-2072.00'))\n"
        "assert 'matplotlib.pyplot' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=120)


@pytest.mark.parametrize("name", plots.__all__)
def test_without_matplotlib_every_picture_says_what_to_install(name, monkeypatch):
    monkeypatch.delitem(sys.modules, "careerscore.plots._canvas", raising=False)
    monkeypatch.setitem(sys.modules, "matplotlib.axes", None)
    with pytest.raises(MissingDependencyError) as caught:
        getattr(plots, name)(None)
    assert (caught.value.feature, caught.value.extra) == ("a plot", "plots")


@pytest.mark.parametrize("given", ["axes", Figure(), Figure().add_subplot(projection="polar")])
def test_other_objects_than_straight_axes_are_refused(given):
    with pytest.raises(InvalidInputError, match=r"plots\.wages: ax: expected a matplotlib Axes"):
        plots.wages(career(), ax=given)


def test_a_second_picture_in_the_same_axes_is_refused():
    axes = plots.wages(career())
    with pytest.raises(InvalidInputError, match="axes without a plot of careerscore"):
        plots.breakdown(assessment(MEDICAL_RECORDS), ax=axes)


@pytest.mark.parametrize("name", plots.__all__)
def test_an_argument_of_another_kind_is_refused(name):
    with pytest.raises(InvalidInputError) as caught:
        getattr(plots, name)(3)
    assert caught.value.subject == f"plots.{name}"
    assert [problem.value for problem in caught.value.problems] == ["3"]


def test_no_setting_of_matplotlib_is_changed():
    before = dict(matplotlib.rcParams)
    for picture in ("wages", "breakdown-missing", "lifetime-values"):
        PICTURES[picture]().figure.draw_without_rendering()
    assert dict(matplotlib.rcParams) == before


def test_a_style_with_a_dark_ground_has_light_letters():
    with matplotlib.style.context("dark_background"):
        axes = plots.progression(progression(MEDICAL_RECORDS))
        axes.figure.draw_without_rendering()
    assert {text.get_color() for text in axes.texts if text.get_text()} == {"white"}
    rims = {effect._gc["foreground"] for text in axes.texts for effect in text.get_path_effects()}
    assert rims == {axes.get_facecolor()}


@pytest.mark.parametrize(
    "draw",
    [
        lambda: plots.wages(career(title=HOSTILE), wage=50_000),
        lambda: plots.progression(cs.progression(career(title=HOSTILE))),
        lambda: plots.breakdown(
            cs.methodology("american-dream-jobs/2.0").assess(career(title=HOSTILE))
        ),
        lambda: plots.lifetime_values(
            cs.compare(
                career(title=HOSTILE),
                occupation(NURSES),
                assumptions=cs.Assumptions(education_cost=0.0, education_years=1, training_years=0),
            )
        ),
    ],
)
def test_a_title_of_someone_else_is_drawn_as_it_is_written(draw):
    with matplotlib.rc_context({"text.usetex": False}):
        axes = draw()
        cut, collisions = faults(axes)
    assert not cut
    assert not collisions
    assert r"Nurse $\frac{1}{2}$" in title(axes) + note(axes) + "".join(words(axes))
    assert max(map(len, words(axes))) < 1_500
    said = [text for text in axes.figure.findobj(Text) if "Nurse" in text.get_text()]
    assert said
    assert not any(text.get_parse_math() or text.get_usetex() for text in said)
    assert not any("\u202e" in line or "\x1b" in line for line in words(axes))


def test_titles_are_never_given_to_tex_and_its_signs_are_escaped_in_numbers():
    written = plots.tier_shares(data=RELEASE).xaxis.get_major_formatter()
    assert written(0.25, 0) == "25%"
    with matplotlib.rc_context({"text.usetex": True}):
        axes = plots.breakdown(assessment(MEDICAL_RECORDS))
        assert written(0.25, 0) == r"25\%"
    ours = [axes.title, axes.xaxis.label, *axes.texts, *axes.get_yticklabels()]
    assert not any(text.get_usetex() for text in ours if text.get_text())


def test_a_name_that_begins_with_an_underscore_stands_in_the_legend():
    rules = cs.methodology("american-dream-jobs/2.0").tier_rules
    named = [evolve(rule, label=f"_{rule.label}") for rule in rules]
    mine = cs.methodology("american-dream-jobs/2.0").evolve(id="mine/1", tier_rules=named)
    assert keys(plots.exposure_and_wage(methodology=mine, data=RELEASE))[0] == " _AI-Resilient"


def test_title_subtitle_and_note_begin_at_the_left_edge():
    axes = plots.tier_shares(data=RELEASE)
    axes.figure.draw_without_rendering()
    texts = [axes.title, *(text for text in axes.texts if text.get_gid())]
    edges = {round(text.get_window_extent().x0) for text in texts if text.get_text().strip()}
    assert max(edges) - min(edges) <= 3
    labels = min(label.get_window_extent().x0 for label in axes.get_yticklabels())
    assert min(edges) == pytest.approx(labels, abs=3)


def test_only_plots_are_offered():
    assert dir(plots) == sorted(plots.__all__)
    assert all(callable(getattr(plots, name)) for name in dir(plots))


def test_pictures_side_by_side_keep_their_words_to_themselves():
    figure = Figure(figsize=(14, 8.6))
    grid = figure.subplots(2, 2)
    plots.wages(occupation(MEDICAL_RECORDS), ax=grid[0, 0])
    plots.progression(progression(CHIEF_EXECUTIVES), ax=grid[0, 1])
    plots.breakdown(assessment(MEDICAL_RECORDS), ax=grid[1, 0])
    plots.lifetime_values(compared(MEDICAL_RECORDS, NURSES), ax=grid[1, 1])
    assert faults(grid[0, 0]) == ([], [])


def test_a_layout_of_ones_own_is_kept_and_axes_in_no_grid_get_none():
    tight = Figure(layout="tight")
    plots.wages(career(), ax=tight.add_subplot())
    assert type(tight.get_layout_engine()).__name__ == "TightLayoutEngine"
    free = Figure()
    plots.wages(career(), ax=free.add_axes((0.1, 0.3, 0.8, 0.5)))
    assert free.get_layout_engine() is None
    free.draw_without_rendering()
