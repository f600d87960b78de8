"""Pay of an occupation over the editions of the wage survey, in nominal and real dollars."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import product
from typing import TYPE_CHECKING, Any, ClassVar, Final

from attrs import evolve, field, frozen

from careerscore._data import bundled
from careerscore._record import Checks, Record, frozen_tuple
from careerscore._render.display import RichDisplay
from careerscore._text import short_repr
from careerscore.codes import soc_code
from careerscore.local.cpi import constant_dollars, in_constant_dollars, price_index
from careerscore.matching.crosswalks import code_systems
from careerscore.model.dollars import MONTH, ConstantDollars, month_name, month_of
from careerscore.model.provenance import EVERY_FIELD, Source, note_on
from careerscore.model.wages import FIGURES, MAX_WAGE, PERIODS, WageDistribution
from careerscore.reference.editions import open_edition
from careerscore.reference.wages import HYBRID, HYBRID_SYSTEM

if TYPE_CHECKING:
    from collections.abc import Mapping

    from careerscore._render.blocks import Page
    from careerscore.reference.releases import Release

CAUTIONS: Final = (
    (
        "The survey is made for one point in time. The BLS does not use its estimates for "
        "comparisons over time, nor encourage it: classifications, collection, reference periods "
        "and methods change, and each edition pools three years of answers (US Bureau of Labor "
        "Statistics, OEWS Frequently Asked Questions, https://www.bls.gov/oes/oes_ques.htm)."
    ),
    (
        "Since May 2021 the estimates come from a model of all establishments, before that from "
        "weighted answers (US Bureau of Labor Statistics, Technical Notes for May 2021 OEWS "
        "Estimates, https://www.bls.gov/oes/2021/may/oes_tec.htm)."
    ),
)
"""What the BLS states on comparisons over time, with its sources."""


@frozen(kw_only=True)
class SurveyPay(Record):
    """Pay of an occupation in one edition of the wage survey.

    Parameters
    ----------
    month : str
        The month of the survey: ``"2022-05"``.
    wages : WageDistribution
        Wages and employment as published, with the code and title they are published under.
    dollars : ConstantDollars
        What converts them into real dollars.
    soc_codes : tuple of str
        The SOC 2018 codes that the published row holds; none where there is no row.
    break_before : str, optional
        Why the pay is not comparable with that of the edition before; None where it is.
    remarks : tuple of str
        How the survey differs from the edition before.
    """

    _derived = ("real",)

    month: str = field(metadata=MONTH)
    wages: WageDistribution
    dollars: ConstantDollars
    soc_codes: tuple[str, ...] = field(converter=frozen_tuple)
    break_before: str | None = None
    remarks: tuple[str, ...] = field(default=(), converter=frozen_tuple)

    def _check(self, checks: Checks) -> None:
        pays = product((self.wages.annual, self.wages.hourly), FIGURES)
        highest = max(pay.lower_bound(name) or 0 for pay, name in pays) * self.dollars.factor
        expected = f"real wages of at most {MAX_WAGE:,}"
        checks.expect("dollars", highest, expected, holds=highest <= MAX_WAGE)

    @property
    def name(self) -> str:
        """The month as readers call it: ``May 2022``."""
        return month_name(self.month)

    @property
    def real(self) -> WageDistribution:
        """The wages in real dollars."""
        return in_constant_dollars(self.wages, self.dollars)


@frozen(kw_only=True)
class PayChange(Record):
    """The change of pay between two editions of the wage survey.

    Parameters
    ----------
    start, end : str
        The months of the two.
    measure : str
        The percentile, or the mean, of annual or hourly pay: ``"annual median"``.
    nominal, real : float, optional
        The change in the dollars of each month, and after the change of consumer prices
        [percent]; None where only a bound is known, or nothing.
    nominal_at_least, nominal_at_most, real_at_least, real_at_most : float, optional
        Bounds of the change [percent]; both equal the change where it is known.
    prices : float
        The change of consumer prices (CPI-U) between the two months [percent].
    published_code, published_title : str, optional
        The row of the survey at the end; with `PayHistory.at`, what it holds besides the
        occupation.
    reason : str, optional
        Why the change is not known, or only a bound is.
    """

    start: str = field(metadata=MONTH)
    end: str = field(metadata=MONTH)
    measure: str
    nominal: float | None
    nominal_at_least: float | None
    nominal_at_most: float | None
    real: float | None
    real_at_least: float | None
    real_at_most: float | None
    prices: float
    published_code: str | None = None
    published_title: str | None = None
    reason: str | None = None

    def _check(self, checks: Checks) -> None:
        for name in ("nominal", "real"):
            low, high = getattr(self, f"{name}_at_least"), getattr(self, f"{name}_at_most")
            expected = "the bound, where both bounds are the same, else None"
            value = getattr(self, name)
            checks.expect(name, value, expected, holds=value == (low if low == high else None))
        expected = "why a change is not known"
        holds = self.nominal is not None or self.reason is not None
        checks.expect("reason", self.reason, expected, holds=holds)

    def __str__(self) -> str:
        ends = f"{month_name(self.start)} to {month_name(self.end)}"
        bounds = {
            "": (self.nominal, self.real),
            "at least ": (self.nominal_at_least, self.real_at_least),
            "at most ": (self.nominal_at_most, self.real_at_most),
        }
        found = [
            f"{words}{nominal:+.1f}% nominal, {real:+.1f}% real"
            for words, (nominal, real) in bounds.items()
            if nominal is not None and real is not None
        ]
        known = found[0] if found else "not known"
        why = f" ({self.reason})" if self.reason else ""
        return f"{ends}: {known}{why}; consumer prices {self.prices:+.1f}%"


@frozen(kw_only=True, repr=False)
class PayHistory(RichDisplay, Record):
    """Pay of an occupation over the editions of the wage survey, in nominal and real dollars.

    The editions before that of the release are not pinned by it: `sources` names every edition
    that was used, and none of them ever changes.

    Parameters
    ----------
    occupation_code, occupation_title : str
        The occupation.
    data_release : str
        The release; the history ends with its edition of the survey.
    in_dollars_of : str
        The month whose dollars real wages are in.
    surveys : tuple of SurveyPay
        One for each edition, oldest first.
    cautions : tuple of str
        What the BLS states on comparisons over time.
    sources : tuple of Source
        The editions used: of the survey, of consumer prices, of the crosswalk.

    Examples
    --------
    >>> import careerscore as cs
    >>> history = cs.pay_history("29-2072.00", data="2026.3")
    >>> history.at("2022-05").wages.annual.median, round(history.at("2022-05").real.annual.median)
    (47180, 51888)
    """

    _repr_fields: ClassVar = ("occupation_code", "in_dollars_of", "data_release")

    occupation_code: str
    occupation_title: str
    data_release: str
    in_dollars_of: str = field(metadata=MONTH)
    surveys: tuple[SurveyPay, ...] = field(converter=frozen_tuple)
    cautions: tuple[str, ...] = field(default=CAUTIONS, converter=frozen_tuple)
    sources: tuple[Source, ...] = field(converter=frozen_tuple)

    def _check(self, checks: Checks) -> None:
        months = [each.month for each in self.surveys]
        holds = bool(months) and months == sorted(set(months))
        checks.expect("surveys", months, "one or more, oldest first", holds=holds)

    def __repr__(self) -> str:
        months = " to ".join(each.name for each in (self.surveys[0], self.surveys[-1]))
        return short_repr(
            f"<PayHistory {self.occupation_code} {self.occupation_title}: {months}, in dollars of "
            f"{month_name(self.in_dollars_of)}>"
        )

    def at(self, month: str) -> SurveyPay:
        """Return the pay in the survey of a month.

        Raises
        ------
        InvalidInputError
            If the history has no survey of the month; those that it has are named.
        """
        return self._at("at", month=month)[0]

    def _at(self, subject: str, **months: str) -> list[SurveyPay]:
        surveys, checks = {each.month: each for each in self.surveys}, Checks(subject)
        expected = f"a month of the survey: {', '.join(surveys)}"
        for name, month in months.items():
            checks.expect(name, month, expected, holds=isinstance(month, str) and month in surveys)
        checks.raise_problems()
        return [surveys[month] for month in months.values()]

    def change(
        self, start: str, end: str, measure: str = "median", *, period: str = "annual"
    ) -> PayChange:
        """Return the change of pay between two editions, nominal and real.

        Parameters
        ----------
        start, end : str
            Months of the survey, in either order: the change is from the first to the second.
        measure : str
            ``p10``, ``p25``, ``median``, ``p75``, ``p90`` or ``mean``.
        period : str
            ``"annual"`` or ``"hourly"`` pay.

        Returns
        -------
        PayChange
            In percent. A top code at one end makes the change a bound; across a break of the
            classification, or without both figures, there is none. The reason says which.

        Raises
        ------
        InvalidInputError
            If there is no such survey, measure or period.

        Examples
        --------
        >>> import careerscore as cs
        >>> change = cs.pay_history("29-2072.00", data="2026.3").change("2022-05", "2025-05")
        >>> f"{change.nominal:+.1f}% nominal, {change.real:+.1f}% real"
        '+8.4% nominal, -1.4% real'
        """
        checks = Checks("change")
        checks.value("measure", measure, str, enum=FIGURES)
        checks.value("period", period, str, enum=tuple(PERIODS))
        checks.raise_problems()
        first, last = self._at("change", start=start, end=end)
        prices = last.dollars.from_price_level / first.dollars.from_price_level
        gap = _break(first, last)
        (low, before), (bottom, after) = (_known(each, measure, period) for each in (first, last))
        least = bottom / before if bottom and before and not gap else None
        most = after / low if after and low and not gap else None
        unknown = [each for each, value in ((first, before), (last, after)) if not value]
        reasons = [f"{each.name}: {_reason(each, measure, period)}" for each in unknown]
        fields: dict[str, float | None] = {}
        for name, rise in (("nominal", 1), ("real", prices)):
            at_least, at_most = (each and 100 * (each / rise - 1) for each in (least, most))
            fields[name] = at_least if at_least == at_most else None
            fields |= {f"{name}_at_least": at_least, f"{name}_at_most": at_most}
        return PayChange(
            start=start,
            end=end,
            measure=f"{period} {measure}",
            prices=100 * (prices - 1),
            published_code=last.wages.published_code,
            published_title=last.wages.published_title,
            reason=gap or "; ".join(reasons) or None,
            **fields,
        )

    @property
    def period(self) -> str:
        """``"annual"``, or ``"hourly"`` where no edition has annual pay."""
        is_annual = any(each.wages.annual.lower_bound("median") for each in self.surveys)
        is_hourly = any(each.wages.hourly.lower_bound("median") for each in self.surveys)
        return "hourly" if is_hourly and not is_annual else "annual"

    @property
    def change_since_break(self) -> PayChange | None:
        """The change of the median over all surveys since the last break; None without two."""
        breaks = [place for place, each in enumerate(self.surveys) if each.break_before]
        comparable = [each for each in self.surveys[max(breaks, default=0) :] if each.soc_codes]
        if len(comparable) < 2:
            return None
        return self.change(comparable[0].month, comparable[-1].month, period=self.period)

    def to_frame(self, backend: str) -> Any:
        """Return the history as a data frame, one row an edition.

        The columns are those of `Release.to_frame` on wages and employment, with real wages beside
        the nominal ones, the factor between them, the break before, the remarks, and the reasons
        for what is withheld or only a bound.

        Parameters
        ----------
        backend : str
            ``"pandas"``, ``"polars"`` or ``"pyarrow"``.

        Raises
        ------
        InvalidInputError
            If there is no such backend.
        MissingDependencyError
            If its package is not installed.

        Examples
        --------
        >>> import careerscore as cs
        >>> frame = cs.pay_history("29-2072.00", data="2026.3").to_frame("polars")
        >>> frame.select("month", "published_code", "annual_median_usd").row(0)
        ('2019-05', '29-2098', 42630.0)
        """
        from careerscore.reference.columns import COUNT, NUMBER, TEXT, ReferenceColumn, frame_of

        rows = list(map(row_of, self.surveys))
        kinds = {
            name: NUMBER if name.endswith(("_usd", "_percent", "_factor")) else TEXT
            for name in rows[0]
        } | {"employment": COUNT}
        columns = [
            ReferenceColumn(name=name, title="", unit="", kind=kind) for name, kind in kinds.items()
        ]
        values = {name: [row[name] for row in rows] for name in kinds}
        return frame_of(columns, values, backend)

    def _page(self) -> Page:
        from careerscore.local.pages import history_page

        return history_page(self)


def row_of(survey: SurveyPay) -> dict[str, str | float | None]:
    """Return the row of an edition in a data frame or an export."""
    wages, real = survey.wages, survey.real
    row: dict[str, str | float | None] = {
        "month": survey.month,
        "published_code": wages.published_code,
        "published_title": wages.published_title,
        "soc_codes": "; ".join(survey.soc_codes) or None,
        "employment": wages.employment,
        "employment_prse_percent": wages.employment_prse,
        "mean_wage_prse_percent": wages.mean_prse,
        "real_dollars_of": survey.dollars.month,
        "real_dollars_factor": survey.dollars.factor,
    }
    for period, measure in product(PERIODS, FIGURES):
        pay, name = getattr(wages, period), f"{period}_{measure}"
        in_real = getattr(getattr(real, period), measure)
        found = (getattr(pay, measure), pay.lower_bound(measure), in_real)
        ends = ("usd", "lower_bound_usd", "real_usd")
        # One type for the whole column: some wages are published as whole numbers.
        row |= {
            f"{name}_{end}": None if value is None else float(value)
            for end, value in zip(ends, found, strict=True)
        }
    held = (wages.notes, wages.annual.notes, wages.hourly.notes)
    reasons = dict.fromkeys(note.reason for notes in held for note in notes.values())
    return row | {
        "break_before": survey.break_before,
        "remarks": "; ".join(survey.remarks) or None,
        "reasons": "; ".join(reasons) or None,
    }


def _known(survey: SurveyPay, measure: str, period: str) -> tuple[float | None, float | None]:
    """Return the least that an amount can be, and the amount where it is known."""
    pay = getattr(survey.wages, period)
    return pay.lower_bound(measure), getattr(pay, measure)


def _reason(survey: SurveyPay, measure: str, period: str) -> str:
    """Return why an amount is not known."""
    pay = getattr(survey.wages, period)
    note = note_on(pay.notes, measure) or survey.wages.notes.get(EVERY_FIELD)
    return "not published" if note is None else note.reason


def _break(before: SurveyPay, after: SurveyPay) -> str | None:
    """Return why pay in two surveys is not that of the same workers; None where it is."""
    if not before.soc_codes or not after.soc_codes or before.soc_codes == after.soc_codes:
        return None
    rows = [
        f"{each.name} is published for {each.wages.published_code} {each.wages.published_title}, "
        f"which holds {', '.join(each.soc_codes)}"
        for each in (before, after)
    ]
    return f"a break of classification: {'; '.join(rows)}"


def history_of(release: Release, code: str, in_dollars_of: str | None) -> PayHistory:
    """Return the pay of an occupation over the editions of the survey that a release reaches."""
    index, published = price_index(release), release.wages_by_edition(code)
    *_, newest = published.values()
    month: Any = month_of(newest.reference_period) if in_dollars_of is None else in_dollars_of
    remarks = _remarks(release, tuple(published))
    surveys: list[SurveyPay] = []
    held: SurveyPay | None = None
    for edition, wages in published.items():
        from_month = month_of(wages.reference_period) or wages.reference_period
        dollars = constant_dollars("pay_history", from_month, month, index)
        codes = sorted({soc_code(each) for each in (code, *wages.shared_with)})
        survey = SurveyPay(
            month=dollars.from_month,
            wages=wages,
            dollars=dollars,
            soc_codes=codes if wages.published_code else (),
            remarks=remarks[edition],
        )
        if held is not None and (why := _break(held, survey)):
            survey = evolve(survey, break_before=why)
        held = survey if survey.soc_codes else held
        surveys.append(survey)
    sources = [each.source for each in published.values() if each.source is not None]
    return PayHistory(
        occupation_code=code,
        occupation_title=release[code].title,
        data_release=release.name,
        in_dollars_of=month,
        surveys=surveys,
        sources=(*sources, _crosswalk(), index.source),
    )


@cache
def _crosswalk() -> Source:
    (edition,) = code_systems()[HYBRID_SYSTEM].editions
    return open_edition(bundled(), *edition.split("/")).source


@lru_cache(maxsize=8)
def _remarks(release: Release, editions: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Return how each edition of the survey differs from the one before."""
    found: dict[str, tuple[str, ...]] = {}
    top_code = before = ""
    for edition in editions:
        parameters = release.replace(oews=edition).edition("oews").parameters
        texts = []
        if edition in HYBRID:
            texts.append("in the survey's own classification, between SOC 2010 and SOC 2018")
        elif before in HYBRID:
            texts.append("in SOC 2018 from here on, and estimated by a model")
        was, top_code = top_code, "no top code"
        if "top_code_annual_usd" in parameters:
            annual, hourly = (parameters[f"top_code_{each}_usd"] for each in PERIODS)
            top_code = f"top code ${annual:,} a year, ${hourly:,.2f} an hour"
        if top_code != was:
            texts.append(top_code)
        before, found[edition] = edition, tuple(texts)
    return found
