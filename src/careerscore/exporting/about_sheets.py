"""The sheets of a workbook that say what its table is and where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from careerscore._render.blocks import DefinitionList, Link, Paragraph, Section, Table
from careerscore.exporting.table import library
from careerscore.methods.pages import methodology_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from careerscore._render.blocks import Block
    from careerscore.exporting.table import Cell, ExportTable
    from careerscore.scoring.base import Methodology

__all__ = ["ABOUT_NAMES", "AboutSheet", "about_sheets"]

ABOUT_NAMES = ("About", "Columns", "Sources", "Methodology")
"""The names that these sheets take."""


class Line(NamedTuple):
    """A row of texts and figures, or of headings."""

    cells: tuple[Cell, ...]
    is_head: bool = False


class AboutSheet(NamedTuple):
    """A sheet of texts.

    Attributes
    ----------
    name : str
        Its name.
    lines : sequence of Line
        Its rows.
    widths : tuple of int
        The width of each column [characters].
    """

    name: str
    lines: Sequence[Line]
    widths: tuple[int, ...]


def _head(*cells: Cell) -> Line:
    return Line(cells, is_head=True)


def about_sheets(table: ExportTable) -> Iterator[AboutSheet]:
    """Give the sheets about a table, those that have something to say.

    Examples
    --------
    >>> from careerscore.exporting.occupations import occupation_table
    >>> table = occupation_table(occupations=["29-2072"], columns=["title", "tier"])
    >>> [sheet.name for sheet in about_sheets(table)]
    ['About', 'Columns', 'Sources', 'Methodology']
    """
    yield _about(table)
    if any(column.title != column.name for column in table.columns):
        yield _columns(table)
    if table.origin.sources:
        yield _sources(table)
    if table.origin.methodology is not None:
        yield _methodology(table.origin.methodology)


def _about(table: ExportTable) -> AboutSheet:
    origin = table.origin
    rows: list[tuple[Cell, ...]] = [("title", table.title), ("made by", library())]
    if origin.occupation is not None:
        rows.append(("occupation", " ".join(origin.occupation)))
    rows += [("data release", origin.data_release), ("data fingerprint", origin.data_fingerprint)]
    if origin.methodology is not None:
        rows.append(("methodology", origin.methodology.id))
    rows += [("attribution", sentence) for sentence in origin.attributions]
    kept = [Line(row) for row in rows if row[1] is not None]
    return AboutSheet("About", kept, (20, 100))


def _columns(table: ExportTable) -> AboutSheet:
    sources = {source.dataset: source.id for source in table.origin.sources}
    lines = [_head("column", "meaning", "unit", "type", "sources")]
    for column in table.columns:
        rests_on = ", ".join(sources[dataset] for dataset in column.datasets)
        told = (column.name, column.title, column.unit or None, column.kind, rests_on or None)
        lines.append(Line(told))
    return AboutSheet("Columns", lines, (36, 70, 36, 10, 50))


def _sources(table: ExportTable) -> AboutSheet:
    heads = ("edition", "title", "publisher", "licence", "citation", "address", "retrieved")
    lines = [_head(*heads, "attribution")]
    for source in table.origin.sources:
        told = (source.id, source.title, source.publisher, source.licence, source.citation)
        lines.append(Line((*told, source.url, source.retrieved, source.attribution or None)))
    return AboutSheet("Sources", lines, (36, 50, 40, 24, 60, 50, 12, 80))


def _methodology(methodology: Methodology) -> AboutSheet:
    lines = [_head("Methodology", methodology.id)]
    for block in methodology_page(methodology).blocks:
        lines += _block(block)
    return AboutSheet("Methodology", lines, (28, 100, 40, 40, 40))


def _block(block: Block) -> Iterator[Line]:
    """Yield the rows of a block: texts in the second column, tables from the first one."""
    if isinstance(block, Section):
        yield from (Line(()), _head(block.title))
        for part in block.blocks:
            yield from _block(part)
    elif isinstance(block, Table):
        yield _head(*block.heads)
        yield from (Line(tuple(map(_cell, row))) for row in block.rows)
    elif isinstance(block, DefinitionList):
        yield from (Line((name, _cell(value))) for name, value in block.rows)
    elif isinstance(block, Paragraph):
        yield Line((None, "".join(span.text for span in block.spans)))
    else:
        raise TypeError(f"no rows for {block!r}")


def _cell(cell: object) -> str:
    return cell.url if isinstance(cell, Link) else str(cell)
