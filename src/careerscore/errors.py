"""Everything that can go wrong.

One base class, `CareerscoreError`; each error has a builtin as second base, typed
attributes, and builds its message from them. `DataError` marks faults in files; everything
else is a question that could not be answered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple, dataclass_transform

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "AmbiguousOccupationError",
    "AmbiguousPlaceError",
    "CareerscoreError",
    "DataError",
    "DataIntegrityError",
    "DefinitionError",
    "DuplicateMethodologyError",
    "InvalidCodeError",
    "InvalidInputError",
    "MethodologyPluginError",
    "MissingDependencyError",
    "MissingKeyError",
    "OverQuotaError",
    "PinMismatchError",
    "Problem",
    "RequestLimitError",
    "RetiredCodeError",
    "ServiceAnswerError",
    "ServiceError",
    "ServiceRefusedError",
    "ServiceUnavailableError",
    "SourceFileError",
    "UnknownDatasetError",
    "UnknownEditionError",
    "UnknownMethodologyError",
    "UnknownOccupationError",
    "UnknownPlaceError",
    "UnknownReleaseError",
    "WageNotKnownError",
    "close_matches",
    "shorten",
]

_LONGEST_SHOWN = 60
_LONGEST_COMPARED = 200
_MOST_CANDIDATES = 10
_MOST_NEAR = 3
_SHORTEST_SHARED = 3
_MOST_PROBLEMS = 20


def shorten(value: object) -> str:
    """Return the ``repr`` of a value for a message, cut to a readable length.

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
        return f"{_encodable(repr(value[:_LONGEST_SHOWN]))}... ({len(value)} characters)"
    if isinstance(value, list | tuple | bytes) and len(value) > _LONGEST_SHOWN:
        value = value[:_LONGEST_SHOWN]  # the first items alone are more than fits
    try:
        text = _encodable(repr(value))
    except ValueError:  # an integer of thousands of digits
        text = f"a very large {type(value).__name__}"
    except RecursionError:
        text = f"a deeply nested {type(value).__name__}"
    return text if len(text) <= 2 * _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}..."


def _encodable(text: str) -> str:
    # Only lone surrogates are escaped: ascii() would mangle ordinary accents too.
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def close_matches(word: str, possibilities: tuple[str, ...]) -> tuple[str, ...]:
    """Return the possibilities that a mistyped word may have meant, best first.

    Case and the signs between words do not matter; where none is spelt nearly like it, those
    that share most words with it, or the beginnings of words, are meant.

    Examples
    --------
    >>> close_matches("2026.11", ("2026.1", "2026.2"))
    ('2026.1', '2026.2')
    >>> close_matches("Median wage", ("title", "annual_median_usd", "job_zone"))
    ('annual_median_usd',)
    """
    if not isinstance(word, str) or len(word) > _LONGEST_COMPARED:
        return ()
    import re
    from difflib import get_close_matches

    def words_of(text: str) -> str:
        return " ".join(re.findall(r"[^\W_]+", text.casefold()))

    short = (name for name in possibilities if len(name) <= _LONGEST_COMPARED)
    asked, names = words_of(word), {name: words_of(name) for name in short}
    near = get_close_matches(asked, dict.fromkeys(names.values()), n=_MOST_NEAR, cutoff=0.6)
    if near:
        found = [name for text in near for name in names if names[name] == text]
    else:
        parts = [part for part in asked.split() if len(part) >= _SHORTEST_SHARED]
        shared = {
            name: sum(f" {part}" in f" {text}" for part in parts) for name, text in names.items()
        }
        found = sorted(filter(shared.get, shared), key=lambda name: -shared[name])
    return tuple(found[:_MOST_NEAR])


def _candidates(candidates: tuple[tuple[str, str], ...]) -> str:
    return _as_lines([f"{code} {title}" for code, title in candidates], _MOST_CANDIDATES)


