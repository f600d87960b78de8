"""Tuition schedules: the cost of an education from published tuition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from attrs import field, frozen

from careerscore._record import Checks, frozen_map, frozen_tuple, limits
from careerscore.economics.cost import INSTITUTIONS, CostItem, EducationCost
from careerscore.economics.methods import Definition, PathMethod
from careerscore.economics.prices import ENDS, CostRule, PricedItem, Program, Terms
from careerscore.economics.ranges import Range
from careerscore.economics.results import make_result
from careerscore.errors import InvalidInputError, Problem, close_matches, shorten
from careerscore.methods.base import check_occupation
from careerscore.methods.fingerprint import NOT_IN_FINGERPRINT
from careerscore.model.provenance import Source, Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from careerscore.model.occupation import Occupation

__all__ = ["TuitionSchedule"]


class _Level(NamedTuple):
    """The level of education of a cost, and why."""

    name: str | None
    reason: str
    gaps: tuple[str, ...]


@frozen(kw_only=True, repr=False)
class TuitionSchedule(Definition):
    """The cost of an education from published tuition.

    The first that fits is used: a program of the occupation, else the rules in order.

    Parameters
    ----------
    path_by : PathMethod
        The method of education requirements: it gives the level of education.
    academic_year : str
        The academic year of the prices.
    tuition : Mapping of str to float
        Published tuition and fees [US dollars a year], keyed by `INSTITUTIONS`.
    rules : tuple of CostRule
        In order.
    programs : tuple of Program
        In order; they come before the rules.
    before_programs : PricedItem, optional
        The Bachelor's degree that comes before some programs.
    programs_note : str, optional
        A note on the costs of programs.
    price_source : Source, optional
        The source of the prices.
    field_multipliers : Mapping of str to float
        Keyed by the first two digits of a CIP code.
    other_field : float
        The multiplier of every other field.
    apply_field_multipliers : bool
        Whether they apply by default.
    graduate_ratio : float, optional
        Graduate tuition as a multiple of undergraduate tuition; None where no source has it.

    Examples
    --------
    >>> import careerscore as cs
    >>> method = cs.economics.methodology("college-board/2024-25")
    >>> career = cs.occupation("29-2072.00", data="2026.1")
    >>> cost = method.cost(career, level="Bachelor's degree", field_multiplier=True)
    >>> cost.by_institution["public_out_of_state"].total
    141588
    """

    engine: ClassVar[str] = "tuition/1"

    path_by: PathMethod
    academic_year: str = field(metadata=NOT_IN_FINGERPRINT)
    tuition: Mapping[str, float] = field(converter=frozen_map)
    rules: tuple[CostRule, ...] = field(converter=frozen_tuple)
    programs: tuple[Program, ...] = field(default=(), converter=frozen_tuple)
    before_programs: PricedItem | None = None
    programs_note: str | None = field(default=None, metadata=NOT_IN_FINGERPRINT)
    price_source: Source | None = field(default=None, metadata=NOT_IN_FINGERPRINT)
    field_multipliers: Mapping[str, float] = field(factory=dict, converter=frozen_map)
    other_field: float = field(default=1, metadata=limits(minimum=0, maximum=1000))
    apply_field_multipliers: bool = False
    graduate_ratio: float | None = field(default=None, metadata=limits(minimum=0, maximum=10))

    def _check(self, checks: Checks) -> None:
        super()._check(checks)
        for name, maximum in (("tuition", 1e9), ("field_multipliers", 1000)):
            for key, value in getattr(self, name).items():
                checks.number(f"{name}.{key}", value, minimum=0, maximum=maximum)
        for name in self.tuition:
            checks.expect("tuition", name, " or ".join(INSTITUTIONS), holds=name in INSTITUTIONS)
        items = [
            (f"rules.{rule.name}.{item.name}", item) for rule in self.rules for item in rule.items
        ]
        before = self.before_programs
        prices = [price for rule in self.rules for price in rule.prices]
        if before is not None:
            items.append(("before_programs", before))
            prices += CostRule(name=before.name, items=(before,)).prices
        kinds = {price.tuition for price in prices if price.tuition}
        for kind in sorted(kinds):
            checks.expect("tuition", kind, "tuition of this kind", holds=kind in self.tuition)
        asked = [program.name for program in self.programs if program.bachelors]
        holds = not asked or (
            before is not None and None not in (before.min, before.typical, before.max)
        )
        expected = "what comes before these programs, with all its prices"
        checks.expect("before_programs", asked, expected, holds=holds)
        if checks.passed:
            self._check_order(checks, items)

    def _check_order(self, checks: Checks, items: Iterable[tuple[str, PricedItem]]) -> None:
        """Check that prices never fall from min to max, in any field of study."""
        multipliers = {1, self.other_field, *self.field_multipliers.values()}
        expected = "prices that never fall from min to typical to max"
        for name, item in items:
            every = [item.sums(Terms(self.tuition, each, 1)) for each in sorted(multipliers)]
            known = [[each for each in sums if each is not None] for sums in every]
            falling = [sums for sums in known if sums != sorted(sums)]
            checks.expect(name, falling[0] if falling else [], expected, holds=not falling)

    def cost(
        self,
        occupation: Occupation,
        *,
        level: str | None = None,
        field_multiplier: bool | None = None,
        graduate_ratio: float | None = None,
    ) -> EducationCost:
        """Return the cost of the education for an occupation.

        Parameters
        ----------
        occupation : Occupation
            Its education, job zone, SOC code and fields of study are read.
        level : str, optional
            A level of education as BLS or O*NET names it, instead of that of `path_by`; the
            programs of the occupation are then not used.
        field_multiplier : bool, optional
            Whether tuition is multiplied by field of study; by default as the method does.
        graduate_ratio : float, optional
            Graduate tuition as a multiple of undergraduate tuition; by default that of the
            method.

        Raises
        ------
        InvalidInputError
            If an argument is of another kind, or no rule fits the level.
        """
        check_occupation(self.id, occupation)
        self._check_options(level, field_multiplier, graduate_ratio)
        ratio = self.graduate_ratio if graduate_ratio is None else graduate_ratio
        applies = self.apply_field_multipliers if field_multiplier is None else field_multiplier
        chosen = self._level(occupation, level)
        rule, gaps = self._rule(occupation, chosen, given=level is not None)
        applies = applies and rule is not None and any(price.by_field for price in rule.prices)
        first = occupation.programs[0] if occupation.programs else None
        found = None if first is None else self.field_multipliers.get(first.code[:2])
        multiplier = (self.other_field if found is None else found) if applies else 1
        terms = Terms(self.tuition, multiplier, ratio)
        items = () if rule is None else tuple(item.priced(terms) for item in rule.items)
        institutions = () if rule is None else rule.institutions
        unknown = tuple(f"{item.name}: {item.note}" for item in items if item.cost.min is None)
        at_least = sum(item.cost.min for item in items if item.cost.min is not None)
        field_of_study = None if first is None else f"{first.code} {first.title}"
        sources = [
            occupation.education.bls_source,
            occupation.education.onet_source,
            occupation.sources.get("programs") if applies else None,
            None if rule is None else self.price_source,
        ]
        options = {
            "level": level,
            "field_multiplier": field_multiplier,
            "graduate_ratio": graduate_ratio,
        }
        return make_result(
            EducationCost,
            self,
            occupation,
            sources,
            options,
            status=_status(rule, items, gaps, unknown),
            reasons=(*gaps, *unknown),
            assumption_notes=tuple(
                _assumptions(level, ratio, multiplier if applies else None, field_of_study)
            ),
            level=chosen.name,
            level_reason=chosen.reason,
            basis=None if rule is None else rule.name,
            total=Range(None, None, None) if rule is None or unknown else _total(items),
            at_least=at_least if unknown and len(unknown) < len(items) else None,
            items=items,
            by_institution={each.institution: each.priced(terms) for each in institutions},
            field_multiplier=multiplier,
            field_of_study=field_of_study if applies else None,
        )

    def _check_options(
        self, level: object, field_multiplier: object, graduate_ratio: object
    ) -> None:
        checks = Checks(self.id)
        checks.text("level", level, optional=True)
        checks.instance("field_multiplier", field_multiplier, bool, optional=True)
        checks.number("graduate_ratio", graduate_ratio, minimum=0, maximum=10, optional=True)
        checks.raise_problems()

    def _level(self, occupation: Occupation, given: str | None) -> _Level:
        if given is not None:
            return _Level(given, "chosen by the caller", ())
        path = self.path_by.path(occupation)
        # Other gaps of the path, such as a job zone, do not change the cost.
        gaps = tuple(reason for reason in path.reasons if reason.startswith("entry level"))
        return _Level(path.entry_level, path.entry_level_reason, gaps)

    def _rule(
        self, occupation: Occupation, level: _Level, *, given: bool
    ) -> tuple[CostRule | None, tuple[str, ...]]:
        if not given:
            for program in self.programs:
                if occupation.soc_code.startswith(program.soc):
                    note = self.programs_note or "a program of its own"
                    return program.as_rule(self.before_programs), (f"{program.name}: {note}",)
        if level.name is None:
            return None, level.gaps or (f"entry level: {level.reason}",)
        for rule in self.rules:
            if rule.fits(level.name):
                return rule, level.gaps
        if given:
            raise self._no_rule(level.name)
        return None, (f"no rule of the method is for {level.name!r}", *level.gaps)

    def _no_rule(self, level: str) -> InvalidInputError:
        known = self.levels()
        expected = " or ".join(close_matches(level, known) or known)
        return InvalidInputError(self.id, (Problem("level", shorten(level), expected),))

    def levels(self) -> tuple[str, ...]:
        """Return the levels of education of its rules."""
        return tuple(dict.fromkeys(name for rule in self.rules for name in rule.levels))


def _status(
    rule: CostRule | None,
    items: tuple[CostItem, ...],
    gaps: tuple[str, ...],
    unknown: tuple[str, ...],
) -> Status:
    if rule is None or len(unknown) == len(items):
        return Status.INSUFFICIENT
    if unknown:
        return Status.BOUNDED
    return Status.FALLBACK if gaps else Status.COMPLETE


def _total(items: tuple[CostItem, ...]) -> Range:
    return Range(*(sum(getattr(item.cost, end) for item in items) for end in ENDS))


def _assumptions(
    level: str | None, ratio: float | None, multiplier: float | None, field_of_study: str | None
) -> Iterable[str]:
    if level is not None:
        yield f"level of education: {level}"
    if multiplier is not None:
        yield f"tuition times {multiplier:g} for the field {field_of_study or 'not known'}"
    if ratio is not None:
        yield f"graduate tuition is {ratio:g} times undergraduate tuition"
