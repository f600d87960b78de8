"""Cost of an education: as the site publishes it, and from the College Board's own table."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import careerscore as cs
from careerscore.economics import CostRule, Price, PricedInstitution, PricedItem, Range
from careerscore.errors import InvalidInputError
from careerscore.model import (
    EducationPath,
    EducationShare,
    InstructionalProgram,
    Occupation,
    Status,
)
from careerscore.testing import occupations

PUBLISHED = cs.economics.methodology("american-dream-jobs/2024")
OURS_2024 = cs.economics.methodology("college-board/2024-25")
OURS = cs.economics.methodology("college-board/2025-26")


def asking(level=None, *, code="00-0000.00", cip=None, onet=None):
    """An occupation that asks for a level of education, in a field of study."""
    shares = [EducationShare(level=onet, percent=90)] if onet else []
    return Occupation(
        code=code,
        title="Testers",
        job_zone=3,
        programs=[InstructionalProgram(code=cip, title="Testing")] if cip else [],
        education=EducationPath(bls_entry_level=level, onet_shares=shares),
    )


@pytest.mark.parametrize(
    ("level", "misrouted_to", "basis"),
    [
        ("Post-baccalaureate certificate", "certificate", "post-baccalaureate certificate"),
        ("Post-master's certificate", "master's", "post-master's certificate"),
        ("First professional degree", "on-the-job training", "first professional"),
        ("Some college, no degree", "on-the-job training", "some college"),
        ("Post-doctoral training", "doctoral", "post-doctoral"),
    ],
)
def test_a_misrouting_is_reproduced_as_published_and_absent_in_ours(level, misrouted_to, basis):
    occupation = asking(onet=level)
    assert PUBLISHED.cost(occupation).basis == misrouted_to
    for method in (OURS, OURS_2024):
        assert method.cost(occupation).basis == basis
        assert method.cost(occupation, level=level).basis == basis


def test_a_program_of_the_occupation_is_used_unless_a_level_is_given(old):
    result = PUBLISHED.cost(old["29-1216.00"])
    assert result.status is Status.FALLBACK
    assert result.reasons == (
        "Doctor of Medicine (MD): published only in part; parity is not claimed",
    )
    assert (result.field_multiplier, result.field_of_study) == (1, None)
    assert PUBLISHED.evolve(programs_note=None).cost(old["39-5012.00"]).reasons == (
        "Cosmetology: a program of its own",
    )
    chosen = PUBLISHED.cost(old["29-1216.00"], level="Bachelor's degree")
    assert (chosen.basis, chosen.status) == ("bachelor's", Status.COMPLETE)


def test_a_multiplier_applies_before_rounding(page):
    cost = OURS_2024.cost(page, level="Bachelor's degree", field_multiplier=True)
    assert cost.by_institution["public_out_of_state"].total == 141_588
    # 30,780 * 1.15 = 35,397 and 11,610 * 1.15 = 13,351.5, as a product a little less.
    assert cost.by_institution["public_out_of_state"].per_year == 35_397
    assert cost.by_institution["public_in_state"].per_year == 13_351
    assert cost.total == Range(53_406, 53_406, 199_410)
    without = OURS_2024.cost(page, level="Bachelor's degree")
    assert without.by_institution["public_out_of_state"].total == 123_120


def test_unknown_stays_unknown_until_a_ratio_is_named(old):
    nurse = old["29-1171.00"]
    unknown = OURS.cost(nurse)
    assert attrs.astuple(unknown.total) == (None, None, None)
    assert unknown.at_least == 4 * 11_950
    assert unknown.reasons == (
        (
            "Master's degree: graduate tuition is not in the College Board's table; "
            "name a ratio to undergraduate tuition"
        ),
    )
    known = OURS.cost(nurse, graduate_ratio=1.2)
    assert known.total == Range(47_800 + 28_680, 47_800 + 28_680, 180_000 + 108_000)
    assert known.assumption_notes == ("graduate tuition is 1.2 times undergraduate tuition",)
    assert known.fingerprint != unknown.fingerprint
    free = OURS.cost(nurse, graduate_ratio=0)
    assert free.total == Range(47_800, 47_800, 180_000)
    assert OURS.evolve(graduate_ratio=1.2).cost(nurse).total == known.total
    assert OURS.evolve(graduate_ratio=9).cost(nurse, graduate_ratio=1.2).total == known.total


def test_where_no_source_has_a_level_there_is_no_cost(old):
    result = OURS.cost(old["55-1011.00"])
    assert result.status is Status.INSUFFICIENT
    assert (result.level, result.basis, result.items) == (None, None, ())
    assert (result.total, result.at_least) == (Range(None, None, None), None)
    assert result.by_institution == {}
    assert result.reasons == (f"entry level: {result.level_reason}",)
    assert (result.field_multiplier, result.field_of_study) == (1, None)


def test_a_level_of_the_data_without_a_rule_gives_a_reason():
    result = OURS.cost(asking("Apprenticeship"), field_multiplier=True)
    assert (result.status, result.level) == (Status.INSUFFICIENT, "Apprenticeship")
    assert result.reasons[0] == "no rule of the method is for 'Apprenticeship'"
    assert (result.total, result.basis) == (Range(None, None, None), None)
    assert (result.field_multiplier, result.assumption_notes) == (1, ())


def test_a_path_of_another_kind_need_not_say_why_it_has_no_level(page, monkeypatch):
    silent = attrs.evolve(OURS.path_by.path(page), entry_level=None, entry_level_reason="not asked")
    monkeypatch.setattr(type(OURS.path_by), "path", lambda *_: silent)
    result = OURS.cost(page)
    assert (result.status, result.reasons) == (Status.INSUFFICIENT, ("entry level: not asked",))


def test_a_wrong_level_is_refused_with_the_nearest(page):
    with pytest.raises(InvalidInputError) as caught:
        OURS.cost(page, level="Bachelors degree")
    problem = caught.value.problems[0]
    assert (problem.field, problem.value) == ("level", "'Bachelors degree'")
    assert "Bachelor's degree" in problem.expected.split(" or ")
    with pytest.raises(InvalidInputError) as caught:
        OURS.cost(page, level="xyzzy")
    assert caught.value.problems[0].expected == " or ".join(OURS.levels())


def test_every_bad_option_is_named(page):
    with pytest.raises(InvalidInputError) as caught:
        OURS.cost(page, level=" ", field_multiplier=1, graduate_ratio=10.5)
    fields = [problem.field for problem in caught.value.problems]
    assert fields == ["level", "field_multiplier", "graduate_ratio"]
    assert OURS.cost(page, graduate_ratio=10).total == OURS.cost(page).total


def test_the_field_of_study_and_its_source_are_part_of_the_result(page):
    with_field = PUBLISHED.cost(page)
    assert page.sources["programs"] in with_field.sources
    assert PUBLISHED.price_source in with_field.sources
    assert OURS.price_source in OURS.cost(page).sources
    assert OURS.price_source not in OURS.cost(asking()).sources
    without = PUBLISHED.cost(page, field_multiplier=False)
    assert "cip-soc" not in [source.dataset for source in without.sources]
    other = attrs.evolve(page, programs=[InstructionalProgram(code="13.0101", title="Teaching")])
    assert PUBLISHED.cost(other).fingerprint != with_field.fingerprint


def test_a_field_that_is_not_known_costs_as_any_other():
    unknown = PUBLISHED.cost(asking(onet="Bachelor's degree"))
    assert unknown.field_multiplier == 1
    assert unknown.assumption_notes == ("tuition times 1 for the field not known",)
    assert unknown.field_of_study is None
    dearer = PUBLISHED.evolve(other_field=1.5)
    assert dearer.cost(asking(onet="Bachelor's degree")).total.min == 4 * 11_610 * 1.5
    assert dearer.cost(asking(onet="Bachelor's degree", cip="99.0101")).field_multiplier == 1.5
    assert dearer.cost(asking(onet="Bachelor's degree", cip="51.0101")).field_multiplier == 1.15


def figures(result):
    """Every figure of a result."""
    costs = [result.total, *(item.cost for item in result.items), *result.by_institution.values()]
    return [result.at_least, *(value for cost in costs for value in attrs.astuple(cost))]


@given(
    st.floats(1, 2),
    st.sampled_from(sorted(OURS.path_by.durations)),
    st.sampled_from([None, "12", "51", "99"]),
    st.sampled_from([PUBLISHED, OURS]),
    st.sampled_from([None, 0.5, 1.3]),
)
def test_more_tuition_never_lowers_a_figure(factor, level, field, method, ratio):
    occupation = asking(cip=field and f"{field}.0101")
    options = {"level": level, "field_multiplier": True, "graduate_ratio": ratio}
    dearer = {name: factor * amount for name, amount in method.tuition.items()}
    before = figures(method.cost(occupation, **options))
    after = figures(method.evolve(tuition=dearer).cost(occupation, **options))
    for low, high in zip(before, after, strict=True):
        assert (low is None) == (high is None)
        assert low is None or low <= high


@given(occupations(), st.sampled_from([PUBLISHED, OURS]), st.booleans())
def test_every_occupation_has_a_cost_or_a_reason(occupation, method, multiplier):
    result = method.cost(occupation, field_multiplier=multiplier, graduate_ratio=1)
    assert result.occupation_code == occupation.code
    assert (result.status is Status.COMPLETE) <= (result.total.typical is not None)
    assert result.reasons or result.status is Status.COMPLETE
    if result.total.typical is not None:
        assert result.total.min <= result.total.typical <= result.total.max
        assert result.total.typical == sum(item.cost.typical for item in result.items)


def own(*items, **institutions):
    """A schedule with one rule for every level, whose prices are dollars."""
    parts = [
        PricedItem(name=name, note=note, min=low, typical=typical, max=high)
        for name, note, low, typical, high in items
    ]
    there = [PricedInstitution(institution=kind, parts=each) for kind, each in institutions.items()]
    return OURS.evolve(rules=[CostRule(name="own", items=parts, institutions=there)])


def dollars(*amounts, years=1):
    return [Price(dollars=amount, years=years) for amount in amounts]


def test_a_price_that_only_dollars_make():
    schedule = own(
        ("Own", None, *dollars(1, 2.5, 3)),
        apprenticeship=dollars(9, years=2),
        trade_school=dollars(9, years=0),
        public_two_year=dollars(1, 2, years=0),
        public_in_state=[],
    )
    result = schedule.cost(asking("Own"), field_multiplier=True)
    assert result.total == Range(1, 3, 3)
    assert {kind: attrs.astuple(cost) for kind, cost in result.by_institution.items()} == {
        "apprenticeship": (9, 5, 2, None),
        "trade_school": (9, None, 0, None),
        "public_two_year": (3, None, 0, None),
        "public_in_state": (0, None, 0, None),
    }
    # No price of it depends on a field of study.
    assert (result.field_multiplier, result.assumption_notes) == (1, ())


def test_an_item_of_which_one_price_is_missing_is_not_known():
    result = own(("Half", "no most", *dollars(1, 2), None)).cost(asking("Own"))
    assert (result.status, result.reasons) == (Status.INSUFFICIENT, ("Half: no most",))
    assert (result.total, result.at_least) == (Range(None, None, None), None)


def test_the_least_sum_counts_only_what_is_known():
    dark = ("Dark", "nobody says", None, None, None)
    known, free = ("Known", None, *dollars(5, 6, 7)), ("Free", None, *dollars(0, 0, 0))
    result = own(known, free, dark).cost(asking("Own"))
    assert (result.at_least, result.status) == (5, Status.BOUNDED)
    assert own(free, dark).cost(asking("Own")).at_least == 0


@pytest.mark.parametrize(
    ("levels", "contains", "fitting"),
    [
        ([], [], ["Own", "own", "The OWNER"]),
        (["Own"], [], ["Own"]),
        ([], ["own"], ["Own", "own", "The OWNER"]),
        (["The OWNER"], ["no"], ["The OWNER"]),
    ],
)
def test_a_rule_is_for_its_levels_or_its_words_or_for_all(levels, contains, fitting):
    rule = CostRule(name="a", levels=levels, contains=contains, items=[PricedItem(name="a")])
    assert [level for level in ("Own", "own", "The OWNER") if rule.fits(level)] == fitting


def test_prices_that_fall_are_refused_when_the_schedule_is_made():
    # Out-of-state tuition above that of private colleges: the site's most would be less.
    dear = {**PUBLISHED.tuition, "public_out_of_state": 48_000}
    with pytest.raises(InvalidInputError) as caught:
        PUBLISHED.evolve(tuition=dear)
    fields = [problem.field for problem in caught.value.problems]
    assert (len(fields), fields[0], fields[-1]) == (
        5,
        "rules.doctoral.Bachelor's degree",
        "before_programs",
    )
    assert OURS.evolve(tuition={**OURS.tuition, "public_out_of_state": 48_000}).tuition
    # In one field of study only.
    dear = Price(tuition="public_in_state", factor=1.1)
    mixed = PricedItem(
        name="Mixed", min=Price(tuition="public_in_state", by_field=True), typical=dear, max=dear
    )
    rules = [CostRule(name="own", items=[mixed])]
    with pytest.raises(InvalidInputError, match=r"rules.own.Mixed: expected prices that never"):
        OURS.evolve(rules=rules)
    calm = OURS.evolve(rules=rules, field_multipliers={"51": 1.1})
    assert calm.cost(asking("Own", cip="51.01"), field_multiplier=True).total.min == 13_145
