"""One occupation put together from the tables of a release, reading only its own rows."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, Final

from careerscore._frozen_map import LazyMap
from careerscore.codes import soc_code
from careerscore.model.ai import EPOCH_DIMENSIONS, EpochProfile
from careerscore.model.occupation import (
    InstructionalProgram,
    Occupation,
    RelatedOccupation,
    TechnologySkill,
)
from careerscore.model.provenance import EVERY_FIELD, Note, Provenance
from careerscore.reference.editions import note_of
from careerscore.reference.exposure_measures import exposures_of
from careerscore.reference.projections import education_of, outlook_of
from careerscore.reference.ratings import ratings_of
from careerscore.reference.wages import wages_of

if TYPE_CHECKING:
    from careerscore.model.provenance import Source
    from careerscore.reference.editions import Facts

# Occupations share most of these: one object each, instead of one for every row.
_MOST_SHARED: Final = 20_000
_related_occupation = lru_cache(maxsize=_MOST_SHARED)(RelatedOccupation)
_program = lru_cache(maxsize=_MOST_SHARED)(InstructionalProgram)


@lru_cache(maxsize=_MOST_SHARED)
def _skill(name: str, category: str, hot: str, in_demand: str) -> TechnologySkill:
    return TechnologySkill(name=name, category=category, hot=hot == "Y", in_demand=in_demand == "Y")


def assemble(
    facts: Facts, code: str, data_release: str, fingerprint: str, *, lists: bool = True
) -> Occupation:
    """Build the occupation of an O*NET-SOC code that the release has.

    Without its lists (names, technologies, related occupations, programs, ratings) it takes half
    the time.
    """
    notes: dict[str, Note] = {}
    same_soc = facts.codes_of_soc(soc_code(code))
    siblings = {other: facts.titles[other] for other in same_soc if other != code}
    if siblings:
        others = ", ".join(f"{other} {title}" for other, title in siblings.items())
        reason = f"{soc_code(code)} is also the SOC code of {others}"
        notes["soc_code"] = note_of(Provenance.OBSERVED, reason)
    row = facts.row(code, "onet", "occupations")
    job_zone = int(row["job_zone"]) if row and row["job_zone"] else None
    if job_zone is None:
        notes["job_zone"] = _not_surveyed("job zone")
    elif row and "Preliminary" in row["job_zone_source"]:
        reason = f"preliminary, set by an O*NET analyst ({row['job_zone_date']})"
        notes["job_zone"] = note_of(Provenance.ESTIMATED, reason)
    from_onet: dict[str, Any] = {"title": facts.titles[code], "job_zone": job_zone}
    programs: tuple[InstructionalProgram, ...] = ()
    if lists:
        from_onet |= _lists_of(facts, code, notes)
        rows = facts.table("cip-soc").rows_where("soc_code", soc_code(code))
        programs = tuple(
            _program(code=row["cip_code"], title=row["cip_title"].rstrip(".")) for row in rows
        )
        if not programs:
            reason = "the crosswalk of fields of study has none for its SOC code"
            notes["programs"] = note_of(Provenance.MISSING, reason)
    from_onet["siblings"] = siblings
    texts, source_of_texts = _texts_of(facts, code, notes) if lists else ({}, {})
    category = facts.row(code, "occupation-categories")
    return Occupation(
        code=code,
        **from_onet,
        **texts,
        category=None if category is None else category["category"],
        programs=programs,
        wages=wages_of(facts, code),
        education=education_of(facts, code),
        outlook=outlook_of(facts, code),
        # A dozen tables, which are read where a measure is asked for.
        exposures=LazyMap(partial(exposures_of, facts, code)),
        epoch=_epoch(facts, code),
        ratings=ratings_of(facts, code) if lists else None,
        data_release=data_release,
        data_fingerprint=fingerprint,
        sources={
            **dict.fromkeys(from_onet, facts.edition("onet").source),
            "category": facts.edition("occupation-categories").source,
            "programs": facts.edition("cip-soc").source,
            **source_of_texts,
        },
        notes=notes,
    )


def _not_surveyed(what: str) -> Note:
    return note_of(Provenance.MISSING, f"O*NET has no {what} for this occupation")


def _lists_of(facts: Facts, code: str, notes: dict[str, Note]) -> dict[str, Any]:
    table = facts.table("onet", "alternate_titles")
    titles = table.select("title", "short_title", "reported", code=code)
    reported = tuple(title for title, _, is_reported in titles if is_reported == "Y")
    alternate = (title for title, _, is_reported in titles if is_reported != "Y")
    table, categories = facts.table("onet", "technology_skills"), facts.commodities
    columns = ("example", "commodity_code", "hot_technology", "in_demand")
    skills = tuple(
        _skill(name, categories[commodity], hot, in_demand)
        for name, commodity, hot, in_demand in table.select(*columns, code=code)
    )
    table = facts.table("onet", "related_occupations")
    related = tuple(
        _related_occupation(code=other, title=facts.titles[other], tier=tier)
        for other, tier in table.select("related_onet_soc_code", "tier", code=code)
    )
    if not skills:
        notes["technology_skills"] = _not_surveyed("technology skills")
    if not related:
        notes["related"] = _not_surveyed("related occupations")
    return {
        "aliases": (*reported, *alternate),
        "reported_titles": reported,
        "short_titles": tuple(dict.fromkeys(short for _, short, _ in titles if short)),
        "technology_skills": skills,
        "related": related,
    }


def _texts_of(
    facts: Facts, code: str, notes: dict[str, Note]
) -> tuple[dict[str, Any], dict[str, Source]]:
    """Return O*NET's sentences and their source, where the user has built them from a download."""
    if isinstance(facts.texts, str):
        notes["description"] = notes["tasks"] = note_of(Provenance.MISSING, facts.texts)
        return {}, {}
    source, descriptions, tasks = facts.texts
    described = descriptions.select("onet_soc_code", "description", code=code)
    rated = tasks.select("task", "task_type", code=code)
    core_first = sorted(rated, key=lambda row: row[1] != "Core")
    texts = {
        "description": described[0][1] if described else None,
        "tasks": tuple(task for task, _ in core_first),
    }
    if not described:
        notes["description"] = _not_surveyed("description")
    if not rated:
        notes["tasks"] = _not_surveyed("task statements")
    return texts, dict.fromkeys(texts, source)


def _epoch(facts: Facts, code: str) -> EpochProfile | None:
    row = facts.row(code, "epoch-heuristic")
    if row is None:
        return None
    reason = "a heuristic over category, job zone and words of the title"
    note = note_of(Provenance.ESTIMATED, reason)
    if row["job_zone_defaulted"] == "Y":
        reason += f"; O*NET has no job zone, {row['job_zone_used']} stands in"
        note = note_of(Provenance.DEFAULTED, reason)
    return EpochProfile(
        **{name: int(row[name]) for name in EPOCH_DIMENSIONS},
        source=facts.edition("epoch-heuristic").source,
        notes={EVERY_FIELD: note},
    )
