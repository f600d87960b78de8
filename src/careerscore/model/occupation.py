"""An occupation with the facts of one data release."""

import re
from collections.abc import Mapping
from typing import Final

from attrs import field, frozen

from careerscore._record import Record, frozen_map, frozen_tuple, limits
from careerscore._text import short_repr
from careerscore.model.ai import EpochProfile, ExposureMeasure
from careerscore.model.education import EducationPath
from careerscore.model.outlook import EmploymentOutlook
from careerscore.model.provenance import Displayed, Note, Source
from careerscore.model.ratings import Ratings
from careerscore.model.wages import WageDistribution

PUBLISHED_SLUG_LENGTH: Final = 60

CATEGORIES: Final = (
    "management",
    "business-finance",
    "legal",
    "technology",
    "engineering",
    "science",
    "social-services",
    "education",
    "arts-media",
    "healthcare-clinical",
    "healthcare-technical",
    "protective-services",
    "food-service",
    "building-grounds",
    "personal-care",
    "sales",
    "office-admin",
    "agriculture",
    "construction",
    "installation-repair",
    "production",
    "transportation",
    "military",
)
"""The career categories of American Dream Jobs."""

_NOT_IN_SLUGS: Final = re.compile(r"[^a-z0-9]+")


def slug_of(title: str) -> str:
    """Return a title in the form of a web address.

    Examples
    --------
    >>> slug_of("Medical Records Specialists")
    'medical-records-specialists'
    """
    return _NOT_IN_SLUGS.sub("-", title.lower()).strip("-")


@frozen(kw_only=True)
class TechnologySkill(Record):
    """A technology that workers use.

    Parameters
    ----------
    name : str
        Product or kind of product.
    category : str
        Commodity it belongs to in the UNSPSC classification.
    hot : bool
        Whether O*NET finds it in many employers' job postings across occupations.
    in_demand : bool
        Whether O*NET finds it in many postings for this occupation.
    """

    name: str
    category: str
    hot: bool = False
    in_demand: bool = False


@frozen(kw_only=True)
class InstructionalProgram(Record):
    """A field of study that prepares for an occupation.

    Parameters
    ----------
    code : str
        Code in the Classification of Instructional Programs (CIP) 2020, ``NN.NNNN``.
    title : str
        Title in the classification.
    """

    code: str
    title: str


@frozen(kw_only=True)
class RelatedOccupation(Record):
    """An occupation that O*NET finds similar in work, knowledge and title.

    Parameters
    ----------
    code, title : str
        The other occupation.
    tier : str
        ``Primary-Short``, ``Primary-Long`` or ``Supplemental``, from most to least similar.
    """

    code: str
    title: str
    tier: str


@frozen(kw_only=True)
class Links(Record):
    """Pages of public services about an occupation.

    Parameters
    ----------
    onet_online : str
        O*NET OnLine, summary.
    my_next_move : str
        My Next Move, profile.
    career_one_stop : str
        CareerOneStop, profile: local pay and job openings, which the bundled data do not hold.
    training : str
        CareerOneStop, search for training.
    video : str
        CareerOneStop, video; not every occupation has one.

    Examples
    --------
    >>> Links.of("29-2072.00").onet_online
    'https://www.onetonline.org/link/summary/29-2072.00'
    """

    onet_online: str
    my_next_move: str
    career_one_stop: str
    training: str
    video: str

    @classmethod
    def of(cls, onet_soc_code: str) -> "Links":
        """Return the links of an O*NET-SOC code."""
        # Imported here, as scoring an occupation needs no address.
        from urllib.parse import quote

        code = quote(onet_soc_code, safe="")
        stop = "https://www.careeronestop.org/Toolkit"
        return cls(
            onet_online=f"https://www.onetonline.org/link/summary/{code}",
            my_next_move=f"https://www.mynextmove.org/profile/summary/{code}",
            career_one_stop=f"{stop}/Careers/Occupations/occupation-profile.aspx?keyword={code}",
            training=f"{stop}/Training/find-local-training.aspx?keyword=&location=&onetcode={code}",
            video=f"https://cdn.careeronestop.org/OccVids/OccupationVideos/{code}.mp4",
        )


