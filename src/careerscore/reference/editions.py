"""Editions of datasets: their tables and where they come from."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from careerscore._data import parse_toml
from careerscore.errors import (
    DefinitionError,
    InvalidInputError,
    UnknownDatasetError,
    UnknownEditionError,
)
from careerscore.model.provenance import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from careerscore._data import DataDirectory

__all__ = ["Edition", "Row", "Table", "dataset_editions", "open_edition"]

FOLDER: Final = "datasets"

ASKED_OFTEN: Final = 20
"""From so many look-ups on, a table keeps where the rows of each value stand."""

Row: TypeAlias = Mapping[str, str]


class Table:
    """One table of an edition, sorted by the code in its first column.

    Parameters
    ----------
    content : bytes
        The CSV file: UTF-8, a header, one record a line.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._asked = 0
        self._starts: dict[bytes, int] = {}
        self._groups: dict[str, dict[str, list[Row]]] = {}
        self.columns: tuple[str, ...] = tuple(content[: content.find(b"\n")].decode().split(","))

    def __len__(self) -> int:
        return self._content.count(b"\n") - 1

    def rows(self) -> Iterator[Row]:
        """Give every row as a mapping from column to cell."""
        return self._parsed(self._content[self._content.find(b"\n") + 1 :])

    def rows_of(self, code: str) -> list[Row]:
        """Return the rows of a code in the first column; only they are parsed."""
        mark = f"\n{code},".encode()
        start = end = self._start_of(mark) + 1
        while end and self._content.startswith(mark, end - 1):
            end = self._content.find(b"\n", end) + 1
        return list(self._parsed(self._content[start:end]))

    def _start_of(self, mark: bytes) -> int:
        """Return where the first row with a code begins, -1 where there is none."""
        self._asked += 1
        if self._asked < ASKED_OFTEN:
            return self._content.find(mark)
        # Whoever asks for many codes asks for all of them: one passage through the table serves.
        if not self._starts:
            found: dict[bytes, int] = {}
            start = self._content.find(b"\n")
            while start + 1 < len(self._content):
                end = self._content.find(b",", start)
                found.setdefault(self._content[start : end + 1], start)
                start = self._content.find(b"\n", end)
            # All at once: another thread would take what is half full for all there is.
            self._starts = found
        return self._starts.get(mark, -1)

    def rows_where(self, column: str, value: str) -> list[Row]:
        """Return the rows with a value in any one column; few others are parsed."""
        self._asked += 1
        if self._asked >= ASKED_OFTEN:
            return self._rows_by(column).get(value, [])
        lines: list[bytes] = []
        mark = value.encode()
        found = self._content.find(mark)
        while found != -1:
            end = self._content.find(b"\n", found) + 1
            lines.append(self._content[self._content.rfind(b"\n", 0, found) + 1 : end])
            found = self._content.find(mark, end)
        return [row for row in self._parsed(b"".join(lines)) if row[column] == value]

    def _rows_by(self, column: str) -> Mapping[str, list[Row]]:
        """Return every row by its value in a column."""
        if column not in self._groups:
            found: dict[str, list[Row]] = {}
            for row in self.rows():
                found.setdefault(row[column], []).append(row)
            self._groups[column] = found
        return self._groups[column]

    def mapping(self, key: str, value: str) -> dict[str, str]:
        """Return one column keyed by another, in the order of the rows."""
        places = self.columns.index(key), self.columns.index(value)
        lines = csv.reader(io.StringIO(self._content.decode()))
        next(lines)
        return {cells[places[0]]: cells[places[1]] for cells in lines}

    def _parsed(self, content: bytes) -> Iterator[Row]:
        for cells in csv.reader(io.StringIO(content.decode())):
            yield dict(zip(self.columns, cells, strict=True))


class Edition:
    """One edition of one dataset: its source, parameters and tables.

    Parameters
    ----------
    folder : DataDirectory
        Where it lies.
    dataset, edition : str
        Which one.

    Raises
    ------
    DataIntegrityError
        If its file is not what was released.
    DefinitionError
        If its file is not what an edition's should be.

    Examples
    --------
    >>> from careerscore._data import bundled
    >>> wages = open_edition(bundled(), "oews", "2023-05")
    >>> wages.source.publisher, wages.parameters["top_code_annual_usd"]
    ('US Bureau of Labor Statistics', 239200)
    """

    def __init__(self, folder: DataDirectory, dataset: str, edition: str) -> None:
        self._folder = folder
        self._path = f"{FOLDER}/{dataset}/{edition}"
        self.id: str = f"{dataset}/{edition}"
        # Its source and parameters come first in the file; what follows describes inputs and
        # columns, is several times as long, and most callers never ask for it.
        head, _, _ = folder.read_bytes(f"{self._path}.toml").partition(b"\n[[")
        fields = parse_toml(head.decode("utf-8", "replace"), f"{self._path}.toml")
        described: dict[str, Any] = {name: fields.get(name) for name in _SOURCE_FIELDS}
        try:
            self.source: Source = Source(**described)
        except InvalidInputError as error:
            problems = tuple(str(problem) for problem in error.problems)
            raise DefinitionError(f"{self._path}.toml", problems) from None
        self.parameters: Mapping[str, Any] = fields.get("parameters", {})

    def __repr__(self) -> str:
        return f"<Edition {self.id}>"

    @property
    def metadata(self) -> Mapping[str, Any]:
        """All that is recorded of it: source, parameters, inputs with checksums, columns."""
        return self._folder.read_toml(f"{self._path}.toml")

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of its tables; empty where it has a single, nameless one."""
        return self._folder.names(self._path, ".csv")

    def table(self, name: str = "") -> Table:
        """Return a table, checked against its checksum when first read.

        Parameters
        ----------
        name : str, optional
            One of `tables`; empty for the only one.

        Raises
        ------
        DataIntegrityError
            If there is no such table, or its file is not what was released.
        """
        return Table(self._folder.read_bytes(f"{self._path}/{name}.csv".replace("/.csv", ".csv")))


_SOURCE_FIELDS: Final = (
    "dataset",
    "edition",
    "title",
    "publisher",
    "licence",
    "citation",
    "url",
    "retrieved",
    "attribution",
)


def dataset_editions(folder: DataDirectory) -> Mapping[str, tuple[str, ...]]:
    """Return the editions there are of each dataset, oldest first.

    Examples
    --------
    >>> from careerscore._data import bundled
    >>> dataset_editions(bundled())["oews"]
    ('2022-05', '2023-05', '2024-05', '2025-05')
    """
    found: dict[str, list[str]] = {}
    for name in folder.names(FOLDER, ".toml"):
        dataset, _, edition = name.partition("/")
        found.setdefault(dataset, []).append(edition)
    return {dataset: tuple(editions) for dataset, editions in found.items()}


def open_edition(folder: DataDirectory, dataset: str, edition: str) -> Edition:
    """Return an edition.

    Raises
    ------
    UnknownDatasetError, UnknownEditionError
        If there is none of this name; those there are are named.
    """
    available = dataset_editions(folder)
    if dataset not in available:
        raise UnknownDatasetError(dataset, tuple(available))
    if edition not in available[dataset]:
        known = tuple(f"{dataset}/{other}" for other in available[dataset])
        raise UnknownEditionError(f"{dataset}/{edition}", known)
    return Edition(folder, dataset, edition)
