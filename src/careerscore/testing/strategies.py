"""Hypothesis strategies: objects by the types and limits of their fields, and of the model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from math import ceil, floor
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast, get_args, get_origin

import attrs
from hypothesis import reject
from hypothesis import strategies as st

from careerscore import economics, local, model, scoring
from careerscore._record import without_none
from careerscore.errors import InvalidInputError
from careerscore.serde import json_schema
from careerscore.serde.documents import is_list, is_mapping, shape_of

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

    from careerscore.scoring import Input, Methodology

T = TypeVar("T")

_texts: Final = st.text(max_size=20)
_MOST: Final = 10.0**7

_MEASURES: Final = (
    *((f"eloundou_gpt4_{weight}", 0.0, 1.0) for weight in ("alpha", "beta", "gamma")),
    *((f"eloundou_human_{weight}", 0.0, 1.0) for weight in ("alpha", "beta", "gamma")),
    ("felten_aioe", -3.0, 2.0),
    ("frey_osborne_probability", 0.0, 1.0),
    ("legacy_risk", 1.0, 10.0),
    ("microsoft_ai_applicability", 0.0, 1.0),
    ("eisfeldt_genai_exposure", 0.0, 1.0),
    ("bls_ai_exposure", 1.0, 4.0),
)


def objects(kind: type[T], **fields: SearchStrategy[Any]) -> SearchStrategy[T]:
    """Give objects of an attrs class, by the types and limits of its fields, or by `fields`."""
    schema = json_schema(kind)["properties"]
    attrs_class: Any = kind
    required: dict[str, Any] = {}
    optional: dict[str, Any] = {}
    for field in shape_of(attrs_class).fields:
        is_given = field.name in fields
        group = required if is_given or field.default is attrs.NOTHING else optional
        values = fields[field.name] if is_given else _values(field.type, schema[field.name])
        group[str(field.alias)] = values

    def build(arguments: dict[str, Any]) -> T:
        try:
            return kind(**arguments)
        except InvalidInputError:
            # A combination of values that the class refuses.
            reject()

    return st.fixed_dictionaries(required, optional=optional).map(build)


# One for each class: a class can hold objects of its own kind.
_objects = cache(objects)


def _values(kind: Any, limits: Mapping[str, Any]) -> SearchStrategy[Any]:
    kind, is_optional = without_none(kind)
    if is_optional:
        return st.none() | _values(kind, limits)
    if attrs.has(kind):
        return st.deferred(lambda: _objects(kind))
    if is_mapping(kind):
        return st.dictionaries(_texts, _values(get_args(kind)[1], {}), max_size=2)
    if is_list(kind):
        first, *others = get_args(kind)
        if others in ([], [...]):
            return st.lists(_values(first, {}), max_size=2).map(get_origin(kind))
        return st.tuples(*(_values(each, {}) for each in (first, *others)))
    if "enum" in limits:
        return st.sampled_from([each for each in limits["enum"] if each is not None])
    if kind is str:
        pattern = limits.get("pattern", "")
        if pattern.endswith("$"):
            # Without it, as in Python a line break can follow.
            return st.from_regex(pattern.removesuffix("$"), fullmatch=True)
        # The other pattern is that of strings that are not blank.
        return _texts.filter(str.strip) if pattern else _texts
    low, high = limits.get("minimum", -_MOST), limits.get("maximum", _MOST)
    if kind is int:
        return st.integers(int(low), int(high))
    if kind is float:
        return st.integers(ceil(low), floor(high)) | st.floats(low, high)
    return st.from_type(kind)


def sources() -> SearchStrategy[model.Source]:
    """Give editions of datasets."""
    return objects(model.Source)


def notes() -> SearchStrategy[model.Note]:
    """Give notes on values: inherited ones, estimated ones, top codes with their bounds."""
    return objects(model.Note)


def epoch_profiles() -> SearchStrategy[model.EpochProfile]:
    """Give profiles of whole dimensions from 1 to 5."""
    return objects(model.EpochProfile)


@st.composite
def wage_estimates(draw: DrawFn) -> model.WageEstimates:
    """Give percentiles that rise, some missing, the highest perhaps top-coded."""
    names = tuple(model.PERCENTILES)
    amounts = st.integers(0, int(_MOST)) | st.floats(0, _MOST)
    rising = sorted(draw(st.lists(amounts, min_size=5, max_size=5)))
    top_from = draw(st.integers(1, len(names)))
    missing = draw(st.sets(st.sampled_from(names[:top_from]), max_size=2))
    values: dict[str, Any] = dict(zip(names[:top_from], rising, strict=False))
    values |= dict.fromkeys(missing)
    notes = {
        name: model.Note(
            provenance=model.Provenance.TOP_CODED, reason="top-coded", bound=rising[top_from]
        )
        for name in names[top_from:]
    }
    return model.WageEstimates(**values, mean=draw(st.none() | amounts), notes=notes)


def occupations() -> SearchStrategy[model.Occupation]:
    """Give occupations, from bare ones to ones with every part.

    Examples
    --------
    >>> from hypothesis import Phase, find, settings
    >>> quick = settings(phases=[Phase.generate])
    >>> find(occupations(), lambda occupation: True, settings=quick).code
    '00-0000.00'
    """
    hourly = st.just(model.WageEstimates())
    wages = objects(model.WageDistribution, annual=wage_estimates(), hourly=hourly)
    exposures = {
        name: objects(
            model.ExposureMeasure, measure=st.just(name), value=st.none() | st.floats(*limits)
        )
        for name, *limits in _MEASURES
    }
    by_name = st.fixed_dictionaries({}, optional=exposures)
    return objects(model.Occupation, wages=wages, exposures=by_name)


def input_values(entry: Input) -> SearchStrategy[float]:
    """Give values in the range of an input of a methodology."""
    low = -1e6 if entry.minimum is None else entry.minimum
    high = 1e6 if entry.maximum is None else entry.maximum
    near = st.floats(max(low, -50), min(high, 150)) if low < 150 and high > -50 else st.nothing()
    return near | st.floats(low, high)


@st.composite
def assessments(draw: DrawFn, methodology: Methodology | None = None) -> model.ResilienceAssessment:
    """Give results of a methodology for bare inputs, some of them missing.

    Parameters
    ----------
    methodology : Methodology, optional
        By what to score; ``american-dream-jobs/2.0`` by default.
    """
    by = methodology or scoring.methodology("american-dream-jobs/2.0")
    return by.score(**{entry.name: draw(st.none() | input_values(entry)) for entry in by.inputs})


def documents(kind: type[T]) -> SearchStrategy[T]:
    """Give objects of a class that is written as JSON, one of yours too.

    Methodologies, and what they are made of, are the registered ones. Objects of other classes
    are made by the types and limits of their fields.

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
    if kind in (model.Occupation, model.WageEstimates):
        return st.from_type(kind)
    if kind is model.ResilienceAssessment:
        scorers = st.sampled_from(scoring.methodologies()).map(scoring.methodology)
        return cast("SearchStrategy[T]", scorers.flatmap(assessments))
    registered = _parts_of_methodologies().get(kind)
    return st.sampled_from(registered) if registered else objects(kind)


@cache
def _parts_of_methodologies() -> Mapping[type, list[Any]]:
    """Return every methodology and all that they are made of, by class."""
    found: dict[type, list[Any]] = {}
    for room in (scoring, economics, local):
        for part in _parts_of([room.methodology(id) for id in room.methodologies()]):
            found.setdefault(type(part), []).append(part)
    return found


def _parts_of(value: Any) -> Iterator[object]:
    if attrs.has(type(value)):
        yield value
        value = [getattr(value, each.name) for each in attrs.fields(type(value)) if each.init]
    elif isinstance(value, Mapping):
        value = value.values()
    if isinstance(value, Iterable) and not isinstance(value, str):
        for item in value:
            yield from _parts_of(item)


def register() -> None:
    """Register the strategies with Hypothesis, which calls this itself when it is imported."""
    st.register_type_strategy(model.Occupation, lambda _: occupations())
    st.register_type_strategy(model.WageEstimates, wage_estimates())
    st.register_type_strategy(model.EpochProfile, lambda _: epoch_profiles())
    st.register_type_strategy(model.Note, lambda _: notes())
    st.register_type_strategy(model.Source, lambda _: sources())
    st.register_type_strategy(model.ResilienceAssessment, assessments())
