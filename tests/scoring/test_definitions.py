"""Definitions of additive methodologies: from TOML, checked, fingerprinted."""

from __future__ import annotations

import datetime
import pickle
from itertools import product

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerscore.errors import DefinitionError, InvalidInputError
from careerscore.methods.fingerprint import fingerprint_of
from careerscore.scoring import (
    AdditiveMethodology,
    Band,
    Factor,
    Input,
    Methodology,
    TierRule,
    load_methodology,
    parse_methodology,
)


def problems_of(toml):
    with pytest.raises(DefinitionError) as caught:
        parse_methodology(toml, "mine.toml")
    assert caught.value.file == "mine.toml"
    return caught.value.problems


def test_a_definition_of_ones_own_scores(toml):
    mine = parse_methodology(toml)
    assert isinstance(mine, Methodology)
    result = mine.score(growth=-2, zone=2)
    assert (result.total, result.total_range, result.max_total) == (-1, (-1, -1), 4)
    assert result.rationale == "Result -1/4: falling demand is bad"
    assert mine.score(growth=0, zone=2).rationale == "Result 0/4: nothing to say is bad"
    assert mine.score(growth=1, zone=3).rationale == "Result 4/4: nothing to say is good"
    assert mine.score(zone=2).total_range == (-1, 3)
    assert mine.score(zone=2).rationale == (
        "Insufficient data, Growth missing: a total of -1 to 3 of 4 is possible, Good or Bad"
    )
    assert mine.score().rationale.startswith("Insufficient data, Growth and Job zone missing:")


def test_a_band_may_hold_a_single_value(toml):
    mine = parse_methodology(toml)
    assert [mine.score(growth=value).factors[0].label for value in (-0.1, 0, 0.1)] == [
        "Falling",
        "Zero",
        "Rising",
    ]


def test_an_input_that_no_field_feeds_says_so(toml):
    from careerscore.model import Occupation

    result = parse_methodology(toml).assess(Occupation(code="11-1011.00", title="Chief Executives"))
    assert result.factor("zone").note.reason == "the methodology reads no field for it"


def test_inputs_carry_their_range(toml):
    assert parse_methodology(toml).inputs == (
        Input(name="growth", title="Growth", unit="percent", minimum=-100),
        Input(name="zone", title="Job zone", unit="job zone"),
    )


def test_a_definition_is_a_value(toml):
    mine = parse_methodology(toml)
    assert mine == parse_methodology(toml)
    assert hash(mine) == hash(parse_methodology(toml))
    assert pickle.loads(pickle.dumps(mine)) == mine
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        mine.id = "example/2.0"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('id = "example/1.0"', 'id = "example/1.1"'),
        ("points = 3", "points = 2"),
        ("below = 0", "below = -1"),
        ("up_to = 0", "up_to = 1"),
        ("below = 3", "up_to = 3"),
        ("minimum = -100", "minimum = -99"),
        ('path = "outlook.percent_change"', 'path = "outlook.percent_self_employed"'),
        ("at_least = 3", "at_least = 2"),
        ('label = "Good"', 'label = "Better"'),
        ('color = "green"', 'color = "blue"'),
        ('conclusion = "is good"', 'conclusion = "is fine"'),
        ('phrase = "falling demand"', 'phrase = "less demand"'),
        ('lead = "Result"', 'lead = "Score"'),
        ('none = "nothing to say"', 'none = "nothing"'),
        ('unit = "percent"', 'unit = "per cent"'),
    ],
)
def test_whatever_can_change_a_result_changes_the_fingerprint(toml, old, new):
    assert old in toml
    changed = toml.replace(old, new, 1)
    assert parse_methodology(changed).fingerprint != parse_methodology(toml).fingerprint


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('title = "Two factors"', 'title = "Two factors, one tier"'),
        ('citation = "Nobody (2026)."', 'citation = "Nobody (2027)."'),
        ('status = "draft"', 'status = "withdrawn"'),
        ("below = 3", "below = 3.0"),
        ('unit = "percent"', 'unit = "percent"\nsource = "BLS"'),
    ],
)
def test_prose_and_spelling_leave_the_fingerprint_alone(toml, old, new):
    assert old in toml
    changed = toml.replace(old, new, 1)
    assert parse_methodology(changed).fingerprint == parse_methodology(toml).fingerprint


