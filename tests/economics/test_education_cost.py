"""What an education costs: as the site publishes it, and from the College Board's own table."""

from __future__ import annotations

import csv
import io
from collections import Counter
from math import floor

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import careerscore as cs
from careerscore._data import bundled
from careerscore.economics import (
    INSTITUTIONS,
    CostItem,
    CostRule,
    EducationCost,
    InstitutionCost,
    Price,
    PricedInstitution,
    PricedItem,
    Program,
    Range,
)
from careerscore.errors import InvalidInputError
from careerscore.model import EducationPath, EducationShare, Occupation
from careerscore.model.occupation import InstructionalProgram
from careerscore.model.provenance import Status
from careerscore.testing import occupations

PUBLISHED = cs.economics.methodology("american-dream-jobs/2024")
OURS_2024 = cs.economics.methodology("college-board/2024-25")
OURS = cs.economics.methodology("college-board/2025-26")

# The published rules once more, from the description of the site and not from the definition.

CC, IN, OUT, PRIVATE = 3_990, 11_610, 24_030, 43_350

FIELDS = {
    "01": 0.95, "03": 1, "04": 1.1, "05": 0.95, "09": 0.95, "10": 1, "11": 1.15, "12": 0.85,
    "13": 0.9, "14": 1.2, "15": 1.05, "16": 0.95, "19": 0.9, "22": 1.1, "23": 0.9, "24": 0.9,
    "25": 0.95, "26": 1.1, "27": 1, "29": 1, "30": 1, "31": 0.95, "38": 0.9, "40": 1.1,
    "41": 1.05, "42": 0.95, "43": 0.9, "44": 0.95, "45": 0.95, "46": 0.7, "47": 0.7, "48": 0.7,
    "49": 0.7, "50": 1.05, "51": 1.15, "52": 1, "54": 0.9,
}  # fmt: skip

# Name, beginnings of SOC codes, years, costs, whether a Bachelor's degree comes before.
PROFESSIONAL = (
    ("29-121 29-122 29-123 29-124", 4, (170_276, 235_872, 255_944), True),
    ("23-1011", 3, (87_222, 127_149, 159_102), True),
    ("29-102", 4, (180_000, 260_000, 320_000), True),
    ("29-1051", 4, (100_000, 160_000, 200_000), False),
    ("29-1041", 4, (100_000, 160_000, 200_000), True),
    ("29-1081", 4, (140_000, 180_000, 220_000), True),
    ("29-1131", 4, (120_000, 220_000, 240_000), True),
    ("11-1021", 2, (50_000, 90_000, 150_000), True),
)
TRADE = (
    ("39-5012", (10_000, 17_000, 25_000)),
    ("31-9091", (3_000, 10_000, 18_000)),
    ("29-2042 29-2043", (1_000, 6_000, 15_000)),
    ("31-9092", (4_000, 12_000, 20_000)),
)
FOUR_YEAR = ("public_in_state", "public_out_of_state", "private_nonprofit")


def rounded(amount):
    return floor(amount + 0.5)


def first_fields():
    """The first field of study of each SOC code, from the crosswalk's own file."""
    text = bundled().read_bytes("datasets/cip-soc/2020.csv").decode()
    found = {}
    for row in csv.DictReader(io.StringIO(text)):
        found.setdefault(row["soc_code"], row["cip_code"])
    return found


def published_cost(code, level, cip):
    """Items, and total, cost a year and years by institution."""
    soc = code[:7]
    for beginnings, years, costs, after_a_degree in PROFESSIONAL:
        if soc.startswith(tuple(beginnings.split())):
            degree = (4 * IN, 4 * OUT, 4 * PRIVATE) if after_a_degree else (0, 0, 0)
            in_all = 4 + years if after_a_degree else years
            sums = [before + own for before, own in zip(degree, costs, strict=True)]
            by = {
                kind: (total, rounded(total / in_all), in_all)
                for kind, total in zip(FOUR_YEAR, sums, strict=True)
            }
            return ([degree] if after_a_degree else []) + [costs], by
    for beginnings, costs in TRADE:
        if soc.startswith(tuple(beginnings.split())):
            return [costs], {"trade_school": (costs[1], costs[1], 1)}
    m = FIELDS.get((cip or "")[:2], 1)
    words = level.lower()
    degree = tuple(rounded(tuition * 4 * m) for tuition in (IN, OUT, PRIVATE))
    if "doctoral" in words or "phd" in words:
        return [degree, (0, 0, rounded(PRIVATE * 5 * 0.5 * m))], {}
    if "master" in words:
        more = tuple(
            rounded(tuition * 2 * factor * m)
            for tuition, factor in ((IN, 1.1), (OUT, 1.1), (PRIVATE, 1.2))
        )
        by = {
            "public_in_state": (rounded(IN * 6 * m), rounded(IN * m), 6),
            "public_out_of_state": (rounded(OUT * 6 * m), rounded(OUT * m), 6),
            "private_nonprofit": (rounded(PRIVATE * 6 * 1.1 * m), rounded(PRIVATE * 1.1 * m), 6),
        }
        return [degree, more], by
    if "bachelor" in words:
        by = {
            kind: (rounded(tuition * 4 * m), rounded(tuition * m), 4)
            for kind, tuition in zip(FOUR_YEAR, (IN, OUT, PRIVATE), strict=True)
        }
        return [degree], by
    if "associate" in words:
        item = (rounded(CC * 2 * m), rounded(CC * 2 * m * 1.2), rounded(IN * 2 * m))
        by = {
            "public_two_year": (rounded(CC * 2 * m), rounded(CC * m), 2),
            "public_in_state": (rounded(IN * 2 * m), rounded(IN * m), 2),
        }
        return [item], by
    if "certificate" in words or "postsecondary" in words:
        by = {"trade_school": (10_000, 10_000, 1), "public_two_year": (CC, CC, 1)}
        return [(3_000, 10_000, 20_000)], by
    if "apprentice" in words:
        return [(0, 500, 2_000)], {"apprenticeship": (0, None, 0)}
    if "high school" in words or "less than" in words:
        return [(0, 0, 0)], {}
    return [(0, 1_000, 5_000)], {}


