"""The high-school graduate: mean wages of the occupations that need no more than high school.

Those are the occupations whose entry education is a high school diploma or nothing and whose
training is none or short-term, by BLS. Each percentile is the mean of theirs, weighted by
employment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from careerscore.model.education import HIGH_SCHOOL_GRADUATE, EducationPath
from careerscore.model.occupation import Occupation
from careerscore.model.provenance import EVERY_FIELD, Note, Provenance
from careerscore.model.wages import PERCENTILES, WageDistribution, WageEstimates
from careerscore.reference.editions import FOLDER, open_edition
from careerscore.reference.projections import entry_dataset
from careerscore.reference.wages import ANNUAL, wage_column

if TYPE_CHECKING:
    from collections.abc import Iterable

    from careerscore.reference.editions import Facts

DATASET: Final = "high-school-graduate"
"""The dataset of these means, an edition for each release; no release pins it."""

REQUIRED: Final = ("matrix_code", "entry_education", "on_the_job_training")
PAID: Final = (
    "occ_code",
    "o_group",
    "tot_emp",
    *(wage_column(ANNUAL, name) for name in PERCENTILES),
)
"""The columns that the means are computed from."""

_LEVELS: Final = ("High school diploma or equivalent", "No formal educational credential")
_TRAINING: Final = ("None", "Short-term on-the-job training")
_FIGURES: Final = ("occupations", "workers", *PERCENTILES)


def mean_wages(
    required: Iterable[tuple[str, ...]], paid: Iterable[tuple[str, ...]]
) -> dict[str, int]:
    """Return the number of occupations, their workers, and the mean of each percentile.

    Whole dollars, halves up; empty where there is no such occupation. One of which BLS publishes
    not all of these figures is left out.
    """
    codes = {code for code, level, kind in required if level in _LEVELS and kind in _TRAINING}
    rows = [
        [int(figure) for figure in figures]
        for code, group, *figures in paid
        if group == "detailed" and code in codes and all(map(str.isdecimal, figures))
    ]
    workers = sum(weight for weight, *_ in rows)
    if not workers:
        return {}
    sums = (sum(row[0] * row[place] for row in rows) for place in range(1, len(_FIGURES) - 1))
    means = ((2 * total + workers) // (2 * workers) for total in sums)
    return dict(zip(_FIGURES, (len(rows), workers, *means), strict=True))


def high_school_graduate(
    facts: Facts, data_release: str, fingerprint: str, *, released: bool
) -> Occupation | None:
    """Return the baseline as an occupation: from its edition, or computed for another release."""
    dataset, survey = entry_dataset(facts.editions), facts.edition("oews")
    source, figures = survey.source, {}
    if released and f"{FOLDER}/{DATASET}/{data_release}.toml" in facts.folder.checksums:
        edition = open_edition(facts.folder, DATASET, data_release)
        (row,) = edition.table().rows()
        source, figures = edition.source, {name: int(row[name]) for name in _FIGURES}
    elif set(REQUIRED) <= {*facts.table(dataset).columns}:
        required = facts.table(dataset).select(*REQUIRED)
        figures = mean_wages(required, facts.table("oews").select(*PAID))
    if not figures:
        return None
    reason = (
        f"mean of {figures['occupations']} occupations with {figures['workers']:,} workers that "
        "need a high school diploma or nothing and at most short-term training, weighted by "
        "employment"
    )
    notes = {EVERY_FIELD: Note(provenance=Provenance.ESTIMATED, reason=reason)}
    pay = WageEstimates(**{name: figures[name] for name in PERCENTILES}, notes=notes)
    return Occupation(
        code=HIGH_SCHOOL_GRADUATE,
        title="High-school graduates",
        wages=WageDistribution(
            annual=pay,
            reference_period=survey.parameters["reference_period"],
            employment=figures["workers"],
            source=source,
            notes=notes,
        ),
        education=EducationPath(
            bls_entry_level=_LEVELS[0],
            bls_on_the_job_training=_TRAINING[0],
            bls_source=facts.edition(dataset).source,
        ),
        data_release=data_release,
        data_fingerprint=fingerprint,
        notes=notes,
    )
