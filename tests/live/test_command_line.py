"""``careerscore jobs`` and ``careerscore training``, against servers on this machine."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time

import openpyxl
import pytest

import careerscore as cs
from careerscore.live import JobResults, TrainingResults

from .services import KEY, Reply, adzuna_page, as_json, google_job, google_page, nlx_page, serving

AUSTIN = ("--near", "Austin, TX", "--data", "2026.3")
PROGRAM = {
    "ProgramName": "Medical Coding",
    "SchoolName": "College",
    "SchoolUrl": "https://c.example",
}


@pytest.fixture
def service(monkeypatch):
    """Let a service be asked on this machine, with a key in the environment."""

    def service(server, name="SERPAPI", keys=("KEY",)):
        monkeypatch.setenv(f"CAREERSCORE_{name}_ADDRESS", server.address)
        for key in keys:
            monkeypatch.setenv(f"CAREERSCORE_{name}_{key}", KEY)

    for name in ("SERPAPI_KEY", "JSEARCH_KEY", "USAJOBS_KEY", "ADZUNA_KEY"):
        monkeypatch.delenv(f"CAREERSCORE_{name}", raising=False)
    for name in ("USER_ID", "TOKEN"):
        monkeypatch.delenv(f"CAREERSCORE_CAREERONESTOP_{name}", raising=False)
    return service


def test_jobs_are_a_table_with_links_and_a_file(run, service, tmp_path):
    page = google_page(
        google_job(salary="$25 - $28 an hour"), google_job("Coder", place="Reno, NV")
    )
    with serving(page) as server:
        service(server)
        out = tmp_path / "jobs.xlsx"
        done = run("jobs", "medical coder", *AUSTIN, "--out", str(out))
    assert (done.code, done.err) == (0, f"careerscore: Written: {out}\n")
    lines = done.out.splitlines()
    assert lines[0] == "Jobs: medical coder, Austin, TX"
    assert "  Medical Coder - Clinic" in lines
    assert "  link  https://example.org/jobs/1" in lines
    assert "1 left out: in another place" in lines
    assert max(map(len, lines)) <= 80
    assert KEY not in done.out + done.err
    sheet = openpyxl.load_workbook(out)["Medical Records Specialists"]
    assert [cell.value for cell in sheet[2]][:2] == ["Medical Coder", "Clinic"]
    assert sheet["H2"].hyperlink.target == "https://example.org/jobs/1"


def test_options_are_those_of_the_function(run, service):
    with serving(
        google_page(google_job(posted_at="2 days ago", salary="$50,000 a year"))
    ) as server:
        service(server)
        words = ("--limit", "7", "--no-remote", "--min-salary", "40000", "--radius", "10")
        words += ("--posted-within", "30", "--source", "serpapi", "--format", "json")
        done = run("jobs", "medical coder", *AUSTIN, *words)
        found = cs.loads(done.out, JobResults)
        expected = cs.live.find_jobs(
            *("medical coder", "Austin, TX"),
            source="serpapi",
            limit=7,
            remote=False,
            min_salary=40_000,
            posted_within=30,
            radius=10,
            data="2026.3",
        )
        assert (done.code, found.search, len(found)) == (0, expected.search, 1)
        done = run("jobs", "medical coder", "--posted-within", "week", "--salary-period", "hour")
        assert done.code == 0
        html = run("jobs", "medical coder", "--format", "html").out
    assert html.startswith("<!doctype html>")
    assert server.asked[-2].query["chips"] == "date_posted:week"


def test_nothing_found_is_no_error(run, service, tmp_path):
    with serving(google_page()) as server:
        service(server)
        done = run("jobs", "medical coder", *AUSTIN, "--out", str(tmp_path / "a.csv"))
    assert done.code == 0
    assert "Nothing found." in done.out
    assert (tmp_path / "a.csv").exists()


def test_a_service_that_fails_is_exit_code_1_and_named_where_another_did_not(run, service):
    with serving(Reply(b"<html>", 403)) as server, serving(nlx_page()) as other:
        service(server)
        done = run("jobs", "medical coder", *AUSTIN)
        words = "careerscore: SerpApi: it refused the key (HTTP 403)\n"
        assert (done.code, done.out, done.err) == (1, "", words)
        service(other, "CAREERONESTOP", ("USER_ID", "TOKEN"))
        done = run("jobs", "medical coder", *AUSTIN)
    assert (done.code, done.err) == (0, "careerscore: serpapi: it refused the key (HTTP 403)\n")
    assert "serpapi stopped: it refused the key (HTTP 403)" in done.out


def test_retries_leave_no_word_on_the_output(spawn):
    replies = [Reply(b"", 503, {"Retry-After": "0"}), google_page(google_job())]
    with serving(lambda asked: replies.pop(0)) as server:
        env = {"CAREERSCORE_SERPAPI_ADDRESS": server.address, "CAREERSCORE_SERPAPI_KEY": KEY}
        words = ("--source", "serpapi", "--format", "json")
        done = spawn("jobs", "medical coder", *words, env=env)
    assert (done.returncode, done.stderr, len(server.asked)) == (0, b"", 2)
    assert json.loads(done.stdout)["services"][0]["requests"] == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("jobs", "x", "--source", "google"), "source: expected 'serpapi', 'jsearch'"),
        (("jobs", "x", "--out", "jobs.docx"), "--out: expected a name that ends in .json"),
        (("jobs", "x", "--limit", "0"), "limit: expected an integer from 1 to 500, got 0"),
        (("jobs", "29-2071"), "29-2071 is a code of SOC 2010"),
        (("jobs",), "TITLE is missing"),
        (("training", "x"), "--near is missing"),
        (("training", "x", "--near", "TX", "--out", "a.docx"), "--out: expected a name"),
    ],
)
def test_wrong_usage_is_exit_code_2_before_anything_is_asked(run, service, arguments, words):
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert words in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("jobs", "medical coder"), "needs your own key: set CAREERSCORE_SERPAPI_KEY, or"),
        (("jobs", "x", "--source", "serpapi"), "set CAREERSCORE_SERPAPI_KEY in the environment\n"),
        (("training", "x", "--near", "TX"), "CAREERSCORE_CAREERONESTOP_USER_ID and CAREERSCORE_"),
    ],
)
def test_a_missing_key_is_exit_code_1_and_named(run, service, arguments, words):
    done = run(*arguments)
    assert (done.code, done.out) == (1, "")
    assert words in done.err
    assert done.err.endswith(f"\nHelp: careerscore {arguments[0]} --help\n")


def test_keys_are_asked_for_at_a_terminal_alone(run, service, monkeypatch):
    prompts = []

    def getpass(prompt):
        prompts.append(prompt)
        return KEY

    monkeypatch.setattr("careerscore.cli._live.getpass", getpass)
    with serving(google_page(google_job())) as server:
        service(server, keys=())
        words = ("jobs", "medical coder", "--source", "serpapi")
        assert run(*words).code == 1
        monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
        assert run(*words).code == 1
        monkeypatch.setattr("careerscore.cli._live.is_interactive", lambda: True)
        done = run(*words)
    assert (done.code, prompts) == (0, ["CAREERSCORE_SERPAPI_KEY: "])
    assert server.asked[0].query["api_key"] == KEY
    assert KEY not in done.out + done.err


def test_only_keys_that_are_missing_are_asked_for(run, service, monkeypatch):
    prompts = []

    def getpass(prompt):
        prompts.append(prompt)
        raise EOFError

    monkeypatch.setattr("careerscore.cli._live.getpass", getpass)
    monkeypatch.setattr("careerscore.cli._live.is_interactive", lambda: True)
    with serving(adzuna_page()) as server:
        service(server, "ADZUNA", ("APP_ID",))
        done = run("jobs", "medical coder", "--source", "adzuna")
        assert prompts == ["CAREERSCORE_ADZUNA_KEY: "]
        assert done.err.startswith("careerscore: Adzuna needs your own key: set CAREERSCORE_ADZ")
        service(server, "ADZUNA", ("APP_ID", "KEY"))
        assert run("jobs", "medical coder", "--source", "adzuna").code == 0
    assert len(prompts) == len(server.asked) == 1


def test_training_is_a_table_and_a_file(run, service, tmp_path):
    with serving({"SchoolPrograms": [PROGRAM]}) as server:
        service(server, "CAREERONESTOP", ("USER_ID", "TOKEN"))
        out = tmp_path / "training.csv"
        done = run("training", "medical coder", *AUSTIN, "--radius", "5", "--out", str(out))
        assert (done.code, done.err) == (0, f"careerscore: Written: {out}\n")
        lines = done.out.splitlines()
        assert lines[0] == "Training: medical coder, Austin, TX"
        assert "  Medical Coding - College" in lines
        assert "  link  https://c.example" in lines
        assert out.read_text(encoding="utf-8").splitlines()[1].startswith("Medical Coding,College,")
        done = run("training", "medical coder", *AUSTIN, "--limit", "9", "--format", "json")
    assert cs.loads(done.out, TrainingResults).search.limit == 9
    assert server.asked[0].path.split("/")[6] == "5"


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_ctrl_c_prints_and_writes_what_was_found(run, service, tmp_path):
    def answer(asked):
        if "next_page_token" in asked.query:
            threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGINT)).start()
            time.sleep(0.5)
            return as_json(google_page())
        return google_page(google_job(), token="more")

    with serving(answer) as server:
        service(server)
        done = run("jobs", "medical coder", *AUSTIN, "--out", str(tmp_path / "a.csv"))
    assert done.code == 130
    assert "careerscore: serpapi: the search was interrupted\n" in done.err
    assert "  Medical Coder - Clinic" in done.out.splitlines()
    assert "Medical Coder,Clinic" in (tmp_path / "a.csv").read_text(encoding="utf-8")