def shown(result):
    """Items and institutions of a result in the shape of `published_cost`."""
    return (
        [attrs.astuple(item.cost) for item in result.items],
        {
            kind: (cost.total, cost.per_year, cost.years)
            for kind, cost in result.by_institution.items()
        },
    )


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


def problems(caught):
    return [str(problem) for problem in caught.value.problems]


# As published


def test_the_reference_page(page):
    result = PUBLISHED.cost(page)
    assert result.total == Range(53_406, 110_538, 199_410)
    assert shown(result) == (
        [(53_406, 110_538, 199_410)],
        {
            "public_in_state": (53_406, 13_351, 4),
            "public_out_of_state": (110_538, 27_634, 4),
            "private_nonprofit": (199_410, 49_852, 4),
        },
    )
    assert (result.level, result.basis) == ("Bachelor's degree", "bachelor's")
    assert result.field_multiplier == 1.15
    assert (
        result.field_of_study
        == "51.0706 Health Information/Medical Records Administration/Administrator"
    )
    assert result.assumption_notes == (f"tuition times 1.15 for the field {result.field_of_study}",)
    assert result.status is Status.FALLBACK
    assert result.reasons == (f"entry level: {result.level_reason}",)
    assert result.at_least is None


# Figures worked by hand; the field multiplier stands beside each.
BY_HAND = {
    # doctoral, 1.2: 4 * 11,610 * 1.2; max of the doctorate 43,350 * 2.5 * 1.2
    "19-2012.00": ([(55_728, 115_344, 208_080), (0, 0, 130_050)], {}),
    # "Post-doctoral training" has "doctoral" in it, .95
    "19-3033.00": ([(44_118, 91_314, 164_730), (0, 0, 102_956)], {}),
    # master's, 1.15: 2 * 1.1 * 11,610 * 1.15 = 29,373.3; 6 * 1.1 * 43,350 * 1.15 = 329,026.5
    "29-1171.00": (
        [(53_406, 110_538, 199_410), (29_373, 60_796, 119_646)],
        {
            "public_in_state": (80_109, 13_351, 6),
            "public_out_of_state": (165_807, 27_634, 6),
            "private_nonprofit": (329_027, 54_838, 6),
        },
    ),
    # bachelor's, .9
    "21-1012.00": (
        [(41_796, 86_508, 156_060)],
        {
            "public_in_state": (41_796, 10_449, 4),
            "public_out_of_state": (86_508, 21_627, 4),
            "private_nonprofit": (156_060, 39_015, 4),
        },
    ),
    # associate's, 1.15: 2 * 3,990 * 1.15 = 9,177; 1.2 times that 11,012.4
    "29-1126.00": (
        [(9_177, 11_012, 26_703)],
        {"public_two_year": (9_177, 4_589, 2), "public_in_state": (26_703, 13_351, 2)},
    ),
    # certificate: no multiplier
    "31-9011.00": (
        [(3_000, 10_000, 20_000)],
        {"trade_school": (10_000, 10_000, 1), "public_two_year": (3_990, 3_990, 1)},
    ),
    # high school
    "47-2031.00": ([(0, 0, 0)], {}),
    # "Some college, no degree" falls through to on-the-job training
    "17-3026.00": ([(0, 1_000, 5_000)], {}),
    # professional programs: no multiplier
    "29-1216.00": (
        [(46_440, 96_120, 173_400), (170_276, 235_872, 255_944)],
        {
            "public_in_state": (216_716, 27_090, 8),
            "public_out_of_state": (331_992, 41_499, 8),
            "private_nonprofit": (429_344, 53_668, 8),
        },
    ),
    "23-1011.00": (
        [(46_440, 96_120, 173_400), (87_222, 127_149, 159_102)],
        {
            "public_in_state": (133_662, 19_095, 7),
            "public_out_of_state": (223_269, 31_896, 7),
            "private_nonprofit": (332_502, 47_500, 7),
        },
    ),
    # without a Bachelor's degree before it
    "29-1051.00": (
        [(100_000, 160_000, 200_000)],
        {
            "public_in_state": (100_000, 25_000, 4),
            "public_out_of_state": (160_000, 40_000, 4),
            "private_nonprofit": (200_000, 50_000, 4),
        },
    ),
    # trade programs
    "39-5012.00": ([(10_000, 17_000, 25_000)], {"trade_school": (17_000, 17_000, 1)}),
    "29-2043.00": ([(1_000, 6_000, 15_000)], {"trade_school": (6_000, 6_000, 1)}),
}  # fmt: skip


