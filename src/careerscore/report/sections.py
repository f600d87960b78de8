"""The sections on what an occupation is: pay, education, outlook, exposure, names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from careerscore.model.epoch import EPOCH_DIMENSIONS
from careerscore.model.provenance import EVERY_FIELD, note_on
from careerscore.model.wages import PERCENTILES
from careerscore.report.blocks import cut, facts, figure, in_words, line, missing, remark, section
from careerscore.report.page import Address, Bar, Column, Grid, Tone

if TYPE_CHECKING:
    from careerscore.model.education import EducationPath
    from careerscore.model.epoch import EpochProfile
    from careerscore.model.occupation import Occupation, TechnologySkill
    from careerscore.model.outlook import EmploymentOutlook
    from careerscore.model.wages import WageDistribution, WageEstimates
    from careerscore.report.page import Block, Cell, Section

__all__ = [
    "education_section",
    "epoch_section",
    "exposures_section",
    "links_section",
    "names_section",
    "outlook_section",
    "pay_section",
    "related_section",
    "technology_section",
]

_MOST_NAMES: Final = 15
_MOST_RELATED: Final = 10
_MOST_KINDS: Final = 8
_MOST_OF_A_KIND: Final = 5


def epoch_section(epoch: EpochProfile | None) -> Section:
    """Return the five EPOCH dimensions and their sum."""
    if epoch is None:
        return section("Human advantage (EPOCH)", line("not known"))
    rows = [(name.capitalize(), f"{getattr(epoch, name):g} of 5") for name in EPOCH_DIMENSIONS]
    rows.append(("Together", f"{epoch.total:g} of 25"))
    return section("Human advantage (EPOCH)", facts(rows), *remark(epoch.notes.get(EVERY_FIELD)))


def pay_section(wages: WageDistribution) -> Section:
    """Return the percentiles of pay with bars, and what is not published of them."""
    title = f"Pay, {wages.reference_period}" if wages.reference_period else "Pay"
    if wages.published_code is None and wages.notes.get(EVERY_FIELD) is not None:
        return section(title, *remark(wages.notes.get(EVERY_FIELD)))
    names = (*PERCENTILES, "mean")
    # Some occupations are paid by the hour only.
    compared = wages.annual if wages.annual.lower_bound("median") else wages.hourly
    highest = max(compared.lower_bound(name) or 0 for name in names)
    rows: list[tuple[Cell, ...]] = [
        (
            name.upper() if name.startswith("p") else name.capitalize(),
            _amount(wages.annual, name, ""),
            _amount(wages.hourly, name, ".2f"),
            _bar(compared, name, highest),
        )
        for name in names
    ]
    columns = (Column(Tone.QUIET), *[Column(right=True, wraps=False)] * 2, Column(wraps=False))
    table = Grid(columns, rows, ("", "a year", "an hour", ""))
    notes = [note_on(pay.notes, name) for pay in (wages.annual, wages.hourly) for name in names]
    every_note = dict.fromkeys([*notes, wages.notes.get(EVERY_FIELD)])
    remarks = [part for note in every_note for part in remark(note)]
    return section(title, table, *remarks, *_employment(wages))


def _bar(pay: WageEstimates, name: str, highest: float) -> Bar | str:
    value = pay.lower_bound(name)
    if not value:
        return ""
    # A top-coded value goes on beyond its bound, nobody knows how far.
    return Bar(value / highest, open=getattr(pay, name) is None, quiet=name == "mean")


def _amount(pay: WageEstimates, name: str, digits: str) -> str:
    value: float | None = getattr(pay, name)
    if value is not None:
        return f"${value:,{digits}}"
    bound = pay.lower_bound(name)
    return "—" if bound is None else f"≥ ${bound:,{digits}}"


def _employment(wages: WageDistribution) -> list[Block]:
    if wages.employment is None:
        return []
    error = "" if wages.employment_prse is None else f" (± {wages.employment_prse:g}%)"
    of = f"{wages.employment:,} workers{error} under {wages.published_code}"
    if wages.mean_prse is not None:
        of += f"; mean wage ± {wages.mean_prse:g}% (relative standard errors)"
    if wages.shared_with:
        of += f"; shared with {', '.join(wages.shared_with)}"
    return [line(of, Tone.QUIET)]


def education_section(education: EducationPath) -> Section:
    """Return what BLS assigns and what O*NET's respondents say."""
    rows = [
        ("Entry level", education.entry_level or "not known"),
        ("Experience", education.bls_work_experience or "not known"),
        ("Training", education.bls_on_the_job_training or "not known"),
    ]
    if education.onet_shares:
        most = sorted(education.onet_shares, key=lambda share: -share.percent)[:3]
        shares = "; ".join(
            f"{share.level} {share.percent:g}%{' (low precision)' if share.suppress else ''}"
            for share in most
        )
        rows.append(("O*NET says", shares))
    return section("Education", facts(rows), *remark(note_on(education.notes, "entry_level")))


