"""Join a table of your own with the reference data, by its codes or its titles."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from attrs import evolve, field, frozen

from careerscore._record import Checks
from careerscore.errors import close_matches
from careerscore.frames.attachments import Attachments
from careerscore.frames.engines import FRAMES, open_frame
from careerscore.frames.keyed_tables import BACKENDS, InMemory, InParts, Queried
from careerscore.frames.keys import MISSING, SUBJECT, keys_of
from careerscore.frames.match_report import MatchReport
from careerscore.matching.codes import crosswalks_of
from careerscore.matching.matches import Match, MatchKind
from careerscore.matching.systems import SYSTEMS
from careerscore.reference.releases import Release, load
from careerscore.scoring.catalog import methodology_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from careerscore.frames.keys import Pair
    from careerscore.scoring.base import Methodology

FrameT = TypeVar("FrameT")

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
        of each in the employment of all of them. Sums weighted by it count every row once.
    min_confidence : float, optional
        How sure a title has to be to match, 0 to 1, as for `Release.match_title`.
    prefix : str
        What the names of all new columns begin with.
    progress : callable, optional
        Called with how many of the different codes or titles are matched, and how many there are.

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
    together have equal parts of it. They are null where the employment of one is not known:
    ``1 / match_count`` would be equal shares.

    Examples
    --------
    >>> import polars as pl
    >>> frame = pl.DataFrame({"soc": ["29-2072", "13-1020"], "workers": [12, 3]})
    >>> joined = join_reference(frame, on="soc", data="2026.1", columns=["annual_median_usd"])
    >>> joined.frame.rows()
    [('29-2072', 12, 'matched', '29-2072.00', 48780.0),
     ('13-1020', 3, 'one-to-many', '13-1021.00; 13-1022.00; 13-1023.00', 75650.0)]
    >>> joined.report
    <MatchReport of soc, data release 2026.1: 1 matched, 1 one-to-many of 2 rows>
    >>> joined.report.codes["one-to-many"], joined.report.rows["one-to-many"]
    (('13-1020',), 1)
    """
    opened = open_frame(frame, SUBJECT)
    checks = Checks(SUBJECT)
    holds = by in (None, "code", "title") and not (by == "code" and min_confidence is not None)
    checks.expect("by", by, "'title', 'code' without min_confidence, or None", holds=holds)
    keys = keys_of(checks, opened, on, system)
    by_title = by == "title" or (by is None and min_confidence is not None)
    holds = system is None or not by_title
    checks.expect("system", system, "None, as titles have no classification", holds=holds)
    holds = data is None or isinstance(data, str | Release)
    checks.expect("data", data, "the name of a release, a Release or None", holds=holds)
    release = data if isinstance(data, Release) else load(data if isinstance(data, str) else None)
    known = {column.name: column for column in release.columns}
    wanted = columns if isinstance(columns, list | tuple) else ()
    checks.expect("columns", columns, "a list of names", holds=wanted is columns)
    for name in wanted:
        if not (isinstance(name, str) and name in known):
            near = " or ".join(close_matches(name, tuple(known))) or "title, category and so on"
            checks.expect("columns", name, f"a column of the reference table: {near}", holds=False)
    method = None if methodology is None else methodology_of(methodology)
    holds = method is None or hasattr(method, "inputs_of")
    checks.expect("methodology", method, "a methodology that has inputs_of", holds=holds)
    expands = many == "expand"
    checks.expect("many", many, "'leave' or 'expand'", holds=many in ("leave", "expand"))
    checks.value("min_confidence", min_confidence, float | None, minimum=0, maximum=1)
    checks.value("prefix", prefix, str)
    checks.expect("frame", f"one of {opened.engine}", FRAMES, holds=opened.engine in BACKENDS)
    chosen = {f"{prefix}{name}": known[name] for name in map(str, wanted) if name in known}
    has_confidence = by != "code" and system is None
    attachments = Attachments(
        release, chosen, method, str(prefix), expands=expands, by_title=has_confidence
    )
    opened.check_new_names(checks, dict.fromkeys(attachments.names))
    for name, count in Counter(map(opened.casefold_name, attachments.names)).items():
        checks.expect("columns", name, "other columns than the methodology adds", holds=count == 1)
    checks.raise_problems()
    made = attachments.names
    table: InMemory | InParts | Queried
    if opened.engine in {"pandas", "pyarrow"}:
        table = InMemory(opened.frame.to_native(), keys, opened.engine)
    else:
        table = InParts(opened, keys) if opened.engine == "dask" else Queried(opened, keys, made)
    rows_of: Counter[Pair] = Counter()
    for pair, count in table.counts():
        rows_of[pair] += count
    rows_missing = rows_of.pop(MISSING, 0)
    if by is None and system is None and min_confidence is None:
        texts = {text for text, _ in rows_of}
        # Every code has digits.
        by_title = 2 * sum(not any(map(str.isdigit, text)) for text in texts) > len(texts)
    attachments = evolve(attachments, by_title=by_title)
    matches: dict[Pair, Match] = {}
    for pair in sorted(rows_of, key=lambda pair: (pair[0], pair[1] or "")):
        matches[pair] = _match(release, *pair, min_confidence, by_title=by_title, opens=expands)
        if progress is not None:
            progress(len(matches), len(rows_of))
    found = [*matches.values()]
    codes = {code for one in found if len(one.candidates) > 1 for code in one.candidates}
    report = MatchReport(
        on=on,
        by="title" if by_title else "code",
        system=keys.system,
        data_release=release.name,
        matches=tuple(found),
        rows_of=tuple(map(rows_of.__getitem__, matches)),
        rows_missing=rows_missing,
        crosswalks=tuple(
            dict.fromkeys(
                edition
                for name in SYSTEMS
                if name in {*(one.system for one in found), *(named for _, named in matches)}
                for edition in crosswalks_of(name, release.editions)
            )
        ),
        titles={code: release[code].title for code in sorted(codes)},
        fits={}
        if by_title or len(keys.columns) > 1
        else release.systems_of(text for text, _ in matches),
    )
    attached, places = attachments.table([None, *found], BACKENDS[opened.engine])
    ranges = dict(zip([MISSING, *matches], places, strict=True))
    return Joined(frame=opened.to_user_frame(table.attach(ranges, attached)), report=report)


def _match(
    release: Release,
    text: str,
    system: str | None,
    min_confidence: float | None,
    *,
    by_title: bool,
    opens: bool,
) -> Match:
    """Match a code or a title; groups are opened on request."""
    if by_title:
        least = {} if min_confidence is None else {"min_confidence": min_confidence}
        return release.match_title(text, **least)
    found = release.match_code(text, system=system)
    if not (opens and found.members):
        return found
    kind = MatchKind.ONE_TO_MANY if len(found.members) > 1 else MatchKind.MATCHED
    return evolve(found, kind=kind, candidates=found.members)