def test_the_fingerprint_is_over_values_not_over_the_order_of_keys():
    assert fingerprint_of({"a": 1, "b": (2, None)}) == fingerprint_of({"b": [2.0, None], "a": 1.0})
    assert fingerprint_of({"a": 1}) != fingerprint_of({"a": None})
    assert fingerprint_of("x") == "4755bd1b01771ffabd88f76b2c68a47c68ae3f94aab0eb85a5ffd1f47780e249"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            'engine = "additive/1"',
            'engine = "additive/9"',
            "engine: expected 'additive/1' or 'rules/1' or 'measure/1' or 'composition/1', got 'additive/9'",
        ),
        (
            'engine = "additive/1"',
            "",
            "engine: expected 'additive/1' or 'rules/1' or 'measure/1' or 'composition/1', got None",
        ),
        (
            'id = "example/1.0"',
            'id = "example"',
            "id: expected family/version, such as 'american-dream-jobs/2.0', got 'example'",
        ),
        (
            'id = "example/1.0"',
            'id = "example/1.0 "',
            "id: expected family/version, such as 'american-dream-jobs/2.0', got 'example/1.0 '",
        ),
        ('id = "example/1.0"', "id = 3", "id: expected a string, got 3"),
        (
            'status = "draft"',
            'status = "done"',
            "status: expected draft or released or superseded or withdrawn, got 'done'",
        ),
        (
            "released = 2026-01-01",
            "released = 2026-01-01T00:00:00",
            "released: expected a date such as 2026-01-09, got datetime.datetime(2026, 1, 1, 0, 0)",
        ),
        (
            "released = 2026-01-01",
            'released = "soon"',
            "released: expected a date such as 2026-01-09, got 'soon'",
        ),
        (
            'citation = "Nobody (2026)."',
            'citation = " "',
            "citation: expected a non-empty string, got ' '",
        ),
        (
            "points = 3",
            'points = "3"',
            "factors[0].bands[2].points: expected an integer, got '3'",
        ),
        (
            "points = 3",
            "points = 3.5",
            "factors[0].bands[2].points: expected an integer, got 3.5",
        ),
        (
            "points = 3",
            "points = 3000",
            "factors[0].bands[2].points: expected an integer from -1000 to 1000 or None, got 3000",
        ),
        (
            "points = 3",
            "points = 3\nweight = 2",
            "factors[0].bands[2].weight: unknown field",
        ),
        (
            "points = 3",
            "points = 3\nbelow = 9",
            "factors[0].bands: expected an end for each band but the last, got ['Falling', 'Zero', 'Rising']",
        ),
        (
            "up_to = 0",
            "",
            "factors[0].bands: expected an end for each band but the last, got ['Falling', 'Zero', 'Rising']",
        ),
        (
            "up_to = 0",
            "up_to = -1",
            "factors[0].bands: expected ends that rise from band to band, got [(0, False), (-1, True)]",
        ),
        (
            "up_to = 0",
            "below = 0",
            "factors[0].bands: expected ends that rise from band to band, got [(0, False), (0, False)]",
        ),
        (
            "up_to = 0",
            "up_to = 0\nbelow = 1",
            "factors[0].bands[1].up_to: expected either below or up_to, not both, got 0",
        ),
        ("up_to = 0", "up_to = nan", "factors[0].bands[1].up_to: expected a number, got nan"),
        (
            'label = "Zero"',
            'label = "Rising"',
            "factors[0].bands: expected two labels or more, all different, got ['Falling', 'Rising', 'Rising']",
        ),
        (
            'name = "growth"',
            'name = "job growth"',
            "factors[0].name: expected a name such as 'job_growth', got 'job growth'",
        ),
        (
            'name = "zone"',
            'name = "growth"',
            "factors: expected one factor or more, all names different, got ['growth', 'growth']",
        ),
        (
            "rank = 2",
            "rank = 3",
            "tier_rules: expected ranks 1, 2, 3 and so on, in order, got [1, 3]",
        ),
        (
            "rank = 2",
            "rank = 0",
            "tier_rules[1].rank: expected an integer from 1 to 1000, got 0",
        ),
        (
            "at_least = 3",
            "at_least = -1",
            "tier_rules: expected at_least to fall from tier to tier, got [-1, -1]",
        ),
        (
            "at_least = -1",
            "at_least = 0",
            "tier_rules: expected a tier for the lowest total, -1, got [3, 0]",
        ),
        (
            'conclusion = "is bad"',
            "",
            "tier_rules: expected tiers, all with at_least and a conclusion, got [3, -1]",
        ),
        (
            'lead = "Result"',
            'lead = ""',
            "rationale.lead: expected a non-empty string, got ''",
        ),
        ("minimum = -100", "minimum = true", "factors[0].minimum: expected a number, got True"),
    ],
)
def test_a_fault_is_named_with_its_path(toml, old, new, problem):
    assert old in toml
    assert problems_of(toml.replace(old, new, 1)) == (problem,)


