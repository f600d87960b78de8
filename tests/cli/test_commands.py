"""What each command prints, for people and for programs."""

from __future__ import annotations

import json

import pytest

import careerscore as cs
from careerscore import local, profiles

PAGE = ("show", "29-2072.00", "--data", "2026.1")


def test_the_page_as_json_is_its_objects(run):
    page = json.loads(run(*PAGE, "--format", "json").out)
    occupation = cs.occupation("29-2072.00", data="2026.1")
    assert cs.from_dict(page["occupation"], cs.Occupation) == occupation
    assert cs.from_dict(page["assessment"], cs.ResilienceAssessment) == cs.assess(occupation)
    economics = cs.from_dict(page["economics"], cs.document_classes()["CareerEconomics"])
    assert economics.progressions[0] == cs.progression(occupation)
    assert economics.values[0] == cs.lifetime_value(occupation)


def test_the_newest_release_is_the_default(run):
    shown = run("assess", "medical-records-specialists", "--format", "json").out
    assert cs.loads(shown, cs.ResilienceAssessment) == cs.assess("29-2072.00", data="2026.3")


RELEASE = ("--data", "2026.1")


@pytest.mark.parametrize(
    "query", ["29-2072.00", "29-2072", "medical-records-specialists", "medical coder"]
)
def test_show_prints_the_page(run, query):
    done = run("show", query, "--data", "2026.1")
    assert done.code == 0
    assert done.err == ""
    lines = done.out.splitlines()
    assert lines[0] == "Medical Records Specialists"
    assert "  AI exposure      62% of tasks AI could speed up  high, above 50%      0 of 2" in lines
    assert "  Median, half below  $48,780  █████████████" in lines
    assert "\x1b" not in done.out
    found = "Found by the job title 'Medical Coder'"
    assert (found in lines) == (query == "medical coder")


def test_show_links_other_careers_in_html_alone(run):
    link = ("--link", "/careers/{slug}")
    html = run(*PAGE, "--format", "html", *link).out
    assert '<a href="/careers/medical-transcriptionists">' in html
    page = cs.career_page("29-2072.00", data="2026.1").to_html(link=link[1])
    assert html == page.encode("ascii", "xmlcharrefreplace").decode()
    done = run(*PAGE, *link)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("careerscore: --link: expected --format html")


def test_show_prints_all_sections_or_some_in_full(run):
    whole = run("show", "29-2072", "--all", *RELEASE).out
    assert "  3 of 6 points, AI-Augmented (2nd best of 4)" in whole.splitlines()
    assert "percentile-ladder/1, as published" in whole
    pay = run("show", "29-2072", "--section", "pay", *RELEASE).out
    assert "  Median  $48,780   $23.45  █████████████" in pay.splitlines()
    assert "Career progression" not in pay
    cited = run("show", "29-2072", "--sources", *RELEASE).out
    assert "Occupational Employment and Wage Statistics" in " ".join(cited.split())
    ours = run("show", "29-2072", "--section", "progression", *RELEASE).out
    both = run("show", "29-2072", "--section", "progression", "--as-published", *RELEASE).out
    assert [text.count("as published") for text in (ours, both)] == [0, 2]
    refused = run("show", "29-2072", "--section", "wages")
    assert refused.code == 2
    assert "expected one of profile, tasks, score, pay" in " ".join(refused.err.split())


def test_a_section_is_a_document_too(run):
    shown = run("show", "29-2072", "--section", "outlook", *RELEASE, "--format", "json").out
    document = json.loads(shown)
    assert list(document) == ["outlook"]
    found = cs.from_dict(document["outlook"], cs.EmploymentOutlook)
    assert found == cs.occupation("29-2072", data="2026.1").outlook


def test_assess_prints_the_score_alone(run):
    done = run("assess", "29-2072.00", "--data", "2026.1")
    assert done.code == 0
    lines = done.out.splitlines()
    assert lines[0] == "Medical Records Specialists 29-2072.00"
    assert lines[1] == "Data release 2026.1"
    assert "  Job growth            +7%  Growing   +2 of 2" in lines
    assert "Pay, May 2023" not in done.out


def test_search_lists_the_nearest(run):
    done = run("search", "medical coder", "--limit", "2", "--data", "2026.1")
    assert done.out.splitlines() == [
        "code        occupation                   found by                     confidence",
        "29-2072.00  Medical Records Specialists  job title: Medical Coder            95%",
        "43-6013.00  Medical Secretaries and      similar: Medical Billing       under 1%",
        "            Administrative Assistants    Coder",
    ]
    title = run("search", "Registered Nurses", "--limit", "1").out.splitlines()[1]
    assert title.split()[3:] == ["title:", "Registered", "Nurses", "99%"]
    code = run("search", "292072", "--data", "2026.1").out.splitlines()
    assert code[1].split() == ["29-2072.00", "Medical", "Records", "Specialists", "code", "100%"]


def test_search_that_finds_nothing_says_so(run):
    done = run("search", "zzzzqqqq")
    assert (done.code, done.out) == (0, "nothing comes near; try another word\n")


def test_methodologies_is_a_catalogue(run):
    text = " ".join(run("methodologies").out.split())
    every = (*cs.methodologies(), *cs.economics.methodologies(), *local.methodologies())
    every = (*every, *profiles.methodologies())
    assert all(f"{id} " in text for id in every)
    listed = json.loads(run("methodologies", "--format", "json").out)
    assert [each["id"] for each in listed] == [*every]


