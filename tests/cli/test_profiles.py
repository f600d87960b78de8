"""What the command line prints on what work is like."""

from __future__ import annotations

import careerscore as cs

DATA = ("--data", "2026.3")
JSON = (*DATA, "--format", "json")


def test_each_command_is_its_function(run):
    found = cs.loads(run("profile", "registered nurse", *JSON).out, cs.CareerProfile)
    assert found == cs.profile("29-1141.00", data="2026.3")
    found = cs.loads(run("skill-gap", "lawyers", "29-2072", *JSON).out, cs.SkillGap)
    assert found == cs.skill_gap("23-1011.00", "29-2072.00", data="2026.3")
    earlier = run("profile", "29-1141", "--data", "2026.1").out
    assert "Data release 2026.1 has no ratings of O*NET" in earlier


def test_a_page_is_read_at_80_columns(run):
    for arguments in (
        ("profile", "registered-nurses"),
        ("profile", "51-4072"),
        ("profile", "29-2072"),
        ("profile", "55-1011"),
        ("skill-gap", "51-4072", "13-1031"),
        ("skill-gap", "lawyers", "29-2072"),
    ):
        done = run(*arguments, *DATA)
        assert (done.code, done.err) == (0, "")
        assert max(map(len, done.out.splitlines())) <= 80
        assert "…" not in done.out


def test_a_page_has_the_sentences_and_the_ratings_behind_them(run):
    text = run("profile", "registered-nurses", *DATA).out
    profile = cs.profile("29-1141.00", data="2026.3")
    words = " ".join(text.split())
    assert all(each in words for each in (profile.sentence, *profile.paragraphs.values()))
    lines = [line.split() for line in text.splitlines()]
    assert ["Social", "Perceptiveness", "4.12", "of", "5", "98", "█" * 20] in lines
    assert ["Attention", "to", "Detail", "3", "of", "3", "95", "█" * 19] in lines
    assert ["Social", "5.62", "of", "7", "85", "█" * 17] in lines
    # No share of workers is all or none of them.
    assert ["Documenting/Recording", "Information", "4.86", "of", "5", "99", "█" * 20] in lines
    assert "onet-ratings/30.2" in text
    assert profile.fingerprint in text
    html = run("profile", "registered-nurses", *DATA, "--format", "html").out
    assert html.startswith("<!doctype html>")


def test_a_gap_has_what_rises_and_falls_with_percentiles(run):
    text = run("skill-gap", "retail-salespersons", "registered-nurses", *DATA).out
    lines = [" ".join(line.split()) for line in text.splitlines()]
    assert lines[0] == "Retail Salespersons to Registered Nurses"
    assert "Mean difference 36.9 percentile points" in lines
    assert "Documenting/Recording Information work activities 2.73 to 4.86 14 to 99" in lines
    more, less = (
        next(n for n, line in enumerate(lines) if line.startswith(each))
        for each in ("Takes more", "Takes less")
    )
    assert more < less < lines.index("Sales and Marketing knowledge 4.52 to 1.89 96 to 33")
    text = run("skill-gap", "53-3032", "15-1252", *DATA).out
    assert "New technology" in text
    assert "Apache Kafka" in text
