"""Education cost from published tuition: prices, the rules that choose them, and the method."""

from collections.abc import Mapping
from typing import ClassVar, Final, NamedTuple

from attrs import astuple, field, frozen

from careerscore._record import Checks, Record, frozen_map, frozen_tuple, limits
from careerscore._text import as_named
from careerscore.economics.base import Definition, PathMethod, make_result
from careerscore.economics.cost import INSTITUTIONS, CostItem, EducationCost, InstitutionCost
from careerscore.economics.money import Range, half_up
from careerscore.errors import InvalidInputError, Problem, close_matches, shorten
from careerscore.methods.base import check_occupation
from careerscore.methods.fingerprint import NOT_IN_FINGERPRINT
from careerscore.model import Occupation, Source, Status

_KINDS: Final = limits(enum=tuple(INSTITUTIONS))
_YEARS: Final = limits(minimum=0, maximum=100)


class _Terms(NamedTuple):
    """The numbers that prices are computed with."""

    tuition: Mapping[str, float]
    multiplier: float
    graduate_ratio: float | None


@frozen(kw_only=True)
class Price(Record):
    """A price: dollars, or tuition for a number of years.

    Parameters
    ----------
    dollars : float, optional
        The price itself [US dollars].
    tuition : str, optional
        Or the kind of institution where tuition is paid.
    years : float
        Number of years of tuition.
    factor : float
        Multiplier.
    by_field : bool
        Whether the multiplier of the field of study applies.
    graduate : bool
        Whether it is graduate tuition, known only by its ratio to undergraduate tuition.
    """

    dollars: float | None = field(default=None, metadata=limits(minimum=0, maximum=1e9))
    tuition: str | None = field(default=None, metadata=_KINDS)
    years: float = field(default=1, metadata=_YEARS)
    factor: float = field(default=1, metadata=limits(minimum=0, maximum=1000))
    by_field: bool = False
    graduate: bool = False

    def _check(self, checks: Checks) -> None:
        holds = (self.dollars is None) != (self.tuition is None)
        checks.expect("tuition", self.tuition, "this or dollars, not both", holds=holds)

    def total(self, terms: _Terms, years: float | None = None) -> int | None:
        """Return the sum in whole dollars, of its own years by default; None if not known."""
        if self.tuition is None:
            return half_up(self.dollars or 0)
        ratio = terms.graduate_ratio if self.graduate else 1
        if ratio is None:
            return None
        # In this order, as the last digit of a product decides some halves.
        years = self.years if years is None else years
        amount = terms.tuition[self.tuition] * years * self.factor * ratio
        return half_up(amount * terms.multiplier if self.by_field else amount)

    def a_year(self, terms: _Terms) -> int | None:
        """Return the sum a year, in whole dollars."""
        if self.dollars is not None:
            return half_up(self.dollars / self.years) if self.years else None
        return self.total(terms, 1)


@frozen(kw_only=True)
class PricedItem(Record):
    """One part of an education, with its prices.

    Parameters
    ----------
    name : str
        Name of the part.
    min, typical, max : Price, optional
        Its prices; None where no source supports a figure.
    note : str, optional
        The basis of the figures, or why there are none.
    """

    name: str
    min: Price | None = None
    typical: Price | None = None
    max: Price | None = None
    note: str | None = field(default=None, metadata=NOT_IN_FINGERPRINT)

    @property
    def prices(self) -> tuple[Price | None, ...]:
        """The least, the typical and the highest price."""
        return self.min, self.typical, self.max

    def sums(self, terms: _Terms) -> list[int | None]:
        """Return the three prices in whole dollars."""
        return [None if price is None else price.total(terms) for price in self.prices]

    def priced(self, terms: _Terms) -> CostItem:
        """Return the item with sums of money; where one is not known, none is."""
        sums = self.sums(terms)
        known = sums if None not in sums else (None, None, None)
        return CostItem(name=self.name, cost=Range(*known), note=self.note)


@frozen(kw_only=True)
class PricedInstitution(Record):
    """The prices of an education at one kind of institution.

    Parameters
    ----------
    institution : str
        The kind.
    parts : tuple of Price
        The prices that are paid.
    unknown_years : float
        Years of further parts for which no source supports a figure.
    """

    institution: str = field(metadata=_KINDS)
    parts: tuple[Price, ...] = field(converter=frozen_tuple)
    unknown_years: float = field(default=0, metadata=_YEARS)

    def priced(self, terms: _Terms) -> InstitutionCost:
        """Return the cost there."""
        years = sum(part.years for part in self.parts) + self.unknown_years
        sums = [part.total(terms) for part in self.parts]
        known = sum(each for each in sums if each is not None)
        if None in sums or self.unknown_years:
            return InstitutionCost(total=None, per_year=None, years=years, at_least=known)
        per_year = half_up(known / years) if years else None
        if len(self.parts) == 1:
            per_year = self.parts[0].a_year(terms)
        return InstitutionCost(total=known, per_year=per_year, years=years)


