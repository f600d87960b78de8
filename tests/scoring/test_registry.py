"""The registry: one meaning for each id."""

from __future__ import annotations

import attrs
import pytest

import careerscore as cs
from careerscore._data import bundled
from careerscore.errors import (
    DuplicateMethodologyError,
    InvalidInputError,
    UnknownMethodologyError,
)
from careerscore.scoring import Registry, parse_methodology
from careerscore.scoring.loading import bundled_methodology_ids

BUNDLED = (
    "american-dream-jobs-risk/1.0",
    "american-dream-jobs/1.0",
    "american-dream-jobs/1.0-fallback",
    "american-dream-jobs/2.0",
    "american-dream-jobs/2.0-as-published",
    "american-dream-jobs/2.0-fallback",
    "american-dream-jobs/2.1-editorial",
    "anthropic-observed-exposure/2026",
    "eloundou/2024",
    "felten-aioe-image-generation/2023",
    "felten-aioe-language-modeling/2023",
    "felten-aioe/2021",
    "frey-osborne/2013",
    "microsoft-applicability/2025",
    "webb/2020",
)


def test_bundled_methodologies_are_registered():
    assert bundled_methodology_ids() == BUNDLED
    assert set(BUNDLED) <= set(cs.methodologies())


@pytest.mark.parametrize("id", BUNDLED)
def test_a_bundled_methodology_has_the_id_of_its_file(id):
    assert cs.methodology(id).id == id
    assert cs.methodology(id).status in ("released", "superseded")


def test_the_same_definition_twice_is_kept_once(toml):
    registry = Registry()
    first = parse_methodology(toml)
    registry.register(first)
    registry.register(attrs.evolve(first, title="Another title"))
    assert registry.get("example/1.0") is first


def test_an_id_never_changes_its_meaning(toml):
    registry = Registry([parse_methodology(toml)])
    other = parse_methodology(toml.replace("points = 3", "points = 2"))
    with pytest.raises(DuplicateMethodologyError) as caught:
        registry.register(other)
    assert caught.value.id == "example/1.0"
    assert registry.get("example/1.0").fingerprint != other.fingerprint


def test_ids_are_sorted(toml):
    later = parse_methodology(toml.replace("example/1.0", "another/1.0"))
    assert Registry([parse_methodology(toml), later]).ids() == ("another/1.0", "example/1.0")


def test_what_is_no_methodology_is_refused():
    with pytest.raises(
        InvalidInputError, match="register: methodology: expected a Methodology, got 'x'"
    ):
        Registry().register("x")


def test_an_unknown_id_names_the_nearest():
    with pytest.raises(UnknownMethodologyError) as caught:
        cs.methodology("american-dream-jobs/2")
    assert caught.value.suggestions[0] == "american-dream-jobs/2.0"


def test_a_registered_methodology_is_used_by_its_id(toml):
    mine = parse_methodology(toml.replace("example/1.0", "registered/1.0"))
    cs.register(mine)
    assert cs.methodology("registered/1.0") is mine
    assert "registered/1.0" in cs.methodologies()


def test_a_bundled_methodology_is_what_its_file_says_when_read_with_care():
    for name in bundled().names("methodologies", ".toml"):
        path = f"methodologies/{name}.toml"
        careful = parse_methodology(bundled().read_bytes(path).decode(), path)
        assert careful == cs.methodology(careful.id)
        assert careful.fingerprint == cs.methodology(careful.id).fingerprint
