"""Tables of every engine by their keys: how often each occurs, and what is attached to it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from careerscore.frames.custom import plain_list
from careerscore.frames.engines import FRAMES, free_prefix, requires_engines
from careerscore.frames.native import counts_of, hstack, spread, take, to_engine
from careerscore.reference.columns import TEXT, PlainColumn, frame_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from careerscore._record import Checks
    from careerscore.frames.engines import Opened
    from careerscore.frames.keys import Keys, Pair

    Counts = Iterable[tuple[Pair, int]]
    Ranges = Mapping[Pair, range]

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
    """Return a frame by its keys, to which columns of new names are to be attached."""
    if opened.engine in {"pandas", "pyarrow"}:
        return InMemory(opened.frame.to_native(), keys, opened.engine)
    return InParts(opened, keys) if opened.engine == "dask" else Queried(opened, keys, new)


class InMemory:
    """A frame of pandas or pyarrow: rows are attached by position, and no index is touched."""

    def __init__(self, native: Any, keys: Keys, backend: str) -> None:
        self._native, self._backend = native, backend
        self._numbers, self._pairs = keys.encode(native, backend)

    def counts(self) -> Counts:
        """Give pairs of keys, each with a number of rows."""
        counts = counts_of(self._numbers, len(self._pairs), self._backend)
        return zip(self._pairs, counts, strict=True)

    def attach(self, ranges: Ranges, table: Any) -> Any:
        """Return the frame with the rows of a table attached whose places its pairs have."""
        found = [ranges[pair] for pair in self._pairs]
        rows, places = spread(self._numbers, found, self._backend)
        native = self._native if rows is None else take(self._native, rows, self._backend)
        return hstack(native, take(table, places, self._backend), self._backend)


class InParts:
    """A frame of Dask, whose parts are frames of pandas."""

    def __init__(self, opened: Opened, keys: Keys) -> None:
        self._opened, self._keys = opened, keys

    def counts(self) -> Counts:
        """Give pairs of keys, each with a number of rows."""
        columns, rows = _counted(self._opened, self._keys.columns)
        return zip(self._keys.pairs_of(list(zip(*columns, strict=True))), rows, strict=True)

    def attach(self, ranges: Ranges, table: Any) -> Any:
        """Return the frame with the rows of a table attached whose places its pairs have."""
        native: Any = self._opened.frame.to_native()
        attach = partial(_attach_to_part, keys=self._keys, ranges=ranges, table=table)
        # Dask learns the columns of the result from an empty partition.
        return native.map_partitions(attach, meta=attach(native._meta))  # noqa: SLF001 - Dask has no public one


def _attach_to_part(part: Any, keys: Keys, ranges: Ranges, table: Any) -> Any:
    return InMemory(part, keys, "pandas").attach(ranges, table)


class Queried:
    """A frame of polars or of SQL: rows are attached by a left join on texts."""

    def __init__(self, opened: Opened, keys: Keys, new: Iterable[str]) -> None:
        import narwhals.stable.v2 as nw

        # Names that any query can write.
        prefix = free_prefix((*opened.schema, *new))
        self._texts = [f"{prefix}{number}_text" for number in range(len(keys.columns))]
        self._helpers = [*self._texts]
        added: list[Any] = []
        for name, key in zip(self._texts, keys.columns, strict=True):
            # An expression of polars can take a name for a pattern of several.
            value: Any = nw.col(key) if opened.is_lazy else opened.frame[key].alias(name)
            if opened.schema[key] == nw.Object:
                value = keys.texts_of(value)
                value = nw.new_series(name, value, nw.String, backend="polars")
            self._helpers.append(f"{name}_of")
            added += [value.cast(nw.String).fill_null("").alias(name), value.alias(f"{name}_of")]
        self._left = evolve(opened, frame=opened.frame.with_columns(added).lazy())
        self._is_eager, self._keys = not opened.is_lazy, keys
        self._pairs: dict[tuple[str, ...], Pair] = {}

    def counts(self) -> Counts:
        """Give pairs of keys, each with a number of rows."""
        with requires_engines(f"reading the codes of a frame of {self._left.engine}"):
            columns, rows = _counted(self._left, self._helpers)
        texts, values = columns[: len(self._texts)], columns[len(self._texts) :]
        pairs = self._keys.pairs_of(list(zip(*values, strict=True)))
        self._pairs = dict(zip(zip(*texts, strict=True), pairs, strict=True))
        return zip(pairs, rows, strict=True)

    def attach(self, ranges: Ranges, table: Any) -> Any:
        """Return the frame with the rows of a table attached whose places its pairs have."""
        import narwhals.stable.v2 as nw

        engine = self._left.engine
        backend = BACKENDS[engine]
        places = [place for pair in self._pairs.values() for place in ranges[pair]]
        texts = [each for each, pair in self._pairs.items() for _ in ranges[pair]]
        columns = [PlainColumn(f"{name}_too", TEXT) for name in self._texts]
        lists = [[each[number] for each in texts] for number in range(len(columns))]
        names = [column.name for column in columns]
        keys = frame_of(columns, dict(zip(names, lists, strict=True)), backend)
        table = take(table, places, backend)
        how: Any = {"left_on": self._texts, "right_on": names, "how": "left"}
        left = self._left.frame
        if engine == "polars":
            # The order of rows, which narwhals cannot ask for.
            how |= {"maintain_order": "left_right"}
            native = left.to_native()
            if not self._is_eager:
                return native.join(hstack(table, keys, backend).lazy(), **how).drop(*self._helpers)
            # To take columns by their places takes a fifth of the time of joining them.
            at = f"{names[0]}_at"
            joined = native.join(keys.with_row_index(at).lazy(), **how).drop(*self._helpers)
            joined = joined.collect()
            return hstack(joined.drop(at), take(table, joined[at], backend), backend)
        table = hstack(table, keys, backend)
        right = nw.from_native(to_engine(table, left.to_native(), engine))
        return left.join(right, **how).drop(*self._helpers).to_native()


def _counted(opened: Opened, columns: Sequence[str]) -> tuple[list[list[Any]], list[int]]:
    """Return the different values of some columns, column by column, and their numbers of rows."""
    counted = opened.count_rows(columns).collect()
    return [plain_list(counted[f"k{n}"]) for n in range(len(columns))], counted["rows"].to_list()
