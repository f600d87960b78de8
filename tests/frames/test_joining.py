"""Joining a table of one's own with the reference data."""

from __future__ import annotations

from datetime import date, datetime
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
from hypothesis import given
from hypothesis import strategies as st

import careerscore as cs
from careerscore.errors import InvalidInputError, UnknownMethodologyError, UnknownReleaseError
from careerscore.frames import Joined, join_reference
from careerscore.scoring import Methodology

from .every_engine import ENGINES, read

RELEASE = cs.load("2026.1")
TWO = cs.methodology("american-dream-jobs/2.0")

CODES = [
    *["29-2072", "29-2072.00", "13-1020", None, "29-2072.99", "292072", "29-2072 ", "29-2071"],
    *["29-1141.01", "13-1020", "55-1011", "29-2072", "15-0000"],
]
BUYERS = ("13-1021.00", "13-1022.00", "13-1023.00")
SEVERAL = {"13-1020": BUYERS, "15-0000": RELEASE.match_code("15-0000").members}
MATCHES = {
    **dict.fromkeys(["29-2072", "292072", "29-2072 "], ("matched", "29-2072.00")),
    "29-2072.00": ("matched", "29-2072.00"),
    "29-2072.99": ("inherited", "29-2072.00"),
    "29-1141.01": ("matched", "29-1141.01"),
    "55-1011": ("matched", "55-1011.00"),
    "13-1020": ("one-to-many", None),
}


COUNTED = ["match_count", "match_weight"]


def table(codes=CODES):
    return pa.table({"soc": pa.array(codes, pa.string()), "row": list(range(len(codes)))})


def join(frame, columns=("title",), on="soc", by="code", data=RELEASE, **options):
    return join_reference(frame, on=on, by=by, data=data, columns=columns, **options)


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
    matches = MATCHES | ({"15-0000": ("one-to-many", None)} if expand else {})
    for row, code in enumerate(CODES):
        kind, match = matches.get(code, ("unmatched", None))
        several = SEVERAL[code] if kind == "one-to-many" else ()
        used = (match,) if match else (several if expand else ())
        for occupation in used or (None,):
            found = {"soc": code, "row": row, "match": kind}
            found["match_codes"] = occupation or "; ".join(several) or None
            if expand:
                found["match_count"] = len(used)
                found["match_weight"] = weight_of(occupation, several)
            those = [RELEASE[one] for one in ([occupation] if occupation else several)]
            for name in columns:
                values = {read_by[name].value_for(one) for one in those}
                found[name] = values.pop() if len(values) == 1 else None
            yield found


def weight_of(code, several):
    if not several:
        return 1.0
    # All that are published together are among them.
    published = [RELEASE[one].wages.published_code for one in several]
    workers = {
        one: RELEASE[one].wages.employment / published.count(RELEASE[one].wages.published_code)
        for one in several
    }
    return pytest.approx(workers[code] / sum(workers.values()))


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
    assert list(found[0]) == ["soc", "row", "match", "match_codes", *COUNTED, *columns]


@pytest.mark.parametrize("make", CATEGORIES.values(), ids=CATEGORIES)
def test_codes_may_be_categories(make):
    assert read(join(make(table())).frame) == list(expected_rows(["title"]))


def test_every_engine_gets_inputs_and_results(engine):
    for row in read(join(engine.of_arrow(table()), (), methodology=TWO).frame):
        _, code = MATCHES.get(row["soc"], ("unmatched", None))
        if code is None:
            assert {row[name] for name in ("total", "tier", "status")} == {None}
            several = BUYERS if row["match"] == "one-to-many" else ()
            read_of = [TWO.inputs_of(RELEASE[one]) for one in several]
            for name in INPUTS:
                values = {each[name] for each in read_of}
                assert row[name] == (values.pop() if len(values) == 1 else None)
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
        *["soc", "row", "cs_match", "cs_match_codes", "cs_match_count", "cs_match_weight"],
        *["cs_title", "cs_ai_exposure"],
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
@given(codes=st.lists(ANY_CODE, max_size=12))
def test_the_number_of_rows_never_changes_unless_asked(engine, codes):
    given = ENGINES[engine].of_arrow(table(codes))
    joined = join(given)
    rows = sorted(read(joined.frame), key=lambda row: row["row"])
    assert [row["soc"] for row in rows] == codes
    assert sum(joined.report.rows.values()) == len(codes)
    for row in rows:
        kind = joined.report.match(row["soc"]).kind.value if row["soc"] else "unmatched"
        assert row["match"] == kind
        assert (row["title"] is None) == (kind in {"unmatched", "one-to-many"})
    expanded = join(given, many="expand")
    known = [code for code in codes if code]
    more = sum(max(len(expanded.report.match(code).candidates), 1) for code in known)
    assert len(read(expanded.frame)) == more + len(codes) - len(known)


