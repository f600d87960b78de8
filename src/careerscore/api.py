"""The functions of ``import careerscore``: an occupation, a release and a method meet here.

Economics is imported inside functions: scoring starts without it.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from attrs import evolve

from careerscore._frozen_map import FrozenMap
from careerscore._record import Checks
from careerscore.errors import (
    InvalidInputError,
    Problem,
    UnknownDatasetError,
    UnknownEditionError,
    UnknownReleaseError,
    shorten,
)
from careerscore.model.occupation import Occupation
from careerscore.reference.binding import bound_to
from careerscore.reference.loading import release_of, release_of_name
from careerscore.scoring.catalog import methodology_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from careerscore import economics
    from careerscore.local.history import PayHistory
    from careerscore.local.market import LocalMarket
    from careerscore.local.pay import LocalPay
    from careerscore.local.places import Place
    from careerscore.local.ranking import PlaceRanking
    from careerscore.local.words import LocalMethod
    from careerscore.model.assessment import ResilienceAssessment
    from careerscore.profiles.methods import ProfileMethod
    from careerscore.profiles.results import CareerProfile, SkillGap
    from careerscore.reference.releases import Release
    from careerscore.scoring.base import Methodology

DEFAULT_METHODOLOGY: Final = "american-dream-jobs/2.0"
CONSENSUS: Final = "careerscore/1.0"
DEFAULT_PROGRESSION: Final = "experience-quantile/1.0"
DEFAULT_PATH: Final = "bls-entry/1.1"
DEFAULT_COST: Final = "college-board/2025-26"
DEFAULT_VALUE: Final = "discounted-cash-flow/1.1"
DEFAULT_LOCAL: Final = "american-dream-jobs-local/1"
DEFAULT_PROFILE: Final = "careerscore-profile/1.0"
"""Ids of the methods that are used by default."""


def occupation_of(
    subject: str,
    occupation: object,
    data: str | Release | None = None,
    in_dollars_of: str | None = None,
) -> Occupation:
    """Return an occupation that is given as such or by its name; `subject` is for the message."""
    found = _found(subject, occupation, data)
    if in_dollars_of is None:
        return found
    from careerscore.local.cpi import in_dollars, price_index

    index = price_index(_release_of(found, data))
    return evolve(found, wages=in_dollars(subject, found.wages, in_dollars_of, index))


def _release_of(occupation: Occupation, data: str | Release | None) -> Release:
    """Return the release that is given, by default the occupation's own, else the newest."""
    if data is None and occupation.data_release is not None:
        return release_of_name(occupation.data_release)
    return release_of(data)


def _found(subject: str, occupation: object, data: str | Release | None) -> Occupation:
    if isinstance(occupation, Occupation):
        if data is not None and release_of(data).name != occupation.data_release:
            expected = f"the occupation's own release, {occupation.data_release}, or None"
            raise InvalidInputError(subject, (Problem("data", shorten(data), expected),))
        return occupation
    if not isinstance(occupation, str):
        expected = "a code, slug, title or alias, or an Occupation"
        raise InvalidInputError(subject, (Problem("occupation", shorten(occupation), expected),))
    return release_of(data).occupation(occupation)


def occupation(
    query: str, *, data: str | Release | None = None, in_dollars_of: str | None = None
) -> Occupation:
    """Return the one occupation that a code, slug, title or alias names, with all its facts.

    Parameters
    ----------
    query : str
        O*NET-SOC code, SOC code, slug, title or alias.
    data : str or Release, optional
        The release to look in; the newest by default.
    in_dollars_of : str, optional
        A month, ``"2026-05"``: wages are converted into its dollars by the CPI-U of the release
        (the newest bundled one where the release pins none), all by one factor, which
        `WageDistribution.dollars` states. As published by default, in the dollars of the survey's
        month.

    Raises
    ------
    AmbiguousOccupationError, UnknownOccupationError, RetiredCodeError
        If the query does not match exactly one occupation; candidates are named.
    UnknownReleaseError
        If there is no such release.
    InvalidInputError
        If there is no CPI-U of the month; the nearest months are named.

    Examples
    --------
    >>> occupation("29-2072.00", data="2026.1").wages.annual.median
    48780
    >>> today = occupation("29-2072.00", data="2026.1", in_dollars_of="2026-05").wages
    >>> round(today.annual.median), today.dollars.price_level, today.dollars.from_price_level
    (53752, 335.123, 304.127)
    """
    found = release_of(data).occupation(query)
    return occupation_of("occupation", found, data, in_dollars_of)


