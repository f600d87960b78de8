"""The metadata of an edition as TOML, written the same way every time."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from careerscore.sources.spec import Edition, Input, Parameter, Table

__all__ = ["metadata_toml", "toml_string"]

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f"}
_DELETE = 0x7F


def toml_string(text: str) -> str:
    r"""Write a text as a TOML basic string.

    Examples
    --------
    >>> print(toml_string('5 ft 2" tall'))
    "5 ft 2\" tall"
    """
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if ord(character) < ord(" ") or ord(character) == _DELETE:
        return f"\\u{ord(character):04X}"
    return character


def _value(value: Parameter) -> str:
    return toml_string(value) if isinstance(value, str) else repr(value)


def _strings(texts: Sequence[str]) -> str:
    return f"[{', '.join(map(toml_string, texts))}]"


def metadata_toml(edition: Edition) -> str:
    """Return the metadata of an edition.

    Parameters
    ----------
    edition : Edition
        The edition.

    Returns
    -------
    str
        A TOML document.
    """
    blocks = [_head(edition)]
    if edition.parameters:
        blocks.append(_parameters(edition))
    files = {source.file: source for source in edition.inputs}
    blocks.extend(_input(source) for source in files.values())
    blocks.extend(_table(edition, table) for table in edition.tables)
    return "\n".join("".join(f"{line}\n" for line in block) for block in blocks)


def _head(edition: Edition) -> Iterator[str]:
    yield f"dataset = {toml_string(edition.dataset)}"
    yield f"edition = {toml_string(edition.edition)}"
    yield f"title = {toml_string(edition.title)}"
    yield f"publisher = {toml_string(edition.publisher)}"
    yield f"licence = {toml_string(edition.licence)}"
    yield f"attribution = {toml_string(edition.attribution)}"
    yield f"citation = {toml_string(edition.citation)}"
    yield f"url = {toml_string(edition.url)}"
    yield f"retrieved = {edition.retrieved.isoformat()}"
    yield f"rule = {toml_string(edition.rule)}"
    yield f"built_from = {_strings(edition.built_from)}"


def _parameters(edition: Edition) -> Iterator[str]:
    yield "[parameters]"
    for name, value in edition.parameters.items():
        yield f"{name} = {_value(value)}"


def _input(source: Input) -> Iterator[str]:
    yield "[[inputs]]"
    yield f"file = {toml_string(source.file)}"
    if source.sheet is not None:
        yield f"sheet = {toml_string(source.sheet)}"
    yield f"sha256 = {toml_string(source.sha256)}"


def _table(edition: Edition, table: Table) -> Iterator[str]:
    yield "[[tables]]"
    yield f"name = {toml_string(table.name)}"
    yield f"file = {toml_string(edition.table_file(table))}"
    yield f"rows = {table.rows}"
    yield f"key = {_strings(table.key)}"
    yield ""
    yield "[tables.columns]"
    for field in table.fields:
        yield f"{field.name} = {toml_string(field.description)}"
