"""What every versioned strategy has: an identity, a fingerprint, a place among the others."""

from __future__ import annotations

from careerscore.strategies.catalogue import Catalogue
from careerscore.strategies.fingerprint import fingerprint_of
from careerscore.strategies.identity import Identity
from careerscore.strategies.registry import Registry

__all__ = ["Catalogue", "Identity", "Registry", "fingerprint_of"]
