"""Write the pictures of the README and the front page: ``python docs/write_pictures.py``.

Needs Chromium, and the dependency group ``docs``. Look at the pictures before you keep them.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import matplotlib.style
from PIL import Image

import careerscore as cs

STATIC = Path(__file__).parent / "_static"
RELEASE = "2026.3"
SIZE = (720, 1116)
"""Width and height of what is shown of the page [CSS pixels]."""

# How Chromium numbers the schemes of colours, and the style of matplotlib that goes with each.
SCHEMES = {"light": (1, "default"), "dark": (0, "dark_background")}

SWITCHES = "--headless --no-sandbox --disable-gpu --hide-scrollbars --force-device-scale-factor=1.5"


def write_pictures() -> None:
    """Write page and plots, light and dark, in few colours: a README has to load fast."""
    nurses = cs.occupation("registered-nurses", data=RELEASE)
    for scheme, (number, style) in SCHEMES.items():
        page, plot, strip = (STATIC / f"{name}-{scheme}.png" for name in ("page", "plot", "strip"))
        _photograph(cs.career_page(nurses).to_html(), page, number)
        with matplotlib.style.context(style):
            cs.plots.exposure_and_wage(data=RELEASE).figure.savefig(plot, dpi=200)
            cs.plots.career_strip(nurses).figure.savefig(strip, dpi=200)
        for picture in (page, plot, strip):
            in_few_colors(Image.open(picture)).save(picture, optimize=True)


def in_few_colors(picture: Image.Image) -> Image.Image:
    """Return a picture in 128 colours, a third of the size."""
    return picture.convert("RGB").quantize(128, dither=Image.Dither.NONE)


def _photograph(document: str, picture: Path, scheme: int) -> None:
    """Photograph the top of a page as a browser shows it."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise SystemExit("install Chromium first")
    with TemporaryDirectory() as folder:
        page = Path(folder, "page.html")
        page.write_text(document, encoding="utf-8")
        options = [
            f"--blink-settings=preferredColorScheme={scheme}",
            f"--window-size={SIZE[0]},{SIZE[1]}",
            f"--screenshot={picture}",
        ]
        command = [chromium, *SWITCHES.split(), *options, page.as_uri()]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 -- of our own making


if __name__ == "__main__":
    write_pictures()
