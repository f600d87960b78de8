"""How people and spreadsheets write codes, and what the rest looks like."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerscore.matching.spellings import (
    LONGEST,
    MISSING,
    NOT_A_CODE,
    read_code,
    read_number,
    text_of,
)

SIX = st.from_regex(r"[1-9][0-9]-[0-9]{4}", fullmatch=True)
EIGHT = st.from_regex(r"[1-9][0-9]-[0-9]{4}\.[0-9]{2}", fullmatch=True)
BLANKS = st.text(" \t\n\u00a0\u2009\u202f\u3000\u200b\ufeff\u00ad\x96", max_size=3)
DASHES = st.sampled_from(["", "-", "--", "‐", "‑", "‒", "–", "—", "―", "−", "－", "_", " ", " - "])
AROUND = st.sampled_from(
    ["{}", "'{}", "’{}", '"{}"', '="{}"', "“{}”", "={}", "SOC {}", "O*NET-SOC: {}", "ONET {}"]
)
FULL_WIDTH = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
ANYTHING = st.text() | st.from_regex(r"[0-9]{0,4}[-. /,XY]?[0-9XY]{0,6}[-. /,]?[0-9]{0,4}")


DIGITS = "digits, where a SOC code has 6 and an O*NET-SOC code 8"
FIVE, SEVEN = (f"a digit is missing or too many: {count} {DIGITS}" for count in (5, 7))


@given(SIX | EIGHT, DASHES, BLANKS, BLANKS, AROUND, st.booleans())
def test_every_spelling_is_read_as_the_code(code, dash, before, after, around, wide):
    written = code.replace("-", dash)
    written = written.translate(FULL_WIDTH) if wide else written
    assert read_code(around.format(f"{before}{written}{after}")).code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("292072.0", "29-2072"),
        ("292072.00", "29-2072.00"),
        ("29-2072.", "29-2072"),
        ("29-2072.0", "29-2072"),
        ("29-2072-00", "29-2072.00"),
        ("29.2072.00", "29-2072.00"),
        ("292,072", "29-2072"),
        ("29,207,200", "29-2072.00"),
        ("٢٩-٢٠٧٢", "29-2072"),
        ("19204x", "19-204X"),
        ("19-204X.00", "19-204X"),
        ("1721YY", "17-21YY"),
        ("51-4XXX", "51-4XXX"),
        ("11-XXXX", "11-XXXX"),
        ("11", "11-0000"),
        ("11.0", "11-0000"),
        ("29207200.0", "29-2072.00"),
        ("11-1", "11-1000"),
        ("11–10", "11-10"),
        ("110000", "11-0000"),
    ],
)
def test_other_ways_to_write_a_code(text, code):
    assert read_code(text) == (code, "", (), "")


@pytest.mark.parametrize(
    ("text", "reason", "near"),
    [
        *(
            (text, "looks like a date, which a spreadsheet makes of 11-2021", "11-2021")
            for text in (
                *("November 2021", "1 Nov. 2021", "Nov 1, 2021", "11/2021", "11.2021"),
                *("11/1/2021", "1.11.2021", "2021-11", "2021-11-01", "2021-11-01 00:00:00"),
                *("2021-11-01T00:00:00Z",),
            )
        ),
        ("Nov-3021", "looks like a date, which a spreadsheet makes of 11-3021", "11-3021"),
        ("9021-11-01", "looks like a date, which a spreadsheet makes of 11-9021", "11-9021"),
        *(
            (text, "looks like a date", "")
            for text in ("Jan-11", "21-Nov", "11/21/2021", "30-Nov-2021", "2021-10-01", "12/31")
        ),
        *(
            (text, f"{FIVE}; or a day, which a spreadsheet makes of 11-2021", "11-2021")
            for text in ("44501", "44501.0")
        ),
        ("2601198", f"{SEVEN}; or a day, which a spreadsheet makes of 11-9021", "11-9021"),
        ("1", "1 digit, where a SOC code has 6 and an O*NET-SOC code 8", ""),
        ("9999999", SEVEN, ""),
        *((text, FIVE, "") for text in ("44502", "10898", "43511.", "29-207")),
        ("7245", f"4 {DIGITS}", ""),
        ("2920720", SEVEN, ""),
        ("29-1141.1", SEVEN, ""),
        ("9" * 9, f"9 {DIGITS}", ""),
        *(
            (text, "several codes in one cell: 29-2071, 29-2072", "29-2071 29-2072")
            for text in ("29-2071, 29-2072", "292071/292072", "292071 292072", "29-2071–29-2072")
        ),
        ("3060; 3090", "several codes in one cell: 3060, 3090", ""),
        ("OEUN000000000000015125213", "looks like a series id of the BLS, for 15-1252", "15-1252"),
        ("CIU2010000000000I", "looks like a series id of the BLS", ""),
        ("29.2072", "written like a program of CIP; with a hyphen it would be 29-2072", "29-2072"),
        ("11.0701", "written like a program of CIP; with a hyphen it would be 11-0701", "11-0701"),
        ("2.92E+05", "a number that a spreadsheet has shortened", ""),
        ("079.362-014", "looks like a code of the Dictionary of Occupational Titles", ""),
        *((text, "not a code, which has digits", "") for text in ("nurse", "May", "XX-XXXX", "\0")),
        ("Truck driver", "not a code, which has digits", ""),
        *((text, NOT_A_CODE, "") for text in ("29/2072", "29-20-72", "3060 x", "13/13/2021")),
        *((text, NOT_A_CODE, "") for text in ("Nov 21 1821", "1110 1110", f"{' ' * 200}29-2072")),
        ("Nurses (29-1141)", "29-1141 among other words", "29-1141"),
        ("29-1141 of 2018", "29-1141 among other words", "29-1141"),
    ],
)
def test_what_cannot_be_read_is_named(text, reason, near):
    found = read_code(text)
    assert (found.code, found.reason, found.near) == ("", reason, tuple(near.split()))
    assert found.words == {"Nurses (29-1141)": "NURSES", "29-1141 of 2018": "OF"}.get(text, "")


@pytest.mark.parametrize("text", sorted(MISSING))
def test_words_for_missing_are_no_codes(text):
    for written in (text, f" {text.upper()} "):
        assert read_code(written).reason == "no code: it stands for a missing one"


@given(ANYTHING)
def test_any_text_is_read_or_named_and_what_was_read_stays_so(text):
    for read in (read_code, read_number):
        found = read(text)
        assert bool(found.code) != bool(found.reason)
        if found.code:
            assert read(found.code).code == found.code


@given(st.integers(0, 9999))
def test_a_number_is_read_however_it_is_written(number):
    for text in (f"{number}", f" {number:,}", f"{number}.0", f"{number}.00", f'="{number}"'):
        assert read_number(text).code == str(number)


def test_a_longer_text_than_any_with_a_code_is_not_read():
    for read, code in ((read_code, "29-2072"), (read_number, "3060")):
        assert read(code.rjust(LONGEST)).code == code
        assert read(code.rjust(LONGEST + 1)).reason == NOT_A_CODE


@pytest.mark.parametrize("text", ["Nov-21", "1-Nov-21", "11/01/21"])
def test_a_year_of_two_digits_may_be_of_any_century(text):
    found = read_code(text)
    assert found.reason == "looks like a date, which a spreadsheet makes of 11-2021 and the like"
    assert found.near[0] == "11-2021"
    assert sorted(found.near) == [f"11-{year}" for year in range(1921, 10_000, 100)]


@pytest.mark.parametrize(("year", "first"), [("29", "11-2029"), ("30", "11-1930")])
def test_a_year_of_two_digits_is_first_one_from_1930_on(year, first):
    assert read_code(f"Nov-{year}").near[0] == first


def test_every_month_makes_a_date():
    for month in range(1, 13):
        for form in ("%b-21", "%B 2021", "1-%b-21"):
            written = date(2021, month, 1).strftime(form)
            assert read_code(written).reason.startswith("looks like a date")
            assert (read_code(written).near[:1] == ("11-2021",)) == (month == 11)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("29-2072 ", "29-2072 "),
        (292072, "292072"),
        (292072.0, "292072"),
        (-3.0, "-3"),
        (2.0**53 - 1, "9007199254740991"),
        (2.0**53, "9007199254740992.0"),
        (291141.01, "291141.01"),
        (1e300, "1e+300"),
        (float("inf"), "inf"),
    ],
)
def test_a_whole_number_is_written_without_decimals(cell, text):
    assert text_of(cell) == text


def test_a_number_beyond_all_measure_has_a_text():
    assert text_of(10**5000) == "a very large int"
