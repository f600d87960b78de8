"""The converter that reads and writes everything: cattrs, made strict."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

import attrs

from careerscore.serde import primitives
from careerscore.serde.containers import (
    list_reader,
    list_writer,
    mapping_reader,
    mapping_writer,
)
from careerscore.serde.objects import ObjectReader, object_writer
from careerscore.serde.problems import wrong
from careerscore.serde.shapes import is_list, is_mapping
from careerscore.serde.versions import MIGRATIONS, SCHEMA_VERSION, History, Migration

if TYPE_CHECKING:
    from cattrs import Converter

__all__ = ["default_converter", "make_converter"]


def make_converter(
    version: int = SCHEMA_VERSION, *, migrations: Iterable[Migration] = MIGRATIONS
) -> Converter:
    """Return a new cattrs converter for the classes of careerscore, and for attrs classes of yours.

    It is strict: text is not read as a number, True is not 1, there is no NaN and no infinity,
    nothing unknown is dropped, and an `InvalidInputError` lists every problem with its path. It is
    yours to register further hooks on; that of `from_dict` and `to_dict` is another one.

    It writes no ``schema_version``, which `to_dict` and `dumps` write. Where it reads one,
    on any object, the object and its parts are of that version; those of an earlier one are
    migrated, from the outside in.

    Parameters
    ----------
    version : int
        The version of documents that do not say it, such as those that a converter of an
        earlier careerscore wrote.
    migrations : iterable of Migration
        How documents of earlier versions are read. Those of careerscore by default. The newest
        version that it reads is the one they lead to; one number counts for all classes.

    Returns
    -------
    cattrs.Converter
        ``structure(data, kind)`` reads and ``unstructure(value)`` writes.

    Raises
    ------
    InvalidInputError
        If there is no such version, or two migrations of a class begin from the same one.

    Examples
    --------
    >>> from careerscore.economics import Money
    >>> make_converter().structure({"low": 5, "high": None}, Money)
    Money(low=5, high=None)
    >>> from careerscore.serde import Migration
    >>> renamed = Migration("Money", since=1, renamed={"least": "low", "most": "high"})
    >>> converter = make_converter(migrations=[renamed])
    >>> converter.structure({"schema_version": 1, "least": 5}, Money)
    Money(low=5, high=None)
    >>> converter.structure({"schema_version": 2, "low": 5}, Money)
    Money(low=5, high=None)
    """
    # Imported when first needed: most who score a career never write JSON.
    from cattrs import Converter

    converter = Converter()
    history = History(version, migrations)
    converter.register_structure_hook(str, primitives.text)
    converter.register_structure_hook(StrEnum, primitives.member)
    converter.register_structure_hook(bool, primitives.truth)
    converter.register_structure_hook(int, primitives.whole_number)
    converter.register_structure_hook(float, primitives.number)
    converter.register_structure_hook(datetime.date, primitives.date)
    converter.register_structure_hook_factory(
        is_mapping, lambda kind: mapping_reader(kind, converter)
    )
    converter.register_structure_hook_factory(is_list, lambda kind: list_reader(kind, converter))
    converter.register_structure_hook_factory(
        attrs.has, lambda kind: ObjectReader(kind, converter, history)
    )
    converter.register_unstructure_hook(datetime.date, datetime.date.isoformat)
    converter.register_unstructure_hook_func(is_list, list_writer(converter.unstructure))
    converter.register_unstructure_hook_func(is_mapping, mapping_writer(converter.unstructure))
    converter.register_unstructure_hook_func(_is_function, _refuse_function)
    converter.register_unstructure_hook_factory(
        attrs.has, lambda kind: object_writer(kind, converter)
    )
    return converter


@cache
def default_converter() -> Converter:
    """Return the converter of `from_dict` and `to_dict`."""
    return make_converter()


def _is_function(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Callable)  # type: ignore[arg-type]


def _refuse_function(value: object) -> None:
    raise wrong(value, "something that can be written down, as a function cannot")
