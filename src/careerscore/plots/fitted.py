"""Texts that keep to the width of their axes, whatever becomes of it."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, Final

from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.text import Annotation, Text
from matplotlib.textpath import text_to_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from matplotlib.backend_bases import RendererBase
    from matplotlib.transforms import Bbox

__all__ = ["FittedNote", "FittedText", "as_written", "drawable", "wrapped"]

_POINTS_PER_INCH: Final = 72

_SHARE_FILLED: Final = 0.98
"""Of the width: letters drawn in dots may be a little wider than those that are measured."""

_LEAST_ROOM: Final = 8
"""Width below which nothing is wrapped further, as a multiple of the size of the letters."""

_STAND_INS: Final = {"≥": ">=", "–": "-", "…": "...", "\N{REPLACEMENT CHARACTER}": "?"}
"""What is written for characters of ours where a font lacks them; "?" for all others."""


def as_written(text: Text) -> Text:
    """Have a text drawn as it is written: never as mathematics, never by TeX.

    A title of someone else's may hold ``$``, or commands of TeX.
    """
    text.set_usetex(False)
    text.set_parse_math(False)
    return text


def drawable(text: str, families: tuple[str, ...]) -> str:
    """Return a text with a stand-in for each character that none of some fonts has.

    Matplotlib draws an empty box for such a character, and warns.

    Examples
    --------
    >>> drawable("Krankenschwester (看護師)", ("DejaVu Sans",))
    'Krankenschwester (���)'
    """
    known = _characters_of(families)
    return "".join(
        character if ord(character) in known or character == "\n" else _stand_in(character, known)
        for character in text
    )


def _stand_in(character: str, known: frozenset[int]) -> str:
    if character not in _STAND_INS and ord("\N{REPLACEMENT CHARACTER}") in known:
        return "\N{REPLACEMENT CHARACTER}"
    return _STAND_INS.get(character, "?")


@lru_cache(maxsize=16)
def _characters_of(families: tuple[str, ...]) -> frozenset[int]:
    fonts = (get_font(findfont(FontProperties(family=[family]))) for family in families)
    return frozenset(code for font in fonts for code in font.get_charmap())


def wrapped(text: str, room: float, width_of: Callable[[str], float]) -> str:
    r"""Break a text into lines none of which is wider than there is room.

    Words longer than a line are broken, too.

    Examples
    --------
    >>> wrapped("a picture of pay", 8, len)
    'a\npicture\nof pay'
    >>> wrapped("Donaudampfschiff", 5, len)
    'Donau\ndampf\nschif\nf'
    """
    space = width_of("i i") - width_of("ii")
    lines: list[str] = []
    left = 0.0
    for piece in _pieces(text, room, width_of):
        width = width_of(piece)
        if lines and space + width <= left:
            lines[-1] += f" {piece}"
            left -= space + width
        else:
            lines.append(piece)
            left = room - width
    return "\n".join(lines)


def _pieces(text: str, room: float, width_of: Callable[[str], float]) -> Iterator[str]:
    for word in text.split():
        piece = ""
        for character in word if width_of(word) > room else ():
            if piece and width_of(piece + character) > room:
                yield piece
                piece = ""
            piece += character
        yield piece or word


# The same words come back with every layout and every picture.
@lru_cache(maxsize=4096)
def _width(word: str, font: FontProperties) -> float:
    """Return how wide a word is [points]."""
    return float(text_to_path.get_text_width_height_descent(word, font, ismath=False)[0])


class _Fitted(Text):
    """A text that is wrapped to the width of its axes whenever it is measured or drawn.

    Only then is that width known: a layout engine, another plot in the same figure and the
    window may each change it.
    """

    _whole: str = ""
    _fitted_to: tuple[object, ...] = ()

    def set_text(self, s: Any) -> None:
        """Set the whole text."""
        self._whole = "" if s is None else str(s)
        self._fitted_to = ()
        super().set_text(self._whole)

    def _fit(self) -> None:
        if self.axes is None:
            return
        font = self.get_fontproperties()
        points = _SHARE_FILLED * self.axes.bbox.width * _POINTS_PER_INCH / self.axes.figure.dpi
        room = max(points, _LEAST_ROOM * font.get_size_in_points())
        state = (self._whole, room, font)
        if state == self._fitted_to:
            return

        # A copy: a font that a cache knows must not change.
        font = font.copy()
        super().set_text(wrapped(self._whole, room, partial(_width, font=font)))
        self._fitted_to = (self._whole, room, font)

    # Of a text and of an annotation, it takes different arguments.
    def get_window_extent(self, *args: Any, **options: Any) -> Bbox:
        """Return its box [pixels], wrapped as it will be drawn."""
        self._fit()
        return super().get_window_extent(*args, **options)

    def draw(self, renderer: RendererBase) -> None:
        """Draw it, wrapped to the width that the axes have now."""
        self._fit()
        super().draw(renderer)


class FittedText(_Fitted):
    """A title that keeps to the width of its axes."""


class FittedNote(_Fitted, Annotation):
    """A note that keeps to the width of its axes, and hangs below whatever it is tied to."""
