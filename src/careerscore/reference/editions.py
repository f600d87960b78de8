"""Read bundled editions: their sources and tables, and the facts that a set of them has."""

from __future__ import annotations

import csv
import io
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from functools import cache, cached_property, lru_cache
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from attrs import NOTHING, fields

from careerscore._data import Archive, parse_toml, part_of
from careerscore.codes import is_onet_soc_code, onet_soc_code, soc_code
from careerscore.errors import (
    DataError,
    DefinitionError,
    InvalidInputError,
    Problem,
    UnknownDatasetError,
    UnknownEditionError,
    shorten,
)
from careerscore.matching.systems import ONET_SOC_2010, SOC_2010
from careerscore.model.provenance import Note, Provenance, Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from careerscore._data import DataDirectory

FOLDER: Final = "datasets"

BLOCK: Final = 4096
"""A table is searched in blocks of this size [bytes]."""

MOST_SEARCHES: Final = 32
"""A table that is searched more often is parsed whole, and indexed."""

TEXTS: Final = "onet-texts"
"""The dataset of O*NET's sentences, which only users build."""

MATRIX: Final = "national-employment-matrix"
"""The dataset by which O*NET's codes reach those of the national employment matrix."""

_EARLIER_AND_LATER: Final = {
    SOC_2010: ("soc_2010_code", "soc_2018_code"),
    ONET_SOC_2010: ("onet_soc_2010_code", "onet_soc_2019_code"),
}

Row: TypeAlias = Mapping[str, str]


class Table:
    """A CSV file in UTF-8: a header, one record a line, sorted by the code in its first column.

    Every cell is a text, as published; `Edition.metadata` has what columns mean.

    Parameters
    ----------
    content : bytes
        The file.

    Examples
    --------
    >>> from careerscore._data import bundled
    >>> areas = open_edition(bundled(), "oews-areas", "2025-05").table("areas")
    >>> areas.rows_of("0023420")[0]["name"]
    'Fresno, CA'
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._body = content.find(b"\n") + 1
        self._searches = 0
        self._indices: dict[str, dict[str, list[Row]]] = {}

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The names of its columns; the first has the codes."""
        return tuple(self._content[: self._body - 1].decode().split(","))

    def rows(self) -> Iterator[Row]:
        """Give every row as a mapping from column to cell."""
        return map(self._row, self._cells(self._body, len(self._content)))

    def lines(self) -> Iterator[bytes]:
        """Give every row as a line: for tables that are read as a whole."""
        return iter(self._content[self._body :].splitlines())

    def text_of(self, code: str) -> str:
        """Return the rows of a code as lines: for those of whose rows all are read."""
        start, end = self._span(code)
        return self._content[start:end].decode()

    def rows_of(self, code: str) -> list[Row]:
        """Return the rows of a code in the first column.

        Parameters
        ----------
        code : str
            The code, as the table writes it.
        """
        return self.rows_where(self.columns[0], code)

    def rows_where(self, column: str, value: str) -> list[Row]:
        """Return the rows with a value in any one column.

        Parameters
        ----------
        column, value : str
            One of `columns`, and what its cell has to be.
        """
        if column in self._indices:
            return self._indices[column].get(value, [])
        self._searches += 1
        if self._searches > MOST_SEARCHES:
            index: dict[str, list[Row]] = {}
            for row in self.rows():
                index.setdefault(row[column], []).append(row)
            # Assigned whole: another thread would take half an index for all of it.
            self._indices[column] = index
            return index.get(value, [])
        if column == self.columns[0]:
            return list(map(self._row, self._cells(*self._span(value))))
        found: list[Row] = []
        mark, end = value.encode(), self._body
        while (place := self._content.find(mark, end)) != -1:
            start = self._content.rfind(b"\n", 0, place) + 1
            end = self._content.find(b"\n", place) + 1
            found += map(self._row, self._cells(start, end))
        return [row for row in found if row[column] == value]

    def _span(self, code: str) -> tuple[int, int]:
        """Return where the rows of a code begin and end."""
        mark = f"{code},".encode()
        keys, places = self._blocks
        first, last = places[max(bisect_left(keys, mark) - 1, 0)], places[bisect_right(keys, mark)]
        start = self._content.find(b"\n" + mark, first - 1, last) + 1
        if not start:
            return 0, 0
        end = self._content.rfind(b"\n" + mark, start - 1, last) + 1
        return start, self._content.find(b"\n", end) + 1

    @cached_property
    def _blocks(self) -> tuple[list[bytes], list[int]]:
        """The first key of each few thousand bytes, and where its line begins."""
        content = self._content
        starts = range(self._body, len(content), BLOCK)
        places = [content.rfind(b"\n", 0, start) + 1 for start in starts]
        keys = [content[place : content.find(b",", place) + 1] for place in places]
        return keys, [*places, len(content)]

    def select(self, *columns: str, code: str | None = None) -> list[Any]:
        """Return the cells of two or more columns, row by row: of all rows or of one code.

        Parameters
        ----------
        *columns : str
            Names of columns.
        code : str, optional
            A code in the first column; all rows by default.
        """
        start, end = (self._body, len(self._content)) if code is None else self._span(code)
        places = map(self.columns.index, columns)
        text = self._content[start:end].decode()
        if '"' in text:
            return list(map(itemgetter(*places), csv.reader(io.StringIO(text))))
        # Nothing is quoted: cut all rows at once, which takes a third of the time.
        cells = text.replace("\n", ",").split(",")
        return list(zip(*(cells[place : -1 : len(self.columns)] for place in places), strict=True))

    def _cells(self, start: int, end: int) -> Iterator[list[str]]:
        return csv.reader(io.StringIO(self._content[start:end].decode()))

    def _row(self, cells: list[str]) -> Row:
        return dict(zip(self.columns, cells, strict=True))