@pytest.mark.parametrize("code", BY_HAND)
def test_published_figures_worked_by_hand(code, old):
    result = PUBLISHED.cost(old[code])
    assert shown(result) == BY_HAND[code]
    totals = zip(*BY_HAND[code][0], strict=True)
    assert attrs.astuple(result.total) == tuple(map(sum, totals))


@pytest.mark.parametrize("data", ["2026.1", "2026.2"])
def test_the_published_rules_by_a_second_reckoning_of_every_occupation(every, answered, data):
    cips = first_fields()
    for occupation, result in zip(every[data], answered(PUBLISHED.id, data), strict=True):
        cip = cips.get(occupation.soc_code)
        level = PUBLISHED.path_by.path(occupation).entry_level
        items, by = published_cost(occupation.code, level, cip)
        assert shown(result) == (items, by), occupation.code
        assert attrs.astuple(result.total) == tuple(map(sum, zip(*items, strict=True)))
        assert result.at_least is None
        priced_by_field = result.basis in {"doctoral", "master's", "bachelor's", "associate's"}
        assert result.field_multiplier == (FIELDS.get((cip or "")[:2], 1) if priced_by_field else 1)


def test_every_kind_of_rule_decides_somewhere(answered):
    assert Counter(result.basis for result in answered(PUBLISHED.id, "2026.1")) == {
        "high school": 380,
        "bachelor's": 369,
        "master's": 62,
        "certificate": 54,
        "doctoral": 49,
        "associate's": 48,
        "Doctor of Medicine (MD)": 23,
        "on-the-job training": 15,
        "Doctor of Dental Surgery (DDS)": 5,
        "EMT or paramedic": 2,
        "Juris Doctor (JD)": 1,
        "Doctor of Pharmacy (PharmD)": 1,
        "Doctor of Optometry (OD)": 1,
        "Doctor of Podiatric Medicine (DPM)": 1,
        "Doctor of Veterinary Medicine (DVM)": 1,
        "Master of Business Administration (MBA)": 1,
        "Cosmetology": 1,
        "Dental assistant": 1,
        "Medical assistant": 1,
    }


levels_there_may_be = st.sampled_from(
    [
        *PUBLISHED.path_by.durations,
        "PhD",
        "Doctoral or professional degree",
        "Postsecondary nondegree award",
        "Apprenticeship",
        "a MASTER certificate for bachelors",
        "associate apprentice",
        "No formal educational credential",
    ]
)


@given(levels_there_may_be, st.sampled_from([None, "99", *FIELDS]))
def test_the_published_rules_hold_for_every_level_and_field(level, field):
    cip = field and f"{field}.0101"
    result = PUBLISHED.cost(asking(cip=cip), level=level)
    assert shown(result) == published_cost("00-0000.00", level, cip)
    assert result.level == level
    assert result.level_reason == "chosen by the caller"


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


def test_what_is_misrouted_in_the_data(old):
    certificate = old["29-1031.00"]
    assert PUBLISHED.cost(certificate).level == "Post-baccalaureate certificate"
    assert PUBLISHED.cost(certificate).total == Range(3_000, 10_000, 20_000)
    assert OURS.cost(certificate).total == Range(47_800, 47_800, 180_000)
    professional = old["23-1022.00"]
    assert PUBLISHED.cost(professional).total == Range(0, 1_000, 5_000)
    assert OURS.cost(professional).level == "Bachelor's degree"
    chosen = OURS.cost(professional, level="First professional degree")
    assert chosen.at_least == 47_800
    assert chosen.reasons == (
        "Professional degree: professional schools are not in the College Board's table",
    )


def test_a_program_of_the_occupations_own_is_marked(old):
    result = PUBLISHED.cost(old["29-1216.00"])
    assert result.status is Status.FALLBACK
    assert result.reasons == (
        "Doctor of Medicine (MD): published only in part; parity is not claimed",
    )
    assert (result.field_multiplier, result.field_of_study, result.assumption_notes) == (
        1,
        None,
        (),
    )
    assert [item.name for item in result.items] == ["Bachelor's degree", "Doctor of Medicine (MD)"]
    # A level of the caller's choice leaves the program aside.
    chosen = PUBLISHED.cost(old["29-1216.00"], level="Bachelor's degree")
    assert chosen.basis == "bachelor's"
    assert chosen.status is Status.COMPLETE


def test_the_note_on_programs_has_a_plain_stand_in(old):
    plain = PUBLISHED.evolve(programs_note=None).cost(old["39-5012.00"])
    assert plain.reasons == ("Cosmetology: a program of its own",)
    assert plain.total == Range(10_000, 17_000, 25_000)


# The College Board's own table


TABLES = {
    "college-board/2024-25": (4_050, 11_610, 30_780, 43_350),
    "college-board/2025-26": (4_150, 11_950, 31_880, 45_000),
}


