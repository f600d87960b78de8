"""EPOCH heuristic of American Dream Jobs: human advantage from category, job zone and title.

EPOCH stands for empathy, presence, opinion, creativity and hope. The heuristic borrows the name
and the dimensions of the index by Loaiza and Rigobon (MIT Sloan, 2024); its numbers are its own:
a base for each category, adjusted by the O*NET job zone and by words in the title.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from attrs import frozen

from careerscore.errors import InvalidInputError, Problem, shorten
from careerscore.model import EPOCH_DIMENSIONS
from careerscore.model.occupation import CATEGORIES

if TYPE_CHECKING:
    from collections.abc import Mapping

_MEDIAN_JOB_ZONE: Final = 3

EPOCH_BASE: Final[Mapping[str, tuple[int, int, int, int, int]]] = MappingProxyType(
    {
        "healthcare-clinical": (5, 5, 4, 3, 5),
        "healthcare-technical": (3, 4, 3, 2, 2),
        "education": (5, 5, 4, 4, 5),
        "social-services": (5, 4, 4, 3, 5),
        "construction": (2, 5, 3, 3, 2),
        "installation-repair": (2, 5, 4, 3, 2),
        "production": (1, 4, 2, 2, 1),
        "transportation": (2, 4, 2, 1, 1),
        "technology": (2, 1, 5, 5, 2),
        "science": (2, 2, 5, 5, 2),
        "engineering": (2, 2, 5, 5, 2),
        "business-finance": (2, 2, 4, 3, 2),
        "management": (4, 3, 5, 4, 4),
        "legal": (3, 3, 5, 3, 2),
        "arts-media": (3, 2, 4, 5, 2),
        "sales": (4, 3, 3, 3, 3),
        "office-admin": (2, 2, 2, 1, 1),
        "protective-services": (3, 5, 4, 3, 3),
        "food-service": (3, 4, 2, 3, 2),
        "personal-care": (4, 5, 2, 3, 3),
        "building-grounds": (1, 5, 2, 2, 1),
        "agriculture": (1, 5, 3, 2, 1),
        "military": (3, 5, 4, 3, 4),
    }
)
"""Empathy, presence, opinion, creativity and hope of each category [1 to 5]."""


TITLE_ADJUSTMENTS: Final[tuple[tuple[str, Mapping[str, int]], ...]] = (
    ("counsel|therapist|social work|psycholog", {"empathy": 1, "hope": 1}),
    ("surgeon|nurse|technician|installer|mechanic|operator", {"presence": 1}),
    ("designer|architect|artist|writer|developer|engineer", {"creativity": 1}),
    ("manager|director|analyst|specialist|physician|lawyer", {"opinion": 1}),
    ("teacher|instructor|coach|professor|trainer", {"hope": 1, "empathy": 1}),
    ("clerk|data entry|teller|cashier|receptionist", {"creativity": -1, "opinion": -1}),
)
"""Parts of a title in lower case, one of which suffices, and the points they add.

Applied in order, each at most once.
"""


@frozen(kw_only=True)
class EpochHeuristic:
    """EPOCH profile of an occupation by the heuristic.

    Parameters
    ----------
    empathy, presence, opinion, creativity, hope : int
        1 (least human advantage) to 5 (most).
    job_zone_used : int
        The job zone that was used.
    job_zone_defaulted : bool
        Whether the job zone is missing, and 3 was used.
    """

    empathy: int
    presence: int
    opinion: int
    creativity: int
    hope: int
    job_zone_used: int
    job_zone_defaulted: bool

    @property
    def total(self) -> int:
        """Sum of the five dimensions, 5 to 25."""
        return self.empathy + self.presence + self.opinion + self.creativity + self.hope


def epoch_heuristic(*, title: str, job_zone: int | None, category: str) -> EpochHeuristic:
    """Apply the heuristic.

    Parameters
    ----------
    title : str
        Title of the occupation.
    job_zone : int or None
        O*NET job zone, 1 to 5; a missing one counts as 3.
    category : str
        Category of the occupation.

    Raises
    ------
    InvalidInputError
        If the job zone or the category does not exist.

    Examples
    --------
    >>> profile = epoch_heuristic(
    ...     title="Medical Records Specialists", job_zone=3, category="healthcare-technical"
    ... )
    >>> profile.empathy, profile.presence, profile.opinion, profile.creativity, profile.hope
    (3, 4, 4, 2, 2)
    >>> profile.total
    15
    """
    problems: list[Problem] = []
    if category not in EPOCH_BASE:
        expected = f"one of {', '.join(CATEGORIES)}"
        problems.append(Problem("category", shorten(category), expected))
    if job_zone not in (None, 1, 2, 3, 4, 5):
        problems.append(Problem("job_zone", shorten(job_zone), "an integer from 1 to 5"))
    if problems:
        raise InvalidInputError("epoch_heuristic", tuple(problems))
    zone = _MEDIAN_JOB_ZONE if job_zone is None else job_zone
    by_zone = (zone - _MEDIAN_JOB_ZONE) // 2
    profile = _adjusted(
        dict(zip(EPOCH_DIMENSIONS, EPOCH_BASE[category], strict=True)),
        {"opinion": by_zone, "creativity": by_zone},
    )
    lowered = title.lower()
    for words, changes in TITLE_ADJUSTMENTS:
        if any(word in lowered for word in words.split("|")):
            profile = _adjusted(profile, changes)
    return EpochHeuristic(**profile, job_zone_used=zone, job_zone_defaulted=job_zone is None)


def _adjusted(profile: Mapping[str, int], changes: Mapping[str, int]) -> dict[str, int]:
    return {name: max(1, min(5, value + changes.get(name, 0))) for name, value in profile.items()}