def assess(
    occupation: str | Occupation,
    *,
    methodology: str | Methodology = DEFAULT_METHODOLOGY,
    data: str | Release | None = None,
) -> ResilienceAssessment:
    """Score an occupation.

    Parameters
    ----------
    occupation : str or Occupation
        A code, slug, title or alias, or an `Occupation`.
    methodology : str or Methodology
        Id of the methodology, or a methodology of your own.
    data : str or Release, optional
        The release to look a name up in; the newest by default. An `Occupation` keeps its own.

    Raises
    ------
    CareerscoreError
        As in `occupation`; an `UnknownMethodologyError` if there is no such methodology.
    InvalidInputError
        If an argument is of another kind, or the occupation is of another release.

    Examples
    --------
    >>> result = assess("29-2072.00", methodology="american-dream-jobs/2.0", data="2026.1")
    >>> result.rationale
    'Score 3/6: high AI task exposure, growing job demand means AI will assist but humans
    remain essential'
    """
    method = methodology_of(methodology)
    if data is not None:
        method = bound_to(release_of(data), method)
    return method.assess(occupation_of("assess", occupation, data))


def consensus_of(
    occupation: Occupation, methodology: Methodology, data: str | Release | None
) -> ResilienceAssessment | None:
    """Return the consensus score that stands beside another; None beside itself.

    None also where the release of the occupation, to which its shares are relative, is not known.
    """
    if methodology.id.startswith(f"{CONSENSUS.partition('/')[0]}/"):
        return None
    try:
        return assess(occupation, methodology=CONSENSUS, data=data)
    except UnknownReleaseError:
        return None


def assess_all(
    methodology: str | Methodology = DEFAULT_METHODOLOGY, *, data: str | Release | None = None
) -> Mapping[str, ResilienceAssessment]:
    """Score every occupation of a release.

    Parameters
    ----------
    methodology, data
        As in `assess`.

    Returns
    -------
    Mapping of str to ResilienceAssessment
        Keyed by O*NET-SOC code, in the order of the codes.

    Raises
    ------
    CareerscoreError
        As in `assess`.

    Examples
    --------
    >>> results = assess_all("american-dream-jobs/2.0-as-published", data="2026.1")
    >>> sum(result.status == "fallback" for result in results.values())
    246
    """
    release = release_of(data)
    method = bound_to(release, methodology_of(methodology))
    return FrozenMap({code: method.assess(each) for code, each in release.items()})


def progression(
    occupation: str | Occupation,
    *,
    method: str | economics.ProgressionMethod = DEFAULT_PROGRESSION,
    tail: str | None = None,
    data: str | Release | None = None,
    in_dollars_of: str | None = None,
) -> economics.CareerProgression:
    """Return the pay of an occupation along a career.

    Parameters
    ----------
    occupation, data
        As in `assess`.
    method : str or ProgressionMethod
        Id of the method, or a method of your own.
    tail : str, optional
        A model of pay beyond the highest published percentile: ``"pareto"``.
    in_dollars_of : str, optional
        As in `occupation`. The method is given the converted wages; the result states the rule.

    Raises
    ------
    CareerscoreError
        As in `assess`; an `InvalidInputError` also if the method or tail is of another kind.

    Examples
    --------
    >>> ours = progression("29-2072.00", data="2026.1")
    >>> ours.timeline[10].pay, round(ours.timeline[12].pay)
    (48780, 53239)
    >>> published = progression("29-2072.00", method="percentile-ladder/1", data="2026.1")
    >>> [level.pay for level in published.levels]
    [35080, 39620, 48780, 61960, 77810]
    """
    from careerscore.economics.catalog import method_of

    asked: economics.ProgressionMethod = method_of("progression", method)
    return asked.progression(
        occupation_of("progression", occupation, data, in_dollars_of), tail=tail
    )


