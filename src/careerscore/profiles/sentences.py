"""Sentences on a career, put together from the phrases of its ratings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from careerscore.model import RelatedOccupation, TechnologySkill
    from careerscore.profiles.elements import Audience, ElementGroup
    from careerscore.profiles.methods import ProfileMethod
    from careerscore.profiles.results import NearestCareer, RatedElement, RatingDifference
    from careerscore.profiles.workers import Rated

Named: TypeAlias = "Mapping[str, Sequence[RatedElement]]"
"""The notable ratings of each group, in the order in which sentences name them."""

_STEM: Final = 5
"""How many letters two words have in common that say the same [characters]."""


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
    method: ProfileMethod, phrases: Iterable[str], most: int, taken: Iterable[str] = ()
) -> list[str]:
    """Return the first phrases whose words do not begin as one before: persuading, persuasion.

    Parameters
    ----------
    method : ProfileMethod
        It has the words that may be repeated.
    phrases : iterable of str
        What is chosen from, in order.
    most : int
        The most phrases.
    taken : iterable of str
        Phrases that have been said.
    """
    begun = {start for phrase in taken for start in _starts(method, phrase)}
    found: list[str] = []
    for phrase in phrases:
        own = _starts(method, phrase)
        if len(found) < most and begun.isdisjoint(own):
            found.append(phrase)
            begun |= own
    return found


def _starts(method: ProfileMethod, phrase: str) -> set[str]:
    """Return the beginnings of the words that are not to be said twice."""
    return {word[:_STEM] for word in phrase.split() if word not in method.may_repeat}


def shorter(items: Sequence[str]) -> list[str]:
    """Return the list of all items, that of all but the last, and so on.

    Examples
    --------
    >>> shorter(["driving", "lifting", "selling"])
    ['driving, lifting and selling', 'driving and lifting', 'driving']
    """
    return [listed(items[:most]) for most in range(len(items), 0, -1)]


def sentence_of(
    method: ProfileMethod,
    category: str | None,
    rated: Rated,
    named: Named,
    technologies: Sequence[TechnologySkill],
) -> str:
    """Return what the job is, in one sentence of at most the length that the method states."""
    job = with_article(method.categories.get(category or "", "job"))
    if named["activities"]:
        ends = _centers(method, job, audience_of(method.audiences, category, rated), named)
    else:
        ends = _unrated(method, named, technologies)
    texts = [f"{job}{end}." for end in ends]
    return next((text for text in texts if len(text) <= method.longest_sentence), texts[-1])


def _centers(method: ProfileMethod, job: str, audience: Audience | None, named: Named) -> list[str]:
    """Return what the job centers on, with whom and what it takes, the longest first."""
    doing = _doing(method, named["activities"], (audience and audience.phrases) or {})
    met = ""
    if audience and not any(audience.phrase in each for each in doing):
        met = f" with {audience.phrase},"
    fields = distinct(method, words_of(method.knowledge, named["knowledge"]), 2, [job])
    taken = [job, *doing, *fields]
    skill = distinct(method, words_of(method.skills, named["skills"]), 1, taken)
    known = [method.knowledge.prefixed(each) for each in shorter(fields)]
    needs = [[*skill, each] for each in known] + [[each] for each in (*known, *skill)]
    takes = [f"; it takes {listed(each)}" for each in needs]
    whats = shorter(doing)
    pairs = [(what, end) for what in whats[:2] for end in takes] + [(what, "") for what in whats]
    return [f"{met} centered on {what}{end}" for what, end in pairs]


def _doing(
    method: ProfileMethod, activities: Iterable[RatedElement], phrases: Mapping[str, str]
) -> list[str]:
    """Return at most three activities, the first that is done with the audience in its words."""
    own = [each for each in activities if each.id in phrases][:1]
    words = (phrases[each.id] if each in own else each.phrase for each in activities)
    return distinct(method, words, 3)


def _unrated(
    method: ProfileMethod, named: Named, technologies: Sequence[TechnologySkill]
) -> list[str]:
    """Return what is known of a job whose activities have no ratings, the longest first."""
    enjoyed = distinct(method, words_of(method.interests, named["interests"]), 2)
    asked = [each.name for each in technologies if each.in_demand][:2]
    likes = [*(f" for those who enjoy {each}" for each in shorter(enjoyed)), ""]
    tools = [*(f", with {each} in demand" for each in shorter(asked)), ""]
    pairs = [(like, tool) for tool in tools for like in likes]
    # What has both says more, however short.
    pairs.sort(key=lambda pair: not all(pair))
    return [f"{like}{tool}; activities and skills have no ratings" for like, tool in pairs]


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
        "suits": _suits(method, named),
        "changes": _changes(technologies),
        "compares": _compares(method, nearest, related),
    }
    return {name: " ".join(texts) for name, texts in made.items() if texts}


def _kept(
    method: ProfileMethod, group: str, named: Named, taken: Iterable[str] = ()
) -> dict[str, RatedElement]:
    """Return the elements of a group that a list names, by their words."""
    rule = method.groups[group]
    by_words = dict(zip(words_of(rule, named[group]), named[group], strict=True))
    return {each: by_words[each] for each in distinct(method, by_words, rule.named, taken)}


def _day(method: ProfileMethod, named: Named) -> list[str]:
    """Return how far the first two activities stand out, and the others."""
    kept = _kept(method, "activities", named)
    shares = {
        words: _share(each)
        for words, each in [*kept.items()][:2]
        if (each.percentile or 0) >= method.standing_out
    }
    others = [words for words in kept if words not in shares]
    if not others:
        return [_outstanding(shares)] if shares else []
    alone = len(others) == 1
    if shares:
        return [
            _outstanding(shares),
            f"Also important {'is' if alone else 'are'} {listed(others)}.",
        ]
    start = "The most important activity is" if alone else "The most important activities are"
    return [f"{start} {listed(others)}."]


def _outstanding(shares: Mapping[str, int]) -> str:
    """Return how far one or two activities stand out."""
    (first, share), *second = shares.items()
    text = f"{capitalized(first)} matters more here than for about {share}% of US workers"
    if not second:
        return f"{text}."
    (other, own), *_ = second
    if own == share:
        both = capitalized(f"{first} and {other}")
        return f"{both} both matter more here than for about {share}% of US workers."
    return f"{text}, and {other} more than for {own}%."


def _asks(method: ProfileMethod, named: Named) -> list[str]:
    """Return what stands out most of what is asked for, and the rest."""
    kept: dict[str, RatedElement] = {}
    for name in ("skills", "knowledge", "abilities"):
        kept |= _kept(method, name, named, kept)
    top = max(kept, key=lambda words: kept[words].percentile or 0, default=None)
    texts: list[str] = []
    if top is not None and (kept[top].percentile or 0) >= method.standing_out:
        element = kept.pop(top)
        amount = capitalized(method.groups[element.group].amount(element.id))
        share = _share(element)
        texts = [f"{amount} stands out: it is rated higher than for about {share}% of US workers."]
    asked = [
        f"for {method.groups[name].prefixed(listed(words))}"
        for name in ("skills", "knowledge", "abilities")
        if (words := [word for word, each in kept.items() if each.group == name])
    ]
    start = "The job also asks" if texts else "The job asks"
    return [*texts, f"{start} more than most {listed(asked)}."] if asked else texts


def _suits(method: ProfileMethod, named: Named) -> list[str]:
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
    """Return the technologies that are in demand, else some that are used."""
    asked = [each.name for each in technologies if each.in_demand]
    if asked:
        return [f"Job postings for this work often ask for {listed(asked)}."]
    used = [each.name for each in technologies]
    start = "O*NET marks no technology as in demand in this job; those used include"
    return [f"{start} {listed(used)}."] if used else []


def _compares(
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


def _share(rated: RatedElement) -> int:
    """Return the percentile of a rating as a whole number of at most 99."""
    return min(round(rated.percentile or 0), 99)
