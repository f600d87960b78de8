"""The description of a methodology, for terminals, HTML, Markdown and Excel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from careerscore._render.blocks import (
    Column,
    DefinitionList,
    Emphasis,
    Link,
    Page,
    Paragraph,
    Section,
    Span,
    Table,
    paragraph,
    paragraphs,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from careerscore._render.blocks import Block
    from careerscore.methods.base import Method

__all__ = [
    "inputs_section",
    "methodology_page",
    "methodology_summary",
    "name_of",
    "text_table",
    "tiers_section",
]


def methodology_page(methodology: Method) -> Page:
    """Return the full description of a methodology.

    Examples
    --------
    >>> import careerscore as cs
    >>> methodology_page(cs.methodology("webb/2020")).title
    'webb/2020'
    """
    formula, engine = _optional(methodology, "formula"), _optional(methodology, "engine")
    changes, url = _optional(methodology, "changes"), _optional(methodology, "url")
    status = f"{methodology.status} {methodology.released}"
    if methodology.superseded_by:
        status += f", superseded by {methodology.superseded_by}"
    rule = Paragraph((Span("Formula:", Emphasis.STRONG), Span(f" {formula}.")))
    address = (
        [DefinitionList([("Address", Link(url))])]
        if url and url not in methodology.citation
        else []
    )
    return Page(
        methodology.id,
        (
            paragraph(methodology.title, Emphasis.STRONG),
            paragraph(status, Emphasis.MUTED),
            *paragraphs(_optional(methodology, "description")),
            *([rule] if formula else ()),
            *_details(methodology),
            *_section("Known limits", *paragraphs(*(_optional(methodology, "limits") or ()))),
            *_section("What changed", *paragraphs(changes)),
            Section("Cite as", [paragraph(methodology.citation), *address]),
            *paragraphs(f"Engine {engine}" if engine else None, emphasis=Emphasis.MUTED),
            paragraph(f"Fingerprint: {methodology.fingerprint}", Emphasis.MUTED),
        ),
    )


def methodology_summary(methodology: Method, *kinds: str) -> Section:
    """Return an entry of a list of methodologies; ``kinds`` are the results it gives."""
    status = f"{methodology.status}, {methodology.released}"
    if methodology.superseded_by:
        status += f", by {methodology.superseded_by}"
    if kinds:
        status = f"{', '.join(kinds)}; {status}"
    inputs = _inputs(methodology)
    tiers = ", ".join(tier.label for tier in _optional(methodology, "tiers") or ())
    return Section(
        f"{methodology.id}  {methodology.title}",
        (
            paragraph(status, Emphasis.MUTED),
            *paragraphs(_optional(methodology, "description"), _optional(methodology, "formula")),
            *([DefinitionList(inputs)] if inputs else ()),
            *paragraphs(f"Tiers: {tiers}" if tiers else None),
            *paragraphs(
                methodology.citation,
                f"Fingerprint: {methodology.fingerprint}",
                emphasis=Emphasis.MUTED,
            ),
        ),
        minor=True,
    )


def name_of(methodology: Method) -> str:
    """Return id, title and date in one line."""
    return f"{methodology.id}, {methodology.title}, {methodology.released}"


def inputs_section(methodology: Method) -> list[Block]:
    """Return the inputs with their units, or nothing if there are none."""
    rows = _inputs(methodology)
    return _section("Inputs", *([DefinitionList(rows)] if rows else ()))


def tiers_section(methodology: Method) -> list[Block]:
    """Return the tiers with their colors, or nothing if there are none."""
    tiers = _optional(methodology, "tiers") or ()
    rows = [(str(tier.rank), tier.label, tier.color) for tier in tiers]
    return _section("Tiers", *text_table(("rank", "tier", "color"), rows))


def text_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[Block]:
    """Return a table without its empty columns, or nothing if it is empty."""
    body = list(rows)
    kept = [place for place in range(len(heads)) if any(row[place] for row in body)]
    cells = [[row[place] for place in kept] for row in body]
    return [Table([Column()] * len(kept), cells, [heads[place] for place in kept])] if kept else []


def _details(methodology: Method) -> Iterable[Block]:
    details = _optional(methodology, "_details")
    return details() if details else (*inputs_section(methodology), *tiers_section(methodology))


def _inputs(methodology: Method) -> list[tuple[str, str]]:
    return [
        (entry.name, f"{entry.unit}{_range(entry.minimum, entry.maximum)}")
        for entry in _optional(methodology, "inputs") or ()
    ]


def _range(minimum: float | None, maximum: float | None) -> str:
    if minimum is not None and maximum is not None:
        return f", {minimum:g} to {maximum:g}"
    if minimum is not None:
        return f", at least {minimum:g}"
    return "" if maximum is None else f", at most {maximum:g}"


def _section(title: str, *blocks: Block) -> list[Block]:
    return [Section(title, blocks)] if blocks else []


def _optional(methodology: Method, name: str) -> Any:
    """Return what a methodology of another package need not have."""
    return getattr(methodology, name, None)