def education_requirements(
    occupation: str | Occupation,
    *,
    method: str | economics.PathMethod = DEFAULT_PATH,
    level: str | None = None,
    data: str | Release | None = None,
) -> economics.EducationRequirements:
    """Return the education, experience and training that an occupation requires.

    Parameters
    ----------
    occupation, data
        As in `assess`.
    method : str or PathMethod
        Id of the method, or a method of your own.
    level : str, optional
        A level of education as BLS or O*NET names it, instead of the entry level.

    Raises
    ------
    CareerscoreError
        As in `progression`; an `InvalidInputError` also if the method does not have the level.

    Examples
    --------
    >>> path = education_requirements("29-1141.00", data="2026.1")
    >>> path.entry_level, path.duration.typical, path.sources_agree
    ("Bachelor's degree", 4.0, True)
    """
    from careerscore.economics.catalog import method_of

    asked: economics.PathMethod = method_of("path", method)
    return asked.path(occupation_of("education_requirements", occupation, data), level=level)


def education_cost(
    occupation: str | Occupation,
    *,
    method: str | economics.CostMethod = DEFAULT_COST,
    level: str | None = None,
    field_multiplier: bool | None = None,
    graduate_ratio: float | None = None,
    data: str | Release | None = None,
) -> economics.EducationCost:
    """Return the cost of the education for an occupation.

    Parameters
    ----------
    occupation, data
        As in `assess`.
    method : str or CostMethod
        Id of the method, or a method of your own.
    level : str, optional
        As in `education_requirements`.
    field_multiplier : bool, optional
        Whether tuition is multiplied by field of study; by default as the method does.
    graduate_ratio : float, optional
        Graduate tuition as a multiple of undergraduate tuition; by default that of the method.

    Raises
    ------
    CareerscoreError
        As in `progression`; an `InvalidInputError` also if the method has no rule for the level.

    Examples
    --------
    >>> education_cost("29-1141.00", data="2026.1").total
    Range(min=47800, typical=47800, max=180000)
    >>> masters = education_cost("29-1171.00", data="2026.1")
    >>> masters.total.typical, masters.at_least, masters.reasons[0]
    (None, 47800, "Master's degree: graduate tuition is not in the College Board's table; name a
    ratio to undergraduate tuition")
    """
    from careerscore.economics.catalog import method_of

    asked: economics.CostMethod = method_of("cost", method)
    return asked.cost(
        occupation_of("education_cost", occupation, data),
        level=level,
        field_multiplier=field_multiplier,
        graduate_ratio=graduate_ratio,
    )


def lifetime_value(
    occupation: str | Occupation,
    assumptions: economics.Assumptions | None = None,
    *,
    method: str | economics.ValueMethod = DEFAULT_VALUE,
    baseline: str | Occupation | float | None = None,
    data: str | Release | None = None,
    in_dollars_of: str | None = None,
) -> economics.LifetimeValue:
    """Return the lifetime value of a career, and what it is more than that of a baseline.

    Parameters
    ----------
    occupation, data
        As in `assess`.
    assumptions : Assumptions, optional
        Those of the method by default.
    method : str or ValueMethod
        Id of the method, or a method of your own.
    baseline : str, Occupation or float, optional
        What the career is compared with: another career, or a yearly pay [US dollars]; by default
        `Release.high_school_graduate`. For methods that compare with a baseline.
    in_dollars_of : str, optional
        As in `occupation`. Pay is converted before the method runs, the cost of the education
        never is; amounts of the assumptions, and a baseline that is a pay, are in the same dollars.

    Raises
    ------
    CareerscoreError
        As in `progression`; an `InvalidInputError` also if the method takes no baseline.

    Examples
    --------
    >>> nurse = lifetime_value("29-1141.00", data="2026.1")
    >>> round(nurse.gain.lifetime.value), nurse.gain.ahead_age.typical, nurse.gain.baseline
    (2568455, 27, 'High-school graduates')
    >>> lifetime_value("29-1141.00", baseline="plumbers", data="2026.1").gain.ahead_age.typical
    37
    >>> from careerscore import Assumptions
    >>> at_five = lifetime_value("29-1141.00", Assumptions(discount_rate=0.05), data="2026.1")
    >>> at_five.npv.value < nurse.npv.value
    True
    """
    from careerscore.economics.catalog import method_of

    asked: economics.ValueMethod = method_of("value", method)
    career = occupation_of("lifetime_value", occupation, data, in_dollars_of)
    return _value("lifetime_value", asked, career, assumptions, baseline, data)


