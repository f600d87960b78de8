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
from careerscore.frames.engines import FRAMES, free_prefix, open_frame, requires_engines
from careerscore.frames.native import hstack, take, to_engine
from careerscore.frames.outputs import default_outputs
from careerscore.frames.report import MatchReport
from careerscore.reference.columns import CATEGORY, COUNT, NUMBER, TEXT, ReferenceColumn
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
    from careerscore.reference.matching import CodeMatch

    Places = Mapping[str, Sequence[int]]

FrameT = TypeVar("FrameT")

SUBJECT: Final = "join_reference"

TEXTS: Final = (
    "texts such as '29-2072'; codes that were read as numbers have lost their form: read the "
    "column as text"
)

BACKENDS: Final = {
    **{name: name for name in ("pandas", "polars", "pyarrow")},
    "dask": "pandas",
    **dict.fromkeys(("duckdb", "ibis", "pyspark"), "pyarrow"),
}
"""The library in which the look-up table is built, for each engine."""

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
    checks = Checks(SUBJECT)
    spec = _join_spec(checks, system, data, columns, methodology, many, prefix)
    checks.raise_problems()
    _check_columns(checks, opened, on, spec.names)
    checks.raise_problems()
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
    rows = _rows(report.matches, expands=spec.expands)
    attach = _joined if opened.is_lazy and opened.engine != "dask" else _gathered
    return Joined(frame=opened.to_user_frame(attach(opened, on, rows, spec)), report=report)


@runtime_checkable
class SupportsInputsOf(Methodology, Protocol):
    """A methodology that reads its inputs from an occupation."""

    def inputs_of(self, occupation: Occupation, /) -> Mapping[str, float | None]:
        """Return what it reads, ready for `score`."""
        ...


class JoinSpec(NamedTuple):
    """What is to be attached to a code."""

    release: Release
    columns: tuple[ReferenceColumn, ...]
    methodology: SupportsInputsOf | None
    expands: bool
    prefix: str

    @property
    def inputs(self) -> dict[str, str]:
        """The new column of each input of the methodology."""
        entries = () if self.methodology is None else self.methodology.inputs
        return {entry.name: f"{self.prefix}{entry.name}" for entry in entries}

    @property
    def match_columns(self) -> dict[str, _Column]:
        """The field of `_Row` that each new column about the match holds."""
        kinds = tuple(kind.value for kind in MatchKind)
        fields = [_Column("match", CATEGORY, kinds), _Column("match_codes", TEXT)]
        fields += [_Column("match_count", COUNT)] if self.expands else []
        return {f"{self.prefix}{field.name}": field for field in fields}

    @property
    def names(self) -> tuple[str, ...]:
        """Every new column, in order."""
        results = () if self.methodology is None else default_outputs(self.methodology)
        names = (*(column.name for column in self.columns), *self.inputs, *results)
        return (*self.match_columns, *(f"{self.prefix}{name}" for name in names))


class _Column(NamedTuple):
    name: str
    kind: str
    words: tuple[str, ...] = ()


class _Row(NamedTuple):
    """A row of the look-up table: a code, and the occupation that is used for it, if any."""

    code: str
    match: str
    match_codes: str | None
    match_count: int
    occupation: str | None


def _join_spec(
    checks: Checks,
    system: object,
    data: object,
    columns: object,
    methodology: Any,
    many: object,
    prefix: object,
) -> JoinSpec:
    """Return what is to be attached."""
    check_system(checks, system)
    holds = data is None or isinstance(data, str | Release)
    checks.expect("data", data, "the name of a release, a Release or None", holds=holds)
    release = data if isinstance(data, Release) else load(data if isinstance(data, str) else None)
    known = {column.name: column for column in release.columns}
    names = columns if isinstance(columns, list | tuple) else ()
    checks.expect("columns", columns, "a list of names", holds=names is columns)
    for name in names:
        if not isinstance(name, str) or name not in known:
            near = " or ".join(close_matches(name, tuple(known))) or "title, category and so on"
            expected = f"a column of the reference table: {near}"
            checks.expect("columns", name, expected, holds=False)
    method = None if methodology is None else methodology_of(methodology)
    reads = method if isinstance(method, SupportsInputsOf) else None
    expected = "a methodology that has inputs_of"
    checks.expect("methodology", method, expected, holds=reads is method)
    checks.expect("many", many, f"{LEAVE!r} or {EXPAND!r}", holds=many in (LEAVE, EXPAND))
    checks.instance("prefix", prefix, str)
    chosen = tuple(known[name] for name in dict.fromkeys(map(str, names)) if name in known)
    return JoinSpec(release, chosen, reads, many == EXPAND, str(prefix))


