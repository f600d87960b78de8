"""All tables of one release, with indices by code."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, Final

from careerscore.codes import is_onet_soc_code, onet_soc_code, soc_code
from careerscore.model.provenance import Note, Provenance
from careerscore.reference.editions import Edition, Row, Table, open_edition

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from careerscore._data import DataDirectory

MATRIX: Final = "national-employment-matrix"
SOC_2010: Final = "soc-2010-to-soc-2018"
ONET_SOC_2010: Final = "onet-soc-2010-to-onet-soc-2019"
"""The crosswalks: the datasets by which codes of other systems reach O*NET's."""

_EARLIER_AND_LATER: Final = {
    SOC_2010: ("soc_2010_code", "soc_2018_code"),
    ONET_SOC_2010: ("onet_soc_2010_code", "onet_soc_2019_code"),
}


class Facts:
    """The tables of a pinned set of editions, opened when first needed."""

    def __init__(self, folder: DataDirectory, editions: Mapping[str, str]) -> None:
        self.editions = editions
        self.edition: Callable[[str], Edition] = cache(
            lambda dataset: open_edition(folder, dataset, editions[dataset])
        )
        self.table: Callable[..., Table] = cache(
            lambda dataset, name="": self.edition(dataset).table(name)
        )
        # Several facts of an occupation are read from one row.
        self.row: Callable[..., Row | None] = lru_cache(maxsize=64)(self._row)

    def _row(self, code: str, dataset: str, name: str = "") -> Row | None:
        """Return the first row of a code, None where there is none."""
        rows = self.table(dataset, name).rows_of(code)
        return rows[0] if rows else None

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """Title of every O*NET-SOC occupation, in the order of the codes."""
        return dict(self.table("onet", "occupations").select("onet_soc_code", "title"))

    @cached_property
    def commodities(self) -> Mapping[str, str]:
        """Title of every commodity that a technology can belong to."""
        return dict(self.table("onet", "commodities").select("commodity_code", "title"))

    def codes_of_soc(self, code: str) -> tuple[str, ...]:
        """Return the O*NET-SOC codes of a SOC code."""
        first = bisect_left(self._codes, f"{code}.")
        return self._codes[first : bisect_left(self._codes, f"{code}/", lo=first)]

    @cached_property
    def _codes(self) -> tuple[str, ...]:
        return tuple(self.titles)

    def matrix_code(self, onet_soc_code: str) -> str | None:
        """Return the code under which the national employment matrix has an occupation."""
        row = self.row(onet_soc_code, MATRIX, "onet_crosswalk")
        return None if row is None else row["matrix_code"]

    def codes_of_matrix(self, matrix_code: str) -> tuple[str, ...]:
        """Return the O*NET-SOC codes of a code of the national employment matrix."""
        rows = self.table(MATRIX, "onet_crosswalk").rows_where("matrix_code", matrix_code)
        return tuple(row["onet_soc_code"] for row in rows)

    def successors(self, code: str) -> tuple[str, ...]:
        """Return the O*NET-SOC codes that a code of SOC 2010 or O*NET-SOC 2010 leads to."""
        crosswalk = ONET_SOC_2010 if is_onet_soc_code(code) else SOC_2010
        _, later = _EARLIER_AND_LATER[crosswalk]
        found = {row[later] for row in self.table(crosswalk).rows_of(code)}
        codes = found if crosswalk == ONET_SOC_2010 else set(map(onet_soc_code, found))
        return tuple(sorted(codes & self.titles.keys()))

    def predecessors(self, code: str, crosswalk: str) -> tuple[str, ...]:
        """Return the codes of 2010 that lead to a code of today."""
        earlier, later = _EARLIER_AND_LATER[crosswalk]
        return tuple(row[earlier] for row in self.table(crosswalk).rows_where(later, code))


@lru_cache(maxsize=20_000)
def note_of(provenance: Provenance, reason: str) -> Note:
    """Return a note; occupations share most of them: one object each."""
    return Note(provenance=provenance, reason=reason)


@lru_cache(maxsize=64)  # wages, education, outlook and measures have the same one
def published_under_note(code: str, published: str, title: str) -> Note | None:
    """Say under which code a value was published, None where that is the occupation's own."""
    if published != soc_code(code):
        reason = f"published for {published} {title}, the composite that BLS puts it in"
        return Note(provenance=Provenance.BROAD_LEVEL, reason=reason, code=published)
    if not code.endswith(".00"):
        reason = f"published for its parent {published} {title}"
        return Note(provenance=Provenance.INHERITED, reason=reason, code=published)
    return None
