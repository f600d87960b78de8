"""What an edition is: the official files it is read from and the tables it becomes."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

from attrs import field, frozen

from careerscore.errors import SourceFileError
from careerscore.sources.cells import Cell

__all__ = [
    "RETRIEVED",
    "Column",
    "Edition",
    "Field",
    "FixedCell",
    "Input",
    "OutputRow",
    "Parameter",
    "SourceTable",
    "Table",
]

RETRIEVED: Final = datetime.date(2026, 11, 23)
"""The day the official files were retrieved."""

Parameter = str | int | float
"""What a parameter of an edition may be."""

_NO_JOINS: Final[Mapping[str, int]] = MappingProxyType({})


@frozen
class Column:
    """A column of an official table.

    Parameters
    ----------
    heading : str
        Its heading, whitespace collapsed.
    cell : Cell
        What its cells hold.
    """

    heading: str
    cell: Cell


@frozen
class FixedCell:
    """A text that stands beside an official table: its caption, date or notes.

    Parameters
    ----------
    sheet : str
        Name of the sheet.
    row : int
        Number of the row, from 1; the text stands in the first column.
    text : str
        The text, whitespace collapsed.
    """

    sheet: str
    row: int
    text: str


@frozen(kw_only=True)
class Input:
    """An official file, as it was published.

    Parameters
    ----------
    file : str
        Path below the input folder, with forward slashes.
    sha256 : str
        Checksum of the file.
    columns : tuple of Column
        All its columns, in order.
    rows : int
        Number of rows of data.
    sheet : str, optional
        Name of the sheet, for a workbook; a file without one is comma-separated text.
    header_row : int
        Number of the row that holds the headings, from 1.
    fixed : tuple of FixedCell
        Texts that identify the edition.
    footer : tuple of str
        Texts of the rows below the data.
    order : tuple of str
        Headings of the columns by which the rows are sorted.
    key : tuple of str
        Headings of the columns that identify a row.
    """

    file: str
    sha256: str
    columns: tuple[Column, ...]
    rows: int
    sheet: str | None = None
    header_row: int = 1
    fixed: tuple[FixedCell, ...] = ()
    footer: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    key: tuple[str, ...]

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings of its columns."""
        return tuple(column.heading for column in self.columns)


@frozen
class SourceTable:
    """The rows of an official table, read and checked.

    Parameters
    ----------
    file : str
        Path below the input folder.
    sheet : str or None
        Name of the sheet.
    headings : tuple of str
        The headings.
    first_row : int
        Number of the first row of data, from 1.
    rows : sequence of tuple of str
        The cells, as they are bundled.
    """

    file: str
    sheet: str | None
    headings: tuple[str, ...]
    first_row: int
    rows: Sequence[tuple[str, ...]]

    def column(self, heading: str) -> list[str]:
        """Return the cells of a column."""
        index = self.headings.index(heading)
        return [row[index] for row in self.rows]

    def columns(self, *headings: str) -> list[tuple[str, ...]]:
        """Return the cells of some columns, row by row."""
        indices = [self.headings.index(heading) for heading in headings]
        return [tuple(row[index] for index in indices) for row in self.rows]

    def lookup(self, key: str, value: str) -> dict[str, str]:
        """Return the cells of a column, keyed by those of another."""
        return dict(zip(self.column(key), self.column(value), strict=True))

    def error(self, position: int, heading: str, expected: str, found: str) -> SourceFileError:
        """Return the error for a cell of the row at a position, counted from 0."""
        row = self.first_row + position
        return SourceFileError(self.file, expected, found, self.sheet, row, heading)


@frozen
class Field:
    """A column of a bundled table.

    Parameters
    ----------
    name : str
        Its name.
    heading : str
        Heading of the official column it is taken from; empty for a derived column.
    description : str
        What it holds, with the unit in brackets.
    file : str, optional
        The official file, where it is not the table's own.
    """

    name: str
    heading: str
    description: str
    file: str | None = None


class OutputRow(NamedTuple):
    """A row of a bundled table and where it was read.

    Attributes
    ----------
    cells : tuple of str
        Its cells.
    position : int
        Position of its row in the table's official file, counted from 0.
    joined : Mapping of str to int
        Positions in the other official files it was joined with, keyed by file.
    """

    cells: tuple[str, ...]
    position: int
    joined: Mapping[str, int] = _NO_JOINS


@frozen(kw_only=True)
class Table:
    """A bundled table.

    Parameters
    ----------
    name : str
        Its name.
    file : str
        The official file it is read from; empty for a derived table.
    rows : int
        Number of rows.
    key : tuple of str
        Names of the columns that identify a row.
    fields : tuple of Field
        Its columns, in order.
    """

    name: str
    file: str = ""
    rows: int
    key: tuple[str, ...]
    fields: tuple[Field, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(field.name for field in self.fields)


Make = Callable[["Edition", Mapping[str, SourceTable]], Mapping[str, Sequence[OutputRow]]]
"""Makes an edition's tables, keyed by name, from its sources.

The sources are keyed by official file, or for a derived edition by
``dataset/edition/table``.
"""


@frozen(kw_only=True)
class Edition:
    """One edition of a dataset.

    Parameters
    ----------
    dataset, edition : str
        Its names.
    title, publisher, licence, attribution, citation, url : str
        What a reader needs to know and to cite.
    make : Make
        Makes the tables.
    inputs : tuple of Input
        The official files.
    tables : tuple of Table
        The bundled tables.
    rule : str
        Id of the rule, for a derived edition.
    built_from : tuple of str
        Ids of the editions a derived edition is computed from.
    parameters : Mapping of str to Parameter
        Figures that belong to the edition as a whole.
    retrieved : datetime.date
        The day the official files were retrieved.
    """

    dataset: str
    edition: str
    title: str
    publisher: str
    licence: str
    attribution: str = ""
    citation: str
    url: str
    make: Make
    inputs: tuple[Input, ...] = ()
    tables: tuple[Table, ...]
    rule: str = ""
    built_from: tuple[str, ...] = ()
    parameters: Mapping[str, Parameter] = field(factory=dict)
    retrieved: datetime.date = RETRIEVED

    @property
    def id(self) -> str:
        """``dataset/edition``."""
        return f"{self.dataset}/{self.edition}"

    @property
    def metadata_file(self) -> str:
        """Path of the metadata below the folder of datasets."""
        return f"{self.id}.toml"

    def table_file(self, table: Table) -> str:
        """Return the path of a table below the folder of datasets."""
        if len(self.tables) == 1:
            return f"{self.id}.csv"
        return f"{self.id}/{table.name}.csv"

    def table(self, name: str) -> Table:
        """Return a table by its name."""
        return next(table for table in self.tables if table.name == name)
