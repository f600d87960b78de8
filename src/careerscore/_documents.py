"""The public classes that have a JSON Schema."""

from __future__ import annotations

import inspect
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from careerscore import economics, exporting, frames, model, records, reference, scoring, sources
from careerscore._career_page import CareerEconomics
from careerscore._record import Record
from careerscore.errors import InvalidInputError, Problem, close_matches, shorten
from careerscore.reference.search import SearchResult
from careerscore.serde.fields import is_read, shape_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_OTHERS: Final = (
    CareerEconomics,
    exporting.ExportReport,
    frames.FileReport,
    records.Coverage,
    records.Pin,
    reference.EditorialCareer,
    reference.MeasureCoverage,
    reference.Panel,
    reference.PanelRow,
    reference.ReferenceColumn,
    SearchResult,
    sources.BuildReport,
)
"""Those that are no records."""


def document_classes() -> Mapping[str, type]:
    """Return every public class whose objects are written as JSON, by name.

    See Also
    --------
    json_schema : the schema of one of them.

    Examples
    --------
    >>> import careerscore as cs
    >>> cs.document_classes()["Tier"]
    <class 'careerscore.model.assessment.Tier'>
    """
    rooms = (economics, model, reference, scoring, frames)
    public = [getattr(room, name) for room in rooms for name in room.__all__]
    found = {kind.__name__: kind for kind in (*filter(_is_document, public), *_OTHERS)}
    return MappingProxyType(dict(sorted(found.items())))


def _is_document(kind: Any) -> bool:
    """Whether an object is a class of records of which every field can be read from JSON."""
    return (
        Record in getattr(kind, "__mro__", ())
        and not inspect.isabstract(kind)
        and all(is_read(field.kind) for field in shape_of(kind).fields)
    )


def document_class(name: str) -> type:
    """Return the class of a name.

    Raises
    ------
    InvalidInputError
        If there is none; the message lists the nearest names.
    """
    classes = document_classes()
    if name not in classes:
        expected = " or ".join(close_matches(name, tuple(classes)) or classes)
        raise InvalidInputError("json_schema", (Problem("class", shorten(name), expected),))
    return classes[name]
