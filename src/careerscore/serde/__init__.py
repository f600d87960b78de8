"""JSON in and out for every class of the model, strict both ways.

cattrs does the work, on a converter of our own: text is not read as a number, True is
not 1, nothing unknown is dropped, and every problem is reported with its path. A document
says which version of the schema it is of, and can be read for ever: `careerscore.serde.versions`
says how that is kept.
"""

from __future__ import annotations

from careerscore.serde.converters import make_converter
from careerscore.serde.documents import dumps, from_dict, loads, to_dict, unversioned
from careerscore.serde.shapes import KIND
from careerscore.serde.versions import MIGRATIONS, SCHEMA_VERSION, Migration

__all__ = [
    "KIND",
    "MIGRATIONS",
    "SCHEMA_VERSION",
    "Migration",
    "dumps",
    "from_dict",
    "loads",
    "make_converter",
    "to_dict",
    "unversioned",
]
