"""Joining a table of one's own with the reference data."""

from __future__ import annotations

from inspect import signature

import dask.dataframe as dd
import duckdb
import hypothesis
import ibis
import narwhals.stable.v2 as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import strategies as st

import careerscore as cs
from careerscore.errors import InvalidInputError, UnknownMethodologyError, UnknownReleaseError
from careerscore.frames import Joined, MatchReport, join_reference
from careerscore.reference import CodeMatch, MatchKind
from careerscore.scoring import Methodology

from .every_engine import ENGINES, read

RELEASE = cs.load("2026.1")
TWO = cs.methodology("american-dream-jobs/2.0")

CODES = [
    *["29-2072", "29-2072.00", "13-1020", None, "29-2072.99", "292072", "29-2072 ", "29-2071"],
    *["29-1141.01", "13-1020", "55-1011", "29-2072", "15-0000"],
]
BUYERS = ("13-1021.00", "13-1022.00", "13-1023.00")
MATCHES = {
    "29-2072": ("matched", "29-2072.00"),
    "29-2072.00": ("matched", "29-2072.00"),
    "29-2072.99": ("inherited", "29-2072.00"),
    "29-1141.01": ("matched", "29-1141.01"),
    "55-1011": ("matched", "55-1011.00"),
    "13-1020": ("one-to-many", None),
}


def table(codes=CODES):
    return pa.table({"soc": pa.array(codes, pa.string()), "row": list(range(len(codes)))})


EAGER = [name for name, each in ENGINES.items() if not each.is_lazy]
ORDERED = [*EAGER, "polars-lazy", "dask"]
CATEGORIES = {
    "pandas": lambda given: given.to_pandas().astype({"soc": "category"}),
    "polars": lambda given: pl.from_arrow(given).cast({"soc": pl.Categorical}),
    "polars-lazy": lambda given: pl.from_arrow(given).lazy().cast({"soc": pl.Categorical}),
    "pyarrow": lambda given: given.set_column(0, "soc", given["soc"].dictionary_encode()),
    "dask": lambda given: dd.from_pandas(
        given.to_pandas().astype({"soc": "category"}), npartitions=3
    ),
    "objects": lambda given: given.to_pandas().astype({"soc": object}),
}


def expected_rows(columns, *, expand=False, codes=CODES):
    """What the join should give, worked out row by row from the occupations."""
    read_by = {column.name: column for column in RELEASE.columns}
    for row, code in enumerate(codes):
        kind, match = MATCHES.get(code, ("unmatched", None))
        several = BUYERS if kind == "one-to-many" else ()
        used = (match,) if match else (several if expand else ())
        for occupation in used or (None,):
            found = {"soc": code, "row": row, "match": kind}
            found["match_codes"] = occupation or "; ".join(several) or None
            if expand:
                found["match_count"] = len(used)
            for name in columns:
                value = occupation and read_by[name].value_for(RELEASE[occupation])
                found[name] = value
            yield found


def by_row(rows):
    return sorted(rows, key=lambda row: (row["row"], row["match_codes"] or ""))


def test_every_engine_gets_the_values_of_the_occupations(engine):
    columns = ("title", "category", "employment", "annual_median_usd", "wages_how")
    given = engine.of_arrow(table())
    joined = join_reference(given, on="soc", data="2026.1", columns=columns)
    assert isinstance(joined, Joined)
    assert type(joined.frame) is type(given)
    found = read(joined.frame)
    assert by_row(found) == list(expected_rows(columns))
    assert list(found[0]) == ["soc", "row", "match", "match_codes", *columns]
    report = joined.report
    assert report == join_reference(table(), on="soc", data="2026.1", columns=()).report
    assert report.rows == {"matched": 5, "inherited": 1, "one-to-many": 2, "unmatched": 5}
    assert report.rows_without_code == 1


def test_every_engine_gives_a_row_for_each_occupation_on_request(engine):
    given, columns = engine.of_arrow(table()), ("title", "employment")
    joined = join_reference(given, on="soc", data="2026.1", columns=columns, many="expand")
    found = read(joined.frame)
    assert by_row(found) == list(expected_rows(columns, expand=True))
    assert list(found[0]) == ["soc", "row", "match", "match_codes", "match_count", *columns]