@pytest.mark.parametrize("id", TABLES)
def test_the_tuition_is_that_of_the_table(id):
    method = cs.economics.methodology(id)
    names = ("public_two_year", "public_in_state", "public_out_of_state", "private_nonprofit")
    assert tuple(method.tuition[name] for name in names) == TABLES[id]
    assert dict(method.field_multipliers) == FIELDS == dict(PUBLISHED.field_multipliers)
    assert (method.apply_field_multipliers, method.graduate_ratio) == (False, None)


def test_the_two_wrong_cells_of_the_site_are_named_in_its_limits():
    assert PUBLISHED.tuition["public_out_of_state"] == 24_030
    assert PUBLISHED.tuition["public_two_year"] == 3_990
    assert "24,030" in PUBLISHED.limits[0]
    assert "3,990" in PUBLISHED.limits[0]


def test_out_of_state_with_the_multiplier_of_the_site(page):
    cost = OURS_2024.cost(page, level="Bachelor's degree", field_multiplier=True)
    assert cost.by_institution["public_out_of_state"].total == 141_588
    # 30,780 * 1.15 = 35,397 and 11,610 * 1.15 = 13,351.5, as a product a little less.
    assert cost.by_institution["public_out_of_state"].per_year == 35_397
    assert cost.by_institution["public_in_state"].per_year == 13_351
    assert cost.total == Range(53_406, 53_406, 199_410)
    assert cost.field_multiplier == 1.15
    assert cost.assumption_notes == (
        "level of education: Bachelor's degree",
        f"tuition times 1.15 for the field {cost.field_of_study}",
    )
    without = OURS_2024.cost(page, level="Bachelor's degree")
    assert without.by_institution["public_out_of_state"].total == 123_120
    assert (without.field_multiplier, without.field_of_study) == (1, None)


def test_the_multiplier_can_be_left_out_as_published(page):
    cost = PUBLISHED.cost(page, field_multiplier=False)
    assert cost.total == Range(46_440, 96_120, 173_400)
    assert (cost.field_multiplier, cost.assumption_notes) == (1, ())


@pytest.mark.parametrize("id", TABLES)
@pytest.mark.parametrize("multiplier", [False, True])
@pytest.mark.parametrize("ratio", [None, 1, 1.5])
def test_each_level_from_the_table(id, multiplier, ratio):
    method = cs.economics.methodology(id)
    cc, in_state, out, private = TABLES[id]
    m = 0.9 if multiplier else 1

    def cost_of(level):
        occupation = asking(cip="13.0101")
        return method.cost(
            occupation, level=level, field_multiplier=multiplier, graduate_ratio=ratio
        )

    def spread(*triples):
        return Range(*(sum(rounded(t * years * m) for t, years in part) for part in triples))

    for level in ("No formal educational credential", "Less than high school"):
        assert (cost_of(level).total, cost_of(level).by_institution) == (Range(0, 0, 0), {})
    assert cost_of("High school diploma or equivalent").total == Range(0, 0, 0)
    for level in ("Postsecondary nondegree award", "Post-secondary certificate"):
        assert cost_of(level).total == spread([(cc, 0.5)], [(cc, 1)], [(cc, 2)])
    some = cost_of("Some college, no degree")
    assert some.total == spread([(cc, 1)], [(cc, 1)], [(private, 1)])
    assert {kind: cost.total for kind, cost in some.by_institution.items()} == {
        "public_two_year": rounded(cc * m),
        "public_in_state": rounded(in_state * m),
        "public_out_of_state": rounded(out * m),
        "private_nonprofit": rounded(private * m),
    }
    two = cost_of("Associate's degree")
    assert two.total == spread([(cc, 2)], [(cc, 2)], [(in_state, 2)])
    assert {kind: (cost.total, cost.years) for kind, cost in two.by_institution.items()} == {
        "public_two_year": (rounded(cc * 2 * m), 2),
        "public_in_state": (rounded(in_state * 2 * m), 2),
    }
    four = cost_of("Bachelor's degree")
    assert four.total == spread([(in_state, 4)], [(in_state, 4)], [(private, 4)])
    tuition = dict(zip(FOUR_YEAR, (in_state, out, private), strict=True))
    assert {kind: attrs.astuple(cost) for kind, cost in four.by_institution.items()} == {
        kind: (rounded(t * 4 * m), rounded(t * m), 4, None) for kind, t in tuition.items()
    }
    for level, more in (
        ("Post-baccalaureate certificate", (0.5,)),
        ("Master's degree", (2,)),
        ("Post-master's certificate", (2, 1)),
    ):
        result = cost_of(level)
        if ratio is None:
            assert attrs.astuple(result.total) == (None, None, None)
            assert result.status is Status.BOUNDED
            assert result.at_least == rounded(in_state * 4 * m)
            assert len(result.reasons) == len(more)
            for kind, t in tuition.items():
                there = result.by_institution[kind]
                assert attrs.astuple(there) == (
                    None,
                    None,
                    4 + sum(more),
                    rounded(t * 4 * m),
                )
            continue
        assert result.at_least is None
        assert result.status is Status.COMPLETE
        assert attrs.astuple(result.total) == tuple(
            rounded(t * 4 * m) + sum(rounded(t * years * ratio * m) for years in more)
            for t in (in_state, in_state, private)
        )
        for kind, t in tuition.items():
            total = rounded(t * 4 * m) + sum(rounded(t * years * ratio * m) for years in more)
            there = result.by_institution[kind]
            assert (there.total, there.years) == (total, 4 + sum(more))
            assert there.per_year == rounded(total / (4 + sum(more)))
    for level, years in (
        ("First professional degree", 7),
        ("Doctoral degree", 9),
        ("Post-doctoral training", 9),
        ("Doctoral or professional degree", 8),
    ):
        result = cost_of(level)
        assert attrs.astuple(result.total) == (None, None, None)
        assert result.at_least == rounded(in_state * 4 * m)
        assert result.status is Status.BOUNDED
        assert {kind: attrs.astuple(cost) for kind, cost in result.by_institution.items()} == {
            kind: (None, None, years, rounded(t * 4 * m)) for kind, t in tuition.items()
        }


