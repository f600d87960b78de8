"""Searches for jobs: several sources as one list, what is left out, and the rank of pay."""

from __future__ import annotations

import asyncio
import datetime
import os
import re
import signal
import threading
import time

import pytest

import careerscore as cs
from careerscore.errors import (
    InvalidInputError,
    OverQuotaError,
    RetiredCodeError,
    ServiceRefusedError,
    UnknownOccupationError,
)
from careerscore.live import JobResults, Manners, SearchInterrupt
from careerscore.model import SalaryRange

from .services import (
    PATIENT,
    Reply,
    as_json,
    google_job,
    google_page,
    jsearch,
    jsearch_job,
    jsearch_page,
    serpapi,
    serving,
)

TODAY = datetime.datetime.now(datetime.UTC).date()
YEARLY = SalaryRange(low=48_780, high=61_960, period="year", currency="USD")


class Board:
    """A source with pages of our own."""

    def __init__(self, *pages, name="board"):
        self.given, self.name = pages, name
        self.searches = []

    async def pages(self, search, session):
        self.searches.append(search)
        for page in self.given:
            yield page


def job(title="Medical Coder", company="Clinic", location="Austin, TX", **other):
    return cs.JobListing(title=title, company=company, location=location, **other)


def find(*listings, place="Austin, TX", career="medical coder", **options):
    options.setdefault("data", "2026.3")
    return cs.live.find_jobs(career, place, source=Board(listings), **options)


def searched(career, place=None, **options):
    board = Board()
    cs.live.find_jobs(career, place, source=board, data="2026.3", **options)
    return board.searches[0]


def waiting():
    """A function of the seconds since now, without those of this processor: tests are traced."""
    wall, processor = time.monotonic(), time.process_time()
    return lambda: time.monotonic() - wall - (time.process_time() - processor)