@pytest.mark.parametrize("make", CATEGORIES.values(), ids=CATEGORIES)
def test_codes_may_be_categories(make):
    joined = join_reference(make(table()), on="soc", data="2026.1", columns=["title"])
    assert read(joined.frame) == list(expected_rows(["title"]))


def test_every_engine_gets_inputs_and_results(engine):
    given = engine.of_arrow(table())
    joined = join_reference(given, on="soc", data="2026.1", columns=(), methodology=TWO)
    for row in read(joined.frame):
        _, code = MATCHES.get(row["soc"], ("unmatched", None))
        if code is None:
            assert {row[name] for name in (*INPUTS, "total", "tier", "status")} == {None}
            continue
        result = TWO.assess(RELEASE[code])
        assert {name: row[name] for name in INPUTS} == TWO.inputs_of(RELEASE[code])
        assert (row["total"], row["status"]) == (result.total, result.status.value)
        assert row["tier"] == (result.tier and result.tier.label)
        assert row["job_growth_points"] == result.factor("job_growth").points
        assert "rationale" not in row


INPUTS = ("ai_exposure", "job_growth", "human_advantage")


@pytest.mark.parametrize("engine", ORDERED)
@pytest.mark.parametrize("many", ["leave", "expand"])
def test_rows_stay_in_their_order_where_the_engine_has_one(engine, many):
    given = ENGINES[engine].of_arrow(table())
    joined = join_reference(given, on="soc", data="2026.1", columns=["title"], many=many)
    assert read(joined.frame) == list(expected_rows(["title"], expand=many == "expand"))


@pytest.mark.parametrize("engine", EAGER)
def test_existing_columns_keep_their_types_and_new_ones_have_those_of_the_table(engine):
    given = ENGINES[engine].of_arrow(table())
    columns = ("category", "title", "employment", "annual_median_usd")
    found = nw.from_native(join_reference(given, on="soc", data=RELEASE, columns=columns).frame)
    before = nw.from_native(given).schema
    assert {name: found.schema[name] for name in before} == dict(before)
    backend = next(name for name in ("pandas", "polars", "pyarrow") if engine.startswith(name))
    wanted = nw.from_native(RELEASE.to_frame(backend)).schema
    assert {name: found.schema[name] for name in columns} == {
        name: wanted[name] for name in columns
    }


INDICES = {
    "labels that repeat": ["b", "a", "b", "a", "b", "a", "b", "a", "b", "a", "b", "a", "b"],
    "numbers backwards": list(range(len(CODES), 0, -1)),
    "dates": pd.date_range("2026-01-01", periods=len(CODES)),
    "two levels": pd.MultiIndex.from_arrays([[1] * len(CODES), range(len(CODES))]),
}


@pytest.mark.parametrize("index", INDICES.values(), ids=INDICES)
def test_an_index_stays_as_it_is(index):
    given = table().to_pandas().set_axis(index, axis=0)
    given.attrs["source"] = "survey"
    before = given.copy()
    joined = join_reference(given, on="soc", data=RELEASE, columns=["title"])
    pd.testing.assert_index_equal(joined.frame.index, given.index)
    pd.testing.assert_frame_equal(joined.frame[["soc", "row"]], before)
    pd.testing.assert_frame_equal(given, before)
    assert joined.frame.attrs == {"source": "survey"}
    expanded = join_reference(given, on="soc", data=RELEASE, columns=["title"], many="expand").frame
    assert list(expanded.index) == [given.index[row] for row in expanded["row"]]


def test_metadata_of_an_arrow_table_stays():
    given = table().replace_schema_metadata({"source": "survey"})
    found = join_reference(given, on="soc", data=RELEASE, columns=["title"]).frame
    assert found.schema.metadata == {b"source": b"survey"}


def test_partitions_of_dask_stay():
    given = dd.from_pandas(table().to_pandas(), npartitions=3)
    found = join_reference(given, on="soc", data=RELEASE, methodology=TWO).frame
    assert found.divisions == given.divisions
    assert dict(found.dtypes) == dict(found.compute().dtypes)


