"""Pages on an occupation: pay, education, outlook, exposure, names, sources, and its score."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeVar

from careerscore._render import blocks
from careerscore._render.blocks import (
    Bar,
    Block,
    Cell,
    Column,
    Page,
    Section,
    Span,
    Table,
    muted,
    paragraph,
)
from careerscore._text import format_number, number_of
from careerscore.model.ai import EPOCH_DIMENSIONS, EpochProfile
from careerscore.model.assessment import ResilienceAssessment
from careerscore.model.education import EducationPath
from careerscore.model.occupation import Occupation, slug_of
from careerscore.model.outlook import EmploymentOutlook
from careerscore.model.provenance import EVERY_FIELD, Note, Provenance, Source, note_on
from careerscore.model.wages import FIGURES, WageDistribution, WageEstimates
from careerscore.model.words import category_name, plain, preparation

T = TypeVar("T")

_MOST_NAMES: Final = 15
_MOST_TASKS: Final = 5
_MOST_RELATED: Final = 10
_MOST_KINDS: Final = 8
_MOST_OF_A_KIND: Final = 5


def page_of(value: Any) -> Page:
    """Return the page on an occupation, on one of its parts with its sources, or on a score."""
    if isinstance(value, ResilienceAssessment):
        from careerscore.model.assessment_pages import assessment_page

        return assessment_page(value)
    if not isinstance(value, Occupation):
        makers: dict[type, Any] = {
            WageDistribution: pay_section,
            EducationPath: education_section,
            EmploymentOutlook: outlook_section,
            EpochProfile: epoch_section,
        }
        section = next(make(value) for kind, make in makers.items() if isinstance(value, kind))
        names = ("source", "bls_source", "onet_source")
        sources = list(filter(None, (getattr(value, name, None) for name in names)))
        dollars = getattr(value, "dollars", None)
        sources += [dollars.source] if dollars else []
        body = [section, sources_section(sources)] if sources else [section]
        return Page(section.title, body, heading=False)
    pay, *others = facts(value)
    body = [
        *head(value),
        blocks.Columns((pay, epoch_section(value.epoch)), others),
        *(section for sections in details(value).values() for section in sections),
        sources_section(occupation_sources(value)),
    ]
    return Page(value.title, body)


def head(occupation: Occupation, *basis: str) -> list[Block]:
    """Return codes, category, job zone and release, and on what else the page is based."""
    category, zone, needed = occupation.category, occupation.job_zone, "no job zone"
    if zone is not None:
        set_by = ", preliminary" if "job_zone" in occupation.notes else ""
        needed = f"preparation needed: {preparation(zone)} (O*NET job zone {zone} of 5{set_by})"
    name = category and category_name(category)
    codes = [occupation.code, f"SOC {occupation.soc_code}", name, needed]
    siblings = ", ".join(f"{title} ({code})" for code, title in occupation.siblings.items())
    text = _notes(occupation.notes.get("description"))
    if occupation.description is not None:
        text = [paragraph(occupation.description)]
    return [
        paragraph(" · ".join(part for part in codes if part)),
        *muted(
            f"Data release {occupation.data_release or 'none: made by hand'}",
            *basis,
            siblings and f"Same SOC code: {siblings}",
        ),
        *text,
        blocks.BLANK,
    ]


def facts(occupation: Occupation) -> tuple[Section, Section, Section]:
    """Return the sections on pay, education and outlook."""
    education, outlook = occupation.education, occupation.outlook
    return pay_section(occupation.wages), education_section(education), outlook_section(outlook)


def details(
    occupation: Occupation, *, command: str = "", whole: bool = False
) -> dict[str, list[Section]]:
    """Return the sections on tasks, related careers, technology, names, exposure and links.

    Long lists are cut, and say how many more there are and which command shows them, unless they
    are whole.
    """
    shown_by = command or f"careerscore show {occupation.code}"

    def kept(items: Sequence[T], most: int) -> Sequence[T]:
        return items if whole else items[:most]

    def rest(items: Sequence[object], most: int, section: str) -> list[Block]:
        more = 0 if whole else len(items) - most
        return muted(f"and {more} more: {shown_by} --section {section}" if more > 0 else None)

    related, tasks, names = occupation.related, occupation.tasks, occupation.aliases
    careers = [
        (career.code, career_name(career.code, career.title))
        for career in kept(related, _MOST_RELATED)
    ]
    listed = [*blocks.definitions(*careers), *rest(related, _MOST_RELATED, "related")]
    known = "; ".join(kept(names, _MOST_NAMES)) or "not known"
    numbered = enumerate(kept(tasks, _MOST_TASKS), start=1)
    first = blocks.definitions(*((str(number), task) for number, task in numbered))
    links = blocks.definitions(
        ("O*NET OnLine", blocks.Link(occupation.links.onet_online)),
        ("My Next Move", blocks.Link(occupation.links.my_next_move)),
        ("Jobs, local pay", blocks.Link(occupation.links.career_one_stop)),
        ("Training", blocks.Link(occupation.links.training)),
        ("Video", blocks.Link(occupation.links.video)),
    )
    caution = (
        "Job openings are not on this page, local pay only where asked for. "
        "Not every occupation has a video."
    )
    to_do = Section("Tasks", [*first, *rest(tasks, _MOST_TASKS, "tasks")])
    listed = listed or _note_on(occupation.notes, "related", "not known")
    also = [paragraph(known), *rest(names, _MOST_NAMES, "names")]
    return {
        "tasks": [to_do] if tasks else [],
        "related": [Section("Related careers", listed)],
        "technology": [_technology(occupation, shown_by, whole=whole)],
        "names": [Section("Also known as", also)],
        "exposure": [_exposures(occupation)],
        "links": [Section("Links", [*links, *muted(caution)])],
    }


def career_name(code: str, title: str) -> Span:
    """Return the title of another career, which a page can link."""
    return Span(title, code=code, slug=slug_of(title))


def epoch_section(epoch: EpochProfile | None) -> Section:
    """Return the five EPOCH dimensions and their sum."""
    title = "Human advantage (EPOCH)"
    if epoch is None:
        return Section(title, [paragraph("not known")])
    rows = [(name.capitalize(), f"{getattr(epoch, name):g} of 5") for name in EPOCH_DIMENSIONS]
    rows.append(("Total", f"{epoch.total:g} of 25"))
    return Section(title, [*blocks.definitions(*rows), *_note_on(epoch.notes)])


def pay_title(wages: WageDistribution) -> str:
    """Return the heading of pay: when it was paid, and in dollars of which month if another."""
    month = f"in dollars of {wages.dollars.name}" if wages.dollars else None
    return ", ".join(filter(None, ("Pay", wages.reference_period, month)))


def pay_section(wages: WageDistribution) -> Section:
    """Return the percentiles with bars, and what is not published."""
    title = pay_title(wages)
    general = wages.notes.get(EVERY_FIELD)
    if wages.published_code is None and general is not None:
        return Section(title, _notes(general))
    # Some occupations have hourly wages only.
    charted = wages.annual if wages.annual.lower_bound("median") else wages.hourly
    bounds = {name: charted.lower_bound(name) or 0 for name in FIGURES}
    rows: list[tuple[Cell, ...]] = []
    for name, bound in bounds.items():
        head = name.upper() if name.startswith("p") else name.capitalize()
        annual = _dollars(wages.annual, name, ".0f" if wages.dollars else "")
        dollars = annual, _dollars(wages.hourly, name, ".2f")
        # A top-coded value is only a lower bound.
        is_bound, is_mean = getattr(charted, name) is None, name == "mean"
        share = bound and bound / max(bounds.values())
        bar: Cell = Bar(share, open=is_bound, muted=is_mean) if bound else ""
        rows.append((head, *dollars, bar))
    columns = (Column(muted=True), *[Column(right=True, wraps=False)] * 2, Column(wraps=False))
    table = Table(columns, rows, ("", "a year", "an hour", ""))
    on_pay = [note_on(pay.notes, name) for pay in (wages.annual, wages.hourly) for name in FIGURES]
    workers = ""
    if wages.employment is not None:
        workers = f"{wages.employment:,} employees in the US under {wages.published_code}"
        if wages.shared_with:
            workers += f", shared with {', '.join(wages.shared_with)}"
        errors = ((wages.employment_prse, "their number"), (wages.mean_prse, "the mean wage"))
        given = [f"{error:g}% of {what}" for error, what in errors if error is not None]
        workers += f"; relative standard error: {', '.join(given)}" if given else ""
    in_dollars = f"In {wages.dollars}" if wages.dollars else None
    return Section(title, [table, *_notes(*on_pay, general), *muted(workers, in_dollars)])


def _dollars(pay: WageEstimates, name: str, digits: str) -> str:
    value, bound = getattr(pay, name), pay.lower_bound(name)
    if bound is None:
        return "—"
    return f"{'≥ ' if value is None else ''}${bound:,{digits}}"


def education_section(education: EducationPath) -> Section:
    """Return what BLS assigns and what O*NET's respondents answered."""
    most = sorted(education.onet_shares, key=lambda share: -share.percent)[:3]
    shares = "; ".join(
        f"{share.level} {share.percent:g}%{' (low precision)' if share.suppress else ''}"
        for share in most
    )
    rows = blocks.definitions(
        ("Entry level", education.entry_level or "not known"),
        ("Experience", education.bls_work_experience or "not known"),
        ("Training", education.bls_on_the_job_training or "not known"),
        ("O*NET says", shares or None),
    )
    return Section("Education", [*rows, *_note_on(education.notes, "entry_level")])


