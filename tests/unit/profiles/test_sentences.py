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
PHRASES = st.text("abcdefgh", min_size=1, max_size=8)
ALL_TEXTS = "bac8e340edbfab987295f346ce5c47bdb7b0efda0473872b51345cb254785b09"
"""SHA-256 of every sentence of release 2026.3, which never changes."""

FINGERPRINT = "ea23c73cb93e85addd7a06bfed03dba379849ac7aa9ca5cec0f0345c722e9bb7"

INTROS = re.compile(
    r"Compared with most jobs, |Among related careers, |Of the technologies used here, "
    r"|, in contact with [a-z ]+"
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
    words = [word for phrase in found for word in set(phrase.split()).difference(METHOD.may_repeat)]
    assert len(words) == len(set(words))
    assert distinct(METHOD, found, most, " ".join(words)) == [
        each for each in found if not set(each.split()).difference(METHOD.may_repeat)
    ]


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
    ],
)
def test_a_fault_is_found(sentence, rule):
    assert faults_in(sentence) == [rule]


def test_the_sentences_of_a_released_version_never_change(profiles):
    texts = "\n".join(text for each in profiles.values() for text in texts_of(each))
    assert hashlib.sha256(texts.encode()).hexdigest() == ALL_TEXTS
    assert METHOD.fingerprint == FINGERPRINT


# ---- nothing without a rating


def left_of(text, phrases):
    """What is left of a list after every phrase and what joins them is taken out."""
    for phrase in sorted(phrases, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(phrase)}(?!\w)", "", text)
    return re.sub(r"\b(?:and|more|knowledge of)\b|[,;]", "", text).strip()


def phrases_of(profile, *groups):
    return [each.phrase for group in groups for each in profile.named(group)]


def test_every_list_has_nothing_but_phrases_of_notable_ratings(profiles):
    asked = ("skills", "knowledge", "abilities")
    lists = {
        "day": [("The work centers on ", ["activities"])],
        "asks": [("Compared with most jobs, it takes ", asked)],
        "suits": [
            ("It suits people who ", ["styles"]),
            ("The work appeals to those who enjoy ", ["interests"]),
            ("It rewards those who value ", ["values"]),
        ],
    }
    found = 0
    for profile in profiles.values():
        for name, starts in lists.items():
            for sentence in sentences_of(profile.paragraphs.get(name, ".")):
                for start, groups in starts:
                    if sentence.startswith(start):
                        rest = sentence.removeprefix(start)
                        assert left_of(rest, phrases_of(profile, *groups)) == "", sentence
                        found += 1
    assert found > 4000


def test_the_first_sentence_has_nothing_but_ratings_and_the_category(profiles, release):
    shape = re.compile(
        r"(An? [a-z ]+ job|An? job) centered on (.+?)(?:, in contact with ([a-z ]+))?"
        r"(?:; it takes knowledge of (.+))?\."
    )
    whom = {}
    for code, profile in profiles.items():
        if not profile.named("activities"):
            continue
        job, activities, audience, fields = shape.fullmatch(profile.sentence).groups()
        assert job == with_article(METHOD.categories[release[code].category])
        assert left_of(activities, phrases_of(profile, "activities")) == ""
        assert left_of(fields or "", phrases_of(profile, "knowledge")) == ""
        if audience:
            whom.setdefault(audience, []).append(release[code])
    assert set(whom) == {each.phrase for each in METHOD.audiences}
    for each in METHOD.audiences:
        for occupation in whom[each.phrase]:
            assert not each.categories or occupation.category in each.categories
            ratings = occupation.ratings.values
            assert all(ratings[f"{id} IM"] >= least for id, least in each.ratings.items())


def test_what_stands_out_is_the_highest_percentile(profiles):
    shape = re.compile(r"([^.]+) matters more here than in the jobs of about (\d+)% of US workers")
    seen = set()
    for profile in profiles.values():
        for name, groups in (
            ("day", ["activities"]),
            ("asks", ["skills", "knowledge", "abilities"]),
        ):
            named = [each for group in groups for each in profile.named(group)]
            highest = max(named, key=lambda each: each.percentile, default=None)
            found = shape.search(profile.paragraphs.get(name, ""))
            stands_out = highest is not None and highest.percentile >= METHOD.standing_out
            assert (found is not None) == stands_out
            seen.add(stands_out)
            if found:
                amount = capitalized(METHOD.groups[highest.group].amount(highest.id))
                assert found[1].strip() == amount
                assert int(found[2]) == min(round(highest.percentile), 99)
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
    key = "4.A.4.a.5 IM"
    for suppressed, audience in ((), "patients"), ((key,), None):
        rated = Rated({key: 3.5}, {key: 5000}, frozenset(suppressed))
        assert audience_of(METHOD.audiences, "healthcare-clinical", rated) == audience
    assert audience_of(METHOD.audiences, "sales", rated) is None
    low = Rated({key: 3.49}, {key: 5000}, frozenset())
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
