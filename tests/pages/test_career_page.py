"""The career page: all of a career in one page, in terminals, HTML and JSON."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import careerscore as cs
from careerscore._career_page import SECTIONS
from careerscore.errors import InvalidInputError, MissingDependencyError
from careerscore.model import (
    EducationPath,
    EpochProfile,
    ExposureMeasure,
    Note,
    Occupation,
    Provenance,
    RelatedOccupation,
    TechnologySkill,
    WageEstimates,
)

CODES = ("29-2072.00", "55-1011.00", "27-2011.00", "29-1211.00", "29-1141.01", "13-1021.00")


@pytest.fixture(scope="module")
def page(records):
    return cs.career_page(records)


@pytest.mark.parametrize("width", [60, 80, 120, 200])
@pytest.mark.parametrize("code", CODES)
def test_no_line_is_too_wide(show, release, code, width):
    lines = show(cs.career_page(release[code]), width).splitlines()
    assert max(map(len, lines)) <= width
    # A very wide terminal is not filled.
    assert max(map(len, map(str.rstrip, lines))) <= 140


def test_there_are_two_columns_where_there_is_room(show, records):
    def is_beside(width):
        lines = show(records, width).splitlines()
        return any("Pay, May 2023 ─" in line and "Education ─" in line for line in lines)

    assert (is_beside(109), is_beside(110)) == (False, True)


def test_a_page_is_made_by_name_release_and_methodology(show):
    page = cs.career_page("nurse practitioners", methodology="webb/2020", data="2026.2")
    assert repr(page).startswith("<CareerPage of <Occupation 29-1171.00 Nurse Practitioners")
    assert page.occupation == cs.occupation("nurse practitioners", data="2026.2")
    assert page.assessment == cs.assess(page.occupation, methodology="webb/2020")
    method = cs.methodology("webb/2020").evolve(title="Mine")
    mine = cs.career_page(page.occupation, methodology=method, everything=True)
    assert mine.assessment.methodology == "webb/2020 (modified)"
    assert "Methodology webb/2020 (modified), Mine, 2020-01-01" in show.words(mine)


def test_a_place_is_looked_up_in_the_release_that_is_given(show, records):
    mine = cs.load("2026.3").replace(oews="2024-05")
    page = cs.career_page("29-2072", near="Texas", data=mine)
    assert page.local == cs.local_pay("29-2072", "Texas", data=mine)
    assert show.section(page, "Near: Texas")[0] == "Place state, TX"
    with pytest.raises(InvalidInputError, match="a release with wages of areas"):
        cs.career_page(records, near="Texas")


def test_show_prints_it(page, show, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    page.show()
    assert capsys.readouterr().out == show(page, 100)


def test_without_rich_show_names_the_extra(page, monkeypatch):
    monkeypatch.setitem(sys.modules, "rich.console", None)
    with pytest.raises(MissingDependencyError, match=r"careerscore\[cli\]"):
        page.show()


texts = st.text(min_size=1, max_size=60).filter(str.strip)
odd_occupations = st.builds(
    Occupation,
    code=st.just("29-2072.00"),
    title=texts,
    category=texts,
    aliases=st.lists(texts, max_size=3),
    technology_skills=st.lists(st.builds(TechnologySkill, name=texts, category=texts), max_size=3),
    related=st.lists(st.builds(RelatedOccupation, code=texts, title=texts, tier=texts), max_size=2),
    siblings=st.dictionaries(texts, texts, max_size=2),
    education=st.builds(EducationPath, entry_level=texts),
    exposures=st.dictionaries(
        texts,
        st.builds(ExposureMeasure, measure=texts, title=texts, unit=texts, value=st.floats(-9, 9)),
        max_size=2,
    ),
    epoch=st.none() | st.just(EpochProfile(empathy=1, presence=2, opinion=3, creativity=4, hope=5)),
    data_release=texts,
    notes=st.dictionaries(
        st.sampled_from(["technology_skills", "related"]),
        st.builds(Note, provenance=st.just(Provenance.MISSING), reason=texts),
    ),
)


@given(odd_occupations, st.integers(60, 200))
@settings(max_examples=30)
def test_no_control_character_is_printed(show, occupation, width):
    text = show(cs.career_page(occupation), width)
    assert {unicodedata.category(character) for character in set(text) - {"\n"}}.isdisjoint(
        {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    )


@pytest.mark.parametrize("code", [*CODES, "47-2152.00", "53-2031.00", "15-1252.00", "29-1229.03"])
def test_the_page_in_short_fits_a_screen(show, code):
    lines = show(cs.career_page(code, data="2026.3"), 80).splitlines()
    assert len(lines) <= 55
    assert not any("…" in line for line in lines)


@pytest.mark.parametrize(
    ("code", "strip", "experience"),
    [
        ("35-1011.00", "<small>plus related work</small>", "5 years or more of related work"),
        (
            "53-2031.00",
            "<small>with on-the-job training, plus related work</small>",
            "Less than 5 years of related work",
        ),
    ],
)
def test_work_experience_that_employers_ask_for_is_said(show, code, strip, experience):
    page = cs.career_page(code, data="2026.3")
    assert strip in page.to_html()
    assert f"Experience {experience}, not counted below" in show.words(page)


@pytest.mark.parametrize(
    ("code", "assumed"),
    [
        ("47-2152.00", ", value to 67: pay as above, before tax, undiscounted"),
        ("55-1011.00", " and value"),
    ],
)
def test_a_value_over_a_working_life_says_what_it_assumes(code, assumed):
    page = cs.career_page(code, data="2026.3").to_html()
    assert f">Education, training{assumed}</h2>" in page


@pytest.mark.parametrize("code", ["47-2152.00", "55-1011.00"])
def test_no_work_experience_is_not_said(show, code):
    assert "related work" not in show.words(cs.career_page(code, data="2026.3"))


def test_factors_are_read_in_their_units_with_the_cuts_of_their_bands(show):
    page = cs.career_page("29-2072.00", data="2026.3")
    assert show.section(page, "AI resilience, american-dream-jobs/2.0")[:4] == [
        "AI exposure 62% of tasks AI could speed up high, above 50% 0 of 2",
        "Job growth +7.8% projected, 2025-35 growing, above 5% 2 of 2",
        "Human advantage 15 of 25, by rule of thumb moderate, 12-20 1 of 2",
        "Total AI-Augmented, 2nd best of 4 AI-Resilient from 5 3 of 6",
    ]


GROWTH = "Job growth +5.4%, 2025-35, rounded to 5% stable, 0-5% 1 of 2"
GAP = (
    "Job growth: published only for the broader group Financial managers (+9.7%), which this score "
    "does not use."
)


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        # A growth that falls into another band when it is rounded.
        ("11-2033.00", [GROWTH]),
        ("11-3031.01", ["Job growth not known 0 to 2 of 2", GAP, "a year, of the broader group"]),
        ("29-1141.00", ["3,379,720 employees in the US, other careers included; jobs +5.6%"]),
        ("29-2072.00", ["Others 3% chance", "from age 25, with tuition and lost pay made up"]),
        ("29-1211.00", ["Ahead from age 31 at the earliest Related", "Training an internship"]),
        ("47-2152.00", ["Tuition none Licence", "Ahead from the start Related"]),
        ("55-1011.00", ["Outlook: the national employment matrix has no military occupations."]),
        ("13-2011.00", ["Training none beyond education"]),
        ("41-2011.00", ["Training on-the-job training of up to 1 month"]),
    ],
)
def test_the_page_says_what_each_figure_is(show, code, texts):
    page = show.words(cs.career_page(code, data="2026.3"))
    page = " ".join(word for word in page.split() if "──" not in word)
    assert [text for text in texts if text not in page] == []


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.2496, "24.96% of tasks"), (0.25, "25% of tasks"), (0.2549, "25% of tasks")],
)
def test_rounding_carries_no_share_over_a_cut(show, share, text):
    career = cs.load("2026.3")["29-2072.00"]
    beta = evolve(career.exposures["eloundou_gpt4_beta"], value=share)
    exposures = {**career.exposures, "eloundou_gpt4_beta": beta}
    assert text in show.words(cs.career_page(evolve(career, exposures=exposures)))


def test_a_share_of_other_tasks_says_nothing_of_ai(show):
    method = cs.methodology("american-dream-jobs/2.0")
    exposure, *others = method.factors
    mine = method.evolve(factors=[evolve(exposure, unit="share of tasks on site"), *others])
    text = show.words(cs.career_page("29-2072.00", methodology=mine, data="2026.3"))
    assert "AI exposure 62% of tasks high, above 50% 0 of 2" in text


@pytest.mark.parametrize(
    ("release", "option"), [("2026.3", ""), ("2026.1", " --data 2026.1"), ("mine", "")]
)
def test_the_command_for_more_names_a_release_that_is_not_the_default(show, release, option):
    career = cs.occupation("29-2072.00", data="2026.1" if release == "mine" else release)
    page = cs.career_page(evolve(career, data_release=release))
    assert f"careerscore show 29-2072.00{option} --section links" in show.words(page)
    for section in ("related", "technology", "names"):
        assert f": careerscore show 29-2072.00{option} --section {section}<" in page.to_html()


@pytest.mark.parametrize(
    ("options", "texts"),
    [
        ({}, ["jobs +7.8%; ", "+7.8% projected growing, "]),
        ({"sections": ["outlook"]}, ["Growth +7.8% Jobs 100, 108 expected Openings"]),
    ],
)
def test_growth_has_no_years_where_none_are_known(show, options, texts):
    career = cs.load("2026.3")["29-2072.00"]
    jobs = {"employment_base_thousands": 0.1, "employment_projected_thousands": 0.108}
    outlook = evolve(career.outlook, base_year=None, **jobs)
    text = show.words(cs.career_page(evolve(career, outlook=outlook), **options))
    assert [each for each in texts if each not in text] == []


def test_pay_says_in_dollars_of_which_month_it_is(show):
    career = cs.occupation("29-2072.00", data="2026.1", in_dollars_of="2026-05")
    text = show.words(cs.career_page(career))
    assert "Pay, May 2023, in dollars of May 2026, a year ──" in text
    assert "Median, half below $53,752" in text


def test_pay_of_nothing_is_drawn(show, records):
    nothing = WageEstimates(p10=0, p25=0, median=0, p75=0, p90=0)
    wages = evolve(records.wages, annual=nothing, hourly=WageEstimates())
    page = cs.career_page(evolve(records, wages=wages))
    assert "Median, half below $0.00" in show.words(page)
    assert "<svg" in page.to_html()


def test_chances_are_of_the_tiers_of_the_consensus(show):
    method = cs.methodology("american-dream-jobs/2.0")
    safe, augmented, _, risk = method.tier_rules
    rules = [evolve(safe, label="Safe"), augmented, evolve(risk, rank=3, label="Unsafe")]
    page = cs.career_page("29-2072.00", methodology=method.evolve(tier_rules=rules), data="2026.3")
    text = show.words(page)
    assert "Total AI-Augmented, 2nd best of 3 Safe from 5 3 of 6 " in text
    assert ", projections and job ratings AI-Augmented 70% chance" in text.replace("█", "")
    assert "In Transition 26% chance" in text.replace("█", "")
    assert "Unsafe" not in text


def test_editions_are_named_by_their_publishers(show):
    career = cs.load("2026.3")["29-2072.00"]
    assert show.words(cs.career_page(career)).endswith(
        "Data 2026.3: BLS wages 2025-05, projections 2025-35, education 2024-34; O*NET 30.1, "
        "30.2; College Board 2025-26. More: --all, --section NAME, --sources."
    )
    mine = evolve(career.wages.source, dataset="my-wages", edition="1")
    text = show.words(cs.career_page(evolve(career, wages=evolve(career.wages, source=mine))))
    assert "Data 2026.3: my-wages 1; BLS projections" in text
    by_hand = show.words(cs.career_page(Occupation(code="29-2072.00", title="By hand")))
    assert "Data made by hand. More: " in by_hand


def test_an_outlook_without_openings_has_growth_alone(show, release):
    career = cs.load("2026.3")["29-2072.00"]
    outlook = evolve(career.outlook, annual_openings_thousands=None)
    text = show.words(cs.career_page(evolve(career, outlook=outlook)))
    assert "194,720 employees in the US; jobs +7.8%, 2025-35. " in text


def test_a_unit_without_words_is_a_number(show):
    unit = {"unit": "index"}
    method = cs.methodology("american-dream-jobs/2.0").evolve(factors={"ai_exposure": unit})
    page = cs.career_page("29-2072.00", methodology=method, data="2026.3")
    name = "AI resilience, american-dream-jobs/2.0 (modified)"
    assert show.section(page, name)[0] == "AI exposure 0.6176 high, above 0.5 0 of 2"


def test_a_measure_that_stands_in_is_no_share_of_tasks(show):
    page = cs.career_page("25-2059.00", data="2026.3")
    short, full = show.words(page), show.words(evolve(page, sections=["score"]))
    assert "AI exposure -0.2653: AIOE divided by 2.5 low, below 25% 2 of 2" in short
    assert "AI exposure -0.2653 Low +2 of 2" in full
    assert "AI exposure: AIOE divided by 2.5, at most 1; published as -0.663292" in full
    assert "of tasks" not in short
    assert "share of tasks" not in full
    shared = show.words(cs.career_page("29-2072.00", data="2026.3"))
    assert "3 of 6 Tasks that need extra software count half. Consensus" in shared
    gap = show.words(cs.career_page("29-1229.03", data="2026.3"))
    assert "for one tier 3 to 5 of 6 Tasks that need extra software count half. Job growth:" in gap


@pytest.mark.parametrize(
    ("code", "studies"), [("27-4015.00", "three"), ("11-2033.00", "four"), ("29-2072.00", "five")]
)
def test_the_consensus_says_of_how_many_studies_it_is(show, code, studies):
    page = cs.career_page(code, data="2026.3")
    assert f"of 6, by {studies} AI studies, projections" in show.words(page)
    assert f"Of {studies} exposure studies, BLS" in show.words(evolve(page, sections=["score"]))


def test_every_figure_and_sentence_of_the_page_has_its_source_and_method(show):
    page = cs.career_page("29-1141.00", sections=["sources"], data="2026.3")
    ids = [each["id"] for each in page.to_dict()["sources"]]
    shown = (page.profile, page.consensus, *page.economics.values, *page.economics.costs)
    assert {source.id for each in shown for source in each.sources} <= set(ids)
    assert len(set(ids)) == len(ids)
    text = show.words(page)
    assert "information from the O*NET 30.2 Database by the U.S. Department of Labor" in text
    for id in (
        "american-dream-jobs/2.0: American Dream Jobs (2026)",
        "careerscore/1.0: careerscore (2026)",
        "careerscore-profile/1.0: careerscore (2026)",
        "discounted-cash-flow/1.1: careerscore (2026)",
    ):
        assert id in text


def test_a_missing_factor_has_its_reason(show):
    text = show.words(cs.career_page("55-1011.00", data="2026.3"))
    assert "AI-Resilient to High Disruption Risk 1 to 5 of 6 points" in text
    assert "Total not enough data for one tier 1 to 5 of 6" in text
    assert "Job growth: the national employment matrix has no military occupations" in text


def test_facts_are_in_a_strip_below_what_the_job_is(show):
    page = cs.career_page("47-2152.00", data="2026.3")
    head = show.words(page).partition("Inside this career")[0]
    assert "A construction job centered on doing physical work" in head
    for fact in ("$63,800", "an apprenticeship", "High school diploma", "AI-Resilient"):
        assert fact in head


def test_no_placeholder_of_the_site_is_on_the_page_in_short(show):
    actors = show.words(cs.career_page("27-2011.00", data="2026.3"))
    assert "$30,000" not in actors
    assert "BLS publishes only hourly wages" in actors
    assert "$30,000" in show.words(cs.career_page("27-2011.00", everything=True, data="2026.3"))


def test_sections_that_do_not_exist_are_refused_together():
    with pytest.raises(InvalidInputError, match="expected one of profile, tasks") as caught:
        cs.career_page("29-2072.00", sections=["wages", "pay", "skills"])
    assert [problem.value for problem in caught.value.problems] == ["'wages'", "'skills'"]


def test_one_section_is_a_list_too_and_all_problems_are_told_together():
    with pytest.raises(InvalidInputError) as caught:
        cs.career_page("29-2072.00", sections="pay", everything="yes", as_published=1)
    fields = [problem.field for problem in caught.value.problems]
    assert fields == ["everything", "as_published", "sections"]


def test_a_section_is_shown_once():
    page = cs.career_page("29-2072.00", sections=["pay", "names", "pay"], data="2026.1")
    assert page.sections == ("pay", "names")


def test_every_section_is_a_part_of_the_document():
    page = cs.career_page("29-2072.00", sections=SECTIONS, near="Texas", data="2026.3")
    document = page.to_dict()
    assert tuple(document) == SECTIONS
    assert document["score"]["consensus"] == cs.to_dict(page.consensus)
    assert document["pay"] == [cs.to_dict(page.occupation.wages), cs.to_dict(page.local)]
    assert next(each["id"] for each in document["sources"]) == "gpts-are-gpts/2024"


CONSENSUS = "Consensus score (careerscore/1.0)"


def consensus_lines(show, page):
    lines = [line.strip() for line in show(page, 80).splitlines()]
    start = lines.index(CONSENSUS)
    return lines[start + 1 : lines.index("", start)]


def test_the_consensus_is_on_the_page_with_its_error_and_the_probability_of_each_tier(show):
    page = cs.career_page("29-2072.00", everything=True, data="2026.3")
    total, *tiers = consensus_lines(show, page)
    assert total == "2.89 ± 0.70 of 6 points, AI-Augmented (2nd best of 4)"
    assert [line.split("%")[0].split()[-1] for line in tiers] == ["1", "70", "26", "2"]
    assert "The two disagree" not in show.words(page)


def test_the_page_says_where_the_consensus_disagrees(show):
    text = show.words(cs.career_page("29-1141.00", data="2026.3"))
    assert "The two disagree: the consensus says AI-Augmented (AI-Resilient: 49%)." in text


def test_tiers_of_another_scale_do_not_disagree(show):
    page = cs.career_page("29-1141.00", methodology="frey-osborne/2013", data="2026.3")
    assert page.assessment.tier != page.consensus.tier
    assert "The two disagree" not in show.words(page)


def test_the_consensus_is_not_beside_itself(show):
    page = cs.career_page("29-2072.00", methodology="careerscore/1.0", data="2026.3")
    assert page.consensus is None
    assert "2.9 ± 0.7 of 6 points" in show.words(page).partition("Inside this career")[0]
    assert "consensus" not in page.to_dict()
    assert CONSENSUS not in show(page, 80)


def test_without_its_release_an_occupation_has_no_consensus(show):
    career = evolve(cs.load("2026.3")["29-2072.00"], data_release="of another machine")
    page = cs.career_page(career)
    assert page.consensus is None
    assert CONSENSUS not in show(page, 80)


@pytest.mark.parametrize(
    ("code", "release", "possible"),
    [("55-1011.00", "2026.3", "0.0 and 6.0"), ("11-9033.00", "2026.2", "1.5 and 3.5")],
)
def test_without_enough_data_the_consensus_is_a_range(show, code, release, possible):
    page = cs.career_page(code, everything=True, data=release)
    first, *reason = consensus_lines(show, page)
    assert first == f"not enough data: between {possible} of 6 points"
    assert "Human advantage: " in " ".join(reason)
    short = show.words(cs.career_page(code, data=release))
    assert f"Consensus not enough data: between {possible} of 6 points, without " in short


def test_careers_are_compared_with_their_consensus_scores(show):
    found = cs.compare("29-2072.00", "29-1141.00", data="2026.3")
    assert "Consensus score 2.9 ± 0.7 of 6, AI-Augmented (70%)" in show.words(found)
    other = cs.compare("29-2072.00", "55-1011.00", data="2026.3", methodology="careerscore/1.0")
    assert "Consensus score" not in show.words(other)
    unknown = show.words(cs.compare("29-2072.00", "55-1011.00", data="2026.3"))
    assert "not enough data: between 0.0 and 6.0 of 6 points" in unknown
