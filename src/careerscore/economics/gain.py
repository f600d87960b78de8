"""Discounted cash flows of a career with its training, and what it gains over a baseline."""

from collections.abc import Sequence
from math import inf
from typing import Any, ClassVar

from attrs import evolve, frozen

from careerscore._record import Checks
from careerscore.economics.assumptions import Assumptions
from careerscore.economics.cash_flows import (
    NO_TRAINING,
    DiscountedCashFlow,
    InTraining,
    life,
    years_until,
)
from careerscore.economics.lifetime import Gain, LifetimeValue, LifeYear, Parts
from careerscore.economics.money import NOTHING, Money, Range
from careerscore.economics.present_value import internal_rate, net_present_value
from careerscore.economics.progression import PayYear
from careerscore.methods.base import check_occupation
from careerscore.model import EVERY_FIELD, HIGH_SCHOOL_GRADUATE, Occupation, Source, Status


@frozen(kw_only=True, repr=False)
class GainOverBaseline(DiscountedCashFlow):
    """The value of a career with paid training, and its gain over a baseline.

    As `DiscountedCashFlow`, but pay in training is that of the first year, and between nothing and
    that in an internship or residency. Years in training are years of experience. The baseline,
    a high-school graduate, another career or a yearly pay, has the same ages and assumptions.
    """

    engine: ClassVar[str] = "discounted-cash-flow/2"
    _counts_training: ClassVar[bool] = True

    def value_over(
        self,
        baseline: Occupation | float,
        occupation: Occupation,
        assumptions: Assumptions | None = None,
    ) -> LifetimeValue:
        """Return the lifetime value of a career, with its gain over a baseline.

        Parameters
        ----------
        baseline : Occupation or float
            A career, such as `Release.high_school_graduate`, or a yearly pay [US dollars].
        occupation, assumptions
            As in `careerscore.lifetime_value`.

        Raises
        ------
        InvalidInputError
            If the baseline is neither, or its pay is in dollars of another month.
        """
        check_occupation(self.id, occupation)
        checks = Checks(self.id)
        checks.value("baseline", baseline, Occupation | float, minimum=0, maximum=1e9)
        checks.raise_problems()
        assumed = self._assumed(assumptions)
        if isinstance(baseline, Occupation):
            dollars, own = baseline.wages.dollars, occupation.wages.dollars
            expected = f"pay in {own or 'the dollars of the survey, as that of the career'}"
            checks.expect("baseline", baseline, expected, holds=dollars == own)
            checks.raise_problems()
        parts = self._parts(occupation, assumed)
        fields = self._fields(parts, assumed)
        name, years, sources = self._baseline(baseline, assumed)
        is_graduate = isinstance(baseline, Occupation) and baseline.code == HIGH_SCHOOL_GRADUATE
        if not is_graduate:
            fields["assumption_notes"] = (*fields["assumption_notes"], f"baseline: {name}")
        if not years:
            reason = f"no gain over {name}, as no pay is published"
            fields["reasons"] = (*fields["reasons"], reason)
            if fields["status"] is not Status.INSUFFICIENT:
                fields["status"] = Status.PARTIAL
        elif fields["years"]:
            same = isinstance(baseline, Occupation) and baseline.code == occupation.code
            gaps = _gaps(fields["years"], years, same=same)
            cost, before = fields["education_cost"], None
            if cost.high is None and cost.low:
                known = evolve(assumed, education_cost=cost.low)
                before = sum(_gaps(self._years(parts, known), years), NOTHING)
            note = baseline.notes.get(EVERY_FIELD) if isinstance(baseline, Occupation) else None
            fields["gain"] = Gain(
                baseline=name,
                baseline_code=baseline.code if isinstance(baseline, Occupation) else None,
                baseline_note=None if note is None else note.reason,
                baseline_net=years[-1].cumulative,
                before_unknown_tuition=before,
                **_figures(
                    gaps, assumed, has_education=bool(fields["education_years"] or cost.low)
                ),
            )
        return self._result(occupation, parts, fields, sources)

    def _fields(self, parts: Parts, assumed: Assumptions) -> dict[str, Any]:
        fields, path = super()._fields(parts, assumed), parts[1]
        _, training = self._durations(parts, assumed)
        gaps = [reason for reason in path.reasons if reason.startswith("training")]
        if assumed.training_years is not None:
            gaps = []
        if training.longest != 0 and training.pay.value is None:
            name = "training" if path.training is None else path.training.name
            gaps.append(f"pay in {name} is not known: {training.pay}")
        known = training.shortest if training.shortest == training.longest else None
        return fields | {
            "reasons": tuple(dict.fromkeys((*fields["reasons"], *gaps))),
            # A rate of return against earning nothing says little.
            "irr": None,
            "training": path.training,
            "training_years": Range(training.shortest, known, training.longest),
            "training_pay": training.pay if fields["years"] and training.longest != 0 else None,
        }

    def _durations(self, parts: Parts, assumed: Assumptions) -> tuple[float | None, InTraining]:
        progression, path, _ = parts
        duration, _ = super()._durations(parts, assumed)
        kind = path.training
        years = Range(None, None, None) if kind is None else kind.years
        exact = years.typical if assumed.training_years is None else assumed.training_years
        if exact is not None:
            years = Range(exact, exact, exact)
        pay = NOTHING
        if assumed.training_pay is not None:
            pay = Money.exact(assumed.training_pay)
        elif progression.timeline:
            entry = progression.timeline[0]
            is_paid = kind is not None and kind.employed
            pay = Money(entry.at_least if is_paid else 0, entry.at_most)
        return duration, InTraining(years.min or 0, years.max, pay)

    def _years(self, parts: Parts, assumed: Assumptions) -> list[LifeYear]:
        return list(self._fields(parts, assumed)["years"])

    def _baseline(
        self, baseline: Occupation | float, assumed: Assumptions
    ) -> tuple[str, list[LifeYear], tuple[Source, ...]]:
        """Return the name of a baseline, its years, and its sources."""
        if isinstance(baseline, Occupation):
            # What is assumed of the career itself does not hold for another one.
            of_its_own = evolve(
                assumed,
                level=None,
                education_cost=None,
                education_years=None,
                training_years=None,
                training_pay=None,
            )
            parts = self._parts(baseline, of_its_own)
            sources = tuple(source for part in parts for source in part.sources)
            return baseline.title, self._years(parts, of_its_own), sources
        pay = PayYear(year=0, quantile=0.5, pay=baseline, at_least=baseline, at_most=baseline)
        years = [year for year, _ in life([pay], 0, NOTHING, assumed, NO_TRAINING)]
        return f"{Money.exact(baseline)} a year", years, ()


