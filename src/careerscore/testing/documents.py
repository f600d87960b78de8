"""Hypothesis strategies for every class that is written as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeVar

import attrs
from hypothesis import reject
from hypothesis import strategies as st

from careerscore import _career_page, economics, model, scoring
from careerscore.api import compare
from careerscore.economics.catalog import CATALOG as ECONOMICS
from careerscore.errors import InvalidInputError
from careerscore.frames import MatchReport
from careerscore.reference import CodeMatch
from careerscore.scoring.catalog import CATALOG as SCORING
from careerscore.serde import from_dict, json_schema
from careerscore.testing.allowed import Allowed
from careerscore.testing.strategies import (
    assessments,
    epoch_profiles,
    notes,
    occupations,
    sources,
    wage_estimates,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import DrawFn, SearchStrategy

__all__ = ["documents"]

T = TypeVar("T")

_texts: Final = st.text(max_size=20)
_amounts: Final = st.integers(0, 10**6) | st.floats(0, 1e6)


def documents(kind: type[T]) -> SearchStrategy[T]:
    """Give objects of a class that is written as JSON, one of yours too.

    Results are what the bundled methods give for occupations that Hypothesis makes up.
    Definitions, and what they are made of, are those of the bundled files. Objects of any other
    class are made from documents that its JSON Schema allows, those left out that the class does
    not take.

    Parameters
    ----------
    kind : type
        Any class of which `careerscore.json_schema` gives a schema.

    Raises
    ------
    InvalidInputError
        If it is no such class.

    Examples
    --------
    >>> import careerscore as cs
    >>> from hypothesis import find
    >>> find(documents(cs.Tier), lambda tier: tier.rank > 4).rank
    5
    """
    schema = json_schema(kind)
    if kind in _MADE:
        return _MADE[kind]()
    known = _parts_of_definitions().get(kind)
    if known:
        return st.sampled_from(known)
    return Allowed(schema).reference("#").map(lambda data: _built(data, kind))


def _built(data: object, kind: type[T]) -> T:
    try:
        return from_dict(data, kind)
    except InvalidInputError:
        # Fields that do not go together, which no schema says.
        reject()


@cache
def _parts_of_definitions() -> Mapping[type, list[Any]]:
    """Return the bundled definitions and all that they are made of, by class."""
    methods = (
        *map(SCORING.get, SCORING.bundled_ids()),
        *map(ECONOMICS.get, ECONOMICS.bundled_ids()),
    )
    found: dict[type, list[Any]] = {}
    for part in _parts_in(methods):
        found.setdefault(type(part), []).append(part)
    return found


def _parts_in(value: Any) -> Iterator[object]:
    if attrs.has(type(value)):
        yield value
        held = [getattr(value, each.name) for each in attrs.fields(type(value)) if each.init]
        yield from _parts_in(held)
    elif isinstance(value, Mapping):
        yield from _parts_in(list(value.values()))
    elif isinstance(value, Iterable) and not isinstance(value, str):
        for item in value:
            yield from _parts_in(item)


def _answers(question: str) -> SearchStrategy[Any]:
    """Give what methods say of occupations."""
    asked = st.sampled_from(economics.methodologies(question)).map(economics.methodology)
    return st.builds(lambda by, of: getattr(by, question)(of), asked, occupations())


def _methodologies() -> SearchStrategy[scoring.Methodology]:
    return st.sampled_from(scoring.methodologies()).map(scoring.methodology)


def _one_of_its(answers: SearchStrategy[Any], *names: str) -> SearchStrategy[Any]:
    """Give one of the parts of an answer, where it has any."""
    parts = answers.map(lambda answer: [part for name in names for part in getattr(answer, name)])
    return parts.filter(bool).flatmap(st.sampled_from)


def _spreads() -> SearchStrategy[economics.Range]:
    rising = st.tuples(_amounts, _amounts, _amounts).map(sorted)
    missing = st.sets(st.integers(0, 2), max_size=2)
    return st.builds(
        lambda three, left_out: economics.Range(
            *(None if place in left_out else each for place, each in enumerate(three))
        ),
        rising,
        missing,
    )


def _amounts_of_money() -> SearchStrategy[economics.Money]:
    either = st.floats(-1e9, 1e9) | st.integers(-(10**9), 10**9)
    both = st.tuples(either, either).map(lambda two: economics.Money(min(two), max(two)))
    return both | either.map(economics.Money.exact) | either.map(economics.Money.at_least)


def _taxes() -> SearchStrategy[economics.TaxSchedule]:
    starts = st.lists(_amounts, min_size=1, max_size=3, unique=True).map(sorted)
    return st.builds(
        lambda name, above, rate, deduction: economics.TaxSchedule(
            name=name,
            brackets=tuple(economics.TaxBracket(above=each, rate=rate) for each in above),
            deduction=deduction,
        ),
        _texts.filter(str.strip),
        starts,
        st.floats(0, 1),
        _amounts,
    )


def _assumptions() -> SearchStrategy[economics.Assumptions]:
    return st.builds(
        economics.Assumptions,
        start_age=st.integers(10, 50),
        retirement_age=st.integers(51, 100),
        discount_rate=st.floats(-0.5, 1),
        wage_growth=st.floats(-0.5, 1),
        institution=st.sampled_from(["typical", *economics.INSTITUTIONS]),
        level=st.none() | st.sampled_from(model.ONET_EDUCATION_LEVELS),
        field_multiplier=st.none() | st.booleans(),
        education_cost=st.none() | _amounts,
        loan_share=st.floats(0, 1),
        loan_years=st.integers(1, 50),
        tax=st.none() | _taxes(),
        tail=st.none() | st.sampled_from(model.TAILS),
    )


@st.composite
def _match_reports(draw: DrawFn) -> MatchReport:
    matches = draw(st.lists(documents(CodeMatch), max_size=3, unique_by=lambda one: one.code))
    return MatchReport(
        on=draw(_texts.filter(str.strip)),
        system=draw(st.none() | _texts.filter(str.strip)),
        data_release=draw(_texts.filter(str.strip)),
        matches=tuple(matches),
        rows_of={one.code: draw(st.integers(0, 10**9)) for one in matches},
        rows_without_code=draw(st.integers(0, 10**9)),
    )


def _fuller(occupation: model.Occupation, **parts: Any) -> model.Occupation:
    return attrs.evolve(occupation, **parts)


def _occupations() -> SearchStrategy[model.Occupation]:
    """Give occupations with more in them than a methodology looks at."""
    return st.builds(
        _fuller,
        occupations(),
        reported_titles=st.lists(_texts, max_size=2),
        short_titles=st.lists(_texts, max_size=1),
        programs=st.lists(documents(model.InstructionalProgram), max_size=1),
        education=documents(model.EducationPath),
        outlook=documents(model.EmploymentOutlook),
    )


def _comparisons() -> SearchStrategy[economics.Comparison]:
    return st.builds(compare, occupations(), occupations())


_MADE: Final[Mapping[type, Callable[[], SearchStrategy[Any]]]] = {
    economics.Money: _amounts_of_money,
    economics.Assumptions: _assumptions,
    economics.CareerLevel: lambda: _one_of_its(_answers("progression"), "levels"),
    economics.CareerProgression: lambda: _answers("progression"),
    economics.ComparedCareer: lambda: _one_of_its(_comparisons(), "careers"),
    economics.Comparison: _comparisons,
    economics.Crossover: lambda: _one_of_its(_comparisons(), "crossovers"),
    economics.EducationCost: lambda: _answers("cost"),
    economics.EducationRequirements: lambda: _answers("path"),
    economics.LifeYear: lambda: _one_of_its(_answers("value"), "years"),
    economics.LifetimeValue: lambda: _answers("value"),
    economics.PayYear: lambda: _one_of_its(_answers("progression"), "timeline"),
    economics.Range: _spreads,
    economics.TaxSchedule: _taxes,
    _career_page.CareerEconomics: lambda: st.builds(_career_page.career_economics, occupations()),
    model.EpochProfile: epoch_profiles,
    model.FactorScore: lambda: _one_of_its(assessments(), "factors"),
    model.Note: notes,
    model.Occupation: _occupations,
    model.ResilienceAssessment: lambda: _methodologies().flatmap(assessments),
    model.Source: sources,
    model.WageDistribution: lambda: occupations().map(lambda occupation: occupation.wages),
    model.WageEstimates: wage_estimates,
    MatchReport: _match_reports,
}
"""How objects are made whose fields depend on each other."""
