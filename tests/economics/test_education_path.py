"""What education an occupation asks for, by each source, and which one is used."""

from __future__ import annotations

from collections import Counter

import attrs
import pytest
from hypothesis import given

import careerscore as cs
from careerscore.economics import EducationRequirements, EntryLevel, JobZone, Range, TrainingTime
from careerscore.errors import InvalidInputError
from careerscore.model import (
    EducationPath,
    EducationShare,
    Note,
    Occupation,
    Provenance,
)
from careerscore.model.provenance import Status
from careerscore.testing import occupations

PUBLISHED = cs.economics.methodology("onet-mode/1")
OURS = cs.economics.methodology("bls-entry/1.0")

# Years min, typical and max, and the class that the page shows.
DURATIONS = {
    "Less than high school": (0, 0, 0, "<6mo"),
    "High school diploma or equivalent": (0, 0, 0, "<6mo"),
    "Post-secondary certificate": (0.5, 1, 2, "6-24mo"),
    "Some college, no degree": (1, 1, 2, "6-24mo"),
    "Associate's degree": (2, 2, 3, "2-4yr"),
    "Bachelor's degree": (4, 4, 5, "4+yr"),
    "Post-baccalaureate certificate": (4, 4.5, 5, "4+yr"),
    "Master's degree": (5, 6, 7, "4+yr"),
    "Post-master's certificate": (6, 7, 8, "4+yr"),
    "First professional degree": (7, 7, 8, "4+yr"),
    "Doctoral degree": (8, 9, 12, "4+yr"),
    "Post-doctoral training": (10, 11, 14, "4+yr"),
}
BLS_DURATIONS = {
    "No formal educational credential": (0, 0, 0, "<6mo"),
    "Postsecondary nondegree award": (0.5, 1, 2, "6-24mo"),
    "Doctoral or professional degree": (7, 8, 12, "4+yr"),
}
ZONES = {
    1: ((0, 0, 0.5), "Little or no", "Short demonstration", False),
    2: ((0, 0.5, 1), "Some", "Few months to one year", False),
    3: ((1, 2, 3), "One to two years", "One to two years", True),
    4: ((4, 4, 6), "Several years", "Several years", True),
    5: ((6, 8, 12), "Extensive", "Extensive", True),
}
POST_DOCTORAL = {
    "29-1029.00", "29-1212.00", "29-1229.00", "29-1242.00", "29-1243.00", "29-1249.00",
}  # fmt: skip
SAME = {
    "No formal educational credential": {"Less than high school"},
    "Postsecondary nondegree award": {"Post-secondary certificate"},
    "Doctoral or professional degree": {
        "First professional degree", "Doctoral degree", "Post-doctoral training",
    },
}  # fmt: skip


def asking(bls=None, onet=None, *, zone=3, **education):
    """An occupation with a level by BLS, and shares of answers by O*NET."""
    shares = [EducationShare(level=level, percent=share) for level, share in (onet or {}).items()]
    return Occupation(
        code="00-0000.00",
        title="Testers",
        job_zone=zone,
        education=EducationPath(bls_entry_level=bls, onet_shares=shares, **education),
    )


def problems(caught):
    return [str(problem) for problem in caught.value.problems]


def test_the_reference_page_as_published(page):
    result = PUBLISHED.path(page)
    assert (result.entry_level, result.entry_level_by) == ("Bachelor's degree", "default")
    assert attrs.astuple(result.duration) == (4, 4, 5)
    assert result.training_time == "4+yr"
    assert attrs.astuple(result.years_to_job_ready) == (1, 2, 3)
    assert (result.work_experience, result.on_the_job_training) == (
        "One to two years",
        "One to two years",
    )
    assert result.license_required is True
    assert result.status is Status.FALLBACK
    assert result.entry_level_reason.endswith("; a default")
    assert result.reasons == (f"entry level: {result.entry_level_reason}",)
    assert result.entry_level_reason.startswith("O*NET has no level: ")


