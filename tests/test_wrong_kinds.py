"""Arguments of another type are refused by name."""

from __future__ import annotations

import pytest

import careerscore as cs
from careerscore.errors import CareerscoreError

TWO = cs.methodology("american-dream-jobs/2.0")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: cs.pin(methodology=5), "expected an id or a Methodology, got 5"),
        (lambda: cs.load_pin(5), "5: cannot be read: not a path"),
        (lambda: cs.load_methodology(None), "None: cannot be read: not a path"),
        (lambda: cs.cite("x"), "cite: result: expected a ResilienceAssessment, an Economic"),
        (lambda: cs.pin_result("x"), "pin_result: result: expected a ResilienceAssessment"),
        (lambda: TWO.score(ai_exposure="0.3"), "ai_exposure: expected a number of at most 1 or"),
        (lambda: TWO.score(ai_exposure=True), "ai_exposure: expected a number of at most 1 or"),
        (
            lambda: TWO.evolve(factors={"ai_exposure": {"bands": [{"labell": "x"}]}}),
            "bands[0].labell: unknown field",
        ),
    ],
)
def test_an_argument_of_another_type_is_named(call, message):
    with pytest.raises(CareerscoreError) as caught:
        call()
    assert message in str(caught.value)
