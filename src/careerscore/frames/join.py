"""Join a table of your own with the reference data, by its codes or its titles."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from attrs import field, frozen

from careerscore._record import Checks
from careerscore.frames.engines import open_frame
from careerscore.frames.join_plan import LOCAL_NAMES, JoinPlan
from careerscore.frames.keyed_tables import BACKENDS, check_engine, keyed_table
from careerscore.frames.keys import Keys, keys_of
from careerscore.frames.match_report import MatchReport

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from careerscore.reference.releases import Release
    from careerscore.scoring.base import Methodology

FrameT = TypeVar("FrameT")

SUBJECT: Final = "join_reference"

DEFAULT_COLUMNS: Final = (
    "title",
    "category",
    "job_zone",
    "annual_median_usd",
    "annual_median_lower_bound_usd",
    "wages_how",
    "wages_published_code",
    "employment",
    "outlook_percent_change",
    "outlook_how",
    "education_entry_level",
)
"""The columns of the reference table that are attached unless others are named."""


@frozen(kw_only=True)
class Joined(Generic[FrameT]):
    """A table with reference columns, and what became of its codes.

    Parameters
    ----------
    frame : frame
        Of the type that was given.
    report : MatchReport
        How many rows and codes matched, and which did not.
    """

    frame: FrameT = field(repr=False)
    report: MatchReport


def join_reference(
    frame: FrameT,
    *,
    on: str,
    by: str | None = None,
    system: str | None = None,
    data: str | Release | None = None,
    columns: Sequence[str] = DEFAULT_COLUMNS,
    methodology: str | Methodology | None = None,
    many: str = "leave",
    min_confidence: float | None = None,
    prefix: str = "",
    progress: Callable[[int, int], None] | None = None,
    place: str | None = None,
    place_fallback: str | None = None,
    local_columns: Sequence[str] = LOCAL_NAMES,
) -> Joined[FrameT]:
    """Attach reference data, and scores, to a table by its occupation codes or its titles.

    Nothing is decided that the table leaves open: a code or title that leads to several
    occupations gets what all of them have in common, and the report accounts for every row.
    A lazy frame stays lazy, but is asked once, by a query of its own, for its different codes and
    their numbers of rows. SQL engines keep no order of rows.

    Parameters
    ----------
    frame : frame
        Of pandas, polars (eager or lazy), pyarrow, DuckDB, Dask, Ibis, Spark or narwhals.
    on : str
        Its column of codes or titles: texts, categories or whole numbers. Of a pandas frame also
        the name of the index, or of one of its levels, which stays as it is.
    by : str, optional
        What the column holds: ``"code"`` or ``"title"``. By default titles where `min_confidence`
        is given, or most of its different values have no digit; else codes.
    system : str, optional
        Classification of the codes: ``"onet-soc-2019"``, ``"soc-2018"``, ``"onet-soc-2010"``
        or one of `careerscore.matching.code_systems`: ``"soc-2010"``, ``"soc-2000"``,
        ``"oes-2019"`` (wages of May 2019 and 2020), ``"census-2018"``, ``"census-2010"`` or
        ``"isco-08"``, on every release. Or a column of the table that names one in each row, as a
        panel of several vintages needs; a column that is called like a classification has to be
        renamed. By default, and where that column has no value, the form of each code decides.
    data : str or Release, optional
        The release; the newest by default.
    columns : sequence of str
        The columns of `Release.to_frame` to attach.
    methodology : str or Methodology, optional
        Adds a column for each of its inputs, and those that `assess` adds to a frame.
    many : str
        What becomes of a code or title that leads to several occupations. ``"leave"`` names them,
        and attaches a value where all of them have the same one: the wage that is published for
        all of them together, but no title. ``"expand"`` gives a row for each of them, in the order
        of their codes; opens groups such as ``15-1230``, too; and adds ``match_count``, how many
        rows the row has become (0 where there is no occupation), and ``match_weight``, the share
        of each in the known employment of all of them. Sums weighted by it count each row once:
        an occupation whose employment is not published has no weight, and `report` names it.
    min_confidence : float, optional
        How sure a title has to be to match, 0 to 1, as for `Release.match_title`.
    prefix : str
        What the names of all new columns begin with.
    progress : callable, optional
        Called with how many of the different codes or titles are matched, and how many there are.
    place : str, optional
        A column of places, as `careerscore.places` finds them: names, abbreviations of states, and
        codes, texts or whole numbers (6 is California). Attaches the pay and the jobs of the
        occupation there, as `careerscore.local_pay` gives them.
    place_fallback : str, optional
        ``"state"``: where no pay is published for an area, that of its state, which the note names.
        An area that lies in several states stays as it is.
    local_columns : sequence of str
        What is attached for a place next to ``place_match`` (``matched``, ``ambiguous`` or
        ``unmatched``), ``place_code`` and ``place_name``, where the figures hold:

        - ``local_annual_median_usd``, ``local_annual_median_lower_bound_usd``,
          ``local_hourly_median_usd``: median pay and, where it is top-coded, the least that it is,
        - ``local_employment``, ``local_jobs_per_thousand``, ``local_location_quotient``,
        - ``local_price_parity``: prices there [United States = 100],
        - ``local_median_difference_percent``: by how much the median exceeds the nation's,
        - ``local_real_annual_median_usd``: the median in dollars of average US prices,
        - ``local_published_code``: the code that the figures are published under,
        - ``local_note``: why figures are null or of another place.

    Returns
    -------
    Joined
        ``frame``, of the type given: the columns it had, unchanged, then ``match``
        (``matched``, ``inherited``, ``one-to-many`` or ``unmatched``), ``match_codes`` (the
        O*NET-SOC code used, or every candidate, joined by ``"; "``), for titles
        ``match_confidence`` (0 to 1), and what was asked for, null where no occupation is used;
        rows, their order and the index stay as they are, where the engine has them. And
        ``report``, a `MatchReport`.

    Raises
    ------
    InvalidInputError
        If there is no such column, it holds neither texts nor whole numbers, new columns have
        names that are taken, or an argument is not as described above; all problems are listed.
    UnknownReleaseError, UnknownMethodologyError
        If there is no such release or methodology.

    Notes
    -----
    What a composite such as ``13-1020`` shares with its parts is attached to each row of them: a
    sum of ``employment`` over a table that has both counts workers twice, and
    `employment_summary` with ``once_per="wages_published_code"`` counts them once. The share of one
    of several, ``employment_apportioned``, is never attached to the row of all of them.

    Weights rest on the employment of the release; occupations whose employment is published
    together have equal parts of it. They add up to 1 among those whose employment is known, and
    are null for the others. Where it is known of none, all are null, and such a row is in no sum:
    ``1 / match_count`` would be equal shares.

    Examples
    --------
    >>> import polars as pl
    >>> frame = pl.DataFrame({"soc": ["29-2072", "13-1020"], "workers": [12, 3]})
    >>> joined = join_reference(frame, on="soc", data="2026.1", columns=["annual_median_usd"])
    >>> joined.frame.rows()
    [('29-2072', 12, 'matched', '29-2072.00', 48780.0),
     ('13-1020', 3, 'one-to-many', '13-1021.00; 13-1022.00; 13-1023.00', 71950.0)]
    >>> joined.report
    <MatchReport of soc, data release 2026.1: 1 matched, 1 one-to-many of 2 rows>
    >>> joined.report.codes["one-to-many"], joined.report.rows["one-to-many"]
    (('13-1020',), 1)
    """
    opened = open_frame(frame, SUBJECT)
    checks = Checks(SUBJECT)
    keys = keys_of(checks, opened, on, system)
    check_engine(checks, opened)
    plan = JoinPlan.checked(
        checks,
        keys,
        by=by,
        system=system,
        data=data,
        columns=columns,
        methodology=methodology,
        many=many,
        min_confidence=min_confidence,
        prefix=prefix,
        place=place,
        place_fallback=place_fallback,
        local_columns=local_columns,
    )
    if place is not None and opened.check_column(checks, "place", place):
        Keys((place,), None, SUBJECT).check(checks, opened, ("place",))
    made = plan.names
    opened.check_new_names(checks, dict.fromkeys(made))
    for name, count in Counter(map(opened.casefold_name, made)).items():
        checks.expect("columns", name, "other columns than the methodology adds", holds=count == 1)
    checks.raise_problems()
    table = keyed_table(opened, plan.read_keys, made)
    found = plan.match(table.counts(), progress)
    attached, ranges = found.table(BACKENDS[opened.engine])
    native = table.attach(ranges, attached, found.placed)
    return Joined(frame=opened.to_user_frame(native), report=found.report)
