"""EPOCH: human capabilities that complement AI, in five dimensions."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Final

from attrs import field, frozen

from careerscore._record import Record, frozen_map, limits
from careerscore._render.display import RichDisplay
from careerscore.model.provenance import Note, Source

if TYPE_CHECKING:
    from careerscore._render.blocks import Page

EPOCH_DIMENSIONS: Final = ("empathy", "presence", "opinion", "creativity", "hope")
"""The five dimensions, in the order of the acronym."""


@frozen(kw_only=True, repr=False)
class EpochProfile(Record, RichDisplay):
    """Empathy, Presence, Opinion, Creativity and Hope, each from 1 to 5.

    The dimensions are those of Loaiza and Rigobon, *The EPOCH of AI: Human-Machine
    Complementarities at Work* (MIT Sloan, 2024). The bundled values are a heuristic, not the
    authors' index.

    Parameters
    ----------
    empathy, presence, opinion, creativity, hope : float
        1 (least human advantage) to 5 (most).
    source : Source, optional
        The edition.
    notes : Mapping of str to Note
        Keyed by field, or by ``"*"`` for all of them.

    Raises
    ------
    InvalidInputError
        If a dimension is not a number from 1 to 5.

    Examples
    --------
    >>> EpochProfile(empathy=3, presence=4, opinion=4, creativity=2, hope=2).total
    15
    """

    _derived: ClassVar[tuple[str, ...]] = ("total",)
    _repr_fields: ClassVar[tuple[str, ...]] = (*EPOCH_DIMENSIONS, "total")

    empathy: float = field(metadata=limits(minimum=1, maximum=5))
    presence: float = field(metadata=limits(minimum=1, maximum=5))
    opinion: float = field(metadata=limits(minimum=1, maximum=5))
    creativity: float = field(metadata=limits(minimum=1, maximum=5))
    hope: float = field(metadata=limits(minimum=1, maximum=5))
    source: Source | None = None
    notes: Mapping[str, Note] = field(factory=dict, converter=frozen_map)

    def _page(self) -> "Page":
        from careerscore.model.pages import epoch_section, part_page

        return part_page(epoch_section(self), self.source)

    @property
    def total(self) -> float:
        """Sum of the five dimensions, 5 to 25."""
        return self.empathy + self.presence + self.opinion + self.creativity + self.hope
