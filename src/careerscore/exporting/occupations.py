"""The table of occupations to export: its rows, its columns and its sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

from careerscore._record import Checks
from careerscore.api import DEFAULT_METHODOLOGY
from careerscore.errors import (
    AmbiguousOccupationError,
    InvalidInputError,
    Problem,
    RetiredCodeError,
    UnknownOccupationError,
    close_matches,
    shorten,
)
from careerscore.exporting.table import OCCUPATIONS, ExportTable
from careerscore.reference.columns import CATEGORY, EXPORT_COLUMNS, columns_of
from careerscore.reference.releases import Release, load
from careerscore.scoring.catalog import methodology_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from careerscore.exporting.table import Cell
    from careerscore.model.assessment import ResilienceAssessment
    from careerscore.reference.columns import ReferenceColumn
    from careerscore.scoring.base import Methodology

    Reader = Callable[[ResilienceAssessment], Cell]

ALL_COLUMNS: Final = "all"

_NOT_FOUND: Final = (
    AmbiguousOccupationError,
    InvalidInputError,
    RetiredCodeError,
    UnknownOccupationError,
)


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
    return chosen_columns(data, ALL_COLUMNS, methodology)


def chosen_columns(
    data: str | Release | None,
    columns: Iterable[str] | None,
    methodology: str | Methodology | None,
) -> tuple[ReferenceColumn, ...]:
    """Return the columns of an export; `careerscore.export` describes the parameters."""
    checks = Checks("export")
    _, _, catalogue, _ = _opened(data, methodology)
    names = _names(checks, catalogue, columns)
    checks.raise_problems()
    return tuple(catalogue[name] for name in names)


def occupation_table(
    checks: Checks,
    *,
    data: str | Release | None = None,
    occupations: Iterable[str] | None = None,
    columns: Iterable[str] | None = None,
    methodology: str | Methodology | None = DEFAULT_METHODOLOGY,
    progress: Callable[[int, int], None] | None = None,
) -> ExportTable:
    """Return the table of an export; `careerscore.export` describes the parameters."""
    release, method, catalogue, scores = _opened(data, methodology)
    codes = _codes(checks, release, occupations)
    names = _names(checks, catalogue, columns)
    holds = progress is None or callable(progress)
    checks.expect("progress", progress, "a function of two numbers", holds=holds)
    checks.raise_problems()

    chosen = tuple(catalogue[name] for name in names)
    if scores.keys().isdisjoint(names):
        method = None
    careers = []
    for done, code in enumerate(codes, start=1):
        careers.append(release[code])
        if progress is not None:
            progress(done, len(codes))
    results = [] if method is None else [method.assess(each) for each in careers]
    values: dict[str, tuple[Cell, ...]] = {
        column.name: tuple(map(scores[column.name], results))
        if column.name in scores
        else tuple(map(column.value_for, careers))
        for column in chosen
    }
    _check_words(chosen, values)
    return ExportTable(
        kind=OCCUPATIONS,
        title=f"Occupations, data release {release.name}",
        columns=chosen,
        values=values,
        sheet="Occupations",
        data_release=release.name,
        data_fingerprint=release.fingerprint,
        methodology=method,
        sources=_sources(release, chosen, results),
    )


def _opened(
    data: str | Release | None, methodology: str | Methodology | None
) -> tuple[Release, Methodology | None, dict[str, ReferenceColumn], dict[str, Reader]]:
    """Return release and methodology, every column by name, and how scores are read."""
    if not (data is None or isinstance(data, str | Release)):
        problem = Problem("data", shorten(data), "a name or a Release")
        raise InvalidInputError("export", (problem,))
    release = data if isinstance(data, Release) else load(data)
    method = None if methodology is None else methodology_of(methodology)
    columns = {column.name: column for column in columns_of(release.editions, EXPORT_COLUMNS)}
    readers: dict[str, Reader] = {}
    if method is not None:
        # Imported when something is scored: with it come the frames.
        from careerscore.exporting.scores import score_columns

        for column, read in score_columns(method):
            columns[column.name] = column
            readers[column.name] = read
    return release, method, columns, readers


def _names(checks: Checks, catalogue: Mapping[str, ReferenceColumn], columns: object) -> list[str]:
    """Return the names of the chosen columns, each once."""
    if columns is None:
        return [name for name, column in catalogue.items() if column.standard]
    if isinstance(columns, str) and columns == ALL_COLUMNS:
        return list(catalogue)
    if isinstance(columns, str) or not isinstance(columns, Iterable):
        expected = f"a list of names, {ALL_COLUMNS!r} or None"
        checks.expect("columns", columns, expected, holds=False)
        return []
    names = list(columns)
    checks.expect("columns", columns, "at least one name", holds=bool(names))
    for place, name in enumerate(names):
        field = f"columns[{place}]"
        if not (isinstance(name, str) and name in catalogue):
            near = close_matches(name, tuple(catalogue))
            advice = f"did you mean {near[0]}?" if near else "see export_columns()"
            checks.fail(field, f"no column {shorten(name)}; {advice}")
        elif name in names[:place]:
            checks.expect(field, name, "each column once", holds=False)
    return names


def _codes(checks: Checks, release: Release, occupations: object) -> Sequence[str]:
    """Return the codes of the chosen occupations, in order, each once."""
    if occupations is None:
        return tuple(release)
    if isinstance(occupations, str) or not isinstance(occupations, Iterable):
        expected = "a list of codes, slugs, titles or aliases, or None for all"
        checks.expect("occupations", occupations, expected, holds=False)
        return ()
    queries = list(occupations)
    checks.expect("occupations", occupations, "at least one occupation", holds=bool(queries))
    codes: dict[str, None] = {}
    for place, query in enumerate(queries):
        try:
            codes[release.occupation(query).code] = None
        except _NOT_FOUND as error:
            expected = f"one occupation ({error})"
            checks.expect(f"occupations[{place}]", query, expected, holds=False)
    return tuple(codes)


def _check_words(columns: Iterable[ReferenceColumn], values: Mapping[str, Sequence[Cell]]) -> None:
    """Refuse results that a methodology's own description of them leaves out."""
    problems: list[Problem] = []
    for column in columns:
        if column.kind == CATEGORY:
            for other in {*values[column.name]} - {*column.words, None}:
                expected = f"{' or '.join(column.words)}, as the methodology says of itself"
                problems.append(Problem(column.name, shorten(other), expected))
    if problems:
        raise InvalidInputError("export", tuple(sorted(problems)))


def _sources(
    release: Release, columns: Iterable[ReferenceColumn], results: Iterable[ResilienceAssessment]
) -> tuple[Any, ...]:
    """Return the editions that columns and results rest on, in the order of the release."""
    # Every row is an occupation of O*NET, whatever its columns are.
    datasets = {"onet", *(dataset for column in columns for dataset in column.datasets)}
    for result in results:
        datasets.update(factor.source.dataset for factor in result.factors if factor.source)
    return tuple(source for source in release.datasets if source.dataset in datasets)
