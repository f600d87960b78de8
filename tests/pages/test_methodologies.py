"""The description of a methodology: the same in terminals, HTML and Markdown."""

from __future__ import annotations

import re

import pytest

import careerscore as cs

EVERY = [
    *map(cs.methodology, cs.methodologies()),
    *map(cs.economics.methodology, cs.economics.methodologies()),
]


def in_plain(card):
    """A card without marks of Markdown."""
    return re.sub(r"\\(?=[^\w\s])|\*\*", "", card).replace("&lt;", "<")


@pytest.mark.parametrize("method", EVERY, ids=lambda method: method.id)
def test_every_card_has_the_whole_description(method):
    card = method.card()
    assert card.count("**Cite as**") == 1
    assert not re.search(r"\n\n\n", card)
    text = in_plain(card)
    assert text.startswith(f"# {method.id}\n\n{method.title}\n\n{method.status} ")
    for part in (method.formula, method.citation, method.description, *method.limits):
        assert part in text
    assert f"Engine {method.engine}\n" in text
    assert text.endswith(f"Fingerprint: {method.fingerprint}\n")
    for entry in getattr(method, "inputs", ()):
        assert entry.name in text


def test_an_address_is_a_link_where_the_citation_lacks_it(show):
    method = cs.methodology("webb/2020")
    assert method.url in method.citation
    assert "Address" not in method.card()
    other = method.evolve(citation="Webb", url="https://a.org/?x=1&y")
    assert "- **Address**: <https://a.org/?x=1&y>" in other.card()
    assert '<a href="https://a.org/?x=1&amp;y"' in other._repr_html_()
    assert "Address https://a.org/?x=1&y" in show.lines(other)
    bare = method.evolve(citation="Me", url=None, description=None, limits=(), changes=None).card()
    assert not re.search(r"Known limits|What changed|Address", bare)


@pytest.mark.parametrize(
    "text",
    ["\x1b[31mred", "\u202ereversed", "a\nb", "<script>alert(1)</script>", "[x](javascript:x)"],
)
def test_a_card_has_no_text_that_acts(text):
    card = (
        cs.methodology("webb/2020")
        .evolve(title=text, citation=text, description=text, limits=[text], changes=text, url=text)
        .card()
    )
    assert "\x1b" not in card
    assert "\u202e" not in card
    assert "<script" not in card
    assert "a\nb" not in card
    assert not re.search(r"(?<!\\)\]\(", card)
