"""Conformance: whether a methodology keeps the promises of `Methodology` or `EconomicMethod`."""

from __future__ import annotations

import datetime
import re
from functools import partial
from importlib.util import find_spec
from math import isclose
from typing import TYPE_CHECKING, Any, Final

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from careerscore.economics import KINDS, EconomicResult, kinds_of
from careerscore.errors import CareerscoreError, InvalidInputError, MissingDependencyError
from careerscore.frames.custom import SupportsExpressions
from careerscore.methods import STATUSES
from careerscore.model import Status
from careerscore.scoring import Methodology
from careerscore.serde import dumps, loads
from careerscore.testing.strategies import input_values, occupations

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import SearchStrategy

    from careerscore.economics import EconomicMethod
    from careerscore.methods import Method
    from careerscore.model import Occupation
    from careerscore.scoring import Input

__all__ = [
    "Check",
    "ConformanceError",
    "check_economic_method",
    "check_methodology",
    "methodology_checks",
]


class ConformanceError(CareerscoreError, AssertionError):
    """A methodology breaks promises; all broken ones are listed.

    Attributes
    ----------
    methodology : str
        Its id.
    broken : tuple of (str, str)
        The name of each promise, and the example that breaks it.
    promises : int
        Number of promises there are.
    """

    def __init__(
        self, methodology: str, broken: tuple[tuple[str, str], ...], promises: int
    ) -> None:
        super().__init__(methodology, broken, promises)
        self.methodology = methodology
        self.broken = broken
        self.promises = promises

    def __str__(self) -> str:
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
    promises = ECONOMIC_PROMISES if kinds_of(methodology) else PROMISES
    return tuple(
        Check(name, partial(promise, methodology, examples)) for name, promise in promises.items()
    )


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
        except Exception as error:  # noqa: BLE001
            example = f"{type(error).__name__}: {error}".partition("\n")[0]
            broken.append((check.__name__, example))
    if broken:
        raise ConformanceError(method.id, tuple(broken), len(checks))


def for_all(strategy: SearchStrategy[Any], examples: int, check: Callable[[Any], None]) -> None:
    """Run a check on examples, the same ones every time."""

    def run(example: object) -> None:
        check(example)

    settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )(given(strategy)(run))()


def _inputs(methodology: Methodology, *, missing: bool = False) -> SearchStrategy[Any]:
    return st.fixed_dictionaries(
        {
            entry.name: (st.none() | input_values(entry)) if missing else input_values(entry)
            for entry in methodology.inputs
        }
    )


def _expect(holds: object, what: str) -> None:
    if not holds:
        raise AssertionError(what)


def _cases(method: Any) -> SearchStrategy[Any]:
    """Return what a methodology is asked: inputs to score, or a kind and an occupation."""
    kinds = kinds_of(method)
    if kinds:
        return st.tuples(st.sampled_from(kinds), occupations())
    return _inputs(method, missing=True)


def _answer(method: Any, case: Any) -> Any:
    if isinstance(case, dict):
        return method.score(**case)
    kind, occupation = case
    return getattr(method, kind)(occupation)


def _identity(method: Any, _examples: int) -> None:
    """Check id, title, citation, date, status, fingerprint, card, and names and order."""
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


def _determinism(method: Any, examples: int) -> None:
    """Check that the same question has the same answer."""

    def check(case: Any) -> None:
        holds = _answer(method, case) == _answer(method, case)
        _expect(holds, f"{case}: two answers to one question")

    for_all(_cases(method), examples, check)


def _round_trip(method: Any, examples: int) -> None:
    """Check that a result written as JSON and read is the same."""

    def check(case: Any) -> None:
        result = _answer(method, case)
        back = loads(dumps(result), type(result))
        _expect(back == result, f"{case}: the result does not come back from JSON")

    for_all(_cases(method), examples, check)


def _bounds(methodology: Methodology, examples: int) -> None:
    """Check that results name the methodology, its tiers, and no more points than it has."""

    def check(inputs: dict[str, float | None]) -> None:
        result = methodology.score(**inputs)
        _expect(result.methodology == methodology.id, f"{inputs}: names another methodology")
        _expect(
            set(result.possible_tiers) <= set(methodology.tiers),
            f"{inputs}: a tier that the methodology does not have",
        )
        for factor in result.factors:
            most = factor.max_points
            within = factor.points is None or most is None or factor.points <= most
            _expect(within, f"{inputs}: more points for {factor.name} than there are")

    for_all(_inputs(methodology, missing=True), examples, check)


def _range(methodology: Methodology, _examples: int) -> None:
    """Check that an input out of its range is refused."""
    for entry in methodology.inputs:
        for bound, beyond in ((entry.minimum, -1.0), (entry.maximum, 1.0)):
            if bound is None:
                continue
            try:
                methodology.score(**{entry.name: bound + beyond})
            except InvalidInputError:
                continue
            raise AssertionError(f"{entry.name}={bound + beyond} is out of range and was scored")


