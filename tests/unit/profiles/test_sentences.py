"""Sentences: lists, articles, and grammar and grounds of every one of every occupation."""

from __future__ import annotations

import hashlib
import re
from itertools import pairwise

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from careerscore.profiles import methodology
from careerscore.profiles.sentences import (
    audience_of,
    capitalized,
    distinct,
    listed,
    paragraphs_of,
    with_article,
)
from careerscore.profiles.workers import Rated

METHOD = methodology("careerscore-profile/1.0")
GROUPS = tuple(METHOD.groups)
PHRASES = st.text("abcdefgh", min_size=1, max_size=8)
RELEASED = (
    "a11491b034e617f28103499fdecee917cb3079ed03facf0dd52f3d610870a4be",
    "73a9d9ded2f655b8a680a53b2847851c67659acdec29cc930dce052b1d5f97dd",
)
"""The fingerprint, and the SHA-256 of every sentence of release 2026.3: neither ever changes."""

INTROS = re.compile(
    r"Among related careers, |^An? (?:[a-z]+, )?[a-z ]+?(?: with [a-z ]+)?,(?= centered)"
    r"|^An arts, (?=sports and)| matters? more here than for about \d+% of US workers(?=,)"
    r"|, with (?=.* in demand)"
)


def texts_of(profile):
    return [profile.sentence, *profile.paragraphs.values()]


def sentences_of(text):
    """The sentences of a text, without the full stop; that of .NET is none."""
    return re.split(r"(?<=[\w)])\. (?=[A-Z])", text[:-1])


def faults_in(sentence):
    """What is wrong with a sentence by the rules of grammar that a program can check."""
    words = re.findall(r"[\w'*/+#.-]+", sentence)
    pairs = [*pairwise(words)]
    clauses = re.split(r"; ", INTROS.sub("", sentence))
    rules = {
        "begins with a capital": sentence[:1].isupper(),
        "ends with a word": re.search(r"[\w)+#]$", sentence),
        "no word twice": all(one.lower() != other.lower() for one, other in pairs),
        "articles": all(
            (article.lower() == "an") == (word[0].lower() in "aeiou")
            for article, word in pairs
            if article.lower() in ("a", "an")
        ),
        "blanks and signs": not re.search(
            r"  | [,;:]|[,;:](?! )|[,;:] ?[,;:]|[{}]|\bNone\b", sentence
        ),
        'lists end with "and"': all(
            re.search(r"\band\b", clause.rpartition(", ")[2])
            for clause in clauses
            if ", " in clause
        )
        and (len(clauses) < 3 or clauses[-1].startswith("and ")),
        "no list within a list": all(
            part.removeprefix("and ").count(" and ") < 2 for part in re.split("[,;] ", sentence)
        ),
        "no word without an object": not re.search(
            r"\b(?:and|of|for|with|than|more|less|are|is)(?:[,;]|$)", sentence
        ),
        "no longer than three lines": len(sentence) <= 240,
    }
    return [rule for rule, holds in rules.items() if not holds]


def plain(profile, sentence):
    """A sentence with a word for each title and technology: they follow rules of their own."""
    names = [each.title for each in (*profile.nearest, *profile.related)]
    names += [each.name for each in profile.technologies]
    for place, name in sorted(enumerate(names), key=lambda each: -len(each[1])):
        sentence = sentence.replace(name, f"Name{place}")
    return sentence


@given(st.lists(PHRASES, min_size=1, max_size=6))
def test_a_list_has_every_item_in_order_and_one_and(items):
    text = listed(items)
    assert re.split(", | and ", text) == items
    assert text.count(" and ") == (len(items) > 1)


@given(st.lists(st.tuples(PHRASES, PHRASES).map(" or ".join), min_size=2, max_size=5))
def test_an_item_with_and_or_or_is_set_apart_by_a_comma(items):
    assert re.split(", and |, ", listed(items)) == items
    items[0] = items[0].replace(" or ", " and ")
    assert re.split(", and |, ", listed(items)) == items


