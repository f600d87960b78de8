"""Lists, tuples and mappings, read and written item by item."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, get_args, get_origin

from careerscore._frozen_map import FrozenMap
from careerscore.serde.primitives import is_encodable
from careerscore.serde.problems import gathered, in_item, in_key, wrong

if TYPE_CHECKING:
    from cattrs import Converter

__all__ = [
    "list_reader",
    "list_writer",
    "mapping_reader",
    "mapping_writer",
]


def mapping_reader(kind: Any, converter: Converter) -> Callable[[object, Any], Any]:
    """Return what reads a mapping from text."""
    if len(get_args(kind)) != 2:
        raise wrong(kind, "a mapping that says of what, such as dict[str, Occupation]")
    _, value_kind = get_args(kind)

    def read(value: object, _: Any) -> FrozenMap[str, Any]:
        if not (isinstance(value, Mapping) and all(isinstance(key, str) for key in value)):
            raise wrong(value, "a mapping of strings")
        keys = [key for key in value if not is_encodable(key)]
        if keys:
            raise wrong(keys[0], "a key without halves of surrogate pairs", in_key(keys[0]))
        hook = converter.get_structure_hook(value_kind)
        parts = ((key, hook, item, value_kind) for key, item in value.items())
        return FrozenMap(dict(zip(value, gathered(parts, in_key), strict=True)))

    return read


def list_reader(kind: Any, converter: Converter) -> Callable[[object, Any], Any]:
    """Return what reads a list, or a tuple of a fixed length."""
    made = get_origin(kind) or kind
    kinds = get_args(kind)
    if not kinds:
        raise wrong(kind, "a list that says of what, such as list[Occupation]")
    fixed = made is tuple and kinds[-1] is not ...

    def read(value: object, _: Any) -> Any:
        if not isinstance(value, list | tuple):
            raise wrong(value, "a list")
        wanted = kinds if fixed else kinds[:1] * len(value)
        if len(wanted) != len(value):
            raise wrong(value, f"a list of {len(wanted)}")
        hooks = {each: converter.get_structure_hook(each) for each in kinds if each is not ...}
        parts = (
            (place, hooks[each], item, each)
            for place, (item, each) in enumerate(zip(value, wanted, strict=True))
        )
        return made(gathered(parts, in_item))

    return read


def list_writer(write: Callable[[Any, None], Any]) -> Callable[[Any], list[Any]]:
    """Return what writes a list, given what writes its items."""
    return lambda items: gathered(
        ((place, write, item, None) for place, item in enumerate(items)), in_item
    )


def mapping_writer(write: Callable[[Any, None], Any]) -> Callable[[Any], dict[str, Any]]:
    """Return what writes a mapping, given what writes its items."""

    def write_all(items: Mapping[Any, Any]) -> dict[str, Any]:
        others = [key for key in items if not isinstance(key, str)]
        if others:
            # JSON would have them as text, and nobody could tell that they were none.
            raise wrong(others[0], "a key that is a text", in_key(others[0]))
        values = gathered(((key, write, item, None) for key, item in items.items()), in_key)
        return dict(zip(items, values, strict=True))

    return write_all
