"""Places are found by name, part of a name, abbreviation and code; what is none says so."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

import careerscore as cs
from careerscore.errors import (
    AmbiguousPlaceError,
    InvalidInputError,
    UnknownPlaceError,
)

PLACES = cs.places(data="2026.3")


def names(text):
    return [place.name for place in cs.places(text, data="2026.3")]


def test_there_are_all_places_of_the_survey():
    kinds = [place.kind for place in PLACES]
    counts = {kind: kinds.count(kind) for kind in dict.fromkeys(kinds)}
    assert counts == {
        "metropolitan": 393,
        "state": 50,
        "nonmetropolitan": 135,
        "district": 1,
        "territory": 3,
    }


@given(st.sampled_from(PLACES))
def test_every_place_is_the_first_that_its_name_and_its_code_find(place):
    assert cs.places(place.name, data="2026.3")[0] == place
    assert cs.places(place.code, data="2026.3") == (place,)
    assert cs.places(f"  {place.name.upper()} ", data="2026.3")[0] == place


@given(st.sampled_from([place for place in PLACES if place.is_statewide]))
def test_every_state_is_found_by_abbreviation_and_fips_code(state):
    (abbreviation,) = state.states
    assert cs.places(abbreviation.lower(), data="2026.3") == (state,)
    assert cs.places(state.code[:2], data="2026.3") == (state,)
    assert cs.places(state.code[:2].lstrip("0"), data="2026.3") == (state,)


@given(st.sampled_from([place for place in PLACES if place.kind == "metropolitan"]))
def test_every_metropolitan_area_is_found_by_its_code_and_a_city_with_its_state(area):
    assert cs.places(area.code[2:], data="2026.3") == (area,)
    city = area.name.split(",")[0].split("-")[0].split("/")[0]
    found = cs.places(f"{city}, {area.states[0]}", data="2026.3")
    assert area in found
    assert all(area.states[0] in place.states for place in found)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("San Francisco", "San Francisco-Oakland-Fremont, CA"),
        ("oakland", "San Francisco-Oakland-Fremont, CA"),
        ("Austin, TX", "Austin-Round Rock-San Marcos, TX"),
        ("Austin, Texas", "Austin-Round Rock-San Marcos, TX"),
        ("Austin TX", "Austin-Round Rock-San Marcos, TX"),
        ("Saint Louis", "St. Louis, MO-IL"),
        ("St. Louis", "St. Louis, MO-IL"),
        ("Ft. Worth", "Dallas-Fort Worth-Arlington, TX"),
        ("Kansas City, KS", "Kansas City, MO-KS"),
        ("Kansas City, KS-MO", "Kansas City, MO-KS"),
        ("Coeur d’Alene", "Coeur d'Alene, ID"),
        ("Mayagüez", "Mayaguez, PR"),
        ("Washington, DC", "Washington-Arlington-Alexandria, DC-VA-MD-WV"),
        ("Washington, D.C.", "Washington-Arlington-Alexandria, DC-VA-MD-WV"),
        ("Wilkes-Barre", "Scranton--Wilkes-Barre, PA"),
        ("Upper Peninsula", "Upper Peninsula of Michigan nonmetropolitan area"),
        ("Kauai", "Hawaii / Kauai nonmetropolitan area"),
        ("Washington state", "Washington"),
        ("State of New York", "New York"),
        ("State College", "State College, PA"),
        ("U.S. Virgin Islands", "Virgin Islands"),
    ],
)
def test_a_part_of_a_name_finds_the_place(text, name):
    assert names(text) == [name]


@pytest.mark.parametrize(
    ("text", "first", "others"),
    [
        ("New York", "New York", "New York-Newark-Jersey City, NY-NJ"),
        ("Washington", "Washington", "Washington-Arlington-Alexandria, DC-VA-MD-WV"),
        ("Salem", "Salem, OR", "Winston-Salem, NC"),
        (
            "New York City",
            "New York-Newark-Jersey City, NY-NJ",
            "Capital/Northern New York nonmetropolitan area",
        ),
    ],
)
def test_a_full_name_comes_before_a_part_and_the_first_city_before_another(text, first, others):
    assert names(text)[:2] == [first, others]
    assert cs.local_pay("29-1141", text, data="2026.3").place.name == first


def test_words_are_whole_ones():
    assert "Charleston, WV" in names("Charleston")
    with pytest.raises(UnknownPlaceError):
        names("Charlest")


@pytest.mark.parametrize("text", ["Portland", "Springfield", "Columbus", "Arlington"])
def test_a_name_of_several_places_asks(text):
    several = cs.places(text, data="2026.3")
    assert len(several) > 1
    with pytest.raises(AmbiguousPlaceError) as caught:
        cs.local_pay("29-1141", text, data="2026.3")
    assert set(caught.value.suggestions) <= {(place.code, place.name) for place in several}
    assert str(caught.value).startswith(f"'{text}' names {len(caught.value.suggestions)} places")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Bay Area",
            "no place 'Bay Area' in data release 2026.3. Nearest, best first:\n  0013020 Bay City, MI",
        ),
        ("San Fransisco", "Nearest, best first:\n  0041860 San Francisco-Oakland-Fremont, CA"),
        ("York City", "0035620 New York-Newark-Jersey City, NY-NJ"),
        (
            "United States",
            "no place 'United States' in data release 2026.3: the nation is set beside",
        ),
        ("94103", "(CBSA); counties and postal codes are no places of the survey"),
        ("99", "no state or territory of the survey has this FIPS code"),
        ("1234567", "no area of the survey has this code"),
        (
            "17460",
            "the code of Cleveland-Elyria, OH before areas were drawn anew. Nearest, best first:\n  0017410 C",
        ),
        ("the nonmetropolitan area", "no place 'the nonmetropolitan area' in data release 2026.3"),
        ("Portland, TX", "Nearest, best first:\n  0038860 Portland-South Portland, ME"),
        ("!", "no place '!' in data release 2026.3"),
    ],
)
def test_what_is_no_place_says_so_and_names_what_comes_near(text, words):
    with pytest.raises(UnknownPlaceError) as caught:
        names(text)
    assert words in str(caught.value)
    again = pickle.loads(pickle.dumps(caught.value))
    assert (str(again), again.suggestions) == (str(caught.value), caught.value.suggestions)


@pytest.mark.parametrize("text", ["", "  ", "x" * 201, 6, ["CA"]])
def test_what_is_no_name_is_refused(text):
    with pytest.raises(InvalidInputError, match="place: expected a name, abbreviation or code"):
        cs.places(text, data="2026.3")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("San Juan", "publishes no price parities of the territories"),
        ("Guam", "publishes no price parities of the territories"),
        ("Puerto Rico nonmetropolitan area", "no price parities of the territories"),
        ("Bozeman", "the price parities of 2023 have no area of this code, which is new or"),
        ("Kansas nonmetropolitan area", "not of single nonmetropolitan areas"),
    ],
)
def test_a_place_without_price_parity_says_why(text, reason):
    (place,) = cs.places(text, data="2026.3")
    assert place.price_parity is None
    assert reason in place.notes["price_parity"].reason
    assert reason in place._repr_html_()


def test_every_place_has_a_price_parity_or_a_reason():
    lacking = [place for place in PLACES if place.price_parity is None]
    assert all(("price_parity" in place.notes) == (place in lacking) for place in PLACES)
    assert len([place for place in lacking if place.kind == "metropolitan"]) == 22
    assert all(80 < place.price_parity < 120 for place in PLACES if place not in lacking)


def test_a_release_without_areas_is_refused_and_one_that_has_them_named():
    with pytest.raises(InvalidInputError, match=r"data: expected a release .* such as '2026\.3'"):
        cs.places(data="2026.1")


def test_a_release_without_price_parities_has_places():
    release = cs.load("2026.1").replace(oews_areas="2025-05")
    (place,) = cs.places("CA", data=release)
    assert place.notes["price_parity"].reason == "the release has no price parities"
    assert place.price_source is None


def test_a_place_is_read_from_json_and_names_its_editions():
    (place,) = cs.places("San Francisco", data="2026.3")
    assert cs.loads(cs.dumps(place), cs.Place) == place
    assert repr(place) == "<Place 0041860 San Francisco-Oakland-Fremont, CA, metropolitan>"
    assert "oews-areas/2025-05" in place._repr_html_()
    assert "regional-price-parities/2023" in place._repr_html_()
