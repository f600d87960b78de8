"""Pages of places, local pay, rankings, local markets and pay histories."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from careerscore._render import blocks
from careerscore._render.blocks import Bar, Column, Page, Section, Span, Table, definitions, muted
from careerscore.local.estimates import equal_percentiles
from careerscore.local.pay import LocalPay, PayDifference
from careerscore.model.dollars import month_name
from careerscore.model.pages import sources_section
from careerscore.model.provenance import EVERY_FIELD
from careerscore.model.wages import FIGURES, PERIODS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from careerscore.local.history import PayHistory
    from careerscore.local.market import LocalMarket, MarketOccupation
    from careerscore.local.places import Place
    from careerscore.local.ranking import PlaceRanking, RankedPlace
    from careerscore.model.provenance import Note
    from careerscore.model.wages import WageEstimates

_MOST_PLACES: Final = 10
_NOT_KNOWN: Final = PayDifference(percent=None, real_percent=None)
_UNKNOWN: Final = "—"
_QUOTIENT: Final = (
    "A location quotient is an occupation's share of jobs here over its share in the nation."
)
_NUMBER: Final = Column(right=True, wraps=False)


def place_page(place: Place) -> Page:
    """Return kind, states and price level of a place."""
    sources = (place.source, place.price_source)
    return Page(place.name, (*_about(place), sources_section(sources)))


def _about(place: Place) -> list[blocks.Block]:
    level = place.price_parity
    priced = None if level is None else f"{level:.1f} (average US prices = 100)"
    note = place.notes.get("price_parity")
    return [
        *definitions(
            ("Place", f"{place.kind}, {', '.join(place.states)}"),
            ("Area code", place.code),
            ("Price level", priced),
        ),
        *blocks.notes(None if note is None else f"Price level: {note.reason}"),
        blocks.BLANK,
    ]


def pay_page(pay: LocalPay) -> Page:
    """Return pay and jobs of an occupation in a place, compared with the nation's."""
    body = [
        *muted(f"{pay.occupation_code} · data release {pay.data_release}"),
        *_about(pay.place),
        *_pay_and_jobs(pay),
        sources_section(pay.sources, short=True),
    ]
    return Page(f"{pay.occupation_title}: {pay.place.name}", body)


def near_section(pay: LocalPay) -> Section:
    """Return pay and jobs in a place, as a part of a larger page."""
    return Section(f"Near: {pay.place.name}", [*_about(pay.place), *_pay_and_jobs(pay)])


def _pay_and_jobs(pay: LocalPay) -> list[blocks.Block]:
    wages = pay.wages
    same = ", ".join(map(_name, equal_percentiles(getattr(wages, pay.unit))))
    error = None if wages.mean_prse is None else f"± {wages.mean_prse:g}%"
    words = f"Words by {pay.methodology}; errors are relative standard errors."
    return [
        Section(
            f"Pay, {wages.reference_period}",
            [
                _table(pay),
                blocks.BLANK,
                *definitions(
                    ("Median compared with the nation's", pay.pay_words),
                    ("Error of the mean", error),
                ),
                *blocks.notes(*pay.reasons, same and f"published with the same figure: {same}"),
                *muted(None if wages.dollars is None else f"In {wages.dollars}."),
            ],
        ),
        Section("Jobs", [*_jobs(pay), *muted(f"{_QUOTIENT} {words}")]),
    ]


def ranking_page(ranking: PlaceRanking, most: int = _MOST_PLACES) -> Page:
    """Return the first places, what would come first without bounds, and what is left out."""
    titles = {
        "pay": "Best paid",
        "real_pay": "Best paid, in average US prices",
        "jobs": "Most jobs",
        "concentration": "Highest concentration",
    }
    kinds = {"state": "states", "district": "district", "territory": "territories"}
    where = "all places"
    if ranking.kind is not None:
        where = kinds.get(ranking.kind, f"{ranking.kind} areas")
    shown = ranking.places[:most]
    rows = [*ranking.bounded[:most], *shown]
    leader = ranking.unfiltered_leader
    named = None
    if leader is not None and not (shown and leader.place == shown[0].place):
        workers = "not released" if leader.employment is None else f"{leader.employment:,}"
        errors = {"employment": leader.employment_prse, "mean pay": leader.mean_prse}
        median = _amount(leader.median, leader.notes.get("median"), ranking.unit)
        known = (
            f"median {'not published' if median == _UNKNOWN else median}",
            f"workers: {workers}",
            *(f"error of {name} ± {error:g}%" for name, error in errors.items() if error),
        )
        named = (
            f"First without bounds on workers and errors: {leader.place.name} ({', '.join(known)})"
        )
    counts = [f"{count} left out: {reason}" for reason, count in ranking.left_out.items()]
    collapsed = [
        f"{entry.place.name}: equal percentiles ({', '.join(map(_name, entry.collapsed))})"
        for entry in rows
        if entry.collapsed
    ]
    only_bounds = f"{len(ranking.bounded)} with a bound alone, in no order" * bool(ranking.bounded)
    why = _reasons((entry.place.name, entry.notes) for entry in rows)
    body = [
        *muted(f"{ranking.occupation_code} · data release {ranking.data_release}"),
        Section(
            f"{titles[ranking.by]}, {where}, {ranking.reference_period}",
            [
                _ranked(rows, ranking.unit) if rows else blocks.paragraph("none"),
                *blocks.notes(*(note.reason for note in ranking.notes.values())),
                *blocks.notes(only_bounds, named, *why, *collapsed, *counts),
                blocks.BLANK,
                *muted(
                    f"Compared: {_bounds(ranking)}.",
                    f"Median pay is in US dollars {PERIODS[ranking.unit]}. {_QUOTIENT}",
                ),
            ],
        ),
        sources_section(ranking.sources, short=True),
    ]
    return Page(f"{ranking.occupation_title}: places", body)


