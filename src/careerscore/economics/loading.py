"""Methods of economics from TOML: read, checked, every problem listed at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from careerscore._data import bundled, parse_toml
from careerscore._files import read_text
from careerscore.errors import (
    CareerscoreError,
    DefinitionError,
    InvalidInputError,
    UnknownMethodologyError,
)

if TYPE_CHECKING:
    from pathlib import Path

    from careerscore.economics.methods import Definition

__all__ = ["bundled_method", "bundled_method_ids", "load_method", "parse_method"]

FOLDER: Final = "economics"

_ENGINES: Final[Mapping[str, str]] = {
    "percentile-ladder/1": "ladder.PercentileLadder",
    "experience-quantile/1": "quantile_progression.ExperienceQuantile",
    "entry-education/1": "education_engine.EntryEducation",
    "tuition/1": "tuition.TuitionSchedule",
    "compare-page/1": "american_dream_jobs.ComparePage",
    "calculator-page/1": "american_dream_jobs.CalculatorPage",
    "discounted-cash-flow/1": "cash_flows.DiscountedCashFlow",
}
"""Where the class of each engine stands; imported when a definition asks for it."""

_PARTS: Final = ("progression_by", "path_by", "cost_by")
"""Fields that name another method by its id."""

Lookup = Callable[[str], object]


def parse_method(text: str, name: str = "method", *, lookup: Lookup | None = None) -> Definition:
    """Build a method from a TOML text.

    Parameters
    ----------
    text : str
        The definition.
    name : str
        Name of the file, for messages.
    lookup : callable, optional
        Gives the method of an id, for those that ask others; the bundled ones by default.

    Raises
    ------
    DefinitionError
        If it is not TOML, or the definition has faults; all of them are listed.

    Examples
    --------
    >>> parse_method('engine = "tuition/2"', "mine.toml")
    Traceback (most recent call last):
    careerscore.errors.DefinitionError: mine.toml: engine: expected 'percentile-ladder/1' or
        'experience-quantile/1' or 'entry-education/1' or 'tuition/1' or 'compare-page/1' or
        'calculator-page/1' or 'discounted-cash-flow/1', got 'tuition/2'
    """
    return _built(parse_toml(text, name), name, lookup or _bundled_part)


def _built(data: dict[str, Any], name: str, lookup: Lookup) -> Definition:
    from careerscore.serde import from_dict

    engine = data.pop("engine", None)
    if not isinstance(engine, str) or engine not in _ENGINES:
        expected = " or ".join(map(repr, _ENGINES))
        raise DefinitionError(name, (f"engine: expected {expected}, got {engine!r}",))
    module, _, kind = _ENGINES[engine].partition(".")
    not_found: dict[str, str] = {}
    for part in _PARTS:
        if isinstance(data.get(part), str):
            try:
                data[part] = lookup(data[part])
            except CareerscoreError as error:
                not_found[part] = f"{part}: {error}"
                # Refused below, with whatever else is wrong; said here why.
                data[part] = None
    try:
        made: Definition = from_dict(
            data, getattr(import_module(f"careerscore.economics.{module}"), kind)
        )
    except InvalidInputError as error:
        others = (str(problem) for problem in error.problems if problem.field not in not_found)
        raise DefinitionError(name, (*not_found.values(), *others)) from None
    return made


def _bundled_part(id: str) -> Definition:
    if id not in bundled_method_ids():
        raise UnknownMethodologyError(id, bundled_method_ids())
    return bundled_method(id)


def load_method(path: str | Path) -> Definition:
    """Build a method from a TOML file of your own.

    Those it asks are looked up by id among all there are, registered and of packages too.

    Parameters
    ----------
    path : str or pathlib.Path
        The file.

    Raises
    ------
    DefinitionError
        If the file cannot be read, is not TOML, has faults, or changes what stands under the
        id of a released method.
    """
    # Here, as the registry is filled by this module.
    from careerscore.economics.registry import CATALOGUE

    made = parse_method(read_text(path), str(path), lookup=CATALOGUE.get)
    if made.id in bundled_method_ids() and bundled_method(made.id).fingerprint != made.fingerprint:
        expected = "an id of its own, as this one is released with another definition"
        raise DefinitionError(str(path), (f"id: expected {expected}, got {made.id!r}",))
    return made


def bundled_method_ids() -> tuple[str, ...]:
    """Return the ids of the methods that come with the package, sorted.

    Examples
    --------
    >>> "percentile-ladder/1" in bundled_method_ids()
    True
    """
    return bundled().names(FOLDER, ".toml")


def bundled_method(id: str) -> Definition:
    """Return a method that comes with the package.

    Raises
    ------
    DataIntegrityError
        If its file is not what was released, or there is none.
    """
    path = f"{FOLDER}/{id}.toml"
    return _built(bundled().read_toml(path), path, bundled_method)
