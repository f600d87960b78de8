"""Texts of job listings in every format: exact where they can be, never a formula or a trap."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
import unicodedata

import attrs
import openpyxl
import pyarrow.parquet as pq
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

import careerscore as cs
from careerscore.exporting import xlsx
from careerscore.exporting.listings import COLUMNS, _table
from careerscore.exporting.writers import write_csv, write_json, write_parquet
from careerscore.exporting.xlsx import write_xlsx

HEADS = [column.name for column in COLUMNS[cs.JobListing].values()]

HOSTILE = (
    *("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", '";=1'),
    *("x;=cmd|' /C calc'!A0", "x\n=1+1", "{=1}", "<script>alert(1)</script>", '"quoted", "twice"'),
    *("right\u202eto left\u2066", "mark\u200e\u200f", "nul\x00bell\x07escape\x1b[31m"),
    *("_x000D_ _x003D_1", "]]>&amp;<v>", "\ufffe\uffff\x7f\x85\u2028", "TRUE", "007", "1e5"),
    *("https://example.org", "mailto:a@example.org", "internal:Sheet1!A1"),
    *("external:c:\\calc.exe", "x" * 10_000, "😀" * 20_000),
)


def sheet_of(content, place=0):
    return openpyxl.load_workbook(io.BytesIO(content)).worksheets[place]


def read_csv(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8"), newline="")))


def links(content):
    found = [cell.hyperlink for row in sheet_of(content).iter_rows() for cell in row]
    # Excel keeps the part behind the number sign by itself.
    return ["#".join(filter(None, (link.target, link.location))) for link in found if link]


def addressed(*urls):
    return write_xlsx(
        _table([cs.JobListing(title="x", apply_url=url) for url in urls], None, None)
    ).body


SAFE_ADDRESSES = [
    "https://example.org",
    "http://example.org/a?b=c&d=%20#part",
    "HTTPS://EXAMPLE.org/it's(1)",
    "https://example.org/!#$&'()*+,-./:;=?@_~09azAZ",
    "https://example.org/" + "x" * 2_059,
    "https://example.org/" + "%5B" + "x" * 2_056,
]

OTHER_ADDRESSES = [
    "javascript:alert(1)",
    " javascript:alert(1)",
    "data:text/html,x",
    "file:///etc/passwd",
    "internal:Sheet1!A1",
    "external:other.xlsx",
    "ftp://example.org",
    "https:/example.org",
    "https://",
    "https:///x",
    "https://?x",
    *(f"https://example.org/{sign}x" for sign in ' "<>\\^`{|}[]%\n\x7f'),
    "https://example.org\\@evil.example",
    "https://[::1]/",
    "https://example.org/" + "[" * 1_000,
    "https://example.org/" + "%" * 1_000,
    "https://example.org/\u202egro.live",
    "https://exаmple.org",
    "https://example.org/\u017f\u212a",
    "https://example.org\n",
    " https://example.org",
    "https://example.org/" + "x" * 2_060,
    '=HYPERLINK("https://example.org")',
    "",
]


def test_plain_web_addresses_are_links_and_anything_else_is_a_text(monkeypatch):
    content = addressed(*SAFE_ADDRESSES, *OTHER_ADDRESSES)
    assert links(content) == SAFE_ADDRESSES
    cells = [row[7] for row in sheet_of(content).iter_rows(min_row=2)]
    assert [cell.value for cell in cells[: len(SAFE_ADDRESSES)]] == SAFE_ADDRESSES
    assert {cell.data_type for cell in cells} == {"s"}
    # Beyond what a sheet can hold, links are texts, too.
    monkeypatch.setattr(xlsx, "MAX_LINKS", 2)
    content = addressed(*SAFE_ADDRESSES)
    assert links(content) == SAFE_ADDRESSES[:2]
    assert [row[7].value for row in sheet_of(content).iter_rows(min_row=2)] == SAFE_ADDRESSES


TEXTS = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    st.text(st.sampled_from("=+-@＝＋－＠﹦﹢﹣﹫;\"' \t\n\r\x00\u202e<>&_x0041"), max_size=20),
)
OPTIONAL = st.none() | TEXTS
LISTINGS = st.builds(
    cs.JobListing,
    title=TEXTS.filter(str.strip),
    **dict.fromkeys(("company", "location", "work_type", "salary", "source"), OPTIONAL),
    posted=OPTIONAL | st.dates(min_value=datetime.date(1900, 1, 1)),
    apply_url=OPTIONAL,
    description=OPTIONAL,
    highlights=st.lists(TEXTS, max_size=3),
)
TABLES = st.lists(LISTINGS, min_size=1, max_size=3)

SIGNS = set("=+-@＝＋－＠﹦﹢﹣﹫")


def exact(listing):
    """The cells of a listing of ten fields in a format that keeps texts as they are."""
    *cells, highlights = attrs.astuple(listing)[:10]
    cells = [each.isoformat() if isinstance(each, datetime.date) else each for each in cells]
    return [*cells, "; ".join(highlights) or None, *[None] * (len(HEADS) - 10)]


def acts(text):
    """Tell whether a text has a character that does something other than be seen."""
    hidden = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    return any(unicodedata.category(character) in hidden for character in text)


class TestHostileTexts:
    @given(TABLES)
    def test_json_keeps_them_exactly(self, listings):
        rows = json.loads(write_json(_table(listings, None, None)).body)["rows"]
        assert [list(row.values()) for row in rows] == [exact(listing) for listing in listings]

    @given(TABLES)
    @settings(max_examples=50)
    def test_parquet_keeps_them_exactly(self, listings):
        content = write_parquet(_table(listings, None, None)).body
        rows = pq.read_table(io.BytesIO(content)).to_pylist()
        assert [list(row.values()) for row in rows] == [exact(listing) for listing in listings]

    @given(TABLES)
    def test_in_csv_nothing_acts_and_nothing_begins_a_formula(self, listings):
        content = write_csv(_table(listings, None, None), "a.csv", {}).body
        lines = content.decode("utf-8").split("\r\n")
        assert len(lines) == len(listings) + 2
        assert not any(map(acts, lines))
        # Also where a reader splits at semicolons, and takes quotation marks as they come.
        for line in lines:
            for piece in line.split(";"):
                assert piece.lstrip(' "\u00a0\u3000\u2003')[:1] not in SIGNS
        head, *rows = read_csv(content)
        assert head == HEADS
        for row, listing in zip(rows, listings, strict=True):
            assert len(row) == len(HEADS)
            for cell, text in zip(row, exact(listing), strict=True):
                assert cell.lstrip()[:1] not in SIGNS
                if text is not None and not acts(text):
                    assert cell.replace("'", "") == text.replace("'", "")

    @given(TABLES)
    @settings(max_examples=50)
    def test_in_excel_they_are_texts(self, listings):
        content = write_xlsx(_table(listings, None, None)).body
        found = sheet_of(content)
        rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
        for place, listing in enumerate(listings):
            for column, text in enumerate(exact(listing)):
                cell, value = found.cell(place + 2, column + 1), rows[place + 1][column]
                if HEADS[column] == "Posted" and isinstance(listing.posted, datetime.date):
                    assert value == listing.posted
                    continue
                if text:
                    assert cell.data_type == "s"
                    assert isinstance(value, str)
                    assert not acts(value.replace("\n", ""))
                    assert len(value.encode("utf-16-le")) // 2 <= 32_767
                    if text[0] in SIGNS:
                        assert cell.quotePrefix
                    if not acts(text) and len(text) < 16_000:
                        assert value == text

    def test_each_hostile_text_in_every_format(self, tmp_path):
        listings = [cs.JobListing(title=text, description=text) for text in HOSTILE]
        path = tmp_path / "a.xlsx"
        report = cs.export_listings(listings, path)
        assert report.cut == {"Job Title": 1, "Description": 1}
        rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
        titles = dict(zip(HOSTILE, (row[0] for row in rows[1:]), strict=True))
        assert titles["x\n=1+1"] == "x\n=1+1"
        assert titles["_x000D_ _x003D_1"] == "_x000D_ _x003D_1"
        assert titles["nul\x00bell\x07escape\x1b[31m"] == "nul\ufffdbell\ufffdescape\ufffd[31m"
        assert titles["right\u202eto left\u2066"] == "right\ufffdto left\ufffd"
        assert titles["x" * 10_000] == "x" * 10_000
        assert re.fullmatch(r"(😀)+\.\.\. \[cut: 20,000 characters\]", titles["😀" * 20_000])
        cs.export_listings(listings, tmp_path / "a.csv")
        told = [row[0] for row in read_csv((tmp_path / "a.csv").read_bytes())[1:]]
        assert told[:7] == ["'=1+1", "'+1", "'-1", "'@SUM(A1)", " '=1", " '=1", " '=1"]
        assert told[7:11] == ["'＝1", "\";'=1", "x;'=cmd|' /C calc'!A0", "x =1+1"]
