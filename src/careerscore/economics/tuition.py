"""Tuition schedules: what an education costs, from published tuition and rules on how long."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from attrs import field, frozen

from careerscore.economics.amounts import half_up
from careerscore.economics.cost import INSTITUTIONS, CostItem, EducationCost, InstitutionCost
from careerscore.economics.methods import PART, Definition, PathMethod, check_occupation
from careerscore.economics.results import Standing, about
from careerscore.economics.spreads import Spread
from careerscore.errors import InvalidInputError, Problem, close_matches, shorten
from careerscore.model.checks import Checks, frozen_map, frozen_tuple
from careerscore.model.provenance import Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from careerscore.model.occupation import Occupation

__all__ = [
    "TUITION_ENGINE",
    "CostRule",
    "Price",
    "PricedInstitution",
    "PricedItem",
    "Program",
    "TuitionSchedule",
]

TUITION_ENGINE: Final = "tuition/1"
"""Name of the engine and version of its rules; part of every fingerprint."""

_ENDS: Final = ("min", "typical", "max")
_PROFESSIONAL: Final = ("public_in_state", "public_out_of_state", "private_nonprofit")


@frozen(kw_only=True)
class Price:
    """A sum of money: dollars, or tuition for a number of years.

    Parameters
    ----------
    dollars : float, optional
        The sum itself [US dollars].
    tuition : str, optional
        Else: at which kind of institution tuition is paid.
    years : float
        For how long.
    factor : float
        Times what.
    by_field : bool
        Whether the multiplier of the field of study applies.
    graduate : bool
        Whether it is graduate tuition, known only by its ratio to undergraduate tuition.
    """

    dollars: float | None = None
    tuition: str | None = None
    years: float = 1
    factor: float = 1
    by_field: bool = False
    graduate: bool = False

    def __attrs_post_init__(self) -> None:
        checks = Checks("Price")
        checks.number("dollars", self.dollars, minimum=0, optional=True)
        for name in ("years", "factor"):
            checks.number(name, getattr(self, name), minimum=0)
        for name in ("by_field", "graduate"):
            checks.instance(name, getattr(self, name), bool)
        holds = (self.dollars is None) != (self.tuition is None)
        checks.expect("tuition", self.tuition, "this or dollars, not both", holds=holds)
        holds = self.tuition is None or self.tuition in INSTITUTIONS
        checks.expect("tuition", self.tuition, " or ".join(INSTITUTIONS), holds=holds)
        checks.raise_problems()

    def total(self, terms: _Terms) -> int | None:
        """Return the sum in whole dollars; None where nothing supports a figure."""
        return self._amount(terms, self.years)

    def a_year(self, terms: _Terms) -> int | None:
        """Return what that is a year, in whole dollars."""
        if self.dollars is not None:
            return half_up(self.dollars / self.years) if self.years else None
        return self._amount(terms, 1)

    def _amount(self, terms: _Terms, years: float) -> int | None:
        if self.tuition is None:
            return half_up(self.dollars or 0)
        if self.graduate and terms.graduate_ratio is None:
            return None
        # In this order, as the last digit of a product decides some halves.
        amount = terms.tuition[self.tuition] * years * self.factor
        if self.graduate and terms.graduate_ratio is not None:
            amount *= terms.graduate_ratio
        return half_up(amount * terms.multiplier if self.by_field else amount)


class _Terms(NamedTuple):
    """What prices are reckoned with."""

    tuition: Mapping[str, float]
    multiplier: float
    graduate_ratio: float | None


@frozen(kw_only=True)
class PricedItem:
    """One part of an education, with its prices.

    Parameters
    ----------
    name : str
        What it is.
    min, typical, max : Price, optional
        The least, the typical and the most it costs; None where nothing supports a figure.
    note : str, optional
        What the figures rest on, or why there are none.
    """

    name: str
    min: Price | None = None
    typical: Price | None = None
    max: Price | None = None
    note: str | None = None

    def __attrs_post_init__(self) -> None:
        checks = Checks("PricedItem")
        checks.text("name", self.name)
        for name in _ENDS:
            checks.instance(name, getattr(self, name), Price, optional=True)
        checks.text("note", self.note, optional=True)
        checks.raise_problems()

    def sums(self, terms: _Terms) -> list[int | None]:
        """Return the least, the typical and the most in whole dollars."""
        prices = [getattr(self, name) for name in _ENDS]
        return [None if price is None else price.total(terms) for price in prices]

    def priced(self, terms: _Terms) -> CostItem:
        """Return the item with sums of money; where one is not known, none is."""
        sums = self.sums(terms)
        known = sums if None not in sums else (None, None, None)
        return CostItem(name=self.name, cost=Spread(*known), note=self.note)


@frozen(kw_only=True)
class PricedInstitution:
    """What an education costs at one kind of institution, with its prices.

    Parameters
    ----------
    institution : str
        The kind.
    parts : tuple of Price
        What is paid.
    unknown_years : float
        Years of further parts for which nothing supports a figure.
    """

    institution: str
    parts: tuple[Price, ...] = field(converter=frozen_tuple)
    unknown_years: float = 0

    def __attrs_post_init__(self) -> None:
        checks = Checks("PricedInstitution")
        holds = self.institution in INSTITUTIONS
        checks.expect("institution", self.institution, " or ".join(INSTITUTIONS), holds=holds)
        checks.items("parts", self.parts, Price)
        checks.number("unknown_years", self.unknown_years, minimum=0)
        checks.raise_problems()

    def priced(self, terms: _Terms) -> InstitutionCost:
        """Return the cost there."""
        years = sum(part.years for part in self.parts) + self.unknown_years
        sums = [part.total(terms) for part in self.parts]
        known = sum(each for each in sums if each is not None)
        if None in sums or self.unknown_years:
            return InstitutionCost(total=None, per_year=None, years=years, at_least=known)
        if len(self.parts) == 1:
            per_year = self.parts[0].a_year(terms)
        else:
            per_year = half_up(known / years) if years else None
        return InstitutionCost(total=known, per_year=per_year, years=years)


@frozen(kw_only=True)
class CostRule:
    """What the education of some levels costs.

    Parameters
    ----------
    name : str
        What the rule is called.
    levels : tuple of str
        The levels it is for.
    contains : tuple of str
        Or: texts in lower case, one of which stands in the level.
    items : tuple of PricedItem
        The parts.
    institutions : tuple of PricedInstitution
        The kinds of institution.

    A rule with neither levels nor texts is for every level.
    """

    name: str
    levels: tuple[str, ...] = field(default=(), converter=frozen_tuple)
    contains: tuple[str, ...] = field(default=(), converter=frozen_tuple)
    items: tuple[PricedItem, ...] = field(default=(), converter=frozen_tuple)
    institutions: tuple[PricedInstitution, ...] = field(default=(), converter=frozen_tuple)

    def __attrs_post_init__(self) -> None:
        checks = Checks("CostRule")
        checks.text("name", self.name)
        for name in ("levels", "contains"):
            checks.items(name, getattr(self, name), str)
        checks.items("items", self.items, PricedItem)
        checks.expect("items", self.items, "one part or more", holds=self.items != ())
        checks.items("institutions", self.institutions, PricedInstitution)
        checks.raise_problems()

    @property
    def prices(self) -> tuple[Price, ...]:
        """Every price in it."""
        of_items = (getattr(item, end) for item in self.items for end in _ENDS)
        of_parts = (part for each in self.institutions for part in each.parts)
        return tuple(price for price in (*of_items, *of_parts) if price is not None)

    def fits(self, level: str) -> bool:
        """Tell whether the rule is for a level."""
        if not self.levels and not self.contains:
            return True
        return level in self.levels or any(text in level.lower() for text in self.contains)


@frozen(kw_only=True)
class Program:
    """A program of study that some occupations ask for, with a price of its own.

    Parameters
    ----------
    name : str
        What it is.
    soc : tuple of str
        How the SOC codes of these occupations begin.
    years : float
        How long it takes.
    cost : Spread
        What it costs in all [US dollars].
    bachelors : bool
        Whether a Bachelor's degree comes before it.
    institution : str, optional
        The kind of institution of the typical cost; None for professional schools, whose
        least, typical and most are those of the three kinds of four-year institutions.
    """

    name: str
    soc: tuple[str, ...] = field(converter=frozen_tuple)
    years: float
    cost: Spread
    bachelors: bool = False
    institution: str | None = None

    def __attrs_post_init__(self) -> None:
        checks = Checks("Program")
        checks.text("name", self.name)
        checks.items("soc", self.soc, str)
        checks.number("years", self.years, minimum=0)
        checks.instance("cost", self.cost, Spread)
        if isinstance(self.cost, Spread):
            known = (self.cost.min, self.cost.typical, self.cost.max)
            expected = "min, typical and max, all known"
            checks.expect("cost", self.cost, expected, holds=None not in known)
        checks.instance("bachelors", self.bachelors, bool)
        holds = self.institution is None or self.institution in INSTITUTIONS
        expected = f"{' or '.join(INSTITUTIONS)} or None"
        checks.expect("institution", self.institution, expected, holds=holds)
        checks.raise_problems()

    def as_rule(self, bachelors: PricedItem | None) -> CostRule:
        """Return the rule that the program makes, after a degree where it asks for one."""
        before = bachelors if self.bachelors else None
        own = {end: Price(dollars=getattr(self.cost, end), years=self.years) for end in _ENDS}
        item = PricedItem(name=self.name, min=own["min"], typical=own["typical"], max=own["max"])
        kinds = dict(zip(_PROFESSIONAL, _ENDS, strict=True))
        if self.institution is not None:
            kinds = {self.institution: "typical"}
        return CostRule(
            name=self.name,
            items=(item,) if before is None else (before, item),
            institutions=tuple(
                PricedInstitution(
                    institution=kind,
                    parts=(own[end],) if before is None else (getattr(before, end), own[end]),
                )
                for kind, end in kinds.items()
            ),
        )


class _Level(NamedTuple):
    """The level of education a cost is for, and why."""

    name: str | None
    reason: str
    gaps: tuple[str, ...]


@frozen(kw_only=True, repr=False)
class TuitionSchedule(Definition):
    """What an education costs, from published tuition.

    The first that fits decides: a program of the occupation's own, then the rules in order.

    Parameters
    ----------
    path_by : PathMethod
        Says which level of education an occupation asks for.
    academic_year : str
        Whose prices these are.
    tuition : Mapping of str to float
        Published tuition and fees [US dollars a year], keyed by `INSTITUTIONS`.
    rules : tuple of CostRule
        In order.
    programs : tuple of Program
        In order; they come before the rules.
    before_programs : PricedItem, optional
        The Bachelor's degree that comes before some programs.
    programs_note : str, optional
        A caution on the costs of programs.
    price_source : Source, optional
        Where the prices come from.
    field_multipliers : Mapping of str to float
        Keyed by the first two digits of a CIP code.
    other_field : float
        The multiplier of every other field.
    apply_field_multipliers : bool
        Whether they apply unless the caller says otherwise.
    graduate_ratio : float, optional
        Graduate tuition as a multiple of undergraduate tuition; None where nothing says.

    See Also
    --------
    careerscore.scoring.Identity : the other parameters.

    Examples
    --------
    >>> import careerscore as cs
    >>> method = cs.economics.method("college-board/2024-25")
    >>> career = cs.occupation("29-2072.00", data="2026.1")
    >>> cost = method.cost(career, level="Bachelor's degree", field_multiplier=True)
    >>> cost.by_institution["public_out_of_state"].total
    141588
    """

    engine: ClassVar[str] = TUITION_ENGINE
    question: ClassVar[str] = "cost"

    path_by: PathMethod = field(metadata=PART)
    academic_year: str
    tuition: Mapping[str, float] = field(converter=frozen_map)
    rules: tuple[CostRule, ...] = field(converter=frozen_tuple)
    programs: tuple[Program, ...] = field(default=(), converter=frozen_tuple)
    before_programs: PricedItem | None = None
    programs_note: str | None = None
    price_source: Source | None = None
    field_multipliers: Mapping[str, float] = field(factory=dict, converter=frozen_map)
    other_field: float = 1
    apply_field_multipliers: bool = False
    graduate_ratio: float | None = None

    def _check_parts(self, checks: Checks) -> None:
        super()._check_parts(checks)
        checks.instance("path_by", self.path_by, PathMethod)
        checks.text("academic_year", self.academic_year)
        for name in ("tuition", "field_multipliers"):
            table = getattr(self, name)
            checks.mapping(name, table, object)
            for key, value in table.items() if isinstance(table, Mapping) else ():
                checks.number(f"{name}.{key}", value, minimum=0)
        checks.items("rules", self.rules, CostRule)
        checks.items("programs", self.programs, Program)
        checks.instance("before_programs", self.before_programs, PricedItem, optional=True)
        checks.text("programs_note", self.programs_note, optional=True)
        checks.instance("price_source", self.price_source, Source, optional=True)
        checks.number("other_field", self.other_field, minimum=0)
        checks.instance("apply_field_multipliers", self.apply_field_multipliers, bool)
        checks.number("graduate_ratio", self.graduate_ratio, minimum=0, optional=True)

    def _check_rules(self, checks: Checks) -> None:
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
        """Check that the least is never more than the most, in whatever field of study."""
        multipliers = {1, self.other_field, *self.field_multipliers.values()}
        expected = "prices that never fall from min to typical to max"
        for name, item in items:
            every = [item.sums(_Terms(self.tuition, each, 1)) for each in sorted(multipliers)]
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
            The level of education, in words of BLS or O*NET; that of `path_by` by default. With a
            level of the caller's choice the programs of the occupation are left aside.
        field_multiplier : bool, optional
            Whether tuition is multiplied by field of study; as the method has it by default.
        graduate_ratio : float, optional
            Graduate tuition as a multiple of undergraduate tuition; as the method has it by
            default.

        Raises
        ------
        InvalidInputError
            If an argument is not what is said above, or no rule is for the level.
        """
        check_occupation(self, occupation)
        self._check_options(level, field_multiplier, graduate_ratio)
        ratio = self.graduate_ratio if graduate_ratio is None else graduate_ratio
        applies = self.apply_field_multipliers if field_multiplier is None else field_multiplier
        chosen = self._level(occupation, level)
        rule, gaps = self._rule(occupation, chosen, given=level is not None)
        applies = applies and rule is not None and any(price.by_field for price in rule.prices)
        first = occupation.programs[0] if occupation.programs else None
        found = None if first is None else self.field_multipliers.get(first.code[:2])
        multiplier = (self.other_field if found is None else found) if applies else 1
        terms = _Terms(self.tuition, multiplier, ratio)
        items = () if rule is None else tuple(item.priced(terms) for item in rule.items)
        institutions = () if rule is None else rule.institutions
        unknown = tuple(f"{item.name}: {item.note}" for item in items if item.cost.min is None)
        at_least = sum(item.cost.min for item in items if item.cost.min is not None)
        field_of_study = None if first is None else f"{first.code} {first.title}"
        fields = {
            "standing": _standing(rule, items, gaps, unknown),
            "reasons": (*gaps, *unknown),
            "assumptions": tuple(
                _assumptions(level, ratio, multiplier if applies else None, field_of_study)
            ),
            "level": chosen.name,
            "level_reason": chosen.reason,
            "basis": None if rule is None else rule.name,
            "total": Spread(None, None, None) if rule is None or unknown else _total(items),
            "at_least": at_least if unknown and len(unknown) < len(items) else None,
            "items": items,
            "by_institution": {each.institution: each.priced(terms) for each in institutions},
            "field_multiplier": multiplier,
            "field_of_study": field_of_study if applies else None,
        }
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
        return EducationCost(**about(self, occupation, fields, sources, **options))

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
        # What the path lacks besides, such as a job zone, is nothing to the cost.
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
        """Return the levels of education that its rules name."""
        return tuple(dict.fromkeys(name for rule in self.rules for name in rule.levels))


def _standing(
    rule: CostRule | None,
    items: tuple[CostItem, ...],
    gaps: tuple[str, ...],
    unknown: tuple[str, ...],
) -> Standing:
    if rule is None or len(unknown) == len(items):
        return Standing.INSUFFICIENT
    if unknown:
        return Standing.BOUNDED
    return Standing.FALLBACK if gaps else Standing.COMPLETE


def _total(items: tuple[CostItem, ...]) -> Spread:
    return Spread(*(sum(getattr(item.cost, end) for item in items) for end in _ENDS))


def _assumptions(
    level: str | None, ratio: float | None, multiplier: float | None, field_of_study: str | None
) -> Iterable[str]:
    if level is not None:
        yield f"level of education: {level}"
    if multiplier is not None:
        yield f"tuition times {multiplier:g} for the field {field_of_study or 'not known'}"
    if ratio is not None:
        yield f"graduate tuition is {ratio:g} times undergraduate tuition"
