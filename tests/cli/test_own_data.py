"""``careerscore data`` and data of one's own: built, listed, verified, damaged."""

from __future__ import annotations

import hashlib
import json
import re
import sys

import pytest
import xlsxwriter

import careerscore as cs
from careerscore.sources import onet_texts, read_edition

CODE = "29-2072.00"
BUILD = ("data", "build", "--texts", "--from")
SHEETS = {
    "Occupation Data.xlsx": [
        ("O*NET-SOC Code", "Title", "Description"),
        (CODE, "Medical Records Specialists", "Compile records."),
    ],
    "Task Statements.xlsx": [
        (
            *("O*NET-SOC Code", "Title", "Task ID", "Task", "Task Type"),
            *("Incumbents Responding", "Date", "Domain Source"),
        ),
        (CODE, "Medical Records Specialists", 7, "Code.", "Core", 9, "08/2023", "Incumbent"),
    ],
}


def words(text):
    return " ".join(text.split())


def download(folder, sheets):
    """Write a download of O*NET, and return the digests of its files."""
    folder.mkdir(exist_ok=True)
    digests = []
    for name, rows in sheets.items():
        with xlsxwriter.Workbook(folder / name) as workbook:
            sheet = workbook.add_worksheet(name.removesuffix(".xlsx"))
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
        digests.append(hashlib.sha256((folder / name).read_bytes()).hexdigest())
    return digests


@pytest.fixture
def official(tmp_path, monkeypatch):
    """A small download of O*NET, and the edition that is built from it."""
    folder = tmp_path / "db_30_1_excel"
    text = re.sub("rows = [0-9]+", "rows = 1", onet_texts().metadata)
    for source, digest in zip(onet_texts().inputs.values(), download(folder, SHEETS), strict=True):
        text = text.replace(source.sha256, digest)
    (tmp_path / "edition.toml").write_text(text, encoding="utf-8")
    edition = read_edition(tmp_path / "edition.toml")
    monkeypatch.setattr("careerscore.sources.onet_texts", lambda: edition)
    return folder


@pytest.fixture
def folder(monkeypatch, tmp_path):
    monkeypatch.setenv("CAREERSCORE_DATA", str(tmp_path / "new" / "own"))
    return tmp_path / "new" / "own"


def test_texts_are_built_into_the_folder_of_the_user_and_shown_at_once(run, official, folder):
    assert "not bundled" in run("show", CODE, "--all").out
    done = run(*BUILD, str(official))
    assert (done.code, done.err) == (0, "")
    # The path may be cut at the end of a line.
    written = f"1 edition built in {folder}, 4 files written, 0 unchanged"
    assert "".join(done.out.split()) == written.replace(" ", "")
    shown = run("show", CODE, "--all").out
    assert "Compile records." in shown
    assert "onet-texts/30.1: " in shown
    again = json.loads(run(*BUILD, str(official), "--format", "json").out)
    assert (again["written"], len(again["unchanged"])) == ([], 4)
    verified = json.loads(run("data", "verify", "--format", "json").out)
    assert verified["own_files"] == 3
    assert "3 of your own" in words(run("data", "verify").out)


def test_texts_are_built_into_another_folder_on_request(run, official, folder, tmp_path):
    out = tmp_path / "out"
    assert run(*BUILD, str(official), "--out", str(out)).code == 0
    assert (out / "datasets/onet-texts/30.1/tasks.csv").is_file()
    assert not folder.exists()


def test_what_is_no_download_of_that_version_is_exit_code_1(run, official, folder, tmp_path):
    address = "as in the files of https://www.onetcenter.org/dictionary/30.1/excel/"
    done = run(*BUILD, str(tmp_path))
    assert (done.code, done.out) == (1, "")
    assert f"Occupation Data.xlsx, sheet 'Occupation Data': expected a file, {address}" in done.err
    other = {**SHEETS, "Occupation Data.xlsx": [*SHEETS["Occupation Data.xlsx"]] * 2}
    download(official, other)
    done = run(*BUILD, str(official))
    assert (done.code, done.out) == (1, "")
    assert f"expected 1 rows of data, {address}, found 3 rows" in done.err
    assert not folder.exists()


def test_a_build_that_cannot_write_or_read_has_an_exit_code(run, official, folder, monkeypatch):
    folder.parent.write_bytes(b"")
    assert run(*BUILD, str(official)).code == 1
    monkeypatch.setattr("careerscore._data.user_folder", lambda: None)
    done = run(*BUILD, str(official))
    assert (done.code, "careerscore: --out: expected the folder to write" in done.err) == (2, True)
    assert run("data", "build", "--from", str(official)).code == 2
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    done = run(*BUILD, str(official), "--out", str(folder))
    assert (done.code, "careerscore[sources]" in done.err) == (1, True)


def test_own_data_are_marked_in_the_list_and_verified(run, own, sentences):
    editions = "\n".join(f'{name} = "{edition}"' for name, edition in cs.load().editions.items())
    pinned = f'[editions]\n{editions}\nonet-texts = "30.1"\n'
    folder = own({**sentences, "releases/mine.toml": pinned})
    text = words(run("data", "list").out)
    assert re.search(r"mine 1,016 occupations, \d+ editions, your own\.", text)
    assert "Licence: CC BY 4.0. In mine. Your own." in text
    assert f"Data of your own are looked for in {folder}." in text
    listed = json.loads(run("data", "list", "--format", "json").out)
    assert listed["folder"] == str(folder)
    assert [each["release"] for each in listed["releases"] if each["own"]] == ["mine"]
    assert [each["source"]["id"] for each in listed["editions"] if each["own"]] == [
        "onet-texts/30.1"
    ]
    expected = f"verified: {', '.join(cs.releases())}, mine"
    assert words(run("data", "verify").out).endswith(expected)
    assert run("data", "verify", "mine").code == 0
    own({"releases/yours.toml": pinned})  # so that nothing is known from before
    (folder / "releases/mine.toml").write_bytes(b"")
    for arguments in (("data", "verify"), ("data", "list"), ("show", CODE, "--data", "mine")):
        done = run(*arguments)
        assert (done.code, done.out) == (1, "")
        assert done.err.startswith(f"careerscore: your own data in {folder} are not as they are")
        assert "releases/mine.toml: expected SHA-256 " in done.err
    assert run("show", CODE).code == 0


@pytest.mark.parametrize(
    ("tables", "rows"),
    [("", {}), ('[[tables]]\nname = "x"\nrows = 7', {"x": 7}), ("tables = 1", None),
     ('[[tables]]\nname = "x"', None)],
)  # fmt: skip
def test_an_edition_made_by_hand_is_listed_or_its_fault_is_told(run, own, sentences, tables, rows):
    name = "datasets/onet-texts/30.1.toml"
    own({name: sentences[name].partition("[[")[0] + tables, "datasets/notes.toml": ""})
    done = run("data", "list", "--format", "json")
    if rows is None:
        assert (done.code, done.out) == (1, "")
        assert f"{name}: tables: expected a name and a number of rows for each" in done.err
    else:
        assert [each["rows"] for each in json.loads(done.out)["editions"] if each["own"]] == [rows]


def test_without_a_home_folder_the_list_names_none(run, monkeypatch):
    monkeypatch.setattr("careerscore._data.user_folder", lambda: None)
    assert json.loads(run("data", "list", "--format", "json").out)["folder"] is None
    assert "Data of your own" not in run("data", "list").out
