"""What `frames.assess` is given: every fault named before anything is worked out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from careerscore._record import Checks
from careerscore.errors import InvalidInputError, Problem
from careerscore.frames.engines import Opened, is_numeric, near_names, with_engines
from careerscore.frames.outputs import ON_REQUEST, Output, outputs_of

if TYPE_CHECKING:
    from careerscore.scoring.base import Methodology

__all__ = [
    "SUBJECT",
    "check_columns",
    "check_key",
    "chosen_inputs",
    "chosen_keys",
    "chosen_outputs",
]

SUBJECT: Final = "frames.assess"

MOST_SHOWN: Final = 3


def chosen_outputs(
    checks: Checks,
    methodology: Methodology,
    prefix: str,
    names: Sequence[str] | None,
    *,
    rationale: bool,
) -> dict[str, Output]:
    """Return the outputs to work out, by the names their columns get."""
    known = outputs_of(methodology)
    checks.instance("prefix", prefix, str)
    checks.instance("rationale", rationale, bool)
    wanted: list[str] = [name for name in known if name not in ON_REQUEST]
    if names is not None:
        holds = isinstance(names, Sequence) and not isinstance(names, str)
        checks.expect("outputs", names, "a list of names", holds=holds)
        wanted = list(names) if holds else []
    for name in wanted:
        if not isinstance(name, str) or name not in known:
            expected = f"an output named {near_names(name, known)}"
            checks.expect("outputs", name, expected, holds=False)
    if rationale:
        wanted.append("rationale")
    found = [name for name in wanted if isinstance(name, str) and name in known]
    return {f"{prefix}{name}": known[name] for name in found}


def chosen_inputs(
    checks: Checks, methodology: Methodology, columns: Mapping[str, str | None] | None
) -> dict[str, str | None]:
    """Return the column of each input."""
    names = [entry.name for entry in methodology.inputs]
    given: Any = {} if columns is None else columns
    if not isinstance(given, Mapping):
        checks.expect("columns", given, "a mapping from input to column", holds=False)
        given = {}
    for name, column in given.items():
        if name not in names:
            expected = f"an input named {near_names(name, names)}"
            checks.expect("columns", name, expected, holds=False)
        holds = column is None or isinstance(column, str)
        checks.expect(f"columns.{name}", column, "the name of a column, or None", holds=holds)
    found: dict[str, str | None] = {name: given.get(name, name) for name in names}
    return found


def chosen_keys(checks: Checks, key: str | Sequence[str] | None) -> list[str]:
    """Return the columns of the key."""
    keys: Any = [] if key is None else [key] if isinstance(key, str) else key
    holds = isinstance(keys, Sequence) and all(isinstance(name, str) for name in keys)
    checks.expect("key", key, "the name of a column, or a list of such", holds=holds)
    return list(dict.fromkeys(keys)) if holds else []


def check_columns(
    opened: Opened, inputs: Mapping[str, str | None], keys: Sequence[str], made: Sequence[str]
) -> None:
    """Refuse inputs that are not there or are no numbers, and names that are taken."""
    schema = opened.frame.collect_schema()
    checks = Checks(SUBJECT)
    for name, column in inputs.items():
        if column is None:
            continue
        if column not in schema:
            expected = f"a column for the input {name}: {near_names(column, schema)}"
            checks.expect("columns", column, expected, holds=False)
        elif not is_numeric(opened, column):
            expected = f"numbers, for the input {name}"
            checks.expect(column, opened.type_of(column), expected, holds=False)
    for name in keys:
        if name not in schema:
            checks.expect("key", name, f"a column: {near_names(name, schema)}", holds=False)
        elif schema[name].is_nested() or opened.holds_objects(name):
            checks.expect("key", schema[name], "single values that can be compared", holds=False)
    for name in (*filter(None, inputs.values()), *keys, *made):
        expected = "a name without dot and backtick, which Spark takes for a path"
        checks.expect("frame", name, expected, holds=opened.can_name(name))
    folded = {opened.folded(str(name)): name for name in schema}
    for name in made:
        taken = folded.get(opened.folded(name))
        folded.setdefault(opened.folded(name), name)
        expected = f"no column that the new {name} would take the place of; give a prefix"
        checks.expect("frame", taken, expected, holds=taken is None)
    checks.raise_problems()


def check_key(opened: Opened, keys: Sequence[str]) -> None:
    """Refuse rows that share a key."""
    if not keys:
        return
    import narwhals.stable.v2 as nw

    rows = opened.free_name("rows")
    counted = opened.frame.lazy().group_by(*keys).agg(nw.len().alias(rows))
    asked = counted.filter(nw.col(rows) > 1).select(*keys).head(MOST_SHOWN)
    with with_engines(f"checking a key on {opened.engine}"):
        shared = asked.collect()
    if len(shared):
        shown = "; ".join(", ".join(map(str, row)) for row in shared.iter_rows())
        expected = f"a different {', '.join(keys)} in every row"
        raise InvalidInputError(SUBJECT, (Problem("key", f"several rows of {shown}", expected),))
