"""Tiny official files of every edition, and the editions pinned to them.

`official/` holds their rows of data as comma-separated text, workbooks too, of which each sheet has
a name of its own; headings, captions and footers come from the specifications.
"""

from __future__ import annotations

import csv
import datetime
import gzip
import hashlib
import io
import re
from functools import cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow
import pytest
import xlsxwriter
from pyarrow import parquet

from careerscore.errors import SourceFileError
from careerscore.sources import Edition, Input, build, bundled_editions, read_edition

if TYPE_CHECKING:
    from collections.abc import Callable

Grid = list[list[object]]

ROWS = Path(__file__).parent / "official"
SOURCES: dict[str, Input] = {}
"""Every official table, by its file, or file and sheet where others of the file come before."""
NAMES: dict[tuple[str, str | None], str] = {}
for source in (each for edition in bundled_editions() for each in edition.inputs.values()):
    name = f"{source.file}#{source.sheet}".strip() if source.file in SOURCES else source.file
    SOURCES.setdefault(NAMES.setdefault((source.file, source.sheet), name), source)

ELEMENTS = ("onet-ratings/30.2", "onet-work-styles/30.1", "onet-interests/30.1")
ELEMENTS += ("onet-work-values/30.1",)
COMPUTED_ROWS = {
    "onet/30.1/commodities.csv": 2,
    "onet/30.1/required_education.csv": 12,
    "cip-soc/2020.csv": 2,
    "aioe-percentile/2021.csv": 2,
    "bls-entry-requirements/2024-34.csv": 2,
    "census-occupations/2018/census_2018.csv": 2,
    "census-occupations/2018/census_2010.csv": 2,
    "oews-areas/2025-05/areas.csv": 3,
    "ooh-titles/2025-08.csv": 1,
    "regional-price-parities/2023.csv": 2,
    "soc-2000-to-soc-2010/2010-01.csv": 2,
    "utilization-factors/2024-34/factors.csv": 3,
    "utilization-factors/2024-34/industries.csv": 2,
}
COMPUTED_ROWS |= {f"{edition}.csv": 2 for edition in ELEMENTS}
COMPUTED_ROWS |= {f"high-school-graduate/2026.{number}.csv": 0 for number in (1, 2, 3)}
RULES_OF_ALL = ("occupation-categories", "epoch-heuristic", "legacy-risk")
COMPUTED_ROWS |= {f"{dataset}/onet-30.1.csv": 23 for dataset in RULES_OF_ALL}
# The occupations of the tiny files have no workers.
COMPUTED_ROWS |= {
    table.file: 3 if table.name == "methodologies" else 0
    for edition in bundled_editions()
    if edition.dataset == "consensus-distribution"
    for table in edition.tables
}
ESTIMATES_SHA256 = "25b4f0554d119d129f1a90710a19f1fd01ce6a3a51cb0beeb632a3e81d31ff9c"
"""The digest of the tiny estimates of areas: a build that finds another one names it."""


@cache
def data_rows(name: str) -> Grid:
    """The rows of data of a tiny official table, numbers as its format holds them."""
    path = ROWS / (name if name.endswith(".csv") else f"{name}.csv")
    with path.open(encoding="utf-8", newline="") as stream:
        return [
            [_cell(text, field) for text, field in zip(row, SOURCES[name].fields, strict=True)]
            for row in csv.reader(stream)
        ]


def _cell(text, field):
    is_number = field.type in ("number", "integer") and re.fullmatch(r"-?[0-9.]+", text)
    return float(text) if is_number and not field.decimal_text else text


def grids(file: str) -> dict[str | None, Grid]:
    """The cells of every sheet of a file as it was published."""
    tables = {name: source for name, source in SOURCES.items() if source.file == file}
    found: dict[str | None, Grid] = {}
    for name, source in tables.items():
        main: Grid = [[""] for _ in range(source.header_row - 1)]
        main += [list(source.headings), *map(list, data_rows(name))]
        found[source.sheet] = main + [[text] for text in source.footer]
    for source in tables.values():
        for caption in source.captions:
            grid = found.setdefault(caption.sheet or source.sheet, [])
            row = caption.row or len(grid) + 1
            grid += [[""] for _ in range(row - len(grid))]
            grid[row - 1] = [caption.text]
    return found


def file_bytes(file: str, sheets: dict[str | None, Grid]) -> bytes:
    if file.endswith(".parquet"):
        headings, *rows = sheets[None]
        columns = [*map(list, zip(*rows, strict=True))] or [[] for _ in headings]
        content = io.BytesIO()
        parquet.write_table(pyarrow.table(columns, names=headings), content)
        return content.getvalue()
    if None in sheets:
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(sheets[None])
        plain = text.getvalue().encode("utf-8")
        return gzip.compress(plain, mtime=0) if file.endswith(".gz") else plain
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
    return file_bytes(file, grids(file))


