"""O*NET's ratings of an occupation, from the tables of a release that have them."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING, Final

from careerscore._frozen_map import LazyMap
from careerscore.errors import DefinitionError
from careerscore.model.provenance import Note, Provenance
from careerscore.model.ratings import Ratings
from careerscore.reference.editions import note_of

if TYPE_CHECKING:
    from careerscore.model.provenance import Source
    from careerscore.reference.editions import Facts

_RATINGS: Final = "onet-ratings"

_SCALES: Final = {
    _RATINGS: (("IM",), "ratings of abilities, skills, knowledge and work activities"),
    "onet-work-styles": (("WI", "DR"), "work styles"),
    "onet-interests": (("OI", "IH"), "interests"),
    "onet-work-values": (("EX", "VH"), "work values"),
}
"""The scales of each dataset, and what it has."""


def ratings_of(facts: Facts, code: str) -> Ratings | None:
    """Return the ratings of an O*NET-SOC code; None where the release has none of anything."""
    if facts.editions.keys().isdisjoint(_SCALES):
        return None
    suppressed: tuple[str, ...] = ()
    if _RATINGS in facts.editions:
        rows = facts.table(_RATINGS).select("onet_soc_code", "suppressed", code=code)
        suppressed = tuple(f"{element} IM" for _, marked in rows for element in marked.split())
    # Hundreds of figures of four tables, which few ask for.
    return Ratings(
        values=LazyMap(partial(_values, facts, code)),
        suppressed=suppressed,
        sources=LazyMap(partial(_sources, facts)),
        notes=LazyMap(partial(_notes, facts, code)),
    )


def _values(facts: Facts, code: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for dataset in filter(facts.editions.__contains__, _SCALES):
        table = facts.table(dataset)
        keys = _keys(table.columns)
        for line in table.lines(code):
            cells = line.decode().split(",")[1:]
            try:
                found |= {key: float(cell) for key, cell in zip(keys, cells, strict=False) if cell}
            except ValueError as error:
                problem = f"ratings of {code}: not as its metadata describe it ({error})"
                raise DefinitionError(facts.edition(dataset).id, (problem,)) from error
    return found


@lru_cache(maxsize=8)
def _keys(columns: tuple[str, ...]) -> tuple[str, ...]:
    """Return the elements and scales of a table: importances have columns without a scale."""
    return tuple(
        name if " " in name else f"{name} IM" for name in columns[1:] if name != "suppressed"
    )


def _sources(facts: Facts) -> dict[str, Source]:
    return {
        scale: facts.edition(dataset).source
        for dataset, (scales, _) in _SCALES.items()
        if dataset in facts.editions
        for scale in scales
    }


def _notes(facts: Facts, code: str) -> dict[str, Note]:
    notes: dict[str, Note] = {}
    for dataset, (scales, what) in _SCALES.items():
        if dataset in facts.editions and not facts.table(dataset).rows_of(code):
            reason = f"O*NET has no {what} for this occupation"
            notes |= dict.fromkeys(scales, note_of(Provenance.MISSING, reason))
    return notes
