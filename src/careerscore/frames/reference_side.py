"""The small side of a join: the rows that each different code of a table leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol, runtime_checkable

from careerscore.frames.assessing import assess
from careerscore.frames.gathering import beside, taken
from careerscore.frames.outputs import default_outputs
from careerscore.reference.columns import CATEGORY, COUNT, NUMBER, TEXT
from careerscore.reference.matching import MatchKind
from careerscore.reference.table import frame_of
from careerscore.scoring.base import Methodology

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from careerscore.model.occupation import Occupation
    from careerscore.reference.columns import Value
    from careerscore.reference.matching import CodeMatch
    from careerscore.reference.releases import Release

__all__ = ["ReferenceSide", "SaysWhatItReads", "Wanted"]

BETWEEN_CODES: Final = "; "

KINDS: Final = tuple(kind.value for kind in MatchKind)


@runtime_checkable
class SaysWhatItReads(Methodology, Protocol):
    """A methodology that says what it reads from an occupation."""

    def inputs_of(self, occupation: Occupation, /) -> Mapping[str, float | None]:
        """Return what it reads, ready for `score`."""
        ...


class Wanted(NamedTuple):
    """What is to be attached to a code.

    Attributes
    ----------
    release : Release
        Where the occupations come from.
    columns : tuple of str
        Columns of the reference table.
    methodology : SaysWhatItReads or None
        Whose inputs and results to attach.
    expands : bool
        Whether a code that leads to several occupations gets a row for each.
    prefix : str
        What the names of the new columns begin with.
    """

    release: Release
    columns: tuple[str, ...]
    methodology: SaysWhatItReads | None
    expands: bool
    prefix: str

    @property
    def inputs(self) -> Mapping[str, str]:
        """The new column of each input of the methodology."""
        entries = () if self.methodology is None else self.methodology.inputs
        return {entry.name: f"{self.prefix}{entry.name}" for entry in entries}

    @property
    def about_match(self) -> tuple[str, ...]:
        """The new columns that say how a code matched."""
        names = ("match", "match_codes", "match_count")[: 3 if self.expands else 2]
        return tuple(f"{self.prefix}{name}" for name in names)

    @property
    def names(self) -> tuple[str, ...]:
        """Every new column, in order."""
        results = [] if self.methodology is None else default_outputs(self.methodology)
        return (
            *self.about_match,
            *(f"{self.prefix}{name}" for name in self.columns),
            *self.inputs.values(),
            *(f"{self.prefix}{name}" for name in results),
        )


class _Column(NamedTuple):
    name: str
    kind: str
    words: tuple[str, ...] = ()


class _Line(NamedTuple):
    """A row: a code, and the occupation that is used for it, if one is."""

    code: str | None
    kind: MatchKind
    candidates: tuple[str, ...]
    occupation: str | None


class ReferenceSide:
    """The rows to attach, and which of them belong to a code.

    Parameters
    ----------
    matches : iterable of CodeMatch
        What each different code leads to.
    wanted : Wanted
        What to attach.
    """

    def __init__(self, matches: Iterable[CodeMatch], wanted: Wanted) -> None:
        self.wanted = wanted
        self._lines = [line for match in matches for line in self._lines_of(match)]
        # What a row without a code gets.
        self._lines.append(_Line(None, MatchKind.UNMATCHED, (), None))

    def _lines_of(self, match: CodeMatch) -> Iterator[_Line]:
        is_used = len(match.candidates) == 1 or self.wanted.expands
        used = (match.candidates if is_used else ()) or (None,)
        for occupation in used:
            yield _Line(match.code, match.kind, match.candidates, occupation)

    @property
    def places(self) -> Mapping[str | None, Sequence[int]]:
        """The positions of the rows of each code; None stands for no code."""
        found: dict[str | None, list[int]] = {}
        for place, line in enumerate(self._lines):
            found.setdefault(line.code, []).append(place)
        return found

    def frame(self, backend: str, key: str | None = None) -> Any:
        """Return the rows as a frame of pandas, polars or pyarrow, the codes in a column `key`."""
        used = dict.fromkeys(line.occupation for line in self._lines if line.occupation)
        number_of: dict[str | None, int] = {code: number for number, code in enumerate(used)}
        occupations = self._occupations([self.wanted.release[code] for code in used], backend)
        positions = [number_of.get(line.occupation) for line in self._lines]
        return beside(self._matches(key, backend), taken(occupations, positions, backend), backend)

    def _matches(self, key: str | None, backend: str) -> Any:
        """Return how the code of each row matched."""
        columns = [] if key is None else [_Column(key, TEXT)]
        kind, codes, *count = self.wanted.about_match
        columns += [_Column(kind, CATEGORY, KINDS), _Column(codes, TEXT)]
        columns += [_Column(name, COUNT) for name in count]
        values: dict[str, list[Value]] = {
            kind: [line.kind.value for line in self._lines],
            codes: [
                line.occupation or BETWEEN_CODES.join(line.candidates) or None
                for line in self._lines
            ],
            **{name: [len(line.candidates) for line in self._lines] for name in count},
        }
        if key is not None:
            values[key] = [line.code for line in self._lines]
        return frame_of(columns, values, backend)

    def _occupations(self, occupations: Sequence[Occupation], backend: str) -> Any:
        """Return what is to be attached of each occupation."""
        release, names, methodology, _, prefix = self.wanted
        known = {column.name: column for column in release.columns}
        columns: list[_Column] = []
        values: dict[str, list[Value]] = {}
        for column in map(known.__getitem__, names):
            columns.append(_Column(f"{prefix}{column.name}", column.kind, column.words))
            values[columns[-1].name] = [column.value_for(each) for each in occupations]
        if methodology is None:
            return frame_of(columns, values, backend)
        read = [methodology.inputs_of(each) for each in occupations]
        for name, column_name in self.wanted.inputs.items():
            columns.append(_Column(column_name, NUMBER))
            values[column_name] = [_as_float(inputs[name]) for inputs in read]
        facts = frame_of(columns, values, backend)
        inputs_by_name = self.wanted.inputs
        return assess(facts, methodology=methodology, columns=inputs_by_name, prefix=prefix)


def _as_float(value: float | None) -> float | None:
    return None if value is None else float(value)
