"""Match results: the kind of a match, its occupations, its confidence and its reason."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from attrs import field, frozen

from careerscore._record import Record, frozen_tuple, limits

SURE: Final = 0.9
"""A title is taken for an occupation from this confidence on."""

_SHARE = limits(minimum=0, maximum=1)


class MatchKind(StrEnum):
    """How a code or a title leads to occupations.

    Examples
    --------
    >>> MatchKind("one-to-many") is MatchKind.ONE_TO_MANY
    True
    """

    MATCHED = "matched"
    """It is the code or a name of one occupation, or leads to one alone by a crosswalk."""
    INHERITED = "inherited"
    """The release lacks it; the occupation of its parent SOC code is used."""
    ONE_TO_MANY = "one-to-many"
    """It leads to several occupations, and does not decide between them."""
    UNMATCHED = "unmatched"
    """It leads to none."""


@frozen(kw_only=True)
class Candidate(Record):
    """An occupation that a text may stand for.

    Parameters
    ----------
    code, title : str
        The occupation.
    matched : str
        Its code, title or job title that came nearest to the text.
    how : str
        How it was found: ``code``, ``title``, ``alias`` or ``similar``.
    confidence : float
        How sure it is that this occupation is meant, 0 to 1.

    Examples
    --------
    >>> import careerscore as cs
    >>> cs.load("2026.1").search("medical coder", limit=1)[0].code
    '29-2072.00'
    """

    code: str
    title: str
    matched: str
    how: str
    confidence: float = field(metadata=_SHARE)


@frozen(kw_only=True)
class Match(Record):
    """The occupations that a code or a title stands for.

    Parameters
    ----------
    text : str
        The code or title, as it was given.
    kind : MatchKind
        The kind of match.
    candidates : tuple of str
        The O*NET-SOC codes that it leads to: one, several, or none.
    reason : str
        Why it matches so; empty where the code is an occupation's own.
    read_as : str
        The code that another spelling was read as; empty where it was written so.
    system : str, optional
        The classification it was taken for; None for titles.
    confidence : float
        How sure it is that the candidates are meant, 0 to 1: 1 for codes that match.
    nearest : tuple of Candidate
        What a person can choose from, best first, where nothing was decided.
    earlier : tuple of str
        Where the earlier classification has the same code with another meaning: the O*NET-SOC
        codes that it would lead to as a code of that one.
    members : tuple of str
        The O*NET-SOC codes of the occupations of a group such as ``15-1230``, which matches none
        of them; in the order of their codes.

    Examples
    --------
    >>> import careerscore as cs
    >>> cs.load("2026.1").match_code("29-2071", system="soc-2010").candidates
    ('29-2072.00', '29-9021.00')
    """

    text: str = field(metadata=limits(empty=True))
    kind: MatchKind
    candidates: tuple[str, ...] = field(default=(), converter=frozen_tuple)
    reason: str = field(default="", metadata=limits(empty=True))
    read_as: str = field(default="", metadata=limits(empty=True))
    system: str | None = None
    confidence: float = field(default=1.0, metadata=_SHARE)
    nearest: tuple[Candidate, ...] = field(default=(), converter=frozen_tuple)
    earlier: tuple[str, ...] = field(default=(), converter=frozen_tuple)
    members: tuple[str, ...] = field(default=(), converter=frozen_tuple)
