"""Projected employment of an occupation."""

from collections.abc import Mapping
from typing import Final

from attrs import field, frozen

from careerscore._record import frozen_map, limits
from careerscore.model.provenance import Displayed, Note, Source

_YEAR: Final = limits(minimum=1900, maximum=2200)


@frozen(kw_only=True, repr=False)
class EmploymentOutlook(Displayed):
    """Projected employment, as BLS publishes it for its national employment matrix.

    Parameters
    ----------
    matrix_code, matrix_title : str, optional
        Occupation of the matrix the figures are published under; None where there is none.
    base_year, projected_year : int, optional
        First and last year of the projection.
    employment_base_thousands, employment_projected_thousands : float, optional
        Employment in the base and in the projected year [thousand jobs].
    employment_change_thousands : float, optional
        Difference between the two [thousand jobs].
    percent_change : float, optional
        Change over the whole period [percent], one decimal as published.
    annual_openings_thousands : float, optional
        Average openings a year, growth and replacement [thousand jobs].
    percent_self_employed : float, optional
        Share of self-employed in the base year [percent].
    source : Source, optional
        The edition of the projections.
    notes : Mapping of str to Note
        Keyed by field, or by ``"*"`` for all of them.

    Examples
    --------
    >>> import careerscore as cs
    >>> outlook = cs.occupation("29-2072.00").outlook
    >>> outlook.percent_change, outlook.annual_openings_thousands
    (7.8, 14)
    """

    _repr_fields = ("matrix_code", "base_year", "projected_year", "percent_change")

    matrix_code: str | None = None
    matrix_title: str | None = None
    base_year: int | None = field(default=None, metadata=_YEAR)
    projected_year: int | None = field(default=None, metadata=_YEAR)
    employment_base_thousands: float | None = field(default=None, metadata=limits(minimum=0))
    employment_projected_thousands: float | None = field(default=None, metadata=limits(minimum=0))
    employment_change_thousands: float | None = None
    percent_change: float | None = field(default=None, metadata=limits(minimum=-100))
    annual_openings_thousands: float | None = field(default=None, metadata=limits(minimum=0))
    percent_self_employed: float | None = field(
        default=None, metadata=limits(minimum=0, maximum=100)
    )
    source: Source | None = None
    notes: Mapping[str, Note] = field(factory=dict, converter=frozen_map)