@frozen(kw_only=True)
class CostRule(Record):
    """The prices of an education at some levels.

    Parameters
    ----------
    name : str
        Name of the rule.
    levels : tuple of str
        Its levels.
    contains : tuple of str
        Or texts in lower case, one of which is part of the level.
    items : tuple of PricedItem
        The parts.
    institutions : tuple of PricedInstitution
        The kinds of institution.

    A rule with neither levels nor texts fits every level.
    """

    name: str
    levels: tuple[str, ...] = field(default=(), converter=frozen_tuple)
    contains: tuple[str, ...] = field(default=(), converter=frozen_tuple)
    items: tuple[PricedItem, ...] = field(default=(), converter=frozen_tuple)
    institutions: tuple[PricedInstitution, ...] = field(default=(), converter=frozen_tuple)

    def _check(self, checks: Checks) -> None:
        checks.expect("items", self.items, "one part or more", holds=self.items != ())

    @property
    def prices(self) -> tuple[Price, ...]:
        """All its prices."""
        of_items = (price for item in self.items for price in item.prices if price is not None)
        return (*of_items, *(part for each in self.institutions for part in each.parts))

    def fits(self, level: str) -> bool:
        """Tell whether the rule fits a level."""
        if not self.levels and not self.contains:
            return True
        return level in self.levels or any(text in level.lower() for text in self.contains)


