"""Excel: typed cells, formats, sheets about the table, and nothing that computes."""

from __future__ import annotations

import io
import warnings
import zipfile

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

import careerscore as cs
from careerscore.exporting import export_bytes, export_columns

STANDARD = [column for column in export_columns(data="2026.3") if column.standard]


@pytest.fixture(scope="module")
def book(standard):
    return openpyxl.load_workbook(standard)


@pytest.fixture(scope="module")
def occupations(book):
    return book["Occupations"]


def test_names_and_titles_stay_in_sight_and_every_column_has_a_filter(book, occupations):
    assert book.sheetnames == ["Occupations", "About", "Columns", "Sources", "Methodology"]
    assert [cell.value for cell in occupations[1]] == [column.name for column in STANDARD]
    assert all(cell.font.bold for cell in occupations[1])
    assert occupations.freeze_panes == "C2"
    last = occupations.cell(1, len(STANDARD)).column_letter
    assert occupations.auto_filter.ref == f"A1:{last}1017"
    widths = {
        column.name: round(occupations.column_dimensions[cell.column_letter].width)
        for column, cell in zip(STANDARD, occupations[1], strict=True)
    }
    assert widths["onet_soc_code"] == len("onet_soc_code") + 4
    assert widths["title"] == widths["link_career_one_stop"] == 61


def test_cells_have_the_types_of_their_columns(occupations):
    for place, column in enumerate(STANDARD, start=1):
        kind = "n" if column.kind in {"count", "number"} else "s"
        cells = [occupations.cell(row, place) for row in range(2, 1018)]
        assert {cell.data_type for cell in cells if cell.value is not None} == {kind}, column.name


def test_numbers_show_their_units(occupations):
    shown = {
        column.name: occupations.cell(2, place).number_format
        for place, column in enumerate(STANDARD, start=1)
    }
    wages = [name for name in shown if name.startswith("annual_")]
    assert {name: each for name, each in shown.items() if each != "General"} == {
        **dict.fromkeys(wages, "$#,##0"),
        **dict.fromkeys(["employment", "employment_apportioned"], "#,##0"),
        **dict.fromkeys(["outlook_percent_change", "job_growth_value"], '0.0"%"'),
        "outlook_annual_openings_thousands": "#,##0.0",
        **dict.fromkeys(["job_zone", "total", "total_min", "total_max"], "0"),
    }


def test_links_are_of_our_own_pages_only(occupations):
    links = [cell.hyperlink for row in occupations.iter_rows() for cell in row if cell.hyperlink]
    assert len(links) == 2 * 1016
    names = [column.name for column in STANDARD]
    cell = occupations.cell(2, names.index("link_onet_online") + 1)
    assert cell.value == cell.hyperlink.target == cs.load("2026.3")["11-1011.00"].links.onet_online


def lines(book, name):
    return [[cell.value for cell in row] for row in book[name].iter_rows()]


def test_the_sheet_about_it_names_release_and_fingerprint(book):
    told = dict(line[:2] for line in lines(book, "About") if line[0] != "attribution")
    assert told == {
        "title": "Occupations, data release 2026.3",
        "made by": f"careerscore {cs.__version__}",
        "data release": "2026.3",
        "data fingerprint": cs.load("2026.3").fingerprint,
        "methodology": "american-dream-jobs/2.0",
    }
    sentences = [line[1] for line in lines(book, "About") if line[0] == "attribution"]
    assert any("O*NET 30.1 Database" in sentence for sentence in sentences)


def test_the_sheet_of_columns_gives_meaning_unit_and_sources(book):
    head, *rows = lines(book, "Columns")
    assert head == ["column", "meaning", "unit", "type", "sources"]
    assert [row[:4] for row in rows] == [
        [column.name, column.title, column.unit or None, column.kind] for column in STANDARD
    ]
    told = {row[0]: row[4] for row in rows}
    assert told["employment"] == "oews/2025-05, national-employment-matrix/2024-34"
    assert told["tier"] is None
    assert book["Columns"].freeze_panes == "A2"


def test_the_sheet_of_the_methodology_is_its_description(book):
    rows = lines(book, "Methodology")
    method = cs.methodology("american-dream-jobs/2.0")
    texts = [cell for row in rows for cell in row if cell is not None]
    for text in (method.title, method.citation, method.description, *method.limits):
        assert text in texts
    assert f"Fingerprint: {method.fingerprint}" in texts
    assert ["2", "AI-Augmented", "yellow", "3 or more"] in [row[:4] for row in rows]
    assert ["from 0.25, up to 0.5", "Medium", "1"] in [row[:3] for row in rows]
    heads = [cells[0].value for cells in book["Methodology"].iter_rows() if cells[0].font.bold]
    assert {"Methodology", "Tiers", "Known limits", "Cite as"} < set(heads)


def test_a_methodology_without_tiers_has_a_sheet():
    content = export_bytes("xlsx", methodology="eloundou/2024", occupations=["29-2072"])
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    rows = book.get_sheet_by_name("Methodology").to_python()
    assert rows[0][:2] == ["Methodology", "eloundou/2024"]
    assert not any("tier" in row for row in rows)


def test_without_scores_and_with_a_title_far_to_the_right_the_workbook_is_plainer():
    names = ["soc_code", "employment", "job_zone", "category", "title"]
    content = export_bytes("xlsx", columns=names, occupations=["29-2072"])
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Occupations", "About", "Columns", "Sources"]
    assert book["Occupations"].freeze_panes == "A2"


def test_the_properties_of_the_workbook_name_release_and_methodology(book):
    properties, release = book.properties, cs.load("2026.3")
    assert properties.title == "Occupations, data release 2026.3"
    assert properties.creator == f"careerscore {cs.__version__}"
    newest = max(source.retrieved for source in release.datasets)
    assert properties.created.date() <= newest
    assert properties.created == properties.modified
    method = cs.methodology("american-dream-jobs/2.0")
    assert {each.name: each.value for each in book.custom_doc_props} == {
        "data_release": "2026.3",
        "data_fingerprint": release.fingerprint,
        "methodology": method.id,
        "methodology_fingerprint": method.fingerprint,
    }


def test_no_sheet_holds_a_formula(whole):
    with zipfile.ZipFile(whole["xlsx"]) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        assert len(sheets) == 5
        assert not any(b"<f>" in archive.read(name) for name in sheets)


def test_a_text_that_is_cut_is_counted(tmp_path):
    columns, queries = ["aliases", "related"], ["51-9199.00", "29-2072"]
    report = cs.export(tmp_path / "a.xlsx", columns=columns, occupations=queries)
    assert report.cut == {"aliases": 1}


def test_numbers_keep_all_their_digits():
    # Read as 0.25 it would count as Medium, not as Low.
    names = ["eloundou_gpt4_beta", "ai_exposure_label"]
    content = export_bytes("xlsx", columns=names, occupations=["33-3052.00", "53-7072.00"])
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    _, *rows = book.get_sheet_by_name("Occupations").to_python()
    assert rows == [[0.24999999999999997, "Low"], [0.24999999999999997, "Low"]]


def test_a_methodology_id_longer_than_a_document_property_is_cut_without_a_warning():
    method = cs.methodology("webb/2020").evolve(id="example/" + "😀" * 300)
    options = {"occupations": ["29-2072"], "columns": ["total"], "methodology": method}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        content = export_bytes("xlsx", **options)
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.custom_doc_props["methodology"].value == "example/" + "😀" * 123
    assert book["Methodology"]["B1"].value == method.id
