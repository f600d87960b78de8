"""The cards of every methodology and method, with how many occupations each reaches."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import careerscore as cs
from careerscore import local, profiles
from careerscore.api import DEFAULT_METHODOLOGY
from generating.markdown import escaped, table

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["economic_cards", "methodology_cards"]


def methodology_cards() -> str:
    """Return the card of every scoring methodology, below a table of them: the default first."""
    newest = cs.load()
    rows, cards = [], []
    for method in sorted(map(cs.methodology, cs.methodologies()), key=_place):
        found = [result.status.value for result in cs.assess_all(method, data=newest).values()]
        scored = sum(status not in {"insufficient", "invalid"} for status in found)
        anchor = re.sub(r"[^a-z0-9-]", "", method.id)
        rows.append([f"[`{method.id}`](#{anchor})", escaped(method.title), f"{scored:,}"])
        cards.append(_below(method.card(), found, newest))
    listed = table(["methodology", "", f"scored of {len(newest):,} (`{newest.name}`)"], rows)
    return "\n".join([listed, *cards])


def _place(method: cs.scoring.Methodology) -> tuple[bool, bool, bool, bool, str]:
    """Sort the default and the consensus first, then scores, measures, and what is superseded."""
    return (
        method.id != DEFAULT_METHODOLOGY,
        method.id != "careerscore/1.0",
        method.status == "superseded",
        isinstance(method, cs.scoring.PublishedMeasure),
        method.id,
    )


def economic_cards() -> str:
    """Return the card of every method of pay, cost and value, of words for places and profiles."""
    newest = cs.load()
    cards = []
    for name in cs.economics.methodologies():
        method = cs.economics.methodology(name)
        (question,) = cs.economics.kinds_of(method)
        answers = (getattr(method, question)(one) for one in newest.values())
        cards.append(_below(method.card(), (each.status.value for each in answers), newest))
    others = [
        room.methodology(id).card() for room in (local, profiles) for id in room.methodologies()
    ]
    return "\n".join([*cards, *(f"#{card}" for card in others)])


def _below(card: str, found: Iterable[str], release: cs.Release) -> str:
    """Return a card as a section of a page, with its coverage."""
    counts = Counter(found)
    shown = ", ".join(f"{count:,} {name}" for name, count in sorted(counts.items()))
    of = f"the {len(release):,} occupations of release `{release.name}`"
    return f"#{card.rstrip()}\n\n**Coverage** of {of}: {shown}.\n"
