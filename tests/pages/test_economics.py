"""Pages on pay, education, cost, value and comparisons: what the golden pages do not have."""

from __future__ import annotations

import attrs
import pytest

import careerscore as cs
from careerscore.economics import Money, Range
from careerscore.model import (
    EducationPath,
    EducationShare,
    Note,
    Occupation,
    Provenance,
    WageDistribution,
    WageEstimates,
)

FULL = WageEstimates(p10=30_000, p25=40_000, median=50_000, p75=60_000, p90=70_000)
NOTE = Note(provenance=Provenance.TOP_CODED, reason="top code", bound=90_000)
TOP_CODED = attrs.evolve(FULL, p90=None, notes={"p90": NOTE})
NO_EDUCATION = EducationPath(
    bls_entry_level="No formal educational credential", bls_on_the_job_training="None"
)


def by_hand(**changes):
    return Occupation(**{"code": "29-2072.00", "title": "Made by hand"} | changes)


def paid(pay=FULL, **changes):
    return by_hand(wages=WageDistribution(annual=pay), **changes)


def educated(level, **changes):
    path = {"bls_entry_level": level, "bls_on_the_job_training": "None"}
    return {"education": EducationPath(**path | changes)}


def test_a_result_has_head_section_sources_and_fingerprint(show, records):
    result = cs.education_cost(records)
    lines = [line for line in show.lines(result, 160) if line]
    assert lines[:2] == ["Medical Records Specialists 29-2072.00", "Data release 2026.1"]
    assert "college-board-tuition/2025-26: College Board, " in " ".join(lines)
    assert lines[-1] == f"Fingerprint of this result: {result.fingerprint}"
    nobody = attrs.evolve(result, occupation_code=None, occupation_title=None, data_release=None)
    assert show.lines(nobody)[0] == "Data release none: made by hand"


class OtherRequirements(cs.EducationRequirements):
    """A class of another package."""


def test_results_and_sources_of_other_packages_have_pages(show, records):
    ours = cs.education_requirements(records)
    fields = {field.name: getattr(ours, field.name) for field in attrs.fields(type(ours))}
    fields["by_source"] = [attrs.evolve(ours.by_source[0], by="survey")]
    lines = show.lines(OtherRequirements(**fields))
    assert "By survey Postsecondary nondegree award" in lines
    assert "Only survey names a level." in lines


def test_a_range_can_have_one_end(show):
    lines = show.lines(cs.progression(paid(TOP_CODED)))
    assert "Experienced 10-20 years P75 $60,000 $50,000 - —" in lines
    assert "after 0 years" not in show(cs.progression(by_hand()))


def test_more_than_six_reasons_are_cut_and_counted(show, release):
    ladder = cs.progression(release["55-1011.00"], method="percentile-ladder/1")
    assert "more" not in show(ladder)
    many = attrs.evolve(ladder, reasons=tuple(f"reason {number}." for number in range(8)))
    text = show.words(many)
    assert "fallback: reason 5. fallback: and 2 more" in text
    assert "reason 6" not in text


@pytest.mark.parametrize(
    ("onet", "text"),
    [
        ("Associate's degree", "The two sources name the same level."),
        ("Bachelor's degree", "The two sources name different levels."),
    ],
)
def test_the_page_tells_whether_the_sources_agree(show, onet, text):
    shares = [EducationShare(level=onet, percent=60)]
    career = by_hand(**educated("Associate's degree", onet_shares=shares), job_zone=2)
    lines = show.section(cs.career_page(career, everything=True), "Education and training", 109)
    assert text in lines
    assert "Licence varies by state; check CareerOneStop not shown as required" in lines


@pytest.mark.parametrize(
    ("bls", "onet", "text"),
    [
        ("Associate's degree", None, "O*NET has not surveyed this job's education, so only BLS's"),
        (None, "Bachelor's degree", "Only O*NET names a level."),
        (None, None, "No source names a level."),
    ],
)
def test_the_page_tells_which_source_is_missing(show, bls, onet, text):
    shares = [EducationShare(level=onet, percent=60)] if onet else []
    result = cs.education_requirements(by_hand(**educated(bls, onet_shares=shares)))
    assert any(line.startswith(text) for line in show.lines(result))


