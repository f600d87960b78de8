"""EPOCH heuristic: a function of title, job zone and category."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerscore.errors import InvalidInputError
from careerscore.model import EPOCH_DIMENSIONS
from careerscore.sources import CATEGORIES, epoch_heuristic
from careerscore.sources.rules import EPOCH_BASE, TITLE_ADJUSTMENTS

WORDS = sorted({word for words in TITLE_ADJUSTMENTS for word in words.split("|")})
TITLES = st.lists(st.sampled_from(WORDS) | st.text(max_size=10), max_size=8).map(" ".join)
JOB_ZONES = st.none() | st.integers(1, 5)
CATEGORY = st.sampled_from(CATEGORIES)


def dimensions(profile):
    return tuple(getattr(profile, name) for name in EPOCH_DIMENSIONS)


def scored(title, job_zone, category):
    return dimensions(epoch_heuristic(title=title, job_zone=job_zone, category=category))


@given(TITLES, JOB_ZONES, CATEGORY)
def test_each_dimension_runs_from_1_to_5_and_the_sum_from_5_to_25(title, job_zone, category):
    profile = epoch_heuristic(title=title, job_zone=job_zone, category=category)
    assert all(1 <= value <= 5 for value in dimensions(profile))
    assert profile.total == sum(dimensions(profile))
    assert 5 <= profile.total <= 25


@given(TITLES, CATEGORY)
def test_a_higher_job_zone_lowers_nothing(title, category):
    profiles = [scored(title, job_zone, category) for job_zone in range(1, 6)]
    for lower, higher in pairwise(profiles):
        assert all(before <= after for before, after in zip(lower, higher, strict=True))


@given(TITLES, CATEGORY)
def test_a_missing_job_zone_counts_as_3_and_says_so(title, category):
    missing = epoch_heuristic(title=title, job_zone=None, category=category)
    third = epoch_heuristic(title=title, job_zone=3, category=category)
    assert dimensions(missing) == dimensions(third)
    assert (missing.job_zone_used, missing.job_zone_defaulted) == (3, True)
    assert (third.job_zone_used, third.job_zone_defaulted) == (3, False)


@given(TITLES, JOB_ZONES, CATEGORY)
def test_upper_and_lower_case_do_not_matter(title, job_zone, category):
    # Some letters have no single counterpart in the other case; the official titles are plain.
    plain = title.encode("ascii", "ignore").decode("ascii")
    assert scored(plain.upper(), job_zone, category) == scored(plain, job_zone, category)


@pytest.mark.parametrize("category", CATEGORIES)
def test_zone_3_and_a_plain_title_leave_the_base(category):
    assert scored("Fishers", 3, category) == EPOCH_BASE[category]


@pytest.mark.parametrize(
    ("title", "job_zone", "category", "expected"),
    [
        ("Medical Records Specialists", 3, "healthcare-technical", (3, 4, 4, 2, 2)),
        ("Fishers", 1, "healthcare-technical", (3, 4, 2, 1, 2)),
        ("Fishers", 2, "healthcare-technical", (3, 4, 2, 1, 2)),
        ("Fishers", 4, "healthcare-technical", (3, 4, 3, 2, 2)),
        ("Fishers", 5, "healthcare-technical", (3, 4, 4, 3, 2)),
        ("Fishers", 5, "technology", (2, 1, 5, 5, 2)),
        ("Fishers", 1, "office-admin", (2, 2, 1, 1, 1)),
        ("Nurse Counselors", 3, "sales", (5, 4, 3, 3, 4)),
        ("Psychology Teachers", 3, "sales", (5, 3, 3, 3, 5)),
        ("Social Work Psychologists", 3, "sales", (5, 3, 3, 3, 4)),
        ("Data Entry Clerks", 3, "sales", (4, 3, 2, 2, 3)),
        ("Software Developers", 3, "sales", (4, 3, 3, 4, 3)),
        ("Bank Tellers and Directors", 3, "technology", (2, 1, 4, 4, 2)),
    ],
)
def test_known_profiles(title, job_zone, category, expected):
    assert scored(title, job_zone, category) == expected


@pytest.mark.parametrize(
    ("job_zone", "category", "fields"),
    [(0, "sales", ["job_zone"]), (6, "sales", ["job_zone"]), (6, "sale", ["category", "job_zone"])],
)
def test_what_does_not_exist_is_refused(job_zone, category, fields):
    with pytest.raises(InvalidInputError) as caught:
        epoch_heuristic(title="", job_zone=job_zone, category=category)
    assert [problem.field for problem in caught.value.problems] == fields
