"""Local pay is what BLS publishes for the place; what is withheld has its reason."""

from __future__ import annotations

import csv
import io
import random
import zipfile
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import careerscore as cs
from careerscore.errors import AmbiguousPlaceError, InvalidInputError
from careerscore.model import Note, Provenance, Status

RELEASE = cs.load("2026.3")
TABLE = Path(cs.__file__).parent / "data" / "datasets" / "oews-areas" / "2025-05" / "estimates.zip"
FIGURES = {"p10": "pct10", "p25": "pct25", "median": "median", "p75": "pct75", "p90": "pct90"}
FIGURES |= {"mean": "mean"}
BOUNDS = {"annual": 239_200, "hourly": 115.0}


def rows_of(*groups):
    """Rows of the bundled table, read by nothing of ours."""
    with zipfile.ZipFile(TABLE) as archive:
        for group in groups:
            text = archive.read(f"{group}.csv").decode()
            yield from csv.DictReader(io.StringIO(text))


def shown(pay, prefix):
    """The cells that wages were read from."""
    for name, column in FIGURES.items():
        value, note = getattr(pay, name), pay.notes.get(name)
        if value is not None:
            yield f"{prefix}_{column}", f"{value:.2f}" if prefix == "h" else str(value)
        else:
            is_bound = note.provenance is Provenance.TOP_CODED
            yield f"{prefix}_{column}", "#" if is_bound else "*"


def cells_of(local):
    wages = local.wages
    cells = {**dict(shown(wages.annual, "a")), **dict(shown(wages.hourly, "h"))}
    figures = {
        "tot_emp": wages.employment,
        "emp_prse": wages.employment_prse,
        "mean_prse": wages.mean_prse,
        "jobs_1000": local.jobs_per_thousand,
        "loc_quotient": local.location_quotient,
    }
    forms = {"tot_emp": "{}", "jobs_1000": "{:.3f}", "loc_quotient": "{:.2f}"}
    for name, value in figures.items():
        withheld = "*" if name == "mean_prse" else "**"
        cells[name] = withheld if value is None else forms.get(name, "{:.1f}").format(value)
    return cells


def sampled():
    chance = random.Random(16)
    groups = [name[:-4] for name in zipfile.ZipFile(TABLE).namelist()]
    some = [*chance.sample(groups, 20), "29-121", "27-201"]
    rows = [
        row
        for row in rows_of(*some)
        if f"{row['occ_code']}.00" in RELEASE
        and RELEASE[f"{row['occ_code']}.00"].wages.published_code == row["occ_code"]
    ]
    odd = [row for row in rows if {"#", "*", "**"} & set(row.values())]
    return chance.sample(rows, 120) + chance.sample(odd, 80)


def test_200_random_cells_equal_the_table():
    rows = sampled()
    differing = []
    for row in rows:
        local = cs.local_pay(row["occ_code"], row["area_code"], data=RELEASE)
        differing += [
            (row["occ_code"], row["area_code"], column, cell, row[column])
            for column, cell in cells_of(local).items()
            if cell != row[column]
        ]
        notes = [*local.wages.annual.notes.values(), *local.wages.hourly.notes.values()]
        assert all(note.bound in (None, *BOUNDS.values()) for note in notes)
        assert local.reasons or local.status is Status.COMPLETE
    assert differing == []


@pytest.mark.parametrize(
    ("place", "annual", "hourly", "jobs"),
    [
        (
            "San Francisco",
            (49_520, 57_870, 74_400, 86_780, 107_470, 75_570),
            (23.81, 27.82, 35.77, 41.72, 51.67, 36.33),
            (1_880, 4.7, 1.3, 0.793, 0.63),
        ),
        (
            "San Juan",
            (21_900, 23_610, 28_750, 45_020, 57_940, 35_150),
            (10.53, 11.35, 13.82, 21.64, 27.86, 16.90),
            (1_380, 11.7, 6.6, 2.001, 1.60),
        ),
        (
            "California",
            (43_800, 49_000, 61_810, 80_630, 102_470, 68_230),
            (21.06, 23.56, 29.71, 38.76, 49.27, 32.80),
            (18_700, 4.3, 1.2, 1.026, 0.82),
        ),
    ],
)
def test_three_places_are_as_the_flat_file_has_them(place, annual, hourly, jobs):
    local = cs.local_pay("29-2072", place, data=RELEASE)
    wages = local.wages
    assert tuple(getattr(wages.annual, name) for name in FIGURES) == annual
    assert tuple(getattr(wages.hourly, name) for name in FIGURES) == hourly
    found = (wages.employment, wages.employment_prse, wages.mean_prse)
    assert (*found, local.jobs_per_thousand, local.location_quotient) == jobs
    assert (local.status, local.reasons) == (Status.COMPLETE, ())
    assert wages.reference_period == "May 2025"


