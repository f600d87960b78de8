"""The report of a join: how many rows and codes matched, and how."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from attrs import field, frozen

from careerscore._record import Checks, Record, frozen_map, frozen_tuple, limits
from careerscore._text import short_repr
from careerscore.reference.matching import SYSTEMS, CodeMatch, MatchKind

MOST_LISTED: Final = 10


@frozen(kw_only=True, repr=False)
class MatchReport(Record):
    """How many rows and codes of a table matched, and which did not.

    Parameters
    ----------
    on : str
        Column of the codes.
    system : str, optional
        Classification they were taken for; None where the form of each decided.
    data_release : str
        The release they were looked up in.
    matches : tuple of CodeMatch
        One for each different code, in the order of the codes.
    rows_of : Mapping of str to int
        Number of rows with each code, in the table as it was given.
    rows_without_code : int
        Number of rows whose code is missing; they count as unmatched.

    Examples
    --------
    >>> import polars as pl
    >>> from careerscore.frames.join import join_reference
    >>> frame = pl.DataFrame({"soc": ["29-2072", "13-1020", "29-2072", "292072", None]})
    >>> report = join_reference(frame, on="soc", data="2026.1").report
    >>> report
    <MatchReport of soc, data release 2026.1: 2 matched, 1 one-to-many, 2 unmatched of 5 rows>
    >>> report.codes["unmatched"], report.rows["unmatched"]
    (('292072',), 2)
    """

    on: str
    system: str | None
    data_release: str
    matches: tuple[CodeMatch, ...] = field(converter=frozen_tuple)
    rows_of: Mapping[str, int] = field(converter=frozen_map)
    rows_without_code: int = field(default=0, metadata=limits(minimum=0, maximum=2**63))

    def _check(self, checks: Checks) -> None:
        codes = [match.code for match in self.matches]
        expected = f"a number of rows for each of {codes}"
        checks.expect("rows_of", self.rows_of, expected, holds=set(codes) == set(self.rows_of))

    @property
    def rows(self) -> Mapping[str, int]:
        """Number of rows by how they matched, all four kinds."""
        found = dict.fromkeys((kind.value for kind in MatchKind), 0)
        for match in self.matches:
            found[match.kind.value] += self.rows_of[match.code]
        found[MatchKind.UNMATCHED.value] += self.rows_without_code
        return found

    @property
    def codes(self) -> Mapping[str, tuple[str, ...]]:
        """The different codes by how they matched, all four kinds."""
        return {
            kind.value: tuple(match.code for match in self.matches if match.kind is kind)
            for kind in MatchKind
        }

    @property
    def earlier_codes(self) -> tuple[str, ...]:
        """The unmatched codes that the earlier classification has: perhaps the table is of it."""
        return self._known_earlier(is_matched=False)

    @property
    def redefined_codes(self) -> tuple[str, ...]:
        """The codes that matched, but mean something else in the earlier classification."""
        return self._known_earlier(is_matched=True)

    def _known_earlier(self, *, is_matched: bool) -> tuple[str, ...]:
        known = (match for match in self.matches if match.earlier)
        return tuple(m.code for m in known if is_matched != (m.kind is MatchKind.UNMATCHED))

    def match(self, code: str) -> CodeMatch:
        """Return what became of a code.

        Raises
        ------
        KeyError
            If the table has no such code.
        """
        return {match.code: match for match in self.matches}[code]

    def __repr__(self) -> str:
        counts = [f"{count:,} {kind}" for kind, count in self.rows.items() if count]
        rows = f"{', '.join(counts)} of {sum(self.rows.values()):,} rows"
        return short_repr(f"<MatchReport of {self.on}, data release {self.data_release}: {rows}>")

    def __str__(self) -> str:
        system = "by their form" if self.system is None else SYSTEMS[self.system]
        lines = [f"Codes of {self.on} ({system}) in data release {self.data_release}"]
        rows = self.rows
        for kind in MatchKind:
            matches = [match for match in self.matches if match.kind is kind]
            counts = f"{_counted(rows[kind.value], 'row')}, {_counted(len(matches), 'code')}"
            if kind is MatchKind.UNMATCHED and self.rows_without_code:
                counts += f", {_counted(self.rows_without_code, 'row')} without a code"
            lines.append(f"  {kind.value}: {counts}")
            listed = [] if kind is MatchKind.MATCHED else matches
            for match in listed[:MOST_LISTED]:
                leads_to = f" -> {', '.join(match.candidates)}" if match.candidates else ""
                lines.append(f"    {match.code!r}{leads_to} ({match.reason})")
            if len(listed) > MOST_LISTED:
                lines.append(f"    and {len(listed) - MOST_LISTED:,} more")
        if self.earlier_codes:
            earlier = f"{_counted(len(self.earlier_codes), 'code')} of the earlier classification"
            lines.append(f"  {earlier} alone: if the table is of it, say so by system=")
            if self.redefined_codes:
                other = f"{_counted(len(self.redefined_codes), 'code')} that matched"
                codes = ", ".join(self.redefined_codes[:MOST_LISTED])
                lines.append(f"  then {other} would mean something else: {codes}")
        return "\n".join(lines)


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
