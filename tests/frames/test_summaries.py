"""Employment and pay of groups of occupations."""

from __future__ import annotations

import random
from math import fsum, inf, nan

import duckdb
import hypothesis
import narwhals.stable.v2 as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import strategies as st

import careerscore as cs
from careerscore.errors import InvalidInputError
from careerscore.frames import employment_summary, join_reference

from .every_engine import ENGINES, read

TOTALS = {"2026.1": 151_853_170, "2026.2": 155_481_840}

EAGER = [name for name, each in ENGINES.items() if not each.is_lazy]
WORKERS = {"employment": "e", "wage": None}
EXAMPLES = {"dask": 3, "ibis": 5, "duckdb": 15, "spark": 1}


def at_most(examples):
    """A number of examples, unless the profile asks for fewer."""
    return min(examples, hypothesis.settings().max_examples)


def is_known(value):
    return value is not None and value == value


def expected(rows, groups):
    """The summary, worked out plainly; groups in order, null last."""

    def sums(members):
        known = [row for row in members if is_known(row["e"])]
        paid = [row for row in known if is_known(row["w"])]
        workers = fsum(row["e"] for row in known)
        unpaid = fsum(row["e"] for row in known if not is_known(row["w"]))
        bill = fsum(row["e"] * row["w"] for row in paid)
        return len(members), len(members) - len(known), workers, unpaid, bill

    total = sums(rows)
    keys = {tuple(row[name] for name in groups) for row in rows}
    for key in sorted(keys, key=lambda key: [(one is None, one) for one in key]):
        count, gaps, employment, unpaid, bill = sums(
            [row for row in rows if tuple(row[name] for name in groups) == key]
        )
        yield dict(zip(groups, key, strict=True)) | {
            "occupations": count,
            "occupations_without_employment": gaps,
            "employment": employment,
            "employment_share": employment / total[2] if total[2] else None,
            "employment_without_wage": unpaid,
            "wage_bill_usd": bill,
            "wage_bill_share": bill / total[4] if total[4] else None,
        }


TYPES = pa.schema([("g", pa.string()), ("h", pa.int64()), ("e", pa.float64()), ("w", pa.float64())])
NUMBERS = st.one_of(
    st.none(),
    st.sampled_from([0.0, nan, 0.1, 1 / 3]),
    st.floats(min_value=0, max_value=1e9, allow_subnormal=False),
)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "g": st.sampled_from(["a", "b", "B", "é", "", None]),
            "h": st.sampled_from([-1, 2, 10, None]),
            "e": NUMBERS,
            "w": NUMBERS,
        }
    ),
    max_size=12,
)
TABLE = [
    {"g": "b", "h": 1, "e": 1.5, "w": 10.0},
    {"g": None, "h": 1, "e": 2.0, "w": None},
    {"g": "a", "h": 2, "e": None, "w": 3.0},
    {"g": "b", "h": 1, "e": 4.0, "w": nan},
    {"g": "c", "h": None, "e": 0.0, "w": 1.0},
]
NOTHING = [{"g": "a", "h": 1, "e": 0.0, "w": 5.0}, {"g": "b", "h": 1, "e": None, "w": 5.0}]


def summary_of(engine, rows, groups):
    frame = engine.of_arrow(pa.Table.from_pylist(rows, schema=TYPES))
    summary = employment_summary(frame, groups, employment="e", wage="w")
    assert type(summary) is type(frame)
    return summary


def check(engine, rows, groups):
    summary = summary_of(engine, rows, groups)
    for found, wanted in zip(read(summary), expected(rows, groups), strict=True):
        # Lazy engines may differ in the last digits.
        close = engine.name not in EAGER and {
            name: pytest.approx(value, rel=1e-12) if isinstance(value, float) else value
            for name, value in wanted.items()
        }
        assert list(found.items()) == list((close or wanted).items())


