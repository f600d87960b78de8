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

RELEASES = ("2026.1", "2026.2")
TOTALS = {"2026.1": 151_853_170, "2026.2": 155_481_840}

EAGER = [name for name, each in ENGINES.items() if not each.is_lazy]
EXAMPLES = {"dask": 3, "ibis": 5, "duckdb": 15, "spark": 2}

SUMMARY_COLUMNS = (
    "occupations", "occupations_without_employment", "employment", "employment_share",
    "employment_without_wage", "wage_bill_usd", "wage_bill_share",
)  # fmt: skip


def at_most(examples):
    """A number of examples, unless the profile asks for fewer."""
    return min(examples, hypothesis.settings().max_examples)


def is_known(value):
    return value is not None and value == value


def expected(rows, groups):
    """The summary, worked out plainly; groups in order, null last."""
    total = fsum(row["e"] for row in rows if is_known(row["e"]))
    bills = [row["e"] * row["w"] for row in rows if is_known(row["e"]) and is_known(row["w"])]
    found = []
    keys = {tuple(row[name] for name in groups) for row in rows}
    for key in sorted(keys, key=lambda key: [(one is None, one) for one in key]):
        members = [row for row in rows if tuple(row[name] for name in groups) == key]
        known = [row for row in members if is_known(row["e"])]
        paid = [row for row in known if is_known(row["w"])]
        employment = fsum(row["e"] for row in known)
        bill = fsum(row["e"] * row["w"] for row in paid)
        found.append(
            dict(zip(groups, key, strict=True))
            | {
                "occupations": len(members),
                "occupations_without_employment": len(members) - len(known),
                "employment": employment,
                "employment_share": employment / total if total else None,
                "employment_without_wage": fsum(
                    row["e"] for row in known if not is_known(row["w"])
                ),
                "wage_bill_usd": bill,
                "wage_bill_share": bill / fsum(bills) if fsum(bills) else None,
            }
        )
    return found


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


def close(row):
    """A row whose numbers equal those that differ in their last digits alone."""
    return {
        name: pytest.approx(value, rel=1e-12) if isinstance(value, float) else value
        for name, value in row.items()
    }


def check(engine, rows, groups):
    frame = engine.of_arrow(pa.Table.from_pylist(rows, schema=TYPES))
    summary = employment_summary(frame, groups, employment="e", wage="w")
    assert type(summary) is type(frame)
    found, wanted = read(summary), expected(rows, groups)
    for row, plain in zip(found, wanted, strict=True):
        assert list(row) == [*groups, *SUMMARY_COLUMNS]
        if engine.name in EAGER:
            assert row == plain
        else:
            assert row == close(plain)
    return found


def test_every_engine_sums_as_plain_python_does(engine):
    @hypothesis.settings(max_examples=at_most(EXAMPLES.get(engine.name, 50)), database=None)
    @hypothesis.given(rows=ROWS, groups=st.sampled_from([["g"], ["g", "h"], ["h", "g"]]))
    def agrees(rows, groups):
        # Without rows, some engines cannot tell what a column holds.
        hypothesis.assume(rows or engine.name in {*EAGER, "polars-lazy", "duckdb"})
        check(engine, rows, groups)

    agrees()


TABLE = [
    {"g": "b", "h": 1, "e": 1.5, "w": 10.0},
    {"g": None, "h": 1, "e": 2.0, "w": None},
    {"g": "a", "h": 2, "e": None, "w": 3.0},
    {"g": "b", "h": 1, "e": 4.0, "w": nan},
    {"g": "c", "h": None, "e": 0.0, "w": 1.0},
]


def test_a_small_table_comes_to_what_one_sees(engine):
    check(engine, TABLE, ["g", "h"])
    first, second, third, last = check(engine, TABLE, ["g"])
    assert first == {
        "g": "a",
        "occupations": 1,
        "occupations_without_employment": 1,
        "employment": 0,
        "employment_share": 0,
        "employment_without_wage": 0,
        "wage_bill_usd": 0,
        "wage_bill_share": 0,
    }
    assert (second["g"], second["employment"], second["employment_without_wage"]) == ("b", 5.5, 4)
    assert (second["wage_bill_usd"], second["wage_bill_share"]) == (15, 1)
    assert (third["g"], third["occupations"]) == ("c", 1)
    assert (last["g"], last["employment"], last["employment_share"]) == (None, 2, 2 / 7.5)


def test_a_share_of_nothing_is_null(engine):
    rows = [{"g": "a", "h": 1, "e": 0.0, "w": 5.0}, {"g": "b", "h": 1, "e": None, "w": 5.0}]
    check(engine, rows, ["g"])