class TestWhatIsAskedFor:
    @pytest.mark.parametrize(
        ("career", "words", "code"),
        [
            ("medical coder", "medical coder", "29-2072.00"),
            (" Medical Records Specialists ", "Medical Records Specialists", "29-2072.00"),
            ("29-2072", "Medical Records Specialists", "29-2072.00"),
            ("medical-records-specialists", "Medical Records Specialists", "29-2072.00"),
            (cs.occupation("29-2072", data="2026.3"), "Medical Records Specialists", "29-2072.00"),
            ("nurse", "nurse", None),
            ("chief happiness wrangler", "chief happiness wrangler", None),
        ],
    )
    def test_a_career_or_any_title(self, career, words, code):
        search = searched(career)
        assert (search.words, search.occupation_code) == (words, code)
        assert (search.occupation_title is None) == (code is None)

    @pytest.mark.parametrize(
        ("place", "location", "states"),
        [
            (None, "United States", ()),
            ("usa", "United States", ()),
            ("Austin, TX", "Austin, TX", ("TX",)),
            ("San Francisco-Oakland-Fremont, CA", "San Francisco, CA", ("CA",)),
            ("San Francisco", "San Francisco, CA", ("CA",)),
            ("12420", "Austin, TX", ("TX",)),
            ("TX", "Texas", ("TX",)),
            ("DC", "District of Columbia", ("DC",)),
            ("Winston-Salem", "Winston-Salem, NC", ("NC",)),
            ("Urban Honolulu, HI", "Urban Honolulu, HI", ("HI",)),
            ("46520", "Honolulu, HI", ("HI",)),
            ("Louisville/Jefferson County, KY-IN", "Louisville, KY", ("KY", "IN")),
            ("Alaska nonmetropolitan area", "Alaska", ("AK",)),
            ("Palo Alto, CA", "Palo Alto, CA", ("CA",)),
            ("San Francisco-Oakland-Hayward, CA", "San Francisco, CA", ("CA",)),
            ("Chicago-Naperville-Joliet, IL-IN-WI Metro Area", "Chicago, IL", ("IL", "IN")),
            ("Fuquay-Varina, NC", "Fuquay-Varina, NC", ("NC",)),
            ("Marfa", "Marfa", ()),
            ("78701", "78701", ()),
        ],
    )
    def test_a_place_in_words_that_services_know(self, place, location, states):
        search = searched("medical coder", place)
        assert (search.location, search.states) == (location, states)
        assert search.is_nationwide == (location == "United States")

    def test_a_place_of_the_survey_or_a_release_without_areas(self):
        (place,) = cs.places("San Francisco", data="2026.3")
        search = searched("medical coder", place)
        assert (search.place, search.location) == (place.name, "San Francisco, CA")
        (found,) = find(job(salary_range=YEARLY), data="2026.1")
        assert found.wage_rank_note == "among Medical Records Specialists in the nation, May 2023"
        assert round(found.wage_rank_low) == 50

    def test_an_occupation_keeps_its_release(self):
        career = cs.occupation("29-2072", data="2026.1")
        assert find(job(), career=career, data=None).data_release == "2026.1"
        assert find(job(), data=None).data_release == cs.releases()[-1]

    @pytest.mark.parametrize(
        ("posted_within", "days"),
        [("today", 1), ("3 days", 3), ("week", 7), ("month", 31), (14, 14), (None, None)],
    )
    def test_the_age_in_days(self, posted_within, days):
        search = searched("medical coder", posted_within=posted_within)
        assert search.posted_within_days == days

    def test_all_that_is_wrong_is_said_at_once(self):
        with pytest.raises(InvalidInputError) as caught:
            cs.live.find_jobs(
                *(5, "Austin, TX"),
                source=["serp", Board, 5],
                limit=0,
                remote="yes",
                min_salary=-1,
                salary_period="week",
                posted_within="decade",
                radius=0.5,
                manners={},
            )
        fields = [problem.field for problem in caught.value.problems]
        expected = "career radius limit remote min_salary salary_period manners posted_within"
        assert fields == [*expected.split(), "source", "source", "source"]
        assert caught.value.subject == "find_jobs"

    def test_what_no_address_can_hold_is_refused(self):
        with pytest.raises(InvalidInputError) as caught:
            find(career="co\ud800der", place="Aus\ud800tin, TX")
        assert [problem.field for problem in caught.value.problems] == ["career", "place"]

    @pytest.mark.parametrize("posted_within", [0, 366, True, 1.5, "5"])
    def test_an_age_is_one_to_365_days(self, posted_within):
        with pytest.raises(InvalidInputError, match="posted_within: expected 'today', '3 days'"):
            find(posted_within=posted_within)

    def test_no_source_is_none(self):
        with pytest.raises(InvalidInputError, match="source: expected 'serpapi', 'jsearch'"):
            cs.live.find_jobs("medical coder", source=[])
        words = r"source: expected 'careeronestop' or a source with programs\(\)"
        with pytest.raises(InvalidInputError, match=words):
            cs.live.find_training("medical coder", "TX", source=["careeronestop"])

    def test_a_source_gives_what_is_asked_for(self):
        with pytest.raises(
            InvalidInputError, match=r"or a source with pages\(\), or a list of them"
        ):
            cs.live.find_jobs("medical coder", source=cs.live.Bls())
        with pytest.raises(InvalidInputError, match=r"or a source with certifications\(\)"):
            cs.live.certifications("medical coder", source=Board())
        with pytest.raises(InvalidInputError, match=r"'bls' or a source with wages\(\)"):
            cs.live.local_pay("29-2072", "TX", source=Board())

    @pytest.mark.parametrize("given", [{"title": "Coder"}, "Coder"])
    def test_a_page_has_listings_alone(self, given):
        with pytest.raises(InvalidInputError, match="source: expected JobListings of board, got"):
            find(given)

    def test_a_listing_that_names_no_source_has_that_which_gave_it(self):
        class Titled(Board):
            title = "Our board"

        jobs = [job("Coder 1"), job("Coder 2", source="A newspaper")]
        assert [each.source for each in find(*jobs)] == ["board", "A newspaper"]
        found = cs.live.find_jobs("medical coder", source=Titled(jobs))
        assert [each.source for each in found] == ["Our board", "A newspaper"]

    @pytest.mark.parametrize(
        ("career", "error"),
        [
            ("99-9999", UnknownOccupationError),
            ("29-2071", RetiredCodeError),
            ("", InvalidInputError),
            ("x" * 300, InvalidInputError),
        ],
    )
    def test_what_is_no_title_is_refused(self, career, error):
        with pytest.raises(error):
            find(career=career)