def test_the_reference_page_by_ours(page):
    result = OURS.path(page)
    assert (result.entry_level, result.entry_level_by) == ("Postsecondary nondegree award", "bls")
    assert result.entry_level_reason == "BLS: assigned by its analysts"
    assert attrs.astuple(result.duration) == (0.5, 1, 2)
    assert result.training_time == "6-24mo"
    assert (result.work_experience, result.on_the_job_training) == ("None", "None")
    assert result.license_required is None
    assert result.sources_agree is None
    assert (result.status, result.reasons) == (Status.COMPLETE, ())
    bls, onet = result.by_source
    assert (bls.by, bls.level, bls.source.id) == (
        "bls",
        "Postsecondary nondegree award",
        "employment-projections/2024-34",
    )
    assert (onet.by, onet.level, onet.source) == ("onet", None, page.education.onet_source)
    assert onet.provenance == page.education.notes["onet_shares"].reason


@pytest.mark.parametrize("data", ["2026.1", "2026.2"])
def test_the_published_rules_by_a_second_reading_of_every_occupation(every, answered, data):
    kinds = Counter()
    for occupation, result in zip(every[data], answered(PUBLISHED.id, data), strict=True):
        shares = occupation.education.onet_shares
        level, by = "Bachelor's degree", "default"
        if shares:
            most = max(share.percent for share in shares)
            level = next(share.level for share in shares if share.percent == most)
            by = "onet"
        if occupation.code in POST_DOCTORAL:
            level, by = "Post-doctoral training", "override"
        kinds[by] += 1
        assert (result.entry_level, result.entry_level_by) == (level, by)
        assert (*attrs.astuple(result.duration), result.training_time) == DURATIONS[level]
        zone = occupation.job_zone or 3
        assert (
            attrs.astuple(result.years_to_job_ready),
            result.work_experience,
            result.on_the_job_training,
            result.license_required,
        ) == ZONES[zone]
        sound = by == "onet" and occupation.job_zone is not None
        assert result.status is (Status.COMPLETE if sound else Status.FALLBACK)
        assert any(reason.startswith("job zone: ") for reason in result.reasons) == (
            occupation.job_zone is None
        )
    assert kinds == {"onet": 878, "default": 132, "override": 6}


@pytest.mark.parametrize("data", ["2026.1", "2026.2"])
def test_ours_by_a_second_reading_of_every_occupation(every, answered, data):
    agreement = Counter()
    for occupation, result in zip(every[data], answered(OURS.id, data), strict=True):
        education = occupation.education
        bls, onet = education.bls_entry_level, education.onet_entry_level
        assert result.entry_level == (bls or onet)
        assert result.entry_level_by == ("bls" if bls else "onet" if onet else "none")
        if result.entry_level is None:
            assert (result.duration, result.training_time) == (None, None)
            assert result.status is Status.INSUFFICIENT
        else:
            expected = (DURATIONS | BLS_DURATIONS)[result.entry_level]
            assert (*attrs.astuple(result.duration), result.training_time) == expected
            zone = occupation.job_zone
            assert result.status is (Status.PARTIAL if zone is None else Status.COMPLETE)
            assert bool(result.reasons) == (zone is None)
        ready = result.years_to_job_ready
        assert (ready and attrs.astuple(ready)) == (
            ZONES[occupation.job_zone][0] if occupation.job_zone else None
        )
        assert result.work_experience == education.bls_work_experience
        assert result.on_the_job_training == education.bls_on_the_job_training
        assert result.license_required is None
        same = bool(bls and onet) and onet in SAME.get(bls, {bls})
        assert result.sources_agree == (same if bls and onet else None)
        agreement[result.sources_agree] += 1
    assert agreement == {True: 598, False: 280, None: 138}


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
    assert [entry.provenance for entry in result.by_source] == [
        "that of its parent",
        "not asked yet",
    ]
    nothing = OURS.path(asking(notes={"*": gone}))
    assert [entry.provenance for entry in nothing.by_source] == ["not asked yet"] * 2


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
    assert caught.value.problems[0].field == "level"
    assert '"Bachelor\'s degree"' in caught.value.problems[0].expected
    assert caught.value.problems[0].value == "'Bachelors degree'"
    for wrong in (7, [], "xyzzy"):
        with pytest.raises(InvalidInputError) as caught:
            OURS.path(page, level=wrong)
        expected = caught.value.problems[0].expected
        assert "'Doctoral or professional degree'" in expected
        assert expected.count(" or ") >= len(OURS.durations) - 1
    # BLS's words are no words of the site's.
    with pytest.raises(InvalidInputError, match="level: expected"):
        PUBLISHED.path(page, level="Postsecondary nondegree award")


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
        ("No formal educational credential", "High school diploma or equivalent", False),
        ("Doctoral or professional degree", "First professional degree", True),
        ("Doctoral or professional degree", "Doctoral degree", True),
        ("Doctoral or professional degree", "Post-doctoral training", True),
        ("Doctoral or professional degree", "Master's degree", False),
        ("Postsecondary nondegree award", "Post-secondary certificate", True),
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


