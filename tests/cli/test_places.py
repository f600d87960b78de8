"""What the command line says of places and of pay over time."""

from __future__ import annotations

import json

import pytest

import careerscore as cs

DATA = ("--data", "2026.3")
JSON = (*DATA, "--format", "json")
SAN_FRANCISCO = ("medical-records-specialists", "San Francisco, CA")


def test_each_command_is_its_function(run):
    options = {"fallback": "state", "in_dollars_of": "2026-05", "data": "2026.3"}
    words = ("--fallback", "state", "--in-dollars-of", "2026-05")
    asked = run("local", "physicists", "Abilene, TX", *words, *JSON).out
    assert cs.loads(asked, cs.LocalPay) == cs.local_pay("physicists", "Abilene, TX", **options)
    asked = run("pay-history", "29-2072", "--in-dollars-of", "2026-05", *JSON).out
    history = cs.pay_history("29-2072", data="2026.3", in_dollars_of="2026-05")
    assert cs.loads(asked, cs.PayHistory) == history
    words = ("--at-least", "300", "--limit", "3", "--methodology", "american-dream-jobs-risk/1.0")
    asked = run("market", "Vermont", *words, *JSON).out
    options = {"at_least": 300, "limit": 3, "methodology": "american-dream-jobs-risk/1.0"}
    market = cs.local_market("Vermont", **options, data="2026.3")
    assert cs.loads(asked, cs.LocalMarket) == market
    asked = json.loads(run("places", "Portland", *JSON).out)
    found = cs.places("Portland", data="2026.3")
    assert [cs.from_dict(each, cs.Place) for each in asked] == list(found)
    assert len(json.loads(run("places", *JSON).out)) == len(cs.places(data="2026.3"))


def test_a_ranking_is_cut_at_the_limit_alone(run):
    whole = cs.best_places("29-1141", by="jobs", kind=None, at_least=2000, data="2026.3")
    words = ("--by", "jobs", "--kind", "all", "--at-least", "2000", "--limit", "12")
    found = cs.loads(run("best-places", "29-1141", *words, *JSON).out, cs.PlaceRanking)
    assert found.places == whole.places[:12]
    assert found.left_out == whole.left_out
    lines = run("best-places", "29-1141", *words, *DATA).out.splitlines()
    ranks = [int(line[:4]) for line in lines if line[:4].strip().isdigit() and "$" in line]
    assert ranks == [*range(1, 13)]
    assert "Most jobs, all places, May 2025" in lines[2]


def test_a_page_is_read_at_80_columns(run):
    for arguments in (
        ("local", *SAN_FRANCISCO),
        ("places",),
        ("best-places", "29-1141", "--by", "real_pay", "--kind", "metropolitan"),
        ("market", "Upper Peninsula of Michigan"),
        ("pay-history", "anesthesiologists"),
        ("pay-history", "actors", "--in-dollars-of", "2020-09"),
    ):
        done = run(*arguments, *DATA)
        assert (done.code, done.err) == (0, "")
        assert max(map(len, done.out.splitlines())) <= 80
        assert "…" not in done.out
    lines = run("local", *SAN_FRANCISCO, *DATA).out.splitlines()
    assert lines[0] == "Medical Records Specialists: San Francisco-Oakland-Fremont, CA"
    assert "  Median   $74,400  $51,140      +45.5%       $62,928           +23.1%" in lines
    assert "  Location quotient  0.63, less common" in lines
    words = next(n for n, line in enumerate(lines) if line.endswith("  significantly higher"))
    assert words < next(n for n, line in enumerate(lines) if line.startswith("Jobs ──"))
    assert "  oews-areas/2025-05, oews/2025-05, regional-price-parities/2023" in lines
    assert "  In full: --format html, or cs.cite in Python." in lines
    assert run("places", "Bozeman", *DATA).out.splitlines() == [
        "code     place        kind          price level",
        "0014580  Bozeman, MT  metropolitan            —",
    ]


def test_a_page_is_written_as_html(run):
    for arguments, result in (
        (("local", *SAN_FRANCISCO), cs.local_pay(*SAN_FRANCISCO, data="2026.3")),
        (("market", "Vermont"), cs.local_market("Vermont", data="2026.3")),
        (("best-places", "29-1141"), cs.best_places("29-1141", data="2026.3")),
        (("pay-history", "29-2072"), cs.pay_history("29-2072", data="2026.3")),
    ):
        done = run(*arguments, *DATA, "--format", "html")
        assert done.out.startswith("<!doctype html>")
        assert done.out == result.to_html().encode("ascii", "xmlcharrefreplace").decode()


def test_show_adds_a_place_where_one_is_asked_for(run):
    alone = run("show", "29-2072", *DATA).out
    near = run("show", "29-2072", "--near", "San Francisco", *DATA).out
    assert "San Francisco" not in alone
    # The place adds lines, and its editions to the sources in the last ones.
    assert set(alone.splitlines()[:-3]) <= set(near.splitlines())
    assert "Near: San Francisco-Oakland-Fremont, CA ───" in near
    assert "  Median   $74,400  $51,140      +45.5%       $62,928           +23.1%" in near
    assert "BEA price levels 2023" in " ".join(near.split())
    document = json.loads(run("show", "29-2072", "--near", "San Francisco", *JSON).out)
    assert list(document) == ["occupation", "assessment", "consensus", "economics", "local"]
    local = cs.local_pay("29-2072", "San Francisco", data="2026.3")
    assert cs.from_dict(document["local"], cs.LocalPay) == local
    html = run("show", "29-2072", "--near", "San Francisco", *DATA, "--format", "html").out
    assert "San Francisco-Oakland-Fremont, CA" in html


def test_methods_of_places_are_listed_with_the_others(run):
    id = "american-dream-jobs-local/1"
    (shown,) = json.loads(run("methodologies", id, "--format", "json").out)
    assert (shown["id"], shown["kinds"]) == (id, ["words for places"])
    assert f"{id} *  Words for local pay" in run("methodologies").out
    done = run("methodologies", "american-dream-jobs-local/2")
    assert done.code == 2
    assert f"Did you mean:\n  {id}\n" in done.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("local", "29-1141", "Portland"), ("names 2 places", "0038860 P", "0038900 P")),
        (("market", "Portland"), ("names 2 places", "0038860 P", "0038900 P")),
        (("show", "29-1141", "--near", "Portland"), ("names 2 places", "0038860 P")),
        (("local", "nurse", "TX"), ("'nurse'", "29-1141.00 Registered Nurses")),
        (("places", "Bay Area"), ("no place 'Bay Area' in data release 2026.3",)),
        (("places", "--", "-x"), ("no place '-x'",)),
        (("local", "29-1141", "TX", "--fallback", "CA"), ("fallback: expected 'state' or 'TX'",)),
        (("local", "29-1141", "TX", "--in-dollars-of", "2025-10"), ("expected a month from",)),
        (
            ("local", "29-1141", "TX", "--data", "2026.1"),
            ("expected a release with wages of areas",),
        ),
        (
            ("best-places", "29-1141", "--by", "luck"),
            ("--by: expected pay or real_pay or jobs or concentration, got 'luck'",),
        ),
        (("best-places", "29-1141", "--limit", "0"), ("limit: expected an integer of at least 1",)),
        (("market", "TX", "--limit", "0"), ("limit: expected an integer of at least 1",)),
        (("best-places",), ("QUERY is missing",)),
    ],
)
def test_what_cannot_be_answered_is_exit_code_2(run, arguments, words):
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert all(each in done.err for each in words), done.err
    assert "Traceback" not in done.err
