"""What a class says of itself, taken from its docstring."""

from __future__ import annotations

import inspect
import re
from typing import Final

import attrs

__all__ = ["descriptions_of", "first_sentence"]

_SECTION: Final = re.compile(r"^(\w[\w ]*)\n-{3,}\n", re.MULTILINE)
"""The heading of a section, as numpydoc has it."""

_NOTHING: Final = re.compile(r'(?<!")\bNone\b(?!")')
"""Nothing, as Python calls it; in quotation marks it is a text."""

_FIELDS: Final = ("Parameters", "Attributes")


def first_sentence(described: object) -> str:
    """Return the first paragraph of a docstring in one line; nothing where there is none.

    Examples
    --------
    >>> from careerscore.model import Note
    >>> first_sentence(Note)
    'What is exceptional about a value.'
    """
    paragraph = inspect.cleandoc(getattr(described, "__doc__", None) or "").partition("\n\n")[0]
    return _plain(paragraph)


def descriptions_of(kind: type) -> dict[str, str]:
    """Return what the docstrings of a class and of its bases say of each field.

    Examples
    --------
    >>> from careerscore.model import RelatedOccupation
    >>> descriptions_of(RelatedOccupation)["title"]
    'The other occupation.'
    """
    found: dict[str, str] = {}
    for base in reversed(kind.__mro__):
        if attrs.has(base):
            found |= _fields_in(inspect.cleandoc(base.__doc__ or ""))
    return found


def _fields_in(docstring: str) -> dict[str, str]:
    # Headings and texts in turn, the text before the first heading left out.
    parts = _SECTION.split(docstring)[1:]
    found: dict[str, str] = {}
    for heading, body in zip(parts[::2], parts[1::2], strict=True):
        if heading in _FIELDS:
            found |= _entries(body)
    return found


def _entries(body: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in re.split(r"\n(?=\S)", body):
        names, _, text = entry.partition("\n")
        for name in names.partition(" : ")[0].split(","):
            found[name.strip()] = _plain(inspect.cleandoc(text))
    return found


def _plain(text: str) -> str:
    """Return a paragraph in one line, in the words of JSON, without the signs of Sphinx."""
    return _NOTHING.sub("null", " ".join(text.replace("`", "").split()))
