"""Local pay by CareerOneStop and by the BLS: the class and the rules of the bundled editions."""

from __future__ import annotations

import json

import attrs
import pytest

import careerscore as cs
from careerscore.errors import (
    InvalidInputError,
    OverQuotaError,
    ServiceAnswerError,
    ServiceRefusedError,
    ServiceUnavailableError,
    UnknownPlaceError,
)
from careerscore.live import Bls, Manners, PaySource
from careerscore.model import Status

from .services import KEY, PATIENT, as_json, bls, careeronestop, serving

CODE, PLACE = "29-2072", "San Francisco, CA"
BUNDLED = cs.local_pay(CODE, PLACE, data="2026.3")
FIGURES = {"p10": "Pct10", "p25": "Pct25", "median": "Median", "p75": "Pct75", "p90": "Pct90"}


def rate(pay, kind, area="41860", fips="06", **other):
    cells = {field: f"{getattr(pay, name):,}" for name, field in FIGURES.items()}
    return {"RateType": kind, **cells, "StFips": fips, "Area": area, "AreaName": "?", **other}


def wages(here="BLSAreaWagesList", **other):
    """The bundled figures, as CareerOneStop has them."""
    local, nation = BUNDLED.wages, BUNDLED.national
    empty = {"StateWagesList": [], "BLSAreaWagesList": []}
    return {
        "WageYear": "2025",
        "SocTitle": "Medical Records Specialists",
        **empty,
        here: [rate(local.annual, "Annual", **other), rate(local.hourly, "Hourly", **other)],
        "NationalWagesList": [rate(nation.annual, "Annual"), rate(nation.hourly, "Hourly")],
    }


def ask(answer, place=PLACE, source=careeronestop, **options):
    with serving(answer) as server:
        options = {"manners": PATIENT, "data": "2026.3", **options}
        career = options.pop("career", CODE)
        pay = cs.live.local_pay(career, place, source=source(server.address), **options)
    return pay, server.asked


class TestCareerOneStop:
    def test_the_figures_are_compared_as_the_bundled_ones_are(self):
        answer = {"OccupationDetail": {"OccupationTitle": "x", "Wages": wages()}}
        pay, (asked,) = ask(answer)
        start = "/v1/comparesalaries/user-k3y-0123456789abcdef%2B%2F%3D%26%25/wage"
        assert asked.path == start
        query = {"keyword": "29-2072.00", "location": "San Francisco, CA"}
        assert asked.query == query | {"enableMetaData": "false"}
        assert type(pay) is cs.LocalPay
        for unit in ("annual", "hourly"):
            for name in FIGURES:
                here, ours = getattr(pay.wages, unit), getattr(BUNDLED.wages, unit)
                assert getattr(here, name) == getattr(ours, name)
        assert pay.wages.reference_period == BUNDLED.wages.reference_period == "May 2025"
        assert (pay.percent, pay.real_percent) == (BUNDLED.percent, BUNDLED.real_percent)
        assert (pay.pay_words, pay.place) == (BUNDLED.pay_words, BUNDLED.place)
        assert pay.status == Status.PARTIAL
        assert pay.wages.employment is pay.location_quotient is pay.jobs_per_thousand is None
        lacking = "mean, employment, jobs per thousand, location quotient"
        assert pay.reasons == (f"{lacking}: not in the answer of the service",)
        assert cs.loads(cs.dumps(pay), cs.LocalPay) == pay

    def test_it_says_when_and_how_it_was_asked_and_names_no_release(self):
        pay, _ = ask({"OccupationDetail": {"Wages": wages()}})
        assert pay.data_release.startswith("none: CareerOneStop, 20")
        source = pay.wages.source
        assert source is not None
        assert source == pay.sources[0]
        assert "keyword=29-2072.00&location=San+Francisco%2C+CA" in source.citation
        assert "{user_id}" in source.citation
        assert "k3y" not in cs.dumps(pay)
        assert source.retrieved.isoformat() == source.edition
        assert "Minnesota" in source.attribution
        assert "CareerOneStop" in pay.to_html()

    def test_a_state_and_an_answer_that_is_a_list(self):
        state = wages("StateWagesList", area="000000", fips="6")
        pay, (asked,) = ask({"OccupationDetail": [{"Wages": state}]}, place="California")
        assert asked.query["location"] == "California"
        assert pay.wages.annual.median == BUNDLED.wages.annual.median

    def test_top_codes_are_bounds(self):
        answer = wages()
        answer["BLSAreaWagesList"][0] |= {"Pct75": "208,000+", "Pct90": "208,000+"}
        answer["BLSAreaWagesList"][1] |= {"Pct90": "$100.00+", "Median": "N/A"}
        pay, _ = ask({"OccupationDetail": {"Wages": answer}})
        assert (pay.wages.annual.p90, pay.wages.annual.lower_bound("p90")) == (None, 208_000)
        assert pay.wages.hourly.lower_bound("p90") == 100
        assert pay.wages.hourly.median is None
        assert pay.differences["p75"].notes["percent"].bound > 0

    def test_figures_of_another_area_are_none_of_the_place(self):
        other = wages(area="41940")
        pay, _ = ask({"OccupationDetail": {"Wages": other}})
        assert pay.status == Status.INSUFFICIENT
        assert "the service has no figures for this place now" in "; ".join(pay.reasons)
        assert pay.wages.published_code is None
        assert pay.national.annual.median == BUNDLED.national.annual.median

    @pytest.mark.parametrize(
        ("answer", "words"),
        [
            ({"OccupationDetail": []}, "without a list Wages.BLSAreaWagesList"),
            ({}, "without a list Wages.BLSAreaWagesList"),
            ({"OccupationDetail": {"Wages": {"BLSAreaWagesList": []}}}, "Wages.NationalWagesList"),
        ],
    )
    def test_an_answer_of_another_shape_is_an_error(self, answer, words):
        with pytest.raises(ServiceAnswerError, match=words):
            ask(answer)

    def test_wages_that_fall_are_an_error(self):
        answer = wages()
        answer["BLSAreaWagesList"][0]["Pct10"] = "900,000"
        with pytest.raises(ServiceAnswerError, match="wages that contradict each other"):
            ask({"OccupationDetail": {"Wages": answer}})