def test_every_level_of_both_sources_has_a_rule():
    for method in (OURS, OURS_2024):
        assert set(method.levels()) == set(method.path_by.durations)
        assert len(method.levels()) == len(set(method.levels())) == 15


def test_the_reference_page_by_ours(page):
    result = OURS.cost(page)
    assert result.total == Range(2_075, 4_150, 8_300)
    assert (result.level, result.basis) == ("Postsecondary nondegree award", "certificate")
    assert (result.status, result.reasons, result.assumption_notes) == (Status.COMPLETE, (), ())
    assert attrs.astuple(result.by_institution["public_two_year"]) == (4_150, 4_150, 1, None)


@pytest.mark.parametrize("data", ["2026.1", "2026.2"])
def test_ours_has_a_figure_or_a_reason_for_every_occupation(every, answered, data):
    standings = Counter()
    for occupation, result in zip(every[data], answered(OURS.id, data), strict=True):
        standings[result.status] += 1
        education = occupation.education
        assert result.level == (education.bls_entry_level or education.onet_entry_level)
        known = None not in attrs.astuple(result.total)
        assert known == (result.status is Status.COMPLETE) == (not result.reasons)
        assert (result.at_least is not None) == (result.status is Status.BOUNDED)
        assert (result.basis is None) == (result.status is Status.INSUFFICIENT)
        # What the path lacks besides the level is nothing to the cost.
        assert not any("job-ready" in reason for reason in result.reasons)
    assert standings == {
        Status.COMPLETE: 869,
        Status.BOUNDED: 128,
        Status.INSUFFICIENT: 19,
    }


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
    assert [attrs.astuple(item.cost) for item in unknown.items] == [
        (47_800, 47_800, 180_000),
        (None, None, None),
    ]
    known = OURS.cost(nurse, graduate_ratio=1.2)
    assert known.total == Range(47_800 + 28_680, 47_800 + 28_680, 180_000 + 108_000)
    assert known.assumption_notes == ("graduate tuition is 1.2 times undergraduate tuition",)
    assert known.by_institution["public_out_of_state"].total == 127_520 + 76_512
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


def test_a_level_of_the_data_without_a_rule_is_told_and_not_guessed():
    result = OURS.cost(asking("Apprenticeship"), field_multiplier=True)
    assert result.status is Status.INSUFFICIENT
    assert result.level == "Apprenticeship"
    assert result.reasons[0] == "no rule of the method is for 'Apprenticeship'"
    assert (result.total, result.basis) == (Range(None, None, None), None)
    assert (result.field_multiplier, result.assumption_notes) == (1, ())


def test_a_path_of_another_kind_need_not_say_why_it_has_no_level(page):
    class Silent:
        """A method that has no level and gives no reason that begins as ours do."""

        id = "mine/1"
        title = status = citation = "Mine"
        released = superseded_by = None
        fingerprint = "mine"

        evolve = card = staticmethod(str)

        def path(self, occupation, **_options):
            return attrs.evolve(
                OURS.path_by.path(occupation),
                entry_level=None,
                entry_level_reason="not asked",
            )

    result = OURS.evolve(path_by=Silent()).cost(page)
    assert result.status is Status.INSUFFICIENT
    assert result.reasons == ("entry level: not asked",)


# What a caller may ask


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
        OURS.cost(page, level=" ", field_multiplier=1, graduate_ratio=-1)
    assert problems(caught) == [
        "level: expected a non-empty string or None, got ' '",
        "field_multiplier: expected true or false or None, got 1",
        "graduate_ratio: expected a number from 0 to 10 or None, got -1",
    ]
    with pytest.raises(InvalidInputError, match="graduate_ratio: expected a number from 0 to 10"):
        OURS.cost(page, graduate_ratio=10.5)
    assert OURS.cost(page, graduate_ratio=10).total == OURS.cost(page).total
    with pytest.raises(InvalidInputError, match="occupation: expected an Occupation, as"):
        OURS.cost("29-2072.00")


# Fields of study


