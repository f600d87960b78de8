"""Every picture as a whole: its marks against a reference image, its words against a list.

The letters themselves are left out of the images, as each version of matplotlib draws them a
little differently; everything else is drawn alike by matplotlib 3.9 to 3.11.
CAREERSCORE_WRITE_REFERENCE_IMAGES=1 writes the references anew.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from attrs import evolve
from matplotlib.figure import Figure
from matplotlib.legend import Legend
from matplotlib.testing.compare import compare_images
from matplotlib.text import Text

from careerscore import plots

from .drawn import faults, words
from .pictures import PAY, PICTURES, career

REFERENCE = Path(__file__).parent / "reference"

WRITES = bool(os.environ.get("CAREERSCORE_WRITE_REFERENCE_IMAGES"))

TOLERANCE = 0.4
"""Root of the mean square of differences [of 255] that two images of the same may have."""

LARGEST_FILE = 60_000

TALL = {"local-pay", "local-pay-top-coded"}
"""Of more places than a figure of a notebook has rows for."""


def drawn(picture, **options):
    """A picture in axes of a fixed place: the size of its letters moves nothing."""
    figure = Figure((6.4, 4.8), dpi=55)
    axes = picture(ax=figure.add_axes((0.03, 0.03, 0.94, 0.94)), **options)
    figure.draw_without_rendering()
    return axes


def save_marks(axes, path):
    figure = axes.figure.figure
    # Arrows are texts without letters.
    for artist in figure.findobj(
        lambda each: isinstance(each, Legend) or getattr(each, "get_text", str)()
    ):
        if isinstance(artist, Legend | Text):
            artist.set_visible(False)
    figure.savefig(path, metadata={"Software": None})


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_what_it_was(name, tmp_path):
    image, list_of_words = REFERENCE / f"{name}.png", REFERENCE / f"{name}.txt"
    axes = drawn(PICTURES[name])
    said = "".join(f"{line}\n" for line in sorted(words(axes)))
    if WRITES:
        list_of_words.write_text(said, encoding="utf-8")
        save_marks(axes, image)
    now = tmp_path / f"{name}.png"
    save_marks(axes, now)
    assert list_of_words.read_text(encoding="utf-8") == said
    assert compare_images(str(image), str(now), TOLERANCE) is None
    assert image.stat().st_size < LARGEST_FILE


def test_a_reference_tells_a_percentile_that_changed(tmp_path):
    before, after = tmp_path / "before.png", tmp_path / "after.png"
    save_marks(drawn(lambda ax: plots.wages(career(), ax=ax)), before)
    changed = career(evolve(PAY, p75=PAY.p75 * 1.02))
    save_marks(drawn(lambda ax: plots.wages(changed, ax=ax)), after)
    assert compare_images(str(before), str(after), TOLERANCE) is not None


@pytest.mark.parametrize("size", [(6.4, 4.8), (10, 6)])
@pytest.mark.parametrize("name", [name for name in PICTURES if name not in TALL])
def test_no_words_are_cut_or_run_into_each_other(name, size):
    figure = Figure(size, layout="constrained")
    cut, collisions = faults(PICTURES[name](ax=figure.add_subplot()))
    assert not cut
    assert not collisions


@pytest.mark.parametrize("name", sorted(TALL))
def test_a_new_figure_is_as_high_as_its_rows_need(name):
    cut, collisions = faults(PICTURES[name]())
    assert not cut
    assert not collisions
