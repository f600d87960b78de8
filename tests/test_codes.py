"""Occupation codes are recognised by their form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerscore.codes import is_onet_soc_code, is_soc_code, major_group, onet_soc_code, soc_code
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


NEITHER = [
    "",
    "29",
    "292072",
    "29-207",
    "29-20722",
    " 29-2072",
    "29-2072\n",
    "２９-2072",
    "29-2072.",
]
NOT_ONET_SOC = ["29-2072", "29-2072.0", "29-2072.000", "29-2072.00\n"]


@pytest.mark.parametrize(
    ("function", "text", "expected"),
    [
        *((onet_soc_code, text, "a SOC code") for text in [*NEITHER, "29-2072.00"]),
        *((soc_code, text, "an O*NET-SOC code") for text in [*NEITHER, *NOT_ONET_SOC]),
        *((major_group, text, "a SOC or O*NET-SOC code") for text in NEITHER),
    ],
)
def test_another_form_is_refused(function, text, expected):
    with pytest.raises(InvalidCodeError) as caught:
        function(text)
    assert caught.value.expected.startswith(expected)
    assert caught.value.text == repr(text)
