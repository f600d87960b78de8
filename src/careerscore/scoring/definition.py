"""What every methodology that stands in a file has: its identity, factors and way of reading."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs
from attrs import field, frozen

from careerscore._frozen_map import FrozenMap
from careerscore._record import Checks, frozen_tuple
from careerscore.errors import InvalidInputError, Problem, shorten
from careerscore.methods.base import MethodologyBase, is_set, refuse_unknown_inputs, unknown_field
from careerscore.methods.fingerprint import fingerprint_of
from careerscore.model.assessment import FactorScore, ResilienceAssessment, Tier
from careerscore.model.occupation import Occupation
from careerscore.model.provenance import Note, Provenance
from careerscore.model.status import Status
from careerscore.scoring.bands import Factor, TierRule
from careerscore.scoring.protocol import Input
from careerscore.scoring.reading import Found, as_number, read_input

if TYPE_CHECKING:
    from careerscore._render.blocks import Block

__all__ = ["Definition", "Outcome", "check_occupation", "fingerprint_of_result"]


class Outcome(NamedTuple):
    """What a methodology says of values and the bands they fall in.

    Attributes
    ----------
    total : float or None
        None where it cannot be told, or the methodology has none.
    total_range : tuple of float and float, or None
        The least and the most it can be.
    tier : Tier or None
        None where it cannot be told, or the methodology has none.
    possible_tiers : tuple of Tier
        Every tier that is still possible, best first.
    rationale : str
        The same in a sentence.
    """

    total: float | None
    total_range: tuple[float, float] | None
    tier: Tier | None
    possible_tiers: tuple[Tier, ...]
    rationale: str


@frozen(kw_only=True, repr=False)
class Definition(MethodologyBase):
    """A methodology that looks at factors: reads them, cuts them into bands, and judges.

    Parameters
    ----------
    factors : tuple of Factor
        What it looks at.
    tier_rules : tuple of TierRule, optional
        Its classes of outcomes, from the best tier to the worst; none for some measures.

    See Also
    --------
    careerscore.scoring.MethodologyBase : the other parameters.
    """

    factors: tuple[Factor, ...] = field(converter=frozen_tuple)
    tier_rules: tuple[TierRule, ...] = field(default=(), converter=frozen_tuple)

    def _check(self, checks: Checks) -> None:
        super()._check(checks)
        self._check_parts(checks)
        if checks.passed:
            self._check_rules(checks)

    def _check_parts(self, checks: Checks) -> None:
        checks.items("factors", self.factors, Factor)
        checks.items("tier_rules", self.tier_rules, TierRule)

    def _check_rules(self, checks: Checks) -> None:
        names = [factor.name for factor in self.factors]
        holds = bool(names) and len(set(names)) == len(names)
        checks.expect("factors", names, "one factor or more, all names different", holds=holds)
        inputs = [factor.input_name for factor in self.factors if factor.fixed is None]
        given = [factor.name for factor in self.factors if factor.fixed is None]
        holds = len(set(inputs)) == len(set(given))
        checks.expect("factors", inputs, "an input of its own for each factor", holds=holds)
        ranks = [rule.rank for rule in self.tier_rules]
        holds = ranks == list(range(1, len(ranks) + 1))
        checks.expect("tier_rules", ranks, "ranks 1, 2, 3 and so on, in order", holds=holds)

    def _definition(self) -> dict[str, object]:
        """Return every number and word that a result is made of."""
        return {
            "factors": [factor.definition() for factor in self.factors],
            "tiers": [attrs.asdict(rule, filter=is_set) for rule in self.tier_rules],
        }

    def _details(self) -> Iterable[Block]:
        from careerscore.scoring.pages import factor_details

        return factor_details(self)

    @property
    @abstractmethod
    def max_total(self) -> float | None:
        """The most a total can be; None where nothing bounds it."""

    @abstractmethod
    def _judge(self, values: tuple[float | None, ...], bands: tuple[int | None, ...], /) -> Outcome:
        """Return what follows from the values and bands of the factors, None for missing ones."""

    @property
    def inputs(self) -> tuple[Input, ...]:
        """What `score` takes."""
        return tuple(
            Input(
                name=factor.input_name,
                title=factor.title,
                unit=factor.unit,
                minimum=factor.minimum,
                maximum=factor.maximum,
                better=factor.better,
            )
            for factor in self.factors
            if factor.fixed is None
        )

    @property
    def tiers(self) -> tuple[Tier, ...]:
        """Its classes of outcomes, best first."""
        return tuple(rule.tier for rule in self.tier_rules)

    def _expanded(self, changes: dict[str, Any]) -> dict[str, Any]:
        if not isinstance(changes.get("factors"), Mapping):
            return changes
        return {**changes, "factors": self._changed_factors(changes["factors"])}

    def _changed_factors(self, changes: Mapping[str, Any]) -> tuple[Factor, ...]:
        names = [factor.name for factor in self.factors]
        unknown = tuple(
            unknown_field(f"factors.{name}", name, names) for name in changes if name not in names
        )
        if unknown:
            raise InvalidInputError(self.id, unknown)
        return tuple(
            factor.changed(changes[factor.name]) if factor.name in changes else factor
            for factor in self.factors
        )

    def score(self, **inputs: float | None) -> ResilienceAssessment:
        """Score bare inputs.

        Parameters
        ----------
        **inputs : float or None
            One for each of `inputs`; None, NaN or leaving it out says that it is missing.

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
        refuse_unknown_inputs(self.id, inputs, [entry.name for entry in self.inputs])
        found = {
            factor.name: Found(as_number(inputs.get(factor.input_name))) for factor in self.factors
        }
        return self._result(found, None)

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

        Examples
        --------
        >>> import careerscore as cs
        >>> method = cs.methodology("american-dream-jobs/2.0")
        >>> method.assess(cs.occupation("29-2072.00", data="2026.1")).total
        3
        """
        check_occupation(self.id, occupation)
        found = {
            factor.name: Found(None)
            if factor.fixed is not None
            else read_input(factor.read, occupation)
            for factor in self.factors
        }
        return self._result(found, occupation)

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
            where a stand-in will be used.

        Raises
        ------
        InvalidInputError
            If it is no occupation.

        Examples
        --------
        >>> import careerscore as cs
        >>> method = cs.methodology("american-dream-jobs/2.0")
        >>> found = method.inputs_of(cs.occupation("29-2072.00", data="2026.1"))
        >>> found["job_growth"], found["human_advantage"], method.score(**found).total
        (7, 15, 3)
        """
        check_occupation(self.id, occupation)
        return FrozenMap(
            {
                factor.input_name: read_input(factor.read, occupation).value
                for factor in self.factors
                if factor.fixed is None
            }
        )

    def _result(
        self, read: Mapping[str, Found], occupation: Occupation | None
    ) -> ResilienceAssessment:
        self._check_values(read, occupation)
        found = {factor.name: _stood_in(factor, read[factor.name]) for factor in self.factors}
        values = tuple(found[factor.name].value for factor in self.factors)
        bands = tuple(
            None if value is None else factor.band_of(value)
            for factor, value in zip(self.factors, values, strict=True)
        )
        outcome = self._judge(values, bands)
        status, reason = self._status(read, found)
        code = title = release = data = None
        if occupation is not None:
            code, title = occupation.code, occupation.title
            release, data = occupation.data_release, occupation.data_fingerprint
        return ResilienceAssessment(
            methodology=self.id,
            status=status,
            status_reason=reason,
            factors=tuple(
                _factor_score(factor, found[factor.name], band)
                for factor, band in zip(self.factors, bands, strict=True)
            ),
            total=outcome.total,
            max_total=self.max_total,
            total_range=outcome.total_range,
            tier=outcome.tier,
            possible_tiers=outcome.possible_tiers,
            rationale=outcome.rationale,
            fingerprint=fingerprint_of_result(
                self.fingerprint, data, code, {name: one.value for name, one in found.items()}
            ),
            occupation_code=code,
            occupation_title=title,
            data_release=release,
        )

    def _check_values(self, read: Mapping[str, Found], occupation: Occupation | None) -> None:
        checks = Checks(self.id if occupation is None else f"{self.id} for {occupation.code}")
        for factor in self.factors:
            checks.number(
                factor.input_name,
                read[factor.name].value,
                minimum=factor.minimum,
                maximum=factor.maximum,
                optional=True,
            )
        checks.raise_problems()

    def _status(
        self, read: Mapping[str, Found], found: Mapping[str, Found]
    ) -> tuple[Status, str | None]:
        missing = [factor.title for factor in self.factors if found[factor.name].value is None]
        if missing:
            return Status.INSUFFICIENT, f"missing: {', '.join(missing)}"
        stand_ins = [
            f"{factor.title}: {note.reason}"
            for factor in self.factors
            if (note := found[factor.name].note) is not None
            and found[factor.name] is not read[factor.name]
        ]
        if stand_ins:
            return Status.FALLBACK, "; ".join(stand_ins)
        return Status.COMPLETE, None

    def left_open(self, bands: tuple[int | None, ...]) -> list[str]:
        """Return the titles of the factors whose values are missing."""
        return [
            factor.title for factor, band in zip(self.factors, bands, strict=True) if band is None
        ]