def test_a_lazy_frame_stays_lazy_and_is_asked_once():
    asked = []

    def watch(frame):
        asked.append(frame.columns)
        return frame

    given = pl.from_arrow(table()).lazy().map_batches(watch)
    joined = join_reference(given, on="soc", data=RELEASE)
    assert isinstance(joined.frame, pl.LazyFrame)
    assert len(asked) == 1
    assert joined.frame.collect().height == len(CODES)
    assert len(asked) == 2


def test_a_frame_of_narwhals_comes_back_as_one():
    for frame in (nw.from_native(table()), nw.from_native(pl.from_arrow(table()).lazy())):
        assert type(join_reference(frame, on="soc", data=RELEASE).frame) is type(frame)


def test_a_relation_can_be_used_when_the_join_is_long_gone():
    joined = join_reference(
        ENGINES["duckdb"].of_arrow(table()), on="soc", data=RELEASE, columns=["title"]
    ).frame
    assert joined.filter("match = 'inherited'").fetchall() == [
        ("29-2072.99", 4, "inherited", "29-2072.00", "Medical Records Specialists")
    ]


def test_by_default_the_newest_release_and_a_few_columns_are_attached():
    joined = join_reference(table(), on="soc")
    names = signature(join_reference).parameters["columns"].default
    assert joined.report.data_release == cs.load().name
    assert joined.frame.column_names == ["soc", "row", "match", "match_codes", *names]
    found = joined.frame.to_pylist()[0]
    assert found["annual_median_usd"] == cs.occupation("29-2072.00").wages.annual.median


def test_every_column_can_be_attached():
    release = cs.load("2026.2")
    names = [column.name for column in release.columns]
    codes = [*release, None]
    given = pl.DataFrame({"code": codes})
    found = join_reference(given, on="code", data=release, columns=names).frame
    assert found[:-1].select(names).equals(release.to_frame("polars"))
    assert set(found[-1].select(names).row(0)) == {None}
    assert found["match"].to_list() == ["matched"] * len(release) + ["unmatched"]
    assert found["match_codes"].to_list() == codes


@pytest.mark.parametrize("id", cs.methodologies())
def test_scores_of_a_joined_table_are_those_of_the_occupations(id):
    method = cs.methodology(id)
    codes = list(RELEASE)[::7]
    given = pl.DataFrame({"code": codes})
    found = join_reference(given, on="code", data=RELEASE, columns=(), methodology=id).frame
    for row in found.to_dicts():
        result = method.assess(RELEASE[row["code"]])
        assert row["status"] == result.status.value
        assert row["total"] == result.total
        assert row["tier"] == (result.tier and result.tier.label)


def test_a_prefix_begins_every_new_name():
    found = join_reference(
        table(), on="soc", data=RELEASE, columns=["title", "title"], methodology=TWO, many="expand",
        prefix="cs_",
    ).frame  # fmt: skip
    assert found.column_names[:8] == [
        *["soc", "row", "cs_match", "cs_match_codes", "cs_match_count", "cs_title"],
        *["cs_ai_exposure", "cs_job_growth"],
    ]
    assert all(name.startswith("cs_") for name in found.column_names[2:])
    again = join_reference(found, on="soc", data=RELEASE, columns=["title"]).frame
    assert again.column_names[-3:] == ["match", "match_codes", "title"]


def test_a_taxonomy_decides_how_codes_are_taken():
    codes = ["13-1199", "29-2071", "29-1141", "29-2072"]
    found = {}
    for system in (None, "soc-2018", "soc-2010", "onet-soc-2019"):
        joined = join_reference(table(codes), on="soc", data=RELEASE, columns=(), system=system)
        found[system] = joined.frame["match"].to_pylist()
        assert joined.frame["match_codes"][0].as_py() is not None or system == "onet-soc-2019"
        assert joined.report.system == system
    assert found[None] == found["soc-2018"] == ["matched", "unmatched", "matched", "matched"]
    # 29-2072 is a code of SOC 2018 alone.
    assert found["soc-2010"] == ["one-to-many", "one-to-many", "matched", "unmatched"]
    assert found["onet-soc-2019"] == ["unmatched"] * 4


