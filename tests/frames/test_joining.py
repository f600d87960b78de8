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
from careerscore.matching import Match, MatchKind
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
    **dict.fromkeys(("292072", "29-2072 "), ("matched", "29-2072.00")),
    "13-1020": ("one-to-many", None),
}


def table(codes=CODES):
    return pa.table({"soc": pa.array(codes, pa.string()), "row": list(range(len(codes)))})


def join(frame, columns=("title",), on="soc", data=RELEASE, **options):
    return join_reference(frame, on=on, data=data, columns=columns, **options)


EAGER = [name for name, each in ENGINES.items() if not each.is_lazy]
ORDERED = [*EAGER, "polars-lazy", "dask"]
CATEGORIES = {
    "pandas": lambda given: given.to_pandas().astype({"soc": "category"}),
    "polars": lambda given: pl.from_arrow(given).cast({"soc": pl.Categorical}),
    "polars-lazy": lambda given: pl.from_arrow(given).lazy().cast({"soc": pl.Categorical}),
    "pyarrow": lambda given: given.set_column(0, "soc", given["soc"].dictionary_encode()),
    "dask": lambda given: dd.from_pandas(CATEGORIES["pandas"](given), npartitions=3),
    "objects": lambda given: given.to_pandas().astype({"soc": object}),
}


def expected_rows(columns, *, expand=False):
    """What the join should give, worked out row by row from the occupations."""
    read_by = {column.name: column for column in RELEASE.columns}
    for row, code in enumerate(CODES):
        kind, match = MATCHES.get(code, ("unmatched", None))
        several = BUYERS if kind == "one-to-many" else ()
        used = (match,) if match else (several if expand else ())
        for occupation in used or (None,):
            found = {"soc": code, "row": row, "match": kind}
            found["match_codes"] = occupation or "; ".join(several) or None
            if expand:
                found["match_count"] = len(used)
            for name in columns:
                found[name] = occupation and read_by[name].value_for(RELEASE[occupation])
            yield found


def rows_in(engine, frame):
    """The rows of a frame, sorted where the engine keeps no order."""
    rows = read(frame)
    if engine in ORDERED:
        return rows
    return sorted(rows, key=lambda row: (row["row"], row["match_codes"] or ""))


def test_every_engine_gets_the_values_of_the_occupations(engine):
    columns = ("title", "category", "employment", "annual_median_usd", "wages_how")
    given = engine.of_arrow(table())
    joined = join(given, columns)
    assert isinstance(joined, Joined)
    assert type(joined.frame) is type(given)
    found = rows_in(engine.name, joined.frame)
    assert found == list(expected_rows(columns))
    assert list(found[0]) == ["soc", "row", "match", "match_codes", *columns]
    assert joined.report == join(table(), ()).report


def test_every_engine_gives_a_row_for_each_occupation_on_request(engine):
    columns = ("title", "employment")
    found = rows_in(engine.name, join(engine.of_arrow(table()), columns, many="expand").frame)
    assert found == list(expected_rows(columns, expand=True))
    assert list(found[0]) == ["soc", "row", "match", "match_codes", "match_count", *columns]


@pytest.mark.parametrize("make", CATEGORIES.values(), ids=CATEGORIES)
def test_codes_may_be_categories(make):
    assert read(join(make(table())).frame) == list(expected_rows(["title"]))


def test_every_engine_gets_inputs_and_results(engine):
    for row in read(join(engine.of_arrow(table()), (), methodology=TWO).frame):
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


@pytest.mark.parametrize("engine", EAGER)
def test_existing_columns_keep_their_types_and_new_ones_have_those_of_the_table(engine):
    given = ENGINES[engine].of_arrow(table())
    columns = ("category", "title", "employment", "annual_median_usd")
    found = nw.from_native(join(given, columns).frame).schema
    assert {name: found[name] for name in ("soc", "row")} == dict(nw.from_native(given).schema)
    backend = next(name for name in ("pandas", "polars", "pyarrow") if engine.startswith(name))
    wanted = nw.from_native(RELEASE.to_frame(backend)).schema
    assert [found[name] for name in columns] == [wanted[name] for name in columns]


