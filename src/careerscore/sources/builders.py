"""Builders: how the tables of an edition are made from its official files.

A table is a copy of columns of one file, unless a builder makes it. Builders also hold the checks
that no specification can state.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from careerscore.errors import DefinitionError
from careerscore.sources.checks import Rows, SourceTable, check_counter
from careerscore.sources.derived import RULES
from careerscore.sources.onet import build_onet

if TYPE_CHECKING:
    from careerscore.sources.editions import Edition

Builder = Callable[[Mapping[str, SourceTable], Mapping[str, Rows]], Mapping[str, Rows]]
"""Return tables by name, made from the sources and from the tables that are copied.

The sources are keyed by the name of the official file in the specification, or for a computed
edition by ``dataset/table``.
"""


def make_tables(edition: Edition, sources: Mapping[str, SourceTable]) -> dict[str, Rows]:
    """Return the tables of an edition, keyed by name."""
    copied: dict[str, Rows] = {
        table.name: sources[table.source].columns(*table.headings)
        for table in edition.tables
        if table.source is not None
    }
    builder = _BUILDERS.get(edition.rule or edition.specification or edition.dataset)
    tables = {**copied, **builder(sources, copied)} if builder else copied
    missing = [table.name for table in edition.tables if table.name not in tables]
    if missing:
        problem = f"tables: no rule and no specification makes {', '.join(missing)}"
        raise DefinitionError(edition.metadata_file, (problem,))
    return tables


def _build_oews(sources: Mapping[str, SourceTable], _: Mapping[str, Rows]) -> dict[str, Rows]:
    _check_release(sources["source"], "ANNUAL", "H_MEAN")
    _check_release(sources["source"], "HOURLY", "A_MEAN")
    return {}


def _check_release(source: SourceTable, flag: str, mean: str) -> None:
    """Check that wages of one kind are missing just where only the other is released."""
    for position, (only_other, value) in enumerate(source.columns(flag, mean)):
        if (only_other == "TRUE") != (value == "*"):
            expected = "'TRUE'" if value == "*" else "nothing"
            found = f"{only_other or 'nothing'}, with {mean} {value}"
            raise source.error(position, flag, expected, found)


def _build_frey_osborne(
    sources: Mapping[str, SourceTable], copied: Mapping[str, Rows]
) -> dict[str, Rows]:
    source = sources["source"]
    for position, (first, second) in enumerate(source.columns("prob", "probability")):
        if first != second:
            raise source.error(position, "probability", f"{first}, as in column prob", second)
    ranks = source.column("_ - rank")
    check_counter(source, "_ - rank", sorted(range(len(ranks)), key=lambda i: int(ranks[i])))
    return {"occupations": sorted(copied["occupations"])}


def _build_cip(_: Mapping[str, SourceTable], copied: Mapping[str, Rows]) -> dict[str, Rows]:
    no_match = {"99.9999", "99-9999"}
    return {"crosswalk": [row for row in copied["crosswalk"] if not no_match.intersection(row)]}


def _build_structure(sources: Mapping[str, SourceTable], _: Mapping[str, Rows]) -> dict[str, Rows]:
    source = sources["source"]
    levels = source.headings[:-1]
    previous = ""
    for position, cells in enumerate(source.columns(*levels)):
        codes = [cell for cell in cells if cell]
        if len(codes) != 1:
            expected = "a code in one of the first five columns"
            raise source.error(position, levels[0], expected, ", ".join(codes) or "none")
        if codes[0] <= previous:
            heading = levels[cells.index(codes[0])]
            raise source.error(position, heading, f"a code after {previous}", codes[0])
        previous = codes[0]
    return {}


_SAME_COLUMNS: Final = {0: 0, 2: 3, 3: 4, 4: 7, 5: 8, 6: 10, 7: 11, 8: 12, 10: 13, 12: 14}
"""Columns of the text file of the projections, and those of the workbook with the same figures."""


def _build_projections(
    sources: Mapping[str, SourceTable], _: Mapping[str, Rows]
) -> dict[str, Rows]:
    """Check that both files publish the same figures for every line item."""
    workbook, text_file = sources["workbook"], sources["text_file"]
    line_items = {row[1]: row for row in workbook.rows if row[2] == "Line item"}
    codes = [row[1][2:-1] for row in text_file.rows]
    for position, code in enumerate(codes):
        if code not in line_items:
            expected = "the code of a line item of Table 1.2"
            raise text_file.error(position, text_file.headings[1], expected, code)
    for position, row in enumerate(workbook.rows):
        if row[2] == "Line item" and row[1] not in codes:
            expected = f"'Summary' for {row[1]}, which {text_file.file} lacks"
            raise workbook.error(position, workbook.headings[2], expected, "'Line item'")
    for position, (code, row) in enumerate(zip(codes, text_file.rows, strict=True)):
        for column, in_workbook in _SAME_COLUMNS.items():
            expected = line_items[code][in_workbook]
            if _as_in_workbook(row[column]) != expected:
                heading = text_file.headings[column]
                raise text_file.error(
                    position, heading, f"{expected!r}, as in Table 1.2", repr(row[column])
                )
    return {}


def _as_in_workbook(cell: str) -> str:
    """Return a cell of the text file in the spelling of the workbook."""
    if cell == "N/A":
        return "—"
    if cell.startswith(">="):
        return cell.replace(">=", ">=$")
    if re.fullmatch(r"-?[0-9,]+(\.[0-9])?", cell):
        return cell.replace(",", "").removesuffix(".0")
    # Alternate titles follow the title in the same cell, each after an asterisk.
    return cell.split(" * ", maxsplit=1)[0]


_BUILDERS: Final[Mapping[str, Builder]] = {
    "onet": build_onet,
    "oews": _build_oews,
    "employment-projections": _build_projections,
    "frey-osborne": _build_frey_osborne,
    "cip-soc": _build_cip,
    "soc-structure": _build_structure,
    **RULES,
}
"""Builders by specification, or by rule for computed editions."""
