"""Read-only mappings, also those whose items are made later."""

from __future__ import annotations

import pickle

import pytest

from careerscore._frozen_map import FrozenMap, LazyMap


def test_items_are_made_once_and_at_first_use():
    made = []
    lazy = LazyMap(lambda: made.append(1) or {"low": 1})
    assert made == []
    assert (lazy["low"], lazy.get("high", 2), lazy == {"low": 1}, made) == (1, 2, True, [1])
    assert type(pickle.loads(pickle.dumps(lazy))) is FrozenMap


@pytest.mark.parametrize("ask", [lambda x: x.get("a"), lambda x: x["a"], lambda x: "a" in x, len])
def test_a_fault_while_items_are_made_is_no_missing_item(ask):
    with pytest.raises(KeyError, match="column"):
        ask(LazyMap(lambda: {}["column"]))
    with pytest.raises(AttributeError):
        LazyMap(dict).no_such_attribute  # noqa: B018


def test_a_large_one_shows_its_first_items_and_how_many_there_are():
    assert repr(FrozenMap({each: each for each in range(50)})).endswith("48: 48, 49: 49})")
    assert repr(FrozenMap({each: -each for each in range(51)})) == (
        "FrozenMap({0: 0, 1: -1, 2: -2, ... 51 in all})"
    )
