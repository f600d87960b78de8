"""CSV with hostile names of columns and words."""

from __future__ import annotations

import csv
import json
import re

from careerscore.exporting.table import ExportTable
from careerscore.exporting.writers import write_csv
from careerscore.reference import ReferenceColumn


def written(names, words):
    """The rows of a table whose columns have names and hold the words of a closed list."""
    columns = tuple(
        ReferenceColumn(name=name, title="meaning", unit="", kind="category", words=words)
        for name in names
    )
    values = dict.fromkeys(names, words)
    table = ExportTable(kind="occupations", title="x", columns=columns, values=values, sheet="x")
    content = write_csv(table, "a.csv", table.provenance_columns)
    rows = list(csv.reader(content.body.decode("utf-8").splitlines()))
    (metadata,) = content.sidecars.values()
    return rows, json.loads(metadata)["tableSchema"]["columns"]


def test_names_of_columns_are_protected_and_the_metadata_have_them_as_in_the_file():
    names = {
        "=1+1": ("'=1+1", "1_1"),
        "a\nb": ("a b", "a_b"),
        "A b": ("A b", "a_b_2"),
        "x;@y": ("x;'@y", "x_y"),
        "\u202e": ("\ufffd", "column"),
        "é": ("é", "column_2"),
        "_own": ("_own", "own"),
        "methodology_": ("methodology_", "methodology"),
        "plain": ("plain", "plain"),
    }
    (head, *_), columns = written(names, ("x",))
    in_file, identifiers = zip(*names.values(), strict=True)
    assert head == [*in_file, "data_release", "methodology", "attributions"]
    assert [column["titles"][0] for column in columns] == head
    found = [column["name"] for column in columns]
    assert found == [*identifiers, "data_release", "methodology_2", "attributions"]


def test_patterns_of_closed_lists_are_of_ecmascript_and_match_the_cells():
    words = ("=Good", "a\nb", "Mid-level (new)", "C++", r"^$.|?*+()[]{}\ #&~", "plain")
    (_, *rows), columns = written(["tier"], words)
    pattern = columns[0]["datatype"]["format"]
    assert re.sub(r"\\[\\^$.|?*+()\[\]{}]", "", pattern).count("\\") == 0
    assert pattern.startswith(r"'=Good|a b|Mid-level \(new\)|C\+\+|")
    assert all(re.fullmatch(pattern, cell) for cell, *_ in rows)
    assert not re.fullmatch(pattern, "Mid-level new")