@pytest.mark.parametrize("data", ["2026.1", "2026.2"])
def test_the_fields_of_study_are_those_of_the_crosswalk(every, data):
    text = bundled().read_bytes("datasets/cip-soc/2020.csv").decode()
    expected = {}
    for row in csv.DictReader(io.StringIO(text)):
        assert not row["cip_code"].startswith("99")
        assert row["soc_code"] != "99-9999"
        expected.setdefault(row["soc_code"], []).append(row["cip_code"])
    without = 0
    for occupation in every[data]:
        found = [program.code for program in occupation.programs]
        assert found == expected.get(occupation.soc_code, [])
        assert not any(program.title.endswith(".") for program in occupation.programs)
        assert ("programs" in occupation.notes) == (not found)
        assert occupation.sources["programs"].id == "cip-soc/2020"
        without += not found
    assert without == sum(occ.soc_code not in expected for occ in every[data]) > 0


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


# Properties


@st.composite
def tuitions(draw):
    """Tuition in the order that every rule supposes."""
    cheap, *rest = sorted(draw(st.lists(st.integers(0, 100_000), min_size=4, max_size=4)))
    # Two years at a two-year college, a fifth dearer, are no dearer than at a four-year one.
    rest = [amount + cheap for amount in rest]
    names = ("public_two_year", "public_in_state", "public_out_of_state", "private_nonprofit")
    return dict(zip(names, (cheap, *rest), strict=True))


def figures(result):
    """Every figure of a result, by name."""
    found = {"at_least": result.at_least}
    for item in result.items:
        for name in ("min", "typical", "max"):
            found[f"{item.name} {name}"] = getattr(item.cost, name)
    for name in ("min", "typical", "max"):
        found[f"total {name}"] = getattr(result.total, name)
    for kind, cost in result.by_institution.items():
        for name in ("total", "per_year", "at_least"):
            found[f"{kind} {name}"] = getattr(cost, name)
    return found


@given(
    tuitions(),
    st.lists(st.integers(0, 10_000), min_size=4, max_size=4).map(sorted),
    st.sampled_from(sorted(OURS.path_by.durations)),
    st.sampled_from([None, *FIELDS]),
    st.sampled_from([PUBLISHED, OURS]),
    st.sampled_from([None, 0.5, 1.3]),
)
def test_more_tuition_never_lowers_a_figure(tuition, more, level, field, method, ratio):
    first, *rest = more
    steps = (first, *(2 * first + step for step in rest))
    dearer = {name: tuition[name] + add for name, add in zip(tuition, steps, strict=True)}
    occupation = asking(cip=field and f"{field}.0101")
    options = {"level": level, "field_multiplier": True, "graduate_ratio": ratio}
    before = method.evolve(tuition=tuition).cost(occupation, **options)
    after = method.evolve(tuition=dearer).cost(occupation, **options)
    low, high = figures(before), figures(after)
    assert low.keys() == high.keys()
    for name, figure in low.items():
        assert (figure is None) == (high[name] is None)
        assert figure is None or figure <= high[name]


@given(occupations(), st.sampled_from([PUBLISHED, OURS]), st.booleans())
def test_every_occupation_has_a_cost_or_a_reason(occupation, method, multiplier):
    result = method.cost(occupation, field_multiplier=multiplier, graduate_ratio=1)
    assert result.occupation_code == occupation.code
    assert (result.status is Status.COMPLETE) <= (result.total.typical is not None)
    assert result.reasons or result.status is Status.COMPLETE
    if result.total.typical is not None:
        assert result.total.min <= result.total.typical <= result.total.max
        assert result.total.typical == sum(item.cost.typical for item in result.items)


def test_a_result_is_the_same_after_a_journey(page, old):
    for occupation in (page, old["29-1171.00"], old["55-1011.00"]):
        for method in (PUBLISHED, OURS):
            result = method.cost(occupation)
            assert cs.loads(cs.dumps(result), EducationCost) == result


def test_what_is_asked_for_is_part_of_the_fingerprint(page):
    base = OURS.cost(page).fingerprint
    for options in (
        {"level": "Postsecondary nondegree award"},
        {"field_multiplier": False},
        {"graduate_ratio": 1},
    ):
        assert OURS.cost(page, **options).fingerprint != base
    assert OURS.cost(attrs.evolve(page, code="29-2099.00")).fingerprint != base
    assert OURS.cost(page).fingerprint == base


def test_the_short_form_says_what_is_known():
    of = "00-0000.00 Testers, by college-board/2025-26"
    assert repr(OURS.cost(asking("Associate's degree"))) == (
        f"<EducationCost {of}: 8,300 US dollars, complete>"
    )
    assert repr(OURS.cost(asking("Doctoral or professional degree"))) == (
        f"<EducationCost {of}: at least 47,800, bounded>"
    )
    assert repr(OURS.cost(asking())) == f"<EducationCost {of}: not known, insufficient>"


# Schedules of one's own


def test_a_price_that_only_dollars_make():
    rule = CostRule(
        name="own",
        levels=["Own"],
        items=[
            PricedItem(
                name="Own", min=Price(dollars=1), typical=Price(dollars=2.5), max=Price(dollars=3)
            )
        ],
        institutions=[
            PricedInstitution(institution="apprenticeship", parts=[Price(dollars=9, years=2)]),
            PricedInstitution(institution="trade_school", parts=[Price(dollars=9, years=0)]),
            PricedInstitution(
                institution="public_two_year",
                parts=[Price(dollars=1, years=0), Price(dollars=2, years=0)],
            ),
            PricedInstitution(institution="public_in_state", parts=[]),
        ],
    )
    result = OURS.evolve(rules=[rule]).cost(asking("Own"), field_multiplier=True)
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
    half = PricedItem(name="Half", min=Price(dollars=1), typical=Price(dollars=2), note="no most")
    rule = CostRule(name="own", items=[half])
    result = OURS.evolve(rules=[rule]).cost(asking("Own"))
    assert result.status is Status.INSUFFICIENT
    assert (result.total, result.at_least) == (Range(None, None, None), None)
    assert result.reasons == ("Half: no most",)


