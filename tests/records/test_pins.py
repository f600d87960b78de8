"""Pins: written whole, restored exactly, refused with every difference."""

from __future__ import annotations

import re
import tomllib

import attrs
import pytest

import careerscore as cs
from careerscore._data import USER_DATA
from careerscore.errors import DefinitionError, InvalidInputError, PinMismatchError
from careerscore.sources import write_checksums

TWO = "american-dream-jobs/2.0"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "study.toml"
    cs.pin(methodology=TWO, data="2026.1", path=path)
    return path


def test_a_pin_names_everything_exactly(file):
    pinned = tomllib.loads(file.read_text(encoding="utf-8"))
    release = cs.load("2026.1")
    assert pinned["library"] == cs.__version__
    assert pinned["methodology"] == {"id": TWO, "fingerprint": cs.methodology(TWO).fingerprint}
    assert set(pinned["data"].pop("checksums")) == set(release.files)
    assert pinned["data"] == {
        "release": "2026.1", "fingerprint": release.fingerprint, "editions": release.editions
    }  # fmt: skip


def test_a_pin_restores_what_it_names(file):
    pin = cs.load_pin(file)
    assert pin == cs.pin(methodology=cs.methodology(TWO), data=cs.load("2026.1"))
    assert pin.methodology is cs.methodology(TWO)
    assert pin.assess("medical coder") == cs.assess("29-2072.00", data="2026.1")


def test_any_changed_digit_is_refused_with_the_reason(file):
    text = file.read_text(encoding="utf-8")
    for place in [found.start() for found in re.finditer(r"(?m)(?<=\d)\d(?=\D*$)", text)]:
        changed = text[:place] + str((int(text[place]) + 1) % 10) + text[place + 1 :]
        file.write_text(changed, encoding="utf-8")
        with pytest.raises(PinMismatchError) as caught:
            cs.load_pin(file)
        assert "pin.sha256" in [problem.field for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (f'id = "{TWO}"', 'id = "american-dream-jobs/1.0"', "methodology.fingerprint"),
        (f'id = "{TWO}"', 'id = "nothing/1"', "methodology.id"),
        ('release = "2026.1"', 'release = "2026.9"', "data.release"),
        ('release = "2026.1"', 'release = "2026.2"', "data.fingerprint"),
        ('"oews" = "2023-05"', '"oews" = "2022-05"', "data.editions.oews"),
        ('"oews" = "2023-05"\n', "", "data.editions.oews"),
        ('2013.csv" = "', '2013.csv" = "0', "data.checksums.datasets/frey-osborne/2013.csv"),
    ],
)
def test_what_differs_is_named(file, old, new, problem):
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(PinMismatchError) as caught:
        cs.load_pin(file)
    assert problem in [each.field for each in caught.value.problems]
    assert str(caught.value).startswith(f"{file}: ")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "library: missing"),
        ('library = "1"\nmethodology = 3', "methodology.id: missing"),
        ('library = "1"\n[data]\nrelease = 1', "data.release: expected a string, got 1"),
        ('[data]\neditions = "all"', "data.editions: expected a mapping of strings, got 'all'"),
        ("a = 1\na = 2", "not valid TOML"),
    ],
)
def test_what_is_no_pin_is_refused(tmp_path, text, problem):
    file = tmp_path / "none.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        cs.load_pin(file)
    assert problem in str(caught.value)


@pytest.mark.parametrize("release", cs.releases()[1:])
@pytest.mark.parametrize("id", cs.methodologies())
def test_every_result_gives_the_pin_that_gives_it_again(id, release):
    result = cs.assess("29-2072.00", methodology=id, data=release)
    assert cs.pin_result(result).assess("29-2072.00") == result


def test_a_result_on_changed_editions_is_pinned_with_them(tmp_path):
    release = cs.load("2026.1").replace(oews="2025-05").replace(webb="2020")
    result = cs.assess("29-2072.00", data=release)
    pin = cs.pin_result(result)
    pin.write(tmp_path / "pin.toml")
    restored = cs.load_pin(tmp_path / "pin.toml")
    assert restored.release == release
    assert restored.assess("29-2072.00") == result


