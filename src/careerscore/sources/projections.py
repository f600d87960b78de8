"""Tables of the BLS Employment Projections that no specification can copy."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from careerscore.sources.readers import Sources, Tables

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


def text_file(sources: Sources, tables: Tables) -> None:
    """Write the rows of the text file as in the workbook, sorted by code."""
    copied = (0, 2, 3, 4, 5, 6, 7, 8, 10, 12)
    tables["occupations"] = sorted(
        (row[1][2:-1], *(as_in_workbook(row[column]) for column in copied))
        for row in sources["text_file"].rows
    )


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
