"""The page on a methodology: what its card says, as blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careerscore.report.blocks import line, section
from careerscore.report.page import Column, Grid, Page, Title, Tone

if TYPE_CHECKING:
    from careerscore.methods.base import MethodologyBase
    from careerscore.methods.card import Detail
    from careerscore.report.page import Block, Section

__all__ = ["strategy_page"]


def strategy_page(methodology: MethodologyBase) -> Page:
    """Lay out what there is to know of a methodology.

    Parameters
    ----------
    methodology : MethodologyBase
        A methodology of scoring, or a method of economics.

    Examples
    --------
    >>> import careerscore as cs
    >>> strategy_page(cs.methodology("webb/2020")).title
    'webb/2020'
    """
    status = f"{methodology.status} {methodology.released}"
    if methodology.superseded_by:
        status += f", superseded by {methodology.superseded_by}"
    head: list[Block] = [
        Title(methodology.id),
        line(methodology.title, Tone.STRONG),
        line(status, Tone.QUIET),
        *([line(methodology.description)] if methodology.description else []),
        line(f"Formula: {methodology.formula}."),
    ]
    prose = {
        "Known limits": methodology.limits,
        "What changed": (methodology.changes,) if methodology.changes else (),
        "Cite as": tuple(filter(None, (methodology.citation, methodology.url))),
    }
    return Page(
        methodology.id,
        (
            *head,
            *map(_detail, methodology.details()),
            *(section(title, *map(line, texts)) for title, texts in prose.items() if texts),
            line(f"Engine {methodology.engine}", Tone.QUIET),
            line(f"Fingerprint: {methodology.fingerprint}", Tone.QUIET),
        ),
    )


def _detail(detail: Detail) -> Section:
    kept = [place for place, _ in enumerate(detail.headings) if any(r[place] for r in detail.rows)]
    rows = [[row[place] for place in kept] for row in detail.rows]
    heads = [detail.headings[place] for place in kept]
    said = [line(detail.text, Tone.QUIET)] if detail.text else []
    table = [Grid([Column()] * len(kept), rows, heads)] if rows else []
    return section(detail.title, *said, *table)
