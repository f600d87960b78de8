"""Whether a methodology keeps the promises that careerscore makes of every methodology."""

from __future__ import annotations

import datetime
import re
from functools import partial
from importlib.util import find_spec
from math import isclose
from typing import TYPE_CHECKING, Any, Final

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from careerscore.errors import CareerscoreError, InvalidInputError, MissingDependencyError
from careerscore.frames.foreign import GivesExpressions
from careerscore.methods.base import STATUSES
from careerscore.model.assessment import ResilienceAssessment
from careerscore.model.provenance import Status
from careerscore.scoring.base import Methodology
from careerscore.serde import dumps, loads
from careerscore.testing.strategies import input_values, occupations

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import SearchStrategy

    from careerscore.model import Occupation
    from careerscore.scoring import Input

__all__ = ["ConformanceError", "check_methodology", "for_all"]


class ConformanceError(CareerscoreError, AssertionError):
    """A methodology breaks promises; all that were found broken are listed.

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


def check_methodology(methodology: Methodology, *, examples: int = 50) -> None:
    """Check a methodology against every promise, with examples that Hypothesis finds.

    Parameters
    ----------
    methodology : Methodology
        What to check.
    examples : int
        Number of examples for each promise.

    Raises
    ------
    ConformanceError
        If a promise is broken; every broken one is named with an example.

    Examples
    --------
    >>> import careerscore as cs
    >>> check_methodology(cs.methodology("american-dream-jobs/2.0"), examples=10)
    """
    if not isinstance(methodology, Methodology):
        raise ConformanceError(
            repr(methodology), (("protocol", "lacks a part of Methodology"),), len(PROMISES)
        )
    broken: list[tuple[str, str]] = []
    for name, promise in PROMISES.items():
        try:
            promise(methodology, examples)
        # A methodology is foreign code: whatever it raises, it breaks the promise.
        except Exception as error:  # noqa: BLE001
            broken.append((name, f"{type(error).__name__}: {error}".partition("\n")[0]))
    if broken:
        raise ConformanceError(methodology.id, tuple(broken), len(PROMISES))


def for_all(strategy: SearchStrategy[object], examples: int, check: Callable[..., None]) -> None:
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


def _inputs(methodology: Methodology, *, missing: bool = False) -> SearchStrategy[object]:
    return st.fixed_dictionaries(
        {
            entry.name: (st.none() | input_values(entry)) if missing else input_values(entry)
            for entry in methodology.inputs
        }
    )


def _expect(holds: object, what: str) -> None:
    if not holds:
        raise AssertionError(what)


def _identity(methodology: Methodology, _: int) -> None:
    family, _slash, version = methodology.id.partition("/")
    _expect(family and version, f"the id is no family/version: {methodology.id!r}")
    _expect(methodology.title.strip(), "there is no title")
    _expect(methodology.citation.strip(), "there is no citation")
    _expect(isinstance(methodology.released, datetime.date), "there is no date of release")
    _expect(methodology.status in STATUSES, f"the status is {methodology.status!r}")
    digest = re.fullmatch("[0-9a-f]{64}", methodology.fingerprint)
    _expect(digest, f"the fingerprint is no SHA-256: {methodology.fingerprint!r}")
    names = [entry.name for entry in methodology.inputs]
    _expect(len(set(names)) == len(names), f"inputs share a name: {names}")
    ranks = [tier.rank for tier in methodology.tiers]
    _expect(ranks == sorted(set(ranks)), f"tiers are not in order, best first: {ranks}")
    _expect(methodology.id in methodology.card(), "the card does not name the id")


def _bounds(methodology: Methodology, examples: int) -> None:
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


def _range(methodology: Methodology, _: int) -> None:
    for entry in methodology.inputs:
        for bound, beyond in ((entry.minimum, -1.0), (entry.maximum, 1.0)):
            if bound is None:
                continue
            try:
                methodology.score(**{entry.name: bound + beyond})
            except InvalidInputError:
                continue
            raise AssertionError(f"{entry.name}={bound + beyond} is out of range and was scored")


def _determinism(methodology: Methodology, examples: int) -> None:
    def check(inputs: dict[str, float | None]) -> None:
        once, again = methodology.score(**inputs), methodology.score(**inputs)
        _expect(once == again, f"{inputs}: two answers to one question")

    for_all(_inputs(methodology, missing=True), examples, check)


def _missing(methodology: Methodology, examples: int) -> None:
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


def _round_trip(methodology: Methodology, examples: int) -> None:
    def check(inputs: dict[str, float | None]) -> None:
        result = methodology.score(**inputs)
        back = loads(dumps(result), ResilienceAssessment)
        _expect(back == result, f"{inputs}: the result does not come back from JSON")

    for_all(_inputs(methodology, missing=True), examples, check)


def _occupations(methodology: Methodology, examples: int) -> None:
    def check(occupation: Occupation) -> None:
        result = methodology.assess(occupation)
        _expect(
            result.occupation_code == occupation.code,
            f"{occupation}: the result names another occupation",
        )

    for_all(occupations(), examples, check)


def _frames(methodology: Methodology, examples: int) -> None:
    """Compare what expressions make of a frame with what `score` makes of its rows."""
    if not isinstance(methodology, GivesExpressions):
        return
    import narwhals.stable.v2 as nw

    from careerscore.frames import assess
    from careerscore.frames.foreign import plain_list
    from careerscore.frames.outputs import outputs_of
    from careerscore.frames.rows import score_rows

    inputs = {entry.name: nw.col(entry.name) for entry in methodology.inputs}
    told = methodology.expressions(inputs)
    outputs = {name: output for name, output in outputs_of(methodology).items() if name in told}
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
    """Tell whether two values are the same; sums may differ in the order they were taken in."""
    if isinstance(one, float | int) and isinstance(other, float | int):
        return isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)
    return one == other


def _installed(*packages: str) -> Any:
    for package in packages:
        if find_spec(package) is not None:
            return package
    raise MissingDependencyError("scoring a frame", "engines")


PROMISES: Final[dict[str, Callable[[Methodology, int], None]]] = {
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
"""Every promise by name."""
