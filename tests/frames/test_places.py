"""Local pay in a table is that of `local_pay`, row by row, on every engine."""

from __future__ import annotations

import random
from pathlib import Path
from tempfile import TemporaryDirectory

import dask.dataframe as dd
import polars as pl
import pyarrow as pa
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import careerscore as cs
from careerscore.errors import AmbiguousPlaceError, InvalidInputError
from careerscore.frames import join_file, join_reference, wage_rank
from careerscore.model.provenance import note_on

from .every_engine import ENGINES, read

RELEASE = cs.load("2026.3")
PLACES = {place.code: place for place in cs.places(data=RELEASE)}
# Top codes, figures withheld, occupations published together, one that is published nowhere.
CODES = ["29-1211.00", "29-1141.00", "19-2012.00", "13-1021.00", "27-2011.00", "55-1011.00"]
# A composite, and one of its parts, which all have its pay.
ALIKE = {"13-1020": "13-1021.00"}


def join(frame, columns=(), **options):
    options = {"on": "soc", "place": "where", "data": RELEASE, **options}
    return join_reference(frame, columns=list(columns), **options)


def figures_of(code, place, fallback=None):
    """What a row should have, from the local pay of its occupation."""
    try:
        local = cs.local_pay(code, place, data=RELEASE, fallback=fallback)
    except AmbiguousPlaceError:
        local = cs.local_pay(code, place, data=RELEASE)
    wages, real = local.wages, local.real_wages
    return {
        "place_match": "matched",
        "place_code": local.place.code,
        "place_name": local.place.name,
        "local_annual_median_usd": wages.annual.median,
        "local_annual_median_lower_bound_usd": wages.annual.lower_bound("median"),
        "local_hourly_median_usd": wages.hourly.median,
        "local_employment": wages.employment,
        "local_jobs_per_thousand": local.jobs_per_thousand,
        "local_location_quotient": local.location_quotient,
        "local_price_parity": local.place.price_parity,
        "local_median_difference_percent": local.percent,
        "local_real_annual_median_usd": None if real is None else real.annual.median,
        "local_published_code": wages.published_code,
    }, local


def check(row, fallback=None):
    expected, local = figures_of(ALIKE.get(row["soc"], row["soc"]), row["where"], fallback)
    assert {name: row[name] for name in expected} == expected
    wages, notes = local.wages, local.place.notes
    reasons = {
        "local_annual_median_usd": note_on(wages.annual.notes, "median"),
        "local_hourly_median_usd": note_on(wages.hourly.notes, "median"),
        "local_employment": note_on(wages.notes, "employment"),
        "local_jobs_per_thousand": local.notes.get("jobs_per_thousand"),
        "local_location_quotient": local.notes.get("location_quotient"),
        "local_price_parity": notes.get("price_parity"),
    }
    withheld = {name: note.reason for name, note in reasons.items() if expected[name] is None}
    for name in ("local_median_difference_percent", "local_real_annual_median_usd"):
        if expected[name] is None and not withheld:
            withheld[name] = name
    if expected["place_code"] != row["where"]:
        withheld["place_code"] = f"figures of {local.place.name}"
    elif fallback and len(local.place.states) > 1 and expected["local_annual_median_usd"] is None:
        withheld["place_code"] = row["local_note"]
    assert all(reason in row["local_note"] for reason in withheld.values())
    assert (row["local_note"] is None) == (not withheld)


NUMBERS = [
    name
    for name in figures_of("29-1141.00", "CA")[0]
    if name.startswith("local_") and name != "local_published_code"
]


def of_file(table, **options):
    """The rows of a text file, which is joined without any data-frame library."""
    with TemporaryDirectory() as folder:
        source, target = Path(folder, "in.csv"), Path(folder, "out.csv")
        pl.from_arrow(table).write_csv(source)
        join_file(source, target, on="soc", place="where", columns=[], data=RELEASE, **options)
        frame = pl.read_csv(target, infer_schema=False)
    numbers = [name for name in NUMBERS if name in frame.columns]
    return frame.with_columns(pl.col(name).cast(pl.Float64) for name in numbers).to_dicts()


