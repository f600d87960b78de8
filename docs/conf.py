"""How the documentation is built: ``sphinx-build -n -W docs docs/_build/html``."""

from __future__ import annotations

import logging
import os
import sys
from importlib.metadata import version as version_of
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sphinx.errors import ExtensionError

if TYPE_CHECKING:
    from sphinx.application import Sphinx

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from generating import cells_that_differ, write_pages  # noqa: E402 - from the folder that was added

project = "careerscore"
author = "The careerscore developers"
copyright = "2026, The careerscore developers"
release = version_of("careerscore")
version = release

extensions = [
    "myst_nb",
    "numpydoc",
    "sphinx.ext.autodoc",
]
exclude_patterns = ["_build", "generated", "generating"]
html_theme = "furo"
html_title = f"careerscore {release}"
html_static_path = ["_static"]
html_css_files = ["outputs.css"]

default_role = "code"
autodoc_member_order = "bysource"
# Types stand in the docstrings, in words.
autodoc_typehints = "none"
autodoc_class_signature = "separated"
autodoc_default_options = {"exclude-members": "__new__, __init__"}
numpydoc_show_class_members = False
nitpicky = True
myst_heading_anchors = 3

# Pages with code run whenever they are built: what they show is what the library does. An error
# ends the build, and so does anything on standard error, a warning above all.
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_show_tb = True
nb_execution_timeout = 300
nb_merge_streams = True
nb_output_stderr = "error"

# Commands that pages run are those of the environment that builds them.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])

# Which pages run is told by Sphinx; what runs them need not say so again.
logging.getLogger("traitlets").setLevel(logging.WARNING)

# What is set up on this machine for IPython is not what a reader has. That a kernel listens without
# encryption, which newer ones report, is no matter between processes of one build.
_ipython = TemporaryDirectory()
_profile = Path(_ipython.name, "profile_default")
_profile.mkdir()
(_profile / "ipython_kernel_config.py").write_text('c.IPKernelApp.log_level = "ERROR"\n')
os.environ["IPYTHONDIR"] = _ipython.name

# Pages made from the data and methodologies themselves cannot fall behind them.
write_pages(HERE / "generated", HERE / "reference" / "api")


def _compare_stored_outputs(app: Sphinx, error: Exception | None) -> None:
    """Report a notebook whose stored outputs, which a repository shows, are no longer true."""
    page = "tutorials/all-occupations.ipynb"
    executed = Path(app.outdir).parent / "jupyter_execute" / page
    if error is None and executed.exists():
        differing = cells_that_differ(HERE / page, executed)
        if differing:
            raise ExtensionError(f"run docs/write_notebook.py: outputs differ: {differing}")


def setup(app: Sphinx) -> None:
    """Compare when all is built: what runs is known by then."""
    app.connect("build-finished", _compare_stored_outputs)