def _value(
    subject: str,
    method: economics.ValueMethod,
    career: Occupation,
    assumptions: economics.Assumptions | None,
    baseline: str | Occupation | float | None,
    data: str | Release | None,
) -> economics.LifetimeValue:
    """Return the lifetime value, over a baseline where the method compares with one."""
    from careerscore.economics import GainMethod

    if not isinstance(method, GainMethod):
        if baseline is not None:
            expected = f"None: {method.id} compares with no baseline"
            raise InvalidInputError(subject, (Problem("baseline", shorten(baseline), expected),))
        return method.value(career, assumptions)
    beside = _graduate_of(career, data) if baseline is None else baseline
    if beside is None:
        return method.value(career, assumptions)
    if isinstance(beside, str):
        beside = occupation_of(subject, beside, _release_of(career, data))
    if isinstance(beside, Occupation) and career.wages.dollars is not None:
        beside = occupation_of(subject, beside, in_dollars_of=career.wages.dollars.month)
    return method.value_over(beside, career, assumptions)


def _graduate_of(career: Occupation, data: str | Release | None) -> Occupation | None:
    """Return the high-school graduate of a release, None where the release is not at hand."""
    with suppress(UnknownReleaseError, UnknownDatasetError, UnknownEditionError):
        return _release_of(career, data).high_school_graduate
    return None


def compare(
    *careers: str | Occupation | Sequence[str | Occupation] | economics.Assumptions,
    assumptions: economics.Assumptions | None = None,
    methodology: str | Methodology = DEFAULT_METHODOLOGY,
    method: str | economics.ValueMethod = DEFAULT_VALUE,
    baseline: str | Occupation | float | None = None,
    data: str | Release | None = None,
    in_dollars_of: str | None = None,
) -> economics.Comparison:
    """Compare careers side by side, and find the ages at which one passes another.

    Parameters
    ----------
    *careers : str, Occupation or list
        Two occupations or more, or one list of them; the assumptions may come last.
    assumptions : Assumptions, optional
        Those of the method by default.
    methodology, data
        As in `assess`.
    method : str or ValueMethod
        Id of the method of lifetime values, or a method of your own.
    baseline : str, Occupation or float, optional
        As in `lifetime_value`, for each of the careers.
    in_dollars_of : str, optional
        As in `occupation`. Median pay is in these dollars, too.

    Raises
    ------
    CareerscoreError
        As in `progression`; an `InvalidInputError` also for fewer than two occupations,
        or one twice.

    Examples
    --------
    >>> from careerscore import Assumptions
    >>> found = compare("29-2072.00", "29-1141.00", Assumptions(retirement_age=65), data="2026.1")
    >>> [round(career.value.npv.value) for career in found.careers]
    [1487858, 2235010]
    >>> compare(["Electricians", "Software Developers", "Registered Nurses"], data="2026.1")
    <Comparison of Electricians, Software Developers, Registered Nurses>
    """
    from careerscore.economics import Assumptions, ComparedCareer, Comparison, Money
    from careerscore.economics.catalog import method_of
    from careerscore.economics.comparison import crossovers

    asked, scored_by = method_of("value", method), methodology_of(methodology)
    given: Sequence[object] = careers
    if careers and isinstance(careers[-1], Assumptions):
        if assumptions is not None:
            problem = Problem("assumptions", shorten(careers[-1]), "assumptions only once")
            raise InvalidInputError("compare", (problem,))
        given, assumptions = careers[:-1], careers[-1]
    if len(given) == 1 and isinstance(given[0], list | tuple):
        given = given[0]
    if len(given) < 2:
        problem = Problem("careers", shorten(list(given)), "two occupations or more")
        raise InvalidInputError("compare", (problem,))
    occupations = [occupation_of("compare", each, data, in_dollars_of) for each in given]
    checks = Checks("compare")
    for place, career in enumerate(occupations):
        holds = career not in occupations[:place]
        checks.expect(f"careers[{place}]", career.title, "each occupation once", holds=holds)
    checks.raise_problems()
    compared = [
        ComparedCareer(
            code=career.code,
            title=career.title,
            median_pay=Money(career.wages.annual.lower_bound("median"), career.wages.annual.median),
            assessment=scored_by.assess(career),
            consensus=consensus_of(career, scored_by, data),
            value=_value("compare", asked, career, assumptions, baseline, data),
        )
        for career in occupations
    ]
    return Comparison(careers=compared, crossovers=crossovers([each.value for each in compared]))


