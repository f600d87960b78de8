"""JSON in and out for every class of the model, strict both ways.

Reading converts nothing: text is not a number, True is not 1, no unknown field is dropped, and
every problem is reported with its path. A document has the version of its schema, and can be
read by every later version of careerscore.
"""

from __future__ import annotations

from careerscore._record import KIND
from careerscore.serde.documents import (
    SCHEMA_VERSION,
    dumps,
    from_dict,
    loads,
    make_converter,
    to_dict,
    unversioned,
)
from careerscore.serde.schema import json_schema

__all__ = [
    "KIND",
    "SCHEMA_VERSION",
    "dumps",
    "from_dict",
    "json_schema",
    "loads",
    "make_converter",
    "to_dict",
    "unversioned",
]