class PartedTable(Table):
    """A table in a zip archive: a CSV file for each group of the codes in its first column.

    Only the group of a code is decompressed; the last ones are kept.
    """

    def __init__(self, content: bytes, path: str) -> None:
        self._archive = Archive(content, path)
        self._part = lru_cache(maxsize=8)(self._read)

    def _read(self, name: str) -> Table:
        # Without a part for the code, one without rows.
        return Table(self._archive.read(name) or f"{','.join(self.columns)}\n".encode())

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The names of its columns."""
        return next(self._parts(), Table(b"")).columns

    def rows(self) -> Iterator[Row]:
        """Give every row as a mapping from column to cell."""
        return chain.from_iterable(part.rows() for part in self._parts())

    def lines(self) -> Iterator[bytes]:
        """Give every row as a line."""
        return chain.from_iterable(part.lines() for part in self._parts())

    def text_of(self, code: str) -> str:
        """Return the rows of a code as lines."""
        return self._part(part_of(code)).text_of(code)

    def rows_of(self, code: str) -> list[Row]:
        """Return the rows of a code in the first column."""
        return self._part(part_of(code)).rows_of(code)

    def rows_where(self, column: str, value: str) -> list[Row]:
        """Return the rows with a value in any one column."""
        if column == self.columns[0]:
            return self.rows_of(value)
        return [row for part in self._parts() for row in part.rows_where(column, value)]

    def select(self, *columns: str, code: str | None = None) -> list[Any]:
        """Return the cells of two or more columns, row by row: of all rows or of one code."""
        parts = self._parts() if code is None else [self._part(part_of(code))]
        return [cells for part in parts for cells in part.select(*columns, code=code)]

    def _parts(self) -> Iterator[Table]:
        return (Table(self._archive.read(name)) for name in self._archive.names)


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
    DataIntegrityError, DefinitionError
        If its file is not what was released, or not what an edition's should be.

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
        parsed = parse_toml(head.decode("utf-8", "replace"), f"{self._path}.toml")
        described: dict[str, Any] = {
            each.name: parsed.get(each.name, None if each.default is NOTHING else each.default)
            for each in fields(Source)
        }
        try:
            self.source: Source = Source(**described)
        except InvalidInputError as error:
            problems = tuple(str(problem) for problem in error.problems)
            raise DefinitionError(f"{self._path}.toml", problems) from None
        self.parameters: Mapping[str, Any] = parsed.get("parameters", {})

    def __repr__(self) -> str:
        return f"<Edition {self.id}>"

    @property
    def metadata(self) -> Mapping[str, Any]:
        """All that is recorded of it: source, parameters, inputs with checksums, columns."""
        return self._folder.read_toml(f"{self._path}.toml")

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of its tables; empty where it has a single, nameless one."""
        names = (self._folder.names(self._path, end) for end in (".csv", ".zip"))
        return tuple(sorted(chain.from_iterable(names)))

    def table(self, name: str = "") -> Table:
        """Return a table, checked against its checksum when first read.

        Parameters
        ----------
        name : str, optional
            One of `tables`; empty for the only one.

        Raises
        ------
        InvalidInputError
            If there is no such table.
        DataIntegrityError
            If its file is not what was released.
        """
        path = f"{self._path}/{name}" if name else self._path
        files = (f"{path}.csv", f"{path}.zip")
        found = [file for file in files if file in self._folder.checksums]
        if not found:
            # What the metadata name and the checksums do not is damage; another name is a slip.
            stated = {f"{FOLDER}/{each['file']}" for each in self.metadata["tables"]}
            found = [file for file in files if file in stated]
        if not found:
            names = " or ".join(map(repr, self.tables)) or "no name: it has a single table"
            raise InvalidInputError(f"table of {self.id}", (Problem("name", shorten(name), names),))
        content = self._folder.read_bytes(found[0])
        return PartedTable(content, found[0]) if found[0].endswith(".zip") else Table(content)


