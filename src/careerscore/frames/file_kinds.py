"""Kinds of table files by how their names end: text, workbooks and Parquet, read and written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from careerscore.frames.csv_dialect import detect_dialect, is_gzip
from careerscore.frames.file_paths import ends_in
from careerscore.frames.parquet_files import ParquetTable
from careerscore.frames.table_files import CsvTable, csv_writer
from careerscore.frames.workbooks import WorkbookTable, workbook_writer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from careerscore.frames.table_files import RowWriter, TableFile

TEXT: Final = (".csv", ".csv.gz", ".tsv", ".tsv.gz")
PARQUET: Final = (".parquet", ".pq")
WORKBOOKS: Final = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")


def open_table(
    path: Path,
    copy: Path,
    sheet: str | None,
    header: int,
    delimiter: str | None,
    encoding: str | None,
) -> TableFile:
    """Open a file as a table; a copy is made where text is not quite regular."""
    if ends_in(path, PARQUET):
        return ParquetTable(path)
    if ends_in(path, WORKBOOKS):
        return WorkbookTable(path, sheet, header)
    dialect = detect_dialect(path, delimiter=delimiter, encoding=encoding, header=header)
    return CsvTable(path, dialect, copy, header)


def open_writer(
    path: Path, named: Path, own: Sequence[str], added: Sequence[str], rows: int
) -> AbstractContextManager[RowWriter]:
    """Open a file for writing a number of rows, of the kind that a name has."""
    if ends_in(named, WORKBOOKS):
        return workbook_writer(path, own, added, rows)
    delimiter = "\t" if ends_in(named, (".tsv", ".tsv.gz")) else ","
    return csv_writer(path, own, added, delimiter=delimiter, is_gzip=is_gzip(named))
