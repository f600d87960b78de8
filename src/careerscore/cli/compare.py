"""``careerscore compare``: two or three careers side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, TypeAlias, get_type_hints

import attrs
from cyclopts import Parameter

import careerscore as cs
from careerscore.api import DEFAULT_METHODOLOGY, DEFAULT_VALUE
from careerscore.cli._app import Data, Format, Integer, Method, Query, app, methodology_of
from careerscore.cli._output import print_result


def _options() -> type[object]:
    """Return a class with an optional field for each assumption that can be an option."""
    kinds: dict[str, Any] = get_type_hints(cs.Assumptions)
    kinds = {
        each.name: Integer if kinds[each.name] is int else kinds[each.name]
        for each in attrs.fields(cs.Assumptions)
        if each.name != "tax"
    }
    options = attrs.make_class(
        "Options",
        {name: attrs.field(default=None, type=kind | None) for name, kind in kinds.items()},
        kw_only=True,
    )
    # cyclopts takes the help of each option from the docstring.
    options.__doc__ = (cs.Assumptions.__doc__ or "").partition("Examples\n")[0]
    return options


if TYPE_CHECKING:
    Options: TypeAlias = cs.Assumptions
else:
    Options = _options()


@app.command
def compare(
    first: Query,
    second: Query,
    third: Query | None = None,
    /,
    *,
    data: Data = None,
    methodology: Method = DEFAULT_METHODOLOGY,
    value: Annotated[str, Parameter(help="Id of a method of lifetime value.")] = DEFAULT_VALUE,
    options: Annotated[Options | None, Parameter(name="*")] = None,
    format: Format = "text",
) -> None:
    """Print two or three careers side by side.

    Example: careerscore compare medical-records-specialists registered-nurses
    """
    given = attrs.asdict(options, filter=lambda _, value: value is not None) if options else {}
    comparison = cs.compare(
        *(query for query in (first, second, third) if query is not None),
        assumptions=cs.Assumptions(**given) if given else None,
        methodology=methodology_of(methodology),
        method=value,
        data=data,
    )
    print_result(comparison, comparison, format)
