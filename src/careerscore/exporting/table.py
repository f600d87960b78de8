"""A table to export: typed columns, their values, and the data and methodology behind them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from attrs import field, frozen

from careerscore._record import Checks
from careerscore._text import is_encodable
from careerscore.methods.base import Method
from careerscore.model.provenance import Source
from careerscore.reference.columns import ReferenceColumn

if TYPE_CHECKING:
    from collections.abc import Iterator

OCCUPATIONS: Final = "occupations"
JOB_LISTINGS: Final = "job-listings"
TRAINING: Final = "training-programs"
CERTIFICATIONS: Final = "certifications"

METHODOLOGY_PARTS: Final = (
    "id",
    "title",
    "released",
    "status",
    "superseded_by",
    "citation",
    "url",
    "fingerprint",
)
"""The parts of a methodology that a document has."""

Cell: TypeAlias = str | float | datetime.date | None


class Content(NamedTuple):
    """The bytes of an exported file, of files that describe it, and how many cells were cut."""

    body: bytes
    sidecars: Mapping[str, bytes] = {}  # by what their names add to its own
    truncated: Mapping[str, int] = {}  # by column


@frozen(kw_only=True)
class ExportTable:
    """Columns of values with their description."""

    kind: str
    title: str
    columns: tuple[ReferenceColumn, ...]
    values: Mapping[str, Sequence[Cell]] = field(repr=False)
    sheet: str
    data_release: str | None = None
    data_fingerprint: str | None = None
    methodology: Method | None = None
    sources: tuple[Source, ...] = ()
    occupation: tuple[str, str] | None = None  # code and title, where all rows are of one

    @property
    def rows(self) -> int:
        """Number of rows."""
        return len(self.values[self.columns[0].name])

    @property
    def methodology_id(self) -> str | None:
        """Id of the methodology of the scores."""
        return None if self.methodology is None else self.methodology.id

    @property
    def attributions(self) -> tuple[str, ...]:
        """The sentences that the licences of the sources require."""
        return tuple(dict.fromkeys(each.attribution for each in self.sources if each.attribution))

    @property
    def provenance_columns(self) -> dict[str, str]:
        """Columns with one value for all rows, which CSV has no other place for."""
        constants = {
            "data_release": self.data_release or "",
            "methodology": self.methodology_id or "",
            "attributions": " ".join(self.attributions),
        }
        return {name: text for name, text in constants.items() if name not in self.values}


def meaning(column: ReferenceColumn) -> str:
    """Return what a column means, with its unit in brackets."""
    return f"{column.title} [{column.unit}]" if column.unit else column.title


def as_text(value: Cell) -> str | float | None:
    """Return a value for formats without dates: a date as ``2026-01-09``."""
    return value.isoformat() if isinstance(value, datetime.date) else value


def library() -> str:
    """Return the name and version of this library."""
    from importlib.metadata import version

    return f"careerscore {version('careerscore')}"


def describe_table(table: ExportTable) -> dict[str, Any]:
    """Return the description of a table, which a JSON document has above its rows."""
    from careerscore.serde import SCHEMA_VERSION, unversioned

    occupation = table.occupation
    return {
        "schema_version": SCHEMA_VERSION,
        "kind": table.kind,
        "title": table.title,
        "library": library(),
        "data_release": table.data_release,
        "data_fingerprint": table.data_fingerprint,
        "occupation": occupation and dict(zip(("code", "title"), occupation, strict=True)),
        "methodology": table.methodology
        and {name: as_text(getattr(table.methodology, name, None)) for name in METHODOLOGY_PARTS},
        "attributions": list(table.attributions),
        "sources": unversioned(table.sources),
        "columns": [
            {
                "name": column.name,
                "title": column.title,
                "unit": column.unit or None,
                "kind": column.kind,
                **({"words": list(column.words)} if column.words else {}),
            }
            for column in table.columns
        ],
    }


def check_unicode(table: ExportTable) -> None:
    r"""Refuse a table with half a surrogate pair, which no file can hold."""
    broken = list(_broken("", describe_table(table)))
    for name, cells in table.values.items():
        broken += list(_broken(name, cells))[:1]
    checks = Checks("export")
    for name, text in broken:
        checks.expect(name, text, "a text without halves of surrogate pairs", holds=False)
    checks.raise_problems()


def _broken(name: str, value: Any) -> Iterator[tuple[str, str]]:
    """Yield each text within a value that cannot be encoded, with its path."""
    if isinstance(value, str):
        if not is_encodable(value):
            yield name, value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _broken(f"{name}.{key}" if name else key, each)
    elif isinstance(value, list | tuple):
        for place, each in enumerate(value):
            yield from _broken(f"{name}[{place}]", each)
