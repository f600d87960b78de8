"""The plan of a join: its arguments, checked, and the matches of the codes or titles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve, frozen

from careerscore.errors import close_matches
from careerscore.frames.attachments import Attachments
from careerscore.frames.keys import NO_KEY, Keys, Pair, with_place
from careerscore.frames.match_report import MatchReport
from careerscore.frames.places import FoundPlaces, LocalAttachments, PlacedRows, expect_areas
from careerscore.local.cells import LOCAL_COLUMNS
from careerscore.matching.codes import crosswalks_of
from careerscore.matching.matches import Match, MatchKind
from careerscore.matching.systems import SYSTEMS
from careerscore.matching.title_lists import LISTS
from careerscore.reference.binding import bound_to
from careerscore.reference.loading import release_of
from careerscore.reference.releases import Release
from careerscore.scoring.catalog import methodology_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from careerscore._record import Checks
    from careerscore.frames.keys import Counted

LOCAL_NAMES: Final = tuple(LOCAL_COLUMNS)
"""The columns of local pay that are attached unless others are named."""


def checked_release(checks: Checks, data: Any) -> Release:
    """Return a release; expect a name, a release or None."""
    holds = data is None or isinstance(data, str | Release)
    checks.expect("data", data, "the name of a release, a Release or None", holds=holds)
    return release_of(data if holds else None)


@frozen(slots=False)
class Matched:
    """What each different pair of keys leads to, None for a row that has none, and the report.

    `local` and `places` are there for a table whose rows have places.
    """

    matches: Mapping[Pair, Match | None]
    attachments: Attachments
    report: MatchReport
    local: LocalAttachments | None
    places: FoundPlaces

    def table(self, backend: str | None) -> tuple[Any, Mapping[Pair, range]]:
        """Return the rows to attach, and which ones are those of each pair.

        Without a backend, they are plain values, for which no engine is needed.
        """
        matches, made = self.matches.values(), self.attachments
        table, ranges = made.cells(matches) if backend is None else made.table(matches, backend)
        return table, dict(zip(self.matches, ranges, strict=True))

    @cached_property
    def placed(self) -> PlacedRows | None:
        """Local pay for these rows, for a table whose rows have places."""
        if self.local is None:
            return None
        used = self.attachments.rows(self.matches.values())[1]
        return PlacedRows(self.local, self.places, used)


@frozen
class JoinPlan:
    """What is joined by which columns; `by` is "code", "title", or None where the texts decide."""

    keys: Keys
    by: str | None
    min_confidence: float | None
    attachments: Attachments
    place: str | None = None
    local: LocalAttachments | None = None

    @property
    def read_keys(self) -> Keys:
        """The columns to read: those of the keys and, if there is one, that of the places."""
        return self.keys if self.place is None else with_place(self.keys, self.place)

    @property
    def names(self) -> list[str]:
        """The names of the new columns, in order."""
        local = () if self.local is None else self.local.columns.values()
        return [*self.attachments.names, *(column.name for column in local)]

    @classmethod
    def checked(
        cls,
        checks: Checks,
        keys: Keys,
        *,
        by: Any,
        system: Any,
        data: Any,
        columns: Any,
        methodology: Any,
        many: Any,
        min_confidence: Any,
        prefix: Any,
        place: Any,
        place_fallback: Any,
        local_columns: Any,
    ) -> JoinPlan:
        """Return the plan of arguments, for a table with these keys."""
        holds = by in (None, "code", "title") and not (by == "code" and min_confidence is not None)
        checks.expect("by", by, "'title', 'code' without min_confidence, or None", holds=holds)
        # Codes have no confidence.
        by = "title" if by is None and min_confidence is not None else by
        holds = system is None or by != "title"
        checks.expect("system", system, "None, as titles have no classification", holds=holds)
        release = checked_release(checks, data)
        known = {column.name: column for column in release.columns}
        wanted = columns if isinstance(columns, list | tuple) else ()
        checks.expect("columns", columns, "a list of names", holds=wanted is columns)
        for name in wanted:
            if not (isinstance(name, str) and name in known):
                near = " or ".join(close_matches(name, tuple(known)))
                near = near or "title, category and so on"
                expected = f"a column of the reference table: {near}"
                checks.expect("columns", name, expected, holds=False)
        method = None if methodology is None else bound_to(release, methodology_of(methodology))
        holds = method is None or hasattr(method, "inputs_of")
        checks.expect("methodology", method, "a methodology that has inputs_of", holds=holds)
        expands = many == "expand"
        checks.expect("many", many, "'leave' or 'expand'", holds=many in ("leave", "expand"))
        checks.value("min_confidence", min_confidence, float | None, minimum=0, maximum=1)
        checks.value("prefix", prefix, str)
        chosen = {f"{prefix}{name}": known[name] for name in map(str, wanted) if name in known}
        has_confidence = by != "code" and system is None
        attachments = Attachments(
            release, chosen, method, str(prefix), expands=expands, by_title=has_confidence
        )
        wanted = local_columns if isinstance(local_columns, list | tuple) else ()
        checks.expect(
            "local_columns", local_columns, "a list of names", holds=wanted is local_columns
        )
        for name in wanted:
            near = " or ".join(close_matches(str(name), LOCAL_NAMES)) or ", ".join(LOCAL_NAMES)
            checks.expect("local_columns", name, near, holds=name in LOCAL_NAMES)
        expected = "'state' or None" if place is not None else "None, without place"
        holds = place_fallback is None or (place is not None and place_fallback == "state")
        checks.expect("place_fallback", place_fallback, expected, holds=holds)
        local = None
        if place is not None:
            expect_areas(checks, release)
            names = [name for name in wanted if name in LOCAL_NAMES]
            local = LocalAttachments(release, names, place_fallback, str(prefix))
        return cls(keys, by, min_confidence, attachments, place, local)

    def match(
        self,
        counted: Counted,
        progress: Callable[[int, int], None] | None = None,
    ) -> Matched:
        """Match pairs of keys, each with a number of rows."""
        release, on = self.attachments.release, self.keys.columns[0]
        rows_of: Counter[Pair] = Counter(counted.jobs)
        rows_missing = rows_of.pop(NO_KEY, 0)
        places = FoundPlaces(release, counted.places)
        by_title = self.by == "title"
        has_column = len(self.keys.columns) > 1
        if self.by is None:
            by_title = self.keys.hold_titles(text for text, _ in rows_of)
        matches: dict[Pair, Match] = {}
        for pair in sorted(rows_of, key=lambda pair: (pair[0], pair[1] or "")):
            matches[pair] = self._match(*pair, by_title=by_title)
            if progress is not None:
                progress(len(matches), len(rows_of))
        found = [*matches.values()]
        codes = {code for one in found if len(one.candidates) > 1 for code in one.candidates}
        report = MatchReport(
            on=on,
            by="title" if by_title else "code",
            system=self.keys.system,
            data_release=release.name,
            matches=tuple(found),
            rows_of=tuple(map(rows_of.__getitem__, matches)),
            rows_missing=rows_missing,
            crosswalks=LISTS
            if by_title
            else tuple(
                dict.fromkeys(
                    edition
                    for name in SYSTEMS
                    if name in {*(one.system for one in found), *(named for _, named in matches)}
                    for edition in crosswalks_of(name, release.editions)
                )
            ),
            titles={code: release[code].title for code in sorted(codes)},
            unweighted=tuple(
                code
                for code in sorted(codes)
                if self.attachments.expands and release[code].wages.employment is None
            ),
            fits={} if by_title or has_column else release.systems_of(text for text, _ in matches),
            place=self.place,
            places=places.matches,
            rows_without_place=places.rows_missing,
        )
        attachments = evolve(self.attachments, by_title=by_title)
        return Matched({NO_KEY: None, **matches}, attachments, report, self.local, places)

    def _match(self, text: str, system: str | None, *, by_title: bool) -> Match:
        """Match a code or a title; groups are opened on request."""
        release, least = self.attachments.release, self.min_confidence
        if by_title:
            options = {} if least is None else {"min_confidence": least}
            return release.match_title(text, **options)
        found = release.match_code(text, system=system)
        if not (self.attachments.expands and found.members):
            return found
        kind = MatchKind.ONE_TO_MANY if len(found.members) > 1 else MatchKind.MATCHED
        return evolve(found, kind=kind, candidates=found.members)
