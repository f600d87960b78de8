"""Rows of profiles and skill gaps in exports, and their columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from careerscore.reference.columns import NUMBER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from careerscore.exporting.table import Cell
    from careerscore.profiles import CareerProfile, RatedElement, RatingDifference, SkillGap

RATED_TEXTS: Final = {
    "group": "group of the element of O*NET's content model",
    "element_id": "id of the element",
    "element": "O*NET's name of the element",
    "scale": "O*NET's scale of the rating",
    "caution": "whether O*NET recommends to suppress a rating",
}
"""The meaning of each column of text."""

RATED_FIGURES: Final = {
    "rating": (NUMBER, "rating of the element", "as the scale"),
    "percentile": (NUMBER, "percentile of the rating among US workers", "0 to 100"),
    "from_rating": (NUMBER, "importance in the first career", "1 to 5"),
    "to_rating": (NUMBER, "importance in the second career", "1 to 5"),
    "from_percentile": (NUMBER, "percentile among US workers in the first career", "0 to 100"),
    "to_percentile": (NUMBER, "percentile among US workers in the second career", "0 to 100"),
    "difference": (NUMBER, "second percentile less the first", "percentage points"),
}
"""Kind, meaning and unit of each other column."""


def profile_rows(profile: CareerProfile) -> Iterator[dict[str, Cell]]:
    """Give a row for each rating of a profile."""
    for each in profile.ratings:
        yield {
            "occupation_code": profile.occupation_code,
            "title": profile.occupation_title,
            **_element(each),
            "scale": each.scale,
            "rating": each.value,
            "percentile": each.percentile,
            "caution": _caution(each),
        }


def gap_rows(gap: SkillGap) -> Iterator[dict[str, Cell]]:
    """Give a row for each difference of a gap."""
    for each in gap.differences:
        yield {
            **_element(each),
            "from_rating": each.from_value,
            "to_rating": each.to_value,
            "from_percentile": each.from_percentile,
            "to_percentile": each.to_percentile,
            "difference": each.difference,
            "caution": _caution(each),
        }


def _element(rated: RatedElement | RatingDifference) -> dict[str, Cell]:
    return {"group": rated.group, "element_id": rated.id, "element": rated.name}


def _caution(rated: RatedElement | RatingDifference) -> str | None:
    return "O*NET recommends to suppress the estimate" if rated.suppressed else None
