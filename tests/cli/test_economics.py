"""What the command line says of pay and cost."""

from __future__ import annotations

import json

import pytest

import careerscore as cs
from careerscore.records.coverage_report import Coverage

PAIR = ("compare", "29-2072.00", "29-1141.00", "--data", "2026.1")


def test_compare_takes_a_third_career(run):
    done = run(*PAIR[:3], "anesthesiologists", *PAIR[3:])
    assert done.code == 0
    assert "Anesthesiologists" in done.out
    assert done.out.count("when they cross") == 2


def test_compare_takes_as_many_careers_as_are_given(run):
    others = ("electricians", "roofers", "software-developers")
    found = cs.loads(run(*PAIR[:3], *others, "--format", "json").out, cs.Comparison)
    assert len(found.careers) == 5
    assert len(found.crossovers) == 10
    assert run("compare", "electricians").code == 2


def test_every_assumption_of_the_command_reaches_the_comparison(run):
    given = {
        "start_age": 19,
        "retirement_age": 66,
        "discount_rate": 0.04,
        "wage_growth": 0.01,
        "institution": "public_in_state",
        "graduate_ratio": 1.2,
        "loan_share": 0.5,
        "tail": "pareto",
    }
    options = [
        part
        for name, value in given.items()
        for part in (f"--{name.replace('_', '-')}", str(value))
    ]
    done = run(*PAIR, *options, "--format", "json")
    found = cs.loads(done.out, cs.Comparison)
    assert found.careers[0].value.assumptions == cs.Assumptions(**given)


def test_compare_takes_another_method_and_methodology(run):
    options = ("--value", "american-dream-jobs-compare/1", "--methodology", "webb/2020")
    found = cs.loads(run(*PAIR, *options, "--format", "json").out, cs.Comparison)
    assert found.careers[0].value.lifetime_net.value == 2265122
    assert found.careers[0].assessment.methodology == "webb/2020"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            (*PAIR, "--discount-rate", "-2", "--loan-share", "7"),
            (
                "careerscore: 2 problems\n"
                "  - --discount-rate: expected a number from -0.5 to 1, got -2.0\n"
                "  - --loan-share: expected a number from 0 to 1, got 7.0\n"
                "Help: careerscore compare --help\n"
            ),
        ),
        (
            (*PAIR, "--institution", "ivy"),
            "careerscore: --institution: expected 'typical' or 'public_two_year'",
        ),
        (
            (*PAIR, "--value", "percentile-ladder/1"),
            "careerscore: --value: expected a method of the kind 'value', such as american-",
        ),
        (
            (*PAIR, "--value", "discounted-cash-flow/1"),
            "careerscore: no methodology 'discounted-cash-flow/1'. ",
        ),
        (("compare", "29-2072.00", "zzzz"), "careerscore: no occupation 'zzzz' in data release"),
        (
            ("data", "coverage", "2026.9"),
            "careerscore: no data release '2026.9'. There are:\n  2026.1\n",
        ),
    ],
)
def test_what_cannot_be_answered_is_told_in_a_line_or_a_few(run, arguments, message):
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(message)
    assert "Traceback" not in done.err


def test_coverage_is_that_of_the_newest_release_by_default(run, monkeypatch):
    part = Coverage(part="job zone", total=3, complete=1, partly=0, gaps={"1": "none", "2": "none"})
    monkeypatch.setattr("careerscore.records.coverage_report.coverage", lambda *_, **__: (part,))
    lines = [" ".join(line.split()) for line in run("data", "coverage").out.splitlines()]
    assert [line for line in lines if line.startswith("Release")] == [
        "Release 2026.3, 3 occupations",
    ]
    assert lines.count("job zone 1 0 2") == 1
    found = json.loads(run("data", "coverage", "--format", "json").out)
    assert list(found) == ["2026.3"]


@pytest.mark.parametrize(
    ("baseline", "words"),
    [
        ((), "than a high-school graduate"),
        (("--baseline", "45000"), "than $45,000 a year"),
        (("--baseline", "carpenters"), "than Carpenters"),
    ],
)
def test_careers_are_compared_with_a_baseline(run, baseline, words):
    done = run(*PAIR, *baseline)
    assert (done.code, done.err) == (0, "")
    assert words in " ".join(done.out.split())
