"""Texts of listings, programs and certifications are texts in a terminal, in HTML and in Excel."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from html.parser import HTMLParser

import openpyxl
import pytest
from rich.console import Console

import careerscore as cs

from .services import (
    JOBS,
    PATIENT,
    adzuna_page,
    careeronestop,
    federal_page,
    google_page,
    jsearch_page,
    nlx_page,
    serving,
)

HOSTILE = [
    *("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", '";=1', "x;=cmd|' /C calc'!A0", "x\n=1+1"),
    *("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</td></table>", "&lt;b&gt;"),
    *("\x1b[31mred", "\x1b]8;;https://evil.example\x1b\\x", "\x9b31m", "a\rb", "a\x00b", "\x07"),
    *("right\u202eto left\u2066", "\u200bzero", "\ud800half", "[bold]x[/bold]", "{self}", "%s"),
    *("javascript:alert(1)", "data:text/html,x", "https://e.example/\u202egro", "http://a b"),
    *("file:///etc/passwd", "https://user@evil.example", "😀" * 3_000),
]
SIGNS = set("=+-@＝＋－＠﹦﹢﹣﹫")

GOOGLE = {
    **dict.fromkeys(("title", "company_name", "location", "via", "description", "job_id")),
    "job_highlights": [{"title": None, "items": [None]}],
    "detected_extensions": dict.fromkeys(("posted_at", "schedule_type", "salary")),
    "apply_options": [{"title": None, "link": None}],
}
RAPID = {
    **dict.fromkeys(("job_title", "employer_name", "job_publisher", "job_employment_type")),
    **dict.fromkeys(("job_description", "job_city", "job_country", "job_apply_link")),
    **dict.fromkeys(("job_posted_at_datetime_utc", "job_salary_period", "job_onet_soc")),
    "job_salary_currency": None,
    "job_min_salary": None,
    "job_highlights": {"Benefits": [None]},
}
NLX = dict.fromkeys(
    ("JobTitle", "Company", "AccquisitionDate", "URL", "Location", "DescriptionSnippet")
)
FEDERAL = {
    "MatchedObjectDescriptor": {
        **dict.fromkeys(("PositionTitle", "PositionURI", "OrganizationName")),
        "PublicationStartDate": None,
        "PositionLocation": [{"LocationName": None}],
        "PositionRemuneration": [
            {"MinimumRange": "1", "RateIntervalCode": None, "Description": None}
        ],
        "PositionSchedule": [{"Name": None}],
        "UserArea": {"Details": {"JobSummary": None}},
    }
}
ADZUNA = {
    **dict.fromkeys(("title", "description", "redirect_url", "created", "contract_time")),
    "company": {"display_name": None},
    "location": {"display_name": None, "area": ["US", None]},
    "salary_min": 1,
}
ANSWERS = {
    "serpapi": (google_page, GOOGLE),
    "jsearch": (jsearch_page, RAPID),
    "careeronestop": (nlx_page, NLX),
    "usajobs": (federal_page, FEDERAL),
    "adzuna": (adzuna_page, ADZUNA),
}
PROGRAM = dict.fromkeys(
    ("SchoolName", "SchoolUrl", "Address", "City", "StateAbbr", "Phone", "ProgramName")
) | {"ProgramLength": None, "EtplFlag": None, "Distance": None}
CERTIFICATION = dict.fromkeys(
    ("Name", "Url", "Organization", "OrganizationUrl", "Acronym", "Type", "Description")
)


def filled(shape, text):
    """A record with a text in every field."""
    if isinstance(shape, dict):
        return {name: filled(each, text) for name, each in shape.items()}
    if isinstance(shape, list):
        return [filled(each, text) for each in shape]
    return text if shape is None else shape


def jobs(name, address):
    source = JOBS[name](address)
    return cs.live.find_jobs("medical coder", source=source, data="2026.3", manners=PATIENT)


def results_of(name):
    if name in ANSWERS:
        page, shape = ANSWERS[name]
        with serving(page(*(filled(shape, text) for text in HOSTILE))) as server:
            found = jobs(name, server.address)
        # Some are the same but for what no reader sees.
        assert len(found) + sum(found.left_out.values()) == found.services[0].found
        assert len(found) > 20
        return found
    lists = {"SchoolPrograms": PROGRAM, "CertList": CERTIFICATION}
    key = "SchoolPrograms" if name == "training" else "CertList"
    with serving({key: [filled(lists[key], text) for text in HOSTILE]}) as server:
        source = careeronestop(server.address)
        if name == "training":
            found = cs.live.find_training("medical coder", "TX", source=source, manners=PATIENT)
        else:
            found = cs.live.certifications("medical coder", source=source, manners=PATIENT)
    assert len(found) == len(HOSTILE)
    return found


NAMES = [*ANSWERS, "training", "certifications"]


@pytest.fixture(scope="module", params=NAMES)
def results(request):
    return results_of(request.param)


def acts(text):
    hidden = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    return [each for each in text if unicodedata.category(each) in hidden]


@pytest.mark.parametrize("is_terminal", [True, False])
def test_in_a_terminal(results, is_terminal):
    out = io.StringIO()
    console = Console(file=out, width=80, force_terminal=is_terminal, markup=False, emoji=False)
    console.print(results)
    text = out.getvalue()
    links = re.findall(r"\x1b\]8;[^;\x1b]*;([^\x1b]*)\x1b\\", text)
    assert all(re.fullmatch(r"https?://[!-~]*|", link) for link in links)
    assert bool(links) == is_terminal
    rest = re.sub(r"\x1b\]8;[^\x1b]*\x1b\\|\x1b\[[0-9;]*m", "", text)
    assert set(acts(rest)) <= {"\n"}
    assert "[bold]x[/bold]" in rest


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found, self.links = set(), []

    def handle_starttag(self, tag, attrs):
        self.found |= {tag, *(name for name, _ in attrs)}
        self.links += [value for name, value in attrs if name in {"href", "src"}]


def test_in_html(results):
    page = results.to_html()
    plain, tags = Tags(), Tags()
    tags.feed(page)
    plain.feed(cs.live.JobResults(search=results.search, data_release="2026.3").to_html())
    allowed = {"a", "href", "rel", "table", "thead", "tbody", "tr", "th", "td", "scope", "class"}
    assert tags.found - plain.found <= allowed | {"data-label", "strong", "small", "em"}
    assert not tags.found & {"script", "img", "onerror", "src"}
    assert all(re.match("https?://", link) for link in tags.links)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert not set(acts(page)) - {"\n"}


def test_in_excel_and_csv(results, tmp_path):
    cs.export_listings(results, tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    texts = [cell for cell in cells if cell.data_type == "s"]
    assert all(cell.quotePrefix for cell in texts if cell.value[:1] in SIGNS)
    assert not {*acts("".join(cell.value for cell in texts))} - {"\n"}
    links = [cell.hyperlink.target for cell in cells if cell.hyperlink]
    assert all(re.fullmatch("https?://[!-~]+", link) for link in links)
    cs.export_listings(results, tmp_path / "a.csv")
    content = (tmp_path / "a.csv").read_bytes().decode("utf-8")
    for row in csv.reader(io.StringIO(content, newline="")):
        for cell in row:
            for piece in cell.split(";"):
                assert piece.lstrip(' "')[:1] not in SIGNS
            assert acts(cell) == []


def test_in_json(results):
    assert cs.loads(cs.dumps(results), type(results)) == results