@pytest.mark.parametrize("engine", [name for name in ENGINES if name != "spark"])
def test_a_frame_without_rows_has_the_new_columns(engine):
    if engine == "ibis":
        given = ibis.memtable(table([]), schema={"soc": "string", "row": "int64"})
    else:
        given = ENGINES[engine].of_arrow(table([]))
    joined = join_reference(given, on="soc", data=RELEASE, columns=["title"], methodology=TWO)
    assert read(joined.frame) == []
    assert set(joined.report.rows.values()) == {0}
    assert joined.report.matches == ()
    names = nw.from_native(joined.frame).collect_schema().names() if engine[:4] != "dask" else (
        list(joined.frame.columns)
    )  # fmt: skip
    assert names[:5] == ["soc", "row", "match", "match_codes", "title"]


@pytest.mark.parametrize("engine", [*EAGER, "polars-lazy", "duckdb", "dask", "ibis"])
def test_a_frame_of_nothing_but_gaps_is_unmatched(engine):
    joined = join_reference(
        ENGINES[engine].of_arrow(table([None, None])), on="soc", data=RELEASE, columns=["title"],
        methodology=TWO,
    )  # fmt: skip
    assert joined.report.rows["unmatched"] == joined.report.rows_without_code == 2
    for row in read(joined.frame):
        assert row.pop("match") == "unmatched"
        assert row.pop("row") in {0, 1}
        assert set(row.values()) == {None}


@pytest.mark.parametrize(
    "given",
    [
        pd.DataFrame({"soc": pd.Series([None, float("nan"), "29-2072"], dtype=object)}),
        pl.DataFrame({"soc": pl.Series([None, None, None], dtype=pl.Null)}),
        pa.table({"soc": pa.nulls(3)}),
        pd.DataFrame({"soc": pd.Series([None] * 3, dtype=object)}),
    ],
)
def test_gaps_of_every_sort_are_gaps(given):
    found = join_reference(given, on="soc", data=RELEASE, columns=()).frame
    assert nw.from_native(found)["match"].to_list()[:2] == ["unmatched"] * 2


ANY_CODE = st.one_of(
    st.none(),
    st.sampled_from([*list(RELEASE)[:40], *CODES, "29-2072.98", "11-1011", "13-2020", "x", ""]),
)


@pytest.mark.parametrize(
    ("engine", "examples"),
    [("pandas", 50), ("polars", 50), ("polars-lazy", 30), ("pyarrow", 50), ("duckdb", 15)],
)
def test_the_number_of_rows_never_changes_unless_asked(engine, examples):
    @hypothesis.settings(max_examples=min(examples, hypothesis.settings().max_examples))
    @hypothesis.given(codes=st.lists(ANY_CODE, max_size=12))
    def check(codes):
        check_number_of_rows(engine, codes)

    check()


def check_number_of_rows(engine, codes):
    given = ENGINES[engine].of_arrow(table(codes))
    joined = join_reference(given, on="soc", data=RELEASE, columns=["title"])
    rows = by_row(read(joined.frame))
    assert [row["soc"] for row in rows] == codes
    assert sum(joined.report.rows.values()) == len(codes)
    for row in rows:
        kind = "unmatched" if row["soc"] is None else joined.report.match(row["soc"]).kind.value
        assert row["match"] == kind
        assert (row["title"] is None) == (kind in {"unmatched", "one-to-many"})
    expanded = join_reference(given, on="soc", data=RELEASE, columns=["title"], many="expand")
    more = sum(
        len(joined.report.match(code).candidates or (None,)) if code is not None else 1
        for code in codes
    )
    assert len(read(expanded.frame)) == more
    assert expanded.report == joined.report


def refused(frame, **arguments):
    with pytest.raises(InvalidInputError) as caught:
        join_reference(frame, **{"on": "soc", "data": RELEASE} | arguments)
    assert caught.value.subject == "join_reference"
    return [str(problem) for problem in caught.value.problems]