@pytest.mark.parametrize(
    "index",
    [
        ["b", "a"] * 6 + ["b"],
        pd.date_range("2026-01-01", periods=len(CODES)),
        pd.MultiIndex.from_arrays([[1] * len(CODES), range(len(CODES))]),
    ],
    ids=["labels that repeat", "dates", "two levels"],
)
def test_an_index_stays_as_it_is(index):
    given = table().to_pandas().set_axis(index, axis=0)
    given.attrs["source"] = "survey"
    before = given.copy()
    joined = join(given)
    pd.testing.assert_index_equal(joined.frame.index, given.index)
    pd.testing.assert_frame_equal(joined.frame[["soc", "row"]], before)
    pd.testing.assert_frame_equal(given, before)
    assert joined.frame.attrs == {"source": "survey"}
    expanded = join(given, many="expand").frame
    assert list(expanded.index) == [given.index[row] for row in expanded["row"]]


def test_metadata_of_arrow_and_partitions_of_dask_stay():
    given = table().replace_schema_metadata({"source": "survey"})
    assert join(given).frame.schema.metadata == {b"source": b"survey"}
    given = dd.from_pandas(table().to_pandas(), npartitions=3)
    found = join(given, methodology=TWO).frame
    assert found.divisions == given.divisions
    assert dict(found.dtypes) == dict(found.compute().dtypes)


def test_a_lazy_frame_stays_lazy_and_is_asked_once():
    asked = []

    def watch(frame):
        asked.append(frame.columns)
        return frame

    given = pl.from_arrow(table()).lazy().map_batches(watch)
    found = join(given).frame
    assert isinstance(found, pl.LazyFrame)
    assert len(asked) == 1
    assert found.collect().height == len(CODES)
    assert len(asked) == 2


def test_a_frame_keeps_its_library_and_its_connection():
    for frame in (nw.from_native(table()), nw.from_native(pl.from_arrow(table()).lazy())):
        assert type(join(frame).frame) is type(frame)
    joined = join(ENGINES["duckdb"].of_arrow(table())).frame
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
    release = cs.load("2026.3")
    names = [column.name for column in release.columns]
    codes = [*list(release)[::10], None]
    found = join(pl.DataFrame({"soc": codes}), names, data=release).frame
    assert found[:-1].select(names).equals(release.to_frame("polars")[::10])
    assert set(found[-1].select(names).row(0)) == {None}
    assert found["match"].to_list() == ["matched"] * (len(codes) - 1) + ["unmatched"]
    assert found["match_codes"].to_list() == codes


@pytest.mark.parametrize("id", ["webb/2020", "american-dream-jobs/2.0-as-published"])
def test_scores_of_a_joined_table_are_those_of_the_occupations(id):
    method = cs.methodology(id)
    given = pl.DataFrame({"soc": list(RELEASE)[::7]})
    for row in join(given, (), methodology=id).frame.to_dicts():
        result = method.assess(RELEASE[row["soc"]])
        assert (row["status"], row["total"]) == (result.status.value, result.total)
        assert row["tier"] == (result.tier and result.tier.label)


def test_a_prefix_begins_every_new_name():
    columns = ["title", "title"]
    found = join(table(), columns, methodology=TWO, many="expand", prefix="cs_").frame
    assert found.column_names[:8] == [
        *["soc", "row", "cs_match", "cs_match_codes", "cs_match_count", "cs_title"],
        *["cs_ai_exposure", "cs_job_growth"],
    ]
    assert all(name.startswith("cs_") for name in found.column_names[2:])
    assert join(found).frame.column_names[-3:] == ["match", "match_codes", "title"]


def test_a_system_decides_how_codes_are_matched():
    codes = ["13-1199", "29-2071", "29-1141", "29-2072"]
    for system in (None, "soc-2010", "onet-soc-2019"):
        joined = join(table(codes), (), system=system)
        kinds = [RELEASE.match_code(code, system=system).kind.value for code in codes]
        assert joined.frame["match"].to_pylist() == kinds
        assert joined.report.system == system


