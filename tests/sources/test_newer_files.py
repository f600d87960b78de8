"""Files of other years build by metadata alone, and make a release of one's own."""

from __future__ import annotations

import csv

import pytest

import careerscore as cs
from careerscore.errors import DefinitionError, SourceFileError
from careerscore.sources import build, read_edition, write_checksums

PROJECTIONS = {f"2024{dash}34": f"2026{dash}36" for dash in "-–_"}
PROJECTIONS |= {"2024": "2026", "2034": "2036"}
WAGES = {"2025": "2026"}


def rows(data, name):
    with (data / "datasets" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def without_text_file(edition, path):
    """The edition of the workbook alone."""
    head, _, rest = edition.metadata.partition("[[inputs]]")
    workbook, _, after = rest.partition("[[inputs]]")
    _, mark, tables = after.partition("[[tables]]")
    path.write_text(f"{head}[[inputs]]{workbook}{mark}{tables}", encoding="utf-8")
    return read_edition(path)


@pytest.mark.parametrize("alone", [False, True], ids=["both files", "the workbook alone"])
def test_projections_of_other_years_in_either_layout(alone, official, tmp_path):
    edition = official.edition("employment-projections/2024-34")
    if alone:
        edition = without_text_file(edition, tmp_path / "alone.toml")
    build(official.folder, tmp_path / "data", editions=[edition])
    newer = official.renew(edition, PROJECTIONS)
    build(official.folder, tmp_path / "data", editions=[newer])
    heading, *found = rows(tmp_path / "data", "employment-projections/2026-36.csv")
    assert {"employment_2026", "employment_2036", "median_annual_wage_2026"} <= {*heading}
    assert found == rows(tmp_path / "data", "employment-projections/2024-34.csv")[1:]


@pytest.mark.parametrize(
    ("name", "changes", "newer"),
    [
        ("oews/2025-05", WAGES, "oews/2026-05"),
        ("oews-areas/2025-05", WAGES, "oews-areas/2026-05"),
        (
            "employment-projections/2019-29",
            {"2019": "2023", "-29": "-33", "2029": "2033"},
            "employment-projections/2023-33",
        ),
        ("occupational-separations/2024-34", PROJECTIONS, "occupational-separations/2026-36"),
        ("utilization-factors/2024-34", PROJECTIONS, "utilization-factors/2026-36"),
        ("onet-interests/30.1", {"30.1": "30.3"}, "onet-interests/30.3"),
    ],
)
def test_a_newer_file_of_the_same_form_needs_no_specification(
    name, changes, newer, official, tmp_path
):
    edition = official.renew(official.edition(name), changes)
    assert build(official.folder, tmp_path, editions=[edition]).editions == (newer,)


def test_price_parities_of_a_longer_span_of_years(official, tmp_path):
    edition = official.edition("regional-price-parities/2023")
    text = edition.metadata.replace("year = 2023", "year = 2022")
    (tmp_path / "shorter.toml").write_text(text, encoding="utf-8")
    shorter = read_edition(tmp_path / "shorter.toml").inputs["states"].headings
    assert shorter == edition.inputs["states"].headings[:-1]


def test_elements_other_than_those_stated_are_refused(official, tmp_path):
    edition = official.edition("onet-interests/30.1")
    for old, new in (("1.B.1.b OI", "1.B.1.c OI"), ("rows = 2\nkey", "rows = 3\nkey")):
        (tmp_path / "other.toml").write_text(edition.metadata.replace(old, new), encoding="utf-8")
        other = read_edition(tmp_path / "other.toml")
        with pytest.raises(SourceFileError, match=r"expected (column 1\.B\.1\.c|3 rows of)"):
            build(official.folder, tmp_path / "data", editions=[other])


def test_a_file_that_is_not_optional_is_asked_for(official, tmp_path):
    edition = official.edition("employment-projections/2024-34")
    head, _, rest = edition.metadata.partition("[[inputs]]")
    _, mark, tables = rest.partition("[[tables]]")
    (tmp_path / "none.toml").write_text(head + mark + tables, encoding="utf-8")
    with pytest.raises(DefinitionError, match=r"expected 2 inputs \(workbook, text_file\), got 0"):
        read_edition(tmp_path / "none.toml")


def test_a_release_of_newer_files_is_loaded_by_its_name(official, tmp_path, monkeypatch):
    own = tmp_path / "own"
    wages = official.renew(official.edition("oews/2025-05"), WAGES)
    projections = official.renew(official.edition("employment-projections/2024-34"), PROJECTIONS)
    build(official.folder, own, editions=[wages, projections])
    base = cs.load("2026.3")
    editions = {**base.editions, "oews": "2026-05", "employment-projections": "2026-36"}
    lines = [f'{dataset} = "{edition}"' for dataset, edition in editions.items()]
    (own / "releases").mkdir()
    (own / "releases/mine-2027.toml").write_text(
        "\n".join(["[editions]", *lines]), encoding="utf-8"
    )
    write_checksums(own)
    monkeypatch.setenv("CAREERSCORE_DATA", str(own))
    mine = cs.load("mine-2027")
    actors = mine["27-2011.00"]
    assert (actors.wages.hourly.mean, actors.outlook.employment_projected_thousands) == (25.5, 50)
    assert (mine.editions["oews"], actors.outlook.projected_year) == ("2026-05", 2036)
    assert mine.fingerprint not in {base.fingerprint, cs.load("2026.2").fingerprint}
    assert cs.load().name == "2026.3"
