"""Each service: the request that it is documented to take, and its answer as listings."""

from __future__ import annotations

import datetime

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import careerscore as cs
from careerscore.live import JobSource, TrainingSource
from careerscore.model import SalaryRange

from .services import (
    EMAIL,
    JOBS,
    KEY,
    PATIENT,
    adzuna_job,
    adzuna_page,
    careeronestop,
    federal_job,
    federal_page,
    google_job,
    google_page,
    jsearch_job,
    jsearch_page,
    nlx_job,
    nlx_page,
    serving,
)

ALL = {
    "limit": 20,
    "remote": True,
    "posted_within": "3 days",
    "radius": 10,
}


def find(name, answer, place="Austin, TX", career="medical coder", **options):
    """The results of a source whose server gives an answer, and what it was asked."""
    with serving(answer) as server:
        source = JOBS[name](server.address)
        results = cs.live.find_jobs(
            career, place, source=source, data="2026.3", manners=PATIENT, **options
        )
    return results, server.asked


def only(name, answer, **options):
    """The one listing of a source, without what depends on the day and on our releases."""
    (listing,), _ = find(name, answer, **options)
    ours = ("found_at", "occupation_code", "occupation_title", "matched_by")
    ranks = ("wage_rank_low", "wage_rank_high", "wage_rank_note")
    return attrs.evolve(listing, **dict.fromkeys((*ours, *ranks)))


HOURS = datetime.timedelta(hours=25)


def days_ago(days):
    return (datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=days)).date()


@pytest.mark.parametrize("name", JOBS)
def test_every_service_is_a_source(name):
    source = JOBS[name]("http://127.0.0.1:1")
    assert isinstance(source, JobSource)
    assert source.name == name
    assert isinstance(source, TrainingSource) == (name == "careeronestop")


class TestSerpApi:
    def test_the_request(self):
        _, (plain,) = find("serpapi", google_page())
        assert (plain.method, plain.path) == ("GET", "/search.json")
        assert plain.query == {
            "api_key": KEY,
            "engine": "google_jobs",
            "q": "medical coder",
            "location": "Austin, TX",
            "google_domain": "google.com",
            "gl": "us",
            "hl": "en",
            "lrad": "50",
        }
        _, (full,) = find("serpapi", google_page(), **ALL)
        more = {"q": "medical coder remote", "lrad": "16", "chips": "date_posted:3days"}
        assert full.query == plain.query | more
        for days, word in ((1, "today"), (5, "week"), (8, "month"), (90, None)):
            _, (aged,) = find("serpapi", google_page(), posted_within=days)
            assert aged.query.get("chips") == (word and f"date_posted:{word}")
        _, (nation,) = find("serpapi", google_page(), place=None)
        assert (nation.query["location"], "lrad" in nation.query) == ("United States", False)

    def test_a_listing(self):
        job = google_job(salary="$25 - $28.50 an hour")
        assert only("serpapi", google_page(job)) == cs.JobListing(
            title="Medical Coder",
            company="Clinic",
            location="Austin, TX",
            work_type="Full-time",
            salary="$25 - $28.50 an hour",
            salary_range=SalaryRange(low=25, high=28.5, period="hour", currency="USD"),
            posted=days_ago(3),
            source="LinkedIn, by SerpApi",
            apply_url="https://example.org/jobs/1",
            description="Codes charts.",
            highlights=("Dental", "401(k)"),
        )
        remote = only("serpapi", google_page(google_job(place="Anywhere", work_from_home=True)))
        assert (remote.workplace, remote.work_type) == ("remote", "Remote, Full-time")
        bare = only("serpapi", google_page({"title": "Coder", "detected_extensions": None}))
        assert bare == cs.JobListing(title="Coder", source="SerpApi")
        old = only(
            "serpapi", google_page(google_job(salary="competitive", posted_at="30+ days ago"))
        )
        assert (old.salary, old.salary_range, old.posted) == ("competitive", None, "30+ days ago")

    @pytest.mark.parametrize(
        ("title", "workplace"),
        [
            ("Coder", None),
            ("Coder (Remote)", "remote"),
            ("Coder, work from home", "remote"),
            ("Coder - not remote", None),
            ("Remote Sensing Scientist", None),
            ("Coder (Remote/Hybrid)", "hybrid"),
            ("Hybrid Vehicle Technician", None),
            ("Coder (On-site)", "on-site"),
            ("Coder, onsite, not remote", "on-site"),
            ("Coder, in person", "on-site"),
            ("Coder in office", "on-site"),
        ],
    )
    def test_the_workplace_that_a_title_names(self, title, workplace):
        assert only("serpapi", google_page(google_job(title))).workplace == workplace

    @pytest.mark.parametrize(
        ("words", "day"),
        [
            ("today", days_ago(0)),
            ("Just posted", days_ago(0)),
            ("yesterday", days_ago(1)),
            ("1 day ago", days_ago(1)),
            ("0 minutes ago", days_ago(0)),
            ("25 hours ago", (datetime.datetime.now(datetime.UTC) - HOURS).date()),
            ("2 weeks ago", "2 weeks ago"),
            ("1899-01-01", "1899-01-01"),
            ("2026-01-09 12:00:00 AM", datetime.date(2026, 1, 9)),
            ("1/9/2026 12:00:00 AM", datetime.date(2026, 1, 9)),
            ("2026-01-09T10:11:12.0000000Z", datetime.date(2026, 1, 9)),
            ("13/9/2026", "13/9/2026"),
        ],
    )
    def test_the_day_of_words(self, words, day):
        job = google_job(posted_at=words)
        assert only("serpapi", google_page(job)).posted == day

    def test_pages_follow_the_token(self):
        pages = {
            None: google_page(google_job(company="A"), token="t1"),
            "t1": google_page(google_job(company="B"), token="t2"),
            "t2": google_page(google_job(company="C")),
        }
        results, asked = find("serpapi", lambda one: pages[one.query.get("next_page_token")])
        assert [each.company for each in results] == ["A", "B", "C"]
        assert len(asked) == 3


