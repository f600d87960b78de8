"""Pay of an occupation in a place, compared with the nation's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Final

from attrs import evolve, field, frozen

from careerscore._record import Record, frozen_map, frozen_tuple, limits
from careerscore._render.display import RichDisplay
from careerscore._text import short_repr
from careerscore.errors import AmbiguousPlaceError, InvalidInputError, Problem, shorten
from careerscore.local.cpi import in_dollars, price_index
from careerscore.local.estimates import AreaEstimates, estimates_in, rows_by_area
from careerscore.local.places import Place, places_in
from careerscore.local.prices import converted, in_average_prices
from careerscore.model.provenance import EVERY_FIELD, Note, Provenance, Source, Status, note_on
from careerscore.model.wages import FIGURES, PERCENTILES, PERIODS, WageDistribution, WageEstimates
from careerscore.reference.editions import note_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from careerscore._render.blocks import Page
    from careerscore.local.words import LocalMethod
    from careerscore.model.occupation import Occupation
    from careerscore.reference.releases import Release

_NAMES: Final = {
    **{name: name.upper() for name in PERCENTILES if name != "median"},
    "employment_prse": "error of employment",
    "mean_prse": "error of mean pay",
    "jobs_per_thousand": "jobs per thousand",
    "location_quotient": "location quotient",
}
"""What fields are called in a sentence, where that is not their name."""


@frozen(kw_only=True)
class PayDifference(Record):
    """How far a figure of local pay exceeds the nation's.

    Parameters
    ----------
    percent : float, optional
        In dollars as they are paid [percent of the national figure]; below zero where the place
        pays less.
    real_percent : float, optional
        With local dollars as dollars of average US prices [percent].
    notes : Mapping of str to Note
        Keyed by field: why one is not known, or its bound where local pay is top-coded.
    """

    percent: float | None
    real_percent: float | None
    notes: Mapping[str, Note] = field(factory=dict, converter=frozen_map)


@frozen(kw_only=True, repr=False)
class LocalPay(RichDisplay, Record):
    """Pay and jobs of an occupation in a place, compared with the nation's.

    Parameters
    ----------
    occupation_code, occupation_title : str
        The occupation.
    place : Place
        Where the figures hold.
    asked_place : Place, optional
        The place that was asked for, where the figures are those of its state.
    status : Status
        Whether all figures are published for the place.
    reasons : tuple of str
        What is withheld, is only a bound or a fallback, and why.
    wages : WageDistribution
        Wages and employment there, as the survey publishes them.
    real_wages : WageDistribution, optional
        The same in dollars of average US prices; None where the place has no price parity.
    jobs_per_thousand : float, optional
        Jobs in the occupation [per 1,000 jobs of the place].
    location_quotient : float, optional
        The occupation's share of the jobs of the place, divided by its share of the nation's.
    national : WageDistribution
        Wages of the nation, by definition in dollars of average US prices.
    unit : str
        Whether pay ``"annual"`` or ``"hourly"`` is compared; the latter where only that is
        published.
    differences : Mapping of str to PayDifference
        By how much the place pays more, keyed by figure: ``p10``, ``p25``, ``median``, ``p75``,
        ``p90`` and ``mean``.
    pay_words, concentration_words : str, optional
        The words of the method for the difference of the median and for the location quotient.
    methodology : str
        Id of the method of the words.
    data_release : str
        The release of the figures.
    sources : tuple of Source
        The editions of the figures.
    notes : Mapping of str to Note
        Keyed by field: why there is none, or how it was computed.

    Examples
    --------
    >>> import careerscore as cs
    >>> local = cs.local_pay("29-2072", "San Francisco", data="2026.3")
    >>> local.wages.annual.median, local.national.annual.median, round(local.percent, 1)
    (74400, 51140, 45.5)
    >>> round(local.real_wages.annual.median), round(local.real_percent, 1)
    (62928, 23.1)
    """

    _derived: ClassVar[tuple[str, ...]] = ("percent", "real_percent")

    occupation_code: str
    occupation_title: str
    place: Place
    asked_place: Place | None = None
    status: Status
    reasons: tuple[str, ...] = field(default=(), converter=frozen_tuple)
    wages: WageDistribution
    real_wages: WageDistribution | None = None
    jobs_per_thousand: float | None = field(default=None, metadata=limits(minimum=0))
    location_quotient: float | None = field(default=None, metadata=limits(minimum=0))
    national: WageDistribution
    unit: str = field(metadata=limits(enum=tuple(PERIODS)))
    differences: Mapping[str, PayDifference] = field(converter=frozen_map)
    pay_words: str | None = None
    concentration_words: str | None = None
    methodology: str
    data_release: str
    sources: tuple[Source, ...] = field(default=(), converter=frozen_tuple)
    notes: Mapping[str, Note] = field(factory=dict, converter=frozen_map)

    def _page(self) -> Page:
        from careerscore.local.pages import pay_page

        return pay_page(self)

    def __repr__(self) -> str:
        name = f"{self.occupation_code} {self.occupation_title}"
        return short_repr(f"<LocalPay {name} in {self.place.name}: {self.status}>")

    @property
    def percent(self) -> float | None:
        """By how much the local median exceeds the national one [percent]."""
        median = self.differences.get("median")
        return None if median is None else median.percent

    @property
    def real_percent(self) -> float | None:
        """The same with local dollars as dollars of average US prices [percent]."""
        median = self.differences.get("median")
        return None if median is None else median.real_percent


def pay_in(
    release: Release,
    occupation: Occupation,
    place: Place,
    method: LocalMethod,
    fallback: str | None = None,
) -> LocalPay:
    """Return the pay of an occupation in a place, or in its state where that is asked for."""
    states = ("state", *place.states)
    if fallback not in (None, *states):
        expected = f"{' or '.join(map(repr, states))}, or None"
        raise InvalidInputError("local_pay", (Problem("fallback", shorten(fallback), expected),))
    code, rows = rows_by_area(release, occupation)
    where = place
    found = estimates_in(release, occupation, place, code, rows.get(place.code))
    if fallback is not None and not place.is_statewide and lacks_pay(found.wages):
        state = _state_of(release, place, fallback)
        instead = estimates_in(release, occupation, state, code, rows.get(state.code))
        if not lacks_pay(instead.wages):
            where, found = state, instead
    national = occupation.wages
    if national.dollars is not None:
        index = price_index(release)
        wages = in_dollars("local_pay", found.wages, national.dollars.month, index)
        found = found._replace(wages=wages)
    return compared(occupation, where, place, found, national, method, release.name)


def compared(
    occupation: Occupation,
    where: Place,
    asked: Place,
    found: AreaEstimates,
    national: WageDistribution,
    method: LocalMethod,
    data_release: str,
) -> LocalPay:
    """Return estimates of a place, compared with the wages of the nation."""
    wages = found.wages
    unit = compared_unit(wages)
    differences = differences_from(wages, national, unit, where)
    real, note = None, where.notes.get("price_parity")
    if where.price_parity is not None and lacks_pay(wages):
        note = note_of(Provenance.MISSING, "no pay is published")
    elif where.price_parity is not None:
        real = real_wages(wages, where.price_parity)
        reason = f"dollars / {where.price_parity} * 100, the price parity of {where.name}"
        note = note_of(Provenance.ESTIMATED, reason)
    status, reasons = _status(wages, found.notes, unit, asked, where)
    reasons += tuple(_uncompared(differences, getattr(wages, unit)))
    notes = {**found.notes, **({} if note is None else {"real_wages": note})}
    index = None if wages.dollars is None else wages.dollars.source
    sources = (wages.source, national.source, where.price_source, index)
    return LocalPay(
        occupation_code=occupation.code,
        occupation_title=occupation.title,
        place=where,
        asked_place=None if where is asked else asked,
        status=status,
        reasons=reasons,
        wages=wages,
        real_wages=real,
        jobs_per_thousand=found.jobs_per_thousand,
        location_quotient=found.location_quotient,
        national=national,
        unit=unit,
        differences=differences,
        pay_words=method.words_for_pay(differences["median"].percent),
        concentration_words=method.words_for_concentration(found.location_quotient),
        methodology=method.id,
        data_release=data_release,
        sources=tuple(dict.fromkeys(each for each in sources if each is not None)),
        notes=notes,
    )


def _state_of(release: Release, place: Place, fallback: str) -> Place:
    """Return the state whose figures are the fallback for an area."""
    named = place.states if fallback == "state" else (fallback,)
    states = [places_in(release).one(state) for state in named]
    if len(states) > 1:
        suggestions = tuple((state.states[0], state.name) for state in states)
        raise AmbiguousPlaceError(f"the state of {place.name}", release.name, suggestions)
    return states[0]


def local_wages(
    release: Release, occupation: Occupation, places: Iterable[Place]
) -> dict[str, WageDistribution]:
    """Return the wages of an occupation in some places, by the code of the place."""
    code, rows = rows_by_area(release, occupation)
    return {
        place.code: estimates_in(release, occupation, place, code, rows.get(place.code)).wages
        for place in places
    }


def _has_none(pay: WageEstimates) -> bool:
    return all(pay.lower_bound(name) is None for name in FIGURES)


def lacks_pay(wages: WageDistribution) -> bool:
    """Tell whether neither annual nor hourly pay is published, not even as a bound."""
    return _has_none(wages.annual) and _has_none(wages.hourly)


def compared_unit(wages: WageDistribution) -> str:
    """Return the unit in which wages are compared: hourly where only that is published."""
    return "hourly" if _has_none(wages.annual) and not lacks_pay(wages) else "annual"


def real_wages(wages: WageDistribution, parity: float) -> WageDistribution:
    """Return wages in dollars of average US prices."""

    def real(dollars: float) -> float:
        return in_average_prices(dollars, parity)

    return evolve(wages, annual=converted(wages.annual, real), hourly=converted(wages.hourly, real))


def differences_from(
    wages: WageDistribution, national: WageDistribution, unit: str, place: Place
) -> dict[str, PayDifference]:
    """Return how far each figure exceeds the nation's, or why that is not known."""
    here, nation = getattr(wages, unit), getattr(national, unit)
    same_time = wages.reference_period == national.reference_period
    found = {}
    for name in FIGURES:
        local, other = getattr(here, name), getattr(nation, name)
        least = here.lower_bound(name)
        known: dict[str, float | None] = {"percent": None, "real_percent": None}
        notes: dict[str, Note] = {}
        if not same_time:
            reason = f"the national figures are of {national.reference_period}"
            notes = dict.fromkeys(known, note_of(Provenance.MISSING, reason))
        elif least is None or not other:
            lacking = note_on((here if least is None else nation).notes, name)
            of = "local" if least is None else "national"
            reason = f"{of} figure: {lacking.reason if lacking else 'not known'}"
            notes = dict.fromkeys(known, note_of(Provenance.MISSING, reason))
        else:
            known["percent"] = percent_above(least, other)
            if place.price_parity is None:
                notes["real_percent"] = place.notes["price_parity"]
            else:
                real = in_average_prices(least, place.price_parity)
                known["real_percent"] = percent_above(real, other)
        if local is None:
            for key, bound in known.items():
                if bound is not None:
                    reason = f"local figure: {here.notes[name].reason}"
                    notes[key] = evolve(here.notes[name], reason=reason, bound=bound)
            known = dict.fromkeys(known)
        found[name] = PayDifference(**known, notes=notes)
    return found


