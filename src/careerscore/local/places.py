"""Places: the states, territories, metropolitan and nonmetropolitan areas of the wage survey."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, ClassVar, Final

from attrs import field, frozen

from careerscore._record import Record, frozen_map, frozen_tuple, limits
from careerscore._render.display import RichDisplay
from careerscore._text import short_repr
from careerscore.errors import (
    AmbiguousPlaceError,
    InvalidInputError,
    Problem,
    UnknownPlaceError,
    shorten,
)
from careerscore.local.prices import PARITIES, parities_of
from careerscore.model.provenance import Note, Provenance, Source
from careerscore.reference.editions import note_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from careerscore._render.blocks import Page
    from careerscore.reference.releases import Release

AREAS: Final = "oews-areas"
"""The dataset of pay by area."""

WITH_AREAS: Final = "a release with wages of areas, such as '2026.3'"
"""What is expected where a release has no such dataset."""

KINDS: Final = ("state", "district", "territory", "metropolitan", "nonmetropolitan")
"""Kinds of places; the district is the District of Columbia."""

LONGEST_QUERY: Final = 200
_MOST_SUGGESTED: Final = 8

# FIPS PUB 5-2, US National Institute of Standards and Technology, also ANSI INCITS 38.
_STATES: Final = (
    "AL01 AK02 AZ04 AR05 CA06 CO08 CT09 DE10 DC11 FL12 GA13 HI15 ID16 IL17 IN18 IA19 KS20 KY21 "
    "LA22 ME23 MD24 MA25 MI26 MN27 MS28 MO29 MT30 NE31 NV32 NH33 NJ34 NM35 NY36 NC37 ND38 OH39 "
    "OK40 OR41 PA42 RI44 SC45 SD46 TN47 TX48 UT49 VT50 VA51 WA53 WV54 WI55 WY56 GU66 PR72 VI78"
)
FIPS: Final = {each[:2]: each[2:] for each in _STATES.split()}
"""FIPS code of each state and territory of the survey, by its abbreviation."""

_ABBREVIATIONS: Final = {code: abbreviation for abbreviation, code in FIPS.items()}
_DISTRICT: Final = "11"
_FIRST_TERRITORY: Final = "60"

_SAME: Final = {"saint": "st", "fort": "ft", "mount": "mt"}
"""Words that names of places abbreviate or not."""

_ALSO: Final = {
    "new york city": "New York, NY",
    "new york city ny": "New York, NY",
    "nyc": "New York, NY",
    "us virgin islands": "VI",
    "usvi": "VI",
}
"""Names in wide use that the survey does not have, with one that it finds."""

_NATION: Final = frozenset(("united states", "united states of america", "us", "usa"))

_COMMON: Final = frozenset(
    {"area", "nonmetropolitan", "metropolitan", "metro", "county", "city", "region", "the", "of"}
)
"""Words by which no place is recognized."""


@frozen(kw_only=True, repr=False)
class Place(RichDisplay, Record):
    """A state, territory, metropolitan or nonmetropolitan area of the wage survey.

    Parameters
    ----------
    code : str
        Area code of the wage survey, seven digits: two of the state and five zeros; two zeros and
        the code of a metropolitan area (CBSA); two of the state and the number of a
        nonmetropolitan area.
    name : str
        Name as the survey has it.
    kind : str
        ``"state"``, ``"district"`` (of Columbia), ``"territory"``, ``"metropolitan"`` or
        ``"nonmetropolitan"``.
    states : tuple of str
        Postal abbreviations of the states that it lies in, as its name has them.
    price_parity : float, optional
        Regional price parity of all items [United States = 100]; None where the Bureau of
        Economic Analysis publishes none, with the reason in `notes`.
    source, price_source : Source, optional
        The editions of its name and of its price parity.
    notes : Mapping of str to Note
        Keyed by field.

    Examples
    --------
    >>> import careerscore as cs
    >>> (place,) = cs.places("San Francisco")
    >>> place.code, place.name, place.states, place.price_parity
    ('0041860', 'San Francisco-Oakland-Fremont, CA', ('CA',), 118.23)
    """

    _repr_fields: ClassVar = ("code", "name", "kind", "states", "price_parity")

    code: str = field(metadata=limits(pattern=r"^[0-9]{7}$", expected="seven digits"))
    name: str
    kind: str = field(metadata=limits(enum=KINDS))
    states: tuple[str, ...] = field(converter=frozen_tuple)
    price_parity: float | None = field(default=None, metadata=limits(minimum=0))
    source: Source | None = None
    price_source: Source | None = None
    notes: Mapping[str, Note] = field(factory=dict, converter=frozen_map)

    def _page(self) -> Page:
        from careerscore.local.pages import place_page

        return place_page(self)

    def __repr__(self) -> str:
        return short_repr(f"<Place {self.code} {self.name}, {self.kind}>")

    @property
    def is_statewide(self) -> bool:
        """Whether it is a whole state, the District of Columbia or a whole territory."""
        return self.code.endswith("00000")


class PlaceIndex:
    """The places of a release, found by code and by name."""

    def __init__(self, release: Release) -> None:
        self._release = release.name
        edition = release.edition(AREAS)
        parities, names = parities_of(release)
        prices = release.edition(PARITIES).source if PARITIES in release.editions else None
        columns = ("area_code", "kind", "state_code", "name")
        self.by_code: Mapping[str, Place] = {
            code: _place(code, kind, state, name, parities.get(code), edition.source, prices)
            for code, kind, state, name in edition.table("areas").select(*columns)
        }
        self._former = {code: name for code, name in names.items() if code not in self.by_code}
        self._named: Mapping[str, str] = {
            " ".join(_words(place.name)): code for code, place in self.by_code.items()
        }
        heads = {code: _head(place.name) for code, place in self.by_code.items()}
        self._parts = [(part, code) for code, head in heads.items() for part in head]
        self._spelled: dict[str, list[str]] = {}
        for part, code in self._parts:
            self._spelled.setdefault(" ".join(part), []).append(code)
        self._areas = [
            (self.by_code[code], head, tuple(chain.from_iterable(head)))
            for code, head in heads.items()
            if not self.by_code[code].is_statewide
        ]

    def find(self, text: object) -> tuple[Place, ...]:
        """Return the places that a text may mean, best first; it is an error if there is none."""
        return tuple(place for _, place in self._ranked(text))

    def one(self, asked: object) -> Place:
        """Return the one place that is meant."""
        ranked = self._ranked(asked.code if isinstance(asked, Place) else asked)
        best = [place for rank, place in ranked if rank == ranked[0][0]]
        if len(best) > 1:
            raise AmbiguousPlaceError(shorten(asked), self._release, _named(best))
        return best[0]

    def _ranked(self, text: object) -> list[tuple[int, Place]]:
        tidy = text.strip() if isinstance(text, str) and len(text) <= LONGEST_QUERY else ""
        if not tidy:
            expected = (
                f"a name, abbreviation or code of a place of at most {LONGEST_QUERY} characters"
            )
            raise InvalidInputError("places", (Problem("place", shorten(text), expected),))
        if re.fullmatch(r"[0-9]{1,7}", tidy):
            return [(0, self._of_digits(tidy))]
        tidy = _ALSO.get(" ".join(_words(tidy)), tidy)
        words = _words(tidy)
        kept = re.sub("^state of | state$", "", " ".join(words))
        if kept != " ".join(words) and self._named.get(kept, "").endswith("00000"):
            return [(0, self.by_code[self._named[kept]])]
        if state := FIPS.get("".join(words).upper()):
            return [(0, self.by_code[f"{state}00000"])]
        named = self._named.get(" ".join(words))
        ranked = [] if named is None else [(0, self.by_code[named])]
        if named is None or self.by_code[named].is_statewide:
            ranked += self._in_names(tidy, words)
        if not ranked:
            reason = "the nation is set beside every place" * (" ".join(words) in _NATION)
            near = () if reason else _named(self._nearest(words))
            raise UnknownPlaceError(shorten(text), self._release, near, reason)
        return ranked

    def _of_digits(self, digits: str) -> Place:
        forms = {1: f"0{digits}00000", 2: f"{digits}00000", 5: f"00{digits}"}
        code = forms.get(len(digits), digits)
        if code in self.by_code:
            return self.by_code[code]
        if code in self._former:
            reason = f"the code of {self._former[code]} before areas were drawn anew"
            raise UnknownPlaceError(
                digits, self._release, _named(self._nearest(_words(self._former[code]))), reason
            )
        reason = "no area of the survey has this code"
        if len(digits) < 3:
            reason = "no state or territory of the survey has this FIPS code"
        elif len(digits) == 5:
            reason = (
                "no metropolitan area of the survey has this code (CBSA); counties and postal "
                "codes are no places of the survey"
            )
        raise UnknownPlaceError(digits, self._release, (), reason)

    def _in_names(self, text: str, words: tuple[str, ...]) -> list[tuple[int, Place]]:
        """Return the areas whose names have the words in a row, in the states that are named."""
        sought, states = words, self._states_of(text.rpartition(",")[2])
        if "," in text and states:
            sought = _words(text.rpartition(",")[0])
        found = self._with_words(sought, states if sought is not words else ())
        if not found and len(words) > 1 and (states := self._states_of(words[-1])):
            found = self._with_words(words[:-1], states)
        return sorted(found, key=lambda each: (each[0], each[1].code))

    def _states_of(self, text: str) -> tuple[str, ...]:
        """Return the abbreviations that a text consists of, or that of the state it names."""
        named = self._named.get(" ".join(_words(text)), "")
        if named.endswith("00000"):
            return self.by_code[named].states
        parts = [part.strip().replace(".", "").upper() for part in text.split("-")]
        return tuple(parts) if all(part in FIPS for part in parts) else ()

    def _with_words(
        self, sought: tuple[str, ...], states: tuple[str, ...]
    ) -> list[tuple[int, Place]]:
        found: list[tuple[int, Place]] = []
        if set(sought) <= _COMMON:
            return found
        for place, parts, whole in self._areas:
            if not set(states) <= set(place.states):
                continue
            if sought in {whole, parts[0]}:
                found.append((1, place))
            elif sought in parts:
                found.append((2, place))
            elif any(sought == whole[at : at + len(sought)] for at in range(len(whole))):
                found.append((3, place))
        return found

    def _nearest(self, words: tuple[str, ...]) -> list[Place]:
        """Return places with all the words; else those spelled like them or with one of them."""
        from rapidfuzz import fuzz, process

        telling = set(words) - _COMMON
        codes = [code for part, code in self._parts if telling and telling <= set(part)]
        if not codes:
            alike = process.extract(
                " ".join(words), self._spelled.keys(), scorer=fuzz.ratio, score_cutoff=60, limit=3
            )
            codes = [code for name, _, _ in alike for code in self._spelled[name]]
            codes += [code for part, code in self._parts if not telling.isdisjoint(part)]
        if not codes:
            begun = tuple(word for word in telling if len(word) > 2)
            codes = [code for part, code in self._parts if any(w.startswith(begun) for w in part)]
        return [self.by_code[code] for code in list(dict.fromkeys(codes))[:_MOST_SUGGESTED]]


@lru_cache(maxsize=8)
def places_in(release: Release) -> PlaceIndex:
    """Return the places of a release."""
    if AREAS not in release.editions:
        raise InvalidInputError("places", (Problem("data", shorten(release.name), WITH_AREAS),))
    return PlaceIndex(release)


def _place(
    code: str,
    kind: str,
    state: str,
    name: str,
    parity: float | None,
    source: Source,
    prices: Source | None,
) -> Place:
    ends = name.rpartition(",")[2] if kind == "metropolitan" else ""
    if kind == "state" and state == _DISTRICT:
        kind = "district"
    elif kind == "state" and state >= _FIRST_TERRITORY:
        kind = "territory"
    notes = {} if parity is not None else {"price_parity": _no_parity(kind, state, prices)}
    return Place(
        code=code,
        name=name,
        kind=kind,
        states=tuple(re.findall("[A-Z]{2}", ends)) or (_ABBREVIATIONS[state],),
        price_parity=parity,
        source=source,
        price_source=prices,
        notes=notes,
    )


def _no_parity(kind: str, state: str, prices: Source | None) -> Note:
    if prices is None:
        reason = "the release has no price parities"
    elif state >= _FIRST_TERRITORY:
        reason = "the Bureau of Economic Analysis publishes no price parities of the territories"
    elif kind == "nonmetropolitan":
        reason = (
            "the Bureau of Economic Analysis publishes price parities of states and metropolitan "
            "areas, not of single nonmetropolitan areas"
        )
    else:
        reason = (
            f"the price parities of {prices.edition} have no area of this code, which is new or "
            "has been renumbered"
        )
    return note_of(Provenance.MISSING, reason)


def _words(text: str) -> tuple[str, ...]:
    """Return the words of a name: lower case, without accents, points and apostrophes."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    kept = "".join(each for each in plain if each not in ".'’" and not unicodedata.combining(each))
    words: list[str] = re.findall(r"\w+", kept)
    return tuple(_SAME.get(word, word) for word in words)


def _head(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the words of each city or part that a name is put together from."""
    return tuple(_words(part) for part in re.split("[-/]+", name.rpartition(",")[0] or name))


def _named(places: Iterable[Place]) -> tuple[tuple[str, str], ...]:
    return tuple((place.code, place.name) for place in places)
