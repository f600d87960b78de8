"""Records of what was computed: pins, citations and coverage."""

from __future__ import annotations

from careerscore.records.citations import cite
from careerscore.records.coverage_report import Coverage, coverage
from careerscore.records.pins import Pin, load_pin, pin, pin_result

__all__ = ["Coverage", "Pin", "cite", "coverage", "load_pin", "pin", "pin_result"]
