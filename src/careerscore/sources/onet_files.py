"""The files of the O*NET database that are read, and the tables they become."""

from __future__ import annotations

from typing import Final

from careerscore.sources.cells import FLAG, ONET_SOC_CODE, TEXT, Choice, Number, Pattern, Text
from careerscore.sources.spec import Column, Field, Input, Table

__all__ = [
    "ALTERNATE_TITLES",
    "CODE",
    "EDUCATION",
    "JOB_ZONES",
    "OCCUPATIONS",
    "ONET_INPUTS",
    "ONET_TABLES",
    "RELATED_OCCUPATIONS",
    "REPORTED_TITLES",
    "TECHNOLOGY_SKILLS",
]

_FOLDER: Final = "onet-30.1"
OCCUPATIONS: Final = f"{_FOLDER}/Occupation Data.xlsx"
JOB_ZONES: Final = f"{_FOLDER}/Job Zones.xlsx"
ALTERNATE_TITLES: Final = f"{_FOLDER}/Alternate Titles.xlsx"
REPORTED_TITLES: Final = f"{_FOLDER}/Sample of Reported Titles.xlsx"
TECHNOLOGY_SKILLS: Final = f"{_FOLDER}/Technology Skills.xlsx"
RELATED_OCCUPATIONS: Final = f"{_FOLDER}/Related Occupations.xlsx"
EDUCATION: Final = f"{_FOLDER}/Education, Training, and Experience.xlsx"

CODE: Final = "O*NET-SOC Code"
_MONTH: Final = Pattern("(?:0[1-9]|1[0-2])/20[0-9]{2}", "a month such as '08/2023'")

ONET_INPUTS: Final = (
    Input(
        file=OCCUPATIONS,
        sheet="Occupation Data",
        sha256="13b2aa4c08e6c9a3708d5e5ac83e13da5cc184e3798313c8942a266d00593ace",
        columns=(Column(CODE, ONET_SOC_CODE), Column("Title", TEXT), Column("Description", TEXT)),
        rows=1016,
        order=(CODE,),
        key=(CODE,),
    ),
    Input(
        file=JOB_ZONES,
        sheet="Job Zones",
        sha256="624daee1eeeab4cfb433590f59c2397519fad4d07dc63c70f37ae8d1c84a8fad",
        columns=(
            Column(CODE, ONET_SOC_CODE),
            Column("Title", TEXT),
            Column("Job Zone", Number(minimum=1, maximum=5, whole=True)),
            Column("Date", _MONTH),
            Column("Domain Source", Choice(("Analyst", "Analyst - Preliminary"))),
        ),
        rows=923,
        order=(CODE,),
        key=(CODE,),
    ),
    Input(
        file=ALTERNATE_TITLES,
        sheet="Alternate Titles",
        sha256="581abd57aafac1a00885ecdc6449017b7f24e11f6312c674de10283d712524ba",
        columns=(
            Column(CODE, ONET_SOC_CODE),
            Column("Title", TEXT),
            Column("Alternate Title", TEXT),
            Column("Short Title", Text(blank=True)),
            Column("Source(s)", Pattern("[0-9]{2}(?:,[0-9]{2})*", "numbers such as '02,08'")),
        ),
        rows=56505,
        order=(CODE, "Alternate Title"),
        key=(CODE, "Alternate Title"),
    ),
    Input(
        file=REPORTED_TITLES,
        sheet="Sample of Reported Titles",
        sha256="63d9d31434cc9d6b4fdfb056c683c0cc10449bacdf9804b856b253917c3095a5",
        columns=(
            Column(CODE, ONET_SOC_CODE),
            Column("Title", TEXT),
            Column("Reported Job Title", TEXT),
            Column("Shown in My Next Move", FLAG),
        ),
        rows=7955,
        order=(CODE, "Reported Job Title"),
        key=(CODE, "Reported Job Title"),
    ),
    Input(
        file=TECHNOLOGY_SKILLS,
        sheet="Technology Skills",
        sha256="442d4be624cc1c7bec225e72c61d9e055f82465a0076e40b292bff8b24603429",
        columns=(
            Column(CODE, ONET_SOC_CODE),
            Column("Title", TEXT),
            Column("Example", TEXT),
            Column("Commodity Code", Number(minimum=43_000_000, maximum=43_999_999, whole=True)),
            Column("Commodity Title", TEXT),
            Column("Hot Technology", FLAG),
            Column("In Demand", FLAG),
        ),
        rows=32773,
        order=(CODE, "Example"),
        key=(CODE, "Example"),
    ),
    Input(
        file=RELATED_OCCUPATIONS,
        sheet="Related Occupations",
        sha256="2b782e6ba8061c9111816a9a12cb519273115526ef2bfa3cce09f69852da2d42",
        columns=(
            Column(CODE, ONET_SOC_CODE),
            Column("Title", TEXT),
            Column("Related O*NET-SOC Code", ONET_SOC_CODE),
            Column("Related Title", TEXT),
            Column("Relatedness Tier", Choice(("Primary-Short", "Primary-Long", "Supplemental"))),
            Column("Index", Number(minimum=1, maximum=20, whole=True)),
        ),
        rows=18460,
        order=(CODE,),
        key=(CODE, "Related O*NET-SOC Code"),
    ),
    Input(
        file=EDUCATION,
        sheet="Education, Training, and Experi",
        sha256="34de6bee66d10aa1074773d642d6b51826780069dc3492465c11dff480cfccf5",
        columns=(
            Column(CODE, ONET_SOC_CODE),
            Column("Title", TEXT),
            Column("Element ID", TEXT),
            Column("Element Name", TEXT),
            Column("Scale ID", Choice(("RL", "RW", "PT", "OJ", "IM"))),
            Column("Scale Name", TEXT),
            Column("Category", Number(minimum=1, maximum=12, whole=True, symbols=("",))),
            Column("Data Value", Number(minimum=0, maximum=100)),
            Column("N", Number(minimum=1, whole=True)),
            Column("Standard Error", Number(minimum=0, symbols=("",))),
            Column("Lower CI Bound", Number(minimum=0, maximum=100, symbols=("",))),
            Column("Upper CI Bound", Number(minimum=0, maximum=100, symbols=("",))),
            Column("Recommend Suppress", Choice(("Y", "N", ""))),
            Column("Date", _MONTH),
            Column("Domain Source", Choice(("Incumbent", "Occupational Expert"))),
        ),
        rows=37125,
        order=(CODE, "Element ID"),
        key=(CODE, "Element ID", "Scale ID", "Category"),
    ),
)

