"""Pages of methodologies with the least that the protocol asks for."""

from __future__ import annotations

import datetime

from rich.console import Console

from careerscore._render.terminal import render
from careerscore.methods.pages import methodology_page
from careerscore.model import Tier
from careerscore.scoring import Input


def lines(block, width=110):
    console = Console(width=width, highlight=False, markup=False, emoji=False, no_color=True)
    with console.capture() as capture:
        console.print(render(block))
    return [" ".join(line.split()) for line in capture.get().splitlines()]


class Least:
    """A methodology of another package: the protocol, and no more."""

    id = "example/1"
    title = "Example"
    released = datetime.date(2026, 1, 2)
    status = "released"
    superseded_by = None
    citation = "Me (2026)."
    fingerprint = "f" * 64


class Scoring(Least):
    status = "superseded"
    superseded_by = "example/2"
    inputs = (
        Input(name="a", title="A", unit="percent", minimum=0, maximum=1),
        Input(name="b", title="B", unit="jobs", minimum=2),
        Input(name="c", title="C", unit="years", maximum=3),
        Input(name="d", title="D", unit="points"),
        Input(name="e", title="E", unit="share, 0 to 1", minimum=0, maximum=1),
    )
    tiers = (Tier(rank=1, label="Good", color="green"),)


INPUTS = [
    "a percent, 0 to 1",
    "b jobs, at least 2",
    "c years, at most 3",
    "d points",
    "e share, 0 to 1",
]


def test_a_methodology_of_another_package_has_a_page():
    rule = lines(methodology_page(Least()))
    assert [line.split("─")[0].strip() for line in rule if line] == [
        "example/1",
        "Example",
        "released 2026-01-02",
        "Cite as",
        "Me (2026).",
        f"Fingerprint: {'f' * 64}",
    ]
    page = lines(methodology_page(Scoring()))
    assert "superseded 2026-01-02, superseded by example/2" in page
    start = page.index(INPUTS[0])
    assert page[start : start + 5] == INPUTS
    assert "1 Good green" in page
