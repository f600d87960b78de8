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
from careerscore.exporting.table import ExportTable
from careerscore.reference.columns import CATEGORY, EXPORT_COLUMNS, columns_of
from careerscore.reference.releases import Release, load
from careerscore.scoring.catalog import methodology_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from careerscore.exporting.table import Cell
    from careerscore.model.assessment import ResilienceAssessment
    from careerscore.model.occupation import Occupation
    from careerscore.reference.columns import ReferenceColumn
    from careerscore.scoring.base import Methodology

    Progress = Callable[[int, int], None]

__all__ = ["ALL_COLUMNS", "OCCUPATIONS", "chosen_columns", "export_columns", "occupation_table"]

ALL_COLUMNS: Final = "all"

OCCUPATIONS: Final = "occupations"
"""The kind of a document of this table."""

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
    return chosen_columns(data=data, columns=ALL_COLUMNS, methodology=methodology)


def chosen_columns(
    *,
    data: str | Release | None = None,
    columns: Iterable[str] | None = None,
    methodology: str | Methodology | None = DEFAULT_METHODOLOGY,
) -> tuple[ReferenceColumn, ...]:
    """Return the columns of an export; `careerscore.export` describes the parameters."""
    checks = Checks("export")
    catalogue, _ = _catalogue(_release(data), _method(methodology))
    names = _names(checks, catalogue, columns)
    checks.raise_problems()
    return tuple(catalogue[name] for name in names)


def occupation_table(
    *,
    data: str | Release | None = None,
    occupations: Iterable[str] | None = None,
    columns: Iterable[str] | None = None,
    methodology: str | Methodology | None = DEFAULT_METHODOLOGY,
    progress: Progress | None = None,
    checks: Checks | None = None,
) -> ExportTable:
    """Return the table of an export; `careerscore.export` describes the parameters.

    `checks` holds the problems found so far, which are raised together with those found here.
    """
    checks = checks or Checks("export")
    release = _release(data)
    method = _method(methodology)
    catalogue, scores = _catalogue(release, method)
    codes = _codes(checks, release, occupations)
    names = _names(checks, catalogue, columns)
    holds = progress is None or callable(progress)
    checks.expect("progress", progress, "a function of two numbers", holds=holds)
    checks.raise_problems()

    chosen = tuple(catalogue[name] for name in names)
    if scores.keys().isdisjoint(names):
        method = None
    careers = list(_assembled(release, codes, progress))
    results = [] if method is None else [method.assess(each) for each in careers]
    values: dict[str, tuple[Cell, ...]] = {
        column.name: tuple(map(scores[column.name], results))
        if column.name in scores
        else tuple(map(column.value_for, careers))
        for column in chosen
    }
    _check_words(chosen, values)
    sources = _sources(release, chosen, results)
    attributions = dict.fromkeys(each.attribution for each in sources if each.attribution)
    provenance = {
        "data_release": release.name,
        "methodology": "" if method is None else method.id,
        "attributions": " ".join(attributions),
    }
    return ExportTable(
        kind=OCCUPATIONS,
        title=f"Occupations, data release {release.name}",
        columns=chosen,
        values=values,
        sheet="Occupations",
        data_release=release.name,
        data_fingerprint=release.fingerprint,
        methodology=method,
        sources=sources,
        provenance_columns={name: text for name, text in provenance.items() if name not in values},
    )


def _release(data: str | Release | None) -> Release:
    if data is None or isinstance(data, str):
        return load(data)
    checks = Checks("export")
    checks.expect("data", data, "a name or a Release", holds=isinstance(data, Release))
    checks.raise_problems()
    return data


def _method(methodology: str | Methodology | None) -> Methodology | None:
    return None if methodology is None else methodology_of(methodology)


def _catalogue(
    release: Release, methodology: Methodology | None
) -> tuple[dict[str, ReferenceColumn], dict[str, Callable[[ResilienceAssessment], Cell]]]:
    """Return every column by its name, facts and then scores, and how scores are read."""
    columns = {column.name: column for column in columns_of(release.editions, EXPORT_COLUMNS)}
    readers: dict[str, Callable[[ResilienceAssessment], Cell]] = {}
    if methodology is not None:
        # Imported when something is scored: with it come the frames.
        from careerscore.exporting.scores import score_columns

        for column, read in score_columns(methodology):
            columns[column.name] = column
            readers[column.name] = read
    return columns, readers


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


def _assembled(
    release: Release, codes: Sequence[str], progress: Progress | None
) -> Iterator[Occupation]:
    """Yield the occupations one by one, and report how many are done."""
    for done, code in enumerate(codes, start=1):
        yield release[code]
        if progress is not None:
            progress(done, len(codes))


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
