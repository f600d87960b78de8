"""Figures that contradict each other, in one file or between two, are refused."""

from __future__ import annotations

import pytest

OEWS = "oews/national_M2023_dl.xlsx"
PROJECTIONS = "employment-projections/occupation_2024_34.xlsx"
PROJECTIONS_TEXT = "employment-projections/Employment Projections.csv"
OCCUPATIONS = "onet-30.1/Occupation Data.xlsx"
JOB_ZONES = "onet-30.1/Job Zones.xlsx"
REPORTED = "onet-30.1/Sample of Reported Titles.xlsx"
TECHNOLOGY = "onet-30.1/Technology Skills.xlsx"
RELATED = "onet-30.1/Related Occupations.xlsx"
EDUCATION = "onet-30.1/Education, Training, and Experience.xlsx"
EXPERIENCE = "Work Experience in a Related Occupation"
GPTS = "exposure/eloundou/occ_level.csv"
FREY = "exposure/frey-osborne/frey-osborne-2013-raw.csv"
MATRIX = "crosswalks/nem_onet_to_soc_crosswalk.xlsx"
COVERAGE = "crosswalks/nem_occupational_coverage.xlsx"
REASONS = "employment-projections/occupation_2024_34.xlsx#Table 1.12"
REASON = "Factors affecting occupational utilization"
AREAS = "oews-areas/oews_areas_2025-05.csv.gz"
STRUCTURE = "crosswalks/onetsoc_2019_SOC_Structure.csv"


@pytest.mark.parametrize(
    ("file", "row", "heading", "value", "expected"),
    [
        (OEWS, 2, "H_PCT25", 9.5, "at least H_PCT10, 10.5"),
        (OEWS, 2, "A_MEDIAN", 29990.0, "at least A_PCT25, 30000"),
        (OEWS, 7, "A_PCT90", 200000.0, "at least A_PCT75, #"),
        (OEWS, 5, "ANNUAL", "", "'TRUE'"),
        (OEWS, 2, "HOURLY", "TRUE", "nothing"),
        (GPTS, 3, "dv_rating_beta", "0.1", "at least dv_rating_alpha, 0.2"),
        (GPTS, 3, "human_rating_gamma", "0.4", "at least human_rating_beta, 0.5"),
        (FREY, 2, "probability", "0.5", "0.95, as in column prob"),
        (FREY, 2, "_ - rank", "3", "2"),
        (MATRIX, 6, "Sort order", 7.0, "1"),
        (MATRIX, 7, "NEM title", "Chiefs", "'Chief executives', the title of 11-1011 in "),
        (MATRIX, 7, "NEM Code", "11-1021", "a code of crosswalks/nem_occ"),
        (COVERAGE, 6, "Sort order", 3.0, "2"),
        (STRUCTURE, 3, "Major Group", "11-0000", "a code in one of the first five columns"),
        (STRUCTURE, 3, "Minor Group", "", "a code in one of the first five columns"),
        (STRUCTURE, 4, "Broad Occupation", "11-0900", "a code after 11-1000"),
        (JOB_ZONES, 2, "Title", "Bosses", "'Workers of group 11', the title of 11-1011.00 in onet"),
        (JOB_ZONES, 3, "O*NET-SOC Code", "13-1012.00", "a code of onet-30.1/Occupation Data"),
        (RELATED, 3, "Related Title", "Bosses", "'Workers of group 15', the title of 15-1011.00"),
        (RELATED, 3, "Related O*NET-SOC Code", "15-9999.00", "a code of onet-30.1/Occupation"),
        (RELATED, 3, "Index", 3.0, "2"),
        (RELATED, 7, "Relatedness Tier", "Primary-Short", "Primary-Long at 6"),
        (REPORTED, 3, "Reported Job Title", "Premier", "an alternate title of 11-1011.00"),
        (TECHNOLOGY, 4, "Commodity Title", "Games", "'Data base software', the title of 43232"),
        (EDUCATION, 4, "Category", "", "3"),
        (EDUCATION, 4, "Data Value", 30.0, "percentages of 11-1011.00 that sum to 100"),
        (PROJECTIONS_TEXT, 2, "Occupation Title", "Actresses", "'Actors', as in Table 1.2"),
        (PROJECTIONS_TEXT, 2, "Employment 2024", "57.1", "'57', as in Table 1.2"),
        (PROJECTIONS_TEXT, 2, "Employment Change, 2024-2034", "7.0", "'-7', as in Table 1.2"),
        (PROJECTIONS_TEXT, 2, "Median Annual Wage 2024", ">=239,200", "'—', as in Table 1.2"),
        (PROJECTIONS_TEXT, 3, "Median Annual Wage 2024", "N/A", "'>=$239,200', as in Table"),
        (PROJECTIONS_TEXT, 2, EXPERIENCE, "5 years or more", "'None', as in Table 1.2"),
        (PROJECTIONS_TEXT, 2, "Occupation Code", '="27-2012"', "the code of a line item of Table"),
        (AREAS, 2, "area_code", "0700000", "an area of oews-areas/areas_2025-05.csv"),
        (AREAS, 2, "employment_footnote", "8", "no footnote"),
        (AREAS, 3, "location_quotient_footnote", "", "a footnote"),
        (AREAS, 2, "annual_p90", "1", "at least annual_p75, 52000"),
        (REASONS, 3, REASON, "Demand - share increases as", "a sentence such as"),
        (REASONS, 3, REASON, "Demand change: as", "a sentence such as 'Demand change - share"),
        (REASONS, 4, REASON, "Weather change - share increases as", "a sentence such as"),
        (PROJECTIONS, 3, "Occupation type", "Line item", "'Summary' for 00-0000, which employ"),
    ],
)
def test_a_contradiction_is_refused(file, row, heading, value, expected, official, refused):
    official.set_cell(file, row, heading, value)
    error = refused(file)
    # The first of several columns, or of several rows, stands for them all.
    heading = "Major Group" if heading == "Minor Group" else heading
    row = 2 if expected.startswith("percentages") else row
    assert (error.column, error.row) == (heading, row)
    assert error.expected.startswith(expected)


@pytest.mark.parametrize(
    ("file", "heading", "count"), [(RELATED, "Index", 20), (EDUCATION, "Category", 12)]
)
def test_a_run_of_rows_belongs_to_one_occupation(file, heading, count, official, refused):
    def move(grid):
        for row in grid[count:]:
            row[:2] = ["55-1011.00", "Workers of group 55"]

    official.damage(file, move)
    error = refused(file)
    assert (error.column, error.row) == ("O*NET-SOC Code", count + 1)
    assert error.expected == f"11-1011.00, with {heading} from 1 to {count}"
