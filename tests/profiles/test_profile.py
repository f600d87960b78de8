"""What the work of a career is like, by its ratings, and what is said where there are none."""

from __future__ import annotations

from collections import Counter

import pytest
from attrs import evolve

import careerscore as cs
from careerscore.errors import InvalidInputError
from careerscore.model import Occupation, Ratings
from careerscore.profiles import methodologies, methodology

DATA = {"data": "2026.3"}
NURSE, RECORDS, OFFICERS = "29-1141.00", "29-2072.00", "55-1011.00"
GROUPS = ("activities", "skills", "knowledge", "abilities", "styles", "interests", "values")
METHOD = methodology("careerscore-profile/1.0")


@pytest.fixture(scope="module")
def nurse():
    return cs.profile(NURSE, **DATA)


def test_a_profile_has_every_rating_with_its_percentile(nurse):
    ratings = cs.occupation(NURSE, **DATA).ratings
    found = {f"{each.id} {each.scale}": each.value for each in nurse.ratings}
    scales = ("IM", "WI", "OI", "EX")
    assert found == {key: v for key, v in ratings.values.items() if key.split()[1] in scales}
    assert [*dict.fromkeys(each.group for each in nurse.ratings)] == [*GROUPS]
    # By hand: workers of occupations with a lower rating, and half of those with the same.
    release = cs.load("2026.3")
    weights = release.worker_weights
    rated = {
        code: each.ratings.values["2.C.4.e IM"]
        for code, each in release.items()
        if "2.C.4.e IM" in each.ratings.values and code in weights
    }
    own = found["2.C.4.e IM"]
    below = sum(weights[code] for code, value in rated.items() if value < own)
    same = sum(weights[code] for code, value in rated.items() if value == own)
    share = 100 * (below + same / 2) / sum(weights[code] for code in rated)
    (psychology,) = (each for each in nurse.ratings if each.name == "Psychology")
    assert psychology.percentile == pytest.approx(share, abs=0.005)


def median_of(rated, release):
    """The rating of the median worker, by hand."""
    key, weights = f"{rated.id} {rated.scale}", release.worker_weights
    pairs = sorted(
        (each.ratings.values[key], weights.get(code, 0.0))
        for code, each in release.items()
        if key in each.ratings.values
    )
    half, total = sum(weight for _, weight in pairs) / 2, 0.0
    for value, weight in pairs:
        total += weight
        if total >= half:
            return value
    raise AssertionError(key)


@pytest.mark.parametrize("code", [NURSE, "15-1252.00", "35-9021.00"])
def test_notable_ratings_come_first_by_the_order_of_their_group(code):
    profile, data = cs.profile(code, **DATA), cs.load("2026.3")
    for group in GROUPS:
        ratings = [each for each in profile.ratings if each.group == group]
        assert [each.notable for each in ratings] == sorted(
            (each.notable for each in ratings), reverse=True
        )
        named = profile.named(group)
        assert named == tuple(each for each in ratings if each.notable)
        rule = METHOD.groups[group]
        # Those far above the median worker come first, then the others, each by its weight.
        leads = [each.value - median_of(each, data) >= (rule.lead or 9) - 1e-9 for each in named]
        by_rating = rule.order == "rating"
        weights = [each.value * (1 if by_rating else each.percentile) for each in named]
        order = [*zip(leads, weights, strict=True)]
        assert order == sorted(order, reverse=True)
        for each in ratings:
            holds = each.value >= rule.least and each.percentile > rule.above
            assert each.notable == (holds and not each.suppressed)


def test_what_onet_recommends_to_suppress_is_marked_and_not_notable():
    release = cs.load("2026.3")
    found = [
        each
        for code in ("15-1221.00", "19-2041.02", "27-2042.00")
        for each in cs.profile(code, data=release).ratings
        if each.suppressed
    ]
    assert found
    assert not any(each.notable for each in found)


