"""Reading users' files and writing files whole or not at all."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from careerscore._files import atomic_write, read_text, write_whole
from careerscore.errors import DefinitionError, InvalidInputError

needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")


def listed(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_text_is_read_with_any_line_ends(tmp_path):
    path = tmp_path / "a.toml"
    path.write_bytes("é\r\nb\n".encode())
    assert read_text(path) == read_text(str(path)) == "é\nb\n"


@needs_pipes
def test_a_pipe_is_not_read(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(DefinitionError, match="pipe: cannot be read: not a regular file"):
        read_text(tmp_path / "pipe")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xff", "not UTF-8 text"),
        (b"x" * 4_000_001, "longer than 4,000,000 characters"),
        (None, "No such file or directory"),
    ],
)
def test_an_unreadable_text_is_named(tmp_path, content, reason):
    path = tmp_path / "a.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DefinitionError) as caught:
        read_text(path)
    assert caught.value.file == str(path)
    assert caught.value.problems == (f"cannot be read: {reason}",)


@pytest.mark.parametrize("path", ["a\0b", None, 2.5])
def test_what_is_not_a_path_is_not_read(path):
    with pytest.raises(DefinitionError, match="cannot be read: not a path"):
        read_text(path)


def test_a_longest_text_is_read(tmp_path):
    (tmp_path / "a").write_bytes(b"x" * 4_000_000)
    assert len(read_text(tmp_path / "a")) == 4_000_000


def test_a_very_long_path_is_shortened():
    with pytest.raises(DefinitionError) as caught:
        read_text("x" * 100_000)
    assert len(str(caught.value)) < 200


def test_a_file_is_replaced_in_one_step(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("old")
    with atomic_write(path) as temporary:
        assert temporary.suffix == ".csv"
        assert temporary.parent.name.startswith(".careerscore-")
        temporary.write_text("new")
        temporary.with_name("more").write_text("deleted")
        assert path.read_text() == "old"
    assert path.read_text() == "new"
    assert listed(tmp_path) == ["a.csv"]


@pytest.mark.parametrize("error", [ValueError("x"), KeyboardInterrupt(), OSError(5, "x", "other")])
def test_a_block_that_raises_leaves_the_target_alone(tmp_path, error):
    path = tmp_path / "a.csv"
    path.write_text("old")

    def write():
        with atomic_write(path) as temporary:
            temporary.write_text("new")
            raise error

    with pytest.raises(type(error)) as caught:
        write()
    assert caught.value is error
    assert path.read_text() == "old"
    assert listed(tmp_path) == ["a.csv"]


def test_errors_name_the_target(tmp_path):
    path = tmp_path / "a.csv"
    with pytest.raises(FileNotFoundError) as missing, atomic_write(path):
        pass
    with pytest.raises(OSError, match="No space left") as full, atomic_write(path):
        raise OSError(28, "No space left on device")
    with pytest.raises(FileNotFoundError) as nowhere, atomic_write(str(tmp_path / "no" / "a")):
        pytest.fail("no folder")
    assert [missing.value.filename, full.value.filename] == [str(path)] * 2
    assert nowhere.value.filename == str(tmp_path / "no" / "a")
    assert listed(tmp_path) == []


@pytest.mark.skipif(os.name == "nt", reason="links and permissions of POSIX")
def test_a_link_and_permissions_are_kept(tmp_path):
    (tmp_path / "a").write_text("old")
    (tmp_path / "a").chmod(0o600)
    (tmp_path / "link").symlink_to("a")
    (tmp_path / "dangling").symlink_to("b")
    for name in ("link", "dangling"):
        with atomic_write(tmp_path / name) as temporary:
            temporary.write_text("new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "a").read_text() == (tmp_path / "b").read_text() == "new"
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600


@pytest.mark.skipif(os.name == "nt", reason="links of POSIX")
def test_a_link_to_itself_is_refused(tmp_path):
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(InvalidInputError, match="not a link to itself, got '"):
        atomic_write(tmp_path / "loop").__enter__()
    assert listed(tmp_path) == ["loop"]


@needs_pipes
def test_only_regular_files_are_replaced(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path, ""):
        with pytest.raises(InvalidInputError, match="path: expected a regular file"):
            atomic_write(path).__enter__()


@pytest.mark.parametrize("path", ["a\0b", None])
def test_what_is_not_a_path_is_not_written(path):
    with pytest.raises(InvalidInputError, match="path: expected the path of a file"):
        atomic_write(path).__enter__()


def test_many_threads_write_one_file_whole(tmp_path):
    path = tmp_path / "a"
    contents = [bytes([number]) * 10_000 for number in range(8)]

    def write(content):
        for _ in range(20):
            with atomic_write(path) as temporary:
                temporary.write_bytes(content)
            assert path.read_bytes() in contents

    with ThreadPoolExecutor(len(contents)) as pool:
        list(pool.map(write, contents))
    assert listed(tmp_path) == ["a"]


def test_an_unchanged_file_is_not_written_again(tmp_path):
    path = tmp_path / "new" / "folder" / "a"
    assert write_whole(path, b"1")
    assert not write_whole(path, b"1")
    assert write_whole(path, b"2")
    assert path.read_bytes() == b"2"