def test_a_place_is_set_beside_the_nation():
    local = cs.local_pay("29-2072", "San Francisco", data=RELEASE)
    assert local.national == RELEASE["29-2072.00"].wages
    assert local.percent == pytest.approx(100 * (74_400 / 51_140 - 1))
    assert local.real_wages.annual.median == pytest.approx(74_400 / 1.1823)
    assert local.real_wages.hourly.p90 == pytest.approx(51.67 / 1.1823)
    assert local.real_percent == pytest.approx(100 * (74_400 / 1.1823 / 51_140 - 1))
    assert local.differences["p10"].percent == pytest.approx(100 * (49_520 / 37_000 - 1))
    assert (local.pay_words, local.concentration_words) == ("significantly higher", "less common")
    assert local.notes["real_wages"].provenance is Provenance.ESTIMATED
    ids = [source.id for source in local.sources]
    assert ids == ["oews-areas/2025-05", "oews/2025-05", "regional-price-parities/2023"]


def test_a_place_without_price_parity_has_no_real_pay_and_says_why():
    local = cs.local_pay("29-2072", "San Juan", data=RELEASE)
    assert (local.real_wages, local.real_percent) == (None, None)
    reason = "the Bureau of Economic Analysis publishes no price parities of the territories"
    assert local.notes["real_wages"].reason == reason
    assert local.differences["median"].notes["real_percent"].reason == reason
    assert local.percent == pytest.approx(-43.78, abs=0.01)


def test_a_top_code_is_a_bound_here_and_in_average_prices():
    anchorage = cs.local_pay("29-1211", "Anchorage", data=RELEASE)
    assert anchorage.wages.annual.median is None
    assert anchorage.wages.annual.lower_bound("median") == 239_200
    assert anchorage.wages.hourly.lower_bound("median") == 115.0
    level = anchorage.place.price_parity
    assert anchorage.real_wages.annual.lower_bound("median") == pytest.approx(23_920_000 / level)
    assert (anchorage.percent, anchorage.pay_words) == (None, None)
    assert "top code of $239,200" in anchorage.differences["median"].notes["percent"].reason
    nation = anchorage.national.annual.median
    for field, least in (("percent", 239_200), ("real_percent", 23_920_000 / level)):
        note = anchorage.differences["median"].notes[field]
        assert note.bound == pytest.approx(100 * (least / nation - 1))
    assert anchorage.status is Status.BOUNDED
    assert "P10, P25, median, P75, P90, mean: at or above" in anchorage.reasons[0]
    page = anchorage._repr_html_()
    assert "≥ $239,200" in page
    assert f"≥ {100 * (239_200 / nation - 1):+.1f}%" in page


def test_percentiles_with_the_same_figure_are_named():
    page = cs.local_pay("29-1211", "San Francisco", data=RELEASE)._repr_html_()
    assert "published with the same figure: P10, P25, median" in page
    assert "same figure" not in cs.local_pay("29-2072", "San Francisco")._repr_html_()


def test_what_is_withheld_has_its_reason():
    row = next(row for row in rows_of("29-121") if row["tot_emp"] == "**")
    local = cs.local_pay(row["occ_code"], row["area_code"], data=RELEASE)
    assert local.wages.employment is None
    assert local.wages.notes["employment"].reason == "BLS has not released the estimate"
    assert local.notes["location_quotient"].provenance is Provenance.MISSING
    assert local.concentration_words is None
    assert any(
        reason.startswith(
            "employment, error of employment, jobs per thousand, location quotient: B"
        )
        for reason in local.reasons
    )


def test_pay_by_the_hour_is_compared_by_the_hour():
    local = cs.local_pay("Actors", "New York, NY", data=RELEASE)
    assert local.unit == "hourly"
    assert local.wages.annual.median is None
    nation = local.national.hourly.median
    assert local.percent == pytest.approx(100 * (local.wages.hourly.median / nation - 1))
    assert "an hour" in local._repr_html_()
    only = "BLS publishes only hourly wages for this occupation"
    assert (local.status, local.reasons) == (Status.COMPLETE, (only,))
    pilots = cs.local_pay("53-2011", "TX", data=RELEASE)
    assert pilots.reasons == ("BLS publishes only annual wages for this occupation",)


def test_pay_of_a_parent_is_inherited_and_says_so():
    local = cs.local_pay("29-1141.01", "Fresno", data=RELEASE)
    assert local.wages.annual.median == 125_420
    note = local.wages.notes["*"]
    assert (note.provenance, note.code) == (Provenance.INHERITED, "29-1141")
    assert local.reasons == ("published for its parent 29-1141 Registered Nurses",)
    assert local.status is Status.COMPLETE