def test_the_least_sum_counts_only_what_is_known():
    known = PricedItem(
        name="Known", min=Price(dollars=5), typical=Price(dollars=6), max=Price(dollars=7)
    )
    free = PricedItem(
        name="Free", min=Price(dollars=0), typical=Price(dollars=0), max=Price(dollars=0)
    )
    dark = PricedItem(name="Dark", note="nobody says")
    result = OURS.evolve(rules=[CostRule(name="own", items=[known, free, dark])]).cost(
        asking("Own")
    )
    assert (result.at_least, result.status) == (5, Status.BOUNDED)
    only = OURS.evolve(rules=[CostRule(name="own", items=[free, dark])]).cost(asking("Own"))
    assert only.at_least == 0


def test_a_rule_is_for_its_levels_or_its_words_or_for_all():
    item = PricedItem(name="a")
    assert CostRule(name="all", items=[item]).fits("anything")
    by_level = CostRule(name="level", levels=["Own"], items=[item])
    assert (by_level.fits("Own"), by_level.fits("own"), by_level.fits("Owner")) == (
        True,
        False,
        False,
    )
    by_words = CostRule(name="words", contains=["own"], items=[item])
    assert (by_words.fits("The OWNER"), by_words.fits("other")) == (True, False)
    both = CostRule(name="both", levels=["A"], contains=["own"], items=[item])
    assert (both.fits("A"), both.fits("owner"), both.fits("B")) == (True, True, False)


@pytest.mark.parametrize("amount", [-1, "11610", float("nan"), None])
def test_tuition_that_is_none_is_refused(amount):
    with pytest.raises(InvalidInputError) as caught:
        OURS.evolve(tuition={**OURS.tuition, "public_in_state": amount})
    assert [problem.field for problem in caught.value.problems] == ["tuition.public_in_state"]
    assert caught.value.problems[0].expected == "a number of at least 0"


def test_every_wrong_amount_of_a_schedule_is_named():
    with pytest.raises(InvalidInputError) as caught:
        OURS.evolve(
            tuition={**OURS.tuition, "public_in_state": -1, "private_nonprofit": -2},
            field_multipliers={"51": -1},
            other_field=-1,
            graduate_ratio=-1,
            apply_field_multipliers="yes",
            academic_year="",
            programs_note="",
            price_source="College Board",
            path_by=None,
            rules=["a"],
            programs=["a"],
            before_programs="a",
        )
    assert [problem.field for problem in caught.value.problems] == [
        "path_by", "academic_year", "tuition.public_in_state", "tuition.private_nonprofit",
        "field_multipliers.51", "rules", "programs", "before_programs", "programs_note",
        "price_source", "other_field", "apply_field_multipliers", "graduate_ratio",
    ]  # fmt: skip
    with pytest.raises(InvalidInputError) as caught:
        OURS.evolve(tuition=5)
    assert [problem.field for problem in caught.value.problems] == ["tuition"]


def test_a_schedule_has_the_tuition_its_rules_ask_for():
    with pytest.raises(InvalidInputError) as caught:
        OURS.evolve(tuition={"night_school": 5, "public_in_state": 5})
    assert problems(caught) == [
        f"tuition: expected {' or '.join(INSTITUTIONS)}, got 'night_school'",
        "tuition: expected tuition of this kind, got 'private_nonprofit'",
        "tuition: expected tuition of this kind, got 'public_out_of_state'",
        "tuition: expected tuition of this kind, got 'public_two_year'",
    ]
    only_before = OURS.evolve(rules=[], tuition={}, before_programs=None)
    with pytest.raises(InvalidInputError, match="tuition of this kind, got 'public_in_state'"):
        only_before.evolve(before_programs=PUBLISHED.before_programs)


def test_a_program_after_a_degree_needs_the_price_of_the_degree():
    for before in (None, PricedItem(name="Bachelor's degree", min=Price(dollars=1))):
        with pytest.raises(InvalidInputError) as caught:
            PUBLISHED.evolve(before_programs=before, programs=PUBLISHED.programs[:1])
        assert problems(caught) == [
            (
                "before_programs: expected what comes before these programs, with all its prices, "
                "got ['Doctor of Medicine (MD)']"
            )
        ]
    trade = PUBLISHED.evolve(before_programs=None, programs=PUBLISHED.programs[8:])
    assert trade.programs[0].name == "Cosmetology"


