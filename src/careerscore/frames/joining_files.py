"""Join a file of occupation codes or job titles with the reference data, in constant memory."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from importlib.metadata import version
from itertools import islice
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from attrs import field, frozen

from careerscore._files import atomic_write
from careerscore._record import Checks, Record, frozen_map, limits
from careerscore.errors import DefinitionError, InvalidInputError, close_matches, shorten
from careerscore.frames.csv_dialect import (
    DELIMITERS,
    MISSING,
    CsvDialect,
    check_dialect,
    detect_dialect,
    is_gzip,
    require_file,
    unreadable,
)
from careerscore.frames.join import DEFAULT_COLUMNS
from careerscore.frames.join_plan import LOCAL_NAMES, JoinPlan
from careerscore.frames.keys import MISSING as NO_KEY
from careerscore.frames.keys import TEXTS, named_keys
from careerscore.frames.match_report import REVIEWED, MatchReport
from careerscore.frames.native import hstack, take
from careerscore.frames.parquet_files import ParquetTable, require_parquet, write_parts
from careerscore.frames.table_files import CsvTable, cell_text, csv_writer
from careerscore.frames.workbooks import WorkbookTable, require_xlsxwriter, workbook_writer
from careerscore.matching.matches import MatchKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from careerscore.frames.table_files import RowWriter, TableFile
    from careerscore.reference.releases import Release
    from careerscore.scoring.base import Methodology

    Progress = Callable[[int, int], None]

_T = TypeVar("_T")

SUBJECT: Final = "join_file"

TEXT: Final = (".csv", ".csv.gz", ".tsv", ".tsv.gz")
PARQUET: Final = (".parquet", ".pq")
WORKBOOKS: Final = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
SOURCES: Final = (*TEXT, ".txt", ".txt.gz", *WORKBOOKS, *PARQUET)
TARGETS: Final = (*TEXT, ".xlsx", *PARQUET)
REVIEWS: Final = (*TEXT, ".xlsx")

STEP_ROWS: Final = 20_000
STEP_MATCHES: Final = 50
"""Rows, and matches, after which progress is told."""

MOST_NAMED: Final = 20
"""Columns of a file that a message names."""
MOST_HEADINGS: Final = 10
"""So many rows are looked through for names of columns, where the first has other texts."""

CHANGES: Final = "it changes while it is read"

SAMPLE_ROWS: Final = 1_000
SAMPLE_VALUES: Final = 10
"""Rows, and different cells of each column, by which columns that may be meant are found."""


@frozen(kw_only=True)
class JoinedFile(Record):
    """What joining a file did.

    Parameters
    ----------
    records : int
        How many rows the source has.
    rows : int
        How many rows were written: as many, unless ``many="expand"`` opened some.
    read_as : str
        What the source was taken for: its kind, delimiter and encoding, or its sheet.
    missing : Mapping of str to int
        How many rows have each word for missing in place of a code or title; a blank is ``""``.
    report : MatchReport
        How many rows and codes matched, and which did not.
    """

    records: int = field(metadata=limits(minimum=0))
    rows: int = field(metadata=limits(minimum=0))
    read_as: str
    missing: Mapping[str, int] = field(converter=frozen_map)
    report: MatchReport


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
    their like), Excel or Parquet, as their names tell, and each can be turned into any other.
    Text of any size is joined in memory that grows with its different codes alone, without any
    data-frame library.

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
        Another file to write, of text or Excel: the codes or titles that need a person, with the
        reason and the occupations to choose from, those of most rows first, as
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
    here = _path(checks, "source", source, SOURCES)
    there = _path(checks, "target", target, TARGETS)
    aside = None if unmatched is None else _path(checks, "unmatched", unmatched, REVIEWS)
    _check_places(checks, here, there, aside)
    check_dialect(checks, delimiter, encoding, missing)
    _check_reading(checks, here, sheet, header, delimiter, encoding)
    with TemporaryDirectory(prefix="careerscore-") as folder:
        table = None
        if _ends(here, SOURCES):
            # Where what is said of it is wrong, what is found serves to check the rest.
            said = (sheet, header, delimiter, encoding) if checks.passed else (None, 1, None, None)
            require_file(here)
            try:
                table = _opened(here, Path(folder, "copy.csv"), *said)
            except DefinitionError:
                # Lines of a title seldom have as many cells as the rows below them.
                if not (advice := _row_of(title if on is None else on, here, said[1])):
                    raise
                name, column = ("title", title) if on is None else ("on", on)
                checks.fail(name, f"no column {shorten(column)}; {advice}")
        # What cannot be looked at is not complained of.
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
            _check_key(checks, table, plan, on, title)
            if place is not None:
                _check_column(checks, table, "place", place)
            _check_names(checks, table, plan, there)
        checks.raise_problems()
        # At once: many titles take minutes.
        for path in filter(None, (there, aside)):
            if _ends(path, PARQUET):
                require_parquet()
            elif _ends(path, WORKBOOKS):
                require_xlsxwriter()
        table = cast("TableFile", table)
        words = {"", *(word.strip() for word in missing)}
        return _joined(table, plan, words, there, aside, _Told(progress, table.records))


def _joined(
    table: TableFile, plan: JoinPlan, words: set[str], there: Path, aside: Path | None, told: _Told
) -> JoinedFile:
    """Read the table once to count its keys, and once more to write it."""
    places = [table.names.index(name) for name in plan.read_keys.columns]
    counted = Counter(told.rows(table.keys(places), 0))
    if counted.total() != table.records:
        raise unreadable(table.path, f"{counted.total():,} of its {table.records:,} rows were read")
    values = [*counted] if len(places) > 1 else [(key,) for key in counted]
    missing: Counter[str] = Counter()
    try:
        found_pairs = plan.read_keys.pairs_of(values)
    except InvalidInputError as error:
        raise _with_row(error, table, places, plan) from None
    pairs: dict[Any, Any] = dict(zip(counted, found_pairs, strict=True))
    for key, pair in pairs.items():
        job, where = (pair, None) if plan.place is None else pair
        if (word := job[0].strip()) in words:
            missing[word] += counted[key]
            job = NO_KEY
        pairs[key] = job if where is None else (job, "" if where in words else where)
    found = plan.match(((pair, counted[key]) for key, pair in pairs.items()), told.matches)
    is_parquet = _ends(there, PARQUET)
    attached, range_of = found.table("pyarrow") if is_parquet else found.cells()
    ranges_of = {key: range_of[pair] for key, pair in pairs.items()}
    expected = sum(count * len(ranges_of[key]) for key, count in counted.items())
    with atomic_write(there) as temporary:
        if is_parquet:
            parts = _parts(table, places, ranges_of, attached, told)
            written = write_parts(temporary, parts, _notes(plan))
        else:
            with _writer(temporary, there, table.names, plan.names, expected) as writer:
                tails = [writer.tail(row) for row in attached]
                tails_of = {key: [tails[n] for n in each] for key, each in ranges_of.items()}
                writer.write(_rows(table, places, tails_of, told))
            written = writer.rows
        if written != expected:
            raise unreadable(table.path, f"{written:,} of {expected:,} rows were written")
        if aside is not None:
            rows = found.report.review_rows()
            names = [column.name for column in REVIEWED]
            with (
                atomic_write(aside) as other,
                _writer(other, aside, (), names, len(rows)) as writer,
            ):
                writer.write(((), writer.tail(row)) for row in rows)
    told.tell(3 * table.records)
    return JoinedFile(
        records=table.records,
        rows=written,
        read_as=table.read_as,
        missing=missing,
        report=found.report,
    )


def _with_row(
    error: InvalidInputError, table: TableFile, places: Sequence[int], plan: JoinPlan
) -> InvalidInputError:
    """Return an error of one cell with the number of the first row that has it."""
    if error.problems[0].expected != TEXTS:
        return error
    for number, key in enumerate(table.keys(places), table.header + 1):
        try:
            plan.read_keys.pairs_of([key if len(places) > 1 else (key,)])
        except InvalidInputError as one:
            problem = one.problems[0]
            named = problem._replace(field=f"row {number:,}: {problem.field}")
            return InvalidInputError(one.subject, (named,))
    raise unreadable(table.path, CHANGES)


def _rows(
    table: TableFile, places: Sequence[int], tails: Mapping[Any, list[Any]], told: _Told
) -> Iterator[tuple[Sequence[Any], Any]]:
    """Give each row with what is attached to it, once or several times."""
    key_of = itemgetter(*places)
    try:
        for row in told.rows(table.rows(), 2):
            for tail in tails[key_of(row)]:
                yield row, tail
    except KeyError:
        raise unreadable(table.path, CHANGES) from None


def _parts(
    table: TableFile, places: Sequence[int], ranges: Mapping[Any, range], attached: Any, told: _Told
) -> Iterator[Any]:
    """Give the parts of a table with what is attached to their rows."""
    keys = iter(told.rows(table.keys(places), 2))
    for part in table.parts():
        found = [ranges.get(key, ()) for key in islice(keys, len(part))]
        if len(found) != len(part) or () in found:
            raise unreadable(table.path, CHANGES)
        rows = [place for each in found for place in each]
        if len(rows) > len(found):
            part = part.take([row for row, each in enumerate(found) for _ in each])
        yield hstack(part, take(attached, rows, "pyarrow"), "pyarrow")


class _Told:
    """Progress in three steps of as many rows each: they are counted, matched and written."""

    def __init__(self, progress: Progress | None, records: int) -> None:
        self._progress, self._records = progress, records

    def rows(self, rows: Iterable[_T], steps: int) -> Iterable[_T]:
        """Give rows, and tell now and then how many were given, after some steps."""
        return rows if self._progress is None else self._watched(rows, steps * self._records)

    def _watched(self, rows: Iterable[_T], done: int) -> Iterator[_T]:
        for number, row in enumerate(rows, start=done):
            if number % STEP_ROWS == 0:
                self.tell(number)
            yield row

    def matches(self, done: int, count: int) -> None:
        """Tell how many of the different keys are matched."""
        if done % STEP_MATCHES == 0:
            self.tell(self._records + self._records * done // count)

    def tell(self, done: int) -> None:
        """Tell how much is done."""
        if self._progress is not None:
            self._progress(done, 3 * self._records)


def _ends(path: Path, ends: Sequence[str]) -> bool:
    return path.name.lower().endswith(tuple(ends))


def _path(checks: Checks, name: str, value: object, ends: Sequence[str]) -> Path:
    text = str(value) if isinstance(value, Path) else value
    path = Path(text if isinstance(text, str) and "\0" not in text else "")
    expected = f"the path of a file that ends in {', '.join(ends)}"
    checks.expect(name, text, expected, holds=_ends(path, ends))
    return path


def _check_places(checks: Checks, here: Path, there: Path, aside: Path | None) -> None:
    """Expect files to write in folders that exist, no two files the same."""
    seen = {"source": here}
    for name, path in (("target", there), *([] if aside is None else [("unmatched", aside)])):
        checks.expect(name, str(path), "a folder that exists", holds=path.parent.is_dir())
        for other, before in seen.items():
            is_one = os.path.realpath(path) == os.path.realpath(before)
            is_one = is_one or (path.is_file() and before.is_file() and path.samefile(before))
            checks.expect(name, str(path), f"another file than the {other}", holds=not is_one)
        seen[name] = path


def _check_reading(
    checks: Checks, here: Path, sheet: Any, header: Any, delimiter: Any, encoding: Any
) -> None:
    """Expect what is said of a source to be of its kind."""
    checks.value("sheet", sheet, str | None)
    is_book, is_text = _ends(here, WORKBOOKS), not _ends(here, (*WORKBOOKS, *PARQUET))
    holds = sheet is None or is_book
    checks.expect("sheet", sheet, "None, as only workbooks have sheets", holds=holds)
    checks.value("header", header, int, minimum=1)
    holds = header == 1 or not _ends(here, PARQUET)
    checks.expect("header", header, "1, as Parquet names its columns apart", holds=holds)
    for name, value in (("delimiter", delimiter), ("encoding", encoding)):
        holds = value is None or is_text
        checks.expect(name, value, "None, for a source that is not text", holds=holds)


def _opened(
    path: Path,
    copy: Path,
    sheet: str | None,
    header: int,
    delimiter: str | None,
    encoding: str | None,
) -> TableFile:
    if _ends(path, PARQUET):
        return ParquetTable(path)
    if _ends(path, WORKBOOKS):
        return WorkbookTable(path, sheet, header)
    dialect = detect_dialect(path, delimiter=delimiter, encoding=encoding, header=header)
    return CsvTable(path, dialect, copy, header)


def _check_key(checks: Checks, table: TableFile, plan: JoinPlan, on: object, title: object) -> None:
    """Expect one column of codes or titles; where none is named, say which may be meant."""
    if on is None and title is None:
        meant = _meant(table, plan)
        checks.fail("on", f"name the column of codes, or by title= that of titles; {meant}")
        return
    holds = on is None or title is None
    checks.expect("title", title, "None, where on is given", holds=holds)
    _check_column(checks, table, *(("title", title) if on is None else ("on", on)))


def _check_column(checks: Checks, table: TableFile, name: str, column: object) -> None:
    """Expect the name of one column of a file."""
    count = table.names.count(column) if isinstance(column, str) else 0
    if count > 1:
        checks.fail(name, f"{count:,} columns are named {shorten(column)}")
    elif not count:
        near = close_matches(str(column), table.names)
        advice = f"did you mean {' or '.join(near)}?" if near else _listed(table.names)
        found = _row_of(column, table.path, table.header, table)
        checks.fail(name, f"no column {shorten(column)}; {found or advice}")


def _row_of(column: object, path: Path, header: int, table: TableFile | None = None) -> str:
    """Return which other row of a file's first ones has a name, of text whatever the delimiter."""
    heads: list[tuple[int, Sequence[Any]]] = []
    if _ends(path, WORKBOOKS) and table is not None:
        heads += enumerate(islice(table.rows(), MOST_HEADINGS), header + 1)
    elif not _ends(path, (*WORKBOOKS, *PARQUET)):
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


