"""Pay over the editions of the wage survey: as published, in real dollars, and its changes."""

import csv
from itertools import product
from math import isclose

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import careerscore as cs
from careerscore.errors import InvalidInputError, UnknownOccupationError
from careerscore.local import SurveyPay
from careerscore.model import PERCENTILES, Occupation, WageDistribution, WageEstimates

RECORDS, DERMATOLOGIST, LEGISLATORS, BUYERS = "29-2072.00", "29-1213.00", "11-1031.00", "13-1021.00"
MONTHS = [f"{year}-05" for year in range(2019, 2026)]
MEASURES = {name: name.replace("p", "pct") for name in (*PERCENTILES, "mean")}
TOP_CODES = {month: (208_000, 100) if month < "2022" else (239_200, 115) for month in MONTHS}


def rows_of(path):
    with path.open() as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def datasets(data_folder):
    return data_folder / "datasets"


@pytest.fixture(scope="module")
def tables(datasets):
    """The detailed rows of each edition, read from the bundled tables by themselves."""
    return {
        month: {
            row["occ_code"]: row
            for row in rows_of(datasets / f"oews/{month}.csv")
            if row["o_group"] == "detailed"
        }
        for month in MONTHS
    }


@pytest.fixture(scope="module")
def levels(datasets):
    return {row["month"]: float(row["index"]) for row in rows_of(datasets / "cpi-u/2026-05.csv")}


@pytest.fixture(scope="module")
def histories():
    """The history of every occupation of the newest release."""
    return {code: cs.pay_history(code) for code in cs.load()}


def test_every_figure_of_every_occupation_and_edition_is_the_published_one(
    histories, tables, datasets
):
    crosswalk = rows_of(datasets / "oes-2019-to-soc-2018/2019.csv")
    hybrid = {row["soc_2018_code"]: row["oes_2019_code"] for row in crosswalk}
    matrix = rows_of(datasets / "national-employment-matrix/2024-34/onet_crosswalk.csv")
    composite = {row["onet_soc_code"]: row["matrix_code"] for row in matrix}
    read = 0
    for code, history in histories.items():
        assert [each.month for each in history.surveys] == MONTHS
        for each in history.surveys:
            own = code[:7]
            codes = [hybrid.get(own)] if each.month < "2021" else [own, composite.get(code)]
            row = next(
                (tables[each.month][one] for one in codes if one in tables[each.month]), None
            )
            assert each.wages.published_code == (row and row["occ_code"])
            if row is None:
                assert each.wages.annual.median is None
                continue
            for (period, top), (name, column) in product(
                zip("ah", TOP_CODES[each.month], strict=True), MEASURES.items()
            ):
                pay, cell = (each.wages.annual, each.wages.hourly)[period == "h"], None
                cell = row[f"{period}_{column}"]
                value = None if cell in ("#", "*") else float(cell)
                assert getattr(pay, name) == value
                assert pay.lower_bound(name) == (top if cell == "#" else value)
                read += 1
    assert read > 80_000


def test_the_last_survey_is_the_wages_of_the_release(histories):
    release = cs.load()
    assert all(
        history.surveys[-1].wages == release[code].wages for code, history in histories.items()
    )


def test_of_799_occupations_whose_median_rose_238_fell_in_real_terms(histories, tables, levels):
    changes = {}
    for history in histories.values():
        # Occupations that are published together count once, by the code of the row.
        changes[history.at("2025-05").wages.published_code] = history.change("2022-05", "2025-05")
    known = [each for each in changes.values() if each.nominal is not None]
    rose = [each for each in known if each.nominal > 0]
    assert (len(known), len(rose), sum(each.real < 0 for each in rose)) == (813, 799, 238)
    # The same from the two tables alone.
    old = {code: row["a_median"] for code, row in tables["2022-05"].items()}
    ratios = [
        float(row["a_median"]) / float(old[code])
        for code, row in tables["2025-05"].items()
        if row["a_median"] != "*" and old.get(code, "*") not in "*#"
    ]
    prices = levels["2025-05"] / levels["2022-05"]
    assert (len(ratios), sum(ratio > 1 for ratio in ratios)) == (813, 799)
    assert sum(1 < ratio < prices for ratio in ratios) == 238


def test_medical_records_specialists_earn_more_and_can_buy_less():
    change = cs.pay_history(RECORDS).change("2022-05", "2025-05")
    assert (round(change.nominal, 1), round(change.real, 1)) == (8.4, -1.4)
    assert str(change) == (
        "May 2022 to May 2025: +8.4% nominal, -1.4% real; consumer prices +10.0%"
    )


