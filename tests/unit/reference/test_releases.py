"""Releases: pinned, named, verified, immutable."""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Mapping
from types import SimpleNamespace

import pytest

import careerscore as cs
from careerscore._data import DataDirectory, bundled
from careerscore.errors import (
    DataIntegrityError,
    DefinitionError,
    UnknownDatasetError,
    UnknownEditionError,
    UnknownOccupationError,
    UnknownReleaseError,
)
from careerscore.reference import Edition, loading, open_edition
from careerscore.reference.loading import _loaded, release_of_name
from careerscore.reference.releases import Release
from careerscore.sources import write_checksums

FINGERPRINTS = {
    "2026.1": "95dbf09e5d7d5a89cc1d8a0942cac6e4e46deb939db3afcd51c0aed3bcd28f8c",
    "2026.2": "a3f3f6cd452d0ab87dc337ea7270bb0f69be21a8049096fce5b2e70de7702986",
}


@pytest.fixture(name="copy")
def _copy(tmp_path, data_folder):
    # Without the largest file, which no test here changes.
    ignored = shutil.ignore_patterns("estimates.zip")
    shutil.copytree(data_folder, tmp_path / "data", ignore=ignored)
    return tmp_path / "data"


@pytest.mark.parametrize("name", cs.releases())
def test_a_release_never_changes(name):
    release = cs.load(name)
    assert release.fingerprint == FINGERPRINTS.get(name, release.fingerprint)
    assert Release(bundled(), name, release.editions).fingerprint == release.fingerprint


def test_the_newest_release_is_the_default_and_each_is_loaded_once():
    assert cs.releases() == ("2026.1", "2026.2", "2026.3")
    assert cs.load() is cs.load("2026.3")
    assert cs.load("2026.1")["29-2072.00"] is cs.load("2026.1")["29-2072.00"]


def test_a_release_is_a_mapping_by_exact_code():
    release = cs.load("2026.1")
    assert isinstance(release, Mapping)
    assert "29-2072.00" in release
    assert "29-2072" not in release
    assert release.get("29-2072") is None
    with pytest.raises(UnknownOccupationError, match="keyed by exact O\\*NET-SOC codes"):
        release["29-2072"]
    with pytest.raises(KeyError):
        release["x" * 10_000_000]


def test_replacing_an_edition_is_no_longer_the_release():
    release = cs.load("2026.1")
    other = release.replace(oews="2025-05")
    assert other.name == other["29-2072.00"].data_release == "2026.1 with oews/2025-05 (modified)"
    assert other["29-2072.00"].wages.annual.median == 51_140
    assert other != release
    assert other.fingerprint not in (release.fingerprint, cs.load("2026.2").fingerprint)
    twice = other.replace(oews="2024-05")
    assert twice.name == "2026.1 with oews/2025-05 with oews/2024-05 (modified)"
    assert release.replace() == release
    same = release.replace(employment_projections="2024-34")
    assert same.editions == release.editions


def test_an_edition_that_the_release_lacks_can_be_added():
    release = cs.load("2026.1").replace(webb="2020")
    assert release.name == "2026.1 with webb/2020 (modified)"
    assert release["29-2072.00"].exposures["webb_ai_score"].value is not None


def test_an_unknown_dataset_or_edition_is_named_with_what_there_is():
    release = cs.load("2026.1")
    with pytest.raises(UnknownDatasetError) as dataset:
        release.replace(oew="2025-05")
    assert dataset.value.suggestions == ("oews",)
    with pytest.raises(UnknownEditionError) as edition:
        release.replace(oews="2025")
    assert edition.value.available[::3] == ("oews/2019-05", "oews/2022-05", "oews/2025-05")
    with pytest.raises(UnknownDatasetError):
        release_of_name("2026.1 with self/1 (modified)")


def test_a_release_is_found_by_the_name_of_its_variant():
    release = cs.load("2026.1")
    variant = release.replace(oews="2025-05").replace(webb="2020")
    assert release_of_name(variant.name) == variant
    assert release_of_name("2026.1") is release
    assert variant.name in repr(variant)
    assert "oews/2025-05" in variant._repr_html_()


@pytest.mark.parametrize("name", ["2026&2", "2026.2.x", "", "²026.1"])
def test_a_damaged_name_of_a_release_file_is_found(monkeypatch, copy, name):
    sums = copy / "SHA256SUMS"
    sums.write_bytes(sums.read_bytes().replace(b"releases/2026.2", f"releases/{name}".encode()))
    monkeypatch.setattr(loading, "bundled", lambda: DataDirectory(copy))
    with pytest.raises(DataIntegrityError) as caught:
        cs.load()
    assert caught.value.problems[0].field == f"releases/{name}.toml"


