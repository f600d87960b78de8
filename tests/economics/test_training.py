"""Training after education: BLS's categories, and the years of both together."""

import itertools

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import careerscore as cs
from careerscore.economics import Range, methodology
from careerscore.economics.training import together
from careerscore.model import EducationPath, Occupation, Status

OURS = methodology("bls-entry/1.1")
FORMER = methodology("bls-entry/1.0")
SHORT, MODERATE, LONG = (
    f"{term}-term on-the-job training" for term in ("Short", "Moderate", "Long")
)
FROM_SHORT_TO_LONG = ("None", SHORT, MODERATE, LONG, "Apprenticeship")


def trained(category, level="Bachelor's degree", code="47-2152.00"):
    path = EducationPath(bls_entry_level=level, bls_on_the_job_training=category)
    return Occupation(code=code, title="Testers", job_zone=3, education=path)


def ends(span):
    return (span.min, span.typical, span.max)


@pytest.mark.parametrize(
    ("category", "code", "months", "employed"),
    [
        ("None", "47-2152.00", (0, 0, 0), True),
        (SHORT, "47-2152.00", (0, 0.5, 1), True),
        (MODERATE, "47-2152.00", (1, 6, 12), True),
        (LONG, "47-2152.00", (12, 18, 24), True),
        ("Apprenticeship", "47-2152.00", (36, 48, 60), True),
        ("Internship/residency", "29-1211.00", (36, None, 108), False),
        ("Internship/residency", "29-1249.00", (36, None, 108), False),
        ("Internship/residency", "29-1081.00", (None, None, None), False),
    ],
)
def test_a_category_has_its_length_and_source(category, code, months, employed):
    training = OURS.path(trained(category, code=code)).training
    found = (training.min_months, training.typical_months, training.max_months)
    assert (found, training.employed) == (months, employed)
    years = tuple(None if each is None else each / 12 for each in months)
    assert ends(training.years) == years
    assert "Bureau of Labor Statistics" in training.source


def test_every_category_of_a_release_has_a_training():
    release = cs.load("2026.3")
    without = [code for code, one in release.items() if OURS.path(one).training is None]
    assert len(without) == 19
    assert {release[code].education.bls_on_the_job_training for code in without} == {None}


@pytest.mark.parametrize("level", list(OURS.durations))
def test_a_longer_category_never_takes_less_time(level):
    durations = [OURS.path(trained(category, level)).duration for category in FROM_SHORT_TO_LONG]
    for less, more in itertools.pairwise(durations):
        assert all(low <= high for low, high in zip(ends(less), ends(more), strict=True))
    former = FORMER.path(trained("Apprenticeship", level))
    assert ends(durations[0]) == ends(former.duration)
    assert former.education_duration is former.training is former.license_note is None
    after = OURS.path(trained("Apprenticeship", level))
    assert after.education_duration == former.duration
    assert after.entry_level == former.entry_level


known = st.integers(0, 144).map(lambda months: months / 12)


@st.composite
def spans(draw):
    """A duration, of which any end may not be known."""
    years = sorted(draw(st.lists(known, min_size=3, max_size=3)))
    return Range(*(draw(st.sampled_from([None, year])) for year in years))


@given(spans(), spans(), known)
def test_education_and_training_together_are_at_least_either_and_grow_with_both(one, two, more):
    both = together(one, two)
    for end, first, second in zip(ends(both), ends(one), ends(two), strict=True):
        if end is not None and second is not None:
            assert end == pytest.approx(first + second)
    assert both.min == (None if one.min is None else one.min + (two.min or 0))
    longer = together(one, Range(*(None if each is None else each + more for each in ends(two))))
    for end, other in zip(ends(both), ends(longer), strict=True):
        assert end is None or end <= other


def test_a_length_that_no_source_has_leaves_a_lower_bound():
    result = OURS.path(trained("Internship/residency", code="19-3034.00"))
    assert (result.status, ends(result.duration)) == (Status.BOUNDED, (4, None, None))
    assert result.training_time == "4+yr"
    assert result.reasons == (
        "training: no source has the length of an internship or residency for this occupation",
    )
    short = OURS.path(trained("Internship/residency", "Associate's degree", "19-3034.00"))
    assert short.training_time is None


def test_a_length_without_a_typical_one_says_so():
    result = OURS.path(trained("Internship/residency", code="29-1211.00"))
    assert (result.status, ends(result.duration)) == (Status.BOUNDED, (7, None, 14))
    (reason,) = result.reasons
    assert reason == (
        "training: an internship and residency takes from 3 to 9 years, and no source has a "
        "typical length"
    )


@pytest.mark.parametrize(
    ("category", "reason"),
    [
        ("Osmosis", "training: the method has none of the category 'Osmosis'"),
        (None, "training: BLS assigns none to this occupation"),
    ],
)
def test_a_category_that_is_not_known_leaves_a_lower_bound(category, reason):
    result = OURS.path(trained(category))
    assert (result.status, result.reasons) == (Status.BOUNDED, (reason,))
    assert (ends(result.duration), result.training) == ((4, None, None), None)


def test_where_no_level_is_known_there_is_no_duration():
    result = OURS.path(trained("Apprenticeship", None))
    assert result.status is Status.INSUFFICIENT
    assert result.duration is result.education_duration is result.license_note is None
    assert result.training.category == "Apprenticeship"


def test_the_reason_of_the_data_is_that_of_the_training():
    found = cs.education_requirements("55-1011.00", level="Bachelor's degree", data="2026.1")
    assert (
        found.reasons[-1] == "training: the national employment matrix has no military occupations"
    )
    assert found.status is Status.BOUNDED


def test_a_licence_is_looked_up_elsewhere():
    result = OURS.path(trained("None"))
    assert result.license_note == "varies by state; check CareerOneStop"
    assert result.license_required is None
    other = OURS.evolve(license_note="ask").path(trained("None"))
    assert (other.license_note, other.fingerprint) != (result.license_note, result.fingerprint)


def test_the_first_training_that_fits_is_used():
    general = attrs.evolve(OURS.training[0], category="Apprenticeship", source="me")
    mine = OURS.evolve(training=(general, *OURS.training))
    assert mine.path(trained("Apprenticeship")).training is general
    assert mine.path(trained("Apprenticeship")).duration.typical == 4


@pytest.mark.parametrize(
    ("code", "education", "training", "both", "status"),
    [
        ("47-2152.00", (0, 0, 0), (3, 4, 5), (3, 4, 5), "complete"),
        ("29-1211.00", (7, 8, 12), (3, None, 9), (10, None, 21), "bounded"),
        ("23-1011.00", (7, 8, 12), (0, 0, 0), (7, 8, 12), "complete"),
        ("29-2072.00", (0.5, 1, 2), (0, 0, 0), (0.5, 1, 2), "complete"),
        ("27-2011.00", (1, 1, 2), (1, 1.5, 2), (2, 2.5, 4), "complete"),
    ],
)
@pytest.mark.parametrize("data", cs.releases())
def test_six_careers_take_their_time(code, education, training, both, status, data):
    result = cs.education_requirements(code, data=data)
    assert result.methodology == "bls-entry/1.1"
    spans = (result.education_duration, result.training.years, result.duration)
    assert tuple(map(ends, spans)) == (education, training, both)
    assert result.status.value == status


@pytest.mark.parametrize("data", cs.releases())
def test_air_crew_officers_have_no_data(data):
    result = cs.education_requirements("55-1011.00", data=data)
    assert (result.status, result.duration, result.training) == (Status.INSUFFICIENT, None, None)
