"""What is wrong with a document, and where: every problem found, each with its path."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from careerscore.errors import InvalidInputError, Problem, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["below", "gathered", "in_item", "in_key", "renamed_subject", "wrong"]

T = TypeVar("T")


def wrong(value: object, expected: str, field: str = "") -> InvalidInputError:
    """Return the error that a value is not what is expected."""
    return InvalidInputError("value", (Problem(field, shorten(value), expected),))


def in_item(place: int) -> str:
    """Return the path of an item of a list."""
    return f"[{place}]"


def in_key(key: object) -> str:
    """Return the path of what a mapping has under a key."""
    return f"[{shorten(key)}]"


def below(problems: Iterable[Problem], path: str, default: str = "") -> Iterator[Problem]:
    """Give the problems of a part the path of the part."""
    for problem in problems:
        dot = "." if path and problem.field and not problem.field.startswith("[") else ""
        yield problem._replace(field=f"{path}{dot}{problem.field}" or default)


def renamed_subject(error: InvalidInputError, kind: object) -> InvalidInputError:
    """Return an error about a whole document, under the name of its class."""
    name = getattr(kind, "__name__", str(kind))
    return InvalidInputError(name, tuple(below(error.problems, "", name)))


def gathered(
    parts: Iterable[tuple[Any, Callable[[Any, Any], T], Any, Any]], path_of: Callable[[Any], str]
) -> list[T]:
    """Turn every part, then raise what went wrong in any of them.

    Parameters
    ----------
    parts : iterable of (key, callable, object, type)
        For each part its place or key, what turns it, and what that is given.
    path_of : callable
        Gives the path of a place or key.
    """
    turned: list[T] = []
    problems: list[Problem] = []
    for key, turn, part, kind in parts:
        try:
            turned.append(turn(part, kind))
        except InvalidInputError as error:
            problems.extend(below(error.problems, path_of(key)))
    if problems:
        raise InvalidInputError("value", tuple(problems))
    return turned
