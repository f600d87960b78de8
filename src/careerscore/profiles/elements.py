"""Elements of O*NET's content model in groups, with the phrases that sentences are made of."""

from collections.abc import Mapping
from functools import cached_property
from typing import Final

from attrs import field, frozen

from careerscore._record import Checks, Record, frozen_map, frozen_tuple, limits

ORDERS: Final = ("rating times percentile", "rating")
"""What the elements of a group are put in order by, the largest first."""


@frozen(kw_only=True)
class Element(Record):
    """An element of O*NET's content model.

    Parameters
    ----------
    name : str
        O*NET's name.
    phrase : str
        Its words in a list of the elements of its group.
    amount : str, optional
        Its words after "more" or "less", in the singular; by default the phrase.
    """

    name: str
    phrase: str
    amount: str | None = None


@frozen(kw_only=True)
class ElementGroup(Record):
    """Elements that are rated on one scale, and which of them a text names.

    Parameters
    ----------
    title : str
        What a reader calls them.
    scale : str
        O*NET's scale: ``IM``, ``WI``, ``OI`` or ``EX``.
    minimum, maximum : float
        The ends of the scale.
    least : float
        The lowest rating of an element that is named.
    above : float
        The percentile among workers above which an element is named.
    named : int
        The most elements that a sentence names.
    order : str
        Which are named first, one of `ORDERS`.
    compared : bool
        Whether the distance between careers is computed from it.
    prefix : str, optional
        What precedes a phrase after "more" or "less".
    lead : float, optional
        How far above the median worker's a rating is that comes before all others.
    elements : Mapping of str to Element
        By id.
    """

    title: str
    scale: str
    minimum: float
    maximum: float
    least: float
    above: float = field(metadata=limits(minimum=0, maximum=100))
    named: int = field(metadata=limits(minimum=1))
    order: str = field(metadata=limits(enum=ORDERS))
    compared: bool = False
    prefix: str | None = None
    lead: float | None = None
    elements: Mapping[str, Element] = field(converter=frozen_map)

    def _check(self, checks: Checks) -> None:
        holds = self.minimum < self.maximum
        checks.expect("maximum", self.maximum, f"more than {self.minimum:g}", holds=holds)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The ids of element and scale of its ratings."""
        return tuple(f"{id} {self.scale}" for id in self.elements)

    def weight(self, value: float, percentile: float, above: float) -> tuple[bool, float, float]:
        """Return what the elements of the group are put in order by, the largest first.

        `above` is how far the rating is above the median worker's.
        """
        leads = self.lead is not None and above >= self.lead
        return (leads, value if self.order == ORDERS[1] else value * percentile, percentile)

    def amount(self, id: str) -> str:
        """Return the words of an element after "more" or "less"."""
        element = self.elements[id]
        return self.prefixed(element.amount or element.phrase)

    def prefixed(self, words: str) -> str:
        """Return words after the prefix of the group, if it has one."""
        return f"{self.prefix} {words}" if self.prefix else words


@frozen(kw_only=True)
class Audience(Record):
    """Whom the work is done with, where ratings are as high as stated.

    Parameters
    ----------
    phrase : str
        Who they are.
    ratings : Mapping of str to float
        The lowest importance of each element; every one has to be reached.
    categories : tuple of str
        The career categories that it holds in; empty for all.
    phrases : Mapping of str to str
        The words of activities that are done with them.
    """

    phrase: str
    ratings: Mapping[str, float] = field(converter=frozen_map)
    categories: tuple[str, ...] = field(default=(), converter=frozen_tuple)
    phrases: Mapping[str, str] | None = field(default=None, converter=frozen_map)
