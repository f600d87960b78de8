"""Conformance: whether a methodology keeps the promises of `Methodology` or `EconomicMethod`."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from math import isclose
from typing import TYPE_CHECKING, Any, Final

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from careerscore.economics import KINDS, EconomicResult, kinds_of
from careerscore.errors import CareerscoreError, InvalidInputError, MissingDependencyError
from careerscore.methods import STATUSES
from careerscore.model import Status
from careerscore.scoring import Bindable, Methodology
from careerscore.scoring.bindable import bound as bound_to_release
from careerscore.serde import dumps, loads
from careerscore.testing.strategies import input_values, occupations

if TYPE_CHECKING:
    from hypothesis.strategies import DataObject, SearchStrategy

    from careerscore.economics import EconomicMethod
    from careerscore.methods import Method

Draw = Callable[["SearchStrategy[Any]"], Any]
Promise = Callable[[Any, Draw], None]


class ConformanceError(CareerscoreError, AssertionError):
    """A methodology breaks promises; all broken ones are listed."""

    methodology: str
    """Its id."""
    broken: tuple[tuple[str, str], ...]
    """The name of each broken promise, and the example that breaks it."""
    promises: int
    """Number of promises that were checked."""

    def _message(self) -> str:
        lines = "".join(f"\n  - {name}: {example}" for name, example in self.broken)
        return f"{self.methodology} breaks {len(self.broken)} of {self.promises} promises{lines}"


class Check:
    """One promise of a methodology; calling it raises if the promise is broken.

    Parameters
    ----------
    name : str
        Name of the promise; pytest shows it as the id of a case.
    run : callable
        Raises if the promise is broken.
    """

    def __init__(self, name: str, run: Callable[[], None]) -> None:
        self.__name__ = name
        self._run = run

    def __call__(self) -> None:
        """Check the promise."""
        self._run()

    def __repr__(self) -> str:
        return f"<Check {self.__name__}>"


def methodology_checks(methodology: Method, *, examples: int = 50) -> tuple[Check, ...]:
    """Return a check of each promise of a methodology, for ``pytest.mark.parametrize``.

    Parameters
    ----------
    methodology : Methodology or EconomicMethod
        What to check.
    examples : int
        Number of examples that Hypothesis finds for each promise.

    Examples
    --------
    >>> import careerscore as cs
    >>> for check in methodology_checks(cs.methodology("webb/2020"), examples=5):
    ...     check()
    """
    if isinstance(methodology, Bindable):
        # Occupations that are made up are of no release.
        methodology = bound_to_release(methodology)
    configured = settings(
        max_examples=examples,
        deadline=None,
        database=None,
        # The same examples every time.
        derandomize=True,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )

    def check(name: str, promise: Promise) -> Check:
        def run(data: DataObject) -> None:
            promise(methodology, data.draw)

        return Check(name, configured(given(st.data())(run)))

    promises = ECONOMIC_PROMISES if kinds_of(methodology) else PROMISES
    return tuple(check(name, promise) for name, promise in promises.items())


def check_methodology(methodology: Methodology, *, examples: int = 50) -> None:
    """Check a scoring methodology against every promise.

    Parameters
    ----------
    methodology : Methodology
        What to check.
    examples : int
        Number of examples that Hypothesis finds for each promise.

    Raises
    ------
    ConformanceError
        If a promise is broken; every broken one is named with an example.

    Examples
    --------
    >>> import careerscore as cs
    >>> check_methodology(cs.methodology("american-dream-jobs/2.0"), examples=10)
    """
    lacks = "" if isinstance(methodology, Methodology) else "lacks a part of Methodology"
    _run(methodology, lacks, examples)


def check_economic_method(method: EconomicMethod, *, examples: int = 50) -> None:
    """Check a method of economics against every promise, as `check_methodology` does.

    Examples
    --------
    >>> import careerscore as cs
    >>> check_economic_method(cs.economics.methodology("percentile-ladder/1"), examples=10)
    """
    lacks = f"is none of {', '.join(KINDS)}, or lacks a part of EconomicMethod"
    _run(method, "" if kinds_of(method) else lacks, examples)


def _run(method: Method, lacks: str, examples: int) -> None:
    checks = methodology_checks(method, examples=examples)
    if lacks:
        raise ConformanceError(repr(method), (("protocol", lacks),), len(checks))
    broken: list[tuple[str, str]] = []
    for check in checks:
        try:
            check()
        # A methodology is foreign code: whatever it raises, it breaks the promise.
        except Exception as error:  # noqa: BLE001 - of foreign code
            example = f"{type(error).__name__}: {error}".partition("\n")[0]
            broken.append((check.__name__, example))
    if broken:
        raise ConformanceError(method.id, tuple(broken), len(checks))


def _inputs(methodology: Methodology, *, missing: bool = False) -> SearchStrategy[Any]:
    none = st.none() if missing else st.nothing()
    return st.fixed_dictionaries(
        {entry.name: none | input_values(entry) for entry in methodology.inputs}
    )


def _ask(method: Any, draw: Draw) -> tuple[Any, Callable[[], Any]]:
    """Draw inputs to score, or a kind of result and an occupation; return them, and the answer."""
    kinds = kinds_of(method)
    if not kinds:
        inputs = draw(_inputs(method, missing=True))
        return inputs, partial(method.score, **inputs)
    kind, occupation = draw(st.sampled_from(kinds)), draw(occupations())
    return (kind, occupation), partial(getattr(method, kind), occupation)


def _expect(holds: object, what: str) -> None:
    if not holds:
        raise AssertionError(what)


def _expect_refusal(call: Callable[..., object], what: str, *values: Any, **named: Any) -> None:
    try:
        call(*values, **named)
    except InvalidInputError:
        return
    raise AssertionError(what)


def _identity(method: Any, _: Draw) -> None:
    family, _slash, version = method.id.partition("/")
    _expect(family and version, f"the id is no family/version: {method.id!r}")
    _expect(method.title.strip(), "there is no title")
    _expect(method.citation.strip(), "there is no citation")
    _expect(isinstance(method.released, datetime.date), "there is no date of release")
    _expect(method.status in STATUSES, f"the status is {method.status!r}")
    digest = re.fullmatch("[0-9a-f]{64}", method.fingerprint)
    _expect(digest, f"the fingerprint is no SHA-256: {method.fingerprint!r}")
    _expect(method.id in method.card(), "the card does not name the id")
    names = [entry.name for entry in getattr(method, "inputs", ())]
    _expect(len(set(names)) == len(names), f"inputs share a name: {names}")
    ranks = [tier.rank for tier in getattr(method, "tiers", ())]
    _expect(ranks == sorted(set(ranks)), f"tiers are not in order, best first: {ranks}")


def _determinism(method: Any, draw: Draw) -> None:
    question, answer = _ask(method, draw)
    _expect(answer() == answer(), f"{question}: two answers to one question")


def _round_trip(method: Any, draw: Draw) -> None:
    question, answer = _ask(method, draw)
    result = answer()
    back = loads(dumps(result), type(result))
    _expect(back == result, f"{question}: the result does not come back from JSON")


def _bounds(methodology: Methodology, draw: Draw) -> None:
    inputs, answer = _ask(methodology, draw)
    result = answer()
    _expect(result.methodology == methodology.id, f"{inputs}: names another methodology")
    known = set(result.possible_tiers) <= set(methodology.tiers)
    _expect(known, f"{inputs}: a tier that the methodology does not have")
    for factor in result.factors:
        most = factor.max_points
        within = factor.points is None or most is None or factor.points <= most
        _expect(within, f"{inputs}: more points for {factor.name} than there are")


def _range(methodology: Methodology, _: Draw) -> None:
    for entry in methodology.inputs:
        for bound, beyond in ((entry.minimum, -1.0), (entry.maximum, 1.0)):
            if bound is None:
                continue
            what = f"{entry.name}={bound + beyond} is out of range and was scored"
            _expect_refusal(methodology.score, what, **{entry.name: bound + beyond})


def _missing(methodology: Methodology, draw: Draw) -> None:
    names = [entry.name for entry in methodology.inputs]
    if not names:
        return
    inputs, gone = draw(_inputs(methodology)), draw(st.sampled_from(names))
    full = methodology.score(**inputs)
    part = methodology.score(**inputs | {gone: None})
    if part.status is not Status.INSUFFICIENT:
        return
    _expect(part.total is None and part.tier is None, f"{inputs}: a guess without {gone}")
    possible = full.tier is None or full.tier in part.possible_tiers
    _expect(possible, f"{inputs}: without {gone} its tier was not thought possible")
    if part.total_range is not None and full.total is not None:
        low, high = part.total_range
        _expect(low <= full.total <= high, f"{inputs}: without {gone} its total was not")


def _direction(methodology: Methodology, draw: Draw) -> None:
    directed = [entry for entry in methodology.inputs if entry.better is not None]
    if not directed:
        return
    entry, inputs = draw(st.sampled_from(directed)), draw(_inputs(methodology))
    two = [draw(input_values(entry)) for _ in range(2)]
    worse, finer = sorted(two, reverse=entry.better == "lower")
    before = methodology.score(**inputs | {entry.name: worse}).tier
    after = methodology.score(**inputs | {entry.name: finer}).tier
    if before is not None and after is not None:
        what = f"{inputs}: {entry.name} from {worse} to {finer} makes it worse"
        _expect(after.rank <= before.rank, what)


def _occupations(methodology: Methodology, draw: Draw) -> None:
    occupation = draw(occupations())
    named = methodology.assess(occupation).occupation_code == occupation.code
    _expect(named, f"{occupation}: the result names another occupation")


def _frames(methodology: Any, draw: Draw) -> None:
    """Check that expressions give in a frame what `score` gives for its rows."""
    if not hasattr(methodology, "expressions"):
        return
    import narwhals.stable.v2 as nw

    from careerscore.frames import assess
    from careerscore.frames.custom import plain_list
    from careerscore.frames.outputs import outputs_of, score_rows

    engine: Any = next(filter(find_spec, ("polars", "pandas", "pyarrow")), None)
    if engine is None:
        raise MissingDependencyError("scoring a frame", "polars")
    rows = draw(st.lists(_inputs(methodology, missing=True), min_size=1))
    inputs = {entry.name: nw.col(entry.name) for entry in methodology.inputs}
    expressions = methodology.expressions(inputs)
    outputs = {name: each for name, each in outputs_of(methodology).items() if name in expressions}
    columns = {name: [row[name] for row in rows] for name in inputs}
    kinds = dict.fromkeys(inputs, nw.Float64)
    frame = nw.from_dict(columns, kinds, backend=engine)
    scored = assess(frame, methodology=methodology, outputs=list(outputs), on_invalid="flag")
    for name, wanted in score_rows(methodology, columns, outputs).items():
        for row, one, other in zip(rows, wanted, plain_list(scored[name]), strict=True):
            is_number = isinstance(one, float | int) and isinstance(other, float | int)
            # Sums may differ by the order of their parts.
            alike = isclose(one, other, rel_tol=1e-9, abs_tol=1e-9) if is_number else one == other
            _expect(alike, f"{row}: {name} is {one}, in a frame {other}")


def _results(method: EconomicMethod, draw: Draw) -> None:
    (kind, occupation), answer = _ask(method, draw)
    result = answer()
    _expect(isinstance(result, EconomicResult), f"{kind}: no EconomicResult")
    _expect(result.methodology == method.id, f"{kind}: names another method")
    holds = result.occupation_code == occupation.code
    _expect(holds, f"{kind}: names another occupation than {occupation!r}")
    holds = result.data_release == occupation.data_release
    _expect(holds, f"{kind}: names another release than that of {occupation!r}")


def _refusal(method: EconomicMethod, _: Draw) -> None:
    for kind in kinds_of(method):
        what = f"{kind}: takes a code for an occupation"
        _expect_refusal(getattr(method, kind), what, "29-2072.00")


PROMISES: Final[dict[str, Promise]] = {
    "identity": _identity,
    "bounds": _bounds,
    "range of inputs": _range,
    "determinism": _determinism,
    "missing inputs": _missing,
    "declared direction": _direction,
    "JSON round trip": _round_trip,
    "occupations": _occupations,
    "frames": _frames,
}
"""What a scoring methodology promises."""

ECONOMIC_PROMISES: Final[dict[str, Promise]] = {
    "identity": _identity,
    "results": _results,
    "determinism": _determinism,
    "JSON round trip": _round_trip,
    "refusal": _refusal,
}
"""What a method of economics promises."""
