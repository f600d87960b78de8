"""``careerscore show``: the career page of an occupation."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

import careerscore as cs
from careerscore._career_page import SECTIONS
from careerscore.api import DEFAULT_METHODOLOGY
from careerscore.cli._app import Data, Method, PageFormat, Pager, Query, methodology_of
from careerscore.cli._output import print_result
from careerscore.errors import InvalidInputError, Problem, shorten


def show(
    query: Query,
    /,
    *,
    data: Data = None,
    methodology: Method = DEFAULT_METHODOLOGY,
    near: Annotated[
        str | None,
        Parameter(help="A place whose pay and jobs are added. List: careerscore places."),
    ] = None,
    section: Annotated[
        list[str] | None,
        Parameter(help=f"Only this section, in full: {', '.join(SECTIONS)}. Can be repeated."),
    ] = None,
    all: Annotated[bool, Parameter(help="All sections in full.")] = False,
    sources: Annotated[bool, Parameter(help="Only the sources, with full citations.")] = False,
    as_published: Annotated[
        bool, Parameter(help="The site's own methods next to ours, in full sections.")
    ] = False,
    format: PageFormat = "text",
    link: Annotated[
        str,
        Parameter(help="In HTML, the address of a page on each other career: /careers/{slug}."),
    ] = "",
    pager: Pager = True,
) -> None:
    """Print the career page of an occupation.

    Example: careerscore show medical-records-specialists
    """
    if link and format != "html":
        problem = Problem("--link", shorten(format), "--format html, which alone has links")
        raise InvalidInputError("show", (problem,))
    page = cs.career_page(
        query,
        methodology=methodology_of(methodology),
        near=near,
        data=data,
        everything=all or (as_published and not section),
        sections=[*(section or ()), *["sources"] * sources],
        as_published=as_published,
    )
    print_result(page.to_dict() if format == "json" else None, page, format, link=link, pager=pager)
