"""What several tests of the conformance suites need."""

from __future__ import annotations

import pytest
from hypothesis import Phase, settings


@pytest.fixture
def unshrunk():
    """Take the first example that breaks a promise: the smallest one takes seconds to find."""
    before = settings.get_current_profile_name()
    settings.register_profile("unshrunk", settings.get_profile(before), phases=[Phase.generate])
    settings.load_profile("unshrunk")
    yield
    settings.load_profile(before)
