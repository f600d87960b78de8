"""What a join attaches to each match: reference columns, scores, and how it matched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cached_property, partial, reduce
from math import fsum
from operator import getitem
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from careerscore.codes import soc_code
from careerscore.frames.assessing import assess
from careerscore.frames.custom import plain_list
from careerscore.frames.match_report import KINDS
from careerscore.frames.native import hstack, select, take
from careerscore.frames.outputs import default_outputs, outputs_of, score_rows
from careerscore.matching.matches import MatchKind
from careerscore.reference.columns import (
    CATEGORY,
    COUNT,
    LIST_SEPARATOR,
    NUMBER,
    TEXT,
    PlainColumn,
    ReferenceColumn,
    frame_of,
)
from careerscore.reference.releases import Release, brief_occupation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from careerscore.matching.matches import Match

OF_ONE: Final = frozenset({"employment_apportioned"})
"""Columns that hold the part of one occupation: never that of all candidates."""


@frozen(slots=False)
class Attachments:
    """The new columns of a join, and how they are made.

    `columns` are those of the reference table, by their new names.
    """

    release: Release
    columns: Mapping[str, ReferenceColumn]
    methodology: Any
    prefix: str
    expands: bool
    by_title: bool

    @cached_property
    def names(self) -> list[str]:
        """The names of the new columns, in order."""
        results = () if self.methodology is None else default_outputs(self.methodology)
        made = [column.name for column in self._of_match()]
        return [*made, *self.columns, *self._inputs.values(), *(self.prefix + n for n in results)]

    @cached_property
    def _inputs(self) -> Mapping[str, str]:
        entries = () if self.methodology is None else self.methodology.inputs
        return {
            entry.name: f"{self.prefix}{entry.name}"
            for entry in entries
            if entry.name not in self._given
        }

    @cached_property
    def _given(self) -> Sequence[str]:
        """The inputs that are given, never read from an occupation."""
        return getattr(self.methodology, "share_names", ())

    def _of_match(self) -> list[PlainColumn]:
        columns = [PlainColumn("match", CATEGORY, KINDS), PlainColumn("match_codes", TEXT)]
        if self.by_title:
            columns.append(PlainColumn("match_confidence", NUMBER))
        if self.expands:
            columns += [PlainColumn("match_count", COUNT), PlainColumn("match_weight", NUMBER)]
        return [column._replace(name=f"{self.prefix}{column.name}") for column in columns]

    def table(self, matches: Iterable[Match | None], backend: str) -> tuple[Any, list[range]]:
        """Return the rows of all matches, None for none, and which ones are those of each."""
        made, used, rows_of = self.rows(matches)
        columns = self._of_match()
        values = zip(columns, map(list, zip(*made, strict=True)), strict=True)
        table = frame_of(columns, {column.name: each for column, each in values}, backend)
        parts = self._facts(used, backend)
        return reduce(partial(hstack, backend=backend), parts, table), rows_of

    def cells(self, matches: Iterable[Match | None]) -> tuple[list[tuple[Any, ...]], list[range]]:
        """Return the rows that `table` has as plain values, for which no engine is needed."""
        made, used, rows_of = self.rows(matches)
        places, values = self._read(used)
        lists = {column.name: each for column, each in values.items()}
        if self.methodology is not None:
            inputs = {name: lists[column] for name, column in self._inputs.items()}
            known = outputs_of(self.methodology)
            outputs = {name: known[name] for name in default_outputs(self.methodology)}
            results = score_rows(self.methodology, inputs, outputs)
            lists |= {f"{self.prefix}{name}": each for name, each in results.items()}
        facts = [
            [None if place is None else lists[name][place] for place in positions]
            for names, positions in self._agreed(used, places, values, lists)
            for name in names
        ]
        return [(*one, *rest) for one, *rest in zip(made, *facts, strict=True)], rows_of

    def rows(
        self, matches: Iterable[Match | None]
    ) -> tuple[list[tuple[Any, ...]], list[tuple[str, ...]], list[range]]:
        """Return how each row matched, the occupations that it uses, and the rows of each match."""
        made: list[tuple[Any, ...]] = []
        used: list[tuple[str, ...]] = []
        rows_of: list[range] = []
        for match in matches:
            start, codes = len(used), () if match is None else match.candidates
            rows = [(code,) for code in codes] if self.expands and codes else [codes]
            kind = MatchKind.UNMATCHED if match is None else match.kind
            confidence = (match.confidence if match and codes else None,) * self.by_title
            weights = self._weights(codes) if self.expands and len(codes) > 1 else [1.0]
            for row, weight in zip(rows, weights, strict=True):
                counts = (len(codes), weight) * self.expands
                text = LIST_SEPARATOR.join(row) or None
                made.append((kind.value, text, *confidence, *counts))
            used += rows
            rows_of.append(range(start, len(used)))
        return made, used, rows_of

    def _weights(self, codes: Sequence[str]) -> list[float | None]:
        """Return the share of each in the known employment of all, None where its own is not."""
        # The survey may publish several codes of the SOC together, and O*NET divides some of them:
        # equal parts, to occupations outside the codes, too.
        parts = Counter(map(soc_code, codes))
        workers: list[float | None] = []
        for code in codes:
            wages = brief_occupation(self.release, code).wages
            together = {soc_code(each) for each in (code, *wages.shared_with)}
            number = len(together) * parts[soc_code(code)]
            workers.append(None if wages.employment is None else wages.employment / number)
        total = fsum(each or 0 for each in workers)
        return [each / total if total and each is not None else None for each in workers]

    def _read(
        self, used: Sequence[tuple[str, ...]]
    ) -> tuple[Mapping[str, int], dict[PlainColumn, list[Any]]]:
        """Return the places of the occupations that are used, and what is known of them."""
        places = {
            code: place for place, code in enumerate(dict.fromkeys(c for u in used for c in u))
        }
        # No column is one of the lists of an occupation; what a methodology reads is not known.
        of = brief_occupation if self.methodology is None else getitem
        occupations = [of(self.release, code) for code in places]
        values: dict[PlainColumn, list[Any]] = {
            PlainColumn(name, column.kind, column.words, column.ordered): [
                column.value_for(each) for each in occupations
            ]
            for name, column in self.columns.items()
        }
        if self.methodology is not None:
            read = [self.methodology.inputs_of(each) for each in occupations]
            for name, column_name in self._inputs.items():
                numbers = [one[name] if one[name] is None else float(one[name]) for one in read]
                values[PlainColumn(column_name, NUMBER)] = numbers
        return places, values

    def _facts(self, used: Sequence[tuple[str, ...]], backend: str) -> list[Any]:
        """Return what is attached to rows that use some occupations each: what they agree on."""
        import narwhals.stable.v2 as nw

        places, values = self._read(used)
        lists = {column.name: each for column, each in values.items()}
        facts = frame_of(values, lists, backend)
        if self.methodology is not None:
            # Of few occupations, all may grow by less than 1%.
            facts = assess(
                facts,
                methodology=self.methodology,
                columns={**dict.fromkeys(self._given), **self._inputs},
                prefix=self.prefix,
                on_invalid="flag",
            )
        if max(map(len, used), default=0) <= 1:
            return [take(facts, [places[each[0]] if each else None for each in used], backend)]
        opened = nw.from_native(facts)
        lists |= {name: plain_list(opened[name]) for name in opened.columns[len(values) :]}
        return [
            take(select(facts, names, backend), positions, backend)
            for names, positions in self._agreed(used, places, values, lists)
        ]

    def _agreed(
        self,
        used: Sequence[tuple[str, ...]],
        places: Mapping[str, int],
        values: Iterable[PlainColumn],
        lists: Mapping[str, list[Any]],
    ) -> Iterator[tuple[tuple[str, ...], list[int | None]]]:
        """Give names of columns, and for each row an occupation's place where all agree on them.

        Column by column; a result is whole or not at all.
        """
        of_one = {name for name, column in self.columns.items() if column.name in OF_ONE}
        read = [column.name for column in values]
        compared: dict[tuple[str, ...], list[Any]] = {
            (name,): list(places) if name in of_one else lists[name] for name in read
        }
        if results := tuple(name for name in lists if name not in read):
            compared[results] = list(zip(*(lists[name] for name in results), strict=True))
        for names, each in compared.items():
            agreed = {
                one: places[one[0]] if len({each[places[code]] for code in one}) == 1 else None
                for one in set(used)
                if one
            }
            yield names, [agreed.get(one) for one in used]