class TestJSearch:
    def test_the_request(self):
        _, (plain,) = find("jsearch", jsearch_page())
        assert (plain.method, plain.path) == ("GET", "/search")
        asked = {"query": "medical coder in Austin, TX", "page": "1", "num_pages": "1"}
        assert plain.query == asked | {"country": "us"}
        assert plain.headers["x-rapidapi-key"] == KEY
        assert plain.headers["x-rapidapi-host"] == "jsearch.p.rapidapi.com"
        _, (full,) = find("jsearch", jsearch_page(), **ALL)
        more = {"date_posted": "3days", "remote_jobs_only": "true", "radius": "16"}
        assert full.query == plain.query | more
        _, (nation,) = find("jsearch", jsearch_page(), place="US")
        assert nation.query["query"] == "medical coder"

    def test_a_listing(self):
        pay = {"job_min_salary": 25, "job_max_salary": 28.5, "job_salary_period": "HOUR"}
        assert only("jsearch", jsearch_page(jsearch_job(**pay))) == cs.JobListing(
            title="Medical Coder",
            company="Clinic",
            location="Austin, TX",
            work_type="Full-time",
            salary="$25 - $28.50 an hour",
            salary_range=SalaryRange(low=25, high=28.5, period="hour", currency="USD"),
            posted=datetime.date(2026, 1, 9),
            source="Indeed, by JSearch",
            apply_url="https://example.org/jobs/2",
            description="Codes charts.",
            highlights=("CPC", "Dental"),
        )
        # Its period is not stated: nothing is guessed.
        unknown = only("jsearch", jsearch_page(jsearch_job(job_min_salary=25)))
        assert unknown.salary_range == SalaryRange(low=25, currency="USD")
        remote = jsearch_job(
            job_is_remote=True, job_city=None, job_state=None, job_employment_type="SHIFT"
        )
        found = only("jsearch", jsearch_page(remote))
        assert (found.location, found.work_type) == ("US", "Remote, SHIFT")
        odd = jsearch_job(job_max_salary=9, job_salary_currency="dollars", job_publisher=None)
        found = only("jsearch", jsearch_page({**odd, "job_highlights": []}))
        assert found.salary_range == SalaryRange(high=9)
        assert (found.source, found.highlights) == ("JSearch", ())

    def test_a_code_of_2010_without_its_signs_leads_on_by_our_crosswalk(self):
        records = "its code 29-2071.00 of O*NET-SOC 2010, which leads to 29-2072.00 and 29-9021.00"
        software = "its code 15-1132.00 of O*NET-SOC 2010"
        leads = "leads to 15-1252.00 and 15-1253.00"
        by_search = "the search: its title is not decisive"
        for title, code, known, how in (
            ("Zzyzx", "13205200", "13-2052.00", "its code 13-2052.00 of O*NET-SOC 2010"),
            ("Zzyzx", "29207100", "29-2072.00", f"{records}, and the search"),
            ("Medical Coder", "29207100", "29-2072.00", f"{records}, and its title"),
            (
                "Software Developers",
                "15113200",
                "15-1252.00",
                f"{software}, which {leads}, and its title",
            ),
            ("Zzyzx", "15113200", None, f"not matched: {software} {leads}"),
            ("Zzyzx", "29111100", "29-2072.00", by_search),
            ("Zzyzx", "nonsense", "29-2072.00", by_search),
            ("Zzyzx", None, "29-2072.00", by_search),
        ):
            (found,), _ = find("jsearch", jsearch_page(jsearch_job(title, job_onet_soc=code)))
            assert (found.occupation_code, found.matched_by) == (known, how)

    def test_pages_end_with_one_that_is_not_full(self):
        def answer(asked):
            page = int(asked.query["page"])
            size = 10 if page < 3 else 4
            return jsearch_page(*(jsearch_job(company=f"{page}-{n}") for n in range(size)))

        results, asked = find("jsearch", answer)
        assert (len(results), len(asked)) == (24, 3)
        assert len(find("jsearch", answer, limit=10)[1]) == 1


