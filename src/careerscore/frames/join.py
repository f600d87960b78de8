"""Join a table of your own with the reference data, and report how its codes matched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Generic, NamedTuple, TypeVar

from attrs import field, frozen

from careerscore._record import Checks, Record, frozen_map, frozen_tuple, limits
from careerscore._text import short_repr
from careerscore.errors import InvalidInputError, Problem, close_matches, shorten
from careerscore.frames.assessing import assess
from careerscore.frames.engines import FRAMES, free_prefix, open_frame, requires_engines
from careerscore.frames.native import hstack, take, to_engine
from careerscore.frames.outputs import default_outputs
from careerscore.matching.codes import check_system, crosswalks_of
from careerscore.matching.matches import Match, MatchKind
from careerscore.matching.systems import SYSTEMS
from careerscore.reference.columns import CATEGORY, COUNT, NUMBER, TEXT, frame_of
from careerscore.reference.releases import Release, load
from careerscore.scoring.catalog import methodology_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import narwhals.stable.v2 as nw

    from careerscore.frames.engines import Opened
    from careerscore.model.occupation import Occupation
    from careerscore.reference.columns import ReferenceColumn
    from careerscore.scoring.base import Methodology

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

MOST_LISTED: Final = 10
"""Codes of a kind that a report names."""

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


@frozen(kw_only=True, repr=False)
class MatchReport(Record):
    """How many rows and codes of a table matched, and which did not.

    Parameters
    ----------
    on : str
        Column of the codes.
    system : str, optional
        Classification they were taken for; None where the form of each decided.
    data_release : str
        The release they were looked up in.
    matches : tuple of Match
        One for each different code, in the order of the codes.
    rows_of : Mapping of str to int
        Number of rows with each code, in the table as it was given.
    rows_without_code : int
        Number of rows whose code is missing; they count as unmatched.
    crosswalks : tuple of str
        Editions of the official crosswalks on the way, in their order: two are a chain through
        SOC 2010; none where the codes are the release's own.
    """

    on: str
    system: str | None
    data_release: str
    matches: tuple[Match, ...] = field(converter=frozen_tuple)
    rows_of: Mapping[str, int] = field(converter=frozen_map)
    rows_without_code: int = field(default=0, metadata=limits(minimum=0, maximum=2**63))
    crosswalks: tuple[str, ...] = field(default=(), converter=frozen_tuple)

    def _check(self, checks: Checks) -> None:
        codes = [match.text for match in self.matches]
        expected = f"a number of rows for each of {codes}"
        checks.expect("rows_of", self.rows_of, expected, holds=set(codes) == set(self.rows_of))

    @property
    def rows(self) -> Mapping[str, int]:
        """Number of rows by how they matched, all four kinds."""
        found = dict.fromkeys((kind.value for kind in MatchKind), 0)
        for match in self.matches:
            found[match.kind.value] += self.rows_of[match.text]
        found[MatchKind.UNMATCHED.value] += self.rows_without_code
        return found

    @property
    def codes(self) -> Mapping[str, tuple[str, ...]]:
        """The different codes by how they matched, all four kinds."""
        return {
            kind.value: tuple(match.text for match in self.matches if match.kind is kind)
            for kind in MatchKind
        }

    @property
    def earlier_codes(self) -> tuple[str, ...]:
        """The unmatched codes that the earlier classification has: perhaps the table is of it."""
        return tuple(m.text for m in self.matches if m.earlier and m.kind is MatchKind.UNMATCHED)

    @property
    def redefined_codes(self) -> tuple[str, ...]:
        """The codes that matched, but mean something else in the earlier classification."""
        kind = MatchKind.UNMATCHED
        return tuple(m.text for m in self.matches if m.earlier and m.kind is not kind)

    def match(self, code: str) -> Match:
        """Return what became of a code.

        Raises
        ------
        KeyError
            If the table has no such code.
        """
        return {match.text: match for match in self.matches}[code]

    def __repr__(self) -> str:
        counts = [f"{count:,} {kind}" for kind, count in self.rows.items() if count]
        rows = f"{', '.join(counts)} of {sum(self.rows.values()):,} rows"
        return short_repr(f"<MatchReport of {self.on}, data release {self.data_release}: {rows}>")

    def __str__(self) -> str:
        system = "by their form" if self.system is None else SYSTEMS[self.system]
        lines = [f"Codes of {self.on} ({system}) in data release {self.data_release}"]
        lines += [f"  by {', then '.join(self.crosswalks)}"] if self.crosswalks else []
        rows = self.rows
        for kind in MatchKind:
            matches = [match for match in self.matches if match.kind is kind]
            counts = f"{_counted(rows[kind.value], 'row')}, {_counted(len(matches), 'code')}"
            if kind is MatchKind.UNMATCHED and self.rows_without_code:
                counts += f", {_counted(self.rows_without_code, 'row')} without a code"
            lines.append(f"  {kind.value}: {counts}")
            listed = [] if kind is MatchKind.MATCHED else matches
            for match in listed[:MOST_LISTED]:
                leads_to = f" -> {', '.join(match.candidates)}" if match.candidates else ""
                lines.append(f"    {match.text!r}{leads_to} ({match.reason})")
            if len(listed) > MOST_LISTED:
                lines.append(f"    and {len(listed) - MOST_LISTED:,} more")
        if self.earlier_codes:
            earlier = f"{_counted(len(self.earlier_codes), 'code')} of the earlier classification"
            lines.append(f"  {earlier} alone: if the table is of it, say so by system=")
            if self.redefined_codes:
                other = f"{_counted(len(self.redefined_codes), 'code')} that matched"
                codes = ", ".join(self.redefined_codes[:MOST_LISTED])
                lines.append(f"  then {other} would mean something else: {codes}")
        return "\n".join(lines)


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


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
    many: str = "leave",
    prefix: str = "",
) -> Joined[FrameT]:
    """Attach reference data, and scores, to a table by its occupation codes.

    Nothing is guessed: a code that leads to several occupations gets none of them, a code
    that is malformed is not mended, and the report accounts for every row. A lazy frame stays
    lazy, but is asked once, by a query of its own, for its different codes and their numbers of
    rows. SQL engines keep no order of rows.

    Parameters
    ----------
    frame : frame
        Of pandas, polars (eager or lazy), pyarrow, DuckDB, Dask, Ibis, Spark or narwhals.
    on : str
        Its column of codes, which holds texts.
    system : str, optional
        Classification of the codes: ``"onet-soc-2019"``, ``"soc-2018"``, ``"onet-soc-2010"``
        or one of `careerscore.matching.code_systems`: ``"soc-2010"``, ``"soc-2000"``,
        ``"oes-2019"`` (wages of May 2019 and 2020), ``"census-2018"``, ``"census-2010"`` or
        ``"isco-08"``, on every release. By default the form of each decides: eight digits are
        O*NET-SOC 2019, six are SOC 2018, and the report lists codes that only the earlier
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
        null where no occupation is used; rows, their order and the index stay as they are,
        where the engine has them. And ``report``, a `MatchReport`.

    Raises
    ------
    InvalidInputError
        If there is no such column, it does not hold texts, new columns have names that are
        taken, or an argument is not as described above; all problems are listed.
    UnknownReleaseError, UnknownMethodologyError
        If there is no such release or methodology.

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
    >>> joined.report.codes["one-to-many"], joined.report.rows["one-to-many"]
    (('13-1020',), 1)
    """
    import narwhals.stable.v2 as nw

    opened = open_frame(frame, SUBJECT)
    checks = Checks(SUBJECT)
    check_system(checks, system)
    holds = data is None or isinstance(data, str | Release)
    checks.expect("data", data, "the name of a release, a Release or None", holds=holds)
    release = data if isinstance(data, Release) else load(data if isinstance(data, str) else None)
    known = {column.name: column for column in release.columns}
    names = columns if isinstance(columns, list | tuple) else ()
    checks.expect("columns", columns, "a list of names", holds=names is columns)
    for name in names:
        if not (isinstance(name, str) and name in known):
            near = " or ".join(close_matches(name, tuple(known))) or "title, category and so on"
            checks.expect("columns", name, f"a column of the reference table: {near}", holds=False)
    method = None if methodology is None else methodology_of(methodology)
    holds = method is None or hasattr(method, "inputs_of")
    checks.expect("methodology", method, "a methodology that has inputs_of", holds=holds)
    checks.expect("many", many, "'leave' or 'expand'", holds=many in ("leave", "expand"))
    checks.value("prefix", prefix, str)
    # The new columns, in order.
    chosen = {f"{prefix}{name}": known[name] for name in map(str, names) if name in known}
    entries, results = ((), ()) if method is None else (method.inputs, default_outputs(method))
    inputs = {entry.name: f"{prefix}{entry.name}" for entry in entries}
    expands = many == "expand"
    match = ("match", "match_codes", *(["match_count"] if expands else []))
    made = [*(f"{prefix}{name}" for name in match), *chosen, *inputs.values()]
    made += [f"{prefix}{name}" for name in results]
    checks.expect("frame", f"one of {opened.engine}", FRAMES, holds=opened.engine in BACKENDS)
    # Of rows at hand, the values are checked when they are read.
    kinds: tuple[Any, ...] = (nw.String, nw.Categorical, nw.Enum)
    kinds += () if opened.is_lazy else (nw.Object, nw.Unknown)
    if opened.check_column(checks, "on", on):
        checks.expect(on, opened.schema[on], TEXTS, holds=isinstance(opened.schema[on], kinds))
        if opened.is_lazy:
            opened.check_name(checks, "on", on)
    opened.check_new_names(checks, dict.fromkeys(made))
    for name, count in Counter(map(opened.casefold_name, made)).items():
        checks.expect("columns", name, "other columns than the methodology adds", holds=count == 1)
    checks.raise_problems()
    spec = JoinSpec(release, chosen, method, inputs, expands, prefix)
    if opened.is_lazy:
        with requires_engines(f"reading the codes of a frame of {opened.engine}"):
            counted = opened.count_rows([on]).collect()
        rows = zip(_codes_in(counted["k0"]), counted["rows"].to_list(), strict=True)
        rows_of: dict[str | None, int] = dict(rows)
    else:
        rows_of = Counter(_codes_in(opened.frame[on]))
    without_code = rows_of.pop(None, 0)
    codes = sorted(code for code in rows_of if code is not None)
    report = MatchReport(
        on=on,
        system=system,
        data_release=release.name,
        rows_without_code=without_code,
        matches=tuple(release.match_code(code, system=system) for code in codes),
        rows_of=rows_of,
        crosswalks=crosswalks_of(system, release.editions),
    )
    attach = _joined if opened.is_lazy and opened.engine != "dask" else _gathered
    joined = attach(opened, on, *_look_up_table(report.matches, spec, BACKENDS[opened.engine]))
    return Joined(frame=opened.to_user_frame(joined), report=report)


class JoinSpec(NamedTuple):
    """What is to be attached to a code: the columns by their new names, the new names of inputs."""

    release: Release
    columns: Mapping[str, ReferenceColumn]
    methodology: Any
    inputs: Mapping[str, str]
    expands: bool
    prefix: str


def _codes_in(column: nw.Series[Any]) -> list[str | None]:
    """Return the codes of a column, None where there is none."""
    values = column.to_list()
    codes = [value if isinstance(value, str) else None for value in values]
    if codes.count(None) != column.null_count():
        stray = next(value for value in values if value is not None and not isinstance(value, str))
        raise InvalidInputError(SUBJECT, (Problem(column.name, shorten(stray), TEXTS),))
    return codes


def _look_up_table(matches: Iterable[Match], spec: JoinSpec, backend: str) -> tuple[Any, Any]:
    """Return codes, "" for none, and what to attach to each: a frame of the backend."""
    rows: list[tuple[Any, ...]] = [("", MatchKind.UNMATCHED.value, None, 0, None)]
    for match in filter(lambda match: match.text, matches):
        several, count = "; ".join(match.candidates) or None, len(match.candidates)
        used = match.candidates if spec.expands or count == 1 else ()
        rows += [
            (match.text, match.kind.value, one or several, count, one) for one in used or (None,)
        ]
    codes, kinds, texts, counts, used_codes = map(list, zip(*rows, strict=True))
    words = tuple(kind.value for kind in MatchKind)
    values = {
        _Column(f"{spec.prefix}match", CATEGORY, words): kinds,
        _Column(f"{spec.prefix}match_codes", TEXT): texts,
    }
    values |= {_Column(f"{spec.prefix}match_count", COUNT): counts} if spec.expands else {}
    places = {code: place for place, code in enumerate(dict.fromkeys(filter(None, used_codes)))}
    facts = _facts([spec.release[code] for code in places], spec, backend)
    facts = take(facts, list(map(places.get, used_codes)), backend)
    return codes, hstack(_frame(values, backend), facts, backend)


def _facts(occupations: Sequence[Occupation], spec: JoinSpec, backend: str) -> Any:
    """Return what is to be attached of each occupation."""
    values: dict[_Column, list[Any]] = {
        _Column(name, column.kind, column.words, column.ordered): [
            column.value_for(each) for each in occupations
        ]
        for name, column in spec.columns.items()
    }
    if spec.methodology is None:
        return _frame(values, backend)
    read = [spec.methodology.inputs_of(each) for each in occupations]
    for name, column_name in spec.inputs.items():
        numbers = [one[name] if one[name] is None else float(one[name]) for one in read]
        values[_Column(column_name, NUMBER)] = numbers
    facts = _frame(values, backend)
    # Of few occupations, all may grow by less than 1%.
    return assess(
        facts,
        methodology=spec.methodology,
        columns=spec.inputs,
        prefix=spec.prefix,
        on_invalid="flag",
    )


class _Column(NamedTuple):
    name: str
    kind: str
    words: tuple[str, ...] = ()
    ordered: bool = False


def _frame(values: Mapping[_Column, list[Any]], backend: str) -> Any:
    return frame_of(values, {column.name: each for column, each in values.items()}, backend)


def _gathered(opened: Opened, on: str, codes: list[str], table: Any) -> Any:
    """Attach rows by position: nothing is sorted, and no index is touched."""
    native: Any = opened.frame.to_native()
    gather = partial(_gather, on=on, codes=codes, table=table, backend=BACKENDS[opened.engine])
    if opened.engine == "dask":
        # Dask learns the columns of the result from an empty partition.
        return native.map_partitions(gather, meta=gather(native._meta))  # noqa: SLF001 - Dask has no public one
    return gather(native)


def _gather(native: Any, on: str, codes: list[str], table: Any, backend: str) -> Any:
    import narwhals.stable.v2 as nw

    places: dict[str, list[int]] = {}
    for place, code in enumerate(codes):
        places.setdefault(code, []).append(place)
    frame: nw.DataFrame[Any] = nw.from_native(native, eager_only=True)
    found = [places[code or ""] for code in _codes_in(frame[on])]
    positions = [place for each in found for place in each]
    if len(positions) > len(found):
        frame = frame[[row for row, each in enumerate(found) for _ in each]]
    return hstack(frame.to_native(), take(table, positions, backend), backend)


def _joined(opened: Opened, on: str, codes: list[str], table: Any) -> Any:
    """Attach rows by a left join, on helper columns whose names any query can write."""
    import narwhals.stable.v2 as nw

    backend = BACKENDS[opened.engine]
    prefix = free_prefix((*opened.schema, *nw.from_native(table).columns))
    key, other = f"{prefix}key", f"{prefix}code"
    table = hstack(table, _frame({_Column(other, TEXT): codes}, backend), backend)
    left = opened.frame.with_columns(nw.col(on).cast(nw.String).fill_null("").alias(key))
    how: Any = {"left_on": key, "right_on": other, "how": "left"}
    if opened.engine == "polars":
        # The order of rows, which narwhals cannot ask for.
        joined = left.to_native().join(table.lazy(), **how, maintain_order="left_right")
        return joined.drop(key)
    right = nw.from_native(to_engine(table, opened.frame.to_native(), opened.engine))
    return left.join(right, **how).drop(key).to_native()
