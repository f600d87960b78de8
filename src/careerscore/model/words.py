"""Categories, preparation and reasons in the words of readers; documents keep their own."""

import re
from typing import Final

CATEGORY_NAMES: Final = {
    "arts-media": "Arts and media",
    "building-grounds": "Building and grounds",
    "business-finance": "Business and finance",
    "food-service": "Food service",
    "healthcare-clinical": "Healthcare, clinical",
    "healthcare-technical": "Healthcare, technical",
    "installation-repair": "Installation and repair",
    "office-admin": "Office and administration",
    "personal-care": "Personal care",
    "protective-services": "Protective services",
    "social-services": "Social services",
}
"""The categories whose identifier does not read as a name."""

_ZONES: Final = ("little or none", "some", "medium", "considerable", "extensive")
"""The preparation that each of O*NET's job zones stands for."""

_GROUP: Final = r"published for (?:its parent )?\d\S+ (.+?)(?:, the composite that BLS .*)?$"
_BY_BLS: Final = r"^BLS's is used, as it is assigned to every occupation of its matrix; O\*NET"

_WORDS: Final = {
    rf"percent change is (?:inherited|broad-level), which .+ read: {_GROUP}": (
        r"published only for the broader group \1, which this score does not use"
    ),
    rf"^{_GROUP}": r"published for the broader group \1",
    r"read as a whole number, halves away from zero; published as (\S+)$": r"rounded from \1%",
    r"^share of tasks, those that need further software counted half": (
        "share of tasks that AI could speed up (tasks that need extra software count half)"
    ),
    r"^sum of five EPOCH dimensions of 1 to 5": (
        "empathy, presence, opinion, creativity and hope, 1 to 5 each"
    ),
    r"a heuristic over category, job zone and words of the title": (
        "a rule of thumb based on the job's category, preparation and title, not a measurement"
    ),
    rf"{_BY_BLS} has no answers for this occupation": (
        "from the Bureau of Labor Statistics (O*NET has no survey for this job)"
    ),
    rf"{_BY_BLS}'s most frequent answer is": (
        "from the Bureau of Labor Statistics; the most frequent answer in O*NET's survey is"
    ),
    r"used as the authors publish no figure for \S+$": "used as the study has no figure for it",
    r"felten aioe divided by": "AIOE divided by",
    r"(?:the authors publish no figure for|AIOE has no SOC 2010 code that is)[^;]*"
    r"(?:; no .+ is published for \S+ as a SOC code)?$": "no figure for this job",
    r"^not at hand in employment-projections/(\S+)": r"not in the data at hand for \1",
    r"^Insufficient data, .+ missing: a total of (\S+) to (\S+) of (\S+) is possible, (.+)$": (
        r"Not enough data for one score: between \1 and \2 of \3 (\4)."
    ),
    r"^(p\d+|median) is not published(.*): ([\d,]+) stands in$": (
        r"\1 is not published\2: the site's formula puts $\3 there, a placeholder"
    ),
    r"^no percentile is published \((.+)\)$": r"no yearly pay: \1",
    r"^O\*NET has no ratings of abilities, skills, knowledge and work activities.*": (
        "O*NET has not rated its activities, skills, knowledge and abilities"
    ),
}
"""Patterns of reasons, units and rationales, and how a page says them."""


def category_name(category: str) -> str:
    """Return the name of a category, as readers know it.

    >>> category_name("healthcare-technical"), category_name("military")
    ('Healthcare, technical', 'Military')
    """
    return CATEGORY_NAMES.get(category, category.replace("-", " ").capitalize())


def preparation(job_zone: int) -> str:
    """Return the preparation that a job zone stands for: medium for the third.

    >>> preparation(3)
    'medium'
    """
    return _ZONES[job_zone - 1]


def plain(text: str) -> str:
    """Return a reason, unit or rationale in plain words; one that is not known as it is.

    >>> plain("read as a whole number, halves away from zero; published as 7.8")
    'rounded from 7.8%'
    >>> plain("the authors publish no figure for 55-1011.00")
    'no figure for this job'
    >>> plain("my own reason")
    'my own reason'
    """
    for pattern, words in _WORDS.items():
        text = re.sub(pattern, words, text)
    return text


def sentence(text: str) -> str:
    """Return a reason in plain words as a sentence.

    >>> sentence("the wage survey does not cover military occupations")
    'The wage survey does not cover military occupations.'
    """
    words = plain(text)
    return f"{words[:1].upper()}{words[1:]}{'' if words.endswith('.') else '.'}"
