"""Places: of a search, in words that services know; of a listing, the states that it names."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from careerscore.errors import AmbiguousPlaceError, InvalidInputError, UnknownPlaceError
from careerscore.live.sources import NATION
from careerscore.local.places import AREAS, Place, places_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from careerscore.live.sources import Search
    from careerscore.reference.releases import Release

_NAMES: Final = (
    "Alabama AL|Alaska AK|Arizona AZ|Arkansas AR|California CA|Colorado CO|Connecticut CT|"
    "Delaware DE|District of Columbia DC|Florida FL|Georgia GA|Hawaii HI|Idaho ID|Illinois IL|"
    "Indiana IN|Iowa IA|Kansas KS|Kentucky KY|Louisiana LA|Maine ME|Maryland MD|"
    "Massachusetts MA|Michigan MI|Minnesota MN|Mississippi MS|Missouri MO|Montana MT|"
    "Nebraska NE|Nevada NV|New Hampshire NH|New Jersey NJ|New Mexico NM|New York NY|"
    "North Carolina NC|North Dakota ND|Ohio OH|Oklahoma OK|Oregon OR|Pennsylvania PA|"
    "Rhode Island RI|South Carolina SC|South Dakota SD|Tennessee TN|Texas TX|Utah UT|"
    "Vermont VT|Virginia VA|Washington WA|West Virginia WV|Wisconsin WI|Wyoming WY|Guam GU|"
    "Puerto Rico PR|Virgin Islands VI"
)
"""Names of the states and territories of the wage survey, with their postal abbreviations."""


_AREA_CITIES: Final = {"Winston": "Winston-Salem", "Urban Honolulu": "Honolulu"}
"""First cities whose names are not what stands before the first hyphen."""

_NATION: Final = frozenset({"us", "usa", "united states", "united states of america", "nationwide"})


@cache
def _states() -> dict[str, str]:
    pairs = [each.rpartition(" ") for each in _NAMES.split("|")]
    names = {name.casefold(): abbreviation for name, _, abbreviation in pairs}
    return names | {abbreviation.casefold(): abbreviation for _, _, abbreviation in pairs}


def _parts(location: str) -> Iterator[tuple[str, str | None]]:
    """Give the city and the state of each place that a location names."""
    for place in re.split(r"[;(]", location):
        # Without the postal code, and with a comma before the state: Austin TX 78701.
        plain = re.sub(r"\s+([A-Z]{2})$", r", \1", re.sub(r"[\s)]*[0-9-]*\s*$", "", place))
        named = [re.sub(r"[\s)]*[0-9-]*\s*$", "", each).strip() for each in plain.split(",")]
        states = [_states().get(each.casefold()) for each in named]
        # A city can have the name of a state: Washington, DC.
        later = next(filter(None, states[1:]), None)
        yield named[0], later or states[0]


def states_in(location: str | None) -> frozenset[str]:
    """Return the postal abbreviations of the states that a location names.

    Examples
    --------
    >>> sorted(states_in("Austin, Texas, United States; Portland, OR 97201"))
    ['OR', 'TX']
    """
    return frozenset(state for _, state in _parts(location or "") if state)


class Located(NamedTuple):
    """A place of a search: as it was given, as services know it, and as the wage survey does."""

    given: str | None
    location: str
    states: tuple[str, ...]
    area: Place | None


def locate(place: object, release: Release) -> Located:
    """Return a place; a city that the wage survey does not name is left to the services."""
    text = place.strip() if isinstance(place, str) else place
    if text is None or (isinstance(text, str) and text.casefold() in _NATION):
        return Located(None, NATION, (), None)
    if AREAS not in release.editions and isinstance(text, str):
        return Located(text, text, tuple(sorted(states_in(text))), None)
    try:
        area = places_in(release).one(text)
    except UnknownPlaceError:
        named = str(text)
        # An area of an earlier survey has the first city of one of ours.
        city = re.sub(r"^([^,/-]+)[/-][^,]*(, [A-Z]{2})\b.*", r"\1\2", named)
        if city != named and (ours := locate(city, release)).area is not None:
            return ours._replace(given=named)
        return Located(named, named, tuple(sorted(states_in(named))), None)
    given = text if isinstance(text, str) else area.name
    # A city with its state is what services know.
    is_city = re.fullmatch(r"[^,/-]+, [A-Z]{2}", given) is not None
    return Located(given, given if is_city else short_name(area), area.states, area)


def short_name(area: Place) -> str:
    """Return an area in words that services know: its first city with the state, or its state."""
    if area.kind == "metropolitan":
        city = re.split("[-/]", area.name)[0].split(",")[0]
        return f"{_AREA_CITIES.get(city, city)}, {area.states[0]}"
    if area.is_statewide:
        return area.name
    return next(name.title() for name, state in _states().items() if state == area.states[0])


def is_elsewhere(
    location: str | None, search: Search, area: Place | None, release: Release
) -> bool:
    """Return whether a listing is in another place than the one that is asked for.

    It is where it names other states or countries alone; and where it names cities of other
    metropolitan areas alone, unless a radius is asked for, within which they may lie.
    """
    if not location or not search.states:
        return False
    named = [(city, state) for city, state in _parts(location) if state]
    if not named:
        # What has no comma, or names the city, may be anywhere: Downtown Austin.
        *rest, country = location.casefold().split(",")
        city = search.location.split(",")[0].casefold()
        return bool(rest) and country.strip() not in _NATION and city not in location.casefold()
    here = [f"{city}, {state}" for city, state in named if state in search.states]
    if search.radius_miles is not None or area is None or area.kind != "metropolitan":
        return not here
    return all(_area_of(each, release) not in {None, area.code} for each in here)


@lru_cache(maxsize=1_000)
def _area_of(city: str, release: Release) -> str | None:
    """Return the code of the metropolitan area that names a city; None where none does."""
    try:
        found = places_in(release).one(city)
    except (AmbiguousPlaceError, InvalidInputError, UnknownPlaceError):
        return None
    return found.code if found.kind == "metropolitan" else None
