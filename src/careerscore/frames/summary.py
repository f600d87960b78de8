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
    import narwhals.stable.v2 as nw

FrameT = TypeVar("FrameT")

SUBJECT: Final = "employment_summary"

SUMMARY_COLUMNS: Final = (
    "occupations",
    "occupations_without_employment",
    "employment",
    "employment_share",
    "employment_without_wage",
    "wage_bill_usd",
    "wage_bill_share",
)
"""The columns of a summary, after those of the group; without wages, the first four."""

SHARES: Final = {"employment_share": "employment", "wage_bill_share": "wage_bill_usd"}
"""The sum of which each column is a share."""


def employment_summary(
    frame: FrameT,
    by: str | Sequence[str],
    *,
    employment: str | None = None,
    wage: str | None = "annual_mean_usd",
    once_per: str | None = None,
) -> FrameT:
    """Sum up employment and pay by group.

    On pandas, polars and pyarrow the sums are exact before their last rounding, so that neither
    the engine nor the order of the rows changes a digit. Lazy engines stay lazy and add up in
    an order of their own: there, the last digits may differ from one run to the next.

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

        The last three are left out where `wage` is None. Nothing missing is filled in: what
        the sums leave out is counted. A share of nothing is null. The groups are sorted,
        categories in their own order, null last.

    Raises
    ------
    InvalidInputError
        If a column is missing, is no number, or has a name that the summary takes; on an eager
        engine also if a number is negative or infinite. All problems are listed.

    Examples
    --------
    >>> import careerscore as cs
    >>> frame = cs.load("2026.1").to_frame("polars")
    >>> summary = employment_summary(frame, "category")
    >>> round(summary["employment"].sum())
    151853170
    >>> summary.row(22, named=True)["occupations_without_employment"]
    19
    >>> nurses = frame.filter(frame["soc_code"] == "29-1141")
    >>> summary = employment_summary(nurses, "category", once_per="wages_published_code")
    >>> summary.select("occupations", "employment").rows(), nurses["employment"][0]
    ([(5, 3175390.0)], 3175390)
    """
    import narwhals.stable.v2 as nw

    opened = open_frame(frame, SUBJECT)
    employment = employment or ("employment" if once_per else "employment_apportioned")
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
        words = "a column of the frame" + ", or None to sum up workers alone" * (field == "wage")
        if opened.check_column(checks, field, name, words):
            opened.check_name(checks, field, name)
            kind = opened.schema[name]
            checks.expect(field, kind, "a column of numbers", holds=kind.is_numeric())
    if once_per is not None:
        opened.check_key(checks, "once_per", once_per)
    checks.raise_problems()
    # Under names that any query can write.
    keys = {f"k{number}": nw.col(name) for number, name in enumerate(groups)}
    for key, name in zip(keys, groups, strict=True):
        if opened.schema[name].is_float():
            # NaN and null are one group, which to some engines they are not.
            keys[key] = nw.when(is_known(nw.col(name), opened.engine)).then(nw.col(name))
    rows = opened.frame.select(
        **keys,
        workers=nw.col(employment).cast(nw.Float64),
        wages=nw.lit(None, nw.Float64) if wage is None else nw.col(wage).cast(nw.Float64),
        code=nw.lit(None, nw.String) if once_per is None else nw.col(once_per),
    )
    if opened.is_lazy:
        summary = _summed_by_query(rows, list(keys), opened.engine)
    else:
        summary = _summed_exactly(rows, list(keys), employment, wage)
    columns = SUMMARY_COLUMNS if wage is not None else SUMMARY_COLUMNS[:4]
    summary = summary.select(*keys, *columns).rename(dict(zip(keys, groups, strict=True)))
    summed: FrameT = opened.to_user_frame(summary.to_native())
    return summed


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
    rows_of: dict[Any, int] = {**Counter(codes), None: 1}
    known = [(one or 0.0) / rows_of[code] for one, code in zip(workers, codes, strict=True)]
    pairs = list(zip(known, wages, strict=True))
    parts = {
        "occupations": [1.0] * len(frame),
        "occupations_without_employment": [float(one is None) for one in workers],
        "employment": known,
        "employment_without_wage": [one if pay is None else 0.0 for one, pay in pairs],
        "wage_bill_usd": [one * (pay or 0.0) for one, pay in pairs],
    }
    members: dict[tuple[Any, ...], list[int]] = {}
    for place, key in enumerate(zip(*(plain_list(frame[name]) for name in keys), strict=True)):
        members.setdefault(key, []).append(place)
    orders = [_order_of(frame[name]) for name in keys]

    def rank(key: tuple[Any, ...]) -> list[tuple[bool, str, Any]]:
        # Values of several types cannot be compared with each other.
        pairs = zip(key, orders, strict=True)
        return [(one is None, type(one).__name__, order.get(one, one)) for one, order in pairs]

    groups = [members[key] for key in sorted(members, key=rank)]
    sums: dict[str, list[Any]] = {
        name: [fsum(values[one] for one in places) for places in groups]
        for name, values in parts.items()
    }
    for share, part in SHARES.items():
        total = fsum(parts[part])
        sums[share] = [one / total if total else None for one in sums[part]]
    # The first row of each group has its values in the types of the frame.
    named = nw.maybe_reset_index(frame.select(*keys)[[places[0] for places in groups]])
    return named.with_columns(
        nw.new_series(name, values, nw.Float64, backend=frame.implementation)
        for name, values in sums.items()
    ).with_columns(nw.col(*SUMMARY_COLUMNS[:2]).cast(nw.Int64))