def test_pay_of_a_composite_is_that_of_the_national_row():
    composite = next(
        each
        for each in RELEASE.values()
        if each.wages.notes.get("*") and each.wages.notes["*"].provenance == "broad-level"
    )
    local = cs.local_pay(composite, "CA", data=RELEASE)
    assert local.wages.published_code == composite.wages.published_code
    assert local.wages.notes["*"] == composite.wages.notes["*"]
    assert local.wages.shared_with == composite.wages.shared_with


def test_an_occupation_without_an_estimate_has_none_and_says_why():
    local = cs.local_pay("Physicists", "Abilene, TX", data=RELEASE)
    reason = "BLS published no estimate of 19-2012 Physicists in Abilene, TX (May 2025)"
    assert (local.status, local.reasons) == (Status.INSUFFICIENT, (reason,))
    assert local.notes["real_wages"].reason == "no pay is published"
    assert local.notes["location_quotient"].reason == reason
    assert (local.real_wages, local.percent, local.pay_words) == (None, None, None)
    assert "not known" in local._repr_html_()


def test_a_military_occupation_has_no_pay_anywhere():
    local = cs.local_pay("55-1011", "CA", data=RELEASE)
    assert local.reasons == ("the wage survey does not cover military occupations",)


def test_an_occupation_that_only_the_nation_has_says_so():
    local = cs.local_pay("29-1024", "CA", data=RELEASE)
    assert local.national.annual.median is not None
    assert local.reasons == ("the wage survey of areas (May 2025) has no 29-1024 Prosthodontists",)


def test_the_state_stands_in_only_where_it_is_asked_to():
    local = cs.local_pay("Physicists", "Abilene, TX", fallback="state", data=RELEASE)
    assert (local.place.name, local.asked_place.name) == ("Texas", "Abilene, TX")
    assert local.status is Status.FALLBACK
    assert local.reasons[0] == "no pay is published for Abilene, TX; figures of Texas"
    assert local.wages == cs.local_pay("Physicists", "TX", data=RELEASE).wages
    known = cs.local_pay("29-2072", "Abilene, TX", fallback="state", data=RELEASE)
    assert (known.place.name, known.asked_place) == ("Abilene, TX", None)


def test_where_the_state_has_no_estimate_either_nothing_stands_in():
    codes = {row["area_code"] for row in rows_of("53-601") if row["occ_code"] == "53-6011"}
    area = next(
        place
        for place in cs.places(data=RELEASE)
        if place.kind == "metropolitan"
        and len(place.states) == 1
        and place.code not in codes
        and cs.places(place.states[0], data=RELEASE)[0].code not in codes
    )
    local = cs.local_pay("53-6011", area, fallback="state", data=RELEASE)
    assert (local.place, local.asked_place) == (area, None)
    assert local.status is Status.INSUFFICIENT


def test_an_area_in_several_states_asks_which():
    codes = {row["area_code"] for row in rows_of("19-201") if row["occ_code"] == "19-2012"}
    area = next(p for p in cs.places(data=RELEASE) if len(p.states) == 2 and p.code not in codes)
    with pytest.raises(AmbiguousPlaceError, match=f"the state of {area.name} names 2 places"):
        cs.local_pay("19-2012", area, fallback="state", data=RELEASE)
    second = area.states[1]
    found = cs.local_pay("19-2012", area, fallback=second, data=RELEASE)
    assert second in (found.place.states if found.asked_place else area.states)
    for wrong in ("county", 5):
        with pytest.raises(InvalidInputError, match="fallback: expected 'state' or 'CA', or None"):
            cs.local_pay("29-2072", "San Francisco", fallback=wrong, data=RELEASE)


def test_figures_of_another_year_are_not_compared():
    older = RELEASE.replace(oews="2023-05")
    local = cs.local_pay("29-2072", "CA", data=older)
    assert (local.percent, local.real_percent, local.pay_words) == (None, None, None)
    reason = local.differences["median"].notes["percent"].reason
    assert reason == "the national figures are of May 2023"
    assert local.wages.annual.median == 61_810
    assert local.reasons == (f"difference of P10, P25, median, P75, P90, mean: {reason}",)
    assert reason in local._repr_html_()


def test_a_figure_that_the_nation_lacks_says_why_it_is_not_compared():
    career = RELEASE["29-2072.00"]
    note = Note(provenance=Provenance.MISSING, reason="it is withheld")
    annual = attrs.evolve(career.wages.annual, p90=None, notes={"p90": note})
    lacking = attrs.evolve(career, wages=attrs.evolve(career.wages, annual=annual))
    local = cs.local_pay(lacking, "CA", data=RELEASE)
    assert local.reasons == ("difference of P90: national figure: it is withheld",)
    assert local.status == "complete"
    # Where the place has no figure either, that alone is the reason.
    nowhere = cs.local_pay("19-2012", "Abilene, TX", data=RELEASE.replace(oews="2023-05"))
    assert len(nowhere.reasons) == 1