@given(st.lists(st.tuples(PHRASES, PHRASES).map(", ".join), min_size=2, max_size=5))
def test_items_with_commas_are_set_apart_by_semicolons(items):
    assert re.split("; and |; ", listed(items)) == items


@given(st.lists(st.lists(PHRASES, min_size=1).map(" ".join), max_size=6), st.integers(1, 4))
def test_no_word_is_in_two_of_the_phrases_that_are_named(phrases, most):
    found = distinct(METHOD, phrases, most)
    assert found == [each for each in dict.fromkeys(phrases) if each in found]
    assert found[:1] == phrases[:1]
    assert len(found) <= most
    starts = [start for phrase in found for start in starts_of(phrase)]
    assert len(starts) == len(set(starts))
    assert distinct(METHOD, found, most, phrases) == [each for each in found if not starts_of(each)]


def starts_of(phrase):
    return {word[:5] for word in phrase.split() if word not in METHOD.may_repeat}


def test_an_article_is_that_of_the_word_after_it():
    assert [with_article(each)[:5] for each in ("office job", "sales job")] == ["An of", "A sal"]


def test_every_sentence_of_every_occupation_is_grammatical(profiles):
    faults = {
        f"{code}: {sentence}": found
        for code, profile in profiles.items()
        for text in texts_of(profile)
        for sentence in sentences_of(text)
        if (found := faults_in(plain(profile, sentence)))
    }
    assert faults == {}
    assert all(text.endswith(".") for each in profiles.values() for text in texts_of(each))
    assert max(len(each.sentence) for each in profiles.values()) <= METHOD.longest_sentence


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("It takes takes memory", "no word twice"),
        ("A office job", "articles"),
        ("An sales job", "articles"),
        ("it takes memory", "begins with a capital"),
        ("It takes memory!", "ends with a word"),
        ("It takes  memory", "blanks and signs"),
        ("It takes memory , balance and stamina", "blanks and signs"),
        ("It takes memory, balance", 'lists end with "and"'),
        ("It takes memory; balance; stamina", 'lists end with "and"'),
        ("It takes memory and balance and stamina", "no list within a list"),
        ("It takes knowledge of, and stamina", "no word without an object"),
        ("It takes " + 60 * "care", "no longer than three lines"),
    ],
)
def test_a_fault_is_found(sentence, rule):
    assert faults_in(sentence) == [rule]


def test_the_sentences_of_a_released_version_never_change(profiles):
    texts = "\n".join(text for each in profiles.values() for text in texts_of(each))
    assert (METHOD.fingerprint, hashlib.sha256(texts.encode()).hexdigest()) == RELEASED


# ---- nothing without a rating


def left_of(text, phrases):
    """What is left of a list after every phrase and what joins them is taken out."""
    for phrase in sorted(phrases, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(phrase)}(?!\w)", "", text)
    return re.sub(r"\b(?:and|for|knowledge of)\b|[,;]", "", text).strip()


def phrases_of(profile, *groups):
    return [each.phrase for group in groups for each in profile.named(group)]


def test_every_list_has_nothing_but_phrases_of_notable_ratings(profiles):
    lists = {
        r"(?:Also important|The most important activit(?:y|ies)) (?:is|are) (.*)": "day",
        r"The job (?:also )?asks more than most for (.*)": "asks",
        r"It suits people who (.*)": "suits",
        r"The work appeals to those who enjoy (.*)": "suits",
        r"It rewards those who value (.*)": "suits",
    }
    groups = {"day": GROUPS[:1], "asks": GROUPS[1:4], "suits": GROUPS[4:]}
    found = 0
    for profile in profiles.values():
        for shape, topic in lists.items():
            for sentence in sentences_of(profile.paragraphs.get(topic, ".")):
                if match := re.fullmatch(shape, sentence):
                    assert left_of(match[1], phrases_of(profile, *groups[topic])) == "", sentence
                    found += 1
    assert found > 3500


