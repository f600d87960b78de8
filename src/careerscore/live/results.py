"""Results of live services: what was found, when, by which service and by which query."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from attrs import field, frozen

from careerscore._record import Record, frozen_map, frozen_tuple, limits
from careerscore._render.display import RichDisplay
from careerscore._text import number_of, short_repr
from careerscore.live.sources import Search
from careerscore.model.listing import JobListing
from careerscore.model.training import Certification, TrainingProgram

if TYPE_CHECKING:
    from careerscore._render.blocks import Page


@frozen(kw_only=True)
class ServiceReport(Record):
    """What a service was asked, and what it gave.

    Parameters
    ----------
    name : str
        The name of the source.
    asked_at : str
        When it was asked first (UTC), such as ``2026-01-09T12:00:00Z``.
    queries : tuple of str
        The requests, without keys.
    requests : int
        How many were made, repeated ones included.
    found : int
        How many results it gave.
    stopped : str, optional
        Why it gave no more; None where it gave all that were wanted.
    attribution : str
        What its terms require to be said with its results.
    """

    name: str
    asked_at: str
    queries: tuple[str, ...] = field(default=(), converter=frozen_tuple)
    requests: int = field(metadata=limits(minimum=0))
    found: int = field(metadata=limits(minimum=0))
    stopped: str | None = None
    attribution: str = field(default="", metadata=limits(empty=True))


@frozen(kw_only=True, repr=False)
class JobResults(RichDisplay, Record):
    """Job listings that services gave. They are of a moment: no pin gives them again.

    Parameters
    ----------
    search : Search
        What was asked for.
    listings : tuple of JobListing
        What was found; the results themselves can be iterated over and have its length.
    services : tuple of ServiceReport
        Each service, with the time and the queries.
    left_out : Mapping of str to int
        How many listings are left out, by reason.
    data_release : str
        The release of the occupations and of the wages that pay is ranked in.

    Examples
    --------
    >>> results = JobResults(
    ...     search=Search(words="coder"),
    ...     listings=[JobListing(title="Coder")],
    ...     data_release="2026.3",
    ... )
    >>> results, len(results), [listing.title for listing in results]
    (<JobResults coder in United States: 1 listing>, 1, ['Coder'])
    """

    search: Search
    listings: tuple[JobListing, ...] = field(default=(), converter=frozen_tuple)
    services: tuple[ServiceReport, ...] = field(default=(), converter=frozen_tuple)
    left_out: Mapping[str, int] = field(factory=dict, converter=frozen_map)
    data_release: str

    def __iter__(self) -> Iterator[JobListing]:
        return iter(self.listings)

    def __len__(self) -> int:
        return len(self.listings)

    def __repr__(self) -> str:
        return _named(self, "listing")

    def _page(self) -> Page:
        from careerscore.live.pages import jobs_page

        return jobs_page(self)


@frozen(kw_only=True, repr=False)
class TrainingResults(RichDisplay, Record):
    """Training programs that a service gave.

    Parameters
    ----------
    search : Search
        What was asked for.
    programs : tuple of TrainingProgram
        What was found; the results themselves can be iterated over and have its length.
    services : tuple of ServiceReport
        The service, with the time and the query.
    """

    search: Search
    programs: tuple[TrainingProgram, ...] = field(default=(), converter=frozen_tuple)
    services: tuple[ServiceReport, ...] = field(default=(), converter=frozen_tuple)

    def __iter__(self) -> Iterator[TrainingProgram]:
        return iter(self.programs)

    def __len__(self) -> int:
        return len(self.programs)

    def __repr__(self) -> str:
        return _named(self, "program")

    def _page(self) -> Page:
        from careerscore.live.pages import training_page

        return training_page(self)


@frozen(kw_only=True, repr=False)
class CertificationResults(RichDisplay, Record):
    """Certifications that a service gave.

    Parameters
    ----------
    search : Search
        What was asked for.
    certifications : tuple of Certification
        What was found; the results themselves can be iterated over and have its length.
    services : tuple of ServiceReport
        The service, with the time and the query.
    """

    search: Search
    certifications: tuple[Certification, ...] = field(default=(), converter=frozen_tuple)
    services: tuple[ServiceReport, ...] = field(default=(), converter=frozen_tuple)

    def __iter__(self) -> Iterator[Certification]:
        return iter(self.certifications)

    def __len__(self) -> int:
        return len(self.certifications)

    def __repr__(self) -> str:
        return _named(self, "certification")

    def _page(self) -> Page:
        from careerscore.live.pages import certifications_page

        return certifications_page(self)


def _named(results: JobResults | TrainingResults | CertificationResults, noun: str) -> str:
    search = results.search
    found = number_of(len(results), noun)
    kind = type(results).__name__
    return short_repr(f"<{kind} {search.words} in {search.place or search.location}: {found}>")
