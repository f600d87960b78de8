"""The listing of methodologies warns of those that cannot be loaded, and goes on."""

from __future__ import annotations

from careerscore.cli import _app  # noqa: F401 - the command line is imported before its parts
from careerscore.cli.methodologies import _loaded
from careerscore.errors import MethodologyPluginError, Problem


def test_a_methodology_that_cannot_be_loaded_is_a_warning(capsys):
    def get(id):
        if id == "broken/1":
            raise MethodologyPluginError(id, "example", "ImportError: no")
        return id

    refused = (Problem("webb/2020", "example", "an id that is not taken"),)
    assert _loaded(("broken/1", "webb/2020"), get, refused) == ["webb/2020"]
    assert capsys.readouterr().err == (
        "careerscore: methodology broken/1 of example cannot be loaded: ImportError: no\n"
        "careerscore: webb/2020: expected an id that is not taken, got example\n"
    )
