"""What builds the documentation asks for the versions that the extras ask for."""

from __future__ import annotations

import re
import tomllib
from itertools import chain
from pathlib import Path

PROJECT = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))


def by_name(requirements):
    found = [each for each in requirements if isinstance(each, str)]
    return {re.match(r"[\w.-]+(\[\w+\])?", each)[0]: each for each in found}


def test_the_group_of_the_documentation_repeats_requirements_of_extras():
    group = by_name(PROJECT["dependency-groups"]["docs"])
    extras = by_name(chain.from_iterable(PROJECT["project"]["optional-dependencies"].values()))
    shared = group.keys() & extras.keys()
    assert shared >= {"rich", "openpyxl", "pandas", "pyspark", "matplotlib"}
    assert {name: group[name] for name in shared} == {name: extras[name] for name in shared}
