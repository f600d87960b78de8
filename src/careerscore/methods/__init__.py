"""What every versioned strategy has: an identity, a fingerprint, a place among the others."""

from __future__ import annotations

from careerscore.methods.base import MethodologyBase
from careerscore.methods.catalogue import Catalogue
from careerscore.methods.fingerprint import fingerprint_of
from careerscore.methods.registry import Registry

__all__ = ["Catalogue", "MethodologyBase", "Registry", "fingerprint_of"]
