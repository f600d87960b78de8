"""Pages as Chromium lays them out: alone, embedded, inside notebooks and on paper."""

from __future__ import annotations

import html
import importlib.metadata
import json
import re
import shutil
import subprocess
from pathlib import Path

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
NAMES = ("career", "open", "hourly", "occupation", "methodology", "release", "comparison")
NAMES += ("pay", "ranking", "market", "history", "profile", "gap", "hostile")
NOTEBOOKS = {
    "jupyterlab": "jp-RenderedHTMLCommon jp-RenderedHTML jp-OutputArea-output",
    "classic": "output_area rendered_html",
    "vscode": "output",
}
"""The classes of the element that each kind of notebook puts around the output of a cell."""

# Each page in a frame of the width of a screen, so that the browser starts once.
MEASURE = Path(__file__).with_name("measure.js").read_text("utf-8")


def style_sheet(notebook, mode):
    """The rules of a notebook: all that nbconvert has where it is installed, else those here."""
    own = (Path(__file__).parent / "notebooks" / f"{notebook}.css").read_text("utf-8")
    try:
        files = importlib.metadata.files("nbconvert") or []
    except importlib.metadata.PackageNotFoundError:
        return own
    named = {
        "jupyterlab": ("lab/static/index.css", f"lab/static/theme-{mode}.css"),
        "classic": ("classic/static/style.css",),
    }
    wanted = named.get(notebook, ())
    sheets = [
        each.locate() for each in files if any(each.match(f"templates/{name}") for name in wanted)
    ]
    return own + "".join(Path(sheet).read_text("utf-8") for sheet in sheets)


def in_notebook(value, notebook, mode, *, css_first):
    around = "jp-Notebook" if notebook == "jupyterlab" else "output_wrapper"
    output = f'<div class="{around}"><div class="{NOTEBOOKS[notebook]}">{value._repr_html_()}</div></div>'
    style = f"<style>{style_sheet(notebook, mode)}</style>"
    parts = (style, output) if css_first else (output, style)
    head = f'<!doctype html><html class="{mode}" style="color-scheme: {mode}"><meta charset=utf-8>'
    return f"{head}<body>{''.join(parts)}"


def documents():
    release = cs.load("2026.1")
    career = release["29-2072.00"]
    hostile = '"><script>alerted = true</script>\u202e' + "a" * 10_000
    pages = {
        "career": cs.career_page(career),
        "hourly": cs.career_page("27-2011", data="2026.3", everything=True),
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
    texts = {name: value.to_html(link="/careers/{slug}") for name, value in pages.items()}
    texts["open"] = texts["career"].replace("<details>", "<details open>")
    texts["dark"] = texts["open"].replace("<html", '<html style="color-scheme: dark"')
    yield from ((name, text, WIDTHS) for name, text in texts.items())
    for notebook in NOTEBOOKS:
        for mode in ("light", "dark"):
            text = in_notebook(pages["career"], notebook, mode, css_first=mode == "light")
            yield f"{notebook}-{mode}", text, (360, 1280)


def browse(folder, text, *switches):
    page = folder / "page.html"
    page.write_text(text, "utf-8")
    profile = f"--user-data-dir={folder / 'profile'}"
    return subprocess.run(
        [CHROMIUM, *SWITCHES.split(), profile, *switches, page.as_uri()],
        capture_output=True,
        check=True,
        encoding="utf-8",
        timeout=120,
    ).stdout


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    frames = "".join(
        f'<iframe name="{name}-{width}" style="width:{width}px;height:800px;border:0" '
        f'srcdoc="{html.escape(text)}"></iframe>'
        for name, text, widths in documents()
        for width in widths
    )
    text = f"<!doctype html><meta charset=utf-8><body><script>{MEASURE}</script>{frames}"
    shown = browse(tmp_path_factory.mktemp("browser"), text, "--dump-dom")
    body = re.search(r"<body>(.*)</body>", shown, re.DOTALL)[1]
    return json.loads(html.unescape(body))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", [*NAMES, "dark"])
def test_a_page_fits_the_screen(measured, name, width):
    found = measured[f"{name}-{width}"]
    assert found["room"] == width
    assert found["taken"] <= width
    assert found["visible"]
    assert not found["brokenNumbers"]
    assert not found["brokenWords"]


def test_a_stacked_table_has_no_empty_cells(measured):
    assert [measured[f"hourly-{width}"]["empty"] > 0 for width in WIDTHS] == [False] * 2 + [
        True
    ] * 2


@pytest.mark.parametrize("width", WIDTHS)
def test_no_text_is_run_as_a_script(measured, width):
    assert measured[f"hostile-{width}"]["scripts"] == 0
    assert not measured[f"hostile-{width}"]["alerted"]


def test_sections_have_two_columns_where_there_is_room(measured):
    assert [measured[f"occupation-{width}"]["columns"] for width in WIDTHS] == [1, 1, 2, 2]


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_the_style_sheet_of_a_notebook_changes_no_list_or_table(measured, notebook, mode, width):
    found = measured[f"{notebook}-{mode}-{width}"]
    assert found["taken"] <= width
    assert found["floats"] == 0
    assert found["notLeft"] == 0
    assert found["notRight"] == 0
    assert found["backgrounds"] == 0
    assert found["charts"] == measured[f"career-{width}"]["charts"] != []
    # A line is about one and a half times the size of its font: two lines at most.
    assert all(height < 3.5 for height in found["terms"])


CONTRASTED = ["career-1280", "open-1280", "dark-1280", "comparison-375", "ranking-1280"]
CONTRASTED += [f"{notebook}-{mode}-1280" for notebook in NOTEBOOKS for mode in ("light", "dark")]


@pytest.mark.parametrize("name", CONTRASTED)
def test_text_stands_out_from_its_background(measured, name):
    found = measured[name]
    assert found["contrasts"] > 30
    assert not found["pale"]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["career", "dark"])
def test_words_of_charts_can_be_read(measured, name, width):
    found = measured[f"{name}-{width}"]
    assert len(found["labels"]) > 10
    assert min(found["labels"]) >= 12
    assert not found["overlaps"]


@pytest.mark.parametrize("size", ["Letter", "A4"])
def test_a_career_is_printed_on_two_pages(tmp_path, size):
    # One with long names and long paragraphs.
    text = cs.career_page("51-6062", data="2026.3").to_html()
    to = tmp_path / "page.pdf"
    paper = f"<style>@page {{ size: {size} }}</style></head>"
    browse(
        tmp_path, text.replace("</head>", paper), f"--print-to-pdf={to}", "--no-pdf-header-footer"
    )
    assert len(re.findall(rb"/Type /Page\b(?!s)", to.read_bytes())) == 2
