"""How the figures of a release are distributed over its workers: what shares are relative to."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from attrs import field, frozen

from careerscore._record import Record, frozen_map
from careerscore.methods.fingerprint import NOT_IN_FINGERPRINT, fingerprint_of
from careerscore.scoring.curves import Curve


@frozen(kw_only=True)
class Distribution(Record):
    """The values that a methodology of shares is bound to; plain numbers, of one release.

    Parameters
    ----------
    curves : Mapping of str to Curve
        By the name of an input or of a figure computed from inputs: its distribution over workers.
        What no occupation of the release has is not there.
    epoch : Mapping of str to float
        The EPOCH sum of each occupation whose ratings were observed, by O*NET-SOC code: what
        others are estimated from.
    data_release : str, optional
        The release whose workers they are; results name it. None for numbers of one's own.
    """

    curves: Mapping[str, Curve] = field(converter=frozen_map)
    epoch: Mapping[str, float] = field(factory=dict, converter=frozen_map)
    data_release: str | None = field(default=None, metadata=NOT_IN_FINGERPRINT)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over its numbers; part of the fingerprint of a methodology bound to it."""
        return fingerprint_of(self)
