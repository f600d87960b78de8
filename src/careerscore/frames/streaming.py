"""Files of any size: read, scored and written part by part, in memory that does not grow.

The engines stream, each in its own way; what is the same for both stands here. A file appears
whole or not at all: it is written in a hidden folder beside its place, and moved at the end.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from functools import partial
from pathlib import Path
from shutil import copymode
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from attrs import field, frozen

from careerscore._record import Checks, frozen_map
from careerscore.frames.assessing import assess
from careerscore.frames.stream import File, Job, unreadable, unwritable
from careerscore.frames.stream_duckdb import DuckDBStream
from careerscore.frames.stream_polars import PolarsStream
from careerscore.scoring.catalog import methodology_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from careerscore.frames.stream import Kind, Stream
    from careerscore.scoring.base import Methodology

    Progress = Callable[[int, int], None]

__all__ = ["FileReport", "score_file"]

Engine: TypeAlias = Literal["duckdb", "polars"]

SUBJECT: Final = "score_file"

KINDS: Final[Mapping[str, Kind]] = {
    ".parquet": "parquet",
    ".pq": "parquet",
    ".csv": "csv",
    ".csv.gz": "csv.gz",
}
"""What a file holds, by how its name ends."""


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
    """

    rows: int
    statuses: Mapping[str, int] | None = field(converter=frozen_map)
    methodology: str
    fingerprint: str


def score_file(
    source: str | Path,
    target: str | Path,
    *,
    methodology: str | Methodology,
    engine: Engine = "duckdb",
    columns: Mapping[str, str | None] | None = None,
    key: str | Sequence[str] | None = None,
    prefix: str = "",
    outputs: Sequence[str] | None = None,
    rationale: bool = False,
    progress: Progress | None = None,
) -> FileReport:
    r"""Score every row of a file into another, in memory that does not grow with the file.

    Files are Parquet or CSV, as their names tell; each can be turned into the other. Rows keep
    their order. The target appears whole or not at all: when anything goes wrong, and on
    Ctrl-C, what was there before is there still.

    A Parquet file says in its metadata what scored it: ``careerscore.methodology``,
    ``careerscore.fingerprint`` and ``careerscore.version``. CSV has no place for it.

    CSV is in UTF-8, its first line names the columns, and commas separate them. Columns of
    inputs are read as numbers, missing where they are blank; a text among them is refused. All
    other columns are text, and come out as they went in: ``00123`` stays ``00123``.

    Parameters
    ----------
    source, target : str or Path
        The file to read and the file to write, ending in ``.parquet``, ``.pq``, ``.csv`` or
        ``.csv.gz``. The target's folder has to exist.
    methodology : str or Methodology
        Id of a methodology, or one of your own.
    engine : str, optional
        ``"duckdb"`` or ``"polars"``.
    columns, key, prefix, outputs, rationale : optional
        As for `careerscore.frames.assess`. Polars holds all keys in memory to compare them.
    progress : callable, optional
        Called now and then, and at the end, with how much is done and how much there is to do:
        in rows where the engine counts them, else in per cent.

    Returns
    -------
    FileReport
        How many rows were written, and by which methodology.

    Raises
    ------
    UnknownMethodologyError
        If there is none of this id.
    InvalidInputError
        If a file's name ends otherwise, if the target has no folder or is the source; if a
        column is missing, is no number, or has a name that the new ones take; if rows share
        a key; if the methodology, or its rationale, goes row by row.
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
    ...     report = score_file(
    ...         source, target, methodology="frey-osborne/2013", outputs=["tier", "status"]
    ...     )
    ...     print(report.rows, "rows")
    ...     print(target.read_text())
    2 rows
    id,probability,tier,status
    00123,0.9,High,complete
    29-2072,,,insufficient
    """
    method = methodology_of(methodology)
    job = _checked(source, target, engine)
    with _hidden_folder(job.target) as folder:
        inputs = _inputs(method, columns)
        stream = STREAMS[engine](job, inputs, Path(folder), counts_rows=progress is not None)
        score = partial(
            assess,
            methodology=method,
            columns=columns,
            key=key,
            prefix=prefix,
            outputs=outputs,
            rationale=rationale,
        )
        has_status = outputs is None or (isinstance(outputs, Sequence) and "status" in outputs)
        status = f"{prefix}status" if job.target.is_parquet and has_status else None
        try:
            written, statuses = _watched(
                stream, partial(stream.run, score, _notes(method), status), progress
            )
        finally:
            stream.close()
        _move(written, job.target.path)
    if progress is not None:
        progress(stream.total, stream.total)
    return FileReport(
        rows=stream.rows,
        statuses=statuses,
        methodology=method.id,
        fingerprint=method.fingerprint,
    )


