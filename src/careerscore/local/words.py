"""Labels of local pay and of location quotients: a versioned method with its cuts in a file."""

from __future__ import annotations

from itertools import pairwise
from typing import ClassVar, Final

from attrs import field, frozen

from careerscore._record import Checks, Record, frozen_tuple
from careerscore._render.blocks import Block, definitions, section
from careerscore.methods.base import MethodologyBase
from careerscore.methods.catalog import Catalog
from careerscore.methods.fingerprint import NOT_IN_FINGERPRINT


@frozen(kw_only=True)
class Words(Record):
    """Words for the figures above a cut.

    Parameters
    ----------
    words : str
        The words.
    above : float, optional
        The cut, itself not included; None for the words of all figures that are left.
    """

    words: str
    above: float | None = None


@frozen(kw_only=True, repr=False)
class LocalMethod(MethodologyBase):
    """A method that has words for pay and for the concentration of jobs in a place.

    Parameters
    ----------
    rule : str
        How the words are found, in a sentence.
    pay, concentration : tuple of Words
        The words for the percent by which local pay exceeds national pay, and for a location
        quotient; cuts fall, the last has none.

    Examples
    --------
    >>> import careerscore as cs
    >>> local = cs.local_pay("29-1141.00", "San Francisco", data="2026.3")
    >>> local.methodology, local.pay_words, local.concentration_words
    ('american-dream-jobs-local/1', 'significantly higher', 'about average')
    """

    engine: ClassVar[str] = "words-by-cuts/1"

    rule: str = field(metadata=NOT_IN_FINGERPRINT)
    pay: tuple[Words, ...] = field(converter=frozen_tuple)
    concentration: tuple[Words, ...] = field(converter=frozen_tuple)

    def _check(self, checks: Checks) -> None:
        super()._check(checks)
        for name in ("pay", "concentration"):
            *cuts, last = [each.above for each in getattr(self, name)] or [0]
            known = [cut for cut in cuts if cut is not None]
            falls = all(high > low for high, low in pairwise(known))
            expected = "words whose cuts fall, the last without one"
            holds = last is None and len(known) == len(cuts) and falls
            checks.expect(name, getattr(self, name), expected, holds=holds)

    @property
    def formula(self) -> str:
        """How the words are found, in a line."""
        return self.rule

    def words_for_pay(self, percent: float | None) -> str | None:
        """Return the words for the percent by which local pay exceeds national pay.

        Examples
        --------
        >>> methodology("american-dream-jobs-local/1").words_for_pay(20)
        'higher'
        """
        return _words_for(percent, self.pay)

    def words_for_concentration(self, quotient: float | None) -> str | None:
        """Return the words for a location quotient.

        Examples
        --------
        >>> methodology("american-dream-jobs-local/1").words_for_concentration(1.6)
        'more common'
        """
        return _words_for(quotient, self.concentration)

    def _details(self) -> list[Block]:
        return [
            *section("Pay, percent above the nation", *_rows(self.pay)),
            *section("Location quotient", *_rows(self.concentration)),
        ]


def _words_for(figure: float | None, words: tuple[Words, ...]) -> str | None:
    """Return the words of the first cut that a figure is above."""
    if figure is None:
        return None
    return next(each.words for each in words if each.above is None or figure > each.above)


def _rows(words: tuple[Words, ...]) -> list[Block]:
    cuts = [("otherwise" if each.above is None else f"above {each.above:g}") for each in words]
    return definitions(*zip(cuts, (each.words for each in words), strict=True))


CATALOG: Final = Catalog[LocalMethod](
    "a method of words for places",
    kinds=(LocalMethod,),
    folder="local",
    engines=lambda: (LocalMethod,),
    entry_points="careerscore.local",
    subject="method",
)
"""Every method of words for places; reads no file before it is asked."""


def methodology(id: str) -> LocalMethod:
    """Return a method of words for places; otherwise as `careerscore.methodology`.

    Examples
    --------
    >>> methodology("american-dream-jobs-local/1").pay[0]
    Words(words='significantly higher', above=20)
    """
    return CATALOG.get(id)


def methodologies() -> tuple[str, ...]:
    """Return the ids of the methods of words for places, those of other packages too.

    Examples
    --------
    >>> methodologies()
    ('american-dream-jobs-local/1',)
    """
    return CATALOG.ids()
