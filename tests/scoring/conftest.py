"""A small additive methodology to take apart."""

from __future__ import annotations

import pytest

TOML = """
id = "example/1.0"
engine = "additive/1"
title = "Two factors"
released = 2026-01-01
status = "draft"
citation = "Nobody (2026)."
rationale.lead = "Result"
rationale.none = "nothing to say"

[[factors]]
name = "growth"
title = "Growth"
unit = "percent"
minimum = -100

[[factors.read]]
path = "outlook.percent_change"

[[factors.bands]]
label = "Falling"
points = -1
below = 0
phrase = "falling demand"

[[factors.bands]]
label = "Zero"
points = 0
up_to = 0

[[factors.bands]]
label = "Rising"
points = 3

[[factors]]
name = "zone"
title = "Job zone"
unit = "job zone"
bands = [{ label = "Low", points = 0, below = 3 }, { label = "High", points = 1 }]

[[tier_rules]]
rank = 1
label = "Good"
color = "green"
at_least = 3
conclusion = "is good"

[[tier_rules]]
rank = 2
label = "Bad"
color = "red"
at_least = -1
conclusion = "is bad"
"""


@pytest.fixture
def toml() -> str:
    return TOML
