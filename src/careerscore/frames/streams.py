"""Streaming engines: what one does to score a file, and that every row in is a row out."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Final, NamedTuple

from attrs import define

from careerscore.errors import InvalidInputError, Problem, shorten
from careerscore.frames.csv_cells import NO_CELLS, Cells
from careerscore.frames.csv_dialect import unreadable, unreadable_by
from careerscore.frames.csv_source import CsvSource
from careerscore.frames.outputs import STATUSES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LIKE_CODES: Final = re.compile("soc|occ|onet|title|job", re.IGNORECASE)
"""How columns of codes and titles are named."""


class File(NamedTuple):
    """A file, what it holds (such as csv.gz), and a path to it that engines can open."""

    path: Path
    kind: str
    plain: Path

    @property
    def delimiter(self) -> str:
        """What separates the cells of a text file that is written."""
        return "\t" if self.kind.startswith("tsv") else ","

    @property
    def compression(self) -> str | None:
        """How a text file that is written is compressed."""
        return "gzip" if self.kind.endswith(".gz") else None


@define
class Stream(ABC):
    """An engine at work on a file, with the input that each column is for."""

    source: File
    target: File
    csv: CsvSource | None
    inputs: Mapping[str, str]
    cells: Cells = NO_CELLS
    names: Sequence[str] = ()
    records: int = 0
    rows: int = 0
    total: int = 0
    is_writing: bool = False
    errors: tuple[type[Exception], ...] = ()

    name: ClassVar[str]

    def run(
        self, score: Callable[[Any], Any], notes: Mapping[str, str], status: str | None
    ) -> dict[str, int] | None:
        """Score the source; return the rows written by status."""
        try:
            self._write(score(self._read()), notes)
            self.is_writing = False
            counts = None if status is None else self._counts(status)
        except InvalidInputError as error:
            problems = (*error.problems, *self._advice())
            raise InvalidInputError(f"scoring {self.source.path}", problems) from None
        except self.errors as error:
            self._find_fault(error)
            raise unreadable_by(self.source.path, error) from error
        # Every row in is a row out: Parquet states how many it has, CSV was counted.
        if self.rows != self.records:
            reason = f"{self.name} has read {self.rows:,} of its {self.records:,} rows"
            raise unreadable(self.source.path, reason)
        return counts and {name: counts[name] for name in STATUSES if name in counts}

    @property
    def done(self) -> int:
        """How much of the total has been done."""
        return self.rows

    @abstractmethod
    def stop(self) -> None:
        """Stop what is going on, if anything is."""

    def close(self) -> None:  # noqa: B027 - an engine may have nothing to close
        """Close the source."""

    @abstractmethod
    def _read(self) -> Any:
        """Return the source as a lazy frame, and count its records."""

    @abstractmethod
    def _row(self, frame: Any) -> Sequence[int]:
        """Return the only row of a lazy frame."""

    @abstractmethod
    def _write(self, frame: Any, notes: Mapping[str, str]) -> None:
        """Write a frame while it is computed."""

    @abstractmethod
    def _counts(self, status: str) -> dict[str, int]:
        """Count the rows of a Parquet target by the value of a column."""

    def _find_fault(self, error: Exception) -> None:
        """Raise the fault that the files have, which the engine's message may not name."""
        if self.is_writing:
            try:
                # The system may let the file grow no further, such as for a full disk.
                with self.target.plain.open("ab") as file:
                    file.write(bytes(1 << 23))
            except OSError as refusal:
                raise OSError(refusal.errno, refusal.strerror, str(self.target.path)) from error
        if self.csv is not None:
            deque(self.csv.rows(), 0)

    def _advice(self) -> list[Problem]:
        """Name the command for a table that has no inputs, but codes or titles."""
        named = [name for name in self.names if LIKE_CODES.search(name)]
        if not (named and self.inputs and self.inputs.keys().isdisjoint(self.names)):
            return []
        expected = "looks like codes or titles, by which `careerscore join` attaches scores"
        return [Problem(" or ".join(map(shorten, named[:3])), "", expected)]

    @property
    def read_inputs(self) -> Mapping[str, str]:
        """The columns of texts that are read as inputs."""
        names = set() if self.csv is None else set(self.csv.names)
        return {column: name for column, name in self.inputs.items() if column in names}
