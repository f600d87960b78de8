"""Pages on the profile of a career and on the gap between two, and the part for a larger page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from careerscore._render.blocks import (
    Bar,
    Block,
    Column,
    Page,
    Paragraph,
    Section,
    Table,
    definitions,
    muted,
    notes,
    paragraph,
    paragraphs,
    strong,
)
from careerscore.model.pages import career_name, sources_section
from careerscore.model.words import sentence
from careerscore.profiles.sentences import shorter

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from careerscore.profiles.results import (
        CareerProfile,
        NearestCareer,
        RatedElement,
        RatingDifference,
        SkillGap,
    )

_TOPICS: Final = {
    "day": ("What the day is made of", ("activities",)),
    "asks": ("What it asks for", ("skills", "knowledge", "abilities")),
    "suits": ("Whom it suits", ("styles", "interests", "values")),
    "changes": ("Technology that employers ask for", ()),
    "compares": ("How it compares", ()),
}
"""The heading of each paragraph, and the groups of its ratings."""

_GROUPS: Final = {
    "activities": "Work activities",
    "skills": "Skills",
    "knowledge": "Knowledge",
    "abilities": "Abilities",
    "styles": "Work styles",
    "interests": "Interests",
    "values": "Work values",
}
_HIGHEST: Final = {"IM": 5, "WI": 3, "OI": 7, "EX": 7}
_MOST_RATINGS: Final = 5
_MOST_DIFFERENCES: Final = 10
_WIDTH: Final = 69
_NUMBER: Final = Column(right=True, wraps=False)
_PERCENTILE: Final = (
    "A percentile is the share of US workers whose job has a lower rating, half of those with the "
    "same counted."
)


def profile_page(profile: CareerProfile) -> Page:
    """Return sentences, ratings with their percentiles, the nearest careers and the sources."""
    release = profile.data_release or "none: made by hand"
    return Page(
        f"{profile.occupation_title} {profile.occupation_code}",
        (
            *muted(f"Data release {release}"),
            headline(profile),
            *profile_sections(profile),
            *muted(f"By {profile.methodology}. {_PERCENTILE}"),
            sources_section(profile.sources, (), profile.fingerprint, short=True),
        ),
    )


def profile_sections(profile: CareerProfile) -> list[Section]:
    """Return a section for each topic, with its sentences and ratings."""
    sections = [Section(title, _topic(profile, name)) for name, (title, _) in _TOPICS.items()]
    return [each for each in sections if each.blocks]


def headline(profile: CareerProfile) -> Paragraph:
    """Return what the job is: O*NET's sentence where there is one, else ours."""
    return strong(profile.description or profile.sentence)


def inside_section(profile: CareerProfile) -> Section:
    """Return the part of a career page: five lines in a terminal, else five paragraphs.

    The lines do not repeat our sentence on the job, which stands above them.
    """
    also = "" if profile.description else "also "
    lines = {
        "Day": (also, _phrases(profile, "activities")),
        "Asks": (also, _phrases(profile, "knowledge", "skills", "abilities")),
        "Suits": ("people who ", _phrases(profile, "styles")),
        "Tools": ("", [each.name for each in profile.technologies]),
        "Nearest": ("", [each.title for each in profile.nearest]),
    }
    rows = ((name, _fitted(*items)) for name, items in lines.items())
    missing = _missing(profile, "activities")
    whole = [*paragraphs(*profile.paragraphs.values()), *missing]
    return Section("Inside this career", whole, brief=[*definitions(*rows), *missing])


def _phrases(profile: CareerProfile, *groups: str) -> list[str]:
    """Return the first phrases of each group, then the second ones, and so on.

    Without those of our sentence, which names activities first, some in words of their own.
    """
    start = {"knowledge": "knowledge of "}
    above = "" if profile.description else profile.sentence.partition(" job ")[2]
    columns = [
        [
            start.get(group, "") + each.phrase
            for place, each in enumerate(profile.named(group))
            if not (above and (each.phrase in above or (group == "activities" and place < 3)))
        ]
        for group in groups
    ]
    longest = max(map(len, columns))
    return [column[row] for row in range(longest) for column in columns if row < len(column)]