def test_the_first_sentence_has_nothing_but_ratings_and_the_category(profiles, release):
    shape = re.compile(
        r"(An? [a-z, ]+? job|An? job)(?: with ([a-z ]+),)? centered on (.+?)(?:; it takes (.+))?\."
    )
    whom = set()
    for code, profile in profiles.items():
        if not profile.named("activities"):
            continue
        job, audience, activities, needs = shape.fullmatch(profile.sentence).groups()
        occupation = release[code]
        assert job == with_article(METHOD.categories[occupation.category])
        fits = (each for each in METHOD.audiences if reached(each, occupation))
        first = next(fits, None)
        own = (first and first.phrases) or {}
        words = [own[each.id] for each in profile.named("activities") if each.id in own]
        assert left_of(activities, [*words, *phrases_of(profile, "activities")]) == ""
        assert left_of(needs or "", phrases_of(profile, "skills", "knowledge")) == ""
        named = first is not None and first.phrase in f"{audience} {activities}"
        assert named == (first is not None), profile.sentence
        assert audience in (None, first and first.phrase)
        whom.add(audience)
    assert whom == {None, *(each.phrase for each in METHOD.audiences)}


def reached(audience, occupation):
    """Whether the ratings of an occupation name an audience."""
    ratings = occupation.ratings
    return (not audience.categories or occupation.category in audience.categories) and all(
        ratings.values[f"{id} IM"] >= least and f"{id} IM" not in ratings.suppressed
        for id, least in audience.ratings.items()
    )


def test_where_activities_are_not_rated_nothing_but_interests_and_demand_is_named(profiles):
    shape = re.compile(
        r"An? [a-z, ]*job(?: for those who enjoy (.+?))?(?:, with (.+) in demand)?"
        r"; activities and skills have no ratings\."
    )
    seen = set()
    for profile in profiles.values():
        if not profile.named("activities"):
            enjoyed, tools = shape.fullmatch(profile.sentence).groups()
            assert left_of(enjoyed or "", phrases_of(profile, "interests")) == ""
            asked = [each.name for each in profile.technologies if each.in_demand]
            assert left_of(tools or "", asked) == ""
            # What is known is said.
            assert (enjoyed is None, tools is None) == (not profile.named("interests"), not asked)
            seen.add((enjoyed is None, tools is None))
    assert seen == {(False, False), (False, True), (True, True)}


def named_in(text, ratings):
    """The ratings whose phrases a text has, each phrase taken out, the longest first."""
    found, text = [], text.lower()
    for each in sorted(ratings, key=lambda each: -len(each.phrase)):
        text, times = re.subn(rf"\b{re.escape(each.phrase.lower())}\b", "", text)
        found += times * [each]
    return found


def test_each_is_said_once_and_what_stands_out_with_its_percentile(profiles):
    shape = re.compile(
        r"(.+?)(?: both)? matters? more here than for about (\d+)% of US workers"
        r"(?:, and (.+) more than for (\d+)%)?\."
    )
    counts = set()
    for profile in profiles.values():
        day, named = profile.paragraphs.get("day", ""), profile.named("activities")
        said = named_in(day, named)
        assert len({each.id for each in said}) == len(said)
        found = shape.match(day)
        shares = {}
        if found:
            shares = {each.id: int(found[2]) for each in named_in(found[1], named)}
            shares |= {each.id: int(found[4]) for each in named_in(found[3] or "", named)}
        # They are of the two that come first.
        first = sorted(said, key=named.index)[:2]
        percentiles = {each.id: each.percentile for each in first}
        assert shares == {
            id: min(round(rank), 99)
            for id, rank in percentiles.items()
            if rank >= METHOD.standing_out
        }
        counts.add(len(shares))
    assert counts == {0, 1, 2}


