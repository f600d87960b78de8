"""Places and prices: what it pays here, and what that buys."""

from __future__ import annotations

from careerscore.local.history import PayChange, PayHistory, SurveyPay
from careerscore.local.pay import LocalPay, PayDifference
from careerscore.local.places import Place
from careerscore.local.words import LocalMethod, Words, methodologies, methodology

__all__ = [
    "LocalMethod",
    "LocalPay",
    "PayChange",
    "PayDifference",
    "PayHistory",
    "Place",
    "SurveyPay",
    "Words",
    "methodologies",
    "methodology",
]
