"""A compressed table is what is inside it, however a Python compresses."""

from __future__ import annotations

import io
import zipfile
from types import SimpleNamespace

import pytest

from careerscore._data import Archive
from careerscore.errors import SourceFileError
from careerscore.sources.build import _check_inside, _compressed, _is_same, _parts

HEADINGS = ("occ_code", "area_code")
ROWS = [("11-1011", "1"), ("11-1011", "2"), ("11-1021", "1")]
STORED = _parts(HEADINGS, ROWS)
ARCHIVE = _compressed(STORED)


def deflated(archive):
    with zipfile.ZipFile(io.BytesIO(archive)) as file:
        parts = [(name, file.read(name)) for name in file.namelist()]
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        for name, part in parts:
            file.writestr(name, part)
    return content.getvalue()


def test_the_same_rows_give_the_same_bytes_a_part_for_each_broad_group():
    assert _compressed(_parts(HEADINGS, ROWS)) == ARCHIVE
    archive = Archive(ARCHIVE, "x.zip")
    assert archive.digest() == Archive(STORED, "x.zip").digest()
    assert archive.names == ("11-101.csv", "11-102.csv")
    assert archive.read("11-102.csv") == b"occ_code,area_code\n11-1021,1\n"


def test_another_compressor_gives_the_same_table(tmp_path):
    path = tmp_path / "estimates.zip"
    assert not _is_same(path, ARCHIVE)
    for other in (ARCHIVE, STORED, deflated(ARCHIVE)):
        path.write_bytes(other)
        assert _is_same(path, ARCHIVE)
        assert not _is_same(path, _parts(HEADINGS, ROWS[:-1]))
    path.write_bytes(ARCHIVE[:-30])
    assert not _is_same(path, ARCHIVE)
    # Of a table that is not compressed, every byte counts.
    path = path.rename(tmp_path / "estimates.csv")
    assert not _is_same(path, ARCHIVE)


def test_metadata_name_what_is_inside():
    digest = Archive(ARCHIVE, "x.zip").digest()
    edition = SimpleNamespace(parameters={"estimates_sha256": digest})
    _check_inside(edition, "pay/1/estimates.zip", STORED)
    _check_inside(edition, "pay/1/areas.csv", b"")
    with pytest.raises(SourceFileError, match=f"estimates_sha256 of the metadata, {digest}"):
        _check_inside(edition, "pay/1/estimates.zip", _parts(HEADINGS, ROWS[1:]))
