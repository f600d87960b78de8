"""The distributions of a release are computed from its tables as a build makes them."""

from __future__ import annotations

import csv

import pytest

import careerscore as cs
from careerscore._data import bundled
from careerscore.sources import bundled_editions
from careerscore.sources.distributions import distributions
from careerscore.sources.readers import SourceTable, as_csv

EDITIONS = {edition.id: edition for edition in bundled_editions()}


def tables_of(id):
    """The bundled tables of an edition, as a build has them."""
    edition = EDITIONS[id]
    for table in edition.tables:
        text = bundled().read_bytes(f"datasets/{table.file}").decode()
        headings, *rows = map(tuple, csv.reader(text.splitlines()))
        yield (
            f"{edition.dataset}/{table.name}",
            SourceTable(table.file, None, headings, 2, rows),
        )


@pytest.mark.parametrize("release", cs.releases())
def test_the_bundled_distributions_are_what_the_bundled_tables_give(release):
    edition = EDITIONS[f"consensus-distribution/{release}"]
    sources = dict(pair for id in edition.built_from for pair in tables_of(id))
    made = {}
    distributions(sources, made)
    for table in edition.tables:
        expected = bundled().read_bytes(f"datasets/{table.file}")
        assert as_csv(tuple(table.columns), made[table.name]) == expected
    pinned = {f"{dataset}/{name}" for dataset, name in cs.load(release).editions.items()}
    assert pinned.issuperset(edition.built_from)
    assert edition.parameters["release_fingerprint"] == cs.load(release).fingerprint
