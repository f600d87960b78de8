"""The table of occupations: which rows, which columns, and what they rest on."""

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
from careerscore.exporting.table import ExportTable, Origin
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

__all__ = ["ALL_COLUMNS", "KIND", "chosen_columns", "export_columns", "occupation_table"]

ALL_COLUMNS: Final = "all"

KIND: Final = "occupations"
"""What a document of this table is."""

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
        What scores; None for a table without scores.

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
    """Return the columns of an export; `careerscore.export` describes the parameters.

    Examples
    --------
    >>> [column.unit for column in chosen_columns(columns=["employment"], methodology=None)]
    ['workers']
    """
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

    Parameters
    ----------
    data, occupations, columns, methodology, progress : optional
        As for `careerscore.export`.
    checks : Checks, optional
        What has been found wrong so far, to be told together with what is wrong here.

    Examples
    --------
    >>> table = occupation_table(occupations=["29-2072"], columns=["title", "tier"], data="2026.1")
    >>> dict(table.values)
    {'title': ('Medical Records Specialists',), 'tier': ('AI-Augmented',)}
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
    scored = not scores.keys().isdisjoint(names)
    careers = list(_assembled(release, codes, progress))
    results = [method.assess(each) for each in careers] if method is not None and scored else []
    read: dict[str, tuple[Cell, ...]] = {
        column.name: tuple(map(scores[column.name], results))
        if column.name in scores
        else tuple(map(column.value_for, careers))
        for column in chosen
    }
    _check_words(chosen, read)
    origin = Origin(
        data_release=release.name,
        data_fingerprint=release.fingerprint,
        methodology=method if scored else None,
        sources=_sources(release, chosen, results),
    )
    return ExportTable(
        kind=KIND,
        title=f"Occupations, data release {release.name}",
        columns=chosen,
        values=read,
        origin=origin,
        sheet="Occupations",
        carried=_carried(origin, names),
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
        from careerscore.exporting.score_columns import score_columns

        for column, read in score_columns(methodology):
            columns[column.name] = column
            readers[column.name] = read
    return columns, readers


def _names(checks: Checks, catalogue: Mapping[str, ReferenceColumn], columns: object) -> list[str]:
    """Return the names of the chosen columns, each once."""
    if columns is None:
        return [name for name, entry in catalogue.items() if entry.standard]
    if isinstance(columns, str) and columns == ALL_COLUMNS:
        return list(catalogue)
    if isinstance(columns, str) or not isinstance(columns, Iterable):
        expected = f"a list of names, {ALL_COLUMNS!r} or None"
        checks.expect("columns", columns, expected, holds=False)
        return []
    names = list(columns)
    checks.expect("columns", columns, "at least one name", holds=bool(names))
    for place, name in enumerate(names):
        holds = isinstance(name, str) and name in catalogue
        near = close_matches(name, tuple(catalogue))
        expected = " or ".join(near) or "a name that careerscore.exporting.export_columns() lists"
        checks.expect(f"columns[{place}]", name, expected, holds=holds)
        if holds:
            expected = "each column once"
            checks.expect(f"columns[{place}]", name, expected, holds=name not in names[:place])
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
    """Give the occupations one by one, and tell how many have been put together."""
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
    datasets = {"onet", *(dataset for column in columns for dataset in column.datasets)}
    for result in results:
        datasets.update(factor.source.dataset for factor in result.factors if factor.source)
    return tuple(source for source in release.datasets if source.dataset in datasets)


def _carried(origin: Origin, names: Sequence[str]) -> dict[str, str]:
    carried = {
        "data_release": origin.data_release or "",
        "methodology": "" if origin.methodology is None else origin.methodology.id,
        "attributions": " ".join(origin.attributions),
    }
    return {name: text for name, text in carried.items() if name not in names}
