"""``careerscore compare``: careers side by side."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Annotated, Final, TypeAlias, get_type_hints

import attrs
from cyclopts import Parameter

import careerscore as cs
from careerscore.api import DEFAULT_METHODOLOGY, DEFAULT_VALUE
from careerscore.cli._app import Data, Format, Integer, Method, Query, methodology_of
from careerscore.cli._output import print_result

if TYPE_CHECKING:
    Options: TypeAlias = cs.Assumptions
else:
    kinds = get_type_hints(cs.Assumptions)
    # Each assumption that can be an option; only those that are given are passed on.
    fields = {}
    for name in attrs.fields_dict(cs.Assumptions):
        kind = Integer if kinds[name] is int else kinds[name]
        fields[name] = attrs.field(default=None, type=kind | None)
    del fields["tax"]
    Options = attrs.make_class("Options", fields, kw_only=True)
    # cyclopts takes the help of each option from the docstring, marks of code and all.
    Options.__doc__ = (cs.Assumptions.__doc__ or "").partition("Examples\n")[0].replace("`", "")

_VALUE: Final = "Id of a method of lifetime value. List: careerscore methodologies."

_BASELINE: Final = (
    "What each is compared with: a career, or a yearly pay such as 45000; a high-school graduate "
    "by default."
)


def _pay_or_name(baseline: str | None) -> str | float | None:
    with suppress(ValueError):
        return None if baseline is None else float(baseline)
    return baseline


def compare(
    first: Query,
    second: Query,
    /,
    *others: Query,
    data: Data = None,
    methodology: Method = DEFAULT_METHODOLOGY,
    value: Annotated[str, Parameter(help=_VALUE)] = DEFAULT_VALUE,
    baseline: Annotated[str | None, Parameter(help=_BASELINE)] = None,
    options: Annotated[Options | None, Parameter(name="*")] = None,
    format: Format = "text",
) -> None:
    """Print careers side by side.

    Example: careerscore compare medical-records-specialists registered-nurses
    """
    given = attrs.asdict(options, filter=lambda _, value: value is not None) if options else {}
    comparison = cs.compare(
        first,
        second,
        *others,
        assumptions=cs.Assumptions(**given) if given else None,
        methodology=methodology_of(methodology),
        method=value,
        baseline=_pay_or_name(baseline),
        data=data,
    )
    print_result(comparison, comparison, format)