class TestCareerOneStop:
    def test_the_request(self):
        user = "user-k3y-0123456789abcdef%2B%2F%3D%26%25"
        _, (plain,) = find("careeronestop", nlx_page())
        path = f"/v2/jobsearch/{user}/medical%20coder/Austin%2C%20TX/25/0/0/0/50/0"
        assert (plain.method, plain.path) == ("GET", path)
        assert plain.headers["authorization"] == f"Bearer token-{KEY}"
        asked = {"enableJobDescriptionSnippet": "true", "enableMetaData": "false"}
        assert plain.query == asked | {"showFilters": "false"}
        _, (full,) = find("careeronestop", nlx_page(), **ALL)
        path = f"/v2/jobsearch/{user}/medical%20coder%20remote/Austin%2C%20TX/10/0/0/0/20/3"
        assert full.path == path
        _, (nation,) = find("careeronestop", nlx_page(), place=None)
        assert nation.path == f"/v2/jobsearch/{user}/medical%20coder/US/0/0/0/0/50/0"

    @pytest.mark.parametrize("career", ["a/b", "..", ".", "a?b#c", "{user_id}", "a%2Fb", "50% off"])
    def test_no_word_of_a_search_becomes_another_segment(self, career):
        _, (asked,) = find("careeronestop", nlx_page(), career=f"zzy {career}", place=None)
        assert asked.path.count("/") == 11
        assert asked.path.endswith("/US/0/0/0/0/50/0")

    def test_a_listing(self):
        assert only("careeronestop", nlx_page(nlx_job())) == cs.JobListing(
            title="Medical Coder",
            company="Clinic",
            location="Austin, TX",
            posted=datetime.date(2026, 1, 9),
            source="CareerOneStop",
            apply_url="https://example.org/jobs/3",
            description="Codes charts.",
        )
        other = nlx_job("Coder (Hybrid)", AccquisitionDate=None, AcquisitionDate="2026-01-08")
        found = only("careeronestop", nlx_page(other))
        assert (found.posted, found.workplace) == (datetime.date(2026, 1, 8), "hybrid")

    def test_pages_go_on_from_the_last_record(self):
        def answer(asked):
            start, size = map(int, asked.path.split("/")[9:11])
            number = min(size, 120 - start)
            return nlx_page(*(nlx_job(company=f"{start + n}") for n in range(number)), count=120)

        results, asked = find("careeronestop", answer, limit=500)
        assert [each.company for each in results] == [str(n) for n in range(120)]
        assert len(asked) == 3

    def test_its_attribution_is_part_of_the_results(self):
        results, _ = find("careeronestop", nlx_page(nlx_job()))
        (report,) = results.services
        assert "U.S. Department of Labor" in report.attribution
        assert "Minnesota Department of Employment" in results.to_html()


