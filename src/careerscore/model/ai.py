"""AI: published measures of exposure to it, and human capabilities that complement it (EPOCH)."""

from collections.abc import Mapping
from typing import Final

from attrs import field, frozen

from careerscore._record import Record, frozen_map, limits
from careerscore.model.provenance import Displayed, Note, Source

EPOCH_DIMENSIONS: Final = ("empathy", "presence", "opinion", "creativity", "hope")
"""The five dimensions, in the order of the acronym."""


@frozen(kw_only=True)
class ExposureMeasure(Record):
    """One published measure, in its own unit.

    Parameters
    ----------
    measure : str
        Its name, for example ``eloundou_gpt4_beta``.
    title : str
        Its title for readers.
    unit : str
        What the number means.
    value : float, optional
        The measure for this occupation; None where it has none, and the note says why.
    label : str, optional
        The word that was published, where `value` is its number; None for a published number.
    components : Mapping of str to float
        Where the figure was published for codes of an earlier classification: each such
        code and its figure, of which `value` is the mean.
    source : Source, optional
        The edition.
    notes : Mapping of str to Note
        Keyed by field.

    Examples
    --------
    >>> import careerscore as cs
    >>> beta = cs.occupation("29-2072.00").exposures["eloundou_gpt4_beta"]
    >>> round(beta.value, 4), beta.source.id
    (0.6176, 'gpts-are-gpts/2024')
    """

    measure: str
    title: str
    unit: str
    value: float | None = None
    label: str | None = None
    components: Mapping[str, float] = field(factory=dict, converter=frozen_map)
    source: Source | None = None
    notes: Mapping[str, Note] = field(factory=dict, converter=frozen_map)


@frozen(kw_only=True, repr=False)
class EpochProfile(Displayed):
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

    _derived = ("total",)
    _repr_fields = (*EPOCH_DIMENSIONS, "total")

    empathy: float = field(metadata=limits(minimum=1, maximum=5))
    presence: float = field(metadata=limits(minimum=1, maximum=5))
    opinion: float = field(metadata=limits(minimum=1, maximum=5))
    creativity: float = field(metadata=limits(minimum=1, maximum=5))
    hope: float = field(metadata=limits(minimum=1, maximum=5))
    source: Source | None = None
    notes: Mapping[str, Note] = field(factory=dict, converter=frozen_map)

    @property
    def total(self) -> float:
        """Sum of the five dimensions, 5 to 25."""
        return self.empathy + self.presence + self.opinion + self.creativity + self.hope
