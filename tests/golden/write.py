"""Write the golden files anew: ``python tests/golden/write.py``.

Only for what is not released yet. A difference in a file of a released methodology or
release is a fault of the change, and never a reason to write the file anew.
"""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

import careerscore as cs

HERE = Path(__file__).parent


def results_of(methodology: str, release: str) -> list[list[str]]:
    """The result of every occupation: status, total, tier, then each factor's parts."""
    rows = []
    for code, result in cs.load(release).assess(methodology).items():
        row = [code, result.status.value, shown(result.total)]
        row.append("" if result.tier is None else str(result.tier.rank))
        for factor in result.factors:
            row += [shown(factor.value), factor.label or "", shown(factor.points)]
        rows.append(row)
    return rows


def header_of(methodology: str, release: str) -> list[str]:
    first = next(iter(cs.load(release)))
    factors = cs.assess(first, methodology=methodology, data=release).factors
    parts = [f"{factor.name} {part}" for factor in factors for part in ("value", "label", "points")]
    return ["code", "status", "total", "tier", *parts]


def facts_of(release: str) -> list[list[str]]:
    """What the release says of every occupation, the header first."""
    rows: list[list[str]] = []
    for code, one in cs.load(release).items():
        pay = {
            f"{name} {field}": getattr(estimates, field)
            for name, estimates in (("annual", one.wages.annual), ("hourly", one.wages.hourly))
            for field in ("p10", "p25", "median", "p75", "p90", "mean")
        }
        facts = {
            "code": code,
            "category": one.category,
            "job_zone": one.job_zone,
            "entry_level": one.education.entry_level,
            **pay,
            "employment": one.wages.employment,
            "published_code": one.wages.published_code,
            "percent_change": one.outlook.percent_change,
            "annual_openings": one.outlook.annual_openings_thousands,
            "employment_base": one.outlook.employment_base_thousands,
            "epoch": None if one.epoch is None else one.epoch.total,
            "aliases": len(one.aliases),
            "technology_skills": len(one.technology_skills),
            "related": " ".join(each.code for each in one.related[:3]),
            **{name: measure.value for name, measure in one.exposures.items()},
        }
        if not rows:
            rows.append(list(facts))
        rows.append([shown(value) for value in facts.values()])
    return rows


def shown(value: object) -> str:
    return "" if value is None else value if isinstance(value, str) else repr(value)


def as_csv(rows: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def main() -> None:
    for release in cs.releases():
        (HERE / f"facts-{release}.csv").write_text(as_csv(facts_of(release)), encoding="utf-8")
        for methodology in cs.methodologies():
            rows = [header_of(methodology, release), *results_of(methodology, release)]
            name = f"{methodology.replace('/', '--')}-on-{release}.csv"
            (HERE / name).write_text(as_csv(rows), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
