"""The education of an occupation: what BLS assigns and what O*NET's respondents say."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from careerscore.model.education import ONET_EDUCATION_LEVELS, EducationPath, EducationShare
from careerscore.model.provenance import Note, Provenance
from careerscore.reference.wages_and_outlook import matrix_note, projections_row

if TYPE_CHECKING:
    from careerscore.model.provenance import Source
    from careerscore.reference.facts import Facts

_FROM_BLS: Final = {
    "bls_entry_level": "entry_education",
    "bls_work_experience": "work_experience",
    "bls_on_the_job_training": "on_the_job_training",
}


def education_of(facts: Facts, code: str) -> EducationPath:
    """Return the education of an O*NET-SOC code, both sources side by side."""
    notes: dict[str, Note] = {}
    row = projections_row(facts, code)
    join = matrix_note(facts, code, row)
    if join is not None:
        notes |= dict.fromkeys(_FROM_BLS, join)
    assigned: dict[str, Any] = {}
    if row is not None:
        assigned = {name: row[column] for name, column in _FROM_BLS.items()}
    columns = ("category", "percent", "recommend_suppress", "domain_source")
    answers = facts.table("onet", "required_education").select(*columns, code=code)
    shares = tuple(
        _share(category, percent, suppress == "Y") for category, percent, suppress, _ in answers
    )
    if not shares:
        reason = "O*NET has not surveyed the required level of education of this occupation"
        notes["onet_shares"] = Note(provenance=Provenance.MISSING, reason=reason)
    path = EducationPath(
        **assigned,
        onet_shares=shares,
        onet_answered_by=answers[0][3] if answers else None,
        bls_source=facts.edition("employment-projections").source,
        onet_source=facts.edition("onet").source,
    )
    level, source, notes["entry_level"] = _chosen(path, join)
    return evolve(path, entry_level=level, entry_level_source=source, notes=notes)


@lru_cache(maxsize=20_000)
def _share(category: str, percent: str, suppress: bool) -> EducationShare:  # noqa: FBT001
    level = ONET_EDUCATION_LEVELS[int(category) - 1]
    return EducationShare(level=level, percent=float(percent), suppress=suppress)


def _chosen(path: EducationPath, join: Note | None) -> tuple[str | None, Source | None, Note]:
    """Choose the entry level: BLS's assignment, else O*NET's most frequent answer, else none."""
    if path.bls_entry_level is not None:
        other = (
            f"O*NET's most frequent answer is: {path.onet_entry_level}"
            if path.onet_entry_level
            else "O*NET has no answers for this occupation"
        )
        reason = f"BLS's is used, as it is assigned to every occupation of its matrix; {other}"
        observed = Note(provenance=Provenance.OBSERVED, reason=reason)
        note = observed if join is None else evolve(join, reason=f"{reason}; {join.reason}")
        return path.bls_entry_level, path.bls_source, note
    if path.onet_entry_level is not None:
        reason = "O*NET's most frequent answer is used, as BLS assigns no level to this occupation"
        note = Note(provenance=Provenance.OBSERVED, reason=reason)
        return path.onet_entry_level, path.onet_source, note
    reason = "neither BLS nor O*NET has a level for this occupation"
    return None, None, Note(provenance=Provenance.MISSING, reason=reason)
