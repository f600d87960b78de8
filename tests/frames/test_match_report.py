"""The report of a join: every row is accounted for, in words, in a table and as JSON."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import careerscore as cs
from careerscore.errors import InvalidInputError
from careerscore.frames import MatchReport, join_reference
from careerscore.matching import Candidate, Match, MatchKind

RELEASE = cs.load("2026.1")
TEXTS = ["29-2072", "13-1020", "29-2072.99", "29–2072", "15-1131", "15-0000", "Nov-21", "x1"]


def report_of(codes, **options):
    frame = pl.DataFrame({"soc": codes}, schema={"soc": pl.String})
    return join_reference(frame, on="soc", by="code", data=RELEASE, **options).report


CODES = st.lists(st.sampled_from([*TEXTS, None, " "]), max_size=20)


@given(CODES, st.sampled_from(["leave", "expand"]))
def test_every_row_is_counted_once(codes, many):
    report = report_of(codes, many=many)
    known = [code for code in codes if code and code.strip()]
    assert sum(report.rows.values()) == len(codes)
    assert report.rows_missing == len(codes) - len(known)
    assert sorted(code for each in report.codes.values() for code in each) == sorted(set(known))
    assert dict(zip(sorted(set(known)), report.rows_of, strict=True)) == {
        code: known.count(code) for code in known
    }
    reviewed = report.review("polars")
    assert reviewed["rows"].sum() == report.rows["one-to-many"] + report.rows["unmatched"]
    assert reviewed["rows"].to_list() == sorted(reviewed["rows"], reverse=True)
    for name, rows in report.rows.items():
        assert (f"  {name}: {rows:,} row" in str(report)) == (rows > 0 or name == "matched")
    assert cs.loads(cs.dumps(report), MatchReport) == report


def test_what_a_person_has_to_decide_on_is_a_table_with_the_choices():
    report = report_of(["13-1020", "x1", "x1", None, "29-2072"])
    rows = report.review("polars").to_dicts()
    assert [(row["text"], row["rows"], row["match"]) for row in rows] == [
        ("x1", 2, "unmatched"),
        ("13-1020", 1, "one-to-many"),
        (None, 1, "unmatched"),
    ]
    assert rows[1]["candidates"].startswith(
        "13-1021.00 Buyers and Purchasing Agents, Farm Products; 13-1022.00 Wholesale"
    )
    assert (rows[1]["confidence"], rows[0]["confidence"]) == (1.0, None)
    assert rows[2]["reason"] == "no code"
    assert report_of([]).review("pandas").columns.tolist() == list(rows[0])


def of(*matches, rows=None, **options):
    given = {"on": "soc", "system": None, "data_release": "2026.1", "matches": list(matches)}
    return MatchReport(**given | {"rows_of": rows or [1] * len(matches)} | options)


def unmatched(text, reason="unknown", **options):
    return Match(text=text, kind=MatchKind.UNMATCHED, reason=reason, **options)


def test_reasons_are_listed_with_their_codes_those_of_most_rows_first():
    near = Candidate(code="11-2021.00", title="Marketing Managers", matched="11-2021", how="code",
                     confidence=0.5)  # fmt: skip
    report = of(
        unmatched("11-0000", "a group"),
        unmatched("11-1000", "a group"),
        unmatched("Nov-21", "a date", nearest=[near]),
        rows=[1, 2, 7],
        rows_missing=3,
    )
    assert str(report).splitlines() == [
        "Codes of soc in data release 2026.1, by their form",
        "  matched: 0 rows, 0 codes",
        "  unmatched: 13 rows, 3 codes, 3 rows without a code",
        "    a date (7 rows):",
        "      'Nov-21', perhaps 11-2021.00 Marketing Managers",
        "    a group (3 rows): '11-1000', '11-0000'",
    ]
    assert "a group" in report._repr_html_()
    assert "11-2021.00 Marketing Managers" in report._repr_html_()
    assert repr(report) == "<MatchReport of soc, data release 2026.1: 13 unmatched of 13 rows>"


def test_long_lists_are_cut_and_say_so():
    names = [f"{number:03}" for number in range(60)]
    same = of(*(unmatched(name) for name in names))
    assert str(same).endswith("(60 rows): '000', '001', '002', '003', '004', and 55 more")
    assert "and 10 more" in same._repr_html_()
    assert str(of(*(unmatched(name) for name in names[:5]))).endswith("'003', '004'")
    other = of(*(unmatched(name, f"reason {name}") for name in names))
    assert str(other).endswith("reason 009 (1 row): '009'\n    and 50 other reasons")
    alike = of(unmatched("a", "no code: A"), unmatched("b", "no code: B"))
    assert str(alike).endswith("no code (2 rows): 'a', 'b'")
    assert str(of(unmatched("a", "no code: A"))).endswith("no code: A (1 row): 'a'")
    several = Match(text="x", kind=MatchKind.ONE_TO_MANY, candidates=names[:7], reason="many")
    assert str(of(several)).endswith("'x' -> 000; 001; 002; and 4 more")


def test_codes_that_were_written_otherwise_are_counted_with_examples():
    report = report_of(["29–2072", "29–2072", "292072", "29-2072"])
    assert report.rows["matched"] == 4
    assert report.read_as == {"292072": "29-2072", "29–2072": "29-2072"}
    assert str(report).endswith(
        "\n  read from another spelling: 3 rows, 2 codes"
        "\n    '292072' as 29-2072, '29–2072' as 29-2072"
    )


def test_a_classification_that_fits_better_is_named():
    codes = ["29-2071", "13-1199", "15-1131", "29-2072"]
    report = report_of(codes)
    assert report.better_system == "soc-2010"
    assert report.redefined_codes == ("13-1199",)
    assert str(report).endswith(
        "\n  another classification fits better: SOC 2010 has 3 of 4 codes"
        "\n    if the table is of it, say so: system='soc-2010'"
        "\n    then 1 code that matched would mean something else: 13-1199"
    )
    assert "SOC 2010 has 3 of 4 codes" in report._repr_html_()
    older = report_of(codes, system="soc-2010")
    assert older.better_system is None
    assert str(older).startswith("Codes of soc in data release 2026.1, as SOC 2010\n  by soc-2010-")
    assert report_of(["29-2072", "13-1199"]).better_system is None
    other = of(fits={"census-2018": 2, "soc-2018": 1}, system="soc-2010")
    assert str(other).endswith("Census 2018 has 2 of 0 codes\n    if the table is of it, say so: "
                               "system='census-2018'")  # fmt: skip


def test_a_code_is_found_by_its_text_and_classification():
    first, second = unmatched("x", system="soc-2000"), unmatched("x", system="soc-2010")
    report = of(unmatched("a"), first, second, unmatched("z"))
    assert report.match("x") is first
    assert report.match("x", "soc-2010") is second
    for missing in (("y",), ("x", "isco-08")):
        with pytest.raises(KeyError, match=missing[0]):
            report.match(*missing)


def test_a_report_has_a_number_of_rows_for_each_match_in_their_order():
    with pytest.raises(InvalidInputError, match="rows_of: expected 1 numbers, one for each match"):
        of(unmatched("x"), rows=[1, 2])
    with pytest.raises(InvalidInputError, match="matches: expected the order of the texts"):
        of(unmatched("x"), unmatched("a"))
    with pytest.raises(InvalidInputError, match="rows_missing"):
        of(rows_missing=-1)