def test_every_engine_sums_as_plain_python_does(engine):
    check(engine, TABLE, ["g", "h"])
    check(engine, NOTHING, ["g"])

    @hypothesis.settings(max_examples=at_most(EXAMPLES.get(engine.name, 50)), database=None)
    @hypothesis.given(rows=ROWS, groups=st.sampled_from([["g"], ["g", "h"], ["h", "g"]]))
    def agrees(rows, groups):
        # Without rows, some engines cannot tell what a column holds.
        hypothesis.assume(rows or engine.name in {*EAGER, "polars-lazy", "duckdb"})
        check(engine, rows, groups)

    agrees()


def test_a_small_table_comes_to_what_one_sees():
    found = read(summary_of(ENGINES["polars"], TABLE, "g"))
    assert [tuple(row.values()) for row in found] == [
        ("a", 1, 1, 0, 0, 0, 0, 0),
        ("b", 2, 0, 5.5, 5.5 / 7.5, 4, 15, 1),
        ("c", 1, 0, 0, 0, 0, 0, 0),
        (None, 1, 0, 2, 2 / 7.5, 2, 0, 0),
    ]
    assert summary_of(ENGINES["polars"], NOTHING, "g")["wage_bill_share"].to_list() == [None, None]


@hypothesis.settings(max_examples=at_most(30))
@hypothesis.given(rows=ROWS, seed=st.integers(0, 1000))
@pytest.mark.parametrize("engine", EAGER)
def test_the_order_of_the_rows_changes_no_digit(engine, rows, seed):
    shuffled = random.Random(seed).sample(rows, len(rows))
    one, other = (read(summary_of(ENGINES[engine], each, ["g", "h"])) for each in (rows, shuffled))
    assert one == other


@pytest.mark.parametrize(
    ("release", "backend", "by"),
    [
        ("2026.1", "pandas", ["job_zone", "category"]),
        ("2026.1", "polars", "wages_how"),
        ("2026.2", "polars", "soc_code"),
        ("2026.2", "pyarrow", "category"),
    ],
)
def test_the_groups_of_a_release_come_to_the_surveys_total(release, backend, by):
    found = read(employment_summary(cs.load(release).to_frame(backend), by))
    assert fsum(row["employment"] for row in found) == pytest.approx(TOTALS[release], rel=1e-12)
    assert fsum(row["employment_share"] for row in found) == pytest.approx(1, rel=1e-12)
    assert sum(row["occupations"] for row in found) == 1016
    missing = cs.load(release).to_frame("polars")["employment"].null_count()
    assert sum(row["occupations_without_employment"] for row in found) == missing


def test_no_code_is_counted_twice_by_tier_or_category():
    """A group has no more workers than the codes that its occupations stand under."""
    release, method = "2026.1", "american-dream-jobs/2.0-as-published"
    given = {"data": release, "columns": (), "methodology": method, "prefix": "score_"}
    frame = cs.load(release).to_frame("polars")
    scored = join_reference(frame, on="onet_soc_code", **given).frame
    for by in ("score_tier", "category"):
        summary = employment_summary(scored, by)
        assert summary["employment"].sum() == pytest.approx(TOTALS[release], rel=1e-12)
        for row in summary.to_dicts():
            members = scored.filter(pl.col(by) == row[by])
            codes = members.unique("wages_published_code")
            assert row["employment"] <= codes["employment"].sum() * (1 + 1e-12)
            whole = members.group_by("wages_published_code").agg(
                pl.len(), pl.first("employment_shared_by", "employment")
            )
            own = whole.filter(pl.col("len") == pl.col("employment_shared_by"))
            assert row["employment"] >= own["employment"].sum() * (1 - 1e-12)


