"""Documents that a JSON Schema allows, as Hypothesis makes them up."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, Final

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hypothesis.strategies import SearchStrategy

__all__ = ["Allowed"]

_texts: Final = st.text(max_size=20)


class Allowed:
    """Gives what a JSON Schema allows, of those that `json_schema` gives.

    Parameters
    ----------
    schema : Mapping
        The schema of a class.
    """

    def __init__(self, schema: Mapping[str, Any]) -> None:
        self._named = {"#": schema, **schema.get("$defs", {})}
        # One for each class: a class may hold objects of its own kind.
        self._references: dict[str, SearchStrategy[Any]] = {}

    def reference(self, name: str) -> SearchStrategy[Any]:
        """Give documents of a class: of the whole schema, or of one of its parts."""
        if name not in self._references:
            self._references[name] = st.deferred(lambda: self._values(self._named[name]))
        return self._references[name]

    def _values(self, schema: Mapping[str, Any]) -> SearchStrategy[Any]:
        if "$ref" in schema:
            return self.reference(schema["$ref"].rpartition("/")[2])
        if "anyOf" in schema:
            return st.one_of([self._values(each) for each in schema["anyOf"]])
        if "enum" in schema:
            return st.sampled_from(schema["enum"])
        kinds = schema["type"]
        kinds = [kinds] if isinstance(kinds, str) else kinds
        return st.one_of([self._of_type(each, schema) for each in kinds])

    def _of_type(self, kind: str, schema: Mapping[str, Any]) -> SearchStrategy[Any]:
        if kind == "array":
            return self._array(schema)
        if kind == "object":
            return self._object(schema)
        return _PLAIN[kind](schema)

    def _array(self, schema: Mapping[str, Any]) -> SearchStrategy[list[Any]]:
        if "prefixItems" in schema:
            return st.tuples(*map(self._values, schema["prefixItems"])).map(list)
        return st.lists(self._values(schema["items"]), max_size=2)

    def _object(self, schema: Mapping[str, Any]) -> SearchStrategy[dict[str, Any]]:
        if schema["additionalProperties"]:
            return st.dictionaries(_texts, self._values(schema["additionalProperties"]), max_size=2)
        fields = {
            name: self._values(each)
            for name, each in schema["properties"].items()
            if "const" not in each and not each.get("readOnly")
        }
        needed = {name: fields.pop(name) for name in schema["required"]}
        return st.fixed_dictionaries(needed, optional=fields)


def _text(schema: Mapping[str, Any]) -> SearchStrategy[str]:
    if schema.get("format") == "date":
        return st.dates().map(datetime.date.isoformat)
    if "pattern" in schema:
        longest = schema.get("maxLength", 20)
        return st.from_regex(schema["pattern"]).filter(lambda text: len(text) <= longest)
    return _texts


def _whole(schema: Mapping[str, Any]) -> SearchStrategy[int]:
    return st.integers(schema.get("minimum", -(2**60)), schema.get("maximum", 2**60))


def _number(schema: Mapping[str, Any]) -> SearchStrategy[float]:
    return st.floats(schema.get("minimum", -1e300), schema.get("maximum", 1e300))


_PLAIN: Final[Mapping[str, Callable[[Mapping[str, Any]], SearchStrategy[Any]]]] = {
    "null": lambda _: st.none(),
    "boolean": lambda _: st.booleans(),
    "integer": _whole,
    "number": _number,
    "string": _text,
}
