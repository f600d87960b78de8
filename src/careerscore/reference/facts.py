"""All tables of one release, with indices by code."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final

from careerscore.codes import is_onet_soc_code, onet_soc_code
from careerscore.reference.editions import Edition, Row, Table, open_edition

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from careerscore._data import DataDirectory

MATRIX: Final = "national-employment-matrix"
SOC_2010: Final = "soc-2010-to-soc-2018"
ONET_SOC_2010: Final = "onet-soc-2010-to-onet-soc-2019"
"""The crosswalks: the datasets by which codes of other systems reach O*NET's."""


class Facts:
    """The tables of a pinned set of editions, opened when first needed."""

    def __init__(self, folder: DataDirectory, editions: Mapping[str, str]) -> None:
        self.folder = folder
        self._pinned = editions
        self._editions: dict[str, Edition] = {}
        self._tables: dict[tuple[str, str], Table] = {}
        # Several facts of an occupation are read from one row.
        self._first_row: Callable[[str, str, str], Row | None] = lru_cache(maxsize=64)(self._row)
        # Several measures are joined by the same crosswalk, too.
        self.soc_2010_codes: Callable[[str], tuple[str, ...]] = lru_cache(maxsize=1)(
            self._soc_2010_codes
        )

    def has(self, dataset: str) -> bool:
        """Return whether there is an edition of a dataset."""
        return dataset in self._pinned

    def edition(self, dataset: str) -> Edition:
        """Return the edition of a dataset."""
        if dataset not in self._editions:
            pinned = self._pinned[dataset]
            self._editions[dataset] = open_edition(self.folder, dataset, pinned)
        return self._editions[dataset]

    def table(self, dataset: str, name: str = "") -> Table:
        """Return a table of a dataset; the nameless one unless it has several."""
        key = (dataset, name)
        if key not in self._tables:
            self._tables[key] = self.edition(dataset).table(name)
        return self._tables[key]

    def row(self, code: str, dataset: str, name: str = "") -> Row | None:
        """Return the first row of a code, None where there is none."""
        return self._first_row(code, dataset, name)

    def _row(self, code: str, dataset: str, name: str) -> Row | None:
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
        table = self.table(MATRIX, "onet_crosswalk")
        return tuple(row["onet_soc_code"] for row in table.rows_where("matrix_code", matrix_code))

    def successors(self, code: str) -> tuple[str, ...]:
        """Return the O*NET-SOC codes that a code of SOC 2010 or O*NET-SOC 2010 leads to."""
        if is_onet_soc_code(code):
            rows = self.table(ONET_SOC_2010).rows_of(code)
            found = {row["onet_soc_2019_code"] for row in rows}
        else:
            found = {
                onet_soc_code(row["soc_2018_code"]) for row in self.table(SOC_2010).rows_of(code)
            }
        return tuple(sorted(found & self.titles.keys()))

    def _soc_2010_codes(self, soc_code: str) -> tuple[str, ...]:
        """Return the SOC 2010 codes that lead to a SOC 2018 code."""
        rows = self.table(SOC_2010).rows_where("soc_2018_code", soc_code)
        return tuple(row["soc_2010_code"] for row in rows)

    def onet_soc_2010_codes(self, code: str) -> tuple[str, ...]:
        """Return the O*NET-SOC 2010 codes that lead to an O*NET-SOC 2019 code."""
        rows = self.table(ONET_SOC_2010).rows_where("onet_soc_2019_code", code)
        return tuple(row["onet_soc_2010_code"] for row in rows)
