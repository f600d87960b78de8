"""Tables of every engine by their keys: how often each occurs, and what is attached to it."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from careerscore.frames.custom import plain_list
from careerscore.frames.engines import FRAMES, free_prefix, requires_engines
from careerscore.frames.keys import Counted, count_rows
from careerscore.frames.native import (
    counts_of,
    hstack,
    look_up,
    spread,
    take,
    to_engine,
)
from careerscore.reference.columns import TEXT, PlainColumn, frame_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from careerscore._record import Checks
    from careerscore.frames.engines import Opened
    from careerscore.frames.keys import Keys
    from careerscore.frames.places import PlacedRows

    Ranges = Mapping[Any, range]

BACKENDS: Final = {
    **{name: name for name in ("pandas", "polars", "pyarrow")},
    "dask": "pandas",
    **dict.fromkeys(("duckdb", "ibis", "pyspark"), "pyarrow"),
}
"""The library in which the look-up table is built, for each engine."""


def check_engine(checks: Checks, opened: Opened) -> None:
    """Expect a frame of one of these engines."""
    checks.expect("frame", f"one of {opened.engine}", FRAMES, holds=opened.engine in BACKENDS)


def keyed_table(opened: Opened, keys: Keys, new: Iterable[str]) -> InMemory | InParts | Queried:
    """Return a frame by its keys, to which columns of new names are to be attached.

    It counts its keys, and attaches to each row the rows of a table in the range of its key,
    with those of its place where some are `placed`.
    """
    if opened.engine in {"pandas", "pyarrow"} or (opened.engine == "polars" and not opened.is_lazy):
        return InMemory(opened.frame.to_native(), keys.parts, opened.engine)
    return InParts(opened, keys) if opened.engine == "dask" else Queried(opened, keys, new)


class InMemory:
    """A frame at hand: rows are attached by position, and no index is touched.

    `parts` are the keys of the ranges and, if rows have places, those of the places.
    """

    def __init__(self, native: Any, parts: Sequence[Keys], backend: str) -> None:
        self._native, self._backend = native, backend
        self._parts = [keys.encode(native, backend) for keys in parts]

    def counts(self) -> Counted:
        """Return the number of rows of each key."""
        jobs, *places = (
            count_rows(keys, counts_of(numbers, len(keys), self._backend))
            for numbers, keys in self._parts
        )
        return Counted(jobs, *places or (Counter(),))

    def attach(self, ranges: Ranges, table: Any, placed: PlacedRows | None = None) -> Any:
        """Return the frame with what is attached."""
        backend = self._backend
        (numbers, pairs), *where = self._parts
        rows, places = spread(numbers, [ranges[pair] for pair in pairs], backend)
        native = self._native if rows is None else take(self._native, rows, backend)
        attached = take(table, places, backend)
        if placed is not None:
            ((numbers, texts),) = where
            at = look_up([placed.texts[str(text)] for text in texts], numbers, backend)
            at = at if rows is None else look_up(at, rows, backend)
            jobs = look_up(placed.jobs, places, backend)
            attached = hstack(attached, placed.table(jobs, at, backend), backend)
        return hstack(native, attached, backend)


class InParts:
    """A frame of Dask, whose parts are frames of pandas."""

    def __init__(self, opened: Opened, keys: Keys) -> None:
        self._opened, self._keys = opened, keys
        self._pairs: list[Any] = []

    def counts(self) -> Counted:
        """Return the number of rows of each key."""
        columns, rows = _counted(self._opened, self._keys.columns)
        self._pairs = self._keys.pairs_of(list(zip(*columns, strict=True)))
        return self._keys.count(self._pairs, rows)

    def attach(self, ranges: Ranges, table: Any, placed: PlacedRows | None = None) -> Any:
        """Return the frame with what is attached."""
        if placed is not None:
            table, ranges = placed.joined(table, ranges, self._pairs, "pandas")
        native: Any = self._opened.frame.to_native()
        attach = partial(_attach_to_part, keys=self._keys, ranges=ranges, table=table)
        # Dask learns the columns of the result from an empty partition.
        return native.map_partitions(attach, meta=attach(native._meta))  # noqa: SLF001 - Dask has no public one


def _attach_to_part(part: Any, keys: Keys, ranges: Ranges, table: Any) -> Any:
    return InMemory(part, [keys], "pandas").attach(ranges, table)


class Queried:
    """A frame of SQL, or a lazy one of polars: rows are attached by a left join on texts."""

    def __init__(self, opened: Opened, keys: Keys, new: Iterable[str]) -> None:
        import narwhals.stable.v2 as nw

        # Names that any query can write.
        prefix = free_prefix((*opened.schema, *new))
        self._texts = [f"{prefix}{number}_text" for number in range(len(keys.columns))]
        self._helpers = [*self._texts, *(f"{name}_of" for name in self._texts)]
        values = [nw.col(key) for key in keys.columns]
        texts = [value.cast(nw.String).fill_null("") for value in values]
        added = dict(zip(self._helpers, (*texts, *values), strict=True))
        self._left = evolve(opened, frame=opened.frame.with_columns(**added))
        self._keys = keys
        self._pairs: dict[tuple[str, ...], Any] = {}

    def counts(self) -> Counted:
        """Return the number of rows of each key."""
        with requires_engines(f"reading the codes of a frame of {self._left.engine}"):
            columns, rows = _counted(self._left, self._helpers)
        texts, values = columns[: len(self._texts)], columns[len(self._texts) :]
        pairs = self._keys.pairs_of(list(zip(*values, strict=True)))
        self._pairs = dict(zip(zip(*texts, strict=True), pairs, strict=True))
        return self._keys.count(pairs, rows)

    def attach(self, ranges: Ranges, table: Any, placed: PlacedRows | None = None) -> Any:
        """Return the frame with what is attached."""
        import narwhals.stable.v2 as nw

        engine = self._left.engine
        backend = BACKENDS[engine]
        if placed is not None:
            table, ranges = placed.joined(table, ranges, self._pairs.values(), backend)
        places = [place for pair in self._pairs.values() for place in ranges[pair]]
        texts = [each for each, pair in self._pairs.items() for _ in ranges[pair]]
        columns = [PlainColumn(f"{name}_too", TEXT) for name in self._texts]
        lists = [[each[number] for each in texts] for number in range(len(columns))]
        names = [column.name for column in columns]
        keys = frame_of(columns, dict(zip(names, lists, strict=True)), backend)
        table = hstack(take(table, places, backend), keys, backend)
        how: Any = {"left_on": self._texts, "right_on": names, "how": "left"}
        left = self._left.frame
        if engine == "polars":
            # The order of rows, which narwhals cannot ask for.
            how |= {"maintain_order": "left_right"}
            return left.to_native().join(table.lazy(), **how).drop(*self._helpers)
        right = nw.from_native(to_engine(table, left.to_native(), engine))
        return left.join(right, **how).drop(*self._helpers).to_native()


def _counted(opened: Opened, columns: Sequence[str]) -> tuple[list[list[Any]], list[int]]:
    """Return the different values of some columns, column by column, and their numbers of rows."""
    counted = opened.count_rows(columns).collect()
    return [plain_list(counted[f"k{n}"]) for n in range(len(columns))], counted["rows"].to_list()
