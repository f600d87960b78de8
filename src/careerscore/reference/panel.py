"""The panel: every measure of every occupation of a release, one row each."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, cast

from attrs import field, fields, frozen

from careerscore._files import atomic_write
from careerscore._record import frozen_map, frozen_tuple
from careerscore._text import csv_safe
from careerscore.errors import InvalidInputError, Problem, close_matches, shorten
from careerscore.model.provenance import Provenance, Status
from careerscore.reference.binding import bound_to
from careerscore.reference.columns import (
    EXPOSURE_COLUMNS,
    NUMBER,
    TEXT,
    PlainColumn,
    columns_of,
    frame_of,
)
from careerscore.scoring.catalog import methodology

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from careerscore.reference.releases import Release


@frozen(kw_only=True)
class PanelRow:
    """One measure of one occupation.

    Parameters
    ----------
    occupation_code, occupation_title : str
        The occupation.
    measure : str
        Name of the measure.
    value : float, optional
        None where there is none.
    unit : str
        What the value means.
    provenance : Provenance
        How it was obtained, or that it is missing.
    reason : str
        Why, where it is not simply observed; else empty.
    source : str
        Id of the edition, or of the methodology that computes the measure.
    """

    occupation_code: str
    occupation_title: str
    measure: str
    value: float | None
    unit: str
    provenance: Provenance
    reason: str
    source: str


@frozen(kw_only=True)
class MeasureCoverage:
    """How many occupations a measure reaches, and how.

    Parameters
    ----------
    measure, source : str
        The measure, and its edition or methodology.
    occupations : int
        Number of occupations.
    counts : Mapping of str to int
        Number of occupations by how the value was obtained.
    """

    measure: str
    source: str
    occupations: int
    counts: Mapping[str, int] = field(converter=frozen_map)

    @property
    def with_value(self) -> int:
        """Number of occupations that have a value."""
        return self.occupations - self.counts.get(Provenance.MISSING.value, 0)


@frozen(kw_only=True)
class Panel:
    """Exposure measures as a tidy table: a row for each occupation and measure.

    The two components of the consensus score that no one publishes come last, where the release
    has what they are computed from: ``careerscore_exposure`` and ``careerscore_human_advantage``.
    They are observed where the occupation's own figures suffice, and estimated from those of
    related occupations elsewhere.

    Parameters
    ----------
    data_release : str
        The release.
    rows : tuple of PanelRow
        In the order of the codes, then of the measures.

    Examples
    --------
    >>> import careerscore as cs
    >>> panel = cs.load("2026.1").panel()
    >>> len(panel.rows), panel.coverage[1].measure, panel.coverage[1].with_value
    (10160, 'eloundou_gpt4_beta', 923)
    >>> panel.values("legacy_risk")["29-2072.00"]
    5.2
    """

    data_release: str
    rows: tuple[PanelRow, ...] = field(converter=frozen_tuple, repr=False)

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[PanelRow]:
        return iter(self.rows)

    def values(self, measure: str) -> dict[str, float | None]:
        """Return the values of one measure, keyed by code; None where there is none.

        Raises
        ------
        InvalidInputError
            If the panel has no such measure; the nearest are named.

        Examples
        --------
        >>> import careerscore as cs
        >>> cs.load("2026.1").panel().values("legacy_risk")["29-2072.00"]
        5.2
        """
        found = {row.occupation_code: row.value for row in self.rows if row.measure == measure}
        if not found:
            names = tuple(dict.fromkeys(row.measure for row in self.rows))
            near = " or ".join(close_matches(str(measure), names)) or ", ".join(names)
            problem = Problem("measure", shorten(measure), near or "a measure")
            raise InvalidInputError("panel", (problem,))
        return found

    @property
    def coverage(self) -> tuple[MeasureCoverage, ...]:
        """How many occupations each measure reaches, and how."""
        counts: dict[tuple[str, str], Counter[str]] = {}
        for row in self.rows:
            counts.setdefault((row.measure, row.source), Counter())[row.provenance.value] += 1
        return tuple(
            MeasureCoverage(measure=measure, source=source, occupations=found.total(), counts=found)
            for (measure, source), found in counts.items()
        )

    def to_frame(self, backend: str) -> Any:
        """Return the rows as a data frame.

        Parameters
        ----------
        backend : str
            ``"pandas"``, ``"polars"`` or ``"pyarrow"``.

        Returns
        -------
        pandas.DataFrame, polars.DataFrame or pyarrow.Table
            A column for the release and one for each field of `PanelRow`.

        Examples
        --------
        >>> import careerscore as cs
        >>> cs.load("2026.1").panel().to_frame("polars").select("measure", "value").row(1)
        ('eloundou_gpt4_beta', 0.46)
        """
        names = [each.name for each in fields(PanelRow)]
        values = {name: [getattr(row, name) for row in self.rows] for name in names}
        values["data_release"] = [self.data_release] * len(self.rows)
        columns = (
            PlainColumn(name, NUMBER if name == "value" else TEXT)
            for name in ("data_release", *names)
        )
        return frame_of(tuple(columns), values, backend)

    def to_csv(self, path: str | Path) -> None:
        """Write the rows to a CSV file in UTF-8, protected against formula injection.

        An apostrophe stands before what a spreadsheet could take for a formula, and control
        characters are replaced.

        Parameters
        ----------
        path : str or pathlib.Path
            The file.
        """
        names = [each.name for each in fields(PanelRow)]
        with atomic_write(path) as file, file.open("w", encoding="utf-8", newline="") as text:
            writer = csv.writer(text, lineterminator="\n")
            writer.writerow(("data_release", *names))
            for row in self.rows:
                cells = (self.data_release, *(getattr(row, name) for name in names))
                writer.writerow(csv_safe(cell) if isinstance(cell, str) else cell for cell in cells)


_COMPONENTS: Final = {
    "careerscore-exposure/1.0": "careerscore_exposure",
    "careerscore-human-advantage/1.0": "careerscore_human_advantage",
}
"""The methodologies whose totals are measures, shares of workers, and the names of these."""

_UNIT: Final = "share of US workers in occupations with a lower value, 0 to 1"

_PROVENANCE: Final = {
    Status.COMPLETE: Provenance.OBSERVED,
    Status.ESTIMATED: Provenance.ESTIMATED,
    Status.INSUFFICIENT: Provenance.MISSING,
}


def panel_of(release: Release) -> Panel:
    """Return the panel of a release: the exposure columns of the catalogue, one row a value."""
    sources = {source.dataset: source.id for source in release.datasets}
    columns = columns_of(release.editions, EXPOSURE_COLUMNS)
    computed = {
        id: list(map(bound_to(release, methodology(id)).assess, release.values()))
        for id in _COMPONENTS
    }
    # Of a release that lacks what one is computed from, no occupation has it.
    names = {
        id: name
        for id, name in _COMPONENTS.items()
        if any(result.total is not None for result in computed[id])
    }
    rows: list[PanelRow] = []
    for place, occupation in enumerate(release.values()):
        of_occupation = {
            "occupation_code": occupation.code,
            "occupation_title": occupation.title,
        }
        for column in columns:
            note = column.note_for(occupation)
            row = PanelRow(
                **of_occupation,
                measure=column.name,
                value=cast("float | None", column.value_for(occupation)),
                unit=column.unit,
                provenance=Provenance.OBSERVED if note is None else note.provenance,
                reason="" if note is None else note.reason,
                source=sources[column.dataset],
            )
            rows.append(row)
        for id, name in names.items():
            result = computed[id][place]
            row = PanelRow(
                **of_occupation,
                measure=name,
                value=result.total,
                unit=_UNIT,
                provenance=_PROVENANCE[result.status],
                reason=result.status_reason or "",
                source=id,
            )
            rows.append(row)
    return Panel(data_release=release.name, rows=tuple(rows))