def _check_columns(checks: Checks, opened: Opened, on: Any, made: Sequence[str]) -> None:
    """Expect a column of texts, and new names that are free."""
    import narwhals.stable.v2 as nw

    is_known = opened.engine in BACKENDS
    checks.expect("frame", f"one of {opened.engine}", FRAMES, holds=is_known)
    # Of rows at hand, the values are checked when they are read.
    kinds: tuple[Any, ...] = (nw.String, nw.Categorical, nw.Enum)
    kinds += () if opened.is_lazy else (nw.Object, nw.Unknown)
    if opened.check_column(checks, "on", on):
        checks.expect(on, opened.schema[on], TEXTS, holds=isinstance(opened.schema[on], kinds))
        if opened.is_lazy:
            opened.check_name(checks, "on", on)
    opened.check_new_names(checks, dict.fromkeys(made))
    for name, count in Counter(map(opened.casefold_name, made)).items():
        expected = "other columns than the methodology adds"
        checks.expect("columns", name, expected, holds=count == 1)


def _count_codes(opened: Opened, on: str) -> Counter[str | None]:
    """Return how many rows have each code; a lazy frame is queried once."""
    if not opened.is_lazy:
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
        raise InvalidInputError(SUBJECT, (Problem(column.name, shorten(stray), TEXTS),))
    return codes


def _rows(matches: Iterable[CodeMatch], *, expands: bool) -> list[_Row]:
    """Return the rows of the look-up table; no code and an empty one are the same."""
    rows = [_Row("", MatchKind.UNMATCHED.value, None, 0, None)]
    for match in filter(lambda match: match.code, matches):
        kind, candidates = match.kind.value, match.candidates
        is_used = candidates and (expands or len(candidates) == 1)
        for used in candidates if is_used else (None,):
            codes = used or "; ".join(candidates) or None
            rows.append(_Row(match.code, kind, codes, len(candidates), used))
    return rows


def _look_up_table(rows: Sequence[_Row], spec: JoinSpec, backend: str, key: str = "") -> Any:
    """Return the rows as a frame of pandas, polars or pyarrow, the codes in a column `key`."""
    fields = spec.match_columns | ({key: _Column("code", TEXT)} if key else {})
    columns = [field._replace(name=name) for name, field in fields.items()]
    values = {name: [getattr(row, field.name) for row in rows] for name, field in fields.items()}
    used = list(dict.fromkeys(row.occupation for row in rows if row.occupation))
    places: dict[str | None, int] = {code: place for place, code in enumerate(used)}
    facts = _facts([spec.release[code] for code in used], spec, backend)
    facts = take(facts, [places.get(row.occupation) for row in rows], backend)
    return hstack(frame_of(columns, values, backend), facts, backend)


def _facts(occupations: Sequence[Occupation], spec: JoinSpec, backend: str) -> Any:
    """Return what is to be attached of each occupation."""
    columns: list[_Column] = []
    values: dict[str, list[Any]] = {}
    for column in spec.columns:
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


def _gathered(opened: Opened, on: str, rows: Sequence[_Row], spec: JoinSpec) -> Any:
    """Attach rows by position: nothing is sorted, and no index is touched."""
    places: dict[str, list[int]] = {}
    for place, row in enumerate(rows):
        places.setdefault(row.code, []).append(place)
    backend = BACKENDS[opened.engine]
    table = _look_up_table(rows, spec, backend)
    gather = partial(_gather, on=on, places=places, table=table, backend=backend)
    native: Any = opened.frame.to_native()
    if opened.engine == "dask":
        # Dask learns the columns of the result from an empty partition.
        return native.map_partitions(gather, meta=gather(native._meta))  # noqa: SLF001
    return gather(native)


def _gather(native: Any, on: str, places: Places, table: Any, backend: str) -> Any:
    import narwhals.stable.v2 as nw

    frame: nw.DataFrame[Any] = nw.from_native(native, eager_only=True)
    codes = [code or "" for code in _codes_in(frame[on])]
    positions = [place for code in codes for place in places[code]]
    if len(positions) > len(codes):
        frame = frame[[row for row, code in enumerate(codes) for _ in places[code]]]
    return hstack(frame.to_native(), take(table, positions, backend), backend)


def _joined(opened: Opened, on: str, rows: Sequence[_Row], spec: JoinSpec) -> Any:
    """Attach rows by a left join, on helper columns whose names any query can write."""
    import narwhals.stable.v2 as nw

    prefix = free_prefix((*opened.schema, *spec.names))
    key, other = f"{prefix}key", f"{prefix}code"
    table = _look_up_table(rows, spec, BACKENDS[opened.engine], key=other)
    left = opened.frame.with_columns(nw.col(on).cast(nw.String).fill_null("").alias(key))
    if opened.engine == "polars":
        # The order of rows, which narwhals cannot ask for.
        joined = left.to_native().join(
            table.lazy(),
            left_on=key,
            right_on=other,
            how="left",
            maintain_order="left_right",
        )
        return joined.drop(key)
    right = nw.from_native(to_engine(table, opened.frame.to_native(), opened.engine))
    return left.join(right, left_on=key, right_on=other, how="left").drop(key).to_native()
