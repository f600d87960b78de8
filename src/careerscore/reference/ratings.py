"""O*NET's ratings of an occupation, from the tables of a release that have them."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING, Final

from careerscore._frozen_map import LazyMap
from careerscore.errors import DefinitionError
from careerscore.model.provenance import Note, Provenance
from careerscore.model.ratings import Ratings
from careerscore.profiles.workers import RatedWorkers
from careerscore.reference.editions import note_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from careerscore.model.provenance import Source
    from careerscore.reference.editions import Edition, Facts
    from careerscore.reference.releases import Release

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
        suppressed = tuple(key for _, marked in rows for key in _suppressed(marked))
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
        for line in table.text_of(code).splitlines():
            cells = line.split(",")[1 : len(keys) + 1]
            values = _numbers(facts.edition(dataset), code, cells)
            found |= {
                key: each for key, each in zip(keys, values, strict=False) if each is not None
            }
    return found


@lru_cache(maxsize=4096)
def _number(cell: str) -> float | None:
    # The same few hundred numbers stand in hundreds of thousands of cells.
    return float(cell) if cell else None


def _numbers(edition: Edition, what: str, cells: Iterable[str]) -> list[float | None]:
    try:
        return [*map(_number, cells)]
    except ValueError as error:
        problem = f"ratings of {what}: not as its metadata describe it ({error})"
        raise DefinitionError(edition.id, (problem,)) from error


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


@lru_cache(maxsize=4)
def workers_of(release: Release) -> RatedWorkers:
    """Return the ratings of a release's occupations with their percentiles among its workers."""
    titles = dict(release.edition("onet").table("occupations").select("onet_soc_code", "title"))
    ratings: dict[str, list[float | None]] = {}
    suppressed: dict[str, tuple[str, ...]] = {}
    for dataset in filter(release.editions.__contains__, _SCALES):
        edition = release.edition(dataset)
        table = edition.table()
        lines = {line[:10].decode(): line.decode().split(",") for line in table.lines()}
        unrated = [""] * len(table.columns)
        _, *columns = zip(*(lines.get(code, unrated) for code in titles), strict=True)
        (scale, *_), _ = _SCALES[dataset]
        for key, column in zip(_keys(table.columns), columns, strict=False):
            if key.endswith(scale):
                ratings[key] = _numbers(edition, key, column)
        if dataset == _RATINGS:
            suppressed = {code: _suppressed(line[-1]) for code, line in lines.items()}
    return RatedWorkers(release.fingerprint, titles, ratings, suppressed, release.worker_weights)


def _suppressed(cell: str) -> tuple[str, ...]:
    return tuple(f"{element} IM" for element in cell.split())