def test_categories_stand_in_their_own_order_and_keep_their_type():
    words = ["Top", "Low", "None"]
    codes = [1, None, 0, 1]
    numbers = {"e": [1.0] * 4}
    arrow = pa.DictionaryArray.from_arrays(pa.array(codes, pa.int32()), words, ordered=True)
    labels = pd.Categorical.from_codes([1, -1, 0, 1], words, ordered=True)
    texts = pl.Series(["Low", None, "Top", "Low"], dtype=pl.Enum(words))
    frames = {
        "pandas": pd.DataFrame({"t": labels, **numbers}, index=[3, 3, 1, 0]),
        "polars": pl.DataFrame({"t": texts, **numbers}),
        "pyarrow": pa.table({"t": arrow, **numbers}),
    }
    unordered = frames["pandas"].assign(t=frames["pandas"]["t"].cat.as_unordered())
    found = employment_summary(unordered, "t", **WORKERS)["t"].tolist()
    assert found[:2] == ["Low", "Top"]
    assert len(found) == 3
    for name, frame in frames.items():
        for each in (frame, nw.from_native(frame)[[3, 2, 1, 0]].to_native()):
            summary = employment_summary(each, "t", **WORKERS)
            assert [row["t"] for row in read(summary)] == ["Top", "Low", None], name
            assert nw.from_native(summary).schema["t"] == nw.from_native(frame).schema["t"]
    assert list(employment_summary(frames["pandas"], "t", **WORKERS).index) == [0, 1, 2]
    assert list(frames["pandas"].index) == [3, 3, 1, 0]


def test_groups_of_several_types_and_of_nan_have_a_place():
    mixed = pd.Series([2, "a", nan, None, 1, "a"], dtype=object)
    found = read(employment_summary(pd.DataFrame({"t": mixed, "e": 1.0}), "t", **WORKERS))
    counts = [(row["t"], row["occupations"]) for row in found]
    assert counts == [(1, 1), (2, 1), ("a", 2), (None, 2)]
    floats = pl.DataFrame({"t": [nan, None, 1.0, nan], "e": [1.0, 2.0, 3.0, 4.0]})
    for frame in (floats, floats.lazy(), floats.to_pandas()):
        found = read(employment_summary(frame, "t", **WORKERS))
        assert [row["employment"] for row in found] == [3.0, 7.0]


def test_types_do_not_depend_on_the_rows():
    full = cs.load("2026.1").to_frame("polars")
    none = employment_summary(full.clear(), "category")
    assert none.schema == employment_summary(full, "category").schema
    assert none.height == 0
    assert none.dtypes == [full.schema["category"], *[pl.Int64] * 2, *[pl.Float64] * 5]


def test_a_lazy_frame_is_not_asked():
    def fail(frame):
        raise AssertionError("asked")

    frame = pl.DataFrame({"g": ["a"], "e": [1.0], "w": [1.0]}).lazy().map_batches(fail)
    summary = employment_summary(frame, "g", employment="e", wage="w")
    assert isinstance(summary, pl.LazyFrame)


FRAME = pl.DataFrame({"g": ["a"], "e": [1.0], "w": [1], "list": [[1]], "employment": [1]})


def refused(frame, by, **arguments):
    with pytest.raises(InvalidInputError) as caught:
        employment_summary(frame, by, **arguments)
    assert caught.value.subject == "employment_summary"
    return [str(problem) for problem in caught.value.problems]


def test_columns_that_are_not_there_are_all_named():
    assert refused(FRAME, "gg", employment="emploiment", wage=3, once_per="cod") == [
        "by: expected a column of the frame: g, got 'gg'",
        "employment: expected a column of the frame: employment, got 'emploiment'",
        (
            "wage: expected a column of the frame, or None to sum up workers alone: "
            "g, e, w, list, employment, got 3"
        ),
        "once_per: expected a column of the frame: g, e, w, list, employment, got 'cod'",
    ]


def test_columns_of_another_kind_are_refused():
    assert refused(FRAME, ["list", "employment"], employment="g", wage="list") == [
        "by: expected single values that can be compared, got List(Int64)",
        "by: expected a column whose name the summary does not take, got 'employment'",
        "employment: expected a column of numbers, got String",
        "wage: expected a column of numbers, got List(Int64)",
    ]
    for by in ([], (), 3, None, ["g", "g"]):
        (problem,) = refused(FRAME, by, **WORKERS)
        assert problem.startswith("by: expected the name of a column, or a list of such, all diff")


