"""Rules of computed editions: those of American Dream Jobs, and the high-school graduate.

The category of an occupation depends on its O*NET-SOC code alone: on the SOC major group, for
managers on the field they manage, and for health care on the minor group.

EPOCH stands for empathy, presence, opinion, creativity and hope. The heuristic borrows the name
and the dimensions of the index by Loaiza and Rigobon (MIT Sloan, 2024); its numbers are its own:
a base for each category, adjusted by the O*NET job zone and by words in the title.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from math import floor
from statistics import median
from typing import TYPE_CHECKING, Final

from attrs import astuple, frozen

from careerscore._record import Checks
from careerscore.codes import is_onet_soc_code, soc_code
from careerscore.errors import InvalidCodeError, shorten
from careerscore.model import EPOCH_DIMENSIONS
from careerscore.model.occupation import CATEGORIES
from careerscore.reference.graduate import PAID, REQUIRED, mean_wages

if TYPE_CHECKING:
    from careerscore.sources.readers import Sources, Tables

CATEGORY_RULES: Final = {
    "management": ("11", (4, 3, 5, 4, 4)),
    "business-finance": (
        (
            "13 11-2021.00 11-2033.00 11-3031.00 11-3031.01 11-3031.03 11-3061.00 11-3111.00 "
            "11-3121.00 11-3131.00"
        ),
        (2, 2, 4, 3, 2),
    ),
    "technology": ("15 11-3021.00", (2, 1, 5, 5, 2)),
    "engineering": (
        "17 11-9041.00 11-9041.01 11-3051.02 11-3051.03 11-3051.06 11-9199.09 11-9199.10",
        (2, 2, 5, 5, 2),
    ),
    "science": ("19 11-9121.00 11-9121.02", (2, 2, 5, 5, 2)),
    "social-services": ("21 11-9151.00", (5, 4, 4, 3, 5)),
    "legal": ("23", (3, 3, 5, 3, 2)),
    "education": ("25 11-9031.00 11-9032.00 11-9033.00 11-9039.00", (5, 5, 4, 4, 5)),
    "arts-media": ("27 11-2011.00 11-2032.00 41-9012.00", (3, 2, 4, 5, 2)),
    "healthcare-clinical": ("29-1 29-9 11-9111.00 11-9121.01", (5, 5, 4, 3, 5)),
    "healthcare-technical": ("29 31", (3, 4, 3, 2, 2)),
    "protective-services": ("33 11-3013.01", (3, 5, 4, 3, 3)),
    "food-service": ("35 11-9051.00", (3, 4, 2, 3, 2)),
    "building-grounds": ("37", (1, 5, 2, 2, 1)),
    "personal-care": ("39", (4, 5, 2, 3, 3)),
    "sales": ("41 11-2022.00", (4, 3, 3, 3, 3)),
    "office-admin": ("43", (2, 2, 2, 1, 1)),
    "agriculture": ("45 11-9013.00", (1, 5, 3, 2, 1)),
    "construction": ("47 11-9021.00", (2, 5, 3, 3, 2)),
    "installation-repair": ("49", (2, 5, 4, 3, 2)),
    "production": ("51", (1, 4, 2, 2, 1)),
    "transportation": ("53 11-3071.00 11-3071.04", (2, 4, 2, 1, 1)),
    "military": ("55", (3, 5, 4, 3, 4)),
}
"""How the codes of each category begin, of which the longest decides; its EPOCH base [1 to 5]."""

_CATEGORY_OF: Final = {
    start: name for name, (starts, _) in CATEGORY_RULES.items() for start in starts.split()
}

_CATEGORY_BEFORE: Final = {"41-9012.00": "sales"}
"""Category of fashion models before they were moved; the legacy risk uses it."""

TITLE_ADJUSTMENTS: Final = {
    "counsel|therapist|social work|psycholog": {"empathy": 1, "hope": 1},
    "surgeon|nurse|technician|installer|mechanic|operator": {"presence": 1},
    "designer|architect|artist|writer|developer|engineer": {"creativity": 1},
    "manager|director|analyst|specialist|physician|lawyer": {"opinion": 1},
    "teacher|instructor|coach|professor|trainer": {"hope": 1, "empathy": 1},
    "clerk|data entry|teller|cashier|receptionist": {"creativity": -1, "opinion": -1},
}
"""Parts of a title in lower case, one of which suffices, and the points they add, in order."""

_OCCUPATIONS: Final = "onet/occupations"


def category(onet_soc_code: str) -> str:
    """Return the career category of an occupation.

    Parameters
    ----------
    onet_soc_code : str
        O*NET-SOC code, ``NN-NNNN.NN``.

    Returns
    -------
    str
        One of `CATEGORIES`.

    Raises
    ------
    InvalidCodeError
        If the text is not an O*NET-SOC code of one of the 23 SOC major groups.

    Examples
    --------
    >>> category("29-2072.00"), category("29-1141.00"), category("11-3021.00")
    ('healthcare-technical', 'healthcare-clinical', 'technology')
    """
    if not is_onet_soc_code(onet_soc_code) or onet_soc_code[:2] not in _CATEGORY_OF:
        expected = "an O*NET-SOC code of one of the 23 SOC major groups"
        raise InvalidCodeError(shorten(onet_soc_code), expected)
    starts = (onet_soc_code, onet_soc_code[:4], onet_soc_code[:2])
    return next(_CATEGORY_OF[start] for start in starts if start in _CATEGORY_OF)


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
    checks = Checks("epoch_heuristic")
    one_of = f"one of {', '.join(CATEGORIES)}"
    checks.expect("category", category, one_of, holds=category in CATEGORY_RULES)
    exists = job_zone in (None, 1, 2, 3, 4, 5)
    checks.expect("job_zone", job_zone, "an integer from 1 to 5", holds=exists)
    checks.raise_problems()
    zone = 3 if job_zone is None else job_zone
    by_zone = (zone - 3) // 2
    by_title = (
        changes for words, changes in TITLE_ADJUSTMENTS.items() if re.search(words, title.lower())
    )
    _, base = CATEGORY_RULES[category]
    profile: dict[str, int] = dict(zip(EPOCH_DIMENSIONS, base, strict=True))
    for changes in ({"opinion": by_zone, "creativity": by_zone}, *by_title):
        for name, change in changes.items():
            profile[name] = max(1, min(5, profile[name] + change))
    return EpochHeuristic(**profile, job_zone_used=zone, job_zone_defaulted=job_zone is None)


def _categories(sources: Sources, tables: Tables) -> None:
    codes = sources[_OCCUPATIONS].column("onet_soc_code")
    tables["occupations"] = [(code, category(code)) for code in codes]


def _legacy_risk(sources: Sources, tables: Tables) -> None:
    """Give each occupation its probability of computerisation and its legacy risk.

    The probabilities of Frey and Osborne (2013) are joined to O*NET-SOC codes as text, by the
    first seven characters. The fallback is the median of the matched occupations of the same
    category, then the median of all matched occupations; each sibling counts.
    """
    codes = sources[_OCCUPATIONS].column("onet_soc_code")
    published = sources["frey-osborne/occupations"].columns("soc_2010_code", "probability")
    probabilities = {code: float(probability) for code, probability in published}
    groups = {code: _CATEGORY_BEFORE.get(code, category(code)) for code in codes}
    matched = {
        code: probabilities[soc_code(code)] for code in codes if soc_code(code) in probabilities
    }
    by_category: dict[str, list[float]] = defaultdict(list)
    for code, probability in matched.items():
        by_category[groups[code]].append(probability)
    rows: list[tuple[str, ...]] = []
    for code, group in groups.items():
        if code in matched:
            match, basis, values = "soc", soc_code(code), [matched[code]]
        elif group in by_category:
            match, basis, values = "category-median", group, by_category[group]
        else:
            match, basis, values = "global-median", "", list(matched.values())
        probability = median(values)
        risk = floor((1 + probability * 9) * 10 + 0.5) / 10
        rows.append((code, match, basis, str(len(values)), str(probability), str(risk)))
    tables["occupations"] = rows


def _epoch(sources: Sources, tables: Tables) -> None:
    rows: list[tuple[str, ...]] = []
    for code, title, cell in sources[_OCCUPATIONS].columns("onet_soc_code", "title", "job_zone"):
        job_zone = int(cell) if cell else None
        profile = epoch_heuristic(title=title, job_zone=job_zone, category=category(code))
        *numbers, defaulted = astuple(profile)
        rows.append((code, *map(str, numbers), "Y" if defaulted else ""))
    tables["occupations"] = rows


def _aioe_percentile(sources: Sources, tables: Tables) -> None:
    """Give each score the share of scores strictly below, in whole percent, halves rounded up."""
    published = sources["felten-aioe/occupations"].columns("soc_2010_code", "aioe")
    scores = sorted(float(cell) for _, cell in published)
    shares = [100 * bisect_left(scores, float(cell)) / len(scores) for _, cell in published]
    tables["occupations"] = [
        (f"{code}.00", str(floor(share + 0.5)))
        for (code, _), share in zip(published, shares, strict=True)
    ]


def _high_school_graduate(sources: Sources, tables: Tables) -> None:
    """Compute the baseline of lifetime values from the wages and requirements of a release."""
    required = next(table for name, table in sources.items() if name.endswith("/occupations"))
    figures = mean_wages(required.columns(*REQUIRED), sources["oews/national"].columns(*PAID))
    row = ("high-school-graduate", *map(str, figures.values()))
    tables["graduate"] = [row] if figures else []


RULES: Final = {
    "american-dream-jobs/categories": (_categories,),
    "american-dream-jobs/epoch-heuristic": (_epoch,),
    "american-dream-jobs/legacy-risk": (_legacy_risk,),
    "american-dream-jobs/aioe-percentile": (_aioe_percentile,),
    "careerscore/high-school-graduate": (_high_school_graduate,),
}
"""Builders of the computed editions, by the id of the rule."""