@pytest.mark.parametrize(
    "path",
    [
        "outlook.percent_chang",
        "outlook",
        "title",
        "exposures",
        "exposures.felten_aioe",
        "exposures.felten_aioe.components",
        "exposures..value",
        "outlook.percent_change.real",
        "wages.quantile",
        "__class__.__name__",
        "",
    ],
)
def test_a_path_that_leads_to_no_number_is_refused(toml, path):
    changed = toml.replace("outlook.percent_change", path)
    assert problems_of(changed) == (
        f"factors[0].read[0].path: expected a path to a number in an occupation, such as 'outlook.percent_change', got {path!r}",
    )


@pytest.mark.parametrize(
    "path",
    [
        "outlook.percent_change",
        "epoch.total",
        "epoch.hope",
        "wages.annual.median",
        "wages.employment",
        "job_zone",
        "exposures.anything.value",
    ],
)
def test_any_number_in_an_occupation_can_be_read(toml, path):
    mine = parse_methodology(toml.replace("outlook.percent_change", path))
    assert mine.factors[0].read[0].path == path


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (
            'component = "soc_code"',
            "factors[0].read[0].path: expected a path to a number in an occupation, such as 'outlook.percent_change', got 'outlook.percent_change'",
        ),
        (
            'component = "soc"',
            "factors[0].read[0].component: expected 'soc_code' or None, got 'soc'",
        ),
        ("divide_by = 0", "factors[0].read[0].divide_by: expected a number but 0, got 0"),
        ('divide_by = "2"', "factors[0].read[0].divide_by: expected a number, got '2'"),
        (
            'round = "down"',
            "factors[0].read[0].round: expected 'half-away-from-zero' or None, got 'down'",
        ),
        (
            'accept = ["guessed"]',
            "factors[0].read[0].accept[0]: expected one of observed, inherited, broad-level, crosswalk, crosswalk-mean, defaulted, estimated, top-coded, missing, got 'guessed'",
        ),
        ("at_most = inf", "factors[0].read[0].at_most: expected a number, got inf"),
    ],
)
def test_a_fault_in_reading_is_named(toml, line, problem):
    changed = toml.replace(
        'path = "outlook.percent_change"', f'path = "outlook.percent_change"\n{line}'
    )
    assert problem in problems_of(changed)


def test_all_faults_are_listed_at_once(toml):
    changed = toml.replace("points = 3", 'points = "3"').replace('label = "Low"', "label = 1")
    assert problems_of(changed.replace("rank = 2", 'rank = "2"')) == (
        "factors[0].bands[2].points: expected an integer, got '3'",
        "factors[1].bands[0].label: expected a string, got 1",
        "tier_rules[1].rank: expected an integer, got '2'",
    )


def test_a_key_that_stands_twice_is_no_toml(toml):
    (problem,) = problems_of(
        toml.replace('status = "draft"', 'status = "draft"\nstatus = "released"')
    )
    assert problem.startswith("not valid TOML: Cannot overwrite a value (at line 7")


