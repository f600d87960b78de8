"""Jobs, training, certifications and local pay by live services, with keys of your own.

This room alone uses the network. Its results are of the moment: each says when it was made, by
which service and by which query, and no pin gives it again.
"""

from __future__ import annotations

from careerscore.live.adzuna import Adzuna
from careerscore.live.bls import Bls
from careerscore.live.careeronestop import CareerOneStop
from careerscore.live.client import Manners, Request, Session
from careerscore.live.jobs import SearchInterrupt, find_jobs, find_jobs_async
from careerscore.live.jsearch import JSearch
from careerscore.live.keys import Key
from careerscore.live.local_pay import PaySource, local_pay, local_pay_async
from careerscore.live.results import (
    CertificationResults,
    JobResults,
    ServiceReport,
    TrainingResults,
)
from careerscore.live.salaries import parse_salary
from careerscore.live.serpapi import SerpApi
from careerscore.live.services import Service
from careerscore.live.sources import JobSource, Search, TrainingSource
from careerscore.live.training import (
    certifications,
    certifications_async,
    find_training,
    find_training_async,
)
from careerscore.live.usajobs import UsaJobs
from careerscore.live.wages import LiveWages

__all__ = [
    "Adzuna",
    "Bls",
    "CareerOneStop",
    "CertificationResults",
    "JSearch",
    "JobResults",
    "JobSource",
    "Key",
    "LiveWages",
    "Manners",
    "PaySource",
    "Request",
    "Search",
    "SearchInterrupt",
    "SerpApi",
    "Service",
    "ServiceReport",
    "Session",
    "TrainingResults",
    "TrainingSource",
    "UsaJobs",
    "certifications",
    "certifications_async",
    "find_jobs",
    "find_jobs_async",
    "find_training",
    "find_training_async",
    "local_pay",
    "local_pay_async",
    "parse_salary",
]
