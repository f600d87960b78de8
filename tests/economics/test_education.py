"""Education requirements: the entry level by each source, and which one is used."""

import attrs
import pytest
from hypothesis import given

import careerscore as cs
from careerscore.economics import Range, TrainingTime
from careerscore.errors import InvalidInputError
from careerscore.model import EducationPath, EducationShare, Note, Occupation, Provenance, Status
from careerscore.testing import occupations

PUBLISHED = cs.economics.methodology("onet-mode/1")
OURS = cs.economics.methodology("bls-entry/1.0")


def asking(bls=None, onet=None, *, zone=3, **education):
    """An occupation with a level by BLS, and shares of answers by O*NET."""
    shares = [EducationShare(level=level, percent=share) for level, share in (onet or {}).items()]
    return Occupation(
        code="00-0000.00",
        title="Testers",
        job_zone=zone,
        education=EducationPath(bls_entry_level=bls, onet_shares=shares, **education),
    )


def test_of_two_answers_as_frequent_the_lower_one_is_used():
    tie = asking(onet={"Associate's degree": 40, "Bachelor's degree": 40, "Master's degree": 20})
    result = PUBLISHED.path(tie)
    assert (result.entry_level, result.entry_level_by) == ("Associate's degree", "onet")
    assert result.entry_level_reason == (
        "O*NET: named as required by 40% of those asked, as many as name a higher level"
    )


def test_where_bls_has_no_level_onet_is_asked():
    result = OURS.path(asking(onet={"Master's degree": 60.5}))
    assert (result.entry_level, result.entry_level_by) == ("Master's degree", "onet")
    assert result.entry_level_reason == (
        "BLS has no level: it assigns none to this occupation; "
        "O*NET: named as required by 60.5% of those asked, more than any other"
    )


def test_where_no_source_has_a_level_there_is_none():
    result = OURS.path(asking())
    assert (result.entry_level, result.entry_level_by) == (None, "none")
    assert result.status is Status.INSUFFICIENT
    assert result.reasons == (
        (
            "entry level: BLS has no level: it assigns none to this occupation; "
            "O*NET has no level: no answers to its question on the required level of education"
        ),
    )
    without_zone = OURS.path(asking(zone=None))
    assert without_zone.reasons == (
        *result.reasons,
        "years to job-ready: O*NET has no job zone for this occupation",
    )


def test_notes_on_what_is_missing_are_told():
    inherited = Note(provenance=Provenance.INHERITED, reason="that of its parent")
    gone = Note(provenance=Provenance.MISSING, reason="not asked yet")
    notes = {"bls_entry_level": inherited, "onet_shares": gone}
    result = OURS.path(asking("Bachelor's degree", notes=notes))
    assert result.entry_level_reason == "BLS: that of its parent"
    assert [entry.reason for entry in result.by_source] == ["that of its parent", "not asked yet"]
    nothing = OURS.path(asking(notes={"*": gone}))
    assert [entry.reason for entry in nothing.by_source] == ["not asked yet"] * 2


def test_without_a_job_zone_ours_says_nothing_of_it_and_the_site_takes_the_third():
    occupation = attrs.evolve(
        asking("Bachelor's degree", {"Bachelor's degree": 90}, zone=None),
        notes={"job_zone": Note(provenance=Provenance.MISSING, reason="not rated")},
    )
    ours = OURS.path(occupation)
    assert (ours.years_to_job_ready, ours.status) == (None, Status.PARTIAL)
    assert ours.reasons == ("years to job-ready: not rated",)
    published = PUBLISHED.path(occupation)
    assert published.years_to_job_ready == Range(1, 2, 3)
    assert published.reasons == ("job zone: not rated; 3 stands in",)
    assert published.status is Status.FALLBACK
    assert published.license_required is True


def test_a_level_set_by_hand_comes_before_every_source(old):
    result = PUBLISHED.path(old["29-1229.00"])
    assert (result.entry_level, result.entry_level_by) == ("Post-doctoral training", "override")
    assert "entry level: set by hand for this occupation, before any source" in result.reasons
    assert result.status is Status.FALLBACK
    assert OURS.path(old["29-1229.00"]).entry_level == "Doctoral or professional degree"


@pytest.mark.parametrize("method", [PUBLISHED, OURS])
def test_the_caller_may_choose_the_level(method, page):
    result = method.path(page, level="Master's degree")
    assert (result.entry_level, result.entry_level_by) == ("Master's degree", "caller")
    assert result.entry_level_reason == "chosen by the caller"
    assert attrs.astuple(result.duration) == (5, 6, 7)
    assert (result.status, result.reasons) == (Status.COMPLETE, ())
    assert result.assumption_notes == ("level of education: Master's degree",)
    assert method.path(page).assumption_notes == ()
    assert result.fingerprint != method.path(page).fingerprint


