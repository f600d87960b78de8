"""Text files: comma-separated, or tab-separated where the name ends in .txt."""

from __future__ import annotations

import pytest

from careerscore.errors import SourceFileError
from careerscore.sources import Field, Input
from careerscore.sources.readers import read_sources


def source(file):
    fields = (Field(heading="a"), Field(heading="b"))
    return Input(file=file, sha256="0", rows=1, fields=fields, key=("a",))


@pytest.mark.parametrize(
    ("file", "content"), [("x.csv", b"a,b\n1,2\n"), ("x.txt", b"a\tb\n1\t2\n")]
)
def test_the_name_decides_on_the_delimiter(file, content, tmp_path):
    (tmp_path / file).write_bytes(content)
    assert read_sources(tmp_path, {"x": source(file)})["x"].rows == [("1", "2")]


def test_a_byte_that_is_not_utf8_is_placed_by_the_delimiter_of_the_file(tmp_path):
    (tmp_path / "x.txt").write_bytes(b"a\tb\n1\t\xe9")
    with pytest.raises(SourceFileError) as caught:
        read_sources(tmp_path, {"x": source("x.txt")})
    assert (caught.value.row, caught.value.column) == (2, "b")
