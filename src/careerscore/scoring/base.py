"""The protocol of scoring methodologies, and the base of those that score factors."""

from abc import abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, runtime_checkable

from attrs import field, frozen

from careerscore._frozen_map import FrozenMap
from careerscore._record import Checks, frozen_tuple
from careerscore.errors import InvalidInputError, Problem
from careerscore.methods.base import (
    Method,
    MethodologyBase,
    check_occupation,
    refuse_unknown_names,
)
from careerscore.methods.fingerprint import fingerprint_of
from careerscore.model.assessment import FactorScore, ResilienceAssessment, Tier
from careerscore.model.occupation import Occupation
from careerscore.model.provenance import Note, Provenance, Status
from careerscore.scoring.factors import Factor, Input, TierRule, check_inputs
from careerscore.scoring.sources import InputValue, as_number, read_input

if TYPE_CHECKING:
    from careerscore._render.blocks import Block

Bands = tuple[int | None, ...]
"""The number of the band of each factor, None for a missing one."""


@runtime_checkable
class Methodology(Method, Protocol):
    """A versioned scoring methodology."""

    @property
    def inputs(self) -> tuple[Input, ...]:
        """What `score` takes."""
        ...

    @property
    def tiers(self) -> tuple[Tier, ...]:
        """Its classes of outcomes, best first."""
        ...

    def score(self, **inputs: float | None) -> ResilienceAssessment:
        """Score bare inputs; None is a missing one."""
        ...

    def assess(self, occupation: Occupation) -> ResilienceAssessment:
        """Score an occupation, reading the inputs from it."""
        ...


class Outcome(NamedTuple):
    """What follows from the bands of the factors, as a `careerscore.ResilienceAssessment` has it.

    None stands for what is not known, as an input is missing, or what the methodology has not.
    """

    total: float | None
    total_range: tuple[float, float] | None
    tier: Tier | None
    possible_tiers: tuple[Tier, ...]
    rationale: str