def test_the_fingerprint_is_over_what_is_read(page):
    base = OURS.path(page)
    for changed in (
        attrs.evolve(page, job_zone=4),
        attrs.evolve(page, education=attrs.evolve(page.education, bls_work_experience="Much")),
        attrs.evolve(page, education=attrs.evolve(page.education, bls_on_the_job_training="Much")),
        attrs.evolve(page, education=attrs.evolve(page.education, bls_entry_level="Other")),
    ):
        assert OURS.path(changed).fingerprint != base.fingerprint
    assert OURS.path(page) == base
    assert cs.loads(cs.dumps(base), EducationRequirements) == base
    assert {source.dataset for source in base.sources} <= {"employment-projections", "onet"}
    assert page.education.bls_source in base.sources


def test_the_short_form_names_the_level():
    assert repr(OURS.path(asking("Master's degree"))) == (
        "<EducationRequirements 00-0000.00 Testers, by bls-entry/1.0: Master's degree, complete>"
    )
    assert repr(OURS.path(asking())) == (
        "<EducationRequirements 00-0000.00 Testers, by bls-entry/1.0: no entry level, insufficient>"
    )


# Methods of one's own


@pytest.mark.parametrize(
    ("years", "label"), [(0, "a"), (0.9, "a"), (1, "b"), (2.9, "b"), (3, "c"), (9, "c")]
)
def test_a_class_of_durations_begins_where_the_one_before_ends(years, label):
    mine = OURS.evolve(
        durations={"Own": Range(0, years, 20)},
        training_times=[
            TrainingTime(label="a", below=1),
            TrainingTime(label="b", below=3),
            TrainingTime(label="c"),
        ],
    )
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
    assert (result.years_to_job_ready, result.work_experience, result.on_the_job_training) == (
        None,
        None,
        None,
    )
    assert result.status is Status.PARTIAL
    assert result.reasons == ("years to job-ready: the method has none for job zone 2",)
    known = mine.path(asking("Master's degree", zone=1))
    assert (known.work_experience, known.on_the_job_training) == (
        "Little or no",
        "Short demonstration",
    )


