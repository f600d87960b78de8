"""Citations: the methodology and the editions that a result's figures come from."""

from __future__ import annotations

import re

import pytest

import careerscore as cs
from careerscore.errors import InvalidInputError

RESULT = cs.assess("29-2072.00", data="2026.1")


def test_plain_text_has_a_line_for_each():
    lines = cs.cite(RESULT).splitlines()
    assert len(lines) == 4
    assert lines[0].endswith("Scoring. https://americandreamjobs.org [american-dream-jobs/2.0]")
    assert lines[1].startswith("Eloundou, T., Manning, S., Mishkin, P., & Rock, D. (2024).")
    assert lines[1].count("https://doi.org/10.1126/science.adj0998") == 1
    assert lines[2].endswith("https://www.bls.gov/emp/ [employment-projections/2024-34]")


def test_a_composition_cites_the_step_it_took():
    result = cs.assess("55-1011.00", methodology="american-dream-jobs/2.0-as-published")
    keys = re.findall(r"\[(.*)\]", cs.cite(result))
    assert keys[:2] == ["american-dream-jobs/2.0-as-published", "american-dream-jobs/2.0-fallback"]
    assert "legacy-risk/onet-30.1" in keys


def test_bibtex_entries_are_balanced_and_keyed():
    text = cs.cite(RESULT, "bibtex")
    assert re.findall(r"^@(\w+)", text, re.MULTILINE) == ["misc", "article", "misc", "misc"]
    assert text.count("{") == text.count("}")
    assert text.startswith("@misc{american-dream-jobs-2-0,\n  title = {{GPTs are GPTs / BLS / ")
    assert "  year = {2024},\n" in text
    assert "  author = {Eloundou, T. and Manning, S. and Mishkin, P. and Rock, D.},\n" in text
    assert "  author = {{US Bureau of Labor Statistics}},\n" in text
    assert "  url = {https://doi.org/10.1126/science.adj0998},\n" in text
    assert "(data release 2026.1)" in text


@pytest.mark.parametrize("id", cs.methodologies())
def test_bibtex_takes_each_key_once(id):
    text = cs.cite(cs.assess("29-2072.00", methodology=id), "bibtex")
    keys = re.findall(r"^@\w+\{(.*),", text, re.MULTILINE)
    assert len(set(keys)) == len(keys) > 0
    if id == "bls-ai-exposure/2026":
        assert keys == ["bls-ai-exposure-2026", "bls-ai-exposure-2026-data"]


@pytest.mark.usefixtures("forgotten")
def test_hostile_text_adds_no_entry_and_no_line():
    hostile = cs.methodology("american-dream-jobs/2.0").evolve(
        id="example/hostile",
        title=r"50% of $1 & #2_3 {x} ~^\ ",
        url="https://e/}\n@misc{evil, title={x}, evil = {x",
        citation="A (2024)\x1b[31m\u202e\n@misc{evil",
    )
    cs.register(hostile)
    result = cs.assess("29-2072.00", methodology=hostile, data="2026.1")
    lines = cs.cite(result).splitlines()
    assert len(lines) == 4
    assert lines[0].isprintable()
    text = cs.cite(result, "bibtex")
    assert text.splitlines()[1] == (
        r"  title = {{50\% of \$1 \& \#2\_3 \{x\} \textasciitilde{}\textasciicircum{}"
        r"\textbackslash{} }},"
    )
    assert len(re.findall(r"^@", text, re.MULTILINE)) == 4
    assert text.count("{") - text.count(r"\{") == text.count("}") - text.count(r"\}")
    assert all(line.isprintable() for line in text.splitlines())


def test_an_article_has_its_journal_and_an_institution_its_month():
    paper = cs.cite(cs.methodology("frey-osborne/2013"), "bibtex")
    assert paper.startswith(
        "@article{frey-osborne-2013,\n"
        "  title = {{The future of employment: How susceptible are jobs to computerisation?}},\n"
        "  author = {Frey, C. B. and Osborne, M. A.},\n"
        "  year = {2017},\n"
        "  note = {Probability of computerisation},\n"
        "  journal = {Technological Forecasting and Social Change},\n"
        "  volume = {114},\n"
        "  pages = {254--280},\n"
        "  url = "
    )
    science = cs.cite(cs.methodology("eloundou/2024"), "bibtex")
    assert "  journal = {Science},\n  volume = {384},\n  number = {6702},\n" in science
    # The paper that a rule of others is after is not the rule.
    after = cs.cite(cs.methodology("american-dream-jobs-risk/1.0"), "bibtex")
    assert after.startswith("@misc{")
    assert "  author = {{American Dream Jobs}},\n  year = {2026},\n" in after


