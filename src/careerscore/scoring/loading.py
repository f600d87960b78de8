"""Methodologies from TOML: read, checked, every problem listed at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from careerscore.bundled import bundled, parse_toml
from careerscore.errors import DefinitionError, InvalidInputError
from careerscore.model.provenance import Obtained
from careerscore.scoring.additive import ENGINE, AdditiveMethodology
from careerscore.scoring.bands import Band, Factor, Rationale, TierRule
from careerscore.scoring.reading import Reading

__all__ = ["bundled_methodologies", "load_methodology", "parse_methodology"]

FOLDER: Final = "methodologies"


def parse_methodology(text: str, name: str = "methodology") -> AdditiveMethodology:
    """Build a methodology from a TOML text.

    Parameters
    ----------
    text : str
        The definition.
    name : str
        Name of the file, for messages.

    Raises
    ------
    DefinitionError
        If it is not TOML, or the definition has faults; all of them are listed.

    Examples
    --------
    >>> parse_methodology('engine = "additive/1"', "mine.toml")
    Traceback (most recent call last):
    careerscore.errors.DefinitionError: mine.toml: 7 problems
      - id: expected a value, got nothing
      - title: expected a value, got nothing
      - released: expected a value, got nothing
      - status: expected a value, got nothing
      - citation: expected a value, got nothing
      - factors: expected a value, got nothing
      - tier_rules: expected a value, got nothing
    """
    # Imported here, as the bundled methodologies do without it.
    from careerscore.serde import from_dict

    data = parse_toml(text, name)
    engine = data.pop("engine", None)
    if engine != ENGINE:
        raise DefinitionError(name, (f"engine: expected {ENGINE!r}, got {engine!r}",))
    try:
        return from_dict(data, AdditiveMethodology)
    except InvalidInputError as error:
        problems = tuple(str(problem) for problem in error.problems)
        raise DefinitionError(name, problems) from None


def load_methodology(path: str | Path) -> AdditiveMethodology:
    """Build a methodology from a TOML file of your own.

    Parameters
    ----------
    path : str or pathlib.Path
        The file.

    Raises
    ------
    DefinitionError
        If the file cannot be read, is not TOML, or the definition has faults.
    """
    try:
        text = Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8 text"
        raise DefinitionError(str(path), (f"cannot be read: {reason}",)) from None
    return parse_methodology(text, str(path))


def bundled_methodologies() -> tuple[AdditiveMethodology, ...]:
    """Return the methodologies that come with the package, by file name.

    Raises
    ------
    DataIntegrityError
        If a file is not what was released.
    """
    folder = bundled()
    return tuple(
        _built(folder.read_toml(f"{FOLDER}/{name}.toml")) for name in folder.names(FOLDER, ".toml")
    )


def _built(data: dict[str, Any]) -> AdditiveMethodology:
    """Build a bundled methodology: known to be sound, so without the search for faults.

    `parse_methodology` gives the same, but takes as long as all the rest of a start.
    """
    factors = [
        Factor(
            **factor
            | {
                "bands": [Band(**band) for band in factor["bands"]],
                "read": [
                    Reading(**reading | {"accept": tuple(map(Obtained, reading["accept"]))})
                    if "accept" in reading
                    else Reading(**reading)
                    for reading in factor["read"]
                ],
            }
        )
        for factor in data["factors"]
    ]
    given = {key: value for key, value in data.items() if key != "engine"}
    rules = [TierRule(**rule) for rule in data["tier_rules"]]
    rationale = Rationale(**data["rationale"])
    return AdditiveMethodology(
        **given | {"factors": factors, "tier_rules": rules, "rationale": rationale}
    )