def with_release(
    subject: str,
    occupation: object,
    data: str | Release | None,
    in_dollars_of: str | None = None,
) -> tuple[Occupation, Release]:
    """Return an occupation, and the release whose places are asked: its own by default."""
    career = occupation_of(subject, occupation, data, in_dollars_of)
    return career, _release_of(career, data)


def places(text: str | None = None, *, data: str | Release | None = None) -> tuple[Place, ...]:
    """Return the places whose pay is known: all of them, or those that a text may mean.

    Parameters
    ----------
    text : str, optional
        Name of a state, its postal abbreviation or FIPS code; name of a metropolitan or
        nonmetropolitan area or of one of its cities, the state after a comma where there are
        several; code of a metropolitan area (CBSA); area code of the wage survey.
    data : str or Release, optional
        The release to look in; the newest by default.

    Returns
    -------
    tuple of Place
        The best match first: a full name, then areas named first after the text, then others
        whose names have its words in a row.

    Raises
    ------
    UnknownPlaceError
        If there is none; places with names like it are named.
    InvalidInputError
        If the text is empty or of another type, or the release has no wages of areas.

    Examples
    --------
    >>> len(places(data="2026.3")), places("06", data="2026.3")
    (582, (<Place 0600000 California, state>,))
    >>> [place.name for place in places("Portland", data="2026.3")]
    ['Portland-South Portland, ME', 'Portland-Vancouver-Hillsboro, OR-WA']
    >>> places("Bay Area", data="2026.3")
    Traceback (most recent call last):
    careerscore.errors.UnknownPlaceError: no place 'Bay Area' in data release 2026.3. Nearest,
        best first:
          0013020 Bay City, MI
          0024580 Green Bay, WI
          0037340 Palm Bay-Melbourne-Titusville, FL
    """
    from careerscore.local.places import places_in

    index = places_in(release_of(data))
    return tuple(index.by_code.values()) if text is None else index.find(text)


def local_pay(
    career: str | Occupation,
    place: str | Place,
    *,
    fallback: str | None = None,
    method: str | LocalMethod = DEFAULT_LOCAL,
    data: str | Release | None = None,
    in_dollars_of: str | None = None,
) -> LocalPay:
    """Return pay and jobs of an occupation in a place, compared with the nation's.

    Nothing is filled in: where BLS publishes no estimate, the result says so.

    Parameters
    ----------
    career : str or Occupation
        A code, slug, title or alias, or an `Occupation`.
    place : str or Place
        A place, or what `places` finds exactly one best match for.
    fallback : str, optional
        ``"state"``: where no pay is published for an area, that of its state; the result says so.
        For an area in several states, the abbreviation of one of them.
    method : str or LocalMethod
        Id of the method of the words, or a method of your own.
    data : str or Release, optional
        The release to look in; the newest by default, that of an `Occupation` its own.
    in_dollars_of : str, optional
        As in `occupation`, for pay here and of the nation.

    Raises
    ------
    AmbiguousPlaceError, UnknownPlaceError
        If not exactly one place is meant, or the fallback is ``"state"`` and the area lies in
        several states.
    CareerscoreError
        As in `assess`; an `InvalidInputError` if the release has no wages of areas.

    Examples
    --------
    >>> local = local_pay("Registered Nurses", "Fresno, CA", data="2026.3")
    >>> local.wages.annual.median, local.wages.employment, local.location_quotient
    (125420, 11030, 1.06)
    >>> local.pay_words, local.concentration_words
    ('significantly higher', 'about average')
    """
    from careerscore.local.pay import pay_in
    from careerscore.local.places import places_in
    from careerscore.local.words import CATALOG

    asked = CATALOG.of(method)
    occupation, release = with_release("local_pay", career, data, in_dollars_of)
    return pay_in(release, occupation, places_in(release).one(place), asked, fallback)


