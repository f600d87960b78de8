"""The occupation of a listing, and where its pay lies among that of the workers there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from careerscore.frames.wage_ranks import Pay, Rank, rank_in
from careerscore.local.pay import local_wages
from careerscore.matching import SYSTEMS, MatchKind

if TYPE_CHECKING:
    from careerscore.live.sources import Search
    from careerscore.local.places import Place
    from careerscore.model.listing import JobListing
    from careerscore.model.wages import WageDistribution
    from careerscore.reference.releases import Release


def with_occupation(listing: JobListing, search: Search, release: Release) -> JobListing:
    """Return a listing with the occupation that its source, its title or the search names."""
    code, how = _occupation(listing, search, release)
    is_known = code is not None and code in release
    title = release[str(code)].title if is_known else listing.occupation_title
    return evolve(listing, occupation_code=code, occupation_title=title, matched_by=how)


def _occupation(
    listing: JobListing, search: Search, release: Release
) -> tuple[str | None, str | None]:
    """Return the code of the occupation, and how it was found."""
    code, system, asked = listing.occupation_code, listing.matched_by, search.occupation_code
    if code is not None and system not in SYSTEMS:
        return code, system
    match = release.match_title(listing.title)
    titled = match.candidates[0] if match.kind is MatchKind.MATCHED else None
    if code is not None and system is not None:
        leads = release.match_code(code, system=system).candidates
        how = f"its code {code} of {SYSTEMS[system]}"
        if len(leads) == 1:
            return leads[0], how
        if titled in leads:
            return titled, f"{how}, which leads to {' and '.join(leads)}, and its title"
        if asked in leads:
            return asked, f"{how}, which leads to {' and '.join(leads)}, and the search"
        if leads:
            return None, f"not matched: {how} leads to {' and '.join(leads)}"
    if titled is not None:
        return titled, f"its title, {match.confidence:.0%} sure"
    if asked is not None:
        return asked, "the search: its title is not decisive"
    return None, None


def with_rank(listing: JobListing, area: Place | None, release: Release) -> JobListing:
    """Return a listing with the ranks of its pay, where they are known."""
    pay, code = listing.salary_range, listing.occupation_code
    if pay is None:
        return listing
    if code is None or code not in release:
        return evolve(listing, wage_rank_note="its occupation is not known")
    if pay.currency != "USD" or pay.period is None:
        return evolve(listing, wage_rank_note="currency or period of its pay is not stated")
    occupation, where = release[code], "the nation"
    wages: WageDistribution = occupation.wages
    if area is not None and listing.workplace != "remote":
        wages, where = local_wages(release, occupation, [area])[area.code], area.name
    # An end that is not stated leaves the rank open to that side.
    least, most = Rank(0, 0, None), Rank(100, 100, None)
    if pay.low is not None:
        least = rank_in(wages, Pay((code, None), pay.low, pay.period, ""))
    if pay.high is not None:
        most = rank_in(wages, Pay((code, None), pay.high, pay.period, ""))
    is_known = least.low is not None and most.high is not None
    notes = [
        f"among {occupation.title} in {where}, {wages.reference_period}",
        least.note,
        most.note,
    ]
    return evolve(
        listing,
        wage_rank_low=least.low if is_known else None,
        wage_rank_high=most.high if is_known else None,
        wage_rank_note="; ".join(dict.fromkeys(filter(None, notes))),
    )
