"""``python -m careerscore.live.check``: the shape of a real answer, without what it says."""

from __future__ import annotations

import runpy
import sys

import pytest

from careerscore.live import check

from .services import (
    EMAIL,
    KEY,
    Reply,
    adzuna_job,
    adzuna_page,
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

GOOGLE = google_page(google_job(salary="$25", work_from_home=True), token="x")
SERIES = {
    "seriesID": "OEUN000000000000029207213",
    "data": [
        {"year": "2025", "period": "A01", "value": "1", "footnotes": [{"code": "", "text": ""}]}
    ],
}
RATES = [
    dict.fromkeys(
        ("RateType", "Pct10", "Pct25", "Median", "Pct75", "Pct90", "StFips", "Area", "AreaName"),
        "1",
    )
]
PROGRAM = dict.fromkeys(
    ("SchoolName", "SchoolUrl", "Address", "City", "StateName", "StateAbbr", "Zip", "Phone"), "1"
) | dict.fromkeys(
    ("Distance", "ProgramName", "ProgramLength", "Latitude", "Longitude", "EtplFlag"), "1"
)
CERTIFICATION = dict.fromkeys(
    ("Id", "Name", "Url", "Organization", "OrganizationUrl", "OrganizationAddress", "Acronym"), "1"
) | {
    **dict.fromkeys(("Type", "Description", "ExamDetail"), "1"),
    "CertDetailList": [{"Name": "1", "Value": "1"}],
}
WAGES = dict.fromkeys(("NationalWagesList", "StateWagesList", "BLSAreaWagesList"), RATES)
PAY = {
    "OccupationTitle": "x",
    "OccupationCode": "x",
    "Wages": {"WageYear": "2025", "SocTitle": "x", **WAGES},
}


def careeronestop(asked):
    """All that CareerOneStop gives."""
    answers = {
        "jobsearch": nlx_page(nlx_job()),
        "training": {"SchoolPrograms": [PROGRAM]},
        "certificationfinder": {"CertList": [CERTIFICATION], "RecordCount": 1},
        "comparesalaries": {"OccupationDetail": PAY},
    }
    return answers[asked.path.split("/")[2]]


ANSWERS = {
    "serpapi": GOOGLE,
    "jsearch": jsearch_page(
        jsearch_job(job_min_salary=25, job_max_salary=1, job_salary_period="HOUR")
    ),
    "careeronestop": careeronestop,
    "usajobs": federal_page(federal_job()),
    "adzuna": adzuna_page(adzuna_job()),
    "bls": {"status": "REQUEST_SUCCEEDED", "message": [], "Results": {"series": [SERIES]}},
}


@pytest.fixture
def ask(monkeypatch, capsys):
    def ask(name, answer):
        with serving(answer) as server:
            monkeypatch.setenv(f"CAREERSCORE_{name}_ADDRESS".upper(), server.address)
            for key in ("KEY", "APP_ID", "USER_ID", "TOKEN"):
                monkeypatch.setenv(f"CAREERSCORE_{name}_{key}".upper(), KEY)
            monkeypatch.setenv(f"CAREERSCORE_{name}_EMAIL".upper(), EMAIL)
            code = check.main([name])
        # One request for each thing that the service gives.
        assert len(server.asked) == (4 if name == "careeronestop" else 1)
        return code, capsys.readouterr().out

    return ask


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_of_the_documented_shape_has_its_fields(ask, name):
    code, out = ask(name, ANSWERS[name])
    assert code in {0, 1}
    assert ": missing" not in out
    assert "documented as" not in out


def test_fields_that_differ_are_named_and_no_value_is_printed(ask):
    secret = "Jane Doe, 512-555-0100"
    job = google_job(secret, company=secret, salary=5)
    del job["location"]
    job |= {"thumbnail": None, "phone": secret, "x" * 90: secret, "a\x1bb": 1, "apply_options": "?"}
    code, out = ask("serpapi", google_page(job) | {"jobs_count": 7})
    assert code == 1
    assert out.splitlines() == [
        "SerpApi, jobs: differs",
        "- serpapi_pagination: missing",
        "- jobs_results[].location: missing",
        "- jobs_results[].thumbnail: missing",
        "- jobs_results[].detected_extensions.work_from_home: missing",
        "- jobs_results[].detected_extensions.salary: int, documented as str",
        "- jobs_results[].apply_options: str, documented as list",
        "- jobs_results[].phone: new, str",
        f"- jobs_results[].{'x' * 40}: new, str",
        "- jobs_results[].a\ufffdb: new, int",
        "- search_metadata: new, dict",
        "- jobs_count: new, int",
    ]


def test_what_is_as_documented_is_exit_code_0(ask):
    answer = {name: part for name, part in GOOGLE.items() if name != "search_metadata"}
    assert ask("serpapi", answer) == (0, "SerpApi, jobs: as documented\n")
    empty = {**answer, "jobs_results": []}
    assert ask("serpapi", empty) == (0, "SerpApi, jobs: as documented\n")
    extensions = google_page(google_job() | {"extensions": [5]})
    assert "- jobs_results[].extensions[]: int, documented as str" in ask("serpapi", extensions)[1]


def test_an_answer_of_another_shape_is_compared_and_a_failure_ends_only_its_part(ask):
    def answer(asked):
        if "training" in asked.path:
            return Reply(b"", 500)
        return {"OccupationDetail": []} if "comparesalaries" in asked.path else careeronestop(asked)

    code, out = ask("careeronestop", answer)
    assert code == 1
    assert "training: CareerOneStop: it has a fault of its own (HTTP 500)\n" in out
    assert "CareerOneStop, certifications: as documented\n" in out
    assert "CareerOneStop, pay: differs\n- OccupationDetail: list, documented as dict\n" in out
    refused = {"status": "REQUEST_NOT_PROCESSED", "message": ["x"], "Results": {}}
    assert ask("bls", refused) == (1, "pay: BLS public data API: it refused the request\n")
    assert ask("usajobs", Reply(b"<html>"))[1].startswith("jobs: USAJOBS: an answer that is not")


def test_without_a_key_the_bls_is_asked_once_too(monkeypatch, capsys):
    with serving(ANSWERS["bls"]) as server:
        monkeypatch.setenv("CAREERSCORE_BLS_ADDRESS", server.address)
        monkeypatch.delenv("CAREERSCORE_BLS_KEY", raising=False)
        assert check.main(["bls"]) == 0
    assert len(server.asked) == 1
    assert capsys.readouterr().out == "BLS public data API, pay: as documented\n"


def test_a_failure_is_said_without_the_key(ask):
    assert ask("usajobs", Reply(KEY.encode(), 403)) == (
        1,
        "jobs: USAJOBS: it refused the key (HTTP 403)\n",
    )


def test_without_a_key_or_a_service_it_is_exit_code_2(monkeypatch, capsys):
    monkeypatch.delenv("CAREERSCORE_SERPAPI_KEY", raising=False)
    for arguments in ([], ["x"], ["serpapi", "bls"]):
        assert check.main(arguments) == 2
        assert "serpapi|jsearch|careeronestop|usajobs|adzuna|bls" in capsys.readouterr().out
    assert check.main(["serpapi"]) == 2
    assert "set CAREERSCORE_SERPAPI_KEY" in capsys.readouterr().out


@pytest.mark.filterwarnings("ignore:.*found in sys.modules")
def test_it_is_run_as_a_module(monkeypatch):
    monkeypatch.setattr(sys, "argv", ["check"])
    with pytest.raises(SystemExit) as caught:
        runpy.run_module("careerscore.live.check", run_name="__main__")
    assert caught.value.code == 2
