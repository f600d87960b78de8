"""Percentile ranks of the wages of a table in the published wages of their occupations."""

from __future__ import annotations

from collections import Counter
from math import inf
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from attrs import frozen

from careerscore._record import Checks
from careerscore.errors import InvalidInputError, Problem, WageNotKnownError, shorten
from careerscore.frames.engines import open_frame
from careerscore.frames.join_plan import checked_release
from careerscore.frames.keyed_tables import BACKENDS, check_engine, keyed_table
from careerscore.frames.keys import NO_KEY, Keys, keys_of, text_of_value
from careerscore.frames.places import FoundPlaces, expect_areas, shared_by
from careerscore.local.pay import local_wages
from careerscore.model.wages import PERCENTILES
from careerscore.reference.columns import NUMBER, TEXT, PlainColumn, frame_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from careerscore.frames.keys import Pair
    from careerscore.model.occupation import Occupation
    from careerscore.model.wages import WageDistribution
    from careerscore.reference.releases import Release

FrameT = TypeVar("FrameT")

SUBJECT: Final = "wage_rank"

PERIODS: Final = {
    **dict.fromkeys(("annual", "annually", "year", "yearly", "yr", "per year"), "annual"),
    **dict.fromkeys(("hourly", "hour", "hr", "per hour"), "hourly"),
}
"""How tables name the periods for which wages are published."""

OTHER_PERIOD: Final = {
    "annual": ("hourly", "pay by the hour"),
    "hourly": ("annual", "pay by the year"),
}
"""What wages of a period may be instead, and in words."""

FAR: Final = 10
"""So many times below P10, or above the highest percentile, wages are on another scale."""


class Pay(NamedTuple):
    """The pay of a row: its occupation, wage, period and place."""

    job: Pair
    wage: float | None
    period: str
    place: str


@frozen
class PayKeys(Keys):
    """The columns that give a row's occupation, wage and, if they are columns, period and place."""

    job: Keys
    period: str | None
    has_place: bool

    def pairs_of(self, values: Sequence[Sequence[Any]]) -> list[Any]:
        """Return the pay that each of several values of the columns is."""
        at = len(self.job.columns)
        jobs = self.job.pairs_of([row[:at] for row in values])
        return [
            Pay(
                job,
                None if row[at] is None or row[at] != row[at] else float(row[at]),
                self.period or str(row[at + 1] or ""),
                text_of_value(row[-1], self.columns[-1], self.subject).strip()
                if self.has_place
                else "",
            )
            for job, row in zip(jobs, values, strict=True)
        ]


class Rank(NamedTuple):
    """The least and the most that a rank can be, and why it is no single one."""

    low: float | None
    high: float | None
    note: str | None


