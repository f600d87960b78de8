"""The application: options that commands share, and exit codes."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import App, CycloptsError, Parameter, Token

import careerscore as cs
from careerscore._data import bundled
from careerscore.cli._output import console, warn
from careerscore.errors import CareerscoreError, shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from careerscore.scoring import Methodology

Format = Annotated[Literal["text", "json"], Parameter(name="--format", help="Output format.")]
PageFormat = Annotated[
    Literal["text", "json", "html"], Parameter(name="--format", help="Output format.")
]
Pager = Annotated[
    bool,
    Parameter(
        name="--pager",
        negative="--no-pager",
        help="Page through text that is higher than the terminal, as PAGER says.",
    ),
]


def newest_release() -> str:
    """Return the name of the newest release, for help; what is wrong with the data comes later."""
    with suppress(CareerscoreError, OSError):
        names = bundled().names("releases", ".toml")
        return max(names, key=lambda name: (name.partition(".")[0], len(name), name))
    return "the newest"


DATA_HELP = f"Data release, {newest_release()} by default. List: careerscore data list."
Data = Annotated[str | None, Parameter(name="--data", help=DATA_HELP)]
METHODOLOGY_HELP = "Id of a methodology, or path of its TOML file. List: careerscore methodologies."
Method = Annotated[str, Parameter(name="--methodology", help=METHODOLOGY_HELP)]
Query = Annotated[str, Parameter(help="O*NET-SOC code, SOC code, slug, title or alias.")]

PLACE_HELP = (
    "Name of a place or of one of its cities, postal abbreviation, FIPS, CBSA or OEWS code."
)
PlaceName = Annotated[str, Parameter(help=PLACE_HELP)]
DollarsOf = Annotated[
    str | None, Parameter(help="Month whose dollars are meant, such as 2026-05; by the CPI-U.")
]


def _integer(_: object, tokens: Sequence[Token]) -> int:
    """Read an integer; cyclopts would round 18.9 to 19."""
    text = tokens[0].value
    try:
        return int(text)
    except ValueError:
        raise ValueError(f"expected an integer, got {shorten(text)}") from None


def _delimiter(_: object, tokens: Sequence[Token]) -> str:
    """Read a delimiter, which a shell can hardly write where it is a tab."""
    text = tokens[0].value
    return {"tab": "\t", "\\t": "\t"}.get(text, text)


Delimiter = Annotated[
    str | None,
    Parameter(
        converter=_delimiter, help="What separates cells of text files: ',', ';', '|' or tab."
    ),
]
Encoding = Annotated[str | None, Parameter(help="Encoding of text files, such as cp1252.")]
Missing = Annotated[
    list[str] | None,
    Parameter(
        help="Word for a missing value, in place of NA, N/A, *, **, #, - and an em dash. Can be "
        "repeated.",
        allow_leading_hyphen=True,
    ),
]
Integer = Annotated[int, Parameter(converter=_integer)]

app: App = App(
    name="careerscore",
    help="Wages, education, outlook and AI resilience of every US occupation, from official data, "
    "in versions that never change.",
    version=lambda: cs.__version__,
    help_format="plaintext",
    default_parameter=Parameter(negative_bool=(), negative_iterable=()),
    version_format="plaintext",
    suppress_keyboard_interrupt=False,
)


def methodology_of(name: str) -> Methodology:
    """Return the methodology of an id or of a TOML file."""
    is_file = Path(name).suffix.lower() == ".toml"
    return cs.load_methodology(name) if is_file else cs.methodology(name)


def run(arguments: Sequence[str]) -> int:
    """Run a command and return its exit code.

    Parameters
    ----------
    arguments : sequence of str
        The arguments after ``careerscore``.

    Returns
    -------
    int
        0 for success; 2 for a mistake in what was typed, such as an option or a name; 1 for what
        else fails, such as a file or a service.
    """
    # A shell can close the output: ``careerscore show nurse >&-``.
    if sys.stdout is None:
        warn("output: closed")
        return 1
    # Help on all commands has the docstring of each, which is imported for it.
    for name in app if not arguments or arguments[0].startswith("-") else ():
        app[name]
    try:
        app(
            arguments,
            console=console(),
            exit_on_error=False,
            print_error=False,
            result_action="return_none",
        )
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has closed the pipe: what is still buffered cannot be written.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (CycloptsError, CareerscoreError, OSError) as error:
        from careerscore.cli._errors import FAILURES, explain

        warn(explain(error, app, arguments))
        return 1 if isinstance(error, FAILURES) else 2
    return 0
