"""CSV with hostile names of columns and words."""

from __future__ import annotations

import csv
import json
import re

from careerscore.exporting.table import ExportTable
from careerscore.exporting.writers import write_csv
from careerscore.reference import ReferenceColumn


def hostile_table(names, words):
    """A table whose columns are called by names, and hold the words of a closed list."""
    columns = tuple(
        ReferenceColumn(name=name, title="meaning", unit="", kind="category", words=words)
        for name in names
    )
    values = dict.fromkeys(names, words)
    return ExportTable(
        kind="occupations",
        title="x",
        columns=columns,
        values=values,
        sheet="x",
    )


def written(table):
    """Return the rows of a table as CSV, and its described columns."""
    content = write_csv(table, "a.csv")
    rows = list(csv.reader(content.body.decode("utf-8").splitlines()))
    (metadata,) = content.sidecars.values()
    return rows, json.loads(metadata)["tableSchema"]["columns"]


NAMES = ("=1+1", "a\nb", "A b", "x;@y", "\u202e", "é", "_own", "methodology_", "plain")


def test_names_of_columns_are_protected_and_the_metadata_have_them_as_in_the_file():
    (head, *_), columns = written(hostile_table(NAMES, ("x",)))
    assert head == [
        "'=1+1",
        "a b",
        "A b",
        "x;'@y",
        "\ufffd",
        "é",
        "_own",
        "methodology_",
        "plain",
        "data_release",
        "methodology",
        "attributions",
    ]
    assert [column["titles"][0] for column in columns] == head
    assert [column["name"] for column in columns] == [
        "1_1",
        "a_b",
        "a_b_2",
        "x_y",
        "column",
        "column_2",
        "own",
        "methodology",
        "plain",
        "data_release",
        "methodology_2",
        "attributions",
    ]


def test_patterns_of_closed_lists_are_of_ecmascript_and_match_the_cells():
    words = ("=Good", "a\nb", "Mid-level (new)", "C++", r"^$.|?*+()[]{}\ #&~", "plain")
    (_, *rows), columns = written(hostile_table(["tier"], words))
    pattern = columns[0]["datatype"]["format"]
    assert re.sub(r"\\[\\^$.|?*+()\[\]{}]", "", pattern).count("\\") == 0
    assert pattern.startswith(r"'=Good|a b|Mid-level \(new\)|C\+\+|")
    assert all(re.fullmatch(pattern, cell) for cell, *_ in rows)
    assert not re.fullmatch(pattern, "Mid-level new")
