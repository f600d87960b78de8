"""Occupation codes: recognised by their form, taken apart, refused by name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerscore.codes import (
    is_onet_soc_code,
    is_soc_code,
    major_group,
    onet_soc_code,
    soc_code,
)
from careerscore.errors import InvalidCodeError

digits = "0123456789"
soc_codes = st.tuples(
    st.text(digits, min_size=2, max_size=2), st.text(digits, min_size=4, max_size=4)
).map("-".join)
onet_soc_codes = st.tuples(soc_codes, st.text(digits, min_size=2, max_size=2)).map(".".join)


@given(soc_codes)
def test_the_occupation_of_a_whole_soc_code_ends_in_00(code):
    assert is_soc_code(code)
    assert not is_onet_soc_code(code)
    assert onet_soc_code(code) == f"{code}.00"
    assert soc_code(onet_soc_code(code)) == code
    assert major_group(code) == code[:2]


@given(onet_soc_codes)
def test_the_parent_is_the_first_seven_characters(code):
    assert is_onet_soc_code(code)
    assert not is_soc_code(code)
    assert soc_code(code) == code[:7]
    assert major_group(code) == code[:2]


NOT_CODES = [
    "",
    "29",
    "292072",
    "29-207",
    "29-20722",
    " 29-2072",
    "29-2072\n",
    "29-207a",
    "２９-2072",
    "29-2072.",
]


@pytest.mark.parametrize("text", [*NOT_CODES, "29-2072.00"])
def test_what_is_no_soc_code_is_refused(text):
    assert not is_soc_code(text)
    with pytest.raises(InvalidCodeError) as caught:
        onet_soc_code(text)
    assert caught.value.expected == "a SOC code such as '29-2072'"
    assert caught.value.text == repr(text)


@pytest.mark.parametrize(
    "text", [*NOT_CODES, "29-2072", "29-2072.0", "29-2072.000", "29-2072.00\n"]
)
def test_what_is_no_onet_soc_code_is_refused(text):
    assert not is_onet_soc_code(text)
    with pytest.raises(InvalidCodeError, match=r"is not an O\*NET-SOC code such as '29-2072.00'"):
        soc_code(text)


@pytest.mark.parametrize("text", NOT_CODES)
def test_what_is_neither_has_no_major_group(text):
    with pytest.raises(InvalidCodeError, match=r"is not a SOC or O\*NET-SOC code"):
        major_group(text)