def _uncompared(differences: Mapping[str, PayDifference], here: WageEstimates) -> Iterator[str]:
    """Say why figures that are published for the place are not set beside the nation's."""
    names: dict[str, list[str]] = {}
    for name, difference in differences.items():
        note = difference.notes.get("percent")
        if note is not None and note.bound is None and here.lower_bound(name) is not None:
            names.setdefault(note.reason, []).append(_NAMES.get(name, name))
    for reason, which in names.items():
        yield f"difference of {', '.join(which)}: {reason}"


def percent_above(local: float, national: float) -> float:
    """Return how far a local figure exceeds the national one [percent]."""
    # In cents, which are whole numbers as published: a cut is met where the figures meet it.
    here, nation = 100 * local, 100 * national
    if here % 1 or nation % 1:  # to round takes longer than all the rest
        here, nation = round(here, 6), round(nation, 6)
    return 100 * (here - nation) / nation


def _status(
    wages: WageDistribution, on_jobs: Mapping[str, Note], unit: str, asked: Place, where: Place
) -> tuple[Status, tuple[str, ...]]:
    """Return how complete the figures are, and every reason why they are not."""
    on_wages = (getattr(wages, unit).notes, wages.notes)
    notes = [(name, note) for each in (*on_wages, on_jobs) for name, note in each.items()]
    reasons: dict[str, list[str]] = {}
    for name, note in notes:
        reasons.setdefault(note.reason, []).append(name)
    texts = [
        reason
        if EVERY_FIELD in names
        else f"{', '.join(_NAMES.get(name, name) for name in dict.fromkeys(names))}: {reason}"
        for reason, names in reasons.items()
    ]
    here, other = (getattr(wages, each) for each in (unit, *({*PERIODS} - {unit})))
    if _has_none(other) and not _has_none(here):  # the whole occupation is paid otherwise
        texts += dict.fromkeys(note.reason for note in other.notes.values())
    kinds = {note.provenance for _, note in notes}
    status = Status.COMPLETE
    if where is not asked:
        texts.insert(0, f"no pay is published for {asked.name}; figures of {where.name}")
        status = Status.FALLBACK
    elif lacks_pay(wages):
        status = Status.INSUFFICIENT
    elif Provenance.MISSING in kinds:
        status = Status.PARTIAL
    elif Provenance.TOP_CODED in kinds:
        status = Status.BOUNDED
    return status, tuple(texts)
