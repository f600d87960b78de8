"""Joining a table of one's own with the reference data, by the codes it has."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from attrs import field, frozen

from careerscore._record import Checks
from careerscore.errors import InvalidInputError, Problem, close_matches, shorten
from careerscore.frames.engines import FRAMES_IN_WORDS, near_names, open_frame, requires_engines
from careerscore.frames.gathering import beside, placed, taken, with_plain_texts
from careerscore.frames.match_report import MatchReport
from careerscore.frames.reference_side import ReferenceSide, SaysWhatItReads, Wanted
from careerscore.reference.matching import MatchKind, check_system
from careerscore.reference.releases import Release, load
from careerscore.scoring.catalog import methodology_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import narwhals.stable.v2 as nw

    from careerscore.frames.engines import Opened
    from careerscore.scoring.base import Methodology

__all__ = ["DEFAULT_COLUMNS", "Joined", "join_reference"]

FrameT = TypeVar("FrameT")

SUBJECT: Final = "join_reference"

LEAVE: Final = "leave"
EXPAND: Final = "expand"

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
    system: str | None = None,
    data: str | Release | None = None,
    columns: Sequence[str] = DEFAULT_COLUMNS,
    methodology: str | Methodology | None = None,
    many: str = LEAVE,
    prefix: str = "",
) -> Joined[FrameT]:
    """Attach reference data, and scores, to a table by its occupation codes.

    Nothing is guessed: a code that leads to several occupations gets none of them, a code
    that is malformed is not mended, and the report accounts for every row.

    Parameters
    ----------
    frame : frame
        Of pandas, polars (eager or lazy), pyarrow, DuckDB, Dask, Ibis, Spark or narwhals.
    on : str
        Its column of codes, which holds texts.
    system : str, optional
        Classification of the codes: ``"onet-soc-2019"``, ``"soc-2018"``, ``"onet-soc-2010"``
        or ``"soc-2010"``. By default the form of each decides: eight digits are O*NET-SOC
        2019, six are SOC 2018, and the report tells of codes that only the earlier
        classification has.
    data : str or Release, optional
        The release; the newest by default.
    columns : sequence of str
        The columns of `Release.to_frame` to attach.
    methodology : str or Methodology, optional
        Adds a column for each of its inputs, and those that `assess` adds to a frame.
    many : str
        What becomes of a code that leads to several occupations: ``"leave"`` names them and
        attaches nothing; ``"expand"`` gives a row for each of them, in the order of their
        codes, and adds ``match_count``: how many rows the row has become, 0 where there is no
        occupation. Sums over expanded rows count what they hold several times.
    prefix : str
        What the names of all new columns begin with.

    Returns
    -------
    Joined
        ``frame``, of the type given: the columns it had, unchanged, then ``match``
        (``matched``, ``inherited``, ``one-to-many`` or ``unmatched``), ``match_codes`` (the
        O*NET-SOC code used, or every candidate, joined by ``"; "``), and what was asked for,
        null where no occupation is used. Rows, their order and the index stay as they are,
        where the engine has them. ``report``, a `MatchReport`.

    Raises
    ------
    InvalidInputError
        If there is no such column, it does not hold texts, new columns have names that are
        taken, or an argument is not what is said above; all problems are listed.
    UnknownReleaseError, UnknownMethodologyError
        If there is no such release or methodology.

    Notes
    -----
    A lazy frame stays lazy, but is asked once, by a query of its own, for its different codes
    and their numbers of rows. SQL engines keep no order of rows.

    Examples
    --------
    >>> import polars as pl
    >>> frame = pl.DataFrame({"soc": ["29-2072", "13-1020"], "workers": [12, 3]})
    >>> joined = join_reference(frame, on="soc", data="2026.1", columns=["annual_median_usd"])
    >>> joined.frame.rows()
    [('29-2072', 12, 'matched', '29-2072.00', 48780.0),
     ('13-1020', 3, 'one-to-many', '13-1021.00; 13-1022.00; 13-1023.00', None)]
    >>> joined.report
    <MatchReport of soc, data release 2026.1: 1 matched, 1 one-to-many of 2 rows>
    """
    opened = open_frame(frame, SUBJECT)
    wanted = _checked_arguments(system, data, columns, methodology, many, prefix)
    _check_frame(opened, on, wanted.names)
    rows_of = _rows_of(opened, on)
    report = MatchReport(
        on=on,
        system=system,
        data_release=wanted.release.name,
        rows_without_code=rows_of.pop(None, 0),
        matches=tuple(
            wanted.release.match_code(code, system=system)
            for code in sorted(code for code in rows_of if code is not None)
        ),
        rows_of=rows_of,
    )
    joined = _attached(opened, on, ReferenceSide(report.matches, wanted))
    return Joined(frame=opened.to_user_frame(joined), report=report)


def _checked_arguments(
    system: object, data: object, columns: object, methodology: Any, many: object, prefix: object
) -> Wanted:
    """Return what is to be attached, or refuse what is wrong about it, all at once."""
    checks = Checks(SUBJECT)
    check_system(checks, system)
    holds = data is None or isinstance(data, str | Release)
    checks.expect("data", data, "the name of a release, a Release or None", holds=holds)
    release = data if isinstance(data, Release) else load(data if isinstance(data, str) else None)
    known = tuple(column.name for column in release.columns)
    is_list = isinstance(columns, list | tuple)
    checks.expect("columns", columns, "a list of names", holds=is_list)
    names: Sequence[Any] = columns if isinstance(columns, list | tuple) else ()
    for name in names:
        near = " or ".join(close_matches(name, known)) or "title, category and so on"
        expected = f"a column of the reference table: {near}"
        checks.expect("columns", name, expected, holds=name in known)
    method = None if methodology is None else methodology_of(methodology)
    says = method if isinstance(method, SaysWhatItReads) else None
    expected = "a methodology that has inputs_of"
    checks.expect("methodology", method, expected, holds=says is method)
    checks.expect("many", many, f"{LEAVE!r} or {EXPAND!r}", holds=many in (LEAVE, EXPAND))
    checks.instance("prefix", prefix, str)
    checks.raise_problems()
    return Wanted(release, tuple(dict.fromkeys(names)), says, many == EXPAND, str(prefix))


def _check_frame(opened: Opened, on: object, made: Sequence[str]) -> None:
    """Refuse a frame without texts in the column, or with columns that the new ones would hide."""
    schema = opened.frame.collect_schema()
    names = tuple(schema.names())
    problems: list[Problem] = []
    if opened.engine not in _REFERENCE_BACKENDS:
        problems.append(Problem("frame", f"one of {opened.engine}", FRAMES_IN_WORDS))
    if not isinstance(on, str) or on not in names:
        expected = f"a column of the frame: {near_names(on, names)}"
        problems.append(Problem("on", shorten(on), expected))
    elif not _may_hold_texts(opened, schema[on]):
        problems.append(Problem(on, f"a column of {schema[on]}", TEXTS_IN_WORDS))
    taken_by = {opened.casefold_name(str(name)): name for name in names}
    for name in made:
        clash = taken_by.get(opened.casefold_name(name))
        if clash is not None:
            expected = f"no column named {name}, or a prefix for the new one"
            problems.append(Problem("frame", f"a column {shorten(clash)}", expected))
    for name, count in Counter(map(opened.casefold_name, made)).items():
        if count > 1:
            expected = "other columns than the methodology adds"
            problems.append(Problem("columns", shorten(name), expected))
    if problems:
        raise InvalidInputError(SUBJECT, tuple(problems))


def _may_hold_texts(opened: Opened, kind: Any) -> bool:
    import narwhals.stable.v2 as nw

    # Of rows at hand, what they hold is looked at when they are read.
    kinds = (nw.String, nw.Categorical, nw.Enum)
    return isinstance(kind, kinds if opened.is_lazy else (*kinds, nw.Object, nw.Unknown))


def _rows_of(opened: Opened, on: str) -> Counter[str | None]:
    """Return how many rows have each code; a lazy frame is asked by a query."""
    import narwhals.stable.v2 as nw

    if isinstance(opened.frame, nw.DataFrame):
        return Counter(_codes_in(opened.frame[on]))
    rows = f"{on}_rows"
    asked = opened.frame.group_by(on).agg(nw.len().alias(rows))
    with requires_engines(f"reading the codes of a frame of {opened.engine}"):
        counted = asked.collect()
    return Counter(dict(zip(_codes_in(counted[on]), counted[rows].to_list(), strict=True)))


def _codes_in(column: nw.Series[Any]) -> list[str | None]:
    """Return the codes of a column, None where there is none."""
    values = column.to_list()
    codes = [value if isinstance(value, str) else None for value in values]
    if codes.count(None) != column.null_count():
        stray = next(value for value in values if value is not None and not isinstance(value, str))
        raise InvalidInputError(SUBJECT, (Problem(column.name, shorten(stray), TEXTS_IN_WORDS),))
    return codes


def _attached(opened: Opened, on: str, side: ReferenceSide) -> Any:
    """Return the frame with the rows of the reference side attached."""
    backend = _REFERENCE_BACKENDS[opened.engine]
    if opened.engine == "dask":
        return _attached_by_partition(opened, on, side.places, side.frame(backend))
    if not opened.is_lazy:
        return _gathered(opened.frame, on, side.places, side.frame(backend), backend)
    # Longer than every name there is, so that no column has it.
    names = (*map(str, opened.frame.collect_schema().names()), *side.wanted.names)
    key = f"{max(names, key=len)}_"
    attach = _joined_polars if opened.engine == "polars" else _joined_sql
    return attach(opened, on, side, key)


def _gathered(
    frame: Any, on: str, places: Mapping[str | None, Sequence[int]], reference: Any, backend: str
) -> Any:
    """Attach rows by position: nothing is sorted, and no index is touched."""
    import narwhals.stable.v2 as nw

    codes = _codes_in(frame[on])
    positions = [place for code in codes for place in places[code]]
    if len(positions) > len(codes):
        frame = frame[[row for row, code in enumerate(codes) for _ in places[code]]]
    attached = taken(reference, positions, backend)
    return nw.from_native(beside(frame.to_native(), attached, backend), eager_only=True)


def _attached_by_partition(
    opened: Opened, on: str, places: Mapping[str | None, Sequence[int]], reference: Any
) -> Any:
    native: Any = opened.frame.to_native()
    attach = partial(_attached_part, on=on, places=dict(places), reference=reference)
    # What Dask is told of the result: the result of an empty part.
    meta = attach(native._meta)  # noqa: SLF001
    return open_frame(native.map_partitions(attach, meta=meta), SUBJECT).frame


def _attached_part(
    part: Any, on: str, places: Mapping[str | None, Sequence[int]], reference: Any
) -> Any:
    import narwhals.stable.v2 as nw

    frame = nw.from_native(part, eager_only=True)
    return _gathered(frame, on, places, reference, "pandas").to_native()


def _joined_polars(opened: Opened, on: str, side: ReferenceSide, key: str) -> Any:
    import narwhals.stable.v2 as nw
    import polars as pl

    native: Any = opened.frame.to_native()
    joined = native.join(
        side.frame("polars", key).lazy(),
        left_on=pl.col(on).cast(pl.String),
        right_on=key,
        how="left",
        nulls_equal=True,
        maintain_order="left_right",
    )
    return nw.from_native(joined.drop(key))


def _joined_sql(opened: Opened, on: str, side: ReferenceSide, key: str) -> Any:
    import narwhals.stable.v2 as nw

    frame: Any = opened.frame
    reference = with_plain_texts(side.frame("pyarrow", key))
    right: Any = nw.from_native(placed(reference, frame.to_native(), opened.engine))
    joined = frame.join(right, left_on=on, right_on=key, how="left")
    # No null equals another here: rows without a code have found nothing.
    kind, _, *count = side.wanted.about_match
    filled = [nw.coalesce(nw.col(kind), nw.lit(MatchKind.UNMATCHED.value)).alias(kind)]
    filled += [nw.coalesce(nw.col(name), nw.lit(0)).alias(name) for name in count]
    return joined.with_columns(*filled)


TEXTS_IN_WORDS: Final = (
    "texts such as '29-2072'; codes that were read as numbers have lost their form: read the "
    "column as text"
)

_REFERENCE_BACKENDS: Final = {
    "pandas": "pandas",
    "dask": "pandas",
    "polars": "polars",
    "pyarrow": "pyarrow",
    "duckdb": "pyarrow",
    "ibis": "pyarrow",
    "pyspark": "pyarrow",
}
"""What the reference side is put together in, for each engine there is."""