TYPES = {
    "01": lambda pay: pay.wages.employment,
    "02": lambda pay: pay.wages.employment_prse,
    "03": lambda pay: pay.wages.hourly.mean,
    "04": lambda pay: pay.wages.annual.mean,
    "05": lambda pay: pay.wages.mean_prse,
    **{
        f"{number:02}": lambda pay, unit=unit, name=name: getattr(getattr(pay.wages, unit), name)
        for unit, first in (("hourly", 6), ("annual", 11))
        for number, name in enumerate(FIGURES, start=first)
    },
    "16": lambda pay: pay.jobs_per_thousand,
    "17": lambda pay: pay.location_quotient,
}


def series(name, value, year="2025", notes=()):
    footnotes = [{"code": "8", "text": note} for note in notes] or [{}]
    figure = {"year": year, "period": "A01", "periodName": "Annual", "value": str(value)}
    return {"seriesID": name, "data": [{**figure, "footnotes": footnotes}]}


def answers(pay=BUNDLED, changed=None, year="2025"):
    """A server of the BLS with the bundled figures of a place and of the nation."""
    nation = attrs.evolve(pay, wages=pay.national)

    def answer(asked):
        body = json.loads(asked.body)
        found = []
        for name in body["seriesid"]:
            value = TYPES[name[-2:]](nation if name.startswith("OEUN") else pay)
            known = (changed or {}).get(name[3:4] + name[-2:])
            found.append(known(name) if known else series(name, value, year))
        return {"status": "REQUEST_SUCCEEDED", "message": [], "Results": {"series": found}}

    return answer