def refused(frame, **arguments):
    with pytest.raises(InvalidInputError) as caught:
        join(frame, **arguments)
    assert caught.value.subject == "join_reference"
    return [str(problem) for problem in caught.value.problems]


def test_all_problems_of_the_arguments_are_listed():
    columns = ["titel", 3]
    problems = refused(table(), columns=columns, system="SOC", many="all", prefix=1)
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
        (refused(table(), on=7), "on: expected the name of a column, a text: soc, row, got 7"),
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


NOT_CODES = [
    pd.DataFrame({"soc": [True, None]}),
    pl.DataFrame({"soc": [["29-2072"]]}),
    pl.LazyFrame({"soc": [b"29-2072"]}),
    duckdb.connect().sql("select true as soc"),
    pd.DataFrame({"soc": ["29-2072", ["29-1141"]]}),
    pl.DataFrame({"soc": pl.Series(["29-2072", b"29"], dtype=pl.Object)}),
]


@pytest.mark.parametrize("given", NOT_CODES)
def test_what_is_neither_text_nor_number_is_refused(given):
    (problem,) = refused(given)
    assert problem.startswith("soc: expected codes or titles: texts or numbers, got ")


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


@pytest.mark.parametrize("name", ["pandas", "polars", "pyarrow", "duckdb"])
def test_what_all_candidates_have_in_common_is_attached(name):
    columns = ["title", "employment", "annual_median_usd", "employment_apportioned"]
    given = ENGINES[name].of_arrow(table(["31-1120", "13-1020"]))
    for row in read(join(given, columns, methodology="webb/2020").frame):
        those = [RELEASE[code] for code in row["match_codes"].split("; ")]
        assert len(those) > 1
        assert row["employment"] == those[0].wages.employment
        assert row["annual_median_usd"] == those[0].wages.annual.median
        assert row["title"] is row["employment_apportioned"] is None


def test_a_score_is_attached_where_all_candidates_have_it():
    given = pl.DataFrame({"soc": sorted({f"{code[:6]}X" for code in RELEASE})})
    several = join(given, (), methodology=TWO).frame.filter(match="one-to-many")
    kept = several.filter(pl.col("total").is_not_null())
    assert 0 < len(kept) < len(several)
    for row in several.to_dicts():
        results = [TWO.assess(RELEASE[code]) for code in row["match_codes"].split("; ")]
        points = {tuple(factor.points for factor in result.factors) for result in results}
        assert row["status"] == (results[0].status.value if len(points) == 1 else None)


def test_groups_are_opened_on_request():
    codes = ["11-10", "15-1230", "11-1020", "29-2072"]
    assert join(table(codes)).frame["match"].to_pylist() == ["unmatched"] * 3 + ["matched"]
    opened = join(table(codes), many="expand")
    assert opened.report.codes == {
        "matched": ("11-1020", "29-2072"),
        "inherited": (),
        "one-to-many": ("11-10", "15-1230"),
        "unmatched": (),
    }
    rows = [row for row in opened.frame.to_pylist() if row["soc"] == "15-1230"]
    assert [row["match_codes"] for row in rows] == ["15-1231.00", "15-1232.00"]


@given(st.lists(st.sampled_from(["15-1230", "13-1020", "11-10", "29-2072", "x1", "55-10"])))
def test_weights_of_what_is_known_of_a_row_add_up_to_one(codes):
    given = pl.DataFrame({"soc": codes, "row": range(len(codes))}, schema_overrides=TYPES)
    found = join(given, ["employment"], many="expand").frame
    assert found["row"].unique().to_list() == list(range(len(codes)))
    for rows in found.partition_by("row"):
        assert rows["match_count"].to_list() == [max(rows["match_count"][0], 0)] * len(rows)
        unknown = rows["employment"].is_null() & (len(rows) > 1)
        assert rows["match_weight"].is_null().to_list() == unknown.to_list()
        assert unknown.all() or rows["match_weight"].sum() == pytest.approx(1)


