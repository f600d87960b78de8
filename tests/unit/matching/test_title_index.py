"""Names are compared by their words: their families, abbreviations, spellings and weights."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerscore.matching import title_index
from careerscore.matching.title_index import (
    ALIAS,
    EXTRA,
    RESPELT,
    SAME_STEM,
    TITLE,
    BoundedCache,
    TitleIndex,
    abbreviation,
    with_explanations,
)
from careerscore.matching.title_words import (
    STOP_WORDS,
    first_part,
    heads,
    readings,
    singular,
    stem,
    tidy,
    words,
)

NAMES = [
    ("Registered Nurses", "29-1141.00", TITLE),
    ("Cardiologists", "29-1212.00", TITLE),
    ("Skincare Specialists", "39-5094.00", TITLE),
    ("Web Developer", "15-1254.00", ALIAS),
    *[("Front Desk Clerk", "43-4171.00", ALIAS), ("End Loader Operator", "53-7062.00", ALIAS)] * 6,
    ("RN Coder", "29-2072.00", ALIAS),
    ("Lathe Operator", "51-4034.00", ALIAS),
]
EXPLAINED = ["Registered Nurse (RN)", "RN Clinician (Registered Nurse Clinician)", "Coder (CDR)"]
INDEX = TitleIndex(*map(list, zip(*NAMES, strict=True)), [text.lower() for text in EXPLAINED])


def nearest(text):
    return max(INDEX.near(readings(text)[0]), key=lambda near: near.likeness)


@pytest.mark.parametrize(
    ("text", "name", "likeness", "exact"),
    [
        ("nurse, registered", "Registered Nurses", 1, True),
        ("RN", "Registered Nurses", 1, True),
        ("registred nurse", "Registered Nurses", RESPELT, True),
        ("Cardiology", "Cardiologists", SAME_STEM * RESPELT, False),
        ("Skin Care Specialist", "Skincare Specialists", 1, True),
        ("Frontend", "End Loader Operator", None, False),
        ("lathe", "Lathe Operator", None, False),
        ("Front Clrk", "Front Desk Clerk", None, False),
        ("Frnt Desk Clerk", "Front Desk Clerk", RESPELT, True),
        ("Oprtr", "End Loader Operator", None, False),
    ],
)
def test_the_nearest_name_is_found(text, name, likeness, exact):
    near = nearest(text)
    assert (INDEX.text_at(near.place), near.exact) == (name, exact)
    if likeness is not None:
        assert near.likeness == pytest.approx(likeness, rel=0.15)
    assert 0 < near.likeness <= 1


def test_what_a_name_has_beyond_the_text_counts_less_for_a_title():
    title, alias = (
        TitleIndex(["Web Developer", "Clerk"], ["a", "b"], [kind, kind], []).near(
            readings("developer")[0]
        )[0]
        for kind in (TITLE, ALIAS)
    )
    assert title.likeness == pytest.approx(1 / (1 + EXTRA[TITLE]))
    assert alias.likeness == pytest.approx(1 / (1 + EXTRA[ALIAS]))
    assert title.same_head
    assert not INDEX.near(readings("web")[0])[0].same_head


@pytest.mark.parametrize("most", ["MOST_GAINS", "MOST_WORDS"])
def test_a_word_that_is_no_longer_kept_is_found_again(monkeypatch, most):
    monkeypatch.setattr(title_index, most, 1)
    index = TitleIndex(["Front Desk Clerk", "Web Clerk"], ["a", "b"], [ALIAS, ALIAS], [])
    found = [index.near(readings(text)[0]) for text in ("front desk", "web", "clerk") * 2]
    assert found[:3] == found[3:]
    assert all(found)


def test_what_is_kept_of_words_is_found_once_and_does_not_grow_without_end():
    asked = []
    kept = BoundedCache(lambda word: asked.append(word) or word.upper(), 2)
    assert [kept[word] for word in ("a", "b", "a", "b", "c", "c", "a")] == [*"ABABCCA"]
    assert asked == [*"abca"]


def test_a_word_is_owned_by_the_occupation_of_most_of_its_names():
    assert INDEX.is_own("clerk", "43-4171", 1.0)
    assert INDEX.is_own("operator", "53-7062", 0.8)
    assert not INDEX.is_own("operator", "53-7062", 0.9)
    assert not INDEX.is_own("operator", "29-1141", 0.0)
    titled = TitleIndex(["Clerk", "Clerks"], ["43-1", "43-2"], [ALIAS, TITLE], [])
    assert not titled.is_own("clerk", "43-1", 0.1)


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("registered nurse", "rn", ("rn", ("registered", "nurs"))),
        ("hr manager", "human resources manager", ("hr", ("human", "resourc"))),
        ("lab tech", "lab technician", ("tech", ("technician",))),
        ("coder", "cdr", ("cdr", ("coder",))),
        ("telephone", "phone", None),
        ("nurse", "rn", None),
        ("baker", "baker", None),
        ("pastry cook", "bread baker", None),
    ],
)
def test_an_abbreviation_has_the_first_letters_or_the_beginning(one, other, found):
    assert abbreviation(words(one), words(other)) == found
    assert abbreviation(words(other), words(one)) == found


def test_only_what_stands_in_brackets_explains():
    assert with_explanations("A (B) C") == ["A C", "B"]
    assert with_explanations("A ()") == ["A ()"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *[("nurse", "nurses"), ("secretary", "secretaries"), ("coach", "coaches")],
        *[("salesman", "saleswomen"), ("salesperson", "salespeople"), ("fireman", "firemen")],
        *[("waitress", "waitresses"), ("box", "boxes"), ("movie", "movies")],
    ],
)
def test_a_word_and_its_plural_are_one(one, other):
    assert singular(one) == singular(other)


@pytest.mark.parametrize("word", ["gas", "analysis", "status", "boss", "it", "ceo"])
def test_a_word_that_only_looks_like_a_plural_stays(word):
    assert singular(word) == word


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *[("cardiologist", "cardiology"), ("surgeon", "surgery"), ("painter", "painting")],
        *[("administrator", "administration"), ("psychiatry", "psychiatrist")],
    ],
)
def test_a_family_has_one_stem(one, other):
    assert stem(singular(one)) == stem(singular(other))
    assert stem("nurs") == "nurs"


def test_signs_and_accents_do_not_matter():
    assert tidy("Fianc\u00e9e\u2019s  R\u00e9sum\u00e9\u2014Writer (C++/C#)").split() == [
        *["fiancee", "resume", "writer", "c++", "c#"]
    ]
    assert words("Ph.D. in the U.S.") == ["phd", "us"]
    assert words(" ".join(STOP_WORDS)) == []


def test_a_title_is_read_with_and_without_its_additions():
    found = [(" ".join(each.words), sorted(each.heads)) for each in readings("Sr. Cook [Nights]")]
    assert found == [
        ("sr cook night", ["cook", "night"]),
        ("cook", ["cook"]),
        ("sr cook", ["cook"]),
    ]
    assert [each.words for each in readings("Senior II")] == [("senior", "ii")]
    assert heads("Manager of Sales, Retail - East") == {"manager", "sal", "retail", "east"}


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Nurse - ICU", ("nurs",)),
        ("Firefighter/EMT", ("firefighter",)),
        ("Charge Nurse (PRN)", ("charg", "nurs")),
        *[("Nurse", None), ("(Nurse)", None), ("", None), ("- x", None), ("the - x", None)],
    ],
)
def test_the_first_part_ends_at_a_sign(text, first):
    found = first_part(text)
    assert (found and found.words) == first
    if found is not None:
        assert found.heads == {first[-1]}


@given(st.text(max_size=60))
def test_words_are_lower_case_ascii_and_stay_when_read_again(text):
    for word in words(text):
        assert word.isascii()
        assert word == word.lower()
        assert not set(word) & set(" ()-/,.")
