"""Text as HTML shows it: escaped, without control characters, and not endless."""

from __future__ import annotations

import html
from typing import Final

from careerscore._text import strip_control

LONGEST_NAME: Final = 200
LONGEST_TEXT: Final = 4_000
"""Longer headings and longer texts are cut, with a mark [characters]."""


def escaped(text: str, longest: int = LONGEST_NAME) -> str:
    """Return a text as HTML; beyond some length it is cut, with a mark."""
    cut = text if len(text) <= longest else f"{text[:longest]}… ({len(text):,} characters)"
    return html.escape(strip_control(cut))
