"""Texts that no file can hold: told by the name of what holds them, before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from careerscore._text import is_encodable
from careerscore.errors import InvalidInputError, Problem, shorten
from careerscore.exporting.table import head_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from careerscore.exporting.table import ExportTable

__all__ = ["WHOLE_CHARACTERS", "check_encodable"]

WHOLE_CHARACTERS: Final = "a text without halves of surrogate pairs"


def check_encodable(table: ExportTable) -> None:
    r"""Refuse a table with half a surrogate pair in its head or in a cell.

    Raises
    ------
    InvalidInputError
        If there is one; of each column, the first is named.

    Examples
    --------
    >>> import careerscore as cs
    >>> from careerscore.exporting.occupations import occupation_table
    >>> method = cs.methodology("webb/2020").evolve(title="\ud800")
    >>> table = occupation_table(occupations=["29-2072"], columns=["total"], methodology=method)
    >>> try:
    ...     check_encodable(table)
    ... except InvalidInputError as error:
    ...     print(error)
    export: methodology.title: expected a text without halves of surrogate pairs, got '\ud800'
    """
    broken = list(_broken("", head_of(table)))
    for name, cells in table.values.items():
        broken += list(_broken(name, cells))[:1]
    if broken:
        problems = (Problem(name, shorten(text), WHOLE_CHARACTERS) for name, text in broken)
        raise InvalidInputError("export", tuple(problems))


def _broken(name: str, value: Any) -> Iterator[tuple[str, str]]:
    """Give each text within a value that cannot be encoded, with its path."""
    if isinstance(value, str):
        if not is_encodable(value):
            yield name, value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _broken(f"{name}.{key}" if name else key, each)
    elif isinstance(value, list | tuple):
        for place, each in enumerate(value):
            yield from _broken(f"{name}[{place}]", each)
