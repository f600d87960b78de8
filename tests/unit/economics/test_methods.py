"""Methods of economics: found by id and kind, read from files, changed into variants."""

import datetime
from importlib import metadata

import attrs
import pytest

import careerscore as cs
from careerscore.economics import (
    KINDS,
    kinds_of,
    load_method,
    methodologies,
    methodology,
    parse_method,
    refused_methods,
    register,
)
from careerscore.economics.catalog import CATALOG
from careerscore.errors import (
    DefinitionError,
    DuplicateMethodologyError,
    InvalidInputError,
    MethodologyPluginError,
    UnknownMethodologyError,
)
from careerscore.methods.base import MethodologyBase

pytestmark = pytest.mark.usefixtures("forgotten")
BUNDLED = methodologies()
LATER = {
    "bls-entry/1.0": "bls-entry/1.1",
    "discounted-cash-flow/1.0": "discounted-cash-flow/1.1",
}
PAGE = "american-dream-jobs-compare/1"
LADDER = methodology("percentile-ladder/1")


def text_of(data_folder, id):
    return (data_folder / f"economics/{id}.toml").read_text(encoding="utf-8")


def test_methods_are_listed_by_kind():
    kinds = {id: kinds_of(methodology(id)) for id in BUNDLED}
    for kind in KINDS:
        assert methodologies(kind) == tuple(id for id in BUNDLED if kinds[id] == (kind,))
    with pytest.raises(InvalidInputError, match="method: expected a method of the kind 'path', su"):
        cs.education_requirements("29-2072.00", method=LADDER)


@pytest.mark.parametrize("id", BUNDLED)
def test_a_bundled_method_is_released(id):
    method, later = methodology(id), LATER.get(id)
    status = "superseded" if later else "released"
    assert (method.id, method.status, method.superseded_by) == (id, status, later)
    assert method.description.endswith(".")
    assert method.limits
    assert method.formula == method.rule
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        method.rule = "another"


def test_what_does_not_exist_is_refused():
    with pytest.raises(InvalidInputError, match="kind: expected 'progression' or 'path'"):
        methodologies("score")
    with pytest.raises(InvalidInputError, match="id: expected a string"):
        methodology(5)
    with pytest.raises(UnknownMethodologyError) as caught:
        methodology("percentile-ladder/2")
    assert caught.value.suggestions[0] == "percentile-ladder/1"


def test_a_registered_method_is_used_by_its_id_and_keeps_it():
    register(LADDER.evolve(id="mine/1"))
    assert "mine/1" in methodologies("progression")
    assert "mine/1" not in methodologies("value")
    assert cs.progression("29-2072.00", method="mine/1").methodology == "mine/1"
    for id in ("mine/1", "percentile-ladder/1"):
        with pytest.raises(DuplicateMethodologyError):
            register(LADDER.evolve(id=id, high=1.2))
        assert methodology(id).high == 1.1


class Flat:
    """A method that inherits nothing: the same pay every year."""

    id, title, citation = "flat/1", "Flat pay", "Nobody (2026)."
    released, status, superseded_by = datetime.date(2026, 1, 1), "draft", None
    fingerprint = "0" * 64

    evolve = card = staticmethod(str)

    def progression(self, occupation, *, tail=None):
        steady = attrs.evolve(LADDER.progression(occupation, tail=tail), methodology=self.id)
        pay = steady.timeline[0].pay
        years = [attrs.evolve(y, pay=pay, at_least=pay, at_most=pay) for y in steady.timeline]
        return attrs.evolve(steady, timeline=years)


def test_a_method_need_not_inherit_anything():
    register(Flat())
    by_flat = methodology("discounted-cash-flow/1.0").evolve(progression_by=methodology("flat/1"))
    value = by_flat.value(cs.occupation("29-2072.00", data="2026.1"))
    assert value.parts[0] == "flat/1"
    assert {year.earnings.value for year in value.years} == {0, 35_080}
    assert by_flat.fingerprint != methodology("discounted-cash-flow/1.0").fingerprint


