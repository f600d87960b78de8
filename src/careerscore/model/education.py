"""Education, experience and training at entry, by two independent sources."""

from collections.abc import Mapping
from typing import Final

from attrs import field, frozen

from careerscore._record import Record, frozen_map, frozen_tuple, limits
from careerscore.model.provenance import Displayed, Note, Source

ONET_EDUCATION_LEVELS: Final = (
    "Less than high school",
    "High school diploma or equivalent",
    "Post-secondary certificate",
    "Some college, no degree",
    "Associate's degree",
    "Bachelor's degree",
    "Post-baccalaureate certificate",
    "Master's degree",
    "Post-master's certificate",
    "First professional degree",
    "Doctoral degree",
    "Post-doctoral training",
)
"""The twelve categories of O*NET's *Required Level of Education*, in order."""

HIGH_SCHOOL_GRADUATE: Final = "00-0000.00"
"""Code of the high-school graduate, whose wages are means over occupations: no code of O*NET."""


@frozen(kw_only=True)
class EducationShare(Record):
    """Share of an occupation's workers or experts who name a level as required.

    Parameters
    ----------
    level : str
        One of `ONET_EDUCATION_LEVELS`.
    percent : float
        Share [percent].
    suppress : bool
        Whether O*NET recommends not to use the figure, for its low precision.
    """

    level: str = field(
        metadata=limits(enum=ONET_EDUCATION_LEVELS, expected="one of O*NET's education levels")
    )
    percent: float = field(metadata=limits(minimum=0, maximum=100))
    suppress: bool = False


@frozen(kw_only=True, repr=False)
class EducationPath(Displayed):
    """Education, experience and training at entry, by BLS and by O*NET.

    Parameters
    ----------
    entry_level : str, optional
        The entry level of education used, in the words of its source.
    entry_level_source : Source, optional
        Which of the two sources that is; ``notes["entry_level"]`` says why.
    bls_entry_level : str, optional
        Typical education needed for entry, as assigned by BLS analysts.
    bls_work_experience : str, optional
        Work experience in a related occupation; ``"None"`` is an answer, not a gap.
    bls_on_the_job_training : str, optional
        Typical on-the-job training; ``"None"`` is an answer, not a gap.
    onet_shares : tuple of EducationShare
        Shares of the answers to O*NET's *Required Level of Education*, all twelve levels.
    onet_answered_by : str, optional
        Who answered: ``"Incumbent"`` or ``"Occupational Expert"``.
    bls_source, onet_source : Source, optional
        The editions.
    notes : Mapping of str to Note
        Keyed by field.

    Examples
    --------
    >>> import careerscore as cs
    >>> education = cs.occupation("29-2072.00").education
    >>> education.entry_level, education.entry_level_source.dataset
    ('Postsecondary nondegree award', 'bls-entry-requirements')
    >>> education.onet_entry_level is None, education.notes["onet_shares"].provenance.value
    (True, 'missing')
    """

    _derived = ("onet_entry_level",)
    _repr_fields = ("entry_level",)

    entry_level: str | None = None
    entry_level_source: Source | None = None
    bls_entry_level: str | None = None
    bls_work_experience: str | None = None
    bls_on_the_job_training: str | None = None
    onet_shares: tuple[EducationShare, ...] = field(default=(), converter=frozen_tuple)
    onet_answered_by: str | None = None
    bls_source: Source | None = None
    onet_source: Source | None = None
    notes: Mapping[str, Note] = field(factory=dict, converter=frozen_map)

    @property
    def onet_entry_level(self) -> str | None:
        """The level that most name as required; the lower one where two are named as often.

        None where O*NET publishes no shares.
        """
        if not self.onet_shares:
            return None
        return max(self.onet_shares, key=lambda share: share.percent).level
