"""Local pay for the rows of a table: what their places are, and what is attached to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from attrs import field, frozen

from careerscore._record import Record, frozen_tuple, limits
from careerscore.errors import AmbiguousPlaceError, InvalidInputError, UnknownPlaceError
from careerscore.frames.keys import Keys, text_of_value
from careerscore.local.cells import LOCAL_COLUMNS, LocalCells, code_in_areas
from careerscore.local.places import AREAS, WITH_AREAS, places_in
from careerscore.reference.columns import CATEGORY, TEXT, PlainColumn
from careerscore.reference.releases import Release

if TYPE_CHECKING:
    from collections.abc import Mapping

    from careerscore._record import Checks
    from careerscore.frames.keys import Pair
    from careerscore.local.places import Place
    from careerscore.model.occupation import Occupation

PLACE_KINDS: Final = ("matched", "ambiguous", "unmatched")

Placed: TypeAlias = "tuple[Pair, str]"
"""The code or title of a row, and its place, empty where it has none."""


@frozen(kw_only=True)
class PlaceMatch(Record):
    """What a text stands for as a place.

    Parameters
    ----------
    text : str
        The text, as the table has it.
    rows : int
        Number of rows with it.
    kind : str
        ``"matched"``, ``"ambiguous"`` or ``"unmatched"``.
    code, name : str, optional
        The place that matched.
    reason : str
        Why none matched; empty where one did, or nothing more is known.
    nearest : tuple of str
        Code and name of the places that may be meant, best first.

    Examples
    --------
    >>> import careerscore as cs
    >>> import pandas as pd
    >>> table = pd.DataFrame({"soc": ["29-2072"], "where": ["Portland"]})
    >>> joined = cs.frames.join_reference(table, on="soc", place="where", data="2026.3")
    >>> joined.report.places[0].nearest
    ('0038860 Portland-South Portland, ME', '0038900 Portland-Vancouver-Hillsboro, OR-WA')
    """

    text: str
    rows: int = field(metadata=limits(minimum=0))
    kind: str = field(metadata=limits(enum=PLACE_KINDS))
    code: str | None = None
    name: str | None = None
    reason: str = field(default="", metadata=limits(empty=True))
    nearest: tuple[str, ...] = field(default=(), converter=frozen_tuple)


@frozen
class PlacedKeys(Keys):
    """The columns of a row's occupation, and last that of its place."""

    job: Keys

    def pairs_of(self, values: Sequence[Sequence[Any]]) -> list[Any]:
        """Return what each of several values of the columns stands for."""
        own, where = [tuple(row[:-1]) for row in values], [row[-1] for row in values]
        # Of many pairs, there are few occupations and few places.
        different = [*dict.fromkeys(own)]
        jobs = dict(zip(different, self.job.pairs_of(different), strict=True))
        texts = {
            each: text_of_value(each, self.columns[-1], self.subject).strip() for each in set(where)
        }
        return list(zip(map(jobs.__getitem__, own), map(texts.__getitem__, where), strict=True))


def with_place(keys: Keys, place: str) -> PlacedKeys:
    """Return the keys of a table whose rows have a place, too."""
    return PlacedKeys((*keys.columns, place), keys.system, keys.subject, keys)


def expect_areas(checks: Checks, release: Release) -> None:
    """Expect a release that has wages of areas."""
    checks.expect("data", release.name, WITH_AREAS, holds=AREAS in release.editions)


def shared_by(release: Release, occupations: Sequence[Occupation]) -> Occupation | None:
    """Return one of some occupations whose figures, here and in the nation, are those of all."""
    if len(occupations) == 1:
        return occupations[0]
    published = {(code_in_areas(release, each), each.wages.published_code) for each in occupations}
    is_known = len(published) == 1 and None not in next(iter(published))
    return occupations[0] if is_known else None