def _as_list(items: Sequence[object]) -> str:
    return _as_lines(items, _MOST_PROBLEMS, "- ")


def _as_lines(items: Sequence[object], most: int, mark: str = "") -> str:
    more = len(items) - most
    rest = [f"and {more:,} more"] if more > 0 else []
    return "".join(f"\n  {mark}{item}" for item in [*items[:most], *rest])


@dataclass_transform(eq_default=False)
class CareerscoreError(Exception):
    """Base class of every error that careerscore raises on purpose.

    The annotated attributes of a subclass are its arguments, in order.
    """

    _arguments: ClassVar[tuple[str, ...]] = ()
    _template: ClassVar = ""

    def __init_subclass__(cls) -> None:
        cls._arguments = (*cls._arguments, *cls.__annotations__)

    def __init__(self, *values: object, **named: object) -> None:
        names = self._arguments
        vars(self).update(dict(zip(names, values, strict=False)) | named)
        # Exception keeps them for pickle.
        super().__init__(*([getattr(self, name) for name in names] or values))

    def __str__(self) -> str:
        # A path may hold what no stream can print.
        return _encodable(self._message())

    def _message(self) -> str:
        return self._template.format(self=self) or super().__str__()


class _ProblemsError(CareerscoreError, ValueError):
    """What has faults is the first argument; the second has all of them."""

    def _message(self) -> str:
        subject, problems = self.args
        if len(problems) == 1:
            return f"{subject}: {problems[0]}"
        return f"{subject}: {len(problems):,} problems{_as_list(problems)}"


class DataError(CareerscoreError):
    """A file is damaged, malformed or not what it should be."""


class Problem(NamedTuple):
    """One thing that is wrong with an input.

    Attributes
    ----------
    field : str
        Name of the field, with its path where it is nested.
    value : str
        The value, shortened for display; empty where there is none to show.
    expected : str
        What would have been accepted; where `value` is empty, what is wrong.

    Examples
    --------
    >>> print(Problem("rank", "0", "an integer from 1 to 5"))
    rank: expected an integer from 1 to 5, got 0
    >>> print(Problem.missing("color"))
    color: missing
    >>> print(Problem.unknown("colour", ("color", "label")))
    colour: unknown field; did you mean color?
    """

    field: str
    value: str
    expected: str

    @classmethod
    def missing(cls, field: str) -> Problem:
        """Return the problem that a required field is absent."""
        return cls(field, "", "missing")

    @classmethod
    def unknown(cls, field: str, known: tuple[str, ...] = ()) -> Problem:
        """Return the problem that there is no such field, with the known names closest to it."""
        name = field.rpartition(".")[2]
        near = " or ".join(close_matches(name, known))
        return cls(field, "", "unknown field" + (f"; did you mean {near}?" if near else ""))

    def __str__(self) -> str:
        if not self.value:
            return f"{self.field}: {self.expected}"
        return f"{self.field}: expected {self.expected}, got {self.value}"


class InvalidInputError(_ProblemsError):
    """One or more values are not acceptable; all of them are listed."""

    subject: str
    """What was being made or computed."""
    problems: tuple[Problem, ...]
    """Every fault found, in the order of the fields."""


class InvalidCodeError(CareerscoreError, ValueError):
    """A string is not an occupation code of the expected kind."""

    _template = "{self.text} is not {self.expected}"

    text: str
    """What was given, shortened for display."""
    expected: str
    """The form that was expected."""


class _QueryError(CareerscoreError):
    """Not exactly one occupation or place answers to what was asked."""

    _kind = "occupation"

    query: str
    """What was asked for, shortened for display."""
    data_release: str
    """The release that was searched."""
    suggestions: tuple[tuple[str, str], ...] = ()
    """Code and name of those that answer to it or come nearest, if any."""


class _UnknownQueryError(_QueryError, KeyError):
    reason: str = ""
    """Why nothing was found, where that is known."""

    def _message(self) -> str:
        message = f"no {self._kind} {self.query} in data release {self.data_release}"
        if self.reason:
            message += f": {self.reason}"
        if self.suggestions:
            message += f". Nearest, best first:{_candidates(self.suggestions)}"
        return message