def test_a_package_that_fails_breaks_only_its_own_method(monkeypatch):
    points = [
        metadata.EntryPoint(id, "no_such_package:x", "careerscore.economics")
        for id in ("example/broken", "onet-mode/1")
    ]
    monkeypatch.setattr(metadata, "entry_points", lambda **_: points)
    CATALOG.clear()
    assert "example/broken" in methodologies()
    assert methodologies("path") == ("bls-entry/1.0", "bls-entry/1.1", "onet-mode/1")
    assert [problem.field for problem in refused_methods()] == ["onet-mode/1"]
    with pytest.raises(MethodologyPluginError):
        methodology("example/broken")


def test_all_faults_of_a_definition_are_listed(data_folder):
    faulty = (
        text_of(data_folder, PAGE)
        .replace('"percentile-ladder/1"', '"percentile-ladder/2"')
        .replace('path_by = "onet-mode/1"', f'path_by = "{PAGE}"')
        .replace("retirement_age = 65", "retirement_age = 5")
        .replace('status = "released"', 'status = "done"')
    )
    with pytest.raises(DefinitionError) as caught:
        parse_method(faulty, "mine.toml")
    fields = {problem.partition(":")[0] for problem in caught.value.problems}
    assert fields == {"path_by", "progression_by", "retirement_age", "status"}
    with pytest.raises(DefinitionError, match="engine: expected 'percentile-ladder/1' or"):
        parse_method('engine = "tuition/2"')


def test_a_file_of_your_own_is_read_under_an_id_of_its_own(tmp_path, data_folder):
    file = tmp_path / "mine.toml"
    text = text_of(data_folder, "percentile-ladder/1")
    file.write_text(text, encoding="utf-8")
    assert load_method(file) == LADDER
    changed = text.replace("high = 1.1", "high = 1.2")
    file.write_text(changed, encoding="utf-8")
    with pytest.raises(DefinitionError, match="id: expected an id of its own"):
        load_method(file)
    file.write_text(changed.replace("ladder/1", "ladder/mine", 1), encoding="utf-8")
    assert load_method(file).high == 1.2


@pytest.mark.parametrize("id", BUNDLED)
def test_a_variant_has_another_id_and_texts_change_no_fingerprint(id):
    method = methodology(id)
    variant = method.evolve()
    assert (variant.id, variant.status) == (f"{id} (modified)", "draft")
    assert variant.fingerprint != method.fingerprint
    words = dict.fromkeys(("title", "citation", "description", "rule", "changes", "url"), "x")
    other = method.evolve(id=id, **words, limits=["x"], released=datetime.date(2030, 1, 1))
    assert other.fingerprint == method.fingerprint


@pytest.mark.parametrize("id", BUNDLED)
def test_every_figure_of_a_definition_counts(id):
    method = methodology(id)
    texts = {"rule", "academic_year", "programs_note", "price_source"}
    texts |= {each.name for each in attrs.fields(MethodologyBase)}
    figures = {each.name for each in attrs.fields(type(method))} - texts
    assert set(method._definition()) == {n for n in figures if getattr(method, n) is not None}
    page = methodology(PAGE)
    assert page.evolve(id=PAGE, start_age=19).fingerprint != page.fingerprint


def test_notes_of_a_definition_change_no_fingerprint_and_names_do():
    cost = methodology("college-board/2025-26")
    first, *others = cost.rules
    item = first.items[0]

    def with_item(**changes):
        rule = attrs.evolve(first, items=(attrs.evolve(item, **changes), *first.items[1:]))
        return cost.evolve(id=cost.id, rules=[rule, *others])

    assert with_item(note="Another").fingerprint == cost.fingerprint
    assert with_item(name="Another").fingerprint != cost.fingerprint
    for name in ("academic_year", "programs_note"):
        assert cost.evolve(id=cost.id, **{name: "Another"}).fingerprint == cost.fingerprint
    assert cost.evolve(id=cost.id, price_source=None).fingerprint == cost.fingerprint


def test_a_method_counts_with_the_figures_of_those_it_uses():
    page = methodology(PAGE)
    other = LADDER.evolve(id=LADDER.id, high=1.2)
    assert page.evolve(id=page.id, progression_by=other).fingerprint != page.fingerprint
    same = LADDER.evolve(id=LADDER.id, title="Another")
    assert page.evolve(id=page.id, progression_by=same).fingerprint == page.fingerprint


def test_defaults_of_a_method_hold_no_function():
    with pytest.raises(InvalidInputError, match="defaults: expected a tax that is a TaxSchedule"):
        methodology("discounted-cash-flow/1.0").evolve(defaults=cs.Assumptions(tax=abs))
