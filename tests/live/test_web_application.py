"""The two buttons of the web application of the documentation: jobs and training."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import ProxyHandler, build_opener

import pytest

import careerscore as cs

from .services import KEY, Reply, google_job, google_page, serving

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to"
DIRECT = build_opener(ProxyHandler({}))
HOSTILE = "<script>alert(1)</script>"
PROGRAM = {"ProgramName": f"Coding {HOSTILE}", "SchoolUrl": "javascript:alert(1)"}


def answer(asked):
    if asked.path != "/search.json":
        return {"SchoolPrograms": [PROGRAM]}
    replies = {
        "Nowhere, TX": Reply(KEY.encode(), 401),
        "Later, TX": Reply(b"", 429, {"Retry-After": "99"}),
    }
    found = google_page(google_job(f"Coder {HOSTILE}", place=None, salary="$25 an hour"))
    return replies.get(asked.query["location"], found)


@pytest.fixture(scope="module")
def ask():
    """Ask the application, and keep all that it writes."""
    written = []
    with serving(answer) as services:
        names = ("SERPAPI_KEY", "CAREERONESTOP_USER_ID", "CAREERONESTOP_TOKEN")
        addresses = ("SERPAPI_ADDRESS", "CAREERONESTOP_ADDRESS")
        env = {
            **{name: text for name, text in os.environ.items() if "CAREERSCORE" not in name},
            **{f"CAREERSCORE_{name}": KEY for name in names},
            **{f"CAREERSCORE_{name}": services.address for name in addresses},
            "CAREERSCORE_CAREERONESTOP_ADDRESS": f"{services.address}/cos",
        }
        command = [sys.executable, "-m", "uvicorn", "web_application:app", "--port", "0"]
        with subprocess.Popen(
            [*command, "--log-level", "debug"],
            cwd=HOW_TO,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        ) as process:
            for line in process.stdout:
                written.append(line)
                if found := re.search(r"running on (http://127\.0\.0\.1:\d+)", line):
                    break
            else:
                pytest.fail("".join(written))
            reader = threading.Thread(target=lambda: written.extend(process.stdout))
            reader.start()

            def ask(path, **query):
                try:
                    response = DIRECT.open(f"{found[1]}{path}?{urlencode(query)}", timeout=30)
                except HTTPError as error:
                    response = error
                with response:
                    text = response.read().decode()
                    written.append(text + str(response.headers))
                    return response.status, text

            yield ask
            process.terminate()
            reader.join()
    assert any('"GET /jobs' in line for line in written)
    assert KEY not in "".join(written)


def test_the_page_of_a_career_has_both_buttons(ask):
    status, text = ask("/career", query="29-2072")
    assert status == 200
    form = text[text.index('<form action="/jobs"') :].partition("</form>")[0]
    assert re.findall(r"<button[^>]*>([^<]*)<", form) == ["Find jobs", "Find training"]
    assert 'name="query" value="29-2072.00"' in form
    assert 'formaction="/training"' in form


def test_jobs(ask):
    # The default of the application is every service that it has keys for.
    status, text = ask("/jobs", query="29-2072.00", place="Austin, TX")
    assert (status, "<script" in text) == (200, False)
    assert "Coder &lt;script&gt;" in text
    assert "$25 an hour" in text
    assert "careeronestop stopped: an answer without a list Jobs" in text
    status, text = ask("/api/jobs", query="medical coder", place="Austin, TX", limit=5)
    found = cs.from_dict(json.loads(text), cs.live.JobResults)
    assert (status, len(found), found.search.limit) == (200, 1, 5)


def test_training(ask):
    status, text = ask("/training", query="29-2072.00", place="Austin, TX")
    assert (status, "<script" in text, 'href="javascript' in text) == (200, False, False)
    assert "Coding &lt;script&gt;" in text
    status, text = ask("/api/training", query="29-2072.00", place="Austin, TX")
    assert len(cs.from_dict(json.loads(text), cs.live.TrainingResults)) == 1


@pytest.mark.parametrize(
    ("place", "status", "words"),
    [
        ("Nowhere, TX", 502, "SerpApi: it refused the key (HTTP 401)"),
        ("Later, TX", 503, "SerpApi: over its quota of requests (HTTP 429), again in 99 s"),
        ("x" * 201, 422, "at most 200 characters"),
        ("", 400, "place: expected a name"),
        ("Springfield", 300, "Springfield, IL"),
    ],
)
def test_what_the_services_do_not_answer_has_a_status(ask, place, status, words):
    found, text = ask("/api/jobs", query="medical coder", place=place)
    assert found == status
    assert words in text


def test_a_career_that_is_none_is_no_request(ask):
    assert ask("/jobs", query="99-9999", place="Austin, TX")[0] == 404
    assert ask("/jobs", query="29-2071", place="Austin, TX")[0] == 410
