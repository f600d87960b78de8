"""Builders of the tables of the Employment Projections, and checks of their files."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from careerscore.sources.readers import Sources, Tables

_SAME_COLUMNS: Final = {0: 0, 2: 3, 3: 4, 4: 7, 5: 8, 6: 10, 7: 11, 8: 12, 10: 13, 12: 14}
"""Columns of the text file, and those of the workbook with the same figures."""

_KINDS: Final = {
    "demand change": "demand",
    "productivity change": "productivity",
    "capital/labor substitution": "capital-labor substitution",
    "occupational substitution": "occupational substitution",
    "sourcing change": "sourcing",
}
"""The kinds of reasons that BLS names, and the words of the table for them."""

_SENTENCE: Final = re.compile(
    r"(?P<kinds>[A-Z][A-Za-z/, ]+?) ?--? share (?P<direction>increases|decreases) "
)


def both_files(sources: Sources, _: Tables) -> None:
    """Check that the workbook and the text file publish the same figures for every line item."""
    if "text_file" not in sources:
        return
    workbook, text_file = sources["workbook"], sources["text_file"]
    line_items = {row[1]: row for row in workbook.rows if row[2] == "Line item"}
    codes = [_code(row) for row in text_file.rows]
    for position, code in enumerate(codes):
        if code not in line_items:
            expected = "the code of a line item of Table 1.2"
            raise text_file.error(position, text_file.headings[1], expected, code)
    for position, row in enumerate(workbook.rows):
        if row[2] == "Line item" and row[1] not in codes:
            expected = f"'Summary' for {row[1]}, which {text_file.file} lacks"
            raise workbook.error(position, workbook.headings[2], expected, "'Line item'")
    for position, (code, row) in enumerate(zip(codes, text_file.rows, strict=True)):
        for column, in_workbook in _SAME_COLUMNS.items():
            figure = line_items[code][in_workbook]
            if as_in_workbook(row[column]) != figure:
                expected = f"{figure!r}, as in Table 1.2"
                heading = text_file.headings[column]
                raise text_file.error(position, heading, expected, repr(row[column]))


def text_file(sources: Sources, tables: Tables) -> None:
    """Write the rows of the text file as in the workbook, sorted by code."""
    tables["occupations"] = sorted(
        (_code(row), *(as_in_workbook(row[column]) for column in _SAME_COLUMNS))
        for row in sources["text_file"].rows
    )


def _code(row: tuple[str, ...]) -> str:
    """Return the code of a row of the text file, where it is ``="29-2072"``."""
    return row[1][2:-1]


def utilization(sources: Sources, tables: Tables) -> None:
    """Read kinds and direction of each reason why an occupation's share changes."""
    source = sources["workbook"]
    factors = []
    for position, (_, occupation, _, industry, sentence) in enumerate(source.rows):
        match = _SENTENCE.match(sentence)
        kinds = match["kinds"].lower().split(", ") if match else [""]
        if match is None or not _KINDS.keys() >= set(kinds):
            expected = "a sentence such as 'Demand change - share increases as ...'"
            raise source.error(position, source.headings[4], expected, repr(sentence[:60]))
        factors += [(occupation, industry, _KINDS[kind], match["direction"]) for kind in kinds]
    tables["factors"] = factors
    tables["industries"] = sorted({(row[3], row[2]) for row in source.rows})


def outlook(sources: Sources, tables: Tables) -> None:
    """Give openings in thousands, as in every other edition."""
    tables["occupations"] = [
        (code, title, change, f"{(Decimal(openings) / 1000).normalize():f}")
        for code, title, _, change, openings, _ in sources["source"].rows
    ]


def entry_requirements(sources: Sources, tables: Tables) -> None:
    """Keep what BLS requires for the line items of the projections."""
    columns = ("matrix_code", "title", "entry_education", "work_experience", "on_the_job_training")
    rows = sources["employment-projections/occupations"].columns("occupation_type", *columns)
    tables["occupations"] = [row[1:] for row in rows if row[0] == "Line item"]


def handbook_pages(sources: Sources, tables: Tables) -> None:
    """Name the page of the Occupational Outlook Handbook on each code of the matrix."""
    columns = ("NEM Code", "OOH profile title", "OOH occupation group", "OOH profile website")
    pages = sources["onet_crosswalk"].columns(*columns)
    tables["titles"] = sorted({page for page in pages if page[1] != "—"})


def as_in_workbook(cell: str) -> str:
    """Return a cell of the text file in the spelling of the workbook."""
    if cell == "N/A":
        return "—"
    if cell.startswith(">="):
        return cell.replace(">=", ">=$")
    if re.fullmatch(r"-?[0-9,]+(\.[0-9])?", cell):
        return cell.replace(",", "").removesuffix(".0")
    # Alternate titles follow the title in the same cell, each after an asterisk.
    return cell.split(" * ", maxsplit=1)[0]
