"""One occupation put together from the tables of a release, reading only its own rows.

BLS publishes by SOC code, O*NET by a finer one. An occupation is *published under* its
own SOC code where the survey has it, else under the composite that the national
employment matrix puts it in, else nowhere; the notes name the case.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from careerscore.codes import major_group, soc_code
from careerscore.model.ai import EPOCH_DIMENSIONS, EpochProfile
from careerscore.model.education import ONET_EDUCATION_LEVELS, EducationPath, EducationShare
from careerscore.model.occupation import (
    InstructionalProgram,
    Occupation,
    RelatedOccupation,
    TechnologySkill,
)
from careerscore.model.outlook import EmploymentOutlook
from careerscore.model.provenance import EVERY_FIELD, Note, Provenance
from careerscore.model.wages import PERCENTILES, WageDistribution, WageEstimates
from careerscore.reference.editions import note_of, published_under_note
from careerscore.reference.exposure_measures import exposures_of

if TYPE_CHECKING:
    from careerscore.reference.editions import Facts, Row

TOP_CODED: Final = "#"
NOT_ESTIMATED: Final = ("*", "**")
NOT_PUBLISHED: Final = ("", "—")
"""What the tables of BLS have in the place of a number."""

ANNUAL: Final = "a_"
HOURLY: Final = "h_"

MILITARY: Final = "55"

_FROM_BLS: Final = {
    "bls_entry_level": "entry_education",
    "bls_work_experience": "work_experience",
    "bls_on_the_job_training": "on_the_job_training",
}

# Occupations share most of these: one object each, instead of one for every row.
_MOST_SHARED: Final = 20_000
_related_occupation = lru_cache(maxsize=_MOST_SHARED)(RelatedOccupation)
_program = lru_cache(maxsize=_MOST_SHARED)(InstructionalProgram)


@lru_cache(maxsize=_MOST_SHARED)
def _skill(name: str, category: str, hot: str, in_demand: str) -> TechnologySkill:
    return TechnologySkill(name=name, category=category, hot=hot == "Y", in_demand=in_demand == "Y")


@lru_cache(maxsize=_MOST_SHARED)
def _share(category: str, percent: str, suppress: str) -> EducationShare:
    level = ONET_EDUCATION_LEVELS[int(category) - 1]
    return EducationShare(level=level, percent=float(percent), suppress=suppress == "Y")


def assemble(
    facts: Facts, code: str, data_release: str, fingerprint: str, *, lists: bool = True
) -> Occupation:
    """Build the occupation of an O*NET-SOC code that the release has.

    Without its lists (names, technologies, related occupations, programs) it takes half the time.
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
    category = facts.row(code, "occupation-categories")
    return Occupation(
        code=code,
        **from_onet,
        category=None if category is None else category["category"],
        programs=programs,
        wages=wages_of(facts, code),
        education=education_of(facts, code),
        outlook=outlook_of(facts, code),
        exposures=exposures_of(facts, code),
        epoch=_epoch(facts, code),
        data_release=data_release,
        data_fingerprint=fingerprint,
        sources={
            **dict.fromkeys(from_onet, facts.edition("onet").source),
            "category": facts.edition("occupation-categories").source,
            "programs": facts.edition("cip-soc").source,
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


def number(cell: str) -> float | None:
    """Read a published number; None for an empty cell or a dash. Whole ones stay whole."""
    if cell in NOT_PUBLISHED:
        return None
    return float(cell) if "." in cell else int(cell)


def wage_column(prefix: str, name: str) -> str:
    """Return the name of the survey's column of a percentile, the median or the mean."""
    return f"{prefix}pct{name[1:]}" if name.startswith("p") else f"{prefix}{name}"


def wages_of(facts: Facts, code: str) -> WageDistribution:
    """Return the wages (OEWS) of an O*NET-SOC code."""
    edition, table = facts.edition("oews"), facts.table("oews")
    period: str = edition.parameters["reference_period"]
    under = filter(None, (soc_code(code), facts.matrix_code(code)))
    rows = (row for published in under for row in table.rows_of(published))
    # A composite stands there twice: as the broad group and as a detailed occupation.
    row = next((row for row in rows if row["o_group"] == "detailed"), None)
    if row is None:
        reason = f"the wage survey of {period} has no row for {soc_code(code)} {facts.titles[code]}"
        if major_group(code) == MILITARY:
            reason = "the wage survey does not cover military occupations"
        notes = {EVERY_FIELD: note_of(Provenance.MISSING, reason)}
        none = WageEstimates(notes=notes)
        return WageDistribution(
            annual=none, hourly=none, reference_period=period, source=edition.source, notes=notes
        )
    published = row["occ_code"]
    is_own = published == soc_code(code)
    sharing = facts.codes_of_soc(published) if is_own else facts.codes_of_matrix(published)
    join = published_under_note(code, published, row["occ_title"])
    employment = number(row["tot_emp"])
    return WageDistribution(
        annual=_estimates(row, ANNUAL, edition.parameters.get("top_code_annual_usd")),
        hourly=_estimates(row, HOURLY, edition.parameters.get("top_code_hourly_usd")),
        published_code=published,
        published_title=row["occ_title"],
        reference_period=period,
        employment=None if employment is None else int(employment),
        employment_prse=number(row["emp_prse"]),
        mean_prse=number(row["mean_prse"]),
        shared_with=tuple(other for other in sharing if other != code),
        source=edition.source,
        notes={} if join is None else {EVERY_FIELD: join},
    )


def _estimates(row: Row, prefix: str, top_code: float | None) -> WageEstimates:
    values: dict[str, float | None] = {}
    notes: dict[str, Note] = {}
    for name in (*PERCENTILES, "mean"):
        cell = row[wage_column(prefix, name)]
        if cell == TOP_CODED:
            top = f"${top_code:,}" if prefix == ANNUAL else f"${top_code:,.2f} an hour"
            reason = f"at or above the survey's top code of {top}"
            notes[name] = Note(provenance=Provenance.TOP_CODED, reason=reason, bound=top_code)
        elif cell in NOT_ESTIMATED:
            other = "annual" if prefix == HOURLY else "hourly"
            reason = (
                f"BLS publishes only {other} wages for this occupation"
                if row[other]
                else "BLS has no estimate that it can publish"
            )
            notes[name] = note_of(Provenance.MISSING, reason)
        else:
            values[name] = number(cell)
    return WageEstimates(**values, notes=notes)


def _projections(facts: Facts, code: str) -> tuple[Row | None, Note | None]:
    """Return the row of the projections that an occupation is part of, and how it belongs to it."""
    matrix_code = facts.matrix_code(code)
    row = None if matrix_code is None else facts.row(matrix_code, "employment-projections")
    if row is not None:
        return row, published_under_note(code, row["matrix_code"], row["title"])
    reason = (
        "the national employment matrix has no military occupations"
        if major_group(code) == MILITARY
        else f"the national employment matrix has no line for {code} {facts.titles[code]}"
    )
    return None, note_of(Provenance.MISSING, reason)


def outlook_of(facts: Facts, code: str) -> EmploymentOutlook:
    """Return the outlook (employment projections) of an O*NET-SOC code."""
    source = facts.edition("employment-projections").source
    columns = facts.table("employment-projections").columns
    base, projected = (column for column in columns if column.startswith("employment_2"))
    row, note = _projections(facts, code)
    notes = {} if note is None else {EVERY_FIELD: note}
    if row is None:
        return EmploymentOutlook(source=source, notes=notes)
    values = {
        "employment_base_thousands": number(row[base]),
        "employment_projected_thousands": number(row[projected]),
        "employment_change_thousands": number(row["change"]),
        "percent_change": number(row["percent_change"]),
        "annual_openings_thousands": number(row["annual_openings"]),
        "percent_self_employed": number(row["percent_self_employed"]),
    }
    missing = note_of(Provenance.MISSING, "BLS publishes no figure")
    notes |= {name: missing for name, value in values.items() if value is None}
    return EmploymentOutlook(
        **values,
        matrix_code=row["matrix_code"],
        matrix_title=row["title"],
        base_year=int(base[-4:]),
        projected_year=int(projected[-4:]),
        source=source,
        notes=notes,
    )


def education_of(facts: Facts, code: str) -> EducationPath:
    """Return the education of an O*NET-SOC code: what BLS assigns and what O*NET's workers say."""
    row, join = _projections(facts, code)
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
    notes["entry_level"] = _entry_level_note(by_bls, by_onet, join)
    bls, onet = facts.edition("employment-projections").source, facts.edition("onet").source
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


def _entry_level_note(by_bls: str | None, by_onet: str | None, join: Note | None) -> Note:
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
        reason = "O*NET's most frequent answer is used, as BLS assigns no level to this occupation"
        return note_of(Provenance.OBSERVED, reason)
    return note_of(Provenance.MISSING, "neither BLS nor O*NET has a level for this occupation")