def test_titles_that_look_like_codes_are_said_to():
    codes = str(join(table(["29-2072", "13-1020", "nurse"]), by="title").report)
    assert "  look like codes: 2 of 3 titles\n    if they are, join them by code" in codes
    for texts in (["nurse", "29-2072", "cook"], ["Nurse 2"], ["IT 1"], []):
        assert "look like" not in str(join(table(texts), by="title").report)
    assert "look like" not in str(join(table(["29-2072"])).report)


def test_a_key_is_named_by_a_text():
    with pytest.raises(InvalidInputError, match="on: expected the name of a column, a text: soc, "):
        join(table(["29-2072"]), on=0)


def test_occupations_without_a_weight_are_named():
    report = join(table(["11-10", "15-1230", "55-10"]), data="2026.3", many="expand").report
    lines = str(report).splitlines()
    start = lines.index("  without all weights: 2 rows, 2 codes")
    assert lines[start + 1] == (
        "    1 of 3 occupations of '11-10' has no published employment and no weight: "
        "11-1031.00 Legislators"
    )
    assert lines[start + 2].startswith(
        "    8 of 8 occupations of '55-10' have no published employment and no weight: 55-1011.00 "
    )
    assert "weight" not in str(join(table(["15-1230"]), many="expand").report)


def test_a_sum_by_weight_over_an_opened_table_is_that_of_the_table():
    given = pl.DataFrame({"soc": ["15-0000", "13-1020", "x1"], "workers": [7.0, 5.0, 3.0]})
    for frame in (given, given.to_pandas(), given.to_arrow()):
        found = pl.DataFrame(join(frame, many="expand").frame)
        assert len(found) > 20
        assert (found["workers"] * found["match_weight"]).sum() == pytest.approx(15)


TYPES = {"soc": pl.String, "row": pl.Int64}

SPELLINGS = [
    *["{}", " {} ", "{}\u00a0", "'{}", '="{}"', "\u2011".join, "\u2013".join, "".join],
]


@given(
    st.lists(st.tuples(st.sampled_from(["29-2072", "13-1020", "11-1011"]), st.integers(0, 7))),
    st.sampled_from(["pandas", "polars", "pyarrow"]),
)
def test_codes_in_another_spelling_join_as_those_they_are(codes, name):
    written = [
        spell(code.split("-")) if callable(spell := SPELLINGS[number]) else spell.format(code)
        for code, number in codes
    ]
    made = ENGINES[name].of_arrow
    clean = read(join(made(table([code for code, _ in codes]))).frame)
    joined = join(made(table(written)))
    assert [{**row, "soc": None} for row in read(joined.frame)] == [
        {**row, "soc": None} for row in clean
    ]
    otherwise = [text for text, (code, _) in zip(written, codes, strict=True) if text != code]
    assert set(joined.report.read_as) == set(otherwise)


NUMBERS = [
    pd.DataFrame({"soc": [292072, 131020]}),
    pd.DataFrame({"soc": pd.Series([292072, 131020, None], dtype="Int64")}),
    pd.DataFrame({"soc": [292072, "13-1020", 131020.0, None]}),
    pd.DataFrame({"soc": pd.Categorical([292072, 131020])}),
    pl.DataFrame({"soc": [292072.0, None, 131020.0, float("nan")]}),
    pl.DataFrame({"soc": pl.Series(["29-2072", 131020, None], dtype=pl.Object)}),
    pl.LazyFrame({"soc": [292072, 131020]}),
    pl.LazyFrame({"soc": [292072.0, 131020.0, float("nan")]}),
    pa.table({"soc": pa.array([292072, 131020, None], pa.decimal128(9, 2))}),
    duckdb.connect().sql("from (values (292072.0::double), (131020), (null)) t(soc)"),
    duckdb.connect().sql("from (values (292072), (131020)) t(soc)"),
    dd.from_pandas(pd.DataFrame({"soc": [292072.0, None, 131020.0]}), npartitions=2),
]