def test_all_problems_of_the_arguments_are_listed():
    problems = refused(
        table(), system="soc", columns=["titel", 3], many="all", prefix=1, methodology=TWO
    )
    assert [problem.split(":")[0] for problem in problems] == [
        *["system", "columns", "columns", "many", "prefix"]
    ]
    assert problems[1:4] == [
        "columns: expected a column of the reference table: title, got 'titel'",
        "columns: expected a column of the reference table: title, category and so on, got 3",
        "many: expected 'leave' or 'expand', got 'all'",
    ]
    assert refused(table(), columns="title") == ["columns: expected a list of names, got 'title'"]
    (problem,) = refused(table(), data=3)
    assert problem.startswith("data: ")
    (problem,) = refused([1, 2])
    assert problem.startswith("frame: expected a data frame of pandas, polars, pyarrow")
    # A measure that the release lacks is no column of it.
    assert refused(table(), columns=["webb_ai_score"])[0].startswith("columns: ")
    assert refused(table(), on="sco") == ["on: expected a column of the frame: soc, got 'sco'"]
    assert refused(table(), on=7) == ["on: expected a column of the frame: soc, row, got 7"]
    with pytest.raises(UnknownReleaseError):
        join_reference(table(), on="soc", data="2025.1")
    with pytest.raises(UnknownMethodologyError):
        join_reference(table(), on="soc", data=RELEASE, methodology="nothing/1")


class Silent:
    """A methodology by the protocol alone, as another package may write one."""

    def __init__(self):
        parts = [part for part in dir(Methodology) if not part.startswith("_")]
        self.__dict__.update({part: getattr(TWO, part) for part in parts})


def test_a_methodology_that_does_not_say_what_it_reads_is_refused():
    (problem,) = refused(table(), methodology=Silent())
    assert problem.startswith("methodology: expected a methodology that has inputs_of, got <")


NUMBERS = [
    pd.DataFrame({"soc": [292072, 131020]}),
    pl.DataFrame({"soc": [292072.0, None]}),
    pl.LazyFrame({"soc": [292072]}),
    duckdb.connect().sql("select 292072 as soc"),
    pd.DataFrame({"soc": ["29-2072", None, 292072]}),
    pd.DataFrame({"soc": pd.Categorical([292072])}),
    pl.DataFrame({"soc": pl.Series(["29-2072", 292072], dtype=pl.Object)}),
]


@pytest.mark.parametrize("given", NUMBERS)
def test_codes_read_as_numbers_are_refused_with_advice(given):
    (problem,) = refused(given)
    assert problem.startswith(
        "soc: expected texts such as '29-2072'; codes that were read as numbers have lost their "
        "form: read the column as text, got "
    )


def test_the_number_among_the_codes_is_named():
    assert refused(NUMBERS[4])[0].endswith("got 292072")


def test_names_that_are_taken_are_all_named():
    given = table().rename_columns(["match", "title"])
    assert refused(given, on="match", columns=["title", "slug"]) == [
        "frame: expected no column named match, or a prefix for the new one, got 'match'",
        "frame: expected no column named title, or a prefix for the new one, got 'title'",
    ]
    found = join_reference(given, on="match", data=RELEASE, columns=["title"], prefix="cs_").frame
    assert found.column_names == ["match", "title", "cs_match", "cs_match_codes", "cs_title"]


def test_sql_does_not_tell_capitals_from_small_letters():
    given = table().rename_columns(["soc", "Title"])
    (problem,) = refused(ENGINES["duckdb"].of_arrow(given), columns=["title"])
    assert problem == (
        "frame: expected no column named title, or a prefix for the new one, got 'Title'"
    )
    assert join_reference(given, on="soc", data=RELEASE, columns=["title"]).frame.num_columns == 5


def test_a_column_that_the_methodology_adds_too_is_named():
    beta = "eloundou_gpt4_beta"
    mine = cs.methodology("eloundou/2024")
    renamed = mine.evolve(factors=[
        cs.methodology("anthropic-observed-exposure/2026").factors[0].changed({"name": beta})
    ])  # fmt: skip
    assert refused(table(), columns=[beta], methodology=renamed) == [
        f"columns: expected other columns than the methodology adds, got '{beta}'"
    ]