def wage_rank(
    frame: FrameT,
    *,
    on: str,
    wage: str,
    period: str = "annual",
    by: str | None = None,
    system: str | None = None,
    data: str | Release | None = None,
    prefix: str = "",
    place: str | None = None,
    on_invalid: str = "error",
) -> FrameT:
    """Rank each row's wage in the published wages of its occupation.

    The rank is the share of workers who earn at most that much, in per cent: that of
    `careerscore.WageEstimates.rank`, by the same monotone curve through the published
    percentiles. Beyond the lowest and the highest of them, and next to one that is missing or
    top-coded, only an interval is known, and nothing is extrapolated.

    Parameters
    ----------
    frame : frame
        Of pandas, polars (eager or lazy), pyarrow, DuckDB, Dask, Ibis, Spark or narwhals. A lazy
        frame stays lazy, but is asked once, by a query of its own, for its different occupations
        and wages. SQL engines keep no order of rows.
    on : str
        Its column of codes or titles, as for `join_reference`.
    wage : str
        Its column of wages [US dollars].
    period : str
        ``"annual"`` or ``"hourly"``, for all wages; or a column that has one of them in each row;
        also as ``"Year"`` or ``"Hour"``. Hourly wages are never turned into annual ones, nor back:
        the survey publishes both.
    by : str, optional
        What `on` holds: ``"code"`` or ``"title"``. By default titles where most of its different
        values have no digit, as for `join_reference`.
    system : str, optional
        Classification of the codes, or a column that names it, as for `join_reference`.
    data : str or Release, optional
        The release; the newest by default. Its wages are those of one month; wages of another
        time are compared with these as they are.
    prefix : str
        What the names of the new columns begin with.
    place : str, optional
        A column of places, as for `join_reference`: wages are ranked among those published for the
        place. Where there are none, the note says why; the nation's are no fallback.
    on_invalid : str
        What becomes of wages on another scale, such as hourly ones ranked as annual: ``"error"``
        refuses the frame, ``"flag"`` ranks them as they are. The scale is wrong where half or more
        of the wages that have a published distribution lie below a tenth of its P10, or above ten
        times the highest percentile. A lazy frame is not checked, as for `assess`.

    Returns
    -------
    frame
        The same type, with the columns it had and

        - ``wage_rank_low``, ``wage_rank_high``: the least and the most that the rank can be, 0 to
          100; the same number where it is known,
        - ``wage_rank_note``: why they differ or are null, such as for a code that leads to several
          occupations, a wage that is missing, or a period for which none are published.

    Raises
    ------
    InvalidInputError
        If there is no such column, wages are no numbers or on another scale, new columns have
        names that are taken, or an argument is not as described above; all problems are listed.
    UnknownReleaseError
        If there is no such release.

    Examples
    --------
    >>> import polars as pl
    >>> offers = pl.DataFrame({"soc": ["29-2072"] * 3, "pay": [48_780, 55_000, 95_000]})
    >>> ranked = wage_rank(offers, on="soc", wage="pay", data="2026.1")
    >>> ranked.select("pay", "wage_rank_low", "wage_rank_high").rows()
    [(48780, 50.0, 50.0), (55000, 63.56296349763784, 63.56296349763784), (95000, 90.0, 100.0)]
    >>> ranked["wage_rank_note"].to_list()
    [None, None, 'P90 is the highest percentile published']
    """
    opened = open_frame(frame, SUBJECT)
    checks = Checks(SUBJECT)
    checks.expect("by", by, "'code', 'title' or None", holds=by in ("code", "title", None))
    checks.value("prefix", prefix, str)
    checks.value("on_invalid", on_invalid, str, enum=("error", "flag"))
    release = checked_release(checks, data)
    check_engine(checks, opened)
    job = keys_of(checks, opened, on, system)
    if opened.check_column(checks, "wage", wage):
        opened.check_numeric(checks, wage, "numbers, for the wage")
        opened.check_name(checks, "wage", wage)
    named = period if period in OTHER_PERIOD or period in opened.schema else _period_of(period)
    is_column = named not in OTHER_PERIOD
    if is_column:
        opened.check_column(checks, "period", period, "'annual', 'hourly' or a column of the frame")
    if place is not None and opened.check_column(checks, "place", place):
        Keys((place,), None, SUBJECT).check(checks, opened, ("place",))
    names = [f"{prefix}wage_rank_{part}" for part in Rank._fields]
    opened.check_new_names(checks, names)
    if place is not None:
        expect_areas(checks, release)
    checks.raise_problems()
    keys = PayKeys(
        columns=(*job.columns, wage, *[period] * is_column, *filter(None, [place])),
        system=None,
        subject=SUBJECT,
        job=job,
        period=None if is_column else named,
        has_place=place is not None,
    )
    table = keyed_table(opened, keys, names)
    pays = table.counts().jobs
    jobs = dict.fromkeys(pay.job for pay in pays)
    if by is None:
        by = "title" if job.hold_titles(text for text, _ in jobs if text) else "code"
    if place is None:
        known = {(each, ""): _wages_of(release, each, by) for each in jobs}
    else:
        known = _local_wages_of(release, pays, by)
    if on_invalid == "error" and not opened.is_lazy:
        _refuse_wrong_scale(wage, pays.items(), known, is_column=is_column)
    ranks = [rank_in(known[pay.job, pay.place], pay) for pay in pays]
    kinds = (NUMBER, NUMBER, TEXT)
    columns = [PlainColumn(name, kind) for name, kind in zip(names, kinds, strict=True)]
    values = {name: [rank[place] for rank in ranks] for place, name in enumerate(names)}
    ranges = {pay: range(place, place + 1) for place, pay in enumerate(pays)}
    attached = table.attach(ranges, frame_of(columns, values, BACKENDS[opened.engine]))
    ranked: FrameT = opened.to_user_frame(attached)
    return ranked


def _period_of(text: object) -> str | None:
    """Return the period that a text names, if it does."""
    return PERIODS.get(" ".join(str(text).casefold().split()))


