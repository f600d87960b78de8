"""What a career gains over a baseline: worked examples, bounds, and properties."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import careerscore as cs
from careerscore.economics import GainMethod, LadderLevel, Money, Range, methodology
from careerscore.economics.present_value import net_present_value
from careerscore.errors import InvalidInputError, UnknownReleaseError
from careerscore.model import (
    EducationPath,
    Note,
    Occupation,
    Provenance,
    Status,
    WageDistribution,
    WageEstimates,
)

OURS = methodology("discounted-cash-flow/1.1")
FORMER = methodology("discounted-cash-flow/1.0")
PERCENTILES = ("p10", "p25", "median", "p75", "p90")
STEPWISE = OURS.evolve(
    progression_by=methodology("percentile-ladder/1").evolve(
        levels=[
            LadderLevel(name=name, percentile=name, years=Range(n, n, n), first_year=n, last_year=n)
            for n, name in enumerate(PERCENTILES)
        ]
    )
)
"""A percentile each year, of which the last repeats."""

SHORT = cs.Assumptions(start_age=18, retirement_age=24, discount_rate=0.1)
"""Six years, of which the first two are at the tenth percentile by experience."""


def career(*pay, level="High school diploma or equivalent", training="None", **changes):
    """An occupation with five percentiles of pay."""
    return Occupation(
        **{"code": "47-2152.00", "title": "Testers", "job_zone": 3} | changes,
        wages=WageDistribution(annual=WageEstimates(**dict(zip(PERCENTILES, pay, strict=True)))),
        education=EducationPath(bls_entry_level=level, bls_on_the_job_training=training),
    )


PAY = (30_000, 39_000, 60_000, 70_000, 80_000)
CAREER = career(*PAY)


def earnings(value):
    return [year.earnings.value for year in value.years]


# Training


def test_training_is_paid_as_the_first_year_and_counts_as_experience():
    plain, apprentice = (
        OURS.value(career(*PAY, training=each), SHORT) for each in ("None", "Apprenticeship")
    )
    assert earnings(plain)[:2] == [30_000, 30_000]
    assert earnings(plain)[4] == 39_000
    assert earnings(apprentice) == [30_000] * 4 + earnings(plain)[4:]
    assert [year.experience for year in apprentice.years] == [0, 1, 2, 3, 4, 5]
    assert (apprentice.training_years, apprentice.training_pay) == (
        Range(4, 4, 4),
        Money.exact(30_000),
    )
    assert apprentice.training.category == "Apprenticeship"
    assert (plain.training_years, plain.training_pay) == (Range(0, 0, 0), None)
    assert apprentice.status is plain.status is Status.COMPLETE


def test_training_follows_education_and_a_year_may_be_shared():
    assumed = attrs.evolve(
        SHORT, education_years=1.5, education_cost=0, training_years=1.25, training_pay=10_000
    )
    found = OURS.value(CAREER, assumed)
    later = OURS.progression_by.progression(CAREER)
    paid = [later.in_year(year).pay for year in (0, 1, 2)]
    assert earnings(found)[:4] == [
        0,
        0.5 * 10_000,
        pytest.approx(0.75 * 10_000 + 0.25 * paid[0]),
        paid[1],
    ]
    assert "training_pay: 10000" in found.assumption_notes


def test_pay_in_training_grows_as_other_pay():
    grown = attrs.evolve(SHORT, wage_growth=0.5)
    apprentice = OURS.value(career(*PAY, training="Apprenticeship"), grown)
    assert earnings(apprentice)[:4] == [30_000 * 1.5**year for year in range(4)]


def test_without_training_its_pay_is_no_question():
    pay = attrs.evolve(CAREER.wages.annual, p10=None)
    found = OURS.value(attrs.evolve(CAREER, wages=WageDistribution(annual=pay)), SHORT)
    assert found.status is Status.BOUNDED
    assert not any("training" in reason for reason in found.reasons)


def test_training_of_unknown_pay_and_length_gives_bounds():
    doctor = career(*PAY, training="Internship/residency", code="29-1211.00")
    assumed = attrs.evolve(SHORT, retirement_age=30)
    found = OURS.value(doctor, assumed)
    assert found.training_years == Range(3, None, 9)
    assert found.training_pay == Money(0, 30_000)
    assert [year.earnings for year in found.years[:3]] == [Money(0, 30_000)] * 3
    unsure = [year.earnings for year in found.years[3:9]]
    assert {each.low for each in unsure} == {0}
    full = OURS.value(career(*PAY), assumed)
    assert [each.high for each in unsure] == earnings(full)[3:9]
    assert [each.value for each in (year.earnings for year in found.years[9:])] == earnings(full)[
        9:
    ]
    length, paid = found.reasons
    assert length.startswith("training: an internship and residency takes from 3 to 9 years, and")
    assert paid == "pay in an internship and residency is not known: $0 to $30,000"
    assert found.status is Status.BOUNDED


def test_training_of_unknown_length_leaves_only_the_most():
    found = OURS.value(career(*PAY, training="Internship/residency"), SHORT)
    assert found.training_years == Range(0, None, None)
    assert {year.earnings.low for year in found.years} == {None}
    assert [year.earnings.high for year in found.years] == earnings(OURS.value(CAREER, SHORT))
    said = attrs.evolve(SHORT, training_years=2, training_pay=20_000)
    exact = STEPWISE.value(career(*PAY, training="Internship/residency"), said)
    assert (exact.status, exact.reasons) == (Status.COMPLETE, ())
    assert earnings(exact)[:4] == [20_000, 20_000, 60_000, 70_000]
    paid = attrs.evolve(SHORT, training_years=2)
    partly = OURS.value(career(*PAY, training="Internship/residency"), paid)
    assert partly.reasons == ("pay in an internship or residency is not known: $0 to $30,000",)


def test_training_that_is_not_assigned_is_not_known():
    found = OURS.value(career(*PAY, training=None), SHORT)
    assert (found.training, found.training_years) == (None, Range(0, None, None))
    assert found.reasons[0] == "training: BLS assigns none to this occupation"
    assert found.reasons[1] == "pay in training is not known: $0 to $30,000"


@pytest.mark.parametrize("name", ["training_years", "training_pay"])
def test_a_method_that_counts_no_training_refuses_assumptions_on_it(name):
    assumed = cs.Assumptions(**{name: 1})
    for method in (FORMER, FORMER.evolve(defaults=assumed)):
        given_ = assumed if method is FORMER else None
        with pytest.raises(InvalidInputError, match=f"{name}: expected None: the method counts no"):
            method.value(CAREER, given_)


def test_the_former_version_counts_education_alone_whatever_the_path():
    nurse = cs.occupation("29-1211.00", data="2026.3")
    mixed = FORMER.evolve(path_by=methodology("bls-entry/1.1")).value(nurse)
    assert mixed.education_years == FORMER.value(nurse).education_years == 8
    assert mixed.npv == FORMER.value(nurse).npv


# The gain by hand


def test_a_gain_by_hand():
    learner = career(*PAY, level="Associate's degree")
    found = STEPWISE.value_over(20_000, learner, attrs.evolve(SHORT, education_cost=8_000))
    gaps = [-24_000, -24_000, 10_000, 19_000, 40_000, 50_000]
    gain = found.gain
    sums = [sum(gaps[: year + 1]) for year in range(6)]
    assert [each.value for each in gain.cumulative] == sums
    assert gain.lifetime.value == 71_000
    assert gain.npv.value == pytest.approx(net_present_value(0.1, gaps))
    assert (gain.baseline, gain.baseline_code, gain.baseline_note) == ("$20,000 a year", None, None)
    assert gain.baseline_net == Money.exact(120_000)
    assert gain.ahead_age == Range(23, 23, 23)
    assert net_present_value(gain.rate_of_return, gaps) == pytest.approx(0, abs=1e-6)
    assert gain.before_unknown_tuition is None
    assert found.assumption_notes[-1] == "baseline: $20,000 a year"
    assert found.irr is None


@pytest.mark.parametrize(
    ("pay", "ahead", "gains"),
    [
        (29_999, Range(18, 18, 18), True),
        (30_000, Range(20, 20, 20), True),
        (45_000, Range(22, 22, 22), True),
        (60_000, None, False),
    ],
)
def test_ahead_is_the_age_from_which_the_sum_is_more_for_good(pay, ahead, gains):
    gain = STEPWISE.value_over(pay, CAREER, SHORT).gain
    assert gain.ahead_age == ahead
    assert (gain.lifetime.value > 0) is gains
    # Without education lower pay at first is no investment.
    assert gain.rate_of_return is None


@pytest.mark.parametrize(
    ("baseline", "education", "has_return"),
    [
        (35_000, {}, False),
        (20_000, {"education_cost": 79_000}, False),
        (20_000, {"education_cost": 78_999}, True),
        (28_000, {"education_years": 0, "education_cost": 5_000}, True),
        (28_000, {"education_years": 1, "education_cost": 0}, True),
        (31_000, {"education_years": 0, "education_cost": 0}, False),
    ],
)
def test_only_a_career_that_gains_by_an_education_has_a_return(baseline, education, has_return):
    learner = career(*PAY, level="Associate's degree")
    gain = STEPWISE.value_over(baseline, learner, attrs.evolve(SHORT, **education)).gain
    assert (gain.rate_of_return is not None) is has_return
    assert gain.cumulative[0].value < 0


def test_graduate_tuition_that_no_table_gives_leaves_the_most():
    lawyer = career(*PAY, level="Doctoral or professional degree")
    found = OURS.value_over(20_000, lawyer)
    known = OURS.value_over(20_000, lawyer, cs.Assumptions(education_cost=47_800)).gain
    assert found.education_cost == Money.at_least(47_800)
    assert found.gain.lifetime == Money(None, known.lifetime.value)
    assert found.gain.before_unknown_tuition == known.lifetime
    assert found.gain.npv == Money(None, known.npv.value)
    assert found.gain.ahead_age == Range(known.ahead_age.min, None, None)
    assert found.gain.rate_of_return is None
    assert found.status is Status.BOUNDED
    nowhere = OURS.value_over(20_000, lawyer, cs.Assumptions(institution="trade_school")).gain
    assert nowhere.before_unknown_tuition is None


def test_bounds_of_pay_are_bounds_of_the_gain_and_of_the_age():
    gap = attrs.evolve(CAREER.wages.annual, median=None)
    unsure = attrs.evolve(CAREER, wages=WageDistribution(annual=gap))
    assumed = cs.Assumptions(retirement_age=40)
    gain = OURS.value_over(40_000, unsure, assumed).gain
    assert gain.lifetime.low < gain.lifetime.high
    assert gain.ahead_age.min < gain.ahead_age.max
    assert gain.ahead_age.typical is gain.rate_of_return is None


def test_pay_beyond_a_top_code_leaves_the_age_known():
    top = Note(provenance=Provenance.TOP_CODED, reason="top code", bound=75_000)
    annual = attrs.evolve(CAREER.wages.annual, p90=None, notes={"p90": top})
    rich = attrs.evolve(CAREER, wages=WageDistribution(annual=annual))
    gain = OURS.value_over(32_000, rich).gain
    assert gain.lifetime.high is None
    assert gain.lifetime.low > 0
    assert gain.ahead_age == OURS.value_over(32_000, CAREER).gain.ahead_age


# Baselines


def test_the_baseline_is_the_high_school_graduate_of_the_release():
    release = cs.load("2026.1")
    found = cs.lifetime_value("29-1141.00", data=release)
    graduate = release.high_school_graduate
    assert found == OURS.value_over(graduate, release["29-1141.00"])
    assert (found.gain.baseline, found.gain.baseline_code) == (
        "High-school graduates",
        "00-0000.00",
    )
    assert found.gain.baseline_note == graduate.notes["*"].reason
    assert found.gain.baseline_net == OURS.value(graduate).lifetime_net
    assert "high-school-graduate/2026.1" in {source.id for source in found.sources}
    assert found == cs.lifetime_value(release["29-1141.00"])
    assert found.assumption_notes == ()


def test_a_replaced_release_has_a_graduate_of_its_own():
    changed = cs.load("2026.3").replace(oews="2023-05")
    found = cs.lifetime_value("29-1141.00", data=changed)
    assert found.gain.lifetime == cs.lifetime_value("29-1141.00", data="2026.1").gain.lifetime
    assert found.gain.lifetime == cs.lifetime_value(changed["29-1141.00"]).gain.lifetime
    without = changed.replace(employment_projections="2019-29", bls_entry_requirements="2024-34")
    assert without.high_school_graduate is not None


@pytest.mark.parametrize("baseline", ["Carpenters", "47-2031.00", cs.occupation("47-2031.00")])
def test_another_career_is_a_baseline(baseline):
    found = cs.lifetime_value("plumbers", baseline=baseline, data="2026.3")
    other = cs.lifetime_value("carpenters", data="2026.3")
    plumbers = cs.lifetime_value("plumbers", data="2026.3")
    difference = plumbers.lifetime_net - other.lifetime_net
    assert found.gain.lifetime.value == pytest.approx(difference.value)
    assert (found.gain.baseline, found.gain.baseline_code) == ("Carpenters", "47-2031.00")
    assert found.assumption_notes == ("baseline: Carpenters",)
    assert {source.id for source in other.sources[:3]} <= {source.id for source in found.sources}


def test_a_baseline_of_a_name_is_of_the_release_of_the_career():
    career_then = cs.occupation("plumbers", data="2026.1")
    found = cs.lifetime_value(career_then, baseline="carpenters")
    assert found.gain.baseline_net == cs.lifetime_value("carpenters", data="2026.1").lifetime_net


def test_what_is_assumed_of_the_career_does_not_hold_for_the_baseline():
    own = {"education_cost": 9, "education_years": 1, "training_years": 1, "training_pay": 9}
    assumed = cs.Assumptions(level="Bachelor's degree", discount_rate=0.05, **own)
    found = cs.lifetime_value("plumbers", assumed, baseline="carpenters", data="2026.3")
    other = cs.lifetime_value("carpenters", cs.Assumptions(discount_rate=0.05), data="2026.3")
    assert found.gain.baseline_net == other.lifetime_net
    assert found.gain.npv.value == pytest.approx(found.npv.value - other.npv.value)


def test_pay_of_both_is_in_the_same_dollars():
    month = {"data": "2026.1", "in_dollars_of": "2026-05"}
    plain = cs.lifetime_value("plumbers", data="2026.1").gain
    real = cs.lifetime_value("plumbers", **month)
    factor = real.dollars.factor
    assert real.gain.baseline_net.value == pytest.approx(factor * plain.baseline_net.value)
    converted = cs.occupation("plumbers", **month)
    assert cs.lifetime_value(converted) == real
    beside = cs.lifetime_value(converted, baseline="carpenters").gain
    assert beside.lifetime.value == pytest.approx(
        factor
        * cs.lifetime_value("plumbers", baseline="carpenters", data="2026.1").gain.lifetime.value
    )
    with pytest.raises(InvalidInputError, match="baseline: expected pay in dollars of May 2026"):
        OURS.value_over(cs.occupation("carpenters", data="2026.1"), converted)
    with pytest.raises(InvalidInputError, match="baseline: expected pay in the dollars of the sur"):
        OURS.value_over(converted, cs.occupation("carpenters", data="2026.1"))


@pytest.mark.parametrize("wrong", [-1, 2e9, True, float("nan"), [], object()])
def test_a_baseline_is_a_career_or_a_pay(wrong):
    with pytest.raises(InvalidInputError, match="baseline: expected an Occupation or a number"):
        cs.lifetime_value("plumbers", baseline=wrong)


@pytest.mark.parametrize("method", ["discounted-cash-flow/1.0", "american-dream-jobs-compare/1"])
def test_a_method_without_a_baseline_refuses_one(method):
    assert not isinstance(methodology(method), GainMethod)
    assert cs.lifetime_value("plumbers", method=method).gain is None
    with pytest.raises(InvalidInputError, match=f"baseline: expected None: {method} compares with"):
        cs.lifetime_value("plumbers", method=method, baseline=1)
    with pytest.raises(InvalidInputError, match="compare: baseline: expected None"):
        cs.compare("plumbers", "lawyers", method=method, baseline=1)


def test_a_baseline_without_pay_leaves_the_gain_open():
    found = cs.lifetime_value("plumbers", baseline="55-1011.00", data="2026.3")
    assert (found.gain, found.status) == (None, Status.PARTIAL)
    assert found.reasons == ("no gain over Air Crew Officers, as no pay is published",)
    neither = cs.lifetime_value("27-2011.00", baseline="55-1011.00", data="2026.3")
    assert (neither.gain, neither.status) == (None, Status.INSUFFICIENT)


def test_a_career_of_a_release_that_is_not_here_has_no_baseline_by_itself():
    stranger = attrs.evolve(CAREER, data_release="2099.1")
    assert cs.lifetime_value(stranger).gain is None
    assert cs.lifetime_value(stranger, baseline=30_000).gain.lifetime.value > 0
    with pytest.raises(UnknownReleaseError):
        cs.lifetime_value(stranger, baseline="carpenters")
    assert cs.lifetime_value(CAREER).gain.baseline == "High-school graduates"


def test_a_comparison_has_one_baseline_for_all():
    found = cs.compare("plumbers", "carpenters", baseline=45_000, data="2026.3")
    for each in found.careers:
        alone = cs.lifetime_value(each.code, baseline=45_000, data="2026.3")
        assert each.value == alone
    assert {each.value.gain.baseline for each in found.careers} == {"$45,000 a year"}


# Properties

pays = st.lists(st.integers(1, 300_000), min_size=5, max_size=5).map(sorted)
levels = st.sampled_from(
    ["No formal educational credential", "Associate's degree", "Bachelor's degree"]
)
kinds = st.sampled_from(["None", "Short-term on-the-job training", "Apprenticeship"])
careers = st.builds(
    lambda pay, level, kind: career(*pay, level=level, training=kind), pays, levels, kinds
)
baselines = st.integers(0, 200_000) | careers
rates = st.sampled_from([0.0, 0.03, 0.1])


@given(careers, rates)
def test_a_career_gains_nothing_over_itself(one, rate):
    gain = OURS.value_over(one, one, cs.Assumptions(discount_rate=rate)).gain
    assert gain.lifetime == gain.npv == Money.exact(0)
    assert set(gain.cumulative) == {Money.exact(0)}
    assert gain.ahead_age is gain.rate_of_return is None


@pytest.mark.parametrize("code", ["29-1211.00", "17-1011.00", "23-1011.00", "47-2152.00"])
def test_nor_does_one_that_is_known_only_within_bounds(code):
    one = cs.occupation(code, data="2026.1")
    assert OURS.value_over(one, one).gain.lifetime == Money.exact(0)
    another = attrs.evolve(one, code="99-9999.00")
    bounded = OURS.value(one).npv.value is None
    assert (OURS.value_over(another, one).gain.lifetime != Money.exact(0)) is bounded


def test_a_graduate_gains_nothing_over_a_graduate():
    for name in cs.releases():
        graduate = cs.load(name).high_school_graduate
        assert cs.lifetime_value(graduate).gain.lifetime == Money.exact(0)


@given(careers, baselines, rates)
def test_the_gain_of_one_is_the_loss_of_the_other(one, other, rate):
    assumed = cs.Assumptions(discount_rate=rate)
    found = OURS.value_over(other, one, assumed)
    gain = found.gain
    assert gain.lifetime.value == pytest.approx(
        found.lifetime_net.value - gain.baseline_net.value, abs=1e-3
    )
    if isinstance(other, Occupation):
        back = OURS.value_over(one, other, assumed).gain
        assert back.lifetime.value == pytest.approx(-gain.lifetime.value, abs=1e-3)
        assert back.npv.value == pytest.approx(-gain.npv.value, abs=1e-3)


@given(careers, baselines, st.lists(st.integers(0, 50_000), min_size=5, max_size=5))
def test_more_pay_never_lowers_the_gain(one, baseline, more):
    pay = [getattr(one.wages.annual, name) for name in PERCENTILES]
    rising = [sum(more[: place + 1]) for place in range(5)]
    raised = WageEstimates(
        **dict(zip(PERCENTILES, (a + b for a, b in zip(pay, rising, strict=True)), strict=True))
    )
    richer = attrs.evolve(one, wages=WageDistribution(annual=raised))
    before, after = (OURS.value_over(baseline, each).gain for each in (one, richer))
    slack = 1e-6 * (1 + abs(before.lifetime.value))
    assert after.lifetime.value >= before.lifetime.value - slack
    assert after.npv.value >= before.npv.value - slack
    if before.ahead_age is not None:
        assert after.ahead_age.min <= before.ahead_age.min


@given(careers, st.floats(0, 12), st.floats(0, 12))
def test_more_training_never_raises_the_gain(one, years, more):
    less, longer = (
        OURS.value_over(30_000, one, cs.Assumptions(training_years=each)).gain
        for each in (years, years + more)
    )
    assert longer.lifetime.value <= less.lifetime.value + 1e-6 * (1 + abs(less.lifetime.value))


@given(
    pays,
    st.sampled_from(["29-1211.00", "19-3034.00"]),
    st.floats(0, 1),
    st.floats(0, 1),
    st.sampled_from(["Bachelor's degree", "Master's degree"]),
    st.integers(47_800, 400_000),
)
def test_bounds_contain_every_value_that_is_possible(pay, code, length, share, level, tuition):
    doctor = career(*pay, level=level, training="Internship/residency", code=code)
    bounds = OURS.value_over(40_000, doctor)
    span = bounds.training_years
    longest = 20 if span.max is None else span.max
    assumed = cs.Assumptions(
        training_years=span.min + length * (longest - span.min),
        training_pay=share * pay[0],
        education_cost=tuition if level == "Master's degree" else None,
    )
    exact = OURS.value_over(40_000, doctor, assumed)
    assert exact.gain.lifetime.value is not None
    for wide, value in (
        (bounds.npv, exact.npv),
        (bounds.lifetime_net, exact.lifetime_net),
        (bounds.gain.lifetime, exact.gain.lifetime),
        (bounds.gain.npv, exact.gain.npv),
    ):
        assert wide.low is None or wide.low <= value.value + 1e-3
        assert wide.high is None or value.value <= wide.high + 1e-3
    ages, age = bounds.gain.ahead_age, exact.gain.ahead_age
    if age is not None:
        assert ages.min <= age.typical
        assert ages.max is None or age.typical <= ages.max
    else:
        assert ages is None or ages.max is None


@given(careers, baselines)
def test_at_the_rate_of_return_both_are_worth_the_same(one, baseline):
    gain = OURS.value_over(baseline, one).gain
    if gain.rate_of_return is not None:
        assert gain.lifetime.value > 0
        assumed = cs.Assumptions(discount_rate=min(1, gain.rate_of_return))
        if assumed.discount_rate < 1:
            there = OURS.value_over(baseline, one, assumed).gain.npv.value
            assert there == pytest.approx(0, abs=1)


# Worked examples, in dollars of May 2025


@pytest.mark.parametrize(
    ("code", "lifetime", "before", "ahead", "rate"),
    [
        ("47-2152.00", (1_840_343, 1_840_343), None, (18, 18), None),
        ("29-1211.00", (None, 15_965_876), (14_129_285, 15_965_876), (31, None), None),
        ("23-1011.00", (None, 8_018_452), (8_018_452, 8_018_452), (33, None), None),
        ("29-2072.00", (697_539, 697_539), None, (25, 25), 0.204),
    ],
)
def test_four_careers_beside_a_high_school_graduate(code, lifetime, before, ahead, rate):
    gain = cs.lifetime_value(code, data="2026.3").gain

    def whole(amount):
        return tuple(None if end is None else round(end) for end in (amount.low, amount.high))

    assert whole(gain.lifetime) == lifetime
    known = gain.before_unknown_tuition
    assert (None if known is None else whole(known)) == before
    assert (gain.ahead_age.min, gain.ahead_age.max) == ahead
    found = gain.rate_of_return
    assert (None if found is None else round(found, 3)) == rate


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("27-2011.00", "no percentile is published (BLS publishes only hourly wages for this"),
        ("55-1011.00", "no percentile is published (the wage survey does not cover military"),
    ],
)
@pytest.mark.parametrize("data", cs.releases())
def test_two_careers_without_annual_pay_have_no_gain(code, reason, data):
    found = cs.lifetime_value(code, data=data)
    assert (found.status, found.gain, found.training_pay) == (Status.INSUFFICIENT, None, None)
    assert found.reasons[1].startswith(reason)
