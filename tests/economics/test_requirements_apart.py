"""Release 2026.3: requirements of an edition apart give the paths, costs and values of 2026.2."""

from __future__ import annotations

import attrs
import pytest

import careerscore as cs

BEFORE, NOW = cs.load("2026.2"), cs.load("2026.3")


def without_basis(result):
    """A result without the release, the editions and the fingerprint."""
    empty = {"data_release": None, "fingerprint": "", "sources": ()}
    names = {each.name for each in attrs.fields(type(result))}
    return {
        name: each for name, each in cs.to_dict(result).items() if name in names - set(empty)
    } | {"by_source": None}


@pytest.mark.parametrize("id", cs.economics.methodologies())
def test_a_method_gives_what_it_gave(id):
    method = cs.economics.methodology(id)
    (kind,) = cs.economics.kinds_of(method)
    ask = getattr(method, kind)
    for code in [*NOW][::24]:
        assert without_basis(ask(NOW[code])) == without_basis(ask(BEFORE[code]))


def test_a_cost_and_its_path_name_the_edition_of_the_requirements():
    for result in (
        cs.education_requirements("29-2072", data=NOW),
        cs.education_cost("29-2072", data=NOW),
    ):
        assert "[bls-entry-requirements/2024-34]" in cs.cite(result)
        assert "[employment-projections/" not in cs.cite(result)


def test_careers_are_compared_without_levels_of_employment():
    found, before = (cs.compare("29-2072", "29-1141", data=one) for one in (NOW, BEFORE))
    assert [one.value.npv for one in found.careers] == [one.value.npv for one in before.careers]
    assert [one.assessment.tier.label for one in found.careers] == ["AI-Augmented", "AI-Resilient"]
    assert found.crossovers == before.crossovers
