"""Output: pages, JSON and bytes on standard output; warnings and progress on standard error."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from contextlib import contextmanager
from pathlib import Path
from textwrap import wrap
from time import monotonic
from typing import TYPE_CHECKING, Final, cast

from rich.console import Console

import careerscore as cs
from careerscore._render.display import RichDisplay
from careerscore._render.terminal import render
from careerscore._text import ASCII_FALLBACKS, strip_control

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from careerscore._render.blocks import Block, Page

_PROGRESS_AFTER_SECONDS: Final = 1.0


def console() -> Console:
    """Return a console of the terminal's width, within reason, that takes text as it is."""
    width = min(400, max(40, Console().width))
    return Console(width=width, highlight=False, markup=False, emoji=False, soft_wrap=False)


def print_result(
    value: object,
    page: RichDisplay | Block | str,
    format: str,
    *,
    link: str = "",
    pager: bool = True,
) -> None:
    """Print a result as JSON; or its page as HTML or text, without blanks at line ends.

    `link` is the template of the addresses of other careers in HTML. Text that is higher than the
    terminal goes through a pager, unless there shall be none.
    """
    if format == "json":
        write(cs.dumps(value, indent=2) + "\n")
        return
    if format == "html":
        from careerscore._render.html import document

        if isinstance(page, RichDisplay):
            whole = page.to_html(link=link)
        else:
            whole = document(cast("Page", page))
        # ASCII with character references: any terminal or file can hold it.
        write(whole.encode("ascii", "xmlcharrefreplace").decode())
        return
    to = console()
    with to.capture() as capture:
        to.print(page if isinstance(page, RichDisplay | str) else render(page))
    text = "".join(f"{line.rstrip()}\n" for line in capture.get().splitlines())
    is_higher = sys.stdout.isatty() and text.count("\n") >= shutil.get_terminal_size().lines
    if not (pager and is_higher and _page(text)):
        write(text)


def write(text: str) -> None:
    """Write text, with ASCII fallbacks where the terminal's encoding lacks a character."""
    sys.stdout.write(_encoded(text).decode(_encoding()))


def _encoding() -> str:
    return sys.stdout.encoding or "utf-8"


def _encoded(text: str) -> bytes:
    try:
        return text.encode(_encoding())
    except UnicodeEncodeError:
        return text.translate(ASCII_FALLBACKS).encode(_encoding(), "replace")


def _page(text: str) -> bool:
    """Show text through the program that PAGER names, less by default; whether there is one.

    As git does: less keeps colors, and leaves the text on the screen.
    """
    import shlex
    import subprocess

    sys.stdout.flush()
    environment = {"LESS": "FRX", **os.environ}
    try:
        command = shlex.split(environment.get("PAGER", "less"))
        pager = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)  # noqa: S603 - as the reader's PAGER
    except (OSError, ValueError, IndexError):
        return False
    # Ctrl-C is for the pager, which may stay.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        pager.communicate(_encoded(text))
    finally:
        signal.signal(signal.SIGINT, before)
    return True


def writing(path: str | Path) -> str:
    """Return what to say once a file is written, from whether it is there before."""
    return f"{'Replaced' if Path(path).exists() else 'Written'}: {path}"


def warn(message: str) -> None:
    """Write a message to standard error."""
    # A shell can close it: ``careerscore show nope 2>&-``.
    if sys.stderr is None:
        return
    lines = [strip_control(line) for line in f"careerscore: {message}".splitlines()]
    if sys.stderr.isatty():
        # A terminal would break words.
        width = max(40, Console(stderr=True).width)
        lines = [part for line in lines for part in wrapped(line, width)]
    sys.stderr.write("".join(f"{line}\n" for line in lines))


def wrapped(line: str, width: int) -> list[str]:
    """Break a line between words; further lines are indented by more than candidates."""
    return wrap(
        line, width, subsequent_indent=" " * 4, break_long_words=False, break_on_hyphens=False
    )


@contextmanager
def clean_exit() -> Iterator[None]:
    """Remove temporary files when the system ends the process or the terminal closes."""
    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    numbers = [getattr(signal, name) for name in names]
    before = {
        each: signal.signal(each, lambda number, _: sys.exit(128 + number)) for each in numbers
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """Yield a function that updates a bar, which appears on a terminal after a second."""
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), disable=True, transient=True) as bar:
        task = bar.add_task(label)
        start = monotonic() + _PROGRESS_AFTER_SECONDS

        def advance(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)
            if sys.stderr is not None and sys.stderr.isatty() and monotonic() >= start:
                bar.disable = False
                bar.start()

        yield advance
