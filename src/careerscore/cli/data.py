"""``careerscore data``: list, count, verify and build the bundled data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

import careerscore as cs
from careerscore.cli._app import Format, app
from careerscore.cli._output import print_json, print_page, progress_bar

__all__ = ["data"]

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

    releases = [cs.load(name) for name in cs.releases()]
    sources = [
        open_edition(bundled(), dataset, edition).source
        for dataset, editions in dataset_editions(bundled()).items()
        for edition in editions
    ]
    if format == "json":
        pinned = [
            {"release": one.name, "fingerprint": one.fingerprint, "editions": dict(one.editions)}
            for one in releases
        ]
        print_json({"releases": pinned, "editions": sources})
        return
    from careerscore.reference.pages import data_page

    print_page(data_page(releases, sources))


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
    from careerscore.records.coverage_report import coverage

    names = cs.releases() if release is None else (release,)
    found = {}
    for name in names:
        with progress_bar(f"Release {name}") as advance:
            found[name] = coverage(cs.load(name), progress=advance)
    if format == "json":
        print_json(found)
        return
    from careerscore.records.pages import coverage_page

    for name, parts in found.items():
        print_page(coverage_page(name, parts))


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
    if format == "json":
        print_json({"verified": list(names), "files": files})
        return
    print_page(f"{files} files are as released; verified: {', '.join(names)}")


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
    if format == "json":
        print_json(report)
        return
    print_page(
        f"{len(report.editions)} editions built, {len(report.written)} files written, "
        f"{len(report.unchanged)} unchanged"
    )