def pay_history(
    career: str | Occupation,
    *,
    data: str | Release | None = None,
    in_dollars_of: str | None = None,
) -> PayHistory:
    """Return the pay of an occupation over the editions of the wage survey.

    The editions from May 2019 to that of the release, in nominal and real dollars, with the
    breaks of classification between them.

    Parameters
    ----------
    career, data
        As in `assess`. The earlier editions of the survey are not pinned by a release; the result
        names all that it used.
    in_dollars_of : str, optional
        The month whose dollars real wages are in, ``"2026-05"``: by the CPI-U of the release, or
        the newest bundled one. By default the month of the newest edition.

    Raises
    ------
    CareerscoreError
        As in `assess`; an `InvalidInputError` also if there is no CPI-U of the month.

    Examples
    --------
    >>> history = pay_history("29-2072.00", data="2026.3")
    >>> change = history.change("2022-05", "2025-05")
    >>> round(change.nominal, 1), round(change.real, 1)
    (8.4, -1.4)
    >>> history.change("2019-05", "2025-05").reason
    'a break of classification: May 2019 is published for 29-2098 Medical Dosimetrists, Medical
    Records Specialists, and Health Technologists and Technicians, All Other, which holds 29-2036,
    29-2072, 29-2099; May 2025 is published for 29-2072 Medical Records Specialists, which holds
    29-2072'
    """
    from careerscore.local.history import history_of

    occupation, release = with_release("pay_history", career, data)
    return history_of(release, occupation.code, in_dollars_of)


def best_places(
    career: str | Occupation,
    *,
    by: str = "pay",
    kind: str | None = "state",
    at_least: int = 500,
    max_employment_prse: float | None = 30,
    max_mean_prse: float | None = 10,
    data: str | Release | None = None,
) -> PlaceRanking:
    """Return the places where an occupation is paid best or has most jobs.

    Pay is as published, in the dollars of the survey's month, also where that of an `Occupation`
    is not. Places of few workers, or whose figures have large errors, are left out, counted by
    reason, and the one that would come first without these bounds is named with the ranking.

    Parameters
    ----------
    career : str or Occupation
        A code, slug, title or alias, or an `Occupation`.
    by : str
        ``"pay"`` for the median, ``"real_pay"`` for the median in dollars of average US prices,
        ``"jobs"`` for employment, ``"concentration"`` for the location quotient.
    kind : str, optional
        ``"state"`` for the 50 states, ``"district"``, ``"territory"``, ``"metropolitan"`` or
        ``"nonmetropolitan"``; None for all places.
    at_least : int
        The fewest workers of a place that is compared.
    max_employment_prse, max_mean_prse : float, optional
        The largest relative standard errors of employment and, for pay, of mean pay of a place
        that is compared [percent]; None for any.
    data : str or Release, optional
        The release to look in; the newest by default, that of an `Occupation` its own.

    Raises
    ------
    CareerscoreError
        As in `local_pay`; an `InvalidInputError` if an argument is not one of those above.

    Examples
    --------
    >>> ranking = best_places("Registered Nurses", by="real_pay", data="2026.3")
    >>> [(each.place.name, round(each.real_median)) for each in ranking.places[:2]]
    [('Hawaii', 125514), ('California', 124595)]
    """
    from careerscore.local.ranking import rank_places

    occupation, release = with_release("best_places", career, data)
    return rank_places(
        release,
        occupation,
        by=by,
        kind=kind,
        at_least=at_least,
        max_employment_prse=max_employment_prse,
        max_mean_prse=max_mean_prse,
    )


