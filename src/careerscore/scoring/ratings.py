"""O*NET's ratings as inputs: how they are read, and what is said of those that are missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from careerscore.model.provenance import Note, Provenance
from careerscore.scoring.sources import InputValue

if TYPE_CHECKING:
    from careerscore.model.ratings import Ratings

SUPPRESSED: Final = Note(
    provenance=Provenance.OBSERVED, reason="O*NET recommends to suppress it, for lack of precision"
)
"""The note on a rating that is used all the same."""

_UNRATED: Final = Note(provenance=Provenance.MISSING, reason="O*NET does not rate it")

NO_RATINGS: Final = Note(provenance=Provenance.MISSING, reason="the release has no ratings")


def read_rating(ratings: Ratings | None, rating: str) -> InputValue:
    """Return one of O*NET's ratings of an occupation, by element and scale."""
    if ratings is None:
        return InputValue(None, None, NO_RATINGS)
    scale = rating.partition(" ")[2]
    value = ratings.values.get(rating)
    if value is None:
        return InputValue(None, None, ratings.notes.get(scale, _UNRATED))
    note = SUPPRESSED if rating in ratings.suppressed else None
    return InputValue(value, ratings.sources.get(scale), note)