@given(st.data())
def test_real_wages_are_nominal_ones_by_the_ratio_of_the_index(histories, levels, data):
    code = data.draw(st.sampled_from(sorted(histories)))
    month = data.draw(st.sampled_from(sorted(levels)))
    for each in cs.pay_history(code, in_dollars_of=month).surveys:
        ratio = levels[month] / levels[each.month]
        assert each.real.dollars == each.dollars
        assert each.dollars.factor == ratio
        for period, name in product(("annual", "hourly"), MEASURES):
            nominal, real = (getattr(wages, period) for wages in (each.wages, each.real))
            value = getattr(nominal, name)
            assert getattr(real, name) == (None if value is None else value * ratio)


@given(st.data())
def test_changes_compose_and_are_known_where_the_rows_hold_the_same(histories, levels, data):
    history = histories[data.draw(st.sampled_from(sorted(histories)))]
    measure = data.draw(st.sampled_from(sorted(MEASURES)))
    a, b, c = data.draw(st.tuples(*[st.sampled_from(MONTHS)] * 3))

    def rise(kind, start, end):
        change = getattr(history.change(start, end, measure), kind)
        return None if change is None else 1 + change / 100

    for kind in ("nominal", "real"):
        parts = rise(kind, a, b), rise(kind, b, c)
        if None not in parts:
            assert isclose(parts[0] * parts[1], rise(kind, a, c))
            assert isclose(rise(kind, a, b) * rise(kind, b, a), 1)
    first, last = history.at(a), history.at(b)
    values = [getattr(each.wages.annual, measure) for each in (first, last)]
    is_known = None not in values and first.soc_codes == last.soc_codes
    change = history.change(a, b, measure)
    assert (change.nominal is not None) is (change.real is not None) is is_known
    if is_known:
        assert isclose(1 + change.nominal / 100, values[1] / values[0])
        assert change.nominal == change.nominal_at_least == change.nominal_at_most
        assert change.reason is None
        assert isclose((1 + change.real / 100) * levels[b] / levels[a], values[1] / values[0])


def test_no_change_is_computed_across_a_break(histories, tables, datasets):
    split = {
        row["soc_2018_code"]
        for row in rows_of(datasets / "oes-2019-to-soc-2018/2019.csv")
        if row["oes_2019_code"] not in tables["2021-05"]
    }
    for code, history in histories.items():
        before, after = history.at("2020-05"), history.at("2021-05")
        # One occupation has no row of its own later, as it is not covered.
        assert (after.break_before is not None) is (code[:7] in split - {"45-3031"})
        if after.break_before is None:
            assert before.soc_codes == after.soc_codes
            continue
        assert set(after.soc_codes) < set(before.soc_codes)
        for start, end in product(MONTHS[:2], MONTHS[2:]):
            change = history.change(start, end)
            values = (change.nominal, change.nominal_at_least, change.nominal_at_most)
            assert values == (change.real, change.real_at_least, change.real_at_most) == (None,) * 3
            if history.at(end).soc_codes:
                assert change.reason.startswith("a break of classification: ")
        assert history.change_since_break.start == "2021-05"
    # 2019 and 2020 are on the same side: the change is that of the whole row, which it names.
    change = histories[RECORDS].change("2019-05", "2020-05")
    assert (change.published_code, change.nominal) == ("29-2098", 100 * (44_090 / 42_630 - 1))
    assert change.published_title.startswith("Medical Dosimetrists, Medical Records Specialists,")


def test_a_composite_that_holds_the_same_occupations_is_no_break(histories):
    history = histories[BUYERS]
    assert {each.wages.published_code for each in history.surveys} == {"13-1020"}
    assert {each.soc_codes for each in history.surveys} == {("13-1021", "13-1022", "13-1023")}
    assert history.change_since_break == history.change("2019-05", "2025-05")


def test_a_top_code_makes_a_change_a_bound(histories):
    history = histories[DERMATOLOGIST]
    prices = 1 + history.change("2022-05", "2025-05").prices / 100
    most = history.change("2022-05", "2025-05")
    assert most.nominal_at_most == 100 * (328_730 / 239_200 - 1)
    assert isclose(most.real_at_most, 100 * (328_730 / 239_200 / prices - 1))
    assert (most.nominal, most.nominal_at_least, most.real) == (None, None, None)
    why = "May 2022: at or above the survey's top code of $239,200"
    assert most.reason == why
    assert str(most).startswith(
        f"May 2022 to May 2025: at most +37.4% nominal, +25.0% real ({why})"
    )
    least = history.change("2025-05", "2022-05")
    assert least.nominal_at_least == 100 * (239_200 / 328_730 - 1)
    assert (least.nominal, least.nominal_at_most) == (None, None)
    assert "at least -27.2% nominal" in str(least)
    both = history.change("2021-05", "2022-05")
    assert (both.nominal_at_least, both.nominal_at_most) == (None, None)
    assert both.reason == (
        "May 2021: at or above the survey's top code of $208,000; "
        "May 2022: at or above the survey's top code of $239,200"
    )
    assert str(both).startswith("May 2021 to May 2022: not known (")


