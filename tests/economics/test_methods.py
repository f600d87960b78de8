"""Methods as values: found by id, read from files, changed into variants, never redefined."""

from __future__ import annotations

import datetime
import textwrap
from importlib import metadata

import attrs
import pytest

import careerscore as cs
from careerscore.economics import (
    CostMethod,
    PathMethod,
    PercentileLadder,
    ProgressionMethod,
    ValueMethod,
    kinds_of,
    load_method,
    methodologies,
    methodology,
    parse_method,
    refused_methods,
    register,
)
from careerscore.economics.catalog import CATALOG as ECONOMICS
from careerscore.errors import (
    DefinitionError,
    DuplicateMethodologyError,
    InvalidInputError,
    MethodologyPluginError,
    UnknownMethodologyError,
)

BUNDLED = {
    "american-dream-jobs-calculator/1": "value",
    "american-dream-jobs-compare/1": "value",
    "american-dream-jobs/2024": "cost",
    "bls-entry/1.0": "path",
    "college-board/2024-25": "cost",
    "college-board/2025-26": "cost",
    "discounted-cash-flow/1.0": "value",
    "experience-quantile/1.0": "progression",
    "onet-mode/1": "path",
    "percentile-ladder/1": "progression",
    "percentile-ladder/manual": "progression",
}
KINDS = {
    "progression": ProgressionMethod,
    "path": PathMethod,
    "cost": CostMethod,
    "value": ValueMethod,
}
GROUP = "careerscore.economics"
PAGE = "american-dream-jobs-compare/1"
LADDER = methodology("percentile-ladder/1")


def text_of(data_folder, id):
    return (data_folder / f"economics/{id}.toml").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def _forgotten():
    """What a test registers is gone after it."""
    yield
    ECONOMICS.clear()


# ---------------------------------------------------------------- by id


def test_methods_are_found_by_the_question_they_answer():
    for question in cs.economics.KINDS:
        expected = tuple(id for id, answered in BUNDLED.items() if answered == question)
        assert methodologies(question) == expected
    assert cs.economics.KINDS == KINDS


@pytest.mark.parametrize(("id", "question"), BUNDLED.items())
def test_a_bundled_method_has_the_id_of_its_file_and_answers_one_question(id, question):
    found = methodology(id)
    assert found.id == id
    assert found.status == "released"
    assert found.superseded_by is None
    assert kinds_of(found) == (question,)
    for other, kind in KINDS.items():
        assert isinstance(found, kind) == (other == question)
    assert methodology(id) is found


@pytest.mark.parametrize("question", ["", "score", "Value", 5, [], {"value"}])
def test_a_question_there_is_not_is_refused(question):
    with pytest.raises(InvalidInputError) as caught:
        methodologies(question)
    (problem,) = caught.value.problems
    assert (problem.field, problem.expected) == (
        "kind",
        "'progression' or 'path' or 'cost' or 'value'",
    )


@pytest.mark.parametrize("id", [5, None, ["percentile-ladder/1"], PercentileLadder])
def test_an_id_is_a_text(id):
    with pytest.raises(InvalidInputError, match="method: id: expected a string, got"):
        methodology(id)


def test_an_unknown_id_names_the_nearest():
    with pytest.raises(UnknownMethodologyError) as caught:
        methodology("percentile-ladder/2")
    assert caught.value.suggestions[0] == "percentile-ladder/1"
    assert set(caught.value.available) >= set(BUNDLED)


# ---------------------------------------------------------------- registered


def test_a_registered_method_is_used_by_its_id():
    mine = LADDER.evolve(id="mine/1")
    register(mine)
    assert methodology("mine/1") is mine
    assert "mine/1" in methodologies()
    assert "mine/1" in methodologies("progression")
    assert "mine/1" not in methodologies("value")
    assert cs.progression("29-2072.00", method="mine/1").methodology == "mine/1"


@pytest.mark.parametrize("id", ["mine/1", "percentile-ladder/1"])
def test_an_id_never_changes_its_meaning(id):
    register(LADDER.evolve(id="mine/1"))
    with pytest.raises(DuplicateMethodologyError) as caught:
        register(LADDER.evolve(id=id, high=1.2))
    assert caught.value.id == id
    assert methodology(id).high == 1.1


class Flat:
    """A method that inherits nothing: the least that answers a question."""

    id = "flat/1"
    title = "Flat pay"
    released = datetime.date(2026, 1, 1)
    status = "draft"
    superseded_by = None
    citation = "Nobody (2026)."
    fingerprint = "0" * 64

    def evolve(self, **changes):
        raise NotImplementedError

    def card(self):
        return "# flat/1"

    def progression(self, occupation, *, tail=None):
        steady = attrs.evolve(LADDER.progression(occupation, tail=tail), methodology=self.id)
        first = steady.timeline[0]
        same = [attrs.evolve(each, pay=first.pay, at_least=first.pay, at_most=first.pay)
                for each in steady.timeline]  # fmt: skip
        return attrs.evolve(steady, timeline=same)


