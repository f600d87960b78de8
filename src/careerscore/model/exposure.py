"""Published measures of exposure to AI or automation."""

from collections.abc import Mapping

from attrs import field, frozen

from careerscore._record import Record, frozen_map
from careerscore.model.provenance import Note, Source


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
    components: Mapping[str, float] = field(factory=dict, converter=frozen_map)
    source: Source | None = None
    notes: Mapping[str, Note] = field(factory=dict, converter=frozen_map)