class TestSeveralSources:
    def find(self, *sources, **options):
        return cs.live.find_jobs(
            "medical coder", "Austin, TX", source=list(sources), data="2026.3", **options
        )

    def test_listings_come_in_turns_and_each_keeps_its_source(self):
        first = Board([job("Coder 1"), job("Coder 2")], name="first")
        second = Board([job("Coder 3")], [job("Coder 4")], name="second")
        found = self.find(first, second)
        assert [each.title[-1] for each in found] == ["1", "3", "2", "4"]
        assert [(each.name, each.found) for each in found.services] == [("first", 2), ("second", 2)]

    def test_the_same_employer_title_and_place_are_one_listing(self):
        pay = {"salary": "$25 an hour", "salary_range": SalaryRange(low=25, high=25, period="hour")}
        first = [job("Medical Coder", "The Clinic, Inc.", "Austin, TX", source="A")]
        second = [
            job("MEDICAL CODER ", "Clinic", "Austin, Texas, United States", source="B", **pay),
            job("Medical Coder", "Clinic", "Round Rock, TX", source="B"),
            job("Medical Coder II", "Clinic", "Austin, TX", source="B"),
        ]
        third = [job("Medical coder", "CLINIC LLC", "Austin, TX (+1 other)", source="C")]
        found = self.find(Board(first), Board(second), Board(third))
        assert dict(found.left_out) == {"listed more than once": 2}
        # Of the same job, that which states its pay is the one that stays.
        one, *others = found
        assert (one.source, one.salary, one.also_in) == ("B", "$25 an hour", ("A", "C"))
        assert [(each.location, each.also_in) for each in others] == [
            ("Round Rock, TX", ()),
            ("Austin, TX", ()),
        ]

    def test_employers_whose_names_are_legal_forms_alone_differ(self):
        first, second = Board([job(company="The Company")]), Board([job(company="Co. Inc.")])
        assert len(self.find(first, second)) == 2

    def test_employers_that_are_not_named_are_one_only_by_their_link(self):
        link = {"company": None, "apply_url": "https://a.example/1"}
        found = self.find(Board([job(**link), job(company=None)]), Board([job(**link)]))
        assert len(found) == 2
        assert len(self.find(Board([job(company=None)]), Board([job(company=None)]))) == 2

    def test_fifty_listings_of_five_pages_from_two_sources_in_two_seconds(self):
        def google(asked):
            page = int(asked.query.get("next_page_token", 0))
            jobs = (google_job(company=f"Google {page}-{n}") for n in range(10))
            return as_json(google_page(*jobs, token=str(page + 1)), delay=0.2)

        def rapid(asked):
            page = int(asked.query["page"])
            jobs = (jsearch_job(company=f"Rapid {page}-{n}") for n in range(10))
            return as_json(jsearch_page(*jobs), delay=0.2)

        with serving(google) as first, serving(rapid) as second:
            sources = serpapi(first.address), jsearch(second.address)
            self.find(*sources, limit=1)  # httpx and the release are loaded once a process
            first.asked.clear(), second.asked.clear()
            waited = waiting()
            found = self.find(*sources, limit=50)
            assert waited() < 2
            # No page is asked for that is not needed: two of each source and one more of each.
            assert (len(found), len(first.asked), len(second.asked)) == (50, 3, 3)
            assert dict(found.left_out) == {"beyond the limit": 10}
            whole = self.find(*sources, limit=100)
            assert (len(whole), len(first.asked), len(second.asked)) == (100, 8, 8)

    def test_the_order_is_that_of_the_sources_whichever_answers_first(self):
        class Slow(Board):
            async def pages(self, search, session):
                for page in self.given:
                    await asyncio.sleep(0.05)
                    yield page

        pages = [[job("Coder 1")], [job("Coder 2")], [job("Coder 3")]]
        others = [[job("Coder A")], [job("Coder B")], [job("Coder C")]]
        orders = [
            [each.title[-1] for each in self.find(one(*pages), other(*others), limit=4)]
            for one, other in ((Slow, Board), (Board, Slow), (Board, Board))
        ]
        assert orders == [["1", "A", "2", "B"]] * 3

    def test_one_that_fails_does_not_end_the_others(self):
        with serving(Reply(b"", 401)) as server:
            found = self.find(Board([job()]), serpapi(server.address), manners=PATIENT)
        assert len(found) == 1
        assert [each.stopped for each in found.services] == [None, "it refused the key (HTTP 401)"]
        # Nothing found is an answer, too.
        with serving(Reply(b"", 401)) as server:
            assert len(self.find(Board(), serpapi(server.address))) == 0

    def test_one_that_fails_on_a_later_page_leaves_what_it_gave(self):
        replies = [google_page(google_job(), token="more"), Reply(b"", 429)]
        with serving(lambda asked: replies[min(len(server.asked), 2) - 1]) as server:
            found = self.find(serpapi(server.address), manners=PATIENT)
        assert len(found) == 1
        assert found.services[0].stopped == "over its quota of requests (HTTP 429)"

    def test_where_all_fail_the_first_error_names_the_others(self):
        with serving(Reply(b"", 429)) as first, serving(Reply(b"", 403)) as second:
            with pytest.raises(OverQuotaError) as caught:
                self.find(serpapi(first.address), jsearch(second.address), manners=PATIENT)
            assert caught.value.__notes__ == ["JSearch: it refused the key (HTTP 403)"]
            with pytest.raises(ServiceRefusedError, match="JSearch"):
                self.find(jsearch(second.address), serpapi(first.address), manners=PATIENT)

    def test_by_default_every_service_with_a_key_is_asked(self, monkeypatch):
        with serving(google_page(google_job())) as server:
            for name in ("JSEARCH_KEY", "USAJOBS_KEY", "ADZUNA_KEY", "CAREERONESTOP_TOKEN"):
                monkeypatch.delenv(f"CAREERSCORE_{name}", raising=False)
            monkeypatch.setenv("CAREERSCORE_SERPAPI_KEY", "a-key-of-mine\n")
            monkeypatch.setenv("CAREERSCORE_SERPAPI_ADDRESS", server.address)
            found = cs.live.find_jobs("medical coder", "Austin, TX")
            assert [each.name for each in found.services] == ["serpapi"]
            assert len(cs.live.find_jobs("medical coder", source="serpapi")) == 1
        assert [each.query["api_key"] for each in server.asked] == ["a-key-of-mine"] * 2


