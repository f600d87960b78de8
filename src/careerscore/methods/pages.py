"""The description of a methodology, for terminals, HTML, Markdown and Excel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from careerscore._render import blocks
from careerscore._render.blocks import definitions, muted, paragraphs, section

if TYPE_CHECKING:
    from careerscore.methods.base import Method


def methodology_page(methodology: Method) -> blocks.Page:
    """Return the full description of a methodology."""
    formula, engine = _optional(methodology, "formula"), _optional(methodology, "engine")
    url, details = _optional(methodology, "url"), _optional(methodology, "_details")
    successor = methodology.superseded_by
    status = f"{methodology.status} {methodology.released}"
    rule = (blocks.Span("Formula:", blocks.Emphasis.STRONG), blocks.Span(f" {formula}."))
    address = blocks.Link(url) if url and url not in methodology.citation else None
    cited = [blocks.paragraph(methodology.citation), *definitions(("Address", address))]
    return blocks.Page(
        methodology.id,
        (
            blocks.strong(methodology.title),
            *muted(status + (f", superseded by {successor}" if successor else "")),
            *paragraphs(_optional(methodology, "description")),
            *([blocks.Paragraph(rule)] if formula else ()),
            *(details() if details else inputs_and_tiers(methodology)),
            *section("Known limits", *paragraphs(*(_optional(methodology, "limits") or ()))),
            *section("What changed", *paragraphs(_optional(methodology, "changes"))),
            *section("Cite as", *cited),
            *muted(engine and f"Engine {engine}", f"Fingerprint: {methodology.fingerprint}"),
        ),
    )


def name_of(methodology: Method) -> str:
    """Return id, title and date in one line."""
    return f"{methodology.id}, {methodology.title}, {methodology.released}"


def inputs_and_tiers(methodology: Method) -> list[blocks.Block]:
    """Return the inputs with their units and the tiers with their colors, where there are any."""
    tiers = _optional(methodology, "tiers") or ()
    rows = [(str(tier.rank), tier.label, tier.color) for tier in tiers]
    table = blocks.text_table(("rank", "tier", "color"), rows)
    return [*section("Inputs", *_inputs(methodology)), *section("Tiers", *table)]


def _inputs(methodology: Method) -> list[blocks.Block]:
    rows = []
    for entry in _optional(methodology, "inputs") or ():
        span = format_range(entry)
        # Some units have the range in them.
        rows.append((entry.name, entry.unit + f", {span}" * (not entry.unit.endswith(span))))
    return definitions(*rows)


def format_range(entry: Any) -> str:
    """Return the minimum and the maximum of an input or a factor, as far as it has them."""
    minimum, maximum = entry.minimum, entry.maximum
    if minimum is None:
        return "" if maximum is None else f"at most {maximum:g}"
    return f"at least {minimum:g}" if maximum is None else f"{minimum:g} to {maximum:g}"


def _optional(methodology: Method, name: str) -> Any:
    """Return what a methodology of another package need not have."""
    return getattr(methodology, name, None)
