"""Facts about all 1,016 occupations of both releases, exceptions listed."""

from __future__ import annotations

from collections import Counter

import pytest

import careerscore as cs
from careerscore._data import bundled
from careerscore.codes import is_onet_soc_code
from careerscore.model import Occupation, Provenance, note_on
from careerscore.reference import open_edition

MILITARY = 19

# Where the site shows the wage of the broad group, BLS publishes a composite. For each code
# the composite, its median, the broad group and its median, in May 2023 [US dollars a year].
SITE_TAKES_THE_BROAD_GROUP = {
    "21-1011.00": ("21-1018", 53_710, "21-1010", 56_470),
    "21-1014.00": ("21-1018", 53_710, "21-1010", 56_470),
    "25-2055.00": ("25-2052", 64_910, "25-2050", 65_910),
    "25-2056.00": ("25-2052", 64_910, "25-2050", 65_910),
    "25-9042.00": ("25-9045", 35_550, "25-9040", 35_930),
    "25-9043.00": ("25-9045", 35_550, "25-9040", 35_930),
    "25-9049.00": ("25-9045", 35_550, "25-9040", 35_930),
    "51-2022.00": ("51-2028", 40_490, "51-2020", 40_700),
    "51-2023.00": ("51-2028", 40_490, "51-2020", 40_700),
    "53-1042.00": ("53-1047", 60_510, "53-1040", 60_500),
    "53-1042.01": ("53-1047", 60_510, "53-1040", 60_500),
    "53-1043.00": ("53-1047", 60_510, "53-1040", 60_500),
    "53-1044.00": ("53-1047", 60_510, "53-1040", 60_500),
    "53-1049.00": ("53-1047", 60_510, "53-1040", 60_500),
}


@pytest.fixture(scope="module", name="old")
def _old():
    return cs.load("2026.1")


@pytest.fixture(scope="module", name="new")
def _new():
    return cs.load("2026.2")


def test_there_are_1016_in_the_order_of_their_codes(old):
    assert len(old) == 1016
    assert list(old) == sorted(old)
    assert all(is_onet_soc_code(code) for code in old)
    assert len({old[code].title for code in old}) == 1016


@pytest.mark.parametrize("name", ["2026.1", "2026.2"])
def test_every_occupation_comes_with_every_part(name):
    for code, occupation in cs.load(name).items():
        assert isinstance(occupation, Occupation)
        assert occupation.code == code
        assert occupation.category
        assert occupation.epoch is not None
        assert occupation.aliases
        assert len(occupation.exposures) == (10 if name == "2026.1" else 15)
        assert (occupation.job_zone is None) == (
            "job_zone" in occupation.notes
            and occupation.notes["job_zone"].provenance is Provenance.MISSING
        )


@pytest.mark.parametrize("name", ["2026.1", "2026.2"])
def test_whatever_is_missing_says_why(name):
    for occupation in cs.load(name).values():
        for pay in (occupation.wages.annual, occupation.wages.hourly):
            for field in ("p10", "p25", "median", "p75", "p90", "mean"):
                note = note_on(pay.notes, field)
                assert (getattr(pay, field) is None) == (note is not None)
        for field in ("percent_change", "employment_base_thousands", "annual_openings_thousands"):
            if getattr(occupation.outlook, field) is None:
                assert note_on(occupation.outlook.notes, field).provenance is Provenance.MISSING
        for measure in occupation.exposures.values():
            if measure.value is None:
                assert measure.notes["value"].provenance is Provenance.MISSING
        if not occupation.education.onet_shares:
            assert occupation.education.notes["onet_shares"].provenance is Provenance.MISSING
        if occupation.education.entry_level is None:
            assert occupation.education.notes["entry_level"].provenance is Provenance.MISSING


