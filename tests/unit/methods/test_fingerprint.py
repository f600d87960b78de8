"""Fingerprints of attrs objects: every figure counts, explanations do not."""

from __future__ import annotations

import functools
from collections.abc import Mapping

import attrs
import pytest
from attrs import field, frozen

import careerscore as cs
from careerscore.methods.fingerprint import NOT_IN_FINGERPRINT, figures_of, fingerprint_of


@frozen
class Figure:
    """A figure with a note, and with a field that came later."""

    value: float
    note: str = field(default="", metadata=NOT_IN_FINGERPRINT)
    later: int | None = None


def test_an_object_counts_as_the_mapping_of_its_figures():
    assert fingerprint_of(Figure(1)) == fingerprint_of({"value": 1.0})
    assert fingerprint_of(Figure(1, note="of 2024")) == fingerprint_of(Figure(1))
    assert fingerprint_of([Figure(1, later=0)]) != fingerprint_of([Figure(1)])
    assert figures_of(Figure, {"value": 5, "note": "x", "later": None}) == {"value": 5}


def test_a_function_counts_by_its_name():
    def flat(pay):
        return pay / 5

    class Progressive:
        def __call__(self, pay):
            return pay / 4

    assert fingerprint_of(flat) == fingerprint_of(flat.__qualname__)
    assert fingerprint_of(Progressive()) == fingerprint_of(Progressive.__qualname__)
    assert fingerprint_of(functools.partial(flat)) == fingerprint_of("partial")
    assert fingerprint_of(None) != fingerprint_of("None")


def changed(value):
    """Yield copies of a value with one number changed."""
    if attrs.has(type(value)):
        for name in (each.alias for each in attrs.fields(type(value))):
            for other in changed(getattr(value, name)):
                made = object.__new__(type(value))
                for each in attrs.fields(type(value)):
                    object.__setattr__(made, each.name, getattr(value, each.name))
                object.__setattr__(made, name, other)
                yield made
    elif isinstance(value, Mapping):
        for key in value:
            for other in changed(value[key]):
                yield {**value, key: other}
    elif isinstance(value, tuple):
        for place in {0, len(value) - 1} if value else ():
            for other in changed(value[place]):
                yield (*value[:place], other, *value[place + 1 :])
    elif isinstance(value, bool):
        yield not value
    elif isinstance(value, int | float):
        yield value + 1


@pytest.mark.parametrize("id", cs.economics.methodologies())
def test_every_number_of_a_result_counts(id):
    method = cs.economics.methodology(id)
    (kind,) = cs.economics.kinds_of(method)
    result = getattr(method, kind)(cs.occupation("29-1141.00", data="2026.1"))
    others = [fingerprint_of(other) for other in changed(attrs.evolve(result, sources=()))]
    assert len(others) > 5
    assert fingerprint_of(result) not in others
    assert fingerprint_of(attrs.evolve(result, occupation_title="x", data_release="y")) == (
        fingerprint_of(result)
    )
