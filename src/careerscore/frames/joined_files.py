"""Write a table file row by row with what a join attaches, every row counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, TypeVar

from attrs import field, frozen

from careerscore._files import atomic_write
from careerscore._record import Record, frozen_map, limits
from careerscore.errors import InvalidInputError
from careerscore.frames.csv_dialect import unreadable
from careerscore.frames.file_kinds import PARQUET, open_writer
from careerscore.frames.file_paths import ends_in
from careerscore.frames.keys import NO_KEY, TEXTS
from careerscore.frames.match_report import REVIEWED, MatchReport
from careerscore.frames.native import hstack, take
from careerscore.frames.parquet_files import metadata_of, write_parts
from careerscore.frames.table_files import CHANGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from careerscore.frames.join_plan import JoinPlan
    from careerscore.frames.table_files import TableFile

    Report = Callable[[int, int], None]

_T = TypeVar("_T")

STEP_ROWS: Final = 20_000
STEP_MATCHES: Final = 50
"""Rows, and matches, after which progress is reported."""


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


def write_joined(
    table: TableFile,
    plan: JoinPlan,
    words: set[str],
    there: Path,
    review: Path | None,
    progress: Progress,
) -> JoinedFile:
    """Read the table once to count its keys, and once more to write it."""
    places = [table.names.index(name) for name in plan.read_keys.columns]
    counted = Counter(progress.rows(table.keys(places), 0))
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
    rows_of = plan.read_keys.count([*pairs.values()], [*counted.values()])
    found = plan.match(rows_of, progress.matches)
    is_parquet = ends_in(there, PARQUET)
    backend = "pyarrow" if is_parquet else None
    attached, range_of = found.table(backend)
    if found.placed is not None:
        attached, range_of = found.placed.joined(attached, range_of, pairs.values(), backend)
    ranges_of = {key: range_of[pair] for key, pair in pairs.items()}
    expected = sum(count * len(ranges_of[key]) for key, count in counted.items())
    with atomic_write(there) as temporary:
        if is_parquet:
            parts = _parts(table, places, ranges_of, attached, progress)
            new = plan.attachments
            notes = metadata_of(new.methodology, new.release.name)
            written = write_parts(temporary, parts, notes)
        else:
            with open_writer(temporary, there, table.names, plan.names, expected) as writer:
                tails = [writer.tail(row) for row in attached]
                tails_of = {key: [tails[n] for n in each] for key, each in ranges_of.items()}
                writer.write(_rows(table, places, tails_of, progress))
            written = writer.rows
        if written != expected:
            raise unreadable(table.path, f"{written:,} of {expected:,} rows were written")
        if review is not None:
            rows = found.report.review_rows()
            names = [column.name for column in REVIEWED]
            with (
                atomic_write(review) as other,
                open_writer(other, review, (), names, len(rows)) as writer,
            ):
                writer.write(((), writer.tail(row)) for row in rows)
    progress.report(3 * table.records)
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
    table: TableFile, places: Sequence[int], tails: Mapping[Any, list[Any]], progress: Progress
) -> Iterator[tuple[Sequence[Any], Any]]:
    """Give each row with what is attached to it, once or several times."""
    key_of = itemgetter(*places)
    try:
        for row in progress.rows(table.rows(), 2):
            for tail in tails[key_of(row)]:
                yield row, tail
    except KeyError:
        raise unreadable(table.path, CHANGES) from None


def _parts(
    table: TableFile,
    places: Sequence[int],
    ranges: Mapping[Any, range],
    attached: Any,
    progress: Progress,
) -> Iterator[Any]:
    """Give the parts of a table with what is attached to their rows."""
    keys = iter(progress.rows(table.keys(places), 2))
    for part in table.parts():
        found = [ranges.get(key, ()) for key in islice(keys, len(part))]
        if len(found) != len(part) or () in found:
            raise unreadable(table.path, CHANGES)
        rows = [place for each in found for place in each]
        if len(rows) > len(found):
            part = part.take([row for row, each in enumerate(found) for _ in each])
        yield hstack(part, take(attached, rows, "pyarrow"), "pyarrow")


class Progress:
    """Progress in three steps of as many rows each: they are counted, matched and written."""

    def __init__(self, report: Report | None, records: int) -> None:
        self._report, self._records = report, records

    def rows(self, rows: Iterable[_T], steps: int) -> Iterable[_T]:
        """Give rows, and report now and then how many were given, after some steps."""
        return rows if self._report is None else self._watched(rows, steps * self._records)

    def _watched(self, rows: Iterable[_T], done: int) -> Iterator[_T]:
        for number, row in enumerate(rows, start=done):
            if number % STEP_ROWS == 0:
                self.report(number)
            yield row

    def matches(self, done: int, count: int) -> None:
        """Report how many of the different keys are matched."""
        if done % STEP_MATCHES == 0:
            self.report(self._records + self._records * done // count)

    def report(self, done: int) -> None:
        """Report how much is done."""
        if self._report is not None:
            self._report(done, 3 * self._records)
