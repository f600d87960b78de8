"""Definitions of additive methodologies: from TOML, checked, fingerprinted."""

from __future__ import annotations

from itertools import product

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerscore.errors import DefinitionError, InvalidInputError
from careerscore.scoring import Band, Factor, Methodology, TierRule, parse_methodology

TOML = """
id = "example/1.0"
engine = "additive/1"
title = "Two factors"
released = 2026-01-01
status = "draft"
citation = "Nobody (2026)."
rationale.lead = "Result"
rationale.none = "nothing to say"

[[factors]]
name = "growth"
title = "Growth"
unit = "percent"
minimum = -100

[[factors.read]]
path = "outlook.percent_change"

[[factors.bands]]
label = "Falling"
points = -1
below = 0
phrase = "falling demand"

[[factors.bands]]
label = "Zero"
points = 0
up_to = 0

[[factors.bands]]
label = "Rising"
points = 3

[[factors]]
name = "zone"
title = "Job zone"
unit = "job zone"
bands = [{ label = "Low", points = 0, below = 3 }, { label = "High", points = 1 }]

[[tier_rules]]
rank = 1
label = "Good"
color = "green"
at_least = 3
conclusion = "is good"

[[tier_rules]]
rank = 2
label = "Bad"
color = "red"
at_least = -1
conclusion = "is bad"
"""


def test_a_definition_of_ones_own_scores():
    mine = parse_methodology(TOML)
    assert isinstance(mine, Methodology)
    assert mine.formula == "total = points of growth + zone, at most 4"
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


def test_a_band_may_hold_a_single_value():
    mine = parse_methodology(TOML)
    for value, label in ((-0.1, "Falling"), (0, "Zero"), (0.1, "Rising")):
        assert mine.score(growth=value).factors[0].label == label


@pytest.mark.parametrize(
    ("old", "new", "counts"),
    [
        ('id = "example/1.0"', 'id = "example/1.1"', True),
        ("points = 3", "points = 2", True),
        ("below = 3", "up_to = 3", True),
        ('color = "green"', 'color = "blue"', True),
        ('lead = "Result"', 'lead = "Score"', True),
        ('citation = "Nobody (2026)."', 'citation = "Nobody (2027)."', False),
        ('status = "draft"', 'status = "withdrawn"', False),
        ("below = 3", "below = 3.0", False),
        ('unit = "percent"', 'unit = "percent"\nsource = "BLS"', False),
        ('unit = "percent"', 'unit = "percent"\nbetter = "higher"', False),
    ],
)
def test_what_can_change_a_result_changes_the_fingerprint_and_prose_does_not(old, new, counts):
    assert old in TOML
    changed = parse_methodology(TOML.replace(old, new, 1))
    assert (changed.fingerprint != parse_methodology(TOML).fingerprint) == counts


def problems_of(toml):
    with pytest.raises(DefinitionError) as caught:
        parse_methodology(toml, "mine.toml")
    assert caught.value.file == "mine.toml"
    return caught.value.problems


FAULTS = """
id = "example/1.0"            | id = "example"                      | id
id = "example/1.0"            | id = "example/1.0 "                 | id
id = "example/1.0"            | id = "example/1.0\\n"               | id
id = "example/1.0"            | id = 3                              | id
id = "example/1.0"            |                                     | id
engine = "additive/1"         | engine = "additive/9"               | engine
engine = "additive/1"         | engine.a.b = 1                      | engine
status = "draft"              | status = "done"                     | status
released = 2026-01-01         | released = 2026-01-01T00:00:00      | released
released = 2026-01-01         | released = "soon"                   | released
citation = "Nobody (2026)."   | citation = " "                      | citation
points = 3                    | points = "3"                        | factors[0].bands[2].points
points = 3                    | points = 3.5                        | factors[0].bands[2].points
points = 3                    | points = 3000                       | factors[0].bands[2].points
points = 3                    | points = 3; weight = 2              | factors[0].bands[2].weight
points = 3                    | points = 3; below = 9               | factors[0].bands
points = 3                    |                                     | factors.growth
up_to = 0                     |                                     | factors[0].bands
up_to = 0                     | up_to = -1                          | factors[0].bands
up_to = 0                     | below = 0                           | factors[0].bands
up_to = 0                     | up_to = 0; below = 1                | factors[0].bands[1].up_to
up_to = 0                     | up_to = nan                         | factors[0].bands[1].up_to
up_to = 0                     | up_to = 9007199254740993            | factors[0].bands[1].up_to
label = "Zero"                | label = "Rising"                    | factors[0].bands
name = "growth"               | name = "job growth"                 | factors[0].name
name = "growth"               | name = 5                            | factors[0].name
unit = "percent"              | unit = "percent"; input = 5         | factors[0].input
unit = "percent"              | unit = "percent"; input = "no name" | factors[0].input
unit = "percent"              | unit = "percent"; better = "lower"  | factors.growth
unit = "percent"              | unit = "percent"; default = -101    | factors[0].default
unit = "percent"              | unit = "percent"; input = "zone"    | factors
name = "zone"                 | name = "growth"                     | factors
rank = 2                      | rank = 3                            | tier_rules
rank = 2                      | rank = 0                            | tier_rules[1].rank
at_least = 3                  | at_least = -1                       | tier_rules
at_least = -1                 | at_least = 0                        | tier_rules
conclusion = "is bad"         |                                     | tier_rules
rationale.lead = "Result"     | rationale.lead = ""                 | rationale.lead
minimum = -100                | minimum = true                      | factors[0].minimum
minimum = -100                | minimum = 0                         | factors[0].bands
minimum = -100                | maximum = 0                         | factors[0].bands
path = "outlook.percent_change" | path = "outlook.percent_change"; component = "soc_code" | factors[0].read[0].path
path = "outlook.percent_change" | path = "outlook.percent_change"; component = "soc"    | factors[0].read[0].component
path = "outlook.percent_change" | path = "outlook.percent_change"; divide_by = 0        | factors[0].read[0].divide_by
path = "outlook.percent_change" | path = "outlook.percent_change"; divide_by = "2"      | factors[0].read[0].divide_by
path = "outlook.percent_change" | path = "outlook.percent_change"; at_most = inf        | factors[0].read[0].at_most
path = "outlook.percent_change" | path = "outlook.percent_change"; round = "down"       | factors[0].read[0].round
path = "outlook.percent_change" | path = "outlook.percent_change"; accept = ["guessed"] | factors[0].read[0].accept[0]
"""


