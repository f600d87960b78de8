"""Coverage: how many occupations have each part of a career page, with reasons for gaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from attrs import field, frozen

from careerscore._record import frozen_map
from careerscore.api import (
    DEFAULT_COST,
    DEFAULT_METHODOLOGY,
    DEFAULT_PATH,
    DEFAULT_PROGRESSION,
    DEFAULT_VALUE,
    education_cost,
    education_requirements,
    lifetime_value,
    progression,
)
from careerscore.model.provenance import Provenance, Status, note_on
from careerscore.model.wages import PERCENTILES
from careerscore.reference.columns import EXPORT_COLUMNS
from careerscore.scoring import methodology

if TYPE_CHECKING:
    from collections.abc import Callable

    from careerscore.economics.results import EconomicResult
    from careerscore.model.occupation import Occupation
    from careerscore.model.provenance import Note
    from careerscore.model.wages import WageEstimates
    from careerscore.reference import ReferenceColumn, Release

__all__ = ["Coverage", "coverage"]


@frozen(kw_only=True)
class Coverage:
    """Coverage of one part of the career page.

    Parameters
    ----------
    part : str
        Name of the part.
    total : int
        Number of occupations.
    complete : int
        Number of occupations with the whole part.
    partly : int
        Number of occupations with some of it, bounds, or a fallback.
    gaps : Mapping of str to str
        Reason why the part is missing or incomplete, by O*NET-SOC code.
    """

    part: str
    total: int
    complete: int
    partly: int
    gaps: Mapping[str, str] = field(converter=frozen_map, repr=False)

    @property
    def none(self) -> int:
        """Number of occupations without the part."""
        return self.total - self.complete - self.partly

    @property
    def reasons(self) -> tuple[tuple[str, int], ...]:
        """The reasons with their number of occupations, most frequent first."""
        return tuple(Counter(self.gaps.values()).most_common())


class _Answer(NamedTuple):
    """Whether an occupation has a part (whole, partly, not) and why not whole."""

    share: str
    reason: str = ""


_WHOLE: Final = "whole"
_PARTLY: Final = "partly"
_NOT: Final = "not"


def coverage(
    release: Release, *, progress: Callable[[int, int], None] | None = None
) -> tuple[Coverage, ...]:
    """Return how many occupations of a release have each part of the career page.

    Parameters
    ----------
    release : Release
        The release.
    progress : callable, optional
        Called with the number of occupations done, and of all.

    Examples
    --------
    >>> import careerscore as cs
    >>> wages = coverage(cs.load("2026.1"))[0]
    >>> wages.part, wages.complete, wages.partly, wages.none
    ('annual pay', 939, 52, 25)
    """
    answers: dict[str, dict[str, _Answer]] = {part: {} for part in _PARTS}
    for done, (code, occupation) in enumerate(release.items(), start=1):
        for part, ask in _PARTS.items():
            answers[part][code] = ask(occupation)
        if progress is not None:
            progress(done, len(release))
    return tuple(_counted(part, found) for part, found in answers.items())


def _counted(part: str, answers: Mapping[str, _Answer]) -> Coverage:
    counts = Counter(answer.share for answer in answers.values())
    return Coverage(
        part=part,
        total=len(answers),
        complete=counts[_WHOLE],
        partly=counts[_PARTLY],
        gaps={code: answer.reason for code, answer in answers.items() if answer.share != _WHOLE},
    )


def _pay(estimates: WageEstimates, notes: Mapping[str, Note]) -> _Answer:
    known = [name for name in PERCENTILES if getattr(estimates, name) is not None]
    if len(known) == len(PERCENTILES):
        return _Answer(_WHOLE)
    first = next(name for name in PERCENTILES if name not in known)
    note = note_on(estimates.notes, first) or note_on(notes, first)
    bounded = known or estimates.lower_bound(first) is not None
    return _Answer(_PARTLY if bounded else _NOT, _why(note))


def _fact(column: ReferenceColumn, occupation: Occupation) -> _Answer:
    if column.value_for(occupation) is not None:
        return _Answer(_WHOLE)
    return _Answer(_NOT, _why(column.note_for(occupation)))


def _why(note: Note | None) -> str:
    return "not published" if note is None else note.reason


def _exposures(occupation: Occupation) -> _Answer:
    measures = occupation.exposures.values()
    missing = [each for each in measures if each.value is None]
    if not missing:
        return _Answer(_WHOLE if measures else _NOT, "" if measures else "no measure")
    names = ", ".join(each.measure for each in missing)
    return _Answer(_PARTLY if len(missing) < len(measures) else _NOT, f"without {names}")


def _epoch(occupation: Occupation) -> _Answer:
    if occupation.epoch is None:
        return _Answer(_NOT, "no profile")
    note = note_on(occupation.epoch.notes, "empathy")
    if note is not None and note.provenance is Provenance.DEFAULTED:
        return _Answer(_PARTLY, note.reason)
    return _Answer(_WHOLE)


def _score(occupation: Occupation) -> _Answer:
    result = methodology(DEFAULT_METHODOLOGY).assess(occupation)
    if result.status is Status.COMPLETE:
        return _Answer(_WHOLE)
    share = _NOT if result.total_range is None else _PARTLY
    return _Answer(share, result.status_reason or result.status.value)


def _result(result: EconomicResult) -> _Answer:
    if result.status is Status.COMPLETE:
        return _Answer(_WHOLE)
    share = _NOT if result.status is Status.INSUFFICIENT else _PARTLY
    return _Answer(share, "; ".join(result.reasons))


def _fact_of(name: str) -> Callable[[Occupation], _Answer]:
    column = next(column for column in EXPORT_COLUMNS if column.name == name)
    return partial(_fact, column)


_PARTS: Final[Mapping[str, Callable[[Occupation], _Answer]]] = {
    "annual pay": lambda one: _pay(one.wages.annual, one.wages.notes),
    "hourly pay": lambda one: _pay(one.wages.hourly, one.wages.notes),
    "employment": _fact_of("employment"),
    "entry level by BLS": _fact_of("education_bls_entry_level"),
    "entry level by O*NET": _fact_of("education_onet_entry_level"),
    "job zone": _fact_of("job_zone"),
    "fields of study": _fact_of("programs"),
    "outlook": _fact_of("outlook_percent_change"),
    "exposure measures": _exposures,
    "EPOCH profile": _epoch,
    "technology skills": _fact_of("technology_skills"),
    "related careers": _fact_of("related"),
    f"score by {DEFAULT_METHODOLOGY}": _score,
    f"progression by {DEFAULT_PROGRESSION}": lambda one: _result(progression(one)),
    f"education path by {DEFAULT_PATH}": lambda one: _result(education_requirements(one)),
    f"education cost by {DEFAULT_COST}": lambda one: _result(education_cost(one)),
    f"lifetime value by {DEFAULT_VALUE}": lambda one: _result(lifetime_value(one)),
}
"""The parts, with the function that tells whether an occupation has it."""
