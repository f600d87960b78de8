"""Wages in answers of services: texts with commas, top codes and figures that are withheld."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from careerscore.errors import InvalidInputError, ServiceAnswerError
from careerscore.model.provenance import EVERY_FIELD, Note, Provenance
from careerscore.model.wages import FIGURES, WageDistribution, WageEstimates

if TYPE_CHECKING:
    from collections.abc import Mapping

_FIGURE: Final = re.compile(r"\$?([0-9][0-9,]{0,14}(?:\.[0-9]{1,6})?)(\+?)")


class LiveWages(NamedTuple):
    """Wages and jobs of an occupation in a place, and the wages of the nation."""

    here: WageDistribution
    nation: WageDistribution
    jobs_per_thousand: float | None = None
    location_quotient: float | None = None


class Figure(NamedTuple):
    """A figure of an answer: its value, or its bound, or why there is none."""

    value: float | None = None
    bound: float | None = None
    reason: str = "not in the answer of the service"


def figure_of(text: str | None) -> Figure:
    """Return the figure of a text such as ``74,400`` or, where it is top-coded, ``239,200+``."""
    found = _FIGURE.fullmatch((text or "").strip())
    if found is None:
        return Figure()
    amount = float(found[1].replace(",", ""))
    whole = int(amount) if amount == int(amount) else amount
    if found[2]:
        return Figure(None, whole, "at or above the top code of the service")
    return Figure(whole)


def distribution_of(
    title: str,
    annual: Mapping[str, Figure],
    hourly: Mapping[str, Figure],
    year: str | None,
    code: str,
    **jobs: float | None,
) -> WageDistribution:
    """Return wages of May of a year; an error of the service where they contradict each other."""
    pay, notes = {}, {}
    try:
        for unit, figures in (("annual", annual), ("hourly", hourly)):
            pay[unit] = _estimates(figures)
        if not any(each.value or each.bound for each in (*annual.values(), *hourly.values())):
            notes[EVERY_FIELD] = _missing("the service has no figures for this place now")
        return WageDistribution(
            annual=pay["annual"],
            hourly=pay["hourly"],
            published_code=None if notes else code,
            reference_period=None if year is None else f"May {year}",
            employment=None if jobs.get("employment") is None else int(jobs["employment"] or 0),
            employment_prse=jobs.get("employment_prse"),
            mean_prse=jobs.get("mean_prse"),
            notes=notes,
        )
    except InvalidInputError:
        pass
    raise ServiceAnswerError(title, "wages that contradict each other")


def _estimates(figures: Mapping[str, Figure]) -> WageEstimates:
    known = {name: figures.get(name, Figure()) for name in FIGURES}
    notes = {
        name: _missing(each.reason)
        if each.bound is None
        else Note(provenance=Provenance.TOP_CODED, reason=each.reason, bound=each.bound)
        for name, each in known.items()
        if each.value is None
    }
    return WageEstimates(**{name: each.value for name, each in known.items()}, notes=notes)


def _missing(reason: str) -> Note:
    return Note(provenance=Provenance.MISSING, reason=reason)