WAYS = {
    name: lambda table, make=ENGINES[name].of_arrow, **options: read(
        join(make(table), **options).frame
    )
    for name in ("pandas", "polars", "pyarrow", "polars-lazy")
} | {"file": of_file}

NO_ONE = ["15-1230", "99-9999", None]
NOWHERE = {"Portland": "ambiguous place", "Fresnoo": "unmatched place", None: "no place"}


@pytest.mark.parametrize("way", WAYS)
@given(st.data())
def test_figures_are_those_of_local_pay_for_any_pair(way, data):
    codes = st.sampled_from([*CODES, *ALIKE, *NO_ONE]) | st.sampled_from(sorted(RELEASE))
    places = st.sampled_from(sorted(PLACES)) | st.sampled_from([*NOWHERE])
    pairs = data.draw(st.lists(st.tuples(codes, places), max_size=8))
    fallback = data.draw(st.sampled_from([None, "state"]))
    soc, where = zip(*pairs, strict=True) if pairs else ((), ())
    table = pa.table({"soc": pa.array(soc, pa.string()), "where": pa.array(where, pa.string())})
    rows = WAYS[way](table, place_fallback=fallback)
    assert [(row["soc"], row["where"]) for row in rows] == pairs
    for row in rows:
        if row["where"] in NOWHERE:
            assert row["local_note"] == NOWHERE[row["where"]]
            assert (row["place_match"] == "ambiguous") == (row["where"] == "Portland")
            assert {row[name] for name in (*NUMBERS, "place_code", "place_name")} == {None}
        elif row["soc"] in NO_ONE:
            place = PLACES[row["where"]]
            assert (row["place_code"], row["place_name"]) == (place.code, place.name)
            assert row["local_price_parity"] == place.price_parity
            assert row["local_note"] == "no occupation"
            assert {row[name] for name in NUMBERS} <= {None, place.price_parity}
        else:
            check(row, fallback)


@given(
    st.lists(st.sampled_from(sorted(RELEASE)), min_size=5, max_size=8, unique=True),
    st.lists(st.sampled_from([*PLACES]), min_size=5, max_size=8, unique=True),
    st.sampled_from([None, "state"]),
)
def test_a_pair_has_the_same_cells_among_all_pairs_and_among_few(codes, places, fallback):
    every = pl.DataFrame({"soc": codes}).join(pl.DataFrame({"where": places}), how="cross")
    few = pl.DataFrame(
        {"soc": codes, "where": [places[at % len(places)] for at in range(len(codes))]}
    )
    cells = {row[:2]: row for row in join(every, place_fallback=fallback).frame.rows()}
    assert join(few, place_fallback=fallback).frame.rows() == [cells[pair] for pair in few.rows()]


@pytest.mark.parametrize("way", WAYS)
def test_columns_are_those_asked_for_in_their_order(way):
    table = pa.table({"soc": ["29-1141", "29-1141"], "where": ["CA", "Portland"]})
    for names in (["local_note", "local_employment"], ["local_employment"]):
        rows = [*map(dict, WAYS[way](table, local_columns=names))]
        assert [*rows[0]][-len(names) :] == names
        assert [row["local_employment"] for row in rows] == [338_940, None]


def test_figures_are_those_of_local_pay_where_they_are_withheld():
    chosen = random.Random(0)
    places = chosen.sample(sorted(PLACES), 60)
    frame = pl.DataFrame({"soc": CODES * 60, "where": [place for place in places for _ in CODES]})
    rows = join(frame).frame.to_dicts()
    notes = " ".join(filter(None, (row["local_note"] for row in rows)))
    for row in rows:
        check(row)
    for text in (
        "top code",
        "has not released",
        "no estimate of",
        "only hourly",
        "military occupations",
    ):
        assert text in notes


