"""Editions to build: their official files, tables and checks.

An edition has one TOML file, its metadata: source, citation, checksums of the official files,
tables with their columns. It is bundled next to the tables. What the editions of a dataset have
in common, the form of their official files, is in one specification, ``specs/<dataset>.toml``:
fields with their types, keys, order, captions. Texts there may name parameters of the edition:
``"Employment, {base_year}"``; a heading ``"{first_year}..{year}"`` is that of each year.
Optional files may be left out, of a repeated one there is any number. A specification that is
`like` another says only what differs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from attrs import field, frozen

from careerscore._data import parse_toml
from careerscore._files import read_text
from careerscore._record import Checks, Record, limits
from careerscore.errors import DefinitionError, InvalidInputError
from careerscore.model import Source
from careerscore.serde import from_dict
from careerscore.sources.fields import Field

if TYPE_CHECKING:
    from pathlib import Path

DATASETS: Final = "datasets"


@frozen(kw_only=True)
class Caption:
    """A text beside an official table that identifies it: in the first column, of a row or any."""

    text: str
    row: int | None = None
    sheet: str | None = None


@frozen(kw_only=True)
class Reference:
    """A foreign key: pairs of code and title that have to be those of another file."""

    fields: tuple[str, str]
    file: str
    to: tuple[str, str]


@frozen(kw_only=True)
class Input(Record):
    """An official file, as it was published.

    Parameters
    ----------
    file : str
        Path below the input folder, with forward slashes.
    sha256 : str
        Checksum of the file.
    rows : int
        Number of rows of data.
    fields : tuple of Field
        All its columns, in order.
    key : tuple of str
        Headings of the columns that identify a row.
    sheet : str, optional
        Name of the sheet, for a workbook; a file without one is comma-separated text.
    header_row : int
        Number of the row that holds the headings, from 1.
    captions : tuple of Caption
        Texts that identify the edition.
    footer : tuple of str
        Texts of the rows below the data.
    order : tuple of str
        Headings of the columns by which the rows are sorted.
    counter : str, optional
        Heading of a column that counts the rows from 1.
    nondecreasing : tuple of tuple of str
        Headings of columns whose numbers do not fall from one to the next.
    references : tuple of Reference
        Codes and titles that have to be those of another file of the edition.
    layout : str
        What has its headings, for messages: ``"O*NET 30.1"``.
    """

    file: str
    sha256: str
    rows: int
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    sheet: str | None = None
    header_row: int = 1
    captions: tuple[Caption, ...] = ()
    footer: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    counter: str | None = None
    nondecreasing: tuple[tuple[str, ...], ...] = ()
    references: tuple[Reference, ...] = ()
    layout: str = field(default="", metadata=limits(empty=True))

    def _check(self, checks: Checks) -> None:
        counter = () if self.counter is None else (self.counter,)
        references = (reference.fields for reference in self.references)
        for group in (self.key, self.order, counter, *self.nondecreasing, *references):
            _check_headings(checks, self, group)

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings of its columns."""
        return tuple(field.heading for field in self.fields)


@frozen(kw_only=True)
class Table:
    """A bundled table.

    Parameters
    ----------
    name : str
        Its name.
    file : str
        Path below the folder of datasets.
    rows : int
        Number of rows.
    key : tuple of str
        Names of the columns that identify a row.
    columns : Mapping of str to str
        Description of each column, with its unit in brackets, keyed by name.
    source : str, optional
        Name of the official file whose columns it copies; None if a rule makes it.
    headings : tuple of str
        Headings of the copied columns, in order.
    """

    name: str
    file: str
    rows: int
    key: tuple[str, ...]
    columns: Mapping[str, str]
    source: str | None = None
    headings: tuple[str, ...] = ()


@frozen(kw_only=True)
class Edition(Source):
    """One edition of a dataset: its source, its official files and its tables.

    Parameters
    ----------
    dataset, edition, title, publisher, licence, citation, url, retrieved, attribution
        As for `careerscore.Source`.
    rule : str
        Id of the rule, for an edition computed from others; empty otherwise.
    built_from : tuple of str
        Ids of the editions it is computed from.
    parameters : Mapping of str to str, int or float
        Figures of the edition as a whole.
    inputs : Mapping of str to Input
        The official files, keyed by their name in the specification.
    tables : tuple of Table
        The bundled tables.
    specification : str, optional
        Name of its specification; that of the dataset by default.
    metadata : str
        The text of the TOML file.
    """

    rule: str = field(metadata=limits(empty=True))
    built_from: tuple[str, ...]
    parameters: Mapping[str, Any]
    inputs: Mapping[str, Input]
    tables: tuple[Table, ...]
    specification: str | None = None
    metadata: str

    def _check(self, checks: Checks) -> None:
        named = [(table.source, table.headings) for table in self.tables if table.source]
        for source in self.inputs.values():
            named += [(reference.file, reference.to) for reference in source.references]
        for name, headings in named:
            if name in self.inputs:
                _check_headings(checks, self.inputs[name], headings)
            else:
                checks.fail("inputs", f"no file {name!r}")

    @property
    def metadata_file(self) -> str:
        """Path of the metadata below the folder of datasets."""
        return f"{self.id}.toml"


