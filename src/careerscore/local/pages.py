"""Pages on a place, and on pay in a place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from careerscore._render import blocks
from careerscore._render.blocks import Column, Page, Section, Table, definitions, muted
from careerscore.local.pay import FIGURES, LocalPay, PayDifference
from careerscore.model.pages import sources_section

if TYPE_CHECKING:
    from careerscore.local.places import Place
    from careerscore.model.wages import WageEstimates

_NOT_KNOWN: Final = PayDifference(percent=None, real_percent=None)
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
    ]


def pay_page(pay: LocalPay) -> Page:
    """Return pay and jobs of an occupation in a place, beside the nation's."""
    wages = pay.wages
    body = [
        *muted(f"{pay.occupation_code} · data release {pay.data_release}"),
        *_about(pay.place),
        blocks.BLANK,
        Section(f"Pay, {wages.reference_period}", [_table(pay), *blocks.notes(*pay.reasons)]),
        Section("Jobs", _jobs(pay)),
        *muted(f"Words by {pay.methodology}; errors are relative standard errors."),
        sources_section(pay.sources),
    ]
    return Page(f"{pay.occupation_title}: {pay.place.name}", body)


def _table(pay: LocalPay) -> Table:
    here, nation = getattr(pay.wages, pay.unit), getattr(pay.national, pay.unit)
    real = None if pay.real_wages is None else getattr(pay.real_wages, pay.unit)
    digits = "" if pay.unit == "annual" else ".2f"
    rows = []
    for figure in FIGURES:
        difference = pay.differences.get(figure, _NOT_KNOWN)
        head = figure.upper() if figure.startswith("p") else figure.capitalize()
        row = [head, _dollars(here, figure, digits), _dollars(nation, figure, digits)]
        row.append(_percent(difference.percent))
        if real is not None:
            row += [_dollars(real, figure, digits and ".2f"), _percent(difference.real_percent)]
        rows.append(row)
    heads = ["a year" if pay.unit == "annual" else "an hour", "here", "nation", "more"]
    if real is not None:
        heads += ["in US prices", "more"]
    columns = (Column(muted=True), *[_NUMBER] * (len(heads) - 1))
    return Table(columns, rows, heads)


def _jobs(pay: LocalPay) -> list[blocks.Block]:
    wages = pay.wages
    workers = None if wages.employment is None else f"{wages.employment:,}"
    if workers and wages.employment_prse is not None:
        workers += f" (± {wages.employment_prse:g}%)"
    mean = None if wages.mean_prse is None else f"± {wages.mean_prse:g}%"
    quotient = None if pay.location_quotient is None else f"{pay.location_quotient:g}"
    share = None if pay.jobs_per_thousand is None else f"{pay.jobs_per_thousand:g}"
    rows = definitions(
        ("Median pay", pay.pay_words and f"{pay.pay_words}, beside the nation's"),
        ("Workers", workers),
        ("Error of mean pay", mean),
        ("Per 1,000 jobs", share),
        ("Location quotient", quotient and f"{quotient}, {pay.concentration_words}"),
    )
    return rows or [blocks.paragraph("not known")]


def _dollars(pay: WageEstimates, name: str, digits: str) -> str:
    value, bound = getattr(pay, name), pay.lower_bound(name)
    if bound is None:
        return "—"
    return f"{'≥ ' if value is None else ''}${bound:,{digits or '.0f'}}"


def _percent(value: float | None) -> str:
    return "—" if value is None else f"{value:+.1f}%"
