"""Pages as Chromium lays them out, where it is installed: nothing is wider than the screen."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess

import attrs
import pytest
from careerscore.report.card import career_card
from careerscore.report.html import document

import careerscore as cs
from careerscore.api import career_economics
from careerscore.model import RelatedOccupation

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")

WIDTHS = (360, 768, 1280)

# Each page in a frame of the width of a screen, so that one start of the browser does for all.
MEASURE = """
<script>
addEventListener("load", () => {
  const found = {};
  for (const frame of document.querySelectorAll("iframe")) {
    const page = frame.contentDocument, name = frame.name;
    const title = page.querySelector("h2, table").getBoundingClientRect();
    found[name] = {
      room: frame.clientWidth,
      taken: page.documentElement.scrollWidth,
      scripts: page.scripts.length,
      alerted: frame.contentWindow.alerted === true,
      shown: title.width > 0 && title.height > 0,
      columns: getComputedStyle(page.querySelector(".columns") || page.body)
        .gridTemplateColumns.split(" ").filter((track) => track !== "0px").length,
    };
  }
  document.body.innerText = JSON.stringify(found);
});
</script>
"""


def pages():
    release = cs.load("2026.1")
    career = release["29-2072.00"]
    method = cs.methodology("american-dream-jobs/2.0")
    card = career_card(career, method.assess(career), method, career_economics(career))
    hostile = '"><script>alerted = true</script>\u202e' + "a" * 10_000
    yield "career", card
    yield "methodology", method
    yield "release", release
    yield "comparison", cs.compare(career, "registered-nurses", data="2026.1")
    yield (
        "hostile",
        attrs.evolve(
            career,
            title=hostile,
            aliases=(hostile,),
            related=(RelatedOccupation(code=hostile, title=hostile, tier=hostile),),
        ),
    )


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    folder = tmp_path_factory.mktemp("browser")
    frames = "".join(
        f'<iframe name="{name}-{width}" style="width:{width}px;height:800px;border:0" '
        f'srcdoc="{html.escape(document(value))}"></iframe>'
        for name, value in pages()
        for width in WIDTHS
    )
    page = folder / "page.html"
    page.write_text(f"<!doctype html><meta charset=utf-8><body>{MEASURE}{frames}", "utf-8")
    done = subprocess.run(
        [
            CHROMIUM,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            f"--user-data-dir={folder / 'profile'}",
            "--dump-dom",
            page.as_uri(),
        ],
        capture_output=True,
        check=True,
        encoding="utf-8",
        timeout=120,
    )
    body = re.search(r"<body>(.*)</body>", done.stdout, re.DOTALL)[1]
    return json.loads(html.unescape(body))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["career", "methodology", "release", "comparison", "hostile"])
def test_a_page_fits_the_screen(measured, name, width):
    found = measured[f"{name}-{width}"]
    assert found["room"] == width
    assert found["taken"] <= width
    assert found["shown"]


@pytest.mark.parametrize("width", WIDTHS)
def test_no_text_runs(measured, width):
    assert measured[f"hostile-{width}"]["scripts"] == 0
    assert not measured[f"hostile-{width}"]["alerted"]


def test_sections_stand_side_by_side_where_there_is_room(measured):
    assert [measured[f"career-{width}"]["columns"] for width in WIDTHS] == [1, 2, 2]