class TestUsaJobs:
    def test_the_request(self):
        _, (plain,) = find("usajobs", federal_page())
        assert (plain.method, plain.path) == ("GET", "/api/Search")
        asked = {"Keyword": "medical coder", "LocationName": "Austin, TX", "Fields": "Full"}
        assert plain.query == asked | {"ResultsPerPage": "50", "Page": "1"}
        assert plain.headers["authorization-key"] == KEY
        assert plain.headers["user-agent"] == EMAIL
        assert plain.headers["host"].startswith("127.0.0.1:")
        _, (full,) = find("usajobs", federal_page(), **ALL)
        more = {
            "Radius": "10",
            "RemoteIndicator": "True",
            "DatePosted": "3",
            "ResultsPerPage": "20",
        }
        assert full.query == plain.query | more
        _, (old,) = find("usajobs", federal_page(), place=None, posted_within=90)
        assert ("LocationName" in old.query, old.query["DatePosted"]) == (False, "60")

    def test_a_listing(self):
        assert only("usajobs", federal_page(federal_job())) == cs.JobListing(
            title="Medical Coder",
            company="Veterans Health Administration",
            location="Austin, Texas",
            work_type="Full-time",
            salary="$50,000 - $60,000 a year",
            salary_range=SalaryRange(low=50_000, high=60_000, period="year", currency="USD"),
            posted=datetime.date(2026, 1, 9),
            source="USAJOBS",
            apply_url="https://www.usajobs.gov/job/1",
            description="Codes charts.",
        )

    def test_periods_that_we_do_not_know_are_kept_in_words_alone(self):
        def paid(code, words):
            rate = {"MinimumRange": "1", "MaximumRange": "2", "RateIntervalCode": code}
            job = federal_job(PositionRemuneration=[{**rate, "Description": words}])
            return only("usajobs", federal_page(job))

        assert paid("PH", "Per Hour").salary_range.period == "hour"
        assert paid("PD", None).salary_range.period == "day"
        twice = paid("BW", "Bi-weekly")
        assert twice.salary_range == SalaryRange(low=1, high=2, currency="USD")
        assert twice.salary == "$1 - $2, period not stated (Bi-weekly)"
        none = only("usajobs", federal_page(federal_job(PositionRemuneration=[], UserArea=None)))
        assert (none.salary, none.salary_range, none.description) == (None, None, None)

    def test_of_many_places_those_that_were_asked_for_come_first(self):
        places = [f"City {n}, Ohio" for n in range(9)] + ["Austin, Texas"]
        found = only("usajobs", federal_page(federal_job(places=places)))
        assert found.location.startswith("Austin, Texas; City 0, Ohio; ")
        assert found.location.endswith("; City 3, Ohio; and 5 more")
        details = {"Details": {"RemoteIndicator": "true"}}
        remote = only("usajobs", federal_page(federal_job(places=(), UserArea=details)))
        assert (remote.workplace, remote.location) == ("remote", None)

    def test_pages_end_with_the_count(self):
        def answer(asked):
            page, size = int(asked.query["Page"]), int(asked.query["ResultsPerPage"])
            number = min(size, 25 - (page - 1) * size)
            jobs = (federal_job(f"Coder {page}-{n}") for n in range(number))
            return federal_page(*jobs, count=25)

        results, asked = find("usajobs", answer, limit=10)
        assert (len(results), len(asked)) == (10, 1)
        # Of the first page every other listing is elsewhere.
        odd = iter(range(99))

        def half(asked):
            page = answer(asked)
            for item in page["SearchResult"]["SearchResultItems"]:
                place = ("Austin, Texas", "Akron, Ohio")[next(odd) % 2]
                item["MatchedObjectDescriptor"]["PositionLocation"] = [{"LocationName": place}]
            return page

        results, asked = find("usajobs", half, limit=10)
        assert (len(results), len(asked)) == (10, 2)


