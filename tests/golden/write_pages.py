"""Write pages as a terminal prints them: ``python tests/golden/write_pages.py``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

import careerscore as cs
from careerscore.model import Occupation

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).parent / "pages"
WIDTH = 109
"""The widest terminal with one column [characters]."""

CAREERS = {
    "complete": "29-2072.00",
    "military-without-wages": "55-1011.00",
    "paid-by-the-hour": "27-2011.00",
    "top-coded": "29-1211.00",
    "inherited": "29-1141.01",
}


def printed(value: object, width: int = WIDTH) -> str:
    """Return the page of a value as a terminal prints it, without blanks at line ends."""
    console = Console(width=width, highlight=False, markup=False, emoji=False, no_color=True)
    with console.capture() as capture:
        console.print(value)
    return "".join(f"{line.rstrip()}\n" for line in capture.get().splitlines())


def values() -> Iterator[tuple[str, object]]:
    """Yield the name of each file and the value whose page it holds."""
    release = cs.load("2026.1")
    records, nurses = release["29-2072.00"], release["29-1141.00"]
    for name, code in CAREERS.items():
        yield f"career-{name}", cs.career_page(release[code])
    yield "career-without-levels-of-jobs", cs.career_page(cs.load("2026.3")["29-2072.00"])
    empty = Occupation(code="29-2072.00", title="Made by hand")
    yield "career-made-by-hand", cs.career_page(empty)
    yield "comparison", cs.compare(records, nurses)
    yield "comparison-of-what-is-not-known", cs.compare(records, release["55-1011.00"])
    published = "american-dream-jobs-compare/1"
    yield "comparison-as-published", cs.compare(records, nurses, method=published)
    yield "release", release
    for id in ("additive", "2.0"), ("rules", "1.0"), ("composite", "2.0-as-published"):
        yield f"methodology-{id[0]}", cs.methodology(f"american-dream-jobs/{id[1]}")
    yield "methodology-of-cost", cs.economics.methodology("college-board/2025-26")


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, value in values():
        (FOLDER / f"{name}.txt").write_text(printed(value), encoding="utf-8")