@pytest.mark.parametrize("given", NUMBERS)
def test_whole_numbers_are_codes(given):
    joined = join(given)
    rows = [row for row in read(joined.frame) if row["match_codes"]]
    assert {row["match"]: row["title"] for row in rows} == {
        "matched": "Medical Records Specialists",
        "one-to-many": None,
    }
    assert joined.report.rows["unmatched"] == joined.report.rows_missing
    assert joined.report.codes["matched"][0].replace("-", "") == "292072"


def test_other_numbers_are_no_codes():
    given = pd.DataFrame({"soc": pd.Series([29.5, 10**400, 2**60, 1e300], dtype=object)})
    report = join(given).report
    assert report.rows["unmatched"] == 4
    assert {"29.5", "1e+300", str(2**60)} < set(report.codes["unmatched"])


def test_what_a_spreadsheet_made_a_date_is_no_code():
    for day in (date(2021, 11, 1), datetime(2021, 11, 1)):  # noqa: DTZ001 - without a zone
        given = pl.DataFrame({"soc": [day, None]})
        for frame in (given, given.lazy(), given.to_pandas(), given.to_arrow()):
            report = join(frame).report
            assert report.codes["unmatched"] == ("2021-11-01",)
            assert report.rows_missing == 1


def test_the_key_may_be_the_index_of_a_pandas_frame_or_a_level_of_it():
    plain = table().to_pandas()
    wanted = read(join(plain).frame.drop(columns="soc"))
    for indexed in (plain.set_index("soc"), plain.assign(year=1).set_index(["year", "soc"])):
        joined = join(indexed)
        pd.testing.assert_index_equal(joined.frame.index, indexed.index)
        assert read(joined.frame) == wanted
        assert joined.report == join(plain).report
    panel = plain.assign(of="soc-2018").set_index(["soc", "of"])
    assert join(panel, system="of").report.rows == join(plain, system="soc-2018").report.rows
    assert refused(plain.set_index("soc"), on="sox") == [
        "on: expected a column of the frame: soc, got 'sox'"
    ]


PANEL = pa.table(
    {
        "soc": ["29-2071", "29-2071", "29-2072", "3515", "29-2072", None, "29-2071"],
        "vintage": ["soc-2010", None, "soc-2018", "census-2018", None, "soc-2010", "soc-2010"],
        "row": range(7),
    }
)


def test_a_column_may_say_of_which_classification_each_code_is(engine):
    found = rows_in(engine.name, join(engine.of_arrow(PANEL), system="vintage").frame)
    matches = [
        RELEASE.match_code(row["soc"], system=row["vintage"]) if row["soc"] else None
        for row in PANEL.to_pylist()
    ]
    assert [row["match"] for row in found] == [
        match.kind.value if match else "unmatched" for match in matches
    ]
    assert [row["match_codes"] for row in found] == [
        "; ".join(match.candidates) or None if match else None for match in matches
    ]


def test_the_report_of_a_panel_tells_classifications_apart():
    report = join(PANEL, system="vintage").report
    assert [match.text for match in report.matches] == ["29-2071", "29-2071", "29-2072",
                                                        "29-2072", "3515"]  # fmt: skip
    assert report.rows_of == (1, 2, 1, 1, 1)
    assert (report.rows_missing, report.system, report.fits) == (1, None, {})
    several = {
        code for each in report.matches if len(each.candidates) > 1 for code in each.candidates
    }
    assert report.titles == {code: RELEASE[code].title for code in several}
    assert report.match("29-2071", "soc-2010").candidates == ("29-2072.00", "29-9021.00")
    assert {each.partition("/")[0] for each in report.crosswalks} == {
        "soc-2010-to-soc-2018",
        "census-occupations",
    }


def test_a_report_on_titles_names_the_lists_that_they_were_looked_up_in():
    report = join_reference(pl.DataFrame({"job": ["nurse"]}), on="job", data=RELEASE).report
    assert sorted(report.crosswalks) == [
        "census-occupations/2018",
        "national-employment-matrix/2024-34",
        "onet-soc-2010-to-onet-soc-2019/2019",
        "ooh-titles/2025-08",
        "soc-2000-to-soc-2010/2010-01",
        "soc-2010-to-soc-2018/2017-11",
    ]
    assert f"  by {', '.join(report.crosswalks)}" in str(report).splitlines()


