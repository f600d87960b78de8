"""What live services have in common: a name, an address, and keys that only requests have."""

from __future__ import annotations

import os
import re
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any, ClassVar

from careerscore._record import Checks
from careerscore.errors import MissingKeyError
from careerscore.live.keys import Key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from careerscore.live.client import Request


class Service:
    """Base class of live services.

    Keys are those of the caller, or else of the environment variables that `variables` names. A
    service neither prints nor pickles them.

    Parameters
    ----------
    address : str, optional
        Where requests go instead of the service's own address: one of ``https``, or of ``http``
        on this machine; by default that of the environment variable ``CAREERSCORE_<NAME>_ADDRESS``.
    **keys : str, optional
        The keys by name.

    Raises
    ------
    MissingKeyError
        If there is no key; the environment variables are named.
    InvalidInputError
        If the address or a key is none.
    """

    name: ClassVar[str]
    """Its name in calls."""
    title: ClassVar[str]
    """What readers call it."""
    home: ClassVar[str]
    """Its own address."""
    registration: ClassVar[str]
    """The page that gives keys."""
    attribution: ClassVar[str] = ""
    """What its terms require to be said with results."""
    needs: ClassVar[tuple[str, ...]] = ("key",)
    """The names of the keys that requests need."""
    takes: ClassVar[tuple[str, ...]] = ()
    """The names of those that they can do without."""
    shapes: ClassVar[Mapping[str, Any]] = {}
    """The fields that answers are documented to have, by what is asked for."""

    def __init__(self, address: str | None = None, /, **keys: str | None) -> None:
        variables = self.variables()
        known = {
            name: os.environ.get(variables[name]) if given is None else given
            for name, given in keys.items()
        }
        missing = [variables[name] for name in self.needs if not known[name]]
        if missing:
            raise MissingKeyError(self.title, tuple(missing))
        self._keys: dict[str, Key] = {name: Key(text, name) for name, text in known.items() if text}
        given = address or os.environ.get(f"CAREERSCORE_{self.name}_ADDRESS".upper())
        self.address: str = self.home if given is None else _checked(given)

    @classmethod
    def variables(cls) -> Mapping[str, str]:
        """Return the environment variable of each key.

        Examples
        --------
        >>> from careerscore.live import SerpApi
        >>> SerpApi.variables()
        {'key': 'CAREERSCORE_SERPAPI_KEY'}
        """
        return {name: f"CAREERSCORE_{cls.name}_{name}".upper() for name in (*cls.needs, *cls.takes)}

    @property
    def keys(self) -> tuple[Key, ...]:
        """Its keys, which no text has."""
        return tuple(self._keys.values())

    def key(self, name: str) -> str:
        """Return a key, for a request that is signed."""
        return self._keys[name].reveal()

    def signed(self, request: Request) -> Request:
        """Return a request with the keys.

        Raises
        ------
        NotImplementedError
            If the service does not say how.
        """
        raise NotImplementedError(f"{type(self).__name__} does not sign requests")

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.address}>"


def _checked(address: object) -> str:
    """Return an address without a slash at its end; it is an error if keys are not safe there."""
    text = address if isinstance(address, str) else ""
    found = re.fullmatch(
        r"(https?)://([a-z0-9.-]+|\[[0-9a-f:]+\])(:[0-9]{1,5})?(/[a-z0-9._~/-]*)?",
        text,
        re.IGNORECASE,
    )
    is_safe = found is not None and (
        found[1].lower() == "https" or _is_loopback(found[2].strip("[]"))
    )
    if not is_safe:
        checks = Checks("Service")
        # What is refused may have a password, and is not repeated.
        expected = "expected an address of https, or of http on this machine, of host and path"
        checks.fail("address", expected)
        checks.raise_problems()
    return text.rstrip("/")


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
