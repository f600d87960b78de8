"""Career categories: a function of the O*NET-SOC code."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerscore.errors import InvalidCodeError
from careerscore.sources import CATEGORIES, category
from careerscore.sources.rules import CATEGORY_BY_CODE, CATEGORY_BY_MAJOR_GROUP

MAJOR_GROUPS = st.sampled_from(sorted(CATEGORY_BY_MAJOR_GROUP))
REST = st.from_regex(r"[0-9]{4}\.[0-9]{2}", fullmatch=True)
CODES = st.builds("{}-{}".format, MAJOR_GROUPS, REST)


@given(CODES)
def test_every_code_has_one_of_the_categories(code):
    assert category(code) in CATEGORIES


@given(CODES.filter(lambda code: code not in CATEGORY_BY_CODE and code[:2] != "29"))
def test_other_codes_follow_their_major_group(code):
    assert category(code) == CATEGORY_BY_MAJOR_GROUP[code[:2]]


@given(REST)
def test_health_care_is_clinical_in_minor_groups_1_and_9(rest):
    expected = "healthcare-clinical" if rest[0] in "19" else "healthcare-technical"
    assert category(f"29-{rest}") == expected


@given(st.text() | st.from_regex(r"[0-9]{2}-[0-9]{4}(\.[0-9]{2})?", fullmatch=True))
def test_any_other_text_is_refused(text):
    if len(text) == 10 and text[:2] in CATEGORY_BY_MAJOR_GROUP and text[2] == "-":
        return
    with pytest.raises(InvalidCodeError, match="23 SOC major groups"):
        category(text)


def test_there_are_23_categories_and_each_is_reached():
    assert len(CATEGORIES) == len(set(CATEGORIES)) == 23
    reached = {*CATEGORY_BY_MAJOR_GROUP.values(), *CATEGORY_BY_CODE.values()}
    assert reached == {*CATEGORIES}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("29-2072.00", "healthcare-technical"),
        ("29-1141.00", "healthcare-clinical"),
        ("29-9091.00", "healthcare-clinical"),
        ("31-9091.00", "healthcare-technical"),
        ("41-9012.00", "arts-media"),
        ("41-9011.00", "sales"),
        ("11-1011.00", "management"),
        ("11-2022.00", "sales"),
        ("11-3031.01", "business-finance"),
        ("11-3071.04", "transportation"),
        ("11-9199.10", "engineering"),
        ("11-9121.01", "healthcare-clinical"),
        ("11-9121.02", "science"),
        ("11-3013.01", "protective-services"),
        ("11-3013.00", "management"),
        ("55-3019.00", "military"),
    ],
)
def test_known_categories(code, expected):
    assert category(code) == expected