def test_prices_that_fall_are_refused_when_the_schedule_is_made():
    # Out-of-state tuition above that of private colleges: the site's most would be less.
    dear = {**PUBLISHED.tuition, "public_out_of_state": 48_000}
    with pytest.raises(InvalidInputError) as caught:
        PUBLISHED.evolve(tuition=dear)
    assert [problem.field for problem in caught.value.problems] == [
        "rules.doctoral.Bachelor's degree",
        "rules.master's.Bachelor's degree",
        "rules.master's.Master's degree",
        "rules.bachelor's.Bachelor's degree",
        "before_programs",
    ]
    assert problems(caught)[-1] == (
        "before_programs: expected prices that never fall from min to typical to max, "
        "got [46440, 192000, 173400]"
    )
    assert OURS.evolve(tuition={**OURS.tuition, "public_out_of_state": 48_000}).tuition
    # In one field of study only.
    mixed = PricedItem(
        name="Mixed",
        min=Price(tuition="public_in_state", by_field=True),
        typical=Price(tuition="public_in_state", factor=1.1),
        max=Price(tuition="public_in_state", factor=1.1),
    )
    with pytest.raises(InvalidInputError, match=r"rules.own.Mixed: expected prices that never"):
        OURS.evolve(rules=[CostRule(name="own", items=[mixed])])
    calm = OURS.evolve(rules=[CostRule(name="own", items=[mixed])], field_multipliers={"51": 1.1})
    assert calm.cost(asking("Own", cip="51.01"), field_multiplier=True).total.min == 13_145


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"dollars": -1}, "dollars: expected a number of at least 0 or None, got -1"),
        ({"dollars": 1, "years": -1}, "years: expected a number of at least 0, got -1"),
        ({"dollars": 1, "factor": -1}, "factor: expected a number of at least 0, got -1"),
        ({"dollars": 1, "by_field": 1}, "by_field: expected true or false, got 1"),
        ({"dollars": 1, "graduate": None}, "graduate: expected true or false, got None"),
        ({}, "tuition: expected this or dollars, not both, got None"),
        (
            {"dollars": 1, "tuition": "public_in_state"},
            "tuition: expected this or dollars, not both, got 'public_in_state'",
        ),
        (
            {"tuition": "night_school"},
            f"tuition: expected {' or '.join(INSTITUTIONS)}, got 'night_school'",
        ),
    ],
)
def test_a_price_names_what_is_wrong(changes, expected):
    with pytest.raises(InvalidInputError) as caught:
        Price(**changes)
    assert problems(caught) == [expected]


ITEM = PricedItem(name="a")


@pytest.mark.parametrize(
    ("make", "fields"),
    [
        (
            lambda: PricedItem(name="", min=1, typical=2, max=3, note=""),
            "name min typical max note",
        ),
        (
            lambda: PricedInstitution(institution="night_school", parts=[1], unknown_years=-1),
            "institution parts unknown_years",
        ),
        (
            lambda: CostRule(name="", levels=[1], contains=[1], items=[1], institutions=[1]),
            "name levels contains items institutions",
        ),
        (lambda: CostRule(name="empty", levels=["a"]), "items"),
        (
            lambda: Program(
                name="", soc=[1], years=-1, cost=1, bachelors=1, institution="night_school"
            ),
            "name soc years cost bachelors institution",
        ),
        (
            lambda: Program(name="a", soc=["1"], years=1, cost=Range(1, None, 2)),
            "cost",
        ),
        (lambda: CostItem(name="", cost=1, note=""), "name cost note"),
        (
            lambda: InstitutionCost(total=-1, per_year=-1, years=-1, at_least=-1),
            "total per_year at_least years",
        ),
    ],
)
def test_a_part_names_everything_that_is_wrong(make, fields):
    with pytest.raises(InvalidInputError) as caught:
        make()
    assert [problem.field for problem in caught.value.problems] == fields.split()


def test_a_rule_without_a_part_is_refused():
    with pytest.raises(InvalidInputError) as caught:
        CostRule(name="empty")
    assert problems(caught) == ["items: expected one part or more, got ()"]


def test_a_program_whose_cost_is_not_known_is_refused():
    with pytest.raises(InvalidInputError, match="cost: expected min, typical and max, all known"):
        Program(name="a", soc=["1"], years=1, cost=Range(None, 1, 2))


RESULT = {
    "methodology": "mine/1", "status": Status.COMPLETE, "fingerprint": "f", "level": None,
    "level_reason": "a reason", "basis": None, "total": Range(1, 2, 3), "at_least": None,
    "items": (), "by_institution": {}, "field_multiplier": 1, "field_of_study": None,
}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"level": ""}, "level"),
        ({"basis": ""}, "basis"),
        ({"field_of_study": ""}, "field_of_study"),
        ({"level_reason": None}, "level_reason"),
        ({"total": 5}, "total"),
        ({"at_least": -1}, "at_least"),
        ({"items": [1]}, "items"),
        ({"by_institution": {"public_in_state": 5}}, "by_institution"),
        (
            {"by_institution": {"night_school": InstitutionCost(total=1, per_year=1, years=1)}},
            "by_institution",
        ),
        ({"field_multiplier": -1}, "field_multiplier"),
    ],
)
def test_a_result_names_what_is_wrong(changes, field):
    assert EducationCost(**RESULT).total.typical == 2
    with pytest.raises(InvalidInputError) as caught:
        EducationCost(**RESULT | changes)
    assert [problem.field for problem in caught.value.problems] == [field]
