"""``careerscore assess``: the score of an occupation."""

from __future__ import annotations

import careerscore as cs
from careerscore.api import DEFAULT_METHODOLOGY
from careerscore.cli._app import Data, Format, Method, Query, methodology_of
from careerscore.cli._output import print_result


def assess(
    query: Query,
    /,
    *,
    data: Data = None,
    methodology: Method = DEFAULT_METHODOLOGY,
    format: Format = "text",
) -> None:
    """Score an occupation.

    Example: careerscore assess 29-2072.00 --data 2026.1
    """
    from careerscore.methods.pages import name_of
    from careerscore.model.assessment_pages import assessment_page

    method = methodology_of(methodology)
    assessment = method.assess(cs.occupation(query, data=data))
    page = assessment_page(assessment, name_of(method), method.tiers)
    print_result(assessment, page, format)
