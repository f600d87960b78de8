"""The web application of the documentation, asked over HTTP while it runs."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import ProxyHandler, build_opener

import pytest

import careerscore as cs

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to"
METHODOLOGY = "american-dream-jobs/2.0"
HOSTILE = "<script>alert('1')</script>"

DIRECT = build_opener(ProxyHandler({}))


class Answer(NamedTuple):
    status: int
    kind: str
    policy: str | None
    text: str

    @property
    def data(self):
        assert self.kind == "application/json"
        return json.loads(self.text)


@pytest.fixture(scope="module")
def server():
    """Address of the application, served by the command that the page names."""
    command = [sys.executable, "-m", "uvicorn", "web_application:app", "--port", "0"]
    with subprocess.Popen(
        command, cwd=HOW_TO, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        told = []
        for line in process.stderr:
            told.append(line)
            if found := re.search(r"running on (http://127\.0\.0\.1:\d+)", line):
                yield found[1]
                break
        else:
            pytest.fail(f"it did not start: {''.join(told)}")
        process.terminate()


@pytest.fixture(scope="module")
def ask(server):
    """Ask the running application."""

    def ask(path, **query):
        address = f"{server}{path}?{urlencode(query)}"
        try:
            response = DIRECT.open(address, timeout=30)
        except HTTPError as error:
            response = error
        with response:
            kind = response.headers.get_content_type()
            policy = response.headers["Content-Security-Policy"]
            return Answer(response.status, kind, policy, response.read().decode())

    return ask


def expected(code):
    occupation = cs.occupation(code, data="2026.3")
    assessment = cs.assess(occupation, methodology=METHODOLOGY)
    return {"occupation": cs.to_dict(occupation), "assessment": cs.to_dict(assessment)}


def test_a_career_comes_as_the_documents_of_the_library(ask):
    answer = ask("/api/career", query="medical coder")
    assert (answer.status, answer.data) == (200, expected("29-2072.00"))


def test_a_page_shows_the_career_and_its_assessment(ask):
    answer = ask("/career", query="medical-records-specialists")
    assert (answer.status, answer.kind) == (200, "text/html")
    assert "<title>Medical Records Specialists · Careers</title>" in answer.text
    for shown in ("51,140", "AI-Augmented", "2.9 ± 0.7 of 6", METHODOLOGY, "2026.3"):
        assert shown in answer.text
    assert answer.text.count('href="/style.css"') == answer.text.count("<h1>") == 1
    assert cs.style_sheet() in ask("/style.css").text
    related = re.findall('<a href="/career[?]query=([^"]*)">', answer.text)
    assert len(related) > 10
    assert ask("/career", query=related[0]).status == 200
    assert not re.search("<s(cript|tyle)| style=", answer.text)
    policy = "default-src 'none'; style-src 'self'"
    assert answer.policy == ask("/career", query=HOSTILE).policy == policy


def test_an_unknown_title_is_not_found_and_others_are_suggested(ask):
    answer = ask("/api/career", query="nurse zzz")
    assert answer.status == 404
    assert "no occupation 'nurse zzz' in data release 2026.3" in answer.data["error"]
    assert {"code": "29-1141.00", "title": "Registered Nurses"} in answer.data["suggestions"]


def test_an_ambiguous_name_gives_the_choices(ask):
    answer = ask("/api/career", query="nurse")
    assert answer.status == 300
    codes = [choice["code"] for choice in answer.data["suggestions"]]
    assert codes[:3] == ["29-1141.00", "29-1141.03", "29-1141.01"]
    page = ask("/career", query="nurse")
    assert page.status == 300
    assert f'<a href="/career?query={codes[0]}">Registered Nurses</a>' in page.text
    assert ask("/").status == 200


def test_a_retired_code_is_gone_and_its_successors_are_named(ask):
    answer = ask("/api/career", query="29-2071.00")
    assert answer.status == 410
    codes = [successor["code"] for successor in answer.data["suggestions"]]
    assert codes == ["29-2072.00", "29-9021.00"]


@pytest.mark.parametrize("query", ["", "   ", "x" * 201])
def test_what_can_name_nothing_is_a_bad_request(ask, query):
    answer = ask("/api/career", query=query)
    assert answer.status == 400
    assert "a code, slug, title or alias of at most 200 characters" in answer.data["error"]


def test_wrong_parameters_are_refused(ask):
    assert ask("/api/career").status == 422
    assert ask("/career").status == 422
    assert ask("/api/search", text="nurse", limit=0).status == 422
    assert ask("/api/search", text="nurse", limit="many").status == 422


def test_a_search_gives_the_nearest(ask):
    answer = ask("/api/search", text="medical coder", limit=2)
    results = cs.load("2026.3").search("medical coder", 2)
    assert (answer.status, answer.data) == (200, cs.to_dict(results))


@pytest.mark.parametrize("path", ["/career", "/api/career"])
def test_a_hostile_query_is_text_and_nothing_else(ask, path):
    answer = ask(path, query=HOSTILE)
    assert answer.status == 404
    if answer.kind == "text/html":
        assert "<script" not in answer.text
        assert "&lt;script&gt;" in answer.text
    else:
        assert HOSTILE.split("'")[0] in answer.data["error"]


def test_many_at_once_get_what_each_asked_for(ask):
    codes = list(cs.load("2026.3"))[::40]
    assert len(codes) > 20
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda code: ask("/api/career", query=code), codes * 2))
    for code, answer in zip(codes * 2, answers, strict=True):
        assert answer.data == expected(code)


def test_the_page_shows_the_file_that_is_tested():
    page = (HOW_TO / "web-application.md").read_text(encoding="utf-8")
    assert "```{literalinclude} web_application.py\n" in page