class TestAdzuna:
    def test_the_request(self):
        _, (plain,) = find("adzuna", adzuna_page())
        assert (plain.method, plain.path) == ("GET", "/v1/api/jobs/us/search/1")
        asked = {"what": "medical coder", "where": "Austin, TX", "results_per_page": "50"}
        assert plain.query == asked | {"app_id": f"app-{KEY}", "app_key": KEY}
        _, (full,) = find("adzuna", adzuna_page(), **ALL)
        more = {"what": "medical coder remote", "distance": "16", "max_days_old": "3"}
        assert full.query == plain.query | more | {"results_per_page": "20"}

    def test_a_listing(self):
        assert only("adzuna", adzuna_page(adzuna_job())) == cs.JobListing(
            title="Medical Coder",
            company="Clinic",
            location="Austin, Travis County, Texas",
            work_type="Full-time",
            salary="$50,000 - $60,000 a year",
            salary_range=SalaryRange(low=50_000, high=60_000, period="year", currency="USD"),
            posted=datetime.date(2026, 1, 9),
            source="Adzuna",
            apply_url="https://www.adzuna.com/land/ad/1",
            description="Codes charts.",
        )

    @pytest.mark.parametrize("flag", ["1", 1, True, None, "maybe"])
    def test_what_is_not_said_to_be_stated_is_a_prediction(self, flag):
        job = adzuna_job(salary_is_predicted=flag)
        (found,), _ = find("adzuna", adzuna_page(job))
        assert (found.salary, found.salary_range) == (None, None)
        pay = SalaryRange(low=50_000, high=60_000, period="year", currency="USD")
        assert found.predicted_salary == pay
        assert (found.wage_rank_low, found.wage_rank_note) == (None, None)
        results, _ = find("adzuna", adzuna_page(job), min_salary=1)
        assert dict(results.left_out) == {"no pay stated": 1}

    def test_pages_end_with_the_count(self):
        def answer(asked):
            page = int(asked.path.rpartition("/")[2])
            number = 50 if page == 1 else 9
            jobs = (adzuna_job(company=f"{page}-{n}") for n in range(number))
            return adzuna_page(*jobs, count=59)

        results, asked = find("adzuna", answer, limit=100)
        assert (len(results), len(asked)) == (59, 2)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
PAGES = {
    "serpapi": (google_page, google_job),
    "jsearch": (jsearch_page, jsearch_job),
    "careeronestop": (nlx_page, nlx_job),
    "usajobs": (federal_page, federal_job),
    "adzuna": (adzuna_page, adzuna_job),
}


def paths_of(record, path=()):
    """Give the path of each field of a record, within its records and lists."""
    for key, value in record.items() if isinstance(record, dict) else enumerate(record):
        yield (*path, key)
        if isinstance(value, dict | list):
            yield from paths_of(value, (*path, key))


def with_value(record, path, value):
    key, *rest = path
    copy = dict(record) if isinstance(record, dict) else list(record)
    copy[key] = with_value(copy[key], rest, value) if rest else value
    return copy


@pytest.mark.parametrize("name", JOBS)
@given(data=st.data())
@settings(max_examples=25)
def test_a_field_of_another_kind_is_one_that_is_missing(name, data):
    page_of, job_of = PAGES[name]
    job = job_of()
    for _ in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from([*paths_of(job)]))
        job = with_value(job, path, data.draw(ANYTHING))
    # What the sources read without a server between: it would be most of the time.
    document = page_of(job, data.draw(ANYTHING))

    class Session:
        asked, requests = [], 0

        async def get(self, *arguments, **options):
            return document

    source = JOBS[name]("http://127.0.0.1:1")

    class Board:
        name = "board"

        async def pages(self, search, session):
            async for page in source.pages(search, Session()):
                yield page
                return

    results = cs.live.find_jobs("medical coder", "Austin, TX", source=Board(), data="2026.3")
    assert results.services[0].found == 2
    assert len(results) + sum(results.left_out.values()) == 2
    assert cs.loads(cs.dumps(results), cs.live.JobResults) == results


