"""The career card: an occupation and its assessment on a page of text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.console import Group
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from careerscore.model.epoch import EPOCH_DIMENSIONS
from careerscore.model.provenance import EVERY_FIELD, Note, Obtained, Source, note_on
from careerscore.model.wages import PERCENTILES
from careerscore.report.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rich.console import RenderableType

    from careerscore.model.assessment import FactorScore, ResilienceAssessment
    from careerscore.model.occupation import Occupation
    from careerscore.model.wages import WageEstimates
    from careerscore.scoring.protocol import Methodology

__all__ = ["TWO_COLUMNS_FROM", "assessment_card", "career_card"]

TWO_COLUMNS_FROM: Final = 110
"""Width from which sections stand side by side [characters]."""

_WIDEST: Final = 140
_MOST_NAMES: Final = 15
_BAR_LENGTH: Final = 20

_RANKS: Final = {1: "1st", 2: "2nd", 3: "3rd"}

_COLORS: Final = {"green": "green", "yellow": "yellow", "orange": "dark_orange", "red": "red"}


def career_card(
    occupation: Occupation,
    assessment: ResilienceAssessment,
    methodology: Methodology,
    *,
    width: int,
) -> RenderableType:
    """Lay an occupation and its assessment out as a page of text.

    Parameters
    ----------
    occupation : Occupation
        What the page is about.
    assessment : ResilienceAssessment
        How it scores.
    methodology : Methodology
        By what it was scored.
    width : int
        Width of the page [characters]; from 110 on, sections stand side by side.

    Returns
    -------
    rich.console.RenderableType
        For a `rich.console.Console` of that width.

    Examples
    --------
    >>> import careerscore as cs
    >>> from rich.console import Console
    >>> occupation = cs.occupation("29-2072.00", data="2026.1")
    >>> method = cs.methodology("american-dream-jobs/2.0")
    >>> console = Console(width=80)
    >>> with console.capture() as shown:
    ...     console.print(career_card(occupation, method.assess(occupation), method, width=80))
    >>> "3 of 6 points, AI-Augmented (2nd of 4 tiers)" in shown.get()
    True
    """
    left = [_resilience(assessment, len(methodology.tiers)), _epoch(occupation)]
    right = [_pay(occupation), _education(occupation), _outlook(occupation)]
    middle = _side_by_side(left, right) if width >= TWO_COLUMNS_FROM else Group(*left, *right)
    page = Group(
        _head(occupation, methodology),
        middle,
        _exposures(occupation),
        _technology(occupation),
        _names(occupation),
        _related(occupation),
        _links(occupation),
        _sources(occupation, assessment),
    )
    return Padding(page, (0, max(0, width - _WIDEST), 0, 0))


def _side_by_side(left: list[RenderableType], right: list[RenderableType]) -> RenderableType:
    table = Table.grid(padding=(0, 2), expand=True)
    table.add_column(ratio=1)
    table.add_column(ratio=1)
    table.add_row(Group(*left), Group(*right))
    return table


def assessment_card(assessment: ResilienceAssessment, methodology: Methodology) -> RenderableType:
    """Lay an assessment out as a short text: what, by which methodology, on which data.

    Parameters
    ----------
    assessment : ResilienceAssessment
        The result.
    methodology : Methodology
        By what it was scored.

    Returns
    -------
    rich.console.RenderableType
        For a `rich.console.Console` of any width.
    """
    name = f"{assessment.occupation_title or ''} {assessment.occupation_code or ''}".strip()
    head = [_line(name, "bold underline")] if name else []
    if assessment.data_release:
        head.append(_line(f"Data release {assessment.data_release}", "dim"))
    return Group(
        *head,
        _line(f"Methodology {methodology.id}, {methodology.title}, {methodology.released}", "dim"),
        Text(),
        _resilience(assessment, len(methodology.tiers)),
        _line(f"Fingerprint of this result: {assessment.fingerprint}", "dim"),
    )


def _section(title: str, *body: RenderableType) -> RenderableType:
    heading = Text(plain(title), style="bold")
    rule = Rule(heading, align="left", style="dim", characters="─")
    return Group(rule, Padding(Group(*body), (0, 0, 1, 2)))


def _line(text: str, style: str = "") -> Text:
    return Text(plain(text), style=style)


def _facts(rows: Iterable[tuple[str, str]]) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True, style="dim")
    table.add_column()
    for name, value in rows:
        table.add_row(plain(name), plain(value))
    return table


def _remark(note: Note | None) -> list[RenderableType]:
    """Return a line on what is exceptional, none where nothing is."""
    return [] if note is None else [_line(_in_words(note), "dim italic")]


def _in_words(note: Note) -> str:
    return note.reason if note.how is Obtained.OBSERVED else f"{note.how}: {note.reason}"


def _head(occupation: Occupation, methodology: Methodology) -> RenderableType:
    zone = "no job zone" if occupation.job_zone is None else f"job zone {occupation.job_zone}"
    note = occupation.notes.get("job_zone")
    if note is not None and occupation.job_zone is not None:
        zone += f" ({note.reason})"
    of = [occupation.code, f"SOC {occupation.soc_code}", occupation.category, zone]
    release = occupation.data_release or "none: made by hand"
    lines: list[RenderableType] = [
        Text(plain(occupation.title), style="bold underline"),
        _line(" · ".join(part for part in of if part)),
        _line(f"Data release {release}", "dim"),
        _line(f"Methodology {methodology.id}, {methodology.title}, {methodology.released}", "dim"),
    ]
    if occupation.siblings:
        named = ", ".join(f"{title} ({code})" for code, title in occupation.siblings.items())
        lines.append(_line(f"Same SOC code: {named}", "dim"))
    return Padding(Group(*lines), (0, 0, 1, 0))


def _resilience(assessment: ResilienceAssessment, tiers: int) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim")
    table.add_column(justify="right")
    table.add_column()
    table.add_column(justify="right")
    for factor in assessment.factors:
        value, label, points = _factor_cells(factor)
        table.add_row(plain(factor.title), value, plain(label), points)
    remarks = [
        _line(f"{factor.title}: {_provenance(factor)}", "dim") for factor in assessment.factors
    ]
    return _section(
        "AI resilience",
        _verdict(assessment, tiers),
        _line(assessment.rationale),
        Text(),
        table,
        Text(),
        *remarks,
    )


def _verdict(assessment: ResilienceAssessment, tiers: int) -> Text:
    tier = assessment.tier
    if tier is None:
        low, high = assessment.total_range
        open_tiers = " or ".join(tier.label for tier in assessment.possible_tiers)
        points = f"{low} to {high} of {assessment.max_total} points possible"
        return _line(f"{points}: {open_tiers}", "bold")
    of = f"{assessment.total} of {assessment.max_total} points, "
    place = _RANKS.get(tier.rank, f"{tier.rank}th")
    label = Text(plain(tier.label), style=f"bold {_COLORS.get(tier.color, '')}".strip())
    return Text.assemble((of, "bold"), label, f" ({place} of {tiers} tiers)")


def _factor_cells(factor: FactorScore) -> tuple[str, str, str]:
    if factor.value is None:
        return "—", "missing", f"of {factor.max_points}"
    return _figure(factor.value), factor.label or "", f"+{factor.points} of {factor.max_points}"


def _provenance(factor: FactorScore) -> str:
    parts = [factor.unit]
    if factor.note is not None:
        parts.append(_in_words(factor.note))
    if factor.source is not None:
        parts.append(factor.source.id)
    return "; ".join(parts)


def _figure(value: float) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def _epoch(occupation: Occupation) -> RenderableType:
    epoch = occupation.epoch
    if epoch is None:
        return _section("Human advantage (EPOCH)", _line("not known"))
    rows = [(name.capitalize(), f"{getattr(epoch, name):g} of 5") for name in EPOCH_DIMENSIONS]
    rows.append(("Together", f"{epoch.total:g} of 25"))
    return _section("Human advantage (EPOCH)", _facts(rows), *_remark(epoch.notes.get(EVERY_FIELD)))


def _pay(occupation: Occupation) -> RenderableType:
    wages = occupation.wages
    title = f"Pay, {wages.reference_period}" if wages.reference_period else "Pay"
    if wages.published_code is None and wages.notes.get(EVERY_FIELD) is not None:
        return _section(title, *_remark(wages.notes.get(EVERY_FIELD)))
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim")
    table.add_column(justify="right", no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True, overflow="crop")
    table.add_row("", "a year", "an hour", "")
    names = (*PERCENTILES, "mean")
    highest = max(wages.annual.lower_bound(name) or 0 for name in names)
    for name in names:
        bar = _bar(wages.annual, name, highest)
        table.add_row(
            name.upper() if name.startswith("p") else name.capitalize(),
            _amount(wages.annual, name, ""),
            _amount(wages.hourly, name, ".2f"),
            Text(bar, style="cyan" if name != "mean" else "dim"),
        )
    notes = {
        note: None
        for pay in (wages.annual, wages.hourly)
        for name in names
        if (note := note_on(pay.notes, name)) is not None
    }
    remarks = [line for note in notes for line in _remark(note)]
    return _section(
        title, table, *remarks, *_remark(wages.notes.get(EVERY_FIELD)), *_employment(occupation)
    )


def _bar(pay: WageEstimates, name: str, highest: float) -> str:
    value = pay.lower_bound(name)
    if not value:
        return ""
    # A top-coded value goes on beyond its bound, nobody knows how far.
    beyond = " ..." if getattr(pay, name) is None else ""
    return "█" * max(1, round(_BAR_LENGTH * value / highest)) + beyond


def _amount(pay: WageEstimates, name: str, digits: str) -> str:
    value: float | None = getattr(pay, name)
    if value is not None:
        return f"${value:,{digits}}"
    bound = pay.lower_bound(name)
    return "—" if bound is None else f"≥ ${bound:,{digits}}"


def _employment(occupation: Occupation) -> list[RenderableType]:
    wages = occupation.wages
    if wages.employment is None:
        return []
    error = "" if wages.employment_prse is None else f" (± {wages.employment_prse:g}%)"
    of = f"{wages.employment:,} workers{error} under {wages.published_code}"
    if wages.mean_prse is not None:
        of += f"; mean wage ± {wages.mean_prse:g}% (relative standard errors)"
    if wages.shared_with:
        of += f"; shared with {', '.join(wages.shared_with)}"
    return [_line(of, "dim")]


def _education(occupation: Occupation) -> RenderableType:
    education = occupation.education
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
    remarks = _remark(education.notes.get("entry_level"))
    return _section("Education", _facts(rows), *remarks)


def _outlook(occupation: Occupation) -> RenderableType:
    outlook = occupation.outlook
    if outlook.percent_change is None:
        return _section("Outlook", *_remark(note_on(outlook.notes, "percent_change")))
    years = f"{outlook.base_year}-{outlook.projected_year}"
    rows = [("Growth", f"{outlook.percent_change:+g}% ({years})")]
    if outlook.employment_base_thousands and outlook.employment_projected_thousands:
        low, high = outlook.employment_base_thousands, outlook.employment_projected_thousands
        rows.append(("Jobs", f"{low:,} to {high:,} thousand"))
    if outlook.annual_openings_thousands is not None:
        rows.append(("Openings", f"{outlook.annual_openings_thousands:,} thousand a year"))
    if outlook.percent_self_employed is not None:
        rows.append(("Self-employed", f"{outlook.percent_self_employed:g}%"))
    return _section("Outlook", _facts(rows), *_remark(outlook.notes.get(EVERY_FIELD)))


def _exposures(occupation: Occupation) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    table.add_column(ratio=3)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(ratio=2, style="dim")
    for measure in occupation.exposures.values():
        note = measure.notes.get("value")
        unit = measure.unit if note is None else f"{measure.unit}; {_in_words(note)}"
        value = "—" if measure.value is None else _figure(measure.value)
        table.add_row(plain(measure.title), value, plain(unit))
    body = table if occupation.exposures else _line("not known")
    return _section("Published measures of exposure, each in its own unit", body)


def _technology(occupation: Occupation) -> RenderableType:
    groups: dict[str, list[str]] = {}
    for skill in occupation.technology_skills:
        marks = "".join(
            mark
            for mark, holds in ((" (hot)", skill.hot), (" (in demand)", skill.in_demand))
            if holds
        )
        groups.setdefault(skill.category, []).append(f"{skill.name}{marks}")
    if not groups:
        return _section("Technology", *_missing(occupation.notes, "technology_skills"))
    marked = sorted(groups.items(), key=lambda group: -sum("(" in name for name in group[1]))
    rows = [(category, _cut(names, 5)) for category, names in marked[:8]]
    rest = len(marked) - len(rows)
    more = [_line(f"and {rest} more kinds of software and equipment", "dim")] if rest > 0 else []
    table = Table.grid(padding=(0, 2))
    table.add_column(ratio=2, style="dim")
    table.add_column(ratio=3)
    for category, names in rows:
        table.add_row(plain(category), plain(names))
    return _section("Technology", table, *more)


def _missing(notes: Mapping[str, Note], field: str) -> list[RenderableType]:
    return _remark(note_on(notes, field)) or [_line("not known")]


def _cut(names: Iterable[str], most: int) -> str:
    every = list(names)
    shown = ", ".join(every[:most])
    return f"{shown} and {len(every) - most} more" if len(every) > most else shown


def _names(occupation: Occupation) -> RenderableType:
    text = _cut(occupation.aliases, _MOST_NAMES) or "not known"
    return _section("Also known as", _line(text))


def _related(occupation: Occupation) -> RenderableType:
    if not occupation.related:
        return _section("Related careers", *_missing(occupation.notes, "related"))
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True, style="dim")
    table.add_column()
    for career in occupation.related[:10]:
        table.add_row(plain(career.code), plain(career.title))
    more = len(occupation.related) - 10
    rest = [_line(f"and {more} more", "dim")] if more > 0 else []
    return _section("Related careers", table, *rest)


def _links(occupation: Occupation) -> RenderableType:
    links = occupation.links
    rows = [
        ("O*NET OnLine", links.onet_online),
        ("My Next Move", links.my_next_move),
        ("Jobs, local pay", links.career_one_stop),
        ("Training", links.training),
        ("Video", links.video),
    ]
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True, style="dim")
    table.add_column(overflow="fold")
    for name, address in rows:
        table.add_row(name, plain(address))
    remark = "Local pay and job openings are not in the data. Not every occupation has a video."
    return _section("Links", table, _line(remark, "dim"))


def _sources(occupation: Occupation, assessment: ResilienceAssessment) -> RenderableType:
    lines: list[RenderableType] = []
    attributions: dict[str, None] = {}
    for source in _every_source(occupation, assessment):
        text = f"{source.id}: {source.citation} Licence: {source.licence}. {source.url}"
        lines.append(Text(plain(text), overflow="fold"))
        if source.attribution:
            attributions[source.attribution] = None
    lines += [_line(text, "dim") for text in attributions]
    lines.append(_line(f"Fingerprint of this result: {assessment.fingerprint}", "dim"))
    return _section("Sources", *lines)


def _every_source(occupation: Occupation, assessment: ResilienceAssessment) -> dict[Source, None]:
    found = [
        *(factor.source for factor in assessment.factors),
        occupation.wages.source,
        occupation.outlook.source,
        occupation.education.bls_source,
        occupation.education.onet_source,
        *(measure.source for measure in occupation.exposures.values()),
        None if occupation.epoch is None else occupation.epoch.source,
        *occupation.sources.values(),
    ]
    return dict.fromkeys(source for source in found if source is not None)