@frozen(kw_only=True)
class Program(Record):
    """A program of study of some occupations, with its own price.

    Parameters
    ----------
    name : str
        Name of the program.
    soc : tuple of str
        First characters of the SOC codes of these occupations.
    years : float
        Its duration [years].
    cost : Range
        Its total cost [US dollars].
    bachelors : bool
        Whether a Bachelor's degree comes before it.
    institution : str, optional
        The kind of institution of the typical cost; None for professional schools, whose
        least, typical and most are those of the three kinds of four-year institutions.
    """

    name: str
    soc: tuple[str, ...] = field(converter=frozen_tuple)
    years: float = field(metadata=_YEARS)
    cost: Range
    bachelors: bool = False
    institution: str | None = field(default=None, metadata=_KINDS)

    def _check(self, checks: Checks) -> None:
        holds = self.cost.known and (self.cost.max or 0) <= 1e9
        checks.expect("cost", self.cost, "min, typical and max of at most 1e9", holds=holds)

    def as_rule(self, bachelors: PricedItem | None) -> CostRule:
        """Return the rule of the program, after a degree where it requires one."""
        own = [Price(dollars=each, years=self.years) for each in astuple(self.cost)]
        item = PricedItem(name=self.name, min=own[0], typical=own[1], max=own[2])
        items = (bachelors, item) if self.bachelors and bachelors is not None else (item,)
        # Which of the three prices is that of each kind.
        kinds = {"public_in_state": 0, "public_out_of_state": 1, "private_nonprofit": 2}
        if self.institution is not None:
            kinds = {self.institution: 1}
        institutions = []
        for kind, place in kinds.items():
            parts = tuple(price for each in items if (price := each.prices[place]) is not None)
            institutions.append(PricedInstitution(institution=kind, parts=parts))
        return CostRule(name=self.name, items=items, institutions=institutions)


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
                checks.value(f"{name}.{key}", value, float, minimum=0, maximum=maximum)
        for name in self.tuition:
            checks.expect("tuition", name, " or ".join(INSTITUTIONS), holds=name in INSTITUTIONS)
        before = () if self.before_programs is None else self.before_programs.prices
        prices = [*(price for rule in self.rules for price in rule.prices), *before]
        for kind in sorted({price.tuition for price in prices if price and price.tuition}):
            checks.expect("tuition", kind, "tuition of this kind", holds=kind in self.tuition)
        after = [program.name for program in self.programs if program.bachelors]
        holds = not after or (bool(before) and None not in before)
        expected = "what comes before these programs, with all its prices"
        checks.expect("before_programs", after, expected, holds=holds)
        if not checks.passed:
            return
        # Prices never fall, in whatever field of study.
        items = [
            (f"rules.{rule.name}.{item.name}", item) for rule in self.rules for item in rule.items
        ]
        if self.before_programs is not None:
            items.append(("before_programs", self.before_programs))
        multipliers = sorted({1, self.other_field, *self.field_multipliers.values()})
        expected = "prices that never fall from min to typical to max"
        for name, item in items:
            every = [item.sums(_Terms(self.tuition, each, 1)) for each in multipliers]
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
        """Return the cost of the education; otherwise as `careerscore.education_cost`.

        With a level of the caller the programs of the occupation are not used.
        """
        check_occupation(self.id, occupation)
        checks = Checks(self.id)
        checks.value("level", level, str | None, pattern=r"\S")
        checks.value("field_multiplier", field_multiplier, bool | None)
        checks.value("graduate_ratio", graduate_ratio, float | None, minimum=0, maximum=10)
        checks.raise_problems()
        ratio = self.graduate_ratio if graduate_ratio is None else graduate_ratio
        reasons: list[str] = []
        level = None if level is None else as_named(level, self.levels())
        name, why = level, "chosen by the caller"
        if level is None:
            path = self.path_by.path(occupation)
            name, why = path.entry_level, path.entry_level_reason
            # Other gaps of the path, such as a job zone, do not change the cost.
            reasons = [reason for reason in path.reasons if reason.startswith("entry level")]
        rule = next((each for each in self.rules if name is not None and each.fits(name)), None)
        own = next((one for one in self.programs if occupation.soc_code.startswith(one.soc)), None)
        if level is not None:
            if rule is None:
                known = self.levels()
                expected = " or ".join(close_matches(level, known) or known)
                raise InvalidInputError(self.id, (Problem("level", shorten(level), expected),))
        elif own is not None:
            rule = own.as_rule(self.before_programs)
            reasons = [f"{own.name}: {self.programs_note or 'a program of its own'}"]
        elif name is None:
            reasons = reasons or [f"entry level: {why}"]
        elif rule is None:
            reasons = [f"no rule of the method is for {name!r}", *reasons]
        notes = [] if level is None else [f"level of education: {level}"]
        multiplier, field_of_study = None, None
        applies = self.apply_field_multipliers if field_multiplier is None else field_multiplier
        if applies and rule is not None and any(price.by_field for price in rule.prices):
            multiplier = self.other_field
            if occupation.programs:
                first = occupation.programs[0]
                multiplier = self.field_multipliers.get(first.code[:2], multiplier)
                field_of_study = f"{first.code} {first.title}"
            studied = field_of_study or "not known"
            notes.append(f"tuition times {multiplier:g} for the field {studied}")
        if ratio is not None:
            notes.append(f"graduate tuition is {ratio:g} times undergraduate tuition")
        terms = _Terms(self.tuition, 1 if multiplier is None else multiplier, ratio)
        items = () if rule is None else tuple(item.priced(terms) for item in rule.items)
        institutions = () if rule is None else rule.institutions
        unknown = [f"{item.name}: {item.note}" for item in items if item.cost.min is None]
        total, at_least = Range(None, None, None), None
        if len(unknown) == len(items):
            status = Status.INSUFFICIENT
        elif unknown:
            status, at_least = Status.BOUNDED, sum(item.cost.min or 0 for item in items)
        else:
            status = Status.FALLBACK if reasons else Status.COMPLETE
            total = Range(*map(sum, zip(*(astuple(item.cost) for item in items), strict=True)))
        return make_result(
            EducationCost,
            self,
            occupation,
            [
                occupation.education.bls_source,
                occupation.education.onet_source,
                None if multiplier is None else occupation.sources.get("programs"),
                None if rule is None else self.price_source,
            ],
            {
                "level": level,
                "field_multiplier": field_multiplier,
                "graduate_ratio": graduate_ratio,
            },
            status=status,
            reasons=(*reasons, *unknown),
            assumption_notes=tuple(notes),
            level=name,
            level_reason=why,
            basis=None if rule is None else rule.name,
            total=total,
            at_least=at_least,
            items=items,
            by_institution={each.institution: each.priced(terms) for each in institutions},
            field_multiplier=terms.multiplier,
            field_of_study=field_of_study,
        )

    def levels(self) -> tuple[str, ...]:
        """Return the levels of education of its rules."""
        return tuple(dict.fromkeys(name for rule in self.rules for name in rule.levels))