def test_what_is_not_published_has_its_reason(histories):
    actors = histories["27-2011.00"]
    change = actors.change("2022-05", "2025-05")
    assert change.reason == (
        "May 2022: BLS publishes only hourly wages for this occupation; "
        "May 2025: BLS publishes only hourly wages for this occupation"
    )
    assert actors.period == "hourly"
    assert actors.change("2022-05", "2025-05", period="hourly").nominal == 100 * (29.05 / 17.94 - 1)
    legislators = histories[LEGISLATORS]
    assert legislators.change("2021-05", "2025-05").reason == (
        "May 2025: the wage survey of May 2025 has no row for 11-1031 Legislators"
    )
    assert legislators.change_since_break.end == "2024-05"
    officers = histories["55-1011.00"]
    assert officers.change_since_break is None
    assert officers.period == "annual"
    assert {each.soc_codes for each in officers.surveys} == {()}
    undocumented = evolve(officers.surveys[0], wages=WageDistribution())
    made = evolve(officers, surveys=[undocumented])
    gap = "May 2019: not published"
    assert made.change("2019-05", "2019-05").reason == f"{gap}; {gap}"


def test_employment_that_is_not_published_is_missing_with_its_reason(tables):
    code = next(code for code, row in tables["2020-05"].items() if row["tot_emp"] == "**")
    wages = cs.load().wages_by_edition(f"{code}.00")["2020-05"]
    assert (wages.employment, wages.employment_prse) == (None, None)
    assert wages.notes["employment"].reason == "BLS has no estimate that it can publish"


def test_marks_name_classification_estimation_and_top_codes(histories):
    remarks = {each.month: each.remarks for each in histories[RECORDS].surveys}
    own = "in the survey's own classification, between SOC 2010 and SOC 2018"
    assert remarks == {
        "2019-05": (own, "top code $208,000 a year, $100.00 an hour"),
        "2020-05": (own,),
        "2021-05": ("in SOC 2018 from here on, and estimated by a model",),
        "2022-05": ("top code $239,200 a year, $115.00 an hour",),
        "2023-05": (),
        "2024-05": (),
        "2025-05": ("no top code",),
    }


def test_every_edition_used_is_named_and_the_bls_is_quoted(histories):
    history = histories[RECORDS]
    ids = [source.id for source in history.sources]
    survey = [f"oews/{month}" for month in MONTHS]
    assert ids == [*survey, "oes-2019-to-soc-2018/2019", "cpi-u/2026-05"]
    assert "https://www.bls.gov/oes/oes_ques.htm" in history.cautions[0]
    assert "model" in history.cautions[1]


def test_a_history_ends_with_the_edition_of_its_release():
    old = cs.pay_history(RECORDS, data="2026.1")
    assert [each.month for each in old.surveys] == MONTHS[:5]
    assert (old.in_dollars_of, old.data_release) == ("2023-05", "2026.1")
    career = cs.occupation(RECORDS, data="2026.1")
    assert cs.pay_history(career) == cs.pay_history(career, data=cs.load("2026.1")) == old
    first = cs.pay_history(RECORDS, data=cs.load("2026.2").replace(oews="2021-05"))
    assert [each.month for each in first.surveys] == MONTHS[:3]
    two = cs.pay_history(RECORDS, data=cs.load("2026.2").replace(oews="2022-05"))
    assert two.change_since_break == two.change("2021-05", "2022-05")
    only = cs.pay_history(BUYERS, data=cs.load("2026.2").replace(oews="2019-05"))
    assert [each.month for each in only.surveys] == MONTHS[:1]
    assert only.change_since_break is None
    by_hand = Occupation(code=RECORDS, title="Made by hand")
    assert cs.pay_history(by_hand) == cs.pay_history(RECORDS)


def test_an_edition_of_ones_own_comes_last_and_other_names_are_no_months(own, data_folder):
    start = data_folder / "datasets/oews"
    text = (start / "2024-05.toml").read_text()
    files = {}
    for name, period in {
        "mine": "May 2026",
        "2018-05": "May 2018",
        "2024-05-draft": "2024",
    }.items():
        head = text.replace("2024-05", name).replace('"May 2024"', f'"{period}"')
        files |= {f"datasets/oews/{name}.toml": head}
        files |= {f"datasets/oews/{name}.csv": (start / "2024-05.csv").read_text()}
    own(files)
    release = cs.load()
    history = cs.pay_history(RECORDS, data=release.replace(oews="mine"))
    assert [each.month for each in history.surveys] == [*MONTHS, "2026-05"]
    assert history.change("2024-05", "2026-05").nominal == 0
    assert cs.pay_history(RECORDS) == cs.pay_history(RECORDS, data="2026.3")
    early = cs.pay_history(RECORDS, data=release.replace(oews="2018-05"))
    assert [each.month for each in early.surveys] == ["2018-05"]
    with pytest.raises(InvalidInputError, match="reference_period: expected a month from 1913-01"):
        cs.pay_history(RECORDS, data=release.replace(oews="2024-05-draft"))