class TestLeftOut:
    @pytest.mark.parametrize(
        ("place", "location", "stays"),
        [
            ("Austin, TX", "Austin, TX", True),
            ("Austin, TX", "Austin, Texas, United States", True),
            ("Austin, TX", "Round Rock, TX 78664", True),
            ("Austin, TX", "Marfa, TX", True),
            ("Austin, TX", "Houston, TX", False),
            ("Austin, TX", "Akron, OH", False),
            ("Austin, TX", "akron, oh", False),
            ("Austin, TX", "Akron OH 44301", False),
            ("Austin, TX", "Austin TX", True),
            ("Austin, TX", "Toronto, ON, Canada", False),
            ("Austin, TX", "London, UK", False),
            ("Austin, TX", "Downtown, Austin", True),
            ("Austin, TX", "Any town, United States", True),
            ("Austin, TX", "Multiple places", True),
            ("Austin, TX", "Houston, TX; Austin, TX", True),
            ("Austin, TX", "Anywhere", True),
            ("Austin, TX", None, True),
            ("Austin, TX", "Texas", True),
            ("TX", "Houston, TX", True),
            ("TX", "Tulsa, OK", False),
            ("Washington, DC", "Arlington, VA", True),
            ("Washington, DC", "Washington, DC", True),
            ("Washington, DC", "Seattle, Washington", False),
            ("Palo Alto, CA", "San Jose, CA", True),
            ("Palo Alto, CA", "Reno, NV", False),
            (None, "Reno, NV", True),
            ("Marfa", "Reno, NV", True),
        ],
    )
    def test_listings_in_another_place(self, place, location, stays):
        found = find(job(location=location), place=place)
        assert len(found) == stays
        assert dict(found.left_out) == ({} if stays else {"in another place": 1})
        remote = find(job(location=location, workplace="remote"), place=place)
        assert len(remote) == 1

    def test_within_a_radius_other_areas_of_the_state_can_lie(self):
        near = job(location="San Jose, CA")
        assert len(find(near, place="San Francisco")) == 0
        assert len(find(near, place="San Francisco", radius=50)) == 1
        assert len(find(job(location="Reno, NV"), place="San Francisco", radius=50)) == 0

    def test_remote_or_not(self):
        jobs = [job("Coder 1", workplace="remote"), job("Coder 2", workplace="hybrid"), job()]
        assert [each.title for each in find(*jobs, remote=True)] == ["Coder 1"]
        assert dict(find(*jobs, remote=True).left_out) == {"not known to be remote": 2}
        assert len(find(*jobs, remote=False)) == 2
        assert dict(find(*jobs, remote=False).left_out) == {"remote": 1}
        assert len(find(*jobs)) == 3

    def test_older_listings(self):
        ages = [0, 3, 4, 30]
        jobs = [job(f"Coder {n}", posted=TODAY - datetime.timedelta(days=n)) for n in ages]
        words = ["30+ days ago", "1 week ago", "2 months ago", "2 days ago", "recently", None]
        jobs += [job(f"Coder {each}", posted=each) for each in words]
        found = find(*jobs, posted_within="3 days")
        kept = [str(each.title) for each in found]
        assert kept == [f"Coder {each}" for each in (0, 3, "2 days ago", "recently", None)]
        assert dict(found.left_out) == {"posted earlier": 5}
        assert len(find(*jobs, posted_within=56)) == len(find(*jobs)) == len(jobs)
        assert len(find(*jobs, posted_within=55)) == len(jobs) - 1

    def test_lower_pay_is_left_out_and_no_period_turned_into_another(self):
        def paid(**pay):
            return job(f"Coder {pay}", salary_range=SalaryRange(**pay))

        year = {"period": "year", "currency": "USD"}
        jobs = [
            paid(low=40_000, high=50_000, **year),
            paid(low=40_000, high=49_999, **year),
            paid(high=60_000, **year),
            paid(low=30_000, **year),
            paid(low=30, high=30, period="hour", currency="USD"),
            paid(low=90_000),
            paid(low=90_000, period="year"),
            job("Coder"),
        ]
        found = find(*jobs, min_salary=50_000)
        assert len(found) == 3
        assert dict(found.left_out) == {
            "lower pay": 1,
            "pay not stated in US dollars by the year": 3,
            "no pay stated": 1,
        }
        hourly = find(*jobs, min_salary=30, salary_period="hour")
        assert [each.salary_range.period for each in hourly] == ["hour"]

    def test_listings_without_a_title_and_beyond_the_limit(self):
        found = find(None, job("Coder 1"), job("Coder 2"), limit=1)
        assert [each.title for each in found] == ["Coder 1"]
        assert dict(found.left_out) == {"no title": 1, "beyond the limit": 1}
        assert found.services[0].found == 3