def _check_names(checks: Checks, table: TableFile, plan: JoinPlan, there: Path) -> None:
    """Expect new columns to have names of their own; in Parquet, every column."""
    made = plan.names
    for name in sorted({*made} & {*table.names}):
        expected = f"a prefix, as the file has a column named {name}"
        checks.expect("prefix", plan.attachments.prefix, expected, holds=False)
    for name, count in Counter(made).items():
        checks.expect("columns", name, "other columns than the methodology adds", holds=count == 1)
    if _ends(there, PARQUET):
        for name, count in Counter(table.names).items():
            expected = f"a file that is not Parquet: {count:,} columns are named {shorten(name)}"
            checks.expect("target", str(there), expected, holds=count == 1)


def _writer(
    path: Path, named: Path, own: Sequence[str], added: Sequence[str], rows: int
) -> AbstractContextManager[RowWriter]:
    """Open a file for writing a number of rows, of the kind that a name tells."""
    if _ends(named, WORKBOOKS):
        return workbook_writer(path, own, added, rows)
    delimiter = "\t" if _ends(named, (".tsv", ".tsv.gz")) else ","
    return csv_writer(path, own, added, delimiter=delimiter, is_gzip=is_gzip(named))


def _notes(plan: JoinPlan) -> dict[str, str]:
    """Return what the metadata of a Parquet file say of its new columns."""
    notes = {
        "careerscore.data_release": plan.attachments.release.name,
        "careerscore.version": version("careerscore"),
    }
    if (method := plan.attachments.methodology) is not None:
        notes["careerscore.methodology"] = method.id
        notes["careerscore.fingerprint"] = method.fingerprint
    return notes
