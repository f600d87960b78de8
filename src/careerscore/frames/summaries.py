"""Employment and pay of groups of occupations, in which no worker is counted twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import fsum, inf
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from careerscore.errors import InvalidInputError, Problem, shorten
from careerscore.frames.engines import near_names, open_frame

if TYPE_CHECKING:
    from collections.abc import Callable

    import narwhals.stable.v2 as nw

    from careerscore.frames.engines import Opened

__all__ = ["SUMMARY_COLUMNS", "employment_summary"]

FrameT = TypeVar("FrameT")

SUBJECT: Final = "employment_summary"

ROWS: Final = "__careerscore_rows"

OCCUPATIONS: Final = "occupations"
WITHOUT_EMPLOYMENT: Final = "occupations_without_employment"
EMPLOYMENT: Final = "employment"
EMPLOYMENT_SHARE: Final = "employment_share"
WITHOUT_WAGE: Final = "employment_without_wage"
WAGE_BILL: Final = "wage_bill_usd"
WAGE_BILL_SHARE: Final = "wage_bill_share"

SUMMARY_COLUMNS: Final = (
    OCCUPATIONS,
    WITHOUT_EMPLOYMENT,
    EMPLOYMENT,
    EMPLOYMENT_SHARE,
    WITHOUT_WAGE,
    WAGE_BILL,
    WAGE_BILL_SHARE,
)
"""The columns of a summary, after those of the group."""


def employment_summary(
    frame: FrameT,
    by: str | Sequence[str],
    *,
    employment: str | None = None,
    wage: str = "annual_mean_usd",
    once_per: str | None = None,
) -> FrameT:
    """Sum up employment and pay by group.

    Parameters
    ----------
    frame : frame
        Of pandas, polars (eager or lazy), pyarrow, DuckDB, Dask, Ibis, Spark or narwhals: one
        row per O*NET-SOC occupation, as `Release.to_frame` gives it; or any other rows with
        the code their employment is published under, named by `once_per`.
    by : str or sequence of str
        Columns that make the groups. Rows without a value are a group of their own.
    employment : str, optional
        Column of workers that may be added up: ``employment_apportioned`` by default, and
        ``employment`` with `once_per`. Occupations that are published under one code all
        repeat its ``employment``.
    wage : str
        Column of mean annual wages [US dollars].
    once_per : str, optional
        Column of codes whose employment is to be counted once, such as
        ``wages_published_code``: the rows that have a code share its employment equally. For
        tables by SOC code, expanded ones, and such as name an occupation several times, where
        a share apportioned to O*NET-SOC occupations adds up to too little or too much.

    Returns
    -------
    frame
        The same type, one row per group: the columns of `by`, then

        - ``occupations``: number of rows,
        - ``occupations_without_employment``: those of them whose employment is not known,
        - ``employment``: sum of the workers that are known,
        - ``employment_share``: its share of all groups, 0 to 1,
        - ``employment_without_wage``: workers whose mean wage is not known,
        - ``wage_bill_usd``: employment times mean annual wage, summed over the others
          [US dollars a year],
        - ``wage_bill_share``: its share of all groups, 0 to 1.

        Nothing missing is filled in: what the sums leave out stands beside them. A share of
        nothing is null. The groups are sorted, categories in their own order, null last.

    Raises
    ------
    InvalidInputError
        If a column is missing, is no number, or has a name that the summary takes; on an eager
        engine also if a number is negative or infinite. All problems are listed.

    Notes
    -----
    On pandas, polars and pyarrow the sums are exact before their last rounding, so that neither
    the engine nor the order of the rows changes a digit. Lazy engines stay lazy and add up in
    an order of their own: there, the last digits may differ from one run to the next.

    Examples
    --------
    >>> import careerscore as cs
    >>> frame = cs.load("2026.1").to_frame("polars")
    >>> summary = employment_summary(frame, "category")
    >>> round(summary["employment"].sum())
    151853170
    >>> summary.row(22, named=True)["occupations_without_employment"]
    19
    >>> one = frame.filter(frame["soc_code"] == "29-1141").select("category", "employment",
    ...     "annual_mean_usd", "wages_published_code")
    >>> summary = employment_summary(one, "category", once_per="wages_published_code")
    >>> summary.select("occupations", "employment").rows(), one["employment"][0]
    ([(5, 3175390.0)], 3175390)
    """
    opened = open_frame(frame, SUBJECT)
    workers = employment or ("employment" if once_per else "employment_apportioned")
    groups = _checked(opened, by, workers, wage, once_per)
    known = _with_gaps_alike(opened.frame, groups)
    summarise = _summarised_lazily if opened.is_lazy else _summarised
    return opened.to_user_frame(summarise(known, groups, workers, wage, once_per))  # type: ignore[no-any-return]


def _with_gaps_alike(frame: Any, groups: list[str]) -> Any:
    """Return a frame whose groups have null for NaN: to some engines they are two groups."""
    import narwhals.stable.v2 as nw

    schema = frame.collect_schema()
    floats = [nw.col(name) for name in groups if schema[name].is_float()]
    if not floats:
        return frame
    return frame.with_columns(*(nw.when(~one.is_nan()).then(one) for one in floats))


def _checked(
    opened: Opened, by: Any, employment: str, wage: str, once_per: str | None
) -> list[str]:
    """Return the columns of the groups, or refuse what is wrong, all at once."""
    schema = opened.frame.collect_schema()
    names = tuple(schema.names())
    groups = [by] if isinstance(by, str) else list(by) if isinstance(by, Sequence) else []
    problems: list[Problem] = []
    if not groups or len(set(map(str, groups))) < len(groups):
        expected = "the name of a column, or a list of such, all different"
        problems.append(Problem("by", shorten(by), expected))
    arguments = [*(("by", name) for name in groups), ("employment", employment), ("wage", wage)]
    arguments += [] if once_per is None else [("once_per", once_per)]
    summary = set(map(opened.casefold_name, SUMMARY_COLUMNS))
    for argument, name in arguments:
        if not isinstance(name, str) or name not in names:
            expected = f"a column of the frame: {near_names(name, names)}"
            problems.append(Problem(argument, shorten(name), expected))
        elif argument in {"employment", "wage"} and not schema[name].is_numeric():
            problems.append(Problem(argument, f"a column of {schema[name]}", "a column of numbers"))
        elif argument == "by" and opened.casefold_name(name) in summary:
            expected = "a column whose name the summary does not take"
            problems.append(Problem(argument, shorten(name), expected))
        elif schema[name].is_nested() or opened.holds_objects(name):
            problems.append(Problem(argument, f"a column of {schema[name]}", "single values"))
    if problems:
        raise InvalidInputError(SUBJECT, tuple(problems))
    return groups


class _Row(NamedTuple):
    employment: float | None
    wage: float | None


class _Sums(NamedTuple):
    """What the rows of a group come to."""

    occupations: int
    without_employment: int
    employment: float
    without_wage: float
    wage_bill: float


def _sums_of(rows: Sequence[_Row]) -> _Sums:
    known = [(row.employment, row.wage) for row in rows if row.employment is not None]
    return _Sums(
        occupations=len(rows),
        without_employment=len(rows) - len(known),
        employment=fsum(workers for workers, _ in known),
        without_wage=fsum(workers for workers, wage in known if wage is None),
        wage_bill=fsum(workers * wage for workers, wage in known if wage is not None),
    )


def _summarised(
    frame: Any, groups: list[str], employment: str, wage: str, once_per: str | None
) -> Any:
    """Sum up rows that are at hand."""
    import narwhals.stable.v2 as nw

    workers, wages = _numbers(frame, employment=employment, wage=wage)
    if once_per is not None:
        workers = _shared_out(workers, _values(frame[once_per]))
    rows = list(map(_Row, workers, wages))
    members: dict[tuple[Any, ...], list[int]] = {}
    for place, key in enumerate(zip(*(_values(frame[name]) for name in groups), strict=True)):
        members.setdefault(key, []).append(place)
    ranks = [_rank_of(frame[name]) for name in groups]
    keys = sorted(
        members, key=lambda key: [rank(one) for rank, one in zip(ranks, key, strict=True)]
    )
    sums = [_sums_of([rows[place] for place in members[key]]) for key in keys]
    total = _sums_of(rows)
    columns: dict[str, tuple[Any, list[Any]]] = {
        OCCUPATIONS: (nw.Int64, [one.occupations for one in sums]),
        WITHOUT_EMPLOYMENT: (nw.Int64, [one.without_employment for one in sums]),
        EMPLOYMENT: (nw.Float64, [one.employment for one in sums]),
        EMPLOYMENT_SHARE: (nw.Float64, [_share(one.employment, total.employment) for one in sums]),
        WITHOUT_WAGE: (nw.Float64, [one.without_wage for one in sums]),
        WAGE_BILL: (nw.Float64, [one.wage_bill for one in sums]),
        WAGE_BILL_SHARE: (nw.Float64, [_share(one.wage_bill, total.wage_bill) for one in sums]),
    }
    # The first row of each group has its values in the types of the frame.
    named = nw.maybe_reset_index(frame.select(*groups)[[members[key][0] for key in keys]])
    return named.with_columns(
        *(
            nw.new_series(name, values, kind, backend=frame.implementation)
            for name, (kind, values) in columns.items()
        )
    )


def _shared_out(workers: list[float | None], codes: list[Any]) -> list[float | None]:
    """Return workers in equal shares for the rows of each code; without one, as they are."""
    rows = Counter(codes)
    return [
        one if one is None or code is None else one / rows[code]
        for one, code in zip(workers, codes, strict=True)
    ]


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _numbers(frame: Any, **columns: str) -> list[list[float | None]]:
    """Return columns as numbers, None where missing, or refuse what no sum can hold."""
    import narwhals.stable.v2 as nw

    found: list[list[float | None]] = []
    problems: list[Problem] = []
    for argument, name in columns.items():
        values = frame[name].cast(nw.Float64).to_list()
        # NaN, and what pandas has for missing, is not equal to itself or no number.
        numbers = [one if isinstance(one, float) and one == one else None for one in values]
        odd = next((one for one in numbers if one is not None and not 0 <= one < inf), None)
        if odd is not None:
            expected = f"numbers of at least 0, for the {argument}"
            problems.append(Problem(name, shorten(odd), expected))
        found.append(numbers)
    if problems:
        raise InvalidInputError(SUBJECT, tuple(problems))
    return found


def _values(column: nw.Series[Any]) -> list[Any]:
    """Return the values of a column, None where missing."""
    return [
        None if is_missing or value != value else value
        for value, is_missing in zip(column.to_list(), column.is_null().to_list(), strict=True)
    ]


def _rank_of(column: nw.Series[Any]) -> Callable[[Any], tuple[bool, str, Any]]:
    """Return where a value of a column stands: by the order of its categories, or by itself."""
    categories = _ordered_categories(column)
    places = {category: place for place, category in enumerate(categories)}

    def rank(value: Any) -> tuple[bool, str, Any]:
        # Values of several types cannot be compared with each other.
        return value is None, type(value).__name__, places.get(value, value)

    return rank


def _ordered_categories(column: nw.Series[Any]) -> list[Any]:
    import narwhals.stable.v2 as nw

    kind = column.dtype
    if isinstance(kind, nw.Enum):
        return list(kind.categories)
    is_ordered = getattr(getattr(column.to_native(), "type", None), "ordered", False)
    return column.cat.get_categories().to_list() if is_ordered else []


def _summarised_lazily(
    frame: Any, groups: list[str], employment: str, wage: str, once_per: str | None
) -> Any:
    """Sum up rows that the engine will read."""
    import narwhals.stable.v2 as nw

    workers, wages = (nw.col(name).cast(nw.Float64) for name in (employment, wage))
    if once_per is not None:
        # A join, as not every engine counts over a window.
        rows = frame.group_by(once_per).agg(nw.len().alias(ROWS))
        frame = frame.join(rows, on=once_per, how="left")
        has_code = ~(nw.col(once_per).is_null() | nw.col(ROWS).is_null())
        workers = nw.when(has_code).then(workers / nw.col(ROWS)).otherwise(workers)
    has_workers, has_wage = (~(one.is_null() | one.is_nan()) for one in (workers, wages))
    no_workers = nw.lit(0.0)
    rows = frame.select(
        *groups,
        nw.when(has_workers).then(nw.lit(0)).otherwise(nw.lit(1)).alias(WITHOUT_EMPLOYMENT),
        nw.when(has_workers).then(workers).otherwise(no_workers).alias(EMPLOYMENT),
        nw.when(has_workers & ~has_wage).then(workers).otherwise(no_workers).alias(WITHOUT_WAGE),
        nw.when(has_workers & has_wage)
        .then(workers * wages)
        .otherwise(no_workers)
        .alias(WAGE_BILL),
    )
    summed = (WITHOUT_EMPLOYMENT, EMPLOYMENT, WITHOUT_WAGE, WAGE_BILL)
    sums = rows.group_by(*groups).agg(
        nw.len().alias(OCCUPATIONS), *(nw.col(name).sum() for name in summed)
    )
    counts = (nw.col(name).cast(nw.Int64) for name in (OCCUPATIONS, WITHOUT_EMPLOYMENT))
    shares = (
        nw.when(nw.col(part).sum() > 0).then(nw.col(part) / nw.col(part).sum()).alias(share)
        for part, share in ((EMPLOYMENT, EMPLOYMENT_SHARE), (WAGE_BILL, WAGE_BILL_SHARE))
    )
    summary = sums.with_columns(*counts, *shares).select(*groups, *SUMMARY_COLUMNS)
    return summary.sort(*groups, nulls_last=True)
