"""Keys of live services: read from the caller or the environment, and never written again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NoReturn
from urllib.parse import quote, quote_plus

from careerscore.errors import InvalidInputError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

REMOVED: Final = "[removed]"
"""What replaces a key in an answer."""

_SHORTEST_REPLACED: Final = 6
"""A shorter text may be a part of any word [characters]."""

_PRINTABLE: Final = re.compile(r"[!-~]{1,1000}")


class Key:
    """A credential: no text, log, document or pickle has it.

    Parameters
    ----------
    text : str
        The credential as the service gave it.
    name : str
        What it is called in an error.

    Examples
    --------
    >>> key = Key("0123456789abcdef")
    >>> print(key, [key])
    <key> [<key>]
    """

    __slots__ = ("_text",)

    def __init__(self, text: str, name: str = "key") -> None:
        tidy = text.strip() if isinstance(text, str) else ""
        if not _PRINTABLE.fullmatch(tidy):
            # The value is no part of the message.
            problem = Problem(name, "", "expected printable ASCII characters without blanks")
            raise InvalidInputError("Key", (problem,))
        self._text = tidy

    def __repr__(self) -> str:
        return "<key>"

    def __reduce_ex__(self, protocol: Any) -> NoReturn:
        raise TypeError("a key is not written")

    def reveal(self) -> str:
        """Return the credential, for a request."""
        return self._text

    @property
    def _spellings(self) -> set[str]:
        text = self._text
        return {text, quote(text, safe=""), quote(text), quote_plus(text)}


def without_keys(value: Any, keys: Iterable[Key]) -> Any:
    """Return what an answer holds without the keys that a service may repeat in it."""
    texts = sorted({text for key in keys for text in key._spellings}, key=len)  # noqa: SLF001
    long = [re.escape(text) for text in reversed(texts) if len(text) >= _SHORTEST_REPLACED]
    if not long:
        return value
    pattern = re.compile("|".join(long), re.IGNORECASE)

    def cleaned(part: Any) -> Any:
        if isinstance(part, str):
            return pattern.sub(REMOVED, part)
        if isinstance(part, list):
            return [cleaned(each) for each in part]
        if isinstance(part, dict):
            return {cleaned(name): cleaned(each) for name, each in part.items()}
        return part

    return cleaned(value)