@hypothesis.settings(max_examples=at_most(30))
@hypothesis.given(rows=ROWS, seed=st.integers(0, 1000))
@pytest.mark.parametrize("engine", EAGER)
def test_the_order_of_the_rows_changes_no_digit(engine, rows, seed):
    shuffled = random.Random(seed).sample(rows, len(rows))
    one, other = (
        read(
            employment_summary(
                ENGINES[engine].of_arrow(pa.Table.from_pylist(each, schema=TYPES)),
                ["g", "h"], employment="e", wage="w",
            )
        )
        for each in (rows, shuffled)
    )  # fmt: skip
    assert one == other


@pytest.mark.parametrize("backend", ["pandas", "polars", "pyarrow"])
@pytest.mark.parametrize("release", RELEASES)
@pytest.mark.parametrize("by", ["category", "wages_how", ["job_zone", "category"], "soc_code"])
def test_the_groups_of_a_release_come_to_the_surveys_total(release, backend, by):
    summary = employment_summary(cs.load(release).to_frame(backend), by)
    found = read(summary)
    assert fsum(row["employment"] for row in found) == pytest.approx(TOTALS[release], rel=1e-12)
    assert fsum(row["employment_share"] for row in found) == pytest.approx(1, rel=1e-12)
    assert sum(row["occupations"] for row in found) == 1016
    values = cs.load(release)._column_values
    missing = sum(value is None for value in values["employment"])
    assert sum(row["occupations_without_employment"] for row in found) == missing


@pytest.mark.parametrize("release", RELEASES)
def test_no_code_is_counted_twice_by_tier_or_category(release):
    """A group has no more workers than the codes that its occupations stand under."""
    frame = cs.load(release).to_frame("polars")
    scored = join_reference(
        frame, on="onet_soc_code", data=release, columns=(),
        methodology="american-dream-jobs/2.0-as-published", prefix="score_",
    ).frame  # fmt: skip
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


def test_repeated_employment_would_count_codes_twice():
    frame = cs.load("2026.1").to_frame("polars")
    repeated = employment_summary(frame, "category", employment="employment")
    assert repeated["employment"].sum() > 1.4 * TOTALS["2026.1"]


def test_categories_stand_in_their_own_order_and_keep_their_type():
    words = ["Top", "Low", "None"]
    codes = [1, None, 0, 1]
    numbers = {"employment_apportioned": [1.0] * 4, "annual_mean_usd": [1.0] * 4}
    arrow = pa.DictionaryArray.from_arrays(pa.array(codes, pa.int32()), words, ordered=True)
    frames = {
        "pandas": pd.DataFrame(
            {"t": pd.Categorical.from_codes([1, -1, 0, 1], words, ordered=True), **numbers},
            index=[3, 3, 1, 0],
        ),
        "polars": pl.DataFrame(
            {"t": pl.Series(["Low", None, "Top", "Low"], dtype=pl.Enum(words)), **numbers}
        ),
        "pyarrow": pa.table({"t": arrow, **numbers}),
    }
    reverse = [3, 2, 1, 0]
    unordered = frames["pandas"].assign(t=frames["pandas"]["t"].cat.as_unordered())
    assert [row["t"] for row in read(employment_summary(unordered, "t"))] == ["Low", "Top", None]
    for name, frame in frames.items():
        for each in (frame, nw.from_native(frame)[reverse].to_native()):
            summary = employment_summary(each, "t")
            assert [row["t"] for row in read(summary)] == ["Top", "Low", None], name
            assert nw.from_native(summary).schema["t"] == nw.from_native(frame).schema["t"]
    assert list(employment_summary(frames["pandas"], "t").index) == [0, 1, 2]
    assert list(frames["pandas"].index) == [3, 3, 1, 0]


def test_groups_of_several_types_and_of_nan_have_a_place():
    mixed = pd.DataFrame(
        {"t": pd.Series([2, "a", nan, None, 1, "a"], dtype=object), "e": 1.0, "w": 2}
    )
    found = read(employment_summary(mixed, "t", employment="e", wage="w"))
    assert [(row["t"], row["occupations"]) for row in found] == [
        (1, 1),
        (2, 1),
        ("a", 2),
        (None, 2),
    ]
    floats = pl.DataFrame({"t": [nan, 0.5, None], "e": [1, 1, 1], "w": [2, 2, 2]})
    found = employment_summary(floats, "t", employment="e", wage="w")
    assert found["occupations"].to_list() == [1, 2]


