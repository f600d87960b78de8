"""Data of one's own: releases, editions and the sentences of O*NET, beside the bundled data."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

import careerscore as cs
from careerscore.errors import (
    CareerscoreError,
    DataIntegrityError,
    DefinitionError,
    PinMismatchError,
    RetiredCodeError,
    UnknownDatasetError,
    UnknownEditionError,
    UnknownReleaseError,
)
from careerscore.model import Provenance

CODE = "29-2072.00"
NEWEST = cs.load()
MADE_UP = """\
dataset = "my-index"
edition = "2027"
title = "An index"
publisher = "Myself"
licence = "CC0"
citation = "Myself (2027), An index."
url = "https://example.org"
retrieved = 2027-01-02
"""
INDEX = {"datasets/my-index/2027.toml": MADE_UP, "datasets/my-index/2027.csv": "code,x\n1,2\n"}


def toml(editions=NEWEST.editions, **entries):
    lines = [f'{key} = "{value}"' for key, value in entries.items()]
    return "\n".join([*lines, "[editions]", *(f'{key} = "{editions[key]}"' for key in editions)])


def release(name="mine", **options):
    return {f"releases/{name}.toml": toml(**options)}


def test_a_release_is_loaded_by_its_name_and_replaces_no_other(own):
    bundled = cs.releases()
    own({**INDEX, **release(editions={**NEWEST.editions, "my-index": "2027"})})
    mine = cs.load("mine")
    assert mine is cs.load("mine")
    assert mine.name == mine[CODE].data_release == "mine"
    assert [source.title for source in mine.datasets][-1] == "An index"
    assert mine.verify() == NEWEST.verify() + 2
    assert mine.fingerprint != NEWEST.fingerprint
    assert cs.releases() == bundled
    assert cs.load() == NEWEST
    assert cs.assess(CODE, data="mine").total == cs.assess(CODE).total


def test_a_fingerprint_is_computed_or_has_to_be_right(own):
    own(release())
    assert cs.load("mine").fingerprint == NEWEST.fingerprint
    own(release(fingerprint=NEWEST.fingerprint))
    assert cs.load("mine").fingerprint == NEWEST.fingerprint
    own(release(fingerprint="0" * 64))
    with pytest.raises(DataIntegrityError, match="mine: expected the fingerprint 0000"):
        cs.load("mine")


def test_a_name_of_a_bundled_release_is_not_taken(own):
    folder = own(release(NEWEST.name))
    assert cs.load(NEWEST.name) == NEWEST
    with pytest.raises(DataIntegrityError, match="a name that no bundled file has") as caught:
        cs.load("mine")
    assert caught.value.folder == str(folder)


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        ({"releases/mine.toml": 'editions = "all"'}, "expected a fingerprint and a table of edit"),
        ({"releases/mine.toml": "fingerprint = 1\n[editions]"}, "expected a fingerprint and a"),
        ({"releases/mine.toml": "[editions]\noews = 2025"}, "expected a fingerprint and a table"),
        ({"releases/mine.toml": "= 1"}, "not valid TOML"),
        (release(editions={**NEWEST.editions, "x": "1"}), "editions: no dataset 'x'"),
        (release(editions={**NEWEST.editions, "oews": "1"}), "editions: no edition 'oews/1'"),
        (release("mine with x"), "name of the file: expected letters, digits, '_', '.' and '-'"),
    ],
)
def test_a_release_with_a_fault_is_refused_with_its_file(own, files, problem):
    own(files)
    (path,) = files
    with pytest.raises(DefinitionError) as caught:
        cs.load(path.removeprefix("releases/").removesuffix(".toml"))
    assert caught.value.file.endswith(path)
    assert problem in str(caught.value)


@pytest.mark.parametrize("left_out", NEWEST.editions)
def test_without_a_dataset_a_release_answers_or_names_it(own, left_out):
    rest = {name: edition for name, edition in NEWEST.editions.items() if name != left_out}
    own(release(editions=rest))
    problems = ()
    try:
        mine = cs.load("mine")
    except DefinitionError as error:
        problems = error.problems
    if problems:
        assert problems == (f"editions: {left_out}: missing",)
        return
    occupation = mine.occupation("medical coder")
    cs.assess(occupation)
    cs.career_page(occupation).to_html()
    for column in mine.columns:
        column.value_for(occupation)
    mine.match_code("29-2071")
    mine.match_code("29-2071.00", system="onet-soc-2010")
    with pytest.raises(RetiredCodeError):
        mine.occupation("29-2071")


def test_an_edition_is_added_and_travels_to_processes_that_have_it(own, tmp_path):
    folder = own(INDEX)
    mine = cs.load("2026.2").replace(my_index="2027")
    assert mine.name == "2026.2 with my-index/2027 (modified)"
    assert mine[CODE].wages == cs.load("2026.2")[CODE].wages
    assert set(mine.files) > set(INDEX)
    with pytest.raises(UnknownEditionError, match="my-index/2027"):
        mine.replace(my_index="2028")
    assert pickle.loads(pickle.dumps(mine)) == mine
    (tmp_path / "pickle").write_bytes(pickle.dumps(mine))
    program = (
        "import pathlib, pickle\n"
        "release = pickle.loads(pathlib.Path('pickle').read_bytes())\n"
        f"print(release.name, release.fingerprint, release['{CODE}'].title)"
    )

    def elsewhere(folder):
        env = {**os.environ, "CAREERSCORE_DATA": str(folder)}
        command = [sys.executable, "-c", program]
        done = subprocess.run(command, capture_output=True, text=True, env=env, cwd=tmp_path)
        return done.stdout.strip() or done.stderr

    assert elsewhere(folder) == f"{mine.name} {mine.fingerprint} Medical Records Specialists"
    assert "UnknownDatasetError: no dataset 'my-index'" in elsewhere(tmp_path / "none")
    other = own({**INDEX, "datasets/my-index/2027.csv": "code,x\n1,3\n"}, tmp_path / "other")
    assert f"expected the fingerprint {mine.fingerprint}" in elsewhere(other)


def test_a_changed_edition_is_seen_at_once_and_earlier_releases_stay(own):
    own({**INDEX, **release(editions={**NEWEST.editions, "my-index": "2027"})})
    before = cs.load("mine")
    own({"datasets/my-index/2027.csv": "code,x\n1,3\n"})
    assert cs.load("mine").fingerprint != before.fingerprint
    assert before[CODE].title == cs.load("mine")[CODE].title


def test_threads_and_users_each_find_their_own(own, tmp_path, monkeypatch):
    own(release())
    other = own(release(editions=cs.load("2026.1").editions), tmp_path / "other")
    with ThreadPoolExecutor(8) as pool:
        found = {each.fingerprint for each in pool.map(cs.load, ["mine"] * 16)}
    assert found == {NEWEST.fingerprint}
    monkeypatch.setenv("CAREERSCORE_DATA", str(other))
    assert cs.load("mine").fingerprint == cs.load("2026.1").fingerprint


def test_an_unknown_release_says_where_it_was_looked_for(own):
    folder = own(release())
    with pytest.raises(UnknownReleaseError) as caught:
        cs.load("yours")
    assert caught.value.available == (*cs.releases(), "mine")
    assert str(caught.value).endswith(f"\nYour own are looked for in {folder}.")


@pytest.mark.parametrize("damage", [b"", b"\xff", b"no list"])
def test_a_damaged_folder_is_told_by_its_own_data_and_leaves_the_bundled_ones(own, damage):
    folder = own(INDEX)
    (folder / "SHA256SUMS").write_bytes(damage)
    career = cs.occupation(CODE, data="2026.2")
    assert cs.load("2026.2").replace(oews="2024-05")[CODE].wages.annual.median
    assert pickle.loads(pickle.dumps(cs.load())) == NEWEST
    assert "careerscore data verify" in career.notes["description"].reason
    assert career.notes["description"].provenance is Provenance.MISSING
    for ask in (lambda: cs.load("mine"), lambda: cs.load("2026.2").replace(my_index="2027")):
        with pytest.raises(DataIntegrityError) as caught:
            ask()
        assert str(folder) in str(caught.value)


def test_a_pin_is_restored_where_the_data_are_and_refused_elsewhere(own, tmp_path, monkeypatch):
    own({**INDEX, **release(editions={**NEWEST.editions, "my-index": "2027"})})
    method, pin = "american-dream-jobs/2.0", tmp_path / "pin.toml"
    for data in ("mine", NEWEST.replace(my_index="2027")):
        monkeypatch.setenv("CAREERSCORE_DATA", str(tmp_path / "own"))
        made = cs.pin(pin, methodology=method, data=data)
        assert set(made.checksums) > set(INDEX)
        assert cs.load_pin(pin).assess(CODE) == made.assess(CODE)
        monkeypatch.setenv("CAREERSCORE_DATA", str(tmp_path / "none"))
        with pytest.raises(PinMismatchError) as caught:
            cs.load_pin(pin)
        assert [each.field for each in caught.value.problems] == ["data.release"]
        assert str(caught.value).count(f"Your own are looked for in {tmp_path / 'none'}.") == 1


def test_sentences_come_with_their_attribution(own, sentences):
    own(sentences)
    career, other = cs.occupation(CODE), cs.occupation("29-1141.00")
    assert career.description == "=1+1, <b>made</b>"
    # Those that are rated as core come first.
    assert career.tasks[:6] == tuple(f"Task {n}." for n in (4, 5, 6, 7, 8, 1))
    assert career.sources["tasks"].id == "onet-texts/30.1"
    assert "O*NET" in career.sources["description"].attribution
    assert not {"description", "tasks"} & career.notes.keys()
    assert cs.loads(cs.dumps(career), cs.Occupation) == career
    assert (other.description, other.tasks) == (None, ())
    assert other.notes["description"].reason == "O*NET has no description for this occupation"
    assert other.notes["tasks"].reason == "O*NET has no task statements for this occupation"
    assert cs.load().fingerprint == NEWEST.fingerprint


def test_without_sentences_the_note_says_how_to_get_them():
    notes = cs.occupation(CODE).notes
    assert notes["description"] == notes["tasks"]
    assert notes["tasks"].reason.endswith("see careerscore data build --texts")


def test_sentences_of_another_version_or_that_are_damaged_are_not_shown(own, sentences):
    text = sentences["datasets/onet-texts/30.1.toml"].replace('"30.1"', '"31.0"')
    others = {name.replace("30.1", "31.0"): content for name, content in sentences.items()}
    own({**others, "datasets/onet-texts/31.0.toml": text})
    assert "not bundled" in cs.occupation(CODE).notes["tasks"].reason
    assert cs.load().replace(onet_texts="31.0")[CODE].sources["tasks"].id == "onet-texts/31.0"
    folder = own(sentences)
    pinned = cs.load().replace(onet_texts="30.1")
    (folder / "datasets/onet-texts/30.1/tasks.csv").write_bytes(b"")
    own({})
    (folder / "datasets/onet-texts/30.1/tasks.csv").write_bytes(b" ")
    assert "careerscore data verify" in cs.occupation(CODE).notes["tasks"].reason
    with pytest.raises(DataIntegrityError):
        cs.load().replace(onet_texts="30.1")[CODE]
    with pytest.raises(DataIntegrityError):
        pinned[CODE]


def test_sentences_that_a_release_pins_are_columns_of_exports_and_of_no_frame(
    own, sentences, tmp_path
):
    own({**sentences, **release(editions={**NEWEST.editions, "onet-texts": "30.1"})})
    mine, out = cs.load("mine"), tmp_path / "careers.csv"
    assert mine.fingerprint != NEWEST.fingerprint
    assert mine.columns == NEWEST.columns
    with pytest.raises(CareerscoreError, match="no column 'tasks'"):
        cs.export(out, columns=["tasks"])
    columns = ["onet_soc_code", "description", "tasks"]
    report = cs.export(out, data=mine, columns=columns, occupations=[CODE])
    assert "onet-texts/30.1" in report.sources
    # A text that a spreadsheet would take for a formula is marked as text.
    assert '"\'=1+1, <b>made</b>",Task 4.; Task 5.' in out.read_text(encoding="utf-8")
    with pytest.raises(UnknownDatasetError):
        NEWEST.replace(no_texts="30.1")
