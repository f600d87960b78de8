"""``careerscore data``: list, count, verify and build the bundled data."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from cyclopts import App, Parameter

import careerscore as cs
from careerscore._render.blocks import Page, Section, definitions, muted, paragraph
from careerscore._text import number_of
from careerscore.cli._app import DATA_HELP, Format
from careerscore.cli._output import print_result, progress_bar
from careerscore.errors import DefinitionError, InvalidInputError, Problem, SourceFileError

data: App = App(
    name="data",
    help="The bundled data and your own: list, count, verify, build from official files.",
)


@data.command(name="list")
def list_data(*, format: Format = "text") -> None:
    """List releases with dates, and every edition: what, when, rows, licence, in which releases.

    Example: careerscore data list
    """
    from careerscore._data import available, bundled, user_folder
    from careerscore.matching import code_systems
    from careerscore.reference import dataset_editions, open_edition
    from careerscore.reference.binding import DERIVED
    from careerscore.reference.loading import own_releases

    own = own_releases()
    releases = [cs.load(name) for name in (*cs.releases(), *own)]
    about = {one.name: available().read_toml(f"releases/{one.name}.toml") for one in releases}
    pinned = [
        {
            "release": one.name,
            "released": about[one.name].get("released"),
            "description": about[one.name].get("description"),
            "fingerprint": one.fingerprint,
            "editions": one.editions,
            "own": one.name in own,
        }
        for one in releases
    ]
    listed: list[dict[str, object]] = []
    entries: list[Section] = []
    crosswalks = {id for system in code_systems().values() for id in system.editions}
    for dataset, editions in dataset_editions(available()).items():
        for name in editions:
            edition = open_edition(available(), dataset, name)
            source = edition.source
            is_own = f"datasets/{source.id}.toml" not in bundled().checksums
            tables = _rows_of(source.id, edition.metadata)
            within = [one.name for one in releases if one.editions.get(dataset) == name]
            entry = {"source": source, "rows": tables, "releases": within, "own": is_own}
            listed.append(entry)
            where = f"In {', '.join(within)}." if within else "In no release."
            if not within and source.id in crosswalks:
                where = "A code system: serves every release."
            elif source.dataset == DERIVED:
                where = f"Computed from {name}, and read with it."
            terms = (
                f"{sum(tables.values()):,} rows. {source.publisher}, retrieved {source.retrieved}. "
                f"Licence: {source.licence}. "
                f"{where}{' Your own.' * is_own}"
            )
            blocks = (paragraph(source.title), *muted(terms))
            entries.append(Section(source.id, blocks, minor=True))
    newest = cs.releases()[-1]
    described = [
        (
            one.name,
            (f"{date}: " if (date := about[one.name].get("released")) else "")
            + f"{len(one):,} occupations, {len(one.editions)} editions"
            + ", the default" * (one.name == newest)
            + ", your own" * (one.name in own)
            + f". {about[one.name].get('description') or ''}".rstrip(),
        )
        for one in releases
    ]
    folder = user_folder()
    place = f"Data of your own are looked for in {folder}." if folder else ""
    sections = (
        Section("Releases", [*definitions(*described), *muted(place)]),
        Section("Editions", [paragraph("A release has one edition of each dataset.")]),
        *entries,
    )
    page = Page("Data", sections, heading=False)
    found = {"releases": pinned, "editions": listed, "folder": folder and str(folder)}
    print_result(found, page, format)


def _rows_of(edition: str, metadata: Mapping[str, Any]) -> dict[str, int]:
    """Return the number of rows of each table, as the metadata say."""
    try:
        return {each["name"]: int(each["rows"]) for each in metadata.get("tables", [])}
    except (KeyError, TypeError, ValueError):
        problem = "tables: expected a name and a number of rows for each"
        raise DefinitionError(f"datasets/{edition}.toml", (problem,)) from None


@data.command(name="coverage")
def show_coverage(
    release: Annotated[str | None, Parameter(help=DATA_HELP)] = None,
    /,
    *,
    format: Format = "text",
) -> None:
    """Count the occupations that have each part of a career page, with the reasons for gaps.

    Example: careerscore data coverage 2026.1
    """
    from careerscore.records.coverage_report import coverage, coverage_page

    chosen = cs.load(release)
    with progress_bar(f"Release {chosen.name}") as advance:
        found = coverage(chosen, progress=advance)
    page = Page("Coverage", [coverage_page(chosen.name, found)], heading=False)
    print_result({chosen.name: found}, page, format)


@data.command
def verify(
    release: Annotated[str | None, Parameter(help="One release; everything by default.")] = None,
    /,
    *,
    format: Format = "text",
) -> None:
    """Compare the bundled files, and your own, with their checksums and fingerprints.

    Example: careerscore data verify
    """
    from careerscore._data import available, bundled
    from careerscore.reference.loading import own_releases

    files = own = 0
    if release is None:
        files = bundled().verify()
        if available() is not bundled():
            own = available().verify() - files
    names = (*cs.releases(), *own_releases()) if release is None else (release,)
    files = max([files, *(cs.load(name).verify() for name in names)])
    mine = f", and {own} of your own as they are listed" if own else ""
    text = f"{files} files are as released{mine}; verified: {', '.join(names)}"
    print_result({"verified": list(names), "files": files, "own_files": own}, text, format)


@data.command
def build(
    *,
    inputs: Annotated[Path, Parameter(name="--from", help="Folder of the official files.")],
    out: Annotated[
        Path | None,
        Parameter(name="--out", help="Folder to write the data to; your own data for --texts."),
    ] = None,
    texts: Annotated[
        bool,
        Parameter(help="Build descriptions and tasks from a download of O*NET 30.1."),
    ] = False,
    format: Format = "text",
) -> None:
    """Build the bundled data, or the texts that cannot be bundled, from official files.

    Example: careerscore data build --from official --out data

    Example: careerscore data build --texts --from db_30_1_excel
    """
    from careerscore import sources
    from careerscore._data import user_folder

    folder = out or (user_folder() if texts else None)
    if folder is None:
        problem = Problem("--out", "nothing", "the folder to write the data to")
        raise InvalidInputError("build", (problem,))
    editions = [sources.onet_texts()] if texts else None
    with progress_bar("Building") as advance:
        try:
            report = sources.build(
                inputs,
                folder,
                editions=editions,
                progress=lambda _, done, total: advance(done, total),
            )
        except SourceFileError as error:
            if editions is None:
                raise
            # Of O*NET there are many versions, and several forms of each.
            expected = f"{error.expected}, as in the files of {editions[0].url}"
            place = error.sheet, error.row, error.column
            raise SourceFileError(error.file, expected, error.found, *place) from None
    text = (
        f"{number_of(len(report.editions), 'edition')} built in {folder}, "
        f"{len(report.written)} files written, {len(report.unchanged)} unchanged"
    )
    print_result(report, text, format)
