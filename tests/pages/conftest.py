"""Pages printed at a width, whole and by section."""

from __future__ import annotations

import pytest
from rich.console import Console

import careerscore as cs


def printed(value, width=80):
    console = Console(width=width, highlight=False, markup=False, emoji=False, no_color=True)
    with console.capture() as capture:
        console.print(value)
    return capture.get()


def lines(value, width=110):
    return [" ".join(line.split()) for line in printed(value, width).splitlines()]


def words(value, width=110):
    return " ".join(printed(value, width).split())


def section(value, heading, width=110):
    """Lines of a section, without its heading and without empty lines."""
    every = printed(value, width).splitlines()
    start = next(n for n, line in enumerate(every) if line.startswith(heading) and "──" in line)
    end = next((n for n in range(start + 1, len(every)) if "──" in every[n]), None)
    return [" ".join(line.split()) for line in every[start + 1 : end] if line.strip()]


@pytest.fixture(scope="session")
def show():
    """Print a value: ``show(value, width)``, ``show.lines``, ``show.words``, ``show.section``."""
    printed.lines, printed.words, printed.section = lines, words, section
    return printed


@pytest.fixture(scope="session")
def release():
    return cs.load("2026.1")


@pytest.fixture(scope="session")
def records(release):
    """Medical records specialists: all data, and an estimate."""
    return release["29-2072.00"]
