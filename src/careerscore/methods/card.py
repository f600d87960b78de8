"""The card of a methodology: all there is to know of it, on a page of Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from careerscore.methods.base import MethodologyBase

__all__ = ["Detail", "card_of", "in_markdown", "markdown_table"]


@frozen
class Detail:
    """One thing there is to know of a methodology, besides who it is.

    Parameters
    ----------
    title : str
        What it is about.
    name : str
        Its name in the code, where it has one.
    text : str
        What there is to say.
    headings : tuple of str
        Headings of a table.
    rows : tuple of tuple of str
        Rows of that table.
    """

    title: str
    name: str = ""
    text: str = ""
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def card_of(methodology: MethodologyBase) -> str:
    """Return the card of a methodology: formula, numbers with sources, limits, how to cite it.

    Parameters
    ----------
    methodology : MethodologyBase
        What the card is of.

    Examples
    --------
    >>> import careerscore as cs
    >>> print(cs.methodology("webb/2020").card().splitlines()[0])
    # webb/2020
    """
    blocks = [
        f"# {methodology.id}",
        f"{methodology.title}, {methodology.status} {methodology.released}.",
        methodology.description,
        f"**Formula**: {methodology.formula}.",
        *map(_detail, methodology.details()),
    ]
    if methodology.limits:
        limits = "\n".join(f"- {in_markdown(limit)}" for limit in methodology.limits)
        blocks.append(f"**Known limits**\n\n{limits}")
    if methodology.changes:
        blocks.append(f"**What changed**: {in_markdown(methodology.changes)}")
    if methodology.superseded_by:
        blocks.append(f"**Superseded by** `{methodology.superseded_by}`.")
    address = f" <{methodology.url}>" if methodology.url else ""
    blocks.append(f"**Cite as**: {in_markdown(methodology.citation)}{address}")
    blocks.append(f"Engine `{methodology.engine}`, fingerprint `{methodology.fingerprint}`.")
    return "\n\n".join(block for block in blocks if block) + "\n"


def _detail(detail: Detail) -> str:
    head = f"**{in_markdown(detail.title)}**"
    if detail.name:
        head += f" (`{detail.name}`)"
    if detail.text:
        head += f": {in_markdown(detail.text)}"
    return f"{head}\n\n{markdown_table(detail.headings, detail.rows)}" if detail.rows else head


def markdown_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    r"""Return a table without the columns that say nothing.

    Examples
    --------
    >>> print(markdown_table(("a", "b", "c"), [("1", "", "x|y")]))
    | a | c |
    | --- | --- |
    | 1 | x\|y |
    """
    body = list(rows)
    kept = [place for place in range(len(headings)) if any(row[place] for row in body)]
    lines = [headings, ["---"] * len(headings), *body]
    return "\n".join(
        f"| {' | '.join(in_markdown(cells[place]) for place in kept)} |" for cells in lines
    )


def in_markdown(text: str) -> str:
    """Return a text whose bars and stars stay bars and stars."""
    return text.replace("|", "\\|").replace("*", "\\*")
