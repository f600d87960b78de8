"""Made-up occupations, and the methodologies of shares bound to their distribution."""

from __future__ import annotations

from hypothesis import strategies as st

import careerscore as cs
from careerscore.model import (
    EmploymentOutlook,
    ExposureMeasure,
    Note,
    Occupation,
    Provenance,
    Ratings,
    RelatedOccupation,
    Source,
)
from careerscore.testing.strategies import input_values

CONSENSUS = cs.methodology("careerscore/1.0")
EXPOSURE, HUMAN = CONSENSUS.exposure, CONSENSUS.human_advantage
MEASURES = [measure.name for measure in EXPOSURE.measures]
RATINGS = [each.name for each in HUMAN.indicators]
RAW = [each for each in CONSENSUS.inputs if each.name not in CONSENSUS.share_names]

OTHERS = 40
CODES = [f"{11 + place}-1011.00" for place in range(OTHERS)]


def value_of(entry, place):
    """A value in the range of an input, another one for each of the first occupations."""
    low = -3 if entry.minimum is None else entry.minimum
    high = 30 if entry.maximum is None else entry.maximum
    return low + (high - low) * (place * 7 % OTHERS) / OTHERS


ROWS = {
    code: {
        entry.name: value_of(entry, place + number * 3)
        for number, entry in enumerate(RAW)
        if entry.name != "epoch_estimate"
    }
    for place, code in enumerate(CODES)
}
WEIGHTS = {code: 1.0 + place % 5 for place, code in enumerate(CODES[1:])}
DISTRIBUTION = CONSENSUS.distribution_of(ROWS, WEIGHTS)
BOUND = CONSENSUS.bind(DISTRIBUTION)


def inputs_for(method):
    return st.fixed_dictionaries(
        {}, optional={entry.name: input_values(entry) for entry in method.inputs}
    )


SOME = inputs_for(BOUND)
WHOLE = st.fixed_dictionaries(
    {entry.name: input_values(entry) for entry in BOUND.inputs if entry.name in ROWS[CODES[0]]}
)


SOURCE = Source(
    dataset="d",
    edition="1",
    title="t",
    publisher="p",
    licence="l",
    citation="c",
    url="u",
    retrieved=CONSENSUS.released,
)


def measure(name, value, provenance=None):
    """A published measure; without a value it is missing."""
    notes = {}
    if value is None or provenance:
        how = provenance or Provenance.MISSING
        notes = {"value": Note(provenance=how, reason=f"{how} {name}")}
    return ExposureMeasure(
        measure=name, title=name, unit="u", value=value, source=SOURCE, notes=notes
    )


def occupation(code=CODES[0], *, ratings=None, growth=4.0, without=(), **fields):
    """An occupation with everything that is read but what is left out."""
    row = ROWS[CODES[0]]
    crosswalk = dict.fromkeys(MEASURES[1:3], Provenance.CROSSWALK)
    values = {"eloundou_gpt4_beta": 0.25, "eloundou_human_beta": 0.5}
    values |= {name: row[name] for name in MEASURES[1:]} | {"bls_ai_exposure": 3.0}
    if ratings is None:
        ratings = {each.rating: row[each.name] for each in HUMAN.indicators}
    return Occupation(
        code=code,
        title="Example",
        outlook=EmploymentOutlook(percent_change=growth, source=SOURCE),
        exposures={
            name: measure(
                name,
                None if name in without else value,
                None if name in without else crosswalk.get(name),
            )
            for name, value in values.items()
        },
        ratings=Ratings(values=ratings, sources={"IM": SOURCE, "WI": SOURCE}),
        **fields,
    )


def related(*tiers):
    return [
        RelatedOccupation(code=code, title=code, tier=tier)
        for code, tier in zip(CODES, tiers, strict=False)
    ]


SHORT, LONG, OTHER = "Primary-Short", "Primary-Long", "Supplemental"
UNRATED = {"ratings": {"1.D.2.c WI": 1.0}}