TABLE = pa.table(
    {
        "soc": ["29-2072", "13-1020", "29-1141", None, "19-2012", "99-9999", "15-1230", "29-1141"],
        "where": ["CA", "41860", "6", "CA", "Abilene, TX", "CA", "06", None],
        "row": list(range(8)),
    }
)
NAMES = ["place_match", "place_code", "local_annual_median_usd", "local_note"]
EXPECTED = [
    ("matched", "0600000", 61_810, None),
    ("matched", "0041860", 93_600, None),
    ("matched", "0600000", 140_270, None),
    ("matched", "0600000", None, "no occupation"),
    ("matched", "4800000", 184_040, "no pay is published for Abilene, TX; figures of Texas"),
    ("matched", "0600000", None, "no occupation"),
    ("matched", "0600000", None, "no occupation"),
    ("unmatched", None, None, "no place"),
]


def test_every_engine_gets_the_same_and_keeps_its_rows(engine):
    given = engine.of_arrow(TABLE)
    joined = join(given, place_fallback="state")
    assert type(joined.frame) is type(given)
    rows = sorted(read(joined.frame), key=lambda row: row["row"])
    assert [tuple(row[name] for name in NAMES) for row in rows] == EXPECTED
    assert [{name: row[name] for name in TABLE.column_names} for row in rows] == TABLE.to_pylist()
    assert joined.report == join(TABLE, place_fallback="state").report


def test_rows_that_are_opened_have_the_pay_of_each_occupation():
    frame = pl.DataFrame({"soc": ["15-1230", "13-1020"], "where": ["CA", "CA"]})
    rows = join(frame, many="expand").frame.to_dicts()
    assert [row["local_published_code"] for row in rows] == [
        *["15-1231", "15-1232"],
        *["13-1020"] * 3,
    ]
    for row in rows:
        assert (
            row["local_employment"] == figures_of(row["match_codes"], "CA")[0]["local_employment"]
        )


@pytest.mark.parametrize("way", WAYS)
def test_a_code_of_several_occupations_has_no_pay_but_the_prices_of_the_place(way):
    table = pa.table({"soc": ["15-1133"] * 2, "where": ["CA", "Bozeman"]})
    rows = WAYS[way](table, system="soc-2010")
    assert [(row["place_code"], row["local_price_parity"]) for row in rows] == [
        ("0600000", PLACES["0600000"].price_parity),
        ("0014580", None),
    ]
    assert {row["local_note"] for row in rows} == {"several occupations"}


def test_places_are_matched_once_and_the_rest_is_named_with_names_near():
    texts = ["Portland", "Portland", "Fresno", "Fresnoo", "x" * 300, "06075", None, " ", "CA"]
    frame = pl.DataFrame({"soc": ["29-1141"] * 9, "where": texts})
    joined = join(frame, local_columns=["local_note"], prefix="my_")
    assert joined.frame["my_local_note"].to_list() == [
        *["ambiguous place"] * 2,
        None,
        *["unmatched place"] * 3,
        *["no place"] * 2,
        None,
    ]
    report = joined.report
    assert (report.place, report.rows_without_place) == ("where", 2)
    found = {match.text: match for match in report.places}
    assert [(each.kind, each.rows, each.code) for each in found.values()] == [
        ("unmatched", 1, None),
        ("matched", 1, "0600000"),
        ("matched", 1, "0023420"),
        ("unmatched", 1, None),
        ("ambiguous", 2, None),
        ("unmatched", 1, None),
    ]
    assert found["Fresnoo"].nearest[0] == "0023420 Fresno, CA"
    assert "counties" in found["06075"].reason
    assert "200 characters" in found["x" * 300].reason
    assert cs.loads(cs.dumps(report), cs.frames.MatchReport) == report
    rows = report.review("pandas").astype(object).to_numpy(na_value=None).tolist()
    assert [row[:5] for row in rows if row[1] is None or len(row[1]) < 9] == [
        ["where", "Portland", 2, "ambiguous", None],
        ["where", None, 2, "unmatched", "no place"],
        ["where", "06075", 1, "unmatched", found["06075"].reason],
        ["where", "Fresnoo", 1, "unmatched", None],
    ]
    assert rows[0][6] == "; ".join(found["Portland"].nearest)
    assert "places near" in report._repr_html_()
    assert (
        "and 1 more: .review() has all, as has the file of --unmatched"
        in evolve(
            report, places=[evolve(found["Portland"], text=f"{n}") for n in range(51)]
        )._repr_html_()
    )
    lines = str(report).splitlines()
    at = lines.index("  places matched: 2 rows, 2 places")
    assert lines[at + 1 : at + 4] == [
        "  places ambiguous: 2 rows, 1 place",
        (
            "    'Portland' (2 rows), perhaps 0038860 Portland-South Portland, ME; 0038900 "
            "Portland-Vancouver-Hillsboro, OR-WA"
        ),
        "  places unmatched: 5 rows, 3 places, 2 rows without a place",
    ]
    assert any(
        line.startswith("    'Fresnoo' (1 row), perhaps 0023420 Fresno, CA") for line in lines
    )


