"""Methodologies from TOML: read, checked, every problem listed at once."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from careerscore.bundled import bundled, parse_toml
from careerscore.errors import DefinitionError, InvalidInputError
from careerscore.scoring.additive import ENGINE, AdditiveMethodology
from careerscore.serde import from_dict

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
    paths = [f"{FOLDER}/{name}.toml" for name in folder.names(FOLDER, ".toml")]
    return tuple(parse_methodology(folder.read_bytes(path).decode(), path) for path in paths)
