"""The data directory: files are checked when first read, and every damaged file is named."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from zipfile import Path as ZipPath
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import careerscore as cs
from careerscore._data import CHECKSUMS, RELEASED_CHECKSUMS, DataDirectory, bundled, parse_toml
from careerscore.errors import DataIntegrityError, DefinitionError

A, B = b"x = 1\n", b"code\n1\n"


def digest(content):
    return hashlib.sha256(content).hexdigest()


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/a.toml").write_bytes(A)
    (tmp_path / "sub/b.csv").write_bytes(B)
    sums = f"{digest(A)}  sub/a.toml\n{digest(B)}  sub/b.csv\n"
    (tmp_path / "SHA256SUMS").write_text(sums)
    return tmp_path


def problems_of(action):
    with pytest.raises(DataIntegrityError) as caught:
        action()
    return [str(problem) for problem in caught.value.problems]


def test_files_are_read_and_listed(folder):
    data = DataDirectory(folder)
    assert data.read_toml("sub/a.toml") == {"x": 1}
    assert (data.names("sub", ".toml"), data.names("su", ".toml")) == (("a",), ())
    assert (data.verify(), data.verify(("sub/a.toml",))) == (2, 1)
    assert repr(data) == f"DataDirectory({str(folder)!r})"


def test_a_changed_byte_is_found_in_a_file_read_before_too(folder):
    data = DataDirectory(folder)
    assert data.read_bytes("sub/b.csv") == B
    (folder / "sub/b.csv").write_bytes(A)
    expected = [f"sub/b.csv: expected SHA-256 {digest(B)}, got {digest(A)}"]
    assert problems_of(lambda: DataDirectory(folder).read_bytes("sub/b.csv")) == expected
    assert problems_of(data.verify) == expected
    assert data.verify(("sub/a.toml",)) == 1


def test_every_damaged_file_is_listed(folder):
    (folder / "sub/b.csv").write_bytes(b"")
    (folder / "sub/a.toml").unlink()
    found = problems_of(DataDirectory(folder).verify)
    assert len(found) == 2
    assert found[0] == f"sub/a.toml: expected a file with SHA-256 {digest(A)}, got no readable file"


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"no list\n", b"abc  sub/a.toml\n", b"\n"])
def test_without_a_readable_list_nothing_is_trusted(folder, content):
    (folder / "SHA256SUMS").write_bytes(content)
    expected = "SHA256SUMS: expected a checksum and a path on each line, got no readable list"
    assert problems_of(DataDirectory(folder).verify) == [expected]
    (folder / "SHA256SUMS").unlink()
    assert problems_of(DataDirectory(folder).verify) == [expected]


def test_a_list_other_than_expected_is_not_trusted(folder):
    expected = digest((folder / "SHA256SUMS").read_bytes())
    assert DataDirectory(folder, expected).verify() == 2
    (folder / "SHA256SUMS").write_text((folder / "SHA256SUMS").read_text().splitlines()[0])
    (problem,) = problems_of(lambda: DataDirectory(folder, expected).read_bytes("sub/a.toml"))
    assert problem.startswith(f"SHA256SUMS: expected SHA-256 {expected}, got ")


def test_files_that_are_not_listed_are_found(folder):
    (folder / "sub/c.csv").write_bytes(b"")
    (folder / ".hidden").write_bytes(b"")
    expected = ["sub/c.csv: expected an entry in SHA256SUMS, got a file that is not listed"]
    assert problems_of(lambda: DataDirectory(folder).read_bytes("sub/c.csv")) == expected
    assert problems_of(DataDirectory(folder).verify) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a = 1\na = 2\n", "Cannot overwrite a value (at line 2"),
        ("a = " + "9" * 5_000, "an integer of thousands of digits"),
        ("a = " + "[" * 10_000, "nested too deeply"),
        (".".join("a" * 101) + " = 1", "nested too deeply"),
        ("x = {" + " . ".join(["'a'", '"b"'] * 51) + " = 1}", "nested too deeply"),
        (f"a = 1\n[{'b' * 10_000}]\n[{'b' * 10_000}]", ""),
    ],
)
def test_text_that_is_not_toml_is_refused_in_a_few_words(text, reason):
    with pytest.raises(DefinitionError) as caught:
        parse_toml(text, "x.toml")
    assert str(caught.value).startswith(f"x.toml: not valid TOML: {reason}")
    assert len(str(caught.value)) < 300


def test_a_key_of_100_parts_is_read():
    assert str(parse_toml(".".join("a" * 100) + " = 1", "x.toml")).count("{'a': ") == 100


def test_every_bundled_file_is_listed_and_as_released(data_files):
    assert sorted(bundled().checksums) == sorted(data_files)
    # If this fails after data were added: RELEASED_CHECKSUMS in _data.py holds the old digest.
    assert bundled().verify() == len(data_files)


def test_the_data_are_found_in_a_zip_file_too(tmp_path, data_folder):
    archive, package = str(tmp_path / "careerscore.zip"), data_folder.parent
    with ZipFile(archive, "w") as file:
        for path in package.rglob("*"):
            file.write(path, path.relative_to(package.parent))
    code = "import careerscore as cs; print(cs.__file__, cs.assess('29-2072', data='2026.1').total)"
    env = {**os.environ, "PYTHONPATH": archive}
    found = subprocess.check_output([sys.executable, "-c", code], text=True, env=env, cwd=tmp_path)
    assert found.startswith(archive)
    assert found.endswith(" 3\n")


def test_a_damaged_zip_file_around_the_data_is_told(tmp_path):
    with ZipFile(tmp_path / "x.zip", "w") as file:
        file.writestr(CHECKSUMS, f"{digest(A)}  a.toml\n")
        file.writestr("a.toml", A)
    content = (tmp_path / "x.zip").read_bytes()
    for place, name in ((content.index(A), "a.toml"), (content.index(b"  a.toml"), CHECKSUMS)):
        (tmp_path / "x.zip").write_bytes(content[:place] + b"y" + content[place + 1 :])
        (problem,) = problems_of(DataDirectory(ZipPath(tmp_path / "x.zip")).verify)
        assert problem.startswith(f"{name}: expected ")


def test_without_a_folder_the_resources_of_the_package_are_asked(
    monkeypatch, data_folder, tmp_path
):
    monkeypatch.setattr(
        sys.modules[DataDirectory.__module__], "__file__", str(tmp_path / "bundled.py")
    )
    assert bundled.__wrapped__().checksums == DataDirectory(data_folder).checksums


FILES = list(bundled().checksums)
EARLIER = {*cs.load("2026.1").files, *cs.load("2026.2").files}
NEW_TABLES = [path for path in FILES if path.endswith((".csv", ".zip")) and path not in EARLIER]


def spoiled_list(kind, line, place):
    """The released list of checksums with a line that is missing, added or changed."""
    lines = [f"{digest}  {path}\n" for path, digest in bundled().checksums.items()]
    if kind == "added":
        lines.insert(line, lines[place % len(lines)].replace("s/", "z/"))
        return "".join(lines)
    changed = bytearray(lines[line].encode())
    changed[place % len(changed)] ^= 1
    lines[line] = changed.decode() if kind == "changed" else ""
    return "".join(lines)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["missing", "added", "changed"]),
    st.integers(0, len(FILES) - 1),
    st.integers(0, 1_000),
)
def test_another_list_than_the_released_is_told_by_use_and_by_verify(tmp_path, kind, line, place):
    (tmp_path / CHECKSUMS).write_text(spoiled_list(kind, line, place), newline="")
    for use in (DataDirectory.verify, lambda data: data.read_bytes(FILES[0])):
        (problem,) = problems_of(lambda use=use: use(DataDirectory(tmp_path, RELEASED_CHECKSUMS)))
        assert problem.startswith("SHA256SUMS: expected ")


@pytest.mark.parametrize("table", NEW_TABLES)
@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 1, exclude_max=True), change=st.integers(1, 255))
def test_a_changed_byte_of_a_table_is_told_by_use_and_by_verify(tmp_path, table, place, change):
    content = bytearray(bundled().read_bytes(table))
    content[int(place * len(content))] ^= change
    (tmp_path / CHECKSUMS).write_text(f"{bundled().checksums[table]}  {table}\n")
    (tmp_path / table).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / table).write_bytes(content)
    for use in (DataDirectory.read_bytes, lambda data, path: data.verify((path,))):
        (problem,) = problems_of(lambda use=use: use(DataDirectory(tmp_path), table))
        assert problem.startswith(f"{table}: expected SHA-256 {bundled().checksums[table]}, got ")


def test_a_list_of_ones_own_with_odd_names_is_told(tmp_path):
    for name in ("a\0b", "x" * 5_000, ".."):
        (tmp_path / CHECKSUMS).write_text(f"{'0' * 64}  {name}\n", encoding="utf-8")
        (problem,) = problems_of(DataDirectory(tmp_path).verify)
        assert problem.endswith("got no readable file")