def test_a_method_need_not_inherit_anything():
    register(Flat())
    found = cs.progression("29-2072.00", method="flat/1", data="2026.1")
    assert {year.pay for year in found.timeline} == {35_080}
    by_flat = methodology("discounted-cash-flow/1.0").evolve(progression_by=methodology("flat/1"))
    value = by_flat.value(cs.occupation("29-2072.00", data="2026.1"))
    assert value.parts[0] == "flat/1"
    assert {year.earnings.value for year in value.years} == {0, 35_080}


@pytest.mark.parametrize("part", ["id", "fingerprint", "evolve", "card", "progression"])
def test_a_method_that_lacks_a_part_is_none(part):
    lacking = type("Lacking", (), {name: each for name, each in vars(Flat).items() if name != part})
    assert kinds_of(Flat()) == ("progression",)
    assert kinds_of(lacking()) == ()
    with pytest.raises(InvalidInputError, match="expected a method of economics"):
        register(lacking())


# ---------------------------------------------------------------- of other packages


@pytest.fixture
def offered(monkeypatch, tmp_path):
    """Let the registry find just these entry points, of a package that is there for the test."""

    def offer(**values):
        points = [
            metadata.EntryPoint(name.replace("__", "/"), value, GROUP)
            for name, value in values.items()
        ]
        monkeypatch.setattr(
            metadata, "entry_points", lambda group: points if group == GROUP else []
        )
        ECONOMICS.clear()

    (tmp_path / "economics_of_a_house.py").write_text(
        textwrap.dedent(
            """
            from careerscore.economics import methodology

            LADDER = methodology("percentile-ladder/1").evolve(id="example/1")

            def made():
                return methodology("onet-mode/1").evolve(id="example/2")
            """
        ),
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    return offer


def test_a_package_brings_methods_by_entry_point(offered):
    offered(example__1="economics_of_a_house:LADDER", example__2="economics_of_a_house:made")
    assert {"example/1", "example/2"} <= set(methodologies())
    assert "example/1" in methodologies("progression")
    assert "example/2" in methodologies("path")
    assert cs.progression("29-2072.00", method="example/1").methodology == "example/1"
    assert methodology("example/2") is methodology("example/2")
    assert refused_methods() == ()


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("no_such_package:x", "ModuleNotFoundError: No module named 'no_such_package'"),
        ("math:pi", "3.141592653589793 is not a method of economics"),
        ("math:sqrt", "TypeError: math.sqrt() takes exactly one argument (0 given)"),
        ("economics_of_a_house:LADDER", "its methodology has another id, 'example/1'"),
        ("careerscore.economics:PercentileLadder", "TypeError: "),
    ],
)
def test_what_a_package_does_wrong_is_told_and_breaks_nothing_else(offered, value, reason):
    offered(example__broken=value)
    assert "example/broken" in methodologies()
    for question in cs.economics.KINDS:
        assert methodologies(question) == tuple(
            id for id, answered in BUNDLED.items() if answered == question
        )
    with pytest.raises(InvalidInputError, match="method: expected a method of the kind 'value'"):
        cs.lifetime_value("29-2072.00", method="percentile-ladder/1")
    with pytest.raises(MethodologyPluginError) as caught:
        methodology("example/broken")
    assert caught.value.reason.startswith(reason)


# ---------------------------------------------------------------- from files


def test_all_faults_of_a_definition_are_listed(data_folder):
    text = text_of(data_folder, PAGE)
    faulty = (
        text.replace('"percentile-ladder/1"', '"percentile-ladder/2"')
        .replace('path_by = "onet-mode/1"', "path_by = 5")
        .replace("retirement_age = 65", "retirement_age = 5")
        .replace('status = "released"', 'status = "done"')
    )
    with pytest.raises(DefinitionError) as caught:
        parse_method(faulty, "mine.toml")
    assert [problem.partition(":")[0] for problem in caught.value.problems] == [
        "progression_by",
        "path_by",
        "status",
        "retirement_age",
    ]
    assert caught.value.file == "mine.toml"
    assert caught.value.problems[0].startswith("progression_by: expected the id of a methodology")
    assert "such as percentile-ladder/1 or" in caught.value.problems[0]


def test_a_part_of_another_question_is_refused(data_folder):
    text = text_of(data_folder, PAGE).replace('path_by = "onet-mode/1"', f'path_by = "{PAGE}"')
    with pytest.raises(DefinitionError) as caught:
        parse_method(text)
    (problem,) = caught.value.problems
    assert problem.startswith(
        "path_by: expected a PathMethod, got <Methodology american-dream-jobs-c"
    )


