"""What every result on pay, education and value says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from attrs import field, frozen

from careerscore._record import Checks, frozen_tuple
from careerscore.display import RichDisplay
from careerscore.methods.fingerprint import fingerprint_of
from careerscore.model.provenance import Source
from careerscore.model.status import Status
from careerscore.serde import unversioned

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from careerscore.economics.methods import EconomicMethod
    from careerscore.model.occupation import Occupation

__all__ = ["EconomicResult", "about"]

_WORDS: Final = frozenset(
    {
        "assumptions",
        "entry_level_reason",
        "field_of_study",
        "how",
        "level_reason",
        "note",
        "reason",
        "reasons",
        "source",
    }
)
"""Fields that say something of figures, and are none."""


@frozen(kw_only=True)
class EconomicResult(RichDisplay):
    """What a method says of an occupation, and what it rests on.

    Parameters
    ----------
    methodology : str
        Id of the method, ``family/version``.
    status : Status
        Whether everything was there.
    reasons : tuple of str
        Why it is not complete: what is missing, what stood in for it, what is a bound.
    assumptions : tuple of str
        What the result takes for granted besides the data, as the caller chose it.
    sources : tuple of Source
        The editions of the figures.
    fingerprint : str
        SHA-256 over method, data, assumptions and figures: equal fingerprints, equal figures.
        Titles, reasons and remarks are no part of it.
    occupation_code, occupation_title : str, optional
        The occupation.
    data_release : str, optional
        The release the facts come from; None for an occupation made by hand.
    """

    _repr_fields: ClassVar[tuple[str, ...]] = (
        "occupation_code",
        "status",
        "methodology",
        "data_release",
    )

    methodology: str
    status: Status
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
        checks.instance("status", self.status, Status)
        for name in ("reasons", "assumptions"):
            checks.items(name, getattr(self, name), str)
        checks.items("sources", self.sources, Source)
        for name in ("occupation_code", "occupation_title", "data_release"):
            checks.text(name, getattr(self, name), optional=True)
        self._check(checks)
        holds = self.status is Status.COMPLETE or bool(self.reasons)
        checks.expect("reasons", self.reasons, f"why it is {self.status}", holds=holds)
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
    fields: Mapping[str, object],
    sources: Iterable[Source | None],
    *,
    figures: object = None,
    **options: object,
) -> dict[str, Any]:
    """Return all fields of a result, with those on whom it is about and what it rests on.

    Parameters
    ----------
    method : EconomicMethod
        What gives the result.
    occupation : Occupation
        Whom it is about.
    fields : Mapping of str to object
        The other fields of the result.
    sources : iterable of Source
        The editions of what was read.
    figures : object, optional
        The figures of the result, where they are not simply those of its fields.
    **options : object
        What the caller chose.
    """
    given = {name: value for name, value in options.items() if value is not None}
    inputs = {
        "methodology": method.fingerprint,
        "data": occupation.data_fingerprint,
        "occupation": occupation.code,
        "figures": _figures(unversioned(fields) if figures is None else figures),
        "options": given,
    }
    return {
        **fields,
        "methodology": method.id,
        "occupation_code": occupation.code,
        "occupation_title": occupation.title,
        "data_release": occupation.data_release,
        "sources": tuple(dict.fromkeys(source for source in sources if source is not None)),
        "fingerprint": fingerprint_of(inputs),
    }


def _figures(value: object) -> object:
    """Leave out what is said of figures."""
    if isinstance(value, dict):
        return {key: _figures(item) for key, item in value.items() if key not in _WORDS}
    return [_figures(item) for item in value] if isinstance(value, list) else value
