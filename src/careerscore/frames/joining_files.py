"""Join a file of occupation codes or job titles with the reference data, in constant memory."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final, cast

from careerscore._record import Checks
from careerscore.errors import DefinitionError, shorten
from careerscore.frames.csv_dialect import MISSING, check_dialect, require_file
from careerscore.frames.file_columns import check_column, check_key, check_names, row_of
from careerscore.frames.file_kinds import PARQUET, TEXT, WORKBOOKS, open_table
from careerscore.frames.file_paths import check_targets, checked_path, ends_in
from careerscore.frames.join import DEFAULT_COLUMNS
from careerscore.frames.join_plan import LOCAL_NAMES, JoinPlan
from careerscore.frames.joined_files import JoinedFile, Progress, write_joined
from careerscore.frames.keys import named_keys
from careerscore.frames.parquet_files import require_parquet
from careerscore.frames.workbooks import require_xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from careerscore.frames.table_files import TableFile
    from careerscore.reference.releases import Release
    from careerscore.scoring.base import Methodology

SUBJECT: Final = "join_file"

SOURCES: Final = (*TEXT, ".txt", ".txt.gz", *WORKBOOKS, *PARQUET)
TARGETS: Final = (*TEXT, ".xlsx", *PARQUET)
REVIEWS: Final = (*TEXT, ".xlsx")


def join_file(
    source: str | Path,
    target: str | Path,
    *,
    on: str | None = None,
    title: str | None = None,
    system: str | None = None,
    data: str | Release | None = None,
    columns: Sequence[str] = DEFAULT_COLUMNS,
    methodology: str | Methodology | None = None,
    many: str = "leave",
    min_confidence: float | None = None,
    prefix: str = "",
    unmatched: str | Path | None = None,
    sheet: str | None = None,
    header: int = 1,
    delimiter: str | None = None,
    encoding: str | None = None,
    missing: Sequence[str] = MISSING,
    progress: Callable[[int, int], None] | None = None,
    place: str | None = None,
    place_fallback: str | None = None,
    local_columns: Sequence[str] = LOCAL_NAMES,
) -> JoinedFile:
    r"""Attach reference data, and scores, to a file by its occupation codes or job titles.

    The columns are those that `join_reference` attaches to a frame. Files are text (CSV, TSV and
    their like), Excel or Parquet, by the ends of their names, and each can be turned into any
    other. Text of any size is joined in memory that grows with its different codes alone, without
    any data-frame library.

    Every row in is a row out, in the order of the source: the rows written are compared with a
    count of the records that was made by other means, and a difference is an error. The target
    appears whole or not at all: when anything goes wrong, and on Ctrl-C, what was there before is
    there still.

    All other cells come out as they went in: of text, as text (``00123`` stays ``00123``); of
    Excel, numbers, dates and durations as what they are, formulas as what they gave, without
    their format; of Parquet, in their types. Cells of ours are protected against formula
    injection, as in an export; cells of the source are not.

    Parameters
    ----------
    source : str or Path
        The file to read: ``.csv``, ``.tsv`` or ``.txt``, also with ``.gz``; ``.xlsx``, ``.xlsm``,
        ``.xlsb``, ``.xls`` or ``.ods``; ``.parquet`` or ``.pq``.
    target : str or Path
        The file to write: ``.csv`` or ``.tsv``, also with ``.gz``; ``.xlsx``; ``.parquet`` or
        ``.pq``. Text is written in UTF-8, with commas or, in ``.tsv``, tabs.
    on, title : str, optional
        The column of codes or, instead, that of job titles.
    system, data, columns, methodology, many, min_confidence, prefix : optional
        As for `join_reference`.
    place, place_fallback, local_columns : optional
        As for `join_reference`: a column of places, for local pay and jobs.
    unmatched : str or Path, optional
        Another file to write, of text or Excel: the codes, titles and places that need a person,
        with the reason and the occupations or places to choose from, those of most rows first, as
        `MatchReport.review` has them.
    sheet : str, optional
        Name of the sheet of a workbook; the first by default.
    header : int
        The row of a workbook or text that has the names of the columns. Rows above it, such as the
        title of a table, are left out: they are no rows of the table.
    delimiter, encoding : str, optional
        What separates the cells of text, ``","``, ``";"``, ``"\t"`` or ``"|"``, and its encoding;
        they are found out by default.
    missing : sequence of str, optional
        The words that stand for no code and no title, besides a blank.
    progress : callable, optional
        Called now and then, and at the end, with how much is done and how much there is to do.

    Returns
    -------
    JoinedFile
        How many rows were written, how the source was read, and how its codes matched.

    Raises
    ------
    InvalidInputError
        If a file's name ends otherwise, the target has no folder or is the source, there is no
        such column or sheet, new columns have names that are taken, Excel does not hold what is
        to be written, or an argument is not as described above; all problems are listed. Where
        no column is named, those that look like codes or titles are.
    UnknownReleaseError, UnknownMethodologyError
        If there is no such release or methodology.
    DefinitionError
        If the source cannot be read, or is malformed.
    OSError
        If a file cannot be written.
    MissingDependencyError
        If what reads or writes Excel or Parquet is not installed.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     source, target = Path(folder, "staff.csv"), Path(folder, "joined.csv")
    ...     _ = source.write_text("id;soc\n00123;29-2072\n00124;13-1020\n")
    ...     joined = join_file(
    ...         source, target, on="soc", data="2026.1", columns=["title", "annual_median_usd"]
    ...     )
    ...     print(target.read_text())
    id,soc,match,match_codes,title,annual_median_usd
    00123,29-2072,matched,29-2072.00,Medical Records Specialists,48780.0
    00124,13-1020,one-to-many,13-1021.00; 13-1022.00; 13-1023.00,,71950.0
    >>> joined.read_as, joined.report.rows["one-to-many"]
    ('CSV, semicolons, UTF-8', 1)
    """
    checks = Checks(SUBJECT)
    here = checked_path(checks, "source", source, SOURCES)
    there = checked_path(checks, "target", target, TARGETS)
    review = None if unmatched is None else checked_path(checks, "unmatched", unmatched, REVIEWS)
    targets = {"target": there} | ({} if review is None else {"unmatched": review})
    check_targets(checks, here, targets)
    check_dialect(checks, delimiter, encoding, missing)
    _check_reading(checks, here, sheet, header, delimiter, encoding)
    with TemporaryDirectory(prefix="careerscore-") as folder:
        table = None
        if ends_in(here, SOURCES):
            # Where its options are wrong, the defaults serve to check the rest.
            options = (
                (sheet, header, delimiter, encoding) if checks.passed else (None, 1, None, None)
            )
            require_file(here)
            try:
                table = open_table(here, Path(folder, "copy.csv"), *options)
            except DefinitionError:
                # Lines of a title seldom have as many cells as the rows below them.
                if not (advice := row_of(title if on is None else on, here, options[1])):
                    raise
                name, column = ("title", title) if on is None else ("on", on)
                checks.fail(name, f"no column {shorten(column)}; {advice}")
        # Of a source that has no names, none is missing.
        names = (str(system),) if table is None else table.names
        plan = JoinPlan.checked(
            checks,
            named_keys(checks, names, title if on is None else on, system),
            by="code" if title is None else "title",
            system=system,
            data=data,
            columns=columns,
            methodology=methodology,
            many=many,
            min_confidence=None if title is None else min_confidence,
            prefix=prefix,
            place=place,
            place_fallback=place_fallback,
            local_columns=local_columns,
        )
        holds = min_confidence is None or title is not None
        checks.expect("min_confidence", min_confidence, "None, without title", holds=holds)
        if table is not None:
            check_key(checks, table, plan, on, title)
            if place is not None:
                check_column(checks, table, "place", place)
            check_names(checks, table, plan, there)
        checks.raise_problems()
        # At once: many titles take minutes.
        for path in targets.values():
            if ends_in(path, PARQUET):
                require_parquet()
            elif ends_in(path, WORKBOOKS):
                require_xlsxwriter()
        table = cast("TableFile", table)
        words = {"", *(word.strip() for word in missing)}
        return write_joined(table, plan, words, there, review, Progress(progress, table.records))


def _check_reading(
    checks: Checks, here: Path, sheet: Any, header: Any, delimiter: Any, encoding: Any
) -> None:
    """Expect options of reading that the kind of the source has."""
    checks.value("sheet", sheet, str | None)
    is_book, is_text = ends_in(here, WORKBOOKS), not ends_in(here, (*WORKBOOKS, *PARQUET))
    holds = sheet is None or is_book
    checks.expect("sheet", sheet, "None, as only workbooks have sheets", holds=holds)
    checks.value("header", header, int, minimum=1)
    holds = header == 1 or not ends_in(here, PARQUET)
    checks.expect("header", header, "1, as Parquet names its columns apart", holds=holds)
    for name, value in (("delimiter", delimiter), ("encoding", encoding)):
        holds = value is None or is_text
        checks.expect(name, value, "None, for a source that is not text", holds=holds)
