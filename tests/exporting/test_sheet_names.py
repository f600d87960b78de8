"""Names of sheets: legal for Excel, whatever the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter import Workbook

from careerscore.exporting import sheet_name

TEXTS = st.one_of(
    st.text(st.characters(), max_size=60),
    st.text(st.sampled_from("[]:*?/\\'History 😀x"), max_size=60),
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nurses: [all] / *?\\", "Nurses all"),
        ("'quoted'", "quoted"),
        ("x" * 40, "x" * 31),
        ("x" * 30 + "'" + "y", "x" * 30),
        ("😀" * 20, "😀" * 15),
        ("History", "History (2)"),
        ("  a \t b\n", "a b"),
        ("", "Sheet"),
        ("=1+1", "=1+1"),
        ("a\u202eb\x00", "a\ufffdb\ufffd"),
    ],
)
def test_a_name_is_as_near_to_the_text_as_can_be(text, name):
    assert sheet_name(text) == name


@given(TEXTS, st.lists(TEXTS, max_size=3))
def test_a_name_is_legal_and_not_taken(text, others):
    taken = [sheet_name(each) for each in others]
    name = sheet_name(text, taken)
    assert 0 < len(name.encode("utf-16-le")) // 2 <= 31
    assert not set(name) & set("[]:*?/\\")
    assert name.strip("' ") == name
    assert name.casefold() not in {"history", *(each.casefold() for each in taken)}


@given(st.lists(TEXTS, max_size=6))
def test_xlsxwriter_takes_every_name(texts):
    book = Workbook("never-written.xlsx")
    taken = []
    for text in texts:
        taken.append(sheet_name(text, taken))
        book.add_worksheet(taken[-1])
    book.fileclosed = True


def test_numbers_are_added_until_one_is_free_whatever_the_case():
    assert sheet_name("straße", ["STRASSE"]) == "straße (2)"
    taken = [sheet_name("x" * 40)]
    for number in range(2, 12):
        taken.append(sheet_name("X" * 40, taken))
        assert taken[-1].endswith(f" ({number})")
        assert len(taken[-1]) == 31
