"""Listings of several sources as one list: filtered, and duplicates folded."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from attrs import evolve

from careerscore.live.places import is_elsewhere, states_in
from careerscore.live.sources import age_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from careerscore.live.sources import Search
    from careerscore.local.places import Place
    from careerscore.model.listing import JobListing
    from careerscore.reference.releases import Release

_LEGAL_FORMS: Final = frozenset(
    ("inc", "llc", "ltd", "corp", "co", "corporation", "company", "lp", "llp", "plc", "the")
)
"""Words in which the names of one employer differ."""


class Merged(NamedTuple):
    """The listings that are kept, and how many are not, by reason."""

    listings: tuple[JobListing, ...]
    left_out: Mapping[str, int]


def merged(
    pages: Sequence[Iterable[JobListing | None]],
    search: Search,
    area: Place | None,
    release: Release,
) -> Merged:
    """Return the listings of several sources, the first of each, then the second, and so on."""
    left_out: Counter[str] = Counter()
    kept: dict[object, JobListing] = {}
    for listing in _in_turns([[*each] for each in pages]):
        reason = "no title" if listing is None else _why_not(listing, search, area, release)
        if listing is None or reason is not None:
            left_out[reason or ""] += 1
            continue
        key = _identity(listing)
        if key not in kept:
            kept[key] = listing
        else:
            left_out["listed more than once"] += 1
            kept[key] = _folded(kept[key], listing)
    beyond = len(kept) - search.limit
    if beyond > 0:
        left_out["beyond the limit"] = beyond
    return Merged(tuple(kept.values())[: search.limit], left_out)


def _in_turns(lists: Sequence[Sequence[JobListing | None]]) -> Iterable[JobListing | None]:
    for place in range(max(map(len, lists), default=0)):
        yield from (each[place] for each in lists if place < len(each))


def _why_not(
    listing: JobListing, search: Search, area: Place | None, release: Release
) -> str | None:
    """Return why a listing is not what was asked for; None where it is."""
    pay, workplace = listing.salary_range, listing.workplace
    if workplace != "remote" and is_elsewhere(listing.location, search, area, release):
        return "in another place"
    if search.remote and workplace != "remote":
        return "not known to be remote"
    if search.remote is False and workplace == "remote":
        return "remote"
    if (age_of(listing.posted) or 0) > (search.posted_within_days or math.inf):
        return "posted earlier"
    if search.min_salary is not None:
        if pay is None:
            return "no pay stated"
        if pay.currency != "USD" or pay.period != search.salary_period:
            return f"pay not stated in US dollars by the {search.salary_period}"
        if pay.high is not None and pay.high < search.min_salary:
            return "lower pay"
    return None


def _identity(listing: JobListing) -> object:
    """Return what duplicates have in common: employer, title and place."""
    if listing.company is None:
        # Two employers that are not named can be different ones.
        return listing.apply_url or id(listing)
    named = _words(listing.company)
    company = tuple(word for word in named if word not in _LEGAL_FORMS) or named
    city = _words(re.split("[,;(]", listing.location or "")[0])
    return company, _words(listing.title), city, states_in(listing.location)


def _words(text: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKD", text).casefold().replace("'", "").replace("’", "")
    return tuple(re.findall(r"[^\W_]+", plain))


def _folded(kept: JobListing, other: JobListing) -> JobListing:
    """Return one listing of two of the same job: that which states its pay, with both sources."""
    if kept.salary_range is None and other.salary_range is not None:
        kept, other = other, kept
    sources = dict.fromkeys((*kept.also_in, other.source, *other.also_in))
    return evolve(kept, also_in=tuple(each for each in sources if each not in {None, kept.source}))