@pytest.mark.parametrize("numbers", [[6, 41860], [6.0, 41860.0]])
def test_whole_numbers_are_codes_of_places(numbers):
    frame = pl.DataFrame({"soc": ["29-1141"] * 2, "where": numbers})
    assert join(frame).frame["place_code"].to_list() == ["0600000", "0041860"]


@given(st.lists(st.text(max_size=12) | st.none(), max_size=5))
def test_no_name_of_a_place_breaks_a_join(texts):
    frame = pl.DataFrame(
        {"soc": ["29-1141"] * len(texts), "where": texts}, {"soc": str, "where": str}
    )
    report = join(frame).report
    rows = sum(match.rows for match in report.places) + report.rows_without_place
    assert rows == len(texts)


def test_a_lazy_frame_stays_lazy_and_an_index_stays():
    lazy = pl.from_arrow(TABLE).lazy()
    assert isinstance(join(lazy).frame, pl.LazyFrame)
    frame = TABLE.to_pandas().set_index("row")[::-1]
    assert join(frame).frame.index.tolist() == [*range(7, -1, -1)]
    assert isinstance(join(dd.from_pandas(frame, npartitions=2)).frame, dd.DataFrame)


def test_an_area_in_several_states_has_none_to_stand_in():
    frame = pl.DataFrame({"soc": ["19-2041"], "where": ["Cape Girardeau"]})
    note = join(frame, place_fallback="state").frame["local_note"][0]
    assert note.startswith("Cape Girardeau, MO-IL lies in several states; BLS published no")


def test_what_is_wrong_is_named_at_once():
    with pytest.raises(InvalidInputError) as caught:
        join(TABLE, place="were", place_fallback="CA", local_columns=["local_employmnt"])
    problems = {problem.field: problem.expected for problem in caught.value.problems}
    assert problems == {
        "place": "a column of the frame: where",
        "place_fallback": "'state' or None",
        "local_columns": "local_employment or local_note",
    }
    with pytest.raises(InvalidInputError, match="wages of areas"):
        join(TABLE, data="2026.1")
    with pytest.raises(InvalidInputError, match="None, without place"):
        join_reference(TABLE, on="soc", place_fallback="state")
    with pytest.raises(InvalidInputError, match="texts or numbers"):
        join(TABLE.append_column("them", [[[1]] * 8]), place="them")
    with pytest.raises(InvalidInputError, match="wages of areas"):
        wage_rank(TABLE, on="soc", wage="row", place="where", data="2026.1")


