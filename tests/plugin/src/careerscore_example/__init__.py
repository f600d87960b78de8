"""A methodology in a package of its own: pay against schooling, from a TOML text."""

from careerscore.scoring import parse_methodology

DEFINITION = """
id = "example-plugin/1.0"
engine = "additive/1"
title = "Pay and growth"
released = 2026-11-24
status = "released"
citation = "The example example (2026). Pay and growth."

[[factors]]
name = "pay"
title = "Median pay"
unit = "US dollars a year"
better = "higher"
minimum = 0
read = [{ path = "wages.annual.median", accept = ["observed", "inherited"] }]
bands = [{ label = "Low", points = 0, below = 50000 }, { label = "High", points = 1 }]

[[factors]]
name = "growth"
title = "Job growth"
unit = "percent over ten years"
better = "higher"
minimum = -100
read = [{ path = "outlook.percent_change" }]
bands = [{ label = "Falling", points = 0, below = 0 }, { label = "Rising", points = 1 }]

[[tier_rules]]
rank = 1
label = "Promising"
color = "green"
at_least = 2
conclusion = "is promising"

[[tier_rules]]
rank = 2
label = "Mixed"
color = "yellow"
at_least = 0
conclusion = "is mixed"
"""


def example():
    """Return the methodology; called when it is first asked for."""
    return parse_methodology(DEFINITION, "careerscore_example")
