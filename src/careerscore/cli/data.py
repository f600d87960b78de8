"""``careerscore data``: list, count, verify and build the bundled data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

import careerscore as cs
from careerscore._render.blocks import Page, Section, muted, paragraph
from careerscore.cli._app import Format, app
from careerscore.cli._output import print_result, progress_bar

data: App = App(
    name="data", help="The bundled data: list, count, verify, build from official files."
)
app.command(data)


@data.command(name="list")
def list_data(*, format: Format = "text") -> None:
    """List the releases and the editions of every dataset.

    Example: careerscore data list
    """
    from careerscore._data import bundled
    from careerscore.reference import dataset_editions, open_edition

    sources = [
        open_edition(bundled(), dataset, edition).source
        for dataset, editions in dataset_editions(bundled()).items()
        for edition in editions
    ]
    pinned, entries = [], []
    for one in map(cs.load, cs.releases()):
        identity = {"release": one.name, "fingerprint": one.fingerprint}
        pinned.append({**identity, "editions": one.editions})
        editions = ", ".join(map("/".join, one.editions.items()))
        blocks = (paragraph(editions), *muted(f"Fingerprint: {one.fingerprint}"))
        entries.append(Section(f"Release {one.name}", blocks, minor=True))
    for source in sources:
        terms = muted(f"{source.publisher}. Licence: {source.licence}.")
        entries.append(Section(source.id, (paragraph(source.title), *terms), minor=True))
    page = Page("Data", entries, heading=False)
    print_result({"releases": pinned, "editions": sources}, page, format)


@data.command(name="coverage")
def show_coverage(
    release: Annotated[str | None, Parameter(help="One release; all by default.")] = None,
    /,
    *,
    format: Format = "text",
) -> None:
    """Count the occupations that have each part of a career page, with the reasons for gaps.

    Example: careerscore data coverage 2026.1
    """
    from careerscore.records.coverage_report import coverage, coverage_page

    names = cs.releases() if release is None else (release,)
    found = {}
    for name in names:
        with progress_bar(f"Release {name}") as advance:
            found[name] = coverage(cs.load(name), progress=advance)
    pages = [coverage_page(name, parts) for name, parts in found.items()]
    print_result(found, Page("Coverage", pages, heading=False), format)


@data.command
def verify(
    release: Annotated[str | None, Parameter(help="One release; everything by default.")] = None,
    /,
    *,
    format: Format = "text",
) -> None:
    """Compare the bundled files with their checksums.

    Example: careerscore data verify
    """
    from careerscore._data import bundled

    names = cs.releases() if release is None else (release,)
    files = 0 if release is not None else bundled().verify()
    files = max([files, *(cs.load(name).verify() for name in names)])
    text = f"{files} files are as released; verified: {', '.join(names)}"
    print_result({"verified": list(names), "files": files}, text, format)


@data.command
def build(
    *,
    inputs: Annotated[Path, Parameter(name="--from", help="Folder of the official files.")],
    out: Annotated[Path, Parameter(name="--out", help="Folder to write the data to.")],
    format: Format = "text",
) -> None:
    """Build the bundled data from the official files.

    Example: careerscore data build --from official --out data
    """
    from careerscore import sources

    with progress_bar("Building") as advance:
        report = sources.build(inputs, out, progress=lambda _, done, total: advance(done, total))
    built, written, unchanged = map(len, (report.editions, report.written, report.unchanged))
    text = f"{built} editions built, {written} files written, {unchanged} unchanged"
    print_result(report, text, format)