@pytest.mark.parametrize(
    ("method", "data", "name"),
    [
        ("percentile-ladder/1", "2026.1", "percentile-ladder/1, as published"),
        ("percentile-ladder/1", "2026.2", "percentile-ladder/1, by the site's formula"),
        ("experience-quantile/1.0", "2026.2", "experience-quantile/1.0"),
    ],
)
def test_a_published_method_is_so_named_on_the_inputs_of_the_site_alone(show, method, data, name):
    ask = cs.progression
    assert name in show.lines(ask("29-2072.00", method=method, data=data))
    if method == "percentile-ladder/1":
        real = ask("29-2072.00", method=method, data="2026.1", in_dollars_of="2025-05")
        nobody = ask(paid(), method=method)
        for result in (real, nobody):
            assert f"{method}, by the site's formula" in show.lines(result)


def test_no_education_takes_no_years(show):
    career = by_hand(**educated("High school diploma or equivalent"), job_zone=1)
    lines = show.lines(cs.education_requirements(career))
    assert "Education none" in lines
    assert "Training none" in lines
    assert "Until fully trained none" in lines
    former = show.lines(cs.education_requirements(career, method="bls-entry/1.0"))
    assert "Until fully trained up to 6 months" in former
    unknown = show.lines(cs.education_requirements(by_hand()))
    assert {"Education not known", "Training not known", "Licence not known"} <= set(unknown)


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        (
            "47-2152.00",
            {
                "Education none",
                "Training an apprenticeship of 3 to 5 years (typically 4), paid",
                "Until fully trained 3 to 5 years (typically 4)",
            },
        ),
        (
            "29-1211.00",
            {
                "Education 7 to 12 years (typically 8)",
                "Training an internship and residency of 3 to 9 years",
                "Until fully trained 10 to 21 years",
            },
        ),
        ("17-1011.00", {"Until fully trained at least 4 years"}),
        ("31-9092.00", {"Education 6 months to 2 years (typically 1)", "Training none"}),
        ("41-2011.00", {"Training on-the-job training of up to 1 month, paid"}),
        ("43-3031.00", {"Training on-the-job training of 1 to 12 months (typically 6), paid"}),
    ],
)
def test_training_stands_beside_education_in_words(show, release, code, lines):
    assert lines <= set(show.lines(cs.education_requirements(release[code])))


def test_a_cost_known_in_part_is_a_lower_bound(show, release):
    lines = show.lines(cs.education_cost(release["29-1171.00"]))
    assert "Public four-year, in state $47,800 plus graduate tuition" in lines
    assert "Typical $47,800 plus graduate tuition" in lines
    assert "Range not known" in lines