class TestOccupations:
    @pytest.mark.parametrize(
        ("title", "career", "code", "how"),
        [
            ("Medical Coder", "nurse", "29-2072.00", "its title, "),
            ("Registered Nurse (RN)", "medical coder", "29-1141.00", "its title, "),
            ("Zzyzx", "medical coder", "29-2072.00", "the search: its title is not decisive"),
            ("Zzyzx", "nurse", None, None),
            ("x" * 5_000, "nurse", None, None),
        ],
    )
    def test_by_title_or_by_the_search(self, title, career, code, how):
        (found,) = find(job(title), career=career)
        assert found.occupation_code == code
        assert (found.matched_by or "").startswith(how or "")
        names = {None: None, "29-2072.00": "Medical Records Specialists"}
        assert found.occupation_title == (names | {"29-1141.00": "Registered Nurses"})[code]

    def test_a_source_that_knows_the_occupation_is_believed(self):
        own = job("Zzyzx", occupation_code="29-1141.00", matched_by="our editors")
        (found,) = find(own)
        assert (found.occupation_code, found.matched_by) == ("29-1141.00", "our editors")
        assert found.occupation_title == "Registered Nurses"
        strange = job("Zzyzx", occupation_code="X", occupation_title="Y", salary_range=YEARLY)
        (found,) = find(strange)
        assert (found.occupation_code, found.occupation_title) == ("X", "Y")
        assert found.wage_rank_note == "its occupation is not known"