@frozen(kw_only=True, repr=False)
class FactorMethodology(MethodologyBase):
    """A methodology of factors: their values are read, cut into bands, and judged.

    Parameters
    ----------
    factors : tuple of Factor
        Its inputs.
    tier_rules : tuple of TierRule, optional
        Its classes of outcomes, from the best tier to the worst; none for some measures.
    **identity
        The parameters of `MethodologyBase`.
    """

    factors: tuple[Factor, ...] = field(converter=frozen_tuple)
    tier_rules: tuple[TierRule, ...] = field(default=(), converter=frozen_tuple)

    def _check(self, checks: Checks) -> None:
        super()._check(checks)
        names = [factor.name for factor in self.factors]
        holds = bool(names) and len(set(names)) == len(names)
        checks.expect("factors", names, "one factor or more, all names different", holds=holds)
        given = [factor for factor in self.factors if factor.fixed is None]
        inputs = [factor.input_name for factor in given]
        holds = len(set(inputs)) == len({factor.name for factor in given})
        checks.expect("factors", inputs, "an input of its own for each factor", holds=holds)
        ranks = [rule.rank for rule in self.tier_rules]
        holds = ranks == list(range(1, len(ranks) + 1))
        checks.expect("tier_rules", ranks, "ranks 1, 2, 3 and so on, in order", holds=holds)

    def _definition(self) -> dict[str, object]:
        definition = super()._definition()
        definition["tiers"] = definition.pop("tier_rules")
        return definition

    def _details(self) -> "Iterable[Block]":
        from careerscore.scoring.pages import factor_details

        return factor_details(self)

    @property
    def max_total(self) -> float | None:
        """The most a total can be; None where nothing bounds it."""
        return None

    @abstractmethod
    def _judge(self, values: tuple[float | None, ...], bands: Bands, /) -> Outcome:
        """Return what follows from the values and bands of the factors, None for missing ones."""

    @property
    def inputs(self) -> tuple[Input, ...]:
        """What `score` takes."""
        return tuple(factor.as_input() for factor in self.factors if factor.fixed is None)

    @property
    def tiers(self) -> tuple[Tier, ...]:
        """Its classes of outcomes, best first."""
        return tuple(rule.tier for rule in self.tier_rules)

    def _expanded(self, changes: dict[str, Any]) -> dict[str, Any]:
        changed = changes.get("factors")
        if not isinstance(changed, Mapping):
            return changes
        names = [factor.name for factor in self.factors]
        refuse_unknown_names(self.id, changed, names, "factors.")
        factors: list[Factor] = []
        problems: list[Problem] = []
        for factor in self.factors:
            try:
                factors.append(factor.changed(changed.get(factor.name, factor)))
            except InvalidInputError as error:
                path = f"factors.{factor.name}."
                problems += [
                    problem._replace(field=f"{path}{problem.field}".rstrip("."))
                    for problem in error.problems
                ]
        if problems:
            raise InvalidInputError(self.id, tuple(problems))
        return {**changes, "factors": tuple(factors)}

    def score(self, **inputs: float | None) -> ResilienceAssessment:
        """Score bare inputs.

        Parameters
        ----------
        **inputs : float or None
            One for each of `inputs`; None, NaN or leaving it out means that it is missing.

        Raises
        ------
        InvalidInputError
            If an input is unknown, not a number or out of range; all such are named.

        Examples
        --------
        >>> import careerscore as cs
        >>> method = cs.methodology("american-dream-jobs/2.0")
        >>> method.score(ai_exposure=0.35, job_growth=6, human_advantage=22).total
        5
        """
        given = {name: as_number(value) for name, value in inputs.items()}
        if not given.keys() <= {each.input_name for each in self.factors if each.fixed is None}:
            check_inputs(self.id, given, self.inputs)
        return self._result(lambda each: InputValue(given.get(each.input_name)), None)

    def assess(self, occupation: Occupation) -> ResilienceAssessment:
        """Score an occupation.

        Parameters
        ----------
        occupation : Occupation
            Read by the rules of each factor.

        Raises
        ------
        InvalidInputError
            If what is read is out of range.
        """
        check_occupation(self.id, occupation)
        return self._result(lambda each: read_input(each.read, occupation), occupation)

    def inputs_of(self, occupation: Occupation) -> Mapping[str, float | None]:
        """Return what it reads from an occupation, ready for `score`.

        Parameters
        ----------
        occupation : Occupation
            Read by the rules of each factor, as in `assess`.

        Returns
        -------
        Mapping of str to float or None
            One for each of `inputs`, by name; None where there is nothing it accepts, also
            where a fallback will be used.

        Raises
        ------
        InvalidInputError
            If it is no occupation.

        Examples
        --------
        >>> import careerscore as cs
        >>> method = cs.methodology("american-dream-jobs/2.0")
        >>> inputs = method.inputs_of(cs.occupation("29-2072.00", data="2026.1"))
        >>> inputs["job_growth"], inputs["human_advantage"], method.score(**inputs).total
        (7, 15, 3)
        """
        check_occupation(self.id, occupation)
        read = [factor for factor in self.factors if factor.fixed is None]
        return FrozenMap(
            {each.input_name: read_input(each.read, occupation).value for each in read}
        )

    def _result(
        self, read_one: Callable[[Factor], InputValue], occupation: Occupation | None
    ) -> ResilienceAssessment:
        read = [
            read_one(factor) if factor.fixed is None else InputValue(None)
            for factor in self.factors
        ]
        if not all(factor.takes(one.value) for factor, one in zip(self.factors, read, strict=True)):
            checks = Checks(self.id if occupation is None else f"{self.id} for {occupation.code}")
            for factor, one in zip(self.factors, read, strict=True):
                low, high = factor.minimum, factor.maximum
                name, value = factor.input_name, one.value
                checks.value(name, value, float | None, minimum=low, maximum=high)
            checks.raise_problems()
        used = list(map(_with_default, self.factors, read))
        values = tuple(one.value for one in used)
        bands = tuple(
            None if value is None else factor.band_of(value)
            for factor, value in zip(self.factors, values, strict=True)
        )
        fallbacks = [
            f"{factor.title}: {now.note.reason}"
            for factor, before, now in zip(self.factors, read, used, strict=True)
            if now is not before and now.note is not None
        ]
        status = Status.FALLBACK if fallbacks else Status.COMPLETE
        reason = "; ".join(fallbacks) or None
        if missing := self.missing_factors(values):
            status, reason = Status.INSUFFICIENT, f"missing: {', '.join(missing)}"
        names = [factor.name for factor in self.factors]
        inputs: dict[str, object] = {
            "methodology": self.fingerprint,
            "data": None if occupation is None else occupation.data_fingerprint,
            "occupation": None if occupation is None else occupation.code,
            "inputs": dict(zip(names, values, strict=True)),
        }
        outcome = self._judge(values, bands)
        return ResilienceAssessment(
            methodology=self.id,
            status=status,
            status_reason=reason,
            factors=tuple(map(_factor_score, self.factors, used, bands)),
            max_total=self.max_total,
            fingerprint=fingerprint_of(inputs),
            occupation_code=None if occupation is None else occupation.code,
            occupation_title=None if occupation is None else occupation.title,
            data_release=None if occupation is None else occupation.data_release,
            **outcome._asdict(),
        )

    def missing_factors(self, values: Sequence[float | None]) -> list[str]:
        """Return the titles of the factors whose values, or bands, are missing."""
        pairs = zip(self.factors, values, strict=True)
        return [factor.title for factor, value in pairs if value is None]


def _with_default(factor: Factor, read: InputValue) -> InputValue:
    """Return the value that a factor uses: the one read, or the methodology's fallback."""
    if factor.fixed is not None:
        value, reason = factor.fixed, f"the methodology takes {factor.fixed:g} for every occupation"
    elif read.value is None and factor.default is not None:
        why = f"{read.note.reason}; " if read.note else ""
        value, reason = factor.default, f"{why}{factor.default:g} stands in"
    else:
        return read
    return InputValue(value, None, Note(provenance=Provenance.DEFAULTED, reason=reason))


def _factor_score(factor: Factor, used: InputValue, number: int | None) -> FactorScore:
    band = None if number is None or not factor.bands else factor.bands[number]
    return FactorScore(
        name=factor.name,
        title=factor.title,
        value=used.value,
        unit=factor.unit,
        label=None if band is None else band.label,
        points=None if band is None else band.points,
        max_points=factor.max_points,
        source=used.source,
        note=used.note,
    )