def fingerprint_of_result(
    methodology: str,
    data: str | None,
    occupation_code: str | None,
    inputs: Mapping[str, float | None],
) -> str:
    """Return the SHA-256 over what a result follows from."""
    return fingerprint_of(
        {
            "methodology": methodology,
            "data": data,
            "occupation": occupation_code,
            "inputs": dict(inputs),
        }
    )


def check_occupation(id: str, occupation: object) -> None:
    """Refuse what is no occupation."""
    if not isinstance(occupation, Occupation):
        expected = "an Occupation, as careerscore.occupation gives it"
        raise InvalidInputError(id, (Problem("occupation", shorten(occupation), expected),))


def _stood_in(factor: Factor, found: Found) -> Found:
    """Return what a factor goes by: what was found, or the stand-in that the methodology names."""
    if factor.fixed is not None:
        reason = f"the methodology takes {factor.fixed:g} for every occupation"
        return Found(factor.fixed, None, Note(provenance=Provenance.DEFAULTED, reason=reason))
    if found.value is None and factor.default is not None:
        why = f"{found.note.reason}; " if found.note else ""
        reason = f"{why}{factor.default:g} stands in"
        return Found(factor.default, None, Note(provenance=Provenance.DEFAULTED, reason=reason))
    return found


def _factor_score(factor: Factor, found: Found, number: int | None) -> FactorScore:
    band = None if number is None or not factor.bands else factor.bands[number]
    return FactorScore(
        name=factor.name,
        title=factor.title,
        value=found.value,
        unit=factor.unit,
        label=None if band is None else band.label,
        points=None if band is None else band.points,
        max_points=factor.max_points,
        source=found.source,
        note=found.note,
    )