@pytest.mark.parametrize(
    ("career", "assumptions", "text"),
    [
        (
            paid(education=NO_EDUCATION),
            {},
            "life: about $380,000 more than a high-school graduate.",
        ),
        (
            paid(education=NO_EDUCATION),
            {},
            "Ahead from age 21 Return on tuition and pay forgone no education to pay for",
        ),
        (paid(education=NO_EDUCATION), {"savings_rate": 0.2}, "Net worth at the end about $1,"),
        (paid(TOP_CODED, **educated("Associate's degree")), {}, "life: at least $"),
        (paid(**educated("Bachelor's degree")), {}, "pay forgone 0.709% a year Discounted at 3%"),
        (
            paid(**educated("Master's degree")),
            {},
            "graduate, before graduate tuition. Ahead never Discounted",
        ),
        (paid(**educated(None)), {}, "Over a working life: not known. Assumed from 18 to 67"),
        (paid(), {"discount_rate": 0.0999}, "before tax; 9.99% discount rate"),
        (
            paid(),
            {"discount_rate": 0.1},
            "from 18 to 67, pay by experience-quantile/1.0, before tax; 10% di",
        ),
        (paid(), {"discount_rate": 0.0043}, "before tax; 0.43% discount rate"),
    ],
)
def test_value_has_its_figures(show, career, assumptions, text):
    assert text in show.words(cs.lifetime_value(career, cs.Assumptions(**assumptions)))


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (
            "47-2152.00",
            "life: about $1,760,000 more than a high-school graduate. Ahead from the start",
        ),
        (
            "41-2011.00",
            "life: about $810,000 less than a high-school graduate. Ahead never Return on",
        ),
    ],
)
def test_the_gain_is_a_sentence(show, release, code, words):
    assert words in show.words(cs.lifetime_value(release[code]))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Money.exact(4_000), "about as much as Carpenters"),
        (Money.exact(-14_000), "about $10,000 less than Carpenters"),
        (Money(-90_000, -20_000), "$20,000 to $90,000 less than Carpenters"),
        (Money(-20_000, 0), "$0 to $20,000 less than Carpenters"),
        (Money(-90_000, 20_000), "-$90,000 to $20,000 more than Carpenters"),
        (Money.at_least(20_000), "at least $20,000 more than Carpenters"),
        (Money(), "not known"),
    ],
)
def test_a_gain_is_rounded_with_its_bounds(show, value, words):
    found = cs.lifetime_value(paid(education=NO_EDUCATION), baseline="47-2031.00")
    gain = attrs.evolve(found.gain, lifetime=value)
    assert f"Over a working life: {words}." in show.lines(attrs.evolve(found, gain=gain))


@pytest.mark.parametrize(
    ("ages", "words"),
    [
        (Range(18, 18, 18), "from the start"),
        (Range(18, None, 30), "from age 18 to 30"),
        (Range(18, None, None), "from age 18 at the earliest"),
        (Range(25, 25, 25), "from age 25"),
        (None, "never"),
    ],
)
def test_the_age_from_which_a_career_is_ahead_has_its_bounds(show, ages, words):
    found = cs.lifetime_value(paid(education=NO_EDUCATION))
    gain = attrs.evolve(found.gain, ahead_age=ages)
    assert f"Ahead {words}" in show.lines(attrs.evolve(found, gain=gain))


def test_former_versions_and_the_site_keep_their_figures(show, release):
    figures = {
        "discounted-cash-flow/1.0": ("Internal rate of return 61% a year", "Paid back at age 23"),
        "american-dream-jobs-compare/1": ("Return on cost 1522%", "Break-even in year 2 of work"),
        "american-dream-jobs-calculator/1": (
            "Paid back at age 29",
            "Net worth at the end $2,928,708",
        ),
    }
    for method, lines in figures.items():
        words = show.words(cs.lifetime_value(release["29-1141.00"], method=method))
        assert all(line in words for line in lines), words
    crew = release["55-1011.00"]
    compared = cs.compare(release["29-1141.00"], crew, method="discounted-cash-flow/1.0")
    assert "Internal rate of return 61% a year not known" in show.lines(compared)
    no_cost = cs.lifetime_value(release["47-2152.00"], method="discounted-cash-flow/1.0")
    assert "Paid back no tuition to pay back" in show.lines(no_cost)


def compared(*careers, **assumptions):
    return cs.compare(*careers, cs.Assumptions(**assumptions))


@pytest.fixture(scope="session")
def nurses(release):
    return release["29-1141.00"]


def test_a_lead_from_the_first_year_on(show):
    poor = paid(education=NO_EDUCATION)
    double = WageEstimates(p10=60_000, p25=80_000, median=100_000, p75=120_000, p90=140_000)
    rich = attrs.evolve(
        poor, wages=WageDistribution(annual=double), code="11-1011.00", title="Rich"
    )
    text = show.words(compared(poor, rich))
    assert "Made by hand and Rich: from the first year on Rich lead; net present value" in text
    assert "on the difference" not in text
    free = "no education to pay for"
    assert f"Return on tuition and pay forgone {free} {free}" in text
    assert "Training none none Until trained none none" in text
    assert "data release" not in text
    former = show.words(cs.compare(poor, rich, method="discounted-cash-flow/1.0"))
    assert "Training time none none" in former
    assert "Internal rate of return none none" in former


