"""What streaming a file takes on any engine: the files, the steps, and what can go wrong."""

from __future__ import annotations

import csv
import gzip
import os
import re
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, TypeAlias
from zlib import error as ZlibError  # noqa: N812

from careerscore.errors import DefinitionError, InvalidInputError, Problem, shorten
from careerscore.frames.outputs import STATUSES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

__all__ = ["File", "Job", "Kind", "Stream", "unreadable", "unwritable"]

Kind: TypeAlias = Literal["parquet", "csv", "csv.gz"]

LONGEST_TOLD: Final = 300

OS_ERROR: Final = re.compile(r'"errno":"(\d+)"|\(os error (\d+)\)')
"""How the engines tell that the system refused to write, as on a full disk."""

ADVICE: Final = re.compile(r"\n\s*\n|\nPossible ")
"""Where the engines turn from what is wrong to options that are not the caller's."""


class File(NamedTuple):
    """A file and what it holds."""

    path: Path
    kind: Kind

    @property
    def is_parquet(self) -> bool:
        """Whether it is Parquet; if not, it is CSV."""
        return self.kind == "parquet"


class Job(NamedTuple):
    """The file to read and the file to write."""

    source: File
    target: File


def unwritable(target: Path, number: int | None) -> OSError:
    """Return the error that says that a file cannot be written, by the system's own number."""
    return OSError(number, os.strerror(number or 0), str(target))


def unreadable(source: Path, reason: str) -> DefinitionError:
    """Return the error that says that a file cannot be read."""
    return DefinitionError(str(source), (f"cannot be read: {reason}",))


class Stream(ABC):
    """An engine at work on a file.

    Parameters
    ----------
    job : Job
        The files.
    inputs : Mapping of str to str
        The name of the input that each column is for.
    folder : Path
        Where to write, and where to put what does not fit in memory.
    counts_rows : bool
        Whether to count the rows of the source for the progress.

    Attributes
    ----------
    rows : int
        How many rows have been written.
    total : int
        How much there is to do.
    is_writing : bool
        Whether the writing has begun: what goes before, such as comparing keys, has no measure.
    """

    def __init__(
        self,
        job: Job,
        inputs: Mapping[str, str],
        folder: Path,
        *,
        counts_rows: bool,
    ) -> None:
        self.job = job
        self.inputs = inputs
        self.folder = folder
        self.counts_rows = counts_rows
        self.subject: str = f"scoring {job.source.path}"
        self.rows: int = 0
        self.total: int = 0
        self.is_writing: bool = False
        self._connect()

    def run(
        self,
        score: Callable[[Any], Any],
        notes: Mapping[str, str],
        status: str | None,
    ) -> tuple[Path, dict[str, int] | None]:
        """Score the source; return the file that was written, and its rows by status."""
        written = self.folder / f"scored.{self.job.target.kind}"
        try:
            self._write(score(self._read()), written, notes)
            counts = None if status is None else self._counts(written, status)
        except InvalidInputError as error:
            raise InvalidInputError(self.subject, error.problems) from None
        except self._errors as error:
            raise self._told(error) from None
        if counts is not None:
            counts = {name: counts[name] for name in STATUSES if name in counts}
        return written, counts

    @property
    @abstractmethod
    def done(self) -> int:
        """How much of the total has been done."""

    @abstractmethod
    def stop(self) -> None:
        """Stop what is going on, if anything is."""

    @abstractmethod
    def close(self) -> None:
        """Let go of the source."""

    @property
    @abstractmethod
    def _errors(self) -> tuple[type[Exception], ...]:
        """What the engine raises."""

    @abstractmethod
    def _connect(self) -> None:
        """Start the engine."""

    @abstractmethod
    def _read(self) -> Any:
        """Return the source as a frame that has not been read yet."""

    @abstractmethod
    def _write(self, frame: Any, target: Path, notes: Mapping[str, str]) -> None:
        """Write a frame as it is worked out."""

    @abstractmethod
    def _counts(self, written: Path, status: str) -> dict[str, int]:
        """Return how many rows of a Parquet file have each value of a column."""

    def _told(self, error: Exception) -> Exception:
        """Return what the engine raised in the words of this library."""
        text = str(error)
        refused = OS_ERROR.search(text)
        if refused is not None:
            return unwritable(self.job.target.path, int(refused[1] or refused[2]))
        told = ADVICE.split(text.removeprefix("Invalid Input Error: "))[0]
        reason = "; ".join(told.strip().splitlines())
        if len(reason) > LONGEST_TOLD:
            # Which line it is stands first, what is wrong with it last.
            reason = f"{reason[: LONGEST_TOLD // 2]} ... {reason[-LONGEST_TOLD // 2 :]}"
        return unreadable(self.job.source.path, reason)

    def _no_numbers(self, found: Iterable[tuple[str, str]]) -> InvalidInputError:
        """Return the error that tells of texts in columns of numbers."""
        problems = (
            Problem(column, shown, f"numbers, for the input {self.inputs[column]}")
            for column, shown in found
        )
        return InvalidInputError(self.subject, tuple(problems))

    def _column_names(self) -> list[str]:
        """Return the names in the first line of a CSV file."""
        path, kind = self.job.source
        opened = gzip.open if kind == "csv.gz" else open
        try:
            with opened(path, "rt", encoding="utf-8-sig", newline="") as lines:
                names = next(csv.reader(lines), [])
        except UnicodeDecodeError:
            raise unreadable(path, "not UTF-8 text") from None
        except (OSError, EOFError, ZlibError, csv.Error) as error:
            raise unreadable(path, str(error)) from None
        if not names:
            raise DefinitionError(str(path), ("expected a line of column names, found none",))
        twice = [name for name in dict.fromkeys(names) if names.count(name) > 1]
        if twice:
            problems = tuple(
                f"expected one column {shorten(name)}, found several" for name in twice
            )
            raise DefinitionError(str(path), problems)
        return names
