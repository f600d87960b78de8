"""The profile of a career and the gap between two, with every figure and its percentile."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from attrs import field, frozen

from careerscore._record import Record, frozen_map, frozen_tuple, limits
from careerscore._render.display import RichDisplay
from careerscore._text import short_repr
from careerscore.model import Note, RelatedOccupation, Source, TechnologySkill

if TYPE_CHECKING:
    from careerscore._render.blocks import Page

_PERCENTILE = limits(minimum=0, maximum=100)


@frozen(kw_only=True)
class RatedElement(Record):
    """O*NET's rating of an element for an occupation, and its percentile among US workers.

    Parameters
    ----------
    id, name : str
        The element of O*NET's content model.
    phrase : str
        Its words in a list of its group.
    group : str
        ``activities``, ``skills``, ``knowledge``, ``abilities``, ``styles``, ``interests`` or
        ``values``.
    scale : str
        O*NET's scale: importance ``IM`` (1 to 5), impact ``WI`` (-3 to 3), occupational interest
        ``OI`` or extent ``EX`` (1 to 7).
    value : float
        The rating.
    percentile : float, optional
        Share of US workers whose job has a lower rating, and half of those whose job has the same
        [percent]; None without the release of the occupation.
    suppressed : bool
        Whether O*NET recommends to suppress the rating, as the estimate is not precise.
    notable : bool
        Whether sentences may name it: the rating reaches the cut of its group, its percentile is
        above that of the group, and it is not suppressed.
    """

    id: str
    name: str
    phrase: str
    group: str
    scale: str
    value: float
    percentile: float | None = field(default=None, metadata=_PERCENTILE)
    suppressed: bool = False
    notable: bool = False


@frozen(kw_only=True)
class RatingDifference(Record):
    """How the ratings of an element differ between two careers.

    Parameters
    ----------
    id, name, group : str
        The element, as in `RatedElement`.
    from_value, to_value : float
        Its importance in the one career and in the other, 1 to 5.
    from_percentile, to_percentile : float
        Their percentiles among US workers.
    suppressed : bool
        Whether O*NET recommends to suppress either rating.
    notable : bool
        Whether sentences may name it: the percentiles differ by the least difference of the
        method, the higher importance reaches the cut of its group, and neither is suppressed.
    """

    _derived: ClassVar[tuple[str, ...]] = ("difference",)

    id: str
    name: str
    group: str
    from_value: float
    to_value: float
    from_percentile: float = field(metadata=_PERCENTILE)
    to_percentile: float = field(metadata=_PERCENTILE)
    suppressed: bool = False
    notable: bool = False

    @property
    def difference(self) -> float:
        """The percentile in the other career less that in the one [percentage points]."""
        return round(self.to_percentile - self.from_percentile, 2)


@frozen(kw_only=True)
class NearestCareer(Record):
    """A career whose ratings are near.

    Parameters
    ----------
    code, title : str
        The occupation.
    distance : float
        Mean absolute difference of percentiles [percentage points].
    tier : str, optional
        The tier of O*NET's list of related occupations that it is in; None where it is not there.
    differences : tuple of RatingDifference
        What separates it most: at most one element a group, the largest difference first.
    """

    code: str
    title: str
    distance: float = field(metadata=limits(minimum=0, maximum=100))
    tier: str | None = None
    differences: tuple[RatingDifference, ...] = field(default=(), converter=frozen_tuple)


@frozen(kw_only=True, repr=False)
class CareerProfile(RichDisplay, Record):
    """What O*NET's ratings of a career are, in sentences and figures.

    Parameters
    ----------
    occupation_code, occupation_title : str
        The occupation.
    methodology : str
        Id of the method.
    data_release : str, optional
        Release of the data; None for an occupation made by hand.
    sentence : str
        What the job is, in one sentence.
    description : str, optional
        O*NET's sentence on the work, where the user has built it.
    paragraphs : Mapping of str to str
        Text on ``day`` (what the day is made of), ``asks`` (what the job asks for), ``suits``
        (whom it suits), ``changes`` (technology that employers look for) and ``compares`` (the
        nearest careers). One without a rating is not there; `notes` has the reason.
    ratings : tuple of RatedElement
        Every rating, group by group, the notable ones first, in the order in which they are named.
    technologies : tuple of TechnologySkill
        Technologies that are in demand for the occupation, then those that are in demand across
        occupations.
    nearest : tuple of NearestCareer
        The careers with the nearest ratings, nearest first.
    related : tuple of RelatedOccupation
        Those that O*NET lists as most similar.
    notes : Mapping of str to Note
        Why ratings are missing, keyed by group.
    sources : tuple of Source
        Editions of the figures.
    fingerprint : str
        SHA-256 over method, data and ratings: equal fingerprints, equal profiles.

    Examples
    --------
    >>> import careerscore as cs
    >>> nurse = cs.profile("registered-nurses", data="2026.3")
    >>> [(each.name, each.value, each.percentile) for each in nurse.named("knowledge")][:2]
    [('Psychology', 4.58, 98.51), ('Medicine and Dentistry', 4.36, 96.01)]
    >>> nurse.nearest[0].title, nurse.nearest[0].distance
    ('Nurse Midwives', 12.96)
    """

    _repr_fields: ClassVar[tuple[str, ...]] = ("occupation_code", "occupation_title")

    occupation_code: str
    occupation_title: str
    methodology: str
    data_release: str | None
    sentence: str
    description: str | None
    paragraphs: Mapping[str, str] = field(converter=frozen_map)
    ratings: tuple[RatedElement, ...] = field(converter=frozen_tuple)
    technologies: tuple[TechnologySkill, ...] = field(converter=frozen_tuple)
    nearest: tuple[NearestCareer, ...] = field(converter=frozen_tuple)
    related: tuple[RelatedOccupation, ...] = field(converter=frozen_tuple)
    notes: Mapping[str, Note] = field(converter=frozen_map)
    sources: tuple[Source, ...] = field(converter=frozen_tuple)
    fingerprint: str

    def __repr__(self) -> str:
        return short_repr(f"<CareerProfile {self.occupation_code} {self.occupation_title}>")

    def named(self, group: str) -> tuple[RatedElement, ...]:
        """Return the notable ratings of a group, in the order in which sentences name them.

        Parameters
        ----------
        group : str
            ``activities``, ``skills``, ``knowledge``, ``abilities``, ``styles``, ``interests`` or
            ``values``.
        """
        return tuple(each for each in self.ratings if each.group == group and each.notable)

    def _page(self) -> "Page":
        from careerscore.profiles.pages import profile_page

        return profile_page(self)


@frozen(kw_only=True, repr=False)
class SkillGap(RichDisplay, Record):
    """What a move from one career to another takes, by O*NET's ratings.

    Parameters
    ----------
    from_code, from_title, to_code, to_title : str
        The two occupations.
    methodology : str
        Id of the method.
    data_release : str, optional
        Release of the data.
    text : str
        The gap in sentences.
    distance : float, optional
        Mean absolute difference of percentiles [percentage points]; None where O*NET has not
        rated one of the two.
    differences : tuple of RatingDifference
        Every work activity, skill, ability and field of knowledge that is rated for both: first
        what rises most.
    technologies : tuple of TechnologySkill
        Technologies in demand in the other career that are not used in the one.
    notes : Mapping of str to Note
        Why there are no differences, keyed by the code of the occupation without ratings.
    sources : tuple of Source
        Editions of the figures.
    fingerprint : str
        SHA-256 over method, data and ratings: equal fingerprints, equal gaps.

    Examples
    --------
    >>> import careerscore as cs
    >>> gap = cs.skill_gap("registered-nurses", "nurse-practitioners", data="2026.3")
    >>> [(each.name, each.difference) for each in gap.more[:2]]
    [('Communications and Media', 37.84), ('Computers and Electronics', 27.62)]
    """

    from_code: str
    from_title: str
    to_code: str
    to_title: str
    methodology: str
    data_release: str | None
    text: str
    distance: float | None = field(metadata=limits(minimum=0, maximum=100))
    differences: tuple[RatingDifference, ...] = field(converter=frozen_tuple)
    technologies: tuple[TechnologySkill, ...] = field(converter=frozen_tuple)
    notes: Mapping[str, Note] = field(converter=frozen_map)
    sources: tuple[Source, ...] = field(converter=frozen_tuple)
    fingerprint: str

    def __repr__(self) -> str:
        return short_repr(f"<SkillGap from {self.from_title} to {self.to_title}>")

    @property
    def more(self) -> tuple[RatingDifference, ...]:
        """What the other career takes notably more of, the largest difference first."""
        return tuple(each for each in self.differences if each.notable and each.difference > 0)

    @property
    def less(self) -> tuple[RatingDifference, ...]:
        """What the other career takes notably less of, the largest difference first."""
        falling = (each for each in self.differences if each.notable and each.difference < 0)
        return tuple(reversed(tuple(falling)))

    def _page(self) -> "Page":
        from careerscore.profiles.pages import gap_page

        return gap_page(self)
