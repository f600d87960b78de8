"""``careerscore show``, ``assess``, ``compare`` and ``search``: one career, or a few."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias, get_type_hints

import attrs
from cyclopts import Parameter

import careerscore as cs
from careerscore._render.blocks import Column, Table, paragraph
from careerscore.api import DEFAULT_METHODOLOGY, DEFAULT_VALUE
from careerscore.cli._app import Data, Format, Integer, Method, Query, app, methodology_of
from careerscore.cli._output import print_result, write


@app.command
def show(
    query: Query,
    *,
    data: Data = None,
    methodology: Method = DEFAULT_METHODOLOGY,
    format: Annotated[
        Literal["text", "json", "html"], Parameter(name="--format", help="Output format.")
    ] = "text",
) -> None:
    """Print the career page of an occupation.

    Example: careerscore show medical-records-specialists
    """
    page = cs.career_page(query, methodology=methodology_of(methodology), data=data)
    if format == "html":
        # ASCII with character references: any terminal or file can hold it.
        write(page.to_html().encode("ascii", "xmlcharrefreplace").decode())
    else:
        print_result(page.to_dict() if format == "json" else None, page, format)


@app.command
def assess(
    query: Query,
    *,
    data: Data = None,
    methodology: Method = DEFAULT_METHODOLOGY,
    format: Format = "text",
) -> None:
    """Score an occupation.

    Example: careerscore assess 29-2072.00 --data 2026.1
    """
    from careerscore.methods.pages import name_of
    from careerscore.model.pages import assessment_page

    method = methodology_of(methodology)
    assessment = method.assess(cs.occupation(query, data=data))
    page = assessment_page(assessment, name_of(method), len(method.tiers))
    print_result(assessment, page, format)


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
    # cyclopts takes the help of each option from the docstring.
    Options.__doc__ = (cs.Assumptions.__doc__ or "").partition("Examples\n")[0]


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


@app.command
def search(
    text: Annotated[
        str, Parameter(help="A title, an alias or a part of one.", allow_leading_hyphen=True)
    ],
    *,
    limit: Annotated[Integer, Parameter(help="Most results.")] = 10,
    data: Data = None,
    format: Format = "text",
) -> None:
    """Find occupations by title or alias.

    Example: careerscore search "medical coder"
    """
    results = cs.load(data).search(text, limit)
    rows = []
    for result in results:
        found = result.kind if result.kind == "title" else f"{result.kind}: {result.matched}"
        rows.append((result.code, result.title, found, f"{result.score:.0f}"))
    columns = (Column(wraps=False), Column(), Column(), Column(right=True))
    table = Table(columns, rows, ("code", "occupation", "found by", "likeness"))
    nothing = paragraph("nothing comes near; try another word")
    print_result(results, table if rows else nothing, format)