def test_a_lead_from_the_first_year_on_is_no_return_on_a_cost(show):
    trades = cs.compare("electricians", "plumbers", data="2026.3")
    assert trades.crossovers[0].irr_of_difference < 0
    assert "net present value higher by about $10,000. Work from" in show.words(trades)


def test_equal_titles_have_a_number_and_the_release(show, records):
    text = show.words(compared(records, attrs.evolve(records, aliases=("Twin",))), 200)
    one, two = (f"Medical Records Specialists ({n}, data release 2026.1)" for n in (1, 2))
    assert f"{one} and {two}: even at the end." in text
    text = show.words(compared(paid(), attrs.evolve(paid(), aliases=("Twin",))))
    assert "Made by hand (1) and Made by hand (2): when they cross is not known" in text
    newer = cs.occupation("29-2072.00", data="2026.2")
    for pair in ((records, newer), (newer, records)):
        text = show.words(compared(*pair), 200)
        place = pair.index(newer) + 1
        lead = f"on Medical Records Specialists ({place}, data release 2026.2) lead; net present"
        assert f"{lead} value higher by about $80,000" in text


def test_assumptions_are_named(show, records, nurses):
    tax = cs.economics.TaxSchedule(
        name="a tenth", brackets=[cs.economics.TaxBracket(above=0, rate=0.1)]
    )
    text = show.words(compared(records, nurses, discount_rate=0.05, tax=tax))
    assert "Assumed: discount_rate: 0.05" in text
    assert "Assumed: tax: a tenth" in text
    assert (
        "Work from 18 to 67, pay by experience-quantile/1.0, after the tax assumed, in con" in text
    )
    assert "over a working life are not discounted; present values are, at 5% a year." in text


def test_a_published_figure_that_one_career_lacks_is_none(show, records, nurses):
    comparison = cs.compare(records, nurses, method="american-dream-jobs-compare/1")
    first, second = comparison.careers
    second = attrs.evolve(second, value=attrs.evolve(second.value, payback_years=None))
    lacking = attrs.evolve(comparison, careers=(first, second))
    assert "Break-even in year 4 of work none" in show.lines(lacking)


@pytest.mark.parametrize("width", range(76, 96))
def test_a_comparison_of_four_careers_loses_no_letter(show, release, width):
    careers = [release[code] for code in ("29-2072.00", "29-1141.00", "29-1211.00", "27-2011.00")]
    lines = show(cs.compare(*careers), width).splitlines()
    assert max(map(len, lines)) <= width
    facts = " ".join(" ".join(lines).split())
    assert all(f" {word} " in f"{facts} " for word in ("not known", "college,", "Education"))


@pytest.mark.parametrize("width", [40, 60])
def test_in_a_narrow_terminal_no_number_is_broken(show, records, nurses, width):
    for value, numbers in (
        (cs.progression(records), ("$35,080", "$77,810", "$36,511")),
        (cs.education_cost(records, method="american-dream-jobs/2024"), ("$110,538", "($27,634")),
        (compared(records, nurses), ("$770,000", "18%")),
    ):
        lines = show.lines(value, width)
        assert max(map(len, lines)) <= width
        assert "…" not in " ".join(lines)
        assert all(any(number in line for line in lines) for number in numbers)
    narrow = show.words(cs.progression(records), 50)
    assert "Entry: experience 0-2 years; percentile P10; pay $35,080; range $35,080" in narrow


def test_a_card_lists_the_trainings_with_their_sources():
    card = cs.economics.methodology("bls-entry/1.1").card()
    assert (
        "| Internship/residency | SOC 29-12 | 3 to 9 years | US Bureau of Labor Statistics" in card
    )
    assert "| Internship/residency | all others | not known | US Bureau" in card
    assert "**Training**" not in cs.economics.methodology("bls-entry/1.0").card()
