"""The public classes that have a JSON Schema."""

from __future__ import annotations

import inspect
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from careerscore import (
    analysis,
    economics,
    exporting,
    frames,
    live,
    local,
    matching,
    model,
    profiles,
    records,
    reference,
    scoring,
    sources,
)
from careerscore._career_page import CareerEconomics
from careerscore._record import Record
from careerscore.serde.documents import is_read, shape_of

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
    sources.BuildReport,
)
"""Those that are no records."""


def document_classes() -> Mapping[str, type]:
    """Return every public class whose objects are written as JSON, by name.

    Examples
    --------
    >>> import careerscore as cs
    >>> cs.document_classes()["Tier"]
    <class 'careerscore.model.assessment.Tier'>
    """
    rooms = (
        analysis,
        economics,
        model,
        matching,
        reference,
        scoring,
        frames,
        live,
        local,
        profiles,
    )
    public: list[Any] = [getattr(room, name) for room in rooms for name in room.__all__]
    # The classes of records of which every field can be read from JSON.
    readable = [
        kind
        for kind in public
        if Record in getattr(kind, "__mro__", ())
        and not inspect.isabstract(kind)
        and all(is_read(field.type) for field in shape_of(kind).fields)
    ]
    found = {kind.__name__: kind for kind in (*readable, *_OTHERS)}
    return MappingProxyType(dict(sorted(found.items())))