PROGRAM = {
    "SchoolName": "Austin College",
    "SchoolUrl": "https://college.example",
    "Address": "1 Main St",
    "City": "Austin",
    "StateName": "Texas",
    "StateAbbr": "TX",
    "Zip": "78701",
    "Phone": "512-555-0100",
    "Distance": "3.2",
    "ProgramName": "Medical Coding",
    "ProgramLength": "1 year",
    "Latitude": "30.2",
    "Longitude": "-97.7",
    "EtplFlag": "Y",
}


class TestTraining:
    def find(self, answer, function=cs.live.find_training, **options):
        with serving(answer) as server:
            source = careeronestop(server.address)
            results = function(
                "medical coder", source=source, data="2026.3", manners=PATIENT, **options
            )
        return results, server.asked

    def test_programs(self):
        other = {"ProgramName": "Coding II", "StateName": "Texas", "EtplFlag": "N", "Distance": "?"}
        page = {"SchoolPrograms": [PROGRAM, other, {"SchoolName": "Nameless"}, None]}
        results, (asked,) = self.find(page, place="Austin", radius=40, limit=30)
        start = "/v1/training/user-k3y-0123456789abcdef%2B%2F%3D%26%25/29-2072.00/Austin%2C%20TX/40"
        assert asked.path == f"{start}/0/0/0/0/0/0/0/0/30"
        assert asked.headers["authorization"] == f"Bearer token-{KEY}"
        first, second = results
        when = {"source": "CareerOneStop", "found_at": first.found_at}
        assert first == cs.model.TrainingProgram(
            program="Medical Coding",
            school="Austin College",
            length="1 year",
            address="1 Main St",
            location="Austin, TX",
            distance_miles=3.2,
            url="https://college.example",
            phone="512-555-0100",
            on_provider_list=True,
            **when,
        )
        assert second == cs.model.TrainingProgram(
            program="Coding II", location="Texas", on_provider_list=False, **when
        )
        assert len(results) == 2
        assert repr(results) == "<TrainingResults medical coder in Austin: 2 programs>"
        (report,) = results.services
        assert (report.found, report.requests, report.stopped) == (2, 1, None)
        assert "/29-2072.00/Austin%2C%20TX/40/" in report.queries[0]

    def test_no_programs_are_a_result_and_the_limit_holds(self):
        results, _ = self.find({"SchoolPrograms": []}, place="Austin, TX")
        assert (len(results), results.programs) == (0, ())
        results, _ = self.find({"SchoolPrograms": [PROGRAM] * 3}, place="Austin, TX", limit=2)
        assert len(results) == 2

    def test_certifications(self):
        page = {
            "CertList": [
                {
                    "Id": "1",
                    "Name": "Certified Professional Coder",
                    "Url": "https://certs.example/cpc",
                    "Organization": "AAPC",
                    "OrganizationUrl": "https://aapc.example",
                    "Acronym": "CPC",
                    "Type": "Core",
                    "Description": "Codes.",
                },
                {"Acronym": "X"},
            ],
            "RecordCount": 2,
        }
        results, (asked,) = self.find(page, cs.live.certifications, limit=20)
        start = "/v1/certificationfinder/user-k3y-0123456789abcdef%2B%2F%3D%26%25/29-2072.00"
        assert asked.path == f"{start}/0/0/0/0/0/0/0/0/0/20"
        (found,) = results
        assert found == cs.model.Certification(
            name="Certified Professional Coder",
            acronym="CPC",
            organization="AAPC",
            kind="Core",
            description="Codes.",
            url="https://certs.example/cpc",
            organization_url="https://aapc.example",
            source="CareerOneStop",
            found_at=found.found_at,
        )
        named = "<CertificationResults medical coder in United States: 1 certification>"
        assert (len(results), repr(results)) == (1, named)
        assert "Certified Professional Coder" in results.to_html()
