"""Which rows and columns an export has, and what it says where they are not to be had."""

from __future__ import annotations

import attrs
import pytest

import careerscore as cs
from careerscore._record import Checks
from careerscore.errors import InvalidInputError, UnknownMethodologyError, UnknownReleaseError
from careerscore.exporting import export_bytes, export_columns
from careerscore.exporting.occupations import occupation_table

TWO = ["29-2072", "15-2011"]
METHOD = "american-dream-jobs/2.0"


def table_of(**options):
    names = ("data", "occupations", "columns", "methodology", "progress")
    chosen = {"methodology": METHOD, **options}
    return occupation_table(Checks("export"), *map(chosen.get, names))


def refused(**options):
    with pytest.raises(InvalidInputError) as caught:
        table_of(data="2026.1", **options)
    return caught.value.problems


def test_occupations_answer_to_code_soc_code_slug_title_and_alias_in_the_order_asked():
    queries = ["medical coder", "11-1011", "Registered Nurses", "actuaries", "13-2011.00"]
    table = table_of(occupations=queries, columns=["soc_code"], methodology=None)
    assert table.values == {"soc_code": ("29-2072", "11-1011", "29-1141", "15-2011", "13-2011")}


def test_an_occupation_named_twice_stands_once_at_its_first_place():
    queries = ["15-2011.00", "29-2072.00", "actuaries", "Medical Records Specialists"]
    table = table_of(occupations=iter(queries), columns=["title"])
    assert table.values == {"title": ("Actuaries", "Medical Records Specialists")}


def test_every_bad_occupation_is_told_together_with_every_bad_column():
    problems = refused(occupations=["nursse", "29-2072", "29-2071", 5], columns=["titel", 7])
    fields = ["occupations[0]", "occupations[2]", "occupations[3]", "columns[0]", "columns[1]"]
    assert [problem.field for problem in problems] == fields
    unknown, retired, number, column, other = (problem.expected for problem in problems)
    assert "29-1141.00 Registered Nurses" in unknown
    assert "29-2072.00 Medical Records Specialists" in retired
    assert number.startswith("occupation: query: expected a code")
    assert column.startswith("no column 'titel'; did you mean title")
    assert other == "no column 7; see export_columns()"


@pytest.mark.parametrize("names", ["title", 5, object(), "ALL", []])
def test_columns_and_occupations_are_lists_of_at_least_one(names):
    problems = refused(columns=names, occupations=names)
    assert [problem.field for problem in problems] == ["occupations", "columns"]


def test_a_column_is_named_once():
    (problem,) = refused(columns=["title", "tier", "title"])
    assert problem == ("columns[2]", "'title'", "each column once")


def test_other_arguments_of_another_kind_are_named():
    assert refused(progress=5)[0].field == "progress"
    with pytest.raises(InvalidInputError, match="data: expected a name or a Release, got 5"):
        table_of(data=5)
    with pytest.raises(InvalidInputError, match="methodology: expected an id or a Methodology"):
        table_of(methodology=5)
    with pytest.raises(UnknownReleaseError):
        export_columns(data="1999.1")
    with pytest.raises(UnknownMethodologyError):
        export_columns(methodology="nobody/1")


def test_by_default_there_are_the_columns_a_reader_looks_for():
    names = [column.name for column in export_columns() if column.standard]
    assert [column.name for column in table_of(occupations=TWO).columns] == names
    assert {"annual_median_usd", "employment", "total", "tier", "status"} < set(names)
    assert "ai_exposure_points" not in names


def test_progress_tells_how_many_occupations_are_done():
    told = []
    release = cs.load("2026.1").replace(oews="2025-05")
    table = table_of(data=release, occupations=TWO, progress=lambda *each: told.append(each))
    assert table.data_release == release.name
    assert told == [(1, 2), (2, 2)]


def sources_of(**options):
    table = table_of(occupations=["29-2072"], data="2026.3", **options)
    return [source.dataset for source in table.sources]


