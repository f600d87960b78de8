"""The base of the two streaming engines: their job, their files and their errors."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, TypeAlias

from careerscore.errors import InvalidInputError
from careerscore.frames.csv_source import unreadable
from careerscore.frames.outputs import STATUSES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from careerscore.frames.csv_source import CsvSource

Kind: TypeAlias = Literal["parquet", "csv", "csv.gz"]

LONGEST_REASON: Final = 300

PROBE_BYTES: Final = 1 << 23


class File(NamedTuple):
    """A file, what it holds, and a path to it that engines can open."""

    path: Path
    kind: Kind
    plain: Path

    @property
    def is_parquet(self) -> bool:
        """Whether it is Parquet; if not, it is CSV."""
        return self.kind == "parquet"


class Job(NamedTuple):
    """The file to read, the file to write, and what the source holds if it is CSV."""

    source: File
    target: File
    csv: CsvSource | None


class Stream(ABC):
    """An engine at work on a file."""

    name: str
    _errors: tuple[type[Exception], ...]

    def __init__(self, job: Job, inputs: Mapping[str, str]) -> None:
        self.job = job
        self.inputs = inputs
        self.subject: str = f"scoring {job.source.path}"
        self.rows: int = 0
        self.total: int = 0
        self.is_writing: bool = False
        self._connect()

    def run(
        self, score: Callable[[Any], Any], notes: Mapping[str, str], status: str | None
    ) -> dict[str, int] | None:
        """Score the source; return the rows written by status."""
        try:
            self._write(score(self._read()), notes)
            self.is_writing = False
            counts = None if status is None else self._counts(status)
            records = self._records() if self.job.csv is None else self.rows
        except InvalidInputError as error:
            raise InvalidInputError(self.subject, error.problems) from None
        except self._errors as error:
            raise self._cause_of(error) from error
        # Every row in is a row out: Parquet states how many it has, CSV was counted.
        if self.job.csv is not None:
            self.job.csv.check_count(self.rows, self.name)
        elif self.rows != records:
            reason = f"{self.name} has read {self.rows:,} of its {records:,} rows"
            raise unreadable(self.job.source.path, reason)
        return counts and {name: counts[name] for name in STATUSES if name in counts}

    @property
    @abstractmethod
    def done(self) -> int:
        """How much of the total has been done."""

    @abstractmethod
    def stop(self) -> None:
        """Stop what is going on, if anything is."""

    def close(self) -> None:  # noqa: B027
        """Let go of the source."""

    @abstractmethod
    def _connect(self) -> None:
        """Start the engine, and set the errors that it raises."""

    @abstractmethod
    def _read(self) -> Any:
        """Return the source as a frame that has not been read yet."""

    @abstractmethod
    def _write(self, frame: Any, notes: Mapping[str, str]) -> None:
        """Write a frame as it is worked out."""

    @abstractmethod
    def _counts(self, status: str) -> dict[str, int]:
        """Return how many rows of a Parquet file have each value of a column."""

    @abstractmethod
    def _records(self) -> int:
        """Return the number of rows in the metadata of a Parquet source."""

    def _cause_of(self, error: Exception) -> Exception:
        """Return what went wrong, found in the files rather than in the engine's message."""
        if self.is_writing and (refusal := self._refusal_to_write()):
            return refusal
        if self.job.csv is not None and (fault := self.job.csv.find_fault(self.inputs)):
            return fault
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
        return unreadable(self.job.source.path, reason[:LONGEST_REASON])

    def _refusal_to_write(self) -> OSError | None:
        """Return why the system lets the file grow no further, such as for a full disk."""
        try:
            with self.job.target.plain.open("ab") as file:
                file.write(bytes(PROBE_BYTES))
        except OSError as error:
            return OSError(error.errno, error.strerror, str(self.job.target.path))
        return None