class FoundPlaces:
    """The places that texts of a table stand for."""

    def __init__(self, release: Release, rows_of: Counter[str]) -> None:
        self._index = places_in(release)
        self.rows_missing: int = rows_of[""]
        self.by_text: dict[str, Place | None] = {"": None}
        texts = sorted(filter(None, rows_of))
        self.matches: tuple[PlaceMatch, ...] = tuple(
            self._match(each, rows_of[each]) for each in texts
        )
        self.kinds: dict[str, str] = {each.text: each.kind for each in self.matches} | {
            "": "unmatched"
        }
        self.reasons: dict[str, str] = {
            text: f"{self.kinds[text]} place" if text else "no place"
            for text, place in self.by_text.items()
            if place is None
        }

    def _match(self, text: str, rows: int) -> PlaceMatch:
        self.by_text[text] = None
        kind, reason, nearest = "unmatched", "", tuple[tuple[str, str], ...]()
        try:
            place = self._index.one(text)
        except AmbiguousPlaceError as error:
            kind, nearest = "ambiguous", error.suggestions
        except UnknownPlaceError as error:
            reason, nearest = error.reason, error.suggestions
        except InvalidInputError as error:
            reason = f"not {error.problems[0].expected}"
        else:
            self.by_text[text] = place
            return PlaceMatch(
                text=text, rows=rows, kind="matched", code=place.code, name=place.name
            )
        named = tuple(f"{code} {name}" for code, name in nearest)
        return PlaceMatch(text=text, rows=rows, kind=kind, reason=reason, nearest=named)


@frozen
class LocalAttachments:
    """The new columns of local pay: which ones, of what release, and the fallback."""

    release: Release
    names: Sequence[str]
    fallback: str | None
    prefix: str

    @property
    def columns(self) -> list[PlainColumn]:
        """The new columns, in order."""
        made = [
            PlainColumn("place_match", CATEGORY, PLACE_KINDS),
            PlainColumn("place_code", TEXT),
            PlainColumn("place_name", TEXT),
            *(PlainColumn(name, LOCAL_COLUMNS[name]) for name in self.names),
        ]
        return [each._replace(name=f"{self.prefix}{each.name}") for each in made]


class PlacedRows:
    """The different keys of a table whose rows have places, and what is attached to them."""

    def __init__(self, local: LocalAttachments, counts: Sequence[tuple[Placed, int]]) -> None:
        self.local = local
        rows_of: Counter[str] = Counter()
        self._texts_of: dict[Pair, dict[str, None]] = {}
        for (job, text), count in counts:
            rows_of[text] += count
            self._texts_of.setdefault(job, {})[text] = None
        self.places: FoundPlaces = FoundPlaces(local.release, rows_of)

    def rows(
        self, ranges: Mapping[Pair, range], used: Sequence[tuple[str, ...]]
    ) -> tuple[list[int], list[tuple[Any, ...]], dict[Placed, range]]:
        """Return rows of occupations, their local cells, and which ones are those of each key.

        `ranges` are the rows of each code or title, `used` the occupations of each row.
        """
        by_text = self.places.by_text
        local = LocalCells(self.local.release, self.local.names, self.local.fallback)
        nowhere = {
            text: (self.places.kinds[text], None, None, *local.without(None, reason))
            for text, reason in self.places.reasons.items()
        }
        positions: list[int] = []
        cells: list[tuple[Any, ...]] = []
        ranges_of: dict[Placed, range] = {}
        # The estimates of a group of occupations are cached for the next one.
        for job in sorted(self._texts_of, key=lambda job: [used[at] for at in ranges[job]]):
            texts, those = self._texts_of[job], ranges[job]
            places = {each.code: each for text in texts if (each := by_text[text]) is not None}
            found = [self._found(local, used[at], places) for at in those]
            for text in texts:
                place, start = by_text[text], len(cells)
                positions += those
                if place is None:
                    cells += [nowhere[text]] * len(those)
                else:
                    cells += [each[place.code] for each in found]
                ranges_of[job, text] = range(start, len(cells))
        return positions, cells, ranges_of

    def _found(
        self, local: LocalCells, codes: tuple[str, ...], places: Mapping[str, Place]
    ) -> dict[str, tuple[Any, ...]]:
        """Return the cells of some occupations together, by the code of each place."""
        one = shared_by(self.local.release, [self.local.release[code] for code in codes])
        if one is not None:
            return local.of(one, places.values())
        reason = "several occupations" if codes else "no occupation"
        return {
            code: ("matched", code, place.name, *local.without(place, reason))
            for code, place in places.items()
        }
