"""Where the data of a user lie, and how they stand beside the bundled ones."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from careerscore._data import CHECKSUMS, CombinedDirectory, available, bundled, user_folder
from careerscore.errors import DataIntegrityError

RELEASE = "releases/2026.1.toml"
MINE = "releases/mine.toml"


@pytest.fixture
def home(monkeypatch, tmp_path):
    """A home folder, and no variable that says where data lie."""
    for name in ("CAREERSCORE_DATA", "XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("platform", "named", "expected"),
    [
        ("linux", {}, ".local/share/careerscore"),
        ("linux", {"XDG_DATA_HOME": "data"}, "data/careerscore"),
        ("freebsd14", {}, ".local/share/careerscore"),
        ("darwin", {"XDG_DATA_HOME": "data"}, "Library/Application Support/careerscore"),
        ("win32", {"XDG_DATA_HOME": "data"}, "AppData/Local/careerscore"),
        ("win32", {"LOCALAPPDATA": "data"}, "data/careerscore"),
        *((platform, {"CAREERSCORE_DATA": "x"}, "x") for platform in ("linux", "darwin", "win32")),
    ],
)
def test_the_folder_is_the_one_that_is_named_or_the_usual_one(
    home, monkeypatch, platform, named, expected
):
    monkeypatch.setattr(sys, "platform", platform)
    for name, folder in named.items():
        monkeypatch.setenv(name, str(home / folder))
    assert user_folder() == home / expected


def test_a_relative_folder_is_below_the_folder_of_the_moment(home, monkeypatch):
    monkeypatch.chdir(home)
    monkeypatch.setenv("CAREERSCORE_DATA", "x")
    assert user_folder() == home / "x"
    monkeypatch.delenv("CAREERSCORE_DATA")
    # The rules for this variable: a relative path counts for nothing.
    monkeypatch.setenv("XDG_DATA_HOME", "x")
    assert user_folder() == home / ".local/share/careerscore"


def test_without_a_home_there_are_the_bundled_data(home, monkeypatch):
    def no_home(_):
        raise RuntimeError

    monkeypatch.setattr(Path, "expanduser", no_home)
    assert user_folder() is None
    assert available() is bundled()


def test_an_empty_or_missing_folder_changes_nothing(own, tmp_path):
    assert available() is bundled()
    (tmp_path / "own").mkdir()
    assert available() is bundled()


def test_a_usual_folder_out_of_reach_changes_nothing_and_a_named_one_is_told(home, monkeypatch):
    (home / ".local").write_bytes(b"")
    assert available() is bundled()
    monkeypatch.setenv("CAREERSCORE_DATA", str(home / ".local"))
    with pytest.raises(DataIntegrityError, match="no readable list") as caught:
        available().names("releases", ".toml")
    assert caught.value.folder == str(home / ".local")
    assert str(caught.value).startswith(f"your own data in {home / '.local'} are not as they are")


def test_both_are_listed_read_and_verified(own):
    folder = own({MINE: "x = 1\n"})
    data = available()
    assert repr(data) == f"CombinedDirectory({bundled()!r}, DataDirectory({str(folder)!r}))"
    assert data.names("releases", ".toml") == (*bundled().names("releases", ".toml"), "mine")
    assert data.read_toml(MINE) == {"x": 1}
    assert data.read_bytes(RELEASE) == bundled().read_bytes(RELEASE)
    assert data.verify((RELEASE, MINE)) == 2
    assert data.verify() == bundled().verify() + 1


def test_a_file_with_the_name_of_a_bundled_one_has_to_be_it(own, data_folder):
    text = (data_folder / RELEASE).read_text(encoding="utf-8")
    own({RELEASE: text})
    assert available().read_bytes(RELEASE) == text.encode()
    folder = own({RELEASE: f"{text}# Mine.\n"})
    for ask in (available().verify, lambda: available().checksums):
        with pytest.raises(DataIntegrityError, match="a name that no bundled file has") as caught:
            ask()
        assert [each.field for each in caught.value.problems] == [RELEASE]
        assert caught.value.folder == str(folder)


def test_what_is_not_as_listed_is_told_with_the_folder(own):
    folder = own({MINE: "x = 1\n"})
    (folder / MINE).write_bytes(b"x = 2\n")
    (folder / "releases/other.toml").write_bytes(b"")
    for ask, fields in (
        (lambda: available().read_toml(MINE), [MINE]),
        (available().verify, [MINE, "releases/other.toml"]),
    ):
        with pytest.raises(DataIntegrityError) as caught:
            ask()
        assert [each.field for each in caught.value.problems] == fields
        assert str(folder) in str(caught.value)
    (folder / CHECKSUMS).unlink()
    with pytest.raises(DataIntegrityError, match="no readable list"):
        available().verify()


def test_other_files_beside_the_data_are_left_alone(own, tmp_path):
    (tmp_path / "own/.git").mkdir(parents=True)
    (tmp_path / "own/.git/config").write_bytes(b"")
    (tmp_path / "own/notes.txt").write_bytes(b"")
    folder = own({MINE: "x = 1\n"})
    (folder / "letter.txt").write_bytes(b"")
    assert (folder / CHECKSUMS).read_text(encoding="utf-8")[66:] == f"{MINE}\n"
    assert available().verify() == bundled().verify() + 1


def test_a_change_is_seen_at_once(own):
    own({MINE: "x = 1\n"})
    before = available()
    assert isinstance(before, CombinedDirectory)
    assert available() is before
    assert before.read_toml(MINE) == {"x": 1}
    own({MINE: "x = 2\n"})
    assert available().read_toml(MINE) == {"x": 2}


def test_each_folder_has_data_of_its_own(own, tmp_path, monkeypatch):
    own({MINE: "x = 1\n"})
    other = own({MINE: "x = 2\n"}, tmp_path / "other")
    one = available()
    monkeypatch.setenv("CAREERSCORE_DATA", os.fspath(other))
    assert available().read_toml(MINE) == {"x": 2}
    assert one.read_toml(MINE) == {"x": 1}