def test_a_file_of_ones_own_is_loaded(toml, tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text(toml, encoding="utf-8")
    assert load_methodology(file) == parse_methodology(toml)
    assert load_methodology(str(file)) == parse_methodology(toml)


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    with pytest.raises(DefinitionError) as caught:
        load_methodology(tmp_path / "none.toml")
    assert caught.value.problems == ("cannot be read: No such file or directory",)
    assert caught.value.file == str(tmp_path / "none.toml")


def test_a_file_that_is_no_text_is_refused(tmp_path):
    file = tmp_path / "mine.toml"
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(DefinitionError) as caught:
        load_methodology(file)
    assert caught.value.problems == ("cannot be read: not UTF-8 text",)


def test_made_in_python_a_definition_is_checked_as_well():
    with pytest.raises(InvalidInputError) as caught:
        AdditiveMethodology(
            id=7,
            title="",
            released="2026",
            status="draft",
            citation="x",
            factors=[],
            tier_rules="none",
            limits="none",
            rationale=None,
        )
    assert [problem.field for problem in caught.value.problems] == [
        "id",
        "title",
        "released",
        "limits",
        "tier_rules",
        "rationale",
    ]


def test_no_factor_or_no_tier_is_no_methodology(toml):
    mine = parse_methodology(toml)
    with pytest.raises(InvalidInputError, match="factors: expected one factor or more"):
        attrs.evolve(mine, factors=())
    with pytest.raises(InvalidInputError, match="tiers, all with at_least and a conclusion"):
        attrs.evolve(mine, tier_rules=())


def test_a_factor_with_one_band_decides_nothing():
    with pytest.raises(InvalidInputError, match="two labels or more"):
        Factor(name="a", title="A", unit="u", bands=(Band(label="All", points=1),))


@given(
    st.lists(st.integers(-50, 50), min_size=1, max_size=4, unique=True).map(sorted),
    st.lists(st.booleans(), min_size=4, max_size=4),
    st.floats(-60, 60),
)
def test_a_value_falls_in_the_band_whose_ends_enclose_it(cuts, closed, value):
    bands = [
        Band(label=str(place), points=place, **({"up_to": cut} if shut else {"below": cut}))
        for place, (cut, shut) in enumerate(zip(cuts, closed, strict=False))
    ]
    factor = Factor(name="a", title="A", unit="u", bands=(*bands, Band(label="last", points=9)))
    expected = next(
        (
            place
            for place, (cut, shut) in enumerate(zip(cuts, closed, strict=False))
            if value < cut or (shut and value == cut)
        ),
        len(cuts),
    )
    assert factor.band_of(value) == expected


@given(
    st.lists(st.lists(st.integers(-5, 5), min_size=2, max_size=4), min_size=1, max_size=4),
    st.data(),
)
def test_range_and_tiers_agree_with_trying_every_completion(points, data):
    factors = tuple(
        Factor(
            name=f"f{number}",
            title=f"F{number}",
            unit="u",
            bands=tuple(
                Band(label=str(place), points=worth, below=None if place == len(of) - 1 else place)
                for place, worth in enumerate(of)
            ),
        )
        for number, of in enumerate(points)
    )
    lowest = sum(min(of) for of in points)
    mine = AdditiveMethodology(
        id="a/1",
        title="t",
        released=datetime.date(2026, 1, 1),
        status="draft",
        citation="c",
        factors=factors,
        tier_rules=tuple(
            TierRule(rank=rank, label=f"T{rank}", color="c", at_least=edge, conclusion="ends")
            for rank, edge in enumerate((lowest + 7, lowest + 3, lowest), start=1)
        ),
    )
    bands = tuple(data.draw(st.none() | st.integers(0, len(of) - 1)) for of in points)
    complete = [
        mine.outcome(full)
        for full in product(
            *(
                range(len(of)) if band is None else [band]
                for of, band in zip(points, bands, strict=True)
            )
        )
    ]
    outcome = mine.outcome(bands)
    assert outcome.total_range == (min(o.total for o in complete), max(o.total for o in complete))
    assert set(outcome.possible_tiers) == {o.tier for o in complete}
    assert [tier.rank for tier in outcome.possible_tiers] == sorted(
        tier.rank for tier in outcome.possible_tiers
    )
    assert mine.outcome(bands) is outcome