def test_what_stands_out_of_what_is_asked_has_the_highest_percentile_of_it(profiles):
    shape = re.compile(r"(.+) stands out: it is rated higher than for about (\d+)% of US workers\.")
    seen = set()
    for profile in profiles.values():
        text = profile.paragraphs.get("asks", "")
        named = [each for group in GROUPS[1:4] for each in profile.named(group)]
        found = shape.match(text)
        others = named_in(text.removeprefix(found[0]) if found else text, named)
        percentiles = [each.percentile for each in others]
        amounts = {capitalized(METHOD.groups[each.group].amount(each.id)): each for each in named}
        if found:
            top = amounts[found[1]]
            assert top not in others
            assert top.percentile >= max(percentiles, default=METHOD.standing_out)
            assert int(found[2]) == min(round(top.percentile), 99)
        else:
            assert max(percentiles, default=0) < METHOD.standing_out
        seen.add(found is not None)
    assert seen == {True, False}


def test_what_separates_the_nearest_is_said_in_its_direction(profiles):
    for profile in profiles.values():
        if not profile.nearest:
            continue
        text = profile.paragraphs["compares"]
        first = profile.nearest[0]
        for each in first.differences:
            amount = METHOD.groups[each.group].amount(each.id)
            more, _, less = text.partition(" less ") if " less " in text else (text, "", "")
            assert amount in (more if each.difference > 0 else less)
        groups = [(each.group, each.difference > 0) for each in first.differences]
        assert len(groups) == len(set(groups)) <= 2 * METHOD.named_differences
        assert all(each.notable for each in first.differences)


def test_where_nothing_separates_two_the_nearest_are_named_alone(profiles):
    (nearest, *_) = profiles["29-1141.00"].nearest
    named = dict.fromkeys(METHOD.groups, ())
    alike = [evolve(nearest, differences=())]
    assert paragraphs_of(METHOD, named, (), alike, ()) == {
        "compares": "The nearest careers by profile are Nurse Midwives."
    }


def test_an_audience_is_not_named_by_a_rating_that_is_to_be_suppressed():
    key, help_ = "4.A.4.a.5 IM", "2.B.1.f IM"
    for suppressed, audience in ((), "patients"), ((key,), None):
        rated = Rated({key: 3.5, help_: 3}, {}, frozenset(suppressed), {})
        found = audience_of(METHOD.audiences, "healthcare-clinical", rated)
        assert (found and found.phrase) == audience
    assert audience_of(METHOD.audiences, "sales", rated) is None
    low = Rated({key: 3.49, help_: 3}, {}, frozenset(), {})
    assert audience_of(METHOD.audiences, "healthcare-clinical", low) is None


# ---- the table of phrases


def test_every_rating_of_the_release_has_a_phrase_and_its_name(release):
    datasets = ("onet-ratings", "onet-work-styles", "onet-interests", "onet-work-values")
    names = {}
    for dataset in datasets:
        (table,) = release.edition(dataset).metadata["tables"]
        for column, text in table["columns"].items():
            id, _, scale = column.partition(" ")
            if column[:1].isdigit() and scale not in ("DR", "IH", "VH"):
                names[f"{id} {scale or 'IM'}"] = text.partition(" [")[0]
    elements = {
        key: element.name
        for group in METHOD.groups.values()
        for key, element in zip(group.keys, group.elements.values(), strict=True)
    }
    assert elements == names


def test_phrases_are_lower_case_without_commas_and_differ():
    for group in METHOD.groups.values():
        words = [group.amount(id) for id in group.elements]
        phrases = [each.phrase for each in group.elements.values()]
        for phrase in (*words, *phrases):
            assert re.fullmatch(r"[a-z][a-z -]*[a-z]", phrase.replace("English", "english")), phrase
        assert len(set(words)) == len(set(phrases)) == len(phrases)
    assert all(
        each.phrase.split()[0].endswith("ing") for each in METHOD.activities.elements.values()
    )
