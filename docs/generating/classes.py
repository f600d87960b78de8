"""The fields of every class that an answer is made of, from the classes themselves."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

import attrs
from numpydoc.docscrape import NumpyDocString

import careerscore as cs
from careerscore.serde import KIND
from generating.markdown import escaped, table

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["fields_of_classes"]

_ANSWERS = (
    cs.Occupation,
    cs.ResilienceAssessment,
    cs.CareerProgression,
    cs.EducationRequirements,
    cs.EducationCost,
    cs.LifetimeValue,
    cs.Comparison,
    cs.CareerProfile,
    cs.SkillGap,
    cs.live.JobResults,
    cs.live.TrainingResults,
    cs.live.CertificationResults,
)


def fields_of_classes() -> str:
    """Return a section for each class: its fields, their types and what they mean."""
    found: dict[type, None] = {}
    for answer in _ANSWERS:
        _gather(answer, found)
    return "\n".join(map(_section, found))


def _gather(kind: type, found: dict[type, None]) -> None:
    """Add a class, and those that its fields hold, in the order in which a reader meets them."""
    if kind in found:
        return
    found[kind] = None
    for held in _hints(kind).values():
        for each in _classes_in(held):
            _gather(each, found)


def _hints(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    fields = attrs.fields(kind)
    return {field.name: field.metadata.get(KIND, hints[field.name]) for field in fields}


def _classes_in(hint: Any) -> Iterator[type]:
    if isinstance(hint, type) and attrs.has(hint):
        yield hint
    for part in get_args(hint):
        yield from _classes_in(part)


def _section(kind: type) -> str:
    described = _described(kind)
    rows = [_row(name, *described[name]) for name in _hints(kind)]
    rows += [_row(name, "derived", _first_line(kind, name)) for name in _derived(kind)]
    summary = escaped(inspect.cleandoc(kind.__doc__ or "").splitlines()[0])
    return f"## {kind.__name__}\n\n{summary}\n\n{table(['field', 'type', 'meaning'], rows)}"


def _row(name: str, kind: str, meaning: str) -> list[str]:
    return [f"`{name}`", escaped(kind), meaning.replace("|", "\\|").replace("``", "`")]


def _described(kind: type) -> dict[str, tuple[str, str]]:
    """Return type and meaning of each field, those of base classes included."""
    found: dict[str, tuple[str, str]] = {}
    for base in reversed(kind.__mro__):
        if attrs.has(base):
            text = NumpyDocString(inspect.cleandoc(base.__doc__ or ""))
            for entry in text["Parameters"]:
                meaning = (entry.type, " ".join(entry.desc))
                found |= dict.fromkeys(entry.name.split(", "), meaning)
    return found


def _derived(kind: type) -> tuple[str, ...]:
    return getattr(kind, "_derived", ())


def _first_line(kind: type, name: str) -> str:
    return inspect.cleandoc(getattr(kind, name).__doc__ or "").splitlines()[0]
