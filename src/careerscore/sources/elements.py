"""Tables of O*NET with a row an occupation and a column an element."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from careerscore.sources.readers import Rows, Sources, Tables


def elements(sources: Sources, tables: Tables) -> None:
    """Give the value of each element on each scale."""
    rows = sources["source"].columns("O*NET-SOC Code", "Element ID", "Scale ID", "Data Value")
    tables["occupations"] = _wide(
        (code, f"{element} {scale}", value) for code, element, scale, value in rows
    )


def ratings(sources: Sources, tables: Tables) -> None:
    """Give importances, and the elements whose estimate O*NET recommends to suppress."""
    columns = ("onet_soc", "element_id", "importance_im", "recommend_suppress")
    rows = sources["source"].columns(*columns)
    suppressed: dict[str, list[str]] = {}
    for code, element, _, suppress in rows:
        suppressed.setdefault(code, []).extend([element] if suppress == "True" else [])
    tables["occupations"] = [
        (*row, " ".join(sorted(suppressed[row[0]]))) for row in _wide(row[:3] for row in rows)
    ]


def _wide(rows: Iterable[tuple[str, ...]]) -> Rows:
    values = {(code, element): value for code, element, value in rows}
    codes = sorted({code for code, _ in values})
    names = sorted({element for _, element in values})
    return [(code, *(values.get((code, name), "") for name in names)) for code in codes]