def test_a_wrong_level_is_refused_with_the_nearest(page):
    with pytest.raises(InvalidInputError) as caught:
        OURS.path(page, level="Bachelors degree")
    (problem,) = caught.value.problems
    assert (problem.field, problem.value) == ("level", "'Bachelors degree'")
    assert '"Bachelor\'s degree"' in problem.expected
    for wrong in (7, [], "xyzzy"):
        with pytest.raises(InvalidInputError) as caught:
            OURS.path(page, level=wrong)
        expected = caught.value.problems[0].expected
        assert "'Doctoral or professional degree'" in expected
        assert expected.count(" or ") >= len(OURS.durations) - 1


@pytest.mark.parametrize("level", ["bachelor's degree", "Bachelor’s  DEGREE", " Bachelor`s degree"])
def test_case_blanks_and_apostrophes_of_a_level_do_not_matter(level, page):
    named = "Bachelor's degree"
    for method in (PUBLISHED, OURS):
        assert method.path(page, level=level) == method.path(page, level=named)
    for id in cs.economics.methodologies("cost"):
        cost = cs.economics.methodology(id).cost
        assert cost(page, level=level).total == cost(page, level=named).total
    assert cs.education_cost(page, level=level) == cs.education_cost(page, level=named)


def test_an_unknown_level_of_a_source_has_no_duration():
    result = OURS.path(asking("Apprenticeship"))
    assert (result.entry_level, result.duration, result.training_time) == (
        "Apprenticeship",
        None,
        None,
    )
    assert result.status is Status.INSUFFICIENT
    assert result.reasons == ("duration: the method has none for 'Apprenticeship'",)


@pytest.mark.parametrize(
    ("bls", "onet", "agree"),
    [
        ("Bachelor's degree", "Bachelor's degree", True),
        ("Bachelor's degree", "Master's degree", False),
        ("No formal educational credential", "Less than high school", True),
        ("Doctoral or professional degree", "Post-doctoral training", True),
        ("Doctoral or professional degree", "Master's degree", False),
        ("Bachelor's degree", None, None),
        (None, "Bachelor's degree", None),
    ],
)
@pytest.mark.parametrize("method", [PUBLISHED, OURS])
def test_whether_the_sources_agree(method, bls, onet, agree):
    occupation = asking(bls, {onet: 90} if onet else None)
    assert method.path(occupation).sources_agree is agree


def test_a_level_without_equivalents_is_its_own_equivalent():
    mine = OURS.evolve(equivalents={})
    assert mine.path(asking("Master's degree", {"Master's degree": 90})).sources_agree is True
    assert mine.path(asking("Master's degree", {"Doctoral degree": 90})).sources_agree is False


@given(occupations())
def test_every_occupation_has_an_answer(occupation):
    published, ours = PUBLISHED.path(occupation), OURS.path(occupation)
    assert published.duration is not None
    assert published.training_time in ("<6mo", "6-24mo", "2-4yr", "4+yr")
    assert (ours.entry_level is None) == (ours.entry_level_by == "none")
    for result in (published, ours):
        assert result.occupation_code == occupation.code
        assert (result.status is Status.COMPLETE) == (not result.reasons)


@pytest.mark.parametrize(
    ("years", "label"), [(0, "a"), (0.9, "a"), (1, "b"), (2.9, "b"), (3, "c"), (9, "c")]
)
def test_a_class_of_durations_begins_where_the_one_before_ends(years, label):
    times = [TrainingTime(label=name, below=cut) for name, cut in (("a", 1), ("b", 3), ("c", None))]
    mine = OURS.evolve(durations={"Own": Range(0, years, 20)}, training_times=times)
    assert mine.path(asking("Own")).training_time == label


def test_a_duration_without_a_typical_one_is_in_no_class():
    mine = OURS.evolve(durations={"Own": Range(1, None, 2)})
    assert mine.path(asking("Own")).training_time is None


def test_a_licence_may_be_shown_from_another_job_zone():
    mine = OURS.evolve(license_from_job_zone=4)
    assert mine.path(asking("Master's degree", zone=4)).license_required is True
    assert mine.path(asking("Master's degree", zone=3)).license_required is False
    assert mine.path(asking("Master's degree", zone=None)).license_required is None


def test_a_job_zone_without_a_meaning_says_nothing():
    few = {"1": OURS.job_zones["1"]}
    mine = OURS.evolve(job_zones=few, texts_from_job_zone=True)
    result = mine.path(asking("Master's degree", zone=2))
    assert result.years_to_job_ready is result.work_experience is result.on_the_job_training is None
    assert result.status is Status.PARTIAL
    assert result.reasons == ("years to job-ready: the method has none for job zone 2",)
    known = mine.path(asking("Master's degree", zone=1))
    texts = (known.work_experience, known.on_the_job_training)
    assert texts == ("Little or no", "Short demonstration")


def test_onet_may_be_asked_first():
    mine = OURS.evolve(prefer=["onet", "bls"])
    both = asking("Bachelor's degree", {"Master's degree": 90})
    assert mine.path(both).entry_level_by == "onet"
    assert mine.path(asking("Bachelor's degree")).entry_level_by == "bls"
