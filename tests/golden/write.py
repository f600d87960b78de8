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
    for code, result in cs.assess_all(methodology, data=release).items():
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


def economic_results_of(method: str, release: str) -> list[list[str]]:
    """What a method of economics says of every occupation, the header first."""
    asked = cs.economics.methodology(method)
    (question,) = cs.economics.kinds_of(asked)
    answers = [getattr(asked, question)(occupation) for occupation in cs.load(release).values()]
    return figures_of(question, answers)


def figures_of(question: str, answers) -> list[list[str]]:
    """Answers to a question as rows, the header first."""
    rows: list[list[str]] = []
    for result in answers:
        told = {"code": result.occupation_code, "status": result.status.value}
        figures = {**told, **FIGURES[question](result)}
        if not rows:
            rows.append(list(figures))
        rows.append([in_cents(value) for value in figures.values()])
    return rows


def progression_figures(result) -> dict[str, object]:
    years = {f"year {year}": result.in_year(year) for year in range(0, 22, 3)}
    return {
        f"{name} {end}": getattr(year, end, None)
        for name, year in years.items()
        for end in ("at_least", "at_most")
    }


def path_figures(result) -> dict[str, object]:
    return {
        "level": result.entry_level,
        "by": result.entry_level_by,
        "agree": None if result.sources_agree is None else str(result.sources_agree),
        "years": getattr(result.duration, "typical", None),
        "job_ready": getattr(result.years_to_job_ready, "typical", None),
        "experience": result.work_experience,
        "training": result.on_the_job_training,
        "license": None if result.license_required is None else str(result.license_required),
    }


def cost_figures(result) -> dict[str, object]:
    kinds = {kind: result.by_institution.get(kind) for kind in cs.economics.INSTITUTIONS}
    return {
        "min": result.total.min,
        "typical": result.total.typical,
        "max": result.total.max,
        "at_least": result.at_least,
        **{
            f"{kind} {part}": getattr(there, part, None)
            for kind, there in kinds.items()
            for part in ("total", "per_year")
        },
    }


def value_figures(result) -> dict[str, object]:
    names = (
        "payback_age",
        "payback_years",
        "ten_year_net",
        "twenty_year_net",
        "return_on_cost",
        "net_worth",
    )
    return {
        "npv_at_least": getattr(result.npv, "low", None),
        "npv_at_most": getattr(result.npv, "high", None),
        **{name: getattr(result, name) for name in names},
        "irr": None if result.irr is None else f"{result.irr:.6f}",
        "net_low": getattr(result.lifetime_net, "low", None),
        "net_high": getattr(result.lifetime_net, "high", None),
    }


FIGURES = {
    "progression": progression_figures,
    "path": path_figures,
    "cost": cost_figures,
    "value": value_figures,
}


def in_cents(value: object) -> str:
    """Money to the cent: the last digits of sums are no part of what is promised."""
    return f"{value:.2f}".removesuffix(".00") if isinstance(value, float) else shown(value)


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
        for method in cs.economics.methodologies():
            name = f"{method.replace('/', '--')}-on-{release}.csv"
            rows = economic_results_of(method, release)
            (HERE / name).write_text(as_csv(rows), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
