"""How values show themselves in notebooks and terminals.

What a page looks like is for `careerscore.report` to say, which knows every kind of value.
A value below it can only ask, by name and when it is shown: this is the one place where the
arrows between the rooms are turned around.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, ClassVar

from careerscore.errors import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console, ConsoleOptions, RenderResult

__all__ = ["RichDisplay"]


class RichDisplay:
    """A value with a page of its own: HTML in a notebook, text where rich prints it.

    Examples
    --------
    >>> import careerscore as cs
    >>> page = cs.occupation("29-2072.00", data="2026.1")._repr_html_()
    >>> "<h2>Medical Records Specialists</h2>" in page, "<script" in page
    (True, False)
    """

    __slots__ = ()

    _repr_fields: ClassVar[tuple[str, ...]] = ()
    """Names of the attributes that tell which one it is, where it is named among others."""

    def __repr__(self) -> str:
        named = ", ".join(f"{name}={shorten(getattr(self, name))}" for name in self._repr_fields)
        return f"<{type(self).__name__} {named}>"

    def _repr_html_(self) -> str:
        html: str = import_module("careerscore.report.html").fragment(self)
        return html

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Show its page in a terminal."""
        yield import_module("careerscore.report.pages").page_of(self)

    def __rich_repr__(self) -> Iterator[tuple[str, object]]:
        """Name it where it stands in a list or a mapping."""
        for name in self._repr_fields:
            yield name, getattr(self, name)
