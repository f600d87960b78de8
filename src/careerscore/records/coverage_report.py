"""Coverage: which parts of a career page occupations have, and why others lack them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, TypeAlias

from attrs import field, frozen

from careerscore import api
from careerscore._record import frozen_map
from careerscore._render import blocks
from careerscore.model.provenance import Provenance, Status, note_on
from careerscore.model.wages import PERCENTILES
from careerscore.reference.columns import EXPORT_COLUMNS
from careerscore.scoring import methodology

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from careerscore.economics.base import EconomicResult
    from careerscore.model.occupation import Occupation
    from careerscore.model.provenance import Note
    from careerscore.model.wages import WageEstimates


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


_Gap: TypeAlias = "tuple[bool, str] | None"
"""Whether the occupation has some of the part, and why not the whole; None if it has."""


def coverage(
    release: Mapping[str, Occupation], *, progress: Callable[[int, int], None] | None = None
) -> tuple[Coverage, ...]:
    """Return how many occupations of a release have each part of the career page.

    Parameters
    ----------
    release : Mapping of str to Occupation
        The release, or some of its occupations by their codes.
    progress : callable, optional
        Called with the number of occupations done, and of all.

    Examples
    --------
    >>> import careerscore as cs
    >>> release = cs.load("2026.1")
    >>> some = {code: release[code] for code in ("29-2072.00", "29-1211.00", "55-1011.00")}
    >>> wages = coverage(some)[0]
    >>> wages.part, wages.complete, wages.partly, wages.none
    ('annual pay', 1, 1, 1)
    """
    gaps: dict[str, dict[str, tuple[bool, str]]] = {part: {} for part in _PARTS}
    for done, (code, occupation) in enumerate(release.items(), start=1):
        for part, find in _PARTS.items():
            gap = find(occupation)
            if gap is not None:
                gaps[part][code] = gap
        if progress is not None:
            progress(done, len(release))
    return tuple(
        Coverage(
            part=part,
            total=len(release),
            complete=len(release) - len(found),
            partly=sum(has_some for has_some, _ in found.values()),
            gaps={code: reason for code, (_, reason) in found.items()},
        )
        for part, found in gaps.items()
    )


def _pay(estimates: WageEstimates, notes: Mapping[str, Note]) -> _Gap:
    missing = [name for name in PERCENTILES if getattr(estimates, name) is None]
    if not missing:
        return None
    note = note_on(estimates.notes, missing[0]) or note_on(notes, missing[0])
    has_bound = estimates.lower_bound(missing[0]) is not None
    return len(missing) < len(PERCENTILES) or has_bound, _why(note)


def _fact(name: str) -> Callable[[Occupation], _Gap]:
    column = next(column for column in EXPORT_COLUMNS if column.name == name)

    def gap(occupation: Occupation) -> _Gap:
        is_known = column.value_for(occupation) is not None
        return None if is_known else (False, _why(column.note_for(occupation)))

    return gap


def _why(note: Note | None) -> str:
    return "not published" if note is None else note.reason


def _exposures(occupation: Occupation) -> _Gap:
    measures = occupation.exposures.values()
    if not measures:
        return False, "no measure"
    missing = [each.measure for each in measures if each.value is None]
    return (len(missing) < len(measures), f"without {', '.join(missing)}") if missing else None


def _epoch(occupation: Occupation) -> _Gap:
    if occupation.epoch is None:
        return False, "no profile"
    note = note_on(occupation.epoch.notes, "empathy")
    is_default = note is not None and note.provenance is Provenance.DEFAULTED
    return (True, _why(note)) if is_default else None


def _score(occupation: Occupation) -> _Gap:
    result = methodology(api.DEFAULT_METHODOLOGY).assess(occupation)
    if result.status is Status.COMPLETE:
        return None
    return result.total_range is not None, result.status_reason or result.status.value


def _result(result: EconomicResult) -> _Gap:
    if result.status is Status.COMPLETE:
        return None
    return result.status is not Status.INSUFFICIENT, "; ".join(result.reasons)


_PARTS: Final[Mapping[str, Callable[[Occupation], _Gap]]] = {
    "annual pay": lambda one: _pay(one.wages.annual, one.wages.notes),
    "hourly pay": lambda one: _pay(one.wages.hourly, one.wages.notes),
    "employment": _fact("employment"),
    "entry level by BLS": _fact("education_bls_entry_level"),
    "entry level by O*NET": _fact("education_onet_entry_level"),
    "job zone": _fact("job_zone"),
    "fields of study": _fact("programs"),
    "outlook": _fact("outlook_percent_change"),
    "exposure measures": _exposures,
    "EPOCH profile": _epoch,
    "technology skills": _fact("technology_skills"),
    "related careers": _fact("related"),
    "description": _fact("description"),
    "tasks": _fact("tasks"),
    f"score by {api.DEFAULT_METHODOLOGY}": _score,
    f"progression by {api.DEFAULT_PROGRESSION}": lambda one: _result(api.progression(one)),
    f"education path by {api.DEFAULT_PATH}": lambda one: _result(api.education_requirements(one)),
    f"education cost by {api.DEFAULT_COST}": lambda one: _result(api.education_cost(one)),
    f"lifetime value by {api.DEFAULT_VALUE}": lambda one: _result(api.lifetime_value(one)),
}
"""The parts, each with the function that finds the gap of an occupation."""

_MOST_REASONS: Final = 5


def coverage_page(release: str, parts: Sequence[Coverage]) -> blocks.Page:
    """Return a table of the parts, and the reasons for the gaps in each."""
    rows = [
        (part.part, *(f"{count:,}" for count in (part.complete, part.partly, part.none)))
        for part in parts
    ]
    columns = (blocks.Column(), *[blocks.Column(right=True)] * 3)
    head = blocks.strong(f"Release {release}, {parts[0].total:,} occupations")
    content: list[blocks.Block] = [
        head,
        blocks.Table(columns, rows, ("part", "complete", "in part", "none")),
    ]
    for part in parts:
        lines = [f"{count:,}: {reason}" for reason, count in part.reasons[:_MOST_REASONS]]
        if rest := part.reasons[_MOST_REASONS:]:
            count = sum(count for _, count in rest)
            lines.append(f"{count:,}: {len(rest):,} other reasons (--format json has all)")
        content += [blocks.BLANK, blocks.strong(part.part), *blocks.muted(*lines)] if lines else []
    return blocks.Page(f"Coverage of release {release}", tuple(content), heading=False)