def _check_headings(checks: Checks, source: Input, headings: Iterable[str]) -> None:
    for heading in headings:
        if heading not in source.headings:
            checks.fail("fields", f"no field {heading!r} in {source.file}")


@cache
def bundled_editions() -> tuple[Edition, ...]:
    """Return every edition that careerscore builds; tables entered by hand are not among them.

    Examples
    --------
    >>> [each.id for each in bundled_editions() if each.dataset == "felten-aioe"]
    ['felten-aioe/2021']
    """
    folder = files("careerscore").joinpath("data", DATASETS)
    texts = {
        f"{DATASETS}/{dataset.name}/{file.name}": file.read_text(encoding="utf-8")
        for dataset in folder.iterdir()
        for file in dataset.iterdir()
        if file.name.endswith(".toml")
    }
    # The tables of an edition that is entered by hand name no file that a build writes.
    return tuple(
        _edition(text, name, None)
        for name, text in sorted(texts.items())
        if "file" in parse_toml(text, name)["tables"][0]
    )


def onet_texts() -> Edition:
    """Return the edition of O*NET's sentences, which users build from their own download.

    Its files are those of the Excel download of O*NET 30.1, as they lie in its folder.

    Examples
    --------
    >>> [source.file for source in onet_texts().inputs.values()]
    ['Occupation Data.xlsx', 'Task Statements.xlsx']
    """
    file = files("careerscore").joinpath("sources", "texts", "30.1.toml")
    return _edition(file.read_text(encoding="utf-8"), "onet-texts/30.1.toml", None)


def read_edition(path: str | Path, specification: str | Path | None = None) -> Edition:
    """Read the metadata of an edition: a TOML file like those that are bundled.

    Parameters
    ----------
    path : str or Path
        The TOML file of the edition.
    specification : str or Path, optional
        A specification of its official files; the bundled one of its dataset by default.

    Returns
    -------
    Edition
        The edition, for `build`.

    Raises
    ------
    DefinitionError
        If a file cannot be read, or lacks something that a build needs.
    """
    spec = None
    if specification is not None:
        spec = parse_toml(read_text(specification), str(specification))
    return _edition(read_text(path), str(path), spec)


def _edition(text: str, name: str, spec: Mapping[str, Any] | None) -> Edition:
    document = parse_toml(text, name)
    try:
        resolved = _resolve(document, _specification(document, spec))
        return from_dict({**resolved, "metadata": text}, Edition)
    except InvalidInputError as error:
        problems = tuple(map(str, error.problems))
    except KeyError as error:
        problems = (f"{error.args[0]}: missing",)
    except (AttributeError, IndexError, TypeError, ValueError) as error:
        problems = (f"not the metadata of an edition: {error}",)
    raise DefinitionError(name, problems)


def _specification(
    document: Mapping[str, Any], spec: Mapping[str, Any] | None
) -> Mapping[str, Any]:
    """Return the specification of an edition, by default the bundled one; a rule has none."""
    if spec is None:
        if document["rule"]:
            return {}
        spec = _bundled_specification(document.get("specification", document["dataset"]))
    return _merged(_bundled_specification(spec["like"]), spec) if "like" in spec else spec


def _bundled_specification(name: str) -> Mapping[str, Any]:
    folder = files("careerscore").joinpath("sources", "specs")
    available = {file.name.removesuffix(".toml"): file for file in folder.iterdir()}
    if name not in available:
        raise ValueError(f"no specification {name!r} among {', '.join(sorted(available))}")
    return parse_toml(available[name].read_text(encoding="utf-8"), name)


def _merged(base: Mapping[str, Any], spec: Mapping[str, Any]) -> dict[str, Any]:
    """Return a specification completed by another, of which it has the files that it names."""
    files: dict[str, Any] = {}
    for name, entry in spec["files"].items():
        other = base["files"][name]
        fields = {**other["fields"], **entry.get("fields", {})}
        files[name] = {**other, **entry, "fields": fields}
    types = {**base.get("types", {}), **spec.get("types", {})}
    return {**base, **spec, "types": types, "files": files, "tables": spec.get("tables", {})}


