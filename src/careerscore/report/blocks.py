"""Small pieces that every section of a page is made of."""

from __future__ import annotations

from math import isclose
from typing import TYPE_CHECKING

from careerscore.model.provenance import Note, Provenance, note_on
from careerscore.report.page import Facts, Line, Section, Tone, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from careerscore.report.page import Block, Cell

__all__ = ["cut", "facts", "figure", "in_words", "line", "missing", "remark", "section"]


def section(title: str, *body: Block) -> Section:
    """Return a heading with its body below."""
    return Section(title, body)


def line(text: str, tone: Tone = Tone.PLAIN) -> Line:
    """Return a text that wraps, in one tone."""
    return Line((Words(text, tone),))


def facts(rows: Iterable[tuple[str, Cell]]) -> Facts:
    """Return names with their values."""
    return Facts(tuple(rows))


def remark(note: Note | None) -> list[Block]:
    """Return a line on what is exceptional, none where nothing is."""
    return [] if note is None else [line(in_words(note), Tone.REMARK)]


def missing(notes: Mapping[str, Note], field: str) -> list[Block]:
    """Return a line on why a field holds nothing."""
    return remark(note_on(notes, field)) or [line("not known")]


def in_words(note: Note) -> str:
    """Return how a value was obtained and why, as one phrase."""
    return (
        note.reason
        if note.provenance is Provenance.OBSERVED
        else f"{note.provenance}: {note.reason}"
    )


def cut(names: Iterable[str], most: int) -> str:
    """Return the first few of some names, and how many more there are."""
    every = list(names)
    shown = "; ".join(every[:most])
    return f"{shown}; and {len(every) - most} more" if len(every) > most else shown


def figure(value: float) -> str:
    """Return a number as people write it: four digits that count, whole numbers in full.

    A value that only its last digits keep from what is shown says on which side it lies:
    cuts are compared with the value, not with what is shown.

    Examples
    --------
    >>> figure(0.61764), figure(7), figure(0.24999999999999997)
    ('0.6176', '7', 'just below 0.25')
    """
    if not isinstance(value, float):
        return str(value)
    shown = f"{value:.4g}"
    if value != float(shown) and isclose(value, float(shown), rel_tol=1e-12):
        return f"just {'below' if value < float(shown) else 'above'} {shown}"
    return shown
