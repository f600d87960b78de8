"""What every result on pay, education and value says of itself."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from careerscore.model.checks import Checks, frozen_tuple
from careerscore.model.provenance import Source
from careerscore.strategies.fingerprint import fingerprint_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from careerscore.economics.methods import EconomicMethod
    from careerscore.model.occupation import Occupation

__all__ = ["EconomicResult", "Standing", "about"]


class Standing(StrEnum):
    """How much of a result rests on what is published."""

    COMPLETE = "complete"
    """Every figure follows from what is published and the assumptions named."""
    FALLBACK = "fallback"
    """A stand-in of the method took the place of something missing; the reasons say which."""
    BOUNDED = "bounded"
    """Some figures are known only within bounds."""
    INSUFFICIENT = "insufficient"
    """What the answer needs is not published."""


@frozen(kw_only=True)
class EconomicResult:
    """What a method says of an occupation, and what it rests on.

    Parameters
    ----------
    methodology : str
        Id of the method, ``family/version``.
    standing : Standing
        Whether everything was there.
    reasons : tuple of str
        Why it is not complete: what is missing, what stood in for it, what is a bound.
    assumptions : tuple of str
        What the result takes for granted besides the data, as the caller chose it.
    sources : tuple of Source
        The editions of the figures.
    fingerprint : str
        SHA-256 over method, data and assumptions: equal fingerprints, equal results.
    occupation_code, occupation_title : str, optional
        The occupation.
    data_release : str, optional
        The release the facts come from; None for an occupation made by hand.
    """

    methodology: str
    standing: Standing
    fingerprint: str
    reasons: tuple[str, ...] = field(default=(), converter=frozen_tuple)
    assumptions: tuple[str, ...] = field(default=(), converter=frozen_tuple)
    sources: tuple[Source, ...] = field(default=(), converter=frozen_tuple, repr=False)
    occupation_code: str | None = None
    occupation_title: str | None = None
    data_release: str | None = None

    def __attrs_post_init__(self) -> None:
        checks = Checks(type(self).__name__)
        for name in ("methodology", "fingerprint"):
            checks.text(name, getattr(self, name))
        checks.instance("standing", self.standing, Standing)
        for name in ("reasons", "assumptions"):
            checks.items(name, getattr(self, name), str)
        checks.items("sources", self.sources, Source)
        for name in ("occupation_code", "occupation_title", "data_release"):
            checks.text(name, getattr(self, name), optional=True)
        self._check(checks)
        holds = self.standing is Standing.COMPLETE or bool(self.reasons)
        checks.expect("reasons", self.reasons, f"why it is {self.standing}", holds=holds)
        checks.raise_problems()

    def _check(self, checks: Checks) -> None:
        """Check further fields."""

    @property
    def _of(self) -> str:
        """Whom and what it is about, for its short form."""
        data = f", data release {self.data_release}" if self.data_release else ""
        return f"{self.occupation_code} {self.occupation_title}, by {self.methodology}{data}"


def about(
    method: EconomicMethod,
    occupation: Occupation,
    read: object,
    sources: Iterable[Source | None],
    **options: object,
) -> dict[str, Any]:
    """Return the fields of a result that say whom it is about and what it rests on.

    Parameters
    ----------
    method : EconomicMethod
        What gives the result.
    occupation : Occupation
        Whom it is about.
    read : object
        What was read of it, of texts, numbers, tuples and mappings.
    sources : iterable of Source
        The editions of what was read.
    **options : object
        What the caller chose.
    """
    given = {name: value for name, value in options.items() if value is not None}
    inputs = {
        "methodology": method.fingerprint,
        "data": occupation.data_fingerprint,
        "occupation": occupation.code,
        "read": read,
        "options": given,
    }
    return {
        "methodology": method.id,
        "occupation_code": occupation.code,
        "occupation_title": occupation.title,
        "data_release": occupation.data_release,
        "sources": tuple(dict.fromkeys(source for source in sources if source is not None)),
        "fingerprint": fingerprint_of(inputs),
    }
