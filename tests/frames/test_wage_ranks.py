"""Where wages of a table lie among those of their occupations."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from math import inf, nan

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import careerscore as cs
from careerscore.errors import InvalidInputError, WageNotKnownError
from careerscore.frames import wage_rank

from .every_engine import ENGINES, ROW, read

RELEASE = cs.load("2026.1")
RECORDS = RELEASE["29-2072.00"].wages.annual
LOW, HIGH, NOTE = (f"wage_rank_{part}" for part in ("low", "high", "note"))


def ranks(frame, **options):
    """The new columns, row by row."""
    options = {"on": "soc", "wage": "pay", "data": RELEASE, "on_invalid": "flag", **options}
    rows = read(wage_rank(frame, **options))
    if all(ROW in row for row in rows):
        rows.sort(key=lambda row: row[ROW])
    prefix = options.get("prefix", "")
    return [tuple(row[f"{prefix}{name}"] for name in (LOW, HIGH, NOTE)) for row in rows]


ROWS = [
    ("29-2072", 48_780.0, (50, 50, None)),
    ("29-2072.00", 30_000.0, (0, 10, "P10 is the lowest percentile published")),
    ("29-2072", 1e9, (90, 100, "P90 is the highest percentile published")),
    ("29-2072", 61_960.0, (75, 75, None)),
    ("29-2072", None, (None, None, "no wage")),
    ("29-2072", -1.0, (None, None, "no wage of at least 0")),
    (None, 1.0, (None, None, "no code or title")),
    ("29-1151", 0.0, (0, 10, "P10 is the lowest percentile published")),
]


def test_every_engine_gives_each_row_its_rank(engine):
    codes, pay, wanted = zip(*ROWS, strict=True)
    numbers = {"soc": pa.array(codes), "pay": pa.array(pay), ROW: pa.array(range(len(ROWS)))}
    frame = engine.of_arrow(pa.table(numbers))
    assert ranks(frame) == list(wanted)
    rows = engine.rows(wage_rank(frame, on="soc", wage="pay", data=RELEASE, prefix="p_"))
    assert list(rows[0]) == ["soc", "pay", ROW, *(f"p_{name}" for name in (LOW, HIGH, NOTE))]


wages = st.floats(0, 400_000).map(lambda wage: round(wage, 2))


@given(st.lists(wages, min_size=1, max_size=20), st.sampled_from(sorted(RELEASE)))
def test_a_rank_is_that_of_the_wage_alone_and_rises_with_it(pay, code):
    found = ranks(pl.DataFrame({"soc": [code] * len(pay), "pay": pay}))
    estimates = RELEASE[code].wages.annual
    for wage, each in zip(pay, found, strict=True):
        try:
            share = estimates.rank(wage)
            wanted = (100 * share, 100 * share, None)
        except WageNotKnownError as error:
            bounds = [100 * bound for bound in error.bounds]
            wanted = (*([None, None] if bounds == [0, 100] else bounds), error.reason)
        assert each == wanted
    known = sorted(
        (wage, rank) for wage, rank in zip(pay, found, strict=True) if rank[0] is not None
    )
    for (_, below), (_, above) in pairwise(known):
        assert below[0] <= above[0]
        assert below[1] <= above[1]


@given(st.lists(wages, min_size=1, max_size=9))
def test_engines_agree_to_the_last_digit(pay):
    table = pa.table({"soc": ["29-2072"] * len(pay), "pay": pay, ROW: range(len(pay))})
    wanted = ranks(ENGINES["pandas"].of_arrow(table))
    for name in ("pandas-arrow", "pyarrow", "polars", "polars-lazy", "duckdb"):
        assert ranks(ENGINES[name].of_arrow(table)) == wanted


def test_percentiles_have_their_own_ranks():
    shares = {"p10": 10, "p25": 25, "median": 50, "p75": 75, "p90": 90}
    frame = pd.DataFrame({"soc": "29-2072", "pay": [getattr(RECORDS, name) for name in shares]})
    assert ranks(frame) == [(share, share, None) for share in shares.values()]


def test_a_top_code_is_a_bound():
    code = next(
        code for code, each in RELEASE.items() if each.wages.annual.lower_bound("p75") == 239_200
    )
    known = RELEASE[code].wages.annual
    frame = pd.DataFrame({"soc": code, "pay": [200_000, 239_200, 500_000]})
    for wage, (low, high, note) in zip(frame["pay"], ranks(frame), strict=True):
        least, most = known.rank_bounds(wage)
        assert (low, high) == (100 * least, 100 * most) or low == high
        assert low == high or "not published" in note


def test_hours_and_years_are_never_turned_into_each_other():
    frame = pd.DataFrame({"soc": ["27-2011", "25-2021"], "pay": [30.0, 60_000.0]})
    (_, _, actors), (low, high, _) = ranks(frame)
    assert "only hourly wages" in actors
    assert low == high
    (low, high, _), (_, _, teachers) = ranks(frame, period="hourly")
    assert low == high
    assert "only annual wages" in teachers


@pytest.mark.parametrize("name", ["pandas", "polars", "pyarrow", "duckdb"])
def test_the_period_may_be_a_column(name):
    periods = ["Year", "hourly", " Per  Hour", "Month", None, ""]
    table = {"soc": ["29-2072"] * 6, "pay": [48_780.0, 23.45, 23.45, 1.0, 1.0, 1.0]}
    table |= {"unit": periods, ROW: range(6)}
    found = ranks(ENGINES[name].of_arrow(pa.table(table)), period="unit")
    assert [each[0] for each in found] == [50, 50, 50, None, None, None]
    assert [each[2] for each in found[3:]] == [
        "the period 'Month' is neither annual nor hourly",
        *["the period is neither annual nor hourly"] * 2,
    ]


def test_several_occupations_have_a_rank_where_they_have_one_row_of_the_survey():
    frame = pd.DataFrame({"soc": ["13-1020", "29-9000", "nonsense"], "pay": [71_950.0, 1.0, 1.0]})
    composite, group, nonsense = ranks(frame)
    assert composite == (50, 50, None)
    assert group[:2] == nonsense[:2] == (None, None)
    assert "group" in group[2]
    several = ranks(pd.DataFrame({"soc": ["15-1199"], "pay": [1.0]}), system="soc-2010")[0]
    assert several[:2] == (None, None)
    assert several[2].startswith("several occupations: 13-1082.00; 15-1243.00")


def test_titles_lead_to_occupations_as_well():
    titles = ["Medical Records Specialist", "zzzz", None]
    frame = pl.DataFrame({"soc": titles, "pay": [48_780] * 3})
    found = ranks(frame, by="title")
    assert found[0] == (50, 50, None)
    assert [note for *_, note in found[1:]] == [
        RELEASE.match_title("zzzz").reason,
        "no code or title",
    ]


def test_systems_indices_and_numbers_of_any_type_are_read():
    frame = pd.DataFrame(
        {"pay": [48_780, 48_780]}, index=pd.Index(["29-2071", "29-2072"], name="soc")
    )
    assert ranks(frame.iloc[:1], system="soc-2010")[0][2].startswith("several occupations")
    assert ranks(frame)[1] == (50, 50, None)
    for pay in (pa.array([Decimal("48780.00")]), pa.array([48_780], pa.int32())):
        assert ranks(pa.table({"soc": ["29-2072"], "pay": pay})) == [(50, 50, None)]
    odd = pl.DataFrame({"soc": ["29-2072"] * 2, "pay": [nan, inf]})
    assert [note for *_, note in ranks(odd)] == ["no wage", "no wage of at least 0"]


def test_what_is_wrong_is_named_at_once_with_near_names():
    frame = pl.DataFrame({"soc": ["29-2072"], "pay": ["a"], LOW: [1]})
    with pytest.raises(InvalidInputError) as caught:
        wage_rank(frame, on="Soc", wage="pay", period="anual", by="name", system="soc-3", data=1)
    fields = [problem.field for problem in caught.value.problems]
    assert fields == ["by", "data", "system", "on", "pay", "period", "frame"]
    assert caught.value.problems[3].expected == "a column of the frame: soc"
    with pytest.raises(InvalidInputError, match="wage: expected a column of the frame: pay"):
        wage_rank(frame, on="soc", wage="Pay", prefix="x_")


@pytest.mark.parametrize("lazy", [False, True])
def test_errors_of_values_name_what_was_asked_for(lazy):
    frame = pl.DataFrame({"soc": ["29-2072"], "pay": [1.0], "of": ["soc-3"]})
    with pytest.raises(InvalidInputError) as caught:
        wage_rank(frame.lazy() if lazy else frame, on="soc", wage="pay", system="of")
    assert str(caught.value).startswith("wage_rank: of: expected ")
    with pytest.raises(InvalidInputError, match=r"^wage_rank: soc: expected codes or titles"):
        wage_rank(pd.DataFrame({"soc": [["a"]], "pay": [1.0]}), on="soc", wage="pay")


def scale(pay, frame=pd.DataFrame, **options):
    """The error of ranking wages of one occupation."""
    table = frame({"soc": ["29-2072"] * len(pay), "pay": pay, "of": ["Year"] * len(pay)})
    with pytest.raises(InvalidInputError) as caught:
        wage_rank(table, on="soc", wage="pay", data=RELEASE, **options)
    return str(caught.value)


@pytest.mark.parametrize("frame", [pd.DataFrame, pl.DataFrame, pa.table])
def test_wages_on_another_scale_are_refused(frame):
    assert scale([20.0, 24.0, 48_780.0], frame) == (
        "wage_rank: pay: expected wages from a tenth of the P10 of their occupations to 10 times "
        "the highest percentile, or on_invalid='flag', got 20 to 48780, 2 of 3 out of range, "
        "which looks like pay by the hour: period='hourly'"
    )
    assert scale([48_780.0], frame, period="hour").endswith("pay by the year: period='annual'")
    assert scale([24.0], frame, period="of").endswith("looks like pay by the hour")
    assert scale([4_878_000.0], frame).endswith("1 of 1 out of range")


def test_the_scale_is_that_of_half_the_wages_with_a_distribution():
    p10, p90 = RECORDS.p10, RECORDS.p90
    near = [p10 / 10, p90 * 10]
    frame = pd.DataFrame({"soc": "29-2072", "pay": near})
    assert ranks(frame, on_invalid="error") == [
        (0, 10, "P10 is the lowest percentile published"),
        (90, 100, "P90 is the highest percentile published"),
    ]
    for far in (p10 / 10 - 0.01, p90 * 10 + 0.01):
        assert "1 of 2 out of range" in scale([near[0], far])
        assert len(ranks(pd.DataFrame({"soc": "29-2072", "pay": [*near, far]}))) == 3
    rest = pd.DataFrame({"soc": ["29-2072", "x1", "27-2011", None], "pay": [5e4, 1.0, 1.0, 1.0]})
    assert ranks(rest, on_invalid="error")[0][0] is not None
    lazy = pl.LazyFrame({"soc": ["29-2072"], "pay": [24.0]})
    assert ranks(lazy, on_invalid="error")[0][:2] == (0, 10)


def test_titles_are_known_from_codes_and_periods_by_any_name():
    frame = pl.DataFrame({"soc": ["Medical Records Specialist", None], "pay": [48_780, 1]})
    assert ranks(frame, period="Year", on_invalid="error")[0] == (50, 50, None)
    assert ranks(frame, by="code")[0][:2] == (None, None)


def test_a_period_that_is_a_whole_text_is_cut_in_the_note():
    frame = pl.DataFrame({"soc": ["29-2072"], "pay": [1.0], "for": ["x" * 10_000]})
    ((*_, note),) = ranks(frame, period="for")
    assert len(note) < 150
