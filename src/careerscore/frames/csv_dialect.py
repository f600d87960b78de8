"""The dialect of a CSV file: its delimiter, its encoding, and the words for missing values."""

from __future__ import annotations

import codecs
import csv
import gzip
import re
import zlib
from contextlib import contextmanager, suppress
from itertools import islice
from typing import IO, TYPE_CHECKING, Any, Final

from attrs import field, frozen

from careerscore._record import Checks, Record, frozen_tuple, limits
from careerscore._text import is_encodable
from careerscore.errors import DefinitionError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MISSING: Final = ("", "NA", "N/A", "*", "**", "#", "-", "\N{EM DASH}")
"""The words for missing: the empty one first."""

BLANKS: Final = " \t"
"""What may surround a number, or a word for missing."""

DELIMITERS: Final = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "pipes"}
"""What may separate cells, in the order in which it is looked for."""

SEPARATOR: Final = re.compile(r'"?sep=([,;\t|])"?(\r\n|\r|\n)?')
"""The line above all others that names the delimiter for Excel."""

LONGEST_RECORD: Final = 1 << 21
"""The most characters of a record: engines hold some of them in memory many times."""

MOST_RECORDS: Final = 100
"""Records at the head of a file by which its delimiter is found."""

CHUNK_BYTES: Final = 1 << 19


@frozen
class CsvDialect(Record):
    """How a CSV file is written.

    Parameters
    ----------
    delimiter : str
        What separates the cells: a comma, semicolon, tab or pipe.
    encoding : str
        As Python names it, such as ``"utf-8"``, ``"utf-16"`` or ``"cp1252"``. A byte order mark
        is no part of the text.
    missing : tuple of str
        The words for a missing number; blanks around them do not matter.

    Examples
    --------
    >>> print(CsvDialect(delimiter=";", encoding="cp1252"))
    semicolons, Windows-1252
    """

    delimiter: str = field(default=",", metadata=limits(enum=tuple(DELIMITERS)))
    encoding: str = "utf-8"
    missing: tuple[str, ...] = field(default=MISSING, converter=frozen_tuple)

    @property
    def is_plain(self) -> bool:
        """Whether commas separate the cells, in UTF-8."""
        return (self.delimiter, self.encoding) == (",", "utf-8")

    @property
    def words(self) -> tuple[str, ...]:
        """The words for missing as they are compared: without blanks, the empty one first."""
        return tuple(dict.fromkeys(["", *(word.strip(BLANKS) for word in self.missing)]))

    def __str__(self) -> str:
        names = {"cp1252": "Windows-1252"}
        return f"{DELIMITERS[self.delimiter]}, {names.get(self.encoding, self.encoding.upper())}"

    def open(self, path: Path) -> IO[str]:
        """Open a file for reading as text.

        Parameters
        ----------
        path : Path
            The file, compressed where its name ends in ``.gz``.

        Returns
        -------
        file object
            Its text, with line ends as they are and without a byte order mark.
        """
        encoding = "utf-8-sig" if self.encoding == "utf-8" else self.encoding
        opener: Any = gzip.open if is_gzip(path) else open
        text: IO[str] = opener(path, "rt", encoding=encoding, newline="")
        return text

    def rows(self, path: Path) -> Iterator[tuple[int, list[str]]]:
        """Read the records of a file.

        Parameters
        ----------
        path : Path
            The file, compressed where its name ends in ``.gz``.

        Yields
        ------
        tuple of int and list of str
            The number of the line that the record begins in, and its cells; a blank line is a
            record without cells. A first line such as ``sep=;``, which names the delimiter
            for Excel, is no record.

        Raises
        ------
        DefinitionError
            If the file cannot be read, or a record is malformed or longer than 2,097,152
            characters.
        """
        first, above, length = 1, 0, 0
        raise_cell_limit()

        def lines(text: IO[str]) -> Iterator[str]:
            nonlocal length
            while line := text.readline(LONGEST_RECORD + 1):
                length += len(line)
                if length > LONGEST_RECORD:
                    raise csv.Error(f"the record is longer than {LONGEST_RECORD:,} characters")
                if "\0" in line:
                    raise csv.Error("it holds NUL")
                yield line

        try:
            with reading(path, self.encoding), self.open(path) as text:
                above = int(_named_delimiter(text) is not None)
                first += above
                records = csv.reader(lines(text), delimiter=self.delimiter, strict=True)
                for row in records:
                    yield first, row
                    first, length = above + records.line_num + 1, 0
        except csv.Error as error:
            raise unreadable(path, f"line {first}: {error}") from None


def _named_delimiter(text: IO[str]) -> str | None:
    """Read the line that names the delimiter for Excel, if a file has one; return the delimiter."""
    if found := SEPARATOR.fullmatch(text.readline(len('"sep=;"\r\n'))):
        return found[1]
    text.seek(0)
    return None


def raise_cell_limit() -> None:
    """Let the csv module read cells as long as a record may be."""
    # A limit of the whole process: raised alone, as another thread may be reading, too.
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST_RECORD))


