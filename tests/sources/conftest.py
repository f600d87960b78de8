"""Tiny official files of every edition, and the editions pinned to them.

`official/` holds their rows of data as comma-separated text, workbooks too; headings, captions and
footers come from the specifications.
"""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
import re
from functools import cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from careerscore.errors import SourceFileError
from careerscore.sources import Edition, Input, build, bundled_editions, read_edition

if TYPE_CHECKING:
    from collections.abc import Callable

Grid = list[list[object]]

ROWS = Path(__file__).parent / "official"
SOURCES = {
    source.file: source for edition in bundled_editions() for source in edition.inputs.values()
}
COMPUTED_ROWS = {
    "onet/30.1/commodities.csv": 2,
    "onet/30.1/required_education.csv": 12,
    "cip-soc/2020.csv": 2,
    "aioe-percentile/2021.csv": 2,
}
RULES_OF_ALL = ("occupation-categories", "epoch-heuristic", "legacy-risk")
COMPUTED_ROWS |= {f"{dataset}/onet-30.1.csv": 23 for dataset in RULES_OF_ALL}


@cache
def data_rows(file: str) -> Grid:
    """The rows of data of a tiny official file, numbers as its format holds them."""
    path = ROWS / (file if file.endswith(".csv") else f"{file}.csv")
    with path.open(encoding="utf-8", newline="") as stream:
        return [
            [_cell(text, field) for text, field in zip(row, SOURCES[file].fields, strict=True)]
            for row in csv.reader(stream)
        ]


def _cell(text, field):
    is_number = field.type in ("number", "integer") and re.fullmatch(r"-?[0-9.]+", text)
    return float(text) if is_number and not field.decimal_text else text


def grids(file: str) -> dict[str | None, Grid]:
    """The cells of every sheet of a file as it was published."""
    source = SOURCES[file]
    main: Grid = [[""] for _ in range(source.header_row - 1)]
    main += [list(source.headings), *map(list, data_rows(file))]
    main += [[text] for text in source.footer]
    found: dict[str | None, Grid] = {source.sheet: main}
    for caption in source.captions:
        grid = found.setdefault(caption.sheet or source.sheet, [])
        grid += [[""] for _ in range(caption.row - len(grid))]
        grid[caption.row - 1] = [caption.text]
    return found


def file_bytes(sheets: dict[str | None, Grid]) -> bytes:
    if None in sheets:
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(sheets[None])
        return text.getvalue().encode("utf-8")
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as workbook:
        workbook.set_properties({"created": datetime.datetime(2026, 11, 23, tzinfo=datetime.UTC)})
        for name, grid in sheets.items():
            sheet = workbook.add_worksheet(name)
            for row, cells in enumerate(grid):
                for column, value in enumerate(cells):
                    if isinstance(value, str) and value:
                        sheet.write_string(row, column, value)
                    elif value != "":
                        sheet.write(row, column, value)
    return content.getvalue()


@cache
def published(file: str) -> bytes:
    """The tiny file as it was published."""
    return file_bytes(grids(file))


def pinned(edition: Edition, path: Path) -> Edition:
    """The edition with the checksums and numbers of rows of the tiny files."""
    text = edition.metadata
    for table in edition.tables:
        source = edition.inputs.get(table.source or table.name)
        rows = COMPUTED_ROWS.get(table.file) or len(data_rows(source.file))
        file = re.escape(f'file = "{table.file}"\n')
        text = re.sub(f"({file}rows = )[0-9]+", rf"\g<1>{rows}", text)
    for source in edition.inputs.values():
        digest = hashlib.sha256(published(source.file)).hexdigest()
        stated = f'"{digest}"\nrows = {len(data_rows(source.file))}'
        text = text.replace(f'"{source.sha256}"', stated)
    path.write_text(text, encoding="utf-8")
    return read_edition(path)


class OfficialFiles:
    """A folder of tiny official files that a test may damage."""

    def __init__(self, folder: Path, editions: tuple[Edition, ...]) -> None:
        self.folder = folder
        self.editions = editions
        self.sources: dict[str, Input] = {
            source.file: source for edition in editions for source in edition.inputs.values()
        }
        for file in self.sources:
            self.path(file).parent.mkdir(parents=True, exist_ok=True)
            self.path(file).write_bytes(published(file))

    def path(self, file: str) -> Path:
        return self.folder.joinpath(*file.split("/"))

    def rename_sheet(self, file: str, name: str) -> None:
        sheet = self.sources[file].sheet
        sheets = {name if key == sheet else key: grid for key, grid in grids(file).items()}
        self.path(file).write_bytes(file_bytes(sheets))

    def damage(self, file: str, change: Callable[[Grid], object], sheet: str | None = None) -> None:
        """Change the cells of a sheet, the one with the data by default, and write the file."""
        sheets = grids(file)
        change(sheets[sheet or self.sources[file].sheet])
        self.path(file).write_bytes(file_bytes(sheets))

    def set_cell(
        self, file: str, row: int, column: int | str, value: object, sheet: str | None = None
    ) -> None:
        """Put a value into a cell, by row and by heading or column number, both from 1."""
        if isinstance(column, str):
            column = self.sources[file].headings.index(column) + 1

        def change(grid: Grid) -> None:
            cells = grid[row - 1]
            cells += [""] * (column - len(cells))
            cells[column - 1] = value

        self.damage(file, change, sheet)

    def edition(self, name: str) -> Edition:
        return next(edition for edition in self.editions if edition.id == name)

    def editions_of(self, file: str) -> list[Edition]:
        return [
            each for each in self.editions if file in {one.file for one in each.inputs.values()}
        ]


def snapshot(folder: Path) -> dict[str, bytes]:
    """The content of every file below a folder, hidden ones too."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="session")
def pinned_editions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Edition, ...]:
    folder = tmp_path_factory.mktemp("editions")
    files = (folder / f"{number}.toml" for number in count())
    return tuple(map(pinned, bundled_editions(), files))


@pytest.fixture
def official(tmp_path: Path, pinned_editions: tuple[Edition, ...]) -> OfficialFiles:
    """Tiny official files of every edition."""
    return OfficialFiles(tmp_path / "official", pinned_editions)


@pytest.fixture
def contents() -> Callable[[Path], dict[str, bytes]]:
    """Read every file below a folder."""
    return snapshot


@pytest.fixture
def refused(official: OfficialFiles, tmp_path: Path) -> Callable[[str], SourceFileError]:
    """Build the editions of a damaged file: return the error, having seen nothing written."""

    def build_refused(file: str) -> SourceFileError:
        with pytest.raises(SourceFileError) as caught:
            build(official.folder, tmp_path / "new", editions=official.editions_of(file))
        assert not (tmp_path / "new").exists()
        assert caught.value.file == file
        return caught.value

    return build_refused