def outlook_section(outlook: EmploymentOutlook) -> Section:
    """Return growth, jobs and openings."""
    if outlook.percent_change is None:
        return Section("Outlook", _note_on(outlook.notes, "percent_change"))
    first, last = outlook.base_year, outlook.projected_year
    base, projected = outlook.employment_base_thousands, outlook.employment_projected_thousands
    openings, self_employed = outlook.annual_openings_thousands, outlook.percent_self_employed
    jobs, years, in_first, in_last = None, "", "", ""
    if first is not None and last is not None:
        years, in_first, in_last = f" ({first}-{last})", f" in {first}", f" in {last}"
    if base is not None and projected is not None:
        jobs = f"{1000 * base:,.0f}{in_first}, {1000 * projected:,.0f} expected{in_last}"
    lacking = "employment_base_thousands" if base is None else "employment_projected_thousands"
    rows = (
        ("Growth", f"{outlook.percent_change:+,.1f}%{years}", ""),
        ("Jobs", jobs, lacking),
        (
            "Openings",
            None if openings is None else f"{1000 * openings:,.0f} a year",
            "annual_openings_thousands",
        ),
        (
            "Self-employed",
            None if self_employed is None else f"{self_employed:g}%",
            "percent_self_employed",
        ),
    )
    missing: dict[str, list[str]] = {}
    for head, text, field in rows:
        if text is None and (note := note_on(outlook.notes, field)):
            missing.setdefault(plain(note.reason), []).append(head)
    lines = (f"{', '.join(heads).capitalize()}: {reason}" for reason, heads in missing.items())
    general = _notes(outlook.notes.get(EVERY_FIELD))
    figures = blocks.definitions(*((head, text) for head, text, _ in rows))
    return Section("Outlook", [*figures, *blocks.notes(*lines), *general])