def test_the_profile_of_a_nurse_reads_so(nurse):
    assert nurse.sentence == (
        "A healthcare job centered on keeping records, caring for patients and staying up to date "
        "in the field; it takes knowledge of psychology and medicine."
    )
    assert nurse.paragraphs == {
        "day": "Keeping records matters more here than for about 99% of US workers, and caring for "
        "people more than for 97%. Also important are staying up to date in the field, doing "
        "physical work and noticing changes.",
        "asks": "Knowledge of psychology stands out: it is rated higher than for about 99% of US "
        "workers. The job also asks more than most for awareness of how people react and teamwork, "
        "for knowledge of medicine, and for deductive reasoning and alertness to problems.",
        "suits": "It suits people who pay attention to detail, can be relied on and work well with "
        "others. The work appeals to those who enjoy helping people and figuring things out. It "
        "rewards those who value friendly colleagues and a supportive employer.",
        "changes": "O*NET marks no technology as in demand in this job; those used include "
        "eClinicalWorks EHR software, Epic Systems, Henry Schein Dentrix and MEDITECH software.",
        "compares": "The nearest careers by profile are Nurse Midwives, Critical Care Nurses and "
        "Acute Care Nurses. The first of them takes more knowledge of the law and active learning, "
        "and less knowledge of office procedures and handling of materials.",
    }
    assert [each.title for each in nurse.nearest][3:] == [
        "Licensed Practical and Licensed Vocational Nurses",
        "Nurse Practitioners",
    ]
    assert {each.tier for each in nurse.nearest} == {"Primary-Short", "Primary-Long"}


def test_technologies_in_demand_come_first_and_are_named():
    records = cs.profile(RECORDS, **DATA)
    assert records.technologies[0].name == "Epic Systems"
    assert records.paragraphs["changes"].startswith("Job postings for this work often ask for Epic")
    assert len(records.technologies) == METHOD.named_technologies
    used = cs.occupation(RECORDS, **DATA).technology_skills
    kinds = Counter(each.category for each in used)
    order = [
        (not each.in_demand, each.in_demand or -kinds[each.category], used.index(each))
        for each in cs.profile(
            RECORDS, method=METHOD.evolve(named_technologies=99), **DATA
        ).technologies
    ]
    assert len(order) > 10
    assert order == sorted(order)
    assert all(each.hot or each.in_demand for each in records.technologies)


def test_where_onet_has_not_rated_all_that_is_rated_is_kept_apart():
    records = cs.profile(RECORDS, **DATA)
    assert records.sentence == (
        "A healthcare job for those who enjoy following set procedures, with Epic Systems and "
        "Microsoft Excel in demand; activities and skills have no ratings."
    )
    assert [*records.paragraphs] == ["suits", "changes", "compares"]
    assert records.paragraphs["compares"] == (
        "Among related careers, O*NET lists Medical Transcriptionists, Health Information "
        "Technologists and Medical Registrars, and Medical Secretaries and Administrative "
        "Assistants."
    )
    assert {*records.notes} == {*GROUPS[:4], "values"}
    assert {each.tier for each in records.related} == {"Primary-Short", "Primary-Long"}
    assert records.notes["skills"].reason.startswith("O*NET has no ratings of abilities, skills")
    assert (records.nearest, records.named("skills")) == ((), ())
    officers = cs.profile(OFFICERS, **DATA)
    assert officers.sentence == "A military job; activities and skills have no ratings."
    assert (officers.ratings, officers.technologies, {*officers.notes}) == ((), (), {*GROUPS})


def test_a_release_without_ratings_says_so():
    earlier = cs.profile(NURSE, data="2026.1")
    assert earlier.sentence == "A healthcare job; activities and skills have no ratings."
    assert {each.reason for each in earlier.notes.values()} == {
        "Data release 2026.1 has no ratings of O*NET"
    }
    assert [*earlier.paragraphs] == ["changes", "compares"]
    assert [each.id for each in earlier.sources] == ["onet/30.1", "oews/2023-05"]