@pytest.mark.parametrize("engine", EAGER)
def test_numbers_that_no_sum_can_hold_are_named(engine):
    frame = ENGINES[engine].of_arrow(pa.table({"g": ["a", "a"], "e": [-1.0, 2], "w": [1, inf]}))
    assert refused(frame, "g", employment="e", wage="w") == [
        "e: expected numbers of at least 0, for the employment, got -1.0",
        "w: expected numbers of at least 0, for the wage, got inf",
    ]


SOC_TABLE = pa.table(
    {
        "group": ["a", "a", "b", "b", "b", None],
        "code": ["1", "1", "1", "2", None, "2"],
        "employment": [90.0, 90.0, 90.0, 10.0, 7.0, 10.0],
        "annual_mean_usd": [1.0] * 6,
    }
)


def test_rows_that_share_a_code_share_its_employment(engine):
    found = read(employment_summary(engine.of_arrow(SOC_TABLE), "group", once_per="code"))
    employment = {row["group"]: row["employment"] for row in found}
    assert employment == {"a": 60.0, "b": 30 + 5 + 7, None: 5.0}


def test_a_table_by_soc_code_counts_every_published_code_once():
    release = cs.load("2026.1")
    everyone = release.to_frame("polars")
    published = everyone.unique("wages_published_code").drop_nulls("wages_published_code")
    socs = everyone.select(soc=pl.col("soc_code")).unique()
    columns = ["category", "employment", "annual_mean_usd", "wages_published_code"]
    for many in ("leave", "expand"):
        joined = join_reference(socs, on="soc", data=release, many=many, columns=columns).frame
        summary = employment_summary(joined, "category", once_per="wages_published_code")
        used = joined["wages_published_code"].drop_nulls().unique()
        wanted = published.filter(pl.col("wages_published_code").is_in(used.implode()))
        assert round(summary["employment"].sum()) == wanted["employment"].sum()
    twice = pl.concat([everyone, everyone])
    summary = employment_summary(twice, "category", once_per="wages_published_code")
    assert round(summary["employment"].sum()) == 151_853_170


def test_a_group_is_of_single_values_and_has_a_name_of_its_own():
    frame = pd.DataFrame({"g": [[1], [2]], "e": [1, 2], 0: [1, 2]})
    (problem,) = refused(frame, "g", **WORKERS)
    assert problem.startswith("by: expected single values that can be compared")
    relation = duckdb.sql("select 'a' as Employment_Share, 1 as e")
    (problem,) = refused(relation, "Employment_Share", **WORKERS)
    assert problem.startswith("by: expected a column whose name the summary does not take")
    relation = duckdb.sql("select 'a' as \"*\", 1 as e")
    (problem,) = refused(relation, "*", **WORKERS)
    assert problem.startswith("by: expected a name other than")


def test_a_table_without_wages_is_summed_without_a_wage_bill(engine):
    rows = [{"g": "a", "h": 1, "e": 12.0, "w": 1.0}, {"g": "b", "h": 1, "e": 3.0, "w": None}]
    frame = engine.of_arrow(pa.Table.from_pylist(rows, schema=TYPES))
    found = read(employment_summary(frame, "g", **WORKERS))
    names = ["g", "occupations", "occupations_without_employment", "employment", "employment_share"]
    assert [list(row) for row in found] == [names] * 2
    assert [tuple(row.values()) for row in found] == [
        ("a", 1, 0, 12.0, 12 / 15),
        ("b", 1, 0, 3.0, 3 / 15),
    ]


@pytest.mark.parametrize("name", ["occ.code", "occ\n", 'a"b', "k0", "workers"])
def test_groups_and_codes_may_have_any_name(name):
    table = pa.table({name: ["a", "a", "b"], "e.e": [1.0, 2.0, 4.0]})
    for frame in (duckdb.from_arrow(table), pl.from_arrow(table).lazy(), table):
        found = read(employment_summary(frame, name, employment="e.e", wage=None, once_per=name))
        assert [row["employment"] for row in found] == [1.5, 4.0]
        assert {name} < found[0].keys()