class TestRanks:
    def rank(self, place="Austin, TX", **pay):
        workplace = pay.pop("workplace", None)
        (found,) = find(job(salary_range=SalaryRange(**pay), workplace=workplace), place=place)
        return found

    @pytest.mark.parametrize(("low", "high"), [(45_000, 52_000), (40_000, 300_000), (1, 2)])
    @pytest.mark.parametrize("place", ["Austin, TX", None])
    def test_they_are_those_of_a_table(self, low, high, place):
        import polars as pl

        found = self.rank(place, low=low, high=high, period="year", currency="USD")
        rows = {"soc": ["29-2072"] * 2, "pay": [low, high], "place": [place] * 2}
        keys = {"on": "soc", "wage": "pay", "data": "2026.3", "on_invalid": "flag"}
        keys |= {} if place is None else {"place": "place"}
        table = cs.frames.wage_rank(pl.DataFrame(rows), **keys)
        least, most = table["wage_rank_low"][0], table["wage_rank_high"][1]
        assert (found.wage_rank_low, found.wage_rank_high) == (least, most)
        where = "the nation" if place is None else "Austin-Round Rock-San Marcos, TX"
        start = f"among Medical Records Specialists in {where}, May 2025"
        notes = dict.fromkeys([start, *filter(None, table["wage_rank_note"])])
        assert found.wage_rank_note == "; ".join(notes)

    def test_an_end_that_is_not_stated_leaves_the_rank_open(self):
        year = {"period": "year", "currency": "USD"}
        both = self.rank(low=45_000, high=52_000, **year)
        least = self.rank(low=45_000, **year)
        most = self.rank(high=52_000, **year)
        assert (least.wage_rank_low, least.wage_rank_high) == (both.wage_rank_low, 100)
        assert (most.wage_rank_low, most.wage_rank_high) == (0, both.wage_rank_high)

    def test_pay_by_the_hour_is_ranked_among_pay_by_the_hour(self):
        wages = cs.local_pay("29-2072", "Austin, TX", data="2026.3").wages.hourly
        found = self.rank(low=wages.median, high=wages.p75, period="hour", currency="USD")
        assert (found.wage_rank_low, found.wage_rank_high) == (50, 75)

    def test_remote_jobs_are_ranked_in_the_nation(self):
        pay = cs.occupation("29-2072", data="2026.3").wages.annual
        year = {"period": "year", "currency": "USD", "workplace": "remote"}
        found = self.rank(low=pay.median, high=pay.p90, **year)
        assert (found.wage_rank_low, found.wage_rank_high) == (50, 90)
        assert "in the nation" in found.wage_rank_note

    @pytest.mark.parametrize(
        ("pay", "note"),
        [
            ({"low": 1, "currency": "USD"}, "currency or period of its pay is not stated"),
            ({"low": 1, "period": "year"}, "currency or period of its pay is not stated"),
            ({"low": 1, "period": "year", "currency": "EUR"}, "currency or period of its pay"),
            ({"low": 1, "period": "week", "currency": "USD"}, "the period 'week' is neither"),
        ],
    )
    def test_pay_that_cannot_be_ranked_says_why(self, pay, note):
        found = self.rank(**pay)
        assert (found.wage_rank_low, found.wage_rank_high) == (None, None)
        assert note in found.wage_rank_note

    def test_where_no_wages_are_published_there_is_no_rank(self):
        pay = SalaryRange(low=50_000, high=60_000, period="year", currency="USD")
        actor = job("Actors", location=None, salary_range=pay)
        (found,) = find(actor, career="27-2011", place="Abilene, TX")
        assert (found.wage_rank_low, found.wage_rank_high) == (None, None)
        assert "Abilene" in found.wage_rank_note
        (found,) = find(job("Actors"), career="27-2011")
        assert found.wage_rank_note is None


