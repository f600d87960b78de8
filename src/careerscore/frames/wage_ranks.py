"""The place of wages of a table in the published distributions of their occupations."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from attrs import frozen

from careerscore._record import Checks
from careerscore.errors import WageNotKnownError, shorten
from careerscore.frames.engines import open_frame
from careerscore.frames.join_plan import release_of
from careerscore.frames.keyed_tables import BACKENDS, check_engine, keyed_table
from careerscore.frames.keys import MISSING, Keys, keys_of
from careerscore.reference.columns import NUMBER, TEXT, PlainColumn, frame_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from careerscore.frames.keys import Pair
    from careerscore.model.wages import WageDistribution
    from careerscore.reference.releases import Release

FrameT = TypeVar("FrameT")

SUBJECT: Final = "wage_rank"

PERIODS: Final = {
    **dict.fromkeys(("annual", "annually", "year", "yearly", "yr", "per year"), "annual"),
    **dict.fromkeys(("hourly", "hour", "hr", "per hour"), "hourly"),
}
"""How tables name the periods for which wages are published."""


class Pay(NamedTuple):
    """What a row says of its pay: of which occupation, how much, for how long."""

    job: Pair
    wage: float | None
    period: str


@frozen
class PayKeys(Keys):
    """The columns that give a row's occupation, then its wage and, if that is a column, its period.

    A place would be one column more, and another distribution of the same occupation.
    """

    job: Keys
    period: str | None

    def pairs_of(self, values: Sequence[Sequence[Any]]) -> list[Any]:
        """Return what each of several values of the columns says."""
        place = len(self.job.columns)
        jobs = self.job.pairs_of([row[:place] for row in values])
        return [
            Pay(
                job,
                None if row[place] is None or row[place] != row[place] else float(row[place]),
                self.period or str(row[place + 1] or ""),
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
    by: str = "code",
    system: str | None = None,
    data: str | Release | None = None,
    prefix: str = "",
) -> FrameT:
    """Tell where each row's wage lies in the published wages of its occupation.

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
        ``"annual"`` or ``"hourly"``, for all wages; or a column that says so in each row, also as
        ``"Year"`` or ``"Hour"``. Hourly wages are never turned into annual ones, nor back: the
        survey publishes both.
    by : str
        What `on` holds: ``"code"`` or ``"title"``.
    system : str, optional
        Classification of the codes, or a column that names it, as for `join_reference`.
    data : str or Release, optional
        The release; the newest by default. Its wages are those of one month; wages of another
        time are compared with these as they are.
    prefix : str
        What the names of the new columns begin with.

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
        If there is no such column, wages are no numbers, new columns have names that are taken, or
        an argument is not as described above; all problems are listed.
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
    checks.value("by", by, str, enum=("code", "title"))
    checks.value("prefix", prefix, str)
    release = release_of(checks, data)
    check_engine(checks, opened)
    job = keys_of(checks, opened, on, system)
    if opened.check_column(checks, "wage", wage):
        opened.check_numeric(checks, wage, "numbers, for the wage")
        opened.check_name(checks, "wage", wage)
    is_column = period not in ("annual", "hourly")
    if is_column:
        opened.check_column(checks, "period", period, "'annual', 'hourly' or a column of the frame")
    names = [f"{prefix}wage_rank_{part}" for part in Rank._fields]
    opened.check_new_names(checks, names)
    checks.raise_problems()
    keys = PayKeys(
        columns=(*job.columns, wage, *[period] * is_column),
        system=None,
        subject=SUBJECT,
        job=job,
        period=None if is_column else period,
    )
    table = keyed_table(opened, keys, names)
    pays: dict[Any, int] = {pay: 0 for pay, _ in table.counts()}
    known = {job: _wages_of(release, job, by) for job in dict.fromkeys(pay.job for pay in pays)}
    ranks = [_rank(known[pay.job], pay) for pay in pays]
    kinds = (NUMBER, NUMBER, TEXT)
    columns = [PlainColumn(name, kind) for name, kind in zip(names, kinds, strict=True)]
    values = {name: [rank[place] for rank in ranks] for place, name in enumerate(names)}
    ranges = {pay: range(place, place + 1) for place, pay in enumerate(pays)}
    attached = table.attach(ranges, frame_of(columns, values, BACKENDS[opened.engine]))
    return opened.to_user_frame(attached)  # type: ignore[no-any-return]


def _wages_of(release: Release, job: Pair, by: str) -> WageDistribution | str:
    """Return the wages that are published for an occupation, or why there are none."""
    if job == MISSING:
        return "no code or title"
    text, system = job
    match = release.match_title(text) if by == "title" else release.match_code(text, system=system)
    wages = [release[code].wages for code in match.candidates]
    published = {each.published_code for each in wages}
    # Several occupations may have one row of the survey together.
    if len(wages) == 1 or (len(published) == 1 and None not in published):
        return wages[0]
    return f"several occupations: {'; '.join(match.candidates)}" if wages else match.reason


def _rank(wages: WageDistribution | str, pay: Pay) -> Rank:
    """Return the place of a wage among those of its occupation."""
    if pay.wage is None:
        return Rank(None, None, "no wage")
    if not 0 <= pay.wage < inf:
        return Rank(None, None, "no wage of at least 0")
    if isinstance(wages, str):
        return Rank(None, None, wages)
    period = PERIODS.get(" ".join(pay.period.casefold().split()))
    if period is None:
        shown = f" {shorten(pay.period)}" if pay.period.strip() else ""
        return Rank(None, None, f"the period{shown} is neither annual nor hourly")
    try:
        rank = 100 * getattr(wages, period).rank(pay.wage)
    except WageNotKnownError as error:
        low, high = (100 * (bound or 0) for bound in error.bounds)
        if (low, high) == (0, 100):
            return Rank(None, None, error.reason)
        return Rank(low, high, error.reason)
    return Rank(rank, rank, None)
