"""O*NET's ratings of an occupation: what its work takes, is like and offers."""

from collections.abc import Mapping

from attrs import field, frozen

from careerscore._record import Record, frozen_map, frozen_tuple
from careerscore._text import short_repr
from careerscore.model.provenance import Note, Source


@frozen(kw_only=True, repr=False)
class Ratings(Record):
    """O*NET's ratings, each of an element of its content model on one scale.

    The scales are IM, importance of abilities, skills, knowledge and work activities (1 to 5);
    WI, impact of work styles (-3 to 3), and DR, their rank by distinctiveness; OI, occupational
    interests (1 to 7), and IH, the highest of them; EX, extent of work values (1 to 7), and VH,
    the highest of them.

    Parameters
    ----------
    values : Mapping of str to float
        By the ids of element and scale: ``2.B.1.a IM`` is the importance of social
        perceptiveness.
    suppressed : tuple of str
        Those of `values` that O*NET recommends to suppress, as their estimates are not precise.
    sources : Mapping of str to Source
        The edition of each scale.
    notes : Mapping of str to Note
        Keyed by scale: why the occupation has no values on it.

    Examples
    --------
    >>> import careerscore as cs
    >>> ratings = cs.occupation("29-1141.00", data="2026.3").ratings
    >>> ratings.values["2.B.1.a IM"], ratings.sources["IM"].id
    (4.12, 'onet-ratings/30.2')
    >>> cs.occupation("29-2072.00", data="2026.3").ratings.notes["IM"].reason
    'O*NET has no ratings of abilities, skills, knowledge and work activities for this occupation'
    """

    values: Mapping[str, float] = field(factory=dict, converter=frozen_map)
    suppressed: tuple[str, ...] = field(default=(), converter=frozen_tuple)
    sources: Mapping[str, Source] = field(factory=dict, converter=frozen_map)
    notes: Mapping[str, Note] = field(factory=dict, converter=frozen_map)

    def __repr__(self) -> str:
        return short_repr(f"<Ratings on {', '.join(self.sources) or 'no scale'}>")
