"""Score a file of any size, part by part, in constant memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final, Literal

from attrs import field, frozen

from careerscore._files import atomic_write
from careerscore._frozen_map import FrozenMap
from careerscore._record import Checks, frozen_map, frozen_tuple
from careerscore._text import is_encodable, number_of, strip_control
from careerscore.frames.assessing import assess, chosen_columns
from careerscore.frames.csv_dialect import (
    MISSING,
    CsvDialect,
    check_dialect,
    detect_dialect,
    require_file,
)
from careerscore.frames.csv_source import inspect_csv
from careerscore.frames.duckdb_stream import DuckDBStream
from careerscore.frames.engines import open_frame, requires_engines
from careerscore.frames.file_paths import check_targets, checked_path, ends_in
from careerscore.frames.parquet_files import metadata_of
from careerscore.frames.polars_stream import PolarsStream
from careerscore.frames.scales import refuse_wrong_scales
from careerscore.frames.streams import File
from careerscore.reference.binding import bound_to_data
from careerscore.scoring.bindable import release_of_ranks
from careerscore.scoring.catalog import methodology_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from careerscore.frames.streams import Stream
    from careerscore.reference.releases import Release
    from careerscore.scoring.base import Methodology

    Progress = Callable[[int, int], None]

KINDS: Final = {
    ".parquet": "parquet",
    ".pq": "parquet",
    **{f".{kind}": kind for kind in ("csv", "csv.gz", "tsv", "tsv.gz")},
}
"""What a file holds, by how its name ends."""

STREAMS: Final[Mapping[str, type[Stream]]] = {"duckdb": DuckDBStream, "polars": PolarsStream}
"""The engines that stream, by name."""

POLL_SECONDS: Final = 0.1


@frozen(kw_only=True)
class FileReport:
    """What scoring a file did.

    Parameters
    ----------
    rows : int
        How many rows were written.
    statuses : Mapping of str to int, or None
        How many rows have each status that occurs. None where counting would take another
        reading of all that was written: for CSV, and where the status is not among the outputs.
    methodology : str
        Id of the methodology.
    fingerprint : str
        Its fingerprint.
    data_release : str, optional
        The release among whose workers inputs were ranked; None where nothing is ranked.
    dialect : CsvDialect or None
        How a text file was written; None for Parquet.
    missing : Mapping of str to int
        How many cells of the inputs were read as missing, by word; ``""`` are empty cells. Of
        text files alone.
    decimal_commas : tuple of str
        The columns of inputs whose commas were read as decimal points.
    """

    rows: int
    statuses: Mapping[str, int] | None = field(converter=frozen_map)
    methodology: str
    fingerprint: str
    data_release: str | None = None
    dialect: CsvDialect | None = None
    missing: Mapping[str, int] = field(default=FrozenMap(), converter=frozen_map)
    decimal_commas: tuple[str, ...] = field(default=(), converter=frozen_tuple)

    def __str__(self) -> str:
        counts = "".join(f", {count:,} {name}" for name, count in (self.statuses or {}).items())
        by = self.methodology
        if self.data_release is not None:
            by += f" among the workers of data release {self.data_release}"
        lines = [f"{number_of(self.rows, 'row')} scored by {by}{counts}"]
        if self.dialect is not None and not self.dialect.is_plain:
            lines.append(f"read as {self.dialect}")
        if self.decimal_commas:
            lines.append(f"decimal commas: {', '.join(map(strip_control, self.decimal_commas))}")
        if self.missing:
            words = (f"{count:,} {word or 'empty'}" for word, count in self.missing.items())
            lines.append(f"cells read as missing: {', '.join(words)}")
        return "\n".join(lines)


def score_file(
    source: str | Path,
    target: str | Path,
    *,
    methodology: str | Methodology,
    engine: Literal["duckdb", "polars"] = "duckdb",
    columns: Mapping[str, str | None] | None = None,
    key: str | Sequence[str] | None = None,
    prefix: str = "",
    outputs: Sequence[str] | None = None,
    rationale: bool = False,
    on_invalid: str = "error",
    data: str | Release | None = None,
    progress: Progress | None = None,
    delimiter: str | None = None,
    encoding: str | None = None,
    missing: Sequence[str] = MISSING,
) -> FileReport:
    r"""Score every row of a file into another, in memory that does not grow with the file.

    Files are Parquet, CSV or TSV, by the ends of their names; each can be turned into another.
    Rows keep their order. The target appears whole or not at all: when anything goes wrong, and on
    Ctrl-C, what was there before is there still. The metadata of a Parquet file name what scored
    it: ``careerscore.methodology``, ``careerscore.fingerprint`` and ``careerscore.version``.

    The first line of a text file names the columns. Commas, semicolons, tabs or pipes separate
    them, in UTF-8, UTF-16 with a byte order mark or else Windows-1252: both are found out, and
    the report names them. What is written is in UTF-8, with tabs in ``.tsv`` and else commas.

    Columns of inputs are read as numbers; a cell that is neither a number nor a word for missing
    is refused, with its line. Decimal commas are read where no number of a column has a point
    and not all of them could mark thousands. All other columns are text, and come out as they
    went in: ``00123`` stays ``00123``, and ``NA`` stays ``NA``.

    Every record is a row of the result. The file is read once beforehand to count the records,
    and a result with another number of rows is an error. Rows of another width, and blank lines
    between rows, are refused.

    Parameters
    ----------
    source, target : str or Path
        The file to read and the file to write, ending in ``.parquet``, ``.pq``, ``.csv``,
        ``.csv.gz``, ``.tsv`` or ``.tsv.gz``. The target's folder has to exist.
    methodology : str or Methodology
        Id of a methodology, or one of your own.
    engine : str, optional
        ``"duckdb"`` or ``"polars"``.
    columns, key, prefix, outputs, rationale, on_invalid, data : optional
        As for `careerscore.frames.assess`; columns of inputs are read once more beforehand, to
        see whether their scale is right. Polars holds all keys in memory to compare them.
    progress : callable, optional
        Called now and then, and at the end, with how much is done and how much there is to do:
        in rows where the engine counts them, else in per cent.
    delimiter : str, optional
        What separates the cells of a text file: ``","``, ``";"``, ``"\t"`` or ``"|"``.
    encoding : str, optional
        Its encoding, as Python names it, such as ``"cp1250"``.
    missing : sequence of str, optional
        The words for missing in columns of inputs, in place of the usual ones; an empty cell is
        always missing.

    Returns
    -------
    FileReport
        How many rows were written, by which methodology, and how the source was read.

    Raises
    ------
    UnknownMethodologyError
        If there is none of this id.
    InvalidInputError
        If a file's name ends otherwise, if the target has no folder or is the source; if a
        column is missing, is no number, is on another scale than its input, or has a name that
        the new ones take; if a cell of an input is no number; if rows share a key; if the
        methodology, or its rationale, goes row by row.
    DefinitionError
        If the source cannot be read, or is malformed.
    OSError
        If the target cannot be written.
    MissingDependencyError
        If the engine is not installed.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     source, target = Path(folder, "jobs.csv"), Path(folder, "scored.csv")
    ...     _ = source.write_text("id,probability\n00123,0.9\n29-2072,\n")
    ...     score_file(source, target, methodology="frey-osborne/2013", outputs=["tier"]).rows
    ...     print(target.read_text())
    2
    id,probability,tier
    00123,0.9,High
    29-2072,,
    """
    method = bound_to_data(methodology_of(methodology), data)
    ranked_in = release_of_ranks(method)
    here, there = _checked(source, target, engine, (delimiter, encoding, missing))
    ask = partial(
        assess,
        methodology=method,
        columns=columns,
        key=key,
        prefix=prefix,
        outputs=outputs,
        rationale=rationale,
        on_invalid=on_invalid,
    )
    has_status = outputs is None or (isinstance(outputs, Sequence) and "status" in outputs)
    status = f"{prefix}status" if there.kind == "parquet" and has_status else None
    # What is wrong with the columns, `assess` refuses.
    given = columns if isinstance(columns, Mapping) else {}
    chosen = {entry.name: given.get(entry.name, entry.name) for entry in method.inputs}
    inputs = {column: name for name, column in chosen.items() if isinstance(column, str)}

    def score(frame: Any) -> Any:
        scored = ask(frame)
        if on_invalid == "error":
            opened = open_frame(frame, "score_file")
            found = chosen_columns(method, given, opened.schema)
            refuse_wrong_scales(opened, method.inputs, found)
        return scored

    with atomic_write(there.path) as temporary, TemporaryDirectory(prefix="careerscore-") as links:
        here = here._replace(plain=_plain(here.path, Path(links, "source")))
        folder = _plain(temporary.parent, Path(links, "target"))
        there = there._replace(plain=folder / temporary.name)
        csv = None
        if here.kind != "parquet":
            dialect = detect_dialect(
                here.path, delimiter=delimiter, encoding=encoding, missing=tuple(missing)
            )
            csv = inspect_csv(here.path, here.plain, dialect, folder / "source.csv")
        with requires_engines(f"scoring files with {engine}"):
            stream = STREAMS[engine](here, there, csv, inputs)
        try:
            notes = metadata_of(method, ranked_in)
            statuses = _watched(stream, partial(stream.run, score, notes, status), progress)
        finally:
            stream.close()
    if progress is not None:
        progress(stream.total, stream.total)
    return FileReport(
        rows=stream.rows,
        statuses=statuses,
        methodology=method.id,
        fingerprint=method.fingerprint,
        data_release=ranked_in,
        dialect=None if csv is None else csv.dialect,
        missing=stream.cells.missing,
        decimal_commas=sorted(stream.cells.with_commas),
    )


def _checked(
    source: object, target: object, engine: object, dialect: tuple[object, object, object]
) -> list[File]:
    """Return the two files, or refuse what is wrong with them, all at once."""
    checks = Checks("score_file")
    files = []
    for name, value in (("source", source), ("target", target)):
        path = checked_path(checks, name, value, KINDS)
        kind = next((kind for end, kind in KINDS.items() if ends_in(path, [end])), "")
        files.append(File(path, kind, path))
    here = files[0].path
    check_targets(checks, here, {"target": files[1].path})
    holds = isinstance(engine, str) and engine in STREAMS
    checks.expect("engine", engine, " or ".join(STREAMS), holds=holds)
    check_dialect(checks, *dialect)
    checks.raise_problems()
    require_file(here)
    return files


def _plain(path: Path, link: Path) -> Path:
    """Return a path that engines can open: a link to any whose name is not UTF-8."""
    if is_encodable(str(path)):
        return path
    link.symlink_to(path.absolute())
    return link


def _watched(
    stream: Stream, work: Callable[[], dict[str, int] | None], progress: Progress | None
) -> dict[str, int] | None:
    """Do the work in a thread of its own; stop it when this one is interrupted."""
    done = 0
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(work)
        try:
            while not wait([running], POLL_SECONDS).done:
                if progress is not None and stream.is_writing:
                    # DuckDB says 0 again in the moment that a query has ended.
                    done = max(done, stream.done)
                    progress(done, stream.total)
            return running.result()
        except BaseException:
            # Once may be too early, before the engine has begun.
            while not running.done():
                stream.stop()
                wait([running], POLL_SECONDS)
            raise
