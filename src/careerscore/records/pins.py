"""Pins: a small file that identifies a methodology and a data release exactly."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from attrs import field, frozen

from careerscore._data import parse_toml, user_folder
from careerscore._files import read_text, write_whole
from careerscore._record import Checks, frozen_map
from careerscore.errors import (
    CareerscoreError,
    DefinitionError,
    InvalidInputError,
    PinMismatchError,
    Problem,
)
from careerscore.model.assessment import ResilienceAssessment
from careerscore.reference.binding import bound_to
from careerscore.reference.loading import load, release_of_name
from careerscore.scoring import methodology as methodology_of_id
from careerscore.scoring.bindable import Bindable
from careerscore.scoring.catalog import methodology_of
from careerscore.serde import from_dict

if TYPE_CHECKING:
    from careerscore.model import Occupation
    from careerscore.reference import Release
    from careerscore.scoring import Methodology

_HEAD: Final = "# A pin of careerscore: load_pin restores it, or says what differs."
_OWN: Final = "\n[pin]\n"

_KEYS: Final = {
    "library": "library",
    "methodology_id": "methodology.id",
    "methodology_fingerprint": "methodology.fingerprint",
    "data_release": "data.release",
    "data_fingerprint": "data.fingerprint",
    "editions": "data.editions",
    "checksums": "data.checksums",
}
"""The key of each field in the file."""


@frozen(kw_only=True)
class Pin:
    """A methodology and a data release, identified by id and fingerprint.

    Parameters
    ----------
    methodology_id, methodology_fingerprint : str
        The methodology.
    data_release, data_fingerprint : str, optional
        The release; None for a score of bare inputs.
    editions : Mapping of str to str
        The edition of each dataset.
    checksums : Mapping of str to str
        SHA-256 of each file of these editions.
    library : str
        Version of careerscore that made the pin. Later versions give the same results.

    Examples
    --------
    >>> import careerscore as cs
    >>> made = cs.pin(methodology="american-dream-jobs/2.0", data="2026.1")
    >>> made.assess("29-2072.00").total
    3
    """

    methodology_id: str
    methodology_fingerprint: str
    data_release: str | None = None
    data_fingerprint: str | None = None
    editions: Mapping[str, str] = field(factory=dict, converter=frozen_map, repr=False)
    checksums: Mapping[str, str] = field(factory=dict, converter=frozen_map, repr=False)
    library: str

    @property
    def methodology(self) -> Methodology:
        """The methodology; one that ranks among workers is bound to those of the release."""
        return bound_to(self.release, methodology_of_id(self.methodology_id))

    @property
    def release(self) -> Release | None:
        """The release."""
        return None if self.data_release is None else release_of_name(self.data_release)

    def assess(self, occupation: str | Occupation) -> ResilienceAssessment:
        """Score an occupation by the methodology, on the release.

        Raises
        ------
        InvalidInputError
            If the occupation is a name and the pin has no release to look it up in.
        """
        if isinstance(occupation, str):
            release = self.release
            if release is None:
                expected = "an Occupation: no data are pinned"
                raise InvalidInputError("Pin", (Problem("occupation", repr(occupation), expected),))
            occupation = release.occupation(occupation)
        return self.methodology.assess(occupation)

    def to_toml(self) -> str:
        """Return the text of the pin file, with its own checksum at the end."""
        method = {"id": self.methodology_id, "fingerprint": self.methodology_fingerprint}
        tables = {"methodology": method}
        if self.data_release is not None:
            data = {"release": self.data_release, "fingerprint": self.data_fingerprint or ""}
            tables |= {"data": data}
            for name, entries in (("editions", self.editions), ("checksums", self.checksums)):
                tables[f"data.{name}"] = {_quoted(key): value for key, value in entries.items()}
        body = f"{_HEAD}\nlibrary = {_quoted(self.library)}\n"
        for name, pairs in tables.items():
            lines = (f"{key} = {_quoted(value)}\n" for key, value in pairs.items())
            body += f"\n[{name}]\n{''.join(lines)}"
        return f"{body}{_OWN}sha256 = {_quoted(_sha256(body))}\n"

    def write(self, path: str | Path) -> None:
        """Write the file, whole or not at all."""
        write_whole(Path(path), self.to_toml().encode("utf-8"))


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def pin(
    path: str | Path | None = None,
    *,
    methodology: str | Methodology,
    data: str | Release | None = None,
) -> Pin:
    """Pin a methodology and a data release.

    Parameters
    ----------
    path : str or pathlib.Path, optional
        File to write the pin to.
    methodology : str or Methodology
        A registered methodology.
    data : str or Release, optional
        The release; the newest by default.

    Raises
    ------
    InvalidInputError
        If the methodology is not registered, or differs from the one registered under its id.
    UnknownMethodologyError, UnknownReleaseError
        If there is no such methodology or release.

    Examples
    --------
    >>> pin(methodology="american-dream-jobs/2.0", data="2026.1").data_release
    '2026.1'
    """
    made = _pin(methodology, load(data) if data is None or isinstance(data, str) else data)
    if path is not None:
        made.write(path)
    return made


def _pin(methodology: str | Methodology, release: Release | None) -> Pin:
    from importlib.metadata import version

    given = bound_to(release, methodology_of(methodology))
    try:
        held = bound_to(release, methodology_of_id(given.id))
    except CareerscoreError:
        held = None
    if held is None or held.fingerprint != given.fingerprint:
        expected = "a registered methodology: register it under an id of its own"
        raise InvalidInputError("pin", (Problem("methodology", given.id, expected),))
    return Pin(
        methodology_id=held.id,
        methodology_fingerprint=held.fingerprint,
        library=version("careerscore"),
        **_data_of(release),
    )


def _data_of(release: Release | None) -> dict[str, Any]:
    if release is None:
        return {}
    return {
        "data_release": release.name,
        "data_fingerprint": release.fingerprint,
        "editions": release.editions,
        "checksums": release.checksums,
    }


def pin_result(result: ResilienceAssessment) -> Pin:
    """Return the pin that reproduces a result.

    Parameters
    ----------
    result : ResilienceAssessment
        Any result.

    Raises
    ------
    InvalidInputError
        If its methodology or release is not registered, or gives another result, because the
        occupation or the methodology was a modified copy.

    Examples
    --------
    >>> import careerscore as cs
    >>> result = cs.assess("29-2072.00", data="2026.1")
    >>> pin_result(result).assess(result.occupation_code) == result
    True
    """
    checks = Checks("pin_result")
    checks.value("result", result, ResilienceAssessment)
    checks.raise_problems()
    release = None if result.data_release is None else release_of_name(result.data_release)
    try:
        made = _pin(result.methodology, release)
    except CareerscoreError as error:
        problem = Problem("methodology", repr(result.methodology), "a registered methodology")
        raise InvalidInputError("pin_result", (problem,)) from error
    code = result.occupation_code
    # A modified copy may keep the id of its original; its result would not be reproduced.
    if made.release is not None and code is not None:
        again = made.assess(code).fingerprint
        if again != result.fingerprint:
            expected = f"{again}, that of {code} by this methodology on this release"
            problem = Problem("fingerprint", result.fingerprint, expected)
            raise InvalidInputError("pin_result", (problem,))
    return made


def load_pin(path: str | Path) -> Pin:
    """Read a pin and check that the methodology and the data are exactly those pinned.

    Parameters
    ----------
    path : str or pathlib.Path
        The file.

    Raises
    ------
    DefinitionError, PinMismatchError
        If the file is not a pin, or anything differs from it; all differences are listed.
    """
    name = str(path)
    text = read_text(path)
    fields = parse_toml(text, name)
    found = {}
    for field_name, place in _KEYS.items():
        table, _, key = place.rpartition(".")
        entries = fields.get(table) if table else fields
        if isinstance(entries, dict) and key in entries:
            found[field_name] = entries[key]
    try:
        pinned = from_dict(found, Pin)
    except InvalidInputError as error:
        named = (each._replace(field=_KEYS.get(each.field, each.field)) for each in error.problems)
        raise DefinitionError(name, tuple(map(str, named))) from None
    problems = _differences(pinned)
    body, _, _ = text.partition(_OWN)
    own = fields.get("pin")
    stated = own.get("sha256") if isinstance(own, dict) else None
    if stated != _sha256(body):
        expected = f"{_sha256(body)}, that of the text above it"
        problems.append(Problem("pin.sha256", repr(stated), expected))
    if problems:
        raise PinMismatchError(name, tuple(problems))
    return pinned


def _differences(pinned: Pin) -> list[Problem]:
    """Return the differences between a pin and the installed methodology and data."""
    problems: list[Problem] = []

    def compare(name: str, stated: Any, found: Any) -> None:
        if isinstance(stated, Mapping):
            for key in dict.fromkeys((*stated, *found)):
                compare(f"{name}.{key}", stated.get(key), found.get(key))
        elif stated != found:
            problems.append(Problem(name, repr(stated), f"{found!r}, as it is here"))

    release, unknown = None, None
    try:
        release = pinned.release
    except CareerscoreError as error:
        expected = f"a release: {error}"
        if str(folder := user_folder()) not in expected:
            expected += f" Your own are looked for in {folder}."
        unknown = Problem("data.release", repr(pinned.data_release), expected)
    try:
        found = bound_to(release, methodology_of_id(pinned.methodology_id))
        # Of one that ranks among workers it depends on the release.
        if unknown is None or not isinstance(found, Bindable):
            compare("methodology.fingerprint", pinned.methodology_fingerprint, found.fingerprint)
    except CareerscoreError as error:
        problems.append(Problem("methodology.id", repr(pinned.methodology_id), f"an id: {error}"))
    if unknown is not None:
        return [*problems, unknown]
    here = _data_of(release)
    compare("data.fingerprint", pinned.data_fingerprint, here.get("data_fingerprint"))
    for name in ("editions", "checksums"):
        compare(_KEYS[name], getattr(pinned, name), here.get(name, {}))
    return problems