def _checked(source: object, target: object, engine: object) -> Job:
    """Return the files, or tell all that is wrong with them."""
    checks = Checks(SUBJECT)
    source, target = (str(path) if isinstance(path, Path) else path for path in (source, target))
    job = Job(_file(checks, "source", source), _file(checks, "target", target))
    path = job.target.path
    checks.expect("target", target, "a folder that exists", holds=path.parent.is_dir())
    checks.expect("target", target, "a file, no folder", holds=not path.is_dir())
    is_one = path.is_file() and job.source.path.is_file() and path.samefile(job.source.path)
    checks.expect("target", target, "another file than the source", holds=not is_one)
    expected = " or ".join(STREAMS)
    checks.expect("engine", engine, expected, holds=isinstance(engine, str) and engine in STREAMS)
    checks.raise_problems()
    source_path = job.source.path
    if source_path.exists() and not (source_path.is_file() or source_path.is_dir()):
        # A pipe or device would be read once, and never again.
        raise unreadable(source_path, "not a regular file")
    try:
        source_path.open("rb").close()
    except OSError as error:
        raise unreadable(source_path, error.strerror or str(error)) from None
    # What a link leads to is written, and the link stays.
    return job._replace(target=job.target._replace(path=path.resolve()))


def _file(checks: Checks, name: str, value: object) -> File:
    path = Path(value if isinstance(value, str) and "\0" not in value else "")
    ends: list[Kind] = [kind for end, kind in KINDS.items() if path.name.lower().endswith(end)]
    expected = f"the path of a file that ends in {', '.join(KINDS)}"
    checks.expect(name, value, expected, holds=bool(ends))
    return File(path, ends[0] if ends else "parquet")


def _inputs(methodology: Methodology, columns: object) -> dict[str, str]:
    """Return the name of the input that each column is for; `assess` tells what is wrong."""
    given = columns if isinstance(columns, Mapping) else {}
    chosen = {entry.name: given.get(entry.name, entry.name) for entry in methodology.inputs}
    return {column: name for name, column in chosen.items() if isinstance(column, str)}


def _notes(methodology: Methodology) -> dict[str, str]:
    """Return what a file says of how it was made."""
    from importlib.metadata import version

    return {
        "careerscore.methodology": methodology.id,
        "careerscore.fingerprint": methodology.fingerprint,
        "careerscore.version": version("careerscore"),
    }


def _hidden_folder(target: File) -> TemporaryDirectory[str]:
    """Return a folder beside a file, in which a move to its place is one step."""
    try:
        return TemporaryDirectory(dir=target.path.parent, prefix=".careerscore-")
    except OSError as error:
        raise unwritable(target.path, error.errno) from None


def _move(written: Path, target: Path) -> None:
    try:
        if target.exists():
            copymode(target, written)
        written.replace(target)
    except OSError as error:
        raise unwritable(target, error.errno) from None


def _watched(
    stream: Stream,
    work: Callable[[], tuple[Path, dict[str, int] | None]],
    progress: Progress | None,
) -> tuple[Path, dict[str, int] | None]:
    """Do the work in a thread of its own; stop it when this one is interrupted."""
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(work)
        try:
            while not wait([running], POLL_SECONDS).done:
                if progress is not None and stream.is_writing:
                    progress(stream.done, stream.total)
            return running.result()
        except BaseException:
            # Once may be too early, before the engine has begun.
            while not running.done():
                stream.stop()
                wait([running], POLL_SECONDS)
            raise


STREAMS: Final[Mapping[str, type[Stream]]] = {"duckdb": DuckDBStream, "polars": PolarsStream}
"""The engines that stream, by name."""
