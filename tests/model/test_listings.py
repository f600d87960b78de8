"""Job listings: their fields, and days and words for when they were posted."""

from __future__ import annotations

import datetime

import pytest

import careerscore as cs
from careerscore.errors import InvalidInputError


def test_all_but_the_title_may_be_missing():
    bare = cs.JobListing(title="Coder")
    assert bare.highlights == ()
    assert {bare.company, bare.posted, bare.apply_url} == {None}


def test_a_day_is_read_and_of_a_time_the_day_is_kept():
    day = datetime.date(2026, 1, 9)
    now = datetime.datetime(2026, 1, 9, 23, 59, tzinfo=datetime.UTC)
    assert {cs.JobListing(title="x", posted=each).posted for each in (day, now, "2026-01-09")} == {
        day
    }
    for text in ("3 days ago", "2026-13-09", "1899-12-31", "2026-1-9", "٢٠٢٦-٠١-٠٩"):
        assert cs.JobListing(title="x", posted=text).posted == text


def test_every_field_of_another_kind_is_named():
    with pytest.raises(InvalidInputError) as caught:
        cs.JobListing(
            title=" ",
            company=5,
            location=b"x",
            work_type=[],
            salary=50_000,
            posted=2026,
            source=5,
            apply_url=5,
            description=5,
            highlights="Remote",
        )
    assert [problem.field for problem in caught.value.problems] == [
        "title",
        "company",
        "location",
        "work_type",
        "salary",
        "posted",
        "source",
        "apply_url",
        "description",
        "highlights",
    ]


def test_a_day_before_the_calendar_of_excel_is_refused():
    assert cs.JobListing(title="x", posted=datetime.date(1900, 1, 1)).posted.year == 1900
    with pytest.raises(InvalidInputError, match="posted: expected a day from 1900 on"):
        cs.JobListing(title="x", posted=datetime.date(1899, 12, 31))


def test_half_a_character_is_refused_in_every_text():
    half = "x\ud800"
    names = ("title", "company", "location", "work_type", "salary", "source", "apply_url")
    for name in (*names, "description", "posted"):
        with pytest.raises(InvalidInputError, match=f"{name}: expected a text without halves"):
            cs.JobListing(**{"title": "x", name: half})
    with pytest.raises(InvalidInputError, match=r"highlights\[1\]"):
        cs.JobListing(title="x", highlights=["a", half])


def test_a_listing_is_written_as_json_and_read_again():
    day = datetime.date(2026, 1, 9)
    for posted in (day, "3 days ago", None):
        listing = cs.JobListing(title="Coder", company="", posted=posted, highlights=["Remote"])
        assert cs.loads(cs.dumps(listing), cs.JobListing) == listing