def local_market(
    place: str | Place,
    *,
    methodology: str | Methodology = DEFAULT_METHODOLOGY,
    at_least: int = 100,
    max_employment_prse: float | None = 30,
    max_mean_prse: float | None = 10,
    limit: int = 10,
    data: str | Release | None = None,
) -> LocalMarket:
    """Return the occupations of a place, and its workers by tier of AI resilience.

    The first call reads all estimates, which takes about a second; later ones are fast.

    Parameters
    ----------
    place : str or Place
        A place, or what `places` finds exactly one best match for.
    methodology : str or Methodology
        Id of the methodology of the tiers, or a methodology of your own.
    at_least : int
        The fewest workers of an occupation that is listed by concentration, pay or growth.
    max_employment_prse, max_mean_prse : float, optional
        The largest relative standard error of its employment and, for pay, of its mean pay
        [percent]; None for any.
    limit : int
        The length of the lists.
    data : str or Release, optional
        The release to look in; the newest by default.

    Raises
    ------
    CareerscoreError
        As in `local_pay` and `assess`; an `InvalidInputError` also if the methodology has no
        tiers.

    Examples
    --------
    >>> market = local_market("Vermont", data="2026.3")
    >>> market.most_jobs[0].title, market.most_concentrated[0].title
    ('Retail Salespersons', 'Community and Social Service Specialists, All Other')
    """
    from careerscore.local.market import market_in
    from careerscore.local.places import places_in

    release, method = release_of(data), methodology_of(methodology)
    where = places_in(release).one(place)
    return market_in(
        release,
        where,
        method,
        assess_all(method, data=release),
        at_least=at_least,
        max_employment_prse=max_employment_prse,
        max_mean_prse=max_mean_prse,
        limit=limit,
    )


def profile(
    career: str | Occupation,
    *,
    method: str | ProfileMethod = DEFAULT_PROFILE,
    data: str | Release | None = None,
) -> CareerProfile:
    """Return what the work of a career is like, from O*NET's ratings.

    In sentences and figures: what the day is made of, what the job asks for, whom it suits, which
    technologies employers look for, and which careers are nearest.

    Parameters
    ----------
    career, data
        As in `assess`.
    method : str or ProfileMethod
        Id of the method, or a method of your own.

    Returns
    -------
    CareerProfile
        Nothing is filled in: what O*NET has not rated is missing, and a note has the reason.

    Raises
    ------
    CareerscoreError
        As in `assess`.

    Examples
    --------
    >>> plumber = profile("47-2152.00", data="2026.3")
    >>> plumber.sentence
    'A construction job centered on doing physical work, running machines and operating vehicles;
    it takes troubleshooting, and knowledge of machinery and design.'
    >>> [(each.name, each.percentile) for each in plumber.named("abilities")[:2]]
    [('Finger Dexterity', 96.32), ('Trunk Strength', 96.06)]
    """
    occupation, bound = _with_profiles("profile", career, method, data)
    return bound.profile(occupation)


def skill_gap(
    from_: str | Occupation,
    to: str | Occupation,
    *,
    method: str | ProfileMethod = DEFAULT_PROFILE,
    data: str | Release | None = None,
) -> SkillGap:
    """Return what a move from one career to another takes, from O*NET's ratings.

    Parameters
    ----------
    from_, to : str or Occupation
        Two occupations, each as in `assess`, of one release.
    method, data
        As in `profile`.

    Raises
    ------
    CareerscoreError
        As in `assess`; an `InvalidInputError` also if the two are the same.

    Examples
    --------
    >>> gap = skill_gap("Retail Salespersons", "Registered Nurses", data="2026.3")
    >>> gap.text
    'The move takes more record keeping, teamwork and knowledge of public safety, and less
    influence over people, knowledge of sales and persuasion.'
    >>> gap.more[0].name, gap.more[0].from_percentile, gap.more[0].to_percentile
    ('Documenting/Recording Information', 14.43, 99.53)
    """
    here, bound = _with_profiles("skill_gap", from_, method, data)
    return bound.gap(here, occupation_of("skill_gap", to, data))


def _with_profiles(
    subject: str, career: object, method: str | ProfileMethod, data: str | Release | None
) -> tuple[Occupation, ProfileMethod]:
    """Return an occupation, and a method of profiles bound to the workers of its release."""
    from careerscore.profiles.catalog import CATALOG
    from careerscore.reference.ratings import workers_of

    asked = CATALOG.of(method)
    occupation, release = with_release(subject, career, data)
    return occupation, asked if asked.workers else asked.bind(workers_of(release))
