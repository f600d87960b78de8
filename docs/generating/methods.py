"""The cards of every methodology and method, with how many occupations each reaches."""

from __future__ import annotations

import re
from collections import Counter

import careerscore as cs
from careerscore import local, profiles
from careerscore.api import (
    DEFAULT_COST,
    DEFAULT_METHODOLOGY,
    DEFAULT_PATH,
    DEFAULT_PROGRESSION,
    DEFAULT_VALUE,
)
from generating.markdown import escaped, table

__all__ = ["economic_cards", "methodology_cards"]

_FIRST = (
    DEFAULT_METHODOLOGY,
    "careerscore/1.0",
    DEFAULT_PROGRESSION,
    DEFAULT_PATH,
    DEFAULT_COST,
    DEFAULT_VALUE,
)
"""What is used unless another is asked for, in the order of a career page, and the consensus."""


def methodology_cards() -> str:
    """Return the card of every scoring methodology, below a table of them: the default first."""
    newest = cs.load()
    found = {}
    for method in sorted(map(cs.methodology, cs.methodologies()), key=_place):
        results = cs.assess_all(method, data=newest).values()
        found[method] = [result.status.value for result in results]
    return _table_and_cards(found, newest)


def economic_cards() -> str:
    """Return the card of every method of pay, cost and value, of words for places and profiles."""
    newest = cs.load()
    found = {}
    for method in sorted(map(cs.economics.methodology, cs.economics.methodologies()), key=_place):
        (question,) = cs.economics.kinds_of(method)
        answers = (getattr(method, question)(one) for one in newest.values())
        found[method] = [answer.status.value for answer in answers]
    others = [
        room.methodology(id).card() for room in (local, profiles) for id in room.methodologies()
    ]
    return "\n".join([_table_and_cards(found, newest), *(f"#{card}" for card in others)])


def _place(method: cs.Methodology) -> tuple[int, bool, bool, str]:
    """Sort the defaults first, then other methods, published measures, and what is superseded."""
    return (
        _FIRST.index(method.id) if method.id in _FIRST else len(_FIRST),
        method.status == "superseded",
        isinstance(method, cs.scoring.PublishedMeasure),
        method.id,
    )


def _table_and_cards(found: dict[cs.Methodology, list[str]], release: cs.Release) -> str:
    """Return a table of methods with what they reach, then their cards as sections of a page."""
    of = f"of the {len(release):,} occupations of release `{release.name}`"
    rows, cards = [], []
    for method, statuses in found.items():
        reached = sum(status not in {"insufficient", "invalid"} for status in statuses)
        anchor = re.sub(r"[^a-z0-9-]", "", method.id)
        rows.append([f"[`{method.id}`](#{anchor})", escaped(method.title), f"{reached:,}"])
        counts = sorted(Counter(statuses).items())
        shown = ", ".join(f"{count:,} {name}" for name, count in counts)
        cards.append(f"#{method.card().rstrip()}\n\n**Coverage** {of}: {shown}.\n")
    listed = table(["methodology", "title", "answers"], rows)
    return "\n".join([f"Answers are {of}.\n", listed, *cards])
