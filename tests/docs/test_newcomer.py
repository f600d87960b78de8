"""The README's commands and programs run as a newcomer copies them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

import careerscore

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


class Block(NamedTuple):
    language: str
    text: str


def blocks(text):
    return [
        Block(*found)
        for found in re.findall(r"^```(\w+)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    ]


_, _, REST = README.partition("## Quick start\n")
PATH, _, _ = REST.partition("\n## ")
SNIPPETS = [block for block in blocks(PATH) if block.language != "text"]

_, _, BEYOND = README.partition("## Score your own inputs\n")
BLOCKS = blocks(PATH) + blocks(BEYOND.partition("\n## ")[0])
PROGRAMS = [block.text for block in BLOCKS if block.language == "python"]
PRINTED = [block.text for block in BLOCKS if block.language == "text"]


@pytest.mark.parametrize("number", range(len(PROGRAMS)))
def test_a_snippet_runs_as_it_stands_and_prints_what_is_shown(number, tmp_path):
    program = tmp_path / "snippet.py"
    program.write_text(PROGRAMS[number], encoding="utf-8")
    work = tmp_path / "empty"
    work.mkdir()
    ran = subprocess.run(
        [sys.executable, "-W", "error", program], cwd=work, capture_output=True, text=True
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout == PRINTED[number]


def test_the_scored_table_is_written_for_the_newcomer_to_keep(tmp_path):
    subprocess.run([sys.executable, "-c", PROGRAMS[0]], cwd=tmp_path, check=True)
    (written,) = tmp_path.iterdir()
    header, *rows = written.read_text(encoding="utf-8").splitlines()
    assert header == "soc,workers,title,annual_median_usd,total,tier"
    assert rows[0] == "29-2072,12,Medical Records Specialists,51140.0,3,AI-Augmented"
    assert len(rows) == 3


@pytest.mark.parametrize(
    "command",
    [block.text for block in blocks(README) if block.language == "shell"],
    ids=["show", "pandas", "test"],
)
def test_a_command_is_one_that_a_shell_can_read(command):
    # That it installs is for `.ci/run` to see, which starts from an empty environment.
    subprocess.run(["bash", "-n", "-c", command], check=True)
    assert command.startswith("python -m pip install ")


def test_the_command_that_is_installed_shows_the_career_named():
    command = SNIPPETS[0].text.strip().partition(" && ")[2]
    name, *arguments = command.split()
    assert name == "careerscore"
    ran = subprocess.run(
        [sys.executable, "-m", name, *arguments], capture_output=True, text=True, check=True
    )
    assert "Medical Records Specialists" in ran.stdout


def test_what_the_readme_links_to_is_there():
    links = re.findall(r"\]\((?!https?://)([^)#]+)", README)
    assert len(links) > 8
    assert [link for link in links if not (ROOT / link).is_file()] == []


def test_the_readme_opens_with_small_pictures_that_a_screen_reader_describes():
    tags = re.findall(r"<img [^>]*>", README)
    shown = re.findall(r'<img src="([^"]+)" alt="[^"]{40,}">', README)
    assert len(tags) == len(shown) == 3
    assert README.index(tags[-1]) < README.index("## Quick start")
    pictures = [*shown, *re.findall(r'srcset="([^"]+)"', README)]
    assert len(pictures) == 6
    assert all(0 < (ROOT / picture).stat().st_size < 150_000 for picture in pictures)


@pytest.mark.parametrize("page", ["README.md", "docs/index.md"])
def test_what_is_said_to_be_scored_is(page):
    text = " ".join((ROOT / page).read_text(encoding="utf-8").split())
    site, consensus = (
        sum(each.total is not None for each in careerscore.assess_all(name).values())
        for name in ("american-dream-jobs/2.0", "careerscore/1.0")
    )
    every = len(careerscore.load())
    assert f"the {every:,} US occupations" in text
    assert re.search(
        rf"published score reaches {site} occupations[,;] (the other )?{every - site} get", text
    )
    assert re.search(rf"`careerscore/1.0`,? (scores|reaches) {consensus}\b", text)


def test_the_readme_counts_the_methodologies():
    assert f"the {len(careerscore.methodologies())} built-in ones" in README


def test_the_readme_speaks_of_one_release():
    assert set(re.findall(r"\b20\d\d\.\d\b", README)) == {careerscore.load().name}
