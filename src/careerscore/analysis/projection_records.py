"""The record of the employment projections: what they said against what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from attrs import field, frozen

from careerscore._record import Record, frozen_tuple, limits
from careerscore._render.display import RichDisplay
from careerscore._text import short_repr
from careerscore.analysis.figures import needs_numpy
from careerscore.analysis.survey import changes_between
from careerscore.analysis.tables import frame_of_part
from careerscore.model.provenance import Source
from careerscore.reference.loading import load
from careerscore.reference.wages import NOT_PUBLISHED

if TYPE_CHECKING:
    from careerscore._render.blocks import Page

_WINDOWS: Final = (
    ("2019-29", "2019-05", "2024-05"),
    ("2019-29", "2019-05", "2025-05"),
    ("2021-31", "2021-05", "2024-05"),
    ("2021-31", "2021-05", "2025-05"),
    ("2021-31", "2022-05", "2025-05"),
    ("2021-31", "2023-05", "2025-05"),
)
"""Projections, and editions of the wage survey after them, in codes of one classification."""


@frozen(kw_only=True)
class ProjectionWindow(Record):
    """How one edition of the projections compares with the change between two surveys.

    Parameters
    ----------
    projections, start, end : str
        The editions of the projections and of the wage survey.
    years : int
        Years between the surveys.
    occupations : int
        Number of occupations with a projection and employment in both surveys.
    change : float
        Change of their employment together [percent].
    direction, weighted_direction : float
        Share of them that grew where growth was projected, and did not where none was; weighted
        by employment at the start.
    faster, weighted_faster : float
        Share that was right in whether an occupation grows faster than all together.
    rank_correlation, weighted_rank_correlation : float
        Rank correlation (Spearman) of projected and realised change.
    mean_error, weighted_mean_error : float
        Mean of realised change minus the projected one of as many years [percentage points].
    mean_absolute_error, weighted_mean_absolute_error : float
        Mean of its absolute value.
    median_absolute_error : float
        Median of its absolute value.
    """

    projections: str
    start: str
    end: str
    years: int = field(metadata=limits(minimum=1))
    occupations: int = field(metadata=limits(minimum=0))
    change: float
    direction: float
    weighted_direction: float
    faster: float
    weighted_faster: float
    rank_correlation: float
    weighted_rank_correlation: float
    mean_error: float
    weighted_mean_error: float
    mean_absolute_error: float
    weighted_mean_absolute_error: float
    median_absolute_error: float


@frozen(kw_only=True, repr=False)
class ProjectionRecord(RichDisplay, Record):
    """The record of the employment projections in several windows.

    Parameters
    ----------
    windows : tuple of ProjectionWindow
        The windows, by the edition of the projections.
    sources : tuple of Source
        The editions.
    """

    _repr_fields: ClassVar[tuple[str, ...]] = ()

    windows: tuple[ProjectionWindow, ...] = field(converter=frozen_tuple)
    sources: tuple[Source, ...] = field(converter=frozen_tuple)

    def to_frame(self, backend: str) -> Any:
        """Return the windows as a data frame.

        Parameters
        ----------
        backend : str
            ``"pandas"``, ``"polars"`` or ``"pyarrow"``.

        Raises
        ------
        InvalidInputError
            If there is no such backend.
        MissingDependencyError
            If its package is not installed.
        """
        return frame_of_part({"windows": (ProjectionWindow, self.windows)}, "windows", backend)

    def __repr__(self) -> str:
        return short_repr(f"<ProjectionRecord: {len(self.windows)} windows>")

    def _page(self) -> Page:
        from careerscore.analysis.pages import record_page

        return record_page(self)


def projection_record() -> ProjectionRecord:
    """Compare earlier employment projections with what happened since.

    Projected changes are over ten years; errors compare as many years of them as lie between the
    surveys, in equal steps. Codes are compared as they are published.

    Raises
    ------
    MissingDependencyError
        If NumPy is not installed.

    Examples
    --------
    >>> from careerscore import analysis
    >>> window = analysis.projection_record().windows[-2]
    >>> window.projections, window.end, round(window.direction, 3), round(window.faster, 3)
    ('2021-31', '2025-05', 0.688, 0.643)
    """
    with needs_numpy():
        from careerscore.analysis.projecting import figures_of
    release = load()
    windows, sources = [], dict[str, Source]()
    for projections, start, end in _WINDOWS:
        before = release.replace(oews=start, employment_projections=projections)
        after = release.replace(oews=end)
        editions = [before.edition("employment-projections")]
        editions += [each.edition("oews") for each in (before, after)]
        sources |= {each.id: each.source for each in editions}
        cells = editions[0].table().select("matrix_code", "percent_change")
        projected = {code: float(cell) for code, cell in cells if cell not in NOT_PUBLISHED}
        rows = [
            (projected[code], change.employment_start, change.employment_end)
            for code, change in changes_between(before, after).items()
            if code in projected
        ]
        years = int(end[:4]) - int(start[:4])
        window = ProjectionWindow(
            projections=projections,
            start=start,
            end=end,
            years=years,
            occupations=len(rows),
            **figures_of(rows, years),
        )
        windows.append(window)
    return ProjectionRecord(windows=tuple(windows), sources=tuple(sources.values()))
