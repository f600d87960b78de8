"""A table on its way into a file: typed columns, their values, and where they come from."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from attrs import field, frozen

from careerscore.model.provenance import Source
from careerscore.reference.columns import ReferenceColumn
from careerscore.scoring.base import Methodology

__all__ = [
    "Cell",
    "ExportTable",
    "Origin",
    "as_text",
    "head_of",
    "library",
]

Cell: TypeAlias = str | float | datetime.date | None


@frozen(kw_only=True)
class Origin:
    """What the values of a table rest on.

    Parameters
    ----------
    data_release, data_fingerprint : str, optional
        The release; None where no figure is from one.
    methodology : Methodology, optional
        What scored; None where nothing is scored.
    sources : tuple of Source
        The editions the columns rest on.
    occupation : tuple of str and str, optional
        Code and title of the one occupation the table is about.
    """

    data_release: str | None = None
    data_fingerprint: str | None = None
    methodology: Methodology | None = None
    sources: tuple[Source, ...] = ()
    occupation: tuple[str, str] | None = None

    @property
    def attributions(self) -> tuple[str, ...]:
        """The sentences that the licences of the sources require."""
        return tuple(
            dict.fromkeys(source.attribution for source in self.sources if source.attribution)
        )


@frozen(kw_only=True)
class ExportTable:
    """Columns of values, with all that a file says about them.

    Parameters
    ----------
    kind : str
        What the rows are: ``occupations`` or ``job-listings``.
    title : str
        What a reader calls the table.
    columns : tuple of ReferenceColumn
        In the order of the file.
    values : Mapping of str to sequence
        The values of each column, by its name.
    origin : Origin
        What they rest on.
    sheet : str
        Name of the sheet in a workbook.
    carried : Mapping of str to str
        What every row of a CSV file carries, as the file has no other place for it.
    """

    kind: str
    title: str
    columns: tuple[ReferenceColumn, ...]
    values: Mapping[str, Sequence[Cell]] = field(repr=False)
    origin: Origin
    sheet: str
    carried: Mapping[str, str] = field(factory=dict, repr=False)

    @property
    def rows(self) -> int:
        """Number of rows."""
        return len(self.values[self.columns[0].name])


def as_text(value: Cell) -> str | float | None:
    """Return a value for formats without dates: a date as ``2026-01-09``.

    Examples
    --------
    >>> as_text(datetime.date(2026, 1, 9)), as_text(3)
    ('2026-01-09', 3)
    """
    return value.isoformat() if isinstance(value, datetime.date) else value


def library() -> str:
    """Return the name and version of this library.

    Examples
    --------
    >>> library().split()[0]
    'careerscore'
    """
    from importlib.metadata import version

    return f"careerscore {version('careerscore')}"


def head_of(table: ExportTable) -> dict[str, Any]:
    """Return what a document says of a table, ready for JSON.

    Examples
    --------
    >>> from careerscore.exporting.occupations import occupation_table
    >>> head = head_of(occupation_table(columns=["title"], methodology=None))
    >>> head["kind"], head["data_release"], [source["id"] for source in head["sources"]]
    ('occupations', '2026.2', ['onet/30.1'])
    """
    from careerscore.serde import SCHEMA_VERSION, unversioned

    origin = table.origin
    named = (
        {}
        if origin.occupation is None
        else dict(zip(("code", "title"), origin.occupation, strict=True))
    )
    return {
        "schema_version": SCHEMA_VERSION,
        "kind": table.kind,
        "title": table.title,
        "library": library(),
        "data_release": origin.data_release,
        "data_fingerprint": origin.data_fingerprint,
        "occupation": named or None,
        "methodology": None if origin.methodology is None else _described(origin.methodology),
        "attributions": list(origin.attributions),
        "sources": unversioned(origin.sources),
        "columns": [_column(column) for column in table.columns],
    }


def _described(methodology: Methodology) -> dict[str, Any]:
    return {
        "id": methodology.id,
        "title": methodology.title,
        "released": methodology.released.isoformat(),
        "status": methodology.status,
        "superseded_by": methodology.superseded_by,
        "citation": methodology.citation,
        "url": getattr(methodology, "url", None),
        "fingerprint": methodology.fingerprint,
    }


def _column(column: ReferenceColumn) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": column.name,
        "title": column.title,
        "unit": column.unit or None,
        "kind": column.kind,
    }
    return described | ({"words": list(column.words)} if column.words else {})