def test_a_paper_outside_journals_has_its_own_title():
    measure = cs.cite(cs.methodology("eisfeldt-genai-exposure/2024"), "bibtex")
    assert measure.splitlines()[1:5] == [
        "  title = {{Generative AI and Firm Values}},",
        "  author = {Eisfeldt, A. L. and Schubert, G. and Zhang, M. B.},",
        "  year = {2023},",
        "  note = {Exposure to generative AI},",
    ]
    assert (
        "  howpublished = {NBER Working Paper 31222. https://doi.org/10.3386/w31222 "
        "(2026, with B. Taska: Journal of Finance, forthcoming)},\n"
    ) in measure
    spoken = cs.cite(cs.methodology("felten-aioe-language-modeling/2023"), "bibtex")
    assert "{{How will language modelers like ChatGPT affect occupations and ind" in spoken
    # What is left of the citation is the address, which has a field of its own.
    assert "howpublished" not in spoken


def test_what_a_rule_of_others_is_after_gives_it_neither_authors_nor_year():
    text = cs.cite(cs.load("2026.3"), "bibtex")
    entries = {each.partition(",")[0].partition("{")[2]: each for each in text.split("\n\n")}
    rules = ("epoch-heuristic-onet-30-1", "legacy-risk-onet-30-1", "aioe-percentile-2021")
    for key in rules:
        assert "  author = {{American Dream Jobs}},\n" in entries[key]
    years = {key: re.search(r"year = \{(\d+)\}", each)[1] for key, each in entries.items()}
    assert [years[key] for key in rules[:2]] == ["2026", "2026"]
    # As published, not as retrieved: by a day in the citation, else by the name of the edition.
    assert years["national-employment-matrix-2024-34"] == "2025"
    assert years["bls-entry-requirements-2024-34"] == "2025"
    assert years["soc-structure-onet-2019"] == "2019"
    assert years["oews-2025-05"] == "2025"


def test_a_release_cites_its_editions_and_several_cite_each_source_once():
    release = cs.load("2026.1")
    keys = re.findall(r"\[([^\[]+)\]$", cs.cite(release), re.MULTILINE)
    assert keys == [each.id for each in release.datasets]
    assert "{Occupational Employment and Wage Statistics, national estimates, May 2023" in (
        wages := cs.cite(release, "bibtex")
    )
    assert "  year = {2023},\n" in wages
    results = [RESULT, cs.assess("29-1141.00", data="2026.1"), cs.methodology("webb/2020")]
    assert cs.cite(results) == cs.cite(dict(enumerate(results)))
    assert cs.cite(results).splitlines() == [
        *cs.cite(RESULT).splitlines(),
        cs.cite(cs.methodology("webb/2020")),
    ]


@pytest.mark.parametrize("value", [5, "29-1141", [], {"a": "b"}])
def test_only_what_has_sources_is_cited(value):
    with pytest.raises(InvalidInputError, match="result: expected a ResilienceAssessment, an Eco"):
        cs.cite(value)


def test_bare_inputs_cite_the_methodology_alone():
    result = cs.methodology("american-dream-jobs/2.0").score(ai_exposure=0.3)
    assert len(cs.cite(result).splitlines()) == 1


def test_an_unknown_style_is_refused():
    with pytest.raises(InvalidInputError, match="style: expected 'text' or 'bibtex', got 'apa'"):
        cs.cite(RESULT, "apa")


def test_a_result_of_economics_cites_its_method_those_it_asked_and_its_editions():
    value = cs.lifetime_value("29-2072.00", data="2026.1")
    keys = [re.search(r"\[(.*)\]$", line)[1] for line in cs.cite(value).splitlines()]
    methods = ["discounted-cash-flow/1.1", "experience-quantile/1.0", "bls-entry/1.1"]
    assert keys[:4] == [*methods, "college-board/2025-26"]
    assert keys[4:] == [source.id for source in value.sources]
    assert "(data release 2026.1)" in cs.cite(value, "bibtex")


@pytest.mark.parametrize(
    ("result", "keys"),
    [
        (
            cs.local_pay("29-2072", "TX", data="2026.3"),
            ["american-dream-jobs-local/1", "oews-areas/2025-05", "oews/2025-05"],
        ),
        (cs.best_places("29-2072", data="2026.3"), ["oews-areas/2025-05"]),
        (cs.local_market("TX", data="2026.3"), ["american-dream-jobs/2.0", "oews-areas/2025-05"]),
        (cs.pay_history("29-2072", data="2026.3"), ["oews/2019-05", "oews/2020-05"]),
        (
            cs.profile("29-1141", data="2026.3"),
            ["careerscore-profile/1.0", "onet-ratings/30.2", "onet-work-styles/30.1"],
        ),
        (cs.skill_gap("29-1141", "29-1171", data="2026.3"), ["careerscore-profile/1.0"]),
    ],
    ids=lambda value: type(value).__name__,
)
def test_results_on_places_pay_and_ratings_cite_their_method_and_editions(result, keys):
    found = re.findall(r"\[([^]]*)\]$", cs.cite(result), re.MULTILINE)
    assert found[: len(keys)] == keys
    assert {source.id for source in result.sources} <= set(found)
    assert "(data release 2026.3)" in cs.cite(result, "bibtex")