def test_pay_here_and_of_the_nation_are_in_dollars_of_one_month():
    nominal = cs.local_pay("29-2072", "San Francisco", data=RELEASE)
    today = cs.local_pay("29-2072", "San Francisco", data=RELEASE, in_dollars_of="2026-05")
    factor = today.wages.dollars.factor
    assert today.wages.annual.median == pytest.approx(74_400 * factor)
    assert today.national.annual.median == pytest.approx(51_140 * factor)
    assert today.real_wages.annual.median == pytest.approx(
        nominal.real_wages.annual.median * factor
    )
    assert today.percent == pytest.approx(nominal.percent)
    assert today.sources[-1].dataset == "cpi-u"
    assert "In dollars of May 2026" in today._repr_html_()
    career = cs.occupation("29-2072", data=RELEASE, in_dollars_of="2026-05")
    assert cs.local_pay(career, "San Francisco") == today


def test_an_occupation_keeps_its_release_and_one_made_by_hand_has_the_newest():
    career = RELEASE["29-2072.00"]
    assert cs.local_pay(career, "CA").data_release == "2026.3"
    by_hand = cs.Occupation(code="29-2072.00", title="By hand")
    local = cs.local_pay(by_hand, "CA")
    assert (local.wages.annual.median, local.wages.published_title) == (61_810, "By hand")
    assert local.percent is None
    assert local.differences["median"].notes["percent"].reason == "the national figures are of None"


@given(
    st.floats(-100, 200, allow_nan=False).map(lambda x: round(x, 1)),
    st.floats(0, 20).map(lambda x: round(x, 2)),
)
def test_words_are_those_of_the_published_cuts(percent, quotient):
    from careerscore.local import methodology

    method = methodology("american-dream-jobs-local/1")
    by_hand = (
        "significantly higher"
        if percent > 20
        else "higher"
        if percent > 10
        else "slightly higher"
        if percent > 5
        else "about the same"
        if percent > -5
        else "slightly lower"
        if percent > -10
        else "lower"
        if percent > -20
        else "significantly lower"
    )
    assert method.words_for_pay(percent) == by_hand
    by_hand = (
        "highly concentrated"
        if quotient > 2
        else "more common"
        if quotient > 1.5
        else "somewhat more common"
        if quotient > 1.2
        else "about average"
        if quotient > 0.8
        else "less common"
        if quotient > 0.5
        else "relatively rare"
    )
    assert method.words_for_concentration(quotient) == by_hand


@given(st.integers(1, 10**6), st.sampled_from([-20, -10, -5, 5, 10, 20]))
def test_a_difference_that_is_a_cut_to_the_cent_is_not_above_it(hundreds, cut):
    from careerscore.local import methodology

    method = methodology("american-dream-jobs-local/1")
    at = method.words_for_pay(cut)
    assert at == method.words_for_pay(cut - 0.01) != method.words_for_pay(cut + 0.01)


def test_the_definition_has_not_moved():
    from careerscore.local import methodologies, methodology

    assert {id: methodology(id).fingerprint for id in methodologies()} == {
        "american-dream-jobs-local/1": (
            "b98c39717f7572421d5e1e0ad8b0c3d8d8d68989c1cbf1f19cff559f2c75a3c1"
        )
    }


def test_words_of_your_own_are_used_and_named():
    from careerscore.local import methodology

    words = ({"words": "more", "above": 0}, {"words": "not more"})
    from careerscore.local import Words

    mine = methodology("american-dream-jobs-local/1").evolve(
        pay=tuple(Words(**each) for each in words)
    )
    local = cs.local_pay("29-2072", "CA", method=mine, data=RELEASE)
    assert (local.pay_words, local.methodology) == (
        "more",
        "american-dream-jobs-local/1 (modified)",
    )
    assert "above 0" in mine.card()


@pytest.mark.parametrize("cuts", [(), (5,), (5, 10, None), (None, None), (5, 5, None)], ids=str)
def test_words_need_falling_cuts_and_a_last_without_one(cuts):
    from careerscore.local import Words, methodology

    words = tuple(Words(words="x", above=cut) for cut in cuts)
    with pytest.raises(InvalidInputError, match="words whose cuts fall, the last without one"):
        methodology("american-dream-jobs-local/1").evolve(concentration=words)


def test_local_pay_is_read_from_json():
    local = cs.local_pay("29-1211", "Anchorage", data=RELEASE)
    assert cs.loads(cs.dumps(local), cs.LocalPay) == local
    assert cs.to_dict(local)["percent"] is None
    assert attrs.evolve(local) == local
    name = "29-1211.00 Anesthesiologists in Anchorage, AK"
    assert repr(local) == f"<LocalPay {name}: bounded>"