def _refuse_wrong_scale(
    column: str,
    pays: Iterable[tuple[Pay, int]],
    known: Mapping[tuple[Pair, str], WageDistribution | str],
    *,
    is_column: bool,
) -> None:
    """Refuse wages of which half or more are far from those of their occupations."""
    there = far = 0
    least, greatest = inf, 0.0
    others: Counter[str] = Counter()
    for pay, rows in pays:
        wages, period = known[pay.job, pay.place], _period_of(pay.period)
        if pay.wage is None or not 0 <= pay.wage < inf or isinstance(wages, str) or period is None:
            continue
        if (is_far := _is_far(wages, period, pay.wage)) is None:
            continue
        there += rows
        far += rows * is_far
        least, greatest = min(least, pay.wage), max(greatest, pay.wage)
        other, _ = OTHER_PERIOD[period]
        others[period] += rows * (is_far and _is_far(wages, other, pay.wage) is False)
    if not there or 2 * far < there:
        return
    looks = ""
    period, rows = others.most_common(1)[0]
    if 2 * rows >= far:
        other, words = OTHER_PERIOD[period]
        looks = f", which looks like {words}{'' if is_column else f': period={other!r}'}"
    got = f"{least:g} to {greatest:g}, {far:,} of {there:,} out of range{looks}"
    expected = (
        f"wages from a tenth of the P10 of their occupations to {FAR} times the highest "
        "percentile, or on_invalid='flag'"
    )
    raise InvalidInputError(SUBJECT, (Problem(column, got, expected),))


def _is_far(wages: WageDistribution, period: str, wage: float) -> bool | None:
    """Return whether a wage is far from those published for a period; None where none are."""
    estimates = getattr(wages, period)
    known = [each for name in PERCENTILES if (each := getattr(estimates, name)) is not None]
    if not known:
        return None
    return FAR * wage < (estimates.p10 or 0) or wage > FAR * known[-1]


def _occupations_of(release: Release, job: Pair, by: str) -> Sequence[Occupation] | str:
    """Return the occupations that a code or title leads to, or why there are none."""
    if job == NO_KEY:
        return "no code or title"
    text, system = job
    match = release.match_title(text) if by == "title" else release.match_code(text, system=system)
    return [release[code] for code in match.candidates] or match.reason


def _several(occupations: Sequence[Occupation]) -> str:
    return f"several occupations: {'; '.join(each.code for each in occupations)}"


def _wages_of(release: Release, job: Pair, by: str) -> WageDistribution | str:
    """Return the wages that are published for an occupation, or why there are none."""
    found = _occupations_of(release, job, by)
    if isinstance(found, str):
        return found
    published = {each.wages.published_code for each in found}
    # Several occupations may have one row of the survey together.
    if len(found) == 1 or (len(published) == 1 and None not in published):
        return found[0].wages
    return _several(found)


def _local_wages_of(
    release: Release, pays: Iterable[Pay], by: str
) -> dict[tuple[Pair, str], WageDistribution | str]:
    """Return the wages that are published for each occupation and place, or why there are none."""
    places = FoundPlaces(release, Counter(pay.place for pay in pays))
    texts_of: dict[Pair, set[str]] = {}
    for pay in pays:
        texts_of.setdefault(pay.job, set()).add(pay.place)
    wages: dict[tuple[Pair, str], WageDistribution | str] = {}
    # The estimates of a group of occupations are cached for the next one.
    for job in sorted(texts_of, key=itemgetter(0)):
        known = {text: places.by_text[text] for text in texts_of[job]}
        found = _occupations_of(release, job, by)
        one = None if isinstance(found, str) else shared_by(release, found)
        there = {} if one is None else local_wages(release, one, filter(None, known.values()))
        reason = found if isinstance(found, str) else _several(found)
        for text, place in known.items():
            nowhere = places.reasons.get(text, "") if place is None else reason
            wages[job, text] = nowhere if place is None else there.get(place.code, nowhere)
    return wages


def rank_in(wages: WageDistribution | str, pay: Pay) -> Rank:
    """Return the rank of a wage among those of its occupation."""
    if pay.wage is None:
        return Rank(None, None, "no wage")
    if not 0 <= pay.wage < inf:
        return Rank(None, None, "no wage of at least 0")
    if isinstance(wages, str):
        return Rank(None, None, wages)
    period = _period_of(pay.period)
    if period is None:
        named = f" {shorten(pay.period)}" if pay.period.strip() else ""
        return Rank(None, None, f"the period{named} is neither annual nor hourly")
    try:
        rank = 100 * getattr(wages, period).rank(pay.wage)
    except WageNotKnownError as error:
        low, high = (100 * (bound or 0) for bound in error.bounds)
        if (low, high) == (0, 100):
            return Rank(None, None, error.reason)
        return Rank(low, high, error.reason)
    return Rank(rank, rank, None)