def dataset_editions(folder: DataDirectory) -> Mapping[str, tuple[str, ...]]:
    """Return the available editions of each dataset, oldest first.

    Examples
    --------
    >>> from careerscore._data import bundled
    >>> dataset_editions(bundled())["oews"]
    ('2019-05', '2020-05', '2021-05', '2022-05', '2023-05', '2024-05', '2025-05')
    """
    found: dict[str, list[str]] = {}
    for name in folder.names(FOLDER, ".toml"):
        dataset, _, edition = name.partition("/")
        if edition:  # a user may have other files there
            found.setdefault(dataset, []).append(edition)
    return {dataset: tuple(editions) for dataset, editions in found.items()}


def open_edition(folder: DataDirectory, dataset: str, edition: str) -> Edition:
    """Return an edition.

    Raises
    ------
    UnknownDatasetError, UnknownEditionError
        If there is none of this name; the message lists the available ones.
    """
    if f"{FOLDER}/{dataset}/{edition}.toml" in folder.checksums:
        return Edition(folder, dataset, edition)
    available = dataset_editions(folder)
    if dataset not in available:
        raise UnknownDatasetError(dataset, tuple(available))
    known = tuple(f"{dataset}/{other}" for other in available[dataset])
    raise UnknownEditionError(f"{dataset}/{edition}", known)