def test_onet_may_be_asked_first():
    mine = OURS.evolve(prefer=["onet", "bls"])
    both = asking("Bachelor's degree", {"Master's degree": 90})
    assert mine.path(both).entry_level_by == "onet"
    assert mine.path(asking("Bachelor's degree")).entry_level_by == "bls"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"prefer": []}, "prefer: expected 'bls', 'onet' or both, got ()"),
        ({"prefer": ["bls", "me"]}, "prefer: expected 'bls', 'onet' or both, got ('bls', 'me')"),
        ({"prefer": "bls"}, "prefer: expected a list of strings, got 'bls'"),
        ({"job_zones": {"6": ZONES}}, "job_zones: expected a mapping of strings to JobZone, got"),
        (
            {"job_zones": {"6": OURS.job_zones["5"]}},
            "job_zones: expected keys from '1' to '5', got '6'",
        ),
        (
            {"default_level": "Nothing"},
            "durations: expected a duration of it, got 'Nothing'",
        ),
        (
            {"overrides": {"29-2072.00": "Nothing"}},
            "durations: expected a duration of it, got 'Nothing'",
        ),
        (
            {"default_job_zone": 6},
            "default_job_zone: expected an integer from 1 to 5 or None, got 6",
        ),
        (
            {"license_from_job_zone": 0},
            "license_from_job_zone: expected an integer from 1 to 5 or None, got 0",
        ),
        ({"texts_from_job_zone": 1}, "texts_from_job_zone: expected true or false, got 1"),
        ({"default_level": ""}, "default_level: expected a non-empty string or None, got ''"),
        ({"durations": {"Own": 1}}, "durations: expected a mapping of strings to Range, got"),
        ({"equivalents": {"a": "b"}}, "equivalents: expected a mapping of strings to tuple, got"),
        ({"overrides": {"a": 1}}, "overrides: expected a mapping of strings to strings, got"),
        ({"training_times": ["a"]}, "training_times: expected a list of TrainingTime"),
        ({"training_times": []}, "training_times: expected cuts that rise, and a last class"),
    ],
)
def test_a_definition_names_what_is_wrong(changes, expected):
    with pytest.raises(InvalidInputError) as caught:
        OURS.evolve(**changes)
    assert [problem.startswith(expected) for problem in problems(caught)] == [True]


@pytest.mark.parametrize(
    "cuts", [(None, None), (2, 1, None), (1, 1, None), (1, 2), (None, 1, None)]
)
def test_classes_of_durations_rise_to_one_without_an_end(cuts):
    with pytest.raises(InvalidInputError, match="cuts that rise, and a last class without one"):
        OURS.evolve(training_times=[TrainingTime(label="a", below=cut) for cut in cuts])


def test_every_problem_of_a_definition_comes_at_once():
    with pytest.raises(InvalidInputError) as caught:
        OURS.evolve(prefer=["me"], default_level="Nothing", training_times=[])
    assert [problem.field for problem in caught.value.problems] == [
        "prefer",
        "durations",
        "training_times",
    ]


def test_parts_name_what_is_wrong():
    with pytest.raises(InvalidInputError) as caught:
        JobZone(job_ready=1, experience="", training="")
    assert [problem.field for problem in caught.value.problems] == [
        "job_ready",
        "experience",
        "training",
    ]
    with pytest.raises(InvalidInputError) as caught:
        TrainingTime(label="", below=-1)
    assert [problem.field for problem in caught.value.problems] == ["label", "below"]
    with pytest.raises(InvalidInputError) as caught:
        EntryLevel(by="", level="", reason="", source="BLS")
    assert [problem.field for problem in caught.value.problems] == [
        "by",
        "level",
        "reason",
        "source",
    ]


def test_a_result_names_what_is_wrong():
    with pytest.raises(InvalidInputError) as caught:
        EducationRequirements(
            methodology="mine/1", status=Status.COMPLETE, fingerprint="f",
            entry_level="", entry_level_by="", entry_level_reason="", by_source=[1],
            sources_agree=1, duration=1, training_time="", years_to_job_ready=1,
            work_experience="", on_the_job_training="", license_required=1,
        )  # fmt: skip
    assert [problem.field for problem in caught.value.problems] == [
        "entry_level", "training_time", "work_experience", "on_the_job_training",
        "entry_level_by", "entry_level_reason", "by_source", "sources_agree",
        "license_required", "duration", "years_to_job_ready",
    ]  # fmt: skip


def test_what_is_no_occupation_is_refused():
    with pytest.raises(InvalidInputError, match="occupation: expected an Occupation, as"):
        OURS.path(None)