class TestLoops:
    """Plain functions wherever they are called, and asynchronous ones."""

    def test_in_a_notebook_whose_event_loop_runs(self):
        async def cell():
            return find(job())

        assert len(asyncio.run(cell())) == 1

    def test_in_many_threads(self):
        found = []
        threads = [threading.Thread(target=lambda: found.append(find(job()))) for _ in range(4)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        assert [len(each) for each in found] == [1] * 4

    def test_several_searches_of_a_loop_wait_together(self):
        async def searches():
            with serving(as_json(google_page(google_job()), delay=0.5)) as server:
                source = serpapi(server.address)
                search = [cs.live.find_jobs_async("medical coder", source=source) for _ in range(3)]
                return await asyncio.gather(*search)

        waited = waiting()
        found = asyncio.run(searches())
        assert [len(each) for each in found] == [1, 1, 1]
        assert waited() < 1.2

    def test_a_fault_of_a_source_is_raised_once_the_others_are_closed(self):
        closed = []

        class Faulty(Board):
            async def pages(self, search, session):
                raise ZeroDivisionError("mine")
                yield

        class Slow(Board):
            async def pages(self, search, session):
                try:
                    await asyncio.sleep(0.05)
                    yield [job()]
                finally:
                    closed.append(True)

        with pytest.raises(ZeroDivisionError, match="mine"):
            cs.live.find_jobs("medical coder", source=[Faulty(), Slow()])
        assert closed == [True]

    def test_pages_can_be_any_iterator(self):
        class Pages:
            def __init__(self):
                self.left = [[job()]]

            def __aiter__(self):
                return self

            async def __anext__(self):
                if not self.left:
                    raise StopAsyncIteration
                return self.left.pop()

        class Plain(Board):
            def pages(self, search, session):
                return Pages()

        assert len(cs.live.find_jobs("medical coder", source=Plain())) == 1

    def test_progress_is_what_was_found_so_far(self):
        board = Board([job("Coder 1")], [job("Coder 2"), None])
        seen = []
        cs.live.find_jobs("medical coder", "Austin, TX", source=board, progress=seen.append)
        assert [len(each) for each in seen] == [1, 2, 2]
        assert isinstance(seen[0], JobResults)

    def test_a_search_that_is_cancelled_has_given_what_was_found(self):
        seen = []

        class Endless(Board):
            closed = False

            async def pages(self, search, session):
                try:
                    yield [job()]
                    await asyncio.sleep(60)
                finally:
                    Endless.closed = True

        async def search():
            task = asyncio.create_task(
                cs.live.find_jobs_async("medical coder", source=Endless(), progress=seen.append)
            )
            while not seen:
                await asyncio.sleep(0.01)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

        asyncio.run(search())
        assert [len(each) for each in seen] == [1]
        assert Endless.closed

    @pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
    @pytest.mark.parametrize("pages", [1, 0])
    def test_ctrl_c_leaves_what_was_found(self, pages):
        class Endless(Board):
            async def pages(self, search, session):
                for _ in range(pages):
                    yield [job(salary_range=YEARLY)]
                threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGINT)).start()
                await asyncio.sleep(60)
                yield []

        start = time.monotonic()
        with pytest.raises(KeyboardInterrupt) as caught:
            cs.live.find_jobs("medical coder", "Austin, TX", source=Endless(), data="2026.3")
        assert time.monotonic() - start < 20
        if pages:
            assert isinstance(caught.value, SearchInterrupt)
            (found,) = caught.value.results
            assert found.occupation_code == "29-2072.00"
            assert found.wage_rank_low > 0
            (report,) = caught.value.results.services
            assert report.stopped == "the search was interrupted"
        else:
            assert type(caught.value) is KeyboardInterrupt


