"""What `frames.assess` is given: every fault named before anything is worked out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from careerscore.errors import InvalidInputError, Problem, close_matches
from careerscore.frames.engines import Opened, is_numeric
from careerscore.frames.outputs import ON_REQUEST, Output, outputs_of
from careerscore.model.checks import Checks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from careerscore.scoring.protocol import Methodology

__all__ = [
    "SUBJECT",
    "check_columns",
    "check_key",
    "chosen_inputs",
    "chosen_keys",
    "chosen_outputs",
]

SUBJECT: Final = "frames.assess"

MOST_NAMED: Final = 20
"""Columns of a frame that a message names; wide frames have thousands."""

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
        if name not in known:
            expected = f"an output named {_near(name, known)}"
            checks.expect("outputs", name, expected, holds=False)
    if rationale:
        wanted.append("rationale")
    return {f"{prefix}{name}": known[name] for name in wanted if name in known}


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
            expected = f"an input named {_near(name, names)}"
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
    return list(keys) if holds else []


def _near(name: object, names: Iterable[object]) -> str:
    """Return the names that one may have meant, or the first of those there are."""
    known = [str(each) for each in names]
    more = f" and {len(known) - MOST_NAMED} more" if len(known) > MOST_NAMED else ""
    return " or ".join(close_matches(str(name), tuple(known))) or (
        ", ".join(known[:MOST_NAMED]) + more
    )


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
            expected = f"a column for the input {name}: {_near(column, schema)}"
            checks.expect("columns", column, expected, holds=False)
        elif not is_numeric(opened, column):
            expected = f"numbers, for the input {name}"
            checks.expect(column, schema[column], expected, holds=False)
    for name in keys:
        if name not in schema:
            checks.expect("key", name, f"a column: {_near(name, schema)}", holds=False)
    folded = {opened.folded(str(name)): name for name in schema}
    for name in made:
        taken = folded.get(opened.folded(name))
        expected = f"no column that the new {name} would take the place of; give a prefix"
        checks.expect("frame", taken, expected, holds=taken is None)
    checks.raise_problems()


def check_key(opened: Opened, keys: Sequence[str]) -> None:
    """Refuse rows that share a key."""
    if not keys:
        return
    import narwhals.stable.v2 as nw

    rows = "__careerscore_rows"
    counted = opened.frame.lazy().group_by(*keys).agg(nw.len().alias(rows))
    shared = counted.filter(nw.col(rows) > 1).select(*keys).head(MOST_SHOWN).collect()
    if len(shared):
        shown = "; ".join(", ".join(map(str, row)) for row in shared.iter_rows())
        expected = f"a different {', '.join(keys)} in every row"
        raise InvalidInputError(SUBJECT, (Problem("key", f"several rows of {shown}", expected),))
