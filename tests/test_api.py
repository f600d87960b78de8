"""``import careerscore``: light, complete, and the functions of the front door."""

from __future__ import annotations

import subprocess
import sys
from importlib import metadata

import pytest

import careerscore as cs
from careerscore.errors import InvalidInputError, UnknownMethodologyError, UnknownReleaseError


@pytest.mark.parametrize("name", cs.__all__)
def test_every_public_name_can_be_imported(name):
    assert getattr(cs, name) is not None
    assert dir(cs) == sorted(cs.__all__)


def test_the_version_is_that_of_the_package():
    assert cs.__version__ == metadata.version("careerscore")


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="module 'careerscore' has no attribute 'scores'"):
        cs.scores  # noqa: B018


def run(code):
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.split()


def test_importing_loads_none_of_the_rooms():
    loaded = run(
        "import sys; before = set(sys.modules); import careerscore;"
        "print(*sorted(set(sys.modules) - before))"
    )
    assert "attrs" not in loaded
    ours = [name for name in loaded if name.startswith("careerscore")]
    assert ours == ["careerscore", "careerscore._binding"]


def test_looking_up_and_assessing_loads_no_search_and_no_command_line():
    loaded = run("import sys, careerscore as cs; cs.assess('29-2072.00'); print(*sys.modules)")
    assert not {"rapidfuzz", "cyclopts", "rich", "python_calamine", "hypothesis"} & set(loaded)


def test_assess_takes_names_and_objects_alike():
    by_name = cs.assess("medical coder", data="2026.1")
    occupation = cs.occupation("29-2072.00", data=cs.load("2026.1"))
    method = cs.methodology("american-dream-jobs/2.0")
    assert cs.assess(occupation, methodology=method) == by_name
    assert by_name == method.assess(occupation)


def test_assess_uses_the_newest_release_unless_told_otherwise():
    assert cs.assess("29-2072.00").data_release == cs.releases()[-1]
    variant = cs.load("2026.1").replace(oews="2025-05")
    assert cs.assess("29-2072.00", data=variant).data_release == variant.name


def test_an_unknown_methodology_or_release_is_refused():
    with pytest.raises(UnknownMethodologyError):
        cs.assess("29-2072.00", methodology="american-dream-jobs/9")
    with pytest.raises(UnknownReleaseError):
        cs.assess("29-2072.00", data="2025.1")


def test_an_occupation_at_hand_keeps_its_release():
    career = cs.occupation("29-2072.00", data="2026.1")
    assert (
        cs.assess(career, data="2026.1")
        == cs.assess(career)
        == cs.assess(career, data=cs.load("2026.1"))
    )
    with pytest.raises(InvalidInputError, match="data: expected the occupation's own release"):
        cs.assess(career, data="2026.2")


@pytest.mark.parametrize("wrong", [None, 29, ["29-2072.00"]])
@pytest.mark.parametrize(
    "function",
    [
        cs.assess,
        cs.progression,
        cs.education_requirements,
        cs.education_cost,
        cs.lifetime_value,
        cs.career_page,
        lambda wrong: cs.compare(wrong, wrong),
    ],
)
def test_what_is_no_occupation_is_refused(function, wrong):
    with pytest.raises(InvalidInputError) as caught:
        function(wrong)
    assert caught.value.problems[0].field == "occupation"


@pytest.mark.parametrize(
    "function",
    [cs.progression, cs.education_requirements, cs.education_cost, cs.lifetime_value, cs.compare],
)
def test_a_method_of_another_kind_is_refused(function):
    other = "onet-mode/1" if function is not cs.education_requirements else "percentile-ladder/1"
    with pytest.raises(InvalidInputError) as caught:
        function("29-2072.00", "29-1141.00", method=other) if function is cs.compare else function(
            "29-2072.00", method=other
        )
    assert caught.value.problems[0].field == "method"


def test_options_reach_the_method():
    code, data = "29-2072.00", "2026.1"
    assert cs.progression("29-1211.00", tail="pareto", data=data).assumption_notes
    assert cs.education_requirements(code, level="Master's degree", data=data).duration.max == 7
    cost = cs.education_cost(
        code, level="Master's degree", field_multiplier=False, graduate_ratio=2, data=data
    )
    assert cost.assumption_notes == (
        "level of education: Master's degree",
        "graduate tuition is 2 times undergraduate tuition",
    )
    at_five = cs.Assumptions(discount_rate=0.05)
    assert cs.lifetime_value(code, at_five, data=data).assumptions == at_five


def test_careers_are_compared_from_arguments_or_from_one_list():
    names = ["29-2072.00", "registered-nurses", "Electricians"]
    found = cs.compare(*names, data="2026.1")
    assert [career.code for career in found.careers] == ["29-2072.00", "29-1141.00", "47-2111.00"]
    assert [(each.first, each.second) for each in found.crossovers] == [
        ("29-2072.00", "29-1141.00"),
        ("29-2072.00", "47-2111.00"),
        ("29-1141.00", "47-2111.00"),
    ]
    assert cs.compare(names, data="2026.1") == cs.compare(tuple(names), data="2026.1") == found


def test_assumptions_of_a_comparison_come_last_or_by_name_but_once():
    pair, early = ["29-2072.00", "29-1141.00"], cs.Assumptions(retirement_age=60)
    found = cs.compare(*pair, early)
    assert cs.compare(pair, early) == cs.compare(pair, assumptions=early) == found
    assert {career.value.assumptions for career in found.careers} == {early}
    with pytest.raises(InvalidInputError) as caught:
        cs.compare(*pair, early, assumptions=early)
    assert caught.value.problems[0].field == "assumptions"


@pytest.mark.parametrize("few", [(), ("29-2072.00",), (["29-2072.00"],), ([],)])
def test_fewer_than_two_careers_are_not_compared(few):
    with pytest.raises(InvalidInputError, match="careers: expected two occupations or more"):
        cs.compare(*few)


def test_assess_all_scores_a_release_in_the_order_of_its_codes():
    release = cs.load("2026.1")
    results = cs.assess_all(data=release)
    assert list(results) == list(release)
    assert results["29-2072.00"] == cs.assess("29-2072.00", data=release)