def test_a_file_of_ones_own_is_read(tmp_path, data_folder):
    text = text_of(data_folder, "percentile-ladder/1")
    file = tmp_path / "mine.toml"
    file.write_text(text, encoding="utf-8")
    assert load_method(file) == LADDER
    assert load_method(str(file)) == LADDER
    file.write_text(text.replace("high = 1.1", "high = 1.2"), encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        load_method(file)
    assert caught.value.problems == (
        (
            "id: expected an id of its own, as this one is released with another definition, "
            "got 'percentile-ladder/1'"
        ),
    )
    changed = text.replace("high = 1.1", "high = 1.2").replace("ladder/1", "ladder/mine", 1)
    file.write_text(changed, encoding="utf-8")
    assert load_method(file).id == "percentile-ladder/mine"
    file.write_text(text.replace('title = "', 'title = "My '), encoding="utf-8")
    assert load_method(file).title.startswith("My ")


# ---------------------------------------------------------------- variants and fingerprints


@pytest.mark.parametrize("id", BUNDLED)
def test_a_variant_has_lost_the_published_id(id):
    found = methodology(id)
    variant = found.evolve()
    assert variant.id == f"{id} (modified)"
    assert (variant.status, variant.superseded_by) == ("draft", None)
    assert variant.fingerprint != found.fingerprint
    assert variant.evolve(title="Twice").id == variant.id
    assert found.evolve(id="mine/1").id == "mine/1"
    assert attrs.evolve(variant, id=id, status="released") == found


@pytest.mark.parametrize("id", BUNDLED)
def test_words_for_readers_change_no_fingerprint(id):
    found = methodology(id)
    words = {
        "title": "Another",
        "citation": "Another",
        "description": "Another",
        "rule": "another rule",
        "limits": ("Another.",),
        "changes": "Another",
        "url": "https://example.org",
        "released": datetime.date(2030, 1, 1),
    }
    assert found.evolve(id=id, **words).fingerprint == found.fingerprint


CHANGES = {
    "american-dream-jobs-calculator/1": {
        "start_age": 23,
        "retirement_age": 66,
        "initial_savings": 1,
        "savings_rate": 0.21,
        "savings_return": 0.06,
        "progression_by": methodology("percentile-ladder/manual"),
        "path_by": methodology("bls-entry/1.0"),
        "cost_by": methodology("college-board/2024-25"),
    },
    "american-dream-jobs-compare/1": {"start_age": 19, "retirement_age": 66},
    "american-dream-jobs/2024": {
        "tuition": {**methodology("american-dream-jobs/2024").tuition, "public_two_year": 4_050},
        "other_field": 1.1,
        "apply_field_multipliers": False,
        "graduate_ratio": 2,
        "programs": (),
    },
    "bls-entry/1.0": {"prefer": ["onet"], "default_level": "Bachelor's degree"},
    "college-board/2025-26": {
        "path_by": methodology("onet-mode/1"),
        "field_multipliers": {"51": 1.2},
    },
    "discounted-cash-flow/1.0": {
        "defaults": cs.Assumptions(discount_rate=0.02),
        "progression_by": LADDER,
    },
    "experience-quantile/1.0": {"last_year": 25},
    "onet-mode/1": {"license_from_job_zone": 4, "texts_from_job_zone": False},
    "percentile-ladder/1": {"low": 0.8, "high": 1.2},
}


@pytest.mark.parametrize(
    ("id", "name", "value"),
    [(id, name, value) for id, changes in CHANGES.items() for name, value in changes.items()],
    ids=lambda value: str(value)[:40],
)
def test_whatever_a_figure_is_made_of_changes_the_fingerprint(id, name, value):
    found = methodology(id)
    assert getattr(found, name) != value
    assert found.evolve(id=id, **{name: value}).fingerprint != found.fingerprint


def test_remarks_on_figures_change_no_fingerprint_and_figures_do():
    cost = methodology("college-board/2025-26")
    rules = list(cost.rules)
    place = next(place for place, rule in enumerate(rules) if rule.items)
    item = rules[place].items[0]

    def with_item(changed):
        others = rules[place].items[1:]
        rule = attrs.evolve(rules[place], items=(changed, *others))
        return cost.evolve(id=cost.id, rules=[*rules[:place], rule, *rules[place + 1 :]])

    assert with_item(attrs.evolve(item, note="Another")).fingerprint == cost.fingerprint
    assert with_item(attrs.evolve(item, name="Another")).fingerprint != cost.fingerprint
    assert cost.evolve(id=cost.id, academic_year="1999-00").fingerprint == cost.fingerprint
    site = methodology("american-dream-jobs/2024")
    assert site.evolve(id=site.id, programs_note="Another").fingerprint == site.fingerprint


def test_a_change_to_a_part_changes_the_fingerprint_of_the_whole():
    page = methodology(PAGE)
    part = LADDER.evolve(id=LADDER.id, high=1.2)
    assert page.evolve(id=page.id, progression_by=part).fingerprint != page.fingerprint
    same = LADDER.evolve(id=LADDER.id, title="Another")
    assert page.evolve(id=page.id, progression_by=same).fingerprint == page.fingerprint


def test_a_method_with_a_function_in_its_defaults_cannot_be_written_down():
    with pytest.raises(InvalidInputError) as caught:
        methodology("discounted-cash-flow/1.0").evolve(defaults=cs.Assumptions(tax=abs))
    assert caught.value.problems[0].field == "defaults"


# ---------------------------------------------------------------- for readers
