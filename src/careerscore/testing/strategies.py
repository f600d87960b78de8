"""Hypothesis strategies for the classes of the model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from careerscore.model import (
    EPOCH_DIMENSIONS,
    ONET_EDUCATION_LEVELS,
    PERCENTILES,
    EducationPath,
    EducationShare,
    EmploymentOutlook,
    EpochProfile,
    ExposureMeasure,
    Note,
    Occupation,
    Provenance,
    RelatedOccupation,
    Source,
    TechnologySkill,
    WageDistribution,
    WageEstimates,
)
from careerscore.model.assessment import ResilienceAssessment

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

    from careerscore.scoring import Input, Methodology

__all__ = [
    "assessments",
    "epoch_profiles",
    "input_values",
    "notes",
    "occupations",
    "register",
    "sources",
    "wage_estimates",
]

_texts = st.text(min_size=1, max_size=40).filter(str.strip)
_amounts = st.integers(0, 10**7) | st.floats(0, 1e7)
_codes = st.from_regex(r"[0-9]{2}-[0-9]{4}\.[0-9]{2}", fullmatch=True).filter(str.isascii)

_MEASURES = (
    *(
        (f"eloundou_{rater}_{weight}", 0.0, 1.0)
        for rater in ("gpt4", "human")
        for weight in ("alpha", "beta", "gamma")
    ),
    ("felten_aioe", -3.0, 2.0),
    ("frey_osborne_probability", 0.0, 1.0),
    ("legacy_risk", 1.0, 10.0),
    ("microsoft_ai_applicability", 0.0, 1.0),
)


def sources() -> SearchStrategy[Source]:
    """Give editions of datasets."""
    return st.builds(
        Source,
        dataset=_texts,
        edition=_texts,
        title=_texts,
        publisher=_texts,
        licence=_texts,
        citation=_texts,
        url=_texts,
        retrieved=st.dates(),
        attribution=st.text(max_size=40),
    )


def notes() -> SearchStrategy[Note]:
    """Give notes on values: inherited ones, estimated ones, top codes with their bounds."""
    others = st.sampled_from([Provenance.INHERITED, Provenance.BROAD_LEVEL, Provenance.ESTIMATED])
    return st.builds(Note, provenance=others, reason=_texts, code=st.none() | _texts) | st.builds(
        Note, provenance=st.just(Provenance.TOP_CODED), reason=_texts, bound=_amounts
    )


@st.composite
def wage_estimates(draw: DrawFn) -> WageEstimates:
    """Give percentiles that rise, some missing, the highest perhaps top-coded."""
    names = tuple(PERCENTILES)
    drawn = sorted(draw(st.lists(_amounts, min_size=5, max_size=5)))
    values: dict[str, float | None] = dict(zip(names, drawn, strict=True))
    coded_from = draw(st.integers(1, len(names)))
    coded = {
        name: Note(
            provenance=Provenance.TOP_CODED,
            reason="at or above the top code",
            bound=drawn[coded_from],
        )
        for name in names[coded_from:]
    }
    missing = draw(st.sets(st.sampled_from(names[:coded_from]), max_size=2))
    kept = {name: None if name in missing or name in coded else values[name] for name in names}
    return WageEstimates(**kept, mean=draw(st.none() | _amounts), notes=coded)


def epoch_profiles() -> SearchStrategy[EpochProfile]:
    """Give profiles of whole dimensions from 1 to 5."""
    return st.builds(EpochProfile, **dict.fromkeys(EPOCH_DIMENSIONS, st.integers(1, 5)))


@st.composite
def _exposures(draw: DrawFn) -> dict[str, ExposureMeasure]:
    chosen = draw(st.lists(st.sampled_from(_MEASURES), unique=True, max_size=6))
    return {
        name: ExposureMeasure(
            measure=name,
            title=name,
            unit="unit",
            value=draw(st.none() | st.floats(low, high)),
            components=draw(st.dictionaries(_texts, st.floats(low, high), max_size=2)),
            source=draw(st.none() | sources()),
        )
        for name, low, high in chosen
    }


def occupations() -> SearchStrategy[Occupation]:
    """Give occupations, from bare ones to ones with every part.

    Examples
    --------
    >>> from careerscore.model import Occupation
    >>> from hypothesis import find, strategies as st
    >>> find(st.from_type(Occupation), lambda occupation: True).code
    '00-0000.00'
    """
    return st.builds(
        Occupation,
        code=_codes,
        title=_texts,
        category=st.none() | _texts,
        job_zone=st.none() | st.integers(1, 5),
        aliases=st.lists(st.text(max_size=40), max_size=2),
        reported_titles=st.just(()),
        short_titles=st.just(()),
        technology_skills=st.lists(
            st.builds(TechnologySkill, name=_texts, category=_texts, hot=st.booleans()),
            max_size=2,
        ),
        related=st.lists(
            st.builds(RelatedOccupation, code=_texts, title=_texts, tier=_texts), max_size=1
        ),
        siblings=st.dictionaries(_texts, st.text(max_size=40), max_size=2),
        wages=st.builds(
            WageDistribution,
            annual=wage_estimates(),
            hourly=st.just(WageEstimates()),
            published_code=st.none() | _texts,
            published_title=st.none() | _texts,
            reference_period=st.none() | _texts,
            employment=st.none() | st.integers(0, 10**6),
            employment_prse=st.none() | st.floats(0, 100),
            mean_prse=st.none() | st.floats(0, 100),
            shared_with=st.just(()),
            source=st.none() | sources(),
            notes=st.dictionaries(_texts, notes(), max_size=1),
        ),
        education=st.builds(
            EducationPath,
            bls_entry_level=st.none() | _texts,
            onet_shares=st.lists(
                st.builds(
                    EducationShare,
                    level=st.sampled_from(ONET_EDUCATION_LEVELS),
                    percent=st.floats(0, 100),
                ),
                max_size=2,
            ),
        ),
        outlook=st.builds(EmploymentOutlook, percent_change=st.none() | st.floats(-100, 500)),
        exposures=_exposures(),
        epoch=st.none() | epoch_profiles(),
        data_release=st.none() | _texts,
        data_fingerprint=st.none() | _texts,
        sources=st.dictionaries(_texts, sources(), max_size=1),
        notes=st.dictionaries(_texts, notes(), max_size=1),
    )


def input_values(entry: Input) -> SearchStrategy[float]:
    """Give values in the range of an input of a methodology."""
    low = -1e6 if entry.minimum is None else entry.minimum
    high = 1e6 if entry.maximum is None else entry.maximum
    near = st.floats(max(low, -50), min(high, 150)) if low < 150 and high > -50 else st.nothing()
    return near | st.floats(low, high)


@st.composite
def assessments(draw: DrawFn, methodology: Methodology | None = None) -> ResilienceAssessment:
    """Give results of a methodology for bare inputs, some of them missing.

    Parameters
    ----------
    methodology : Methodology, optional
        By what to score; ``american-dream-jobs/2.0`` by default.
    """
    if methodology is None:
        from careerscore.scoring import methodology as methodology_of_id

        methodology = methodology_of_id("american-dream-jobs/2.0")
    return methodology.score(
        **{entry.name: draw(st.none() | input_values(entry)) for entry in methodology.inputs}
    )


def register() -> None:
    """Tell Hypothesis of the strategies; it calls this itself when it is imported."""
    st.register_type_strategy(Occupation, occupations())
    st.register_type_strategy(WageEstimates, wage_estimates())
    st.register_type_strategy(EpochProfile, epoch_profiles())
    st.register_type_strategy(Note, notes())
    st.register_type_strategy(Source, sources())
    st.register_type_strategy(ResilienceAssessment, assessments())
