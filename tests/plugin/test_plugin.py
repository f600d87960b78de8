"""A package that is installed brings its methodologies by entry points."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import careerscore as cs

PLUGIN = Path(__file__).parent
SRC = Path(cs.__file__).parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The example package, built as a wheel and installed into a folder of its own."""
    folder = tmp_path_factory.mktemp("plugin")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    command += ["--no-build-isolation", "--disable-pip-version-check", "--target", str(folder)]
    subprocess.run([*command, str(PLUGIN)], check=True, capture_output=True)
    return folder


CODE = """
import json, sys
import careerscore as cs
from careerscore.scoring import refused_methodologies
from careerscore.testing import check_methodology

listed = "example-plugin/1.0" in cs.methodologies(), "careerscore_example" in sys.modules
check_methodology(cs.methodology("example-plugin/1.0"), examples=10)
result = cs.assess("29-2072.00", methodology="example-plugin/1.0", data="2026.1")
try:
    cs.methodology("example-plugin/broken")
except cs.CareerscoreError as error:
    message = str(error)
(refused,) = refused_methodologies()
title = cs.methodology("american-dream-jobs/2.0").title
print(json.dumps([*listed, result.total, result.rationale, message, str(refused), title]))
"""


def test_an_installed_package_brings_its_methodology_and_harms_no_other(installed):
    done = subprocess.run(
        [sys.executable, "-c", CODE],
        env={**os.environ, "PYTHONPATH": f"{installed}{os.pathsep}{SRC}"},
        capture_output=True,
        text=True,
        check=True,
    )
    offered = "careerscore-example (careerscore_example:example)"
    assert json.loads(done.stdout) == [
        True,
        False,
        1,
        "Score 1/2: balanced factors is mixed",
        (
            "methodology example-plugin/broken of careerscore-example (careerscore_example:not_there) "
            "cannot be loaded: AttributeError: module 'careerscore_example' has no attribute 'not_there'"
        ),
        f"american-dream-jobs/2.0: expected an id that is not taken, got {offered}",
        "GPTs are GPTs / BLS / EPOCH Additive Scoring",
    ]