def test_a_file_gets_what_a_frame_gets(tmp_path):
    source, target = tmp_path / "staff.csv", tmp_path / "joined.csv"
    source.write_text('soc,where\n29-2072,6\n19-2012,"Abilene, TX"\n29-1141,NA\nNA,CA\n')
    options = {"on": "soc", "place": "where", "place_fallback": "state", "data": RELEASE}
    options |= {"columns": ["title"], "local_columns": ["local_annual_median_usd", "local_note"]}
    joined = join_file(source, target, **options)
    assert target.read_text().splitlines()[1:] == [
        (
            "29-2072,6,matched,29-2072.00,Medical Records Specialists,matched,0600000,California,"
            "61810.0,"
        ),
        (
            '19-2012,"Abilene, TX",matched,19-2012.00,Physicists,matched,4800000,Texas,184040.0,'
            '"no pay is published for Abilene, TX; figures of Texas"'
        ),
        "29-1141,NA,matched,29-1141.00,Registered Nurses,unmatched,,,,no place",
        "NA,CA,unmatched,,,matched,0600000,California,,no occupation",
    ]
    assert joined.report.rows_without_place == 1
    join_file(source, tmp_path / "joined.parquet", **options)
    frame = pl.read_parquet(tmp_path / "joined.parquet")
    assert frame["local_annual_median_usd"].to_list() == [61_810, 184_040, None, None]
    with pytest.raises(InvalidInputError, match="no column 'were'; did you mean where"):
        join_file(source, target, **{**options, "place": "were"})


def test_a_file_of_what_needs_a_person_has_places_too(tmp_path):
    source, review = tmp_path / "staff.csv", tmp_path / "review.csv"
    source.write_text("soc,where\n13-1020,Fresnoo\n29-1141,Fresnoo\n")
    options = {"on": "soc", "place": "where", "data": RELEASE, "unmatched": review}
    join_file(source, tmp_path / "joined.csv", **options)
    lines = review.read_text().splitlines()
    assert lines[0] == "column,text,rows,match,reason,system,candidates,confidence"
    assert lines[1].startswith('where,Fresnoo,2,unmatched,,,"0023420 Fresno, CA; ')
    assert lines[2].startswith("soc,13-1020,1,one-to-many,")


def test_wages_are_ranked_among_those_of_the_place():
    socs = ["29-1141", "29-1141", "19-2012", "29-1141", "15-1230", "13-1020", None, "29-1141"]
    where = ["CA", 6, "Abilene, TX", "Portland", "CA", "CA", "CA", None]
    frame = pl.DataFrame(
        {
            "soc": socs,
            "where": [None if each is None else str(each) for each in where],
            "pay": [140_270.0, 150_000, 100_000, 1, 1, 60_000, 1, 1],
        }
    )
    rows = wage_rank(frame, on="soc", wage="pay", place="where", data=RELEASE).to_dicts()
    ranks = [(row["wage_rank_low"], row["wage_rank_high"]) for row in rows]
    nurses = cs.local_pay("29-1141.00", "CA", data=RELEASE).wages.annual
    buyers = cs.local_pay("13-1021.00", "CA", data=RELEASE).wages.annual
    assert ranks[0] == (50, 50)
    assert ranks[1] == (100 * nurses.rank(150_000),) * 2
    assert ranks[5] == (100 * buyers.rank(60_000),) * 2
    assert {ranks[at] for at in (2, 3, 4, 6, 7)} == {(None, None)}
    assert [rows[at]["wage_rank_note"] for at in (2, 3, 6, 7)] == [
        (
            "no percentile is published (BLS published no estimate of 19-2012 Physicists in Abilene, TX "
            "(May 2025))"
        ),
        "ambiguous place",
        "no code or title",
        "no place",
    ]
    assert "group" in rows[4]["wage_rank_note"]


def test_an_area_of_several_states_has_none_to_fall_back_to():
    table = pl.DataFrame({"soc": ["11-9121"], "where": ["Augusta-Richmond County, GA-SC"]})
    (row,) = join(table, place_fallback="state").frame.rows(named=True)
    assert (row["place_code"], row["local_annual_median_usd"]) == ("0012260", None)
    assert row["local_note"].startswith("Augusta-Richmond County, GA-SC lies in several states; ")