@pytest.mark.parametrize("engine", [name for name in ENGINES if name != "spark"])
def test_a_frame_without_rows_has_the_new_columns(engine):
    if engine == "ibis":
        given = ibis.memtable(table([]), schema={"soc": "string", "row": "int64"})
    else:
        given = ENGINES[engine].of_arrow(table([]))
    joined = join(given, methodology=TWO)
    assert read(joined.frame) == []
    assert set(joined.report.rows.values()) == {0}
    assert joined.report.matches == ()
    frame = joined.frame if engine == "dask" else nw.from_native(joined.frame)
    names = list(frame.columns) if engine == "dask" else frame.collect_schema().names()
    assert names[:5] == ["soc", "row", "match", "match_codes", "title"]


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
    found = nw.from_native(join(given, methodology=TWO).frame)[:2]
    assert found["match"].to_list() == ["unmatched"] * 2
    assert all(column.is_null().all() for column in found.drop("match").iter_columns())


ANY_CODE = st.one_of(
    st.none(),
    st.sampled_from([*list(RELEASE)[:40], *CODES, "29-2072.98", "11-1011", "13-2020", "x", ""]),
)


@pytest.mark.parametrize("engine", ["pandas", "polars", "polars-lazy", "pyarrow", "duckdb"])
@hypothesis.settings(max_examples=min(20, hypothesis.settings().max_examples))
@hypothesis.given(codes=st.lists(ANY_CODE, max_size=12))
def test_the_number_of_rows_never_changes_unless_asked(engine, codes):
    given = ENGINES[engine].of_arrow(table(codes))
    joined = join(given)
    rows = sorted(read(joined.frame), key=lambda row: row["row"])
    assert [row["soc"] for row in rows] == codes
    assert sum(joined.report.rows.values()) == len(codes)
    for row in rows:
        kind = "unmatched" if row["soc"] is None else joined.report.match(row["soc"]).kind.value
        assert row["match"] == kind
        assert (row["title"] is None) == (kind in {"unmatched", "one-to-many"})
    expanded = join(given, many="expand")
    known = [code for code in codes if code is not None]
    more = sum(max(len(joined.report.match(code).candidates), 1) for code in known)
    assert len(read(expanded.frame)) == more + codes.count(None)
    assert expanded.report == joined.report


def refused(frame, **arguments):
    with pytest.raises(InvalidInputError) as caught:
        join(frame, **arguments)
    assert caught.value.subject == "join_reference"
    return [str(problem) for problem in caught.value.problems]


def test_all_problems_of_the_arguments_are_listed():
    columns = ["titel", 3]
    problems = refused(table(), columns=columns, system="soc", many="all", prefix=1)
    fields = [problem.split(":")[0] for problem in problems]
    assert fields == ["system", "columns", "columns", "many", "prefix"]
    assert problems[1:4] == [
        "columns: expected a column of the reference table: title, got 'titel'",
        "columns: expected a column of the reference table: title, category and so on, got 3",
        "many: expected 'leave' or 'expand', got 'all'",
    ]
    assert refused(table(), columns="title") == ["columns: expected a list of names, got 'title'"]
    # A measure that the release lacks is no column of it.
    for problems, start in (
        (refused(table(), data=3), "data: expected the name of a release, a Release or None"),
        (refused([1, 2]), "frame: expected a data frame of pandas, polars, pyarrow"),
        (refused(table(), columns=["webb_ai_score"]), "columns: "),
        (refused(table(), on="sco"), "on: expected a column of the frame: soc, got 'sco'"),
        (refused(table(), on=7), "on: expected a column of the frame: soc, row, got 7"),
    ):
        assert len(problems) == 1
        assert problems[0].startswith(start)
    with pytest.raises(UnknownReleaseError):
        join(table(), data="2025.1")
    with pytest.raises(UnknownMethodologyError):
        join(table(), methodology="nothing/1")


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
    if given is NUMBERS[-1]:
        assert problem.endswith("got 292072")


def test_names_that_are_taken_are_all_named():
    given = table().rename_columns(["match", "title"])
    assert refused(given, on="match", columns=["title", "slug"]) == [
        "frame: expected no column named match, or a prefix for the new one, got 'match'",
        "frame: expected no column named title, or a prefix for the new one, got 'title'",
    ]
    found = join(given, on="match", prefix="cs_").frame
    assert found.column_names == ["match", "title", "cs_match", "cs_match_codes", "cs_title"]
    # To SQL, capitals and small letters are the same.
    given = table().rename_columns(["soc", "Title"])
    assert refused(ENGINES["duckdb"].of_arrow(given)) == [
        "frame: expected no column named title, or a prefix for the new one, got 'Title'"
    ]
    assert join(given).frame.num_columns == 5


