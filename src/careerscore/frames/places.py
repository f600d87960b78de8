"""Local pay for the rows of a table: what their places are, and what is attached to them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from attrs import field, frozen

from careerscore._record import Record, frozen_tuple, limits
from careerscore.errors import AmbiguousPlaceError, InvalidInputError, UnknownPlaceError
from careerscore.frames.keys import Keys, text_of_value
from careerscore.local.cells import LOCAL_COLUMNS, LocalCells
from careerscore.local.places import places_in
from careerscore.reference.columns import CATEGORY, TEXT, PlainColumn

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from careerscore.frames.keys import Pair
    from careerscore.local.places import Place
    from careerscore.model.occupation import Occupation
    from careerscore.reference.releases import Release

KINDS: Final = ("matched", "ambiguous", "unmatched")


class Placed(NamedTuple):
    """The code or title of a row, and its place, empty where it has none."""

    job: Pair
    place: str


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
    kind: str = field(metadata=limits(enum=KINDS))
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
        jobs = self.job.pairs_of([row[:-1] for row in values])
        places = (text_of_value(row[-1], self.columns[-1], self.subject).strip() for row in values)
        return list(map(Placed, jobs, places))


def with_place(keys: Keys, place: str) -> PlacedKeys:
    """Return the keys of a table whose rows have a place, too."""
    return PlacedKeys((*keys.columns, place), keys.system, keys.subject, keys)


def shared_by(cells: LocalCells, occupations: Sequence[Occupation]) -> Occupation | None:
    """Return one of several occupations if all of them are published together, here and there."""
    if len({(cells.code_of(each), each.wages.published_code) for each in occupations}) != 1:
        return None
    is_one = len(occupations) == 1 or cells.code_of(occupations[0]) is not None
    return occupations[0] if is_one else None


class FoundPlaces:
    """The places that texts of a table stand for."""

    def __init__(self, release: Release, rows_of: Counter[str]) -> None:
        self._index = places_in(release)
        self.rows_missing = rows_of[""]
        self.by_text: dict[str, Place | None] = {"": None}
        self.matches: list[PlaceMatch] = []
        for text in sorted(filter(None, rows_of)):
            self.matches.append(self._match(text, rows_of[text]))
        self.reasons = {each.text: f"{each.kind} place" for each in self.matches} | {"": "no place"}
        self.kinds = {each.text: each.kind for each in self.matches} | {"": "unmatched"}

    def _match(self, text: str, rows: int) -> PlaceMatch:
        self.by_text[text] = None
        kind, reason, nearest = "unmatched", "", ()
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


class LocalAttachments:
    """The new columns of local pay, and how they are made."""

    def __init__(self, release: Release, names: Sequence[str], fallback: str | None, prefix: str):
        self.release, self._names, self._fallback = release, names, fallback
        made = [
            PlainColumn("place_match", CATEGORY, KINDS),
            PlainColumn("place_code", TEXT),
            PlainColumn("place_name", TEXT),
            *(PlainColumn(name, LOCAL_COLUMNS[name]) for name in names),
        ]
        self.columns = [each._replace(name=f"{prefix}{each.name}") for each in made]

    def rows(
        self,
        keys: Iterable[Placed],
        ranges: Mapping[Pair, range],
        used: Sequence[tuple[str, ...]],
        places: FoundPlaces,
    ) -> tuple[list[int], list[tuple[Any, ...]], dict[Placed, range]]:
        """Return, for each key, the rows of its occupation, its cells, and which ones they are."""
        keys = [*dict.fromkeys(keys)]
        wanted: dict[tuple[str, ...], dict[str, Place]] = {}
        for job, text in keys:
            if (place := places.by_text[text]) is not None:
                for at in ranges[job]:
                    wanted.setdefault(used[at], {})[place.code] = place
        local = LocalCells(self.release, self._names, self._fallback)
        found = {codes: self._found(local, codes, wanted[codes]) for codes in sorted(wanted)}
        nowhere = {
            text: (kind, None, None, *local.without(None, places.reasons[text]))
            for text, kind in places.kinds.items()
            if places.by_text[text] is None
        }
        positions: list[int] = []
        made: list[tuple[Any, ...]] = []
        ranges_of: dict[Placed, range] = {}
        for key in keys:
            place, those = places.by_text[key.place], ranges[key.job]
            for at in those:
                positions.append(at)
                made.append(nowhere[key.place] if place is None else found[used[at]][place.code])
            ranges_of[key] = range(len(made) - len(those), len(made))
        return positions, made, ranges_of

    def _found(
        self, local: LocalCells, codes: tuple[str, ...], places: Mapping[str, Place]
    ) -> dict[str, tuple[Any, ...]]:
        """Return the cells of some occupations together, by the code of each place."""
        occupations = [self.release[code] for code in codes]
        one = shared_by(local, occupations)
        if one is None:
            reason = "several occupations" if codes else "no occupation"
            cells = {code: (each, local.without(each, reason)) for code, each in places.items()}
        else:
            cells = local.of(one, places.values())
        return {
            code: ("matched", where.code, where.name, *each)
            for code, (where, each) in cells.items()
        }


def place_counts(counts: Iterable[tuple[Placed, int]]) -> Counter[str]:
    """Return the number of rows with each text for a place."""
    rows_of: Counter[str] = Counter()
    for key, count in counts:
        rows_of[key.place] += count
    return rows_of
