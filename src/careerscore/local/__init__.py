"""Local pay and pay over time, nominal and real: by place, price parity and CPI-U."""

from __future__ import annotations

from careerscore.local.history import PayChange, PayHistory, SurveyPay
from careerscore.local.market import LocalMarket, MarketOccupation, WorkerShare
from careerscore.local.pay import LocalPay, PayDifference
from careerscore.local.places import Place
from careerscore.local.ranking import PlaceRanking, RankedPlace
from careerscore.local.words import LocalMethod, Words, methodologies, methodology

__all__ = [
    "LocalMarket",
    "LocalMethod",
    "LocalPay",
    "MarketOccupation",
    "PayChange",
    "PayDifference",
    "PayHistory",
    "Place",
    "PlaceRanking",
    "RankedPlace",
    "SurveyPay",
    "Words",
    "WorkerShare",
    "methodologies",
    "methodology",
]
