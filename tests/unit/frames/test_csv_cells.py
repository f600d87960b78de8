"""Which cells are numbers."""

from __future__ import annotations

import re
from math import isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerscore.frames.csv_cells import GROUPED, NUMBER, WITH_COMMA


@given(st.floats(), st.sampled_from(["{!r}", "{:e}", "{:f}", "+{!r}", "{:.0f}."]))
def test_whatever_a_number_is_written_like_it_is_one(number, form):
    text = form.format(abs(number) if form[0] == "+" else number)
    is_number = re.fullmatch(NUMBER, text) is not None
    assert is_number == (text[-1] != "." or not (isnan(number) or abs(number) == float("inf")))


@pytest.mark.parametrize("form", [NUMBER, WITH_COMMA, GROUPED])
@pytest.mark.parametrize("text", ["1" * 500_000, "1." + "1" * 500_000, "1," + "1" * 500_000])
def test_a_cell_of_a_million_digits_is_read_once(form, text):
    assert re.fullmatch(form, f"{text}x") is None