_CODE_FIELD: Final = Field("onet_soc_code", CODE, "O*NET-SOC 2019 code")

ONET_TABLES: Final = (
    Table(
        name="occupations",
        file=OCCUPATIONS,
        rows=1016,
        key=("onet_soc_code",),
        fields=(
            _CODE_FIELD,
            Field("title", "Title", "title"),
            Field(
                "job_zone",
                "Job Zone",
                "job zone, the preparation needed [1 to 5]; blank where O*NET has none",
                JOB_ZONES,
            ),
            Field("job_zone_date", "Date", "month of the job zone [MM/YYYY]", JOB_ZONES),
            Field(
                "job_zone_source",
                "Domain Source",
                "who set the job zone: Analyst or Analyst - Preliminary",
                JOB_ZONES,
            ),
        ),
    ),
    Table(
        name="alternate_titles",
        file=ALTERNATE_TITLES,
        rows=56505,
        key=("onet_soc_code", "title"),
        fields=(
            _CODE_FIELD,
            Field("title", "Alternate Title", "alternate title"),
            Field("short_title", "Short Title", "its short form, where it has one"),
            Field(
                "reported",
                "Reported Job Title",
                "Y where job holders reported it, in the sample that O*NET publishes",
                REPORTED_TITLES,
            ),
            Field(
                "my_next_move",
                "Shown in My Next Move",
                "whether My Next Move shows it [Y or N], for a reported title",
                REPORTED_TITLES,
            ),
        ),
    ),
    Table(
        name="technology_skills",
        file=TECHNOLOGY_SKILLS,
        rows=32773,
        key=("onet_soc_code", "example"),
        fields=(
            _CODE_FIELD,
            Field("example", "Example", "technology"),
            Field("commodity_code", "Commodity Code", "UNSPSC commodity code of its kind"),
            Field("hot_technology", "Hot Technology", "often asked for in job postings [Y or N]"),
            Field(
                "in_demand", "In Demand", "often asked for in postings for this occupation [Y or N]"
            ),
        ),
    ),
    Table(
        name="commodities",
        file=TECHNOLOGY_SKILLS,
        rows=137,
        key=("commodity_code",),
        fields=(
            Field("commodity_code", "Commodity Code", "UNSPSC commodity code"),
            Field("title", "Commodity Title", "title"),
        ),
    ),
    Table(
        name="related_occupations",
        file=RELATED_OCCUPATIONS,
        rows=18460,
        key=("onet_soc_code", "related_onet_soc_code"),
        fields=(
            _CODE_FIELD,
            Field("related_onet_soc_code", "Related O*NET-SOC Code", "the related occupation"),
            Field("tier", "Relatedness Tier", "Primary-Short, Primary-Long or Supplemental"),
            Field("index", "Index", "rank among the related occupations [1 to 20]"),
        ),
    ),
    Table(
        name="required_education",
        file=EDUCATION,
        rows=10536,
        key=("onet_soc_code", "category"),
        fields=(
            _CODE_FIELD,
            Field(
                "category",
                "Category",
                "required level of education [1 less than high school to 12 post-doctoral]",
            ),
            Field("percent", "Data Value", "share of respondents who named it [percent]"),
            Field("n", "N", "respondents [persons]"),
            Field("standard_error", "Standard Error", "standard error [percentage points]"),
            Field(
                "recommend_suppress",
                "Recommend Suppress",
                "whether O*NET recommends against use for low precision [Y or N]",
            ),
            Field("date", "Date", "month of the data [MM/YYYY]"),
            Field("domain_source", "Domain Source", "Incumbent or Occupational Expert"),
        ),
    ),
)
