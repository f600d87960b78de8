"""Where files go: which format a name means, and that a file appears whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

import careerscore as cs
from careerscore.errors import InvalidInputError, MissingDependencyError
from careerscore.exporting import export_bytes

ONE = {"occupations": ["29-2072"], "columns": ["title", "tier"], "data": "2026.1"}


def refused(target, **options):
    with pytest.raises(InvalidInputError) as caught:
        cs.export(target, **ONE, **options)
    return [(problem.field, problem.expected) for problem in caught.value.problems]


def test_the_end_of_the_name_says_the_format(tmp_path):
    names = {"a.json": "json", "a.CSV": "csv", "a.parquet": "parquet", "a.pq": "parquet"}
    for name, format in {**names, "a.b.xlsx": "xlsx"}.items():
        report = cs.export(str(tmp_path / name), **ONE)
        assert (report.format, report.path, report.rows) == (format, str(tmp_path / name), 1)


@pytest.mark.parametrize("format", ["json", "parquet", "xlsx"])
def test_a_format_that_is_named_wins_and_the_bytes_are_those_of_export_bytes(tmp_path, format):
    path = tmp_path / "jobs.csv"
    report = cs.export(path, **ONE, format=format)
    assert (report.format, report.sidecars) == (format, ())
    assert path.read_bytes() == export_bytes(format, **ONE)
    assert list(tmp_path.iterdir()) == [path]


def test_the_report_says_what_was_written(tmp_path):
    report = cs.export(tmp_path / "jobs.csv", **ONE)
    assert report.columns == ("title", "tier")
    assert report.sidecars == (str(tmp_path / "jobs.csv-metadata.json"),)
    assert (report.data_release, report.methodology) == ("2026.1", "american-dream-jobs/2.0")
    assert report.sources[0] == "onet/30.1"
    assert report.cut == {}
    assert cs.from_dict(cs.to_dict(report), type(report)) == report


def test_a_target_that_is_none_is_told_with_all_that_is_wrong(tmp_path):
    ends = "a name that ends in .json, .csv, .parquet, .pq, .xlsx, or pass format="
    assert refused(tmp_path / "jobs.docx") == [("target", ends)]
    assert refused(tmp_path / "jobs") == [("target", ends)]
    assert refused(tmp_path / "no" / "jobs.csv") == [("target", "a folder that exists")]
    (tmp_path / "folder.csv").mkdir()
    assert refused(tmp_path / "folder.csv") == [("target", "an ordinary file")]
    for value in (5, None, "", "a\0b.csv", Path(), "/tmp/\ud800.json"):
        assert refused(value) == [("target", "the path of a file")]
    assert refused(tmp_path / "a.csv", format="docx") == [
        ("format", "'json' or 'csv' or 'parquet' or 'xlsx'")
    ]
    assert refused(tmp_path / "a.csv", format=5)[0][0] == "format"
    with pytest.raises(InvalidInputError) as caught:
        cs.export(tmp_path / "no" / "a.docx", columns=["nothing"], occupations=["29-2071"])
    fields = [problem.field for problem in caught.value.problems]
    assert fields == ["target", "target", "occupations[0]", "columns[0]"]


@pytest.mark.parametrize(
    ("format", "package", "extra"),
    [("xlsx", "xlsxwriter", "excel"), ("parquet", "pyarrow", "parquet")],
)
def test_a_missing_package_is_named_before_any_work(tmp_path, monkeypatch, format, package, extra):
    monkeypatch.setitem(__import__("sys").modules, package, None)
    with pytest.raises(MissingDependencyError) as caught:
        cs.export(tmp_path / f"a.{format}", occupations=["nobody at all"])
    assert caught.value.extra == extra
    with pytest.raises(MissingDependencyError):
        export_bytes(format)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_was_there_is_replaced_and_keeps_its_permissions(tmp_path):
    path = tmp_path / "jobs.csv"
    path.write_text("before")
    path.chmod(0o640)
    cs.export(path, **ONE)
    assert path.read_text(encoding="utf-8").startswith("title,tier")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    names = sorted(each.name for each in tmp_path.iterdir())
    assert names == ["jobs.csv", "jobs.csv-metadata.json"]


def test_what_a_link_leads_to_is_written_and_the_link_stays(tmp_path):
    real, link = tmp_path / "real.json", tmp_path / "link.json"
    real.write_text("before")
    link.symlink_to(real)
    report = cs.export(link, **ONE)
    assert link.is_symlink()
    assert report.path == str(real.resolve())
    assert real.read_text(encoding="utf-8").startswith("{")


needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")


@needs_pipes
def test_a_target_that_is_a_pipe_is_refused_also_behind_a_link(tmp_path):
    os.mkfifo(tmp_path / "pipe.json")
    (tmp_path / "link.json").symlink_to("pipe.json")
    for name in ("pipe.json", "link.json"):
        assert refused(tmp_path / name) == [("target", "an ordinary file")]
    assert stat.S_ISFIFO((tmp_path / "pipe.json").stat().st_mode)


@needs_pipes
def test_metadata_do_not_take_the_place_of_a_pipe(tmp_path):
    beside = tmp_path / "jobs.csv-metadata.json"
    os.mkfifo(beside)
    with pytest.raises(InvalidInputError, match="a regular file"):
        cs.export(tmp_path / "jobs.csv", **ONE)
    assert list(tmp_path.iterdir()) == [beside]


def test_links_that_lead_in_a_circle_or_nowhere_are_refused(tmp_path):
    (tmp_path / "a.json").symlink_to("b.json")
    (tmp_path / "b.json").symlink_to("a.json")
    assert refused(tmp_path / "a.json") == [("target", "an ordinary file")]
    (tmp_path / "c.json").symlink_to(tmp_path / "no" / "c.json")
    assert refused(tmp_path / "c.json") == [("target", "a folder that exists")]
    (tmp_path / "d.json").symlink_to("free.json")
    assert cs.export(tmp_path / "d.json", **ONE).path == str(tmp_path / "free.json")
    assert (tmp_path / "d.json").is_symlink()


@pytest.mark.parametrize("existing", [True, False])
def test_where_the_metadata_cannot_be_written_nothing_changes(tmp_path, monkeypatch, existing):
    if existing:
        (tmp_path / "jobs.csv").write_text("before")
    replace = Path.replace

    def failing(self, target):
        if Path(target).name == "jobs.csv-metadata.json":
            raise PermissionError(13, "Permission denied", str(self))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(PermissionError) as caught:
        cs.export(tmp_path / "jobs.csv", **ONE)
    # The error names the file that the caller knows.
    assert caught.value.filename == str(tmp_path / "jobs.csv-metadata.json")
    left = {each.name: each.read_text() for each in tmp_path.iterdir()}
    assert left == ({"jobs.csv": "before"} if existing else {})