ODD_NAMES = ["occ.code", "occ\n", 'a"b', "^a$", " x ", "k0", "__careerscore_key"]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_the_column_of_codes_may_have_any_name(name):
    given = table().rename_columns([name, "row"])
    for frame in (
        given,
        ENGINES["duckdb"].of_arrow(given),
        pl.from_arrow(given),
        given.to_pandas(),
    ):
        found = join_reference(frame, on=name, data=RELEASE, columns=["title"])
        assert found.report.rows["matched"] == 5
        assert len(read(found.frame)) == given.num_rows


def test_a_name_that_stands_for_several_columns_is_refused():
    given = table().rename_columns(["*", "row"])
    assert refused(ENGINES["duckdb"].of_arrow(given), on="*")[0].startswith(
        "on: expected a name other than '*'"
    )
    lazy = pl.from_arrow(table().rename_columns(["^soc$", "row"])).lazy()
    assert refused(lazy, on="^soc$")[0].startswith("on: expected a name other than '*'")


def test_the_text_of_a_report_lists_the_codes_that_did_not_match():
    report = join_reference(table(), on="soc", data="2026.1").report
    assert report.codes["unmatched"] == ("15-0000", "29-2071", "29-2072 ", "292072")
    assert report.match("13-1020").candidates == BUYERS
    with pytest.raises(KeyError, match="29-2073"):
        report.match("29-2073")
    lines = str(report).splitlines()
    assert lines[:5] == [
        "Codes of soc (by their form) in data release 2026.1",
        "  matched: 5 rows, 4 codes",
        "  inherited: 1 row, 1 code",
        (
            "    '29-2072.99' -> 29-2072.00 (the release lacks it; 29-2072.00 stands for its "
            "parent 29-2072)"
        ),
        "  one-to-many: 2 rows, 1 code",
    ]
    assert lines[6:8] == [
        "  unmatched: 5 rows, 4 codes, 1 row without a code",
        "    '15-0000' (not an occupation: a group of the classification)",
    ]
    assert lines[11:] == [
        "  1 code of the earlier classification alone: if the table is of it, say so by system="
    ]


def test_a_report_tells_of_codes_that_would_mean_something_else():
    codes = ["29-2071", "13-1199", "15-1131", "29-2072"]
    report = join_reference(table(codes), on="soc", data="2026.1").report
    assert report.earlier_codes == ("15-1131", "29-2071")
    assert report.redefined_codes == ("13-1199",)
    assert str(report).endswith(
        "\n  2 codes of the earlier classification alone: if the table is of it, say so by "
        "system=\n  then 1 code that matched would mean something else: 13-1199"
    )
    today = join_reference(table(["13-1199"]), on="soc", data="2026.1").report
    assert today.redefined_codes == ("13-1199",)
    assert "something else" not in str(today)
    older = join_reference(table(codes), on="soc", data="2026.1", system="soc-2010").report
    assert older.earlier_codes == older.redefined_codes == ()
    assert str(older).startswith("Codes of soc (SOC 2010) in data release 2026.1\n")


def test_a_long_list_of_codes_is_cut():
    codes = [f"99-99{number:02}" for number in range(12)] * 100
    report = join_reference(table(codes), on="soc", data="2026.1").report
    assert "  unmatched: 1,200 rows, 12 codes\n    '99-9900'" in str(report)
    assert str(report).endswith("'99-9909' (SOC 2018 has no such code)\n    and 2 more")
    assert len(report.codes["unmatched"]) == 12
    ten = join_reference(table(codes[:10]), on="soc", data="2026.1").report
    assert str(ten).endswith("'99-9909' (SOC 2018 has no such code)")


def test_a_report_checks_its_fields():
    match = CodeMatch(code="x", kind=MatchKind.UNMATCHED)
    with pytest.raises(InvalidInputError) as caught:
        MatchReport(on="", system="", data_release="", matches=[1], rows_of={"x": "1"},
                    rows_without_code=-1)  # fmt: skip
    assert [problem.field for problem in caught.value.problems] == [
        *["on", "system", "data_release", "matches", "rows_of", "rows_without_code"]
    ]
    with pytest.raises(InvalidInputError, match=r"a number of rows for each of \['x'\]"):
        MatchReport(on="soc", system=None, data_release="2026.1", matches=[match], rows_of={})
