"""Everything that can go wrong.

One base class, `CareerscoreError`; each error has a builtin as second base, typed
attributes, and builds its message from them, so it survives pickling. `DataError`
marks faults in files; everything else is a question that could not be answered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "AmbiguousOccupationError",
    "CareerscoreError",
    "DataError",
    "DataIntegrityError",
    "DefinitionError",
    "DuplicateMethodologyError",
    "InvalidCodeError",
    "InvalidInputError",
    "MethodologyPluginError",
    "MissingDependencyError",
    "PinMismatchError",
    "Problem",
    "RetiredCodeError",
    "SourceFileError",
    "UnknownDatasetError",
    "UnknownEditionError",
    "UnknownMethodologyError",
    "UnknownOccupationError",
    "UnknownReleaseError",
    "WageNotKnownError",
    "close_matches",
    "shorten",
]

_LONGEST_SHOWN = 60
_LONGEST_COMPARED = 200
_MOST_LISTED = 10


def shorten(value: object) -> str:
    """Show a value in a message: its ``repr``, cut to a readable length.

    Parameters
    ----------
    value : object
        Anything a caller passed in, however long or odd.

    Returns
    -------
    str
        At most about 80 characters, control characters escaped.

    Examples
    --------
    >>> shorten("nurse")
    "'nurse'"
    >>> shorten("x" * 10_000_000)
    "'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'... (10000000 characters)"
    """
    if isinstance(value, str) and len(value) > _LONGEST_SHOWN:
        return f"{_printable(value[:_LONGEST_SHOWN])}... ({len(value)} characters)"
    shown = _printable(value)
    if len(shown) > 2 * _LONGEST_SHOWN:
        return f"{shown[:_LONGEST_SHOWN]}..."
    return shown


def _printable(value: object) -> str:
    # repr() leaves lone surrogates to the encoder of the stream; ascii() would also
    # mangle ordinary accents, so only what cannot be written is escaped.
    try:
        shown = repr(value)
    except ValueError:  # a whole number of thousands of digits
        shown = f"a very large {type(value).__name__}"
    return shown.encode("utf-8", "backslashreplace").decode("utf-8")


def close_matches(word: str, possibilities: tuple[str, ...]) -> tuple[str, ...]:
    """Return the possibilities that a mistyped word may have meant, best first.

    Examples
    --------
    >>> close_matches("2026.11", ("2026.1", "2026.2"))
    ('2026.1', '2026.2')
    """
    if not isinstance(word, str) or len(word) > _LONGEST_COMPARED:
        return ()
    from difflib import get_close_matches

    return tuple(get_close_matches(word, possibilities, n=3, cutoff=0.6))


def _did_you_mean(suggestions: tuple[str, ...]) -> str:
    return f" Did you mean {' or '.join(suggestions)}?" if suggestions else ""


def _listed(candidates: tuple[tuple[str, str], ...]) -> str:
    shown = "; ".join(f"{code} {title}" for code, title in candidates[:_MOST_LISTED])
    more = len(candidates) - _MOST_LISTED
    return f"{shown}; and {more} more" if more > 0 else shown


def _with_problems(subject: str, problems: Sequence[object]) -> str:
    if len(problems) == 1:
        return f"{subject}: {problems[0]}"
    return f"{subject}: {len(problems)} problems{_as_list(problems)}"


def _as_list(problems: Sequence[object]) -> str:
    return "".join(f"\n  - {problem}" for problem in problems)


class CareerscoreError(Exception):
    """Base class of every error that careerscore raises on purpose."""


class DataError(CareerscoreError):
    """A file is damaged, malformed or not what it should be."""


class Problem(NamedTuple):
    """One thing that is wrong with an input.

    Attributes
    ----------
    field : str
        Name of the field, with its path where it is nested.
    value : str
        What was given, shortened for display.
    expected : str
        What would have been accepted.
    """

    field: str
    value: str
    expected: str

    def __str__(self) -> str:
        return f"{self.field}: expected {self.expected}, got {self.value}"


class InvalidInputError(CareerscoreError, ValueError):
    """One or more values are not acceptable; all of them are listed.

    Attributes
    ----------
    subject : str
        What was being made or computed.
    problems : tuple of Problem
        Every fault found, in the order of the fields.
    """

    def __init__(self, subject: str, problems: tuple[Problem, ...]) -> None:
        super().__init__(subject, problems)
        self.subject = subject
        self.problems = problems

    def __str__(self) -> str:
        return _with_problems(self.subject, self.problems)


class InvalidCodeError(CareerscoreError, ValueError):
    """A text is not an occupation code of the expected kind.

    Attributes
    ----------
    text : str
        What was given, shortened for display.
    expected : str
        The form that was expected.
    """

    def __init__(self, text: str, expected: str) -> None:
        super().__init__(text, expected)
        self.text = text
        self.expected = expected

    def __str__(self) -> str:
        return f"{self.text} is not {self.expected}"


class UnknownOccupationError(CareerscoreError, KeyError):
    """No occupation answers to this code, slug, title or alias.

    Attributes
    ----------
    query : str
        What was asked for, shortened for display.
    data_release : str
        The release that was searched.
    suggestions : tuple of (code, title)
        The nearest occupations, best first; empty when nothing comes near.
    reason : str
        Why nothing was found, where more can be said than that.
    """

    def __init__(
        self,
        query: str,
        data_release: str,
        suggestions: tuple[tuple[str, str], ...] = (),
        reason: str = "",
    ) -> None:
        super().__init__(query, data_release, suggestions, reason)
        self.query = query
        self.data_release = data_release
        self.suggestions = suggestions
        self.reason = reason

    def __str__(self) -> str:
        message = f"no occupation {self.query} in data release {self.data_release}"
        if self.reason:
            message += f": {self.reason}"
        if self.suggestions:
            message += f". Nearest: {_listed(self.suggestions)}"
        return message


class RetiredCodeError(CareerscoreError, KeyError):
    """The code belongs to an earlier classification; its successors are named.

    Attributes
    ----------
    query : str
        The retired code.
    system : str
        The classification it belongs to, for example ``"SOC 2010"``.
    data_release : str
        The release that was searched.
    suggestions : tuple of (code, title)
        The occupations that the official crosswalk names as successors.
    """

    def __init__(
        self,
        query: str,
        system: str,
        data_release: str,
        suggestions: tuple[tuple[str, str], ...],
    ) -> None:
        super().__init__(query, system, data_release, suggestions)
        self.query = query
        self.system = system
        self.data_release = data_release
        self.suggestions = suggestions

    def __str__(self) -> str:
        return (
            f"{self.query} is a code of {self.system} that data release {self.data_release} "
            f"no longer has. Its successors: {_listed(self.suggestions)}"
        )


class AmbiguousOccupationError(CareerscoreError, LookupError):
    """Several occupations answer to this name; the caller has to choose.

    Attributes
    ----------
    query : str
        What was asked for, shortened for display.
    data_release : str
        The release that was searched.
    suggestions : tuple of (code, title)
        The occupations that answer to it, by code.
    """

    def __init__(
        self, query: str, data_release: str, suggestions: tuple[tuple[str, str], ...]
    ) -> None:
        super().__init__(query, data_release, suggestions)
        self.query = query
        self.data_release = data_release
        self.suggestions = suggestions

    def __str__(self) -> str:
        return (
            f"{self.query} names {len(self.suggestions)} occupations in data release "
            f"{self.data_release}; ask by code: {_listed(self.suggestions)}"
        )


class _UnknownNameError(CareerscoreError, LookupError):
    """A name is not in the list of what there is."""

    kind = "name"

    def __init__(self, name: str, available: tuple[str, ...]) -> None:
        super().__init__(name, available)
        self.name = name
        self.available = available

    @property
    def suggestions(self) -> tuple[str, ...]:
        """The available names that come nearest, best first."""
        return close_matches(self.name, self.available)

    def __str__(self) -> str:
        return (
            f"no {self.kind} {shorten(self.name)}; there are: {', '.join(self.available)}."
            f"{_did_you_mean(self.suggestions)}"
        )


class UnknownReleaseError(_UnknownNameError):
    """There is no data release of this name.

    Attributes
    ----------
    name : str
        The name asked for.
    available : tuple of str
        The releases there are.
    """

    kind = "data release"


class UnknownDatasetError(_UnknownNameError):
    """There is no dataset of this name.

    Attributes
    ----------
    name : str
        The name asked for.
    available : tuple of str
        The datasets there are.
    """

    kind = "dataset"


class UnknownEditionError(_UnknownNameError):
    """There is no such edition of a dataset.

    Attributes
    ----------
    name : str
        The edition asked for, ``dataset/edition``.
    available : tuple of str
        The editions of the dataset.
    """

    kind = "edition"


class UnknownMethodologyError(_UnknownNameError):
    """There is no scoring methodology of this id.

    Attributes
    ----------
    name : str
        The id asked for.
    available : tuple of str
        The registered ids.
    """

    kind = "methodology"


class DuplicateMethodologyError(CareerscoreError, ValueError):
    """A different methodology is already registered under this id.

    Attributes
    ----------
    id : str
        The id that is taken.
    """

    def __init__(self, id: str) -> None:
        super().__init__(id)
        self.id = id

    def __str__(self) -> str:
        return (
            f"methodology {shorten(self.id)} is already registered with another definition; "
            "a changed methodology needs an id of its own"
        )


class MethodologyPluginError(CareerscoreError, ImportError):
    """A methodology that another package offers cannot be loaded.

    Attributes
    ----------
    id : str
        The id it is offered under.
    origin : str
        The package, and the object its entry point names.
    reason : str
        What went wrong.
    """

    def __init__(self, id: str, origin: str, reason: str) -> None:
        super().__init__(id, origin, reason)
        self.id = id
        self.origin = origin
        self.reason = reason

    def __str__(self) -> str:
        return f"methodology {self.id} of {self.origin} cannot be loaded: {self.reason}"


class WageNotKnownError(CareerscoreError, LookupError):
    """What is published does not say this of a wage, and no tail model was named.

    Attributes
    ----------
    asked : str
        What was asked for, for example ``"the wage at quantile 0.95"``.
    reason : str
        Why it is not known.
    bounds : tuple of float or None, twice
        The least and the most it can be; None where nothing bounds it.
    """

    def __init__(self, asked: str, reason: str, bounds: tuple[float | None, float | None]) -> None:
        super().__init__(asked, reason, bounds)
        self.asked = asked
        self.reason = reason
        self.bounds = bounds

    def __str__(self) -> str:
        low, high = self.bounds
        known = " and ".join(
            f"{words} {bound:,}"
            for words, bound in (("at least", low), ("at most", high))
            if bound is not None
        )
        return f"{self.asked} is not known: {self.reason}" + (f"; it is {known}" if known else "")


class PinMismatchError(DataError, ValueError):
    """What is here is not what a pin names.

    Attributes
    ----------
    file : str
        The pin.
    problems : tuple of Problem
        Everything that differs.
    """

    def __init__(self, file: str, problems: tuple[Problem, ...]) -> None:
        super().__init__(file, problems)
        self.file = file
        self.problems = problems

    def __str__(self) -> str:
        return _with_problems(self.file, self.problems)


class DataIntegrityError(DataError, ValueError):
    """Bundled data differ from what was released.

    Attributes
    ----------
    problems : tuple of Problem
        One for each file at fault.
    """

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        advice = "the data files are not those that were released; reinstall careerscore"
        return advice + _as_list(self.problems)


class SourceFileError(DataError, ValueError):
    """An official input file is not what its edition says it is.

    Attributes
    ----------
    file : str
        Path of the file below the input folder.
    expected, found : str
        What should stand there and what does.
    sheet : str or None
        Name of the sheet, for a workbook.
    row : int or None
        Number of the row as a spreadsheet shows it, from 1.
    column : str or None
        Heading of the column, or its number where the heading itself is wrong.
    """

    def __init__(
        self,
        file: str,
        expected: str,
        found: str,
        sheet: str | None = None,
        row: int | None = None,
        column: str | None = None,
    ) -> None:
        super().__init__(file, expected, found, sheet, row, column)
        self.file = file
        self.expected = expected
        self.found = found
        self.sheet = sheet
        self.row = row
        self.column = column

    def __str__(self) -> str:
        place = [self.file]
        if self.sheet is not None:
            place.append(f"sheet {self.sheet!r}")
        if self.column is not None:
            place.append(f"column {self.column}")
        if self.row is not None:
            place.append(f"row {self.row}")
        return f"{', '.join(place)}: expected {self.expected}, found {self.found}"


class DefinitionError(DataError, ValueError):
    """A definition file (methodology, release, edition) has faults; all are listed.

    Attributes
    ----------
    file : str
        The file, or the name under which the definition was given.
    problems : tuple of str
        Every fault, each naming the key and what was expected.
    """

    def __init__(self, file: str, problems: tuple[str, ...]) -> None:
        super().__init__(file, problems)
        self.file = file
        self.problems = problems

    def __str__(self) -> str:
        return _with_problems(self.file, self.problems)


class MissingDependencyError(CareerscoreError, ImportError):
    """A feature needs an optional package that is not installed.

    Attributes
    ----------
    feature : str
        What was asked for.
    extra : str
        The extra of careerscore that brings the package.
    """

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(feature, extra)
        self.feature = feature
        self.extra = extra

    def __str__(self) -> str:
        return f'{self.feature} needs an optional package: pip install "careerscore[{self.extra}]"'
