"""Versioned methods of scores and of economics: identity, fingerprint and catalog."""

from __future__ import annotations

from careerscore.methods.base import STATUSES, Method, MethodologyBase
from careerscore.methods.fingerprint import fingerprint_of

__all__ = ["STATUSES", "Method", "MethodologyBase", "fingerprint_of"]