class UnknownOccupationError(_UnknownQueryError):
    """No occupation answers to this code, slug, title or alias."""


class AmbiguousOccupationError(_QueryError, LookupError):
    """Several occupations answer to this name; the caller has to choose."""

    def _message(self) -> str:
        return (
            f"{self.query} may name several occupations of data release {self.data_release}. "
            f"Which one do you mean?{_candidates(self.suggestions)}"
        )


class UnknownPlaceError(_UnknownQueryError):
    """No state, territory or area of the wage survey answers to this code or name."""

    _kind = "place"


class AmbiguousPlaceError(_QueryError, LookupError):
    """Several places answer to this name alike; the caller has to choose."""

    def _message(self) -> str:
        return (
            f"{self.query} names {len(self.suggestions)} places in data release "
            f"{self.data_release}. Which one do you mean?{_candidates(self.suggestions)}"
        )


class RetiredCodeError(CareerscoreError, KeyError):
    """The code belongs to an earlier classification; its successors are named."""

    query: str
    """The retired code."""
    system: str
    """The classification it belongs to, for example ``"SOC 2010"``."""
    data_release: str
    """The release that was searched."""
    suggestions: tuple[tuple[str, str], ...]
    """The occupations that the official crosswalk names as successors."""

    def _message(self) -> str:
        return (
            f"{self.query} is a code of {self.system} that data release {self.data_release} "
            f"no longer has. Its successors:{_candidates(self.suggestions)}"
        )


class _UnknownNameError(CareerscoreError, LookupError):
    """Nothing has this name."""

    _kind = ""

    name: str
    """The name asked for."""
    available: tuple[str, ...]
    """The names that exist."""

    @property
    def suggestions(self) -> tuple[str, ...]:
        """The names that come nearest, best first."""
        return close_matches(self.name, self.available)

    def _message(self) -> str:
        near = self.suggestions if len(self.available) > _MOST_CANDIDATES else ()
        words = "Did you mean" if near else "There are"
        listed = _as_lines(near or self.available, _MOST_PROBLEMS)
        return f"no {self._kind} {shorten(self.name)}. {words}:{listed}"


class UnknownReleaseError(_UnknownNameError):
    """No data release has this name."""

    _kind = "data release"

    folder: str = ""
    """The folder where data of the user's own were looked for, if one is named."""

    def _message(self) -> str:
        own = f"\nYour own are looked for in {self.folder}." if self.folder else ""
        return super()._message() + own


class UnknownDatasetError(_UnknownNameError):
    """No dataset has this name."""

    _kind = "dataset"


class UnknownEditionError(_UnknownNameError):
    """The dataset has no such edition; names are ``dataset/edition``."""

    _kind = "edition"


class UnknownMethodologyError(_UnknownNameError):
    """No methodology has this id."""

    _kind = "methodology"


class DuplicateMethodologyError(CareerscoreError, ValueError):
    """A different methodology is already registered under this id."""

    id: str
    """The id that is taken."""

    def _message(self) -> str:
        return (
            f"methodology {shorten(self.id)} is already registered with another definition; "
            "a changed methodology needs an id of its own"
        )


class MethodologyPluginError(CareerscoreError, ImportError):
    """A methodology that another package offers cannot be loaded."""

    _template = "methodology {self.id} of {self.origin} cannot be loaded: {self.reason}"

    id: str
    """The id it is offered under."""
    origin: str
    """The package, and the object its entry point names."""
    reason: str
    """What went wrong."""


