"""Freeze every result of every released methodology: ``python tests/golden/freeze.py``.

One row an occupation, one column a methodology and release, one hash a result, in `frozen.csv`.
A hash is over every value of the result under the names of version 1 of the schema (`as_frozen`),
so that a class or field may be renamed, and no figure or word of a result can move unseen.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import sys
from pathlib import Path

import careerscore as cs

FROZEN = Path(__file__).with_name("frozen.csv")

ADDED = (
    *("share", "standard_error", "parts", "total_se", "tier_probabilities"),
    *("education_duration", "license_note", "training", "training_pay", "training_years", "gain"),
)
"""Fields of results that came later: they count where they have a value."""

RENAMED_ANYWHERE = {"provenance": "how"}
"""Fields of parts of results, and what they were called when they were frozen."""

_ECONOMIC = {"status": "standing", "assumption_notes": "assumptions"}
RENAMED_IN = {
    "CareerProgression": _ECONOMIC,
    "EducationRequirements": _ECONOMIC,
    "EducationCost": _ECONOMIC,
    "LifetimeValue": _ECONOMIC | {"assumptions": "taken"},
}
"""Fields of results by class, and what they were called when they were frozen."""


def as_frozen(result) -> dict[str, object]:
    """The values of a result, under the names they had when they were frozen."""
    document = cs.to_dict(result)
    del document["schema_version"]
    if isinstance(result, cs.LifetimeValue):
        npv = document.pop("npv") or dict.fromkeys(("value", "low", "high"))
        document |= {"npv": npv["value"], "npv_at_least": npv["low"], "npv_at_most": npv["high"]}
    if document.get("dollars", "") is None:
        del document["dollars"]
    for part in (document, document.get("assumptions") or {}, *document.get("factors", ())):
        for name in ADDED:
            if part.get(name, ...) in (None, []):
                del part[name]
    for entry in document.get("by_source", ()):
        entry["how"] = entry.pop("reason")
    return _renamed(document, RENAMED_ANYWHERE | RENAMED_IN.get(type(result).__name__, {}))


def _renamed(value, names):
    if isinstance(value, dict):
        return {names.get(key, key): _renamed(value[key], RENAMED_ANYWHERE) for key in value}
    return [_renamed(each, RENAMED_ANYWHERE) for each in value] if type(value) is list else value


def hash_of(result) -> str:
    text = json.dumps(as_frozen(result), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def answers(id: str, release: str, step: int = 1) -> dict[str, object]:
    """What a methodology answers for occupations of a release: every one, or one in `step`."""
    if id in cs.methodologies():
        ask = cs.methodology(id).assess
    else:
        method = cs.economics.methodology(id)
        (kind,) = cs.economics.kinds_of(method)
        ask = getattr(method, kind)
    return {one.code: ask(one) for one in [*cs.load(release).values()][::step]}


def columns() -> list[tuple[str, str]]:
    ids = (*cs.methodologies(), *cs.economics.methodologies())
    return [(id, release) for id in ids for release in cs.releases()]


def main() -> None:
    table = {
        f"{id} on {release}": map(hash_of, answers(id, release).values())
        for id, release in columns()
    }
    text = io.StringIO()
    write = csv.writer(text, lineterminator="\n")
    write.writerow(["code", *table])
    write.writerows(zip(cs.load("2026.1"), *table.values(), strict=True))
    FROZEN.write_text(text.getvalue(), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