def _order_of(column: nw.Series[Any]) -> dict[Any, int]:
    """Return the place of each category, where they have an order."""
    import narwhals.stable.v2 as nw

    categories: list[Any] = []
    if isinstance(column.dtype, nw.Enum):
        categories = list(column.dtype.categories)
    elif getattr(getattr(column.to_native(), "type", None), "ordered", False):
        categories = column.cat.get_categories().to_list()
    return {category: place for place, category in enumerate(categories)}


def _summed_by_query(frame: Any, keys: list[str], engine: str) -> Any:
    """Sum up rows that the engine will read."""
    import narwhals.stable.v2 as nw

    # A join, as not every engine counts over a window.
    rows_of = frame.group_by("code").agg(nw.len().alias("rows"))
    frame = frame.join(rows_of, on="code", how="left")
    has_code = ~(nw.col("code").is_null() | nw.col("rows").is_null())
    workers = nw.col("workers") / nw.when(has_code).then(nw.col("rows")).otherwise(nw.lit(1))
    has_workers, has_wage = (is_known(nw.col(name), engine) for name in ("workers", "wages"))
    none, bill = nw.lit(0.0), workers * nw.col("wages")
    rows = frame.select(
        *keys,
        occupations=nw.lit(1),
        occupations_without_employment=nw.when(has_workers).then(nw.lit(0)).otherwise(nw.lit(1)),
        employment=nw.when(has_workers).then(workers).otherwise(none),
        employment_without_wage=nw.when(has_workers & ~has_wage).then(workers).otherwise(none),
        wage_bill_usd=nw.when(has_workers & has_wage).then(bill).otherwise(none),
    )
    summed = [name for name in SUMMARY_COLUMNS if name not in SHARES]
    sums = rows.group_by(*keys).agg(nw.col(*summed).sum())
    shares = (
        nw.when(nw.col(part).sum() > 0).then(nw.col(part) / nw.col(part).sum()).alias(share)
        for share, part in SHARES.items()
    )
    counts = nw.col(*SUMMARY_COLUMNS[:2]).cast(nw.Int64)
    return sums.with_columns(counts, *shares).sort(*keys, nulls_last=True)