def _exposures(occupation: Occupation) -> Section:
    rows: list[tuple[Cell, ...]] = []
    for measure in occupation.exposures.values():
        note = measure.notes.get("value")
        unit = measure.unit if note is None else f"{measure.unit}; {text_of_note(note)}"
        value = "—" if measure.value is None else measure.label or format_number(measure.value)
        rows.append((measure.title, value, unit))
    columns = (Column(share=3), Column(right=True, wraps=False), Column(muted=True, share=2))
    body = Table(columns, rows) if rows else paragraph("not known")
    return Section("Published measures of exposure, each in its own unit", [body])


def _technology(occupation: Occupation, command: str, *, whole: bool) -> Section:
    """Return the kinds of software and equipment, those most in demand first."""
    kinds: dict[str, list[str]] = {}
    demand: Counter[str] = Counter()
    for skill in sorted(occupation.technology_skills, key=lambda one: -one.hot - one.in_demand):
        name = skill.name + " (often asked for in job ads)" * skill.in_demand
        kinds.setdefault(skill.category, []).append(name)
        demand[skill.category] += skill.hot + skill.in_demand
    if not kinds:
        return Section("Technology", _note_on(occupation.notes, "technology_skills", "not known"))
    most_kinds, most = (None, None) if whole else (_MOST_KINDS, _MOST_OF_A_KIND)
    first = sorted(kinds, key=lambda kind: -demand[kind])[:most_kinds]
    rows = [(kind, _first(kinds[kind], most)) for kind in first]
    more = number_of(len(kinds) - len(rows), "more kind")
    shown_by = f"{command} --section technology"
    rest = muted(f"and {more}: {shown_by}" if len(kinds) > len(rows) else None)
    table = Table((Column(muted=True, share=2), Column(share=3)), rows)
    return Section("Technology", [table, *rest])