def _fitted(start: str, items: Sequence[str]) -> str | None:
    """Return as many items as fit into a line, one in any case; None without items."""
    texts = [start + each for each in shorter(items)]
    return next((text for text in texts if len(text) <= _WIDTH), texts[-1]) if texts else None


def _topic(profile: CareerProfile, name: str) -> list[Block]:
    body = paragraphs(profile.paragraphs.get(name))
    _, groups = _TOPICS[name]
    for group in groups:
        rows = profile.named(group)[:_MOST_RATINGS]
        body += [_ratings(_GROUPS[group], rows)] if rows else []
    body += _missing(profile, *groups)
    if name == "compares" and profile.nearest:
        body.append(_nearest(profile.nearest))
    return body


def _missing(profile: CareerProfile, *groups: str) -> list[Block]:
    found = (profile.notes[group].reason for group in groups if group in profile.notes)
    return notes(*map(sentence, dict.fromkeys(found)))


def _ratings(title: str, ratings: Sequence[RatedElement]) -> Table:
    rows = [
        (
            each.name,
            f"{each.value:g} of {_HIGHEST[each.scale]}",
            _percentile(each.percentile),
            Bar((each.percentile or 0) / 100),
        )
        for each in ratings
    ]
    columns = (Column(share=3), _NUMBER, _NUMBER, Column(wraps=False))
    return Table(columns, rows, (title, "rating", "percentile", ""))


def _nearest(careers: Sequence[NearestCareer]) -> Table:
    rows = [
        (
            career_name(each.code, each.title),
            f"{each.distance:.1f}",
            _names(each.differences, 1),
            _names(each.differences, -1),
        )
        for each in careers
    ]
    columns = (Column(share=3), _NUMBER, Column(share=2), Column(share=2))
    return Table(columns, rows, ("career", "distance", "takes more", "takes less"))


def _names(differences: Iterable[RatingDifference], sign: int) -> str:
    return ", ".join(each.name for each in differences if each.difference * sign > 0) or "—"


def gap_page(gap: SkillGap) -> Page:
    """Return the gap in sentences, what rises and falls with its percentiles, and the sources."""
    technologies = ", ".join(each.name for each in gap.technologies)
    sides = (("Takes more", gap.more), ("Takes less", gap.less))
    distance = None if gap.distance is None else f"{gap.distance:.1f} percentile points"
    return Page(
        f"{gap.from_title} to {gap.to_title}",
        (
            *muted(f"{gap.from_code} to {gap.to_code} · data release {gap.data_release}"),
            strong(gap.text),
            *definitions(("Mean difference", distance)),
            *notes(*map(sentence, dict.fromkeys(note.reason for note in gap.notes.values()))),
            *(Section(title, [_differences(found)]) for title, found in sides if found),
            *([Section("New technology", [paragraph(technologies)])] if technologies else []),
            *muted(f"By {gap.methodology}. {_PERCENTILE}"),
            sources_section(gap.sources, (), gap.fingerprint, short=True),
        ),
    )


def _differences(differences: Sequence[RatingDifference]) -> Table:
    rows = [
        (
            each.name,
            _GROUPS[each.group].lower(),
            f"{each.from_value:g} to {each.to_value:g}",
            f"{_percentile(each.from_percentile)} to {_percentile(each.to_percentile)}",
        )
        for each in differences[:_MOST_DIFFERENCES]
    ]
    columns = (Column(share=3), Column(muted=True, share=2), _NUMBER, _NUMBER)
    return Table(columns, rows, ("", "", "importance", "percentile"))


def _percentile(percentile: float | None) -> str:
    """Return a percentile as a whole number from 1 to 99."""
    return "—" if percentile is None else str(min(max(round(percentile), 1), 99))
