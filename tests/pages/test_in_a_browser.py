"""Pages as Chromium lays them out: no wider than the screen, and readable inside Jupyter."""

from __future__ import annotations

import html
import importlib.metadata
import json
import re
import shutil
import subprocess

import attrs
import pytest

import careerscore as cs
from careerscore.model import RelatedOccupation

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")

SWITCHES = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
)
WIDTHS = (360, 375, 768, 1280)
NAMES = ("career", "occupation", "methodology", "release", "comparison", "hostile")
NAMES += ("pay", "ranking", "market", "history", "profile", "gap")

# The rules of JupyterLab that change lists and tables: packages/notebook/style/base.css and
# packages/rendermime/style/base.css of version 4. nbconvert's lab template has all rules.
JUPYTER_RULES = """
.jp-OutputArea-output dl, .jp-OutputArea-output dt, .jp-OutputArea-output dd
  { display: block; width: 100%; overflow: hidden; padding: 0; margin: 0 }
.jp-OutputArea-output dt { font-weight: bold; float: left; width: 20% }
.jp-OutputArea-output dd { float: left; width: 80% }
.jp-RenderedHTMLCommon table { table-layout: fixed; margin-left: auto; margin-right: auto }
.jp-RenderedHTMLCommon td, .jp-RenderedHTMLCommon th, .jp-RenderedHTMLCommon tr
  { vertical-align: middle; padding: 0.5em; line-height: normal; white-space: normal }
:not(.jp-RenderedMarkdown).jp-RenderedHTMLCommon td,
:not(.jp-RenderedMarkdown).jp-RenderedHTMLCommon th,
:not(.jp-RenderedMarkdown).jp-RenderedHTMLCommon tr { text-align: right }
"""

# Each page in a frame of the width of a screen, so that the browser starts once.
MEASURE = """
<script>
addEventListener("load", () => {
  const found = {};
  for (const frame of document.querySelectorAll("iframe")) {
    const page = frame.contentDocument;
    const title = page.querySelector("h2, table").getBoundingClientRect();
    const styles = (selector) =>
      [...page.querySelectorAll(selector)].map((each) => frame.contentWindow.getComputedStyle(each));
    found[frame.name] = {
      room: frame.clientWidth,
      taken: page.documentElement.scrollWidth,
      scripts: page.scripts.length,
      alerted: frame.contentWindow.alerted === true,
      visible: title.width > 0 && title.height > 0,
      columns: styles(".columns, body")[styles(".columns").length ? 1 : 0]
        .gridTemplateColumns.split(" ").filter((track) => track !== "0px").length,
      empty: [...page.querySelectorAll(".wide td:empty")]
        .filter((cell) => cell.getBoundingClientRect().height > 0).length,
      floats: styles("dt, dd").filter((style) => style.float !== "none").length,
      right: styles("tr, td:not(.number), th:not(.number)")
        .filter((style) => style.textAlign !== "left").length,
      terms: [...page.querySelectorAll("dt")].map((each) => [
        each.textContent.length,
        each.getBoundingClientRect().height / parseFloat(frame.contentWindow.getComputedStyle(each).fontSize)
      ]),
    };
  }
  document.body.innerText = JSON.stringify(found);
});
</script>
"""


def jupyter_css():
    """JupyterLab's style sheet where nbconvert is installed, else the rules above."""
    try:
        files = importlib.metadata.files("nbconvert") or []
    except importlib.metadata.PackageNotFoundError:
        return JUPYTER_RULES
    sheets = [each.locate() for each in files if each.match("templates/lab/static/index.css")]
    return "".join(sheet.read_text("utf-8") for sheet in sheets if sheet.exists()) or JUPYTER_RULES


def in_jupyter(value, css, *, css_first):
    output = (
        '<div class="jp-OutputArea-child"><div class="jp-RenderedHTMLCommon jp-RenderedHTML '
        f'jp-OutputArea-output">{value._repr_html_()}</div></div>'
    )
    style = f"<style>{css}</style>"
    parts = (style, output) if css_first else (output, style)
    return f"<!doctype html><meta charset=utf-8><body>{''.join(parts)}"


def documents():
    release = cs.load("2026.1")
    career = release["29-2072.00"]
    hostile = '"><script>alerted = true</script>\u202e' + "a" * 10_000
    pages = {
        "career": cs.career_page(career),
        "occupation": career,
        "methodology": cs.methodology("american-dream-jobs/2.0"),
        "release": release,
        "comparison": cs.compare(career, "registered-nurses", "lawyers", data="2026.1"),
        "pay": cs.local_pay("27-2021", "Kansas City", data="2026.3"),
        "ranking": cs.best_places("registered-nurses", kind="metropolitan", data="2026.3"),
        "market": cs.local_market("San Juan", data="2026.3"),
        "history": cs.pay_history("dermatologists", data="2026.3"),
        "profile": cs.profile("51-4072", data="2026.3"),
        "gap": cs.skill_gap("51-4072", "lawyers", data="2026.3"),
        "hostile": attrs.evolve(
            career,
            title=hostile,
            aliases=(hostile,),
            related=(RelatedOccupation(code=hostile, title=hostile, tier=hostile),),
        ),
    }
    whole = pages["career"].to_html()
    start, end = whole.index('<div class="careerscore">'), whole.index("</body>")
    for name, value in pages.items():
        yield name, whole[:start] + value._repr_html_() + whole[end:]
    yield "jupyter-before", in_jupyter(pages["career"], jupyter_css(), css_first=True)
    yield "jupyter-after", in_jupyter(pages["career"], jupyter_css(), css_first=False)


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    folder = tmp_path_factory.mktemp("browser")
    frames = "".join(
        f'<iframe name="{name}-{width}" style="width:{width}px;height:800px;border:0" '
        f'srcdoc="{html.escape(text)}"></iframe>'
        for name, text in documents()
        for width in WIDTHS
    )
    page = folder / "page.html"
    page.write_text(f"<!doctype html><meta charset=utf-8><body>{MEASURE}{frames}", "utf-8")
    done = subprocess.run(
        [
            CHROMIUM,
            *SWITCHES.split(),
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
@pytest.mark.parametrize("name", NAMES)
def test_a_page_fits_the_screen(measured, name, width):
    found = measured[f"{name}-{width}"]
    assert found["room"] == width
    assert found["taken"] <= width
    assert found["visible"]


def test_a_stacked_table_has_no_empty_cells(measured):
    assert [measured[f"career-{width}"]["empty"] > 0 for width in WIDTHS] == [False] * 2 + [
        True
    ] * 2


@pytest.mark.parametrize("width", WIDTHS)
def test_no_text_is_run_as_a_script(measured, width):
    assert measured[f"hostile-{width}"]["scripts"] == 0
    assert not measured[f"hostile-{width}"]["alerted"]


def test_sections_have_two_columns_where_there_is_room(measured):
    assert [measured[f"occupation-{width}"]["columns"] for width in WIDTHS] == [1, 1, 2, 2]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("order", ["before", "after"])
def test_the_style_sheet_of_jupyter_changes_no_list_or_table(measured, order, width):
    found = measured[f"jupyter-{order}-{width}"]
    assert found["floats"] == 0
    assert found["right"] == 0
    assert found["taken"] <= width
    # A line is about one and a half times the size of its font: two lines at most.
    assert all(height < 3.5 for _, height in found["terms"])