def test_sources_are_those_of_the_columns_and_of_the_codes_they_are_joined_by():
    assert sources_of(columns=["data_release"]) == ["onet"]
    assert sources_of(columns=["employment"]) == ["onet", "oews", "national-employment-matrix"]
    assert sources_of(columns=["felten_aioe"]) == ["onet", "felten-aioe", "soc-2010-to-soc-2018"]
    assert sources_of(columns=["programs"]) == ["onet", "cip-soc"]


def test_the_attributions_of_the_sources_are_given_once_each():
    table = table_of(occupations=["29-2072"], columns="all", data="2026.3")
    asked = {source.attribution for source in table.sources} - {""}
    assert set(table.attributions) == asked
    assert len(table.attributions) == len(asked)
    assert table.provenance_columns["attributions"] == " ".join(table.attributions)


def test_a_result_that_its_methodology_does_not_know_is_refused():
    real = cs.methodology("american-dream-jobs/2.0")

    # It says of itself less than it does.
    odd = Foreign(real, id="odd/1", tiers=real.tiers[:1])
    with pytest.raises(InvalidInputError) as caught:
        table_of(occupations=["29-2072"], methodology=odd, columns="all")
    fields = [problem.field for problem in caught.value.problems]
    assert fields == ["methodology", "possible_tiers", "tier"]
    assert "'AI-Augmented'" in str(caught.value)


class Foreign:
    """A methodology of another package, which keeps to the protocol and no more."""

    fingerprint = "foreign"

    def __init__(self, real, **said):
        known = ("title", "released", "status", "superseded_by", "citation", "tiers", "inputs")
        for name in (*known, "id", "score", "assess", "evolve", "card"):
            # Python 3.12 looks for what a protocol asks without calling __getattr__.
            if not hasattr(type(self), name):
                vars(self)[name] = getattr(real, name)
        vars(self)["real"] = real
        vars(self).update(said)


def test_a_methodology_of_another_package_has_its_inputs_as_factors():
    method = Foreign(cs.methodology("american-dream-jobs/2.0"))
    columns = {column.name: column for column in export_columns(methodology=method)}
    assert columns["ai_exposure_label"].kind == "text"
    assert columns["ai_exposure_points"].kind == "number"
    assert columns["ai_exposure_value"].unit == method.inputs[0].unit
    names = ["ai_exposure_points", "total"]
    document = export_bytes("json", occupations=["29-2072"], columns=names, methodology=method)
    assert b'{"ai_exposure_points": 0.0, "total": 3.0}' in document
    assert b'"url": null' in document


@pytest.mark.parametrize("details", [None, [], tuple])
def test_a_methodology_whose_details_are_no_method_and_without_limits_fits_in_excel(details):
    method = Foreign(cs.methodology("webb/2020"), details=details, limits=None)
    assert export_bytes("xlsx", occupations=["29-2072"], methodology=method)[:2] == b"PK"


def test_half_a_surrogate_pair_is_told_by_the_name_of_its_field():
    method = cs.methodology("american-dream-jobs/2.0").evolve(title="\ud800x")
    for format in ("json", "csv", "parquet", "xlsx"):
        with pytest.raises(InvalidInputError) as caught:
            export_bytes(format, occupations=["29-2072"], columns=["tier"], methodology=method)
        assert caught.value.problems == (
            ("methodology.title", r"'\ud800x'", "a text without halves of surrogate pairs"),
        )


def test_half_a_surrogate_pair_in_columns_is_told_once_for_each():
    real = cs.methodology("american-dream-jobs/2.0")

    class Odd(Foreign):
        def assess(self, occupation):
            return attrs.evolve(self.real.assess(occupation), rationale="\udfff")

    first = attrs.evolve(real.inputs[0], title="\ud800")
    method = Odd(real, inputs=(first, *real.inputs[1:]))
    names = ["title", "ai_exposure_value", "rationale"]
    with pytest.raises(InvalidInputError) as caught:
        export_bytes("json", occupations=TWO, columns=names, methodology=method)
    fields = [problem.field for problem in caught.value.problems]
    assert fields == ["columns[1].title", "rationale[0]"]
