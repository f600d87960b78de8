"""A build writes the tables of its editions, the same bytes every time, or nothing."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path
from zipfile import ZipFile

import pytest

from careerscore._data import DataDirectory
from careerscore.errors import DefinitionError, SourceFileError, UnknownEditionError
from careerscore.reference import open_edition
from careerscore.sources import build, check, onet_texts, read_edition, write_checksums


def rows(data: Path, name: str) -> list[list[str]]:
    with (data / "datasets" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.fixture
def data(official, tmp_path):
    folder = tmp_path / "data"
    build(official.folder, folder, editions=official.editions)
    return folder


def test_every_edition_is_written_with_its_tables_and_metadata(official, tmp_path):
    calls = []
    report = build(
        official.folder,
        tmp_path / "data",
        editions=official.editions,
        progress=lambda *call: calls.append(call),
    )
    names = [f"datasets/{edition.metadata_file}" for edition in official.editions]
    names += [f"datasets/{table.file}" for edition in official.editions for table in edition.tables]
    assert sorted(report.written) == sorted([*names, "SHA256SUMS"])
    assert sorted(report.editions) == [edition.id for edition in official.editions]
    assert (report.unchanged, report.removed) == ((), ())
    total = len(official.editions)
    assert calls == [(name, done, total) for done, name in enumerate(report.editions, start=1)]


def test_a_second_build_changes_nothing_and_another_gives_the_same_bytes(
    official, data, tmp_path, contents
):
    before = contents(data)
    report = build(official.folder, data, editions=official.editions)
    assert (report.written, len(report.unchanged)) == ((), len(before))
    assert contents(data) == before
    build(official.folder, tmp_path / "again", editions=official.editions)
    assert contents(tmp_path / "again") == before


def test_files_of_an_edition_that_it_no_longer_has_are_removed(official, data):
    stale = ["datasets/onet/30.1/tasks.csv", "datasets/onet/30.1.csv"]
    kept = ["datasets/onet/29.3.csv", "datasets/onet/30.10.toml", "releases/2026.1.toml"]
    (data / "releases").mkdir()
    for name in [*stale, *kept]:
        (data / name).write_bytes(b"")
    report = build(official.folder, data, editions=official.editions)
    assert sorted(report.removed) == sorted(stale)
    assert not any((data / name).exists() for name in stale)
    assert all((data / name).exists() for name in kept)


def test_editions_can_be_built_alone(official, tmp_path):
    report = build(official.folder, tmp_path / "data", editions=[official.edition("oews/2023-05")])
    names = ("datasets/oews/2023-05.csv", "datasets/oews/2023-05.toml", "SHA256SUMS")
    assert report.written == names


def test_a_computed_edition_is_built_after_the_one_it_is_computed_from(official, tmp_path):
    names = ["legacy-risk/onet-30.1", "frey-osborne/2013", "onet/30.1"]
    editions = [official.edition(name) for name in names]
    report = build(official.folder, tmp_path / "data", editions=editions)
    assert report.editions[-1] == names[0]
    with pytest.raises(UnknownEditionError) as caught:
        build(official.folder, tmp_path / "new", editions=editions[:2])
    assert caught.value.name == "onet/30.1"
    assert caught.value.available == ("legacy-risk/onet-30.1", "frey-osborne/2013")
    assert not (tmp_path / "new").exists()


def test_a_table_that_nothing_makes_is_refused(official, tmp_path):
    text = official.edition("aioe-percentile/2021").metadata
    path = tmp_path / "edition.toml"
    path.write_text(text.replace("american-dream-jobs/aioe", "mine/aioe"), encoding="utf-8")
    editions = [official.edition("felten-aioe/2021"), read_edition(path)]
    with pytest.raises(DefinitionError, match="makes occupations") as caught:
        build(official.folder, tmp_path / "data", editions=editions)
    assert caught.value.file == "aioe-percentile/2021.toml"


@pytest.mark.parametrize(
    ("name", "table", "file"),
    [
        ("onet/30.1", "onet/30.1/commodities.csv", "onet/30.1/commodities.csv"),
        ("cip-soc/2020", "cip-soc/2020.csv", "crosswalks/CIP2020_SOC2018_Crosswalk.csv"),
    ],
)
def test_a_table_of_another_length_than_stated_is_refused(name, table, file, official, tmp_path):
    stated = f'file = "{table}"\nrows = '
    text = official.edition(name).metadata.replace(f"{stated}2\n", f"{stated}99\n")
    path = tmp_path / "edition.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceFileError, match="expected 99 rows") as caught:
        build(official.folder, tmp_path / "data", editions=[read_edition(path)])
    assert (caught.value.file, caught.value.found) == (file, "2")
    assert not (tmp_path / "data").exists()


def test_missing_files_are_all_named(official, tmp_path, contents):
    for file in ("oews/national_M2023_dl.xlsx", "exposure/eloundou/occ_level.csv"):
        official.path(file).unlink()
    with pytest.raises(SourceFileError) as caught:
        build(official.folder, tmp_path / "data", editions=official.editions)
    assert (caught.value.file, caught.value.sheet) == ("exposure/eloundou/occ_level.csv", None)
    assert caught.value.found == "none; missing as well:\n  oews/national_M2023_dl.xlsx"
    assert contents(tmp_path / "data") == {}


def test_a_write_that_fails_leaves_the_old_file_and_no_temporary_one(
    official, data, contents, monkeypatch
):
    (data / "datasets/oews/2023-05.csv").write_bytes(b"old")
    before = contents(data)

    def fail(self, target):
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        build(official.folder, data, editions=official.editions)
    assert contents(data) == before


def test_the_checksums_are_those_of_every_other_file(data):
    (data / "releases").mkdir()
    (data / "releases/2026.1.toml").write_bytes(b"release")
    (data / ".hidden").write_bytes(b"")
    (data / "__pycache__").mkdir()
    (data / "__pycache__/x.pyc").write_bytes(b"")
    assert write_checksums(data)
    lines = (data / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    listed = {line[66:]: line[:64] for line in lines}
    assert list(listed) == sorted(listed)
    assert listed["releases/2026.1.toml"] == hashlib.sha256(b"release").hexdigest()
    assert not any("hidden" in name or "pyc" in name or "SUMS" in name for name in listed)
    assert not write_checksums(data)


def test_differences_from_a_build_are_named_and_nothing_is_written(official, data, contents):
    assert check(official.folder, data, editions=official.editions) == ()
    (data / "datasets/oews/2023-05.csv").unlink()
    (data / "datasets/oews/2024-05.toml").write_bytes(b"edited")
    (data / "datasets/onet/30.1/tasks.csv").write_bytes(b"")
    before = contents(data)
    found = check(official.folder, data, editions=official.editions, progress=lambda *_: None)
    assert [(problem.field, problem.value) for problem in found] == [
        ("datasets/oews/2023-05.csv", "no file"),
        ("datasets/oews/2024-05.toml", "other bytes"),
        ("datasets/onet/30.1/tasks.csv", "a file that no edition has"),
        ("SHA256SUMS", "other bytes"),
    ]
    assert contents(data) == before


def test_what_is_inside_a_compressed_table_counts_not_how_it_is_compressed(official, data):
    name = "datasets/oews-areas/2025-05/estimates.zip"
    with ZipFile(data / name) as archive:
        files = {each: archive.read(each) for each in archive.namelist()}
    with ZipFile(data / name, "w") as archive:
        for each, content in files.items():
            archive.writestr(each, content)
    write_checksums(data)
    assert check(official.folder, data, editions=official.editions) == ()
    assert name in build(official.folder, data, editions=official.editions).unchanged
    for damaged in (b"", (data / name).read_bytes().replace(b"29-1", b"29-2")):
        (data / name).write_bytes(damaged)
        problem, _ = check(official.folder, data, editions=official.editions)
        assert (problem.field, problem.value) == (name, "other bytes")


def test_a_compressed_table_needs_its_digest_in_the_metadata(official, tmp_path):
    text = official.edition("oews-areas/2025-05").metadata
    kept = [line for line in text.splitlines() if not line.startswith("estimates_sha256")]
    (tmp_path / "edition.toml").write_text("\n".join(kept), encoding="utf-8")
    with pytest.raises(SourceFileError, match="estimates_sha256 of the metadata, which is missing"):
        build(official.folder, tmp_path, editions=[read_edition(tmp_path / "edition.toml")])


def test_new_tables_hold_what_was_published(data):
    areas = rows(data, "oews-areas/2025-05/areas.csv")[1:]
    assert [row[:3] for row in areas] == [
        ["0023420", "metropolitan", "06"],
        ["0100001", "nonmetropolitan", "01"],
        ["0600000", "state", "06"],
    ]
    table = open_edition(DataDirectory(data), "oews-areas", "2025-05").table("estimates")
    teachers, fresno, california = (list(row.values()) for row in table.rows())
    assert teachers[:7] == ["25-1011", "0100001", "50", "2.0", "*", "41600", "1.5"]
    assert teachers[-2:] == ["TRUE", ""]
    assert fresno[:4] == ["29-1141", "0023420", "**", "**"]
    assert fresno[9:13] == ["90.00", "#", "#", "124800"]
    assert california[-2:] == ["", ""]
    assert rows(data, "employment-projections/2025-35.csv")[2][2:] == ["7.8", "14"]
    assert rows(data, "employment-projections/2019-29.csv")[1][6:8] == ["22.2", ">=$208,000"]
    assert [row[2:] for row in rows(data, "utilization-factors/2024-34/factors.csv")[1:]] == [
        ["productivity", "decreases"],
        ["demand", "decreases"],
        ["capital-labor substitution", "increases"],
    ]
    assert rows(data, "regional-price-parities/2023.csv")[1:] == [
        ["0023420", "Fresno, CA", "101.25"],
        ["0600000", "California", "100.0"],
    ]
    assert rows(data, "cpi-u/2026-05.csv")[1] == ["2025-05", "321.465"]
    assert rows(data, "eisfeldt-genai-exposure/2024.csv")[1:] == [
        ["11-1011", "0.47939068", "0.42293906", "0.056451611"],
        ["11-1031", "", "", ""],
    ]
    assert rows(data, "onet-ratings/30.2.csv")[2] == [
        "13-1011.00",
        "3.12",
        "3.12",
        "1.A.1.a.1 1.A.1.a.2",
    ]
    assert rows(data, "onet-interests/30.1.csv")[0] == ["onet_soc_code", "1.B.1.a OI", "1.B.1.b OI"]
    assert rows(data, "isco-08-to-soc-2010/2015-06.csv")[1][2:4] == ["Y", "55-1011"]
    census = rows(data, "census-occupations/2018/census_2010.csv")[1:]
    assert [row[2:] for row in census] == [["11-1011", "11-1011"], ["15-113X", "15-1131"]]


def test_the_texts_of_onet_come_from_two_files_of_its_download(official, tmp_path):
    content = official.path("onet-30.1/Occupation Data.xlsx").read_bytes()
    official.path("Occupation Data.xlsx").write_bytes(content)
    with pytest.raises(SourceFileError) as caught:
        build(official.folder, tmp_path / "own", editions=[onet_texts()])
    assert (caught.value.file, caught.value.found) == ("Task Statements.xlsx", "none")


def test_cells_are_written_as_published(data):
    occupations = rows(data, "onet/30.1/occupations.csv")
    assert occupations[1] == ["11-1011.00", "Workers of group 11", "5", "08/2023", "Analyst"]
    assert occupations[3] == ["15-1011.00", "Workers of group 15", "", "", ""]
    assert [row[1:] for row in rows(data, "onet/30.1/alternate_titles.csv")[1:4]] == [
        ["CEO (Chief Executive Officer)", "CEO", "Y", "Y"],
        ["chief of staff", "", "", ""],
        ["President", "", "Y", "N"],
    ]
    technology = rows(data, "onet/30.1/technology_skills.csv")[1]
    assert technology == ["11-1011.00", "AdSense Tracker", "43232306", "N", "N"]
    commodities = rows(data, "onet/30.1/commodities.csv")[1:]
    assert commodities == [["43232201", "Workflow software"], ["43232306", "Data base software"]]
    education = rows(data, "onet/30.1/required_education.csv")[1:]
    assert [int(row[1]) for row in education] == list(range(1, 13))
    physicians = rows(data, "oews/2023-05.csv")[-1]
    assert physicians[2] == "Family Medicine Physicians"
    assert physicians[8:13] == ["10.5", "15.25", "20", "#", "#"]
    assert rows(data, "gpts-are-gpts/2024.csv")[1][3] == "0.24999999999999997"
    assert [row[0] for row in rows(data, "frey-osborne/2013.csv")[1:]] == ["11-1011", "51-4033"]
    assert [row[0] for row in rows(data, "cip-soc/2020.csv")[1:]] == ["01.0000", "52.0201"]
    assert rows(data, "employment-projections/2024-34.csv")[2][11] == ">=$239,200"
    epoch = rows(data, "epoch-heuristic/onet-30.1.csv")[3]
    assert epoch == ["15-1011.00", "2", "1", "5", "5", "2", "3", "Y"]
