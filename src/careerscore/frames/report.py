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
        return tuple(
            match.code
            for match in self.matches
            if match.kind is MatchKind.UNMATCHED and match.earlier
        )

    @property
    def redefined_codes(self) -> tuple[str, ...]:
        """The codes that matched, but mean something else in the earlier classification."""
        return tuple(
            match.code
            for match in self.matches
            if match.kind is not MatchKind.UNMATCHED and match.earlier
        )

    def match(self, code: str) -> CodeMatch:
        """Return what became of a code.

        Raises
        ------
        KeyError
            If the table has no such code.
        """
        for match in self.matches:
            if match.code == code:
                return match
        raise KeyError(code)

    def __repr__(self) -> str:
        counts = [f"{count:,} {kind}" for kind, count in self.rows.items() if count]
        rows = f"{', '.join(counts)} of {sum(self.rows.values()):,} rows"
        return short_repr(f"<MatchReport of {self.on}, data release {self.data_release}: {rows}>")

    def __str__(self) -> str:
        system = "by their form" if self.system is None else SYSTEMS[self.system]
        lines = [f"Codes of {self.on} ({system}) in data release {self.data_release}"]
        for kind in MatchKind:
            lines += self._lines_of(kind)
        if self.earlier_codes:
            count = _counted(len(self.earlier_codes), "code")
            lines.append(
                f"  {count} of the earlier classification alone: if the table is of it, say so "
                "by system="
            )
        if self.earlier_codes and self.redefined_codes:
            lines.append(
                f"  then {_counted(len(self.redefined_codes), 'code')} that matched would mean "
                f"something else: {', '.join(self.redefined_codes[:MOST_LISTED])}"
            )
        return "\n".join(lines)

    def _lines_of(self, kind: MatchKind) -> list[str]:
        matches = [match for match in self.matches if match.kind is kind]
        rows, codes = _counted(self.rows[kind.value], "row"), _counted(len(matches), "code")
        lines = [f"  {kind.value}: {rows}, {codes}"]
        if kind is MatchKind.MATCHED:
            return lines
        if kind is MatchKind.UNMATCHED and self.rows_without_code:
            lines[0] += f", {_counted(self.rows_without_code, 'row')} without a code"
        for match in matches[:MOST_LISTED]:
            leads_to = f" -> {', '.join(match.candidates)}" if match.candidates else ""
            lines.append(f"    {match.code!r}{leads_to} ({match.reason})")
        more = len(matches) - MOST_LISTED
        return [*lines, f"    and {more:,} more"] if more > 0 else lines


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
