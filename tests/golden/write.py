"""Write the golden files anew: ``python tests/golden/write.py``.

Only for what is not released yet. A difference in a file of a released methodology or
release is a fault of the change, and never a reason to write the file anew.
"""

from __future__ import annotations

import csv
import io
import runpy
import sys
from pathlib import Path

import careerscore as cs

HERE = Path(__file__).parent


def file_of(id: str, release: str) -> str:
    """The file of a methodology's results, or of gains, on a release; else on the last before it."""
    known = cs.releases()[: cs.releases().index(release) + 1]
    names = [f"{id.replace('/', '--')}-on-{each}.csv" for each in reversed(known)]
    return next(name for name in names if (HERE / name).exists())


def rows_of(id: str, results) -> list[list[str]]:
    """Results of a methodology by occupation code as rows, the header first."""
    figures = score_figures
    if id not in cs.methodologies():
        (kind,) = cs.economics.kinds_of(cs.economics.methodology(id))
        figures = FIGURES[kind]
    found = [
        {"code": code, "status": result.status.value, **figures(result)}
        for code, result in results.items()
    ]
    return [list(found[0]), *([in_cents(value) for value in each.values()] for each in found)]


CONSENSUS = "careerscore/1.0"
REPLACED = {"employment_projections": "2024-34"}
"""The consensus is frozen on the newest release and on that with other projections."""


def file_of_replaced() -> Path:
    (name,) = (f"with-{dataset}-{edition}" for dataset, edition in REPLACED.items())
    return HERE / f"{CONSENSUS.replace('/', '--')}-on-2026.3-{name}.csv"


def results_on_replaced():
    return cs.assess_all(CONSENSUS, data=cs.load("2026.3").replace(**REPLACED))


def score_figures(result) -> dict[str, object]:
    if result.methodology.startswith("careerscore"):
        return share_figures(result)
    parts = {
        f"{factor.name} {part}": shown(getattr(factor, part))
        for factor in result.factors
        for part in ("value", "label", "points")
    }
    return {"total": shown(result.total), "tier": result.tier and result.tier.rank, **parts}


def share_figures(result) -> dict[str, object]:
    parts = {
        f"{factor.name} {part}": in_short(getattr(factor, part))
        for factor in result.factors
        for part in ("value", "share")
    }
    chances = (*result.tier_probabilities, *[None] * 4)[:4]
    return {
        "total": in_short(result.total),
        "error": in_short(result.total_se),
        "tier": result.tier and result.tier.rank,
        **{f"p{rank}": in_short(chance) for rank, chance in enumerate(chances, start=1)},
        **parts,
    }


def in_short(value: float | None) -> str:
    return "" if value is None else f"{value:.10g}"


def facts_of(release: str) -> list[list[str]]:
    """What the release says of every occupation, the header first."""
    rows = []
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
        rows.append([shown(value) for value in facts.values()])
    return [list(facts), *rows]


def gains_of(release: str, step: int = 1) -> list[list[str]]:
    """The gain of occupations over a high-school graduate, the header first."""
    rows = []
    for one in [*cs.load(release).values()][::step]:
        value = cs.lifetime_value(one)
        gain = value.gain
        parts = {
            "training_years": (value.training_years, ("min", "typical", "max")),
            "training_pay": (value.training_pay, ("low", "high")),
            "gain": (getattr(gain, "lifetime", None), ("low", "high")),
            "before_unknown_tuition": (
                getattr(gain, "before_unknown_tuition", None),
                ("low", "high"),
            ),
            "npv": (getattr(gain, "npv", None), ("low", "high")),
            "ahead_age": (getattr(gain, "ahead_age", None), ("min", "max")),
        }
        figures = {
            f"{name} {end}": getattr(part, end, None)
            for name, (part, ends) in parts.items()
            for end in ends
        }
        rate = getattr(gain, "rate_of_return", None)
        figures["rate_of_return"] = None if rate is None else f"{rate:.6f}"
        rows.append({"code": one.code, "status": value.status.value, **figures})
    return [list(rows[0]), *([in_cents(each) for each in row.values()] for row in rows)]


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
    by_kind = {
        f"{kind} {part}": getattr(result.by_institution.get(kind), part, None)
        for kind in cs.economics.INSTITUTIONS
        for part in ("total", "per_year")
    }
    total = {name: getattr(result.total, name) for name in ("min", "typical", "max")}
    return {**total, "at_least": result.at_least, **by_kind}


def value_figures(result) -> dict[str, object]:
    names = "payback_age payback_years ten_year_net twenty_year_net return_on_cost net_worth"
    return {
        "npv_at_least": getattr(result.npv, "low", None),
        "npv_at_most": getattr(result.npv, "high", None),
        **{name: getattr(result, name) for name in names.split()},
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
    answers = runpy.run_path(str(HERE / "freeze.py"))["answers"]
    ids = (*cs.methodologies(), *cs.economics.methodologies())
    for place, release in enumerate(cs.releases()):
        (HERE / f"facts-{release}.csv").write_text(as_csv(facts_of(release)), encoding="utf-8")
        tables = {id: rows_of(id, answers(id, release)) for id in ids}
        for id, rows in (tables | {"gains": gains_of(release)}).items():
            text = as_csv(rows)
            file = HERE / f"{id.replace('/', '--')}-on-{release}.csv"
            before = None if place == 0 else HERE / file_of(id, cs.releases()[place - 1])
            if before is None or text != before.read_text(encoding="utf-8"):
                file.write_text(text, encoding="utf-8")
    text = as_csv(rows_of(CONSENSUS, results_on_replaced()))
    file_of_replaced().write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