_HEADS: Final = {
    "median": "median",
    "annual_median": "median",
    "real_median": "in US prices",
    "employment": "workers",
    "location_quotient": "quotient",
    "percent_change": "growth",
}
"""The columns of figures, by field."""


def _reasons(entries: Iterable[tuple[str, Mapping[str, Note]]]) -> list[str]:
    """Return why figures of some rows are missing or only bounds, with the rows."""
    found: dict[tuple[str, str], list[str]] = {}
    for row, notes in entries:
        for name, head in _HEADS.items():
            if name in notes:
                found.setdefault((head, notes[name].reason), []).append(row)
    heads_of: dict[tuple[str, str], list[str]] = {}
    for (head, reason), rows in found.items():
        heads_of.setdefault((reason, "; ".join(rows)), []).append(head)
    return [f"{', '.join(heads)}: {reason} ({rows})" for (reason, rows), heads in heads_of.items()]


def _bounds(result: PlaceRanking | LocalMarket) -> str:
    """Return what is compared: with how many workers, and with what errors."""
    errors = {"employment": result.max_employment_prse, "mean pay": result.max_mean_prse}
    known = [
        f"error of {name} at most {most:g}%" for name, most in errors.items() if most is not None
    ]
    return ", ".join([f"at least {result.at_least:,} workers", *known])


def _ranked(entries: Sequence[RankedPlace], unit: str) -> Table:
    rows = [
        (
            "" if entry.rank is None else str(entry.rank),
            entry.place.name,
            _amount(entry.median, entry.notes.get("median"), unit),
            _amount(entry.real_median, entry.notes.get("real_median"), unit),
            "—" if entry.employment is None else f"{entry.employment:,}",
            "—" if entry.location_quotient is None else f"{entry.location_quotient:.2f}",
        )
        for entry in entries
    ]
    columns = (_NUMBER, Column(share=3), *[_NUMBER] * 4)
    return Table(columns, rows, ("", "place", "median", "in US prices", "workers", "quotient"))


def _amount(value: float | None, note: Note | None, period: str) -> str:
    """Return an amount, with a sign where it is only a bound."""
    bound = note.bound if value is None and note is not None else value
    if bound is None:
        return _UNKNOWN
    digits = ".0f" if period == "annual" else ".2f"
    return f"{'≥ ' if value is None else ''}${bound:,{digits}}"


def _figure(pay: WageEstimates, name: str, period: str) -> str:
    return _amount(getattr(pay, name), pay.notes.get(name), period)


def market_page(market: LocalMarket) -> Page:
    """Return the occupations of a place by jobs, concentration, pay and growth, and the tiers."""
    floor = f"at least {market.at_least:,} workers"
    sections = [
        Section(
            f"{title}, {market.reference_period}",
            [
                _occupations(found),
                *blocks.notes(*_reasons((each.title, each.notes) for each in found)),
            ],
        )
        for title, found in (
            ("Most jobs", market.most_jobs),
            (f"Highest concentration, {floor}", market.most_concentrated),
            (f"Highest pay, {floor}", market.highest_paid),
            (f"Fastest projected growth in the nation, {floor}", market.fastest_growing),
        )
        if found
    ]
    largest = max((each.share for each in market.tiers), default=0) or 1
    rows = [
        (
            Span(each.tier.label, color=each.tier.color)
            if each.tier
            else f"Not scored: {each.reason}",
            f"{each.share:.1%}",
            Bar(each.share / largest, muted=each.tier is None),
        )
        for each in market.tiers
    ]
    columns = (Column(share=3), _NUMBER, Column(wraps=False))
    workers = "" if market.employment is None else f"{market.employment:,} workers · "
    body = [
        *muted(f"{workers}data release {market.data_release}"),
        *_about(market.place),
        Section(f"Workers by tier, {market.methodology}", [Table(columns, rows)]),
        *sections,
        *muted(
            "Occupations that are published under one code share its workers equally.",
            f"Compared, but for most jobs: {_bounds(market)}; that of pay bounds pay alone.",
            "Median pay is in US dollars a year, growth that of the whole nation over ten years. "
            f"{_QUOTIENT}",
        ),
        blocks.BLANK,
        sources_section(market.sources, short=True),
    ]
    return Page(market.place.name, body)


