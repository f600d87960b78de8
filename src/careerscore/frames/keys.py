"""The columns by which a table is joined: its codes or titles, and the classifications of codes."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from itertools import chain
from numbers import Real
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from attrs import frozen

from careerscore.errors import InvalidInputError, Problem, close_matches, shorten
from careerscore.frames.engines import near_names
from careerscore.frames.native import encode
from careerscore.matching.spellings import text_of
from careerscore.matching.systems import SYSTEMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from careerscore._record import Checks
    from careerscore.frames.engines import Opened

TEXTS: Final = "codes or titles: texts or numbers"

Pair: TypeAlias = "tuple[str, str | None]"
"""A code or title, and the classification of the code."""

NO_KEY: Final[Pair] = ("", None)
"""The pair of a row that has no code or title."""


class Counted(NamedTuple):
    """How many rows of a table have each code or title, and how many have each place."""

    jobs: Counter[Any]
    places: Counter[str]


def count_rows(keys: Iterable[Any], rows: Iterable[int]) -> Counter[Any]:
    """Return the number of rows of each key, of which some may be there several times."""
    found: Counter[Any] = Counter()
    for key, count in zip(keys, rows, strict=True):
        found[key] += count
    return found


@frozen
class Keys:
    """The columns of a table by which it is joined.

    `columns` are that of the codes or titles and, where there is one, that of their
    classifications; else they all are of one `system`. `subject` begins the messages on them.
    """

    columns: tuple[str, ...]
    system: str | None
    subject: str

    @property
    def parts(self) -> tuple[Keys, ...]:
        """The keys of which each has few different values."""
        return (self,)

    def check(
        self, checks: Checks, opened: Opened, parameters: Sequence[str] = ("on", "system")
    ) -> None:
        """Expect columns of texts or numbers, of rows at hand value by value when they are read."""
        import narwhals.stable.v2 as nw

        refused: tuple[Any, ...] = (nw.Boolean, nw.Binary, nw.Duration, nw.Time)
        refused += (nw.Object, nw.Unknown) if opened.is_lazy else ()
        for parameter, name in zip(parameters, self.columns, strict=False):
            # The levels of an index of pandas have no type in the schema.
            if (kind := opened.schema.get(name)) is None:
                continue
            checks.expect(name, kind, TEXTS, holds=not (kind.is_nested() or kind in refused))
            if opened.is_lazy:
                opened.check_name(checks, parameter, name)

    def pairs_of(self, values: Sequence[Sequence[Any]]) -> list[Pair]:
        """Return what each of several values of the columns stands for."""
        pairs: list[Pair] = []
        unknown: dict[str, None] = {}
        for text, *others in values:
            system = self._text_of(others[0], 1) or None if others else self.system
            if system and system not in SYSTEMS:
                unknown[system] = None
            code = self._text_of(text, 0)
            pairs.append((code, system) if code else NO_KEY)
        if unknown:
            near = [close_matches(name, tuple(SYSTEMS)) for name in unknown]
            # Years and other texts are near to some name by chance.
            named = dict.fromkeys(chain.from_iterable(near)) if all(near) else SYSTEMS
            expected = " or ".join(map(repr, named))
            given = ", ".join(map(shorten, unknown))
            raise InvalidInputError(self.subject, (Problem(self.columns[1], given, expected),))
        return pairs

    def count(self, pairs: Sequence[Any], rows: Sequence[int]) -> Counted:
        """Return the rows of each, given what `pairs_of` returns and numbers of rows."""
        return Counted(count_rows(pairs, rows), Counter())

    def hold_titles(self, texts: Iterable[str]) -> bool:
        """Return whether most different texts have no digit, which every code has."""
        known = {*texts}
        is_open = self.system is None and len(self.columns) == 1
        return is_open and 2 * sum(not any(map(str.isdigit, each)) for each in known) > len(known)

    def texts_of(self, values: Iterable[Any]) -> list[str]:
        """Return the texts that objects of Python stand for."""
        return [self._text_of(value, 0) for value in values]

    def encode(self, native: Any, backend: str) -> tuple[Any, list[Pair]]:
        """Return the number of each row's pair among those of the different values, and these."""
        columns = [
            native.index.get_level_values(name)
            if backend == "pandas" and name not in native.columns
            else native[name]
            for name in self.columns
        ]
        if backend == "polars":
            columns = [self._without_objects(each) for each in columns]
        try:
            numbers, values = encode(columns, backend)
        except TypeError as error:  # lists and other objects that cannot be compared
            problem = Problem(self.columns[0], str(error), TEXTS)
            raise InvalidInputError(self.subject, (problem,)) from None
        return numbers, self.pairs_of(values)

    def _without_objects(self, column: Any) -> Any:
        """Return a column of polars; objects of Python, of which it knows nothing, as texts."""
        import polars as pl

        return pl.Series(self.texts_of(column)) if column.dtype == pl.Object else column

    def _text_of(self, value: Any, place: int) -> str:
        return text_of_value(value, self.columns[place], self.subject)


