"""Errors in the words of the command line: options as typed, and what to type next."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Final, Literal, get_args, get_origin

from cyclopts import (
    CoercionError,
    CycloptsError,
    MissingArgumentError,
    RepeatArgumentError,
    Token,
    UnknownCommandError,
    UnknownOptionError,
    UnusedCliTokensError,
)

from careerscore import errors
from careerscore.errors import close_matches, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cyclopts import App

FAILURES: Final = (
    errors.DataError,
    errors.ServiceError,
    errors.MissingKeyError,
    ImportError,
    OSError,
)
"""What fails though the command is right; all else is a mistake in what was typed."""

_OCCUPATIONS: Final = "Search: careerscore search TEXT"
_PLACES: Final = "Search: careerscore places TEXT"
_EDITIONS: Final = "List all: careerscore data list"
_NEXT: Final[Mapping[type, str]] = {
    errors.UnknownOccupationError: _OCCUPATIONS,
    errors.AmbiguousOccupationError: _OCCUPATIONS,
    errors.RetiredCodeError: _OCCUPATIONS,
    errors.UnknownPlaceError: _PLACES,
    errors.AmbiguousPlaceError: _PLACES,
    errors.UnknownReleaseError: _EDITIONS,
    errors.UnknownEditionError: _EDITIONS,
    errors.UnknownMethodologyError: "List all: careerscore methodologies",
}
_RENAMED: Final = {
    "compare": {"careers": "QUERY", "method": "--value"},
    "export": {"columns": "--column", "format": "--as", "occupations": "--occupation"},
    "jobs": {"target": "--out"},
    "places": {"place": "TEXT"},
    "score": {"columns": "--column"},
    "show": {"place": "--near", "sections": "--section"},
    "skill-gap": {"from": "FIRST", "to": "SECOND"},
    "training": {"target": "--out"},
}
"""What is typed for arguments of functions that no parameter of the command is named after."""

_QUOTED: Final = r"""(?<!\w)(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")(?!\w)"""
"""What was typed, which stays as it is."""

_MOST: Final = 20

_KINDS: Final[Mapping[object, str]] = {float: "a number", int: "an integer", bool: "no value"}


def explain(error: Exception, app: App, arguments: Sequence[str]) -> str:
    """Return what is wrong with a command, a candidate a line, and what to type next."""
    chain, (*_, command), _ = app.parse_commands(arguments)
    help = f"Help: {' '.join(('careerscore', *chain))} --help"
    if isinstance(error, CycloptsError):
        return "\n".join((*_of_typing(error, command, arguments), help))
    if isinstance(error, OSError) and not isinstance(error, errors.CareerscoreError):
        return f"{error.filename or 'output'}: {error.strerror or error}"
    named = {each.field_info.name: each.name for each in command.assemble_argument_collection()}
    names = named | _RENAMED.get(" ".join(chain), {})
    if isinstance(error, errors.InvalidInputError):
        lines = [_of_value(each, names) for each in error.problems]
        about_columns = any(line.startswith("--column") for line in lines)
        if any(line.startswith("CLASS") for line in lines):
            help = "List all: careerscore schema"
        elif about_columns and chain != ("score",):
            help = "List all: careerscore export --list-columns"
        elif about_columns or any(each.value == "''" for each in error.problems):
            help = "\n".join((*_example(command), help))
        if len(lines) > 1:
            more = [f"and {len(lines) - _MOST:,} more"] if len(lines) > _MOST else []
            listed = (f"  - {line}" for line in [*lines[:_MOST], *more])
            lines = [f"{len(lines):,} problems", *listed]
        if re.search(r"[^\w-]", error.subject):
            # Not a function, but a file.
            lines[0] = f"{error.subject}: {lines[0]}"
        return "\n".join((*lines, help))
    message = _as_typed(str(error), names)
    if isinstance(error, errors.MissingKeyError):
        without = "Without a key: careerscore show OCCUPATION --section links"
        return f"{message.partition(', or pass')[0]}\n{without}\n{help}"
    return "\n".join(filter(None, (message, _NEXT.get(type(error)))))


def _of_value(problem: errors.Problem, names: Mapping[str, str]) -> str:
    """Return a problem of an argument as one of what was typed."""
    argument = re.split(r"\W", problem.field, maxsplit=1)[0]
    rest = re.sub(r"^\[\d+\]", "", problem.field.removeprefix(argument)).replace(".", " ")
    option = f"{names[argument]}{rest}" if argument in names else problem.field
    if problem.value == "''":
        return f"{option} is empty: give {problem.expected}"
    return _as_typed(str(problem._replace(field=option)), names)


def _as_typed(text: str, names: Mapping[str, str]) -> str:
    """Return a text with options for arguments of Python, of which some are none of a command."""
    changes = {r",? or None(?=,)": "", "expected None": "expected nothing"}
    changes[r"; see export_columns\(\)$"] = ""
    if "--as" not in names.values():
        changes[", or pass format="] = ""
    for name, option in names.items():
        changes |= {rf"\b{name}=(?=['\w])": f"{option} ", rf"\b{name}=": option}
    for pattern, words in changes.items():
        text = re.sub(rf"({_QUOTED})|{pattern}", partial(_unless_quoted, words), text)
    return text


def _unless_quoted(words: str, found: re.Match[str]) -> str:
    return found[1] or words


def _example(command: App) -> list[str]:
    found = re.search("Example: .*", command.help)
    return [f"For example{found[0].removeprefix('Example')}"] if found else []


def _of_typing(error: CycloptsError, command: App, arguments: Sequence[str]) -> Iterable[str]:
    """Return what is wrong with options and words, with an example where one is of help."""
    token, argument = getattr(error, "token", None), error.argument
    name = (token and token.keyword) or (argument and argument.name) or ""
    match error:
        case MissingArgumentError():
            what = "needs a value" if name in arguments else "is missing"
            help = argument.parameter.help if argument is not None else None
            return (f"{name} {what}" + (f": {help}" if help else ""), *_example(command))
        case UnusedCliTokensError():
            words = " ".join(map(shorten, error.unused_tokens or ()))
            message = f"not expected: {words}. Put a name of several words in quotes."
            return (message, *_example(command))
        case UnknownOptionError():
            options = [each for one in error.argument_collection for each in one.names]
            typed = error.token.keyword or error.token.value
            return (f"no option {typed}{_near(typed, options)}",)
        case UnknownCommandError():
            word = (error.unused_tokens or ("",))[0]
            kind = "option" if word.startswith("-") else "command"
            return (f"no {kind} {shorten(word)}{_near(word, list(command))}",)
        case RepeatArgumentError():
            return (f"{name} is given twice",)
        case CoercionError(msg=None, token=Token(value=value), target_type=type_):
            choices = get_args(type_) if get_origin(type_) is Literal else ()
            expected = " or ".join(choices) or _KINDS.get(type_, "another value")
            return (f"{name}: expected {expected}, got {shorten(value)}",)
        case _:
            return (f"{name}: {error.msg or error}",)


def _near(word: str, names: Sequence[str]) -> str:
    near = close_matches(word, tuple(names))
    return ". Did you mean:" + "".join(f"\n  {name}" for name in near) if near else ""