def test_the_words_of_a_column_of_classifications_are_checked():
    given = pl.DataFrame({"soc": ["29-2072"] * 3, "of": ["soc-2018", "soc-201", "2018"]})
    (problem,) = refused(given, system="of")
    assert problem.startswith("of: expected 'soc-2018' or 'soc-2010'")
    assert "'soc-201', '2018'" in problem
    assert "'isco-08'" not in problem
    # Years are none, though some are near to a name: all names are given.
    (problem,) = refused(given.with_columns(of=pl.Series([2009, 2012, 2019])), system="of")
    assert problem.startswith("of: expected 'onet-soc-2019' or 'soc-2018' or ")
    assert problem.endswith(" or 'isco-08', got '2009', '2012', '2019'")
    # A name of a classification goes before a column that is called like it.
    given = pl.DataFrame({"soc": ["29-2071"], "soc-2010": ["isco-08"]})
    assert join(given, system="soc-2010").report.system == "soc-2010"


TITLES = ["Registered Nurses", "registered nurse", "Bus driver", None, "zqx", "Chief executives"]


def test_every_engine_joins_by_title(engine):
    given = engine.of_arrow(table(TITLES))
    joined = join(given, by="title")
    found = rows_in(engine.name, joined.frame)
    assert list(found[0]) == ["soc", "row", "match", "match_codes", "match_confidence", "title"]
    assert joined.report.by == "title"
    for row in found:
        match = RELEASE.match_title(row["soc"]) if row["soc"] else None
        assert row["match"] == (match.kind.value if match else "unmatched")
        assert row["match_codes"] == ((match and "; ".join(match.candidates)) or None)
        assert row["match_confidence"] == (match.confidence if row["match_codes"] else None)
    assert found[1]["title"] == "Registered Nurses"
    assert found[2]["match"] == "one-to-many"


def test_most_values_without_a_digit_are_titles():
    for values, by in (
        (TITLES, "title"),
        (["Accountant II", "Nurse", "Clerk"], "title"),
        (["Nurse", "29-2072"], "code"),
        ([None], "code"),
        (["Nov-11", "Nov-21"], "code"),
    ):
        assert join(table(values), by=None).report.by == by
        assert join(table(values), by=None, system="soc-2018").report.by == "code"
        assert join(table(values), by=None, min_confidence=0.5).report.by == "title"
        panel = table(values).append_column("of", pa.array(["soc-2018"] * len(values)))
        assert join(panel, by=None, system="of").report.by == "code"


def test_titles_match_from_a_confidence_on():
    few = join(table(TITLES), by="title", min_confidence=1.0).report
    many = join(table(TITLES), by="title", min_confidence=0.0).report
    assert few.rows["unmatched"] > many.rows["unmatched"]
    assert many.match("zqx") == RELEASE.match_title("zqx", min_confidence=0.0)


def test_titles_have_no_classification_and_codes_no_confidence():
    assert refused(table(), by="title", system="soc-2010") == [
        "system: expected None, as titles have no classification, got 'soc-2010'"
    ]
    assert refused(table(), by="code", min_confidence=0.5) == [
        "by: expected 'title', 'code' without min_confidence, or None, got 'code'"
    ]
    assert refused(table(), by="titel", min_confidence=2) == [
        "by: expected 'title', 'code' without min_confidence, or None, got 'titel'",
        "min_confidence: expected a number from 0 to 1 or None, got 2",
    ]


def test_progress_counts_the_different_codes():
    told = []
    join(table(["29-2072", "29-1141", "29-2072", None]), progress=lambda *each: told.append(each))
    assert told == [(1, 2), (2, 2)]


def test_names_of_columns_are_cut_and_escaped_in_messages():
    frame = pl.DataFrame({"x" * 10_000: ["29-2072"], "red\x1b[31m": [1], "pay": [2]})
    with pytest.raises(InvalidInputError) as caught:
        join_reference(frame, on="q")
    message = str(caught.value)
    assert message.isprintable()
    assert len(message) < 300
    assert message.endswith("'... (10000 characters), 'red\\x1b[31m', pay, got 'q'")
