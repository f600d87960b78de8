"""Methods of economics by kind: what they can be asked."""

from __future__ import annotations

import pytest

import careerscore as cs
from careerscore import economics
from careerscore.errors import InvalidInputError, UnknownMethodologyError

BY_KIND = {
    "progression": ("experience-quantile/1.0", "percentile-ladder/1", "percentile-ladder/manual"),
    "path": ("bls-entry/1.0", "bls-entry/1.1", "onet-mode/1"),
    "cost": ("american-dream-jobs/2024", "college-board/2024-25", "college-board/2025-26"),
    "value": (
        "american-dream-jobs-calculator/1",
        "american-dream-jobs-compare/1",
        "discounted-cash-flow/1.0",
        "discounted-cash-flow/1.1",
    ),
}
PARTS = [
    *["id", "title", "released", "status", "superseded_by", "citation", "fingerprint"],
    *["evolve", "card", "progression"],
]


def test_each_bundled_method_is_of_one_kind():
    assert {kind: economics.methodologies(kind) for kind in economics.KINDS} == BY_KIND
    assert economics.methodologies() == tuple(sorted(id for ids in BY_KIND.values() for id in ids))
    for kind, ids in BY_KIND.items():
        for id in ids:
            assert economics.kinds_of(economics.methodology(id)) == (kind,)


@pytest.mark.parametrize("kind", ["Value", []])
def test_an_unknown_kind_is_refused(kind):
    with pytest.raises(InvalidInputError) as caught:
        economics.methodologies(kind)
    (problem,) = caught.value.problems
    assert problem.field == "kind"


def test_an_id_is_a_string_of_its_own_catalog():
    with pytest.raises(InvalidInputError, match="method: id: expected a string"):
        economics.methodology(5)
    for id in ("american-dream-jobs/2.0", "../methodologies/webb/2020"):
        with pytest.raises(UnknownMethodologyError):
            economics.methodology(id)


def test_a_method_of_another_kind_is_refused_with_those_of_the_kind():
    with pytest.raises(InvalidInputError) as caught:
        cs.lifetime_value("29-2072.00", method="percentile-ladder/1")
    (problem,) = caught.value.problems
    assert problem.field == "method"
    assert "discounted-cash-flow/1.0" in problem.expected


@pytest.mark.parametrize("part", PARTS)
def test_a_method_needs_every_member_and_no_base_class(part):
    ladder = economics.methodology("percentile-ladder/1")
    members = {name: getattr(ladder, name) for name in PARTS}
    assert economics.kinds_of(type("Whole", (), members)()) == ("progression",)
    del members[part]
    lacking = type("Lacking", (), members)()
    assert economics.kinds_of(lacking) == ()
    with pytest.raises(InvalidInputError, match="expected a method of economics"):
        economics.register(lacking)