def _resolve(document: Mapping[str, Any], spec: Mapping[str, Any]) -> dict[str, Any]:
    """Return the entries of an edition, its inputs and tables completed by the specification."""
    edition, tables = f"{document['dataset']}/{document['edition']}", document["tables"]
    parameters = document.get("parameters", {})
    rows = {table["name"]: table["rows"] for table in tables}
    values = {
        **rows,
        "period": document["edition"].replace("-", "–"),
        **spec.get("defaults", {}),
        **spec.get("editions", {}).get(document["edition"], {}),
        **parameters,
    }
    entries = document.get("inputs", [])
    forms = _forms(spec, len(entries))
    by_default = next(iter(rows.values()), None)
    inputs = {
        name: {"rows": rows.get(name, by_default), **_input({**form, **entry}, spec, values)}
        for (name, form), entry in zip(forms.items(), entries, strict=True)
    }
    # The files of an edition are its own: a build writes and removes them.
    if not re.fullmatch(r"\w[\w.-]*/\w[\w.-]*", edition):
        raise ValueError(f"dataset and edition: expected names of files, got {edition!r}")
    for table in tables:
        file = f"{edition}.csv" if len(tables) == 1 else f"{edition}/{table['name']}.csv"
        compressed = file.removesuffix(".csv") + ".zip"
        if table["file"] not in {file, compressed} or "/" in table["name"]:
            raise ValueError(f"tables: expected the file {file!r}, got {table['file']!r}")
    completed = [_table(table, list(forms), spec, values) for table in tables]
    return {**document, "parameters": parameters, "inputs": inputs, "tables": completed}


def _forms(spec: Mapping[str, Any], count: int) -> dict[str, Mapping[str, Any]]:
    """Return the form of each official file by name.

    Optional ones may be left out. Of one that is repeated there may be any number.
    """
    forms = dict(spec.get("files", {}))
    if any(form.get("repeated") for form in forms.values()):
        ((name, form),) = forms.items()
        forms = {f"{name}_{number}": form for number in range(1, max(count, 1) + 1)}
    fewest = sum(not form.get("optional") for form in forms.values())
    if not fewest <= count <= len(forms):
        raise ValueError(f"expected {len(forms)} inputs ({', '.join(forms)}), got {count}")
    return dict(islice(forms.items(), count))


def _input(
    stated: Mapping[str, Any], spec: Mapping[str, Any], values: Mapping[str, Any]
) -> dict[str, Any]:
    """Return an official file of a form, as its edition states it."""
    merged = {"layout": spec.get("layout", ""), **stated}
    merged.pop("optional", None)
    merged.pop("repeated", None)
    fields, types = [], spec.get("types", {})
    declarations = [
        (each, declared)
        for heading, declared in merged["fields"].items()
        for each in _headings(_filled(heading, values))
    ]
    for heading, declared in declarations:
        entries: dict[str, Any]
        entries = {"type": declared} if isinstance(declared, str) else {**declared}
        if entries.get("type") in types:
            entries = {**types[entries.pop("type")], **entries}
        top_code = entries.pop("top_code", None)
        # Without a top code in the edition there is no bound, and no symbol for reaching it.
        if top_code is not None and top_code["parameter"] in values:
            entries |= {"maximum": values[top_code["parameter"]], "top_code": top_code["symbol"]}
        fields.append({"heading": heading, "decimal_text": "sheet" not in merged, **entries})
    captions = [
        {key: value for key, value in caption.items() if key != "when"}
        for caption in merged.get("captions", [])
        if caption.get("when") is None or caption["when"] in values
    ]
    references = [{"to": each["fields"], **each} for each in merged.get("references", [])]
    merged |= {"fields": fields, "captions": captions, "references": references}
    return {key: _filled(value, values) for key, value in merged.items()}


def _headings(heading: str) -> list[str]:
    """Return a heading; of a span of years such as 2008..2023 the heading of each year."""
    span = re.fullmatch(r"([0-9]{4})\.\.([0-9]{4})", heading)
    return [heading] if span is None else [*map(str, range(int(span[1]), int(span[2]) + 1))]


def _table(
    table: Mapping[str, Any], files: list[str], spec: Mapping[str, Any], values: Mapping[str, Any]
) -> dict[str, Any]:
    """Return a table; one that the specification copies has columns of an official file."""
    copied = spec.get("tables", {}).get(table["name"])
    if copied is None:
        return {**table}
    names = _filled([*copied["columns"]], values)
    if names != list(table["columns"]):
        raise ValueError(f"expected the columns {', '.join(names)} in table {table['name']}")
    same_name = table["name"] if table["name"] in files else files[0]
    headings = _filled([*copied["columns"].values()], values)
    return {**table, "source": copied.get("file", same_name), "headings": headings}


def _filled(node: Any, values: Mapping[str, Any]) -> Any:
    """Put values into every text; one that is a placeholder alone becomes the value itself."""
    if isinstance(node, str):
        alone = re.fullmatch(r"\{(\w+)\}", node)
        return values[alone[1]] if alone else node.format_map(values)
    if isinstance(node, list):
        return [_filled(item, values) for item in node]
    if isinstance(node, dict):
        # Braces in a regular expression are its own.
        kept = ("pattern", "form")
        return {key: item if key in kept else _filled(item, values) for key, item in node.items()}
    return node