def detect_dialect(
    path: Path,
    *,
    delimiter: str | None = None,
    encoding: str | None = None,
    missing: tuple[str, ...] = MISSING,
    header: int = 1,
) -> CsvDialect:
    """Detect the dialect of a CSV file, or take what is given of it.

    It is UTF-8, or UTF-16 with a byte order mark, and where it is neither, Windows-1252. The
    delimiter is the one that a first line such as ``sep=;`` names, or that gives the first records
    as many cells each as the line of column names has, or the most cells there.

    Parameters
    ----------
    path : Path
        The file, compressed where its name ends in ``.gz``.
    delimiter, encoding : str, optional
        What is known of it.
    missing : tuple of str
        The words for missing, which are not looked for.
    header : int
        The row that has the names of the columns.

    Returns
    -------
    CsvDialect
        How it is written.

    Raises
    ------
    DefinitionError
        If it cannot be read, or is written in several encodings.
    """
    encoding = _encoding_of(path, encoding)
    delimiter = delimiter or _delimiter_of(path, encoding, header)
    return CsvDialect(delimiter, encoding, missing)


def _encoding_of(path: Path, given: str | None) -> str:
    known = "" if given is None else codecs.lookup(given).name.removesuffix("-sig")
    with reading(path, "cp1252"):
        with open_bytes(path) as binary:
            start = binary.read(len(codecs.BOM_UTF8))
        is_marked = start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        if is_marked and known in {"", "utf-16-le", "utf-16-be"}:
            return "utf-16"
        if given is not None:
            return "utf-8" if known == "utf-8" else given
        decoder = codecs.getincrementaldecoder("utf-8")()
        with suppress(UnicodeDecodeError), open_bytes(path) as binary:
            while chunk := binary.read(CHUNK_BYTES):
                if b"\0" in chunk:
                    name = "utf-16-be" if start.startswith(b"\0") else "utf-16-le"
                    raise unreadable(path, f"it holds NUL: if it is UTF-16, say encoding='{name}'")
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
            return "utf-8"
        decoder = codecs.getincrementaldecoder("utf-8")("ignore")
        with open_bytes(path) as binary:
            while chunk := binary.read(CHUNK_BYTES):
                # In Windows-1252, such pairs of letters as make a letter of UTF-8 are no words.
                if not decoder.decode(chunk).isascii():
                    raise unreadable(path, "only in part UTF-8 text: say its encoding")
    return "cp1252"


def _delimiter_of(path: Path, encoding: str, header: int) -> str:
    with reading(path, encoding), CsvDialect(encoding=encoding).open(path) as text:
        if (named := _named_delimiter(text)) is not None:
            return named
    is_tsv = ".tsv" in path.suffixes[-2:]
    best, most = "\t" if is_tsv else ",", (False, 1)
    for delimiter in sorted(DELIMITERS, key=lambda each: each != best):
        widths = []
        try:
            rows = CsvDialect(delimiter, encoding).rows(path)
            for _, row in islice(rows, header - 1, header - 1 + MOST_RECORDS):
                widths += [len(row)] if row else []
            is_regular = len(set(widths)) == 1
        except DefinitionError:
            is_regular = False
        if widths and widths[0] > 1 and (is_regular, widths[0]) > most:
            best, most = delimiter, (is_regular, widths[0])
    return best


def check_dialect(checks: Checks, delimiter: object, encoding: object, missing: object) -> None:
    """Expect arguments that make a dialect; None where it is to be found out."""
    names = "a comma, semicolon, tab or pipe, or None"
    holds = delimiter is None or (isinstance(delimiter, str) and delimiter in DELIMITERS)
    checks.expect("delimiter", delimiter, names, holds=holds)
    holds = encoding is None or (isinstance(encoding, str) and _is_encoding(encoding))
    checks.expect("encoding", encoding, "an encoding that Python knows, or None", holds=holds)
    holds = isinstance(missing, list | tuple) and all(
        isinstance(word, str) and is_encodable(word) for word in missing
    )
    checks.expect("missing", missing, "a list of words", holds=holds)


def _is_encoding(name: str) -> bool:
    try:
        # Python has codecs that make no text, too, such as zip.
        "a".encode(name)
    except (LookupError, ValueError):
        return False
    return True


def unreadable(source: Path, reason: str) -> DefinitionError:
    """Return the error for a file that cannot be read."""
    return DefinitionError(str(source), (f"cannot be read: {reason}",))


def unreadable_by(source: Path, error: Exception) -> DefinitionError:
    """Return the error for a file that an engine cannot read: the first line of its message."""
    reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
    return unreadable(source, reason[:300])


def require_file(path: Path) -> None:
    """Expect a file that can be opened, and read several times."""
    if path.exists() and not (path.is_file() or path.is_dir()):
        # A pipe or device would be read once, and never again.
        raise unreadable(path, "not a regular file")
    try:
        path.open("rb").close()
    except OSError as error:
        raise unreadable(path, error.strerror or str(error)) from None


@contextmanager
def reading(path: Path, encoding: str) -> Iterator[None]:
    """Turn what goes wrong while a file is read into the error that names it."""
    try:
        yield
    except UnicodeError:
        names = {"cp1252": "UTF-8 nor Windows-1252", "utf-8": "UTF-8", "utf-16": "UTF-16"}
        start = "neither" if encoding == "cp1252" else "not"
        raise unreadable(path, f"{start} {names.get(encoding, encoding)} text") from None
    except (OSError, EOFError, zlib.error) as error:
        raise unreadable(path, str(error)) from error


def open_bytes(path: Path) -> IO[bytes]:
    """Open a file for reading, compressed where its name ends in ``.gz``."""
    opener: Any = gzip.open if is_gzip(path) else open
    binary: IO[bytes] = opener(path, "rb")
    return binary


def is_gzip(path: Path) -> bool:
    """Return whether a file is compressed, by its name."""
    return path.name.lower().endswith(".gz")