def test_ratings_of_an_occupation_made_by_hand_are_ranked_among_the_workers_of_the_newest_release():
    made = cs.profile(Occupation(code="99-9999.00", title="Made up", ratings=Ratings()))
    assert made.sentence == "A job; activities and skills have no ratings."
    ratings = Ratings(values={"2.C.4.e IM": 5.0, "4.A.1.a.1 IM": 4.2}, suppressed=["2.C.4.e IM"])
    made = cs.profile(Occupation(code="99-9999.00", title="Made up", ratings=ratings))
    psychology = next(each for each in made.ratings if each.name == "Psychology")
    assert (psychology.percentile, psychology.suppressed, psychology.notable) == (
        99.96,
        True,
        False,
    )
    assert made.sentence == "A job centered on gathering information."
    assert (made.nearest, made.notes, made.data_release) == ((), {}, None)
    bare = cs.profile(Occupation(code="99-9999.00", title="Made up"))
    assert bare.notes["skills"].reason == "The occupation has no ratings of O*NET"
    assert bare.paragraphs == {}


def test_onets_sentence_is_kept_beside_ours(own, sentences):
    own(sentences)
    records = cs.profile(RECORDS, **DATA)
    assert records.description == cs.occupation(RECORDS, **DATA).description is not None
    assert records.sentence.startswith("A healthcare job")


def test_another_definition_gives_another_profile_and_fingerprint(nurse):
    method = METHOD.evolve(named_careers=1, standing_out=100)
    other = cs.profile(NURSE, method=method, **DATA)
    assert other.methodology == "careerscore-profile/1.0 (modified)"
    assert other.paragraphs["compares"].startswith("The nearest careers by profile are Nurse Mid")
    assert other.paragraphs["day"].startswith("The most important activities are keeping records")
    assert other.fingerprint != nurse.fingerprint
    replaced = cs.load("2026.3").replace(oews="2023-05")
    elsewhere = cs.profile(NURSE, data=replaced)
    assert elsewhere.fingerprint != nurse.fingerprint
    assert elsewhere.ratings[0].percentile != nurse.ratings[0].percentile


def test_the_same_answer_is_given_to_every_way_of_asking(nurse):
    assert cs.profile("registered nurse", **DATA) == nurse
    assert cs.profile(cs.occupation(NURSE, **DATA)) == nurse
    assert cs.loads(cs.dumps(nurse), cs.CareerProfile) == nurse
    assert nurse.data_release == "2026.3"
    assert repr(nurse) == "<CareerProfile 29-1141.00 Registered Nurses>"


def test_a_method_that_is_not_bound_has_no_workers_to_rank_among():
    with pytest.raises(InvalidInputError, match="workers: expected those of a release"):
        METHOD.profile(cs.occupation(NURSE, **DATA))
    with pytest.raises(InvalidInputError, match="expected an Occupation"):
        METHOD.profile("nurse")
    with pytest.raises(InvalidInputError, match="an id or a method of profiles, got 5"):
        cs.profile(NURSE, method=5)


def test_a_definition_compares_at_least_one_group_and_scales_rise():
    alone = {name: evolve(group, compared=False) for name, group in METHOD.compared.items()}
    with pytest.raises(InvalidInputError, match="a group that is compared"):
        METHOD.evolve(**alone, separating=())
    with pytest.raises(InvalidInputError, match="separating: expected groups that are compared"):
        METHOD.evolve(separating=["values"])
    with pytest.raises(InvalidInputError, match="maximum: expected more than 5"):
        evolve(METHOD.skills, minimum=5)
    assert methodologies() == ("careerscore-profile/1.0",)


def test_the_card_has_the_cuts_of_every_group():
    card = METHOD.card()
    assert "| Skills | IM | 35 | 3 | 50 | 2 | rating times percentile |" in card
    assert METHOD.rule.replace("*", "\\*") in card
