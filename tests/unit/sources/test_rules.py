"""Rules of computed editions: categories, EPOCH heuristic, legacy risk, AIOE percentile."""

from __future__ import annotations

import csv
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerscore._data import bundled
from careerscore.codes import is_onet_soc_code
from careerscore.errors import InvalidCodeError, InvalidInputError
from careerscore.model import EPOCH_DIMENSIONS
from careerscore.sources import CATEGORIES, category, epoch_heuristic
from careerscore.sources.readers import SourceTable
from careerscore.sources.rules import CATEGORY_RULES, RULES, TITLE_ADJUSTMENTS

STARTS = {start: name for name, (starts, _) in CATEGORY_RULES.items() for start in starts.split()}
GROUPS = sorted(start for start in STARTS if len(start) == 2)
REST = st.from_regex(r"[0-9]{4}\.[0-9]{2}", fullmatch=True)
CODES = st.builds("{}-{}".format, st.sampled_from(GROUPS), REST)

WORDS = sorted({word for words in TITLE_ADJUSTMENTS for word in words.split("|")})
TITLES = st.lists(st.sampled_from(WORDS) | st.text(max_size=10), max_size=8).map(" ".join)
JOB_ZONES = st.none() | st.integers(1, 5)
CATEGORY = st.sampled_from(CATEGORIES)


@given(CODES.filter(lambda code: code not in STARTS))
def test_codes_follow_their_major_group_and_health_care_its_minor_group(code):
    is_clinical = code.startswith(("29-1", "29-9"))
    assert category(code) == ("healthcare-clinical" if is_clinical else STARTS[code[:2]])


@given(st.text() | st.from_regex(r"[0-9]{2}-[0-9]{4}(\.[0-9]{2})?", fullmatch=True))
def test_any_other_text_is_refused(text):
    if is_onet_soc_code(text) and text[:2] in GROUPS:
        return
    with pytest.raises(InvalidCodeError, match="23 SOC major groups"):
        category(text)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("29-2072.00", "healthcare-technical"),
        ("29-9091.00", "healthcare-clinical"),
        ("31-9091.00", "healthcare-technical"),
        ("41-9012.00", "arts-media"),
        ("11-2022.00", "sales"),
        ("11-3031.01", "business-finance"),
        ("11-3071.04", "transportation"),
        ("11-9199.10", "engineering"),
        ("11-9121.01", "healthcare-clinical"),
        ("11-9121.02", "science"),
        ("11-3013.01", "protective-services"),
        ("11-3013.00", "management"),
    ],
)
def test_known_categories(code, expected):
    assert category(code) == expected


def scored(title, job_zone, category):
    profile = epoch_heuristic(title=title, job_zone=job_zone, category=category)
    return tuple(getattr(profile, name) for name in EPOCH_DIMENSIONS)


@given(TITLES, CATEGORY)
def test_each_dimension_runs_from_1_to_5_and_does_not_fall_with_the_job_zone(title, category):
    profiles = [scored(title, job_zone, category) for job_zone in range(1, 6)]
    assert all(1 <= value <= 5 for profile in profiles for value in profile)
    for lower, higher in pairwise(profiles):
        assert all(before <= after for before, after in zip(lower, higher, strict=True))


@given(TITLES, CATEGORY)
def test_a_missing_job_zone_counts_as_3_and_says_so(title, category):
    missing = epoch_heuristic(title=title, job_zone=None, category=category)
    third = epoch_heuristic(title=title, job_zone=3, category=category)
    assert missing.total == sum(scored(title, None, category)) == third.total
    assert (missing.job_zone_used, missing.job_zone_defaulted) == (3, True)
    assert (third.job_zone_used, third.job_zone_defaulted) == (3, False)


@given(TITLES, JOB_ZONES, CATEGORY)
def test_upper_and_lower_case_do_not_matter(title, job_zone, category):
    # Some letters have no single counterpart in the other case; the official titles are plain.
    plain = title.encode("ascii", "ignore").decode("ascii")
    assert scored(plain.upper(), job_zone, category) == scored(plain, job_zone, category)


def test_zone_3_and_a_plain_title_leave_the_base_of_each_category():
    assert len(CATEGORIES) == len(GROUPS) == 23
    bases = {category: scored("Fishers", 3, category) for category in CATEGORIES}
    assert bases == {category: base for category, (_, base) in CATEGORY_RULES.items()}


