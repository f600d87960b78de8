"""Versions of the schema, and how documents of earlier ones are read.

A document that was written once can be read for ever. Every class that is written has one shape
for each version of the schema: the names of its fields and what they hold. Within a version,
fields may be added that have a default, and nothing else may change. Where anything else
has to, this is how:

1. raise `SCHEMA_VERSION` by one;
2. change the class;
3. add to `MIGRATIONS` how its documents of the version before are read:
   ``Migration("WageEstimates", since=1, renamed={"median": "p50"})``;
4. keep what the tests hold of the version before, and add the same for the new one.

What follows from other fields counts too. A document says what it was then, and is refused where
that no longer agrees: a migration leaves it out of documents of the version before.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, NamedTuple

from attrs import field, frozen

from careerscore._record import Checks, frozen_map
from careerscore.errors import InvalidInputError, Problem, shorten
from careerscore.serde.problems import wrong
from careerscore.serde.shapes import VERSION_KEY

__all__ = ["MIGRATIONS", "SCHEMA_VERSION", "History", "Migrated", "Migration"]

Change = Callable[[dict[str, Any]], Mapping[str, Any]]
"""Turns the fields of a document into those that the next version has."""


@frozen
class Migration:
    """How the documents of a class are read that were written by one version of the schema before.

    Parameters
    ----------
    kind : str
        Name of the class, as it is called now. It is of the classes derived from it, too.
    since : int
        The version that it begins from. It leads to the next one.
    change : callable, optional
        Turns the fields of a document of that version, a dict, into those of the next. It is not
        given the version, and is to leave the parts alone: these have migrations of their own. A
        part that it makes anew says by ``"schema_version"`` which version it is of, unless it
        is of the version that the document was written by.
    renamed : Mapping of str to str
        The new name of each field that has another now. Done before `change`, and known to
        errors, which name a field as the document does.

    Raises
    ------
    InvalidInputError
        If a parameter is not what is said above, or nothing is changed.

    Examples
    --------
    >>> def split(fields):
    ...     low, high = fields.pop("range")
    ...     return {**fields, "low": low, "high": high}
    >>> Migration("Money", 1, split).since
    1
    """

    kind: str
    since: int
    change: Change | None = None
    renamed: Mapping[str, str] = field(factory=dict, converter=frozen_map)

    def __attrs_post_init__(self) -> None:
        checks = Checks("Migration")
        checks.text("kind", self.kind)
        checks.integer("since", self.since, minimum=1, maximum=10**6)
        holds = self.change is None or callable(self.change)
        checks.expect("change", self.change, "a function or None", holds=holds)
        checks.mapping("renamed", self.renamed, str)
        if checks.passed:
            holds = bool(self.change or self.renamed)
            checks.expect("change", self.change, "this or renamed, or both", holds=holds)
            new = list(self.renamed.values())
            holds = len(set(new)) == len(new)
            checks.expect("renamed", new, "new names that are all different", holds=holds)
        checks.raise_problems()


SCHEMA_VERSION: Final = 1
"""The version of the schema that this careerscore writes."""

MIGRATIONS: Final[tuple[Migration, ...]] = ()
"""Every released migration; there is none, as version 1 is the first."""


class _Reading(threading.local):
    """The version of the document that is being read, in each thread."""

    version: int


class History:
    """What a converter knows of versions: which it reads, and what it does to earlier ones.

    Parameters
    ----------
    version : int
        The version of documents that do not say it.
    migrations : iterable of Migration
        What leads from each version to the next.

    Raises
    ------
    InvalidInputError
        If there is no such version, or two migrations of a class begin from the same one.
    """

    def __init__(self, version: int, migrations: Iterable[Migration]) -> None:
        given = tuple(migrations)
        checks = Checks("make_converter")
        checks.items("migrations", given, Migration)
        checks.raise_problems()
        self.newest: int = max([SCHEMA_VERSION, *(each.since + 1 for each in given)])
        checks.integer("version", version, minimum=1, maximum=self.newest)
        self._migrations = {(each.kind, each.since): each for each in given}
        pairs = [(each.kind, each.since) for each in given]
        holds = len(self._migrations) == len(given)
        checks.expect("migrations", pairs, "one for each class and version", holds=holds)
        checks.raise_problems()
        self._version = version
        self._reading = _Reading()

    @property
    def current(self) -> int:
        """The version of what is being read."""
        return getattr(self._reading, "version", self._version)

    @current.setter
    def current(self, version: int) -> None:
        self._reading.version = version

    def steps_of(self, kind: type) -> tuple[Migration, ...]:
        """Return the migrations of a class, in the order of the versions."""
        names = [base.__name__ for base in reversed(kind.__mro__)]
        return tuple(
            self._migrations[name, since]
            for since in range(1, self.newest)
            for name in names
            if (name, since) in self._migrations
        )

    def stated(self, fields: Mapping[Any, Any]) -> int:
        """Return the version of an object: its own, else that of what it is a part of."""
        version = fields.get(VERSION_KEY, self.current)
        is_number = isinstance(version, int) and not isinstance(version, bool)
        if is_number and 1 <= version <= self.newest:
            return int(version)
        known = "1" if self.newest == 1 else f"an integer from 1 to {self.newest}"
        expected = f"{known}, the newest version that this careerscore reads"
        raise wrong(version, expected, VERSION_KEY)


class Migrated(NamedTuple):
    """A document of an earlier version, as it would be written now.

    Attributes
    ----------
    fields : dict
        What it holds.
    written_as : dict of str to str
        For each field that was renamed, its name in the document.
    made : frozenset of str
        The fields that no field of the document stands for.
    """

    fields: dict[str, Any]
    written_as: dict[str, str]
    made: frozenset[str]

    @classmethod
    def of(cls, given: Mapping[str, Any], steps: Iterable[Migration]) -> Migrated:
        """Return what a document of the version of the first step would be now."""
        fields = {name: value for name, value in given.items() if name != VERSION_KEY}
        written_as: dict[str, str] = {}
        for step in steps:
            taken = [name for name in fields if name in step.renamed.values()]
            unknown = [name for name in taken if name not in step.renamed]
            if unknown:
                raise _unknown(fields, unknown, written_as, step)
            written_as = {step.renamed.get(name, name): old for name, old in written_as.items()} | {
                new: written_as.get(old, old) for old, new in step.renamed.items()
            }
            fields = {step.renamed.get(name, name): value for name, value in fields.items()}
            if step.change is not None:
                fields = _changed(step.change, fields, step)
        made = (name for name in fields if written_as.get(name, name) not in given)
        return cls(fields, written_as, frozenset(made))

    def as_written(self, error: InvalidInputError) -> InvalidInputError:
        """Return an error with the paths that the document has."""
        return InvalidInputError(error.subject, tuple(map(self._as_written, error.problems)))

    def _as_written(self, problem: Problem) -> Problem:
        name = problem.field.partition(".")[0].partition("[")[0]
        path = self.written_as.get(name, name) + problem.field[len(name) :]
        told = ", as made from an earlier version" if name in self.made else ""
        return problem._replace(field=path, expected=problem.expected + told)


def _unknown(
    fields: Mapping[str, Any], names: list[str], written_as: Mapping[str, str], step: Migration
) -> InvalidInputError:
    expected = f"no field of this name in version {step.since}"
    problems = (
        Problem(written_as.get(name, name), shorten(fields[name]), expected) for name in names
    )
    return InvalidInputError(step.kind, tuple(problems))


def _changed(change: Change, fields: dict[str, Any], step: Migration) -> dict[str, Any]:
    try:
        return dict(change(dict(fields)))
    except InvalidInputError:
        raise
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        # Who wrote it had another shape in mind, and the change looked for its own.
        raise wrong(fields, f"a {step.kind} as version {step.since} writes it") from error
