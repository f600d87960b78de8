"""Methodologies from TOML: read, checked, every problem listed at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from careerscore._data import bundled, parse_toml
from careerscore._files import read_text
from careerscore.errors import CareerscoreError, DefinitionError, InvalidInputError
from careerscore.model.provenance import Provenance
from careerscore.scoring.additive import ADDITIVE_ENGINE
from careerscore.scoring.bands import Band, Factor, Rationale, TierRule
from careerscore.scoring.reading import Reading

if TYPE_CHECKING:
    from pathlib import Path

    from careerscore.scoring.definition import Definition
    from careerscore.scoring.protocol import Methodology

__all__ = [
    "bundled_methodology",
    "bundled_methodology_ids",
    "load_methodology",
    "parse_methodology",
]

FOLDER: Final = "methodologies"

_COMPOSITION: Final = "composition/1"

_ENGINES: Final[Mapping[str, str]] = {
    ADDITIVE_ENGINE: "additive.AdditiveMethodology",
    "rules/1": "rules.RulesMethodology",
    "measure/1": "measure.MeasureMethodology",
    _COMPOSITION: "composition.CompositionMethodology",
}
"""Where the class of each engine stands; imported when a definition asks for it."""

Lookup = Callable[[str], "Methodology"]


def _class_of(engine: object, name: str) -> Any:
    if not isinstance(engine, str) or engine not in _ENGINES:
        expected = " or ".join(map(repr, _ENGINES))
        raise DefinitionError(name, (f"engine: expected {expected}, got {engine!r}",))
    module, _, kind = _ENGINES[engine].partition(".")
    return getattr(import_module(f"careerscore.scoring.{module}"), kind)


def parse_methodology(
    text: str, name: str = "methodology", *, lookup: Lookup | None = None
) -> Methodology:
    """Build a methodology from a TOML text.

    Parameters
    ----------
    text : str
        The definition.
    name : str
        Name of the file, for messages.
    lookup : callable, optional
        Gives the methodology of an id, for the steps of a composition; the bundled ones by
        default.

    Raises
    ------
    DefinitionError
        If it is not TOML, or the definition has faults; all of them are listed.

    Examples
    --------
    >>> parse_methodology('engine = "additive/1"', "mine.toml")
    Traceback (most recent call last):
    careerscore.errors.DefinitionError: mine.toml: 6 problems
      - id: expected a value, got nothing
      - title: expected a value, got nothing
      - released: expected a value, got nothing
      - status: expected a value, got nothing
      - citation: expected a value, got nothing
      - factors: expected a value, got nothing
    """
    # Imported here, as the bundled methodologies do without it.
    from careerscore.serde import from_dict

    data = parse_toml(text, name)
    engine = data.pop("engine", None)
    kind = _class_of(engine, name)
    try:
        if engine == _COMPOSITION:
            return _composed(kind, data, name, lookup or bundled_methodology)
        made: Methodology = from_dict(data, kind)
    except InvalidInputError as error:
        problems = tuple(str(problem) for problem in error.problems)
        raise DefinitionError(name, problems) from None
    return made


def _composed(kind: Any, data: dict[str, Any], name: str, lookup: Lookup) -> Methodology:
    ids = data.get("steps")
    if not isinstance(ids, list) or not all(isinstance(id, str) for id in ids):
        raise DefinitionError(name, (f"steps: expected a list of ids, got {ids!r}",))
    problems: list[str] = []
    steps: list[Methodology] = []
    for number, id in enumerate(ids):
        try:
            steps.append(lookup(id))
        except CareerscoreError as error:
            problems.append(f"steps[{number}]: {error}")
    if problems:
        raise DefinitionError(name, tuple(problems))
    try:
        made: Methodology = kind(**{**data, "steps": steps})
    except TypeError as error:
        raise DefinitionError(name, (str(error),)) from None
    return made


def load_methodology(path: str | Path) -> Methodology:
    """Build a methodology from a TOML file of your own.

    Parameters
    ----------
    path : str or pathlib.Path
        The file.

    Raises
    ------
    DefinitionError
        If the file cannot be read, is not TOML, has faults, or changes what stands under the
        id of a released methodology.
    """
    made = parse_methodology(read_text(path), str(path))
    if made.id in bundled_methodology_ids():
        released = bundled_methodology(made.id)
        if released.fingerprint != made.fingerprint:
            expected = "an id of its own, as this one is released with another definition"
            raise DefinitionError(str(path), (f"id: expected {expected}, got {made.id!r}",))
    return made


def bundled_methodology_ids() -> tuple[str, ...]:
    """Return the ids of the methodologies that come with the package, sorted.

    Examples
    --------
    >>> "american-dream-jobs/2.0" in bundled_methodology_ids()
    True
    """
    return bundled().names(FOLDER, ".toml")


def bundled_methodology(id: str) -> Methodology:
    """Return a methodology that comes with the package.

    Raises
    ------
    DataIntegrityError
        If its file is not what was released, or there is none.
    """
    path = f"{FOLDER}/{id}.toml"
    data = bundled().read_toml(path)
    engine = data.pop("engine")
    kind = _class_of(engine, path)
    if engine == _COMPOSITION:
        return _composed(kind, data, path, bundled_methodology)
    return _built(kind, data)


def _built(kind: type[Definition], data: dict[str, Any]) -> Definition:
    """Build a bundled methodology: known to be sound, so without the search for faults.

    `parse_methodology` gives the same, but takes as long as all the rest of a start.
    """
    factors = [
        Factor(
            **factor
            | {
                "bands": [Band(**band) for band in factor.get("bands", ())],
                "read": [_reading(reading) for reading in factor.get("read", ())],
            }
        )
        for factor in data["factors"]
    ]
    tiers = [TierRule(**rule) for rule in data.get("tier_rules", ())]
    parts: dict[str, Any] = {"factors": factors, "tier_rules": tiers}
    if "rationale" in data:
        parts["rationale"] = Rationale(**data["rationale"])
    if "rules" in data:
        from careerscore.scoring.rules import Rule

        parts["rules"] = [Rule(**rule) for rule in data["rules"]]
    return kind(**data | parts)


def _reading(reading: dict[str, Any]) -> Reading:
    if "accept" in reading:
        reading["accept"] = tuple(map(Provenance, reading["accept"]))
    return Reading(**reading)
