"""Employment and pay of groups of occupations, in which no worker is counted twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import fsum, inf
from typing import TYPE_CHECKING, Any, Final, TypeVar

from careerscore.errors import InvalidInputError, Problem, shorten
from careerscore.frames.custom import plain_list
from careerscore.frames.engines import near_names, open_frame
from careerscore.frames.lookups import is_known

if TYPE_CHECKING:
    from collections.abc import Callable

    import narwhals.stable.v2 as nw

    from careerscore.frames.engines import Opened

__all__ = ["SUMMARY_COLUMNS", "employment_summary"]

FrameT = TypeVar("FrameT")

SUBJECT: Final = "employment_summary"

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

SHARES: Final = {EMPLOYMENT_SHARE: EMPLOYMENT, WAGE_BILL_SHARE: WAGE_BILL}


def employment_summary(
    frame: FrameT,
    by: str | Sequence[str],
    *,
    employment: str | None = None,
    wage: str | None = "annual_mean_usd",
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
    wage : str or None
        Column of mean annual wages [US dollars]; None for a table that has none.
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

        The last three are left out where `wage` is None.

        Nothing missing is filled in: what the sums leave out is counted. A share of
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
    plain, keys = _with_plain_names(opened, groups, workers, wage, once_per)
    if opened.is_lazy:
        summary = _summed_by_query(plain, keys, opened.engine)
    else:
        _check_numbers(plain, {"workers": workers, "wages": wage})
        summary = _summed_exactly(plain, keys)
    columns = SUMMARY_COLUMNS if wage is not None else SUMMARY_COLUMNS[:4]
    summary = summary.select(*keys, *columns).rename(dict(zip(keys, groups, strict=True)))
    return opened.to_user_frame(summary)  # type: ignore[no-any-return]


def _checked(
    opened: Opened, by: Any, employment: str, wage: str | None, once_per: str | None
) -> list[str]:
    """Return the columns of the groups, or refuse what is wrong, all at once."""
    schema = opened.frame.collect_schema()
    names = tuple(schema.names())
    groups = [by] if isinstance(by, str) else list(by) if isinstance(by, Sequence) else []
    problems: list[Problem] = []
    if not groups or len(set(map(str, groups))) < len(groups):
        expected = "the name of a column, or a list of such, all different"
        problems.append(Problem("by", shorten(by), expected))
    arguments = [*(("by", name) for name in groups), ("employment", employment)]
    arguments += [] if wage is None else [("wage", wage)]
    arguments += [] if once_per is None else [("once_per", once_per)]
    summary = set(map(opened.casefold_name, SUMMARY_COLUMNS))
    for argument, name in arguments:
        if not isinstance(name, str) or name not in names:
            expected = f"a column of the frame: {near_names(name, names)}"
            problems.append(Problem(argument, shorten(name), expected))
        elif not opened.can_name(name):
            problems.append(Problem(argument, shorten(name), opened.names_in_words))
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


def _with_plain_names(
    opened: Opened, groups: list[str], employment: str, wage: str | None, once_per: str | None
) -> tuple[Any, list[str]]:
    """Return the columns the summary reads, under names that any query can write."""
    import narwhals.stable.v2 as nw

    schema = opened.frame.collect_schema()
    keys = [f"k{number}" for number in range(len(groups))]
    columns = []
    for name, key in zip(groups, keys, strict=True):
        column = nw.col(name)
        # NaN and null are one group, which to some engines they are not.
        is_float = schema[name].is_float()
        known = nw.when(is_known(column, opened.engine)).then(column) if is_float else column
        columns.append(known.alias(key))
    wages = nw.lit(None, nw.Float64) if wage is None else nw.col(wage).cast(nw.Float64)
    columns += [nw.col(employment).cast(nw.Float64).alias("workers"), wages.alias("wages")]
    codes = nw.lit(None, nw.String) if once_per is None else nw.col(once_per)
    return opened.frame.select(*columns, codes.alias("code")), keys


def _check_numbers(frame: Any, columns: dict[str, str | None]) -> None:
    """Refuse numbers that no sum can hold."""
    problems: list[Problem] = []
    for name, column in columns.items():
        values = [value for value in plain_list(frame[name]) if value is not None]
        odd = next((value for value in values if not 0 <= value < inf), None)
        if odd is not None:
            argument = {"workers": "employment", "wages": "wage"}[name]
            expected = f"numbers of at least 0, for the {argument}"
            problems.append(Problem(str(column), shorten(odd), expected))
    if problems:
        raise InvalidInputError(SUBJECT, tuple(problems))


def _summed_exactly(frame: Any, keys: list[str]) -> Any:
    """Sum up rows that are at hand: exact before the last rounding."""
    import narwhals.stable.v2 as nw

    workers, wages, codes = (plain_list(frame[name]) for name in ("workers", "wages", "code"))
    rows_of = Counter(codes)
    workers = [
        one if one is None or code is None else one / rows_of[code]
        for one, code in zip(workers, codes, strict=True)
    ]
    members: dict[tuple[Any, ...], list[int]] = {}
    for place, key in enumerate(zip(*(plain_list(frame[name]) for name in keys), strict=True)):
        members.setdefault(key, []).append(place)
    ranks = [_rank_of(frame[name]) for name in keys]
    groups = sorted(
        members, key=lambda group: [rank(one) for rank, one in zip(ranks, group, strict=True)]
    )

    def sums(places: Sequence[int]) -> dict[str, float]:
        known = [(workers[one], wages[one]) for one in places if workers[one] is not None]
        return {
            OCCUPATIONS: len(places),
            WITHOUT_EMPLOYMENT: len(places) - len(known),
            EMPLOYMENT: fsum(one for one, _ in known),
            WITHOUT_WAGE: fsum(one for one, wage in known if wage is None),
            WAGE_BILL: fsum(one * wage for one, wage in known if wage is not None),
        }

    found = [sums(members[group]) for group in groups]
    total = sums(range(len(workers)))
    for share, part in SHARES.items():
        for one in found:
            one[share] = one[part] / total[part] if total[part] else None  # type: ignore[assignment]
    # The first row of each group has its values in the types of the frame.
    named = nw.maybe_reset_index(frame.select(*keys)[[members[group][0] for group in groups]])
    kinds = {OCCUPATIONS: nw.Int64, WITHOUT_EMPLOYMENT: nw.Int64}
    return named.with_columns(
        *(
            nw.new_series(
                name,
                [one[name] for one in found],
                kinds.get(name, nw.Float64),
                backend=frame.implementation,
            )
            for name in SUMMARY_COLUMNS
        )
    )


def _rank_of(column: nw.Series[Any]) -> Callable[[Any], tuple[bool, str, Any]]:
    """Return where a value of a column stands: by the order of its categories, or by itself."""
    import narwhals.stable.v2 as nw

    categories: list[Any] = []
    if isinstance(column.dtype, nw.Enum):
        categories = list(column.dtype.categories)
    elif getattr(getattr(column.to_native(), "type", None), "ordered", False):
        categories = column.cat.get_categories().to_list()
    places = {category: place for place, category in enumerate(categories)}

    def rank(value: Any) -> tuple[bool, str, Any]:
        # Values of several types cannot be compared with each other.
        return value is None, type(value).__name__, places.get(value, value)

    return rank


def _summed_by_query(frame: Any, keys: list[str], engine: str) -> Any:
    """Sum up rows that the engine will read."""
    import narwhals.stable.v2 as nw

    # A join, as not every engine counts over a window.
    rows_of = frame.group_by("code").agg(nw.len().alias("rows"))
    frame = frame.join(rows_of, on="code", how="left")
    has_code = ~(nw.col("code").is_null() | nw.col("rows").is_null())
    shared = nw.col("workers") / nw.col("rows")
    workers = nw.when(has_code).then(shared).otherwise(nw.col("workers"))
    wages = nw.col("wages")
    has_workers, has_wage = (is_known(nw.col(name), engine) for name in ("workers", "wages"))
    nothing = nw.lit(0.0)
    rows = frame.select(
        *keys,
        nw.when(has_workers).then(nw.lit(0)).otherwise(nw.lit(1)).alias(WITHOUT_EMPLOYMENT),
        nw.when(has_workers).then(workers).otherwise(nothing).alias(EMPLOYMENT),
        nw.when(has_workers & ~has_wage).then(workers).otherwise(nothing).alias(WITHOUT_WAGE),
        nw.when(has_workers & has_wage).then(workers * wages).otherwise(nothing).alias(WAGE_BILL),
    )
    summed = (WITHOUT_EMPLOYMENT, EMPLOYMENT, WITHOUT_WAGE, WAGE_BILL)
    sums = rows.group_by(*keys).agg(
        nw.len().alias(OCCUPATIONS), *(nw.col(name).sum() for name in summed)
    )
    counts = (nw.col(name).cast(nw.Int64) for name in (OCCUPATIONS, WITHOUT_EMPLOYMENT))
    shares = (
        nw.when(nw.col(part).sum() > 0).then(nw.col(part) / nw.col(part).sum()).alias(share)
        for share, part in SHARES.items()
    )
    return sums.with_columns(*counts, *shares).sort(*keys, nulls_last=True)