def occupation_sources(occupation: Occupation) -> Iterator[Source | None]:
    """Yield the editions of the facts."""
    yield occupation.wages.source
    yield None if occupation.wages.dollars is None else occupation.wages.dollars.source
    yield occupation.outlook.source
    yield occupation.education.bls_source
    yield occupation.education.onet_source
    yield from (measure.source for measure in occupation.exposures.values())
    yield None if occupation.epoch is None else occupation.epoch.source
    yield from occupation.sources.values()


def sources_section(
    sources: Iterable[Source | None],
    citations: Iterable[str] = (),
    fingerprint: str | None = None,
    *,
    short: bool = False,
) -> Section:
    """Return how to cite the editions, with attributions, other citations and a fingerprint.

    A short one names the editions alone in a terminal.
    """
    editions = dict.fromkeys(source for source in sources if source is not None)
    cited = []
    for source in editions:
        address = "" if source.url in source.citation else f" {source.url}"
        cited.append(f"{source.id}: {source.citation}{address} Licence: {source.licence}.")
    attributions = dict.fromkeys(source.attribution for source in editions)
    result = fingerprint and f"Fingerprint of this result: {fingerprint}"
    rest = muted(*attributions, *citations, result)
    ids = ", ".join(source.id for source in editions)
    brief = [paragraph(ids), *muted("In full: --format html, or cs.cite in Python."), *rest]
    return Section("Sources", [*blocks.paragraphs(*cited), *rest], brief=brief if short else ())


def _note_on(
    notes: Mapping[str, Note], field: str = EVERY_FIELD, otherwise: str = ""
) -> list[Block]:
    """Return the note on a field, or another text where there is none."""
    return _notes(note_on(notes, field)) or blocks.paragraphs(otherwise)


def _notes(*each: Note | None) -> list[Block]:
    return blocks.notes(*(text_of_note(note) for note in dict.fromkeys(each) if note is not None))


def text_of_note(note: Note) -> str:
    """Return the provenance of a value and its reason as one phrase, in plain words."""
    reason = plain(note.reason)
    return reason if note.provenance is Provenance.OBSERVED else f"{note.provenance}: {reason}"


def _first(names: Sequence[str], most: int | None) -> str:
    """Return the first names, and how many more there are."""
    kept = names[:most]
    more = [f"and {len(names) - len(kept)} more"] if len(names) > len(kept) else []
    return "; ".join([*kept, *more])
