"""Join a table of your own with the reference data, by occupation code."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import (
    TYPE_CHECKING,
    Any,
    Final,
    Generic,
    NamedTuple,
    Protocol,
    TypeVar,
    runtime_checkable,
)

from attrs import field, frozen

from careerscore._record import Checks
from careerscore.errors import InvalidInputError, Problem, close_matches, shorten
from careerscore.frames.assessing import assess
from careerscore.frames.engines import FRAMES_IN_WORDS, near_names, open_frame, requires_engines
from careerscore.frames.native import hstack, take, to_engine
from careerscore.frames.outputs import default_outputs
from careerscore.frames.report import MatchReport
from careerscore.reference.columns import CATEGORY, COUNT, NUMBER, TEXT
from careerscore.reference.matching import MatchKind, check_system
from careerscore.reference.releases import Release, load
from careerscore.reference.table import frame_of
from careerscore.scoring.base import Methodology
from careerscore.scoring.catalog import methodology_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import narwhals.stable.v2 as nw

    from careerscore.frames.engines import Opened
    from careerscore.model.occupation import Occupation
    from careerscore.reference.columns import Value
    from careerscore.reference.matching import CodeMatch

    Places = Mapping[str | None, Sequence[int]]

__all__ = ["DEFAULT_COLUMNS", "Joined", "join_reference"]

FrameT = TypeVar("FrameT")

SUBJECT: Final = "join_reference"

TEXTS_IN_WORDS: Final = (
    "texts such as '29-2072'; codes that were read as numbers have lost their form: read the "
    "column as text"
)


BACKENDS: Final = {
    "pandas": "pandas",
    "dask": "pandas",
    "polars": "polars",
    "pyarrow": "pyarrow",
    "duckdb": "pyarrow",
    "ibis": "pyarrow",
    "pyspark": "pyarrow",
}
"""The library in which the lookup table is built, for each engine."""

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
        2019, six are SOC 2018, and the report lists codes that only the earlier
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
        taken, or an argument is not as described above; all problems are listed.
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
    spec = _checked_arguments(system, data, columns, methodology, many, prefix)
    _check_frame(opened, on, spec.names)
    rows_of = _count_codes(opened, on)
    report = MatchReport(
        on=on,
        system=system,
        data_release=spec.release.name,
        rows_without_code=rows_of.pop(None, 0),
        matches=tuple(
            spec.release.match_code(code, system=system)
            for code in sorted(code for code in rows_of if code is not None)
        ),
        rows_of=rows_of,
    )
    joined = _attached(opened, on, _rows(report.matches, spec), spec)
    return Joined(frame=opened.to_user_frame(joined), report=report)


@runtime_checkable
class SupportsInputsOf(Methodology, Protocol):
    """A methodology that reads its inputs from an occupation."""

    def inputs_of(self, occupation: Occupation, /) -> Mapping[str, float | None]:
        """Return what it reads, ready for `score`."""
        ...


class JoinSpec(NamedTuple):
    """What is to be attached to a code."""

    release: Release
    columns: tuple[str, ...]
    methodology: SupportsInputsOf | None
    expands: bool
    prefix: str

    @property
    def inputs(self) -> dict[str, str]:
        """The new column of each input of the methodology."""
        entries = () if self.methodology is None else self.methodology.inputs
        return {entry.name: f"{self.prefix}{entry.name}" for entry in entries}

    @property
    def match_columns(self) -> tuple[str, ...]:
        """The new columns about the match."""
        names = ("match", "match_codes", "match_count")[: 3 if self.expands else 2]
        return tuple(f"{self.prefix}{name}" for name in names)

    @property
    def names(self) -> tuple[str, ...]:
        """Every new column, in order."""
        results = [] if self.methodology is None else default_outputs(self.methodology)
        return (
            *self.match_columns,
            *(f"{self.prefix}{name}" for name in self.columns),
            *self.inputs.values(),
            *(f"{self.prefix}{name}" for name in results),
        )


class _Row(NamedTuple):
    """A row of the lookup table: a code, and the occupation that is used for it, if any."""

    code: str | None
    kind: MatchKind
    candidates: tuple[str, ...]
    occupation: str | None


class _Column(NamedTuple):
    name: str
    kind: str
    words: tuple[str, ...] = ()


def _checked_arguments(
    system: object, data: object, columns: object, methodology: Any, many: object, prefix: object
) -> JoinSpec:
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
    reads = method if isinstance(method, SupportsInputsOf) else None
    expected = "a methodology that has inputs_of"
    checks.expect("methodology", method, expected, holds=reads is method)
    checks.expect("many", many, f"{LEAVE!r} or {EXPAND!r}", holds=many in (LEAVE, EXPAND))
    checks.instance("prefix", prefix, str)
    checks.raise_problems()
    return JoinSpec(release, tuple(dict.fromkeys(names)), reads, many == EXPAND, str(prefix))


def _check_frame(opened: Opened, on: object, made: Sequence[str]) -> None:
    """Refuse a column without texts, and columns whose names the new ones take."""
    import narwhals.stable.v2 as nw

    schema = opened.frame.collect_schema()
    names = tuple(schema.names())
    checks = Checks(SUBJECT)
    is_known = opened.engine in BACKENDS
    checks.expect("frame", f"one of {opened.engine}", FRAMES_IN_WORDS, holds=is_known)
    # Of rows at hand, the values are looked at when they are read.
    kinds: tuple[Any, ...] = (nw.String, nw.Categorical, nw.Enum)
    kinds += () if opened.is_lazy else (nw.Object, nw.Unknown)
    if not isinstance(on, str) or on not in names:
        expected = f"a column of the frame: {near_names(on, names)}"
        checks.expect("on", on, expected, holds=False)
    elif not isinstance(schema[on], kinds):
        checks.expect(on, schema[on], TEXTS_IN_WORDS, holds=False)
    elif opened.is_lazy:
        checks.expect("on", on, opened.names_in_words, holds=opened.can_name(on))
    taken = {opened.casefold_name(str(name)): name for name in names}
    for name in made:
        clash = taken.get(opened.casefold_name(name))
        expected = f"no column named {name}, or a prefix for the new one"
        checks.expect("frame", clash, expected, holds=clash is None)
    for name, count in Counter(map(opened.casefold_name, made)).items():
        expected = "other columns than the methodology adds"
        checks.expect("columns", name, expected, holds=count == 1)
    checks.raise_problems()


def _count_codes(opened: Opened, on: str) -> Counter[str | None]:
    """Return how many rows have each code; a lazy frame is asked by a query."""
    import narwhals.stable.v2 as nw

    if isinstance(opened.frame, nw.DataFrame):
        return Counter(_codes_in(opened.frame[on]))
    with requires_engines(f"reading the codes of a frame of {opened.engine}"):
        counted = opened.count_rows([on]).collect()
    return Counter(dict(zip(_codes_in(counted["k0"]), counted["rows"].to_list(), strict=True)))


def _codes_in(column: nw.Series[Any]) -> list[str | None]:
    """Return the codes of a column, None where there is none."""
    values = column.to_list()
    codes = [value if isinstance(value, str) else None for value in values]
    if codes.count(None) != column.null_count():
        stray = next(value for value in values if value is not None and not isinstance(value, str))
        raise InvalidInputError(SUBJECT, (Problem(column.name, shorten(stray), TEXTS_IN_WORDS),))
    return codes


def _rows(matches: Iterable[CodeMatch], spec: JoinSpec) -> list[_Row]:
    """Return the rows of the lookup table; the last one is for rows without a code."""
    rows = []
    for match in matches:
        is_used = len(match.candidates) == 1 or spec.expands
        used = (match.candidates if is_used else ()) or (None,)
        rows += [_Row(match.code, match.kind, match.candidates, code) for code in used]
    return [*rows, _Row(None, MatchKind.UNMATCHED, (), None)]


def _lookup_table(
    rows: Sequence[_Row], spec: JoinSpec, backend: str, key: str | None = None
) -> Any:
    """Return the rows as a frame of pandas, polars or pyarrow, the codes in a column `key`."""
    kind, codes, *count = spec.match_columns
    kinds = tuple(kind.value for kind in MatchKind)
    columns = [_Column(kind, CATEGORY, kinds), _Column(codes, TEXT)]
    columns += [_Column(name, COUNT) for name in count]
    values: dict[str, list[Value]] = {
        kind: [row.kind.value for row in rows],
        codes: [row.occupation or "; ".join(row.candidates) or None for row in rows],
        **{name: [len(row.candidates) for row in rows] for name in count},
    }
    if key is not None:
        columns.append(_Column(key, TEXT))
        values[key] = [row.code for row in rows]
    used = list(dict.fromkeys(row.occupation for row in rows if row.occupation))
    places: dict[str | None, int] = {code: place for place, code in enumerate(used)}
    facts = _facts([spec.release[code] for code in used], spec, backend)
    facts = take(facts, [places.get(row.occupation) for row in rows], backend)
    return hstack(frame_of(columns, values, backend), facts, backend)


def _facts(occupations: Sequence[Occupation], spec: JoinSpec, backend: str) -> Any:
    """Return what is to be attached of each occupation."""
    known = {column.name: column for column in spec.release.columns}
    columns: list[_Column] = []
    values: dict[str, list[Value]] = {}
    for column in map(known.__getitem__, spec.columns):
        columns.append(_Column(f"{spec.prefix}{column.name}", column.kind, column.words))
        values[columns[-1].name] = [column.value_for(each) for each in occupations]
    if spec.methodology is None:
        return frame_of(columns, values, backend)
    read = [spec.methodology.inputs_of(each) for each in occupations]
    for name, column_name in spec.inputs.items():
        columns.append(_Column(column_name, NUMBER))
        values[column_name] = [None if one[name] is None else float(one[name]) for one in read]  # type: ignore[arg-type]
    facts = frame_of(columns, values, backend)
    return assess(facts, methodology=spec.methodology, columns=spec.inputs, prefix=spec.prefix)


def _attached(opened: Opened, on: str, rows: Sequence[_Row], spec: JoinSpec) -> Any:
    """Return the frame with the rows of the lookup table attached."""
    backend = BACKENDS[opened.engine]
    if opened.is_lazy and opened.engine != "dask":
        return _joined(opened, on, rows, spec, backend)
    places: dict[str | None, list[int]] = {}
    for place, row in enumerate(rows):
        places.setdefault(row.code, []).append(place)
    table = _lookup_table(rows, spec, backend)
    attach = partial(_gathered, on=on, places=places, table=table, backend=backend)
    native: Any = opened.frame.to_native()
    if opened.engine == "dask":
        # Dask learns the columns of the result from an empty partition.
        native = native.map_partitions(attach, meta=attach(native._meta))  # noqa: SLF001
        return open_frame(native, SUBJECT).frame
    return open_frame(attach(native), SUBJECT).frame


def _gathered(native: Any, on: str, places: Places, table: Any, backend: str) -> Any:
    """Attach rows by position: nothing is sorted, and no index is touched."""
    import narwhals.stable.v2 as nw

    frame: nw.DataFrame[Any] = nw.from_native(native, eager_only=True)
    codes = _codes_in(frame[on])
    positions = [place for code in codes for place in places[code]]
    if len(positions) > len(codes):
        frame = frame[[row for row, code in enumerate(codes) for _ in places[code]]]
    return hstack(frame.to_native(), take(table, positions, backend), backend)


def _joined(opened: Opened, on: str, rows: Sequence[_Row], spec: JoinSpec, backend: str) -> Any:
    """Attach rows by a left join, on helper columns whose names any query can write."""
    import narwhals.stable.v2 as nw

    key, other = opened.free_names("key", "code", besides=spec.names)
    table = _lookup_table(rows, spec, backend, key=other)
    left = opened.frame.with_columns(nw.col(on).cast(nw.String).alias(key))
    if opened.engine == "polars":
        # The order of rows, which narwhals cannot ask for.
        joined = left.to_native().join(
            table.lazy(),
            left_on=key,
            right_on=other,
            how="left",
            nulls_equal=True,
            maintain_order="left_right",
        )
        return nw.from_native(joined.drop(key))
    right = nw.from_native(to_engine(table, opened.frame.to_native(), opened.engine))
    joined = left.join(right, left_on=key, right_on=other, how="left").drop(key)
    # No null equals another here: rows without a code have found nothing.
    kind, _, *count = spec.match_columns
    filled = [nw.coalesce(nw.col(kind), nw.lit(MatchKind.UNMATCHED.value)).alias(kind)]
    filled += [nw.coalesce(nw.col(name), nw.lit(0)).alias(name) for name in count]
    return joined.with_columns(*filled)
