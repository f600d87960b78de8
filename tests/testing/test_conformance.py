"""The conformance suite names each broken promise, and Hypothesis knows our classes."""

from __future__ import annotations

from types import SimpleNamespace

import attrs
import narwhals.stable.v2 as nw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import careerscore as cs
from careerscore.economics import ProgressionMethod
from careerscore.errors import MissingDependencyError
from careerscore.model import (
    EpochProfile,
    Note,
    Occupation,
    ResilienceAssessment,
    Source,
    Status,
    Tier,
    WageEstimates,
)
from careerscore.testing import (
    ConformanceError,
    assessments,
    check_economic_method,
    check_methodology,
    conformance,
    documents,
    methodology_checks,
)

TWO = cs.methodology("american-dream-jobs/2.0")
LADDER = cs.economics.methodology("percentile-ladder/1")


@pytest.mark.parametrize("id", cs.methodologies())
def test_every_bundled_methodology_keeps_every_promise(id):
    check_methodology(cs.methodology(id), examples=min(25, settings().max_examples // 2))


@pytest.mark.parametrize("id", cs.economics.methodologies())
def test_every_bundled_method_of_economics_keeps_every_promise(id):
    examples = min(10, settings().max_examples // 5)
    check_economic_method(cs.economics.methodology(id), examples=examples)


@pytest.mark.parametrize("check", methodology_checks(TWO, examples=5))
def test_each_promise_is_a_case_of_its_own(check, request):
    check()
    assert f"[{check.__name__}]" in request.node.name
    assert repr(check) == f"<Check {check.__name__}>"


def members(protocol):
    return [name for name in dir(protocol) if not name.startswith("_")]


class Crooked:
    """Has every member of a methodology, but for those that a test bends."""

    def __init__(self, of=TWO, protocol=cs.Methodology, **bent):
        self.__dict__.update({name: getattr(of, name) for name in members(protocol)} | bent)


def crooked_ladder(**bent):
    return Crooked(LADDER, ProgressionMethod, **bent)


def scored(**changes):
    return lambda **inputs: attrs.evolve(TWO.score(**inputs), **changes)


def by_turns():
    answers = iter(range(10**6))
    return lambda **inputs: attrs.evolve(TWO.score(**inputs), rationale=f"{next(answers)}")


def guessing(**inputs):
    filled = {entry.name: inputs.get(entry.name) for entry in TWO.inputs}
    missing = [name for name, value in filled.items() if value is None]
    result = TWO.score(**inputs)
    if missing == ["job_growth"]:
        return attrs.evolve(result, possible_tiers=result.possible_tiers[:1])
    if missing == ["human_advantage"]:
        return attrs.evolve(result, total_range=(0, 0))
    return result


def upside_down(**inputs):
    growth = inputs.get("job_growth")
    return TWO.score(**inputs | {"job_growth": None if growth is None else max(-100, -growth)})


STRANGER = Tier(rank=9, label="Strange", color="grey")
LOOSE = SimpleNamespace(
    methodology=TWO.id,
    possible_tiers=(),
    factors=(SimpleNamespace(name="pay", points=3, max_points=2),),
)
GUESS = SimpleNamespace(status=Status.INSUFFICIENT, total=3, tier=TWO.tiers[0])


@pytest.mark.parametrize(
    ("bent", "example"),
    [
        ({"id": "no-version"}, "the id is no family/version: 'no-version'"),
        ({"title": " "}, "there is no title"),
        ({"citation": ""}, "there is no citation"),
        ({"released": "2026"}, "there is no date of release"),
        ({"status": "final"}, "the status is 'final'"),
        ({"fingerprint": "abc"}, "the fingerprint is no SHA-256: 'abc'"),
        ({"inputs": TWO.inputs[:1] * 2}, "inputs share a name"),
        ({"tiers": TWO.tiers[::-1]}, "tiers are not in order, best first"),
        ({"card": lambda: "nothing"}, "the card does not name the id"),
    ],
)
def test_a_broken_identity_is_named(bent, example, unshrunk):
    with pytest.raises(ConformanceError) as caught:
        check_methodology(Crooked(**bent), examples=1)
    assert example in dict(caught.value.broken)["identity"]
    assert "  - identity: " in str(caught.value)


@pytest.mark.parametrize(
    ("bent", "promise", "example", "examples"),
    [
        ({"score": scored(methodology="other/1")}, "bounds", "names another methodology", 10),
        ({"tiers": (STRANGER,)}, "bounds", "a tier that the methodology does not have", 10),
        (
            {
                "score": lambda **inputs: TWO.score(
                    **{n: v for n, v in inputs.items() if n != "human_advantage"}
                )
            },
            "range of inputs",
            "human_advantage=4.0 is out of range and was scored",
            10,
        ),
        ({"score": by_turns()}, "determinism", "two answers to one question", 10),
        ({"score": guessing}, "missing inputs", "without", 60),
        ({"score": upside_down}, "declared direction", "makes it worse", 60),
        (
            {"assess": lambda _: TWO.score()},
            "occupations",
            "the result names another occupation",
            10,
        ),
        ({"score": lambda: None}, "bounds", "TypeError", 10),
        ({"score": lambda **_: LOOSE}, "bounds", "more points for pay than there are", 5),
        ({"score": lambda **_: GUESS}, "missing inputs", "a guess without", 5),
    ],
)
def test_a_broken_promise_is_named_with_an_example(bent, promise, example, examples, unshrunk):
    checks = methodology_checks(Crooked(**bent), examples=examples)
    with pytest.raises((AssertionError, TypeError)) as caught:
        dict_of(checks)[promise]()
    assert example in f"{caught.typename}: {caught.value}"


def dict_of(checks):
    return {check.__name__: check for check in checks}


def test_the_example_is_the_smallest_there_is():
    def score(**inputs):
        is_broken = (inputs.get("human_advantage") or 0) > 7
        return TWO.score(**inputs) if not is_broken else scored(methodology="other/1")(**inputs)

    with pytest.raises(AssertionError) as caught:
        dict_of(methodology_checks(Crooked(score=score), examples=60))["bounds"]()
    smallest = {"ai_exposure": None, "job_growth": None, "human_advantage": 8.0}
    assert str(caught.value) == f"{smallest}: names another methodology"


def test_what_is_no_methodology_is_told_so():
    with pytest.raises(ConformanceError, match="lacks a part of Methodology"):
        check_methodology("american-dream-jobs/2.0")


@pytest.fixture
def one_occupation(monkeypatch):
    """Check one occupation, as to look for the smallest that breaks a promise takes long."""
    one = st.just(cs.occupation("29-2072.00", data="2026.1"))
    monkeypatch.setattr("careerscore.testing.conformance.occupations", lambda: one)


def answering(**changes):
    return lambda occupation, **_: attrs.evolve(LADDER.progression(occupation), **changes)


def progression_by_turns():
    answers = iter(range(10**6))
    return lambda occupation, **_: attrs.evolve(
        LADDER.progression(occupation), fingerprint=str(next(answers))
    )


def careless(occupation, **_):
    career = cs.occupation("29-2072.00") if isinstance(occupation, str) else occupation
    return LADDER.progression(career)


@pytest.mark.usefixtures("one_occupation")
@pytest.mark.parametrize(
    ("bent", "promise", "example"),
    [
        ({"card": lambda: "#"}, "identity", "the card does not name the id"),
        ({"progression": lambda _, **__: 1}, "results", "progression: no EconomicResult"),
        ({"progression": answering(methodology="a/1")}, "results", "names another method"),
        ({"progression": answering(occupation_code="99-9999.00")}, "results", "other occupation"),
        ({"progression": answering(data_release="1999.1")}, "results", "names another release"),
        ({"progression": progression_by_turns()}, "determinism", "two answers to one question"),
        ({"progression": careless}, "refusal", "progression: takes a code for an occupation"),
    ],
)
def test_a_broken_promise_of_economics_is_named(bent, promise, example):
    with pytest.raises(AssertionError) as caught:
        dict_of(methodology_checks(crooked_ladder(**bent), examples=5))[promise]()
    assert example in str(caught.value)


@pytest.mark.usefixtures("one_occupation")
def test_a_result_that_does_not_come_back_from_json_is_named(monkeypatch):
    monkeypatch.setattr("careerscore.testing.conformance.loads", lambda *_: None)
    with pytest.raises(ConformanceError, match=r"JSON round trip: .*Occupation") as caught:
        check_economic_method(LADDER, examples=2)
    assert caught.value.promises == 5


def test_any_object_is_no_method_of_economics():
    with pytest.raises(ConformanceError, match="protocol: is none of progression, path, cost"):
        check_economic_method(object())


@pytest.mark.parametrize(
    "kind", [Occupation, WageEstimates, EpochProfile, Note, Source, ResilienceAssessment]
)
def test_hypothesis_knows_our_classes(kind):
    @given(st.from_type(kind) | documents(kind))
    def check(value):
        assert isinstance(value, kind)
        assert cs.loads(cs.dumps(value), kind) == value

    check()


@given(documents(cs.Comparison))
def test_objects_are_drawn_by_the_types_of_their_fields(value):
    assert cs.loads(cs.dumps(value), cs.Comparison) == value


@given(assessments(cs.methodology("frey-osborne/2013")))
def test_assessments_of_any_methodology_are_drawn(result):
    assert result.methodology == "frey-osborne/2013"


def test_a_methodology_without_inputs_has_nothing_to_miss():
    dict_of(methodology_checks(Crooked(inputs=()), examples=1))["missing inputs"]()


def pointed(cut):
    """Expressions for the points of exposure in 2.0, with a first cut of one's own."""

    def expressions(inputs):
        value = inputs["ai_exposure"]
        high = nw.when(value > 0.5).then(0)
        medium = nw.when(value <= 0.5).then(1).otherwise(high)
        return {"ai_exposure_points": nw.when(value < cut).then(2).otherwise(medium)}

    return expressions


def test_expressions_have_to_say_of_a_frame_what_score_says_of_its_rows(unshrunk):
    dict_of(methodology_checks(Crooked(expressions=pointed(0.25)), examples=10))["frames"]()
    wrong = methodology_checks(Crooked(expressions=pointed(-1e9)), examples=20)
    with pytest.raises(AssertionError, match="ai_exposure_points is"):
        dict_of(wrong)["frames"]()


def test_checking_expressions_needs_some_engine(monkeypatch):
    monkeypatch.setattr(conformance, "find_spec", lambda _: None)
    checks = methodology_checks(Crooked(expressions=pointed(0.25)), examples=1)
    with pytest.raises(MissingDependencyError, match=r"careerscore\[polars\]"):
        dict_of(checks)["frames"]()
