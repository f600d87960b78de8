"""Rich display: HTML in notebooks, text in terminals."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from careerscore.errors import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console, ConsoleOptions, RenderResult

    from careerscore._render.blocks import Page


class RichDisplay:
    """Base class of values that have a page: HTML in a notebook, text where rich prints them."""

    __slots__ = ()

    _repr_fields: ClassVar[tuple[str, ...]] = ()
    """Fields that identify the value in its short form."""

    def _page(self) -> Page:
        raise NotImplementedError

    def __repr__(self) -> str:
        named = ", ".join(f"{name}={shorten(getattr(self, name))}" for name in self._repr_fields)
        return f"<{type(self).__name__} {named}>"

    def _repr_html_(self) -> str:
        from careerscore._render.html import fragment

        return fragment(self._page())

    def to_html(self) -> str:
        """Return the page as a whole HTML document: no scripts, nothing fetched."""
        from careerscore._render.html import document

        return document(self._page())

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Print the page."""
        from careerscore._render.terminal import render

        yield render(self._page())

    def __rich_repr__(self) -> Iterator[tuple[str, object]]:
        """Print the short form inside a list or a mapping."""
        for name in self._repr_fields:
            yield name, getattr(self, name)