@pytest.mark.parametrize(
    ("title", "job_zone", "category", "expected"),
    [
        ("Fishers", 1, "healthcare-technical", (3, 4, 2, 1, 2)),
        ("Fishers", 2, "healthcare-technical", (3, 4, 2, 1, 2)),
        ("Fishers", 4, "healthcare-technical", (3, 4, 3, 2, 2)),
        ("Fishers", 5, "healthcare-technical", (3, 4, 4, 3, 2)),
        ("Nurse Counselors", 3, "sales", (5, 4, 3, 3, 4)),
        ("Psychology Teachers", 3, "sales", (5, 3, 3, 3, 5)),
        ("Social Work Psychologists", 3, "sales", (5, 3, 3, 3, 4)),
        ("Data Entry Clerks", 3, "sales", (4, 3, 2, 2, 3)),
        ("Software Developers", 3, "sales", (4, 3, 3, 4, 3)),
        ("Bank Tellers and Directors", 3, "technology", (2, 1, 4, 4, 2)),
    ],
)
def test_known_profiles(title, job_zone, category, expected):
    assert scored(title, job_zone, category) == expected


def test_what_does_not_exist_is_refused():
    for job_zone in (0, 6):
        with pytest.raises(InvalidInputError, match="2 problems") as caught:
            epoch_heuristic(title="", job_zone=job_zone, category="sale")
        assert [problem.field for problem in caught.value.problems] == ["category", "job_zone"]


def made(rule, **sources):
    """The rows that a rule makes of tables of two columns."""
    headings = {
        "onet/occupations": ("onet_soc_code", "title"),
        "frey-osborne/occupations": ("soc_2010_code", "probability"),
        "felten-aioe/occupations": ("soc_2010_code", "aioe"),
    }
    tables = {}
    (build,) = RULES[f"american-dream-jobs/{rule}"]
    given = {name: sources.get(name.partition("-")[0].partition("/")[0], []) for name in headings}
    build({n: SourceTable("", None, headings[n], 2, rows) for n, rows in given.items()}, tables)
    return tables["occupations"]


def legacy(codes, probabilities):
    rows = made(
        "legacy-risk",
        onet=[(code, "") for code in codes],
        frey=[(code, str(each)) for code, each in probabilities.items()],
    )
    return {row[0]: row[1:] for row in rows}


def risk(probability):
    return float(legacy(["13-1011.00"], {"13-1011": probability})["13-1011.00"][-1])


@given(st.floats(0, 1), st.floats(0, 1))
def test_the_risk_rises_with_the_probability_from_1_to_10(one, other):
    low, high = sorted((one, other))
    assert 1 <= risk(low) <= risk(high) <= 10
    assert risk(low) * 10 == pytest.approx(round(risk(low) * 10))


@pytest.mark.parametrize(
    ("probability", "expected"),
    [(0, 1), (0.05, 1.5), (0.5, 5.5), (0.91, 9.2), (0.99, 9.9), (1, 10)],
)
def test_one_decimal_halves_rounded_up(probability, expected):
    assert risk(probability) == expected


def test_medians_of_odd_and_even_numbers_of_siblings():
    codes = ["13-1011.00", "13-1011.01", "13-1021.00", "13-1022.00", "15-1111.00", "17-1011.00"]
    rows = legacy(codes, {"13-1011": 0.2, "13-1021": 0.6, "15-1111": 0.5})
    assert rows["13-1022.00"] == ("category-median", "business-finance", "3", "0.2", "2.8")
    assert rows["17-1011.00"] == ("global-median", "", "4", "0.35", "4.2")
    assert rows["13-1011.01"] == ("soc", "13-1011", "1", "0.2", "2.8")


def test_models_count_as_sales():
    rows = legacy(["41-9012.00", "41-2011.00", "27-1011.00"], {"41-9012": 0.9})
    assert rows["41-2011.00"][1] == "sales"
    assert rows["27-1011.00"][0] == "global-median"


def test_every_bundled_risk_is_the_rule_applied():
    def read(name):
        return list(csv.reader(bundled().read_bytes(f"datasets/{name}").decode().splitlines()))[1:]

    published = {row[0]: float(row[3]) for row in read("frey-osborne/2013.csv")}
    rows = {row[0]: tuple(row[1:]) for row in read("legacy-risk/onet-30.1.csv")}
    assert len(rows) == 1016
    assert legacy(rows, published) == rows


@pytest.mark.parametrize(
    ("scores", "shares"),
    [
        ("1 2 2 5", "0 25 25 75"),
        ("2 1" + " 2" * 6, "13 0" + " 13" * 6),
        ("5 1" + " 5" * 198, "1 0" + " 1" * 198),
    ],
)
def test_percentiles_count_the_scores_strictly_below(scores, shares):
    rows = made("aioe-percentile", felten=[("11-1011", score) for score in scores.split()])
    assert rows == [("11-1011.00", share) for share in shares.split()]