def test_a_column_that_the_methodology_adds_too_is_named():
    beta = "eloundou_gpt4_beta"
    (factor,) = cs.methodology("anthropic-observed-exposure/2026").factors
    renamed = cs.methodology("eloundou/2024").evolve(factors=[factor.changed({"name": beta})])
    assert refused(table(), columns=[beta], methodology=renamed) == [
        f"columns: expected other columns than the methodology adds, got '{beta}'"
    ]


@pytest.mark.parametrize(
    "name", ["occ.code", "occ\n", 'a"b', "^a$", " x ", "k0", "__careerscore_key"]
)
def test_the_column_of_codes_may_have_any_name(name):
    given = table().rename_columns([name, "row"])
    for engine in ("pyarrow", "duckdb", "polars", "pandas"):
        found = join(ENGINES[engine].of_arrow(given), on=name)
        assert found.report.rows["matched"] == 7
        assert len(read(found.frame)) == given.num_rows


def test_a_name_that_stands_for_several_columns_is_refused():
    for engine, name in (("duckdb", "*"), ("polars-lazy", "^soc$")):
        frame = ENGINES[engine].of_arrow(table().rename_columns([name, "row"]))
        assert refused(frame, on=name)[0].startswith("on: expected a name other than '*'")


def test_the_text_of_a_report_lists_the_codes_that_did_not_match():
    report = join(table()).report
    assert report.codes["unmatched"] == ("15-0000", "29-2071")
    assert report.match("13-1020").candidates == BUYERS
    with pytest.raises(KeyError, match="29-2073"):
        report.match("29-2073")
    assert report.rows == {"matched": 7, "inherited": 1, "one-to-many": 2, "unmatched": 3}
    assert report.rows_without_code == 1
    lines = str(report).splitlines()
    assert lines[:3] == [
        "Codes of soc (by their form) in data release 2026.1",
        "  matched: 7 rows, 6 codes",
        "  inherited: 1 row, 1 code",
    ]
    assert lines[3].startswith(
        "    '29-2072.99' -> 29-2072.00 (the release lacks it; 29-2072.00 st"
    )
    assert lines[4] == "  one-to-many: 2 rows, 1 code"
    assert lines[6:8] == [
        "  unmatched: 3 rows, 2 codes, 1 row without a code",
        "    '15-0000' (a group of SOC 2018 (major group): Computer and Mathematical Occupations)",
    ]
    assert lines[9:] == [
        "  1 code of the earlier classification alone: if the table is of it, say so by system="
    ]


def test_a_report_tells_of_codes_that_would_mean_something_else():
    codes = ["29-2071", "13-1199", "15-1131", "29-2072"]
    report = join(table(codes)).report
    assert report.earlier_codes == ("15-1131", "29-2071")
    assert report.redefined_codes == ("13-1199",)
    assert str(report).endswith(
        "\n  2 codes of the earlier classification alone: if the table is of it, say so by "
        "system=\n  then 1 code that matched would mean something else: 13-1199"
    )
    today = join(table(["13-1199"])).report
    assert today.redefined_codes == ("13-1199",)
    assert "something else" not in str(today)
    older = join(table(codes), system="soc-2010").report
    assert older.earlier_codes == older.redefined_codes == ()
    assert str(older).startswith("Codes of soc (SOC 2010) in data release 2026.1\n")


def test_a_long_list_of_codes_is_cut():
    codes = [f"99-99{number:02}" for number in range(12)] * 100
    report = join(table(codes)).report
    assert "  unmatched: 1,200 rows, 12 codes\n    '99-9900'" in str(report)
    assert str(report).endswith("'99-9909' (SOC 2018 has no such code)\n    and 2 more")
    ten = join(table(codes[:10])).report
    assert str(ten).endswith("'99-9909' (SOC 2018 has no such code)")


def test_a_report_has_a_number_of_rows_for_each_code():
    match = Match(text="x", kind=MatchKind.UNMATCHED)
    given = {"on": "soc", "system": None, "data_release": "2026.1", "matches": [match]}
    with pytest.raises(InvalidInputError, match=r"a number of rows for each of \['x'\]"):
        MatchReport(**given, rows_of={})
    with pytest.raises(InvalidInputError, match="rows_without_code"):
        MatchReport(**given, rows_of={"x": 1}, rows_without_code=-1)
