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

    def to_html(self, *, link: str = "", level: int = 1, embedded: bool = False) -> str:
        """Return the page as HTML: no scripts, nothing fetched.

        Parameters
        ----------
        link : str, optional
            The address of your page on a career, with ``{code}`` or ``{slug}`` for the career, such
            as ``"/careers/{slug}"``: titles of other careers become links to it. No links by
            default.
        level : int, optional
            The level of the heading with the title, 1 to 4; those below it follow.
        embedded : bool, optional
            Whether it is a piece for a document of your own, which has `careerscore.style_sheet`
            once, and not a whole document.

        Raises
        ------
        InvalidInputError
            If the address has neither field, has others, or is not relative or of the web, or
            the level is not known, or `embedded` is neither true nor false.
        """
        from careerscore._render.html import document, part
        from careerscore._render.links import check_options

        check_options(link, level, embedded=embedded)
        write = part if embedded else document
        return write(self._page(), link, level)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Print the page."""
        from careerscore._render.terminal import render

        yield render(self._page())

    def __rich_repr__(self) -> Iterator[tuple[str, object]]:
        """Print the short form inside a list or a mapping."""
        for name in self._repr_fields:
            yield name, getattr(self, name)