def _missing(methodology: Methodology, examples: int) -> None:
    """Check that a missing input is not guessed, and what it might give is still possible."""
    names = [entry.name for entry in methodology.inputs]

    def check(drawn: tuple[dict[str, float | None], str]) -> None:
        inputs, gone = drawn
        full = methodology.score(**inputs)
        part = methodology.score(**inputs | {gone: None})
        if part.status is not Status.INSUFFICIENT:
            return
        _expect(part.total is None and part.tier is None, f"{inputs}: a guess without {gone}")
        _expect(
            full.tier is None or full.tier in part.possible_tiers,
            f"{inputs}: without {gone} its tier was not thought possible",
        )
        if part.total_range is not None and full.total is not None:
            low, high = part.total_range
            _expect(low <= full.total <= high, f"{inputs}: without {gone} its total was not")

    if names:
        for_all(st.tuples(_inputs(methodology), st.sampled_from(names)), examples, check)


def _direction(methodology: Methodology, examples: int) -> None:
    """Check that values declared as better never make the tier worse."""
    for entry in methodology.inputs:
        if entry.better is not None:
            values = input_values(entry)
            strategy = st.tuples(_inputs(methodology), values, values)
            for_all(strategy, examples, partial(_never_worse, methodology, entry))


def _never_worse(
    methodology: Methodology, entry: Input, drawn: tuple[dict[str, float | None], float, float]
) -> None:
    inputs, *two = drawn
    worse, finer = sorted(two, reverse=entry.better == "lower")
    before = methodology.score(**inputs | {entry.name: worse}).tier
    after = methodology.score(**inputs | {entry.name: finer}).tier
    if before is not None and after is not None:
        what = f"{inputs}: {entry.name} from {worse} to {finer} makes it worse"
        _expect(after.rank <= before.rank, what)


def _occupations(methodology: Methodology, examples: int) -> None:
    """Check that any occupation can be assessed, whatever it lacks."""

    def check(occupation: Occupation) -> None:
        result = methodology.assess(occupation)
        _expect(
            result.occupation_code == occupation.code,
            f"{occupation}: the result names another occupation",
        )

    for_all(occupations(), examples, check)


def _frames(methodology: Methodology, examples: int) -> None:
    """Check that expressions give in a frame what `score` gives for its rows."""
    if not isinstance(methodology, SupportsExpressions):
        return
    import narwhals.stable.v2 as nw

    from careerscore.frames import assess
    from careerscore.frames.custom import plain_list
    from careerscore.frames.outputs import outputs_of
    from careerscore.frames.states import score_rows

    inputs = {entry.name: nw.col(entry.name) for entry in methodology.inputs}
    expressions = methodology.expressions(inputs)
    outputs = {
        name: output for name, output in outputs_of(methodology).items() if name in expressions
    }
    kinds = dict.fromkeys(inputs, nw.Float64)
    backend = _installed("polars", "pandas", "pyarrow")

    def check(rows: list[dict[str, float | None]]) -> None:
        columns = {name: [row[name] for row in rows] for name in inputs}
        frame = nw.from_dict(columns, kinds, backend=backend)
        scored = assess(frame, methodology=methodology, outputs=list(outputs))
        for name, wanted in score_rows(methodology, rows, outputs).items():
            for row, one, other in zip(rows, wanted, plain_list(scored[name]), strict=True):
                _expect(_alike(one, other), f"{row}: {name} is {one}, in a frame {other}")

    for_all(st.lists(_inputs(methodology, missing=True), min_size=1), examples, check)


def _alike(one: object, other: object) -> bool:
    """Return whether two values are equal; sums may differ by the order of their parts."""
    if isinstance(one, float | int) and isinstance(other, float | int):
        return isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)
    return one == other


def _installed(*packages: str) -> Any:
    for package in packages:
        if find_spec(package) is not None:
            return package
    raise MissingDependencyError("scoring a frame", "engines")


PROMISES: Final[dict[str, Callable[[Any, int], None]]] = {
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
"""The promises of a scoring methodology by name."""


def _results(method: EconomicMethod, examples: int) -> None:
    """Check that a result names the method, the occupation and its release."""

    def check(case: tuple[str, Occupation]) -> None:
        kind, occupation = case
        result = _answer(method, case)
        _expect(isinstance(result, EconomicResult), f"{kind}: no EconomicResult")
        _expect(result.methodology == method.id, f"{kind}: names another method")
        holds = result.occupation_code == occupation.code
        _expect(holds, f"{kind}: names another occupation than {occupation!r}")
        holds = result.data_release == occupation.data_release
        _expect(holds, f"{kind}: names another release than that of {occupation!r}")

    for_all(_cases(method), examples, check)


def _refusal(method: EconomicMethod, _examples: int) -> None:
    """Check that anything but an occupation is refused."""
    for kind in kinds_of(method):
        try:
            _answer(method, (kind, "29-2072.00"))
        except InvalidInputError:
            continue
        raise AssertionError(f"{kind}: takes a code for an occupation")


ECONOMIC_PROMISES: Final[dict[str, Callable[[Any, int], None]]] = {
    "identity": _identity,
    "results": _results,
    "determinism": _determinism,
    "JSON round trip": _round_trip,
    "refusal": _refusal,
}
"""The promises of a method of economics by name."""