class Facts:
    """The tables of a pinned set of editions, opened when first needed.

    `own` has what a release need not pin: the sentences of O*NET that a user has built.
    """

    def __init__(
        self, folder: DataDirectory, editions: Mapping[str, str], own: DataDirectory | None = None
    ) -> None:
        self.folder = folder
        self.editions = editions
        self._own = folder if own is None else own
        self.edition: Callable[[str], Edition] = cache(
            lambda dataset: open_edition(folder, dataset, editions[dataset])
        )
        self.table: Callable[..., Table] = cache(
            lambda dataset, name="": self.edition(dataset).table(name)
        )
        self.survey: Callable[[str], tuple[Edition, Table]] = cache(
            lambda edition: (found := open_edition(folder, "oews", edition), found.table())
        )
        # Several facts of an occupation are read from one row.
        self.row: Callable[..., Row | None] = lru_cache(maxsize=64)(self._row)

    def _row(self, code: str, dataset: str, name: str = "") -> Row | None:
        """Return the first row of a code, None where there is none."""
        rows = self.table(dataset, name).rows_of(code)
        return rows[0] if rows else None

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """Title of every O*NET-SOC occupation, in the order of the codes."""
        return dict(self.table("onet", "occupations").select("onet_soc_code", "title"))

    @cached_property
    def commodities(self) -> Mapping[str, str]:
        """Title of every commodity that a technology can belong to."""
        return dict(self.table("onet", "commodities").select("commodity_code", "title"))

    @cached_property
    def texts(self) -> tuple[Source, Table, Table] | str:
        """The source, descriptions and tasks of O*NET's sentences, or why there are none.

        The edition is the one that is pinned, else the one of the same number as O*NET's.
        """
        edition = self.editions.get(TEXTS) or self.editions["onet"]
        try:
            if f"{FOLDER}/{TEXTS}/{edition}.toml" not in self._own.checksums:
                return "O*NET's sentences are not bundled: see careerscore data build --texts"
            texts = Edition(self._own, TEXTS, edition)
            return texts.source, texts.table("descriptions"), texts.table("tasks")
        except DataError:
            # Bundled facts do not depend on a user's folder; what is pinned has to be there.
            if TEXTS in self.editions:
                raise
            return "your own data are damaged: see careerscore data verify"

    def codes_of_soc(self, code: str) -> tuple[str, ...]:
        """Return the O*NET-SOC codes of a SOC code."""
        first = bisect_left(self._codes, f"{code}.")
        return self._codes[first : bisect_left(self._codes, f"{code}/", lo=first)]

    def occupations_of(self, soc_code: str) -> tuple[str, ...]:
        """Return the occupation of a SOC code; its parts where there is none for the whole."""
        whole = onet_soc_code(soc_code)
        return (whole,) if whole in self.titles else self.codes_of_soc(soc_code)

    @cached_property
    def _codes(self) -> tuple[str, ...]:
        return tuple(self.titles)

    def matrix_code(self, onet_soc_code: str) -> str | None:
        """Return the code under which the national employment matrix has an occupation."""
        row = self.row(onet_soc_code, MATRIX, "onet_crosswalk")
        return None if row is None else row["matrix_code"]

    def codes_of_matrix(self, matrix_code: str) -> tuple[str, ...]:
        """Return the O*NET-SOC codes of a code of the national employment matrix."""
        rows = self.table(MATRIX, "onet_crosswalk").rows_where("matrix_code", matrix_code)
        return tuple(row["onet_soc_code"] for row in rows)

    def successors(self, code: str) -> tuple[str, ...]:
        """Return the O*NET-SOC codes that a code of SOC 2010 or O*NET-SOC 2010 leads to."""
        crosswalk = ONET_SOC_2010 if is_onet_soc_code(code) else SOC_2010
        _, later = _EARLIER_AND_LATER[crosswalk]
        found = {row[later] for row in self.table(crosswalk).rows_of(code)}
        codes = found if crosswalk == ONET_SOC_2010 else set(map(onet_soc_code, found))
        return tuple(sorted(codes & self.titles.keys()))

    def predecessors(self, code: str, crosswalk: str) -> tuple[str, ...]:
        """Return the codes of 2010 that lead to a code of today."""
        earlier, later = _EARLIER_AND_LATER[crosswalk]
        return tuple(row[earlier] for row in self.table(crosswalk).rows_where(later, code))


@lru_cache(maxsize=20_000)
def note_of(provenance: Provenance, reason: str) -> Note:
    """Return a note; occupations share most of them: one object each."""
    return Note(provenance=provenance, reason=reason)


@lru_cache(maxsize=64)  # wages, education, outlook and measures have the same one
def published_under_note(code: str, published: str, title: str) -> Note | None:
    """Say under which code a value was published, None where that is the occupation's own."""
    if published != soc_code(code):
        reason = f"published for {published} {title}, the composite that BLS puts it in"
        return Note(provenance=Provenance.BROAD_LEVEL, reason=reason, code=published)
    if not code.endswith(".00"):
        reason = f"published for its parent {published} {title}"
        return Note(provenance=Provenance.INHERITED, reason=reason, code=published)
    return None
