"""Every row in is a row out: a join counts what it reads and writes, and refuses a difference."""

from __future__ import annotations

import pytest

from careerscore.errors import DefinitionError
from careerscore.frames import join_file, joined_files, table_files
from careerscore.frames.table_files import CsvTable

each_target = pytest.mark.parametrize("target", ["out.csv", "out.xlsx", "out.parquet"])


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "in.csv"
    path.write_text("soc,n\n29-2072,1\n13-1020,2\n29-1141,3\n")
    return path


def reason(source, target, **options):
    """Why a join is refused, with nothing written."""
    with pytest.raises(DefinitionError) as caught:
        join_file(source, source.parent / target, on="soc", **options)
    assert [path.name for path in source.parent.iterdir()] == [source.name]
    return str(caught.value).removeprefix(f"{source}: cannot be read: ")


@each_target
def test_rows_that_are_not_read_are_an_error(source, target, monkeypatch):
    inspect = table_files.inspect_csv
    more = lambda *arguments: inspect(*arguments)._replace(records=4)  # noqa: E731
    monkeypatch.setattr(table_files, "inspect_csv", more)
    assert reason(source, target) == "3 of its 4 rows were read"


@each_target
@pytest.mark.parametrize("many", ["leave", "expand"])
def test_rows_that_are_not_written_are_an_error(source, target, many, monkeypatch):
    for name in ("_rows", "_parts"):
        make = getattr(joined_files, name)
        dropped = lambda *a, make=make: list(make(*a))[:-1] or iter(())  # noqa: E731
        monkeypatch.setattr(joined_files, name, lambda *a, d=dropped: iter(d(*a)))
    wanted = {"leave": 3, "expand": 5}[many]
    lost = 3 if target == "out.parquet" else 1
    lost = wanted if target == "out.parquet" else 1
    assert reason(source, target, many=many) == f"{wanted - lost} of {wanted} rows were written"


@each_target
@pytest.mark.parametrize("rows", [[("11-1011", "1")] * 3, [("29-2072", "1")]])
def test_rows_that_change_between_two_readings_are_an_error(source, target, rows, monkeypatch):
    read, times = CsvTable.rows, []

    def changed(table):
        times.append(table)
        return iter(rows) if len(times) > 1 else read(table)

    monkeypatch.setattr(CsvTable, "rows", changed)
    found = reason(source, target)
    assert found in {"it changes while it is read", "1 of 3 rows were written"}