@pytest.mark.parametrize("name", ["2026.9", "", "latest", 2026.1, [], "x" * 10_000])
def test_an_unknown_release_is_refused(name):
    with pytest.raises(UnknownReleaseError) as caught:
        cs.load(name)
    assert caught.value.available == ("2026.1", "2026.2", "2026.3")


def test_releases_and_what_they_hold_travel_to_other_processes():
    release = cs.load("2026.1")
    again = pickle.loads(pickle.dumps(release))
    assert again == release != "2026.1"
    assert hash(again) == hash(release)
    occupation = release["29-2072.00"]
    assert pickle.loads(pickle.dumps(occupation)) == occupation


def test_verify_counts_the_files_of_a_release():
    assert [cs.load(name).verify() for name in cs.releases()] == [38, 50, 78]


def test_a_changed_byte_is_found_by_verify_and_by_use(copy):
    table = copy / "datasets/oews/2023-05.csv"
    table.write_bytes(table.read_bytes().replace(b"48780", b"48781"))
    old = cs.load("2026.1")
    damaged = Release(DataDirectory(copy), old.name, old.editions, old.fingerprint)
    with pytest.raises(DataIntegrityError) as caught:
        damaged.verify()
    assert [problem.field for problem in caught.value.problems] == ["datasets/oews/2023-05.csv"]
    with pytest.raises(DataIntegrityError):
        damaged["29-2072.00"]
    # With a matching checksum, the files are whole but not those of the release.
    write_checksums(copy)
    forged = Release(DataDirectory(copy), old.name, old.editions, old.fingerprint)
    with pytest.raises(DataIntegrityError) as caught:
        forged.verify()
    assert caught.value.problems[0].field == "2026.1"
    assert caught.value.problems[0].expected == f"the fingerprint {old.fingerprint}"


def test_an_edition_has_a_source_parameters_and_tables():
    edition = open_edition(bundled(), "oews", "2023-05")
    assert repr(edition) == "<Edition oews/2023-05>"
    assert edition.tables == ()
    assert edition.parameters["top_code_annual_usd"] == 239_200
    assert edition.source.publisher == "US Bureau of Labor Statistics"
    assert edition.metadata["inputs"][0]["file"] == "oews/national_M2023_dl.xlsx"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('publisher = "', 'editor = "', "publisher: expected a non-empty string, got None"),
        ("retrieved = 2026-11-23", 'retrieved = "soon"', "retrieved: expected a date, got 'soon'"),
    ],
)
def test_metadata_that_are_none_are_refused(copy, old, new, problem):
    file = copy / "datasets/frey-osborne/2013.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    write_checksums(copy)
    with pytest.raises(DefinitionError) as caught:
        Edition(DataDirectory(copy), "frey-osborne", "2013")
    assert caught.value.problems == (problem,)


def without_lines(path, start):
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(start)]
    assert len(kept) < len(lines)
    path.write_text("".join(kept), encoding="utf-8")


def test_an_occupation_that_an_edition_leaves_out_has_no_value_of_it(copy):
    for edition in ("epoch-heuristic/onet-30.1.csv", "legacy-risk/onet-30.1.csv"):
        without_lines(copy / "datasets" / edition, "29-2072.00")
    write_checksums(copy)
    release = Release(DataDirectory(copy), "changed", cs.load("2026.1").editions)
    occupation = release["29-2072.00"]
    assert occupation.epoch is None
    assert release["29-2099.01"].epoch is not None
    assert cs.assess(occupation).total_range == (2, 4)
    measure = occupation.exposures["legacy_risk"]
    assert measure.value is None
    assert measure.notes["value"].reason == "there is no legacy risk of 29-2072.00"


def test_a_release_file_without_fingerprint_or_editions_is_refused(copy, monkeypatch):
    without_lines(copy / "releases/2026.1.toml", "fingerprint")
    write_checksums(copy)
    folder = DataDirectory(copy)
    monkeypatch.setattr(loading, "bundled", lambda: folder)
    with pytest.raises(DefinitionError, match="expected a fingerprint and a table of editions"):
        _loaded.__wrapped__("2026.1", folder, folder)


def test_a_compressed_table_that_an_edition_has_alone_is_a_file_of_its_release():
    paths = {"datasets/pay/1.toml": "0", "datasets/pay/1.zip": "0", "datasets/pay/10.zip": "0"}
    release = Release(SimpleNamespace(checksums=paths), "mine", {"pay": "1"}, "0")
    assert release.files == ("datasets/pay/1.toml", "datasets/pay/1.zip")
