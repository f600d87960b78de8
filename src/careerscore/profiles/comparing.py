"""Differences and distances between the ratings of careers."""

from __future__ import annotations

from math import fsum
from operator import attrgetter, sub
from typing import TYPE_CHECKING, TypeAlias

from careerscore.profiles.results import RatingDifference
from careerscore.profiles.sentences import distinct

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from careerscore.profiles.elements import ElementGroup
    from careerscore.profiles.methods import ProfileMethod
    from careerscore.profiles.workers import Rated, RatedWorkers

Groups: TypeAlias = "Mapping[str, ElementGroup]"
Row: TypeAlias = "Sequence[Sequence[int]]"
"""Percentiles of an occupation in hundredths, group by group."""


def distance(here: Row, there: Row) -> float:
    """Return the mean absolute difference of percentiles in a group, averaged over groups."""
    means = [
        sum(map(abs, map(sub, one, other))) / len(one)
        for one, other in zip(here, there, strict=True)
    ]
    return fsum(means) / len(means) / 100


def rows_of(groups: Groups, workers: RatedWorkers) -> dict[str, Row]:
    """Return the percentiles of each occupation that has every rating of some groups."""
    keys = [group.keys for group in groups.values()]
    if not all(key in workers.ranks for each in keys for key in each):
        return {}
    parts = [zip(*map(workers.percentiles, each), strict=True) for each in keys]
    rows = zip(workers.titles, zip(*parts, strict=True), strict=True)
    return {code: row for code, row in rows if not any(None in part for part in row)}


def row_of(groups: Groups, rated: Rated) -> Row | None:
    """Return the percentiles of an occupation, None where it lacks one."""
    found = [[rated.percentiles.get(key) for key in group.keys] for group in groups.values()]
    known = [[each for each in part if each is not None] for part in found]
    return known if known == found else None


def differences_of(
    method: ProfileMethod, here: Rated, there: Rated, *, notable: bool = False
) -> list[RatingDifference]:
    """Return how each rating that both have differs, or those that are notable alone.

    What rises most comes first.
    """
    suppressed = here.suppressed | there.suppressed
    found: list[RatingDifference] = []
    for name, group in method.compared.items():
        for id, key in zip(group.elements, group.keys, strict=True):
            if key in here.percentiles and key in there.percentiles:
                values = (here.values[key], there.values[key])
                low, high = here.percentiles[key] / 100, there.percentiles[key] / 100
                differs = abs(high - low) >= method.least_difference
                matters = differs and max(values) >= group.least and key not in suppressed
                if matters or not notable:
                    each = RatingDifference(
                        id=id,
                        name=group.elements[id].name,
                        group=name,
                        from_value=values[0],
                        to_value=values[1],
                        from_percentile=low,
                        to_percentile=high,
                        suppressed=key in suppressed,
                        notable=matters,
                    )
                    found.append(each)
    return sorted(found, key=attrgetter("difference"), reverse=True)


def chief(
    method: ProfileMethod, differences: Sequence[RatingDifference], most: int
) -> tuple[RatingDifference, ...]:
    """Return the largest notable differences up and down: one a group, no word twice.

    Parameters
    ----------
    method : ProfileMethod
        It has the words of the elements.
    differences : sequence of RatingDifference
        What rises most first.
    most : int
        The most that rise, and the most that fall.
    """
    notable = [each for each in differences if each.notable]
    rising = (each for each in notable if each.difference > 0)
    falling = (each for each in reversed(notable) if each.difference < 0)
    found: list[RatingDifference] = []
    taken: list[str] = []
    for side in (rising, falling):
        first: dict[str, RatingDifference] = {}
        for each in side:
            if each.group in method.separating:
                first.setdefault(each.group, each)
        amounts = {method.groups[each.group].amount(each.id): each for each in first.values()}
        kept = distinct(method, amounts, most, taken)
        taken += kept
        found += [amounts[words] for words in kept]
    return tuple(found)