def pinned_on_own(folder, data):
    result = cs.assess("29-2072.00", methodology="frey-osborne/2013", data=data)
    assert result.total == 0.51
    pin = cs.pin_result(result)
    pin.write(folder / "pin.toml")
    assert pin.checksums["datasets/frey-osborne/mine.csv"]
    restored = cs.load_pin(folder / "pin.toml")
    assert restored == pin
    assert restored.assess("29-2072.00") == result
    return result


def test_a_result_on_an_edition_of_ones_own_is_pinned_and_cited(own_table, tmp_path, monkeypatch):
    release = cs.load("2026.3").replace(frey_osborne="mine")
    result = pinned_on_own(tmp_path, release)
    assert "[frey-osborne/mine]" in cs.cite(result)
    own_table.write_bytes(own_table.read_bytes().replace(b",0.51", b",0.52"))
    write_checksums(own_table.parents[2])
    with pytest.raises(PinMismatchError) as caught:
        cs.load_pin(tmp_path / "pin.toml")
    changed = [each.field for each in caught.value.problems]
    assert changed == ["data.fingerprint", "data.checksums.datasets/frey-osborne/mine.csv"]
    monkeypatch.delenv(USER_DATA)
    # What was loaded before is pinned still, and where its edition is not, a pin says so.
    assert cs.pin(methodology=TWO, data=release).checksums == release.checksums
    with pytest.raises(PinMismatchError, match="no edition 'frey-osborne/mine'"):
        cs.load_pin(tmp_path / "pin.toml")


def test_a_result_on_a_release_of_ones_own_is_pinned(own_table, tmp_path):
    folder = own_table.parents[2]
    (folder / "releases").mkdir()
    editions = {**cs.load("2026.3").editions, "frey-osborne": "mine"}
    lines = [f'{dataset} = "{edition}"\n' for dataset, edition in editions.items()]
    text = f"[editions]\n{''.join(lines)}"
    (folder / "releases/study.toml").write_text(text, encoding="utf-8")
    write_checksums(folder)
    assert pinned_on_own(tmp_path, "study").data_release == "study"


def test_a_result_of_bare_inputs_pins_the_methodology_alone(tmp_path):
    result = cs.methodology(TWO).score(ai_exposure=0.3, job_growth=1, human_advantage=15)
    pin = cs.pin_result(result)
    assert (pin.data_release, pin.release) == (None, None)
    pin.write(tmp_path / "pin.toml")
    assert cs.load_pin(tmp_path / "pin.toml") == pin
    assert pin.assess(cs.occupation("29-2072.00")).total == 3
    with pytest.raises(InvalidInputError, match="no data are pinned"):
        pin.assess("29-2072.00")


def test_a_modified_methodology_cannot_be_pinned():
    variant = cs.methodology(TWO).evolve(title="Mine", factors={"job_growth": {"fixed": 1}})
    with pytest.raises(InvalidInputError, match="a registered methodology"):
        cs.pin(methodology=variant, data="2026.1")
    with pytest.raises(InvalidInputError, match="pin_result: methodology: expected a registered"):
        cs.pin_result(variant.score())
    with pytest.raises(InvalidInputError, match="a registered methodology"):
        cs.pin(methodology=variant.evolve(id=TWO), data="2026.1")


def test_a_result_of_a_changed_copy_under_an_old_name_is_not_pinned():
    career = cs.occupation("29-2072.00", data="2026.1")
    other = attrs.evolve(career, outlook=attrs.evolve(career.outlook, percent_change=1))
    with pytest.raises(
        InvalidInputError, match=r"pin_result: fingerprint: expected [0-9a-f]{64}, that"
    ):
        cs.pin_result(cs.assess(other))
    posing = cs.methodology(TWO).evolve(id=TWO, factors={"job_growth": {"fixed": 1}})
    with pytest.raises(InvalidInputError, match=r"that of 29-2072\.00 by this methodology on this"):
        cs.pin_result(posing.assess(career))