class WageNotKnownError(CareerscoreError, LookupError):
    """What is published does not say this of a wage, and no tail model was named."""

    asked: str
    """What was asked for, for example ``"the wage at quantile 0.95"``."""
    reason: str
    """Why it is not known."""
    bounds: tuple[float | None, float | None]
    """The least and the most it can be; None where nothing bounds it."""

    def _message(self) -> str:
        low, high = self.bounds
        known = " and ".join(
            f"{words} {bound:,}"
            for words, bound in (("at least", low), ("at most", high))
            if bound is not None
        )
        return f"{self.asked} is not known: {self.reason}" + (f"; it is {known}" if known else "")


class PinMismatchError(_ProblemsError, DataError):
    """What is here is not what a pin names."""

    file: str
    """The pin."""
    problems: tuple[Problem, ...]
    """Everything that differs."""


class DataIntegrityError(DataError, ValueError):
    """Data differ from what was released, or from what a user built."""

    problems: tuple[Problem, ...]
    """One for each file at fault."""
    folder: str = ""
    """The folder of the user's own data, where the fault is there; else empty."""

    def _message(self) -> str:
        advice = "the data files are not those that were released; reinstall careerscore"
        if self.folder:
            advice = (
                f"your own data in {self.folder} are not as they are listed; build them again, or "
                "list them anew with careerscore.sources.write_checksums"
            )
        return advice + _as_list(self.problems)


class SourceFileError(DataError, ValueError):
    """An official input file is not as its edition describes it."""

    file: str
    """Path of the file below the input folder."""
    expected: str
    """What should be there."""
    found: str
    """What is there."""
    sheet: str | None = None
    """Name of the sheet, for a workbook."""
    row: int | None = None
    """Number of the row as a spreadsheet shows it, from 1."""
    column: str | None = None
    """Heading of the column, or its number where the heading itself is wrong."""

    def _message(self) -> str:
        place = [self.file]
        if self.sheet is not None:
            place.append(f"sheet {self.sheet!r}")
        if self.column is not None:
            place.append(f"column {self.column}")
        if self.row is not None:
            place.append(f"row {self.row}")
        return f"{', '.join(place)}: expected {self.expected}, found {self.found}"


class DefinitionError(_ProblemsError, DataError):
    """A definition file (methodology, release, edition) has faults; all are listed."""

    file: str
    """The file, or the name under which the definition was given."""
    problems: tuple[str, ...]
    """Every fault, each naming the key and what was expected."""


class MissingDependencyError(CareerscoreError, ImportError):
    """A feature needs an optional package that is not installed."""

    _template = '{self.feature} needs an optional package: pip install "careerscore[{self.extra}]"'

    feature: str
    """What was asked for."""
    extra: str
    """The extra of careerscore that brings the package."""


class MissingKeyError(CareerscoreError, LookupError):
    """A live service takes no request without a key of yours."""

    service: str
    """The service."""
    variables: tuple[str, ...]
    """The environment variables that its keys are read from."""

    def _message(self) -> str:
        return (
            f"{self.service} needs your own key: set {' and '.join(self.variables)} in the "
            "environment, or pass the source with its key"
        )


class ServiceError(CareerscoreError, RuntimeError):
    """A live service gave no answer that can be used; no message has a key or an address."""

    _template = "{self.service}: {self.reason}"

    service: str
    """The service."""
    reason: str
    """What went wrong."""
    status: int | None = None
    """The status of HTTP, if there was one."""


class ServiceRefusedError(ServiceError):
    """The service refused the key or the request."""


class OverQuotaError(ServiceError):
    """The service takes no more requests for now."""

    retry_after: float | None = None
    """When it takes some again, if it says so [seconds]."""


class ServiceAnswerError(ServiceError):
    """The answer is not what the service is documented to give."""


class ServiceUnavailableError(ServiceError):
    """The service cannot be reached, is too slow or has a fault of its own."""

    is_transient: bool = False
    """Whether the next try may succeed: a broken connection, or a status of 502 to 504."""
    retry_after: float | None = None
    """When it takes requests again, if it says so [seconds]."""


class RequestLimitError(ServiceError):
    """The caller's limit of requests is reached."""