@frozen
class PlaceKeys(Keys):
    """The column of a row's place; one that is empty is none."""

    def pairs_of(self, values: Sequence[Sequence[Any]]) -> list[Any]:
        """Return the text that each of several values of the column stands for."""
        (column,) = self.columns
        return [text_of_value(value, column, self.subject).strip() for (value,) in values]


@frozen
class PlacedKeys(Keys):
    """The columns of a row's occupation, and last that of its place."""

    job: Keys
    place: PlaceKeys

    @property
    def parts(self) -> tuple[Keys, ...]:
        """The keys of the occupation and of the place, whose pairs may be many."""
        return self.job, self.place

    def pairs_of(self, values: Sequence[Sequence[Any]]) -> list[Any]:
        """Return what each of several values of the columns stands for."""
        own, where = [tuple(row[:-1]) for row in values], [tuple(row[-1:]) for row in values]
        # Of many pairs, there are few occupations and few places.
        jobs, texts = (
            dict(zip(different, keys.pairs_of(different), strict=True))
            for keys, different in (
                (self.job, [*dict.fromkeys(own)]),
                (self.place, [*dict.fromkeys(where)]),
            )
        )
        return list(zip(map(jobs.__getitem__, own), map(texts.__getitem__, where), strict=True))

    def count(self, pairs: Sequence[Any], rows: Sequence[int]) -> Counted:
        """Return the rows of each occupation and of each place."""
        jobs, texts = (count_rows((pair[part] for pair in pairs), rows) for part in (0, 1))
        return Counted(jobs, texts)


def with_place(keys: Keys, place: str) -> PlacedKeys:
    """Return the keys of a table whose rows have a place, too."""
    at = PlaceKeys((place,), None, keys.subject)
    return PlacedKeys((*keys.columns, place), keys.system, keys.subject, keys, at)


def text_of_value(value: Any, column: str, subject: str) -> str:
    """Return the text that a value stands for, an empty one where it is missing."""
    if isinstance(value, str):
        return value if value.strip() else ""
    if value is None or value != value:
        return ""
    if isinstance(value, date):
        # What a spreadsheet has made of a code: at midnight, or without a time.
        return value.isoformat()[:10]
    if isinstance(value, Decimal):
        value = float(value)
    if isinstance(value, Real) and not isinstance(value, bool):
        return text_of(value)
    raise InvalidInputError(subject, (Problem(column, shorten(value), TEXTS),))


def keys_of(checks: Checks, opened: Opened, on: object, system: object) -> Keys:
    """Return the keys of a frame: a column or level of an index, and a system or its column."""
    levels = opened.frame.to_native().index.names if opened.engine == "pandas" else ()
    names = [*opened.schema, *(level for level in levels if level is not None)]
    keys = named_keys(checks, names, on, system)
    holds = isinstance(on, str) and on in names
    what = "a column of the frame" if isinstance(on, str) else "the name of a column, a text"
    checks.expect("on", on, f"{what}: {near_names(on, names)}", holds=holds)
    if holds:
        keys.check(checks, opened)
    return keys


def named_keys(checks: Checks, names: Sequence[str], on: object, system: object) -> Keys:
    """Return the keys of a table with columns of these names; expect a system, or its column."""
    is_column = isinstance(system, str) and system not in SYSTEMS and system in names
    near = close_matches(system, (*SYSTEMS, *names)) if isinstance(system, str) else ()
    expected = " or ".join(map(repr, near))
    expected = expected or f"{', '.join(map(repr, SYSTEMS))}, a column of the table or None"
    holds = system is None or is_column or (isinstance(system, str) and system in SYSTEMS)
    checks.expect("system", system, expected, holds=holds)
    named: Any = system
    if is_column:
        return Keys((str(on), named), None, checks.subject)
    return Keys((str(on),), named, checks.subject)
