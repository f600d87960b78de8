"""How the documentation is built: ``sphinx-build -n -W docs docs/_build/html``."""

from __future__ import annotations

import sys
from importlib.metadata import version as version_of
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from generated_pages import write_pages  # noqa: E402

project = "careerscore"
author = "The careerscore developers"
copyright = "2026, The careerscore developers"
release = version_of("careerscore")
version = release

extensions = [
    "myst_parser",
    "numpydoc",
    "sphinx.ext.autodoc",
]
exclude_patterns = ["_build", "generated"]
html_theme = "furo"
html_title = f"careerscore {release}"

default_role = "code"
autodoc_member_order = "bysource"
# Types stand in the docstrings, in words.
autodoc_typehints = "none"
autodoc_class_signature = "separated"
autodoc_default_options = {"exclude-members": "__new__, __init__"}
numpydoc_show_class_members = False
nitpicky = True

# Pages made from the data and methodologies themselves cannot fall behind them.
write_pages(HERE / "generated")