def test_types_do_not_depend_on_the_rows():
    full = cs.load("2026.1").to_frame("polars")
    none = employment_summary(full.clear(), "category")
    assert none.schema == employment_summary(full, "category").schema
    assert none.height == 0
    assert dict(none.schema) == {
        "category": full.schema["category"],
        **dict.fromkeys(SUMMARY_COLUMNS[:2], pl.Int64),
        **dict.fromkeys(SUMMARY_COLUMNS[2:], pl.Float64),
    }


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
        "wage: expected a column of the frame: g, e, w, list, employment, got 3",
        "once_per: expected a column of the frame: g, e, w, list, employment, got 'cod'",
    ]


@pytest.mark.parametrize("by", [[], (), 3, None, ["g", "g"]])
def test_groups_are_made_by_columns_all_different(by):
    (problem,) = refused(FRAME, by, employment="e", wage="w")
    assert problem.startswith("by: expected the name of a column, or a list of such, all different")


def test_columns_of_another_kind_are_refused():
    assert refused(FRAME, ["list", "employment"], employment="g", wage="list") == [
        "by: expected single values that can be compared, got List(Int64)",
        "by: expected a column whose name the summary does not take, got 'employment'",
        "employment: expected a column of numbers, got String",
        "wage: expected a column of numbers, got List(Int64)",
    ]


@pytest.mark.parametrize("engine", EAGER)
def test_numbers_that_no_sum_can_hold_are_named(engine):
    rows = [{"g": "a", "h": 1, "e": -1.0, "w": 1.0}, {"g": "a", "h": 1, "e": 2.0, "w": inf}]
    frame = ENGINES[engine].of_arrow(pa.Table.from_pylist(rows, schema=TYPES))
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
    for many in ("leave", "expand"):
        joined = cs.frames.join_reference(
            socs, on="soc", data=release, many=many,
            columns=["category", "employment", "annual_mean_usd", "wages_published_code"],
        ).frame  # fmt: skip
        summary = employment_summary(joined, "category", once_per="wages_published_code")
        used = joined["wages_published_code"].drop_nulls().unique()
        wanted = published.filter(pl.col("wages_published_code").is_in(used.implode()))
        assert round(summary["employment"].sum()) == wanted["employment"].sum()
    twice = pl.concat([everyone, everyone])
    summary = employment_summary(twice, "category", once_per="wages_published_code")
    assert round(summary["employment"].sum()) == 151_853_170


@pytest.mark.parametrize("make", [lambda f: f, lambda f: f.lazy(), lambda f: f.to_pandas()])
def test_nan_and_null_are_one_group(make):
    frame = pl.DataFrame({"g": [nan, None, 1.0, nan], "e": [1.0, 2.0, 3.0, 4.0]})
    found = read(employment_summary(make(frame), "g", employment="e", wage=None))
    assert [row["employment"] for row in found] == [3.0, 7.0]


def test_a_group_is_of_single_values_and_has_a_name_of_its_own():
    frame = pd.DataFrame({"g": [[1], [2]], "e": [1, 2], 0: [1, 2]})
    (problem,) = refused(frame, "g", employment="e", wage=None)
    assert problem.startswith("by: expected single values that can be compared")
    relation = duckdb.sql("select 'a' as Employment_Share, 1 as e")
    (problem,) = refused(relation, "Employment_Share", employment="e", wage=None)
    assert problem.startswith("by: expected a column whose name the summary does not take")


def test_a_table_without_wages_is_summed_without_a_wage_bill(engine):
    rows = [{"g": "a", "h": 1, "e": 12.0, "w": 1.0}, {"g": "b", "h": 1, "e": 3.0, "w": None}]
    frame = engine.of_arrow(pa.Table.from_pylist(rows, schema=TYPES))
    found = read(employment_summary(frame, "g", employment="e", wage=None))
    assert [list(row.items()) for row in found] == [
        [
            ("g", group),
            ("occupations", 1),
            ("occupations_without_employment", 0),
            ("employment", workers),
            ("employment_share", workers / 15),
        ]
        for group, workers in (("a", 12.0), ("b", 3.0))
    ]


@pytest.mark.parametrize("name", ["occ.code", "occ\n", 'a"b', "k0", "workers"])
def test_groups_and_codes_may_have_any_name(name):
    table = pa.table({name: ["a", "a", "b"], "e.e": [1.0, 2.0, 4.0]})
    for frame in (duckdb.from_arrow(table), pl.from_arrow(table).lazy(), table):
        found = read(employment_summary(frame, name, employment="e.e", wage=None, once_per=name))
        assert [row["employment"] for row in found] == [1.5, 4.0]
        assert {name} < found[0].keys()


def test_a_group_that_stands_for_several_columns_is_refused():
    frame = duckdb.from_arrow(pa.table({"*": ["a"], "e": [1.0]}))
    with pytest.raises(InvalidInputError, match="by: expected a name other than"):
        employment_summary(frame, "*", employment="e", wage=None)