def _occupations(found: Sequence[MarketOccupation]) -> Table:
    rows = [
        (
            each.title,
            "—" if each.employment is None else f"{each.employment:,}",
            "—" if each.location_quotient is None else f"{each.location_quotient:.2f}",
            _amount(each.annual_median, each.notes.get("annual_median"), "annual"),
            _percent(each.percent_change),
        )
        for each in found
    ]
    columns = (Column(share=3), *[_NUMBER] * 4)
    return Table(columns, rows, ("", "workers", "quotient", "median", "growth"))


def history_page(history: PayHistory) -> Page:
    """Return nominal and real pay by edition, the breaks between them, and the cautions."""
    period, change = history.period, history.change_since_break
    rows, marks, missing = [], [], []
    for each in history.surveys:
        nominal, real = getattr(each.wages, period), getattr(each.real, period)
        rows.append(
            (
                each.name,
                _figure(nominal, "median", period),
                _figure(real, "median", period),
                " - ".join(_figure(real, end, period) for end in ("p10", "p90")),
                "" if each.wages.employment is None else f"{each.wages.employment:,}",
                each.wages.published_code or "none",
            )
        )
        remarks = "; ".join(filter(None, (each.break_before or "", *each.remarks)))
        marks.append((each.name, remarks or None))
        note = each.wages.notes.get(EVERY_FIELD)
        missing += [] if each.soc_codes or note is None else [note.reason]
    text = Column(muted=True, wraps=False)
    heads = ("", "median", "real median", "real P10 - P90", "workers", "code")
    body = (
        Table((text, *[_NUMBER] * 4, text), rows, heads),
        *blocks.paragraphs(f"Median, {change}" if change else None),
        *blocks.notes(*dict.fromkeys(missing)),
        blocks.BLANK,
        *definitions(*marks),
        *muted(*history.cautions),
    )
    title = (
        f"Pay by edition, US dollars {PERIODS[period]}; "
        f"real: dollars of {month_name(history.in_dollars_of)}"
    )
    return Page(
        f"{history.occupation_title} {history.occupation_code}",
        (
            *muted(f"Data release {history.data_release}"),
            Section(title, body),
            sources_section(history.sources, short=True),
        ),
    )


def _table(pay: LocalPay) -> Table:
    here, nation = getattr(pay.wages, pay.unit), getattr(pay.national, pay.unit)
    real = None if pay.real_wages is None else getattr(pay.real_wages, pay.unit)
    rows = []
    for figure in FIGURES:
        difference = pay.differences.get(figure, _NOT_KNOWN)
        row = [
            _name(figure).capitalize(),
            *(_figure(each, figure, pay.unit) for each in (here, nation)),
        ]
        row.append(_more(difference, "percent"))
        if real is not None:
            row += [_figure(real, figure, pay.unit), _more(difference, "real_percent")]
        rows.append(row)
    heads = [PERIODS[pay.unit], "here", "nation", "difference"]
    if real is not None:
        heads += ["in US prices", "real difference"]
    columns = (Column(muted=True), *[_NUMBER] * (len(heads) - 1))
    return Table(columns, rows, heads)


def _more(difference: PayDifference, name: str) -> str:
    """Return a difference in percent, with a sign where it is only a bound."""
    note = difference.notes.get(name)
    if note is not None and note.bound is not None:
        return f"≥ {_percent(note.bound)}"
    return _percent(getattr(difference, name))


def _jobs(pay: LocalPay) -> list[blocks.Block]:
    wages = pay.wages
    workers = None if wages.employment is None else f"{wages.employment:,}"
    if workers and wages.employment_prse is not None:
        workers += f" (± {wages.employment_prse:g}%)"
    quotient = None if pay.location_quotient is None else f"{pay.location_quotient:g}"
    share = None if pay.jobs_per_thousand is None else f"{pay.jobs_per_thousand:g}"
    rows = definitions(
        ("Workers", workers),
        ("Per 1,000 jobs", share),
        ("Location quotient", quotient and f"{quotient}, {pay.concentration_words}"),
    )
    return rows or [blocks.paragraph("not known: see above")]


def _name(figure: str) -> str:
    return figure.upper() if figure.startswith("p") else figure


def _percent(value: float | None) -> str:
    return "—" if value is None else f"{value:+.1f}%"