@pytest.mark.parametrize("line", FAULTS.strip().splitlines())
def test_a_fault_is_named_with_its_path(line):
    old, new, field = (part.strip() for part in line.split(" | "))
    assert old in TOML
    problems = problems_of(TOML.replace(old, new.replace("; ", "\n"), 1))
    assert [problem.partition(": ")[0] for problem in problems] == [field]


@pytest.mark.parametrize(
    "path",
    [
        *["outlook.percent_chang", "outlook", "title", "exposures", "exposures.felten_aioe"],
        *["exposures.felten_aioe.components", "exposures..value", "outlook.percent_change.real"],
        *["wages.quantile", "__class__.__name__", ""],
    ],
)
def test_a_path_that_leads_to_no_number_is_refused(path):
    (problem,) = problems_of(TOML.replace("outlook.percent_change", path))
    assert problem.startswith("factors[0].read[0].path: expected a")


def test_all_faults_are_listed_at_once():
    changed = TOML.replace("points = 3", 'points = "3"').replace('label = "Low"', "label = 1")
    assert problems_of(
        changed.replace("rank = 2", 'rank = "2"; ranked = 1'.replace("; ", "\n"))
    ) == (
        "factors[0].bands[2].points: expected an integer from -1000 to 1000 or None, got '3'",
        "factors[1].bands[0].label: expected a non-empty string, got 1",
        "tier_rules[1].ranked: unknown field; did you mean rank?",
        "tier_rules[1].rank: expected an integer from 1 to 1000, got '2'",
    )
    assert problems_of('engine = "additive/1"\nfactors = 5\ntier_rules = [5]') == (
        *(f"{name}: missing" for name in ("id", "title", "released", "status", "citation")),
        "tier_rules[0]: expected a table of the fields of TierRule, got 5",
        "factors: expected a list of Factor, got 5",
    )


def test_a_list_of_a_definition_has_at_most_a_thousand_items():
    factors = "factors = [" + "{}," * 1000 + "]\n"
    head = TOML.partition("[[factors]]")[0]
    assert len(problems_of(head + factors)) == 3000
    assert problems_of(head + factors.replace("[{}", "[{}, {}")) == (
        "factors: expected at most 1000 items, got 1001",
    )


def test_integers_that_are_one_float_are_no_cuts():
    with pytest.raises(InvalidInputError, match="below"):
        Band(label="a", below=2**53 + 1)
    assert Band(label="a", below=2**53).end == (2**53, False)


def test_an_outcome_needs_a_band_for_each_factor():
    mine = parse_methodology(TOML)
    assert mine.outcome((2, 1)).total == 4
    for bands in ((2,), (2, 1, 0)):
        with pytest.raises(ValueError, match="zip"):
            mine.outcome(bands)


def test_no_factor_or_no_tier_is_no_methodology():
    mine = parse_methodology(TOML)
    with pytest.raises(InvalidInputError, match="factors: expected one factor or more"):
        attrs.evolve(mine, factors=())
    with pytest.raises(
        InvalidInputError, match="tiers, all with a whole number as at_least and a conclusion"
    ):
        attrs.evolve(mine, tier_rules=())


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
    ends = list(zip(cuts, closed, strict=False))
    within = [value < cut or (shut and value == cut) for cut, shut in ends]
    assert factor.band_of(value) == [*within, True].index(True)


@given(
    st.lists(st.lists(st.integers(-5, 5), min_size=2, max_size=4), min_size=1, max_size=4),
    st.data(),
)
def test_range_and_tiers_agree_with_trying_every_completion(points, data):
    factors = []
    for number, of in enumerate(points):
        ends = [*range(len(of) - 1), None]
        bands = [
            Band(label=str(place), points=worth, below=end)
            for place, (worth, end) in enumerate(zip(of, ends, strict=True))
        ]
        factors.append(Factor(name=f"f{number}", title=f"F{number}", unit="u", bands=bands))
    lowest = sum(min(of) for of in points)
    tiers = [
        TierRule(rank=rank, label=f"T{rank}", color="c", at_least=edge, conclusion="ends")
        for rank, edge in enumerate((lowest + 7, lowest + 3, lowest), start=1)
    ]
    mine = attrs.evolve(parse_methodology(TOML), factors=factors, tier_rules=tiers)
    bands = tuple(data.draw(st.none() | st.integers(0, len(of) - 1)) for of in points)
    choices = [range(len(of)) if n is None else [n] for of, n in zip(points, bands, strict=True)]
    complete = [mine.outcome(full) for full in product(*choices)]
    outcome = mine.outcome(bands)
    assert outcome.total_range == (min(o.total for o in complete), max(o.total for o in complete))
    assert set(outcome.possible_tiers) == {o.tier for o in complete}
    ranks = [tier.rank for tier in outcome.possible_tiers]
    assert ranks == sorted(ranks)