def test_what_is_asked_amiss_is_refused_with_what_there_is(histories):
    history = histories[RECORDS]
    with pytest.raises(InvalidInputError) as caught:
        history.change("2018-05", 2025)
    first, second = caught.value.problems
    assert (first.field, second.field) == ("start", "end")
    assert first.expected == f"a month of the survey: {', '.join(MONTHS)}"
    with pytest.raises(InvalidInputError) as caught:
        history.change("2022-05", "2025-05", "p50", period="monthly")
    assert [problem.field for problem in caught.value.problems] == ["measure", "period"]
    with pytest.raises(InvalidInputError, match="month: expected a month of the survey"):
        history.at("2022")
    with pytest.raises(InvalidInputError, match="2025-09 and 2025-11 are the nearest"):
        cs.pay_history(RECORDS, in_dollars_of="2025-10")
    with pytest.raises(UnknownOccupationError):
        cs.load().wages_by_edition("29-2072")
    with pytest.raises(InvalidInputError, match="surveys: expected one or more, oldest first"):
        evolve(history, surveys=history.surveys[::-1])
    huge = evolve(history.surveys[0].wages, annual=WageEstimates(median=10**12))
    with pytest.raises(InvalidInputError, match="dollars: expected real wages of at most"):
        evolve(history.surveys[0], wages=huge)
    assert evolve(history.surveys[-1], wages=huge).real.annual.median == 10**12
    change = history.change("2022-05", "2025-05")
    with pytest.raises(InvalidInputError, match="real: expected the bound, where both bounds"):
        evolve(change, real=1.0)
    with pytest.raises(InvalidInputError, match="reason: expected why a change is not known"):
        evolve(change, nominal=None, nominal_at_least=None)


def test_a_document_has_the_real_wages_too(histories):
    history = histories[DERMATOLOGIST]
    document = cs.to_dict(history)
    survey = document["surveys"][3]
    assert survey["real"]["annual"]["notes"]["median"]["bound"] == 239_200 * (321.465 / 292.296)
    assert cs.loads(cs.dumps(history), cs.PayHistory) == history
    assert cs.from_dict(survey, SurveyPay) == history.surveys[3]


@pytest.mark.parametrize("backend", ["pandas", "polars", "pyarrow"])
def test_a_frame_has_a_row_an_edition_and_types_that_do_not_depend_on_the_rows(histories, backend):
    frame, empty = (histories[code].to_frame(backend) for code in (DERMATOLOGIST, "55-1011.00"))
    names = list(frame.columns if backend != "pyarrow" else frame.column_names)
    column = {name: list(frame[name]) for name in names}
    if backend == "pyarrow":
        column = frame.to_pydict()
        assert frame.schema == empty.schema
    else:
        assert list(frame.dtypes) == list(empty.dtypes)
    assert list(column["month"]) == MONTHS
    assert column["annual_median_usd"][-1] == 328_730.0
    assert column["annual_median_lower_bound_usd"][3] == 239_200.0
    assert column["annual_p10_real_usd"][3] == histories[DERMATOLOGIST].surveys[3].real.annual.p10
    assert column["real_dollars_factor"][3] == 321.465 / 292.296
    assert column["employment"][-1] == 11_370
    assert column["soc_codes"][-1] == "29-1213"
    assert column["break_before"][2].startswith("a break of classification")
    assert column["remarks"][3] == "top code $239,200 a year, $115.00 an hour"
    assert "at or above the survey's top code of $239,200" in column["reasons"][3]


def test_pages_show_pay_breaks_reasons_and_sources(histories):
    page = histories[RECORDS]._repr_html_()
    for text in (
        "US dollars a year; real: dollars of May 2025",
        "Median, May 2021 to May 2025: +9.6% nominal, -8.2% real; consumer prices +19.4%",
        "a break of classification: May 2020 is published for 29-2098",
        "$51,888",
        "187,720",
        "oes-2019-to-soc-2018/2019",
    ):
        assert text in page
    assert "≥ $239,200" in histories[DERMATOLOGIST]._repr_html_()
    actors = histories["27-2011.00"]._repr_html_()
    assert "US dollars an hour" in actors
    assert "$17.94" in actors
    officers = histories["55-1011.00"]._repr_html_()
    assert "does not cover military occupations" in officers
    assert "Median," not in officers
    assert repr(histories[RECORDS]) == (
        "<PayHistory 29-2072.00 Medical Records Specialists: May 2019 to May 2025, "
        "in dollars of May 2025>"
    )
