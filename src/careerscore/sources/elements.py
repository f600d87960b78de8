"""Builders of wide tables of O*NET: a row an occupation, a column an element."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careerscore.sources.readers import NamedRows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from careerscore.sources.readers import Sources, Tables


def elements(sources: Sources, tables: Tables) -> None:
    """Give the value of each element on each scale."""
    rows = sources["source"].columns("O*NET-SOC Code", "Element ID", "Scale ID", "Data Value")
    tables["occupations"] = _wide(
        {(code, f"{element} {scale}"): value for code, element, scale, value in rows}
    )


def ratings(sources: Sources, tables: Tables) -> None:
    """Give importances, and the elements whose estimate O*NET recommends to suppress."""
    columns = ("onet_soc", "element_id", "importance_im", "recommend_suppress")
    rows = sources["source"].columns(*columns)
    suppressed: dict[str, list[str]] = {}
    for code, element, _, suppress in rows:
        suppressed.setdefault(code, []).extend([element] if suppress == "True" else [])
    wide = _wide({(code, element): value for code, element, value, _ in rows})
    tables["occupations"] = NamedRows(
        (*wide.columns, "suppressed"),
        ((*row, " ".join(sorted(suppressed[row[0]]))) for row in wide),
    )


def _wide(values: Mapping[tuple[str, str], str]) -> NamedRows:
    """Give values a row an occupation and a column an element, both sorted."""
    codes = sorted({code for code, _ in values})
    names = sorted({element for _, element in values})
    rows = ((code, *(values.get((code, name), "") for name in names)) for code in codes)
    return NamedRows(("onet_soc_code", *names), rows)
