"""The columns of a file that a join names: expected, or suggested by the cells that they have."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from careerscore.errors import DefinitionError, close_matches, shorten
from careerscore.frames.csv_dialect import DELIMITERS, CsvDialect, detect_dialect
from careerscore.frames.file_kinds import PARQUET, WORKBOOKS
from careerscore.frames.file_paths import ends_in
from careerscore.frames.table_files import cell_text
from careerscore.matching.matches import MatchKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from careerscore._record import Checks
    from careerscore.frames.join_plan import JoinPlan
    from careerscore.frames.table_files import TableFile

MOST_NAMED: Final = 20
"""Columns of a file that a message names."""
MOST_HEADINGS: Final = 10
"""So many rows are looked through for names of columns, where the first has other texts."""

SAMPLE_ROWS: Final = 1_000
SAMPLE_VALUES: Final = 10
"""Rows, and different cells of each column, by which likely columns are found."""


def check_key(checks: Checks, table: TableFile, plan: JoinPlan, on: object, title: object) -> None:
    """Expect one column of codes or titles; where none is named, suggest likely ones."""
    if on is None and title is None:
        meant = _meant(table, plan)
        checks.fail("on", f"name the column of codes, or by title= that of titles; {meant}")
        return
    if on is not None and title is not None:
        checks.fail("title", "say on= or title=, not both")
    check_column(checks, table, *(("title", title) if on is None else ("on", on)))


def check_column(checks: Checks, table: TableFile, name: str, column: object) -> None:
    """Expect the name of one column of a file."""
    count = table.names.count(column) if isinstance(column, str) else 0
    if count > 1:
        checks.fail(name, f"{count:,} columns are named {shorten(column)}")
    elif not count:
        near = close_matches(str(column), table.names)
        advice = f"did you mean {' or '.join(near)}?" if near else _listed(table.names)
        found = row_of(column, table.path, table.header, table)
        checks.fail(name, f"no column {shorten(column)}; {found or advice}")


def row_of(column: object, path: Path, header: int, table: TableFile | None = None) -> str:
    """Return which other row of a file's first ones has a name, of text whatever the delimiter."""
    heads: list[tuple[int, Sequence[Any]]] = []
    if ends_in(path, WORKBOOKS) and table is not None:
        heads += enumerate(islice(table.rows(), MOST_HEADINGS), header + 1)
    elif not ends_in(path, (*WORKBOOKS, *PARQUET)):
        with suppress(DefinitionError):
            encoding = detect_dialect(path).encoding
            for delimiter in DELIMITERS:
                rows = CsvDialect(delimiter, encoding).rows(path)
                with suppress(DefinitionError):
                    heads += enumerate((row for _, row in islice(rows, MOST_HEADINGS + 1)), 1)
    number = min((number for number, row in heads if column in row), default=header)
    return "" if number == header else f"row {number} has it: header={number}"


def _listed(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMED
    listed = ", ".join(map(shorten, names[:MOST_NAMED]))
    return f"there are: {listed}{f' and {more:,} more' if more > 0 else ''}"


def _meant(table: TableFile, plan: JoinPlan) -> str:
    """Return which columns look like codes or titles, by some of their cells."""
    release = plan.attachments.release
    found: dict[str, list[str]] = {"codes": [], "titles": []}
    columns = zip(*islice(table.rows(), SAMPLE_ROWS), strict=True)
    for name, cells in zip(table.names, columns, strict=False):
        texts = [*dict.fromkeys(text for text in map(cell_text, cells) if text)][:SAMPLE_VALUES]
        matches = map(release.match_code, texts)
        # Groups and codes of an earlier classification are codes, too.
        codes = sum(
            each.kind is not MatchKind.UNMATCHED or bool(each.members or each.earlier)
            for each in matches
        )
        # Numbers are no titles, and need not be searched for.
        words = [text for text in texts if any(map(str.isalpha, text))]
        titles = sum(release.match_title(text).kind is not MatchKind.UNMATCHED for text in words)
        for kind, count in (("codes", codes), ("titles", titles)):
            if count and 2 * count >= len(texts):
                found[kind].append(shorten(name))
                break
    likely = [f"{', '.join(names)} looks like {kind}" for kind, names in found.items() if names]
    return "; ".join(likely) or _listed(table.names)


def check_names(checks: Checks, table: TableFile, plan: JoinPlan, there: Path) -> None:
    """Expect new columns to have names of their own; in Parquet, every column."""
    made = plan.names
    for name in sorted({*made} & {*table.names}):
        expected = f"a prefix, as the file has a column named {name}"
        checks.expect("prefix", plan.attachments.prefix, expected, holds=False)
    for name, count in Counter(made).items():
        checks.expect("columns", name, "other columns than the methodology adds", holds=count == 1)
    if ends_in(there, PARQUET):
        for name, count in Counter(table.names).items():
            expected = f"a file that is not Parquet: {count:,} columns are named {shorten(name)}"
            checks.expect("target", str(there), expected, holds=count == 1)
