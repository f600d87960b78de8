"""Outlook and education of an occupation, from the employment projections and O*NET's survey."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from attrs import evolve

from careerscore.codes import major_group
from careerscore.model.education import ONET_EDUCATION_LEVELS, EducationPath, EducationShare
from careerscore.model.outlook import EmploymentOutlook
from careerscore.model.provenance import EVERY_FIELD, Note, Provenance
from careerscore.reference.editions import note_of, published_under_note
from careerscore.reference.wages import MILITARY, number

if TYPE_CHECKING:
    from collections.abc import Container

    from careerscore.reference.editions import Facts, Row

_FROM_BLS: Final = {
    "bls_entry_level": "entry_education",
    "bls_work_experience": "work_experience",
    "bls_on_the_job_training": "on_the_job_training",
}


@lru_cache(maxsize=20_000)
def _share(category: str, percent: str, suppress: str) -> EducationShare:
    level = ONET_EDUCATION_LEVELS[int(category) - 1]
    return EducationShare(level=level, percent=float(percent), suppress=suppress == "Y")


def entry_dataset(editions: Container[str]) -> str:
    """Return the dataset of what BLS requires for entry: from 2025-35 on, it has one of its own."""
    dataset = "bls-entry-requirements"
    return dataset if dataset in editions else "employment-projections"


def matrix_row(facts: Facts, code: str, dataset: str) -> tuple[Row | None, Note | None]:
    """Return the row of a table by matrix code that an occupation is part of, and how it is."""
    matrix_code = facts.matrix_code(code)
    row = None if matrix_code is None else facts.row(matrix_code, dataset)
    if row is not None:
        return row, published_under_note(code, row["matrix_code"], row["title"])
    reason = (
        "the national employment matrix has no military occupations"
        if major_group(code) == MILITARY
        else f"the national employment matrix has no line for {code} {facts.titles[code]}"
        if matrix_code is None
        else f"{facts.edition(dataset).id} has no line for {matrix_code}"
    )
    return None, note_of(Provenance.MISSING, reason)


def outlook_of(facts: Facts, code: str) -> EmploymentOutlook:
    """Return the outlook (employment projections) of an O*NET-SOC code."""
    edition = facts.edition("employment-projections")
    row, note = matrix_row(facts, code, "employment-projections")
    notes = {} if note is None else {EVERY_FIELD: note}
    if row is None:
        return EmploymentOutlook(source=edition.source, notes=notes)
    base, projected = edition.parameters["base_year"], edition.parameters["target_year"]
    cells = {
        "employment_base_thousands": row.get(f"employment_{base}"),
        "employment_projected_thousands": row.get(f"employment_{projected}"),
        "employment_change_thousands": row.get("change"),
        "percent_change": row["percent_change"],
        "annual_openings_thousands": row["annual_openings"],
        "percent_self_employed": row.get("percent_self_employed"),
    }
    values = {name: None if cell is None else number(cell) for name, cell in cells.items()}
    for name, value in values.items():
        if value is None:
            is_column = cells[name] is not None
            reason = "BLS publishes no figure" if is_column else f"not at hand in {edition.id}"
            notes[name] = note_of(Provenance.MISSING, reason)
    return EmploymentOutlook(
        **values,
        matrix_code=row["matrix_code"],
        matrix_title=row["title"],
        base_year=base,
        projected_year=projected,
        source=edition.source,
        notes=notes,
    )


def education_of(facts: Facts, code: str) -> EducationPath:
    """Return the education of an O*NET-SOC code: what BLS assigns and what O*NET's workers say."""
    dataset = entry_dataset(facts.editions)
    row, join = matrix_row(facts, code, dataset)
    lack = ""
    if row is not None and "entry_education" not in row:
        lack = f"BLS's is not at hand in {facts.edition(dataset).id}"
        row, join = None, note_of(Provenance.MISSING, lack)
    notes = {} if join is None else dict.fromkeys(_FROM_BLS, join)
    assigned = {} if row is None else {name: row[key] for name, key in _FROM_BLS.items()}
    columns = ("category", "percent", "recommend_suppress", "domain_source")
    answers = facts.table("onet", "required_education").select(*columns, code=code)
    shares = tuple(_share(*answer) for *answer, _ in answers)
    if not shares:
        reason = "O*NET has not surveyed the required level of education of this occupation"
        notes["onet_shares"] = note_of(Provenance.MISSING, reason)
    by_bls = assigned.get("bls_entry_level")
    by_onet = EducationPath(onet_shares=shares).onet_entry_level
    notes["entry_level"] = _entry_level_note(by_bls, by_onet, join, lack)
    bls, onet = facts.edition(dataset).source, facts.edition("onet").source
    return EducationPath(
        entry_level=by_onet if by_bls is None else by_bls,
        entry_level_source=bls if by_bls is not None else onet if by_onet is not None else None,
        **assigned,
        onet_shares=shares,
        onet_answered_by=answers[0][3] if answers else None,
        bls_source=bls,
        onet_source=onet,
        notes=notes,
    )


def _entry_level_note(
    by_bls: str | None, by_onet: str | None, join: Note | None, lack: str = ""
) -> Note:
    """Say which entry level is used: BLS's, else O*NET's most frequent answer, else none."""
    if by_bls is not None:
        other = (
            f"O*NET's most frequent answer is: {by_onet}"
            if by_onet
            else "O*NET has no answers for this occupation"
        )
        reason = f"BLS's is used, as it is assigned to every occupation of its matrix; {other}"
        if join is None:
            return note_of(Provenance.OBSERVED, reason)
        return evolve(join, reason=f"{reason}; {join.reason}")
    if by_onet is not None:
        why = lack or "BLS assigns no level to this occupation"
        reason = f"O*NET's most frequent answer is used, as {why}"
        return note_of(Provenance.OBSERVED, reason)
    reason = f"{lack}, and O*NET has none" if lack else "neither BLS nor O*NET has a level"
    return note_of(Provenance.MISSING, f"{reason} for this occupation")
