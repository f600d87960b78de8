"""Employment and pay of groups of occupations, in which no worker is counted twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import fsum, inf
from typing import TYPE_CHECKING, Any, Final, TypeVar

from careerscore._record import Checks
from careerscore.frames.custom import plain_list
from careerscore.frames.engines import open_frame
from careerscore.frames.lookups import is_known

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import narwhals.stable.v2 as nw

    from careerscore.frames.engines import Opened

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
    groups = _checked_groups(opened, by, workers, wage, once_per)
    keys = [f"k{number}" for number in range(len(groups))]
    rows = opened.frame.select(*_columns_read(opened, groups, workers, wage, once_per))
    if opened.is_lazy:
        summary = _summed_by_query(rows, keys, opened.engine)
    else:
        summary = _summed_exactly(rows, keys, workers, wage)
    columns = SUMMARY_COLUMNS if wage is not None else SUMMARY_COLUMNS[:4]
    summary = summary.select(*keys, *columns).rename(dict(zip(keys, groups, strict=True)))
    return opened.to_user_frame(summary.to_native())  # type: ignore[no-any-return]


def _checked_groups(
    opened: Opened, by: Any, employment: str, wage: str | None, once_per: str | None
) -> list[str]:
    """Return the columns of the groups, or refuse what is wrong, all at once."""
    checks = Checks(SUBJECT)
    groups = [by] if isinstance(by, str) else list(by) if isinstance(by, Sequence) else []
    expected = "the name of a column, or a list of such, all different"
    checks.expect("by", by, expected, holds=0 < len(groups) == len(set(map(str, groups))))
    summary = set(map(opened.casefold_name, SUMMARY_COLUMNS))
    for name in groups:
        opened.check_key(checks, "by", name)
        expected = "a column whose name the summary does not take"
        holds = opened.casefold_name(str(name)) not in summary
        checks.expect("by", name, expected, holds=holds)
    for field, name in (("employment", employment), *([] if wage is None else [("wage", wage)])):
        if opened.check_column(checks, field, name):
            opened.check_name(checks, field, name)
            kind = opened.schema[name]
            checks.expect(field, kind, "a column of numbers", holds=kind.is_numeric())
    if once_per is not None:
        opened.check_key(checks, "once_per", once_per)
    checks.raise_problems()
    return groups


def _columns_read(
    opened: Opened, groups: list[str], employment: str, wage: str | None, once_per: str | None
) -> Iterator[nw.Expr]:
    """Give the columns that the summary reads, under names that any query can write."""
    import narwhals.stable.v2 as nw

    for number, name in enumerate(groups):
        column = nw.col(name)
        if opened.schema[name].is_float():
            # NaN and null are one group, which to some engines they are not.
            column = nw.when(is_known(column, opened.engine)).then(column)
        yield column.alias(f"k{number}")
    yield nw.col(employment).cast(nw.Float64).alias("workers")
    wages = nw.lit(None, nw.Float64) if wage is None else nw.col(wage).cast(nw.Float64)
    yield wages.alias("wages")
    codes = nw.lit(None, nw.String) if once_per is None else nw.col(once_per)
    yield codes.alias("code")


def _summed_exactly(frame: Any, keys: list[str], employment: str, wage: str | None) -> Any:
    """Sum up rows that are at hand: exact before the last rounding."""
    import narwhals.stable.v2 as nw

    workers, wages, codes = (plain_list(frame[name]) for name in ("workers", "wages", "code"))
    checks = Checks(SUBJECT)
    for field, column, values in (("employment", employment, workers), ("wage", wage, wages)):
        odd = next((one for one in values if one is not None and not 0 <= one < inf), None)
        expected = f"numbers of at least 0, for the {field}"
        checks.expect(str(column), odd, expected, holds=odd is None)
    checks.raise_problems()
    rows_of = Counter(code for code in codes if code is not None)
    workers = [
        one if one is None else one / rows_of.get(code, 1)
        for one, code in zip(workers, codes, strict=True)
    ]
    members: dict[tuple[Any, ...], list[int]] = {}
    for place, key in enumerate(zip(*(plain_list(frame[name]) for name in keys), strict=True)):
        members.setdefault(key, []).append(place)
    ranks = [_rank_of(frame[name]) for name in keys]
    in_order = sorted(
        members, key=lambda key: [rank(one) for rank, one in zip(ranks, key, strict=True)]
    )
    groups = [members[key] for key in in_order]

    def sums(places: Sequence[int]) -> dict[str, float]:
        known = [(number, wages[one]) for one in places if (number := workers[one]) is not None]
        return {
            OCCUPATIONS: len(places),
            WITHOUT_EMPLOYMENT: len(places) - len(known),
            EMPLOYMENT: fsum(one for one, _ in known),
            WITHOUT_WAGE: fsum(one for one, wage in known if wage is None),
            WAGE_BILL: fsum(one * wage for one, wage in known if wage is not None),
        }

    found: list[dict[str, Any]] = list(map(sums, groups))
    total = sums(range(len(workers)))
    for share, part in SHARES.items():
        for one in found:
            one[share] = one[part] / total[part] if total[part] else None
    # The first row of each group has its values in the types of the frame.
    named = nw.maybe_reset_index(frame.select(*keys)[[places[0] for places in groups]])
    kinds: dict[str, Any] = dict.fromkeys(SUMMARY_COLUMNS, nw.Float64)
    kinds |= dict.fromkeys((OCCUPATIONS, WITHOUT_EMPLOYMENT), nw.Int64)
    return named.with_columns(
        nw.new_series(name, [one[name] for one in found], kind, backend=frame.implementation)
        for name, kind in kinds.items()
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
    workers = nw.col("workers") / nw.when(has_code).then(nw.col("rows")).otherwise(nw.lit(1))
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