class TestResults:
    def test_they_say_when_which_service_and_which_query(self):
        before = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
        with serving(google_page(google_job(), token="more")) as server:
            found = cs.live.find_jobs("medical coder", "Austin, TX", source=serpapi(server.address))
        (report,) = found.services
        when = datetime.datetime.fromisoformat(report.asked_at)
        assert before <= when <= datetime.datetime.now(datetime.UTC)
        assert found.listings[0].found_at >= report.asked_at
        assert report.queries[0].startswith("/search.json?engine=google_jobs&q=medical+coder&")
        assert "location=Austin%2C+TX" in report.queries[0]
        # Its page comes again: there is nothing new.
        assert (report.requests, report.found) == (len(server.asked), 1) == (2, 1)
        assert repr(found) == "<JobResults medical coder in Austin, TX: 1 listing>"

    def test_no_pin_is_made_of_them(self):
        found = find(job())
        with pytest.raises(InvalidInputError, match="pin_result: result: expected"):
            cs.pin_result(found)

    def test_they_are_documents_and_files(self, tmp_path):
        listing = job(salary_range=YEARLY, salary="$48,780 - $61,960 a year", posted=TODAY)
        found = find(listing, job("Coder", predicted_salary=YEARLY))
        assert cs.loads(cs.dumps(found), JobResults) == found
        report = cs.export_listings(found, tmp_path / "jobs.csv", occupation="29-2072")
        assert report.rows == 2
        text = (tmp_path / "jobs.csv").read_text(encoding="utf-8")
        row = text.splitlines()[1]
        assert "48780.0,61960.0,year,USD," in row
        assert "29-2072.00,Medical Records Specialists" in row

    def test_the_page_says_what_is_left_out_and_that_nothing_was_found(self):
        page = find(job(location="Akron, OH")).to_html()
        assert "Nothing found." in page
        assert "1 left out: in another place" in page
        predicted = find(job(predicted_salary=YEARLY, apply_url="https://a.example/1")).to_html()
        assert "$48,780 - $61,960 a year, predicted" in predicted.replace("&#160;", " ")
        assert 'href="https://a.example/1"' in predicted
        ranked = find(job(salary_range=YEARLY)).to_html().replace("&#160;", " ")
        assert re.search(r"at or above the pay of \d+% to \d+% of Medical Records", ranked)
        one = SalaryRange(low=50_000, high=50_000, period="year", currency="USD")
        ranked = find(job(salary_range=one)).to_html()
        assert re.search(r"at or above the pay of \d+% of Medical Records", ranked)


def test_manners_are_within_limits():
    with pytest.raises(InvalidInputError, match="attempts: expected an integer of at least 1"):
        Manners(attempts=0)