def pinned(edition: Edition, path: Path) -> Edition:
    """The edition with the checksums, numbers of rows and elements of the tiny files."""
    blocks = re.split(r"^(?=\[\[)", edition.metadata, flags=re.MULTILINE)
    names = [NAMES[source.file, source.sheet] for source in edition.inputs.values()]
    for number, name in enumerate(names, start=1):
        digest = hashlib.sha256(published(SOURCES[name].file)).hexdigest()
        block = re.sub(r"^(rows|sha256) = .*\n", "", blocks[number], flags=re.MULTILINE)
        blocks[number] = f'{block.strip()}\nsha256 = "{digest}"\nrows = {len(data_rows(name))}\n\n'
    for number, table in enumerate(edition.tables, start=len(names) + 1):
        rows = COMPUTED_ROWS.get(table.file)
        if rows is None:
            source = (
                edition.inputs.get(table.source or table.name) or [*edition.inputs.values()][-1]
            )
            rows = len(data_rows(NAMES[source.file, source.sheet]))
        blocks[number] = re.sub(
            r"(?<=^rows = )[0-9]+", f"{rows}", blocks[number], flags=re.MULTILINE
        )
    text = "".join(blocks)
    if edition.id in ELEMENTS:
        rows = data_rows(names[0])
        here = {row[2] for row in rows} | {f"{row[2]} {row[4]}" for row in rows}
        text = re.sub(
            r'^"([0-9][^"]*)" = .*\n',
            lambda line: line[0] if line[1] in here else "",
            text,
            flags=re.MULTILINE,
        )
    text = re.sub(r'(?<=^estimates_sha256 = ")\w+', ESTIMATES_SHA256, text, flags=re.MULTILINE)
    path.write_text(text, encoding="utf-8")
    return read_edition(path)


FORMS = {
    "any_table": SOURCES,
    "keyed_table": [name for name, source in SOURCES.items() if source.key],
    # The related occupations of the tiny file belong to one occupation.
    "ordered_table": [
        name for name, source in SOURCES.items() if source.order and "Related" not in name
    ],
}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that asks for a kind of official table for each of that kind."""
    for kind in FORMS.keys() & metafunc.fixturenames:
        metafunc.parametrize(kind, FORMS[kind])


class OfficialFiles:
    """A folder of tiny official files that a test may damage."""

    def __init__(self, folder: Path, editions: tuple[Edition, ...]) -> None:
        self.folder = folder
        self.editions = editions
        self.sources: dict[str, Input] = {
            NAMES[source.file, source.sheet]: source
            for edition in editions
            for source in edition.inputs.values()
        }
        for source in self.sources.values():
            self.path(source.file).parent.mkdir(parents=True, exist_ok=True)
            self.path(source.file).write_bytes(published(source.file))

    def path(self, file: str) -> Path:
        return self.folder.joinpath(*file.split("/"))

    def write(self, name: str, sheets: dict[str | None, Grid]) -> None:
        file = self.sources[name].file
        self.path(file).write_bytes(file_bytes(file, sheets))

    def rename_sheet(self, name: str, new: str) -> None:
        source = self.sources[name]
        sheets = grids(source.file)
        self.write(
            name, {new if key == source.sheet else key: each for key, each in sheets.items()}
        )

    def damage(self, name: str, change: Callable[[Grid], object], sheet: str | None = None) -> None:
        """Change the cells of a sheet, the one with the data by default, and write the file."""
        source = self.sources[name]
        sheets = grids(source.file)
        change(sheets[sheet or source.sheet])
        self.write(name, sheets)

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

    def renew(self, edition: Edition, changes: dict[str, str]) -> Edition:
        """Write copies of the tiny files with other texts; return the edition of them."""

        def changed(text: Any) -> Any:
            for old, new in changes.items():
                text = text.replace(old, new) if isinstance(text, str) else text
            return text

        text, digests = edition.metadata, []
        for source in edition.inputs.values():
            sheets = {
                changed(sheet): [[*map(changed, row)] for row in grid]
                for sheet, grid in grids(source.file).items()
            }
            file = changed(source.file)
            self.path(file).parent.mkdir(exist_ok=True)
            self.path(file).write_bytes(file_bytes(file, sheets))
            text = text.replace(source.sha256, f"<{len(digests)}>")
            digests.append(hashlib.sha256(self.path(file).read_bytes()).hexdigest())
        text = changed(text)
        for number, digest in enumerate(digests):
            text = text.replace(f"<{number}>", digest)
        path = self.folder / f"{edition.dataset}.toml"
        path.write_text(text, encoding="utf-8")
        return read_edition(path)

    def edition(self, name: str) -> Edition:
        return next(edition for edition in self.editions if edition.id == name)

    def editions_of(self, name: str) -> list[Edition]:
        """The editions of an official table, with those that they are computed from."""
        source = self.sources[name]
        place = source.file, source.sheet
        found = {
            each.id: each
            for each in self.editions
            if place in {(one.file, one.sheet) for one in each.inputs.values()}
        }
        earlier = {name for each in found.values() for name in each.built_from}
        return [*found.values(), *(self.edition(name) for name in earlier - found.keys())]


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
        assert caught.value.file == official.sources[file].file
        return caught.value

    return build_refused