def test_methodologies_are_a_line_each_the_default_first_and_superseded_ones_last(run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")
    lines = [" ".join(line.split()) for line in run("methodologies").out.splitlines()]
    *tables, last = "\n".join(lines).split("\n\n")
    assert last == "One in full, with its cuts: careerscore methodologies ID"
    scores = tables[0].splitlines()[2:]
    assert len(scores) == len(cs.methodologies())
    assert scores[0] == "american-dream-jobs/2.0 * GPTs are GPTs / BLS / EPOCH Additive Scoring"
    assert scores[-2] == "american-dream-jobs/1.0 superseded by american-dream-jobs/2.0"
    defaults = [table.splitlines()[2].split()[:2] for table in tables]
    assert {mark for _, mark in defaults} == {"*"}
    assert ["discounted-cash-flow/1.1", "*"] in defaults
    assert "\n".join(lines).count(" * ") == len(tables)


def test_ids_of_methodologies_are_whole_in_a_narrow_terminal(run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    words = run("methodologies").out.split()
    assert all({id, f"{id}:"} & {*words} for id in cs.methodologies())


def test_a_methodology_is_described_with_its_cuts(run):
    text = " ".join(run("methodologies", "american-dream-jobs/2.0").out.split())
    assert "values label points below 0.25 Low 2 from 0.25, up to 0.5 Medium 1" in text
    assert "3 or more" in text
    assert cs.methodology("american-dream-jobs/2.0").fingerprint in text


def test_one_methodology_names_its_inputs_and_tiers_or_its_kinds(run):
    (shown,) = json.loads(run("methodologies", "american-dream-jobs/2.0", "--format", "json").out)
    assert (shown["id"], shown["released"]) == ("american-dream-jobs/2.0", "2026-01-09")
    names = [entry["name"] for entry in shown["inputs"]]
    assert names == ["ai_exposure", "job_growth", "human_advantage"]
    assert shown["tiers"][0]["label"] == "AI-Resilient"
    (shown,) = json.loads(run("methodologies", "onet-mode/1", "--format", "json").out)
    assert shown["kinds"] == ["path"]
    assert shown["fingerprint"] == cs.economics.methodology("onet-mode/1").fingerprint
    for id, kind in (
        ("american-dream-jobs-local/1", "words for places"),
        ("careerscore-profile/1.0", "profiles"),
    ):
        (shown,) = json.loads(run("methodologies", id, "--format", "json").out)
        assert shown["kinds"] == [kind]


def test_a_methodology_file_is_described(run, tmp_path, data_folder):
    text = (data_folder / "methodologies/american-dream-jobs/2.0.toml").read_text(encoding="utf-8")
    own = tmp_path / "own.toml"
    own.write_text(text.replace("american-dream-jobs/2.0", "example/1.0"), encoding="utf-8")
    assert run("methodologies", str(own)).out.startswith("example/1.0\nGPTs are GPTs")
    done = run("assess", "29-2072.00", "--methodology", str(own), "--format", "json")
    assert json.loads(done.out)["methodology"] == "example/1.0"


def test_data_list_is_a_catalogue_of_releases_and_editions(run):
    done = run("data", "list")
    text = " ".join(done.out.split())
    assert "2026.1 2026-11-23: 1,016 occupations, 16 editions. The vintage of the" in text
    assert "2026.3 2026-11-28: 1,016 occupations, 35 editions, the default. Proj" in text
    assert (
        "cip-soc/2020 CIP 2020 to SOC 2018 crosswalk 5,723 rows. US National Center for Education "
        "Statistics, retrieved 2026-11-23. Licence: US public domain. In 2026.1, 2026.2, 2026.3."
    ) in text
    assert "Licence: MIT. In 2026.1, 2026.2, 2026.3." in text
    assert "Computed from 2026.2, and read with it." in text
    assert "Your own" not in text


def test_data_list_as_json(run):
    shown = json.loads(run("data", "list", "--format", "json").out)
    assert [one["release"] for one in shown["releases"]] == ["2026.1", "2026.2", "2026.3"]
    assert shown["releases"][0]["editions"]["oews"] == "2023-05"
    assert shown["releases"][2]["released"] == "2026-11-28"
    assert shown["releases"][2]["description"].startswith("Projections for 2025-35")
    assert shown["releases"][1]["fingerprint"] == cs.load("2026.2").fingerprint
    assert {"source", "rows", "releases", "own"} == set(shown["editions"][0])
    assert not any(one["own"] for one in (*shown["editions"], *shown["releases"]))


def test_data_verify_checks_every_file_or_those_of_a_release(run, data_files):
    done = run("data", "verify")
    text = f"{len(data_files)} files are as released; verified: 2026.1, 2026.2, 2026.3\n"
    assert done == (0, text, "")
    shown = json.loads(run("data", "verify", "2026.1", "--format", "json").out)
    assert shown == {
        "verified": ["2026.1"], "files": cs.load("2026.1").verify(), "own_files": 0
    }  # fmt: skip


def test_the_version_and_the_help_are_printed(run):
    assert run("--version").out == f"{cs.__version__}\n"
    for arguments in ([], ["--help"], ["show", "--help"], ["data"], ["data", "build", "--help"]):
        done = run(*arguments)
        assert done.code == 0
        assert "Usage: careerscore" in done.out


def test_colour_is_for_terminals_and_those_who_force_it(run, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[1;33mAI-Augmented\x1b[0m" in run("assess", "29-2072.00", "--data", "2026.1").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[1;33m" not in run("assess", "29-2072.00", "--data", "2026.1").out


def test_show_as_html_is_a_whole_page_in_any_encoding(run):
    shown = run("show", "29-2072.00", "--data", "2026.1", "--format", "html")
    assert shown.code == 0
    assert shown.out.startswith("<!doctype html>\n")
    assert "<title>Medical Records Specialists</title>" in shown.out
    assert "AI-Augmented</strong> (2nd best of 4)" in shown.out
    assert shown.out.isascii()
    assert "O*NET&#174;" in shown.out
