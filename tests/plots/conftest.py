"""What several tests of pictures need."""

from __future__ import annotations

import pytest
from matplotlib import style


@pytest.fixture(autouse=True)
def _matplotlib_as_delivered():
    """A style of one's own must not decide what is tested."""
    with style.context("default", after_reset=True):
        yield
