"""Every bundled table: its rows, its key and its columns, from the metadata of the editions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from careerscore._data import bundled
from careerscore.reference import dataset_editions, open_edition
from generating.markdown import escaped, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["tables"]

_ELEMENT = re.compile(r"(?P<family>\d\.[A-Z])(?P<rest>[\w.]*)(?P<scale>(?: [A-Z]{2})?)")
"""The name of a column that is an element of O*NET's content model, on a scale."""

_UNIT = re.compile(r"(?P<before>.*?) \[(?P<unit>[^]]*)\](?P<after>.*)")


def tables() -> str:
    """Return a section for each dataset: a row for each table of an edition, then the columns."""
    return "\n".join(
        _section(dataset, {name: _metadata(dataset, name)["tables"] for name in names})
        for dataset, names in dataset_editions(bundled()).items()
    )


def _metadata(dataset: str, edition: str) -> Mapping[str, Any]:
    return open_edition(bundled(), dataset, edition).metadata


def _section(dataset: str, editions: Mapping[str, Sequence[Mapping[str, Any]]]) -> str:
    several = any(len(held) > 1 for held in editions.values())
    rows = [
        [
            f"`{dataset}/{edition}{'/' + each['name'] if several else ''}`",
            f"{each['rows']:,}",
            ", ".join(f"`{name}`" for name in each.get("key", ())),
        ]
        for edition, held in editions.items()
        for each in held
    ]
    listed = table(["table", "rows", "key"], rows)
    return f"### {dataset}\n\n{listed}\n{_columns(editions, several=several)}"


def _columns(editions: Mapping[str, Sequence[Mapping[str, Any]]], *, several: bool) -> str:
    """Return the columns; one that not every edition has, or has so, names its editions."""
    found: dict[tuple[str, str], dict[tuple[str, str], list[str]]] = {}
    for edition, held in editions.items():
        for each in held:
            for column, *described in _described(each["columns"]):
                meanings = found.setdefault((each["name"], column), {})
                meanings.setdefault((described[0], described[1]), []).append(edition)
    rows = []
    for (name, column), meanings in found.items():
        for (meaning, unit), within in meanings.items():
            only = "" if len(within) == len(editions) else f" ({', '.join(within)})"
            rows.append([*([name] if several else []), column, meaning + only, unit])
    return table([*(["of"] if several else []), "column", "meaning", "unit"], rows)


def _described(columns: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Give columns, meanings and units; the elements of O*NET on one scale share a row."""
    elements: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
    for name, text in columns.items():
        meaning, unit = _with_unit(text)
        element = _ELEMENT.fullmatch(name)
        if element is None:
            yield f"`{name}`", meaning, unit
        else:
            of_scale = elements.setdefault((element["family"], element["scale"], unit), [])
            of_scale.append((name, meaning))
    for (_, scale, unit), of_scale in elements.items():
        names = [name for name, _ in of_scale]
        listed = ", ".join(f"{meaning} `{name.removesuffix(scale)}`" for name, meaning in of_scale)
        yield f"`{names[0]}` to `{names[-1]}`: {len(names)} columns", listed, unit


def _with_unit(text: str) -> tuple[str, str]:
    """Split a description: the unit stands in brackets."""
    found = _UNIT.fullmatch(text)
    if found is None:
        return escaped(text), ""
    return escaped(found["before"] + found["after"]), escaped(found["unit"])
