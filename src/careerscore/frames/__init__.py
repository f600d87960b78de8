"""The same scores over data frames, on any engine."""

from careerscore.frames.assessing import assess
from careerscore.frames.foreign import GivesExpressions

__all__ = ["GivesExpressions", "assess"]