class TestBls:
    def test_the_figures_are_those_of_the_bundled_edition(self):
        pay, (asked,) = ask(answers(), source=bls)
        assert (asked.method, asked.path) == ("POST", "/publicAPI/v2/timeseries/data/")
        assert asked.headers["content-type"] == "application/json"
        body = json.loads(asked.body)
        assert body["registrationkey"] == KEY
        assert int(body["endyear"]) - int(body["startyear"]) == 3
        assert len(body["seriesid"]) == len({*body["seriesid"]}) == 34
        assert "OEUM004186000000029207213" in body["seriesid"]
        assert "OEUN000000000000029207201" in body["seriesid"]
        assert pay.status == Status.COMPLETE
        for name in ("wages", "national"):
            ours, theirs = getattr(BUNDLED, name), getattr(pay, name)
            for part in ("annual", "hourly", "employment", "employment_prse", "mean_prse"):
                assert getattr(theirs, part) == getattr(ours, part)
        for name in ("location_quotient", "jobs_per_thousand", "percent", "real_percent"):
            assert getattr(pay, name) == getattr(BUNDLED, name)
        assert (pay.pay_words, pay.concentration_words) == (
            BUNDLED.pay_words,
            BUNDLED.concentration_words,
        )
        assert "seriesid=OEUM0041860" in pay.wages.source.citation
        assert KEY not in cs.dumps(pay)

    def test_without_a_key_there_are_fewer_series_a_request(self, monkeypatch):
        monkeypatch.delenv("CAREERSCORE_BLS_KEY", raising=False)
        pay, asked = ask(answers(), source=lambda address: Bls(address=address))
        bodies = [json.loads(each.body) for each in asked]
        assert [len(body["seriesid"]) for body in bodies] == [25, 9]
        assert not any("registrationkey" in body for body in bodies)
        assert pay.status == Status.COMPLETE
        monkeypatch.setenv("CAREERSCORE_BLS_KEY", KEY)
        assert len(ask(answers(), source=lambda address: Bls(address=address))[1]) == 1

    def test_a_state(self):
        _, (asked,) = ask(answers(), place="TX", source=bls)
        assert json.loads(asked.body)["seriesid"][0].startswith("OEUS4800000000000292072")

    def test_an_occupation_is_asked_for_under_the_code_it_is_published_under(self):
        _, (asked,) = ask(answers(), career="13-1021.00", source=bls)
        assert json.loads(asked.body)["seriesid"][0][-8:-2] == "131020"

    def test_top_codes_and_withheld_figures_have_their_footnotes(self):
        top = (
            "This wage is equal to or greater than $115.00 per hour or $239,200 per year.",
            "Another note.",
        )
        withheld = lambda name: series(name, "-", notes=["Estimate not released."])  # noqa: E731
        changed = {
            "M15": lambda name: series(name, "-", notes=top),
            "M10": lambda name: series(name, "-", notes=top),
            "M01": withheld,
            "M04": withheld,
            "M17": withheld,
        }
        pay, _ = ask(answers(changed=changed), source=bls)
        assert pay.wages.annual.lower_bound("p90") == 239_200
        assert pay.wages.hourly.lower_bound("p90") == 115
        assert pay.wages.annual.notes["mean"].reason == "Estimate not released."
        assert (pay.wages.employment, pay.location_quotient) == (None, None)
        assert pay.status == Status.PARTIAL

    def test_a_year_that_is_not_served_comes_back_empty(self):
        def empty(asked):
            names = json.loads(asked.body)["seriesid"]
            found = [{"seriesID": name, "data": []} for name in names]
            return {"status": "REQUEST_SUCCEEDED", "message": [], "Results": {"series": found}}

        pay, _ = ask(empty, source=bls)
        assert pay.status == Status.INSUFFICIENT
        assert "the service has no figures for this place now" in "; ".join(pay.reasons)
        assert pay.wages.reference_period is None

    def test_of_several_years_the_newest_counts_and_only_whole_ones(self):
        def both(name):
            newest = series(name, 99_000, "2026")["data"]
            older, quarter = series(name, 1)["data"], series(name, 2, "2027")["data"]
            quarter[0]["period"] = "Q01"
            return {"seriesID": name, "data": [*older, *newest, *quarter]}

        pay, _ = ask(answers(changed={"M15": both}), source=bls)
        assert pay.wages.annual.p90 == 99_000
        assert pay.wages.reference_period == "May 2026"
        assert "the national figures are of May 2025" in "; ".join(pay.reasons)

    @pytest.mark.parametrize(
        ("message", "error", "words"),
        [
            ("daily threshold for total number of requests reached", OverQuotaError, "for today"),
            (f"The key:{KEY} provided by the User is invalid.", ServiceRefusedError, "the key"),
            ("Series must be a list", ServiceRefusedError, "it refused the request"),
        ],
    )
    def test_what_is_not_processed_is_refused_or_over_its_quota(self, message, error, words):
        answer = {"status": "REQUEST_NOT_PROCESSED", "message": [message], "Results": {}}
        with pytest.raises(error, match=words) as caught:
            ask(answer, source=bls)
        assert KEY not in str(caught.value)
        assert caught.value.status == 200


class TestArguments:
    def test_sources_are_services_or_your_own(self):
        assert isinstance(bls("http://127.0.0.1:1"), PaySource)
        with pytest.raises(InvalidInputError, match="source: expected 'careeronestop', 'bls' or a"):
            cs.live.local_pay(CODE, PLACE, source="serpapi")

    def test_one_occupation_and_one_place_are_meant(self):
        for career in ("nurse", "chief happiness wrangler"):
            with pytest.raises(InvalidInputError, match="career: expected the name of one occ"):
                ask({}, career=career)
        with pytest.raises(UnknownPlaceError):
            ask({}, place="Marfa, TX")
        career = cs.occupation(CODE, data="2026.3")
        pay, _ = ask(answers(), career=career, source=bls, data=None)
        assert pay.occupation_code == "29-2072.00"

    def test_the_time_limit_holds(self):
        slow = as_json({}, delay=0.4)
        with pytest.raises(ServiceUnavailableError, match=r"bls: no answer within 0\.1 s"):
            ask(slow, source=bls, manners=Manners(time_limit=0.1))

    def test_a_timeout_of_a_source_is_its_own(self):
        class Mine:
            name = "mine"

            async def wages(self, occupation, place, session):
                raise TimeoutError("mine")

        with pytest.raises(TimeoutError, match="mine"):
            cs.live.local_pay(CODE, PLACE, source=Mine())
