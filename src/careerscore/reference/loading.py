"""Load releases by their names: the bundled ones, and those of users."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from careerscore._data import USER_DATA, available, bundled, user_folder
from careerscore.errors import (
    DataIntegrityError,
    DefinitionError,
    Problem,
    UnknownDatasetError,
    UnknownEditionError,
    UnknownReleaseError,
)
from careerscore.matching.systems import ONET_SOC_2010, SOC_2010
from careerscore.reference.editions import MATRIX, open_edition
from careerscore.reference.releases import MODIFIED, Release, release_of_user

if TYPE_CHECKING:
    from collections.abc import Mapping

    from careerscore._data import DataDirectory

FOLDER: Final = "releases"


def releases() -> tuple[str, ...]:
    """Return the names of the bundled releases, oldest first.

    Raises
    ------
    DataIntegrityError
        If the list of files has a damaged name.

    Examples
    --------
    >>> releases()
    ('2026.1', '2026.2', '2026.3')
    """
    return _releases_in(bundled())


@lru_cache(maxsize=2)
def _releases_in(folder: DataDirectory) -> tuple[str, ...]:
    names = folder.names(FOLDER, ".toml")
    expected = "a name such as 2026.1"
    problems = tuple(
        Problem(f"{FOLDER}/{name}.toml", name, expected)
        for name in names
        if not re.fullmatch(r"[0-9]{4}\.[0-9]{1,4}", name)
    )
    if problems:
        raise DataIntegrityError(problems)
    return tuple(sorted(names, key=lambda name: [int(part) for part in name.split(".")]))


def own_releases() -> tuple[str, ...]:
    """Return the names of the releases that users have in a folder of their own, sorted.

    Raises
    ------
    DataIntegrityError
        If the files there are not as they are listed, or one has the name of a bundled file.
    """
    names = available().names(FOLDER, ".toml")
    return tuple(name for name in names if name not in releases())


def load(release: str | None = None) -> Release:
    """Return a release of the bundled data, or one of your own by its name.

    Parameters
    ----------
    release : str, optional
        Its name; the newest bundled one by default. Releases of your own are in the folder that
        the environment variable ``CAREERSCORE_DATA`` names, or in the usual one for user data.
        They never replace a bundled one.

    Raises
    ------
    UnknownReleaseError
        If there is none of this name; the message lists the available ones.
    DataIntegrityError
        If its files are not those that were released, or not as your folder lists them.
    DefinitionError
        If the file of a release of your own has faults; all of them are listed.

    Examples
    --------
    >>> load()
    <Release 2026.3: 1016 occupations>
    """
    names, own = releases(), available()
    name = names[-1] if release is None else release
    if name in names:
        return _loaded(name, bundled(), own)
    others = own_releases()
    if name not in others:
        named = str(user_folder()) if os.environ.get(USER_DATA) else ""
        raise UnknownReleaseError(str(name), (*names, *others), named)
    return _loaded(name, own, own)


@lru_cache(maxsize=32)
def _loaded(name: str, folder: DataDirectory, own: DataDirectory) -> Release:
    path = f"{FOLDER}/{name}.toml"
    pinned = folder.read_toml(path)
    editions: Any = pinned.get("editions")
    fingerprint = pinned.get("fingerprint")
    # A release of one's own may leave its fingerprint to be computed.
    is_own = path not in bundled().checksums
    has_fingerprint = isinstance(fingerprint, str) or (fingerprint is None and is_own)
    is_table = isinstance(editions, dict) and all(isinstance(one, str) for one in editions.values())
    if not (has_fingerprint and is_table):
        raise DefinitionError(path, ("expected a fingerprint and a table of editions",))
    if not is_own:
        return Release(folder, name, editions, fingerprint, own)
    if problems := _problems_of_own(folder, name, editions):
        raise DefinitionError(f"{user_folder()}/{path}", problems)
    return release_of_user(folder, name, editions, fingerprint)


_ALWAYS: Final = frozenset(
    {
        "onet",
        "oews",
        "employment-projections",
        "cip-soc",
        "occupation-categories",
        "epoch-heuristic",
        MATRIX,
        SOC_2010,
        ONET_SOC_2010,
    }
)
"""The datasets that every release has."""


def _problems_of_own(
    folder: DataDirectory, name: str, editions: Mapping[str, Any]
) -> tuple[str, ...]:
    problems = [f"editions: {dataset}: missing" for dataset in sorted(_ALWAYS - editions.keys())]
    if not re.fullmatch(r"\w[\w.-]*", name):
        problems.append("name of the file: expected letters, digits, '_', '.' and '-' alone")
    for dataset, edition in editions.items():
        try:
            open_edition(folder, dataset, edition)
        except (UnknownDatasetError, UnknownEditionError) as error:
            problems.append(f"editions: {error}")
    return tuple(problems)


def release_of(data: str | Release | None) -> Release:
    """Return a release that is given as such or by its name; the newest for None."""
    return data if isinstance(data, Release) else load(data)


def release_of_name(name: str) -> Release:
    """Return a release by its name, also one whose name says what was replaced in it."""
    return _modified(name, available()) if name.endswith(MODIFIED) else load(name)


@lru_cache(maxsize=8)  # anew where the data of the user change
def _modified(name: str, _own: DataDirectory) -> Release:
    base, *changes = name.removesuffix(MODIFIED).split(" with ")
    release = load(base)
    for change in changes:
        pairs = (each.partition("/") for each in change.split(", "))
        release = release.replace(**{dataset: edition for dataset, _, edition in pairs})
    return release
