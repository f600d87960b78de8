"""Builder of the distributions of a release: what methodologies that rank among workers need.

They are computed as for a release that is not bundled, from its tables as they are built.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from careerscore._data import DataDirectory
from careerscore.model.occupation import Occupation
from careerscore.reference.editions import Facts
from careerscore.reference.exposure_measures import exposures_of
from careerscore.reference.projections import outlook_of
from careerscore.reference.ratings import ratings_of
from careerscore.reference.wages import worker_weights
from careerscore.scoring.catalog import methodology
from careerscore.sources.editions import DATASETS, bundled_editions
from careerscore.sources.readers import as_csv

if TYPE_CHECKING:
    from collections.abc import Iterable

    from careerscore.scoring.curves import Curve
    from careerscore.sources.readers import Sources, SourceTable, Tables

METHODOLOGIES: Final = (
    "careerscore-exposure/1.0",
    "careerscore-human-advantage/1.0",
    "careerscore/1.0",
)


def distributions(sources: Sources, tables: Tables) -> None:
    """Give the curves, the EPOCH sums, and which methodology they are of."""
    facts = _facts_of(sources.values())
    occupations = {
        code: Occupation(
            code=code,
            title=title,
            outlook=outlook_of(facts, code),
            exposures=exposures_of(facts, code),
            ratings=ratings_of(facts, code),
        )
        for code, title in facts.titles.items()
    }
    weights = worker_weights(facts)
    rows: list[tuple[str, ...]] = []
    curves: dict[str, Curve] = {}
    epoch: dict[str, float] = {}
    for id in METHODOLOGIES:
        method: Any = methodology(id)
        inputs = {code: method.inputs_of(each) for code, each in occupations.items()}
        found = method.distribution_of(inputs, weights)
        rows.append((id, method.fingerprint, found.fingerprint, " ".join(sorted(found.curves))))
        curves |= found.curves
        epoch |= found.epoch
    tables["methodologies"] = rows
    tables["curves"] = [
        (name, _joined(curve.values), _joined(curve.shares))
        for name, curve in sorted(curves.items())
    ]
    tables["epoch"] = [(code, repr(value)) for code, value in sorted(epoch.items())]


def _joined(numbers: Iterable[float]) -> str:
    return " ".join(map(repr, numbers))


def _facts_of(tables: Iterable[SourceTable]) -> Facts:
    folder = _Built(tables)
    editions = {edition.dataset: edition.edition for edition in folder.editions}
    return Facts(folder, editions)


class _Built(DataDirectory):
    """Tables of a build as a folder of data; nothing is written."""

    def __init__(self, tables: Iterable[SourceTable]) -> None:
        self._tables = {f"{DATASETS}/{table.file}": table for table in tables}
        ids = {"/".join(path.removesuffix(".csv").split("/")[1:3]) for path in self._tables}
        self.editions = [edition for edition in bundled_editions() if edition.id in ids]
        self._metadata = {
            f"{DATASETS}/{edition.metadata_file}": edition.metadata.encode()
            for edition in self.editions
        }

    @cached_property
    def checksums(self) -> dict[str, str]:
        """The paths of the files, which nothing is compared with."""
        return dict.fromkeys((*self._tables, *self._metadata), "")

    def read_bytes(self, path: str) -> bytes:
        """Return a table as it will be written, or metadata."""
        table = self._tables.get(path)
        return self._metadata[path] if table is None else as_csv(table.headings, table.rows)
