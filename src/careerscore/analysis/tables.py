"""Records as the rows of a data frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from careerscore._record import fields_of, without_none
from careerscore.errors import InvalidInputError, Problem, close_matches, shorten
from careerscore.model.assessment import Tier
from careerscore.reference.columns import (
    COUNT,
    LIST_SEPARATOR,
    NUMBER,
    TEXT,
    PlainColumn,
    frame_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_KINDS = {int: COUNT, float: NUMBER}


def frame_of_part(parts: Mapping[str, tuple[type, Sequence[Any]]], part: str, backend: str) -> Any:
    """Return a part of a result, records of one class, as a data frame.

    Parameters
    ----------
    parts : Mapping of str to tuple
        By name, the class of the records of each part, and the records.
    part : str
        The part asked for.
    backend : str
        As in `careerscore.Release.to_frame`.
    """
    if part not in tuple(parts):
        expected = " or ".join(map(repr, close_matches(part, tuple(parts)) or parts))
        raise InvalidInputError("to_frame", (Problem("part", shorten(part), expected),))
    kind, rows = parts[part]
    columns, values = [], {}
    for field in fields_of(kind):
        columns.append(PlainColumn(field.name, _KINDS.get(without_none(field.type)[0], TEXT)))
        values[field.name] = [_cell(getattr(row, field.name)) for row in rows]
    return frame_of(columns, values, backend)


def _cell(value: Any) -> Any:
    if isinstance(value, Tier):
        return value.label
    return LIST_SEPARATOR.join(value) if isinstance(value, tuple) else value