def _gaps(
    mine: Sequence[LifeYear], theirs: Sequence[LifeYear], *, same: bool = False
) -> list[Money]:
    """Return the cash flow of each year less that of the baseline; nothing for the same life."""
    if same and list(mine) == list(theirs):
        return [NOTHING] * len(mine)
    return [one.net - other.net for one, other in zip(mine, theirs, strict=True)]


def _figures(gaps: Sequence[Money], assumed: Assumptions, *, has_education: bool) -> dict[str, Any]:
    """Return the figures of a gain from the differences of each year."""
    sums: list[Money] = []
    for gap in gaps:
        sums.append(sums[-1] + gap if sums else gap)
    lows, highs = [gap.low for gap in gaps], [gap.high for gap in gaps]
    npv = Money(*(net_present_value(assumed.discount_rate, each) for each in (lows, highs)))
    latest, soonest = (
        _years_until_ahead([end if each is None else each for each in bounds])
        for end, bounds in ((-inf, [x.low for x in sums]), (inf, [x.high for x in sums]))
    )
    ahead = None
    if soonest is not None:
        ages = [None if n is None else assumed.start_age + n for n in (soonest, latest)]
        ahead = Range(ages[0], ages[0] if soonest == latest else None, ages[1])
    # Where there is no education, lower pay of the first years is no investment.
    is_return = has_education and lows == highs and (sums[-1].low or 0) > 0
    return {
        "lifetime": sums[-1],
        "npv": npv,
        "ahead_age": ahead,
        "rate_of_return": internal_rate(lows) if is_return else None,
        "cumulative": tuple(sums),
    }


def _years_until_ahead(sums: Sequence[float]) -> int | None:
    """Return the years until sums are above zero for good; 0 where they always are."""
    # Not ahead where they are even.
    return years_until([total if total > 0 else -1 for total in sums])
