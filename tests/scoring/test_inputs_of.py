"""What a methodology reads from an occupation, ready for its score."""

from __future__ import annotations

import attrs
import pytest

import careerscore as cs
from careerscore.errors import InvalidInputError
from careerscore.model import Occupation
from careerscore.scoring import Bindable, Methodology

RELEASE = cs.load("2026.1")
TWO = cs.methodology("american-dream-jobs/2.0")
PUBLISHED = cs.methodology("american-dream-jobs/2.0-as-published")


def outcome(result):
    """What an assessment says, without what only an occupation has."""
    names = ("status", "step", "total", "total_range", "tier", "possible_tiers")
    factors = [(one.name, one.value, one.label, one.points) for one in result.factors]
    return [*(getattr(result, name) for name in names), factors]


@pytest.mark.parametrize("id", cs.methodologies())
def test_scoring_the_inputs_of_an_occupation_is_assessing_it(id):
    method = cs.methodology(id)
    if isinstance(method, Bindable):
        method = RELEASE.bind(method)
    for occupation in [*RELEASE.values()][::80]:
        inputs = method.inputs_of(occupation)
        assert list(inputs) == [entry.name for entry in method.inputs]
        assert outcome(method.score(**inputs)) == outcome(method.assess(occupation))


def test_what_is_read_is_told_before_any_stand_in():
    bare = Occupation(code="55-1011.00", title="Air Crew Officers")
    fallback = cs.methodology("american-dream-jobs/2.0-fallback")
    assert fallback.inputs_of(bare) == {"legacy_risk": None, "human_advantage": None}
    assert fallback.assess(bare).factor("ai_exposure").value == 5


def test_what_is_fixed_is_no_input():
    occupation = RELEASE["29-2072.00"]
    assert PUBLISHED.inputs_of(occupation) == {
        "ai_exposure": 0.6176470588235294,
        "job_growth": 7,
        "human_advantage": 15,
        "legacy_risk": 5.2,
    }


@pytest.mark.parametrize("method", [TWO, PUBLISHED])
def test_only_an_occupation_is_read(method):
    with pytest.raises(InvalidInputError, match=r"2\.0.*: occupation: expected an Occupation"):
        method.inputs_of("29-2072.00")


def test_steps_that_read_another_value_under_one_name_are_refused():
    one = cs.methodology("american-dream-jobs/1.0")
    mixed = attrs.evolve(PUBLISHED, id="mine/1", steps=[TWO, one])
    with pytest.raises(InvalidInputError) as caught:
        mixed.inputs_of(RELEASE["11-1011.00"])
    (problem,) = caught.value.problems
    assert str(problem) == (
        "american-dream-jobs/1.0.ai_exposure: expected 0.46, as an earlier step reads "
        "11-1011.00, got 91.0"
    )


class Silent:
    """A methodology by the protocol alone, as another package may write one."""

    def __init__(self):
        parts = [part for part in dir(Methodology) if not part.startswith("_")]
        self.__dict__.update({part: getattr(TWO, part) for part in parts})


def test_steps_that_do_not_tell_what_they_read_are_named_with_all_else():
    one = cs.methodology("american-dream-jobs/1.0")
    later = attrs.evolve(one, id="mine/0")
    mixed = attrs.evolve(PUBLISHED, id="mine/1", steps=[one, Silent(), TWO.evolve(), later])
    with pytest.raises(InvalidInputError) as caught:
        mixed.inputs_of(RELEASE["11-1011.00"])
    assert [problem.field for problem in caught.value.problems] == [
        "steps",
        "american-dream-jobs/2.0 (modified).ai_exposure",
    ]
    assert str(caught.value.problems[0]) == (
        "steps: expected a methodology that has inputs_of, got american-dream-jobs/2.0"
    )