def test_categories(old):
    counts = Counter(occupation.category for occupation in old.values())
    assert len(counts) == 23
    assert sum(counts.values()) == 1016
    assert old["41-9012.00"].category == "arts-media"
    assert old["11-9199.10"].category == "engineering"
    assert counts["military"] == MILITARY


@pytest.mark.parametrize(
    ("name", "own", "composite", "without"),
    [("2026.1", 962, 34, 20), ("2026.2", 961, 34, 21)],
)
def test_where_wages_are_published(name, own, composite, without):
    joins = Counter()
    for occupation in cs.load(name).values():
        published = occupation.wages.published_code
        joins[
            "none"
            if published is None
            else "own"
            if published == occupation.soc_code
            else "composite"
        ] += 1
    assert joins == {"own": own, "composite": composite, "none": without}


def test_codes_without_wages_say_why(old, new):
    missing = {code for code, found in old.items() if found.wages.published_code is None}
    assert {code for code in missing if not code.startswith("55")} == {"45-3031.00"}
    assert len(missing) == MILITARY + 1
    assert (
        old["55-1011.00"].wages.notes["*"].reason
        == "the wage survey does not cover military occupations"
    )
    assert old["45-3031.00"].wages.notes["*"].reason == (
        "the wage survey of May 2023 has no row for 45-3031 Fishing and Hunting Workers"
    )
    newly_missing = {
        code for code, found in new.items() if found.wages.published_code is None
    } - missing
    assert newly_missing == {"11-1031.00"}


def test_fifteen_medians_are_top_coded_in_may_2023(old):
    bounds = {
        occupation.soc_code: occupation.wages.annual.notes["median"].bound
        for occupation in old.values()
        if "median" in occupation.wages.annual.notes
        and occupation.wages.annual.notes["median"].provenance is Provenance.TOP_CODED
    }
    assert sorted(bounds) == [
        "29-1022",
        "29-1023",
        "29-1211",
        "29-1212",
        "29-1213",
        "29-1214",
        "29-1217",
        "29-1218",
        "29-1222",
        "29-1223",
        "29-1224",
        "29-1241",
        "29-1242",
        "29-1243",
        "29-1249",
    ]
    assert set(bounds.values()) == {239_200}


def test_no_wage_is_top_coded_in_may_2025(new):
    for occupation in new.values():
        for pay in (occupation.wages.annual, occupation.wages.hourly):
            assert all(note.provenance is not Provenance.TOP_CODED for note in pay.notes.values())


def test_five_occupations_are_paid_by_the_hour_only(old):
    hourly_only = {
        code
        for code, found in old.items()
        if found.wages.annual.median is None and found.wages.hourly.median is not None
    }
    assert hourly_only == {"27-2011.00", "27-2031.00", "27-2042.00", "27-2091.00", "27-2099.00"}
    assert old["27-2011.00"].wages.annual.notes["median"].reason == (
        "BLS publishes only hourly wages for this occupation"
    )


def test_some_occupations_are_paid_by_the_year_only(old):
    teacher = old["25-2021.00"].wages
    assert teacher.annual.median is not None
    assert (
        teacher.hourly.notes["median"].reason
        == "BLS publishes only annual wages for this occupation"
    )


def test_composites(old):
    composites = {
        code: found.wages.published_code
        for code, found in old.items()
        if found.wages.published_code not in (None, found.soc_code)
    }
    assert len(composites) == 34
    assert set(composites.values()) <= {
        "13-1020", "13-2020", "21-1018", "25-2052", "25-9045", "29-2010", "31-1120", "39-7010",
        "47-4090", "51-2028", "51-2090", "53-1047",
    }  # fmt: skip
    for code in composites:
        wages = old[code].wages
        assert wages.notes["*"].provenance is Provenance.BROAD_LEVEL
        assert wages.notes["*"].code == composites[code]
        assert set(wages.shared_with) == {
            other for other, under in composites.items() if under == composites[code]
        } - {code}


