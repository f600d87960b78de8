"""What several tests of analyses need."""

from __future__ import annotations

import subprocess
import sys

import pytest
from rich.console import Console


@pytest.fixture
def text_of():
    """Print a page as a terminal of 80 columns does, with single blanks."""

    def text_of(result):
        console = Console(width=80, color_system=None)
        with console.capture() as capture:
            console.print(result)
        return "\n".join(" ".join(line.split()) for line in capture.get().splitlines())

    return text_of


@pytest.fixture
def spawn_python():
    """Run Python code in a process of its own."""

    def spawn_python(code):
        subprocess.run([sys.executable, "-c", code], check=True, timeout=60)

    return spawn_python
