"""Write what holds the schema still: ``python tests/golden/write_schemas.py``.

Two files a version of the schema: the schemas without their descriptions, and a document of every
class. Documents that are there stay as they are; those of earlier versions are not touched.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import attrs

import careerscore as cs
from careerscore import analysis, economics, live, local, profiles
from careerscore._career_page import career_economics
from careerscore.exporting import ExportReport, export_columns
from careerscore.frames import CsvDialect, FileReport, JoinedFile, MatchReport, PlaceMatch
from careerscore.matching import code_systems, crosswalk
from careerscore.model import Certification, Ratings, SalaryRange, Status, TrainingProgram
from careerscore.scoring import Curve, Distribution
from careerscore.serde import SCHEMA_VERSION
from careerscore.sources.build import BuildReport

HERE = Path(__file__).parent
CODE, OTHER, RELEASE = "29-1141.00", "29-2072.00", "2026.1"
MOST = 2


def name_of(what: str, version: int = SCHEMA_VERSION) -> str:
    return f"{what}-of-schema-{version}.json"


def shapes() -> dict[str, Any]:
    """The schema of every class that is written, and of every class of their parts."""
    found: dict[str, Any] = {}
    for name, kind in cs.document_classes().items():
        schema = cs.json_schema(kind)
        parts = schema.pop("$defs", {})
        found |= {part: parts[part] for part in parts if part not in found}
        found[name] = schema
    return {name: without_words(found[name]) for name in sorted(found)}


def without_words(schema: Any) -> Any:
    """A schema as a program reads it: descriptions may become better at any time."""
    if isinstance(schema, list):
        return [without_words(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    left_out = {"$schema", "$id", "title", "description"}
    # A field can have a name such as "title": its schema is a dict.
    kept = {key: each for key, each in schema.items() if key not in left_out or type(each) is dict}
    return {key: without_words(each) for key, each in kept.items()}


def documents() -> dict[str, Any]:
    """A short document of every class."""
    found: dict[type, object] = {}
    for one in objects():
        for part in parts_of(one):
            found.setdefault(type(part), part)
    without = [name for name, kind in cs.document_classes().items() if kind not in found]
    if without:
        raise SystemExit(f"objects() gives none of {', '.join(without)}")
    return {name: cs.to_dict(found[kind]) for name, kind in cs.document_classes().items()}


def objects() -> list[object]:
    occupation = cs.occupation(CODE, data=RELEASE)
    short = {each.name: few(getattr(occupation, each.name)) for each in attrs.fields(cs.Occupation)}
    compared = cs.compare(CODE, OTHER, data=RELEASE)
    careers = tuple(attrs.evolve(each, value=shortened(each.value)) for each in compared.careers)
    economic = career_economics(cs.occupation(CODE, data=RELEASE))
    panel = cs.load(RELEASE).panel()
    edited = cs.load(RELEASE).replace(american_dream_jobs_editorial="2026-02")
    match = cs.load(RELEASE).match_code("29-2071", system="soc-2010")
    joined = MatchReport(
        on="soc",
        system=None,
        data_release=RELEASE,
        matches=(match,),
        rows_of=(3,),
        fits={"soc-2010": 1},
        place="where",
        places=(PlaceMatch(text="x", rows=3, kind="unmatched", reason="r", nearest=("0600000",)),),
    )
    tax = economics.TaxSchedule(
        name="example", brackets=(economics.TaxBracket(above=0, rate=0.1),), deduction=1_000
    )
    history = cs.pay_history(CODE, data=RELEASE)
    ratings = cs.occupation("11-1011.03", data="2026.3").ratings
    short_ratings = {each.name: few(getattr(ratings, each.name)) for each in attrs.fields(Ratings)}
    ranking = cs.best_places(CODE, data="2026.3")
    short_ranking = attrs.evolve(ranking, places=ranking.places[:MOST])
    short_market = cs.local_market("Vermont", limit=1, data="2026.3")
    curve = Curve(values=(-1, 3), shares=(0.25, 0.75))
    distribution = Distribution(curves={"job_growth": curve}, epoch={CODE: 18.5})
    consensus = cs.methodology("careerscore/1.0").bind(distribution)
    profile = cs.profile(CODE, data="2026.3")
    gap = cs.skill_gap("lawyers", CODE, data="2026.3")
    method = profiles.methodology(profile.methodology)
    tested, compared_tiers = analysis.backtest(data="2026.3"), analysis.agreement(data="2026.3")
    return [
        cs.Occupation(**short),
        Ratings(**short_ratings),
        cs.assess(CODE, methodology="american-dream-jobs/2.0", data=RELEASE),
        attrs.evolve(compared, careers=careers),
        attrs.evolve(economic, values=tuple(map(shortened, economic.values))),
        cs.Assumptions(tax=tax),
        economics.EconomicResult(
            methodology="a/1", status=Status.PARTIAL, fingerprint="f", reasons=("r",)
        ),
        attrs.evolve(cs.pin(methodology="felten-aioe/2021", data=RELEASE), checksums={"a": "b"}),
        *cs.load(RELEASE).search("medical coder", limit=1),
        code_systems()["isco-08"],
        crosswalk("1020", system="census-2010"),
        joined,
        JoinedFile(records=3, rows=3, read_as="CSV", missing={"NA": 1}, report=joined),
        FileReport(
            rows=3,
            statuses={"complete": 3},
            methodology="a/1",
            fingerprint="f",
            dialect=CsvDialect(";", "cp1252"),
            missing={"": 1, "NA": 2},
            decimal_commas=("a",),
        ),
        BuildReport(editions=("oews/2023-05",), written=("a.csv",), unchanged=(), removed=()),
        cs.document_classes()["Coverage"](
            part="pay", total=2, complete=1, partly=0, gaps={CODE: "r"}
        ),
        cs.local_pay(CODE, "San Juan", data="2026.3"),
        short_ranking,
        short_market,
        attrs.evolve(
            profile, ratings=profile.ratings[:MOST], related=(), nearest=profile.nearest[:1]
        ),
        attrs.evolve(gap, differences=gap.differences[:MOST]),
        method.values,
        method.audiences[0],
        local.methodology("american-dream-jobs-local/1"),
        cs.JobListing(title="Nurse", posted="2026-01-09", highlights=("remote",)),
        *live_objects(),
        export_columns(data=RELEASE)[0],
        ExportReport(
            path="a.csv",
            sidecars=("a.csv-metadata.json",),
            format="csv",
            rows=3,
            columns=("code",),
            data_release=RELEASE,
            methodology=None,
            cut={},
            sources=("oews/2023-05",),
        ),
        occupation.links,
        cs.progression(CODE, data=RELEASE, in_dollars_of="2025-05").dollars,
        attrs.evolve(history, surveys=history.surveys[:MOST]),
        history.change("2021-05", "2023-05"),
        attrs.evolve(panel, rows=panel.rows[:MOST]),
        panel.coverage[0],
        next(iter(edited.editorial_careers.values())),
        attrs.evolve(tested, outcomes=few(tested.outcomes), correlations=few(tested.correlations)),
        analysis.projection_record(),
        attrs.evolve(compared_tiers, occupations=few(compared_tiers.occupations)),
        analysis.robustness(data="2026.3"),
        analysis.consistency(data="2026.3"),
        *cs.methodology("american-dream-jobs/2.0").inputs,
        *map(cs.methodology, ("american-dream-jobs/1.0", "american-dream-jobs/2.0", "webb/2020")),
        consensus,
        consensus.score(job_growth=1),
        *map(economics.methodology, economics.methodologies()),
    ]


def live_objects() -> list[object]:
    search = live.Search(words="nurse")
    report = live.ServiceReport(name="board", asked_at="2026-01-09T12:00:00Z", requests=1, found=1)
    pay = SalaryRange(low=50_000, high=60_000, period="year", currency="USD")
    job = cs.JobListing(title="Nurse", salary_range=pay)
    program, certification = TrainingProgram(program="Nursing"), Certification(name="RN")
    asked = {"search": search, "services": (report,)}
    return [
        live.JobResults(**asked, listings=(job,), left_out={"remote": 1}, data_release=RELEASE),
        live.TrainingResults(**asked, programs=(program,)),
        live.CertificationResults(**asked, certifications=(certification,)),
        live.Manners(),
    ]


def few(value: Any) -> Any:
    if isinstance(value, tuple):
        return value[:MOST]
    return dict(list(value.items())[:MOST]) if hasattr(value, "items") else value


def shortened(value: economics.LifetimeValue) -> economics.LifetimeValue:
    return attrs.evolve(value, years=value.years[:MOST])


def parts_of(value: Any) -> list[object]:
    """An object and all that it holds, itself first."""
    if attrs.has(type(value)):
        held = [getattr(value, each.name) for each in attrs.fields(type(value)) if each.init]
        return [value, *parts_of(held)]
    if hasattr(value, "values"):
        return parts_of(list(value.values()))
    if isinstance(value, list | tuple):
        return [part for each in value for part in parts_of(each)]
    return []


def as_json(found: dict[str, Any]) -> str:
    """One line for each class, so that a change shows where it is."""
    lines = (f"{json.dumps(name)}: {json.dumps(found[name])}" for name in found)
    return "{\n" + ",\n".join(lines) + "\n}\n"


def main() -> None:
    (HERE / name_of("shapes")).write_text(as_json(shapes()), encoding="utf-8")
    file = HERE / name_of("documents")
    before = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    file.write_text(as_json(dict(sorted((documents() | before).items()))), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
