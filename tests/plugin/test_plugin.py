"""A package that is installed brings its methodologies by entry points."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

import careerscore as cs
from careerscore.scoring import parse_methodology
from careerscore.testing import check_methodology

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


def run(installed, code):
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)],
        env={**os.environ, "PYTHONPATH": f"{installed}{os.pathsep}{SRC}"},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def test_an_installed_package_brings_its_methodology(installed):
    found = run(
        installed,
        """
        import json, sys, careerscore as cs
        from careerscore.testing import check_methodology
        before = "example-plugin/1.0" in cs.methodologies(), "careerscore_example" in sys.modules
        method = cs.methodology("example-plugin/1.0")
        check_methodology(method, examples=10)
        result = cs.assess("29-2072.00", methodology="example-plugin/1.0", data="2026.1")
        factor = result.factor("pay")
        print(json.dumps([*before, result.total, factor.value, factor.source.id, result.rationale]))
        """,
    )
    assert found == [
        True,
        False,
        1,
        48780,
        "oews/2023-05",
        "Score 1/2: balanced factors is mixed",
    ]


def test_a_broken_or_greedy_entry_point_breaks_nothing_else(installed):
    found = run(
        installed,
        """
        import json, careerscore as cs
        from careerscore.scoring import refused_methodologies
        ids = cs.methodologies()
        try:
            cs.methodology("example-plugin/broken")
        except cs.CareerscoreError as error:
            message = str(error)
        (refused,) = refused_methodologies()
        print(json.dumps([
            "example-plugin/broken" in ids, message, str(refused),
            cs.methodology("american-dream-jobs/2.0").title,
        ]))
        """,
    )
    assert found == [
        True,
        (
            "methodology example-plugin/broken of careerscore-example "
            "(careerscore_example:not_there) cannot be loaded: AttributeError: "
            "module 'careerscore_example' has no attribute 'not_there'"
        ),
        (
            "american-dream-jobs/2.0: expected an id that is not taken, "
            "got careerscore-example (careerscore_example:example)"
        ),
        "GPTs are GPTs / BLS / EPOCH Additive Scoring",
    ]


def test_the_text_of_the_example_is_a_sound_methodology():
    sys.path.insert(0, str(PLUGIN / "src"))
    try:
        from careerscore_example import DEFINITION
    finally:
        sys.path.remove(str(PLUGIN / "src"))
    check_methodology(parse_methodology(DEFINITION), examples=20)
