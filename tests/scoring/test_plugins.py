"""Methodologies of other packages: found by entry point, loaded when asked for, refused politely."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
from importlib import metadata
from pathlib import Path

import pytest

import careerscore as cs
from careerscore.errors import MethodologyPluginError
from careerscore.scoring import catalog as registry
from careerscore.scoring import parse_methodology
from careerscore.testing import check_methodology

PLUGIN = Path(__file__).parents[1] / "plugin"
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
        from careerscore.scoring.catalog import refused_methodologies
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


def test_the_command_line_lists_what_is_there_and_what_is_refused(installed):
    done = subprocess.run(
        [sys.executable, "-m", "careerscore", "methodologies"],
        env={**os.environ, "PYTHONPATH": f"{installed}{os.pathsep}{SRC}", "COLUMNS": "100"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "example-plugin/1.0  Pay and growth" in done.stdout
    assert "american-dream-jobs/2.0  GPTs are GPTs" in done.stdout
    assert "careerscore: methodology example-plugin/broken of careerscore-example" in done.stderr
    assert "careerscore: american-dream-jobs/2.0: expected an id that is not taken" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.fixture
def offered(monkeypatch):
    """Let the registry find just these entry points."""

    def offer(**values):
        points = [
            metadata.EntryPoint(name.replace("__", "/"), value, "careerscore.methodologies")
            for name, value in values.items()
        ]
        monkeypatch.setattr(metadata, "entry_points", lambda **_: points)
        registry.CATALOG.clear()

    yield offer
    monkeypatch.undo()
    registry.CATALOG.clear()


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("no_such_package:x", "ModuleNotFoundError: No module named 'no_such_package'"),
        ("math:pi", "3.141592653589793 is not a Methodology"),
        ("math:hypot", "0.0 is not a Methodology"),
        ("math:sqrt", "TypeError: math.sqrt() takes exactly one argument (0 given)"),
    ],
)
def test_what_a_plug_in_does_wrong_is_told(offered, value, reason):
    offered(example__1=value)
    with pytest.raises(MethodologyPluginError) as caught:
        cs.methodology("example/1")
    assert caught.value.reason.startswith(reason)
    assert caught.value.origin == f"an unnamed package ({value})"
    assert "american-dream-jobs/2.0" in cs.methodologies()


def test_a_plug_in_under_another_id_is_refused(offered):
    offered(example__1=f"{__name__}:OTHER")
    sys.modules[__name__] = sys.modules.get(__name__) or type(sys)(__name__)
    sys.modules[__name__].OTHER = cs.methodology("american-dream-jobs/2.0")
    with pytest.raises(MethodologyPluginError, match="has another id"):
        cs.methodology("example/1")


def test_the_text_of_the_example_is_a_sound_methodology():
    sys.path.insert(0, str(PLUGIN / "src"))
    try:
        from careerscore_example import DEFINITION
    finally:
        sys.path.remove(str(PLUGIN / "src"))
    check_methodology(parse_methodology(DEFINITION), examples=20)


def test_an_offer_is_taken_once_and_an_id_that_is_taken_is_refused(offered, monkeypatch):
    monkeypatch.syspath_prepend(str(PLUGIN / "src"))
    example = "careerscore_example:example"
    offered(**{"example-plugin/1.0": example, "webb/2020": example})
    assert cs.methodology("example-plugin/1.0").title == "Pay and growth"
    assert cs.methodology("example-plugin/1.0") is cs.methodology("example-plugin/1.0")
    assert cs.methodology("webb/2020").title == "Overlap of tasks with AI patents"
    (refused,) = registry.refused_methodologies()
    assert str(refused) == (
        f"webb/2020: expected an id that is not taken, got an unnamed package ({example})"
    )