@frozen(kw_only=True)
class Occupation(Displayed):
    """An O*NET-SOC 2019 occupation and the facts of one data release about it.

    Parameters
    ----------
    code : str
        O*NET-SOC 2019 code, ``NN-NNNN.NN``.
    title : str
        O*NET's title.
    category : str, optional
        One of 23 career categories, `CATEGORIES`.
    job_zone : int, optional
        O*NET's job zone, 1 (little preparation) to 5 (extensive preparation).
    aliases : tuple of str
        Other names: first those that workers reported, then O*NET's alternate titles.
    reported_titles : tuple of str
        Those of `aliases` that workers reported as their own.
    short_titles : tuple of str
        Abbreviations of alternate titles, for example ``CEO``.
    technology_skills : tuple of TechnologySkill
        Technologies that workers use.
    related : tuple of RelatedOccupation
        Similar occupations, most similar first.
    programs : tuple of InstructionalProgram
        Fields of study that lead to its SOC code, in the order of the CIP.
    siblings : Mapping of str to str
        Title of each other O*NET-SOC occupation of the same SOC code, keyed by code.
    wages : WageDistribution
        Wages.
    education : EducationPath
        Education, experience and training at entry.
    outlook : EmploymentOutlook
        Projected employment.
    exposures : Mapping of str to ExposureMeasure
        Exposure to AI and automation, keyed by measure.
    epoch : EpochProfile, optional
        Human capabilities it needs.
    ratings : Ratings, optional
        O*NET's ratings of abilities, skills, knowledge, work activities, work styles, interests
        and work values; None where the release has none.
    description : str, optional
        O*NET's sentence on the work. It is not bundled: ``careerscore data build --texts`` reads
        it from your own download of O*NET.
    tasks : tuple of str
        O*NET's task statements, likewise: first those that it rates as core.
    data_release : str, optional
        The release the facts come from; None for an occupation made by hand.
    data_fingerprint : str, optional
        SHA-256 of that release's tables.
    sources : Mapping of str to Source
        Editions of the fields that name no source of their own, keyed by field.
    notes : Mapping of str to Note
        Keyed by field.

    Examples
    --------
    >>> import careerscore as cs
    >>> career = cs.occupation("medical-records-specialists")
    >>> career
    <Occupation 29-2072.00 Medical Records Specialists, data release 2026.3>
    >>> career.technology_skills[0].category, career.related[0].title
    ('Categorization or classification software', 'Medical Transcriptionists')
    >>> [program.code for program in career.programs]
    ['51.0706', '51.0707', '51.0713', '51.0721']
    """

    _derived = ("soc_code", "slug", "published_slug", "links")
    _repr_fields = ("code", "title", "data_release")

    code: str = field(
        # For Python, a line break may follow the end of a pattern: hence the length.
        metadata=limits(
            pattern=r"^[0-9]{2}-[0-9]{4}\.[0-9]{2}$",
            maxLength=10,
            expected="an O*NET-SOC code such as '29-2072.00'",
        )
    )
    title: str
    category: str | None = None
    job_zone: int | None = field(default=None, metadata=limits(minimum=1, maximum=5))
    aliases: tuple[str, ...] = field(default=(), converter=frozen_tuple)
    reported_titles: tuple[str, ...] = field(default=(), converter=frozen_tuple)
    short_titles: tuple[str, ...] = field(default=(), converter=frozen_tuple)
    technology_skills: tuple[TechnologySkill, ...] = field(default=(), converter=frozen_tuple)
    related: tuple[RelatedOccupation, ...] = field(default=(), converter=frozen_tuple)
    programs: tuple[InstructionalProgram, ...] = field(default=(), converter=frozen_tuple)
    siblings: Mapping[str, str] = field(factory=dict, converter=frozen_map)
    wages: WageDistribution = field(factory=WageDistribution)
    education: EducationPath = field(factory=EducationPath)
    outlook: EmploymentOutlook = field(factory=EmploymentOutlook)
    exposures: Mapping[str, ExposureMeasure] = field(factory=dict, converter=frozen_map)
    epoch: EpochProfile | None = None
    ratings: Ratings | None = None
    description: str | None = None
    tasks: tuple[str, ...] = field(default=(), converter=frozen_tuple)
    data_release: str | None = None
    data_fingerprint: str | None = None
    sources: Mapping[str, Source] = field(factory=dict, converter=frozen_map)
    notes: Mapping[str, Note] = field(factory=dict, converter=frozen_map)

    @property
    def soc_code(self) -> str:
        """Parent code in the 2018 Standard Occupational Classification."""
        return self.code[:7]

    @property
    def slug(self) -> str:
        """The whole title in the form of a web address."""
        return slug_of(self.title)

    @property
    def published_slug(self) -> str:
        """The slug as americandreamjobs.org publishes it, cut after 60 characters."""
        return self.slug[:PUBLISHED_SLUG_LENGTH]

    @property
    def links(self) -> Links:
        """Pages of public services about it."""
        return Links.of(self.code)

    def __repr__(self) -> str:
        origin = f", data release {self.data_release}" if self.data_release else ""
        return short_repr(f"<Occupation {self.code} {self.title}{origin}>")
