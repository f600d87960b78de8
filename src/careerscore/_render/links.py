"""Links from a page to the caller's own pages on careers."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

from careerscore._record import Checks

_FIELD: Final = re.compile(r"\{(code|slug)\}")
_SCHEME: Final = re.compile(r"(?!https?:)[^/?#]*:", re.IGNORECASE)
_LEVELS: Final = range(1, 5)


def check_options(link: object, level: object, *, embedded: object = False) -> None:
    """Raise `InvalidInputError` unless these are options of a page in HTML."""
    checks = Checks("to_html")
    holds = isinstance(link, str) and (not link or _is_template(link))
    expected = "a relative or web address with {code} or {slug}, such as '/careers/{slug}'"
    checks.expect("link", link, expected, holds=holds)
    is_level = isinstance(level, int) and not isinstance(level, bool) and level in _LEVELS
    checks.expect("level", level, "a whole number from 1 to 4", holds=is_level)
    checks.value("embedded", embedded, bool)
    checks.raise_problems()


def _is_template(link: str) -> bool:
    rest, count = _FIELD.subn("", link)
    return (
        count > 0 and not set(rest) & set("{}") and rest.isprintable() and not _SCHEME.match(rest)
    )


def address(template: str, code: str, slug: str) -> str:
    """Return the address of a career; its names cannot change the rest of the address."""
    names = {"code": code, "slug": slug}
    return _FIELD.sub(lambda found: quote(names[found[1]], safe="", errors="replace"), template)
