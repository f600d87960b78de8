"""Provenance of values, and how much of a result rests on published inputs.

Every value taken from an edition shares one `Source`. A value that is missing, estimated or
otherwise exceptional also has a `Note` in the ``notes`` of its object.
"""

import datetime
from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

from attrs import field, frozen

from careerscore._record import Checks, Record, limits
from careerscore._render.display import RichDisplay
from careerscore._text import short_repr

if TYPE_CHECKING:
    from careerscore._render.blocks import Page

EVERY_FIELD = "*"
"""Key in ``notes`` of a note on every field of the object."""


class Displayed(Record, RichDisplay):
    """A record that has a page."""

    __slots__ = ()

    def _page(self) -> "Page":
        from careerscore.model.pages import page_of

        return page_of(self)


class Provenance(StrEnum):
    """How a value was obtained."""

    OBSERVED = "observed"
    """Published for this very occupation."""
    INHERITED = "inherited"
    """Published for the parent SOC code, which has several O*NET occupations."""
    BROAD_LEVEL = "broad-level"
    """Published for a composite of SOC codes at a broader level."""
    CROSSWALK = "crosswalk"
    """Published for a code of an earlier classification that leads to this one."""
    CROSSWALK_MEAN = "crosswalk-mean"
    """Mean of what was published for several earlier codes that lead to this one."""
    DEFAULTED = "defaulted"
    """Rests on a fallback for something missing."""
    ESTIMATED = "estimated"
    """Computed from other values by a stated rule."""
    TOP_CODED = "top-coded"
    """Published only as a lower bound."""
    MISSING = "missing"
    """Not published; the reason says why."""


class Status(StrEnum):
    """How much of a result rests on published inputs."""

    COMPLETE = "complete"
    """Every input is published, and every figure follows from them."""
    ESTIMATED = "estimated"
    """Some inputs are estimated by a stated rule, and the result has an error for it."""
    FALLBACK = "fallback"
    """A stated fallback replaces missing inputs; the reasons name it."""
    PARTIAL = "partial"
    """Some figures are not published; the others do not depend on them."""
    BOUNDED = "bounded"
    """Some figures are known only within bounds."""
    INSUFFICIENT = "insufficient"
    """Inputs are missing; only a range can be given, if that."""
    INVALID = "invalid"
    """An input lies outside its range; there is no result."""


@frozen(kw_only=True)
class Note(Record):
    """A note on a missing or exceptional value.

    Parameters
    ----------
    provenance : Provenance
        How the value was obtained, or that it is missing.
    reason : str
        Why.
    bound : float, optional
        Lower bound of a top-coded value, in the unit of the value.
    code : str, optional
        Code under which the value was published, where that is not the occupation's own.

    Raises
    ------
    InvalidInputError
        If a top-coded value has no bound, or another one has.

    Examples
    --------
    >>> Note(provenance=Provenance.TOP_CODED, reason="top code", bound=239_200).bound
    239200
    """

    provenance: Provenance
    reason: str
    bound: float | None = None
    code: str | None = None

    def _check(self, checks: Checks) -> None:
        is_top_coded = self.provenance is Provenance.TOP_CODED
        expected = "a number" if is_top_coded else "None: only a top-coded value has one"
        checks.expect("bound", self.bound, expected, holds=(self.bound is not None) is is_top_coded)


@frozen(kw_only=True)
class Source(Record):
    """One edition of one dataset.

    Parameters
    ----------
    dataset, edition : str
        Together the edition's id: ``oews`` and ``2023-05``.
    title, publisher : str
        As a reader would look for them.
    licence : str
        Terms under which the figures may be used.
    citation : str
        How to cite the edition.
    url : str
        Where it was published.
    retrieved : datetime.date
        When the figures were taken from there.
    attribution : str, optional
        The sentence that the licence requires; empty where it requires none.

    Examples
    --------
    >>> import careerscore as cs
    >>> cs.occupation("29-2072.00", data="2026.1").wages.source.id
    'oews/2023-05'
    """

    _derived = ("id",)

    dataset: str
    edition: str
    title: str
    publisher: str
    licence: str
    citation: str
    url: str
    retrieved: datetime.date
    attribution: str = field(default="", metadata=limits(empty=True))

    @property
    def id(self) -> str:
        """``dataset/edition``, the name by which releases pin it."""
        return f"{self.dataset}/{self.edition}"

    def __repr__(self) -> str:
        return short_repr(f"<Source {self.id}>")


def note_on(notes: Mapping[str, Note], field: str) -> Note | None:
    """Return the note on a field: its own, or the one on every field of the object.

    Examples
    --------
    >>> inherited = Note(provenance=Provenance.INHERITED, reason="shared with its siblings")
    >>> note_on({EVERY_FIELD: inherited}, "employment").provenance
    <Provenance.INHERITED: 'inherited'>
    """
    return notes.get(field) or notes.get(EVERY_FIELD)
