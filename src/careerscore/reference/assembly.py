"""One occupation put together from the tables of a release, reading only its own rows."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from careerscore.codes import soc_code
from careerscore.model.ai import EPOCH_DIMENSIONS, EpochProfile
from careerscore.model.occupation import (
    InstructionalProgram,
    Occupation,
    RelatedOccupation,
    TechnologySkill,
)
from careerscore.model.provenance import EVERY_FIELD, Note, Provenance
from careerscore.reference.exposure_measures import exposures_of
from careerscore.reference.schooling import education_of
from careerscore.reference.wages_and_outlook import outlook_of, wages_of

if TYPE_CHECKING:
    from careerscore.reference.facts import Facts

MOST_SHARED: Final = 20_000

_FROM_ONET: Final = (
    "title",
    "job_zone",
    "aliases",
    "reported_titles",
    "short_titles",
    "technology_skills",
    "related",
    "siblings",
)


def assemble(facts: Facts, code: str, data_release: str, fingerprint: str) -> Occupation:
    """Build the occupation of an O*NET-SOC code that the release has."""
    onet = facts.edition("onet").source
    notes: dict[str, Note] = {}
    table = facts.table("onet", "alternate_titles")
    titles = table.select("title", "short_title", "reported", code=code)
    reported = [title for title, _, is_reported in titles if is_reported == "Y"]
    alternate = [title for title, _, is_reported in titles if is_reported != "Y"]
    same_soc = facts.codes_of_soc(soc_code(code))
    siblings = {other: facts.titles[other] for other in same_soc if other != code}
    if siblings:
        others = ", ".join(f"{other} {title}" for other, title in siblings.items())
        reason = f"{soc_code(code)} is also the SOC code of {others}"
        notes["soc_code"] = Note(provenance=Provenance.OBSERVED, reason=reason)
    job_zone = _job_zone(facts, code, notes)
    category = facts.row(code, "occupation-categories")
    if not (technology := _technology_skills(facts, code)):
        notes["technology_skills"] = _not_surveyed("technology skills")
    if not (related := _related(facts, code)):
        notes["related"] = _not_surveyed("related occupations")
    if not (programs := _programs(facts, code)):
        reason = "the crosswalk of fields of study has none for its SOC code"
        notes["programs"] = Note(provenance=Provenance.MISSING, reason=reason)
    return Occupation(
        code=code,
        title=facts.titles[code],
        category=None if category is None else category["category"],
        job_zone=job_zone,
        aliases=(*reported, *alternate),
        reported_titles=tuple(reported),
        short_titles=tuple(dict.fromkeys(short for _, short, _ in titles if short)),
        technology_skills=technology,
        related=related,
        programs=programs,
        siblings=siblings,
        wages=wages_of(facts, code),
        education=education_of(facts, code),
        outlook=outlook_of(facts, code),
        exposures=exposures_of(facts, code),
        epoch=_epoch(facts, code),
        data_release=data_release,
        data_fingerprint=fingerprint,
        sources={
            **dict.fromkeys(_FROM_ONET, onet),
            "category": facts.edition("occupation-categories").source,
            "programs": facts.edition("cip-soc").source,
        },
        notes=notes,
    )


def _not_surveyed(what: str) -> Note:
    return Note(provenance=Provenance.MISSING, reason=f"O*NET has no {what} for this occupation")


def _job_zone(facts: Facts, code: str, notes: dict[str, Note]) -> int | None:
    row = facts.row(code, "onet", "occupations")
    if row is None or not row["job_zone"]:
        notes["job_zone"] = _not_surveyed("job zone")
        return None
    if "Preliminary" in row["job_zone_source"]:
        reason = f"preliminary, set by an O*NET analyst ({row['job_zone_date']})"
        notes["job_zone"] = Note(provenance=Provenance.ESTIMATED, reason=reason)
    return int(row["job_zone"])


# Occupations share most of these: one object each, instead of one for every row.


@lru_cache(maxsize=MOST_SHARED)
def _skill(name: str, category: str, hot: bool, in_demand: bool) -> TechnologySkill:  # noqa: FBT001
    return TechnologySkill(name=name, category=category, hot=hot, in_demand=in_demand)


@lru_cache(maxsize=MOST_SHARED)
def _related_occupation(code: str, title: str, tier: str) -> RelatedOccupation:
    return RelatedOccupation(code=code, title=title, tier=tier)


@lru_cache(maxsize=MOST_SHARED)
def _program(code: str, title: str) -> InstructionalProgram:
    return InstructionalProgram(code=code, title=title)


def _technology_skills(facts: Facts, code: str) -> tuple[TechnologySkill, ...]:
    commodities, table = facts.commodities, facts.table("onet", "technology_skills")
    columns = ("example", "commodity_code", "hot_technology", "in_demand")
    return tuple(
        _skill(name, commodities[commodity], hot == "Y", in_demand == "Y")
        for name, commodity, hot, in_demand in table.select(*columns, code=code)
    )


def _related(facts: Facts, code: str) -> tuple[RelatedOccupation, ...]:
    table = facts.table("onet", "related_occupations")
    return tuple(
        _related_occupation(other, facts.titles[other], tier)
        for other, tier in table.select("related_onet_soc_code", "tier", code=code)
    )


def _programs(facts: Facts, code: str) -> tuple[InstructionalProgram, ...]:
    rows = facts.table("cip-soc").rows_where("soc_code", soc_code(code))
    return tuple(_program(row["cip_code"], row["cip_title"].rstrip(".")) for row in rows)


def _epoch(facts: Facts, code: str) -> EpochProfile | None:
    row = facts.row(code, "epoch-heuristic")
    if row is None:
        return None
    note = Note(
        provenance=Provenance.ESTIMATED,
        reason="a heuristic over category, job zone and words of the title",
    )
    if row["job_zone_defaulted"] == "Y":
        reason = f"{note.reason}; O*NET has no job zone, {row['job_zone_used']} stands in"
        note = Note(provenance=Provenance.DEFAULTED, reason=reason)
    return EpochProfile(
        **{name: int(row[name]) for name in EPOCH_DIMENSIONS},
        source=facts.edition("epoch-heuristic").source,
        notes={EVERY_FIELD: note},
    )
