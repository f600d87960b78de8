"""Agreement of measures of exposure with published categories."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from careerscore._record import Checks, frozen_tuple
from careerscore.scoring.formulas import sum_of, where_known
from careerscore.scoring.measures import Measure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from careerscore.scoring.operations import Operations


@frozen(kw_only=True)
class Agreement(Measure):
    """Published categories, numbered from 1, with which the shares of measures are compared.

    Parameters
    ----------
    factor : str
        Name of the factor that the agreement is.
    labels : tuple of str
        The categories, from the least exposed.
    counts : tuple of int
        How many line items the publisher puts in each: shares are cut in the same proportions.
    **entry
        The parameters of `Measure`.
    """

    factor: str
    labels: tuple[str, ...] = field(converter=frozen_tuple)
    counts: tuple[int, ...] = field(converter=frozen_tuple)

    def _check(self, checks: Checks) -> None:
        super()._check(checks)
        holds = len(self.counts) == len(self.labels) and all(count > 0 for count in self.counts)
        expected = f"a count above 0 for each of {list(self.labels)}"
        checks.expect("counts", self.counts, expected, holds=holds)

    def of(self, shares: Sequence[Any], category: Any, operations: Operations) -> Any:
        """Return which part of the shares that are known falls in the published category.

        It is missing where the category is, or is no whole number.
        """
        present = [share for share in shares if share is not None]
        if category is None or not present:
            return None
        where = operations.where
        cuts = [count / sum(self.counts) for count in accumulate(self.counts[:-1])]
        same, known = [], []
        for share in present:
            own: Any = sum_of([1.0, *(where(share >= cut, 1.0, 0.0) for cut in cuts)])
            is_known = operations.is_known(share)
            known.append(where(is_known, 1.0, 0.0))
            same.append(where(is_known, where(own == category, 1.0, 0.0), 0.0))
        count = sum_of(known)
        part = sum_of(same) / where(count > 0, count, 1.0)
        is_whole = operations.floor(category) == category
        part = where(count > 0, where(is_whole, part, operations.missing), operations.missing)
        return where_known(category, part, operations)