def outlook_section(outlook: EmploymentOutlook) -> Section:
    """Return growth, jobs and openings of the projections."""
    if outlook.percent_change is None:
        return section("Outlook", *remark(note_on(outlook.notes, "percent_change")))
    years = f"{outlook.base_year}-{outlook.projected_year}"
    rows = [("Growth", f"{outlook.percent_change:+g}% ({years})")]
    before, after = outlook.employment_base_thousands, outlook.employment_projected_thousands
    if before is not None and after is not None:
        rows.append(("Jobs", f"{before:,} to {after:,} thousand"))
    if outlook.annual_openings_thousands is not None:
        rows.append(("Openings", f"{outlook.annual_openings_thousands:,} thousand a year"))
    if outlook.percent_self_employed is not None:
        rows.append(("Self-employed", f"{outlook.percent_self_employed:g}%"))
    return section("Outlook", facts(rows), *remark(outlook.notes.get(EVERY_FIELD)))


def exposures_section(occupation: Occupation) -> Section:
    """Return every published measure in its own unit."""
    rows: list[tuple[Cell, ...]] = []
    for measure in occupation.exposures.values():
        note = measure.notes.get("value")
        unit = measure.unit if note is None else f"{measure.unit}; {in_words(note)}"
        value = "—" if measure.value is None else figure(measure.value)
        rows.append((measure.title, value, unit))
    columns = (Column(share=3), Column(right=True, wraps=False), Column(Tone.QUIET, share=2))
    body = Grid(columns, rows) if rows else line("not known")
    return section("Published measures of exposure, each in its own unit", body)


def technology_section(occupation: Occupation) -> Section:
    """Return the kinds of software and equipment, the most wanted first."""
    kinds: dict[str, list[TechnologySkill]] = {}
    for skill in sorted(occupation.technology_skills, key=_wanted, reverse=True):
        kinds.setdefault(skill.category, []).append(skill)
    if not kinds:
        return section("Technology", *missing(occupation.notes, "technology_skills"))
    most_wanted = sorted(kinds, key=lambda kind: sum(map(_wanted, kinds[kind])), reverse=True)
    rows = [
        (kind, cut(map(_marked, kinds[kind]), _MOST_OF_A_KIND))
        for kind in most_wanted[:_MOST_KINDS]
    ]
    table = Grid((Column(Tone.QUIET, share=2), Column(share=3)), rows)
    rest = len(kinds) - _MOST_KINDS
    noun = "kind" if rest == 1 else "kinds"
    more = (
        [line(f"and {rest} more {noun} of software and equipment", Tone.QUIET)] if rest > 0 else []
    )
    return section("Technology", table, *more)


def _wanted(skill: TechnologySkill) -> int:
    return skill.hot + skill.in_demand


def _marked(skill: TechnologySkill) -> str:
    return skill.name + " (hot)" * skill.hot + " (in demand)" * skill.in_demand


def names_section(occupation: Occupation) -> Section:
    """Return the titles that jobs of the occupation have."""
    text = cut(occupation.aliases, _MOST_NAMES) or "not known"
    return section("Also known as", line(text))


def related_section(occupation: Occupation) -> Section:
    """Return the nearest occupations."""
    if not occupation.related:
        return section("Related careers", *missing(occupation.notes, "related"))
    nearest = [(career.code, career.title) for career in occupation.related[:_MOST_RELATED]]
    more = len(occupation.related) - _MOST_RELATED
    rest = [line(f"and {more} more", Tone.QUIET)] if more > 0 else []
    return section("Related careers", facts(nearest), *rest)


def links_section(occupation: Occupation) -> Section:
    """Return the pages of public services about it."""
    links = occupation.links
    rows = [
        ("O*NET OnLine", Address(links.onet_online)),
        ("My Next Move", Address(links.my_next_move)),
        ("Jobs, local pay", Address(links.career_one_stop)),
        ("Training", Address(links.training)),
        ("Video", Address(links.video)),
    ]
    caution = "Local pay and job openings are not in the data. Not every occupation has a video."
    return section("Links", facts(rows), line(caution, Tone.QUIET))