def test_fourteen_codes_have_their_composites_wage_where_the_site_has_the_broad_groups(old):
    national = open_edition(bundled(), "oews", "2023-05").table()
    found = {}
    for code, occupation in old.items():
        wages = occupation.wages
        broad = f"{occupation.soc_code[:6]}0"
        rows = [row for row in national.rows_of(broad) if row["o_group"] == "broad"]
        if wages.published_code not in (None, occupation.soc_code, broad) and rows:
            median = int(rows[0]["a_median"])
            found[code] = (wages.published_code, wages.annual.median, broad, median)
    assert found == SITE_TAKES_THE_BROAD_GROUP


def test_employment_is_counted_once(old):
    by_published = {}
    for occupation in old.values():
        wages = occupation.wages
        if wages.published_code is not None:
            by_published.setdefault(wages.published_code, set()).add(
                (wages.employment, frozenset({occupation.code, *wages.shared_with}))
            )
    assert all(len(found) == 1 for found in by_published.values())
    total = sum(employment for ((employment, _),) in by_published.values())
    assert 150_000_000 < total < 152_000_000


def test_siblings_share_wages_and_say_so(old):
    nurse = old["29-1141.01"]
    assert nurse.wages.published_code == "29-1141"
    assert nurse.wages.notes["*"].provenance is Provenance.INHERITED
    assert nurse.wages.annual == old["29-1141.00"].wages.annual
    assert old["29-1141.00"].wages.notes == {}
    assert "29-1141.01" in old["29-1141.00"].wages.shared_with
    assert old["29-1141.00"].siblings["29-1141.01"] == "Acute Care Nurses"
    assert "29-1141.01 Acute Care Nurses" in old["29-1141.00"].notes["soc_code"].reason


def test_growth_published_for_the_very_code(old):
    observed = [
        code
        for code, found in old.items()
        if found.outlook.percent_change is not None and not found.outlook.notes.get("*")
    ]
    assert len(observed) == 820
    inherited = Counter(
        note.provenance
        for found in old.values()
        if (note := found.outlook.notes.get("*")) is not None
    )
    assert inherited[Provenance.MISSING] == MILITARY


def test_exposure_coverage(old):
    beta = [
        code
        for code, found in old.items()
        if found.exposures["eloundou_gpt4_beta"].value is not None
    ]
    assert len(beta) == 923
    how = Counter(
        found.exposures["felten_aioe"].notes["value"].provenance for found in old.values()
    )
    assert set(how) == {Provenance.CROSSWALK, Provenance.CROSSWALK_MEAN, Provenance.MISSING}


@pytest.mark.parametrize("code", ["19-3092.00", "33-3052.00", "53-7072.00"])
def test_values_just_below_a_cut_keep_their_last_digit(old, code):
    assert old[code].exposures["eloundou_gpt4_beta"].value in (
        0.49999999999999994,
        0.24999999999999997,
    )


def test_the_mean_over_earlier_codes_keeps_them(old):
    for found in old.values():
        for name in ("felten_aioe", "frey_osborne_probability"):
            measure = found.exposures[name]
            if measure.value is not None:
                values = measure.components.values()
                assert measure.value == sum(values) / len(values)
                expected = Provenance.CROSSWALK if len(values) == 1 else Provenance.CROSSWALK_MEAN
                assert measure.notes["value"].provenance is expected


def test_complete_assessments_of_2_0(old):
    method = cs.methodology("american-dream-jobs/2.0")
    results = {code: method.assess(found) for code, found in old.items()}
    complete = {code: result for code, result in results.items() if result.tier is not None}
    by_source = Counter(result.factor("ai_exposure").source.dataset for result in complete.values())
    assert by_source == {"gpts-are-gpts": 750, "felten-aioe": 20}
    assert len(results) - len(complete) == 246
    assert all(result.total_range[0] <= result.total_range[1] for result in results.values())
    assert all(result.possible_tiers for result in results.values())
