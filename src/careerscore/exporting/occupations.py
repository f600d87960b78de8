"""The table of occupations to export: its rows, its columns and its sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from careerscore._record import Checks
from careerscore.api import DEFAULT_METHODOLOGY
from careerscore.errors import CareerscoreError, close_matches, shorten
from careerscore.exporting.table import OCCUPATIONS, ExportTable
from careerscore.reference.binding import bound_to
from careerscore.reference.columns import (
    CATEGORY,
    COUNT,
    EXPORT_COLUMNS,
    NUMBER,
    TEXT,
    ReferenceColumn,
    columns_of,
)
from careerscore.reference.loading import release_of
from careerscore.reference.releases import Release
from careerscore.scoring.catalog import methodology_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from careerscore.exporting.table import Cell
    from careerscore.model.assessment import ResilienceAssessment
    from careerscore.scoring.base import Methodology

    Reader = Callable[[ResilienceAssessment], Any]


def export_columns(
    *,
    data: str | Release | None = None,
    methodology: str | Methodology | None = DEFAULT_METHODOLOGY,
) -> tuple[ReferenceColumn, ...]:
    """Return every column that an export can have, with its meaning, unit and type.

    Parameters
    ----------
    data : str or Release, optional
        The release; the newest by default.
    methodology : str or Methodology, optional
        The methodology to score with; None for a table without scores.

    Raises
    ------
    UnknownReleaseError, UnknownMethodologyError
        If there is no such release or methodology.

    Examples
    --------
    >>> columns = export_columns(methodology="american-dream-jobs/2.0")
    >>> [column.name for column in columns if column.standard][:4]
    ['onet_soc_code', 'title', 'category', 'job_zone']
    >>> [column.words for column in columns if column.name == "tier"]
    [('AI-Resilient', 'AI-Augmented', 'In Transition', 'High Disruption Risk')]
    """
    return chosen_columns(data, "all", methodology)


def chosen_columns(
    data: str | Release | None, columns: Iterable[str] | None, methodology: str | Methodology | None
) -> tuple[ReferenceColumn, ...]:
    """Return the columns of an export; `careerscore.export` describes the parameters."""
    checks = Checks("export")
    _, _, catalogue, _ = _opened(checks, data, methodology)
    chosen = _chosen(checks, catalogue, columns)
    checks.raise_problems()
    return chosen


def occupation_table(
    checks: Checks,
    data: str | Release | None,
    occupations: Iterable[str] | None,
    columns: Iterable[str] | None,
    methodology: str | Methodology | None,
    progress: Callable[[int, int], None] | None,
) -> ExportTable:
    """Return the table of an export; `careerscore.export` describes the parameters."""
    release, method, catalogue, readers = _opened(checks, data, methodology)
    codes = _codes(checks, release, occupations)
    chosen = _chosen(checks, catalogue, columns)
    holds = progress is None or callable(progress)
    checks.expect("progress", progress, "a function of two numbers", holds=holds)
    checks.raise_problems()

    if not any(column.name in readers for column in chosen):
        method = None
    careers = []
    for done, code in enumerate(codes, start=1):
        careers.append(release[code])
        if progress is not None:
            progress(done, len(codes))
    results = [] if method is None else [method.assess(each) for each in careers]
    values: dict[str, tuple[Cell, ...]] = {}
    for column in chosen:
        read = readers.get(column.name)
        cells = map(column.value_for, careers) if read is None else map(read, results)
        # Some totals are integers.
        is_number = column.kind == NUMBER
        values[column.name] = tuple(
            float(cell) if is_number and cell is not None else cell for cell in cells
        )
    # A methodology of another package may give results that its own description leaves out.
    for column in sorted(chosen, key=attrgetter("name")):
        if column.kind == CATEGORY:
            expected = f"{' or '.join(column.words)}, as the methodology says of itself"
            for other in sorted({*values[column.name]} - {*column.words, None}, key=repr):
                checks.expect(column.name, other, expected, holds=False)
    checks.raise_problems()
    # Every row is an occupation of O*NET, whatever its columns are.
    datasets = {"onet", *(dataset for column in chosen for dataset in column.datasets)}
    for result in results:
        datasets.update(source.dataset for source in result.sources)
    return ExportTable(
        kind=OCCUPATIONS,
        title=f"Occupations, data release {release.name}",
        columns=chosen,
        values=values,
        sheet="Occupations",
        data_release=release.name,
        data_fingerprint=release.fingerprint,
        methodology=method,
        sources=tuple(each for each in release.datasets if each.dataset in datasets),
    )


_KINDS: Final = {"integer": COUNT, "number": NUMBER, "label": CATEGORY, "text": TEXT}


def _opened(
    checks: Checks, data: str | Release | None, methodology: str | Methodology | None
) -> tuple[Release, Methodology | None, dict[str, ReferenceColumn], dict[str, Reader]]:
    """Return release and methodology, every column by name, and how scores are read."""
    if not (data is None or isinstance(data, str | Release)):
        checks.expect("data", data, "a name or a Release", holds=False)
        checks.raise_problems()
    release = release_of(data)
    method = None if methodology is None else bound_to(release, methodology_of(methodology))
    columns = {column.name: column for column in columns_of(release.editions, EXPORT_COLUMNS)}
    readers: dict[str, Reader] = {}
    if method is not None:
        # Imported when something is scored: with it come the frames.
        from careerscore.frames.outputs import result_outputs

        for output in result_outputs(method):
            columns[output.name] = ReferenceColumn(
                name=output.name,
                title=output.title,
                unit=output.unit,
                kind=_KINDS[output.kind],
                words=output.categories,
                required=output.part in {"status", "rationale", "methodology"},
                standard=output.part not in {"points", "tier_rank", "rationale", "methodology"},
            )
            readers[output.name] = output.value_of
    return release, method, columns, readers


def _chosen(
    checks: Checks, catalogue: Mapping[str, ReferenceColumn], columns: object
) -> tuple[ReferenceColumn, ...]:
    """Return the chosen columns, each once."""
    if columns is None:
        return tuple(column for column in catalogue.values() if column.standard)
    if isinstance(columns, str) and columns == "all":
        return tuple(catalogue.values())
    expected = "a list of names, 'all' or None"
    names = _listed(checks, "columns", columns, expected, "at least one name")
    for place, name in enumerate(names):
        field = f"columns[{place}]"
        if not (isinstance(name, str) and name in catalogue):
            near = close_matches(name, tuple(catalogue))
            advice = f"did you mean {near[0]}?" if near else "see export_columns()"
            checks.fail(field, f"no column {shorten(name)}; {advice}")
        elif name in names[:place]:
            checks.expect(field, name, "each column once", holds=False)
    return tuple(catalogue[name] for name in names) if checks.passed else ()


def _codes(checks: Checks, release: Release, occupations: object) -> Sequence[str]:
    """Return the codes of the chosen occupations, in order, each once."""
    if occupations is None:
        return tuple(release)
    expected = "a list of codes, slugs, titles or aliases, or None for all"
    queries = _listed(checks, "occupations", occupations, expected, "at least one occupation")
    codes: dict[str, None] = {}
    for place, query in enumerate(queries):
        try:
            codes[release.occupation(query).code] = None
        except CareerscoreError as error:
            checks.fail(f"occupations[{place}]", str(error))
    return tuple(codes)


def _listed(checks: Checks, field: str, value: object, expected: str, least: str) -> Sequence[Any]:
    """Return the items of an argument that has to be a list with at least one."""
    if isinstance(value, str) or not isinstance(value, Iterable):
        checks.expect(field, value, expected, holds=False)
        return ()
    items = list(value)
    checks.expect(field, value, least, holds=bool(items))
    return items
