"""Sentences on a career, put together from the phrases of its ratings."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from careerscore.model import RelatedOccupation, TechnologySkill
    from careerscore.profiles.elements import Audience, ElementGroup
    from careerscore.profiles.methods import ProfileMethod
    from careerscore.profiles.results import NearestCareer, RatedElement, RatingDifference
    from careerscore.profiles.workers import Rated

Named: TypeAlias = "Mapping[str, Sequence[RatedElement]]"
"""The notable ratings of each group, in the order in which sentences name them."""


def listed(items: Sequence[str]) -> str:
    """Return items as a list with "and".

    A comma precedes the "and" where an item has one of its own; semicolons separate items that
    have commas.

    Examples
    --------
    >>> listed(["driving"]), listed(["driving", "lifting"])
    ('driving', 'driving and lifting')
    >>> listed(["driving", "lifting and carrying", "keeping records"])
    'driving, lifting and carrying, and keeping records'
    >>> listed(["Cooks, Fast Food", "Dishwashers"])
    'Cooks, Fast Food; and Dishwashers'
    """
    *first, last = items
    if not first:
        return last
    if any("," in item for item in items):
        return "; ".join((*first, f"and {last}"))
    has_own = any(f" {word} " in item for item in items for word in ("and", "or"))
    return f"{', '.join(first)}{',' if has_own else ''} and {last}"


def with_article(phrase: str) -> str:
    """Return a phrase that begins a sentence, after "A" or "An".

    Examples
    --------
    >>> with_article("office job"), with_article("sales job")
    ('An office job', 'A sales job')
    """
    return f"{'An' if phrase[0] in 'aeiou' else 'A'} {phrase}"


def capitalized(text: str) -> str:
    """Return a text whose first letter is a capital."""
    return text[:1].upper() + text[1:]


def distinct(
    method: ProfileMethod, phrases: Iterable[str], most: int, taken: str | None = None
) -> list[str]:
    """Return the first phrases, without those that repeat a word of one before.

    Parameters
    ----------
    method : ProfileMethod
        It has the words that may be repeated.
    phrases : iterable of str
        What is chosen from, in order.
    most : int
        The most phrases.
    taken : str, optional
        Words that none may have.
    """
    words = set((taken or "").split())
    found: list[str] = []
    for phrase in phrases:
        own = set(phrase.split()).difference(method.may_repeat)
        if len(found) < most and words.isdisjoint(own):
            found.append(phrase)
            words |= own
    return found


def shorter(items: Sequence[str]) -> list[str]:
    """Return the list of all items, that of all but the last, and so on.

    Examples
    --------
    >>> shorter(["driving", "lifting", "selling"])
    ['driving, lifting and selling', 'driving and lifting', 'driving']
    """
    return [listed(items[:most]) for most in range(len(items), 0, -1)]


def sentence_of(method: ProfileMethod, category: str | None, rated: Rated, named: Named) -> str:
    """Return what the job is, in one sentence of at most the length that the method states."""
    job = with_article(method.categories.get(category or "", "job"))
    if named["activities"]:
        audience = audience_of(method.audiences, category, rated)
        whom = audience.phrase if audience else None
        met = f", in contact with {whom}" if whom else ""
        lists = shorter(distinct(method, words_of(method.activities, named["activities"]), 3, whom))
        fields = distinct(method, words_of(method.knowledge, named["knowledge"]), 2)
        ends = [f"; it takes {method.knowledge.prefixed(each)}" for each in shorter(fields)]
        pairs = [(each, end) for each in lists[:2] for end in ends] + [(each, "") for each in lists]
        texts = [f"{job} centered on {each}{met}{end}." for each, end in pairs]
    else:
        styles = distinct(method, words_of(method.styles, named["styles"]), method.styles.named)
        suited = [*(f" for people who {each}" for each in shorter(styles)), ""]
        end = "there are no ratings of its activities and skills"
        texts = [f"{job}{each}; {end}." for each in suited]
    return next((text for text in texts if len(text) <= method.longest_sentence), texts[-1])


def audience_of(
    audiences: Iterable[Audience], category: str | None, rated: Rated
) -> Audience | None:
    """Return whom the work is done with; None where ratings name nobody."""
    for audience in audiences:
        least = {f"{id} IM": value for id, value in audience.ratings.items()}
        fits = not audience.categories or category in audience.categories
        reached = all(rated.values.get(key, 0) >= value for key, value in least.items())
        if fits and reached and rated.suppressed.isdisjoint(least):
            return audience
    return None


def paragraphs_of(
    method: ProfileMethod,
    named: Named,
    technologies: Sequence[TechnologySkill],
    nearest: Sequence[NearestCareer],
    related: Sequence[RelatedOccupation],
) -> dict[str, str]:
    """Return the text on each side of a career that there are ratings for."""
    made = {
        "day": _day(method, named),
        "asks": _asks(method, named),
        "suits": suits(method, named),
        "changes": _changes(technologies),
        "compares": compares(method, nearest, related),
    }
    return {name: " ".join(texts) for name, texts in made.items() if texts}


def _day(method: ProfileMethod, named: Named) -> list[str]:
    group, found = method.activities, named["activities"]
    phrases = distinct(method, words_of(group, found), group.named)
    centers = [f"The work centers on {listed(phrases)}."] if phrases else []
    return [*centers, *_stands_out(method, (("activities", each) for each in found))]


def _asks(method: ProfileMethod, named: Named) -> list[str]:
    groups = {name: getattr(method, name) for name in ("skills", "knowledge", "abilities")}
    more, taken = [], ""
    for name, group in groups.items():
        phrases = distinct(method, words_of(group, named[name]), group.named, taken=taken)
        if phrases:
            taken = " ".join((taken, *phrases))
            more.append(f"more {group.prefixed(listed(phrases))}")
    if not more:
        return []
    found = ((name, each) for name in groups for each in named[name])
    return [f"Compared with most jobs, it takes {listed(more)}.", *_stands_out(method, found)]


def _stands_out(method: ProfileMethod, found: Iterable[tuple[str, RatedElement]]) -> list[str]:
    """Return a sentence on the rating with the highest percentile, where that is high."""
    ranked = [(each.percentile or 0, name, each) for name, each in found]
    if not ranked:
        return []
    highest, name, element = max(ranked, key=lambda each: each[0])
    if highest < method.standing_out:
        return []
    words = capitalized(method.groups[name].amount(element.id))
    share = min(round(highest), 99)
    return [f"{words} matters more here than in the jobs of about {share}% of US workers."]


def suits(method: ProfileMethod, named: Named) -> list[str]:
    """Return sentences on work styles, interests and work values."""
    texts = {
        "styles": "It suits people who {}.",
        "interests": "The work appeals to those who enjoy {}.",
        "values": "It rewards those who value {}.",
    }
    found = {
        name: distinct(
            method, words_of(method.groups[name], named[name]), method.groups[name].named
        )
        for name in texts
    }
    return [texts[name].format(listed(phrases)) for name, phrases in found.items() if phrases]


def _changes(technologies: Sequence[TechnologySkill]) -> list[str]:
    asked = [each.name for each in technologies if each.in_demand]
    if asked:
        return [f"Job postings for this work often ask for {listed(asked)}."]
    hot = [each.name for each in technologies]
    start = "Of the technologies used here, job postings across occupations often ask for"
    return [f"{start} {listed(hot)}."] if hot else []


def compares(
    method: ProfileMethod, nearest: Sequence[NearestCareer], related: Sequence[RelatedOccupation]
) -> list[str]:
    """Return sentences on the nearest careers, else on related ones."""
    titles = [each.title for each in nearest[: method.named_careers]]
    if not titles:
        others = [each.title for each in related[: method.named_careers]]
        return [f"Among related careers, O*NET lists {listed(others)}."] if others else []
    texts = [f"The nearest careers by profile are {listed(titles)}."]
    differences = nearest[0].differences
    if differences:
        texts.append(f"The first of them takes {more_and_less(method, differences)}.")
    return texts


def more_and_less(method: ProfileMethod, differences: Iterable[RatingDifference]) -> str:
    """Return what rises and what falls, as "more ... and less ..."."""
    words: dict[str, list[str]] = {"more": [], "less": []}
    for each in differences:
        amount = method.groups[each.group].amount(each.id)
        words["more" if each.difference > 0 else "less"].append(amount)
    return ", and ".join(f"{word} {listed(found)}" for word, found in words.items() if found)


def gap_text(
    method: ProfileMethod,
    differences: Sequence[RatingDifference],
    technologies: Sequence[TechnologySkill],
    unrated: Sequence[str],
) -> str:
    """Return the gap between two careers in sentences; `unrated` are titles without ratings."""
    if unrated:
        return f"The two cannot be compared: there are no ratings of {listed(unrated)}."
    if differences:
        texts = [f"The move takes {more_and_less(method, differences)}."]
    else:
        least = f"{method.least_difference:g} percentile points"
        texts = [f"The two take much the same: nothing that matters differs by {least} or more."]
    names = [each.name for each in technologies if each.in_demand][: method.named_technologies]
    if names:
        start = "Job postings for the new career often ask for technology that the old one does not"
        texts.append(f"{start} use: {listed(names)}.")
    return " ".join(texts)


def words_of(group: ElementGroup, found: Iterable[RatedElement]) -> list[str]:
    """Return the words of elements, in their order."""
    return [group.elements[each.id].phrase for each in found]
